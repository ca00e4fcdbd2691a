"""A small memory and tables of rows, for what instructions compute."""

from __future__ import annotations

import numpy as np

F32 = np.float32


class Bytes:
    """A memory of one array."""

    def __init__(self, size: int = 1 << 20) -> None:
        self.array = np.zeros(size, np.uint8)

    def read(self, address: int, nbytes: int) -> np.ndarray:
        assert 0 <= address <= address + nbytes <= len(self.array)
        return self.array[address:address + nbytes]

    def write(self, address: int, data: np.ndarray) -> None:
        self.read(address, len(data))[:] = data

    def put(self, address: int, values: np.ndarray) -> int:
        self.write(address, np.ascontiguousarray(values).reshape(-1).view(np.uint8))
        return address

    def floats(self, address: int, *shape: int) -> np.ndarray:
        return self.read(address, 4 * int(np.prod(shape))).view(F32).reshape(shape)


def table(*positions: int, slots: tuple[int, ...] = (),
          sources: tuple[int, ...] = ()) -> np.ndarray:
    rows = np.zeros((len(positions), 4), np.uint32)
    rows[:, 0] = positions
    rows[:, 1] = slots or 0
    rows[:, 2] = sources or 0
    return rows
