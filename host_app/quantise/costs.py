"""What formats cost each part of a model, measured with the method that will round it.

One part at a time is quantised in two formats (ANCHORS) while all others stay as they are, and the
emulator runs the calibration's first tokens: the cost is the Kullback-Leibler divergence of the
predictions from those of the whole model, in nats per token. That is the growth of the
cross-entropy on texts that the model would write, and it needs far fewer tokens than the growth on
a given text. The other formats lie on a straight line through both measurements, log cost against
log error of the outputs, and that error is measured for every format: the sum of |E x|**2 over the
inputs x of the calibration.

A part that is quantised alone has nothing before it to make up for, so the method qep rounds it as
gptq does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from lutcore.driver import Device, open_device
from lutcore.driver.contract import WeightFormat, pack_matrix
from lutcore.host_app.checkpoints.packed import pack_model
from lutcore.host_app.checkpoints.source import Coded, ModelData, Part, Source, float_model
from lutcore.host_app.errors import CalibrationTooShortError
from lutcore.host_app.model.engines import DeviceEngine, DeviceMatrix, FloatEngine
from lutcore.host_app.model.model import Model
from lutcore.host_app.model.tensors import matrix_shapes
from lutcore.host_app.quantise.calibrated import Moment, in_chunks, moments, quantise_against
from lutcore.host_app.quantise.knapsack import Offer
from lutcore.host_app.quantise.rounding import (
    CAREFUL,
    MXFP4,
    NEAREST,
    all_formats,
    quantise,
    weight_format,
)

ANCHORS    = (weight_format("int2"), weight_format("int4"))    # formats whose cost is measured
CANDIDATES = tuple(fmt for fmt in all_formats() if fmt != MXFP4)
TOKENS     = 256                        # of the calibration that are run for every measurement
SAMPLE     = 128                        # outputs of a matrix whose errors are measured
SLOPES     = (0.5, 2.0)                 # least and largest exponent of cost against error
NOISE      = 1e-6                       # nats per token: less is the noise of the activations

Windows  = Sequence[Sequence[int]]      # tokens
Progress = Callable[[int, int], None]   # takes measurements done and in total


def measured(source: Source, parts: Sequence[Sequence[str]], windows: Windows, method: str,
             progress: Progress) -> list[list[Offer]]:
    """Return what every format costs each part of the model; see the module.

    method: of rounding
    """
    exact  = float_model(source)
    model  = pack_model(source, CAREFUL, lambda done, total: None)
    few    = first_tokens(windows, TOKENS)
    shapes = matrix_shapes(source.config)
    offers = []
    with open_device("emulator") as device:
        engine = KeepingEngine(device)
        truth  = predictions(model, engine, few)
        engine.keep()
        for done, (names, given) in enumerate(_with_moments(exact, parts, windows)):
            progress(done, len(parts))
            errors = {fmt: sum(output_error(exact.matrices[name], given[name], fmt, method)
                               for name in names) for fmt in CANDIDATES}
            anchors = []
            for fmt in ANCHORS:
                changed = {name: pack_matrix(*rounded(
                    exact.matrices[name], given[name], fmt, method), fmt) for name in names}
                other   = replace(model, matrices={**model.matrices, **changed})
                anchors.append((errors[fmt],
                                divergence(truth, predictions(other, engine, few))))
            line   = line_through(*anchors)
            losses = {fmt: line(error) for fmt, error in errors.items()} | _as_it_is(source, names)
            offers.append([Offer(fmt, sum(words(shapes[name], fmt) for name in names), loss)
                           for fmt, loss in losses.items()])
    progress(len(parts), len(parts))
    return offers


def words(shape: tuple[int, int], fmt: WeightFormat) -> int:
    """Return the words of a matrix's stream."""
    n, k = shape
    return fmt.layout.words(n, fmt.slices(k))


def first_tokens(windows: Windows, count: int) -> list[Sequence[int]]:
    """Return the first tokens; fewer than `count` if there are fewer.

    Raises CalibrationTooShortError for fewer than TOKENS.
    """
    taken: list[Sequence[int]] = []
    left = count
    for window in windows:
        taken += [window[:left]] if min(left, len(window)) > 1 else []
        left  -= len(window[:left])
    if count - left < min(count, TOKENS):
        raise CalibrationTooShortError(
            f"the calibration text has {count - left} tokens, and a mix is measured on {TOKENS}; "
            "give a longer text")
    return taken


