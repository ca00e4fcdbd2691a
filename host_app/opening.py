"""Opens the model that the user named: a Hugging Face folder, a GGUF file or a packed file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import pack_model, read_packed
from lutcore.host_app.checkpoints.source import ModelData, Source, float_model
from lutcore.host_app.checkpoints.tensors import PICKLES, refuse_pickle
from lutcore.host_app.errors import ModelNotFoundError, WeightsContradictionError
from lutcore.host_app.measure.texts import calibration_windows
from lutcore.host_app.quantise.methods import CALIBRATED
from lutcore.host_app.quantise.mix import Mixer
from lutcore.host_app.quantise.rounding import spelling, weight_format

DEFAULT_WEIGHTS = "int4"


@dataclass(frozen=True)
class WeightChoice:
    """The weight format in the words of the command line, which makes it from its options."""

    weights: str | None = None          # such as "int4", "ternary", "float32"; None: not chosen
    group: str | None = None            # such as "32", "row"; None: not chosen
    asymmetric: bool = False


def open_model(path: Path, choice: WeightChoice,
               progress: Callable[[int, int], None]) -> ModelData:
    """Open any model: a packed file as it is, all others quantised as chosen.

    progress: called with the weights packed so far and in total

    Raises WeightsContradictionError (a packed file has other weights), PickledWeightsError and the
    errors of `open_folder` and `read_packed`.
    """
    if path.is_file() and not is_gguf(path):
        if path.suffix in PICKLES:
            refuse_pickle(path)
        return _packed_as_chosen(path, choice)
    return open_folder(path, choice, progress)


def is_gguf(path: Path) -> bool:
    """Return whether a file is GGUF, by its name or its first bytes."""
    if path.suffix == ".gguf":
        return True
    with path.open("rb") as file:
        return file.read(4) == b"GGUF"


def open_source(path: Path) -> Source:
    """Open a Hugging Face folder or a GGUF file.

    Raises ModelNotFoundError (neither of them) and the errors of both readers.
    """
    if path.is_dir():
        return Checkpoint(path)
    if path.is_file() and is_gguf(path):
        # here because importing gguf takes half a second
        from lutcore.host_app.checkpoints.gguf.gguf_model import GgufModel
        return GgufModel(path)
    raise ModelNotFoundError(f"{path} is not a model; give a folder that contains config.json, or "
                             "a GGUF file")


def open_folder(path: Path, choice: WeightChoice,
                progress: Callable[[int, int], None]) -> ModelData:
    """Open a Hugging Face folder or a GGUF file, and quantise its float weights as chosen.

    Raises WeightsContradictionError (float32 with a group) and the errors of `open_source`.
    """
    if choice.weights == "float32":
        if choice.group or choice.asymmetric:
            raise WeightsContradictionError("float32 weights have no groups; leave --group and "
                                            "--asymmetric out")
        return float_model(open_source(path))
    fmt = weight_format(choice.weights or DEFAULT_WEIGHTS, choice.group, choice.asymmetric) \
        if choice != WeightChoice() else None
    return pack_model(open_source(path), fmt, progress)


def open_calibrated(path: Path, choice: WeightChoice, method: str, calibration: Path,
                    progress: Callable[[int, int], None]) -> ModelData:
    """Open a folder or a GGUF file as `open_folder` does, and round it against a text.

    method: a key of CALIBRATED

    Raises EvaluationError (no usable text) and the errors of `open_folder`.
    """
    fmt = weight_format(choice.weights or DEFAULT_WEIGHTS, choice.group, choice.asymmetric)
    source  = open_source(path)
    windows = calibration_windows(source, calibration)
    return pack_model(CALIBRATED[method](source, fmt, windows), fmt, progress)


def open_mixed(path: Path, bits: float, method: str, calibration: Path,
               progress: Callable[[str, float], None]) -> ModelData:
    """Open a folder or a GGUF file, and choose a format for every matrix.

    bits: mean per weight
    progress: takes the current step and the fraction of it done

    Raises EvaluationError (no usable text), the errors of `open_source` and `Mixer`.
    """
    source = open_source(path)
    mixer  = Mixer(source, calibration_windows(source, calibration))
    return mixer.pack(bits, method, progress)


def check_mix(weights: Sequence[str], choice: WeightChoice, bits: Sequence[float]) -> None:
    """Raise WeightsContradictionError if bits and a mix do not come together, or it has groups.

    weights: all that were chosen
    choice:  its groups would be those of the mix
    """
    if "mix" not in weights:
        if bits:
            raise WeightsContradictionError(f"--bits {bits[0]:g} is the mean of a mix; give "
                                            "--weights mix, or leave it out")
        return
    if not bits:
        raise WeightsContradictionError("a mix of formats has a mean of bits per weight; give it "
                                        "with --bits, such as --bits 3.2")
    if choice.group or choice.asymmetric:
        raise WeightsContradictionError("a mix chooses groups and offsets itself; leave --group "
                                        "and --asymmetric out")


def _packed_as_chosen(path: Path, choice: WeightChoice) -> ModelData:
    model = read_packed(path)
    assert model.format is not None     # packed files have no float32 matrices
    packed = WeightChoice(*spelling(model.format))
    for name in ("weights", "group", "asymmetric"):
        chosen = getattr(choice, name)
        if chosen and chosen != getattr(packed, name):
            raise WeightsContradictionError(
                f"{path} is packed as {model.format.name}, which contradicts {name} {chosen}; "
                "leave the option out, or pack the model again")
    return model
