"""LiteEth's Etherbone as the host's way to the bus, with no path too long for 75 MHz on an ECP5."""

from types import SimpleNamespace

from liteeth.common import convert_ip, eth_ipv4_user_description
from liteeth.core import LiteEthIPCore
from liteeth.core.icmp import LiteEthICMP
from liteeth.core.udp import LiteEthUDP
from liteeth.frontend.etherbone import LiteEthEtherbone
from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import ClockDomain, ClockSignal, ResetSignal

MAC_ADDRESS = 0x10e2d5000000 # LiteX's.
IP_ADDRESS  = "192.168.1.50"
PORT        = 1234
DATA_WIDTH  = 32

class HostEthernet(LiteXModule):
    """Etherbone at IP_ADDRESS, port PORT, and answers to ping; all but the PHY's part in `sys`.

    LiteX's `add_etherbone` has the same, with two long paths through `ready`:

    - from the header of an IP packet through ping's check of its length back to the MAC. Here ICMP
      and UDP are behind registers, `ready` included;
    - between the two directions of Etherbone's packets. A clock domain of its own, which is the
      system clock's, has LiteEth put a FIFO there.

    Parameters
    ----------
    phy : LiteEth PHY
        With a data width of 8 and the clock domains `eth_rx` and `eth_tx`.

    Attributes
    ----------
    bus : wishbone.Interface, master
        What Etherbone reads and writes.
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
        ip      = SimpleNamespace(crossbar=SimpleNamespace(get_port=self.add_port))
        address = convert_ip(IP_ADDRESS)
        self.icmp      = LiteEthICMP(ip, address, DATA_WIDTH)
        self.udp       = LiteEthUDP(ip, address, DATA_WIDTH)
        self.etherbone = LiteEthEtherbone(self.udp, PORT, buffer_depth=16, cd="etherbone")
        self.bus       = self.etherbone.wishbone.bus

    def add_port(self, protocol, dw):
        """A port of LiteEth's IP, with registers for what comes in."""
        port   = self.core.ip.crossbar.get_port(protocol, dw)
        buffer = stream.Buffer(eth_ipv4_user_description(dw), pipe_ready=True)
        self.add_module(name=f"received{protocol}", module=buffer)
        self.comb += port.source.connect(buffer.sink)
        return SimpleNamespace(sink=port.sink, source=buffer.source)