def rounded(weights: np.ndarray, moment: Moment, fmt: WeightFormat, method: str) -> Part:
    """Return what `quantise` returns, by a method that sees this matrix alone."""
    return quantise(weights, fmt) if method == NEAREST else quantise_against(weights, moment, fmt)


def output_error(weights: np.ndarray, moment: Moment, fmt: WeightFormat, method: str) -> float:
    """Return the sum of |E x|**2 of a sample of outputs, where x has this moment."""
    sample = weights[::-(-len(weights) // SAMPLE)]
    error  = Coded.of(fmt, *rounded(sample, moment, fmt, method)).dequantised() - sample
    return float(np.vdot(error @ moment.sums, error)) * len(weights) / len(sample)


def _with_moments(model: ModelData, parts: Sequence[Sequence[str]], windows: Windows
                  ) -> Iterator[tuple[Sequence[str], dict[str, Moment]]]:
    """Yield each part with the moments of its matrices' inputs."""
    chunks = in_chunks({i: sum(model.matrices[name].shape[1] for name in part)
                        for i, part in enumerate(parts)})
    for chunk in chunks:
        found = moments(model, windows, [name for i in chunk for name in parts[i]])
        yield from ((parts[i], found) for i in chunk)


def _as_it_is(source: Source, names: Sequence[str]) -> dict[WeightFormat, float]:
    """Return the format that quantised matrices have already, at no cost; else nothing."""
    found = [source.matrix(name) for name in names]
    kept  = {matrix.format for matrix in found if isinstance(matrix, Coded)}
    coded = all(isinstance(matrix, Coded) for matrix in found)
    return dict.fromkeys(kept, 0.0) if coded and len(kept) == 1 else {}


class KeepingEngine(DeviceEngine):
    """A device that keeps the matrices of a model when the next model differs in few of them."""

    def __init__(self, device: Device) -> None:
        super().__init__(device)
        self._loaded: dict[tuple[int, ...], DeviceMatrix] = {}
        self._keeps = True

    def keep(self) -> None:
        """Keep what was loaded until now, and nothing from now on."""
        self._keeps = False

    def load(self, matrices: Sequence[Any]) -> DeviceMatrix:
        """Matrices of one format and K, side by side. Raises DeviceMemoryError."""
        key = tuple(map(id, matrices))
        if key in self._loaded:
            return self._loaded[key]
        loaded = super().load(matrices)
        if self._keeps:
            self._loaded[key] = loaded
            self._held.pop()            # so that `free` does not take it
        return loaded


def predictions(model: ModelData, engine: DeviceEngine | FloatEngine, windows: Windows
                ) -> np.ndarray:
    """Return log p of every token, float32 [tokens, V]."""
    running = Model(model, engine, "float32")
    (slot,) = running.slots(1, max(map(len, windows)))
    found   = []
    for window in windows:
        slot.truncate(0)
        logits  = slot.forward_all(window)
        logits -= logits.max(axis=1, keepdims=True)
        found.append(logits - np.log(np.exp(logits).sum(axis=1, keepdims=True)))
    running.free()
    return np.concatenate(found)


def divergence(truth: np.ndarray, found: np.ndarray) -> float:
    """Return the mean Kullback-Leibler divergence of log p, [tokens, V], in nats per token."""
    return float(np.einsum("mv,mv->m", np.exp(truth), truth - found, dtype=np.float64).mean())


def line_through(*points: tuple[float, float]) -> Callable[[float], float]:
    """Return the cost by error: log cost is a line through two points (error, cost).

    A cost below NOISE says nothing: then the cost grows as the error does, as it does near zero.
    """
    (error1, cost1), (error0, cost0) = sorted(points)[-1], sorted(points)[0]
    slope = 1.0
    if error0 > 0 and cost0 > NOISE and cost1 > NOISE and error1 > 1.01 * error0:
        slope = float(np.clip(np.log(cost1 / cost0) / np.log(error1 / error0), *SLOPES))
    return lambda error: max(cost1, NOISE) * (error / error1) ** slope if error1 else 0.0
