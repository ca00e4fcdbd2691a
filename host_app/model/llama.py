"""The transformer in numpy. Every matrix product goes through a `Backend`.

Letters in shapes: M rows (tokens) of a pass, C hidden size, F feed-forward size, H query heads,
R key/value heads, G = H / R, D head size, V vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lutcore.host_app.checkpoints.tensors import widen
from lutcore.host_app.errors import NonFiniteLogitsError, PromptTooLongError
from lutcore.host_app.model.attention import Cache, attend
from lutcore.host_app.model.config import EMBEDDING, HEAD, NORM, ORDER, Config
from lutcore.host_app.model.linear import Backend, Linear
from lutcore.host_app.model.rope import rope_table, rotate

PREFILL_ROWS = 64                       # most rows of a pass: bounds the memory of a prompt


@dataclass(frozen=True)
class Layer:
    """One transformer block. Norms are float32 vectors; None: the architecture has no such norm."""

    attention_norm: np.ndarray
    feed_norm: np.ndarray
    query_norm: np.ndarray | None       # [D], applied to every query head
    key_norm: np.ndarray | None         # [D], applied to every key head
    attention_sub: np.ndarray | None    # [H*D], applied before the output projection
    feed_sub: np.ndarray | None         # [F], applied before the down projection
    qkv: Linear                         # [H*D, C], [R*D, C], [R*D, C]
    output: Linear                      # [C, H*D]
    gate_up: Linear                     # [F, C], [F, C]
    down: Linear                        # [C, F]
    window: int | None                  # tokens that the layer sees; None: all
    cache: Cache


class Llama:
    """A model of any of the architectures, with its cache.

    tensors: embedding, norms and biases by checkpoint name, in any type that `widen` reads
    matrices: by checkpoint name, in the type that the backend loads
    context: tokens that the cache holds, at most config.max_position_embeddings
    int8_cache: whether keys and values are kept in 8 bits
    """

    def __init__(self, config: Config, tensors: Mapping[str, np.ndarray],
                 matrices: Mapping[str, Any], backend: Backend, context: int,
                 int8_cache: bool = False) -> None:
        self.config     = config
        self.context    = min(context, config.max_position_embeddings)
        self.length     = 0             # tokens in the cache
        self._embedding = tensors[EMBEDDING]
        self._norm      = widen(tensors[NORM])
        self._table     = rope_table(config, self.context)
        self._activate  = {"silu": _silu, "relu2": _squared_relu}[config.hidden_act]
        loader          = _Loader(config, tensors, matrices, backend)
        self._layers    = [self._layer(index, loader, int8_cache)
                           for index in range(config.num_hidden_layers)]
        self._head      = Linear.load(backend, [matrices[HEAD]])

    def _layer(self, index: int, loader: _Loader, int8_cache: bool) -> Layer:
        config, prefix = self.config, f"model.layers.{index}."
        attention, feed = prefix + "self_attn.", prefix + "mlp."
        return Layer(
            attention_norm = widen(loader.tensors[prefix + "input_layernorm.weight"]),
            feed_norm      = widen(loader.tensors[prefix + "post_attention_layernorm.weight"]),
            query_norm     = loader.vector(attention + "q_norm.weight"),
            key_norm       = loader.vector(attention + "k_norm.weight"),
            attention_sub  = loader.vector(attention + "attn_sub_norm.weight"),
            feed_sub       = loader.vector(feed + "ffn_sub_norm.weight"),
            qkv            = loader.linear(*(f"{attention}{name}_proj" for name in "qkv")),
            output         = loader.linear(attention + "o_proj"),
            gate_up        = loader.linear(feed + "gate_proj", feed + "up_proj"),
            down           = loader.linear(feed + "down_proj"),
            window         = config.window(index),
            cache          = Cache(
                config.num_key_value_heads, self.context, config.head_dim, int8_cache),
        )

    def forward(self, ids: Sequence[int]) -> np.ndarray:
        """Append tokens to the cache; return the logits after the last of them, float32 [V].

        Raises PromptTooLongError (they do not fit), NonFiniteLogitsError (damaged weights).
        """
        for x in self._passes(ids):
            last = x[-1:]
        return self._logits(last)[0]

    def forward_all(self, ids: Sequence[int]) -> np.ndarray:
        """Append tokens to the cache; return the logits after each of them, float32 [M, V].

        Raises PromptTooLongError, NonFiniteLogitsError.
        """
        return np.concatenate([self._logits(x) for x in self._passes(ids)])

    def _passes(self, ids: Sequence[int]) -> Iterator[np.ndarray]:
        """Run tokens through all layers, at most PREFILL_ROWS a pass; yield float32 [M, C]."""
        if self.length + len(ids) > self.context:
            raise PromptTooLongError(
                f"{len(ids)} tokens after {self.length} do not fit in the context of "
                f"{self.context}; give a shorter prompt")
        for start in range(0, len(ids), PREFILL_ROWS):
            yield self._blocks(np.asarray(ids[start:start + PREFILL_ROWS]))

    def _logits(self, x: np.ndarray) -> np.ndarray:
        """Return the logits, float32 [M, V], of the last layer's result [M, C]."""
        (logits,) = self._head(_normed(x, self._norm, self.config.rms_norm_eps))
        if not np.isfinite(logits).all():
            raise NonFiniteLogitsError(
                "the model's logits are not finite; its weights are damaged, so copy it again")
        return logits

    def _blocks(self, ids: np.ndarray) -> np.ndarray:
        """Run M tokens through all layers; return float32 [M, C]."""
        table = self._table[self.length:self.length + len(ids)]       # [M, D/2]
        eps   = self.config.rms_norm_eps
        x     = widen(self._embedding[ids])                            # [M, C], a copy
        for layer in self._layers:
            x += self._attention(layer, _normed(x, layer.attention_norm, eps), table)
            x += self._feed_forward(layer, _normed(x, layer.feed_norm, eps))
        self.length += len(ids)
        return x

    def _attention(self, layer: Layer, x: np.ndarray, table: np.ndarray) -> np.ndarray:
        m, eps  = len(x), self.config.rms_norm_eps
        heads   = self.config.num_attention_heads
        readers = self.config.num_key_value_heads
        q, k, v = (part.reshape(m, -1, self.config.head_dim) for part in layer.qkv(x))
        q  = _normed(q, layer.query_norm, eps)
        k  = _normed(k, layer.key_norm, eps)
        qk = rotate(np.concatenate((q, k), axis=1), table)             # [M, H+R, D]
        layer.cache.write(self.length, qk[:, heads:].transpose(1, 0, 2), v.transpose(1, 0, 2))
        q  = qk[:, :heads].reshape(m, readers, heads // readers, -1).transpose(1, 2, 0, 3)
        q  = q * np.float32(self.config.head_dim ** -0.5)              # [R, G, M, D]
        y  = attend(q, layer.cache, self.length, layer.window)
        y  = y.transpose(2, 0, 1, 3).reshape(m, -1)                    # [M, H*D]
        (y,) = layer.output(_normed(y, layer.attention_sub, eps))
        return y                                                       # [M, C]

    def _feed_forward(self, layer: Layer, x: np.ndarray) -> np.ndarray:
        gate, up = layer.gate_up(x)                                    # [M, F], [M, F]
        inner    = self._activate(gate) * up                           # [M, F]
        (y,)     = layer.down(_normed(inner, layer.feed_sub, self.config.rms_norm_eps))
        return y                                                       # [M, C]


@dataclass(frozen=True)
class _Loader:
    """A model's tensors and matrices, from which the parts of a layer are made."""

    config: Config
    tensors: Mapping[str, np.ndarray]
    matrices: Mapping[str, Any]
    backend: Backend

    def vector(self, name: str) -> np.ndarray | None:
        """Return a norm or a bias; None if the architecture has no such vector."""
        return widen(self.tensors[name]) if name in self.tensors else None

    def linear(self, *names: str) -> Linear:
        return Linear.load(self.backend,
                           matrices = [self.matrices[f"{name}.weight"] for name in names],
                           biases   = [self.vector(f"{name}.bias") for name in names],
                           orders   = [self.tensors.get(f"{name}.weight{ORDER}") for name in names],
                           int8     = self.config.int8_activations)


def _normed(x: np.ndarray, weight: np.ndarray | None, eps: float) -> np.ndarray:
    """Return the RMSNorm of x along its last axis, in a new array; x itself without a weight."""
    if weight is None:
        return x
    square = np.einsum("...c,...c->...", x, x)[..., None] / np.float32(x.shape[-1])
    return x / np.sqrt(square + np.float32(eps)) * weight


def _silu(x: np.ndarray) -> np.ndarray:
    with np.errstate(over="ignore"):                                   # exp(90) = inf; 1 / inf = 0
        return x / (1 + np.exp(-x))


def _squared_relu(x: np.ndarray) -> np.ndarray:
    return np.maximum(x, 0) ** 2
