"""Codes and scales, compared with brute force and with theory, and at the limits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lutcore.driver.contract import dequantise, unpack_matrix
from lutcore.driver.contract.packing import TERNARY
from lutcore.driver.errors import FormatError
from lutcore.host_app.errors import NonFiniteWeightsError, QuantisationError
from lutcore.host_app.quantise.rounding import (
    MXFP4,
    quantise,
    quantise_matrix,
    spelling,
    weight_format,
)

WEIGHTS = [f"int{bits}" for bits in range(1, 9)]
GROUPS  = ["32", "64", "128", "256", "row"]

# Mean squared error of the best uniform quantiser of a unit Gaussian (Max 1960, table II).
GAUSSIAN = {"int1": 0.3634, "int2": 0.1188, "int3": 0.03744, "int4": 0.01154}


def gaussian(n: int, k: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((n, k)).astype(np.float32)


def levels(codes, scale, offset, fmt, k):
    """Return the weights that codes, scales and offsets stand for: w = s * q + o."""
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
    assert (error ** 2).mean() < 1.03 * GAUSSIAN[weights]  # the ratios form a grid


@pytest.mark.parametrize("weights", WEIGHTS)
def test_smaller_groups_and_more_bits_are_better(weights):
    w = gaussian(16, 512)
    errors = [((dequantise(quantise_matrix(w, weight_format(weights, group))) - w) ** 2).sum()
              for group in GROUPS]
    assert errors == sorted(errors)


@pytest.mark.parametrize("weights", ["int2", "int3", "int4", "int5", "int6", "int7", "int8"])
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
    codes[:, ::64] = 15                 # every group reaches its largest level
    w     = ((codes - 7.5) * 0.25).astype(np.float32)
    np.testing.assert_allclose(dequantise(quantise_matrix(w, fmt)), w, atol=1e-4)


def test_asymmetric_follows_an_offset():
    w = gaussian(4, 128) * 0.1 + 5
    symmetric, asymmetric = (
        ((dequantise(quantise_matrix(w, weight_format("int4", "32", kind))) - w) ** 2).mean()
        for kind in (False, True))
    assert asymmetric < 1e-4 < symmetric


@pytest.mark.parametrize("fmt", [
    *(weight_format(weights, "32", kind) for weights in WEIGHTS for kind in (False, True)), MXFP4],
    ids=lambda fmt: fmt.name)
@pytest.mark.parametrize("value", [0.0, 1e-40])
def test_groups_of_nothing_are_nothing(fmt, value):
    w = np.full((2, 40), value, np.float32)
    w[1, :32] = 1.0
    with np.errstate(all="raise", under="ignore"):
        result = dequantise(quantise_matrix(w, fmt))
    np.testing.assert_allclose(result[0], 0, atol=1e-30)
    np.testing.assert_allclose(result[1, :32], 1, atol=1e-4)


def test_blocks_do_not_show(monkeypatch):
    fmt, w = weight_format("int3", "64", True), gaussian(7, 200)
    whole = quantise(w, fmt)
    monkeypatch.setattr("lutcore.host_app.quantise.rounding.BLOCK_WEIGHTS", 400)
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
    with pytest.raises(NonFiniteWeightsError):
        quantise(w, weight_format("int4", "32"))


def test_spellings_that_are_refused():
    with pytest.raises(QuantisationError, match="'int9'; the quantiser makes int1, .*, mxfp4"):
        weight_format("int9", "32")
    with pytest.raises(QuantisationError, match="whole"):
        weight_format("int4", "whole")
    with pytest.raises(FormatError, match="48"):
        weight_format("int4", "48")
    for group, asymmetric in (("32", False), (None, True)):
        with pytest.raises(QuantisationError, match="ternary weights have scales for group row"):
            weight_format("ternary", group, asymmetric)
    with pytest.raises(QuantisationError, match="mxfp4 weights have scales for group 32"):
        weight_format("mxfp4", "row")


@pytest.mark.parametrize("asymmetric", [False, True])
@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("weights", WEIGHTS)
def test_spelling_is_the_inverse(weights, group, asymmetric):
    assert spelling(weight_format(weights, group, asymmetric)) == (weights, group, asymmetric)


def test_groups_that_are_not_given():
    assert weight_format("int4") == weight_format("int4", "32")
    assert weight_format("int4", default_group="128") == weight_format("int4", "128")
    for weights, group, fmt in (("ternary", "row", TERNARY), ("mxfp4", "32", MXFP4)):
        assert weight_format(weights, default_group="128") == weight_format(weights, group) == fmt
    assert spelling(TERNARY) == ("ternary", "row", False)
    assert spelling(MXFP4) == ("mxfp4", "32", False)


# Ternary and MXFP4 --------------------------------------------------------------------------------


def test_ternary_is_that_of_bitnet():
    """By equation 3 of BitNet b1.58 the scale is the mean magnitude, here of each output."""
    w = gaussian(40, 300) * np.arange(1, 41, dtype=np.float32)[:, None]
    codes, scale, offset = quantise(w, TERNARY)
    mean = np.abs(w).mean(axis=1)
    np.testing.assert_allclose(scale[:, 0], mean, rtol=1e-6)
    np.testing.assert_array_equal(codes - 1.0, np.clip(np.rint(w / mean[:, None]), -1, 1))
    assert offset is None
    result = dequantise(quantise_matrix(w, TERNARY))
    np.testing.assert_allclose(result, (codes - 1.0) * mean[:, None], rtol=1e-6)


def test_ternary_of_a_gaussian_has_the_known_error():
    """The error is 1 - 4 a phi(t) + 2 a^2 Q(t), with a = sqrt(2 / pi) and t = a / 2."""
    w = gaussian(64, 4096)
    error = dequantise(quantise_matrix(w, TERNARY)) - w
    assert (error ** 2).mean() == pytest.approx(0.2634, rel=0.02)


def test_ternary_weights_are_kept():
    """A third of the weights is zero, so the new scale is smaller; no code changes."""
    codes = np.random.default_rng(2).integers(0, 3, (5, 400)).astype(np.uint8)
    found = quantise((codes - np.float32(1)) * 0.3, TERNARY)[0]
    np.testing.assert_array_equal(found, codes)


E2M1 = np.array([0, 0.5, 1, 1.5, 2, 3, 4, 6])


def test_mxfp4_takes_the_nearest_number():
    """The exponent is that of the largest weight, less 2 (OCP MX 1.0, 6.3); 6 is the limit."""
    w      = gaussian(20, 160) * np.exp(gaussian(20, 160, 1))
    result = dequantise(quantise_matrix(w, MXFP4)).reshape(-1, 32)
    for group, found in zip(w.reshape(-1, 32).astype(float), result, strict=True):
        scale = 2.0 ** (np.floor(np.log2(np.abs(group).max())) - 2)
        grid  = scale * np.concatenate((-E2M1, E2M1))
        best  = np.abs(group[:, None] - grid).min(axis=1)
        np.testing.assert_allclose(np.abs(found - group), best, rtol=1e-9, atol=1e-12)


def test_mxfp4_rounds_halves_to_even_and_keeps_its_numbers():
    w = np.zeros((1, 32), np.float32)
    w[0, :8] = 0.25, 0.75, 1.25, 1.75, 2.5, -3.5, 5.0, 7.9
    w[0, 8:24] = np.concatenate((E2M1, -E2M1))
    result = dequantise(quantise_matrix(w, MXFP4))[0]
    assert list(result[:8]) == [0, 1, 1, 2, 2, -4, 4, 6]
    np.testing.assert_array_equal(result[8:], w[0, 8:])
