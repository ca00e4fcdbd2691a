"""The lookup array of one row: tables addressed by weight bits, and the tree that adds them up."""

from litex.gen import LiteXModule
from migen import C, Cat, If, Memory, Signal

from lutcore.driver.spec.geometry import SEGMENT, SEGMENTS
from lutcore.gateware.common import WORD_BITS, adder_tree

# Lookup Row ---------------------------------------------------------------------------------------

class LookupRow(LiteXModule):
    """Sums of the table entries that a plane word addresses, one per segment of 32 inputs.

        sums[segment] = sum over tables t of segment: T[t][bits of word that belong to t]

    Fully pipelined, `latency` clocks; no multiplier, no negation. Golden model:
    `spec.reference.lookups`.

    Parameters
    ----------
    write : Record(table_write_layout), in
        Table entries; `index` is this row's bit of `we`.

    word : Signal(128), in / bank : Signal(), in
        A plane word and the bank to look it up in.

    enable : Signal(latency), in
        Bit i gates stage i, so that rows that are not in use do not toggle.

    Attributes
    ----------
    sums : list of Signal((width, True)), out
        Segment sums.
    """
    latency = 4 # Entry register and three adder levels: at most eight tables per segment.

    def __init__(self, geometry, write, index, word, bank, enable):
        self.sums = []

        # # #

        assert len(word) == WORD_BITS
        for segment in range(SEGMENTS):
            entries = []
            we = Signal()
            self.comb += we.eq(write.we[index] & (write.segment == segment))
            for slot, (start, size) in enumerate(
                    zip(geometry.set_starts, geometry.set_sizes, strict=True)):
                at     = segment*SEGMENT + start
                table  = Memory(geometry.table_width, geometry.banks << geometry.cut)
                writer = table.get_port(write_capable=True)
                reader = table.get_port(async_read=True)
                entry  = Signal((geometry.table_width, True), reset_less=True)
                unused = [C(0, geometry.cut - size)] if size < geometry.cut else []
                self.specials += table, writer, reader
                self.comb += [
                    writer.we.eq(we),
                    writer.adr.eq(Cat(write.address, write.bank)),
                    writer.dat_w.eq(write.data[slot*geometry.table_width:
                                               (slot + 1)*geometry.table_width]),
                    reader.adr.eq(Cat(word[at:at + size], *unused, bank)),
                ]
                self.sync += If(enable[0], entry.eq(reader.dat_r))
                entries.append(entry)
            self.sums.append(adder_tree(self, entries, [enable[i] for i in (1, 2, 3)]))
