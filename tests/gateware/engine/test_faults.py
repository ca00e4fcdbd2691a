"""A bus error at any burst or a stop at any clock gives a code and leaves a usable engine."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lutcore.driver.contract import Geometry, GroupCode, Lmma, WeightFormat, preset
from lutcore.driver.contract.isa import output_words
from lutcore.driver.contract.packing import TERNARY
from lutcore.driver.contract.registers import ErrorCode, extract
from lutcore.driver.errors import DescriptorError

TINY  = preset("tiny")
PORTS = Geometry(rows=2, lanes=4, ports=4, cut=5, ternary=True)
SIDE  = Geometry(rows=1, lanes=2, ports=2, side_port=True, symmetric=True, cut=5)
DEALT = Geometry(rows=2, lanes=4, ports=4, port_kind="axi3", port_width=64, side_port=True,
                 table_width=8, double_buffer=False, stream_depth=64, result_ports=4)
GEOMETRIES = pytest.mark.parametrize("geometry", [TINY, PORTS, SIDE, DEALT], ids=lambda g: g.name)
CODES = {"read": ErrorCode.READ, "write": ErrorCode.WRITE}
QUIET = 3000                            # clocks within which a stopped engine is done


class Case:
    """Two small products that run again and again on one engine."""

    def __init__(self, it, random_product, seed: int) -> None:
        rng, geometry = np.random.default_rng(seed), it.geometry
        formats = [WeightFormat(2, 32, None), TERNARY if geometry.ternary else
                   WeightFormat(1, 0, 128)]
        self.it = it
        self.products = [random_product(rng, geometry, geometry.rows, n, 260, fmt)
                         for n, fmt in zip((33, 90), formats, strict=True)]
        self.descriptors = [it.descriptor(product) for product in self.products]
        self._free = it._free

    def start(self) -> None:
        """Ring the doorbell, with fresh outputs, and the program in the last program's place."""
        self.it._free = self._free
        for descriptor in self.descriptors:
            self.it.board.view(descriptor.output, 16 * descriptor.output_words)[:] = 0xAA
        self.it.start(self.descriptors)

    def end(self, cycles: int = 100_000) -> int:
        """Wait for the end and return the status."""
        self.it.board.step(cycles, until_irq=True)
        status = self.it.registers()["status"]
        assert extract("status", "done", status) and not extract("status", "busy", status)
        return status

    def check(self) -> int:
        """Run from start to end, compare the results, and return the clocks taken."""
        before = self.it.board.cycles
        self.start()
        assert not extract("status", "error", self.end())
        for descriptor, product in zip(self.descriptors, self.products, strict=True):
            assert np.array_equal(self.it.result(descriptor, product), product.expected)
        return self.it.board.cycles - before


@pytest.fixture
def case(engine, random_product):
    """case(geometry, **fields of DdrConfig): a Case that has run once."""
    def make(geometry: Geometry, **ddr: float) -> Case:
        it = engine(geometry, size=4 << 20, **ddr)
        products = Case(it, random_product, seed=geometry.digest)
        it.board.reset()
        products.check()
        return products
    return make


@GEOMETRIES
@pytest.mark.parametrize("pressure", [0.0, 0.3])
def test_an_error_in_any_burst(case, geometry: Geometry, pressure: float) -> None:
    it = case(geometry, back_pressure=pressure, seed=5)
    board, hit = it.it.board, set()
    for port, counts in enumerate(board.statistics):
        for channel, bursts in (("read", counts.read_bursts), ("write", counts.write_bursts)):
            for nth in range(1, bursts + 1):
                board.inject_error(channel, nth, port)
                it.start()
                status = it.end()
                assert extract("status", "code", status) == CODES[channel], (port, channel, nth)
                it.check()
                hit.add((port, channel))
    assert {port for port, channel in hit if channel == "read"} == set(range(geometry.buses))
    assert {port for port, channel in hit if channel == "write"} == set(geometry.result_buses)


def stop_at_every_clock(it: Case, stop, clocks: range) -> set[int]:
    """Start, wait, stop, check that the engine still works; return the codes that `stop` gave."""
    codes = set()
    for clock in clocks:
        it.start()
        it.it.board.step(clock)
        codes.add(stop())
        if clock % 5 == 0:              # otherwise the next start follows the stop directly
            it.check()
    it.check()
    return codes


@pytest.mark.parametrize("pressure, step", [
    (0.0, 1), (0.3, 13), pytest.param(0.3, 1, marks=pytest.mark.slow)])
@GEOMETRIES
def test_an_abort_at_any_clock(case, geometry: Geometry, pressure: float, step: int) -> None:
    it = case(geometry, back_pressure=pressure, seed=6)

    def abort() -> int:
        it.it.write("control", 1)
        return extract("status", "code", it.end(QUIET))
    codes = stop_at_every_clock(it, abort, range(0, it.check() + 20, step))
    assert codes == {ErrorCode.NONE, ErrorCode.ABORT}    # NONE: it ended before the abort


