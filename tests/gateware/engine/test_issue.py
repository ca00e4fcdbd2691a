"""The loop nest: the label of every word, the clock of its issue, and the cause of every stall."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest

from lutcore.driver.contract import Geometry, GroupCode
from lutcore.driver.contract.geometry import TILE
from lutcore.driver.contract.stream_layout import StreamLayout, columns_per_scale_word
from lutcore.gateware.engine.issue import Issue, Pace
from lutcore.gateware.engine.sequencer import SCALE_SLOTS, Stage

DOUBLE = Geometry(rows=1)
SINGLE = Geometry(rows=1, double_buffer=False)
CAUSES = ("consumed", "stall_tables", "stall_output", "stall_weights", "stall_issue")
HAZARD = Stage.WRITE - Stage.ADD_PRODUCTS + 1   # clocks from reading an accumulator to its writing


@dataclass(frozen=True)
class Shape:
    """The fields of a descriptor that Issue uses."""

    planes: int
    group: GroupCode
    explicit: bool
    columns: int
    slices: int

    def words(self, banks: int) -> Iterator[tuple]:
        """Yield the labels of the stream's words.

        A label is ("scale", slot) or ("plane", first, last, bank, columns left, clear, final,
        slot, lane, turn).
        """
        block = columns_per_scale_word(self.group, self.explicit)
        slot, number = 0, 0
        for tile in range(0, self.columns, TILE):
            for j in range(self.slices):
                bank = number % banks
                columns = min(TILE, self.columns - tile)
                for column in range(columns):
                    if block and column % block == 0:
                        yield "scale", slot
                        slot = (slot + 1) % SCALE_SLOTS
                    lane = 8 // block * (column % block) if block else 0
                    for turn in range(self.group.turns):
                        if turn and self.explicit:
                            yield "scale", slot
                            slot = (slot + 1) % SCALE_SLOTS
                        elif turn:
                            lane = 4
                        for plane in range(self.planes):
                            yield ("plane", int(plane == 0), int(plane == self.planes - 1), bank,
                                   columns - 1 - column, int(j == 0),
                                   int(j == self.slices - 1), (slot - 1) % SCALE_SLOTS, lane,
                                   turn)
                number += 1


class Surroundings:
    """Models of loader, stream and drain around an Issue, with a check in every clock."""

    def __init__(self, it, geometry: Geometry, shape: Shape, weights: float, fill: int,
                 drain: float) -> None:
        self.it, self.geometry, self.shape = it, geometry, shape
        self.weights, self.fill, self.drain_rate = weights, fill, drain
        self.dut = Issue(geometry)
        self.words: list[tuple] = []
        self.counts = dict.fromkeys(CAUSES, 0)
        self.clocks = 0
        self.stored, self.most, self.taken = 0, 0, 0    # columns whose results have a place
        self._closed: dict[int, int] = {}       # column: clock
        for process in (self._loader, self._stream, self._drain, self._watch):
            it.watch(process)

    def run(self, cycles: int = 10_000) -> None:
        def main() -> Iterator:
            for name in ("planes", "group", "explicit", "columns", "slices"):
                yield getattr(self.dut, name).eq(int(getattr(self.shape, name)))
            yield from self.it.clocks(3)
            yield from self.it.pulse(self.dut.start)
            yield from self.it.until(self.dut.idle)
            while self.stored:
                yield
        self.it.run(self.dut, main(), cycles=cycles)

    def _loader(self) -> Iterator:
        """Fill the banks in turn, each after its release."""
        full, bank, busy = 0, 0, self.fill
        while True:
            released = (yield self.dut.release)
            assert released & ~full == 0, "released twice"
            full &= ~released
            busy = max(busy - 1, 2 if released else 0)      # a bank is not full for a clock
            if busy <= 0 and not full >> bank & 1:
                full |= 1 << bank
                bank = (bank + 1) % self.geometry.banks
                busy = int(self.it.rng.integers(1, self.fill + 1))
            yield self.dut.full.eq(full)
            yield

    def _stream(self) -> Iterator:
        """Offer words at random, each until it is taken."""
        while True:
            if not (yield self.dut.sink.valid) or (yield self.dut.sink.ready):
                yield self.dut.sink.valid.eq(int(self.it.rng.random() < self.weights))
            yield

    def _drain(self) -> Iterator:
        """Take results, the first ones when the pipeline has had time to write them."""
        while True:
            for _ in range(0 if self.stored else Issue.pipeline):
                yield
            taken = int(bool(self.stored) and self.it.rng.random() < self.drain_rate)
            self.stored -= taken
            self.taken += taken
            yield self.dut.taken.eq(taken)
            yield

    def _watch(self) -> Iterator:
        dut, plane = self.dut, self.dut.plane
        before, full = False, 0
        while True:
            if (yield plane.valid):
                word = ["plane"]
                for name in ("first", "last", "bank", "column", "clear", "final", "slot", "lane",
                             "turn"):
                    word.append((yield getattr(plane, name)))
                assert before and full >> word[3] & 1, "a bank that is not full is read"
                if word[2] and word[9] == self.shape.group.turns - 1:
                    self._check_hazard(word[4], first=word[5])
                    self.stored += word[6]
                    self.most = max(self.most, self.stored)
                    assert self.stored <= TILE, "a result is lost"
                self.words.append(tuple(word))
            causes = []
            for name in CAUSES:
                causes.append((yield getattr(dut, name)))
            assert sum(causes) <= 1
            for name, cause in zip(CAUSES, causes, strict=True):
                self.counts[name] += cause
            if not (yield dut.idle):
                self.clocks += 1
            if (yield dut.scale_we):
                assert before and not (yield plane.valid)
                self.words.append(("scale", (yield dut.scale_slot)))
            before = causes[0] or (yield dut.turn)      # the second turn takes no word
            full = (yield dut.full)
            yield

    def _check_hazard(self, column: int, first: int) -> None:
        """Check that a column's accumulator is written before it is read again."""
        now = self.clocks
        assert first or now - self._closed.get(column, -99) >= HAZARD, \
            f"column {column} is read too early"
        self._closed[column] = now


