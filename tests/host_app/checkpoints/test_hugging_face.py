"""Model folders: what is read from them, and one clear error for each fault."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import struct
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from lutcore.driver.errors import LutcoreError
from lutcore.host_app import errors
from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.source import float_model
from lutcore.host_app.checkpoints.tensors import TensorFile, widen
from lutcore.host_app.model.config import Config
from lutcore.host_app.model.rope import rope_table
from lutcore.host_app.model.tensors import HEAD, matrix_shapes, tensor_shapes
from lutcore.host_app.opening import WeightChoice, open_model

QUERY = "model.layers.0.self_attn.q_proj.weight"


def test_every_tensor_is_read_with_its_shape(golden):
    checkpoint = Checkpoint(golden / "llama_random")
    stored = load_file(golden / "llama_random" / "model.safetensors")
    for name, shape in matrix_shapes(checkpoint.config).items():
        assert checkpoint.matrix(name).shape == shape
        np.testing.assert_array_equal(checkpoint.matrix(name), stored[name])
    assert checkpoint.tensors().keys() == tensor_shapes(checkpoint.config).keys()


def test_tied_head_is_the_embedding(golden):
    checkpoint = Checkpoint(golden / "llama_rope_scaling")
    np.testing.assert_array_equal(checkpoint.matrix(HEAD), checkpoint.embedding())


@pytest.mark.parametrize("name", ["llama_random", "llama_rope_scaling"])
def test_config_survives_its_own_dictionary(golden, name):
    config = Checkpoint(golden / name).config
    assert Config.from_dict(json.loads(json.dumps(config.to_dict()))) == config


def test_older_and_newer_rope_fields_agree(golden):
    raw  = json.loads((golden / "llama_rope_scaling" / "config.json").read_text())
    rope = raw.pop("rope_parameters")
    older = raw | {"rope_theta": rope.pop("rope_theta"), "rope_scaling": rope}
    newer = Checkpoint(golden / "llama_rope_scaling").config
    assert Config.from_dict(older) == newer
    assert newer.rope_scaling.factor == 8.0


def test_end_tokens_come_from_the_generation_config(folder):
    (folder / "generation_config.json").write_text('{"eos_token_id": [2, 5]}')
    assert Checkpoint(folder).config.eos_token_id == (2, 5)


def test_shards_are_read_through_the_index(folder):
    expected = float_model(Checkpoint(folder)).matrices
    tensors  = load_file(folder / "model.safetensors")
    (folder / "model.safetensors").unlink()
    shards = {"a.safetensors": list(tensors)[::2], "b.safetensors": list(tensors)[1::2]}
    for file, names in shards.items():
        save_file({name: tensors[name] for name in names}, folder / file)
    write_index(folder, {name: file for file, names in shards.items() for name in names})
    for name, matrix in float_model(Checkpoint(folder)).matrices.items():
        np.testing.assert_array_equal(matrix, expected[name])


# Types --------------------------------------------------------------------------------------------


def test_float16_is_widened_exactly(folder, edit_tensors):
    edit_tensors(lambda tensors: tensors.update(
        {name: value.astype(np.float16) for name, value in tensors.items()}))
    stored = load_file(folder / "model.safetensors")[QUERY]
    assert Checkpoint(folder).embedding().dtype == np.float16
    np.testing.assert_array_equal(Checkpoint(folder).matrix(QUERY), stored.astype(np.float32))


def test_bfloat16_is_widened_exactly(tmp_path):
    # 1.0, -2.5, the smallest subnormal, and the largest number of the format.
    bits  = np.array([0x3F80, 0xC020, 0x0001, 0x7F7F], "<u2")
    entry = {"x": {"dtype": "BF16", "shape": [2, 2], "data_offsets": [0, 8]}}
    write_raw(tmp_path / "x.safetensors", entry, bits.tobytes())
    values = widen(TensorFile(tmp_path / "x.safetensors").array("x"))
    expected = [[1.0, -2.5], [2.0 ** -133, (2 - 2.0 ** -7) * 2.0 ** 127]]
    np.testing.assert_array_equal(values, np.array(expected, np.float32))


def test_tensors_of_other_types_are_refused(folder, edit_tensors):
    edit_tensors(lambda tensors: tensors.update({QUERY: tensors[QUERY].astype(np.float64)}))
    with pytest.raises(errors.TensorTypeError, match="F64"):
        Checkpoint(folder)


def test_tensors_of_bytes_are_refused(folder, edit_tensors):
    edit_tensors(lambda tensors: tensors.update({QUERY: tensors[QUERY].astype(np.uint8)}))
    with pytest.raises(errors.TensorTypeError, match="uint8"):
        Checkpoint(folder)


# Damage -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", ["config.json", "tokenizer.json", "model.safetensors"])
def test_a_missing_file_is_named(folder, file):
    (folder / file).unlink()
    with pytest.raises(errors.ModelFileMissingError, match=file):
        Checkpoint(folder)


@pytest.mark.parametrize("keep", [0, 7, 100, 5000, -1])
def test_a_truncated_tensor_file_is_refused(folder, keep):
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(errors.ModelFileDamagedError, match="model.safetensors"):
        Checkpoint(folder)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_config_is_refused(folder, content):
    (folder / "config.json").write_bytes(content)
    with pytest.raises(errors.ModelFileDamagedError, match="config.json"):
        Checkpoint(folder)


def test_a_missing_tensor_is_named(folder, edit_tensors):
    edit_tensors(lambda tensors: tensors.pop(QUERY))
    with pytest.raises(errors.TensorMissingError, match=QUERY):
        Checkpoint(folder)


def test_a_tensor_of_another_shape_is_refused(folder, edit_tensors):
    edit_tensors(lambda tensors: tensors.update({QUERY: tensors[QUERY][:, :-1].copy()}))
    with pytest.raises(errors.TensorShapeError, match=r"\[48, 47\].*\[48, 48\]"):
        Checkpoint(folder)


@pytest.mark.parametrize("shard", [
    "../model.safetensors", "/etc/passwd", "sub/x.safetensors", "..\\x.safetensors",
    "config.json", "", 3,
])
def test_the_index_cannot_lead_out_of_the_folder(folder, shard):
    write_index(folder, {QUERY: shard})
    with pytest.raises(errors.ModelFileDamagedError, match="plain"):
        Checkpoint(folder)


def test_a_missing_shard_is_named(folder):
    write_index(folder, {QUERY: "model-00002.safetensors"})
    with pytest.raises(errors.ModelFileMissingError, match="model-00002"):
        Checkpoint(folder)


class Trap:
    """An object that makes a folder when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("name, index", [
    ("pytorch_model.bin", None), ("model.pth", None), ("pytorch_model-00001-of-00002.bin", None),
    ("pytorch_model-00001-of-00002.bin", "model.safetensors.index.json")])
