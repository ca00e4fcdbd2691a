"""How many instructions a step costs the host between an engine's LMMAs, counted under qemu.

    pytest -s -m slow tests/driver/executor/test_instructions.py

prints them: BitNet-0.73B's shapes, one row, int8 cache. A count is the difference of three steps
and one, halved, so that what comes before the first step does not matter. The compiler matters.
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
from lutcore.driver.contract.instructions import Attn, Instruction, Quant, Vec
from lutcore.driver.steps import HostMemory
from lutcore.driver.tools import look_for, run_tool
from lutcore.host_app.measure import host
from lutcore.host_app.measure.decode_step import SHAPES
from lutcore.host_app.model.model import Model

COUNTER   = Path(__file__).parent / "count.c"
CONTEXT   = 1024                        # positions of the cache
POSITIONS = (200, 1000)
LIMITS = {                              # millions of instructions at these positions: GCC 12 + 15 %
    "x86-64 with AVX2": (17, 44),
    "aarch64":          (32, 94),
    "armv7":            (97, 212),
}

@pytest.fixture(scope="module")
def case() -> Case:
    """The instructions of a step without LMMAs, and their memory."""
    shapes = SHAPES["bitnet-0.7b"]
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
        streams = {memory.find(x.weights, 1)[0].address for x in code if isinstance(x, Lmma)}
        buffers = [Buffer(b.address, b.array.copy()) for b in engine.live
                   if b.address not in streams]
    return Case(geometry, [x for x in code if not isinstance(x, Lmma)], buffers)


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


@pytest.mark.slow
@pytest.mark.parametrize("name", LIMITS)
def test_instructions_of_a_step(name: str, case: Case, tmp_path: Path) -> None:
    missing = MACHINES[name].missing() or (not look_for("cc") and "cc")
    if missing:
        pytest.skip(f"{missing} not installed; CONTRIBUTING.md has the packages")
    counter = tmp_path / "count.so"
    run_tool(["cc", "-O2", "-shared", "-fPIC", COUNTER, "-o", counter], timeout=60)
    small = replace(case, buffers=[b for b in case.buffers if not any(
        b.address <= x.cache < b.address + len(b.array) for x in case.instructions
        if isinstance(x, Attn))])

    def of(kind: type[Instruction], case: Case, position: int) -> float:
        return count(name, replace(
            case, instructions=[x for x in case.instructions if isinstance(x, kind)],
            rows=np.array([[position, 0, 0, 0]], np.uint32)), counter, tmp_path)

    quant, vec = of(Quant, small, POSITIONS[0]), of(Vec, small, POSITIONS[0])
    for position, limit in zip(POSITIONS, LIMITS[name], strict=True):
        attn = of(Attn, case, position)
        total = quant + vec + attn
        print(f"{name}, position {position}: {total:.1f} million instructions: QUANT {quant:.2f}, "
              f"VEC {vec:.2f}, ATTN {attn:.2f}")
        assert total < limit
