"""The instructions of a token program beside LMMA, and the fields of their descriptors.

`program` says how they work together, `execute` what each computes. The tables below are the only
place where the layout of QUANT, VEC and ATTN is written.
"""

from __future__ import annotations

import dataclasses
import enum
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from lutcore.driver.contract.isa import Lmma

LMMA, QUANT, VEC, ATTN, ROUTE, EACH, CONV, DELTA = 1, 2, 3, 4, 5, 6, 7, 8   # opcodes

ROW_BYTES    = 16                       # one entry of the table of rows
MAX_ROWS     = 1 << 12
MAX_LENGTH   = (1 << 24) - 1            # elements of a vector
MAX_EXPERTS  = 1024
MAX_HEAD     = 512                      # elements of a head: int32 sums of 16 x 8 bits hold 1,024
BLOCK        = 128                      # positions whose shares have one unit (ATTN)
COLUMNS      = 16                       # values of a state that lie side by side (DELTA)


class Type(enum.IntEnum):
    """Types of a VEC operand's elements."""

    F32 = 0
    F16 = 1
    I32 = 2                             # sums of an LMMA; read only


class Function(enum.IntEnum):
    """f of a VEC."""

    IDENTITY     = 0
    SILU         = 1
    SQUARED_RELU = 2
    GELU_TANH    = 3
    CLAMP        = 4                    # at least `low`, at most `high`
    SIGMOID      = 5


class Prefactor(enum.IntEnum):
    """What a is multiplied with before f: nothing, or a number for every row or segment."""

    NONE  = 0
    SCALE = 1                           # the number at `scalar`
    NORM  = 2                           # 1 / sqrt(that number * inverse + epsilon)


class Reduction(enum.IntEnum):
    """What is kept of y for every row or segment."""

    NONE    = 0
    SQUARES = 1                         # the sum of squares, in the contract's order
    MAXIMUM = 2                         # the largest magnitude


class CacheType(enum.IntEnum):
    """How keys and values are stored."""

    F32  = 0
    F16  = 1
    INT8 = 2                            # with a scale for every head and position


