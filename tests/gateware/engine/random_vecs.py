"""Random VECs that the vector unit takes, with their memory and their table of rows."""

from __future__ import annotations

import numpy as np

from lutcore.driver.contract.instructions import (
    ABSENT,
    Function,
    Operand,
    Prefactor,
    Reduction,
    Type,
    Vec,
)
from lutcore.driver.contract.units import LAST_FUNCTION, TABLE_ROWS, vec_fault

BASE  = 0x1000_0000
F32   = np.float32
GUARD = 64                              # bytes around everything, which must stay


class Bytes:
    """Memory by address: what the contract calls one."""

    def __init__(self, base: int = BASE) -> None:
        self.base, self.array = base, np.zeros(0, np.uint8)

    def place(self, data: np.ndarray, align: int = 0) -> int:
        """The address of new memory with these bytes, `align` bytes behind a multiple of 16."""
        at = -(-(len(self.array) + GUARD) // 16) * 16 + align
        grown = np.full(at + data.nbytes, 0xA5, np.uint8)
        grown[:len(self.array)] = self.array
        grown[at:] = data.reshape(-1).view(np.uint8)
        self.array = grown
        return self.base + at

    def read(self, address: int, nbytes: int) -> np.ndarray:
        return self.array[address - self.base:address - self.base + nbytes]

    def write(self, address: int, data: np.ndarray) -> None:
        self.array[address - self.base:address - self.base + len(data)] = data


class Case:
    """A random VEC that the unit takes, with its memory and its table of rows."""

    def __init__(self, seed: int, most: int = 90, memory: Bytes | None = None,
                 table: np.ndarray | None = None) -> None:
        """most: elements of a row. memory: takes what the VEC works on, too. table: another's."""
        self.rng = rng = np.random.default_rng(seed)
        self.memory = memory or Bytes()
        self.rows = int(rng.choice([1, 1, 2, 3, 7]))
        self.first = int(rng.integers(0, 3))
        self.all = self.first + self.rows
        self.table = random_table(rng, self.all) if table is None else table
        self.all = max(self.all, 1 + int(self.table[:, 2].max()))
        head = 8 * int(rng.integers(1, 5))
        swaps = rng.random() < 0.3
        length = head * int(rng.integers(1, 4)) if rng.random() < 0.2 else int(
            rng.integers(1, most))
        segment = int(rng.choice([0, 0, 4 * rng.integers(1, 10)]))
        segments = -(-length // segment) if segment else 1
        integers = rng.random() < 0.3
        a = self.sums(length) if integers else self.floats(length)
        b = self.floats(length) if rng.random() < 0.6 else ABSENT
        c = self.floats(length, head if swaps else 0) if rng.random() < 0.6 else ABSENT
        d = self.floats(length) if rng.random() < 0.5 else ABSENT
        same = rng.random()
        y = self.result(length)
        if same < 0.3:
            plain = [o for o in (a, b, c) if o.present and o.element_stride and not (
                o.period or o.swap or o.gather or o.position_stride or o.type is Type.I32
                or not o.row_stride)]
            y = plain[0] if plain else y
        scalars = self.place(np.abs(self.numbers(self.all * segments)), 4 * int(rng.integers(0, 4)))
        reduced = scalars
        if a.gather or rng.random() < 0.8:
            reduced = self.place(np.zeros(self.all * segments, F32), 4 * int(rng.integers(0, 4)))
        self.vec = Vec(
            rows=self.rows, first=self.first, length=length, y=y, a=a, b=b, c=c, d=d,
            function=Function(rng.choice(LAST_FUNCTION + 1, p=[0.5, 0.15, 0.15, 0.1, 0.1])),
            prefactor=Prefactor(rng.integers(0, 3)), reduction=Reduction(rng.integers(0, 3)),
            head=head, segment=segment, scalar=scalars, reduced=reduced,
            inverse=float(F32(1 / length)), epsilon=1e-5, low=-0.5,
            high=float(rng.choice([0.5, np.inf])))
        assert vec_fault(self.vec) is None
        self.memory.place(np.zeros(256, np.uint8), 0)

    def place(self, data: np.ndarray, align: int = 0) -> int:
        return self.memory.place(data, align)

    def numbers(self, *shape: int) -> np.ndarray:
        rng = self.rng
        x = rng.standard_normal(shape).astype(F32)
        kind = rng.integers(0, 7)
        if kind == 0:
            x *= np.exp2(rng.integers(-40, 20, shape)).astype(F32)
        elif kind == 1:
            x[rng.random(shape) < 0.5] = 0
        elif kind == 2:
            x = (np.rint(x * 8) / 8).astype(F32)
        elif kind == 3:
            x *= F32(1e-19)
        elif kind == 4:
            x.reshape(-1)[rng.integers(0, x.size)] = rng.choice([1e6, np.inf, -np.inf, np.nan])
        return x

    def floats(self, length: int, head: int = 0) -> Operand:
        kind = "swap" if head else self.rng.choice(
            ["plain", "plain", "single", "period", "position", "gather", "shared"])
        wide = -(-(length + head) // 4) * 4 + 4 * int(self.rng.integers(0, 3))
        if kind == "single":
            stride = 4 * int(self.rng.integers(0, 3))
            at = self.place(self.numbers(self.all * 3), 4 * int(self.rng.integers(0, 4)))
            return Operand(at, stride, element_stride=0, gather=bool(self.rng.random() < 0.3))
        if kind == "position":
            return Operand(self.place(self.numbers(40, wide)), 0, 4 * wide)
        x = self.numbers(self.all, wide)
        if kind == "shared":
            return Operand(self.place(x[:1].copy()))
        at = self.place(x)
        period = 4 * int(self.rng.integers(1, wide // 4 + 2)) if kind == "period" else 0
        if period > wide:
            period = int(self.rng.integers(length, 2 * length + 1))
        return Operand(at, 4 * wide, gather=kind == "gather", swap=kind == "swap", period=period)

    def sums(self, length: int) -> Operand:
        x = self.rng.integers(-2**31, 2**31, (self.rows, -(-length // 4) * 4)).astype(np.int32)
        x >>= self.rng.integers(0, 31)
        stride = 4 if self.rows == 1 else 4 * x.shape[1]
        return Operand(self.place(x), stride, type=Type.I32)

    def result(self, length: int) -> Operand:
        wide = -(-length // 4) * 4 + 4 * int(self.rng.integers(0, 3))
        return Operand(self.place(np.full((self.all, wide), np.nan, F32)), 4 * wide)


def random_table(rng: np.random.Generator, sources: int) -> np.ndarray:
    """A table of rows, uint32 [TABLE_ROWS, 4]; gathering operands read one of the first rows."""
    table = np.zeros((TABLE_ROWS, 4), np.uint32)
    table[:, 0] = rng.integers(0, 40, TABLE_ROWS)
    table[:, 1] = rng.integers(0, 5, TABLE_ROWS)
    table[:, 2] = rng.integers(0, sources, TABLE_ROWS)
    return table


def same(got: np.ndarray, want: np.ndarray) -> bool:
    """Whether memories are equal; any NaN equals any other."""
    x, y = (m[:len(m) // 4 * 4].view(F32) for m in (got, want))
    return bool(((x.view(np.uint32) == y.view(np.uint32)) | (np.isnan(x) & np.isnan(y))).all())
