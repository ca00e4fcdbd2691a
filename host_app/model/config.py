"""The fields of config.json that matter, checked; and the names and shapes of all tensors.

Fields have the names that config.json gives them. So `from_dict` reads what `to_dict` wrote, and so
can other programs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from lutcore.host_app.errors import ConfigError, UnsupportedModelError
from lutcore.host_app.model.architectures import ARCHITECTURES, Architecture

# Names of tensors in Hugging Face's checkpoints, which every `Source` uses.
EMBEDDING = "model.embed_tokens.weight"
HEAD      = "lm_head.weight"
NORM      = "model.norm.weight"
ORDER     = ".order"                    # with a matrix's name before it: its `Coded.order`

ACTIVATIONS = ("silu", "relu2")         # activation functions of the feed-forward layer
MAX_LAYERS  = 4096                      # more than any model has; a damaged file may claim more
FULL, SLIDING = "full_attention", "sliding_attention"


@dataclass(frozen=True)
class RopeScaling:
    """How the rotary frequencies are lowered, so that they serve a longer context.

    "linear" divides all frequencies by `factor`; "llama3" divides only the low ones, within the
    limits that the other fields give; "factors" divides each by its own factor (GGUF files).
    """

    rope_type: str                      # "linear", "llama3" or "factors"
    factor: float = 1
    low_freq_factor: float = 0                 # wavelengths above original / this are stretched
    high_freq_factor: float = 0                # wavelengths below original / this stay
    original_max_position_embeddings: int = 0  # context of the first training, in tokens
    factors: tuple[float, ...] = ()


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
    layer_types: tuple[str, ...] = ()   # FULL or SLIDING for each layer; (): all FULL
    int8_activations:        bool       = False  # BitNet: the layers' inputs, scaled per token

    def __post_init__(self) -> None:
        _require(self.architecture in ARCHITECTURES,
                 f"architecture is {self.architecture!r}; "
                 f"{', '.join(ARCHITECTURES)} are implemented")
        for name in _SIZES:
            _require_size(name, getattr(self, name))
        for name in ("rms_norm_eps", "rope_theta"):
            _require(_is_number(getattr(self, name)) and getattr(self, name) > 0,
                     f"{name} is {getattr(self, name)!r}; a positive number is needed")
        _require(self.num_attention_heads % self.num_key_value_heads == 0,
                 f"{self.num_attention_heads} query heads do not share "
                 f"{self.num_key_value_heads} key/value heads evenly")
        _require(self.head_dim % 2 == 0, f"head_dim is {self.head_dim}; an even number is needed")
        begin = () if self.bos_token_id is None else (self.bos_token_id,)
        for token in begin + self.eos_token_id:
            _require(_is_int(token) and 0 <= token < self.vocab_size,
                     f"token {token!r} is outside the vocabulary of {self.vocab_size}")
        _require(set(self.layer_types) <= {FULL, SLIDING}
                 and len(self.layer_types) in (0, self.num_hidden_layers),
                 f"layer_types is {list(self.layer_types)}; each of {self.num_hidden_layers} "
                 f"layers must be {FULL} or {SLIDING}")
        if SLIDING in self.layer_types:
            _require_size("sliding_window", self.sliding_window)

    @property
    def facts(self) -> Architecture:
        """What the architecture's name implies."""
        return ARCHITECTURES[self.architecture]

    def window(self, layer: int) -> int | None:
        """Return how many tokens a layer sees, the current one included; None: all."""
        sliding = self.layer_types and self.layer_types[layer] == SLIDING
        return self.sliding_window if sliding else None

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Config:
        """Return the model that a config.json describes.

        Raises UnsupportedModelError (not implemented), ConfigError (makes no sense).
        """
        _require(isinstance(raw, Mapping), "config.json does not hold an object")
        architecture = _architecture(raw)
        facts   = ARCHITECTURES[architecture]
        missing = [name for name in _REQUIRED if name not in raw]
        _require(not missing, f"config.json lacks {', '.join(missing)}; copy it again")
        for name in _REQUIRED:
            _require_size(name, raw[name])
        _require(raw["num_hidden_layers"] <= MAX_LAYERS,
                 f"num_hidden_layers is {raw['num_hidden_layers']}; at most {MAX_LAYERS} are read")
        heads, hidden = raw["num_attention_heads"], raw["hidden_size"]
        rope, layers  = _rope(raw), _layer_types(raw, facts)
        head_dim      = _or(raw.get("head_dim"), hidden // heads)
        return cls(
            **{name: raw[name] for name in _REQUIRED},
            **{name: bool(raw.get(name)) for name in facts.options},
            num_key_value_heads     = _or(raw.get("num_key_value_heads"), heads),
            head_dim                = head_dim,
            max_position_embeddings = raw.get("max_position_embeddings", 2048),
            rms_norm_eps            = raw.get("rms_norm_eps", 1e-6),
            rope_theta              = rope.get("rope_theta", facts.rope_theta),
            rope_scaling            = _rope_scaling(rope, head_dim),
            tie_word_embeddings     = bool(raw.get("tie_word_embeddings", False)),
            bos_token_id            = raw.get("bos_token_id"),
            eos_token_id            = _token_ids(raw.get("eos_token_id")),
            add_bos_token           = bool(raw.get("add_bos_token", False)),
            architecture            = architecture,
            hidden_act              = _activation(raw, facts),
            sliding_window          = raw.get("sliding_window") if SLIDING in layers else None,
            layer_types             = layers,
            int8_activations        = bool(raw.get("int8_activations", False)),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON, as config.json has them."""
        return {"architectures": [self.architecture], **asdict(self)}


_REQUIRED = (
    "hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads", "vocab_size",
)
_SIZES = (*_REQUIRED, "num_key_value_heads", "head_dim", "max_position_embeddings")


def matrix_shapes(config: Config) -> dict[str, tuple[int, int]]:
    """Return the shape (N, K) of each matrix that is multiplied with activations, by its name."""
    hidden, inner = config.hidden_size, config.intermediate_size
    queries = config.num_attention_heads * config.head_dim
    keys    = config.num_key_value_heads * config.head_dim
    shapes: dict[str, tuple[int, int]] = {}
    for layer in range(config.num_hidden_layers):
        prefix = f"model.layers.{layer}."
        shapes |= {
            prefix + "self_attn.q_proj.weight": (queries, hidden),
            prefix + "self_attn.k_proj.weight": (keys,    hidden),
            prefix + "self_attn.v_proj.weight": (keys,    hidden),
            prefix + "self_attn.o_proj.weight": (hidden,  queries),
            prefix + "mlp.gate_proj.weight":    (inner,   hidden),
            prefix + "mlp.up_proj.weight":      (inner,   hidden),
            prefix + "mlp.down_proj.weight":    (hidden,  inner),
        }
    return shapes | {HEAD: (config.vocab_size, hidden)}


def largest_first(shapes: Mapping[str, tuple[int, int]]) -> list[str]:
    """Return the order to pack matrices in: the largest first, so that all threads end together."""
    return sorted(shapes, key=lambda name: -shapes[name][0] * shapes[name][1])


def tensor_shapes(config: Config) -> dict[str, tuple[int, ...]]:
    """Return the shapes of the tensors that stay on the host: the embedding, norms and biases."""
    shapes: dict[str, tuple[int, ...]] = {
        EMBEDDING: (config.vocab_size, config.hidden_size),
        NORM:      (config.hidden_size,),
    }
    for layer in range(config.num_hidden_layers):
        shapes |= {f"model.layers.{layer}.{name}": (size,)
                   for name, size in _vectors(config).items()}
    return shapes


def _vectors(config: Config) -> dict[str, int]:
    """Return the sizes of one layer's norms and biases, by name."""
    hidden, inner = config.hidden_size, config.intermediate_size
    queries = config.num_attention_heads * config.head_dim
    keys    = config.num_key_value_heads * config.head_dim
    sizes   = {"input_layernorm.weight": hidden, "post_attention_layernorm.weight": hidden}
    if config.facts.qkv_bias or config.attention_bias:
        sizes |= {"self_attn.q_proj.bias": queries, "self_attn.k_proj.bias": keys,
                  "self_attn.v_proj.bias": keys}
    if config.attention_bias:
        sizes |= {"self_attn.o_proj.bias": hidden}
    if config.mlp_bias:
        sizes |= {"mlp.gate_proj.bias": inner, "mlp.up_proj.bias": inner,
                  "mlp.down_proj.bias": hidden}
    if config.facts.head_norm:
        sizes |= {"self_attn.q_norm.weight": config.head_dim,
                  "self_attn.k_norm.weight": config.head_dim}
    if config.facts.sub_norms:
        sizes |= {"self_attn.attn_sub_norm.weight": queries, "mlp.ffn_sub_norm.weight": inner}
    return sizes


def _architecture(raw: Mapping[str, Any]) -> str:
    """Return a key of ARCHITECTURES: by "architectures", or else by "model_type"."""
    names = _or(raw.get("architectures"), [])
    _require(isinstance(names, list), f"architectures is {names!r}, not a list")
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
    name = raw.get("hidden_act", facts.hidden_act)
    if name not in ACTIVATIONS:
        raise UnsupportedModelError(
            f"activation {name} is not implemented; {' and '.join(ACTIVATIONS)} are")
    return name


def _layer_types(raw: Mapping[str, Any], facts: Architecture) -> tuple[str, ...]:
    """Return FULL or SLIDING for each layer; () where all are FULL."""
    layers, listed = raw["num_hidden_layers"], raw.get("layer_types")
    if listed:
        _require(isinstance(listed, (list, tuple)) and all(isinstance(x, str) for x in listed),
                 f"layer_types is {listed!r}, not a list of names")
        types = tuple(listed)
    elif facts.windowed == "all" and raw.get("sliding_window") is not None:
        types = (SLIDING,) * layers
    elif facts.windowed == "upper" and raw.get("use_sliding_window"):
        first = raw.get("max_window_layers", layers)
        _require(_is_int(first), f"max_window_layers is {first!r}; an integer is needed")
        types = tuple(SLIDING if layer >= first else FULL for layer in range(layers))
    else:
        types = ()
    return types if set(types) != {FULL} else ()


def _rope(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return rope_theta and the scaling in one object.

    transformers 5 writes such an object; older versions write two fields.
    """
    nested = _or(raw.get("rope_parameters"), _or(raw.get("rope_scaling"), {}))
    _require(isinstance(nested, Mapping), f"the rope parameters are {nested!r}, not an object")
    part = nested.get("partial_rotary_factor", raw.get("partial_rotary_factor", 1))
    if part not in (None, 1):
        raise UnsupportedModelError(
            f"partial_rotary_factor {part} is not implemented; rotation of whole heads is")
    return {**({"rope_theta": raw["rope_theta"]} if "rope_theta" in raw else {}), **nested}


def _rope_scaling(rope: Mapping[str, Any], head_dim: Any) -> RopeScaling | None:
    """Return the scaling that `_rope`'s object asks for; None for "default"."""
    rope_type = rope.get("rope_type", rope.get("type", "default"))
    if rope_type == "default":
        return None
    if rope_type == "factors":
        return RopeScaling(rope_type, factors=_rope_factors(rope.get("factors"), head_dim))
    if rope_type not in _SCALINGS:
        raise UnsupportedModelError(f"rope scaling {rope_type!r} is not implemented; "
                                    f"{' and '.join(_SCALINGS)} are")
    names   = _SCALINGS[rope_type]
    missing = [name for name in names if not _is_number(rope.get(name)) or rope[name] <= 0]
    _require(not missing, f"the {rope_type} rope scaling lacks a positive {', '.join(missing)}")
    scaling = RopeScaling(rope_type, **{name: rope[name] for name in names})
    _require(rope_type == "linear" or scaling.high_freq_factor > scaling.low_freq_factor,
             f"high_freq_factor {scaling.high_freq_factor} must be above "
             f"low_freq_factor {scaling.low_freq_factor}")
    return scaling


_SCALINGS = {                           # the fields that each type of scaling needs
    "linear": ("factor",),
    "llama3": ("factor", "low_freq_factor", "high_freq_factor",
               "original_max_position_embeddings"),
}


def _rope_factors(factors: Any, head_dim: Any) -> tuple[float, ...]:
    """Return the divisor of each frequency, one for each pair of a head."""
    holds = isinstance(factors, (list, tuple)) and _is_int(head_dim) \
        and len(factors) == head_dim // 2 \
        and all(_is_number(x) and 0 < x < float("inf") for x in factors)
    _require(holds, "the rope factors are not one positive number for each pair of a head")
    return tuple(factors)


def _token_ids(value: Any) -> tuple[int, ...]:
    """Return tokens that are stored as a list, as a single number, or not at all."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return _is_int(value) or isinstance(value, float)


def _require_size(name: str, value: Any) -> None:
    _require(_is_int(value) and value > 0, f"{name} is {value!r}; a positive integer is needed")


def _or(value: Any, default: Any) -> Any:
    """Return the value, or the default for a JSON null. A missing field counts as null."""
    return default if value is None else value


def _require(holds: bool, message: str) -> None:
    """Raise ConfigError unless a condition holds."""
    if not holds:
        raise ConfigError(message)
