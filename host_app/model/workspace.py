"""A model's matrices and vectors in the memory of a device, and the instructions of a product.

`compiler` builds on it: what an operation of a layer reads and writes has its place here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Protocol

import numpy as np

from lutcore.driver.contract.instructions import (
    ABSENT,
    Instruction,
    Operand,
    Prefactor,
    Quant,
    Reduction,
    Type,
    Vec,
)
from lutcore.driver.contract.isa import output_pitch, output_words
from lutcore.host_app.checkpoints.tensors import widen
from lutcore.host_app.model.config import Config
from lutcore.host_app.model.tensors import ORDER

ROWS      = 64                          # most rows of a pass: bounds the workspace
ALIGNMENT = 64                          # bytes
SLAB      = 1 << 20                     # bytes of device memory that constants are placed in


class Engine(Protocol):
    """What a program is compiled for: a `driver.Device`, or `FloatDevice`."""

    chunk_rows: int                     # rows of one LMMA
    sums: Type                          # of an LMMA's results

    def load(self, matrix: Any) -> Any:
        """A matrix in the engine's memory, with `n`, `k` and `lmma`."""

    def allocate(self, nbytes: int) -> Any:
        """A buffer for operands; `driver.resources.Allocation` says what it can do."""

    def program(self, instructions: Sequence[Instruction]) -> Any:
        """A program to run."""

    def free(self) -> None:
        """Give the memory back."""


@dataclass(frozen=True)
class Vector:
    """A vector of every row in the workspace: element 0 of row 0 lies at `base`."""

    base: int
    length: int
    stride: int                         # bytes from row to row
    squares: int = 0                    # address of the rows' sums of squares; 0: not known

    def operand(self, first: int = 0, **changes: Any) -> Operand:
        """The vector from element `first` on."""
        return replace(Operand(self.base + 4 * first, self.stride), **changes)


@dataclass(frozen=True)
class Run:
    """Matrices of one format that read their inputs in one order, side by side in memory."""

    matrix: Any                         # of `Engine.load`
    order: int                          # address of int32 [K]; 0: as they are
    scale: int                          # address of float32 [n]
    offset: int                         # address of float32 [n]; 0: none
    bias: int                           # address of float32 [n]; 0: none

    def own_words(self) -> list[tuple[str, int]]:
        """What is another run's own in instructions of the same shape: fields, and their words."""
        return [("weights", self.matrix.address), ("order", self.order), ("b.base", self.scale),
                ("c.base", self.offset), ("c.base", self.bias)]

    @property
    def shape(self) -> Any:
        """What runs agree in whose instructions differ in these words only."""
        return (replace(self.matrix.lmma(1, 0, 0), weights=0), self.matrix.k, bool(self.order),
                bool(self.offset), bool(self.bias))


