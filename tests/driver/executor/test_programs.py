"""Compiled programs against their definition in numpy: random ones, broken ones, on devices."""

from __future__ import annotations

import contextlib
import dataclasses
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from random_programs import Builder, Case, long_case, random_case, run_lmma, run_numpy

from lutcore.driver import Device
from lutcore.driver.contract import PRESETS, Geometry, Lmma
from lutcore.driver.contract.checks import check as check_program
from lutcore.driver.contract.instructions import (
    ABSENT,
    Attn,
    Each,
    Instruction,
    Operand,
    Quant,
    Reduction,
    Type,
    Vec,
)
from lutcore.driver.contract.program import decode, encode
from lutcore.driver.contract.routing import chosen, patched
from lutcore.driver.emulator.engine import Emulator
from lutcore.driver.errors import DescriptorError, LutcoreError, NonFiniteActivationsError
from lutcore.driver.executor import runner
from lutcore.driver.steps import HostMemory

GUARD = 4096                            # bytes around a buffer that nothing may write
GEOMETRIES = (
    PRESETS["demo"], PRESETS["kv260"], PRESETS["pynq_z2"], PRESETS["tiny"],
    Geometry(rows=8, table_width=16), Geometry(symmetric=True, cut=5),
    Geometry(rows=16, table_width=14, cut=6, lanes=2, ports=2),
    Geometry(rows=3, table_width=9, cut=5, ternary=True),
)

pytestmark = pytest.mark.skipif(not runner.available(), reason="no C++ compiler")


def memory_of(case: Case) -> runner.Memory:
    """The map of a case's memory."""
    memory = runner.Memory()
    for buffer in case.buffers:
        memory.add(buffer.address, buffer.array)
    return memory


def outcome(run: Callable[[], None]) -> str | None:
    """The error that a run ends with, in words."""
    try:
        run()
    except LutcoreError as error:
        return f"{type(error).__name__}: {error}"
    return None


def assert_same(got: list[np.ndarray], want: list[np.ndarray]) -> None:
    """The same bits, but for those of NaN."""
    for x, y in zip(got, want, strict=True):
        if not np.array_equal(x, y):
            size = len(x) // 4 * 4
            assert np.array_equal(x[:size].view("<f4"), y[:size].view("<f4"), equal_nan=True)


def check(seed: int, geometry: Geometry) -> None:
    """A random program: whole with some threads, and with an engine that runs the LMMAs."""
    case = random_case(seed, geometry)
    want, whole, engine = case.copy(), case.copy(), case.copy()
    error = outcome(lambda: run_numpy(want))
    program = runner.Program(memory_of(whole), geometry, case.instructions, True)
    workers = runner.threads(1 + seed % 3)
    assert outcome(lambda: program.run(case.rows, workers=workers)) == error
    if error:
        return
    assert_same(whole.visible(), want.visible())
    program = runner.Program(memory_of(engine), geometry, case.instructions, False)
    memory = HostMemory(engine.buffers)

    def run(first: int, code: list[Instruction]) -> None:
        """Run instructions from one on: LMMAs in numpy, what lies between in compiled code."""
        at = 0
        while at < len(code):
            x, end = code[at], at + 1
            if isinstance(x, Lmma):
                run_lmma(x, memory, geometry)
            elif isinstance(x, Each):
                end += x.count
                for expert in chosen(x, memory):
                    program.choose(first + at, expert)
                    run(first + at + 1, patched(x, code[at + 1:end], memory, expert))
            else:
                while end < len(code) and not isinstance(code[end], (Lmma, Each)):
                    end += 1
                program.run(case.rows, first + at, first + end, workers=workers)
            at = end

    run(0, case.instructions)
    assert_same([b.array for b in engine.buffers], [b.array for b in want.buffers])


@pytest.mark.parametrize("geometry", GEOMETRIES, ids=lambda g: g.name)
def test_random_programs(geometry: Geometry) -> None:
    for seed in range(60):
        check(seed, geometry)


def check_long(seed: int, geometry: Geometry) -> None:
    """Rows that threads share, with every number of threads."""
    case = long_case(seed, geometry)
    want = case.copy()
    error = outcome(lambda: run_numpy(want))
    for threads, whole in ((1, False), (2, False), (4, False), (4, True)):
        got = case.copy()
        program = runner.Program(memory_of(got), geometry, case.instructions, whole)
        workers = runner.threads(threads)
        assert outcome(lambda program=program, workers=workers: program.run(
            case.rows, workers=workers)) == error
        if error:
            continue
        if whole:
            assert_same(got.visible(), want.visible())
        else:
            assert_same([b.array for b in got.buffers], [b.array for b in want.buffers])


