"""The reference arithmetic: exact products, and lookups as the gateware does them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lutcore.driver.contract import Geometry, PackedMatrix, WeightFormat, pack_matrix
from lutcore.driver.contract.activations import Activations, quantise_activations, tables_of
from lutcore.driver.contract.geometry import MAX_SLICES, PRODUCT_SHIFT, TRIT_SLICE
from lutcore.driver.contract.packing import GROUPS, TERNARY
from lutcore.driver.contract.reference import (
    DecodedStream,
    lookups,
    products,
    round_shift,
)
from lutcore.driver.contract.streams import fold

formats = st.builds(WeightFormat, bits=st.integers(1, 8), group=st.sampled_from(GROUPS),
                    zero=st.none() | st.sampled_from([0, 96, 128, 255]))
geometries = st.builds(Geometry, table_width=st.integers(8, 16), cut=st.sampled_from([4, 5, 6]),
                       symmetric=st.booleans())
Make   = Callable[..., PackedMatrix]
Decode = Callable[[PackedMatrix], DecodedStream]


def by_hand(weights: DecodedStream, fmt: WeightFormat, a: Activations) -> np.ndarray:
    """The definition, written as it stands in the contract, in Python's integers."""
    slices, pieces, size, n = weights.codes.shape
    acc = np.zeros((n, a.rows), object)
    for m in range(a.rows):
        for column in range(n):
            for j in range(slices):
                by, total = int(a.shift[m, j]), 0
                for p in range(pieces):
                    part = [int(v) for v in a.mantissa[m, j, p * size:(p + 1) * size]]
                    codes = [int(q) for q in weights.codes[j, p, :, column]]
                    v = (sum(q * x for q, x in zip(codes, part, strict=True)) << (8 - fmt.bits))
                    v -= (fmt.zero or 0) * sum(part)
                    values = [int(x) for x in weights.values[j, p, :, 0, column]]
                    ties_up = (j + p) % 2 == 0
                    total += values[0] * nearest(v, by, ties_up)
                    if len(values) == 2:
                        total += values[1] * nearest(sum(part) << 8, by, ties_up)
                acc[column, m] += nearest(total, PRODUCT_SHIFT, ties_up=True)
    return acc


def nearest(x: int, by: int, ties_up: bool) -> int:
    """x / 2**by, rounded."""
    below, rest = divmod(x, 1 << by)
    return below + (2 * rest > 1 << by or (2 * rest == 1 << by and ties_up))


@given(fmt=formats, g=geometries, n=st.integers(1, 12), k=st.integers(1, 300), m=st.integers(1, 4),
       seed=st.integers(0, 99))
def test_products_equal_lookups(random_matrix: Make, decoded: Decode, fmt: WeightFormat,
                                g: Geometry, n: int, k: int, m: int, seed: int) -> None:
    if g.symmetric and fmt.group == 16:
        fmt = replace(fmt, group=32)    # such engines refuse groups of 16
    packed = random_matrix(n, k, fmt)
    x = np.random.default_rng(seed).standard_normal((m, k)).astype(np.float32)
    a, weights = quantise_activations(x, g), decoded(packed)
    acc = products(weights, a.mantissa, a.sums, a.shift)
    assert acc.dtype == np.int32 and acc.shape == (n, m)
    assert np.array_equal(acc, lookups(weights, tables_of(a.mantissa, g), a.sums, a.shift, g))


@given(width=st.integers(8, 16), n=st.integers(1, 12), k=st.integers(1, 300), m=st.integers(1, 4),
       seed=st.integers(0, 99))
