"""What the driver needs of a device: registers, and memory that both sides see.

The host's view of a buffer and the device's memory may differ until `flush` or `invalidate`; every
transport behaves so, also those that could do without.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np

from lutcore.driver.contract import Geometry


class Buffer(Protocol):
    """Memory that both sides see."""

    array: np.ndarray                   # uint8 [nbytes], plain numpy, the host's view
    address: int                        # byte address for the device, a multiple of 64

    def flush(self, nbytes: int | None = None) -> None:
        """Make the device see what the host wrote: the first `nbytes` at least, or all of it."""

    def invalidate(self, nbytes: int | None = None) -> None:
        """Make the host see what the device wrote: the first `nbytes` at least, or all of it."""

    def free(self) -> None:
        """Give the memory back; the buffer must not be used again."""


class Transport(Protocol):
    """One device, open."""

    name: str                           # as `open_device` takes it
    geometry: Geometry                  # what the device is said to be; the driver checks it
    pause: float                        # seconds at most between polls; 0: reading moves time on
    words_per_second: float             # 16-byte words of memory traffic it surely handles

    def read(self, register: str) -> int:
        """The register called `register` in spec.registers."""

    def write(self, register: str, value: int) -> None:
        """Write the register called `register`."""

    def allocate(self, nbytes: int) -> Buffer:
        """A buffer of at least `nbytes`. Raises MemoryError if it does not fit."""

    def close(self) -> None:
        """Let go of the device; its buffers are freed before."""
