"""Programs of all that an engine executes, one doorbell each: memory as the contract says."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from engine_programs import ATTN, LMMA, MOST_ATTNS, QUANT, SHARES, VEC, Step, code_of, kinds_of
from random_vecs import same

from lutcore.driver.contract import Geometry, Lmma, preset
from lutcore.driver.contract.instructions import CacheType, Route, Type
from lutcore.driver.contract.registers import STALLS, TABLE_ROWS, WORKS, ErrorCode
from lutcore.driver.contract.units import Rung, pieces

TINY  = dataclasses.replace(preset("tiny"), table_width=12, vector_lanes=1, attention_words=1)
ZYNQ  = Geometry(rows=2, ports=2, side_port=True, port_kind="axi3", port_width=64, cut=5,
                 stream_depth=64, ternary=True, result_ports=2, vector_lanes=2, attention_words=2,
                 attention_heads=1)
PLAIN = dataclasses.replace(TINY, attention_words=0)
GEOMETRIES = (TINY, ZYNQ)
SWEEP = (                               # with those above: every value of what units depend on
    PLAIN,
    Geometry(rows=1, lanes=2, ports=2, table_width=8, double_buffer=False, fill=1,
             stream_depth=128, result_ports=2, vector_lanes=4),
    Geometry(rows=1, table_width=12, double_buffer=False, fill=1, port_kind="axi3", port_width=64,
             stream_depth=64, vector_lanes=4, attention_words=1),
    Geometry(rows=2, lanes=2, ports=4, port_kind="axi3", port_width=64, table_width=16, fill=1,
             stream_depth=256, vector_lanes=1, attention_words=4, attention_heads=1),
    Geometry(rows=2, lanes=4, ports=4, table_width=8, cut=4, symmetric=True, result_ports=4,
             vector_lanes=4, attention_words=4, attention_heads=3),
)
PROGRAMS, SWEEP_PROGRAMS = 8, 60        # of eight instructions on average
QUIET = 3000                            # clocks within which a stopped engine is done
FAR   = 0x8000_0000                     # no memory
SMALL = {"readers": 1, "group": 2, "size": 16, "rows": 2, "position": 130, "sinks": True}
BY_KIND = dict(zip((VEC, QUANT, ATTN), WORKS, strict=True))


@pytest.mark.parametrize("geometry", GEOMETRIES, ids=lambda g: g.name)
def test_random_programs(engine, random_product, geometry: Geometry) -> None:
    random_programs(engine, random_product, geometry, PROGRAMS)


@pytest.mark.slow
@pytest.mark.parametrize("geometry", [*GEOMETRIES, *SWEEP], ids=lambda g: g.name)
def test_sweep(engine, random_product, geometry: Geometry) -> None:
    random_programs(engine, random_product, geometry, SWEEP_PROGRAMS)


def random_programs(engine, random_product, geometry: Geometry, count: int) -> None:
    """Run programs on random memories; check memory, counters and the emulator's end."""
    rng, kinds = np.random.default_rng(geometry.digest), kinds_of(geometry)
    shares = np.array([SHARES[kind] for kind in kinds])
    for seed in range(count):
        runner = engine(geometry, size=8 << 20, seed=seed,
                        read_latency=int(rng.choice([1, 64, 200])),
                        write_latency=int(rng.choice([1, 16, 100])),
                        back_pressure=float(rng.choice([0.0, 0.1, 0.5])),
                        extra_latency=int(rng.choice([0, 30])),
                        outstanding=int(rng.choice([1, 4, 64])))
        length = int(rng.integers(1, MOST_ATTNS))
        step = Step(runner, seed, random_product,
                    list(rng.choice(kinds, length, p=shares / shares.sum())))
        registers = step.run()
        assert not code_of(registers), (seed, registers)
        assert registers["completed"] == sum(map(pieces, step.program))
        assert registers["cycles"] == registers["stream_words"] // geometry.lanes + sum(
            registers[name] for name in (*STALLS, *WORKS))
        for kind, counter in BY_KIND.items():
            assert bool(registers[counter]) == (kind in map(kind_of, step.program))
        step.check()
        assert same(step.emulated(registers), step.expected)
        runner.board.close()


def kind_of(x: Rung) -> str:
    return type(x).__name__.upper()


# Faults -------------------------------------------------------------------------------------------


@pytest.fixture
def step(engine, random_product) -> Callable[..., Step]:
    """step(geometry, *kinds, **fields of DdrConfig): a Step of such instructions, of two rows."""
    def make(geometry: Geometry, *kinds: str, **ddr: float) -> Step:
        runner = engine(geometry, size=2 << 20, **ddr)
        free = runner._free
        for seed in range(1000):
            runner._free = free
            made = Step(runner, seed, random_product, list(kinds), most=80, **SMALL)
            if tuple(map(kind_of, made.program)) == kinds and all(
                    x.rows > 1 for x in made.program if not isinstance(x, Lmma)):
                made.works()
                return made
        raise AssertionError
    return make


