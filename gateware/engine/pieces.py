"""The epilogue's parameters of each piece of a slice, from the headers of the activation rows."""

from litex.gen import LiteXModule
from migen import Array, C, Case, Cat, If, Mux, Replicate, Signal, bits_for

from lutcore.driver.contract.geometry import (
    HALVES,
    MAX_PLANES,
    MAX_SHIFT,
    MULTIPLIER_BITS,
    SEGMENT_SLOTS,
    SEGMENTS,
)
from lutcore.driver.contract.stream_layout import GroupCode
from lutcore.gateware.engine.common import WORD_BITS, delayed, for_descriptor, log2, takes_two

# Widths -------------------------------------------------------------------------------------------

TABLE_BITS = log2(SEGMENTS * SEGMENT_SLOTS) # A sum over a slice's tables grows by this.

def sum_bits(geometry):
    """Signed width of the sum of a slice's mantissas, or of one plane's lookups."""
    return geometry.table_width + TABLE_BITS + 1 # One bit is spare.

def value_bits(geometry):
    """Signed width of a left-aligned group sum, V in the contract; of 2 * V if symmetric.

    The planes weigh up to 2**MAX_PLANES together; subtracting zero * S takes another bit.
    """
    return geometry.table_width + TABLE_BITS + MAX_PLANES + 1 + geometry.symmetric

# Interfaces ---------------------------------------------------------------------------------------

def piece_write_layout(geometry):
    """The parameters of one piece of one row, from the contract's zero * S, U' and shift.

    What rounds V' is taken from zero * S already: half of 2**shift, less one where ties go down.
    In symmetric geometries, where V is halved, it is twice that.
    """
    return [
        ("we",    geometry.rows),
        ("bank",  1),
        ("piece", log2(HALVES)),             # In the order of GroupCode.order.
        ("zero",  value_bits(geometry) + 1), # zero * S, less what rounds V'.
        ("other", value_bits(geometry) + 1), # The same if two pieces enter in a clock, else -U'.
        ("shift", bits_for(MAX_SHIFT)),
    ]

# Piece Parameters ---------------------------------------------------------------------------------

