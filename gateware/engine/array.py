"""The lookup array: tables that weight bits address, and the adder trees behind them."""

from litex.gen import LiteXModule
from migen import C, Cat, If, Memory, Mux, Record, Signal

from lutcore.driver.contract.geometry import HALF, MAX_PLANES, SEGMENT_SLOTS, SEGMENTS
from lutcore.gateware.engine.common import WORD_BITS, adder_tree
from lutcore.gateware.engine.tables import table_write_layout

# Table Writes -------------------------------------------------------------------------------------

# A table that is not double-buffered is never filled and looked up at the same time: the loader
# waits until the bank is released, Issue waits until it is full. So one address port serves both,
# which halves the lookup tables (LUTs) of the memory on some devices.

def row_write(module, geometry, write):
    """Return `write` with the timing that the rows need.

    Tables with a single port are written a clock later, together with the address, which passes the
    cutter's register.
    """
    if geometry.double_buffer:
        return write
    late = Record(table_write_layout(geometry), reset_less=True)
    module.sync += late.eq(write)
    return late

# Replay -------------------------------------------------------------------------------------------

class Replay(LiteXModule):
    """Store of the plane words of a lane's column, which groups of 16 take a second time.

    It stands between the lane's weight stream and its WordCutter. Symmetric engines have none.

    Parameters
    ----------
    word : Signal(128), in
        The weight stream's word.

    turns, turn, plane : Signal, in
        From Issue, for the word that is issued in this clock.

    Attributes
    ----------
    word : Signal(128), out
        The word for the array: in the second turn the stored one.

    keep : Signal(2), out
        What WordCutter keeps of it: in the first of two turns the first halves of the segments, in
        the second turn the other ones.
    """
    def __init__(self, geometry, word, turns, turn, plane):
        self.word = Signal(WORD_BITS)
        self.keep = Signal(2)

        # # #

        self.comb += [
            self.word.eq(word),
            self.keep.eq(~Cat(turns & turn, turns & ~turn)),
        ]
        if geometry.symmetric:
            return
        # A place is written every clock until its word is there, which needs no look at `valid`.
        memory = Memory(WORD_BITS, MAX_PLANES)
        writer = memory.get_port(write_capable=True)
        reader = memory.get_port(async_read=True)
        self.specials += memory, writer, reader
        self.comb += [
            writer.we.eq(turns & ~turn),
            writer.adr.eq(plane),
            writer.dat_w.eq(word),
            reader.adr.eq(plane),
            If(turn, self.word.eq(reader.dat_r)),
        ]

# Word Cutter --------------------------------------------------------------------------------------

class WordCutter(LiteXModule):
    """Cutter of one lane's weight words into table addresses, which all rows share.

    It stands between the weight stream and the lane's `LookupRow`s.

    Parameters
    ----------
    word : Signal(128), in
        A plane word or, if `ternary`, a native ternary word of 25 five-bit codes.

    write : Record(table_write_layout), in
        Table entries from the loader. Where tables have a single port, the entry's address replaces
        the word's.

    keep : Signal(2), in
        Bit h keeps the bits of half h of every segment; cleared, their inputs are left out.

    Attributes
    ----------
    addresses : list of Signal(address_bits), out
        One address per table, registered.

    signs : list of Signal(), out
        In symmetric geometries: whether to negate the table's entry. Registered.
    """
    def __init__(self, geometry, word, ternary, write, keep):
        self.addresses = [Signal(geometry.address_bits, reset_less=True)
                          for _ in range(geometry.tables)]
        self.signs     = [Signal(reset_less=True) for _ in range(geometry.tables)]

        # # #

        assert len(word) == WORD_BITS
        for table, (start, size) in enumerate(geometry.table_cut().sets):
            address = word[start:start + size - geometry.symmetric]
            if not geometry.symmetric: # There an address of zeros does not leave inputs out.
                address = Cat(*[word[i] & keep[i // HALF % 2] for i in range(start, start + size)])
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
    """Tables of one row and lane, and the sum per segment of the entries that a word addresses.

        for segment: sums[segment] = sum over its tables t: +-T[t][address of t]

    It stands between WordCutter and RowEpilogue; TableLoader fills the tables. A word passes in
    `latency` clocks, one word per clock, without a multiplier. Golden model:
    `contract.reference.lookups`.

    Parameters
    ----------
    write : Record(table_write_layout), in
        Table entries from `row_write`; this row's bit of `we` is bit `index`.

    cutter : WordCutter
        The lane's table addresses and signs.

    bank : Signal(), in
        The bank to look up in.

    enable : list of Signal(), in
        Signal i gates the registers of stage i, so that unused rows do not toggle.

    Attributes
    ----------
    sums : list of Signal((width, True)), out
        One sum per segment.
    """
    latency = 4 # Clocks: entry register and three adder levels, for up to 8 tables per segment.

    def __init__(self, geometry, write, index, cutter, bank, enable):
        self.sums = []

        # # #

        width = geometry.table_width
        for segment in range(SEGMENTS):
            entries = []
            data    = (segment % geometry.fill)*SEGMENT_SLOTS*width # Bit of write.data.
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
