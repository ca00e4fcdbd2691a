"""Every microprogram gives the contract's function, bit for bit."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from migen.fhdl.verilog import convert

from lutcore.driver.contract import floating
from lutcore.driver.virtual.verilate import build_model, toolchain_available
from lutcore.gateware.engine.vector.functions import BATCH, FunctionUnit
from lutcore.gateware.engine.vector.microprogram import STEPS, Program

F32     = np.float32
COUNT   = 40_000
INVERSE, EPSILON, LOW, HIGH = F32(1 / 576), F32(1e-5), F32(-0.5), F32(7.0)
FUNCTIONS: dict[Program, Callable[[np.ndarray], np.ndarray]] = {
    Program.SILU:         floating.silu,
    Program.SQUARED_RELU: floating.squared_relu,
    Program.GELU_TANH:    floating.gelu_tanh,
    Program.CLAMP:        lambda x: floating.clamp(x, LOW, HIGH),
    Program.RSQRT:        lambda x: floating.rsqrt(x * INVERSE + EPSILON),
}


@pytest.fixture(scope="module")
def library() -> Any:
    """The harness with a FunctionUnit of one lane."""
    usable, missing = toolchain_available()
    if not usable:
        pytest.skip(f"the simulation needs {missing}")
    block = FunctionUnit(1)
    pins = {"inverse": block.inverse, "epsilon": block.epsilon, "low": block.low,
            "high": block.high, "program_": block.sink.program}
    pins |= {f"{side}_{name}": getattr(getattr(block, side), name)
             for side in ("sink", "source") for name in ("valid", "ready", "last", "data")}
    for name, signal in pins.items():
        signal.name_override = name
    text = str(convert(block, {*pins.values(), block.sink.tag, block.source.tag}, name="functions"))
    loaded: Any = ctypes.CDLL(str(build_model(text, "functions",
                                              Path(__file__).with_name("functions.cpp"))))
    loaded.run.restype = ctypes.c_uint64
    return loaded


def run(library: Any, program: Program, x: np.ndarray, last: np.ndarray, gaps: float,
        high: np.float32 = HIGH) -> tuple[np.ndarray, np.ndarray, int]:
    """The results float32 [n], their `last`, and the clocks."""
    numbers = np.array([INVERSE, EPSILON, LOW, high], F32)
    results, lasts = np.empty(len(x), F32), np.empty(len(x), np.uint8)
    arrays = (numbers, np.ascontiguousarray(x, F32), last.astype(np.uint8), results, lasts)
    clocks = library.run(*(a.ctypes.data_as(ctypes.c_void_p) for a in arrays),
                         ctypes.c_uint64(len(x)), program.value, int(gaps * 4096),
                         ctypes.c_uint64(10_000 + 4000 * len(x)))
    assert clocks
    return results, lasts, clocks


def elements(rng: np.random.Generator, count: int) -> np.ndarray:
    """float32 of all sizes as an operand may have them, around the ends of exp's range, edges."""
    x = rng.standard_normal(count) * np.exp2(rng.integers(-8, 7, count))
    x[::7] = rng.standard_normal(len(x[::7])) * np.exp2(rng.integers(-59, 60, len(x[::7])))
    x[::11] = rng.choice([-41.5, 41.5, 0.0, np.inf, -np.inf, np.nan, 1.0, -1.0, -0.5, 7.0, 2.0**-60,
                          -2.0**-60, 3e38, -3e38], len(x[::11]))
    near = rng.choice([-41.5, 41.5, -5.0, 88.0], len(x[::13]))
    x[::13] = near * (1 + 1e-7 * rng.integers(-4, 5, len(near)))
    return x.astype(F32)


@pytest.mark.parametrize("program", Program, ids=lambda p: p.name)
def test_functions(library: Any, program: Program) -> None:
    rng = np.random.default_rng(program.value)
    for gaps, share in ((0.0, 0.0), (0.3, 0.2)):
        x = elements(rng, COUNT)
        if program is Program.RSQRT:
            x = np.abs(x)
        last = rng.random(COUNT) < share
        last[-1] = True
        with np.errstate(all="ignore"):
            want = floating.flush(FUNCTIONS[program](x)).astype(F32)
        got, lasts, _ = run(library, program, x, last, gaps)
        got = floating.flush(got).astype(F32)
        wrong = np.flatnonzero(~((got.view(np.uint32) == want.view(np.uint32))
                                 | (np.isnan(got) & np.isnan(want))))
        assert not len(wrong), [(x[i], got[i], want[i]) for i in wrong[:5]]
        assert np.array_equal(lasts.astype(bool), last)


def test_limits_that_are_crossed(library: Any) -> None:
    x = elements(np.random.default_rng(9), 400)
    last = np.arange(400) == 399
    got, *_ = run(library, Program.CLAMP, x, last, 0.0, high=F32(-1.0))
    assert np.array_equal(got, floating.clamp(x, LOW, F32(-1.0)), equal_nan=True)


@pytest.mark.parametrize("program", Program, ids=lambda p: p.name)
def test_a_batch_takes_its_steps_and_its_collection(library: Any, program: Program) -> None:
    x = np.ones(20 * BATCH, F32)
    *_, clocks = run(library, program, x, np.arange(len(x)) == len(x) - 1, 0.0)
    turns = len(STEPS[program]) + 1
    assert 20 * BATCH * turns <= clocks <= 20 * BATCH * turns + 40