@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.slow)])
@GEOMETRIES
def test_a_reset_at_any_clock(case, geometry: Geometry, step: int) -> None:
    it = case(geometry, back_pressure=0.2, seed=7)

    def reset() -> int:
        it.it.board.reset()
        return it.it.registers()["status"]
    assert stop_at_every_clock(it, reset, range(0, it.check(), step)) == {0}


def fault_code(descriptor: Lmma, geometry: Geometry) -> ErrorCode:
    fault = descriptor.fault(geometry)
    return fault[0] if fault else ErrorCode.NONE


def bad_fields(geometry: Geometry) -> list[dict[str, int]]:
    """Return fields that no engine of the geometry can run: types, addresses, long lengths."""
    above = (1 << 32) - 64              # the last address that a descriptor may hold
    return [
        {"planes": 0}, {"planes": 9}, {"planes": 15}, {"explicit": 1, "group": 0},
        {"ternary": 1, "planes": 2, "group": 0, "explicit": 0},
        {"ternary": 1, "planes": 1, "group": 3, "explicit": 0},
        {"rows": 0}, {"rows": geometry.rows + 1}, {"rows": 255}, {"columns": 0}, {"slices": 0},
        *({name: offset} for name in ("weights", "activations", "output", "stride")
          for offset in (1, 16, 32, above + 1)),
        {"weights": above}, {"activations": above}, {"output": above},
        {"stream_words": (1 << 32) - 1}, {"activation_words": (1 << 32) - 1},
        {"output_words": (1 << 32) - 1}, {"output_words": (1 << 28) + 1},
        *([{"stride": above}] if geometry.ports > 1 else []),
    ]


@GEOMETRIES
def test_a_refused_descriptor_touches_no_memory(case, geometry: Geometry) -> None:
    """The code is the contract's, and no byte changes."""
    it = case(geometry)
    board = it.it.board
    for fields in bad_fields(geometry):
        bad = Lmma.decode(replace(it.descriptors[0], **fields).encode())
        it.it._free = it._free
        it.it.start([bad, it.descriptors[1]])
        before = board.memory.copy()
        status = it.end()
        code = extract("status", "code", status)
        assert code == fault_code(bad, geometry) != ErrorCode.NONE, fields
        assert it.it.registers()["completed"] == 0
        assert np.array_equal(board.memory, before), fields
    it.check()


@GEOMETRIES
def test_a_stream_length_that_wraps_to_nothing(case, geometry: Geometry) -> None:
    """A stream of 2**32 words has a length field of 0, which is refused as a wrong length."""
    it = case(geometry)
    board, words = it.it.board, 512 * geometry.row_words(False)
    wide = replace(it.descriptors[0], planes=2, group=GroupCode.UNSCALED, explicit=False, rows=1,
                   columns=1 << 22, slices=512, stream_words=0,
                   output=it.it.place(np.zeros(16, np.uint8)),
                   activations=it.it.place(np.zeros(16 * words, np.uint8)), activation_words=words,
                   output_words=output_words((1 << 22) * geometry.lanes, 1))
    assert wide.slices * wide.columns * wide.planes == 1 << 32
    with pytest.raises(DescriptorError, match="stream_words = 0, but the shape needs 4294967296"):
        wide.check(geometry)
    it.it.start([wide])
    before = board.memory.copy()
    assert extract("status", "code", it.end()) == fault_code(wide, geometry) == ErrorCode.LENGTH
    assert np.array_equal(board.memory, before)
    it.check()


@GEOMETRIES
def test_random_bytes_for_a_descriptor_end_in_a_code(case, geometry: Geometry) -> None:
    """Whatever the descriptor holds, the engine stops, and it writes only to the output."""
    it, rng = case(geometry, back_pressure=0.1), np.random.default_rng(8)
    runner, good = it.it, it.descriptors[0].encode()
    memory, base = runner.board.memory, runner.board.config.base
    seen = set()
    for _ in range(300):
        raw = np.frombuffer(good, np.uint8).copy()
        for _ in range(rng.integers(1, 4)):
            raw[rng.integers(0, 44)] = rng.integers(0, 256)
        bad = type(it.descriptors[0]).decode(raw.tobytes())
        if bad.columns > 5000:
            continue                    # possibly valid, but too long to run
        runner._free = it._free
        runner.start([bad])
        before = memory.copy()
        runner.board.step(300_000, until_irq=True)
        status = runner.registers()["status"]
        assert extract("status", "done", status), bad
        code = extract("status", "code", status)
        seen.add(code)
        if fault_code(bad, geometry) is ErrorCode.NONE:
            assert code in (ErrorCode.NONE, ErrorCode.READ, ErrorCode.WRITE), bad
        else:
            assert code != ErrorCode.NONE, bad
        changed = np.flatnonzero(memory != before)
        if changed.size:
            assert bad.output <= base + changed.min(), bad
            assert base + changed.max() < bad.output + 16 * bad.output_words, bad
            memory[:] = before
    it.check()
    assert seen >= {ErrorCode.MAGIC, ErrorCode.TYPE, ErrorCode.SHAPE, ErrorCode.ALIGN,
                    ErrorCode.LENGTH, ErrorCode.READ}
