"""Device: products on every device, and everything that can go wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lutcore.driver import Device, Geometry, PackedMatrix, WeightFormat, control
from lutcore.driver import device as device_module
from lutcore.driver.contract import (
    GroupCode,
    StreamLayout,
    dequantise,
    pack_matrix,
    preset,
    unpack_matrix,
)
from lutcore.driver.contract.activations import INPUT_TYPES, quantise_activations, tables_of
from lutcore.driver.contract.packing import TERNARY
from lutcore.driver.contract.reference import DecodedStream, lookups
from lutcore.driver.contract.registers import Client, ErrorCode
from lutcore.driver.contract.views import PLANES
from lutcore.driver.emulator.engine import Emulator
from lutcore.driver.errors import (
    DescriptorError,
    DeviceClosedError,
    DeviceError,
    DeviceMemoryError,
    DeviceMismatchError,
    EngineError,
    EngineTimeoutError,
    FormatError,
    MatrixNotLoadedError,
    NonFiniteActivationsError,
)

INT4 = WeightFormat(4, 128, 128)
FORMATS = [WeightFormat(bits, group, zero)
           for bits in (1, 2, 3, 4, 8) for group in (32, 64, 128, 256, 0) for zero in (128, None)]
FORMATS.append(TERNARY)
Make = Callable[..., PackedMatrix]


def gaussian(m: int, k: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((m, k)).astype(np.float32)


def nmse(y: np.ndarray, packed: PackedMatrix, x: np.ndarray) -> float:
    exact = x.astype(np.float64) @ dequantise(packed).T
    return float(((y - exact) ** 2).sum() / (exact ** 2).sum())


def bound(geometry: Geometry) -> float:
    """Quantisation noise that T-bit tables may add: a factor 4 per bit."""
    return 8e-6 * 4.0 ** (12 - geometry.table_width)


def expected(packed: PackedMatrix, x: np.ndarray, geometry: Geometry,
             host_tables: bool = False) -> np.ndarray:
    """What the definition says, bit for bit, from tables as in the gateware."""
    if packed.format.ternary and not geometry.ternary:
        codes, scale, _ = unpack_matrix(packed)
        packed = pack_matrix(np.ascontiguousarray(codes), scale, None, PLANES)
    fmt = packed.format
    a = quantise_activations(x, geometry, host_tables, fmt.ternary)
    weights = DecodedStream.of(packed)
    tables = a.tables if host_tables else tables_of(a.mantissa, geometry, fmt.ternary)
    acc = lookups(weights, tables, a.sums, a.shift, geometry)
    y = acc.T * packed.column_scale.astype(np.float64) * np.ldexp(1.0, a.exponent)[:, None]
    if packed.column_offset is not None:
        y += packed.column_offset.astype(np.float64) * a.total[:, None]
    with np.errstate(over="ignore"):
        return y.astype(np.float32)


class Spy:
    """A transport that notes what is done to another one, and can misbehave."""

    def __init__(self, inner: Emulator) -> None:
        self.inner = inner
        self.log: list[tuple[Any, ...]] = []
        self.answers: dict[str, int] = {}           # registers that read something else
        self.deaf: set[str] = set()                 # buffer methods that do nothing
        self.buffers: dict[int, Any] = {}           # of the other transport, by address

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def read(self, register: str) -> int:
        self.log.append(("read", register))
        return self.answers.get(register, self.inner.read(register))

    def write(self, register: str, value: int) -> None:
        self.log.append(("write", register, value))
        self.inner.write(register, value)

    def allocate(self, nbytes: int) -> SpyBuffer:
        self.log.append(("allocate", nbytes))
        buffer = self.inner.allocate(nbytes)
        self.buffers[buffer.address] = buffer
        return SpyBuffer(self, buffer)

    def count(self, *what: object) -> int:
        return sum(entry[:len(what)] == what for entry in self.log)


class SpyBuffer:
    def __init__(self, spy: Spy, inner: Any) -> None:
        self.spy, self.inner = spy, inner
        self.address, self.array = inner.address, inner.array

    def _do(self, what: str, *arguments: int | None) -> None:
        self.spy.log.append((what, self.address))
        if what not in self.spy.deaf:
            getattr(self.inner, what)(*arguments)

    def flush(self, nbytes: int | None = None) -> None:
        self._do("flush", nbytes)

    def invalidate(self, nbytes: int | None = None) -> None:
        self._do("invalidate", nbytes)

    def free(self) -> None:
        self._do("free")


@pytest.fixture
def spied() -> tuple[Device, Spy]:
    spy = Spy(Emulator(preset("tiny")))
    with Device(spy) as device:
        yield device, spy


# Results ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda f: f.name)
def test_every_format_is_accurate_and_exact(device: Device, random_matrix: Make,
                                            fmt: WeightFormat) -> None:
    packed, x = random_matrix(21, 300, fmt), gaussian(3, 300)
    matrix = device.load(packed)
    y = device.matmul(matrix, x)
    matrix.free()
    assert y.dtype == np.float32 and y.shape == (3, 21)
    assert nmse(y, packed, x) < bound(device.geometry)
    assert np.array_equal(y, expected(packed, x, device.geometry))


@pytest.mark.parametrize("fmt", [INT4, WeightFormat(2, 32, None), WeightFormat(3, 0, None),
                                 TERNARY], ids=lambda f: f.name)
@pytest.mark.parametrize("m", [1, 9])
def test_host_tables(device: Device, random_matrix: Make, fmt: WeightFormat, m: int) -> None:
    packed, x = random_matrix(21, 300, fmt), gaussian(m, 300)
    matrix = device.load(packed)
    y = device.matmul(matrix, x, host_tables=True)
    matrix.free()
    assert nmse(y, packed, x) < bound(device.geometry)
    assert np.array_equal(y, expected(packed, x, device.geometry, True))


@given(n=st.integers(1, 40), k=st.integers(1, 400), m=st.integers(1, 9),
       fmt=st.sampled_from(FORMATS), dtype=st.sampled_from(INPUT_TYPES),
       host_tables=st.booleans())
def test_any_shape(device: Device, random_matrix: Make, n: int, k: int, m: int, fmt: WeightFormat,
                   dtype: str, host_tables: bool) -> None:
    pytest.importorskip("ml_dtypes")    # names bfloat16 and the float8s to numpy
    packed, x = random_matrix(n, k, fmt), (20 * gaussian(m, k)).astype(dtype)
    matrix = device.load(packed)
    y = device.matmul(matrix, x, host_tables)
    matrix.free()
    assert np.array_equal(y, expected(packed, x, device.geometry, host_tables))


@pytest.mark.parametrize("n", [1023, 1024, 1025, 2049])
def test_tile_borders(device: Device, random_matrix: Make, n: int) -> None:
    packed, x = random_matrix(n, 130, WeightFormat(1, 32, None)), gaussian(2, 130)
    matrix = device.load(packed)
    y = device.matmul(matrix, x)
    matrix.free()
    assert np.array_equal(y, expected(packed, x, device.geometry))


def test_small_integers_are_exact(device: Device) -> None:
    """int8 activations, unit scales: no rounding anywhere, the integer product comes out."""
    rng = np.random.default_rng(3)
    codes = rng.integers(0, 16, (33, 500), dtype=np.uint8)
    packed = pack_matrix(codes, np.ones((33, 1)), None, WeightFormat(4, 0, 128))
    x = rng.integers(-2, 3, (5, 500)).astype(np.int8)
    matrix = device.load(packed)
    y = device.matmul(matrix, x)
    matrix.free()
    assert np.array_equal(y, x.astype(int) @ (codes.astype(int) - 8).T)


def test_extreme_activations(device: Device, random_matrix: Make) -> None:
    packed, x = random_matrix(21, 300, INT4), np.zeros((4, 300), np.float32)
    x[1, 7], x[2] = 1e-38, np.linspace(-3e38, 3e38, 300)
    x[3, :128] = 1e30
    matrix = device.load(packed)
    y = device.matmul(matrix, x)
    matrix.free()
    assert not y[0].any()
    assert np.array_equal(y, expected(packed, x, device.geometry))


def test_several_matrices_share_one_doorbell(spied: tuple[Device, Spy],
                                             random_matrix: Make) -> None:
    device, spy = spied
    packed = [random_matrix(n, 200, fmt) for n, fmt in zip((5, 64, 21), FORMATS[::20], strict=True)]
    matrices, x = [device.load(p) for p in packed], gaussian(7, 200)
    spy.log.clear()
    together = device.products(matrices, x)
    assert spy.count("write", "count") == 1
    assert spy.count("flush") == 1 and spy.count("invalidate") == 1
    for y, p in zip(together, packed, strict=True):
        assert np.array_equal(y, expected(p, x, device.geometry))


def test_native_ternary_and_planes_share_one_doorbell(random_matrix: Make) -> None:
    """Activations are cut in both ways and uploaded once each."""
    with Device(Spy(Emulator(preset("ternary")))) as device:
        packed = [random_matrix(n, 200, fmt) for n, fmt in ((5, TERNARY), (7, INT4), (9, TERNARY))]
        together = device.products([device.load(p) for p in packed], gaussian(6, 200))
        assert device.geometry.ternary and device._transport.count("write", "count") == 1
        for y, p in zip(together, packed, strict=True):
            assert np.array_equal(y, expected(p, gaussian(6, 200), device.geometry))


@pytest.mark.parametrize("geometry", [
    preset("kv260"), preset("pynq_z2"), Geometry(lanes=2, ports=2, symmetric=True),
    Geometry(ports=2, port_width=64), Geometry(lanes=2, ports=4, port_width=64, cut=6)],
    ids=lambda g: g.name)
@given(n=st.integers(1, 40), k=st.integers(1, 400), m=st.integers(1, 9),
       fmt=st.sampled_from(FORMATS), host_tables=st.booleans())
def test_any_geometry(random_matrix: Make, geometry: Geometry, n: int, k: int, m: int,
                      fmt: WeightFormat, host_tables: bool) -> None:
    packed, x = random_matrix(n, k, fmt), gaussian(m, k)
    with Device(Emulator(geometry)) as device:
        matrix = device.load(packed)
        assert matrix.nbytes == matrix.resident.shape.nbytes
        y = device.matmul(matrix, x, host_tables)
        assert np.array_equal(y, expected(packed, x, geometry, host_tables))


def test_ternary_weights_are_the_same_on_every_engine(random_matrix: Make) -> None:
    """As planes where it has to be: other slices, so other rounding, but the same weights."""
    packed, x = random_matrix(30, 400, TERNARY), gaussian(3, 400)
    for name in ("ternary", "demo"):
        with Device(Emulator(preset(name))) as device:
            matrix = device.load(packed)
            assert matrix.format.ternary == preset(name).ternary
            assert nmse(device.matmul(matrix, x), packed, x) < bound(device.geometry)


def test_more_descriptors_than_a_doorbell_takes(spied: tuple[Device, Spy], random_matrix: Make,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    device, spy = spied
    monkeypatch.setattr(device_module, "QUEUE", 3)
    packed, x = random_matrix(9, 200, INT4), gaussian(15, 200)
    y = device.matmul(device.load(packed), x)
    assert [e[2] for e in spy.log if e[:2] == ("write", "count")] == [3, 3, 2]
    assert np.array_equal(y, expected(packed, x, device.geometry))


def test_no_matrices(spied: tuple[Device, Spy]) -> None:
    assert spied[0].products([], gaussian(1, 8)) == []


# Memory -------------------------------------------------------------------------------------------


def test_weights_are_uploaded_once(spied: tuple[Device, Spy], random_matrix: Make) -> None:
    device, spy = spied
    matrix = device.load(random_matrix(9, 200, INT4))
    address = matrix.resident.address
    for _ in range(3):
        device.matmul(matrix, gaussian(2, 200))
    assert spy.count("flush", address) == 1
    device.close()
    assert spy.count("free", address) == 1


def test_work_buffers_are_reused(spied: tuple[Device, Spy], random_matrix: Make) -> None:
    device, spy = spied
    matrix = device.load(random_matrix(9, 200, INT4))
    for m in (1, 200, 1, 150, 200):
        device.matmul(matrix, gaussian(m, 200))
    spy.log.clear()
    for m in (200, 1, 180):
        device.matmul(matrix, gaussian(m, 200))
    assert spy.count("allocate") == 0


def test_a_missing_flush_shows(spied: tuple[Device, Spy], random_matrix: Make) -> None:
    device, spy = spied
    packed, x = random_matrix(9, 200, INT4), gaussian(2, 200)
    spy.deaf = {"flush"}
    with pytest.raises(EngineError, match="MAGIC"):
        device.matmul(device.load(packed), x)
    spy.deaf = set()
    assert np.array_equal(device.matmul(device.load(packed), x),
                          expected(packed, x, device.geometry))


def test_a_missing_invalidate_shows(spied: tuple[Device, Spy], random_matrix: Make) -> None:
    device, spy = spied
    packed, x = random_matrix(9, 200, INT4), gaussian(2, 200)
    spy.deaf = {"invalidate"}
    assert not device.matmul(device.load(packed), x).any()


def test_memory_runs_out_and_is_given_back(random_matrix: Make) -> None:
    packed = random_matrix(200, 512, WeightFormat(8, 32, None))
    with Device(Emulator(memory_bytes=600_000)) as device:
        first = device.load(packed)
        device.load(packed)
        with pytest.raises(DeviceMemoryError, match=f"{packed.stream.nbytes} bytes.*in use"):
            for _ in range(3):
                device.load(packed)
        first.free()
        assert device.load(packed).n == 200


def test_work_buffers_make_room(random_matrix: Make) -> None:
    """Buffers of an earlier, larger job are given up when a new one needs the space."""
    small = random_matrix(8, 128, INT4)
    with Device(Emulator(memory_bytes=1_900_000)) as device:
        matrix, x = device.load(small), gaussian(3000, 128)
        assert np.array_equal(device.matmul(matrix, x), expected(small, x, device.geometry))
        large = random_matrix(800, 1024, WeightFormat(8, 32, None))
        before = device.memory_in_use
        device.load(large)
        assert device.memory_in_use < before + large.stream.nbytes
        assert device.matmul(matrix, x[:1]).shape == (1, 8)


def test_work_that_does_not_fit(random_matrix: Make) -> None:
    with Device(Emulator(memory_bytes=300_000)) as device:
        matrix = device.load(random_matrix(8, 128, INT4))
        with pytest.raises(DeviceMemoryError, match="fewer rows"):
            device.matmul(matrix, gaussian(5000, 128))
        assert device.matmul(matrix, gaussian(1, 128)).shape == (1, 8)


# Wrong use ----------------------------------------------------------------------------------------


def test_wrong_shapes_and_types(device: Device, random_matrix: Make) -> None:
    matrix = device.load(random_matrix(9, 200, INT4))
    other = device.load(random_matrix(9, 100, INT4))
    with pytest.raises(FormatError, match="K = 200"):
        device.matmul(matrix, gaussian(1, 199))
    with pytest.raises(FormatError, match="K = 100"):
        device.products([matrix, other], gaussian(1, 200))
    with pytest.raises(FormatError, match=r"it must be \[M, 200\]"):
        device.matmul(matrix, gaussian(1, 200)[0])
    with pytest.raises(FormatError, match="float64"):
        device.matmul(matrix, gaussian(1, 200).astype(float))
    with pytest.raises(FormatError, match="at least 1"):
        device.matmul(matrix, gaussian(0, 200))


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_non_finite_activations_never_leave_the_host(spied: tuple[Device, Spy],
                                                     random_matrix: Make, value: float) -> None:
    device, spy = spied
    matrix, x = device.load(random_matrix(9, 200, INT4)), gaussian(2, 200)
    x[1, 5] = value
    spy.log.clear()
    with pytest.raises(NonFiniteActivationsError, match=r"\[1, 5\]"):
        device.matmul(matrix, x)
    assert spy.log == []


BAD_MATRICES = [
    ("address", lambda r: r.address + 8, "weights 0x.* is not a multiple of 64"),
    ("address", lambda r: (1 << 32) - 64, "weights end at 0x1000"),
    ("address", lambda r: r.address + 64, "weights at 0x.*, outside their buffer at 0x1"),
    ("address", lambda r: r.address - 64, "weights at 0x.*, outside their buffer at 0x1"),
    ("address", lambda r: 0x8000_0000, "weights at 0x80000000 to 0x.* outside their buffer"),
    ("slices", lambda r: 1024, "slices = 1024, .* takes 1 to 1023"),
    ("slices", lambda r: 1, "stream_words = .*, but the shape needs"),
    ("shape", lambda r: replace(r.shape, columns=0), "columns = 0"),
    ("shape", lambda r: replace(r.shape, columns=1 << 24), "columns = 16777216"),
    ("shape", lambda r: replace(r.shape, words=r.shape.words + 1), "stream_words"),
    ("shape", lambda r: replace(r.shape, stride=32), "stride 0x20 is not"),
    ("format", lambda r: other_format(planes=9), "planes = 9"),
    ("format", lambda r: other_format(group=GroupCode.UNSCALED, explicit=True),
     "explicit offsets need groups"),
    ("format", lambda r: other_format(ternary=True), "native ternary"),
]


def other_format(**fields: object) -> SimpleNamespace:
    """INT4 with a layout that no WeightFormat has."""
    layout = replace(StreamLayout(4, GroupCode.G128, explicit=False, ternary=False), **fields)
    return SimpleNamespace(layout=layout, zero=128, ternary=layout.ternary)


@pytest.mark.parametrize("field, change, message", BAD_MATRICES, ids=lambda v: str(v)[:24])
def test_what_the_engine_cannot_run_never_rings(spied: tuple[Device, Spy], random_matrix: Make,
                                                field: str, change: Callable, message: str) -> None:
    device, spy = spied
    packed, x = random_matrix(9, 200, INT4), gaussian(2, 200)
    bad, good = device.load(packed), device.load(packed)
    bad.resident = replace(bad.resident, **{field: change(bad.resident)})
    with pytest.raises(DescriptorError, match=message):
        device.products([bad], x)
    assert spy.count("write") == 0
    assert np.array_equal(device.matmul(good, x), expected(packed, x, device.geometry))


def test_freed_and_foreign_matrices(random_matrix: Make) -> None:
    with Device(Emulator()) as one, Device(Emulator()) as two:
        matrix = one.load(random_matrix(9, 200, INT4))
        with pytest.raises(MatrixNotLoadedError):
            two.matmul(matrix, gaussian(1, 200))
        matrix.free()
        matrix.free()
        with pytest.raises(MatrixNotLoadedError, match="freed"):
            one.matmul(matrix, gaussian(1, 200))
        assert one.memory_in_use == 0


def test_closed_device(random_matrix: Make) -> None:
    device = Device(Emulator())
    matrix = device.load(random_matrix(9, 200, INT4))
    device.close()
    device.close()
    matrix.free()
    with pytest.raises(DeviceClosedError, match="closed"):
        device.matmul(matrix, gaussian(1, 200))
    with pytest.raises(DeviceClosedError):
        device.load(random_matrix(9, 200, INT4))


# Wrong devices ------------------------------------------------------------------------------------


@pytest.mark.parametrize("register", ["magic", "version", "digest"])
def test_another_core_is_refused(register: str) -> None:
    spy = Spy(Emulator())
    spy.answers[register] = 0xBAD
    with pytest.raises(DeviceMismatchError, match=f"{register} reads 0xbad"):
        Device(spy)


def test_timeout_aborts_and_leaves_the_device_usable(random_matrix: Make) -> None:
    spy = Spy(Emulator())
    packed, x = random_matrix(9, 200, INT4), gaussian(2, 200)
    with Device(spy, timeout=0.01) as device:
        matrix = device.load(packed)
        spy.answers.update(status=0, completed=0)
        with pytest.raises(EngineTimeoutError, match="descriptor 0 of 1 .* status 0x0"):
            device.matmul(matrix, x)
        assert spy.log[-2:] == [("write", "control", 1), ("read", "status")]
        spy.answers.clear()
        assert np.array_equal(device.matmul(matrix, x), expected(packed, x, device.geometry))


def test_an_engine_that_cannot_be_stopped(random_matrix: Make,
                                          monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control, "ABORT_TIMEOUT", 0.01)
    spy = Spy(Emulator())
    packed, x = random_matrix(9, 200, INT4), gaussian(2, 200)
    with Device(spy, timeout=0.01) as device:
        matrix = device.load(packed)
        spy.answers["status"] = 1
        with pytest.raises(EngineTimeoutError):
            device.matmul(matrix, x)
        with pytest.raises(DeviceError, match="did not stop"):
            device.matmul(matrix, x)
        spy.answers.clear()
        assert np.array_equal(device.matmul(matrix, x), expected(packed, x, device.geometry))


@pytest.mark.parametrize("access, register", [("read", "status"), ("write", "count")])
def test_interrupting_stops_the_engine(random_matrix: Make, access: str, register: str) -> None:
    """While the driver waits, or between the doorbell's arrival and that."""
    class Interrupted(Spy):
        armed = False

        def _interrupt(self, *done: str) -> None:
            if self.armed and done == (access, register):
                self.armed = False
                raise KeyboardInterrupt

        def read(self, register: str) -> int:
            self._interrupt("read", register)
            return super().read(register)

        def write(self, register: str, value: int) -> None:
            super().write(register, value)
            self._interrupt("write", register)

    spy = Interrupted(Emulator())
    with Device(spy) as device:
        matrix = device.load(random_matrix(9, 200, INT4))
        spy.armed = True
        with pytest.raises(KeyboardInterrupt):
            device.matmul(matrix, gaussian(1, 200))
        assert ("write", "control", 1) in spy.log
        assert device.matmul(matrix, gaussian(1, 200)).shape == (1, 9)


