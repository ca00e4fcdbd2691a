"""The bundled model on a virtual board whose engine has all units: a step is one doorbell."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lutcore.driver import Device, open_device
from lutcore.driver.contract import Geometry, preset
from lutcore.driver.virtual.board import virtual_available
from lutcore.gateware.build import write_virtual_bundle
from lutcore.host_app.checkpoints.packed import read_packed
from lutcore.host_app.model.model import Model, engine_for
from lutcore.host_app.named import BUNDLED

# Its table entries hold sums of five numbers of 8 bits, to which the model rounds.
UNITS  = dataclasses.replace(preset("tiny"), table_width=12, vector_lanes=1, attention_words=1)
PROMPT = [1, 5, 9]                      # more rows than an engine of this geometry takes at once
STEPS  = 3


def tokens(device: Device, doorbells: list[int]) -> tuple[list[int], np.ndarray]:
    """STEPS tokens after PROMPT, and the logits of the last one; doorbells: of the last step."""
    model = Model(read_packed(BUNDLED), engine_for(device), "int8")
    slot, found, given = model.slots(1, 64)[0], [], PROMPT
    for _ in range(STEPS):
        doorbells.clear()
        logits = model.step([(slot, given)])[0]
        found.append(int(logits.argmax()))
        given = found[-1:]
    return found, logits


def test_the_tokens_are_the_emulators(verilog: Callable[[Geometry], Path], tmp_path: Path,
                                      monkeypatch: pytest.MonkeyPatch) -> None:
    usable, missing = virtual_available()
    if not usable:
        pytest.skip(f"the virtual board needs {missing}")
    write_virtual_bundle(tmp_path, "units", UNITS, verilog(UNITS).read_text())
    monkeypatch.setenv("LUTCORE_BITSTREAMS", str(tmp_path))
    rung: list[Any] = []
    with open_device("emulator", UNITS) as device:
        wanted, logits = tokens(device, rung)
    with open_device("virtual", UNITS) as device:
        write = device.transport.write
        monkeypatch.setattr(device.transport, "write", lambda name, value: (
            rung.append(value) if name == "count" else None, write(name, value)))
        got, same = tokens(device, rung)
        counters = device.counters
        works = [counters.vector_cycles, counters.quantise_cycles, counters.attention_cycles]
        assert counters.cycles == (counters.stream_words + sum(counters.stall_cycles.values())
                                   + sum(works))
    assert got == wanted and np.array_equal(logits, same)
    assert len(rung) == 1 and rung[0] > 100 and min(works) > 2_000, (rung, works)
