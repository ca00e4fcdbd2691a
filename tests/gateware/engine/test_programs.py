"""Programs of LMMA and VEC, one doorbell each, on the whole engine: memory as the contract says."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from random_vecs import Bytes, Case, random_table, same

from lutcore.driver.contract import Geometry, Lmma, WeightFormat, preset
from lutcore.driver.contract.execute import vec
from lutcore.driver.contract.instructions import Operand, Type, Vec
from lutcore.driver.contract.isa import output_pitch
from lutcore.driver.contract.registers import STALLS, TABLE_ROWS, ErrorCode, extract
from lutcore.driver.contract.units import pieces
from lutcore.driver.emulator.engine import Emulator

TINY = dataclasses.replace(preset("tiny"), vector_lanes=1)
GEOMETRIES = (
    TINY,
    Geometry(rows=2, ports=2, side_port=True, port_kind="axi3", port_width=64, stream_depth=64,
             cut=5, ternary=True, result_ports=2, vector_lanes=2),
    Geometry(rows=1, lanes=2, ports=2, table_width=8, double_buffer=False, fill=1,
             stream_depth=128, result_ports=2, vector_lanes=4),
)
SWEEP = (                               # with those above: every value of what VECs depend on
    Geometry(rows=1, table_width=8, double_buffer=False, fill=1, port_kind="axi3", port_width=64,
             stream_depth=64, vector_lanes=4),
    Geometry(rows=2, lanes=2, ports=4, port_kind="axi3", port_width=64, table_width=8, fill=1,
             stream_depth=64, vector_lanes=1),
    Geometry(rows=2, lanes=4, ports=4, table_width=8, result_ports=4, vector_lanes=4),
)
FEW      = pytest.mark.parametrize("geometry", GEOMETRIES[:2], ids=lambda g: g.name)
PROGRAMS, SWEEP_PROGRAMS = 12, 150      # of eight instructions on average
QUIET    = 3000                         # clocks within which a stopped engine is done
MIB = 1 << 20
FORMAT = WeightFormat(2, 32, 2)


def code_of(registers: dict[str, int]) -> int:
    return extract("status", "code", registers["status"])


class Step:
    """A random program on an engine's board, and the memory that the contract expects."""

    def __init__(self, runner: Any, seed: int, product: Callable[..., Any], count: int,
                 products: float = 0.4) -> None:
        """count: instructions, such a share of which are products."""
        self.runner, self.rng = runner, np.random.default_rng(seed)
        self.base = runner.board.config.base
        self.memory = Bytes(self.base + MIB)        # of the VECs; products lie before it
        self.table = random_table(self.rng, 3)
        self.program: list[Lmma | Vec] = []
        self.products: dict[int, Any] = {}
        self.sums: dict[int, int] = {}              # of products of one row: how many, by address
        for number in range(count):
            if self.rng.random() < products:
                rows = int(self.rng.integers(1, runner.geometry.rows + 1))
                made = product(self.rng, runner.geometry, rows, 4 * int(self.rng.integers(1, 60)),
                               int(self.rng.integers(1, 300)), FORMAT)
                d = runner.descriptor(made)
                self.products[number] = made
                if rows == 1:
                    self.sums[d.output] = made.matrix.n
                self.program.append(d)
                continue
            case = Case(int(self.rng.integers(1 << 30)), memory=self.memory, table=self.table)
            x = case.vec
            if self.sums and x.rows == 1 and self.rng.random() < 0.7:   # reads a product's sums
                output, n = list(self.sums.items())[-1]
                length = min(n, x.length)
                x = dataclasses.replace(x, length=length, a=Operand(output, 4, type=Type.I32))
            self.program.append(x)
        self.table_address = runner.place(self.table.reshape(-1).view(np.uint8))
        runner.write("rows", self.table_address)
        runner.board.view(self.memory.base, len(self.memory.array))[:] = self.memory.array

    def read(self, address: int, nbytes: int) -> np.ndarray:
        return self.expected[address - self.base:address - self.base + nbytes]

    def write(self, address: int, data: np.ndarray) -> None:
        self.expected[address - self.base:address - self.base + len(data)] = data

    def run(self, done: int | None = None) -> dict[str, int]:
        """Run it and return the registers; `done`: instructions that count for `expected`."""
        free = self.runner._free
        self.runner.start(self.program)
        self.runner._free = free        # the next run's program takes this one's place
        self.expect(self.program[:done])
        self.before = self.runner.board.memory.copy()
        return self.end()

    def emulated(self, registers: dict[str, int]) -> np.ndarray:
        """Compare the end of `run` with the emulator's; its memory, without what lies behind it."""
        emulator = Emulator(self.runner.geometry, arithmetic="numpy")
        buffer = emulator.allocate(len(self.before))
        assert buffer.address == self.base
        buffer.array[:] = self.before
        buffer.flush()
        for name in ("rows", "window_base", "window_limit", "program"):
            emulator.write(name, registers[name])
        emulator.write("count", sum(map(pieces, self.program)))
        assert code_of({"status": emulator.read("status")}) == code_of(registers)
        assert emulator.read("completed") == registers["completed"]
        buffer.invalidate()
        return buffer.array

    def end(self, clocks: int = 500_000) -> dict[str, int]:
        """Wait for the end and return the registers."""
        self.runner.board.step(clocks, until_irq=True)
        registers = self.runner.registers()
        assert extract("status", "done", registers["status"]), registers
        assert not extract("status", "busy", registers["status"])
        return registers

    def works(self) -> int:
        """Run it, compare the memory, and return the clocks taken."""
        before = self.runner.board.cycles
        assert not code_of(self.run())
        self.check()
        return self.runner.board.cycles - before

    def expect(self, program: list[Lmma | Vec]) -> None:
        """Make `expected`, the memory after the first instructions, from what it is now."""
        self.expected = self.runner.board.memory.copy()
        for number, x in enumerate(program):
            if isinstance(x, Lmma):
                made = self.products[number]
                sums = np.zeros((made.matrix.n, output_pitch(x.rows)), np.int32)
                sums[:, :x.rows] = made.expected
                self.write(x.output, sums.reshape(-1).view(np.uint8))
            else:
                vec(x, self, self.table)

    def check(self) -> None:
        """Compare the board's memory; what pads sums is anything."""
        got = self.runner.board.memory.copy()
        for number, made in self.products.items():
            x = self.program[number]
            pitch = output_pitch(x.rows)
            at = x.output - self.base
            end = at + 4 * made.matrix.n * pitch
            for memory in (got, self.expected):
                memory[at:end].view(np.int32).reshape(-1, pitch)[:, x.rows:] = 0
            got[end:at + 16 * x.output_words] = self.expected[end:at + 16 * x.output_words]
        assert same(got, self.expected), np.flatnonzero(got != self.expected)[:20] + self.base


