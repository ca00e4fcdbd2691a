"""LambdaConcept ECPIX-5 85F: DDR3 memory; Gigabit Ethernet (Etherbone) and UART for the host."""

from litedram.modules import MT41K256M16
from liteeth.phy.ecp5rgmii import LiteEthPHYRGMII
from litex_boards.platforms.lambdaconcept_ecpix5 import Platform
from litex_boards.targets.lambdaconcept_ecpix5 import _CRG

from lutcore.gateware.boards.parts import ecp5_85f
from lutcore.gateware.flows.ecp5 import Ecp5Target
from lutcore.gateware.soc.ecp5 import Ddr3SoC

# SoC ----------------------------------------------------------------------------------------------

class SoC(Ddr3SoC):
    """512 MiB of DDR3; the board is at 192.168.1.50, or at 1 Mbaud on the debugger's USB port."""
    def __init__(self, geometry):
        platform = Platform(device="85F", toolchain="trellis")
        Ddr3SoC.__init__(self, platform, "ecpix5", geometry)
        self.crg = _CRG(platform, self.sys_clk_freq)
        self.add_ddr3(MT41K256M16)
        self.add_host_ethernet(LiteEthPHYRGMII(
            clock_pads = platform.request("eth_clocks"),
            pads       = platform.request("eth"),
            rx_delay   = 0e-9))
        self.add_uartbone(baudrate=1_000_000)

# Target -------------------------------------------------------------------------------------------

TARGET = Ecp5Target(
    board      = "ecpix5",
    preset     = "ecp5",
    part       = ecp5_85f("LFE5UM5G-85F-8BG554I"),
    soc        = SoC,
    toolchains = ("open",),
    checks     = ("yosys",),
    router     = "router2", # router1 did not end in 36 minutes.
)
