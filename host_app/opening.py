"""Opening whatever model the user named: a folder, a GGUF file or a packed file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import pack_model, read_packed
from lutcore.host_app.checkpoints.source import ModelData, Source, float_model
from lutcore.host_app.checkpoints.tensors import PICKLES, refuse_pickle
from lutcore.host_app.errors import ModelNotFoundError, WeightsContradictionError
from lutcore.host_app.measure.texts import calibration_windows
from lutcore.host_app.quantise.calibrated import CalibratedSource
from lutcore.host_app.quantise.rounding import spelling, weight_format

DEFAULT_WEIGHTS = "int4"


@dataclass(frozen=True)
class WeightChoice:
    """What the user said about the weights; None: nothing."""

    weights:    str | None = None                # "int4", "ternary", "float32"
    group:      str | None = None                # "32", "row"
    asymmetric: bool       = False


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
        # imported here because gguf takes half a second
        from lutcore.host_app.checkpoints.gguf.gguf_model import GgufModel
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
    fmt = weight_format(choice.weights or DEFAULT_WEIGHTS, choice.group, choice.asymmetric)
    source = open_source(path)
    windows = calibration_windows(source, calibration)
    return pack_model(CalibratedSource(source, fmt, windows), fmt, progress)


def _packed_as_chosen(path: Path, choice: WeightChoice) -> ModelData:
    model  = read_packed(path)
    packed = WeightChoice(*spelling(model.format))
    for name in ("weights", "group", "asymmetric"):
        chosen = getattr(choice, name)
        if chosen and chosen != getattr(packed, name):
            raise WeightsContradictionError(
                f"{path} is packed as {model.format.name}, which contradicts {name} {chosen}; "
                "leave the option out, or pack the model again")
    return model
