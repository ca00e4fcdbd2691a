"""What keeps an engine harmless: stray data, the watchdog, the address window, places of errors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from litex.gen import LiteXModule

from lutcore.driver.contract import Geometry, WeightFormat, preset
from lutcore.driver.contract.registers import PAGE_BITS, Client, ErrorCode, extract
from lutcore.gateware.engine.control import Watchdog
from lutcore.gateware.engine.dma import BurstSplitter, Reader, ReadPort, axi_port
from lutcore.gateware.engine.writer import Writer

TINY  = preset("tiny")
SIDE  = Geometry(rows=1, lanes=2, ports=2, side_port=True, symmetric=True, cut=5)
WIDE  = Geometry(rows=2, lanes=4, ports=4, cut=5, ternary=True)
NARROW = Geometry(rows=1, port_kind="axi3", port_width=64, stream_depth=64)
DEALT = Geometry(rows=2, lanes=4, ports=4, side_port=True, table_width=8, double_buffer=False,
                 stream_depth=128, result_ports=2)
GEOMETRIES = pytest.mark.parametrize("geometry", [TINY, SIDE, WIDE, NARROW, DEALT],
                                     ids=lambda g: g.name)
FMT   = WeightFormat(2, 128, 2)
PAGE  = 1 << PAGE_BITS


@pytest.fixture
def small(engine, random_product):
    """small(geometry, **fields of DdrConfig): (engine, product, its descriptor)."""
    def make(geometry: Geometry, **ddr: float) -> tuple:
        runner  = engine(geometry, size=4 << 20, **ddr)
        product = random_product(np.random.default_rng(3), geometry, geometry.rows, 70, 300, FMT)
        return runner, product, runner.descriptor(product)
    return make


def code_of(registers: dict[str, int]) -> int:
    return extract("status", "code", registers["status"])


def place_of(registers: dict[str, int]) -> tuple[int, int]:
    """Return (port, client)."""
    return tuple(extract("error_source", name, registers["error_source"])
                 for name in ("port", "client"))


def works(small_engine: tuple) -> None:
    """Check that the engine multiplies as if nothing had happened."""
    runner, product, good = small_engine
    assert code_of(runner.run([good])) == ErrorCode.NONE
    assert np.array_equal(runner.result(good, product), product.expected)


# Stray data ---------------------------------------------------------------------------------------


class OneReader(LiteXModule):
    """A reader and a writer behind one port."""

    def __init__(self, geometry: Geometry) -> None:
        self.bus    = axi_port(geometry)
        self.reader = Reader(geometry, 2 * geometry.max_burst)
        self.port   = ReadPort(geometry, self.bus, [self.reader])
        self.writer = Writer(geometry, self.bus)


def test_stray_answers_leave_no_trace_in_reader_and_writer(bench) -> None:
    it, dut = bench(1), OneReader(NARROW)
    strays, answers = it.record(dut.port.stray), it.record(dut.writer.stray)
    got = it.receive(dut.reader.source, "data")

    def main() -> Iterator:
        for i in range(12):
            yield from it.set(dut.bus.r, valid=1, data=i, id=i % 3, resp=2 * (i == 5))
            yield dut.bus.b.valid.eq(1)
            assert not (yield dut.port.errors[0]) and not (yield dut.writer.error)
            yield
        yield dut.bus.r.valid.eq(0)
        yield dut.bus.b.valid.eq(0)
        yield from it.clocks(4)
        assert (yield dut.reader.idle) and (yield dut.writer.idle)
    it.run(dut, main())
    assert sum(strays) == sum(answers) == 12 and not got


@GEOMETRIES
@pytest.mark.parametrize("beats", [1, 10, 200])
def test_a_fresh_engine_drops_what_it_did_not_ask_for(small, geometry: Geometry,
                                                      beats: int) -> None:
    for port in range(geometry.buses):
        for reader in range(4):             # IDs of readers, and those of nobody
            it = small(geometry)
            it[0].board.inject_strays(beats, port, reader)
            it[0].board.step(beats + 20)
            assert it[0].registers()["strays"] == beats
            works(it)


def test_strays_while_a_program_runs_end_it_and_the_engine_recovers(small) -> None:
    it = small(TINY, read_latency=400)
    runner, _, good = it
    runner.board.inject_strays(20, 0, 3)
    runner.board.step(2)
    registers = runner.run([good])
    assert code_of(registers) == ErrorCode.STRAY and place_of(registers)[0] == 0
    works(it)


# Watchdog -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("period", [1, 2, 50])
def test_the_watchdog_counts_clocks_without_food(bench, period: int) -> None:
    it, dut = bench(2), Watchdog()
    expired = it.record(dut.expired)

    def main() -> Iterator:
        yield from it.set(dut, period=period, busy=0)
        yield from it.clocks(3 * period)
        yield dut.busy.eq(1)
        for _ in range(5):
            yield from it.pulse(dut.feed)
            yield from it.clocks(max(0, period - 2))
        assert not any(expired)
        yield from it.clocks(5)
        assert sum(expired) == 1
        yield dut.period.eq(0)
        yield from it.pulse(dut.feed)
        yield from it.clocks(300)
    it.run(dut, main())
    assert sum(expired) == 1


def test_an_engine_whose_host_died_stops(small) -> None:
    """Without the watchdog the engine would write its results long after."""
    it = small(TINY)
    runner, _, good = it
    runner.write("watchdog", 150)
    runner.board.view(good.output, 16 * good.output_words)[:] = 0xAA
    runner.start([good] * 50)
    assert runner.board.step(3000, until_irq=True) < 3000
    registers = runner.registers()
    assert code_of(registers) == ErrorCode.WATCHDOG and registers["completed"] < 50
    before = runner.board.memory.copy()
    runner.board.step(20_000)
    assert np.array_equal(runner.board.memory, before)
    runner.write("watchdog", 0)
    works(it)


def test_polling_feeds_the_watchdog(small) -> None:
    it = small(TINY)
    runner, product, good = it
    runner.write("watchdog", 150)
    runner.start([good] * 5)
    while not extract("status", "done", runner.board.read32(0x18)):
        runner.board.step(100)
    assert code_of(runner.registers()) == ErrorCode.NONE
    assert np.array_equal(runner.result(good, product), product.expected)


# Address window -----------------------------------------------------------------------------------


def test_no_burst_outside_the_window_is_offered(bench) -> None:
    it, dut = bench(3), BurstSplitter(NARROW, 16)
    got = it.receive(dut.source, "address", "beats")

    def main() -> Iterator:
        yield from it.set(dut.window, base=2, last=3)
        for address, inside in ((0x1F80, 0), (0x2000, 1024), (0x3F80, 16), (0x4000, 0), (0, 0),
                                (0xFFFF_F000, 0)):
            got.clear()
            yield from it.send(dut.sink, [{"address": address, "beats": 2048}])
            yield from it.until(dut.idle)
            yield
            assert sum(beats for _, beats in got) == inside
            assert (yield dut.refused) and not (yield dut.sink.ready)
            assert (yield dut.address) == address + 8 * inside
            yield from it.pulse(dut.flush)
            yield
            assert not (yield dut.refused)
    it.run(dut, main())


@GEOMETRIES
def test_the_window_stops_every_client(small, geometry: Geometry) -> None:
    """Each range in turn lies outside; the burst that is refused never reaches the bus."""
    it = small(geometry)
    runner, _, good = it
    board, common = runner.board, geometry.side_bus
    base, last = board.config.base, board.config.base + board.config.size - 1
    clients = {"output": Client.RESULTS, "activations": Client.ACTIVATIONS,
               "weights": Client.WEIGHTS}
    low = min(getattr(good, name) for name in clients)
    far = base + (3 << 20)
    board.view(far, 1 << 19)[:] = board.view(low, 1 << 19)
    runner.write("window_base", base)
    runner.write("window_limit", far - 1)
    for name, client in clients.items():
        bad, before = replace(good, **{name: getattr(good, name) - low + far}), board.memory.copy()
        registers = runner.run([bad])
        assert code_of(registers) == ErrorCode.WINDOW
        port, seen = place_of(registers)
        assert seen == client and (port == common or client == Client.WEIGHTS
                                   or port in geometry.result_buses)
        assert far <= registers["error_address"] < far + (1 << 19)
        assert np.array_equal(board.memory[3 << 20:], before[3 << 20:])
        works(it)
    runner.write("window_limit", last)
    runner.write("window_base", base + (2 << 20))
    registers = runner.run([good])
    assert (code_of(registers), place_of(registers)) == (ErrorCode.WINDOW,
                                                         (common, Client.DESCRIPTORS))
    runner.write("window_base", 0)
    works(it)


# Places of errors ---------------------------------------------------------------------------------


@GEOMETRIES
@pytest.mark.parametrize("channel", ["read", "write"])
def test_an_error_names_its_port(small, geometry: Geometry, channel: str) -> None:
    common = geometry.side_bus
    it = small(geometry)
    runner, _, good = it
    for port in range(geometry.buses) if channel == "read" else geometry.result_buses:
        runner.board.inject_error(channel, 1, port)
        registers = runner.run([good])
        seen, client = place_of(registers)
        assert code_of(registers) == ErrorCode[channel.upper()] and seen == port
        expected = (Client.RESULTS if channel == "write" else
                    Client.DESCRIPTORS if port == common else Client.WEIGHTS)
        assert client == expected and registers["error_address"]
        works(it)
    assert runner.registers()["error_address"] == runner.registers()["error_source"] == 0