def test_ternary_products_equal_lookups(random_matrix: Make, decoded: Decode, width: int, n: int,
                                        k: int, m: int, seed: int) -> None:
    g = Geometry(table_width=width, cut=5, ternary=True)
    x = np.random.default_rng(seed).standard_normal((m, k)).astype(np.float32)
    a, weights = quantise_activations(x, g, ternary=True), decoded(random_matrix(n, k, TERNARY))
    acc = products(weights, a.mantissa, a.sums, a.shift)
    tables = tables_of(a.mantissa, g, ternary=True)
    assert np.array_equal(acc, lookups(weights, tables, a.sums, a.shift, g))
    assert acc.shape == (n, m) and weights.codes.shape == (a.slices, 1, TRIT_SLICE, n)


@given(bits=st.integers(1, 8), cut=st.sampled_from([4, 5, 6]), seed=st.integers(0, 99))
def test_folded_words_address_half_tables(bits: int, cut: int, seed: int) -> None:
    """As the engine does it: the last bit is the sign, the folded others the address."""
    rng, g = np.random.default_rng(seed), Geometry(cut=cut, symmetric=True)
    words  = rng.integers(0, 256, (bits, 16), dtype=np.uint8)
    folded = np.unpackbits(fold(words, g), axis=-1, bitorder="little").astype(int)
    a      = quantise_activations(rng.standard_normal((1, 128)).astype(np.float32), g)
    tables = tables_of(a.mantissa, g)[0, 0]
    looked = sum(
        (1 - 2 * plane[start + size - 1]) * tables[t, plane[start:start + size - 1]
                                                   @ (1 << np.arange(size - 1))] << i
        for i, plane in enumerate(folded) for t, (start, size) in enumerate(g.table_cut().sets))
    bit   = np.unpackbits(words, axis=-1, bitorder="little").astype(int)
    codes = (bit << np.arange(bits)[:, None]).sum(axis=0)
    total = int(a.sums.sum())
    assert looked == 2 * int(codes @ a.mantissa[0, 0]) - ((1 << bits) - 1) * total


@pytest.mark.parametrize("fmt", [WeightFormat(4, 32, None), WeightFormat(3, 128, 128),
                                 WeightFormat(2, 0, 64), WeightFormat(8, 256, None), TERNARY],
                         ids=lambda f: f.name)
def test_products_are_what_the_contract_says(random_matrix: Make, decoded: Decode,
                                             fmt: WeightFormat) -> None:
    packed = random_matrix(3, 260, fmt)
    x = np.random.default_rng(0).standard_normal((2, 260)).astype(np.float32)
    x[1, :128] *= 1e4                               # slices with different shifts
    a, weights = quantise_activations(x, Geometry(), ternary=fmt.ternary), decoded(packed)
    acc = products(weights, a.mantissa, a.sums, a.shift)
    assert np.array_equal(acc, by_hand(weights, fmt, a))


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("zero", [None, 0, 255])
def test_the_longest_matrix_does_not_overflow(decoded: Decode, sign: int,
                                              zero: int | None) -> None:
    """Largest scales, codes and activations over the largest K, in every slice at once."""
    k, fmt = MAX_SLICES * 128, WeightFormat(8, 128, zero)
    codes = np.full((1, k), 0 if zero == 255 else 255, np.uint8)
    scale = np.full((1, fmt.groups(k)), 1.0)
    offset = np.full_like(scale, 255.99) if zero is None else None
    packed = pack_matrix(codes, scale, offset, fmt)
    x = np.full((1, k), sign * 3.9, np.float32)
    a, weights = quantise_activations(x, Geometry(table_width=16)), decoded(packed)
    acc = int(products(weights, a.mantissa, a.sums, a.shift)[0, 0])
    exact = sum(int(v) for v in by_hand_slices(weights, a))
    assert acc == exact and abs(acc) > 1 << 28


def by_hand_slices(weights: DecodedStream, a: Activations) -> list[int]:
    out = []
    for j in range(a.slices):
        codes = weights.codes[j].reshape(-1).astype(np.int64)
        s, by = int(a.sums[0, j].sum()), int(a.shift[0, j])
        v = int((codes * a.mantissa[0, j]).sum()) - weights.zero * s
        values = [int(x) for x in weights.values[j, 0, :, 0, 0]]
        total = values[0] * int(round_shift(v, by, j & 1))
        if len(values) == 2:
            total += values[1] * int(round_shift(s << 8, by, j & 1))
        out.append(int(round_shift(total, PRODUCT_SHIFT)))
    return out


