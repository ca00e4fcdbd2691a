"""The model architectures in one table: what sets each apart from the plain Llama."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Architecture:
    """Facts that the name of an architecture implies, so that config.json does not state them.

    `Config.facts` is the one of a model.
    """

    model_type: str                     # names it in a config.json without "architectures"
    hidden_act: str = "silu"            # activation, unless config.json has one
    rope_theta: float = 10000.0         # base of the rotary frequencies, unless config.json has one
    qkv_bias: bool = False              # whether q, k and v always have a bias
    options: tuple[str, ...] = ()       # the bias fields of config.json that it respects
    head_norm: bool = False             # whether every query and key head has an RMSNorm
    sub_norms: bool = False             # whether output and down projections have an RMSNorm before
    windowed: str | None = None         # layers with a window: "all", or "upper": from
                                        # max_window_layers on


ARCHITECTURES = {
    "LlamaForCausalLM":   Architecture("llama", options=("attention_bias", "mlp_bias")),
    "MistralForCausalLM": Architecture("mistral", windowed="all"),
    "Qwen2ForCausalLM":   Architecture("qwen2", qkv_bias=True, windowed="upper"),
    "Qwen3ForCausalLM":   Architecture("qwen3", options=("attention_bias",), head_norm=True,
                                       windowed="upper"),
    "BitNetForCausalLM":  Architecture("bitnet", "relu2", 500000.0, options=("attention_bias",),
                                       sub_norms=True),
}
