"""Descriptor checks against the contract's, and the state machine that runs a list of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import numpy as np
import pytest
from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import Signal

from lutcore.driver.contract import Geometry, GroupCode, Lmma, preset
from lutcore.driver.contract.isa import DESCRIPTOR_BYTES, LAYOUT, LENGTHS
from lutcore.driver.contract.registers import ErrorCode
from lutcore.gateware.engine.common import word_layout
from lutcore.gateware.engine.control import Control, Scope
from lutcore.gateware.engine.fetch import DescriptorFetch

GOOD = Lmma(planes=4, group=GroupCode.G128, explicit=False, zero=128, rows=1, columns=8, slices=2,
            weights=0x1000_0000, activations=0x1100_0000, output=0x1200_0000,
            stream_words=66, activation_words=34, output_words=2)
EDGES = {                               # values at which a check changes its mind
    "magic": (GOOD.magic, 0, 0x4D4D), "version": (GOOD.version, 0, 255), "opcode": (1, 0, 2),
    "planes": (0, 1, 8, 9, 15), "group": (0, 1, 2, 3), "explicit": (0, 1), "ternary": (0, 1),
    "rows": (0, 1, 2, 3, 4, 5, 255), "columns": (0, 1, (1 << 24) - 1), "slices": (0, 1, 1023),
    "weights": (0, 1, 63, 64, 0xFFFF_FFC0, 0xFFFF_0000), "activations": (32, 0x8000_0000),
    "output": (16, 0xFFFF_FFC0), "stride": (0, 64, 8, 0x5555_5540, 0xFFFF_FFC0),
    "stream_words": (0, 4, 1 << 28, (1 << 32) - 1), "activation_words": (1 << 27, (1 << 32) - 1),
    "output_words": (4, 5, 1 << 28, (1 << 32) - 1),
}


def expected_code(d: Lmma, geometry: Geometry) -> ErrorCode:
    """Return the contract's code, without lengths that are found wrong only while running."""
    fault = d.fault(geometry)
    if fault is None or fault[0] is not ErrorCode.LENGTH:
        return fault[0] if fault else ErrorCode.NONE
    ends = [d.end(name, geometry) for name in LENGTHS]
    return ErrorCode.LENGTH if max(ends) > 1 << 32 else ErrorCode.NONE


def random_descriptor(rng: np.random.Generator) -> Lmma:
    """Draw GOOD with a few fields changed, mostly to values at an edge."""
    changes = {}
    for name, _, _, size, _ in LAYOUT:
        if rng.random() < 0.12:
            edges = EDGES.get(name, (0,))
            changes[name] = int(rng.choice(edges) if rng.random() < 0.8
                                else rng.integers(0, 1 << size))
    return changed(**changes)


def changed(**fields: int) -> Lmma:
    """Return GOOD with other fields, which have the types of a descriptor read from memory."""
    return Lmma.decode(dataclasses.replace(GOOD, **fields).encode())


def words_of(d: Lmma) -> list[dict]:
    raw = d.encode()
    return [{"data": int.from_bytes(raw[at:at + 16], "little")}
            for at in range(0, DESCRIPTOR_BYTES, 16)]


class Fetching(LiteXModule):
    """A DescriptorFetch and its stream."""

    def __init__(self, geometry: Geometry) -> None:
        self.sink  = stream.Endpoint(word_layout())
        self.fetch = DescriptorFetch(geometry, self.sink)


@pytest.mark.parametrize("geometry", [
    preset("demo"), preset("ternary"), Geometry(rows=2, lanes=4, ports=4),
    Geometry(rows=4, ports=2, port_kind="axi3", port_width=64)], ids=lambda g: g.name)
