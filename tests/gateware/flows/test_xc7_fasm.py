"""FASM to frames, on databases made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from lutcore.driver.errors import ToolFailedError
from lutcore.gateware.flows import xc7_fasm as fasm

GRID = {
    "CLB_X1Y2": {"type": "CLB", "bits": {
        "CLB_IO_CLK": {"baseaddr": "0x00400100", "frames": 36, "offset": 4, "words": 2}}},
    "RAM_X0Y0": {"type": "RAM", "bits": {
        "CLB_IO_CLK": {"baseaddr": "0x00400200", "frames": 28, "offset": 0, "words": 10},
        "BLOCK_RAM":  {"baseaddr": "0x00C00000", "frames": 128, "offset": 10, "words": 10}}},
    "IO_SING_X0Y9": {"type": "IO_SING", "bits": {
        "CLB_IO_CLK": {"baseaddr": "0x00400300", "frames": 42, "offset": 99, "words": 2,
                       "alias": {"type": "IO", "start_offset": 2, "sites": {"PAD_Y0": "PAD_Y1"}}}}},
    "PSS_X0Y0": {"type": "PSS", "bits": {}},
}
FILES = {
    "segbits_clb.db": "CLB.A.LUT.INIT[00] 32_15\nCLB.A.LUT.INIT[01] 33_15\n"
                      "CLB.A.LUT.INIT[10] 35_40\nCLB.A.MUX.X !30_00 30_01\n"
                      "CLB.A.MUX.Y 30_00 !30_01\nCLB.A.NONE 30_02\n",
    "ppips_clb.db":   "CLB.OUT.IN always\nCLB.OUT.HINT hint\n",
    "segbits_ram.db": "RAM.Y0.WIDTH_18 27_100 !27_101\n",
    "segbits_ram.block_ram.db": "RAM.Y0.INIT_00[000] 00_00\nRAM.Y0.INIT_00[255] 127_319\n",
    "segbits_io.db":  "IO.PAD_Y1.DRIVE 38_64 !39_127\n",
    "ppips_io_sing.db": "IO_SING.A.B default\n",
    "ppips_pss.db":   "PSS.IN.OUT always\n",
}


@pytest.fixture
def database(tmp_path: Path) -> fasm.Database:
    (tmp_path / "xc7t").mkdir()
    (tmp_path / "xc7t" / "tilegrid.json").write_text(json.dumps(GRID))
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return fasm.Database(tmp_path, "xc7t")


def bits(frames: dict[int, int]) -> set[tuple[int, int, int]]:
    """(address, word, bit) of every one."""
    return {(address, place // 32, place % 32) for address, value in frames.items()
            for place in range(value.bit_length()) if value >> place & 1}


# Text ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text, wanted", [
    ("", []), ("  # only words\n\n", []),
    ("T_X0Y0.A.B", [("A.B", None)]), ("T_X0Y0.A.B # why", [("A.B", None)]),
    ("T_X0Y0.A.B = 1", [("A.B", None)]), ("T_X0Y0.A.B=0", []),
    ("T_X0Y0.A.B[3]", [("A.B", 3)]), ("T_X0Y0.A.B[3] = 0", []),
    ("T_X0Y0.A.B[3]=1'b1", [("A.B", 3)]),
    ("T_X0Y0.I[3:0] = 4'b1010", [("I", 1), ("I", 3)]),
    ("T_X0Y0.I[63:0] = 64'h8000000000000001", [("I", 0), ("I", 63)]),
    ("T_X0Y0.I[11:8] = 4'b0101", [("I", 8), ("I", 10)]),
    ("T_X0Y0.I[7:0] = 8'd5", [("I", 0), ("I", 2)]),
    ("T_X0Y0.I[7:0] = 8'b0000_0110", [("I", 1), ("I", 2)]),
    ("T_X0Y0.I[7:0] = 8'b0", []),
])
def test_lines(text: str, wanted: list) -> None:
    assert [(feature, index) for tile, feature, index in fasm.features(text)] == wanted


@pytest.mark.parametrize("text, words", [
    ("T_X0Y0", "line 1 cannot be read: 'T_X0Y0'"), ("T.A = x", "cannot be read"),
    ("T.A\nT.B[1:0] 3", "line 2"), ("T.A[1:0] = 2'b100", "line 1: 100 is wider than"),
])
def test_lines_that_are_no_fasm(text: str, words: str) -> None:
    with pytest.raises(ToolFailedError, match=words):
        list(fasm.features(text))


# Bits ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text, wanted", [
    ("CLB_X1Y2.A.LUT.INIT[63:0] = 64'b1", {(0x400120, 4, 15)}),
    ("CLB_X1Y2.A.LUT.INIT[15:0] = 16'b10000000010",
     {(0x400121, 4, 15), (0x400123, 5, 8)}),
    ("CLB_X1Y2.A.MUX.X", {(0x40011E, 4, 1)}),
    ("CLB_X1Y2.A.MUX.Y", {(0x40011E, 4, 0)}),
    ("CLB_X1Y2.OUT.IN\nCLB_X1Y2.OUT.HINT\nPSS_X0Y0.IN.OUT\nIO_SING_X0Y9.A.B", set()),
    ("RAM_X0Y0.Y0.WIDTH_18", {(0x40021B, 3, 4)}),
    ("RAM_X0Y0.Y0.INIT_00[255:0] = 256'h8" + "0" * 62 + "1",
     {(0xC00000, 10, 0), (0xC0007F, 19, 31)}),
    ("IO_SING_X0Y9.PAD_Y0.DRIVE", {(0x400326, 99, 0)}),
])
def test_features_become_bits(database, text, wanted) -> None:
    assert bits(fasm.assemble(text, database)) == wanted


@pytest.mark.parametrize("text, words", [
    ("CLB_X9Y9.A.MUX.X", "tile CLB_X9Y9 is not in the database"),
    ("CLB_X1Y2.A.MUX.Z", "CLB_X1Y2.A.MUX.Z, index None, is not in the database of CLB tiles"),
    ("CLB_X1Y2.A.LUT.INIT[63:0] = 64'b100", "A.LUT.INIT, index 2, is not in"),
    ("CLB_X1Y2.A.MUX.X\nCLB_X1Y2.A.MUX.Y", "contradict each other at frame 0x0040011e, word 4"),
    ("CLB_X1Y2.A.STEPDOWN", "outputs below 2.5 V are not supported"),
])
def test_what_cannot_be_done(database, text, words) -> None:
    with pytest.raises(ToolFailedError, match=words):
        fasm.assemble(text, database)


# Files --------------------------------------------------------------------------------------------


def test_a_part_has_features_of_its_own(database, tmp_path) -> None:
    part = tmp_path / "xc7tclg1-1"
    part.mkdir()
    (part / "required_features.fasm").write_text("CLB_X1Y2.A.NONE\n")
    (tmp_path / "design.fasm").write_text("CLB_X1Y2.A.MUX.X\n")
    tools = SimpleNamespace(part_file=part / "part.yaml", database=tmp_path, fabric="xc7t")
    assert bits(fasm.frames_of(tmp_path / "design.fasm", tools)) == {
        (0x40011E, 4, 1), (0x40011E, 4, 2)}


def read_frames(text: str) -> dict[int, int]:
    """Frames of a file as `write_frames` and Project X-Ray's fasm2frames write it."""
    frames = {}
    for line in text.splitlines():
        address, _, words = line.partition(" ")
        frames[int(address, 16)] = sum(int(word, 16) << 32*i
                                       for i, word in enumerate(words.split(",")))
    return frames


