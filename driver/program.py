"""Plan the descriptors that multiply M rows with some matrices, and the place of all data.

Pure functions of shapes and addresses, called by `Device.products`. The work takes two buffers:

    input     the program (descriptors), then one activation buffer per chunk of rows
    output    one result per pass, a pass being one matrix times one chunk: one descriptor
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lutcore.driver.contract import Geometry, Lmma, WeightFormat
from lutcore.driver.contract.activations import Activations, pack_activations
from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.isa import ALIGNMENT, DESCRIPTOR_BYTES, output_pitch, output_words
from lutcore.driver.contract.streams import StreamShape
from lutcore.driver.contract.views import Weights


@dataclass(frozen=True, eq=False)
class Resident:
    """A matrix whose stream lies in device memory; `Device.load` makes it."""

    format: WeightFormat
    n: int
    k: int
    slices: int
    shape: StreamShape
    address: int                        # first byte of the stream
    column_scale: np.ndarray            # float64 [n]
    column_offset: np.ndarray | None    # float64 [n]

    @classmethod
    def of(cls, weights: Weights, address: int, geometry: Geometry) -> Resident:
        """Describe `weights`, uploaded to `address`, without holding on to their stream."""
        offset = weights.column_offset
        shape = StreamShape.of(weights.format, weights.n, weights.k, geometry)
        return cls(weights.format, weights.n, weights.k, weights.slices, shape, address,
                   weights.column_scale.astype(np.float64),
                   None if offset is None else offset.astype(np.float64))


@dataclass(frozen=True)
class Chunk:
    """Activation rows that share one pass over the weights."""

    cut: int                            # index into Plan.cuts
    row: int                            # first row
    rows: int
    offset: int                         # bytes into the input buffer
    words: int


@dataclass(frozen=True)
class Pass:
    """One matrix times one chunk: one descriptor."""

    matrix: int                         # index into Plan.matrices
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
    cuts: tuple[bool, ...]              # ways to cut activations: True for native ternary words
    chunks: tuple[Chunk, ...]
    passes: tuple[Pass, ...]
    input_bytes: int
    output_bytes: int

    @property
    def words(self) -> int:
        """Words of memory traffic, without those of the descriptors."""
        lanes = self.geometry.lanes
        return sum(self.matrices[p.matrix].shape.words * lanes + p.chunk.words + p.words
                   for p in self.passes)


def make_plan(matrices: Sequence[Resident], m: int, geometry: Geometry,
              host_tables: bool = False) -> Plan:
    """Plan x [m, K] times each of `matrices` (at least one, all of the same K)."""
    starts = range(0, m, geometry.rows)
    input_end = _aligned(len(matrices) * len(starts) * DESCRIPTOR_BYTES)
    cuts = tuple(sorted({matrix.format.ternary for matrix in matrices}))
    chunks = []
    for cut, ternary in enumerate(cuts):
        slices = next(x.slices for x in matrices if x.format.ternary == ternary)
        for row in starts:
            rows = min(geometry.rows, m - row)
            words = rows * slices * geometry.row_words(host_tables)
            chunks.append(Chunk(cut, row, rows, input_end, words))
            input_end = _aligned(input_end + words * WORD_BYTES)
    passes, output_end = [], 0
    for index, matrix in enumerate(matrices):
        for chunk in chunks:
            if cuts[chunk.cut] == matrix.format.ternary:
                words = output_words(matrix.shape.columns * geometry.lanes, chunk.rows)
                passes.append(Pass(index, chunk, output_end, words))
                output_end = _aligned(output_end + words * WORD_BYTES)
    return Plan(tuple(matrices), m, geometry, host_tables, cuts, tuple(chunks), tuple(passes),
                input_end, output_end)


def descriptors(plan: Plan, input_address: int, output_address: int) -> list[Lmma]:
    """Return the program, one descriptor per pass; `tag` counts them."""
    program = []
    for tag, step in enumerate(plan.passes):
        matrix, chunk = plan.matrices[step.matrix], step.chunk
        layout = matrix.format.layout
        program.append(Lmma(
            planes=layout.planes, group=layout.group, explicit=layout.explicit,
            ternary=layout.ternary, zero=matrix.format.zero or 0, host_tables=plan.host_tables,
            tag=tag & 0xFFFF, rows=chunk.rows, columns=matrix.shape.columns, slices=matrix.slices,
            weights=matrix.address, stream_words=matrix.shape.words, stride=matrix.shape.stride,
            activations=input_address + chunk.offset, activation_words=chunk.words,
            output=output_address + step.offset, output_words=step.words))
    return program


def input_parts(plan: Plan, program: Sequence[Lmma],
                activations: Sequence[Activations]) -> Iterator[tuple[int, np.ndarray]]:
    """Yield what to write into the input buffer: byte offsets and uint8 arrays.

    activations: the rows, quantised for each of `plan.cuts`.
    """
    yield 0, np.frombuffer(b"".join(d.encode() for d in program), np.uint8)
    packed = [pack_activations(quantised, plan.geometry).reshape(quantised.slices, plan.m, -1)
              for quantised in activations]
    for chunk in plan.chunks:
        rows = slice(chunk.row, chunk.row + chunk.rows)
        yield chunk.offset, packed[chunk.cut][:, rows].reshape(-1)


def results(plan: Plan, output: np.ndarray,
            activations: Sequence[Activations]) -> list[np.ndarray]:
    """Return float32 [M, N] for each matrix out of the output buffer uint8 [output_bytes].

    Y[m, n] = acc[n, m] * 2**E[m] * column_scale[n] + column_offset[n] * total[m], in float64; what
    float32 cannot hold becomes infinite.
    """
    units = [np.ldexp(1.0, quantised.exponent)[:, None] for quantised in activations]
    out = [np.empty((plan.m, matrix.n), np.float32) for matrix in plan.matrices]
    with np.errstate(over="ignore"):
        for step in plan.passes:
            matrix, chunk = plan.matrices[step.matrix], step.chunk
            pitch = output_pitch(chunk.rows)
            raw = output[step.offset:step.offset + 4 * matrix.n * pitch].view("<i4")
            rows = slice(chunk.row, chunk.row + chunk.rows)
            y = raw.reshape(matrix.n, pitch)[:, :chunk.rows].T * matrix.column_scale
            y *= units[chunk.cut][rows]
            if matrix.column_offset is not None:
                y += matrix.column_offset * activations[chunk.cut].total[rows, None]
            out[step.matrix][rows] = y
    return out


def _aligned(nbytes: int) -> int:
    return -(-nbytes // ALIGNMENT) * ALIGNMENT
