"""The token program: a model as a list of instructions in device memory.

A step of a model is one run of its program. The host writes the rows' vectors and the table of
rows, starts the program, and reads its results. There are eight instructions:

    QUANT   float32 vectors -> an activation buffer, with a scale and a total for every row
    LMMA    activation buffer x weight stream -> int32 sums (see `isa`)
    VEC     y = f(p * a) * b + c * d, elementwise, with a reduction of y for every row or segment
    ATTN    appends keys and values to the caches, then attends over what a row may see
    ROUTE   chooses experts by their scores, and gives each a share
    CONV    appends vectors to a history, then mixes its last positions channel by channel
    DELTA   updates a state by the gated delta rule, and reads it
    EACH    runs the instructions behind it for each expert that a row has chosen

An engine without vector and attention units runs the LMMAs, and the host runs the instructions
between them. The engine decides how an activation buffer and int32 sums lie in memory; all other
operands are float32 or float16 vectors, at addresses of the same 32-bit memory.

    table of rows   uint32 [rows][4]: position, slot, source, 0
                    position: of the row's token in its sequence; slot: the sequence's cache;
                    source: the row that a gathering operand reads instead

An instruction works on entries `first` to `first + rows - 1` of the table. Descriptors have 64
bytes, VEC, ATTN and DELTA 128; the field tables below are the only place where their
layout is written. The arithmetic is in `floating`, the definition of every instruction in
`execute`, `routing`, `convolution` and `delta`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from operator import attrgetter
from typing import Any

import numpy as np

from lutcore.driver.contract.errors import DescriptorError
from lutcore.driver.contract.geometry import CONTRACT_VERSION, Geometry
from lutcore.driver.contract.instructions import (
    ATTN,
    ATTN_LAYOUT,
    CONV,
    CONV_LAYOUT,
    DELTA,
    DELTA_LAYOUT,
    EACH,
    EACH_LAYOUT,
    FLOAT,
    LMMA,
    OPERAND,
    QUANT,
    QUANT_LAYOUT,
    ROUTE,
    ROUTE_LAYOUT,
    VEC,
    VEC_LAYOUT,
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
from lutcore.driver.contract.isa import DESCRIPTOR_BYTES, DESCRIPTOR_MAGIC, Lmma

_HostInstruction = Quant | Vec | Attn | Route | Each | Conv | Delta
_OPCODES: dict[int, type[_HostInstruction]] = {
    QUANT: Quant, VEC: Vec, ATTN: Attn, ROUTE: Route, EACH: Each, CONV: Conv, DELTA: Delta}
_ENUMS: dict[str, Any] = {"function": Function, "prefactor": Prefactor, "reduction": Reduction,
                          "cache_type": CacheType, "type": Type}
_BOOLS = ("int8", "ternary", "host_tables", "gather", "swap", "present",
          "normalised")


# Encoding -----------------------------------------------------------------------------------------


def encode(instruction: Instruction) -> bytes:
    """The descriptor: 64 or 128 bytes. Raises DescriptorError if a value does not fit its field."""
    if isinstance(instruction, Lmma):
        return instruction.encode()
    opcode, fields = _FIELDS[type(instruction)]
    words = [0] * (instruction.BYTES // 4)
    words[0] = DESCRIPTOR_MAGIC | CONTRACT_VERSION << 16 | opcode << 24
    for name, get, word, offset, size in fields:
        value = get(instruction)
        if size == FLOAT:
            words[word] = int(np.float32(value).view(np.uint32))
            continue
        if not 0 <= value < 1 << size:
            raise DescriptorError(f"descriptor field {name} = {value} does not fit {size} bits")
        words[word] |= value << offset
    return struct.pack(f"<{len(words)}I", *words)


# Opcode of an instruction, and its fields behind the first word: name, reader and place.
_FIELDS = {kind: (opcode, [(name, attrgetter(name), word, offset, size)
                           for name, word, offset, size, _ in kind.LAYOUT
                           if name not in ("magic", "version", "opcode")])
           for opcode, kind in _OPCODES.items()}


def as_written(kind: type[Any], data: bytes) -> Any:
    """The instruction in the bytes of a descriptor, be its values legal or not."""
    return _decoded(kind, data, strict=False)


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
                                  f"{LMMA} to {DELTA}")
        if at + size > len(data):
            raise DescriptorError(f"the program ends within the descriptor at byte {at}")
        yield (Lmma.decode(data[at:at + size]) if opcode == LMMA
               else _decoded(_OPCODES[opcode], data[at:at + size]))
        at += size


def _decoded(kind: type[_HostInstruction], data: bytes, strict: bool = True
             ) -> _HostInstruction:
    words = [int.from_bytes(data[i:i + 4], "little") for i in range(0, kind.BYTES, 4)]
    plain: dict[str, Any] = {}
    operands: dict[str, dict[str, Any]] = {}
    for name, word, offset, size, _ in kind.LAYOUT:
        if name in ("magic", "version", "opcode"):
            continue
        holder, _, attribute = name.rpartition(".")
        value: Any = (float(np.uint32(words[word]).view(np.float32)) if size == FLOAT
                      else words[word] >> offset & (1 << size) - 1)
        value = _typed(name, attribute, value, strict)
        (operands.setdefault(holder, {}) if holder else plain)[attribute] = value
    plain |= {name: Operand(**fields) for name, fields in operands.items()}
    return kind(**plain)


def _typed(name: str, attribute: str, value: Any, strict: bool) -> Any:
    if attribute in _BOOLS:
        return bool(value)
    if attribute in _ENUMS:
        try:
            return _ENUMS[attribute](value)
        except ValueError as error:
            if not strict:
                return value
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
    if isinstance(instruction, Route):
        kind = ".normalised" if instruction.normalised else ""
        return (f"route.{rows}n{instruction.experts}k{instruction.chosen}{kind}"
                f" y={_text(instruction.y)} a={_text(instruction.a)}")
    if isinstance(instruction, Conv):
        return (f"conv.{rows}n{instruction.length}t{instruction.taps} y={_text(instruction.y)}"
                f" a={_text(instruction.a)} weights={instruction.weights:#x}"
                f" cache={instruction.cache:#x}+{instruction.slots}x{instruction.slot_stride}")
    if isinstance(instruction, Delta):
        return (f"delta.{rows}h{instruction.heads}/{instruction.key_heads}"
                f"x{instruction.keys}x{instruction.values} "
                + " ".join(f"{name}={_text(getattr(instruction, name))}" for name in "yabc")
                + f" state={instruction.state:#x}+{instruction.slots}x{instruction.slot_stride}")
    if isinstance(instruction, Each):
        return (f"each.{rows} {instruction.count} instructions for each of {instruction.times}: "
                f"{instruction.numbers:#x}+{instruction.stride}"
                f" {instruction.patches} words {instruction.places:#x} {instruction.table:#x}")
    window = f".w{instruction.window}" if instruction.window else ""
    return (f"attn.{rows}h{instruction.heads}/{instruction.kv_heads}x{instruction.size}"
            f".{instruction.cache_type.name.lower()}{window} "
            + " ".join(f"{name}={_text(getattr(instruction, name))}" for name in "qkvy")
            + f" cache={instruction.cache:#x}+{instruction.slots}x{instruction.slot_stride}"
            + (f" sinks={instruction.sinks:#x}" if instruction.sinks else ""))


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
    for title, layout in (("QUANT", QUANT_LAYOUT), ("VEC", VEC_LAYOUT), ("ATTN", ATTN_LAYOUT),
                          ("ROUTE", ROUTE_LAYOUT), ("EACH", EACH_LAYOUT),
                          ("CONV", CONV_LAYOUT), ("DELTA", DELTA_LAYOUT)):
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
