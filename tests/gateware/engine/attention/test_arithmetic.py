"""Exponentials, sums, quotients and codes equal the contract's, bit for bit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import If, Signal

from lutcore.driver.contract import execute, floating
from lutcore.gateware.engine.attention.exponential import Exponential
from lutcore.gateware.engine.attention.segments import Coder, SharedDivider
from lutcore.gateware.engine.attention.sums import OrderedSum
from lutcore.gateware.engine.vector.division import FloatDivider

F32   = np.float32
EDGES = np.array([0, 1, 127, 32767, 2.0**-60, 2.0**-126, 3e38, np.inf, np.nan, 1 + 2.0**-23,
                  2 - 2.0**-23], F32)


class Divided(LiteXModule):
    """Coder with a divider."""

    def __init__(self) -> None:
        self.coder   = Coder(256, scaled=True)
        self.divider = SharedDivider([self.coder.division])


class Paced(LiteXModule):
    """OrderedSum that gets a number every so many clocks."""

    def __init__(self, every: int) -> None:
        self.ordered = OrderedSum()
        self.sink = stream.Endpoint(self.ordered.sink.description)

        # # #

        phase = Signal(max=every)
        self.comb += [self.sink.connect(self.ordered.sink, omit={"valid", "ready"}),
                      self.sink.ready.eq(phase == 0),
                      self.ordered.sink.valid.eq(self.sink.valid & (phase == 0))]
        self.sync += If(phase == every - 1, phase.eq(0)).Else(phase.eq(phase + 1))


def same(got: np.ndarray, want: np.ndarray) -> None:
    """Compare bits, but for those of NaN."""
    got, want = got.astype(np.uint32).view(F32), want.astype(F32)
    wrong = np.flatnonzero((got.view(np.uint32) != want.view(np.uint32))
                           & ~(np.isnan(got) & np.isnan(want)))
    assert not len(wrong), [(i, got[i], want[i]) for i in wrong[:5]]


@pytest.mark.parametrize("turns", [1, 3])
def test_exponential(stream_bench: Callable[..., Any], turns: int) -> None:
    block = Exponential(turns)
    bench = stream_bench(block, sinks={"x": block.sink}, sources={"y": block.source})
    rng = np.random.default_rng(turns)
    x = -np.exp2(rng.uniform(-30, 6.5, 20_000)).astype(F32)
    x[::50] = rng.choice(np.array([0, -0.0, -41.5, -np.inf, np.nan, -41.500004, -41.499996, -1e38],
                                  F32), 400)
    marks = rng.integers(0, 2, (2, len(x)))
    beats = {"x": {"data": x.view(np.uint32), "first": marks[0], "last": marks[1]}}
    got, clocks = bench.run(beats, {"y": len(x)})
    with np.errstate(all="ignore"):
        same(got["y"]["data"], floating.exp(x))
    assert np.array_equal([got["y"]["first"], got["y"]["last"]], marks)
    assert clocks < turns * len(x) + block.latency + 10


def test_ordered_sum(stream_bench: Callable[..., Any]) -> None:
    block = OrderedSum()
    bench = stream_bench(block, sinks={"x": block.sink, "addend": block.addend},
                         sources={"y": block.source})
    rng = np.random.default_rng(1)
    for length in (1, 2, 15, 16, 17, 31, 100, 128):
        x = np.exp2(rng.uniform(-20, 1, length)).astype(F32)
        x[rng.random(length) < 0.1] = rng.choice(np.array([0, np.nan, 2.0**-126], F32))
        addend = np.array([rng.uniform(0, 100)], F32)
        got, clocks = bench.run({"x": {"data": x.view(np.uint32),
                                       "last": np.arange(length) == length - 1},
                                 "addend": {"data": addend.view(np.uint32)}}, {"y": 1})
        same(got["y"]["data"], floating.ordered_sum(x) + addend)
        assert clocks - length < OrderedSum.gap(1)


def test_ordered_sums_of_segments_that_follow_one_another(stream_bench: Callable[..., Any]) -> None:
    """A segment's tree is added up between the numbers of the next one."""
    block = Paced(every=2)
    bench = stream_bench(block, sinks={"x": block.sink, "addend": block.ordered.addend},
                         sources={"y": block.ordered.source})
    rng = np.random.default_rng(1)
    lengths = np.array([128, 127, 16, 128, 1, 90])
    parts = [np.exp2(rng.uniform(-20, 1, length)).astype(F32) for length in lengths]
    addends = rng.uniform(0, 100, len(parts)).astype(F32)
    for pair in (slice(0, 2), slice(2, 4), slice(4, 6)):    # two places
        x = np.concatenate(parts[pair])
        last = np.zeros(len(x), int)
        last[np.cumsum(lengths[pair]) - 1] = 1
        got, clocks = bench.run({"x": {"data": x.view(np.uint32), "last": last},
                                 "addend": {"data": addends[pair].view(np.uint32)}}, {"y": 2})
        same(got["y"]["data"],
             np.array([floating.ordered_sum(p) for p in parts[pair]]) + addends[pair])
        assert clocks - 2 * len(x) < OrderedSum.gap(2)