@pytest.mark.parametrize("down", [0, 1])
def test_the_largest_shift_leaves_nothing(down: int) -> None:
    """Shifts are int32; 1 << 31 is not."""
    shift = np.full(3, 31, np.int32)
    assert not round_shift(np.array([0, 1000, -1000]), shift, down).any()


@pytest.mark.parametrize("group", [0, 128, 64, 32, 16])
def test_ties_add_no_bias(random_matrix: Make, decoded: Decode, group: int) -> None:
    """Every second sum is a tie. All of them up would be a quarter too much for each piece."""
    rng, slices, fmt = np.random.default_rng(group), 64, WeightFormat(4, group, 128)
    weights = decoded(random_matrix(200, 128 * slices, fmt))
    weights.values[:] = 1 << PRODUCT_SHIFT                      # acc is the sum of all V'
    pieces = weights.codes.shape[1]
    mantissa = rng.integers(-60, 60, (3, slices, 128)).astype(np.int32)
    sums = mantissa.reshape(3, slices, 8, 16).sum(axis=-1)
    acc = products(weights, mantissa, sums, np.full((3, slices), 5))
    codes = 16 * weights.codes.reshape(-1, 200).astype(int) - 128
    error = acc - (mantissa.reshape(3, -1) @ codes).T / 32
    assert abs(error.mean()) < 0.01 * slices * pieces
    assert 0.2 < error.std() / (slices * pieces) ** 0.5 < 0.3   # a piece: 0 or half a unit


@given(x=st.integers(-(1 << 40), 1 << 40), by=st.integers(0, 31), down=st.booleans(),
       tie=st.booleans())
def test_round_shift(x: int, by: int, down: bool, tie: bool) -> None:
    if tie and by:
        x = (x >> by << by) + (1 << by - 1)
    rounded = int(round_shift(np.int64(x), by, int(down)))
    error = (rounded << by) - x
    assert 2 * abs(error) <= 1 << by
    assert 2 * abs(error) < 1 << by or (error < 0) == down


@given(g=geometries, seed=st.integers(0, 99))
def test_tables_hold_subset_sums(g: Geometry, seed: int) -> None:
    mantissa = np.random.default_rng(seed).integers(-20, 20, (2, 128)).astype(np.int32)
    tables = tables_of(mantissa, g)
    assert tables.shape == (2, g.tables, g.entries)
    for table, c in ((0, 0), (1, g.entries - 1), (g.tables - 1, 5), (g.segment_tables, 7)):
        start, size = g.table_cut().sets[table]
        inputs = mantissa[1, start:start + size]
        wanted = sum(x for i, x in enumerate(inputs) if c >> i & 1)
        if g.symmetric:                             # +- instead of 1 and 0, the last one negative
            above = c & (1 << size - 1) - 1
            wanted = 2 * sum(x for i, x in enumerate(inputs) if above >> i & 1) - inputs.sum()
        assert tables[1, table, c] == wanted


@given(seed=st.integers(0, 99))
def test_ternary_tables_hold_sums_of_up_to_twice_each(seed: int) -> None:
    mantissa = np.random.default_rng(seed).integers(-20, 20, (2, 75)).astype(np.int32)
    tables = tables_of(mantissa, Geometry(cut=5, ternary=True), ternary=True)
    assert tables.shape == (2, 28, 32)
    for table, c in ((0, 0), (1, 26), (24, 5), (7, 21)):
        x = mantissa[1, 3 * table:3 * table + 3]
        assert tables[1, table, c] == c % 3 * x[0] + c // 3 % 3 * x[1] + c // 9 * x[2]
    assert not tables[:, 25:].any() and not tables[..., 27:].any()
