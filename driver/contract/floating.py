"""Float32 arithmetic of the token program, to the last bit.

Every operation is IEEE 754 binary32, rounded to nearest even, one at a time: a product that is
added is rounded before the addition. Numbers below TINY in magnitude count as zero wherever an
operand is read or a result is stored. A product of two others is then never subnormal, and a sum
that is has no rounding, so machines that flush subnormals to zero give the same bits as those that
do not.

Sums over a vector have one order: element i goes to partial sum i % 16, in order, and the sixteen
are added as a tree, the upper half to the lower. Neither SIMD registers nor lanes in fabric pay for
that order. Only single numbers of a row or a head are divided.
"""

from __future__ import annotations

import numpy as np

F32     = np.float32
TINY    = F32(2.0**-60)
PARTIAL = 16                            # interleaved partial sums

EXP_LOW  = F32(-41.5)                   # exp of less is below TINY, so zero
EXP_HIGH = F32(41.5)                    # exp of more is taken as exp of this: 1.05e18
LOG2_E   = F32(1.44269504088896341)
LN2_HIGH = F32(0.693359375)             # 10 bits: n * LN2_HIGH is exact
LN2_LOW  = F32(-2.12194440e-4)
EXP_POLY = tuple(F32(c) for c in (1 / 720, 1 / 120, 1 / 24, 1 / 6, 1 / 2, 1.0, 1.0))

RECIPROCAL_SEED = 0x7EF311C7            # minus the bits of x: 1 / x within 12 %
RSQRT_SEED      = 0x5F375A86            # minus half the bits of x: 1 / sqrt(x) within 4 %
NEWTON_STEPS    = 3
GELU_LINEAR     = F32(2 * 0.7978845608)             # 2 * sqrt(2 / pi)
GELU_CUBIC      = F32(0.044715)
ATANH_POLY      = tuple(F32(1 / n) for n in (15, 13, 11, 9, 7, 5, 3, 1))    # of the square


def flush(x: np.ndarray) -> np.ndarray:
    """x float32 [...] with zeros for what is below TINY; NaN stays."""
    return np.where(np.abs(x) < TINY, F32(0), x)


def exp(x: np.ndarray) -> np.ndarray:
    """exp(x), float32 [...], within 3e-7 of it: 2**n times a polynomial of what remains."""
    z = np.minimum(np.maximum(x, EXP_LOW), EXP_HIGH)
    n = np.rint(z * LOG2_E)
    r = (z - n * LN2_HIGH) - n * LN2_LOW
    p = np.full_like(r, EXP_POLY[0])
    for c in EXP_POLY[1:]:
        p = p * r + c
    with np.errstate(invalid="ignore"):
        power = np.where(np.isnan(n), F32(0), n).astype(np.int32) << 23
    y = (p.view(np.int32) + power).view(F32)
    return np.where(np.isnan(x), x, np.where(x < EXP_LOW, F32(0), y))


def reciprocal(x: np.ndarray) -> np.ndarray:
    """1 / x for x float32 [...] from 1 to 2**126, within 2e-7: Newton from an integer estimate."""
    y = (RECIPROCAL_SEED - x.view(np.int32)).astype(np.int32).view(F32)
    for _ in range(NEWTON_STEPS):
        y = y * (F32(2) - x * y)
    return y


def rsqrt(x: np.ndarray) -> np.ndarray:
    """1 / sqrt(x) for positive x float32 [...], within 2e-7: Newton from an integer estimate."""
    y = (RSQRT_SEED - (x.view(np.int32) >> 1)).astype(np.int32).view(F32)
    half = F32(0.5) * x
    for _ in range(NEWTON_STEPS):
        y = y * (F32(1.5) - (half * y) * y)
    return y


def sigmoid(x: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-x)), float32 [...]; 0 where exp(x) is."""
    y = reciprocal(F32(1) + exp(-x))
    return np.where(x < EXP_LOW, F32(0), y)


def silu(x: np.ndarray) -> np.ndarray:
    """x * sigmoid(x), float32 [...]."""
    return np.asarray(x * sigmoid(x))


def softplus(x: np.ndarray) -> np.ndarray:
    """log(1 + exp(x)), float32 [...], within 3e-7 of it: max(x, 0) + log(1 + z), z = exp(-|x|).

    log(1 + z) = 2 atanh(s) with s = z / (2 + z), which is at most 1 / 3.
    """
    z = exp(-np.abs(x))
    s = z * reciprocal(F32(2) + z)
    square, p = s * s, np.full_like(s, ATANH_POLY[0])
    for c in ATANH_POLY[1:]:
        p = p * square + c
    return np.asarray(np.maximum(x, F32(0)) + (s + s) * p)


def squared_relu(x: np.ndarray) -> np.ndarray:
    """max(x, 0)**2, float32 [...]."""
    y = np.maximum(x, F32(0))
    return np.asarray(y * y)


def gelu_tanh(x: np.ndarray) -> np.ndarray:
    """GELU in its tanh form, float32 [...]: x * sigmoid(2 sqrt(2 / pi) (x + 0.044715 x**3))."""
    return np.asarray(x * sigmoid(GELU_LINEAR * (x + (GELU_CUBIC * x) * (x * x))))


def clamp(x: np.ndarray, low: np.float32, high: np.float32) -> np.ndarray:
    """x float32 [...], at least `low` and at most `high`; NaN stays."""
    y = np.where(x < low, low, x)
    return np.where(high < y, high, y)


def ordered_sum(x: np.ndarray) -> np.ndarray:
    """Sum of x float32 [..., n] along the last axis, in the contract's order: float32 [...]."""
    n = x.shape[-1]
    padded = np.zeros((*x.shape[:-1], -(-n // PARTIAL) * PARTIAL), F32)
    padded[..., :n] = x
    groups = padded.reshape(*x.shape[:-1], -1, PARTIAL)
    partial = np.zeros((*x.shape[:-1], PARTIAL), F32)
    for i in range(groups.shape[-2]):
        partial = partial + groups[..., i, :]
    width = PARTIAL
    while width > 1:
        width //= 2
        partial = partial[..., :width] + partial[..., width:]
    return partial[..., 0]
