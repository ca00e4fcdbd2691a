"""The quantiser gives what the contract says of random QUANTs, whatever its memory does."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import random_quants
from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import Cat, If, Memory, Mux, Replicate, ResetInserter, Signal
from random_vecs import Bytes

from lutcore.driver.contract.activations import pack_activations
from lutcore.driver.contract.errors import NonFiniteActivationsError
from lutcore.driver.contract.execute import quant
from lutcore.driver.contract.geometry import PRESETS, Geometry
from lutcore.driver.contract.instructions import Operand, Quant
from lutcore.driver.contract.program import encode
from lutcore.driver.contract.units import TABLE_ROWS, quant_fault
from lutcore.gateware.engine.common import log2, transfer_layout, word_layout
from lutcore.gateware.engine.quantiser.unit import WORDS, Quantiser

F32    = np.float32
START  = 8 * TABLE_ROWS                 # clocks until the table of rows is there
KV260  = PRESETS["kv260"]
UNITS  = {"kv260": KV260, "cut6-16-half": Geometry(cut=6, table_width=16, symmetric=True)}
OTHERS = {"demo": PRESETS["demo"], "tiny": PRESETS["tiny"],
          "cut4-16": Geometry(cut=4, table_width=16),
          "cut6-half": Geometry(cut=6, table_width=8, symmetric=True),
          "cut5-13": Geometry(cut=5, table_width=13, ternary=True),
          "cut6-11": Geometry(cut=6, table_width=11),
          "cut4-half": Geometry(cut=4, table_width=14, symmetric=True)}
KINDS  = ("usual", "usual", "usual", "outliers", "spread", "zeros", "limits", "tiny", "large",
          "whole", "strange")


class WithRows(LiteXModule):
    """Quantiser with a table of rows. A beat of `reset` resets it; what was asked for is dropped.

    Descriptors come over `first`, and after a reset over `second`. `ended` tells `error`.
    """

    def __init__(self, geometry: Geometry) -> None:
        self.unit   = unit = ResetInserter()(Quantiser(geometry))
        self.rows   = stream.Endpoint([("index", 6), ("entry", 128)])
        self.first  = stream.Endpoint(word_layout())
        self.second = stream.Endpoint(word_layout())
        self.reset  = stream.Endpoint([("data", 1)])
        self.ended  = stream.Endpoint([("error", 1)])
        self.asks, self.write = (stream.Endpoint(transfer_layout()) for _ in range(2))
        self.words   = stream.Endpoint(word_layout())
        self.written = stream.Endpoint([("data", 128), ("strobe", 16)])
        self.idle    = Signal()

        # # #

        memory = Memory(128, TABLE_ROWS)
        put, get = memory.get_port(write_capable=True), memory.get_port(async_read=True)
        self.specials += memory, put, get
        self.comb += [
            put.we.eq(self.rows.valid), put.adr.eq(self.rows.index), put.dat_w.eq(self.rows.entry),
            self.rows.ready.eq(1), get.adr.eq(unit.row), Cat(*unit.entry.values()).eq(get.dat_r),
        ]
        aborted, told, quiet = Signal(), Signal(max=2 * WORDS + 1), Signal(3)
        read, wrote = Signal(32), Signal(32)    # words of ranges that are still to come
        store, sink = unit.store, unit.descriptor.sink
        dropping = Signal()
        self.comb += [
            self.reset.ready.eq(1),
            unit.reset.eq(self.reset.valid | dropping),
            unit.transfer.connect(self.asks),
            store.transfer.connect(self.write),
            self.words.connect(unit.words),
            store.words.connect(self.written, omit={"strobe"}),
            self.written.strobe.eq(Cat(*[Replicate(bit, 4) for bit in store.words.strobe])),
            If(dropping,
               self.words.ready.eq(1),
               self.written.valid.eq(wrote != 0),
               self.written.strobe.eq(0),
               ).Elif(aborted, self.second.connect(sink)),
            If(aborted, self.first.ready.eq(1)).Else(self.first.connect(sink)),
            self.ended.error.eq(unit.error),
            self.ended.valid.eq((told != 0) & (told[:log2(WORDS)] == 0) & (quiet == 7) & self.idle),
        ]
        self.sync += [
            told.eq(told + (sink.valid & sink.ready)),
            quiet.eq(Mux(unit.idle & ~sink.valid, quiet + (quiet != 7), 0)),
            read.eq(read + Mux(self.asks.valid & self.asks.ready, self.asks.beats, 0)
                    - (self.words.valid & self.words.ready)),
            wrote.eq(wrote + Mux(self.write.valid & self.write.ready, self.write.beats, 0)
                     - (self.written.valid & self.written.ready)),
            If((read == 0) & (wrote == 0), dropping.eq(0)),
            If(self.reset.valid, aborted.eq(1), dropping.eq(1), told.eq(0)),
        ]


@pytest.fixture(scope="session")
def bench_of(stream_bench: Callable[..., Any]) -> Callable[[Geometry], Any]:
    """bench_of(geometry): a Bench of the quantiser, built once."""
    made: dict[Geometry, Any] = {}

    def make(geometry: Geometry) -> Any:
        if geometry not in made:
            block = WithRows(geometry)
            made[geometry] = stream_bench(
                block, sinks={name: getattr(block, name)
                              for name in ("rows", "first", "second", "reset")},
                sources={"ended": block.ended}, readers={"vector": (block.asks, block.words)},
                writers={"result": (block.write, block.written, block.idle)})
        return made[geometry]
    return make


class Case(random_quants.Case):
    """A random QUANT that runs on the quantiser alone."""

    def descriptor(self) -> dict[str, np.ndarray]:
        """The beats of the descriptor."""
        return {"data": np.frombuffer(encode(self.quant), np.uint32).reshape(WORDS, -1)}

    def moved(self, offset: int) -> Case:
        """This case, its memory `offset` bytes further on. Rows are those of another table."""
        q, case = self.quant, copy.copy(self)
        names = ("activations", "scale", "total")
        case.quant = replace(q, a=replace(q.a, base=q.a.base + offset, gather=False),
                             **{name: getattr(q, name) + offset for name in names})
        return case

    def check(self, bench: Any, gaps: float = 0.0, latency: int = 20,
              after: tuple[Case, int] | None = None) -> int:
        """Run it on the unit and by the definition; the clocks.

        after: another case, which runs before this one, or is reset at a clock, if that is not 0.
        """
        got, size = self.memory.array.copy(), len(self.memory.array)
        first, sinks, delays = self.descriptor(), {}, {"first": START}
        if after:
            other, clock = after
            got = np.concatenate([got, other.memory.array])
            before = other.moved(size).descriptor()
            if clock:
                sinks = {"reset": {"data": [1]}, "second": first}
                first = before
                delays |= {"reset": START + clock, "second": START + clock + 8}
            else:
                first = {"data": np.concatenate([before["data"], first["data"]])}
        sinks |= {"rows": {"index": np.arange(TABLE_ROWS), "entry": self.table}, "first": first}
        beats, clocks = bench.run(
            sinks, {"ended": 1}, memory=got, gaps=gaps, latency=latency, delays=delays,
            seed=int(self.rng.integers(1 << 30)), limit=200_000)
        got = got[:size]
        with np.errstate(all="ignore"):
            try:
                made = quant(self.quant, self.memory, self.table, self.geometry)
            except NonFiniteActivationsError:
                assert beats["ended"]["error"][0], self.quant
                return clocks - START
        assert not beats["ended"]["error"][0], self.quant
        packed = pack_activations(made.activations, self.geometry)
        self.memory.write(self.quant.activations, packed)
        wrong = np.flatnonzero(got != self.memory.array)
        for name in ("scale", "total"):     # NaN has many bits
            at = getattr(self.quant, name)
            both = [x[at:].view(np.uint8)[:4 * (self.quant.first + self.quant.rows)].view(F32)
                    for x in (got, self.memory.array)]
            nan = np.isnan(both[0]) & np.isnan(both[1])
            wrong = np.setdiff1d(wrong, at + np.flatnonzero(np.repeat(nan, 4)))
        assert not len(wrong), (len(wrong), wrong[:8], self.kind, self.quant)
        return clocks - START


def random_case(bench: Any, seed: int, geometry: Geometry) -> None:
    """Run a case with a random memory."""
    rng = np.random.default_rng(seed + 1)
    Case(seed, geometry).check(bench, float(rng.choice([0, 0.1, 0.5])),
                               int(rng.choice([1, 20, 100])))


@pytest.mark.parametrize("name", UNITS)
def test_random_instructions(bench_of: Callable[..., Any], name: str) -> None:
    for seed in range(60):
        random_case(bench_of(UNITS[name]), seed, UNITS[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", UNITS | OTHERS)
def test_many_random_instructions(bench_of: Callable[..., Any], name: str) -> None:
    geometry = (UNITS | OTHERS)[name]
    for seed in range(1000, 2000):
        random_case(bench_of(geometry), seed, geometry)


@pytest.mark.parametrize("int8", [False, True])
def test_the_largest_in_every_place(bench_of: Callable[..., Any], int8: bool) -> None:
    """A row for each place; and rows in which one number is none, and is found in every place."""
    length = 41
    case = Case(1, KV260, kind="usual", length=length, rows=length, int8=int8, ternary=int8)
    a, first = case.quant.a, case.quant.first
    plain = Operand(a.base, a.row_stride or a.position_stride)
    case.memory = Bytes(0)
    x = case.rng.standard_normal((first + length, plain.row_stride // 4)).astype(F32)
    x[first + np.arange(length), np.arange(length)] *= F32(1e4)
    made = [case.memory.place(y) for y in (x, np.zeros(17 * length, (np.uint8, 16)),
                                           np.zeros((2, first + length), F32))]
    case.quant = Quant(
        rows=length, first=first, length=length, int8=int8, ternary=int8,
        a=Operand(made[0], plain.row_stride), activations=made[1], activation_words=17 * length,
        scale=made[2], total=made[2] + 4 * (first + length))
    case.memory.place(np.zeros(256, np.uint8))
    assert quant_fault(case.quant, KV260) is None
    case.check(bench_of(KV260))


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_an_error_in_every_place(bench_of: Callable[..., Any], value: float) -> None:
    """Only elements of the row count; the next instruction begins without `error`."""
    for place in range(8):
        case = Case(2, KV260, kind="usual", length=6, rows=1)
        q = case.quant
        rows = case.memory.array[q.a.base:].view(np.uint8)
        rows = rows[:4 * (q.a.row_stride or q.a.position_stride)].view(F32).reshape(4, -1)
        rows[:, place] = value
        case.check(bench_of(KV260))
    strange = Case(2, KV260, kind="strange", length=200, rows=1)
    a = strange.quant.a
    rows = strange.memory.array[a.base:a.base + 4 * (a.row_stride or a.position_stride)]
    rows.view(F32)[:] = value           # all of them
    Case(3, KV260, kind="usual").check(bench_of(KV260), after=(strange, 0))


def test_one_instruction_behind_another(bench_of: Callable[..., Any]) -> None:
    for seed in range(20):
        Case(seed, KV260).check(bench_of(KV260), after=(Case(seed + 1, KV260), 0))


def test_a_reset_at_any_clock(bench_of: Callable[..., Any]) -> None:
    rng = np.random.default_rng(0)
    for seed in range(60):
        before = Case(seed, KV260)
        clocks = before.check(bench_of(KV260), latency=5)
        Case(seed + 1, KV260).check(bench_of(KV260), float(rng.choice([0, 0.3])), 5,
                                    after=(before, int(rng.integers(1, clocks))))


@pytest.mark.parametrize(("length", "ternary", "int8", "each", "more"), [
    (2560, True, True, 1 / 4 + 1 / 3, 200), (2560, False, False, 1 / 4, 120)])
def test_clocks_of_a_long_row(bench_of: Callable[..., Any], length: int, ternary: bool, int8: bool,
                              each: float, more: int) -> None:
    """Four elements a clock, or a table of three trits. Then a clock for each slice."""
    case = Case(1, KV260, kind="usual", length=length, rows=1, ternary=ternary, int8=int8)
    slices = case.quant.activation_words // KV260.row_words(host_tables=False)
    clocks = case.check(bench_of(KV260), latency=1)
    assert length * each + slices <= clocks <= length * each + slices + more
