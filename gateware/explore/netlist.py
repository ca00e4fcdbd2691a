"""Counts what a synthesised netlist (Yosys' JSON) costs on an FPGA.

Two figures are given for logic. `luts` is what Yosys counts, with every primitive that occupies
lookup tables weighed by how many it occupies. `packed` takes off those tables that a packer merges
into the carry chain behind them, which favours circuits that gate the operands of an adder, such
as the baselines: Yosys maps the gate and the adder apart, the silicon does both in one table.
"""

from collections import Counter
from dataclasses import asdict, dataclass

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
REGISTERS = {"FDRE", "FDSE", "FDCE", "FDPE", "TRELLIS_FF"}
DSPS      = {"DSP48E1": 1, "DSP48E2": 1, "MULT18X18D": 1}
BLOCKS    = {"RAMB36E1": 1, "RAMB36E2": 1, "RAMB18E1": 0.5, "RAMB18E2": 0.5,
             "DP16KD": 1, "PDPW16KD": 1}
FREE      = {"CARRY4", "CARRY8", "MUXF7", "MUXF8", "MUXF9", "PFUMX", "L6MUX21", "IBUF", "OBUF",
             "BUFG", "GND", "VCC", "ALU54B", "$scopeinfo"}

# Resources ----------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Resources:
    """What a circuit takes. Block RAMs are of 36 Kb on Xilinx and of 18 Kb on the ECP5."""
    luts: int                 # as Yosys counts them
    packed: int               # without those that a packer merges into carry chains
    memory_luts: int          # of `luts`: used as memory
    registers: int
    dsps: int
    block_rams: float
    cells: dict[str, int]

    def to_dict(self):
        return asdict(self)

def count(netlist, top):
    """Resources of module `top` of a flattened netlist, a dict as Yosys' `write_json` gives it.

    Raises ValueError on a cell whose cost is not known, rather than taking it for free.
    """
    cells = netlist["modules"][top]["cells"]
    kinds = Counter(cell["type"] for cell in cells.values())
    known = LUTS.keys() | REGISTERS | DSPS.keys() | BLOCKS.keys() | FREE
    if kinds.keys() - known:
        raise ValueError(f"{top}: cells of unknown cost: {', '.join(sorted(kinds.keys() - known))}")

    def weigh(table):
        return sum(number * kinds[kind] for kind, number in table.items())

    luts = weigh(LUTS)
    return Resources(
        luts        = luts,
        packed      = luts - absorbed(cells),
        memory_luts = weigh({kind: LUTS[kind] for kind in MEMORY}),
        registers   = weigh(dict.fromkeys(REGISTERS, 1)),
        dsps        = weigh(DSPS),
        block_rams  = weigh(BLOCKS),
        cells       = dict(sorted(kinds.items())),
    )

# Packing ------------------------------------------------------------------------------------------

def absorbed(cells):
    """Number of lookup tables that merge into the carry chain they feed."""
    drivers, readers = {}, Counter()
    for cell in cells.values():
        for port, bits in cell["connections"].items():
            if cell["port_directions"][port] == "output":
                drivers.update((bit, cell) for bit in bits)
            else:
                readers.update(bits)

    def table(bit):
        """The lookup table that drives `bit`, if any, and whether nothing else reads it."""
        cell = drivers.get(bit)
        if cell is None or cell["type"] not in LUTS or not cell["type"].startswith("LUT"):
            return None, False
        return cell, readers[bit] == 1

    merged = 0
    for cell in cells.values():
        if cell["type"] in ("CARRY4", "CARRY8"):
            merged += _absorbed_xilinx(cell["connections"], table)
        elif cell["type"] == "CCU2C":
            merged += _absorbed_ecp5(cell["connections"], table)
    return merged

def _absorbed_xilinx(pins, table):
    """O6 of a table drives S and O5 drives DI, where both have at most five inputs together."""
    merged = 0
    for select, data in zip(pins["S"], pins["DI"], strict=True):
        chooser, _ = table(select)
        operand, private = table(data)
        if chooser and operand and private and chooser is not operand:
            merged += len(_inputs(chooser) | _inputs(operand)) <= 5
    return merged

def _absorbed_ecp5(pins, table):
    """A carry cell's own table has room for an operand that is an AND of two signals.

    It computes f(A, B) xor g(C, D) and, where that is 0, generates f(A, B) as long as g(0, 0) = 0.
    """
    merged = 0
    for half in "01":
        operands = [table(pins[f"{name}{half}"][0]) for name in "AB"]
        merged += sum(private and len(_inputs(cell)) <= 2 and _zero_at_zero(cell)
                      for cell, private in operands)
    return merged

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
