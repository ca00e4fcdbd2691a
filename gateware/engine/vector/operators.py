"""Pipelines of binary32 arithmetic: numbers in, the rounded result `latency` clocks later.

Every operator takes new operands in each clock and never stops. It rounds to nearest even. What is
below 2**-126 counts as zero, in operands and results, which the contract's TINY rule makes
invisible. Every NaN is NAN. Golden model: numpy's float32, as `contract.floating` uses it.
"""

from litex.gen import LiteXModule
from migen import C, Cat, If, Mux, Signal

from lutcore.gateware.engine.common import delayed

BITS      = 32
FRACTION  = 23                # Bits behind the point; the one before it is not stored.
PRECISION = FRACTION + 1
BIAS      = 127
TOP       = 255               # The exponent of infinity and NaN.
NAN       = 0x7FC0_0000
TINY      = BIAS - 60         # The exponent of the contract's TINY, 2**-60.
EXPONENT  = (10, True)        # A result's exponent, before it is known whether it fits.
BELOW     = 3                 # Bits of a sum below its last place: half, quarter, whether more.

# Numbers ------------------------------------------------------------------------------------------

def exponent(x):
    return x[FRACTION:BITS - 1]

def is_zero(x):
    return exponent(x) == 0

def is_infinite(x):
    return (exponent(x) == TOP) & (x[:FRACTION] == 0)

def is_nan(x):
    return (exponent(x) == TOP) & (x[:FRACTION] != 0)

def significand(x):
    """Return the 24 bits of a number, 0 for what is below 2**-126."""
    return Mux(is_zero(x), 0, Cat(x[:FRACTION], C(1, 1)))

def flushed(x):
    """Return x, or zero if its magnitude is below TINY."""
    return Mux(exponent(x) < TINY, 0, x)

def normalised(module, value, steps):
    """Return `value` shifted left by those of `steps` that are leading zeros, a clock later.

    steps: powers of two in falling order. Also returns a signal for each: whether it was shifted.
    """
    flags = []
    for step in steps:
        empty = Signal()
        moved = Signal.like(value)
        module.comb += [
            empty.eq(value[-step:] == 0),
            moved.eq(Mux(empty, value << step, value)),
        ]
        value = moved
        flags.append(empty)
    return delayed(module, value, 1), [delayed(module, flag, 1) for flag in flags]

def normalised_in_two(module, value):
    """Return `value`, of up to 32 bits, without leading zeros, and how many those were.

    Both come two clocks later.
    """
    value, coarse = normalised(module, value, (16, 8))
    value, fine   = normalised(module, value, (4, 2, 1))
    return value, Cat(*reversed([*(delayed(module, flag, 1) for flag in coarse), *fine]))

def aligned(module, large, small, far):
    """Return two significands with BELOW bits below their last place, a clock later.

    large, small : Signal(24); small's is less by 2**-far, and is shifted by that. What is shifted
    out only counts as whether it was there.
    """
    value = Cat(C(0, BELOW), small)
    lost  = C(0, 1)
    for bit in reversed(range(5)):
        moved = Signal(PRECISION + BELOW)
        gone  = Signal()
        module.comb += [
            moved.eq(Mux(far[bit], value >> (1 << bit), value)),
            gone.eq(lost | (far[bit] & (value[:1 << bit] != 0))),
        ]
        value, lost = moved, gone
    result = Signal(PRECISION + BELOW, reset_less=True)
    module.sync += [
        result.eq(Cat(value[0] | lost, value[1:])),
        If(far[5:] != 0, result.eq(small != 0)),
    ]
    return delayed(module, Cat(C(0, BELOW), large), 1), result

# Rounding -----------------------------------------------------------------------------------------

class Rounding(LiteXModule):
    """Last stage of an operator: rounds a normalised significand and packs it.

    Attributes
    ----------
    sign, nan, infinite, zero : Signal(), in
        The sign, and what the number is if it is none of the usual ones. NaN comes first.

    exponent : Signal((10, True)), in
        The biased exponent, as large or small as it may come out.

    significand : Signal(24), in / half, rest : Signal(), in
        Its bits, the highest one set; the bit below them; whether a lower one is set.

    result : Signal(32), out
        The number, a clock later.
    """
    latency = 1

    def __init__(self):
        self.sign        = Signal()
        self.nan         = Signal()
        self.infinite    = Signal()
        self.zero        = Signal()
        self.exponent    = Signal(EXPONENT)
        self.significand = Signal(PRECISION)
        self.half        = Signal()
        self.rest        = Signal()
        self.result      = Signal(BITS, reset_less=True)

        # # #

        # A carry out of the fraction goes on into the exponent, and makes infinity of the largest.
        up     = Signal()
        number = Signal(BITS - 1)
        large  = Signal()
        self.comb += [
            up.eq(self.half & (self.rest | self.significand[0])),
            number.eq(Cat(self.significand[:FRACTION], self.exponent[:8]) + up),
            large.eq(self.infinite | (self.exponent >= TOP)),
        ]
        self.sync += [
            self.result.eq(Cat(number, self.sign)),
            If(large, self.result.eq(Cat(C(0, FRACTION), C(TOP, 8), self.sign))),
            If(self.zero | (~large & (self.exponent <= 0)),
                self.result.eq(Cat(C(0, BITS - 1), self.sign))
            ),
            If(self.nan, self.result.eq(NAN)),
        ]

# Multiplier ---------------------------------------------------------------------------------------