SHORT = ATTN, QUANT, LMMA, VEC          # what aborts and resets stop at any clock


def every(geometry: Geometry) -> tuple[str, ...]:
    """Instructions of all kinds, each behind each."""
    if geometry.attention_words:
        return LMMA, VEC, QUANT, LMMA, ATTN, QUANT, VEC, ATTN, LMMA
    return LMMA, VEC, QUANT, LMMA, QUANT, VEC, LMMA


def changed(x: Any, field: str, value: int) -> Any:
    """An instruction with another value in a field, which may be an operand's."""
    holder, _, name = field.rpartition(".")
    if not holder:
        return dataclasses.replace(x, **{name: value})
    operand = dataclasses.replace(getattr(x, holder), **{name: value})
    return dataclasses.replace(x, **{holder: operand})


@pytest.mark.parametrize("kind, field, value, code", [
    (VEC, "function", 5, ErrorCode.TYPE), (VEC, "y.type", Type.F16, ErrorCode.TYPE),
    (VEC, "length", 0, ErrorCode.SHAPE), (VEC, "first", TABLE_ROWS, ErrorCode.SHAPE),
    (VEC, "a.base", 2, ErrorCode.ALIGN), (VEC, "y.base", FAR, ErrorCode.WRITE),
    (VEC, "a.base", FAR, ErrorCode.READ),
    (QUANT, "order", 64, ErrorCode.TYPE), (QUANT, "ternary", True, ErrorCode.TYPE),
    (QUANT, "length", 0, ErrorCode.SHAPE), (QUANT, "first", TABLE_ROWS, ErrorCode.SHAPE),
    (QUANT, "a.base", 4, ErrorCode.ALIGN), (QUANT, "total", 2, ErrorCode.ALIGN),
    (QUANT, "a.base", FAR, ErrorCode.READ), (QUANT, "activations", FAR, ErrorCode.WRITE),
    (QUANT, "scale", FAR, ErrorCode.WRITE),
    (ATTN, "cache_type", CacheType.F16, ErrorCode.TYPE), (ATTN, "k.swap", True, ErrorCode.TYPE),
    (ATTN, "heads", 0, ErrorCode.SHAPE), (ATTN, "kv_heads", 4, ErrorCode.SHAPE),
    (ATTN, "rows", TABLE_ROWS, ErrorCode.SHAPE), (ATTN, "cache", 8, ErrorCode.ALIGN),
    (ATTN, "q.base", FAR, ErrorCode.READ), (ATTN, "k.base", FAR, ErrorCode.READ),
    (ATTN, "cache", FAR, ErrorCode.WRITE), (ATTN, "y.base", FAR, ErrorCode.WRITE),
    (ATTN, "sinks", FAR, ErrorCode.READ)])
def test_a_bad_instruction_ends_in_a_code(step, kind: str, field: str, value: int,
                                          code: int) -> None:
    """What lies before it is done; nothing behind it is begun."""
    it = step(TINY, LMMA, VEC, LMMA, kind)
    good = it.program
    it.program = [*good[:3], bad := changed(good[3], field, value), good[3]]
    registers = it.run(3)
    assert code_of(registers) == code and registers["completed"] == 4
    it.check(but=bad if value == FAR else None)
    it.emulated(registers)
    it.program = good
    it.works()


def test_the_units_need_a_table(step) -> None:
    it = step(TINY, LMMA, VEC, LMMA, QUANT, ATTN)
    runner, good = it.runner, it.program
    for address, code in ((it.table_address + 16, ErrorCode.ALIGN), (FAR, ErrorCode.READ)):
        runner.write("rows", address)
        registers = it.run()
        assert code_of(registers) == code and registers["completed"] == 0
        it.emulated(registers)
    runner.write("rows", 0)
    for unit in (good[1], good[3], good[4]):
        it.program = [good[0], unit]
        registers = it.run()
        assert code_of(registers) == ErrorCode.SHAPE and registers["completed"] == 1
        it.emulated(registers)
    runner.write("rows", it.table_address)
    it.program = good
    it.works()


@pytest.mark.parametrize("kind", [VEC, ATTN])
def test_half_an_instruction(step, kind: str) -> None:
    it = step(TINY, LMMA, kind)
    it.start()
    it.end()
    it.runner.write("count", 2)
    registers = it.end()
    assert code_of(registers) == ErrorCode.LENGTH and registers["completed"] == 1
    it.works()


@pytest.mark.parametrize("geometry, kind", [
    (TINY, "ROUTE"), pytest.param(PLAIN, ATTN, marks=pytest.mark.slow)])
