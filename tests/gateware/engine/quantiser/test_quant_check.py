"""The quantiser's checks refuse what the contract says that it does not take."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest
from check_bench import behind, changed, compare

from lutcore.driver.contract.geometry import PRESETS
from lutcore.driver.contract.instructions import Operand, Quant
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
    return changed(rng, q, VALUES, 3)


@pytest.mark.parametrize("preset", ["kv260", "demo", "tiny"])
def test_faults(preset: str) -> None:
    rng, geometry = np.random.default_rng(0), PRESETS[preset]
    compare(Quant, lambda fields: QuantCheck(geometry, fields),
            (random_quant(rng) for _ in range(300)), lambda q: quant_fault(q, geometry), behind, 10)


@pytest.mark.parametrize(("change", "words"), [
    ({"order": 64}, "an order of inputs"), ({"host_tables": True}, "host tables"),
    ({"ternary": True}, "ternary slices"), ({"int8": True}, "sums reach 635"),
    ({"length": 0}, "length 0"), ({"scale": 2}, "scale 0x2 is no multiple of 4")])
def test_texts(change: dict[str, Any], words: str) -> None:
    q = Quant(rows=2, length=48, a=Operand(256, 192), activations=512, activation_words=34, scale=8,
              total=12)
    fault = quant_fault(dataclasses.replace(q, **change), PRESETS["tiny"])
    assert fault and words in fault[1]
