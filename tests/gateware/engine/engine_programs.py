"""Random programs of LMMA, VEC, QUANT and ATTN on an engine's board, and the memory they make."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np
import random_attns
import random_quants
import random_vecs
from random_vecs import Bytes, random_table, same

from lutcore.driver.contract import Geometry, Lmma, PackedMatrix, WeightFormat
from lutcore.driver.contract.activations import pack_activations, unpack_activations
from lutcore.driver.contract.errors import NonFiniteActivationsError
from lutcore.driver.contract.execute import CacheLayout, attn, quant, vec
from lutcore.driver.contract.instructions import Attn, Operand, Quant, Type, Vec
from lutcore.driver.contract.isa import output_pitch
from lutcore.driver.contract.packing import TERNARY
from lutcore.driver.contract.reference import DecodedStream, products
from lutcore.driver.contract.registers import extract
from lutcore.driver.contract.units import Rung, pieces
from lutcore.driver.emulator.engine import Emulator

MIB    = 1 << 20
FORMAT = WeightFormat(2, 32, 2)
FINITE = tuple(kind for kind in random_quants.KINDS if kind != "strange")
LMMA, VEC, QUANT, ATTN = "LMMA", "VEC", "QUANT", "ATTN"
SHARES = {LMMA: 0.35, VEC: 0.35, QUANT: 0.2, ATTN: 0.1}     # of a program's instructions
ATTN_ROWS, MOST_ATTNS = 16, 12          # of the table: those of ATTNs, of which each has three


def kinds_of(geometry: Geometry) -> list[str]:
    """What an engine executes."""
    return [LMMA, VEC, QUANT, ATTN] if geometry.attention_words else [LMMA, VEC, QUANT]


def code_of(registers: dict[str, int]) -> int:
    return extract("status", "code", registers["status"])


class Step:
    """A random program on an engine's board, and the memory that the contract expects."""

    def __init__(self, runner: Any, seed: int, product: Callable[..., Any],
                 kinds: list[str], most: int = 300, **attns: Any) -> None:
        """kinds: those of the instructions, in order. attns: what is fixed of ATTNs.

        most: columns and inputs of an LMMA.
        """
        self.runner, self.rng, self.product = runner, np.random.default_rng(seed), product
        self.base, self.geometry = runner.board.config.base, runner.geometry
        self.memory = Bytes(self.base + MIB)        # of the units; products lie before it
        self.table = random_table(self.rng, 3)
        self.most, self.attns = most, attns
        self.program: list[Rung] = []
        self.matrices: dict[int, PackedMatrix] = {}             # of LMMAs, by address
        for kind in kinds:
            getattr(self, f"add_{kind.lower()}")()
        self.table_address = runner.place(self.table.reshape(-1).view(np.uint8))
        runner.write("rows", self.table_address)
        runner.board.view(self.memory.base, len(self.memory.array))[:] = self.memory.array

    # Instructions ---------------------------------------------------------------------------------

    def add_lmma(self) -> None:
        """Add an LMMA, or a QUANT and an LMMA that reads what it makes."""
        rng, geometry = self.rng, self.geometry
        fmt = TERNARY if geometry.ternary and rng.random() < 0.3 else FORMAT
        rows, k = int(rng.integers(1, geometry.rows + 1)), int(rng.integers(1, self.most))
        made = self.product(rng, geometry, rows, 4 * int(rng.integers(1, self.most // 4)), k, fmt)
        d = self.runner.descriptor(made)
        self.matrices[d.weights] = made.matrix
        if rng.random() < 0.5:
            q = self.random_quant(rows=rows, length=k, ternary=fmt.ternary)
            self.program.append(dataclasses.replace(
                q, activations=d.activations, activation_words=d.activation_words))
        self.program.append(d)

    def add_vec(self) -> None:
        """Add a VEC, often of the sums of an LMMA of one row, or of scales that a QUANT makes."""
        x = random_vecs.Case(int(self.rng.integers(1 << 30)), memory=self.memory,
                             table=self.table).vec
        lmmas = [d for d in self.program if isinstance(d, Lmma) and d.rows == 1]
        quants = [q for q in self.program if isinstance(q, Quant)]
        if lmmas and x.rows == 1 and self.rng.random() < 0.7:
            d = lmmas[-1]
            length = min(self.matrices[d.weights].n, x.length)
            x = dataclasses.replace(x, length=length, a=Operand(d.output, 4, type=Type.I32))
        elif quants and self.rng.random() < 0.5:
            x = dataclasses.replace(x, scalar=quants[-1].scale)
        self.program.append(x)

    def add_quant(self) -> None:
        """Add a QUANT, often of what the ATTN before it makes."""
        before = self.program[-1] if self.program else None
        if isinstance(before, Attn) and self.rng.random() < 0.7:
            q = self.random_quant(rows=before.rows, first=before.first,
                                  length=before.heads * before.size)
            self.program.append(dataclasses.replace(q, a=before.y))
        else:
            self.program.append(self.random_quant())

    def random_quant(self, **fixed: Any) -> Quant:
        """A QUANT of finite numbers, unless `kind` is one that has others."""
        fixed = {"kind": self.rng.choice(FINITE)} | fixed
        return random_quants.Case(int(self.rng.integers(1 << 30)), self.geometry, self.memory,
                                  self.table, **fixed).quant

    def add_attn(self) -> None:
        """Add an ATTN whose rows of the table are its own."""
        number = sum(isinstance(x, Attn) for x in self.program)
        assert number < MOST_ATTNS
        self.program.append(random_attns.Case(
            self.rng, 64, self.memory, self.table, first=ATTN_ROWS + 3 * number,
            **{"readers": int(self.rng.integers(1, 3)), **self.attns}).attn)

    # Run ------------------------------------------------------------------------------------------

    def run(self, done: int | None = None) -> dict[str, int]:
        """Run it and return the registers; `done`: instructions that count for `expected`."""
        self.start()
        self.expect(self.program[:done])
        self.before = self.runner.board.memory.copy()
        return self.end()

    def start(self) -> None:
        """Ring the doorbell. The next run's program takes this one's place."""
        free = self.runner._free
        self.runner.start(self.program)
        self.runner._free = free

    def end(self, clocks: int = 2_000_000) -> dict[str, int]:
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

    def emulated(self, registers: dict[str, int]) -> np.ndarray:
        """Compare the end of `run` with the emulator's; its memory, without what lies behind it."""
        emulator = Emulator(self.geometry, arithmetic="numpy")
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

    # Memory ---------------------------------------------------------------------------------------

    def read(self, address: int, nbytes: int) -> np.ndarray:
        return self.expected[address - self.base:address - self.base + nbytes]

    def write(self, address: int, data: np.ndarray) -> None:
        self.expected[address - self.base:address - self.base + len(data)] = data

    def expect(self, program: list[Rung]) -> None:
        """Make `expected`, the memory after the first instructions, from what it is now."""
        self.expected = self.runner.board.memory.copy()
        for x in program:
            if isinstance(x, Lmma):
                self.multiply(x)
            elif isinstance(x, Vec):
                vec(x, self, self.table)
            elif isinstance(x, Attn):
                attn(x, self, self.table)
            else:
                try:
                    made = quant(x, self, self.table, self.geometry)
                except NonFiniteActivationsError:
                    return
                self.write(x.activations, pack_activations(made.activations, self.geometry))

    def multiply(self, d: Lmma) -> None:
        """Write the sums of an LMMA; what pads them stays."""
        values, sums, shift = unpack_activations(
            self.read(d.activations, 16 * d.activation_words), d.rows, d.slices, self.geometry,
            d.host_tables, d.ternary)
        made = products(DecodedStream.of(self.matrices[d.weights]), values, sums, shift)
        out = self.read(d.output, 4 * len(made) * output_pitch(d.rows)).view(np.int32)
        out.reshape(len(made), -1)[:, :d.rows] = made

    def check(self, but: Rung | None = None) -> None:
        """Compare the board's memory. What pads sums, and what `but` may write, is anything."""
        got = self.runner.board.memory.copy()
        for x in self.program:
            if isinstance(x, Lmma):
                pitch, n = output_pitch(x.rows), self.matrices[x.weights].n
                at = x.output - self.base
                end = at + 4 * n * pitch
                for memory in (got, self.expected):
                    memory[at:end].view(np.int32).reshape(-1, pitch)[:, x.rows:] = 0
                got[end:at + 16 * x.output_words] = self.expected[end:at + 16 * x.output_words]
        for address, nbytes in () if but is None else outputs(but):
            part = slice(address - self.base, address - self.base + nbytes)
            got[part] = self.expected[part]
        assert same(got, self.expected), np.flatnonzero(got != self.expected)[:20] + self.base


def outputs(x: Rung) -> list[tuple[int, int]]:
    """Where an instruction may write: addresses and bytes; rows that lie between are too much."""
    def vectors(o: Operand, length: int) -> tuple[int, int]:
        return o.base + x.first * o.row_stride, (x.rows - 1) * o.row_stride + 4 * length
    if isinstance(x, Quant):
        return [(x.activations, 16 * x.activation_words)] + [
            (at + 4 * x.first, 4 * x.rows) for at in (x.scale, x.total)]
    if isinstance(x, Attn):
        layout = CacheLayout(x.kv_heads, x.capacity, x.size, x.cache_type)
        return [vectors(x.y, x.heads * x.size),
                (x.cache, (x.slots - 1) * x.slot_stride + layout.nbytes)]
    if isinstance(x, Vec):
        return [vectors(x.y, x.length),
                (x.reduced + 4 * x.first * x.segments, 4 * x.rows * x.segments)]
    return [(x.output, 16 * x.output_words)]
