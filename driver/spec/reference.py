"""What the engine computes, bit for bit: the definition of correct.

Per row m, column n, slice j and piece p (design, section 1; b planes):

    L[i]   = sum over tables of T[pattern of plane i]          fabric: lookups, no multiplier
    V      = 2**(8-b) * sum_i 2**i L[i]  -  zero * S           S: sum of the piece's mantissas
    V', U' = round(V / 2**shift), round(256 * S / 2**shift)
    acc   += round(sum_p (scale * V' + offset * U') / 2**PRODUCT_SHIFT)

round(x / 2**s) is (x + 2**(s-1)) >> s throughout. `products` gets the sums L by exact float32
products, `lookups` as the gateware does, from tables; they agree on every bit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lutcore.driver.spec.geometry import (
    MAX_PLANES,
    PRODUCT_SHIFT,
    SEGMENT,
    SEGMENTS,
    SLICE,
    Geometry,
)
from lutcore.driver.spec.isa import GroupCode
from lutcore.driver.spec.packing import unpack_stream

_FLOAT32_EXACT = 1 << 24                # integers below are exact in float32


@dataclass(frozen=True)
class DecodedStream:
    """A weight stream prepared for products: J slices of P pieces of G = 128 / P inputs."""

    codes: np.ndarray                   # float32 [J, P, G, N]
    values: np.ndarray                  # int64 [J, P, 1 or 2, 1, N]: scale and offset mantissas
    planes: int
    zero: int

    @property
    def nbytes(self) -> int:
        """Memory held."""
        return self.codes.nbytes + self.values.nbytes


def decode_stream(stream: np.ndarray, n: int, slices: int, planes: int, group: GroupCode,
                  explicit: bool, zero: int) -> DecodedStream:
    """Decode a stream uint8 [words * 16]."""
    codes, values = unpack_stream(stream, n, slices, planes, group, explicit)
    codes = codes.reshape(n, slices, group.pieces, -1).transpose(1, 2, 3, 0)
    values = values.transpose(1, 2, 3, 0)[:, :, :, None]
    return DecodedStream(np.ascontiguousarray(codes, np.float32),
                         np.ascontiguousarray(values, np.int64), planes, zero)


def products(weights: DecodedStream, mantissa: np.ndarray, sums: np.ndarray,
             shift: np.ndarray) -> np.ndarray:
    """acc int32 [N, M] from mantissas int32 [M, J, 128], sums [M, J, 4] and shifts [M, J]."""
    m = len(mantissa)
    slices, pieces, size, n = weights.codes.shape
    bound = int(np.abs(mantissa).sum(axis=-1).max()) * ((1 << weights.planes) - 1)
    dtype = np.float32 if bound < _FLOAT32_EXACT else np.float64
    rows = mantissa.reshape(m, slices, pieces, size).transpose(1, 2, 0, 3).astype(dtype)
    acc = np.zeros((m, n), np.int64)
    for j in range(slices):
        q = np.matmul(rows[j], weights.codes[j].astype(dtype, copy=False))
        acc += _epilogue(q.astype(np.int64), j, weights, sums, shift)
    return acc.T.astype(np.int32)


def lookups(weights: DecodedStream, tables: np.ndarray, sums: np.ndarray, shift: np.ndarray,
            geometry: Geometry) -> np.ndarray:
    """acc int32 [N, M] from tables int32 [M, J, tables, 2**cut]: the gateware's way."""
    m = len(tables)
    slices, pieces, _, n = weights.codes.shape
    acc = np.zeros((m, n), np.int64)
    for j in range(slices):
        codes = weights.codes[j].reshape(SLICE, n).astype(np.uint8)
        q = np.zeros((pieces, m, n), np.int64)
        for plane in range(weights.planes):
            picked = _pick(tables[:, j], codes >> np.uint8(plane) & np.uint8(1), geometry)
            q += picked.reshape(m, pieces, -1, n).sum(axis=2).swapaxes(0, 1) << plane
        acc += _epilogue(q, j, weights, sums, shift)
    return acc.T.astype(np.int32)


def fill_tables(mantissa: np.ndarray, geometry: Geometry) -> np.ndarray:
    """Tables int32 [..., tables, 2**cut] of mantissas int32 [..., 128]: the fabric generator."""
    lead = mantissa.shape[:-1]
    segments = mantissa.reshape(*lead, SEGMENTS, SEGMENT)
    pattern = np.arange(geometry.entries)[:, None] >> np.arange(geometry.cut) & 1
    out = np.zeros((*lead, SEGMENTS, len(geometry.set_sizes), geometry.entries), np.int32)
    for t, (start, size) in enumerate(zip(geometry.set_starts, geometry.set_sizes, strict=True)):
        out[..., t, :] = segments[..., start:start + size] @ pattern[:, :size].T
    return out.reshape(*lead, geometry.tables, geometry.entries)


def _pick(tables: np.ndarray, bits: np.ndarray, geometry: Geometry) -> np.ndarray:
    """Entries that plane bits [128, N] address in tables [M, tables, entries]: [M, 4, N]."""
    m, n = len(tables), bits.shape[1]
    per_segment = len(geometry.set_sizes)
    segments = bits.reshape(SEGMENTS, SEGMENT, n)
    out = np.zeros((m, SEGMENTS, n), np.int64)
    for t, (start, size) in enumerate(zip(geometry.set_starts, geometry.set_sizes, strict=True)):
        weight = 1 << np.arange(size)
        address = np.tensordot(weight, segments[:, start:start + size], axes=(0, 1))
        for segment in range(SEGMENTS):
            out[:, segment] += tables[:, segment * per_segment + t][:, address[segment]]
    return out


def _epilogue(q: np.ndarray, j: int, weights: DecodedStream, sums: np.ndarray,
              shift: np.ndarray) -> np.ndarray:
    """Contribution of slice j: int64 [M, N] from exact sums q int64 [P, M, N]."""
    pieces = len(q)
    s = sums[:, j].reshape(len(sums), pieces, -1).sum(axis=-1, dtype=np.int64).T[:, :, None]
    by = shift[:, j].astype(np.int64)[:, None]
    v = round_shift((q << (MAX_PLANES - weights.planes)) - weights.zero * s, by)
    values = weights.values[j]
    total = (values[:, 0] * v).sum(axis=0)
    if values.shape[1] == 2:
        total += (values[:, 1] * round_shift(s << MAX_PLANES, by)).sum(axis=0)
    return round_shift(total, PRODUCT_SHIFT)


def round_shift(x: np.ndarray, by: np.ndarray | int) -> np.ndarray:
    """x / 2**by, rounded half up, on integers."""
    return (x + (np.left_shift(1, by) >> 1)) >> by
