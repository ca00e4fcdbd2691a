"""What `Device` needs from each kind of device: registers, and memory that both sides see.

The host's view of a buffer and the device's memory may differ until `flush` or `invalidate`. Every
transport keeps the two apart, even where they could be one, so a missing flush always shows.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from lutcore.driver.contract import Geometry
from lutcore.driver.contract.registers import BY_NAME, extract


@dataclass(frozen=True)
class Clock:
    """An engine's clock, as far as it is known; figures per second are for `mhz`."""

    built_mhz: float                    # what the design is built for
    read_mhz: float | None = None       # what the device says; None: it cannot be asked

    @property
    def mhz(self) -> float:
        """The clock that was read, else the one that was built."""
        return self.built_mhz if self.read_mhz is None else self.read_mhz

    @property
    def origin(self) -> str:
        """``read back`` or ``as built``."""
        return "as built" if self.read_mhz is None else "read back"

    @property
    def slower(self) -> bool:
        """Whether it is more than 1 % below what was built."""
        return self.mhz < 0.99 * self.built_mhz

    def __str__(self) -> str:
        built = f", built for {self.built_mhz:g}" if self.slower else ""
        return f"{self.mhz:g} MHz {self.origin}{built}"


def stop_engine(read: Callable[[str], int], write: Callable[[str, int], None], pause: float,
                limit: float) -> bool:
    """Stop an engine; return whether it is idle, and its ports quiet, within `limit` seconds.

    read, write: access to its registers, by name. pause: seconds between two polls.
    """
    write("control", 1 << BY_NAME["control"].field("abort").offset)
    deadline = time.monotonic() + limit
    while extract("status", "busy", read("status")):
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True


class Buffer(Protocol):
    """Memory that both sides see."""

    array: np.ndarray                   # uint8 [nbytes]: the host's view, a plain numpy array
    address: int                        # byte address for the device, a multiple of 64

    def flush(self, nbytes: int | None = None) -> None:
        """Make the device see what the host wrote: at least the first `nbytes`, by default all."""

    def invalidate(self, nbytes: int | None = None) -> None:
        """Make the host see what the device wrote: at least the first `nbytes`, by default all."""

    def free(self) -> None:
        """Give the memory back; the buffer must not be used again."""


class Transport(Protocol):
    """One open device. `open_device` makes it, and `Device` is its only user."""

    name: str                           # the name that `open_device` takes
    geometry: Geometry                  # the engine that is expected; `Device` checks it
    clock: Clock                        # read back where a device can be asked
    pause: float                        # most seconds between polls; 0: each read takes time itself
    watchdog: int                       # clocks that it may run without being polled; 0: any
    words_per_second: float             # 16-byte words of memory traffic; a safe lower bound

    def read(self, register: str) -> int:
        """Return the value of the register that contract.registers calls `register`."""

    def write(self, register: str, value: int) -> None:
        """Write the register that contract.registers calls `register`."""

    def allocate(self, nbytes: int) -> Buffer:
        """Return a buffer of at least `nbytes`. Raises MemoryError if it does not fit."""

    def close(self) -> None:
        """Let go of the device. The caller has freed its buffers."""
