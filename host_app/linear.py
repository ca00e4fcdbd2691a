"""The one seam between the model and the hardware: matrices times activations.

A backend takes a matrix once and then multiplies. Matrices that read the same activations (q, k
and v; gate and up) are given together, so that a device uploads the activations once and rings one
doorbell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from lutcore.driver import Device


class Backend(Protocol):
    """Where matrix products happen."""

    def load(self, matrix: Any) -> Any:
        """A handle of the matrix [N, K], for `apply`."""

    def apply(self, weights: Sequence[Any], x: np.ndarray) -> list[np.ndarray]:
        """x [M, K] times each transposed matrix: float32 [M, N] for each handle."""


class FloatBackend:
    """numpy in float32; the handle is the matrix itself."""

    def load(self, matrix: np.ndarray) -> np.ndarray:
        return matrix

    def apply(self, weights: Sequence[np.ndarray], x: np.ndarray) -> list[np.ndarray]:
        return [x @ matrix.T for matrix in weights]


class DeviceBackend:
    """A lutcore device; packed matrices are loaded once and stay in its memory."""

    def __init__(self, device: Device):
        self._device = device

    def load(self, matrix: Any) -> Any:
        return self._device.load(matrix)

    def apply(self, weights: Sequence[Any], x: np.ndarray) -> list[np.ndarray]:
        return self._device.products(weights, x)
