"""The engine: `LutCore`, which a SoC instantiates, and `LutCoreTop`, its Verilog with AXI pins."""

from litex.gen import LiteXModule, Reduce
from litex.soc.interconnect import csr_bus
from litex.soc.interconnect.csr import AutoCSR
from migen import Cat, ClockDomain, If, Module, Mux, Record, ResetInserter, Signal

from lutcore.driver.contract.geometry import CONTRACT_VERSION, SLICE, TILE, WORD_BYTES
from lutcore.driver.contract.isa import DESCRIPTOR_BYTES
from lutcore.driver.contract.registers import MAGIC, REGISTERS, Client, ErrorCode
from lutcore.gateware.engine.array import LookupRow, Replay, WordCutter, row_write
from lutcore.gateware.engine.bridge import RegisterBridge
from lutcore.gateware.engine.common import WORD_BITS
from lutcore.gateware.engine.control import Control, DescriptorFetch, Watchdog
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
from lutcore.gateware.engine.pins import axi_signals, pin_name
from lutcore.gateware.engine.tables import TableLoader, table_write_layout
from lutcore.gateware.engine.writeback import Drain

# Datapath -----------------------------------------------------------------------------------------

class Datapath(LiteXModule):
    """Loader, issue, array, epilogue and drain: everything between the readers and the writer.

    `LutCore` starts it once per descriptor and resets it after an error.

        activations -> TableLoader -> LookupRow -> RowEpilogue -> Drain -> results
        weights     -> Issue -> Replay -> WordCutter -^

    Parameters
    ----------
    d : Record(descriptor_layout())
        The descriptor that is running.

    multiplier : class
        `Multiplier` or another class with its interface.

    Attributes
    ----------
    start : Signal(), in
        Run the descriptor `d`.

    activations, weights : stream.Endpoint, in
        Words from the readers: the activation buffer, once per tile, and one weight word per lane.

    results : stream.Endpoint(word_layout()), out
        Result words for the writer.

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
            replay = Replay(geometry, word, issue.turns, issue.turn, issue.plane_number)
            cutter = WordCutter(geometry, replay.word, d.ternary, write, replay.keep)
            scale  = ScaleStore(sequencer)
            self.comb += [
                scale.we.eq(issue.scale_we),
                scale.slot.eq(issue.scale_slot),
            ]
            self.sync += scale.data.eq(word)
            self.add_module(name=f"replay{lane}", module=replay)
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
            enable  = [enabled, *used] # Entries follow every word, the adders only valid ones.
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
    """The LUT Tensor Core engine: registers, memory ports and everything between them.

    A doorbell makes Control fetch descriptors one by one; each starts the readers, the datapath and
    the writer. Golden model: `contract.reference`.

    Parameters
    ----------
    geometry : contract.Geometry
        Every size of the engine.

    multiplier : class
        `Multiplier`, which suits every device, or a class with its interface for one device.

    Attributes
    ----------
    buses : list of AXIInterface, masters
        Memory ports, AXI3 or AXI4 as the geometry says. The first `ports` of them carry weights.
        Descriptors (ID 0), activations (ID 1) and results take the side port, which is the last
        bus, or else the first bus.

    irq : Signal(), out
        High while status.done is high.

    CSRs : see `contract.registers`.
    """
    def __init__(self, geometry, multiplier=Multiplier):
        self.buses = [axi_port(geometry) for _ in range(geometry.buses)]
        self.irq   = Signal()
        add_registers(self)

        # # #

        # Memory -----------------------------------------------------------------------------------
        # Activations queue behind the weights in flight, so they need as deep a prefetch.
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
        places     = [] # (error, address, port, client): what may fail, for `error_source`.
        for i, bus in enumerate(self.buses):
            clients  = [(descriptors, Client.DESCRIPTORS), (activations, Client.ACTIVATIONS)]
            clients  = clients if i == common else []
            clients += [(reader, Client.WEIGHTS) for reader in weights[i:i + 1]]
            port     = ReadPort(geometry, bus, [reader for reader, _ in clients])
            self.add_module(name=f"read_port{i}", module=port)
            read_ports.append(port)
            places.append((port.stray, 0, i, 0))
            for (reader, client), error in zip(clients, port.errors, strict=True):
                splitter = reader.splitter
                places.append((error | splitter.refused, splitter.address, i, client.value))
            if i != common:
                self.comb += tie_off_writes(bus)
        self.writer = writer = Writer(geometry, self.buses[common])
        places += [
            (writer.stray, 0, common, 0),
            (writer.error | writer.splitter.refused, writer.splitter.address, common,
                Client.RESULTS.value),
        ]
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
        tiles  = Signal(16) # Transfers of the activation buffer that are still to be requested.
        more   = Signal()   # `tiles` is not 0; low in the clock after a request was taken.
        drained = Signal()
        running = Signal()
        # A fault seen here never lets the engine finish, so it may be detected two clocks late.
        waits   = [
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
        self.watchdog = watchdog = Watchdog()
        splitters = [client.splitter for client in (*readers, writer)]
        stray     = Signal()
        self.control = control = Control(fetch, [
            (ErrorCode.WINDOW, Reduce("OR", [splitter.refused for splitter in splitters])),
            (ErrorCode.READ,   Reduce("OR", [e for port in read_ports for e in port.errors])),
            (ErrorCode.WRITE,  writer.error),
            (ErrorCode.STRAY,  stray),
            (ErrorCode.WATCHDOG, watchdog.expired),
            (ErrorCode.LENGTH, length),
        ])
        self.comb += [
            stray.eq(Reduce("OR", [port.stray for port in read_ports]) | writer.stray),
            watchdog.period.eq(self._watchdog.fields.period),
            watchdog.feed.eq(self._status.we | self._watchdog.re | self._count.re),
            watchdog.busy.eq(control.busy),
        ]
        for splitter in splitters:
            self.comb += [
                splitter.window.base.eq(self._window_base.fields.page),
                splitter.window.last.eq(self._window_limit.fields.page),
            ]
        self.comb += [
            control.doorbell.eq(self._count.re),
            control.program.eq(self._program.storage),
            control.count.eq(self._count.storage),
            control.abort.eq(self._control.re & self._control.fields.abort),
            running.eq(control.run),
            datapath.start.eq(control.start),
            writer.flush.eq(control.flush),
            *[reader.flush.eq(control.flush) for reader in readers],
            # The datapath's reset is registered, and its last word must be dropped first.
            control.quiet.eq(datapath.reset & ~datapath.results.valid & descriptors.idle
                & activations.idle & weights_idle & writer.idle),
            self.irq.eq(control.done),
        ]

        self.sync += datapath.reset.eq(control.flush) # Registered because of its large fan-out.
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

        # Weights: a beat is complete when every port has delivered its share ----------------------
        beat = datapath.weights
        addresses = [Signal(32, reset_less=True) for _ in weights] # Constant during a descriptor.
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
        self.add_errors(control, places, stray)
        self.add_counters(geometry, control, issue)

    def add_status(self, geometry, control):
        """Connect the registers that identify the engine and tell how the last program ended."""
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

    def add_errors(self, control, places, stray):
        """Note the first error of a program, and count what nobody asked for.

        places: (error, address, port, client) of every client of a memory port.
        """
        address, source = self._error_address.fields, self._error_source.fields
        noted = Signal()
        for error, where, port, client in places:
            self.sync += If(error & ~noted,
                noted.eq(1),
                address.value.eq(where),
                source.port.eq(port),
                source.client.eq(client),
            )
        self.sync += [
            If(control.begin,
                noted.eq(0),
                address.value.eq(0),
                source.port.eq(0),
                source.client.eq(0),
            ),
            If(stray, self._strays.fields.value.eq(self._strays.fields.value + 1)),
        ]

    def add_counters(self, geometry, control, issue):
        """Count every busy clock in `cycles` and in exactly one of the other counters.

        `stream_words` grows by the number of lanes, since a clock takes a word of each.
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
    """The engine as module `lutcore`, the top of its Verilog; `generate_verilog` converts it.

    Its pins are sys_clk, sys_rst, irq, s_axil_* (registers) and m0_axi_*, m1_axi_*, ... (memory).
    """
    def __init__(self, geometry, multiplier=Multiplier):
        self.clock_domains.cd_sys = ClockDomain()
        self.submodules.core = core = LutCore(geometry, multiplier)

        # # #

        # Registers: one bank at address 0 ---------------------------------------------------------
        csrs = core.get_csrs(sort=True)
        self.submodules.bridge = bridge = RegisterBridge()
        self.submodules.bank   = bank   = csr_bus.CSRBank(
            csrs, bus=csr_bus.Interface.like(bridge.csr))
        self.comb += bridge.csr.connect(bank.bus)
        assert [csr.name for csr in csrs] == [register.name for register in REGISTERS]
        assert len(bank.simple_csrs) == len(REGISTERS) # Each takes one word of the bus.

        # Pins -------------------------------------------------------------------------------------
        self.ios = {self.cd_sys.clk, self.cd_sys.rst, core.irq}
        core.irq.name_override = "irq"
        self.add_pins("s_axil", bridge.axil)
        for i, bus in enumerate(core.buses):
            self.add_pins(f"m{i}_axi", bus)

    def add_pins(self, prefix, bus):
        for channel, name, signal in axi_signals(bus):
            signal.name_override = pin_name(prefix, channel, name)
            self.ios.add(signal)

assert WORD_BITS == SLICE # A word holds one bit of each of a slice's weights.
