"""Runs Yosys and nextpnr, native or YoWASP's, and keeps their results by content."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from lutcore.driver.contract.errors import LutcoreError
from lutcore.driver.files import write_whole
from lutcore.gateware.flows.netlist import Resources, count

FAMILIES = {
    "xc7":  "synth_xilinx -family xc7 -flatten -noiopad -noclkbuf",
    "xcup": "synth_xilinx -family xcup -flatten -noiopad -noclkbuf",
    "ecp5": "synth_ecp5",
}
PLACE   = ("--85k", "--speed", "6", "--package", "CABGA756", "--lpf-allow-unconstrained",
           "--timing-allow-fail",
           "--placer-heap-timingweight", "30") # 10 by default; most of a path is wire here.
SEED    = 1
TARGET  = 150 # MHz asked of nextpnr.
FORMAT  = 3   # Of cached results; a change makes all of them stale.
TIMEOUT = 3600

class ToolError(LutcoreError):
    """A synthesis tool is missing or failed."""
    exit_code = 5

# Tools --------------------------------------------------------------------------------------------

@cache
def find_tool(name):
    """Path of the native tool, else of YoWASP's. Raises ToolError if there is neither."""
    beside = str(Path(sys.executable).parent)   # A virtual environment that is not activated.
    path = (shutil.which(name) or shutil.which(f"yowasp-{name}")
            or shutil.which(f"yowasp-{name}", path=beside))
    if path is None:
        raise ToolError(f"{name} is not there; pip install 'lutcore[explore,gateware]'")
    return path

@cache
def tool_version(name):
    """First line of what the tool says about itself."""
    done = subprocess.run([find_tool(name), "--version"], capture_output=True, text=True,
                          timeout=TIMEOUT, check=False)
    said = (done.stdout + done.stderr).strip().splitlines()
    if done.returncode or not said:
        raise ToolError(f"{name} --version ended with {done.returncode}: {' '.join(said[-1:])}")
    return said[0]

def cache_folder():
    """$LUTCORE_CACHE/explore, else ~/.cache/lutcore/explore.

    Never below the system's temporary folder: YoWASP's tools see a private one in its place.
    """
    root = os.environ.get("LUTCORE_CACHE") or Path.home() / ".cache" / "lutcore"
    folder = Path(root).absolute() / "explore"
    folder.mkdir(parents=True, exist_ok=True)
    return folder

def _run(command, folder, log):
    """Run in `folder`; the output goes to the file `log`. Raises ToolError with its last lines."""
    with open(folder / log, "w") as output:
        try:
            done = subprocess.run(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT,
                                  timeout=TIMEOUT, check=False)
        except subprocess.TimeoutExpired as error:
            raise ToolError(f"{Path(command[0]).name} took more than {TIMEOUT} s") from error
    if done.returncode:
        tail = " | ".join((folder / log).read_text().splitlines()[-3:])
        raise ToolError(f"{Path(command[0]).name} ended with {done.returncode}: {tail}")

# Results by content -------------------------------------------------------------------------------

def cached(inputs, make):
    """make(folder) in a fresh folder, or what it returned before for the same inputs.

    Parameters
    ----------
    inputs : JSON value
        Everything the result depends on, tool versions too.

    make : function(Path) -> JSON value
    """
    text = json.dumps([FORMAT, inputs], sort_keys=True)
    path = cache_folder() / f"{hashlib.sha256(text.encode()).hexdigest()[:32]}.json"
    if path.exists():
        try:
            return json.loads(path.read_text())
        except ValueError: # Damaged: made again.
            pass
    with tempfile.TemporaryDirectory(prefix="work-", dir=cache_folder()) as work:
        result = make(Path(work))
    write_whole(path, json.dumps(result))
    return result

# Synthesis ----------------------------------------------------------------------------------------

