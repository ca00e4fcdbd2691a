"""The engine on a simulated board, without driver and pynq: descriptors in, accumulators out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from migen import run_simulation
from migen.sim import passive

from lutcore.driver.contract import (
    Geometry,
    Lmma,
    PackedMatrix,
    WeightFormat,
    isa,
    pack_matrix,
    reference,
)
from lutcore.driver.contract import activations as act
from lutcore.driver.contract.instructions import Vec
from lutcore.driver.contract.packing import GROUPS, TERNARY
from lutcore.driver.contract.program import encode
from lutcore.driver.contract.registers import BY_NAME, STALLS, extract, registers_of
from lutcore.driver.contract.streams import StreamShape, arrange
from lutcore.driver.contract.units import pieces
from lutcore.driver.virtual.simulator import SimulatedBoard
from lutcore.driver.virtual.verilate import toolchain_available
from lutcore.gateware.build import generate_verilog
from lutcore.host_app.cli import cli

PAGE = 4096


@dataclass(frozen=True)
class Product:
    """A random product and its result by the contract's reference."""

    matrix: PackedMatrix
    activations: act.Activations
    buffer: np.ndarray
    expected: np.ndarray                # int32 [N, M]

    @classmethod
    def random(cls, rng: np.random.Generator, geometry: Geometry, m: int, n: int, k: int,
               fmt: WeightFormat, kind: str = "float32", host_tables: bool = False) -> Product:
        codes = rng.integers(0, fmt.levels, (n, k), dtype=np.uint8)
        scale = rng.uniform(0.5, 1.5, (n, fmt.groups(k))) * rng.choice([-1, 1], (n, 1))
        offset = None if fmt.zero is not None else rng.normal(size=scale.shape) * 2.0 ** fmt.bits
        matrix = pack_matrix(codes, scale, offset, fmt)
        x = rng.normal(size=(m, k)) * 2.0 ** rng.integers(-8, 8, (1, k))
        x = rng.integers(-128, 128, (m, k)).astype(kind) if kind == "int8" else x.astype(kind)
        quantised = act.quantise_activations(x, geometry, host_tables, fmt.ternary)
        weights = reference.DecodedStream.of(matrix)
        if host_tables:
            expected = reference.lookups(weights, quantised.tables, quantised.sums,
                                         quantised.shift, geometry)
        else:
            expected = reference.products(weights, quantised.mantissa, quantised.sums,
                                          quantised.shift)
        return cls(matrix, quantised, act.pack_activations(quantised, geometry), expected)


