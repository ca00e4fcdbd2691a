"""Compiled products have the bits of `contract.reference`; they refuse what breaks its bounds."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lutcore.driver.cache import cache_folder
from lutcore.driver.contract import Geometry, PackedMatrix, WeightFormat, pack_matrix
from lutcore.driver.contract.activations import Activations, quantise_activations
from lutcore.driver.contract.geometry import MAX_SLICES
from lutcore.driver.contract.isa import Lmma
from lutcore.driver.contract.packing import GROUPS, TERNARY
from lutcore.driver.contract.reference import DecodedStream, products
from lutcore.driver.contract.streams import StreamShape, arrange
from lutcore.driver.errors import ExecutorUnavailableError
from lutcore.driver.executor import library, runner

pytestmark = pytest.mark.skipif(not runner.available(), reason="no C++ compiler")

PLANES  = Geometry(table_width=12)
NATIVE  = Geometry(cut=5, ternary=True)
Make    = Callable[..., PackedMatrix]
Decode  = Callable[[PackedMatrix], DecodedStream]

formats = st.one_of(st.just(TERNARY), st.builds(
    WeightFormat, bits=st.integers(1, 8), group=st.sampled_from(GROUPS),
    zero=st.none() | st.sampled_from([0, 64, 96, 112, 128, 255])))
geometries = st.builds(Geometry, table_width=st.integers(8, 16), cut=st.sampled_from([4, 5, 6]),
                       symmetric=st.booleans())


def prepared(packed: PackedMatrix) -> runner.Weights:
    geometry = NATIVE if packed.format.ternary else PLANES
    layout = packed.format.layout
    shape = StreamShape.of(packed.format, packed.n, packed.k, geometry)
    return runner.Weights(Lmma(
        planes=layout.planes, group=layout.group, explicit=layout.explicit, ternary=layout.ternary,
        zero=packed.format.zero or 0, rows=1, columns=shape.columns, slices=packed.slices,
        weights=0, activations=0, output=0, stream_words=shape.words, activation_words=0,
        output_words=0, stride=shape.stride), geometry, arrange(packed, geometry))


def quantised(x: np.ndarray, fmt: WeightFormat, geometry: Geometry = PLANES) -> Activations:
    geometry = NATIVE if fmt.ternary else geometry
    return quantise_activations(x.astype(np.float32), geometry, ternary=fmt.ternary)


def check(packed: PackedMatrix, decoded: Decode, a: Activations, threads: int = 1) -> np.ndarray:
    acc = prepared(packed).products(a.mantissa, a.sums, a.shift, runner.threads(threads))
    assert acc is not None and acc.dtype == np.int32 and acc.shape == (packed.n, a.rows)
    assert np.array_equal(acc, products(decoded(packed), a.mantissa, a.sums, a.shift))
    return acc


@given(fmt=formats, geometry=geometries, n=st.integers(1, 70), k=st.integers(1, 600),
       m=st.integers(1, 5), decades=st.integers(0, 8), seed=st.integers(0, 1 << 20))
def test_random_products(random_matrix: Make, decoded: Decode, fmt: WeightFormat,
                         geometry: Geometry, n: int, k: int, m: int, decades: int, seed: int,
                         ) -> None:
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((m, k)) * 10.0 ** rng.uniform(-decades, decades, (m, k))
    check(random_matrix(n, k, fmt), decoded, quantised(x, fmt, geometry))


@pytest.mark.parametrize("fmt", [TERNARY, *(WeightFormat(bits, group, zero)
                                            for bits in range(1, 9) for group in (0, 32, 64, 128)
                                            for zero in (None, 128))], ids=lambda f: f.name)
def test_every_format(random_matrix: Make, decoded: Decode, fmt: WeightFormat) -> None:
    x = np.random.default_rng(1).standard_normal((2, 290))
    x[1, :128] *= 1e4                               # slices with different shifts
    check(random_matrix(35, 290, fmt), decoded, quantised(x, fmt))


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("zero", [None, 0, 255])
@pytest.mark.parametrize("group", [32, 128])
def test_the_largest_numbers(decoded: Decode, sign: int, zero: int | None, group: int) -> None:
    """Largest scales, codes and activations over the largest K, in every slice at once."""
    k, fmt = MAX_SLICES * 128, WeightFormat(8, group, zero)
    codes = np.full((1, k), 0 if zero == 255 else 255, np.uint8)
    scale = np.full((1, fmt.groups(k)), 1.0)
    packed = pack_matrix(codes, scale, np.full_like(scale, 255.99) if zero is None else None, fmt)
    a = quantised(np.full((1, k), sign * 3.9), fmt, Geometry(table_width=16))
    assert abs(int(check(packed, decoded, a)[0, 0])) > 1 << 28


@pytest.mark.parametrize("threads", [2, 3, 64])
@pytest.mark.parametrize("fmt", [TERNARY, WeightFormat(4, 32, None)], ids=lambda f: f.name)
def test_threads_share_the_columns(random_matrix: Make, decoded: Decode, fmt: WeightFormat,
                                   threads: int) -> None:
    x = np.random.default_rng(2).standard_normal((3, 200))
    check(random_matrix(100, 200, fmt), decoded, quantised(x, fmt), threads)


def test_callers_in_several_threads(random_matrix: Make, decoded: Decode) -> None:
    fmt, rng = WeightFormat(4, 32, 128), np.random.default_rng(3)
    packed, stream = random_matrix(90, 256, fmt), prepared(random_matrix(90, 256, fmt))
    inputs = [quantised(rng.standard_normal((1, 256)), fmt) for _ in range(40)]
    with ThreadPoolExecutor(8) as callers:
        found = list(callers.map(
            lambda a: stream.products(a.mantissa, a.sums, a.shift, runner.threads(2)), inputs))
    for a, acc in zip(inputs, found, strict=True):
        assert np.array_equal(acc, products(decoded(packed), a.mantissa, a.sums, a.shift))


def test_weights_stay_packed(random_matrix: Make) -> None:
    for fmt, bits in ((TERNARY, 2.14), (WeightFormat(2, 0, 64), 2), (WeightFormat(4, 32, 128), 4.5),
                      (WeightFormat(4, 128, None), 4.25), (WeightFormat(3, 64, 128), 4.25)):
        k = 75 * 128                                # whole slices of both kinds
        assert 8 * prepared(random_matrix(16, k, fmt)).nbytes <= bits * 16 * k, fmt.name


def product_in_a_child(packed: PackedMatrix, a: Activations, results: Connection) -> None:
    results.send(prepared(packed).products(a.mantissa, a.sums, a.shift, runner.threads(2)))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_a_forked_process_has_threads_of_its_own(random_matrix: Make, decoded: Decode,
                                                 ) -> None:
    packed, context = random_matrix(90, 256, WeightFormat(4, 32, 128)), get_context("fork")
    a = quantised(np.random.default_rng(4).standard_normal((1, 256)), packed.format)
    acc = check(packed, decoded, a, threads=2)      # the parent's threads are there now
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=product_in_a_child, args=(packed, a, sender))
    child.start()
    found = receiver.recv() if receiver.poll(30) else None
    child.kill()
    child.join()
    assert np.array_equal(found, acc)


# Out of bounds ------------------------------------------------------------------------------------


def fits(mantissa: np.ndarray, sums: np.ndarray, shift: np.ndarray) -> bool:
    packed = pack_matrix(np.ones((1, 256), np.uint8), np.ones((1, 1)), None, WeightFormat(2, 0, 64))
    return prepared(packed).products(mantissa, sums, shift) is not None


def in_bounds(m: int = 1, slices: int = 2) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    a = quantise_activations(np.ones((m, 128 * slices), np.float32), PLANES)
    return a.mantissa.copy(), a.sums.copy(), a.shift.copy()


def test_what_the_quantiser_makes_fits() -> None:
    assert fits(*in_bounds())


def test_sums_that_do_not_fit_the_multiplier() -> None:
    mantissa, sums, shift = in_bounds()
    mantissa[0, 1], sums[0, 1] = 1000, 16_000
    shift[0, 1] = 0                                 # 2**8 * 128,000 is no 18-bit number
    assert not fits(mantissa, sums, shift)
    shift[0, 1] = 8
    assert fits(mantissa, sums, shift)


def test_inputs_of_both_signs_leave_twice_the_room() -> None:
    mantissa, sums, shift = in_bounds()
    mantissa[0, 1], sums[0, 1], shift[0, 1] = 1000, 16_000, 7
    assert not fits(mantissa, sums, shift)     # 2**8 * 128,000 / 2**7
    mantissa[0, 1, ::2], sums[0, 1] = -1000, 0
    assert fits(mantissa, sums, shift)


def test_sums_that_do_not_fit_a_vector_element() -> None:
    mantissa, sums, shift = in_bounds()
    mantissa[0, 0], sums[0, 0], shift[0, 0] = 1 << 15, 1 << 19, 31
    assert not fits(mantissa, sums, shift)


@pytest.mark.parametrize("change", [[1, 0, 0, 0] * 2, [1, -1] + 6 * [0]])
def test_sums_that_are_not_those_of_the_mantissas(change: list[int]) -> None:
    mantissa, sums, shift = in_bounds()
    sums[0, 1] += change
    assert not fits(mantissa, sums, shift)


# The library --------------------------------------------------------------------------------------


def test_the_compiler_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "look_for", lambda *names: None)
    with pytest.raises(ExecutorUnavailableError, match="need a C\\+\\+ compiler"):
        library.library_path.__wrapped__()


def test_a_compiler_that_fails_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(ExecutorUnavailableError, match="compiled programs: .*ended with"):
        library.build(library.compiler() or "c++", ["--no-such-flag"], tmp_path / "x.so")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text, jobs", [
    ("MemTotal: 503812 kB\nMemAvailable:     301244 kB\n", 1),      # a PYNQ-Z2
    ("MemAvailable:     921600 kB\n", 2), ("MemAvailable:   64000000 kB\n", 3), ("", 3)])
def test_compilers_run_at_once_where_there_is_memory(monkeypatch: pytest.MonkeyPatch, text: str,
                                                     tmp_path: Path, jobs: int) -> None:
    """Three of them take a gigabyte: a board with 512 MB killed them, or swapped for hours."""
    monkeypatch.setattr(library, "MEMORY", tmp_path / "meminfo")
    (tmp_path / "meminfo").write_text(text)
    monkeypatch.setattr(library.os, "cpu_count", lambda: 4)
    assert library._jobs() == jobs
    monkeypatch.setattr(library.os, "cpu_count", lambda: 1)
    assert library._jobs() == 1
    (tmp_path / "meminfo").unlink()
    assert library._jobs() == 1


def test_a_compiler_that_fails_is_not_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything ran in numpy, many times slower, without a word."""
    def failing() -> Path:
        raise ExecutorUnavailableError("compiled programs: g++ did not end within 600 s")
    monkeypatch.setattr(runner, "_library", failing)
    with pytest.warns(RuntimeWarning, match="did not end within 600 s; numpy runs instead"):
        assert not runner.available.__wrapped__()
    monkeypatch.setattr(runner, "compiler", lambda: None)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert not runner.available.__wrapped__()


def test_the_library_is_kept_where_lutcore_keeps_things() -> None:
    assert library.library_path().parent == cache_folder("executor") and library.is_built()


def test_constants_come_from_the_contract() -> None:
    header = library.layout_header()
    for line in ("constexpr int SLICE = 0x80;", "constexpr float TINY = 0x1.0000000000000p-60f;",
                 "constexpr Field VEC_length = {2, 0, 24};"):
        assert line in header
