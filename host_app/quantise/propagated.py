"""Quantisation one layer after the other: each matrix makes up for what those before it have lost.

A matrix W reads x in the whole model, and y once all matrices before it are quantised. What is
wanted from y are the outputs W x, and least squares give the weights for it:

    W + W A,  A = (sum (x - y) y^T) (sum y y^T)^-1

Their rounding, W', then costs the sum of |(W + W A - W') y|**2 more, which depends on W' through
sum y y^T only, as in quantise/calibrated.py: GPTQ rounds W + W A against that moment. With few
tokens A also learns their noise, so SHARE of it is taken (QEP, Arai and Ichikawa 2025, equations 3
to 5, alpha = 1/2; the whole of it would be GPTAQ's and Qronos's objective, Li et al. and Zhang et
al. 2025).

Two models run over the text side by side, layer by layer (quantise/streams.py). Within a layer,
too, each product sees its predecessors quantised; the experts of a layer are taken together.

This is the method behind `lutcore pack --method qep`.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence

import numpy as np

from lutcore.host_app.checkpoints.source import Coded, Source
from lutcore.host_app.checkpoints.tensors import widen
from lutcore.host_app.errors import NonFiniteWeightsError
from lutcore.host_app.model.tensors import HEAD, matrix_shapes
from lutcore.host_app.quantise.calibrated import (
    Moment,
    in_chunks,
    quantise_against,
)
from lutcore.host_app.quantise.derived import TextSource
from lutcore.host_app.quantise.rounding import Formats, format_of
from lutcore.host_app.quantise.streams import Inputs, Layer, Product, Windows, embedded_text, normed

SHARE = 0.5                             # of the correction that is taken: alpha of QEP

_EXPERT = re.compile(r"\.experts\.\d+\.")


class PropagatedSource(TextSource):
    """A `TextSource` that takes the matrices in the order in which the model uses them.

    All are quantised when the first is asked for, and their codes are then held in memory. The
    progress counts layers.
    """

    def __init__(self, source: Source, fmt: Formats, windows: Windows,
                 progress: Callable[[int, int], None] = lambda done, total: None) -> None:
        super().__init__(source, fmt, windows, progress)
        self._coded: dict[str, Coded] = {}
        self._lock = threading.Lock()   # guards the codes: one thread makes them

    def matrix(self, name: str) -> Coded:
        """Return one matrix, quantised; one that was `Coded` already stays as it is.

        Raises NonFiniteWeightsError.
        """
        with self._lock:
            if not self._coded:
                self._coded = propagated(self._source, self._format, self._windows, self._progress)
        return self._coded[name]


def propagated(source: Source, formats: Formats, windows: Windows,
               progress: Callable[[int, int], None]) -> dict[str, Coded]:
    """Return all matrices, quantised, by name. See `PropagatedSource`."""
    layers = source.config.num_hidden_layers
    coded: dict[str, Coded] = {}
    x = embedded_text(source, windows)  # in the whole model
    y = x.copy()                        # in the quantised one
    for index in range(layers):
        progress(index, layers)
        coded |= _layer(source, index, formats, windows, x, y)
    given = _read(source, HEAD)
    if not isinstance(given, Coded):
        sums = Sums(given.shape[1])
        sums.add(normed(source, x), normed(source, y))
        given = sums.quantise(HEAD, given, formats)
    progress(layers, layers)
    return coded | {HEAD: given}


def _layer(source: Source, index: int, formats: Formats, windows: Windows, x: np.ndarray,
           y: np.ndarray) -> dict[str, Coded]:
    """Return a layer's matrices, quantised, and take x and y through it."""
    shapes  = matrix_shapes(source.config)
    given   = {name: _read(source, name) for name in shapes
               if name.startswith(f"model.layers.{index}.")}
    weights = {name: matrix.dequantised() if isinstance(matrix, Coded) else matrix
               for name, matrix in given.items()}
    coded   = {name: matrix for name, matrix in given.items() if isinstance(matrix, Coded)}
    exact   = Layer(source, index, weights, windows)
    rounded = Layer(source, index, {name: w.copy() for name, w in weights.items()}, windows)
    wanted  = exact.run(x)
    for stage in stages(exact.products, shapes):
        missing = [product for product in stage if not coded.keys() >= {*product}]
        if not missing:
            continue
        sums = summed(missing, wanted, rounded.inputs(y, stage[-1]), shapes)
        for product in missing:
            for name in product:
                if name not in coded:
                    coded[name] = sums[product].quantise(name, weights[name], formats)
            rounded.replace(product, [coded[name].dequantised() for name in product])
    rounded.run(y)
    return coded


def stages(products: Sequence[Product], shapes: dict[str, tuple[int, int]]) -> list[list[Product]]:
    """Return the products in an order in which each reads what those of earlier stages give.

    The experts' products of one kind are a stage, or several if their moments take much memory.
    """
    found: dict[Product, list[Product]] = {}
    for product in products:
        kind = tuple(_EXPERT.sub(".experts.", name) for name in product)
        found.setdefault(kind, []).append(product)
    return [part for stage in found.values()
            for part in in_chunks({product: shapes[product[0]][1] for product in stage})]


def summed(stage: Sequence[Product], wanted: Sequence[Inputs], found: Sequence[Inputs],
           shapes: dict[str, tuple[int, int]]) -> dict[Product, Sums]:
    """Return the sums of each product of a stage.

    wanted, found: what products read in the whole model and in the quantised one, of every pass
    """
    sums = {product: Sums(shapes[product[0]][1]) for product in stage}
    for exact, rounded in zip(wanted, found, strict=True):
        for product in sums.keys() & rounded.keys():
            y = rounded[product]        # an expert that only this model has chosen reads no x
            sums[product].add(exact.get(product, y), y)
    return sums


class Sums:
    """Sums over the inputs of a product, with K inputs: x in the whole model and y in this one."""

    def __init__(self, k: int) -> None:
        self.moment = Moment(np.zeros((k, k), np.float32))  # of y
        self._lost  = np.zeros((k, k), np.float32)          # the sum of (x - y) y^T

    def add(self, x: np.ndarray, y: np.ndarray) -> None:
        """Add inputs, float32 [M, K] each."""
        self.moment.sums += y.T @ y
        self._lost       += (x - y).T @ y

    def quantise(self, name: str, weights: np.ndarray, formats: Formats) -> Coded:
        """Return one matrix of the product, quantised. Raises NonFiniteWeightsError."""
        wanted = weights + np.float32(SHARE) * (weights @ self._lost @ self.moment.inverse)
        fmt    = format_of(formats, name)
        try:
            return Coded.of(fmt, *quantise_against(wanted, self.moment, fmt))
        except NonFiniteWeightsError as error:
            raise NonFiniteWeightsError(f"{name}: {error}") from error


def _read(source: Source, name: str) -> Coded | np.ndarray:
    matrix = source.matrix(name)
    return matrix if isinstance(matrix, Coded) else widen(matrix)
