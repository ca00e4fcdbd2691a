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
from lutcore.gateware.engine.control import Control, DescriptorFetch

SETTLED = 6                             # clocks after `done` by which `fault` is valid
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
            yield from it.clocks(SETTLED)
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

    def __init__(self) -> None:
        self.take, self.done, self.fault = Signal(), Signal(), Signal(8)
        self.read_error, self.write_error = Signal(), Signal()
        self.control = Control(self, [(ErrorCode.READ, self.read_error),
                                      (ErrorCode.WRITE, self.write_error)])


def ring(it, c: Control, count: int, program: int = 0x1000) -> Iterator:
    """Ring the doorbell for a program of `count` descriptors."""
    yield from it.set(c, program=program, count=count)
    yield from it.pulse(c.doorbell)
    yield from it.clocks(2)


def complete(it, dut: Controlled) -> Iterator:
    """Deliver a descriptor and let it run to its end."""
    yield dut.done.eq(1)
    yield from it.until(dut.control.run)
    yield dut.done.eq(0)
    yield from it.clocks(3)
    yield from it.pulse(dut.control.finished)
    yield from it.clocks(2)


def status(c: Control) -> Iterator:
    """Return (busy, done, code, completed)."""
    return ((yield c.busy), (yield c.done), (yield c.code), (yield c.completed))


def test_a_list_runs_to_its_end(bench) -> None:
    it, dut = bench(2), Controlled()
    c = dut.control
    takes, starts = it.record(dut.take), it.record(c.start)

    def main() -> Iterator:
        for descriptors in (1, 3):
            yield from ring(it, c, descriptors)
            for done in range(descriptors):
                assert (yield from status(c)) == (1, 0, 0, done)
                yield c.count.eq(7)                 # too late to count
                yield from it.pulse(c.doorbell)
                yield from complete(it, dut)
            assert (yield from status(c)) == (0, 1, 0, descriptors)
    it.run(dut, main())
    assert sum(takes) == sum(starts) == 4


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
    (("read_error",), ErrorCode.READ), (("write_error",), ErrorCode.WRITE),
    (("read_error", "write_error"), ErrorCode.READ), (("abort", "read_error"), ErrorCode.READ)])
@pytest.mark.parametrize("where", ["fetch", "run"])
def test_errors_flush_until_quiet(bench, errors, code, where) -> None:
    it, dut = bench(5), Controlled()
    c = dut.control

    def main() -> Iterator:
        yield from ring(it, c, 2)
        if where == "run":
            yield dut.done.eq(1)
            yield from it.until(c.run)
        for name in errors:
            yield (c.abort if name == "abort" else getattr(dut, name)).eq(1)
        yield
        for name in errors:
            yield (c.abort if name == "abort" else getattr(dut, name)).eq(0)
        yield
        yield from it.clocks(20)
        assert (yield c.flush)
        assert (yield from status(c))[:2] == (1, 0)      # not done before the ports are empty
        yield c.quiet.eq(1)
        yield from it.until(c.busy, 0)
        assert (yield from status(c)) == (0, 1, code, 0)
        yield c.quiet.eq(0)
        yield dut.done.eq(0)
        yield from ring(it, c, 1)                        # usable, and the code is gone
        yield from complete(it, dut)
        assert (yield from status(c)) == (0, 1, 0, 1)
    it.run(dut, main())


@pytest.mark.parametrize("after", range(16))
def test_an_abort_is_heard_in_every_state(bench, after) -> None:
    it, dut = bench(6), Controlled()
    c = dut.control

    def main() -> Iterator:
        yield c.quiet.eq(1)
        yield c.program.eq(0)
        yield c.count.eq(1)
        yield from it.pulse(c.doorbell)
        yield dut.done.eq(1)
        yield from it.clocks(after)
        yield from it.pulse(c.abort)
        yield from it.until(c.done)
        assert (yield from status(c)) == (0, 1, ErrorCode.ABORT, 0)
    it.run(dut, main())


def test_an_abort_while_idle_is_forgotten(bench) -> None:
    it, dut = bench(7), Controlled()

    def main() -> Iterator:
        yield from it.pulse(dut.control.abort)
        yield from ring(it, dut.control, 1)
        yield from complete(it, dut)
        assert (yield from status(dut.control)) == (0, 1, 0, 1)
    it.run(dut, main())


@pytest.mark.parametrize("code", [ErrorCode.MAGIC, ErrorCode.TYPE, ErrorCode.LENGTH])
def test_a_refused_descriptor_never_starts(bench, code) -> None:
    it, dut = bench(8), Controlled()
    c = dut.control
    starts = it.record(c.start)

    def main() -> Iterator:
        yield c.quiet.eq(1)
        yield from ring(it, c, 3)
        yield from complete(it, dut)
        yield dut.fault.eq(int(code))
        yield dut.done.eq(1)
        yield from it.until(c.done)
        assert (yield from status(c)) == (0, 1, code, 1)
    it.run(dut, main())
    assert sum(starts) == 1
