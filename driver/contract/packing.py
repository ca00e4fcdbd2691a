"""Weight matrices as they lie in a packed file: one linear stream, and scales per column.

The stream is in the order in which an engine of one lane consumes it; see `stream_layout`. K is
padded with zero codes and zero scales; the engine sees zero activations there. A packed file serves
every geometry; `streams.arrange` turns its streams into what a given engine reads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lutcore.driver.contract.errors import FormatError
from lutcore.driver.contract.geometry import (
    MAX_COLUMNS,
    MAX_PLANES,
    MAX_SLICES,
    PRODUCT_SHIFT,
    SCALE_BITS,
    SLICE,
    TILE,
    TRIT_SLICE,
    WORD_BYTES,
)
from lutcore.driver.contract.stream_layout import GroupCode, StreamLayout

GROUPS = (16, 32, 64, 128, 256, 0)      # weights per group along K; 0 is the whole row
UNIT_SCALE = 1 << (SCALE_BITS - 2)      # mantissa that an unscaled stream stands for
BLOCK_WEIGHTS = 1 << 18                 # weights that are packed at once: bounds the temporaries
_SCALE_LIMIT = (1 << (SCALE_BITS - 1)) - 1


@dataclass(frozen=True)
class WeightFormat:
    """w = s * q + o with unsigned codes q of `bits` bits, s and o per `group` of inputs.

    Every packed matrix has one; the host application makes them from --weights and --group.
    """

    bits: int                           # 1 to 8: bit planes in the stream
    group: int                          # one of GROUPS
    zero: int | None                    # 0 to 255: o = -s * zero / 2**(8 - bits); None: explicit
    ternary: bool = False               # native: codes 0, 1, 2; see TERNARY

    def __post_init__(self) -> None:
        if self.ternary and (self.bits, self.group, self.zero) != (1, 0, 128):
            raise FormatError("native ternary weights have one word per column, whole-row scales "
                              "and zero 128; use packing.TERNARY")
        if not 1 <= self.bits <= MAX_PLANES:
            raise FormatError(f"weights of {self.bits} bits; the engine takes 1 to {MAX_PLANES}")
        if self.group not in GROUPS:
            raise FormatError(f"groups of {self.group}; the engine takes 16, 32, 64, 128, "
                              "256 or 0 for the whole row")
        if self.zero is not None and not 0 <= self.zero <= 255:
            raise FormatError(f"implied offset {self.zero}; it must lie in 0 to 255")

    @property
    def name(self) -> str:
        """Short name: ``int4g128``, ``int2row``; ``a`` at the end means explicit offsets."""
        if self.ternary:
            return "ternary"
        group = f"g{self.group}" if self.group else "row"
        return f"int{self.bits}{group}{'a' if self.zero is None else ''}"

    @property
    def layout(self) -> StreamLayout:
        """Layout of the stream.

        Groups of 256 repeat their scale in both slices. Explicit offsets lie beside the scales,
        except those of whole-row groups: the host applies them.
        """
        group = {0: GroupCode.UNSCALED, 16: GroupCode.G16, 32: GroupCode.G32,
                 64: GroupCode.G64}.get(self.group, GroupCode.G128)
        return StreamLayout(self.bits, group, self.zero is None and self.group != 0, self.ternary)

    @property
    def levels(self) -> int:
        """Number of codes, which are 0 to levels - 1."""
        return 3 if self.ternary else 1 << self.bits

    @property
    def slice(self) -> int:
        """Inputs per stream word."""
        return TRIT_SLICE if self.ternary else SLICE

    def slices(self, k: int) -> int:
        """Return the slices of a matrix of k inputs."""
        return -(-k // self.slice)

    def groups(self, k: int) -> int:
        """Return the groups along K of a matrix of k inputs."""
        return -(-k // self.group) if self.group else 1


TERNARY = WeightFormat(bits=1, group=0, zero=128, ternary=True)   # w = s * (q - 1)


@dataclass(frozen=True)
class PackedMatrix:
    """One weight matrix: `pack_matrix` makes it, packed files hold it, `Device.load` takes it.

    The engine's int32 result acc gives Y[m, n] = acc[n, m] * 2**E[m] * column_scale[n], plus
    column_offset[n] * (sum of the row's activations) where there is a column_offset.
    """

    format: WeightFormat
    n: int                              # columns: outputs
    k: int                              # inputs
    stream: np.ndarray                  # uint8 [words * 16]
    column_scale: np.ndarray            # float32 [n]
    column_offset: np.ndarray | None = None     # float32 [n]: whole-row explicit offsets only

    def __post_init__(self) -> None:
        check_shape(self.n, self.k, self.format)
        words = self.words
        if self.stream.dtype != np.uint8 or self.stream.shape != (words * WORD_BYTES,):
            raise FormatError(f"stream of {self.stream.size} bytes for a {self.n} x {self.k} "
                              f"{self.format.name} matrix; it must have {words * WORD_BYTES}")
        needs_offset = self.format.zero is None and self.format.group == 0
        if (self.column_offset is not None) != needs_offset:
            raise FormatError(f"{self.format.name}: column offsets belong to whole-row explicit "
                              "formats, and only to those")
        for name in ("column_scale", "column_offset"):
            value = getattr(self, name)
            if value is not None and (value.shape != (self.n,) or value.dtype != np.float32):
                raise FormatError(f"{name} must be float32 [{self.n}], not {value.dtype} "
                                  f"{list(value.shape)}")

    @property
    def slices(self) -> int:
        """Number of slices of 128 (or 75) inputs."""
        return self.format.slices(self.k)

    @property
    def words(self) -> int:
        """Number of words of the stream."""
        return self.format.layout.words(self.n, self.slices)

    @property
    def bits_per_weight(self) -> float:
        """Bits of memory per weight, with scales, offsets and padding."""
        return self.words * 8 * WORD_BYTES / (self.n * self.k)

    def split(self) -> tuple[np.ndarray, np.ndarray | None]:
        """Return words uint8 [N, slices, planes, 16], mantissas int16 [N, slices, pieces, v]."""
        return self.format.layout.split(self.stream, self.n, self.slices)

    def part(self, first: int, last: int, slices: slice) -> tuple[np.ndarray, np.ndarray | None]:
        """Return columns `first` to `last` - 1 of some slices, as `split` returns all of them."""
        layout, parts = self.format.layout, []
        while first < last:
            top   = first - first % TILE
            width = min(TILE, self.n - top)
            at    = WORD_BYTES * layout.words(top, self.slices)
            size  = WORD_BYTES * layout.words(width, self.slices)
            tile  = self.stream[at:at + size].reshape(self.slices, -1, WORD_BYTES)
            start, end = first - top, min(last - top, width)
            block = layout.block or 1
            low, high = start - start % block, min(-(-end // block) * block, width)
            whole = tile[slices, layout.words(low, 1):layout.words(high, 1)]
            words, values = layout.split(whole.reshape(-1), high - low, len(whole))
            columns = slice(start - low, end - low)
            parts.append((words[columns], None if values is None else values[columns]))
            first = top + end
        if len(parts) == 1:
            return parts[0]
        mantissas = [values for _, values in parts if values is not None]
        return (np.concatenate([words for words, _ in parts]),
                np.concatenate(mantissas) if mantissas else None)


def check_shape(n: int, k: int, fmt: WeightFormat) -> None:
    """Raise FormatError unless n and k lie within the contract's limits."""
    if not (1 <= n <= MAX_COLUMNS and 1 <= k <= MAX_SLICES * fmt.slice):
        raise FormatError(f"matrix of {n} x {k}; N must be 1 to {MAX_COLUMNS}, "
                          f"K 1 to {MAX_SLICES * fmt.slice}")


def pack_matrix(codes: np.ndarray, scale: np.ndarray, offset: np.ndarray | None,
                fmt: WeightFormat) -> PackedMatrix:
    """Pack codes uint8 [N, K] with scale and offset float [N, G], G = fmt.groups(K).

    Scales become 16-bit mantissas with one unit per column. They are exact where the unit can be a
    power of two, as for float16 scales of similar size, and elsewhere rounded to 2**-16 of the
    column's largest. Whole-row scales stay float32.

    offset: None where fmt implies it.

    Raises FormatError (shapes, codes or values that do not fit).
    """
    n, k = codes.shape
    check_shape(n, k, fmt)
    _check_values(codes, scale, offset, fmt)
    return pack_parts(n, k, fmt, lambda rows: (
        codes[rows], scale[rows], None if offset is None else offset[rows]))


def pack_parts(n: int, k: int, fmt: WeightFormat, part: Callable[
        [slice], tuple[np.ndarray, np.ndarray, np.ndarray | None]]) -> PackedMatrix:
    """Pack a few columns at a time, straight into the stream.

    Needs less than 8 MB beside the stream and what `part` needs.

    part: returns codes, scale and offset of some columns, as `pack_matrix` takes them

    Raises FormatError (values that do not fit).
    """
    check_shape(n, k, fmt)
    layout, slices = fmt.layout, fmt.slices(k)
    stream = np.empty((layout.words(n, slices), WORD_BYTES), np.uint8)
    column_scale = np.empty(n, np.float32)
    whole_offset = fmt.zero is None and fmt.group == 0
    column_offset = np.empty(n, np.float32) if whole_offset else None
    step = max(1, BLOCK_WEIGHTS // k // 8) * 8          # 8 columns or fewer share a scale word
    for top in range(0, n, TILE):
        end = min(top + TILE, n)
        tile = stream[layout.words(top, slices):layout.words(end, slices)]
        tile = tile.reshape(slices, -1, WORD_BYTES)
        for first in range(top, end, step):
            rows = slice(first, min(first + step, end))
            codes, scale, offset = part(rows)
            _check_values(codes, scale, offset, fmt)
            values = None
            if fmt.group == 0:
                row_unit = 2.0 ** (fmt.bits - 8 + PRODUCT_SHIFT) / UNIT_SCALE
                column_scale[rows] = scale[:, 0].astype(np.float64) * row_unit
                if column_offset is not None and offset is not None:
                    column_offset[rows] = offset[:, 0]
            else:
                values, unit = _mantissas(scale, offset, fmt, k)
                column_scale[rows] = np.ldexp(unit, PRODUCT_SHIFT)
            words = layout.join(layout.encode(codes), values)
            tile[:, layout.words(first - top, 1):layout.words(rows.stop - top, 1)] \
                = words.reshape(slices, -1, WORD_BYTES)
    return PackedMatrix(fmt, n, k, stream.reshape(-1), column_scale, column_offset)


def unpack_matrix(packed: PackedMatrix, first: int = 0, last: int | None = None
                  ) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
    """Return codes uint8 [N, K], scale and offset float64 [N, G], exactly as the engine does.

    first, last: columns `first` to `last` - 1; all without them
    """
    fmt, last = packed.format, packed.n if last is None else last
    columns = slice(first, last)
    words, values = packed.part(first, last, slice(None))
    codes = fmt.layout.decode(words).reshape(last - first, -1)[:, :packed.k]
    unit = packed.column_scale[columns].astype(np.float64)[:, None] * 2.0 ** -PRODUCT_SHIFT
    if values is None:
        scale = unit * UNIT_SCALE * 2.0 ** (8 - fmt.bits)
        if packed.column_offset is None:
            return codes, scale, None
        return codes, scale, packed.column_offset[columns].astype(np.float64)[:, None]
    values = values.reshape(last - first, -1, values.shape[-1]).astype(np.float64)
    values = values[:, ::max(1, fmt.group // SLICE)][:, :fmt.groups(packed.k)]
    scale = values[:, :, 0] * unit * 2.0 ** (8 - fmt.bits)
    return codes, scale, values[:, :, 1] * unit * 256.0 if fmt.zero is None else None


def dequantise(packed: PackedMatrix, first: int = 0, last: int | None = None) -> np.ndarray:
    """Return the weights that the packed matrix stands for, float64 [N, K]; see `unpack_matrix`."""
    codes, scale, offset = unpack_matrix(packed, first, last)
    fmt = packed.format
    if fmt.zero is not None:
        offset = -scale * (fmt.zero / 2.0 ** (8 - fmt.bits))
    assert offset is not None           # without an implied offset there is an explicit one
    group = fmt.group or packed.k
    index = np.arange(packed.k) // group
    return np.asarray(scale[:, index] * codes + offset[:, index])


def _check_values(codes: np.ndarray, scale: np.ndarray, offset: np.ndarray | None,
                  fmt: WeightFormat) -> None:
    n, k = codes.shape
    if codes.dtype != np.uint8 or int(codes.max()) >= fmt.levels:
        raise FormatError(f"codes must be uint8 below {fmt.levels}; got {codes.dtype} up to "
                          f"{codes.max()}")
    if (offset is None) != (fmt.zero is not None):
        raise FormatError(f"{fmt.name}: offsets must be given exactly where they are explicit")
    for name, value in (("scale", scale), ("offset", offset)):
        if value is None:
            continue
        if value.shape != (n, fmt.groups(k)):
            raise FormatError(f"{name} of shape {list(value.shape)}; {fmt.name} with N={n}, K={k} "
                              f"needs {[n, fmt.groups(k)]}")
        if not np.isfinite(value).all():
            raise FormatError(f"{name} holds NaN or infinity; the checkpoint is damaged")


def _mantissas(scale: np.ndarray, offset: np.ndarray | None, fmt: WeightFormat,
               k: int) -> tuple[np.ndarray, np.ndarray]:
    """Return mantissas int16 [N, slices, pieces, 1 or 2] and the columns' units float64 [N].

    scale = mantissa * unit * 2**(8 - bits), offset = mantissa * unit * 2**8: left-aligned planes
    weigh 2**(8 - bits) more than codes, and the engine shifts sums left by 8. The unit is a power
    of two where that makes every mantissa of the column exact, otherwise the smallest that fits.
    """
    parts = [scale.astype(np.float64) * 2.0 ** (fmt.bits - 8)]
    if offset is not None:
        parts.append(offset.astype(np.float64) * 2.0 ** -8)
    values = np.stack(parts, axis=-1)                                  # [N, G, 1 or 2]
    least  = np.abs(values).max(axis=(1, 2)) / _SCALE_LIMIT
    fraction, exponent = np.frexp(least)
    power  = np.ldexp(1.0, np.where(fraction == 0.5, exponent - 1, exponent))
    pieces = values / power[:, None, None]
    exact  = (pieces == np.rint(pieces)).all(axis=(1, 2))
    tight  = least.astype(np.float32)                                  # stored as float32
    tight  = np.where(tight < least, np.nextafter(tight, np.float32(np.inf)), tight)
    unit   = np.where(least == 0, 1.0, np.where(exact, power, tight))
    return _spread(np.rint(values / unit[:, None, None]).astype(np.int16), fmt, k), unit


def _spread(values: np.ndarray, fmt: WeightFormat, k: int) -> np.ndarray:
    """Return group values [N, G, v] by slice and piece [N, slices, pieces, v], zero-padded."""
    if fmt.group > SLICE:
        values = np.repeat(values, fmt.group // SLICE, axis=1)
    pieces, slices = fmt.layout.group.pieces, -(-k // SLICE)
    out = np.zeros((values.shape[0], slices * pieces, values.shape[2]), np.int16)
    count = min(out.shape[1], values.shape[1])
    out[:, :count] = values[:, :count]
    return out.reshape(values.shape[0], slices, pieces, -1)
