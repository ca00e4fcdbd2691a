"""What the engine computes, bit for bit: the definition of correct.

Per row m, column n, slice j and piece p (design, section 1; b planes):

    L[i]   = sum over tables of T[pattern of plane i]          fabric: lookups, no multiplier
    V      = 2**(8-b) * sum_i 2**i L[i]  -  zero * S           S: sum of the piece's mantissas
    V', U' = round(V / 2**shift), round(256 * S / 2**shift)
    acc   += round(sum_p (scale * V' + offset * U') / 2**PRODUCT_SHIFT)

Ties go up; in V' and U' only where j + p is even, else down. V is a multiple of 2**(8-b), so they
are common, and all of them up would add a bias to every slice, which grows with K while rounding
errors cancel. Symmetric tables give sums L' of +-mantissas; there
V = (2**(8-b) * sum_i 2**i L'[i] - (2 zero + 2**(8-b) - 256) * S) >> 1, which is the same as long as
entries are sums of mantissas. `products` gets the sums L by exact float32 products, `lookups` as
the gateware does, from tables; they agree on every bit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lutcore.driver.contract.activations import tables_of
from lutcore.driver.contract.geometry import MAX_PLANES, PRODUCT_SHIFT, SEGMENTS, TRITS, Geometry
from lutcore.driver.contract.packing import UNIT_SCALE, PackedMatrix
from lutcore.driver.contract.stream_layout import StreamLayout

_FLOAT32_EXACT = 1 << 24                # integers below are exact in float32
_BLOCK         = 1 << 16             # sums worked on at once: they stay in the cache


@dataclass(frozen=True)
class DecodedStream:
    """A weight stream prepared for products: J slices of P pieces of G = 128 / P inputs."""

    codes: np.ndarray                   # float32 [J, P, G, N]; P * G inputs per slice
    values: np.ndarray                  # float64 [J, P, 1 or 2, 1, N]: scale and offset mantissas
    planes: int
    zero: int
    ternary: bool

    @classmethod
    def of(cls, packed: PackedMatrix) -> DecodedStream:
        """Decode a packed matrix."""
        layout = packed.format.layout
        words, values = packed.split()
        return cls.of_codes(layout.decode(words), values, layout, packed.format.zero or 0)

    @classmethod
    def of_codes(cls, codes: np.ndarray, values: np.ndarray | None, layout: StreamLayout,
                 zero: int) -> DecodedStream:
        """Take over what `streams.gather` returns.

        codes: [N, J, inputs]. values: mantissas [N, J, P, v], or None for an unscaled stream.
        """
        n, slices, _ = codes.shape
        if values is None:
            values = np.full((n, slices, 1, 1), UNIT_SCALE, np.int16)
        codes = codes.reshape(n, slices, values.shape[2], -1).transpose(1, 2, 3, 0)
        values = values.transpose(1, 2, 3, 0)[:, :, :, None]
        return cls(np.ascontiguousarray(codes, np.float32),
                   np.ascontiguousarray(values, np.float64), layout.planes, zero, layout.ternary)

    @property
    def nbytes(self) -> int:
        """Memory held."""
        return self.codes.nbytes + self.values.nbytes


def products(weights: DecodedStream, mantissa: np.ndarray, sums: np.ndarray,
             shift: np.ndarray) -> np.ndarray:
    """acc int32 [N, M] from mantissas int32 [M, J, I], sums [M, J, 4] and shifts [M, J]."""
    m = len(mantissa)
    slices, pieces, size, n = weights.codes.shape
    largest = 2 if weights.ternary else (1 << weights.planes) - 1
    bound = int(np.abs(mantissa).sum(axis=-1).max()) * largest
    dtype = np.float32 if bound < _FLOAT32_EXACT else np.float64
    rows = mantissa.reshape(m, slices, pieces, size).transpose(1, 2, 0, 3).astype(dtype)
    acc = np.zeros((m, n))
    step = max(1, _BLOCK // (pieces * m * n))
    for j in range(0, slices, step):
        some = slice(j, j + step)
        q = np.matmul(rows[some], weights.codes[some].astype(dtype, copy=False))
        acc += _epilogue(q, some, weights, sums, shift, symmetric=False)
    return acc.T.astype(np.int32)


def lookups(weights: DecodedStream, tables: np.ndarray, sums: np.ndarray, shift: np.ndarray,
            geometry: Geometry) -> np.ndarray:
    """acc int32 [N, M] from tables int32 [M, J, tables, entries]: the gateware's way."""
    m = len(tables)
    slices, pieces, _, n = weights.codes.shape
    acc = np.zeros((m, n))
    for j in range(slices):
        codes = weights.codes[j].reshape(-1, n).astype(np.uint8)
        q = np.zeros((1, pieces, m, n), np.int64)
        for plane in range(weights.planes):
            digits = codes if weights.ternary else codes >> np.uint8(plane) & np.uint8(1)
            picked = _pick(tables[:, j], digits, geometry, weights.ternary)
            q[0] += picked.reshape(m, pieces, -1, n).sum(axis=2).swapaxes(0, 1) << plane
        acc += _epilogue(q, slice(j, j + 1), weights, sums, shift, geometry.symmetric)
    return acc.T.astype(np.int32)


