"""The fields of config.json that matter, checked.

Fields have the names that config.json gives them. So `from_dict` reads what `to_dict` wrote, and so
can other programs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from lutcore.driver.contract.instructions import COLUMNS, MAX_EXPERTS, MAX_HEAD
from lutcore.host_app.model.architectures import (
    ARCHITECTURES,
    CONV,
    FULL,
    LINEAR,
    MAX_LAYERS,
    SLIDING,
    Architecture,
)
from lutcore.host_app.model.fields import (
    EXPERTS,
    STATES,
    activation_of,
    architecture_of,
    experts_of,
    layer_types_of,
    multipliers_of,
    no_rope_layers_of,
    plain,
    refuse_features,
    states_of,
    text_part,
    token_ids,
)
from lutcore.host_app.model.rope import RopeScaling, rope_fields, rope_scaling, rope_theta
from lutcore.host_app.model.values import (
    is_int,
    is_number,
    require,
    require_positive,
    require_size,
    value_or,
)

MAX_TAPS = 1 << 8                       # the width of CONV's field


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
    shared_expert_intermediate_size: int = 0    # width of the expert that all tokens take
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
        require(self.head_dim % 2 == 0 and self.head_dim <= MAX_HEAD,
                f"head_dim is {self.head_dim}; an even number up to {MAX_HEAD} is needed")
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
            for name in EXPERTS:
                require_size(name, getattr(self, name))
            if self.facts.shared_expert:
                require_size("shared_expert_intermediate_size",
                             self.shared_expert_intermediate_size)
            require(self.num_experts_per_tok <= self.num_experts <= MAX_EXPERTS,
                    f"{self.num_experts_per_tok} of {self.num_experts} experts are chosen; there "
                    f"may be up to {MAX_EXPERTS}, and no more can be chosen")

    def _check_states(self) -> None:
        for name in STATES:
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
        raw = text_part(raw)
        architecture = architecture_of(raw)
        facts   = ARCHITECTURES[architecture]
        raw     = plain(raw)
        refuse_features(raw, facts)
        missing = [name for name in _REQUIRED if name not in raw]
        require(not missing, f"config.json lacks {', '.join(missing)}; copy it again")
        for name in _REQUIRED:
            require_size(name, raw[name])
        require(raw["num_hidden_layers"] <= MAX_LAYERS,
                f"num_hidden_layers is {raw['num_hidden_layers']}; at most {MAX_LAYERS} are read")
        heads, hidden = raw["num_attention_heads"], raw["hidden_size"]
        rope, layers  = rope_fields(raw), layer_types_of(raw, facts)
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
            eos_token_id            = token_ids(raw.get("eos_token_id")),
            add_bos_token           = bool(raw.get("add_bos_token", False)),
            architecture            = architecture,
            hidden_act              = activation_of(raw, facts),
            sliding_window          = raw.get("sliding_window") if SLIDING in layers else None,
            layer_types             = layers,
            int8_activations        = bool(raw.get("int8_activations", False)),
            partial_rotary_factor   = partial,
            rope_local_base_freq    = value_or(rope.get("rope_local_base_freq"), facts.local_theta),
            no_rope_layers          = no_rope_layers_of(raw, facts),
            **multipliers_of(raw, facts),
            **experts_of(raw, facts),
            conv_L_cache            = raw.get("conv_L_cache", 0) if CONV in layers else 0,
            **states_of(raw, layers),
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
