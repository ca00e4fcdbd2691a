"""exp of numbers that are not positive, as a pipeline whose multipliers may be shared in time."""

from math import gcd

import numpy as np
from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import Array, C, Cat, If, Mux, Signal, bits_for

from lutcore.driver.contract import floating
from lutcore.driver.contract.floating import F32
from lutcore.gateware.engine.attention.adders import StepAdder
from lutcore.gateware.engine.common import delayed, log2
from lutcore.gateware.engine.vector.integers import FloatToInt
from lutcore.gateware.engine.vector.microprogram import bits
from lutcore.gateware.engine.vector.operators import (
    BIAS,
    BITS,
    FRACTION,
    NAN,
    PRECISION,
    FloatMultiplier,
    Rounding,
    exponent,
    is_nan,
    normalised,
    significand,
)

DEGREE = len(floating.EXP_POLY) - 1
LOWEST = bits(floating.EXP_LOW)

# Reduction ----------------------------------------------------------------------------------------

class Reduction(LiteXModule):
    """What exp's polynomial takes of z: r = (z - n * LN2_HIGH) - n * LN2_LOW, for z <= 0.

    The first difference is exact, so there is one rounding: of a number with `places` bits behind
    the point, the sum of -|z| and of a constant for each n. For n = 0, r is z.

    Attributes
    ----------
    z : Signal(32), in / n : Signal(6), in
        The number, from EXP_LOW to 0, and the magnitude of n.

    r : Signal(32), out
        r, `latency` clocks later.
    """
    latency = 6
    least   = -2 # The exponent of the smallest |z| whose n is not 0.
    places  = 36 # The last place of fl(1 * LN2_LOW) is 2**-36.

    def __init__(self):
        self.z = Signal(BITS)
        self.n = Signal(log2(64))
        self.r = Signal(BITS)

        # # #

        # -|z| in places of 2**-25, and the constants ----------------------------------------------
        most      = int(np.rint(-floating.EXP_LOW * floating.LOG2_E))
        constants = [self.constant(n) for n in range(most + 1)]
        width     = bits_for(max(constants)) + 1
        finer     = self.places - (FRACTION - self.least)
        constant  = Signal(width, reset_less=True)
        whole     = Signal(width - finer, reset_less=True)
        rest      = Signal((self.places, True), reset_less=True) # Less than half in magnitude.
        magnitude = Signal(self.places - 1, reset_less=True)
        shift     = (exponent(self.z) - (BIAS + self.least))[:3]
        self.sync += [
            constant.eq(Array(C(x, width) for x in constants)[self.n]),
            whole.eq(significand(self.z) << shift),
            rest.eq(constant - Cat(C(0, finer), whole)),
            magnitude.eq(Mux(rest[-1], -rest, rest)),
        ]
        value, coarse = normalised(self, magnitude, (32, 16, 8))
        value, fine   = normalised(self, value, (4, 2, 1))
        moved = Cat(*reversed([*(delayed(self, flag, 1) for flag in coarse), *fine]))

        # Round, or take z -------------------------------------------------------------------------
        self.rounding = rounding = Rounding()
        lower = len(magnitude) - PRECISION - 1
        same  = delayed(self, self.n == 0, self.latency)
        self.comb += [
            rounding.sign.eq(delayed(self, rest[-1], 3)),
            rounding.zero.eq(~value[-1]),
            rounding.exponent.eq(BIAS + self.least - moved),
            rounding.significand.eq(value[-PRECISION:]),
            rounding.half.eq(value[lower]),
            rounding.rest.eq(value[:lower] != 0),
            self.r.eq(Mux(same, delayed(self, self.z, self.latency), rounding.result)),
        ]

    def constant(self, n):
        """Return n * LN2_HIGH + n * LN2_LOW, each rounded to float32, in units of 2**-places."""
        exact = [int(np.ldexp(np.float64(F32(n) * x), self.places))
                 for x in (floating.LN2_HIGH, floating.LN2_LOW)]
        return sum(exact)

# Exponential --------------------------------------------------------------------------------------

