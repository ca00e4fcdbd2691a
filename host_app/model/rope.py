"""Rotary position embedding: its fields in config.json, the angles, and the order of the pairs.

Element i of a head forms a pair with element i + head_dim / 2 (`rotate_half`), as the weights of
Hugging Face checkpoints expect; llama2.c forms pairs of neighbours.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lutcore.host_app.errors import UnsupportedModelError
from lutcore.host_app.model.values import is_number, require, value_or

if TYPE_CHECKING:
    from lutcore.host_app.model.config import Config

ORIGINAL = "original_max_position_embeddings"


@dataclass(frozen=True)
class RopeScaling:
    """How the rotary frequencies are lowered, so that they serve a longer context.

    "linear" divides all frequencies by `factor`; "llama3" divides only the low ones, within the
    limits that the other fields give; "yarn" does so by the turns that a pair makes in the original
    context, from `beta_slow` to `beta_fast`; "longrope" divides each by its own factor, of
    `short_factor` in a context up to the original one, else of `long_factor`; "factors" has only
    one such list (GGUF files).
    """

    rope_type: str                      # "linear", "llama3", "yarn", "longrope" or "factors"
    factor: float = 1
    low_freq_factor: float = 0                 # wavelengths above original / this are stretched
    high_freq_factor: float = 0                # wavelengths below original / this stay
    original_max_position_embeddings: int = 0  # context of the first training, in tokens
    factors: tuple[float, ...] = ()
    short_factor: tuple[float, ...] = ()
    long_factor: tuple[float, ...] = ()
    beta_fast: float = 32                      # turns from which a frequency stays
    beta_slow: float = 1                       # turns below which it is divided
    truncate: bool = True                      # whether those limits are rounded to whole pairs
    attention_factor: float = 1                # of all cosines and sines


# Angles -------------------------------------------------------------------------------------------


def rope_table(config: Config, positions: int, context: int, local: bool = False) -> np.ndarray:
    """Return cos + i sin of each position's angles, complex64 [positions, head_dim / 2].

    context: tokens that the model is to serve
    local:   for the layers of `Config.rope_local_base_freq`

    Pairs that do not rotate are 1, and stand behind the others (see `head_order`).
    """
    theta = config.rope_local_base_freq if local else config.rope_theta
    scaling = None if local else config.rope_scaling
    assert theta is not None
    size  = config.rotary_dim
    pairs = np.arange(0, size, 2, dtype=np.float64) / size
    frequencies, factor = theta ** -pairs, 1.0                         # [R/2], radians per token
    if scaling:
        frequencies, factor = _lowered(frequencies, scaling, context), scaling.attention_factor
    angles = np.arange(positions)[:, None] * frequencies               # [positions, R/2]
    still  = np.ones((positions, (config.head_dim - size) // 2))
    return np.concatenate([factor * np.exp(1j * angles), still], axis=1).astype(np.complex64)


def _lowered(frequencies: np.ndarray, scaling: RopeScaling, context: int = 0) -> np.ndarray:
    """Lower the frequencies as a `RopeScaling` says.

    By the rules of Llama 3.1 and YaRN, low frequencies are divided by the factor, high ones stay,
    and those between are interpolated.
    """
    if scaling.rope_type == "factors":
        return frequencies / np.array(scaling.factors)
    if scaling.rope_type == "longrope":
        long = context > scaling.original_max_position_embeddings
        return frequencies / np.array(scaling.long_factor if long else scaling.short_factor)
    if scaling.rope_type == "linear":
        return frequencies / scaling.factor
    if scaling.rope_type == "yarn":
        keep = 1 - _yarn_ramp(frequencies, scaling)
    else:
        turns = scaling.original_max_position_embeddings * frequencies / (2 * math.pi)
        span  = scaling.high_freq_factor - scaling.low_freq_factor
        keep  = np.clip((turns - scaling.low_freq_factor) / span, 0, 1)
    return frequencies * (keep + (1 - keep) / scaling.factor)


def _yarn_ramp(frequencies: np.ndarray, scaling: RopeScaling) -> np.ndarray:
    """Return 0 for pairs whose frequency stays, to 1 for those whose is divided (Peng et al.)."""
    count = len(frequencies)
    step  = -math.log(frequencies[1]) if count > 1 else 1.0            # from pair to pair, of ln
    if step == 0:                       # a base of 1
        return np.zeros(count)

    def pair(turns: float) -> float:
        return math.log(scaling.original_max_position_embeddings / (turns * 2 * math.pi)) / step

    low, high = pair(scaling.beta_fast), pair(scaling.beta_slow)
    if scaling.truncate:
        low, high = math.floor(low), math.ceil(high)
    low, high = max(low, 0), min(high, 2 * count - 1)
    return np.clip((np.arange(count) - low) / (high - low if high != low else 0.001), 0, 1)


def head_order(config: Config) -> np.ndarray | None:
    """Return which of the checkpoint's elements each element of a head is; None: its own.

    A model that rotates only the first elements of a head has their pairs among them. Here the
    elements that stay are put behind each half, so that a pair is always half a head apart.
    """
    rotated, size = config.rotary_dim // 2, config.head_dim
    if 2 * rotated == size:
        return None
    still = np.arange(2 * rotated, size).reshape(2, -1)
    return np.concatenate([np.arange(rotated), still[0], rotated + np.arange(rotated), still[1]])


# Fields of config.json ----------------------------------------------------------------------------


def rope_fields(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return rope_theta, partial_rotary_factor and the scaling in one object.

    transformers 5 writes such an object, in some models one for each type of layers; older versions
    write single fields.
    """
    nested = value_or(raw.get("rope_parameters"), value_or(raw.get("rope_scaling"), {}))
    require(isinstance(nested, Mapping), f"the rope parameters are {nested!r}, not an object")
    local: dict[str, Any] = {}
    if isinstance(nested.get("full_attention"), Mapping):
        sliding = value_or(nested.get("sliding_attention"), {})
        require(isinstance(sliding, Mapping), f"the rope parameters are {sliding!r}, not an object")
        if sliding.get("rope_type", "default") != "default":
            raise UnsupportedModelError(f"rope scaling {sliding['rope_type']!r} of sliding layers "
                                        "is not implemented; that of all other layers is")
        local = {"rope_local_base_freq": sliding["rope_theta"]} if "rope_theta" in sliding else {}
        nested = nested["full_attention"]
    plain = ("rope_theta", "partial_rotary_factor", "rope_local_base_freq", ORIGINAL)
    return {**{name: raw[name] for name in plain if raw.get(name) is not None}, **local, **nested}


