"""What a token program must keep, so that no instruction touches what is not its own.

`check` goes through a program once and returns what its tables of rows must keep. Executors in
compiled code check the same, in the same order, with the texts of RULES: a program is refused on
every device, or on none. LMMAs keep `Lmma.check` besides, which both ask first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NoReturn, Protocol

import numpy as np

from lutcore.driver.contract.delta import StateLayout
from lutcore.driver.contract.errors import DescriptorError
from lutcore.driver.contract.execute import POSITION, SLOT, SOURCE, CacheLayout
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
    Type,
    Vec,
)
from lutcore.driver.contract.isa import ALIGNMENT, Lmma
from lutcore.driver.contract.routing import with_word, words_of

# The texts of all refusals, for C++ too: {} stands for a number, {:#x} for one in hexadecimal.
RULES = {
    "lost":        "{} bytes at {:#x} lie in no buffer; compile the model again",
    "rows":        "{} rows from row {} on; a table has 1 to {}",
    "aligned":     "address {:#x} is not a multiple of {}",
    # operands
    "missing":     "the operand is missing",
    "type":        "type {}; there are 0 to {}",
    "strides":     "base and strides must be multiples of {}",
    "result":      "a result must be float32 or float16, element beside element",
    "swapped":     "heads of {} cannot be swapped; they must be even",
    "apart":       "the result overlaps it without being the same elements",
    # LMMA
    "sums":        "the output overlaps what is read",
    "no_quant":    "no QUANT before it makes its activations at {:#x}",
    # QUANT
    "length":      "length {}; it must be 1 to {}",
    "no_ternary":  "cut for native ternary weights, which this engine does not have",
    "buffer":      "activation_words = {}, but the shape needs {}",
    "order":       "an order needs a plain operand",
    "entry":       "entry {} of the order is negative",
    "read":        "a result overlaps an input",
    "two_results": "two results overlap",
    # VEC
    "empty":       "length 0",
    "function":    "function {}; there are 0 to {}",
    "prefactor":   "prefactor {}; there are 0 to {}",
    "reduction":   "reduction {}; there are 0 to {}",
    "scalars":     "the result overlaps the prefactors",
    "reduced":     "the result overlaps the reductions",
    "reduced_in":  "the reductions overlap an operand",
    "reduced_by":  "the reductions overlap the prefactors",
    # ATTN
    "heads":       "{} heads, {} of keys and values; these must divide those",
    "size":        "heads of {} elements; they must be even, 2 to {}",
    "cache_type":  "cache type {}; there are 0 to {}",
    "capacity":    "capacity {}; it must be a multiple of {}",
    "no_slots":    "no slots",
    "slots":       "slots overlap: they take {} bytes each, {} apart",
    "cache":       "the cache overlaps an operand",
    "appended":    "the result overlaps the keys or the values",
    "sunk":        "the sinks overlap the cache or the result",
    # DELTA
    "key_heads":   "{} heads of values, {} of keys; these must divide those",
    "elements":    "heads of {} and {} elements; 1 to {}, and those of values a multiple of {}",
    "state":       "the states overlap an operand",
    # ROUTE, CONV and EACH
    "experts":     "{} of {} experts; there may be 1 to {}, and at least one is chosen",
    "taps":        "no taps",
    "repeated":    "repeats {} instructions, and {} follow",
    "nested":      "repeats an EACH",
    "times":       "{} experts; there are 1 to {}",
    "place":       "word {} behind it is no address that experts may have of their own",
    # tables of rows
    "few_rows":    "a table of {} rows; the program needs {}",
    "position":    "row {} of the table: position {}; there is room for {}",
    "slot":        "row {} of the table: slot {}; there are {}",
    "source":      "row {} of the table: source {}; there are at most {} rows",
    "outside":     "row {} of the table: source {} at position {} lies outside the buffer of "
                   "instruction {}",
}

NO_LIMIT = (1 << 32) - 1
Range    = tuple[int, int]              # first byte, and the one behind the last


class Region(Protocol):
    """Memory that a program may use."""

    @property
    def address(self) -> int:
        """Address of the first byte."""

    @property
    def array(self) -> np.ndarray:
        """uint8 [n]: the host's bytes."""


