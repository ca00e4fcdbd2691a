"""Records the logits of transformers, so that the tests need neither transformers nor torch.

Run this once, in an environment of its own, and commit the folders that it writes. Names on the
command line choose some of them:

    python -m venv /tmp/hf && /tmp/hf/bin/pip install torch==2.13.0 transformers==5.23.0
    TORCHDYNAMO_DISABLE=1 /tmp/hf/bin/python tests/host_app/make_model_fixtures.py

Each folder in tests/golden/ has the model as `save_pretrained` writes it, tokens.npy, and
logits.npy with the float32 logits after each token; short.npy has those of the tokens that fit the
original context, where that matters.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import tokenizers
import torch
import transformers
from safetensors.torch import load_file, save_file
from torch import nn
from transformers.integrations.bitnet import AutoBitLinear, BitLinear, pack_weights

GOLDEN = Path(__file__).parents[1] / "golden"
TOKENS = 40
SEED   = 20240

# Sums in another order may round an int8 activation near a boundary the other way, which changes a
# small model's logits by 1 %. So there are few tokens, and a seed with which no activation comes
# closer to a boundary than this share of a step.
INT8_TOKENS, INT8_MARGIN = 16, 2e-4

CENTRED = ("Gemma", "Qwen3_5", "Qwen3Next")     # in the checkpoint norms' weights lack 1

COMMON = dict(
    num_hidden_layers=2, max_position_embeddings=128, bos_token_id=1, eos_token_id=2,
    initializer_range=0.2, vocab_size=64, hidden_size=32, intermediate_size=56,
    num_attention_heads=4, num_key_value_heads=2, rms_norm_eps=1e-5, tie_word_embeddings=False,
)
LLAMA3 = {
    "rope_type": "llama3", "rope_theta": 10000.0, "factor": 8.0, "low_freq_factor": 1.0,
    "high_freq_factor": 4.0, "original_max_position_embeddings": 32,
}


@dataclass(frozen=True)
class Variant:
    """A model: its class in transformers, what differs from COMMON, and how it is stored."""

    name: str                           # for example LlamaForCausalLM
    values: dict[str, Any]
    dtype: torch.dtype = torch.float16
    quantization: dict[str, Any] = field(default_factory=dict)     # quantization_config
    seed: int = SEED                    # experts: one with which no choice is a close one


VARIANTS = {
    # Grouped heads, untied head.
    "llama_random": Variant("LlamaForCausalLM", dict(
        vocab_size=96, hidden_size=48, intermediate_size=112, num_attention_heads=6,
        rope_parameters={"rope_type": "default", "rope_theta": 50000.0},
    ), torch.float32),
    # Tied embeddings; head_dim is not hidden_size / heads.
    "llama_rope_scaling": Variant("LlamaForCausalLM", dict(
        vocab_size=96, hidden_size=40, intermediate_size=72, num_key_value_heads=4, head_dim=16,
        rms_norm_eps=1e-6, tie_word_embeddings=True, rope_parameters=LLAMA3,
    ), torch.float32),
    "llama_biases": Variant("LlamaForCausalLM", dict(
        attention_bias=True, mlp_bias=True,
        rope_parameters={"rope_type": "linear", "rope_theta": 10000.0, "factor": 4.0},
    )),
    "llama_bitlinear": Variant("LlamaForCausalLM", {}, torch.bfloat16,
                               {"quant_method": "bitnet", "modules_to_not_convert": ["lm_head"]}),
    "mistral_window": Variant("MistralForCausalLM", dict(sliding_window=12, head_dim=16)),
    "qwen2_upper_window": Variant("Qwen2ForCausalLM", dict(
        use_sliding_window=True, sliding_window=9, max_window_layers=1, tie_word_embeddings=True,
    )),
    "qwen3": Variant("Qwen3ForCausalLM", dict(head_dim=16, attention_bias=True)),
    # The second layer of two does not rotate.
    "smollm3": Variant("SmolLM3ForCausalLM", dict(
        pad_token_id=0, no_rope_layers=[1, 0], layer_types=["full_attention", "full_attention"],
        rope_parameters={"rope_type": "yarn", "rope_theta": 10000.0, "factor": 8.0,
                         "original_max_position_embeddings": 16},
    )),
    # Beyond the original context of 24 tokens, so with the long factors; 12 of 16 elements rotate.
    "phi3_longrope": Variant("Phi3ForCausalLM", dict(
        num_attention_heads=2, num_key_value_heads=1, pad_token_id=0,
        original_max_position_embeddings=24,
        rope_parameters={"rope_type": "longrope", "rope_theta": 10000.0,
                         "partial_rotary_factor": 0.75,
                         "short_factor": [1.0, 1.1, 1.2, 1.3, 1.4, 1.5],
                         "long_factor": [1.0, 1.5, 2.2, 3.1, 4.0, 5.0]},
    )),
    # Windows of 12 tokens in all layers but the third.
    "gemma3": Variant("Gemma3ForCausalLM", dict(
        num_hidden_layers=3, head_dim=16, query_pre_attn_scalar=24, sliding_window=12,
        layer_types=["sliding_attention", "sliding_attention", "full_attention"],
        tie_word_embeddings=True, rope_parameters={
            "full_attention": {"rope_type": "linear", "rope_theta": 50000.0, "factor": 8.0},
            "sliding_attention": {"rope_type": "default", "rope_theta": 1000.0}},
    )),
    # Two of six experts in the second layer; the first has none.
    "qwen3_moe": Variant("Qwen3MoeForCausalLM", dict(
        hidden_size=32, intermediate_size=40, moe_intermediate_size=24, head_dim=8, num_experts=6,
        num_experts_per_tok=2, norm_topk_prob=True, mlp_only_layers=[0],
    )),
    "gpt_oss": Variant("GptOssForCausalLM", dict(
        intermediate_size=32, head_dim=8, num_local_experts=4, num_experts_per_tok=2,
        sliding_window=12, swiglu_limit=1.5, rope_parameters={
            "rope_type": "yarn", "rope_theta": 150000.0, "factor": 8.0, "truncate": False,
            "beta_fast": 8.0, "beta_slow": 1.0, "original_max_position_embeddings": 16},
    ), seed=8),
    # A short convolution in all layers but the second.
    "lfm2": Variant("Lfm2ForCausalLM", dict(
        num_hidden_layers=3, layer_types=["conv", "full_attention", "conv"], conv_L_cache=3,
        intermediate_size=60, block_multiple_of=8, norm_eps=1e-5, tie_word_embeddings=True,
    )),
    # States in all layers but the second; heads of values share queries and keys; part of a head
    # rotates. Qwen3-Next has its matrices in turns, experts in its second layer, and one for all.
    "qwen3_5": Variant("Qwen3_5ForCausalLM", dict(
        num_hidden_layers=3, head_dim=16, tie_word_embeddings=True,
        layer_types=["linear_attention", "full_attention", "linear_attention"],
        linear_conv_kernel_dim=4, linear_num_key_heads=2, linear_num_value_heads=4,
        linear_key_head_dim=12, linear_value_head_dim=16,
        rope_parameters={"rope_type": "default", "rope_theta": 10000.0,
                         "partial_rotary_factor": 0.25},
    )),
    "qwen3_next": Variant("Qwen3NextForCausalLM", dict(
        num_hidden_layers=2, head_dim=16, num_experts=6, num_experts_per_tok=2, mlp_only_layers=[0],
        moe_intermediate_size=24, shared_expert_intermediate_size=40,
        layer_types=["linear_attention", "full_attention"],
        linear_conv_kernel_dim=3, linear_num_key_heads=2, linear_num_value_heads=4,
        linear_key_head_dim=16, linear_value_head_dim=16,
        rope_parameters={"rope_type": "default", "rope_theta": 10000.0,
                         "partial_rotary_factor": 0.5},
    ), seed=3),
    # Matrices one above the other, all experts of a layer in one tensor.
    "qwen3_5_moe": Variant("Qwen3_5MoeForCausalLM", dict(
        num_hidden_layers=2, head_dim=16, num_experts=5, num_experts_per_tok=2,
        moe_intermediate_size=24, shared_expert_intermediate_size=40,
        layer_types=["linear_attention", "full_attention"],
        linear_conv_kernel_dim=4, linear_num_key_heads=2, linear_num_value_heads=4,
        linear_key_head_dim=12, linear_value_head_dim=16,
        rope_parameters={"rope_type": "default", "rope_theta": 10000.0,
                         "partial_rotary_factor": 0.25},
    )),
    "granite": Variant("GraniteForCausalLM", dict(
        attention_bias=True, embedding_multiplier=12.0, residual_multiplier=0.22,
        attention_multiplier=0.2, logits_scaling=8.0, tie_word_embeddings=True,
    )),
    "granite4": Variant("GraniteMoeHybridForCausalLM", dict(
        layer_types=["full_attention"] * 2, num_local_experts=0, shared_intermediate_size=56,
        position_embedding_type="rope", embedding_multiplier=12.0, residual_multiplier=0.22,
        attention_multiplier=0.2, logits_scaling=8.0, mamba_n_heads=4,
    )),
    "hunyuan": Variant("HunYuanDenseV1ForCausalLM", dict(
        head_dim=16, tie_word_embeddings=True, rope_parameters={
            "rope_type": "dynamic", "rope_theta": 10000.0, "alpha": 100.0, "factor": 1.0},
    )),
    # The layers of microsoft/bitnet-b1.58-2B-4T-bf16, and of microsoft/bitnet-b1.58-2B-4T.
    "bitnet_online": Variant("BitNetForCausalLM", {}, torch.bfloat16,
                             {"quant_method": "bitnet", "linear_class": "autobitlinear",
                              "quantization_mode": "online"}),
    "bitnet_packed": Variant("BitNetForCausalLM", dict(tie_word_embeddings=True), torch.bfloat16,
                             {"quant_method": "bitnet", "linear_class": "autobitlinear",
                              "quantization_mode": "offline"}),
}


def character_tokenizer(size: int) -> tokenizers.Tokenizer:
    """Return a tokenizer of <unk>, <s>, </s> and the first printable ASCII characters."""
    characters = [chr(code) for code in range(32, 32 + size - 3)]
    vocabulary = {token: id for id, token in enumerate(["<unk>", "<s>", "</s>", *characters])}
    tokenizer = tokenizers.Tokenizer(
        tokenizers.models.BPE(vocab=vocabulary, merges=[], unk_token="<unk>"))
    tokenizer.add_special_tokens(["<unk>", "<s>", "</s>"])
    tokenizer.decoder = tokenizers.decoders.Fuse()
    return tokenizer


def random_model(variant: Variant, seed: int) -> transformers.PreTrainedModel:
    """Return a model in float32 whose weights the variant's type can represent."""
    torch.manual_seed(seed)
    made   = getattr(transformers, variant.name)
    config = made.config_class(**COMMON | variant.values, attn_implementation="eager")
    model  = made(config).float().eval()
    for name, parameter in model.named_parameters():
        if parameter.ndim == 1:         # else norms would be 1, and biases 0
            centre = float("norm" in name and (
                not variant.name.startswith(CENTRED) or "linear_attn" in name))
            torch.nn.init.normal_(parameter, centre, 0.2)
        parameter.data = parameter.data.to(variant.dtype).float()
    if variant.quantization:
        convert(model, layer_maker(variant.quantization))
    return model


