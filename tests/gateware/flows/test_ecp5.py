"""LiteX boards with an ECP5: what is generated, and what happens when tools run."""

from __future__ import annotations

import json
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lutcore.driver import tools as tools_module
from lutcore.driver.bundles import manifest
from lutcore.driver.bundles.find import PATH_VARIABLE, Bundle, list_bundles
from lutcore.driver.bundles.manifest import Manifest
from lutcore.driver.bundles.soc_map import SocMap
from lutcore.driver.contract import preset
from lutcore.driver.contract.registers import REGISTERS
from lutcore.driver.errors import GeometryError, ToolFailedError
from lutcore.gateware.boards import find_target
from lutcore.gateware.build import verilog_digests
from lutcore.gateware.errors import TimingError
from lutcore.gateware.flows import ecp5
from lutcore.gateware.flows.ecp5 import check_clocks
from lutcore.gateware.flows.netlist import cell_types, utilisation

BOARDS = {                              # board: MiB of memory, whether it is DDR3
    "ecpix5": (512, True), "butterstick": (256, True), "orangecrab": (128, True),
    "ulx3s": (32, False)}
SMALL  = ["--set", "rows=1"]
CLOCKS = {"$glbnet$sys_clk": (81.5, 75.0), "$glbnet$eth_rx_clk": (140.0, 125.0)}


