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
from lutcore.driver.contract.registers import STALLS, ErrorCode, extract
from lutcore.driver.contract.units import TABLE_ROWS

TINY = dataclasses.replace(preset("tiny"), vector_lanes=1)
GEOMETRIES = (
    TINY,
    Geometry(rows=2, ports=2, side_port=True, port_kind="axi3", port_width=64, stream_depth=64,
             cut=5, ternary=True, result_ports=2, vector_lanes=2),
    Geometry(rows=2, lanes=4, ports=4, table_width=8, result_ports=4, vector_lanes=4),
)
PROGRAMS = 12                           # of eight instructions on average
MIB = 1 << 20
FORMAT = WeightFormat(2, 32, 2)


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

    def expect(self, program: list[Lmma | Vec] | None = None) -> None:
        """Make `expected`, the memory after a program, from what it is now."""
        self.expected = self.runner.board.memory.copy()
        for number, x in enumerate(self.program if program is None else program):
            if isinstance(x, Lmma):
                made = self.products[number]
                sums = np.zeros((made.matrix.n, output_pitch(x.rows)), np.int32)
                sums[:, :x.rows] = made.expected
                self.write(x.output, sums.reshape(-1).view(np.uint8))
            else:
                with np.errstate(all="ignore"):
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
    rng = np.random.default_rng(geometry.digest)
    for seed in range(PROGRAMS):
        runner = engine(geometry, size=8 << 20, seed=seed, read_latency=int(rng.choice([1, 64, 200])),
                        write_latency=int(rng.choice([1, 16, 100])),
                        back_pressure=float(rng.choice([0.0, 0.1, 0.5])),
                        extra_latency=int(rng.choice([0, 30])),
                        outstanding=int(rng.choice([1, 4, 64])))
        step = Step(runner, seed, random_product, int(rng.integers(1, 16)))
        runner.start(step.program)      # the program lies in memory now
        step.expect()
        runner.board.step(500_000, until_irq=True)
        registers = runner.registers()
        assert extract("status", "done", registers["status"]), (seed, registers, step.program)
        assert not extract("status", "error", registers["status"]), (seed, registers)
        vecs = sum(isinstance(x, Vec) for x in step.program)
        assert registers["completed"] == len(step.program) + vecs
        assert registers["cycles"] == registers["vector"] + registers["stream_words"] // \
            geometry.lanes + sum(registers[stall] for stall in STALLS)
        assert bool(registers["vector"]) == bool(vecs)
        step.check()
        runner.board.close()
