"""Make XC7Z020 bitstreams with open tools: Yosys, nextpnr, Project X-Ray, and our own xc7_fasm.

    Yosys -> nextpnr -> FASM -> frames -> xc7frames2bit -> .bit -> bitread: the frames again?

nextpnr knows neither the timing of processor, DSP and block RAM nor the clock skew. The clock that
it reports is derated, and the paths of these blocks are estimated by xc7_timing; the slower of the
two counts.
"""

import json
import re

from lutcore.driver.bundles import manifest
from lutcore.driver.bundles.manifest import Build
from lutcore.driver.tools import ToolFailedError, ToolMissingError, run_tool, tool_version
from lutcore.gateware.errors import TimingError
from lutcore.gateware.flows import xc7_fasm as fasm
from lutcore.gateware.flows import xc7_tools as open_tools
from lutcore.gateware.flows.netlist import cell_types, check_known, utilisation
from lutcore.gateware.flows.target import Outcome, find_open_tool
from lutcore.gateware.flows.xc7_timing import BlockTimes, RoutedDesign, idle_pins, slowest_paths

DERATING = 0.25 # Share of the reported clock that is deducted.

# Settings of nextpnr that no option sets; it reads them from the netlist. The processor's pins lie
# up to half the device away from where nextpnr places the processor. With the default margin of 3
# its router searches the wrong area to the end for each pin, and takes ten times as long.
SETTINGS = {"router2/bbMargin/x": "20", "router2/bbMargin/y": "60"}

# Synthesis ----------------------------------------------------------------------------------------

def synthesise(folder, name, family, yosys, env=None, settings=None):
    """Synthesise module `name` from `name`.v and the engine; leaves `name`.json in `folder`.

    Shift registers stay flip-flops, because nextpnr cannot route chains of SRLC32E. Returns the
    utilisation.

    Parameters
    ----------
    yosys : sequence of str
        Words that Yosys' command begins with.

    settings : dict
        Settings of nextpnr to put into the netlist.
    """
    run_tool([*yosys, "-q", "-p",
        f"read_verilog {manifest.VERILOG} {name}.v; "
        f"synth_xilinx -family {family} -flatten -abc9 -nosrl -top {name}; "
        f"write_json {name}.json"], folder, "yosys.log", env=env)
    netlist = json.loads((folder / f"{name}.json").read_text())
    if settings:
        netlist["modules"][name]["settings"] = settings
        (folder / f"{name}.json").write_text(json.dumps(netlist))
    types = cell_types(netlist, name)
    check_known(types, name)
    return utilisation(types)

def synthesis_only(folder, name, part, family):
    """Return the Outcome of synthesis alone. Raises GeometryError where the FPGA is too small."""
    yosys = find_open_tool("yosys", "ecp5")
    used  = synthesise(folder, name, family, [yosys])
    part.check_fit(used)
    return Outcome(Build("yosys", None, None, None, used), {"yosys": tool_version(yosys)})

# Place and Route ----------------------------------------------------------------------------------

def missing(part):
    """Return what is not installed and how to install it, or None."""
    try:
        open_tools.find(part)
    except ToolMissingError as error:
        return str(error)
    return None

def run(folder, name, part, clock_mhz, options):
    """Run the whole flow; leaves `name`.bit in `folder`. Returns an Outcome.

    Raises ToolMissingError, ToolFailedError, TimingError, and GeometryError where the FPGA is too
    small.
    """
    tools = open_tools.find(part.name)
    used  = synthesise(folder, name, "xc7", tools.yosys, tools.env, SETTINGS)
    part.check_fit(used)
    constraints = (folder / f"{name}.xdc").read_text()
    (folder / f"{name}_open.xdc").write_text(understood(constraints))
    reported = place(folder, name, tools, clock_mhz/(1 - DERATING), options.seed)
    paths    = untimed_paths(folder, name, tools)
    reached  = check_clock(reported, paths, clock_mhz, options.allow_slow)
    frames = fasm.frames_of(folder / f"{name}.fasm", tools)
    fasm.write_frames(frames, folder / f"{name}.frames")
    write_bit(folder, name, tools)
    check_bit(folder, name, tools, frames)
    return Outcome(Build("open", options.seed, reported, reached, used, paths=paths),
                   tools.versions)

