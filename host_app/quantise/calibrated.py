"""Quantisation against a calibration text: later weights compensate the rounding of earlier ones.

The outputs of a matrix matter, not its weights: with inputs x, an error E of the weights costs the
sum of |E x|**2, which depends only on the second moments of the inputs, the sum of x x^T. So the
inputs are rounded one after the other, and the weights of the inputs that are still to come
compensate the error of each as well as they can (GPTQ, Frantar et al. 2022; the order of the inputs
stays). Scales are those of quantise/rounding.py, fitted to each group when its turn comes.

This is the method behind `lutcore pack --method gptq`. Folders that GPTQ's libraries wrote are read
by checkpoints/hf_quantised.py.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

import numpy as np

from lutcore.driver.contract import WeightFormat
from lutcore.host_app.checkpoints.source import Coded, ModelData, Part, Source, float_model
from lutcore.host_app.checkpoints.tensors import widen
from lutcore.host_app.errors import NonFiniteWeightsError
from lutcore.host_app.model.engines import FloatEngine
from lutcore.host_app.model.model import Model
from lutcore.host_app.model.tensors import largest_first, matrix_shapes
from lutcore.host_app.quantise.derived import TextSource
from lutcore.host_app.quantise.rounding import Formats, fit, format_of

BLOCK        = 128                      # inputs between two updates of all later weights
DAMPING      = 0.01                     # share of the mean moment that is added, for the inverse
MOMENT_BYTES = 1 << 30                  # most bytes of second moments that are kept at once

Key = TypeVar("Key", bound=Hashable)


class Moment:
    """The second moments of a product's inputs, and what rounding needs of them, computed once.

    sums: the sum of x x^T, float32 [K, K]
    """

    def __init__(self, sums: np.ndarray) -> None:
        self.sums = sums

    @property
    def inverse(self) -> np.ndarray:
        """The damped moment's inverse, float32 [K, K]."""
        return self._factored[0]

    @property
    def feedback(self) -> np.ndarray:
        """The upper Cholesky factor of the inverse, float32 [K, K].

        Line i, divided by its diagonal element, says how much of the error of input i each later
        input has to compensate.
        """
        return self._factored[1]

    @cached_property
    def _factored(self) -> tuple[np.ndarray, np.ndarray]:
        moment  = self.sums.astype(np.float64)
        mean    = float(np.trace(moment)) / len(moment) or 1.0         # 1 if there were no inputs
        damping = DAMPING
        while True:
            damped = moment + damping * mean * np.eye(len(moment))
            try:
                inverse = np.linalg.inv(damped)
                inverse = (inverse + inverse.T) / 2
                return (inverse.astype(np.float32),
                        np.linalg.cholesky(inverse).T.astype(np.float32))
            except np.linalg.LinAlgError:   # with more damping the matrix nears a unit matrix
                damping *= 10


class CalibratedSource(TextSource):
    """A `TextSource` that takes every matrix by itself, with the inputs of the whole model.

    `pack_model` may read its matrices in any order and from several threads: a pass over the text
    collects the moments of one chunk of matrices, and each moment is kept until it has been used.
    The progress counts windows, anew in each pass.
    """

    def __init__(self, source: Source, fmt: Formats, windows: Sequence[Sequence[int]],
                 progress: Callable[[int, int], None] = lambda done, total: None) -> None:
        super().__init__(source, fmt, windows, progress)
        self._model = float_model(source)
        self._moments: dict[str, Moment] = {}
        shapes = matrix_shapes(self.config)
        self._chunks = in_chunks({name: shapes[name][1] for name in largest_first(shapes)})
        self._lock   = threading.Lock()  # guards the moments: one pass at a time

    def matrix(self, name: str) -> Coded:
        """Return one matrix, quantised; one that was `Coded` already stays as it is.

        Raises NonFiniteWeightsError.
        """
        matrix = self._source.matrix(name)
        if isinstance(matrix, Coded):
            return matrix
        moment = self._moment(name)
        try:
            fmt = format_of(self._format, name)
            return Coded.of(fmt, *quantise_against(widen(matrix), moment, fmt))
        except NonFiniteWeightsError as error:
            raise NonFiniteWeightsError(f"{name}: {error}") from error

    def _moment(self, name: str) -> Moment:
        """Return the moment of a matrix, and forget it. This may take a pass over the text."""
        with self._lock:
            if name not in self._moments:
                chunk = next(chunk for chunk in self._chunks if name in chunk)
                self._moments |= moments(self._model, self._windows, chunk, self._progress)
            return self._moments.pop(name)


