"""The drain: the accumulators of all lanes and rows come out in the order of the result."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from litex.gen import LiteXModule
from migen import Cat, Constant, Signal

from lutcore.driver.contract.geometry import TILE, Geometry
from lutcore.driver.contract.isa import output_pitch, output_words
from lutcore.gateware.engine.common import delayed
from lutcore.gateware.engine.dma import Writer
from lutcore.gateware.engine.writeback import Drain


class Draining(LiteXModule):
    """A drain of accumulators with the values column + 2**12 * row + 2**20 * lane."""

    def __init__(self, geometry: Geometry) -> None:
        column = Signal(12)
        old = [[Signal((32, True)) for _ in range(geometry.rows)] for _ in range(geometry.lanes)]
        late = delayed(self, column, Drain.latency)
        for lane, rows in enumerate(old):
            for row, value in enumerate(rows):
                self.comb += value.eq(Cat(late, Constant(row, 8), Constant(lane, 12)))
        self.drain = Drain(geometry, old)
        self.comb += column.eq(self.drain.column)


def expected(geometry: Geometry, columns: int, rows: int) -> list[int | None]:
    """Return the result as a list of int32, with None for padding."""
    pitch = output_pitch(rows)
    return [column + (row << 12) + (lane << 20) if row < rows else None
            for column in range(columns) for lane in range(geometry.lanes) for row in range(pitch)]


def run(it, geometry: Geometry, columns: list[int], rows: int, hold: float) -> list[int]:
    """Drain tiles of the given columns, one after the other, and return the int32s."""
    dut = Draining(geometry)
    drain, words, since = dut.drain, [], []

    def collect() -> Iterator:
        """Collect words and hold at random; count the words that still come while holding."""
        held = 0
        while True:
            if (yield drain.source.valid):
                words.append((yield drain.source.data))
                held += 1
            holding = (yield drain.hold)
            if not holding:
                held = 0
            since.append(held)
            if it.rng.random() < 0.1:
                yield drain.hold.eq(int(it.rng.random() < hold))
            yield
    it.watch(collect)

    def main() -> Iterator:
        yield drain.rows.eq(rows)
        for count in columns:
            yield drain.columns.eq(count)
            yield
            yield from it.pulse(drain.start)
            yield from it.until(drain.busy, 0)
            assert not (yield drain.active)
    it.run(dut, main())
    assert max(since) < Writer.slack
    return [word >> 32 * i & 0xFFFF_FFFF for word in words for i in range(4)]


@pytest.mark.parametrize("hold", [0.0, 0.6])
@pytest.mark.parametrize("lanes", [1, 2, 4])
@pytest.mark.parametrize("rows", [1, 2, 3, 4, 5, 9, 16])
def test_every_pitch(bench, lanes, rows, hold) -> None:
    for used in sorted({1, 2, 3, rows} & set(range(1, rows + 1))):
        for columns in (1, 2, 3, 7):
            geometry = Geometry(rows=rows, lanes=lanes, ports=lanes)
            got = run(bench(columns), geometry, [columns], used, hold)
            want = expected(geometry, columns, used)
            assert len(got) == 4 * output_words(columns * lanes, used)
            assert all(value in (have, None)
                       for value, have in zip(want, got, strict=False)), (used, columns)


def test_a_whole_tile_and_the_next(bench) -> None:
    """Column numbers start again from 0, and no part of a word is left over."""
    geometry = Geometry(rows=3)
    got = run(bench(1), geometry, [TILE, 5], 3, 0.0)
    want = expected(geometry, TILE, 3) + expected(geometry, 5, 3)
    assert all(value in (have, None) for value, have in zip(want, got, strict=True))


@pytest.mark.parametrize("rows, clocks", [(1, 40), (2, 40), (4, 40), (5, 80)])
def test_one_step_per_clock(bench, rows, clocks) -> None:
    """A drain takes a clock per column and four rows, so the next slice hides it."""
    it = bench(2)
    dut = Draining(Geometry(rows=rows))
    active = []

    def main() -> Iterator:
        yield from it.set(dut.drain, rows=rows, columns=40)
        yield
        yield from it.pulse(dut.drain.start)
        yield
        while (yield dut.drain.active):
            active.append(1)
            yield
    it.run(dut, main())
    assert len(active) == clocks
