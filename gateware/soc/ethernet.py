"""Etherbone over LiteEth, the host's way to a SoC's bus, fast enough for 75 MHz on an ECP5."""

from types import SimpleNamespace

from liteeth.common import convert_ip, eth_ipv4_user_description
from liteeth.core import LiteEthIPCore
from liteeth.core.icmp import LiteEthICMP
from liteeth.core.udp import LiteEthUDP
from liteeth.frontend.etherbone import LiteEthEtherbone
from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import ClockDomain, ClockSignal, ResetSignal

MAC_ADDRESS = 0x10e2d5000000 # LiteX's default.
IP_ADDRESS  = "192.168.1.50"
PORT        = 1234
DATA_WIDTH  = 32

class HostEthernet(LiteXModule):
    """Etherbone at IP_ADDRESS, port PORT, and answers to ping, between a PHY and the SoC's bus.

    Everything but the PHY's side is in the clock domain `sys`. LiteX's `add_etherbone` makes the
    same circuit, but with two long paths through `ready`:

    - From the header of an IP packet through the length check of ICMP (ping) back to the MAC. Here
      registers, for `ready` too, separate ICMP and UDP from IP.
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
        ip      = SimpleNamespace(crossbar=SimpleNamespace(get_port=self.add_port))
        address = convert_ip(IP_ADDRESS)
        self.icmp      = LiteEthICMP(ip, address, DATA_WIDTH)
        self.udp       = LiteEthUDP(ip, address, DATA_WIDTH)
        self.etherbone = LiteEthEtherbone(self.udp, PORT, buffer_depth=16, cd="etherbone")
        self.bus       = self.etherbone.wishbone.bus

    def add_port(self, protocol, dw):
        """Return a port of LiteEth's IP whose incoming packets pass registers."""
        port   = self.core.ip.crossbar.get_port(protocol, dw)
        buffer = stream.Buffer(eth_ipv4_user_description(dw), pipe_ready=True)
        self.add_module(name=f"received{protocol}", module=buffer)
        self.comb += port.source.connect(buffer.sink)
        return SimpleNamespace(sink=port.sink, source=buffer.source)