@pytest.fixture(autouse=True)
def nothing_kept(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("LUTCORE_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="module")
def project(tmp_path_factory, lutcore_build) -> Callable[[str], Path]:
    """project(board): the folder of its project, made once."""
    made = {}

    def make(board: str) -> Path:
        if board not in made:
            folder = tmp_path_factory.mktemp(board)
            assert lutcore_build([board, *SMALL, "--no-compile", "-o", str(folder)]) == 0
            made[board], = folder.iterdir()
        return made[board]
    return make


def report(clocks: dict[str, tuple[float, float]] = CLOCKS) -> dict:
    """As nextpnr writes it. clocks: name to (reached, asked)."""
    return {"fmax": {name: {"achieved": reached, "constraint": asked}
                     for name, (reached, asked) in clocks.items()},
            "utilization": {kind: {"used": used, "available": 10**5} for kind, used in (
                ("TRELLIS_COMB", 30_000), ("TRELLIS_FF", 20_000), ("DP16KD", 50),
                ("MULT18X18D", 9))}}


@pytest.fixture
def tools(tmp_path, monkeypatch) -> Callable[..., None]:
    """tools(luts, clocks): Yosys, nextpnr and ecppack that write what is given."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def install(luts: int = 1000, clocks: dict = CLOCKS) -> None:
        netlist = {"modules": {"ulx3s": {"cells": {
            str(i): {"type": "LUT4"} for i in range(luts)}}}}
        netlist, timing = (json.dumps(json.dumps(value)) for value in (netlist, report(clocks)))
        scripts = {
            "yosys": f"open('ulx3s.json', 'w').write({netlist})",
            "nextpnr-ecp5": f"open('report.json', 'w').write({timing})\n"
                            "open('ulx3s.config', 'w').write(' '.join(sys.argv[1:]))",
            "ecppack": "open(sys.argv[-1], 'w').write('bits of ' + open(sys.argv[-2]).read())"}
        for name, script in scripts.items():
            (folder / name).write_text(f"#!{sys.executable}\nimport sys\nif '--version' in sys.argv"
                                       f":\n    print('{name} 1.0')\n    sys.exit()\n{script}\n")
            (folder / name).chmod(0o700 | stat.S_IEXEC)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        monkeypatch.setattr(ecp5, "find_open_tool", lambda name, extra: str(folder / name))
    return install


# What is generated --------------------------------------------------------------------------------


@pytest.mark.parametrize("board", BOARDS)
def test_a_project_is_whole(project, board) -> None:
    folder = project(board)
    made = Manifest.read(folder)
    made.check_files(folder)
    assert (made.kind, made.board) == ("project", board) and made.clock_mhz >= 75
    assert {path.name for path in folder.iterdir()} == {
        manifest.MANIFEST, manifest.REGISTERS, manifest.SOC, "csr.csv",
        f"{board}.v", f"{board}_mem.init", f"{board}.lpf", f"{board}.ys", "nextpnr.args",
        "build.sh"} == {*made.sha256, manifest.MANIFEST}
    soc = (folder / f"{board}.v").read_text()
    assert soc.count("\nMULT18X18D") == 2 * made.geometry.rows
    assert "(* no_rw_check = 1 *)" in soc
    for path in folder.iterdir():
        assert not re.search(r"20\d\d-\d\d-\d\d|sha1", path.read_text()), path.name


@pytest.mark.parametrize("board", BOARDS)
def test_the_map_is_that_of_the_soc(project, board) -> None:
    size, ddr3 = BOARDS[board]
    soc = SocMap.read(project(board))
    rows = [line.split(",") for line in (project(board) / "csr.csv").read_text().splitlines()
            if not line.startswith("#")]
    registers = {name: int(address, 16) for kind, name, address, *_ in rows
                 if kind == "csr_register"}
    regions = {name: (int(address, 16), int(length)) for kind, name, address, length, *_ in rows
               if kind == "memory_region"}
    assert regions["main_ram"] == (soc.memory, soc.memory_bytes) == (0x4000_0000, size << 20)
    assert {register.name: soc.registers + register.offset for register in REGISTERS}.items() <= {
        name.removeprefix("lutcore_"): at for name, at in registers.items()}.items()
    assert (soc.identity, soc.ready, soc.written) == tuple(
        registers[f"host_{name}"] for name in ("identity", "ready", "written"))
    assert soc.dram.issue == registers["sdram_dfii_pi0_command_issue"]
    assert (soc.dram.leveling is not None) == ddr3
    if ddr3:
        assert soc.dram.leveling.lanes == 2
        assert soc.dram.leveling.burst_seen == registers["ddrphy_burstdet_seen"]
        modes = [step.bank for step in soc.dram.steps if step.command == 15]
        assert modes == [2, 3, 1, 0]    # mode registers, in JEDEC's order
        assert [step.control for step in soc.dram.steps[:2]] == [12, 14]
    assert soc.dram.steps[0].clocks / soc.clock_mhz > 200       # microseconds of power-up


def test_boards_are_told_apart(project) -> None:
    assert len({SocMap.read(project(board)).identity_value for board in BOARDS}) == len(BOARDS)


@pytest.mark.parametrize("board, pins", [
    ("ecpix5", ["ddram_dq[15]", "ddram_dqs_p[1]", "eth_tx_data[3]", "serial_rx", "clk100"]),
    ("butterstick", ["ddram_a[12]", "eth_mdc", "clk30"]),
    ("orangecrab", ["ddram_vccio[0]", "serial_tx", "clk48"]),
    ("ulx3s", ["sdram_dq[15]", "sdram_clock", "serial_tx", "wifi_gpio0"])])
def test_pins_have_places(project, board, pins) -> None:
    text = (project(board) / f"{board}.lpf").read_text()
    for pin in pins:
        assert f'LOCATE COMP "{pin}" SITE' in text, pin


def test_the_projects_script_makes_the_bitstream(project, tools) -> None:
    folder = project("ulx3s")
    tools()
    subprocess.run(["sh", "build.sh"], cwd=folder, check=True, timeout=60)
    made = (folder / manifest.BITSTREAM).read_text()
    assert made.startswith("bits of --85k --package CABGA381 --speed 6 ")
    assert "--lpf ulx3s.lpf" in made and "--seed 1" in made
    for name in (manifest.BITSTREAM, "ulx3s.json", "ulx3s.config", "report.json"):
        (folder / name).unlink()


# Building -----------------------------------------------------------------------------------------


def test_a_bundle(tmp_path, tools, capsys, monkeypatch, lutcore_build) -> None:
    tools()
    assert lutcore_build(["ulx3s", *SMALL, "--seed", "7", "-o", str(tmp_path / "out")]) == 0
    out = capsys.readouterr().out
    assert "clock: 75 MHz asked, 81.5 reached" in out and "30000 LUT" in out
    folder, = (tmp_path / "out").iterdir()
    made = Manifest.read(folder)
    made.check_files(folder)
    assert (made.kind, made.board) == ("litex", "ulx3s")
    assert (made.build.toolchain, made.build.seed, made.build.reached_mhz) == ("open", 7, 81.5)
    assert made.build.utilisation == {"LUT": 30_000, "FF": 20_000, "BRAM": 50, "DSP": 9}
    assert made.tools["nextpnr-ecp5"] == "nextpnr-ecp5 1.0"
    assert {path.name for path in folder.iterdir()} == {
        manifest.MANIFEST, manifest.BITSTREAM, manifest.REGISTERS, manifest.SOC, "csr.csv"}
    assert "--seed 7" in (folder / manifest.BITSTREAM).read_text()
    monkeypatch.setenv(PATH_VARIABLE, str(tmp_path / "out"))
    assert [b.name for b in list_bundles("litex", made.geometry)] == [made.name]


def test_a_design_that_is_too_slow(tmp_path, tools, capsys, lutcore_build) -> None:
    tools(clocks={"$glbnet$sys_clk": (60.0, 75.0)})
    arguments = ["ulx3s", *SMALL, "-o", str(tmp_path / "out")]
    assert lutcore_build(arguments) == 3
    error = capsys.readouterr().err
    assert "sys_clk reaches 60.00 MHz and 75.00 are required: 25 % too slow" in error
    assert "--allow-slow" in error and not (tmp_path / "out").exists()
    assert lutcore_build([*arguments, "--allow-slow"]) == 0
    made = Manifest.read(next((tmp_path / "out").iterdir()))
    assert made.build.reached_mhz == 60.0 and made.clock_mhz == 75.0


def test_a_design_that_does_not_fit(tmp_path, tools, capsys, lutcore_build) -> None:
    tools(luts=100_000)
    assert lutcore_build(["ulx3s", *SMALL, "-o", str(tmp_path / "out")]) == 3
    assert "takes 100000 LUT and LFE5U-85F-6BG381C has 83640: 20 % too many" in \
        capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_counting_only(tmp_path, tools, lutcore_build) -> None:
    tools(luts=500)
    assert lutcore_build(["ulx3s", *SMALL, "--toolchain", "yosys",
                          "-o", str(tmp_path / "out")]) == 0
    made = Manifest.read(next((tmp_path / "out").iterdir()))
    assert made.kind == "project" and made.build.utilisation["LUT"] == 500
    assert made.build.reached_mhz is None


@pytest.mark.parametrize("absent", ecp5.TOOLS)
def test_a_missing_tool(tmp_path, monkeypatch, capsys, absent, lutcore_build) -> None:
    here = lambda *names: None if absent in names else names[0]  # noqa: E731
    monkeypatch.setattr(tools_module, "look_for", here)
    assert lutcore_build(["ulx3s", "--toolchain", "open", "-o", str(tmp_path / "out")]) == 5
    assert f"{absent} is not installed; pip install 'lutcore[ecp5]'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("change, message", [
    ("port_width=64", "LiteDRAM needs axi4 of 128 bits"),
    ("port_kind=axi3", "LiteDRAM needs axi4 of 128 bits"),
    ("clock_mhz=999", "ulx3s's PLL or memory cannot make it (out of range)"),
    ("rows=65", "from 1 to 64")])
def test_what_a_board_cannot_have(tmp_path, capsys, change, message, lutcore_build) -> None:
    assert lutcore_build(["ulx3s", "--no-compile", "--set", change,
                          "-o", str(tmp_path / "out")]) == 3
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_unknown_toolchains_and_boards(tmp_path, capsys, lutcore_build) -> None:
    assert lutcore_build(["ulx3s", "--toolchain", "vivado", "-o", str(tmp_path)]) == 2
    assert "there are: auto, open, yosys" in capsys.readouterr().err
    assert lutcore_build(["ulx4s", "-o", str(tmp_path)]) == 2
    assert "ulx3s" in capsys.readouterr().err


# Reports ------------------------------------------------------------------------------------------


def test_every_clock_counts() -> None:
    assert check_clocks(report(), 75.0, False) == 81.5
    slow = {**CLOCKS, "$glbnet$eth_rx_clk": (100.0, 125.0)}
    with pytest.raises(TimingError, match="eth_rx_clk reaches 100.00 MHz and 125.00 .* 25 % too"):
        check_clocks(report(slow), 75.0, False)
    assert check_clocks(report(slow), 75.0, True) == 81.5


@pytest.mark.parametrize("clocks", [{}, {"clk": (200.0, 100.0)}])
def test_a_report_without_the_engines_clock(clocks) -> None:
    with pytest.raises(ToolFailedError, match="no clock of 75 MHz"):
        check_clocks(report(clocks), 75.0, False)


def test_what_a_netlist_takes() -> None:
    cells = {name: {"type": name} for name in (
        "LUT4", "CCU2C", "TRELLIS_DPR16X4", "TRELLIS_FF", "DP16KD", "MULT18X18D", "EHXPLLL",
        "DQSBUFM")}
    types = cell_types({"modules": {"ulx3s": {"cells": cells}}}, "ulx3s")
    assert utilisation(types) == {"LUT": 9, "FF": 1, "BRAM": 1, "DSP": 1}


# Committed bundles --------------------------------------------------------------------------------


def committed() -> list[Bundle]:
    return list_bundles("litex")


@pytest.mark.parametrize("found", committed(), ids=lambda found: found.name)
def test_a_committed_bitstream_is_of_this_gateware(tmp_path, found: Bundle) -> None:
    """Else build it again: lutcore build BOARD.

    In a process of its own: LiteX orders the SDRAM's clocks by a count of all signals made so far.
    """
    made, target = found.manifest, find_target(found.manifest.board)
    made.check_files(found.folder)
    assert made.geometry.digest == preset(target.preset).digest
    assert made.build.reached_mhz >= made.clock_mhz >= 75
    target.part.check_fit(made.build.utilisation)
    subprocess.run([Path(sys.executable).with_name("lutcore"), "build", made.board, "--no-compile",
                    "-o", tmp_path / "out"], check=True, capture_output=True, timeout=300)
    project, = (tmp_path / "out").iterdir()
    assert made.build.sources == verilog_digests(project, Manifest.read(project).sha256)
    assert (found.folder / manifest.SOC).read_text() == (project / manifest.SOC).read_text()


def test_geometries_are_checked_by_name() -> None:
    with pytest.raises(GeometryError):
        find_target("ecpix5").check(preset("pynq_z2"))
