"""The order of the words in a stream."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lutcore.driver.contract import GroupCode, StreamLayout, WeightFormat
from lutcore.driver.contract.packing import GROUPS, TERNARY

layouts = st.builds(StreamLayout, planes=st.integers(1, 8), group=st.sampled_from(GroupCode),
                    explicit=st.booleans(), ternary=st.just(False)).filter(
    lambda layout: not (layout.explicit and layout.group is GroupCode.UNSCALED))


@given(layout=layouts, n=st.integers(1, 1100), slices=st.integers(1, 3), seed=st.integers(0, 99))
def test_what_is_joined_is_split_again(layout: StreamLayout, n: int, slices: int,
                                       seed: int) -> None:
    random = np.random.default_rng(seed)
    words = random.integers(0, 256, (n, slices, layout.planes, 16), np.uint8)
    values = None
    if layout.block:
        shape = (n, slices, layout.group.pieces, layout.mantissas)
        values = random.integers(-1 << 15, 1 << 15, shape, np.int16)
    stream = layout.join(words, values)
    assert stream.dtype == np.uint8 and stream.shape == (16 * layout.words(n, slices),)
    words_again, values_again = layout.split(stream, n, slices)
    assert np.array_equal(words_again, words)
    assert (values_again is None) == (values is None)
    assert values is None or np.array_equal(values_again, values)


@given(n=st.integers(1, 20), k=st.integers(1, 300), planes=st.integers(1, 8),
       ternary=st.booleans(), seed=st.integers(0, 99))
def test_codes_survive_their_words(n: int, k: int, planes: int, ternary: bool, seed: int) -> None:
    layout = StreamLayout(1 if ternary else planes, GroupCode.UNSCALED, False, ternary)
    levels = 3 if ternary else 1 << planes
    codes = np.random.default_rng(seed).integers(0, levels, (n, k), np.uint8)
    decoded = layout.decode(layout.encode(codes)).reshape(n, -1)
    assert np.array_equal(decoded[:, :k], codes) and not decoded[:, k:].any()


def test_scale_words_come_before_their_columns() -> None:
    """Two columns share a scale word at groups of 64 with offsets; the second block is not full."""
    layout = StreamLayout(2, GroupCode.G64, explicit=True, ternary=False)
    assert (layout.block, layout.mantissas, layout.words(3, 1)) == (2, 2, 2 + 6)
    words = np.arange(1, 7, dtype=np.uint8).reshape(3, 1, 2, 1).repeat(16, axis=3)
    values = np.arange(100, 112, dtype=np.int16).reshape(3, 1, 2, 2)
    stream = layout.join(words, values).reshape(-1, 16)
    assert [word[0] for word in stream[[1, 2, 3, 4, 6, 7]]] == [1, 2, 3, 4, 5, 6]
    assert stream[0].view("<i2").tolist() == list(range(100, 108))
    assert stream[5].view("<i2").tolist() == [*range(108, 112), 0, 0, 0, 0]


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("zero", [None, 96])
def test_layouts_of_formats(group: int, zero: int | None) -> None:
    layout = WeightFormat(4, group, zero).layout
    assert layout.planes == 4 and not layout.ternary
    assert layout.explicit == (zero is None and group != 0)     # the host adds those of whole rows
    assert layout.group.pieces == {0: 1, 16: 8, 32: 4, 64: 2, 128: 1, 256: 1}[group]
    assert TERNARY.layout == StreamLayout(1, GroupCode.UNSCALED, False, True)
