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
    below   = 3 # Bits below the point of the last place: half, quarter, and whether there are more.

    def __init__(self):
        self.a      = Signal(BITS)
        self.b      = Signal(BITS)
        self.result = Signal(BITS)

        # # #

        # Order ------------------------------------------------------------------------------------
        a, b   = self.a, self.b
        bits   = PRECISION + self.below
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

        # Align: what is shifted out only counts as whether it was there ---------------------------
        aligned = Signal(bits, reset_less=True)
        first   = Signal(bits, reset_less=True)
        value   = Cat(C(0, self.below), small)
        lost    = C(0, 1)
        for bit in reversed(range(5)):
            moved = Signal(bits)
            gone  = Signal()
            self.comb += [
                moved.eq(Mux(far[bit], value >> (1 << bit), value)),
                gone.eq(lost | (far[bit] & (value[:1 << bit] != 0))),
            ]
            value, lost = moved, gone
        self.sync += [
            first.eq(Cat(C(0, self.below), significand(large))),
            aligned.eq(Cat(value[0] | lost, value[1:])),
            If(far[5:] != 0, aligned.eq(small != 0)),
        ]

        # Add and normalise ------------------------------------------------------------------------
        total = Signal(bits + 1, reset_less=True)
        self.sync += total.eq(Mux(delayed(self, differ, 1), first - aligned, first + aligned))
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
            rounding.half.eq(value[self.below]),
            rounding.rest.eq(value[:self.below] != 0),
            self.result.eq(rounding.result),
        ]

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
