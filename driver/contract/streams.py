"""The bytes that one engine reads: a packed stream spread over its lanes and ports.

    columns   column c of lane l is column c * lanes + l; columns beyond N are zero
    words     symmetric geometries: where the last bit of a table is one, the others are inverted
              (LUT Tensor Core, equation 6), so that the engine only flips the sign of an entry
    ports     beat i holds word i of every lane; port p carries the p-th part of every beat and
              reads it from an address range of its own. The ranges start in different banks of the
              board's DRAM, because all ports are at the same place of their range at any time

`Device.load` arranges a matrix for upload; the emulator gathers it again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lutcore.driver.contract.geometry import SLICE, WORD_BYTES, Geometry
from lutcore.driver.contract.isa import Lmma, port_bytes
from lutcore.driver.contract.packing import PackedMatrix, WeightFormat

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


def arrange(packed: PackedMatrix, geometry: Geometry) -> np.ndarray:
    """Return the bytes to upload, uint8 [StreamShape.nbytes]."""
    layout, lanes = packed.format.layout, geometry.lanes
    shape = StreamShape.of(packed.format, packed.n, packed.k, geometry)
    if lanes == geometry.ports == 1 and not geometry.symmetric:
        return packed.stream
    words, values = packed.split()
    if geometry.symmetric:
        words = fold(words, geometry)
    padding = shape.columns * lanes - packed.n
    words = _extended(words, padding)
    values = None if values is None else _extended(values, padding)
    streams = [layout.join(words[lane::lanes], None if values is None else values[lane::lanes])
               for lane in range(lanes)]
    beats = np.stack([stream.reshape(-1, WORD_BYTES) for stream in streams], axis=1)
    parts = beats.reshape(shape.words, geometry.ports, -1)
    out = np.zeros(shape.nbytes, np.uint8)
    for port in range(geometry.ports):
        part = parts[:, port].reshape(-1)
        out[port * shape.stride:port * shape.stride + len(part)] = part
    return out


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
    bits = np.unpackbits(words, axis=-1, bitorder="little")
    sets = geometry.table_cut().sets
    sign = np.concatenate([np.full(size, start + size - 1) for start, size in sets])
    inverted = bits[..., sign] & (sign != np.arange(SLICE)).astype(np.uint8)
    return np.packbits(bits ^ inverted, axis=-1, bitorder="little")


def _extended(array: np.ndarray, columns: int) -> np.ndarray:
    if not columns:
        return array
    return np.concatenate([array, np.zeros((columns, *array.shape[1:]), array.dtype)])


def _interleaved(lanes: list[np.ndarray]) -> np.ndarray:
    """Return the arrays [columns, ...] of all lanes as [columns * lanes, ...]."""
    return np.asarray(np.stack(lanes, axis=1).reshape(-1, *lanes[0].shape[1:]))
