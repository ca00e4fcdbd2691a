"""`contract.reference.products` in compiled code, on weights that stay packed.

The tables of the contract hold exact sums, so an exact integer product gives what the lookups
give, and the epilogue is the contract's, in integers. Sixteen columns are worked on at once, so
their codes lie side by side:

    words   uint32 [blocks, slices, pieces, words, 16]    2 * F inputs of a column, F = 16 / bits
            input i in bits 16 * (i % 2) + bits * (i // 2) and up; `bits` is 1, 2, 4 or 8
    values  int16 [blocks, slices, pieces, v, 16]         v: 0, 1 (scales) or 2 (and offsets)
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

import numpy as np

from lutcore.driver.contract.activations import one_sided
from lutcore.driver.contract.geometry import MAX_PLANES, MULTIPLIER_BITS, SEGMENTS
from lutcore.driver.contract.reference import round_shift, rounding, ties_down

LANES        = 16                       # columns per block
CACHE_LINE   = 64                       # bytes
MIN_PRODUCTS = 1 << 21                  # that are worth waking a thread for


@dataclass(frozen=True)
class FastStream:
    """A weight stream prepared for `products`."""

    words: np.ndarray                   # see the module
    values: np.ndarray
    columns: int
    bits: int                           # of a code in `words`
    planes: int                         # of the stream: what the contract shifts sums by
    zero: int
    ternary: bool

    @property
    def nbytes(self) -> int:
        """Memory held."""
        return self.words.nbytes + self.values.nbytes


@cache
def available() -> bool:
    """Whether numba is here. Takes half a second where it is."""
    try:
        from lutcore.driver.emulator.fast import kernels  # noqa: F401
    except ImportError:
        return False
    return True


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def prepare(source: np.ndarray, values: np.ndarray | None, planes: int, zero: int,
            ternary: bool = False) -> FastStream:
    """From what `streams.gather_words` gives: words [N, J, planes, 16], mantissas [N, J, P, v]."""
    from lutcore.driver.emulator.fast import kernels
    columns, slices = source.shape[:2]
    blocks = -(-columns // LANES)
    bits = 2 if ternary else 1 << (planes - 1).bit_length()
    if values is None:
        values = np.empty((columns, slices, 1, 0), np.int16)
    pieces, kinds = values.shape[2:]
    words = aligned_words((blocks, slices, 5 if ternary else 4 * bits, LANES))
    if ternary:
        kernels.repack_trits(source, words)
    else:
        kernels.repack_planes(source, bits, _spread(bits), words)
    padded = np.zeros((blocks * LANES, slices, pieces, kinds), np.int16)
    padded[:columns] = values
    by_block = padded.reshape(blocks, LANES, slices, pieces, kinds).transpose(0, 2, 3, 4, 1)
    return FastStream(words.reshape(blocks, slices, pieces, -1, LANES),
                      np.ascontiguousarray(by_block), columns, bits, planes, zero, ternary)


def fits(mantissa: np.ndarray, sums: np.ndarray, shift: np.ndarray) -> bool:
    """Whether activations keep the contract's bounds; `products` takes no others.

    What quantise_activations makes does. Others may be in memory all the same.
    """
    parts = SEGMENTS if mantissa.shape[-1] % SEGMENTS == 0 else 1     # native ternary: the total
    found = mantissa.reshape(*sums.shape[:-1], parts, -1).sum(axis=-1)
    told = sums.reshape(*sums.shape[:-1], parts, -1).sum(axis=-1)
    largest = one_sided(np.abs(mantissa).sum(axis=-1), found) * 2 ** MAX_PLANES
    limit = np.left_shift((1 << (MULTIPLIER_BITS - 1)) - 1, shift.astype(np.int64))
    return bool((largest <= np.minimum(limit, (1 << 30) - 1)).all() and (found == told).all())


def products(weights: FastStream, mantissa: np.ndarray, sums: np.ndarray, shift: np.ndarray,
             threads: int) -> np.ndarray:
    """acc int32 [N, M] from mantissas int32 [M, J, I], sums [M, J, 4] and shifts [M, J].

    Mantissas have 16 bits at most, and all of it `fits`. threads: that may work at once.
    """
    from lutcore.driver.emulator.fast import kernels
    m, slices, inputs = mantissa.shape
    blocks, _, pieces, size, _ = weights.words.shape
    pairs = np.zeros((m, slices, size * pieces * 32 // weights.bits), np.int16)
    pairs[..., :inputs] = mantissa
    s = sums.reshape(m, slices, pieces, SEGMENTS // pieces).sum(axis=-1, dtype=np.int64)
    by = shift.astype(np.int64)
    each, down = by[..., None], ties_down(np.arange(slices), pieces)
    acc = np.empty((m, blocks * LANES), np.int32)
    arguments = (weights.words, weights.values, MAX_PLANES - weights.planes, pairs.view(np.int32),
                 rounding(each, down) - weights.zero * s,
                 round_shift(s << MAX_PLANES, each, down), by)
    multiply = kernels.multiply_columns(weights.bits)
    parts = min(threads, blocks, mantissa.size * blocks * LANES // MIN_PRODUCTS)
    _in_parts(blocks, max(parts, 1), lambda first, last: multiply(*arguments, first, last, acc))
    return acc[:, :weights.columns].T


def _in_parts(count: int, parts: int, run: Callable[[int, int], None]) -> None:
    """run(first, last) for 0 to count in so many parts, each in a thread; one in this thread."""
    edges = [count * part // parts for part in range(parts + 1)]
    others = [_pool().submit(run, *edges[i:i + 2]) for i in range(1, parts)]
    run(*edges[:2])
    for other in others:
        other.result()


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(cores(), thread_name_prefix="lutcore")


if hasattr(os, "register_at_fork"):     # its threads do not come along
    os.register_at_fork(after_in_child=_pool.cache_clear)


@cache
def _spread(bits: int) -> np.ndarray:
    """uint32 [2**inputs]: bit i of an index put where input i of a word has its lowest bit."""
    inputs = min(8, 32 // bits)
    index, i = np.arange(1 << inputs, dtype=np.uint32)[:, None], np.arange(inputs, dtype=np.uint32)
    return ((index >> i & 1) << (16 * (i % 2) + bits * (i // 2))).sum(axis=1, dtype=np.uint32)


def aligned_words(shape: tuple[int, ...]) -> np.ndarray:
    """uint32 zeros from the start of a cache line on: a vector across two of them loads slowly."""
    nbytes = 4 * int(np.prod(shape))
    raw = np.empty(nbytes + CACHE_LINE, np.uint8)
    raw[:] = 0
    start = -raw.ctypes.data % CACHE_LINE
    return raw[start:start + nbytes].view(np.uint32).reshape(shape)