class Engine:
    """Minimal driver: it places products in a board's memory, rings the doorbell, reads results."""

    def __init__(self, board: SimulatedBoard, geometry: Geometry) -> None:
        self.board, self.geometry = board, geometry
        self._free = board.config.base + 16 * PAGE

    def place(self, data: np.ndarray) -> int:
        """Copy bytes into memory, on pages of their own, and return their address."""
        address = self._free
        self.board.view(address, len(data))[:] = data
        self._free += -(-len(data) // PAGE) * PAGE + PAGE
        return address

    def descriptor(self, product: Product) -> Lmma:
        """Place a product's data and return its descriptor."""
        matrix, rows = product.matrix, product.activations.rows
        layout = matrix.format.layout
        shape = StreamShape.of(matrix.format, matrix.n, matrix.k, self.geometry)
        words = isa.output_words(shape.columns * self.geometry.lanes, rows)
        return Lmma(
            planes=layout.planes, group=layout.group, explicit=layout.explicit,
            zero=matrix.format.zero or 0, rows=rows, columns=shape.columns, slices=matrix.slices,
            weights=self.place(arrange(matrix, self.geometry)), stream_words=shape.words,
            stride=shape.stride, activations=self.place(product.buffer),
            activation_words=len(product.buffer) // 16,
            output=self.place(np.full(16 * words, 0xAA, np.uint8)), output_words=words,
            host_tables=product.activations.tables is not None, ternary=layout.ternary)

    def start(self, descriptors: Sequence[Lmma | Vec]) -> None:
        """Place a program of these descriptors and ring the doorbell."""
        program = b"".join(map(encode, descriptors))
        address = self.place(np.frombuffer(program, np.uint8))
        self.write("program", address)
        self.write("count", sum(map(pieces, descriptors)))

    def run(self, descriptors: Sequence[Lmma | Vec], cycles: int = 5_000_000) -> dict[str, int]:
        """Run descriptors and return the registers. Fails if the engine does not stop in time."""
        self.start(descriptors)
        self.board.step(cycles, until_irq=True)
        registers = self.registers()
        assert extract("status", "done", registers["status"]), registers
        return registers

    def result(self, descriptor: Lmma, product: Product) -> np.ndarray:
        """Return what the engine wrote for a product, int32 [N, M]."""
        raw = self.board.view(descriptor.output, 16 * descriptor.output_words).view("<i4")
        pitch = isa.output_pitch(descriptor.rows)
        return raw[:product.matrix.n * pitch].reshape(-1, pitch)[:, :descriptor.rows]

    def registers(self) -> dict[str, int]:
        return {r.name: self.board.read32(r.offset)
                for r in registers_of(self.geometry.vector_lanes) if r.access != "wo"}

    def write(self, register: str, value: int) -> None:
        self.board.write32(BY_NAME[register].offset, value)


class Bench:
    """A Migen simulation of one block, with random senders and receivers around it.

    Generators behave like synchronous logic: they see the values before a clock edge, and the
    values that they set hold after it.
    """

    def __init__(self, seed: int = 1) -> None:
        self.rng = np.random.default_rng(seed)
        self._background: list[Iterator] = []

    def send(self, endpoint, items: Iterable[dict], idle: float = 0.3) -> Iterator:
        """Offer items (field: value), each until it is taken, with random gaps."""
        for item in items:
            while self.rng.random() < idle:
                yield
            for name, value in item.items():
                yield getattr(endpoint, name).eq(value)
            yield endpoint.valid.eq(1)
            yield
            while not (yield endpoint.ready):
                yield
            yield endpoint.valid.eq(0)

    def receive(self, endpoint, *fields: str, stall: float = 0.3,
                stable: bool = True) -> list[tuple]:
        """Take items from an endpoint, with random stalls; return the list that they go to.

        stable: fail if an offer changes while it is stalled.
        """
        taken: list[tuple] = []

        @passive
        def receiver() -> Iterator:
            held = None
            while True:
                values = []
                for name in fields:
                    values.append((yield getattr(endpoint, name)))
                valid, ready = (yield endpoint.valid), (yield endpoint.ready)
                if held is not None:
                    assert valid and held == values, "changed while stalled"
                held = values if stable and valid and not ready else None
                if valid and ready:
                    taken.append(tuple(values))
                yield endpoint.ready.eq(int(self.rng.random() >= stall))
                yield
        self._background.append(receiver())
        return taken

    def watch(self, generator: Callable[[], Iterator]) -> None:
        """Run generator() beside the others, for as long as they run."""
        self._background.append(passive(generator)())

    def run(self, dut, *generators: Iterator, cycles: int = 20_000) -> None:
        """Simulate until all `generators` have ended; fail after `cycles`."""
        @passive
        def limit() -> Iterator:
            for _ in range(cycles):
                yield
            raise AssertionError(f"not done after {cycles} cycles")
        run_simulation(dut, [*generators, *self._background, limit()])

    def record(self, signal) -> list[int]:
        """Return the list to which the signal's value in each clock goes."""
        values: list[int] = []

        def recorder() -> Iterator:
            while True:
                values.append((yield signal))
                yield
        self.watch(recorder)
        return values

    @staticmethod
    def set(target, **values: int) -> Iterator:
        """Set signals of a block or a record by name."""
        for name, value in values.items():
            yield getattr(target, name).eq(int(value))

    @staticmethod
    def pulse(*signals) -> Iterator:
        """Raise signals for one clock."""
        for signal in signals:
            yield signal.eq(1)
        yield
        for signal in signals:
            yield signal.eq(0)

    @staticmethod
    def until(signal, value: int = 1) -> Iterator:
        """Wait for a value, one clock at least, so that signals set just before have an effect."""
        yield
        while (yield signal) != value:
            yield

    @staticmethod
    def clocks(count: int) -> Iterator:
        """Wait for `count` clocks."""
        for _ in range(count):
            yield


@pytest.fixture
def bench() -> Callable[[int], Bench]:
    """bench(seed): a Bench."""
    return Bench


def with_collisions(verilog: str) -> str:
    """Make block RAM return inverted data for a word that is written in the same clock."""
    writes = {memory: (f"(|{enable})" if part else enable, address)
              for enable, part, memory, address in
              re.findall(r"if \((\w+)(\[\w+\])?\)\s+(\w+)\[(\w+)\](?:\[[^]]+\])? <= ",
                         verilog)}
    changed = set()

    def collide(match: re.Match) -> str:
        data, memory, address = match.groups()
        enable, written = writes[memory]
        if address == written:          # the write port's own read data, which nothing uses
            return match[0]
        changed.add(memory)
        return (f"{data} <= {enable} & {written} == {address} ? ~{memory}[{address}] : "
                f"{memory}[{address}];")
    verilog = re.sub(r"(memdat\w*) <= (\w+)\[(\w+)\];", collide, verilog)
    assert len(changed) >= 3, "there is block RAM in two or more readers and the accumulators"
    return verilog


@pytest.fixture(scope="session")
def verilog(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Geometry], Path]:
    """verilog(geometry): an engine whose colliding memory accesses return garbage; made once."""
    folder, paths = tmp_path_factory.mktemp("verilog"), {}

    def make(geometry: Geometry) -> Path:
        if geometry not in paths:
            paths[geometry] = folder / f"{geometry.name}.v"
            paths[geometry].write_text(with_collisions(generate_verilog(geometry)))
        return paths[geometry]
    return make


