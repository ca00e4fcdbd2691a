"""The first thing to run on a new board: every part of the engine once, against the emulator.

The vectors follow from the geometry alone, so that they are the same on every device. After a check
that fails the others still run, and no check waits for ever. `lutcore selftest` calls this.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import numpy as np

from lutcore.driver.contract import Geometry, PackedMatrix, WeightFormat, pack_matrix
from lutcore.driver.contract.geometry import CONTRACT_VERSION, WORD_BYTES
from lutcore.driver.contract.isa import DESCRIPTOR_BYTES
from lutcore.driver.contract.packing import TERNARY
from lutcore.driver.contract.registers import MAGIC, ErrorCode, extract
from lutcore.driver.device import Device
from lutcore.driver.devices import figures_of, open_device
from lutcore.driver.errors import DeviceError, LutcoreError, SelftestError
from lutcore.driver.patterns import check_memory, check_registers
from lutcore.driver.power import describe, power_of
from lutcore.driver.unit_patterns import check_units

_ERROR_SECONDS = 5.0                    # seconds in which the engine must refuse a descriptor
_SIZE          = 2048                   # N and K of the matrix for the bandwidth: 2 MB

T = TypeVar("T")


@dataclass(frozen=True)
class Product:
    """X [m, k] times a random n x k matrix, transposed."""

    format: WeightFormat
    n: int
    k: int
    m: int
    host_tables: bool = False

    @property
    def name(self) -> str:
        """For example ``int4g128 37 x 300, M = 3``."""
        tables = ", host tables" if self.host_tables else ""
        return f"{self.format.name} {self.n} x {self.k}, M = {self.m}{tables}"

    def operands(self) -> tuple[PackedMatrix, np.ndarray]:
        """Return the matrix, and X float32 [m, k]."""
        random = np.random.default_rng([self.n, self.k, self.m])
        fmt = self.format
        codes = random.integers(0, fmt.levels, (self.n, self.k), dtype=np.uint8)
        scale = random.uniform(0.002, 0.02, (self.n, fmt.groups(self.k)))
        scale *= random.choice([-1, 1], (self.n, 1))
        offset = None if fmt.zero is not None else -scale * random.uniform(0, 3, scale.shape)
        x = random.standard_normal((self.m, self.k)).astype(np.float32)
        return pack_matrix(codes, scale, offset, fmt), x


@dataclass(frozen=True)
class Check:
    """The outcome of one check: a line of the report."""

    name: str
    passed: bool
    detail: str                         # the result, or what is wrong
    seconds: float


@dataclass(frozen=True)
class Bandwidth:
    """The speed at which weights stream through the engine."""

    words: int                          # 16-byte words of weights
    cycles: int                         # 0 on the emulator, which has no clock
    seconds: float                      # host time, everything included
    words_per_cycle: float | None       # None without a clock
    peak_words_per_cycle: float         # most that the memory ports can deliver
    words_per_second: float             # by the host's clock
    bytes_per_second_at_clock: float | None     # by cycles, at `clock`
    clock: str                          # in words: read back, or as built
    power: dict[str, Any] | None        # of one such product, above idle; None: not measured

    def __str__(self) -> str:
        if self.words_per_cycle is None or self.bytes_per_second_at_clock is None:
            return f"{self.words} words; this device has no clock"
        return (f"{self.words_per_cycle:.3f} of {self.peak_words_per_cycle:g} words per cycle; "
                f"{self.bytes_per_second_at_clock / 1e6:.0f} MB/s at {self.clock}; power "
                f"{describe(self.power)}")


@dataclass(frozen=True)
class Report:
    """All checks of one device; `lutcore selftest --json` prints it."""

    device: str
    geometry: str
    figures: str                        # origin of the times: measured, simulated or emulated
    checks: tuple[Check, ...]
    bandwidth: Bandwidth | None         # None if it could not be measured

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(check.passed for check in self.checks)

    def verify(self) -> None:
        """Raise SelftestError unless all checks passed."""
        failed = [check.name for check in self.checks if not check.passed]
        if failed:
            raise SelftestError(f"{len(failed)} of {len(self.checks)} checks failed on the "
                                f"{self.device} ({', '.join(failed)}); load the bitstream again, "
                                "and report the output of --json if that does not help")


def products(geometry: Geometry) -> list[Product]:
    """Return products of every weight type, group and way to make tables, in odd shapes.

    One has more rows than one pass takes, another more columns than one tile holds.
    """
    implied = [Product(WeightFormat(bits, group, 1 << 7), n, k, m) for bits, group, n, k, m in (
        (1, 32, 9, 129, 1), (2, 64, 17, 300, 2), (3, 128, 33, 127, 1), (4, 32, 40, 257, 3),
        (4, 128, 37, 300, geometry.rows + 1), (5, 256, 8, 600, 1), (6, 0, 21, 200, 1),
        (7, 64, 5, 64, 1), (8, 0, 1, 1, 1))]
    explicit = [Product(WeightFormat(bits, group, None), n, k, m) for bits, group, n, k, m in (
        (2, 32, 19, 95, 1), (4, 128, 24, 256, 2), (3, 0, 11, 140, 1))]
    host = [Product(WeightFormat(bits, group, 1 << 7), n, k, m, True) for bits, group, n, k, m in (
        (4, 128, 13, 200, geometry.rows), (2, 0, 16, 128, 1))]
    tiled = Product(WeightFormat(1, 0, 0), 1025, 130, 1)    # one column more than a tile
    fine = [] if geometry.symmetric else [       # symmetric engines refuse groups of 16
        Product(WeightFormat(6, 16, 1 << 7), 7, 145, 1),
        Product(WeightFormat(2, 16, None), 10, 260, 2)]
    return [*implied, *explicit, *fine, *host, tiled, Product(TERNARY, 30, 160, 2)]


def run(device: Device, started: Callable[[str], None] = lambda name: None) -> Report:
    """Check `device`; a healthy device stays usable.

    started: called with the name of each check before it runs.
    """
    checks: list[Check] = []

    def attempt(name: str, check: Callable[[], T]) -> T | None:
        started(name)
        passed, result = _attempt(name, check)
        checks.append(passed)
        return result

    with open_device("emulator", device.geometry) as emulator:
        attempt("registers", lambda: _registers(device))
        attempt("memory", lambda: check_memory(device, emulator))
        for product in products(device.geometry):
            attempt(product.name, partial(_product, product, device, emulator))
        if device.geometry.vector_lanes:
            packed, _ = Product(WeightFormat(4, 128, 128), 20, 128, 1).operands()
            attempt("units", lambda: check_units(device, packed))
        attempt("recovery from an error", lambda: _recovery(device, emulator))
        bandwidth = attempt("bandwidth", lambda: _bandwidth(device, emulator))
    return Report(device.name, device.geometry.name, figures_of(device.name), tuple(checks),
                  bandwidth)


def _attempt(name: str, check: Callable[[], T]) -> tuple[Check, T | None]:
    """Run a check, which raises LutcoreError if it fails, and return its result or None."""
    started = time.perf_counter()
    result = None
    try:
        result = check()
        passed, detail = True, str(result)
    except LutcoreError as error:
        passed, detail = False, str(error)
    return Check(name, passed, detail, time.perf_counter() - started), result


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise DeviceError(message)


def _registers(device: Device) -> str:
    transport, geometry = device.transport, device.geometry
    for name, expected in (("magic", MAGIC), ("version", CONTRACT_VERSION),
                           ("digest", geometry.digest)):
        value = transport.read(name)
        _require(value == expected, f"{name} reads {value:#x}, expected {expected:#x}")
    return (f"magic, version {CONTRACT_VERSION}, digest {geometry.digest:08x}; "
            f"{check_registers(device)}")


def _product(product: Product, device: Device, emulator: Device) -> str:
    packed, x = product.operands()
    matrix, twin = device.load(packed), emulator.load(packed)
    try:
        y = device.matmul(matrix, x, product.host_tables)
        expected = emulator.matmul(twin, x, product.host_tables)
    finally:
        matrix.free()
        twin.free()
    wrong = int((y != expected).sum())
    _require(wrong == 0, f"{wrong} of {y.size} results differ from the emulator's")
    return f"bit-exact, {y.size} results"


def _recovery(device: Device, emulator: Device) -> str:
    """Run a descriptor of zeros, which the engine must refuse; the next product must be right."""
    transport = device.transport
    buffer = transport.allocate(DESCRIPTOR_BYTES)
    try:
        buffer.array[:] = 0
        buffer.flush()
        device.engine.open_window([buffer])     # until the next matrix comes
        device.engine.open_table(0)     # that of the last program is gone
        transport.write("program", buffer.address)
        transport.write("count", 1)
        status = _status(device)
    finally:
        buffer.free()
    code = extract("status", "code", status)
    _require(extract("status", "error", status) == 1 and code == ErrorCode.MAGIC,
             f"status {status:#x} after a descriptor of zeros; it must be error {ErrorCode.MAGIC}")
    _product(Product(WeightFormat(4, 128, 128), 20, 128, 1), device, emulator)
    return f"{ErrorCode.MAGIC.name} reported, then a bit-exact product"


def _status(device: Device) -> int:
    deadline = time.monotonic() + _ERROR_SECONDS
    while True:
        late = time.monotonic() > deadline
        status = device.transport.read("status")
        if extract("status", "done", status):
            return status
        _require(not late, f"status {status:#x} after {_ERROR_SECONDS:g} s; the engine hangs")
        time.sleep(device.transport.pause)


def _bandwidth(device: Device, emulator: Device) -> Bandwidth:
    packed, x = Product(WeightFormat(4, 128, 128), _SIZE, _SIZE, 1).operands()
    matrix, counters = device.load(packed), device.counters
    try:
        before = counters.stream_words, counters.cycles
        started = time.perf_counter()
        y = device.matmul(matrix, x)
        seconds = time.perf_counter() - started
        after = counters.stream_words, counters.cycles
        power = power_of(device, lambda: device.matmul(matrix, x), "product")
    finally:
        matrix.free()
    words, cycles = after[0] - before[0], after[1] - before[1]
    rate = words / cycles if cycles else None
    clock = 1e6 * device.clock_mhz
    twin = emulator.load(packed)
    wrong = int((y != emulator.matmul(twin, x)).sum())
    twin.free()
    _require(wrong == 0, f"{wrong} of {y.size} results differ from the emulator's")
    return Bandwidth(words, cycles, seconds, rate, device.geometry.words_per_cycle,
                     words / seconds, None if rate is None else rate * clock * WORD_BYTES,
                     str(device.clock), power)