class FloatMultiplier(LiteXModule):
    """Product of two numbers.

    The significands are multiplied in two parts, of 24 x 17 and 24 x 7 bits: a DSP slice of a
    Xilinx device each, whose registers hold the first stages. The second, a clock later, adds what
    the first one has above its 17 bits.

    Attributes
    ----------
    a, b : Signal(32), in
        The operands.

    result : Signal(32), out
        a * b, `latency` clocks later.
    """
    latency = 5
    part    = 17 # Bits of b in the first product: an unsigned operand of 18 signed bits.

    def __init__(self):
        self.a      = Signal(BITS)
        self.b      = Signal(BITS)
        self.result = Signal(BITS)

        # # #

        # Products ---------------------------------------------------------------------------------
        a, b, part = self.a, self.b, self.part
        left  = Signal(PRECISION, reset_less=True)
        lower = Signal(part, reset_less=True)
        upper = Signal(PRECISION - part, reset_less=True)
        low   = Signal(PRECISION + part, reset_less=True)
        high  = Signal(2*PRECISION - part, reset_less=True)
        above = Signal(2*PRECISION - part, reset_less=True)
        total = Signal(2*PRECISION)
        self.comb += total.eq(Cat(delayed(self, low[:part], 2), above))
        self.sync += [
            left.eq(significand(a)),
            lower.eq(significand(b)[:part]),
            upper.eq(significand(b)[part:]),
            low.eq(left * lower),
            high.eq(delayed(self, left, 1) * delayed(self, upper, 1)),
            above.eq(high + delayed(self, low, 1)[part:]),
        ]

        # Signs, exponents, and what is not a usual number -----------------------------------------
        power    = Signal(EXPONENT, reset_less=True)
        negative = Signal(reset_less=True)
        zero     = Signal(reset_less=True)
        infinite = Signal(reset_less=True)
        nan      = Signal(reset_less=True)
        self.sync += [
            power.eq(exponent(a) + exponent(b) - BIAS),
            negative.eq(a[-1] ^ b[-1]),
            zero.eq(is_zero(a) | is_zero(b)),
            infinite.eq(is_infinite(a) | is_infinite(b)),
            nan.eq(is_nan(a) | is_nan(b)),
        ]
        wait = self.latency - 2

        # Round ------------------------------------------------------------------------------------
        self.rounding = rounding = Rounding()
        high_bit = total[-1]
        self.comb += [
            rounding.sign.eq(delayed(self, negative, wait)),
            rounding.zero.eq(delayed(self, zero, wait)),
            rounding.infinite.eq(delayed(self, infinite, wait)),
            rounding.nan.eq(delayed(self, nan | (infinite & zero), wait)),
            rounding.exponent.eq(delayed(self, power, wait) + high_bit),
            rounding.significand.eq(Mux(high_bit, total[PRECISION:], total[PRECISION - 1:-1])),
            rounding.half.eq(Mux(high_bit, total[PRECISION - 1], total[PRECISION - 2])),
            rounding.rest.eq((total[:PRECISION - 2] != 0) | (high_bit & total[PRECISION - 2])),
            self.result.eq(rounding.result),
        ]

# Adder --------------------------------------------------------------------------------------------

class FloatAdder(LiteXModule):
    """Sum of two numbers.

        order by magnitude -> align -> add -> two steps of normalising -> round

    Attributes
    ----------
    a, b : Signal(32), in
        The operands.

    result : Signal(32), out
        a + b, `latency` clocks later.
    """
    latency = 6

    def __init__(self):
        self.a      = Signal(BITS)
        self.b      = Signal(BITS)
        self.result = Signal(BITS)

        # # #

        # Order ------------------------------------------------------------------------------------
        a, b   = self.a, self.b
        bits   = PRECISION + BELOW
        swap   = Signal()
        large  = Signal(BITS, reset_less=True)
        small  = Signal(PRECISION, reset_less=True)
        far    = Signal(8, reset_less=True) # Difference of the exponents.
        differ = Signal(reset_less=True)    # The signs do.
        nan    = Signal(reset_less=True)
        self.comb += swap.eq(b[:-1] > a[:-1])
        self.sync += [
            large.eq(Mux(swap, b, a)),
            small.eq(Mux(swap, significand(a), significand(b))),
            far.eq(Mux(swap, exponent(b) - exponent(a), exponent(a) - exponent(b))),
            differ.eq(a[-1] ^ b[-1]),
            nan.eq(is_nan(a) | is_nan(b) | (is_infinite(a) & is_infinite(b) & (a[-1] ^ b[-1]))),
        ]

        # Align, add and normalise -----------------------------------------------------------------
        first, moved = aligned(self, significand(large), small, far)
        total = Signal(bits + 1, reset_less=True)
        self.sync += total.eq(Mux(delayed(self, differ, 1), first - moved, first + moved))
        value, shift = normalised_in_two(self, total)

        # Round ------------------------------------------------------------------------------------
        self.rounding = rounding = Rounding()
        wait    = self.latency - 2
        power   = Signal(EXPONENT)
        nothing = value[-1] == 0
        self.comb += [
            power.eq(delayed(self, exponent(large), wait)),
            rounding.exponent.eq(power + 1 - shift),
            rounding.sign.eq(delayed(self, large[-1], wait) & ~(nothing & delayed(
                self, differ, wait))),
            rounding.zero.eq(nothing),
            rounding.infinite.eq(delayed(self, is_infinite(large), wait)),
            rounding.nan.eq(delayed(self, nan, wait)),
            rounding.significand.eq(value[-PRECISION:]),
            rounding.half.eq(value[BELOW]),
            rounding.rest.eq(value[:BELOW] != 0),
            self.result.eq(rounding.result),
        ]
