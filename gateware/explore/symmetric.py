"""A candidate: half tables, the sign folded into the weights, negation by inversion.

Bits stand for -1 and +1, so a table's lower half is the negated upper half and half of it is kept.
Entries are odd, v = 2u + 1, so that -v is ~u: negating is an exclusive or without a carry, which
the first adder absorbs. u takes T bits. The missing 2 * sum + tables is a constant of the row and
slice, part of `zero`.
"""

from litex.gen import LiteXModule
from migen import Cat, Memory, Signal

from lutcore.gateware.common import WORD_BITS
from lutcore.gateware.explore.dot import tree


class HalfTables(LiteXModule):
    """Tables and lookup array of one row.

        sums[0] = sum over tables t of (u, or ~u where the set's highest bit is set)

    The sets' lower bits are inverted offline where the highest one is set.

    Parameters
    ----------
    cut : int
        Inputs per table of 2**(cut - 1) entries; the last table takes what is left.

    table_width : int
        Bits of u.

    segments : int
        A table does not cross one of this many parts of the slice, as groups may end there.

    Attributes
    ----------
    we, address, data : Signal, in
        Write `data`, a table after the other, into the tables of segment `segment`.

    word : Signal(128), in
    """
    products = WORD_BITS

    def __init__(self, cut, table_width, segments=4):
        self.we      = Signal(segments)
        self.address = Signal(cut - 1)
        self.word    = Signal(WORD_BITS)
        per_segment  = WORD_BITS // segments
        tables       = -(-per_segment // cut)
        self.data    = Signal(tables * table_width)
        self.sizes   = [per_segment // tables + (i < per_segment % tables) for i in range(tables)]

        # # #

        entries = []
        for segment in range(segments):
            start = segment * per_segment
            for slot, size in enumerate(self.sizes):
                bits   = self.word[start:start + size]
                start += size
                table  = Memory(table_width, 1 << size - 1)
                writer = table.get_port(write_capable=True)
                reader = table.get_port(async_read=True)
                entry  = Signal((table_width, True), reset_less=True)
                self.specials += table, writer, reader
                self.comb += [
                    writer.we.eq(self.we[segment]),
                    writer.adr.eq(self.address),
                    writer.dat_w.eq(self.data[slot*table_width:(slot + 1)*table_width]),
                    reader.adr.eq(bits[:-1]),
                ]
                negate = Signal(reset_less=True)
                signed = Signal((table_width, True))
                self.sync += entry.eq(reader.dat_r), negate.eq(bits[-1])
                self.comb += signed.eq(entry ^ Cat(*[negate]*table_width))
                entries.append(signed)
        total, levels = tree(self, entries)
        self.latency = levels + 1
        self.sums = [total]
        self.ios  = {self.we, self.address, self.data, self.word, total}
