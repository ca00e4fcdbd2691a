"""Segment sums in, accumulators out: planes, pieces, shifts, scales, offsets, values at limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from litex.gen import LiteXModule
from migen import Record, Signal

from lutcore.driver.contract import Geometry, GroupCode
from lutcore.driver.contract.geometry import MAX_SHIFT, MULTIPLIER_BITS, PRODUCT_SHIFT
from lutcore.driver.contract.packing import UNIT_SCALE
from lutcore.driver.contract.reference import round_shift, rounding
from lutcore.driver.contract.stream_layout import columns_per_scale_word
from lutcore.gateware.engine.array import LookupRow
from lutcore.gateware.engine.common import delayed, takes_two
from lutcore.gateware.engine.epilogue import RowEpilogue, RowParameters, ScaleStore
from lutcore.gateware.engine.issue import Pace
from lutcore.gateware.engine.pieces import piece_write_layout, sum_bits, value_bits
from lutcore.gateware.engine.sequencer import PieceSequencer, Stage, more_clocks, plane_layout

PLAIN     = Geometry(rows=1)
SYMMETRIC = Geometry(rows=1, symmetric=True, table_width=10)
WIDE      = Geometry(rows=1, table_width=16, double_buffer=False)
LIMIT     = (1 << MULTIPLIER_BITS - 1) - 1


class Epilogue(LiteXModule):
    """The epilogue of one row and lane; `sums` belong to the plane set in the same clock."""

    def __init__(self, geometry: Geometry) -> None:
        width = sum_bits(geometry)
        self.plane        = Record(plane_layout())
        self.sums         = [Signal((width, True)) for _ in range(4)]
        self.pieces       = Record(piece_write_layout(geometry))
        self.enabled      = Signal(reset=1)
        self.place        = Signal(10)
        self.sequencer    = PieceSequencer(self.plane)
        self.scales       = ScaleStore(self.sequencer)
        self.parameters   = RowParameters(geometry, self.pieces, 0, self.sequencer)
        late = [delayed(self, total, LookupRow.latency) for total in self.sums]
        self.row = RowEpilogue(geometry, late, self.parameters, self.sequencer, self.scales,
                               self.enabled, self.place)


@dataclass
class Column:
    """A column of a slice: the array's sums, and the column's scales and offsets."""

    sums: np.ndarray                    # int [planes, 4]; groups of 16: [planes, 8]
    scale: np.ndarray                   # int [pieces]
    offset: np.ndarray                  # int [pieces]


@dataclass
class Slice:
    """One slice of a row."""

    shift: int
    zero: np.ndarray                    # int [pieces]: zero * S
    moved: np.ndarray                   # int [pieces]: U'
    columns: list[Column]

    def expected(self, column: Column, geometry: Geometry) -> int:
        """Return what the slice adds to a column's accumulator, by the contract's formulas."""
        planes, pieces = len(column.sums), len(self.zero)
        q = sum(int(1 << i) * column.sums[i].astype(object) for i in range(planes))
        v = (1 << 8 - planes) * q.reshape(pieces, -1).sum(axis=-1) - self.zero
        v = [round_shift(int(x) >> geometry.symmetric, self.shift) for x in v]
        assert max(map(abs, v)) <= LIMIT + 1
        total = sum(int(s) * x + int(o) * int(u) for s, x, o, u in
                    zip(column.scale, v, column.offset, self.moved, strict=True))
        return round_shift(total, PRODUCT_SHIFT)


def random_slice(rng: np.random.Generator, geometry: Geometry, planes: int, group: GroupCode,
                 explicit: bool, columns: int, shift: int) -> Slice:
    """Draw values as large as the slice's shift allows, half of them at the limit."""
    segments = max(1, 4 // group.pieces)        # per piece
    largest = 8 * geometry.entry_limit  # eight tables
    most = min(largest, (LIMIT << shift + geometry.symmetric) // (512 * segments))
    sums = rng.integers(-most, most + 1, (columns, planes, max(4, group.pieces)))
    sums[::2] = rng.choice([-most, most], (len(sums[::2]), 1, sums.shape[2]))
    room = min(255 * segments * largest, (LIMIT << shift) // 2)
    zero = rng.choice([-room, room, int(rng.integers(-room, room))], group.pieces)
    limits = [-LIMIT - 1, LIMIT, int(rng.integers(-LIMIT, LIMIT))]
    moved = rng.choice(limits, group.pieces)
    scales = rng.integers(-0x8000, 0x8000, (2, columns, group.pieces))
    scales[:, ::3] = rng.choice([-0x8000, 0x7FFF], (2, len(scales[0, ::3]), 1))
    if group is GroupCode.UNSCALED:
        scales[0] = UNIT_SCALE
    if not explicit:
        scales[1] = 0
    return Slice(shift, zero, moved, [Column(*parts) for parts in zip(sums, *scales, strict=True)])


def scale_words(values: Slice, group: GroupCode, explicit: bool) -> list[int]:
    """Return the scale words of a slice in their order."""
    block = columns_per_scale_word(group, explicit)
    words = []
    for at in range(0, len(values.columns), block):
        pairs = [(np.stack([c.scale, c.offset], axis=-1) if explicit else c.scale[:, None])
                 [list(group.order)] for c in values.columns[at:at + block]]
        mantissas = np.concatenate(pairs).reshape(-1)
        words += [sum((int(m) & 0xFFFF) << 16 * i for i, m in enumerate(mantissas[at:at + 8]))
                  for at in range(0, len(mantissas), 8)]
    return words


class Feeder:
    """Feeds the epilogue in the place of TableLoader and Issue."""

    def __init__(self, dut: Epilogue, geometry: Geometry, group: GroupCode,
                 explicit: bool) -> None:
        self.dut, self.geometry = dut, geometry
        self.group, self.explicit, self.slot = group, explicit, 0

    def slice(self, values: Slice, bank: int, clear: bool, final: bool) -> Iterator:
        yield from self._parameters(values, bank)
        block = columns_per_scale_word(self.group, self.explicit)
        words = scale_words(values, self.group, self.explicit) if block else []
        stride = 8 // block if block else 0
        for number, column in enumerate(values.columns):
            lane = stride * (number % block) if block else 0
            for turn in range(self.group.turns):
                if block and number % block == 0 and (not turn or self.explicit):
                    yield from self._scale(words.pop(0))
                elif turn:
                    lane = 4
                yield from self._planes(column.sums[:, turn::self.group.turns], bank=bank,
                                        column=number, clear=int(clear), turn=turn,
                                        final=int(final), slot=(self.slot - 1) % 8, lane=lane)
                for _ in range(1 + more_clocks(self.group, self.explicit) - len(column.sums)):
                    yield

    def _parameters(self, values: Slice, bank: int) -> Iterator:
        pieces, double = self.dut.pieces, self.geometry.symmetric
        largest = value_bits(self.geometry) - double - 1
        rounds = int(rounding(min(values.shift, largest))) << double
        for piece, number in enumerate(self.group.order):
            zero = int(values.zero[number]) - rounds
            other = zero if takes_two(self.group, self.explicit) \
                else -int(values.moved[number]) << double
            for name, value in (("we", 1), ("bank", bank), ("piece", piece), ("zero", zero),
                                ("other", other), ("shift", values.shift)):
                yield getattr(pieces, name).eq(value)
            yield
        yield pieces.we.eq(0)

    def _scale(self, word: int) -> Iterator:
        yield self.dut.scales.we.eq(1)
        yield self.dut.scales.slot.eq(self.slot)
        yield self.dut.scales.data.eq(word)
        yield
        yield self.dut.scales.we.eq(0)
        self.slot = (self.slot + 1) % 8

    def _planes(self, sums: np.ndarray, **fields: int) -> Iterator:
        plane = self.dut.plane
        for name, value in fields.items():
            yield getattr(plane, name).eq(value)
        for i, values in enumerate(sums):
            yield plane.valid.eq(1)
            yield plane.first.eq(int(i == 0))
            yield plane.last.eq(int(i == len(sums) - 1))
            for signal, value in zip(self.dut.sums, values, strict=True):
                yield signal.eq(int(value))
            yield
        yield plane.valid.eq(0)

    def settle(self, clocks: int = Stage.WRITE + LookupRow.latency + 8) -> Iterator:
        for _ in range(clocks):
            yield

    def results(self, places: int) -> Iterator:
        values = []
        for place in range(places):
            yield self.dut.place.eq(place)
            yield from self.settle(RowEpilogue.latency + 1)
            values.append((yield self.dut.row.result))
        return values


def check(bench, geometry: Geometry, planes: int, group: GroupCode, explicit: bool,
          shifts: list[int], columns: int = 11) -> None:
    """Accumulate one random slice per shift, from alternating banks, and compare the result."""
    it = bench(planes + 16 * group)
    dut = Epilogue(geometry)
    feeder = Feeder(dut, geometry, group, explicit)
    slices = [random_slice(it.rng, geometry, planes, group, explicit, columns, shift)
              for shift in shifts]
    got = []

    def main() -> Iterator:
        yield dut.sequencer.group.eq(int(group))
        yield dut.sequencer.explicit.eq(int(explicit))
        for number, values in enumerate(slices):
            yield from feeder.slice(values, number % geometry.banks, clear=number == 0,
                                    final=number == len(slices) - 1)
            yield from feeder.settle(Pace.spacing if geometry.banks == 2 else 40)
        yield from feeder.settle()
        got.extend((yield from feeder.results(columns + 1)))
    it.run(dut, main())
    want = [sum(values.expected(values.columns[n], geometry) for values in slices)
            for n in range(columns)]
    assert got == [*((value + (1 << 31)) % (1 << 32) - (1 << 31) for value in want), 0]


SHAPES = [(group, explicit) for group in GroupCode for explicit in (False, True)
          if not (explicit and group is GroupCode.UNSCALED)]


@pytest.mark.parametrize("planes", [1, 2, 3, 4, 7, 8])
@pytest.mark.parametrize("group, explicit", SHAPES, ids=lambda v: getattr(v, "name", str(v)))
def test_planes_and_pieces(bench, planes, group, explicit) -> None:
    check(bench, PLAIN, planes, group, explicit, [3, 7], columns=9)


@pytest.mark.parametrize("geometry", [PLAIN, SYMMETRIC, WIDE], ids=lambda g: g.name)
@pytest.mark.parametrize("explicit", [False, True])
@pytest.mark.parametrize("first", range(0, MAX_SHIFT + 1, 8))
def test_all_shifts(bench, geometry, first, explicit) -> None:
    check(bench, geometry, 4, GroupCode.G32, explicit, list(range(first, first + 8)), columns=4)


def test_a_column_may_follow_the_last_at_once(bench) -> None:
    """With one plane and one piece, a column comes every clock."""
    check(bench, PLAIN, 1, GroupCode.UNSCALED, False, [2, 2, 2, 2], columns=40)


def test_a_row_that_is_not_in_use_has_no_results(bench) -> None:
    it = bench(5)
    dut = Epilogue(PLAIN)
    feeder = Feeder(dut, PLAIN, GroupCode.G128, False)
    slices = [random_slice(it.rng, PLAIN, 2, GroupCode.G128, False, 5, 4) for _ in range(2)]
    got = []

    def main() -> Iterator:
        yield dut.sequencer.group.eq(int(GroupCode.G128))
        yield from feeder.slice(slices[0], 0, clear=True, final=True)
        yield from feeder.settle()
        yield dut.enabled.eq(0)
        yield from feeder.slice(slices[1], 1, clear=True, final=True)
        yield from feeder.settle()
        got.extend((yield from feeder.results(10)))
    it.run(dut, main())
    assert got == [slices[0].expected(column, PLAIN) for column in slices[0].columns] + 5*[0]
