"""Synthesise and place the study's circuits with Yosys and nextpnr, and cache the results."""

import hashlib
import json
import re
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from lutcore.driver.cache import cache_folder
from lutcore.driver.files import write_whole
from lutcore.driver.tools import run_tool, tool_version
from lutcore.gateware.explore.area import Resources, count
from lutcore.gateware.flows.target import find_open_tool

FAMILIES = {
    "xc7":  "synth_xilinx -family xc7 -flatten -noiopad -noclkbuf",
    "xcup": "synth_xilinx -family xcup -flatten -noiopad -noclkbuf",
    "ecp5": "synth_ecp5",
}
PLACE   = ("--85k", "--speed", "6", "--package", "CABGA756", "--lpf-allow-unconstrained",
           "--timing-allow-fail",
           "--placer-heap-timingweight", "30") # 10 by default; most of a path is wire here.
SEED    = 1
TARGET  = 150  # MHz asked of nextpnr.
FORMAT  = 3    # Version of the cached results; a change makes all of them stale.
TIMEOUT = 3600 # Seconds for one run of a tool.

# Tools --------------------------------------------------------------------------------------------

def find(name):
    """Return the path of a synthesis tool. Raises ToolMissingError."""
    return find_open_tool(name, "explore,gateware")

def versions():
    """Return what each tool says of its version, by the tool's name."""
    return {name: tool_version(find(name)) for name in ("yosys", "nextpnr-ecp5")}

# Cache --------------------------------------------------------------------------------------------

def cached(inputs, make):
    """Return what `make` returned earlier for the same inputs, else call it in an empty folder.

    The folder is never below the system's temporary folder, because YoWASP's tools see a private
    one in its place.

    Parameters
    ----------
    inputs : JSON value
        Everything that the result depends on, the versions of the tools included.

    make : function(Path) -> JSON value
    """
    text = json.dumps([FORMAT, inputs], sort_keys=True)
    kept = cache_folder("explore")
    path = kept / f"{hashlib.sha256(text.encode()).hexdigest()[:32]}.json"
    if path.exists():
        try:
            return json.loads(path.read_text())
        except ValueError: # A damaged file is made again.
            pass
    with tempfile.TemporaryDirectory(prefix="work-", dir=kept) as work:
        result = make(Path(work))
    write_whole(path, json.dumps(result))
    return result

# Synthesis ----------------------------------------------------------------------------------------

def synthesise(verilog, top, family):
    """Return the Resources of module `top` on an FPGA family, a key of FAMILIES."""
    yosys = find("yosys")

    def make(folder):
        (folder / "design.v").write_text(verilog)
        run_tool([yosys, "-q", "-p", f"read_verilog design.v; {FAMILIES[family]} -top {top}; "
            "write_json netlist.json"], folder, "yosys.log", timeout=TIMEOUT)
        return count(json.loads((folder / "netlist.json").read_text()), top).to_dict()

    inputs = ["synthesise", verilog, top, FAMILIES[family], tool_version(yosys)]
    return Resources(**cached(inputs, make))

# Place and Route ----------------------------------------------------------------------------------

@dataclass(frozen=True)
class Timing:
    """What nextpnr reached. `path` has the cells and nets of the critical path, start to end."""
    mhz: float
    seed: int
    logic_ns: float
    routing_ns: float
    path: list[str]
    utilisation: dict[str, int]

def place(verilog, top, seed=SEED):
    """Return the Timing of module `top` on an ECP5 LFE5U-85F of speed grade 6.

    The module is wrapped in shift registers, so that it needs only three pins.
    """
    yosys, nextpnr = find("yosys"), find("nextpnr-ecp5")
    wrapped = verilog + wrapper(verilog, top)
    options = [*PLACE, "--freq", str(TARGET), "--seed", str(seed)]

    def make(folder):
        (folder / "design.v").write_text(wrapped)
        run_tool([yosys, "-q", "-p", f"read_verilog design.v; {FAMILIES['ecp5']} -top wrapper "
            "-json netlist.json"], folder, "yosys.log", timeout=TIMEOUT)
        run_tool([nextpnr, "-q", "--json", "netlist.json", "--report", "report.json", *options],
            folder, "nextpnr.log", timeout=TIMEOUT)
        return asdict(parse_report(json.loads((folder / "report.json").read_text()), seed))

    inputs = ["place", wrapped, options, FAMILIES["ecp5"], tool_version(yosys),
        tool_version(nextpnr)]
    return Timing(**cached(inputs, make))

def parse_report(report, seed):
    """Return the Timing that nextpnr's JSON report gives of a design with one clock."""
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
    """Return a Verilog module `wrapper`, which has shift registers at the pins of `top`."""
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
