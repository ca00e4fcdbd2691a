"""A candidate for the engine: half tables, the sign folded into the weights, negation by inversion.

Bits stand for -1 and +1, so a table's lower half is the negated upper half, and one of them is
stored. Entries are odd, v = 2u + 1, so -v is ~u: negating is an exclusive or without a carry, which
the first adder absorbs. u takes T bits. What remains, 2 * sum + tables, is a constant for each row
and slice, which `zero` can include.
"""

from litex.gen import LiteXModule
from migen import Memory, Mux, Replicate, Signal

from lutcore.gateware.engine.common import WORD_BITS
from lutcore.gateware.explore.circuits.dot import tree


class HalfTables(LiteXModule):
    """The tables and lookup array of one row.

        sums[0] = sum over tables t of (u, or ~u where the set's sign is set)

    Tables have one port. The lower bits of a set are inverted offline where its highest bit, the
    sign, is set.

    Parameters
    ----------
    cut : int
        Largest number of inputs of a table, which has 2**(cut - 1) entries. Inputs are divided as
        evenly as possible.

    table_width : int
        Bits of u.

    segments : int
        Number of parts of a slice. No table crosses their borders, because groups may end there.

    Attributes
    ----------
    we, data : Signal, in
        Write the entries in `data`, one for each table, into the tables of a segment.

    addresses, signs : list of Signal, in
        Registered outputs of a `HalfCutter`.

    sizes : list of int
        Number of inputs of each table of a segment.
    """
    products = WORD_BITS

    def __init__(self, cut, table_width, segments=4):
        self.sizes     = cut_sizes(cut, segments)
        self.we        = Signal(segments)
        self.data      = Signal(len(self.sizes) * table_width)
        self.addresses = [Signal(size - 1) for size in self.sizes*segments]
        self.signs     = [Signal() for _ in self.addresses]

        # # #

        entries = []
        for i, (address, sign) in enumerate(zip(self.addresses, self.signs, strict=True)):
            segment, slot = divmod(i, len(self.sizes))
            table  = Memory(table_width, 1 << len(address))
            port   = table.get_port(write_capable=True, async_read=True)
            entry  = Signal((table_width, True), reset_less=True)
            negate = Signal(reset_less=True)
            signed = Signal((table_width, True))
            self.specials += table, port
            self.comb += [
                port.we.eq(self.we[segment]),
                port.dat_w.eq(self.data[slot*table_width:(slot + 1)*table_width]),
                port.adr.eq(address),
                signed.eq(entry ^ Replicate(negate, table_width)),
            ]
            self.sync += entry.eq(port.dat_r), negate.eq(sign)
            entries.append(signed)
        total, levels = tree(self, entries)
        self.latency  = levels + 1
        self.sums = [total]
        self.ios  = {self.we, self.data, *self.addresses, *self.signs, total}

class HalfCutter(LiteXModule):
    """Cuts words into table addresses and signs. All rows share it.

    Attributes
    ----------
    word : Signal(128), in
    write, address : Signal, in
        While a table entry is written, its address takes the place of the word's.
    """
    def __init__(self, cut, segments=4):
        sizes          = cut_sizes(cut, segments)*segments
        self.word      = Signal(WORD_BITS)
        self.write     = Signal()
        self.address   = Signal(max(sizes) - 1)
        self.addresses = [Signal(size - 1, reset_less=True) for size in sizes]
        self.signs     = [Signal(reset_less=True) for _ in sizes]

        # # #

        start = 0
        for size, address, sign in zip(sizes, self.addresses, self.signs, strict=True):
            self.sync += [
                address.eq(Mux(self.write, self.address, self.word[start:start + size - 1])),
                sign.eq(self.word[start + size - 1]),
            ]
            start += size
        self.ios = {self.word, self.write, self.address, *self.addresses, *self.signs}

def cut_sizes(cut, segments):
    """Return the number of inputs of each table of a segment."""
    inputs = WORD_BITS // segments
    tables = -(-inputs // cut)
    return [inputs // tables + (i < inputs % tables) for i in range(tables)]
