"""Activations as the engine takes them: block floating point, or tables made from them.

Every row and slice of 128 inputs (75 for native ternary weights) has mantissas and one power-of-two
exponent e, which is as small as the tables allow: no sum that a table may hold overflows T bits.
It comes from integer sums, which hardware has too: of the upper 24 bits of each table's inputs. If
the rounded mantissas do not fit all the same, e is one more. One exponent E per row aligns the
slices: the engine shifts the sums of a slice right by E - e.

`Device.products` quantises and packs activations. A buffer is [slice][row][`Geometry.row_words`
words]; each row is a header, then four segments of eight slots, one slot per table:

    header    two parts of 64 bits, or four where T > 12; each has in bits 63:8 the sums of the
              next four or two half segments of 16 inputs, the first one in bits 7:0 the shift
    mantissas slot t: the inputs of table t, `mantissa_bits` each
    tables    entry c of all slots in word c, 16 bits each

A segment has `Geometry.segment_tables` tables; native ternary words use the first 25 of a slice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from lutcore.driver.contract.errors import FormatError, NonFiniteActivationsError
from lutcore.driver.contract.geometry import (
    HALF,
    HALVES,
    MAX_SHIFT,
    MAX_SLICES,
    MULTIPLIER_BITS,
    SEGMENT_SLOTS,
    SEGMENTS,
    SLICE,
    TRITS,
    WORD_BYTES,
    Geometry,
)
from lutcore.driver.contract.registers import mask

# Names as numpy spells them. The types that numpy lacks come from ml_dtypes, which the contract
# does not need.
INPUT_TYPES = ("float32", "float16", "bfloat16", "float8_e4m3fn", "float8_e5m2", "int16", "int8")
_MULTIPLIER_LIMIT = (1 << (MULTIPLIER_BITS - 1)) - 1
_NO_EXPONENT = -(1 << 14)               # a slice of zeros; below every real exponent
_UPPER_BITS  = 24                       # of a table's largest input; all bits that float32 has


@dataclass(frozen=True)
class Activations:
    """Quantised rows of J slices of I inputs. In host table mode `tables` replaces `mantissa`."""

    ternary: bool                       # cut for native ternary words
    mantissa: np.ndarray | None         # int32 [M, J, I]
    tables: np.ndarray | None           # int32 [M, J, tables, entries]
    sums: np.ndarray                    # int32 [M, J, 8]: sum of each half segment's mantissas
    shift: np.ndarray                   # int32 [M, J]: E - e, 0 to 31
    exponent: np.ndarray                # int32 [M]: E
    total: np.ndarray                   # float32 [M]: sum of the quantised row; see _total
    exact: bool                         # integers that were taken over bit for bit

    @property
    def rows(self) -> int:
        """Number of rows, M."""
        return len(self.exponent)

    @property
    def slices(self) -> int:
        """Number of slices, J."""
        return self.shift.shape[1]


def quantise_activations(x: np.ndarray, geometry: Geometry, host_tables: bool = False,
                         ternary: bool = False) -> Activations:
    """Quantise x [M, K], one of INPUT_TYPES.

    Integers pass bit for bit (`exact`) where T bits hold them, and are rounded as floats elsewhere.

    host_tables: compute the tables here instead of mantissas.
    ternary: cut for native ternary words.

    Raises FormatError (another type or shape), NonFiniteActivationsError (NaN or infinity).
    """
    layout = _layout(geometry, ternary)
    padded = _padded(x, layout.inputs)
    peak = _peaks(_upper(padded, layout), geometry, layout)
    exact = x.dtype.kind == "i" and float(peak.max()) <= geometry.entry_limit
    exponent = np.zeros(peak.shape, np.int32) if exact else _exponents(peak, geometry)
    if host_tables:
        return _with_tables(padded, exponent, geometry, layout, exact)
    mantissa = np.rint(np.ldexp(padded, -exponent[:, :, None]))
    over = _peaks(mantissa, geometry, layout) > geometry.entry_limit
    if over.any():                      # rounding pushed an entry over the limit
        exponent = exponent + over
        mantissa = np.rint(np.ldexp(padded, -exponent[:, :, None]))
    sums = _half_sums(mantissa, layout)
    magnitude = one_sided(np.abs(mantissa).sum(axis=-1), sums)
    return _aligned(ternary, mantissa.astype(np.int32), None, sums, magnitude, exponent, exact)


def one_sided(magnitude: np.ndarray, sums: np.ndarray) -> np.ndarray:
    """Return the sum of the positive or of the negative inputs, whichever is larger.

    magnitude [...]: sum of |inputs|. sums [..., parts]: sums of the inputs of each part.
    """
    return np.asarray((magnitude + np.abs(sums.sum(axis=-1))) / 2)


def tables_of(values: np.ndarray, geometry: Geometry, ternary: bool = False) -> np.ndarray:
    """Return tables [..., tables, entries] of values [..., I]: the definition of every entry.

    Entry c of a table of n inputs is the sum of the inputs whose bit is set in c. In symmetric
    geometries it is the sum of +-inputs, the last one negative; in native ternary tables it is the
    sum of 0, 1 or 2 times each input.
    """
    layout = _layout(geometry, ternary)
    padded = np.concatenate([values, np.zeros((*values.shape[:-1], 1), values.dtype)], axis=-1)
    return np.asarray(np.einsum("...ti,tei->...te", padded[..., layout.index],
                                layout.coefficients))


def pack_activations(activations: Activations, geometry: Geometry) -> np.ndarray:
    """Return the buffer to upload, uint8 [J * M * row_words * 16]."""
    host = activations.tables is not None
    m, slices = activations.rows, activations.slices
    out = np.zeros((slices, m, geometry.row_words(host), WORD_BYTES), np.uint8)
    head = geometry.header_words
    out[:, :, :head] = _header_words(activations, geometry).swapaxes(0, 1)
    if activations.tables is not None:
        body = _table_words(activations.tables, geometry)
    else:
        assert activations.mantissa is not None
        body = _mantissa_words(activations.mantissa, geometry, activations.ternary)
    out[:, :, head:] = body.swapaxes(0, 1)
    return out.reshape(-1)


def unpack_activations(buffer: np.ndarray, rows: int, slices: int, geometry: Geometry,
                       host_tables: bool, ternary: bool = False,
                       ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Read a buffer as the engine does: the inverse of `pack_activations`.

    Returns mantissas int32 [M, J, I] or tables int32 [M, J, tables, entries], sums int32
    [M, J, 8] and shifts int32 [M, J].
    """
    words = buffer.reshape(slices, rows, -1, WORD_BYTES).swapaxes(0, 1)
    head = geometry.header_words
    parts = np.ascontiguousarray(words[:, :, :head]).reshape(rows, slices, -1).view("<u8")
    fields = (parts[..., None] << (56 - geometry.sum_bits - _sum_places(geometry))).view(np.int64)
    sums = fields >> (64 - geometry.sum_bits)
    sums = sums.astype(np.int32).reshape(rows, slices, HALVES)
    shift = words[:, :, 0, 0].astype(np.int32) & MAX_SHIFT
    body = np.ascontiguousarray(words[:, :, head:])
    if host_tables:
        tables = body.view("<i2").reshape(rows, slices, SEGMENTS, geometry.entries, SEGMENT_SLOTS)
        tables = tables[..., :geometry.segment_tables].swapaxes(-1, -2).astype(np.int32)
        return tables.reshape(rows, slices, geometry.tables, -1), sums, shift
    layout = _layout(geometry, ternary)
    halves = body.reshape(rows, slices, -1).view("<u8")[..., layout.half]
    width = geometry.mantissa_bits
    mantissa = (halves << (64 - width - layout.bit).astype(np.uint64)).view(np.int64)
    return (mantissa >> (64 - width)).astype(np.int32), sums, shift