@pytest.fixture(scope="session")
def simulator_tools() -> None:
    """Skip the test where the simulated board cannot be built."""
    usable, missing = toolchain_available()
    if not usable:
        pytest.skip(f"the simulated board needs {missing}")


@pytest.fixture
def engine(simulator_tools, verilog: Callable[[Geometry], Path],
           ) -> Iterator[Callable[..., Engine]]:
    """engine(geometry, **fields of DdrConfig): an Engine on a board that the fixture closes."""
    boards = []

    def make(geometry: Geometry, **ddr: float) -> Engine:
        boards.append(SimulatedBoard(verilog(geometry), **{"size": 64 << 20, **ddr}))
        return Engine(boards[-1], geometry)
    yield make
    for board in boards:
        board.close()


@pytest.fixture(scope="session")
def engine_on() -> Callable[..., Engine]:
    """engine_on(board, geometry): an Engine on a board that the test has made."""
    return Engine


@pytest.fixture(scope="session")
def random_product() -> Callable[..., Product]:
    """random_product(...): see Product.random."""
    return Product.random


def draw(rng: np.random.Generator, geometry: Geometry) -> tuple:
    """Draw the arguments of Product.random: shape, format, type of activations, table mode."""
    n = rng.choice([rng.integers(1, 80), rng.integers(1, 2500), rng.choice([1023, 1024, 1025])],
                   p=[0.88, 0.08, 0.04])
    zero = rng.choice([None, 0, 64, 96, 112, 120, 128, 255])
    groups = [group for group in GROUPS if group != 16 or not geometry.symmetric]
    fmt = WeightFormat(int(rng.integers(1, 9)), int(rng.choice(groups)), zero)
    if geometry.ternary and rng.random() < 0.4:
        fmt = TERNARY
    return (int(rng.integers(1, geometry.rows + 1)), int(n), int(rng.integers(1, 700)), fmt,
            str(rng.choice(["float32", "float16", "int8"])), bool(rng.integers(2)))


@pytest.fixture
def random_doorbells(engine: Callable[..., Engine]) -> Callable[[Geometry, int], int]:
    """random_doorbells(geometry, doorbells): run products on random memories, return their number.

    Each doorbell starts one to three random products; results and counters are checked.
    """
    def check(geometry: Geometry, doorbells: int) -> int:
        rng, checked = np.random.default_rng(geometry.digest), 0
        for seed in range(doorbells):
            runner = engine(geometry, seed=seed, read_latency=int(rng.choice([1, 5, 64, 200])),
                            write_latency=int(rng.choice([1, 16, 100])),
                            back_pressure=float(rng.choice([0.0, 0.1, 0.5])),
                            extra_latency=int(rng.choice([0, 30])),
                            refresh_cycles=int(rng.choice([0, 16, 400])),
                            outstanding=int(rng.choice([1, 4, 64])))
            drawn = [draw(rng, geometry) for _ in range(rng.integers(1, 4))]
            products = [Product.random(rng, geometry, *arguments) for arguments in drawn]
            descriptors = [runner.descriptor(product) for product in products]
            registers = runner.run(descriptors)
            assert not extract("status", "error", registers["status"]), (registers, drawn)
            assert registers["completed"] == len(products)
            beats = sum(descriptor.stream_words for descriptor in descriptors)
            assert registers["stream_words"] == beats * geometry.lanes
            assert registers["cycles"] == beats + sum(registers[stall] for stall in STALLS)
            for descriptor, product, arguments in zip(descriptors, products, drawn, strict=True):
                result = runner.result(descriptor, product)
                assert np.array_equal(result, product.expected), (seed, arguments)
            runner.board.close()
            checked += len(products)
        return checked
    return check


# Commands -----------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def lutcore() -> Callable[..., int]:
    """lutcore(*arguments): runs the command in this process and returns its exit code."""
    def run(*arguments: object) -> int:
        with pytest.raises(SystemExit) as ended:
            cli([str(argument) for argument in arguments], prog_name="lutcore")
        return int(ended.value.code or 0)
    return run


@pytest.fixture(scope="session")
def lutcore_build(lutcore: Callable[..., int]) -> Callable[[list[str]], int]:
    """lutcore_build(arguments): runs `lutcore build` and returns its exit code."""
    return lambda arguments: lutcore("build", *arguments)
