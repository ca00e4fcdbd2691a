"""Activations: block floating point, and how they lie in memory."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lutcore.driver.contract import Geometry, preset
from lutcore.driver.contract.activations import (
    INPUT_TYPES,
    Activations,
    pack_activations,
    quantise_activations,
    tables_of,
    unpack_activations,
)
from lutcore.driver.contract.geometry import (
    MAX_SHIFT,
    MAX_SLICES,
    MULTIPLIER_BITS,
    SLICE,
    TRIT_SLICE,
)
from lutcore.driver.errors import FormatError, NonFiniteActivationsError

GOLDEN = Path(__file__).parents[2] / "golden" / "contract.json"
LIMIT  = (1 << (MULTIPLIER_BITS - 1)) - 1

ml_dtypes = pytest.importorskip("ml_dtypes")        # float types that numpy does not have


@dataclass(frozen=True)
class Cut:
    """A geometry and whether its activations are cut for native ternary words."""

    geometry: Geometry
    ternary: bool = False

    def quantise(self, x: np.ndarray, host_tables: bool = False) -> Activations:
        return quantise_activations(x, self.geometry, host_tables, self.ternary)

    def tables(self, a: Activations) -> np.ndarray:
        if a.tables is not None:
            return a.tables
        return tables_of(a.mantissa, self.geometry, self.ternary)


planes = st.builds(
    lambda width, cut, symmetric: Cut(
        Geometry(table_width=width, cut=cut, symmetric=symmetric)),
    st.integers(8, 16), st.sampled_from([4, 5, 6]), st.booleans())
trits = st.builds(
    lambda width, ternary: Cut(Geometry(table_width=width, cut=5, ternary=True), ternary),
    st.integers(8, 16), st.booleans())
cuts = planes | trits
inputs = st.builds(
    lambda m, k, seed, spread, dtype: make_input(m, k, seed, spread, dtype),
    m=st.integers(1, 5), k=st.integers(1, 400), seed=st.integers(0, 999),
    spread=st.sampled_from([0.0, 1.0, 8.0, 25.0]), dtype=st.sampled_from(INPUT_TYPES))


def make_input(m: int, k: int, seed: int, spread: float, dtype: str) -> np.ndarray:
    """Values whose magnitudes differ by powers of e**spread: outliers, blocks of zeros."""
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((m, k)) * np.exp(spread * rng.standard_normal((m, k)))
    x[rng.random((m, k)) < 0.2] = 0
    x[:, 128:256] *= seed % 3 != 0
    if dtype.startswith("int"):
        limit = np.iinfo(dtype).max
        return np.clip(10 * x, -limit, limit).astype(dtype)
    limit = float(ml_dtypes.finfo(dtype).max)
    return np.clip(x, -limit, limit).astype(dtype)


def real_values(a: Activations, k: int) -> np.ndarray:
    exponent = a.exponent[:, None] - a.shift
    return np.ldexp(a.mantissa.astype(float), exponent[:, :, None]).reshape(a.rows, -1)[:, :k]


@given(x=inputs, cut=cuts, host_tables=st.booleans())
def test_no_table_entry_overflows(x: np.ndarray, cut: Cut, host_tables: bool) -> None:
    g, a = cut.geometry, cut.quantise(x, host_tables)
    tables = cut.tables(a)
    assert np.abs(tables).max() <= g.entry_limit
    assert tables.shape == (a.rows, a.slices, g.tables, g.entries)
    assert a.slices == -(-x.shape[1] // (TRIT_SLICE if cut.ternary else SLICE))


@given(x=inputs, cut=cuts, host_tables=st.booleans())
def test_scaled_sums_fit_the_multiplier(x: np.ndarray, cut: Cut, host_tables: bool) -> None:
    """For the weights that make the largest sum: 255 where a table entry is positive, 0 elsewhere
    (and the other way round), and implied offsets of 0 to 255. Ternary words count 0 to 2 times,
    128 each, less 128 for all; symmetric entries stand for twice the subset sum less the sum."""
    a = cut.quantise(x, host_tables)
    tables, half = cut.tables(a), 0.5
    s = a.sums.sum(axis=-1).astype(float)
    for sign in (1, -1):
        largest = (sign * tables).max(axis=-1).sum(axis=-1).astype(float) * sign
        if cut.geometry.symmetric:
            largest = np.abs(tables).max(axis=-1).sum(axis=-1) * float(sign)
            largest = (largest + s) / 2
        for weight, zero in ([(128, 128)] if cut.ternary else [(255, 0), (255, 255)]):
            v = np.ldexp(weight * largest - zero * s, -a.shift)
            assert np.abs(v).max() <= LIMIT + half
    assert np.abs(np.ldexp(256 * s, -a.shift)).max() <= LIMIT + half
    assert a.shift.min() >= 0 and a.shift.max() <= MAX_SHIFT


@given(x=inputs, cut=cuts)
def test_error_is_at_most_half_a_unit(x: np.ndarray, cut: Cut) -> None:
    a = cut.quantise(x)
    unclipped = np.broadcast_to(a.shift[:, :, None] < MAX_SHIFT, a.mantissa.shape)
    unit = np.ldexp(1.0, a.exponent[:, None] - a.shift)[:, :, None]
    error = np.abs(real_values(a, x.shape[1]) - x.astype(float))
    bound = np.broadcast_to(unit / 2, a.mantissa.shape).reshape(a.rows, -1)[:, :x.shape[1]]
    seen = unclipped.reshape(a.rows, -1)[:, :x.shape[1]]
    assert (error[seen] <= bound[seen]).all()


@given(x=inputs, cut=cuts, host_tables=st.booleans())
def test_buffer_round_trip(x: np.ndarray, cut: Cut, host_tables: bool) -> None:
    g, a = cut.geometry, cut.quantise(x, host_tables)
    buffer = pack_activations(a, g)
    assert buffer.dtype == np.uint8
    assert len(buffer) == 16 * a.slices * a.rows * g.row_words(host_tables)
    body, sums, shift = unpack_activations(buffer, a.rows, a.slices, g, host_tables,
                                           cut.ternary)
    assert np.array_equal(body, a.tables if host_tables else a.mantissa)
    assert np.array_equal(sums, a.sums) and np.array_equal(shift, a.shift)


@given(dtype=st.sampled_from(["float16", "bfloat16", "float8_e4m3fn", "float8_e5m2"]),
       cut=cuts, seed=st.integers(0, 99))
def test_narrow_floats_are_what_they_are_in_float32(dtype: str, cut: Cut, seed: int) -> None:
    x = make_input(2, 200, seed, 1.0, dtype)
    assert x.dtype.name == dtype
    a, b = cut.quantise(x), cut.quantise(x.astype(np.float32))
    assert np.array_equal(a.mantissa, b.mantissa) and np.array_equal(a.exponent, b.exponent)
    assert np.array_equal(a.shift, b.shift) and not a.exact


@pytest.mark.parametrize("dtype", ["bfloat16", "float8_e4m3fn", "float8_e5m2"])
def test_narrow_floats_can_be_no_numbers(dtype: str) -> None:
    x = np.zeros((2, 10), np.float32)
    x[1, 3] = np.nan
    with pytest.raises(NonFiniteActivationsError, match=r"\[1, 3\] is nan"):
        quantise_activations(x.astype(dtype), preset("demo"))


def test_int16_is_exact_where_it_fits() -> None:
    rng, g = np.random.default_rng(0), Geometry(table_width=16)
    x = rng.integers(-8000, 8000, (3, 200)).astype(np.int16)
    a = quantise_activations(x, g)
    assert a.exact and np.array_equal(a.mantissa.reshape(3, -1)[:, :200], x)
    assert np.array_equal(a.total, x.sum(axis=1, dtype=float))
    x[0, 0] = -32768
    a = quantise_activations(x, g)
    assert not a.exact and np.abs(tables_of(a.mantissa, g)).max() <= g.entry_limit


def test_entries_are_the_sums_they_stand_for() -> None:
    """Subsets of the inputs 1, 10, 100, 1000; with signs, the last negative; 0 to 2 times each."""
    values = np.zeros(128, np.int64)
    values[:4] = 1, 10, 100, 1000
    plain = tables_of(values, Geometry())[0]
    assert list(plain[[0, 1, 6, 9, 15]]) == [0, 1, 110, 1001, 1111]
    half = tables_of(values, Geometry(symmetric=True))[0]
    assert list(half) == [-1111, -1109, -1091, -1089, -911, -909, -891, -889]
    trits = tables_of(values[:75], preset("ternary"), ternary=True)[0]
    assert list(trits[[0, 1, 2, 5, 21, 26]]) == [0, 1, 2, 12, 210, 222]


@given(m=st.integers(1, 4), k=st.integers(1, 300), seed=st.integers(0, 99))
def test_int8_passes_bit_for_bit(m: int, k: int, seed: int) -> None:
    x = np.random.default_rng(seed).integers(-128, 128, (m, k), dtype=np.int8)
    x[0, 0] = -128
    a = quantise_activations(x, preset("demo"))
    assert a.exact
    assert np.array_equal(a.mantissa.reshape(m, -1)[:, :k], x)
    assert np.array_equal(a.total, x.sum(axis=1, dtype=float))


def test_int8_that_does_not_fit_is_requantised() -> None:
    x = np.full((1, 128), 127, np.int8)
    a = quantise_activations(x, preset("tiny"))
    assert not a.exact and np.abs(tables_of(a.mantissa, preset("tiny"))).max() <= 127


def test_power_of_two_scaling_changes_only_the_exponent() -> None:
    x = make_input(3, 300, 5, 1.0, "float32")
    a, b = (quantise_activations(x * np.float32(f), preset("demo")) for f in (1, 2.0 ** 20))
    assert np.array_equal(a.mantissa, b.mantissa) and np.array_equal(a.shift, b.shift)
    assert np.array_equal(a.exponent + 20, b.exponent)


def test_zero_rows() -> None:
    a = quantise_activations(np.zeros((2, 200), np.float32), preset("demo"))
    assert not a.mantissa.any() and not a.exponent.any() and not a.total.any()


def test_rounding_up_to_the_limit() -> None:
    """Five values that each round up overflow the entry; the exponent must give way."""
    x = np.full((1, 5), 25.4999, np.float32)        # 127.5 in a table of 5 and 8 bits
    a = quantise_activations(x, preset("tiny"))
    assert np.abs(tables_of(a.mantissa, preset("tiny"))).max() <= 127


def test_exponents_come_from_the_upper_bits_of_a_table() -> None:
    """What lies below 24 bits of a table's largest input decides only by the mantissas."""
    x = np.zeros((1, 128), np.float32)
    x[0, 0] = preset("demo").entry_limit            # 2047, whose last bit of 24 is 2**-13
    for small, exponent in ((0, 0), (2.0 ** -14, 0), (1.99 * 2.0 ** -14, 0), (2.0 ** -13, 1),
                            (-1.0, 0)):
        x[0, 3] = small
        a = quantise_activations(x, preset("demo"))
        assert a.exponent - a.shift == exponent, small
        assert np.abs(tables_of(a.mantissa, preset("demo"))).max() <= 2047
    x[0, 1:4] = 2.0 ** -14                          # three of them are more, but do not count
    assert quantise_activations(x, preset("demo")).mantissa[0, 0, 0] == 2047


