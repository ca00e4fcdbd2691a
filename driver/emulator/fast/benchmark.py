"""`lutcore bench kernels`: how fast the compiled products are on this computer.

One activation row is multiplied by matrices that are in no cache: copies that fill the caches
several times over take turns. Beside each figure stands the bandwidth of plain memory reads,
measured just before, because other programs may share the memory.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from lutcore.driver.contract import Geometry, WeightFormat
from lutcore.driver.contract.activations import quantise_activations
from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.packing import TERNARY
from lutcore.driver.emulator.fast.products import FastStream, aligned_words, prepare, products

FORMATS = (
    TERNARY, WeightFormat(1, 32, 64), WeightFormat(2, 0, 64), WeightFormat(2, 64, 96),
    WeightFormat(3, 128, 112), WeightFormat(4, 32, 120), WeightFormat(4, 32, None),
    WeightFormat(4, 128, 120), WeightFormat(8, 128, 128),
)


@dataclass(frozen=True)
class Figure:
    """A table line: one weight format on one number of threads."""

    weights: str
    threads: int
    megabytes: float                    # size of one matrix as it is read
    best: float                         # milliseconds per product
    median: float                       # milliseconds per product
    gigabytes_per_second: float         # at the best time
    memory_reads: float                 # GB/s of plain reads by the same number of threads


def random_stream(n: int, k: int, fmt: WeightFormat) -> FastStream:
    """Return an N x K matrix of random bits."""
    rng = np.random.default_rng(0)
    words = rng.integers(0, 256, (n, fmt.slices(k), fmt.bits, WORD_BYTES), np.uint8)
    values = None
    if fmt.group:
        shape = (n, fmt.slices(k), fmt.layout.group.pieces, fmt.layout.mantissas)
        values = rng.integers(-1 << 15, 1 << 15, shape, np.int16)
    return prepare(words, values, fmt.bits, fmt.zero or 0, fmt.ternary)


def copied(stream: FastStream) -> FastStream:
    """Return a copy of the matrix in memory of its own."""
    words = aligned_words(stream.words.shape)
    words[:] = stream.words
    return replace(stream, words=words, values=stream.values.copy())


def best_of(calls: list[Callable[[], object]], rounds: int) -> list[float]:
    """Return the seconds of each call, in rounds over all calls."""
    seconds = []
    for call in calls * rounds:
        started = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - started)
    return seconds


def read(stream: FastStream, pool: ThreadPoolExecutor, threads: int) -> None:
    """Read all words of the matrix and do nothing else."""
    for _ in pool.map(np.max, np.array_split(stream.words.reshape(-1), threads)):
        pass


def measure(n: int, k: int, threads: list[int], nbytes: int, rounds: int) -> Iterator[Figure]:
    """Yield the figures of all formats.

    nbytes: bytes of copies to take turns with; must be more than all caches hold
    """
    for fmt in FORMATS:
        stream = random_stream(n, k, fmt)
        copies = [copied(stream) for _ in range(-(-nbytes // stream.nbytes))]
        x = np.random.default_rng(1).standard_normal((1, k)).astype(np.float32)
        a = quantise_activations(x, Geometry(cut=5, ternary=fmt.ternary), ternary=fmt.ternary)
        assert a.mantissa is not None   # None only in host table mode
        for count in threads:
            arguments = a.mantissa, a.sums, a.shift, count
            products(stream, *arguments)    # compiles the kernel
            with ThreadPoolExecutor(count) as pool:
                reads = best_of([partial(read, copy, pool, count) for copy in copies], rounds)
            times = best_of([partial(products, copy, *arguments) for copy in copies], rounds)
            yield Figure(fmt.name, count, stream.nbytes / 1e6, 1e3 * min(times),
                         1e3 * float(np.median(times)), stream.nbytes / min(times) / 1e9,
                         stream.words.nbytes / min(reads) / 1e9)
