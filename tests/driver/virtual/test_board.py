"""The pynq device: unmodified Overlay, DefaultIP, MMIO, allocate on the copier."""

from __future__ import annotations

import gc
import importlib.util
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lutcore.driver.errors import (
    BundleError,
    DeviceError,
    DeviceMemoryError,
    DeviceUnavailableError,
    RegisterAccessError,
)
from lutcore.driver.pynq.staging import import_pynq
from lutcore.driver.virtual import board as board_module
from lutcore.driver.virtual.bitfile import render_bit, verilog_digest, write_overlay
from lutcore.driver.virtual.board import virtual_available, virtual_device

BASE = 0x1000_0000                      # bus address of the modelled memory
VLNV = "lutcore.org:test:copier:1.0"

needs_pynq = pytest.mark.skipif(not virtual_available()[0], reason=virtual_available()[1])


@pytest.fixture
def open_device(bundles: dict[str, Path], request: pytest.FixtureRequest) -> Callable[..., Any]:
    """open_device(kind or folder, **options): opens a device, closed after the test."""
    def make(bundle: str | Path = "axi3", **options: Any) -> Any:
        device = virtual_device(bundles.get(bundle, bundle), **{"size": 1 << 20, **options})
        request.addfinalizer(device.close)
        return device
    return make


def _overlay(device: Any, **options: Any) -> Any:
    return import_pynq().Overlay(str(device.bitfile), device=device, **options)


def _copy(device: Any, overlay: Any, length: int = 1024, flush: bool = True) -> np.ndarray:
    """Copy 0, 1, 2 ... with the engine; return the destination as it is before invalidate."""
    allocate = import_pynq().allocate
    src, dst = (allocate((length,), "u1", target=device) for _ in range(2))
    src[:] = np.arange(length)
    if flush:
        src.flush()
    core = overlay.lutcore.register_map
    core.src, core.dst, core.length = src.device_address, dst.device_address, length
    core.control.busy = 1
    for _ in range(100):
        if core.control.done:
            break
    assert core.control.done
    return dst


@needs_pynq
@pytest.mark.parametrize("download", [True, False])
@pytest.mark.parametrize("family, base", [("zynq7", 0x4000_0000), ("zynqmp", 0xA000_0000)])
def test_overlay(open_device, make_bundle, download, family, base):
    device = open_device(make_bundle(family=family))
    overlay = _overlay(device, download=download)
    assert overlay.is_loaded()
    assert overlay.ip_dict["lutcore"]["phys_addr"] == base
    assert overlay.ip_dict["lutcore"]["type"] == VLNV
    assert overlay.mem_dict["PSDDR"]["size"] == device.board.config.size
    dst = _copy(device, overlay)
    assert not dst.any()
    dst.invalidate()
    assert (dst == np.arange(1024) % 256).all()


@needs_pynq
def test_a_driver_is_bound_by_vlnv(open_device):
    pynq = import_pynq()

    class Bound(pynq.DefaultIP):
        bindto = [VLNV]

    overlay = _overlay(open_device())
    assert isinstance(overlay.lutcore, Bound)
    assert overlay.lutcore.read(0) == 0x434F_5059
    assert "done=0" in repr(overlay.lutcore.register_map.control)


@needs_pynq
def test_mmio(open_device):
    device = open_device()
    mmio = import_pynq().MMIO(0x4000_0000, 0x1_0000, device=device)
    mmio.write(0x1C, 0x1234_5678)
    assert mmio.read(0x1C) == 0x1234_5678
    mmio.write(0x08, b"\1\0\0\0\2\0\0\0")
    assert [mmio.read(0x08), mmio.read(0x0C)] == [1, 2]
    with pytest.raises(RegisterAccessError, match="0x40010000"):
        device.read_registers(0x4001_0000, 4)


@needs_pynq
@pytest.mark.parametrize("family, mhz", [("zynq7", 100.0), ("zynqmp", 99.999)])
def test_clocks_are_those_of_the_latest_overlay(open_device, make_bundle, family, mhz):
    device = open_device(make_bundle(family=family))
    _overlay(device)
    clocks = import_pynq().Clocks
    assert clocks.fclk0_mhz == pytest.approx(mhz)
    clocks.fclk0_mhz = 50
    assert clocks.fclk0_mhz == pytest.approx(mhz / 2)
    assert clocks.cpu_mhz > 0


@needs_pynq
def test_download_resets_and_checks_the_design(open_device, bundles):
    device, other = open_device("axi3"), open_device("axi4")
    overlay = _overlay(device)
    overlay.lutcore.write(0x1C, 77)
    overlay.download()
    assert overlay.lutcore.read(0x1C) == 0
    with pytest.raises(BundleError, match="open another device"):
        import_pynq().Overlay(str(other.bitfile), device=device)


@needs_pynq
def test_missing_flush_and_missing_invalidate_show(open_device):
    device = open_device()
    overlay = _overlay(device)
    dst = _copy(device, overlay, flush=False)
    assert not dst.any()
    dst.invalidate()
    assert not dst.any()                # the engine copied bytes that were never flushed