def test_total_is_added_slice_by_slice_in_float32() -> None:
    x = np.zeros((1, 128 * 18), np.float32)
    x[0, 0], x[0, 128::128] = 2.0 ** 24, 1.0        # each 1 is lost in a float32, 17 are not
    assert quantise_activations(x, preset("demo")).total == np.float32(2.0 ** 24)
    assert quantise_activations(x[:, ::-1].copy(), preset("demo")).total == 2.0 ** 24 + 17 - 1


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_non_finite(value: float) -> None:
    x = np.zeros((2, 10), np.float32)
    x[1, 3] = value
    with pytest.raises(NonFiniteActivationsError, match=r"\[1, 3\] is"):
        quantise_activations(x, preset("demo"))


@pytest.mark.parametrize("x", [
    np.zeros((2, 3), np.float64), np.zeros((2, 3), np.int32), np.zeros((2, 3), np.uint8),
    np.zeros((2, 3), bool), np.zeros((2, 3), np.complex64), np.zeros(3, np.float32),
    np.zeros((0, 3), np.float32), np.zeros((3, 0), np.float32),
    np.zeros((1, MAX_SLICES * SLICE + 1), np.int8)], ids=lambda x: f"{x.dtype}{x.shape}")
def test_refusals(x: np.ndarray) -> None:
    with pytest.raises(FormatError):
        quantise_activations(x, preset("demo"))


def test_golden_buffers() -> None:
    """Differs? Then drivers and bitstreams out there no longer fit: raise CONTRACT_VERSION."""
    assert buffer_digests() == json.loads(GOLDEN.read_text())["activations"]


def buffer_digests() -> dict[str, str]:
    """Digests of rows made without a random generator, so that they never change."""
    x = (np.arange(900).reshape(3, 300) ** 2 % 251 - 125).astype(np.float32)
    x[1] *= np.float32(0.0123)
    digests = {}
    for name in ("demo", "tiny", "ternary"):
        for host_tables in (False, True):
            a = quantise_activations(x, preset(name), host_tables, name == "ternary")
            data = pack_activations(a, preset(name)).tobytes() + a.exponent.astype("<i4").tobytes()
            digests[f"{name}-{host_tables}"] = hashlib.sha256(data).hexdigest()[:16]
    return digests
