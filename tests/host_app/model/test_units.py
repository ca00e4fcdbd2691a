"""The engine's units take every VEC and QUANT of a one-row step, of all kinds of models."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lutcore.driver import Device
from lutcore.driver.contract import Lmma, preset
from lutcore.driver.contract.instructions import Attn, Quant, Vec
from lutcore.driver.contract.units import quant_fault, vec_fault
from lutcore.driver.doorbells import parts_of, rung
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


@pytest.mark.parametrize("path", [path_of("stories"), *(GOLDEN / name for name in (
    "gemma3", "hunyuan", "mistral_window", "qwen3"))], ids=lambda path: path.stem)
def test_a_step_of_one_row_is_one_doorbell(shared_devices: Callable[[str], Device], path: Path
                                           ) -> None:
    """Models with heads of 16 elements or more, and an int8 cache."""
    data = open_model(path, WeightChoice(), lambda done, total: None)
    parts = compiled(data, shared_devices("emulator-ternary"), 1, None)
    code = [x for _, part in parts for x in part]
    units = replace(preset("ternary"), vector_lanes=1, attention_words=1)
    assert {type(x) for x in code} == {Lmma, Vec, Quant, Attn}
    assert len(parts_of(code, rung(code, units))) == 1 and all(rung(code, units))
    without = parts_of(code, rung(code, replace(units, attention_words=0)))
    assert len(without) == 2 * sum(isinstance(x, Attn) for x in code) + 1
