"""The quantiser, which executes a QUANT."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, C, Case, Cat, If, Mux, NextState, NextValue, Signal, bits_for

from lutcore.driver.contract.execute import KEY_STEPS, LEAST_MAXIMUM
from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.instructions import QUANT_LAYOUT, Quant
from lutcore.driver.contract.units import WORD_ELEMENTS
from lutcore.gateware.engine.common import delayed, log2, transfer_layout, word_layout
from lutcore.gateware.engine.quantiser.addresses import Addresses
from lutcore.gateware.engine.quantiser.exponents import Exponents
from lutcore.gateware.engine.quantiser.rounding import Rounder
from lutcore.gateware.engine.quantiser.store import Store
from lutcore.gateware.engine.quantiser.tables import Gearbox, lanes_of
from lutcore.gateware.engine.vector.division import FloatDivider
from lutcore.gateware.engine.vector.microprogram import bits
from lutcore.gateware.engine.vector.operands import LENGTH_BITS
from lutcore.gateware.engine.vector.operators import BITS, TOP, FloatMultiplier, exponent, flushed

ONE   = bits(1.0)
STEPS = bits(KEY_STEPS)
LEAST = bits(LEAST_MAXIMUM)
WORDS = Quant.BYTES // WORD_BYTES

# Descriptor ---------------------------------------------------------------------------------------

class Descriptor(LiteXModule):
    """Store of a QUANT's fields.

    Attributes
    ----------
    sink : stream.Endpoint(word_layout()), in
        The descriptor's words.

    busy : Signal(), in
        The instruction runs; the next one waits.

    taken : Signal(), out
        The last word is taken.

    fields : dict of str to Signal, out
        The fields that count here, under the contract's names.
    """
    used = ("rows", "first", "length", "int8", "ternary", "a.base", "a.row_stride",
            "a.position_stride", "a.gather", "activations", "scale", "total")

    def __init__(self):
        self.sink   = stream.Endpoint(word_layout())
        self.busy   = Signal()
        self.taken  = Signal()
        self.fields = {}

        # # #

        number = Signal(log2(WORDS))
        put    = Signal()
        kept   = {}
        for name, word, offset, size, _ in QUANT_LAYOUT:
            if name in self.used:
                field = Signal(size, name=name.replace(".", "_"), reset_less=True)
                start = BITS*(word % WORD_ELEMENTS) + offset
                self.fields[name] = field
                kept.setdefault(word // WORD_ELEMENTS, []).append(
                    field.eq(self.sink.data[start:start + size]))
        self.comb += [
            self.sink.ready.eq(~self.busy),
            put.eq(self.sink.valid & self.sink.ready),
        ]
        self.sync += [
            self.taken.eq(put & (number == WORDS - 1)),
            If(put,
                number.eq(number + 1),
                Case(number, kept),
            ),
        ]

# Quantiser ----------------------------------------------------------------------------------------

class Quantiser(LiteXModule):
    """The quantiser: rows of float32 to an activation buffer, with a scale and a sum for each row.

        for row:
            if int8: for word: the largest magnitude m
                     factor = 127 / m;  back = m / 127
            for word: x * factor -> Gearbox: the inputs of a table
                -> Exponents: e of a slice     -> Rounder: mantissas, sums -> Store

    It stands between the fetch of descriptors, which has checked them
    (`contract.units.quant_fault`), a Reader and a Writer. Golden model: `contract.execute.quant`.

    Attributes
    ----------
    descriptor : Descriptor
        Its `sink` takes the words of a QUANT, which begins with the last one.

    row : Signal(12), out / entry : dict of Signal(32), in
        The entry of the table of rows that is read; it is there in the same clock.

    transfer : stream.Endpoint(transfer_layout()), out / words : stream.Endpoint(word_layout()), in
        Ranges of rows, in words; and their words, in order. With int8 every row is read twice.

    store : Store
        Its `transfer` and `words` are for the Writer.

    error : Signal(), out
        An element is NaN or infinite. It stays until the next instruction; what is written then has
        no meaning.

    idle : Signal(), out
        All words have been handed to the Writer; a descriptor that has not ended does not count.
    """
    queue = 16 # Words behind the multipliers; more than are under way.

    def __init__(self, geometry):
        self.transfer = stream.Endpoint(transfer_layout())
        self.words    = stream.Endpoint(word_layout())
        self.error    = Signal()
        self.idle     = Signal()

        # # #

        self.descriptor = descriptor = Descriptor()
        self.fields     = d = descriptor.fields
        self.start   = Signal()          # The descriptor's fields have been steady for two clocks.
        self.begun   = Signal()          # The instruction runs.
        self.factor  = Signal(BITS, reset_less=True)
        self.back    = Signal(BITS, reset_less=True)
        self.total   = Signal(LENGTH_BITS) # Words of a row.
        ternary      = d["ternary"] if geometry.ternary else C(0)
        self.gearbox   = gearbox   = Gearbox(geometry, ternary)
        self.exponents = exponents = Exponents(geometry, ternary)
        self.rounder   = rounder   = Rounder(geometry, ternary, d["int8"], exponents.source)
        self.store     = store     = Store(geometry, ternary, FloatMultiplier.latency + 1)
        self.comb += [
            self.idle.eq(~descriptor.taken & ~self.begun),
            descriptor.busy.eq(~self.idle),
            self.total.eq((d["length"] + WORD_ELEMENTS - 1)[log2(WORD_ELEMENTS):]),
            gearbox.start.eq(self.start),
            gearbox.length.eq(d["length"]),
            gearbox.room.eq(rounder.room),
            gearbox.source.connect(rounder.sink, omit={"ready"}),
            gearbox.source.connect(exponents.sink, omit={"ready"}),
            exponents.row_last.eq(gearbox.row_last),
            *[getattr(store.mantissas, name).eq(getattr(rounder, name))
              for name in ("write", "page", "segment", "slot", "mantissas")],
            rounder.source.connect(store.sink),
            rounder.release.eq(store.release),
            store.start.eq(self.start),
            store.rows.eq(d["rows"]),
            store.activations.eq(d["activations"]),
            store.scale.eq(d["scale"] + (d["first"] << 2)),
            store.total.eq(d["total"] + (d["first"] << 2)),
            store.back.eq(self.back),
        ]
        self.add_ranges()
        self.add_elements()
        self.add_factors()
        self.add_control()

    def add_ranges(self):
        """Add what asks for rows, ahead of their use."""
        d      = self.fields
        left   = Signal(16)          # Rows that have not been asked for.
        number = Signal(16, reset_less=True)
        second = Signal()            # The row has been asked for once.
        ask    = Addresses.Ask(d["a.base"], d["a.row_stride"], d["a.position_stride"],
                               d["a.gather"])
        self.addresses = addresses = Addresses(d["first"], [ask])
        self.row, self.entry = addresses.row, addresses.entry
        given = Signal()
        self.comb += [
            ask.valid.eq((left != 0) & ~self.transfer.valid),
            ask.number.eq(number),
            given.eq(self.transfer.valid & self.transfer.ready),
        ]
        self.sync += [
            If(ask.ready,
                self.transfer.valid.eq(1),
                self.transfer.address.eq(addresses.address),
                self.transfer.beats.eq(self.total),
            ),
            If(given,
                second.eq(~second & d["int8"]),
                If(second | ~d["int8"],
                    self.transfer.valid.eq(0),
                    left.eq(left - 1),
                    number.eq(number + 1),
                ),
            ),
            If(self.start,
                left.eq(d["rows"]),
                number.eq(0),
            ),
        ]

    def add_elements(self):
        """Add the elements of a word: zeros behind the row's end and for what is below TINY."""
        d, words  = self.fields, self.words
        self.left = Signal(LENGTH_BITS, reset_less=True) # Words of the row.
        self.last = Signal()
        self.elements = []
        strange   = []
        tail      = d["length"][:log2(WORD_ELEMENTS)]
        self.comb += self.last.eq(self.left == 1)
        for i, x in enumerate(lanes_of(words.data)):
            beyond = self.last & (tail != 0) & (tail <= i)
            self.elements.append(Mux(beyond, 0, flushed(x)))
            strange.append(~beyond & (exponent(x) == TOP))
        taken = words.valid & words.ready
        self.sync += [
            If(taken, self.left.eq(Mux(self.last, self.total, self.left - 1))),
            If(taken & (Cat(*strange) != 0), self.error.eq(1)),
            If(self.start,
                self.left.eq(self.total),
                self.error.eq(0),
            ),
        ]

    def add_factors(self):
        """Add the largest magnitude of a row, the divider, and the multipliers."""
        words   = self.words
        self.measuring = Signal() # Words are measured,
        self.feeding   = Signal() # or go on.
        self.finishing = Signal() # The first multiplier is for Store.
        self.clear     = Signal()
        self.largest   = largest = Signal(BITS - 1, reset_less=True)
        magnitudes = [delayed(self, x[:-1], 1) for x in self.elements]
        while len(magnitudes) > 1:
            pairs = [magnitudes[i:i + 2] for i in range(0, len(magnitudes), 2)]
            magnitudes = [Mux(a > b, a, b) for a, b in pairs]
        most = delayed(self, magnitudes[0], 1)
        self.sync += [
            If(delayed(self, words.valid & self.measuring, 2, reset_less=False) & (most > largest),
                largest.eq(most)
            ),
            If(self.clear, largest.eq(LEAST)),
        ]
        self.divider = FloatDivider()
        # Words, by the factor ---------------------------------------------------------------------
        store  = self.store
        places = Signal(bits_for(self.queue), reset=self.queue)
        issue  = Signal()
        wait   = FloatMultiplier.latency
        self.fifo = fifo = stream.SyncFIFO(word_layout(), self.queue)
        results = []
        for i, x in enumerate(self.elements):
            multiplier = FloatMultiplier()
            self.add_module(name=f"multiplier{i}", module=multiplier)
            free = self.finishing if i == 0 else 0
            self.comb += [
                multiplier.a.eq(Mux(free, store.factors[0], x) if i == 0 else x),
                multiplier.b.eq(Mux(free, store.factors[1], self.factor) if i == 0
                                else self.factor),
            ]
            if i == 0:
                self.comb += store.product.eq(multiplier.result)
            results.append(multiplier.result)
        self.comb += [
            words.ready.eq(self.measuring | (self.feeding & (places != 0))),
            issue.eq(words.valid & self.feeding & (places != 0)),
            fifo.sink.valid.eq(delayed(self, issue, wait, reset_less=False)),
            fifo.sink.data.eq(Cat(*results)),
            fifo.sink.last.eq(delayed(self, self.last, wait)),
            fifo.source.connect(self.gearbox.sink),
        ]
        self.sync += places.eq(places + (fifo.source.valid & fifo.source.ready) - issue)

    def add_control(self):
        """Add the order of everything."""
        d, divider = self.fields, self.divider
        left = Signal(16, reset_less=True)
        ends = self.words.valid & self.words.ready & self.last
        wait = Signal(2)
        self.fsm = fsm = FSM(reset_state="IDLE")
        self.comb += [
            self.begun.eq(~fsm.ongoing("IDLE")),
            divider.sink.a.eq(STEPS),
            divider.sink.b.eq(self.largest),
        ]
        fsm.act("IDLE",
            If(self.descriptor.taken, NextState("OPEN")),
        )
        fsm.act("OPEN", NextState("START"))
        fsm.act("START",
            self.start.eq(1),
            NextValue(left, d["rows"]),
            NextState("ROW"),
        )
        fsm.act("ROW",
            self.clear.eq(1),
            NextValue(self.factor, ONE),
            NextValue(self.back, ONE),
            NextValue(wait, 3),
            NextState("FEED"),
            If(d["int8"], NextState("MEASURE")),
        )
        fsm.act("MEASURE",
            self.measuring.eq(1),
            If(ends, NextState("SETTLE")),
        )
        fsm.act("SETTLE", # The last word has been measured.
            NextValue(wait, wait - 1),
            If(wait == 0, NextState("FACTOR")),
        )
        fsm.act("FACTOR",
            divider.sink.valid.eq(1),
            divider.source.ready.eq(1),
            NextValue(self.factor, divider.source.data),
            If(divider.source.valid, NextState("BACK")),
        )
        fsm.act("BACK",
            divider.sink.valid.eq(1),
            divider.sink.a.eq(self.largest),
            divider.sink.b.eq(STEPS),
            divider.source.ready.eq(1),
            NextValue(self.back, divider.source.data),
            If(divider.source.valid, NextState("FEED")),
        )
        fsm.act("FEED",
            self.feeding.eq(1),
            If(ends, NextState("DRAIN")),
        )
        fsm.act("DRAIN",
            self.finishing.eq(1),
            If(self.store.row_done,
                NextValue(left, left - 1),
                NextState("ROW"),
                If(left == 1, NextState("IDLE")),
            ),
        )
