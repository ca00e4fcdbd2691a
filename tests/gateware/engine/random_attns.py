"""Random ATTNs that the attention unit takes, with their memory and their table of rows."""

from __future__ import annotations

from typing import Any

import numpy as np
from random_vecs import Bytes

from lutcore.driver.contract.execute import CacheLayout
from lutcore.driver.contract.instructions import Attn, Operand
from lutcore.driver.contract.registers import TABLE_ROWS
from lutcore.driver.contract.units import attn_fault

F32 = np.float32


class Case:
    """A random ATTN with its memory and its table of rows."""

    def __init__(self, rng: np.random.Generator, most: int, memory: Bytes | None = None,
                 table: np.ndarray | None = None, **fixed: Any) -> None:
        """most: elements of a head. memory: takes what the ATTN works on, too. fixed: not drawn.

        table: another's, in which the ATTN's rows are set.
        """
        self.rng, self.memory = rng, memory or Bytes(0)
        kind = str(fixed.get("kind", "usual"))
        readers = int(fixed.get("readers", rng.integers(1, 4)))
        group = int(fixed.get("group", rng.integers(1, 9)))
        size = int(fixed.get("size", 16 * rng.integers(1, most // 16 + 1)))
        rows = int(fixed.get("rows", rng.integers(1, 4)))
        first = int(fixed.get("first", rng.integers(0, 3)))
        slots, capacity = int(rng.integers(1, 4)), 128 * int(rng.integers(1, 4))
        position = int(fixed.get("position", rng.integers(0, capacity - rows)))
        capacity = max(capacity, -(-(position + rows) // 128) * 128)
        layout = CacheLayout(readers, capacity, size, Attn.cache_type)
        self.layout, self.slots = layout, slots
        self.table = np.zeros((TABLE_ROWS, 4), np.uint32) if table is None else table
        part = slice(first, first + rows)
        self.table[part, 2] = rng.integers(0, first + rows, rows)
        if rng.random() < 0.5 or slots < rows:  # a prompt, or several sequences
            self.table[part, 0] = position + np.arange(rows)
            self.table[part, 1] = rng.integers(0, slots)
        else:
            self.table[part, 0] = rng.integers(0, position + 1, rows)
            self.table[part, 1] = rng.permutation(slots)[:rows]
        stride = -(-layout.nbytes // 64) * 64 + 64 * int(rng.integers(0, 2))
        heads = readers * group
        self.attn = Attn(
            rows=rows, first=first, heads=heads, kv_heads=readers, size=size,
            q=self.vectors(first + rows, heads * size, kind, gather=rng.random() < 0.2),
            k=self.vectors(first + rows, readers * size, kind),
            v=self.vectors(first + rows, readers * size, kind),
            y=self.vectors(first + rows, heads * size, "usual"),
            cache=self.memory.place(self.caches(stride, kind)), slot_stride=stride,
            capacity=capacity, slots=slots, scale=float(F32(1 / np.sqrt(size))),
            window=int(fixed.get("window", rng.choice([0, rng.integers(1, 300)]))),
            sinks=self.memory.place(rng.standard_normal(heads).astype(F32))
            if fixed.get("sinks", rng.random() < 0.2) else 0)
        assert attn_fault(self.attn) is None
        self.memory.place(np.zeros(256, np.uint8))

    def vectors(self, rows: int, length: int, kind: str, gather: bool = False) -> Operand:
        """Random vectors, a few elements further apart than they are long."""
        stride = 4 * length + 16 * int(self.rng.integers(0, 3))
        x = self.rng.standard_normal((rows, stride // 4)).astype(F32)
        if kind == "zeros":
            x *= self.rng.random(x.shape) < 0.02
        if kind == "tiny":
            x *= np.exp2(self.rng.integers(-64, -55, x.shape)).astype(F32)
        if kind == "large":
            x *= F32(1e12)
        if kind == "equal":
            x[:] = 1
        return Operand(base=self.memory.place(x), row_stride=stride, gather=gather)

    def caches(self, stride: int, kind: str) -> np.ndarray:
        """Slots with codes and scales of earlier positions."""
        layout, rng = self.layout, self.rng
        out = rng.integers(0, 256, (self.slots, stride), np.uint8)
        codes = out[:, :2 * layout.plane]
        codes[codes == 128] = 0
        if kind == "equal":
            codes[:, :layout.plane] = 1
        scales = np.exp2(rng.uniform(-9, -4, (self.slots, layout.scales // 2))).astype(F32)
        if kind == "zeros":
            scales *= rng.random(scales.shape) < 0.5
        if kind == "large":
            scales *= F32(1e6)
        if kind == "nan":
            scales[rng.random(scales.shape) < 0.001] = np.nan
        out[:, 2 * layout.plane:layout.nbytes] = scales.view(np.uint8)
        return out
