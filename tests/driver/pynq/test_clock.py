"""The clock of a PYNQ board: read back, set to what was built or the next below, and used."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from lutcore.driver import Device, selftest
from lutcore.driver.bundles.find import find_bundle
from lutcore.driver.bundles.hwh import render_hwh
from lutcore.driver.contract import Lmma, preset
from lutcore.driver.contract.registers import REGISTERS
from lutcore.driver.control import Queue
from lutcore.driver.emulator.engine import Emulator
from lutcore.driver.errors import ClockError, DeviceError, DeviceLostError
from lutcore.driver.pynq import clock as module
from lutcore.driver.pynq import overlay as overlay_module
from lutcore.driver.pynq.clock import checked_clock
from lutcore.driver.pynq.overlay import PynqTransport, load_overlay
from lutcore.driver.transport import Clock
from lutcore.driver.virtual.board import virtual_device

Fake = Callable[..., Any]


class FakeClocks:
    """pynq's Clocks: a PLL and a divider that comes closest to a request."""

    def __init__(self, pll_mhz: float, divider: int, stuck: bool = False,
                 error: Exception | None = None, refuses: Exception | None = None) -> None:
        self.pll_mhz, self.divider, self.stuck, self.error = pll_mhz, divider, stuck, error
        self.refuses = refuses
        self.requests: list[float] = []

    @property
    def fclk0_mhz(self) -> float:
        if self.error:
            raise self.error
        return round(self.pll_mhz / self.divider, 6)

    @fclk0_mhz.setter
    def fclk0_mhz(self, mhz: float) -> None:
        self.requests.append(mhz)
        if self.refuses:
            raise self.refuses
        if not self.stuck:
            self.divider = min(range(1, 64), key=lambda d: abs(d - self.pll_mhz / mhz))


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Make a FakeClocks that stands for pynq's."""
    def make(*args: Any, **options: Any) -> FakeClocks:
        clocks = FakeClocks(*args, **options)
        monkeypatch.setattr(module, "import_pynq", lambda: SimpleNamespace(Clocks=clocks))
        return clocks
    return make


def transport(built_mhz: float, clock_mhz: float | None = None) -> PynqTransport:
    """Return the transport of a board's overlay that was built for a clock.

    clock_mhz: clock of the bundle, if it asks for another.
    """
    geometry = replace(preset("tiny"), clock_mhz=built_mhz)
    manifest = SimpleNamespace(kind="board", clock_mhz=clock_mhz or built_mhz)
    bundle = SimpleNamespace(geometry=geometry, manifest=manifest)
    return PynqTransport(SimpleNamespace(bundle=bundle))


def test_the_clock_as_built(fake: Fake) -> None:
    clocks = fake(999.99, 5)
    assert str(checked_clock(200.0)) == "199.998 MHz read back" and not clocks.requests
    clocks = fake(1000.0, 9)
    assert checked_clock(111.1).mhz == 111.111111 and not clocks.requests    # rounded, not faster


@pytest.mark.parametrize("pll, divider, built, raised", [
    (1000.0, 8, 200.0, 200.0),              # pynq 3 writes dividers for 1,500 MHz: 125 MHz
    (1000.0, 20, 83.333, 1000 / 12),        # pynq took the .hwh of the same bits for 50 MHz
    (1499.985, 12, 200.0, 187.498125)])
def test_a_slower_clock_is_raised_to_what_was_built(fake: Fake, pll: float, divider: int,
                                                    built: float, raised: float) -> None:
    """It was kept: every product took longer than the bitstream needs."""
    fake(pll, divider)
    found = transport(built).clock
    assert found == Clock(built, pytest.approx(raised))
    assert found.mhz <= built * 1.001


@pytest.mark.parametrize("setting", [{"stuck": True}, {"refuses": ValueError("out of range")}])
def test_a_slower_clock_that_cannot_be_raised_is_kept_and_said(
        fake: Fake, setting: dict[str, Any]) -> None:
    fake(1000.0, 8, **setting)
    found = transport(200.0).clock
    assert (found.mhz, found.built_mhz, found.slower) == (125.0, 200.0, True)
    assert str(found) == "125 MHz read back, built for 200"


@pytest.mark.parametrize("pll, divider, built, lowered", [
    (1499.985, 7, 200.0, 187.498125),       # pynq 4 on a KV260 with such a PLL: 214.3 MHz
    (1000.0, 4, 200.0, 200.0), (1000.0, 1, 600.0, 500.0), (1000.0, 1, 100.0, 100.0),
    (1000.0, 62, 16.0, 1000 / 63)])
def test_a_faster_clock_is_lowered_to_the_next(fake: Fake, pll: float, divider: int, built: float,
                                               lowered: float) -> None:
    fake(pll, divider)
    found = transport(built).clock
    assert found == Clock(built, pytest.approx(lowered))
    assert found.mhz <= built


