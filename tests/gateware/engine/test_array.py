"""The lookup array: for every weight word, the sums of the table entries that it addresses."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from litex.gen import LiteXModule
from migen import C, Record, Signal

from lutcore.driver.contract import Geometry, GroupCode, reference
from lutcore.driver.contract.geometry import SEGMENT_SLOTS, SEGMENTS
from lutcore.driver.contract.stream_layout import StreamLayout
from lutcore.driver.contract.streams import fold
from lutcore.gateware.engine.array import LookupRow, WordCutter, row_write
from lutcore.gateware.engine.issue import Issue
from lutcore.gateware.engine.pieces import piece_write_layout
from lutcore.gateware.engine.tables import TableLoader, table_write_layout

ROW, ROWS = 1, 2                        # the row under test, of this many
LATENCY   = 1 + LookupRow.latency       # from a word to its sums

GEOMETRIES = (
    Geometry(rows=ROWS),
    Geometry(rows=ROWS, cut=5, table_width=8, double_buffer=False, fill=1),
    Geometry(rows=ROWS, cut=6, table_width=16, fill=2),
    Geometry(rows=ROWS, cut=5, ternary=True),
    Geometry(rows=ROWS, cut=4, symmetric=True),
    Geometry(rows=ROWS, cut=5, symmetric=True, table_width=16),
    Geometry(rows=ROWS, cut=6, symmetric=True),
)
ONE_PORT = (
    Geometry(rows=2, cut=5, table_width=8, double_buffer=False),
    Geometry(rows=2, cut=4, double_buffer=False, fill=1, symmetric=True),
    Geometry(rows=2, cut=5, double_buffer=False, ternary=True, fill=2),
    Geometry(rows=2, cut=6, table_width=16, double_buffer=False),
)


class Array(LiteXModule):
    """The array of one row and one lane."""

    def __init__(self, geometry: Geometry) -> None:
        self.write   = Record(table_write_layout(geometry))
        self.word    = Signal(128)
        self.ternary = Signal()
        self.bank    = Signal()
        self.keep    = Signal(2, reset=0b11)
        self.enable  = Signal(LookupRow.latency, reset=(1 << LookupRow.latency) - 1)
        self.cutter  = WordCutter(geometry, self.word, self.ternary, self.write,
                                  self.keep)
        self.row     = LookupRow(geometry, row_write(self, geometry, self.write), ROW, self.cutter,
                                 self.bank, self.enable)


def write_tables(dut: Array, geometry: Geometry, tables: np.ndarray, bank: int,
                 rows: int) -> Iterator:
    """Write tables int [tables, entries], `fill` segments at a time."""
    mask = (1 << geometry.table_width) - 1
    for first in range(0, SEGMENTS, geometry.fill):
        for entry in range(geometry.entries):
            data = 0
            for part in range(geometry.fill):
                for slot in range(geometry.segment_tables):
                    table = (first + part) * geometry.segment_tables + slot
                    at = (part * SEGMENT_SLOTS + slot) * geometry.table_width
                    data |= (int(tables[table, entry]) & mask) << at
            yield dut.write.valid.eq(1)
            yield dut.write.we.eq(rows)
            yield dut.write.bank.eq(bank)
            yield dut.write.segments.eq(((1 << geometry.fill) - 1) << first)
            yield dut.write.address.eq(entry)
            yield dut.write.data.eq(data)
            yield
    yield dut.write.valid.eq(0)
    yield dut.write.we.eq(0)


def random_tables(rng: np.random.Generator, geometry: Geometry) -> np.ndarray:
    """Draw entries from the whole range; in one table of four all are at a limit."""
    limit = geometry.entry_limit
    tables = rng.integers(-limit, limit + 1, (geometry.tables, geometry.entries))
    tables[::4] = rng.choice([-limit, limit])
    return tables


def random_words(rng: np.random.Generator, count: int, ternary: bool) -> np.ndarray:
    """Draw words uint8 [count, 16]; the first two are all zeros and all ones (or twos)."""
    if ternary:
        codes = rng.integers(0, 27, (count, 25))
        codes[:2] = [[0], [26]]
        bits = np.zeros((count, 128), np.uint8)
        bits[:, :125] = (codes[..., None] >> np.arange(5) & 1).reshape(count, -1)
        return np.packbits(bits, axis=-1, bitorder="little")
    words = rng.integers(0, 256, (count, 16), dtype=np.uint8)
    words[:2] = [[0], [255]]
    return words


def expected_sums(words: np.ndarray, tables: np.ndarray, geometry: Geometry,
                  ternary: bool) -> np.ndarray:
    """Return the contract's sums, int [words, 4].

    They come from products in which only one segment's tables are not zero. With one plane and
    scale 2**12, acc is 2**7 times the sum (symmetric: 2**6 times).
    """
    layout = StreamLayout(1, GroupCode.UNSCALED, False, ternary)
    codes = layout.decode(words[:, None, None])                         # [N, 1, inputs]
    sums = []
    for segment in range(SEGMENTS):
        first = segment * geometry.segment_tables
        last = first + geometry.segment_tables
        others_zero = np.zeros_like(tables)
        others_zero[first:last] = tables[first:last]
        weights = reference.DecodedStream.of_codes(
            codes, np.full((len(codes), 1, 1, 1), 1 << 12, np.int16), layout, 0)
        zero = np.zeros((1, 1, SEGMENTS), np.int32)
        acc = reference.lookups(weights, others_zero[None, None], zero, zero[..., 0], geometry)
        sums.append(acc[:, 0] >> (7 - geometry.symmetric))
    return np.stack(sums, axis=1)


def upload(words: np.ndarray, geometry: Geometry, ternary: bool) -> list[int]:
    """Return words as the engine reads them, with signs folded in symmetric geometries."""
    stored = fold(words, geometry) if geometry.symmetric and not ternary else words
    return [int.from_bytes(bytes(word), "little") for word in stored]


@pytest.mark.parametrize("geometry, ternary", [
    *((geometry, False) for geometry in GEOMETRIES + ONE_PORT[1:]), (GEOMETRIES[3], True),
    (ONE_PORT[2], True)],
    ids=lambda v: v.name if isinstance(v, Geometry) else "trits" if v else "planes")
def test_sums_are_those_of_the_contract(bench, geometry, ternary) -> None:
    """A word comes every clock, from random banks; writes to the other row change nothing."""
    it = bench(geometry.digest)
    dut = Array(geometry)
    tables = [random_tables(it.rng, geometry) for _ in range(geometry.banks)]
    for bank_tables in tables:
        bank_tables[len(geometry.table_cut(ternary).sets):] = 0     # no word addresses these
    words = random_words(it.rng, 60, ternary)
    want = np.stack([expected_sums(words, bank_tables, geometry, ternary)
                     for bank_tables in tables])
    banks = it.rng.integers(0, geometry.banks, len(words))
    got = []

    def main() -> Iterator:
        for bank, bank_tables in enumerate(tables):
            yield from write_tables(dut, geometry, bank_tables, bank, 1 << ROW)
            yield from write_tables(dut, geometry, ~bank_tables, bank, 1 << (1 - ROW))
        yield dut.ternary.eq(int(ternary))
        stored = upload(words, geometry, ternary)
        for clock in range(len(words) + LATENCY + 1):
            if clock < len(words):
                yield dut.word.eq(stored[clock])
            if 1 <= clock <= len(words):
                yield dut.bank.eq(int(banks[clock - 1]))    # with the registered addresses
            if clock > LATENCY:
                sums = []
                for total in dut.row.sums:
                    sums.append((yield total))
                got.append(sums)
            yield
    it.run(dut, main())
    assert np.array_equal(got, want[banks[:len(got)], np.arange(len(got))])
    assert len(got) == len(words)


def test_a_stage_that_is_not_enabled_keeps_its_value(bench) -> None:
    geometry = GEOMETRIES[0]
    it = bench(2)
    dut = Array(geometry)
    tables = random_tables(it.rng, geometry)
    first, second = (int.from_bytes(it.rng.bytes(16), "little") for _ in range(2))

    def look() -> Iterator:
        sums = []
        for total in dut.row.sums:
            sums.append((yield total))
        return sums

    def main() -> Iterator:
        yield from write_tables(dut, geometry, tables, 0, 1 << ROW)
        yield dut.word.eq(first)
        yield from it.clocks(LATENCY + 1)
        before = yield from look()
        for stage in range(LookupRow.latency):
            yield dut.enable.eq(~(1 << stage))
            yield
            yield dut.word.eq(second)
            yield from it.clocks(LATENCY + 2)
            assert (yield from look()) == before, stage
            yield dut.word.eq(first)
            yield dut.enable.eq(-1)
            yield from it.clocks(LATENCY + 2)
        yield dut.word.eq(second)
        yield from it.clocks(LATENCY + 2)
        assert (yield from look()) != before
    it.run(dut, main())


class Fed(LiteXModule):
    """Loader, issue and cutter, connected as in the engine."""

    def __init__(self, geometry: Geometry) -> None:
        self.write  = Record(table_write_layout(geometry))
        self.loader = TableLoader(geometry, self.write, Record(piece_write_layout(geometry)))
        self.issue  = Issue(geometry)
        self.cutter = WordCutter(geometry, self.issue.sink.data, self.loader.ternary, self.write,
                                 C(0b11, 2))
        self.comb += [
            self.loader.release.eq(self.issue.release),
            self.issue.full.eq(self.loader.full),
        ]


@pytest.mark.parametrize("host_tables", [False, True], ids=["fabric", "host"])
@pytest.mark.parametrize("columns, planes, rate", [(1, 1, 1.0), (2, 3, 1.0), (40, 2, 0.6)])
@pytest.mark.parametrize("geometry", ONE_PORT, ids=lambda g: g.name)
def test_a_fill_never_takes_the_address_of_a_lookup(bench, geometry, columns, planes, rate,
                                                    host_tables) -> None:
    """A fill waits for nothing but the bank, and the cutter and the tables share an address.

    Even so the cutter has the addresses of every word a clock after its issue, and all entries of
    a slice are written before its first word.
    """
    it, slices = bench(columns + geometry.digest), 4
    dut, ternary = Fed(geometry), geometry.ternary
    sets = ([(5 * t, 5) for t in range(25)] if ternary else
            [(start, size - geometry.symmetric) for start, size in geometry.table_cut().sets])
    events: list[str] = []

    def weights() -> Iterator:
        while True:
            if not (yield dut.issue.sink.valid) or (yield dut.issue.sink.ready):
                yield dut.issue.sink.valid.eq(int(it.rng.random() < rate))
                yield dut.issue.sink.data.eq(int.from_bytes(it.rng.bytes(16), "little"))
            yield

    def watch() -> Iterator:
        want = None
        while True:
            if want is not None:
                for address, code in zip(dut.cutter.addresses, want, strict=False):
                    assert (yield address) == code
            issued, word, want = (yield dut.issue.consumed), (yield dut.issue.sink.data), None
            if issued:
                want = [word >> start & (1 << size) - 1 for start, size in sets]
                events.append("word")
            if (yield dut.write.we):
                assert (yield dut.write.valid)
                events.append("entry")
            yield

    def main() -> Iterator:
        yield from it.set(dut.loader, rows=geometry.rows, slices=slices, tiles=1, planes=planes,
                          host_tables=host_tables, ternary=ternary)
        yield from it.set(dut.issue, columns=columns, slices=slices, planes=planes,
                          group=GroupCode.UNSCALED)
        yield dut.loader.sink.valid.eq(1)
        yield from it.clocks(3)
        yield from it.pulse(dut.loader.start, dut.issue.start)
        yield from it.until(dut.issue.idle)
    it.watch(weights)
    it.watch(watch)
    it.run(dut, main(), cycles=40_000)
    used = 27 if ternary and not host_tables else geometry.entries
    fills = geometry.rows * SEGMENTS // (1 if host_tables else geometry.fill) * used
    assert events == (["entry"] * fills + ["word"] * columns * planes) * slices