@dataclass(frozen=True)
class Named:
    """Elements of a row that the table of rows names: each table decides where they lie."""

    base: int
    row_stride: int
    position_stride: int
    last: int                           # bytes from a row's begin to its end
    end: int                            # of the buffer
    first: int
    rows: int
    instruction: int


@dataclass
class Limits:
    """What a table of rows must keep."""

    positions: list[int]                # of each row: how many there are
    slots: list[int]                    # of each row
    named: list[Named]

    def check(self, rows: np.ndarray) -> None:
        """Raise DescriptorError if a table uint32 [R, 4] leads outside."""
        if rows.ndim != 2 or rows.shape[1] != 4:
            raise DescriptorError(f"a table of rows of shape {list(rows.shape)}; want [R, 4]")
        if len(rows) < len(self.positions):
            _refuse("few_rows", len(rows), len(self.positions))
        for r, (positions, slots) in enumerate(zip(self.positions, self.slots, strict=True)):
            position, slot, source = (int(rows[r, i]) for i in (POSITION, SLOT, SOURCE))
            if position >= positions:
                _refuse("position", r, position, positions)
            if slot >= slots:
                _refuse("slot", r, slot, slots)
            if source >= MAX_ROWS:
                _refuse("source", r, source, MAX_ROWS)
        for n in self.named:
            for r in range(n.first, n.first + n.rows):
                position, source = int(rows[r, POSITION]), int(rows[r, SOURCE])
                at = n.base + source * n.row_stride + position * n.position_stride
                if at + n.last > n.end:
                    _refuse("outside", r, source, position, n.instruction)


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


def _refuse(rule: str, *values: int) -> NoReturn:
    raise DescriptorError(RULES[rule].format(*values))


def _need(holds: bool, where: str, rule: str, *values: int) -> None:
    if not holds:
        raise DescriptorError(f"{where}: {RULES[rule].format(*values)}")


def _need_rows(x: Instruction, where: str) -> None:
    assert not isinstance(x, Lmma)
    _need(x.rows >= 1 and x.first + x.rows <= MAX_ROWS, where, "rows", x.rows, x.first, MAX_ROWS)


