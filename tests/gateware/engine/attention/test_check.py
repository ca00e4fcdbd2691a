"""The unit's checks refuse what the contract says that it does not take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from check_bench import changed, compare

from lutcore.driver.contract.instructions import Attn, CacheType, Operand, Type
from lutcore.driver.contract.registers import TABLE_ROWS
from lutcore.driver.contract.units import attn_fault
from lutcore.gateware.engine.attention.check import AttnCheck

SIZE   = 128                            # most elements of a head
CLOCKS = 24                             # more than a check takes
VALUES = {
    "rows": [0, 1, TABLE_ROWS, TABLE_ROWS - 1, 65535], "first": [0, 1, TABLE_ROWS, 65535],
    "heads": [0, 1, 7, 65535, 60000], "kv_heads": [0, 1, 2, 3, 5, 65535],
    "size": [0, 1, 8, 16, SIZE, SIZE + 16, 65535], "cache_type": list(CacheType),
    "capacity": [0, 1, 64, 128, 0xFFFFFF80], "cache": [0, 1, 4, 8, 16], "sinks": [0, 1, 2, 4],
    "slot_stride": [0, 4, 8, 32], "window": [0, 5], "slots": [0, 9],
    "base": [0, 1, 2, 4, 8, 16, 0xFFFFFFF0], "row_stride": [0, 2, 8, 64],
    "position_stride": [0, 1, 8, 256], "element_stride": [0, 2, 4, 8], "type": list(Type),
    "gather": [0, 1], "swap": [0, 1], "present": [0, 1], "period": [0, 1, 65535],
}


def random_attn(rng: np.random.Generator) -> Attn:
    """An ATTN of which up to two fields have another value, and which may be refused."""
    a = Attn(rows=2, first=1, heads=12, kv_heads=3, size=64, capacity=256, cache=4096,
             slot_stride=1 << 20, slots=2, scale=0.125,
             **{name: Operand(256 * i, 3072) for i, name in enumerate("qkvy", 1)})
    return changed(rng, a, VALUES, 2)


def checked(block: AttnCheck) -> Iterator[Any]:
    """Start the check, and wait for its end."""
    yield block.start.eq(1)
    yield
    yield block.start.eq(0)
    yield
    for _ in range(CLOCKS):
        if (yield block.done):
            break
        yield
    assert (yield block.done)


def test_faults() -> None:
    rng = np.random.default_rng(0)
    compare(Attn, lambda fields: AttnCheck(fields, SIZE), (random_attn(rng) for _ in range(400)),
            lambda a: attn_fault(a, SIZE), checked, 20)