@pytest.mark.parametrize("geometry", GEOMETRIES, ids=lambda g: g.name)
def test_random_programs(engine, random_product, geometry: Geometry) -> None:
    random_programs(engine, random_product, geometry, PROGRAMS)


@pytest.mark.slow
@pytest.mark.parametrize("geometry", [*GEOMETRIES, *SWEEP], ids=lambda g: g.name)
def test_sweep(engine, random_product, geometry: Geometry) -> None:
    random_programs(engine, random_product, geometry, SWEEP_PROGRAMS)


def random_programs(engine, random_product, geometry: Geometry, count: int) -> None:
    """Run programs on random memories; check memory, counters and the emulator's end."""
    rng = np.random.default_rng(geometry.digest)
    for seed in range(count):
        runner = engine(geometry, size=8 << 20, seed=seed,
                        read_latency=int(rng.choice([1, 64, 200])),
                        write_latency=int(rng.choice([1, 16, 100])),
                        back_pressure=float(rng.choice([0.0, 0.1, 0.5])),
                        extra_latency=int(rng.choice([0, 30])),
                        outstanding=int(rng.choice([1, 4, 64])))
        step = Step(runner, seed, random_product, int(rng.integers(1, 16)))
        registers = step.run()
        assert not code_of(registers), (seed, registers)
        vecs = sum(isinstance(x, Vec) for x in step.program)
        assert registers["completed"] == len(step.program) + vecs
        assert registers["cycles"] == registers["vector"] + registers["stream_words"] // \
            geometry.lanes + sum(registers[stall] for stall in STALLS)
        assert bool(registers["vector"]) == bool(vecs)
        step.check()
        assert same(step.emulated(registers), step.expected)
        runner.board.close()


# Faults -------------------------------------------------------------------------------------------


@pytest.fixture
def step(engine, random_product) -> Callable[..., Step]:
    """step(geometry, **fields of DdrConfig): a Step with LMMAs and VECs of some rows."""
    def make(geometry: Geometry, **ddr: float) -> Step:
        runner = engine(geometry, size=2 << 20, **ddr)
        for seed in range(100):
            made = Step(runner, seed, random_product, 4)
            kinds = [type(x) for x in made.program]
            if kinds == [Lmma, Vec, Lmma, Vec] and made.program[3].rows > 1:
                made.works()
                return made
        raise AssertionError
    return make


