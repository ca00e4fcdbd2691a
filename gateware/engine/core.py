"""The engine: `LutCore`, with its registers and memory ports."""

from litex.gen import LiteXModule, Reduce
from litex.soc.interconnect.csr_eventmanager import EventManager, EventSourceProcess
from migen import Cat, If, Memory, ResetInserter, Signal

from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.isa import DESCRIPTOR_BYTES
from lutcore.driver.contract.registers import TABLE_ROWS, Client, ErrorCode, registers_of
from lutcore.gateware.engine.control import Control, Scope, Watchdog
from lutcore.gateware.engine.csr import add_registers
from lutcore.gateware.engine.datapath import Datapath
from lutcore.gateware.engine.dma import Reader, ReadPort, axi_port, tie_off_writes, word_beats
from lutcore.gateware.engine.fetch import DescriptorFetch
from lutcore.gateware.engine.multiplier import Multiplier
from lutcore.gateware.engine.status import Status
from lutcore.gateware.engine.units import Units
from lutcore.gateware.engine.writer import Dealer, Writer

# Engine -------------------------------------------------------------------------------------------

class LutCore(LiteXModule, Status):
    """The LUT Tensor Core engine: registers, memory ports and everything between them.

    A doorbell makes Control fetch descriptors one by one. Each is loaded by the readers, computed
    by the datapath and stored by the writer, while those before and after it are in other stages.
    Golden model: `contract.reference`.

    Parameters
    ----------
    geometry : contract.Geometry
        Every size of the engine.

    multiplier : class
        `Multiplier`, which suits every device, or a class with its interface for one device.

    with_events : bool
        Add the EventManager, whose CSRs follow the contract's.

    Attributes
    ----------
    buses : list of AXIInterface, masters
        Memory ports, AXI3 or AXI4 as the geometry says. The first `ports` of them carry weights.

    side_bus : int
        Number of the bus that also takes descriptors (ID 0), activations (ID 1) and results: the
        side port, which is the last bus, or else the first bus. Nothing else is written. With
        several `result_ports` other buses take results too.

    irq : Signal(), out
        High while status.done is high.

    ev : EventManager
        Its event `done` is pending from the end of a program until it is cleared.

    CSRs : see `contract.registers`.
    """
    def __init__(self, geometry, multiplier=Multiplier, with_events=True):
        self.buses    = [axi_port(geometry) for _ in range(geometry.buses)]
        self.side_bus = geometry.side_bus
        self.irq      = Signal()
        self.registers = registers_of(geometry.vector_lanes)
        add_registers(self, self.registers)
        if with_events:
            self.add_events()

        # # #

        self.geometry = geometry
        self.add_readers(multiplier)
        self.add_memory_ports()
        self.add_datapath(multiplier)
        self.add_control()
        self.connect_stages()
        self.add_length_check()
        self.connect_clients()
        self.connect_weights()
        self.add_activation_requests()
        self.add_status()
        self.add_error_registers()
        self.add_counters()

    def get_fragment(self):
        """Return the logic, whose memories tell Yosys that no read meets a write to its address.

        Without this attribute Yosys adds comparators and multiplexers around each block RAM, in the
        slowest path. The tests run engines whose memories return garbage on such a read.
        """
        fragment = LiteXModule.get_fragment(self)
        for special in fragment.specials:
            if isinstance(special, Memory):
                special.attr = {*getattr(special, "attr", ()), ("no_rw_check", 1)}
        return fragment

    def add_events(self):
        """Add the EventManager, through which a LiteX SoC takes the interrupt."""
        self.ev      = EventManager()
        self.ev.done = EventSourceProcess(edge="rising", description="A program has ended.")
        self.ev.finalize()
        self.comb += self.ev.done.trigger.eq(self.irq)
        names = [csr.name for csr in self.get_csrs(sort=True)]
        assert names[:len(self.registers)] == [register.name for register in self.registers]

    # Memory ---------------------------------------------------------------------------------------

    def add_readers(self, multiplier):
        """Add the Readers of descriptors, activations, each port's share of weights, and units."""
        geometry = self.geometry
        # Activations queue behind the weights in flight, so they need as deep a prefetch.
        self.descriptors = Reader(geometry, depth=max(64, 2*geometry.max_burst))
        self.activations = Reader(geometry, depth=geometry.stream_depth)
        self.weights     = []
        for i in range(geometry.ports):
            reader = Reader(geometry, depth=geometry.stream_depth, width=geometry.share_bits)
            self.add_module(name=f"weights{i}", module=reader)
            self.weights.append(reader)
        self.operands = []
        if geometry.vector_lanes:
            self.units    = Units(geometry, multiplier)
            self.operands = self.units.readers
        self.readers = [self.descriptors, self.activations, *self.weights, *self.operands]

    def add_memory_ports(self):
        """Add a ReadPort per bus, and a Writer on each bus that takes results.

        `error_sources` lists what may fail, as (error, address, port, client).
        """
        geometry, side_bus = self.geometry, self.side_bus
        self.read_ports    = []
        self.error_sources = []
        self.read_errors   = [] # (Reader, its signal)
        for i, bus in enumerate(self.buses):
            clients = []
            if i == side_bus:
                clients += [(self.descriptors, Client.DESCRIPTORS),
                            (self.activations, Client.ACTIVATIONS)]
            clients += [(reader, Client.ACTIVATIONS)
                        for reader in self.operands[i::len(self.buses)]]
            clients += [(reader, Client.WEIGHTS) for reader in self.weights[i:i + 1]]
            port     = ReadPort(geometry, bus, [reader for reader, _ in clients])
            self.add_module(name=f"read_port{i}", module=port)
            self.read_ports.append(port)
            self.error_sources.append((port.stray, 0, i, 0))
            for (reader, client), error in zip(clients, port.errors, strict=True):
                splitter = reader.splitter
                self.read_errors.append((reader, error))
                self.error_sources.append(
                    (error | splitter.refused, splitter.address, i, client.value))
            if i not in geometry.result_buses:
                self.comb += tie_off_writes(bus)
        self.writers = []
        for part, i in enumerate(geometry.result_buses):
            writer = Writer(geometry, self.buses[i], part)
            self.add_module(name=f"writer{part or ''}", module=writer)
            self.writers.append(writer)
            self.error_sources += [
                (writer.stray, 0, i, 0),
                (writer.error | writer.splitter.refused, writer.splitter.address, i,
                    Client.RESULTS.value),
            ]
        self.writers_idle = Reduce("AND", [writer.idle for writer in self.writers])

        self.weights_idle = Signal()
        self.comb += self.weights_idle.eq(Reduce("AND", [reader.idle for reader in self.weights]))

    # Datapath and control -------------------------------------------------------------------------

    def add_datapath(self, multiplier):
        """Add DescriptorFetch, and the Datapath that works on its descriptor."""
        program = self.descriptors.source
        if self.geometry.vector_lanes:
            self.comb += program.connect(self.units.words)
            program = self.units.program
        self.fetch    = fetch = DescriptorFetch(self.geometry, program)
        self.datapath = ResetInserter()(Datapath(self.geometry, fetch.descriptor, multiplier))

    def add_length_check(self):
        """Detect a descriptor whose lengths do not fit its shape: one side waits for ever.

        Such a fault never lets the descriptor leave its stage, so it may be detected late.
        """
        loader, issue, drain = self.datapath.loader, self.datapath.issue, self.datapath.drain
        activations, writers = self.activations, self.writers
        deadlocks = {
            Scope.LOAD:   [loader.sink.ready & ~loader.sink.valid & activations.idle
                           & ~self.tiles_left,
                           loader.idle & ~activations.idle],
            Scope.STREAM: [issue.stall_weights & self.weights_idle,
                           issue.idle & ~self.weights_idle & ~self.control.stages.asked],
            Scope.STORE:  [~drain.busy & Reduce("OR", [writer.starved for writer in writers]),
                           Reduce("OR", [writer.excess for writer in writers])],
        }
        if self.geometry.vector_lanes: # What a unit writes has no length of its own.
            deadlocks[Scope.STORE] = [cause & ~self.control.unit
                                      for cause in deadlocks[Scope.STORE]]
        for scope, causes in deadlocks.items():
            cause = Signal(len(causes))
            self.sync += [
                cause.eq(Cat(*causes)),
                self.length[scope].eq(self.control.run & (cause != 0)),
            ]

    def add_control(self):
        """Add Control and the Watchdog, and connect them to the registers and all blocks."""
        datapath, writers = self.datapath, self.writers
        self.watchdog = watchdog = Watchdog()
        units       = self.geometry.vector_lanes > 0
        splitters   = [client.splitter for client in (*self.readers, *writers)]
        self.stray  = Signal()
        self.length = {scope: Signal() for scope in Scope}
        readers = { # (Reader, its errors)
            Scope.LOAD:   [pair for pair in self.read_errors
                           if pair[0] in (self.descriptors, self.activations)],
            Scope.STREAM: [pair for pair in self.read_errors if pair[0] in self.weights],
        }
        nonfinite = []
        if units: # A unit runs alone, so any scope would do.
            readers[Scope.STORE] = [pair for pair in self.read_errors if pair[0] in self.operands]
            nonfinite = [(ErrorCode.NONFINITE, Scope.STORE, self.units.error)]
        self.control = control = Control(self.fetch, [
            *[(ErrorCode.WINDOW, scope,
               Reduce("OR", [reader.splitter.refused for reader, _ in some]))
              for scope, some in readers.items()],
            (ErrorCode.WINDOW, Scope.STORE,
             Reduce("OR", [writer.splitter.refused for writer in writers])),
            *[(ErrorCode.READ, scope, Reduce("OR", [error for _, error in some]))
              for scope, some in readers.items()],
            (ErrorCode.WRITE,    Scope.STORE, Reduce("OR", [writer.error for writer in writers])),
            (ErrorCode.STRAY,    Scope.STORE, self.stray),
            (ErrorCode.WATCHDOG, Scope.STORE, watchdog.expired),
            *[(ErrorCode.LENGTH, scope, length) for scope, length in self.length.items()],
            *nonfinite,
        ], units)
        self.comb += [
            self.stray.eq(Reduce("OR", [port.stray for port in (*self.read_ports, *writers)])),
            watchdog.period.eq(self._watchdog.fields.period),
            watchdog.feed.eq(self._status.we | self._watchdog.re | self._count.re),
            watchdog.busy.eq(control.busy),
        ]
        for splitter in splitters:
            self.comb += [
                splitter.window.base.eq(self._window_base.fields.page),
                splitter.window.last.eq(self._window_limit.fields.page),
            ]
        quiet = [datapath.reset, ~datapath.results.valid, self.descriptors.idle,
                 self.activations.idle, self.weights_idle, self.writers_idle]
        if units:
            quiet += self.units.quiet
            self.units.attach(self.fetch, control, self.writers[0])
            self.comb += [
                self.units.reset.eq(datapath.reset),
                control.table.eq(self._rows.storage),
                control.taken.eq(self.descriptors.sink.ready),
            ]
        self.comb += [
            control.doorbell.eq(self._count.re),
            control.program.eq(self._program.storage),
            control.count.eq(self._count.storage),
            control.abort.eq(self._control.re & self._control.fields.abort),
            *[client.flush.eq(control.flush) for client in (*writers, *self.readers)],
            # The datapath's reset is registered, and its last word must be dropped first.
            control.quiet.eq(Reduce("AND", quiet)),
            self.irq.eq(control.done),
        ]
        self.sync += datapath.reset.eq(control.flush) # Registered because of its large fan-out.

    def connect_stages(self):
        """Move descriptors from stage to stage when the blocks are done with those before."""
        datapath, control  = self.datapath, self.control
        stages, issue      = control.stages, datapath.issue
        self.tiles         = Signal(16) # Transfers of activations that are still to be requested.
        self.tiles_left    = Signal()   # `tiles` is not 0; low in the clock after a request.
        self.comb += [
            datapath.start.eq(control.start),
            datapath.compute.eq(stages.compute),
            datapath.store.eq(stages.store),
            control.loaded.eq(datapath.loader.idle & self.activations.idle),
            stages.streamed.eq(issue.done & self.weights_idle),
            stages.computed.eq(issue.idle),
            stages.stored.eq(~datapath.drain.busy & self.writers_idle),
        ]

    # Transfers ------------------------------------------------------------------------------------

    def connect_clients(self):
        """Give descriptors, activations and results their ranges, and join the streams."""
        d, control = self.fetch.descriptor, self.control
        datapath   = self.datapath
        computed   = datapath.computed
        ratio      = word_beats(self.geometry)
        writer     = self.writers[0]
        if len(self.writers) > 1:
            self.dealer = writer = Dealer(self.geometry, self.writers)
        self.comb += [
            self.descriptors.sink.valid.eq(control.read),
            self.descriptors.sink.address.eq(self._program.storage),
            self.descriptors.sink.beats.eq(
                control.count * (DESCRIPTOR_BYTES // WORD_BYTES * ratio)),
            self.activations.sink.valid.eq(self.tiles_left),
            self.activations.sink.address.eq(d.activations),
            self.activations.sink.beats.eq(d.activation_words * ratio),
            writer.sink.valid.eq(control.stages.store),
            writer.sink.address.eq(computed.output),
            writer.sink.beats.eq(computed.output_words * ratio),
            self.activations.source.connect(datapath.activations),
            datapath.results.connect(writer.words),
            datapath.drain.hold.eq(Reduce("OR", [one.almost_full for one in self.writers])),
        ]
        if self.geometry.vector_lanes:
            self.comb += If(control.read_table,
                self.descriptors.sink.valid.eq(1),
                self.descriptors.sink.address.eq(control.table),
                self.descriptors.sink.beats.eq(TABLE_ROWS * ratio),
            )

    def connect_weights(self):
        """Join the ports' shares: a beat is complete when every port has delivered its share."""
        d, control = self.fetch.descriptor, self.control
        beat       = self.datapath.weights
        beats      = self.geometry.share_bits // self.geometry.port_width # In a share.
        addresses  = [Signal(32, reset_less=True) for _ in self.weights]
        self.sync += [ # Constant while a descriptor is loaded.
            address.eq(d.weights + i*d.stride) for i, address in enumerate(addresses)
        ]
        self.comb += [
            beat.valid.eq(Reduce("AND", [reader.source.valid for reader in self.weights])),
            beat.data.eq(Cat(*[reader.source.data for reader in self.weights])),
        ]
        for reader, address in zip(self.weights, addresses, strict=True):
            self.comb += [
                reader.sink.valid.eq(control.stages.weights),
                reader.sink.address.eq(address),
                reader.sink.beats.eq(d.stream_words * beats),
                reader.source.ready.eq(beat.valid & beat.ready),
            ]

    def add_activation_requests(self):
        """Request the activation buffer once per tile."""
        self.sync += [
            self.tiles_left.eq(self.tiles != 0),
            If(self.tiles_left & self.activations.sink.ready,
                self.tiles.eq(self.tiles - 1),
                self.tiles_left.eq(0),
            ),
            If(self.control.start,
                self.tiles.eq(self.datapath.loader.tiles),
                self.tiles_left.eq(1),
            ),
            If(self.control.flush,
                self.tiles.eq(0),
                self.tiles_left.eq(0),
            ),
        ]

    # Probes ---------------------------------------------------------------------------------------

    def probes(self):
        """Return signals for LiteScope: control, errors, the use of each clock, and the buses.

        A bus shows its handshakes, addresses and IDs, not its data.
        """
        control, issue = self.control, self.datapath.issue
        signals = [
            control.busy, control.start, control.run, control.flush, control.loaded, control.done,
            control.code, control.completed, *self.length.values(), self.stray,
            issue.consumed, issue.stall_weights, issue.stall_tables, issue.stall_output,
            issue.stall_issue, self.datapath.loader.full,
        ]
        for bus in self.buses:
            signals += [
                bus.ar.valid, bus.ar.ready, bus.ar.addr, bus.ar.len, bus.ar.id,
                bus.r.valid, bus.r.ready, bus.r.id, bus.r.last, bus.r.resp,
            ]
        for bus in (self.buses[i] for i in self.geometry.result_buses):
            signals += [
                bus.aw.valid, bus.aw.ready, bus.aw.addr, bus.aw.len,
                bus.w.valid, bus.w.ready, bus.w.last,
                bus.b.valid, bus.b.ready, bus.b.resp,
            ]
        return signals
