"""What CONV computes, bit for bit: a short causal convolution of every channel over positions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lutcore.driver.contract.execute import POSITION, SLOT, Memory, load, numbers, store
from lutcore.driver.contract.floating import F32, flush
from lutcore.driver.contract.instructions import Conv


@dataclass(frozen=True)
class HistoryLayout:
    """A slot's history of a CONV: float32 [capacity][channels]."""

    capacity: int
    length: int

    @property
    def nbytes(self) -> int:
        """Bytes of a slot."""
        return 4 * self.capacity * self.length


def conv(c: Conv, memory: Memory, rows: np.ndarray) -> None:
    """Append a of all rows to their slots' histories, then mix the last positions of every row.

        y = 0 + w[0] * x[p - taps + 1] + ... + w[taps - 1] * x[p]

    Every product and every sum is rounded, from the first tap on; positions before 0 are left out.
    Position p lies at p modulo the capacity, so a history may keep the last positions only.
    """
    x = load(memory, c.a, rows, c.first, c.rows, c.length)
    weights = flush(numbers(memory, c.weights, c.taps * c.length).reshape(c.taps, c.length))
    y = np.zeros_like(x)
    for i in range(c.rows):
        memory.write(_place(c, rows, i, 0), x[i].view(np.uint8))
    with np.errstate(all="ignore"):
        for i in range(c.rows):
            for tap in range(c.taps):
                back = c.taps - 1 - tap
                if back <= rows[c.first + i, POSITION]:
                    before = numbers(memory, _place(c, rows, i, back), c.length)
                    y[i] = y[i] + weights[tap] * flush(before)
        store(memory, c.y, rows, c.first, flush(y).astype(F32))


def _place(c: Conv, rows: np.ndarray, i: int, back: int) -> int:
    """Address of the history of the i-th row, some positions back."""
    position, slot = int(rows[c.first + i, POSITION]), int(rows[c.first + i, SLOT])
    return c.cache + slot * c.slot_stride + 4 * c.length * ((position - back) % c.capacity)
