"""Paths of processor, DSP and block RAM: what is summed, what is derated, what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lutcore.driver.bundles.manifest import TimedPath
from lutcore.driver.errors import ToolFailedError
from lutcore.gateware.flows.sdf import read_sdf
from lutcore.gateware.flows.xc7_timing import BlockTimes, RoutedDesign, idle_pins, slowest_paths

DATABASE = {
    "PSS2": """(DELAYFILE
        (TIMESCALE 1ns)
        (CELLTYPE "PS7")
        (IOPATH SAXIHP0ACLK SAXIHP0RDATA (0.359::0.478)(1.130::1.507))
        (SETUP SAXIHP0WDATA (posedge SAXIHP0ACLK) (0.584::0.779))
        """,
    "DSP_L": """(DELAYFILE
        (TIMESCALE 1ns)
        (CELLTYPE "DSP48E1_AREG_0_A_INPUT_DIRECT_MREG_1_USE_DPORT_FALSE_USE_MULT_MULTIPLY")
        (SETUP A (posedge CLK) (0.294::1.928))
        (CELLTYPE "DSP48E1_AREG_1_A_INPUT_DIRECT")
        (SETUP A (posedge CLK) (-0.139::0.362))
        (CELLTYPE "DSP48E1_AREG_1")
        (SETUP CEA1 (posedge CLK) (-0.035::0.497))
        (CELLTYPE "DSP48E1_PREG_0")
        (IOPATH A P (0.400::1.000)(0.900::3.000))
        (CELLTYPE "DSP48E1_PREG_1")
        (IOPATH CLK P (0.126::0.192)(0.304::0.434))
        """,
    "BRAM_L": """(DELAYFILE
        (TIMESCALE 1ns)
        (CELLTYPE "RAMBFIFO36E1")
        (SETUP ADDRA15L (posedge CLKARDCLKU) (-0.357::0.515))
        (SETUP ADDRAU (posedge CLKARDCLKU) (-0.360::0.566))
        (CELLTYPE "RAMBFIFO36E1_ISFIFO_TRUE")
        (SETUP ENARDENL (posedge CLKARDCLKL) (-0.427::9.000))
        (CELLTYPE "RAMBFIFO36E1_ISFIFO_FALSE")
        (SETUP ENARDENU (posedge CLKARDCLKU) (-0.227::0.443))
        (CELLTYPE "RAMBFIFO36E1RAM_MODE_L_FIFO18_DOA_REG_L_0_EN_ECC_READ_FALSE")
        (IOPATH CLKARDCLKL DOADOL (0.585::1.098)(1.353::2.454))
        (CELLTYPE "RAMBFIFO36E1RAM_MODE_L_FIFO18_DOA_REG_L_1_EN_ECC_READ_FALSE")
        (IOPATH CLKARDCLKL DOADOL (0.204::0.327)(0.468::0.882))
        """,
}
FABRIC = r"""
  (CELL
    (CELLTYPE "SLICE_LUTX")
    (INSTANCE lut)
        (IOPATH A1 O6 (100:112:125) (100:112:125))
        (IOPATH A4 O6 (120:135:150) (120:135:150))
  (CELL
    (CELLTYPE "SLICE_FFX")
    (INSTANCE a.b\$1)
        (IOPATH CK Q (300:325:350) (300:325:350))
      (SETUPHOLD (posedge D) (posedge CK) (100:100:100) (900:900:900))
      (SETUPHOLD (negedge D) (posedge CK) (100:100:100) (900:900:900))
"""
BITS = {0: "0" * 32, 1: "0" * 31 + "1"}


def wire(start: str, end: str, ps: int) -> str:
    return f"        (INTERCONNECT {start} {end} ({ps}:{ps}:{ps}) ({ps}:{ps}:{ps}))\n"


@pytest.fixture
def estimate(tmp_path: Path):
    """estimate(wires, blocks): the slowest paths, by kind."""
    for name, text in DATABASE.items():
        (tmp_path / f"{name}.sdf").write_text(text)

    def run(wires: str, cells: dict[str, Any], derating: float = 0.25,
            idle: frozenset[str] | set[str] = frozenset()) -> dict[str, TimedPath]:
        sdf = tmp_path / "design.sdf"
        sdf.write_text("  (TIMESCALE 1ps)\n" + wires + FABRIC)
        design = RoutedDesign(sdf, cells, BlockTimes(tmp_path), idle)
        return {path.kind: path for path in slowest_paths(design, derating)}
    return run


def block(kind: str, **parameters: int | str) -> dict[str, Any]:
    return {"type": kind, "parameters": {name: BITS.get(value, value)
                                         for name, value in parameters.items()}}


def test_a_path_is_the_sum_of_its_parts(estimate) -> None:
    """Out of the processor, through the slower input of a lookup table, into a register."""
    found = estimate(
        wire("ps/SAXIHP0RDATA7", "lut/A1", 2000) + wire("ps/SAXIHP0RDATA63", "lut/A4", 2100)
        + wire("lut/O6", r"a.b\$1/D", 20) + wire(r"a.b\$1/Q", "ps/SAXIHP0WDATA3", 3000)
        + wire("one/Y", "ps/SAXIHP0RREADY", 4000) + wire("ps/FCLKCLK0", "buffer/I", 4000)
        + wire("buffer/O", "ps/SAXIHP0ACLK", 900) + wire("ps/FCLKRESETN0", r"a.b\$1/SR", 9000),
        {"ps": block("PS7"), "lut": {"type": "LUT2"}})
    assert found == {
        "from PS7": TimedPath("from PS7", "ps/SAXIHP0RDATA63", "a.b$1/D", 1.507, 0.25, 2.12,
                              pytest.approx(1.507 + (0.25 + 2.12) / 0.75)),
        "to PS7": TimedPath("to PS7", "a.b$1/Q", "ps/SAXIHP0WDATA3", 0.779, 0.35, 3.0,
                            pytest.approx(0.779 + 3.35 / 0.75, abs=1e-3))}


def test_a_table_that_feeds_its_neighbour_is_no_loop(estimate) -> None:
    """nextpnr connects A4 of `lut`, as A4 of the table at the same place reads `lut`'s output."""
    wires = (wire("ps/SAXIHP0RDATA7", "lut/A1", 2000) + wire("lut/O6", "lut/A4", 100)
             + wire("lut/O6", r"a.b\$1/D", 20))
    cells = {"ps": block("PS7"), "lut": {"type": "LUT2"}}
    with pytest.raises(ToolFailedError, match="combinational loop"):
        estimate(wires, cells)
    idle = idle_pins({"modules": {"top": {"cells": {"lut": {
        "type": "SLICE_LUTX", "attributes": {"X_ORIG_PORT_A1": "I0"},
        "connections": {"A1": [1], "A4": [2], "O6": [2]}}}}}})
    assert idle == {"lut/A4"}
    assert estimate(wires, cells, idle=idle)["from PS7"].route_ns == pytest.approx(2.02)


def test_times_follow_the_parameters(estimate) -> None:
    wires = (wire("ram/DOADO5", "dsp/A12", 1000) + wire("dsp/P47", "ram/ADDRARDADDRU9", 500)
             + wire("dsp/P2", "ram/ENARDENL", 400) + wire(r"a.b\$1/Q", "dsp/CEA1", 10))
    ram, dsp = block("RAMB36E1", DOA_REG=0), block("DSP48E1", AREG=1, PREG=1, USE_MULT="MULTIPLY")
    slow = estimate(wires, {"ram": ram, "dsp": dsp}, derating=0.0)
    assert slow["from RAMB36E1"] == TimedPath("from RAMB36E1", "ram/DOADO5", "dsp/A12",
                                              2.816, 0.0, 1.0, 3.816)
    assert slow["to DSP48E1"].total_ns == 3.816
    assert slow["from DSP48E1"] == TimedPath("from DSP48E1", "dsp/P47", "ram/ADDRARDADDRU9",
                                             1.0, 0.0, 0.5, 1.5)
    fast = estimate(wires, {"ram": block("RAMB36E1", DOA_REG=1), "dsp": dsp}, derating=0.0)
    assert fast["from RAMB36E1"].vendor_ns == pytest.approx(0.882 + 0.362)
    bare = estimate(wires.replace("dsp/CEA1", "ram/ENARDENU"),
                    {"ram": ram, "dsp": block("DSP48E1", AREG=0, PREG=1, MREG=1)}, derating=0.0)
    assert bare["from RAMB36E1"].vendor_ns == pytest.approx(2.454 + 1.928)


def test_a_block_without_registers_is_gone_through(estimate) -> None:
    found = estimate(
        wire("ram/DOADO0", "dsp/A0", 1000) + wire("dsp/P0", r"a.b\$1/D", 1000),
        {"ram": block("RAMB36E1", DOA_REG=0), "dsp": block("DSP48E1", AREG=0, PREG=0, MREG=0)},
        derating=0.0)
    assert found["from RAMB36E1"].total_ns == pytest.approx(2.454 + 1 + 3 + 1 + 0.1)


@pytest.mark.parametrize("start, end", [("ps/DMA0DAVALID", r"a.b\$1/D"),
                                        (r"a.b\$1/Q", "ps/SAXIHP0WSTRB1")])
def test_a_pin_without_a_time_is_refused(estimate, start: str, end: str) -> None:
    with pytest.raises(ToolFailedError, match=r"ps/\w+, a pin of PS7, is in use, and"):
        estimate(wire(start, end, 100), {"ps": block("PS7")})


def test_loops_and_missing_files_are_refused(estimate, tmp_path: Path) -> None:
    with pytest.raises(ToolFailedError, match="a combinational loop"):
        estimate(wire("lut/O6", "lut/A1", 100), {})
    (tmp_path / "PSS2.sdf").unlink()
    with pytest.raises(ToolFailedError, match=r"PSS2\.sdf is missing"):
        BlockTimes(tmp_path)


def test_what_is_no_delay_is_refused(tmp_path: Path) -> None:
    for text in ("(TIMESCALE 1ps)\n(IOPATH A B (x))", "(TIMESCALE 1fs)\n(IOPATH A B (1:1:1))"):
        (tmp_path / "x.sdf").write_text(text)
        with pytest.raises(ToolFailedError, match="line 2: no delay can be read"):
            list(read_sdf(tmp_path / "x.sdf"))