def test_a_pickle_is_never_read(folder, tmp_path, name, index):
    sprung = tmp_path / "sprung"
    (folder / "model.safetensors").unlink()
    (folder / name).write_bytes(pickle.dumps(Trap(sprung)))
    if index:
        (folder / index).write_text(json.dumps({"weight_map": {QUERY: name}}))
    with pytest.raises(errors.PickledWeightsError, match="never is; take the model's safetensors"):
        Checkpoint(folder)
    with pytest.raises(errors.PickledWeightsError, match="never is"):
        open_model(folder / name, WeightChoice(), lambda done, total: None)
    assert not sprung.exists()


def test_an_index_without_a_map_is_refused(folder):
    (folder / "model.safetensors.index.json").write_text("{}")
    with pytest.raises(errors.ModelFileDamagedError, match="weight_map"):
        Checkpoint(folder)


# Configurations -----------------------------------------------------------------------------------


@pytest.mark.parametrize("change, word", [
    ({"architectures": ["GPT2LMHeadModel"]},                   "GPT2LMHeadModel"),
    ({"hidden_act": "gelu"},                                   "gelu"),
    ({"quantization_config": {"quant_method": "eetq"}},        "quantised by 'eetq'"),
    ({"quantization_config": [1]},                             "quantised by None"),
    ({"quantization_config": {"quant_method": {"": "hqq"}}},   "quantised by {'': 'hqq'}"),
    ({"rope_parameters": {"rope_type": "ntk", "factor": 2}},   "ntk"),
    ({"rope_parameters": {"full_attention": {}, "sliding_attention": {"rope_type": "yarn"}}},
        "of sliding layers"),
    ({"layer_types": ["full_attention", "mamba"]},             "layers of type 'mamba'"),
    ({"final_logit_softcapping": 30.0},                        "final_logit_softcapping"),
    ({"conv_bias": True},                                      "conv_bias"),
    ({"num_local_experts": 4},                                 "num_local_experts"),
])
def test_what_is_not_implemented_is_said(folder, edit_config, change, word):
    edit_config(**change)
    with pytest.raises(errors.UnsupportedModelError, match=word):
        Checkpoint(folder)


