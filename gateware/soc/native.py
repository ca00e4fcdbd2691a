"""The engine's AXI4 ports on LiteDRAM's native ports: long sequential reads, a command per clock.

LiteDRAM's own AXI bridge buffers data for which the engine has room anyway, and its width converter
loses a clock in every word. Here a burst becomes commands as fast as the controller takes them, and
burst follows burst without a gap.

LiteDRAM's crossbar and its data lines cross the whole chip. So registers stand on both sides of it:
behind the commands, with a `ready` of their own, and behind the words.
"""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from litex.soc.interconnect.axi import RESP_OKAY, RESP_SLVERR
from migen import Cat, If, Mux, Signal, bits_for, log2_int

# Address Generator --------------------------------------------------------------------------------

class BurstCommands(LiteXModule):
    """Splitter of AXI bursts into native commands, without a gap between bursts.

    Each adapter has one, behind its address channel.

    Parameters
    ----------
    bus : AXI address channel, in
        The bursts.

    address_width : int
        Bits of a native word address.

    native_bytes : int
        Bytes of a native word.

    ratio : int
        Native words per beat.

    base : int
        Byte address of the memory, a multiple of its size.

    Attributes
    ----------
    valid, address : Signal, out
        A command, and its address in native words.

    take : Signal(), in
        The command is taken; go on to the next one.

    id : Signal(), out
        ID of the command's burst.

    bad : Signal(), out
        The burst is outside the memory.

    last : Signal(), out
        This is the last command of the burst.

    accept : Signal(), in
        While it is low, no further burst is taken.
    """
    def __init__(self, bus, address_width, native_bytes, ratio, base):
        self.address = Signal(address_width)
        self.valid   = Signal()
        self.take    = Signal()
        self.accept  = Signal(reset=1)
        self.id      = Signal.like(bus.id)
        self.bad     = Signal()
        self.last    = Signal()

        # # #

        shift = log2_int(native_bytes)
        top   = shift + address_width
        left  = Signal(len(bus.len) + bits_for(ratio - 1)) # Commands of the burst after this one.
        assert base % (1 << top) == 0
        self.comb += [
            self.last.eq(left == 0),
            bus.ready.eq(self.accept & (~self.valid | (self.take & self.last))),
        ]
        self.sync += [
            If(self.take,
                self.address.eq(self.address + 1),
                left.eq(left - 1),
                If(self.last, self.valid.eq(0)),
            ),
            If(bus.valid & bus.ready,
                self.valid.eq(1),
                self.address.eq(bus.addr[shift:top]),
                self.id.eq(bus.id),
                self.bad.eq(bus.addr[top:] != base >> top if top < 32 else 0),
                left.eq(Cat(*[1]*log2_int(ratio), bus.len) if ratio > 1 else bus.len),
            ),
        ]

# Reads --------------------------------------------------------------------------------------------

