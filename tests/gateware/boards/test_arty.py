"""The Arty: everything before Vivado, and Vivado's part with a stand-in."""

from __future__ import annotations

import re
import stat
import sys
from pathlib import Path

import pytest

from lutcore.driver.bundles import manifest
from lutcore.driver.bundles.manifest import Manifest
from lutcore.driver.bundles.soc_map import SocMap

SMALL  = ["arty", "--set", "rows=1"]
VIVADO = """
open("slack.txt", "w").write("1.0")
open("arty_utilization_place.rpt", "w").write(
    "| Slice LUTs | 100 |\\n| Slice Registers | 200 |\\n| Block RAM Tile | 3.5 |\\n| DSPs | 4 |\\n")
open("arty.bit", "w").write("bits")
print("Vivado v2030.1")
"""


@pytest.fixture(autouse=True)
def nothing_here(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("LUTCORE_CACHE", str(tmp_path / "cache"))
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))


def test_a_project_is_whole_and_stands_alone(tmp_path, capsys, lutcore_build) -> None:
    assert lutcore_build([*SMALL, "-o", str(tmp_path / "out")]) == 0
    assert "vivado -mode batch -source arty.tcl" in capsys.readouterr().out
    folder, = (tmp_path / "out").iterdir()
    made = Manifest.read(folder)
    made.check_files(folder)
    assert (made.kind, made.board) == ("project", "arty")
    script = (folder / "arty.tcl").read_text()
    assert re.findall(r"read_verilog {(.*)}", script) == ["arty.v"]
    assert "timing: the slack is" in script and str(tmp_path) not in script
    soc = SocMap.read(folder)
    assert soc.memory_bytes == 256 << 20
    assert (soc.dram.leveling.delays, soc.dram.leveling.bitslips) == (32, 8)
    assert soc.dram.leveling.burst_clear == 0
    assert 'ddram_dq[15]' in (folder / "arty.xdc").read_text()


def test_vivado_makes_the_bundle(tmp_path, lutcore_build) -> None:
    program = tmp_path / "bin" / "vivado"
    program.write_text(f"#!{sys.executable}\n{VIVADO}")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    assert lutcore_build([*SMALL, "-o", str(tmp_path / "out")]) == 0
    folder, = (tmp_path / "out").iterdir()
    made = Manifest.read(folder)
    assert (made.kind, made.build.toolchain, made.build.reached_mhz) == ("litex", "vivado", 111.11)
    assert Path(folder / manifest.BITSTREAM).read_text() == "bits"


def test_vivado_is_missing(tmp_path, capsys, lutcore_build) -> None:
    assert lutcore_build([*SMALL, "--toolchain", "vivado", "-o", str(tmp_path / "out")]) == 5
    assert "vivado is not on PATH" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