def test_divider(stream_bench: Callable[..., Any]) -> None:
    block = FloatDivider()
    bench = stream_bench(block, sinks={"x": block.sink}, sources={"y": block.source})
    rng = np.random.default_rng(2)
    a, b = np.exp2(rng.uniform(-40, 40, (2, 10_000))).astype(F32)
    a[::3] = rng.choice(np.array([1, 127, 32767], F32), len(a[::3]))
    b[::7] = rng.choice(EDGES, len(b[::7]))
    b[::5] *= -1
    beats = {"x": {"a": a.view(np.uint32), "b": b.view(np.uint32)}}
    got, clocks = bench.run(beats, {"y": len(a)})
    with np.errstate(all="ignore"):
        want = a / np.where(np.abs(b) < 2.0**-126, np.copysign(F32(0), b), b)
    same(got["y"]["data"], np.where(np.abs(want) < 2.0**-126, np.copysign(F32(0), want), want))
    assert clocks < 32 * len(a)


@pytest.mark.parametrize("fine", [False, True])
def test_codes(stream_bench: Callable[..., Any], fine: bool) -> None:
    block = Divided()
    coder = block.coder
    bench = stream_bench(block, sinks={"x": coder.sink}, sources={"y": coder.source},
                         constants={"fine": coder.fine, "scale": coder.scale})
    rng = np.random.default_rng(fine)
    steps = execute.SHARE_STEPS if fine else execute.KEY_STEPS
    scale = F32(0.125) if fine else F32(1)
    for gaps in (0.0, 0.4):
        for i, length in enumerate((1, 8, 64, 255)):
            x = (rng.standard_normal(length) * np.exp2(rng.integers(-6, 7, length))).astype(F32)
            x *= F32([1, 0, 2.0**-62, 1e30][i])
            x = floating.flush(x).astype(F32)
            x[rng.random(length) < 0.1] = 0
            largest = np.abs(x).max()
            unit = floating.flush(largest * (F32(1) / steps) * scale)
            codes = np.rint(x * execute.steps_for(largest, steps)).astype(np.int32)
            got, _ = bench.run({"x": {"data": x.view(np.uint32),
                                      "last": np.arange(length) == length - 1}},
                               {"y": length + 1}, {"fine": fine, "scale": scale.view(np.uint32)},
                               gaps=gaps)
            y = got["y"]
            same(y["data"][:1], np.array([unit]))
            assert np.array_equal(y["data"][1:].astype(np.uint32).view(np.int32), codes)
            assert list(y["first"]) == [1] + [0] * length
            assert list(y["last"]) == [0] * length + [1]


def test_the_unit_of_what_is_not_finite_is_not(stream_bench: Callable[..., Any]) -> None:
    block = Divided()
    coder = block.coder
    bench = stream_bench(block, sinks={"x": coder.sink}, sources={"y": coder.source},
                         constants={"fine": coder.fine, "scale": coder.scale})
    for bad in (np.nan, np.inf, -np.inf):
        x = np.array([1.0, bad, -2.0, 0.5], F32)
        got, _ = bench.run({"x": {"data": x.view(np.uint32), "last": [0, 0, 0, 1]}}, {"y": 5},
                           {"fine": 1, "scale": np.float32(1).view(np.uint32)})
        y = got["y"]["data"]
        same(y[:1], np.array([np.abs(F32(bad))]))
        assert not y[1:].any()


def test_codes_of_segments_that_follow_one_another(stream_bench: Callable[..., Any]) -> None:
    """A segment's division takes the time in which the codes before leave."""
    block = Divided()
    coder = block.coder
    bench = stream_bench(block, sinks={"x": coder.sink}, sources={"y": coder.source},
                         constants={"fine": coder.fine, "scale": coder.scale})
    rng, count, length = np.random.default_rng(4), 2, 120
    x = rng.standard_normal((count, length)).astype(F32)
    got, clocks = bench.run(
        {"x": {"data": x.reshape(-1).view(np.uint32),
               "last": np.tile(np.arange(length) == length - 1, count)}},
        {"y": count * (length + 1)}, {"fine": 1, "scale": np.float32(1).view(np.uint32)})
    y = got["y"]["data"].astype(np.uint32).view(np.int32).reshape(count, -1)
    largest = np.abs(x).max(axis=1)
    codes = np.rint(x * execute.steps_for(largest, execute.SHARE_STEPS)[:, None])
    assert np.array_equal(y[:, 1:], codes.astype(np.int32))
    assert clocks < (count + 1) * length + 80   # 40 for the first division