@dataclass(frozen=True)
class Operand:
    """Where the elements of a vector lie.

    Element i of row r, at position p, is at

        base + row * row_stride + p * position_stride + index(i) * element_stride

    row is r, or the row's `source` where `gather` is set; index(i) is i, i modulo `period` where
    that is not 0, or the partner of i in the other half of its head where `swap` is set.
    """

    base: int = 0
    row_stride: int = 0                 # bytes
    position_stride: int = 0            # bytes
    element_stride: int = 4             # bytes; 0: one value for all
    type: Type = Type.F32
    period: int = 0                     # elements; 0: none
    gather: bool = False
    swap: bool = False
    present: bool = True

    def index(self, length: int, head: int) -> np.ndarray:
        """index(i) of elements 0 to length - 1."""
        i = np.arange(length)
        if self.period:
            i = i % self.period
        if self.swap:
            i = i - i % head + (i % head + head // 2) % head
        return i

    def last_index(self, length: int, head: int) -> int:
        """The largest index(i)."""
        n = min(self.period or length, length)
        if not self.swap:
            return n - 1
        rest, half = n % head, head // 2
        whole = n - rest
        if not rest:
            return whole - 1
        return whole + (head - 1 if rest > half else half + rest - 1)

    @property
    def nbytes(self) -> int:
        """Bytes of an element."""
        return 2 if self.type is Type.F16 else 4


ABSENT = Operand(present=False, element_stride=0)

FLOAT = 0

# Layouts: (field, 32-bit word, offset, size in bits, meaning). A size of FLOAT: a float32.
HEADER = (
    ("magic",   0,  0, 16, "DESCRIPTOR_MAGIC"),
    ("version", 0, 16,  8, "CONTRACT_VERSION"),
    ("opcode",  0, 24,  8, "which instruction"),
    ("first",   1,  0, 16, "first entry of the table of rows"),
    ("rows",    1, 16, 16, "number of rows"),
)
OPERAND = (
    ("base",            0,  0, 32, "byte address of element 0 of row 0 at position 0"),
    ("row_stride",      1,  0, 32, "bytes from row to row"),
    ("position_stride", 2,  0, 32, "bytes from position to position"),
    ("element_stride",  3,  0, 10, "bytes from element to element; 0: one value for all"),
    ("type",            3, 10,  2, "Type"),
    ("gather",          3, 12,  1, "read the row's `source` instead of the row"),
    ("swap",            3, 13,  1, "read the partner in the other half of the head"),
    ("present",         3, 14,  1, "0: the operand is left out"),
    ("period",          3, 16, 16, "elements after which they repeat; 0: they do not"),
)


def _operand_at(name: str, word: int) -> tuple[tuple[str, int, int, int, str], ...]:
    return tuple((f"{name}.{field}", word + at, offset, size, meaning)
                 for field, at, offset, size, meaning in OPERAND)


QUANT_LAYOUT = (
    *HEADER,
    ("length",           2,  0, 24, "elements of a row: the K of the matrices"),
    ("int8",             2, 24,  1, "round to int8 first, scaled by the row's largest (BitNet)"),
    ("ternary",          2, 25,  1, "cut for native ternary words"),
    ("host_tables",      2, 26,  1, "the buffer holds tables, not mantissas"),
    ("order",            3,  0, 32, "byte address of int32 [length]: the element that input i is; "
                                    "0: i"),
    *_operand_at("a", 4),
    ("activations",      8,  0, 32, "byte address of the activation buffer"),
    ("activation_words", 9,  0, 32, "words of the activation buffer"),
    ("scale",           10,  0, 32, "byte address of float32 [rows]: value of one unit of a sum"),
    ("total",           11,  0, 32, "byte address of float32 [rows]: sum of the row as quantised"),
)
VEC_LAYOUT = (
    *HEADER,
    ("length",     2,  0, 24, "elements of a row"),
    ("function",   2, 24,  4, "Function"),
    ("prefactor",  2, 28,  2, "Prefactor"),
    ("reduction",  2, 30,  2, "Reduction"),
    ("head",       3,  0, 16, "elements of a head, for swapped operands; even"),
    ("segment",    3, 16, 16, "elements that share a prefactor and a reduction; 0: the whole row"),
    ("scalar",     4,  0, 32, "byte address of the prefactors, float32 [rows][segments]"),
    ("reduced",    5,  0, 32, "byte address of the reductions, float32 [rows][segments]"),
    ("inverse",    6,  0, FLOAT, "factor of NORM: 1 / elements"),
    ("epsilon",    7,  0, FLOAT, "addend of NORM"),
    ("low",       28,  0, FLOAT, "least value of CLAMP"),
    ("high",      29,  0, FLOAT, "largest value of CLAMP"),
    *_operand_at("a", 8), *_operand_at("b", 12), *_operand_at("c", 16), *_operand_at("d", 20),
    *_operand_at("y", 24),
)
ATTN_LAYOUT = (
    *HEADER,
    ("heads",       2,  0, 16, "query heads"),
    ("kv_heads",    2, 16, 16, "key and value heads; they divide `heads`"),
    ("size",        3,  0, 16, "elements of a head; even"),
    ("cache_type",  3, 16,  2, "CacheType"),
    ("window",      4,  0, 32, "positions that a row sees, its own included; 0: all"),
    ("scale",       5,  0, FLOAT, "factor of the scores"),
    ("cache",       6,  0, 32, "byte address of slot 0's keys and values"),
    ("slot_stride", 7,  0, 32, "bytes from slot to slot"),
    ("capacity",    8,  0, 32, "positions of a slot; a multiple of BLOCK"),
    ("slots",       9,  0, 32, "number of slots"),
    ("sinks",      10,  0, 32, "byte address of float32 [heads], scores without a value; 0: none"),
    *_operand_at("q", 12), *_operand_at("k", 16), *_operand_at("v", 20), *_operand_at("y", 24),
)
ROUTE_LAYOUT = (
    *HEADER,
    ("experts",    2,  0, 16, "elements of a row"),
    ("chosen",     2, 16, 15, "how many of them get a share"),
    ("normalised", 2, 31,  1, "shares add up to 1"),
    *_operand_at("a", 4), *_operand_at("y", 8),
)
CONV_LAYOUT = (
    *HEADER,
    ("length",      2,  0, 24, "channels: elements of a row"),
    ("taps",        2, 24,  8, "positions that are mixed, the row's own included"),
    ("weights",     3,  0, 32, "byte address of float32 [taps][length], the oldest position first"),
    *_operand_at("a", 4), *_operand_at("y", 8),
    ("cache",      12,  0, 32, "byte address of slot 0's history, float32 [capacity][length]"),
    ("slot_stride", 13, 0, 32, "bytes from slot to slot"),
    ("capacity",   14,  0, 32, "positions that a slot keeps; one lies at its remainder"),
    ("slots",      15,  0, 32, "number of slots"),
)
DELTA_LAYOUT = (
    *HEADER,
    ("heads",       2,  0, 16, "heads of values; each has a state"),
    ("key_heads",   2, 16, 16, "heads of queries and of keys; they divide `heads`"),
    ("keys",        3,  0, 16, "elements of a head of queries or keys"),
    ("values",      3, 16, 16, "elements of a head of values; a multiple of COLUMNS"),
    ("rates",       4,  0, 32, "byte address of float32 [heads], factors in the decays' exponents"),
    ("biases",      5,  0, 32, "byte address of float32 [heads], addends of c"),
    ("state",       6,  0, 32, "byte address of slot 0's states, float32 "
                               "[heads][values / COLUMNS][keys][COLUMNS]"),
    ("slot_stride", 7,  0, 32, "bytes from slot to slot"),
    *_operand_at("a", 8), *_operand_at("b", 12), *_operand_at("c", 16), *_operand_at("y", 20),
    ("slots",      24,  0, 32, "number of slots"),
    ("scale",      25,  0, FLOAT, "factor of the normed queries"),
    ("epsilon",    26,  0, FLOAT, "addend of the sums of squares of queries and keys"),
)
EACH_LAYOUT = (
    *HEADER,
    ("count",   2, 0, 32, "instructions behind it, to run for each expert that a row has chosen"),
    ("times",   3, 0, 32, "number of experts"),
    ("numbers", 4, 0, 32, "byte address of row 0's float32 [times], 0 where it has not chosen one"),
    ("stride",  5, 0, 32, "bytes from row to row"),
    ("patches", 6, 0, 32, "words of those instructions that are others for each expert"),
    ("places",  7, 0, 32, "byte address of uint32 [patches]: which words, counted from the end of "
                          "this descriptor"),
    ("table",   8, 0, 32, "byte address of uint32 [times][patches]: the words"),
)


@dataclass(frozen=True, kw_only=True)
class Quant:
    """Make an activation buffer of float32 vectors; see QUANT_LAYOUT and `execute.quant`."""

    LAYOUT: ClassVar = QUANT_LAYOUT
    BYTES: ClassVar = 64

    rows: int
    length: int
    a: Operand
    activations: int
    activation_words: int
    scale: int
    total: int
    first: int = 0
    int8: bool = False
    ternary: bool = False
    host_tables: bool = False
    order: int = 0


@dataclass(frozen=True, kw_only=True)
class Vec:
    """y = f(p * a) * b + c * d; see VEC_LAYOUT and `execute.vec`."""

    LAYOUT: ClassVar = VEC_LAYOUT
    BYTES: ClassVar = 128

    rows: int
    length: int
    y: Operand
    a: Operand
    b: Operand = ABSENT
    c: Operand = ABSENT
    d: Operand = ABSENT
    first: int = 0
    function: Function = Function.IDENTITY
    prefactor: Prefactor = Prefactor.NONE
    reduction: Reduction = Reduction.NONE
    head: int = 0
    segment: int = 0
    scalar: int = 0
    reduced: int = 0
    inverse: float = 0.0
    epsilon: float = 0.0
    low: float = 0.0
    high: float = 0.0

    @property
    def segments(self) -> int:
        """Prefactors and reductions of a row."""
        return -(-self.length // self.segment) if self.segment else 1


@dataclass(frozen=True, kw_only=True)
class Attn:
    """Append keys and values, then attend; see ATTN_LAYOUT and `execute.attn`."""

    LAYOUT: ClassVar = ATTN_LAYOUT
    BYTES: ClassVar = 128

    rows: int
    heads: int
    kv_heads: int
    size: int
    q: Operand
    k: Operand
    v: Operand
    y: Operand
    cache: int
    slot_stride: int
    capacity: int
    slots: int
    scale: float
    first: int = 0
    window: int = 0
    cache_type: CacheType = CacheType.INT8
    sinks: int = 0


@dataclass(frozen=True, kw_only=True)
class Route:
    """Choose experts by their scores; see ROUTE_LAYOUT and `routing.route`."""

    LAYOUT: ClassVar = ROUTE_LAYOUT
    BYTES: ClassVar = 64

    rows: int
    experts: int
    chosen: int
    a: Operand
    y: Operand
    first: int = 0
    normalised: bool = True


@dataclass(frozen=True, kw_only=True)
class Each:
    """Run instructions for each expert that is chosen; see EACH_LAYOUT and `routing.chosen`."""

    LAYOUT: ClassVar = EACH_LAYOUT
    BYTES: ClassVar = 64

    rows: int
    count: int
    times: int
    numbers: int
    stride: int
    patches: int
    places: int
    table: int
    first: int = 0


@dataclass(frozen=True, kw_only=True)
class Conv:
    """Append to a history, then mix its last positions; see CONV_LAYOUT and `convolution.conv`."""

    LAYOUT: ClassVar = CONV_LAYOUT
    BYTES: ClassVar = 64

    rows: int
    length: int
    taps: int
    weights: int
    a: Operand
    y: Operand
    cache: int
    slot_stride: int
    capacity: int
    slots: int
    first: int = 0


@dataclass(frozen=True, kw_only=True)
class Delta:
    """Update states by the gated delta rule and read them; see DELTA_LAYOUT and `delta.delta`.

    a: queries [key_heads][keys], keys likewise, values [heads][values], one behind the other
    b: [heads], of which the sigmoids say how much of a state is renewed
    c: [heads], of which the softplus decides how much of a state decays
    """

    LAYOUT: ClassVar = DELTA_LAYOUT
    BYTES: ClassVar = 128

    rows: int
    heads: int
    key_heads: int
    keys: int
    values: int
    a: Operand
    b: Operand
    c: Operand
    y: Operand
    rates: int
    biases: int
    state: int
    slot_stride: int
    slots: int
    scale: float
    epsilon: float
    first: int = 0

    @property
    def keyed(self) -> int:
        """Elements of all queries, and of all keys."""
        return self.key_heads * self.keys

    @property
    def length(self) -> int:
        """Elements of y: all values."""
        return self.heads * self.values


Instruction = Lmma | Quant | Vec | Attn | Route | Each | Conv | Delta

for _kind in (Quant, Vec, Attn, Route, Each, Conv, Delta):
    assert {f.name for f in dataclasses.fields(_kind)} == {
        row[0].partition(".")[0] for row in _kind.LAYOUT} - {"magic", "version", "opcode"}
