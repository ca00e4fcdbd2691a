"""The stages of the epilogue, and which column is in which of them."""

import enum

from litex.gen import LiteXModule
from migen import If, Mux, Record, Signal, bits_for

from lutcore.driver.contract.geometry import SEGMENTS, TILE
from lutcore.driver.contract.stream_layout import GroupCode
from lutcore.gateware.engine.array import LookupRow
from lutcore.gateware.engine.common import for_descriptor, log2, takes_two

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
    """The fields that travel with a piece of a column, or with two, through the epilogue.

    A piece is a column's share of one group: 8, 4, 2 or 1 per slice, for groups of 16, 32, 64 or
    more. The eight come in two turns of four.
    """
    return [
        ("valid",  1),
        ("first",  1),               # First clock of its column.
        ("last",   1),               # Last clock of its column.
        ("piece",  log2(SEGMENTS)),  # Number of the piece in its turn.
        ("other",  log2(SEGMENTS)),  # The second piece's number; without one, `piece` again.
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
    """The stages that pieces pass, one per clock, from the held segment sums to their accumulator.

    Multipliers and the accumulators' memory have registers on both sides, because their position is
    fixed by the device. multiplier.py maps the multipliers' registers into DSP blocks.
    """
    ADD_PAIRS    = 0  # Add the piece's segments: 0 and 1, 2 and 3.
    ADD_ALL      = 1  # Add the two sums, unless they belong to two pieces.
    SUBTRACT     = 2  # Subtract zero * S, less what rounds: this is V.
    COARSE       = 3  # Shift V right by 0, 8, 16 or 24 bits ...
    FINE         = 4  # ... and by another 0 to 7 bits: this is V'.
    LOAD         = 5  # The multipliers take V', U' and mantissas (a register in Multiplier).
    MULTIPLY     = 6  # scale * V' and offset * U', or two scale * V' (a register in Multiplier).
    KEEP         = 7  # A register behind the multipliers.
    ADD_PRODUCTS = 8  # Add the two products.
    ADD_PIECES   = 9  # Add the pieces of the column, and half a unit that rounds their sum.
    ACCUMULATE   = 10 # Drop the fraction bits; add the column's accumulator.
    WRITE        = 11 # Write it back, or to the results.

# Pieces -------------------------------------------------------------------------------------------

def more_clocks(code, explicit):
    """Return the clocks that a column's turn takes in the epilogue after the first one."""
    return code.pieces // code.turns // (1 + takes_two(code, explicit)) - 1

def first_segments(code, explicit):
    """Return the segments of the pieces in the first clock, a bit each."""
    piece = (1 << SEGMENTS*code.turns // code.pieces) - 1
    return piece * (0b101 if takes_two(code, explicit) else 1)

# Piece Sequencer ----------------------------------------------------------------------------------

class PieceSequencer(LiteXModule):
    """Record of which plane and which piece is in which stage, for all rows and lanes.

        for column and turn whose last plane has been added: for piece of them: one clock

    Without offsets a clock takes two pieces: of the four of a turn, 0 and 2, then 1 and 3; of two,
    both. So the first one is always in segments 0 and 1, the second one in segments 2 and 3.

    It stands between Issue, which sends `plane`, and ScaleStore, RowParameters and RowEpilogue.

    Attributes
    ----------
    planes : list of Record(plane_layout())
        planes[i] is the plane in stage i of the array; planes[-1] has reached the plane
        accumulators.

    pieces : list of Record(piece_layout())
        pieces[s] is the piece in Stage s of the epilogue.

    mine : Signal(4), out
        The segments of the pieces that enter stage ADD_PAIRS in the next clock. Every row keeps
        a copy, since the sums that these bits select are spread all over the device.

    two : Signal(), out
        Two pieces enter in a clock.

    partner : Signal(2), out
        What to set in the number of the first piece, or of its mantissa, for the second piece; 0
        without one.

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
        self.two      = Signal()
        self.partner  = Signal(log2(SEGMENTS))

        # # #

        for before, after in zip(self.planes, self.planes[1:], strict=False):
            self.sync += after.eq(before)
        for before, after in zip(self.pieces, self.pieces[1:], strict=False):
            self.sync += after.eq(before)

        # The last plane of a column has been added: its pieces follow -----------------------------
        plane, piece = self.planes[-1], self.pieces[0]
        count = Signal(log2(SEGMENTS)) # Clocks of a turn, less one.
        twice = Signal()               # A column takes two turns.
        lanes = Signal(bits_for(8))
        mine  = Signal(SEGMENTS, reset_less=True)
        self.sync += mine.eq(self.mine)
        self.comb += [
            self.two.eq(for_descriptor(takes_two, self.group, self.explicit)),
            If(self.two, self.partner.eq(Mux(self.group == GroupCode.G64.value, 1, 2))),
            self.mine.eq(Mux(self.group == GroupCode.G64.value, mine << 2, mine << 1)),
            If(plane.valid & plane.last,
                self.mine.eq(for_descriptor(first_segments, self.group, self.explicit)),
            ),
            count.eq(for_descriptor(more_clocks, self.group, self.explicit)),
            twice.eq(self.group == GroupCode.G16.value),
            lanes.eq(Mux(self.explicit, 2, 1)),
        ]
        self.sync += [
            If(piece.valid & (piece.piece != count),
                piece.piece.eq(piece.piece + 1),
                piece.other.eq((piece.piece + 1) | self.partner),
                piece.first.eq(0),
                piece.last.eq((piece.piece + 1 == count) & (piece.turn == twice)),
                piece.lane.eq(piece.lane + lanes),
            ).Else(
                piece.valid.eq(0)
            ),
            If(plane.valid & plane.last,
                piece.valid.eq(1),
                piece.piece.eq(0),
                piece.other.eq(self.partner),
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

# A scale word serves SEGMENTS clocks or more, but the last one of a slice. Its place is written
# again when its last piece has been scaled.
assert PieceSequencer.latency + Stage.COARSE < (SCALE_SLOTS - 1)*SEGMENTS
