"""Planning: which descriptors multiply M rows with some matrices, and where everything lies.

Pure functions of shapes and addresses. The work takes two buffers:

    input     the program (descriptors), then one activation buffer per chunk of rows
    output    one result per pass, a pass being one matrix times one chunk: one descriptor
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lutcore.driver.contract import Geometry, Lmma, PackedMatrix, WeightFormat
from lutcore.driver.contract.activations import Activations, pack_activations
from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.isa import ALIGNMENT, DESCRIPTOR_BYTES, output_pitch, output_words
from lutcore.driver.contract.streams import StreamShape


@dataclass(frozen=True, eq=False)
class Resident:
    """A packed matrix whose stream lies in device memory."""

    format: WeightFormat
    n: int
    k: int
    slices: int
    shape: StreamShape
    address: int                        # of the stream
    column_scale: np.ndarray            # float64 [n]
    column_offset: np.ndarray | None    # float64 [n]

    @classmethod
    def of(cls, packed: PackedMatrix, address: int, geometry: Geometry) -> Resident:
        """`packed`, uploaded to `address`; does not hold on to the stream."""
        offset = packed.column_offset
        shape = StreamShape.of(packed.format, packed.n, packed.k, geometry)
        return cls(packed.format, packed.n, packed.k, packed.slices, shape, address,
                   packed.column_scale.astype(np.float64),
                   None if offset is None else offset.astype(np.float64))


@dataclass(frozen=True)
class Chunk:
    """Activation rows that share one pass over the weights."""

    ternary: bool                       # cut for native ternary words
    row: int                            # first row
    rows: int
    offset: int                         # bytes into the input buffer
    words: int


@dataclass(frozen=True)
class Pass:
    """One matrix times one chunk."""

    matrix: int                         # index
    chunk: Chunk
    offset: int                         # bytes into the output buffer
    words: int


@dataclass(frozen=True)
class Plan:
    """Everything but the addresses of the two buffers."""

    matrices: tuple[Resident, ...]
    m: int
    geometry: Geometry
    host_tables: bool
    chunks: tuple[Chunk, ...]
    passes: tuple[Pass, ...]
    input_bytes: int
    output_bytes: int

    @property
    def words(self) -> int:
        """Words of memory traffic, descriptors excepted."""
        lanes = self.geometry.lanes
        return sum(self.matrices[p.matrix].shape.words * lanes + p.chunk.words + p.words
                   for p in self.passes)


def make_plan(matrices: Sequence[Resident], m: int, geometry: Geometry,
              host_tables: bool = False) -> Plan:
    """Plan x [m, K] times each of `matrices` (at least one, all of the same K)."""
    starts = range(0, m, geometry.rows)
    at = _aligned(len(matrices) * len(starts) * DESCRIPTOR_BYTES)
    chunks = []
    for ternary in sorted({matrix.format.ternary for matrix in matrices}):
        slices = next(x.slices for x in matrices if x.format.ternary == ternary)
        for row in starts:
            rows = min(geometry.rows, m - row)
            words = rows * slices * geometry.row_words(host_tables)
            chunks.append(Chunk(ternary, row, rows, at, words))
            at = _aligned(at + words * WORD_BYTES)
    passes, end = [], 0
    for index, matrix in enumerate(matrices):
        for chunk in chunks:
            if chunk.ternary == matrix.format.ternary:
                words = output_words(matrix.shape.columns * geometry.lanes, chunk.rows)
                passes.append(Pass(index, chunk, end, words))
                end = _aligned(end + words * WORD_BYTES)
    return Plan(tuple(matrices), m, geometry, host_tables, tuple(chunks), tuple(passes), at, end)


def descriptors(plan: Plan, input_address: int, output_address: int) -> list[Lmma]:
    """The program, one descriptor per pass; `tag` counts them."""
    program = []
    for tag, step in enumerate(plan.passes):
        matrix, chunk = plan.matrices[step.matrix], step.chunk
        layout = matrix.format.layout
        program.append(Lmma(
            planes=layout.planes, group=layout.group, explicit=layout.explicit,
            ternary=layout.ternary, zero=matrix.format.zero or 0, host_tables=plan.host_tables,
            tag=tag & 0xFFFF,
            rows=chunk.rows, columns=matrix.shape.columns, slices=matrix.slices,
            weights=matrix.address, stream_words=matrix.shape.words, stride=matrix.shape.stride,
            activations=input_address + chunk.offset, activation_words=chunk.words,
            output=output_address + step.offset, output_words=step.words))
    return program


def input_parts(plan: Plan, program: Sequence[Lmma], activations: Mapping[bool, Activations],
                ) -> Iterator[tuple[int, np.ndarray]]:
    """What to write into the input buffer: byte offsets and uint8 arrays.

    activations: by whether they are cut for native ternary words.
    """
    yield 0, np.frombuffer(b"".join(d.encode() for d in program), np.uint8)
    packed = {ternary: pack_activations(some, plan.geometry).reshape(some.slices, plan.m, -1)
              for ternary, some in activations.items()}
    for chunk in plan.chunks:
        rows = slice(chunk.row, chunk.row + chunk.rows)
        yield chunk.offset, packed[chunk.ternary][:, rows].reshape(-1)


def results(plan: Plan, output: np.ndarray,
            activations: Mapping[bool, Activations]) -> list[np.ndarray]:
    """float32 [M, N] for each matrix out of the output buffer uint8 [output_bytes].

    Y[m, n] = acc[n, m] * 2**E[m] * column_scale[n] + column_offset[n] * total[m], in float64; what
    float32 cannot hold becomes infinite.
    """
    unit = {t: np.ldexp(1.0, some.exponent)[:, None] for t, some in activations.items()}
    out = [np.empty((plan.m, matrix.n), np.float32) for matrix in plan.matrices]
    with np.errstate(over="ignore"):
        for step in plan.passes:
            matrix, chunk = plan.matrices[step.matrix], step.chunk
            pitch = output_pitch(chunk.rows)
            raw = output[step.offset:step.offset + 4 * matrix.n * pitch].view("<i4")
            rows = slice(chunk.row, chunk.row + chunk.rows)
            y = raw.reshape(matrix.n, pitch)[:, :chunk.rows].T * matrix.column_scale
            y *= unit[chunk.ternary][rows]
            if matrix.column_offset is not None:
                y += matrix.column_offset * activations[chunk.ternary].total[rows, None]
            out[step.matrix][rows] = y
    return out


def _aligned(nbytes: int) -> int:
    return -(-nbytes // ALIGNMENT) * ALIGNMENT
