"""What config.json says of a model, whatever its architecture calls it; for `Config.from_dict`.

`raw` is the object that config.json holds; anybody may have written it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lutcore.host_app.errors import UnsupportedModelError
from lutcore.host_app.model.architectures import (
    ACTIVATIONS,
    ARCHITECTURES,
    CONV,
    FULL,
    LINEAR,
    MAX_LAYERS,
    SLIDING,
    Architecture,
)
from lutcore.host_app.model.values import (
    is_int,
    require,
    require_positive,
    require_size,
    value_or,
)


def text_part(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the config.json of the language model alone, where others see images beside it."""
    names, text = raw.get("architectures"), raw.get("text_config")
    name = names[0] if isinstance(names, list) and names else None
    if not isinstance(name, str) or name not in WITH_IMAGES or not isinstance(text, Mapping):
        return raw
    given = {name: raw[name] for name in ("eos_token_id", "bos_token_id", "add_bos_token",
                                          "int8_activations") if raw.get(name) is not None}
    tied = {name: raw[name] for name in ("tie_word_embeddings",) if name in raw}
    return {**tied, **text, **given, "architectures": [WITH_IMAGES[name]]}


# Models that see images, and the language models in them.
WITH_IMAGES = {"Qwen3_5ForConditionalGeneration":    "Qwen3_5ForCausalLM",
               "Qwen3_5MoeForConditionalGeneration": "Qwen3_5MoeForCausalLM"}


def architecture_of(raw: Mapping[str, Any]) -> str:
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


def activation_of(raw: Mapping[str, Any], facts: Architecture) -> str:
    """Return one of ACTIVATIONS."""
    name = value_or(raw.get("hidden_activation"), raw.get("hidden_act", facts.hidden_act))
    if name not in ACTIVATIONS:
        raise UnsupportedModelError(
            f"activation {name} is not implemented; {', '.join(ACTIVATIONS)} are")
    return name


def layer_types_of(raw: Mapping[str, Any], facts: Architecture) -> tuple[str, ...]:
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


def plain(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return config.json with the plain Llama's names where Granite 4 and LFM2 have others."""
    if raw.get("norm_eps") is not None and "conv_L_cache" in raw:
        return _plain_lfm2(raw)
    if raw.get("num_experts") and raw.get("moe_intermediate_size") is not None:
        return {"intermediate_size": raw["moe_intermediate_size"], **raw}   # no layer has it
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


def refuse_features(raw: Mapping[str, Any], facts: Architecture) -> None:
    """Raise UnsupportedModelError for a feature that some checkpoints have and layers lacks."""
    for name in _FEATURES:
        if raw.get(name) and not (facts.experts and name in _EXPERT_COUNTS):
            raise UnsupportedModelError(f"{name} = {raw[name]} is not implemented; models without "
                                        "it are")


_EXPERT_COUNTS = ("num_experts", "num_local_experts")
_FEATURES = ("conv_bias", "attn_logit_softcapping", "final_logit_softcapping",
             "use_bidirectional_attention",
             *_EXPERT_COUNTS)


def no_rope_layers_of(raw: Mapping[str, Any], facts: Architecture) -> tuple[int, ...]:
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


def multipliers_of(raw: Mapping[str, Any], facts: Architecture) -> dict[str, Any]:
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


def experts_of(raw: Mapping[str, Any], facts: Architecture) -> dict[str, Any]:
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
        "norm_topk_prob":        bool(raw.get("norm_topk_prob",
                                              facts.clamped or facts.shared_expert)),
        "shared_expert_intermediate_size": value_or(raw.get("shared_expert_intermediate_size"), 0)
                                           if facts.shared_expert else 0,
        "dense_layers":          tuple(dense),
        **{name: raw[name] for name in ("swiglu_limit", "swiglu_alpha")
           if raw.get(name) is not None},
    }


EXPERTS = ("num_experts", "num_experts_per_tok", "moe_intermediate_size")


def states_of(raw: Mapping[str, Any], layers: tuple[str, ...]) -> dict[str, Any]:
    """Return the sizes of layers with a state; nothing for a model without them."""
    return {name: raw.get(name) for name in STATES} if LINEAR in layers else {}


STATES = ("linear_conv_kernel_dim", "linear_num_key_heads", "linear_num_value_heads",
           "linear_key_head_dim", "linear_value_head_dim")


def token_ids(value: Any) -> tuple[int, ...]:
    """Return tokens that are stored as a list, as a single number, or not at all."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)
