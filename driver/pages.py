"""Pages of the modelled DDR: first fit, neighbours coalesce, freed pages are used again."""

from __future__ import annotations

import threading
from collections import deque

from lutcore.driver.errors import DeviceMemoryError

PAGE = 4096                             # bytes


class PageAllocator:
    """Blocks of whole pages in [base, base + size). Raises DeviceMemoryError when none fits."""

    def __init__(self, base: int, size: int) -> None:
        self._free: list[tuple[int, int]] = [(base, size)]  # (address, bytes), by address
        self._used: dict[int, int] = {}                     # address: bytes
        self._released: deque[int] = deque()
        self._lock = threading.Lock()

    def allocate(self, nbytes: int) -> int:
        """Address of a block of at least `nbytes`, aligned to 4096."""
        wanted = max(1, -(-nbytes // PAGE)) * PAGE
        with self._lock:
            self._collect()
            for i, (address, length) in enumerate(self._free):
                if length >= wanted:
                    rest = (address + wanted, length - wanted)
                    self._free[i:i + 1] = [rest] if rest[1] else []
                    self._used[address] = wanted
                    return address
            total = sum(length for _, length in self._free)
            largest = max((length for _, length in self._free), default=0)
        raise DeviceMemoryError(f"device memory: {nbytes} bytes wanted, {total} free, at most "
                                f"{largest} in one piece; free buffers or use a smaller model")

    def release(self, address: int) -> None:
        """Gives a block back. Finalisers call this at any moment, even in the midst of `allocate`
        in the same thread, so it only takes note."""
        self._released.append(address)

    def size(self, address: int) -> int:
        """Bytes of the block at `address`; 0 if it is free."""
        with self._lock:
            self._collect()
            return self._used.get(address, 0)

    @property
    def free_bytes(self) -> int:
        """Bytes not in use."""
        with self._lock:
            self._collect()
            return sum(length for _, length in self._free)

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
