"""Activations as the engine takes them: block floating point, or tables made from them.

Per row and slice of 128 inputs (75 for native ternary weights), a mantissa a and a power-of-two
exponent e, as fine as the table entries allow: no sum that a table may hold overflows T bits. One
exponent E per row aligns the slices: the engine shifts the sums of a slice right by E - e.

A buffer is [slice][row][`Geometry.row_words` words]; per row a header word, then four segments of
eight slots, one per table:

    header    bits 7:0 shift, bits 32+24*i .. 24 bits: sum of the inputs of segment i
    mantissas slot t: the inputs of table t, `mantissa_bits` each
    tables    entry c of all slots in word c, 16 bits each

A segment holds `Geometry.segment_tables` tables; native ternary words use the first 25.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from lutcore.driver.contract.errors import FormatError, NonFiniteActivationsError
from lutcore.driver.contract.geometry import (
    MAX_SHIFT,
    MAX_SLICES,
    MULTIPLIER_BITS,
    SEGMENT_SLOTS,
    SEGMENTS,
    TRITS,
    WORD_BYTES,
    Geometry,
)

# numpy's names; those that numpy does not have come from ml_dtypes, which the contract needs not.
INPUT_TYPES = ("float32", "float16", "bfloat16", "float8_e4m3fn", "float8_e5m2", "int16", "int8")
_MULTIPLIER_LIMIT = (1 << (MULTIPLIER_BITS - 1)) - 1
_NO_EXPONENT = -(1 << 14)               # of a slice of zeros: below every real exponent


@dataclass(frozen=True)
class Activations:
    """Quantised rows, J slices of I inputs. `tables` replaces `mantissa` in host table mode."""

    ternary: bool                       # cut for native ternary words
    mantissa: np.ndarray | None         # int32 [M, J, I]
    tables: np.ndarray | None           # int32 [M, J, tables, entries]
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


def quantise_activations(x: np.ndarray, geometry: Geometry, host_tables: bool = False,
                         ternary: bool = False) -> Activations:
    """Quantise x [M, K] of one of INPUT_TYPES.

    Integers pass bit for bit (`exact`) where T allows it; otherwise they are treated as floats.
    Raises FormatError on another type or shape, NonFiniteActivationsError on NaN or infinity.
    """
    layout = _layout(geometry, ternary)
    padded = _padded(x, layout.inputs)
    peak = _peaks(padded, geometry, layout)
    exact = x.dtype.kind == "i" and float(peak.max()) <= geometry.entry_limit
    exponent = np.zeros(peak.shape, np.int32) if exact else _exponents(peak, geometry)
    if host_tables:
        return _with_tables(padded, exponent, geometry, layout, exact)
    mantissa = np.rint(np.ldexp(padded, -exponent[:, :, None]))
    over = _peaks(mantissa, geometry, layout) > geometry.entry_limit
    if over.any():                      # rounding pushed an entry over the limit
        exponent = exponent + over
        mantissa = np.rint(np.ldexp(padded, -exponent[:, :, None]))
    sums = np.add.reduceat(mantissa, layout.segments, axis=-1)
    magnitude = one_sided(np.abs(mantissa).sum(axis=-1), sums)
    return _aligned(ternary, mantissa.astype(np.int32), None, sums, magnitude, exponent, exact)


def one_sided(magnitude: np.ndarray, sums: np.ndarray) -> np.ndarray:
    """Sum of the positive or of the negative inputs, whichever is larger.

    magnitude [...]: sum of |inputs|; sums [..., parts]: of the inputs.
    """
    return (magnitude + np.abs(sums.sum(axis=-1))) / 2


def tables_of(values: np.ndarray, geometry: Geometry, ternary: bool = False) -> np.ndarray:
    """Tables [..., tables, entries] of values [..., I]: what entries are, for any kind of table.

    Entry c of a table of n inputs is the sum of the inputs whose bit is set in c; in symmetric
    geometries, the sum of +-inputs, the last one negative; in native ternary, of 0 to 2 times each.
    """
    layout = _layout(geometry, ternary)
    padded = np.concatenate([values, np.zeros((*values.shape[:-1], 1), values.dtype)], axis=-1)
    return np.einsum("...ti,tei->...te", padded[..., layout.index], layout.coefficients)


def pack_activations(activations: Activations, geometry: Geometry) -> np.ndarray:
    """The buffer, uint8 [J * M * row_words * 16]."""
    host = activations.tables is not None
    m, slices = activations.rows, activations.slices
    out = np.zeros((slices, m, geometry.row_words(host), WORD_BYTES), np.uint8)
    out[:, :, 0, 0] = activations.shift.T
    sums = np.ascontiguousarray(activations.sums.swapaxes(0, 1), "<i4").view(np.uint8)
    out[:, :, 0, 4:] = sums.reshape(slices, m, SEGMENTS, 4)[..., :3].reshape(slices, m, 12)
    body = _table_words if host else _mantissa_words
    out[:, :, 1:] = body(activations, geometry).swapaxes(0, 1)
    return out.reshape(-1)


def unpack_activations(buffer: np.ndarray, rows: int, slices: int, geometry: Geometry,
                       host_tables: bool, ternary: bool = False,
                       ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A buffer as the engine sees it.

    Returns mantissas int32 [M, J, I] or tables int32 [M, J, tables, entries], sums int32
    [M, J, 4] and shifts int32 [M, J].
    """
    words = buffer.reshape(slices, rows, -1, WORD_BYTES).swapaxes(0, 1)
    header = np.zeros((rows, slices, SEGMENTS, 4), np.uint8)
    header[..., 1:] = words[:, :, 0, 4:].reshape(rows, slices, SEGMENTS, 3)
    sums = header.view("<i4")[..., 0] >> 8
    shift = words[:, :, 0, 0].astype(np.int32) & MAX_SHIFT
    body = np.ascontiguousarray(words[:, :, 1:])
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
    """Where the inputs of a slice go; everything that depends only on how it is cut."""

    ternary: bool
    inputs: int                         # I
    sets: np.ndarray                    # int [sets]: first input of every table
    segments: np.ndarray                # int [4]: first input of every segment
    index: np.ndarray                   # int [tables, cut]: inputs of every table; I where none is
    coefficients: np.ndarray            # int [tables, entries, cut]: what an entry adds up
    half: np.ndarray                    # int [I]: 64-bit half of the row's words that holds it
    bit: np.ndarray                     # int [I]: its lowest bit there
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
    return _Layout(ternary, cut.inputs, sets, sets[::geometry.segment_tables], index, coefficients,
                   np.array(half), np.array(bit), np.flatnonzero(np.diff(half, prepend=-1)))


