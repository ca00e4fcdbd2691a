"""Read delays in the Standard Delay Format: nextpnr writes them, Project X-Ray's database has them.

Only the slow corner counts here: of every figure the greatest number.
"""

import re
from dataclasses import dataclass

from lutcore.driver.tools import ToolFailedError

_UNITS = {"1ps": 1e-3, "1ns": 1.0} # Nanoseconds of the TIMESCALEs in use.
_LINE  = re.compile(
    r"\s*\((?P<kind>TIMESCALE|CELLTYPE|INSTANCE|INTERCONNECT|IOPATH|SETUPHOLD|SETUP)\s+"
    r"(?P<rest>.*?)\)?\s*$")
_PINS  = re.compile(r"(?:\(\w+edge (\S+)\)|(\S+))\s+(?:\(\w+edge (\S+)\)|(\S+))\s+(.*)")
_CHECK = re.compile(r"[^)]*") # The first figure of a SETUPHOLD is the set-up time.

@dataclass(frozen=True)
class Delay:
    """A figure of one cell, or of one wire between two.

    Parameters
    ----------
    kind : str
        "INTERCONNECT", a wire; "IOPATH", from an input or clock to an output; "SETUP", an input's
        set-up time before the clock.

    cell_type, cell : str
        Type and name of the cell; both of no use for a wire.

    start, end : str
        Pins; of a wire "CELL/PIN". Of a set-up time `start` is the data, `end` the clock.

    ns : float
        Slowest figure, in nanoseconds.
    """
    kind: str
    cell_type: str
    cell: str
    start: str
    end: str
    ns: float

def read_sdf(path):
    """Yield the Delays of a file. Raises ToolFailedError where one cannot be read."""
    unit, cell_type, cell = None, "", ""
    with open(path) as file:
        for number, line in enumerate(file, 1):
            match = _LINE.match(line)
            if match is None:
                continue
            kind, rest = match["kind"], match["rest"]
            if kind == "TIMESCALE":
                unit = _UNITS.get(rest.replace(" ", ""))
            elif kind == "CELLTYPE":
                cell_type = rest.strip('"')
            elif kind == "INSTANCE":
                cell = _plain(rest)
            else:
                yield _delay(f"{path}, line {number}", kind, cell_type, cell, rest, unit)

def _delay(where, kind, cell_type, cell, rest, unit):
    pins    = _PINS.match(rest)
    figures = pins and (_CHECK.match(pins[5])[0] if kind == "SETUPHOLD" else pins[5])
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", figures or "")]
    if unit is None or not numbers:
        raise ToolFailedError(f"{where}: no delay can be read from {rest!r}")
    return Delay(kind.replace("HOLD", ""), cell_type, cell, _plain(pins[1] or pins[2]),
                 _plain(pins[3] or pins[4]), max(numbers)*unit)

def _plain(name):
    """Return a name without its escapes."""
    return re.sub(r"\\(.)", r"\1", name)
