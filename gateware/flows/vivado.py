"""Run Vivado unattended with LiteX's script, and read its reports."""

import re

from lutcore.driver.bundles.manifest import Build
from lutcore.driver.tools import ToolFailedError, look_for, run_tool
from lutcore.gateware.flows.target import Outcome

ALLOW_SLOW = "LUTCORE_ALLOW_SLOW" # Environment variable; the script makes slow bitstreams too.

CHECK = f"""
# Timing check
set slack [get_property SLACK [get_timing_paths]]
set report [open slack.txt w]
puts $report $slack
close $report
if {{$slack < 0}} {{
    puts "ERROR: timing: the slack is $slack ns; take a slower clock_mhz or fewer rows"
    if {{![info exists ::env({ALLOW_SLOW})]}} {{ exit 1 }}
}}"""

ROWS = { # Rows of report_utilization, as regular expressions.
    "LUT":  r"(?:Slice|CLB) LUTs\*?",
    "FF":   r"(?:Slice|CLB) Registers",
    "BRAM": r"Block RAM Tile",
    "DSP":  r"DSPs",
}

def program():
    """Return the path of Vivado, or None."""
    return look_for("vivado")

def add_checks(toolchain):
    """Make the script of a LiteX toolchain fail, before the bitstream, where timing is not met."""
    toolchain.bitstream_commands.append(CHECK.replace("{", "{{").replace("}", "}}"))

def run(folder, name, period, allow_slow):
    """Run the script `name`.tcl in `folder`; leaves `name`.bit there.

    Parameters
    ----------
    period : float
        Period that the clock must have, in nanoseconds.

    Returns an Outcome. Raises ToolFailedError, also where timing is not met.
    """
    env = {ALLOW_SLOW: "1"} if allow_slow else {}
    text = run_tool([program(), "-mode", "batch", "-nojournal", "-log", "messages.log",
        "-source", f"{name}.tcl"], folder, "vivado.log", env=env)
    version = re.search(r"Vivado v(\S+)", text)
    reached = round(1e3/(period - float((folder / "slack.txt").read_text())), 2)
    used    = parse_utilisation((folder / f"{name}_utilization_place.rpt").read_text())
    return Outcome(Build("vivado", None, reached, reached, used),
                   {"vivado": version[1] if version else "unknown"})

def parse_utilisation(report):
    """Return the LUT, FF, BRAM and DSP in a utilisation report. Raises ToolFailedError."""
    matches = {name: re.search(rf"^\| {row} *\| *([\d.]+)", report, re.MULTILINE)
               for name, row in ROWS.items()}
    absent = [name for name, match in matches.items() if match is None]
    if absent:
        raise ToolFailedError(f"Vivado's utilisation report has no {', '.join(absent)}; "
            "this version of Vivado is not known here")
    return {name: float(match[1]) for name, match in matches.items()}
