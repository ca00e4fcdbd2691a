"""Splitter, readers, read port and writer in front of a memory with random timing."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

import numpy as np
import pytest
from litex.gen import LiteXModule

from lutcore.driver.contract import Geometry
from lutcore.gateware.engine.dma import BurstSplitter, Reader, ReadPort, axi_port
from lutcore.gateware.engine.writer import Dealer, Writer

AXI3   = Geometry(port_kind="axi3", port_width=64)
AXI4   = Geometry()
NARROW = Geometry(port_width=64)
KINDS  = pytest.mark.parametrize("geometry", [AXI3, AXI4, NARROW], ids=lambda g: g.name)
PAGE   = 4096
SLVERR = 2


def transfers(rng: np.random.Generator, geometry: Geometry, count: int) -> list[dict]:
    """Draw linear transfers of whole words; some are empty, many cross pages."""
    ratio = 128 // geometry.port_width
    return [{"address": int(rng.integers(0, 1 << 10)) * 64,
             "beats": int(rng.choice([0, 1, 7, 64, int(rng.integers(1, 100))])) * ratio}
            for _ in range(count)]


def bursts_of(requested: list[dict], size: int, limit: int) -> list[tuple[int, int]]:
    """Cut transfers into naturally aligned bursts of at most `limit` beats of `size` bytes."""
    bursts = []
    for transfer in requested:
        at, left = transfer["address"], transfer["beats"]
        while left:
            beats = min(left, limit - at // size % limit)
            bursts.append((at, beats))
            at, left = at + beats * size, left - beats
    return bursts


def content(address: int, size: int) -> int:
    """Return the memory's content at an address, as an integer of `size` bytes."""
    return sum((at // 8 * 0x9E37_79B9_7F4A_7C15 & (1 << 64) - 1) << 8 * (at - address)
               for at in range(address, address + size, 8))


class Memory:
    """A memory behind an AXI port: it answers in order, at random times, and checks every rule.

    It answers the bursts whose index is in `errors` with SLVERR.

    stall: probability that a beat of a write waits in a clock.
    """

    def __init__(self, bench, geometry: Geometry, bus, errors: tuple[int, ...] = (),
                 stall: float = 0.3) -> None:
        self.bench, self.bus, self.size = bench, bus, geometry.port_width // 8
        self.errors, self.limit = errors, geometry.max_burst
        self.reads, self.read_ids, self.writes = [], [], []     # (address, beats); IDs
        self.data: dict[int, int] = {}                          # address: beat
        self._answers: deque = deque()
        self._responses: deque = deque()
        self._ar = bench.receive(bus.ar, "addr", "len", "id", "size", "burst")
        self._aw = bench.receive(bus.aw, "addr", "len", "id", "size", "burst")
        self._w  = bench.receive(bus.w, "data", "strb", "last", stall=stall)
        bench.watch(self._read)
        bench.watch(self._write)

    def _check(self, address: int, length: int, size: int, burst: int) -> None:
        assert length < self.limit and 1 << size == self.size and burst == 1
        assert address % PAGE + (length + 1) * self.size <= PAGE

    def _read(self) -> Iterator:
        r, seen = self.bus.r, 0
        while True:
            while len(self._ar) > seen:
                address, length, name, size, burst = self._ar[seen]
                self._check(address, length, size, burst)
                resp = SLVERR if seen in self.errors else 0
                self._answers.extend((address + i * self.size, name, i == length, resp)
                                     for i in range(length + 1))
                self.reads.append((address, length + 1))
                self.read_ids.append(name)
                seen += 1
            if (yield r.valid):
                assert (yield r.ready), "R is never held up"
            valid = bool(self._answers) and self.bench.rng.random() < 0.6
            yield r.valid.eq(valid)
            if valid:
                address, name, last, resp = self._answers.popleft()
                yield r.data.eq(content(address, self.size))
                yield r.id.eq(name)
                yield r.last.eq(last)
                yield r.resp.eq(resp)
            yield

    def _write(self) -> Iterator:
        b, seen, taken = self.bus.b, 0, 0
        while True:
            while len(self._aw) > seen and len(self._w) - taken > self._aw[seen][1]:
                address, length, name, size, burst = self._aw[seen]
                self._check(address, length, size, burst)
                for i in range(length + 1):
                    data, strobe, last = self._w[taken + i]
                    assert last == (i == length) and strobe == (1 << self.size) - 1
                    assert address + i * self.size not in self.data, "written twice"
                    self.data[address + i * self.size] = data
                taken += length + 1
                self.writes.append((address, length + 1))
                self._responses.append((name, SLVERR if seen in self.errors else 0))
                seen += 1
            yield b.valid.eq(0)
            if self._responses and self.bench.rng.random() < 0.2:
                name, resp = self._responses.popleft()
                yield b.valid.eq(1)
                yield b.id.eq(name)
                yield b.resp.eq(resp)
            yield


# Splitter -----------------------------------------------------------------------------------------


@KINDS
@pytest.mark.parametrize("limit", [16, None])
def test_bursts_cover_exactly_and_are_aligned(bench, geometry, limit) -> None:
    it, limit = bench(2), limit or geometry.max_burst
    dut = BurstSplitter(geometry, limit)
    requested = transfers(it.rng, geometry, 40)
    got = it.receive(dut.source, "address", "beats")

    def main() -> Iterator:
        yield from it.send(dut.sink, requested)
        yield from it.until(dut.idle)
        yield
    it.run(dut, main())
    size = geometry.port_width // 8
    assert got == bursts_of(requested, size, limit)
    assert all(at % PAGE + beats * size <= PAGE for at, beats in got)


def test_a_flushed_splitter_offers_at_most_what_it_offered(bench) -> None:
    it = bench(3)
    dut = BurstSplitter(AXI3, 16)
    got = it.receive(dut.source, "address", "beats", stall=0.8)

    def main() -> Iterator:
        yield from it.send(dut.sink, [{"address": 0x100, "beats": 5000}])
        yield from it.clocks(30)
        yield dut.flush.eq(1)
        yield
        before = len(got)
        yield from it.until(dut.idle)
        yield
        assert len(got) <= before + 2       # one was on offer, one was being taken
        yield dut.flush.eq(0)
        got.clear()
        yield from it.send(dut.sink, [{"address": 0x4000, "beats": 3}])
        yield from it.until(dut.idle)
        yield
        assert got == [(0x4000, 3)]
    it.run(dut, main())


# Readers ------------------------------------------------------------------------------------------


class Readers(LiteXModule):
    """Readers of several widths and depths behind one port."""

    def __init__(self, geometry: Geometry, widths: tuple[int, ...], depth: int) -> None:
        self.bus     = axi_port(geometry)
        self.readers = []
        for i, width in enumerate(widths):
            reader = Reader(geometry, depth, width)
            self.add_module(name=f"reader{i}", module=reader)
            self.readers.append(reader)
        self.port = ReadPort(geometry, self.bus, self.readers)


def words_of(requested: list[dict], beat: int, width: int) -> list[tuple[int]]:
    """Return the words of transfers that are counted in beats of `beat` bytes."""
    return [(content(t["address"] + at, width // 8),) for t in requested
            for at in range(0, t["beats"] * beat, width // 8)]


@KINDS
def test_every_reader_gets_its_words_in_order(bench, geometry) -> None:
    it = bench(4)
    widths = (128, 128, geometry.port_width)
    dut = Readers(geometry, widths, 2 * geometry.max_burst)
    memory = Memory(it, geometry, dut.bus)
    beat, got, requested, senders = geometry.port_width // 8, [], [], []
    for reader in dut.readers:
        requested.append(transfers(it.rng, geometry, 3))
        got.append(it.receive(reader.source, "data", stall=0.4))
        senders.append(it.send(reader.sink, requested[-1]))

    def main() -> Iterator:
        yield from it.clocks(300)
        for reader in dut.readers:
            yield from it.until(reader.idle)
        yield
    it.run(dut, main(), *senders)
    for words, requests, width in zip(got, requested, widths, strict=True):
        assert words == words_of(requests, beat, width)
    for i, requests in enumerate(requested):
        assert [burst for burst, name in zip(memory.reads, memory.read_ids, strict=True)
                if name == i] == bursts_of(requests, beat, geometry.max_burst)


@KINDS
def test_no_more_is_requested_than_fits(bench, geometry) -> None:
    """While nothing takes words, requests stop at the depth; afterwards all words arrive."""
    it = bench(5)
    depth = 2 * geometry.max_burst
    dut = Readers(geometry, (128,), depth)
    reader = dut.readers[0]
    memory = Memory(it, geometry, dut.bus)
    requested = [{"address": 0x8000, "beats": 4 * depth}]
    words = []

    def main() -> Iterator:
        yield from it.send(reader.sink, requested, idle=0)
        yield from it.clocks(6 * depth)
        total = sum(beats for _, beats in memory.reads)
        assert depth - geometry.max_burst < total <= depth
        yield reader.source.ready.eq(1)
        yield
        while not (yield reader.idle):
            if (yield reader.source.valid):
                words.append(((yield reader.source.data),))
            yield
    it.run(dut, main())
    assert words == words_of(requested, geometry.port_width // 8, 128)


@KINDS
@pytest.mark.parametrize("after", [1, 9, 40, 170])
def test_a_flushed_reader_drains_and_is_usable(bench, geometry, after) -> None:
    it = bench(after)
    dut = Readers(geometry, (128,), 2 * geometry.max_burst)
    reader = dut.readers[0]
    Memory(it, geometry, dut.bus)
    got = it.receive(reader.source, "data", stable=False)
    beats = 40 * 128 // geometry.port_width

    def main() -> Iterator:
        yield from it.send(reader.sink, [{"address": 0x1000, "beats": 3000}])
        yield from it.clocks(after)
        yield reader.flush.eq(1)
        yield
        yield
        yield from it.until(reader.idle)
        yield reader.flush.eq(0)
        yield
        assert len(got) < 3000 * geometry.port_width // 128
        got.clear()
        yield from it.send(reader.sink, [{"address": 0x7000, "beats": beats}])
        yield from it.until(reader.idle)
        yield
        assert got == words_of([{"address": 0x7000, "beats": beats}],
                               geometry.port_width // 8, 128)
    it.run(dut, main())


def test_lower_readers_go_first(bench) -> None:
    it = bench(6)
    dut = Readers(AXI3, (128, 128), 64)
    memory = Memory(it, AXI3, dut.bus)
    first, second = dut.readers
    both = []

    def watch() -> Iterator:
        while True:
            if (yield first.request.valid) and (yield second.request.valid):
                both.append(1)
                assert not (yield second.request.ready)
            yield
    it.watch(watch)

    def main() -> Iterator:
        for reader in dut.readers:
            yield reader.source.ready.eq(1)
        yield from it.clocks(5)
        for reader in dut.readers:
            yield from it.until(reader.idle)
    it.run(dut, main(), *(it.send(reader.sink, [{"address": 0, "beats": 160}], idle=0)
                          for reader in dut.readers), cycles=5000)
    assert both and sorted(memory.read_ids) == [0] * 10 + [1] * 10


def test_an_error_response_is_seen_once_per_beat(bench) -> None:
    it = bench(7)
    dut = Readers(AXI3, (128,), 64)
    Memory(it, AXI3, dut.bus, errors=(1,))
    reader, errors = dut.readers[0], it.record(dut.port.errors[0])
    it.receive(reader.source, "data")

    def main() -> Iterator:
        yield from it.send(reader.sink, [{"address": 0, "beats": 48}])
        yield from it.until(reader.idle)
    it.run(dut, main())
    assert sum(errors) == 16


# Writer -------------------------------------------------------------------------------------------


class Writing(LiteXModule):
    """A writer and its port."""

    def __init__(self, geometry: Geometry) -> None:
        self.bus    = axi_port(geometry)
        self.writer = Writer(geometry, self.bus)


def random_words(rng: np.random.Generator, count: int) -> list[int]:
    return [int.from_bytes(rng.bytes(16), "little") for _ in range(count)]


def beats_of(address: int, words: list[int], size: int) -> dict[int, int]:
    """Return the beats of `size` bytes that words leave in memory, by address."""
    data = b"".join(word.to_bytes(16, "little") for word in words)
    return {address + at: int.from_bytes(data[at:at + size], "little")
            for at in range(0, len(data), size)}


def unbroken(it, bus) -> None:
    """Check that a burst never waits for words once its first beat is on offer."""
    def watch() -> Iterator:
        inside = False
        while True:
            valid, taken = (yield bus.w.valid), (yield bus.w.valid) and (yield bus.w.ready)
            assert valid or not inside, "a gap in a burst"
            if valid:
                inside = not (taken and (yield bus.w.last))
            yield
    it.watch(watch)


@KINDS
@pytest.mark.parametrize("idle", [0.0, 0.9])
def test_written_words_are_where_they_belong(bench, geometry, idle) -> None:
    it = bench(8)
    dut = Writing(geometry)
    writer, size = dut.writer, geometry.port_width // 8
    memory = Memory(it, geometry, dut.bus)
    unbroken(it, dut.bus)
    expected, starved = {}, []

    def main() -> Iterator:
        for page, count in enumerate([1, 16, 33, 70, 130]):
            words = random_words(it.rng, count)
            address = 0x10000 * page + 64 * int(it.rng.integers(0, 64))
            expected.update(beats_of(address, words, size))
            yield from it.send(writer.sink, [{"address": address, "beats": count * 16 // size}])
            yield from it.clocks(8)
            starved.append((yield writer.starved))
            yield from it.send(writer.words, [{"data": word} for word in words], idle)
            yield from it.until(writer.idle)
            assert not (yield writer.starved) and not (yield writer.excess)
    it.run(dut, main())
    assert memory.data == expected
    assert all(starved)


@KINDS
def test_bursts_follow_each_other_without_a_gap(bench, geometry) -> None:
    it, dut = bench(11), Writing(geometry)
    writer, size = dut.writer, geometry.port_width // 8
    beats = it.record(dut.bus.w.valid)

    def main() -> Iterator:
        yield from it.set(dut.bus.aw, ready=1)
        yield from it.set(dut.bus.w, ready=1)
        yield from it.send(writer.sink, [{"address": 0x1000, "beats": 16 * 128 // size}])
        yield writer.words.valid.eq(1)
        for _ in range(128):
            yield
            while not (yield writer.words.ready):
                yield
        yield writer.words.valid.eq(0)
        yield from it.clocks(300)       # until the last of 64 waiting words has been sent
    it.run(dut, main())
    first, total = beats.index(1), 16 * 128 // size
    if geometry.port_width == 64:       # a word comes every clock, and takes two
        assert all(beats[first:first + total])
    assert sum(beats) == total


def test_no_word_goes_beyond_the_range(bench) -> None:
    it = bench(9)
    dut = Writing(AXI4)
    writer = dut.writer
    memory = Memory(it, AXI4, dut.bus)
    words = random_words(it.rng, 25)

    def main() -> Iterator:
        yield from it.send(writer.sink, [{"address": 0x1FC0, "beats": 21}])
        yield from it.send(writer.words, [{"data": word} for word in words])
        yield from it.until(writer.excess)
        yield from it.clocks(100)
        assert (yield writer.excess) and not (yield writer.idle)
        yield writer.flush.eq(1)
        yield from it.until(writer.idle)
    it.run(dut, main())
    assert memory.data == beats_of(0x1FC0, words[:21], 16)


@KINDS
@pytest.mark.parametrize("after", [1, 17, 60, 133, 200])
def test_a_flushed_writer_ends_its_burst_and_is_usable(bench, geometry, after) -> None:
    it = bench(after)
    dut = Writing(geometry)
    writer, size = dut.writer, geometry.port_width // 8
    memory = Memory(it, geometry, dut.bus)
    unbroken(it, dut.bus)
    words, done = random_words(it.rng, 200), []

    def feed() -> Iterator:
        for word in words:
            yield writer.words.data.eq(word)
            yield writer.words.valid.eq(1)
            yield
            while not (yield writer.words.ready):
                yield
            if done:
                break
        yield writer.words.valid.eq(0)

    def main() -> Iterator:
        yield from it.send(writer.sink, [{"address": 0x1000, "beats": 3200 // size}])
        yield from it.clocks(after)
        done.append(True)
        yield writer.flush.eq(1)
        yield from it.clocks(3)
        yield from it.until(writer.idle)
        written = sum(beats for _, beats in memory.writes)
        everything = beats_of(0x1000, words, size)
        assert memory.data == {at: everything[at] for at in sorted(everything)[:written]}
        yield writer.flush.eq(0)
        memory.data.clear()
        yield from it.send(writer.sink, [{"address": 0x9000, "beats": 80 // size}])
        yield from it.send(writer.words, [{"data": word} for word in words[:5]])
        yield from it.until(writer.idle)
        assert memory.data == beats_of(0x9000, words[:5], size)
    it.run(dut, main(), feed())


def test_a_write_error_is_seen(bench) -> None:
    it = bench(10)
    dut = Writing(AXI3)
    writer, errors = dut.writer, it.record(dut.writer.error)
    Memory(it, AXI3, dut.bus, errors=(1, 2))

    def main() -> Iterator:
        yield from it.send(writer.sink, [{"address": 0, "beats": 96}])
        yield from it.send(writer.words, [{"data": w} for w in random_words(it.rng, 48)])
        yield from it.until(writer.idle)
    it.run(dut, main())
    assert sum(errors) == 2


# Dealer -------------------------------------------------------------------------------------------


DEALT = [
    Geometry(ports=2, side_port=True, port_kind="axi3", port_width=64, result_ports=2),
    Geometry(lanes=2, ports=2, result_ports=2),
    Geometry(lanes=4, ports=4, port_width=64, result_ports=4),
    Geometry(lanes=4, ports=4, result_ports=4),
]


class Dealing(LiteXModule):
    """Writers on ports of their own, and the dealer in front of them."""

    def __init__(self, geometry: Geometry) -> None:
        self.buses   = [axi_port(geometry) for _ in range(geometry.result_ports)]
        self.writers = []
        for part, bus in enumerate(self.buses):
            writer = Writer(geometry, bus, part)
            self.add_module(name=f"writer{part}", module=writer)
            self.writers.append(writer)
        self.dealer = Dealer(geometry, self.writers)


def deal(it, dut: Dealing, geometry: Geometry, words: list[int], done: list) -> Iterator:
    """Send words as a Drain does: several a clock, and a few more once a writer is almost full."""
    width, sink, late = geometry.result_words, dut.dealer.words, 0
    for at in range(0, len(words), width):
        some = words[at:at + width]
        while True:
            full = 0
            for writer in dut.writers:
                full |= yield writer.almost_full
            late *= full
            if late < Writer.slack - 1 and it.rng.random() < 0.95:
                break
            yield sink.valid.eq(0)
            yield
        late += full
        if done:
            break
        yield sink.data.eq(sum(word << 128 * i for i, word in enumerate(some)))
        if width > 1:
            yield sink.count.eq(len(some))
        yield sink.valid.eq(1)
        yield
    yield sink.valid.eq(0)


def all_of(dut: Dealing, name: str) -> Iterator:
    """Wait until a signal of every writer is high in the same clock."""
    yield
    while True:
        seen = []
        for writer in dut.writers:
            seen.append((yield getattr(writer, name)))
        if all(seen):
            return
        yield


@pytest.mark.parametrize("stall, counts", [(0.3, [1, 4, 5, 16, 33, 130, 3, 257]), (0.95, [500])])
@pytest.mark.parametrize("geometry", DEALT, ids=lambda g: g.name)
def test_bursts_are_dealt_in_turn(bench, geometry, stall: float, counts: list[int]) -> None:
    """Every word is written once, where it belongs, and the ports take a burst each in turn.

    Slow ports fill the FIFOs, which have room for what still comes then.
    """
    it = bench(12)
    dut = Dealing(geometry)
    memories = [Memory(it, geometry, bus, stall=stall) for bus in dut.buses]
    for bus in dut.buses:
        unbroken(it, bus)
    size, expected, ranges = geometry.port_width // 8, {}, []

    def main() -> Iterator:
        for page, count in enumerate(counts):
            words   = random_words(it.rng, count)
            address = 0x10000 * page + 64 * int(it.rng.integers(0, 64))
            ranges.append({"address": address, "beats": count * 16 // size})
            expected.update(beats_of(address, words, size))
            yield from it.set(dut.dealer.sink, valid=1, **ranges[-1])
            yield
            yield dut.dealer.sink.valid.eq(0)
            yield from it.clocks(3)
            yield from deal(it, dut, geometry, words, [])
            yield from all_of(dut, "idle")
            for writer in dut.writers:
                assert not (yield writer.excess) and not (yield writer.starved)
    it.run(dut, main(), cycles=60_000)
    assert {at: beat for memory in memories for at, beat in memory.data.items()} == expected
    assert sum(len(memory.data) for memory in memories) == len(expected)
    for part, memory in enumerate(memories):
        assert memory.writes == [
            burst for one in ranges
            for burst in bursts_of([one], size, geometry.result_beats)[part::len(memories)]]


@pytest.mark.parametrize("geometry", DEALT, ids=lambda g: g.name)
@pytest.mark.parametrize("count", [160, 163])
def test_words_beyond_the_range_or_missing_are_noticed(bench, geometry, count: int) -> None:
    """The range has 161 or 162 words: a word more or less shows at one of the writers."""
    it = bench(13)
    dut = Dealing(geometry)
    for bus in dut.buses:
        Memory(it, geometry, bus)
    ratio = 128 // geometry.port_width
    name, given = ("starved", 161) if count == 160 else ("excess", 162)

    def main() -> Iterator:
        yield from it.set(dut.dealer.sink, valid=1, address=0x1FC0, beats=given * ratio)
        yield
        yield dut.dealer.sink.valid.eq(0)
        yield from it.clocks(3)
        yield from deal(it, dut, geometry, random_words(it.rng, count), [])
        yield from it.clocks(600)
        seen = []
        for writer in dut.writers:
            seen.append((yield getattr(writer, name)))
            yield writer.flush.eq(1)
        assert sum(seen) == 1
        yield from it.clocks(3)
        yield from all_of(dut, "idle")
    it.run(dut, main(), cycles=20_000)


@pytest.mark.parametrize("geometry", DEALT, ids=lambda g: g.name)
@pytest.mark.parametrize("after", [1, 17, 60, 133])
def test_flushed_writers_are_usable(bench, geometry, after) -> None:
    it = bench(after)
    dut = Dealing(geometry)
    memories = [Memory(it, geometry, bus) for bus in dut.buses]
    size, done = geometry.port_width // 8, []
    words, again = random_words(it.rng, 400), random_words(it.rng, 37)

    def start(address: int, count: int) -> Iterator:
        yield from it.set(dut.dealer.sink, valid=1, address=address, beats=count * 16 // size)
        yield
        yield dut.dealer.sink.valid.eq(0)
        yield from it.clocks(3)

    def main() -> Iterator:
        yield from start(0x1040, 400)
        yield from it.clocks(after)
        done.append(True)
        yield from it.clocks(2)
        for writer in dut.writers:
            yield writer.flush.eq(1)
        yield from it.clocks(3)
        yield from all_of(dut, "idle")
        everything = beats_of(0x1040, words, size)
        for memory in memories:
            assert memory.data.items() <= everything.items()
            memory.data.clear()
        for writer in dut.writers:
            yield writer.flush.eq(0)
        yield from start(0x9000, 37)
        yield from deal(it, dut, geometry, again, [])
        yield from all_of(dut, "idle")

    def feed() -> Iterator:
        yield from it.clocks(4)         # until the range is there
        yield from deal(it, dut, geometry, words, done)
    it.run(dut, main(), feed(), cycles=20_000)
    assert {at: beat for memory in memories for at, beat in memory.data.items()} \
        == beats_of(0x9000, again, size)
