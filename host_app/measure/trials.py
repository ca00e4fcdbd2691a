"""How good a quantised model is: perplexity on a text, and agreement with the float model.

The text is cut into windows of one context each, without overlap. In each window, every token but
the first is predicted from those before it. Perplexity is exp of the mean of -log p; agreement is
the share of tokens for which both models find the same token most likely. NMSE is the energy of the
logits' error over that of the float model's logits, in the first window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from lutcore.driver.contract import WeightFormat, dequantise, unpack_matrix
from lutcore.host_app.checkpoints.packed import pack_model
from lutcore.host_app.checkpoints.source import Coded, Embedding, ModelData, Source, float_model
from lutcore.host_app.errors import EvaluationError
from lutcore.host_app.measure.products import nmse
from lutcore.host_app.measure.texts import NO_TEXT_FOR_MIX, no_calibration
from lutcore.host_app.model.engines import DeviceEngine, FloatEngine
from lutcore.host_app.model.model import Model
from lutcore.host_app.model.workspace import Engine
from lutcore.host_app.quantise.methods import CALIBRATED
from lutcore.host_app.quantise.mix import Mix, Mixer
from lutcore.host_app.quantise.rounding import MXFP4, NEAREST, describe

if TYPE_CHECKING:
    from lutcore.driver import Device

Windows  = Sequence[Sequence[int]]      # tokens
Count    = Callable[[int, int], None]   # takes items done and items in total
Progress = Callable[[str, float], None]     # takes the current step and the fraction of it done

EXACT_CACHE = "float32"                 # type of cached keys and values: only weights differ


@dataclass(frozen=True)
class Trial:
    """What one line of the table measures; the command makes them from its options."""

    format: WeightFormat | Mix | None   # None: float32
    method: str = NEAREST
    table_width: int | None = None      # bits of a lookup table entry; None: the geometry's
    host_tables: bool = False           # the host computes the lookup tables
    cache: str = EXACT_CACHE            # type of cached keys and values


@dataclass(frozen=True)
class Scores:
    """Loss and most likely token for every predicted token, in the order of the text."""

    loss: np.ndarray                    # float64: -log p of the token that follows
    best: np.ndarray                    # int64: the most likely token
    logits: np.ndarray                  # float32 [M, V] of the first window

    @property
    def perplexity(self) -> float:
        """exp of the mean loss; infinite if that overflows."""
        with np.errstate(over="ignore"):
            return float(np.exp(self.loss.mean()))


# Scores -------------------------------------------------------------------------------------------


def scores(model: ModelData, engine: Engine, windows: Windows,
           progress: Count = lambda done, total: None, cache: str = EXACT_CACHE) -> Scores:
    """Run the model over all windows. Raises NonFiniteLogitsError and the device's errors."""
    running = Model(model, engine, cache)
    (slot,) = running.slots(1, max(map(len, windows)))
    loss, best = [], []
    first: np.ndarray | None = None
    for done, window in enumerate(windows):
        progress(done, len(windows))
        slot.truncate(0)
        computed = slot.forward_all(window[:-1])        # float32 [M, V]
        first    = computed if first is None else first
        logits   = computed.astype(np.float64)
        logits -= logits.max(axis=1, keepdims=True)
        followers = logits[np.arange(len(logits)), window[1:]]
        loss.append(np.log(np.exp(logits).sum(axis=1)) - followers)
        best.append(logits.argmax(axis=1))
    progress(len(windows), len(windows))
    running.free()
    assert first is not None            # there is a window
    return Scores(np.concatenate(loss), np.concatenate(best), first)


def bits_per_weight(model: ModelData) -> float:
    """Return the mean over all matrices as they lie in memory, with scales, offsets and padding."""
    if model.format is None:
        return 32.0
    bits    = sum(m.bits_per_weight * m.n * m.k for m in model.matrices.values())
    weights = sum(m.n * m.k for m in model.matrices.values())
    return bits / weights


# Trials -------------------------------------------------------------------------------------------


def trials(formats: Sequence[WeightFormat | Mix | None], methods: Sequence[str] = (NEAREST,),
           widths: Sequence[int | None] = (None,), table_modes: Sequence[bool] = (False,),
           caches: Sequence[str] = (EXACT_CACHE,)) -> list[Trial]:
    """Return every combination; MXFP4 has one method only and is combined with that.

    widths:      bits of a lookup table entry; None: the geometry's
    table_modes: whether the host computes the lookup tables
    caches:      types of cached keys and values
    """
    return [Trial(fmt, method, width, mode, cache) for fmt in formats
            for method in (methods if fmt != MXFP4 else (NEAREST,))
            for width in widths for mode in table_modes for cache in caches]


