"""QUANT and ATTN on the emulator's registers, as an engine with units runs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from lutcore.driver.contract import preset
from lutcore.driver.contract.activations import pack_activations
from lutcore.driver.contract.execute import CacheLayout, attn, quant
from lutcore.driver.contract.instructions import (
    ROW_BYTES,
    Attn,
    CacheType,
    Instruction,
    Operand,
    Quant,
)
from lutcore.driver.contract.program import encode
from lutcore.driver.contract.registers import TABLE_ROWS, ErrorCode, extract
from lutcore.driver.contract.units import Rung, least_clocks, pieces
from lutcore.driver.emulator.engine import Emulator

GEOMETRY = replace(preset("tiny"), vector_lanes=2, attention_words=1)
LENGTH, HEADS, READERS, SIZE, CAPACITY = 200, 4, 2, 16, 128


class Bench:
    """An emulated engine with vectors, a cache, and one QUANT and one ATTN of two rows."""

    def __init__(self, words: int = 1) -> None:
        self.geometry = replace(GEOMETRY, attention_words=words)
        self.emulator = Emulator(self.geometry, arithmetic="numpy")
        self.table = np.zeros((TABLE_ROWS, 4), np.uint32)
        self.table[:2, :2] = [[70, 0], [5, 1]]
        self.program, self.rows = self.emulator.allocate(4096), self.emulator.allocate(
            ROW_BYTES * TABLE_ROWS)
        self.rows.array[:] = self.table.reshape(-1).view(np.uint8)
        self.rows.flush()
        self.emulator.write("rows", self.rows.address)
        random = np.random.default_rng(0)
        x = random.standard_normal((2, 1024)).astype(np.float32)
        cache = CacheLayout(READERS, CAPACITY, SIZE, CacheType.INT8)
        codes = random.integers(0, 256, 2 * cache.nbytes, np.uint8)
        for slot in codes.reshape(2, -1):
            slot[2 * cache.plane:] = np.full(cache.scales // 2, 0.01, np.float32).view(np.uint8)
        words = 4 * self.geometry.row_words(False)
        self.vectors, self.cache, self.made = (self.emulator.allocate(nbytes) for nbytes in (
            x.nbytes, codes.nbytes, 1024 + 16 * words))
        for buffer, data in ((self.vectors, x), (self.cache, codes)):
            buffer.array[:] = data.reshape(-1).view(np.uint8)
            buffer.flush()
        base, stride = self.vectors.address, x.nbytes // 2
        self.quant = Quant(rows=2, length=LENGTH, a=Operand(base, stride), scale=self.made.address,
                           total=self.made.address + 64, activations=self.made.address + 1024,
                           activation_words=words)
        wide = 4 * HEADS * SIZE
        self.attn = Attn(rows=2, heads=HEADS, kv_heads=READERS, size=SIZE, scale=0.25,
                         q=Operand(base, stride), k=Operand(base + wide, stride),
                         v=Operand(base + 2 * wide, stride), y=Operand(base + 3 * wide, stride),
                         cache=self.cache.address, slot_stride=cache.nbytes, slots=2,
                         capacity=CAPACITY)

    def run(self, *code: Rung, count: int | None = None) -> ErrorCode:
        """Ring for a program, or for `count` descriptors of it; the code that it ends with."""
        data = b"".join(map(encode, code))
        self.program.array[:len(data)] = np.frombuffer(data, np.uint8)
        self.program.flush()
        self.emulator.write("program", self.program.address)
        self.emulator.write("count", count or sum(map(pieces, code)))
        return ErrorCode(extract("status", "code", self.emulator.read("status")))

    def images(self) -> list[np.ndarray]:
        """The device's bytes of what instructions write."""
        return [buffer.image.copy() for buffer in (self.vectors, self.cache, self.made)]

    def expected(self, code: Sequence[Instruction]) -> list[np.ndarray]:
        """The same after the definition has run on a copy."""
        buffers = (self.vectors, self.cache, self.made)
        copies = self.images()

        def at(address: int) -> tuple[np.ndarray, int]:
            return next((copy, address - b.address) for b, copy in zip(buffers, copies, strict=True)
                        if b.address <= address < b.address + len(copy))

        def read(address: int, nbytes: int) -> np.ndarray:
            copy, offset = at(address)
            return copy[offset:offset + nbytes]

        def write(address: int, data: np.ndarray) -> None:
            read(address, len(data))[:] = data

        memory = SimpleNamespace(read=read, write=write)
        for x in code:
            if isinstance(x, Attn):
                attn(x, memory, self.table)
            else:
                assert isinstance(x, Quant)
                made = quant(x, memory, self.table, self.geometry)
                write(x.activations, pack_activations(made.activations, self.geometry))
        return copies


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_the_bytes_are_the_definitions(bench: Bench) -> None:
    code = [bench.quant, bench.attn, replace(bench.quant, int8=False, a=bench.attn.y, rows=1,
                                             activation_words=bench.quant.activation_words // 2)]
    before, want = bench.images(), bench.expected(code)
    assert bench.run(*code) is ErrorCode.NONE
    assert bench.emulator.read("completed") == 4
    assert all(map(np.array_equal, bench.images(), want))
    assert not any(map(np.array_equal, before, want))


def test_numbers_that_are_not_finite(bench: Bench) -> None:
    bench.vectors.array[4 * 7:][:4] = np.array([np.nan], np.float32).view(np.uint8)
    bench.vectors.flush()
    assert bench.run(bench.attn, bench.quant, bench.attn) is ErrorCode.NONFINITE
    assert bench.emulator.read("completed") == 2


def test_faults(bench: Bench) -> None:
    assert bench.run(replace(bench.quant, order=64)) is ErrorCode.TYPE
    assert bench.run(replace(bench.attn, size=24)) is ErrorCode.SHAPE
    for slip, code in ((4, ErrorCode.ALIGN), (1 << 30, ErrorCode.READ)):
        assert bench.run(bench.quant, replace(bench.attn, q=replace(
            bench.attn.q, base=bench.attn.q.base + slip))) is code
        assert bench.emulator.read("completed") == 1
    assert bench.run(bench.quant, bench.attn, count=2) is ErrorCode.LENGTH
    assert bench.emulator.read("completed") == 1
    data = bytearray(encode(bench.attn))
    data[14] |= 3                       # a type of cache that there is not
    bench.program.array[:128] = np.frombuffer(data, np.uint8)
    bench.program.flush()
    bench.emulator.write("count", 2)
    assert extract("status", "code", bench.emulator.read("status")) == ErrorCode.TYPE
    bench.emulator.write("rows", 0)
    for x in (bench.quant, bench.attn, replace(bench.attn, size=24)):
        assert bench.run(x) is ErrorCode.SHAPE


def test_an_engine_without_attention_knows_no_attn() -> None:
    bench = Bench(words=0)
    assert bench.run(bench.quant, bench.attn) is ErrorCode.MAGIC
    assert bench.emulator.read("completed") == 1


def test_least_clocks(bench: Bench) -> None:
    """A word of a row in each, and the cache's bytes at `attention_words` words."""
    assert least_clocks(bench.quant, bench.geometry) == 2 * LENGTH // 4
    assert least_clocks(replace(bench.quant, int8=True), bench.geometry) == LENGTH
    each = 2 * READERS * (SIZE + 4)
    for words in (1, 2):
        geometry = replace(bench.geometry, ports=2, port_width=64, attention_words=words)
        assert least_clocks(bench.attn, geometry, 64) == 2 * each * 64 // (16 * words)
    assert least_clocks(replace(bench.attn, window=16), bench.geometry, 64) == 2 * each
