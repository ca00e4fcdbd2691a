"""The simulated board's protocol checker catches an engine with spoilt pins, rule by rule."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from lutcore.driver.contract import Geometry, WeightFormat
from lutcore.driver.contract.registers import BY_NAME, extract
from lutcore.driver.errors import ProtocolError
from lutcore.driver.virtual.simulator import SimulatedBoard
from lutcore.gateware.build import generate_verilog

GEOMETRY = Geometry(rows=1, port_kind="axi3", port_width=64, stream_depth=64)
SELECT   = 0xFA17_0000                  # 16 times a fault's number plus this, written to `control`

# (pin, its new value, the checker's message). `good` is the engine's value; `aw_stalled` and
# `w_stalled` tell that the channel stalled in the last clock. Rules that
# tests/driver/virtual/test_simulator.py covers on AR are not repeated.
FAULTS = (
    ("arlen",   "{4'd1, good[3:0]}",     "AR: the burst is too long"),
    ("arid",    "good ^ {1'd0, ~m0_axi_arready}", "AR: the payload changed"),
    ("awlen",   "{4'd1, good[3:0]}",     "AW: the burst is too long"),
    ("awaddr",  "good + 32'd4",          "AW: the address is not aligned"),
    ("awaddr",  "good | 32'd4032",       "AW: the burst crosses 4 KiB"),
    ("awburst", "2'd2",                  "AW: the burst is not INCR"),
    ("awsize",  "3'd2",                  "AW: the size is not the port width"),
    ("awvalid", "good & ~aw_stalled",    "AW: VALID was withdrawn"),
    ("awaddr",  "good ^ {aw_stalled, 6'd0}", "AW: the payload changed"),
    ("awid",    "good ^ {1'd0, aw_stalled}", "AW: the payload changed"),
    ("wvalid",  "good & ~w_stalled",     "W: VALID was withdrawn"),
    ("wdata",   "good ^ {63'd0, w_stalled}", "W: the payload changed"),
    ("wstrb",   "good ^ {7'd0, w_stalled}", "W: the payload changed"),
    ("wlast",   "good ^ w_stalled",      "W: the payload changed"),
    ("wlast",   "1'd0",                  "W: WLAST is missing"),
    ("wlast",   "1'd1",                  "W: WLAST comes too early"),
    ("wid",     "2'd3",                  "W: WID differs from AWID"),
)


def tampered(verilog: str) -> str:
    """Wrap the engine in a module that spoils the pin of the fault selected last."""
    ports = [port.strip() for port in
             re.search(r"module lutcore ?\((.*?)\);", verilog, re.DOTALL)[1].split(",")]
    ports = [re.sub(r"output reg|output", "output wire", port) for port in ports]
    lines, bind = [], []
    for i, port in enumerate(ports):
        name = port.split()[-1]
        pin  = name.removeprefix("m0_axi_")
        faults = [(k, value) for k, (of, value, _) in enumerate(FAULTS, 1) if of == pin]
        bind.append(f".{name}({'good_' * bool(faults)}{name})")
        if faults:
            width = (re.search(r"\[.*?\]", port) or [""])[0]
            if pin.endswith("len"):
                ports[i] = port.replace("[3:0]", "[7:0]")
            lines.append(f"wire {width} good_{name};")
            cases = "".join(f"fault == {k} ? ({re.sub(r'good', f'good_{name}', value)}) : "
                            for k, value in faults)
            lines.append(f"assign {name} = {cases}good_{name};")
    return verilog.replace("module lutcore", "module engine", 1) + f"""
module lutcore ({", ".join(ports)});
reg aw_stalled, w_stalled; reg [7:0] fault;
always @(posedge sys_clk) begin
    aw_stalled <= m0_axi_awvalid & ~m0_axi_awready;
    w_stalled  <= m0_axi_wvalid & ~m0_axi_wready;
    if (s_axil_wvalid & s_axil_wdata[31:16] == 16'd{SELECT >> 16}) fault <= s_axil_wdata[11:4];
    if (sys_rst) fault <= 0;
end
{chr(10).join(lines)}
engine engine ({", ".join(bind)});
endmodule
"""


@pytest.fixture(scope="module")
def board(simulator_tools, tmp_path_factory: pytest.TempPathFactory):
    """A board with the tampered engine."""
    source = Path(tmp_path_factory.mktemp("tampered")) / "lutcore.v"
    source.write_text(tampered(generate_verilog(GEOMETRY)))
    with SimulatedBoard(source, size=4 << 20, back_pressure=0.6) as simulated:
        yield simulated


@pytest.mark.parametrize("number", range(len(FAULTS) + 1),
                         ids=["none", *(f"{pin}-{value}" for pin, value, _ in FAULTS)])
def test_a_pin_that_breaks_a_rule_is_caught(board, engine_on, random_product, number) -> None:
    board.reset()
    it = engine_on(board, GEOMETRY)
    product = random_product(np.random.default_rng(1), GEOMETRY, 1, 300, 200,
                             WeightFormat(2, 64, 128))
    descriptor = it.descriptor(product)
    board.write32(BY_NAME["control"].offset, SELECT + 16 * number)
    if number:
        with pytest.raises(ProtocolError, match=f"m0_axi {FAULTS[number - 1][2]}"):
            it.run([descriptor], cycles=100_000)
        board.reset()
    registers = it.run([descriptor])
    assert not extract("status", "error", registers["status"])
    assert np.array_equal(it.result(descriptor, product), product.expected)