class Products:
    """Matrices, constants and workspace of one model on one engine; products become instructions.

    `_code` takes the instructions, for entries `_first` to `_first + _rows - 1` of the table of
    rows.
    """

    def __init__(self, config: Config, tensors: Mapping[str, np.ndarray],
                 matrices: Mapping[str, Any], engine: Engine) -> None:
        self.config, self.engine = config, engine
        self._tensors, self._matrices = tensors, matrices
        self._constants: dict[str, int] = {}
        self._regions: dict[str, int] = {}
        self._runs: dict[tuple[str, ...], list[Run]] = {}
        self._used: list[tuple[str, ...]] = []      # keys of the runs that an expert reads
        self._arena = Arena(engine)
        self._first, self._rows, self._gather = 0, 0, False
        self._code: list[Instruction] = []
        self.input  = engine.allocate(4 * ROWS * config.hidden_size)
        self.output = engine.allocate(4 * ROWS * config.vocab_size)

    # Memory ---------------------------------------------------------------------------------------

    def _constant(self, name: str, value: np.ndarray) -> int:
        if name not in self._constants:
            self._constants[name] = self._arena.place(value)
        return self._constants[name]

    def _tensor(self, name: str, factor: float = 1.0) -> int:
        value = widen(self._tensors[name]).astype(np.float32)
        return self._constant(name, value if factor == 1 else value * np.float32(factor))

    def _vector(self, name: str, length: int, squares: bool = False) -> Vector:
        """The workspace's vector `name`; there is one of each name and length."""
        base = self._region(f"{name} {length}", 4 * ROWS * length)
        scalars = self._region(f"squares of {name}", 4 * ROWS) if squares else 0
        return Vector(base, length, 4 * length, scalars)

    def _region(self, name: str, nbytes: int) -> int:
        if name not in self._regions:
            self._regions[name] = self.engine.allocate(nbytes).address
        return self._regions[name]

    # Products -------------------------------------------------------------------------------------

    def _loaded(self, names: Sequence[str], factor: float = 1.0) -> list[Run]:
        """The runs of matrices of these names, times a factor, loaded once."""
        key = tuple(names)
        self._used.append(key)
        if key not in self._runs:
            self._runs[key] = list(self._load(names, np.float32(factor)))
        return self._runs[key]

    def _load(self, names: Sequence[str], factor: np.float32) -> Iterator[Run]:
        def kind(name: str) -> tuple[Any, bytes | None]:
            order = self._tensors.get(f"{name}.weight{ORDER}")
            return (getattr(self._matrices[f"{name}.weight"], "format", None),
                    None if order is None else order.tobytes())

        for (_, order), group in groupby(names, key=kind):
            members = list(group)
            loaded = self.engine.load([self._matrices[f"{name}.weight"] for name in members])
            yield Run(loaded, self._arena.place(np.frombuffer(order, np.int32)) if order else 0,
                      self._arena.place(loaded.column_scale.astype(np.float32) * factor),
                      0 if loaded.column_offset is None
                      else self._arena.place(loaded.column_offset.astype(np.float32) * factor),
                      self._biases(members, factor))

    def _biases(self, names: Sequence[str], factor: np.float32) -> int:
        tensors = [self._tensors.get(f"{name}.bias") for name in names]
        if all(tensor is None for tensor in tensors):
            return 0
        sizes = [self._matrices[f"{name}.weight"] for name in names]
        parts = [np.zeros(columns_of(m), np.float32) if t is None else widen(t).astype(np.float32)
                 for t, m in zip(tensors, sizes, strict=True)]
        return self._arena.place(np.concatenate(parts) * factor)

    def _multiply(self, x: Vector, run: Run, y: Vector, add: Vector | None = None,
                  squares: int = 0) -> None:
        """y = x times the run's matrices, with bias; plus `add`; the last step sums the squares."""
        int8 = self.config.int8_activations and y.base != self.output.address
        scale = self._region("scales", 4 * ROWS)
        total = self._region("totals", 4 * ROWS)
        terms = [(Operand(run.offset), Operand(total, 4, element_stride=0))] if run.offset else []
        terms += [(Operand(run.bias), ABSENT)] if run.bias else []
        terms += [(add.operand(), ABSENT)] if add else []
        first, *rest = terms or [(ABSENT, ABSENT)]
        end = self._first + self._rows
        chunks = [(at, min(self.engine.chunk_rows, end - at))
                  for at in range(self._first, end, self.engine.chunk_rows)]
        for (at, rows), sums in zip(chunks, self._products(x, run, chunks, int8, scale, total),
                                    strict=True):
            chunk: dict[str, Any] = {"first": at, "rows": rows}
            reduce: dict[str, Any] = {"reduction": Reduction.SQUARES,
                                      "reduced": squares} if squares else {}
            target = y if not rest else self._vector("partial", y.length)
            self._vec(target, sums, Operand(run.scale), first[0], first[1],
                      prefactor=Prefactor.SCALE, scalar=scale, **chunk,
                      **({} if rest else reduce))
            for i, (c, d) in enumerate(rest):
                last = i == len(rest) - 1
                self._vec(y if last else target, target.operand(), ABSENT, c, d, **chunk,
                          **(reduce if last else {}))

    def _products(self, x: Vector, run: Run, chunks: Sequence[tuple[int, int]], int8: bool,
                  scale: int, total: int) -> list[Operand]:
        """QUANT all chunks of rows (first, rows), then LMMA all: one doorbell. The sums of each."""
        matrix, results = run.matrix, []
        products: list[Instruction] = []
        for index, (first, rows) in enumerate(chunks):
            capacity = 16 * matrix.activation_words(self.engine.chunk_rows)
            activations = self._region(f"activations {matrix.activation_key} {index}", capacity)
            self._code.append(Quant(
                first=first, rows=rows, length=matrix.k, int8=int8, ternary=matrix.ternary,
                host_tables=matrix.host_tables, order=run.order, a=x.operand(),
                activations=activations, activation_words=matrix.activation_words(rows),
                scale=scale, total=total))
            size = 16 * output_words(matrix.columns, self.engine.chunk_rows)
            output = self._region(f"sums {matrix.columns} {index}", size)
            products.append(matrix.lmma(rows, activations, output))
            integers = Operand(output, 4, element_stride=4 * output_pitch(rows), type=Type.I32)
            results.append(integers if self.engine.sums is Type.I32
                           else Operand(output, 4 * matrix.columns))
        self._code += products
        return results

    def _vec(self, y: Vector, a: Operand, b: Operand = ABSENT, c: Operand = ABSENT,
             d: Operand = ABSENT, **fields: Any) -> None:
        fields = {"first": self._first, "rows": self._rows, "length": y.length, **fields}
        self._code.append(Vec(y=y.operand(), a=a, b=b, c=c, d=d, **fields))


class Arena:
    """Constants in the engine's memory, many in one buffer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._buffer: Any = None
        self._used = 0

    def place(self, value: np.ndarray) -> int:
        """Copy a value in; its address."""
        data = np.ascontiguousarray(value).reshape(-1).view(np.uint8)
        if self._buffer is None or self._used + len(data) > len(self._buffer.array):
            self._buffer, self._used = self._engine.allocate(max(SLAB, len(data))), 0
        at, end = self._used, self._used + len(data)
        self._buffer.array[at:end] = data
        self._buffer.flush(end)
        self._used = aligned(end)
        return int(self._buffer.address) + at


def aligned(nbytes: int) -> int:
    """nbytes, rounded up to ALIGNMENT."""
    return -(-nbytes // ALIGNMENT) * ALIGNMENT


def columns_of(matrix: Any) -> int:
    """Outputs of a packed matrix or of an array [N, K]."""
    return int(matrix.shape[0]) if isinstance(matrix, np.ndarray) else int(matrix.n)
