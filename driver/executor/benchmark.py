"""`lutcore bench kernels`: how fast the compiled products are on this computer.

One activation row is multiplied by matrices that are in no cache: copies that fill the caches
several times over take turns. Beside each figure stands the bandwidth of plain memory reads,
measured just before, because other programs may share the memory.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from lutcore.driver.contract import Geometry, WeightFormat
from lutcore.driver.contract.activations import quantise_activations
from lutcore.driver.contract.isa import Lmma
from lutcore.driver.contract.packing import TERNARY
from lutcore.driver.contract.streams import StreamShape
from lutcore.driver.executor import runner

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


def random_weights(n: int, k: int, fmt: WeightFormat, geometry: Geometry) -> runner.Weights:
    """Return an N x K matrix of random bits, in memory of its own."""
    layout, shape = fmt.layout, StreamShape.of(fmt, n, k, geometry)
    descriptor = Lmma(
        planes=layout.planes, group=layout.group, explicit=layout.explicit, ternary=layout.ternary,
        zero=fmt.zero or 0, rows=1, columns=shape.columns, slices=fmt.slices(k), weights=0,
        activations=0, output=0, stream_words=shape.words, activation_words=0, output_words=0,
        stride=shape.stride)
    stream = np.random.default_rng(0).integers(0, 256, shape.nbytes, np.uint8)
    return runner.Weights(descriptor, geometry, stream)


def best_of(calls: list[Callable[[], object]], rounds: int) -> list[float]:
    """Return the seconds of each call, in rounds over all calls."""
    seconds = []
    for call in calls * rounds:
        started = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - started)
    return seconds


def read(array: np.ndarray, pool: ThreadPoolExecutor, threads: int) -> None:
    """Read all of an array and do nothing else."""
    for _ in pool.map(np.max, np.array_split(array, threads)):
        pass


def measure(n: int, k: int, threads: list[int], nbytes: int, rounds: int) -> Iterator[Figure]:
    """Yield the figures of all formats.

    nbytes: bytes of copies to take turns with; must be more than all caches hold
    """
    for fmt in FORMATS:
        geometry = Geometry(cut=5, ternary=fmt.ternary)
        first = random_weights(n, k, fmt, geometry)
        count = -(-nbytes // first.nbytes)
        copies = [first, *(random_weights(n, k, fmt, geometry) for _ in range(count - 1))]
        plain = [np.zeros(first.nbytes // 8, np.uint64) + 1 for _ in range(count)]
        x = np.random.default_rng(1).standard_normal((1, k)).astype(np.float32)
        a = quantise_activations(x, geometry, ternary=fmt.ternary)
        assert a.mantissa is not None   # None only in host table mode
        for number in threads:
            workers = runner.threads(number)
            with ThreadPoolExecutor(number) as pool:
                reads = best_of([partial(read, array, pool, number) for array in plain], rounds)
            times = best_of([partial(copy.products, a.mantissa, a.sums, a.shift, workers)
                             for copy in copies], rounds)
            yield Figure(fmt.name, number, first.nbytes / 1e6, 1e3 * min(times),
                         1e3 * float(np.median(times)), first.nbytes / min(times) / 1e9,
                         first.nbytes / min(reads) / 1e9)