@pytest.mark.parametrize("name", ["smollm3", "phi3_longrope", "gemma3", "granite4", "hunyuan",
                                  "qwen3_moe", "gpt_oss", "lfm2", "qwen3_5", "qwen3_5_moe",
                                  "qwen3_next"])
def test_fields_of_other_types_are_refused_or_read(golden, name):
    """Every field has values of all types in turn; what is read survives its dictionary."""
    raw = json.loads((golden / name / "config.json").read_text())
    absent = ("no_rope_layers", "dense_layers", "mlp_only_layers", "decoder_sparse_step",
              "sliding_window_pattern", "query_pre_attn_scalar", "partial_rotary_factor",
              "full_attention_interval", "text_config")
    for holder in (raw | dict.fromkeys(absent), raw["rope_parameters"]):
        for field in holder:
            for value in (None, 0, -1, 3, 1.5, float("nan"), float("inf"), 10 ** 30, True, "x", [],
                          [0, 1], [None, None], {}, {"a": 1}):
                changed = raw | {field: value} if "hidden_size" in holder else \
                    raw | {"rope_parameters": holder | {field: value}}
                try:
                    config = Config.from_dict(changed)
                except LutcoreError as error:
                    assert "\n" not in str(error)
                    continue
                matrix_shapes(config), tensor_shapes(config)
                assert rope_table(config, 3, 64).shape == (3, config.head_dim // 2)
                assert Config.from_dict(json.loads(json.dumps(config.to_dict()))) == config


def test_a_model_that_sees_images_is_read_without_them(golden, tmp_path):
    """Qwen3.5's folders hold the language model under names and fields of its own."""
    raw = json.loads((golden / "qwen3_5" / "config.json").read_text())
    text = {name: value for name, value in raw.items() if name not in ("architectures",
                                                                       "eos_token_id")}
    (tmp_path / "config.json").write_text(json.dumps({
        "architectures": ["Qwen3_5ForConditionalGeneration"], "text_config": text,
        "model_type": "qwen3_5", "eos_token_id": 2, "vision_config": {"depth": 3}}))
    tensors = load_file(golden / "qwen3_5" / "model.safetensors")
    save_file({name.replace("model.", "model.language_model.", 1): tensor
               for name, tensor in tensors.items()}, tmp_path / "model.safetensors")
    shutil.copy(golden / "qwen3_5" / "tokenizer.json", tmp_path)
    found, wanted = (float_model(Checkpoint(path)) for path in (tmp_path, golden / "qwen3_5"))
    assert found.config == wanted.config
    for name, matrix in wanted.matrices.items():
        np.testing.assert_array_equal(found.matrices[name], matrix)
    for name, tensor in wanted.tensors.items():
        np.testing.assert_array_equal(found.tensors[name], tensor)


def test_experts_in_one_tensor_are_those_of_their_own(golden, tmp_path):
    """Qwen3.5's larger models see images and stack their experts; made of Qwen3-Next's folder."""
    source = Checkpoint(golden / "qwen3_next")
    tensors = load_file(golden / "qwen3_next" / "model.safetensors")
    mixer = "model.layers.0.linear_attn."
    for fused in ("qkvz", "ba"):
        del tensors[f"{mixer}in_proj_{fused}.weight"]
    for part in ("qkv", "z", "b", "a"):
        name = f"{mixer}in_proj_{part}.weight"
        tensors[name] = np.ascontiguousarray(source.matrix(name))
    experts = "model.layers.1.mlp.experts."
    gate, up, down = (np.stack([tensors.pop(f"{experts}{number}.{part}_proj.weight")
                                for number in range(6)]) for part in ("gate", "up", "down"))
    tensors[f"{experts}gate_up_proj"] = np.concatenate([gate, up], axis=1)
    tensors[f"{experts}down_proj"] = down
    save_file({name.replace("model.", "model.language_model.", 1): tensor
               for name, tensor in tensors.items()}, tmp_path / "model.safetensors")
    raw = json.loads((golden / "qwen3_next" / "config.json").read_text())
    del raw["architectures"]
    (tmp_path / "config.json").write_text(json.dumps({
        "architectures": ["Qwen3_5MoeForConditionalGeneration"], "text_config": raw}))
    shutil.copy(golden / "qwen3_next" / "tokenizer.json", tmp_path)
    found, wanted = float_model(Checkpoint(tmp_path)), float_model(source)
    assert found.config.architecture == "Qwen3_5MoeForCausalLM"
    for name, matrix in wanted.matrices.items():
        np.testing.assert_array_equal(found.matrices[name], matrix)


@pytest.mark.parametrize("name, field, value, word", [
    ("qwen3_5", "linear_value_head_dim", 24, "a multiple of 16"),
    ("qwen3_5", "linear_key_head_dim", 513, "there may be 512"),
    ("qwen3_5", "linear_num_key_heads", 3, "do not share 3 heads of keys"),
    ("qwen3_5", "linear_conv_kernel_dim", 256, "up to 255"),
    ("qwen3_5", "linear_num_value_heads", None, "linear_num_value_heads"),
    ("qwen3_5", "num_experts", 8, "num_experts = 8 is not implemented"),
    ("qwen3_next", "shared_expert_intermediate_size", 0, "shared_expert_intermediate_size is 0"),
    ("qwen3", "layer_types", ["linear_attention"] * 2, "layers of type 'linear_attention'"),
])
def test_states_that_cannot_be_run_are_refused(golden, name, field, value, word):
    raw = json.loads((golden / name / "config.json").read_text())
    with pytest.raises((errors.ConfigError, errors.UnsupportedModelError), match=word) as error:
        Config.from_dict(raw | {field: value})
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("change, word", [
    ({"hidden_size": None},              "hidden_size"),
    ({"hidden_size": "48"},              "hidden_size"),
    ({"hidden_size": 0},                 "hidden_size"),
    ({"num_attention_heads": 0},         "num_attention_heads"),
    ({"num_attention_heads": True},      "num_attention_heads"),
    ({"num_key_value_heads": 4},         "evenly"),
    ({"num_hidden_layers": -1},          "num_hidden_layers"),
    ({"vocab_size": 2.5},                "vocab_size"),
    ({"head_dim": 7},                    "even"),
    ({"rms_norm_eps": 0},                "rms_norm_eps"),
    ({"bos_token_id": 96},               "96"),
    ({"bos_token_id": "<s>"},            "<s>"),
    ({"rope_parameters": {"rope_type": "llama3", "factor": 8.0}}, "low_freq_factor"),
    ({"rope_parameters": [1]},           "rope"),
])
def test_values_that_make_no_sense_are_refused(folder, edit_config, change, word):
    edit_config(**change)
    with pytest.raises(errors.ConfigError, match=word):
        Checkpoint(folder)


def test_all_errors_are_lutcore_errors_with_an_exit_code():
    classes = [value for value in vars(errors).values()
               if isinstance(value, type) and value is not LutcoreError]
    assert len(classes) > 15
    assert all(issubclass(cls, LutcoreError) and cls.exit_code in (3, 4, 5) for cls in classes)


def write_index(folder: Path, weight_map: dict) -> None:
    (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": weight_map}))


def write_raw(path: Path, entries: dict, data: bytes) -> None:
    header = json.dumps(entries).encode()
    path.write_bytes(struct.pack("<Q", len(header)) + header + data)