def changed(v: Vec, field: str, value: int) -> Vec:
    """A VEC with another value in a field, which may be an operand's."""
    holder, _, name = field.rpartition(".")
    if not holder:
        return dataclasses.replace(v, **{name: value})
    operand = dataclasses.replace(getattr(v, holder), **{name: value})
    return dataclasses.replace(v, **{holder: operand})


@pytest.mark.parametrize("field, value, code", [
    ("function", 5, ErrorCode.TYPE), ("y.type", Type.F16, ErrorCode.TYPE),
    ("length", 0, ErrorCode.SHAPE), ("first", TABLE_ROWS, ErrorCode.SHAPE),
    ("a.base", 4, ErrorCode.ALIGN), ("y.base", 0x8000_0000, ErrorCode.WRITE),
    ("a.base", 0x8000_0000, ErrorCode.READ)])
def test_a_bad_vec_ends_in_a_code(step, field: str, value: int, code: int) -> None:
    """What lies before it is done; nothing behind it is begun."""
    it = step(TINY)
    good = it.program
    it.program = [*good[:3], changed(good[3], field, value), good[3]]
    registers = it.run(3)
    assert code_of(registers) == code and registers["completed"] == 4
    it.check()
    it.emulated(registers)
    it.program = good
    it.works()


def test_a_vec_needs_a_table_and_both_halves(step) -> None:
    it = step(TINY)
    runner, good = it.runner, it.program
    for address, code in ((0, ErrorCode.SHAPE), (it.table_address + 16, ErrorCode.ALIGN),
                          (0x8000_0000, ErrorCode.READ)):
        runner.write("rows", address)
        registers = it.run()
        assert code_of(registers) == code
        assert registers["completed"] == (1 if code is ErrorCode.SHAPE else 0)
        it.emulated(registers)
    runner.write("rows", it.table_address)
    runner.start(good)
    it.end()
    runner.write("count", 2)            # an LMMA, and half a VEC
    registers = it.end()
    assert code_of(registers) == ErrorCode.LENGTH and registers["completed"] == 1
    it.works()


def test_the_window_holds_for_vecs(step) -> None:
    """What lies behind it is neither read nor written."""
    it = step(TINY)
    runner, v = it.runner, it.program[3]
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
    assert v.rows > 1


@FEW
def test_an_error_in_any_burst(step, geometry: Geometry) -> None:
    it = step(geometry, back_pressure=0.1, seed=5)
    board, codes = it.runner.board, {"read": ErrorCode.READ, "write": ErrorCode.WRITE}
    board.reset()
    it.runner.write("rows", it.table_address)
    it.works()
    for port, counts in enumerate(board.statistics):
        for channel, bursts in (("read", counts.read_bursts), ("write", counts.write_bursts)):
            for nth in range(1, bursts + 1):
                board.inject_error(channel, nth, port)
                assert code_of(it.run()) == codes[channel], (port, channel, nth)
        it.works()


@FEW
@pytest.mark.parametrize("pause", [29, pytest.param(1, marks=pytest.mark.slow)])
def test_an_abort_at_any_clock(step, geometry: Geometry, pause: int) -> None:
    it = step(geometry, back_pressure=0.1, seed=6)
    codes = set()
    for clock in range(0, it.works() + 20, pause):
        free = it.runner._free
        it.runner.start(it.program)
        it.runner._free = free
        it.runner.board.step(clock)
        it.runner.write("control", 1)
        codes.add(code_of(it.end(QUIET)))
        it.works()
    assert codes == {ErrorCode.NONE, ErrorCode.ABORT}


@FEW
@pytest.mark.parametrize("pause", [31, pytest.param(1, marks=pytest.mark.slow)])
def test_a_reset_at_any_clock(step, geometry: Geometry, pause: int) -> None:
    it = step(geometry)
    for clock in range(0, it.works() + 20, pause):
        free = it.runner._free
        it.runner.start(it.program)
        it.runner._free = free
        it.runner.board.step(clock)
        it.runner.board.reset()
        it.runner.write("rows", it.table_address)
        it.works()


def test_the_watchdog_stops_a_vec(step) -> None:
    it = step(TINY, read_latency=400)
    it.runner.write("watchdog", 300)
    assert code_of(it.run()) == ErrorCode.WATCHDOG
    it.runner.write("watchdog", 0)
    it.works()