def understood(constraints):
    """Return the lines of Vivado's constraints that nextpnr reads, with clocks raised to derate."""
    lines = [line.replace("set_property LOC", "set_property PACKAGE_PIN")
             for line in constraints.splitlines()
             if re.match(r"set_property (LOC|IOSTANDARD)|create_clock", line)]
    return re.sub(r"-period (\S+)", lambda match: f"-period {float(match[1])*(1 - DERATING):.4f}",
                  "\n".join(lines)) + "\n"

def place(folder, name, tools, target_mhz, seed):
    """Place and route; returns the clock that nextpnr reports, in MHz.

    Leaves `name`.fasm, the delays in `name`.sdf, and the routed netlist in `name`_routed.json.
    """
    command = [*tools.nextpnr, "--chipdb", tools.chipdb, "--json", f"{name}.json",
        "--router", "router2", "--freq", f"{target_mhz:.2f}", "--timing-allow-fail",
        "--seed", seed, "--report", "report.json", "--sdf", f"{name}.sdf",
        "--write", f"{name}_routed.json"]
    if tools.himbaechel:
        command += ["--device", tools.part, "-o", f"xdc={name}_open.xdc", "-o",
                    f"fasm={name}.fasm"]
    else:
        command += ["--xdc", f"{name}_open.xdc", "--fasm", f"{name}.fasm"]
    run_tool(command, folder, "nextpnr.log", env=tools.env)
    clocks = json.loads((folder / "report.json").read_text())["fmax"]
    if not clocks:
        raise ToolFailedError(f"nextpnr timed no clock; see {folder / 'nextpnr.log'}")
    return round(min(clock["achieved"] for clock in clocks.values()), 2)

# Timing -------------------------------------------------------------------------------------------

def untimed_paths(folder, name, tools):
    """Return the slowest paths of the routed design `name` that nextpnr does not time."""
    netlist, routed = (json.loads((folder / f"{file}.json").read_text())
                       for file in (name, f"{name}_routed"))
    design = RoutedDesign(folder / f"{name}.sdf", netlist["modules"][name]["cells"],
                          BlockTimes(tools.database / "timings"), idle_pins(routed))
    return slowest_paths(design, DERATING)

def check_clock(reported, paths, clock_mhz, allow_slow):
    """Return the clock that a design reaches, in MHz: by nextpnr derated and by the other paths.

    Raises TimingError where it is below `clock_mhz`, unless `allow_slow`.
    """
    derated = reported*(1 - DERATING)
    slow = []
    if derated < clock_mhz:
        slow.append(f"nextpnr reports {reported} MHz, which is {round(derated, 2)} MHz derated, "
            f"and {clock_mhz:g} are required: {100*(clock_mhz/derated - 1):.0f} % too slow")
    slow += [f"the path {path.kind}, {path.start} to {path.end}, takes an estimated "
             f"{path.total_ns:.2f} ns, and {1e3/clock_mhz:g} are allowed: "
             f"{path.total_ns*clock_mhz/10 - 100:.0f} % too slow"
             for path in paths if path.total_ns > 1e3/clock_mhz]
    if slow and not allow_slow:
        raise TimingError("; ".join(slow) + "; try another --seed, fewer rows, a slower "
                          "clock_mhz, or --allow-slow")
    return round(min([derated, *(1e3/path.total_ns for path in paths)]), 2)

# Bitstream ----------------------------------------------------------------------------------------

def write_bit(folder, name, tools):
    """Convert `name`.frames to `name`.bit."""
    run_tool([*tools.frames2bit, "--part_file", tools.part_file, "--part_name", tools.part,
        "--frm_file", f"{name}.frames", "--output_file", f"{name}.bit"],
        folder, "frames2bit.log", env=tools.env)

def check_bit(folder, name, tools, frames):
    """Raise ToolFailedError where `name`.bit does not decode to these frames."""
    run_tool([*tools.bitread, "--part_file", tools.part_file, "-o", f"{name}.bits", "-z", "-y",
        f"{name}.bit"], folder, "bitread.log", env=tools.env)
    wrong = fasm.differences(frames, fasm.decode((folder / f"{name}.bits").read_text()))
    if wrong:
        raise ToolFailedError(f"{folder / name}.bit does not decode to the frames that it was made "
            f"from: {wrong} bits differ")
