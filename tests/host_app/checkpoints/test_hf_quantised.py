"""Folders that are quantised already; the tests store weights as each library does, one by one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import ml_dtypes
import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from lutcore.driver import open_device
from lutcore.host_app import errors
from lutcore.host_app.checkpoints.hf_small_floats import E4M3
from lutcore.host_app.checkpoints.hugging_face import METHODS, Checkpoint
from lutcore.host_app.checkpoints.packed import pack_model, read_packed, write_packed
from lutcore.host_app.checkpoints.source import float_model
from lutcore.host_app.checkpoints.tensors import TensorFolder
from lutcore.host_app.model.config import Config
from lutcore.host_app.model.tensors import EMBEDDING, matrix_shapes, tensor_shapes

from .small_floats import rewrite, save

N, K   = 32, 256
RANDOM = np.random.default_rng(11)


def bits_to_words(codes: np.ndarray, bits: int) -> np.ndarray:
    """Pack codes [R, C] to int32 [R, C * bits / 32], by way of one long integer for each row."""
    rows = []
    for row in codes.tolist():
        number = sum(code << (bits * place) for place, code in enumerate(row))
        rows.append([number >> at & 0xFFFFFFFF for at in range(0, len(row) * bits, 32)])
    return np.array(rows, np.uint32).view(np.int32)


def values(bits: int, size: int, symmetric: bool, n: int = N, k: int = K):
    """Return codes [N, K], scale float16 [N, G] and zeros [N, G], as a quantiser does."""
    codes = RANDOM.integers(0, 1 << bits, (n, k)).astype(np.uint8)
    scale = RANDOM.uniform(0.001, 0.01, (n, k // size)).astype(np.float16)
    zeros = np.full(scale.shape, 1 << bits - 1) if symmetric \
        else RANDOM.integers(1, 1 << bits, scale.shape)
    return codes, scale, zeros


def dequantised(codes, scale, zeros, index):
    """Return scale[group] * (code - zero[group]); index holds the group of each input."""
    return scale.astype(np.float32)[:, index] * (codes.astype(np.float32) - zeros[:, index])


def gptq_tensors(codes, scale, zeros, bits, index, version=1):
    return {
        "qweight": np.ascontiguousarray(bits_to_words(codes, bits).T),
        "qzeros":  bits_to_words((zeros.T - (version == 1)).astype(np.uint8), bits),
        "scales":  np.ascontiguousarray(scale.T),
        "g_idx":   index.astype(np.int32),
    }


@pytest.fixture
def read(tmp_path):
    """Return read(config, tensors, shape), which reads a matrix from a folder of tensors."""
    def call(config, tensors, shape=(N, K), e4m3=()):
        save(tmp_path / "model.safetensors",
             {f"x.{name}": array for name, array in tensors.items()},
             [f"x.{name}" for name in e4m3])
        return METHODS[config["quant_method"]](config)(
            TensorFolder(tmp_path), "x.weight", shape)
    return call


def check(found, expected, codes, close_when_packed):
    np.testing.assert_array_equal(
        found.whole()[0], codes if found.order is None else codes[:, found.order])
    scale = np.abs(expected).max()
    np.testing.assert_allclose(found.dequantised(), expected, rtol=0, atol=scale * 2.0 ** -20)
    close_when_packed(found, expected)


@pytest.mark.parametrize("bits", [2, 3, 4, 8])
@pytest.mark.parametrize("symmetric", [True, False])
@pytest.mark.parametrize("act_order", [True, False])
@pytest.mark.parametrize("size, version", [(16, 1), (32, 1), (128, 2), (K, 1)])
def test_gptq(read, close_when_packed, bits, symmetric, act_order, size, version):
    codes, scale, zeros = values(bits, size, symmetric)
    index = np.arange(K) // size
    if act_order:
        index = RANDOM.permutation(index)
    config = {"quant_method": "gptq", "bits": bits, "group_size": size if size < K else -1,
              "checkpoint_format": "gptq_v2" if version == 2 else "gptq"}
    found = read(config, gptq_tensors(codes, scale, zeros, bits, index, version))
    check(found, dequantised(codes, scale, zeros, index), codes, close_when_packed)
    assert (found.order is not None) == (act_order and size < K)
    assert found.format.zero == (128 if symmetric else None)


def test_a_zero_of_sixteen_wraps(read):
    """A stored 15 is read as 0: AutoGPTQ adds one, and keeps four bits."""
    codes, scale, zeros = values(4, 32, False)
    tensors = gptq_tensors(codes, scale, zeros, 4, np.arange(K) // 32)
    tensors["qzeros"][:] = -1
    assert read({"quant_method": "gptq", "bits": 4, "group_size": 32}, tensors).format.zero == 0


def test_groups_of_512_are_two_of_256(read, close_when_packed):
    codes, scale, zeros = values(4, 512, False, k=1024)
    index = np.arange(1024) // 512
    found = read({"quant_method": "gptq", "bits": 4, "group_size": 512},
                 gptq_tensors(codes, scale, zeros, 4, index), (N, 1024))
    assert found.format.name == "int4g256a"
    check(found, dequantised(codes, scale, zeros, index), codes, close_when_packed)


@pytest.mark.parametrize("size", [32, 64, 128])
def test_awq(read, close_when_packed, size):
    codes, scale, zeros = values(4, size, False)

    def shuffled(rows):                 # rows [R, C] to words of eight codes
        words = np.zeros((len(rows), rows.shape[1] // 8), np.uint32)
        for column in range(words.shape[1]):
            for place, offset in enumerate([0, 2, 4, 6, 1, 3, 5, 7]):
                part = rows[:, column * 8 + offset].astype(np.uint32)
                words[:, column] |= part << np.uint32(4 * place)
        return words.view(np.int32)

    found = read({"quant_method": "awq", "bits": 4, "group_size": size, "version": "gemm"},
                 {"qweight": shuffled(codes.T), "qzeros": shuffled(zeros.T),
                  "scales": np.ascontiguousarray(scale.T)})
    check(found, dequantised(codes, scale, zeros, np.arange(K) // size), codes, close_when_packed)


@pytest.mark.parametrize("bits", [1, 2, 3, 4, 8])
def test_hqq(read, close_when_packed, bits):
    """The zeros are real numbers; the first part of the groups lies in the highest bits."""
    codes, scale, _ = values(bits, 64, False)
    zeros  = RANDOM.uniform(0, (1 << bits) - 1, scale.shape).astype(np.float16)
    rows   = codes.reshape(-1, 64).astype(np.int64)
    count  = {8: 1, 4: 2, 2: 4, 1: 8, 3: 10}[bits]
    rows   = np.concatenate([rows, np.zeros((-len(rows) % count, 64), np.int64)])
    step   = len(rows) // count
    packed = sum(rows[part * step:(part + 1) * step] << bits * (count - 1 - part)
                 for part in range(count))
    found  = read({"quant_method": "hqq", "quant_config": {
            "weight_quant_params": {"nbits": bits, "group_size": 64, "axis": 1}}},
        {"W_q": packed.astype(np.int32 if bits == 3 else np.uint8),
            "scale": scale.reshape(-1, 1), "zero": zeros.reshape(-1, 1)})
    expected = dequantised(codes, scale, zeros.astype(np.float32), np.arange(K) // 64)
    check(found, expected, codes, close_when_packed)


@pytest.mark.parametrize("bits", [1, 2, 3, 4, 8])
@pytest.mark.parametrize("size", [16, None])
def test_hqq_axis_0(read, bits, size):
    """Weights N K / size apart share a scale; rows of W_q lie as far apart in the matrix."""
    group  = size or N
    codes  = RANDOM.integers(0, 1 << bits, (group, N * K // group))
    scale  = RANDOM.uniform(0.001, 0.01, (1, codes.shape[1])).astype(np.float16)
    zeros  = RANDOM.uniform(0, (1 << bits) - 1, scale.shape).astype(np.float16)
    count  = {8: 1, 4: 2, 2: 4, 1: 8, 3: 10}[bits]
    rows   = np.concatenate([codes, np.zeros((-len(codes) % count, codes.shape[1]), np.int64)])
    step   = len(rows) // count
    packed = sum(rows[part * step:(part + 1) * step] << bits * (count - 1 - part)
                 for part in range(count))
    found  = read({"quant_method": "hqq", "quant_config": {
            "weight_quant_params": {"nbits": bits, "group_size": size, "axis": 0}}},
        {"W_q": packed.astype(np.int32 if bits == 3 else np.uint8), "scale": scale, "zero": zeros})
    assert found.shape == (N, K) and found.dtype == np.float32
    for row in range(group):
        for column in (0, 1, codes.shape[1] - 1):
            level = np.float32(codes[row, column]) - np.float32(zeros[0, column])
            assert found.flat[row * codes.shape[1] + column] == level * np.float32(scale[0, column])


def test_hqq_groups_that_do_not_divide_the_matrix(read):
    with pytest.raises(errors.UnsupportedModelError, match="groups of 64"):
        read({"quant_method": "hqq", "quant_config": {
            "weight_quant_params": {"nbits": 4, "group_size": 64, "axis": 1}}}, {}, (N, 96))


@pytest.mark.parametrize("size, words", [(32, 4), (64, 2), (128, 1), (-1, 1)])
def test_awq_gemv(read, close_when_packed, size, words):
    """Zeros and scales of an output are padded to some words, the more the smaller the groups."""
    group = size if size > 0 else K
    codes, scale, zeros = values(4, group, False)
    wide    = 8 * words
    padded  = np.zeros((N, wide), np.float16)
    padded[:, :scale.shape[1]] = scale
    stored  = np.zeros((N, wide), np.uint8)
    stored[:, :scale.shape[1]] = zeros
    found = read({"quant_method": "awq", "bits": 4, "group_size": size, "version": "gemv"},
                 {"qweight": bits_to_words(codes, 4), "qzeros": bits_to_words(stored, 4),
                  "scales": padded})
    check(found, dequantised(codes, scale, zeros, np.arange(K) // group), codes, close_when_packed)


def compressed(kind, **weights):
    return {"quant_method": "compressed-tensors", "format": kind,
            "config_groups": {"group_0": {"targets": ["Linear"], "weights": weights}}}


@pytest.mark.parametrize("bits", [2, 4, 8])
@pytest.mark.parametrize("symmetric, size, act_order", [
    (True, 128, False), (False, 32, False), (True, K, False), (False, 64, True)])
def test_compressed_tensors(read, close_when_packed, bits, symmetric, size, act_order):
    codes, scale, zeros = values(bits, size, symmetric)
    index   = RANDOM.permutation(np.arange(K) // size) if act_order else np.arange(K) // size
    tensors = {"weight_packed": bits_to_words(codes, bits), "weight_scale": scale,
               "weight_shape": np.array([N, K])}
    if not symmetric:
        packed = bits_to_words(zeros.T, bits)
        tensors["weight_zero_point"] = np.ascontiguousarray(packed.T)
    if act_order:
        tensors["weight_g_idx"] = index.astype(np.int32)
    found = read(compressed("pack-quantized", num_bits=bits, symmetric=symmetric,
                            group_size=size if size < K else None), tensors)
    check(found, dequantised(codes, scale, zeros, index), codes, close_when_packed)


def test_plain_integers(read, close_when_packed):
    weights = RANDOM.integers(-128, 128, (N, K)).astype(np.int8)
    scale   = RANDOM.uniform(0.001, 0.01, (N, 1)).astype(np.float32)
    found   = read(compressed("int-quantized", num_bits=8, symmetric=True),
                   {"weight": weights, "weight_scale": scale})
    check(found, weights * scale, weights.astype(np.int16) + 128, close_when_packed)


def test_mxfp4(read, close_when_packed):
    fours = RANDOM.integers(0, 16, (N, K)).astype(np.uint8)
    scale = RANDOM.integers(118, 124, (N, K // 32)).astype(np.uint8)
    numbers  = e2m1(fours)
    expected = numbers * 2.0 ** (np.repeat(scale, 32, axis=1).astype(int) - 127)
    found = read(compressed("mxfp4-pack-quantized", num_bits=4, group_size=32),
                 {"weight_packed": fours[:, ::2] | fours[:, 1::2] << 4, "weight_scale": scale})
    check(found, expected, (12 + 2 * numbers).astype(np.uint8), close_when_packed)


def e2m1(fours):
    """Return numbers E2M1 by definition: a sign, two bits of exponent, one of mantissa."""
    sign, exponent, mantissa = 1.0 - 2 * (fours >> 3), fours >> 1 & 3, fours & 1
    return sign * np.where(exponent == 0, mantissa / 2,
                           (1 + mantissa / 2) * 2.0 ** (exponent.astype(int) - 1))


def e4m3(codes):
    """Return numbers E4M3 as the ml_dtypes package has them."""
    return codes.view(ml_dtypes.float8_e4m3fn).astype(np.float32)


def test_e4m3_is_that_of_ml_dtypes():
    np.testing.assert_array_equal(E4M3, e4m3(np.arange(256, dtype=np.uint8)))


@pytest.mark.parametrize("library", ["compressed-tensors", "modelopt"])
def test_nvfp4(read, close_when_packed, library):
    fours  = RANDOM.integers(0, 16, (N, K)).astype(np.uint8)
    scale  = RANDOM.integers(0x50, 0x7F, (N, K // 16)).astype(np.uint8)
    packed = fours[:, ::2] | fours[:, 1::2] << 4
    whole  = np.array([1234.5], np.float32)
    if library == "modelopt":
        config  = {"quant_method": library, "quant_algo": "NVFP4"}
        tensors = {"weight": packed, "weight_scale_2": np.array(1 / whole[0], np.float32)}
    else:
        config  = compressed("nvfp4-pack-quantized", num_bits=4, group_size=16)
        tensors = {"weight_packed": packed, "weight_global_scale": whole}
    found    = read(config, tensors | {"weight_scale": scale}, e4m3=("weight_scale",))
    expected = e2m1(fours) * np.repeat(e4m3(scale) / whole, 16, axis=1)
    assert found.format.name == "int5g16"
    check(found, expected, (12 + 2 * e2m1(fours)).astype(np.uint8), close_when_packed)


FP8_CASES = {
    "one factor":      ({"quant_method": "modelopt", "quant_algo": "FP8"}, (), None),
    "no blocks":       ({"quant_method": "fp8"}, (1,), None),
    "tensor":          (compressed("float-quantized", num_bits=8, strategy="tensor"), (1,), None),
    "channel":         (compressed("float-quantized", num_bits=8, strategy="channel"),
                        (N, 1), None),
    "block":           (compressed("float-quantized", num_bits=8, strategy="block",
                                   block_structure=[24, 100]), (2, 3), (24, 100)),
    "fine-grained":    ({"quant_method": "fp8", "fmt": "e4m3", "weight_block_size": [16, 128]},
                        (2, 2), (16, 128)),
}


@pytest.mark.parametrize("case", FP8_CASES)
def test_fp8(read, case):
    """The last blocks of outputs and of inputs may be short."""
    config, shape, block = FP8_CASES[case]
    codes  = RANDOM.integers(0, 127, (N, K)).astype(np.uint8) | RANDOM.choice(
        np.array([0, 128], np.uint8), (N, K))
    factor = RANDOM.uniform(0.001, 0.01, shape).astype(np.float32)
    name   = "weight_scale_inv" if case == "fine-grained" else "weight_scale"
    found  = read(config, {"weight": codes, name: factor}, e4m3=("weight",))
    if block:
        factor = factor[np.arange(N) // block[0]][:, np.arange(K) // block[1]]
    np.testing.assert_array_equal(found, e4m3(codes) * factor)


@pytest.mark.parametrize("kind, said_in, name", [
    ("modelopt fp8",     "config.json",          "int8g32"),
    ("modelopt fp8",     "hf_quant_config.json", "int8g32"),
    ("fp8 in blocks",    "config.json",          "int8g32"),
    ("compressed nvfp4", "config.json",          "int5g16"),
    ("modelopt nvfp4",   "hf_quant_config.json", "int5g16")])
def test_models_of_small_floats_run(golden, tmp_path, kind, said_in, name, slot_of):
    """Logits differ by the rounding to int8; the head, left in float, becomes int8."""
    folder = Path(shutil.copytree(golden / "llama_random", tmp_path / "model"))
    rewrite(folder, kind, said_in)
    checkpoint = Checkpoint(folder)
    model = pack_model(checkpoint, None, lambda done, total: None)
    assert checkpoint.quantised
    assert {matrix.format.name for matrix in model.matrices.values()} == {name, "int8g32"}
    exact = slot_of(float_model(checkpoint)).forward_all([1, 5, 7, 9])
    with open_device("emulator", "demo") as device:
        found = slot_of(model, device).forward_all([1, 5, 7, 9])
    assert ((found - exact) ** 2).sum() / (exact ** 2).sum() < 3e-4


@pytest.mark.parametrize("bits", [2, 4])
@pytest.mark.parametrize("packing", ["auto_round", "auto_round:auto_gptq"])
def test_auto_round(read, close_when_packed, bits, packing):
    codes, scale, zeros = values(bits, 128, True)
    index   = np.arange(K) // 128
    tensors = gptq_tensors(codes, scale, zeros, bits, index)
    del tensors["g_idx"]
    found = read({"quant_method": "auto-round", "bits": bits, "group_size": 128, "sym": True,
                  "packing_format": packing}, tensors)
    check(found, dequantised(codes, scale, zeros, index), codes, close_when_packed)


@pytest.mark.parametrize("config, word", [
    ({"quant_method": "gptq", "bits": 5, "group_size": 128},           "bits 5"),
    ({"quant_method": "gptq", "bits": 4, "group_size": 8},             "groups of 8"),
    ({"quant_method": "gptq", "group_size": 128},                      "bits None"),
    ({"quant_method": "awq", "bits": 4, "version": "exllama"},         "exllama"),
    ({"quant_method": "hqq", "quant_config": {}},                      "every layer"),
    ({"quant_method": "hqq", "quant_config": {
        "weight_quant_params": {"nbits": 4, "group_size": 64, "axis": 2}}},  "axis 2"),
    (compressed("float-quantized", num_bits=8, strategy="group"),      "strategy 'group'"),
    (compressed("nvfp4-pack-quantized", num_bits=4, group_size=32),    "group_size 32"),
    (compressed("mxfp8-quantized", num_bits=8),                        "mxfp8-quantized"),
    (compressed(["int-quantized"], num_bits=8),                        "int-quantized"),
    ({"quant_method": "modelopt", "quant_algo": "W4A8_AWQ"},           "W4A8_AWQ"),
    ({"quant_method": "fp8", "fmt": "e5m2"},                           "e5m2"),
    ({"quant_method": "fp8", "weight_block_size": [128]},              "128"),
    ({"quant_method": "compressed-tensors", "config_groups": {}},      "0 kinds"),
    ({"quant_method": "auto-round", "packing_format": "itrex"},        "itrex"),
])
def test_what_is_not_implemented_is_said(config, word):
    with pytest.raises(errors.UnsupportedModelError, match=word):
        METHODS[config["quant_method"]](config)


@pytest.mark.parametrize("name, array, error, word", [
    ("qweight", np.zeros((31, N), np.int32),      errors.TensorShapeError, r"\[31, 32\]"),
    ("qweight", np.zeros((32, N), np.int16),      errors.TensorTypeError,  "int16"),
    ("scales",  np.zeros((8, N - 1), np.float16), errors.TensorShapeError, "31"),
    ("g_idx",   np.zeros(K, np.int32),            errors.ModelFileDamagedError, "32 inputs"),
    ("g_idx",   np.full(K, -1, np.int32),         errors.ModelFileDamagedError, "32 inputs"),
])
def test_damaged_tensors(read, name, array, error, word):
    tensors = gptq_tensors(*values(4, 32, True), 4, np.arange(K) // 32)
    with pytest.raises(error, match=word):
        read({"quant_method": "gptq", "bits": 4, "group_size": 32}, tensors | {name: array})


# A whole model ------------------------------------------------------------------------------------


def test_a_model_with_act_order_runs_on_the_engine(golden, tmp_path, slot_of):
    """q, k and v each have another order of the inputs; the float head is packed in eight bits."""
    config = Config.from_dict({
        "architectures": ["LlamaForCausalLM"], "hidden_size": 64, "intermediate_size": 128,
        "num_hidden_layers": 1, "num_attention_heads": 4, "vocab_size": 96, "bos_token_id": 1,
        "eos_token_id": 2, "max_position_embeddings": 64})
    shapes  = {**tensor_shapes(config), EMBEDDING: (config.vocab_size, config.hidden_size)}
    tensors = {name: RANDOM.standard_normal(shape).astype(np.float16)
               for name, shape in shapes.items()}
    for name, (n, k) in matrix_shapes(config).items():
        if name == "lm_head.weight":
            tensors[name] = RANDOM.standard_normal((n, k)).astype(np.float16) / 8
            continue
        parts = gptq_tensors(*values(4, 32, False, n, k), 4,
                             RANDOM.permutation(np.arange(k) // 32))
        tensors |= {name.replace("weight", part): array for part, array in parts.items()}
    raw = config.to_dict() | {"quantization_config": {"quant_method": "gptq", "bits": 4,
                                                      "group_size": 32, "desc_act": True}}
    save_file(tensors, tmp_path / "model.safetensors")
    (tmp_path / "config.json").write_text(json.dumps(raw))
    (tmp_path / "tokenizer.json").write_text(
        (golden / "llama_random" / "tokenizer.json").read_text())
    exact = float_model(Checkpoint(tmp_path))
    write_packed(pack_model(Checkpoint(tmp_path), None, lambda done, total: None),
                 tmp_path / "x.packed")
    model = read_packed(tmp_path / "x.packed")
    assert model.format.name == "int4g32a"
    assert model.matrices["lm_head.weight"].format.name == "int8g32"
    ids = list(range(3, 20))
    expected = slot_of(exact, context=64).forward(ids)
    with open_device("emulator", "demo") as device:
        found = slot_of(model, device, context=64).forward(ids)
    assert np.linalg.norm(found - expected) / np.linalg.norm(expected) < 0.01


def test_the_experts_of_gpt_oss_are_mxfp4(golden, tmp_path):
    """Blocks and exponents of all experts; the outputs of gate and up lie in turns."""
    folder = Path(shutil.copytree(golden / "gpt_oss", tmp_path / "model"))
    config = json.loads((folder / "config.json").read_text())
    config["quantization_config"] = {"quant_method": "mxfp4",
                                     "modules_to_not_convert": ["lm_head"]}
    (folder / "config.json").write_text(json.dumps(config))
    tensors, expected = load_file(folder / "model.safetensors"), {}
    random = np.random.default_rng(3)
    levels = np.array([0, 0.5, 1, 1.5, 2, 3, 4, 6, 0, -0.5, -1, -1.5, -2, -3, -4, -6], np.float32)
    for name in [name for name in tensors if name.endswith(("up_proj", "down_proj"))]:
        experts, k, n = tensors.pop(name).shape
        fours = random.integers(0, 16, (experts, n, k))
        exponents = random.integers(118, 124, (experts, n, k // 32))
        tensors[f"{name}_blocks"] = (fours[..., ::2] | fours[..., 1::2] << 4).astype(
            np.uint8).reshape(experts, n, k // 32, 16)
        tensors[f"{name}_scales"] = exponents.astype(np.uint8)
        expected[name] = levels[fours] * np.repeat(2.0 ** (exponents - 127), 32, axis=2)
    save_file(tensors, folder / "model.safetensors")
    checkpoint = Checkpoint(folder)
    assert checkpoint.quantised
    for name in [name for name in matrix_shapes(checkpoint.config) if ".experts." in name]:
        prefix, _, rest = name.partition(".experts.")
        number, part, _ = rest.split(".")
        whole = expected[f"{prefix}.experts." + part.replace("gate_p", "up_p").replace(
            "up_proj", "gate_up_proj")][int(number)]
        if part != "down_proj":
            whole = whole[0 if part == "gate_proj" else 1::2]
        np.testing.assert_array_equal(checkpoint.matrix(name).dequantised(), whole)
