"""What a VEC writes: the elements of y, and behind those of each row its reductions."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import If, Mux, Signal

from lutcore.driver.contract.units import MAX_SEGMENTS, WORD_ELEMENTS
from lutcore.gateware.engine.common import WORD_BITS, transfer_layout
from lutcore.gateware.engine.vector.lanes import beat_layout
from lutcore.gateware.engine.vector.operands import OFFSET_BITS
from lutcore.gateware.engine.vector.operators import BITS

# Interfaces ---------------------------------------------------------------------------------------

def store_layout():
    """A word to write, with a strobe for each of its elements."""
    return [("data", WORD_BITS), ("strobe", WORD_ELEMENTS)]

# Packer -------------------------------------------------------------------------------------------

class Packer(LiteXModule):
    """Packer of elements into words, whose strobes leave out what is not theirs.

    Parameters
    ----------
    lanes : int
        Elements of a beat.

    Attributes
    ----------
    sink : stream.Endpoint([("data", 32*lanes)]), in
        Elements; `last` is high in the last beat of a row.

    tail : Signal(), in
        Elements of a row's last beat; 0: all.

    offsets : stream.Endpoint([("offset", 2)]), in
        Of each row: the place of its first element in its first word. A multiple of `lanes`.

    source : stream.Endpoint(store_layout()), out
        The words; `last` is high in a row's last one.
    """
    def __init__(self, lanes):
        self.sink    = stream.Endpoint([("data", BITS*lanes)])
        self.tail    = Signal(OFFSET_BITS)
        self.offsets = stream.Endpoint([("offset", OFFSET_BITS)])
        self.source  = stream.Endpoint(store_layout())

        # # #

        moved   = Signal(OFFSET_BITS) # Elements of the row, modulo those of a word.
        at      = Signal(OFFSET_BITS)
        taken   = Signal()
        full    = Signal()
        data    = Signal(WORD_BITS, reset_less=True)
        strobe  = Signal(WORD_ELEMENTS)
        wanted  = Signal(lanes)
        packed  = Signal(WORD_BITS)
        strobes = Signal(WORD_ELEMENTS)
        self.comb += [
            at.eq(self.offsets.offset + moved),
            self.sink.ready.eq(self.offsets.valid & (~self.source.valid | self.source.ready)),
            taken.eq(self.sink.valid & self.sink.ready),
            full.eq(self.sink.last | (at == WORD_ELEMENTS - lanes)),
            self.offsets.ready.eq(taken & self.sink.last),
            wanted.eq((1 << lanes) - 1),
            If(self.sink.last & (self.tail != 0), wanted.eq((1 << self.tail) - 1)),
            packed.eq(data),
            strobes.eq(strobe | (wanted << at)),
            *[If(at == i, packed[BITS*i:BITS*(i + lanes)].eq(self.sink.data))
              for i in range(0, WORD_ELEMENTS, lanes)],
        ]
        self.sync += [
            If(self.source.ready, self.source.valid.eq(0)),
            If(taken,
                moved.eq(Mux(self.sink.last, 0, moved + lanes)),
                data.eq(packed),
                strobe.eq(Mux(full, 0, strobes)),
                If(full,
                    self.source.valid.eq(1),
                    self.source.last.eq(self.sink.last),
                    self.source.data.eq(packed),
                    self.source.strobe.eq(strobes),
                ),
            ),
        ]

# Store --------------------------------------------------------------------------------------------

class Store(LiteXModule):
    """Store of y and its reductions: one Writer for both.

        for row: words of y; where there are reductions: their words

    It stands between the lanes, with Squares and Largest, and a Writer.

    Attributes
    ----------
    start : Signal(), in / rows : Signal(16), in / reduces : Signal(), in
        Begin; there are so many rows, with or without reductions.

    ranges, offsets : dict of stream.Endpoint, in
        Where the rows of y lie ("y"), and the reductions of each row ("n").

    sink : stream.Endpoint(beat_layout(lanes)), in / tail : Signal(), in
        y, and how many elements a row's last beat has; 0: all.

    reduced : stream.Endpoint([("data", 32)]), in
        The reductions; `last` is high in the last one of a row.

    transfer : stream.Endpoint(transfer_layout()), out
        The ranges of the words, in words.

    words : stream.Endpoint(store_layout()), out
        The words.

    idle : Signal(), out
        All words have been taken.
    """
    def __init__(self, lanes):
        self.start    = Signal()
        self.rows     = Signal(16)
        self.reduces  = Signal()
        self.sink     = stream.Endpoint(beat_layout(lanes))
        self.tail     = Signal(OFFSET_BITS)
        self.reduced  = stream.Endpoint([("data", BITS)])
        self.ranges   = {name: stream.Endpoint(transfer_layout()) for name in "yn"}
        self.offsets  = {name: stream.Endpoint([("offset", OFFSET_BITS)]) for name in "yn"}
        self.transfer = stream.Endpoint(transfer_layout())
        self.words    = stream.Endpoint(store_layout())
        self.idle     = Signal()

        # # #

        # Ranges -----------------------------------------------------------------------------------
        second = Signal() # Reductions are next.
        self.comb += If(second,
            self.ranges["n"].connect(self.transfer)
        ).Else(
            self.ranges["y"].connect(self.transfer)
        )
        self.sync += If(self.transfer.valid & self.transfer.ready,
            second.eq(~second & self.reduces)
        )

        # Words ------------------------------------------------------------------------------------
        self.fifo  = fifo  = stream.SyncFIFO([("data", BITS)], MAX_SEGMENTS, buffered=True)
        self.pack  = pack  = Packer(lanes)
        self.merge = merge = Packer(1)
        left       = Signal.like(self.rows)
        behind     = Signal() # Words of reductions are next.
        ends       = Signal()
        self.comb += [
            self.sink.connect(pack.sink, omit={"segment"}),
            pack.tail.eq(self.tail),
            self.offsets["y"].connect(pack.offsets),
            self.reduced.connect(fifo.sink),
            fifo.source.connect(merge.sink),
            self.offsets["n"].connect(merge.offsets),
            If(behind,
                merge.source.connect(self.words)
            ).Else(
                pack.source.connect(self.words)
            ),
            ends.eq(self.words.valid & self.words.ready & self.words.last),
            self.idle.eq((left == 0) & ~self.start),
        ]
        self.sync += [
            If(ends,
                behind.eq(~behind & self.reduces),
                If(behind | ~self.reduces, left.eq(left - 1)),
            ),
            If(self.start, left.eq(self.rows)),
        ]
