"""`lutcore bench step`: a whole decode step of a large model, head included, counted in cycles.

All layers have matrices of their own, of random weights, and random keys and values stand in for
those of the tokens before. What the engine takes it executes; the host has the rest, for which no
cycles count.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from lutcore.driver import open_device
from lutcore.driver.contract.execute import CacheLayout
from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.instructions import Attn, Instruction
from lutcore.driver.contract.registers import WORKS
from lutcore.driver.contract.units import engine_takes
from lutcore.driver.devices import figures_of
from lutcore.driver.steps import HostMemory
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.errors import NotBitExactError
from lutcore.host_app.measure.decode_step import Shapes, random_packed
from lutcore.host_app.measure.host import LEAST_CONTEXT, fill_caches, model_of
from lutcore.host_app.measure.token_time import WatchedEngine
from lutcore.host_app.model.model import Model
from lutcore.host_app.model.tensors import HEAD
from lutcore.host_app.running import difference

if TYPE_CHECKING:
    from lutcore.driver import Device
    from lutcore.driver.contract import WeightFormat

FIRST_TOKEN = 1                         # those that the sequences are fed: this one and the next


def measure_whole_step(shapes: Shapes, device: Device, *, position: int, sequences: int = 1,
                       layers: int | None = None, head: WeightFormat | None = None,
                       clock_mhz: float | None = None, memory: str | None = None,
                       check: bool = False,
                       note: Callable[[str], None] = lambda text: None) -> dict[str, Any]:
    """Run the step that follows `position` tokens of every sequence; return the command's JSON.

    sequences: how many take part
    layers:    of the model that is run; None: all. The figures are those of this model.
    head:      format of the head; None: `host.model_of`'s
    clock_mhz: clock for figures per second; None: the device's
    memory:    that of the device, if it is the virtual board; a real one has its own
    check:     run the same step on the emulator, and compare the logits bit for bit
    note:      called with what is being done

    Raises NotBitExactError and the driver's errors.
    """
    data = random_model(replace(shapes, layers=layers or shapes.layers),
                        max(LEAST_CONTEXT, position + 1), head)
    note("placing the weights")
    logits, code, engine = _run(data, device, position, sequences, note)
    if check:
        note("running it on the emulator")
        with open_device("emulator", device.geometry) as emulator:
            others, _, _ = _run(data, emulator, position, sequences, lambda text: None)
        if not np.array_equal(logits.view(np.uint32), others.view(np.uint32)):
            raise NotBitExactError(f"{device.name}: the logits are not the emulator's; run "
                                   "`lutcore selftest`, and build the engine again")
    cycles  = engine["cycles"]
    mhz     = clock_mhz or device.clock_mhz
    weights = WORD_BYTES * engine["stream_words"]
    cached  = sum(cache_bytes(x, position) for x in code
                  if isinstance(x, Attn) and engine_takes(x, device.geometry))
    ports   = device.geometry.words_per_cycle * WORD_BYTES
    return {
        "figures":           figures_of(device.name),
        "device":            device.name,
        "geometry":          device.geometry.name,
        "memory":            memory if device.name == "virtual" else None,
        "weights":           shapes.format.name,
        "head":              data.matrices[HEAD].format.name,
        "layers":            layers or shapes.layers,
        "position":          position,
        "sequences":         sequences,
        "cycles":            cycles,
        "stream_cycles":     engine["stream_words"] // device.geometry.lanes,
        "stall_cycles":      engine["stall_cycles"],
        "unit_cycles":       {name: engine[f"{name}_cycles"] for name in WORKS},
        "weight_bytes":      weights,
        "cache_bytes":       cached,
        "port_share":        (weights + cached) / (cycles * ports) if cycles else None,
        "clock_mhz":         mhz,
        "gbs":               (weights + cached) * mhz / cycles / 1e3 if cycles else None,
        "tokens_per_second": sequences * mhz * 1e6 / cycles if cycles else None,
        "checked":           check,
    }


def random_model(shapes: Shapes, context: int, head: WeightFormat | None = None) -> ModelData:
    """Return a model of these shapes with random weights; matrices of one shape have the same."""
    data, random = model_of(shapes, context), np.random.default_rng(0)
    made: dict[Any, Any] = {}
    matrices = {}
    for name, matrix in data.matrices.items():
        fmt = head if name == HEAD and head is not None else matrix.format
        key = fmt, matrix.n, matrix.k
        if key not in made:
            made[key] = random_packed(matrix.n, matrix.k, fmt, random)
        matrices[name] = made[key]
    row = random.standard_normal(data.config.hidden_size).astype(np.float32)
    embedding = np.broadcast_to(row, (data.config.vocab_size, data.config.hidden_size))
    return replace(data, matrices=matrices, embedding=embedding)


def cache_bytes(a: Attn, position: int) -> int:
    """Return the bytes of keys, values and scales that an ATTN reads, with the row's own."""
    seen = position + 1 if not a.window else min(position + 1, a.window)
    layout = CacheLayout(a.kv_heads, a.capacity, a.size, a.cache_type)
    return a.rows * seen * layout.nbytes // a.capacity


def _run(data: ModelData, device: Device, position: int, sequences: int,
         note: Callable[[str], None]) -> tuple[np.ndarray, Sequence[Instruction], dict[str, Any]]:
    """Return logits, float32 [sequences, V], instructions, and what the device counted."""
    engine = WatchedEngine(device)
    model  = Model(data, engine, "int8")
    try:
        slots = model.slots(sequences)
        code  = [x for _, part in model.program(sequences, sequences, position + 1) for x in part]
        fill_caches(code, HostMemory(engine.live))
        for slot in slots:
            slot.length = position
        note("running")
        device.counting = True
        before = asdict(device.counters)
        logits = model.step([(slot, [FIRST_TOKEN + i]) for i, slot in enumerate(slots)])
        return logits, code, difference(asdict(device.counters), before)
    finally:
        model.free()
