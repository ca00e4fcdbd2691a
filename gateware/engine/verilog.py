"""The engine as Verilog, which the virtual board runs and real boards instantiate."""

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
    return str(convert(top, top.ios, name="lutcore"))
