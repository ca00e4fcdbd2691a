"""How good a quantised model is: perplexity on a text, and agreement with the float model.

The text is cut into windows of the context, without overlap, and every token but the first of each
is predicted from those before it in its window. Perplexity is exp of the mean of -log p; agreement
is the share of tokens for which the most likely one is the float model's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from lutcore.driver.contract import WeightFormat, dequantise, unpack_matrix
from lutcore.host_app.checkpoints.packed import pack_model
from lutcore.host_app.checkpoints.source import Coded, ModelData, Source, float_model
from lutcore.host_app.errors import EvaluationError
from lutcore.host_app.measure.texts import NO_CALIBRATION
from lutcore.host_app.model.linear import Backend, DeviceBackend, FloatBackend, Fused
from lutcore.host_app.model.llama import Llama
from lutcore.host_app.quantise.calibrated import CalibratedSource
from lutcore.host_app.quantise.rounding import (
    FEEDBACK,
    MXFP4,
    NEAREST,
    describe,
    weight_format,
)

if TYPE_CHECKING:
    from lutcore.driver import Device, PackedMatrix

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Trial:
    """One row of the table. format None: the model's own."""

    format:      WeightFormat | None
    method:      str        = NEAREST
    table_width: int | None = None               # bits of a table entry; None: the geometry's
    host_tables: bool       = False


@dataclass(frozen=True)
class Scores:
    """Of every predicted token, in order."""

    loss: np.ndarray                             # float64: -log p of the token that comes
    best: np.ndarray                             # int64: the most likely token

    @property
    def perplexity(self) -> float:
        with np.errstate(over="ignore"):
            return float(np.exp(self.loss.mean()))


# Scores -------------------------------------------------------------------------------------------

class TrialBackend(DeviceBackend):
    """A device that holds a model for one trial only."""

    def __init__(self, device: Device, host_tables: bool = False):
        super().__init__(device)
        self._host_tables = host_tables
        self._held: list[Fused] = []

    def load(self, matrices: Sequence[PackedMatrix]) -> Fused:
        self._held.append(super().load(matrices))
        return self._held[-1]

    def apply(self, handle: Fused, x: np.ndarray) -> list[np.ndarray]:
        parts = self._device.products(handle.parts, x, self._host_tables)
        return np.split(np.concatenate(parts, axis=1), handle.columns, axis=1)

    def free(self) -> None:
        """Give the device's memory back."""
        for handle in self._held:
            for matrix in handle.parts:
                matrix.free()
        self._held.clear()


def scores(model: ModelData, backend: Backend, windows: Sequence[Sequence[int]],
           progress: Progress = lambda done, total: None) -> Scores:
    """Runs the model over all windows. Raises NonFiniteLogitsError and the device's errors."""
    llama = Llama(model.config, model.tensors, model.matrices, backend, max(map(len, windows)))
    loss, best = [], []
    for done, window in enumerate(windows):
        progress(done, len(windows))
        llama.length = 0
        logits = llama.forward_all(window[:-1]).astype(np.float64)     # [M, V]
        logits -= logits.max(axis=1, keepdims=True)
        chosen = logits[np.arange(len(logits)), window[1:]]
        loss.append(np.log(np.exp(logits).sum(axis=1)) - chosen)
        best.append(logits.argmax(axis=1))
    progress(len(windows), len(windows))
    return Scores(np.concatenate(loss), np.concatenate(best))


def bits_per_weight(model: ModelData) -> float:
    """Of all matrices in memory, scales, offsets and padding included."""
    if model.format is None:
        return 32.0
    bits    = sum(m.bits_per_weight * m.n * m.k for m in model.matrices.values())
    weights = sum(m.n * m.k for m in model.matrices.values())
    return bits / weights


# Trials -------------------------------------------------------------------------------------------

def all_formats() -> list[WeightFormat]:
    """One of every kind that the quantiser makes, from few bits to many."""
    spelled = [("ternary", None, False), ("mxfp4", None, False)]
    spelled += [(f"int{bits}", group, False) for bits in (1, 2, 3, 4, 5, 6, 8)
                for group in ("row", "128", "32")]
    spelled += [(f"int{bits}", group, True) for bits in (2, 3, 4) for group in ("128", "32")]
    return [weight_format(*words) for words in spelled]


