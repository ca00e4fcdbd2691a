"""The executor on other processors: the same bytes as numpy's, under qemu.

A runner program (foreign.cpp) takes all cases from one file, so that there is one process for a
machine. See "Other processors" in CONTRIBUTING.md for the packages.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import random_programs as programs
from machines import MACHINES, encoded_case, words

from lutcore.driver import open_device
from lutcore.driver.contract import Geometry, Lmma
from lutcore.driver.contract.errors import NonFiniteActivationsError
from lutcore.driver.contract.geometry import WORD_BYTES, preset
from lutcore.driver.contract.program import Attn, Each, Instruction, Quant, Vec
from lutcore.driver.errors import ExecutorUnavailableError
from lutcore.driver.executor import library
from lutcore.driver.steps import Program
from lutcore.driver.tools import look_for, run_tool
from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import pack_model
from lutcore.host_app.model.model import Model, engine_for
from lutcore.host_app.quantise.rounding import weight_format

FOLDER     = Path(__file__).parent
GOLDEN     = FOLDER.parents[1] / "golden"
PROGRAMS   = 300
LONG       = 40
NON_FINITE = 2                          # code of an error
TEXT       = 400                        # bytes of an error's text
GEOMETRIES = (preset("demo"), preset("tiny"), preset("ternary"), Geometry(),
              Geometry(cut=4, symmetric=True), Geometry(cut=5, table_width=16),
              Geometry(lanes=4, ports=4), Geometry(cut=6, symmetric=True, table_width=8))


@dataclass
class Job:
    """Instructions first to last - 1 of a program, with its memory before and after."""

    name: str
    case: Any                           # memory before
    after: Any
    error: int = 0                      # code; then `after` says nothing
    whole: bool = True
    first: int = 0
    last: int = 1 << 30
    threads: int = 1

    def encoded(self) -> bytes:
        """Return the job as foreign.cpp reads it."""
        return encoded_case(self.case, self.whole, self.first, self.last, self.threads)

    def fault(self, code: int, text: str, buffers: list[np.ndarray]) -> str | None:
        """Return what is wrong with results, or None."""
        if code != self.error:
            return f"{self.name}: error {code} ({text}), want {self.error}"
        if self.error:
            return None
        result = replace(self.case, buffers=[
            programs.Buffer(b.address, x) for b, x in zip(self.case.buffers, buffers, strict=True)])
        if not self.whole:              # all is visible: buffers and sums are the engine's
            result.private, want = [], replace(self.after, private=[])
        else:
            want = self.after
        for i, (x, y) in enumerate(zip(result.visible(), want.visible(), strict=True)):
            differ = (x != y) & ~_both_nan(x, y)
            if differ.any():
                at = int(np.argmax(differ))
                return (f"{self.name}: {np.count_nonzero(differ)} bytes of region {i} "
                        f"differ, the first at {self.case.buffers[i].address + at:#x}: "
                        f"{x[at // 4 * 4:][:4].tobytes().hex()}, "
                        f"want {y[at // 4 * 4:][:4].tobytes().hex()}")
        return None


def _both_nan(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return bool [n]: which bytes are of elements that are NaN in both, whose bits are free."""
    result = np.zeros(len(x), bool)
    for dtype in (np.dtype("<f4"), np.dtype("<f2")):
        size = len(x) // dtype.itemsize * dtype.itemsize
        both = np.isnan(x[:size].view(dtype)) & np.isnan(y[:size].view(dtype))
        result[:size] |= np.repeat(both, dtype.itemsize)
    return result


def _job(name: str, case: Any, first: int = 0, last: int | None = None, *, whole: bool = True,
         threads: int = 1) -> Job:
    """Return a job; numpy says what comes out."""
    before, after, error = case.copy(), case.copy(), 0
    try:
        programs.run_numpy(after, first, last)
    except NonFiniteActivationsError:
        error = NON_FINITE
    return Job(name, before, after, error, whole, first, 1 << 30 if last is None else last, threads)


def random_jobs() -> Iterator[Job]:
    """Random programs, run whole, and run as a host does whose LMMAs an engine has."""
    for seed in range(PROGRAMS):
        geometry = GEOMETRIES[seed % len(GEOMETRIES)]
        case = programs.random_case(seed, geometry)
        job = _job(f"program {seed}", case, threads=1 if seed % 10 else 2)
        yield job
        if job.error or seed % 3 or any(isinstance(x, Each) for x in case.instructions):
            continue
        kinds = [isinstance(x, Lmma) for x in case.instructions] + [True]
        state, at = case.copy(), 0
        for i, engine in enumerate(kinds):
            if not engine:
                continue
            if at < i:
                part = _job(f"program {seed}, instructions {at} to {i - 1}", state, at, i,
                            whole=False)
                yield part
                state = part.after.copy()
            programs.run_numpy(state, i, min(i + 1, len(case.instructions)))
            at = i + 1
    for seed in range(LONG):
        case = programs.long_case(seed, GEOMETRIES[seed % len(GEOMETRIES)])
        yield _job(f"long rows {seed}", case, whole=False, threads=2 + 2 * (seed % 2))


