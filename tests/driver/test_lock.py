"""One owner per board, and what a device leaves behind when it is closed or dies."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys

import numpy as np
import pytest

from lutcore.driver import Device, control, device, lock
from lutcore.driver.contract import WeightFormat
from lutcore.driver.contract.registers import ErrorCode
from lutcore.driver.emulator.engine import Emulator
from lutcore.driver.errors import DeviceBusyError, DeviceError, EngineError
from lutcore.driver.lock import BoardLock

OWNER = """
import sys, time
from lutcore.driver.lock import BoardLock
kept = BoardLock(sys.argv[1])
print("mine", flush=True)
time.sleep(600)
"""
FMT = WeightFormat(4, 128, 8)


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lock files in a folder of the test's own, here and in processes that it starts."""
    monkeypatch.setattr(lock, "_SHARED", tmp_path / "missing")
    monkeypatch.setattr(lock.tempfile, "gettempdir", lambda: str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))


def test_a_lock_has_one_owner_and_names_it() -> None:
    first = BoardLock("here:1")
    BoardLock("here:2").release()
    with pytest.raises(DeviceBusyError, match=f"here:1 is in use by process {os.getpid()} .* since "
                                              r"\d{4}-.*close the device there"):
        BoardLock("here:1")
    first.release()
    first.release()
    BoardLock("here:1").release()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_lock_dies_with_its_process(how: int, monkeypatch, tmp_path) -> None:
    script = f"import lutcore.driver.lock as l, pathlib; l._SHARED = pathlib.Path('/none')\n{OWNER}"
    with subprocess.Popen([sys.executable, "-c", script, "board"], stdout=subprocess.PIPE,
                          text=True) as owner:
        assert owner.stdout.readline() == "mine\n"
        with pytest.raises(DeviceBusyError, match=f"process {owner.pid} "):
            BoardLock("board")
        owner.send_signal(how)
        owner.wait()
    BoardLock("board").release()


class Running(Emulator):
    """An engine that somebody left running; it stops when told so, unless it is `stubborn`."""

    watchdog = 1234

    def __init__(self, stubborn: bool = False) -> None:
        super().__init__()
        self.busy, self.stubborn, self.log = True, stubborn, []

    def read(self, register: str) -> int:
        self.log.append(register)
        return super().read(register) | (register == "status" and self.busy)

    def write(self, register: str, value: int) -> None:
        self.log.append((register, value))
        if register == "control" and not self.stubborn:
            self.busy = False
        super().write(register, value)

    def allocate(self, nbytes: int):
        buffer = super().allocate(nbytes)
        free, buffer.free = buffer.free, lambda: (self.log.append("free"), free())
        return buffer


def test_an_engine_that_runs_is_stopped_when_it_is_opened(monkeypatch) -> None:
    transport = Running()
    with Device(transport):
        assert ("control", 1) in transport.log and ("watchdog", 1234) in transport.log
    monkeypatch.setattr(control, "ABORT_TIMEOUT", 0.01)
    with pytest.raises(DeviceError, match="did not stop"), pytest.warns(RuntimeWarning):
        Device(Running(stubborn=True))


def test_memory_of_an_engine_that_does_not_stop_is_kept(monkeypatch, random_matrix) -> None:
    monkeypatch.setattr(control, "ABORT_TIMEOUT", 0.01)
    monkeypatch.setattr(device, "_LEAKED", [])
    transport, closed = Running(), []
    it = Device(transport, on_close=lambda: closed.append(True))
    it.load(random_matrix(9, 200, FMT))
    transport.busy = transport.stubborn = it.engine.stuck = True
    with pytest.warns(RuntimeWarning, match="does not stop.*stays taken"):
        it.close()
    assert "free" not in transport.log and len(device._LEAKED) == 1 and closed == [True]


def test_a_device_that_is_forgotten_stops_its_engine() -> None:
    transport = Running()
    it = Device(transport)
    transport.busy = True
    transport.log.clear()
    del it
    gc.collect()
    assert transport.log[:2] == ["status", ("control", 1)] and not transport.busy


def test_the_window_follows_the_live_buffers(random_matrix) -> None:
    transport = Running()
    transport.busy = False
    x = np.ones((1, 200), np.float32)
    with Device(transport) as it:
        one, two = (it.load(random_matrix(9, 200, FMT, seed)) for seed in (1, 2))
        it.matmul(one, x)
        low = transport.read("window_base")
        assert low <= one.resident.address and it.engine._window is not None
        assert transport.read("window_limit") >= two.resident.address & ~0xFFF
        transport.log.clear()
        it.matmul(two, x)
        assert not [entry for entry in transport.log if "window" in str(entry[0])]
        one.free()
        it.matmul(two, x)
        assert transport.read("window_base") > low
        transport.write("window_limit", transport.read("window_base"))
        with pytest.raises(EngineError, match=f"{ErrorCode.WINDOW.name}.*outside the buffers"):
            it.matmul(two, x)
