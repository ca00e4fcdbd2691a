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
from lutcore.host_app.checkpoints.gguf.blocks import REQUANTISED, floats, matrix, type_name
from lutcore.host_app.checkpoints.gguf.gguf_file import I2_S, GgufTensor
from lutcore.host_app.checkpoints.source import Coded

N, K   = 24, 1024
FORMATS = {
    Type.Q8_0:  "int8g32",  Type.Q4_0:  "int4g32",  Type.Q4_1:  "int4g32a", Type.Q5_0: "int5g32",
    Type.Q5_1:  "int5g32a", Type.Q4_K:  "int4g32a", Type.Q5_K:  "int5g32a",
    Type.TQ1_0: "int2g256", Type.TQ2_0: "int2g256", Type.MXFP4: "int5g32",
}
# Places of float16 numbers in blocks of the types that the package cannot write.
HALVES = {Type.Q4_K: (0, 2), Type.Q5_K: (0, 2), Type.Q2_K: (80, 82), Type.Q3_K: (108,),
          Type.Q6_K: (208,)}


def blocks(kind: Type, seed: int = 0) -> np.ndarray:
    """Return the blocks of random weights, uint8 [N, bytes of a row]."""
    random  = np.random.default_rng(seed)
    weights = random.standard_normal((N, K)).astype(np.float32) * 0.02
    if kind not in HALVES:
        return quantize(weights, kind)
    block, size = gguf.GGML_QUANT_SIZES[kind]
    data = random.integers(0, 256, (N * K // block, size), np.uint8)
    for place in HALVES[kind]:
        scales = random.uniform(0.001, 0.002, len(data)).astype(np.float16)
        data[:, place:place + 2] = scales.view(np.uint8).reshape(-1, 2)
    return data.reshape(N, -1)


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


@pytest.mark.parametrize("kind, dtype", [
    (Type.F32, np.float32), (Type.F16, np.float16), (Type.BF16, np.uint16)])
def test_floats_stay_as_they_are(kind, dtype):
    data = np.random.default_rng(1).standard_normal((N, K)).astype(np.float32)
    data = quantize(data, kind)
    found = matrix(tensor(kind, data))
    assert found.dtype == dtype and found.shape == (N, K)
    np.testing.assert_array_equal(found.view(np.uint8), data.view(np.uint8))


@pytest.mark.parametrize("kind", [Type.TQ1_0, Type.TQ2_0])
def test_one_scale_for_a_row_is_native_ternary(kind):
    weights = np.random.default_rng(2).integers(-1, 2, (N, K)).astype(np.float32) / 8
    weights[:, ::256] = 1 / 8           # a block of zeros would have scale 0
    data  = quantize(weights, kind)
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


@pytest.mark.parametrize("kind, most", [
    (Type.Q2_K, 2e-3), (Type.Q3_K, 2e-3), (Type.Q6_K, 3e-5)])
def test_groups_of_16_are_quantised_again(kind, most):
    """The added error is a small share of the squared weights."""
    data  = blocks(kind)
    exact = dequantize(data, kind)
    coded = matrix(tensor(kind, data))
    assert coded.format == REQUANTISED[kind]
    assert 0 < ((coded.dequantised() - exact) ** 2).sum() / (exact ** 2).sum() < most
    np.testing.assert_array_equal(floats(tensor(kind, data)), exact)


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
@pytest.mark.parametrize("kind", [Type.Q4_K, Type.TQ2_0, Type.MXFP4, Type.Q3_K, I2_S],
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


@pytest.mark.parametrize("kind", [Type.Q4_0, Type.TQ2_0, Type.Q3_K], ids=type_name)
def test_packing_needs_little_memory_beside_the_stream(kind):
    """Of 8 million weights; all codes, and floats of them, would take 40 MB more."""
    data = np.tile(blocks(kind), (8192 // N, 1)).reshape(-1)
    tracemalloc.start()
    coded = matrix(tensor(kind, data, (8192 // N * N, K)))
    packed = pack_parts(coded.n, coded.k, coded.format, coded.part)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak - packed.stream.nbytes < 8 << 20
