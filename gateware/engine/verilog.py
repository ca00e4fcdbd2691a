"""The engine as Verilog, which the virtual board runs and real boards instantiate."""

import re

from migen.fhdl.verilog import convert

from lutcore.gateware.engine.multiplier import Multiplier
from lutcore.gateware.engine.top import LutCoreTop

# Generation ---------------------------------------------------------------------------------------

def generate_verilog(geometry, multiplier=Multiplier):
    """Return the Verilog of module `lutcore`, the engine with AXI pins.

    The text depends only on geometry and multiplier. The default multiplier suits every device;
    `engine.multiplier` has classes for particular ones.
    """
    top = LutCoreTop(geometry, multiplier)
    return without_collisions(str(convert(top, top.ios, name="lutcore")))

def without_collisions(verilog):
    """Tell Yosys that no memory is ever read at the address that is written in the same clock.

    Without the attribute it adds comparators and multiplexers around each block RAM, in the slowest
    path. The tests run engines whose memories return garbage on such a read.
    """
    return re.sub(r"^(reg (\[\d+:0\] )?\w+\[0:\d+\];)", r"(* no_rw_check *) \1", verilog,
                  flags=re.MULTILINE)