def rope_scaling(rope: Mapping[str, Any], rotary_dim: Any, context: Any) -> RopeScaling | None:
    """Return the scaling that the object of `rope_fields` asks for; None for "default".

    context: max_position_embeddings of config.json
    """
    rope_type = rope.get("rope_type", rope.get("type", "default"))
    if rope_type == "default" or (rope_type == "dynamic" and rope.get("alpha")):
        return None                     # `rope_theta` has taken alpha up
    if rope_type == "su":               # the first name of it
        rope_type = "longrope"
    if rope_type in ("yarn", "longrope"):
        rope = {ORIGINAL: context, **rope}
    if not isinstance(rope_type, str) or rope_type not in _SCALINGS:
        raise UnsupportedModelError(f"rope scaling {rope_type!r} is not implemented; "
                                    f"{', '.join(_SCALINGS)} are")
    fields: dict[str, Any] = {name: _factors(name, rope.get(name), rotary_dim)
                              for name in _LISTS.get(rope_type, ())}
    names   = _SCALINGS[rope_type]
    missing = [name for name in names
               if not is_number(rope.get(name)) or not 0 < rope[name] < float("inf")]
    require(not missing, f"the {rope_type} rope scaling lacks a positive {', '.join(missing)}")
    fields |= {name: rope[name] for name in names}
    if rope_type == "yarn":
        fields |= _yarn_fields(rope)
    if rope_type == "longrope":
        fields |= _longrope_fields(rope, context)
    scaling = RopeScaling(rope_type, **fields)
    require(rope_type != "llama3" or scaling.high_freq_factor > scaling.low_freq_factor,
            f"high_freq_factor {scaling.high_freq_factor} must be above "
            f"low_freq_factor {scaling.low_freq_factor}")
    return scaling


