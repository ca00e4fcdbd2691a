"""The contract: everything that gateware, emulator and driver must agree on.

Geometry, registers, the LMMA descriptor, the layout of weights and activations in memory, and the
bit-exact arithmetic. Standard library and numpy only; imports nothing else of the project.

Names are imported when they are first used, so that the error classes and geometries do not wait
for numpy.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lutcore.driver.contract.geometry import PRESETS, Geometry, preset
    from lutcore.driver.contract.isa import Lmma
    from lutcore.driver.contract.packing import (
        PackedMatrix,
        WeightFormat,
        dequantise,
        pack_matrix,
        unpack_matrix,
    )
    from lutcore.driver.contract.stream_layout import GroupCode, StreamLayout

_HOMES = {
    "PRESETS": "geometry", "Geometry": "geometry", "preset": "geometry",
    "Lmma": "isa",
    "PackedMatrix": "packing", "WeightFormat": "packing", "dequantise": "packing",
    "pack_matrix": "packing", "unpack_matrix": "packing",
    "GroupCode": "stream_layout", "StreamLayout": "stream_layout",
}

__all__ = [
    "PRESETS", "Geometry", "GroupCode", "Lmma", "PackedMatrix", "StreamLayout", "WeightFormat",
    "dequantise", "pack_matrix", "preset", "unpack_matrix",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
