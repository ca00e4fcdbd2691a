"""One run of a model on a device: continues a prompt and reports what it took.

`lutcore generate` and `lutcore demo` both run this, and show the report in their own ways.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from lutcore.driver.power import Meter
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.checkpoints.tokenizer import TextStream
from lutcore.host_app.model.generate import Timing, generate
from lutcore.host_app.model.model import Model, default_cache, engine_for
from lutcore.host_app.model.sampler import Sampler, Sampling
from lutcore.host_app.quantise.rounding import describe

if TYPE_CHECKING:
    from lutcore.driver import Device


@dataclass(frozen=True)
class Report:
    """The outcome of one run; its fields are those of `lutcore generate --json`.

    engine:       the device's counters over the run; None without a device
    host_seconds: prefill and decode together, less the engine's seconds
    power:        `Energy.per` generated token
    """

    text: str                           # prompt and continuation
    tokens: list[int]                   # the generated ones
    prompt_tokens: int
    device: str | None                  # None: float32 on the host
    geometry: str | None
    weights: str
    group: int | str | None             # weights per group, "row", or None for float32
    asymmetric: bool
    prefill: dict[str, Any]             # tokens, seconds
    decode: dict[str, Any]              # tokens, seconds
    engine: dict[str, Any] | None       # lutcore.driver's Counters
    host_seconds: float
    power: dict[str, Any] | None        # joules above idle, prompt included; None: not measured


def run(model: ModelData, device: Device | None, prompt: str, sampling: Sampling,
        max_tokens: int, emit: Callable[[str], None], cache: str | None = None,
        meter: Meter | None = None) -> Report:
    """Continue the prompt, and call `emit` with the text piece by piece, the prompt first.

    device: None for a float32 model
    cache:  type of the cached keys and values; None: `default_cache`
    meter:  measures the energy; its idle power is read first. None: not measured

    The emitted text ends with a newline, even after an error or an interrupt. Raises PromptError,
    PromptTooLongError, NonFiniteLogitsError and the driver's errors.
    """
    ids     = model.tokenizer.encode(prompt)
    running = Model(model, engine_for(device), cache or default_cache(model))
    (slot,) = running.slots(1, len(ids) + max_tokens)
    before  = asdict(device.counters) if device else {}
    timing, stream    = Timing(), TextStream(model.tokenizer)
    tokens: list[int] = []
    generated = generate(slot, ids, Sampler(sampling), max_tokens, timing)
    emit(stream.push(ids))
    meter = meter or Meter(None)
    meter.rest()
    try:
        with meter.running():
            for token in generated:
                tokens.append(token)
                emit(stream.push([token]))
    finally:
        emit(stream.flush() + "\n")
        running.free()
    engine = difference(asdict(device.counters), before) if device else None
    return Report(
        text          = model.tokenizer.decode(ids + tokens),
        tokens        = tokens,
        prompt_tokens = len(ids),
        device        = device.name if device else None,
        geometry      = device.geometry.name if device else None,
        **describe(model.format),
        prefill       = asdict(timing.prefill),
        decode        = asdict(timing.decode),
        engine        = engine,
        host_seconds  = timing.seconds - (engine["seconds"] if engine else 0.0),
        power         = meter.per(len(tokens), "token"),
    )


def difference(after: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """Return after - before, entry by entry, in nested dictionaries too."""
    return {name: difference(value, before[name]) if isinstance(value, dict)
            else value - before[name] for name, value in after.items()}
