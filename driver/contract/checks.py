"""What a token program must keep, so that no instruction touches what is not its own.

`check` goes through a program once and returns what its tables of rows must keep. Executors in
compiled code check the same, in the same order, with the texts of `rules.RULES`: a program is
refused on every device, or on none. LMMAs keep `Lmma.check` besides, which both ask first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from lutcore.driver.contract.delta import StateLayout
from lutcore.driver.contract.execute import CacheLayout
from lutcore.driver.contract.geometry import MAX_SLICES, SLICE, TRIT_SLICE, WORD_BYTES, Geometry
from lutcore.driver.contract.instructions import (
    BLOCK,
    COLUMNS,
    MAX_EXPERTS,
    MAX_HEAD,
    MAX_ROWS,
    Attn,
    CacheType,
    Conv,
    Delta,
    Each,
    Function,
    Instruction,
    Operand,
    Prefactor,
    Quant,
    Reduction,
    Route,
    Vec,
)
from lutcore.driver.contract.isa import ALIGNMENT, Lmma
from lutcore.driver.contract.places import Places, Range, Region, apart, end_of, overlap
from lutcore.driver.contract.routing import with_word, words_of
from lutcore.driver.contract.rules import Limits, need


def check(instructions: Sequence[Instruction], regions: Iterable[Region],
          geometry: Geometry | None, whole: bool = False) -> Limits:
    """Check a program against the memory that it may use.

    geometry: of the engine; None where none has the LMMAs, which are not checked then, nor QUANTs
    whole:    one executor has all instructions: a QUANT must make what an LMMA reads

    Raises DescriptorError.
    """
    if geometry:
        for x in instructions:
            if isinstance(x, Lmma):
                x.check(geometry)
    checker = _Checker(instructions, regions)
    for index in range(len(instructions)):
        checker.instruction(index, instructions, geometry)
    if whole:
        checker.link(instructions)
    return checker.limits


def _need_rows(x: Instruction, where: str) -> None:
    assert not isinstance(x, Lmma)
    need(x.rows >= 1 and x.first + x.rows <= MAX_ROWS, where, "rows", x.rows, x.first, MAX_ROWS)


class _Checker:
    """The checks of each kind of instruction, and what they find."""

    def __init__(self, instructions: Sequence[Instruction], regions: Iterable[Region]) -> None:
        self._at = Places(instructions, regions)
        self.limits = self._at.limits
        self._writes: list[list[Range]] = []        # of each instruction, for `link`
        # By instruction: fields that experts have of their own, and their words [times].
        self._patches: dict[int, list[tuple[str, np.ndarray]]] = {}

    def instruction(self, index: int, instructions: Sequence[Instruction],
                    geometry: Geometry | None) -> None:
        """Check an instruction, as it is for every expert if it is repeated."""
        x = instructions[index]
        where = f"instruction {index} ({type(x).__name__.upper()})"
        if isinstance(x, Each):
            self.each(x, index, where, instructions[index + 1:])
            return
        patches = self._patches.pop(index, [])
        for words in zip(*(column for _, column in patches), strict=True) if patches else [()]:
            for (field, _), word in zip(patches, words, strict=True):
                x = with_word(x, field, int(word))
            self._one(x, index, where, geometry)
            del self._writes[index:-1]  # those of the expert before

    def _one(self, x: Instruction, index: int, where: str, geometry: Geometry | None) -> None:
        if not isinstance(x, Lmma):
            _need_rows(x, where)
        if isinstance(x, Vec):
            self.vec(x, index, where)
        elif isinstance(x, Attn):
            self.attn(x, index, where)
        elif isinstance(x, Route):
            self.route(x, index, where)
        elif isinstance(x, Conv):
            self.conv(x, index, where)
        elif isinstance(x, Delta):
            self.delta(x, index, where)
        elif geometry and isinstance(x, Quant):
            self.quant(x, index, where, geometry)
        elif geometry and isinstance(x, Lmma):
            self.lmma(x, where, geometry)
        else:
            self._writes.append([])

    def lmma(self, d: Lmma, where: str, geometry: Geometry) -> None:
        """Check an LMMA's places; `Lmma.check` has been asked before."""
        ranges = {}
        for name in ("activations", "output", "weights"):
            start = getattr(d, name)
            ranges[name] = start, d.end(name, geometry)
            self._at.find(start, d.end(name, geometry) - start, f"{where}, {name}")
        need(not (overlap(ranges["output"], ranges["activations"])
                  or overlap(ranges["output"], ranges["weights"])), where, "sums")
        self._writes.append([ranges["output"]])

    def quant(self, q: Quant, index: int, where: str, geometry: Geometry) -> None:
        """Check a QUANT."""
        inputs = TRIT_SLICE if q.ternary else SLICE
        need(1 <= q.length <= MAX_SLICES * inputs, where, "length", q.length, MAX_SLICES * inputs)
        need(not q.ternary or geometry.ternary, where, "no_ternary")
        need(q.activations % ALIGNMENT == 0, f"{where}, activations", "aligned", q.activations,
             ALIGNMENT)
        words = -(-q.length // inputs) * q.rows * geometry.row_words(q.host_tables)
        need(q.activation_words == words, where, "buffer", q.activation_words, words)
        reads, length = [], q.length
        if q.order:
            need(q.order % 4 == 0, f"{where}, order", "aligned", q.order, 4)
            need(not (q.a.period or q.a.swap), where, "order")
            region, _ = self._at.find(q.order, 4 * length, f"{where}, order")
            start = q.order - region.address
            order = region.array[start:start + 4 * length].view("<i4")
            if (order < 0).any():
                need(False, where, "entry", int(np.argmax(order < 0)))
            reads.append((q.order, q.order + 4 * length))
            length = int(order.max()) + 1
        reads.append(self._at.place(q.a, f"{where}, operand a", index, q.first, q.rows, length, 0))
        self._at.find(q.activations, WORD_BYTES * words, f"{where}, activations")
        writes = [(q.activations, q.activations + WORD_BYTES * words),
                  self._at.numbers(q.scale, 1, q.first, q.rows, f"{where}, scale"),
                  self._at.numbers(q.total, 1, q.first, q.rows, f"{where}, total")]
        need(not any(overlap(x, y) for x in reads for y in writes), where, "read")
        need(not any(overlap(writes[i], writes[(i + 1) % 3]) for i in range(3)), where,
             "two_results")
        self._writes.append(writes)

    def vec(self, v: Vec, index: int, where: str) -> None:
        """Check a VEC."""
        need(v.length >= 1, where, "empty")
        for rule, value, kind in (("function", v.function, Function),
                                  ("prefactor", v.prefactor, Prefactor),
                                  ("reduction", v.reduction, Reduction)):
            need(0 <= value <= max(kind), where, rule, value, max(kind))

        def place(o: Operand, name: str, written: bool = False) -> Range:
            return self._at.place(o, f"{where}, operand {name}", index, v.first, v.rows, v.length,
                                  v.head, written)

        y, reads, writes = place(v.y, "y", written=True), [], []
        for name in "abcd":
            o: Operand = getattr(v, name)
            if name != "a" and not (o.present and (name != "d" or v.c.present)):
                continue
            x = place(o, name)
            need(apart(v.y, y, end_of(v.y, v.length, v.head), o, x, end_of(o, v.length, v.head)),
                 f"{where}, operand {name}", "apart")
            reads.append(x)
        writes.append(y)
        scalar = (0, 0)
        if v.prefactor is not Prefactor.NONE:
            scalar = self._at.prefactors(v, index, f"{where}, prefactors")
            need(not overlap(scalar, y), where, "scalars")
        if v.reduction is not Reduction.NONE:
            reduced = self._at.numbers(v.reduced, v.segments, v.first, v.rows,
                                       f"{where}, reductions")
            need(not overlap(reduced, y), where, "reduced")
            need(not any(overlap(reduced, x) for x in reads), where, "reduced_in")
            need(not overlap(reduced, scalar) or (v.reduced == v.scalar and not v.a.gather),
                 where, "reduced_by")
            writes.append(reduced)
        self._writes.append(writes)

    def attn(self, a: Attn, index: int, where: str) -> None:
        """Check an ATTN."""
        need(a.heads >= 1 and a.kv_heads >= 1 and a.heads % a.kv_heads == 0, where, "heads",
             a.heads, a.kv_heads)
        need(2 <= a.size <= MAX_HEAD and a.size % 2 == 0, where, "size", a.size, MAX_HEAD)
        need(0 <= a.cache_type <= max(CacheType), where, "cache_type", a.cache_type,
             max(CacheType))
        need(a.capacity >= 1 and a.capacity % BLOCK == 0, where, "capacity", a.capacity, BLOCK)
        each = CacheLayout(a.kv_heads, a.capacity, a.size, a.cache_type).nbytes
        cache = self._at.slots(a, a.cache, each, where, "cache")
        positions = self.limits.positions
        for r in range(a.first, a.first + a.rows):
            positions[r] = min(positions[r], a.capacity)
        wide, narrow = a.heads * a.size, a.kv_heads * a.size
        lengths = {"q": wide, "k": narrow, "v": narrow, "y": wide}
        at = {name: self._at.place(getattr(a, name), f"{where}, operand {name}", index, a.first,
                                   a.rows, length, 0, written=name == "y")
              for name, length in lengths.items()}
        need(not any(overlap(cache, x) for x in at.values()), where, "cache")
        if a.sinks:
            sinks = self._at.numbers(a.sinks, 1, 0, a.heads, f"{where}, sinks")
            need(not (overlap(sinks, cache) or overlap(sinks, at["y"])), where, "sunk")

        def separate(name: str) -> bool:
            o: Operand = getattr(a, name)
            return apart(a.y, at["y"], end_of(a.y, wide, 0), o, at[name],
                         end_of(o, lengths[name], 0))

        need(separate("q"), f"{where}, operand q", "apart")
        # Not even the same elements: a thread may be done with one head before another has begun.
        need(all(separate(name) and getattr(a, name).base != a.y.base for name in "kv"), where,
             "appended")
        self._writes.append([at["y"], cache])

    def route(self, r: Route, index: int, where: str) -> None:
        """Check a ROUTE."""
        need(1 <= r.chosen <= r.experts <= MAX_EXPERTS, where, "experts", r.chosen, r.experts,
             MAX_EXPERTS)
        y, a = (self._at.place(getattr(r, name), f"{where}, operand {name}", index, r.first, r.rows,
                               r.experts, 0, written=name == "y") for name in "ya")
        need(apart(r.y, y, end_of(r.y, r.experts, 0), r.a, a, end_of(r.a, r.experts, 0)),
             f"{where}, operand a", "apart")
        self._writes.append([y])

    def conv(self, c: Conv, index: int, where: str) -> None:
        """Check a CONV."""
        need(c.length >= 1, where, "empty")
        need(c.taps >= 1, where, "taps")
        need(c.capacity >= 1, where, "capacity", c.capacity, 1)
        cache = self._at.slots(c, c.cache, 4 * c.capacity * c.length, where, "cache")
        weights = self._at.numbers(c.weights, c.length, 0, c.taps, f"{where}, weights")
        y, a = (self._at.place(getattr(c, name), f"{where}, operand {name}", index, c.first, c.rows,
                               c.length, 0, written=name == "y") for name in "ya")
        need(not any(overlap(cache, x) for x in (y, a, weights)), where, "cache")
        need(not overlap(weights, y) and apart(c.y, y, end_of(c.y, c.length, 0), c.a, a,
                                               end_of(c.a, c.length, 0)),
             f"{where}, operand a", "apart")
        self._writes.append([y, cache])

    def delta(self, d: Delta, index: int, where: str) -> None:
        """Check a DELTA."""
        need(d.heads >= 1 and d.key_heads >= 1 and d.heads % d.key_heads == 0, where, "key_heads",
             d.heads, d.key_heads)
        need(1 <= d.keys <= MAX_HEAD and 1 <= d.values <= MAX_HEAD and d.values % COLUMNS == 0,
             where, "elements", d.keys, d.values, MAX_HEAD, COLUMNS)
        each = StateLayout(d.heads, d.keys, d.values).nbytes
        state = self._at.slots(d, d.state, each, where, "states")
        reads = [self._at.numbers(getattr(d, name), 1, 0, d.heads, f"{where}, {name}")
                 for name in ("rates", "biases")]
        lengths = {"y": d.length, "a": 2 * d.keyed + d.length, "b": d.heads, "c": d.heads}
        at = {name: self._at.place(getattr(d, name), f"{where}, operand {name}", index, d.first,
                                   d.rows, length, 0, written=name == "y")
              for name, length in lengths.items()}
        need(not any(overlap(state, x) for x in (*reads, *at.values())), where, "state")
        # Not even the same elements: a thread may write values before another has read its own.
        separate = all(o.base != d.y.base and apart(
            d.y, at["y"], end_of(d.y, d.length, 0), o, at[name], end_of(o, lengths[name], 0))
            for name, o in (("a", d.a), ("b", d.b), ("c", d.c)))
        need(separate and not any(overlap(x, at["y"]) for x in reads), where, "read")
        self._writes.append([at["y"], state])

    def each(self, x: Each, index: int, where: str, behind: Sequence[Instruction]) -> None:
        """Check an EACH, and keep what its experts have of their own."""
        _need_rows(x, where)
        need(1 <= x.count <= len(behind), where, "repeated", x.count, len(behind))
        need(not any(isinstance(y, Each) for y in behind[:x.count]), where, "nested")
        need(1 <= x.times <= MAX_EXPERTS, where, "times", x.times, MAX_EXPERTS)
        need(x.stride % 4 == 0, where, "strides", 4)
        need(x.numbers % 4 == 0, f"{where}, numbers", "aligned", x.numbers, 4)
        self._at.find(x.numbers + x.stride * x.first, x.stride * (x.rows - 1) + 4 * x.times,
                      f"{where}, numbers")
        places = self._at.words(x.places, x.patches, f"{where}, places")
        table = self._at.words(x.table, x.times * x.patches, f"{where}, table").reshape(x.times, -1)
        fields = {word: (at, field) for word, at, field in words_of(behind[:x.count])}
        for column, place in enumerate(places.tolist()):
            need(place in fields, where, "place", place)
            at, field = fields[place]
            if field == "weights":
                for word in table[:, column].tolist():
                    need(word % ALIGNMENT == 0, f"{where}, weights", "aligned", word, ALIGNMENT)
            self._patches.setdefault(index + 1 + at, []).append((field, table[:, column]))
        self._writes.append([])

    def link(self, instructions: Sequence[Instruction]) -> None:
        """Check that a QUANT makes the activations of every LMMA, and nothing spoils them."""
        made: list[Quant] = []
        for index, (x, writes) in enumerate(zip(instructions, self._writes, strict=True)):
            if isinstance(x, Lmma):
                key = x.activations, x.rows, x.ternary, x.activation_words
                need(any((q.activations, q.rows, q.ternary, q.activation_words) == key
                         for q in made), f"instruction {index} (LMMA)", "no_quant", x.activations)
            made = [q for q in made if not any(
                overlap((q.activations, q.activations + WORD_BYTES * q.activation_words), w)
                for w in writes)]
            if isinstance(x, Quant):
                made.append(x)
