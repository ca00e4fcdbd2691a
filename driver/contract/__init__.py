"""The contract: everything that gateware, emulator and driver must agree on.

Geometry, registers, the LMMA descriptor, how weights and activations lie in memory, and the
bit-exact arithmetic. Standard library and numpy only; imports nothing else of the project.
"""

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

__all__ = [
    "PRESETS", "Geometry", "GroupCode", "Lmma", "PackedMatrix", "StreamLayout",
    "WeightFormat", "dequantise", "pack_matrix", "preset", "unpack_matrix",
]
