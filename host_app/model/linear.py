"""The one seam between the model and the hardware: matrices times activations.

A backend loads matrices once, and then multiplies with them. Matrices that read the same
activations (q, k and v; gate and up) are loaded together and share a handle, so that a device makes
one matrix of them: one descriptor, one set of tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from lutcore.driver.contract import PackedMatrix
from lutcore.driver.contract.packing import concatenate

if TYPE_CHECKING:
    from lutcore.driver import Device, Matrix


class Backend(Protocol):
    """Where matrix products happen: a `FloatBackend` or a `DeviceBackend`."""

    def load(self, matrices: Sequence[Any]) -> Any:
        """Return a handle for `apply`, of matrices [N, K] that are always applied together."""

    def apply(self, handle: Any, x: np.ndarray) -> list[np.ndarray]:
        """Return x [M, K] times each transposed matrix of the handle, float32 [M, N] each."""


class FloatBackend:
    """Products by numpy in float32; the handle is the matrices themselves."""

    def load(self, matrices: Sequence[np.ndarray]) -> tuple[np.ndarray, ...]:
        return tuple(matrices)

    def apply(self, handle: Sequence[np.ndarray], x: np.ndarray) -> list[np.ndarray]:
        x = x.astype(np.float32, copy=False)
        return [x @ matrix.T for matrix in handle]


@dataclass(frozen=True)
class Fused:
    """Matrices side by side in a device's memory: a handle of `DeviceBackend`."""

    parts: list[Matrix]                 # one for each run of matrices of the same format
    columns: np.ndarray                 # columns at which the results are split, int


class DeviceBackend:
    """Products by a lutcore device; packed matrices are loaded once and stay in its memory."""

    def __init__(self, device: Device) -> None:
        self._device = device

    def load(self, matrices: Sequence[PackedMatrix]) -> Fused:
        runs  = groupby(matrices, key=lambda matrix: matrix.format)
        parts = [self._device.load(concatenate(list(run))) for _, run in runs]
        return Fused(parts, np.cumsum([matrix.n for matrix in matrices])[:-1])

    def apply(self, handle: Fused, x: np.ndarray) -> list[np.ndarray]:
        y = np.concatenate(self._device.products(handle.parts, x), axis=1)
        return np.split(y, handle.columns, axis=1)


# Layers -------------------------------------------------------------------------------------------


LEAST_MAGNITUDE = np.float32(1e-5)      # lower limit of a row's largest activation, as in BitNet


@dataclass(frozen=True)
class Linear:
    """Matrices that read the same activations, each with its bias; `Llama` is built of them.

    parts: (order of the inputs, handle) for each run of matrices that have the same order
    int8: whether activations are first rounded to int8, scaled by each row's largest (BitNet)
    """

    apply: Callable[[Any, np.ndarray], list[np.ndarray]]
    parts: tuple[tuple[np.ndarray | None, Any], ...]
    biases: tuple[np.ndarray | None, ...] = ()
    int8:   bool = False

    @classmethod
    def load(cls, backend: Backend, matrices: Sequence[Any],
             biases: Sequence[np.ndarray | None] = (), orders: Sequence[np.ndarray | None] = (),
             int8: bool = False) -> Linear:
        """Load matrices into a backend.

        biases: float32 [N] for each matrix; None: the matrix has no bias
        orders: int32 [K], the input of each column; None: column i is input i
        """
        ordered = list(zip_longest(orders, matrices))
        runs    = groupby(ordered, key=lambda pair: None if pair[0] is None else pair[0].tobytes())
        parts   = []
        for _, run in runs:
            pairs = list(run)
            parts.append((pairs[0][0], backend.load([matrix for _, matrix in pairs])))
        return cls(backend.apply, tuple(parts), tuple(biases), int8)

    def __call__(self, x: np.ndarray) -> list[np.ndarray]:
        """Return float32 [M, N] for each matrix."""
        if self.int8:
            scale = np.float32(127) / np.maximum(np.abs(x).max(axis=1, keepdims=True),
                                                 LEAST_MAGNITUDE)
            x = np.rint(x * scale).astype(np.int8)
        results = [y for order, handle in self.parts
                   for y in self.apply(handle, x if order is None else x[:, order])]
        if self.int8:
            results = [y / scale for y in results]
        return [y if bias is None else y + bias
                for y, bias in zip_longest(results, self.biases)]
