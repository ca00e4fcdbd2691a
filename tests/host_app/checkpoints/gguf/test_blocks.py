"""Every block type against the gguf package's own dequantisation."""

from __future__ import annotations

import tracemalloc

import gguf
import numpy as np
import pytest
from gguf import GGMLQuantizationType as Type
from gguf.quants import dequantize, quantize

from lutcore.driver.contract.packing import TERNARY, pack_parts
from lutcore.host_app import errors
from lutcore.host_app.checkpoints.gguf.block_types import (
    BLOCK_TYPES,
    I2_S,
    PQ2_0,
    PTQ1_0,
    Q2_0,
    type_name,
)
from lutcore.host_app.checkpoints.gguf.blocks import matrix
from lutcore.host_app.checkpoints.gguf.gguf_file import GgufTensor
from lutcore.host_app.checkpoints.source import Coded

from . import written

N, K   = 24, 1024
FORMATS = {
    Type.Q8_0:   "int8g32",  Type.Q4_0:   "int4g32",  Type.Q4_1:  "int4g32a", Type.Q5_0: "int5g32",
    Type.Q5_1:   "int5g32a", Type.Q4_K:   "int4g32a", Type.Q5_K:  "int5g32a",
    Type.Q2_K:   "int2g16a", Type.Q3_K:   "int3g16",  Type.Q6_K:  "int6g16",
    Type.IQ4_NL: "int8g32",  Type.IQ4_XS: "int8g32",  Type.MXFP4: "int5g32",  Type.NVFP4: "int5g16",
    Type.TQ1_0:  "int2g256", Type.TQ2_0:  "int2g256",
}
BY_HAND = {Type.Q1_0: "int1g128", Q2_0: "int2g64", PQ2_0: "int2g128", PTQ1_0: "int2g128"}


def blocks(kind: int) -> np.ndarray:
    return written.blocks(kind, N, K)


def tensor(kind: int, data: np.ndarray, shape=(N, K)) -> GgufTensor:
    return GgufTensor("x", int(kind), shape, np.ascontiguousarray(data).reshape(-1).view(np.uint8))


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_codes_are_exact(close_when_packed, kind):
    """Packed weights are exact but for rounding scales and offsets to 16 bits."""
    data, expected = blocks(kind), dequantize(blocks(kind), kind)
    coded = matrix(tensor(kind, data))
    assert coded.format.name == FORMATS[kind]
    np.testing.assert_array_equal(coded.dequantised(), expected)
    close_when_packed(coded, expected)


@pytest.mark.parametrize("kind", BY_HAND, ids=type_name)
def test_codes_written_by_hand_are_exact(close_when_packed, kind):
    """Codes 0, 1, 2 (and 3) are -1, 0, 1 (and 2) times the scale; those of Q1_0 are -1 and 1."""
    codes, scales = written.drawn(kind, N * K, np.random.default_rng(0))
    levels   = 2 * codes.astype(np.float32) - 1 if kind == Type.Q1_0 else codes - np.float32(1)
    expected = (levels * scales.astype(np.float32)[:, None]).reshape(N, K)
    coded    = matrix(tensor(kind, written.by_hand(kind, codes, scales)))
    assert coded.format.name == BY_HAND[kind]
    np.testing.assert_array_equal(coded.whole()[0].reshape(codes.shape), codes)
    np.testing.assert_array_equal(coded.dequantised(), expected)
    close_when_packed(coded, expected)


@pytest.mark.parametrize("kind", BY_HAND, ids=type_name)
def test_any_bytes_are_read_as_the_definition_says(kind):
    """Bytes of PTQ1_0 that no writer makes are numbers in base 3 as well."""
    data = written.blocks(kind, N, K).copy()
    data[:, 4:18] = np.random.default_rng(6).integers(0, 256, (N, 14), np.uint8)
    np.testing.assert_array_equal(matrix(tensor(kind, data)).dequantised(),
                                  written.weights(kind, data))


def test_every_type_is_tested():
    assert set(BLOCK_TYPES) == {*FORMATS, *BY_HAND}


