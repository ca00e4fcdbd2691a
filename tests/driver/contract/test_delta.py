"""DELTA against the gated delta rule in double precision; CONV with a history that goes round."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lutcore.driver.contract.convolution import HistoryLayout, conv
from lutcore.driver.contract.delta import StateLayout, delta
from lutcore.driver.contract.instructions import Conv, Delta, Operand

from .memory import Bytes, table

F32 = np.float32
HEADS, KEY_HEADS, KEYS, VALUES = 4, 2, 12, 32
MIXED = 2 * KEY_HEADS * KEYS + HEADS * VALUES


def instruction(rows: int) -> Delta:
    """A DELTA of so many rows, with two slots."""
    stride = StateLayout(HEADS, KEYS, VALUES).nbytes
    return Delta(rows=rows, heads=HEADS, key_heads=KEY_HEADS, keys=KEYS, values=VALUES,
                 a=Operand(1 << 16, 4 * MIXED), b=Operand(1024, 4 * HEADS),
                 c=Operand(4096, 4 * HEADS), y=Operand(1 << 17, 4 * HEADS * VALUES), rates=64,
                 biases=128, state=1 << 18, slot_stride=stride, slots=2, scale=KEYS**-0.5,
                 epsilon=1e-6)


def filled(rows: int, seed: int = 0) -> tuple[Bytes, dict[str, np.ndarray]]:
    """A memory with random operands, and their values."""
    rng, memory, d = np.random.default_rng(seed), Bytes(), instruction(rows)
    x = {"a": rng.standard_normal((rows, MIXED)), "b": rng.standard_normal((rows, HEADS)),
         "c": rng.standard_normal((rows, HEADS))}
    x = {name: value.astype(F32) for name, value in x.items()}
    for name, value in x.items():
        memory.put(getattr(d, name).base, value)
    x["rates"] = -np.exp(rng.uniform(-2, 2, HEADS)).astype(F32)
    x["biases"] = rng.standard_normal(HEADS).astype(F32)
    for name in ("rates", "biases"):
        memory.put(getattr(d, name), x[name])
    memory.put(d.state, rng.standard_normal((2, d.slot_stride // 4)).astype(F32))
    return memory, x


def read(memory: Bytes, rows: int) -> np.ndarray:
    return memory.floats(1 << 17, rows, HEADS, VALUES).copy()


def true_outputs(x: dict[str, np.ndarray]) -> np.ndarray:
    """What one sequence gives from its beginning, float64 [rows, heads, values]."""
    x = {name: value.astype(np.float64) for name, value in x.items()}
    state, out = np.zeros((HEADS, KEYS, VALUES)), []
    for a, b, c in zip(x["a"], x["b"], x["c"], strict=True):
        q, k = a[:2 * KEY_HEADS * KEYS].reshape(2, KEY_HEADS, KEYS).repeat(HEADS // KEY_HEADS, 1)
        q, k = (part / np.sqrt((part**2).sum(axis=1, keepdims=True) + 1e-6) for part in (q, k))
        v = a[2 * KEY_HEADS * KEYS:].reshape(HEADS, VALUES)
        state = state * np.exp(x["rates"] * np.logaddexp(0, c + x["biases"]))[:, None, None]
        error = (v - np.einsum("hkv,hk->hv", state, k)) / (1 + np.exp(-b))[:, None]
        state = state + k[:, :, None] * error[:, None]
        out.append(np.einsum("hkv,hk->hv", state, q) * KEYS**-0.5)
    return np.array(out)


def test_the_rule_in_double_precision() -> None:
    memory, x = filled(40)
    delta(instruction(40), memory, table(*range(40)))
    wanted = true_outputs(x)
    assert np.abs(read(memory, 40) - wanted).max() < 2e-6 * np.abs(wanted).max()


@pytest.mark.parametrize("cut", [1, 7, 19])
def test_a_state_goes_on_from_step_to_step(cut: int) -> None:
    """Bit for bit; a row at position 0 begins anew, whatever the state holds."""
    whole, _ = filled(20)
    delta(instruction(20), whole, table(*range(20)))
    parts, _ = filled(20)
    delta(instruction(cut), parts, table(*range(20)))
    delta(replace(instruction(20 - cut), first=cut), parts, table(*range(20)))
    assert np.array_equal(read(parts, 20), read(whole, 20))
    assert np.array_equal(parts.array, whole.array)


def test_rows_of_two_slots_do_not_meet() -> None:
    memory, x = filled(20)
    slots = tuple(i % 2 for i in range(20))
    delta(instruction(20), memory, table(*(i // 2 for i in range(20)), slots=slots))
    for slot in range(2):
        own = {name: value[slot::2] if len(value) == 20 else value for name, value in x.items()}
        wanted = true_outputs(own)
        assert np.abs(read(memory, 20)[slot::2] - wanted).max() < 2e-6 * np.abs(wanted).max()


@pytest.mark.parametrize("rows, kept", [(1, 3), (5, 7), (5, 30)])
def test_a_history_may_go_round(rows: int, kept: int) -> None:
    """With room for the rows of a step and the taps, it mixes what one with all positions does."""
    rng, taps, length = np.random.default_rng(1), 3, 10
    weights, x = (rng.standard_normal(shape).astype(F32)
                  for shape in ((taps, length), (60, length)))
    results = []
    for capacity in (60, kept):
        memory, out = Bytes(), []
        memory.put(64, weights)
        c = Conv(rows=rows, length=length, taps=taps, weights=64, a=Operand(4096, 4 * length),
                 y=Operand(8192, 4 * length), cache=1 << 16, slots=1, capacity=capacity,
                 slot_stride=HistoryLayout(capacity, length).nbytes)
        for at in range(0, 60, rows):
            memory.put(4096, x[at:at + rows])
            conv(c, memory, table(*range(at, at + rows)))
            out.append(memory.floats(8192, rows, length).copy())
        results.append(np.concatenate(out))
    assert np.array_equal(*results)