def _overlap(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _apart(y: Operand, at_y: Range, last_y: int, x: Operand, at_x: Range, last_x: int) -> bool:
    """Whether a result and an input never share a byte but where they are the same element."""
    if not _overlap(at_y, at_x):
        return True
    if ((x.base, x.row_stride, x.position_stride, x.element_stride, x.type)
            == (y.base, y.row_stride, y.position_stride, y.element_stride, y.type)
            and not (x.period or x.swap or x.gather)):
        return True
    if (x.row_stride != y.row_stride or not y.row_stride or x.position_stride or y.position_stride
            or x.type is Type.I32):
        return False
    start = (x.base - y.base) % y.row_stride
    return start >= last_y and start + last_x <= y.row_stride


class _Checker:
    """The checks of each kind of instruction, and what they find."""

    def __init__(self, instructions: Sequence[Instruction], regions: Iterable[Region]) -> None:
        self._regions = sorted(regions, key=lambda region: region.address)
        self._starts = [region.address for region in self._regions]
        count = max((x.first + x.rows for x in instructions if not isinstance(x, Lmma)), default=0)
        self._capacity = min((x.capacity for x in instructions if isinstance(x, Attn)),
                             default=NO_LIMIT)
        self.limits = Limits([self._capacity] * count, [1 << 32] * count, [])
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

    # Memory

    def _find(self, address: int, nbytes: int, where: str) -> tuple[Region, int]:
        """Return the region that holds a range, and the region's end."""
        index = bisect_right(self._starts, address) - 1
        if index >= 0:
            region = self._regions[index]
            end = region.address + len(region.array)
            if address + nbytes <= end:
                return region, end
        _need(False, where, "lost", nbytes, address)
        raise AssertionError

    def _place(self, o: Operand, where: str, index: int, first: int, rows: int, length: int,
               head: int, written: bool = False) -> Range:
        """Return the bytes that an operand of some rows may touch."""
        _need(o.present, where, "missing")
        _need(0 <= o.type <= max(Type), where, "type", o.type, max(Type))
        size = o.nbytes
        _need(not any(x % size for x in (o.base, o.row_stride, o.position_stride,
                                         o.element_stride)), where, "strides", size)
        if written:
            _need(o.type is not Type.I32 and o.element_stride == size
                  and not (o.period or o.gather or o.swap), where, "result")
        _need(not o.swap or (head >= 2 and head % 2 == 0), where, "swapped", head)
        last = _last(o, length, head)
        named = o.gather and o.type is not Type.I32
        low = o.base + (0 if o.type is Type.I32 or named else first) * o.row_stride
        high = low + (0 if named else (rows - 1) * o.row_stride) + last
        _, end = self._find(low, high - low, where)
        if named:
            self.limits.named.append(Named(o.base, o.row_stride, o.position_stride, last, end,
                                           first, rows, index))
            return low, end if o.position_stride else min(
                end, low + (MAX_ROWS - 1) * o.row_stride + last)
        if not o.position_stride:
            return low, high
        positions = self.limits.positions
        for i in range(rows):
            limit = (end - (low + i * o.row_stride + last)) // o.position_stride + 1
            positions[first + i] = min(positions[first + i], limit)
        most = min((end - high) // o.position_stride, (self._capacity - 1) & NO_LIMIT)
        return low, high + most * o.position_stride

    def _numbers(self, address: int, each: int, first: int, rows: int, where: str) -> Range:
        """Return the bytes of float32 numbers, `each` for every row."""
        _need(address % 4 == 0, where, "aligned", address, 4)
        low, nbytes = address + 4 * each * first, 4 * each * rows
        self._find(low, nbytes, where)
        return low, low + nbytes

    def _slots(self, x: Attn | Conv | Delta, address: int, each: int, where: str, what: str
               ) -> Range:
        """Return the bytes of all slots, of `each` bytes; rows may name no other slot."""
        _need(x.slots >= 1, where, "no_slots")
        for value in (address, x.slot_stride):
            _need(value % 4 == 0, f"{where}, {what}", "aligned", value, 4)
        _need(x.slots == 1 or x.slot_stride >= each, where, "slots", each, x.slot_stride)
        nbytes = x.slot_stride * (x.slots - 1) + each
        self._find(address, nbytes, f"{where}, {what}")
        slots = self.limits.slots
        for r in range(x.first, x.first + x.rows):
            slots[r] = min(slots[r], x.slots)
        return address, address + nbytes

    # Instructions

    def lmma(self, d: Lmma, where: str, geometry: Geometry) -> None:
        """Check an LMMA's places; `Lmma.check` has been asked before."""
        ranges = {}
        for name in ("activations", "output", "weights"):
            start = getattr(d, name)
            ranges[name] = start, d.end(name, geometry)
            self._find(start, d.end(name, geometry) - start, f"{where}, {name}")
        _need(not (_overlap(ranges["output"], ranges["activations"])
                   or _overlap(ranges["output"], ranges["weights"])), where, "sums")
        self._writes.append([ranges["output"]])

    def quant(self, q: Quant, index: int, where: str, geometry: Geometry) -> None:
        """Check a QUANT."""
        inputs = TRIT_SLICE if q.ternary else SLICE
        _need(1 <= q.length <= MAX_SLICES * inputs, where, "length", q.length, MAX_SLICES * inputs)
        _need(not q.ternary or geometry.ternary, where, "no_ternary")
        _need(q.activations % ALIGNMENT == 0, f"{where}, activations", "aligned", q.activations,
              ALIGNMENT)
        words = -(-q.length // inputs) * q.rows * geometry.row_words(q.host_tables)
        _need(q.activation_words == words, where, "buffer", q.activation_words, words)
        reads, length = [], q.length
        if q.order:
            _need(q.order % 4 == 0, f"{where}, order", "aligned", q.order, 4)
            _need(not (q.a.period or q.a.swap), where, "order")
            region, _ = self._find(q.order, 4 * length, f"{where}, order")
            start = q.order - region.address
            order = region.array[start:start + 4 * length].view("<i4")
            if (order < 0).any():
                _need(False, where, "entry", int(np.argmax(order < 0)))
            reads.append((q.order, q.order + 4 * length))
            length = int(order.max()) + 1
        reads.append(self._place(q.a, f"{where}, operand a", index, q.first, q.rows, length, 0))
        self._find(q.activations, WORD_BYTES * words, f"{where}, activations")
        writes = [(q.activations, q.activations + WORD_BYTES * words),
                  self._numbers(q.scale, 1, q.first, q.rows, f"{where}, scale"),
                  self._numbers(q.total, 1, q.first, q.rows, f"{where}, total")]
        _need(not any(_overlap(x, y) for x in reads for y in writes), where, "read")
        _need(not any(_overlap(writes[i], writes[(i + 1) % 3]) for i in range(3)), where,
              "two_results")
        self._writes.append(writes)

    def vec(self, v: Vec, index: int, where: str) -> None:
        """Check a VEC."""
        _need(v.length >= 1, where, "empty")
        for rule, value, kind in (("function", v.function, Function),
                                  ("prefactor", v.prefactor, Prefactor),
                                  ("reduction", v.reduction, Reduction)):
            _need(0 <= value <= max(kind), where, rule, value, max(kind))

        def place(o: Operand, name: str, written: bool = False) -> Range:
            return self._place(o, f"{where}, operand {name}", index, v.first, v.rows, v.length,
                               v.head, written)

        y, reads, writes = place(v.y, "y", written=True), [], []
        for name in "abcd":
            o: Operand = getattr(v, name)
            if name != "a" and not (o.present and (name != "d" or v.c.present)):
                continue
            x = place(o, name)
            _need(_apart(v.y, y, _last(v.y, v.length, v.head), o, x, _last(o, v.length, v.head)),
                  f"{where}, operand {name}", "apart")
            reads.append(x)
        writes.append(y)
        scalar = (0, 0)
        if v.prefactor is not Prefactor.NONE:
            scalar = self._scalars(v, index, f"{where}, prefactors")
            _need(not _overlap(scalar, y), where, "scalars")
        if v.reduction is not Reduction.NONE:
            reduced = self._numbers(v.reduced, v.segments, v.first, v.rows, f"{where}, reductions")
            _need(not _overlap(reduced, y), where, "reduced")
            _need(not any(_overlap(reduced, x) for x in reads), where, "reduced_in")
            _need(not _overlap(reduced, scalar) or (v.reduced == v.scalar and not v.a.gather),
                  where, "reduced_by")
            writes.append(reduced)
        self._writes.append(writes)

    def _scalars(self, v: Vec, index: int, where: str) -> Range:
        nbytes = 4 * v.segments
        if not v.a.gather:
            return self._numbers(v.scalar, v.segments, v.first, v.rows, where)
        _need(v.scalar % 4 == 0, where, "aligned", v.scalar, 4)
        _, end = self._find(v.scalar, nbytes, where)
        self.limits.named.append(Named(v.scalar, nbytes, 0, nbytes, end, v.first, v.rows, index))
        return v.scalar, min(end, v.scalar + nbytes * MAX_ROWS)

    def attn(self, a: Attn, index: int, where: str) -> None:
        """Check an ATTN."""
        _need(a.heads >= 1 and a.kv_heads >= 1 and a.heads % a.kv_heads == 0, where, "heads",
              a.heads, a.kv_heads)
        _need(2 <= a.size <= MAX_HEAD and a.size % 2 == 0, where, "size", a.size, MAX_HEAD)
        _need(0 <= a.cache_type <= max(CacheType), where, "cache_type", a.cache_type,
              max(CacheType))
        _need(a.capacity >= 1 and a.capacity % BLOCK == 0, where, "capacity", a.capacity, BLOCK)
        each = CacheLayout(a.kv_heads, a.capacity, a.size, a.cache_type).nbytes
        cache = self._slots(a, a.cache, each, where, "cache")
        positions = self.limits.positions
        for r in range(a.first, a.first + a.rows):
            positions[r] = min(positions[r], a.capacity)
        wide, narrow = a.heads * a.size, a.kv_heads * a.size
        lengths = {"q": wide, "k": narrow, "v": narrow, "y": wide}
        at = {name: self._place(getattr(a, name), f"{where}, operand {name}", index, a.first,
                                a.rows, length, 0, written=name == "y")
              for name, length in lengths.items()}
        _need(not any(_overlap(cache, x) for x in at.values()), where, "cache")
        if a.sinks:
            sinks = self._numbers(a.sinks, 1, 0, a.heads, f"{where}, sinks")
            _need(not (_overlap(sinks, cache) or _overlap(sinks, at["y"])), where, "sunk")

        def apart(name: str) -> bool:
            o: Operand = getattr(a, name)
            return _apart(a.y, at["y"], _last(a.y, wide, 0), o, at[name],
                          _last(o, lengths[name], 0))

        _need(apart("q"), f"{where}, operand q", "apart")
        # Not even the same elements: a thread may be done with one head before another has begun.
        _need(all(apart(name) and getattr(a, name).base != a.y.base for name in "kv"), where,
              "appended")
        self._writes.append([at["y"], cache])

    def route(self, r: Route, index: int, where: str) -> None:
        """Check a ROUTE."""
        _need(1 <= r.chosen <= r.experts <= MAX_EXPERTS, where, "experts", r.chosen, r.experts,
              MAX_EXPERTS)
        y, a = (self._place(getattr(r, name), f"{where}, operand {name}", index, r.first, r.rows,
                            r.experts, 0, written=name == "y") for name in "ya")
        _need(_apart(r.y, y, _last(r.y, r.experts, 0), r.a, a, _last(r.a, r.experts, 0)),
              f"{where}, operand a", "apart")
        self._writes.append([y])

    def conv(self, c: Conv, index: int, where: str) -> None:
        """Check a CONV."""
        _need(c.length >= 1, where, "empty")
        _need(c.taps >= 1, where, "taps")
        _need(c.capacity >= 1, where, "capacity", c.capacity, 1)
        cache = self._slots(c, c.cache, 4 * c.capacity * c.length, where, "cache")
        weights = self._numbers(c.weights, c.length, 0, c.taps, f"{where}, weights")
        y, a = (self._place(getattr(c, name), f"{where}, operand {name}", index, c.first, c.rows,
                            c.length, 0, written=name == "y") for name in "ya")
        _need(not any(_overlap(cache, x) for x in (y, a, weights)), where, "cache")
        _need(not _overlap(weights, y) and _apart(c.y, y, _last(c.y, c.length, 0), c.a, a,
                                                  _last(c.a, c.length, 0)),
              f"{where}, operand a", "apart")
        self._writes.append([y, cache])

    def delta(self, d: Delta, index: int, where: str) -> None:
        """Check a DELTA."""
        _need(d.heads >= 1 and d.key_heads >= 1 and d.heads % d.key_heads == 0, where, "key_heads",
              d.heads, d.key_heads)
        _need(1 <= d.keys <= MAX_HEAD and 1 <= d.values <= MAX_HEAD and d.values % COLUMNS == 0,
              where, "elements", d.keys, d.values, MAX_HEAD, COLUMNS)
        each = StateLayout(d.heads, d.keys, d.values).nbytes
        state = self._slots(d, d.state, each, where, "states")
        reads = [self._numbers(getattr(d, name), 1, 0, d.heads, f"{where}, {name}")
                 for name in ("rates", "biases")]
        lengths = {"y": d.length, "a": 2 * d.keyed + d.length, "b": d.heads, "c": d.heads}
        at = {name: self._place(getattr(d, name), f"{where}, operand {name}", index, d.first,
                                d.rows, length, 0, written=name == "y")
              for name, length in lengths.items()}
        _need(not any(_overlap(state, x) for x in (*reads, *at.values())), where, "state")
        # Not even the same elements: a thread may write values before another has read its own.
        apart = all(o.base != d.y.base and _apart(
            d.y, at["y"], _last(d.y, d.length, 0), o, at[name], _last(o, lengths[name], 0))
            for name, o in (("a", d.a), ("b", d.b), ("c", d.c)))
        _need(apart and not any(_overlap(x, at["y"]) for x in reads), where, "read")
        self._writes.append([at["y"], state])

    def each(self, x: Each, index: int, where: str, behind: Sequence[Instruction]) -> None:
        """Check an EACH, and keep what its experts have of their own."""
        _need_rows(x, where)
        _need(1 <= x.count <= len(behind), where, "repeated", x.count, len(behind))
        _need(not any(isinstance(y, Each) for y in behind[:x.count]), where, "nested")
        _need(1 <= x.times <= MAX_EXPERTS, where, "times", x.times, MAX_EXPERTS)
        _need(x.stride % 4 == 0, where, "strides", 4)
        _need(x.numbers % 4 == 0, f"{where}, numbers", "aligned", x.numbers, 4)
        self._find(x.numbers + x.stride * x.first, x.stride * (x.rows - 1) + 4 * x.times,
                   f"{where}, numbers")
        places = self._words(x.places, x.patches, f"{where}, places")
        table = self._words(x.table, x.times * x.patches, f"{where}, table").reshape(x.times, -1)
        fields = {word: (at, field) for word, at, field in words_of(behind[:x.count])}
        for column, place in enumerate(places.tolist()):
            _need(place in fields, where, "place", place)
            at, field = fields[place]
            if field == "weights":
                for word in table[:, column].tolist():
                    _need(word % ALIGNMENT == 0, f"{where}, weights", "aligned", word, ALIGNMENT)
            self._patches.setdefault(index + 1 + at, []).append((field, table[:, column]))
        self._writes.append([])

    def _words(self, address: int, count: int, where: str) -> np.ndarray:
        """Return uint32 [count] at an address."""
        _need(address % 4 == 0, where, "aligned", address, 4)
        region, _ = self._find(address, 4 * count, where)
        start = address - region.address
        return region.array[start:start + 4 * count].view("<u4").copy()

    def link(self, instructions: Sequence[Instruction]) -> None:
        """Check that a QUANT makes the activations of every LMMA, and nothing spoils them."""
        made: list[Quant] = []
        for index, (x, writes) in enumerate(zip(instructions, self._writes, strict=True)):
            if isinstance(x, Lmma):
                key = x.activations, x.rows, x.ternary, x.activation_words
                _need(any((q.activations, q.rows, q.ternary, q.activation_words) == key
                          for q in made), f"instruction {index} (LMMA)", "no_quant", x.activations)
            made = [q for q in made if not any(
                _overlap((q.activations, q.activations + WORD_BYTES * q.activation_words), w)
                for w in writes)]
            if isinstance(x, Quant):
                made.append(x)


def _last(o: Operand, length: int, head: int) -> int:
    """Return the bytes from a row's first element to the end of its last."""
    return o.last_index(length, head) * o.element_stride + o.nbytes
