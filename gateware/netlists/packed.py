"""nextpnr's cells, taken back to the primitives that they were packed from.

nextpnr (himbaechel, xilinx) renames every primitive to the place that it puts it into, and notes in
attributes what it was: X_ORIG_TYPE, and X_ORIG_PORT_PIN for each pin, as in

    SLICE_LUTX, X_ORIG_TYPE = LUT4, X_ORIG_PORT_A5 = I1      pin A5 of the slice is input I1
    RAMB36E1_RAMB36E1, X_ORIG_PORT_WEBWEU0 = WEBWE[0]        so is pin WEBWEL0

Connections and parameters are those of the packed cells, so what packing and placement did wrong is
in them.
"""

import re
from collections import defaultdict

from lutcore.gateware.errors import NetlistError

# What a pin without a net reads, by primitive and pin. Interconnect that leads nowhere is 1 in a
# 7-series; slices have multiplexers that select 0 for a reset and a carry.
_IDLE = {"DSP48E1": "1", "RAMB36E1": "1", "RAMB18E1": "1", "CE": "1"}
# These have a tie of their own beside them, which nextpnr sets to 0 (in the FASM, for example,
# DSP_0_CARRYINSEL2.DSP_GND_R). Of CARRYINSEL that is bit 2; the others are routed.
_TIED = {"DSP48E1": ("CARRYINSEL", "CEAD", "CEALUMODE", "CED", "CEINMODE", "D", "RSTD")}
_DROPPED = ("PAD", "PSEUDO_GND", "PSEUDO_VCC")

# Cells --------------------------------------------------------------------------------------------

def unpack(module):
    """Return a module that nextpnr wrote, with primitives for its cells.

    A module that Yosys wrote comes back as it is. Raises NetlistError where a cell does not say
    what it was, where pins that stand for one differ, or where two lookup tables at one place
    disagree about the inputs that they share.
    """
    cells = module["cells"]
    if not any("NEXTPNR_BEL" in cell.get("attributes", {}) for cell in cells.values()):
        return module
    constants = {cell["connections"]["Y"][0]: value for cell in cells.values()
                 for value, kind in (("0", "PSEUDO_GND"), ("1", "PSEUDO_VCC"))
                 if cell["type"] == kind}
    _check_shared_inputs(cells)
    return {
        "ports": module["ports"],
        "cells": {name: _primitive(name, cell, constants) for name, cell in cells.items()
                  if cell["type"] not in _DROPPED},
    }

def _primitive(name, cell, constants):
    attributes = cell["attributes"]
    kind = attributes.get("X_ORIG_TYPE")
    if kind is None:
        raise NetlistError(f"{name}: a {cell['type']} without X_ORIG_TYPE; this nextpnr writes "
                           "another kind of netlist")
    found = defaultdict(dict) # Primitive's pin: bit: net.
    for pin, bits in cell["connections"].items():
        net = constants.get(bits[0], bits[0]) if bits else None
        for original in attributes.get(f"X_ORIG_PORT_{pin}", "").split():
            pin_name, index = re.fullmatch(r"(\w+)(?:\[(\d+)\])?", original).groups()
            place, index = found[pin_name], int(index or 0)
            if place.get(index) is not None and place[index] != net:
                raise NetlistError(f"{name}: two pins are {original} of the {kind}, with different "
                                   "nets")
            place[index] = net
            place["input"] = cell["port_directions"][pin] == "input"
    return {
        "type": kind,
        "parameters": cell["parameters"],
        "connections": {pin: _bits(kind, pin, nets) for pin, nets in found.items()
                        if not _is_open(nets)},
    }

def _is_open(nets):
    return not nets["input"] and all(nets[i] is None for i in nets if i != "input")

def _bits(kind, pin, nets):
    """Return the nets of a pin, the lowest bit first; None where an output has none."""
    idle  = "0" if pin in _TIED.get(kind, ()) else _IDLE.get(kind, _IDLE.get(pin, "0"))
    idle  = idle if nets["input"] else None
    known = {i: net for i, net in nets.items() if i != "input" and net is not None}
    width = 1 + max(i for i in nets if i != "input")
    return [known.get(i, idle) for i in range(width)]

# Lookup Tables ------------------------------------------------------------------------------------

def _check_shared_inputs(cells):
    """Raise NetlistError where the two halves of a lookup table have different nets at one pin."""
    halves = defaultdict(dict)
    for name, cell in cells.items():
        place = re.fullmatch(r"(.*)[56](LUT)", cell["attributes"].get("NEXTPNR_BEL", ""))
        if place:
            halves[place.groups()][name] = cell["connections"]
    for pair in halves.values():
        if len(pair) == 2:
            (first, one), (second, other) = pair.items()
            for pin in (f"A{i}" for i in range(1, 6)):
                if one.get(pin) and other.get(pin) and one[pin] != other[pin]:
                    raise NetlistError(f"{first} and {second} share a lookup table, but not the "
                                       f"net at its pin {pin}")