def in_chunks(inputs: Mapping[Key, int]) -> list[list[Key]]:
    """Return all matrices, in chunks with at most MOMENT_BYTES of moments.

    A matrix whose moment alone is larger is a chunk by itself. inputs: K by each matrix's name
    """
    chunks: list[list[Key]] = []
    room = 0
    for key, k in inputs.items():
        nbytes = 4 * k ** 2
        if nbytes > room:
            chunks.append([])
            room = max(MOMENT_BYTES, nbytes)
        chunks[-1].append(key)
        room -= nbytes
    return chunks


def moments(model: ModelData, windows: Sequence[Sequence[int]], names: Sequence[str],
            progress: Callable[[int, int], None] = lambda done, total: None
            ) -> dict[str, Moment]:
    """Return the moment of each matrix's inputs, by name; those that read the same share it.

    windows, progress: see `TextSource`
    """
    names_of = {id(model.matrices[name]): name for name in names}
    found: dict[str, Moment] = {}

    def add(members: list[int], x: np.ndarray) -> None:
        readers = [names_of[member] for member in members if member in names_of]
        if not readers:
            return
        if readers[0] not in found:
            found.update(dict.fromkeys(readers, Moment(np.zeros((x.shape[1],) * 2, np.float32))))
        found[readers[0]].sums += x.T @ x

    running = Model(model, FloatEngine(add), "float32")
    (slot,) = running.slots(1, max(map(len, windows)))
    for done, window in enumerate(windows):
        progress(done, len(windows))
        slot.truncate(0)
        slot.forward_all(window)
    progress(len(windows), len(windows))
    for name in names:                  # experts that no token of the text has chosen
        if name not in found:
            found[name] = Moment(np.eye(model.matrices[name].shape[1], dtype=np.float32))
    return found


def quantise_against(weights: np.ndarray, moment: Moment, fmt: WeightFormat) -> Part:
    """Quantise float32 [N, K] for inputs with this moment; return what `quantise` returns.

    Raises NonFiniteWeightsError.
    """
    if not np.isfinite(weights).all():
        raise NonFiniteWeightsError(
            "the weights hold NaN or infinity; the checkpoint is damaged, so copy it again")
    n, k     = weights.shape
    size     = fmt.group or k
    feedback = moment.feedback
    w        = np.ascontiguousarray(weights.T, np.float32)             # [K, N]
    codes    = np.empty((k, n), np.uint8)
    scale    = np.empty((fmt.groups(k), n), np.float32)
    offset   = np.empty_like(scale)
    for start in range(0, k, BLOCK):
        end    = min(start + BLOCK, k)
        errors = np.empty((end - start, n), np.float32)
        for i in range(start, end):
            g = i // size
            if i % size == 0:
                scale[g], offset[g] = _scales(w[i:i + size], fmt)
                inverse = np.divide(1, scale[g], out=np.zeros_like(scale[g]), where=scale[g] != 0)
            q        = np.clip(np.rint((w[i] - offset[g]) * inverse), 0, fmt.levels - 1)
            codes[i] = q
            error    = (w[i] - (q * scale[g] + offset[g])) / feedback[i, i]
            w[i + 1:end] -= np.outer(feedback[i, i + 1:end], error)
            errors[i - start] = error
        w[end:] -= feedback[start:end, end:].T @ errors
    return (np.ascontiguousarray(codes.T), np.ascontiguousarray(scale.T),
            np.ascontiguousarray(offset.T) if fmt.zero is None else None)


def _scales(part: np.ndarray, fmt: WeightFormat) -> tuple[np.ndarray, np.ndarray]:
    """Return scale and offset, float32 [N] each, of a group's weights [size, N]."""
    _, scale, offset = fit(np.ascontiguousarray(part.T)[:, None], fmt)
    if fmt.zero is not None:
        offset = -scale * np.float32(fmt.zero / 2 ** (8 - fmt.bits))
    return scale[:, 0], np.asarray(offset)[:, 0]
