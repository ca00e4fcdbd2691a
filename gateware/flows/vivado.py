"""Vivado: what LiteX's script lacks to run unattended, and what the reports say."""

import re

from lutcore.driver.bundles.manifest import Build
from lutcore.driver.tools import ToolFailedError, look_for, run_tool
from lutcore.gateware.flows.target import Outcome

ALLOW_SLOW = "LUTCORE_ALLOW_SLOW" # Environment variable: make a bitstream although it is too slow.

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

ROWS = { # Of report_utilization.
    "LUT":  r"(?:Slice|CLB) LUTs\*?",
    "FF":   r"(?:Slice|CLB) Registers",
    "BRAM": r"Block RAM Tile",
    "DSP":  r"DSPs",
}

def program():
    """Path of Vivado, or None."""
    return look_for("vivado")

def add_checks(toolchain):
    """Has the script of a LiteX toolchain fail, before the bitstream, where timing is not met."""
    toolchain.bitstream_commands.append(CHECK.replace("{", "{{").replace("}", "}}"))

def run(folder, name, period, allow_slow):
    """Run the script `name`.tcl that is in `folder`; leaves `name`.bit there.

    period : float
        Nanoseconds asked for.

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
    """LUT, FF, BRAM and DSP in the text of a utilisation report. Raises ToolFailedError."""
    found = {name: re.search(rf"^\| {row} *\| *([\d.]+)", report, re.MULTILINE)
             for name, row in ROWS.items()}
    absent = [name for name, match in found.items() if match is None]
    if absent:
        raise ToolFailedError(f"Vivado's utilisation report has no {', '.join(absent)}; this version "
                         "of Vivado is not known here")
    return {name: float(match[1]) for name, match in found.items()}
