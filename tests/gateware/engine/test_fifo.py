"""The FIFO in block RAM: order, capacity and speed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lutcore.gateware.engine.fifo import BlockFIFO

WIDTH, DEPTH = 32, 64


def words(rng, count: int) -> list[int]:
    return [int(word) for word in rng.integers(0, 1 << WIDTH, count)]


@pytest.mark.parametrize("idle, stall", [(0.0, 0.0), (0.0, 0.5), (0.5, 0.0), (0.7, 0.7)])
@pytest.mark.parametrize("seed", range(3))
def test_words_come_out_in_order(bench, idle, stall, seed) -> None:
    it = bench(seed)
    dut, sent = BlockFIFO(WIDTH, DEPTH), words(it.rng, 400)
    got = it.receive(dut.source, "data", stall=stall)

    def send() -> Iterator:
        """Send as a writer that counts: never more words than the memory holds."""
        for i, word in enumerate(sent):
            while i - len(got) >= DEPTH or it.rng.random() < idle:
                yield
            yield dut.sink.data.eq(word)
            yield dut.sink.valid.eq(1)
            yield
            yield dut.sink.valid.eq(0)
        while len(got) < len(sent):
            yield
    it.run(dut, send())
    assert got == [(word,) for word in sent]


def test_a_full_memory_is_kept(bench) -> None:
    it = bench()
    dut, sent = BlockFIFO(WIDTH, DEPTH), words(it.rng, DEPTH + BlockFIFO.queue)
    got = []

    def main() -> Iterator:
        for word in sent:
            yield dut.sink.data.eq(word)
            yield dut.sink.valid.eq(1)
            yield
        yield dut.sink.valid.eq(0)
        yield from it.clocks(50)
        yield dut.source.ready.eq(1)
        while len(got) < len(sent):
            yield
            if (yield dut.source.valid):
                got.append((yield dut.source.data))
    it.run(dut, main())
    assert got == sent


def test_a_word_per_clock(bench) -> None:
    it = bench()
    dut, count = BlockFIFO(WIDTH, DEPTH), 300
    taken = []

    def main() -> Iterator:
        yield dut.source.ready.eq(1)
        yield dut.sink.valid.eq(1)
        for clock in range(count):
            yield dut.sink.data.eq(clock)
            yield
            if (yield dut.source.valid):
                taken.append(clock)
    it.run(dut, main())
    assert len(taken) == taken[-1] - taken[0] + 1   # no gap
    assert taken[0] <= 8                            # clocks from end to end