class Exponential(LiteXModule):
    """exp(x) for x <= 0, one result in `turns` clocks.

        z = max(x, EXP_LOW) -> n = rint(z * log2 e) -> r = z - n * ln 2, in two parts
          -> p = p * r + c, six times -> 2**n * p

    The six steps have 6 / turns multipliers and adders; a number goes round `turns` times. Golden
    model: `floating.exp`.

    Parameters
    ----------
    turns : int
        1, 2, 3 or 6.

    Attributes
    ----------
    sink : stream.Endpoint([("data", 32)]), in
        x. It is ready every `turns` clocks, see `phase`.

    phase : Signal(), out
        Clocks since `sink` was ready.

    source : stream.Endpoint([("data", 32)]), out
        exp(x), with `first` and `last` of x, `latency` clocks later. Nothing holds it up.
    """
    def __init__(self, turns):
        self.sink   = stream.Endpoint([("data", BITS)])
        self.phase  = Signal(max=max(2, turns))
        self.source = stream.Endpoint([("data", BITS)])

        # # #

        stages = DEGREE // turns
        step   = FloatMultiplier.latency + StepAdder.latency
        loop   = stages*step
        assert stages*turns == DEGREE and gcd(loop, turns) == 1
        self.sync += If(self.phase == turns - 1, self.phase.eq(0)).Else(
            self.phase.eq(self.phase + 1))
        self.comb += self.sink.ready.eq(self.phase == 0)

        # z and n ----------------------------------------------------------------------------------
        x     = self.sink.data
        z     = Signal(BITS, reset_less=True)
        below = Signal(reset_less=True)
        nan   = Signal(reset_less=True)
        less  = x[-1] & (x[:-1] > (LOWEST & 0x7FFF_FFFF)) & ~is_nan(x)
        self.sync += [
            z.eq(Mux(less, LOWEST, x)),
            below.eq(less),
            nan.eq(is_nan(x)),
        ]
        self.power   = power   = FloatMultiplier()
        self.integer = integer = FloatToInt()
        self.comb += [
            power.a.eq(z),
            power.b.eq(bits(floating.LOG2_E)),
            integer.a.eq(power.result),
        ]
        found = power.latency + integer.latency # From z to n.
        n     = Signal(log2(64))                # Its magnitude.
        self.comb += n.eq(-integer.result)

        # r ----------------------------------------------------------------------------------------
        self.reduction = reduction = Reduction()
        self.comb += [
            reduction.z.eq(delayed(self, z, found)),
            reduction.n.eq(n),
        ]
        r       = reduction.r
        reduced = 1 + found + reduction.latency # From x to r.
        entry   = Signal() # A new number enters the loop.
        self.comb += entry.eq(delayed(self, self.sink.valid & self.sink.ready, reduced,
                                      reset_less=False))
        facts = Cat(delayed(self, n, reduction.latency),
                    delayed(self, Cat(below, nan), reduced - 1),
                    delayed(self, Cat(self.sink.first, self.sink.last), reduced))

        # Six steps, `stages` in a turn ------------------------------------------------------------
        turn  = Signal(max=max(2, turns)) # The turn of the number that enters the first stage.
        p     = Signal(BITS)
        rest  = Signal(BITS)
        known = Signal(len(facts))
        valid = Signal()
        back  = {name: Signal.like(signal) for name, signal in (
            ("turn", turn), ("p", p), ("rest", rest), ("known", known), ("valid", valid))}
        self.comb += [
            If(entry,
                turn.eq(0),
                p.eq(bits(floating.EXP_POLY[0])),
                rest.eq(r),
                known.eq(facts),
                valid.eq(1),
            ).Else(
                turn.eq(back["turn"] + 1),
                p.eq(back["p"]),
                rest.eq(back["rest"]),
                known.eq(back["known"]),
                valid.eq(back["valid"] & (back["turn"] != turns - 1)),
            ),
        ]
        value = p
        for i in range(stages):
            multiplier, adder = FloatMultiplier(), StepAdder()
            self.add_module(name=f"multiplier{i}", module=multiplier)
            self.add_module(name=f"adder{i}", module=adder)
            constants = Array(C(bits(c), BITS) for c in floating.EXP_POLY[1 + i::stages])
            addend    = Signal(BITS, reset_less=True)
            self.sync += addend.eq(constants[delayed(self, turn, i*step + multiplier.latency - 1)])
            self.comb += [
                multiplier.a.eq(value),
                multiplier.b.eq(delayed(self, rest, i*step)),
                adder.a.eq(multiplier.result),
                adder.b.eq(addend),
            ]
            value = adder.result
        self.comb += [
            back["p"].eq(value),
            back["turn"].eq(delayed(self, turn, loop)),
            back["rest"].eq(delayed(self, rest, loop)),
            back["known"].eq(delayed(self, known, loop)),
            back["valid"].eq(delayed(self, valid, loop, reset_less=False)),
        ]

        # 2**n * p ---------------------------------------------------------------------------------
        power_, below_, nan_, first, last = (Signal(bits_) for bits_ in (len(n), 1, 1, 1, 1))
        self.comb += Cat(power_, below_, nan_, first, last).eq(back["known"])
        result = Signal(BITS, reset_less=True)
        self.sync += [
            result.eq(Cat(value[:FRACTION], (exponent(value) - power_)[:8], 0)),
            If(below_, result.eq(0)),
            If(nan_, result.eq(NAN)),
            self.source.valid.eq(back["valid"] & (back["turn"] == turns - 1)),
            self.source.first.eq(first),
            self.source.last.eq(last),
        ]
        self.comb += self.source.data.eq(result)
        self.latency = reduced + turns*loop + 1
