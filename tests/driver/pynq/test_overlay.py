"""The pynq side: registers as properties, buffers, and a virtual board that fails."""

from __future__ import annotations

import ctypes
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from lutcore.driver import Device, PackedMatrix, WeightFormat, control, devices, open_device
from lutcore.driver.bundles.find import PATH_VARIABLE, find_bundle
from lutcore.driver.bundles.manifest import Manifest
from lutcore.driver.contract import preset
from lutcore.driver.contract.registers import MAGIC, REGISTERS
from lutcore.driver.direct import SYNC_TYPE
from lutcore.driver.emulator.engine import Emulator
from lutcore.driver.errors import (
    DeviceError,
    DeviceMemoryError,
    DeviceMismatchError,
    DeviceUnavailableError,
    EngineError,
    EngineTimeoutError,
)
from lutcore.driver.pynq.overlay import PynqBuffer, PynqTransport, load_overlay, overlay_classes
from lutcore.driver.virtual.board import virtual_available, virtual_device

INT4 = WeightFormat(4, 128, 128)
Make = Callable[..., PackedMatrix]

needs_virtual = pytest.mark.skipif(not virtual_available()[0], reason=virtual_available()[1])


@pytest.fixture
def overlay() -> Iterator[Any]:
    """A LutcoreOverlay on a virtual board of its own."""
    found = find_bundle("virtual", "tiny")
    with virtual_device(found.folder, size=1 << 22) as board:
        yield load_overlay(found, board.bitfile, board)


def ones(k: int) -> np.ndarray:
    return np.ones((3, k), np.float32)


@needs_virtual
def test_registers_are_properties(overlay: Any) -> None:
    engine = overlay.engine
    assert type(engine) is overlay_classes()[0]
    assert engine.magic == MAGIC and engine.digest == find_bundle("virtual", "tiny").geometry.digest
    engine.program = np.uint32(0x1000_0040)         # pynq itself takes no numpy integers
    assert engine.program == 0x1000_0040
    for register in REGISTERS:
        assert ("r" in register.access) == (getattr(type(engine), register.name).fget is not None)
        assert ("w" in register.access) == (getattr(type(engine), register.name).fset is not None)
    with pytest.raises(AttributeError):
        engine.status = 1


@needs_virtual
def test_transport(overlay: Any) -> None:
    closed = []
    transport = PynqTransport(overlay, lambda: closed.append(1))
    assert transport.name == "virtual" and transport.geometry == overlay.bundle.geometry
    buffer = transport.allocate(1000)
    assert type(buffer.array) is np.ndarray and buffer.array.shape == (1000,)
    buffer.array[:] = 7
    buffer.invalidate()
    assert not buffer.array.any()
    buffer.array[:] = 7
    buffer.flush()
    buffer.array[:] = 0
    buffer.invalidate()
    assert (buffer.array == 7).all()
    buffer.free()
    buffer.free()
    with pytest.raises(MemoryError):
        transport.allocate(1 << 23)
    transport.close()
    transport.close()
    assert closed == [1]


class FakeBuffer:
    def __init__(self, address: int) -> None:
        self.device_address = address
        self.frees = 0

    def view(self, kind: type) -> np.ndarray:
        return np.zeros(64, np.uint8)

    def freebuffer(self) -> None:
        self.frees += 1


@pytest.mark.parametrize("address", [0x1_0000_0000, 0xFFFF_FFE0, 0x1000_0010])
def test_addresses_the_engine_cannot_reach(address: int) -> None:
    fake = FakeBuffer(address)
    with pytest.raises(DeviceError, match=f"{address:#x} to"):
        PynqBuffer(fake)
    assert fake.frees == 1


def test_the_last_address_is_fine() -> None:
    fake = FakeBuffer(0xFFFF_FFC0)
    PynqBuffer(fake).free()
    assert fake.frees == 1


@needs_virtual
def test_full_memory(overlay: Any, random_matrix: Make) -> None:
    with Device(PynqTransport(overlay)) as device:
        packed = random_matrix(1500, 1500, WeightFormat(8, 32, None))
        device.load(packed)
        with pytest.raises(DeviceMemoryError, match=f"{packed.stream.nbytes} are in use"):
            device.load(packed)
        assert device.load(random_matrix(9, 200, INT4)).n == 9


