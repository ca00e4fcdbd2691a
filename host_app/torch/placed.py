"""Matrices in a device's memory, which the layers of a model share.

A device takes one caller at a time, and PyTorch's models are called from any thread; so a
SharedDevice has a lock. Matrices of layers that are gone are freed before the next product: the
garbage collector may find them in the middle of one.
"""

from __future__ import annotations

import threading
import weakref
from collections import deque
from typing import Any, NoReturn

import numpy as np

from lutcore.driver import Device, Matrix, open_device
from lutcore.driver.contract import PackedMatrix
from lutcore.host_app.errors import LayerError

OUTPUTS = 1 << 24                       # results of one doorbell: 64 MB of float32

_SHARED: weakref.WeakValueDictionary[Any, SharedDevice] = weakref.WeakValueDictionary()
_OPENING = threading.Lock()


class SharedDevice:
    """An open device with a lock. It lives as long as a layer uses it; a copy is the same device.

    `shared_device` makes it.
    """

    def __init__(self, device: Device) -> None:
        self.device = device
        self._lock = threading.RLock()
        self._unused: deque[Matrix] = deque()       # a collector may append at any time

    def load(self, matrix: PackedMatrix) -> Matrix:
        """Upload a matrix. Raises DeviceMemoryError, FormatError, DeviceClosedError."""
        with self._lock:
            self._free_unused()
            return self.device.load(matrix)

    def matmul(self, matrix: Matrix, x: np.ndarray) -> np.ndarray:
        """Return float32 [M, N] for float32 x [M, K], bit for bit `Device.matmul`'s.

        Raises what that raises.
        """
        rows = max(1, OUTPUTS // matrix.n)
        with self._lock:
            self._free_unused()
            if len(x) <= rows:
                return self.device.matmul(matrix, x)
            return np.concatenate([self.device.matmul(matrix, x[at:at + rows])
                                   for at in range(0, len(x), rows)])

    def retire(self, matrix: Matrix) -> None:
        """Free a matrix soon; may be called in the middle of a product."""
        self._unused.append(matrix)

    def _free_unused(self) -> None:
        while self._unused:
            self.device.free(self._unused.popleft())

    def __deepcopy__(self, memo: dict[int, Any]) -> SharedDevice:
        return self

    def __reduce__(self) -> NoReturn:
        raise LayerError("layers on a device cannot be pickled; save the state_dict(), or use "
                         "save_pretrained()")


class Placed:
    """A packed matrix in a device's memory, until nothing holds it; a copy is the same matrix."""

    def __init__(self, shared: SharedDevice, packed: PackedMatrix) -> None:
        """Raises what `SharedDevice.load` raises."""
        self.shared  = shared
        self._matrix = shared.load(packed)
        weakref.finalize(self, shared.retire, self._matrix).atexit = False

    @property
    def outputs(self) -> int:
        """N."""
        return self._matrix.n

    def matmul(self, x: np.ndarray) -> np.ndarray:
        """Return float32 [M, N] for x [M, K]; see `SharedDevice.matmul`."""
        return self.shared.matmul(self._matrix, x)

    def __deepcopy__(self, memo: dict[int, Any]) -> Placed:
        return self


def shared_device(device: str | Device | SharedDevice = "auto", **options: Any) -> SharedDevice:
    """Return a device that layers can share: an open one, or one opened by its name.

    A name with the same options is the same device as long as a layer uses it.

    options: those of `open_device`, where `device` is a name

    Raises what `open_device` raises.
    """
    if isinstance(device, SharedDevice):
        return device
    key = (device, repr(sorted(options.items()))) if isinstance(device, str) else id(device)
    with _OPENING:
        shared = _SHARED.get(key)
        if shared is None:
            opened = open_device(device, **options) if isinstance(device, str) else device
            shared = _SHARED[key] = SharedDevice(opened)
    return shared
