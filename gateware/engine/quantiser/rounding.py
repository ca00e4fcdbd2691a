"""Slices that wait for their exponent, and their mantissas."""

from litex.gen import LiteXModule, Reduce
from litex.soc.interconnect import stream
from migen import FSM, Cat, If, Memory, Mux, NextState, NextValue, Signal

from lutcore.driver.contract.geometry import HALVES, SEGMENTS, SLICE, TRIT_CODES
from lutcore.gateware.engine.common import delayed, log2
from lutcore.gateware.engine.quantiser.tables import Walk, lanes_of, table_layout
from lutcore.gateware.engine.vector.integers import FloatToInt
from lutcore.gateware.engine.vector.operators import BIAS, BITS, FRACTION, exponent, is_zero

PAGES         = 2                   # Slices whose mantissas wait for the Writer.
EXPONENT_BITS = (10, True)
NO_EXPONENT   = -(1 << 9)           # Exponent of a slice of zeros: far below every real one.

def part_bits(geometry):
    """Return the bits of the sum of a slice's positive inputs."""
    return geometry.table_width - 1 + log2(SLICE // 4)

def slice_layout(geometry):
    """What is known of a slice when its mantissas are stored; `last` marks a row's last one."""
    return [("exponent", EXPONENT_BITS), ("up", part_bits(geometry)),
            ("down", part_bits(geometry)), ("sums", HALVES*geometry.sum_bits)]

# Rounder ------------------------------------------------------------------------------------------

class Rounder(LiteXModule):
    """Rounder of slices to mantissas, which are stored table by table; and their sums.

        for slice: wait for its exponent e
            for table: mantissas = rint(x / 2**e)
            if an entry may be, and is, too large: again, with e + 1

    It stands between Gearbox and Store. Golden model: `activations.quantise_activations`.

    Parameters
    ----------
    ternary, exact : Signal()
        How slices are cut; and whether inputs are integers that every entry has room for, whose
        exponent is 0.

    Attributes
    ----------
    sink : stream.Endpoint(table_layout()), in / room : Signal(), out
        Tables, which are always taken; and whether there is room for two more.

    exponents : stream.Endpoint, in
        The source of Exponents.

    write : Signal(), out / page, segment, slot, mantissas : Signal, out
        Mantissas of a table to store.

    source : stream.Endpoint(slice_layout()), out
        The slice, once all of its mantissas are stored.

    release : Signal(), in
        A page has been read.
    """
    depth    = 64 # Tables that wait: those of two slices.
    rounding = 4  # Clocks from a step to its mantissas, ...
    latency  = 7  # ... and to its sums in those of the slice.

    def __init__(self, geometry, ternary, exact, exponents):
        self.sink      = stream.Endpoint(table_layout(geometry))
        self.room      = Signal()
        self.exponents = exponents
        self.write     = Signal()
        self.page      = Signal(log2(PAGES))
        self.segment   = Signal(log2(SEGMENTS))
        self.slot      = Signal(3)
        self.mantissas = Signal(geometry.cut*geometry.mantissa_bits)
        self.source    = stream.Endpoint(slice_layout(geometry))
        self.release   = Signal()

        # # #

        self.geometry = geometry
        self.ternary  = ternary
        self.exact    = exact
        self.walk     = Walk(geometry, ternary)
        self.issue    = Signal() # A table is read.
        self.checked  = Signal() # The slice's sums are complete.
        self.over     = Signal(reset_less=True) # One of its entries is too large.
        self.power    = Signal(EXPONENT_BITS, reset_less=True) # The slice's exponent,
        self.row_last = Signal(reset_less=True)                # whether it is a row's last one,
        self.at       = Signal(log2(PAGES))                    # and where its mantissas go.
        self.add_ring()
        self.add_control()
        self.add_mantissas()
        self.add_sums()

    def add_ring(self):
        """Add the memory of tables that wait, which may be read twice."""
        memory = Memory(len(self.sink.data), self.depth)
        writer = memory.get_port(write_capable=True)
        reader = memory.get_port(async_read=True)
        self.specials += memory, writer, reader
        end         = Signal(log2(self.depth))
        self.begin  = Signal(log2(self.depth)) # The table that is read.
        self.freed  = Signal(log2(self.depth)) # Places that are free again in this clock.
        self.tables = Signal(len(self.sink.data), reset_less=True)
        level       = Signal(log2(self.depth) + 1)
        self.comb += [
            writer.adr.eq(end),
            writer.dat_w.eq(self.sink.data),
            writer.we.eq(self.sink.valid),
            reader.adr.eq(self.begin),
            self.room.eq(level < self.depth - 3),
        ]
        self.sync += [
            If(self.sink.valid, end.eq(end + 1)),
            level.eq(level + self.sink.valid - self.freed),
            self.tables.eq(reader.dat_r),
        ]

    def add_control(self):
        """Add the order of slices."""
        geometry, walk, exponents = self.geometry, self.walk, self.exponents
        count = Mux(self.ternary, TRIT_CODES, geometry.tables) if geometry.ternary \
            else geometry.tables
        can    = Signal()
        take   = Signal() # The next slice begins.
        safe   = Signal() # No entry can be too large.
        passed = Signal() # One could, but is not.
        base   = Signal.like(self.begin)
        pages  = Signal(max=PAGES + 1)
        self.comb += [
            can.eq(exponents.valid & (pages != PAGES)),
            exponents.ready.eq(take),
            walk.step.eq(self.issue),
            self.freed.eq(Mux(passed, count, self.issue & safe)),
        ]
        known = Signal(EXPONENT_BITS)
        self.comb += [
            known.eq(exponents.biased - (BIAS - 2 + geometry.table_width)),
            If(exponents.biased == 0, known.eq(NO_EXPONENT)),
            If(self.exact, known.eq(0)),
        ]
        self.sync += [
            pages.eq(pages + take - self.release),
            If(take,
                self.power.eq(known),
                self.row_last.eq(exponents.last),
                self.at.eq(self.at + 1),
                safe.eq(self.exact | ~exponents.close),
            ),
        ]
        self.fsm = fsm = FSM(reset_state="WAIT")
        fsm.act("WAIT",
            NextValue(base, self.begin),
            take.eq(can),
            If(can, NextState("ROUND")),
        )
        fsm.act("ROUND",
            self.issue.eq(1),
            NextValue(self.begin, self.begin + 1),
            If(walk.last,
                NextState("CHECK"),
                If(safe,
                    take.eq(can),
                    NextValue(base, self.begin + 1),
                    NextState("ROUND"),
                    If(~can, NextState("WAIT")),
                ),
            ),
        )
        fsm.act("CHECK",
            If(self.checked,
                If(self.over,
                    NextValue(self.power, self.power + 1),
                    NextValue(self.begin, base),
                    NextState("ROUND"),
                ).Else(
                    passed.eq(1),
                    NextState("WAIT"),
                ),
            ),
        )

    def add_mantissas(self):
        """Add the lanes: the exponent of x / 2**e, and the integer nearest to it."""
        power = delayed(self, self.power, 1)
        self.integers = []
        for i, x in enumerate(lanes_of(self.tables)):
            scaled = Signal((11, True))
            number = Signal(BITS, reset_less=True)
            convert = FloatToInt()
            self.add_module(name=f"convert{i}", module=convert)
            self.comb += [
                scaled.eq(exponent(x) - power),
                convert.a.eq(number),
            ]
            self.sync += number.eq(Cat(x[:FRACTION], Mux(is_zero(x) | scaled[-1], 0, scaled[:8]),
                                       x[-1]))
            self.integers.append(convert.result)
        width = self.geometry.mantissa_bits
        self.comb += [
            self.write.eq(delayed(self, self.issue, self.rounding, reset_less=False)),
            self.page.eq(delayed(self, self.at, self.rounding)),
            self.segment.eq(delayed(self, self.walk.segment, self.rounding)),
            self.slot.eq(delayed(self, self.walk.slot, self.rounding)),
            self.mantissas.eq(Cat(*[m[:width] for m in self.integers])),
        ]

    def add_sums(self):
        """Add the sums of a table, of half segments, and of the slice."""
        geometry, walk, latency = self.geometry, self.walk, self.latency
        width    = geometry.table_width
        count    = delayed(self, walk.early, self.rounding)
        numbers  = [Signal((width + 1, True)) for _ in self.integers]
        positive = [Signal(width) for _ in self.integers]
        bits     = width + 3
        early    = Signal((bits, True), reset_less=True) # Sum of the segment's first half,
        late     = Signal((bits, True), reset_less=True) # of its second half,
        up       = Signal(bits, reset_less=True)         # of the positive inputs,
        down     = Signal(bits, reset_less=True)         # and of the negative ones.
        for m, number, magnitude in zip(self.integers, numbers, positive, strict=True):
            self.comb += [
                number.eq(m),
                magnitude.eq(Mux(m[-1], 0, m)),
            ]
        self.sync += [
            early.eq(Reduce("ADD", [Mux(i < count, m, 0) for i, m in enumerate(numbers)])),
            late.eq(Reduce("ADD", [Mux(i < count, 0, m) for i, m in enumerate(numbers)])),
            up.eq(Reduce("ADD", positive)),
            down.eq(up - (early + late)),
        ]
        early = delayed(self, early, 1)
        late  = delayed(self, late, 1)
        up    = delayed(self, up, 1)

        # The largest entry of the table -----------------------------------------------------------
        most = Signal(bits + 1)
        if geometry.symmetric:
            self.comb += most.eq(up + down)
        else:
            self.comb += most.eq(Mux(up > down, up, down) << self.ternary)

        # Those of the slice -----------------------------------------------------------------------
        whole    = part_bits(geometry)
        all_up   = Signal(whole, reset_less=True)
        all_down = Signal(whole, reset_less=True)
        halves   = [Signal((geometry.sum_bits, True), reset_less=True) for _ in range(2)]
        header   = Signal((HALVES - 2)*geometry.sum_bits, reset_less=True)
        first    = delayed(self, walk.first, latency - 1)
        begins   = delayed(self, walk.slot == 0, latency - 1) # A segment begins,
        ends     = delayed(self, walk.segment_last & self.issue, latency) # or has ended.
        self.sync += [
            self.over.eq((most > geometry.entry_limit) | (self.over & ~first)),
            all_up.eq(Mux(first, 0, all_up) + up),
            all_down.eq(Mux(first, 0, all_down) + down),
            halves[0].eq(Mux(begins, 0, halves[0]) + early),
            halves[1].eq(Mux(begins, 0, halves[1]) + late),
            If(ends, header.eq(Cat(header[2*geometry.sum_bits:], *halves))),
        ]
        self.fifo = fifo = stream.SyncFIFO(self.source.description, PAGES)
        self.comb += [
            self.checked.eq(delayed(self, self.issue & walk.last, latency, reset_less=False)),
            fifo.sink.valid.eq(self.checked & ~self.over),
            fifo.sink.exponent.eq(delayed(self, self.power, latency)),
            fifo.sink.up.eq(all_up),
            fifo.sink.down.eq(all_down),
            fifo.sink.sums.eq(Cat(header, *halves)),
            fifo.sink.last.eq(delayed(self, self.row_last, latency)),
            fifo.source.connect(self.source),
        ]
