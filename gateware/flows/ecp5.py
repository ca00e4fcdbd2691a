"""Make ECP5 bitstreams with open tools, native or YoWASP's: Yosys, nextpnr, ecppack.

    BOARD.v -> Yosys -> nextpnr -> ecppack --compress -> .bit

nextpnr's timing model of the ECP5 covers memories, DSPs and clocks, so its figures are not derated.
"""

import json
import re
from dataclasses import dataclass

from lutcore.driver.bundles import manifest
from lutcore.driver.bundles.manifest import Build
from lutcore.driver.tools import ToolFailedError, ToolMissingError, run_tool, tool_version
from lutcore.gateware.errors import TimingError
from lutcore.gateware.flows.litex_target import LitexTarget
from lutcore.gateware.flows.netlist import cell_types, utilisation
from lutcore.gateware.flows.target import Outcome, find_open_tool

TOOLS  = ("yosys", "nextpnr-ecp5", "ecppack")
REPORT = "report.json"
SCRIPT = "build.sh"
EXTRA  = "ecp5" # The optional dependency of lutcore that brings TOOLS.

# Target -------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Ecp5Target(LitexTarget):
    """A board with an ECP5.

    Parameters
    ----------
    router : str
        nextpnr's router. router1 gives the faster designs, but may rip up the same wires without
        end; router2 ends.
    """
    router: str = "router1"

    def scripts(self, folder, soc):
        tools = soc.platform.toolchain
        (folder / f"{self.board}.ys").write_text(synthesis(self.board))
        (folder / "nextpnr.args").write_text(" ".join((
            f"--{tools._architecture}", "--package", tools._package,
            "--speed", str(tools._speed_grade))) + "\n")
        (folder / SCRIPT).write_text(
            "#!/bin/sh\n"
            "# Makes lutcore.bit of what is here. Report: what the clocks reached.\n"
            "set -e\n"
            f"yosys -q {self.board}.ys\n"
            f"nextpnr-ecp5 $(cat nextpnr.args) {' '.join(self.placement(self.seed))}\n"
            f"ecppack {' '.join(packing(self.board))}\n")
        return [f"{self.board}.ys", "nextpnr.args", SCRIPT]

    def missing(self, toolchain):
        try:
            for tool in TOOLS[:1] if toolchain == "yosys" else TOOLS:
                find_open_tool(tool, EXTRA)
        except ToolMissingError as error:
            return str(error)

    def compile(self, folder, geometry, toolchain, options):
        programs = {tool: find_open_tool(tool, EXTRA)
            for tool in (TOOLS[:1] if toolchain == "yosys" else TOOLS)}
        versions = {tool: tool_version(path) for tool, path in programs.items()}
        run_tool([programs["yosys"], "-q", f"{self.board}.ys"], folder, "yosys.log")
        netlist = json.loads((folder / f"{self.board}.json").read_text())
        used    = utilisation(cell_types(netlist, self.board))
        self.part.check_fit(used)
        if toolchain == "yosys":
            return Outcome(Build("yosys", None, None, None, used), versions)
        arguments = (folder / "nextpnr.args").read_text().split()
        run_tool([programs["nextpnr-ecp5"], *arguments, *self.placement(options.seed)],
            folder, "nextpnr.log")
        report  = json.loads((folder / REPORT).read_text())
        reached = check_clocks(report, geometry.clock_mhz, options.allow_slow)
        run_tool([programs["ecppack"], *packing(self.board)], folder, "ecppack.log")
        return Outcome(Build("open", options.seed, reached, reached, placed(report)), versions)

    def placement(self, seed):
        """Return nextpnr's arguments, without the part's. `check_clocks` refuses slow designs."""
        return ["--json", f"{self.board}.json", "--lpf", f"{self.board}.lpf", "--textcfg",
                f"{self.board}.config", "--router", self.router, "--report", REPORT,
                "--timing-allow-fail", "--seed", str(seed)]

    def instructions(self, folder):
        return f"cd {folder} && sh {SCRIPT}"

# Commands -----------------------------------------------------------------------------------------

def synthesis(name):
    """Return Yosys' script for module `name`."""
    return (f"read_verilog {name}.v\n"
            "attrmap -tocase keep -imap keep=\"true\" keep=1 -imap keep=\"false\" keep=0 "
            "-remove keep=0\n"
            f"synth_ecp5 -abc9 -top {name} -json {name}.json\n")

def packing(name):
    """Return the arguments of ecppack."""
    return ["--compress", f"{name}.config", manifest.BITSTREAM]

# Reports ------------------------------------------------------------------------------------------

def placed(report):
    """Return the LUT, FF, BRAM and DSP of a placed design, from nextpnr's report."""
    used = {kind: use["used"] for kind, use in report["utilization"].items()}
    return {"LUT": used["TRELLIS_COMB"], "FF": used["TRELLIS_FF"], "BRAM": used["DP16KD"],
            "DSP": used["MULT18X18D"]}

def check_clocks(report, clock_mhz, allow_slow):
    """Return the rate that the engine's clock reached, in MHz.

    Several clocks may have the engine's rate; the slowest of them counts. Raises TimingError where
    any clock is slower than it must be, unless `allow_slow`.
    """
    clocks = report["fmax"]
    slow   = {name: clock for name, clock in clocks.items()
              if clock["achieved"] < clock["constraint"]}
    engine = [clock["achieved"] for clock in clocks.values()
              if abs(clock["constraint"]/clock_mhz - 1) < 0.01]
    if not engine:
        rates = ", ".join(f"{clock['constraint']:g}" for clock in clocks.values())
        raise ToolFailedError(
            f"nextpnr timed no clock of {clock_mhz:g} MHz; the clocks are: {rates or 'none'}")
    if slow and not allow_slow:
        raise TimingError("; ".join(
            f"clock {re.sub(r'^.*[.]|[$].*$', '', name) or name} reaches {clock['achieved']:.2f} "
            f"MHz and {clock['constraint']:.2f} are required: "
            f"{100*(clock['constraint']/clock['achieved'] - 1):.0f} % too slow"
            for name, clock in slow.items())
            + "; try another --seed, fewer rows, a slower clock_mhz, or --allow-slow")
    return round(min(engine), 2)
