"""A signal that ends a process stops its engines first."""

from __future__ import annotations

import gc
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from lutcore.driver import Device, endings
from lutcore.driver.emulator.engine import Emulator

# An engine that a doorbell left running, in a process that waits; it prints what is written to
# the engine. `argv[1]` is what the script does before, `argv[2]` how the device is opened.
WAITS = """
import os, signal, sys, threading, time
from lutcore.driver import Device
from lutcore.driver.emulator.engine import Emulator
class Running(Emulator):
    watchdog, busy = 1234, False
    def read(self, register):
        return super().read(register) | (register == "status" and self.busy)
    def write(self, register, value):
        if register == "control":
            print("stopped", flush=True)
            self.busy = False
        super().write(register, value)
exec(sys.argv[1])
device = Device(Running())
device.transport.busy = True
exec(sys.argv[2])
print("runs", flush=True)
while True:
    time.sleep(0.01)
"""


@contextmanager
def waiting(before: str = "", after: str = "") -> Iterator[subprocess.Popen]:
    def heed() -> None:                 # the tests may run under nohup
        signal.signal(signal.SIGHUP, signal.SIG_DFL)

    with subprocess.Popen([sys.executable, "-c", WAITS, before, after], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heed
                          ) as process:
        try:
            assert process.stdout.readline() == "runs\n", process.stderr.read()
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_engine_stops_and_the_process_dies_by_the_signal(number: int) -> None:
    with waiting() as process:
        process.send_signal(number)
        said, problems = process.communicate(timeout=30)
    assert (said, problems, process.returncode) == ("stopped\n", "", -number)


def test_a_handler_that_was_there_is_called_after_the_engine_has_stopped() -> None:
    mine = "signal.signal(signal.SIGTERM, lambda *_: (print('mine', flush=True), sys.exit(3)))"
    with waiting(mine) as process:
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=30)
    assert (said, process.returncode) == ("stopped\nmine\n", 3)


def test_a_signal_that_is_ignored_stays_so() -> None:
    with waiting("signal.signal(signal.SIGHUP, signal.SIG_IGN)") as process:
        process.send_signal(signal.SIGHUP)
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=30)
    assert (said, process.returncode) == ("stopped\n", -signal.SIGTERM)


def test_a_closed_device_leaves_nothing_to_stop() -> None:
    with waiting(after="device.transport.busy = False; device.close()") as process:
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=30)
    assert (said, process.returncode) == ("", -signal.SIGTERM)


def test_a_way_to_the_engine_that_is_locked_does_not_keep_the_process_alive() -> None:
    lock = ("from lutcore.driver import endings; endings.PATIENCE = 0.1; lock = threading.Lock(); "
            "lock.acquire(); device.transport.read = lambda register: lock.acquire() and 0")
    with waiting(after=lock) as process:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
    assert process.returncode == -signal.SIGTERM


def test_a_fork_does_not_stop_its_parents_engine() -> None:
    fork = ("child = os.fork()\n"
            "if child:\n"
            "    time.sleep(0.2); os.kill(child, signal.SIGTERM)\n"
            "    print('ended by', os.WTERMSIG(os.waitpid(child, 0)[1]), flush=True)\n"
            "else:\n"
            "    time.sleep(60)")
    with subprocess.Popen([sys.executable, "-c", WAITS, "", fork], text=True,
                          stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == f"ended by {signal.SIGTERM.value}\n"
        assert process.stdout.readline() == "runs\n"
        process.kill()


WORKS = """
import itertools, sys, warnings
warnings.simplefilter("ignore")
from lutcore.driver import endings, open_device, selftest
from lutcore.driver.contract.registers import extract
halt = endings.halt
def halted(transport):
    halt(transport)
    print("busy" if extract("status", "busy", transport.read("status")) else "quiet", flush=True)
endings.halt = halted
device = open_device("virtual", "tiny")
packed, x = selftest.products(device.geometry)[0].operands()
matrix = device.load(packed)
device.matmul(matrix, x)
print("works", flush=True)
while True:
    device.matmul(matrix, x)
"""


def test_a_virtual_board_of_the_process_is_quiet_when_it_dies(virtual_board: None) -> None:
    with subprocess.Popen([sys.executable, "-c", WORKS], text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:
        assert process.stdout.readline() == "works\n", process.stderr.read()
        time.sleep(random.uniform(0, 0.2))
        process.send_signal(signal.SIGTERM)
        said, problems = process.communicate(timeout=60)
    assert (said, problems, process.returncode) == ("quiet\n", "", -signal.SIGTERM)


# In this process ----------------------------------------------------------------------------------


class Engine(Emulator):
    """An engine with a watchdog, as those of boards have."""

    watchdog = 1234


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Any]:
    """handler(): SIGTERM's, in a process without devices; those of other tests may be open."""
    held = {number: signal.getsignal(number) for number in endings.SIGNALS}
    monkeypatch.setattr(endings, "_live", {})
    monkeypatch.setattr(endings, "_before", {})
    for number in held:
        signal.signal(number, signal.SIG_DFL)
    yield lambda: signal.getsignal(signal.SIGTERM)
    for number, before in held.items():
        signal.signal(number, before)


def test_the_last_device_gives_the_signal_back(handler: Callable[[], Any]) -> None:
    before = handler()
    first, second = Device(Engine()), Device(Engine())
    first.close()
    assert handler() is endings._end
    second.close()
    assert handler() is before
    it = Device(Engine())
    assert handler() is endings._end
    del it
    gc.collect()
    assert handler() is before


def test_a_device_without_a_watchdog_takes_no_signal(handler: Callable[[], Any]) -> None:
    before = handler()
    with Device(Emulator()):
        assert handler() is before


def test_a_handler_that_came_later_stays(handler: Callable[[], Any]) -> None:
    def later(number: int, frame: Any) -> None:
        pass
    with Device(Engine()):
        signal.signal(signal.SIGTERM, later)
    assert handler() is later


def test_a_handler_that_passes_on_to_ours_is_called_once(handler: Callable[[], Any]) -> None:
    heard: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: heard.append(number))

    def later(number: int, frame: Any) -> None:
        heard.append(-number)
        endings._end(number, frame)
    with Device(Engine()):
        signal.signal(signal.SIGTERM, later)
    with Device(Engine()):              # its handler calls `later`, which calls it
        endings._before[signal.SIGTERM] = later
        calls = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(endings.os, "kill", lambda *call: calls.append(call))
            signal.raise_signal(signal.SIGTERM)
        assert calls == [(os.getpid(), signal.SIGTERM)] and heard == [-signal.SIGTERM]


def test_another_thread_may_open_and_close(handler: Callable[[], Any]) -> None:
    before = handler()
    opened: list[Device] = []
    thread = threading.Thread(target=lambda: opened.append(Device(Engine())))
    thread.start()
    thread.join()
    assert handler() is before and os.getpid() == endings._owner
    opened[0].close()
    assert not endings._live
