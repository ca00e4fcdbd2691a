"""What llama.cpp's converter calls an architecture, its tensors and its metadata."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from lutcore.host_app.checkpoints.gguf.gguf_file import GgufFile, GgufTensor
from lutcore.host_app.model.config import CONV, FULL, LINEAR, MAX_LAYERS, SLIDING, Config
from lutcore.host_app.model.tensors import EMBEDDING, HEAD, NORM, matrix_shapes
from lutcore.host_app.model.values import is_int

MODEL_NAMES = {EMBEDDING: "token_embd.weight", HEAD: "output.weight", NORM: "output_norm.weight"}
LAYER_NAMES = {                         # GGUF's names of the parts of a layer, by Hugging Face's
    "input_layernorm":          "attn_norm",
    "post_attention_layernorm": "ffn_norm",
    "self_attn.q_proj":         "attn_q",
    "self_attn.k_proj":         "attn_k",
    "self_attn.v_proj":         "attn_v",
    "self_attn.o_proj":         "attn_output",
    "self_attn.q_norm":         "attn_q_norm",
    "self_attn.k_norm":         "attn_k_norm",
    "self_attn.attn_sub_norm":  "attn_sub_norm",
    "self_attn.sinks":          "attn_sinks.weight",
    "conv.conv":                "shortconv.conv",
    "conv.in_proj":             "shortconv.in_proj",
    "conv.out_proj":            "shortconv.out_proj",
    "linear_attn.in_proj_qkv":  "attn_qkv",
    "linear_attn.in_proj_z":    "attn_gate",
    "linear_attn.in_proj_b":    "ssm_beta",
    "linear_attn.in_proj_a":    "ssm_alpha",
    "linear_attn.conv1d":       "ssm_conv1d",
    "linear_attn.A_log":        "ssm_a",        # whose value is -exp(A_log)
    "linear_attn.dt_bias":      "ssm_dt.bias",
    "linear_attn.norm":         "ssm_norm",
    "linear_attn.out_proj":     "ssm_out",
    "mlp.shared_expert_gate":      "ffn_gate_inp_shexp",
    "mlp.shared_expert.gate_proj": "ffn_gate_shexp",
    "mlp.shared_expert.up_proj":   "ffn_up_shexp",
    "mlp.shared_expert.down_proj": "ffn_down_shexp",
    "mlp.gate":                 "ffn_gate_inp",
    "mlp.gate_proj":            "ffn_gate",
    "mlp.up_proj":              "ffn_up",
    "mlp.down_proj":            "ffn_down",
    "mlp.ffn_sub_norm":         "ffn_sub_norm",
}
GEMMA_NORMS = {"post_attention_layernorm": "post_attention_norm",
               "pre_feedforward_layernorm": "ffn_norm",
               "post_feedforward_layernorm": "post_ffw_norm"}
BEHIND = {"post_attention_layernorm": "post_attention_norm"}
GEMMA_27B_LAYERS = 62                   # its scores have a scale of their own, which no key tells


@dataclass(frozen=True)
class GgufArchitecture:
    """An architecture of GGUF files; GGUF_ARCHITECTURES has them by `general.architecture`."""

    name: str                           # Hugging Face's
    activation: str = "silu"
    interleaved: bool = False           # whether the pairs of the rotation are neighbours
    names: Mapping[str, str] = field(default_factory=dict)      # where LAYER_NAMES is not right
    fused: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # one above the other


GGUF_ARCHITECTURES = {
    "llama":         GgufArchitecture("LlamaForCausalLM", interleaved=True),
    "qwen2":         GgufArchitecture("Qwen2ForCausalLM"),
    "qwen3":         GgufArchitecture("Qwen3ForCausalLM"),
    "bitnet":        GgufArchitecture("BitNetForCausalLM"),             # as llama.cpp runs it
    "bitnet-25":     GgufArchitecture("BitNetForCausalLM", "relu2"),    # as bitnet.cpp runs it
    "bitnet-b1.58":  GgufArchitecture("BitNetForCausalLM", "relu2"),
    "smollm3":       GgufArchitecture("SmolLM3ForCausalLM", interleaved=True),
    "granite":       GgufArchitecture("GraniteForCausalLM", interleaved=True),
    "hunyuan-dense": GgufArchitecture("HunYuanDenseV1ForCausalLM"),
    "gemma3":        GgufArchitecture("Gemma3ForCausalLM", "gelu_pytorch_tanh", names=GEMMA_NORMS),
    "phi3":          GgufArchitecture("Phi3ForCausalLM", fused={
        "attn_qkv": ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
        "ffn_up":   ("mlp.gate_proj", "mlp.up_proj")}),
    "lfm2":          GgufArchitecture("Lfm2ForCausalLM", names={NORM: "token_embd_norm.weight"}),
    "qwen3moe":      GgufArchitecture("Qwen3MoeForCausalLM"),
    "qwen35":        GgufArchitecture("Qwen3_5ForCausalLM", names=BEHIND),
    "qwen35moe":     GgufArchitecture("Qwen3_5MoeForCausalLM", names=BEHIND),
    "qwen3next":     GgufArchitecture("Qwen3NextForCausalLM", names=BEHIND),
    "gpt-oss":       GgufArchitecture("GptOssForCausalLM", names=BEHIND),
}


WITH_STATES = ("qwen35", "qwen35moe", "qwen3next")
IN_TURNS    = "Qwen3NextForCausalLM"    # has b and a of a head of keys side by side


def find(file: GgufFile, config: Config, name: str, shape: tuple[int, ...]) -> GgufTensor:
    """Return a tensor of the model by its Hugging Face name, maybe a part of one of the file.

    Raises TensorMissingError, TensorShapeError.
    """
    arch = GGUF_ARCHITECTURES[file.metadata["general.architecture"]]
    if name in MODEL_NAMES:
        return file.tensor(arch.names.get(name, MODEL_NAMES[name]), shape)
    _, _, layer, rest = name.split(".", 3)
    part, dot, kind = rest.rpartition(".")
    if kind not in ("weight", "bias"):
        part, dot, kind = rest, "", ""
    names = {**LAYER_NAMES, **arch.names}
    prefix, end = f"blk.{layer}.", f"{dot}{kind}"
    if config.facts.output_gate and part in ("self_attn.q_proj", "self_attn.g_proj"):
        return file.tensor(f"{prefix}attn_q{end}", (2 * shape[0], *shape[1:]))
    if ".experts." in part:
        _, _, number, matrix = part.split(".")
        whole = file.tensor(f"{prefix}{LAYER_NAMES[f'mlp.{matrix}']}_exps{end}",
                            (config.num_experts, *shape))
        rows = math.prod(shape[:-1])
        return rows_of(whole, int(number) * rows, shape)
    if arch.name == IN_TURNS and part.endswith(("in_proj_b", "in_proj_a")):
        return file.tensor(f"{prefix}ssm_ba{end}", (2 * shape[0], *shape[1:]))
    if part == "mlp.shared_expert_gate":        # one output, which some files have as a vector
        name = f"{prefix}{names[part]}{end}"
        vector = name in file.tensors and file.tensors[name].shape == shape[1:]
        return replace(file.tensor(name, shape[1:] if vector else shape), shape=shape)
    for fused, parts in arch.fused.items():
        if part in parts:
            shapes = matrix_shapes(config)
            sizes = [shapes[f"model.layers.{layer}.{one}.weight"][0] for one in parts]
            whole = file.tensor(f"{prefix}{fused}{end}", (sum(sizes), *shape[1:]))
            return rows_of(whole, sum(sizes[:parts.index(part)]), shape)
    return file.tensor(f"{prefix}{names[part]}{end}", shape)


def rows_of(tensor: GgufTensor, first: int, shape: tuple[int, ...]) -> GgufTensor:
    """Return a part of a tensor: rows from one on, as a tensor of this shape."""
    nbytes = len(tensor.data) // math.prod(tensor.shape[:-1])
    data = tensor.data[first * nbytes:(first + math.prod(shape[:-1])) * nbytes]
    return replace(tensor, shape=shape, data=data)


# Metadata -----------------------------------------------------------------------------------------


def fields_of(data: Mapping[str, Any], arch: str) -> dict[str, Any]:
    """Return what config.json would say beside the sizes: fields of newer architectures."""
    def given(key: str) -> Any:
        return data.get(f"{arch}.{key}")

    raw = {field: given(key) for field, key in _FIELDS.items() if given(key) is not None}
    heads, size = given("attention.head_count"), given("attention.key_length")
    if arch == "gemma3" and isinstance(heads, int) and heads > 0:
        big = given("block_count") == GEMMA_27B_LAYERS
        raw["query_pre_attn_scalar"] = given("embedding_length") / heads if big else size
    if arch == "qwen3moe":
        raw["norm_topk_prob"] = True    # as llama.cpp runs it
    pattern = raw.get("sliding_window_pattern")
    if isinstance(pattern, np.ndarray):
        del raw["sliding_window_pattern"]
        raw["layer_types"] = [SLIDING if sliding else FULL for sliding in pattern.tolist()]
    if arch in WITH_STATES:
        raw |= _with_states(data, arch)
    readers = given("attention.head_count_kv")
    if arch == "lfm2" and isinstance(readers, np.ndarray):      # 0 for layers that convolve
        raw["num_key_value_heads"] = int(readers.max(initial=0))
        raw["layer_types"] = [FULL if count else CONV for count in readers.tolist()]
    return raw


def _with_states(data: Mapping[str, Any], arch: str) -> dict[str, Any]:
    """Return the fields of a model whose layers have states."""
    def given(key: str) -> Any:
        return data.get(f"{arch}.{key}")

    fields: dict[str, Any] = {}
    layers, more = given("block_count"), given("nextn_predict_layers")
    if is_int(layers) and is_int(more):     # layers that guess further tokens stand behind
        layers -= more
        fields["num_hidden_layers"] = layers
    listed = given("attention.recurrent_layers")
    if isinstance(listed, np.ndarray) and is_int(layers) and layers <= MAX_LAYERS:
        fields["layer_types"] = [LINEAR if one else FULL for one in listed.tolist()[:layers]]
    inner, heads = given("ssm.inner_size"), given("ssm.time_step_rank")
    if is_int(inner) and is_int(heads) and heads > 0:
        fields["linear_value_head_dim"] = inner // heads
    return fields


_FIELDS = {                             # keys of the metadata, behind the architecture's name
    "num_experts":            "expert_count",
    "num_experts_per_tok":    "expert_used_count",
    "moe_intermediate_size":  "expert_feed_forward_length",
    "shared_expert_intermediate_size": "expert_shared_feed_forward_length",
    "embedding_multiplier":   "embedding_scale",
    "residual_multiplier":    "residual_scale",
    "attention_multiplier":   "attention.scale",
    "logits_scaling":         "logit_scale",
    "sliding_window_pattern": "attention.sliding_window_pattern",
    "conv_L_cache":           "shortconv.l_cache",
    "full_attention_interval": "full_attention_interval",
    "linear_conv_kernel_dim": "ssm.conv_kernel",
    "linear_num_key_heads":   "ssm.group_count",
    "linear_num_value_heads": "ssm.time_step_rank",
    "linear_key_head_dim":    "ssm.state_size",
}


def scaling_of(data: Mapping[str, Any], arch: str) -> dict[str, Any]:
    """Return config.json's fields of the rotary scaling; none without one."""
    def given(key: str) -> Any:
        return data.get(f"{arch}.rope.{key}")

    scaling = given("scaling.type")
    fields: dict[str, Any] = {}
    if given("freq_base_swa") is not None:
        fields["rope_local_base_freq"] = given("freq_base_swa")
    size, dims = data.get(f"{arch}.attention.key_length"), given("dimension_count")
    if arch in ("phi3", *WITH_STATES) and isinstance(dims, int):
        heads = data.get(f"{arch}.attention.head_count")
        size = size or (data[f"{arch}.embedding_length"] // heads if heads else dims)
        fields["partial_rotary_factor"] = dims / size
    named = {"factor": "factor", "original_max_position_embeddings": "original_context_length",
             "beta_fast": "yarn_beta_fast", "beta_slow": "yarn_beta_slow"}
    fields |= {name: given(f"scaling.{key}") for name, key in named.items()
               if given(f"scaling.{key}") is not None}
    attention = given("scaling.attn_factor")
    if attention is not None and arch == "phi3":
        fields["attention_factor"] = attention
    if arch == "gpt-oss":
        fields["truncate"] = False
    return fields if scaling in (None, "none") else {**fields, "rope_type": scaling}
