"""The drain, which reads the results of columns and packs them into result words."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import Array, C, Case, Cat, If, Mux, Signal, bits_for

from lutcore.driver.contract.geometry import MAX_COLUMNS, TILE
from lutcore.gateware.engine.common import WORD_BITS, Loop, delayed, log2, result_layout
from lutcore.gateware.engine.epilogue import RowEpilogue

# Drain --------------------------------------------------------------------------------------------

class Drain(LiteXModule):
    """Drain of a product's results, in their order in memory, while they are made.

    It stands between the RowEpilogues, which keep the results of up to TILE columns in a ring, and
    the Writers. The result is [column][lane][rows, padded to a pitch of 1, 2 or a multiple of 4] of
    int32.

        for column: wait until it has been written
            for step: read up to four int32 and shift them into the word
        until the last word is full: shift anything into it

    At pitch 1 a step takes row 0 of all lanes; at pitch 2, rows 0 and 1 of two lanes (or of a
    single lane); at other pitches, four rows of one lane. Where several words leave in a clock,
    a step takes as many times more, and what is called a word here are several.

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

    source : stream.Endpoint(result_layout()), out
        Result words. The drain ignores `ready`: fewer than eight items still come after `hold`
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
        self.source  = stream.Endpoint(result_layout(geometry))
        self.hold    = Signal()

        # # #

        # Steps ------------------------------------------------------------------------------------
        lanes   = len(results)
        width   = geometry.result_words
        quads   = -(-geometry.rows // 4)
        low     = bits_for(quads - 1) if quads > 1 else 0
        high    = bits_for(lanes // width - 1) if lanes > width else 0
        index   = Signal(max(1, low + high)) # Quad and, above it, lanes or pairs of lanes.
        quad    = Signal(max(1, low))
        group   = Signal(max(1, high))
        last_quad, last_group = Signal.like(quad), Signal.like(group)
        active  = Signal()  # Columns are left.
        padding = Signal()  # None is left, but the last word is not full.
        step    = Signal()
        rows    = Signal(8)
        ends    = Signal()  # The step is the last one of its column.
        parts   = Signal(log2(4*width)) # int32s of the word, before the step ...
        more    = Signal(log2(4*width)) # ... and after it; 0: the word is full.
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
            more.eq(parts + Mux(single, lanes, Mux(double, 2*lanes, 4*width))[:len(parts)]),
            index.eq(Cat(quad, group) if low and high else group if high else quad),
            last_quad.eq((rows - 1)[2:]),
            last_group.eq(Mux(single, 0,
                Mux(double, max(1, lanes // (2*width)) - 1, lanes // width - 1))),
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
        several  = width > 1
        nothing  = C(0, 32) if several else 0 # At the end of a single word its width is no matter.
        padded   = [lane + [nothing]*(max(2, 4 << low) - len(lane)) for lane in results]
        firsts   = [lane[0] for lane in padded]
        pairs    = [value for lane in padded for value in lane[:2]]
        fours    = [lane[at:at + 4] for lane in padded for at in range(0, 4 << low, 4)]
        bits     = 32
        pair     = 2*min(lanes, 2*width)
        two      = [Array(pairs[i::pair])[selected[low:] if low else selected]
                    for i in range(pair)] if lanes > width else pairs
        # The quads of a step are neighbours in the column, so where several lanes take part, which
        # ones they are depends on how many a lane has.
        orders = [
            [(group*width + n // used) % lanes << low | n % used
             for n in range(at*width, (at + 1)*width)]
            for used in (range(1, (1 << low) + 1) if several else [1 << low])
            for group in range(1 << high) for at in range(1 << low)
        ]
        order  = selected
        if several and len(orders) > 1:
            order = Cat(selected, *[last_quad]*bool(low)) # Without quads, `selected` is the group.
        four   = [Array(fours[one[i // 4]][i % 4] for one in orders)[order]
                  for i in range(4*width)]
        word   = Signal(width*WORD_BITS, reset_less=True)

        def shifted(values):
            """Return the word after a step that takes these int32s."""
            return Cat(*[word[bits*len(values):]]*(len(values) < 4*width), *values)
        self.sync += [
            reading.eq(Cat(step, reading)),
            full.eq(Cat(step & (more == 0), full)),
            self.source.valid.eq(full[-1]),
            If(reading[-1],
                word.eq(Mux(single, shifted(firsts), Mux(double, shifted(two), shifted(four)))),
            ),
        ]
        self.comb += [
            self.source.data.eq(word),
            self.busy.eq(active | padding | (reading != 0) | self.source.valid),
        ]

        # Count: only the first words of the last item may have results ----------------------------
        if several:
            begun = Signal(bits_for(width)) # Words that the steps with a column have begun.
            self.sync += If(step & active, begun.eq((more + 3)[2:]))
            self.comb += self.source.count.eq(
                delayed(self, Mux(padding, begun, width), RowEpilogue.latency + 1))
