"""Baseline dot products: integer multipliers and gated adders, as small as they can be made.

All share one interface. Activations stay in registers while weights stream past, as the tables do
in the engine; every circuit takes the same 128 weight bits per clock.
"""

from litex.gen import LiteXModule
from migen import Array, Cat, If, Mux, Signal

from lutcore.gateware.engine.common import WORD_BITS, adder_tree

ACTIVATION_BITS = 8

# Interface ----------------------------------------------------------------------------------------

class Dot(LiteXModule):
    """Base class of the baselines. A subclass has a method `dot`, which makes the circuit.

    Parameters
    ----------
    weight_bits : int

    Attributes
    ----------
    load, data : Signal(), Signal(8), in
        Shift one activation into the store; the first one ends as activation 0.

    weights : Signal(128), in
        Unsigned codes as `invert`, `skew` and `columns` say, the first weight in the lowest bits.

    sums : list of Signal((width, True)), out
        Sum of activation times weight for each column, `latency` clocks after the weights.

    skew : list of int
        Clocks by which the weights of each input follow those of the first input. This costs
        nothing, as weights can have any order in memory.

    bit_skew : list of int
        Clocks by which each bit of a weight follows its lowest bit.

    invert : bool
        Whether weights are stored inverted, so that they can clear registers. This costs nothing
        either.

    products : int
        One-bit products per clock.
    """
    columns  = 1
    invert   = False
    products = WORD_BITS

    def __init__(self, weight_bits):
        self.weight_bits = weight_bits
        self.inputs      = WORD_BITS // weight_bits // self.columns
        self.skew        = [0] * self.inputs
        self.bit_skew    = [0] * weight_bits
        self.load        = Signal()
        self.data        = Signal((ACTIVATION_BITS, True))
        self.weights     = Signal(WORD_BITS)
        self.sums        = self.dot(self.store(self.load, self.data))
        self.ios         = {self.load, self.data, self.weights, *self.sums}

    def store(self, load, data):
        """Return a register for every input; activations are shifted in through the last one."""
        held = [Signal.like(data, reset_less=True) for _ in range(self.inputs)]
        for register, new in zip(held, held[1:] + [data], strict=True):
            self.sync += If(load, register.eq(new))
        return held

    def weight(self, i, column=0):
        """Return the bits of the weight of input i."""
        at = (column*self.inputs + i) * self.weight_bits
        return self.weights[at:at + self.weight_bits]

def tree(module, operands):
    """Make a registered adder tree; returns the sum and the number of levels."""
    levels = (len(operands) - 1).bit_length()
    return adder_tree(module, operands, [1]*levels), levels

def bounded(module, value, weight):
    """Return a register of `value`, as wide as `weight` times an activation can be."""
    result = Signal((ACTIVATION_BITS + (weight - 1).bit_length(), True), reset_less=True)
    module.sync += result.eq(value)
    return result

def cleared(module, value, clear):
    """Return a register of `value` that `clear` sets to 0."""
    result = Signal.like(value, reset_less=True)
    module.sync += If(clear, result.eq(0)).Else(result.eq(value))
    return result

# Gates in Lookup Tables ---------------------------------------------------------------------------

class GatedDot(Dot):
    """Gated adders in one tree per bit plane, and the planes added last: the obvious circuit."""
    def dot(self, activations):
        planes = [self.plane(activations, bit) for bit in range(self.weight_bits)]
        bits   = 1 # Bits of the weight in each of `planes`.
        while len(planes) > 1:
            limit  = self.inputs * ((1 << 2*bits) - 1)
            planes = [bounded(self, planes[i] + (planes[i + 1] << bits), limit)
                      for i in range(0, len(planes), 2)]
            self.latency += 1
            bits *= 2
        return planes

    def plane(self, activations, bit):
        leaves = []
        for i, activation in enumerate(activations):
            leaf = Signal((ACTIVATION_BITS, True))
            self.comb += leaf.eq(Mux(self.weight(i)[bit], activation, 0))
            leaves.append(leaf)
        total, self.latency = tree(self, leaves)
        return total

class MultiplierDot(Dot):
    """A multiplier for each weight, itself a tree of gated adders, and a tree for the products.

    Yosys makes a larger circuit of the multiplication operator where it may not use DSP slices.
    """
    def dot(self, activations):
        products = []
        for i, activation in enumerate(activations):
            parts = []
            for bit in range(self.weight_bits):
                part = Signal((ACTIVATION_BITS, True))
                self.comb += part.eq(Mux(self.weight(i)[bit], activation, 0))
                parts.append(part)
            bits, self.latency = 1, 0 # Bits of the weight in each of `parts`.
            while len(parts) > 1:
                parts = [bounded(self, parts[j] + (parts[j + 1] << bits), (1 << 2*bits) - 1)
                         for j in range(0, len(parts), 2)]
                bits *= 2
                self.latency += 1
            products.append(parts[0])
        total, levels = tree(self, products)
        self.latency += levels
        return [total]

