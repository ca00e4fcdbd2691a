"""Running the tools: results by content, failures in one line, nothing half-made left."""

from __future__ import annotations

import json
import re

import pytest

from lutcore.driver.errors import ToolFailedError, ToolMissingError
from lutcore.gateware.errors import NetlistError
from lutcore.gateware.explore import synthesis
from lutcore.gateware.explore.synthesis import place, synthesise, wrapper

VERILOG = """module unit(
    input wire sys_clk,
    input wire sys_rst,
    input wire signed [7:0] a,
    input wire b,
    output reg [2:0] c
);
endmodule
"""


def test_result_is_kept_by_content(fake_tools) -> None:
    first = synthesise(VERILOG, "unit", "xc7")
    assert (first.luts, first.registers, fake_tools.runs) == (1, 1, 1)
    assert synthesise(VERILOG, "unit", "xc7") == first
    assert fake_tools.runs == 1
    synthesise(VERILOG, "unit", "ecp5")
    synthesise(VERILOG + "// Another text.\n", "unit", "xc7")
    assert fake_tools.runs == 3
    assert all(path.suffix == ".json" for path in fake_tools.cache.iterdir())


def test_damaged_result_is_made_again(fake_tools) -> None:
    first = synthesise(VERILOG, "unit", "xc7")
    kept, = fake_tools.cache.iterdir()
    kept.write_text(kept.read_text()[:20])
    assert synthesise(VERILOG, "unit", "xc7") == first
    assert fake_tools.runs == 2 and json.loads(kept.read_text())


def test_failure_shows_the_last_lines_and_leaves_nothing(fake_tools) -> None:
    fake_tools.fail("no such module")
    with pytest.raises(ToolFailedError, match="yosys ended with 1: ERROR: no such module"):
        synthesise(VERILOG, "unit", "xc7")
    assert not list(fake_tools.cache.iterdir())


def test_unknown_cell_is_not_free(fake_tools) -> None:
    path = fake_tools.folder / "NETLIST"
    path.write_text(path.read_text().replace("LUT2", "LUT9"))
    with pytest.raises(NetlistError, match="LUT9"):
        synthesise(VERILOG, "unit", "xc7")
    assert not list(fake_tools.cache.iterdir())


def test_hanging_tool_is_ended(fake_tools, monkeypatch: pytest.MonkeyPatch) -> None:
    (fake_tools.folder / "bin" / "yosys").write_text(
        '#!/bin/sh\nif [ "$1" = --version ]; then echo fake; exit 0; fi\nexec sleep 60\n')
    monkeypatch.setattr(synthesis, "TIMEOUT", 0.5)
    with pytest.raises(ToolFailedError, match="did not end within 0.5 s"):
        synthesise(VERILOG, "unit", "xc7")


def test_missing_tool_names_the_remedy(fake_tools) -> None:
    fake_tools.remove()
    with pytest.raises(ToolMissingError,
                       match=r"yosys is not installed; pip install 'lutcore\[explore,gateware"):
        synthesis.find("yosys")


def test_timing_of_a_placed_design(fake_tools) -> None:
    timing = place(VERILOG, "unit")
    assert timing.mhz == 123.46 and timing.seed == synthesis.SEED
    assert (timing.logic_ns, timing.routing_ns) == (0.88, 1.25)
    assert timing.path == ["a_ff", "a_net", "c_ff"]
    assert timing.utilisation == {"TRELLIS_COMB": 7}


def test_wrapper_drives_every_pin_once() -> None:
    """Eight, one and one inputs, three outputs; the clock is not among them."""
    text = wrapper(VERILOG, "unit")
    assert "reg  [9:0] inputs" in text and "reg  [2:0] chain" in text
    assert re.search(r"unit dut\((.*)\)", text)[1] == (
        ".sys_clk(clk), .sys_rst(inputs[0:0]), .a(inputs[8:1]), .b(inputs[9:9]), "
        ".c(outputs[2:0])")
