"""The engine: what a SoC instantiates, and the same with AXI pins for Verilog."""

from litex.gen import LiteXModule, Reduce
from litex.soc.interconnect import csr_bus
from litex.soc.interconnect.csr import AutoCSR
from migen import Cat, ClockDomain, If, Module, Mux, Record, ResetInserter, Signal

from lutcore.driver.contract.geometry import CONTRACT_VERSION, SLICE, TILE, WORD_BYTES
from lutcore.driver.contract.isa import DESCRIPTOR_BYTES
from lutcore.driver.contract.registers import MAGIC, REGISTERS, ErrorCode
from lutcore.gateware.engine.array import LookupRow, WordCutter, row_write
from lutcore.gateware.engine.bridge import RegisterBridge
from lutcore.gateware.engine.common import WORD_BITS
from lutcore.gateware.engine.control import Control, DescriptorFetch
from lutcore.gateware.engine.csr import add_registers
from lutcore.gateware.engine.dma import (
    Reader,
    ReadPort,
    Writer,
    axi_port,
    tie_off_writes,
    word_beats,
)
from lutcore.gateware.engine.epilogue import PieceSequencer, RowEpilogue, RowParameters, ScaleStore
from lutcore.gateware.engine.issue import Issue
from lutcore.gateware.engine.multiplier import Multiplier
from lutcore.gateware.engine.pieces import piece_write_layout
from lutcore.gateware.engine.tables import TableLoader, table_write_layout
from lutcore.gateware.engine.writeback import Drain

# Datapath -----------------------------------------------------------------------------------------

class Datapath(LiteXModule):
    """Loader, issue, array, epilogue and drain: everything between the readers and the writer.

    Parameters
    ----------
    d : Record
        The fields of the descriptor that is run.

    multiplier : Multiplier
        Class of the rows' multipliers.

    Attributes
    ----------
    start : Signal(), in
        Run the descriptor `d`.

    activations, weights, results : stream.Endpoint(word_layout())
        From the readers, to the writer.

    idle : Signal(), out
        All results have been handed over.
    """
    def __init__(self, geometry, d, multiplier):
        self.start = Signal()
        self.idle  = Signal()

        # # #

        # Tables -----------------------------------------------------------------------------------
        write  = Record(table_write_layout(geometry))
        pieces = Record(piece_write_layout(geometry))
        self.loader = loader = TableLoader(geometry, write, pieces)
        self.issue  = issue  = Issue(geometry)
        self.comb += [
            loader.start.eq(self.start),
            loader.rows.eq(d.rows),
            loader.slices.eq(d.slices),
            loader.planes.eq(d.planes),
            loader.group.eq(d.group),
            loader.zero.eq(d.zero),
            loader.ternary.eq(d.ternary),
            loader.host_tables.eq(d.host_tables),
            loader.release.eq(issue.release),
            issue.full.eq(loader.full),
        ]

        self.sync += loader.tiles.eq((d.columns + TILE - 1)[TILE.bit_length() - 1:])

        # Issue ------------------------------------------------------------------------------------
        self.sequencer = sequencer = PieceSequencer(issue.plane)
        self.comb += [
            issue.start.eq(self.start),
            issue.planes.eq(d.planes),
            issue.group.eq(d.group),
            issue.explicit.eq(d.explicit),
            issue.columns.eq(d.columns),
            issue.slices.eq(d.slices),
            sequencer.group.eq(d.group),
            sequencer.explicit.eq(d.explicit),
        ]
        stored = row_write(self, geometry, write)
        cutters, scales = [], []
        for lane in range(geometry.lanes):
            word   = issue.sink.data[lane*WORD_BITS:(lane + 1)*WORD_BITS]
            cutter = WordCutter(geometry, word, d.ternary, write)
            scale  = ScaleStore(sequencer)
            self.comb += [
                scale.we.eq(issue.scale_we),
                scale.slot.eq(issue.scale_slot),
            ]
            self.sync += scale.data.eq(word)
            self.add_module(name=f"cutter{lane}", module=cutter)
            self.add_module(name=f"scale{lane}",  module=scale)
            cutters.append(cutter)
            scales.append(scale)

        # Rows and lanes ---------------------------------------------------------------------------
        drain, drain_column = Signal(), Signal.like(issue.drain_column)
        accumulators = [[] for _ in range(geometry.lanes)]
        for i in range(geometry.rows):
            enabled = Signal()
            used    = [Signal() for _ in range(LookupRow.latency - 1)]
            enable  = [enabled, *used] # Entries of any word: the next stage chooses.
            self.sync += [
                enabled.eq(d.rows > i),
                *[stage.eq(plane.valid & enabled)
                  for stage, plane in zip(used, sequencer.planes, strict=False)],
            ]
            parameters = RowParameters(geometry, pieces, i, sequencer)
            self.add_module(name=f"parameters{i}", module=parameters)
            for lane in range(geometry.lanes):
                row = LookupRow(geometry, stored, i, cutters[lane], issue.plane.bank, enable)
                epilogue = RowEpilogue(geometry, row.sums, parameters, sequencer, scales[lane],
                                       enabled, drain, drain_column, multiplier)
                self.add_module(name=f"row{i}_{lane}",      module=row)
                self.add_module(name=f"epilogue{i}_{lane}", module=epilogue)
                accumulators[lane].append(epilogue.old)

        # Results ----------------------------------------------------------------------------------
        self.collector = collector = Drain(geometry, accumulators)
        self.comb += [
            collector.start.eq(issue.drain),
            collector.columns.eq(issue.drain_columns),
            collector.rows.eq(d.rows),
            drain.eq(collector.active),
            drain_column.eq(collector.column),
            issue.drain_active.eq(collector.active),
            issue.drain_column.eq(collector.column),
            self.idle.eq(loader.idle & issue.idle & ~collector.busy),
        ]
        self.activations, self.weights, self.results = loader.sink, issue.sink, collector.source

