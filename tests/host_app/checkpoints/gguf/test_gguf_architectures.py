"""GGUF files of the newer architectures, written as llama.cpp's converter does, give their logits.

Names come from the gguf package's tables, from the names and the layout of the checkpoint's files.
"""

from __future__ import annotations

import json
from dataclasses import replace

import gguf
import numpy as np
import pytest
from gguf import GGMLQuantizationType as Type
from safetensors.numpy import load_file

from lutcore.driver import open_device
from lutcore.host_app import errors
from lutcore.host_app.checkpoints.gguf.gguf_model import GgufModel
from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import pack_model
from lutcore.host_app.checkpoints.source import float_model
from lutcore.host_app.quantise.rounding import MXFP4

from .conftest import add, add_tokenizer, permuted, write

ARCHITECTURES = {
    "smollm3": gguf.MODEL_ARCH.SMOLLM3, "gemma3": gguf.MODEL_ARCH.GEMMA3,
    "phi3_longrope": gguf.MODEL_ARCH.PHI3, "granite": gguf.MODEL_ARCH.GRANITE,
    "hunyuan": gguf.MODEL_ARCH.HUNYUAN_DENSE, "qwen3_moe": gguf.MODEL_ARCH.QWEN3MOE,
    "gpt_oss": gguf.MODEL_ARCH.GPT_OSS, "lfm2": gguf.MODEL_ARCH.LFM2,
    "qwen3_5": gguf.MODEL_ARCH.QWEN35, "qwen3_5_moe": gguf.MODEL_ARCH.QWEN35MOE,
    "qwen3_next": gguf.MODEL_ARCH.QWEN3NEXT,
}
INTERLEAVED = ("smollm3", "granite")


def written(folder, path, kind=Type.F32, change=lambda writer: None):
    """Write the model of a golden folder as a GGUF file; experts, and states, of type `kind`."""
    name, config = folder.name, Checkpoint(folder).config
    arch = ARCHITECTURES[name]
    writer = gguf.GGUFWriter(path, gguf.MODEL_ARCH_NAMES[arch])
    writer.add_block_count(config.num_hidden_layers)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv([
        0 if config.convolves(layer) else config.num_key_value_heads
        for layer in range(config.num_hidden_layers)] if name == "lfm2"
        else config.num_key_value_heads)
    if name == "lfm2":
        writer.add_shortconv_l_cache(config.conv_L_cache)
    if config.has_states:
        add_states(writer, config)
    writer.add_key_length(config.head_dim)
    writer.add_value_length(config.head_dim)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_rope_freq_base(config.rope_theta)
    writer.add_rope_dimension_count(config.rotary_dim)
    if config.sliding_window:
        writer.add_sliding_window(config.sliding_window)
    scaling = config.rope_scaling
    if scaling and scaling.rope_type == "longrope":
        writer.add_rope_scaling_attn_factors(scaling.attention_factor)
        writer.add_rope_scaling_orig_ctx_len(scaling.original_max_position_embeddings)
        writer.add_tensor("rope_factors_long.weight", np.array(scaling.long_factor, np.float32))
        writer.add_tensor("rope_factors_short.weight", np.array(scaling.short_factor, np.float32))
    elif scaling:
        writer.add_rope_scaling_type(gguf.RopeScalingType(scaling.rope_type))
        writer.add_rope_scaling_factor(scaling.factor)
        if scaling.rope_type == "yarn":
            writer.add_rope_scaling_orig_ctx_len(scaling.original_max_position_embeddings)
            writer.add_rope_scaling_yarn_beta_fast(scaling.beta_fast)
            writer.add_rope_scaling_yarn_beta_slow(scaling.beta_slow)
    if name == "granite":
        writer.add_attention_scale(config.attention_multiplier)
        writer.add_embedding_scale(config.embedding_multiplier)
        writer.add_residual_scale(config.residual_multiplier)
        writer.add_logit_scale(config.logits_scaling)
    if config.num_experts:
        writer.add_expert_count(config.num_experts)
        writer.add_expert_used_count(config.num_experts_per_tok)
        writer.add_expert_feed_forward_length(config.moe_intermediate_size)
    if config.shared_expert_intermediate_size:
        writer.add_expert_shared_feed_forward_length(config.shared_expert_intermediate_size)
    add_tokenizer(writer, json.loads((folder / "tokenizer.json").read_text()))
    writer.add_bos_token_id(config.bos_token_id)
    writer.add_eos_token_id(config.eos_token_id[0])
    change(writer)
    table = gguf.get_tensor_name_map(arch, config.num_hidden_layers)
    dense = gguf.get_tensor_name_map(gguf.MODEL_ARCH.LLAMA, config.num_hidden_layers)
    for tensor, array in tensors_of(folder, config).items():
        if tensor == "lm_head.weight" and config.tie_word_embeddings:
            continue
        array = array.astype(np.float32)
        if tensor.endswith("conv.conv.weight"):
            array = array[:, 0]
        if "in_proj_qkvz" in tensor:
            for part, found in (("qkv", "attn_qkv"), ("z", "attn_gate")):
                own = Checkpoint(folder).matrix(tensor.replace("_qkvz", f"_{part}"))
                add(writer, f"blk.{tensor.split('.')[2]}.{found}.weight", own.astype(np.float32),
                    Type.F32)
            continue
        if "linear_attn" in tensor:
            tensor, array = as_converted(tensor, array, config)
        elif config.has_states and "norm" in tensor:
            array = array + 1
        if name in INTERLEAVED and ("q_proj" in tensor or "k_proj" in tensor):
            heads = config.num_attention_heads if "q_proj" in tensor else config.num_key_value_heads
            array = permuted(array, heads)
        if name == "gemma3" and "norm" in tensor:
            array = array + 1
        found = table.get_name(tensor, try_suffixes=(".weight", ".bias")) or dense.get_name(
            tensor, try_suffixes=(".weight", ".bias"))
        coded = "_exps.weight" in found or (array.ndim == 2 and "linear_attn" in tensor
                                            and "conv1d" not in tensor)
        add(writer, found, array, kind if coded else Type.F32)
    write(writer)
    return path


