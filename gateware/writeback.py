"""Reads finished accumulators and packs them into result words."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import Array, C, Cat, If, Mux, Signal, bits_for

from lutcore.driver.spec.geometry import TILE
from lutcore.gateware.common import WORD_BITS, delayed, word_layout
from lutcore.gateware.tables import log2

# Drain --------------------------------------------------------------------------------------------

class Drain(LiteXModule):
    """Writes a tile's accumulators out, column by column, rows padded to 1, 2 or a multiple of 4.

        for column in tile: for quad of rows: four int32, or the parts of one word at pitch 1 or 2

    Attributes
    ----------
    start : Signal(), in
        Drain `columns` columns of `rows` rows.

    old : list of Signal((32, True)), in
        The rows' accumulators, two clocks after `column`.

    column : Signal(), out
        Columns below it have been read.

    active : Signal(), out
        Reading. The accumulators' read ports are the drain's.

    busy : Signal(), out
        Reading, or words on their way.

    source : stream.Endpoint(word_layout()), out
        Never waits for ready: `hold` must be raised eight words before it would have to.

    hold : Signal(), in
        Pause.
    """
    latency = 2 # From `column` to `old`.

    def __init__(self, geometry, old):
        self.start   = Signal()
        self.columns = Signal(bits_for(TILE))
        self.rows    = Signal(8)
        self.column  = Signal(bits_for(TILE))
        self.active  = Signal()
        self.busy    = Signal()
        self.source  = stream.Endpoint(word_layout())
        self.hold    = Signal()

        # # #

        # Addresses: partial words at the end are filled up with columns that do not matter --------
        quads = -(-geometry.rows // 4)
        quad  = Signal(log2(quads) if quads > 1 else 1)
        last  = Signal(max=max(2, quads))          # Last quad of a column.
        end   = Signal(bits_for(TILE))
        step  = Signal()
        self.comb += [
            step.eq(self.active & ~self.hold),
            last.eq((self.rows - 1)[2:]),
        ]
        self.sync += [
            If(step,
                quad.eq(quad + 1),
                If(quad == last,
                    quad.eq(0),
                    self.column.eq(self.column + 1),
                    If(self.column == end - 1, self.active.eq(0))
                )
            ),
            If(self.start,
                quad.eq(0),
                self.column.eq(0),
                self.active.eq(1),
                end.eq(Mux(self.rows == 1, Cat(C(0, 2), (self.columns + 3)[2:]),
                       Mux(self.rows == 2, Cat(C(0, 1), (self.columns + 1)[1:]), self.columns))),
            ),
        ]

        # Packing: narrow columns are shifted in from the top --------------------------------------
        reading  = delayed(self, step, self.latency - 1, reset_less=False)
        valid    = delayed(self, reading, 1, reset_less=False)
        selected = delayed(self, quad, self.latency)
        rows     = old + [0] * (4*quads - len(old))
        four     = [Array(rows[i::4])[selected] if quads > 1 else rows[i] for i in range(4)]
        word     = Signal(WORD_BITS, reset_less=True)
        parts    = Signal(2)                       # Of the word, so far.
        full     = Signal()
        self.sync += [
            self.source.valid.eq(full),
            If(valid,
                parts.eq(parts + Mux(self.rows == 1, 1, 2)),
                word.eq(Mux(self.rows == 1, Cat(word[32:], four[0]),
                        Mux(self.rows == 2, Cat(word[64:], four[0], four[1]), Cat(*four)))),
            ),
            If(self.start | (self.rows > 2), parts.eq(0)),
        ]
        self.comb += [
            full.eq(valid & Mux(self.rows == 1, parts == 3, (self.rows > 2) | (parts == 2))),
            self.source.data.eq(word),
            self.busy.eq(self.active | reading | valid | self.source.valid),
        ]
