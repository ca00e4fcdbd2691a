"""The unit's checks refuse what the contract says that it does not take."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
from check_bench import behind, changed, compare

from lutcore.driver.contract.instructions import Operand, Type, Vec
from lutcore.driver.contract.units import MAX_SEGMENTS, TABLE_ROWS, vec_fault
from lutcore.gateware.engine.vector.check import VecCheck

VALUES = {
    "rows": [0, 1, 1, TABLE_ROWS, TABLE_ROWS + 1, 65535], "first": [0, 1, TABLE_ROWS, 65535],
    "length": [0, 1, 4 * MAX_SEGMENTS, 4 * MAX_SEGMENTS + 1, (1 << 24) - 1],
    "function": [0, 4, 5, 15], "prefactor": [0, 2, 3], "reduction": [0, 2, 3],
    "head": [0, 4, 8, 12, 64], "segment": [0, 1, 2, 4, 60], "scalar": [0, 1, 2, 4, 8],
    "reduced": [0, 1, 2, 4, 8],
    "base": [0, 1, 2, 4, 8, 16, 0xFFFFFFF0], "row_stride": [0, 2, 4, 8, 64],
    "position_stride": [0, 1, 4, 8, 256], "element_stride": [0, 2, 4, 8], "type": [0, 1, 2, 3],
    "gather": [0, 1], "swap": [0, 1], "present": [0, 1], "period": [0, 1, 4, 6, 65535],
}


def random_vec(rng: np.random.Generator) -> Any:
    """A VEC of which up to four fields have another value, and which may be refused."""
    v = Vec(rows=2, length=48, y=Operand(256, 192), a=Operand(512, 192), b=Operand(1024),
            c=Operand(2048, 192), d=Operand(4096, 4, element_stride=0), head=16, scalar=8,
            reduced=12)
    if rng.random() < 0.2:              # sums of one row, as every LMMA leaves them
        v = dataclasses.replace(v, rows=1, a=Operand(512, 4, type=Type.I32))
    return changed(rng, v, VALUES, 4)


def test_faults() -> None:
    rng = np.random.default_rng(0)
    compare(Vec, VecCheck, (random_vec(rng) for _ in range(500)), vec_fault, behind, 20)