class PieceParameters(LiteXModule):
    """Pipeline from a row's header to the parameters of its pieces.

        for piece: zero * S, U' = round(256 * S / 2**shift), shift; one piece per clock

    It stands between TableLoader, which takes the header from the stream, and the RowParameters.
    Golden model: `contract.reference`.

    In symmetric geometries (2 zero + 2**(8 - planes) - 256) * S takes the place of zero * S.

    Ties are rounded down in odd pieces of even slices and in even pieces of odd slices: V and
    256 * S are lowered by one there and then rounded half up, which differs only for ties.

    Eight pieces are written for groups of 16, otherwise four. The last ones of a group code with
    fewer pieces are never read.

    Attributes
    ----------
    start : Signal(), in
        `header` and `row` are valid, as is `odd`, which tells whether the slice is odd. They are
        kept.

    busy : Signal(), out
        Parameters are still being computed or written.
    """
    adding  = 2 # Clocks in which half segments become segments, and segments pairs.
    scaling = 6 # Clocks to select the piece's sum, bring it to the multiplier, lower it, multiply
                # and shift it, round it, and choose what is written.

    def __init__(self, geometry, write):
        self.start    = Signal()
        self.header   = Signal(WORD_BITS * geometry.header_words)
        self.row      = Signal(geometry.rows) # One-hot.
        self.odd      = Signal()
        self.bank     = Signal()
        self.group    = Signal(3)
        self.explicit = Signal()
        self.zero     = Signal(8)
        self.planes   = Signal(4)
        self.busy     = Signal()

        # # #

        width  = sum_bits(geometry)
        header = Signal(len(self.header), reset_less=True)
        row    = Signal(geometry.rows,    reset_less=True)
        bank   = Signal(reset_less=True)
        odd    = Signal(reset_less=True)
        piece  = Signal(log2(HALVES))
        active = Signal()
        last   = Signal.like(piece)
        places = [64*part + bit for part in range(2*geometry.header_words)
                  for bit in range(8, 64, geometry.sum_bits)]
        halves = [Signal((geometry.sum_bits, True)) for _ in places]
        self.comb += [half.eq(header[place:place + geometry.sum_bits])
                      for half, place in zip(halves, places, strict=True)]
        self.sync += [
            last.eq(Mux(self.group == GroupCode.G16.value, HALVES - 1, SEGMENTS - 1)),
            If(active,
                piece.eq(piece + 1),
                If(piece == last, active.eq(0)),
            ),
            If(self.start,
                header.eq(self.header),
                row.eq(self.row),
                bank.eq(self.bank),
                odd.eq(self.odd),
                piece.eq(0),
                active.eq(1),
            ),
        ]

        # Add and select: S of the piece -----------------------------------------------------------
        # Half segments, segments and pairs of segments are added while `piece` waits a clock. The
        # header stays, so the sums stay as well.
        chosen   = Signal((width, True), reset_less=True)
        ordered  = Array(halves[i] for i in GroupCode.G16.order)
        segments = [Signal((width, True), reset_less=True) for _ in range(SEGMENTS)]
        pairs    = [Signal((width, True), reset_less=True) for _ in range(2)]
        again    = delayed(self, piece, self.adding) # The number of the piece, beside `pairs`.
        self.sync += [
            [both.eq(halves[2*i] + halves[2*i + 1]) for i, both in enumerate(segments)],
            [both.eq(segments[2*i] + segments[2*i + 1]) for i, both in enumerate(pairs)],
            Case(self.group, {
                GroupCode.G16.value: chosen.eq(ordered[again]),
                GroupCode.G32.value: chosen.eq(Array(segments)[again[:log2(SEGMENTS)]]),
                GroupCode.G64.value: chosen.eq(Array(pairs)[again[0]]),
                "default":           chosen.eq(pairs[0] + pairs[1]),
            }),
        ]

        # Multiply, shift, round -------------------------------------------------------------------
        # A DSP block takes two registers before its multiplier, here `total` and `operand`, and one
        # behind its adder, `zero`. `chosen` and what is written are the registers on the other ends
        # of the wires: the rows are far away, and so may be the block.
        number   = delayed(self, again, 1) # The number of the piece, beside `chosen`.
        uneven   = Signal()                # The piece has an odd number in its slice.
        total    = Signal((width, True), reset_less=True)
        shift    = header[:bits_for(MAX_SHIFT)]
        down     = Signal(reset_less=True) # Ties of this piece go down. Without a shift none exist.
        low      = delayed(self, down, 1)  # `down`, beside `lowered`.
        lowered  = Signal((width, True), reset_less=True) # S, less one where ties go down.
        shifted  = Signal((width + MAX_PLANES + 1, True)) # 256 * S and a bit below the point.
        zero     = Signal((len(write.zero), True), reset_less=True)
        rounds   = Signal((len(write.zero), True), reset_less=True) # To add, beside `scaled`.
        offset   = Signal((MULTIPLIER_BITS, True), reset_less=True) # -U'.
        two      = Signal()                      # Constant during a descriptor.
        factor   = Signal((10, True), reset_less=True) # Constant during a descriptor.
        self.sync += factor.eq(self.zero if not geometry.symmetric
            else Cat(C(0, 1), self.zero) + (256 >> self.planes) - 256)
        operand  = Signal((width, True),                reset_less=True)
        halves   = Signal((width + MAX_PLANES + 1, True), reset_less=True) # `shifted >> shift`.
        scaled   = Signal((value_bits(geometry), True), reset_less=True)
        # With a larger shift V' is 0, as V is smaller than this half of 2**shift already.
        most = value_bits(geometry) - geometry.symmetric - 1
        self.comb += [
            uneven.eq(Mux(self.group == GroupCode.G16.value, number[-1], number[0])),
            shifted.eq(Cat(C(0, 1), Replicate(low, 8), lowered)),
        ]
        self.sync += [
            two.eq(for_descriptor(takes_two, self.group, self.explicit)),
            total.eq(chosen),
            down.eq((odd ^ uneven) & (shift != 0)),
            lowered.eq(total - down),
            operand.eq(total),
            scaled.eq(operand * factor),
            halves.eq(shifted >> shift),
            Case(Cat(shift, low), {
                **{less << len(shift) | by: rounds.eq(
                    -((1 << min(by, most)) - less >> 1) << geometry.symmetric)
                   for by in range(1, MAX_SHIFT + 1) for less in range(2)},
                "default": rounds.eq(0),
            }),
            zero.eq(scaled + rounds),
            offset.eq(~(halves >> 1) + Mux(halves[0], 0, 1)),
        ]

        # Write ------------------------------------------------------------------------------------
        valid = Signal(self.adding + self.scaling)
        steps = delayed(self, piece, len(valid))
        self.sync += [
            valid.eq(Cat(active, valid)),
            write.zero.eq(zero),
            write.other.eq(Mux(two, zero, offset << geometry.symmetric)),
        ]
        self.comb += [
            self.busy.eq(active | (valid != 0)),
            write.we.eq(Mux(valid[-1], row, 0)),
            write.bank.eq(bank),
            write.piece.eq(steps),
            write.shift.eq(shift),
        ]
