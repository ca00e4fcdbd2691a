"""The engine as Verilog: what the virtual board runs and what boards instantiate."""

import re

from migen.fhdl.verilog import convert

from lutcore.gateware.engine.core import LutCoreTop
from lutcore.gateware.engine.multiplier import Multiplier

# Generation ---------------------------------------------------------------------------------------

def generate_verilog(geometry, multiplier=Multiplier):
    """Verilog of the engine with AXI pins; the same text for the same geometry and multiplier.

    The default multiplier suits every device; gateware.multiplier has what suits some better.
    """
    top = LutCoreTop(geometry, multiplier)
    return without_collisions(str(convert(top, top.ios, name="lutcore")))

def without_collisions(verilog):
    """Tells Yosys that no memory is read where it is written in the same clock.

    Else it surrounds block RAM with comparators and multiplexers, in its slowest path. The tests
    run engines whose memories return garbage then.
    """
    return re.sub(r"^(reg (\[\d+:0\] )?\w+\[0:\d+\];)", r"(* no_rw_check *) \1", verilog,
                  flags=re.MULTILINE)
