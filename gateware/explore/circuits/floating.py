"""Baseline: weights dequantised to FP16, an FP16 multiplier each, a tree of FP16 adders.

This is the smallest arithmetic that one can call FP16: results are rounded towards zero, subnormals
are zero, there are no infinities or NaNs, and an exponent that overflows wraps.
"""

from litex.gen import LiteXModule
from migen import READ_FIRST, C, Case, Cat, If, Memory, Mux, Signal

from lutcore.gateware.engine.common import WORD_BITS, adder_tree
from lutcore.gateware.explore.circuits.scaling import COLUMNS

FRACTION, BIAS, FP16 = 10, 15, 16
WEIGHT_BITS = 4
INPUTS      = WORD_BITS // WEIGHT_BITS
GUARD = 2 # Bits kept below the fraction in an addition.

# Arithmetic ---------------------------------------------------------------------------------------

class FloatMultiply(LiteXModule):
    """The product a * b, after two clocks with a DSP slice, later without.

    Parameters
    ----------
    dsp : bool
        Whether a DSP slice multiplies the significands, or else gated adders.

    zeros : int
        Number of the lowest bits of b that are never set. They save adders where no DSP slice
        multiplies.
    """
    def __init__(self, a, b, dsp, zeros=0):
        self.result = Signal(FP16, reset_less=True)

        # # #

        significands = [Cat(x[:FRACTION], C(1, 1)) for x in (a, b)]
        exponent = Signal((7, True))
        negative, zero = Signal(), Signal()
        self.comb += [
            exponent.eq(a[10:15] + b[10:15] - BIAS),
            zero.eq((a[10:15] == 0) | (b[10:15] == 0)),
            negative.eq(a[15] ^ b[15]),
        ]
        if dsp:
            product = Signal(2*FRACTION + 2, reset_less=True)
            self.sync += product.eq(significands[0] * significands[1])
            levels = 1
        else:
            bits = [*b[:FRACTION], C(1, 1)]
            rows = []
            for i in range(zeros, FRACTION + 1):
                row = Signal((FRACTION + 2 + i, True))
                self.comb += row.eq(Mux(bits[i], Cat(C(0, i), significands[0]) if i
                                        else significands[0], 0))
                rows.append(row)
            levels  = max(1, (len(rows) - 1).bit_length())
            product = adder_tree(self, rows, [1]*levels)
        control = Cat(exponent, negative, zero)
        for _ in range(levels):
            stage = Signal(len(control), reset_less=True)
            self.sync += stage.eq(control)
            control = stage
        exponent, negative, zero = control[:7], control[7], control[8]
        high   = product[2*FRACTION + 1]
        result = Signal(7)
        self.comb += result.eq(exponent + high)
        self.sync += self.result.eq(Mux(zero | result[6] | (result == 0), 0, Cat(
            Mux(high, product[FRACTION + 1:2*FRACTION + 1], product[FRACTION:2*FRACTION]),
            result[:5], negative)))
        self.latency = levels + 1

class FloatAdd(LiteXModule):
    """The sum a + b after four clocks: order, align, add, normalise."""
    latency = 4

    def __init__(self, a, b):
        self.result = Signal(FP16, reset_less=True)

        # # #

        width = FRACTION + 1 + GUARD
        # Order a and b by magnitude.
        big, small = Signal(FP16, reset_less=True), Signal(15, reset_less=True)
        differ     = Signal(reset_less=True)
        larger     = Signal()
        self.comb += larger.eq(a[:15] >= b[:15])
        self.sync += [
            If(larger, big.eq(a), small.eq(b[:15])).Else(big.eq(b), small.eq(a[:15])),
            differ.eq(a[15] ^ b[15]),
        ]
        # Align the smaller one.
        gap   = Signal(5)
        full  = Signal(width)
        large, aligned = (Signal(width, reset_less=True) for _ in range(2))
        control = Signal(7, reset_less=True) # Exponent, sign, difference.
        self.comb += [
            gap.eq(big[10:15] - small[10:15]),
            full.eq(Cat(C(0, GUARD), small[:FRACTION], C(1, 1))),
        ]
        self.sync += [
            large.eq(Cat(C(0, GUARD), big[:FRACTION], big[10:15] != 0)),
            aligned.eq(Mux((small[10:15] == 0) | gap[4], 0, full >> gap[:4])),
            control.eq(Cat(big[10:], differ)),
        ]
        # Add or subtract.
        total    = Signal(width + 1, reset_less=True)
        exponent = Signal(6, reset_less=True) # Exponent, sign.
        inverted = Signal(width + 1)
        whole    = Signal(width + 2)
        self.comb += [
            inverted.eq(Cat(aligned, C(0, 1)) ^ Mux(control[6], (2 << width) - 1, 0)),
            whole.eq(Cat(C(1, 1), large) + Cat(control[6], inverted)), # The lowest bit carries in.
        ]
        self.sync += [
            total.eq(whole[1:]),
            exponent.eq(control[:6]),
        ]
        # Normalise: shift left by the leading zeros, one power of two after the other.
        value, shift = total, Signal(4)
        steps = []
        for power in (3, 2, 1, 0):
            step, moved = Signal(), Signal(width + 1)
            self.comb += [
                step.eq(value[width + 1 - (1 << power):] == 0),
                moved.eq(Mux(step, Cat(C(0, 1 << power), value), value)),
            ]
            steps.insert(0, step)
            value = moved
        result = Signal((7, True))
        self.comb += shift.eq(Cat(*steps)), result.eq(exponent[:5] + 1 - shift)
        self.sync += self.result.eq(Mux((result <= 0) | (value[width] == 0), 0, Cat(
            value[width - FRACTION:width], result[:5], exponent[5])))