class ReadAdapter(LiteXModule):
    """AR and R of an AXI4 port on native ports. R must always be ready, as the engine's is.

    It stands between a memory port of the engine and LiteDRAM's crossbar. A native port may request
    a DRAM row of another bank only when it has received all of the row before, and LiteDRAM opens
    the new row only then. So DRAM rows alternate between two ports: the next one is opened while
    this one is read. The ports may overtake each other; the adapter puts the words back in order.

    Parameters
    ----------
    bus : AXIInterface
        The engine's port; the adapter is its slave.

    ports : list of LiteDRAMNativePort, mode "read"
        One, two or four ports, as wide as the bus or narrower by a power of two.

    row : int
        Native words of a DRAM row.

    base : int
        Byte address of the memory.

    depth : int
        Words of a port that may be under way; more than the controller's queues and latency need.
    """
    def __init__(self, bus, ports, row, base, depth=64):
        width = ports[0].data_width
        ratio = bus.data_width // width
        assert bus.data_width == ratio*width

        # # #

        # Commands ---------------------------------------------------------------------------------
        commands = BurstCommands(bus.ar, ports[0].address_width, width // 8, ratio, base)
        layout   = [("id", len(bus.ar.id)), ("bad", 1), ("end", 1)]
        flight   = stream.SyncFIFO(layout + [("port", bits_for(len(ports) - 1))],
            len(ports)*depth)
        choice   = Signal(bits_for(len(ports) - 1))
        self.commands, self.flight = commands, flight
        if len(ports) > 1:
            self.comb += choice.eq(commands.address[log2_int(row):][:len(choice)])
        self.comb += [
            flight.sink.valid.eq(commands.take),
            flight.sink.id.eq(commands.id),
            flight.sink.bad.eq(commands.bad),
            flight.sink.end.eq(commands.last),
            flight.sink.port.eq(choice),
        ]

        # Ports: a command goes out when there is room for its word --------------------------------
        self.next = order = stream.Buffer(flight.source.description)
        word = stream.Endpoint([("data", width), *layout]) # The word that `order` expects is here.
        for i, port in enumerate(ports):
            cmd   = stream.Buffer(port.cmd.description, pipe_ready=True)
            words = stream.SyncFIFO([("data", width)], depth, buffered=True)
            room  = Signal(max=depth + 1, reset=depth)
            taken = Signal()
            self.add_module(name=f"cmd{i}",   module=cmd)
            self.add_module(name=f"words{i}", module=words)
            self.comb += [
                cmd.sink.valid.eq(commands.valid & (choice == i) & (room != 0)),
                cmd.sink.we.eq(0),
                cmd.sink.last.eq(commands.last),
                cmd.sink.addr.eq(commands.address),
                If(cmd.sink.valid & cmd.sink.ready, commands.take.eq(1)),
                cmd.source.connect(port.cmd),
                port.rdata.ready.eq(1),
                words.sink.valid.eq(port.rdata.valid),
                words.sink.data.eq(port.rdata.data),
                If(order.source.valid & (order.source.port == i),
                    word.valid.eq(words.source.valid),
                    word.data.eq(words.source.data),
                    words.source.ready.eq(1),
                ),
                taken.eq(words.source.valid & words.source.ready),
            ]
            self.sync += room.eq(room - (cmd.sink.valid & cmd.sink.ready) + taken)
        self.comb += [
            flight.source.connect(order.sink),
            order.source.connect(word, keep={"id", "bad", "end"}),
            order.source.ready.eq(word.valid),
        ]

        # Beats: words are collected, the first one in the lowest bits -----------------------------
        r       = bus.r
        beat    = Signal(bus.data_width)
        whole   = Signal(reset=1) # The word completes a beat.
        fetched = stream.Endpoint(word.description)
        self.sync += [
            fetched.valid.eq(word.valid),
            fetched.payload.eq(word.payload),
        ]
        if ratio == 1:
            self.comb += beat.eq(fetched.data)
        else:
            count = Signal(max=ratio)
            held  = Signal(bus.data_width - width, reset_less=True)
            self.comb += [
                whole.eq(count == ratio - 1),
                beat.eq(Cat(held, fetched.data)),
            ]
            self.sync += If(fetched.valid,
                count.eq(count + 1),
                held.eq(beat[width:]),
            )
        self.sync += [
            r.valid.eq(fetched.valid & whole),
            r.data.eq(beat),
            r.id.eq(fetched.id),
            r.last.eq(fetched.end),
            r.resp.eq(Mux(fetched.bad, RESP_SLVERR, RESP_OKAY)),
        ]

# Writes -------------------------------------------------------------------------------------------

class WriteAdapter(LiteXModule):
    """AW, W and B of an AXI4 port on a native port.

    It stands between the memory port with the engine's Writer and LiteDRAM's crossbar. The
    controller does not wait for data, so a command goes out only when its data is here. A burst
    outside the memory is written nowhere and answered with an error.

    Parameters
    ----------
    bus : AXIInterface
        The engine's port; the adapter is its slave.

    port : LiteDRAMNativePort, mode "write"
        A port as wide as the bus or narrower by a power of two.

    base : int
        Byte address of the memory.

    depth : int
        Native words of data that may wait.

    bursts : int
        Bursts that may be without a response.
    """
    def __init__(self, bus, port, base, depth=32, bursts=8):
        ratio = bus.data_width // port.data_width
        assert bus.data_width == ratio*port.data_width

        # # #

        # Data -------------------------------------------------------------------------------------
        words = stream.SyncFIFO([("data", port.data_width), ("we", port.data_width // 8)], depth)
        self.words = words
        beats = stream.Endpoint([("data", bus.data_width), ("we", bus.data_width // 8)])
        self.comb += [
            beats.valid.eq(bus.w.valid),
            beats.last.eq(bus.w.last),
            beats.data.eq(bus.w.data),
            beats.we.eq(bus.w.strb),
            bus.w.ready.eq(beats.ready),
        ]
        if ratio == 1:
            self.comb += beats.connect(words.sink)
        else:
            self.converter = converter = stream.StrideConverter(
                beats.description, words.sink.description)
            self.comb += [
                beats.connect(converter.sink),
                converter.source.connect(words.sink),
            ]

        # Commands ---------------------------------------------------------------------------------
        commands = BurstCommands(bus.aw, port.address_width, port.data_width // 8, ratio, base)
        waiting  = Signal(max=depth + 1)  # Words without a command.
        open_    = Signal(max=bursts + 1) # Bursts taken and not yet answered.
        self.commands = commands
        self.cmd = cmd = stream.Buffer(port.cmd.description, pipe_ready=True)
        self.comb += [
            cmd.sink.valid.eq(commands.valid & (waiting != 0)),
            cmd.sink.we.eq(1),
            cmd.sink.last.eq(commands.last),
            cmd.sink.addr.eq(commands.address),
            cmd.source.connect(port.cmd),
            commands.take.eq(cmd.sink.valid & cmd.sink.ready),
            commands.accept.eq(open_ != bursts),
        ]
        self.sync += [
            waiting.eq(waiting + (words.sink.valid & words.sink.ready) - commands.take),
            open_.eq(open_ + (bus.aw.valid & bus.aw.ready) - (bus.b.valid & bus.b.ready)),
        ]

        # To the memory ----------------------------------------------------------------------------
        layout = [("id", len(bus.aw.id)), ("bad", 1)]
        self.taken = taken = stream.SyncFIFO(layout, bursts) # Bursts whose first command is out.
        first = Signal(reset=1)
        done  = Signal()
        self.sync += If(commands.take, first.eq(commands.last))
        self.comb += [
            taken.sink.valid.eq(commands.take & first),
            taken.sink.id.eq(commands.id),
            taken.sink.bad.eq(commands.bad),
            port.wdata.valid.eq(words.source.valid),
            port.wdata.data.eq(words.source.data),
            port.wdata.we.eq(Mux(taken.source.bad, 0, words.source.we)),
            words.source.ready.eq(port.wdata.ready),
            done.eq(words.source.valid & words.source.ready & words.source.last),
            taken.source.ready.eq(done),
        ]

        # Responses --------------------------------------------------------------------------------
        self.answers = answers = stream.SyncFIFO(layout, bursts)
        self.comb += [
            answers.sink.valid.eq(done),
            answers.sink.id.eq(taken.source.id),
            answers.sink.bad.eq(taken.source.bad),
            bus.b.valid.eq(answers.source.valid),
            bus.b.id.eq(answers.source.id),
            bus.b.resp.eq(Mux(answers.source.bad, RESP_SLVERR, RESP_OKAY)),
            answers.source.ready.eq(bus.b.ready),
        ]
