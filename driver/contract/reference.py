"""The arithmetic of the engine, bit for bit: the definition of correct.

Per row m, column n, slice j and piece p, with b planes:

    L[i]   = sum over tables of T[pattern of plane i]          fabric: lookups, no multiplier
    V      = 2**(8-b) * sum_i 2**i L[i]  -  zero * S           S: sum of the piece's mantissas
    V', U' = round(V / 2**shift), round(256 * S / 2**shift)
    acc   += round(sum_p (scale * V' + offset * U') / 2**PRODUCT_SHIFT)

Ties are rounded up, but those of V' and U' are rounded down where j + p is odd. V is a multiple of
2**(8-b), so that ties are common; if all of them went up, every slice would add a bias that grows
with K, while rounding errors cancel. Symmetric tables give sums L' of +-mantissas; there
V = (2**(8-b) * sum_i 2**i L'[i] - (2 zero + 2**(8-b) - 256) * S) >> 1, which is the same value if
entries are sums of mantissas. `products` computes the sums L by exact float32 products, `lookups`
from tables as the gateware does; they agree on every bit.

The emulator computes with this module, and every other implementation is tested against it.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

from lutcore.driver.contract.geometry import (
    HALF,
    MAX_PLANES,
    PRODUCT_SHIFT,
    SEGMENTS,
    SLICE,
    TRITS,
    Geometry,
)
from lutcore.driver.contract.packing import UNIT_SCALE, PackedMatrix
from lutcore.driver.contract.stream_layout import StreamLayout

_FLOAT32_EXACT = 1 << 24                # integers below this are exact in float32
_BLOCK         = 1 << 16                # sums computed at once, so that they stay in the cache


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
        """Bytes of memory."""
        return self.codes.nbytes + self.values.nbytes


def products(weights: DecodedStream, mantissa: np.ndarray, sums: np.ndarray,
             shift: np.ndarray) -> np.ndarray:
    """Return acc int32 [N, M] of mantissas int32 [M, J, I], sums [M, J, 8] and shifts [M, J]."""
    m = len(mantissa)
    slices, pieces, size, n = weights.codes.shape
    largest = 2 if weights.ternary else (1 << weights.planes) - 1
    bound = int(np.abs(mantissa).sum(axis=-1).max()) * largest
    dtype = np.float32 if bound < _FLOAT32_EXACT else np.float64
    rows = mantissa.reshape(m, slices, pieces, size).transpose(1, 2, 0, 3).astype(dtype)
    acc = np.zeros((m, n))
    step = max(1, _BLOCK // (pieces * m * n))
    for j in range(0, slices, step):
        block = slice(j, j + step)
        q = np.matmul(rows[block], weights.codes[block].astype(dtype, copy=False))
        acc += _epilogue(q, block, weights, sums, shift, symmetric=False)
    return acc.T.astype(np.int32)


def lookups(weights: DecodedStream, tables: np.ndarray, sums: np.ndarray, shift: np.ndarray,
            geometry: Geometry) -> np.ndarray:
    """Return acc int32 [N, M] of tables int32 [M, J, tables, entries], as the gateware does."""
    m = len(tables)
    slices, pieces, _, n = weights.codes.shape
    acc = np.zeros((m, n))
    turns = max(1, pieces // SEGMENTS)
    assert turns == 1 or not geometry.symmetric     # `Lmma.fault` refuses it
    for j in range(slices):
        codes = weights.codes[j].reshape(-1, n).astype(np.uint8)
        q = np.zeros((1, pieces, m, n), np.int64)
        for plane, first in itertools.product(range(weights.planes), range(turns)):
            digits = codes if weights.ternary else (codes >> np.uint8(plane)) & np.uint8(1)
            if turns > 1:              # the inputs of the other halves are left out
                digits = digits * (np.arange(SLICE) // HALF % turns == first)[:, None]
            picked = _pick(tables[:, j], digits, geometry, weights.ternary)
            picked = picked.reshape(m, pieces // turns, -1, n).sum(axis=2)
            q[0, first::turns] += picked.swapaxes(0, 1) << plane
        acc += _epilogue(q, slice(j, j + 1), weights, sums, shift, geometry.symmetric)
    return acc.T.astype(np.int32)


def _pick(tables: np.ndarray, digits: np.ndarray, geometry: Geometry,
          ternary: bool) -> np.ndarray:
    """Look up a word's digits [I, N] in tables [M, tables, entries]; sums of segments [M, 4, N]."""
    out = np.zeros((len(tables), SEGMENTS, digits.shape[1]), np.int64)
    for t, (start, size) in enumerate(geometry.table_cut(ternary).sets):
        inputs = digits[start:start + size].astype(np.int64)
        sign: np.ndarray | int = 1
        if geometry.symmetric:          # the digits are not folded: the last one inverts the others
            sign = 1 - 2 * inputs[-1]
            inputs = inputs[:-1] ^ inputs[-1]
        base = TRITS if ternary else 2
        address = np.tensordot(base ** np.arange(len(inputs)), inputs, axes=(0, 0))
        out[:, t // geometry.segment_tables] += sign * tables[:, t][:, address]
    return out


def _epilogue(q: np.ndarray, block: slice, weights: DecodedStream, sums: np.ndarray,
              shift: np.ndarray, symmetric: bool) -> np.ndarray:
    """Return what a block of slices adds to acc, integers as float64 [M, N].

    All arithmetic is in float64, the fastest type and exact: no value needs more than 53 bits.

    q: exact sums of the block's slices [J, P, M, N].
    """
    pieces = q.shape[1]
    s = sums[:, block].reshape(len(sums), len(q), pieces, -1).sum(axis=-1, dtype=np.float64)
    s = s.transpose(1, 2, 0)[..., None]                         # [J, P, M, 1]
    by = shift[:, block].T[:, None, :, None]                    # [J, 1, M, 1]
    down = ties_down(np.arange(len(shift[0]))[block], pieces)[:, :, None, None]
    unit, half = np.ldexp(1.0, -by), np.ldexp(rounding(by, down).astype(np.float64), -by)
    align = 2.0 ** (MAX_PLANES - weights.planes)
    if symmetric:
        v = np.floor((align * q - (2 * weights.zero + align - 256) * s) / 2) * unit + half
    else:
        v = np.multiply(q, unit * align, dtype=np.float64)
        v += half - weights.zero * s * unit
    np.floor(v, out=v)
    values = weights.values[block]
    v *= values[:, :, 0]
    if values.shape[2] == 2:
        v += values[:, :, 1] * np.floor(2.0 ** MAX_PLANES * s * unit + half)
    total = v[:, 0] if pieces == 1 else v.sum(axis=1)
    total *= 2.0 ** -PRODUCT_SHIFT
    total += 0.5
    return np.asarray(np.floor(total, out=total).sum(axis=0))


def ties_down(slices: np.ndarray, pieces: int) -> np.ndarray:
    """Return 1 where ties are rounded down, int [J, P], for the slices with these indices."""
    return np.asarray((slices[:, None] + np.arange(pieces)) & 1)


def rounding(by: np.ndarray | int, down: np.ndarray | int = 0) -> np.ndarray:
    """Return what to add before a shift right by `by` to round it: a half, or just less."""
    return np.asarray((np.left_shift(1, by, dtype=np.int64) - down) >> 1)


def round_shift(x: np.ndarray, by: np.ndarray | int, down: np.ndarray | int = 0) -> np.ndarray:
    """Return x / 2**by, rounded to the nearest integer. A tie goes up unless `down` is 1."""
    return np.asarray((x + rounding(by, down)) >> by)
