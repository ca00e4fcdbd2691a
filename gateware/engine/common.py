"""Stream layouts and small circuits that several blocks share."""

from litex.gen import LiteXModule
from migen import Array, If, Mux, Signal, bits_for

from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.isa import LAYOUT
from lutcore.driver.contract.stream_layout import GroupCode

WORD_BITS = 8 * WORD_BYTES

# Layouts ------------------------------------------------------------------------------------------

def word_layout():
    """One stream word."""
    return [("data", WORD_BITS)]

def result_layout(geometry):
    """The words of results that leave in a clock; of several, the first `count` are meant."""
    if geometry.result_words == 1:
        return word_layout()
    return [("data", geometry.result_words*WORD_BITS), ("count", bits_for(geometry.result_words))]

def transfer_layout():
    """A linear transfer: `beats` beats of a port from a byte address that is a multiple of 64."""
    return [("address", 32), ("beats", 32)]

def descriptor_layout():
    """The fields of an LMMA descriptor, under the contract's names."""
    return [(name, size) for name, _, _, size, _ in LAYOUT]

# Widths -------------------------------------------------------------------------------------------

def log2(n):
    """Bits of a number from 0 to n - 1; n is a power of two."""
    return bits_for(n - 1)

# Groups -------------------------------------------------------------------------------------------

def takes_two(code, explicit):
    """Return whether two pieces enter the epilogue in a clock: without offsets U' is not needed."""
    return code.pieces > 1 and not explicit

def for_descriptor(value, group, explicit):
    """Return `value(code, explicit)` for these fields of a descriptor."""
    return Mux(explicit, *[Array(int(value(code, fixed)) for code in GroupCode)[group]
                           for fixed in (True, False)])

# Circuits -----------------------------------------------------------------------------------------

def delayed(module, signal, cycles, reset_less=True):
    """Return `signal` as it was `cycles` clocks ago."""
    for _ in range(cycles):
        stage = Signal.like(signal, reset_less=reset_less)
        module.sync += stage.eq(signal)
        signal = stage
    return signal

class Loop(LiteXModule):
    """Counter of one loop of a nest, whose comparisons are made a turn ahead and registered.

    Parameters
    ----------
    most : int
        Most turns of the loop.

    Attributes
    ----------
    count : Signal(), in
        Turns of the loop, at least 1. Steady for two clocks before the loop begins.

    begin : Signal(), in
        The loop begins with the next clock. It also begins again after its last turn.

    step : Signal(), in
        A turn ends.

    first, last : Signal(), out
        This is the first turn, or the last one.

    left : Signal(), out
        Turns after this one.

    ends : Signal(), out
        The last turn ends: the step of the loop around this one.
    """
    latency = 2 # Clocks from `count` to a `begin` that knows of it, less one.

    def __init__(self, most):
        self.count = Signal(bits_for(most))
        self.begin = Signal()
        self.step  = Signal()
        self.first = Signal()
        self.last  = Signal()
        self.left  = Signal(max=most)
        self.ends  = Signal()

        # # #

        others = Signal.like(self.left)
        single = Signal()
        self.comb += self.ends.eq(self.step & self.last)
        self.sync += [
            others.eq(self.count - 1),
            single.eq(self.count == 1),
            If(self.step,
                self.left.eq(self.left - 1),
                self.first.eq(0),
                self.last.eq(self.left == 1),
            ),
            If(self.begin | self.ends,
                self.left.eq(others),
                self.first.eq(1),
                self.last.eq(single),
            ),
        ]

def selected(index, items):
    """Return items[index] by a tree of multiplexers of two.

    Yosys compares the index of an Array with every number, which takes up to three times the LUTs.
    """
    if len(items) == 1:
        return items[0]
    half = 1 << (bits_for(len(items) - 1) - 1)
    return Mux(index[log2(half) if half > 1 else 0], selected(index, items[half:]),
               selected(index, items[:half]))

def chosen_by(bank, signals):
    """Return the signal of table bank `bank`. With a single bank there is nothing to choose."""
    return Array(signals)[bank] if len(signals) > 1 else signals[0]

def next_bank(geometry, bank):
    """Return the bank after `bank`: the other one of two, or the only one."""
    return ~bank if geometry.banks > 1 else 0

def adder_tree(module, operands, enable):
    """Add up signed operands in a registered binary tree, one level per clock, and return the sum.

    `enable` has one signal per level, which gates the registers of that level. The last of an odd
    number of operands has no partner; it is delayed to stay in step.
    """
    for level in enable:
        if len(operands) == 1:
            total = Signal.like(operands[0], reset_less=True)
            module.sync += If(level, total.eq(operands[0]))
            operands = [total]
            continue
        pairs = [operands[i:i + 2] for i in range(0, len(operands), 2)]
        sums  = []
        for pair in pairs:
            total = Signal((max(len(o) for o in pair) + len(pair) - 1, True), reset_less=True)
            module.sync += If(level, total.eq(pair[0] + pair[1] if len(pair) == 2 else pair[0]))
            sums.append(total)
        operands = sums
    assert len(operands) == 1
    return operands[0]
