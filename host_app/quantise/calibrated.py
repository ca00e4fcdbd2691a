"""Codes chosen against a calibration text: rounding errors are made good by the weights after them.

A matrix's outputs matter, not its weights: with inputs x, an error E of the weights costs the sum
of |E x|**2, which only needs the second moments of the inputs, the sum of x x^T. So the inputs are
rounded one after the other, and what the rounding of one has cost is taken back, as far as it can
be, by the inputs that are still to come (GPTQ, Frantar et al. 2022; the order of the inputs stays).
Scales are those of `quantise`, fitted to each group when its turn comes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import numpy as np

from lutcore.driver.contract import WeightFormat
from lutcore.host_app.checkpoints.source import Coded, ModelData, Source, float_model
from lutcore.host_app.checkpoints.tensors import widen
from lutcore.host_app.errors import NonFiniteWeightsError, QuantisationError
from lutcore.host_app.model.config import Config, largest_first, matrix_shapes
from lutcore.host_app.model.linear import FloatBackend
from lutcore.host_app.model.llama import Llama
from lutcore.host_app.quantise.rounding import MXFP4, fit

BLOCK        = 128                      # inputs between two updates of all later ones
DAMPING      = 0.01                     # of the mean moment: steadies the inverse
MOMENT_BYTES = 1 << 30                  # of second moments at once; more take more passes


class CalibratedSource:
    """A `Source` whose float matrices are quantised to `fmt` against a text.

    windows:  tokens, each list a text of its own that fits the model's context
    progress: takes windows done and windows in all, of each pass over the text

    Matrices may be asked for in any order and by several threads: a pass over the text finds the
    moments of one chunk of matrices, and they are kept until each of the chunk has been read.
    Raises QuantisationError for a format whose codes are not evenly spaced.
    """

    quantised = True

    def __init__(self, source: Source, fmt: WeightFormat, windows: Sequence[Sequence[int]],
                 progress: Callable[[int, int], None] = lambda done, total: None) -> None:
        if fmt == MXFP4:
            raise QuantisationError("mxfp4 weights are rounded to nearest only; leave the method "
                                    "out, or take int4")
        self.config    = source.config
        self.tokenizer = source.tokenizer
        self.chat      = source.chat
        self._source   = source
        self._format   = fmt
        self._windows  = windows
        self._progress = progress
        self._model    = float_model(source)
        self._moments: dict[str, np.ndarray] = {}
        self._chunks   = _chunks(self.config)
        self._lock     = threading.Lock()  # of the moments: one pass at a time

    def tensors(self) -> dict[str, np.ndarray]:
        """Those of the checkpoint."""
        return self._source.tensors()

    def notes(self) -> list[str]:
        """Those of the checkpoint."""
        return self._source.notes()

    def matrix(self, name: str) -> Coded:
        """What the checkpoint has quantised already stays as it is. Raises NonFiniteWeightsError."""
        matrix = self._source.matrix(name)
        if isinstance(matrix, Coded):
            return matrix
        moment = self._moment(name)
        try:
            return Coded(self._format, *quantise_against(widen(matrix), moment, self._format))
        except NonFiniteWeightsError as error:
            raise NonFiniteWeightsError(f"{name}: {error}") from error

    def _moment(self, name: str) -> np.ndarray:
        with self._lock:
            if name not in self._moments:
                chunk = next(chunk for chunk in self._chunks if name in chunk)
                self._moments |= moments(self._model, self._windows, chunk, self._progress)
            return self._moments.pop(name)


def _chunks(config: Config) -> list[list[str]]:
    """All matrices, in the order they are packed in, in chunks of at most MOMENT_BYTES or one."""
    chunks: list[list[str]] = []
    shapes = matrix_shapes(config)
    room   = 0
    for name in largest_first(shapes):
        nbytes = 4 * shapes[name][1] ** 2
        if nbytes > room:
            chunks.append([])
            room = max(MOMENT_BYTES, nbytes)
        chunks[-1].append(name)
        room -= nbytes
    return chunks


def moments(model: ModelData, windows: Sequence[Sequence[int]], names: Sequence[str],
            progress: Callable[[int, int], None] = lambda done, total: None) -> dict[str, np.ndarray]:
    """The sum of x x^T over all inputs x of each matrix, float32 [K, K], by name.

    Matrices that read the same inputs share an array.
    """
    backend = _Recorder([model.matrices[name] for name in names])
    llama   = Llama(model.config, model.tensors, model.matrices, backend, max(map(len, windows)))
    for done, window in enumerate(windows):
        progress(done, len(windows))
        llama.length = 0
        llama.forward_all(window)
    progress(len(windows), len(windows))
    return {name: backend.moment(model.matrices[name]) for name in names}


class _Recorder(FloatBackend):
    """Multiplies in float32 and adds up the moments of what some of the matrices read."""

    def __init__(self, wanted: Sequence[np.ndarray]) -> None:
        self._wanted  = {id(matrix) for matrix in wanted}
        self._moments: dict[int, np.ndarray] = {}  # by id of the first matrix of a handle
        self._first:   dict[int, int]        = {}

    def load(self, matrices: Sequence[np.ndarray]) -> tuple[np.ndarray, ...]:
        self._first |= {id(matrix): id(matrices[0]) for matrix in matrices}
        if any(id(matrix) in self._wanted for matrix in matrices):
            k = matrices[0].shape[1]
            self._moments[id(matrices[0])] = np.zeros((k, k), np.float32)
        return super().load(matrices)

    def apply(self, handle: Sequence[np.ndarray], x: np.ndarray) -> list[np.ndarray]:
        moment = self._moments.get(id(handle[0]))
        if moment is not None:
            x = x.astype(np.float32, copy=False)
            moment += x.T @ x
        return super().apply(handle, x)

    def moment(self, matrix: np.ndarray) -> np.ndarray:
        return self._moments[self._first[id(matrix)]]


def quantise_against(weights: np.ndarray, moment: np.ndarray, fmt: WeightFormat
        ) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
    """`quantise` for inputs with this moment, [K, K]: the same results, other codes.

    Raises NonFiniteWeightsError.
    """
    if not np.isfinite(weights).all():
        raise NonFiniteWeightsError("the weights hold NaN or infinity; the checkpoint is damaged")
    n, k     = weights.shape
    size     = fmt.group or k
    feedback = _feedback(moment)
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
    """Scale and offset, float32 [N] each, of a group's weights [size, N]."""
    _, scale, offset = fit(np.ascontiguousarray(part.T)[:, None], fmt)
    if fmt.zero is not None:
        offset = -scale * np.float32(fmt.zero / 2 ** (8 - fmt.bits))
    return scale[:, 0], offset[:, 0]


def _feedback(moment: np.ndarray) -> np.ndarray:
    """The upper Cholesky factor of the moment's inverse, float32 [K, K].

    Row i, divided by its diagonal, says what an error of input i asks of those after it.
    """
    moment  = moment.astype(np.float64)
    mean    = float(np.trace(moment)) / len(moment) or 1.0             # no inputs at all: nearest
    damping = DAMPING
    while True:
        damped = moment + damping * mean * np.eye(len(moment))
        try:
            inverse = np.linalg.inv(damped)
            return np.linalg.cholesky((inverse + inverse.T) / 2).T.astype(np.float32)
        except np.linalg.LinAlgError:   # 10, 100, ... times as much ends as a unit matrix
            damping *= 10