def test_engine_error_names_the_descriptor_and_recovers(random_matrix: Make) -> None:
    spy = Spy(Emulator())
    packed, x = random_matrix(9, 200, INT4), gaussian(2, 200)
    with Device(spy) as device:
        good, bad = device.load(packed), device.load(packed)
        device.products([good, bad], x)
        spy.buffers[bad.resident.address].free()
        with pytest.raises(EngineError, match=r"READ at descriptor 1 of 2 \(lmma\.m2n9k256.*"
                                              "outside the device's memory"):
            device.products([good, bad], x)
        assert np.array_equal(device.matmul(good, x), expected(packed, x, device.geometry))


def test_engine_errors_say_who_asked_the_memory(random_matrix: Make) -> None:
    spy = Spy(Emulator())
    with Device(spy) as device:
        matrix = device.load(random_matrix(9, 200, INT4))
        spy.answers.update(status=2 | 4 | ErrorCode.READ << 8, completed=0,
                           error_address=0x10004000, error_source=3 | Client.WEIGHTS << 8)
        with pytest.raises(EngineError, match=r"\), weights, port m3, before 0x10004000: it read"):
            device.matmul(matrix, gaussian(1, 200))


def test_unknown_error_codes_are_reported(random_matrix: Make) -> None:
    spy = Spy(Emulator())
    with Device(spy) as device:
        matrix = device.load(random_matrix(9, 200, INT4))
        spy.answers["status"] = 2 | 4 | 99 << 8
        with pytest.raises(EngineError, match="code 99 at descriptor 1 of 1"):
            device.matmul(matrix, gaussian(1, 200))


# Counters -----------------------------------------------------------------------------------------


def test_counters(device: Device, random_matrix: Make) -> None:
    packed = random_matrix(9, 300, INT4)
    matrix = device.load(packed)
    device.counters.reset()
    assert device.counters.stream_words == 0 and device.counters.seconds == 0
    m = device.geometry.rows + 1
    device.products([matrix, matrix], gaussian(m, 300))
    matrix.free()
    counters = device.counters
    words = INT4.layout.words(9, 3)
    assert counters.matmuls == 2 and counters.stream_words == 2 * 2 * words
    assert set(counters.stall_cycles) == {"weights", "tables", "output", "issue", "control"}
    if device.name == "emulator":
        assert counters.cycles == 0
    else:
        assert counters.cycles == counters.stream_words + sum(counters.stall_cycles.values())
    assert counters.seconds > 0


def test_identity(device: Device) -> None:
    assert device.name in ("emulator", "virtual")
    assert replace(device.geometry) == device.geometry
    assert device.fallback_reason is None