def test_frames_are_written_as_they_are_read(tmp_path) -> None:
    frames = {0x400120: 1 | 1 << 33, 0xC0007F: 1 << 3231}
    fasm.write_frames(frames, tmp_path / "x.frames")
    lines = (tmp_path / "x.frames").read_text().splitlines()
    assert [line.count(",") for line in lines] == [100, 100]
    assert lines[0].startswith("0x00400120 0x00000001,0x00000002,0x00000000,")
    assert lines[1].endswith(",0x80000000")
    assert read_frames((tmp_path / "x.frames").read_text()) == frames


def test_a_decoded_bitstream_is_compared() -> None:
    frames = {0x400120: 1 << 35, 0x400121: 1 << 3231, 0x400122: 1 << 50 * 32}
    text = "bit_00400120_001_03\nbit_00400121_100_31\nbit_00400121_050_12\n"
    assert fasm.decode(text) == {0x400120: 1 << 35, 0x400121: 1 << 3231 | 1 << 1612}
    assert fasm.differences(frames, fasm.decode(text)) == 0        # word 50: error correction
    assert fasm.differences(frames, fasm.decode(text + "bit_00400120_050_13\n")) == 1
    assert fasm.differences(frames, fasm.decode(text.replace("001_03", "001_04"))) == 2
