"""The compiled loops, through numba: only `products` imports this, and only when it multiplies."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numba
import numpy as np

from lutcore.driver.cache import cache_folder
from lutcore.driver.contract.geometry import PRODUCT_SHIFT, TRIT_CODES, TRITS, WORD_BYTES
from lutcore.driver.contract.packing import UNIT_SCALE
from lutcore.driver.emulator.fast.vectors import (
    LANES,
    add,
    dot,
    left,
    load,
    mask,
    multiply,
    right,
    splat,
    store,
)

# A scale of 16 bits times a sum V of 18 does not fit 32 bits: with V = 2**SPLIT * high + low, both
# products do, and those of all pieces of a slice are added up before the one rounding.
SPLIT      = 9
LOW        = (1 << SPLIT) - 1
ROUNDING   = 1 << (PRODUCT_SHIFT - 1)
UNIT_SHIFT = UNIT_SCALE.bit_length() - 1 - PRODUCT_SHIFT    # what an unscaled stream comes to


def _compiled(function: Callable) -> Callable:
    """function in machine code, made at the first call and kept in the cache folder."""
    config: Any = numba.config
    before = config.CACHE_DIR           # read when a function is decorated
    try:
        config.CACHE_DIR = before or str(cache_folder("kernels"))
        return numba.njit(function, nogil=True, cache=True)
    except (OSError, RuntimeError):     # nowhere to write: compiled anew in every process
        return numba.njit(function, nogil=True)
    finally:
        config.CACHE_DIR = before


@cache
def multiply_columns(bits: int) -> Callable:
    """The loop for codes of so many bits."""
    fields = 16 // bits                 # pairs of codes in a word

    @_compiled
    def columns(words, values, align, pairs, constants, offsets, shifts, first, last, acc):
        """Blocks first to last of acc int32 [M, B * 16]; see `products.products`."""
        blocks, slices, pieces, size = words.shape[:4]
        kinds = values.shape[3]
        for block in range(first, last):
            for row in range(len(shifts)):
                total = splat(0)
                for j in range(slices):
                    shift = shifts[row, j]
                    high, low = splat(0), splat(ROUNDING)
                    for p in range(pieces):
                        piece = (block * slices + j) * pieces + p
                        x = fields * size * ((row * slices + j) * pieces + p)
                        q = dot(words, LANES * size * piece, pairs, x, size, bits)
                        v = right(add(left(q, align), splat(constants[row, j, p])), shift)
                        if kinds == 0:
                            total = add(total, left(v, UNIT_SHIFT))
                            continue
                        scale = load(values, LANES * kinds * piece)
                        high = add(high, multiply(scale, right(v, SPLIT)))
                        low = add(low, multiply(scale, mask(v, LOW)))
                        if kinds == 2:
                            offset = load(values, LANES * (kinds * piece + 1))
                            u = offsets[row, j, p]
                            high = add(high, multiply(offset, splat(u >> SPLIT)))
                            low = add(low, multiply(offset, splat(u & LOW)))
                    total = add(total, right(add(high, right(low, SPLIT)), PRODUCT_SHIFT - SPLIT))
                store(acc, LANES * (row * blocks + block), total)
    return columns


@_compiled
def repack_planes(source, bits, spread, words):
    """Words [B, J, W, 16] with codes of `bits` bits, of plane words [N, J, planes, 16].

    spread: what one chunk of a plane, 8 inputs or the 4 of a word, becomes in a word.
    """
    columns, slices, planes = source.shape[:3]
    chunk = min(8, 32 // bits)
    for n in range(columns):
        for j in range(slices):
            for w in range(words.shape[2]):
                word = np.uint32(0)
                for part in range(32 // bits // chunk):
                    at = 32 // bits * w + chunk * part
                    for plane in range(planes):
                        inputs = source[n, j, plane, at >> 3] >> (at & 7) & (1 << chunk) - 1
                        word |= spread[inputs] << np.uint32(plane + 4 * bits * part)
                words[n // LANES, j, w, n % LANES] = word


@_compiled
def repack_trits(source, words):
    """Words [B, J, 5, 16] with codes of 2 bits, of native ternary words [N, J, 1, 16]."""
    columns, slices = source.shape[:2]
    for n in range(columns):
        for j in range(slices):
            for t in range(TRIT_CODES):
                at = 5 * t >> 3
                pair = np.uint32(source[n, j, 0, at])
                if at + 1 < WORD_BYTES:
                    pair |= np.uint32(source[n, j, 0, at + 1]) << np.uint32(8)
                code = pair >> np.uint32(5 * t & 7) & np.uint32(31)
                for i in range(TRITS * t, TRITS * t + TRITS):
                    place = np.uint32(16 * (i & 1) + (i & 15 & ~1))
                    words[n // LANES, j, i >> 4, n % LANES] |= code % np.uint32(3) << place
                    code //= np.uint32(3)
