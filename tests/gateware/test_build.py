"""Bundles: the committed ones are what the gateware generates now; writing is all or nothing."""

from __future__ import annotations

import contextlib
import dataclasses
import os
from pathlib import Path

import pytest

import lutcore.bitstreams
from lutcore.driver.bundles import manifest
from lutcore.driver.contract import Geometry, preset
from lutcore.driver.errors import GeometryError, LutcoreError
from lutcore.gateware import build, catalogue
from lutcore.gateware.build import generate_verilog, write_virtual_bundle

COMMITTED = Path(lutcore.bitstreams.__file__).parent
SMALL     = Geometry(rows=1, table_width=8, double_buffer=False)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("name", build.BUNDLES)
def test_committed_bundles_are_up_to_date(tmp_path: Path, name: str) -> None:
    """To mend: lutcore build virtual --geometry NAME."""
    made = files(write_virtual_bundle(tmp_path, f"virtual_{name}", preset(name)))
    kept = files(COMMITTED / f"virtual_{name}")
    assert made.keys() == kept.keys()
    stale = [file for file in made if made[file] != kept[file]]
    assert not stale, f"virtual_{name}: {stale} are not what the gateware generates"


def test_every_committed_bundle_is_known() -> None:
    made = [manifest.Manifest.read(path.parent)
            for path in COMMITTED.glob(f"*/{manifest.MANIFEST}")]
    assert {one.name for one in made if one.kind == "virtual"} == {
        f"virtual_{name}" for name in build.BUNDLES}
    assert not [one.name for one in made if one.kind == "project"]


def test_the_table_of_bitstreams_is_up_to_date() -> None:
    """To mend: lutcore catalogue -o bitstreams/README.md."""
    text = (COMMITTED / catalogue.FILE).read_text()
    assert text == catalogue.render(COMMITTED)
    for path in COMMITTED.glob(f"*/{manifest.MANIFEST}"):
        assert f"| {path.parent.name} | {manifest.Manifest.read(path.parent).geometry.name}" in text


@pytest.mark.parametrize("geometry", [
    SMALL, Geometry(rows=2, lanes=4, ports=4, cut=5, ternary=True, side_port=True)],
    ids=lambda g: g.name)
def test_the_same_geometry_gives_the_same_text(geometry: Geometry) -> None:
    assert generate_verilog(geometry) == generate_verilog(geometry)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the Verilog says does not matter."""
    monkeypatch.setattr(build, "generate_verilog", lambda geometry: f"// {geometry.name}\n")


@pytest.mark.parametrize("point", ["generate_verilog", "render_hwh", "render_markdown"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_an_interrupted_bundle_leaves_nothing(tmp_path, quick, monkeypatch, point, error) -> None:
    write_virtual_bundle(tmp_path, "virtual_x", SMALL)
    before = files(tmp_path / "virtual_x")

    def fail(*args: object, **kwargs: object) -> None:
        raise error("now")
    monkeypatch.setattr(build, point, fail)
    for name in ("virtual_x", "virtual_new"):
        with pytest.raises(error):
            write_virtual_bundle(tmp_path, name, SMALL)
    assert [path.name for path in tmp_path.iterdir()] == ["virtual_x"]
    assert files(tmp_path / "virtual_x") == before


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_bundle_that_cannot_be_replaced_stays(tmp_path, quick, monkeypatch, nth: int) -> None:
    """Whichever move fails while the new one takes the old one's place, one of them is there."""
    write_virtual_bundle(tmp_path, "virtual_x", SMALL)
    kept = files(tmp_path / "virtual_x")
    after = dataclasses.replace(SMALL, rows=2)
    move, calls = os.replace, []

    def fail(*args: object, **kwargs: object) -> None:
        calls.append(args)
        if len(calls) == nth:
            raise OSError("disk on fire")
        move(*args, **kwargs)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fail)
        with contextlib.suppress(OSError):
            write_virtual_bundle(tmp_path, "virtual_x", after)
    assert [path.name for path in tmp_path.iterdir()] == ["virtual_x"]
    now = files(tmp_path / "virtual_x")
    assert now == kept or manifest.Manifest.read(tmp_path / "virtual_x").geometry == after


def test_a_bundle_is_replaced(tmp_path: Path, quick) -> None:
    write_virtual_bundle(tmp_path, "virtual_x", preset("tiny"))
    folder = write_virtual_bundle(tmp_path, "virtual_x", SMALL)
    assert manifest.Manifest.read(folder).geometry == SMALL
    assert os.stat(folder).st_mode & 0o755 == 0o755
    assert [path.name for path in tmp_path.iterdir()] == ["virtual_x"]


# Command ------------------------------------------------------------------------------------------


def test_the_command_builds_a_changed_preset(tmp_path: Path, quick, capsys, lutcore_build) -> None:
    assert lutcore_build(["virtual", "--geometry", "tiny", "--set", "rows=1",
                          "--set", "clock_mhz=50",
                          "--set", "double_buffer=true", "-o", str(tmp_path)]) == 0
    folder, = tmp_path.iterdir()
    geometry = manifest.Manifest.read(folder).geometry
    assert (geometry.rows, geometry.clock_mhz, geometry.double_buffer) == (1, 50.0, True)
    assert folder.name == f"virtual_{geometry.name}"
    assert f"{geometry.digest:08x}" in capsys.readouterr().out


def test_the_command_names_a_bundle(tmp_path: Path, quick, lutcore_build) -> None:
    assert lutcore_build(["virtual", "--geometry", "tiny", "--name", "mine",
                          "-o", str(tmp_path)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


@pytest.mark.parametrize("arguments, words", [
    (["--geometry", "huge"],                         "no geometry 'huge'; there are: demo"),
    (["--set", "rows=0"],                            "rows = 0; it must be from 1 to 64"),
    (["--set", "rows=many"],                         "rows takes an integer"),
    (["--set", "rows"],                              "rows takes an integer"),
    (["--set", "double_buffer=1"],                   "double_buffer takes true or false"),
    (["--set", "clock_mhz=fast"],                    "clock_mhz takes a number"),
    (["--set", "colour=red"],                        "fields are rows, lanes"),
    (["--set", "stream_depth=64"],                   "stream_depth = 64; it must be a power"),
    (["--set", "ports=4"],                           "ports = 4; it must be"),
])
def test_the_command_says_what_is_wrong(tmp_path, capsys, arguments, words, lutcore_build) -> None:
    assert lutcore_build(["virtual", *arguments, "-o", str(tmp_path)]) not in (0, None)
    captured = capsys.readouterr()
    assert captured.err.startswith("lutcore: error: ") and words in captured.err
    assert not list(tmp_path.iterdir())


def test_the_command_says_when_it_cannot_write(tmp_path: Path, capsys, lutcore_build) -> None:
    (tmp_path / "file").write_text("")
    assert lutcore_build(["virtual", "--geometry", "tiny",
                          "-o", str(tmp_path / "file")]) not in (0, None)
    assert "lutcore: error: " in capsys.readouterr().err


def test_an_unknown_board_is_refused(tmp_path: Path, capsys, lutcore_build) -> None:
    assert lutcore_build(["moon", "-o", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith(
        "lutcore: error: no board 'moon' to build for; there are: virtual, pynq_z1, pynq_z2, kv260")
    assert not list(tmp_path.iterdir())


def test_errors_have_classes() -> None:
    with pytest.raises(GeometryError, match="rows = 99"):
        preset("demo").with_settings(["rows=99"])
    with pytest.raises(LutcoreError, match="colour"):
        preset("demo").with_settings(["colour=red"])
