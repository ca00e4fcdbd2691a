"""The quantiser's checks refuse what the contract says that it does not take."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from migen import Signal, run_simulation

from lutcore.driver.contract.geometry import PRESETS
from lutcore.driver.contract.instructions import QUANT_LAYOUT, Operand, Quant
from lutcore.driver.contract.program import encode
from lutcore.driver.contract.registers import ErrorCode
from lutcore.driver.contract.units import TABLE_ROWS, quant_fault
from lutcore.gateware.engine.quantiser.check import QuantCheck

VALUES = {
    "rows": [0, 1, TABLE_ROWS, TABLE_ROWS + 1, 65535], "first": [0, 1, TABLE_ROWS, 65535],
    "length": [0, 1, 1023 * 75, 1023 * 75 + 1, 1023 * 128, 1023 * 128 + 1, (1 << 24) - 1],
    "int8": [0, 1], "ternary": [0, 1], "host_tables": [0, 1], "order": [0, 0, 64],
    "activations": [0, 4, 8, 16], "scale": [0, 1, 2, 4], "total": [0, 1, 2, 4],
    "base": [0, 1, 4, 8, 16], "row_stride": [0, 4, 8, 64], "position_stride": [0, 1, 8, 256],
    "element_stride": [0, 2, 4, 8], "type": [0, 1, 2], "gather": [0, 1], "swap": [0, 1],
    "period": [0, 4],
}


def random_quant(rng: np.random.Generator) -> Any:
    """A QUANT of which up to three fields have another value, and which may be refused."""
    q = Quant(rows=2, length=48, a=Operand(256, 192), activations=512, activation_words=34, scale=8,
              total=12)
    names = [name for name, *_ in QUANT_LAYOUT if name.rpartition(".")[2] in VALUES]
    for name in rng.choice(names, rng.integers(0, 4)):
        holder, _, field = str(name).rpartition(".")
        change = {field: int(rng.choice(VALUES[field]))}
        if holder:
            change = {holder: dataclasses.replace(q.a, **change)}
        q = dataclasses.replace(q, **change)
    return q


@pytest.mark.parametrize("preset", ["kv260", "demo", "tiny"])
def test_faults(preset: str) -> None:
    geometry = PRESETS[preset]
    fields = {name: Signal(size or 32, name=name.replace(".", "_"))
              for name, _, _, size, _ in QUANT_LAYOUT}
    block, seen = QuantCheck(geometry, fields), Counter()

    def bench() -> Iterator:
        rng = np.random.default_rng(0)
        for _ in range(300):
            q = random_quant(rng)
            words = np.frombuffer(encode(q), "<u4")
            for name, word, offset, size, _ in QUANT_LAYOUT:
                yield fields[name].eq(int(words[word]) >> offset & (1 << (size or 32)) - 1)
            for _ in range(QuantCheck.latency + 1):
                yield
            fault = quant_fault(q, geometry)
            code = fault[0].value if fault else ErrorCode.NONE.value
            assert (yield block.fault) == code, q
            seen[code] += 1

    run_simulation(block, bench())
    assert set(seen) == {code.value for code in (ErrorCode.NONE, ErrorCode.TYPE, ErrorCode.SHAPE,
                                                 ErrorCode.ALIGN)}
    assert min(seen.values()) >= 10


@pytest.mark.parametrize(("change", "words"), [
    ({"order": 64}, "an order of inputs"), ({"host_tables": True}, "host tables"),
    ({"ternary": True}, "ternary slices"), ({"int8": True}, "sums reach 635"),
    ({"length": 0}, "length 0"), ({"scale": 2}, "scale 0x2 is no multiple of 4")])
def test_texts(change: dict[str, Any], words: str) -> None:
    q = Quant(rows=2, length=48, a=Operand(256, 192), activations=512, activation_words=34, scale=8,
              total=12)
    fault = quant_fault(dataclasses.replace(q, **change), PRESETS["tiny"])
    assert fault and words in fault[1]
