"""The whole engine, Verilated, against the contract."""

from __future__ import annotations

import dataclasses
import os

import numpy as np
import pytest

from lutcore.driver.spec import Geometry, WeightFormat, preset
from lutcore.driver.spec.packing import GROUPS, TERNARY
from lutcore.driver.spec.registers import STALLS, ErrorCode, extract

GEOMETRIES = (
    preset("demo"),
    preset("tiny"),
    Geometry(rows=3, table_width=16, cut=6, port_kind="axi3", port_width=64, stream_depth=64),
    Geometry(rows=9, table_width=10, cut=5, port_width=64, stream_depth=256),
    Geometry(rows=5, lanes=4, ports=4, cut=5, ternary=True),
    Geometry(rows=2, ports=2, port_kind="axi3", port_width=64, cut=5, ternary=True),
    Geometry(rows=3, symmetric=True, cut=6, table_width=10),
    Geometry(rows=1, lanes=2, ports=2, symmetric=True, cut=5),
)
# Doorbells of one to three products each; raise it for a long run.
DOORBELLS = int(os.environ.get("LUTCORE_TEST_DOORBELLS", "50"))

INT4 = WeightFormat(4, 128, 120)


def draw(rng: np.random.Generator, geometry: Geometry) -> tuple:
    """Arguments of a random product: shapes, types, groups, offsets, table mode."""
    n = rng.integers(1, 2500) if rng.random() < 0.1 else rng.integers(1, 80)
    zero = rng.choice([None, 0, 64, 96, 112, 120, 128, 255])
    fmt = WeightFormat(int(rng.integers(1, 9)), int(rng.choice(GROUPS)), zero)
    if geometry.ternary and rng.random() < 0.4:
        fmt = TERNARY
    return (int(rng.integers(1, geometry.rows + 1)), int(n), int(rng.integers(1, 700)), fmt,
            str(rng.choice(["float32", "float16", "int8"])), bool(rng.integers(2)))


@pytest.mark.parametrize("geometry", GEOMETRIES, ids=lambda g: g.name)
def test_random_products(engine, random_product, geometry: Geometry) -> None:
    rng = np.random.default_rng(geometry.digest)
    for seed in range(DOORBELLS):
        runner = engine(geometry, seed=seed, read_latency=int(rng.choice([1, 5, 64, 200])),
                        back_pressure=float(rng.choice([0.0, 0.1, 0.5])),
                        extra_latency=int(rng.choice([0, 30])))
        drawn = [draw(rng, geometry) for _ in range(rng.integers(1, 4))]
        products = [random_product(rng, geometry, *arguments) for arguments in drawn]
        descriptors = [runner.descriptor(product) for product in products]
        registers = runner.run(descriptors)
        assert not extract("status", "error", registers["status"]), (registers, drawn)
        assert registers["completed"] == len(products)
        beats = sum(descriptor.stream_words for descriptor in descriptors)
        assert registers["stream_words"] == beats * geometry.lanes
        assert registers["cycles"] == beats + sum(registers[stall] for stall in STALLS)
        for descriptor, product, arguments in zip(descriptors, products, drawn, strict=True):
            assert np.array_equal(runner.result(descriptor, product), product.expected), arguments
        runner.board.close()


def test_stream_is_nearly_gapless(engine, random_product) -> None:
    geometry = preset("demo")
    runner = engine(geometry, refresh_cycles=0)
    product = random_product(np.random.default_rng(1), geometry, 1, 1024, 2048, INT4)
    registers = runner.run([runner.descriptor(product)])
    assert registers["stall_issue"] == 0
    # Activations share the port; what they take is all that the stream waits for.
    assert registers["stall_weights"] < len(product.buffer) // 16
    # Filling is hidden but for the first slice; draining but for the last tile.
    assert registers["cycles"] - registers["stream_words"] < 1024 + 600


