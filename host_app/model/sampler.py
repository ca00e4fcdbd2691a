"""The choice of the next token: the most likely one, or drawn by temperature, top-k and top-p."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lutcore.host_app.errors import SamplingError


@dataclass(frozen=True)
class Sampling:
    """How tokens are chosen. Raises SamplingError (a value out of range)."""

    temperature: float = 0.0            # 0: always the most likely token
    top_k: int = 0                      # draw among the k most likely tokens; 0: among all
    top_p: float = 1.0                  # draw among the most likely with this probability together
    seed: int = 0                       # seed of the random numbers

    def __post_init__(self) -> None:
        if not 0 <= self.temperature < float("inf"):
            raise SamplingError(f"temperature {self.temperature}; it must be 0 or more, and finite")
        if self.top_k < 0:
            raise SamplingError(f"top-k {self.top_k}; it must be 1 or more, or 0 for all tokens")
        if not 0 < self.top_p <= 1:
            raise SamplingError(f"top-p {self.top_p}; it must be above 0 and at most 1")
        if self.seed < 0:
            raise SamplingError(f"seed {self.seed}; it must be 0 or more")


class Sampler:
    """A chooser of tokens; the same seed and logits give the same tokens. `generate` calls it."""

    def __init__(self, sampling: Sampling) -> None:
        self._sampling = sampling
        self._random   = np.random.default_rng(sampling.seed)

    def __call__(self, logits: np.ndarray) -> int:
        """Return the next token, chosen by float32 [V] logits."""
        if self._sampling.temperature == 0:
            return int(logits.argmax())
        order = np.argsort(-logits, kind="stable")[:self._sampling.top_k or None]
        scaled = logits[order].astype(np.float64)
        scaled -= scaled[0]             # no positive number: the division overflows to -inf only
        with np.errstate(over="ignore"):
            shares = np.exp(scaled / self._sampling.temperature)
        total = shares.cumsum()
        total /= total[-1]
        # The token that crosses top_p is the last one kept.
        kept = int(np.searchsorted(total, self._sampling.top_p)) + 1
        drawn = self._random.random() * total[min(kept, len(total)) - 1]
        return int(order[np.searchsorted(total, drawn, side="right")])