@needs_virtual
@pytest.mark.parametrize("channel, code", [("read", "READ"), ("write", "WRITE")])
def test_bus_errors(overlay: Any, random_matrix: Make, channel: str, code: str) -> None:
    with Device(PynqTransport(overlay)) as device:
        matrix = device.load(random_matrix(200, 200, INT4))
        right = device.matmul(matrix, ones(200))
        for nth in (1, 2):
            overlay.device.board.inject_error(channel, nth)
            with pytest.raises(EngineError, match=f"{code} at descriptor . of 2"):
                device.matmul(matrix, ones(200))
            assert np.array_equal(device.matmul(matrix, ones(200)), right)


@needs_virtual
def test_memory_that_never_answers(overlay: Any, random_matrix: Make,
                                   monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control, "ABORT_TIMEOUT", 0.1)
    with Device(PynqTransport(overlay), timeout=0.5) as device:
        matrix = device.load(random_matrix(200, 200, INT4))
        right = device.matmul(matrix, ones(200))
        overlay.device.board.inject_hang("read", 3)
        with pytest.raises(EngineTimeoutError, match="descriptor 0 of 2"):
            device.matmul(matrix, ones(200))
        with pytest.raises(DeviceError, match="did not stop"):
            device.matmul(matrix, ones(200))
        overlay.device.board.reset()
        assert np.array_equal(device.matmul(matrix, ones(200)), right)


@needs_virtual
def test_a_slow_engine_is_aborted(overlay: Any, random_matrix: Make) -> None:
    """The limit is too short for a healthy device, which stops, and works again afterwards."""
    packed, x = random_matrix(1000, 500, INT4), ones(500)
    with (Device(PynqTransport(overlay), timeout=0.0) as hasty,
          pytest.raises(EngineTimeoutError, match="longer timeout")):
        hasty.matmul(hasty.load(packed), x)
    with Device(PynqTransport(overlay)) as device, Device(Emulator(preset("tiny"))) as emulator:
        assert np.array_equal(device.matmul(device.load(packed), x),
                              emulator.matmul(emulator.load(packed), x))


@needs_virtual
def test_overlays_of_other_bundles_are_refused(overlay: Any) -> None:
    overlay.bundle = find_bundle("virtual", "demo")
    with pytest.raises(DeviceMismatchError, match="digest"):
        Device(PynqTransport(overlay))


@needs_virtual
def test_open_virtual() -> None:
    steps = []
    with open_device("virtual", "tiny", read_latency=7, size=1 << 22,
                     progress=lambda what, fraction: steps.append(fraction)) as device:
        assert device.name == "virtual" and device.geometry == preset("tiny")
    assert all(0 <= fraction <= 1 for fraction in steps)


