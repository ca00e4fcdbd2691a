"""From segment sums to accumulators: combine planes, scale pieces, accumulate columns."""

import enum

from litex.gen import LiteXModule
from migen import READ_FIRST, Array, Case, Cat, If, Memory, Mux, Record, Signal, bits_for

from lutcore.driver.contract.geometry import (
    HALVES,
    MAX_PLANES,
    MULTIPLIER_BITS,
    PRODUCT_SHIFT,
    SCALE_BITS,
    SEGMENTS,
    TILE,
)
from lutcore.driver.contract.packing import UNIT_SCALE
from lutcore.driver.contract.stream_layout import GroupCode
from lutcore.gateware.engine.array import LookupRow
from lutcore.gateware.engine.common import WORD_BITS, delayed, log2
from lutcore.gateware.engine.multiplier import Multiplier
from lutcore.gateware.engine.pieces import value_bits

ACCUMULATOR_BITS = 32
SCALE_SLOTS      = 8 # Scale words kept: each serves 4 clocks or more of a pipeline of about 20.

# Interfaces ---------------------------------------------------------------------------------------

def plane_layout():
    """The fields that travel with a plane word through the array."""
    return [
        ("valid",  1),
        ("first",  1),               # First plane of its column.
        ("last",   1),               # Last plane of its column.
        ("bank",   1),               # Bank of its tables.
        ("column", log2(TILE)),      # Column in its tile.
        ("clear",  1),               # First slice: the accumulator starts from zero.
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
    WRITE      = 13 # Write it back.

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

    group, explicit : Signal(), in
        Fields of the descriptor.
    """
    def __init__(self, plane):
        self.group    = Signal(3)
        self.explicit = Signal()
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
                piece.slot.eq(plane.slot),
            ),
        ]

# Scale Store --------------------------------------------------------------------------------------

class ScaleStore(LiteXModule):
    """Store of a lane's latest scale words; it picks each piece's scale and offset for all rows.

    It stands between Issue, which labels the scale words, and the lane's RowEpilogues.

    Attributes
    ----------
    we, slot, data : Signal, in
        A scale word, `data`, arrives for place `slot`.

    scale, offset : Signal((16, True)), out
        Mantissas for the piece in stage LOAD, registered. The scale is 2**14 in a stream without
        scale words; the offset is 0 without explicit offsets.
    """
    def __init__(self, sequencer):
        self.we     = Signal()
        self.slot   = Signal(log2(SCALE_SLOTS))
        self.data   = Signal(WORD_BITS,         reset_less=True)
        self.scale  = Signal((SCALE_BITS, True), reset_less=True)
        self.offset = Signal((SCALE_BITS, True), reset_less=True)

        # # #

        store  = Memory(WORD_BITS, SCALE_SLOTS)
        writer = store.get_port(write_capable=True)
        reader = store.get_port(async_read=True)
        piece  = sequencer.pieces[Stage.ROUND]
        word   = Signal(WORD_BITS, reset_less=True)
        values = [word[SCALE_BITS*i:SCALE_BITS*(i + 1)] for i in range(8)]
        self.specials += store, writer, reader
        self.comb += [
            writer.we.eq(self.we),
            writer.adr.eq(self.slot),
            writer.dat_w.eq(self.data),
            reader.adr.eq(sequencer.pieces[Stage.FINE].slot),
        ]
        self.sync += [
            word.eq(reader.dat_r),
            self.scale.eq(Array(values)[piece.lane]),
            self.offset.eq(Array(values)[piece.lane | 1]),
            If(sequencer.group == GroupCode.UNSCALED.value, self.scale.eq(UNIT_SCALE)),
            If(~sequencer.explicit, self.offset.eq(0)),
        ]

# Row Parameters -----------------------------------------------------------------------------------

class RowParameters(LiteXModule):
    """Store of one row's zero * S, U' and shift per piece, which all lanes share.

    It stands between PieceParameters, which writes it once per slice, and the row's RowEpilogues,
    which get each value in the stage that uses it.

    Parameters
    ----------
    pieces : Record(piece_write_layout), in
        The values; this row's bit of `we` is bit `index`.

    Attributes
    ----------
    zero : Signal((width, True)), out
        zero * S of the piece in stage SUBTRACT.

    coarse, fine : Signal, out
        Upper bits of the shift for the piece in stage COARSE, lower bits for the one in FINE.

    offset : Signal((18, True)), out
        U' of the piece in stage LOAD.
    """
    def __init__(self, geometry, pieces, index, sequencer):
        self.zero   = Signal((value_bits(geometry), True), reset_less=True)
        self.coarse = Signal(2)
        self.fine   = Signal(3, reset_less=True)
        self.offset = Signal((MULTIPLIER_BITS, True), reset_less=True)

        # # #

        early = self.add_store(geometry, pieces, index, Cat(pieces.zero, pieces.shift),
                               sequencer.pieces[Stage.ADD_ALL])
        late  = self.add_store(geometry, pieces, index, pieces.offset,
                               sequencer.pieces[Stage.ROUND])
        shift = delayed(self, early[len(self.zero):], 2)
        self.comb += self.coarse.eq(shift[3:])
        self.sync += [
            self.zero.eq(early[:len(self.zero)]),
            self.fine.eq(shift[:3]),
            self.offset.eq(late),
        ]

    def add_store(self, geometry, pieces, index, data, piece):
        """Add a memory of `data` by bank and piece; return the value that it holds for `piece`."""
        store  = Memory(len(data), geometry.banks * HALVES)
        writer = store.get_port(write_capable=True)
        reader = store.get_port(async_read=True)
        self.specials += store, writer, reader
        self.comb += [
            writer.we.eq(pieces.we[index]),
            writer.adr.eq(Cat(pieces.piece, pieces.bank)),
            writer.dat_w.eq(data),
            reader.adr.eq(Cat(piece.piece, piece.turn, piece.bank)),
        ]
        return reader.dat_r

# Row Epilogue -------------------------------------------------------------------------------------

class RowEpilogue(LiteXModule):
    """Pipeline of one row and lane from segment sums to the tile's accumulators.

    It stands between LookupRow and Drain. Golden model: `contract.reference`.

        planes:     R = (R >> 1) + (sums << 7), least significant first, so R ends left-aligned
        piece:      V = sum of the piece's R - zero * S;  V' = round(V / 2**shift)
                    (symmetric geometries: V = half of that difference)
        column:     acc[column] += round(sum over pieces of scale * V' + offset * U')

    Parameters
    ----------
    sums : list of Signal, in
        LookupRow's segment sums, in step with sequencer.planes[LookupRow.latency].

    parameters : RowParameters
        zero * S, U' and shift of the row's pieces.

    scales : ScaleStore
        Scales and offsets of the lane's pieces.

    enabled : Signal(), in
        The row is in use.

    drain, drain_column : Signal, in
        While `drain` is high, the drain owns the read port: `old` is the accumulator of column
        `drain_column` three clocks before.

    multiplier : class
        `Multiplier` or another class with its interface.

    Attributes
    ----------
    old : Signal((32, True)), out
        The accumulator that was read.
    """
    def __init__(self, geometry, sums, parameters, sequencer, scales, enabled, drain,
                 drain_column, multiplier=Multiplier):
        self.old = Signal((ACCUMULATOR_BITS, True), reset_less=True)

        # # #

        plane  = sequencer.planes[LookupRow.latency]
        done   = sequencer.planes[LookupRow.latency + 1]
        stages = sequencer.pieces

        def at(stage, *statements):
            """Add the registers behind `stage`, clocked when a piece of this row is in it."""
            self.sync += If(stages[stage].valid & enabled, *statements)

        # Planes -----------------------------------------------------------------------------------
        held = []
        for value in sums:
            combined = Signal((len(value) + MAX_PLANES, True), reset_less=True)
            keep     = Signal.like(combined, reset_less=True)
            lower    = Signal(MAX_PLANES - 1)         # Bits that the shift has moved out of ...
            upper    = Signal((len(value) + 1, True)) # ... the adder, which is as wide as the sums.
            self.comb += [
                lower.eq(Mux(plane.first, 0, combined[1:MAX_PLANES])),
                upper.eq(Mux(plane.first, 0, combined >> MAX_PLANES) + value),
            ]
            self.sync += [
                If(plane.valid & enabled, combined.eq(Cat(lower, upper))),
                If(done.valid & done.last & enabled, keep.eq(combined)),
            ]
            held.append(keep)

        # Piece: the segments that belong to it ----------------------------------------------------
        mine  = Signal(SEGMENTS, reset_less=True)
        self.sync += If(enabled, mine.eq(sequencer.mine))
        pairs = [Signal((value_bits(geometry), True), reset_less=True) for _ in range(2)]
        total = Signal((value_bits(geometry), True),  reset_less=True)
        for i, pair in enumerate(pairs):
            even, odd = 2*i, 2*i + 1
            at(Stage.ADD_PAIRS,
               pair.eq(Mux(mine[even], held[even], 0) + Mux(mine[odd], held[odd], 0)))
        at(Stage.ADD_ALL, total.eq(pairs[0] + pairs[1]))

        # Subtract, shift, round: 18 bits remain, with one bit below the point ---------------------
        value      = Signal((value_bits(geometry) + 1, True), reset_less=True)
        coarse     = Signal((value_bits(geometry) + 1, True), reset_less=True)
        fine       = Signal((MULTIPLIER_BITS + 1, True),      reset_less=True)
        rounded    = Signal((MULTIPLIER_BITS, True),          reset_less=True)
        difference = Signal((value_bits(geometry), True))
        self.comb += difference.eq(total - parameters.zero)
        at(Stage.SUBTRACT,
           value.eq((difference >> 1 if geometry.symmetric else difference) << 1))
        at(Stage.COARSE, Case(parameters.coarse, {i: coarse.eq(value >> (8*i)) for i in range(4)}))
        at(Stage.FINE,   fine.eq(coarse >> parameters.fine))
        at(Stage.ROUND,  rounded.eq((fine >> 1) + fine[0]))

        # Scale ------------------------------------------------------------------------------------
        product_bits = SCALE_BITS + MULTIPLIER_BITS
        factors = [(rounded, scales.scale), (parameters.offset, scales.offset)]
        kept    = []
        for i, (factor, scale) in enumerate(factors):
            scaled = multiplier(factor, scale, enabled)
            keep   = Signal((product_bits, True), reset_less=True)
            self.add_module(name=f"multiplier{i}", module=scaled)
            at(Stage.KEEP, keep.eq(scaled.product))
            kept.append(keep)
        both    = Signal((product_bits + 1, True), reset_less=True)
        summed  = Signal((product_bits + 4, True), reset_less=True)
        dropped = Signal((ACCUMULATOR_BITS, True), reset_less=True)
        half    = 1 << (PRODUCT_SHIFT - 1) # Half a unit of the last bit that remains.
        at(Stage.ADD_OFFSET, both.eq(kept[0] + kept[1]))
        at(Stage.ADD_PIECES, summed.eq(Mux(stages[Stage.ADD_PIECES].first, 0, summed) + both))
        at(Stage.DROP,       dropped.eq((summed + half) >> PRODUCT_SHIFT))

        # Accumulate -------------------------------------------------------------------------------
        memory = Memory(ACCUMULATOR_BITS, TILE)
        reader = memory.get_port(mode=READ_FIRST)
        writer = memory.get_port(write_capable=True, mode=READ_FIRST)
        early  = Signal((ACCUMULATOR_BITS, True), reset_less=True)
        new    = Signal((ACCUMULATOR_BITS, True), reset_less=True)
        self.specials += memory, reader, writer
        self.comb += [
            reader.adr.eq(Mux(drain, drain_column, stages[Stage.ADD_OFFSET].column)),
            writer.adr.eq(stages[Stage.WRITE].column),
            writer.dat_w.eq(new),
            writer.we.eq(stages[Stage.WRITE].valid & stages[Stage.WRITE].last & enabled),
        ]
        self.sync += [
            early.eq(reader.dat_r),
            self.old.eq(early),
        ]
        at(Stage.ACCUMULATE,
           new.eq(Mux(stages[Stage.ACCUMULATE].clear, 0, self.old) + dropped))
