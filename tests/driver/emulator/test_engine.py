"""The emulator seen as hardware: registers, error codes, memory, cache."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lutcore.driver import PackedMatrix, WeightFormat
from lutcore.driver.contract import Lmma, preset, streams
from lutcore.driver.contract.activations import pack_activations, quantise_activations
from lutcore.driver.contract.geometry import CONTRACT_VERSION
from lutcore.driver.contract.isa import LAYOUT, output_words
from lutcore.driver.contract.registers import MAGIC, REGISTERS, STALLS, ErrorCode, extract
from lutcore.driver.contract.streams import gather_words
from lutcore.driver.emulator.engine import MEMORY_BASE, MEMORY_END, Emulator
from lutcore.driver.errors import DescriptorError, DeviceError, DeviceUnavailableError, UsageError
from lutcore.driver.executor import runner

INT4 = WeightFormat(4, 32, None)
Make = Callable[..., PackedMatrix]
ARITHMETIC = [pytest.param("compiled", marks=pytest.mark.skipif(
    not runner.available(), reason="no C++ compiler")), "numpy"]


class Bench:
    """An emulator with one matrix, activations and room for results, set up by hand."""

    def __init__(self, random_matrix: Make, **options: int | str) -> None:
        self.emulator = Emulator(preset("demo"), **options)
        self.packed = random_matrix(9, 200, INT4)
        x = np.random.default_rng(0).standard_normal((3, 200)).astype(np.float32)
        geometry = self.emulator.geometry
        self.program = self.emulator.allocate(4096)
        self.weights = self._uploaded(self.packed.stream)
        self.inputs = self._uploaded(pack_activations(quantise_activations(x, geometry), geometry))
        self.output = self.emulator.allocate(16 * output_words(9, 3))
        self.good = Lmma(planes=4, group=INT4.layout.group, explicit=True, zero=0, rows=3,
                         columns=9, slices=2, weights=self.weights.address,
                         stream_words=self.packed.words, activations=self.inputs.address,
                         output=self.output.address,
                         activation_words=len(self.inputs.array) // 16,
                         output_words=output_words(9, 3))

    def _uploaded(self, data: np.ndarray):
        buffer = self.emulator.allocate(len(data))
        buffer.array[:] = data
        buffer.flush()
        return buffer

    def run(self, *program: Lmma) -> ErrorCode:
        data = b"".join(d.encode() for d in program)
        self.program.array[:len(data)] = np.frombuffer(data, np.uint8)
        self.program.flush()
        self.emulator.write("program", self.program.address)
        self.emulator.write("count", len(program))
        status = self.emulator.read("status")
        assert extract("status", "done", status) == 1 and extract("status", "busy", status) == 0
        code = ErrorCode(extract("status", "code", status))
        assert extract("status", "error", status) == (code is not ErrorCode.NONE)
        return code

    def result(self) -> np.ndarray:
        self.output.invalidate()
        return self.output.array.copy()


@pytest.fixture(params=ARITHMETIC)
def bench(random_matrix: Make, request: pytest.FixtureRequest) -> Bench:
    return Bench(random_matrix, arithmetic=request.param)


def test_registers_after_reset() -> None:
    emulator = Emulator(preset("tiny"))
    values = {r.name: emulator.read(r.name) for r in REGISTERS}
    assert values.pop("magic") == MAGIC and values.pop("version") == CONTRACT_VERSION
    assert values.pop("digest") == preset("tiny").digest
    assert values.pop("window_limit") == 0xFFFF_F000      # all of memory
    assert set(values.values()) == {0}


def test_read_only_registers_ignore_writes() -> None:
    emulator = Emulator()
    for register in ("magic", "status", "completed", "cycles", "control"):
        before = emulator.read(register)
        emulator.write(register, before ^ 1)
        assert emulator.read(register) == before
    emulator.write("program", 0x1234_0040)
    assert emulator.read("program") == 0x1234_0040


def test_counters(bench: Bench) -> None:
    assert bench.run(bench.good, bench.good) is ErrorCode.NONE
    assert bench.emulator.read("completed") == 2
    assert bench.emulator.read("stream_words") == 2 * bench.packed.words
    assert all(bench.emulator.read(name) == 0 for name in ("cycles", *STALLS))
    assert bench.run(bench.good) is ErrorCode.NONE
    assert bench.emulator.read("completed") == 1
    assert bench.emulator.read("stream_words") == bench.packed.words


def test_a_doorbell_for_nothing_is_ignored(bench: Bench) -> None:
    bench.emulator.write("count", 0)
    assert {bench.emulator.read(name) for name in ("status", "completed", "stream_words")} == {0}
    bench.run(bench.good, replace(bench.good, magic=0))
    before = {r.name: bench.emulator.read(r.name) for r in REGISTERS}
    bench.emulator.write("count", 1 << 16)          # the field has 16 bits
    assert {r.name: bench.emulator.read(r.name) for r in REGISTERS} == before


BAD = [
    (ErrorCode.MAGIC, {"magic": 0}), (ErrorCode.MAGIC, {"version": 1}),
    (ErrorCode.MAGIC, {"opcode": 2}), (ErrorCode.MAGIC, {"opcode": 0, "planes": 0}),
    (ErrorCode.TYPE, {"planes": 0}), (ErrorCode.TYPE, {"planes": 9}),
    (ErrorCode.TYPE, {"group": 0, "rows": 0}),
    (ErrorCode.TYPE, {"ternary": 1, "planes": 1, "group": 0, "explicit": 0}),
    (ErrorCode.SHAPE, {"rows": 0}), (ErrorCode.SHAPE, {"rows": 5, "weights": 1}),
    (ErrorCode.SHAPE, {"columns": 0}), (ErrorCode.SHAPE, {"slices": 0}),
    (ErrorCode.ALIGN, {"weights": MEMORY_BASE + 16}), (ErrorCode.ALIGN, {"activations": 32}),
    (ErrorCode.ALIGN, {"output": 1, "output_words": 0}), (ErrorCode.ALIGN, {"stride": 16}),
    (ErrorCode.LENGTH, {"stream_words": 1}), (ErrorCode.LENGTH, {"activation_words": 1}),
    (ErrorCode.LENGTH, {"output_words": 1, "weights": 0}), (ErrorCode.LENGTH, {"columns": 10}),
    (ErrorCode.LENGTH, {"weights": (1 << 32) - 64}), (ErrorCode.LENGTH, {"output": (1 << 32) - 64}),
    (ErrorCode.READ, {"weights": 0}), (ErrorCode.READ, {"activations": 0x8000_0000}),
    (ErrorCode.WRITE, {"output": 0}),
]


def typed(descriptor: Lmma) -> Lmma:
    """The descriptor as it comes out of memory, with the types that its fields have."""
    return Lmma.decode(descriptor.encode())


@pytest.mark.parametrize("code, fields", BAD, ids=lambda v: v.name if isinstance(v, ErrorCode)
                         else "-".join(v))
def test_bad_descriptors(bench: Bench, code: ErrorCode, fields: dict[str, int]) -> None:
    bad = typed(replace(bench.good, **fields))
    assert bench.run(bench.good, bad, bench.good) is code
    assert bench.emulator.read("completed") == 1
    assert bench.emulator.read("stream_words") == bench.packed.words
    assert bench.run(bench.good) is ErrorCode.NONE


def test_descriptors_outside_memory(bench: Bench) -> None:
    for address, code in ((0, ErrorCode.READ), (bench.program.address + 8, ErrorCode.ALIGN)):
        bench.emulator.write("program", address)
        bench.emulator.write("count", 1)
        assert extract("status", "code", bench.emulator.read("status")) == code
        assert bench.emulator.read("completed") == 0


def test_an_access_must_end_inside_the_buffer(bench: Bench) -> None:
    short = bench.emulator.allocate(len(bench.output.array) - 1)
    assert bench.run(replace(bench.good, output=short.address)) is ErrorCode.WRITE


# Small ranges around what is valid, so that descriptors are often right but for one field.
FIELDS = {"planes": (0, 9), "group": (0, 3), "explicit": (0, 1), "zero": (0, 255), "rows": (0, 6),
          "columns": (0, 20), "slices": (0, 3), "stream_words": (0, 400),
          "activation_words": (0, 300), "output_words": (0, 20), "host_tables": (0, 1),
          "ternary": (0, 1)}
ALIGNED = ("weights", "activations", "output", "stride")


@given(fields=st.fixed_dictionaries({}, optional={
    name: st.integers(0, (1 << 26) - 1).map(lambda x: 64 * x) if name in ALIGNED
    else st.integers(*FIELDS.get(name, (0, (1 << size) - 1))) for name, _, _, size, _ in LAYOUT}))
def test_refusal_agrees_with_the_contract(random_matrix: Make, fields: dict[str, int]) -> None:
    bench = Bench(random_matrix)
    descriptor = typed(replace(bench.good, **fields))
    fault = descriptor.fault(bench.emulator.geometry)
    code = fault[0] if fault else ErrorCode.NONE
    assert bench.run(descriptor) is code or code is ErrorCode.NONE
    try:
        descriptor.check(bench.emulator.geometry)
    except DescriptorError:
        assert code is not ErrorCode.NONE
    else:
        assert code is ErrorCode.NONE


# Memory -------------------------------------------------------------------------------------------


def test_host_and_device_see_their_own_copies(bench: Bench) -> None:
    bench.run(bench.good)
    assert not bench.output.array.any()
    right = bench.result()
    assert right.any()
    bench.weights.array[:] = 0                      # not flushed: the device has not seen it
    bench.run(bench.good)
    assert np.array_equal(bench.result(), right)
    bench.weights.flush()
    bench.run(bench.good)
    assert not np.array_equal(bench.result(), right)


def test_freed_memory_is_gone(bench: Bench) -> None:
    assert bench.run(bench.good) is ErrorCode.NONE
    bench.weights.free()
    bench.weights.free()
    assert bench.run(bench.good) is ErrorCode.READ
    with pytest.raises(DeviceError, match="freed"):
        bench.weights.flush()
    again = bench.emulator.allocate(len(bench.weights.array))
    assert again.address == bench.weights.address
    with pytest.raises(DeviceError, match="freed"):
        bench.weights.invalidate()


def test_results_replace_what_was_decoded(bench: Bench) -> None:
    """After the engine has overwritten its weights, the next descriptor reads the new ones."""
    over = replace(bench.good, output=bench.weights.address)
    bench.run(bench.good, over, bench.good)
    chained = bench.result()
    bench.weights.invalidate()
    bench.weights.flush()
    bench.run(bench.good)
    assert np.array_equal(bench.result(), chained)


@given(sizes=st.lists(st.tuples(st.integers(0, 20_000), st.booleans()), max_size=30))
def test_allocations_are_aligned_and_apart(sizes: list[tuple[int, bool]]) -> None:
    emulator, live = Emulator(memory_bytes=400_000), []
    for nbytes, free_one in sizes:
        try:
            live.append(emulator.allocate(nbytes))
        except MemoryError:
            live.pop(0).free()
        if free_one and live:
            live.pop(len(live) // 2).free()
    spans = sorted((b.address, b.address + len(b.array)) for b in live)
    assert all(start % 64 == 0 and start >= MEMORY_BASE for start, _ in spans)
    assert all(end < start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))
    assert not spans or spans[-1][1] <= MEMORY_BASE + 400_000


def test_memory_is_limited() -> None:
    emulator = Emulator(memory_bytes=1 << 20)
    emulator.allocate(1 << 20).free()
    with pytest.raises(MemoryError):
        emulator.allocate((1 << 20) + 1)
    whole = Emulator(memory_bytes=1 << 40)
    with pytest.raises(MemoryError):
        whole.allocate(MEMORY_END - MEMORY_BASE + 1)


@pytest.mark.parametrize("arithmetic", ARITHMETIC)
@pytest.mark.parametrize("cache_bytes", [0, 4000, 30_000, 1 << 30])
def test_the_cache_never_changes_results(random_matrix: Make, cache_bytes: int,
                                         arithmetic: str) -> None:
    plain = Bench(random_matrix, arithmetic="numpy")
    bench = Bench(random_matrix, cache_bytes=cache_bytes, arithmetic=arithmetic)
    wide = replace(bench.good, rows=1, activation_words=34, output_words=output_words(9, 1))
    for descriptor in (bench.good, wide, bench.good, wide):
        assert plain.run(descriptor) is bench.run(descriptor) is ErrorCode.NONE
        assert np.array_equal(plain.result(), bench.result())


@pytest.mark.parametrize("arithmetic", ARITHMETIC)
def test_a_full_cache_keeps_what_it_has(random_matrix: Make, monkeypatch: pytest.MonkeyPatch,
                                        arithmetic: str) -> None:
    """If a new stream replaced the oldest, a model that does not fit would never find one."""
    decoded, weights = [], runner.Weights
    monkeypatch.setattr(streams, "gather_words", lambda memory, d, geometry: (
        decoded.append(d.weights), gather_words(memory, d, geometry))[1])
    monkeypatch.setattr(runner, "Weights", lambda d, geometry, data: (
        decoded.append(d.weights), weights(d, geometry, data))[1])
    room = {"compiled": 3000, "numpy": 15_000}[arithmetic]     # for one stream, not for two
    bench = Bench(random_matrix, cache_bytes=room, arithmetic=arithmetic)
    other = bench._uploaded(bench.packed.stream)
    second = replace(bench.good, weights=other.address)
    for _ in range(3):
        assert bench.run(bench.good, second) is ErrorCode.NONE
    assert decoded.count(bench.weights.address) == 1 and decoded.count(other.address) == 3
    bench.weights.flush()                               # frees its streams
    bench.run(second, second)
    assert decoded.count(other.address) == 4


# Arithmetic ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("offset, value", [(0, 0), (4, 1), (7, 0x7F), (16, 0xFF), (17, 0x0F)])
def test_activations_that_no_quantiser_makes(bench: Bench, random_matrix: Make, offset: int,
                                             value: int) -> None:
    """Shifts, sums and mantissas that do not belong together: the bits are the reference's."""
    numpy = Bench(random_matrix, arithmetic="numpy")
    for some in (numpy, bench):
        some.inputs.array[offset::16 * some.emulator.geometry.row_words(False)] = value
        some.inputs.flush()
        assert some.run(some.good) is ErrorCode.NONE
    assert np.array_equal(numpy.result(), bench.result())


def test_arithmetic_and_threads_by_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUTCORE_EMULATOR", "numpy")
    monkeypatch.setenv("LUTCORE_THREADS", "3")
    assert (Emulator().arithmetic, Emulator().threads) == ("numpy", 3)
    assert Emulator(threads=1).threads == 1             # the option wins over the variable
    for variable in ("LUTCORE_EMULATOR", "LUTCORE_THREADS"):
        monkeypatch.setenv(variable, "")
    assert Emulator().arithmetic == ("compiled" if runner.available() else "numpy")
    assert Emulator().threads == runner.default_threads()


@pytest.mark.parametrize("options, message", [
    ({"arithmetic": "fortran"}, "'fortran'; there are: compiled, numpy"),
    ({"threads": 0}, "0 threads"), ({"threads": "-1"}, "'-1' threads"),
    ({"threads": "two"}, "'two' threads; want a number from 1")])
def test_bad_options(options: dict[str, str | int], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Emulator(**options)


def test_compiled_without_a_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "available", lambda: False)
    monkeypatch.delenv("LUTCORE_EMULATOR", raising=False)
    assert Emulator().arithmetic == "numpy"
    with pytest.raises(DeviceUnavailableError, match="needs a C"):
        Emulator(arithmetic="compiled")
