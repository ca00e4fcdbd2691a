"""What a QUANT writes: the slices of a row, then what depends on all of them."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, C, Cat, If, Memory, Mux, NextState, NextValue, Replicate, Signal, bits_for

from lutcore.driver.contract.geometry import HALVES, MAX_SHIFT, MAX_SLICES, WORD_BYTES
from lutcore.driver.contract.units import WORD_ELEMENTS
from lutcore.gateware.engine.common import delayed, log2, transfer_layout
from lutcore.gateware.engine.quantiser.mantissas import Mantissas
from lutcore.gateware.engine.quantiser.rounding import (
    EXPONENT_BITS,
    NO_EXPONENT,
    PAGES,
    part_bits,
    slice_layout,
)
from lutcore.gateware.engine.vector.conversions import IntToFloat
from lutcore.gateware.engine.vector.operators import (
    BITS,
    FRACTION,
    TOP,
    FloatAdder,
    exponent,
    flushed,
    is_zero,
)
from lutcore.gateware.engine.vector.store import store_layout

PARTS_PER_WORD = 2  # Parts of a header in a word.
SHIFT_BITS     = 8  # A slice's shift, in a header's first byte.

def scaled(module, x, power):
    """Return the number x * 2**power, which is not too small; infinity where it is too large."""
    total  = Signal((12, True))
    number = Signal(BITS)
    module.comb += [
        total.eq(exponent(x) + power),
        number.eq(Cat(x[:FRACTION], total[:8], x[-1])),
        If(total >= TOP, number.eq(Cat(C(0, FRACTION), C(TOP, 8), x[-1]))),
        If(is_zero(x), number.eq(0)),
    ]
    return number

# Store --------------------------------------------------------------------------------------------

class Store(LiteXModule):
    """Store of rows: one Writer for all.

        for slice: its words, but for the shift, which depends on the row's exponent E
        for slice: the shift, E - e, with the bytes beside it
        scale = back * 2**E;  total = sum of the slices' sums * back

    It stands between Rounder and a Writer. The slices' exponents wait in a memory. Golden model:
    `activations.pack_activations`, `execute.quantise_rows`.

    Attributes
    ----------
    start : Signal(), in
        An instruction begins, whose fields are steady for two clocks.

    rows : Signal(16), in / activations, scale, total : Signal(32), in
        Its rows, and the addresses of what it writes; those of numbers are of its first row.

    back : Signal(32), in
        What one is worth. Steady from the first slice of a row to its end.

    sink : stream.Endpoint(slice_layout()), in / mantissas : Mantissas
        The slices.

    release : Signal(), out
        A page of mantissas has been read.

    factors : list of Signal(32), out / product : Signal(32), in
        Operands of a multiplier that is free when all slices of a row are there; and its result
        `wait` clocks later.

    transfer : stream.Endpoint(transfer_layout()), out
        Ranges, in words.

    words : stream.Endpoint(store_layout()), out
        Their words.

    row_done : Signal(), out
        The row has been written.
    """
    def __init__(self, geometry, ternary, wait):
        self.start       = Signal()
        self.rows        = Signal(16)
        self.activations = Signal(32)
        self.scale       = Signal(32)
        self.total       = Signal(32)
        self.back        = Signal(BITS)
        self.sink        = stream.Endpoint(slice_layout(geometry))
        self.mantissas   = Mantissas(geometry, ternary)
        self.release     = Signal()
        self.factors     = [Signal(BITS) for _ in range(2)]
        self.product     = Signal(BITS)
        self.transfer    = stream.Endpoint(transfer_layout())
        self.words       = stream.Endpoint(store_layout())
        self.row_done    = Signal()

        # # #

        self.geometry = geometry
        self.wait     = wait
        self.begin    = Signal() # A slice's words begin.
        self.fresh    = Signal(reset=1) # It is the row's first slice.
        self.add_addresses()
        self.add_sum()
        self.add_shifts()
        self.add_control()

    def add_addresses(self):
        """Add the addresses: of a slice of the row, and of the row's numbers."""
        step       = self.geometry.row_words(host_tables=False)
        self.row   = Signal(32, reset_less=True) # The row's first slice,
        self.here  = Signal(32, reset_less=True) # and that which is written.
        self.moved = Signal()                    # To the next slice,
        self.again = Signal()                    # or to the first one.
        self.ahead = Signal()                    # To the next row.
        self.number = Signal(32, reset_less=True)    # Bytes from the first row's numbers.
        stride     = Signal(32, reset_less=True)
        self.sync += [
            stride.eq(Cat(C(0, log2(WORD_BYTES)), self.rows[:8] * step)),
            If(self.moved, self.here.eq(self.here + stride)),
            If(self.again, self.here.eq(self.row)),
            If(self.ahead,
                self.row.eq(self.row + step*WORD_BYTES),
                self.here.eq(self.row + step*WORD_BYTES),
                self.number.eq(self.number + BITS // 8),
            ),
            If(self.start,
                self.row.eq(self.activations),
                self.here.eq(self.activations),
                self.number.eq(0),
            ),
        ]

    def add_sum(self):
        """Add the sum of the slices' sums, in float32 and in order."""
        sink = self.sink
        self.number_of = convert = IntToFloat()
        self.adder     = adder = FloatAdder()
        slices = Signal((part_bits(self.geometry) + 1, True), reset_less=True)
        power  = delayed(self, sink.exponent, 1 + convert.latency)
        begun  = delayed(self, self.begin, 1 + convert.latency, reset_less=False)
        first  = delayed(self, self.fresh, 1 + convert.latency)
        self.sum = Signal(BITS, reset_less=True)
        value  = scaled(self, convert.result, power)
        self.comb += [
            convert.a.eq(slices),
            adder.a.eq(delayed(self, value, 1)),
            adder.b.eq(Mux(delayed(self, first, 1), 0, self.sum)),
        ]
        done = delayed(self, begun, 1 + adder.latency, reset_less=False)
        self.sync += [
            slices.eq(sink.up - sink.down),
            If(done, self.sum.eq(adder.result)),
        ]

    def add_shifts(self):
        """Add the memory of exponents, and the row's exponent: the largest that a slice asks for.

        A slice asks for e + least, with the least shift for which 256 times the larger one of its
        one-sided sums fits the multiplier: 17 bits, all ones.
        """
        sink  = self.sink
        whole = part_bits(self.geometry)
        # The bytes beside the shift are written with it, since a strobe is for four.
        kept   = BITS - SHIFT_BITS
        memory = Memory(len(sink.exponent) + kept, 1 << bits_for(MAX_SLICES - 1))
        writer = memory.get_port(write_capable=True)
        reader = memory.get_port()
        self.specials += memory, writer, reader
        self.slices = Signal(bits_for(MAX_SLICES)) # Slices of the row that have come.
        self.place  = Signal.like(self.slices)     # The slice whose shift is written.
        self.shifts = Signal()                     # Shifts are written.
        larger = Signal(whole, reset_less=True)
        bumped = Signal(whole, reset_less=True)
        asked  = Signal(EXPONENT_BITS, reset_less=True)
        self.most = most = Signal(EXPONENT_BITS, reset_less=True)
        least  = Signal(max=16)
        onward = Signal()
        self.comb += [
            writer.adr.eq(self.slices),
            writer.dat_w.eq(Cat(sink.exponent, sink.sums[:kept])),
            writer.we.eq(self.begin),
            onward.eq(self.shifts & self.words.valid & self.words.ready),
            reader.adr.eq(self.place + onward),
            *[If(bumped[i], least.eq(i - 8)) for i in range(9, whole)],
        ]
        begun = [delayed(self, self.begin, i, reset_less=False) for i in (3, 4)]
        first = delayed(self, self.fresh, 4)
        self.sync += [
            larger.eq(Mux(sink.up > sink.down, sink.up, sink.down)),
            bumped.eq(larger + larger[17:] if whole > 17 else larger),
            asked.eq(delayed(self, sink.exponent, 2) + least),
            If(begun[0] & (first | (asked > most)), most.eq(asked)),
            If(self.begin, self.slices.eq(self.slices + 1)),
            If(self.ahead | self.start, self.slices.eq(0)),
            If(onward, self.place.eq(self.place + 1)),
            If(~self.shifts, self.place.eq(0)),
        ]
        own    = Signal(EXPONENT_BITS)
        far    = Signal((12, True))
        shift  = Signal(SHIFT_BITS)
        self.beside = Signal(BITS) # The word's first 32 bits, with the shift.
        self.comb += [
            own.eq(reader.dat_r[:len(own)]),
            far.eq(most - own),
            shift.eq(Mux(far > MAX_SHIFT, MAX_SHIFT, far[:SHIFT_BITS])),
            self.beside.eq(Cat(shift, reader.dat_r[len(own):])),
        ]

    def add_control(self):
        """Add the order of what is written."""
        geometry, sink, words, transfer = self.geometry, self.sink, self.words, self.transfer
        step    = geometry.row_words(host_tables=False)
        head    = geometry.header_words
        per     = HALVES // (PARTS_PER_WORD*head)     # Sums of a part.
        bits    = geometry.sum_bits
        parts   = [Cat(C(0, SHIFT_BITS), sink.sums[i*per*bits:(i + 1)*per*bits])
                   for i in range(PARTS_PER_WORD*head)]
        count   = Signal(max=step)
        asked   = Signal.like(self.slices)
        page    = Signal(log2(PAGES), reset=1)
        wait    = Signal(max=32)
        row_end = Signal()
        total   = Signal(BITS, reset_less=True)
        none    = self.most == NO_EXPONENT
        scale   = flushed(scaled(self, self.back, Mux(none, 0, self.most)))
        self.comb += [
            self.factors[0].eq(self.sum),
            self.factors[1].eq(self.back),
            self.mantissas.read_page.eq(page),
            self.mantissas.index.eq(count - head),
        ]
        self.fsm = fsm = FSM(reset_state="SLICE")
        fsm.act("SLICE",
            transfer.valid.eq(sink.valid),
            transfer.address.eq(self.here),
            transfer.beats.eq(step),
            NextValue(count, 0),
            NextValue(asked, 0),
            If(sink.valid & transfer.ready,
                self.begin.eq(1),
                self.moved.eq(1),
                NextValue(self.fresh, 0),
                NextState("WORDS"),
            ),
        )
        ends = Signal()
        fsm.act("WORDS",
            words.valid.eq(1),
            words.strobe.eq((1 << WORD_ELEMENTS) - 1),
            words.data.eq(self.mantissas.word),
            *[If(count == i, words.data.eq(Cat(*parts[2*i:2*i + 2]))) for i in range(head)],
            If(count == 0, words.strobe.eq((1 << WORD_ELEMENTS) - 2)),
            If(words.ready,
                NextValue(count, count + 1),
                ends.eq(count == step - 1),
            ),
            If(ends,
                sink.ready.eq(1),
                self.release.eq(1),
                NextValue(page, page + 1),
                NextState("SLICE"),
                If(sink.last,
                    self.again.eq(1),
                    NextState("SHIFTS"),
                ),
            ),
        )
        # Ranges go ahead of their words.
        fsm.act("SHIFTS",
            transfer.valid.eq(asked != self.slices),
            transfer.address.eq(self.here),
            transfer.beats.eq(1),
            If((asked != self.slices) & transfer.ready,
                self.moved.eq(1),
                NextValue(asked, asked + 1),
            ),
            self.shifts.eq(1),
            words.valid.eq(self.place != self.slices),
            words.data.eq(self.beside),
            words.strobe.eq(1),
            If((asked == self.slices) & (self.place == self.slices), NextState("SUM")),
        )
        fsm.act("SUM",
            NextValue(wait, self.wait),
            NextState("SCALE"),
        )
        for name, base, value, then in (("SCALE", self.scale, scale, "TOTAL"),
                                        ("TOTAL", self.total, total, "NEXT")):
            at = Signal(32, name=f"at_{name.lower()}")
            self.comb += at.eq(base + self.number)
            there = wait == 0 if name == "SCALE" else C(1)
            fsm.act(name,
                transfer.valid.eq(1),
                transfer.address.eq(Cat(C(0, 4), at[4:])),
                transfer.beats.eq(1),
                NextValue(wait, Mux(wait == 0, 0, wait - 1)),
                If(transfer.ready, NextState(f"{name}-WORD")),
            )
            fsm.act(f"{name}-WORD",
                NextValue(wait, Mux(wait == 0, 0, wait - 1)),
                words.valid.eq(there),
                words.data.eq(Replicate(value, WORD_ELEMENTS)),
                words.strobe.eq(1 << at[2:4]),
                NextValue(total, flushed(self.product)) if name == "SCALE" else row_end.eq(
                    words.ready),
                If(there & words.ready, NextState(then)),
            )
        fsm.act("NEXT",
            self.ahead.eq(1),
            self.row_done.eq(1),
            NextValue(self.fresh, 1),
            NextState("SLICE"),
        )
