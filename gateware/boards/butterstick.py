"""ButterStick 85F: DDR3 memory; Gigabit Ethernet (Etherbone) for the host."""

from litedram.modules import MT41K64M16
from liteeth.phy.ecp5rgmii import LiteEthPHYRGMII
from litex_boards.platforms.gsd_butterstick import Platform
from litex_boards.targets.gsd_butterstick import _CRG

from lutcore.gateware.boards.parts import ecp5_85f
from lutcore.gateware.flows.ecp5 import Ecp5Target
from lutcore.gateware.soc.ecp5 import Ddr3SoC

# SoC ----------------------------------------------------------------------------------------------

class SoC(Ddr3SoC):
    """256 MiB of DDR3 in two ranks; the board is at 192.168.1.50."""
    def __init__(self, geometry):
        platform = Platform(device="85F", toolchain="trellis")
        Ddr3SoC.__init__(self, platform, "butterstick", geometry)
        self.crg = _CRG(platform, self.sys_clk_freq)
        self.add_ddr3(MT41K64M16)
        self.add_host_ethernet(LiteEthPHYRGMII(
            clock_pads = platform.request("eth_clocks"),
            pads       = platform.request("eth"),
            rx_delay   = 0e-9)) # The Ethernet chip delays its clock itself.

# Target -------------------------------------------------------------------------------------------

TARGET = Ecp5Target(
    board      = "butterstick",
    preset     = "ecp5",
    part       = ecp5_85f("LFE5UM5G-85F-8BG381C"),
    soc        = SoC,
    toolchains = ("open",),
    checks     = ("yosys",),
)
