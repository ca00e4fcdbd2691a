"""Whole steps of random models: cycles that add up, bytes, and the emulator's logits."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest
from click.testing import CliRunner

from lutcore.driver import open_device
from lutcore.driver.contract import preset
from lutcore.driver.contract.instructions import Attn, Operand
from lutcore.host_app.cli import cli
from lutcore.host_app.errors import NotBitExactError
from lutcore.host_app.measure import decode_step, whole_step
from lutcore.host_app.measure.decode_step import INT4, Shapes
from lutcore.host_app.measure.whole_step import cache_bytes, measure_whole_step, random_model
from lutcore.host_app.model.tensors import HEAD
from lutcore.host_app.quantise.rounding import weight_format

SMALL = Shapes(layers=3, hidden=128, feed=192, readers=64, size=32, vocabulary=100, format=INT4,
               geometry="tiny")


def test_a_step_on_the_virtual_board() -> None:
    notes: list[str] = []
    with open_device("virtual", "tiny") as device:
        found = measure_whole_step(SMALL, device, position=300, sequences=2, layers=2, check=True,
                                   head=weight_format("int8", "32"), note=notes.append)
    assert found["cycles"] == found["stream_cycles"] + sum(found["stall_cycles"].values())
    assert found["weight_bytes"] == 16 * found["stream_cycles"] > 2 * 128 * 192 * 3 // 2
    assert found["cache_bytes"] == 0    # the host reads the caches
    assert found["tokens_per_second"] == pytest.approx(2 * 100e6 / found["cycles"])
    assert 0 < found["port_share"] < 1 and found["figures"] == "simulated"
    assert (found["layers"], found["head"], found["checked"]) == (2, "int8g32", True)
    assert len(notes) == 3


def test_a_board_without_units_lets_the_host_read_caches() -> None:
    with open_device("emulator", "tiny") as device:
        assert measure_whole_step(SMALL, device, position=300)["cache_bytes"] == 0
    geometry = dataclasses.replace(preset("tiny"), vector_lanes=1, attention_words=1)
    with open_device("emulator", geometry) as device:
        found = measure_whole_step(SMALL, device, position=300, sequences=2)
    assert found["cache_bytes"] == 3 * 2 * 301 * 2 * (64 + 2 * 4)   # layers, rows, k and v


def test_the_emulator_has_no_cycles() -> None:
    with open_device("emulator", "tiny") as device:
        found = measure_whole_step(SMALL, device, position=0)
    assert found["cycles"] == 0 and found["port_share"] is None and found["head"] == INT4.name
    assert found["layers"] == 3 and not found["checked"]


def test_another_logit_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    real, turn = whole_step._run, []

    def run(*arguments):
        turn.append(1)
        logits, *others = real(*arguments)
        logits[0, 7] = np.nextafter(logits[0, 7], np.float32(9)) if len(turn) > 1 else logits[0, 7]
        return logits, *others

    monkeypatch.setattr(whole_step, "_run", run)
    with open_device("emulator", "tiny") as device, \
            pytest.raises(NotBitExactError, match="selftest"):
        measure_whole_step(SMALL, device, position=2, check=True)


def test_matrices_of_one_shape_are_equal() -> None:
    data = random_model(SMALL, 64, weight_format("int2", "32"))
    assert data.matrices[HEAD].format.name == "int2g32"
    layers = [m for name, m in data.matrices.items() if name != HEAD]
    assert {m.format.name for m in layers} == {INT4.name}
    shapes = {(m.n, m.k): m for m in layers}
    assert all(m is shapes[m.n, m.k] for m in layers) and len(layers) > 2 * len(shapes)


def test_a_window_bounds_the_bytes() -> None:
    o = Operand(0, 0)
    a = Attn(rows=2, heads=4, kv_heads=3, size=16, q=o, k=o, v=o, y=o, cache=0, slot_stride=0,
             capacity=256, slots=1, scale=1.0)
    assert cache_bytes(a, 99) == 2 * 100 * 3 * 2 * (16 + 4)
    assert cache_bytes(dataclasses.replace(a, window=30), 99) == 2 * 30 * 3 * 2 * (16 + 4)
    assert cache_bytes(dataclasses.replace(a, window=30), 9) == 2 * 10 * 3 * 2 * (16 + 4)


def test_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(decode_step.SHAPES, "smollm2-135m", SMALL)
    result = CliRunner().invoke(cli, [
        "bench", "step", "--shapes", "smollm2-135m", "--layers", "1", "--position", "5", "--head",
        "int3", "--check", "--clock", "250", "--json"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert (found["shapes"], found["head"], found["checked"]) == ("smollm2-135m", "int3g32", True)
    assert found["geometry"].startswith("r2t8c5") and found["position"] == 5
    assert found["tokens_per_second"] == pytest.approx(250e6 / found["cycles"])
    result = CliRunner().invoke(cli, ["bench", "step", "--shapes", "smollm2-135m", "--device",
                                      "litex", "--clock", "9"])
    assert result.exit_code == 2 and "--clock" in result.output
