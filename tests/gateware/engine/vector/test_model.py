"""The bundled model on a virtual board whose engine has a vector unit: the emulator's tokens."""

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

TINY  = dataclasses.replace(preset("tiny"), vector_lanes=1)
STEPS = 3


def tokens(device: Device, prompt: list[int]) -> tuple[list[int], np.ndarray]:
    """STEPS tokens after a prompt, and the logits of the last one."""
    model = Model(read_packed(BUNDLED), engine_for(device), "int8")
    slot, found, given = model.slots(1, 64)[0], [], prompt
    for _ in range(STEPS):
        logits = model.step([(slot, given)])[0]
        found.append(int(logits.argmax()))
        given = found[-1:]
    return found, logits


def test_the_tokens_are_the_emulators(verilog: Callable[[Geometry], Path], tmp_path: Path,
                                      monkeypatch: pytest.MonkeyPatch) -> None:
    usable, missing = virtual_available()
    if not usable:
        pytest.skip(f"the virtual board needs {missing}")
    write_virtual_bundle(tmp_path, "vectors", TINY, verilog(TINY).read_text())
    monkeypatch.setenv("LUTCORE_BITSTREAMS", str(tmp_path))
    with open_device("emulator", TINY) as device:
        wanted, logits = tokens(device, [1, 5, 9])
    with open_device("virtual", TINY) as device:
        rung: list[Any] = []
        write = device.transport.write
        monkeypatch.setattr(device.transport, "write", lambda name, value: (
            rung.append(value) if name == "count" else None, write(name, value)))
        got, same = tokens(device, [1, 5, 9])
        counters = device.counters
        assert counters.cycles == (counters.stream_words + sum(counters.stall_cycles.values())
                                   + counters.vector_cycles)
    assert got == wanted and np.array_equal(logits, same)
    assert counters.vector_cycles > 10_000 and max(rung) >= 7       # an LMMA and three VECs
