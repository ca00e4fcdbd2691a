"""The stages of the epilogue, and which column is in which of them."""

import enum

from litex.gen import LiteXModule
from migen import Array, If, Mux, Record, Signal, bits_for

from lutcore.driver.contract.geometry import SEGMENTS, TILE
from lutcore.driver.contract.stream_layout import GroupCode
from lutcore.gateware.engine.array import LookupRow
from lutcore.gateware.engine.common import log2

SCALE_SLOTS = 8 # Scale words kept.

# Interfaces ---------------------------------------------------------------------------------------

def plane_layout():
    """The fields that travel with a plane word through the array."""
    return [
        ("valid",  1),
        ("first",  1),               # First plane of its column.
        ("last",   1),               # Last plane of its column.
        ("bank",   1),               # Bank of its tables.
        ("column", log2(TILE)),      # Columns of its tile that are left after it.
        ("clear",  1),               # First slice: the accumulator starts from zero.
        ("final",  1),               # Last slice: the accumulator becomes a result.
        ("slot",   log2(SCALE_SLOTS)), # Where the ScaleStore has its scale word.
        ("lane",   3),               # First mantissa of the column in its scale word.
        ("turn",   1),               # Groups of 16: the second half of every segment's inputs.
    ]

def piece_layout():
    """The fields that travel with a piece of a column through the epilogue.

    A piece is a column's share of one group: 8, 4, 2 or 1 per slice, for groups of 16, 32, 64 or
    more. The eight come in two turns of four.
    """
    return [
        ("valid",  1),
        ("first",  1),               # First piece of its column.
        ("last",   1),               # Last piece of its column.
        ("piece",  log2(SEGMENTS)),  # Number of the piece in its turn.
        ("turn",   1),               # From here on as in `plane_layout`; `lane` is the piece's.
        ("bank",   1),
        ("column", log2(TILE)),
        ("clear",  1),
        ("final",  1),
        ("slot",   log2(SCALE_SLOTS)),
        ("lane",   3),
    ]

# Stages -------------------------------------------------------------------------------------------

class Stage(enum.IntEnum):
    """The stages that a piece passes, one per clock, from the held segment sums to its accumulator.

    Multipliers and the accumulators' memory have registers on both sides, because their position is
    fixed by the device. multiplier.py maps the multipliers' registers into DSP blocks.
    """
    ADD_PAIRS  = 0  # Add the piece's segments: 0 and 1, 2 and 3.
    ADD_ALL    = 1  # Add the two sums.
    SUBTRACT   = 2  # Subtract zero * S: this is V.
    COARSE     = 3  # Shift V right by 0, 8, 16 or 24 bits ...
    FINE       = 4  # ... and by another 0 to 7 bits.
    ROUND      = 5  # Drop the bit below the point: this is V'.
    LOAD       = 6  # The multipliers take V', U', scale and offset (a register in Multiplier).
    MULTIPLY   = 7  # scale * V' and offset * U' (a register in Multiplier).
    KEEP       = 8  # A register behind the multipliers.
    ADD_OFFSET = 9  # Add the two products.
    ADD_PIECES = 10 # Add the pieces of the column.
    DROP       = 11 # Drop the fraction bits, with rounding.
    ACCUMULATE = 12 # Add the column's accumulator.
    WRITE      = 13 # Write it back, or to the results.

# Piece Sequencer ----------------------------------------------------------------------------------

class PieceSequencer(LiteXModule):
    """Record of which plane and which piece is in which stage, for all rows and lanes.

        for column and turn whose last plane has been added: for piece of them: one clock

    It stands between Issue, which sends `plane`, and ScaleStore, RowParameters and RowEpilogue.

    Attributes
    ----------
    planes : list of Record(plane_layout())
        planes[i] is the plane in stage i of the array; planes[-1] has reached the plane
        accumulators.

    pieces : list of Record(piece_layout())
        pieces[s] is the piece in Stage s of the epilogue.

    mine : Signal(4), out
        The segments of the piece that enters stage ADD_PAIRS in the next clock. Every row keeps
        a copy, since the sums that these bits select are spread all over the device.

    result : Signal(), out / place : Signal(), out
        A column's results are written in this clock, in all rows and lanes, to this place.

    group, explicit : Signal(), in
        Fields of the descriptor.
    """
    # Clocks from the issue of a column's last plane word to its last piece in stage ADD_PAIRS; the
    # first piece may be there SEGMENTS - 1 clocks earlier.
    latency = 1 + LookupRow.latency + 1 + SEGMENTS

    def __init__(self, plane):
        self.group    = Signal(3)
        self.explicit = Signal()
        self.result   = Signal()
        self.place    = Signal(log2(TILE))
        self.planes   = [plane] + [Record(plane_layout()) for _ in range(LookupRow.latency + 1)]
        self.pieces   = [Record(piece_layout()) for _ in range(len(Stage))]
        self.mine     = Signal(SEGMENTS)

        # # #

        for before, after in zip(self.planes, self.planes[1:], strict=False):
            self.sync += after.eq(before)
        for before, after in zip(self.pieces, self.pieces[1:], strict=False):
            self.sync += after.eq(before)

        # The last plane of a column has been added: its pieces follow, one per clock --------------
        plane, piece = self.planes[-1], self.pieces[0]
        count = Signal(log2(SEGMENTS)) # Pieces of a turn, less one.
        two   = Signal()               # A column takes two turns.
        lanes = Signal(bits_for(8))
        mine  = Signal(SEGMENTS, reset_less=True)
        self.sync += mine.eq(self.mine)
        self.comb += [
            self.mine.eq(Mux(count == SEGMENTS - 1, mine << 1, mine << 2)),
            If(plane.valid & plane.last,
                self.mine.eq(Array((1 << (SEGMENTS * code.turns // code.pieces)) - 1
                                   for code in GroupCode)[self.group]),
            ),
            count.eq(Array(code.pieces // code.turns - 1 for code in GroupCode)[self.group]),
            two.eq(self.group == GroupCode.G16.value),
            lanes.eq(Mux(self.explicit, 2, 1)),
        ]
        self.sync += [
            If(piece.valid & (piece.piece != count),
                piece.piece.eq(piece.piece + 1),
                piece.first.eq(0),
                piece.last.eq((piece.piece + 1 == count) & (piece.turn == two)),
                piece.lane.eq(piece.lane + lanes),
            ).Else(
                piece.valid.eq(0)
            ),
            If(plane.valid & plane.last,
                piece.valid.eq(1),
                piece.piece.eq(0),
                piece.first.eq(~plane.turn),
                piece.last.eq(count == 0), # Such a column has a single turn.
                piece.turn.eq(plane.turn),
                piece.lane.eq(plane.lane),
                piece.bank.eq(plane.bank),
                piece.column.eq(plane.column),
                piece.clear.eq(plane.clear),
                piece.final.eq(plane.final),
                piece.slot.eq(plane.slot),
            ),
        ]

        # Results: places in a ring, in the order of the columns -----------------------------------
        written = self.pieces[Stage.WRITE]
        self.comb += self.result.eq(written.valid & written.last & written.final)
        self.sync += If(self.result, self.place.eq(self.place + 1))

# A scale word serves SEGMENTS clocks or more. Its place is written again when its last piece has
# been scaled.
assert PieceSequencer.latency + Stage.FINE < (SCALE_SLOTS - 1)*SEGMENTS
