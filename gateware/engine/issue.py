"""The issue of weight words to the array: the loop nest of LMMA, one word per lane and clock."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import Array, Case, If, Mux, Record, Signal, bits_for

from lutcore.driver.contract.geometry import MAX_COLUMNS, MAX_PLANES, MAX_SLICES, TILE
from lutcore.driver.contract.stream_layout import GroupCode, columns_per_scale_word
from lutcore.gateware.engine.common import WORD_BITS, chosen_by, delayed, log2, next_bank
from lutcore.gateware.engine.epilogue import plane_layout

# Issue --------------------------------------------------------------------------------------------

class Issue(LiteXModule):
    """Loop nest that labels each beat of the weight stream for array, scale stores and drain.

    A beat is one word per lane. It stands between the weight readers, TableLoader (`full` and
    `release`), PieceSequencer (`plane`), the ScaleStores and Drain.

        for tile: for slice: wait for its tables
            for block: scale word
                for column in block: for plane: plane word
                [groups of 16: once more for plane, from the words that Replay has kept]
        drain the tile while the first slice of the next one streams

    Attributes
    ----------
    start : Signal(), in
        Run with planes, group, explicit, columns and slices as they are now.

    sink : stream.Endpoint([("data", 128*lanes)]), in
        The weight stream.

    full : Signal(banks), in / release : Signal(banks), out
        Banks whose tables are ready; banks whose tables are no longer needed.

    plane : Record(plane_layout()), out
        The label of a plane word. Registered: one clock behind `sink.data`.

    turn : Signal(), out / turns : Signal(), out
        Groups of 16 take two turns (`turns`): in the second one (`turn`) a column's plane words are
        not taken from `sink` but come from Replay.

    plane_number : Signal(3), out
        The number of the plane word that is issued.

    scale_we, scale_slot : Signal, out
        The beat was a scale word, for this slot. Registered like `plane`.

    drain, drain_columns : Signal, out
        A tile's accumulators are final; its number of columns.

    drain_active, drain_column : Signal, in
        The drain is reading; how many columns it has read.

    consumed, stall_tables, stall_output, stall_weights, stall_issue : Signal(), out
        The use of this clock: a beat was taken, or the reason why none was. At most one is high.

    idle : Signal(), out
        Everything has been issued, and the last tile has been handed to the drain.
    """
    pipeline = 26 # Clocks after a plane word by which its accumulator is written.
    settling = 4  # Clocks after a change of `left` by which the counters that follow it are right.
    spacing  = 16 # Clocks between two uses of an accumulator, which is read before it is written.

    def __init__(self, geometry):
        self.start         = Signal()
        self.planes        = Signal(4)
        self.group         = Signal(3)
        self.explicit      = Signal()
        self.columns       = Signal(bits_for(MAX_COLUMNS))
        self.slices        = Signal(bits_for(MAX_SLICES))
        self.sink          = stream.Endpoint([("data", WORD_BITS * geometry.lanes)])
        self.full          = Signal(geometry.banks)
        self.release       = Signal(geometry.banks)
        self.turn          = Signal()
        self.turns         = Signal()
        self.plane_number  = Signal(max=MAX_PLANES)
        self.plane         = Record(plane_layout())
        self.scale_we      = Signal()
        self.scale_slot    = Signal.like(self.plane.slot)
        self.drain         = Signal()
        self.drain_columns = Signal(bits_for(TILE))
        self.drain_active  = Signal()
        self.drain_column  = Signal(bits_for(TILE))
        self.consumed      = Signal()
        self.stall_tables  = Signal()
        self.stall_output  = Signal()
        self.stall_weights = Signal()
        self.stall_issue   = Signal()
        self.idle          = Signal()

        # # #

        # Position in the loop nest ----------------------------------------------------------------
        # The comparison of a counter with its end has a register of its own, computed one step
        # ahead, because the decision about the next word must be fast.
        active      = Signal()
        left        = Signal.like(self.columns)  # Columns of this tile and all later ones.
        tile        = Signal(bits_for(TILE))     # Columns of this tile.
        last_tile   = Signal()
        narrow      = Signal()                   # The tile has fewer columns than `spacing` clocks.
        slices      = Signal.like(self.slices)   # Slices left of this tile, including this one.
        first_slice = Signal()
        last_slice  = Signal()
        column      = Signal(bits_for(TILE))
        columns     = Signal(bits_for(TILE))     # Columns left of this slice, after this one.
        last_column = Signal()
        block       = Signal(3)                  # Number of the column in its block.
        last_block  = Signal(3)
        stride      = Signal(4)                  # Mantissas of a column in its scale word.
        scaled      = Signal()
        wants_scale = Signal()
        plane       = Signal(3)
        last_plane  = Signal()
        bank        = Signal()
        slot        = Signal.like(self.plane.slot)
        self.comb += scaled.eq(self.group != GroupCode.UNSCALED.value)
        self.sync += [
            last_tile.eq(left <= TILE),
            tile.eq(Mux(last_tile, left[:bits_for(TILE)], TILE)),
            narrow.eq(tile < self.spacing),
            last_slice.eq(slices == 1),
        ]
        # Constant while a descriptor runs.
        shapes  = [(code, explicit) for explicit in (False, True) for code in GroupCode]
        blocks  = [max(1, columns_per_scale_word(*shape)) for shape in shapes]
        self.sync += [
            If(self.explicit == explicit, Case(self.group, {
                code.value: [last_block.eq(n - 1), stride.eq(8 // n)]}))
            for (code, explicit), n in zip(shapes, blocks, strict=True)
        ]
        self.comb += self.turns.eq(self.group == GroupCode.G16.value)

        # Permission for the next word -------------------------------------------------------------
        used    = Signal(geometry.banks) # Banks whose slice has been issued, until their release.
        gap     = Signal(2)              # Clocks until the epilogue can take another column.
        spacing = Signal(max=self.spacing)
        flush   = Signal(max=self.pipeline + 1)
        settle  = Signal(max=self.settling + 1)
        drained = Signal()               # The drain has read this column and the next two.
        go      = Signal()
        tables  = Signal()               # The tables of this slice are ready.
        opened  = Signal()               # A tile is being issued, and its accumulators are free.
        held    = Signal()               # `gap` or `spacing` forbids the last plane of a column.
        safe    = Signal.like(self.drain_column)
        ready   = self.full & ~used
        closing = Signal()               # The word ends the column's turn.
        replay  = Signal()               # The word comes from Replay.
        issued  = Signal()               # A word is issued.
        self.comb += [
            closing.eq(~wants_scale & last_plane),
            replay.eq(~wants_scale & self.turn),
            go.eq(opened & tables & ~(closing & held)),
            self.sink.ready.eq(go & ~replay),
            self.consumed.eq(self.sink.ready & self.sink.valid),
            issued.eq(go & (self.sink.valid | replay)),
            If(active,
                self.stall_tables.eq(~tables),
                self.stall_output.eq(tables & ~opened),
                self.stall_issue.eq(tables & opened & ((closing & held) | replay)),
                self.stall_weights.eq(self.sink.ready & ~self.sink.valid),
            ),
            self.idle.eq(~active & (flush == 0)),
        ]

        # `drained` and `opened` are two clocks old when they are used. That is safe: `column` grows
        # by at most two in that time, and the drain never goes back.
        self.sync += [
            safe.eq(Mux(self.drain_column < 2, 0, self.drain_column - 2)),
            drained.eq(column < safe),
            opened.eq(active & (settle == 0) & (flush == 0)
                & (~self.drain_active | (first_slice & ~last_slice & drained))),
        ]

        # Outputs ----------------------------------------------------------------------------------
        lane = Signal(3)
        self.comb += [
            self.scale_slot.eq(slot),
            self.plane_number.eq(plane),
            self.drain.eq(flush == 1),
        ]
        self.sync += [
            self.scale_we.eq(issued & wants_scale),
            If(self.scale_we, slot.eq(slot + 1)),
            self.plane.valid.eq(issued & ~wants_scale),
            self.plane.first.eq(plane == 0),
            self.plane.last.eq(last_plane),
            self.plane.bank.eq(bank),
            self.plane.column.eq(column),
            self.plane.clear.eq(first_slice),
            self.plane.slot.eq(Mux(self.scale_we, slot, slot - 1)), # `slot` is the next word's.
            self.plane.lane.eq(lane),
            self.plane.turn.eq(self.turn),
        ]

        # The loop nest ----------------------------------------------------------------------------
        slice_ends = Signal()
        pieces = Array(code.pieces // code.turns - 1 for code in GroupCode)[self.group]
        self.comb += slice_ends.eq(issued & closing & last_column & (self.turn == self.turns))
        self.sync += [
            If(gap     != 0, gap.eq(gap - 1)),
            If(spacing != 0, spacing.eq(spacing - 1)),
            If((gap <= 1) & (~narrow | (spacing <= 1)), held.eq(0)),
            tables.eq(chosen_by(bank ^ slice_ends, ready) if geometry.banks > 1
                      else ready[0] & ~slice_ends), # A single bank must be filled again first.
            If(flush != 0, flush.eq(flush - 1)),
            If(settle != 0, settle.eq(settle - 1)),
            If(issued,
                If(wants_scale,
                    wants_scale.eq(0),
                ).Elif(~last_plane,
                    plane.eq(plane + 1),
                    last_plane.eq(plane + 2 == self.planes),
                ).Else(
                    plane.eq(0),
                    last_plane.eq(self.planes == 1),
                    gap.eq(pieces),
                    If(pieces != 0, held.eq(1)),
                    If(self.turn != self.turns,
                        self.turn.eq(1),
                        lane.eq(Mux(self.explicit, 0, 4)),
                        wants_scale.eq(self.explicit),
                    ).Else(
                        self.turn.eq(0),
                        column.eq(column + 1),
                        columns.eq(columns - 1),
                        last_column.eq(columns == 1),
                        block.eq(block + 1),
                        lane.eq(lane + stride),
                        If((block == last_block) | last_column,
                            block.eq(0),
                            lane.eq(0),
                            wants_scale.eq(scaled),
                        )
                    )
                )
            ),
            If(slice_ends,
                column.eq(0),
                columns.eq(tile - 1),
                last_column.eq(tile == 1),
                spacing.eq(self.spacing - 1),
                If(narrow, held.eq(1)),
                If(last_slice | self.drain_active, opened.eq(0)),
                bank.eq(next_bank(geometry, bank)),
                slices.eq(slices - 1),
                first_slice.eq(0),
                If(last_slice,
                    slices.eq(self.slices),
                    first_slice.eq(1),
                    left.eq(left - TILE),
                    flush.eq(self.pipeline),
                    settle.eq(self.settling),
                    self.drain_columns.eq(tile),
                    If(last_tile, active.eq(0)),
                ),
            ),
            If(settle != 0, # A new tile, whose size follows from `left`.
                columns.eq(tile - 1),
                last_column.eq(tile == 1),
                last_plane.eq(self.planes == 1),
            ),
            If(self.start,
                active.eq(1),
                settle.eq(self.settling),
                left.eq(self.columns),
                slices.eq(self.slices),
                first_slice.eq(1),
                column.eq(0),
                block.eq(0),
                lane.eq(0),
                plane.eq(0),
                self.turn.eq(0),
                bank.eq(0),
                wants_scale.eq(scaled),
            ),
        ]

        # Table banks: released when the last piece has read its parameters ------------------------
        # That is in Stage.ROUND, eight clocks before the accumulator is written.
        ended = Signal(geometry.banks)
        self.comb += [If(slice_ends & (bank == i), ended[i].eq(1)) for i in range(geometry.banks)]
        self.sync += used.eq((used | ended) & self.full)
        self.comb += self.release.eq(delayed(self, ended, self.pipeline - 6, reset_less=False))

assert log2(TILE) == len(Record(plane_layout()).column)
