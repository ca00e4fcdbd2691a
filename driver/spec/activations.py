"""Activations as the engine takes them: block floating point, or tables made from them.

Per row and slice of 128 inputs, a mantissa a and a power-of-two exponent e, as fine as the table
entries allow: no sum of a table's mantissas overflows T bits. One exponent E per row aligns the
slices: the engine shifts the sums of a slice right by E - e.

A buffer is [slice][row][`Geometry.row_words` words]; per row a header word, then four segments of
32 inputs, each eight slots of one table:

    header    bits 7:0 shift, bits 32+24*i .. 24 bits: sum of segment i
    mantissas slot t: the inputs of table t, `mantissa_bits` each
    tables    entry c of all slots in word c, 16 bits each
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from lutcore.driver.spec.errors import FormatError, NonFiniteActivations
from lutcore.driver.spec.geometry import (
    MAX_SHIFT,
    MAX_SLICES,
    MULTIPLIER_BITS,
    SEGMENT,
    SEGMENT_SLOTS,
    SEGMENTS,
    SLICE,
    WORD_BYTES,
    Geometry,
)

INPUT_TYPES = ("float32", "float16", "int8")
_MULTIPLIER_LIMIT = (1 << (MULTIPLIER_BITS - 1)) - 1
_NO_EXPONENT = -(1 << 14)               # of a slice of zeros: below every real exponent


@dataclass(frozen=True)
class Activations:
    """Quantised rows, J slices. `tables` replaces `mantissa` in host table mode."""

    mantissa: np.ndarray | None         # int32 [M, J, 128]
    tables: np.ndarray | None           # int32 [M, J, tables, 2**cut]
    sums: np.ndarray                    # int32 [M, J, 4]: sum of each segment's mantissas
    shift: np.ndarray                   # int32 [M, J]: E - e, 0 to 31
    exponent: np.ndarray                # int32 [M]: E
    total: np.ndarray                   # float64 [M]: sum of the row as quantised
    exact: bool                         # the integers given were taken over bit for bit

    @property
    def rows(self) -> int:
        """M."""
        return len(self.exponent)

    @property
    def slices(self) -> int:
        """J."""
        return self.shift.shape[1]


def quantise_activations(x: np.ndarray, geometry: Geometry,
                         host_tables: bool = False) -> Activations:
    """Quantise x [M, K], float32, float16 or int8.

    int8 passes bit for bit (`exact`) where T allows it; otherwise it is treated as float. Raises
    FormatError on another type or shape, NonFiniteActivations on NaN or infinity.
    """
    padded = _padded(x)
    sets = _set_sums(padded, geometry)
    peak = np.abs(sets).max(axis=(-1, -2)).reshape(padded.shape[:2])
    exact = x.dtype == np.int8 and float(peak.max()) <= geometry.entry_limit
    exponent = np.zeros(peak.shape, np.int32) if exact else _exponents(peak, geometry)
    if host_tables:
        return _with_tables(padded, exponent, geometry, exact)
    mantissa = np.rint(np.ldexp(padded, -exponent[:, :, None]))
    over = np.abs(_set_sums(mantissa, geometry)).max(axis=(-1, -2)) > geometry.entry_limit
    over = over.reshape(peak.shape)
    if over.any():                      # rounding pushed an entry over the limit
        exponent = exponent + over
        mantissa = np.rint(np.ldexp(padded, -exponent[:, :, None]))
    sums = mantissa.reshape(*peak.shape, SEGMENTS, SEGMENT).sum(axis=-1)
    magnitude = np.abs(mantissa).sum(axis=-1)
    return _aligned(mantissa.astype(np.int32), None, sums, magnitude, exponent, exact)


def pack_activations(activations: Activations, geometry: Geometry) -> np.ndarray:
    """The buffer, uint8 [J * M * row_words * 16]."""
    host = activations.tables is not None
    m, slices = activations.rows, activations.slices
    out = np.zeros((slices, m, geometry.row_words(host), WORD_BYTES), np.uint8)
    header = np.zeros((slices, m, 4), np.int64)
    header[:, :, 0] = activations.shift.T
    out[:, :, 0, :4] = header[:, :, :1].astype("<u4").view(np.uint8)
    sums = np.ascontiguousarray(activations.sums.swapaxes(0, 1), "<i4").view(np.uint8)
    out[:, :, 0, 4:] = sums.reshape(slices, m, SEGMENTS, 4)[..., :3].reshape(slices, m, 12)
    body = _table_words if host else _mantissa_words
    out[:, :, 1:] = body(activations, geometry).swapaxes(0, 1)
    return out.reshape(-1)


def unpack_activations(buffer: np.ndarray, rows: int, slices: int, geometry: Geometry,
                       host_tables: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A buffer as the engine sees it.

    Returns mantissas int32 [M, J, 128] or tables int32 [M, J, tables, 2**cut], sums int32
    [M, J, 4] and shifts int32 [M, J].
    """
    words = buffer.reshape(slices, rows, -1, WORD_BYTES).swapaxes(0, 1)
    header = np.zeros((rows, slices, SEGMENTS, 4), np.uint8)
    header[..., 1:] = words[:, :, 0, 4:].reshape(rows, slices, SEGMENTS, 3)
    sums = header.view("<i4")[..., 0] >> 8
    shift = words[:, :, 0, 0].astype(np.int32) & MAX_SHIFT
    body = np.ascontiguousarray(words[:, :, 1:])
    sizes = geometry.set_sizes
    if host_tables:
        tables = body.view("<i2").reshape(rows, slices, SEGMENTS, geometry.entries, SEGMENT_SLOTS)
        tables = tables[..., :len(sizes)].swapaxes(-1, -2).astype(np.int32)
        return tables.reshape(rows, slices, geometry.tables, -1), sums, shift
    fields = _mantissa_fields(geometry)
    halves = body.reshape(rows, slices, SEGMENTS, -1).view("<u8")[..., fields.half]
    width = geometry.mantissa_bits
    mantissa = (halves << (64 - width - fields.shift).astype(np.uint64)).view(np.int64)
    return (mantissa >> (64 - width)).astype(np.int32).reshape(rows, slices, SLICE), sums, shift


