"""The weight stream."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lutcore.driver.contract import (
    GroupCode,
    PackedMatrix,
    StreamLayout,
    WeightFormat,
    dequantise,
    pack_matrix,
    unpack_matrix,
)
from lutcore.driver.contract.geometry import MAX_SLICES
from lutcore.driver.contract.packing import (
    GROUPS,
    TERNARY,
)
from lutcore.driver.errors import FormatError

GOLDEN = Path(__file__).parents[2] / "golden" / "contract.json"

formats = st.builds(WeightFormat, bits=st.integers(1, 8), group=st.sampled_from(GROUPS),
                    zero=st.none() | st.integers(0, 255)) | st.just(TERNARY)


def random_parts(n: int, k: int, fmt: WeightFormat, seed: int = 0) -> tuple:
    rng = np.random.default_rng(seed)
    codes = rng.integers(0, fmt.levels, (n, k), dtype=np.uint8)
    scale = rng.normal(0, 0.02, (n, fmt.groups(k)))
    return codes, scale, rng.normal(0, 0.1, scale.shape) if fmt.zero is None else None


@given(n=st.integers(1, 40), k=st.integers(1, 600), fmt=formats, seed=st.integers(0, 99))
def test_round_trip(n: int, k: int, fmt: WeightFormat, seed: int) -> None:
    codes, scale, offset = random_parts(n, k, fmt, seed)
    packed = pack_matrix(codes, scale, offset, fmt)
    back = unpack_matrix(packed)
    assert np.array_equal(back[0], codes)
    check_rounding(fmt, back, scale, offset)
    again = pack_matrix(*back, fmt)
    assert np.array_equal(again.stream, packed.stream)
    assert np.array_equal(again.column_scale, packed.column_scale)


@given(n=st.integers(1, 90), k=st.integers(1, 600), fmt=formats, data=st.data())
def test_some_columns(n: int, k: int, fmt: WeightFormat, data: st.DataObject) -> None:
    packed = pack_matrix(*random_parts(n, k, fmt), fmt)
    first  = data.draw(st.integers(0, n - 1))
    last   = data.draw(st.integers(first + 1, n))
    for some, whole in zip(unpack_matrix(packed, first, last), unpack_matrix(packed), strict=True):
        assert (some is None) == (whole is None)
        assert some is None or np.array_equal(some, whole[first:last])
    assert np.array_equal(dequantise(packed, first, last), dequantise(packed)[first:last])


def check_rounding(fmt: WeightFormat, back: tuple, scale: np.ndarray,
                   offset: np.ndarray | None) -> None:
    """Scales and offsets are off by at most 2**-16 of the column's largest."""
    assert (back[2] is None) == (offset is None)
    if fmt.group == 0:
        assert np.allclose(back[1], scale, rtol=1e-7)
        assert offset is None or np.allclose(back[2], offset, rtol=1e-7)
        return
    units = [np.abs(scale).max(axis=1, keepdims=True) * 2.0 ** fmt.bits]
    if offset is not None:
        units.append(np.abs(offset).max(axis=1, keepdims=True))
        assert (np.abs(back[2] - offset) <= np.maximum(*units) * 2.0 ** -15).all()
    assert (np.abs(back[1] - scale) <= np.max(units, axis=0) * 2.0 ** (-15 - fmt.bits)).all()


