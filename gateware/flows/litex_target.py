"""Targets whose host is another computer: the LiteX SoC's files, and its map for the host."""

import logging
import shutil
from abc import abstractmethod
from contextlib import contextmanager
from dataclasses import dataclass

from litex.soc.integration.builder import Builder

from lutcore.driver.bundles import manifest
from lutcore.driver.contract.errors import GeometryError
from lutcore.gateware.flows.target import Target, reproducible
from lutcore.gateware.soc.integration import check_ports

CSR_MAP = "csr.csv" # Map of the registers for litex_cli and the user's own scripts.

# Target -------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class LitexTarget(Target):
    """A board whose host is another computer, connected by one of LiteX's bridges.

    Parameters
    ----------
    part : boards.parts.Part

    soc : function(Geometry) -> gateware.soc.EngineSoC
        Raises ValueError or AssertionError where a PLL cannot make the clock.
    """
    board: str
    preset: str
    part: object
    soc: object
    toolchains: tuple
    checks: tuple = ()

    kind    = "litex"
    carried = (CSR_MAP,)

    def check(self, geometry):
        check_ports(geometry)

    def generate(self, folder, geometry):
        """Write the Verilog of the SoC with the engine in it, the constraints and the maps."""
        with _quiet():
            output = folder / "litex"
            try:
                soc = self.soc(geometry)
                builder = Builder(soc, output_dir=str(output), csr_csv=str(folder / CSR_MAP),
                    compile_software=False, compile_gateware=False)
                builder.build(run=False, build_name=self.board)
            except (ValueError, AssertionError) as error: # LiteX's PLLs raise both.
                raise GeometryError(
                    f"geometry: clock_mhz = {geometry.clock_mhz:g}: {self.board}'s PLL or memory "
                    f"cannot make it ({str(error) or 'out of range'}); "
                    "choose another clock") from error
        (folder / manifest.SOC).write_text(soc.map().encode())
        names = [manifest.SOC, manifest.REGISTERS, CSR_MAP]
        for file in sorted((output / "gateware").iterdir()):
            if file.name.startswith(self.board) and file.suffix in (".v", ".lpf", ".xdc", ".init"):
                shutil.copy(file, folder / file.name)
                names.append(file.name)
        for name in (CSR_MAP, f"{self.board}.v"):
            (folder / name).write_text(reproducible((folder / name).read_text()))
        return [*names, *self.scripts(folder, soc)]

    @abstractmethod
    def scripts(self, folder, soc):
        """Write the scripts that run the tools on the files in `folder`; returns their names."""

@contextmanager
def _quiet():
    """Suppress LiteX's log of every bus and region."""
    before = logging.root.manager.disable
    logging.disable(logging.INFO)
    try:
        yield
    finally:
        logging.disable(before)
