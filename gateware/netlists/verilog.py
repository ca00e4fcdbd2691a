"""Write a netlist in Yosys' JSON as Verilog that Verilator takes: wires, and instances of cells.

    module:  {"ports": {NAME: {"direction", "bits"}}, "cells": {NAME: {"type", "parameters",
              "connections"}}}, where a bit is the number of a net, or "0", "1" or "x"

Cells keep their types; `models` adds the modules that they are instances of.
"""

import json
import re

from lutcore.gateware.errors import NetlistError

# Values -------------------------------------------------------------------------------------------

def bit(value):
    """Return one bit of a netlist as Verilog; what no tool has decided is 0.

    The text "~7" is the opposite of net 7; other texts of several letters are wires' names.
    """
    if isinstance(value, int):
        return f"n{value}"
    if len(value) > 1 and value[0] != "~":
        return value
    return f"~n{value[1:]}" if value.startswith("~") else f"1'b{int(value == '1')}"

def word(bits):
    """Return bits, the lowest first, as Verilog."""
    return bit(bits[0]) if len(bits) == 1 else "{" + ", ".join(map(bit, reversed(bits))) + "}"

def parameter(value):
    """Return a parameter's value as Verilog.

    JSON has numbers as strings of bits; a text that looks like one ends with a space.
    """
    if isinstance(value, int):
        return str(value)
    if re.fullmatch("[01xz]+", value):
        return f"{len(value)}'b{re.sub('[xz]', '0', value)}"
    return json.dumps(value[:-1] if re.fullmatch("[01xz]* +", value) else value)

NO_CELLS = ("$scopeinfo",) # Types of cells that are only notes.

# Contents of a memory: 0 by default, and our models declare none, so that Verilator refuses others.
_CONTENTS = re.compile("INIT(P|VAL)?_[0-9A-F]+$")

_INVERSION = re.compile(r"IS_(\w+?)(?:\[(\d+)\])?_INVERTED$")

# Modules ------------------------------------------------------------------------------------------

def find_module(netlist, name):
    """Return module `name` of a netlist. Raises NetlistError where there is none."""
    if name not in netlist["modules"]:
        raise NetlistError(f"no module {name} in the netlist; it has: "
                           f"{', '.join(sorted(netlist['modules'])) or 'none'}")
    return netlist["modules"][name]

def render(name, module):
    """Return the Verilog of a netlist's module, which is called `name` in it."""
    ports, statements = [], []
    for port, about in module["ports"].items():
        bits  = about["bits"]
        width = f"[{len(bits) - 1}:0] " if len(bits) > 1 else ""
        ports.append(f"{about['direction']} wire {width}{port}")
        if about["direction"] == "input":
            statements += [f"assign {bit(net)} = {port}" + (f"[{i}];" if width else ";")
                           for i, net in enumerate(bits) if isinstance(net, int)]
        elif about["direction"] == "output":
            statements.append(f"assign {port} = {word(bits)};")
        else:
            raise NetlistError(f"{name}: port {port} is {about['direction']}; there is no model "
                               "for it")
    for i, cell in enumerate(module["cells"].values()):
        if cell["type"] not in NO_CELLS:
            statements += _statements(f"c{i}", cell)
    wires  = "".join(f"wire {bit(net)};\n" for net in sorted(_nets(module)))
    header = ",\n".join(f"    {port}" for port in ports)
    return f"module {name} (\n{header}\n);\n{wires}" + "\n".join(statements) + "\nendmodule\n"

def _nets(module):
    words = [port["bits"] for port in module["ports"].values()]
    for cell in module["cells"].values():
        words += cell["connections"].values()
    return {net for bits in words for net in bits if isinstance(net, int)}

def _statements(name, cell):
    """Return a cell as Verilog.

    Lookup tables and carry chains are written out, bit by bit: as instances they take Verilator ten
    times as long, and a carry chain whose bits are one signal looks like a loop to it.
    """
    parameters, pins = _without_inversions(name, cell)
    if re.fullmatch("LUT[1-6]", cell["type"]):
        output, inputs = ("O", [f"I{i}" for i in range(6)]) if "O" in pins else ("Z", "ABCD")
        address = [pins.get(pin, ["0"])[0] for pin in inputs[:int(cell["type"][3])]]
        return [f"assign {word(pins[output])} = {parameter(parameters['INIT'])} >> "
                f"{word(address)};"]
    if cell["type"] == "CARRY4":
        return list(_carry(name, pins))
    # Memories without contents say so in many parameters, which our models do not declare.
    values = [f".{key}({parameter(value)})" for key, value in parameters.items()
              if not (_CONTENTS.match(key) and "1" not in value)]
    given  = f"#({', '.join(values)}) " if values else ""
    open_bits = [(pin, i) for pin, bits in pins.items()
                 for i, net in enumerate(bits) if net is None]
    for pin, i in open_bits:
        pins[pin][i] = f"{name}_{pin}_{i}"
    wires = [f".{pin}({word(bits)})" for pin, bits in pins.items()]
    return [*(f"wire {pins[pin][i]};" for pin, i in open_bits),
            f"{cell['type']} {given}{name} ({', '.join(wires)});"]

def _without_inversions(name, cell):
    """Return a cell's parameters and pins, with its inverted pins as inverted nets.

    The parameter IS_PIN_INVERTED has a bit for each bit of the pin; nextpnr's IS_PIN[3]_INVERTED is
    of one.
    """
    parameters, pins = {}, {pin: list(bits) for pin, bits in cell["connections"].items()}
    for key, value in cell["parameters"].items():
        inversion = _INVERSION.match(key)
        if not inversion:
            parameters[key] = value
            continue
        pin, first = inversion[1], int(inversion[2] or 0)
        for i, inverted in enumerate(reversed(value), first):
            if inverted == "1":
                if len(pins.get(pin, ())) <= i:
                    raise NetlistError(f"{name}: {key}, but pin {pin} is not connected")
                pins[pin][i] = _opposite(pins[pin][i])
    return parameters, pins

def _opposite(net):
    return f"~{net}" if isinstance(net, int) else {"0": "1", "1": "0"}[net]

def _carry(name, pins):
    """Yield the statements of a CARRY4 (Xilinx UG474): a sum and a carry for each of four bits."""
    carry = f"({bit(pins.get('CI', '0')[0])} | {bit(pins.get('CYINIT', '0')[0])})"
    for i in range(4):
        select, other = (bit(pins[pin][i]) for pin in ("S", "DI"))
        chained = f"{name}_{i}"
        yield f"wire {chained} = {select} ? {carry} : {other};"
        for pin, value in (("O", f"{select} ^ {carry}"), ("CO", chained)):
            net = pins[pin][i] if i < len(pins.get(pin, ())) else None
            if net is not None:
                yield f"assign {bit(net)} = {value};"
        carry = chained
