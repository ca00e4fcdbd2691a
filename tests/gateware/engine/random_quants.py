"""Random QUANTs that the quantiser takes, with their memory and their table of rows."""

from __future__ import annotations

from typing import Any

import numpy as np
from random_vecs import Bytes

from lutcore.driver.contract.geometry import TRIT_SLICE, Geometry
from lutcore.driver.contract.instructions import Operand, Quant
from lutcore.driver.contract.units import TABLE_ROWS, quant_fault

F32   = np.float32
KINDS = ("usual", "usual", "usual", "outliers", "spread", "zeros", "limits", "tiny", "large",
         "whole", "strange")


class Case:
    """A random QUANT with its memory and its table of rows."""

    def __init__(self, seed: int, geometry: Geometry, memory: Bytes | None = None,
                 table: np.ndarray | None = None, **fixed: Any) -> None:
        """memory: takes what the QUANT works on, too. table: another's. fixed: not drawn."""
        self.rng = rng = np.random.default_rng(seed)
        self.geometry, self.memory = geometry, memory or Bytes(0)
        self.kind = str(fixed.get("kind", rng.choice(KINDS)))
        ternary = bool(fixed.get("ternary", geometry.ternary and rng.random() < 0.5))
        length = int(fixed.get("length", rng.choice([rng.integers(1, 40), rng.integers(1, 500),
                                                     128 * rng.integers(1, 4),
                                                     TRIT_SLICE * rng.integers(1, 6)])))
        rows, first = int(fixed.get("rows", rng.choice([1, 1, 2, 3, 5]))), int(rng.integers(0, 3))
        every = first + rows
        if table is None:
            table = np.zeros((TABLE_ROWS, 4), np.uint32)
            table[:, 0] = rng.integers(0, 4, TABLE_ROWS)
            table[:, 2] = rng.integers(0, every, TABLE_ROWS)
        self.table = table
        stride = 16 * -(-length // 4) + 16 * int(rng.integers(0, 3))
        by_position = rng.random() < 0.2
        most = max(every, 1 + int(table[first:every, [0, 2]].max()))
        at = self.memory.place(self.numbers(most, stride // 4))
        a = Operand(at, 0 if by_position else stride, stride if by_position else 0,
                    gather=bool(rng.random() < 0.2))
        slices = -(-length // geometry.table_cut(ternary).inputs)
        words = slices * rows * geometry.row_words(host_tables=False)
        place = self.memory.place
        self.quant = Quant(
            rows=rows, first=first, length=length, a=a, ternary=ternary,
            int8=bool(fixed.get("int8", geometry.table_width > 10 and rng.random() < 0.4)),
            activations=place(np.full(16 * words, 0x5A, np.uint8), 16 * int(rng.integers(0, 4))),
            activation_words=words,
            scale=place(np.full(every, np.nan, F32), 4 * int(rng.integers(0, 4))),
            total=place(np.full(every, np.nan, F32), 4 * int(rng.integers(0, 4))))
        assert quant_fault(self.quant, geometry) is None
        self.memory.place(np.zeros(256, np.uint8))

    def numbers(self, *shape: int) -> np.ndarray:
        """Random rows."""
        rng, top = self.rng, F32(self.geometry.entry_limit)
        x = rng.standard_normal(shape).astype(F32)
        if self.kind == "outliers":
            x[rng.random(shape) < 0.01] *= F32(300)
        if self.kind == "spread":
            x *= np.exp2(rng.integers(-60, 60, shape)).astype(F32)
        if self.kind == "zeros":
            x *= rng.random(shape) < rng.choice([0, 0.01, 0.1])
        if self.kind == "limits":       # sums at, just below and just above what a table holds
            cut = self.geometry.cut
            x = rng.choice([top / cut, top / cut + F32(0.5), top, top / 2, 0, -top / cut, 0.5, 1.5,
                            top / 3 + F32(0.5), top * F32(2.0 ** -26),
                            np.nextafter(top, F32(np.inf)), np.nextafter(top, F32(0))],
                           shape).astype(F32)
            x[rng.random(shape) < rng.choice([0, 0.5, 0.9])] = 0
            x *= np.exp2(rng.integers(-30, 30, (shape[0], 1))).astype(F32)
        if self.kind == "tiny":
            x *= np.exp2(rng.integers(-150, -55, shape)).astype(F32)
        if self.kind == "large":
            with np.errstate(over="ignore"):
                x *= F32(8e37)
            x[~np.isfinite(x)] = np.finfo(F32).max
        if self.kind == "whole":        # ties of every rounding
            x = np.rint(4 * x) / F32(2)
        if self.kind == "strange":
            x.reshape(-1)[rng.integers(0, x.size, 2)] = rng.choice([np.nan, np.inf, -np.inf], 2)
        return x
