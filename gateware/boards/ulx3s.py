"""Radiona ULX3S 85F: SDRAM; a UART over USB for the host."""

from litedram.modules import MT48LC16M16
from litedram.phy import GENSDRPHY
from litex_boards.platforms.radiona_ulx3s import Platform
from litex_boards.targets.radiona_ulx3s import _CRG

from lutcore.gateware.boards.parts import ecp5_85f
from lutcore.gateware.engine.multiplier import Ecp5Multiplier
from lutcore.gateware.flows.ecp5 import Ecp5Target
from lutcore.gateware.soc.litedram import EngineSoC

# SoC ----------------------------------------------------------------------------------------------

class SoC(EngineSoC):
    """32 MiB of SDRAM, 16 bits wide, at the engine's clock; 1 Mbaud on port US1."""
    def __init__(self, geometry):
        platform = Platform(device="LFE5U-85F", toolchain="trellis")
        EngineSoC.__init__(self, platform, "ulx3s", geometry)
        self.crg = _CRG(platform, self.sys_clk_freq)
        self.add_memory_and_engine(GENSDRPHY(platform.request("sdram"), self.sys_clk_freq),
            MT48LC16M16(self.sys_clk_freq, "1:1"), Ecp5Multiplier)
        self.add_uartbone(baudrate=1_000_000)

# Target -------------------------------------------------------------------------------------------

TARGET = Ecp5Target(
    board      = "ulx3s",
    preset     = "ecp5",
    part       = ecp5_85f("LFE5U-85F-6BG381C"),
    soc        = SoC,
    toolchains = ("open",),
    checks     = ("yosys",),
)
