"""Attention over a cache of keys and values, one block of the context after the other.

Letters in shapes: M rows (tokens) of this pass, T tokens in the cache after it, B tokens of one
block, R key/value heads, G query heads for each, D head size.
"""

from __future__ import annotations

import numpy as np

KEY_BLOCK = 1024                        # tokens of one block: bounds the memory of a pass
MASKED    = np.float32(-1e30)           # score of a hidden token; finite, as -inf - -inf is NaN


class Cache:
    """Keys and values of one layer: float32, or int8 with a scale for each head and token.

    int8 takes a quarter of the memory; its error is about 0.5 % of a vector's length.
    """

    def __init__(self, heads: int, context: int, size: int, int8: bool = False) -> None:
        shape        = (heads, context, size)
        self._keys: np.ndarray   = np.zeros(shape, np.int8 if int8 else np.float32)
        self._values: np.ndarray = np.zeros_like(self._keys)
        self._scales = np.zeros((2, heads, context, 1), np.float32) if int8 else None

    def write(self, first: int, keys: np.ndarray, values: np.ndarray) -> None:
        """Store keys and values, float32 [R, M, D] each, of the tokens from `first` on."""
        at = slice(first, first + keys.shape[1])
        for index, (store, new) in enumerate(((self._keys, keys), (self._values, values))):
            if self._scales is not None:
                scale = np.abs(new).max(axis=-1, keepdims=True) / np.float32(127)
                self._scales[index, :, at] = scale
                new = np.rint(new / np.maximum(scale, np.float32(1e-30)))
            store[:, at] = new

    def read(self, first: int, last: int) -> tuple[np.ndarray, np.ndarray]:
        """Return keys and values of the tokens first to last - 1, float32 [R, B, D] each."""
        at = slice(first, last)
        keys, values = self._keys[:, at], self._values[:, at]
        if self._scales is None:
            return keys, values
        return keys * self._scales[0, :, at], values * self._scales[1, :, at]


def attend(queries: np.ndarray, cache: Cache, first: int, window: int | None) -> np.ndarray:
    """Return the attention of M rows over all tokens up to their own, float32 [R, G, M, D].

    queries: float32 [R, G, M, D], of the tokens from `first` on, already scaled
    window: tokens that a row sees, its own included; None: all

    The softmax is computed block by block with a running maximum (Dao et al., FlashAttention,
    2022).
    """
    readers, group, m, size = queries.shape
    rows   = queries.reshape(readers, group * m, size)                 # one product for G heads
    last   = first + m
    low    = 0 if window is None else max(0, first + 1 - window)
    peak   = np.full((*rows.shape[:2], 1), MASKED)                     # [R, G*M, 1]
    total  = np.zeros_like(peak)
    mixed  = np.zeros_like(rows)
    for start in range(low, last, KEY_BLOCK):
        stop = min(start + KEY_BLOCK, last)
        keys, values = cache.read(start, stop)
        scores = rows @ keys.transpose(0, 2, 1)                        # [R, G*M, B]
        hidden = _hidden(np.arange(first, last), np.arange(start, stop), window)
        if hidden.any():
            scores = np.where(hidden, MASKED, scores.reshape(readers, group, m, -1))
            scores = scores.reshape(readers, group * m, -1)
        before, peak = peak, np.maximum(peak, scores.max(axis=-1, keepdims=True))
        shares = np.exp(scores - peak)
        keep   = np.exp(before - peak)
        total  = total * keep + shares.sum(axis=-1, keepdims=True)
        mixed  = mixed * keep + shares @ values
    return (mixed / total).reshape(queries.shape)


def _hidden(rows: np.ndarray, tokens: np.ndarray, window: int | None) -> np.ndarray:
    """Return which tokens each row does not see: later ones, and those before its window.

    The result is bool [M, B].
    """
    distance = rows[:, None] - tokens
    return distance < 0 if window is None else (distance < 0) | (distance >= window)
