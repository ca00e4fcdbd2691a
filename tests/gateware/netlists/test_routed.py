"""A circuit with every kind of cell, placed and routed: nextpnr's netlist does what Yosys' does."""

from __future__ import annotations

import copy
import ctypes
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from lutcore.driver.tools import ToolMissingError
from lutcore.driver.virtual.verilate import build_model, toolchain_available
from lutcore.gateware.flows import xc7_open, xc7_tools
from lutcore.gateware.flows.target import work_folder
from lutcore.gateware.netlists.models import models
from lutcore.gateware.netlists.packed import unpack
from lutcore.gateware.netlists.processor import cut_processor
from lutcore.gateware.netlists.verilog import NO_CELLS, render

PART   = "xc7z020clg400-1"
CLOCKS = 20_000
BENCH  = Path(__file__).with_name("bench.cpp")
KINDS  = {"BUFGCTRL", "CARRY4", "DSP48E1", "FDRE", "FDSE", "LUT1", "LUT2", "LUT3", "LUT4", "LUT5",
          "LUT6", "RAMD32", "RAMD64E", "RAMB36E1", "OBUF"}

CIRCUIT = """
module circuit(output led);
    wire [3:0] clocks;
    wire clk;
    wire [31:0] a, b;
    wire [63:0] c;
    wire en;
    BUFG buffer(.I(clocks[0]), .O(clk));

    reg [71:0] wide [0:511], wide_q;            // a block RAM as wide as both ports
    reg [35:0] narrow [0:1023], narrow_q;       // one that is written through A, read through B
    reg [31:0] small [0:31], small_q;           // distributed RAM
    reg [11:0] deep [0:63], deep_q;
    reg [9:0]  at;
    always @(posedge clk) begin
        at <= at + 1;
        if (en) wide[{at[3:0], a[4:0]}] <= {c, a[7:0]};
        wide_q <= wide[{~at[3:0], b[4:0]}];
        if (b[9]) narrow[{1'b0, a[8:0]}] <= {b[3:0], c[31:0]};
        narrow_q <= narrow[{1'b0, b[8:0]}];
        if (en) small[a[4:0]] <= b;
        small_q <= small[b[4:0]];
        if (b[1]) deep[a[5:0]] <= c[11:0];
        deep_q <= deep[b[5:0]];
    end

    reg signed [17:0] x, x1;
    reg signed [15:0] y, y1;
    reg signed [33:0] product, q, product1, sum;    // of sum the adder has carries
    reg set, four, six;
    reg [31:0] mixed;
    always @(posedge clk) begin
        x <= a[17:0]; y <= b[15:0];
        if (en) begin x1 <= x; y1 <= y; product <= x1*y1; q <= product; end
        product1 <= x*y; sum <= product1 + $signed(c[33:0]);
        set   <= a[0] | (set & c[3]);
        if (a[31]) set <= 1;
        four  <= (a[12] & b[12]) ^ (c[12] | c[13]);
        six   <= (c[10] & a[10]) ^ ((b[10] | c[11]) & (a[11] ^ b[11]));
        mixed <= q[33:2] ^ sum[31:0] ^ small_q ^ {20'd0, deep_q};
    end
    PS7 processor(.FCLKCLK(clocks), .MAXIGP0ACLK(clk), .SAXIHP0ACLK(clk),
        .MAXIGP0ARADDR(a), .MAXIGP0WDATA(b), .MAXIGP0ARVALID(en), .SAXIHP0RDATA(c),
        .MAXIGP0RDATA(mixed), .SAXIHP0WDATA(wide_q[63:0] + {28'd0, narrow_q}),
        .SAXIHP0RREADY(set));
    assign led = ^wide_q[71:64] ^ set ^ four ^ six;
endmodule
"""

usable, reason = toolchain_available()
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not usable, reason=reason)]