def test_the_engine_refuses_what_the_contract_refuses(bench, geometry) -> None:
    it = bench(geometry.digest)
    dut = Fetching(geometry)
    fetch = dut.fetch
    descriptors = [GOOD, *(changed(**{name: value})
                           for name, values in EDGES.items() for value in values)]
    descriptors += [random_descriptor(it.rng) for _ in range(120)]
    codes = []

    def main() -> Iterator:
        for d in descriptors:
            yield from it.pulse(fetch.take)
            yield from it.send(dut.sink, words_of(d), idle=0.1)
            yield from it.until(fetch.done)
            yield from it.clocks(DescriptorFetch.latency)
            for name, *_ in LAYOUT:
                assert (yield getattr(fetch.descriptor, name)) == getattr(d, name)
            codes.append((yield fetch.fault))
    it.run(dut, main())
    assert codes == [expected_code(d, geometry) for d in descriptors]
    assert set(codes) == {0, 1, 2, 3, 4, 5}


def test_words_wait_until_they_are_asked_for(bench) -> None:
    it = bench(1)
    dut = Fetching(preset("demo"))
    other = dataclasses.replace(GOOD, tag=77)

    def main() -> Iterator:
        yield from it.clocks(20)
        assert not (yield dut.sink.ready)
        for d in (GOOD, other):
            yield from it.pulse(dut.fetch.take)
            yield from it.until(dut.fetch.done)
            yield from it.clocks(5)
            assert (yield dut.fetch.descriptor.tag) == d.tag
    it.run(dut, main(), it.send(dut.sink, words_of(GOOD) + words_of(other), idle=0.0))


# The state machine --------------------------------------------------------------------------------


class Controlled(LiteXModule):
    """A Control; the test drives everything around it."""

    latency = DescriptorFetch.latency

    def __init__(self) -> None:
        self.take, self.done, self.fault = Signal(), Signal(), Signal(8)
        self.errors  = {scope: Signal() for scope in Scope}
        self.late    = Signal()
        self.control = Control(self, [
            *[(code, scope, self.errors[scope]) for scope, code in CODES.items()],
            (ErrorCode.STRAY, Scope.STORE, self.late)])


CODES = {Scope.LOAD: ErrorCode.READ, Scope.STREAM: ErrorCode.LENGTH, Scope.STORE: ErrorCode.WRITE}


class Blocks:
    """Models of the fetch and of the blocks of all stages, each of which takes its time.

    `order` gets the name of every event; `work` the clocks of each block's work, 0 for ever.
    """

    def __init__(self, it, dut: Controlled, **work: int) -> None:
        self.it, self.dut, self.order = it, dut, []
        self.work = {"fetch": 6, "load": 9, "stream": 12, "compute": 15, "store": 20, **work}
        c, stages = dut.control, dut.control.stages
        it.watch(lambda: self._block("fetch", dut.take, dut.done))
        it.watch(lambda: self._block("load", c.start, c.loaded))
        it.watch(lambda: self._block("stream", stages.weights, stages.streamed))
        it.watch(lambda: self._block("compute", stages.compute, stages.computed))
        it.watch(lambda: self._block("store", stages.store, stages.stored))
        it.watch(lambda: self._block("end", stages.completed))

    def _block(self, name: str, start: Signal, ready: Signal | None = None) -> Iterator:
        """`ready` falls a clock after `start`, and rises again when the work is done."""
        left, count = 0, 0
        while True:
            if (yield self.dut.control.flush):
                left = 0
            if not (yield self.dut.control.busy):
                count = 0
            if (yield start):
                assert left <= 0, f"{name} is still at work"
                self.order.append((name, count))
                left, count = self.work.get(name, 1) or 1 << 30, count + 1
            left -= 1
            if ready is not None:
                yield ready.eq(int(left < 0))
            yield


def ring(it, c: Control, count: int, program: int = 0x1000) -> Iterator:
    """Ring the doorbell for a program of `count` descriptors."""
    yield from it.set(c, program=program, count=count)
    yield from it.pulse(c.doorbell)
    yield from it.clocks(2)


def status(c: Control) -> Iterator:
    """Return (busy, done, code, completed)."""
    return ((yield c.busy), (yield c.done), (yield c.code), (yield c.completed))


