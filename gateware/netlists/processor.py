"""The Zynq's processor as the edge of a netlist: its pins become the virtual board's ports.

    virtual board:  s_axil (registers), m0_axi ... (memory), sys_clk, sys_rst, irq
        | wrapper, module `lutcore`: the processor's side of its ports
    netlist, module `fabric`: everything but the processor, whose pins are the module's ports
"""

from lutcore.driver.bundles.hwh import FAMILIES
from lutcore.gateware.engine.bridge import ADDRESS_BITS
from lutcore.gateware.engine.pins import CHANNELS
from lutcore.gateware.errors import NetlistError
from lutcore.gateware.soc.zynq import PS7

FABRIC  = "fabric"
SETTLED = 63 # Clocks after a reset until the registers are asked; the fabric takes 32 to leave it.
ID      = 0x2A5 # ID of every access to the registers, and so of its answer.

# Netlist ------------------------------------------------------------------------------------------

def cut_processor(module):
    """Return a netlist's module whose PS7 is gone and whose ports are the pins of that PS7.

    Raises NetlistError unless there is exactly one.
    """
    found = [name for name, cell in module["cells"].items() if cell["type"] == PS7.primitive]
    if len(found) != 1:
        raise NetlistError(f"the netlist has {len(found)} {PS7.primitive}; a Zynq's has one")
    outputs = _driven_by_processor()
    cells   = dict(module["cells"])
    pins    = cells.pop(found[0])["connections"]
    ports   = {pin: {"direction": "input" if pin in outputs else "output", "bits": bits}
               for pin, bits in pins.items()}
    return {"ports": {**module["ports"], **ports}, "cells": cells}

def _driven_by_processor():
    """Return the names of PS7's outputs."""
    names = {"FCLKCLK", "FCLKRESETN"}
    for port in (PS7.control, *PS7.memory):
        for channel in CHANNELS:
            prefix = f"{port.prefix}{channel.upper()}"
            if port.from_processor(channel):
                names.update(f"{prefix}{name.upper()}" for name, _ in port.layout(channel))
                names.update((f"{prefix}VALID", f"{prefix}LAST"))
            else:
                names.add(f"{prefix}READY")
    return names

# Wrapper ------------------------------------------------------------------------------------------

def wrapper(geometry, fabric):
    """Return the Verilog of module `lutcore`, which connects the virtual board to module `fabric`.

    Parameters
    ----------
    geometry : contract.Geometry

    fabric : netlist's module
        What `cut_processor` returned.
    """
    ports  = ["input wire sys_clk", "input wire sys_rst", "output wire irq"]
    pins   = {"FCLKCLK": "{3'd0, sys_clk}", "FCLKRESETN": "{3'd0, ~sys_rst}"}
    wires  = []
    control = PS7.control
    for channel in CHANNELS:
        _connect(control, channel, "s_axil", ports, pins, wires)
    for i, port in zip(range(geometry.buses), PS7.memory, strict=False):
        for channel in CHANNELS:
            _connect(port, channel, f"m{i}_axi", ports, pins, wires)
    for pin, about in fabric["ports"].items():
        if pin not in pins and about["direction"] == "input":
            pins[pin] = "0"
    used  = {pin: value for pin, value in pins.items() if pin in fabric["ports"]}
    used["IRQF2P"] = "interrupts"
    names = ",\n".join(f"        .{pin}({value})" for pin, value in used.items())
    return (f"module lutcore (\n    {(','+chr(10)+'    ').join(ports)}\n);\n"
            "    reg [5:0] clocks = 0;\n"
            f"    wire ready = clocks == {SETTLED};\n"
            "    always @(posedge sys_clk) clocks <= sys_rst ? 6'd0 : ready ? clocks : "
            "clocks + 6'd1;\n"
            "    wire [19:0] interrupts;\n"
            "    assign irq = interrupts[0] & ready;\n"
            + "".join(f"    {line}\n" for line in wires) +
            f"    {FABRIC} netlist (\n{names}\n    );\n"
            "endmodule\n")

def _connect(port, channel, name, ports, pins, wires):
    """Connect one channel of a processor's port to the virtual board's port `name`.

    Nothing passes until the fabric has left its reset, because the virtual board resets at once.
    """
    sends  = port.from_processor(channel) # The virtual board sends this channel to the fabric.
    prefix = f"{port.prefix}{channel.upper()}"
    outer  = f"{name}_{channel}"
    here, there = ("input", "output") if sends else ("output", "input")
    ports += [f"{here} wire {outer}valid", f"{there} wire {outer}ready"]
    wires += [f"wire {prefix}_valid, {prefix}_ready;"]
    if sends:
        wires += [f"assign {prefix}_valid = {outer}valid & ready;",
                  f"assign {outer}ready = {prefix}_ready & ready;"]
    else:
        wires += [f"assign {outer}valid = {prefix}_valid & ready;",
                  f"assign {prefix}_ready = {outer}ready & ready;"]
    pins[f"{prefix}VALID"], pins[f"{prefix}READY"] = f"{prefix}_valid", f"{prefix}_ready"
    fields = [*port.layout(channel), *([("last", 1)] if channel in ("w", "r") else [])]
    if port.master: # Registers: AXI-Lite outside, so bursts of one access inside.
        base  = FAMILIES[PS7.family].base
        known = {"addr": f"32'h{base:08x} | {outer}addr", "len": "0", "size": "2", "burst": "1",
                 "last": "1", "id": f"{ID}"}
        for field, width in fields:
            pin = f"{prefix}{field.upper()}"
            if field in ("addr", "data", "strb", "resp"):
                size = ADDRESS_BITS if field == "addr" else width
                ports.append(f"{here} wire [{size - 1}:0] {outer}{field}")
            if sends:
                pins[pin] = known.get(field,
                                      f"{outer}{field}" if field in ("data", "strb") else "0")
            elif field in ("id", "last"):
                wires += [f"wire [{width - 1}:0] {pin}_is;",
                          "always @(posedge sys_clk) if "
                          f"({outer}valid && {pin}_is != {ID if field == 'id' else 1}) "
                          f'$fatal(1, "{pin} differs from that of the access");']
                pins[pin] = f"{pin}_is"
            else:
                pins[pin] = f"{outer}{field}"
        return
    for field, width in fields:
        size = f"[{width - 1}:0] " if width > 1 else ""
        if field == "size":
            ports.append(f"{here} wire [2:0] {outer}size") # The virtual board's has three bits.
            wires += [f"wire [1:0] {prefix}_size;",
                      f"assign {outer}size = {{1'b0, {prefix}_size}};"]
            pins[f"{prefix}SIZE"] = f"{prefix}_size"
            continue
        ports.append(f"{here} wire {size}{outer}{field}")
        pins[f"{prefix}{field.upper()}"] = f"{outer}{field}"