def add_states(writer, config):
    """Add the sizes of layers with states, one layer that guesses further tokens among them."""
    arch = writer.arch
    writer.kv_data[0].pop(f"{arch}.block_count")
    writer.add_block_count(config.num_hidden_layers + 1)
    writer.add_nextn_predict_layers(1)
    writer.add_ssm_conv_kernel(config.linear_conv_kernel_dim)
    writer.add_ssm_state_size(config.linear_key_head_dim)
    writer.add_ssm_group_count(config.linear_num_key_heads)
    writer.add_ssm_time_step_rank(config.linear_num_value_heads)
    writer.add_ssm_inner_size(config.state_values)
    writer.add_array(f"{arch}.attention.recurrent_layers", [
        *(config.recurs(layer) for layer in range(config.num_hidden_layers)), False])


def as_converted(name, array, config):
    """Return name and values of a tensor of a layer with a state as llama.cpp's converter does."""
    def tiled(x, size):                 # the heads of values that share a head of keys lie apart
        if config.architecture == "Qwen3NextForCausalLM":
            return x
        grouped = x.reshape(config.linear_num_key_heads, -1, size, *x.shape[1:])
        return grouped.swapaxes(0, 1).reshape(x.shape)

    part, size, keys = name.split(".")[4], config.linear_value_head_dim, 2 * config.state_keys
    if part in ("in_proj_qkv", "conv1d"):
        array = array[:, 0] if part == "conv1d" else array
        return name, np.concatenate([array[:keys], tiled(array[keys:], size)])
    if part == "out_proj":
        return name, tiled(array.T, size).T.copy()
    if part == "in_proj_z":
        return name, tiled(array, size)
    if part == "in_proj_ba":
        return name, array
    if part == "norm":
        return name, array
    array = tiled(array, 1)
    if part == "A_log":
        return name, -np.exp(array)
    return name.replace("dt_bias", "dt_proj.bias"), array


