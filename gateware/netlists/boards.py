"""From a netlist to a virtual board: read it, take it apart, add the cells' models.

    engine alone:  lutcore.v -> Yosys -> netlist -> Verilog with models -> virtual bundle
    whole Zynq:    what Yosys or nextpnr wrote of a build -> without its processor -> the same

The bundle runs like any other one of the virtual board; `lutcore netlist` runs the selftest on it.
"""

import json

from lutcore.driver.bundles import manifest
from lutcore.driver.bundles.verilog import NETLIST
from lutcore.driver.tools import run_tool
from lutcore.gateware.engine.multiplier import Ecp5Multiplier, Multiplier
from lutcore.gateware.engine.verilog import generate_verilog
from lutcore.gateware.errors import NetlistError
from lutcore.gateware.netlists.models import models
from lutcore.gateware.netlists.packed import unpack
from lutcore.gateware.netlists.processor import FABRIC, cut_processor, wrapper
from lutcore.gateware.netlists.verilog import NO_CELLS, find_module, render

ENGINE = "lutcore" # Module of the engine, and of the virtual board.
ROUTED = "top"     # Name that nextpnr gives to every design.
SYNTHESIS = { # As the boards' flows synthesise, but without pads and clock buffers.
    "xc7":  "synth_xilinx -family xc7 -flatten -abc9 -nosrl -noiopad -noclkbuf",
    "ecp5": "synth_ecp5 -abc9",
}
MULTIPLIERS = {"xc7": Multiplier, "ecp5": Ecp5Multiplier}

# Engine -------------------------------------------------------------------------------------------

def synthesise_engine(folder, geometry, family, yosys, env=None):
    """Synthesise the engine for a family; returns its netlist, which stays in `folder` too.

    Parameters
    ----------
    family : str
        "xc7" or "ecp5".

    yosys : sequence of str
        Words that Yosys' command begins with.
    """
    (folder / manifest.VERILOG).write_text(generate_verilog(geometry, MULTIPLIERS[family]))
    run_tool([*yosys, "-q", "-p", f"read_verilog {manifest.VERILOG}; {SYNTHESIS[family]} "
        f"-top {ENGINE}; write_json {ENGINE}.json"], folder, "yosys.log", env=env)
    return json.loads((folder / f"{ENGINE}.json").read_text())

def engine_verilog(netlist, family, yosys):
    """Return the Verilog of the virtual board whose engine is this netlist."""
    module = find_module(netlist, ENGINE)
    return "\n".join((NETLIST, render(ENGINE, module), models(family, _types(module), yosys)))

# Board --------------------------------------------------------------------------------------------

def board_verilog(netlist, name, geometry, yosys):
    """Return the Verilog of the virtual board whose fabric is the netlist of a Zynq's design.

    Parameters
    ----------
    netlist : JSON object
        What Yosys wrote of module `name`, or nextpnr of the placed and routed design.
    """
    module = find_module(netlist, name if name in netlist["modules"] else ROUTED)
    fabric = cut_processor(unpack(module))
    if set(fabric["ports"]) & {"sys_clk", "sys_rst"}:
        raise NetlistError(f"{name} has pins of the engine; this is a netlist of the engine alone")
    return "\n".join((NETLIST, wrapper(geometry, fabric), render(FABRIC, fabric),
                      models("xc7", _types(fabric), yosys)))

def _types(module):
    return {cell["type"] for cell in module["cells"].values()} - set(NO_CELLS)