def _coefficients(geometry: Geometry, ternary: bool, size: int) -> np.ndarray:
    """What each entry takes of each of a table's inputs, int [entries, size]."""
    entry = np.arange(geometry.entries)[:, None]
    if ternary:                         # 27 entries; no code addresses the others
        return np.where(entry < 3 ** TRITS, entry // 3 ** np.arange(size) % 3, 0)
    if geometry.symmetric:
        signs = 2 * (entry >> np.arange(size - 1) & 1) - 1
        return np.concatenate([signs, np.full_like(entry, -1)], axis=1)
    return entry >> np.arange(size) & 1


def _padded(x: np.ndarray, inputs: int) -> np.ndarray:
    """x [M, K] as float64 [M, J, inputs], zero-padded; checked."""
    if x.ndim != 2 or x.dtype.name not in INPUT_TYPES:
        raise FormatError(f"activations of type {x.dtype} and shape {list(x.shape)}; want "
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
        raise NonFiniteActivationsError(f"activation [{row}, {column}] is {x[row, column]}; the model "
                                        "or its input is damaged")
    return padded.reshape(m, slices, inputs)


def _peaks(values: np.ndarray, geometry: Geometry, layout: _Layout) -> np.ndarray:
    """Largest magnitude that an entry can have, float64 [M, J], from values [M, J, I]."""
    if geometry.symmetric:
        return np.add.reduceat(np.abs(values), layout.sets, axis=-1).max(axis=-1)
    high = np.add.reduceat(np.maximum(values, 0), layout.sets, axis=-1).max(axis=-1)
    low = np.add.reduceat(np.minimum(values, 0), layout.sets, axis=-1).min(axis=-1)
    return np.maximum(high, -low) * (2 if layout.ternary else 1)


def _exponents(peak: np.ndarray, geometry: Geometry) -> np.ndarray:
    """Smallest e with peak / 2**e <= entry_limit, int32 [M, J]."""
    fraction, exponent = np.frexp(peak / geometry.entry_limit)
    exponent = np.where(fraction == 0.5, exponent - 1, exponent)
    return np.where(peak == 0, _NO_EXPONENT, exponent).astype(np.int32)


def _aligned(ternary: bool, mantissa: np.ndarray | None, tables: np.ndarray | None,
             sums: np.ndarray, magnitude: np.ndarray, exponent: np.ndarray,
             exact: bool) -> Activations:
    """Choose E so that every scaled group sum fits the multiplier.

    |V| <= 256 * magnitude for every weight format: what V takes of an input, code - zero, lies
    between -zero and 256 - zero.
    """
    ratio = 256.0 * magnitude / _MULTIPLIER_LIMIT
    fraction, least = np.frexp(ratio)
    least = np.where(fraction == 0.5, least - 1, least)
    least = np.where(ratio <= 1.0, 0, least)
    row = np.maximum((exponent + least).max(axis=1), _NO_EXPONENT)
    shift = np.minimum(row[:, None] - exponent, MAX_SHIFT).astype(np.int32)
    total = np.ldexp(sums.sum(axis=-1).astype(np.float64), exponent).sum(axis=1)
    row = np.where(row == _NO_EXPONENT, 0, row)
    return Activations(ternary, mantissa, tables, sums.astype(np.int32), shift,
                       row.astype(np.int32), total, exact)


def _with_tables(padded: np.ndarray, exponent: np.ndarray, geometry: Geometry, layout: _Layout,
                 exact: bool) -> Activations:
    """Tables of rounded sums instead of sums of rounded mantissas."""
    scaled = np.ldexp(padded, -exponent[:, :, None])
    tables = np.rint(tables_of(scaled, geometry, layout.ternary))
    exact_sums = np.add.reduceat(scaled, layout.segments, axis=-1)
    sums = np.rint(exact_sums)
    # An entry is a rounded sum, at most half a unit off, and so is a segment's sum.
    magnitude = one_sided(np.abs(scaled).sum(axis=-1), exact_sums) + geometry.tables
    return _aligned(layout.ternary, None, tables.astype(np.int32), sums, magnitude, exponent, exact)


def _mantissa_words(activations: Activations, geometry: Geometry) -> np.ndarray:
    m, slices = activations.rows, activations.slices
    layout = _layout(geometry, activations.ternary)
    values = activations.mantissa.astype(np.uint64)
    values &= np.uint64((1 << geometry.mantissa_bits) - 1)
    values <<= layout.bit.astype(np.uint64)
    halves = np.zeros((m, slices, SEGMENTS * SEGMENT_SLOTS * geometry.slot_bits // 64), "<u8")
    halves[..., layout.half[layout.starts]] = np.bitwise_or.reduceat(values, layout.starts, axis=-1)
    return halves.view(np.uint8).reshape(m, slices, -1, WORD_BYTES)


def _table_words(activations: Activations, geometry: Geometry) -> np.ndarray:
    m, slices = activations.rows, activations.slices
    tables = activations.tables.reshape(m, slices, SEGMENTS, -1, geometry.entries)
    words = np.zeros((m, slices, SEGMENTS, geometry.entries, SEGMENT_SLOTS), "<i2")
    words[..., :tables.shape[3]] = tables.swapaxes(-1, -2)
    return words.view(np.uint8).reshape(m, slices, -1, WORD_BYTES)