def fill_tables(mantissa: np.ndarray, geometry: Geometry, ternary: bool = False) -> np.ndarray:
    """Tables int32 [..., tables, entries] of mantissas int32 [..., I]: the fabric generator."""
    return tables_of(mantissa, geometry, ternary).astype(np.int32)


def _pick(tables: np.ndarray, digits: np.ndarray, geometry: Geometry,
          ternary: bool) -> np.ndarray:
    """Entries that a word's digits [I, N] address in tables [M, tables, entries]: [M, 4, N]."""
    out = np.zeros((len(tables), SEGMENTS, digits.shape[1]), np.int64)
    for t, (start, size) in enumerate(geometry.table_cut(ternary).sets):
        mine, sign = digits[start:start + size].astype(np.int64), 1
        if geometry.symmetric:          # unfolded here: the last bit inverts the others
            last, mine = mine[-1], mine[:-1] ^ mine[-1]
            sign = 1 - 2 * last
        base = TRITS if ternary else 2
        address = np.tensordot(base ** np.arange(len(mine)), mine, axes=(0, 0))
        out[:, t // geometry.segment_tables] += sign * tables[:, t][:, address]
    return out


def _epilogue(q: np.ndarray, some: slice, weights: DecodedStream, sums: np.ndarray,
              shift: np.ndarray, symmetric: bool) -> np.ndarray:
    """Contribution of some slices: integers as float64 [M, N] from exact sums q [J, P, M, N].

    In float64, which is exact here and the fastest: no value needs more than 53 bits.
    """
    pieces = q.shape[1]
    s = sums[:, some].reshape(len(sums), len(q), pieces, -1).sum(axis=-1, dtype=np.float64)
    s = s.transpose(1, 2, 0)[..., None]                         # [J, P, M, 1]
    by = shift[:, some].T[:, None, :, None]                     # [J, 1, M, 1]
    down = ties_down(np.arange(len(shift[0]))[some], pieces)[:, :, None, None]
    unit, half = np.ldexp(1.0, -by), np.ldexp(rounding(by, down).astype(np.float64), -by)
    left = 2.0 ** (MAX_PLANES - weights.planes)
    if symmetric:
        v = np.floor((left * q - (2 * weights.zero + left - 256) * s) / 2) * unit + half
    else:
        v = np.multiply(q, unit * left, dtype=np.float64)
        v += half - weights.zero * s * unit
    np.floor(v, out=v)
    values = weights.values[some]
    v *= values[:, :, 0]
    if values.shape[2] == 2:
        v += values[:, :, 1] * np.floor(2.0 ** MAX_PLANES * s * unit + half)
    total = v[:, 0] if pieces == 1 else v.sum(axis=1)
    total *= 2.0 ** -PRODUCT_SHIFT
    total += 0.5
    return np.floor(total, out=total).sum(axis=0)


def ties_down(slices: np.ndarray, pieces: int) -> np.ndarray:
    """Whether ties go down, 0 or 1: int [J, P] of the slices with these indices."""
    return slices[:, None] + np.arange(pieces) & 1


def rounding(by: np.ndarray | int, down: np.ndarray | int = 0) -> np.ndarray:
    """What to add before a shift right by `by`, which then rounds: a half, or just below it."""
    return np.left_shift(1, by, dtype=np.int64) - down >> 1


def round_shift(x: np.ndarray, by: np.ndarray | int, down: np.ndarray | int = 0) -> np.ndarray:
    """x / 2**by, rounded to the nearest integer, on integers. A tie goes up unless `down` is 1."""
    return x + rounding(by, down) >> by
