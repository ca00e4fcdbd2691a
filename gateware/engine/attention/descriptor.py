"""The fields of an ATTN's descriptor."""

from migen import Signal

from lutcore.driver.contract.instructions import Attn
from lutcore.gateware.engine.vector.operators import BITS

# Descriptor ---------------------------------------------------------------------------------------

class Descriptor:
    """The bits of an ATTN, and its fields under the contract's names.

    Attributes
    ----------
    bits : Signal(1024)
        The descriptor as it lies in memory. It holds while the instruction runs.
    """
    def __init__(self):
        self.bits    = Signal(8*Attn.BYTES)
        self._fields = {name: self.bits[BITS*word + offset:BITS*word + offset + (size or BITS)]
                        for name, word, offset, size, _ in Attn.LAYOUT}

    def __getitem__(self, name):
        return self._fields[name]