def trials(formats: Sequence[WeightFormat], methods: Sequence[str] = (NEAREST,),
           widths: Sequence[int | None] = (None,), table_modes: Sequence[bool] = (False,),
        ) -> list[Trial]:
    """Every mix. MXFP4 is there once, as the one method that it has."""
    return [Trial(fmt, method, width, mode) for fmt in formats
            for method in (methods if fmt != MXFP4 else (NEAREST,))
            for width in widths for mode in table_modes]


def run_trials(source: Source | ModelData, wanted: Sequence[Trial],
               windows: Sequence[Sequence[int]], open_device: Callable[[int | None], Device],
               calibration: Sequence[Sequence[int]] | None = None,
               reference: ModelData | None = None,
               progress: Callable[[str, float], None] = lambda what, share: None,
        ) -> Iterator[dict[str, Any]]:
    """The rows of the table as they are found, the float model first.

    source:      a checkpoint; or a model packed already, which runs as it is in trials of its own
                 format, and whose weights are quantised once more in others
    open_device: the device with tables so wide
    calibration: windows for the method gptq; EvaluationError without them
    reference:   the float model; None: that of the checkpoint, or the packed model's own weights
    """
    packed = source if isinstance(source, ModelData) else None
    source = Unpacked(packed) if packed else source
    if reference is None:
        reference = float_model(source)
    truth = scores(reference, FloatBackend(), windows, _named(progress, "float32"))
    yield _row(Trial(None), reference, truth, truth, None)
    models: dict[tuple, ModelData] = {}
    for trial in wanted:
        key = trial.format, trial.method
        if key not in models:                    # the next ones mostly have the same
            models = {key: packed if packed and trial.format == packed.format
                      else _quantised(source, trial, calibration, progress)}
        model = models[key]
        with open_device(trial.table_width) as device:
            backend = TrialBackend(device, trial.host_tables)
            found = scores(model, backend, windows, _named(progress, model.format.name))
            yield _row(replace(trial, format=model.format), model, found, truth, device)
            backend.free()


class Unpacked:
    """A packed model as a `Source`: what it has in another format than most stays as it is."""

    quantised = True

    def __init__(self, packed: ModelData):
        self.config    = packed.config
        self.tokenizer = packed.tokenizer
        self.chat      = packed.chat
        self._packed   = packed

    def tensors(self) -> dict[str, np.ndarray]:
        """With the orders of inputs, which the matrices' columns keep."""
        return dict(self._packed.tensors)

    def matrix(self, name: str) -> np.ndarray | Coded:
        matrix = self._packed.matrices[name]
        if matrix.format != self._packed.format:
            return Coded(matrix.format, *unpack_matrix(matrix))
        return dequantise(matrix).astype(np.float32)

    def notes(self) -> list[str]:
        """Those from when it was packed."""
        return list(self._packed.notes)


def _quantised(source: Source, trial: Trial, calibration: Sequence[Sequence[int]] | None,
               progress: Callable[[str, float], None]) -> ModelData:
    if trial.method == FEEDBACK:
        if not calibration:
            raise EvaluationError(NO_CALIBRATION)
        source = CalibratedSource(source, trial.format, calibration,
                                  _named(progress, "calibrating"))
    return pack_model(source, trial.format, _named(progress, "packing"))


def _named(progress: Callable[[str, float], None], what: str) -> Progress:
    return lambda done, total: progress(what, done / total)


def _row(trial: Trial, model: ModelData, found: Scores, truth: Scores,
         device: Device | None) -> dict[str, Any]:
    geometry = device.geometry if device else None
    return {
        **describe(trial.format),
        "method":          trial.method if trial.format else None,
        "device":          device.name if device else None,
        "geometry":        geometry.name if geometry else None,
        "table_width":     geometry.table_width if geometry else None,
        "table_mode":      ("host" if trial.host_tables else "fabric") if geometry else None,
        "bits_per_weight": bits_per_weight(model),
        "perplexity":      found.perplexity,
        "agreement":       float((found.best == truth.best).mean()),
        "tokens":          len(found.loss),
        "seconds":         device.counters.seconds if device else None,
    }
