"""Counts what a synthesised netlist (Yosys' JSON) costs on an FPGA.

Three figures are given for logic. `luts` is what Yosys counts, with every primitive that occupies
lookup tables weighed by how many it occupies. `packed` is what a good packer makes of it: tables
merge into the carry chain behind them, which favours circuits that gate the operands of an adder,
such as the baselines (Yosys maps the gate and the adder apart, the silicon does both in one table);
a carry chain's input that comes from no table takes one to get there. `beside` is the number of
tables that the registers lie beside: a circuit takes up the larger of `packed` and `beside`.
"""

import math
import re
from collections import Counter
from dataclasses import asdict, dataclass

from lutcore.driver.contract.errors import LutcoreError

# Lookup tables per primitive. Distributed RAM of the ECP5 takes three of a block's four slices:
# two hold the data, the third drives the write port (FPGA-DS-02012, PDPR 16x4).
LUTS = {
    **{f"LUT{n}": 1 for n in range(1, 7)}, "LUT6_2": 1, "INV": 1,
    "RAM32X1S": 1, "RAM64X1S": 1, "RAM32X1D": 2, "RAM64X1D": 2, "RAM128X1S": 2, "RAM128X1D": 4,
    "RAM32M": 4, "RAM64M": 4, "RAM32M16": 8, "RAM64M8": 8, "SRL16E": 1, "SRLC32E": 1,
    "CCU2C": 2, "TRELLIS_DPR16X4": 6,
}
MEMORY = {"RAM32X1S", "RAM64X1S", "RAM32X1D", "RAM64X1D", "RAM128X1S", "RAM128X1D", "RAM32M",
          "RAM64M", "RAM32M16", "RAM64M8", "TRELLIS_DPR16X4"}
DSPS      = {"DSP48E1": 1, "DSP48E2": 1, "MULT18X18D": 1}
BLOCKS    = {"RAMB36E1": 1, "RAMB36E2": 1, "RAMB18E1": 0.5, "RAMB18E2": 0.5,
             "DP16KD": 1, "PDPW16KD": 1}
# Registers beside a lookup table.
BESIDE    = {"FDRE": 2, "FDSE": 2, "FDCE": 2, "FDPE": 2, "TRELLIS_FF": 1}
FREE      = {"CARRY4", "CARRY8", "MUXF7", "MUXF8", "MUXF9", "PFUMX", "L6MUX21", "IBUF", "OBUF",
             "BUFG", "BUFG_PS", "PS7", "PS8", "GND", "VCC", "ALU54B", "$scopeinfo"}

class NetlistError(LutcoreError):
    """A netlist with a cell whose cost is not known."""
    exit_code = 5

# Resources ----------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Resources:
    """What a circuit takes. Block RAMs are of 36 Kb on Xilinx and of 18 Kb on the ECP5."""
    luts: int                 # as Yosys counts them
    packed: int               # as a packer leaves them
    beside: int               # those that lie beside the registers
    memory_luts: int          # of `luts`: used as memory
    registers: int
    dsps: int
    block_rams: float
    cells: dict[str, int]

    def to_dict(self):
        return asdict(self)

def count(netlist, top):
    """Resources of module `top` of a flattened netlist, a dict as Yosys' `write_json` gives it.

    Raises NetlistError on a cell whose cost is not known, rather than taking it for free.
    """
    cells = netlist["modules"][top]["cells"]
    kinds = Counter(cell["type"] for cell in cells.values())
    known = LUTS.keys() | BESIDE.keys() | DSPS.keys() | BLOCKS.keys() | FREE
    if kinds.keys() - known:
        raise NetlistError(f"{top}: cells of unknown cost: "
                           f"{', '.join(sorted(kinds.keys() - known))}; add them to netlist.py")

    def weigh(table):
        return sum(number * kinds[kind] for kind, number in table.items())

    luts   = weigh(LUTS)
    packed = luts + sum(_merge(cells))
    return Resources(
        luts        = luts,
        packed      = packed,
        beside      = math.ceil(sum(kinds[kind] / number for kind, number in BESIDE.items())),
        memory_luts = weigh({kind: LUTS[kind] for kind in MEMORY}),
        registers   = weigh(dict.fromkeys(BESIDE, 1)),
        dsps        = weigh(DSPS),
        block_rams  = weigh(BLOCKS),
        cells       = dict(sorted(kinds.items())),
    )

# Packing ------------------------------------------------------------------------------------------

def _merge(cells):
    """By how many lookup tables each carry cell changes their number: merged ones, passed ones."""
    drivers, readers = {}, Counter()
    for cell in cells.values():
        for port, bits in cell["connections"].items():
            if cell["port_directions"][port] == "output":
                drivers.update((bit, cell) for bit in bits)
            else:
                readers.update(bits)

    def table(bit):
        """The lookup table that drives `bit`, if any."""
        cell = drivers.get(bit)
        return cell if cell and re.fullmatch(r"LUT\d|INV", cell["type"]) else None

    for cell in cells.values():
        if cell["type"] in ("CARRY4", "CARRY8"):
            yield _merge_xilinx(cell["connections"], table, readers)
        elif cell["type"] == "CCU2C":
            yield _merge_ecp5(cell["connections"], table, readers)

def _merge_xilinx(pins, table, readers):
    """S comes from a table's O6, DI from its O5 if both have at most five inputs together.

    The table that drives DI is computed again inside the one that drives S, where that reads it.
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
    """A carry cell's own table has room for an operand that is an AND of two signals.

    It computes f(A, B) xor g(C, D) and, where that is 0, generates f(A, B) as long as g(0, 0) = 0.
    """
    bits = [pins[f"{name}{half}"][0] for half in "01" for name in "AB"]
    return -sum(readers[bit] == 1 and len(_inputs(cell)) <= 2 and _zero_at_zero(cell)
                for bit, cell in zip(bits, map(table, bits), strict=True) if cell)

def _inputs(cell):
    """Signals that a lookup table reads; constants are strings."""
    return {bit for port, bits in cell["connections"].items()
            if cell["port_directions"][port] == "input"
            for bit in bits if not isinstance(bit, str)}

def _zero_at_zero(cell):
    """Whether a LUT4 gives 0 when all its signals are 0."""
    index = sum((cell["connections"][name] == ["1"]) << i for i, name in enumerate("ABCD"))
    init  = cell["parameters"]["INIT"]
    return init[len(init) - 1 - index] == "0"