def step_jobs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Job]:
    """Steps of small models, as the host app compiles them."""
    monkeypatch.setenv("LUTCORE_EMULATOR", "numpy")
    runs: list[tuple[list[Instruction], list[Any], list[Any], np.ndarray]] = []
    plain = Program.run

    def copies(program: Program) -> list[Any]:
        device = program._device
        return [programs.Buffer(b.address, b.array.copy()) for b in sorted(
            (*device._allocations.values(), *device._buffers.values()), key=lambda b: b.address)]

    def run(program: Program, rows: np.ndarray) -> None:
        assert program._compiled is None
        before = copies(program)
        plain(program, rows)
        runs.append(([x for _, part in program._parts for x in part], before, copies(program),
                     rows.copy()))

    monkeypatch.setattr(Program, "run", run)
    for variant, fmt, cache in (("llama_random", "int4", "int8"),
                                ("llama_random", "int8", "float16"),
                                ("bitnet_packed", None, "int8"), ("qwen3_5", "int4", "int8")):
        data = pack_model(Checkpoint(GOLDEN / variant), fmt and weight_format(fmt, "32"),
                          lambda done, total: None)
        data = replace(data, config=replace(data.config, max_position_embeddings=256))
        with open_device("emulator", "ternary") as device:
            model = Model(data, engine_for(device), cache)
            slots = model.slots(2, 200)
            prompts: list[list[int]] = [[3, 4, 5, 6, 7], [8, 9]]
            many = [3 + i % 60 for i in range(130)]
            for tokens in (prompts, [[10], [11]], [[12], many], [[13], [14]]):
                model.step(list(zip(slots, tokens, strict=True)))
            for i, (instructions, before, after, rows) in enumerate(runs):
                private = [(x.activations, WORD_BYTES * x.activation_words) for x in instructions
                           if isinstance(x, Quant)]
                private += [(x.output, WORD_BYTES * x.output_words) for x in instructions
                            if isinstance(x, Lmma)]
                case = programs.Case(device.geometry, instructions, before, private, rows)
                yield Job(f"{variant}, run {i}", case, replace(case, buffers=after))
            runs.clear()


@pytest.fixture(scope="module")
def jobs() -> list[Job]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        return [*random_jobs(), *step_jobs(monkeypatch)]


@pytest.mark.slow
@pytest.mark.parametrize("name", MACHINES)
def test_every_machine_gives_the_bytes_of_numpy(name: str, jobs: list[Job], tmp_path: Path) -> None:
    machine = MACHINES[name]
    if name.startswith("x86") and platform.machine() != "x86_64":
        pytest.skip("only x86-64 runs its programs without an emulator")
    missing = machine.missing()
    if missing:
        pytest.skip(f"{missing} not installed; CONTRIBUTING.md has the packages")
    cases, results = tmp_path / "cases", tmp_path / "results"
    cases.write_bytes(b"".join([words(len(jobs)), *(job.encoded() for job in jobs)]))
    run_tool([*machine.emulator, machine.programs(), cases, results], timeout=600)
    faults, raw, at = [], np.fromfile(results, np.uint8), 0
    for job in jobs:
        code = int(raw[at:at + 4].view("<i4")[0])
        text = raw[at + 16:at + 16 + TEXT].tobytes().split(b"\0")[0].decode()
        at += 16 + TEXT
        buffers = []
        for buffer in job.case.buffers:
            buffers.append(raw[at:at + len(buffer.array)])
            at += len(buffer.array)
        faults.append(job.fault(code, text, buffers))
    wrong = [fault for fault in faults if fault]
    assert not wrong, "\n".join([f"{len(wrong)} of {len(jobs)}", *wrong[:10]])


def test_a_processor_without_vectors_is_refused(tmp_path: Path) -> None:
    machine = replace(MACHINES["armv7"], flags=("-march=armv7-a", "-mfpu=vfpv3-d16"))
    compiler = look_for(*machine.compiler)
    if compiler is None:
        pytest.skip(f"{machine.compiler[0]} not installed; CONTRIBUTING.md has the packages")
    with pytest.raises(ExecutorUnavailableError, match="needs vector registers"):
        library.build(compiler, machine.flags or (), tmp_path / "library.so")


def test_the_jobs_hold_what_they_should() -> None:
    """Every instruction and every kind of run, and not many programs that only fail."""
    made = list(random_jobs())
    kinds = {type(x) for job in made for x in job.case.instructions}
    assert {Lmma, Quant, Vec} < kinds and len(kinds) == 8
    assert sum(job.error == 0 for job in made) > 0.7 * len(made)
    assert any(not job.whole for job in made)
    sizes = [x.size for job in made for x in job.case.instructions if isinstance(x, Attn)]
    assert all(sizes.count(size) > 10 for size in (64, 96, 128))
