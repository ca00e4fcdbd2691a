"""The attention unit gives what the contract says of random ATTNs, whatever its memory does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import Cat, If, Memory, Mux, ResetInserter, Signal

from lutcore.driver.contract.execute import CacheLayout, attn
from lutcore.driver.contract.instructions import Attn, Operand
from lutcore.driver.contract.program import encode
from lutcore.driver.contract.registers import TABLE_ROWS
from lutcore.driver.contract.units import attn_fault
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


class Bytes:
    """Memory by address: what the contract calls one."""

    def __init__(self) -> None:
        self.array = np.full(256, 0xA5, np.uint8)

    def place(self, data: np.ndarray) -> int:
        """The address of new memory with these bytes; other bytes lie around them."""
        at = len(self.array)
        tail = np.full(-data.nbytes % 64 + 64, 0xA5, np.uint8)
        self.array = np.concatenate([self.array, data.reshape(-1).view(np.uint8), tail])
        return at

    def read(self, address: int, nbytes: int) -> np.ndarray:
        return self.array[address:address + nbytes]

    def write(self, address: int, data: np.ndarray) -> None:
        self.array[address:address + len(data)] = data


class Case:
    """A random ATTN with its memory and its table of rows."""

    def __init__(self, rng: np.random.Generator, most: int, **fixed: Any) -> None:
        """most: elements of a head. fixed: what is not drawn."""
        self.rng, self.memory = rng, Bytes()
        kind = str(fixed.get("kind", "usual"))
        readers = int(fixed.get("readers", rng.integers(1, 4)))
        group = int(fixed.get("group", rng.integers(1, 9)))
        size = int(fixed.get("size", 16 * rng.integers(1, most // 16 + 1)))
        rows, first = int(fixed.get("rows", rng.integers(1, 4))), int(rng.integers(0, 3))
        slots, capacity = int(rng.integers(1, 4)), 128 * int(rng.integers(1, 4))
        position = int(fixed.get("position", rng.integers(0, capacity - rows)))
        capacity = max(capacity, -(-(position + rows) // 128) * 128)
        layout = CacheLayout(readers, capacity, size, Attn.cache_type)
        self.layout, self.slots = layout, slots
        self.table = np.zeros((ENTRIES, 4), np.uint32)
        self.table[:, 2] = rng.integers(0, first + rows, ENTRIES)
        part = slice(first, first + rows)
        if rng.random() < 0.5 or slots < rows:  # a prompt, or several sequences
            self.table[part, 0] = position + np.arange(rows)
            self.table[part, 1] = rng.integers(0, slots)
        else:
            self.table[part, 0] = rng.integers(0, position + 1, rows)
            self.table[part, 1] = rng.permutation(slots)[:rows]
        stride = -(-layout.nbytes // 64) * 64 + 64 * int(rng.integers(0, 2))
        heads = readers * group
        self.attn = Attn(
            rows=rows, first=first, heads=heads, kv_heads=readers, size=size,
            q=self.vectors(first + rows, heads * size, kind, gather=rng.random() < 0.2),
            k=self.vectors(first + rows, readers * size, kind),
            v=self.vectors(first + rows, readers * size, kind),
            y=self.vectors(first + rows, heads * size, "usual"),
            cache=self.memory.place(self.caches(stride, kind)), slot_stride=stride,
            capacity=capacity, slots=slots, scale=float(F32(1 / np.sqrt(size))),
            window=int(fixed.get("window", rng.choice([0, rng.integers(1, 300)]))),
            sinks=self.memory.place(rng.standard_normal(heads).astype(F32))
            if fixed.get("sinks", rng.random() < 0.2) else 0)
        assert attn_fault(self.attn) is None

    def vectors(self, rows: int, length: int, kind: str, gather: bool = False) -> Operand:
        """Random vectors, a few elements further apart than they are long."""
        stride = 4 * length + 16 * int(self.rng.integers(0, 3))
        x = self.rng.standard_normal((rows, stride // 4)).astype(F32)
        if kind == "zeros":
            x *= self.rng.random(x.shape) < 0.02
        if kind == "tiny":
            x *= np.exp2(self.rng.integers(-64, -55, x.shape)).astype(F32)
        if kind == "large":
            x *= F32(1e12)
        if kind == "equal":
            x[:] = 1
        return Operand(base=self.memory.place(x), row_stride=stride, gather=gather)

    def caches(self, stride: int, kind: str) -> np.ndarray:
        """Slots with codes and scales of earlier positions."""
        layout, rng = self.layout, self.rng
        out = rng.integers(0, 256, (self.slots, stride), np.uint8)
        codes = out[:, :2 * layout.plane]
        codes[codes == 128] = 0
        if kind == "equal":
            codes[:, :layout.plane] = 1
        scales = np.exp2(rng.uniform(-9, -4, (self.slots, layout.scales // 2))).astype(F32)
        if kind == "zeros":
            scales *= rng.random(scales.shape) < 0.5
        if kind == "large":
            scales *= F32(1e6)
        if kind == "nan":
            scales[rng.random(scales.shape) < 0.001] = np.nan
        out[:, 2 * layout.plane:layout.nbytes] = scales.view(np.uint8)
        return out

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
