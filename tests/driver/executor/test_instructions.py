"""How many instructions a step costs the host between an engine's LMMAs, counted under qemu.

    pytest -s -m slow tests/driver/executor/test_instructions.py

prints them: BitNet-0.73B's and SmolLM2-135M's shapes, one row, int8 cache. A count is the
difference of three steps and one, halved, so that what comes before the first step does not matter.
The compiler matters. What `bench model --board` takes for an instruction of each kind is near them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from machines import MACHINES, encoded_case, words
from random_programs import Buffer, Case

from lutcore.driver import Device
from lutcore.driver.contract import Lmma, preset
from lutcore.driver.contract.instructions import Attn, Function, Instruction, Quant, Vec
from lutcore.driver.steps import HostMemory
from lutcore.driver.tools import look_for, run_tool
from lutcore.host_app.measure import host
from lutcore.host_app.measure.decode_step import SHAPES
from lutcore.host_app.measure.host_cost import INSTRUCTIONS, work_of
from lutcore.host_app.model.model import PARTS, Model

COUNTER   = Path(__file__).parent / "count.c"
CONTEXT   = 1024                        # positions of the cache
POSITIONS = (200, 1000)
LIMITS = {                              # millions of instructions at these positions: GCC 12 + 15 %
    "x86-64 with AVX2": (17, 44),
    "aarch64":          (32, 94),
    "armv7":            (97, 212),
}
PROCESSORS = dict(zip(LIMITS, INSTRUCTIONS, strict=True))
NEAR = 1 / 6                            # how far the table may be off, of the larger one


def case_of(name: str) -> Case:
    """The instructions of a step without LMMAs, and their memory."""
    shapes = SHAPES[name]
    geometry = preset(shapes.geometry)
    with Device(host.NullTransport(geometry)) as device:
        engine = host.NullEngine(device)
        model = Model(host.model_of(shapes, CONTEXT), engine, "int8")
        (slot,) = model.slots(1, CONTEXT)
        slot.length = CONTEXT - 1       # the cache grows to its full size
        slot.forward([host.TOKEN])
        code = [x for _, part in model.program() for x in part]
        memory = HostMemory(engine.live)
        host.fill_caches(code, memory)
        host.fill_sums(code, memory)
        slot.length = CONTEXT - 1
        slot.forward([host.TOKEN])      # so that QUANTs alone have numbers to read, not zeros
        streams = {memory.find(x.weights, 1)[0].address for x in code if isinstance(x, Lmma)}
        buffers = [Buffer(b.address, b.array.copy()) for b in engine.live
                   if b.address not in streams]
    return Case(geometry, [x for x in code if not isinstance(x, Lmma)], buffers)


@pytest.fixture(scope="module")
def case() -> Case:
    """BitNet-0.73B's."""
    return case_of("bitnet-0.7b")


def small(case: Case) -> Case:
    """The same without caches, which programs without ATTNs do not need."""
    return replace(case, buffers=[b for b in case.buffers if not any(
        b.address <= x.cache < b.address + len(b.array) for x in case.instructions
        if isinstance(x, Attn))])


def count(name: str, case: Case, counter: Path, folder: Path) -> float:
    """Return the millions of instructions of one run of a program on a machine."""
    machine = MACHINES[name]
    cases, counts = folder / "cases", []
    cases.write_bytes(words(1) + encoded_case(case, whole=False))
    for repeats in (1, 3):
        result = run_tool([*machine.emulator, "-plugin", counter, machine.programs(), cases,
                           folder / "results", str(repeats)], timeout=600)
        with (folder / "results").open("rb") as file:
            assert file.read(4) == bytes(4), "the program was refused"
        counts.append(int(re.findall(r"instructions: (\d+)", result)[-1]))
    return (counts[1] - counts[0]) / 2e6


@pytest.fixture
def counter(tmp_path: Path) -> Path:
    """The plugin of qemu that counts."""
    if not look_for("cc"):
        pytest.skip("cc not installed; CONTRIBUTING.md has the packages")
    run_tool(["cc", "-O2", "-shared", "-fPIC", COUNTER, "-o", tmp_path / "count.so"], timeout=60)
    return tmp_path / "count.so"


def counted(name: str, case: Case, kind: type[Instruction], position: int, counter: Path,
            function: Function | None = None) -> float:
    """Return the millions of instructions of all of a kind (VECs: of a function)."""
    missing = MACHINES[name].missing()
    if missing:
        pytest.skip(f"{missing} not installed; CONTRIBUTING.md has the packages")
    chosen = [x for x in case.instructions if isinstance(x, kind)
              and function in (None, getattr(x, "function", None))]
    case = case if kind is Attn else small(case)
    return count(name, replace(case, instructions=chosen, rows=np.array(
        [[position, 0, 0, 0]], np.uint32)), counter, counter.parent)


@pytest.mark.slow
@pytest.mark.parametrize("name", LIMITS)
def test_instructions_of_a_step(name: str, case: Case, counter: Path) -> None:
    quant, vec = (counted(name, case, kind, POSITIONS[0], counter) for kind in (Quant, Vec))
    for position, limit in zip(POSITIONS, LIMITS[name], strict=True):
        attn = counted(name, case, Attn, position, counter)
        total = quant + vec + attn
        print(f"{name}, position {position}: {total:.1f} million instructions: QUANT {quant:.2f}, "
              f"VEC {vec:.2f}, ATTN {attn:.2f}")
        assert total < limit


@pytest.mark.slow
@pytest.mark.parametrize("shapes", ["bitnet-0.7b", "smollm2-135m"])
@pytest.mark.parametrize("name", LIMITS)
def test_the_table_of_predictions_is_near(name: str, shapes: str, counter: Path) -> None:
    case = case_of(shapes)
    for kind in (Quant, Vec, Attn):
        for position in POSITIONS if kind is Attn else POSITIONS[:1]:
            found = counted(name, case, kind, position, counter)
            expected = sum(work.instructions for work in work_of(
                case.instructions, [position], PROCESSORS[name]) if work.part == PARTS[kind]) / 1e6
            print(f"{name}, {shapes}, {kind.__name__} at {position}: {found:.2f} million "
                  f"instructions, {expected:.2f} by the table")
            assert expected == pytest.approx(found, rel=NEAR)


@pytest.mark.slow
@pytest.mark.parametrize("function", [Function.SILU, Function.GELU_TANH, Function.SQUARED_RELU])
@pytest.mark.parametrize("name", LIMITS)
def test_so_are_its_functions(name: str, function: Function, counter: Path) -> None:
    case = case_of("smollm2-135m")
    case = replace(case, instructions=[replace(x, function=function) for x in case.instructions
                                       if isinstance(x, Vec) and x.function is Function.SILU])
    found = counted(name, case, Vec, 0, counter, function)
    elements = sum(x.length for x in case.instructions if isinstance(x, Vec))
    assert INSTRUCTIONS[PROCESSORS[name]].vec[function] == pytest.approx(
        1e6 * found / elements, rel=NEAR)
