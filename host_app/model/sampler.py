"""The choice of the next token: the most likely one, or a drawn one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from lutcore.host_app.errors import SamplingError

PENALTY = 2.0                           # largest magnitude of the penalties that are subtracted
BIAS    = 100.0                         # largest magnitude of a token's bias
REPETITION = 0.01, 100.0                # repetition penalties; a smaller one makes logits infinite


@dataclass(frozen=True)
class Sampling:
    """How tokens are chosen. Raises SamplingError (a value out of range).

    In this order: bias and penalties, then the temperature, then top_k, top_p and min_p.
    """

    temperature: float = 0.0            # 0: always the most likely token
    top_k: int = 0                      # draw among the k most likely tokens; 0: among all
    top_p: float = 1.0                  # draw among the most likely with this probability together
    seed: int = 0                       # seed of the random numbers
    min_p: float = 0.0                  # draw among tokens with this share of the most likely one
    repetition_penalty: float = 1.0     # divides positive logits of tokens that are in the text
    presence_penalty: float = 0.0       # taken from the logits of tokens that were generated
    frequency_penalty: float = 0.0      # the same, times how often they were
    logit_bias: Mapping[int, float] = field(default_factory=dict)   # added, by token

    def __post_init__(self) -> None:
        if not 0 <= self.temperature < float("inf"):
            raise SamplingError(f"temperature {self.temperature}; it must be 0 or more, and finite")
        if self.top_k < 0:
            raise SamplingError(f"top-k {self.top_k}; it must be 1 or more, or 0 for all tokens")
        if not 0 < self.top_p <= 1:
            raise SamplingError(f"top-p {self.top_p}; it must be above 0 and at most 1")
        if self.seed < 0:
            raise SamplingError(f"seed {self.seed}; it must be 0 or more")
        if not 0 <= self.min_p <= 1:
            raise SamplingError(f"min-p {self.min_p}; it must be from 0 to 1")
        least, most = REPETITION
        if not least <= self.repetition_penalty <= most:
            raise SamplingError(f"repetition penalty {self.repetition_penalty}; it must be from "
                                f"{least} to {most}")
        for name in ("presence", "frequency"):
            value = getattr(self, f"{name}_penalty")
            if not -PENALTY <= value <= PENALTY:
                raise SamplingError(f"{name} penalty {value}; it must be from -2 to 2")
        for token, bias in self.logit_bias.items():
            if token < 0 or not -BIAS <= bias <= BIAS:
                raise SamplingError(f"bias {bias} of token {token}; tokens are 0 or more, and "
                                    "their biases from -100 to 100")


class Sampler:
    """A chooser of tokens; the same seed and logits give the same tokens. `generate` calls it."""

    def __init__(self, sampling: Sampling, prompt: Sequence[int] = ()) -> None:
        """prompt: tokens that the repetition penalty counts beside the generated ones."""
        self._sampling  = sampling
        self._random    = np.random.default_rng(sampling.seed)
        self._prompt    = frozenset(prompt) if sampling.repetition_penalty != 1 else frozenset()
        self._generated: Counter[int] = Counter()

    def __call__(self, logits: np.ndarray, allowed: np.ndarray | None = None) -> int:
        """Return the next token, chosen by float32 [V] logits.

        allowed: bool [V], the tokens that a grammar allows; None: all
        """
        logits = self._adjusted(logits, allowed)
        token  = int(logits.argmax()) if self._sampling.temperature == 0 else self._draw(logits)
        self._generated[token] += 1
        return token

    def _adjusted(self, logits: np.ndarray, allowed: np.ndarray | None) -> np.ndarray:
        """The logits with bias and penalties; the array itself where there are none."""
        s = self._sampling
        seen = self._prompt | self._generated.keys() if s.repetition_penalty != 1 else ()
        counted = bool(s.presence_penalty or s.frequency_penalty) and bool(self._generated)
        if allowed is None and not (seen or counted or s.logit_bias):
            return logits
        logits = logits.copy()
        if seen:
            at = np.fromiter(seen, np.int64, len(seen))
            values = logits[at]
            logits[at] = np.where(values > 0, values / s.repetition_penalty,
                                  values * s.repetition_penalty)
        if counted:
            at = np.fromiter(self._generated.keys(), np.int64)
            times = np.fromiter(self._generated.values(), np.float32)
            logits[at] -= s.presence_penalty + s.frequency_penalty * times
        for token, bias in s.logit_bias.items():
            if token < len(logits):
                logits[token] += bias
        if allowed is not None:
            logits[~allowed] = -np.inf
        return logits

    def _draw(self, logits: np.ndarray) -> int:
        s = self._sampling
        order = np.argsort(-logits, kind="stable")[:s.top_k or None]
        scaled = logits[order].astype(np.float64)
        scaled -= scaled[0]             # no positive number: the division overflows to -inf only
        with np.errstate(over="ignore"):
            shares = np.exp(scaled / s.temperature)
        if s.min_p:
            shares = shares[:int(np.searchsorted(-shares, -s.min_p, side="right"))]
        total = shares.cumsum()
        total /= total[-1]
        # The token that crosses top_p is the last one kept.
        kept = int(np.searchsorted(total, s.top_p)) + 1
        drawn = self._random.random() * total[min(kept, len(total)) - 1]
        return int(order[np.searchsorted(total, drawn, side="right")])


def log_probabilities(logits: np.ndarray) -> np.ndarray:
    """Return float64 [V], the natural logarithms of the tokens' probabilities."""
    shifted = logits.astype(np.float64) - logits.max()
    return shifted - np.log(np.exp(shifted).sum())