def _padded(x: np.ndarray) -> np.ndarray:
    """x [M, K] as float64 [M, J, 128], zero-padded; checked."""
    if x.ndim != 2 or x.dtype.name not in INPUT_TYPES:
        raise FormatError(f"activations of type {x.dtype} and shape {list(x.shape)}; want "
                          f"{', '.join(INPUT_TYPES)} and [M, K]")
    m, k = x.shape
    slices = -(-k // SLICE)
    if m < 1 or not 1 <= slices <= MAX_SLICES:
        raise FormatError(f"activations of shape {[m, k]}; M must be at least 1 and K 1 to "
                          f"{MAX_SLICES * SLICE}")
    if x.dtype.kind == "f" and not np.isfinite(x).all():
        row, column = np.argwhere(~np.isfinite(x))[0]
        raise NonFiniteActivations(f"activation [{row}, {column}] is {x[row, column]}; the model "
                                   "or its input is damaged")
    padded = np.zeros((m, slices * SLICE))
    padded[:, :k] = x
    return padded.reshape(m, slices, SLICE)


def _set_sums(values: np.ndarray, geometry: Geometry) -> np.ndarray:
    """Largest and smallest entry of every table, [M * J, 2, tables]."""
    m, slices, _ = values.shape
    starts = np.add.outer(np.arange(SEGMENTS) * SEGMENT, geometry.set_starts).reshape(-1)
    flat = values.reshape(m * slices, SLICE)
    both = np.stack([np.maximum(flat, 0), np.minimum(flat, 0)])
    return np.moveaxis(np.add.reduceat(both, starts, axis=2), 0, 1)


def _exponents(peak: np.ndarray, geometry: Geometry) -> np.ndarray:
    """Smallest e with peak / 2**e <= entry_limit, int32 [M, J]."""
    fraction, exponent = np.frexp(peak / geometry.entry_limit)
    exponent = np.where(fraction == 0.5, exponent - 1, exponent)
    return np.where(peak == 0, _NO_EXPONENT, exponent).astype(np.int32)


def _aligned(mantissa: np.ndarray | None, tables: np.ndarray | None, sums: np.ndarray,
             magnitude: np.ndarray, exponent: np.ndarray, exact: bool) -> Activations:
    """Choose E so that every scaled group sum fits the multiplier.

    |V| <= 256 * magnitude for every weight format; magnitude [M, J] bounds the sum of |a|.
    """
    ratio = 256.0 * magnitude / _MULTIPLIER_LIMIT
    fraction, least = np.frexp(ratio)
    least = np.where(fraction == 0.5, least - 1, least)
    least = np.where(ratio <= 1.0, 0, least)
    row = np.maximum((exponent + least).max(axis=1), _NO_EXPONENT)
    shift = np.minimum(row[:, None] - exponent, MAX_SHIFT).astype(np.int32)
    total = np.ldexp(sums.sum(axis=-1).astype(np.float64), exponent).sum(axis=1)
    row = np.where(row == _NO_EXPONENT, 0, row)
    return Activations(mantissa, tables, sums.astype(np.int32), shift, row.astype(np.int32), total,
                       exact)


def _with_tables(padded: np.ndarray, exponent: np.ndarray, geometry: Geometry,
                 exact: bool) -> Activations:
    """Tables of rounded sums instead of sums of rounded mantissas: finer for the same T."""
    m, slices, _ = padded.shape
    scaled = np.ldexp(padded, -exponent[:, :, None]).reshape(m, slices, SEGMENTS, SEGMENT)
    pattern = np.arange(geometry.entries)[:, None] >> np.arange(geometry.cut) & 1
    tables = np.zeros((m, slices, SEGMENTS, len(geometry.set_sizes), geometry.entries))
    for t, (start, size) in enumerate(zip(geometry.set_starts, geometry.set_sizes, strict=True)):
        tables[:, :, :, t] = scaled[..., start:start + size] @ pattern[:, :size].T
    tables = np.rint(tables).reshape(m, slices, geometry.tables, -1)
    sums = np.rint(scaled.sum(axis=-1))
    # An entry is the rounded sum of a subset, at most half a unit off, so the sum of |entries| of
    # any word is bounded by that of |inputs| and half a unit per table.
    magnitude = np.abs(scaled).sum(axis=(-1, -2)) + geometry.tables
    return _aligned(None, tables.astype(np.int32), sums, magnitude, exponent, exact)


@dataclass(frozen=True)
class _Fields:
    """Where the mantissas of a segment's inputs lie, in 64-bit halves of words."""

    half: np.ndarray                    # int [32]: half that holds the input
    shift: np.ndarray                   # int [32]: lowest bit in it
    starts: np.ndarray                  # int [runs]: first input of every half in use


@cache
def _mantissa_fields(geometry: Geometry) -> _Fields:
    width, per_slot = geometry.mantissa_bits, geometry.slot_bits // 64
    half, shift = [], []
    for table, size in enumerate(geometry.set_sizes):
        in_first = min(size, 64 // width)
        for i in range(size):
            half.append(table * per_slot + (i >= in_first))
            shift.append(width * (i - in_first * (i >= in_first)))
    starts = np.flatnonzero(np.diff(half, prepend=-1))
    return _Fields(np.array(half), np.array(shift), starts)


def _mantissa_words(activations: Activations, geometry: Geometry) -> np.ndarray:
    m, slices = activations.rows, activations.slices
    fields = _mantissa_fields(geometry)
    values = activations.mantissa.reshape(m, slices, SEGMENTS, SEGMENT).astype(np.uint64)
    values &= np.uint64((1 << geometry.mantissa_bits) - 1)
    values <<= fields.shift.astype(np.uint64)
    halves = np.zeros((m, slices, SEGMENTS, SEGMENT_SLOTS * geometry.slot_bits // 64), "<u8")
    halves[..., fields.half[fields.starts]] = np.bitwise_or.reduceat(values, fields.starts, axis=-1)
    return halves.view(np.uint8).reshape(m, slices, -1, WORD_BYTES)


def _table_words(activations: Activations, geometry: Geometry) -> np.ndarray:
    m, slices = activations.rows, activations.slices
    tables = activations.tables.reshape(m, slices, SEGMENTS, -1, geometry.entries)
    words = np.zeros((m, slices, SEGMENTS, geometry.entries, SEGMENT_SLOTS), "<i2")
    words[..., :tables.shape[3]] = tables.swapaxes(-1, -2)
    return words.view(np.uint8).reshape(m, slices, -1, WORD_BYTES)
