"""Zynq targets: the sources that every toolchain takes, and the toolchains themselves."""

import os
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from xml.etree import ElementTree

from litex.gen import LiteXContext

from lutcore.driver.bundles import manifest
from lutcore.driver.bundles.hwh import FAMILIES, clock_below, render_hwh
from lutcore.driver.contract.errors import BundleFormatError, GeometryError
from lutcore.driver.contract.registers import VLNV, registers_of
from lutcore.gateware.engine.verilog import generate_verilog
from lutcore.gateware.flows import vivado
from lutcore.gateware.flows import xc7_open as open_flow
from lutcore.gateware.flows import xc7_tools as open_tools
from lutcore.gateware.flows.target import Target, reproducible
from lutcore.gateware.soc.zynq import Processor, ZynqSoC

# Target -------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class ZynqTarget(Target):
    """A board with a Zynq.

    Parameters
    ----------
    part : boards.parts.Part

    platform : function() -> LiteX platform
        The platform, with Vivado as its toolchain.

    leds : int
        Number of the platform's user LEDs that the SoC drives, 0 or 2.

    open_preset : str or None
        Geometry that the open tools place and route at its clock, with the seed `seed`.
    """
    board: str
    preset: str
    processor: Processor
    part: object
    platform: Callable
    toolchains: tuple
    leds: int = 0
    open_preset: str | None = None
    seed: int = Target.seed
    power_up_mhz: float | None = None

    checks = ("yosys",)

    def preset_for(self, toolchain):
        return (self.open_preset if toolchain == "open" else None) or self.preset

    def check(self, geometry):
        self.processor.check(self.board, geometry)
        if self.processor.family == "zynq7": # On the other family the PLL depends on the board.
            check_clock(FAMILIES["zynq7"].pll_mhz, geometry.clock_mhz)

    def generate(self, folder, geometry):
        (folder / manifest.VERILOG).write_text(generate_verilog(geometry))
        (folder / manifest.HARDWARE).write_text(self.handoff(geometry, geometry.clock_mhz))
        platform = self.platform()
        leds = [platform.request("user_led", i) for i in range(self.leds)]
        soc  = ZynqSoC(self.processor, geometry, leds)
        platform.add_period_constraint(soc.crg.cd_sys.clk, 1e3/geometry.clock_mhz)
        platform.add_source(str(folder / manifest.VERILOG))
        vivado.add_checks(platform.toolchain)
        LiteXContext.top = None # Else the Verilog describes an earlier SoC of this process.
        with _same_directory():
            platform.build(soc, build_dir=str(folder), build_name=self.board, run=False)
        (folder / f"build_{self.board}.sh").unlink()
        for suffix in ("v", "tcl"):
            file = folder / f"{self.board}.{suffix}"
            file.write_text(reproducible(file.read_text().replace(f"{folder}{os.sep}", "")))
        return [manifest.HARDWARE, manifest.VERILOG,
                *(f"{self.board}.{suffix}" for suffix in ("v", "xdc", "tcl"))]

    def handoff(self, geometry, clock_mhz):
        registers = registers_of(geometry.vector_lanes)
        text = render_hwh(registers, self.processor.family, clock_mhz=clock_mhz,
                          port_width=geometry.port_width)
        check_handoff(text, self.processor.family, registers)
        return text

    def clock_below(self, limit_mhz):
        return clock_below(self.processor.family, limit_mhz)

    def missing(self, toolchain):
        if toolchain == "vivado":
            return None if vivado.program() else "vivado is not on PATH"
        if toolchain == "open":
            return open_flow.missing(self.part.name)
        return None

    def compile(self, folder, geometry, toolchain, options):
        if toolchain == "yosys":
            family = {"zynq7": "xc7", "zynqmp": "xcup"}[self.processor.family]
            return open_flow.synthesis_only(folder, self.board, self.part, family)
        if toolchain == "open":
            outcome = open_flow.run(folder, self.board, self.part, geometry.clock_mhz, options)
        else:
            outcome = vivado.run(folder, self.board, 1e3/geometry.clock_mhz, options.allow_slow)
        (folder / f"{self.board}.bit").rename(folder / manifest.BITSTREAM)
        return outcome

    def instructions(self, folder):
        text = f"cd {folder} && vivado -mode batch -source {self.board}.tcl"
        if "open" in self.toolchains:
            text += f"; or, with open tools: {open_tools.HOW}, then build again"
        return text

def check_clock(pll_mhz, clock_mhz):
    """Raise GeometryError where the processor cannot divide its PLL's clock to this one."""
    ratio = pll_mhz/clock_mhz
    if abs(ratio - round(ratio)) > 1e-3*ratio:
        above, below = pll_mhz/int(ratio), pll_mhz/(int(ratio) + 1)
        raise GeometryError(f"geometry: clock_mhz = {clock_mhz:g}; the processor makes "
                            f"{below:.4g} or {above:.4g} MHz: --set clock_mhz={below:.4g}")

def check_handoff(text, family, registers):
    """Raise BundleFormatError where a .hwh has other addresses than the engine's registers."""
    root = ElementTree.fromstring(text)
    core = root.find(f".//MODULE[@VLNV='{VLNV}']")
    base = root.find(f".//MEMRANGE[@INSTANCE='{core.get('INSTANCE')}']").get("BASEVALUE")
    offsets = {register.get("NAME"): register.find("PROPERTY[@NAME='ADDRESS_OFFSET']").get("VALUE")
               for register in core.iter("REGISTER")}
    expected = {register.name: f"{register.offset:#x}" for register in registers}
    if int(base, 16) != FAMILIES[family].base or offsets != expected:
        raise BundleFormatError(f"{manifest.HARDWARE} has base {base} and registers {offsets}; "
            f"they must be {FAMILIES[family].base:#x} and {expected}")

@contextmanager
def _same_directory():
    """Return to the current directory, which LiteX changes and leaves changed if it fails."""
    here = os.getcwd()
    try:
        yield
    finally:
        os.chdir(here)
