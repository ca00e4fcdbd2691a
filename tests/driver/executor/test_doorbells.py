"""The two loops over doorbells, Python's and the compiled one: same results, errors, state."""

from __future__ import annotations

import _thread
import dataclasses
import itertools
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from emulated_board import EmulatedBoard
from random_programs import Builder, Case, run_numpy, unit_case

from lutcore.driver import Device, PackedMatrix, WeightFormat, control, doorbells
from lutcore.driver.contract import Lmma, preset
from lutcore.driver.contract.instructions import Attn, Each, Instruction, Operand, Quant, Type, Vec
from lutcore.driver.contract.isa import output_words
from lutcore.driver.contract.registers import BY_NAME, REGISTERS
from lutcore.driver.contract.routing import chosen
from lutcore.driver.contract.units import engine_takes, pieces
from lutcore.driver.emulator.engine import Emulator
from lutcore.driver.errors import (
    DescriptorError,
    DeviceClosedError,
    DeviceError,
    DeviceMemoryError,
    EngineError,
    EngineTimeoutError,
    NonFiniteActivationsError,
)
from lutcore.driver.executor import runner
from lutcore.driver.steps import HostMemory, Program

pytestmark = pytest.mark.skipif(not runner.available(), reason="no C++ compiler")

NAMES = {register.offset: register.name for register in BY_NAME.values()}
UNITS = dataclasses.replace(preset("tiny"), vector_lanes=2, attention_words=1)
K, N  = 200, 40
Make = Callable[..., PackedMatrix]


@pytest.fixture(params=["python", "compiled"])
def engine(request: pytest.FixtureRequest) -> Iterator[EmulatedBoard]:
    yield EmulatedBoard(Emulator(preset("tiny")), request.param == "compiled")


def opened(engine: EmulatedBoard, **options: Any) -> Device:
    device = Device(engine, **options)
    device.counting = False             # as on a board
    return device


def placed(device: Device, random_matrix: Make, *more: Callable[[Any, Any], Instruction]
           ) -> tuple[Program, Any, Any]:
    """A program QUANT, LMMA, QUANT, LMMA of one row; its input and its sums [2, ...].

    more: makes an instruction that comes first, of these two
    """
    geometry = device.geometry
    matrix = device.load(random_matrix(N, K, WeightFormat(4, 128, 128)))
    r = matrix.resident
    vector, numbers = device.allocate(4 * K), device.allocate(8)
    words = r.slices * geometry.row_words(False)
    activations = device.allocate(16 * words)
    columns = r.shape.columns * geometry.lanes
    out = output_words(columns, 1)
    sums = device.allocate(2 * 1024)
    vector.array[:] = np.linspace(-1, 1, K, dtype=np.float32).view(np.uint8)
    vector.flush()
    code: list[Any] = [make(vector, sums) for make in more]
    for step in range(2):
        code.append(Quant(
            first=0, rows=1, length=K, a=Operand(vector.address, 4 * K, element_stride=4),
            activations=activations.address, activation_words=words, scale=numbers.address,
            total=numbers.address + 4))
        layout = r.format.layout
        code.append(Lmma(
            planes=layout.planes, group=layout.group, explicit=layout.explicit,
            ternary=layout.ternary, zero=r.format.zero or 0, host_tables=False, tag=0, rows=1,
            columns=r.shape.columns, slices=r.slices, weights=r.address,
            stream_words=r.shape.words, stride=r.shape.stride, activations=activations.address,
            activation_words=words, output=sums.address + 1024 * step, output_words=out))
    return device.program(code), vector, sums


ROWS = np.zeros((1, 4), np.uint32)


def assert_works(program: Program, sums: Any) -> None:
    sums.array[:] = 0
    sums.flush()
    program.run(ROWS)
    sums.invalidate()
    end = 16 * program._lmmas[0].output_words   # behind it lies what the memory held before
    assert sums.array[:end].any() and np.array_equal(sums.array[:end], sums.array[1024:][:end])


@pytest.mark.parametrize("seed", range(6))
def test_doorbells_of_the_chosen_experts(engine: EmulatedBoard, seed: int) -> None:
    """Their own descriptors are rung, as often as the definition runs them."""
    with opened(engine) as device:
        builder = Builder(np.random.default_rng(seed), device.geometry, 1 + 2 * (seed % 3), device)
        builder.product()
        builder.experts()
        builder.product()
        case = builder.case
        each = next(i for i, x in enumerate(case.instructions) if isinstance(x, Each))
        x = case.instructions[each]
        body = case.instructions[each + 1:each + 1 + x.count]
        before = [buffer.array.copy() for buffer in case.buffers]
        program = device.program(case.instructions)
        device.counters.reset()
        program.run(case.rows)
        got, counted = case.visible(), device.counters.matmuls
        restore(case, before)
        run_numpy(case)
        assert all(map(equal, got, case.visible()))
        turns = len(chosen(x, HostMemory(case.buffers)))
        assert 1 <= turns < x.times or len(case.rows) > 1

        def matrices(code: list[Instruction]) -> int:
            return len({y.weights for y in code if isinstance(y, Lmma)})

        once = matrices(case.instructions) - matrices(body)
        assert counted == once + turns * matrices(body)


