"""How weights lie in memory: one linear stream, in the order the engine eats it.

    for tile in columns by TILE: for slice in K by 128: for block of columns:
        [scale word: 8 int16 mantissas, (scale, offset) per piece and column]
        for column in block: for plane, least significant first: one 16-byte word

Bit i of a plane word belongs to input slice * 128 + i. K is padded with zero codes and zero scales;
the engine sees zero activations there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lutcore.driver.spec.errors import FormatError
from lutcore.driver.spec.geometry import (
    MAX_COLUMNS,
    MAX_PLANES,
    MAX_SLICES,
    PRODUCT_SHIFT,
    SCALE_BITS,
    SLICE,
    TILE,
    WORD_BYTES,
)
from lutcore.driver.spec.isa import GroupCode, columns_per_scale_word, stream_words

GROUPS = (32, 64, 128, 256, 0)          # weights per group along K; 0 is the whole row
UNIT_SCALE = 1 << (SCALE_BITS - 2)      # mantissa that an unscaled stream stands for
_SCALE_LIMIT = (1 << (SCALE_BITS - 1)) - 1


@dataclass(frozen=True)
class WeightFormat:
    """w = s * q + o with unsigned codes q of `bits` bits, s and o per `group` of inputs."""

    bits: int                           # 1 to 8: bit planes in the stream
    group: int                          # one of GROUPS
    zero: int | None                    # o = -s * zero / 2**(8 - bits), 0 to 255; None: explicit

    def __post_init__(self) -> None:
        if not 1 <= self.bits <= MAX_PLANES:
            raise FormatError(f"weights of {self.bits} bits; the engine takes 1 to {MAX_PLANES}")
        if self.group not in GROUPS:
            raise FormatError(f"groups of {self.group}; the engine takes 32, 64, 128, 256 or "
                              "0 for the whole row")
        if self.zero is not None and not 0 <= self.zero <= 255:
            raise FormatError(f"implied offset {self.zero}; it must lie in 0 to 255")

    @property
    def name(self) -> str:
        """For example ``int4g128``, ``int2row``; ``a`` at the end: explicit offsets."""
        group = f"g{self.group}" if self.group else "row"
        return f"int{self.bits}{group}{'a' if self.zero is None else ''}"

    @property
    def group_code(self) -> GroupCode:
        """How a slice is scaled; groups of 256 repeat their scale in both slices."""
        return {0: GroupCode.UNSCALED, 32: GroupCode.G32, 64: GroupCode.G64}.get(
            self.group, GroupCode.G128)

    @property
    def explicit_in_stream(self) -> bool:
        """Whether offsets lie beside the scales. Whole-row offsets are applied by the host."""
        return self.zero is None and self.group != 0

    def groups(self, k: int) -> int:
        """Groups along K."""
        return -(-k // self.group) if self.group else 1


@dataclass(frozen=True)
class PackedMatrix:
    """One weight matrix, ready to be uploaded.

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
        check_shape(self.n, self.k)
        words = self.words
        if self.stream.dtype != np.uint8 or self.stream.shape != (words * WORD_BYTES,):
            raise FormatError(f"stream of {self.stream.size} bytes for a {self.n} x {self.k} "
                              f"{self.format.name} matrix; it must have {words * WORD_BYTES}")
        wants_offset = self.format.zero is None and self.format.group == 0
        if (self.column_offset is not None) != wants_offset:
            raise FormatError(f"{self.format.name}: column offsets belong to whole-row explicit "
                              "formats, and only to those")
        for name in ("column_scale", "column_offset"):
            value = getattr(self, name)
            if value is not None and (value.shape != (self.n,) or value.dtype != np.float32):
                raise FormatError(f"{name} must be float32 [{self.n}], not {value.dtype} "
                                  f"{list(value.shape)}")

    @property
    def slices(self) -> int:
        """Slices of 128 inputs."""
        return -(-self.k // SLICE)

    @property
    def words(self) -> int:
        """Words of the stream."""
        return stream_words(self.n, self.slices, self.format.bits, self.format.group_code,
                            self.format.explicit_in_stream)

    @property
    def bits_per_weight(self) -> float:
        """Bits in memory per weight, scales, offsets and padding included."""
        return self.words * 8 * WORD_BYTES / (self.n * self.k)


def check_shape(n: int, k: int) -> None:
    """Raise FormatError unless 1 <= n, k within the contract's limits."""
    if not (1 <= n <= MAX_COLUMNS and 1 <= k <= MAX_SLICES * SLICE):
        raise FormatError(f"matrix of {n} x {k}; N must be 1 to {MAX_COLUMNS}, "
                          f"K 1 to {MAX_SLICES * SLICE}")


def pack_matrix(codes: np.ndarray, scale: np.ndarray, offset: np.ndarray | None,
                fmt: WeightFormat) -> PackedMatrix:
    """Pack codes uint8 [N, K] with scale and offset float [N, G], G = fmt.groups(K).

    `offset` is None where fmt implies it. Scales become 16-bit mantissas with one power-of-two
    exponent per column, so they are exact to 2**-16 of the column's largest; whole-row scales stay
    float32. Raises FormatError on shapes, codes or values that do not fit.
    """
    n, k = codes.shape
    check_shape(n, k)
    _check_values(codes, scale, offset, fmt)
    column_offset = None
    if fmt.group == 0:
        planes = _planes(codes, fmt)
        words = [_tile_words(planes[at:at + TILE], None) for at in range(0, n, TILE)]
        unit = 2.0 ** (fmt.bits - 8 + PRODUCT_SHIFT) / UNIT_SCALE
        column_scale = scale[:, 0].astype(np.float64) * unit
        column_offset = None if offset is None else offset[:, 0].astype(np.float32)
    else:
        values, exponent = _mantissas(scale, offset, fmt, k)
        planes = _planes(codes, fmt)
        words = [_tile_words(planes[at:at + TILE], values[at:at + TILE])
                 for at in range(0, n, TILE)]
        column_scale = np.ldexp(1.0, exponent + PRODUCT_SHIFT)
    return PackedMatrix(fmt, n, k, np.concatenate(words), column_scale.astype(np.float32),
                        column_offset)


def unpack_stream(stream: np.ndarray, n: int, slices: int, bits: int, group: GroupCode,
                  explicit: bool) -> tuple[np.ndarray, np.ndarray]:
    """A stream uint8 [words * 16] as the engine sees it.

    Returns codes uint8 [n, slices * 128] and mantissas int16 [n, slices, pieces, 1 or 2].
    """
    block = columns_per_scale_word(group, explicit)
    per_piece = 2 if explicit else 1
    words = stream.reshape(-1, WORD_BYTES)
    codes = np.empty((n, slices * SLICE), np.uint8)
    values = np.full((n, slices, group.pieces, per_piece), UNIT_SCALE, np.int16)
    for at in range(0, n, TILE):
        columns = min(TILE, n - at)
        size = stream_words(columns, slices, bits, group, explicit)
        tile, words = words[:size].reshape(slices, -1, WORD_BYTES), words[size:]
        if block:
            blocks = -(-columns // block)
            starts = np.arange(blocks) * (1 + block * bits)
            scales = np.ascontiguousarray(tile[:, starts]).view("<i2")
            scales = scales.reshape(slices, blocks * block, group.pieces, per_piece)
            values[at:at + columns] = scales[:, :columns].swapaxes(0, 1)
            tile = np.delete(tile, starts, axis=1)
        plane = np.unpackbits(tile.reshape(slices, columns, bits, WORD_BYTES), axis=-1,
                              bitorder="little")
        tile_codes = sum(plane[:, :, p] << np.uint8(p) for p in range(bits))
        codes[at:at + columns] = tile_codes.swapaxes(0, 1).reshape(columns, -1)
    return codes, values


def unpack_matrix(packed: PackedMatrix) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
    """Codes uint8 [N, K], scale and offset float64 [N, G] exactly as the engine applies them."""
    fmt = packed.format
    codes, values = unpack_stream(packed.stream, packed.n, packed.slices, fmt.bits,
                                  fmt.group_code, fmt.explicit_in_stream)
    codes = codes[:, :packed.k]
    unit = packed.column_scale.astype(np.float64)[:, None] * 2.0 ** -PRODUCT_SHIFT
    if fmt.group == 0:
        scale = unit * UNIT_SCALE * 2.0 ** (8 - fmt.bits)
        offset = packed.column_offset
        return codes, scale, None if offset is None else offset.astype(np.float64)[:, None]
    values = values.reshape(packed.n, -1, values.shape[-1]).astype(np.float64)
    values = values[:, ::max(1, fmt.group // SLICE)][:, :fmt.groups(packed.k)]
    scale = values[:, :, 0] * unit * 2.0 ** (8 - fmt.bits)
    return codes, scale, values[:, :, 1] * unit * 256.0 if fmt.zero is None else None


def dequantise(packed: PackedMatrix) -> np.ndarray:
    """The weights that the packed matrix stands for, float64 [N, K]."""
    codes, scale, offset = unpack_matrix(packed)
    fmt = packed.format
    if offset is None:
        offset = -scale * (fmt.zero / 2.0 ** (8 - fmt.bits))
    group = fmt.group or packed.k
    index = np.arange(packed.k) // group
    return scale[:, index] * codes + offset[:, index]


def _check_values(codes: np.ndarray, scale: np.ndarray, offset: np.ndarray | None,
                  fmt: WeightFormat) -> None:
    n, k = codes.shape
    if codes.dtype != np.uint8 or int(codes.max()) >> fmt.bits:
        raise FormatError(f"codes must be uint8 below {1 << fmt.bits}; got {codes.dtype} up to "
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


def _planes(codes: np.ndarray, fmt: WeightFormat) -> np.ndarray:
    """Plane words uint8 [N, slices, bits, 16] of codes [N, K]."""
    n, k = codes.shape
    slices = -(-k // SLICE)
    out = np.zeros((n, slices, fmt.bits, WORD_BYTES), np.uint8)
    for plane in range(fmt.bits):
        bits = np.packbits(codes >> np.uint8(plane) & np.uint8(1), axis=1, bitorder="little")
        padded = np.zeros((n, slices * WORD_BYTES), np.uint8)
        padded[:, :bits.shape[1]] = bits
        out[:, :, plane] = padded.reshape(n, slices, WORD_BYTES)
    return out


def _mantissas(scale: np.ndarray, offset: np.ndarray | None, fmt: WeightFormat,
               k: int) -> tuple[np.ndarray, np.ndarray]:
    """Mantissas int16 [N, slices, pieces, 1 or 2] and the columns' exponents int [N].

    scale = mantissa * 2**(exponent + 8 - bits), offset = mantissa * 2**(exponent + 8): left-aligned
    planes weigh 2**(8 - bits) more than codes, and the engine shifts sums left by 8.
    """
    units = [np.abs(scale).max(axis=1) * 2.0 ** (fmt.bits - 8)]
    parts = [scale.astype(np.float64) * 2.0 ** (fmt.bits - 8)]
    if offset is not None:
        units.append(np.abs(offset).max(axis=1) * 2.0 ** -8)
        parts.append(offset.astype(np.float64) * 2.0 ** -8)
    fraction, exponent = np.frexp(np.max(units, axis=0) / _SCALE_LIMIT)
    exponent = np.where(fraction == 0.5, exponent - 1, exponent)
    exponent = np.where(fraction == 0.0, 0, exponent)
    pieces = np.stack([np.rint(np.ldexp(p, -exponent[:, None])) for p in parts], axis=-1)
    return _spread(pieces.astype(np.int16), fmt, k), exponent


def _spread(values: np.ndarray, fmt: WeightFormat, k: int) -> np.ndarray:
    """Group values [N, G, v] laid out by slice and piece [N, slices, pieces, v], zero-padded."""
    if fmt.group > SLICE:
        values = np.repeat(values, fmt.group // SLICE, axis=1)
    pieces, slices = fmt.group_code.pieces, -(-k // SLICE)
    out = np.zeros((values.shape[0], slices * pieces, values.shape[2]), np.int16)
    count = min(out.shape[1], values.shape[1])
    out[:, :count] = values[:, :count]
    return out.reshape(values.shape[0], slices, pieces, -1)


def _tile_words(planes: np.ndarray, values: np.ndarray | None) -> np.ndarray:
    """Stream bytes of a tile: planes [n, slices, bits, 16], mantissas [n, slices, p, v]."""
    n, slices, bits, _ = planes.shape
    by_slice = planes.swapaxes(0, 1)
    if values is None:
        return by_slice.reshape(-1)
    block = 8 // (values.shape[2] * values.shape[3])
    blocks = -(-n // block)
    scales = np.zeros((slices, blocks * block, values.shape[2] * values.shape[3]), "<i2")
    scales[:, :n] = values.swapaxes(0, 1).reshape(slices, n, -1)
    out = np.zeros((slices, blocks, 1 + block * bits, WORD_BYTES), np.uint8)
    out[:, :, 0] = scales.reshape(slices, blocks, 8).view(np.uint8)
    padded = np.zeros((slices, blocks * block, bits, WORD_BYTES), np.uint8)
    padded[:, :n] = by_slice
    out[:, :, 1:] = padded.reshape(slices, blocks, block * bits, WORD_BYTES)
    return out.reshape(slices, -1, WORD_BYTES)[:, :blocks + n * bits].reshape(-1)