@pytest.fixture
def board_bundle(overlay: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A virtual board that passes as a real one: a board's bundle with its stand-in bitstream."""
    folder, bitfile = tmp_path / "z2", overlay.device.bitfile
    folder.mkdir()
    shutil.copy(bitfile, folder / "lutcore.bit")
    shutil.copy(bitfile.with_suffix(".hwh"), folder / "lutcore.hwh")
    shutil.copy(overlay.bundle.folder / "registers.md", folder)
    Manifest.of_folder(folder, name="z2", kind="board", board="virtual_z2", tools={},
                       geometry=overlay.bundle.geometry, clock_mhz=100.0).write(folder)
    monkeypatch.setenv(PATH_VARIABLE, str(tmp_path))
    monkeypatch.setenv(devices.BOARD_VARIABLE, "Virtual-Z2")
    return overlay.device


@needs_virtual
def test_open_pynq(board_bundle: Any, random_matrix: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    import pynq
    monkeypatch.setattr(pynq.Device, "_active_device", board_bundle, raising=False)
    with open_device("pynq") as device, Device(Emulator(preset("tiny"))) as emulator:
        assert device.name == "pynq" and device.geometry == preset("tiny")
        packed = random_matrix(20, 300, INT4)
        assert np.array_equal(device.matmul(device.load(packed), ones(300)),
                              emulator.matmul(emulator.load(packed), ones(300)))
    with open_device("auto") as device:
        assert device.name == "pynq" and device.fallback_reason is None


@needs_virtual
def test_open_pynq_where_pynq_finds_no_board(board_bundle: Any) -> None:
    with pytest.raises(DeviceUnavailableError, match=r"cannot load z2 .*No Devices"):
        open_device("pynq")


class Cached:
    """What pynq's PynqBuffer and its device are to a transport, on a board with caches."""

    coherent, bo, offset, virtual_address, nbytes = False, 7, 0, 0x4000, 64

    def __init__(self) -> None:
        self.device, self.device_address = self, 0x1000_0000
        self.log: list[tuple[Any, ...]] = []

    def view(self, kind: type) -> np.ndarray:
        return np.zeros(64, np.uint8)

    def flush(self, *what: int) -> None:
        self.log.append(("flush", *what))

    def invalidate(self, *what: int) -> None:
        self.log.append(("invalidate", *what))

    def freebuffer(self) -> None:
        pass


def test_caches_are_maintained_for_the_bytes_in_use() -> None:
    """All of a buffer took 194 system calls a token over buffers of a power of two."""
    cached = Cached()
    buffer = PynqBuffer(cached)
    buffer.flush(10)
    buffer.invalidate(20)
    buffer.flush()
    assert cached.log == [("flush", 7, 0, 0x4000, 10), ("invalidate", 7, 0, 0x4000, 20),
                          ("flush", 7, 0, 0x4000, 64)]
    cached.coherent = True
    buffer.flush()
    assert len(cached.log) == 3


def test_buffers_are_cacheable(monkeypatch: pytest.MonkeyPatch) -> None:
    """pynq's embedded devices give uncached memory unless they are asked."""
    pynq = pytest.importorskip("pynq")
    asked: dict[str, Any] = {}

    def allocate(shape: Any, dtype: Any, target: Any, **options: Any) -> Cached:
        asked.update(options)
        return Cached()

    monkeypatch.setattr(pynq, "allocate", allocate)
    found = find_bundle("virtual", "tiny")
    overlay = SimpleNamespace(bundle=found, device=None)
    PynqTransport(overlay).allocate(64)
    assert asked == {"cacheable": 1}


def test_a_mapped_board_is_rung_without_python(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    sync = SYNC_TYPE(lambda device, *what: calls.append((device, *what)) or 0)
    monkeypatch.setitem(sys.modules, "pynq._3rdparty.xrt",
                        SimpleNamespace(libc=SimpleNamespace(xclSyncBO=sync)))
    registers = np.zeros(len(REGISTERS), np.uint32)
    device = SimpleNamespace(handle=ctypes.c_void_p(0x77), has_capability=lambda name: True)
    overlay = SimpleNamespace(bundle=find_bundle("virtual", "tiny"), device=device,
                              engine=SimpleNamespace(mmio=SimpleNamespace(array=registers)))
    direct = PynqTransport(overlay).direct()
    assert direct is not None and direct.engine.page == registers.ctypes.data
    SYNC_TYPE(direct.engine.sync)(direct.engine.device, 5, 1, 640, 0)
    assert calls == [(0x77, 5, 1, 640, 0)]
    device.has_capability = lambda name: False
    assert PynqTransport(overlay).direct() is None


def test_a_bitstream_that_is_loaded_is_used_again(tmp_path, monkeypatch):
    """It is stopped first; another one is stopped and replaced."""
    from lutcore.driver.pynq import overlay as module
    bundle = find_bundle("virtual", "tiny")
    with virtual_device(bundle.folder, size=1 << 20) as board:
        bit = tmp_path / "lutcore.bit"
        shutil.copy(board.bitfile, bit)
        shutil.copy(board.bitfile.with_suffix(".hwh"), tmp_path / "lutcore.hwh")
        downloads, real = [], board.download
        monkeypatch.setattr(board, "download", lambda *a: (downloads.append(1), real(*a)))
        monkeypatch.setattr(module, "_loaded_bitstream", lambda: bit)
        kind = module.overlay_classes()[1]
        monkeypatch.setattr(module, "overlay_classes", lambda: (None, lambda *a, **k: kind(
            a[0], a[1], board, **k)))
        for value, loads in ((bundle, 0), (bundle, 0)):
            engine = load_overlay(value, bit).engine
            assert len(downloads) == loads and engine.digest == bundle.geometry.digest
        monkeypatch.setattr(module, "_stopped", lambda engine: False)
        load_overlay(bundle, bit)
        assert len(downloads) == 1


@pytest.fixture
def record(tmp_path, monkeypatch):
    """pynq's record of what is loaded, in a folder of its own."""
    state = pytest.importorskip("pynq.pl_server.global_state")
    monkeypatch.setattr(state, "STATE_DIR", str(tmp_path))
    monkeypatch.setattr(state, "initial_global_state_file_boot_check", lambda: None)
    return state


def placed(folder, name="lutcore.bit"):
    """Return the path of a bitstream that a record names, with a .hwh beside it."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"bits")
    (folder / name).with_suffix(".hwh").write_bytes(b"<x/>")
    return folder / name


def saved(record, path, text=None):
    """Write a record of a bitstream, or another text in its place."""
    record.save_global_state(record.GlobalState(
        bitfile_name=str(path), bitfile_hash=record.bitstream_hash(path), active_name="x",
        timestamp="now"))
    if text is not None:
        next(path for path in Path(record.STATE_DIR).iterdir()
             if path.suffix == ".json").write_text(text)


@pytest.mark.parametrize("name", ["lutcore.bit", "lutcore_0123456789abcdef.bit"])
def test_the_record_names_our_bitstream(record, tmp_path, name):
    from lutcore.driver.pynq.overlay import _loaded_bitstream
    assert _loaded_bitstream() is None
    path = placed(tmp_path / "bundle", name)
    saved(record, path)
    assert _loaded_bitstream() == path
    path.with_suffix(".hwh").unlink()
    assert _loaded_bitstream() is None
    saved(record, placed(tmp_path / "bundle", "base.bit"))
    assert _loaded_bitstream() is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"bitfile_name": 5}'])
def test_a_record_that_cannot_be_read_is_removed(record, tmp_path, text):
    """After a power cut; pynq itself loads nothing while it is there."""
    from lutcore.driver.pynq.overlay import _loaded_bitstream
    saved(record, placed(tmp_path / "bundle"), text)
    assert record.global_state_file_exists()
    assert _loaded_bitstream() is None and not record.global_state_file_exists()


def test_a_record_of_a_bitstream_that_is_gone_is_removed(record, tmp_path, monkeypatch):
    """pynq 3.0.1 reads that bitstream for its digest when it reads the record."""
    from lutcore.driver.pynq.overlay import _loaded_bitstream
    saved(record, placed(tmp_path / "bundle"))

    def load():
        raise FileNotFoundError("lutcore.bit")
    monkeypatch.setattr(record, "load_global_state", load)
    assert _loaded_bitstream() is None and not record.global_state_file_exists()


def test_a_record_from_before_the_start_of_the_board_is_dropped(record, tmp_path, monkeypatch):
    """Its engine is not there; the processor would wait for an answer for ever."""
    from lutcore.driver.pynq.overlay import _loaded_bitstream
    saved(record, placed(tmp_path / "bundle"))
    monkeypatch.setattr(record, "initial_global_state_file_boot_check",
                        record.clear_global_state)      # what pynq does if nothing is configured
    assert _loaded_bitstream() is None


def test_the_hwh_of_the_same_bits_for_another_clock_is_read(record, tmp_path, monkeypatch):
    """pynq keeps what it read, by the bits alone: the other clock was never set."""
    from lutcore.driver.pynq import overlay as module
    made = []
    monkeypatch.setattr(module, "overlay_classes", lambda: (None, lambda bundle, bit, *a, **k: (
        made.append((bit, record.global_state_file_exists())),
        SimpleNamespace(engine=SimpleNamespace(magic=0)))[1]))
    slow, fast = placed(tmp_path / "slow"), placed(tmp_path / "fast")
    saved(record, slow)
    load_overlay(find_bundle("virtual", "tiny"), fast)
    assert made == [(slow, True), (fast, False)]


def test_a_bundle_that_was_built_again_in_its_folder_is_loaded(tmp_path, monkeypatch):
    """Its bitstream was taken for the one that was loaded, because it had the same path."""
    from lutcore.driver.pynq.staging import stage_bundle
    monkeypatch.setenv("LUTCORE_CACHE", str(tmp_path / "cache"))
    path = placed(tmp_path / "bundle")
    bundle = SimpleNamespace(bitstream=path, hardware=path.with_suffix(".hwh"))
    first = stage_bundle(bundle)
    assert stage_bundle(bundle) == first and first.with_suffix(".hwh").is_file()
    path.write_bytes(b"other bits")
    assert stage_bundle(bundle) != first


def test_small_buffers_are_pages(overlay, monkeypatch):
    """XRT 2.17 places buffers up to 4 KiB above 4 GiB on a 64-bit board; pynq 3.0 lets it."""
    import pynq
    sizes, real = [], pynq.allocate
    monkeypatch.setattr(pynq, "allocate", lambda shape, *a, **k: (
        sizes.append(shape), real(shape, *a, **k))[1])
    for nbytes in (64, 8192, 10000):
        PynqTransport(overlay).allocate(nbytes).free()
    assert sizes == [(8192,), (8192,), (10000,)]


def test_a_record_that_another_process_removes_first(record, monkeypatch):
    """pynq looks whether the record is there, and then removes it."""
    from lutcore.driver.pynq.overlay import _forget_loaded

    def gone():
        raise FileNotFoundError("global_pl_state.json")
    monkeypatch.setattr(record, "clear_global_state", gone)
    _forget_loaded()
