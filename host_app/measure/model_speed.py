"""`lutcore bench model`: tokens per second of a real model, and where the time of a token goes.

The work is that of benchmarks of other programs: a prompt of tokens that are not text, in one call,
then tokens one at a time, without sampling.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

from lutcore.driver.power import Meter, meter_for
from lutcore.host_app.errors import PromptTooLongError
from lutcore.host_app.measure.token_time import WatchedEngine, measure_parts, timed
from lutcore.host_app.model.model import Model, Slot, default_cache
from lutcore.host_app.quantise.rounding import describe

if TYPE_CHECKING:
    from lutcore.driver import Device
    from lutcore.host_app.checkpoints.source import ModelData

FIRST_TOKEN, TOKEN, PROMPT_BASE, PROMPT_PERIOD = 1, 300, 260, 200


def prompt_of(length: int, vocabulary: int) -> list[int]:
    """Return the prompt: token 1, then 260 to 459 over and over, within the vocabulary."""
    tokens = [FIRST_TOKEN, *(PROMPT_BASE + i % PROMPT_PERIOD for i in range(length - 1))]
    return [token % vocabulary for token in tokens]


def measure_speed(data: ModelData, device: Device, *, prompt: int, tokens: int, repeats: int,
                  cache: str | None = None) -> dict[str, Any]:
    """Run prompt and tokens `repeats` times, after a run that is not counted; return the JSON.

    prompt, tokens: how many
    cache:          type of the cached keys and values; None: `default_cache`

    Raises PromptTooLongError (the model's context is too short), and the errors of `Model.step`.
    """
    cache  = cache or default_cache(data)
    engine = WatchedEngine(device)
    model  = Model(data, engine, cache)
    (slot,) = model.slots(1, prompt + tokens + 1)
    if slot.context < prompt + tokens + 1:
        raise PromptTooLongError(f"a prompt of {prompt} and {tokens} tokens do not fit in the "
                                 f"model's context of {slot.context}; give fewer")
    vocabulary = data.config.vocab_size
    ids, token = prompt_of(prompt, vocabulary), TOKEN % vocabulary
    _, warm_up = timed(_turn, slot, ids, token, 2, Meter(None))
    meter = meter_for(device)
    meter.rest()
    prefill, decode = zip(*(_turn(slot, ids, token, tokens, meter) for _ in range(repeats)),
                          strict=True)
    parts = measure_parts(slot, engine, token, max(repeats, 3))
    model.free()
    return {
        "program":         "lutcore",
        "device":          device.name,
        "geometry":        device.geometry.name,
        **describe(data.format),
        "cache":           cache,
        "prompt":          prompt,
        "tokens":          tokens,
        "repeats":         repeats,
        "warm_up_seconds": warm_up,
        "prefill":         prompt / min(prefill),       # tokens per second; the best turn
        "decode":          tokens / min(decode),
        "prefill_median":  prompt / median(prefill),
        "decode_median":   tokens / median(decode),
        "power":           meter.per(repeats * tokens, "token"),    # of decoding
        "token":           {"position": prompt + tokens, **parts.to_dict()},
    }


def _turn(slot: Slot, ids: list[int], token: int, tokens: int, meter: Meter
          ) -> tuple[float, float]:
    """Read the prompt, then feed `tokens` tokens; return the seconds of both.

    meter: measures the energy of the tokens
    """
    slot.truncate(0)
    _, prefill = timed(slot.forward, ids)
    with meter.running():
        _, decode = timed(lambda: [slot.forward([token]) for _ in range(tokens)])
    return prefill, decode