def run_trials(model: Source | ModelData, planned: Sequence[Trial], windows: Windows,
               open_device: Callable[[int | None], Device], calibration: Windows | None = None,
               reference: ModelData | None = None,
               progress: Progress = lambda step, fraction: None) -> Iterator[dict[str, Any]]:
    """Yield the lines of the table as they are measured, that of the float model first.

    model:       a checkpoint; or a packed model, which runs as it is in trials of its own format
                 and is quantised a second time in the others
    open_device: opens the device with lookup tables of the given width
    calibration: windows for the methods that need a text and for mixes
    reference:   the float model; None: that of the checkpoint, or the packed model dequantised

    Raises EvaluationError (a method without its calibration) and the errors of `scores`.
    """
    packed = model if isinstance(model, ModelData) else None
    source = model if not isinstance(model, ModelData) else Unpacked(model)
    if reference is None:
        reference = float_model(source)
    truth = scores(reference, FloatEngine(), windows, _named(progress, "float32"))
    yield _line(Trial(None), reference, truth, truth, None)
    mixer = Mixer(source, calibration) if calibration and has_mix(planned) else None
    for trial in planned:
        if isinstance(trial.format, Mix) and mixer:
            mixer.check(trial.format.bits)          # before all the work
    quantised: dict[tuple[WeightFormat | Mix | None, str], ModelData] = {}
    for trial in planned:
        key = trial.format, trial.method
        if key not in quantised:        # keeps one model: trials of the same key follow each other
            quantised = {key: packed if packed and trial.format == packed.format
                         else _quantised(source, trial, calibration, mixer, progress)}
        fmt = trial.format if isinstance(trial.format, Mix) else quantised[key].format
        assert fmt is not None          # only the reference is in float32
        with open_device(trial.table_width) as device:
            measured = scores(quantised[key], DeviceEngine(device, trial.host_tables), windows,
                              _named(progress, fmt.name), trial.cache)
            yield _line(replace(trial, format=fmt), quantised[key], measured, truth, device)


class Unpacked:
    """A packed model as a `Source`, so that it can be quantised a second time.

    Matrices in another format than most, such as an int8 head, stay as they are.
    """

    quantised = True

    def __init__(self, packed: ModelData) -> None:
        self.config    = packed.config
        self.tokenizer = packed.tokenizer
        self.chat      = packed.chat
        self._packed   = packed

    def embedding(self) -> Embedding:
        """Return the embedding as it was packed."""
        return self._packed.embedding

    def tensors(self) -> dict[str, np.ndarray]:
        """Return all tensors, with the orders of inputs that the matrices' columns keep."""
        return dict(self._packed.tensors)

    def matrix(self, name: str) -> np.ndarray | Coded:
        """Return a matrix dequantised to float32 [N, K], or its codes if it stays as it is."""
        matrix = self._packed.matrices[name]
        if matrix.format != self._packed.format:
            return Coded.of(matrix.format, *unpack_matrix(matrix))
        return dequantise(matrix).astype(np.float32)


def has_mix(planned: Sequence[Trial]) -> bool:
    """Return whether some trial is of a mix."""
    return any(isinstance(trial.format, Mix) for trial in planned)


def _quantised(source: Source, trial: Trial, calibration: Windows | None, mixer: Mixer | None,
               progress: Progress) -> ModelData:
    if isinstance(trial.format, Mix):
        if mixer is None:
            raise EvaluationError(NO_TEXT_FOR_MIX)
        return mixer.pack(trial.format.bits, trial.method, progress)
    if trial.method in CALIBRATED:
        if not calibration:
            raise EvaluationError(no_calibration(trial.method))
        assert trial.format is not None     # float32 is not rounded
        source = CALIBRATED[trial.method](source, trial.format, calibration,
                                          _named(progress, "calibrating"))
    return pack_model(source, trial.format, _named(progress, "packing"))


def _named(progress: Progress, step: str) -> Count:
    """Return a counter that reports as the given step."""
    return lambda done, total: progress(step, done / total)


def _line(trial: Trial, model: ModelData, measured: Scores, truth: Scores,
          device: Device | None) -> dict[str, Any]:
    geometry = device.geometry if device else None
    return {
        **(describe(None) | {"weights": "mix"} if isinstance(trial.format, Mix)
           else describe(trial.format)),
        "method":          trial.method if trial.format else None,
        "device":          device.name if device else None,
        "geometry":        geometry.name if geometry else None,
        "table_width":     geometry.table_width if geometry else None,
        "table_mode":      ("host" if trial.host_tables else "fabric") if geometry else None,
        "cache":           trial.cache,
        "bits_per_weight": bits_per_weight(model),
        "perplexity":      measured.perplexity,
        "agreement":       float((measured.best == truth.best).mean()),
        "nmse":            nmse(measured.logits, truth.logits.astype(np.float64)),
        "tokens":          len(measured.loss),
        "seconds":         device.counters.seconds if device else None,
    }
