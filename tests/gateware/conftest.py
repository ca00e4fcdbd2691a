"""The engine on a simulated board, without driver and pynq: descriptors in, accumulators out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from lutcore.driver.spec import (
    Geometry,
    Lmma,
    PackedMatrix,
    WeightFormat,
    isa,
    pack_matrix,
    reference,
)
from lutcore.driver.spec import activations as act
from lutcore.driver.spec.packing import decode_words, split_words
from lutcore.driver.spec.registers import BY_NAME, REGISTERS, extract
from lutcore.driver.spec.streams import StreamShape, arrange
from lutcore.driver.virtual.build import available
from lutcore.driver.virtual.model import SimulatedBoard
from lutcore.gateware.build import generate_verilog

PAGE = 4096


@dataclass(frozen=True)
class Product:
    """One random product and what the contract says of it."""

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
        words, values = split_words(matrix.stream, n, matrix.slices, fmt.bits, fmt.group_code,
                                    fmt.explicit_in_stream)
        weights = reference.prepare(decode_words(words, fmt.ternary), values, fmt.bits,
                                    fmt.zero or 0, fmt.ternary)
        if host_tables:
            expected = reference.lookups(weights, quantised.tables, quantised.sums,
                                         quantised.shift, geometry)
        else:
            expected = reference.products(weights, quantised.mantissa, quantised.sums,
                                          quantised.shift)
        return cls(matrix, quantised, act.pack_activations(quantised, geometry), expected)


class Engine:
    """Places products in a board's memory, rings the doorbell, reads what came out."""

    def __init__(self, board: SimulatedBoard, geometry: Geometry) -> None:
        self.board, self.geometry = board, geometry
        self._free = board.config.base + 16 * PAGE

    def place(self, data: np.ndarray) -> int:
        """Copy bytes into memory; returns the address, on a page of its own."""
        address = self._free
        self.board.view(address, len(data))[:] = data
        self._free += -(-len(data) // PAGE) * PAGE + PAGE
        return address

    def descriptor(self, product: Product) -> Lmma:
        """The descriptor of a product, with its data placed."""
        matrix, rows = product.matrix, product.activations.rows
        fmt = matrix.format
        shape = StreamShape.of(fmt, matrix.n, matrix.k, self.geometry)
        words = isa.output_words(shape.columns * self.geometry.lanes, rows)
        return Lmma(
            planes=fmt.bits, group=fmt.group_code, explicit=int(fmt.explicit_in_stream),
            zero=fmt.zero or 0, rows=rows, columns=shape.columns, slices=matrix.slices,
            weights=self.place(arrange(matrix, self.geometry)), stream_words=shape.words,
            stride=shape.stride, activations=self.place(product.buffer),
            activation_words=len(product.buffer) // 16,
            output=self.place(np.full(16 * words, 0xAA, np.uint8)), output_words=words,
            host_tables=int(product.activations.tables is not None), ternary=int(fmt.ternary))

    def start(self, descriptors: list[Lmma]) -> None:
        """Ring the doorbell."""
        program = b"".join(d.encode() for d in descriptors)
        address = self.place(np.frombuffer(program, np.uint8))
        self.write("program", address)
        self.write("count", len(descriptors))

    def run(self, descriptors: list[Lmma], cycles: int = 5_000_000) -> dict[str, int]:
        """Run to the end; the registers afterwards. Fails if the engine does not stop."""
        self.start(descriptors)
        self.board.step(cycles, until_irq=True)
        registers = self.registers()
        assert extract("status", "done", registers["status"]), registers
        return registers

    def result(self, descriptor: Lmma, product: Product) -> np.ndarray:
        """int32 [N, M]."""
        raw = self.board.view(descriptor.output, 16 * descriptor.output_words).view("<i4")
        pitch = isa.output_pitch(descriptor.rows)
        return raw[:product.matrix.n * pitch].reshape(-1, pitch)[:, :descriptor.rows]

    def registers(self) -> dict[str, int]:
        return {r.name: self.board.read32(r.offset) for r in REGISTERS if r.access != "wo"}

    def write(self, register: str, value: int) -> None:
        self.board.write32(BY_NAME[register].offset, value)


@pytest.fixture(scope="session")
def verilog(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Geometry], Path]:
    """The Verilog of a geometry, generated once."""
    folder, made = tmp_path_factory.mktemp("verilog"), {}

    def make(geometry: Geometry) -> Path:
        if geometry not in made:
            made[geometry] = folder / f"{geometry.name}.v"
            made[geometry].write_text(generate_verilog(geometry))
        return made[geometry]
    return make


@pytest.fixture
def engine(verilog: Callable[[Geometry], Path]) -> Iterator[Callable[..., Engine]]:
    """Makes an Engine: engine(geometry, **fields of DdrConfig); closed after the test."""
    usable, missing = available()
    if not usable:
        pytest.skip(f"the simulated board needs {missing}")
    boards = []

    def make(geometry: Geometry, **ddr: float) -> Engine:
        boards.append(SimulatedBoard(verilog(geometry), **{"size": 64 << 20, **ddr}))
        return Engine(boards[-1], geometry)
    yield make
    for board in boards:
        board.close()


@pytest.fixture(scope="session")
def random_product() -> Callable[..., Product]:
    """Product.random."""
    return Product.random
