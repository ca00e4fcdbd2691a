"""Where a VEC's operands lie: the ranges that are read and written, and beats of their words."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import Array, C, Cat, If, Mux, Replicate, Signal, bits_for

from lutcore.driver.contract.instructions import MAX_LENGTH, MAX_ROWS, Vec
from lutcore.driver.contract.units import WORD_ELEMENTS
from lutcore.gateware.engine.common import log2, transfer_layout, word_layout
from lutcore.gateware.engine.vector.operators import BITS

LENGTH_BITS = bits_for(MAX_LENGTH)
ROW_BITS    = bits_for(MAX_ROWS - 1)
OFFSET_BITS = log2(WORD_ELEMENTS)

# Descriptor ---------------------------------------------------------------------------------------

class Descriptor:
    """The bits of an instruction of `kind`, and its fields under the contract's names.

    Attributes
    ----------
    bits : Signal(1024)
        The descriptor as it lies in memory. It holds while the instruction runs.
    """
    def __init__(self, kind=Vec):
        self.bits    = Signal(8*kind.BYTES)
        self._fields = {name: (32*word + offset, size or BITS)
                        for name, word, offset, size, _ in kind.LAYOUT}

    def __getitem__(self, name):
        start, size = self._fields[name]
        return self.bits[start:start + size]

def table_layout():
    """An entry of the table of rows."""
    return [("position", 32), ("slot", 32), ("source", 32), ("zero", 32)]

# Addresses ----------------------------------------------------------------------------------------

class Addresses(LiteXModule):
    """Addresses of rows, one at a time: base + row * row_stride + position * position_stride.

    It stands between the table of rows and the Walkers. Both products are made at once, a bit of
    row and position in a clock; low numbers take few clocks. Golden model: `execute.address_of`.

    Attributes
    ----------
    first : Signal(16), in
        The instruction's first entry of the table.

    row : Signal(12), out / entry : Record(table_layout()), in
        The entry that is read; it is there in the same clock.

    asks : list of Ask
        One for each Walker; of several, the first is served first.
    """
    class Ask:
        """A Walker's question: `valid`, `number` (row of the instruction), and what is fixed."""
        def __init__(self, base, row_stride, position_stride=0, gather=0, own=0):
            self.base, self.row_stride, self.position_stride = base, row_stride, position_stride
            self.gather = gather
            self.own    = own         # Rows count from the instruction's first one.
            self.valid  = Signal()
            self.number = Signal(ROW_BITS)
            self.ready  = Signal()    # The address is there; high for a clock.

    def __init__(self, first, asks):
        self.row     = Signal(ROW_BITS)
        self.entry   = {name: Signal(size, name=name) for name, size in table_layout()}
        self.address = Signal(32, reset_less=True)

        # # #

        busy     = Signal()
        chosen   = Signal(max=max(2, len(asks)))
        turn     = Signal.like(chosen)
        some     = Signal()
        rows     = Signal(32, reset_less=True)
        position = Signal(32, reset_less=True)
        strides  = [Signal(32, reset_less=True) for _ in range(2)]
        ends     = Signal()
        for i, ask in reversed(list(enumerate(asks))):
            self.comb += If(ask.valid & ~ask.ready, some.eq(1), turn.eq(i))

        def of(name, at):
            return Array([getattr(ask, name) for ask in asks])[at]
        self.comb += [
            self.row.eq(first + of("number", turn)),
            ends.eq(busy & (rows == 0) & (position == 0)),
        ]
        self.sync += [
            If(~busy,
                chosen.eq(turn),
                busy.eq(some),
                self.address.eq(of("base", turn)),
                strides[0].eq(of("row_stride", turn)),
                strides[1].eq(of("position_stride", turn)),
                rows.eq(Mux(of("own", turn), of("number", turn), Mux(of("gather", turn),
                    self.entry["source"], self.row))),
                position.eq(Mux(of("position_stride", turn) == 0, 0, self.entry["position"])),
            ).Else(
                self.address.eq(self.address + Mux(rows[0], strides[0], 0)
                    + Mux(position[0], strides[1], 0)),
                rows.eq(rows >> 1),
                position.eq(position >> 1),
                *[stride.eq(stride << 1) for stride in strides],
                busy.eq(~ends),
            ),
            *[ask.ready.eq(ends & (chosen == i)) for i, ask in enumerate(asks)],
        ]

# Walker -------------------------------------------------------------------------------------------