def tensors_of(folder, config):
    """Return the tensors of the folder, the experts of each layer in one."""
    tensors = load_file(folder / "model.safetensors")
    for layer in range(config.num_hidden_layers):
        experts = f"model.layers.{layer}.mlp.experts."
        if f"{experts}gate_up_proj" in tensors:
            for suffix, dot in (("", ".weight"), ("_bias", ".bias")):
                both = np.swapaxes(tensors.pop(f"{experts}gate_up_proj{suffix}"), 1, -1)
                tensors[f"{experts}gate_proj{dot}"] = both[:, ::2]
                tensors[f"{experts}up_proj{dot}"] = both[:, 1::2]
                down = tensors.pop(f"{experts}down_proj{suffix}")
                tensors[f"{experts}down_proj{dot}"] = np.swapaxes(down, 1, -1)
        elif f"{experts}0.up_proj.weight" in tensors:
            for part in ("gate_proj", "up_proj", "down_proj"):
                tensors[f"{experts}{part}.weight"] = np.stack([
                    tensors.pop(f"{experts}{expert}.{part}.weight")
                    for expert in range(config.num_experts)])
        sinks = f"model.layers.{layer}.self_attn.sinks"
        if sinks in tensors:
            tensors[f"{sinks}.weight"] = tensors.pop(sinks)
    return tensors


# What the files have no keys for, because it is the same in all models of the architecture.
NO_KEY = {"gemma3": {"attention_multiplier": 24 ** -0.5}, "smollm3": {"no_rope_layers": (1, 0)},
          "gpt_oss": {"swiglu_limit": 1.5}}


def local_base(writer):
    writer.add_float32("gemma3.rope.freq_base_swa", 1000.0)
    writer.add_uint32("gemma3.attention.sliding_window_pattern", 3)


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_logits_are_those_of_transformers(golden, tmp_path, slot_of, name):
    change = local_base if name == "gemma3" else lambda writer: None
    model  = GgufModel(written(golden / name, tmp_path / "x.gguf", change=change))
    tokens, logits = (np.load(golden / name / f"{part}.npy") for part in ("tokens", "logits"))
    model.config = replace(model.config, **NO_KEY.get(name, {}))
    found = slot_of(float_model(model), context=128).forward_all(tokens)
    assert np.linalg.norm(found - logits) / np.linalg.norm(logits) < 1e-4


def test_experts_are_taken_over_as_mxfp4(golden, tmp_path, slot_of):
    """As the files of gpt-oss have them; on the engine the logits are those of the floats."""
    model = GgufModel(written(golden / "gpt_oss", tmp_path / "x.gguf",
                              Type.MXFP4))
    assert model.quantised
    data = pack_model(model, None, lambda done, total: None)
    assert {matrix.format for name, matrix in data.matrices.items() if ".experts." in name} == {
        MXFP4}
    with open_device("emulator") as device:
        found = slot_of(data, device, context=128).forward_all([5, 6, 7, 8])
    expected = slot_of(float_model(model), context=128).forward_all([5, 6, 7, 8])
    assert np.linalg.norm(found - expected) / np.linalg.norm(expected) < 0.05


def test_quantised_heads_of_values_find_their_places(golden, tmp_path, slot_of):
    """Outputs move where they are read; inputs of the output projection keep their blocks."""
    model = GgufModel(written(golden / "qwen3_5", tmp_path / "x.gguf", Type.Q8_0))
    names = [f"model.layers.0.linear_attn.{part}.weight" for part in
             ("in_proj_qkv", "in_proj_z", "in_proj_a", "out_proj")]
    source = Checkpoint(golden / "qwen3_5")
    for name in names:
        wanted = source.matrix(name).astype(np.float32)
        matrix = model.matrix(name)
        assert (matrix.order is not None) == ("out_proj" in name)
        assert np.abs(matrix.dequantised() - wanted).max() < np.abs(wanted).max() / 200
    data = pack_model(model, None, lambda done, total: None)
    with open_device("emulator") as device:
        found = slot_of(data, device, context=128).forward_all([5, 6, 7, 8])
    expected = slot_of(float_model(model), context=128).forward_all([5, 6, 7, 8])
    assert np.linalg.norm(found - expected) / np.linalg.norm(expected) < 0.05


def test_windows_may_be_listed_for_every_layer(golden, tmp_path):
    def change(writer):
        writer.add_array("gemma3.attention.sliding_window_pattern", [True, False, True])
    model = GgufModel(written(golden / "gemma3", tmp_path / "x.gguf", change=change))
    assert [model.config.sliding(layer) for layer in range(3)] == [True, False, True]


def test_a_missing_expert_is_named(golden, tmp_path):
    def change(writer):
        writer.kv_data[0].pop("qwen3moe.expert_count")
        writer.add_expert_count(7)
    with pytest.raises(errors.TensorShapeError, match="ffn_gate_inp.weight"):
        GgufModel(written(golden / "qwen3_moe", tmp_path / "x.gguf", change=change))
