"""Models on a board whose host and engine see their own bytes: what one makes reaches the other.

Slots grow, forget and share steps; steps of several rows leave instructions to the host that those
of one row do not.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from emulated_board import EmulatedBoard

from lutcore.driver import Device
from lutcore.driver.contract import Geometry, preset
from lutcore.driver.contract.registers import ErrorCode
from lutcore.driver.emulator.engine import Emulator
from lutcore.driver.errors import EngineError
from lutcore.driver.executor import runner
from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import pack_model
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.model.model import Model, engine_for
from lutcore.host_app.quantise.rounding import weight_format

pytestmark = pytest.mark.skipif(not runner.available(), reason="no C++ compiler")

PLAIN   = preset("ternary")
VECTORS = replace(PLAIN, vector_lanes=2)
UNITS   = replace(PLAIN, vector_lanes=1, attention_words=1)
CONTEXT = 400
# Heads of 16 and of 8 elements, a window, states beside caches, experts, native ternary weights.
CASES = [*(("qwen3", geometry, compiled) for geometry in (PLAIN, VECTORS, UNITS)
           for compiled in (False, True)),
         ("qwen3_5", VECTORS, True), *((variant, UNITS, True) for variant in (
             "llama_random", "mistral_window", "qwen3_5", "qwen3_moe", "bitnet_packed"))]


def outputs(data: ModelData, device: Device) -> list[np.ndarray]:
    """What a model returns for steps of one and of many rows, on slots that grow and forget."""
    model = Model(data, engine_for(device), "int8")
    one, other = model.slots(2, CONTEXT)
    text = [3 + i % 60 for i in range(CONTEXT)]
    found = [model.step([(one, text[:70])]), model.step([(other, [5]), (one, [6])]),
             model.step([(one, text[:3]), (other, text[:9])], everywhere=[True, False]),
             model.hidden(other, [7, 8]), one.forward([9])]
    one.truncate(one.kept(60))
    found += [one.forward(text[60:62]), other.forward([4]), other.forward(text[:250]),
              model.step([(one, [7]), (other, [8])]), other.forward([9]), model.hidden(one, [5])]
    model.slots(1, 20)
    return [*found, model.slots(1, 20)[0].forward([3])]


@pytest.mark.parametrize("variant, geometry, compiled", CASES,
                         ids=lambda value: getattr(value, "name", str(value)))
def test_outputs_are_the_emulators(golden: Path, variant: str, geometry: Geometry, compiled: bool
                                   ) -> None:
    checkpoint = Checkpoint(golden / variant)
    data = pack_model(checkpoint, None if variant == "bitnet_packed"
                      else weight_format("int4", "32"), lambda done, total: None)
    data = replace(data, config=replace(data.config, max_position_embeddings=CONTEXT))
    with Device(Emulator(geometry)) as device:
        expected = outputs(data, device)
    with Device(EmulatedBoard(Emulator(geometry), compiled)) as device:
        device.counting = False
        got = outputs(data, device)
    assert all(map(np.array_equal, got, expected)), [
        np.abs(x - y).max() for x, y in zip(got, expected, strict=True)]


class Stopping(EmulatedBoard):
    """A board whose engine reports an error instead of running one of the next doorbells."""

    left = 0                            # doorbells up to that one; 0: none

    def write(self, register: str, value: int) -> None:
        if register == "count" and self.left:
            self.left -= 1
            if not self.left:
                self.answers["status"] = 2 | 4 | ErrorCode.WATCHDOG << 8    # done and error
                return
        if register == "count":
            self.answers.clear()
        super().write(register, value)


@pytest.mark.parametrize("compiled", [False, True])
@pytest.mark.parametrize("geometry", [PLAIN, UNITS], ids=["plain", "units"])
def test_a_step_that_the_engine_stopped_is_run_again(golden: Path, geometry: Geometry,
                                                     compiled: bool) -> None:
    """What host and engine had of it, and of the steps before, is where it was."""
    data = pack_model(Checkpoint(golden / "qwen3"), weight_format("int4", "32"),
                      lambda done, total: None)

    def steps(device: Device, board: Stopping | None = None) -> list[np.ndarray]:
        model = Model(data, engine_for(device), "int8")
        one, other = model.slots(2, 64)
        found = []
        for step in ([(one, [3, 4, 5])], [(one, [6])], [(other, [7]), (one, [8])], [(other, [9])]):
            if board:
                board.left = 1 if geometry is UNITS else 4
                with pytest.raises(EngineError, match="WATCHDOG"):
                    model.step(step)
            found.append(model.step(step))
        return found

    with Device(Emulator(geometry)) as device:
        expected = steps(device)
    board = Stopping(Emulator(geometry), compiled)
    with Device(board) as device:
        device.counting = False
        assert all(map(np.array_equal, steps(device, board), expected))
