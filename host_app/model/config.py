"""The fields of config.json that matter, checked; and the names and shapes of all tensors.

Fields have the names that config.json gives them. So `from_dict` reads what `to_dict` wrote, and so
can other programs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from lutcore.host_app.errors import UnsupportedModelError
from lutcore.host_app.model.architectures import ARCHITECTURES, Architecture
from lutcore.host_app.model.rope import RopeScaling, rope_fields, rope_scaling, rope_theta
from lutcore.host_app.model.values import (
    is_int,
    is_number,
    require,
    require_positive,
    require_size,
    value_or,
)

# Names of tensors in Hugging Face's checkpoints, which every `Source` uses.
EMBEDDING = "model.embed_tokens.weight"
HEAD      = "lm_head.weight"
NORM      = "model.norm.weight"
TAPS      = "conv.conv.weight"          # behind a layer's prefix, as the next ones
ROUTER    = "mlp.gate.weight"
MIXER     = "linear_attn."              # the parts of a layer with a state
MIXER_TAPS = MIXER + "conv1d.weight"
RATES, DECAYS, RENEWALS = (MIXER + name for name in ("A_log", "in_proj_a.weight",
                                                     "in_proj_b.weight"))
STEERING  = (ROUTER, DECAYS, RENEWALS)  # few outputs that steer all others: they get 8 bits
ORDER     = ".order"                    # with a matrix's name before it: its `Coded.order`

ACTIVATIONS = ("silu", "relu2", "gelu_pytorch_tanh")    # of the feed-forward layer
MAX_TAPS    = 256                       # as the token program has it
MAX_EXPERTS = 1024                      # as the token program has it
MAX_HEAD    = 512                       # as the token program has it, of a state's heads
COLUMNS     = 16                        # as the token program has it
MAX_LAYERS  = 4096                      # more than any model has; a damaged file may claim more
FULL, SLIDING, CONV, LINEAR = "full_attention", "sliding_attention", "conv", "linear_attention"


@dataclass(frozen=True)
class Config:
    """Sizes and constants of one model; every `Source` has one, and `Model` is built by it.

    Raises ConfigError for values that make no sense.
    """

    hidden_size: int                    # width of the residual stream
    intermediate_size: int              # width of the feed-forward layer
    num_hidden_layers: int
    num_attention_heads: int            # query heads
    num_key_value_heads: int            # each serves heads / this many query heads
    head_dim: int                       # even, because elements are rotated in pairs
    vocab_size: int                     # rows of the embedding
    max_position_embeddings: int        # context in tokens
    rms_norm_eps: float
    rope_theta: float                   # base of the rotary frequencies
    rope_scaling: RopeScaling | None
    tie_word_embeddings: bool           # the output layer is the embedding
    bos_token_id: int | None
    eos_token_id: tuple[int, ...]       # any of these ends the text
    add_bos_token: bool                 # put BOS first even if the tokenizer does not
    architecture: str = "LlamaForCausalLM"  # a key of ARCHITECTURES
    hidden_act: str = "silu"            # one of ACTIVATIONS
    attention_bias: bool = False        # whether q, k, v and the output projection have a bias
    mlp_bias: bool = False              # whether gate, up and down have a bias
    sliding_window: int | None = None   # tokens that a SLIDING layer sees
    layer_types: tuple[str, ...] = ()   # FULL, SLIDING, CONV or LINEAR for each; (): all FULL
    int8_activations:        bool       = False  # BitNet: the layers' inputs, scaled per token
    partial_rotary_factor: float = 1.0  # share of a head's elements that rotate, the first ones
    rope_local_base_freq: float | None = None   # base of SLIDING layers' frequencies; None: as all
    no_rope_layers: tuple[int, ...] = ()        # 0: a layer does not rotate; (): all do
    embedding_multiplier: float = 1.0           # of embeddings
    residual_multiplier: float = 1.0            # of what a layer adds to the residual stream
    attention_multiplier: float | None = None   # of scores; None: 1 / sqrt(head_dim)
    logits_scaling: float = 1.0                 # divisor of logits
    num_experts: int = 0                        # feed-forward layers to choose from; 0: one only
    num_experts_per_tok: int = 0                # how many of them a token takes
    moe_intermediate_size: int = 0              # width of an expert
    norm_topk_prob: bool = True                 # whether the shares of those chosen add up to 1
    dense_layers: tuple[int, ...] = ()          # layers with one feed-forward layer all the same
    conv_L_cache: int = 0                       # positions that a CONV layer mixes
    linear_conv_kernel_dim: int = 0             # positions that a LINEAR layer mixes before
    linear_num_key_heads:   int = 0             # of it: heads of queries and of keys
    linear_num_value_heads: int = 0             # heads of values, each with a state
    linear_key_head_dim:    int = 0
    linear_value_head_dim:  int = 0
    swiglu_limit: float = 7.0                   # gpt-oss: largest magnitude of gate and up
    swiglu_alpha: float = 1.702                 # gpt-oss: factor of the gate in its sigmoid

    def __post_init__(self) -> None:
        require(self.architecture in ARCHITECTURES,
                f"architecture is {self.architecture!r}; "
                f"{', '.join(ARCHITECTURES)} are implemented")
        for name in _SIZES:
            require_size(name, getattr(self, name))
        for name in _NUMBERS:
            if getattr(self, name) is not None or name not in _OPTIONAL:
                require_positive(name, getattr(self, name))
        require(self.num_attention_heads % self.num_key_value_heads == 0,
                f"{self.num_attention_heads} query heads do not share "
                f"{self.num_key_value_heads} key/value heads evenly")
        require(self.head_dim % 2 == 0, f"head_dim is {self.head_dim}; an even number is needed")
        require(0 < self.rotary_dim <= self.head_dim and self.rotary_dim % 2 == 0,
                f"partial_rotary_factor is {self.partial_rotary_factor} of heads of "
                f"{self.head_dim}; an even number of elements must rotate")
        begin = () if self.bos_token_id is None else (self.bos_token_id,)
        for token in begin + self.eos_token_id:
            require(is_int(token) and 0 <= token < self.vocab_size,
                    f"token {token!r} is outside the vocabulary of {self.vocab_size}")
        require(set(self.layer_types) <= {FULL, SLIDING, CONV, LINEAR}
                and len(self.layer_types) in (0, self.num_hidden_layers),
                f"layer_types is {list(self.layer_types)}; each of {self.num_hidden_layers} "
                f"layers must be {FULL}, {SLIDING}, {CONV} or {LINEAR}")
        if CONV in self.layer_types:
            require(is_int(self.conv_L_cache) and 0 < self.conv_L_cache < MAX_TAPS,
                    f"conv_L_cache is {self.conv_L_cache!r}; a number from 1 to {MAX_TAPS - 1} is "
                    "needed")
        if self.has_states:
            self._check_states()
        require(len(self.no_rope_layers) in (0, self.num_hidden_layers)
                and all(is_int(x) for x in self.no_rope_layers),
                f"no_rope_layers is {list(self.no_rope_layers)}; an integer is needed for each of "
                f"{self.num_hidden_layers} layers")
        if SLIDING in self.layer_types:
            require_size("sliding_window", self.sliding_window)
        if self.num_experts:
            for name in _EXPERTS:
                require_size(name, getattr(self, name))
            require(self.num_experts_per_tok <= self.num_experts <= MAX_EXPERTS,
                    f"{self.num_experts_per_tok} of {self.num_experts} experts are chosen; there "
                    f"may be up to {MAX_EXPERTS}, and no more can be chosen")

    def _check_states(self) -> None:
        for name in _STATES:
            require_size(name, getattr(self, name))
        require(self.linear_conv_kernel_dim < MAX_TAPS,
                f"linear_conv_kernel_dim is {self.linear_conv_kernel_dim}; a number up to "
                f"{MAX_TAPS - 1} is needed")
        require(self.linear_num_value_heads % self.linear_num_key_heads == 0,
                f"{self.linear_num_value_heads} heads of values do not share "
                f"{self.linear_num_key_heads} heads of keys evenly")
        require(max(self.linear_key_head_dim, self.linear_value_head_dim) <= MAX_HEAD
                and self.linear_value_head_dim % COLUMNS == 0,
                f"heads with a state have {self.linear_key_head_dim} keys and "
                f"{self.linear_value_head_dim} values; there may be {MAX_HEAD}, and values must be "
                f"a multiple of {COLUMNS}")

    @property
    def facts(self) -> Architecture:
        """What the architecture's name implies."""
        return ARCHITECTURES[self.architecture]

    @property
    def rotary_dim(self) -> int:
        """How many elements of a head rotate."""
        return int(round(self.head_dim * self.partial_rotary_factor, 6))

    @property
    def score_scale(self) -> float:
        """What scores of the attention are multiplied with."""
        return value_or(self.attention_multiplier, self.head_dim ** -0.5)

    def sliding(self, layer: int) -> bool:
        """Return whether a layer has a window."""
        return bool(self.layer_types) and self.layer_types[layer] == SLIDING

    def convolves(self, layer: int) -> bool:
        """Return whether a layer has a short convolution instead of attention."""
        return bool(self.layer_types) and self.layer_types[layer] == CONV

    def recurs(self, layer: int) -> bool:
        """Return whether a layer has a state instead of attention (Gated DeltaNet)."""
        return bool(self.layer_types) and self.layer_types[layer] == LINEAR

    @property
    def has_states(self) -> bool:
        """Whether some layers have a state, so that a slot cannot forget its last tokens."""
        return LINEAR in self.layer_types

    @property
    def state_keys(self) -> int:
        """Elements of all queries, and of all keys, of a LINEAR layer."""
        return self.linear_num_key_heads * self.linear_key_head_dim

    @property
    def state_values(self) -> int:
        """Elements of all values of a LINEAR layer."""
        return self.linear_num_value_heads * self.linear_value_head_dim

    def window(self, layer: int) -> int | None:
        """Return how many tokens a layer sees, the current one included; None: all."""
        return self.sliding_window if self.sliding(layer) else None

    def has_experts(self, layer: int) -> bool:
        """Return whether a layer chooses among experts."""
        return self.num_experts > 0 and layer not in self.dense_layers

    def rotates(self, layer: int) -> bool:
        """Return whether a layer rotates queries and keys."""
        return not self.no_rope_layers or self.no_rope_layers[layer] != 0

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Config:
        """Return the model that a config.json describes.

        Raises UnsupportedModelError (not implemented), ConfigError (makes no sense).
        """
        require(isinstance(raw, Mapping), "config.json does not hold an object")
        raw = _text_part(raw)
        architecture = _architecture(raw)
        facts   = ARCHITECTURES[architecture]
        raw     = _plain(raw)
        _refuse_features(raw, facts)
        missing = [name for name in _REQUIRED if name not in raw]
        require(not missing, f"config.json lacks {', '.join(missing)}; copy it again")
        for name in _REQUIRED:
            require_size(name, raw[name])
        require(raw["num_hidden_layers"] <= MAX_LAYERS,
                f"num_hidden_layers is {raw['num_hidden_layers']}; at most {MAX_LAYERS} are read")
        heads, hidden = raw["num_attention_heads"], raw["hidden_size"]
        rope, layers  = rope_fields(raw), _layer_types(raw, facts)
        head_dim      = value_or(raw.get("head_dim"), hidden // heads)
        context       = raw.get("max_position_embeddings", 2048)
        require_size("head_dim", head_dim)
        require_size("max_position_embeddings", context)
        partial       = value_or(rope.get("partial_rotary_factor"), facts.partial_rotary)
        require(is_number(partial) and 0 < partial <= 1,
                f"partial_rotary_factor is {partial!r}; a number above 0, up to 1, is needed")
        return cls(
            **{name: raw[name] for name in _REQUIRED},
            attention_bias          = "attention_bias" in facts.options
                                      and bool(raw.get("attention_bias")),
            mlp_bias                = "mlp_bias" in facts.options and bool(raw.get("mlp_bias")),
            num_key_value_heads     = value_or(raw.get("num_key_value_heads"), heads),
            head_dim                = head_dim,
            max_position_embeddings = context,
            rms_norm_eps            = raw.get("rms_norm_eps", 1e-6),
            rope_theta              = rope_theta(rope, facts.rope_theta, head_dim),
            rope_scaling            = rope_scaling(rope, round(head_dim * partial, 6), context),
            tie_word_embeddings     = bool(value_or(raw.get("tie_word_embeddings"), facts.tied)),
            bos_token_id            = raw.get("bos_token_id"),
            eos_token_id            = _token_ids(raw.get("eos_token_id")),
            add_bos_token           = bool(raw.get("add_bos_token", False)),
            architecture            = architecture,
            hidden_act              = _activation(raw, facts),
            sliding_window          = raw.get("sliding_window") if SLIDING in layers else None,
            layer_types             = layers,
            int8_activations        = bool(raw.get("int8_activations", False)),
            partial_rotary_factor   = partial,
            rope_local_base_freq    = value_or(rope.get("rope_local_base_freq"), facts.local_theta),
            no_rope_layers          = _no_rope_layers(raw, facts),
            **_multipliers(raw, facts),
            **_experts(raw, facts),
            conv_L_cache            = raw.get("conv_L_cache", 0) if CONV in layers else 0,
            **{name: raw.get(name) for name in _STATES if LINEAR in layers},
        )

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON, as config.json has them."""
        return {"architectures": [self.architecture], **asdict(self)}


_REQUIRED = (
    "hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads", "vocab_size",
)
_SIZES = (*_REQUIRED, "num_key_value_heads", "head_dim", "max_position_embeddings")
_OPTIONAL = ("rope_local_base_freq", "attention_multiplier")
_NUMBERS = ("rms_norm_eps", "rope_theta", "partial_rotary_factor", "embedding_multiplier",
            "residual_multiplier", "logits_scaling", "swiglu_limit", "swiglu_alpha", *_OPTIONAL)


def matrix_shapes(config: Config) -> dict[str, tuple[int, int]]:
    """Return the shape (N, K) of each matrix that is multiplied with activations, by its name."""
    hidden  = config.hidden_size
    queries = config.num_attention_heads * config.head_dim
    keys    = config.num_key_value_heads * config.head_dim
    shapes: dict[str, tuple[int, int]] = {}
    for layer in range(config.num_hidden_layers):
        prefix = f"model.layers.{layer}."
        if config.convolves(layer):
            shapes |= {prefix + "conv.in_proj.weight": (3 * hidden, hidden),
                       prefix + "conv.out_proj.weight": (hidden, hidden)}
        elif config.recurs(layer):
            keys_, values = config.state_keys, config.state_values
            shapes |= {
                f"{prefix}{MIXER}in_proj_qkv.weight": (2 * keys_ + values, hidden),
                f"{prefix}{MIXER}in_proj_z.weight":   (values, hidden),
                prefix + RENEWALS: (config.linear_num_value_heads, hidden),
                prefix + DECAYS:   (config.linear_num_value_heads, hidden),
                f"{prefix}{MIXER}out_proj.weight":    (hidden, values),
            }
        else:
            shapes |= {
                prefix + "self_attn.q_proj.weight": (queries, hidden),
                prefix + "self_attn.k_proj.weight": (keys,    hidden),
                prefix + "self_attn.v_proj.weight": (keys,    hidden),
                prefix + "self_attn.o_proj.weight": (hidden,  queries),
            }
            if config.facts.output_gate:
                shapes[prefix + "self_attn.g_proj.weight"] = (queries, hidden)
        if config.has_experts(layer):
            shapes[prefix + ROUTER] = (config.num_experts, hidden)
        for feed, width in feeds(config, layer):
            shapes |= {
                f"{prefix}{feed}.gate_proj.weight": (width,  hidden),
                f"{prefix}{feed}.up_proj.weight":   (width,  hidden),
                f"{prefix}{feed}.down_proj.weight": (hidden, width),
            }
    return shapes | {HEAD: (config.vocab_size, hidden)}


def feeds(config: Config, layer: int) -> list[tuple[str, int]]:
    """Return names and widths of a layer's feed-forward layers: one, or its experts."""
    if not config.has_experts(layer):
        return [("mlp", config.intermediate_size)]
    return [(f"mlp.experts.{expert}", config.moe_intermediate_size)
            for expert in range(config.num_experts)]


def largest_first(shapes: Mapping[str, tuple[int, int]]) -> list[str]:
    """Return the order to pack matrices in: the largest first, so that all threads end together."""
    return sorted(shapes, key=lambda name: -shapes[name][0] * shapes[name][1])


def tensor_shapes(config: Config) -> dict[str, tuple[int, ...]]:
    """Return the shapes of the norms and biases, which stay on the host as the embedding does."""
    shapes: dict[str, tuple[int, ...]] = {NORM: (config.hidden_size,)}
    for layer in range(config.num_hidden_layers):
        shapes |= {f"model.layers.{layer}.{name}": (size,)
                   for name, size in _vectors(config, layer).items()}
        if config.convolves(layer):
            shapes[f"model.layers.{layer}.{TAPS}"] = (config.hidden_size, config.conv_L_cache)
        if config.recurs(layer):
            shapes[f"model.layers.{layer}.{MIXER_TAPS}"] = (
                2 * config.state_keys + config.state_values, config.linear_conv_kernel_dim)
    return shapes


def _vectors(config: Config, layer: int) -> dict[str, int]:
    """Return the sizes of one layer's norms and biases, by name."""
    hidden, inner = config.hidden_size, config.intermediate_size
    queries = config.num_attention_heads * config.head_dim
    keys    = config.num_key_value_heads * config.head_dim
    sizes   = {"input_layernorm.weight": hidden, "post_attention_layernorm.weight": hidden}
    if config.convolves(layer):
        return sizes
    if config.recurs(layer):
        heads = config.linear_num_value_heads
        return sizes | {RATES: heads, MIXER + "dt_bias": heads,
                        MIXER + "norm.weight": config.linear_value_head_dim}
    if config.facts.qkv_bias or config.attention_bias:
        sizes |= {"self_attn.q_proj.bias": queries, "self_attn.k_proj.bias": keys,
                  "self_attn.v_proj.bias": keys}
    if config.attention_bias:
        sizes |= {"self_attn.o_proj.bias": hidden}
        if config.facts.output_gate:
            sizes |= {"self_attn.g_proj.bias": queries}
    if config.mlp_bias:
        sizes |= {"mlp.gate_proj.bias": inner, "mlp.up_proj.bias": inner,
                  "mlp.down_proj.bias": hidden}
    if config.facts.clamped:
        sizes |= {ROUTER.replace("weight", "bias"): config.num_experts}
        for feed, width in feeds(config, layer):
            sizes |= {f"{feed}.gate_proj.bias": width, f"{feed}.up_proj.bias": width,
                      f"{feed}.down_proj.bias": hidden}
    if config.facts.sinks:
        sizes |= {"self_attn.sinks": config.num_attention_heads}
    if config.facts.head_norm:
        sizes |= {"self_attn.q_norm.weight": config.head_dim,
                  "self_attn.k_norm.weight": config.head_dim}
    if config.facts.post_norms:
        sizes |= {"pre_feedforward_layernorm.weight": hidden,
                  "post_feedforward_layernorm.weight": hidden}
    if config.facts.sub_norms:
        sizes |= {"self_attn.attn_sub_norm.weight": queries, "mlp.ffn_sub_norm.weight": inner}
    return sizes


def _text_part(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the config.json of the language model alone, where others see images beside it."""
    names, text = raw.get("architectures"), raw.get("text_config")
    if not isinstance(names, list) or names[:1] != ["Qwen3_5ForConditionalGeneration"] \
            or not isinstance(text, Mapping):
        return raw
    given = {name: raw[name] for name in ("eos_token_id", "bos_token_id", "add_bos_token",
                                          "int8_activations") if raw.get(name) is not None}
    tied = {name: raw[name] for name in ("tie_word_embeddings",) if name in raw}
    return {**tied, **text, **given, "architectures": ["Qwen3_5ForCausalLM"]}


def _architecture(raw: Mapping[str, Any]) -> str:
    """Return a key of ARCHITECTURES: by "architectures", or else by "model_type"."""
    names = value_or(raw.get("architectures"), [])
    require(isinstance(names, list), f"architectures is {names!r}, not a list")
    if not names:
        names = [name for name, facts in ARCHITECTURES.items()
                 if facts.model_type == raw.get("model_type")] or [raw.get("model_type")]
    known = [name for name in names if name in ARCHITECTURES]
    if not known:
        raise UnsupportedModelError(f"architecture {names[0]} is not implemented; "
                                    f"{', '.join(ARCHITECTURES)} are")
    return known[0]


def _activation(raw: Mapping[str, Any], facts: Architecture) -> str:
    """Return one of ACTIVATIONS."""
    name = value_or(raw.get("hidden_activation"), raw.get("hidden_act", facts.hidden_act))
    if name not in ACTIVATIONS:
        raise UnsupportedModelError(
            f"activation {name} is not implemented; {', '.join(ACTIVATIONS)} are")
    return name


def _layer_types(raw: Mapping[str, Any], facts: Architecture) -> tuple[str, ...]:
    """Return the type of each layer; () where all are FULL."""
    layers, listed = raw["num_hidden_layers"], raw.get("layer_types")
    if listed:
        require(isinstance(listed, (list, tuple)) and all(isinstance(x, str) for x in listed),
                f"layer_types is {listed!r}, not a list of names")
        types = tuple(_LAYER_NAMES.get(name, name) for name in listed)
        for name in types:
            if not (name in (FULL, SLIDING) or (name, facts.model_type) == (CONV, "lfm2")
                    or (name == LINEAR and facts.full_interval)):
                raise UnsupportedModelError(f"layers of type {name!r} are not implemented; "
                                            f"{FULL} and {SLIDING} are")
    elif facts.windowed == "all" and raw.get("sliding_window") is not None:
        types = (SLIDING,) * layers
    elif facts.windowed == "upper" and raw.get("use_sliding_window"):
        first = raw.get("max_window_layers", layers)
        require(is_int(first), f"max_window_layers is {first!r}; an integer is needed")
        types = tuple(SLIDING if layer >= first else FULL for layer in range(layers))
    elif facts.windowed == "pattern":
        every = raw.get("sliding_window_pattern", facts.pattern)
        require_size("sliding_window_pattern", every)
        types = tuple(SLIDING if (layer + 1) % every else FULL for layer in range(layers))
    elif facts.full_interval:
        every = raw.get("full_attention_interval", facts.full_interval)
        require_size("full_attention_interval", every)
        types = tuple(LINEAR if (layer + 1) % every else FULL for layer in range(layers))
    else:
        types = ()
    return types if set(types) != {FULL} else ()


_LAYER_NAMES = {"attention": FULL}      # other names of layer types


def _plain(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return config.json with the plain Llama's names where Granite 4 and LFM2 have others."""
    if raw.get("norm_eps") is not None and "conv_L_cache" in raw:
        return _plain_lfm2(raw)
    if raw.get("shared_intermediate_size") is None or "position_embedding_type" not in raw:
        return raw
    layers: Any = raw.get("num_hidden_layers")
    still = raw["position_embedding_type"] != "rope" and is_int(layers) and layers <= MAX_LAYERS
    return {**raw, "intermediate_size": raw["shared_intermediate_size"],
            **({"no_rope_layers": [0] * layers} if still else {})}


def _plain_lfm2(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    inner, layers = raw.get("block_ff_dim", raw.get("intermediate_size")), raw.get("layer_types")
    require_size("block_ff_dim", inner)
    if raw.get("block_auto_adjust_ff_dim", True):
        factor = value_or(raw.get("block_ffn_dim_multiplier"), 1.0)
        unit = value_or(raw.get("block_multiple_of"), 256)
        require_positive("block_ffn_dim_multiplier", factor)
        require_size("block_multiple_of", unit)
        inner = -(-int(factor * int(2 * inner / 3)) // unit) * unit
    if not layers:
        full: Any = value_or(raw.get("full_attn_idxs"), [])
        count: Any = raw.get("num_hidden_layers")
        require(isinstance(full, list), f"full_attn_idxs is {full!r}, not a list")
        require(is_int(count) and 0 < count <= MAX_LAYERS,
                f"num_hidden_layers is {count!r}; 1 to {MAX_LAYERS} are read")
        layers = [FULL if layer in full else CONV for layer in range(count)]
    return {**raw, "intermediate_size": inner, "rms_norm_eps": raw["norm_eps"],
            "layer_types": layers, "tie_word_embeddings": raw.get(
                "tie_embedding", raw.get("tie_word_embeddings"))}


def _refuse_features(raw: Mapping[str, Any], facts: Architecture) -> None:
    """Raise UnsupportedModelError for a feature that some checkpoints have and layers lacks."""
    for name in _FEATURES:
        if raw.get(name) and not (facts.experts and name in _EXPERT_COUNTS):
            raise UnsupportedModelError(f"{name} = {raw[name]} is not implemented; models without "
                                        "it are")


_EXPERT_COUNTS = ("num_experts", "num_local_experts")
_FEATURES = ("conv_bias", "attn_logit_softcapping", "final_logit_softcapping",
             "use_bidirectional_attention",
             *_EXPERT_COUNTS)


def _no_rope_layers(raw: Mapping[str, Any], facts: Architecture) -> tuple[int, ...]:
    """Return 0 for each layer that does not rotate, and 1 for others; () where all do."""
    listed, layers = raw.get("no_rope_layers"), raw["num_hidden_layers"]
    if listed:
        require(isinstance(listed, (list, tuple)), f"no_rope_layers is {listed!r}, not a list")
        return tuple(listed)
    every = value_or(raw.get("no_rope_layer_interval"), facts.no_rope_interval)
    if not facts.no_rope_interval or not every:
        return ()
    require_size("no_rope_layer_interval", every)
    return tuple(int((layer + 1) % every != 0) for layer in range(layers))


def _multipliers(raw: Mapping[str, Any], facts: Architecture) -> dict[str, Any]:
    """Return factors of embeddings, scores, residuals and logits."""
    named = {name: raw[name] for name in _MULTIPLIERS if raw.get(name) is not None}
    if facts.multipliers:
        named = {"attention_multiplier": 1.0, **named}
    if facts.scaled_embedding:
        named.setdefault("embedding_multiplier", raw["hidden_size"] ** 0.5)
    scalar = raw.get("query_pre_attn_scalar")
    if scalar is not None and "attention_multiplier" not in named:
        require_positive("query_pre_attn_scalar", scalar)
        named["attention_multiplier"] = scalar ** -0.5
    return named


_MULTIPLIERS = ("embedding_multiplier", "residual_multiplier", "attention_multiplier",
                "logits_scaling")


def _experts(raw: Mapping[str, Any], facts: Architecture) -> dict[str, Any]:
    """Return the fields of experts; nothing for a model without them."""
    count = next((raw[name] for name in _EXPERT_COUNTS if raw.get(name)), 0)
    if not facts.experts or not count:
        return {}
    layers, step = raw["num_hidden_layers"], raw.get("decoder_sparse_step", 1)
    require_size("decoder_sparse_step", step)
    dense = raw.get("dense_layers")
    if dense is None:
        listed = value_or(raw.get("mlp_only_layers"), ())
        require(isinstance(listed, (list, tuple)), f"mlp_only_layers is {listed!r}, not a list")
        dense = [i for i in range(layers) if i in listed or (i + 1) % step]
    require(isinstance(dense, (list, tuple)), f"dense_layers is {dense!r}, not a list")
    return {
        "num_experts":           count,
        "num_experts_per_tok":   raw.get("num_experts_per_tok"),
        "moe_intermediate_size": value_or(raw.get("moe_intermediate_size"),
                                          raw["intermediate_size"]),
        "norm_topk_prob":        bool(raw.get("norm_topk_prob", facts.clamped)),
        "dense_layers":          tuple(dense),
        **{name: raw[name] for name in ("swiglu_limit", "swiglu_alpha")
           if raw.get(name) is not None},
    }


_STATES = ("linear_conv_kernel_dim", "linear_num_key_heads", "linear_num_value_heads",
           "linear_key_head_dim", "linear_value_head_dim")
_EXPERTS = ("num_experts", "num_experts_per_tok", "moe_intermediate_size")


def _token_ids(value: Any) -> tuple[int, ...]:
    """Return tokens that are stored as a list, as a single number, or not at all."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)
