"""The unit's checks refuse what the contract says that it does not take."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
from migen import Signal, run_simulation

from lutcore.driver.contract.instructions import FLOAT, VEC_LAYOUT, Operand, Type, Vec
from lutcore.driver.contract.program import encode
from lutcore.driver.contract.registers import ErrorCode
from lutcore.driver.contract.units import MAX_SEGMENTS, TABLE_ROWS, vec_fault
from lutcore.gateware.engine.vector.check import VecCheck

COUNT  = 500
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
    for _ in range(rng.integers(0, 5)):
        name = str(rng.choice([name for name, *_, size, _ in VEC_LAYOUT
                               if size != FLOAT and name.rpartition(".")[2] in VALUES]))
        holder, _, field = name.rpartition(".")
        change = {field: int(rng.choice(VALUES[field]))}
        if holder:
            change = {holder: dataclasses.replace(getattr(v, holder), **change)}
        v = dataclasses.replace(v, **change)
    return v


def test_faults() -> None:
    fields = {name: Signal(size or 32, name=name.replace(".", "_"))
              for name, _, _, size, _ in VEC_LAYOUT}
    block, seen = VecCheck(fields), Counter()

    def bench() -> Iterator:
        rng = np.random.default_rng(0)
        for _ in range(COUNT):
            v = random_vec(rng)
            words = np.frombuffer(encode(v), "<u4")
            for name, word, offset, size, _ in VEC_LAYOUT:
                yield fields[name].eq(int(words[word]) >> offset & (1 << (size or 32)) - 1)
            for _ in range(VecCheck.latency + 1):
                yield
            fault = vec_fault(v)
            code = fault[0].value if fault else ErrorCode.NONE.value
            assert (yield block.fault) == code, v
            seen[code] += 1

    run_simulation(block, bench())
    assert set(seen) == {code.value for code in (ErrorCode.NONE, ErrorCode.TYPE, ErrorCode.SHAPE,
                                                 ErrorCode.ALIGN)}
    assert min(seen.values()) >= 20
