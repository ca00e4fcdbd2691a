"""The bytes that one engine reads: a packed stream spread over its lanes and ports.

    columns   column c of lane l is column c * lanes + l; columns beyond N are zero
    words     symmetric geometries: where the last bit of a table is one, the others are inverted
              (LUT Tensor Core, equation 6), so that the engine only flips the sign of an entry
    ports     beat i holds word i of every lane; port p carries the p-th part of every beat and
              reads it from an address range of its own. The ranges start in different banks of the
              board's DRAM, because all ports are at the same place of their range at any time

`Device.load` arranges a matrix in device memory; the emulator gathers it again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lutcore.driver.contract.geometry import TILE, WORD_BYTES, Geometry
from lutcore.driver.contract.isa import Lmma, port_bytes
from lutcore.driver.contract.packing import PackedMatrix, WeightFormat
from lutcore.driver.contract.views import SPAN, Weights

BLOCK_WEIGHTS = 1 << 19                 # weights that are arranged at once: bounds the temporaries

# Banks of a DRAM repeat after 64 KiB or less on every board (KV260: 8 banks of 8 KiB; PYNQ-Z2: 8 of
# 2 KiB). Equal residues would let every port open another row of the same bank.
REGION  = 64 << 10                      # bytes
RESIDUE = 24 << 10                      # bytes, modulo REGION, from port to port


@dataclass(frozen=True)
class StreamShape:
    """The share of a matrix that every lane and port holds."""

    columns: int                        # per lane
    words: int                          # per lane
    stride: int                         # bytes from port to port
    nbytes: int                         # bytes of all ports' parts, gaps between them included

    @classmethod
    def of(cls, fmt: WeightFormat, n: int, k: int, geometry: Geometry) -> StreamShape:
        """Return the shape of an N x K matrix on an engine."""
        columns = -(-n // geometry.lanes)
        words = fmt.layout.words(columns, fmt.slices(k))
        part = port_bytes(words, geometry)
        stride = part + (RESIDUE - part) % REGION if geometry.ports > 1 else 0
        return cls(columns, words, stride, stride * (geometry.ports - 1) + part)


def arrange(weights: Weights, geometry: Geometry, out: np.ndarray | None = None) -> np.ndarray:
    """Write the bytes that the engine reads to `out`, and return it.

    A few columns and slices are arranged at a time: the temporaries stay below 8 MB.

    out: uint8 [StreamShape.nbytes]; None makes a new array
    """
    shape = StreamShape.of(weights.format, weights.n, weights.k, geometry)
    out = np.empty(shape.nbytes, np.uint8) if out is None else out
    size = port_bytes(shape.words, geometry)
    for port in range(geometry.ports - 1):
        out[port * shape.stride + size:(port + 1) * shape.stride] = 0
    ports = [out[port * shape.stride:port * shape.stride + size].reshape(shape.words, -1)
             for port in range(geometry.ports)]
    if isinstance(weights, PackedMatrix) and geometry.lanes == 1 and not geometry.symmetric:
        words = weights.stream.reshape(shape.words, geometry.ports, -1)
        for port, part in enumerate(ports):
            part[:] = words[:, port]
        return out
    layout, slices = weights.format.layout, weights.slices
    for top in range(0, shape.columns, TILE):
        width = min(TILE, shape.columns - top)
        at, end = layout.words(top, slices), layout.words(top + width, slices)
        _arrange_tile(weights, geometry, top, width,
                      [part[at:end].reshape(slices, -1, part.shape[1]) for part in ports])
    return out


def _arrange_tile(weights: Weights, geometry: Geometry, top: int, width: int,
                  tiles: list[np.ndarray]) -> None:
    """Arrange one tile of every lane: `width` columns, of which the first is the lane's `top`.

    tiles: of every port, uint8 [slices, words, bytes of a port]
    """
    layout, lanes, slices = weights.format.layout, geometry.lanes, weights.slices
    pieces = geometry.ports // lanes    # ports that share a word
    inputs = lanes * min(SPAN, slices) * weights.format.slice
    step = max(1, BLOCK_WEIGHTS // inputs // 8) * 8     # 8 columns or fewer share a scale word
    for first in range(0, width, step):
        last = min(first + step, width)
        place = slice(layout.words(first, 1), layout.words(last, 1))
        for start in range(0, slices, SPAN):
            span = slice(start, min(start + SPAN, slices))
            words, values = _padded_part(weights, (top + first) * lanes, (top + last) * lanes, span)
            if geometry.symmetric:
                words = fold(words, geometry)
            for lane in range(lanes):
                stream = layout.join(words[lane::lanes],
                                     None if values is None else values[lane::lanes])
                stream = stream.reshape(span.stop - start, -1, pieces, WORD_BYTES // pieces)
                for piece in range(pieces):
                    tiles[lane * pieces + piece][span, place] = stream[:, :, piece]


def _padded_part(weights: Weights, first: int, last: int,
                 span: slice) -> tuple[np.ndarray, np.ndarray | None]:
    """Return what `PackedMatrix.part` does, with zeros for columns beyond N."""
    if last <= weights.n:
        return weights.part(first, last, span)
    words, values = weights.part(first, weights.n, span)
    extra = last - weights.n
    return _extended(words, extra), None if values is None else _extended(values, extra)


def gather(memory: np.ndarray, d: Lmma, geometry: Geometry) -> tuple[np.ndarray, np.ndarray | None]:
    """Return codes uint8 [N, slices, inputs] and mantissas int16 [N, slices, pieces, v] or None.

    The inverse of `arrange`, for the N = columns * lanes of a descriptor.

    memory: uint8 [StreamShape.nbytes], from address d.weights on.
    """
    words, values = gather_words(memory, d, geometry)
    return d.layout.decode(words), values


def gather_words(memory: np.ndarray, d: Lmma,
                 geometry: Geometry) -> tuple[np.ndarray, np.ndarray | None]:
    """Return what `gather` does, but words uint8 [N, slices, planes, 16] instead of codes."""
    size = port_bytes(d.stream_words, geometry)
    parts = np.stack([memory[port * d.stride:port * d.stride + size].reshape(d.stream_words, -1)
                      for port in range(geometry.ports)], axis=1)
    beats = parts.reshape(d.stream_words, geometry.lanes, WORD_BYTES)
    lanes = [d.layout.split(beats[:, lane].reshape(-1), d.columns, d.slices)
             for lane in range(geometry.lanes)]
    words = _interleaved([words for words, _ in lanes])
    if geometry.symmetric:
        words = fold(words, geometry)
    values = [values for _, values in lanes if values is not None]
    return words, _interleaved(values) if values else None


def fold(words: np.ndarray, geometry: Geometry) -> np.ndarray:
    """Return plane words [..., 16] with signs folded; folding twice gives the words back."""
    sets = geometry.table_cut().sets[:geometry.segment_tables]
    segments = np.ascontiguousarray(words).view("<u4")
    folded = segments.copy()
    for size in {size for _, size in sets}:
        last = sum(1 << start + size - 1 for start, other in sets if other == size)
        signs = segments & np.uint32(last)
        folded ^= signs - (signs >> np.uint32(size - 1))
    return folded.view(np.uint8)


def _extended(array: np.ndarray, columns: int) -> np.ndarray:
    return np.concatenate([array, np.zeros((columns, *array.shape[1:]), array.dtype)])


def _interleaved(lanes: list[np.ndarray]) -> np.ndarray:
    """Return the arrays [columns, ...] of all lanes as [columns * lanes, ...]."""
    return np.asarray(np.stack(lanes, axis=1).reshape(-1, *lanes[0].shape[1:]))