def restore(case: Case, contents: list[np.ndarray]) -> None:
    """Write to all buffers."""
    for buffer, data in zip(case.buffers, contents, strict=True):
        buffer.array[:] = data
        buffer.flush()


def equal(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether buffers are equal; any NaN equals any other."""
    size = len(one) // 4 * 4
    return np.array_equal(one, other) or np.array_equal(
        one[:size].view("<f4"), other[:size].view("<f4"), equal_nan=True)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("words", [0, 1])
@pytest.mark.parametrize("compiled", [False, True], ids=["python", "compiled"])
def test_what_an_engine_takes_is_one_doorbell(seed: int, words: int, compiled: bool) -> None:
    """The host runs the rest, on the same numbers; caches stay where they are."""
    geometry = dataclasses.replace(preset("tiny"), vector_lanes=2, attention_words=words)
    engine = EmulatedBoard(Emulator(geometry), compiled)
    with opened(engine) as device:
        case = unit_case(np.random.default_rng(seed), geometry, device)
        reference, program = case.copy(), device.program(case.instructions)
        first = next(x for x in case.instructions if isinstance(x, Quant)).a
        for _ in range(3):              # the next one finds what the one before has left
            mine, other = (next(b for b in one.buffers if b.address == first.base)
                           for one in (case, reference))
            other.array.view(np.float32)[:] *= np.float32(1.5)
            mine.array[:] = other.array
            mine.flush()
            engine.log.clear()
            engine.moved.clear()
            program.run(case.rows)
            run_numpy(reference)
        takes = [engine_takes(x, geometry) for x in case.instructions]
        kept = {x.cache for x, taken in zip(case.instructions, takes, strict=True)
                if taken and isinstance(x, Attn)}
        assert not kept & {address for _, address, _ in engine.moved}
        if all(takes):                  # the input, and the table of rows
            assert len(engine.moved) == 2 and {name for name, *_ in engine.moved} == {"flush"}
        assert all(map(equal, case.visible(), reference.visible()))
        runs = [list(group) for taken, group in itertools.groupby(
            zip(takes, case.instructions, strict=True), key=lambda pair: pair[0]) if taken]
        counts = [entry[2] for entry in engine.log if entry[:2] == ("write", "count")]
        assert counts == [sum(pieces(x) for _, x in run) for run in runs if any(
            isinstance(x, (Lmma, Attn)) for _, x in run)]
        assert not [entry for entry in engine.log if entry[:2] == ("write", "rows")]
        engine.log.clear()
        with pytest.raises(DescriptorError, match="a table of rows of shape"):
            program.run(case.rows[:, :3])
        assert not engine.log           # the engine would take it


def quant_of_a_vec(code: list[Instruction]) -> int | None:
    """The number of a QUANT that reads what a VEC makes, in a program with an ATTN behind it."""
    made = {x.y.base for x in code if isinstance(x, Vec)}
    found = [i for i, x in enumerate(code) if isinstance(x, Quant) and x.a.base in made
             and any(isinstance(y, Attn) for y in code[i:])]
    return found[0] if found else None


@pytest.mark.parametrize("compiled", [False, True], ids=["python", "compiled"])
def test_errors_name_the_instruction_of_a_unit(compiled: bool) -> None:
    engine = EmulatedBoard(Emulator(UNITS), compiled)
    with opened(engine) as device:
        case = next(case for case in (unit_case(np.random.default_rng(seed), UNITS, device)
                                      for seed in range(99))
                    if all(engine_takes(x, UNITS) for x in case.instructions)
                    and quant_of_a_vec(case.instructions))
        code = case.instructions
        program, number = device.program(code), quant_of_a_vec(code)
        total = sum(map(pieces, code))
        scaling = next(x for x in code if isinstance(x, Vec) and x.a.type is Type.I32)
        factors = next(b for b in case.buffers if b.address == scaling.b.base)
        before = [buffer.array.copy() for buffer in case.buffers]
        factors.array.view(np.float32)[0] = np.nan
        factors.flush()
        place = f"descriptor {sum(map(pieces, code[:number]))} of {total}"
        with pytest.raises(NonFiniteActivationsError, match=rf"{place} \(quant\.r0\+1k.* read an "):
            program.run(case.rows)
        restore(case, before)
        program.run(case.rows)
        attn = next(i for i, x in enumerate(code) if isinstance(x, Attn))
        memory, cache = engine.inner._memory, code[attn].cache
        held = memory._buffers.pop(cache)
        memory._addresses.remove(cache)
        place = f"descriptor {sum(map(pieces, code[:attn]))} of {total}"
        with pytest.raises(EngineError, match=rf"stopped with (READ|WRITE) at {place} \(attn\.r0"):
            program.run(case.rows)
        memory._buffers[cache] = held
        memory._addresses = sorted(memory._buffers)
        program.run(case.rows)
        engine.answers.update(status=0, completed=3)
        device.engine._timeout = 0.01
        with pytest.raises(EngineTimeoutError, match=rf"at descriptor 3 of {total} \(vec\.r0"):
            device.program(code).run(case.rows)
        engine.answers.clear()


def test_a_program_of_a_closed_device_says_so(engine: EmulatedBoard) -> None:
    """It was said to lie in no buffer."""
    engine.inner = Emulator(UNITS)
    with opened(engine) as device:
        case = unit_case(np.random.default_rng(0), device.geometry, device)
        program = device.program(case.instructions)
    with pytest.raises(DeviceClosedError):
        program.run(case.rows)


def test_a_program_without_room_takes_none(engine: EmulatedBoard,
                                           monkeypatch: pytest.MonkeyPatch) -> None:
    """There is room for its descriptors, and none for its table of rows."""
    engine.inner = Emulator(UNITS)
    with opened(engine) as device:
        case = unit_case(np.random.default_rng(0), device.geometry, device)
        before, calls, allocate = device.memory_in_use, itertools.count(), device.allocate

        def short(nbytes: int) -> Any:
            if next(calls):
                raise DeviceMemoryError("no room")
            return allocate(nbytes)

        monkeypatch.setattr(device, "allocate", short)
        with pytest.raises(DeviceMemoryError):
            device.program(case.instructions)
        assert next(calls) == 2 and device.memory_in_use == before


def test_more_descriptors_than_a_doorbell_takes(engine: EmulatedBoard, random_matrix: Make,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorbells, "QUEUE", 3)
    with opened(engine) as device:
        first = placed(device, random_matrix)[0]
        quant, *_, lmma = first._instructions
        many = [dataclasses.replace(lmma, output=first._lmmas[0].output) for _ in range(7)]
        program = device.program([quant, *many, lmma])
        sums = next(b for b in first._buffers if b.address == first._lmmas[0].output)
        engine.log.clear()
        assert_works(program, sums)
        assert [e[2] for e in engine.log if e[:2] == ("write", "count")] == [3, 3, 2]


def test_three_accesses_a_doorbell(engine: EmulatedBoard, random_matrix: Make) -> None:
    with opened(engine) as device:
        program, _, sums = placed(device, random_matrix)
        program.run(ROWS)               # the first run also tells the engine its address window
        engine.log.clear()
        device.counters.reset()
        program.run(ROWS)
        assert [entry[:2] for entry in engine.log] == 2 * [
            ("write", "program"), ("write", "count"), ("read", "status")]
        assert device.counters.matmuls == 2 and device.counters.cycles == 0
        assert (program._direct is not None) == engine.compiled
        assert_works(program, sums)
        assert min(program.seconds()[kind] for kind in (Lmma, Quant)) > 0


def test_only_what_was_written_is_handed_over(engine: EmulatedBoard, random_matrix: Make) -> None:
    """Activations are flushed, whoever rings; sums come back when somebody asks for them."""
    with opened(engine) as device:
        program, _, sums = placed(device, random_matrix)
        first, second = program._lmmas
        activations = 16 * first.activation_words
        program.run(ROWS)
        engine.moved.clear()
        program.run(ROWS)
        assert engine.moved == 2 * [("flush", first.activations, activations)]
        sums.invalidate(10)             # part of it leaves the rest for later
        sums.invalidate()
        sums.invalidate()
        end = 1024 + 16 * second.output_words
        assert engine.moved[2:] == [("invalidate", sums.address, n) for n in (10, end)]
        if program._direct:
            counted = program._direct.engine
            assert counted.flushed > 2 * 2 * activations and counted.syncs == 2 * 2 + 1


def test_a_buffer_of_both_sides(engine: EmulatedBoard, random_matrix: Make) -> None:
    """A VEC's result in the buffer of sums: neither side loses what the other wrote."""
    with opened(engine) as device:
        program, vector, sums = placed(device, random_matrix, lambda vector, sums: Vec(
            rows=1, length=10, a=Operand(vector.address, element_stride=4),
            y=Operand(sums.address + 960, element_stride=4)))
        assert 16 * program._lmmas[0].output_words <= 960
        for _ in range(2):
            sums.array[:] = 0
            sums.flush()
            program.run(ROWS)
            sums.invalidate()
            assert np.array_equal(sums.array[960:1000], vector.array[:40])
            assert sums.array[:960].any() and sums.array[1024:].any()
        engine.moved.clear()
        program.run(ROWS)
        end = 1024 + 16 * program._lmmas[1].output_words
        assert [x for x in engine.moved if x[1] == sums.address] == [("flush", sums.address, 1000)]
        program.run(ROWS)
        assert ("invalidate", sums.address, end) in engine.moved


def test_engine_errors(engine: EmulatedBoard, random_matrix: Make) -> None:
    with opened(engine) as device:
        program, _, sums = placed(device, random_matrix)
        address = program._lmmas[0].weights
        held = engine.inner._memory._buffers.pop(address)
        engine.inner._memory._addresses.remove(address)
        with pytest.raises(EngineError, match=r"READ at descriptor 0 of 1 \(lmma"):
            program.run(ROWS)
        assert ("write", "control", 1) not in engine.log
        engine.inner._memory._buffers[address] = held
        engine.inner._memory._addresses = sorted(engine.inner._memory._buffers)
        assert_works(program, sums)


def test_timeouts_abort(engine: EmulatedBoard, random_matrix: Make) -> None:
    with opened(engine, timeout=0.05) as device:
        program, _, sums = placed(device, random_matrix)
        engine.answers.update(status=0, completed=0)
        with pytest.raises(EngineTimeoutError, match="descriptor 0 of 1 .*, status 0x0"):
            program.run(ROWS)
        assert engine.log[-2:] == [("write", "control", 1), ("read", "status")]
        engine.answers.clear()
        assert_works(program, sums)


def test_an_engine_that_does_not_stop(engine: EmulatedBoard, random_matrix: Make,
                                      monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control, "ABORT_TIMEOUT", 0.01)
    with opened(engine, timeout=0.01) as device:
        program, _, sums = placed(device, random_matrix)
        engine.answers["status"] = 1
        with pytest.raises(EngineTimeoutError):
            program.run(ROWS)
        with pytest.raises(DeviceError, match="did not stop"):
            program.run(ROWS)
        engine.answers.clear()
        assert_works(program, sums)


@pytest.fixture
def hears_interrupts() -> Iterator[None]:
    """SIGINT raises KeyboardInterrupt, also where a background shell made it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("hears_interrupts")
def test_interrupts_abort(engine: EmulatedBoard, random_matrix: Make) -> None:
    """Ctrl-C while the engine works; a mapped page, as Python would see it in a callback."""
    engine.pause, engine.page = 1e-3, np.zeros(len(REGISTERS), np.uint32)
    with opened(engine, timeout=20) as device:
        program = placed(device, random_matrix)[0]
        engine.answers["status"] = 0
        timer = threading.Timer(0.1, _thread.interrupt_main)
        timer.start()
        with pytest.raises(KeyboardInterrupt):
            program.run(ROWS)
        timer.join()
        assert ("write", "control", 1) in engine.log
        engine.answers.clear()
        engine.page = None
        program, _, sums = placed(device, random_matrix)
        assert_works(program, sums)


def test_caches_that_cannot_be_maintained(random_matrix: Make) -> None:
    engine = EmulatedBoard(Emulator(preset("tiny")), True)
    with opened(engine) as device:
        program, _, sums = placed(device, random_matrix)
        engine.refuses = 5
        with pytest.raises(DeviceError, match="cache maintenance failed with 0x5"):
            program.run(ROWS)
        engine.refuses = 0
        assert_works(program, sums)


@pytest.mark.parametrize("compiled", [False, True], ids=["python", "compiled"])
def test_against_the_gateware(virtual_board: None, random_matrix: Make,
                              shared_devices: Callable[[str], Device], compiled: bool) -> None:
    virtual = shared_devices("virtual-tiny")
    engine = EmulatedBoard(virtual.transport, compiled)
    device = opened(engine)             # not closed: others use the board
    program, _, sums = placed(device, random_matrix)
    assert_works(program, sums)
    with Device(Emulator(preset("tiny"))) as emulator:
        other, _, same = placed(emulator, random_matrix)
        other.run(ROWS)
        other.free()
    program.free()
    board = virtual.transport._overlay.device.board
    board.inject_error("read", 1)
    program, _, sums = placed(device, random_matrix)
    with pytest.raises(EngineError, match="READ at descriptor 0 of 1"):
        program.run(ROWS)
    assert_works(program, sums)