@pytest.mark.parametrize("geometry", GEOMETRIES, ids=lambda g: g.name)
def test_rows_that_threads_share(geometry: Geometry) -> None:
    for seed in range(25):
        check_long(seed, geometry)


@pytest.mark.slow
@pytest.mark.parametrize("geometry", GEOMETRIES, ids=lambda g: g.name)
def test_many_random_programs(geometry: Geometry) -> None:
    for seed in range(1000, 1500):
        check(seed, geometry)


def mutated(case: Case, rng: np.random.Generator) -> tuple[bytes, np.ndarray]:
    """A program and a table of rows with some wrong bits."""
    data, rows = bytearray(case.encoded), case.rows.copy()
    for _ in range(rng.integers(1, 4)):
        at, kind = int(rng.integers(0, len(data))), rng.integers(0, 4)
        word = at // 4 * 4
        if kind == 0:
            data[at] = rng.integers(0, 256)
        elif kind == 1:
            data[at] ^= 1 << rng.integers(0, 8)
        elif kind == 2:
            value = int.from_bytes(data[word:word + 4], "little") + int(rng.integers(-64, 64))
            data[word:word + 4] = (value % (1 << 32)).to_bytes(4, "little")
        else:
            other = int(rng.integers(0, len(data) // 4)) * 4
            data[word:word + 4] = data[other:other + 4]
    if rng.random() < 0.4:
        rows.reshape(-1)[rng.integers(0, rows.size)] = rng.choice(
            [0, 1, 5, 255, 256, 257, 1 << 31, (1 << 32) - 1])
    return bytes(data), rows


def break_programs(first: int, last: int) -> int:
    """Run mutated programs; returns how many were refused."""
    refused = 0
    for seed in range(first, last):
        rng = np.random.default_rng(seed)
        if seed % 20 == 0:
            original = random_case(seed // 20, GEOMETRIES[seed // 20 % len(GEOMETRIES)])
        case, guarded, memory = original.copy(), [], runner.Memory()
        data, rows = mutated(case, rng)
        for buffer in case.buffers:
            whole = np.full(len(buffer.array) + 2 * GUARD, 0x5A, np.uint8)
            whole[GUARD:-GUARD] = buffer.array
            guarded.append(whole)
            memory.add(buffer.address, whole[GUARD:-GUARD])
        try:
            program = runner.Program(memory, case.geometry, [*decode(data)], bool(seed % 3))
            program.run(rows, workers=runner.threads(1 + seed % 2))
        except (DescriptorError, NonFiniteActivationsError) as error:
            assert str(error)
            refused += 1
        for whole in guarded:
            assert (whole[:GUARD] == 0x5A).all() and (whole[-GUARD:] == 0x5A).all()
    return refused


def compare_refusals(first: int, last: int) -> int:
    """Show mutated programs to both checks; return how many were refused."""
    refused = 0
    for seed in range(first, last):
        rng = np.random.default_rng(seed)
        if seed % 20 == 0:
            original = random_case(seed // 20, GEOMETRIES[seed // 20 % len(GEOMETRIES)])
            memory = memory_of(original)
        data, rows = mutated(original, rng)
        whole = bool(seed % 3)
        try:
            code = [*decode(data)]
        except DescriptorError:
            continue
        if any(getattr(x, "host_tables", False) for x in code):
            continue                    # only numpy takes tables

        def compiled(code: list[Instruction] = code, rows: np.ndarray = rows,
                     whole: bool = whole, memory: runner.Memory = memory,
                     geometry: Geometry = original.geometry) -> None:
            with contextlib.suppress(NonFiniteActivationsError):
                runner.Program(memory, geometry, code, whole).run(rows, last=0)

        def interpreted(code: list[Instruction] = code, rows: np.ndarray = rows,
                        whole: bool = whole, case: Case = original) -> None:
            check_program(code, case.buffers, case.geometry, whole).check(rows)

        error = outcome(compiled)
        assert outcome(interpreted) == error, f"seed {seed}"
        refused += error is not None
    return refused


def test_both_executors_refuse_the_same_with_the_same_words() -> None:
    assert compare_refusals(0, 1500) > 400


@pytest.mark.slow
def test_both_executors_refuse_the_same_of_many_programs() -> None:
    assert compare_refusals(50000, 74000) > 8000


def test_broken_programs_are_refused_and_write_nowhere_else() -> None:
    assert break_programs(0, 1500) > 500


@pytest.mark.slow
def test_many_broken_programs() -> None:
    assert break_programs(2000, 24000) > 10000


def test_errors_name_the_instruction_and_the_cause() -> None:
    b = Builder(np.random.default_rng(0), PRESETS["demo"], 2)
    x = b.floats(8, plain=True, x=np.ones((2, 8), np.float32))
    good = Vec(rows=2, length=8, a=x, y=x)

    def made(*instructions: Instruction) -> runner.Program:
        return runner.Program(memory_of(b.case), b.geometry, instructions, True)

    made(good).run(b.case.rows)
    for fields, words in (
            ({"a": dataclasses.replace(x, base=64)}, "lie in no buffer"),
            ({"rows": 5000}, "rows from row 0 on"),
            ({"y": dataclasses.replace(x, base=x.base + x.nbytes, row_stride=0)},
             "operand a: the result overlaps it"),
            ({"y": dataclasses.replace(x, gather=True)}, "a result must be"),
            ({"a": ABSENT}, "the operand is missing")):
        with pytest.raises(DescriptorError, match=words):
            made(dataclasses.replace(good, **fields))
    with pytest.raises(DescriptorError, match="a table of 1 rows; the program needs 2"):
        made(good).run(b.case.rows[:1])
    with pytest.raises(DescriptorError, match="not a descriptor"):
        [*decode(bytes(64))]
    attn = dataclasses.replace(Builder(np.random.default_rng(1), PRESETS["demo"], 2).attn())
    with pytest.raises(DescriptorError, match="lie in no buffer"):
        runner.Program(runner.Memory(), b.geometry, [attn], True)


def test_positions_and_slots_are_checked_with_every_table() -> None:
    b = Builder(np.random.default_rng(3), PRESETS["demo"], 2)
    b.case.instructions.append(b.attn())
    program = runner.Program(memory_of(b.case), b.geometry, b.case.instructions, True)
    program.run(b.case.rows)
    for column, value, words in ((0, b.capacity, "there is room for 256"), (1, 2, "there are 2")):
        rows = b.case.rows.copy()
        rows[1, column] = value
        with pytest.raises(DescriptorError, match=words):
            program.run(rows)


@pytest.mark.parametrize("limit", [4, 5, 6])
def test_quantiser_at_its_limits(limit: int) -> None:
    """Peaks at, just below and just above what a table holds; what rounding pushes over it."""
    for width in (8, 12, 15, 16):
        geometry = Geometry(rows=8, table_width=width, cut=limit)
        rng, top = np.random.default_rng(width), geometry.entry_limit
        x = np.zeros((40, 384), np.float32)
        for row, scale in zip(x, np.exp2(rng.integers(-30, 30, 40)), strict=True):
            row[:] = rng.choice([top / limit, top / limit + 0.5, top, top / 2, 0, -top / limit,
                                 0.5, 1.5, top * 1e-3, top * 2.0 ** -26], 384)
            row[rng.integers(0, 384)] = rng.choice([top, np.nextafter(np.float32(top), np.inf),
                                                    np.nextafter(np.float32(top), 0), 2 * top])
            row *= np.float32(scale)
        b = Builder(rng, geometry, 40)
        b.case.instructions.append(b.quant(384, a=b.floats(384, plain=True), order=0, int8=False))
        a = b.case.instructions[0].a
        HostMemory(b.case.buffers).write(a.base, np.ascontiguousarray(x).view(np.uint8).reshape(-1)
                                         if a.type is Type.F32 else
                                         x.clip(-6e4, 6e4).astype("<f2").view(np.uint8).reshape(-1))
        want = b.case.copy()
        run_numpy(want)
        runner.Program(memory_of(b.case), geometry, b.case.instructions, False).run(b.case.rows)
        assert_same([y.array for y in b.case.buffers], [y.array for y in want.buffers])


@pytest.mark.parametrize("label", ["emulator-demo", "emulator-ternary", "virtual-tiny"])
def test_devices_give_the_same_bits(label: str, shared_devices: Callable[[str], Device]) -> None:
    device = shared_devices(label)
    for seed in range(3 if label.startswith("virtual") else 12):
        case = random_case(100 + seed, device.geometry, device)
        before = [buffer.array.copy() for buffer in case.buffers]
        program = device.program(case.instructions)
        error = outcome(lambda program=program, case=case: program.run(case.rows))
        got = case.visible()
        for buffer, data in zip(case.buffers, before, strict=True):
            buffer.array[:] = data
        assert outcome(lambda case=case: run_numpy(case)) == error
        if not error:
            assert_same(got, case.visible())
        program.free()
        for buffer in case.buffers:
            buffer.free()


def test_numpy_where_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUTCORE_EMULATOR", "numpy")
    with Device(Emulator(PRESETS["demo"])) as device:
        case = random_case(7, device.geometry, device)
        program = device.program(case.instructions)
        assert program._compiled is None
        want = case.copy()
        run_numpy(want)
        program.run(case.rows)
        assert_same(case.visible(), want.visible())


def test_orders_and_weights_belong_to_their_memory() -> None:
    """A program that lost a buffer is refused; a new buffer at the address is taken."""
    case = random_case(4, PRESETS["demo"])
    memory = memory_of(case)
    program = runner.Program(memory, case.geometry, case.instructions, True)
    program.run(case.rows)
    kept = case.buffers[0]
    memory.remove(kept.address)
    with pytest.raises(DescriptorError, match="lie in no buffer"):
        program.run(case.rows)
    memory.add(kept.address, kept.array)
    program.run(case.rows)


EACH = {
    "nothing": ({"count": 0}, r"repeats 0 instructions, and \d+ follow"),
    "too much": ({"count": 1000}, "repeats 1000 instructions"),
    "no experts": ({"times": 0}, "0 experts; there are 1 to 1024"),
    "numbers outside": ({"numbers": 64}, r"EACH\), numbers: \d+ bytes at 0x40 lie in no buffer"),
    "places outside": ({"places": 64}, r"EACH\), places: \d+ bytes at 0x40 lie in no buffer"),
    "a table outside": ({"table": 64}, r"EACH\), table: \d+ bytes at 0x40 lie in no buffer"),
    "an operand outside": ({"times": 3}, r"VEC\), operand b: \d+ bytes at 0x40 lie in no buffer"),
    "a word that is no address": ({"patches": 2}, "word 9 behind it is no address that experts"),
}


@pytest.mark.parametrize("what", EACH)
def test_what_an_each_cannot_repeat_is_refused(what: str) -> None:
    """By both checks, with the same words; a VEC whose b is an expert's own is repeated."""
    fields, words = EACH[what]
    b = Builder(np.random.default_rng(0), PRESETS["demo"], 2)
    x, own = (b.floats(8, plain=True, x=np.ones((2, 8), np.float32)) for _ in range(2))
    y = Operand(b.case.place(256), 32)
    place, table = 4 * 3, [own.base, own.base, 64]
    each = Each(rows=2, count=1, times=2, numbers=x.base, stride=12, patches=1,
                places=b.case.place(np.array([place, 9], "<u4")),
                table=b.case.place(np.array(table, "<u4")))
    if fields.get("patches") == 2:
        each = dataclasses.replace(each, table=b.case.place(np.full(4, own.base, "<u4")))
    code: list[Instruction] = [each, Vec(rows=2, length=8, a=x, b=own, y=y), Vec(
        rows=2, length=8, a=x, y=y)]
    assert outcome(lambda: runner.Program(memory_of(b.case), b.geometry, code, True).run(
        b.case.rows)) is None
    code[0] = dataclasses.replace(each, **fields)
    texts = [outcome(lambda: check_program(code, b.case.buffers, b.geometry, True)),
             outcome(lambda: runner.Program(memory_of(b.case), b.geometry, code, True))]
    assert texts[0] == texts[1]
    assert texts[0] and re.search(words, texts[0])


def test_an_each_repeats_no_other_one() -> None:
    b = Builder(np.random.default_rng(0), PRESETS["demo"], 1)
    b.experts()
    code = b.case.instructions
    at = next(i for i, x in enumerate(code) if isinstance(x, Each))
    code.insert(at, dataclasses.replace(code[at], count=2, patches=0))
    for check_it in (lambda: check_program(code, b.case.buffers, b.geometry, True),
                     lambda: runner.Program(memory_of(b.case), b.geometry, code, True)):
        with pytest.raises(DescriptorError, match=r"EACH\): repeats an EACH"):
            check_it()


@dataclasses.dataclass
class Bench:
    """Good instructions on a device, to be spoiled."""

    device: Device
    vec: Vec
    quant: Quant
    attn: Attn
    rows: np.ndarray

    @classmethod
    def on(cls, device: Device) -> Bench:
        b = Builder(np.random.default_rng(0), device.geometry, 2, device)
        x = b.floats(8, plain=True, x=np.ones((2, 8), np.float32))
        return cls(device, Vec(rows=2, length=8, a=x, y=x), b.quant(8, a=x, order=0), b.attn(),
                   b.case.rows)

    def run(self, *instructions: Instruction, **columns: int) -> None:
        """Run a program with other numbers in row 1 of the table."""
        rows = self.rows.copy()
        for name, value in columns.items():
            rows[1, ("position", "slot", "source").index(name)] = value
        self.device.program(instructions).run(rows)


def _spoiled(part: str, **fields: Any) -> Callable[[Bench], None]:
    """Run an instruction with other fields; a dict holds those of an operand."""

    def run(b: Bench) -> None:
        good = getattr(b, part)
        values = {name: dataclasses.replace(getattr(good, name), **value)
                  if isinstance(value, dict) else value for name, value in fields.items()}
        b.run(dataclasses.replace(good, **values))

    return run


def _with_nan(b: Bench) -> None:
    memory = HostMemory(b.device.program_buffers())
    memory.write(b.vec.a.base + b.vec.a.row_stride + 4 * b.vec.a.element_stride,
                 np.full(1, np.nan, "<f4" if b.vec.a.type is Type.F32 else "<f2").view(np.uint8))
    b.run(b.quant)


def _onto_itself(b: Bench) -> None:
    b.run(dataclasses.replace(b.vec, y=dataclasses.replace(
        b.vec.y, base=b.vec.y.base + b.vec.y.nbytes, row_stride=0)))


def _without_a_buffer(b: Bench) -> None:
    program = b.device.program([b.vec])
    program.run(b.rows)
    next(x for x in b.device.program_buffers() if x.address == b.vec.a.base).free()
    program.run(b.rows)


def _of_another_version(b: Bench) -> None:
    data = bytearray(encode(b.vec))
    data[2] += 1
    b.run(*decode(bytes(data)))


REFUSED: dict[str, tuple[Callable[[Bench], None], str]] = {
    "a read outside": (_spoiled("vec", a={"base": 64}), "bytes at 0x40 lie in no buffer"),
    "a write outside": (_spoiled("vec", y={"base": 64}), "bytes at 0x40 lie in no buffer"),
    "numbers outside": (_spoiled("vec", reduction=Reduction.SQUARES, reduced=64),
                        r"VEC\), reductions: 8 bytes at 0x40 lie in no buffer"),
    "a cache outside": (_spoiled("attn", cache=64), r"ATTN\), cache: \d+ bytes at 0x40 lie in no"),
    "an activation buffer outside": (_spoiled("quant", activations=64),
                                     r"activations: \d+ bytes at 0x40 lie in no buffer"),
    "a freed buffer": (_without_a_buffer, "lie in no buffer; compile the model again"),
    "another version": (_of_another_version, "not a descriptor of version"),
    "a result onto its input": (_onto_itself, "operand a: the result overlaps it without being"),
    "slots that overlap": (_spoiled("attn", slot_stride=64), "slots overlap"),
    "a size that does not fit": (_spoiled("quant", activation_words=3), "but the shape needs"),
    "too many rows": (_spoiled("vec", rows=5000), "5000 rows from row 0 on"),
    "a short table": (lambda b: b.device.program([b.vec]).run(b.rows[:1]),
                      "a table of 1 rows; the program needs 2"),
    "a position beyond the cache": (lambda b: b.run(b.attn, position=256),
                                    "row 1 of the table: position 256; there is room for 256"),
    "a slot that does not exist": (lambda b: b.run(b.attn, slot=2),
                                   "row 1 of the table: slot 2; there are 2"),
    "a source that does not exist": (lambda b: b.run(b.attn, source=1 << 20),
                                     "source 1048576; there are at most 4096 rows"),
    "NaN on the way": (_with_nan, r"activation \[1, 4\] is nan; the model or its input"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_every_executor_refuses(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run, words = REFUSED[what]
    texts = []
    for executor in ("numpy", "compiled"):
        monkeypatch.setenv("LUTCORE_EMULATOR", "numpy" if executor == "numpy" else "")
        with Device(Emulator(PRESETS["demo"])) as device:
            bench = Bench.on(device)
            bench.run(bench.vec, bench.quant, bench.attn)
            with pytest.raises((DescriptorError, NonFiniteActivationsError), match=words) as error:
                run(bench)
            texts.append(f"{error.type.__name__}: {error.value}")
    assert texts[0] == texts[1]
