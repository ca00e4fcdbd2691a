"""Stream layouts and small circuits that several blocks share."""

from migen import If, Signal, bits_for

from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.isa import LAYOUT

WORD_BITS = 8 * WORD_BYTES

# Layouts ------------------------------------------------------------------------------------------

def word_layout():
    """One stream word."""
    return [("data", WORD_BITS)]

def transfer_layout():
    """A linear transfer: `beats` of a port from a byte address that is a multiple of 64."""
    return [("address", 32), ("beats", 32)]

def descriptor_layout():
    """The fields of an LMMA descriptor, by the contract's names."""
    return [(name, size) for name, _, _, size, _ in LAYOUT]

# Widths -------------------------------------------------------------------------------------------

def log2(n):
    """Bits to count to n, a power of two."""
    return bits_for(n - 1)

# Circuits -----------------------------------------------------------------------------------------

def delayed(module, signal, cycles, reset_less=True):
    """`signal`, `cycles` clocks later."""
    for _ in range(cycles):
        stage = Signal.like(signal, reset_less=reset_less)
        module.sync += stage.eq(signal)
        signal = stage
    return signal

def adder_tree(module, operands, enable):
    """Registered binary tree over signed operands: one level per clock.

    `enable` is a list of one signal per level, which gates its registers. Returns the sum; operands
    that pair with nothing are delayed with their level.
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
