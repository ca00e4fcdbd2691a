"""The datapath of the engine: from activation and weight words to result words."""

from litex.gen import LiteXModule
from migen import If, Record, Signal

from lutcore.driver.contract.geometry import SLICE, TILE
from lutcore.gateware.engine.array import LookupRow, Replay, WordCutter, row_write
from lutcore.gateware.engine.common import WORD_BITS, delayed, descriptor_layout, log2
from lutcore.gateware.engine.epilogue import RowEpilogue, RowParameters, ScaleStore
from lutcore.gateware.engine.issue import Issue
from lutcore.gateware.engine.pieces import piece_write_layout
from lutcore.gateware.engine.sequencer import PieceSequencer
from lutcore.gateware.engine.tables import TableLoader, table_write_layout
from lutcore.gateware.engine.writeback import Drain

# Fields of a descriptor that are needed when the next one is loaded.
COMPUTED = ("planes", "group", "explicit", "ternary", "rows", "columns", "slices", "output",
            "output_words")

# Datapath -----------------------------------------------------------------------------------------

class Datapath(LiteXModule):
    """Loader, issue, array, epilogue and drain: everything between the readers and the writer.

    `LutCore` moves descriptors through its three stages, as `Stages` says, and resets it after an
    error.

        activations -> TableLoader -> LookupRow -> RowEpilogue -> Drain -> results
        weights     -> Issue -> Replay -> WordCutter -^

    Parameters
    ----------
    descriptor : Record(descriptor_layout())
        The descriptor that is loaded, until it has been.

    multiplier : class
        `Multiplier` or another class with its interface.

    Attributes
    ----------
    start, compute, store : Signal(), in
        Load the descriptor; compute it; send the results of the one that is computed.

    computed : Record, out
        The fields of the descriptor that is computed, a clock after `compute`.

    activations, weights : stream.Endpoint, in
        Words from the readers: the activation buffer, once per tile, and one weight word per lane.

    results : stream.Endpoint(word_layout()), out
        Result words for the writer.

    Every block has an `idle` or `busy` of its own.
    """
    def __init__(self, geometry, descriptor, multiplier):
        self.start    = Signal()
        self.compute  = Signal()
        self.store    = Signal()
        self.computed = Record([field for field in descriptor_layout() if field[0] in COMPUTED])

        # # #

        self.geometry    = geometry
        self.descriptor  = descriptor
        self.table_write = Record(table_write_layout(geometry))
        self.piece_write = Record(piece_write_layout(geometry))
        self.loader      = TableLoader(geometry, self.table_write, self.piece_write)
        self.issue       = Issue(geometry)
        self.sync += If(self.compute, *[
            getattr(self.computed, name).eq(getattr(descriptor, name)) for name in COMPUTED])
        self.connect_loader()
        self.connect_issue()
        self.add_lanes()
        self.add_rows(multiplier)
        self.add_drain()
        self.activations = self.loader.sink
        self.weights     = self.issue.sink
        self.results     = self.drain.source

    def connect_loader(self):
        """Give TableLoader its fields of the descriptor, and join it to Issue by the banks."""
        d, loader = self.descriptor, self.loader
        self.comb += [
            loader.start.eq(self.start),
            loader.rows.eq(d.rows),
            loader.slices.eq(d.slices),
            loader.planes.eq(d.planes),
            loader.group.eq(d.group),
            loader.explicit.eq(d.explicit),
            loader.zero.eq(d.zero),
            loader.ternary.eq(d.ternary),
            loader.host_tables.eq(d.host_tables),
            loader.release.eq(self.issue.release),
            self.issue.full.eq(loader.full),
        ]
        self.sync += loader.tiles.eq((d.columns + TILE - 1)[TILE.bit_length() - 1:])

    def connect_issue(self):
        """Give Issue and the PieceSequencer behind it their fields of the descriptor."""
        d, issue = self.computed, self.issue
        self.sequencer = sequencer = PieceSequencer(issue.plane)
        self.comb += [
            issue.start.eq(delayed(self, self.compute, 1, reset_less=False)),
            issue.planes.eq(d.planes),
            issue.group.eq(d.group),
            issue.explicit.eq(d.explicit),
            issue.columns.eq(d.columns),
            issue.slices.eq(d.slices),
            sequencer.group.eq(d.group),
            sequencer.explicit.eq(d.explicit),
        ]

    def add_lanes(self):
        """Add what a lane has once for all rows: Replay, WordCutter and ScaleStore."""
        geometry, issue = self.geometry, self.issue
        self.row_write = row_write(self, geometry, self.table_write)
        self.cutters   = []
        self.scales    = []
        for lane in range(geometry.lanes):
            word   = issue.sink.data[lane*WORD_BITS:(lane + 1)*WORD_BITS]
            replay = Replay(geometry, word,
                turns = issue.turns,
                turn  = issue.turn,
                plane = issue.plane_number)
            cutter = WordCutter(geometry, replay.word,
                ternary = self.computed.ternary,
                write   = self.table_write,
                keep    = replay.keep)
            scale  = ScaleStore(self.sequencer)
            self.comb += [
                scale.we.eq(issue.scale_we),
                scale.slot.eq(issue.scale_slot),
            ]
            self.sync += scale.data.eq(word)
            self.add_module(name=f"replay{lane}", module=replay)
            self.add_module(name=f"cutter{lane}", module=cutter)
            self.add_module(name=f"scale{lane}",  module=scale)
            self.cutters.append(cutter)
            self.scales.append(scale)

    def add_rows(self, multiplier):
        """Add the rows: RowParameters once, LookupRow and RowEpilogue for every lane."""
        geometry, sequencer = self.geometry, self.sequencer
        self.place       = Signal(log2(TILE)) # The place in the ring of results that is read.
        self.row_results = [[] for _ in range(geometry.lanes)] # [lane][row]
        for i in range(geometry.rows):
            row_enable   = Signal()
            adder_enable = [Signal() for _ in range(LookupRow.latency - 1)]
            self.sync += [
                row_enable.eq(self.computed.rows > i),
                *[enable.eq(plane.valid & row_enable)
                  for enable, plane in zip(adder_enable, sequencer.planes, strict=False)],
            ]
            parameters = RowParameters(geometry, self.piece_write, i, sequencer)
            self.add_module(name=f"parameters{i}", module=parameters)
            for lane in range(geometry.lanes):
                row = LookupRow(geometry,
                    write  = self.row_write,
                    index  = i,
                    cutter = self.cutters[lane],
                    bank   = self.issue.plane.bank,
                    # Entries follow every word, the adders only valid ones.
                    enable = [row_enable, *adder_enable])
                epilogue = RowEpilogue(geometry,
                    sums       = row.sums,
                    parameters = parameters,
                    sequencer  = sequencer,
                    scales     = self.scales[lane],
                    enabled    = row_enable,
                    place      = self.place,
                    multiplier = multiplier)
                self.add_module(name=f"row{i}_{lane}",      module=row)
                self.add_module(name=f"epilogue{i}_{lane}", module=epilogue)
                self.row_results[lane].append(epilogue.result)

    def add_drain(self):
        """Add the Drain, which reads the results of each column as soon as they are written."""
        d, issue   = self.computed, self.issue
        self.drain = drain = Drain(self.geometry, self.row_results)
        self.comb += [
            drain.start.eq(self.store),
            drain.columns.eq(d.columns),
            drain.rows.eq(d.rows),
            drain.written.eq(self.sequencer.result),
            self.place.eq(drain.place),
            issue.taken.eq(drain.taken),
        ]

assert WORD_BITS == SLICE # A word holds one bit of each of a slice's weights.
