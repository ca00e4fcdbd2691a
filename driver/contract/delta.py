"""What DELTA computes, bit for bit: the gated delta rule, a state in place of keys and values.

Gated DeltaNet (Yang et al., 2024) keeps a matrix for every head, S [keys][values], instead of all
keys and values so far. A token corrects what the matrix returns for its key.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lutcore.driver.contract.execute import POSITION, SLOT, Memory, load, numbers, store
from lutcore.driver.contract.floating import (
    F32,
    exp,
    flush,
    ordered_sum,
    rsqrt,
    sigmoid,
    softplus,
)
from lutcore.driver.contract.instructions import COLUMNS, Delta


@dataclass(frozen=True)
class StateLayout:
    """A slot's states of a DELTA: float32 [heads][values / COLUMNS][keys][COLUMNS].

    COLUMNS values of all keys lie together: no other value needs them, so that they are a piece of
    work that fits into the fastest cache.
    """

    heads: int
    keys: int
    values: int

    @property
    def nbytes(self) -> int:
        """Bytes of a slot."""
        return 4 * self.heads * self.keys * self.values


def delta(d: Delta, memory: Memory, rows: np.ndarray) -> None:
    """Update the states of the rows' slots row by row, and read them with the row's query.

        q  = q * (scale / sqrt(sum q * q + epsilon));   k = k / sqrt(sum k * k + epsilon)
        S  = S * exp(rate * softplus(c + bias))         of a row at position 0: S = 0
        u  = (v - sum k[i] * S[i]) * sigmoid(b)
        S  = S + k[i] * u                               for all i
        y  = sum q[i] * S[i]

    Every operation is rounded, in this order. Sums over i begin with i = 0 and go upwards; those of
    the squares have the order of all sums. Head h reads the queries and keys of head
    h * key_heads / heads, rounded down.
    """
    x = load(memory, d.a, rows, d.first, d.rows, 2 * d.keyed + d.length)
    b, c = (load(memory, o, rows, d.first, d.rows, d.heads) for o in (d.b, d.c))
    rates, biases = (flush(numbers(memory, at, d.heads)) for at in (d.rates, d.biases))
    y = np.empty((d.rows, d.heads, d.values), F32)
    with np.errstate(all="ignore"):
        q, k = (part.reshape(d.rows, d.key_heads, d.keys)
                for part in (x[:, :d.keyed], x[:, d.keyed:2 * d.keyed]))
        q, k = _normed(q, d.epsilon, F32(d.scale)), _normed(k, d.epsilon, F32(1))
        q, k = (np.repeat(part, d.heads // d.key_heads, axis=1)[..., None] for part in (q, k))
        v = x[:, 2 * d.keyed:].reshape(d.rows, d.heads, d.values)
        renewed, kept = sigmoid(b), exp(rates * softplus(c + biases))
        for i in range(d.rows):
            position, slot = (int(rows[d.first + i, column]) for column in (POSITION, SLOT))
            at = d.state + slot * d.slot_stride
            state = _read(memory, at, d) if position else np.zeros((d.heads, d.keys, d.values), F32)
            state = flush(state * kept[i, :, None, None])
            found = np.cumsum(k[i] * state, axis=1, dtype=F32)[:, -1]
            u = flush(flush(v[i] - found) * renewed[i, :, None])
            state = flush(state + k[i] * u[:, None])
            y[i] = np.cumsum(q[i] * state, axis=1, dtype=F32)[:, -1]
            _write(memory, at, d, state)
    store(memory, d.y, rows, d.first, flush(y.reshape(d.rows, -1)))


def _normed(x: np.ndarray, epsilon: float, scale: np.float32) -> np.ndarray:
    """x float32 [rows, heads, keys] over its length, times scale."""
    return flush(x * flush(rsqrt(ordered_sum(x * x) + F32(epsilon)) * scale)[..., None])


def _read(memory: Memory, at: int, d: Delta) -> np.ndarray:
    """The states of a slot, float32 [heads, keys, values]."""
    stored = numbers(memory, at, d.length * d.keys).reshape(d.heads, -1, d.keys, COLUMNS)
    return stored.swapaxes(1, 2).reshape(d.heads, d.keys, d.values)


def _write(memory: Memory, at: int, d: Delta, state: np.ndarray) -> None:
    """Write the states float32 [heads, keys, values] of a slot."""
    blocks = state.reshape(d.heads, d.keys, -1, COLUMNS).swapaxes(1, 2)
    memory.write(at, np.ascontiguousarray(blocks, "<f4").reshape(-1).view(np.uint8))