@dataclass(frozen=True)
class _Layout:
    """The place of every input of a slice; depends only on how the slice is cut into tables."""

    ternary: bool
    inputs: int                         # I
    sets: np.ndarray                    # int [sets]: first input of every table
    halves: np.ndarray                  # int [8]: first input of every half segment; see _half_sums
    index: np.ndarray                   # int [tables, cut]: inputs of every table; I: no input
    coefficients: np.ndarray            # int [tables, entries, cut]: factors of the inputs
    half: np.ndarray                    # int [I]: 64-bit half of the row's words that holds it
    bit: np.ndarray                     # int [I]: lowest bit of the input in that half
    starts: np.ndarray                  # int [runs]: first input of every half in use


@cache
def _layout(geometry: Geometry, ternary: bool) -> _Layout:
    cut = geometry.table_cut(ternary)
    index = np.full((geometry.tables, geometry.cut), cut.inputs)
    coefficients = np.zeros((geometry.tables, geometry.entries, geometry.cut), np.int64)
    half, bit = [], []
    width, per_slot = geometry.mantissa_bits, geometry.slot_bits // 64
    for table, (start, size) in enumerate(cut.sets):
        index[table, :size] = np.arange(start, start + size)
        coefficients[table, :, :size] = _coefficients(geometry, ternary, size)
        segment, slot = divmod(table, geometry.segment_tables)
        first = (segment * SEGMENT_SLOTS + slot) * per_slot
        in_first = min(size, 64 // width)
        for i in range(size):
            half.append(first + (i >= in_first))
            bit.append(width * (i - in_first * (i >= in_first)))
    sets = np.array([start for start, _ in cut.sets])
    halves = sets[::geometry.segment_tables] if ternary else np.arange(0, SLICE, HALF)
    return _Layout(ternary, cut.inputs, sets, halves, index, coefficients,
                   np.array(half), np.array(bit), np.flatnonzero(np.diff(half, prepend=-1)))


def _coefficients(geometry: Geometry, ternary: bool, size: int) -> np.ndarray:
    """Return the factor of each input in each entry of a table, int [entries, size]."""
    entry = np.arange(geometry.entries)[:, None]
    if ternary:                         # 27 entries; no code addresses the others
        return np.where(entry < 3 ** TRITS, entry // 3 ** np.arange(size) % 3, 0)
    if geometry.symmetric:
        signs = 2 * ((entry >> np.arange(size - 1)) & 1) - 1
        return np.concatenate([signs, np.full_like(entry, -1)], axis=1)
    return (entry >> np.arange(size)) & 1


def _padded(x: np.ndarray, inputs: int) -> np.ndarray:
    """Return x [M, K] as float64 [M, J, inputs], zero-padded, after checking it."""
    if x.ndim != 2 or x.dtype.name not in INPUT_TYPES:
        raise FormatError(f"activations of type {x.dtype} and shape {list(x.shape)}; they must be "
                          f"{', '.join(INPUT_TYPES)} and [M, K]")
    m, k = x.shape
    slices = -(-k // inputs)
    if m < 1 or not 1 <= slices <= MAX_SLICES:
        raise FormatError(f"activations of shape {[m, k]}; M must be at least 1 and K 1 to "
                          f"{MAX_SLICES * inputs}")
    padded = np.zeros((m, slices * inputs))
    padded[:, :k] = x
    if x.dtype.kind != "i" and not np.isfinite(padded).all():
        row, column = np.argwhere(~np.isfinite(padded))[0]
        raise NonFiniteActivationsError(f"activation [{row}, {column}] is {x[row, column]}; the "
                                        "model or its input is damaged")
    return padded.reshape(m, slices, inputs)


def _upper(values: np.ndarray, layout: _Layout) -> np.ndarray:
    """Return values [M, J, I] without what lies below the upper bits of their table's largest.

    What is left are integers of 24 bits times one power of two for each table.
    """
    largest = np.maximum.reduceat(np.abs(values), layout.sets, axis=-1)
    unit = np.ldexp(1.0, np.frexp(largest)[1] - _UPPER_BITS)
    sizes = np.diff(layout.sets, append=layout.inputs)
    unit = np.repeat(unit, sizes, axis=-1)
    return np.asarray(np.trunc(values / unit) * unit)


def _peaks(values: np.ndarray, geometry: Geometry, layout: _Layout) -> np.ndarray:
    """Return the largest magnitude that an entry can have, float64 [M, J], of values [M, J, I].

    The values are integers, or those of `_upper`, so float64 adds them exactly in any order.
    """
    if geometry.symmetric:
        sums = np.add.reduceat(np.abs(values), layout.sets, axis=-1)
        return np.asarray(sums.max(axis=-1))
    high = np.add.reduceat(np.maximum(values, 0), layout.sets, axis=-1).max(axis=-1)
    low = np.add.reduceat(np.minimum(values, 0), layout.sets, axis=-1).min(axis=-1)
    return np.asarray(np.maximum(high, -low) * (2 if layout.ternary else 1))


def _exponents(peak: np.ndarray, geometry: Geometry) -> np.ndarray:
    """Return the smallest e with peak / 2**e <= entry_limit, int32 [M, J].

    A peak has at most 27 bits, so the quotient is no power of two unless it is one exactly.
    """
    fraction, exponent = np.frexp(peak / geometry.entry_limit)
    exponent = np.where(fraction == 0.5, exponent - 1, exponent)
    return np.where(peak == 0, _NO_EXPONENT, exponent).astype(np.int32)


def _aligned(ternary: bool, mantissa: np.ndarray | None, tables: np.ndarray | None,
             sums: np.ndarray, magnitude: np.ndarray, exponent: np.ndarray,
             exact: bool) -> Activations:
    """Choose E so that every scaled group sum fits the multiplier.

    |V| <= 256 * magnitude for every weight format, because the factor of an input in V, code -
    zero, lies between -zero and 256 - zero.
    """
    ratio = 256.0 * magnitude / _MULTIPLIER_LIMIT
    fraction, least = np.frexp(ratio)
    least = np.where(fraction == 0.5, least - 1, least)
    least = np.where(ratio <= 1.0, 0, least)
    row = np.maximum((exponent + least).max(axis=1), _NO_EXPONENT)
    shift = np.minimum(row[:, None] - exponent, MAX_SHIFT).astype(np.int32)
    total = _total(sums.sum(axis=-1), exponent)
    row = np.where(row == _NO_EXPONENT, 0, row)
    return Activations(ternary, mantissa, tables, sums.astype(np.int32), shift,
                       row.astype(np.int32), total, exact)


def _total(sums: np.ndarray, exponent: np.ndarray) -> np.ndarray:
    """Return the sum of each row, float32 [M]: slice by slice in order, each addition rounded.

    sums, exponent [M, J]: of the slices. A slice's sum has at most 22 bits.
    """
    total = np.zeros(len(sums), np.float32)
    with np.errstate(over="ignore", invalid="ignore"):
        for one in np.ldexp(sums.astype(np.float32), exponent).T:
            total = total + one
    return total


def _with_tables(padded: np.ndarray, exponent: np.ndarray, geometry: Geometry, layout: _Layout,
                 exact: bool) -> Activations:
    """Quantise to tables of rounded sums, instead of sums of rounded mantissas."""
    scaled = np.ldexp(padded, -exponent[:, :, None])
    tables = np.rint(tables_of(scaled, geometry, layout.ternary))
    exact_sums = _half_sums(scaled, layout)
    sums = np.rint(exact_sums)
    # Entries and the sums of half segments are rounded: each is at most half a unit off.
    magnitude = one_sided(np.abs(scaled).sum(axis=-1), exact_sums) + geometry.tables
    return _aligned(layout.ternary, None, tables.astype(np.int32), sums, magnitude, exponent, exact)


def _half_sums(values: np.ndarray, layout: _Layout) -> np.ndarray:
    """Return the sums of half segments [M, J, 8] of values [M, J, I].

    Native ternary weights have no groups: there the first half stands for the whole segment.
    """
    out = np.zeros((*values.shape[:-1], HALVES), values.dtype)
    out[..., ::HALVES // len(layout.halves)] = np.add.reduceat(values, layout.halves, axis=-1)
    return out


def _sum_places(geometry: Geometry) -> np.ndarray:
    """Return the place of each sum in the upper 56 bits of a part of a header, uint64."""
    return np.arange(0, 56, geometry.sum_bits, dtype=np.uint64)


def _header_words(activations: Activations, geometry: Geometry) -> np.ndarray:
    m, slices, head = activations.rows, activations.slices, geometry.header_words
    sums = activations.sums.astype(np.uint64) & np.uint64(mask(geometry.sum_bits))
    places = _sum_places(geometry) + np.uint64(8)
    parts = np.bitwise_or.reduce(sums.reshape(m, slices, 2 * head, -1) << places, axis=-1)
    parts[..., 0] |= activations.shift.astype(np.uint64)
    return np.asarray(parts, "<u8").view(np.uint8).reshape(m, slices, head, WORD_BYTES)


def _mantissa_words(mantissa: np.ndarray, geometry: Geometry, ternary: bool) -> np.ndarray:
    m, slices, _ = mantissa.shape
    layout = _layout(geometry, ternary)
    values = mantissa.astype(np.uint64)
    values &= np.uint64((1 << geometry.mantissa_bits) - 1)
    values <<= layout.bit.astype(np.uint64)
    halves = np.zeros((m, slices, SEGMENTS * SEGMENT_SLOTS * geometry.slot_bits // 64), "<u8")
    halves[..., layout.half[layout.starts]] = np.bitwise_or.reduceat(values, layout.starts, axis=-1)
    return halves.view(np.uint8).reshape(m, slices, -1, WORD_BYTES)


def _table_words(tables: np.ndarray, geometry: Geometry) -> np.ndarray:
    m, slices = tables.shape[:2]
    by_segment = tables.reshape(m, slices, SEGMENTS, -1, geometry.entries)
    words = np.zeros((m, slices, SEGMENTS, geometry.entries, SEGMENT_SLOTS), "<i2")
    words[..., :by_segment.shape[3]] = by_segment.swapaxes(-1, -2)
    return words.view(np.uint8).reshape(m, slices, -1, WORD_BYTES)