# Dot Product --------------------------------------------------------------------------------------

class Dequantiser(LiteXModule):
    """Converts 32 codes of 4 bits, offset by 8 as in Q4_0, to exact FP16. All rows share it.

    Attributes
    ----------
    weights : Signal(128), in
    values : list of Signal(16), out
        The converted weights, one clock later.
    """
    def __init__(self):
        self.weights = Signal(WORD_BITS)
        self.values  = [Signal(FP16, reset_less=True) for _ in range(INPUTS)]
        self.ios     = {self.weights, *self.values}

        # # #

        for i, value in enumerate(self.values):
            code = self.weights[WEIGHT_BITS*i:WEIGHT_BITS*(i + 1)]
            self.sync += Case(code, {q: value.eq(encode(q - 8)) for q in range(16)})

class FloatDot(LiteXModule):
    """Dot product W4 A16: the sum of 32 dequantised weights times activations.

    The scale is applied to the sum, which is cheaper than applying it to every weight.

    Parameters
    ----------
    exact_weights : bool
        Whether the multiplier takes only the three significant bits that a converted code can have.
        Then it is an INT4 by FP16 multiplier, not an FP16 one.

    dsp : bool
        Whether DSP slices multiply the significands.

    Attributes
    ----------
    load, data : Signal(), Signal(16), in
        Shift one activation into the store; the first one ends as activation 0.

    values : list of Signal(16), in
        Weights from a `Dequantiser`.

    sums : list of Signal(16), out
        The dot product, `latency` clocks after the values.
    """
    products = WORD_BITS

    def __init__(self, exact_weights=False, dsp=False):
        self.load   = Signal()
        self.data   = Signal(FP16)
        self.values = [Signal(FP16) for _ in range(INPUTS)]

        # # #

        held = [Signal(FP16, reset_less=True) for _ in range(INPUTS)]
        for register, new in zip(held, held[1:] + [self.data], strict=True):
            self.sync += If(self.load, register.eq(new))
        terms = []
        for i, (activation, value) in enumerate(zip(held, self.values, strict=True)):
            multiply = FloatMultiply(activation, value, dsp, FRACTION - 2 if exact_weights else 0)
            self.add_module(name=f"multiply{i}", module=multiply)
            terms.append(multiply.result)
        self.latency = multiply.latency
        while len(terms) > 1:
            added = []
            for i in range(0, len(terms), 2):
                adder = FloatAdd(terms[i], terms[i + 1])
                self.add_module(name=f"add{len(terms)}_{i}", module=adder)
                added.append(adder.result)
            self.latency += FloatAdd.latency
            terms = added
        self.sums = terms
        self.ios  = {self.load, self.data, *self.values, *self.sums}

def encode(value):
    """Return the FP16 code of a small integer."""
    magnitude = abs(value)
    if not magnitude:
        return 0
    exponent = magnitude.bit_length() - 1
    fraction = (magnitude << FRACTION >> exponent) & ((1 << FRACTION) - 1)
    return (value < 0) << 15 | (exponent + BIAS) << FRACTION | fraction

class FloatScaled(LiteXModule):
    """Epilogue in FP16: the sum times the group's scale, added to an accumulator in block RAM."""
    def __init__(self, unit):
        self.unit     = unit
        self.products = unit.products
        self.scale    = Signal(FP16)
        self.clear    = Signal()
        self.enable   = Signal()
        self.read_column  = Signal(max=COLUMNS)
        self.write_column = Signal(max=COLUMNS)
        self.old      = Signal(FP16, reset_less=True)

        # # #

        self.multiply = multiply = FloatMultiply(unit.sums[0], self.scale, dsp=True)
        memory = Memory(FP16, COLUMNS)
        reader = memory.get_port(mode=READ_FIRST)
        writer = memory.get_port(write_capable=True, mode=READ_FIRST)
        self.specials += memory, reader, writer
        self.add = add = FloatAdd(self.old, multiply.result)
        self.sync += self.old.eq(reader.dat_r), If(self.clear, self.old.eq(0))
        self.comb += [
            reader.adr.eq(self.read_column),
            writer.adr.eq(self.write_column),
            writer.dat_w.eq(add.result),
            writer.we.eq(self.enable),
        ]
        self.ios = (unit.ios - set(unit.sums)) | {self.scale, self.clear, self.enable,
            self.read_column, self.write_column, self.old}
