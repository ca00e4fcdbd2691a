"""Etherbone over LiteEth, the host's way to a SoC's bus, fast enough for 75 MHz on an ECP5."""

from types import SimpleNamespace

from liteeth.common import convert_ip, eth_ipv4_user_description
from liteeth.core import LiteEthIPCore
from liteeth.core.icmp import LiteEthICMP
from liteeth.core.udp import LiteEthUDP
from liteeth.frontend.etherbone import LiteEthEtherbone
from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import Cat, ClockDomain, ClockSignal, If, Memory, ResetSignal, Signal

from lutcore.driver.bundles.soc_map import Etherbone

MAC_ADDRESS = 0x10e2d5000000 # LiteX's default.
IP_ADDRESS  = "192.168.1.50"
PORT        = 1234
DATA_WIDTH  = 32

RECORD_WORDS = 256   # Words of a packet that Etherbone takes: LiteEth's most.
BUFFER_WORDS = 2048  # Words of packets that wait for the bus.
PACKET_WORDS = RECORD_WORDS + 1 + 1 + 2 + 2 # With the headers of record, Etherbone and UDP.
PACKETS      = BUFFER_WORDS // PACKET_WORDS
HOLDS        = Etherbone(words=RECORD_WORDS, packets=PACKETS)

# Packet Buffer ------------------------------------------------------------------------------------

class PacketBuffer(LiteXModule):
    """FIFO of whole packets that drops those with an error and those that do not fit.

        for packet of sink:
            for word of packet: store it, if there is room
            hand the packet to source, or forget it

    A line does not wait, so `sink.ready` is always high: a packet that finds no room is lost as one
    and not cut in the middle. LiteEth marks a frame with a wrong checksum at its end only; without
    this buffer the bus would have taken its words by then.

    Parameters
    ----------
    layout : EndpointDescription
        Layout with `data`, `last_be` and `error`, and parameters that hold for a packet.

    depth : int
        Words, a power of two.

    packets : int
        Packets at a time.

    Attributes
    ----------
    sink, source : stream.Endpoint
        The packets; `source.error` is always 0.
    """
    def __init__(self, layout, depth, packets):
        self.sink   = stream.Endpoint(layout)
        self.source = stream.Endpoint(layout)

        # # #

        sink, source = self.sink, self.source
        self.params = stream.SyncFIFO(stream.EndpointDescription(layout.param_layout), packets)

        # Write: `write` runs ahead of `end`, behind which no whole packet lies --------------------
        write, end, read, level = (Signal(max=2*depth) for _ in range(4))
        full, spoilt, keep = Signal(), Signal(), Signal()
        self.comb += [
            sink.ready.eq(1),
            level.eq(write - read),
            full.eq(level == depth),
            keep.eq(~full & ~spoilt & (sink.error == 0) & self.params.sink.ready),
            self.params.sink.payload.eq(sink.param),
            self.params.sink.valid.eq(sink.valid & sink.last & keep),
        ]
        self.sync += If(sink.valid,
            spoilt.eq((spoilt | full) & ~sink.last),
            If(~full, write.eq(write + 1)),
            If(sink.last & ~keep, write.eq(end)),
            If(sink.last &  keep, end.eq(write + 1)),
        )

        # Memory -----------------------------------------------------------------------------------
        word    = Cat(sink.data, sink.last_be, sink.last)
        memory  = Memory(len(word), depth)
        storing = memory.get_port(write_capable=True)
        loading = memory.get_port(has_re=True)
        self.specials += memory, storing, loading
        self.comb += [
            storing.adr.eq(write),
            storing.dat_w.eq(word),
            storing.we.eq(sink.valid & ~full),
        ]

        # Read: `loaded` says that the memory's output is a word of a packet -----------------------
        loaded = Signal()
        self.comb += [
            loading.adr.eq(read),
            loading.re.eq(~loaded | (source.valid & source.ready)),
            Cat(source.data, source.last_be, source.last).eq(loading.dat_r),
            source.valid.eq(loaded & self.params.source.valid),
            source.param.eq(self.params.source.payload),
            self.params.source.ready.eq(source.valid & source.ready & source.last),
        ]
        self.sync += If(loading.re,
            loaded.eq(read != end),
            If(read != end, read.eq(read + 1)),
        )

