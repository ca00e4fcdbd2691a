"""Digilent Arty A7-100T: DDR3 memory; 100 Mbit Ethernet (Etherbone) and UART for the host.

Only Vivado makes the bitstream; everything before it is written without Vivado.
"""

import re

from litedram.modules import MT41K128M16
from litedram.phy import s7ddrphy
from liteeth.phy.mii import LiteEthPHYMII
from litex_boards.platforms.digilent_arty import Platform
from litex_boards.targets.digilent_arty import _CRG

from lutcore.driver.bundles import manifest
from lutcore.gateware.boards.parts import XC7A100T
from lutcore.gateware.flows import vivado
from lutcore.gateware.flows.litex_target import LitexTarget
from lutcore.gateware.soc.litedram import EngineSoC

# SoC ----------------------------------------------------------------------------------------------

class SoC(EngineSoC):
    """256 MiB of DDR3 with a word of 128 bits per clock; at 192.168.1.50, or 1 Mbaud over USB."""
    def __init__(self, geometry):
        platform = Platform(variant="a7-100", toolchain="vivado")
        EngineSoC.__init__(self, platform, "arty", geometry)
        vivado.add_checks(platform.toolchain)
        self.crg = _CRG(platform, self.sys_clk_freq)
        phy = s7ddrphy.A7DDRPHY(platform.request("ddram"),
            memtype      = "DDR3",
            nphases      = 4,
            sys_clk_freq = self.sys_clk_freq)
        self.add_memory_and_engine(phy, MT41K128M16(self.sys_clk_freq, "1:4"))
        self.add_host_ethernet(LiteEthPHYMII(
            clock_pads = platform.request("eth_clocks"),
            pads       = platform.request("eth")))
        clocks = self.ethphy.crg
        platform.add_period_constraint(clocks.cd_eth_tx.clk, 1e9/self.ethphy.tx_clk_freq)
        platform.add_false_path_constraints(
            self.crg.cd_sys.clk, clocks.cd_eth_rx.clk, clocks.cd_eth_tx.clk)
        self.add_uartbone(baudrate=1_000_000)

# Target -------------------------------------------------------------------------------------------

class ArtyTarget(LitexTarget):
    """A target whose bitstream Vivado makes, with LiteX's script."""
    def scripts(self, folder, soc):
        text = (folder / "litex" / "gateware" / f"{self.board}.tcl").read_text()
        (folder / f"{self.board}.tcl").write_text(re.sub(r"{/\S*/(\w+\.v)}", r"{\1}", text))
        return [f"{self.board}.tcl"]

    def missing(self, toolchain):
        return None if vivado.program() else "vivado is not on PATH"

    def compile(self, folder, geometry, toolchain, options):
        outcome = vivado.run(folder, self.board, 1e3/geometry.clock_mhz, options.allow_slow)
        (folder / f"{self.board}.bit").rename(folder / manifest.BITSTREAM)
        return outcome

    def instructions(self, folder):
        return f"cd {folder} && vivado -mode batch -source {self.board}.tcl"

TARGET = ArtyTarget(
    board      = "arty",
    preset     = "arty",
    part       = XC7A100T,
    soc        = SoC,
    toolchains = ("vivado",),
)
