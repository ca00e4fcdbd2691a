"""The token program: a model as a list of instructions in device memory.

A step of a model is one run of its program. The host writes the rows' vectors and the table of
rows, starts the program, and reads its results. There are four instructions:

    QUANT   float32 vectors -> an activation buffer, with a scale and a total for every row
    LMMA    activation buffer x weight stream -> int32 sums (see `isa`)
    VEC     y = f(p * a) * b + c * d, elementwise, with a reduction of y for every row or segment
    ATTN    appends keys and values to the caches, then attends over what a row may see

An engine without vector and attention units runs the LMMAs, and the host runs the instructions
between them. The engine decides how an activation buffer and int32 sums lie in memory; all other
operands are float32 or float16 vectors, at addresses of the same 32-bit memory.

    table of rows   uint32 [rows][4]: position, slot, source, 0
                    position: of the row's token in its sequence; slot: the sequence's cache;
                    source: the row that a gathering operand reads instead

An instruction works on entries `first` to `first + rows - 1` of the table. Descriptors have 64
bytes (LMMA, QUANT) or 128 (VEC, ATTN); the field tables below are the only place where their
layout is written. The arithmetic is in `floating`, the definition of every instruction in
`execute`.
"""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from lutcore.driver.contract.errors import DescriptorError
from lutcore.driver.contract.geometry import CONTRACT_VERSION, Geometry
from lutcore.driver.contract.isa import DESCRIPTOR_BYTES, DESCRIPTOR_MAGIC, Lmma

LMMA, QUANT, VEC, ATTN = 1, 2, 3, 4     # opcodes

ROW_BYTES    = 16                       # one entry of the table of rows
MAX_ROWS     = 1 << 12
MAX_LENGTH   = (1 << 24) - 1            # elements of a vector
MAX_HEAD     = 512                      # elements of a head: int32 sums of 16 x 8 bits hold 1,024
BLOCK        = 128                      # positions whose shares have one unit (ATTN)


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
    *_operand_at("q", 12), *_operand_at("k", 16), *_operand_at("v", 20), *_operand_at("y", 24),
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


Instruction = Lmma | Quant | Vec | Attn
_OPCODES: dict[int, type[Quant] | type[Vec] | type[Attn]] = {QUANT: Quant, VEC: Vec, ATTN: Attn}
_ENUMS: dict[str, Any] = {"function": Function, "prefactor": Prefactor, "reduction": Reduction,
                          "cache_type": CacheType, "type": Type}
_BOOLS = ("int8", "ternary", "host_tables", "gather", "swap", "present")


# Encoding -----------------------------------------------------------------------------------------