SHAPES = [Shape(planes, group, explicit, columns, slices)
          for planes, group, explicit, columns, slices in (
              (1, GroupCode.UNSCALED, False, 1, 6), (1, GroupCode.UNSCALED, False, 2, 9),
              (1, GroupCode.UNSCALED, False, 3, 9), (1, GroupCode.UNSCALED, False, 40, 3),
              (1, GroupCode.G32, True, 7, 3), (2, GroupCode.G32, False, 9, 2),
              (3, GroupCode.G64, True, 5, 4), (4, GroupCode.G128, False, 19, 3),
              (8, GroupCode.G128, True, 6, 2), (1, GroupCode.G128, False, 2, 9),
              (1, GroupCode.G16, False, 1, 5), (2, GroupCode.G16, True, 9, 3),
              (6, GroupCode.G16, False, 20, 2))]


@pytest.mark.parametrize("geometry", [DOUBLE, SINGLE], ids=lambda g: g.name)
@pytest.mark.parametrize("weights, fill", [(1.0, 1), (0.4, 5), (0.05, 10), (0.9, 60)])
def test_words_are_issued_in_the_order_of_the_loop_nest(bench, geometry, weights, fill) -> None:
    for number, shape in enumerate(SHAPES):
        it = Surroundings(bench(number), geometry, shape, weights, fill, 1.0)
        it.run()
        assert it.words == list(shape.words(geometry.banks)), shape
        taken = [word for word in it.words if word[0] == "scale" or not word[9]]
        assert it.counts["consumed"] == len(taken) == StreamLayout(
            shape.planes, shape.group, shape.explicit, False).words(shape.columns, shape.slices)
        assert it.taken == shape.columns


@pytest.mark.parametrize("drain, slices", [(1.0, 2), (0.8, 2), (0.3, 2), (0.3, 1), (0.05, 1)])
def test_results_leave_while_columns_are_issued(bench, drain, slices) -> None:
    """A last slice waits when TILE results wait for the drain, and other slices never do."""
    shape = Shape(1, GroupCode.UNSCALED, False, TILE + 300, slices)
    it = Surroundings(bench(8), DOUBLE, shape, 1.0, 4, drain)
    it.run(cycles=40_000)
    assert it.words == list(shape.words(2))
    assert it.taken == TILE + 300
    waits = (TILE + 300) * slices * drain < 300
    assert (it.counts["stall_output"] > 0) == waits == (it.most > TILE - 5)


def test_every_clock_has_one_cause(bench) -> None:
    """Clocks from the first word to the last one have a cause; those before and after have none."""
    shape = SHAPES[6]
    it = Surroundings(bench(9), DOUBLE, shape, 0.5, 80, 1.0)
    it.run()
    assert it.clocks == sum(it.counts.values()) + Issue.opening + Issue.pipeline - 1
    assert all(it.counts[cause] for cause in ("consumed", "stall_tables", "stall_weights"))


@pytest.mark.parametrize("explicit", [False, True])
@pytest.mark.parametrize("planes, group", [(1, GroupCode.G32), (1, GroupCode.G64),
                                           (2, GroupCode.G32), (4, GroupCode.G32),
                                           (1, GroupCode.G16), (2, GroupCode.G16),
                                           (6, GroupCode.G16)])
def test_columns_wait_for_the_pieces_of_the_last_one(bench, planes, group, explicit) -> None:
    """stall_issue counts the clocks that pieces need beyond planes and scale words, no more.

    A clock takes a piece and its offset, or two pieces without one.
    """
    shape = Shape(planes, group, explicit, 64, 2)
    it = Surroundings(bench(10), DOUBLE, shape, 1.0, 1, 1.0)
    it.run()
    block = columns_per_scale_word(group, explicit)
    spare = max(0, group.pieces // (1 if explicit else 2) - planes)
    per_block = spare * block - min(1, spare)           # a scale word takes one of the clocks
    if group is GroupCode.G16:          # two turns; the second one takes no word
        spare = max(0, (4 if explicit else 2) - planes)
        words = 2 if explicit else 1
        per_block = 2 * spare + planes - min(words, spare * words)
    blocks = 64 // block * 2
    assert abs(it.counts["stall_issue"] - blocks * per_block) <= 2 * group.pieces + Pace.spacing


def test_random_shapes(bench) -> None:
    rng = np.random.default_rng(11)
    for seed in range(12):
        group = GroupCode(int(rng.integers(0, 5)))
        shape = Shape(int(rng.integers(1, 9)), group,
                      bool(group is not GroupCode.UNSCALED and rng.integers(2)),
                      int(rng.integers(1, 30)), int(rng.integers(1, 5)))
        it = Surroundings(bench(seed), DOUBLE if seed % 2 else SINGLE, shape,
                          float(rng.choice([0.2, 0.8, 1.0])), int(rng.choice([1, 20])), 1.0)
        it.run()
        assert it.words == list(shape.words(it.geometry.banks)), shape
