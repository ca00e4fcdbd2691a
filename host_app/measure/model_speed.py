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
                  cache: str | None = None, sequences: int | None = None) -> dict[str, Any]:
    """Run prompt and tokens `repeats` times, after a run that is not counted; return the JSON.

    prompt, tokens: how many
    cache:          type of the cached keys and values; None: `default_cache`
    sequences:      how many take part in one step; None: this is not measured

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
    together = {} if sequences is None else _together(model, sequences, tokens, repeats)
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
        **together,
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



def _together(model: Model, sequences: int, tokens: int, repeats: int) -> dict[str, Any]:
    """Feed `tokens` tokens to one new sequence and to all of them, in turns; return the JSON."""
    slots = model.slots(sequences, tokens + 1)
    best  = {1: float("inf"), sequences: float("inf")}
    for _ in range(repeats):
        for count in best:
            for slot in slots:
                slot.truncate(0)
            step = [(slot, [TOKEN % model.config.vocab_size]) for slot in slots[:count]]
            model.step(step)            # compiles the program and takes memory for the caches
            _, seconds  = timed(_steps, model, step, tokens)
            best[count] = min(best[count], seconds)
    alone, rate = (count * tokens / best[count] for count in (1, sequences))
    return {"sequences": {"count": sequences, "tokens_per_second": rate, "alone": alone,
                          "times": rate / alone}}


def _steps(model: Model, step: list[tuple[Slot, list[int]]], count: int) -> None:
    for _ in range(count):
        model.step(step)
