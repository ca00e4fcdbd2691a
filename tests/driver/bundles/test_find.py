"""Bundles: manifests, where they are found, and what is refused."""

from __future__ import annotations

import importlib
import json
import lzma
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lutcore.driver.bundles.find import PATH_VARIABLE, find_bundle, list_bundles, resolve_geometry
from lutcore.driver.bundles.manifest import (
    BITSTREAM,
    FILES,
    LIMIT,
    MANIFEST,
    PACKED,
    Build,
    Manifest,
    TimedPath,
    pack_file,
)
from lutcore.driver.contract import Geometry, preset
from lutcore.driver.errors import BundleError, BundleFormatError, GeometryError


def make_bundle(root: Path, name: str, geometry: Geometry, kind: str = "virtual",
                board: str = "virtual") -> Path:
    folder = root / name
    folder.mkdir(parents=True)
    for file in FILES[kind]:
        (folder / file).write_text(f"{name} {file}")
    Manifest.of_folder(folder, name=name, kind=kind, board=board, geometry=geometry,
                       tools={"migen": "0.9.2"}, clock_mhz=125.0).write(folder)
    return folder


@pytest.fixture
def roots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Two search folders, and none in the package."""
    first, second = tmp_path / "first", tmp_path / "second"
    packaged = tmp_path / "packaged"
    packaged.mkdir()
    monkeypatch.setenv(PATH_VARIABLE, os.pathsep.join(map(str, (first, second))))
    monkeypatch.setattr(importlib.resources, "files", lambda package: packaged)
    return first, second


def test_found_by_preset_geometry_and_name(roots: tuple[Path, Path]) -> None:
    make_bundle(roots[0], "mine", preset("tiny"))
    folder = make_bundle(roots[1], "other", preset("demo"))
    for wanted in (None, "demo", "other", preset("demo").name, preset("demo")):
        found = find_bundle("virtual", wanted)
        assert found.folder == folder and found.name == "other"
        assert found.geometry == preset("demo") and found.manifest.clock_mhz == 125.0
    assert find_bundle("virtual", "tiny").verilog.read_text() == "mine lutcore.v"
    assert [b.name for b in list_bundles("virtual")] == ["mine", "other"]


def test_environment_comes_before_the_package(roots: tuple[Path, Path],
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    packaged = roots[0].parent / "packaged"
    make_bundle(packaged, "shipped", preset("demo"))
    assert find_bundle("virtual").name == "shipped"
    make_bundle(roots[1], "own", preset("demo"))
    assert find_bundle("virtual").name == "own"
    monkeypatch.delenv(PATH_VARIABLE)
    assert find_bundle("virtual").name == "shipped"


def test_found_by_board(roots: tuple[Path, Path]) -> None:
    make_bundle(roots[0], "kria", preset("kv260"), "board", "kv260")
    make_bundle(roots[0], "zynq", preset("pynq_z2"), "board", "pynq_z2")
    assert find_bundle("board", None, "Pynq-Z2").bitstream.name == "lutcore.bit"
    assert find_bundle("board", None, "Pynq-Z2").name == "zynq"
    assert find_bundle("board", None, "Pynq-Z1").name == "zynq"
    assert find_bundle("board", "kv260").name == "kria"
    with pytest.raises(BundleError, match="kv260 for board Pynq-Z2.*--geometry kv260"):
        find_bundle("board", "kv260", "Pynq-Z2")


def test_nothing_found(roots: tuple[Path, Path]) -> None:
    with pytest.raises(BundleError, match="no virtual bundle of geometry demo; build it: "
                       "lutcore build virtual --geometry demo"):
        find_bundle("virtual")
    assert list_bundles("virtual") == []


def test_changed_files_are_refused(roots: tuple[Path, Path]) -> None:
    folder = make_bundle(roots[0], "mine", preset("demo"))
    (folder / "lutcore.v").write_text("module other; endmodule")
    with pytest.raises(BundleError, match=r"lutcore\.v has SHA-256 .*--geometry demo"):
        find_bundle("virtual")
    (folder / "lutcore.v").unlink()
    with pytest.raises(BundleError, match="cannot be read"):
        find_bundle("virtual")


def test_a_damaged_bundle_does_not_hide_a_good_one(roots: tuple[Path, Path]) -> None:
    folder = make_bundle(roots[0], "mine", preset("demo"))
    fields = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps({**fields, "digest": "00000000"}))
    with pytest.raises(BundleError, match=r"mine: manifest.*digest .00000000."):
        find_bundle("virtual")
    make_bundle(roots[1], "other", preset("demo"))
    assert find_bundle("virtual").name == "other"


def test_geometries_without_a_bundle(roots: tuple[Path, Path]) -> None:
    own = Geometry(rows=3)
    make_bundle(roots[0], "three", own)
    for wanted in ("three", own.name, own):
        assert resolve_geometry(wanted) == own
    assert resolve_geometry(None) == preset("demo")
    assert resolve_geometry("kv260") == preset("kv260")
    assert resolve_geometry(preset("tiny").name) == preset("tiny")
    with pytest.raises(GeometryError, match="'nope'.*demo, tiny"):
        resolve_geometry("nope")


# Packed bitstreams --------------------------------------------------------------------------------


@pytest.fixture
def packed(roots: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folder of a board's bundle whose bitstream is packed."""
    monkeypatch.setenv("LUTCORE_CACHE", str(tmp_path / "cache"))
    folder = make_bundle(roots[0], "z2", preset("demo"), "board", "pynq_z2")
    pack_file(folder / BITSTREAM)
    return folder


