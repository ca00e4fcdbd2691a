"""The engine's units take every VEC and QUANT of a one-row step, of all kinds of models."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lutcore.driver import Device
from lutcore.driver.contract.instructions import Quant, Vec
from lutcore.driver.contract.units import quant_fault, vec_fault
from lutcore.host_app.commands.programs import compiled
from lutcore.host_app.named import path_of
from lutcore.host_app.opening import WeightChoice, open_model

GOLDEN = Path(__file__).parents[2] / "golden"
MODELS = [path_of("stories"), *(GOLDEN / name for name in (
    "bitnet_packed", "gemma3", "gpt_oss", "llama_biases", "qwen3"))]


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_every_vec_and_quant_of_one_row(shared_devices: Callable[[str], Device], path: Path
                                        ) -> None:
    data = open_model(path, WeightChoice(), lambda done, total: None)
    device = shared_devices("emulator-ternary")
    parts = compiled(data, device, 1, None)
    vecs = [x for _, code in parts for x in code if isinstance(x, Vec)]
    assert len(vecs) > 10
    assert [(x, vec_fault(x)) for x in vecs if vec_fault(x)] == []
    quants = [x for _, code in parts for x in code if isinstance(x, Quant)]
    assert quants and [(x, fault) for x in quants
                       if (fault := quant_fault(x, device.geometry))] == []
