"""One run of a model on a device: continues a prompt and reports what it took.

`lutcore generate` and `lutcore demo` both run this, and show the report in their own ways.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.checkpoints.tokenizer import TextStream
from lutcore.host_app.model.generate import Timing, generate
from lutcore.host_app.model.linear import Backend, DeviceBackend, FloatBackend
from lutcore.host_app.model.llama import Llama
from lutcore.host_app.model.sampler import Sampler, Sampling
from lutcore.host_app.quantise.rounding import describe

if TYPE_CHECKING:
    from lutcore.driver import Device


@dataclass(frozen=True)
class Report:
    """The outcome of one run; its fields are those of `lutcore generate --json`.

    engine:       the device's counters over the run; None without a device
    host_seconds: prefill and decode together, less the engine's seconds
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


def backend_for(device: Device | None) -> Backend:
    """Return the backend of a device, or numpy in float32 for None."""
    return FloatBackend() if device is None else DeviceBackend(device)


def run(model: ModelData, device: Device | None, prompt: str, sampling: Sampling,
        max_tokens: int, emit: Callable[[str], None], int8_cache: bool = False) -> Report:
    """Continue the prompt, and call `emit` with the text piece by piece, the prompt first.

    device: None for a float32 model

    The emitted text ends with a newline, even after an error or an interrupt. Raises PromptError,
    PromptTooLongError, NonFiniteLogitsError and the driver's errors.
    """
    ids     = model.tokenizer.encode(prompt)
    backend = backend_for(device)
    llama   = Llama(model.config, model.tensors, model.matrices, backend, len(ids) + max_tokens,
                    int8_cache)
    before  = asdict(device.counters) if device else {}
    timing, stream    = Timing(), TextStream(model.tokenizer)
    tokens: list[int] = []
    generated = generate(llama, ids, Sampler(sampling), max_tokens, timing)
    emit(stream.push(ids))
    try:
        for token in generated:
            tokens.append(token)
            emit(stream.push([token]))
    finally:
        emit(stream.flush() + "\n")
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
    )


def difference(after: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """Return after - before, entry by entry, in nested dictionaries too."""
    return {name: difference(value, before[name]) if isinstance(value, dict)
            else value - before[name] for name, value in after.items()}
