"""Division of binary32 numbers, a bit a clock, for the single numbers of a row or a head."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, Cat, If, Mux, NextState, NextValue, Signal, bits_for

from lutcore.gateware.engine.vector.operators import (
    BIAS,
    BITS,
    PRECISION,
    Rounding,
    exponent,
    is_infinite,
    is_nan,
    is_zero,
    significand,
)

# Divider ------------------------------------------------------------------------------------------

class FloatDivider(LiteXModule):
    """Quotient of two numbers, rounded to nearest even, about 30 clocks behind them.

        for bit of 26: quotient = quotient * 2 + (rest >= b);  rest = (rest - b or rest) * 2

    Attributes
    ----------
    sink : stream.Endpoint([("a", 32), ("b", 32)]), in
        The operands.

    source : stream.Endpoint([("data", 32)]), out
        a / b.
    """
    steps = PRECISION + 2 # One bit before the point, and one more than half of the last place.

    def __init__(self):
        self.sink   = stream.Endpoint([("a", BITS), ("b", BITS)])
        self.source = stream.Endpoint([("data", BITS)])

        # # #

        a, b     = self.sink.a, self.sink.b
        quotient = Signal(self.steps, reset_less=True)
        rest     = Signal(PRECISION + 1, reset_less=True)
        divisor  = Signal(PRECISION, reset_less=True)
        left     = Signal(bits_for(self.steps))
        fits     = Signal()
        self.rounding = rounding = Rounding()
        power    = Signal.like(rounding.exponent, reset_less=True)
        flags    = ("sign", "nan", "infinite", "zero")
        held     = {name: Signal(reset_less=True) for name in flags}
        whole    = quotient[-1]
        self.comb += [
            fits.eq(rest >= divisor),
            *[getattr(rounding, name).eq(held[name]) for name in flags],
            rounding.exponent.eq(power - ~whole),
            rounding.significand.eq(Mux(whole, quotient[2:], quotient[1:-1])),
            rounding.half.eq(Mux(whole, quotient[1], quotient[0])),
            rounding.rest.eq((rest != 0) | (whole & quotient[0])),
            self.source.data.eq(rounding.result),
        ]
        self.fsm = fsm = FSM(reset_state="IDLE")
        fsm.act("IDLE",
            self.sink.ready.eq(1),
            NextValue(rest, significand(a)),
            NextValue(divisor, significand(b)),
            NextValue(left, self.steps - 1),
            NextValue(power, exponent(a) - exponent(b) + BIAS),
            NextValue(held["sign"], a[-1] ^ b[-1]),
            NextValue(held["nan"], is_nan(a) | is_nan(b) | (is_zero(a) & is_zero(b))
                | (is_infinite(a) & is_infinite(b))),
            NextValue(held["infinite"], is_infinite(a) | is_zero(b)),
            NextValue(held["zero"], is_zero(a) | is_infinite(b)),
            If(self.sink.valid, NextState("DIVIDE")),
        )
        fsm.act("DIVIDE",
            NextValue(quotient, Cat(fits, quotient[:-1])),
            NextValue(rest, Cat(0, Mux(fits, rest - divisor, rest)[:PRECISION])),
            NextValue(left, left - 1),
            If(left == 0, NextState("ROUND")),
        )
        fsm.act("ROUND", NextState("DONE"))
        fsm.act("DONE",
            self.source.valid.eq(1),
            If(self.source.ready, NextState("IDLE")),
        )