# BitNet's layers ----------------------------------------------------------------------------------


def ternary(weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Return weights -1, 0 and 1, and their scale."""
    scale = weight.abs().mean().clamp(min=1e-5)
    return (weight / scale).round().clamp(-1, 1), scale.to(torch.bfloat16).float()


def bit_linear(layer: nn.Linear) -> BitLinear:
    codes, scale = ternary(layer.weight.data)
    made = BitLinear(layer.in_features, layer.out_features, bias=False, dtype=torch.float32)
    made.weight.copy_(pack_weights(codes.clone()))
    made.weight_scale.copy_((1 / scale).to(torch.bfloat16))
    return made


def online(layer: nn.Linear) -> AutoBitLinear:
    made = AutoBitLinear(layer.in_features, layer.out_features, bias=False, online_quant=True)
    made.weight.data.copy_(layer.weight.data)
    return made


def offline(layer: nn.Linear) -> AutoBitLinear:
    made = AutoBitLinear(layer.in_features, layer.out_features, bias=False)
    codes, scale = ternary(layer.weight.data)
    made.weight.data.copy_(codes)
    made.weight_scale.copy_(scale)
    return made


def convert(model: nn.Module, make: Callable[[nn.Linear], nn.Module]) -> None:
    for name, module in list(model.named_modules()):
        if isinstance(module, nn.Linear) and name != "lm_head":
            model.set_submodule(name, make(module))


def layer_maker(quantization: dict[str, Any]) -> Callable[[nn.Linear], nn.Module]:
    if quantization.get("linear_class") != "autobitlinear":
        return bit_linear
    return online if quantization["quantization_mode"] == "online" else offline


def pack_saved(path: Path) -> None:
    """Store floats -1, 0 and 1 as the published checkpoint does: four weights to a byte."""
    tensors = load_file(path)
    for name in [name.removesuffix("_scale") for name in tensors if name.endswith("_scale")]:
        if tensors[name].is_floating_point():
            tensors[name] = pack_weights(tensors[name].float())
    save_file(tensors, path, metadata={"format": "pt"})


def answers(model: nn.Module, tokens: np.ndarray) -> tuple[np.ndarray, float]:
    """Return logits [T, V], and the least distance of an activation to a boundary, in steps."""
    margins = [1.0]

    def watch(layer: nn.Module, inputs: tuple[torch.Tensor]) -> None:
        scaled = inputs[0].double()
        scaled = scaled * 127 / scaled.abs().amax(dim=-1, keepdim=True).clamp(min=1e-5)
        margins.append(float((scaled - scaled.floor() - 0.5).abs().min()))

    for module in model.modules():
        if isinstance(module, (AutoBitLinear, BitLinear)):
            module.register_forward_pre_hook(watch)
    with torch.no_grad():
        return model(torch.tensor(tokens)[None]).logits[0].numpy(), min(margins)


# Recording ----------------------------------------------------------------------------------------


def record(name: str, variant: Variant) -> None:
    """Write the model folder, tokens.npy int64 [T] and logits.npy float32 [T, V]."""
    size   = (COMMON | variant.values)["vocab_size"]
    count  = INT8_TOKENS if variant.quantization else TOKENS
    tokens = np.random.default_rng(7).integers(3, size, count)
    for seed in range(variant.seed, variant.seed + 1000):
        model = random_model(variant, seed)
        logits, margin = answers(model, tokens)
        if margin > INT8_MARGIN:
            break
    folder = GOLDEN / name
    folder.mkdir(exist_ok=True)
    original = (COMMON | variant.values).get("original_max_position_embeddings")
    if original:                        # in that context longrope has other factors
        np.save(folder / "short.npy", answers(model, tokens[:original])[0].astype(np.float32))
    model.to(variant.dtype).save_pretrained(folder)
    path = folder / "model.safetensors"
    path.chmod(0o644)
    if variant.quantization:
        config = json.loads((folder / "config.json").read_text())
        config["quantization_config"] = variant.quantization
        (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
        pack_saved(path)
    character_tokenizer(size).save(str(folder / "tokenizer.json"))
    np.save(folder / "tokens.npy", tokens)
    np.save(folder / "logits.npy", logits.astype(np.float32))
    print(folder, "seed", seed, "logits", logits.std(), "margin", margin)


if __name__ == "__main__":
    for name in sys.argv[1:] or VARIANTS:
        record(name, VARIANTS[name])
