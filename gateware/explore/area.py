"""How much area a synthesised netlist takes up once a packer has placed its cells.

`luts` is what Yosys counts, with every primitive that occupies lookup tables weighed by how many it
occupies. `packed` is what a good packer leaves of it: tables merge into the carry chain behind
them. That favours circuits that gate the operands of an adder, such as the baselines: Yosys maps
the gate and the adder apart, and the silicon does both in one table. An input of a carry chain that
comes from no table needs one more to get there. `beside` is the number of tables that the registers
lie beside. A circuit takes up the larger of `packed` and `beside`.
"""

import math
import re
from collections import Counter
from dataclasses import asdict, dataclass

from lutcore.gateware.flows.netlist import (
    BLOCKS,
    DSPS,
    LUTS,
    REGISTERS,
    cell_types,
    check_known,
    weigh,
)

MEMORY = {"RAM32X1S", "RAM64X1S", "RAM32X1D", "RAM64X1D", "RAM128X1S", "RAM128X1D", "RAM32M",
          "RAM64M", "RAM32M16", "RAM64M8", "TRELLIS_DPR16X4"}
# Registers beside a lookup table.
BESIDE = {"FDRE": 2, "FDSE": 2, "FDCE": 2, "FDPE": 2, "TRELLIS_FF": 1}

# Resources ----------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Resources:
    """What a circuit takes. A block RAM has 36 Kb on Xilinx and 18 Kb on the ECP5."""
    luts: int        # Lookup tables as Yosys counts them.
    packed: int      # Lookup tables that a packer leaves.
    beside: int      # Lookup tables that the registers lie beside.
    memory_luts: int # Those of `luts` that are memory.
    registers: int
    dsps: int
    block_rams: float
    cells: dict      # Type of cell to number of cells.

    def to_dict(self):
        return asdict(self)

def count(netlist, top):
    """Return the Resources of module `top` in a flattened netlist, the JSON of Yosys' `write_json`.

    Raises NetlistError on a cell whose cost is not known, rather than count it as free.
    """
    types = cell_types(netlist, top)
    check_known(types, top)
    luts = weigh(types, LUTS)
    return Resources(
        luts        = luts,
        packed      = luts + sum(_merge(netlist["modules"][top]["cells"])),
        beside      = math.ceil(sum(types[name]/number for name, number in BESIDE.items())),
        memory_luts = weigh(types, {name: LUTS[name] for name in MEMORY}),
        registers   = weigh(types, REGISTERS),
        dsps        = weigh(types, DSPS),
        block_rams  = weigh(types, BLOCKS),
        cells       = dict(sorted(types.items())),
    )

# Packing ------------------------------------------------------------------------------------------

def _merge(cells):
    """Yield, for each carry cell, how many lookup tables it adds (merged ones are negative)."""
    drivers, readers = {}, Counter()
    for cell in cells.values():
        for port, bits in cell["connections"].items():
            if cell["port_directions"][port] == "output":
                drivers.update((bit, cell) for bit in bits)
            else:
                readers.update(bits)

    def table(bit):
        """Return the lookup table that drives `bit`, or None."""
        cell = drivers.get(bit)
        return cell if cell and re.fullmatch(r"LUT\d|INV", cell["type"]) else None

    for cell in cells.values():
        if cell["type"] in ("CARRY4", "CARRY8"):
            yield _merge_xilinx(cell["connections"], table, readers)
        elif cell["type"] == "CCU2C":
            yield _merge_ecp5(cell["connections"], table, readers)

def _merge_xilinx(pins, table, readers):
    """Return the change for a CARRY4 or CARRY8.

    S comes from a table's O6, and DI from its O5 if both together have at most five inputs. Where
    the table behind S reads the one behind DI, it computes that function itself.
    """
    change = 0
    for select, data in zip(pins["S"], pins["DI"], strict=True):
        chooser, operand = table(select), table(data)
        if chooser is None:
            change += not isinstance(select, str)
        elif operand and operand is not chooser:
            inputs  = _inputs(chooser)
            private = readers[data] == 1 + (data in inputs)
            change -= private and len(inputs - {data} | _inputs(operand)) <= 5
    return change

def _merge_ecp5(pins, table, readers):
    """Return the change for a CCU2C, whose own table has room for an operand of two signals.

    The table computes f(A, B) xor g(C, D) and, where that is 0, generates f(A, B) as long as
    g(0, 0) = 0.
    """
    bits = [pins[f"{name}{half}"][0] for half in "01" for name in "AB"]
    return -sum(readers[bit] == 1 and len(_inputs(cell)) <= 2 and _zero_at_zero(cell)
                for bit, cell in zip(bits, map(table, bits), strict=True) if cell)

def _inputs(cell):
    """Return the signals that a lookup table reads, without constants, which are strings."""
    return {bit for port, bits in cell["connections"].items()
            if cell["port_directions"][port] == "input"
            for bit in bits if not isinstance(bit, str)}

def _zero_at_zero(cell):
    """Tell whether a LUT4 gives 0 when all its signals are 0."""
    index = sum((cell["connections"][name] == ["1"]) << i for i, name in enumerate("ABCD"))
    init  = cell["parameters"]["INIT"]
    return init[len(init) - 1 - index] == "0"
