"""The table loader: activation buffers in, table entries and piece parameters out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest
from litex.gen import LiteXModule
from migen import Record

from lutcore.driver.contract import Geometry, GroupCode, preset, reference
from lutcore.driver.contract import activations as act
from lutcore.driver.contract.geometry import SEGMENT_SLOTS, TRITS
from lutcore.gateware.engine.array import row_write
from lutcore.gateware.engine.pieces import piece_write_layout, value_bits
from lutcore.gateware.engine.tables import TableLoader, gray_steps, table_write_layout

TERNARY  = Geometry(rows=3, cut=5, ternary=True)
GEOMETRIES = (
    Geometry(rows=3),
    preset("tiny"),
    Geometry(rows=2, cut=6, table_width=16),
    TERNARY,
    Geometry(rows=2, cut=4, table_width=16, symmetric=True, fill=2),
    Geometry(rows=2, cut=5, table_width=8, symmetric=True, double_buffer=False),
    Geometry(rows=1, cut=6, table_width=10, symmetric=True),
)


class Loader(LiteXModule):
    """A loader and the records that it writes to."""

    def __init__(self, geometry: Geometry) -> None:
        self.write  = Record(table_write_layout(geometry))
        self.pieces = Record(piece_write_layout(geometry))
        self.loader = TableLoader(geometry, self.write, self.pieces)


@dataclass
class Banks:
    """Tables and parameters that the loader wrote, by bank. Fails if it writes to a full bank."""

    geometry: Geometry
    tables: dict = field(default_factory=dict)      # (bank, row, segment, entry): word
    pieces: dict = field(default_factory=dict)      # (bank, row, piece): zero, other, shift

    def watch(self, dut: Loader) -> Iterator:
        part = SEGMENT_SLOTS * self.geometry.table_width
        while True:
            full = (yield dut.loader.full)
            for record in (dut.write, dut.pieces):
                rows, bank = (yield record.we), (yield record.bank)
                assert not rows or (rows & (rows - 1) == 0 and not full >> bank & 1)
            write, row = dut.write, (yield dut.write.we).bit_length() - 1
            for segment in range(4 if row >= 0 else 0):
                if (yield write.segments) >> segment & 1:
                    at = (yield write.bank), row, segment, (yield write.address)
                    self.tables[at] = (yield write.data) >> segment % self.geometry.fill * part
            pieces, row = dut.pieces, (yield dut.pieces.we).bit_length() - 1
            if row >= 0:
                at = (yield pieces.bank), row, (yield pieces.piece)
                self.pieces[at] = [signed((yield pieces.zero), len(pieces.zero)),
                                   signed((yield pieces.other), len(pieces.other)),
                                   (yield pieces.shift)]
            yield

    def entries(self, bank: int, rows: int, used: int) -> np.ndarray:
        """Return the entries of a bank, int [rows, tables, used entries]."""
        width, out = self.geometry.table_width, []
        for row in range(rows):
            for segment in range(4):
                words = [self.tables[bank, row, segment, entry] for entry in range(used)]
                out += [[signed(word >> slot * width, width) for word in words]
                        for slot in range(self.geometry.segment_tables)]
        return np.array(out).reshape(rows, -1, used)


def signed(value: int, width: int) -> int:
    """Read the lowest `width` bits as two's complement."""
    value &= (1 << width) - 1
    return value - ((value >> (width - 1)) << width)


