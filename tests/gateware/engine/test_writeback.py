"""The drain: the results of all lanes and rows come out in their order, as they are made."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from litex.gen import LiteXModule
from migen import Cat, Constant, Signal

from lutcore.driver.contract.geometry import TILE, Geometry
from lutcore.driver.contract.isa import output_pitch, output_words
from lutcore.gateware.engine.common import delayed
from lutcore.gateware.engine.epilogue import RowEpilogue
from lutcore.gateware.engine.writeback import Drain
from lutcore.gateware.engine.writer import Writer


class Draining(LiteXModule):
    """A drain of results with the values place + 2**12 * row + 2**20 * lane."""

    def __init__(self, geometry: Geometry) -> None:
        place = Signal(12)
        results = [[Signal((32, True)) for _ in range(geometry.rows)]
                   for _ in range(geometry.lanes)]
        late = delayed(self, place, RowEpilogue.latency)
        for lane, rows in enumerate(results):
            for row, value in enumerate(rows):
                self.comb += value.eq(Cat(late, Constant(row, 8), Constant(lane, 12)))
        self.drain = Drain(geometry, results)
        self.comb += place.eq(self.drain.place)


def expected(geometry: Geometry, columns: int, rows: int, first: int = 0) -> list[int | None]:
    """Return the result as a list of int32, with None for padding; `first` place of the ring."""
    pitch = output_pitch(rows)
    values = [(first + column) % TILE + (row << 12) + (lane << 20) if row < rows else None
              for column in range(columns) for lane in range(geometry.lanes)
              for row in range(pitch)]
    return values + [None] * (-len(values) % 4)


def run(it, geometry: Geometry, columns: list[int], rows: int, hold: float,
        rate: float = 0.7) -> list[int]:
    """Drain products of the given columns, one after the other, and return the int32s.

    rate: probability that a column is written in a clock.
    """
    dut = Draining(geometry)
    stored, left = [0], [sum(columns)]
    drain, words, since = dut.drain, [], []
    several = geometry.result_words > 1

    def collect() -> Iterator:
        """Collect words and hold at random; count the words that still come while holding."""
        held = 0
        while True:
            if (yield drain.source.valid):
                data = yield drain.source.data
                count = (yield drain.source.count) if several else 1
                words.extend(data >> 128 * i & (1 << 128) - 1 for i in range(count))
                held += 1
            holding = (yield drain.hold)
            if not holding:
                held = 0
            since.append(held)
            if it.rng.random() < 0.1:
                yield drain.hold.eq(int(it.rng.random() < hold))
            yield
    it.watch(collect)

    def write() -> Iterator:
        """Write columns while there is a place for them; none may be taken before."""
        while True:
            if (yield drain.taken):
                assert stored[0] > 0
                stored[0] -= 1
            if (yield drain.written):
                stored[0] += 1
            ready = left[0] and stored[0] + 1 < TILE and it.rng.random() < rate
            left[0] -= bool(ready)
            yield drain.written.eq(int(bool(ready)))
            yield
    it.watch(write)

    def main() -> Iterator:
        yield drain.rows.eq(rows)
        for count in columns:
            yield drain.columns.eq(count)
            yield from it.clocks(3)
            yield from it.pulse(drain.start)
            yield from it.until(drain.busy, 0)
    it.run(dut, main())
    assert max(since) < Writer.slack
    return [word >> 32 * i & 0xFFFF_FFFF for word in words for i in range(4)]


@pytest.mark.parametrize("hold", [0.0, 0.6])
@pytest.mark.parametrize("lanes, ports", [(1, 1), (2, 1), (4, 1), (2, 2), (4, 2), (4, 4)])
@pytest.mark.parametrize("rows", [1, 2, 3, 4, 5, 9, 16])
def test_every_pitch(bench, lanes, ports, rows, hold) -> None:
    """`ports` words leave in a clock at most."""
    for used in sorted({1, 2, 3, 7, rows} & set(range(1, rows + 1))):
        for columns in (1, 2, 3, 7):
            geometry = Geometry(rows=rows, lanes=lanes, ports=lanes, result_ports=ports)
            got = run(bench(columns), geometry, [columns], used, hold)
            want = expected(geometry, columns, used)
            assert len(got) == 4 * output_words(columns * lanes, used)
            assert all(value in (have, None)
                       for value, have in zip(want, got, strict=True)), (used, columns)


@pytest.mark.parametrize("rows, lanes", [(1, 1), (2, 1), (1, 2), (3, 1)])
def test_products_follow_each_other_in_the_ring(bench, rows, lanes) -> None:
    """Places go round, and no part of a word is left over from the product before."""
    geometry = Geometry(rows=rows, lanes=lanes, ports=lanes)
    columns = [TILE + 5, 1, 6]
    got = run(bench(1), geometry, columns, rows, 0.0)
    want, first = [], 0
    for count in columns:
        want += expected(geometry, count, rows, first)
        first += count
    assert all(value in (have, None) for value, have in zip(want, got, strict=True))


@pytest.mark.parametrize("rows, lanes, ports, clocks", [
    (1, 1, 1, 40), (2, 1, 1, 40), (4, 1, 1, 40), (5, 1, 1, 80),
    (8, 4, 1, 320), (8, 4, 2, 160), (8, 4, 4, 80), (4, 4, 4, 40), (2, 4, 4, 40)])
def test_one_step_per_clock(bench, rows, lanes, ports, clocks) -> None:
    """A drain takes a clock per column and four rows, or per `ports` times as many."""
    it = bench(2)
    dut = Draining(Geometry(rows=rows, lanes=lanes, ports=lanes, result_ports=ports))
    busy = it.record(dut.drain.busy)

    def main() -> Iterator:
        yield from it.set(dut.drain, rows=rows, columns=40, written=1)
        yield from it.clocks(40)
        yield dut.drain.written.eq(0)
        yield from it.clocks(3)
        yield from it.pulse(dut.drain.start)
        yield from it.until(dut.drain.busy, 0)
    it.run(dut, main())
    assert sum(busy) == clocks + RowEpilogue.latency + 1