def synthesise(verilog, top, family):
    """Resources of module `top` on a family."""
    def make(folder):
        (folder / "design.v").write_text(verilog)
        _run([find_tool("yosys"), "-q", "-p", f"read_verilog design.v; {FAMILIES[family]} "
              f"-top {top}; write_json netlist.json"], folder, "yosys.log")
        return count(json.loads((folder / "netlist.json").read_text()), top).to_dict()

    inputs = ["synthesise", verilog, top, FAMILIES[family], tool_version("yosys")]
    return Resources(**cached(inputs, make))

# Place and Route ----------------------------------------------------------------------------------

@dataclass(frozen=True)
class Timing:
    """What nextpnr reached. `path` is the critical one: cell or net names from start to end."""
    mhz: float
    seed: int
    logic_ns: float
    routing_ns: float
    path: list[str]
    utilisation: dict[str, int]

def place(verilog, top, seed=SEED):
    """Timing of module `top` on an ECP5 LFE5U-85F of speed grade 6.

    The module is wrapped in shift registers, so that it needs three pins.
    """
    wrapped = verilog + wrapper(verilog, top)
    options = [*PLACE, "--freq", str(TARGET), "--seed", str(seed)]

    def make(folder):
        (folder / "design.v").write_text(wrapped)
        _run([find_tool("yosys"), "-q", "-p", f"read_verilog design.v; {FAMILIES['ecp5']} "
              "-top wrapper -json netlist.json"], folder, "yosys.log")
        _run([find_tool("nextpnr-ecp5"), "-q", "--json", "netlist.json", "--report",
              "report.json", *options], folder, "nextpnr.log")
        return asdict(parse_report(json.loads((folder / "report.json").read_text()), seed))

    inputs = ["place", wrapped, options, FAMILIES["ecp5"], tool_version("yosys"),
              tool_version("nextpnr-ecp5")]
    return Timing(**cached(inputs, make))

def parse_report(report, seed):
    """Timing from nextpnr's JSON report of a design with one clock."""
    (clock, reached), = report["fmax"].items()
    critical = next(path["path"] for path in report["critical_paths"]
                    if path["from"].split()[-1] == clock and path["to"].split()[-1] == clock)
    delay = {"logic": 0.0, "routing": 0.0}
    names = [critical[0]["from"]["cell"]]
    for step in critical:
        delay["routing" if step["type"] == "routing" else "logic"] += step["delay"]
        if step["type"] == "routing":
            names.append(step["net"])
    names.append(critical[-1]["to"]["cell"])
    return Timing(
        mhz         = round(reached["achieved"], 2),
        seed        = seed,
        logic_ns    = round(delay["logic"], 2),
        routing_ns  = round(delay["routing"], 2),
        path        = names,
        utilisation = {kind: use["used"] for kind, use in report["utilization"].items()
                       if use["used"]},
    )

def wrapper(verilog, top):
    """Verilog of a module `wrapper` that drives and reads `top`'s pins through shift registers."""
    header = verilog[verilog.index(f"module {top}"):]
    header = header[:header.index(");")]
    pins   = re.findall(r"(input|output)\s+(?:wire|reg)?\s*(?:signed)?\s*(?:\[(\d+):0\])?\s*(\w+)",
                        header)
    widths = {"input": 0, "output": 0}
    places = []
    for direction, high, name in pins:
        if name == "sys_clk":
            places.append(".sys_clk(clk)")
            continue
        at, width = widths[direction], int(high or 0) + 1
        places.append(f".{name}({direction}s[{at + width - 1}:{at}])")
        widths[direction] += width
    return f"""
module wrapper(input clk, input data_in, output data_out);
reg  [{widths["input"] - 1}:0] inputs;
reg  [{widths["output"] - 1}:0] chain;
wire [{widths["output"] - 1}:0] outputs;
always @(posedge clk) begin
    inputs <= {{inputs, data_in}};
    chain  <= {{chain, 1'b0}} ^ outputs;
end
assign data_out = chain[{widths["output"] - 1}];
{top} dut({", ".join(places)});
endmodule
"""
