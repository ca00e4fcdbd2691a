"""Streams as engines of every shape read them."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lutcore.driver import Device
from lutcore.driver.contract import (
    Geometry,
    Lmma,
    PackedMatrix,
    WeightFormat,
    isa,
    pack_matrix,
    preset,
    streams,
    unpack_matrix,
)
from lutcore.driver.contract.isa import ALIGNMENT, port_bytes
from lutcore.driver.contract.packing import GROUPS, TERNARY
from lutcore.driver.contract.streams import REGION, RESIDUE, StreamShape, arrange, fold, gather
from lutcore.driver.contract.views import PLANES, weights_for
from lutcore.driver.errors import FormatError
from lutcore.host_app.measure.decode_step import SHAPES, random_packed
from lutcore.host_app.measure.host import NullTransport

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
    assert np.array_equal(arrange(packed, preset("demo")), packed.stream)


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


# Piece by piece -----------------------------------------------------------------------------------


def arranged_at_once(packed: PackedMatrix, geometry: Geometry) -> np.ndarray:
    """What `arrange` does, with copies of the whole matrix."""
    layout, lanes = packed.format.layout, geometry.lanes
    shape = StreamShape.of(packed.format, packed.n, packed.k, geometry)
    words, values = packed.split()
    if geometry.symmetric:
        words = fold(words, geometry)
    padding = shape.columns * lanes - packed.n
    words = np.pad(words, ((0, padding), (0, 0), (0, 0), (0, 0)))
    values = None if values is None else np.pad(values, ((0, padding), (0, 0), (0, 0), (0, 0)))
    streams = [layout.join(words[lane::lanes], None if values is None else values[lane::lanes])
               for lane in range(lanes)]
    beats = np.stack([stream.reshape(-1, 16) for stream in streams], axis=1)
    parts = beats.reshape(shape.words, geometry.ports, -1)
    out = np.zeros(shape.nbytes, np.uint8)
    for port in range(geometry.ports):
        part = parts[:, port].reshape(-1)
        out[port * shape.stride:port * shape.stride + len(part)] = part
    return out


def as_planes(packed: PackedMatrix) -> PackedMatrix:
    """Ternary weights in two bit planes, packed anew."""
    codes, scale, _ = unpack_matrix(packed)
    return pack_matrix(np.ascontiguousarray(codes), scale, None, PLANES)


def joined(parts: list[PackedMatrix]) -> PackedMatrix:
    """The columns of all, packed as one."""
    split = [part.split() for part in parts]
    values = [values for _, values in split if values is not None]
    offsets = [part.column_offset for part in parts if part.column_offset is not None]
    stream = parts[0].format.layout.join(np.concatenate([words for words, _ in split]),
                                         np.concatenate(values) if values else None)
    return PackedMatrix(parts[0].format, sum(part.n for part in parts), parts[0].k, stream,
                        np.concatenate([part.column_scale for part in parts]),
                        np.concatenate(offsets) if offsets else None)


def check_pieces(parts: list[PackedMatrix], geometry: Geometry) -> None:
    """Matrices side by side are arranged as one that is packed and arranged at once."""
    weights = weights_for(parts, geometry.ternary)
    whole = joined(parts)
    if whole.format.ternary and not geometry.ternary:
        whole = as_planes(whole)
    assert (weights.format, weights.n, weights.k, weights.slices) == (
        whole.format, whole.n, whole.k, whole.slices)
    assert np.array_equal(weights.column_scale, whole.column_scale)
    assert (weights.column_offset is None) == (whole.column_offset is None)
    assert whole.column_offset is None or np.array_equal(weights.column_offset,
                                                         whole.column_offset)
    wanted = arranged_at_once(whole, geometry)
    out = np.full(len(wanted), 0xA5, np.uint8)      # memory of a board is not zero
    assert arrange(weights, geometry, out) is out
    assert np.array_equal(out, wanted)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: "-".join(map(str, kind)) or "plain")
@pytest.mark.parametrize("lanes, ports, width", SIZES)
@given(columns=st.lists(st.integers(1, 90), min_size=1, max_size=3), k=st.integers(1, 700),
       fmt=formats, ternary=st.booleans(), block=st.sampled_from([1, 1 << 13, 1 << 19]))
def test_pieces(random_matrix: Make, lanes: int, ports: int, width: int, kind: dict,
                columns: list[int], k: int, fmt: WeightFormat, ternary: bool, block: int) -> None:
    geometry = Geometry(lanes=lanes, ports=ports, port_width=width, **kind)
    fmt = TERNARY if ternary else fmt
    with mock.patch.object(streams, "BLOCK_WEIGHTS", block):
        check_pieces([random_matrix(n, k, fmt, seed) for seed, n in enumerate(columns)], geometry)


@pytest.mark.parametrize("name", ["demo", "kv260", "pynq_z2"])
@pytest.mark.parametrize("fmt", [WeightFormat(1, 32, None), WeightFormat(2, 0, None), TERNARY],
                         ids=lambda f: f.name)
def test_pieces_over_tiles_and_spans(random_matrix: Make, name: str, fmt: WeightFormat) -> None:
    """More columns than a tile of every lane, more inputs than are arranged at once."""
    check_pieces([random_matrix(4301, 140, fmt), random_matrix(900, 140, fmt, 1)], preset(name))
    check_pieces([random_matrix(21, 19500, fmt), random_matrix(50, 19500, fmt, 1)], preset(name))


def test_what_does_not_lie_side_by_side(random_matrix: Make) -> None:
    fmt = WeightFormat(4, 128, 128)
    for k, other in ((201, fmt), (200, replace(fmt, zero=0)), (200, TERNARY)):
        with pytest.raises(FormatError, match="int4g128 200"):
            weights_for([random_matrix(4, 200, fmt), random_matrix(4, k, other)], True)
    with pytest.raises(FormatError, match="no matrices"):
        weights_for([], True)


LARGE = [("pynq_z2", WeightFormat(4, 128, 120), 4096), ("kv260", WeightFormat(4, 32, 120), 11008),
         ("kv260", TERNARY, 4096), ("demo", TERNARY, 28672), ("demo", TERNARY, 4096),
         ("kv260", WeightFormat(8, 32, 128), 130944)]


@pytest.mark.parametrize("name, fmt, k", LARGE, ids=lambda x: getattr(x, "name", str(x)))
@pytest.mark.parametrize("megabytes", [24, pytest.param(200, marks=pytest.mark.slow)])
def test_loading_needs_little_memory(name: str, fmt: WeightFormat, k: int, megabytes: int) -> None:
    """At most 8 MB beside the packed matrices and the device's buffer, whatever their size."""
    column = 16 * fmt.layout.words(8, fmt.slices(k)) // 8
    n = megabytes * 1_000_000 // column // 2
    parts = [random_packed(n + extra, k, fmt, np.random.default_rng(0)) for extra in (1, 2)]
    assert sum(part.stream.nbytes for part in parts) > 0.95e6 * megabytes
    with Device(NullTransport(preset(name))) as device:
        tracemalloc.start()
        try:
            matrix = device.load(*parts)
            peak = tracemalloc.get_traced_memory()[1] - matrix.nbytes
        finally:
            tracemalloc.stop()
    print(f"{name} {fmt.name} K = {k}: {matrix.nbytes / 1e6:.0f} MB, {peak / 1e6:.1f} MB beside it")
    assert peak < 8e6


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
