"""AXI4 on LiteDRAM's native ports, against a controller with LiteDRAM's rules and random timing."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterator

import numpy as np
import pytest
from litedram.common import LiteDRAMNativePort
from litex.gen import LiteXModule
from litex.soc.interconnect.axi import AXIInterface

from lutcore.gateware.soc.native import ReadAdapter, WriteAdapter

BASE   = 0x4000_0000
SIZE   = 1 << 20                        # bytes of memory
WIDTH  = 128                            # data bits of the AXI port
SLVERR = 2
ROW    = 32                             # native words of a DRAM row
NATIVE = pytest.mark.parametrize("width", [16, 32, 128])


class Adapters(LiteXModule):
    """Both adapters behind one AXI port, with native ports to read and one to write."""

    def __init__(self, width: int, readers: int = 2) -> None:
        self.bus = AXIInterface(data_width=WIDTH, address_width=32, id_width=2)
        address_width = (SIZE * 8 // width).bit_length() - 1
        self.reads = [LiteDRAMNativePort("read", address_width, width) for _ in range(readers)]
        self.write = LiteDRAMNativePort("write", address_width, width)
        self.reader = ReadAdapter(self.bus, self.reads, ROW, BASE)
        self.writer = WriteAdapter(self.bus, self.write, BASE)


class Controller:
    """Model of LiteDRAM: it accepts commands at random, but neither waits for data nor holds it up.

    Ports overtake each other. `used` has the DRAM rows that each read port requested, in order.
    """

    def __init__(self, bench, dut: Adapters, width: int, ready: float = 0.6) -> None:
        self.bench, self.dut, self.bytes, self.ready = bench, dut, width // 8, ready
        self.memory = bench.rng.integers(0, 256, SIZE, dtype=np.uint8)
        self.commands = {"read": 0, "write": 0}
        self.used: list[list[int]] = [[] for _ in dut.reads]
        self.times: list[int] = []      # clocks of the read commands
        for i, port in enumerate(dut.reads):
            bench.watch(lambda i=i, port=port: self._reads(i, port))
        bench.watch(self._writes)

    def _at(self, address: int) -> slice:
        return slice(address * self.bytes, (address + 1) * self.bytes)

    def _reads(self, index: int, port: LiteDRAMNativePort) -> Iterator:
        latency = int(self.bench.rng.integers(4, 30))
        pipeline: deque = deque([None] * latency)
        for clock in itertools.count():
            if (yield port.cmd.valid) and (yield port.cmd.ready):
                assert not (yield port.cmd.we)
                pipeline.append((yield port.cmd.addr))
                self.used[index].append(pipeline[-1] // ROW)
                self.commands["read"] += 1
                self.times.append(clock)
            else:
                pipeline.append(None)
            address = pipeline.popleft()
            yield port.rdata.valid.eq(address is not None)
            yield port.rdata.data.eq(0 if address is None else int.from_bytes(
                self.memory[self._at(address)].tobytes(), "little"))
            yield port.cmd.ready.eq(int(self.bench.rng.random() < self.ready))
            yield

    def _writes(self) -> Iterator:
        port, latency = self.dut.write, int(self.bench.rng.integers(2, 12))
        pipeline: deque = deque([None] * latency)
        address = None
        while True:
            if address is not None:     # wdata.ready is high in this clock
                assert (yield port.wdata.valid), "the controller does not wait for data"
                data = (yield port.wdata.data).to_bytes(self.bytes, "little")
                enable = (yield port.wdata.we)
                for i in range(self.bytes):
                    if enable >> i & 1:
                        self.memory[address * self.bytes + i] = data[i]
            if (yield port.cmd.valid) and (yield port.cmd.ready):
                assert (yield port.cmd.we)
                pipeline.append((yield port.cmd.addr))
                self.commands["write"] += 1
            else:
                pipeline.append(None)
            address = pipeline.popleft()
            yield port.wdata.ready.eq(address is not None)
            yield port.cmd.ready.eq(int(self.bench.rng.random() < self.ready))
            yield


def bursts(rng: np.random.Generator, count: int, longest: int = 64) -> list[dict]:
    """Draw random bursts inside the memory."""
    drawn = []
    for i in range(count):
        beats = int(rng.choice([1, 2, 16, longest, int(rng.integers(1, longest + 1))]))
        start = int(rng.integers(0, SIZE // 16 - beats))
        drawn.append({"addr": BASE + 16 * start, "len": beats - 1, "id": i % 3})
    return drawn


@pytest.mark.parametrize("readers", [1, 2, 4])
@NATIVE
def test_reads_come_in_order_with_id_and_last(bench, width, readers) -> None:
    it = bench(width + readers)
    dut = Adapters(width, readers)
    controller = Controller(it, dut, width)
    requests = bursts(it.rng, 6, longest=20)
    expected = [(burst["id"], i == burst["len"], 0, int.from_bytes(
                    controller.memory[at:at + 16].tobytes(), "little"))
                for burst in requests
                for i in range(burst["len"] + 1)
                for at in [burst["addr"] - BASE + 16 * i]]
    got = it.receive(dut.bus.r, "id", "last", "resp", "data", stall=0.0, stable=False)

    def main() -> Iterator:
        yield dut.bus.r.ready.eq(1)
        yield from it.send(dut.bus.ar, requests)
        while len(got) < len(expected):
            yield
        yield from it.clocks(50)
    it.run(dut, main())
    assert got == [tuple(map(int, beat)) for beat in expected]
    assert controller.commands["read"] == len(expected) * WIDTH // width


@NATIVE
def test_bursts_follow_each_other_without_a_gap(bench, width) -> None:
    it = bench(5)
    dut = Adapters(width)
    controller = Controller(it, dut, width, ready=1.1)
    requests = [{"addr": BASE + 1024 * i, "len": 63, "id": 0} for i in range(4)]
    got = it.receive(dut.bus.r, "last", stall=0.0, stable=False)

    def main() -> Iterator:
        yield from it.send(dut.bus.ar, requests, idle=0.0)
        while len(got) < 4 * 64:
            yield
    it.run(dut, main())
    assert controller.commands["read"] == 4 * 64 * WIDTH // width
    times = controller.times
    assert times == list(range(times[0], times[0] + len(times)))


def test_rows_take_turns_between_the_ports(bench) -> None:
    it = bench(6)
    dut = Adapters(128)
    controller = Controller(it, dut, 128)
    got = it.receive(dut.bus.r, "last", stall=0.0, stable=False)

    def main() -> Iterator:
        yield from it.send(dut.bus.ar, [{"addr": BASE + 1024 * i, "len": 63} for i in range(4)])
        while len(got) < 4 * 64:
            yield
    it.run(dut, main())
    assert [sorted(set(rows)) for rows in controller.used] == [[0, 2, 4, 6], [1, 3, 5, 7]]


@NATIVE
def test_writes_land_and_are_answered_after_their_data(bench, width) -> None:
    it = bench(width + 1)
    dut = Adapters(width)
    controller = Controller(it, dut, width)
    requests, expected, beats, at = [], controller.memory.copy(), [], 0
    for i in range(12):
        length = int(it.rng.choice([1, 3, 16, it.rng.integers(1, 17)]))
        at += 16 * int(it.rng.integers(0, 50))
        requests.append({"addr": BASE + at, "len": length - 1, "id": i % 4})
        for j in range(length):
            data, strobe = it.rng.bytes(16), int(it.rng.choice([0xFFFF, 0xFFFF, 0x00F3]))
            beats.append({"data": int.from_bytes(data, "little"), "strb": strobe,
                          "last": int(j == length - 1)})
            for k in range(16):
                if strobe >> k & 1:
                    expected[at + k] = data[k]
            at += 16
    answers, unwritten = it.receive(dut.bus.b, "id", "resp"), []

    def check_order() -> Iterator:
        seen = 0
        while True:
            if len(answers) > seen:
                burst = requests[seen]
                at = burst["addr"] - BASE
                end = at + 16 * (burst["len"] + 1)
                if not np.array_equal(controller.memory[at:end], expected[at:end]):
                    unwritten.append(seen)
                seen += 1
            yield
    it.watch(check_order)

    def main() -> Iterator:
        yield from it.send(dut.bus.aw, requests)
        while len(answers) < len(requests):
            yield
        yield from it.clocks(5)
    it.run(dut, main(), it.send(dut.bus.w, beats))
    assert answers == [(burst["id"], 0) for burst in requests]
    assert unwritten == []
    assert np.array_equal(controller.memory, expected)


@NATIVE
@pytest.mark.parametrize("address", [0, BASE - 64, BASE + SIZE, 0xFFFF_FFC0])
def test_an_access_outside_the_memory_gives_an_error_only(bench, width, address) -> None:
    it = bench(7)
    dut = Adapters(width)
    controller = Controller(it, dut, width)
    before = controller.memory.copy()
    inside = {"addr": BASE, "len": 1, "id": 1}
    outside = {"addr": address, "len": 3, "id": 2}
    reads = it.receive(dut.bus.r, "id", "resp", stall=0.0, stable=False)
    answers = it.receive(dut.bus.b, "id", "resp")
    beats = [{"data": 0, "strb": 0xFFFF, "last": int(i in (3, 5))} for i in range(6)]

    def main() -> Iterator:
        yield from it.send(dut.bus.ar, [outside, inside])
        yield from it.send(dut.bus.aw, [outside, inside])
        while len(reads) < 6 or len(answers) < 2:
            yield
        yield from it.clocks(5)
    it.run(dut, main(), it.send(dut.bus.w, beats))
    assert reads == [(2, SLVERR)] * 4 + [(1, 0)] * 2
    assert answers == [(2, SLVERR), (1, 0)]
    before[:32] = 0
    assert np.array_equal(controller.memory, before)