@needs_pynq
def test_polling_lets_time_pass_and_setting_up_does_not(open_device):
    device = open_device(cycles_per_access=500)
    fabric, board = device.fabric, device.board
    start = board.cycles
    for offset in (0, 8, 12, 16):
        fabric.write(0x4000_0000 + offset, 0)
        fabric.read(0x4000_0000 + offset)
    assert board.cycles - start < 50
    for again in range(1, 4):
        fabric.read(0x4000_0010)
        assert 500 * again <= board.cycles - start < 500 * again + 100


@needs_pynq
def test_polling_ends_early_with_the_interrupt(open_device):
    device = open_device(cycles_per_access=1_000_000)
    overlay = _overlay(device)
    core = overlay.lutcore
    buffer = import_pynq().allocate((8192,), "u1", target=device)
    for offset, value in ((8, 128), (12, buffer.device_address),
                          (16, buffer.device_address + 4096), (4, 9)):
        core.write(offset, value)
    start = device.board.cycles
    while not core.read(4) & 2:
        assert device.board.cycles - start < 1000
    assert device.board.cycles - start < 1000


@needs_pynq
def test_buffers_are_pages_that_come_back(open_device):
    device = open_device()
    allocate = import_pynq().allocate
    free = device.pages.free_bytes
    first, second = (allocate((1000,), "u4", target=device) for _ in range(2))
    assert (first.device_address, second.device_address) == (BASE, BASE + 4096)
    part = second[10:20]
    assert part.device_address == BASE + 4096 + 40
    part[:] = 9
    part.flush()
    second[:] = 0
    second.invalidate()
    assert second.sum() == 90
    first.freebuffer()
    first.freebuffer()                  # a second call is harmless
    assert allocate((1,), target=device).device_address == BASE
    with pytest.raises(DeviceMemoryError, match=f"{2 << 20} bytes wanted"):
        allocate((2 << 20,), "u1", target=device)
    del second
    gc.collect()
    assert device.pages.free_bytes == free - 4096   # `part` still holds its block
    del part
    gc.collect()
    assert device.pages.free_bytes == free


@needs_pynq
def test_freed_buffer_no_longer_reaches_memory(open_device):
    buffer = import_pynq().allocate((16,), target=open_device())
    with buffer:
        buffer.flush()
    with pytest.raises(DeviceError, match="was freed"):
        buffer.flush()


@needs_pynq
def test_two_devices_at_once(open_device):
    devices = [open_device("axi3"), open_device("axi4")]
    overlays = [_overlay(device) for device in devices]
    for device, overlay in zip(devices, overlays, strict=True):
        dst = _copy(device, overlay)
        dst.invalidate()
        assert dst.any()
    beats = [device.board.statistics[0].read_beats for device in devices]
    assert beats == [128, 64]


@needs_pynq
def test_importing_and_opening_is_silent_and_leaves_pynq_alone(bundles):
    """In a new process, because warnings and caches depend on earlier imports."""
    package = Path(importlib.util.find_spec("pynq").origin).parent
    before = {file for file in package.rglob("*") if file.suffix != ".pyc"}
    code = ("import sys; from lutcore.driver.pynq.staging import import_pynq\n"
            "from lutcore.driver.virtual.board import virtual_device\n"
            "assert 'pynq' not in sys.modules\n"
            "with virtual_device(sys.argv[1], size=4096) as device:\n"
            "    import_pynq().Overlay(str(device.bitfile), device=device)")
    done = subprocess.run([sys.executable, "-c", code, str(bundles["axi3"])], timeout=120,
                          capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert {file for file in package.rglob("*") if file.suffix != ".pyc"} == before


def test_missing_pynq_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pynq", None)
    with pytest.raises(DeviceUnavailableError, match=r"pip install 'lutcore\[virtual\]'"):
        import_pynq()
    monkeypatch.setattr(board_module.importlib.util, "find_spec", lambda name: None)
    assert "pynq: pip install" in virtual_available()[1]


def test_bundle_without_a_handoff(make_bundle):
    folder = make_bundle()
    (folder / "copier.hwh").unlink()
    with pytest.raises(BundleError, match="exactly one .hwh"):
        virtual_device(folder)


# Stand-in bitstream -------------------------------------------------------------------------------


def test_bitstream_is_unique_for_design_and_handoff(tmp_path):
    bits = {render_bit(digest * 64, hwh) for digest in "ab" for hwh in ("<x/>", "<y/>")}
    assert len(bits) == 4
    bit = write_overlay(tmp_path, "c" * 64, "<x/>")
    assert verilog_digest(bit) == "c" * 64
    assert bit.with_suffix(".hwh").read_text() == "<x/>"
    bit.write_bytes(b"nothing")
    with pytest.raises(BundleError, match="not a virtual board's"):
        verilog_digest(bit)


@needs_pynq
def test_bitstream_passes_pynqs_own_parser():
    import_pynq()
    embedded = pytest.importorskip("pynq.pl_server.embedded_device")
    parsed = embedded.parse_bit_header(render_bit("d" * 64, "<x/>"))
    assert (parsed["design"], parsed["part"]) == ("lutcore", "xc7z020clg400")
    assert len(embedded.bit2bin(render_bit("d" * 64, "<x/>"))) == int(parsed["length"])
