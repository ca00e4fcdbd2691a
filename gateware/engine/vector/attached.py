"""The vector unit with what it has of its own in an engine: Readers, and the table of rows."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import If, ResetInserter, Signal

from lutcore.gateware.engine.common import word_layout
from lutcore.gateware.engine.dma import Reader, word_beats
from lutcore.gateware.engine.vector.operands import READS
from lutcore.gateware.engine.vector.table import RowTable
from lutcore.gateware.engine.vector.unit import VectorUnit

# Attached Vector Unit -----------------------------------------------------------------------------

class AttachedVectorUnit(LiteXModule):
    """VectorUnit with a Reader for each operand, and RowTable.

        words of the descriptors' Reader ─► RowTable while it is busy, else ─► program
        descriptor ─► VectorUnit ─► ranges, stores (for a Writer)
                          ▲  └─► Readers ─► memory ports

    It stands beside the datapath of `LutCore`, which has one where the geometry has vector lanes.

    Attributes
    ----------
    readers : list of Reader
        Of operands p, a, b, c and d.

    words, program : stream.Endpoint(word_layout()), in and out
        The descriptors' Reader; its words without those of the table.

    descriptor : stream.Endpoint(word_layout()), in
        The words of a VEC that was checked.

    ranges, stores : stream.Endpoint, out
        Those of `VectorUnit.store`.

    table : RowTable

    reset : Signal(), in
        Forget the VEC. Hold it, and the readers' `flush`, until all of `quiet` are high.

    idle : Signal(), out
        All words have been handed to the Writer; a descriptor that has not ended does not count.
    """
    def __init__(self, geometry):
        self.words      = stream.Endpoint(word_layout())
        self.program    = stream.Endpoint(word_layout())
        self.descriptor = stream.Endpoint(word_layout())
        self.reset      = Signal()
        self.idle       = Signal()

        # # #

        self.table  = table = RowTable()
        self.unit   = unit  = ResetInserter()(VectorUnit(geometry.vector_lanes))
        self.ranges = unit.store.transfer
        self.stores = unit.store.words
        self.comb += [
            If(table.busy,
                self.words.connect(table.sink)
            ).Else(
                self.words.connect(self.program)
            ),
            table.row.eq(unit.row),
            *[unit.entry[name].eq(table.entry[name]) for name in unit.entry],
            self.descriptor.connect(unit.descriptor.sink),
            unit.reset.eq(self.reset),
            self.idle.eq(unit.idle),
        ]
        self.readers = []
        for name in READS:
            reader = Reader(geometry, depth=max(64, 2*geometry.max_burst))
            ranges = unit.transfers[name]
            self.add_module(name=f"reader_{name}", module=reader)
            self.readers.append(reader)
            self.comb += [
                ranges.connect(reader.sink, omit={"beats"}),
                reader.sink.beats.eq(ranges.beats * word_beats(geometry)),
                reader.source.connect(unit.words[name]),
            ]
        self.quiet = [~self.stores.valid, *(reader.idle for reader in self.readers)]
