"""Every operator gives numpy's float32, bit for bit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from lutcore.gateware.engine.vector.conversions import FloatToHalf, HalfToFloat, IntToFloat
from lutcore.gateware.engine.vector.operators import FloatAdder, FloatMultiplier

COUNT  = 1_000_000
LEAST  = np.float32(2.0**-126)
# Ends of the range, halves between neighbours, and what is not a usual number.
EDGES  = np.array([0, 1, 0x7FFFFF, 0x800000, 0x800001, 0xFFFFFF, 0x1000000, 0x3F7FFFFF, 0x3F800000,
                   0x3F800001, 0x3FFFFFFF, 0x4B7FFFFF, 0x4B800000, 0x4B800001, 0x7F000000,
                   0x7F7FFFFF, 0x7F800000, 0x7F800001, 0x7FC00000, 0x7FFFFFFF], np.uint32)
SIGNED = np.concatenate([EDGES, EDGES | np.uint32(1 << 31)])


def operands(seed: int, count: int = COUNT) -> np.ndarray:
    """Bits of two numbers, uint32 [2, n]: any bits, near numbers, round ones, and edges."""
    rng = np.random.default_rng(seed)
    bits = rng.integers(0, 1 << 32, (2, count), np.uint32)
    kind = rng.integers(0, 5, count)
    near = kind == 1                    # exponents that differ by few
    bits[1, near] = (bits[1, near] & 0x807FFFFF) | (
        (bits[0, near] >> 23 & 0xFF).astype(int) + rng.integers(-30, 31, near.sum())).clip(
            0, 255).astype(np.uint32) << 23
    close = kind == 2                   # magnitudes that cancel but for the last bits
    bits[1, close] = (bits[0, close] ^ (1 << 31)) + rng.integers(
        -4, 5, close.sum()).astype(np.uint32)
    bits[:, kind == 3] &= np.uint32(0xFFFFF000)     # products and sums that are exact, or ties
    edge = kind == 4
    bits[0, edge] = rng.choice(SIGNED, edge.sum())
    pairs = np.stack(np.meshgrid(SIGNED, SIGNED)).reshape(2, -1)
    return np.concatenate([bits, pairs.astype(np.uint32)], axis=1)


def without_subnormals(bits: np.ndarray) -> np.ndarray:
    """float32 of bits, signed zeros in place of what is below 2**-126."""
    small = bits >> 23 & 0xFF == 0
    return np.where(small, bits & np.uint32(1 << 31), bits).astype(np.uint32).view(np.float32)


def check(got: np.ndarray, want: np.ndarray, *inputs: np.ndarray) -> None:
    """Compare results with float32 numbers: bits, but for what NaN and what is tiny."""
    bits = want.view(np.uint32)
    right = (got == bits) | (np.isnan(want) & (got == 0x7FC00000))
    # A result that rounds to 2**-126 from below may be flushed before.
    tiny = np.abs(want) <= LEAST
    right |= tiny & ((got & 0x7FFFFFFF == 0) & (got >> 31 == bits >> 31))
    wrong = np.flatnonzero(~right)
    assert not len(wrong), [(hex(got[i]), hex(bits[i]), *(hex(x[i]) for x in inputs))
                            for i in wrong[:5]]


@pytest.mark.parametrize(("block", "function"), [
    (FloatMultiplier, np.multiply), (FloatAdder, np.add)], ids=lambda x: x.__name__)
def test_operators_of_two(pipeline: Callable[..., Any], block: Any, function: Any) -> None:
    a, b = operands(1)
    with np.errstate(all="ignore"):
        want = function(without_subnormals(a), without_subnormals(b))
    check(pipeline(block())(a, b), want, a, b)


def test_a_sum_of_zeros_has_the_sign_of_both(pipeline: Callable[..., Any]) -> None:
    zeros = np.array([0, 0, 1 << 31, 1 << 31], np.uint32)
    assert list(pipeline(FloatAdder())(zeros, zeros[[0, 2, 0, 2]])) == [0, 0, 0, 1 << 31]


def test_integers(pipeline: Callable[..., Any]) -> None:
    rng = np.random.default_rng(2)
    a = rng.integers(0, 1 << 32, COUNT, np.uint32)
    a = (a.view(np.int32) >> rng.integers(0, 32, COUNT)).astype(np.int32)
    a = np.concatenate([a, [0, 1, -1, 2**31 - 1, -2**31, 2**24 + 1, 2**24 + 3, -2**25 - 2]])
    a = a.astype(np.int32)
    check(pipeline(IntToFloat())(a.view(np.uint32)), a.astype(np.float32), a.view(np.uint32))


def test_every_half(pipeline: Callable[..., Any]) -> None:
    a = np.arange(1 << 16, dtype=np.uint32)
    check(pipeline(HalfToFloat())(a), a.astype(np.uint16).view(np.float16).astype(np.float32), a)


def test_to_half(pipeline: Callable[..., Any]) -> None:
    rng = np.random.default_rng(3)
    a = rng.integers(0, 1 << 32, COUNT, np.uint32)
    near = rng.random(COUNT) < 0.8      # most have an exponent that a float16 has, or nearly
    a[near] = a[near] & 0x807FFFFF | rng.integers(98, 146, near.sum()).astype(np.uint32) << 23
    a[::3] &= np.uint32(0xFFFFF000)     # ties
    halves = np.arange(1 << 16, dtype=np.uint16).view(np.float16).astype(np.float32)
    a = np.concatenate([a, SIGNED, halves.view(np.uint32)])
    with np.errstate(over="ignore"):
        want = without_subnormals(a).astype(np.float16)
    got = pipeline(FloatToHalf())(a)
    right = (got == want.view(np.uint16)) | (np.isnan(want) & (got == 0x7E00))
    wrong = np.flatnonzero(~right)
    assert not len(wrong), [(hex(got[i]), hex(want.view(np.uint16)[i]), hex(a[i]))
                            for i in wrong[:5]]
