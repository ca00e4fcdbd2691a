"""What a device holds and counts: matrices, buffers of programs, counters."""

from __future__ import annotations

import ctypes
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
    vector_cycles: int = 0              # of the engine's units
    quantise_cycles: int = 0
    attention_cycles: int = 0
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
    """A buffer of `Device.allocate`, until `free` or the device is closed.

    Programs hand over what passes from an instruction of the host to one of the engine; see
    `driver.coherence`. Who reads or writes `array` beside them says so with the methods below.
    """

    def __init__(self, device: Device, buffer: Buffer, nbytes: int) -> None:
        self.address, self.array, self.nbytes = buffer.address, buffer.array, nbytes
        # Up to which byte the host's copy, and the engine's, is newer; compiled code has it, too.
        self.ahead = (ctypes.c_uint64 * 2)()
        self._device, self._buffer = device, buffer

    @property
    def handle(self) -> int:
        """The number of the buffer for `Direct`'s cache maintenance, where there is one."""
        return getattr(self._buffer, "handle", 0)

    def flush(self, nbytes: int | None = None) -> None:
        """Say that the host wrote to the first bytes: the engine gets them before it uses any.

        What the engine wrote is then lost to the host; `invalidate` first to keep part of it.
        """
        self.ahead[0] = max(self.ahead[0], len(self.array) if nbytes is None else nbytes)
        self.ahead[1] = 0

    def invalidate(self, nbytes: int | None = None) -> None:
        """Make the host see the first bytes as the engine wrote them."""
        ahead = self.ahead[1]
        if ahead:
            part = ahead if nbytes is None else min(ahead, nbytes)
            self.transfer(0, part)
            if part == ahead:
                self.ahead[1] = 0

    def transfer(self, side: int, nbytes: int) -> None:
        """Give the first bytes to a side, a `coherence.Side`. Raises DeviceError."""
        (self._buffer.invalidate if side == 0 else self._buffer.flush)(nbytes)

    def free(self) -> None:
        """Give the memory back; again is harmless."""
        if self.array.size:
            self.array = np.empty(0, np.uint8)
            self._device.forget(self)
            self._buffer.free()