# Etherbone ----------------------------------------------------------------------------------------

class PacketEtherbone(LiteEthEtherbone):
    """LiteEth's Etherbone, which takes packets while it works at the one before.

    LiteX's PacketFIFO stores a packet's parameters (counts, sender) beside its words, with the last
    one. It stores them again in every clock in which that word waits for room, and then later
    packets get the parameters of earlier ones. A single packet does not wait; a second one does.

    The parameters are those of LiteEthEtherbone.
    """
    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        for fifo in (self.record.receiver.fifo, self.record.sender.fifo):
            store_once(fifo)

def store_once(fifo):
    """Let a PacketFIFO store a packet's parameters when it stores the last word."""
    last = fifo.sink.valid & fifo.sink.last
    fifo.comb += fifo.param_fifo.sink.valid.eq(last & fifo.payload_fifo.sink.ready) # Replaces its.

# Host Ethernet ------------------------------------------------------------------------------------

class HostEthernet(LiteXModule):
    """Etherbone at IP_ADDRESS, port PORT, and answers to ping, between a PHY and the SoC's bus.

    A host may have as many packets under way as HOLDS says, each with as many words.

    Everything but the PHY's side is in the clock domain `sys`. LiteX's `add_etherbone` makes the
    same circuit, but with two long paths through `ready`:

    - From the header of an IP packet through the length check of ICMP (ping) back to the MAC. Here
      registers, for `ready` too, separate ICMP from IP, and a PacketBuffer separates UDP from it.
    - Between the two directions of Etherbone's packets. Here Etherbone has a clock domain with a
      name of its own, though with the system clock, so that LiteEth inserts a FIFO.

    Parameters
    ----------
    phy : LiteEth PHY
        The PHY, with a data width of 8 and the clock domains `eth_rx` and `eth_tx`.

    clk_freq : float
        System clock, in Hz.

    Attributes
    ----------
    bus : wishbone.Interface, master
        The host's accesses.
    """
    def __init__(self, phy, clk_freq):
        self.cd_etherbone = ClockDomain()

        # # #

        self.comb += [
            self.cd_etherbone.clk.eq(ClockSignal("sys")),
            self.cd_etherbone.rst.eq(ResetSignal("sys")),
        ]
        self.core = LiteEthIPCore(phy,
            mac_address       = MAC_ADDRESS,
            ip_address        = IP_ADDRESS,
            clk_freq          = clk_freq,
            dw                = DATA_WIDTH,
            with_icmp         = False,
            with_sys_datapath = True)
        address = convert_ip(IP_ADDRESS)
        layout  = eth_ipv4_user_description(DATA_WIDTH)
        self.icmp_buffer = stream.Buffer(layout, pipe_ready=True)
        self.udp_buffer  = PacketBuffer(layout, BUFFER_WORDS, packets=PACKETS)
        self.icmp        = LiteEthICMP(self.behind(self.icmp_buffer), address, DATA_WIDTH)
        self.udp         = LiteEthUDP(self.behind(self.udp_buffer), address, DATA_WIDTH)
        self.etherbone   = PacketEtherbone(self.udp, PORT, buffer_depth=RECORD_WORDS,
            cd="etherbone")
        self.bus         = self.etherbone.wishbone.bus

    def behind(self, buffer):
        """Return LiteEth's IP for a protocol whose incoming packets pass `buffer`."""
        def get_port(protocol, dw):
            port = self.core.ip.crossbar.get_port(protocol, dw)
            self.comb += port.source.connect(buffer.sink)
            return SimpleNamespace(sink=port.sink, source=buffer.source)
        return SimpleNamespace(crossbar=SimpleNamespace(get_port=get_port))
