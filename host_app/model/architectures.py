"""The model architectures in one table: what sets each apart from the plain Llama."""

from __future__ import annotations

from dataclasses import dataclass, replace

ACTIVATIONS = ("silu", "relu2", "gelu_pytorch_tanh")    # of the feed-forward layer
MAX_LAYERS  = 4096                      # more than any model has; a damaged file may claim more
FULL, SLIDING, CONV, LINEAR = "full_attention", "sliding_attention", "conv", "linear_attention"


@dataclass(frozen=True)
class Architecture:
    """Facts that the name of an architecture implies, so that config.json does not state them.

    `Config.facts` is the one of a model.
    """

    model_type: str                     # names it in a config.json without "architectures"
    hidden_act: str = "silu"            # activation, unless config.json has one
    rope_theta: float = 10000.0         # base of the rotary frequencies, unless config.json has one
    local_theta: float | None = None    # that of sliding layers, if it is another
    qkv_bias: bool = False              # whether q, k and v always have a bias
    options: tuple[str, ...] = ()       # the bias fields of config.json that it respects
    head_norm: str | None = None        # RMSNorm of every query and key head: "before" the
                                        # rotation, or "after" it
    sub_norms: bool = False             # whether output and down projections have an RMSNorm before
    post_norms: bool = False            # whether they have one behind, before the residual is added
    centred_norms: bool = False         # whether checkpoints hold the norms' weights minus 1
    scaled_embedding: bool = False      # whether embeddings are multiplied with sqrt(hidden_size)
    tied: bool = False                  # whether the head is the embedding, unless config.json says
    windowed: str | None = None         # layers with a window: "all"; "upper": from
                                        # max_window_layers on; "pattern": all but every n-th
    pattern: int = 0                    # n of that pattern, unless config.json has one
    no_rope_interval: int = 0           # every n-th layer does not rotate, unless config.json says
    experts: bool = False               # whether feed-forward layers may consist of experts
    shared_expert: bool = False         # whether one more expert is for all, by a sigmoid's share
    sinks: bool = False                 # whether heads have a score without a value
    clamped: bool = False               # gpt-oss's gate: both sides limited, and 1 added to one
    multipliers: bool = False           # whether config.json has Granite's four multipliers
    partial_rotary: float = 1.0         # share of a head that rotates, unless config.json says
    output_gate: bool = False           # whether a sigmoid of a second query gates attention
    full_interval: int = 0              # every n-th layer has attention, the others a state, unless
                                        # config.json lists the layers; 0: none has a state


QWEN3_5 = Architecture("qwen3_5_text", options=("attention_bias",), head_norm="before",
                       centred_norms=True, partial_rotary=0.25, output_gate=True, full_interval=4)
ARCHITECTURES = {
    "LlamaForCausalLM":   Architecture("llama", options=("attention_bias", "mlp_bias")),
    "MistralForCausalLM": Architecture("mistral", windowed="all"),
    "Qwen2ForCausalLM":   Architecture("qwen2", qkv_bias=True, windowed="upper"),
    "Qwen3ForCausalLM":   Architecture("qwen3", options=("attention_bias",), head_norm="before",
                                       windowed="upper"),
    "Qwen3MoeForCausalLM": Architecture("qwen3_moe", options=("attention_bias",),
                                        head_norm="before", experts=True),
    "GptOssForCausalLM":  Architecture("gpt_oss", rope_theta=150000.0, options=("attention_bias",),
                                       windowed="pattern", pattern=2, sinks=True, clamped=True,
                                       experts=True),
    "BitNetForCausalLM":  Architecture("bitnet", "relu2", 500000.0, options=("attention_bias",),
                                       sub_norms=True),
    "SmolLM3ForCausalLM": Architecture("smollm3", rope_theta=2000000.0,
                                       options=("attention_bias", "mlp_bias"), tied=True,
                                       no_rope_interval=4),
    "Phi3ForCausalLM":    Architecture("phi3", windowed="all"),
    "Gemma3ForCausalLM":  Architecture("gemma3_text", "gelu_pytorch_tanh", 1000000.0, 10000.0,
                                       options=("attention_bias",), head_norm="before",
                                       post_norms=True, centred_norms=True, scaled_embedding=True,
                                       tied=True, windowed="pattern", pattern=6),
    "Lfm2ForCausalLM":    Architecture("lfm2", rope_theta=1000000.0, head_norm="before", tied=True),
    "Qwen3_5ForCausalLM":    QWEN3_5,
    "Qwen3_5MoeForCausalLM": replace(QWEN3_5, model_type="qwen3_5_moe_text", experts=True,
                                     shared_expert=True),
    "Qwen3NextForCausalLM":  replace(QWEN3_5, model_type="qwen3_next", experts=True,
                                     shared_expert=True),
    "GraniteForCausalLM": Architecture("granite", options=("attention_bias", "mlp_bias"),
                                       multipliers=True),
    "GraniteMoeHybridForCausalLM": Architecture("granitemoehybrid", options=("attention_bias",),
                                                multipliers=True),
    "HunYuanDenseV1ForCausalLM":   Architecture("hunyuan_v1_dense", options=("attention_bias",),
                                                head_norm="after"),
}
