"""Integer products equal numpy's, for every number of lanes and heads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, If, NextState, NextValue, Signal

from lutcore.gateware.engine.attention.products import Products

SIZE = 64


class ReadBack(LiteXModule):
    """Products, whose scores and sums leave as streams behind each run."""

    def __init__(self, lanes: int, heads: int) -> None:
        self.products = products = Products(lanes, heads, SIZE)
        self.size   = Signal(16)
        self.scores = stream.Endpoint([("data", 32)])
        self.sums   = stream.Endpoint([("data", 32)])
        self.job    = stream.Endpoint(products.job.description)

        # # #

        self.fsm = fsm = FSM(reset_state="IDLE")
        values, count, head, lane = Signal(), Signal(8), Signal(8), Signal(8)
        at, wait = Signal(16), Signal(4)
        turns = Signal(16)
        fsm.act("IDLE",
            self.job.connect(products.job),
            If(self.job.valid & products.job.ready,
                NextValue(values, self.job.values),
                NextValue(count, self.job.count),
                NextValue(products.score_at.bank, self.job.bank),
                NextState("RUN")))
        fsm.act("RUN", If(products.done, NextState("WAIT")))
        fsm.act("WAIT", NextValue(wait, wait + 1),
            If(wait == Products.sum_latency, NextValue(wait, 0), NextState("GIVE")))
        source_moves = Signal()
        self.comb += [
            turns.eq(count),
            If(values, turns.eq(self.size)),
            source_moves.eq(self.scores.valid & self.scores.ready
                            | self.sums.valid & self.sums.ready),
            self.scores.data.eq(products.score),
            self.sums.data.eq(products.sums[0]),
            products.score_at.head.eq(head), products.score_at.lane.eq(lane),
            products.score_at.place.eq(at),
            products.sum_bank.eq(products.score_at.bank[0]),
            products.sum_head.eq(head), products.sum_element.eq(at),
        ]
        fsm.act("GIVE",
            self.scores.valid.eq(~values), self.sums.valid.eq(values),
            If(source_moves,
                NextState("WAIT"),
                NextValue(at, at + 1),
                If(at == turns - 1,
                    NextValue(at, 0),
                    NextValue(lane, lane + 1),
                    If(values | (lane == lanes - 1),
                        NextValue(lane, 0),
                        NextValue(head, head + 1),
                        If(head == heads - 1, NextValue(head, 0), NextState("IDLE"))))))


def coded(rng: np.random.Generator, shape: tuple[int, ...], most: int) -> np.ndarray:
    """Integers of all sizes up to `most`, the ends often."""
    x = rng.integers(-most, most + 1, shape)
    return np.where(rng.random(shape) < 0.1, rng.choice([-most, most, 0], shape), x)


@pytest.mark.parametrize(("lanes", "heads"), [
    (1, 3), (2, 1), pytest.param(4, 4, marks=pytest.mark.slow)])
def test_keys_and_values(stream_bench: Callable[..., Any], lanes: int, heads: int) -> None:
    block = ReadBack(lanes, heads)
    products = block.products
    bench = stream_bench(
        block, sinks={"job": block.job, "words": products.words, "codes": products.codes,
                      "share": products.share},
        sources={"scores": block.scores, "sums": block.sums},
        constants={"chunks": products.chunks, "size": block.size})
    rng = np.random.default_rng(lanes * 8 + heads)
    for size in (16, 48, SIZE):
        for gaps in (0.0, 0.3):
            check(bench, rng, lanes, heads, size, gaps)


def check(bench: Any, rng: np.random.Generator, lanes: int, heads: int, size: int,
          gaps: float) -> None:
    codes = coded(rng, (heads, size), 32767)
    jobs, words, scores, sums = [], [], [], []
    # Shares arrive before any run: one bank each, which may serve several runs.
    shares = coded(rng, (2, heads, lanes, 128 // lanes), 32767) * (rng.random() < 0.9)
    shares = np.abs(shares)
    for _ in range(6):
        values, bank = bool(rng.integers(2)), int(rng.integers(2))
        count = int(rng.integers(1, 128 // lanes // (1 + values) + 1))
        positions = lanes * count * (1 + values)
        skip, end = sorted(rng.integers(0, min(positions, 127) + 1, 2)) if values else (0, 0)
        jobs.append((values, bank, count, skip, end))
        x = coded(rng, (lanes, count * (1 + values), size), 127)
        if values:
            share = shares[bank, :, :, :2 * count].reshape(heads, positions).copy()
            share[:, :skip] = share[:, end:] = 0
            sums.append(share @ x.reshape(positions, size))
            x = x.reshape(lanes, count, 2, size).swapaxes(2, 3)
        else:
            scores.append(codes @ x.reshape(positions, size).T)
        line = x.astype(np.int8).reshape(lanes, -1, 16)
        words.append(line.swapaxes(0, 1).reshape(-1, 16 * lanes))
    place = np.stack(np.meshgrid(range(2), range(heads), range(lanes), range(128 // lanes),
                                 indexing="ij")).reshape(4, -1)
    codes_beats = {"head": np.repeat(np.arange(heads), size), "data": codes.reshape(-1),
                   "last": np.tile(np.arange(size) == size - 1, heads)}
    share_beats = {**dict(zip(("bank", "head", "lane", "place"), place, strict=True)),
                   "data": shares.reshape(-1)}
    # The first run begins when codes and shares are there: its words come later than those.
    jobs_beats = dict(zip(("values", "bank", "count", "skip", "end"),
                          np.array(jobs).T, strict=True))
    want = {"scores": np.concatenate([s.reshape(-1) for s in scores] or [np.zeros(0, int)]),
            "sums": np.concatenate([s.reshape(-1) for s in sums] or [np.zeros(0, int)])}
    got, _ = bench.run(
        {"codes": codes_beats, "share": share_beats, "job": jobs_beats,
         "words": {"data": np.ascontiguousarray(np.concatenate(words)).view(np.uint32)}},
        {name: len(x) for name, x in want.items()}, {"chunks": size // 16, "size": size},
        gaps=gaps, seed=size, delays={"job": 2 * max(len(codes.reshape(-1)), place.shape[1])})
    for name, x in want.items():
        assert np.array_equal(got[name]["data"].astype(np.uint32).view(np.int32), x), (name, size)
