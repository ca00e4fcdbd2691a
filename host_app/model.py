"""The Llama transformer in numpy. Every matrix product goes through a Backend.

Letters in shapes: M rows (tokens) of this pass, T tokens in the cache after it, C hidden size,
F feed-forward size, H query heads, R key/value heads, G = H / R, D head size, V vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lutcore.host_app.checkpoint import EMBEDDING, HEAD
from lutcore.host_app.config import Config
from lutcore.host_app.errors import NonFiniteLogits, PromptTooLong
from lutcore.host_app.linear import Backend
from lutcore.host_app.rope import rope_table, rotate
from lutcore.host_app.tensors import widen

PREFILL_ROWS = 64                                # rows of one pass: bounds the memory of a prompt


@dataclass(frozen=True)
class Layer:
    """One transformer block: two norms, four handles of matrices, its part of the cache."""

    attention_norm: np.ndarray                   # float32 [C]
    feed_norm:      np.ndarray                   # float32 [C]
    qkv:            Any                          # [H*D, C], [R*D, C], [R*D, C]
    output:         Any                          # [C, H*D]
    gate_up:        Any                          # [F, C], [F, C]
    down:           Any                          # [C, F]
    keys:           np.ndarray                   # float32 [R, context, D], rotated
    values:         np.ndarray                   # float32 [R, context, D]


class Llama:
    """A model with its cache.

    tensors:  embedding and norms by checkpoint name, in any type that `widen` reads
    matrices: what the backend loads, by checkpoint name
    context:  tokens the cache is made for, at most config.max_position_embeddings
    """

    def __init__(self, config: Config, tensors: Mapping[str, np.ndarray],
            matrices: Mapping[str, Any], backend: Backend, context: int):
        self.config     = config
        self.context    = min(context, config.max_position_embeddings)
        self.backend    = backend
        self.length     = 0                      # tokens in the cache
        self._embedding = tensors[EMBEDDING]
        self._norm      = widen(tensors["model.norm.weight"])
        self._table     = rope_table(config, self.context)
        self._layers    = [
            self._layer(f"model.layers.{index}.", tensors, matrices)
            for index in range(config.num_hidden_layers)
        ]
        self._head = backend.load([matrices[HEAD]])

    def _layer(self, prefix: str, tensors: Mapping[str, np.ndarray],
            matrices: Mapping[str, Any]) -> Layer:
        def load(*names: str) -> Any:
            return self.backend.load([matrices[f"{prefix}{name}_proj.weight"] for name in names])
        cache = (self.config.num_key_value_heads, self.context, self.config.head_dim)
        return Layer(
            attention_norm = widen(tensors[f"{prefix}input_layernorm.weight"]),
            feed_norm      = widen(tensors[f"{prefix}post_attention_layernorm.weight"]),
            qkv            = load("self_attn.q", "self_attn.k", "self_attn.v"),
            output         = load("self_attn.o"),
            gate_up        = load("mlp.gate", "mlp.up"),
            down           = load("mlp.down"),
            keys           = np.zeros(cache, np.float32),
            values         = np.zeros(cache, np.float32),
        )

    def forward(self, ids: Sequence[int]) -> np.ndarray:
        """Appends the tokens to the cache; float32 [V], the logits after the last of them.

        Raises PromptTooLong if they do not fit, NonFiniteLogits if the result is no number.
        """
        if self.length + len(ids) > self.context:
            raise PromptTooLong(
                f"{len(ids)} tokens after {self.length} do not fit in the context of "
                f"{self.context}; give a shorter prompt")
        for start in range(0, len(ids), PREFILL_ROWS):
            last = self._blocks(np.asarray(ids[start:start + PREFILL_ROWS]))
        (logits,) = self.backend.apply(self._head, last)            # [1, V]
        if not np.isfinite(logits).all():
            raise NonFiniteLogits("the model's logits are no numbers; its weights are damaged")
        return logits[0]

    def _blocks(self, ids: np.ndarray) -> np.ndarray:
        """Runs M tokens through all layers; the last one's normalised state, float32 [1, C]."""
        first, last = self.length, self.length + len(ids)
        table = self._table[first:last]                                # [M, D/2]
        mask  = _causal_mask(first, last)                              # [M, T] or None
        x     = widen(self._embedding[ids])                            # [M, C], a copy
        for layer in self._layers:
            x += self._attention(layer, self._normed(x, layer.attention_norm), table, mask)
            x += self._feed_forward(layer, self._normed(x, layer.feed_norm))
        self.length = last
        return self._normed(x[-1:], self._norm)

    def _attention(self, layer: Layer, x: np.ndarray, table: np.ndarray,
            mask: np.ndarray | None) -> np.ndarray:
        m, heads, dim = len(x), self.config.num_attention_heads, self.config.head_dim
        readers = self.config.num_key_value_heads
        first, last = self.length, self.length + m
        q, k, v = self.backend.apply(layer.qkv, x)                     # [M, H*D], 2 x [M, R*D]
        qk = np.concatenate((q, k), axis=1).reshape(m, heads + readers, dim)
        qk = rotate(qk, table)                                         # [M, H+R, D]
        layer.keys[:, first:last]   = qk[:, heads:].transpose(1, 0, 2)
        layer.values[:, first:last] = v.reshape(m, readers, dim).transpose(1, 0, 2)
        # The G query heads of one key head become rows of one product.
        q = qk[:, :heads].reshape(m, readers, -1, dim).transpose(1, 2, 0, 3)   # [R, G, M, D]
        q = q.reshape(readers, -1, dim) * np.float32(dim ** -0.5)      # [R, G*M, D]
        scores = q @ layer.keys[:, :last].transpose(0, 2, 1)           # [R, G*M, T]
        scores = scores.reshape(readers, -1, m, last)                  # [R, G, M, T]
        if mask is not None:
            scores += mask
        shares = _softmax(scores).reshape(readers, -1, last)           # [R, G*M, T]
        mixed  = shares @ layer.values[:, :last]                       # [R, G*M, D]
        mixed  = mixed.reshape(readers, -1, m, dim).transpose(2, 0, 1, 3)      # [M, R, G, D]
        (y,) = self.backend.apply(layer.output, mixed.reshape(m, heads * dim))
        return y                                                       # [M, C]

    def _feed_forward(self, layer: Layer, x: np.ndarray) -> np.ndarray:
        gate, up = self.backend.apply(layer.gate_up, x)                # [M, F], [M, F]
        with np.errstate(over="ignore"):                               # exp(90) = inf, 1 / inf = 0
            inner = gate / (1 + np.exp(-gate)) * up                    # [M, F]
        (y,) = self.backend.apply(layer.down, inner)
        return y                                                       # [M, C]

    def _normed(self, x: np.ndarray, weight: np.ndarray) -> np.ndarray:
        """RMSNorm of the rows, float32 [M, C]."""
        square = np.einsum("mc,mc->m", x, x)[:, None] / np.float32(x.shape[1])     # [M, 1]
        return x / np.sqrt(square + np.float32(self.config.rms_norm_eps)) * weight


def _causal_mask(first: int, last: int) -> np.ndarray | None:
    """float32 [M, T]: -inf where a row would see a later token. One row sees all: None."""
    if last - first == 1:
        return None
    rows = np.arange(first, last)[:, None]
    return np.where(np.arange(last) > rows, np.float32("-inf"), np.float32(0))


def _softmax(scores: np.ndarray) -> np.ndarray:
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    scores /= scores.sum(axis=-1, keepdims=True)
    return scores
