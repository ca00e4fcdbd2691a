"""Pages of a device's memory, for transports that have to share it out themselves."""

from __future__ import annotations

import threading
from collections import deque

from lutcore.driver.errors import DeviceMemoryError

PAGE = 4096                             # bytes


class PageAllocator:
    """Blocks of whole pages in [base, base + size): first fit, free neighbours are merged.

    The emulator, the virtual board and the LiteX transport each own one.
    """

    def __init__(self, base: int, size: int, gap: int = 0) -> None:
        """gap: bytes that stay free between two blocks, a multiple of PAGE; an access past the end
        of a block shows there."""
        self._gap = gap
        self._free: list[tuple[int, int]] = [(base, size + gap)]    # (address, bytes), by address
        self._used: dict[int, int] = {}                     # bytes and the gap behind, by address
        self._released: deque[int] = deque()
        self._lock = threading.RLock()    # a signal may stop an engine in the midst of this

    def allocate(self, nbytes: int) -> int:
        """Return the address, a multiple of PAGE, of a block of at least `nbytes`.

        Raises DeviceMemoryError if none fits.
        """
        needed = max(1, -(-nbytes // PAGE)) * PAGE + self._gap
        with self._lock:
            self._collect()
            for i, (address, length) in enumerate(self._free):
                if length >= needed:
                    rest = (address + needed, length - needed)
                    self._free[i:i + 1] = [rest] if rest[1] else []
                    self._used[address] = needed
                    return address
            usable = self._usable()
        raise DeviceMemoryError(f"device memory: {nbytes} bytes wanted, {sum(usable)} free, at "
                                f"most {max(usable, default=0)} in one piece; free buffers or use "
                                "a smaller model")

    def release(self, address: int) -> None:
        """Give a block back.

        Finalisers call this at any moment, even during `allocate` on the same thread, so it only
        records the address.
        """
        self._released.append(address)

    def size(self, address: int) -> int:
        """Return the bytes of the block at `address`; 0 if it is free."""
        with self._lock:
            self._collect()
            return self._used[address] - self._gap if address in self._used else 0

    def blocks(self) -> list[tuple[int, int]]:
        """Return (address, bytes) of every block in use, without the gaps behind them."""
        with self._lock:
            self._collect()
            return [(address, length - self._gap) for address, length in self._used.items()]

    @property
    def free_bytes(self) -> int:
        """Bytes that are not in a block or in the gap behind one; for tests."""
        with self._lock:
            self._collect()
            return sum(self._usable())

    def _usable(self) -> list[int]:
        """Return the largest block, in bytes, that fits into each free range."""
        return [max(0, length - self._gap) for _, length in self._free]

    def _collect(self) -> None:
        while self._released:
            address = self._released.popleft()
            length = self._used.pop(address, 0)
            if length:
                self._free = _merged(sorted([*self._free, (address, length)]))


def _merged(blocks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged = blocks[:1]
    for address, length in blocks[1:]:
        last_address, last_length = merged[-1]
        if last_address + last_length == address:
            merged[-1] = (last_address, last_length + length)
        else:
            merged.append((address, length))
    return merged
