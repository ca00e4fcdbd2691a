"""The wait for an engine: most of the time that the work takes is slept, its end is found soon."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from lutcore.driver import control
from lutcore.driver.contract import preset
from lutcore.driver.contract.registers import extract
from lutcore.driver.control import EngineControl, Queue
from lutcore.driver.direct import SPIN, WORK_SLEEP
from lutcore.driver.errors import EngineTimeoutError

ACCESS = 2e-6                           # seconds of a register access
DONE   = next(1 << bit for bit in range(32) if extract("status", "done", 1 << bit))
WAKE   = 70e-6                          # seconds by which the system wakes a sleeper late


class Clock:
    """Time that passes by sleeps and register accesses alone."""

    def __init__(self) -> None:
        self.now = self.slept = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds + WAKE
        self.slept += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(control, "time", clock)
    return clock


def waited(clock: Clock, estimate: float, takes: float, limit: float = 10.0) -> int:
    """Wait for work that takes so long; the number of register accesses."""
    reads = []

    def read(name: str) -> int:
        clock.now += ACCESS
        reads.append(name)
        return DONE if clock.now >= takes else 0

    engine = EngineControl.__new__(EngineControl)
    engine._transport = SimpleNamespace(read=read, pause=1e-3)
    engine._name = "test"
    engine.work_seconds = lambda queue: estimate
    engine.limit = lambda queue: limit
    engine._wait(Queue.of((), 0, 0, preset("demo")))
    return len(reads)


@pytest.mark.parametrize("takes", [0.3e-3, 1e-3, 5e-3, 20e-3])
def test_the_end_is_found_soon(clock: Clock, takes: float) -> None:
    """Doubling sleeps from the start found it 34 to 70 % late."""
    reads = waited(clock, takes, takes)
    assert clock.now - takes <= 0.1 * takes
    assert clock.slept >= 0.5 * WORK_SLEEP * takes
    assert reads <= (takes * (1 - WORK_SLEEP) + SPIN) / ACCESS + takes / control.TURN + 2


def test_work_that_takes_longer_is_asked_for_ever_more_seldom(clock: Clock) -> None:
    reads = waited(clock, 1e-3, 0.5)
    assert clock.now - 0.5 <= 1e-3 + WAKE + ACCESS and clock.slept > 0.4
    assert reads < 1000


def test_short_work_is_not_slept_for(clock: Clock) -> None:
    waited(clock, 50e-6, 50e-6)
    assert clock.slept == 0 and clock.now <= 50e-6 + ACCESS


def test_the_wait_has_a_limit(clock: Clock) -> None:
    with pytest.raises(EngineTimeoutError, match="not done after 0.1 s"):
        waited(clock, 1e-3, 1e9, limit=0.1)
    assert clock.now < 0.1 + 2e-3
