"""Streams as engines of every shape read them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lutcore.driver.contract import Geometry, Lmma, PackedMatrix, WeightFormat, isa, preset
from lutcore.driver.contract.isa import ALIGNMENT, port_bytes
from lutcore.driver.contract.packing import GROUPS, TERNARY
from lutcore.driver.contract.streams import REGION, RESIDUE, StreamShape, arrange, fold, gather
from lutcore.host_app.measure.decode_step import SHAPES

formats = st.builds(WeightFormat, bits=st.integers(1, 8), group=st.sampled_from(GROUPS),
                    zero=st.none() | st.sampled_from([0, 96, 255]))
SIZES = [(lanes, ports, width) for lanes, ports, widths in (
    (1, 1, (64, 128)), (1, 2, (64,)), (2, 2, (64, 128)), (2, 4, (64,)), (4, 4, (64, 128)))
    for width in widths]
KINDS = [{}, {"cut": 5, "ternary": True}, {"symmetric": True}, {"cut": 5, "symmetric": True},
         {"cut": 6, "symmetric": True}]
Make = Callable[..., PackedMatrix]


def descriptor(packed: PackedMatrix, geometry: Geometry) -> Lmma:
    """As the driver makes it, for one row and at made-up addresses; checked."""
    layout = packed.format.layout
    shape = StreamShape.of(packed.format, packed.n, packed.k, geometry)
    d = Lmma(planes=layout.planes, group=layout.group, explicit=layout.explicit,
             zero=packed.format.zero or 0, ternary=layout.ternary, rows=1, columns=shape.columns,
             slices=packed.slices, weights=0x1000_0000, activations=0x2000_0000, output=0x3000_0000,
             stream_words=shape.words, stride=shape.stride,
             activation_words=packed.slices * geometry.row_words(False),
             output_words=isa.output_words(shape.columns * geometry.lanes, 1))
    d.check(geometry)
    return d


def check_round_trip(packed: PackedMatrix, geometry: Geometry) -> None:
    """What is gathered from the arranged bytes is what is packed; columns beyond N are zero."""
    d = descriptor(packed, geometry)
    assert d.layout == packed.format.layout
    memory = arrange(packed, geometry)
    assert memory.dtype == np.uint8 and len(memory) == d.end("weights", geometry) - d.weights
    codes, values = gather(memory, d, geometry)
    words, wanted = packed.split()
    assert np.array_equal(codes[:packed.n], d.layout.decode(words))
    assert len(codes) == d.columns * geometry.lanes
    assert not codes[packed.n:].any()
    assert (values is None) == (wanted is None)
    if values is not None:
        assert np.array_equal(values[:packed.n], wanted) and not values[packed.n:].any()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: "-".join(map(str, kind)) or "plain")
@pytest.mark.parametrize("lanes, ports, width", SIZES)
@given(n=st.integers(1, 40), k=st.integers(1, 300), fmt=formats, ternary=st.booleans())
def test_round_trip(random_matrix: Make, lanes: int, ports: int, width: int, kind: dict, n: int,
                    k: int, fmt: WeightFormat, ternary: bool) -> None:
    geometry = Geometry(lanes=lanes, ports=ports, port_width=width, **kind)
    if geometry.symmetric and fmt.group == 16:
        fmt = replace(fmt, group=32)    # such engines refuse groups of 16
    check_round_trip(random_matrix(n, k, TERNARY if ternary and geometry.ternary else fmt),
                     geometry)


@pytest.mark.parametrize("name", ["kv260", "pynq_z2"])
@pytest.mark.parametrize("fmt", [WeightFormat(3, 32, None), TERNARY], ids=lambda f: f.name)
def test_round_trip_over_tiles(random_matrix: Make, name: str, fmt: WeightFormat) -> None:
    check_round_trip(random_matrix(4200, 140, fmt), preset(name))


def test_one_lane_reads_the_packed_file(random_matrix: Make) -> None:
    packed = random_matrix(30, 300, WeightFormat(4, 64, None))
    assert arrange(packed, preset("demo")) is packed.stream


def test_lanes_and_ports_by_hand(random_matrix: Make) -> None:
    """Two lanes, two ports of 128 bits: port p is lane p, which has every second column."""
    geometry, packed = Geometry(lanes=2, ports=2), random_matrix(5, 128, WeightFormat(1, 0, 128))
    memory, words = arrange(packed, geometry), packed.stream.reshape(-1, 16)
    assert StreamShape.of(packed.format, 5, 128, geometry) == StreamShape(3, 3, RESIDUE,
                                                                       RESIDUE + 48)
    assert np.array_equal(memory[:48].reshape(3, 16), words[::2])
    assert not memory[48:RESIDUE].any()
    assert np.array_equal(memory[RESIDUE:].reshape(3, 16)[:2], words[1::2])
    assert not memory[RESIDUE:].reshape(3, 16)[2].any()


def test_ports_share_a_word(random_matrix: Make) -> None:
    """One lane, two ports of 64 bits: each carries one half of every word."""
    geometry = Geometry(ports=2, port_width=64)
    packed = random_matrix(9, 128, WeightFormat(1, 0, 128))
    memory, words = arrange(packed, geometry), packed.stream.reshape(-1, 16)
    assert np.array_equal(memory[:72].reshape(9, 8), words[:, :8])
    assert np.array_equal(memory[RESIDUE:RESIDUE + 72].reshape(9, 8), words[:, 8:])


@pytest.mark.parametrize("name", ["kv260", "pynq_z2", "pynq_z2_open"])
@pytest.mark.parametrize("shapes", SHAPES)
def test_ports_start_in_different_banks(name: str, shapes: str) -> None:
    """For every matrix of `bench decode`. On a KV260 a bank has 8 KiB of 64, on a PYNQ-Z2 2 of 16.

    Rounded up to 64 bytes, the parts of 4096 x 4096 would all start in the same bank.
    """
    geometry = preset(name)
    bank, banks = (8192, 8) if name == "kv260" else (2048, 8)
    for n, k in SHAPES[shapes].products.values():
        for fmt in (SHAPES[shapes].format, *(WeightFormat(bits, group, None)
                                             for bits in (1, 2, 4, 8) for group in (32, 128))):
            shape = StreamShape.of(fmt, n, k, geometry)
            starts = {port * shape.stride // bank % banks for port in range(geometry.ports)}
            assert len(starts) == geometry.ports
            assert shape.stride % ALIGNMENT == 0
            assert port_bytes(shape.words, geometry) <= shape.stride
            assert shape.stride < port_bytes(shape.words, geometry) + REGION


# Folding ------------------------------------------------------------------------------------------


@given(cut=st.sampled_from([4, 5, 6]), seed=st.integers(0, 99))
def test_folding_twice_gives_the_words_back(cut: int, seed: int) -> None:
    geometry = Geometry(cut=cut, symmetric=True)
    words = np.random.default_rng(seed).integers(0, 256, (3, 2, 4, 16), dtype=np.uint8)
    folded = fold(words, geometry)
    assert not np.array_equal(folded, words)
    assert np.array_equal(fold(folded, geometry), words)


@pytest.mark.parametrize("cut", [4, 5, 6])
def test_folding_by_hand(cut: int) -> None:
    """The last bit of a table stays and inverts the others where it is one."""
    geometry = Geometry(cut=cut, symmetric=True)
    words = np.random.default_rng(0).integers(0, 256, (50, 16), dtype=np.uint8)
    before, after = (np.unpackbits(w, axis=-1, bitorder="little") for w in
                     (words, fold(words, geometry)))
    for start, size in geometry.table_cut().sets:
        last = start + size - 1
        assert np.array_equal(after[:, last], before[:, last])
        for i in range(start, last):
            assert np.array_equal(after[:, i], before[:, i] ^ before[:, last])
