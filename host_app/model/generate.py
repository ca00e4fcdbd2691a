"""The loop that generates tokens: one pass for the prompt, then one for each further token."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lutcore.host_app.errors import PromptTooLongError
from lutcore.host_app.model.model import Slot
from lutcore.host_app.model.sampler import Sampler


@dataclass
class Phase:
    """Tokens that went through the model, and how long that took."""

    tokens: int = 0
    seconds: float = 0.0


@dataclass
class Timing:
    """Where the time of one run went; `generate` fills it in.

    prefill: the prompt's tokens
    decode: the generated tokens that were fed back, which are all but the last
    """

    prefill: Phase = field(default_factory=Phase)
    decode: Phase = field(default_factory=Phase)

    @property
    def seconds(self) -> float:
        return self.prefill.seconds + self.decode.seconds


def generate(slot: Slot, prompt: Sequence[int], sampler: Sampler, max_tokens: int,
             timing: Timing) -> Iterator[int]:
    """Yield up to `max_tokens` tokens; end after an end token, or when the context is full.

    timing: is updated with every token

    Raises PromptTooLongError (no room for one token), before the first token is asked for.
    """
    if len(prompt) >= slot.context:
        raise PromptTooLongError(
            f"the prompt has {len(prompt)} tokens, and the context of {slot.context} must hold "
            "them and one more; give a shorter prompt")
    return _tokens(slot, prompt, sampler, max_tokens, timing)


def _tokens(slot: Slot, prompt: Sequence[int], sampler: Sampler, max_tokens: int,
            timing: Timing) -> Iterator[int]:
    ids, phase = prompt, timing.prefill
    for _ in range(max_tokens):
        if slot.length + len(ids) >= slot.context:
            return
        start = time.perf_counter()
        token = sampler(slot.forward(ids))
        phase.tokens  += len(ids)
        phase.seconds += time.perf_counter() - start
        yield token
        if token in slot.model.config.eos_token_id:
            return
        ids, phase = [token], timing.decode
