"""Codes and scales: against brute force, against theory, and at the edges."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lutcore.driver.errors import FormatError
from lutcore.driver.spec import dequantise, unpack_matrix
from lutcore.host_app.errors import NonFiniteWeights, QuantisationError
from lutcore.host_app.quantise import quantise, quantise_matrix, weight_format

WEIGHTS = ["int1", "int2", "int3", "int4", "int8"]
GROUPS  = ["32", "64", "128", "row"]

# Mean squared error of the best uniform quantiser of a unit Gaussian (Max 1960, table II).
GAUSSIAN = {"int1": 0.3634, "int2": 0.1188, "int3": 0.03744, "int4": 0.01154}


def gaussian(n: int, k: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((n, k)).astype(np.float32)


def levels(codes, scale, offset, fmt, k):
    """What codes, scales and offsets stand for, written out: w = s * q + o."""
    index = np.arange(k) // (fmt.group or k)
    if offset is None:
        offset = -scale * fmt.zero / 2 ** (8 - fmt.bits)
    return scale[:, index] * codes + offset[:, index]


@pytest.mark.parametrize("asymmetric", [False, True])
@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("weights", WEIGHTS)
def test_shapes_and_packing(weights, group, asymmetric):
    fmt, w = weight_format(weights, group, asymmetric), gaussian(5, 172)
    codes, scale, offset = quantise(w, fmt)
    assert codes.shape == (5, 172) and codes.dtype == np.uint8 and codes.max() < 2 ** fmt.bits
    assert scale.shape == (5, fmt.groups(172)) and (scale > 0).all()
    assert (offset is not None) == asymmetric
    packed = quantise_matrix(w, fmt)
    np.testing.assert_array_equal(unpack_matrix(packed)[0], codes)
    np.testing.assert_allclose(dequantise(packed), levels(codes, scale, offset, fmt, 172),
        atol=2e-4 * np.abs(w).max())


@pytest.mark.parametrize("asymmetric", [False, True])
@pytest.mark.parametrize("weights", GAUSSIAN)
def test_whole_rows_of_a_gaussian_reach_the_known_optimum(weights, asymmetric):
    w = gaussian(64, 4096)
    error = dequantise(quantise_matrix(w, weight_format(weights, "row", asymmetric))) - w
    assert (error ** 2).mean() < 1.03 * GAUSSIAN[weights]    # the ratios are a grid


@pytest.mark.parametrize("weights", WEIGHTS)
def test_smaller_groups_and_more_bits_are_better(weights):
    w = gaussian(16, 512)
    errors = [((dequantise(quantise_matrix(w, weight_format(weights, group))) - w) ** 2).sum()
        for group in GROUPS]
    assert errors == sorted(errors)


@pytest.mark.parametrize("weights", ["int2", "int3", "int4", "int8"])
def test_never_worse_than_rounding_to_the_largest(weights):
    fmt, w = weight_format(weights, "32"), gaussian(8, 96) ** 3
    centre = fmt.zero / 2 ** (8 - fmt.bits)
    groups = w.reshape(8, 3, 32)
    scale  = np.abs(groups).max(axis=-1, keepdims=True) / (2 ** fmt.bits - 1 - centre)
    codes  = np.clip(np.rint(groups / scale + centre), 0, 2 ** fmt.bits - 1)
    naive  = ((scale * (codes - centre) - groups) ** 2).sum(axis=-1)
    ours   = ((dequantise(quantise_matrix(w, fmt)).reshape(8, 3, 32) - groups) ** 2).sum(axis=-1)
    assert (ours <= naive * 1.001 + 1e-9).all()


def test_one_bit_is_the_sign_times_the_mean():
    w = gaussian(3, 70)
    codes, scale, _ = quantise(w, weight_format("int1", "32"))
    np.testing.assert_array_equal(codes, w > 0)
    for group, start in enumerate((0, 32, 64)):  # the last group has 6 weights
        mean = np.abs(w[:, start:start + 32]).mean(axis=1)
        np.testing.assert_allclose(scale[:, group], 2 * mean, rtol=1e-6)


def test_weights_on_the_grid_are_kept():
    fmt   = weight_format("int4", "64")
    codes = np.random.default_rng(1).integers(0, 16, (4, 128))
    codes[:, ::64] = 15                          # every group reaches its largest level
    w     = ((codes - 7.5) * 0.25).astype(np.float32)
    np.testing.assert_allclose(dequantise(quantise_matrix(w, fmt)), w, atol=1e-4)


def test_asymmetric_follows_an_offset():
    w = gaussian(4, 128) * 0.1 + 5
    symmetric, asymmetric = (
        ((dequantise(quantise_matrix(w, weight_format("int4", "32", kind))) - w) ** 2).mean()
        for kind in (False, True))
    assert asymmetric < 1e-4 < symmetric


@pytest.mark.parametrize("asymmetric", [False, True])
@pytest.mark.parametrize("weights", WEIGHTS)
@pytest.mark.parametrize("value", [0.0, 1e-40])
def test_groups_of_nothing_are_nothing(weights, asymmetric, value):
    w = np.full((2, 40), value, np.float32)
    w[1, :32] = 1.0
    with np.errstate(all="raise", under="ignore"):
        result = dequantise(quantise_matrix(w, weight_format(weights, "32", asymmetric)))
    np.testing.assert_allclose(result[0], 0, atol=1e-30)
    np.testing.assert_allclose(result[1, :32], 1, atol=1e-4)


def test_blocks_do_not_show(monkeypatch):
    fmt, w = weight_format("int3", "64", True), gaussian(7, 200)
    whole = quantise(w, fmt)
    monkeypatch.setattr("lutcore.host_app.quantise.BLOCK_WEIGHTS", 400)
    for expected, result in zip(whole, quantise(w, fmt), strict=True):
        np.testing.assert_array_equal(result, expected)


@settings(max_examples=30, deadline=None)
@given(n=st.integers(1, 9), k=st.integers(1, 300), weights=st.sampled_from(WEIGHTS),
    group=st.sampled_from(GROUPS), asymmetric=st.booleans(), seed=st.integers(0, 99))
def test_any_shape_is_no_worse_than_nothing(n, k, weights, group, asymmetric, seed):
    w = gaussian(n, k, seed)
    error = dequantise(quantise_matrix(w, weight_format(weights, group, asymmetric))) - w
    assert (error ** 2).sum() <= 0.5 * (w ** 2).sum() + 1e-6


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_weights_that_are_no_numbers_are_refused(value):
    w = gaussian(4, 40)
    w[2, 3] = value
    with pytest.raises(NonFiniteWeights):
        quantise(w, weight_format("int4", "32"))


def test_spellings_that_are_refused():
    with pytest.raises(QuantisationError, match="int5"):
        weight_format("int5", "32")
    with pytest.raises(QuantisationError, match="whole"):
        weight_format("int4", "whole")
    with pytest.raises(FormatError, match="48"):
        weight_format("int4", "48")
