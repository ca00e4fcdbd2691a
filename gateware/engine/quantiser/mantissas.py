"""Mantissas of slices on their way to the activation buffer."""

from litex.gen import LiteXModule
from migen import C, Cat, If, Memory, Signal

from lutcore.driver.contract.geometry import SEGMENT_SLOTS, SEGMENTS, TRIT_CODES
from lutcore.gateware.engine.common import WORD_BITS, log2
from lutcore.gateware.engine.quantiser.rounding import PAGES

# Mantissas ----------------------------------------------------------------------------------------

class Mantissas(LiteXModule):
    """Mantissas of slices, stored by tables and read by words of the activation buffer.

    Attributes
    ----------
    write : Signal(), in / page, segment, slot, mantissas : Signal, in
        As Rounder has them.

    read_page : Signal(), in / index : Signal(), in
        A word of a slice's body.

    word : Signal(128), out
        The word, in the same clock.
    """
    def __init__(self, geometry, ternary):
        slots  = geometry.slot_bits
        packed = WORD_BITS // slots # Tables of a word.
        words  = SEGMENTS*SEGMENT_SLOTS // packed
        self.write     = Signal()
        self.page      = Signal(log2(PAGES))
        self.segment   = Signal(log2(SEGMENTS))
        self.slot      = Signal(log2(SEGMENT_SLOTS))
        self.mantissas = Signal(geometry.cut*geometry.mantissa_bits)
        self.read_page = Signal(log2(PAGES))
        self.index     = Signal(log2(words))
        self.word      = Signal(WORD_BITS)

        # # #

        most     = geometry.segment_tables
        tail     = TRIT_CODES - (SEGMENTS - 1)*most
        width    = geometry.mantissa_bits
        in_first = min(geometry.cut, 64 // width) # Mantissas of a slot's first 64 bits.
        lower    = log2(packed) if packed > 1 else 0
        segment  = self.index[-log2(SEGMENTS):]
        first    = self.index[:-log2(SEGMENTS)]   # The first table of a word, without its last bit.
        for i in range(packed):
            memory = Memory(len(self.mantissas), PAGES*words)
            writer = memory.get_port(write_capable=True)
            reader = memory.get_port(async_read=True)
            self.specials += memory, writer, reader
            slot   = Cat(C(i, lower), first) if lower else first
            there  = Signal()
            self.comb += [
                writer.adr.eq(Cat(self.slot[lower:], self.segment, self.page)),
                writer.dat_w.eq(self.mantissas),
                writer.we.eq(self.write & (self.slot[:lower] == i if lower else 1)),
                reader.adr.eq(Cat(self.index, self.read_page)),
                there.eq(slot < most),
            ]
            if geometry.ternary:
                self.comb += If(ternary & (segment == SEGMENTS - 1), there.eq(slot < tail))
            data = reader.dat_r
            self.comb += If(there,
                self.word[slots*i:slots*i + in_first*width].eq(data[:in_first*width]),
                *([self.word[64:64 + (geometry.cut - in_first)*width].eq(data[in_first*width:])]
                  if geometry.cut > in_first else []),
            )