@pytest.mark.parametrize("slow", ["fetch", "load", "stream", "compute", "store"])
def test_a_list_runs_to_its_end(bench, slow: str) -> None:
    """Every descriptor passes all stages in their order, and none overtakes another."""
    it, dut = bench(2), Controlled()
    c, blocks = dut.control, Blocks(it, dut, **{slow: 50})

    def main() -> Iterator:
        for descriptors in (1, 4):
            blocks.order.clear()
            yield from it.clocks(5)
            yield from ring(it, c, descriptors)
            assert (yield from status(c)) == (1, 0, 0, 0)
            yield c.count.eq(7)                     # too late to count
            yield from it.pulse(c.doorbell)
            yield from it.until(c.busy, 0)
            assert (yield from status(c)) == (0, 1, 0, descriptors)
    it.run(dut, main())
    names = ["fetch", "load", "stream", "compute", "store", "end"]
    for name in names:
        assert [number for event, number in blocks.order if event == name] == [0, 1, 2, 3]
    for number in range(4):
        assert [event for event, n in blocks.order if n == number] == names


def test_stages_work_at_the_same_time(bench) -> None:
    """A list takes as long as its slowest stage, not as long as all of them."""
    it, dut = bench(2), Controlled()
    blocks = Blocks(it, dut, load=100, compute=100, store=150)
    busy = it.record(dut.control.busy)

    def main() -> Iterator:
        yield from ring(it, dut.control, 6)
        yield from it.until(dut.control.done)
    it.run(dut, main())
    assert 900 < sum(busy) < 900 + 6 * 25
    events = blocks.order
    assert events.index(("load", 1)) < events.index(("end", 0))
    assert events.index(("compute", 1)) < events.index(("end", 0))


def test_nothing_to_run_is_no_doorbell(bench) -> None:
    it, dut = bench(3), Controlled()

    def main() -> Iterator:
        yield from ring(it, dut.control, 0)
        assert (yield from status(dut.control)) == (0, 0, 0, 0)
    it.run(dut, main())


@pytest.mark.parametrize("program", [1, 4, 16, 32, 0x1038])
def test_a_misaligned_program_is_not_read(bench, program) -> None:
    it, dut = bench(4), Controlled()
    reads = it.record(dut.control.read)

    def main() -> Iterator:
        yield dut.control.quiet.eq(1)
        yield from ring(it, dut.control, 2, program)
        yield from it.until(dut.control.done)
        assert (yield from status(dut.control)) == (0, 1, ErrorCode.ALIGN, 0)
    it.run(dut, main())
    assert not any(reads)


@pytest.mark.parametrize("errors, code", [
    ([Scope.LOAD], ErrorCode.READ), ([Scope.STORE], ErrorCode.WRITE),
    ([Scope.LOAD, Scope.STORE], ErrorCode.READ), (["abort", Scope.LOAD], ErrorCode.ABORT)])
@pytest.mark.parametrize("stuck", [["fetch"], ["load", "compute", "store"],
                                   ["compute", "store"], ["store"]], ids=lambda s: s[0])
def test_errors_flush_until_quiet(bench, errors, code, stuck) -> None:
    it, dut = bench(5), Controlled()
    c, blocks = dut.control, Blocks(it, dut, **dict.fromkeys(stuck, 0))

    def main() -> Iterator:
        yield from ring(it, c, 1)
        yield from it.clocks(100)
        signals = [c.abort if name == "abort" else dut.errors[name] for name in errors]
        yield from it.pulse(*signals)
        yield from it.clocks(20)
        assert (yield c.flush)
        assert (yield from status(c))[:2] == (1, 0)      # not done before the ports are empty
        yield c.quiet.eq(1)
        yield from it.until(c.busy, 0)
        assert (yield from status(c)) == (0, 1, code, 0)
        yield c.quiet.eq(0)
        blocks.work.update(dict.fromkeys(stuck, 5))
        yield from it.clocks(5)
        yield from ring(it, c, 1)                        # usable, and the code is gone
        yield from it.until(c.busy, 0)
        assert (yield from status(c)) == (0, 1, 0, 1)
    it.run(dut, main())