_SCALINGS: dict[str, tuple[str, ...]] = {   # the fields that each type of scaling needs
    "linear":   ("factor",),
    "llama3":   ("factor", "low_freq_factor", "high_freq_factor", ORIGINAL),
    "yarn":     ("factor", ORIGINAL),
    "longrope": (ORIGINAL,),
    "factors":  (),
}
_LISTS = {"factors": ("factors",), "longrope": ("short_factor", "long_factor")}


def rope_theta(rope: Mapping[str, Any], default: float, head_dim: Any) -> Any:
    """Return the base of the frequencies; `alpha` (Hunyuan) raises it."""
    theta, alpha = rope.get("rope_theta", default), rope.get("alpha")
    if not alpha or rope.get("rope_type", rope.get("type")) != "dynamic":
        return theta
    require(is_number(alpha) and alpha > 0 and is_number(theta) and theta > 0,
            f"the rope scaling has alpha {alpha!r} and theta {theta!r}; positive numbers are "
            "needed")
    return theta * alpha ** (head_dim / max(head_dim - 2, 1))


def _yarn_fields(rope: Mapping[str, Any]) -> dict[str, Any]:
    """Return YaRN's other fields, with transformers' defaults."""
    factor = rope["factor"]

    def magnified(by: float) -> float:
        return 1.0 if factor <= 1 else 0.1 * by * math.log(factor) + 1.0

    over, under = rope.get("mscale"), rope.get("mscale_all_dim")
    attention = rope.get("attention_factor")
    if attention is None:
        attention = magnified(over) / magnified(under) if over and under else magnified(1.0)
    fields = {"beta_fast": value_or(rope.get("beta_fast"), 32),
              "beta_slow": value_or(rope.get("beta_slow"), 1), "attention_factor": attention}
    for name, value in fields.items():
        require(is_number(value) and 0 < value < float("inf"),
                f"the yarn rope scaling has {name} {value!r}; a positive number is needed")
    return {**fields, "truncate": bool(rope.get("truncate", True))}


def _longrope_fields(rope: Mapping[str, Any], context: Any) -> dict[str, Any]:
    """Return how much longer the context became, and the factor of cosines and sines for that."""
    original = rope[ORIGINAL]
    factor = value_or(rope.get("factor"), context / original)
    attention = rope.get("attention_factor")
    require(is_number(factor) and factor > 0 and original > 1,
            f"the longrope rope scaling has factor {factor!r} and original context {original}; "
            "positive numbers are needed")
    if attention is None:
        attention = math.sqrt(1 + math.log(factor) / math.log(original)) if factor > 1 else 1.0
    require(is_number(attention) and attention > 0,
            f"the longrope rope scaling has attention_factor {attention!r}; a positive number is "
            "needed")
    return {"factor": factor, "attention_factor": attention}


def _factors(name: str, factors: Any, rotary_dim: Any) -> tuple[float, ...]:
    """Return the divisor of each frequency, one for each pair that rotates."""
    holds = isinstance(factors, (list, tuple)) and len(factors) == rotary_dim // 2 \
        and all(is_number(x) and 0 < x < float("inf") for x in factors)
    require(holds, f"the rope factors ({name}) are not one positive number for each pair of a head")
    return tuple(factors)
