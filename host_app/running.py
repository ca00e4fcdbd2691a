"""One run of a model: opens whatever the user named, puts it on a device, writes text.

`generate` and `demo` are both this, with different words around it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lutcore.driver.contract import WeightFormat
from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import pack_model, read_packed
from lutcore.host_app.checkpoints.source import ModelData, Source, float_model
from lutcore.host_app.checkpoints.tensors import PICKLES, refuse_pickle
from lutcore.host_app.checkpoints.tokenizer import TextStream
from lutcore.host_app.errors import ModelNotFoundError, WeightsContradictionError
from lutcore.host_app.model.generate import Timing, generate
from lutcore.host_app.model.linear import Backend, DeviceBackend, FloatBackend
from lutcore.host_app.model.llama import Llama
from lutcore.host_app.model.sampler import Sampler, Sampling
from lutcore.host_app.quantise.rounding import spelling, weight_format

if TYPE_CHECKING:
    from lutcore.driver import Device

DEFAULT_WEIGHTS = "int4"


@dataclass(frozen=True)
class WeightChoice:
    """What the user said about the weights; None: nothing."""

    weights:    str | None = None                # "int4", "ternary", "float32"
    group:      str | None = None                # "32", "row"
    asymmetric: bool       = False


def choice_of(fmt: WeightFormat | None) -> WeightChoice:
    """The format in the words of the command line; None is float32."""
    return WeightChoice(*spelling(fmt)) if fmt else WeightChoice("float32")


def open_model(path: Path, choice: WeightChoice,
               progress: Callable[[int, int], None]) -> ModelData:
    """A model folder, quantised as chosen, or a packed file, which brings its own weights.

    Raises WeightsContradictionError, PickledWeightsError and the errors of `open_folder` and `read_packed`.
    """
    if path.is_file() and not is_gguf(path):
        if path.suffix in PICKLES:
            refuse_pickle(path)
        return _packed_as_chosen(path, choice)
    return open_folder(path, choice, progress)


def is_gguf(path: Path) -> bool:
    """By its name or its first bytes."""
    if path.suffix == ".gguf":
        return True
    with path.open("rb") as file:
        return file.read(4) == b"GGUF"


def open_source(path: Path) -> Source:
    """A Hugging Face folder or a GGUF file. Raises ModelNotFoundError and the errors of either."""
    if path.is_dir():
        return Checkpoint(path)
    if path.is_file() and is_gguf(path):
        from lutcore.host_app.checkpoints.gguf.gguf_model import (
            GgufModel,  # half a second of imports
        )
        return GgufModel(path)
    raise ModelNotFoundError(f"{path} is no model; give a folder with config.json in it, or a GGUF file")


def open_folder(path: Path, choice: WeightChoice,
                progress: Callable[[int, int], None]) -> ModelData:
    """A Hugging Face folder or a GGUF file, what it has in float quantised as chosen.

    Raises WeightsContradictionError (float32 with a group) and the errors of `open_source`.
    """
    if choice.weights == "float32":
        if choice.group or choice.asymmetric:
            raise WeightsContradictionError("float32 weights have no groups; leave the group out")
        return float_model(open_source(path))
    fmt = weight_format(choice.weights or DEFAULT_WEIGHTS, choice.group, choice.asymmetric) \
        if choice != WeightChoice() else None
    return pack_model(open_source(path), fmt, progress)


def open_calibrated(path: Path, choice: WeightChoice, calibration: Path,
                    progress: Callable[[int, int], None]) -> ModelData:
    """As `open_folder`, with codes chosen against a text (`gptq`).

    Raises EvaluationError without a usable text, and the errors of `open_folder`.
    """
    from lutcore.host_app.measure.trials import calibrated
    fmt = weight_format(choice.weights or DEFAULT_WEIGHTS, choice.group, choice.asymmetric)
    return pack_model(calibrated(open_source(path), fmt, calibration), fmt, progress)


def _packed_as_chosen(path: Path, choice: WeightChoice) -> ModelData:
    model = read_packed(path)
    packed = choice_of(model.format)
    for name in ("weights", "group", "asymmetric"):
        asked, found = getattr(choice, name), getattr(packed, name)
        if asked and asked != found:
            raise WeightsContradictionError(
                f"{path} is packed as {model.format.name}, which contradicts {name} {asked}; "
                "leave the option out, or pack the model again")
    return model


@dataclass(frozen=True)
class Report:
    """What one run gave; the fields are those of the command's JSON.

    engine:       the device's counters over the run, None without a device
    host_seconds: prefill and decode together, less the engine's seconds
    """

    text:          str                           # prompt and continuation
    tokens:        list[int]                     # generated
    prompt_tokens: int
    device:        str | None                    # None: float32 on the host
    geometry:      str | None
    weights:       str
    group:         int | str | None              # weights per group, "row", None for float32
    asymmetric:    bool
    prefill:       dict[str, Any]                # tokens, seconds
    decode:        dict[str, Any]                # tokens, seconds
    engine:        dict[str, Any] | None         # lutcore.driver's Counters
    host_seconds:  float


def backend_for(device: Device | None) -> Backend:
    """What multiplies: a device, or numpy in float32."""
    return FloatBackend() if device is None else DeviceBackend(device)


def run(model: ModelData, device: Device | None, prompt: str, sampling: Sampling,
        max_tokens: int, emit: Callable[[str], None], int8_cache: bool = False) -> Report:
    """Continues the prompt, giving the text to emit as it comes. device is None for float32.

    What was emitted ends with a newline, also after an error or an interrupt.
    Raises PromptError, PromptTooLongError, NonFiniteLogitsError and the driver's errors.
    """
    ids     = model.tokenizer.encode(prompt)
    backend = backend_for(device)
    llama   = Llama(
        model.config, model.tensors, model.matrices, backend, len(ids) + max_tokens, int8_cache)
    before  = asdict(device.counters) if device else None
    timing, tokens, stream = Timing(), [], TextStream(model.tokenizer)
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


def describe(fmt: WeightFormat | None) -> dict[str, Any]:
    """weights, group and asymmetric, as the command's JSON has them."""
    words = asdict(choice_of(fmt))
    return words | {"group": (fmt.group or "row") if fmt else None}


def difference(after: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """after - before, entry by entry, in nested dictionaries too."""
    return {name: difference(value, before[name]) if isinstance(value, dict)
            else value - before[name] for name, value in after.items()}
