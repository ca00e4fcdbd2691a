"""The model families, in one table: what sets each apart from the plain Llama."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Architecture:
    """Facts that config.json does not tell, because the name of the architecture does."""

    model_type: str                     # of config.json, where it has no "architectures"
    hidden_act: str = "silu"            # where config.json has none
    rope_theta: float = 10000.0         # where config.json has none
    qkv_bias: bool = False              # q, k and v always have a bias
    options: tuple[str, ...] = ()       # bias fields of config.json that count
    head_norm: bool = False             # RMSNorm of every query and key head
    sub_norms: bool = False             # RMSNorm before the output and down projections
    windowed: str | None = None         # "all" layers, or "upper": from max_window_layers


ARCHITECTURES = {
    "LlamaForCausalLM":   Architecture("llama", options=("attention_bias", "mlp_bias")),
    "MistralForCausalLM": Architecture("mistral", windowed="all"),
    "Qwen2ForCausalLM":   Architecture("qwen2", qkv_bias=True, windowed="upper"),
    "Qwen3ForCausalLM":   Architecture("qwen3", options=("attention_bias",), head_norm=True,
                                       windowed="upper"),
    "BitNetForCausalLM":  Architecture("bitnet", "relu2", 500000.0, options=("attention_bias",),
                                       sub_norms=True),
}
