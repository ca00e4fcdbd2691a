"""Pipelines that make binary32 numbers of int32 and float16, and float16 of binary32 numbers.

They are like those of `operators`: new operands in each clock, the rounded result `latency` clocks
later. Golden model: numpy.
"""

from litex.gen import LiteXModule
from migen import C, Cat, If, Mux, Signal

from lutcore.gateware.engine.common import delayed
from lutcore.gateware.engine.vector.operators import (
    BIAS,
    BITS,
    FRACTION,
    NAN,
    PRECISION,
    TOP,
    Rounding,
    exponent,
    is_nan,
    normalised,
    normalised_in_two,
    significand,
)

# Conversions --------------------------------------------------------------------------------------

class IntToFloat(LiteXModule):
    """The number of an int32.

    Attributes
    ----------
    a : Signal((32, True)), in
        The integer.

    result : Signal(32), out
        The nearest number, `latency` clocks later.
    """
    latency = 4

    def __init__(self):
        self.a      = Signal((BITS, True))
        self.result = Signal(BITS)

        # # #

        magnitude = Signal(BITS, reset_less=True)
        negative  = Signal(reset_less=True)
        self.sync += [
            magnitude.eq(Mux(self.a[-1], -self.a, self.a)),
            negative.eq(self.a[-1]),
        ]
        value, shift = normalised_in_two(self, magnitude)
        self.rounding = rounding = Rounding()
        lower = BITS - PRECISION - 1
        self.comb += [
            rounding.sign.eq(delayed(self, negative, 2)),
            rounding.zero.eq(~value[-1]),
            rounding.exponent.eq(BIAS + BITS - 1 - shift),
            rounding.significand.eq(value[-PRECISION:]),
            rounding.half.eq(value[lower]),
            rounding.rest.eq(value[:lower] != 0),
            self.result.eq(rounding.result),
        ]

class HalfToFloat(LiteXModule):
    """The number of a float16, exactly; its subnormal numbers are numbers too.

    Attributes
    ----------
    a : Signal(16), in
        The float16.

    result : Signal(32), out
        The number, `latency` clocks later.
    """
    latency = 1
    bias    = 15
    places  = 10 # Bits behind the point.

    def __init__(self):
        self.a      = Signal(16)
        self.result = Signal(BITS)

        # # #

        power = self.a[self.places:-1]
        usual = Signal(reset_less=True)
        whole = Signal(16, reset_less=True)
        self.sync += [
            usual.eq(power != 0),
            whole.eq(self.a),
        ]
        value, flags = normalised(self, self.a[:self.places], (8, 4, 2, 1))
        shift = Cat(*reversed(flags))
        over = BIAS - self.bias
        fill = C(0, FRACTION - self.places)
        kept = whole[self.places:-1]
        self.comb += [
            self.result.eq(Cat(fill, C(0, 1), value[:-1],
                               Mux(value[-1], over - shift, C(0, 8))[:8], whole[-1])),
            If(usual,
                self.result.eq(Cat(fill, whole[:self.places], (kept + over)[:8], whole[-1]))
            ),
            If(usual & (kept == 31),
                self.result.eq(Mux(whole[:self.places] != 0, NAN, Cat(
                    C(0, FRACTION), C(TOP, 8), whole[-1])))
            ),
        ]

class FloatToHalf(LiteXModule):
    """The float16 nearest to a number; subnormal ones and infinity where they are.

    Attributes
    ----------
    a : Signal(32), in
        The number.

    result : Signal(16), out
        The float16, `latency` clocks later.
    """
    latency = 2

    def __init__(self):
        self.a      = Signal(BITS)
        self.result = Signal(16, reset_less=True)

        # # #

        # Align: a subnormal result is shifted until its last place is 2**-24 ----------------------
        places   = HalfToFloat.places
        least    = BIAS - HalfToFloat.bias + 1 # The exponent of the smallest usual float16.
        spare    = FRACTION - places
        small    = Signal()
        beyond  = Signal(9)
        wide     = Signal(2*PRECISION)
        value    = Signal(PRECISION, reset_less=True)
        sticky   = Signal(reset_less=True)
        power    = Signal(6, reset_less=True)
        negative = Signal(reset_less=True)
        large    = Signal(reset_less=True)
        nan      = Signal(reset_less=True)
        self.comb += [
            small.eq(exponent(self.a) < least),
            beyond.eq(Mux(small, least - exponent(self.a), 0)),
            wide.eq(Cat(C(0, PRECISION), significand(self.a)) >> Mux(beyond > 31, 31, beyond)),
        ]
        self.sync += [
            value.eq(wide[PRECISION:]),
            sticky.eq(wide[:PRECISION] != 0),
            power.eq(Mux(small, 0, exponent(self.a) - least + 1)),
            negative.eq(self.a[-1]),
            large.eq(exponent(self.a) >= least + 30),
            nan.eq(is_nan(self.a)),
        ]

        # Round: a carry makes a usual number of a subnormal one, or infinity of the largest -------
        half   = value[spare - 1]
        up     = Signal()
        number = Signal(15)
        self.comb += [
            up.eq(half & (sticky | (value[:spare - 1] != 0) | value[spare])),
            number.eq(Cat(value[spare:FRACTION], power[:5]) + up),
        ]
        self.sync += [
            self.result.eq(Cat(number, negative)),
            If(large, self.result.eq(Cat(C(0, places), C(31, 5), negative))),
            If(nan, self.result.eq(0x7E00)),
        ]
