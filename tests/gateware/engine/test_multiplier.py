"""An engine with the ECP5's multipliers gives the contract's results, bit for bit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lutcore.driver.contract import Geometry, preset
from lutcore.gateware.engine.multiplier import Ecp5Multiplier
from lutcore.gateware.engine.verilog import generate_verilog

GEOMETRIES = [preset("demo"), Geometry(rows=2, lanes=2, ports=2, symmetric=True, table_width=10),
              Geometry(rows=1, table_width=16, double_buffer=False)]
ROUNDS     = 12


def block_model() -> str:
    """Return a model of the used part of MULT18X18D, after Lattice's FPGA-TN-02205.

    Operands and product are registered where the parameters say so; the default is no register.
    """
    def bits(name: str, count: int) -> list[str]:
        return [f"{name}{i}" for i in range(count)]
    inputs  = bits("A", 18) + bits("B", 18) + ["CLK0", "CE0", "RST0", "SIGNEDA", "SIGNEDB"]
    outputs = bits("P", 36)
    joined  = {name: ", ".join(reversed(pins)) for name, pins in
               (("A", bits("A", 18)), ("B", bits("B", 18)), ("P", outputs))}
    return f"""
module MULT18X18D #(
    parameter REG_INPUTA_CLK = "NONE", parameter REG_INPUTB_CLK = "NONE",
    parameter REG_OUTPUT_CLK = "NONE"
) (input {", ".join(inputs)}, output {", ".join(outputs)});
    reg [17:0] kept_a, kept_b;
    reg [35:0] kept_p;
    wire [17:0] a = REG_INPUTA_CLK == "CLK0" ? kept_a : {{{joined["A"]}}};
    wire [17:0] b = REG_INPUTB_CLK == "CLK0" ? kept_b : {{{joined["B"]}}};
    wire [35:0] wide_a = {{{{18{{SIGNEDA & a[17]}}}}, a}};
    wire [35:0] wide_b = {{{{18{{SIGNEDB & b[17]}}}}, b}};
    wire [35:0] p = wide_a * wide_b;
    assign {{{joined["P"]}}} = REG_OUTPUT_CLK == "CLK0" ? kept_p : p;
    always @(posedge CLK0) begin
        if (CE0) begin
            kept_a <= {{{joined["A"]}}};
            kept_b <= {{{joined["B"]}}};
            kept_p <= p;
        end
        if (RST0) begin
            kept_a <= 0;
            kept_b <= 0;
            kept_p <= 0;
        end
    end
endmodule
"""


@pytest.fixture(scope="module")
def verilog(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Geometry], Path]:
    """verilog(geometry): an engine for the ECP5 and a model of its block.

    It replaces the fixture of the same name, so `engine` runs this Verilog.
    """
    folder = tmp_path_factory.mktemp("ecp5")

    def make(geometry: Geometry) -> Path:
        path = folder / f"{geometry.name}.v"
        if not path.exists():
            path.write_text(generate_verilog(geometry, Ecp5Multiplier) + block_model())
        return path
    return make


@pytest.mark.parametrize("geometry", GEOMETRIES, ids=lambda g: g.name)
def test_random_products(verilog, random_doorbells, geometry: Geometry) -> None:
    blocks = verilog(geometry).read_text().count("\n) MULT18X18D")
    assert blocks == 2 * geometry.rows * geometry.lanes
    assert random_doorbells(geometry, ROUNDS) >= ROUNDS
