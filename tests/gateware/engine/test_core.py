"""The whole engine, under Verilator, against the contract."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from lutcore.driver.contract import Geometry, WeightFormat, preset
from lutcore.driver.contract.registers import ErrorCode, extract

GEOMETRIES = (
    preset("demo"),
    preset("tiny"),
    Geometry(rows=3, table_width=16, cut=6, port_kind="axi3", port_width=64, stream_depth=64),
    Geometry(rows=5, table_width=10, cut=5, fill=2, port_width=64, stream_depth=256),
    Geometry(rows=2, lanes=4, ports=4, cut=5, ternary=True),
    Geometry(rows=2, ports=2, side_port=True, port_kind="axi3", port_width=64, cut=5, ternary=True),
    Geometry(rows=1, lanes=4, ports=4, side_port=True, cut=5),
    Geometry(rows=3, symmetric=True, cut=6, table_width=10),
    Geometry(rows=2, ports=2, side_port=True, port_kind="axi3", port_width=64, stream_depth=64,
             result_ports=2),
    Geometry(rows=6, lanes=4, ports=4, table_width=8, result_ports=4),
    Geometry(rows=9, lanes=4, ports=4, port_kind="axi3", port_width=64, table_width=8,
             result_ports=4),
    Geometry(rows=1, lanes=2, ports=2, side_port=True, symmetric=True, cut=5),
)
SWEEP = (                               # few engines that have every value of every field
    preset("demo"),
    preset("tiny"),
    preset("pynq_z2"),
    Geometry(rows=1, table_width=8, double_buffer=False, stream_depth=128),
    Geometry(rows=32, cut=5, ternary=True, fill=2),
    Geometry(rows=4, lanes=2, ports=2, side_port=True, cut=6, table_width=10),
    Geometry(rows=8, lanes=4, ports=4, cut=5, ternary=True),
    Geometry(rows=3, lanes=2, ports=4, port_kind="axi3", port_width=64, table_width=16),
    Geometry(rows=5, lanes=4, ports=4, port_width=64, table_width=8, double_buffer=False),
    Geometry(rows=6, cut=6, table_width=16, symmetric=True, double_buffer=False,
             port_kind="axi3", port_width=64, stream_depth=64),
    Geometry(rows=7, lanes=2, ports=2, table_width=10, symmetric=True, port_kind="axi3",
             port_width=64),
    Geometry(rows=12, cut=6, side_port=True, fill=1),
    Geometry(rows=9, table_width=10, cut=5, port_width=64, stream_depth=256),
    Geometry(rows=2, lanes=4, ports=4, cut=5, table_width=8, symmetric=True, port_kind="axi3",
             port_width=64),
    Geometry(rows=1, ports=2, cut=5, table_width=16, symmetric=True, port_width=64),
    Geometry(rows=8, lanes=4, ports=4, cut=5, ternary=True, result_ports=2),
    Geometry(rows=17, lanes=2, ports=2, side_port=True, table_width=8, result_ports=2),
)
DOORBELLS, SWEEP_DOORBELLS = 15, 80     # of two products each on average

INT4 = WeightFormat(4, 128, 120)


@pytest.mark.parametrize("geometry", GEOMETRIES, ids=lambda g: g.name)
def test_random_products(random_doorbells, geometry: Geometry) -> None:
    assert random_doorbells(geometry, DOORBELLS) >= DOORBELLS


@pytest.mark.slow
@pytest.mark.parametrize("geometry", SWEEP, ids=lambda g: g.name)
def test_sweep(random_doorbells, record_property, geometry: Geometry) -> None:
    products = random_doorbells(geometry, SWEEP_DOORBELLS)
    record_property("products", products)
    assert products >= 135              # more than 2,000 over all geometries


def test_stream_is_nearly_gapless(engine, random_product) -> None:
    geometry = preset("demo")
    runner = engine(geometry, refresh_cycles=0)
    product = random_product(np.random.default_rng(1), geometry, 1, 1024, 2048, INT4)
    registers = runner.run([runner.descriptor(product)])
    assert registers["stall_issue"] == 0
    # The stream waits only for the activations, which share its port.
    assert registers["stall_weights"] < len(product.buffer) // 16
    # Only the fill of the first slice is not hidden; results leave while the last slice streams.
    assert registers["cycles"] - registers["stream_words"] < 600 + len(product.buffer) // 16
    assert registers["stall_control"] < 200


@pytest.mark.parametrize("planes, offsets, share", [
    (1, False, 3 / 4), (2, False, 1), (3, False, 1),    # eight groups in 3, 5 or 7 words
    (1, True, 2 / 4), (2, True, 3 / 4), (3, True, 1)])
def test_groups_of_32_pass_two_a_clock_or_one_with_offsets(engine, random_product, planes, offsets,
                                                          share) -> None:
    geometry = preset("demo")
    runner = engine(geometry, refresh_cycles=0)
    fmt = WeightFormat(planes, 32, None if offsets else 1)
    product = random_product(np.random.default_rng(1), geometry, 1, 512, 2048, fmt)
    good = runner.descriptor(product)
    registers = runner.run([good])
    assert np.array_equal(runner.result(good, product), product.expected)
    moved = registers["stream_words"] + registers["stall_issue"]
    assert registers["stream_words"] / moved == pytest.approx(share, rel=0.01)


def test_the_next_product_is_loaded_while_one_runs(engine, random_product) -> None:
    geometry = preset("demo")
    runner = engine(geometry, refresh_cycles=0)
    product = random_product(np.random.default_rng(10), geometry, 2, 300, 256, INT4)
    good = runner.descriptor(product)
    alone = runner.run([good])["cycles"]
    together = runner.run([good] * 5)
    assert together["completed"] == 5
    assert together["cycles"] < 5 * alone - 4 * 120
    assert np.array_equal(runner.result(good, product), product.expected)


@pytest.mark.parametrize("change, code", [
    ({"magic": 0},             ErrorCode.MAGIC),
    ({"version": 99},          ErrorCode.MAGIC),
    ({"opcode": 7},            ErrorCode.MAGIC),
    ({"planes": 0},            ErrorCode.TYPE),
    ({"planes": 9},            ErrorCode.TYPE),
    ({"explicit": 1, "group": 0}, ErrorCode.TYPE),
    ({"group": 5},             ErrorCode.TYPE),
    ({"group": 7, "explicit": 1}, ErrorCode.TYPE),
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
    assert registers["completed"] == 1            # the one before it, whose result is there
    assert np.array_equal(runner.result(good, product), product.expected)
    again = runner.run([good])                    # the engine is usable afterwards
    assert not extract("status", "error", again["status"])
    assert np.array_equal(runner.result(good, product), product.expected)


@pytest.mark.parametrize("offset, code", [(4, ErrorCode.ALIGN), (16, ErrorCode.ALIGN),
                                          (32, ErrorCode.ALIGN), (1 << 30, ErrorCode.READ)])
def test_bad_program_ends_in_a_code(engine, random_product, offset: int, code: int) -> None:
    geometry = preset("tiny")
    runner = engine(geometry)
    product = random_product(np.random.default_rng(8), geometry, 1, 20, 128, INT4)
    good = runner.descriptor(product)
    program = runner.place(np.frombuffer(good.encode() * 2, np.uint8))
    runner.write("program", program + offset)
    runner.write("count", 1)
    runner.board.step(10_000, until_irq=True)
    registers = runner.registers()
    assert extract("status", "done", registers["status"])
    assert extract("status", "code", registers["status"]) == code
    assert registers["completed"] == 0
    assert not extract("status", "error", runner.run([good])["status"])


@pytest.mark.parametrize("other", [0, 1, 5])
def test_a_doorbell_while_busy_is_ignored(engine, random_product, other: int) -> None:
    geometry = preset("tiny")
    runner = engine(geometry)
    product = random_product(np.random.default_rng(9), geometry, 2, 70, 200, INT4)
    good = runner.descriptor(product)
    runner.start([good] * 3)
    runner.board.step(200)
    runner.write("program", 0)
    runner.write("count", other)
    runner.board.step(100_000, until_irq=True)
    registers = runner.registers()
    assert extract("status", "done", registers["status"]) and registers["completed"] == 3
    assert registers["stream_words"] == 3 * good.stream_words


@pytest.mark.parametrize("geometry", [GEOMETRIES[0], GEOMETRIES[-1]], ids=lambda g: g.name)
def test_narrow_tiles_with_late_weights(engine, random_product, geometry: Geometry) -> None:
    """Tables are ready long before the weights, so slices follow each other without a gap."""
    for columns in (1, 2, 3, 4, 5):
        for seed in range(8):
            runner = engine(geometry, size=4 << 20, seed=seed, extra_latency=300,
                            back_pressure=0.2 if seed % 2 else 0.0)
            product = random_product(np.random.default_rng(seed), geometry, 1,
                                     columns * geometry.lanes, 1500, WeightFormat(1, 0, 0))
            good = runner.descriptor(product)
            runner.run([good])
            assert np.array_equal(runner.result(good, product), product.expected), columns
            runner.board.close()


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
    assert runner.registers()["status"] == 1      # busy, until the driver's time-out


def test_registers_identify_the_engine(engine) -> None:
    for geometry in GEOMETRIES[:2]:
        registers = engine(geometry).registers()
        assert registers["magic"] == 0x4354554C
        assert registers["digest"] == geometry.digest
