"""How the words of a weight stream follow each other: one linear stream of 16-byte words.

    for tile in columns by TILE: for slice in K by 128: for block of columns:
        [scale word: 8 int16 mantissas, (scale, offset) per piece and column]
        for column in block: for plane, least significant first: one 16-byte word
        [groups of 16 with offsets: a second scale word]

Groups of 16 go through an engine in two turns, first those in the first half of every segment of
32, then the others; their mantissas lie in that order. With offsets they need two scale words.

Bit i of a plane word belongs to input slice * 128 + i. A native ternary stream has slices of 75
inputs and one word per column: 25 codes t0 + 3 t1 + 9 t2 of five bits, for three inputs each.

`StreamLayout` takes streams apart and puts them together. `packing` makes streams with it,
`streams` cuts them for the lanes of an engine, and every `Lmma` descriptor names one.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

import numpy as np

from lutcore.driver.contract.geometry import (
    SLICE,
    TILE,
    TRIT_CODES,
    TRIT_SLICE,
    TRITS,
    WORD_BYTES,
)

_CODES = np.arange(32)[:, None]         # of five bits; each stands for three trits
_BITS_OF_CODE  = (_CODES >> np.arange(5) & 1).astype(np.uint8)
_TRITS_OF_CODE = (_CODES // 3 ** np.arange(TRITS) % 3).astype(np.uint8)


class GroupCode(enum.IntEnum):
    """The pieces that a slice of 128 inputs is cut into, each with a scale of its own."""

    UNSCALED = 0                        # one piece, scale 2**14, no scale words
    G32      = 1                        # four pieces
    G64      = 2                        # two pieces
    G128     = 3                        # one piece
    G16      = 4                        # eight pieces

    @property
    def pieces(self) -> int:
        """Pieces per slice."""
        return (1, 4, 2, 1, 8)[self]

    @property
    def turns(self) -> int:
        """Times that the words of a column go through the array, for four sums each."""
        return 2 if self is GroupCode.G16 else 1

    @property
    def order(self) -> tuple[int, ...]:
        """Pieces of a slice, in the order in which the engine takes them."""
        return tuple(piece for first in range(self.turns)
                     for piece in range(first, self.pieces, self.turns))


@dataclass(frozen=True)
class StreamLayout:
    """The order of a stream's words, for a matrix of any shape.

    `WeightFormat.layout` and `Lmma.layout` make it.
    """

    planes: int                         # words per column and slice
    group: GroupCode
    explicit: bool                      # an offset follows every scale
    ternary: bool                       # native ternary words instead of bit planes

    @property
    def block(self) -> int:
        """Columns that share one scale word; 0 if there are no scale words."""
        return columns_per_scale_word(self.group, self.explicit)

    @property
    def scale_words(self) -> int:
        """Scale words of a block."""
        return self.block * self.group.pieces * self.mantissas // 8

    @property
    def mantissas(self) -> int:
        """Mantissas per piece and column: a scale, and an offset if it is explicit."""
        return 2 if self.explicit else 1

    def words(self, columns: int, slices: int) -> int:
        """Return the number of words. TILE is a multiple of every block, so tiles do not matter."""
        scales = -(-columns // self.block) * self.scale_words if self.block else 0
        return slices * (columns * self.planes + scales)

    def split(self, stream: np.ndarray, n: int,
              slices: int) -> tuple[np.ndarray, np.ndarray | None]:
        """Take the stream uint8 [words * 16] of n columns apart.

        Returns words uint8 [n, slices, planes, 16] and mantissas int16 [n, slices, pieces, 1 or 2],
        or None where there are no scale words.
        """
        rest = stream.reshape(-1, WORD_BYTES)
        words = np.empty((n, slices, self.planes, WORD_BYTES), np.uint8)
        values = None
        if self.block:
            values = np.empty((n, slices, self.group.pieces, self.mantissas), np.int16)
        for first in range(0, n, TILE):
            columns = min(TILE, n - first)
            size = self.words(columns, slices)
            tile, rest = rest[:size].reshape(slices, -1, WORD_BYTES), rest[size:]
            if values is not None:
                blocks = -(-columns // self.block)
                starts = self._places_of_scales(blocks)
                scales = np.ascontiguousarray(tile[:, starts]).view("<i2")
                scales = scales.reshape(slices, blocks * self.block, *values.shape[2:])
                values[first:first + columns, :, self.group.order] \
                    = scales[:, :columns].swapaxes(0, 1)
                tile = np.delete(tile, starts, axis=1)
            tile = tile.reshape(slices, columns, self.planes, WORD_BYTES)
            words[first:first + columns] = tile.swapaxes(0, 1)
        return words, values

    def join(self, words: np.ndarray, values: np.ndarray | None) -> np.ndarray:
        """Put a stream together: the inverse of `split`."""
        return np.concatenate([
            self._join_tile(words[first:first + TILE],
                            None if values is None else values[first:first + TILE])
            for first in range(0, len(words), TILE)])

    def _join_tile(self, words: np.ndarray, values: np.ndarray | None) -> np.ndarray:
        """Return the stream of one tile, of words [n, slices, planes, 16]."""
        n, slices = words.shape[:2]
        by_slice = words.swapaxes(0, 1)
        if values is None:
            return by_slice.reshape(-1)
        blocks = -(-n // self.block)
        starts = self._places_of_scales(blocks)
        scales = np.zeros((slices, blocks * self.block, self.group.pieces * self.mantissas), "<i2")
        scales[:, :n] = values[:, :, self.group.order].swapaxes(0, 1).reshape(slices, n, -1)
        out = np.zeros((slices, len(starts) + n * self.planes, WORD_BYTES), np.uint8)
        out[:, starts] = scales.reshape(slices, len(starts), 8).view(np.uint8).reshape(
            slices, len(starts), WORD_BYTES)
        out[:, np.delete(np.arange(out.shape[1]), starts)] = by_slice.reshape(
            slices, n * self.planes, WORD_BYTES)
        return out.reshape(-1)

    def _places_of_scales(self, blocks: int) -> np.ndarray:
        """Return which words of a slice of `blocks` blocks are scale words."""
        planes = self.block * self.planes
        places = np.array([0, planes + 1][:self.scale_words])
        return np.asarray(np.arange(blocks)[:, None] * (planes + len(places)) + places).reshape(-1)

    def encode(self, codes: np.ndarray) -> np.ndarray:
        """Return words uint8 [n, slices, planes, 16] of codes uint8 [n, k], zero-padded."""
        return _trit_words(codes) if self.ternary else _plane_words(codes, self.planes)

    def decode(self, words: np.ndarray) -> np.ndarray:
        """Return codes uint8 [n, slices, inputs] of words [n, slices, planes, 16]."""
        if self.ternary:
            return _trit_codes(words)
        codes = np.zeros((*words.shape[:2], SLICE), np.uint8)
        for plane in range(self.planes):
            bits = np.unpackbits(words[:, :, plane], axis=-1, bitorder="little")
            codes |= bits << np.uint8(plane)
        return codes


def columns_per_scale_word(group: GroupCode, explicit: bool) -> int:
    """Return the number of columns that share one scale word; 0 if there are no scale words."""
    if group is GroupCode.UNSCALED:
        return 0
    return max(1, 8 // (group.pieces * (2 if explicit else 1)))


def _plane_words(codes: np.ndarray, planes: int) -> np.ndarray:
    n, k = codes.shape
    slices = -(-k // SLICE)
    words = np.zeros((n, slices, planes, WORD_BYTES), np.uint8)
    for plane in range(planes):
        bits = np.packbits((codes >> np.uint8(plane)) & np.uint8(1), axis=1, bitorder="little")
        padded = np.zeros((n, slices * WORD_BYTES), np.uint8)
        padded[:, :bits.shape[1]] = bits
        words[:, :, plane] = padded.reshape(n, slices, WORD_BYTES)
    return words


def _trit_words(codes: np.ndarray) -> np.ndarray:
    n, k = codes.shape
    slices = -(-k // TRIT_SLICE)
    trits = np.zeros((n, slices * TRIT_SLICE), np.uint8)
    trits[:, :k] = codes
    packed = trits.reshape(n, slices, TRIT_CODES, TRITS) @ 3 ** np.arange(TRITS, dtype=np.uint8)
    bits = np.zeros((n, slices, 8 * WORD_BYTES), np.uint8)
    bits[..., :5 * TRIT_CODES] = _BITS_OF_CODE[packed].reshape(n, slices, -1)
    return np.packbits(bits, axis=-1, bitorder="little")[:, :, None]


def _trit_codes(words: np.ndarray) -> np.ndarray:
    bits = np.unpackbits(words[:, :, 0], axis=-1, bitorder="little")[..., :5 * TRIT_CODES]
    packed = bits.reshape(*bits.shape[:-1], TRIT_CODES, 5) @ (1 << np.arange(5, dtype=np.uint8))
    return np.asarray(_TRITS_OF_CODE[packed].reshape(*words.shape[:2], TRIT_SLICE))