@pytest.mark.parametrize("scope, after", [
    (Scope.LOAD, "load"), (Scope.STREAM, "stream"), (Scope.STREAM, "compute"),
    (Scope.LOAD, "compute")])
@pytest.mark.parametrize("store", [300, 40])
def test_a_fault_waits_for_older_descriptors(bench, scope, after, store) -> None:
    """The fault of the third descriptor ends the program when two have been completed."""
    it, dut = bench(9), Controlled()
    c = dut.control
    blocks = Blocks(it, dut, store=store, load=20 if after == "load" else 60)

    def main() -> Iterator:
        yield c.quiet.eq(1)
        yield from ring(it, c, 5)
        while (after, 2) not in blocks.order:
            yield
        yield from it.clocks(3)
        yield from it.pulse(dut.errors[scope])
        yield from it.until(c.done)
        assert (yield from status(c)) == (0, 1, CODES[scope], 2)
    it.run(dut, main())
    assert [number for name, number in blocks.order if name == "end"] == [0, 1]


@pytest.mark.parametrize("name", ["write", "abort", "stray"])
def test_a_stop_does_not_wait(bench, name) -> None:
    it, dut = bench(10), Controlled()
    c = dut.control
    signal, code = {"write": (dut.errors[Scope.STORE], ErrorCode.WRITE),
                    "abort": (c.abort, ErrorCode.ABORT), "stray": (dut.late, ErrorCode.STRAY)}[name]
    blocks = Blocks(it, dut, store=0)

    def main() -> Iterator:
        yield c.quiet.eq(1)
        yield from ring(it, c, 5)
        while ("load", 2) not in blocks.order:
            yield
        yield from it.pulse(signal)
        yield from it.until(c.done)
        assert (yield from status(c)) == (0, 1, code, 0)
    it.run(dut, main())


@pytest.mark.parametrize("after", range(0, 90, 3))
def test_an_abort_is_heard_in_every_state(bench, after) -> None:
    it, dut = bench(6), Controlled()
    c = dut.control
    Blocks(it, dut, store=0)

    def main() -> Iterator:
        yield c.quiet.eq(1)
        yield c.program.eq(0)
        yield c.count.eq(2)
        yield from it.pulse(c.doorbell)
        yield from it.clocks(after)
        yield from it.pulse(c.abort)
        yield from it.until(c.done)
        assert (yield from status(c)) == (0, 1, ErrorCode.ABORT, 0)
    it.run(dut, main())


def test_an_abort_while_idle_is_forgotten(bench) -> None:
    it, dut = bench(7), Controlled()
    Blocks(it, dut)

    def main() -> Iterator:
        yield from it.pulse(dut.control.abort)
        yield from ring(it, dut.control, 1)
        yield from it.until(dut.control.done)
        assert (yield from status(dut.control)) == (0, 1, 0, 1)
    it.run(dut, main())


@pytest.mark.parametrize("code", [ErrorCode.MAGIC, ErrorCode.TYPE, ErrorCode.LENGTH])
@pytest.mark.parametrize("store", [5, 200])
def test_a_refused_descriptor_never_starts(bench, code, store) -> None:
    """Those before it are completed."""
    it, dut = bench(8), Controlled()
    c, blocks = dut.control, Blocks(it, dut, store=store)

    def main() -> Iterator:
        yield c.quiet.eq(1)
        yield from ring(it, c, 5)
        while ("load", 1) not in blocks.order:
            yield
        yield from it.clocks(2)
        yield dut.fault.eq(int(code))
        yield from it.until(c.done)
        assert (yield from status(c)) == (0, 1, code, 2)
    it.run(dut, main())
    assert [number for name, number in blocks.order if name == "load"] == [0, 1]