@pytest.fixture(scope="module")
def netlists() -> Iterator[tuple[dict, dict]]:
    """The circuit's modules, as Yosys and as nextpnr wrote them."""
    try:
        tools = xc7_tools.find(PART)
    except ToolMissingError as error:
        pytest.skip(str(error))
    folder = work_folder("netlist_circuit")
    (folder / "circuit.v").write_text(CIRCUIT)
    (folder / "lutcore.v").write_text("")
    (folder / "circuit_open.xdc").write_text(
        "set_property PACKAGE_PIN R14 [get_ports led]\n"
        "set_property IOSTANDARD LVCMOS33 [get_ports led]\n")
    xc7_open.synthesise(folder, "circuit", "xc7", tools.yosys, tools.env, xc7_open.SETTINGS)
    xc7_open.place(folder, "circuit", tools, 100, 1)
    synthesised = json.loads((folder / "circuit.json").read_text())["modules"]["circuit"]
    routed = json.loads((folder / "circuit_routed.json").read_text())["modules"]["top"]
    yield synthesised, routed


def compare(one: dict, other: dict) -> tuple[int, int]:
    """Run two modules on the same random pins; return clocks compared and clocks that differ."""
    first, second = cut_processor(unpack(one)), cut_processor(unpack(other))
    signals, pins, differ = [], {"one": [], "other": []}, []
    for name, port in first["ports"].items():
        width = len(port["bits"])
        if name.endswith("ACLK"):
            continue
        if port["direction"] == "input":
            value = f"random_{name}"
            signals.append(f"reg [{width - 1}:0] {value};\n"
                           f"always @(posedge clk) {value} <= {{$urandom, $urandom}};")
            value = "{3'd0, clk}" if name == "FCLKCLK" else value
            for side, module in (("one", first), ("other", second)):
                if name in module["ports"]:
                    pins[side].append(f".{name}({value})")
        else:
            for side in pins:
                signals.append(f"wire [{width - 1}:0] {side}_{name};")
                pins[side].append(f".{name}({side}_{name})")
            differ.append(f"one_{name} != other_{name}")
    types = {cell["type"] for module in (first, second) for cell in module["cells"].values()}
    verilog = "\n".join([
        "module bench(input clk, output reg [31:0] compared, output reg [31:0] wrong);", *signals,
        *(f"fabric_{side} {side} ({', '.join(connected)});" for side, connected in pins.items()),
        "always @(posedge clk) begin compared <= compared + 1; "
        f"if ({' || '.join(differ)}) wrong <= wrong + 1; end", "endmodule",
        render("fabric_one", first), render("fabric_other", second),
        models("xc7", types - set(NO_CELLS), xc7_tools.find(PART).yosys)])
    library = ctypes.CDLL(str(build_model(verilog, "bench", BENCH, levels=("-O0", "-O0"))))
    counts = (ctypes.c_uint32 * 2)()
    assert library.run(CLOCKS, counts) == 0
    return counts[0], counts[1]


def test_the_routed_circuit_does_what_the_synthesised_one_does(netlists) -> None:
    synthesised, routed = netlists
    assert {cell["type"] for cell in unpack(routed)["cells"].values()} - {"PS7", "INV"} >= KINDS
    assert compare(synthesised, routed) == (CLOCKS, 0)


def flipped_bit(cells: dict) -> None:
    table = [cell for cell in cells.values() if cell["attributes"].get("X_ORIG_TYPE") == "LUT6"][0]
    init = table["parameters"]["INIT"]
    table["parameters"]["INIT"] = init[:-1] + ("0" if init[-1] == "1" else "1")


def swapped_nets(cells: dict) -> None:
    one, other, *_ = [cell["connections"] for cell in cells.values()
                      if cell["attributes"].get("X_ORIG_TYPE") == "RAMD64E"
                      and cell["connections"].get("O6")]
    one["O6"], other["O6"] = other["O6"], one["O6"]


@pytest.mark.parametrize("damage", [flipped_bit, swapped_nets])
def test_a_fault_shows(netlists, damage) -> None:
    synthesised, routed = netlists
    wrong = copy.deepcopy(routed)
    damage(wrong["cells"])
    assert compare(synthesised, wrong)[1] > 0
