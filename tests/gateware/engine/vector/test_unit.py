"""The vector unit gives what the contract says of random VECs, whatever its memory does."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from migen.fhdl.verilog import convert
from random_vecs import BASE, Case, same

from lutcore.driver.contract.execute import vec
from lutcore.driver.contract.instructions import Operand, Reduction, Vec
from lutcore.driver.contract.program import encode
from lutcore.driver.virtual.verilate import build_model, toolchain_available
from lutcore.gateware.engine.vector.operands import READS
from lutcore.gateware.engine.vector.unit import VectorUnit

LANES = (1, 2, 4)


class _Config(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in
                ("base", "size", "latency", "gaps", "seed", "limit", "reset")]


class _Result(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in
                ("clocks", "words_read", "words_written", "fault")]


@pytest.fixture(scope="session")
def unit() -> Callable[[int], Any]:
    """unit(lanes): the harness with a VectorUnit."""
    usable, missing = toolchain_available()
    if not usable:
        pytest.skip(f"the simulation needs {missing}")

    def make(lanes: int) -> Any:
        text = verilog(lanes)
        library: Any = ctypes.CDLL(str(build_model(text, "vector",
                                                   Path(__file__).with_name("unit.cpp"),
                                                   levels=("-O1", "-O0"))))
        return library.run
    return make


def verilog(lanes: int) -> str:
    """The unit as module `vector`."""
    block = VectorUnit(lanes)
    pins = {"idle": block.idle, "row": block.row,
            **{f"descriptor_{name}": getattr(block.descriptor.sink, name)
               for name in ("valid", "ready", "data")},
            **{name: block.entry[name] for name in ("position", "slot", "source")}}
    streams = {f"{name}_{kind}": getattr(block, kind)[name]
               for name in READS for kind in ("transfers", "words")}
    streams |= {"store_transfer": block.store.transfer, "store_words": block.store.words}
    for prefix, endpoint in streams.items():
        prefix = prefix.replace("transfers", "transfer")
        fields = ("valid", "ready", *(name for name, *_ in endpoint.description.payload_layout))
        pins |= {f"{prefix}_{name}": getattr(endpoint, name) for name in fields}
    for name, signal in pins.items():
        signal.name_override = name
    return str(convert(block, set(pins.values()), name="vector"))


def run(library: Any, case: Case, latency: int = 20, gaps: float = 0.0, seed: int = 1,
        reset: int = 0) -> tuple[np.ndarray, _Result]:
    """Memory after the unit has run, or was reset, uint8 [n], and what it took."""
    memory = case.memory.array.copy()
    config = _Config(BASE, len(memory), latency, int(gaps * 4096), seed, 400_000,
                     reset)
    descriptor = np.frombuffer(encode(case.vec), np.uint32).copy()
    result = _Result()
    library(ctypes.byref(config), *(x.ctypes.data_as(ctypes.c_void_p) for x in (
        memory, descriptor, case.table)), ctypes.byref(result))
    return memory, result


def random_run(library: Any, case: Case, seed: int) -> None:
    """Run a case with a random memory, and compare with the contract."""
    rng = np.random.default_rng(seed)
    got, result = run(library, case, int(rng.choice([1, 5, 60, 200])),
                      float(rng.choice([0.0, 0.1, 0.5])), seed + 1)
    assert not result.fault, (seed, result.fault, case.vec)
    with np.errstate(all="ignore"):
        vec(case.vec, case.memory, case.table)
    assert same(got, case.memory.array), (seed, case.vec)


@pytest.mark.parametrize("lanes", LANES)
def test_random_vecs(unit: Callable[[int], Any], lanes: int) -> None:
    library = unit(lanes)
    for seed in range(1000 * lanes, 1000 * lanes + 400):
        random_run(library, Case(seed), seed)


@pytest.mark.slow
@pytest.mark.parametrize("lanes", LANES)
def test_many_random_vecs(unit: Callable[[int], Any], lanes: int) -> None:
    library = unit(lanes)
    for seed in range(10_000 * lanes, 10_000 * lanes + 5000):
        random_run(library, Case(seed), seed)


@pytest.mark.parametrize("lanes", LANES)
def test_a_reset_at_any_clock(unit: Callable[[int], Any], lanes: int) -> None:
    library, rng = unit(lanes), np.random.default_rng(lanes)
    for seed in range(150):
        _, result = run(library, Case(seed), 5)
        run(library, Case(seed), 5, reset=int(rng.integers(1, result.clocks)))
        random_run(library, Case(seed + 1), seed + 1)


@pytest.mark.parametrize("lanes", LANES)
def test_clocks_of_a_long_vec(unit: Callable[[int], Any], lanes: int) -> None:
    """A beat a clock, and 7 clocks for 16 elements whose squares are summed."""
    case = Case(1)
    length, rows = 2048, 2
    x = case.numbers(case.all + rows, length)
    plain = Operand(case.place(x), 4 * length)
    y = Operand(case.place(x), 4 * length)
    case.memory.place(np.zeros(256, np.uint8), 0)
    for reduction in (Reduction.NONE, Reduction.MAXIMUM, Reduction.SQUARES):
        case.vec = Vec(rows=rows, length=length, y=y, a=plain, b=plain, c=plain, d=plain,
                       reduction=reduction, reduced=y.base + 8 * length)
        beats = rows * length // lanes
        if reduction is Reduction.SQUARES:      # and the tree, for each row
            beats = rows * (max(length // lanes, length // 16 * 7) + 60)
        _, result = run(unit(lanes), case, 1)
        assert beats <= result.clocks <= beats + 110, (reduction, result.clocks)
