"""The one seam between the model and the hardware: matrices times activations.

A backend takes matrices once and then multiplies. Matrices that read the same activations (q, k and
v; gate and up) are loaded together and have one handle, so that a device makes one matrix of them:
one descriptor, one set of tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from lutcore.driver.spec import PackedMatrix
from lutcore.driver.spec.packing import concatenate

if TYPE_CHECKING:
    from lutcore.driver import Device, Matrix


class Backend(Protocol):
    """Where matrix products happen."""

    def load(self, matrices: Sequence[Any]) -> Any:
        """A handle for `apply` of matrices [N, K] that are always applied together."""

    def apply(self, handle: Any, x: np.ndarray) -> list[np.ndarray]:
        """x [M, K] times each transposed matrix of the handle: float32 [M, N] each."""


class FloatBackend:
    """numpy in float32; the handle is the matrices themselves."""

    def load(self, matrices: Sequence[np.ndarray]) -> tuple[np.ndarray, ...]:
        return tuple(matrices)

    def apply(self, handle: Sequence[np.ndarray], x: np.ndarray) -> list[np.ndarray]:
        return [x @ matrix.T for matrix in handle]


@dataclass(frozen=True)
class Fused:
    """Matrices side by side in a device's memory."""

    parts:   list[Matrix]                        # one for each run of matrices of one format
    columns: np.ndarray                          # int: where the results are split


class DeviceBackend:
    """A lutcore device; packed matrices are loaded once and stay in its memory."""

    def __init__(self, device: Device):
        self._device = device

    def load(self, matrices: Sequence[PackedMatrix]) -> Fused:
        runs  = groupby(matrices, key=lambda matrix: matrix.format)
        parts = [self._device.load(concatenate(list(run))) for _, run in runs]
        return Fused(parts, np.cumsum([matrix.n for matrix in matrices])[:-1])

    def apply(self, handle: Fused, x: np.ndarray) -> list[np.ndarray]:
        y = np.concatenate(self._device.products(handle.parts, x), axis=1)
        return np.split(y, handle.columns, axis=1)
