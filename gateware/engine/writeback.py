"""The drain, which reads the results of columns and packs them into result words."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import Array, Case, Cat, If, Mux, Signal, bits_for

from lutcore.driver.contract.geometry import MAX_COLUMNS, TILE
from lutcore.gateware.engine.common import WORD_BITS, Loop, delayed, log2, word_layout
from lutcore.gateware.engine.epilogue import RowEpilogue

# Drain --------------------------------------------------------------------------------------------

class Drain(LiteXModule):
    """Drain of a product's results, in their order in memory, while they are made.

    It stands between the RowEpilogues, which keep the results of up to TILE columns in a ring, and
    the Writer. The result is [column][lane][rows, padded to a pitch of 1, 2 or a multiple of 4] of
    int32.

        for column: wait until it has been written
            for step: read up to four int32 and shift them into the word
        until the last word is full: shift anything into it

    At pitch 1 a step takes row 0 of all lanes; at pitch 2, rows 0 and 1 of two lanes (or of a
    single lane); at other pitches, four rows of one lane.

    Parameters
    ----------
    results : list of lists of Signal((32, True))
        The results by lane and row, RowEpilogue.latency clocks after `place`.

    Attributes
    ----------
    start : Signal(), in
        Drain `columns` columns of `rows` rows as they are now, and have been in the clock before.

    written : Signal(), in
        The results of one more column are written in this clock.

    place : Signal(), out / taken : Signal(), out
        The place in the ring that is read. When it is `taken`, it is free for another column.

    busy : Signal(), out
        Columns have yet to be read, or words are on their way.

    source : stream.Endpoint(word_layout()), out
        Result words. The drain ignores `ready`: fewer than eight words still come after `hold`
        rises.

    hold : Signal(), in
        Pause reading.
    """
    def __init__(self, geometry, results):
        self.start   = Signal()
        self.columns = Signal(bits_for(MAX_COLUMNS))
        self.rows    = Signal(8)
        self.written = Signal()
        self.place   = Signal(log2(TILE))
        self.taken   = Signal()
        self.busy    = Signal()
        self.source  = stream.Endpoint(word_layout())
        self.hold    = Signal()

        # # #

        # Steps ------------------------------------------------------------------------------------
        lanes   = len(results)
        quads   = -(-geometry.rows // 4)
        low     = bits_for(quads - 1) if quads > 1 else 0
        high    = bits_for(lanes - 1) if lanes > 1 else 0
        index   = Signal(max(1, low + high)) # Quad and, above it, lane or pair of lanes.
        quad    = Signal(max(1, low))
        group   = Signal(max(1, high))
        last_quad, last_group = Signal.like(quad), Signal.like(group)
        active  = Signal()  # Columns are left.
        padding = Signal()  # None is left, but the last word is not full.
        step    = Signal()
        rows    = Signal(8)
        ends    = Signal()  # The step is the last one of its column.
        parts   = Signal(2) # int32s of the word, before the step ...
        more    = Signal(2) # ... and after it; 0: the word is full.
        some    = Signal()  # A column can be read.
        hold    = Signal()
        single  = rows == 1
        double  = rows == 2
        self.columns_left = left = Loop(MAX_COLUMNS)
        self.comb += [
            left.count.eq(self.columns),
            left.begin.eq(self.start),
            left.step.eq(self.taken),
            step.eq(((active & some) | padding) & ~hold),
            ends.eq((quad == last_quad) & (group == last_group)),
            self.taken.eq(step & active & ends),
            more.eq(parts + Mux(single, lanes, Mux(double, 2*lanes, 4))[:2]),
            index.eq(Cat(quad, group) if low and high else group if high else quad),
            last_quad.eq((rows - 1)[2:]),
            last_group.eq(Mux(single, 0, Mux(double, max(1, lanes // 2) - 1, lanes - 1))),
        ]
        self.sync += [
            hold.eq(self.hold),
            If(step,
                parts.eq(more),
                padding.eq(((active & ends & left.last) | padding) & (more != 0)),
                quad.eq(quad + 1),
                If(quad == last_quad,
                    quad.eq(0),
                    group.eq(group + 1),
                    If(group == last_group, group.eq(0)),
                ),
            ),
            If(left.ends,  active.eq(0)),
            If(self.start,
                active.eq(1),
                rows.eq(self.rows),
            ),
        ]

        # Ring: `stored` columns wait in it --------------------------------------------------------
        # A column is counted when it has been written, so it is never read in the same clock.
        stored = Signal(max=TILE + 1)
        self.sync += [
            Case(Cat(self.written, self.taken), {
                1: stored.eq(stored + 1),
                2: stored.eq(stored - 1),
            }),
            some.eq(stored > self.taken),
            If(self.taken, self.place.eq(self.place + 1)),
        ]

        # Packing: int32s are shifted into the word from the top -----------------------------------
        reading  = Signal(RowEpilogue.latency)
        full     = Signal(RowEpilogue.latency)
        selected = delayed(self, index, RowEpilogue.latency)
        padded   = [lane + [0]*(max(2, 4 << low) - len(lane)) for lane in results]
        firsts   = [lane[0] for lane in padded]
        pairs    = [value for lane in padded for value in lane[:2]]
        fours    = [lane[at:at + 4] for lane in padded for at in range(0, 4 << low, 4)]
        bits     = 32
        four     = [Array(rows4[i] for rows4 in fours)[selected] for i in range(4)]
        two      = [Array(pairs[i::4])[selected[low:] if low else selected] for i in range(4)] \
            if lanes > 1 else pairs
        word     = Signal(WORD_BITS, reset_less=True)
        self.sync += [
            reading.eq(Cat(step, reading)),
            full.eq(Cat(step & (more == 0), full)),
            self.source.valid.eq(full[-1]),
            If(reading[-1],
                word.eq(Mux(single, Cat(word[bits*lanes:], *firsts) if lanes < 4 else Cat(*firsts),
                        Mux(double, Cat(word[2*bits:], *two) if lanes == 1 else Cat(*two),
                            Cat(*four)))),
            ),
        ]
        self.comb += [
            self.source.data.eq(word),
            self.busy.eq(active | padding | (reading != 0) | self.source.valid),
        ]
