"""The vector unit gives what the contract says of random VECs, whatever its memory does."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from migen.fhdl.verilog import convert

from lutcore.driver.contract.execute import vec
from lutcore.driver.contract.instructions import (
    ABSENT,
    Function,
    Operand,
    Prefactor,
    Reduction,
    Type,
    Vec,
)
from lutcore.driver.contract.program import encode
from lutcore.driver.contract.units import TABLE_ROWS, vec_fault
from lutcore.driver.virtual.verilate import build_model, toolchain_available
from lutcore.gateware.engine.vector.operands import READS
from lutcore.gateware.engine.vector.unit import VectorUnit

BASE  = 0x1000_0000
F32   = np.float32
LANES = (1, 2, 4)
GUARD = 64                              # bytes around everything, which must stay


class _Config(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in
                ("base", "size", "latency", "gaps", "seed", "limit", "reset")]


class _Result(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint64) for name in
                ("clocks", "words_read", "words_written", "fault")]


class Bytes:
    """Memory by address: what the contract calls one."""

    def __init__(self) -> None:
        self.array = np.zeros(0, np.uint8)

    def place(self, data: np.ndarray, align: int) -> int:
        """The address of new memory with these bytes, `align` bytes behind a multiple of 16."""
        at = -(-(len(self.array) + GUARD) // 16) * 16 + align
        grown = np.full(at + data.nbytes, 0xA5, np.uint8)
        grown[:len(self.array)] = self.array
        grown[at:] = data.reshape(-1).view(np.uint8)
        self.array = grown
        return BASE + at

    def read(self, address: int, nbytes: int) -> np.ndarray:
        return self.array[address - BASE:address - BASE + nbytes]

    def write(self, address: int, data: np.ndarray) -> None:
        self.array[address - BASE:address - BASE + len(data)] = data


class Case:
    """A random VEC that the unit takes, with its memory and its table of rows."""

    def __init__(self, seed: int, most: int = 90) -> None:
        self.rng = rng = np.random.default_rng(seed)
        self.memory = Bytes()
        self.rows = int(rng.choice([1, 1, 2, 3, 7]))
        self.first = int(rng.integers(0, 3))
        self.all = self.first + self.rows
        table = np.zeros((TABLE_ROWS, 4), np.uint32)
        table[:, 0] = rng.integers(0, 40, TABLE_ROWS)
        table[:, 1] = rng.integers(0, 5, TABLE_ROWS)
        table[:, 2] = rng.integers(0, self.all, TABLE_ROWS)
        self.table = table
        head = 8 * int(rng.integers(1, 5))
        swaps = rng.random() < 0.3
        length = head * int(rng.integers(1, 4)) if rng.random() < 0.2 else int(
            rng.integers(1, most))
        segment = int(rng.choice([0, 0, 4 * rng.integers(1, 10)]))
        segments = -(-length // segment) if segment else 1
        integers = rng.random() < 0.3
        a = self.sums(length) if integers else self.floats(length)
        b = self.floats(length) if rng.random() < 0.6 else ABSENT
        c = self.floats(length, head if swaps else 0) if rng.random() < 0.6 else ABSENT
        d = self.floats(length) if rng.random() < 0.5 else ABSENT
        same = rng.random()
        y = self.result(length)
        if same < 0.3:
            plain = [o for o in (a, b, c) if o.present and o.element_stride and not (
                o.period or o.swap or o.gather or o.position_stride or o.type is Type.I32
                or not o.row_stride)]
            y = plain[0] if plain else y
        scalars = self.place(np.abs(self.numbers(self.all * segments)), 4 * int(rng.integers(0, 4)))
        reduced = scalars
        if a.gather or rng.random() < 0.8:
            reduced = self.place(np.zeros(self.all * segments, F32), 4 * int(rng.integers(0, 4)))
        self.vec = Vec(
            rows=self.rows, first=self.first, length=length, y=y, a=a, b=b, c=c, d=d,
            function=Function(rng.choice(5, p=[0.5, 0.15, 0.15, 0.1, 0.1])),
            prefactor=Prefactor(rng.integers(0, 3)), reduction=Reduction(rng.integers(0, 3)),
            head=head, segment=segment, scalar=scalars, reduced=reduced,
            inverse=float(F32(1 / length)), epsilon=1e-5, low=-0.5,
            high=float(rng.choice([0.5, np.inf])))
        assert vec_fault(self.vec) is None
        self.memory.place(np.zeros(256, np.uint8), 0)

    def place(self, data: np.ndarray, align: int = 0) -> int:
        return self.memory.place(data, align)

    def numbers(self, *shape: int) -> np.ndarray:
        rng = self.rng
        x = rng.standard_normal(shape).astype(F32)
        kind = rng.integers(0, 7)
        if kind == 0:
            x *= np.exp2(rng.integers(-40, 20, shape)).astype(F32)
        elif kind == 1:
            x[rng.random(shape) < 0.5] = 0
        elif kind == 2:
            x = (np.rint(x * 8) / 8).astype(F32)
        elif kind == 3:
            x *= F32(1e-19)
        elif kind == 4:
            x.reshape(-1)[rng.integers(0, x.size)] = rng.choice([1e6, np.inf, -np.inf, np.nan])
        return x

    def floats(self, length: int, head: int = 0) -> Operand:
        kind = "swap" if head else self.rng.choice(
            ["plain", "plain", "single", "period", "position", "gather", "shared"])
        wide = -(-(length + head) // 4) * 4 + 4 * int(self.rng.integers(0, 3))
        if kind == "single":
            stride = 4 * int(self.rng.integers(0, 3))
            at = self.place(self.numbers(self.all * 3), 4 * int(self.rng.integers(0, 4)))
            return Operand(at, stride, element_stride=0, gather=bool(self.rng.random() < 0.3))
        if kind == "position":
            return Operand(self.place(self.numbers(40, wide)), 0, 4 * wide)
        x = self.numbers(self.all, wide)
        if kind == "shared":
            return Operand(self.place(x[:1].copy()))
        at = self.place(x)
        period = 4 * int(self.rng.integers(1, wide // 4 + 2)) if kind == "period" else 0
        if period > wide:
            period = int(self.rng.integers(length, 2 * length + 1))
        return Operand(at, 4 * wide, gather=kind == "gather", swap=kind == "swap", period=period)

    def sums(self, length: int) -> Operand:
        x = self.rng.integers(-2**31, 2**31, (self.rows, -(-length // 4) * 4)).astype(np.int32)
        x >>= self.rng.integers(0, 31)
        stride = 4 if self.rows == 1 else 4 * x.shape[1]
        return Operand(self.place(x), stride, type=Type.I32)

    def result(self, length: int) -> Operand:
        wide = -(-length // 4) * 4 + 4 * int(self.rng.integers(0, 3))
        return Operand(self.place(np.full((self.all, wide), np.nan, F32)), 4 * wide)


@pytest.fixture(scope="session")
def unit() -> Callable[[int], Any]:
    """unit(lanes): the harness with a VectorUnit."""
    usable, missing = toolchain_available()
    if not usable:
        pytest.skip(f"the simulation needs {missing}")

    def make(lanes: int) -> Any:
        text = verilog(lanes)
        library: Any = ctypes.CDLL(str(build_model(text, "vector",
                                                   Path(__file__).with_name("unit.cpp"),
                                                   levels=("-O1", "-O0"))))
        return library.run
    return make


def verilog(lanes: int) -> str:
    """The unit as module `vector`."""
    block = VectorUnit(lanes)
    pins = {"idle": block.idle, "row": block.row,
            **{f"descriptor_{name}": getattr(block.descriptor.sink, name)
               for name in ("valid", "ready", "data")},
            **{name: block.entry[name] for name in ("position", "slot", "source")}}
    streams = {f"{name}_{kind}": getattr(block, kind)[name]
               for name in READS for kind in ("transfers", "words")}
    streams |= {"store_transfer": block.store.transfer, "store_words": block.store.words}
    for prefix, endpoint in streams.items():
        prefix = prefix.replace("transfers", "transfer")
        fields = ("valid", "ready", *(name for name, *_ in endpoint.description.payload_layout))
        pins |= {f"{prefix}_{name}": getattr(endpoint, name) for name in fields}
    for name, signal in pins.items():
        signal.name_override = name
    return str(convert(block, set(pins.values()), name="vector"))


def run(library: Any, case: Case, latency: int = 20, gaps: float = 0.0, seed: int = 1,
        reset: int = 0) -> tuple[np.ndarray, _Result]:
    """Memory after the unit has run, or was reset, uint8 [n], and what it took."""
    memory = case.memory.array.copy()
    config = _Config(BASE, len(memory), latency, int(gaps * 4096), seed, 400_000,
                     reset)
    descriptor = np.frombuffer(encode(case.vec), np.uint32).copy()
    result = _Result()
    library(ctypes.byref(config), *(x.ctypes.data_as(ctypes.c_void_p) for x in (
        memory, descriptor, case.table)), ctypes.byref(result))
    return memory, result


def same(got: np.ndarray, want: np.ndarray) -> bool:
    """Whether memories are equal; any NaN equals any other."""
    x, y = (m[:len(m) // 4 * 4].view(F32) for m in (got, want))
    return bool(((x.view(np.uint32) == y.view(np.uint32)) | (np.isnan(x) & np.isnan(y))).all())


def random_run(library: Any, case: Case, seed: int) -> None:
    """Run a case with a random memory, and compare with the contract."""
    rng = np.random.default_rng(seed)
    got, result = run(library, case, int(rng.choice([1, 5, 60, 200])),
                      float(rng.choice([0.0, 0.1, 0.5])), seed + 1)
    assert not result.fault, (seed, result.fault, case.vec)
    with np.errstate(all="ignore"):
        vec(case.vec, case.memory, case.table)
    assert same(got, case.memory.array), (seed, case.vec)


@pytest.mark.parametrize("lanes", LANES)
def test_random_vecs(unit: Callable[[int], Any], lanes: int) -> None:
    library = unit(lanes)
    for seed in range(1000 * lanes, 1000 * lanes + 400):
        random_run(library, Case(seed), seed)


@pytest.mark.slow
@pytest.mark.parametrize("lanes", LANES)
def test_many_random_vecs(unit: Callable[[int], Any], lanes: int) -> None:
    library = unit(lanes)
    for seed in range(10_000 * lanes, 10_000 * lanes + 5000):
        random_run(library, Case(seed), seed)


@pytest.mark.parametrize("lanes", LANES)
def test_a_reset_at_any_clock(unit: Callable[[int], Any], lanes: int) -> None:
    library, rng = unit(lanes), np.random.default_rng(lanes)
    for seed in range(150):
        _, result = run(library, Case(seed), 5)
        run(library, Case(seed), 5, reset=int(rng.integers(1, result.clocks)))
        random_run(library, Case(seed + 1), seed + 1)


@pytest.mark.parametrize("lanes", LANES)
def test_clocks_of_a_long_vec(unit: Callable[[int], Any], lanes: int) -> None:
    """A beat a clock, and 7 clocks for 16 elements whose squares are summed."""
    case = Case(1)
    length, rows = 2048, 2
    x = case.numbers(case.all + rows, length)
    plain = Operand(case.place(x), 4 * length)
    y = Operand(case.place(x), 4 * length)
    case.memory.place(np.zeros(256, np.uint8), 0)
    for reduction in (Reduction.NONE, Reduction.MAXIMUM, Reduction.SQUARES):
        case.vec = Vec(rows=rows, length=length, y=y, a=plain, b=plain, c=plain, d=plain,
                       reduction=reduction, reduced=y.base + 8 * length)
        beats = rows * length // lanes
        if reduction is Reduction.SQUARES:      # and the tree, for each row
            beats = rows * (max(length // lanes, length // 16 * 7) + 60)
        _, result = run(unit(lanes), case, 1)
        assert beats <= result.clocks <= beats + 110, (reduction, result.clocks)