def test_a_bundle_for_a_first_power_up_is_slower_than_its_design(fake: Fake) -> None:
    """The same bits at 100 MHz were loaded before: the clock falls to the bundle's."""
    fake(1000.0, 10)
    assert str(transport(100.0, clock_mhz=50.0).clock) == "50 MHz read back"


def test_a_clock_that_stays_too_fast_is_an_error(fake: Fake) -> None:
    fake(1500.0, 7, stuck=True)
    with pytest.raises(ClockError, match=r"clock is 214\.286 MHz .*built for 200 MHz.*restart"):
        transport(200.0)
    clocks = fake(1500.0, 7)
    with pytest.raises(ClockError, match=r"clock is 23\.8095 MHz .*built for 1 MHz"):
        clocks.divider = 63
        transport(1.0)


@pytest.mark.parametrize("error", [RuntimeError("Architecture not supported for Clocks"),
                                   DeviceError("board refuses"), ZeroDivisionError()])
def test_a_clock_that_cannot_be_read_is_as_built(fake: Fake, error: Exception) -> None:
    fake(1000.0, 8, error=error)
    assert str(transport(200.0).clock) == "200 MHz as built"


def test_a_lost_board_is_no_clock(fake: Fake) -> None:
    fake(1000.0, 8, error=DeviceLostError("gone"))
    with pytest.raises(DeviceLostError):
        transport(200.0)


def test_figures_use_the_clock_that_was_read() -> None:
    engine = Emulator(preset("tiny"))
    engine.clock = Clock(100.0, 62.5)
    with Device(engine) as device:
        assert device.clock_mhz == 62.5
        descriptor = Lmma.decode((125).to_bytes(4, "little").rjust(32, b"\0").ljust(64, b"\0"))
        assert descriptor.stream_words == 125
        queue = Queue.of([descriptor], 0, 0, device.geometry)
        assert device.engine.work_seconds(queue) == pytest.approx(2e-6)


@pytest.fixture
def kv260(tmp_path: Path) -> Iterator[Any]:
    """A virtual ZynqMP board, whose PLL makes 1,500 MHz, and a design for 200 MHz."""
    found = find_bundle("virtual", "tiny")
    shutil.copytree(found.folder, tmp_path / "made")
    (tmp_path / "made" / "lutcore.hwh").write_text(render_hwh(REGISTERS, "zynqmp", clock_mhz=200.0))
    with virtual_device(tmp_path / "made", size=1 << 20) as board:
        yield board


def test_what_pynq_sets_is_read_back(kv260: Any, tmp_path: Path,
                                     monkeypatch: pytest.MonkeyPatch) -> None:
    """pynq itself sets 214.3 MHz; also where the bitstream is used again without a load."""
    clocks = pytest.importorskip("pynq").Clocks
    bundle = find_bundle("virtual", "tiny")
    overlay = load_overlay(bundle, kv260.bitfile, kv260)
    assert clocks.fclk0_mhz > 200
    assert PynqTransport(overlay).clock == Clock(100.0)         # a simulation has no such clock
    geometry = replace(bundle.geometry, clock_mhz=200.0)
    built = SimpleNamespace(geometry=geometry,
                            manifest=SimpleNamespace(kind="board", clock_mhz=200.0))
    overlay.bundle = built
    assert PynqTransport(overlay).clock.mhz == clocks.fclk0_mhz == pytest.approx(187.5, rel=1e-4)

    clocks.fclk0_mhz = 300
    kind = overlay_module.overlay_classes()[1]
    monkeypatch.setattr(overlay_module, "_loaded_bitstream", lambda: kv260.bitfile)
    monkeypatch.setattr(overlay_module, "overlay_classes", lambda: (None, lambda *a, **k: kind(
        a[0], a[1], kv260, **k)))
    monkeypatch.setattr(kv260, "download", lambda *_: pytest.fail("loaded again"))
    overlay = load_overlay(bundle, kv260.bitfile)
    assert clocks.fclk0_mhz > 200
    overlay.bundle = built
    assert PynqTransport(overlay).clock.mhz == clocks.fclk0_mhz == pytest.approx(187.5, rel=1e-4)

    other = tmp_path / "other" / kv260.bitfile.name     # the same bits, another clock
    other.parent.mkdir()
    shutil.copy(kv260.bitfile, other)
    other.with_suffix(".hwh").write_text(render_hwh(REGISTERS, "zynqmp", clock_mhz=100.0))
    loads = []
    monkeypatch.setattr(kv260, "download", lambda *_: loads.append(1))
    load_overlay(bundle, other)
    assert loads == [1]


def test_the_selftest_says_which_clock() -> None:
    bandwidth = selftest.Bandwidth(10, 20, 1.0, 0.5, 1.0, 10.0, 0.5 * 125e6 * 16,
                                   str(Clock(200.0, 125.0)), None)
    assert str(bandwidth).endswith("1000 MB/s at 125 MHz read back, built for 200; power not "
                                   "measured")
