"""Attention in blocks, compared with attention computed one head and one row at a time."""

from __future__ import annotations

import numpy as np
import pytest
from click.testing import CliRunner

from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.source import float_model
from lutcore.host_app.cli import cli
from lutcore.host_app.model.attention import KEY_BLOCK, Cache, attend
from lutcore.host_app.model.linear import FloatBackend
from lutcore.host_app.model.llama import Llama

READERS, GROUP, SIZE = 2, 3, 8


def plain(queries, keys, values, first, window):
    """Return the attention, float64 [R, G, M, D]."""
    result = np.empty(queries.shape)
    for reader, group, row in np.ndindex(queries.shape[:3]):
        last  = first + row + 1
        start = 0 if window is None else max(0, last - window)
        score = keys[reader, start:last].astype(np.float64) @ queries[reader, group, row]
        share = np.exp(score - score.max())
        result[reader, group, row] = share / share.sum() @ values[reader, start:last]
    return result


def operands(rows, context, seed=0):
    random  = np.random.default_rng(seed)
    keys    = random.standard_normal((READERS, context, SIZE), np.float32)
    values  = random.standard_normal((READERS, context, SIZE), np.float32)
    queries = random.standard_normal((READERS, GROUP, rows, SIZE), np.float32)
    return queries, keys, values


@pytest.mark.parametrize("block", [1, 4, 7, KEY_BLOCK])
@pytest.mark.parametrize("rows, first", [(1, 0), (1, 30), (9, 0), (9, 22), (31, 0)])
@pytest.mark.parametrize("window", [None, 1, 5, 100])
def test_blocks_change_nothing(monkeypatch, block, rows, first, window):
    monkeypatch.setattr("lutcore.host_app.model.attention.KEY_BLOCK", block)
    queries, keys, values = operands(rows, first + rows)
    cache = Cache(READERS, 64, SIZE)
    cache.write(0, keys, values)
    np.testing.assert_allclose(attend(queries, cache, first, window),
                               plain(queries, keys, values, first, window), rtol=1e-4, atol=1e-5)


def test_scores_of_any_size_are_numbers():
    queries, keys, values = operands(4, 4)
    cache = Cache(READERS, 4, SIZE)
    cache.write(0, 1e4 * keys, values)
    found = attend(1e4 * queries, cache, 0, None)
    assert np.isfinite(found).all() and np.abs(found).max() <= np.abs(values).max() * 1.001


def test_eight_bits_are_close():
    queries, keys, values = operands(16, 16)
    cache = Cache(READERS, 16, SIZE, int8=True)
    cache.write(0, keys, values)
    expected = plain(queries, keys, values, 0, None)
    error    = np.linalg.norm(attend(queries, cache, 0, None) - expected)
    assert 0 < error / np.linalg.norm(expected) < 0.01


def test_eight_bits_hold_zeros():
    cache = Cache(1, 2, SIZE, int8=True)
    cache.write(0, np.zeros((1, 2, SIZE), np.float32), np.zeros((1, 2, SIZE), np.float32))
    assert not np.any(cache.read(0, 2))


def test_the_command_has_the_int8_cache(stories):
    arguments = ["generate", str(stories), "--weights", "float32", "--prompt", "Once upon a time",
                 "--max-tokens", "40"]
    texts = [CliRunner().invoke(cli, arguments + more).stdout for more in ([], ["--int8-cache"])]
    assert all(text.startswith("Once upon a time, there was a little") for text in texts)


def test_a_model_with_an_int8_cache_says_nearly_the_same(golden):
    tokens, logits = (
        np.load(golden / "qwen3" / f"{name}.npy") for name in ("tokens", "logits"))
    data  = float_model(Checkpoint(golden / "qwen3"))
    llama = Llama(data.config, data.tensors, data.matrices, FloatBackend(), 64, int8_cache=True)
    error = np.linalg.norm(llama.forward_all(tokens) - logits) / np.linalg.norm(logits)
    assert 1e-5 < error < 0.03
