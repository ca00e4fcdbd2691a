"""The units of the engine beside its datapath, with Readers and the table of rows."""

from litex.gen import LiteXModule, Reduce
from litex.soc.interconnect import stream
from migen import Cat, If, Replicate, ResetInserter, Signal

from lutcore.driver.contract.instructions import Attn
from lutcore.driver.contract.registers import WORKS
from lutcore.driver.contract.units import ELEMENT_BYTES, MAX_CACHED_HEAD
from lutcore.gateware.engine.attention.append import strobed_layout
from lutcore.gateware.engine.attention.unit import AttentionUnit
from lutcore.gateware.engine.common import transfer_layout, word_layout
from lutcore.gateware.engine.dma import Reader, word_beats
from lutcore.gateware.engine.quantiser.unit import Quantiser
from lutcore.gateware.engine.vector.operands import READS
from lutcore.gateware.engine.vector.table import RowTable
from lutcore.gateware.engine.vector.unit import VectorUnit

TURNS = {1: 2, 2: 2, 4: 1} # Clocks of a position in the softmax, by `attention_words`.

# Units --------------------------------------------------------------------------------------------

class Units(LiteXModule):
    """The vector unit, the quantiser and the attention unit, of which one runs at a time.

        words of the descriptors' Reader ─► RowTable while it is busy, else ─► program
        descriptor, bits ─► the unit that they are for ─► ranges, stores (for a Writer)
                                ▲  └─► Readers ─► memory ports

    It stands beside the datapath of `LutCore`, which has one where the geometry has vector lanes.
    There is an attention unit where it has attention words.

    Parameters
    ----------
    multiplier : class
        That of `LutCore`.

    Attributes
    ----------
    readers : list of Reader
        Those of a VEC's operands p, a, b, c and d, which the other units share:

            QUANT   a: its rows
            ATTN    p: vectors, sinks and scales;  a to d: the cache, one for each of its words

    words, program : stream.Endpoint(word_layout()), in and out
        The descriptors' Reader; its words without those of the table.

    works : dict of str to Signal(), in
        The unit that runs: that whose counter has this name. It stays until the next one is told.

    descriptor : stream.Endpoint(word_layout()), in
        The words of a VEC or QUANT that was checked.

    start : Signal(), in / bits : Signal(1024), in
        Begin. If it is an ATTN, it holds until `idle`.

    ranges : stream.Endpoint(transfer_layout()), out / stores : stream.Endpoint(strobed_layout()),
    out
        What is written: ranges, in words, and their words.

    table : RowTable

    error : Signal(), out
        A QUANT has read NaN or infinity; high until `reset`.

    writer_idle : Signal(), in
        All that was written has been acknowledged.

    reset : Signal(), in
        Forget the instruction. Hold it, and the readers' `flush`, until all of `quiet` are high.

    idle : Signal(), out
        All words have been handed to the Writer; a descriptor that has not ended does not count.
    """
    def __init__(self, geometry, multiplier):
        self.words      = stream.Endpoint(word_layout())
        self.program    = stream.Endpoint(word_layout())
        self.works      = {work: Signal(name=f"works_{work}") for work in WORKS}
        self.descriptor = stream.Endpoint(word_layout())
        self.ranges     = stream.Endpoint(transfer_layout())
        self.stores     = stream.Endpoint(strobed_layout())
        self.start      = Signal()
        self.bits       = Signal(8*Attn.BYTES)
        self.error      = Signal()
        self.writer_idle = Signal()
        self.reset      = Signal()
        self.idle       = Signal()

        # # #

        self.table   = table = RowTable()
        self.readers = [Reader(geometry, depth=geometry.stream_depth) for _ in READS]
        self.beats   = word_beats(geometry)
        for name, reader in zip(READS, self.readers, strict=True):
            self.add_module(name=f"reader_{name}", module=reader)
        self.units   = {}
        self.add_vectors(geometry)
        self.add_quantiser(geometry)
        if geometry.attention_words:
            self.add_attention(geometry, multiplier)
        self.comb += [
            If(table.busy,
                self.words.connect(table.sink)
            ).Else(
                self.words.connect(self.program)
            ),
            self.idle.eq(Reduce("AND", [unit.idle for unit in self.units.values()])),
            *[unit.reset.eq(self.reset) for unit in self.units.values()],
        ]
        self.quiet = [~self.stores.valid, *(reader.idle for reader in self.readers)]

    def attach(self, fetch, control, writer):
        """Take descriptors from the fetch, run when Control says so, and write with a Writer."""
        self.comb += [
            fetch.give.eq(control.execute),
            fetch.flush.eq(control.flush),
            fetch.tabled.eq(self.table.known),
            fetch.source.connect(self.descriptor),
            self.table.begin.eq(control.begin),
            self.table.present.eq(control.read_table),
            *[self.works[work].eq(fetch.works[work]) for work in self.units],
            self.start.eq(control.execute),
            self.bits.eq(fetch.bits),
            self.ranges.connect(writer.ranges),
            self.stores.connect(writer.stores),
            self.writer_idle.eq(writer.idle),
        ]
        self.sync += [
            control.worked.eq(control.unit & fetch.given & self.idle & writer.idle),
            If(control.start,   writer.unit.eq(0)),
            If(control.execute, writer.unit.eq(1)),
        ]

    def add_unit(self, work, unit, reads, ranges, stores):
        """Join a unit to the table of rows, to Readers and to the Writer while it runs.

        reads: of each Reader that it has, in their order, the ranges and the words.
        """
        unit = ResetInserter()(unit)
        self.add_module(name=work, module=unit)
        self.units[work] = unit
        strobe = stores.strobe
        if len(strobe) < len(self.stores.strobe):
            strobe = Cat(*[Replicate(bit, ELEMENT_BYTES) for bit in strobe])
        links = [
            [self.table.row.eq(unit.row)],
            [ranges.connect(self.ranges)],
            [stores.connect(self.stores, omit={"strobe"}), self.stores.strobe.eq(strobe)],
        ]
        for name, (transfers, words) in reads.items():
            reader = getattr(self, f"reader_{name}")
            links += [
                [transfers.connect(reader.sink, omit={"beats"}),
                 reader.sink.beats.eq(transfers.beats * self.beats)],
                [reader.source.connect(words)],
            ]
        self.comb += [
            *[unit.entry[name].eq(self.table.entry[name]) for name in unit.entry],
            *[If(self.works[work], *link) for link in links],
        ]

    def add_vectors(self, geometry):
        """Add the vector unit."""
        unit = VectorUnit(geometry.vector_lanes)
        self.add_unit("vector", unit,
            {name: (unit.transfers[name], unit.words[name]) for name in READS},
            unit.store.transfer, unit.store.words)
        self.comb += If(self.works["vector"], self.descriptor.connect(unit.descriptor.sink))

    def add_quantiser(self, geometry):
        """Add the quantiser."""
        unit = Quantiser(geometry)
        self.add_unit("quantise", unit,
            {"a": (unit.transfer, unit.words)}, unit.store.transfer, unit.store.words)
        self.comb += [
            If(self.works["quantise"], self.descriptor.connect(unit.descriptor.sink)),
            self.error.eq(unit.error),
        ]

    def add_attention(self, geometry, multiplier):
        """Add the attention unit."""
        lanes = geometry.attention_words
        unit  = AttentionUnit(lanes, geometry.attention_heads, MAX_CACHED_HEAD, TURNS[lanes],
            multiplier)
        reads = [(unit.transfer, unit.words),
                 *zip(unit.cache_transfers, unit.cache_words, strict=True)]
        self.add_unit("attention", unit, dict(zip(READS, reads, strict=False)), unit.write,
            unit.written)
        self.comb += [
            unit.descriptor.bits.eq(self.bits),
            unit.start.eq(self.start & self.works["attention"]),
            unit.writer_idle.eq(self.writer_idle),
        ]
