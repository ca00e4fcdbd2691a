"""What a Llama checkpoint is: the fields of config.json that matter, checked.

Field names are those of config.json, so that a `Config` written by `to_dict` is read back by
`from_dict` and by other programs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from lutcore.host_app.errors import ConfigError, UnsupportedModel


@dataclass(frozen=True)
class RopeScaling:
    """Llama 3's stretching of the rotary frequencies to a longer context."""

    factor:                           float      # low frequencies are divided by this
    low_freq_factor:                  float      # wavelengths above original / this are stretched
    high_freq_factor:                 float      # wavelengths below original / this are kept
    original_max_position_embeddings: int        # context of the training before the stretching


@dataclass(frozen=True)
class Config:
    """Sizes and constants of one Llama model."""

    hidden_size:             int                 # width of the residual stream
    intermediate_size:       int                 # width of the feed-forward layer
    num_hidden_layers:       int
    num_attention_heads:     int                 # query heads
    num_key_value_heads:     int                 # each serves heads / this many query heads
    head_dim:                int                 # even: rotated in pairs
    vocab_size:              int                 # rows of the embedding
    max_position_embeddings: int                 # context in tokens
    rms_norm_eps:            float
    rope_theta:              float               # base of the rotary frequencies
    rope_scaling:            RopeScaling | None
    tie_word_embeddings:     bool                # the output layer is the embedding
    bos_token_id:            int | None
    eos_token_id:            tuple[int, ...]     # any of these ends the text
    add_bos_token:           bool                # put BOS first even if the tokenizer does not

    def __post_init__(self):
        for name in _SIZES:
            _require(_is_int(getattr(self, name)) and getattr(self, name) > 0,
                f"{name} is {getattr(self, name)!r}; a positive integer is needed")
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

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Config:
        """The model that a config.json describes.

        Raises UnsupportedModel for what is not implemented, ConfigError for what makes no sense.
        """
        _require(isinstance(raw, Mapping), "config.json holds no object")
        _reject_unsupported(raw)
        missing = [name for name in _REQUIRED if name not in raw]
        _require(not missing, f"config.json lacks {', '.join(missing)}")
        heads, hidden = raw["num_attention_heads"], raw["hidden_size"]
        _require(_is_int(heads) and heads > 0, f"num_attention_heads is {heads!r}")
        _require(_is_int(hidden) and hidden > 0, f"hidden_size is {hidden!r}")
        rope = _rope(raw)
        return cls(
            **{name: raw[name] for name in _REQUIRED},
            num_key_value_heads     = _or(raw.get("num_key_value_heads"), heads),
            head_dim                = _or(raw.get("head_dim"), hidden // heads),
            max_position_embeddings = raw.get("max_position_embeddings", 2048),
            rms_norm_eps            = raw.get("rms_norm_eps", 1e-6),
            rope_theta              = rope.get("rope_theta", 10000.0),
            rope_scaling            = _rope_scaling(rope),
            tie_word_embeddings     = bool(raw.get("tie_word_embeddings", False)),
            bos_token_id            = raw.get("bos_token_id"),
            eos_token_id            = _token_ids(raw.get("eos_token_id")),
            add_bos_token           = bool(raw.get("add_bos_token", False)),
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON, as config.json would have them."""
        raw = {"architectures": ["LlamaForCausalLM"], **asdict(self)}
        if self.rope_scaling:
            raw["rope_scaling"]["rope_type"] = "llama3"
        return raw


_REQUIRED = (
    "hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads", "vocab_size",
)
_SIZES = (*_REQUIRED, "num_key_value_heads", "head_dim", "max_position_embeddings")


def matrix_shapes(config: Config) -> dict[str, tuple[int, int]]:
    """(N, K) of every matrix that is multiplied with activations, by its checkpoint name."""
    hidden, inner = config.hidden_size, config.intermediate_size
    queries = config.num_attention_heads * config.head_dim
    keys    = config.num_key_value_heads * config.head_dim
    shapes  = {}
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
    return shapes | {"lm_head.weight": (config.vocab_size, hidden)}


def tensor_shapes(config: Config) -> dict[str, tuple[int, ...]]:
    """Shapes of the tensors that stay on the host: the embedding and the norms."""
    shapes: dict[str, tuple[int, ...]] = {
        "model.embed_tokens.weight": (config.vocab_size, config.hidden_size),
        "model.norm.weight":         (config.hidden_size,),
    }
    for layer in range(config.num_hidden_layers):
        for norm in ("input_layernorm", "post_attention_layernorm"):
            shapes[f"model.layers.{layer}.{norm}.weight"] = (config.hidden_size,)
    return shapes


def _reject_unsupported(raw: Mapping[str, Any]) -> None:
    names = raw.get("architectures") or [raw.get("model_type")]
    if "LlamaForCausalLM" not in names and names != ["llama"]:
        raise UnsupportedModel(f"architecture {names[0]} is not implemented; LlamaForCausalLM is")
    if raw.get("hidden_act", "silu") != "silu":
        raise UnsupportedModel(f"activation {raw['hidden_act']} is not implemented; silu is")
    for name in ("attention_bias", "mlp_bias"):
        if raw.get(name):
            raise UnsupportedModel(f"{name} is set, and matrices with a bias are not implemented")
    if raw.get("quantization_config"):
        raise UnsupportedModel(
            "the checkpoint is quantised already; give the original float checkpoint")


def _rope(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """rope_theta and the scaling in one: transformers 5 nests them, 4 and older have two fields."""
    nested = _or(raw.get("rope_parameters"), _or(raw.get("rope_scaling"), {}))
    _require(isinstance(nested, Mapping), f"the rope parameters are {nested!r}, not an object")
    return {**({"rope_theta": raw["rope_theta"]} if "rope_theta" in raw else {}), **nested}


def _rope_scaling(rope: Mapping[str, Any]) -> RopeScaling | None:
    kind = rope.get("rope_type", rope.get("type", "default"))
    if kind == "default":
        return None
    if kind != "llama3":
        raise UnsupportedModel(f"rope scaling {kind!r} is not implemented; llama3 is")
    names   = [field.name for field in fields(RopeScaling)]
    missing = [name for name in names if not _is_number(rope.get(name)) or rope[name] <= 0]
    _require(not missing, f"the llama3 rope scaling lacks a positive {', '.join(missing)}")
    scaling = RopeScaling(**{name: rope[name] for name in names})
    _require(scaling.high_freq_factor > scaling.low_freq_factor,
        f"high_freq_factor {scaling.high_freq_factor} must be above "
        f"low_freq_factor {scaling.low_freq_factor}")
    return scaling


def _token_ids(value: Any) -> tuple[int, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return _is_int(value) or isinstance(value, float)


def _or(value: Any, default: Any) -> Any:
    return default if value is None else value


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise ConfigError(message)