def random_activations(rng: np.random.Generator, geometry: Geometry, rows: int, slices: int,
                       host_tables: bool, ternary: bool) -> act.Activations:
    """Draw rows of very different magnitudes, with every shift and entries up to the limit."""
    k = slices * geometry.table_cut(ternary).inputs
    x = rng.choice([-1.0, 1.0, 0.3], (rows, k)) * 2.0 ** rng.integers(-30, 3, (rows, 1))
    x[:, ::k // slices] *= 2.0 ** rng.integers(-10, 10, (rows, slices))
    return act.quantise_activations(x.astype(np.float32), geometry, host_tables, ternary)


def check_pieces(banks: Banks, bank: int, activations: act.Activations, at: int, group: GroupCode,
                 explicit: bool, zero: int, planes: int) -> None:
    """Compare the parameters of slice `at` with the contract's formulas.

    What is subtracted from the sums makes the shift a rounding, with a half that fits the sums.
    """
    symmetric = banks.geometry.symmetric
    factor = 2 * zero + (1 << 8 - planes) - 256 if symmetric else zero
    room = value_bits(banks.geometry) - symmetric
    two = group.pieces > 1 and not explicit
    for row in range(activations.rows):
        shift = int(activations.shift[row, at])
        sums = activations.sums[row, at].reshape(group.pieces, -1).sum(axis=-1)
        for piece, s in enumerate(sums):
            down = at + piece & 1
            rounds = int(reference.rounding(min(shift, room - 1), down))
            subtract = int(factor * s) - (rounds << symmetric)
            offset = int(reference.round_shift(256 * int(s), shift, down))
            want = [subtract, subtract if two else -offset << symmetric, shift]
            assert banks.pieces[bank, row, group.order.index(piece)] == want, (row, piece)


@pytest.mark.parametrize("base, digits", [(2, 3), (2, 4), (2, 6), (3, 3)])
def test_gray_code_moves_one_digit_by_one(base: int, digits: int) -> None:
    steps = gray_steps(base, digits)
    assert sorted(code for code, _, _ in steps) == list(range(base ** digits))
    assert steps[0][0] == 0
    for (code, digit, up), (after, _, _) in zip(steps, steps[1:], strict=False):
        assert after - code == (1 if up else -1) * base ** digit


@pytest.mark.parametrize("host_tables", [False, True], ids=["fabric", "host"])
@pytest.mark.parametrize("ternary, geometry", [
    *((False, geometry) for geometry in GEOMETRIES), (True, TERNARY)],
    ids=lambda v: v.name if isinstance(v, Geometry) else "trits" if v else "planes")
def test_banks_hold_what_the_contract_says(bench, geometry, ternary, host_tables) -> None:
    """Fill two tiles of three slices; release each bank at a random time after it is full."""
    it = bench(geometry.digest)
    rows, slices, tiles = geometry.rows, 3, 2
    planes = 1 if ternary else int(it.rng.integers(1, 9))
    zero   = 128 if ternary else int(it.rng.integers(0, 256))
    group  = GroupCode.UNSCALED if ternary else GroupCode(int(it.rng.integers(1, 5)))
    explicit = bool(not ternary and it.rng.integers(2))
    activations = random_activations(it.rng, geometry, rows, slices, host_tables, ternary)
    tables = activations.tables if host_tables else act.tables_of(
        activations.mantissa, geometry, ternary)
    buffer = act.pack_activations(activations, geometry).reshape(-1, 16)
    words = [{"data": int.from_bytes(bytes(word), "little")} for word in buffer] * tiles
    used = 3 ** TRITS if ternary and not host_tables else geometry.entries
    dut, banks = Loader(geometry), Banks(geometry)
    loader = dut.loader
    it.watch(lambda: banks.watch(dut))

    def main() -> Iterator:
        yield from it.set(loader, rows=rows, slices=slices, tiles=tiles, group=group,
                          explicit=explicit, zero=zero, planes=planes, ternary=ternary,
                          host_tables=host_tables)
        yield from it.pulse(loader.start)
        for number in range(slices * tiles):
            bank = number % geometry.banks
            while not (yield loader.full) >> bank & 1:
                assert not (yield loader.idle) or number == slices * tiles - 1
                yield
            yield
            at = number % slices
            entries = banks.entries(bank, rows, used)
            for table, (_, size) in enumerate(geometry.table_cut(ternary).sets):
                addressed = used if ternary else 1 << (size - geometry.symmetric)
                assert np.array_equal(entries[:, table, :addressed],
                                      tables[:, at, table, :addressed])
            check_pieces(banks, bank, activations, at, group, explicit, zero, planes)
            banks.tables.clear() if geometry.banks == 1 else None
            yield from it.clocks(int(it.rng.choice([0, 5, 400])))
            yield loader.release.eq(1 << bank)
            yield
            yield loader.release.eq(0)
            yield
        yield from it.until(loader.idle)
        assert not (yield loader.sink.ready)
    it.run(dut, main(), it.send(loader.sink, words, idle=0.1), cycles=60_000)


@pytest.mark.parametrize("geometry", [Geometry(rows=2), preset("tiny")], ids=lambda g: g.name)
def test_a_bank_is_filled_only_when_it_is_free(bench, geometry) -> None:
    """Without any release, as many slices are filled as there are banks."""
    it = bench(3)
    activations = random_activations(it.rng, geometry, 2, 4, False, False)
    buffer = act.pack_activations(activations, geometry).reshape(-1, 16)
    dut = Loader(geometry)
    taken = it.record(dut.loader.sink.ready)

    def main() -> Iterator:
        yield from it.set(dut.loader, rows=2, slices=4, tiles=1, planes=1)
        yield dut.loader.sink.valid.eq(1)
        yield from it.pulse(dut.loader.start)
        yield from it.until(dut.loader.full, (1 << geometry.banks) - 1)
        yield from it.clocks(300)
        assert not (yield dut.loader.idle)
    it.run(dut, main())
    assert sum(taken) == len(buffer) // 4 * geometry.banks


@pytest.mark.parametrize("fill", [1, 2, 4])
def test_mantissas_take_one_clock_per_word_and_entry(bench, fill: int) -> None:
    """This rate hides filling behind streaming."""
    geometry = Geometry(rows=1, table_width=16, fill=fill)
    it = bench(4)
    dut, clocks = Loader(geometry), []

    def main() -> Iterator:
        yield from it.set(dut.loader, rows=1, slices=1, tiles=1, planes=1)
        yield dut.loader.sink.valid.eq(1)
        yield from it.pulse(dut.loader.start)
        while not (yield dut.loader.full):
            clocks.append(None)
            yield
    it.run(dut, main())
    words = 4 * SEGMENT_SLOTS * geometry.slot_bits // 128
    assert len(clocks) <= 1 + words + 4 // fill * geometry.entries + 12


@pytest.mark.parametrize("geometry", [Geometry(rows=2), preset("tiny")], ids=lambda g: g.name)
def test_a_bank_is_full_when_its_last_entry_is_stored(bench, geometry) -> None:
    """The wait before that follows from the stages of the entries, which this test measures."""
    it = bench(5)
    dut = Loader(geometry)
    dut.row_write = row_write(dut, geometry, dut.write)
    steps  = it.record(dut.loader.step)
    writes = it.record(dut.write.valid)
    stored = it.record(dut.row_write.valid)
    filled = it.record(dut.loader.filled)

    def main() -> Iterator:
        yield from it.set(dut.loader, rows=2, slices=1, tiles=1, planes=1)
        yield dut.loader.sink.valid.eq(1)
        yield from it.pulse(dut.loader.start)
        yield from it.until(dut.loader.full)
    it.run(dut, main())

    def last(values: list[int]) -> int:
        return max(np.flatnonzero(values))
    assert last(writes) - last(steps) == TableLoader.latency
    assert last(writes) + TableLoader.storage <= last(filled)
    assert last(stored) < last(filled)
