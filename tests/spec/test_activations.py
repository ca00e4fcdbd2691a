"""Activations: block floating point, and how they lie in memory."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lutcore.driver.errors import FormatError, NonFiniteActivations
from lutcore.driver.spec import Geometry, preset
from lutcore.driver.spec.activations import (
    Activations,
    pack_activations,
    quantise_activations,
    unpack_activations,
)
from lutcore.driver.spec.geometry import MAX_SHIFT, MAX_SLICES, MULTIPLIER_BITS, SLICE
from lutcore.driver.spec.reference import fill_tables

GOLDEN = Path(__file__).parents[1] / "golden" / "contract.json"
LIMIT  = (1 << (MULTIPLIER_BITS - 1)) - 1

geometries = st.builds(Geometry, table_width=st.integers(8, 16), cut=st.sampled_from([4, 5, 6]))
inputs = st.builds(
    lambda m, k, seed, spread, dtype: make_input(m, k, seed, spread, dtype),
    m=st.integers(1, 5), k=st.integers(1, 400), seed=st.integers(0, 999),
    spread=st.sampled_from([0.0, 1.0, 8.0, 25.0]), dtype=st.sampled_from(["f4", "f2", "i1"]))


def make_input(m: int, k: int, seed: int, spread: float, dtype: str) -> np.ndarray:
    """Values whose magnitudes differ by powers of e**spread: outliers, blocks of zeros."""
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((m, k)) * np.exp(spread * rng.standard_normal((m, k)))
    x[rng.random((m, k)) < 0.2] = 0
    x[:, 128:256] *= seed % 3 != 0
    limit = np.iinfo(dtype).max if dtype == "i1" else np.finfo(dtype).max
    return np.clip(x, -limit, limit).astype(dtype)


def real_values(a: Activations, k: int) -> np.ndarray:
    exponent = a.exponent[:, None] - a.shift
    return np.ldexp(a.mantissa.astype(float), exponent[:, :, None]).reshape(a.rows, -1)[:, :k]


@given(x=inputs, g=geometries, host_tables=st.booleans())
def test_no_table_entry_overflows(x: np.ndarray, g: Geometry, host_tables: bool) -> None:
    a = quantise_activations(x, g, host_tables)
    tables = a.tables if host_tables else fill_tables(a.mantissa, g)
    assert np.abs(tables).max() <= g.entry_limit
    assert tables.shape == (a.rows, a.slices, g.tables, g.entries)


@given(x=inputs, g=geometries, host_tables=st.booleans())
def test_scaled_sums_fit_the_multiplier(x: np.ndarray, g: Geometry, host_tables: bool) -> None:
    """For the weights that make the largest sum: 255 where a table entry is positive, 0 elsewhere
    (and the other way round), and implied offsets of 0 to 255."""
    a = quantise_activations(x, g, host_tables)
    tables = a.tables if host_tables else fill_tables(a.mantissa, g)
    s = a.sums.sum(axis=-1).astype(float)
    half = 0.5
    for extreme in (tables.max(axis=-1), tables.min(axis=-1)):
        largest = extreme.sum(axis=-1).astype(float)
        for zero in (0, 255):
            v = np.ldexp(255 * largest - zero * s, -a.shift)
            assert np.abs(v).max() <= LIMIT + half
    assert np.abs(np.ldexp(256 * s, -a.shift)).max() <= LIMIT + half
    assert a.shift.min() >= 0 and a.shift.max() <= MAX_SHIFT


@given(x=inputs, g=geometries)
def test_error_is_at_most_half_a_unit(x: np.ndarray, g: Geometry) -> None:
    a = quantise_activations(x, g)
    unclipped = np.broadcast_to(a.shift[:, :, None] < MAX_SHIFT, a.mantissa.shape)
    unit = np.ldexp(1.0, a.exponent[:, None] - a.shift)[:, :, None]
    error = np.abs(real_values(a, x.shape[1]) - x.astype(float))
    bound = np.broadcast_to(unit / 2, a.mantissa.shape).reshape(a.rows, -1)[:, :x.shape[1]]
    seen = unclipped.reshape(a.rows, -1)[:, :x.shape[1]]
    assert (error[seen] <= bound[seen]).all()


@given(x=inputs, g=geometries, host_tables=st.booleans())
def test_buffer_round_trip(x: np.ndarray, g: Geometry, host_tables: bool) -> None:
    a = quantise_activations(x, g, host_tables)
    buffer = pack_activations(a, g)
    assert buffer.dtype == np.uint8
    assert len(buffer) == 16 * a.slices * a.rows * g.row_words(host_tables)
    body, sums, shift = unpack_activations(buffer, a.rows, a.slices, g, host_tables)
    assert np.array_equal(body, a.tables if host_tables else a.mantissa)
    assert np.array_equal(sums, a.sums) and np.array_equal(shift, a.shift)


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
    assert not a.exact and np.abs(fill_tables(a.mantissa, preset("tiny"))).max() <= 127


def test_power_of_two_scaling_changes_only_the_exponent() -> None:
    x = make_input(3, 300, 5, 1.0, "f4")
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
    assert np.abs(fill_tables(a.mantissa, preset("tiny"))).max() <= 127


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_non_finite(value: float) -> None:
    x = np.zeros((2, 10), np.float32)
    x[1, 3] = value
    with pytest.raises(NonFiniteActivations, match=r"\[1, 3\] is"):
        quantise_activations(x, preset("demo"))


@pytest.mark.parametrize("x", [
    np.zeros((2, 3), np.float64), np.zeros((2, 3), np.int16), np.zeros(3, np.float32),
    np.zeros((0, 3), np.float32), np.zeros((3, 0), np.float32),
    np.zeros((1, MAX_SLICES * SLICE + 1), np.int8)], ids=lambda x: f"{x.dtype}{x.shape}")
def test_refusals(x: np.ndarray) -> None:
    with pytest.raises(FormatError):
        quantise_activations(x, preset("demo"))


def test_golden_buffers() -> None:
    """Differs? Then drivers and bitstreams out there no longer fit: raise CONTRACT_VERSION."""
    assert buffer_digests() == json.loads(GOLDEN.read_text())["activations"]


def buffer_digests() -> dict[str, str]:
    """Of rows made without a random generator, so that they never change."""
    x = (np.arange(900).reshape(3, 300) ** 2 % 251 - 125).astype(np.float32)
    x[1] *= np.float32(0.0123)
    digests = {}
    for name in ("demo", "tiny"):
        for host_tables in (False, True):
            a = quantise_activations(x, preset(name), host_tables)
            data = pack_activations(a, preset(name)).tobytes() + a.exponent.astype("<i4").tobytes()
            digests[f"{name}-{host_tables}"] = hashlib.sha256(data).hexdigest()[:16]
    return digests
