"""Opening devices by name."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from lutcore.driver import Geometry, devices, list_devices, open_device
from lutcore.driver.contract import PRESETS, preset
from lutcore.driver.errors import (
    BundleError,
    DeviceUnavailableError,
    GeometryError,
    UsageError,
)
from lutcore.driver.executor import runner
from lutcore.driver.pynq.network import REMOTE_VARIABLE


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer that is no board and has no tools for the virtual one."""
    for variable in (devices.BOARD_VARIABLE, REMOTE_VARIABLE):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(devices, "BOARD_FILE", Path("/nonexistent"))
    monkeypatch.setattr("lutcore.driver.virtual.board.virtual_available",
                        lambda: (False, "no compiler"))


def test_list(bare: None) -> None:
    found = {info.name: info for info in list_devices()}
    assert list(found) == ["pynq", "litex", "virtual", "emulator"]
    assert found["emulator"].available and found["emulator"].geometries == list(PRESETS)
    assert not found["virtual"].available and found["virtual"].detail == "no compiler"
    assert not found["pynq"].available and "not a PYNQ board" in found["pynq"].detail


def test_a_board_is_recognised(bare: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "pynq_board"
    file.write_bytes(b"Pynq-Z2\0")
    monkeypatch.setattr(devices, "BOARD_FILE", file)
    monkeypatch.setattr(devices.importlib.util, "find_spec", lambda name: object())
    info = list_devices()[0]
    assert info.available and info.detail == "Pynq-Z2"
    monkeypatch.setenv(devices.BOARD_VARIABLE, "KV260")
    assert list_devices()[0].detail == "KV260"
    monkeypatch.setattr(devices.importlib.util, "find_spec", lambda name: None)
    assert not list_devices()[0].available


def test_auto_falls_back_and_says_why(bare: None) -> None:
    with open_device(read_latency=100) as device:
        assert device.name == "emulator" and device.geometry == preset("demo")
        assert "not a PYNQ board" in device.fallback_reason
        assert "virtual: no compiler" in device.fallback_reason


def test_auto_can_leave_simulations_out(bare: None, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = [replace(kind, info=lambda: devices.DeviceInfo("virtual", True, "", []))
             if kind.name == "virtual" else kind for kind in devices.KINDS]
    monkeypatch.setattr(devices, "KINDS", tuple(kinds))
    with open_device("auto", simulate=False) as device:
        assert device.name == "emulator" and "virtual" not in device.fallback_reason


def test_auto_survives_a_device_that_fails(bare: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise DeviceUnavailableError("it is broken")

    kinds = [replace(kind, info=lambda: devices.DeviceInfo("virtual", True, "", []), open=fail)
             if kind.name == "virtual" else kind for kind in devices.KINDS]
    monkeypatch.setattr(devices, "KINDS", tuple(kinds))
    with open_device("auto", "tiny") as device:
        assert device.name == "emulator" and device.geometry == preset("tiny")
        assert "virtual: it is broken" in device.fallback_reason


@pytest.mark.parametrize("geometry", ["kv260", preset("kv260").name, preset("kv260")])
def test_geometries(geometry: str | Geometry) -> None:
    with open_device("emulator", geometry) as device:
        assert device.geometry == preset("kv260") and device.fallback_reason is None


def test_wrong_names_and_options(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'gpu'; there are: auto, pynq, litex, virtual, emulator"):
        open_device("gpu")
    with pytest.raises(UsageError, match="emulator: no option read_latency; .*memory_bytes"):
        open_device("emulator", read_latency=10)
    with pytest.raises(UsageError, match="no option colour"):
        open_device("auto", colour="red")
    with pytest.raises(GeometryError, match="'huge'"):
        open_device("emulator", "huge")
    with pytest.raises(BundleError, match="geometry huge; build it"):
        open_device("virtual", "huge")


def test_every_kind_says_where_its_figures_come_from() -> None:
    assert {kind.name: kind.figures for kind in devices.KINDS} == {
        "pynq": "measured", "litex": "measured", "virtual": "simulated", "emulator": "emulated"}
    assert devices.figures_of("virtual") == "simulated"
    assert devices.figures_of("a board of one's own") == "measured"


def test_the_table_does_not_wait_for_numpy() -> None:
    """The command line imports it for every --help."""
    code = "import sys, lutcore.driver.devices; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          timeout=60)
    assert done.stdout.strip() == "False"


def test_importing_is_light() -> None:
    code = ("import sys, lutcore.driver as d; first = set(sys.modules); d.open_device; "
            "d.list_devices(); d.open_device('emulator').close(); "
            "print([m for m in ('pynq', 'migen', 'litex') if m in sys.modules],"
            " 'numpy' in first, 'open_device' in dir(d))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          timeout=60)
    assert done.stdout.split("\n")[0] == "[] False True"


def test_unknown_names_of_the_package() -> None:
    import lutcore.driver
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        lutcore.driver.nonsense  # noqa: B018


@pytest.mark.parametrize("built, words", [(False, ["compiling the executor"]), (True, [])])
def test_the_compilation_before_the_emulator_is_announced(
        built: bool, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes 20 seconds the first time; the emulator asks for the compiled code when it opens."""
    monkeypatch.setattr(runner, "is_built", lambda: built)
    shown: list[str] = []
    open_device("emulator", progress=lambda text, fraction: shown.append(text)).close()
    assert shown == words