# Gates in Registers -------------------------------------------------------------------------------

# A register that a weight bit clears is a gate that needs no lookup table. These circuits take more
# registers than their lookup tables have beside them. Counts of lookup tables leave that out, in
# favour of these baselines.

class ClearedDot(GatedDot):
    """Gated adders by planes, where a weight bit clears the register of each activation."""
    invert = True

    def plane(self, activations, bit):
        leaves = [cleared(self, activation, self.weight(i)[bit])
                  for i, activation in enumerate(activations)]
        total, levels = tree(self, leaves)
        self.latency  = 1 + levels
        return total

class ClearedMultiplierDot(Dot):
    """A multiplier for each weight, a chain of registers that its bits clear, and a tree."""
    invert = True

    def dot(self, activations):
        self.bit_skew = [max(0, bit - 1) for bit in range(self.weight_bits)]
        products = []
        for i, activation in enumerate(activations):
            weight  = self.weight(i)
            product = cleared(self, activation, weight[0])
            waiting = cleared(self, activation, weight[1])
            for bit in range(1, self.weight_bits):
                product = bounded(self, product + (waiting << bit), (2 << bit) - 1)
                if bit + 1 < self.weight_bits:
                    waiting = cleared(self, activation, weight[bit + 1])
            products.append(product)
        total, levels = tree(self, products)
        self.latency = self.weight_bits + levels
        return [total]

# Stored Multiples ---------------------------------------------------------------------------------

class MultiplesDot(Dot):
    """Stored multiples 0, a, 2a and 3a of each activation; two weight bits select one of them.

    A table with six inputs selects and adds at once, so `chain` additions follow each other before
    the tree. This is no longer a multiplier but a lookup with one input, and the strongest rival on
    FPGAs with six-input tables.
    """
    chain = 4

    def dot(self, activations):
        self.skew = [i % self.chain for i in range(self.inputs)]
        triple    = Signal((ACTIVATION_BITS + 2, True), reset_less=True) # A clock after `load`.
        loaded    = Signal()
        self.sync += loaded.eq(self.load), triple.eq(self.data + (self.data << 1))
        triples   = self.store(loaded, triple)
        digits    = []
        for digit in range(0, self.weight_bits, 2):
            sums = []
            for start in range(0, self.inputs, self.chain):
                total = 0
                for count in range(self.chain):
                    i      = start + count
                    picked = Signal((ACTIVATION_BITS + 2, True))
                    values = [0, activations[i], activations[i] << 1, triples[i]]
                    self.comb += picked.eq(Array(values)[self.weight(i)[digit:digit + 2]])
                    total = bounded(self, total + picked, 3*(count + 1))
                sums.append(total)
            total, levels = tree(self, sums)
            digits.append(total)
        self.latency = self.chain + levels
        if len(digits) == 2:
            digits = [bounded(self, digits[0] + (digits[1] << 2), 15*self.inputs)]
            self.latency += 1
        return digits

# DSP Slices ---------------------------------------------------------------------------------------

class DspDot(Dot):
    """Two products per DSP slice: the weights of two columns share a port, and the sums cascade.

    The lower column's sum borrows from the upper one's, which is undone once at the end. W4A8 takes
    16 slices. The two sums come out side by side.
    """
    columns = 2
    field   = 18 # Bits from one column's product to the other's; 18 + 4 fit the 25-bit port.

    def dot(self, activations):
        self.skew = list(range(self.inputs))
        total = None
        for i, activation in enumerate(activations):
            packed  = Signal((self.field + self.weight_bits + 1, True))
            operand = Signal.like(packed, reset_less=True)
            product = Signal((len(packed) + ACTIVATION_BITS, True), reset_less=True)
            after   = Signal((2*self.field + 4, True),              reset_less=True)
            low     = Cat(self.weight(i), *[0]*(self.field - self.weight_bits))
            self.comb += packed.eq(Cat(low, self.weight(i, 1)))
            self.sync += [
                operand.eq(packed),
                product.eq(operand * activation),
                after.eq(product if total is None else total + product),
            ]
            total = after
        lower, upper = (Signal((self.field, True), reset_less=True) for _ in range(2))
        self.sync += [
            lower.eq(total[:self.field]),
            upper.eq(total[self.field:] + total[self.field - 1]),
        ]
        self.latency = self.inputs + 3
        return [lower, upper]
