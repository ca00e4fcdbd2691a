"""The lookup array: tables addressed by weight bits, and the tree that adds them up."""

from litex.gen import LiteXModule
from migen import C, Cat, If, Memory, Mux, Record, Signal

from lutcore.driver.contract.geometry import SEGMENT_SLOTS, SEGMENTS
from lutcore.gateware.engine.common import WORD_BITS, adder_tree
from lutcore.gateware.engine.tables import table_write_layout

# Table Writes -------------------------------------------------------------------------------------

# A table that is not double-buffered is never filled and looked up at once: the loader waits until
# the bank is released, the issue until it is full. One address port serves both, and takes half the
# lookup tables on some devices.

def row_write(module, geometry, write):
    """`write` as the rows take it: tables with one port are written a clock later, with the
    address that the cutter has registered.
    """
    if geometry.double_buffer:
        return write
    late = Record(table_write_layout(geometry), reset_less=True)
    module.sync += late.eq(write)
    return late

# Word Cutter --------------------------------------------------------------------------------------

class WordCutter(LiteXModule):
    """Cuts the words of one lane into table addresses; shared by all rows.

    Parameters
    ----------
    word : Signal(128), in
        A plane word or, if `ternary`, a native ternary word of 25 five-bit codes.

    write : Record(table_write_layout), in
        Table entries. Where tables have one port, their address takes the word's place.

    Attributes
    ----------
    addresses : list of Signal(address_bits), out
        Registered, one per table.

    signs : list of Signal(), out
        Symmetric geometries: the entry is to be negated.
    """
    def __init__(self, geometry, word, ternary, write):
        self.addresses = [Signal(geometry.address_bits, reset_less=True)
                          for _ in range(geometry.tables)]
        self.signs     = [Signal(reset_less=True) for _ in range(geometry.tables)]

        # # #

        assert len(word) == WORD_BITS
        for table, (start, size) in enumerate(geometry.table_cut().sets):
            address = word[start:start + size - geometry.symmetric]
            if geometry.ternary:
                trits   = word[5*table:5*table + 5] if 5*table + 5 <= WORD_BITS else C(0, 1)
                address = Mux(ternary, trits, address)
            if not geometry.double_buffer:
                address = Mux(write.valid, write.address, address)
            self.sync += [
                self.addresses[table].eq(address),
                self.signs[table].eq(word[start + size - 1] if geometry.symmetric else 0),
            ]

# Lookup Row ---------------------------------------------------------------------------------------

class LookupRow(LiteXModule):
    """Sums of the table entries that a word addresses, one per segment, for one row and lane.

        sums[segment] = sum over tables t of segment: +-T[t][address of t]

    Fully pipelined, `latency` clocks; no multiplier. Golden model: `spec.reference.lookups`.

    Parameters
    ----------
    write : Record(table_write_layout), in
        From `row_write`; `index` is this row's bit of `we`.

    cutter : WordCutter / bank : Signal(), in
        Addresses, and the bank to look them up in.

    enable : list of Signal(), in
        Signal i gates stage i, so that rows that are not in use do not toggle.

    Attributes
    ----------
    sums : list of Signal((width, True)), out
        Segment sums.
    """
    latency = 4 # Entry register and three adder levels: at most eight tables per segment.

    def __init__(self, geometry, write, index, cutter, bank, enable):
        self.sums = []

        # # #

        width = geometry.table_width
        for segment in range(SEGMENTS):
            entries = []
            data    = (segment % geometry.fill)*SEGMENT_SLOTS*width # First bit.
            we      = Signal()
            self.comb += we.eq(write.we[index] & write.segments[segment])
            for slot in range(geometry.segment_tables):
                table  = segment*geometry.segment_tables + slot
                memory = Memory(width, geometry.banks << geometry.address_bits)
                writer = memory.get_port(write_capable=True, async_read=not geometry.double_buffer)
                reader = memory.get_port(async_read=True) if geometry.double_buffer else writer
                read   = Signal((width, True))
                entry  = Signal((width, True), reset_less=True)
                self.specials += memory, writer, reader
                self.comb += [
                    writer.we.eq(we),
                    writer.dat_w.eq(write.data[data + slot*width:data + (slot + 1)*width]),
                    reader.adr.eq(Cat(cutter.addresses[table], bank)),
                    read.eq(reader.dat_r),
                ]
                if geometry.double_buffer:
                    self.comb += writer.adr.eq(Cat(write.address, write.bank))
                self.sync += If(enable[0], entry.eq(
                    Mux(cutter.signs[table], -read, read) if geometry.symmetric else read))
                entries.append(entry)
            self.sums.append(adder_tree(self, entries, [enable[i] for i in (1, 2, 3)]))
