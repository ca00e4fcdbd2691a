"""lutcore core: a configuration in, a bundle with Verilog out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from lutcore.driver.bundles.manifest import Manifest
from lutcore.driver.contract import Geometry, preset
from lutcore.driver.contract.registers import render_markdown
from lutcore.driver.virtual.design import Design
from lutcore.gateware.engine.verilog import generate_verilog


@pytest.fixture
def generate(tmp_path: Path, lutcore: Callable[..., int]) -> Callable[..., int]:
    """generate(text, name): runs lutcore core on a file with this text; returns the exit code."""
    def run(text: str, name: str = "config.yml") -> int:
        (tmp_path / name).write_text(text)
        return lutcore("core", tmp_path / name, "-o", tmp_path / "out")
    return run


def test_the_engine_of_a_configuration(generate, tmp_path: Path,
                                       capsys: pytest.CaptureFixture) -> None:
    assert generate("name: mine\npreset: tiny\nrows: 1\nport_kind: axi3\n"
                    "port_width: 64\nclock_mhz: 80\n") == 0
    geometry = Geometry.from_dict({**preset("tiny").to_dict(), "rows": 1, "port_kind": "axi3",
                                   "port_width": 64, "clock_mhz": 80})
    made = tmp_path / "out" / "mine"
    assert Manifest.read(made).geometry == geometry
    Manifest.read(made).check_files(made)
    assert (made / "lutcore.v").read_text() == generate_verilog(geometry)
    assert (made / "registers.md").read_text() == render_markdown()
    design = Design.load(made / "lutcore.v")
    assert (design.ports, design.port_bytes, design.axi3) == (1, 8, True)
    assert geometry.name in capsys.readouterr().out


def test_the_defaults(generate, tmp_path: Path) -> None:
    assert generate("preset: tiny", "small.yml") == 0
    assert Manifest.read(tmp_path / "out" / "small").geometry == preset("tiny")


@pytest.mark.parametrize("text, message", [
    ("", "found nothing"),
    ("- rows", "found \\['rows'\\]"),
    ("rows: [", "cannot be read"),
    ("!!python/object/apply:os.getcwd []", "cannot be read"),
    ("row: 3", "no field row; there are name, preset, rows"),
    ("rows: many", "rows = 'many'"),
    ("rows: 100", "rows = 100; it must be from 1 to 64"),
    ("preset: huge", "no geometry 'huge'"),
    ("name: ../up", "name = '../up'")])
def test_bad_configurations(generate, tmp_path: Path, capsys: pytest.CaptureFixture, text: str,
                            message: str) -> None:
    assert generate(text) == 3
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and re.search(message, error), error
    assert not (tmp_path / "out").exists()


def test_a_missing_file(lutcore, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert lutcore("core", tmp_path / "none.yml") == 3
    assert "none.yml cannot be read" in capsys.readouterr().err
