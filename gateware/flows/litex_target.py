"""What targets with a LiteX SoC have in common: the SoC's files, and the map for the host."""

import logging
import shutil
from abc import abstractmethod
from contextlib import contextmanager
from dataclasses import dataclass

from litex.soc.integration.builder import Builder

from lutcore.driver.bundles import manifest
from lutcore.driver.contract.errors import GeometryError
from lutcore.gateware.engine.multiplier import Multiplier
from lutcore.gateware.engine.verilog import generate_verilog
from lutcore.gateware.flows.target import Target, reproducible
from lutcore.gateware.soc.litedram import check_ports

CSR_MAP = "csr.csv" # For litex_cli and one's own scripts.

# Target -------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class LitexTarget(Target):
    """A board whose host is another computer, behind a bridge of LiteX's.

    Parameters
    ----------
    soc : function(Geometry) -> gateware.soc.EngineSoC
        May raise ValueError or AssertionError where a PLL cannot make the clock.
    """
    board: str
    preset: str
    part: object
    soc: object
    toolchains: tuple
    checks: tuple = ()

    kind       = "litex"
    carried    = (CSR_MAP,)
    multiplier = Multiplier # As the family has it.

    def check(self, geometry):
        check_ports(geometry)

    def generate(self, folder, geometry):
        """The SoC's Verilog and constraints, the engine's Verilog, the maps."""
        (folder / manifest.VERILOG).write_text(generate_verilog(geometry, self.multiplier))
        with _quiet():
            made = folder / "litex"
            try:
                soc     = self.soc(geometry)
                soc.platform.add_source(str(folder / manifest.VERILOG))
                builder = Builder(soc, output_dir=str(made), csr_csv=str(folder / CSR_MAP),
                    compile_software=False, compile_gateware=False)
                builder.build(run=False, build_name=self.board)
            except (ValueError, AssertionError) as error: # LiteX's PLLs raise either.
                raise GeometryError(
                    f"geometry: clock_mhz = {geometry.clock_mhz:g}: {self.board}'s PLL or memory "
                    f"cannot have it ({error or 'out of range'}); take another") from error
        (folder / manifest.SOC).write_text(soc.map().encode())
        names = [manifest.VERILOG, manifest.SOC, manifest.REGISTERS, CSR_MAP]
        for file in sorted((made / "gateware").iterdir()):
            if file.name.startswith(self.board) and file.suffix in (".v", ".lpf", ".xdc", ".init"):
                shutil.copy(file, folder / file.name)
                names.append(file.name)
        for name in (CSR_MAP, f"{self.board}.v"):
            (folder / name).write_text(reproducible((folder / name).read_text()))
        return [*names, *self.scripts(folder, soc)]

    @abstractmethod
    def scripts(self, folder, soc):
        """Write what runs the tools on the files in `folder`; returns the files' names."""

@contextmanager
def _quiet():
    """Without LiteX's log of every bus and region."""
    before = logging.root.manager.disable
    logging.disable(logging.INFO)
    try:
        yield
    finally:
        logging.disable(before)
