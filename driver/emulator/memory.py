"""The emulated engine's memory: buffers at addresses, each a second copy of the host's bytes."""

from __future__ import annotations

import bisect
from collections.abc import Callable

import numpy as np

from lutcore.driver.contract.registers import ErrorCode
from lutcore.driver.errors import DeviceError
from lutcore.driver.pages import PAGE, PageAllocator

MEMORY_BASE = 0x1000_0000               # address of the first buffer
MEMORY_END  = 1 << 32                   # descriptors hold 32-bit addresses


class StoppedError(Exception):
    """The engine stops with an error code. Never leaves the emulator: it becomes `status`."""

    def __init__(self, code: ErrorCode) -> None:
        super().__init__(code.name)
        self.code = code


class EmulatorBuffer:
    """The host's bytes (`array`) and the device's copy of them (`image`), made by `Memory`."""

    def __init__(self, memory: Memory, address: int, nbytes: int) -> None:
        self.address = address
        self.array = np.zeros(nbytes, np.uint8)
        self.image = np.zeros(nbytes, np.uint8)
        self._memory = memory

    def flush(self, nbytes: int | None = None) -> None:
        """Copy the host's first bytes to the device. Raises DeviceError after `free`."""
        self._memory.check_live(self)
        self._memory.on_change(self)
        self.image[:nbytes] = self.array[:nbytes]

    def invalidate(self, nbytes: int | None = None) -> None:
        """Copy the device's first bytes to the host. Raises DeviceError after `free`."""
        self._memory.check_live(self)
        self.array[:nbytes] = self.image[:nbytes]

    def free(self) -> None:
        """Give the address range back; a second call is harmless."""
        self._memory.release(self)


class Memory:
    """All buffers of one emulated engine, which reads and writes their device side by address."""

    def __init__(self, size: int, on_change: Callable[[EmulatorBuffer], None]) -> None:
        """on_change: called before the device's copy of a buffer changes or goes away."""
        end = min(MEMORY_BASE + size, MEMORY_END)
        self.on_change = on_change
        self._pages = PageAllocator(MEMORY_BASE, end - MEMORY_BASE, gap=PAGE)
        self._buffers: dict[int, EmulatorBuffer] = {}       # by address
        self._addresses: list[int] = []                     # of the buffers, in order

    def allocate(self, nbytes: int) -> EmulatorBuffer:
        """Return a new buffer, with a free page behind it. Raises DeviceMemoryError."""
        address = self._pages.allocate(nbytes)
        buffer = self._buffers[address] = EmulatorBuffer(self, address, nbytes)
        bisect.insort(self._addresses, address)
        return buffer

    def release(self, buffer: EmulatorBuffer) -> None:
        """Forget a buffer, unless that was done before."""
        if self._buffers.get(buffer.address) is not buffer:
            return
        self.on_change(buffer)
        del self._buffers[buffer.address]
        self._addresses.remove(buffer.address)
        self._pages.release(buffer.address)

    def clear(self) -> None:
        """Forget all buffers."""
        for buffer in list(self._buffers.values()):
            self.release(buffer)

    def check_live(self, buffer: EmulatorBuffer) -> None:
        """Raise DeviceError if the buffer was released."""
        if self._buffers.get(buffer.address) is not buffer:
            raise DeviceError(f"buffer at {buffer.address:#x} was freed; allocate another")

    def find(self, address: int, nbytes: int) -> EmulatorBuffer | None:
        """Return the buffer that holds all of a range of bytes, or None."""
        index = bisect.bisect_right(self._addresses, address) - 1
        if index < 0:
            return None
        buffer = self._buffers[self._addresses[index]]
        return buffer if address + nbytes <= buffer.address + len(buffer.image) else None

    def read(self, address: int, nbytes: int) -> np.ndarray:
        """Return the device's bytes, uint8 [nbytes]. Raises StoppedError outside of buffers."""
        buffer = self.find(address, nbytes)
        if buffer is None:
            raise StoppedError(ErrorCode.READ)
        start = address - buffer.address
        return buffer.image[start:start + nbytes]

    def write(self, address: int, data: np.ndarray) -> None:
        """Write the device's bytes, uint8 [nbytes]. Raises StoppedError outside of buffers."""
        buffer = self.find(address, len(data))
        if buffer is None:
            raise StoppedError(ErrorCode.WRITE)
        self.on_change(buffer)
        start = address - buffer.address
        buffer.image[start:start + len(data)] = data
