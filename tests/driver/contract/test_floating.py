"""Float32 functions of the token program: near the true value, and with the contract's bits."""

from __future__ import annotations

import numpy as np
import pytest

from lutcore.driver.contract import floating

F32 = np.float32


def relative_error(found: np.ndarray, true: np.ndarray) -> float:
    return float(np.abs(found.astype(np.float64) / true - 1).max())


def test_exp_is_near_the_true_one() -> None:
    x = np.linspace(-41.4, 41.4, 200_001, dtype=F32)
    assert relative_error(floating.exp(x), np.exp(x.astype(np.float64))) < 3e-7


def test_exp_at_the_ends() -> None:
    x = np.array([-np.inf, -1e30, -41.6, 0, 41.5, 100, np.inf, np.nan], F32)
    y = floating.exp(x)
    assert y[:4].tolist() == [0, 0, 0, 1]
    assert y[4] == y[5] == y[6] > 1e18
    assert np.isnan(y[7])


def test_reciprocal_and_root() -> None:
    x = np.exp(np.linspace(-40, 42, 100_001)).astype(F32)
    big = x[x >= 1]
    assert relative_error(floating.reciprocal(big), 1 / big.astype(np.float64)) < 2e-7
    assert relative_error(floating.rsqrt(x), 1 / np.sqrt(x.astype(np.float64))) < 2e-7


@pytest.mark.parametrize("function, true", [
    (floating.silu, lambda x: x / (1 + np.exp(-x))),
    (floating.sigmoid, lambda x: 1 / (1 + np.exp(-x))),
    (floating.squared_relu, lambda x: np.maximum(x, 0) ** 2),
    (floating.gelu_tanh,
     lambda x: x / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))))])
def test_activation_functions(function, true) -> None:
    x = np.linspace(-60, 60, 100_001, dtype=F32)
    wanted = true(x.astype(np.float64))
    assert np.abs(function(x) - wanted).max() < 1e-6 * np.abs(wanted).max()
    assert np.abs(function(np.array([-1e30, -1e8], F32))).max() == 0


def test_softplus_is_near_the_true_one() -> None:
    x = np.concatenate([np.linspace(-41, 41, 200_001), [100, 1e30]]).astype(F32)
    assert relative_error(floating.softplus(x), np.logaddexp(0, x.astype(np.float64))) < 4e-7
    assert floating.softplus(np.array([-50, -np.inf], F32)).tolist() == [0, 0]
    assert np.isnan(floating.softplus(np.array([np.nan], F32))[0])


def test_the_order_of_a_sum() -> None:
    """Element i goes to partial sum i % 16; the upper half of the partial sums to the lower."""
    x = np.random.default_rng(1).standard_normal(75).astype(F32)
    partial = [F32(0)] * 16
    for i, value in enumerate(x):
        partial[i % 16] = F32(partial[i % 16] + value)
    while len(partial) > 1:
        half = len(partial) // 2
        partial = [F32(a + b) for a, b in zip(partial[:half], partial[half:], strict=True)]
    assert floating.ordered_sum(x).tobytes() == partial[0].tobytes()


def test_what_is_below_tiny_counts_as_zero() -> None:
    x = np.array([2.0**-60, -(2.0**-60), 2.0**-61, -1e-40, np.nan, np.inf], F32)
    y = floating.flush(x)
    assert y[:4].tolist() == [2.0**-60, -(2.0**-60), 0, 0]
    assert np.isnan(y[4]) and np.isinf(y[5])


GOLDEN = {                              # bits of each function at fixed points
    "exp": (floating.exp, [-3.7, -0.1, 1.0, 20.25]),
    "reciprocal": (floating.reciprocal, [1.0, 3.0, 1e10]),
    "rsqrt": (floating.rsqrt, [1e-9, 2.0, 12345.678]),
    "silu": (floating.silu, [-5.5, 0.3, 7.0]),
    "gelu_tanh": (floating.gelu_tanh, [-1.5, 0.3, 4.0]),
    "softplus": (floating.softplus, [-20.0, -0.7, 0.0, 3.3]),
}


def test_bits_are_those_of_the_contract() -> None:
    """A change of any bit is a change of the contract: raise its version, record them again."""
    found = {name: function(np.array(x, F32)).view(np.uint32).tolist()
             for name, (function, x) in GOLDEN.items()}
    assert found == RECORDED


RECORDED = {
    "exp": [0x3cca88fe, 0x3f67a36d, 0x402df854, 0x4e1486bc],
    "reciprocal": [0x3f7fffff, 0x3eaaaaab, 0x2edbe6ff],
    "rsqrt": [0x46f70d8d, 0x3f3504f3, 0x3c1374bc],
    "silu": [0xbcb76256, 0x3e307800, 0x40dfcbc2],
    "gelu_tanh": [0xbdcdad6c, 0x3e3dd1e1, 0x407ffeda],
    "softplus": [0x310da432, 0x3ece6e67, 0x3f317218, 0x4055849e],
}
