"""The attention unit gives what the contract says of random ATTNs, whatever its memory does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import random_attns
from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import Cat, If, Memory, Mux, ResetInserter, Signal

from lutcore.driver.contract.execute import attn
from lutcore.driver.contract.instructions import Attn
from lutcore.driver.contract.program import encode
from lutcore.driver.contract.registers import TABLE_ROWS
from lutcore.gateware.engine.attention.descriptor import Descriptor
from lutcore.gateware.engine.attention.unit import AttentionUnit

F32     = np.float32
ENTRIES = TABLE_ROWS
START   = 16 * ENTRIES                  # clocks until the tables of rows are there
# lanes, heads, size, turns
UNITS = [(1, 3, 64, 3), (2, 4, 128, 1)]


class WithRows(LiteXModule):
    """AttentionUnit with a table of rows for each of two instructions.

    A beat of `begin` starts an instruction: `descriptor`, or `before`, whose end `ended` does not
    tell. A beat of `reset` resets the unit; what was asked for is dropped.
    """

    def __init__(self, lanes: int, *arguments: int) -> None:
        self.unit   = unit = ResetInserter()(AttentionUnit(lanes, *arguments))
        self.rows   = stream.Endpoint([("index", 7), ("entry", 128)])
        self.begin  = stream.Endpoint([("before", 1)])
        self.reset  = stream.Endpoint([("data", 1)])
        self.ended  = stream.Endpoint([("data", 1)])
        self.before = Descriptor()
        self.descriptor = Descriptor()
        self.readers = {"vector": (unit.transfer, unit.words)} | {f"cache{i}": ends for i, ends in
            enumerate(zip(unit.cache_transfers, unit.cache_words, strict=True))}
        self.writers = {"result": (unit.write, unit.written)}
        self.idle    = Signal()

        # # #

        memory = Memory(128, 2 * ENTRIES)
        put, get = memory.get_port(write_capable=True), memory.get_port(async_read=True)
        self.specials += memory, put, get
        running, begun, before, end = (Signal() for _ in range(4))
        dropping, left = Signal(), []
        self.comb += [
            put.we.eq(self.rows.valid), put.adr.eq(self.rows.index), put.dat_w.eq(self.rows.entry),
            self.rows.ready.eq(1), get.adr.eq(Cat(unit.row[:6], before)),
            Cat(*unit.entry.values()).eq(get.dat_r),
            unit.descriptor.bits.eq(Mux(before, self.before.bits, self.descriptor.bits)),
            unit.writer_idle.eq(self.idle),
            self.begin.ready.eq(~running & ~dropping),
            unit.start.eq(running & ~begun),
            end.eq(running & begun & unit.idle & unit.writer_idle),
            self.ended.valid.eq(end & ~before),
            self.reset.ready.eq(1),
            unit.reset.eq(self.reset.valid | dropping),
        ]
        for ends in (self.readers, self.writers):
            for name, (ranges, words) in ends.items():
                ranges_out, words_out = (stream.Endpoint(x.description) for x in (ranges, words))
                count = Signal(32)      # words of ranges that are still to come
                left.append(count)
                self.comb += ranges.connect(ranges_out)
                if ends is self.readers:
                    self.comb += words_out.connect(words)
                    self.comb += If(dropping, words_out.ready.eq(1))
                else:
                    self.comb += words.connect(words_out)
                    self.comb += If(dropping,
                                    words_out.valid.eq(count != 0), words_out.strobe.eq(0))
                self.sync += count.eq(
                    count + Mux(ranges_out.valid & ranges_out.ready, ranges_out.beats, 0)
                    - (words_out.valid & words_out.ready))
                ends[name] = ranges_out, words_out
        self.sync += [
            begun.eq(running),
            If(end & (before | self.ended.ready), running.eq(0)),
            If(self.begin.valid & self.begin.ready, running.eq(1), before.eq(self.begin.before)),
            If(Cat(*left) == 0, dropping.eq(0)),
            If(self.reset.valid, dropping.eq(1), running.eq(0)),
        ]


@pytest.fixture(scope="module")
def bench_of(stream_bench: Callable[..., Any]) -> Callable[..., Any]:
    """bench_of(lanes, heads, size, turns): a Bench of the unit, built once."""
    made: dict[tuple[int, ...], Any] = {}

    def make(*arguments: int) -> Any:
        if arguments not in made:
            block = WithRows(*arguments)
            made[arguments] = stream_bench(
                block, sinks={name: getattr(block, name) for name in ("rows", "begin", "reset")},
                sources={"ended": block.ended}, readers=block.readers,
                writers={"result": (*block.writers["result"], block.idle)},
                constants={name: getattr(block, name).bits for name in ("descriptor", "before")})
        return made[arguments]
    return make


class Case(random_attns.Case):
    """A random ATTN that runs on the attention unit alone."""

    def moved(self, offset: int) -> Attn:
        """The ATTN with its memory `offset` bytes further on."""
        a   = self.attn
        ends = {name: getattr(a, name) for name in "qkvy"}
        return replace(a, cache=a.cache + offset, sinks=a.sinks and a.sinks + offset,
                       **{name: replace(o, base=o.base + offset) for name, o in ends.items()})

    def check(self, bench: Any, gaps: float = 0.0, latency: int = 20,
              after: tuple[Case, int] | None = None) -> int:
        """Run it on the unit and by the definition; the clocks.

        after: another case, which runs before this one, or is reset at a clock, if that is not 0.
        """
        a, size = self.attn, len(self.memory.array)
        other, clock = after or (self, 0)
        got, first = self.memory.array.copy(), a
        sinks, delays = {"begin": {"before": [0]}}, {"begin": START}
        if after:
            sinks["begin"] = {"before": [1, 0]}
            got, first = np.concatenate([got, other.memory.array]), other.moved(size)
        if clock:
            sinks["reset"] = {"data": [1]}
            delays["reset"] = START + clock
        descriptors = {name: np.frombuffer(encode(x), np.uint32).reshape(1, -1)
                       for name, x in (("descriptor", a), ("before", first))}
        sinks["rows"] = {"index": np.arange(2 * ENTRIES),
                         "entry": np.concatenate([self.table, other.table])}
        _, clocks = bench.run(sinks, {"ended": 1}, descriptors, got, gaps=gaps, latency=latency,
                              seed=int(self.rng.integers(1 << 30)), delays=delays)
        got = got[:size]
        attn(a, self.memory, self.table)
        wrong = got != self.memory.array
        for at, x in self.outputs():    # NaN has many bits
            here = slice(at, at + 4 * x)
            both = got[here].view(F32), self.memory.array[here].view(F32)
            nan = np.isnan(both[0]) & np.isnan(both[1])
            wrong[here] &= ~np.repeat(nan, 4)
        wrong_at = np.flatnonzero(wrong)
        assert not len(wrong_at), (len(wrong_at), wrong_at[:20], a)
        return clocks - START

    def outputs(self) -> list[tuple[int, int]]:
        """Address and number of float32 of each row of y."""
        y = self.attn.y
        return [(y.base + (self.attn.first + i) * y.row_stride, self.attn.heads * self.attn.size)
                for i in range(self.attn.rows)]


@pytest.mark.parametrize("unit", UNITS, ids=str)
def test_random_instructions(bench_of: Callable[..., Any], unit: tuple[int, ...]) -> None:
    bench = bench_of(*unit)
    rng = np.random.default_rng(unit[0])
    for _ in range(8):
        Case(rng, unit[2]).check(bench, gaps=float(rng.choice([0, 0.1, 0.5])),
                                 latency=int(rng.choice([1, 20, 100])))


@pytest.mark.slow
@pytest.mark.parametrize("unit", [*UNITS, (4, 8, 256, 2), (1, 1, 32, 6)], ids=str)
def test_many_instructions(bench_of: Callable[..., Any], unit: tuple[int, ...]) -> None:
    bench = bench_of(*unit)
    for seed in range(300):
        rng = np.random.default_rng(seed)
        kind = str(rng.choice(["usual", "usual", "zeros", "tiny", "large", "equal", "nan"]))
        Case(rng, unit[2], kind=kind).check(bench, gaps=float(rng.choice([0, 0.1, 0.5])),
                                            latency=int(rng.choice([1, 20, 100])))


@pytest.mark.parametrize("kind", ["zeros", "tiny", "large", "equal", "nan"])
def test_edges(bench_of: Callable[..., Any], kind: str) -> None:
    unit = UNITS[0]
    Case(np.random.default_rng(5), unit[2], kind=kind, rows=2, group=4).check(bench_of(*unit))


@pytest.mark.parametrize("unit", UNITS, ids=str)
def test_one_instruction_behind_another(bench_of: Callable[..., Any],
                                        unit: tuple[int, ...]) -> None:
    for seed in range(3):
        before, case = (Case(np.random.default_rng(seed + i), unit[2]) for i in range(2))
        case.check(bench_of(*unit), after=(before, 0))


@pytest.mark.parametrize("unit", UNITS, ids=str)
def test_a_reset_at_any_clock(bench_of: Callable[..., Any], unit: tuple[int, ...]) -> None:
    resets(bench_of(*unit), unit, 20)


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS, ids=str)
def test_many_resets(bench_of: Callable[..., Any], unit: tuple[int, ...]) -> None:
    resets(bench_of(*unit), unit, 300)


def resets(bench: Any, unit: tuple[int, ...], count: int) -> None:
    """Reset ATTNs at random clocks; the one behind each is what the definition says."""
    rng = np.random.default_rng(unit[0])
    for _ in range(count):
        rows, seed = int(rng.integers(1, 3)), int(rng.integers(1 << 30))

        def before(rows: int = rows, seed: int = seed) -> Case:
            return Case(np.random.default_rng(seed), unit[2], rows=rows, group=2)
        clocks = before().check(bench, latency=5)
        Case(rng, unit[2], rows=rows, group=int(rng.integers(1, 5))).check(
            bench, latency=5, after=(before(), int(rng.integers(1, clocks))))
