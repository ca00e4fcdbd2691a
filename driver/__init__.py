"""The driver: the contract with the engine, the devices that run it, and their errors.

    with open_device("auto") as device:
        matrix = device.load(packed)
        y = device.matmul(matrix, x)

Names are imported when they are first used, so that importing this package costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lutcore.driver.contract import Geometry, PackedMatrix, WeightFormat
    from lutcore.driver.device import Device
    from lutcore.driver.devices import DeviceInfo, list_devices, open_device
    from lutcore.driver.errors import LutcoreError
    from lutcore.driver.resources import Counters, Matrix

_HOMES = {
    "Counters": "resources", "Device": "device", "Matrix": "resources",
    "DeviceInfo": "devices", "list_devices": "devices", "open_device": "devices",
    "LutcoreError": "errors",
    "Geometry": "contract", "PackedMatrix": "contract", "WeightFormat": "contract",
}

__all__ = [
    "Counters", "Device", "DeviceInfo", "Geometry", "LutcoreError", "Matrix", "PackedMatrix",
    "WeightFormat", "list_devices", "open_device",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