class Walker(LiteXModule):
    """Walker over the rows of an operand, which it cuts into linear ranges.

        for row: ask for its address
            plain:  one range                     swap: for head: its second half, then its first
            period: the same range again and again, until the row is covered

    It stands between Addresses and a Reader or a Writer.

    Attributes
    ----------
    start : Signal(), in
        Begin; the fields below have been steady for a clock.

    rows, count : Signal, in
        Rows of the instruction; elements of a row.

    period, half : Signal(16), in
        Elements of a period, and of half a head, where they are not 0. At most one is not.

    source : stream.Endpoint(transfer_layout()), out
        The ranges, in words.

    offsets : stream.Endpoint([("offset", 2)]), out
        Of each row: which element of its first word is the first one.

    idle : Signal(), out
        All ranges have been taken.
    """
    def __init__(self, ask, address):
        self.start   = Signal()
        self.rows    = Signal(ROW_BITS + 1)
        self.count   = Signal(LENGTH_BITS)
        self.period  = Signal(16)
        self.half    = Signal(16)
        self.source  = stream.Endpoint(transfer_layout())
        self.offsets = stream.Endpoint([("offset", OFFSET_BITS)])
        self.idle    = Signal()

        # # #

        self.ask   = ask
        self.fifo  = fifo = stream.SyncFIFO([("offset", OFFSET_BITS)], 4)
        rows_left  = Signal.like(self.rows)
        walking    = Signal()              # Ranges of the row are left.
        here       = Signal(32, reset_less=True)
        left       = Signal(LENGTH_BITS)   # Words of the row.
        piece      = Signal(LENGTH_BITS)
        cyclic     = self.period != 0
        swapped    = self.half != 0
        second     = Signal()              # The first half of a head comes, behind the second one.
        last       = Signal()
        step       = Cat(C(0, 4), piece)
        self.comb += [
            ask.valid.eq((rows_left != 0) & ~walking & fifo.sink.ready),
            fifo.sink.valid.eq(ask.ready),
            fifo.sink.offset.eq(address[2:4]),
            fifo.source.connect(self.offsets),
            self.idle.eq((rows_left == 0) & ~walking & ~self.start),
            piece.eq(left),
            If(cyclic,  piece.eq(self.period[OFFSET_BITS:])),
            If(swapped, piece.eq(self.half[OFFSET_BITS:])),
            last.eq(left <= piece),
            self.source.valid.eq(walking),
            self.source.address.eq(here + Mux(swapped & ~second, step, 0)),
            self.source.beats.eq(Mux(last, left, piece)),
        ]
        self.sync += [
            If(self.start,
                rows_left.eq(self.rows),
                ask.number.eq(0),
            ),
            If(ask.ready,
                walking.eq(1),
                rows_left.eq(rows_left - 1),
                ask.number.eq(ask.number + 1),
                second.eq(0),
                here.eq(Cat(C(0, 4), address[4:])),
                left.eq((self.count + address[2:4] + WORD_ELEMENTS - 1)[OFFSET_BITS:]),
            ),
            If(self.source.valid & self.source.ready,
                walking.eq(~last),
                left.eq(left - piece),
                second.eq(~second),
                If(swapped & second, here.eq(here + (step << 1))),
            ),
        ]

# Feeder -------------------------------------------------------------------------------------------

class Feeder(LiteXModule):
    """Feeder of one operand: beats of elements, made of words.

    It stands between a Reader and the lanes.

    Parameters
    ----------
    lanes : int
        Elements of a beat.

    absent : int
        The bits of an element where the operand is left out.

    Attributes
    ----------
    sink : stream.Endpoint(word_layout()), in
        Words of ranges. A row begins with a word of its own.

    offsets : stream.Endpoint([("offset", 2)]), in
        The Walker's.

    single : Signal(), in
        A row has one element; all lanes get it, in every beat.

    present : Signal(), in
        The operand is not left out.

    valid : Signal(), out / data : Signal(32*lanes), out
        A beat.

    step, ends : Signal(), in
        The beat is taken; it is the row's last one.
    """
    def __init__(self, lanes, absent=0):
        self.sink    = stream.Endpoint(word_layout())
        self.offsets = stream.Endpoint([("offset", OFFSET_BITS)])
        self.single  = Signal()
        self.present = Signal()
        self.valid   = Signal()
        self.data    = Signal(BITS*lanes)
        self.step    = Signal()
        self.ends    = Signal()

        # # #

        moved    = Signal(OFFSET_BITS)      # Elements of the word that have been taken.
        at       = Signal(OFFSET_BITS)
        over     = Signal()                 # The next beat is in the next word.
        shift    = lanes.bit_length() - 1
        elements = [self.sink.data[BITS*i:BITS*(i + 1)] for i in range(WORD_ELEMENTS)]
        beats    = [Cat(*elements[i:i + lanes]) for i in range(0, WORD_ELEMENTS, lanes)]
        self.comb += [
            at.eq(self.offsets.offset + moved),
            over.eq(at[shift:] == WORD_ELEMENTS // lanes - 1 if lanes < WORD_ELEMENTS else 1),
            self.valid.eq((self.sink.valid & self.offsets.valid) | ~self.present),
            self.data.eq(Mux(self.single, Replicate(Array(elements)[at], lanes),
                             Array(beats)[at[shift:]] if lanes < WORD_ELEMENTS else beats[0])),
            If(~self.present, self.data.eq(Replicate(C(absent, BITS), lanes))),
            self.offsets.ready.eq(self.step & self.ends & self.present),
            self.sink.ready.eq(self.step & self.present & (self.ends | (over & ~self.single))),
        ]
        self.sync += If(self.step & self.present,
            moved.eq(Mux(self.ends | self.single, 0, moved + lanes))
        )
