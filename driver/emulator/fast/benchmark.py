"""How fast the compiled products are here: python -m lutcore.driver.emulator.fast.benchmark

One row of activations times matrices that lie in no cache: enough copies are multiplied in turn.
Beside every figure stands what plain reads of memory reach just before, for machines are shared.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import partial

import numpy as np

from lutcore.driver.contract import Geometry, WeightFormat
from lutcore.driver.contract.activations import quantise_activations
from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.packing import TERNARY
from lutcore.driver.emulator.fast.products import (
    FastStream,
    aligned_words,
    available,
    cores,
    prepare,
    products,
)

FORMATS = (
    TERNARY, WeightFormat(1, 32, 64), WeightFormat(2, 0, 64), WeightFormat(2, 64, 96),
    WeightFormat(3, 128, 112), WeightFormat(4, 32, 120), WeightFormat(4, 32, None),
    WeightFormat(4, 128, 120), WeightFormat(8, 128, 128),
)


@dataclass(frozen=True)
class Figure:
    """One format on some threads; times in milliseconds."""

    weights: str
    threads: int
    megabytes: float                    # of one matrix, as it is read
    best: float
    median: float
    gigabytes_per_second: float         # at the best
    memory_reads: float                 # the same of plain reads, by the same number of threads


def random_stream(n: int, k: int, fmt: WeightFormat) -> FastStream:
    """An N x K matrix of random bits."""
    rng = np.random.default_rng(0)
    words = rng.integers(0, 256, (n, fmt.slices(k), fmt.bits, WORD_BYTES), np.uint8)
    values = None
    if fmt.group:
        shape = (n, fmt.slices(k), fmt.group_code.pieces, 2 if fmt.explicit_in_stream else 1)
        values = rng.integers(-1 << 15, 1 << 15, shape, np.int16)
    return prepare(words, values, fmt.bits, fmt.zero or 0, fmt.ternary)


def copied(stream: FastStream) -> FastStream:
    """The same elsewhere in memory."""
    words = aligned_words(stream.words.shape)
    words[:] = stream.words
    return replace(stream, words=words, values=stream.values.copy())


def best_of(calls: list[Callable[[], object]], rounds: int) -> list[float]:
    """Seconds of every call, in rounds over all of them."""
    found = []
    for call in calls * rounds:
        started = time.perf_counter()
        call()
        found.append(time.perf_counter() - started)
    return found


def read(stream: FastStream, pool: ThreadPoolExecutor, threads: int) -> None:
    """Plain reads of all its words."""
    for _ in pool.map(np.max, np.array_split(stream.words.reshape(-1), threads)):
        pass


def measure(n: int, k: int, threads: list[int], nbytes: int, rounds: int) -> Iterator[Figure]:
    """All formats; nbytes: what does not fit any cache."""
    for fmt in FORMATS:
        stream = random_stream(n, k, fmt)
        copies = [copied(stream) for _ in range(-(-nbytes // stream.nbytes))]
        x = np.random.default_rng(1).standard_normal((1, k)).astype(np.float32)
        a = quantise_activations(x, Geometry(cut=5, ternary=fmt.ternary), ternary=fmt.ternary)
        for count in threads:
            arguments = a.mantissa, a.sums, a.shift, count
            products(stream, *arguments)            # compiles
            with ThreadPoolExecutor(count) as pool:
                reads = best_of([partial(read, copy, pool, count) for copy in copies], rounds)
            times = best_of([partial(products, copy, *arguments) for copy in copies], rounds)
            yield Figure(fmt.name, count, stream.nbytes / 1e6, 1e3 * min(times),
                         1e3 * float(np.median(times)), stream.nbytes / min(times) / 1e9,
                         stream.words.nbytes / min(reads) / 1e9)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m lutcore.driver.emulator.fast.benchmark",
                                     description=__doc__.partition("\n")[0])
    parser.add_argument("--n", type=int, default=4096, help="outputs")
    parser.add_argument("--k", type=int, default=4096, help="inputs")
    parser.add_argument("--threads", type=int, nargs="+", default=sorted({1, cores()}))
    parser.add_argument("--megabytes", type=int, default=600, help="more than all caches hold")
    parser.add_argument("--rounds", type=int, default=5, help="over all copies")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if not available():
        parser.exit(5, "this needs numba: pip install 'lutcore[fast]'\n")
    figures = measure(args.n, args.k, args.threads, args.megabytes * 10**6, args.rounds)
    if args.json:
        print(json.dumps([asdict(figure) for figure in figures], indent=2))
        return
    print(f"{args.n} x {args.k}, one row    threads     MB   best ms  median   GB/s  reads GB/s")
    for f in figures:
        print(f"{f.weights:24} {f.threads:7} {f.megabytes:8.2f} {f.best:8.3f} {f.median:8.3f}"
              f"{f.gigabytes_per_second:7.1f} {f.memory_reads:9.1f}", flush=True)


if __name__ == "__main__":
    main()
