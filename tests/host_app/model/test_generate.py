"""Sampling, and the loop that generates tokens."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from lutcore.host_app.errors import PromptTooLongError, SamplingError
from lutcore.host_app.model.generate import Timing, generate
from lutcore.host_app.model.sampler import Sampler, Sampling

LOGITS = np.log(np.array([0.1, 0.4, 0.2, 0.3], np.float32))


def draws(sampling: Sampling, count: int = 4000) -> np.ndarray:
    """Return the share of each of the four tokens."""
    sampler = Sampler(sampling)
    return np.bincount([sampler(LOGITS) for _ in range(count)], minlength=4) / count


def test_greedy_takes_the_most_likely():
    assert draws(Sampling(), 10).tolist() == [0, 1, 0, 0]


@pytest.mark.parametrize("sampling, expected", [
    (Sampling(1.0),                     [0.1, 0.4, 0.2, 0.3]),
    (Sampling(0.5),                     [1 / 30, 16 / 30, 4 / 30, 9 / 30]),
    (Sampling(1.0, top_k=2),            [0, 4 / 7, 0, 3 / 7]),
    (Sampling(1.0, top_k=100),          [0.1, 0.4, 0.2, 0.3]),
    (Sampling(1.0, top_p=0.65),         [0, 4 / 7, 0, 3 / 7]),
    (Sampling(1.0, top_p=0.75),         [0, 4 / 9, 2 / 9, 3 / 9]),
    (Sampling(1.0, top_p=1e-9),         [0, 1, 0, 0]),
    (Sampling(1.0, top_k=3, top_p=0.5), [0, 4 / 7, 0, 3 / 7]),
    (Sampling(1e-320),                  [0, 1, 0, 0]),
])
def test_draws_follow_the_distribution(sampling, expected):
    np.testing.assert_allclose(draws(sampling), expected, atol=0.03)


def test_the_seed_decides_the_draws():
    first, again, other = (
        tuple(map(Sampler(Sampling(1.0, seed=seed)), [LOGITS] * 20)) for seed in (1, 1, 2))
    assert first == again != other


@pytest.mark.parametrize("values, word", [
    ({"temperature": -0.1},         "temperature"),
    ({"temperature": float("nan")}, "temperature"),
    ({"temperature": float("inf")}, "temperature"),
    ({"top_k": -1},                 "top-k"),
    ({"top_p": 0.0},                "top-p"),
    ({"top_p": 1.1},                "top-p"),
    ({"top_p": float("nan")},       "top-p"),
    ({"seed": -1},                  "seed"),
    ({"repetition_penalty": 5e-324}, "from 0.01 to 100"),
])
def test_sampling_out_of_range_is_refused(values, word):
    with pytest.raises(SamplingError, match=word):
        Sampling(**values)


class Counting:
    """A slot whose next token is the number of tokens it has seen."""

    def __init__(self, context: int, end: int) -> None:
        self.context, self.length = context, 0
        self.model = SimpleNamespace(config=SimpleNamespace(eos_token_id=(end,)))

    def forward(self, ids):
        self.length += len(ids)
        return np.eye(100, dtype=np.float32)[self.length]


@pytest.mark.parametrize("context, end, most, expected", [
    (50, 99,  4, [3, 4, 5, 6]),         # ends after max_tokens
    (50,  5, 10, [3, 4, 5]),            # ends after the end token
    ( 6, 99, 10, [3, 4, 5]),            # ends when the context is full
])
def test_where_generation_ends(context, end, most, expected):
    timing = Timing()
    slot = Counting(context, end)
    assert list(generate(slot, [7, 7, 7], Sampler(Sampling()), most, timing)) == expected
    assert timing.prefill.tokens == 3
    assert timing.decode.tokens == len(expected) - 1
    assert timing.seconds > 0


def test_a_prompt_that_fills_the_context_is_refused():
    with pytest.raises(PromptTooLongError, match="3 tokens.*context of 3"):
        generate(Counting(3, 99), [7, 7, 7], Sampler(Sampling()), 1, Timing())
