"""Every microprogram gives the contract's function, bit for bit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from lutcore.driver.contract import floating
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
def bench(stream_bench: Callable[..., Any]) -> Any:
    """A FunctionUnit of one lane between streams."""
    block = FunctionUnit(1)
    return stream_bench(block, sinks={"x": block.sink}, sources={"y": block.source}, constants={
        name: getattr(block, name) for name in ("inverse", "epsilon", "low", "high")})


def run(bench: Any, program: Program, x: np.ndarray, last: np.ndarray, gaps: float,
        high: np.float32 = HIGH) -> tuple[np.ndarray, np.ndarray, int]:
    """The results float32 [n], their `last`, and the clocks."""
    constants = {"inverse": INVERSE, "epsilon": EPSILON, "low": LOW, "high": high}
    beats, clocks = bench.run(
        {"x": {"data": x.astype(F32).view(np.uint32), "program": program.value, "last": last}},
        {"y": len(x)}, {name: int(value.view(np.uint32)) for name, value in constants.items()},
        gaps=gaps, limit=10_000 + 4000 * len(x))
    y = beats["y"]
    return y["data"].astype(np.uint32).view(F32), y["last"], clocks


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
def test_functions(bench: Any, program: Program) -> None:
    rng = np.random.default_rng(program.value)
    for gaps, share in ((0.0, 0.0), (0.3, 0.2)):
        x = elements(rng, COUNT)
        if program is Program.RSQRT:
            x = np.abs(x)
        last = rng.random(COUNT) < share
        last[-1] = True
        with np.errstate(all="ignore"):
            want = floating.flush(FUNCTIONS[program](x)).astype(F32)
        got, lasts, _ = run(bench, program, x, last, gaps)
        got = floating.flush(got).astype(F32)
        wrong = np.flatnonzero(~((got.view(np.uint32) == want.view(np.uint32))
                                 | (np.isnan(got) & np.isnan(want))))
        assert not len(wrong), [(x[i], got[i], want[i]) for i in wrong[:5]]
        assert np.array_equal(lasts.astype(bool), last)


def test_limits_that_are_crossed(bench: Any) -> None:
    x = elements(np.random.default_rng(9), 400)
    last = np.arange(400) == 399
    got, *_ = run(bench, Program.CLAMP, x, last, 0.0, high=F32(-1.0))
    assert np.array_equal(got, floating.clamp(x, LOW, F32(-1.0)), equal_nan=True)


@pytest.mark.parametrize("program", Program, ids=lambda p: p.name)
def test_a_batch_takes_its_steps_and_its_collection(bench: Any, program: Program) -> None:
    x = np.ones(20 * BATCH, F32)
    *_, clocks = run(bench, program, x, np.arange(len(x)) == len(x) - 1, 0.0)
    turns = len(STEPS[program]) + 1
    assert 20 * BATCH * turns <= clocks <= 20 * BATCH * turns + 40
