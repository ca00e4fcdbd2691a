"""What a device holds and counts: matrices, buffers of programs, counters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from lutcore.driver.contract import WeightFormat
from lutcore.driver.contract.registers import STALLS
from lutcore.driver.program import Resident
from lutcore.driver.transport import Buffer

if TYPE_CHECKING:
    from lutcore.driver.device import Device


@dataclass
class Counters:
    """Work and clock cycles of all products since the last `reset`; `Device.counters`."""

    matmuls: int = 0                    # matrix products
    cycles: int = 0                     # engine clock cycles; 0 on the emulator, which has none
    stream_words: int = 0               # 16-byte words of weights consumed
    stall_cycles: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys((name[len("stall_"):] for name in STALLS), 0))
    vector_cycles: int = 0              # of the engine's vector unit
    seconds: float = 0.0                # host time spent in `Device.products`

    def reset(self) -> None:
        """Start from zero."""
        vars(self).update(vars(Counters()))


class Matrix:
    """A packed matrix in a device's memory, until it is freed or the device is closed.

    `Device.load` makes it; `Device.products` takes it.
    """

    def __init__(self, device: Device, resident: Resident, nbytes: int) -> None:
        self.resident = resident
        self.nbytes = nbytes            # bytes of device memory
        self._device = device

    @property
    def format(self) -> WeightFormat:
        """Format of its weights."""
        return self.resident.format

    @property
    def n(self) -> int:
        """Outputs."""
        return self.resident.n

    @property
    def k(self) -> int:
        """Inputs."""
        return self.resident.k

    def free(self) -> None:
        """Give its memory back; a second call does nothing."""
        self._device.free(self)


class Allocation:
    """A buffer of `Device.allocate`, until `free` or the device is closed."""

    def __init__(self, device: Device, buffer: Buffer, nbytes: int, constant: bool) -> None:
        self.address, self.array, self.nbytes = buffer.address, buffer.array, nbytes
        self.constant = constant
        self._device, self._buffer = device, buffer

    @property
    def handle(self) -> int:
        """The number of the buffer for `Direct`'s cache maintenance, where there is one."""
        return getattr(self._buffer, "handle", 0)

    def flush(self, nbytes: int | None = None) -> None:
        """Make the device see what the host wrote."""
        self._buffer.flush(nbytes)

    def invalidate(self, nbytes: int | None = None) -> None:
        """Make the host see what the device wrote."""
        self._buffer.invalidate(nbytes)

    def free(self) -> None:
        """Give the memory back; again is harmless."""
        if self.array.size:
            self.array = np.empty(0, np.uint8)
            self._device.forget(self)
            self._buffer.free()
