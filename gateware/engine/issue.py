"""The issue of weight words to the array: the loop nest of LMMA, one word per lane and clock."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import Case, Cat, If, Mux, Record, Signal, bits_for

from lutcore.driver.contract.geometry import MAX_COLUMNS, MAX_PLANES, MAX_SLICES, SEGMENTS, TILE
from lutcore.driver.contract.stream_layout import GroupCode, columns_per_scale_word
from lutcore.gateware.engine.common import (
    WORD_BITS,
    Loop,
    chosen_by,
    delayed,
    for_descriptor,
    next_bank,
)
from lutcore.gateware.engine.sequencer import PieceSequencer, Stage, more_clocks, plane_layout

# Pace ---------------------------------------------------------------------------------------------

class Pace(LiteXModule):
    """Timer between columns: it holds up the last plane word of a column that comes too early.

    It stands beside Issue. A column may follow the last one when that one's pieces have entered the
    epilogue; and no accumulator may be read before it was written, which narrow tiles would do.

    Attributes
    ----------
    group, explicit : Signal, in
        Fields of the descriptor.

    column : Signal(), in
        The last plane word of a column's turn is issued.

    slice : Signal(), in
        It is also the last one of its slice.

    narrow : Signal(), in
        The next slice has fewer columns than `Pace.spacing`.

    held : Signal(), out
        The next last plane word has to wait.
    """
    # Clocks between two uses of an accumulator, read in ADD_PRODUCTS and written in WRITE.
    spacing = Stage.WRITE - Stage.ADD_PRODUCTS + 1

    def __init__(self):
        self.group    = Signal(3)
        self.explicit = Signal()
        self.column   = Signal()
        self.slice    = Signal()
        self.narrow   = Signal()
        self.held     = Signal()

        # # #

        others = for_descriptor(more_clocks, self.group, self.explicit)
        pause  = Signal(max=max(self.spacing, SEGMENTS))
        self.sync += [
            If(pause != 0, pause.eq(pause - 1)),
            If(pause <= 1, self.held.eq(0)),
            If(self.column,
                pause.eq(others),
                self.held.eq(others != 0),
                If(self.slice & self.narrow,
                    pause.eq(self.spacing - 1),
                    self.held.eq(1),
                ),
            ),
        ]

# Room ---------------------------------------------------------------------------------------------

class Room(LiteXModule):
    """Count of the places for results that no column has yet been issued for.

    It stands between Issue, whose columns need the places, and Drain, which makes them free again.

    Attributes
    ----------
    issued : Signal(), in
        A column whose results need a place is issued.

    taken : Signal(), in
        Drain has read the results of a column.

    scarce : Signal(), out
        There might be no place for one more column.
    """
    margin = 3 # Columns that may be issued until `scarce` tells of a first one.

    def __init__(self):
        self.issued = Signal()
        self.taken  = Signal()
        self.scarce = Signal()

        # # #

        places = Signal(max=TILE + 1, reset=TILE)
        issued = delayed(self, self.issued, 1, reset_less=False)
        self.sync += Case(Cat(issued, self.taken), {
            1: places.eq(places - 1),
            2: places.eq(places + 1),
        })
        self.comb += self.scarce.eq(places < self.margin + 1)

# Issue --------------------------------------------------------------------------------------------

class Issue(LiteXModule):
    """Loop nest that labels each beat of the weight stream for array, scale stores and epilogue.

    A beat is one word per lane. It stands between the weight readers, TableLoader (`full` and
    `release`), PieceSequencer (`plane`), the ScaleStores and Drain (`taken`).

        for tile: for slice: wait for its tables
            for block: scale word
                for column in block: for plane: plane word
                [groups of 16: once more for plane, from the words that Replay has kept]
                in the last slice: only where the results of the column have a place

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
        The plane words of the turn that follow the one that is issued.

    scale_we, scale_slot : Signal, out
        The beat was a scale word, for this slot. Registered like `plane`.

    taken : Signal(), in
        Drain has read the results of a column.

    consumed, stall_tables, stall_output, stall_weights, stall_issue : Signal(), out
        The use of this clock: a beat was taken, or the reason why none was. At most one is high.

    done : Signal(), out
        Every word has been issued.

    idle : Signal(), out
        Besides, its results have been written.
    """
    # Clocks from `start` to the first word: the columns left, those of the first tile, those of its
    # slices, and their loop.
    opening = 2 + Loop.latency
    # Clocks from the last word until the results of its column can be read.
    pipeline = PieceSequencer.latency + Stage.WRITE + 1

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
        self.taken         = Signal()
        self.consumed      = Signal()
        self.stall_tables  = Signal()
        self.stall_output  = Signal()
        self.stall_weights = Signal()
        self.stall_issue   = Signal()
        self.done          = Signal(reset=1)
        self.idle          = Signal(reset=1)

        # # #

        self.active = Signal() # Words may be issued.
        self.begin  = Signal() # `active` from the next clock on.
        self.issued = Signal() # A word is issued.
        self.scale  = Signal() # The next word is a scale word.
        self.bank   = Signal()
        self.add_loops()
        self.add_tiles()
        self.add_permission(geometry)
        self.add_scales()
        self.add_banks(geometry)
        self.add_label()

    def add_loops(self):
        """Add the loops inside a tile: each one's end is a step of the one around it."""
        self.plane_loop  = planes  = Loop(MAX_PLANES)
        self.column_loop = columns = Loop(TILE)
        self.slice_loop  = slices  = Loop(MAX_SLICES)
        self.column_ends = Signal() # The last word of a column is issued ...
        self.slice_ends  = Signal() # ... and of a slice ...
        self.tile_ends   = Signal() # ... and of a tile.
        self.comb += [
            planes.count.eq(self.planes),
            slices.count.eq(self.slices),
            *[loop.begin.eq(self.begin) for loop in (planes, columns, slices)],
            self.turns.eq(self.group == GroupCode.G16.value),
            self.plane_number.eq(planes.left),
            planes.step.eq(self.issued & ~self.scale),
            self.column_ends.eq(planes.ends & (self.turn == self.turns)),
            columns.step.eq(self.column_ends),
            self.slice_ends.eq(columns.ends),
            slices.step.eq(self.slice_ends),
            self.tile_ends.eq(slices.ends),
        ]
        self.sync += [
            If(planes.ends, self.turn.eq(self.turns & ~self.turn)),
            If(self.begin,  self.turn.eq(0)),
        ]

    def add_tiles(self):
        """Add the loop over tiles, which sets the number of columns of the slice that comes next.

        Only the last tile is narrower than TILE, so the size of the next one has time to settle.
        """
        left      = Signal.like(self.columns)   # Columns of the tiles that have not begun.
        next_tile = Signal(bits_for(TILE))      # Columns of the next tile.
        tile      = Signal(bits_for(TILE))      # Columns of this tile.
        last_next = Signal()                    # The next tile is the last one.
        last_tile = Signal()
        ends      = Signal()                    # The last word is issued.
        self.comb += ends.eq(self.tile_ends & last_tile)
        self.comb += self.begin.eq(delayed(self, self.start, self.opening, reset_less=False))
        self.sync += [
            last_next.eq(left <= TILE),
            next_tile.eq(Mux(left <= TILE, left[:bits_for(TILE)], TILE)),
            self.column_loop.count.eq(Mux(self.active & ~self.slice_loop.last, tile, next_tile)),
            If(self.begin | self.tile_ends,
                tile.eq(next_tile),
                last_tile.eq(last_next),
                left.eq(left - TILE),
            ),
            If(self.begin, self.active.eq(1)),
            If(ends,
                self.active.eq(0),
                self.done.eq(1),
            ),
            If(delayed(self, ends, self.pipeline - 1, reset_less=False), self.idle.eq(1)),
            If(self.start,
                left.eq(self.columns),
                self.done.eq(0),
                self.idle.eq(0),
            ),
        ]

    def add_permission(self, geometry):
        """Decide whether the next word may be issued, and why not."""
        self.pace = pace = Pace()
        self.room = room = Room()
        go      = Signal()
        closing = Signal()               # The word ends the column's turn.
        replay  = Signal()               # The word comes from Replay.
        full    = Signal()               # The column's results might have no place.
        narrow  = Signal()
        self.tables = Signal()           # The tables of this slice are ready.
        self.comb += [
            pace.group.eq(self.group),
            pace.explicit.eq(self.explicit),
            pace.column.eq(self.plane_loop.ends),
            pace.slice.eq(self.slice_ends),
            pace.narrow.eq(narrow),
            room.issued.eq(self.column_ends & self.slice_loop.last),
            room.taken.eq(self.taken),
            closing.eq(~self.scale & self.plane_loop.last),
            replay.eq(~self.scale & self.turn),
            go.eq(self.active & self.tables & ~(closing & (pace.held | full))),
            self.sink.ready.eq(go & ~replay),
            self.consumed.eq(self.sink.ready & self.sink.valid),
            self.issued.eq(go & (self.sink.valid | replay)),
            If(self.active,
                self.stall_tables.eq(~self.tables),
                self.stall_output.eq(self.tables & closing & full),
                self.stall_issue.eq(self.tables & ~(closing & full)
                    & ((closing & pace.held) | replay)),
                self.stall_weights.eq(self.sink.ready & ~self.sink.valid),
            ),
        ]
        # Whether the slice that begins is the last one is known a clock later, so it may have to
        # wait for a clock like a last one.
        self.sync += [
            full.eq(room.scarce & (self.slice_loop.last | self.slice_ends | self.begin)),
            narrow.eq(self.column_loop.count < pace.spacing),
        ]

    def add_scales(self):
        """Say which words are scale words, and which mantissas of them belong to a column."""
        self.block_loop = block = Loop(8) # Columns of a scale word.
        self.slot = Signal.like(self.plane.slot) # The next scale word's.
        self.lane = Signal(3)
        scaled    = Signal()
        stride    = Signal(4) # Mantissas of a column in its scale word.
        ends      = Signal()
        shapes    = [(code, explicit) for explicit in (False, True) for code in GroupCode]
        self.sync += [
            If(self.explicit == explicit, Case(self.group, {
                code.value: [block.count.eq(n), stride.eq(8 // n)]}))
            for (code, explicit) in shapes
            for n in [max(1, columns_per_scale_word(code, explicit))]
        ]
        self.comb += [
            scaled.eq(self.group != GroupCode.UNSCALED.value),
            block.step.eq(self.column_ends),
            block.begin.eq(self.slice_ends | self.begin),
            ends.eq(self.column_ends & (block.last | self.column_loop.last)),
            self.scale_slot.eq(self.slot),
        ]
        self.sync += [
            self.scale_we.eq(self.issued & self.scale),
            If(self.scale_we, self.slot.eq(self.slot + 1)),
            If(self.issued, self.scale.eq(0)),
            If(self.column_ends,
                self.lane.eq(self.lane + stride),
            ).Elif(self.plane_loop.ends, # The second turn of a column follows.
                self.lane.eq(Mux(self.explicit, 0, 4)),
                self.scale.eq(self.explicit),
            ),
            If(ends | self.begin,
                self.lane.eq(0),
                self.scale.eq(scaled),
            ),
        ]

    def add_banks(self, geometry):
        """Follow the loader from bank to bank, and release those whose tables are done with.

        Both go on with the next bank where the descriptor before has ended.
        """
        used  = Signal(geometry.banks) # Banks whose slice has been issued, until their release.
        ended = Signal(geometry.banks)
        ready = self.full & ~used
        self.comb += [If(self.slice_ends & (self.bank == i), ended[i].eq(1))
                      for i in range(geometry.banks)]
        self.sync += [
            used.eq((used | ended) & self.full),
            self.tables.eq(chosen_by(self.bank ^ self.slice_ends, ready) if geometry.banks > 1
                           else ready[0] & ~self.slice_ends), # One bank must be filled again first.
            If(self.slice_ends, self.bank.eq(next_bank(geometry, self.bank))),
        ]
        # A bank is released when the last piece has read its parameters, in ADD_ALL.
        self.comb += self.release.eq(
            delayed(self, ended, PieceSequencer.latency + Stage.ADD_ALL, reset_less=False))

    def add_label(self):
        """Label the word that is issued for the stages behind."""
        self.sync += [
            self.plane.valid.eq(self.issued & ~self.scale),
            self.plane.first.eq(self.plane_loop.first),
            self.plane.last.eq(self.plane_loop.last),
            self.plane.bank.eq(self.bank),
            self.plane.column.eq(self.column_loop.left),
            self.plane.clear.eq(self.slice_loop.first),
            self.plane.final.eq(self.slice_loop.last),
            self.plane.slot.eq(Mux(self.scale_we, self.slot, self.slot - 1)),
            self.plane.lane.eq(self.lane),
            self.plane.turn.eq(self.turn),
        ]
