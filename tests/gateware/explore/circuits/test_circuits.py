"""Every baseline and candidate computes the dot product it is compared by."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from litex.gen import LiteXModule
from migen import Signal, run_simulation

from lutcore.gateware.engine.common import WORD_BITS
from lutcore.gateware.explore.circuits import adapters
from lutcore.gateware.explore.circuits.dot import (
    ClearedDot,
    ClearedMultiplierDot,
    Dot,
    DspDot,
    GatedDot,
    MultiplesDot,
    MultiplierDot,
)
from lutcore.gateware.explore.circuits.floating import FP16, Dequantiser, FloatDot
from lutcore.gateware.explore.circuits.scaling import PRODUCT_SHIFT, PlainEpilogue, Scaled
from lutcore.gateware.explore.circuits.symmetric import HalfCutter, HalfTables
from lutcore.gateware.explore.circuits.tile import INPUTS, PLANES, STEPS, Tile

VECTORS = 3


def play(unit: LiteXModule, inputs: dict, outputs: list, clocks: int) -> np.ndarray:
    """Drive `inputs` (signal: value per clock) and record `outputs`: int [clocks, outputs]."""
    seen = []

    def bench() -> Iterator:
        for clock in range(clocks):
            for signal, values in inputs.items():
                if clock < len(values):
                    yield signal.eq(int(values[clock]))
            row = []
            for signal in outputs:
                row.append((yield signal))
            seen.append(row)
            yield

    run_simulation(unit, bench())
    return np.array(seen, dtype=object)


# Integer dot products -----------------------------------------------------------------------------

def word_stream(dot: Dot, weights: np.ndarray) -> list[int]:
    """Words by clock for weights [vector, column, input], inverted and skewed as `dot` wants."""
    bits   = dot.weight_bits
    clocks = len(weights) + max(dot.skew) + max(dot.bit_skew)
    words  = [0] * clocks
    for vector, column, i in np.ndindex(weights.shape):
        at = (column*dot.inputs + i) * bits
        for bit in range(bits):
            value = int(weights[vector, column, i]) >> bit & 1
            clock = vector + dot.skew[i] + dot.bit_skew[bit]
            words[clock] |= (value ^ dot.invert) << at + bit
    return words


@pytest.mark.parametrize(("kind", "bits"), [
    (GatedDot, 1), (GatedDot, 2), (GatedDot, 4),
    (ClearedDot, 1), (ClearedDot, 2), (ClearedDot, 4),
    (MultiplierDot, 2), (MultiplierDot, 4),
    (ClearedMultiplierDot, 2), (ClearedMultiplierDot, 4),
    (MultiplesDot, 2), (MultiplesDot, 4),
    (DspDot, 2), (DspDot, 4),
])
def test_integer_dot_product(kind: type[Dot], bits: int) -> None:
    dot     = kind(bits)
    random  = np.random.default_rng(bits)
    held    = random.integers(-128, 128, dot.inputs)
    weights = random.integers(0, 1 << bits, (VECTORS, dot.columns, dot.inputs))
    weights[0] = (1 << bits) - 1
    held[:2]   = -128, 127
    words   = word_stream(dot, weights)
    loads   = dot.inputs
    start   = loads + 4                     # The store of multiples is a clock behind.
    clocks  = start + dot.latency + len(words) + 2
    seen    = play(dot, {
        dot.load:    [1]*loads + [0],
        dot.data:    held,
        dot.weights: [0]*start + words,
    }, dot.sums, clocks)
    first = start + dot.latency + 1         # What is set in a clock is there in the next one.
    assert (seen[first:first + VECTORS] == weights @ held).all()


# Floating point -----------------------------------------------------------------------------------

def half(values: np.ndarray) -> list[int]:
    return np.asarray(values, np.float16).view(np.uint16).tolist()


class Dequantised(LiteXModule):
    def __init__(self, **options: bool) -> None:
        self.codes = Dequantiser()
        self.dot   = FloatDot(**options)
        self.comb += [pin.eq(value) for pin, value in
                      zip(self.dot.values, self.codes.values, strict=True)]


@pytest.mark.parametrize("options", [{}, {"dsp": True}, {"exact_weights": True}])
def test_floating_dot_product(options: dict[str, bool]) -> None:
    unit   = Dequantised(**options)
    random = np.random.default_rng(7)
    held   = random.standard_normal(32).astype(np.float16)
    codes  = random.integers(0, 16, (VECTORS, 32))
    words  = [sum(int(code) << 4*i for i, code in enumerate(row)) for row in codes]
    first  = 33 + 1 + unit.dot.latency + 1
    seen   = play(unit, {
        unit.dot.load:      [1]*32 + [0],
        unit.dot.data:      half(held),
        unit.codes.weights: [0]*33 + words,
    }, unit.dot.sums, first + VECTORS)
    got    = seen[first:, 0].astype(np.uint16).view(np.float16).astype(float)
    exact  = (codes - 8) @ held.astype(float)
    size   = np.abs(codes - 8) @ np.abs(held.astype(float))
    assert (np.abs(got - exact) <= size * 2.0**-8).all()     # Six roundings towards zero.


def test_dequantiser_is_exact() -> None:
    unit  = Dequantiser()
    words = [sum((i + clock) % 16 << 4*i for i in range(32)) for clock in range(2)]
    seen  = play(unit, {unit.weights: words}, unit.values, 4)
    got   = seen[2:4].astype(np.uint16).view(np.float16)
    assert len(unit.values[0]) == FP16
    assert (got == [[(i + clock) % 16 - 8 for i in range(32)] for clock in range(2)]).all()


# Tiles --------------------------------------------------------------------------------------------

@pytest.mark.parametrize("options", [
    {},
    {"precompute": True, "symmetric": False, "entry_bits": 10},
    {"precompute": True, "inverter": True, "entry_bits": 10},
    {"precompute": True, "entry_bits": 10},
    {"entry_bits": 10},
], ids=["tile", "unpu", "reinterpreted", "folded", "shared"])
def test_tile(options: dict) -> None:
    """A group of 128 inputs, all planes, the most significant first, in every row and column."""
    columns = 2
    tile    = Tile(columns=columns, **options)
    random  = np.random.default_rng(3)
    limit   = 128 if "entry_bits" in options else 31
    held    = random.integers(-limit, limit, (tile.rows, STEPS, INPUTS))
    bits    = random.integers(0, 2, (PLANES, columns, STEPS, INPUTS))
    scale   = 2 ** np.arange(PLANES)[::-1]
    signed  = 2*bits - 1 if tile.symmetric else bits
    exact   = np.einsum("p,pnsk,msk->mn", scale, signed, held)

    def entry(inputs: np.ndarray, index: int) -> int:
        chosen = np.array([index >> i & 1 for i in range(INPUTS)])
        return int(inputs @ (2*chosen - 1 if tile.symmetric else chosen))

    inputs: dict = {tile.load: [], tile.weights: [], tile.first: [], tile.double: []}
    inputs |= {source: [] for row in tile.sources for source in row}
    for plane in range(PLANES):
        for step in range(STEPS):
            inputs[tile.load].append(1)
            word = 0
            for n in range(columns):
                code = [int(bit) for bit in bits[plane, n, step]]
                if tile.symmetric and code[-1] and not options.get("inverter"):
                    code = [1 - bit for bit in code[:-1]] + [1]
                word |= sum(bit << INPUTS*n + i for i, bit in enumerate(code))
            inputs[tile.weights].append(word)
            inputs[tile.first].append(plane == step == 0)
            inputs[tile.double].append(step == 0)
            for m, row in enumerate(tile.sources):
                for i, source in enumerate(row):
                    inputs[source].append(held[m, step, i] if options.get("precompute")
                                          else entry(held[m, step], i))
    steps = PLANES * STEPS                  # Tables are in use a clock after they were loaded.
    for signal in (tile.weights, tile.first, tile.double):
        inputs[signal] = [0, *inputs[signal]]
    inputs[tile.capture] = [0]*(steps + 1) + [1, 0]
    inputs[tile.select]  = [0]*(steps + 3) + list(range(tile.rows * columns))
    seen = play(tile, inputs, tile.sums, steps + 6 + tile.rows*columns)
    assert seen[steps + 5:steps + 5 + tile.rows*columns, 0].tolist() == exact.flatten().tolist()


# Lookup arrays ------------------------------------------------------------------------------------

class CutHalf(LiteXModule):
    def __init__(self, cut: int, width: int) -> None:
        self.cutter = HalfCutter(cut)
        self.tables = HalfTables(cut, width)
        self.comb += [pin.eq(value) for pin, value in zip(
            self.tables.addresses + self.tables.signs,
            self.cutter.addresses + self.cutter.signs, strict=True)]


@pytest.mark.parametrize("cut", [5, 6])
def test_half_tables(cut: int) -> None:
    """With u = (v - 1) / 2 in the tables, the dot product is 2 * sum + tables."""
    unit    = CutHalf(cut, 12)
    cutter, tables = unit.cutter, unit.tables
    sizes   = tables.sizes * 4
    random  = np.random.default_rng(cut)
    held    = random.integers(-128, 128, WORD_BITS) | 1        # Odd: so is the sum of five ...
    starts  = np.cumsum([0, *sizes])
    for start, size in zip(starts, sizes, strict=False):
        held[start] += size % 2 == 0                           # ... or, with one even, of six.
    bits    = random.integers(0, 2, (VECTORS, WORD_BITS))

    entries = 1 << max(sizes) - 1
    inputs: dict = {cutter.write: [], cutter.address: [], tables.we: [0], tables.data: [0]}
    for segment in range(4):
        for address in range(entries):
            data = 0
            for slot, size in enumerate(tables.sizes):
                start = starts[segment*len(tables.sizes) + slot]
                signs = [2*(address >> i & 1) - 1 for i in range(size - 1)] + [-1]
                value = int(held[start:start + size] @ signs)
                assert value % 2
                data |= ((value - 1) // 2 & 0xfff) << 12*slot
            inputs[cutter.write].append(1)
            inputs[cutter.address].append(address)
            inputs[tables.we].append(1 << segment)
            inputs[tables.data].append(data)
    inputs[cutter.write].append(0)
    inputs[tables.we].append(0)
    words = []
    for row in bits:
        word = 0
        for start, size in zip(starts, sizes, strict=False):
            code = row[start:start + size].copy()
            if code[-1]:
                code[:-1] ^= 1
            word |= sum(int(bit) << int(start) + i for i, bit in enumerate(code))
        words.append(word)
    written = len(inputs[tables.we])
    inputs[cutter.word] = [0]*written + words
    first = written + 1 + tables.latency + 1
    seen  = play(unit, inputs, tables.sums, first + VECTORS)
    assert (2*seen[first:, 0] + len(sizes) == (2*bits - 1) @ held).all()


# Epilogue -----------------------------------------------------------------------------------------

def test_plain_epilogue() -> None:
    """scale * value + offset * unit, rounded once and added to the accumulator of its column."""
    value    = Signal((20, True))
    epilogue = PlainEpilogue(value)
    random   = np.random.default_rng(5)
    total    = 0
    inputs: dict = {signal: [] for signal in (value, epilogue.scale, epilogue.offset, epilogue.unit,
                                              epilogue.clear, epilogue.enable)}
    period = 6
    for turn in range(4):
        v, s, o, u = (int(random.integers(-1 << b, 1 << b)) for b in (19, 15, 15, 17))
        total += (v*s + o*u + (1 << PRODUCT_SHIFT - 1)) >> PRODUCT_SHIFT
        # Read, clear or keep; multiply and add; add; write.
        for signal, level, at in ((epilogue.clear, int(turn == 0), 1), (epilogue.offset, o, 2),
                                  (epilogue.unit, u, 2), (value, v, 2), (epilogue.scale, s, 2),
                                  (epilogue.enable, 1, 4)):
            inputs[signal] += [level if clock == at else 0 for clock in range(period)]
    seen = play(epilogue, inputs, [epilogue.old], 4*period + 4)
    assert seen[-1, 0] == (total + (1 << 31)) % (1 << 32) - (1 << 31)


@pytest.mark.parametrize("weight_bits", [1, 2, 4])
def test_plane_adder_and_epilogue_have_all_pins(weight_bits: int) -> None:
    """A pin that is not there would be optimised away, with what hangs on it."""
    dot    = GatedDot(weight_bits)
    scaled = Scaled(dot)
    assert {dot.weights, dot.load, scaled.epilogue0.scale, scaled.epilogue0.old} <= scaled.ios
    assert not set(dot.sums) & scaled.ios
    lookup = Scaled(adapters.LookupSum(adapters.row_geometry(4, 8)), PLANES)
    assert lookup.planes0.first in lookup.ios