def test_what_an_engine_does_not_have(step, geometry: Geometry, kind: str) -> None:
    """An ATTN is none without attention words."""
    it = step(geometry, LMMA, VEC)
    good = it.program
    other = Route(rows=1, experts=4, chosen=1, a=good[1].y, y=good[1].y)
    it.program = [*good, other if kind == "ROUTE" else step(TINY, LMMA, ATTN).program[1]]
    registers = it.run(2)
    assert code_of(registers) == ErrorCode.MAGIC and registers["completed"] == 3
    it.check()
    it.emulated(registers)
    it.program = good
    it.works()


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_number_that_is_none(step, value: float) -> None:
    """A QUANT that reads one ends the program; those behind it find none."""
    it = step(TINY, LMMA, QUANT, LMMA)
    board, q = it.runner.board, it.program[1]
    at = board.view(q.a.base, 4)
    kept = at.copy()
    for address in (q.a.base, q.a.base + 4 * (q.length - 1)):
        if q.a.gather or q.a.position_stride:
            address += it.table[q.first, 2 if q.a.gather else 0] * (
                q.a.row_stride or q.a.position_stride)
        else:
            address += q.first * q.a.row_stride
        at = board.view(int(address), 4).view(np.float32)
        kept = at.copy()
        at[:] = value
        registers = it.run(1)
        assert code_of(registers) == ErrorCode.NONFINITE and registers["completed"] == 1
        it.check(but=q)
        it.emulated(registers)
        at[:] = kept
        it.works()


@pytest.mark.parametrize("kind", [VEC, QUANT, ATTN])
def test_the_window_holds_for_units(step, kind: str) -> None:
    """What lies behind it is neither read nor written."""
    it = step(TINY, LMMA, kind)
    runner = it.runner
    runner.write("window_limit", it.memory.base - 1)
    runner.board.view(it.memory.base, len(it.memory.array))[:] = it.memory.array
    registers = it.run()
    assert code_of(registers) == ErrorCode.WINDOW and registers["completed"] == 1
    assert registers["error_address"] >= it.memory.base
    it.emulated(registers)
    assert np.array_equal(runner.board.view(it.memory.base, len(it.memory.array)),
                          it.memory.array)
    runner.write("window_limit", 0xFFFF_F000)
    it.works()


@pytest.mark.parametrize("geometry", GEOMETRIES, ids=lambda g: g.name)
@pytest.mark.parametrize("every_nth", [23, pytest.param(1, marks=pytest.mark.slow)])
def test_an_error_in_any_burst(step, geometry: Geometry, every_nth: int) -> None:
    it = step(geometry, *every(geometry), back_pressure=0.1, seed=5)
    board, codes = it.runner.board, {"read": ErrorCode.READ, "write": ErrorCode.WRITE}
    board.reset()
    it.runner.write("rows", it.table_address)
    it.works()
    for port, counts in enumerate(board.statistics):
        for channel, bursts in (("read", counts.read_bursts), ("write", counts.write_bursts)):
            for nth in range(1 + port % every_nth, bursts + 1, every_nth):
                board.inject_error(channel, nth, port)
                assert code_of(it.run()) == codes[channel], (port, channel, nth)
        it.works()


@pytest.mark.parametrize("geometry", GEOMETRIES, ids=lambda g: g.name)
@pytest.mark.parametrize("pause", [97, pytest.param(1, marks=pytest.mark.slow)])
def test_an_abort_at_any_clock(step, geometry: Geometry, pause: int) -> None:
    it = step(geometry, *SHORT, back_pressure=0.1, seed=6)
    codes = set()
    for clock in range(0, it.works() + 20, pause):
        it.start()
        it.runner.board.step(clock)
        it.runner.write("control", 1)
        codes.add(code_of(it.end(QUIET)))
        it.works()
    assert ErrorCode.ABORT in codes and codes <= {ErrorCode.NONE, ErrorCode.ABORT}


@pytest.mark.parametrize("geometry", GEOMETRIES, ids=lambda g: g.name)
@pytest.mark.parametrize("pause", [101, pytest.param(1, marks=pytest.mark.slow)])
def test_a_reset_at_any_clock(step, geometry: Geometry, pause: int) -> None:
    it = step(geometry, *SHORT)
    for clock in range(0, it.works() + 20, pause):
        it.start()
        it.runner.board.step(clock)
        it.runner.board.reset()
        it.runner.write("rows", it.table_address)
        it.works()


@pytest.mark.parametrize("kind", [VEC, QUANT, ATTN])
def test_the_watchdog_stops_a_unit(step, kind: str) -> None:
    it = step(TINY, kind, read_latency=400)
    it.runner.write("watchdog", 300)
    assert code_of(it.run()) == ErrorCode.WATCHDOG
    it.runner.write("watchdog", 0)
    it.works()