@given(n=st.integers(1, 20), k=st.integers(1, 300), fmt=formats)
def test_dequantise(n: int, k: int, fmt: WeightFormat) -> None:
    packed = pack_matrix(*random_parts(n, k, fmt), fmt)
    codes, scale, offset = unpack_matrix(packed)
    if offset is None:
        offset = -scale * fmt.zero / 2.0 ** (8 - fmt.bits)
    weights = dequantise(packed)
    assert weights.shape == (n, k)
    for row, column in ((0, 0), (n - 1, k - 1), (n // 2, k // 2)):
        j = column // fmt.group if fmt.group else 0
        assert weights[row, column] == scale[row, j] * codes[row, column] + offset[row, j]


def test_words_in_natural_order() -> None:
    """Three columns, two planes, one slice: a scale word, then column by column, LSB first."""
    codes = np.zeros((3, 128), np.uint8)
    codes[0, 0], codes[1, 9], codes[2, 127] = 1, 2, 3
    packed = pack_matrix(codes, np.array([[1.0], [-0.5], [0.25]]), None, WeightFormat(2, 128, 128))
    words = packed.stream.reshape(-1, 16)
    assert len(words) == packed.words == 7
    mantissas = words[0].view("<i2")
    assert list(mantissas) == [16384, -16384, 16384, 0, 0, 0, 0, 0]
    assert list(packed.column_scale * 2.0 ** 12) == [2.0 ** (24 - 20 + c) for c in (0, -1, -2)]
    set_bits = [[int(b) for b in np.flatnonzero(np.unpackbits(w, bitorder="little"))]
                for w in words[1:]]
    assert set_bits == [[0], [], [], [9], [127], [127]]


@pytest.mark.parametrize("n", [1023, 1024, 1025, 2050])
@pytest.mark.parametrize("fmt", [WeightFormat(3, 32, None), WeightFormat(1, 0, 128)],
                         ids=lambda f: f.name)
def test_tiles(n: int, fmt: WeightFormat) -> None:
    codes, scale, offset = random_parts(n, 140, fmt)
    packed = pack_matrix(codes, scale, offset, fmt)
    first = pack_matrix(codes[:1024], scale[:1024], None if offset is None else offset[:1024], fmt)
    size = min(len(first.stream), len(packed.stream))
    assert np.array_equal(packed.stream[:size], first.stream[:size]) or n < 1024
    assert np.array_equal(unpack_matrix(packed)[0], codes)


def test_padding_is_zero() -> None:
    fmt = WeightFormat(4, 32, None)
    packed = pack_matrix(*random_parts(5, 70, fmt), fmt)
    layout = StreamLayout(4, GroupCode.G32, explicit=True, ternary=False)
    words, values = layout.split(packed.stream, 5, 1)
    codes = layout.decode(words)
    assert codes.shape == (5, 1, 128) and np.array_equal(codes[:, 0, :70], unpack_matrix(packed)[0])
    assert not codes[:, 0, 70:].any() and not values[:, 0, 3].any()


@pytest.mark.parametrize("fmt, bits", [
    (WeightFormat(4, 128, 128), 4.125), (WeightFormat(4, 32, None), 5.0),
    (WeightFormat(2, 0, 64), 2.0), (WeightFormat(1, 64, 128), 1.25),
    (WeightFormat(3, 256, 128), 3.125)])
def test_bits_per_weight(fmt: WeightFormat, bits: float) -> None:
    assert pack_matrix(*random_parts(64, 512, fmt), fmt).bits_per_weight == bits


def test_bits_per_ternary_weight() -> None:
    """128 bits for 75 weights; K that is no multiple of 75 is padded."""
    packed = pack_matrix(*random_parts(64, 750, TERNARY), TERNARY)
    assert packed.bits_per_weight == 128 / 75 < 1.71
    assert pack_matrix(*random_parts(64, 1536, TERNARY), TERNARY).bits_per_weight == 21 * 128 / 1536


def test_ternary_words_by_hand() -> None:
    """Code t0 + 3 t1 + 9 t2 of inputs 3 t to 3 t + 2 in bits 5 t to 5 t + 4; three bits unused."""
    codes = np.zeros((2, 76), np.uint8)
    codes[0, [0, 1, 2]] = 1, 2, 2           # 1 + 6 + 18 = 25 in table 0
    codes[0, 74], codes[1, 75] = 2, 1       # 18 in table 24; 1 in table 0 of the next slice
    packed = pack_matrix(codes, np.array([[0.5], [0.25]]), None, TERNARY)
    words = [int.from_bytes(word.tobytes(), "little") for word in packed.stream.reshape(-1, 16)]
    assert words == [25 | 18 << 120, 0, 0, 1]
    assert np.array_equal(dequantise(packed), np.array([[0.5], [0.25]]) * (codes.astype(int) - 1))


@given(n=st.integers(1, 40), k=st.integers(1, 400), fmt=formats)
def test_words_round_trip(n: int, k: int, fmt: WeightFormat) -> None:
    packed = pack_matrix(*random_parts(n, k, fmt), fmt)
    words, values = packed.split()
    assert words.shape == (n, packed.slices, fmt.bits, 16)
    assert (values is None) == (fmt.group == 0)
    assert np.array_equal(fmt.layout.join(words, values), packed.stream)


def test_zero_columns() -> None:
    fmt = WeightFormat(4, 128, 128)
    packed = pack_matrix(np.zeros((2, 128), np.uint8), np.array([[0.0], [1.0]]), None, fmt)
    assert not dequantise(packed)[0].any() and np.all(dequantise(packed)[1] == -8)


@pytest.mark.parametrize("fields, message", [
    ({"bits": 0}, "0 bits"), ({"bits": 9}, "9 bits"), ({"group": 48}, "groups of 48"),
    ({"zero": 256}, "256"), ({"zero": -1}, "-1")])
def test_bad_formats(fields: dict, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        replace(WeightFormat(4, 128, 128), **fields)


@pytest.mark.parametrize("fields", [{"bits": 2}, {"group": 32}, {"zero": 0}, {"zero": None}])
def test_there_is_one_ternary_format(fields: dict) -> None:
    with pytest.raises(FormatError, match="use packing.TERNARY"):
        replace(TERNARY, **fields)
    with pytest.raises(FormatError, match="below 3"):
        pack_matrix(np.full((1, 8), 3, np.uint8), np.ones((1, 1)), None, TERNARY)


def test_names() -> None:
    names = [WeightFormat(b, g, z).name for b, g, z in ((4, 128, 128), (4, 64, None), (2, 0, 0))]
    assert [*names, TERNARY.name] == ["int4g128", "int4g64a", "int2row", "ternary"]


def test_bad_arrays() -> None:
    fmt = WeightFormat(4, 128, 128)
    codes, scale, _ = random_parts(4, 200, fmt)
    for bad, message in (((codes | 16, scale, None), "below 16"),
                         ((codes.astype(int), scale, None), "int64"),
                         ((codes, scale[:, :1], None), "scale of shape"),
                         ((codes, scale * np.nan, None), "NaN"),
                         ((codes, scale, scale), "offsets must be given")):
        with pytest.raises(FormatError, match=message):
            pack_matrix(*bad, fmt)
    with pytest.raises(FormatError, match="offsets must be given"):
        pack_matrix(codes, scale, None, replace(fmt, zero=None))
    with pytest.raises(FormatError, match="matrix of 1 x 130945"):
        pack_matrix(np.zeros((1, MAX_SLICES * 128 + 1), np.uint8), scale, None, fmt)
    with pytest.raises(FormatError, match="matrix of 0 x"):
        pack_matrix(codes[:0], scale[:0], None, fmt)


def test_bad_packed_matrices() -> None:
    fmt = WeightFormat(4, 128, 128)
    good = pack_matrix(*random_parts(4, 200, fmt), fmt)
    for fields, message in (({"stream": good.stream[:-16]}, "stream of"),
                            ({"column_scale": good.column_scale[:3]}, "column_scale"),
                            ({"column_scale": good.column_scale.astype(float)}, "float64"),
                            ({"column_offset": good.column_scale}, "column offsets belong")):
        with pytest.raises(FormatError, match=message):
            PackedMatrix(**{**vars(good), **fields})


def test_golden_streams() -> None:
    """Differs? Unless only scales are rounded otherwise, packed files out there no longer fit:
    raise CONTRACT_VERSION.
    """
    golden = json.loads(GOLDEN.read_text())["streams"]
    assert stream_digests() == golden


def stream_digests() -> dict[str, str]:
    """Return digests of matrices made without a random generator, so that they never change."""
    n, k, digests = 1030, 300, {}
    pattern = np.add.outer(7 * np.arange(n), 13 * np.arange(k) ** 2)
    for fmt in (WeightFormat(4, 128, 128), WeightFormat(2, 32, None), WeightFormat(3, 0, None),
                WeightFormat(1, 64, 128), WeightFormat(8, 256, None), TERNARY,
                WeightFormat(2, 16, None), WeightFormat(6, 16, 128)):
        codes = (pattern % fmt.levels).astype(np.uint8)
        scale = 1.0 / (1 + pattern[:, :fmt.groups(k)] % 50)
        packed = pack_matrix(codes, scale, -scale if fmt.zero is None else None, fmt)
        data = packed.stream.tobytes() + packed.column_scale.astype("<f4").tobytes()
        digests[fmt.name] = hashlib.sha256(data).hexdigest()[:16]
    return digests


def test_scales_are_exact_where_a_power_of_two_allows_it() -> None:
    """float16 scales of similar size are; those of very different size are right to 2**-16."""
    random = np.random.default_rng(3)
    codes  = random.integers(0, 16, (40, 256), np.uint8)
    near   = random.uniform(0.5, 1.9, (40, 2)).astype(np.float16).astype(np.float64)
    far    = near * [1.0, 1e-3]
    fmt    = WeightFormat(4, 128, 128)
    assert np.array_equal(unpack_matrix(pack_matrix(codes, near, None, fmt))[1], near)
    found = unpack_matrix(pack_matrix(codes, far, None, fmt))[1]
    error = np.abs(found - far).max(axis=1) / far.max(axis=1)
    assert 0 < error.max() <= 2.0 ** -16 * (1 + 1e-6)
