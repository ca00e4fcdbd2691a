"""From segment sums to accumulators: combine planes, scale pieces, accumulate columns."""

from litex.gen import LiteXModule
from migen import READ_FIRST, Array, Case, Cat, If, Memory, Mux, Signal, bits_for

from lutcore.driver.contract.geometry import (
    HALVES,
    MAX_PLANES,
    MAX_SHIFT,
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
from lutcore.gateware.engine.sequencer import SCALE_SLOTS, Stage

ACCUMULATOR_BITS = 32

# Scale Store --------------------------------------------------------------------------------------

class ScaleStore(LiteXModule):
    """Store of a lane's latest scale words; it picks each piece's scale and offset for all rows.

    It stands between Issue, which labels the scale words, and the lane's RowEpilogues.

    Attributes
    ----------
    we, slot, data : Signal, in
        A scale word, `data`, arrives for place `slot`.

    scale, other : Signal((16, True)), out
        Mantissas for what is in stage LOAD, registered: the piece's scale, which is 2**14 in a
        stream without scale words; the second piece's scale or, without one, the piece's offset,
        which is 0 without explicit offsets.
    """
    def __init__(self, sequencer):
        self.we     = Signal()
        self.slot   = Signal(log2(SCALE_SLOTS))
        self.data   = Signal(WORD_BITS,         reset_less=True)
        self.scale  = Signal((SCALE_BITS, True), reset_less=True)
        self.other  = Signal((SCALE_BITS, True), reset_less=True)

        # # #

        store  = Memory(WORD_BITS, SCALE_SLOTS)
        writer = store.get_port(write_capable=True)
        reader = store.get_port(async_read=True)
        piece  = sequencer.pieces[Stage.FINE]
        word   = Signal(WORD_BITS, reset_less=True)
        values = [word[SCALE_BITS*i:SCALE_BITS*(i + 1)] for i in range(8)]
        self.specials += store, writer, reader
        self.comb += [
            writer.we.eq(self.we),
            writer.adr.eq(self.slot),
            writer.dat_w.eq(self.data),
            reader.adr.eq(sequencer.pieces[Stage.COARSE].slot),
        ]
        self.sync += [
            word.eq(reader.dat_r),
            self.scale.eq(Array(values)[piece.lane]),
            self.other.eq(Array(values)[piece.lane | sequencer.partner | sequencer.explicit]),
            If(sequencer.group == GroupCode.UNSCALED.value, self.scale.eq(UNIT_SCALE)),
            If(~sequencer.explicit & ~sequencer.two, self.other.eq(0)),
        ]

# Row Parameters -----------------------------------------------------------------------------------

class RowParameters(LiteXModule):
    """Store of one row's parameters per piece, which all lanes share.

    It stands between PieceParameters, which writes it once per slice, and the row's RowEpilogues,
    which get each value in the stage that uses it: `path` 0 for the piece, `path` 1 for the second
    piece or U', which is 0 - (-U'), not shifted.

    Parameters
    ----------
    pieces : Record(piece_write_layout), in
        The values; this row's bit of `we` is bit `index`.

    Attributes
    ----------
    two : Signal(), out
        Path 1 has a piece. Registered, since it goes to all lanes; constant during a descriptor.

    subtract : list of Signal((width, True)), out
        What to subtract in stage SUBTRACT, by path.

    coarse, fine : lists of Signal, out
        Upper bits of the shift for what is in stage COARSE, lower bits for FINE, by path.
    """
    def __init__(self, geometry, pieces, index, sequencer):
        self.two      = Signal(reset_less=True)
        self.subtract = [Signal((len(pieces.zero), True), reset_less=True) for _ in range(2)]
        self.coarse   = [Signal(2) for _ in range(2)]
        self.fine     = [Signal(3, reset_less=True) for _ in range(2)]

        # # #

        piece = sequencer.pieces[Stage.ADD_ALL]
        first = self.add_store(geometry, pieces, index, Cat(pieces.zero, pieces.shift), piece,
                               piece.piece)
        other = self.add_store(geometry, pieces, index, pieces.other, piece, piece.other)
        shift = delayed(self, first[len(pieces.zero):], Stage.COARSE - Stage.ADD_ALL - 1)
        self.sync += [
            self.two.eq(sequencer.two),
            self.subtract[0].eq(first[:len(pieces.zero)]),
            self.subtract[1].eq(other),
        ]
        for path, used in enumerate((1, self.two)):
            now = Signal(bits_for(MAX_SHIFT), reset_less=True)
            self.sync += [
                now.eq(Mux(used, shift, 0)),
                self.fine[path].eq(now[:3]),
            ]
            self.comb += self.coarse[path].eq(now[3:])

    def add_store(self, geometry, pieces, index, data, piece, number):
        """Add a memory of `data` by bank and piece; return what it holds for a piece's number."""
        store  = Memory(len(data), geometry.banks * HALVES)
        writer = store.get_port(write_capable=True)
        reader = store.get_port(async_read=True)
        self.specials += store, writer, reader
        self.comb += [
            writer.we.eq(pieces.we[index]),
            writer.adr.eq(Cat(pieces.piece, pieces.bank)),
            writer.dat_w.eq(data),
            reader.adr.eq(Cat(number, piece.turn, piece.bank)),
        ]
        return reader.dat_r

# Row Epilogue -------------------------------------------------------------------------------------

class RowEpilogue(LiteXModule):
    """Pipeline of one row and lane from segment sums to accumulators, and from them to results.

    It stands between LookupRow and Drain. Golden model: `contract.reference`.

        planes:     R = (R >> 1) + (sums << 7), least significant first, so R ends left-aligned
        piece:      V = sum of the piece's R - zero * S;  V' = round(V / 2**shift)
                    (symmetric geometries: V = half of that difference)
        column:     acc[column] += round(sum over pieces of scale * V' + offset * U')
                    in the last slice the sum goes to results[place]

    There are two paths from R to a product. Without offsets the second one is not needed for U',
    so each takes a piece.

    So Drain may read the results of a tile while the next one is accumulated.

    Parameters
    ----------
    sums : list of Signal, in
        LookupRow's segment sums, in step with sequencer.planes[LookupRow.latency].

    parameters : RowParameters
        What the row subtracts from its pieces, and their shifts.

    scales : ScaleStore
        Scales and offsets of the lane's pieces.

    enabled : Signal(), in
        The row is in use.

    place : Signal(), in
        The place of the result to read. Nothing is read in the clock in which it is written.

    multiplier : class
        `Multiplier` or another class with its interface.

    Attributes
    ----------
    result : Signal((32, True)), out
        The result at `place`, `RowEpilogue.latency` clocks later.
    """
    latency = 2

    def __init__(self, geometry, sums, parameters, sequencer, scales, enabled, place,
                 multiplier=Multiplier):
        self.result = Signal((ACCUMULATOR_BITS, True), reset_less=True)

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

        # Pieces: the segments that belong to them -------------------------------------------------
        mine  = Signal(SEGMENTS, reset_less=True)
        self.sync += If(enabled, mine.eq(sequencer.mine))
        pairs  = [Signal((value_bits(geometry), True), reset_less=True) for _ in range(2)]
        totals = [Signal.like(pair, reset_less=True) for pair in pairs]
        for i, pair in enumerate(pairs):
            even, odd = 2*i, 2*i + 1
            at(Stage.ADD_PAIRS,
               pair.eq(Mux(mine[even], held[even], 0) + Mux(mine[odd], held[odd], 0)))
        at(Stage.ADD_ALL,
           totals[0].eq(pairs[0] + Mux(parameters.two, 0, pairs[1])),
           totals[1].eq(Mux(parameters.two, pairs[1], 0)))

        # Paths: subtract, shift, scale. 18 bits remain of V' --------------------------------------
        product_bits = SCALE_BITS + MULTIPLIER_BITS
        kept         = []
        for path, scale in enumerate((scales.scale, scales.other)):
            width      = value_bits(geometry) + 1
            difference = Signal((width, True))
            value      = Signal((width, True),           reset_less=True)
            coarse     = Signal((width, True),           reset_less=True)
            fine       = Signal((MULTIPLIER_BITS, True), reset_less=True)
            keep       = Signal((product_bits, True),    reset_less=True)
            scaled     = multiplier(fine, scale, enabled)
            self.add_module(name=f"multiplier{path}", module=scaled)
            self.comb += difference.eq(totals[path] - parameters.subtract[path])
            at(Stage.SUBTRACT, value.eq(difference >> geometry.symmetric))
            at(Stage.COARSE, Case(parameters.coarse[path],
                                  {i: coarse.eq(value >> (8*i)) for i in range(4)}))
            at(Stage.FINE, fine.eq(coarse >> parameters.fine[path]))
            at(Stage.KEEP, keep.eq(scaled.product))
            kept.append(keep)

        # Sums of products -------------------------------------------------------------------------
        both   = Signal((product_bits + 1, True), reset_less=True)
        summed = Signal((product_bits + 4, True), reset_less=True)
        half   = 1 << (PRODUCT_SHIFT - 1) # Half a unit of the last bit that remains.
        at(Stage.ADD_PRODUCTS, both.eq(kept[0] + kept[1]))
        at(Stage.ADD_PIECES, summed.eq(Mux(stages[Stage.ADD_PIECES].first, half, summed) + both))

        # Accumulate -------------------------------------------------------------------------------
        new   = Signal((ACCUMULATOR_BITS, True), reset_less=True)
        write = Signal()
        old   = self.add_memory(stages[Stage.ADD_PRODUCTS].column, stages[Stage.WRITE].column,
                                write, new)
        ready = self.add_memory(place, sequencer.place, sequencer.result & enabled, new)
        self.comb += write.eq(stages[Stage.WRITE].valid & stages[Stage.WRITE].last & enabled)
        self.sync += self.result.eq(ready)
        at(Stage.ACCUMULATE,
           new.eq(Mux(stages[Stage.ACCUMULATE].clear, 0, delayed(
               self, old, Stage.ACCUMULATE - Stage.ADD_PRODUCTS - 1)) + (summed >> PRODUCT_SHIFT)))

    def add_memory(self, read, written, write, data):
        """Add a block RAM for a tile's columns; return the word that was at `read` a clock ago."""
        memory = Memory(ACCUMULATOR_BITS, TILE)
        reader = memory.get_port(mode=READ_FIRST)
        writer = memory.get_port(write_capable=True, mode=READ_FIRST)
        self.specials += memory, reader, writer
        self.comb += [
            reader.adr.eq(read),
            writer.adr.eq(written),
            writer.dat_w.eq(data),
            writer.we.eq(write),
        ]
        return reader.dat_r

# What the blocks above take for granted: registers from a read to its use, and in a multiplier.
assert Stage.SUBTRACT == Stage.ADD_ALL + 1 and Stage.FINE == Stage.COARSE + 1
assert Stage.LOAD == Stage.FINE + 1 == Stage.COARSE + 2
assert Stage.LOAD + Multiplier.latency == Stage.KEEP