def encode(instruction: Instruction) -> bytes:
    """The descriptor: 64 or 128 bytes. Raises DescriptorError if a value does not fit its field."""
    if isinstance(instruction, Lmma):
        return instruction.encode()
    opcode = next(code for code, kind in _OPCODES.items() if isinstance(instruction, kind))
    fixed = {"magic": DESCRIPTOR_MAGIC, "version": CONTRACT_VERSION, "opcode": opcode}
    words = [0] * (instruction.BYTES // 4)
    for name, word, offset, size, _ in instruction.LAYOUT:
        value = fixed[name] if name in fixed else _value(instruction, name)
        if size == FLOAT:
            words[word] = int(np.float32(value).view(np.uint32))
            continue
        if not 0 <= int(value) < 1 << size:
            raise DescriptorError(f"descriptor field {name} = {value} does not fit {size} bits")
        words[word] |= int(value) << offset
    return b"".join(word.to_bytes(4, "little") for word in words)


def _value(instruction: Any, name: str) -> Any:
    holder, _, attribute = name.rpartition(".")
    return getattr(getattr(instruction, holder) if holder else instruction, attribute)


def decode(data: bytes) -> Iterator[Instruction]:
    """The instructions of an encoded program. Raises DescriptorError on what is none."""
    at = 0
    while at < len(data):
        head = int.from_bytes(data[at:at + 4], "little")
        magic, version, opcode = head & 0xFFFF, head >> 16 & 0xFF, head >> 24
        if (magic, version) != (DESCRIPTOR_MAGIC, CONTRACT_VERSION):
            raise DescriptorError(f"byte {at} of the program: not a descriptor of version "
                                  f"{CONTRACT_VERSION}: magic {magic:#x}, version {version}")
        if opcode == LMMA:
            size = DESCRIPTOR_BYTES
        elif opcode in _OPCODES:
            size = _OPCODES[opcode].BYTES
        else:
            raise DescriptorError(f"byte {at} of the program: opcode {opcode}; there are "
                                  f"{LMMA} to {ATTN}")
        if at + size > len(data):
            raise DescriptorError(f"the program ends within the descriptor at byte {at}")
        yield (Lmma.decode(data[at:at + size]) if opcode == LMMA
               else _decoded(_OPCODES[opcode], data[at:at + size]))
        at += size


def _decoded(kind: type[Quant] | type[Vec] | type[Attn], data: bytes) -> Quant | Vec | Attn:
    words = [int.from_bytes(data[i:i + 4], "little") for i in range(0, kind.BYTES, 4)]
    plain: dict[str, Any] = {}
    operands: dict[str, dict[str, Any]] = {}
    for name, word, offset, size, _ in kind.LAYOUT:
        if name in ("magic", "version", "opcode"):
            continue
        holder, _, attribute = name.rpartition(".")
        value: Any = (float(np.uint32(words[word]).view(np.float32)) if size == FLOAT
                      else words[word] >> offset & (1 << size) - 1)
        value = _typed(name, attribute, value)
        (operands.setdefault(holder, {}) if holder else plain)[attribute] = value
    plain |= {name: Operand(**fields) for name, fields in operands.items()}
    return kind(**plain)


def _typed(name: str, attribute: str, value: Any) -> Any:
    if attribute in _BOOLS:
        return bool(value)
    if attribute in _ENUMS:
        try:
            return _ENUMS[attribute](value)
        except ValueError as error:
            raise DescriptorError(f"descriptor field {name} = {value}; it has no such value"
                                  ) from error
    return value


# Text ---------------------------------------------------------------------------------------------


def disassemble(instruction: Instruction, geometry: Geometry) -> str:
    """One line of text for an instruction."""
    if isinstance(instruction, Lmma):
        return instruction.disassemble(geometry)
    rows = f"r{instruction.first}+{instruction.rows}"
    if isinstance(instruction, Quant):
        kind = "int8" if instruction.int8 else "bfp"
        order = f" order={instruction.order:#x}" if instruction.order else ""
        return (f"quant.{rows}k{instruction.length}.{kind} a={_text(instruction.a)}{order}"
                f" activations={instruction.activations:#x}+{instruction.activation_words}")
    if isinstance(instruction, Vec):
        return _vec_text(instruction, rows)
    window = f".w{instruction.window}" if instruction.window else ""
    return (f"attn.{rows}h{instruction.heads}/{instruction.kv_heads}x{instruction.size}"
            f".{instruction.cache_type.name.lower()}{window} "
            + " ".join(f"{name}={_text(getattr(instruction, name))}" for name in "qkvy")
            + f" cache={instruction.cache:#x}+{instruction.slots}x{instruction.slot_stride}")


def _vec_text(v: Vec, rows: str) -> str:
    a = "a"
    if v.prefactor is not Prefactor.NONE:
        a = "p*a" if v.prefactor is Prefactor.SCALE else "norm(p)*a"
    if v.function is not Function.IDENTITY:
        a = f"{v.function.name.lower()}({a})"
    formula = a + ("*b" if v.b.present else "")
    if v.c.present:
        formula += " + c" + ("*d" if v.d.present else "")
    reduced = f" {v.reduction.name.lower()}={v.reduced:#x}" if v.reduction else ""
    scalar = f" p={v.scalar:#x}" if v.prefactor else ""
    operands = " ".join(f"{name}={_text(getattr(v, name))}" for name in "yabcd"
                        if getattr(v, name).present)
    return f"vec.{rows}n{v.length} y = {formula}: {operands}{scalar}{reduced}"


def _text(o: Operand) -> str:
    marks = ("" if o.type is Type.F32 else f":{o.type.name.lower()}") + (
        f"%{o.period}" if o.period else "") + ("~" if o.swap else "") + ("@" if o.gather else "")
    return f"{o.base:#x}{marks}"


def render_markdown() -> str:
    """The layouts as Markdown tables."""
    parts = []
    for title, layout in (("QUANT", QUANT_LAYOUT), ("VEC", VEC_LAYOUT), ("ATTN", ATTN_LAYOUT)):
        lines = [f"### {title}", "", "| byte | bits | field | meaning |", "|---|---|---|---|"]
        for name, word, offset, size, meaning in layout:
            if "." in name and not name.endswith(".base"):
                continue
            if name.endswith(".base"):
                lines.append(f"| {4 * word} | 127:0 | `{name[0]}` | operand |")
                continue
            bits = "float32" if size == FLOAT else f"{offset + size - 1}:{offset}"
            lines.append(f"| {4 * word} | {bits} | `{name}` | {meaning} |")
        parts.append("\n".join(lines) + "\n")
    lines = ["### Operand", "", "| byte | bits | field | meaning |", "|---|---|---|---|"]
    lines += [f"| {4 * word} | {offset + size - 1}:{offset} | `{name}` | {meaning} |"
              for name, word, offset, size, meaning in OPERAND]
    return "\n".join([*parts, "\n".join(lines) + "\n"])


for _kind in _OPCODES.values():
    assert {f.name for f in dataclasses.fields(_kind)} == {
        row[0].partition(".")[0] for row in _kind.LAYOUT} - {"magic", "version", "opcode"}
