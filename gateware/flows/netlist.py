"""Count the lookup tables, registers, block RAMs and DSPs in a netlist that Yosys wrote as JSON."""

from collections import Counter

from lutcore.gateware.errors import NetlistError

# Cells --------------------------------------------------------------------------------------------

# Lookup tables per primitive. Distributed RAM of the ECP5 takes three of a block's four slices:
# two hold the data, the third drives the write port (FPGA-DS-02012, PDPR 16x4).
LUTS = {
    **{f"LUT{n}": 1 for n in range(1, 7)}, "LUT6_2": 1, "INV": 1,
    "RAM32X1S": 1, "RAM64X1S": 1, "RAM32X1D": 2, "RAM64X1D": 2, "RAM128X1S": 2, "RAM128X1D": 4,
    "RAM32M": 4, "RAM64M": 4, "RAM32M16": 8, "RAM64M8": 8, "SRL16E": 1, "SRLC32E": 1,
    "CCU2C": 2, "TRELLIS_DPR16X4": 6,
}
REGISTERS = dict.fromkeys(("FDRE", "FDSE", "FDCE", "FDPE", "TRELLIS_FF"), 1)
BLOCKS    = {"RAMB36E1": 1, "RAMB36E2": 1, "RAMB18E1": 0.5, "RAMB18E2": 0.5,
             "DP16KD": 1, "PDPW16KD": 1}
DSPS      = {"DSP48E1": 1, "DSP48E2": 1, "MULT18X18D": 1}
FREE      = {"CARRY4", "CARRY8", "MUXF7", "MUXF8", "MUXF9", "PFUMX", "L6MUX21", "IBUF", "OBUF",
             "BUFG", "BUFG_PS", "PS7", "PS8", "GND", "VCC", "ALU54B", "$scopeinfo"}

# Counts -------------------------------------------------------------------------------------------

def cell_types(netlist, top):
    """Return how many cells of each type module `top` of a flattened netlist has, as a Counter."""
    return Counter(cell["type"] for cell in netlist["modules"][top]["cells"].values())

def check_known(types, top):
    """Raise NetlistError on a type of cell of unknown cost, rather than count it as free."""
    known = LUTS.keys() | REGISTERS.keys() | BLOCKS.keys() | DSPS.keys() | FREE
    if types.keys() - known:
        raise NetlistError(f"{top}: cells of unknown cost: "
                           f"{', '.join(sorted(types.keys() - known))}; add them to netlist.py")

def weigh(types, table):
    """Return the sum over all cells of what `table` says that their type takes."""
    return sum(number*types[name] for name, number in table.items())

def utilisation(types):
    """Return the LUT, FF, BRAM and DSP of these cells, the names that a manifest has for them."""
    return {"LUT": weigh(types, LUTS), "FF": weigh(types, REGISTERS), "BRAM": weigh(types, BLOCKS),
            "DSP": weigh(types, DSPS)}
