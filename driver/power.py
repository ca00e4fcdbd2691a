"""Energy of work on a board, by a power sensor that is read while the work runs.

    meter = meter_for(device)
    meter.rest()                        # nothing runs: the idle power
    with meter.running():
        ...
    meter.energy                        # None: not measured

A board whose supply has no sensor, one at the other end of a network and the virtual board give
None. The sensor is that of the whole supply, so joules are those of processor, memory and fabric
together, above idle.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from lutcore.driver.devices import computes_here
from lutcore.driver.sensors import PowerSensor, power_sensor

if TYPE_CHECKING:
    from lutcore.driver.device import Device

INTERVAL = 0.1                          # seconds; the KV260 has a new value 6 times a second
REST     = 1.0                          # seconds of idle power
LEAST    = 1.0                          # seconds of work; what is shorter is not measured
REPEAT   = 2.0                          # seconds for which short work is repeated
PATIENCE = 5.0                          # seconds for a reading; a bus that hangs must not hang us
PER      = "joules_per_"
COVERED  = 0.9                          # share of the time that readings must cover


@dataclass(frozen=True)
class Energy:
    """What work took above the idle power."""

    sensor: str
    joules: float                       # idle power subtracted; below 0 where idle was not idle
    seconds: float
    watts: float                        # mean, idle power included
    idle_watts: float
    readings: int                       # of the sensor while the work ran

    def per(self, count: float, unit: str) -> dict[str, Any]:
        """Return the object for JSON, with joules for each of `count` units, such as a token."""
        return {**asdict(self), f"{PER}{unit}": self.joules / count if count else None}


class Integral:
    """Joules of readings at any moments, as if power changed evenly from one to the next."""

    def __init__(self) -> None:
        self.joules = self.seconds = 0.0
        self.wanted = 0.0               # seconds that there was something to read
        self.readings = 0
        self._last: tuple[float, float] | None = None

    def add(self, moment: float, watts: float) -> None:
        """Take a reading; moment: in seconds."""
        self.readings += 1
        if self._last is not None:
            passed = moment - self._last[0]
            self.seconds += passed
            self.joules += passed * (watts + self._last[1]) / 2
        self._last = moment, watts

    def pause(self, passed: float) -> None:
        """End a block that took `passed` seconds: the time until the next one does not count."""
        self.wanted += passed
        self._last = None

    @property
    def covered(self) -> bool:
        """Whether there are readings of nearly all of the time."""
        return 0.0 < COVERED * self.wanted <= self.seconds


class Meter:
    """Reads a sensor in a thread; `meter_for` makes one. Times of several blocks add up."""

    def __init__(self, sensor: PowerSensor | None) -> None:
        """sensor: None measures nothing."""
        self._sensor = sensor
        self._idle, self._work = Integral(), Integral()
        self._hangs = False

    @property
    def present(self) -> bool:
        """Whether there is a sensor."""
        return self._sensor is not None

    def rest(self) -> None:
        """Read the idle power for a while; does nothing without a sensor."""
        if self._sensor:
            with self._reading(self._idle):
                time.sleep(REST)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count the energy of a block."""
        with self._reading(self._work):
            yield

    @property
    def energy(self) -> Energy | None:
        """Energy of the blocks so far; None if they were too short, or readings are missing."""
        idle, work = self._idle, self._work
        if (self._sensor is None or self._hangs or not idle.covered or not work.covered
                or work.wanted < LEAST):
            return None
        watts = idle.joules / idle.seconds
        return Energy(self._sensor.name, work.joules - watts * work.seconds, work.seconds,
                      work.joules / work.seconds, watts, work.readings)

    def per(self, count: float, unit: str) -> dict[str, Any] | None:
        """Return `Energy.per` of the energy so far; None: not measured."""
        energy = self.energy
        return None if energy is None else energy.per(count, unit)

    @contextmanager
    def _reading(self, integral: Integral) -> Iterator[None]:
        """Read the sensor while a block runs: at its start, at its end and between."""
        if self._sensor is None or self._hangs:
            yield
            return
        begun, ended = threading.Event(), threading.Event()
        thread = threading.Thread(target=self._read, args=(integral, begun, ended), daemon=True)
        thread.start()
        begun.wait(PATIENCE)
        started = time.monotonic()
        try:
            yield
        finally:
            passed = time.monotonic() - started
            ended.set()
            thread.join(PATIENCE)
            self._hangs = thread.is_alive()
            integral.pause(passed)

    def _read(self, integral: Integral, begun: threading.Event, ended: threading.Event) -> None:
        assert self._sensor is not None
        while True:
            last = ended.is_set()
            watts = self._sensor.watts()
            if watts is not None:       # the bus may be busy for once
                integral.add(time.monotonic(), watts)
            begun.set()
            if last:
                return
            ended.wait(INTERVAL)


def meter_for(device: Device | None) -> Meter:
    """Return a meter for a device; it measures nothing where this computer does not compute."""
    return Meter(power_sensor() if device and computes_here(device.name) else None)


def power_of(device: Device, work: Callable[[], object], unit: str) -> dict[str, Any] | None:
    """Repeat short work for REPEAT seconds; return its `Energy.per` unit, or None: not measured.

    unit: what one `work()` does
    """
    meter = meter_for(device)
    if not meter.present:
        return None
    meter.rest()
    count, end = 0, time.monotonic() + REPEAT
    with meter.running():
        while not count or time.monotonic() < end:
            work()
            count += 1
    return meter.per(count, unit)


def describe(power: dict[str, Any] | None) -> str:
    """Return the object of `Energy.per` in words."""
    if power is None:
        return "not measured"
    unit, joules = next((name.removeprefix(PER), value) for name, value in power.items()
                        if name.startswith(PER))
    each = f"{joules:.3g} J a {unit}, " if joules is not None else ""
    return (f"{each}{power['watts']:.3g} W, {power['idle_watts']:.3g} W idle, by "
            f"{power['sensor']}")
