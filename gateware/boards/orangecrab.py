"""OrangeCrab r0.2 85F: DDR3 memory; a UART on the feather header for the host."""

from litedram.modules import MT41K64M16
from litex_boards.platforms.gsd_orangecrab import Platform, feather_serial
from litex_boards.targets.gsd_orangecrab import _CRGSDRAM

from lutcore.gateware.boards.parts import ecp5_85f
from lutcore.gateware.flows.ecp5 import Ecp5Target
from lutcore.gateware.soc.ecp5 import Ddr3SoC

# SoC ----------------------------------------------------------------------------------------------

class SoC(Ddr3SoC):
    """128 MiB of DDR3; 1 Mbaud on pins 0 (input) and 1 (output), as the USB port has no UART."""
    def __init__(self, geometry):
        platform = Platform(revision="0.2", device="85F", toolchain="trellis")
        platform.add_extension(feather_serial)
        Ddr3SoC.__init__(self, platform, "orangecrab", geometry)
        self.crg = _CRGSDRAM(platform, self.sys_clk_freq)
        self.add_ddr3(MT41K64M16, rtt_nom="disabled", cmd_delay=0, dm_remapping={0: 1, 1: 0})
        self.add_uartbone(baudrate=1_000_000)

# Target -------------------------------------------------------------------------------------------

TARGET = Ecp5Target(
    board      = "orangecrab",
    preset     = "ecp5",
    part       = ecp5_85f("LFE5U-85F-8MG285C"),
    soc        = SoC,
    toolchains = ("open",),
    checks     = ("yosys",),
)