# Engine -------------------------------------------------------------------------------------------

class LutCore(LiteXModule, AutoCSR):
    """The LUT Tensor Core engine.

    Parameters
    ----------
    geometry : spec.Geometry
        All sizes.

    multiplier : Multiplier
        The form of it that suits the device; the default suits all.

    Attributes
    ----------
    buses : list of AXIInterface, masters
        Memory ports, AXI3 or AXI4 as the geometry says. The first `ports` carry weights; the first
        one also descriptors (ID 0), activations (ID 1) and results, unless there is a side port for
        them, which is the last one.

    irq : Signal(), out
        High while status.done is.

    CSRs : see `spec.registers`.
    """
    def __init__(self, geometry, multiplier=Multiplier):
        self.buses = [axi_port(geometry) for _ in range(geometry.buses)]
        self.irq   = Signal()
        add_registers(self)

        # # #

        # Memory -----------------------------------------------------------------------------------
        # Activations queue behind the weights in flight, so they are prefetched as far ahead.
        small = max(64, 2*geometry.max_burst)
        self.descriptors = descriptors = Reader(geometry, depth=small)
        self.activations = activations = Reader(geometry, depth=geometry.stream_depth)
        common  = geometry.buses - 1 if geometry.side_port else 0
        weights = []
        for i in range(geometry.ports):
            reader = Reader(geometry, depth=geometry.stream_depth, width=geometry.share_bits)
            self.add_module(name=f"weights{i}", module=reader)
            weights.append(reader)
        read_ports = []
        for i, bus in enumerate(self.buses):
            clients = [descriptors, activations] if i == common else []
            port    = ReadPort(geometry, bus, clients + weights[i:i + 1])
            self.add_module(name=f"read_port{i}", module=port)
            read_ports.append(port)
            if i != common:
                self.comb += tie_off_writes(bus)
        self.writer = writer = Writer(geometry, self.buses[common])
        readers      = [descriptors, activations, *weights]
        weights_idle = Signal()
        weights_left = Signal()
        self.comb += [
            weights_idle.eq(Reduce("AND", [reader.idle for reader in weights])),
            weights_left.eq(Reduce("OR", [~reader.idle for reader in weights])),
        ]

        # Control ----------------------------------------------------------------------------------
        self.fetch = fetch = DescriptorFetch(geometry, descriptors.source)
        d          = fetch.descriptor
        self.datapath = datapath = ResetInserter()(Datapath(geometry, d, multiplier))
        issue, loader = datapath.issue, datapath.loader
        tiles  = Signal(16) # Activation transfers still to be asked for, ...
        more   = Signal()   # ... and whether there are any; low in the clock after one was taken.
        drained = Signal()
        running = Signal()
        waits   = [ # What fails here does not finish, so these may count two clocks late.
            issue.stall_weights & weights_idle,
            issue.idle & weights_left,
            loader.sink.ready & ~loader.sink.valid & activations.idle & ~more,
            loader.idle & ~activations.idle,
            drained & writer.starved,
            writer.excess,
        ]
        waiting = Signal(len(waits))
        length  = Signal()
        self.comb += drained.eq(issue.idle & ~datapath.collector.busy)
        self.sync += [
            waiting.eq(Mux(running, Cat(*waits), 0)),
            length.eq(running & (waiting != 0)),
        ]
        self.control = control = Control(fetch, [
            (ErrorCode.READ,   Reduce("OR", [port.error for port in read_ports])),
            (ErrorCode.WRITE,  writer.error),
            (ErrorCode.LENGTH, length),
        ])
        self.comb += [
            control.doorbell.eq(self._count.re),
            control.program.eq(self._program.storage),
            control.count.eq(self._count.storage),
            control.abort.eq(self._control.re & self._control.fields.abort),
            running.eq(control.run),
            datapath.start.eq(control.start),
            writer.flush.eq(control.flush),
            *[reader.flush.eq(control.flush) for reader in readers],
            # Not before the datapath is reset and its last word dropped: that comes a clock late.
            control.quiet.eq(datapath.reset & ~datapath.results.valid & descriptors.idle
                & activations.idle & weights_idle & writer.idle),
            self.irq.eq(control.done),
        ]

        self.sync += datapath.reset.eq(control.flush) # Registered: it goes everywhere.
        self.sync += control.finished.eq(running & datapath.idle & activations.idle & weights_idle
            & writer.idle)

        # Transfers --------------------------------------------------------------------------------
        ratio = word_beats(geometry)
        self.comb += [
            descriptors.sink.valid.eq(control.read),
            descriptors.sink.address.eq(self._program.storage),
            descriptors.sink.beats.eq(control.count * (DESCRIPTOR_BYTES // WORD_BYTES * ratio)),
            activations.sink.valid.eq(more),
            activations.sink.address.eq(d.activations),
            activations.sink.beats.eq(d.activation_words * ratio),
            writer.sink.valid.eq(control.start),
            writer.sink.address.eq(d.output),
            writer.sink.beats.eq(d.output_words * ratio),
            activations.source.connect(datapath.activations),
            datapath.results.connect(writer.words),
            datapath.collector.hold.eq(writer.almost_full),
        ]

        # Weights: a beat of the engine is complete when every port has its share ------------------
        beat = datapath.weights
        addresses = [Signal(32, reset_less=True) for _ in weights] # Constant while it runs.
        self.sync += [address.eq(d.weights + i*d.stride) for i, address in enumerate(addresses)]
        self.comb += [
            beat.valid.eq(Reduce("AND", [reader.source.valid for reader in weights])),
            beat.data.eq(Cat(*[reader.source.data for reader in weights])),
        ]
        for i, reader in enumerate(weights):
            self.comb += [
                reader.sink.valid.eq(control.start),
                reader.sink.address.eq(addresses[i]),
                reader.sink.beats.eq(d.stream_words * (geometry.share_bits // geometry.port_width)),
                reader.source.ready.eq(beat.valid & beat.ready),
            ]
        self.sync += [
            more.eq(tiles != 0),
            If(more & activations.sink.ready,
                tiles.eq(tiles - 1),
                more.eq(0),
            ),
            If(control.start,
                tiles.eq(loader.tiles),
                more.eq(1),
            ),
            If(control.flush,
                tiles.eq(0),
                more.eq(0),
            ),
        ]

        self.add_status(geometry, control)
        self.add_counters(geometry, control, issue)

    def add_status(self, geometry, control):
        self.comb += [
            self._magic.fields.value.eq(MAGIC),
            self._version.fields.value.eq(CONTRACT_VERSION),
            self._digest.fields.value.eq(geometry.digest),
            self._status.fields.busy.eq(control.busy),
            self._status.fields.done.eq(control.done),
            self._status.fields.error.eq(control.code != ErrorCode.NONE.value),
            self._status.fields.code.eq(control.code),
            self._completed.fields.value.eq(control.completed),
        ]

    def add_counters(self, geometry, control, issue):
        """Every busy clock is counted in `cycles` and in exactly one of the others.

        stream_words counts all lanes' words.
        """
        causes = {
            "stream_words":  issue.consumed,
            "stall_weights": issue.stall_weights,
            "stall_tables":  issue.stall_tables,
            "stall_output":  issue.stall_output,
            "stall_issue":   issue.stall_issue,
        }
        other = Signal()
        self.comb += other.eq(control.busy)
        for cause in causes.values():
            self.comb += If(cause, other.eq(0))
        for name, event in {**causes, "cycles": control.busy, "stall_control": other}.items():
            counter = getattr(self, f"_{name}").fields.value
            amount  = geometry.lanes if name == "stream_words" else 1
            counted = Signal()
            self.sync += [
                counted.eq(event & control.busy),
                If(counted, counter.eq(counter + amount)),
                If(control.begin, counter.eq(0)),
            ]

# Top ----------------------------------------------------------------------------------------------

class LutCoreTop(Module):
    """The engine with pins: sys_clk, sys_rst, irq, s_axil_* (registers), m0_axi_* ... (memory)."""
    def __init__(self, geometry, multiplier=Multiplier):
        self.clock_domains.cd_sys = ClockDomain()
        self.submodules.core = core = LutCore(geometry, multiplier)

        # # #

        # Registers: one bank at address 0 ---------------------------------------------------------
        self.submodules.bridge = bridge = RegisterBridge()
        self.submodules.bank   = bank   = csr_bus.CSRBank(
            core.get_csrs(sort=True), bus=csr_bus.Interface.like(bridge.csr))
        self.comb += bridge.csr.connect(bank.bus)
        assert [csr.name.rstrip("0") for csr in bank.simple_csrs] == [r.name for r in REGISTERS]

        # Pins -------------------------------------------------------------------------------------
        self.ios = {self.cd_sys.clk, self.cd_sys.rst, core.irq}
        core.irq.name_override = "irq"
        self._add_pins("s_axil", bridge.axil)
        for i, bus in enumerate(core.buses):
            self._add_pins(f"m{i}_axi", bus)

    def _add_pins(self, prefix, bus):
        for channel in ("aw", "w", "b", "ar", "r"):
            endpoint = getattr(bus, channel)
            signals  = {"valid": endpoint.valid, "ready": endpoint.ready}
            if channel in ("w", "r") and hasattr(bus, "id_width"):
                signals["last"] = endpoint.last
            for record in (endpoint.payload, endpoint.param):
                signals.update({field[0]: getattr(record, field[0]) for field in record.layout})
            for name, signal in signals.items():
                if name in ("dest", "user"):
                    continue
                if (channel, name) == ("w", "id") and bus.version == "axi4": # AXI3 only.
                    continue
                signal.name_override = f"{prefix}_{channel}{name}"
                self.ios.add(signal)

assert WORD_BITS == SLICE
