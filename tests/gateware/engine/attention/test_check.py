"""The unit's checks refuse what the contract says that it does not take."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator

import numpy as np
from migen import Signal, run_simulation

from lutcore.driver.contract.instructions import FLOAT, MAX_ROWS, Attn, CacheType, Operand, Type
from lutcore.driver.contract.program import encode
from lutcore.driver.contract.registers import ErrorCode
from lutcore.driver.contract.units import attn_fault
from lutcore.gateware.engine.attention.check import AttnCheck

COUNT  = 400
SIZE   = 128                            # most elements of a head
CLOCKS = 24                             # more than a check takes
VALUES = {
    "rows": [0, 1, MAX_ROWS, MAX_ROWS - 1, 65535], "first": [0, 1, MAX_ROWS, 65535],
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
    for _ in range(rng.integers(0, 3)):
        name = str(rng.choice([name for name, *_, size, _ in Attn.LAYOUT
                               if size != FLOAT and name.rpartition(".")[2] in VALUES]))
        holder, _, field = name.rpartition(".")
        value = VALUES[field][rng.integers(len(VALUES[field]))]
        change = {field: value}
        if holder:
            change = {holder: dataclasses.replace(getattr(a, holder), **change)}
        a = dataclasses.replace(a, **change)
    return a


def test_faults() -> None:
    fields = {name: Signal(size or 32, name=name.replace(".", "_"))
              for name, _, _, size, _ in Attn.LAYOUT}
    block, seen = AttnCheck(fields, SIZE), Counter()

    def bench() -> Iterator:
        rng = np.random.default_rng(0)
        for _ in range(COUNT):
            a = random_attn(rng)
            words = np.frombuffer(encode(a), "<u4")
            for name, word, offset, size, _ in Attn.LAYOUT:
                yield fields[name].eq(int(words[word]) >> offset & (1 << (size or 32)) - 1)
            yield block.start.eq(1)
            yield
            yield block.start.eq(0)
            yield
            for _ in range(CLOCKS):
                if (yield block.done):
                    break
                yield
            assert (yield block.done)
            fault = attn_fault(a, SIZE)
            code = fault[0].value if fault else ErrorCode.NONE.value
            assert (yield block.fault) == code, a
            seen[code] += 1

    run_simulation(block, bench())
    assert set(seen) == {code.value for code in (ErrorCode.NONE, ErrorCode.TYPE, ErrorCode.SHAPE,
                                                 ErrorCode.ALIGN)}
    assert min(seen.values()) >= 20
