"""The inputs of a row, cut into those of the engine's lookup tables, a table in a clock."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import Case, Cat, If, Mux, Signal

from lutcore.driver.contract.geometry import (
    HALF,
    SEGMENT_SLOTS,
    SEGMENTS,
    TRIT_CODES,
    TRITS,
    WORD_BYTES,
)
from lutcore.driver.contract.units import WORD_ELEMENTS
from lutcore.gateware.engine.common import log2, word_layout
from lutcore.gateware.engine.vector.operands import LENGTH_BITS
from lutcore.gateware.engine.vector.operators import BITS

SIZE_BITS = 3 # Bits of the number of a table's inputs, 3 to 6.

def table_layout(geometry):
    """The inputs of a table, with zeros behind them; `first` and `last` mark a slice's ends."""
    return [("data", geometry.cut*BITS)]

def lanes_of(data, width=BITS):
    """Return the numbers that lie side by side in `data`."""
    return [data[i:i + width] for i in range(0, len(data), width)]

# Walk ---------------------------------------------------------------------------------------------

class Walk(LiteXModule):
    """Counter of the tables of a slice, slice after slice.

        for segment of 4: for slot of `segment_tables`

    Golden model: `Geometry.table_cut`.

    Parameters
    ----------
    ternary : Signal()
        Slices are cut for native ternary words.

    Attributes
    ----------
    step : Signal(), in
        The next table.

    slot, segment : Signal(), out
        The table.

    size, early : Signal(3), out
        How many inputs it has, and how many of these lie in the segment's first half.

    first, segment_last, last : Signal(), out
        It is the first one of the slice; the last one of the segment; and of the slice.
    """
    def __init__(self, geometry, ternary):
        self.step         = Signal()
        self.slot         = Signal(log2(SEGMENT_SLOTS))
        self.segment      = Signal(log2(SEGMENTS))
        self.size         = Signal(SIZE_BITS)
        self.early        = Signal(SIZE_BITS)
        self.first        = Signal()
        self.segment_last = Signal()
        self.last         = Signal()

        # # #

        most   = geometry.segment_tables
        tail   = TRIT_CODES - (SEGMENTS - 1)*most # Tables of ternary words' last segment.
        sizes  = geometry.table_cut().sets[:most]
        early  = [min(max(HALF - start, 0), size) for start, size in sizes]
        ending = self.segment == SEGMENTS - 1
        self.comb += [
            Case(self.slot, {i: [self.size.eq(size), self.early.eq(early[i])]
                             for i, (_, size) in enumerate(sizes)}),
            self.segment_last.eq(self.slot == most - 1),
            self.first.eq((self.slot == 0) & (self.segment == 0)),
            self.last.eq(self.segment_last & ending),
        ]
        if geometry.ternary: # Without groups: the first half stands for the segment.
            self.comb += If(ternary,
                self.size.eq(TRITS),
                self.early.eq(TRITS),
                If(ending, self.segment_last.eq(self.slot == tail - 1)),
            )
        self.sync += If(self.step,
            self.slot.eq(self.slot + 1),
            If(self.segment_last,
                self.slot.eq(0),
                self.segment.eq(self.segment + 1),
            ),
        )

# Gearbox ------------------------------------------------------------------------------------------

class Gearbox(LiteXModule):
    """Gearbox from words of four elements to the inputs of a table.

        for row: for slice: for table: its inputs, which lie in at most two words

    The window of two words is a register and the word that comes, so a word is taken in every
    clock, but for tables of fewer than four inputs. Behind a row's end there are zeros.

    Attributes
    ----------
    start : Signal(), in / length : Signal(24), in
        Rows of so many elements begin.

    sink : stream.Endpoint(word_layout()), in
        Words of rows, with zeros behind the last element; `last` marks a row's last one.

    room : Signal(), in
        Two tables may be given.

    source : stream.Endpoint(table_layout()), out
        The tables, which do not wait.

    row_last : Signal(), out
        It is the last table of a row.
    """
    def __init__(self, geometry, ternary):
        self.start    = Signal()
        self.length   = Signal(LENGTH_BITS)
        self.sink     = stream.Endpoint(word_layout())
        self.room     = Signal()
        self.source   = stream.Endpoint(table_layout(geometry))
        self.row_last = Signal()

        # # #

        self.walk = walk = Walk(geometry, ternary)
        word    = Signal(8*WORD_BYTES, reset_less=True) # The window's first word,
        there   = Signal()                              # if there is one.
        ended   = Signal()                              # The row's last word has been taken.
        offset  = Signal(log2(WORD_ELEMENTS))
        over    = Signal(SIZE_BITS + 1)                 # Where the table ends in the window.
        left    = Signal(LENGTH_BITS, reset_less=True)  # Elements from this table on.
        give    = Signal()
        take    = Signal()
        row_end = Signal()
        beyond  = over > WORD_ELEMENTS
        window  = lanes_of(Cat(Mux(there, word, 0), Mux(ended, 0, self.sink.data)))
        lanes   = []
        for i in range(geometry.cut):
            lane = Signal(BITS)
            self.comb += Case(offset, {at: lane.eq(window[at + i]) if at + i < len(window) else
                                       lane.eq(0) for at in range(WORD_ELEMENTS)})
            lanes.append(Mux(i < walk.size, lane, 0) if i >= TRITS else lane)
        self.comb += [
            over.eq(offset + walk.size),
            give.eq(self.room & (there | ended) & (~beyond | self.sink.valid | ended)),
            walk.step.eq(give),
            row_end.eq(give & walk.last & (left <= walk.size)),
            # The word that comes becomes the first one, or is used up at once.
            take.eq(Mux(there, give & (over >= WORD_ELEMENTS), 1) & ~ended),
            self.sink.ready.eq(take),
        ]
        self.sync += [
            self.source.valid.eq(give),
            self.source.data.eq(Cat(*lanes)),
            self.source.first.eq(walk.first),
            self.source.last.eq(walk.last),
            self.row_last.eq(row_end),
            If(give,
                offset.eq(over),
                left.eq(Mux(left <= walk.size, 0, left - walk.size)),
                If(over >= WORD_ELEMENTS, there.eq(0)),
            ),
            If(take & self.sink.valid,
                word.eq(self.sink.data),
                there.eq(~(give & (over == 2*WORD_ELEMENTS))),
                ended.eq(self.sink.last),
            ),
            If(row_end,
                offset.eq(0),
                there.eq(0),
                ended.eq(0),
            ),
            If(self.start | row_end, left.eq(self.length)),
        ]
