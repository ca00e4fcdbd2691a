"""The drain, which reads final accumulators and packs them into result words."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import Array, C, Cat, If, Mux, Signal, bits_for

from lutcore.driver.contract.geometry import TILE
from lutcore.gateware.engine.common import WORD_BITS, delayed, word_layout

# Drain --------------------------------------------------------------------------------------------

class Drain(LiteXModule):
    """Drain of a tile's accumulators, in the order of the result.

    It stands between the RowEpilogues and the Writer; Issue starts it when a tile is final. The
    result is [column][lane][rows, padded to a pitch of 1, 2 or a multiple of 4] of int32.

        for column in tile: for step: read up to four int32 and shift them into the word

    At pitch 1 a step takes row 0 of all lanes; at pitch 2, rows 0 and 1 of two lanes (or of a
    single lane); at other pitches, four rows of one lane.

    Parameters
    ----------
    old : list of lists of Signal((32, True))
        The accumulators by lane and row, `latency` clocks after `column`.

    Attributes
    ----------
    start : Signal(), in
        Drain `columns` columns of `rows` rows; both are steady from the clock before.

    column : Signal(), out
        All columns below this one have been read; 0 while the drain is not active.

    active : Signal(), out
        The drain is reading and owns the accumulators' read ports.

    busy : Signal(), out
        The drain is active, or words are on their way.

    source : stream.Endpoint(word_layout()), out
        Result words. The drain ignores `ready`: fewer than eight words still come after `hold`
        rises.

    hold : Signal(), in
        Pause reading.
    """
    latency = 3 # Clocks from `column` to `old`.

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

        # Steps: columns beyond the last one fill up the last word; their values do not matter -----
        lanes  = len(old)
        quads  = -(-geometry.rows // 4)
        low    = bits_for(quads - 1) if quads > 1 else 0
        high   = bits_for(lanes - 1) if lanes > 1 else 0
        index  = Signal(max(1, low + high)) # Quad and, above it, lane or pair of lanes.
        quad   = Signal(max(1, low))
        group  = Signal(max(1, high))
        last_quad, last_group = Signal.like(quad), Signal.like(group)
        end    = Signal(bits_for(TILE))
        ends   = Signal(bits_for(TILE), reset_less=True) # `columns` is steady before `start`.
        step   = Signal()
        single = self.rows == 1
        double = self.rows == 2
        self.comb += [
            step.eq(self.active & ~self.hold),
            index.eq(Cat(quad, group) if low and high else group if high else quad),
            last_quad.eq((self.rows - 1)[2:]),
            last_group.eq(Mux(single, 0, Mux(double, max(1, lanes // 2) - 1, lanes - 1))),
        ]
        self.sync += [
            If(~self.active, self.column.eq(0)),
            If(step,
                quad.eq(quad + 1),
                If(quad == last_quad,
                    quad.eq(0),
                    group.eq(group + 1),
                    If(group == last_group,
                        group.eq(0),
                        self.column.eq(self.column + 1),
                        If(self.column == end - 1, self.active.eq(0))
                    )
                )
            ),
            If(self.start,
                quad.eq(0),
                group.eq(0),
                self.column.eq(0),
                self.active.eq(1),
                end.eq(ends),
            ),
            ends.eq(Mux(single, _rounded(self.columns, 4 // lanes),
                    Mux(double, _rounded(self.columns, max(1, 2 // lanes)), self.columns))),
        ]

        # Packing: int32s are shifted into the word from the top -----------------------------------
        reading  = Signal(self.latency)
        valid    = reading[-1]
        selected = delayed(self, index, self.latency)
        rows     = [lane + [0]*(max(2, 4 << low) - len(lane)) for lane in old]
        firsts   = [lane[0] for lane in rows]
        pairs    = [value for lane in rows for value in lane[:2]]
        fours    = [lane[at:at + 4] for lane in rows for at in range(0, 4 << low, 4)]
        bits     = 32
        four     = [Array(some[i] for some in fours)[selected] for i in range(4)]
        two      = [Array(pairs[i::4])[selected[low:] if low else selected] for i in range(4)] \
            if lanes > 1 else pairs
        word     = Signal(WORD_BITS, reset_less=True)
        parts    = Signal(2)                       # int32s that the word has so far.
        taken    = Signal(3)                       # int32s of a step.
        full     = Signal()
        self.comb += [
            taken.eq(Mux(single, lanes, Mux(double, min(4, 2*lanes), 4))),
            full.eq(valid & (parts + taken == 4)),
        ]
        self.sync += [
            reading.eq(Cat(step, reading)),
            self.source.valid.eq(full),
            If(valid,
                parts.eq(parts + taken),
                word.eq(Mux(single, Cat(word[bits*lanes:], *firsts) if lanes < 4 else Cat(*firsts),
                        Mux(double, Cat(word[2*bits:], *two) if lanes == 1 else Cat(*two),
                            Cat(*four)))),
            ),
            If(self.start, parts.eq(0)),
        ]
        self.comb += [
            self.source.data.eq(word),
            self.busy.eq(self.active | (reading != 0) | self.source.valid),
        ]

def _rounded(value, multiple):
    """Return `value`, rounded up to a multiple of 1, 2 or 4."""
    bits = multiple.bit_length() - 1
    return Cat(C(0, bits), (value + multiple - 1)[bits:]) if bits else value