def test_a_packed_bitstream_is_unpacked_beside_its_hwh(packed: Path, tmp_path: Path) -> None:
    assert not (packed / BITSTREAM).exists()
    path = find_bundle("board", board="pynq_z2").bitstream
    assert path.read_text() == "z2 lutcore.bit" and path.is_relative_to(tmp_path / "cache")
    assert path.with_suffix(".hwh").read_text() == "z2 lutcore.hwh"
    assert {file.name for file in path.parent.iterdir()} == {"lutcore.bit", "lutcore.hwh"}
    path.write_text("damaged")
    assert find_bundle("board", board="pynq_z2").bitstream.read_text() == "z2 lutcore.bit"


@pytest.mark.parametrize("damage", [
    lambda data: data[:-9], lambda data: b"no xz" + data, lambda data: b"",
    lambda data: lzma.compress(b"another"), lambda data: lzma.compress(bytes(LIMIT + 1)),
])
def test_a_damaged_packed_bitstream_is_refused(packed: Path, damage) -> None:
    path = packed / f"{BITSTREAM}{PACKED}"
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(BundleError, match="lutcore.bit.*build it"):
        find_bundle("board", board="pynq_z2")


def test_a_bitstream_that_cannot_be_unpacked(packed: Path, tmp_path: Path) -> None:
    found = find_bundle("board", board="pynq_z2")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "bitstreams").write_text("in the way")
    with pytest.raises(BundleError, match="bitstream of z2 cannot be unpacked"):
        _ = found.bitstream


# Manifests ----------------------------------------------------------------------------------------


BUILD = {"toolchain": "open", "seed": 7, "reported_mhz": 140.5, "reached_mhz": None,
         "utilisation": {"LUT": 9000, "FF": 8000, "BRAM": 10.5, "DSP": 9},
         "sources": {"lutcore.v": "0" * 64}, "paths": ()}
PATH = {"kind": "from PS7", "start": "ps/A", "end": "f/D", "vendor_ns": 1.5, "logic_ns": 0.1,
        "route_ns": 2.0, "total_ns": 4.3}


def test_how_it_was_built_is_kept() -> None:
    wanted = manifest(build=Build(**{**BUILD, "paths": (TimedPath(**PATH),)}))
    assert Manifest.decode(wanted.encode()) == wanted


def manifest(**fields: object) -> Manifest:
    sha256 = dict.fromkeys(FILES["virtual"], "0" * 64)
    return replace(Manifest("demo", "virtual", "virtual", preset("demo"), sha256,
                            {"migen": "0.9.2"}, 100.0), **fields)


@given(name=st.text(), board=st.text(), tools=st.dictionaries(st.text(), st.text()),
       clock=st.floats(1, 1000), rows=st.integers(1, 64))
def test_round_trip(name: str, board: str, tools: dict[str, str], clock: float, rows: int) -> None:
    wanted = manifest(name=name, board=board, tools=tools, clock_mhz=clock,
                      geometry=Geometry(rows=rows))
    assert Manifest.decode(wanted.encode()) == wanted


@pytest.mark.parametrize("changes, message", [
    ({"format": 2}, "format 2"), ({"kind": "paper"}, "'paper'; there are: virtual, board"),
    ({"kind": "board"}, "a board bundle has lutcore.bit"), ({"sha256": {}}, "bundle files"),
    ({"sha256": {"../../etc/passwd": "0"}}, "bundle files"), ({"tools": {"a": 1}}, "tools"),
    ({"sha256": {**dict.fromkeys(FILES["virtual"], "0"), "../x": "0"}}, "'../x' is not in"),
    ({"build": {}}, "missing or unknown: paths, reached_mhz"),
    ({"build": {**BUILD, "seed": "1"}}, "seed"),
    ({"build": {**BUILD, "utilisation": {"LUT": 1}}}, "build: utilisation of LUT; it must"),
    ({"build": {**BUILD, "sources": {"lutcore.v": 1}}},
     "build: sources: lutcore.v = 1; it must be a text"),
    ({"build": {**BUILD, "paths": [{**PATH, "total_ns": "4"}]}}, r"paths\[0\]: total_ns = '4'"),
    ({"name": None}, "name"), ({"clock_mhz": True}, "clock_mhz"), ({"extra": 1}, "extra"),
    ({"geometry": {}}, "geometry: fields missing or unknown: clock_mhz"),
    ({"digest": "deadbeef"}, "digest 'deadbeef'"),
])
def test_bad_manifests(changes: dict, message: str) -> None:
    fields = {**json.loads(manifest().encode()), **changes}
    with pytest.raises(BundleFormatError, match=message):
        Manifest.decode(json.dumps(fields))


@pytest.mark.parametrize("text", ["", "[]", "{", "null", '"format"'])
def test_not_a_manifest(text: str) -> None:
    with pytest.raises(BundleFormatError):
        Manifest.decode(text)


def test_unreadable_manifests(tmp_path: Path) -> None:
    with pytest.raises(BundleFormatError, match="cannot be read"):
        Manifest.read(tmp_path)
    (tmp_path / MANIFEST).write_bytes(b"\xff\xfe")
    with pytest.raises(BundleFormatError, match="cannot be read"):
        Manifest.read(tmp_path)


def test_writing_leaves_nothing_else(tmp_path: Path) -> None:
    assert manifest().write(tmp_path) == tmp_path / MANIFEST
    assert os.listdir(tmp_path) == [MANIFEST]
    assert Manifest.read(tmp_path) == manifest()