@pytest.mark.parametrize("kind", [Type.Q2_K, Type.Q3_K, Type.Q6_K, Type.IQ4_XS], ids=type_name)
def test_products_of_scales_are_exact(kind):
    """Every float16 but the largest, times every factor, times every code fits float32."""
    random = np.random.default_rng(4)
    data   = random.integers(0, 256, (N * K // 256, gguf.GGML_QUANT_SIZES[kind][1]), np.uint8)
    for place in written.HALVES[kind]:
        bits = random.integers(0, 0x7BFF, len(data)) | random.integers(0, 2, len(data)) << 15
        data[:, place:place + 2] = bits.astype("<u2").view(np.uint8).reshape(-1, 2)
    data = data.reshape(N, -1)
    np.testing.assert_array_equal(matrix(tensor(kind, data)).dequantised(), dequantize(data, kind))


@pytest.mark.parametrize("kind, dtype", [
    (Type.F32, np.float32), (Type.F16, np.float16), (Type.BF16, np.uint16)])
def test_floats_stay_as_they_are(kind, dtype):
    data = np.random.default_rng(1).standard_normal((N, K)).astype(np.float32)
    data = quantize(data, kind)
    found = matrix(tensor(kind, data))
    assert found.dtype == dtype and found.shape == (N, K)
    np.testing.assert_array_equal(found.view(np.uint8), data.view(np.uint8))


@pytest.mark.parametrize("kind", [Type.TQ1_0, Type.TQ2_0, PTQ1_0], ids=type_name)
def test_one_scale_for_a_row_is_native_ternary(kind):
    weights = np.random.default_rng(2).integers(-1, 2, (N, K)).astype(np.float32) / 8
    weights[:, ::256] = 1 / 8           # a block of zeros would have scale 0
    if kind == PTQ1_0:
        codes = (weights * 8 + 1).astype(np.uint8).reshape(-1, 128)
        data  = written.by_hand(kind, codes, np.full(len(codes), 1 / 8, np.float16))
    else:
        data = quantize(weights, kind)
    coded = matrix(tensor(kind, data))
    assert coded.format == TERNARY
    np.testing.assert_array_equal(coded.dequantised(), weights)


def i2_s(codes: np.ndarray, scale: float) -> np.ndarray:
    """Return bitnet.cpp's bytes of codes 0, 1 and 2: byte i of 32 holds weights i, i + 32, ..."""
    out = np.zeros(codes.size // 4, np.uint8)
    for index, code in enumerate(codes.reshape(-1)):
        block, place = divmod(index, 128)
        out[block * 32 + place % 32] |= code << (6 - 2 * (place // 32))
    tail = np.zeros(8, np.float32)
    tail[0] = scale
    return np.concatenate([out, tail.view(np.uint8)])


def test_bitnet_cpp():
    codes = np.random.default_rng(3).integers(0, 3, (6, 256), np.uint8)
    coded = matrix(tensor(I2_S, i2_s(codes, 0.75), codes.shape))
    assert coded.format == TERNARY
    np.testing.assert_array_equal(coded.whole()[0], codes)
    np.testing.assert_array_equal(coded.dequantised(), 0.75 * (codes.astype(np.float32) - 1))


@pytest.mark.parametrize("kind, data", [
    (Type.TQ2_0, np.full(66, 0xFF, np.uint8)), (I2_S, np.full(64 + 32, 0xFF, np.uint8))])
def test_codes_that_are_none(kind, data):
    with pytest.raises(errors.ModelFileDamagedError, match="codes of 3"):
        matrix(tensor(kind, data, (1, 256))).whole()


def test_other_types_are_named():
    with pytest.raises(errors.TensorTypeError, match="IQ2_XS.*Q4_K.*I2_S"):
        matrix(tensor(Type.IQ2_XS, np.zeros(74, np.uint8), (1, 256)))
    with pytest.raises(errors.TensorTypeError, match="type 99"):
        matrix(tensor(99, np.zeros(0, np.uint8), (1, 256)))


@pytest.mark.parametrize("rows", [slice(0, 1), slice(3, 7), np.array([5, 0, 6])], ids=str)
@pytest.mark.parametrize("kind", [*BLOCK_TYPES, I2_S],
                         ids=type_name)
def test_parts_are_those_of_the_whole(kind, rows):
    if kind == I2_S:
        codes = np.random.default_rng(3).integers(0, 3, (N, K), np.uint8)
        coded = matrix(tensor(I2_S, i2_s(codes, 0.75)))
    else:
        coded = matrix(tensor(kind, blocks(kind)))
    assert isinstance(coded, Coded)
    for part, whole in zip(coded.part(rows), coded.whole(), strict=True):
        if whole is None:
            assert part is None
        else:
            np.testing.assert_array_equal(part, whole[rows])


def test_scales_are_looked_through_in_steps(monkeypatch):
    weights = np.random.default_rng(2).integers(-1, 2, (N, K)).astype(np.float32) / 8
    weights[:, ::256] = 1 / 8
    weights[-1, 256:] *= 2              # only the last row has two scales
    monkeypatch.setattr("lutcore.host_app.checkpoints.gguf.blocks.ROWS_BYTES", 1)
    assert matrix(tensor(Type.TQ2_0, quantize(weights, Type.TQ2_0))).format.name == "int2g256"


@pytest.mark.parametrize("kind", BLOCK_TYPES, ids=type_name)
def test_packing_needs_little_memory_beside_the_stream(kind):
    """The stream has 8 million weights; all codes, and floats of them, would take 40 MB more."""
    data = np.tile(blocks(kind), (8192 // N, 1)).reshape(-1)
    tracemalloc.start()
    coded = matrix(tensor(kind, data, (8192 // N * N, K)))
    packed = pack_parts(coded.n, coded.k, coded.format, coded.part)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak - packed.stream.nbytes < 8 << 20
