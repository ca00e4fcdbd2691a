"""Which outputs of a checkpoint's tensor are those of a part of the model: fused and mixed ones.

A part is the last word of a tensor's name in Config, without "weight" or "bias": `q_proj`.
"""

from __future__ import annotations

import numpy as np

from lutcore.host_app.model.config import Config
from lutcore.host_app.model.rope import head_order


def head_outputs(config: Config, part: str, count: int) -> np.ndarray | None:
    """Return which outputs of a checkpoint's tensor are the `count` ones here; None: all, as is.

    Where attention has a gate (`g_proj`), the tensor of the queries holds it behind each head.
    """
    gated = config.facts.output_gate and part in ("q_proj", "g_proj")
    order, size = head_order(config), config.head_dim
    if part not in ("q_proj", "k_proj", "q_norm", "k_norm") or order is None:
        if not gated:
            return None
        order = np.arange(size)
    first = np.arange(count // size)[:, None] * (2 * size if gated else size)
    return np.asarray(first + (size if part == "g_proj" else 0) + order).reshape(-1)


def outputs_in_turns(config: Config, part: str) -> tuple[np.ndarray, int]:
    """Return where a part lies in a matrix that has all parts of a key's head, and its outputs.

    Queries, keys, values and z of one head of keys, then those of the next; b and a likewise
    (Qwen3-Next).
    """
    c = config
    heads, each = c.linear_num_key_heads, c.linear_num_value_heads // c.linear_num_key_heads
    keys, values = c.linear_key_head_dim, each * c.linear_value_head_dim
    sizes = {"in_proj_qkv": (keys, keys, values), "in_proj_z": (values,),
             "in_proj_b": (each,), "in_proj_a": (each,)}[part]
    first = {"in_proj_z": 2 * keys + values, "in_proj_a": each}.get(part, 0)
    whole = 2 * (each if part in ("in_proj_b", "in_proj_a") else keys + values)
    starts = whole * np.arange(heads)[:, None]
    rows = []
    for size in sizes:
        rows.append((starts + first + np.arange(size)).reshape(-1))
        first += size
    return np.concatenate(rows), whole * heads


def tiled_outputs(config: Config, part: str) -> np.ndarray | None:
    """Return where a file has the outputs of a part of a layer with a state; None: as they are.

    Hugging Face has the heads of values that share a head of keys side by side. llama.cpp has the
    first such head of every head of keys, then the second ones.
    """
    heads, size = config.linear_num_value_heads, config.linear_value_head_dim
    if heads == config.linear_num_key_heads or part not in _TILED:
        return None
    size, first = (1 if part in _SINGLE else size), 2 * config.state_keys * (part in _BEHIND_KEYS)
    tiled = np.arange(heads).reshape(-1, config.linear_num_key_heads).T.reshape(-1, 1)
    rows = (tiled * size + np.arange(size)).reshape(-1)
    return np.concatenate([np.arange(first), first + rows])


_BEHIND_KEYS = ("in_proj_qkv", "conv1d")
_SINGLE = ("in_proj_b", "in_proj_a", "A_log", "dt_bias")
_TILED  = (*_BEHIND_KEYS, *_SINGLE, "in_proj_z", "out_proj")    # the inputs of out_proj
