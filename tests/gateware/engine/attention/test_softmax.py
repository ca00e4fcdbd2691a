"""Shares, factors and totals of blocks equal the definition's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, C, Cat, If, Memory, NextState, NextValue, Signal

from lutcore.driver.contract.execute import SHARE_STEPS, steps_for
from lutcore.driver.contract.floating import exp, flush, ordered_sum
from lutcore.gateware.engine.attention.products import place_layout
from lutcore.gateware.engine.attention.segments import SharedDivider
from lutcore.gateware.engine.attention.softmax import Softmax, block_layout
from lutcore.gateware.engine.vector.conversions import IntToFloat
from lutcore.gateware.engine.vector.operators import FloatAdder

F32 = np.float32


class WithScores(LiteXModule):
    """Softmax with a memory of scores; behind each block its factors leave as a stream."""

    def __init__(self, lanes: int, heads: int, turns: int) -> None:
        self.softmax = softmax = Softmax(lanes, heads, turns)
        self.divider = SharedDivider([softmax.division])
        self.adder   = FloatAdder()
        self.convert = IntToFloat()
        self.comb += [*softmax.less.connect(self.adder), *softmax.convert.connect(self.convert)]
        self.heads   = Signal(4)
        bits = sum(size for _, size in place_layout(lanes, heads))
        self.scores  = stream.Endpoint([("address", bits), ("data", 32)])
        self.job     = stream.Endpoint(block_layout(heads))
        self.factors = stream.Endpoint([("keep", 32), ("unit", 32), ("total", 32)])

        # # #

        memory = Memory(32, 1 << bits)
        put, get = memory.get_port(write_capable=True), memory.get_port()
        self.specials += memory, put, get
        bank = Signal()
        self.fsm = fsm = FSM(reset_state="JOB")
        self.comb += [
            self.scores.ready.eq(1), put.we.eq(self.scores.valid), put.adr.eq(self.scores.address),
            put.dat_w.eq(self.scores.data), get.adr.eq(softmax.score_at.raw_bits()),
            softmax.bank.eq(bank), self.factors.keep.eq(softmax.keep),
            self.factors.unit.eq(softmax.unit), self.factors.total.eq(softmax.total),
        ]
        self.comb += softmax.owner.eq(Cat(softmax.number, C(0, 1)))
        self.sync += softmax.score.eq(get.dat_r)
        fsm.act("JOB",
            self.job.connect(softmax.job),
            NextValue(bank, self.job.bank),
            If(self.job.valid & self.job.ready, NextState("RUN")))
        fsm.act("RUN", If(softmax.done, NextState("GIVE")))
        fsm.act("GIVE",
            self.factors.valid.eq(1),
            If(self.factors.ready,
                NextValue(softmax.number, softmax.number + 1),
                If(softmax.number == self.heads - 1,
                    NextValue(softmax.number, 0), NextState("JOB"))))


def scores_of(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """int32 of all sizes, some equal."""
    x = (rng.standard_normal(shape) * np.exp2(rng.uniform(0, 27))).clip(-2.0**31, 2.0**31 - 1)
    return np.where(rng.random(shape) < 0.1, 12345, x).astype(np.int32)


@pytest.mark.parametrize(("lanes", "heads", "turns"), [
    (1, 3, 3), pytest.param(2, 2, 1, marks=pytest.mark.slow),
    pytest.param(1, 1, 6, marks=pytest.mark.slow)])
def test_blocks(stream_bench: Callable[..., Any], lanes: int, heads: int, turns: int) -> None:
    block = WithScores(lanes, heads, turns)
    softmax = block.softmax
    bench = stream_bench(
        block, sinks={"scores": block.scores, "job": block.job, "head": softmax.head,
                      "scales": softmax.scales},
        sources={"factors": block.factors, "share": softmax.share},
        constants={"heads": block.heads})
    rng = np.random.default_rng(lanes)
    for kind in ("usual", "window", "short", "zeros", "tiny", "large", "sinks"):
        check(bench, rng, lanes, int(rng.integers(1, heads + 1)), kind, heads)


def check(bench: Any, rng: np.random.Generator, lanes: int, heads: int, kind: str,
          most: int) -> None:
    blocks = 2                          # as many as there are banks
    size = np.array([2 if kind == "short" else 128, int(rng.integers(1, 129))])
    skip = np.array([int(rng.integers(0, 16)) if kind == "window" else 0, 0]).clip(0, size - 1)
    count = -(-size // lanes)
    count += count % 2
    unit = np.exp2(rng.uniform(-30, -15, heads)).astype(F32)
    score = scores_of(rng, (blocks, heads, 128))
    key_scales, value_scales = np.exp2(rng.uniform(-8, 2, (2, blocks, 128))).astype(F32)
    peak, total = np.full(heads, -np.inf, F32), np.zeros(heads, F32)
    if kind == "sinks":
        peak, total = rng.standard_normal(heads).astype(F32), np.ones(heads, F32)
    if kind == "zeros":
        score[:], value_scales[0] = 0, 0
    if kind == "tiny":
        key_scales[0, ::3], value_scales[:, ::2] = 2.0**-61, 2.0**-60
    if kind == "large":
        unit *= 1e6
        key_scales[1, 0] = np.nan
    heads_beats = {"head": np.arange(heads), "unit": unit.view(np.uint32),
                   "peak": peak.view(np.uint32), "total": total.view(np.uint32)}
    shares, factors, places = [], [], []
    with np.errstate(all="ignore"):
        for b in range(blocks):
            part = slice(skip[b], size[b])
            s = score[b, :, part].astype(F32) * (unit[:, None] * flush(key_scales[b, part]))
            before, peak = peak, np.maximum(peak, s.max(axis=1))
            keep, p = exp(before - peak), exp(s - peak[:, None])
            total = total * keep + ordered_sum(p)
            w = p * flush(value_scales[b, part])
            largest = w.max(axis=1)
            code = np.rint(w * steps_for(largest, SHARE_STEPS)[:, None])
            shares.append(np.nan_to_num(code).astype(int))
            factors.append(np.stack([keep, largest * (F32(1) / SHARE_STEPS), total], axis=1))
            places.append(np.arange(size[b])[part])
    address = np.arange(blocks * heads * 128).reshape(blocks, heads, 128)
    # [bank, head, lane, place] from low bits to high
    b, h, t = np.unravel_index(address, address.shape)
    lane, place = t // count[b], t % count[b]
    bits = [2, max(1, (most - 1).bit_length()), max(1, (lanes - 1).bit_length())]
    where = b | h << bits[0] | lane << bits[0] + bits[1] | place << sum(bits)
    used = t < size[b]
    lines = np.stack([key_scales, value_scales]).reshape(2, blocks, 32, 4)
    v, b4, line = np.unravel_index(np.arange(2 * blocks * 32), (2, blocks, 32))
    got, clocks = bench.run({
        "scores": {"address": where[used], "data": score[used]},
        "head": heads_beats,
        "scales": {"values": v, "bank": b4, "line": line,
                   "data": np.ascontiguousarray(lines.reshape(-1, 4)).view(np.uint32)},
        "job": {"bank": [0, 1], "count": count, "skip": skip, "end": size, "heads": heads}},
        {"factors": blocks * heads, "share": sum(x.size for x in shares)}, {"heads": heads},
        delays={"job": 2000})
    share, factor = got["share"], got["factors"]
    assert np.array_equal(share["data"].astype(np.int64), np.concatenate(
        [x.reshape(-1) for x in shares])), kind
    t = np.concatenate([np.tile(x, heads) for x in places])
    b = np.repeat([0, 1], [x.size for x in shares])
    assert np.array_equal(share["bank"], b)
    assert np.array_equal(share["lane"], t // count[b])
    assert np.array_equal(share["place"], t % count[b])
    want = np.concatenate(factors)
    for i, name in enumerate(("keep", "unit", "total")):
        x = factor[name].astype(np.uint32).view(F32)
        assert np.array_equal(x, want[:, i], equal_nan=True), (kind, name, x, want[:, i])