@pytest.mark.parametrize("change, code", [
    ({"magic": 0},             ErrorCode.MAGIC),
    ({"version": 99},          ErrorCode.MAGIC),
    ({"opcode": 7},            ErrorCode.MAGIC),
    ({"planes": 0},            ErrorCode.TYPE),
    ({"planes": 9},            ErrorCode.TYPE),
    ({"explicit": 1, "group": 0}, ErrorCode.TYPE),
    ({"rows": 0},              ErrorCode.SHAPE),
    ({"rows": 5},              ErrorCode.SHAPE),
    ({"columns": 0},           ErrorCode.SHAPE),
    ({"slices": 0},            ErrorCode.SHAPE),
    ({"weights": 0x1000_0010}, ErrorCode.ALIGN),
    ({"output": 0x1000_0001},  ErrorCode.ALIGN),
    ({"stream_words": 1},      ErrorCode.LENGTH),
    ({"stream_words": 9000},   ErrorCode.LENGTH),
    ({"stream_words": 0},      ErrorCode.LENGTH),
    ({"activation_words": 1},  ErrorCode.LENGTH),
    ({"activation_words": 500}, ErrorCode.LENGTH),
    ({"output_words": 1},      ErrorCode.LENGTH),
    ({"output_words": 77},     ErrorCode.LENGTH),
    ({"output": 0xFFFF_FFC0},  ErrorCode.LENGTH),
    ({"weights": 0xFFFF_FFC0}, ErrorCode.LENGTH),
    ({"ternary": 1},           ErrorCode.TYPE),
    ({"stride": 4},            ErrorCode.ALIGN),
    ({"weights": 0x8000_0000}, ErrorCode.READ),
    ({"activations": 0},       ErrorCode.READ),
    ({"output": 0},            ErrorCode.WRITE),
])
def test_bad_descriptor_ends_in_a_code(engine, random_product, change: dict, code: int) -> None:
    geometry = preset("demo")
    runner = engine(geometry)
    product = random_product(np.random.default_rng(2), geometry, 2, 70, 300, INT4)
    good = runner.descriptor(product)
    registers = runner.run([good, dataclasses.replace(good, **change), good], cycles=200_000)
    assert extract("status", "error", registers["status"])
    assert extract("status", "code", registers["status"]) == code
    assert registers["completed"] == 1
    again = runner.run([good])                    # the engine is usable afterwards
    assert not extract("status", "error", again["status"])
    assert np.array_equal(runner.result(good, product), product.expected)


def test_nothing_is_written_outside_the_output(engine, random_product) -> None:
    geometry = preset("demo")
    runner = engine(geometry)
    product = random_product(np.random.default_rng(3), geometry, 3, 300, 200, INT4)
    good = runner.descriptor(product)
    for words in (5, 400):
        runner.board.view(good.output, 16 * good.output_words)[:] = 0xAA
        runner.start([dataclasses.replace(good, output_words=words)])
        before = runner.board.memory.copy()
        runner.board.step(200_000, until_irq=True)
        start = good.output - runner.board.config.base
        end = start + 16 * words
        changed = np.flatnonzero(runner.board.memory != before)
        assert changed.size and start <= changed.min() and changed.max() < end


@pytest.mark.parametrize("channel, code", [("read", ErrorCode.READ), ("write", ErrorCode.WRITE)])
@pytest.mark.parametrize("nth", [1, 2, 7])
def test_bus_error(engine, random_product, channel: str, code: int, nth: int) -> None:
    geometry = preset("tiny")
    runner = engine(geometry, back_pressure=0.2)
    product = random_product(np.random.default_rng(4), geometry, 2, 1100, 200, INT4)
    good = runner.descriptor(product)
    runner.board.inject_error(channel, nth)
    registers = runner.run([good])
    assert extract("status", "code", registers["status"]) == code
    assert not extract("status", "error", runner.run([good])["status"])
    assert np.array_equal(runner.result(good, product), product.expected)


@pytest.mark.parametrize("after", [1, 60, 90, 200, 1000, 3000, 5200])
def test_abort_anywhere(engine, random_product, after: int) -> None:
    geometry = preset("demo")
    runner = engine(geometry)
    product = random_product(np.random.default_rng(5), geometry, 4, 600, 256, INT4)
    good = runner.descriptor(product)
    runner.start([good])
    runner.board.step(after)
    runner.write("control", 1)
    runner.board.step(2000, until_irq=True)
    status = runner.registers()["status"]
    assert extract("status", "done", status)
    assert extract("status", "code", status) == ErrorCode.ABORT
    runner.run([good])
    assert np.array_equal(runner.result(good, product), product.expected)


def test_reset_in_the_middle(engine, random_product) -> None:
    geometry = preset("demo")
    runner = engine(geometry)
    product = random_product(np.random.default_rng(6), geometry, 4, 600, 256, INT4)
    good = runner.descriptor(product)
    runner.start([good])
    runner.board.step(1500)
    runner.board.reset()
    assert runner.registers()["status"] == 0
    runner.run([good])
    assert np.array_equal(runner.result(good, product), product.expected)


def test_memory_that_never_answers_does_not_end_in_done(engine, random_product) -> None:
    runner = engine(preset("tiny"))
    product = random_product(np.random.default_rng(7), preset("tiny"), 1, 64, 128, INT4)
    runner.board.inject_hang("read", 2)
    runner.start([runner.descriptor(product)])
    runner.board.step(20_000, until_irq=True)
    assert runner.registers()["status"] == 1      # busy; the driver's time-out is what ends it


def test_registers_identify_the_engine(engine) -> None:
    for geometry in GEOMETRIES[:2]:
        registers = engine(geometry).registers()
        assert registers["magic"] == 0x4354554C
        assert registers["digest"] == geometry.digest
