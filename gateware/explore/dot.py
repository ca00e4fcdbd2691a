"""Baseline dot products: integer multipliers and gated adders, as small as they can be made.

All share one interface. Activations stay in registers while weights stream past, as the tables do
in the engine; every circuit takes the same 128 weight bits per clock.
"""

from litex.gen import LiteXModule
from migen import Array, Cat, If, Mux, Signal

from lutcore.gateware.common import WORD_BITS, adder_tree

ACTIVATION_BITS = 8

# Interface ----------------------------------------------------------------------------------------

class Dot(LiteXModule):
    """What the baselines have in common.

    Attributes
    ----------
    load, data : Signal(), Signal(8), in
        Shift one activation into the store; the first one ends in activations[0].

    weights : Signal(128), in
        Unsigned codes, the first weight in the lowest bits.

    sum : Signal((width, True)), out
        Of activation times weight, `latency` clocks after the weights.

    skew : list of int
        By how many clocks the weights of each input come later than those of the first: order in
        memory costs nothing.

    products : int
        One-bit products per clock.
    """
    def __init__(self, weight_bits, columns=1):
        self.load        = Signal()
        self.data        = Signal((ACTIVATION_BITS, True))
        self.weights     = Signal(WORD_BITS)
        self.weight_bits = weight_bits
        self.columns     = columns
        self.inputs      = WORD_BITS // weight_bits // columns
        self.skew        = [0] * self.inputs
        self.products    = WORD_BITS
        self.activations = [Signal((ACTIVATION_BITS, True), reset_less=True)
                            for _ in range(self.inputs)]
        for held, new in zip(self.activations, self.activations[1:] + [self.data], strict=True):
            self.sync += If(self.load, held.eq(new))

    @property
    def sums(self):
        """One per column."""
        return [self.sum]

    @property
    def ios(self):
        return {self.load, self.data, self.weights, *self.sums}

    def weight(self, i, column=0):
        """Bits of the weight of input i."""
        at = (column*self.inputs + i) * self.weight_bits
        return self.weights[at:at + self.weight_bits]

def tree(module, operands):
    """Registered adder tree: (sum, levels)."""
    levels = (len(operands) - 1).bit_length()
    return adder_tree(module, operands, [1]*levels), levels

def gated(module, value, bit):
    """`value` where `bit`, else 0; the adder behind it absorbs the gate."""
    result = Signal((len(value), True))
    module.comb += result.eq(Mux(bit, value, 0))
    return result

def add(module, weight, *terms):
    """Registered sum of terms (value, left shift), at most `weight` times an activation."""
    width  = ACTIVATION_BITS + (weight - 1).bit_length()
    result = Signal((width, True), reset_less=True)
    total  = 0
    for value, shift in terms:
        total = total + (value << shift)
    module.sync += result.eq(total)
    return result

# Multipliers and Adders ---------------------------------------------------------------------------

class PlaneDot(Dot):
    """Gated adders, one tree per bit plane, the planes added last. With one bit: gated adders.

    Fewer adder bits than a multiplier per weight, as partial products of one weight are wider.
    """
    def __init__(self, weight_bits):
        Dot.__init__(self, weight_bits)

        # # #

        planes = []
        for bit in range(weight_bits):
            leaves = [gated(self, a, self.weight(i)[bit]) for i, a in enumerate(self.activations)]
            total, self.latency = tree(self, leaves)
            planes.append(total)
        bits = 1 # Of the weight, in each of `planes`.
        while len(planes) > 1:
            limit  = self.inputs * ((1 << 2*bits) - 1)
            planes = [add(self, limit, (planes[i], 0), (planes[i + 1], bits))
                      for i in range(0, len(planes), 2)]
            self.latency += 1
            bits *= 2
        self.sum = planes[0]

class MultiplierDot(Dot):
    """A multiplier per weight, made of gated adders, and a tree that adds the products."""
    def __init__(self, weight_bits):
        Dot.__init__(self, weight_bits)

        # # #

        products = []
        for i, activation in enumerate(self.activations):
            rows   = [gated(self, activation, self.weight(i)[bit]) for bit in range(weight_bits)]
            halves = [add(self, 3, (rows[j], 0), (rows[j + 1], 1))
                      for j in range(0, weight_bits, 2)]
            if len(halves) == 2:
                halves = [add(self, 15, (halves[0], 0), (halves[1], 2))]
            products.append(halves[0])
        self.sum, levels = tree(self, products)
        self.latency = levels + (1 if weight_bits == 2 else 2)

class MultiplesDot(Dot):
    """Stored multiples: 0, a, 2a and 3a are kept, two weight bits select one.

    A six-input table selects and adds in one, so chains of `chain` additions come before the tree.
    No multiplier any more but a lookup of one input; the strongest rival on six-input tables.
    """
    chain = 4

    def __init__(self, weight_bits):
        Dot.__init__(self, weight_bits)
        self.skew = [i % self.chain for i in range(self.inputs)]

        # # #

        triple  = Signal((ACTIVATION_BITS + 2, True), reset_less=True) # One clock behind the load.
        loaded  = Signal()
        triples = [Signal((ACTIVATION_BITS + 2, True), reset_less=True) for _ in self.activations]
        self.sync += loaded.eq(self.load), triple.eq(self.data + (self.data << 1))
        for held, new in zip(triples, triples[1:] + [triple], strict=True):
            self.sync += If(loaded, held.eq(new))
        digits = []
        for digit in range(0, weight_bits, 2):
            sums = []
            for start in range(0, self.inputs, self.chain):
                total = []
                for i in range(start, start + self.chain):
                    picked = Signal((ACTIVATION_BITS + 2, True))
                    values = [0, self.activations[i], self.activations[i] << 1, triples[i]]
                    self.comb += picked.eq(Array(values)[self.weight(i)[digit:digit + 2]])
                    total = [add(self, 3*(i - start + 1), *[(t, 0) for t in total], (picked, 0))]
                sums += total
            total, levels = tree(self, sums)
            digits.append(total)
        self.latency = self.chain + levels
        self.sum = digits[0]
        if len(digits) == 2:
            self.sum = add(self, 15*self.inputs, (digits[0], 0), (digits[1], 2))
            self.latency += 1

class DspDot(Dot):
    """Two products per DSP slice: two columns' weights share a multiplier port, sums cascade.

    The lower column's sum borrows from the upper one's, which is undone once at the end. With
    W4A8, 16 slices; the two sums come out side by side.
    """
    field = 18 # Bits between the columns' products; 18 + 4 fit the 25-bit port.

    def __init__(self, weight_bits):
        Dot.__init__(self, weight_bits, columns=2)
        self.skew = list(range(self.inputs))

        # # #

        total = None
        for i, activation in enumerate(self.activations):
            packed  = Signal((self.field + weight_bits + 1, True))
            operand = Signal.like(packed, reset_less=True)
            product = Signal((len(packed) + ACTIVATION_BITS, True), reset_less=True)
            after   = Signal((2*self.field + 4, True),              reset_less=True)
            low     = Cat(self.weight(i), *[0]*(self.field - weight_bits))
            self.comb += packed.eq(Cat(low, self.weight(i, 1)))
            self.sync += operand.eq(packed), product.eq(operand * activation)
            self.sync += after.eq(product if total is None else total + product)
            total = after
        lower, upper = (Signal((self.field, True), reset_less=True) for _ in range(2))
        self.sync += lower.eq(total[:self.field]), upper.eq(total[self.field:]
                                                           + total[self.field - 1])
        self.lower, self.upper = lower, upper
        self.latency = self.inputs + 3

    @property
    def sums(self):
        return [self.lower, self.upper]
