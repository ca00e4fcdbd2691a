"""Planning: which descriptors multiply M rows with some matrices, and where everything lies.

Pure functions of shapes and addresses. The work takes two buffers:

    input     the program (descriptors), then one activation buffer per chunk of rows
    output    one result per pass, a pass being one matrix times one chunk: one descriptor
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lutcore.driver.spec import Geometry, Lmma, PackedMatrix, WeightFormat
from lutcore.driver.spec.activations import Activations, pack_activations
from lutcore.driver.spec.geometry import WORD_BYTES
from lutcore.driver.spec.isa import ALIGNMENT, DESCRIPTOR_BYTES, output_pitch, output_words


@dataclass(frozen=True, eq=False)
class Resident:
    """A packed matrix whose stream lies in device memory."""

    format: WeightFormat
    n: int
    k: int
    slices: int
    words: int                          # of the stream
    address: int                        # of the stream
    column_scale: np.ndarray            # float64 [n]
    column_offset: np.ndarray | None    # float64 [n]

    @classmethod
    def of(cls, packed: PackedMatrix, address: int) -> Resident:
        """`packed`, uploaded to `address`; does not hold on to the stream."""
        offset = packed.column_offset
        return cls(packed.format, packed.n, packed.k, packed.slices, packed.words, address,
                   packed.column_scale.astype(np.float64),
                   None if offset is None else offset.astype(np.float64))


@dataclass(frozen=True)
class Chunk:
    """Activation rows that share one pass over the weights."""

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
    host_tables: bool
    chunks: tuple[Chunk, ...]
    passes: tuple[Pass, ...]
    input_bytes: int
    output_bytes: int

    @property
    def words(self) -> int:
        """Words of memory traffic, descriptors excepted."""
        return sum(self.matrices[p.matrix].words + p.chunk.words + p.words for p in self.passes)


def make_plan(matrices: Sequence[Resident], m: int, geometry: Geometry,
              host_tables: bool = False) -> Plan:
    """Plan x [m, K] times each of `matrices` (at least one, all of the same K)."""
    per_row = matrices[0].slices * geometry.row_words(host_tables)
    starts = range(0, m, geometry.rows)
    at = _aligned(len(matrices) * len(starts) * DESCRIPTOR_BYTES)
    chunks = []
    for row in starts:
        rows = min(geometry.rows, m - row)
        chunks.append(Chunk(row, rows, at, rows * per_row))
        at = _aligned(at + rows * per_row * WORD_BYTES)
    passes, end = [], 0
    for index, matrix in enumerate(matrices):
        for chunk in chunks:
            words = output_words(matrix.n, chunk.rows)
            passes.append(Pass(index, chunk, end, words))
            end = _aligned(end + words * WORD_BYTES)
    return Plan(tuple(matrices), m, host_tables, tuple(chunks), tuple(passes), at, end)


def descriptors(plan: Plan, input_address: int, output_address: int) -> list[Lmma]:
    """The program, one descriptor per pass; `tag` counts them."""
    program = []
    for tag, step in enumerate(plan.passes):
        matrix, chunk = plan.matrices[step.matrix], step.chunk
        fmt = matrix.format
        program.append(Lmma(
            planes=fmt.bits, group=fmt.group_code, explicit=fmt.explicit_in_stream,
            zero=fmt.zero or 0, host_tables=plan.host_tables, tag=tag & 0xFFFF,
            rows=chunk.rows, columns=matrix.n, slices=matrix.slices,
            weights=matrix.address, stream_words=matrix.words,
            activations=input_address + chunk.offset, activation_words=chunk.words,
            output=output_address + step.offset, output_words=step.words))
    return program


def input_parts(plan: Plan, program: Sequence[Lmma], activations: Activations,
                geometry: Geometry) -> Iterator[tuple[int, np.ndarray]]:
    """What to write into the input buffer: byte offsets and uint8 arrays."""
    yield 0, np.frombuffer(b"".join(d.encode() for d in program), np.uint8)
    packed = pack_activations(activations, geometry).reshape(activations.slices, plan.m, -1)
    for chunk in plan.chunks:
        yield chunk.offset, packed[:, chunk.row:chunk.row + chunk.rows].reshape(-1)


def results(plan: Plan, output: np.ndarray, activations: Activations) -> list[np.ndarray]:
    """float32 [M, N] for each matrix out of the output buffer uint8 [output_bytes].

    Y[m, n] = acc[n, m] * 2**E[m] * column_scale[n] + column_offset[n] * total[m], in float64; what
    float32 cannot hold becomes infinite.
    """
    unit = np.ldexp(1.0, activations.exponent)[:, None]
    total = activations.total[:, None]
    out = [np.empty((plan.m, matrix.n), np.float32) for matrix in plan.matrices]
    with np.errstate(over="ignore"):
        for step in plan.passes:
            matrix, chunk = plan.matrices[step.matrix], step.chunk
            pitch = output_pitch(chunk.rows)
            raw = output[step.offset:step.offset + 4 * matrix.n * pitch].view("<i4")
            rows = slice(chunk.row, chunk.row + chunk.rows)
            y = raw.reshape(matrix.n, pitch)[:, :chunk.rows].T * matrix.column_scale
            y *= unit[rows]
            if matrix.column_offset is not None:
                y += matrix.column_offset * total[rows]
            out[step.matrix][rows] = y
    return out


def _aligned(nbytes: int) -> int:
    return -(-nbytes // ALIGNMENT) * ALIGNMENT
