"""What the engine takes: LMMAs, and with its units VECs, QUANTs and ATTNs that lie on words.

A word is four elements. Vectors begin on words, their elements stand side by side, and what repeats
or changes within a row does so between words. Numbers that a row or a segment has one of lie
anywhere. `docs/units.md` says why.
"""

from __future__ import annotations

from lutcore.driver.contract.execute import KEY_STEPS, CacheLayout
from lutcore.driver.contract.geometry import MAX_SLICES, TRITS, WORD_BYTES, Geometry
from lutcore.driver.contract.instructions import (
    BLOCK,
    Attn,
    CacheType,
    Function,
    Instruction,
    Operand,
    Prefactor,
    Quant,
    Reduction,
    Type,
    Vec,
)
from lutcore.driver.contract.isa import DESCRIPTOR_BYTES, Lmma
from lutcore.driver.contract.registers import TABLE_ROWS, ErrorCode

ELEMENT_BYTES = 4
WORD_ELEMENTS = WORD_BYTES // ELEMENT_BYTES
MAX_SEGMENTS  = 512                     # of a row whose reductions wait for its last element
MAX_CACHED_HEAD = 256                   # elements of a head of an ATTN
LAST_FUNCTION = Function.CLAMP          # the vector unit has those before it, too

Fault = tuple[ErrorCode, str]
Rung  = Lmma | Quant | Vec | Attn        # what an engine can have


def engine_takes(x: Instruction, geometry: Geometry) -> bool:
    """Return whether an engine executes an instruction; the host has the others."""
    if isinstance(x, Lmma):
        return True
    if isinstance(x, Attn):
        return geometry.attention_words > 0 and attn_fault(x) is None
    if not geometry.vector_lanes:
        return False
    if isinstance(x, Quant):
        return quant_fault(x, geometry) is None
    return isinstance(x, Vec) and vec_fault(x) is None


def least_clocks(x: Rung, geometry: Geometry, positions: int = 1) -> int:
    """Return the clocks that an engine takes at least.

        LMMA    a beat of weights in each
        VEC     an element a lane
        QUANT   a word of a row; twice with int8, whose largest magnitude comes first
        ATTN    `attention_words` words of what it reads of the cache

    positions: that each row of an ATTN sees, which the table of rows says
    """
    if isinstance(x, Lmma):
        return x.stream_words
    if isinstance(x, Vec):
        return x.rows * -(-x.length // geometry.vector_lanes)
    if isinstance(x, Quant):
        return x.rows * -(-x.length // WORD_ELEMENTS) * (1 + x.int8)
    seen = min(positions, x.window or positions)
    nbytes = CacheLayout(x.kv_heads, seen, x.size, CacheType.INT8).nbytes
    return x.rows * -(-nbytes // (WORD_BYTES * geometry.attention_words))


def pieces(x: Rung) -> int:
    """Return the descriptors that an instruction counts for in `count` and `completed`."""
    return 1 if isinstance(x, Lmma) else x.BYTES // DESCRIPTOR_BYTES


def vec_fault(v: Vec) -> Fault | None:
    """Return why the vector unit refuses a VEC, or None if it runs it."""
    return _type_fault(v) or _shape_fault(v) or _alignment_fault(v)


def operands_of(v: Vec) -> dict[str, Operand]:
    """Return the operands that are not left out; d only counts beside c."""
    named = {name: getattr(v, name) for name in "yabcd"}
    return {name: o for name, o in named.items()
            if name in "ya" or (o.present and (name != "d" or v.c.present))}


def _type_fault(v: Vec) -> Fault | None:
    for name, value, last in (("function", v.function, LAST_FUNCTION),
                              ("prefactor", v.prefactor, max(Prefactor)),
                              ("reduction", v.reduction, max(Reduction))):
        if not 0 <= value <= last:
            return ErrorCode.TYPE, f"{name} {value:d}; there are 0 to {last:d}"
    for name, o in operands_of(v).items():
        if o.type != Type.F32 and not (name == "a" and o.type == Type.I32):
            return ErrorCode.TYPE, (f"operand {name}: type {o.type:d}; all are float32, but a may "
                                    "be sums")
        if o.element_stride not in (0, ELEMENT_BYTES):
            return ErrorCode.TYPE, (f"operand {name}: elements {o.element_stride} bytes apart; "
                                    "they must be side by side, or one for all")
        if o.swap and o.period:
            return ErrorCode.TYPE, f"operand {name} is swapped and has a period"
    return None


def _shape_fault(v: Vec) -> Fault | None:
    if v.length < 1 or not 1 <= v.rows <= TABLE_ROWS - v.first:
        return ErrorCode.SHAPE, (f"length {v.length}, rows {v.rows} from {v.first} on; there are "
                                 f"{TABLE_ROWS} rows")
    if v.segment % WORD_ELEMENTS or v.segments > MAX_SEGMENTS:
        return ErrorCode.SHAPE, (f"{v.segments} segments of {v.segment}; there may be "
                                 f"{MAX_SEGMENTS}, of a multiple of {WORD_ELEMENTS} elements")
    for name, o in operands_of(v).items():
        if not o.element_stride:
            continue
        if o.period % WORD_ELEMENTS and o.period < v.length:
            return ErrorCode.SHAPE, (f"operand {name}: period {o.period}; it must be a multiple "
                                     f"of {WORD_ELEMENTS}")
        if o.swap and (not v.head or v.head % (2 * WORD_ELEMENTS)):
            return ErrorCode.SHAPE, (f"operand {name}: swapped heads of {v.head}; they must be a "
                                     f"multiple of {2 * WORD_ELEMENTS}")
    return None


def _alignment_fault(v: Vec) -> Fault | None:
    for name, o in operands_of(v).items():
        unit = WORD_BYTES if o.element_stride else ELEMENT_BYTES
        for field in ("base", "row_stride", "position_stride"):
            if field == "row_stride" and o.type == Type.I32 and v.rows == 1:
                continue                # sums count their rows from 0
            value = getattr(o, field)
            if value % unit:
                return ErrorCode.ALIGN, _unaligned(f"operand {name}: {field}", value, unit)
    for name, used in (("scalar", v.prefactor), ("reduced", v.reduction)):
        if used and getattr(v, name) % ELEMENT_BYTES:
            return ErrorCode.ALIGN, _unaligned(name, getattr(v, name), ELEMENT_BYTES)
    return None


def _unaligned(name: str, value: int, unit: int) -> str:
    return f"{name} {value:#x} is no multiple of {unit}"


# Quantiser ----------------------------------------------------------------------------------------


def most_of_int8(geometry: Geometry, ternary: bool) -> int:
    """Return the largest entry that integers of a QUANT with `int8` can make."""
    return int(KEY_STEPS) * (2 * TRITS if ternary else geometry.cut)


def quant_fault(q: Quant, geometry: Geometry) -> Fault | None:
    """Return why the quantiser of an engine refuses a QUANT, or None if it runs it."""
    for name, value in (("an order of inputs", q.order), ("host tables", q.host_tables)):
        if value:
            return ErrorCode.TYPE, f"{name}: these QUANTs are for the host"
    if q.ternary and not geometry.ternary:
        return ErrorCode.TYPE, "ternary slices, for which the engine has no tables"
    most = most_of_int8(geometry, q.ternary)
    if q.int8 and most > geometry.entry_limit:
        return ErrorCode.TYPE, (f"int8, whose sums reach {most}; entries of {geometry.table_width} "
                                f"bits hold {geometry.entry_limit}")
    a = q.a
    if a.type != Type.F32 or a.element_stride != ELEMENT_BYTES or a.swap or a.period:
        return ErrorCode.TYPE, ("operand a must be F32, its elements side by side, without swap or "
                                "period")
    longest = MAX_SLICES * geometry.table_cut(q.ternary).inputs
    if not 1 <= q.length <= longest or not 1 <= q.rows <= TABLE_ROWS - q.first:
        return ErrorCode.SHAPE, (f"length {q.length}, rows {q.rows} from {q.first} on; there may "
                                 f"be {longest} elements and {TABLE_ROWS} rows")
    for name, value, unit in (("operand a: base", a.base, WORD_BYTES),
                              ("operand a: row_stride", a.row_stride, WORD_BYTES),
                              ("operand a: position_stride", a.position_stride, WORD_BYTES),
                              ("activations", q.activations, WORD_BYTES),
                              ("scale", q.scale, ELEMENT_BYTES),
                              ("total", q.total, ELEMENT_BYTES)):
        if value % unit:
            return ErrorCode.ALIGN, _unaligned(name, value, unit)
    return None


# Attention ----------------------------------------------------------------------------------------


def attn_fault(a: Attn, most: int = MAX_CACHED_HEAD) -> Fault | None:
    """Return why the attention unit refuses an ATTN, or None if it runs it.

    most: elements of a head that the unit was built for.
    """
    operands = {name: getattr(a, name) for name in "qkvy"}
    if a.cache_type != CacheType.INT8:
        return ErrorCode.TYPE, (f"cache_type {a.cache_type:d}; it must be {CacheType.INT8:d}, "
                                f"{CacheType.INT8.name}")
    for name, o in operands.items():
        if not o.present or o.type != Type.F32 or o.element_stride != ELEMENT_BYTES:
            return ErrorCode.TYPE, f"operand {name} must be F32, its elements side by side"
        if o.swap or o.period:
            return ErrorCode.TYPE, f"operand {name} is swapped or has a period"
    if not 1 <= a.rows <= TABLE_ROWS - a.first or not a.kv_heads or a.heads % a.kv_heads:
        return ErrorCode.SHAPE, (f"rows {a.rows} from {a.first} on of {TABLE_ROWS}, {a.heads} "
                                 f"heads of queries for {a.kv_heads} of keys")
    if not a.heads or not 1 <= a.size <= most or a.size % WORD_BYTES:
        return ErrorCode.SHAPE, (f"{a.heads} heads of {a.size} elements; they must have a multiple "
                                 f"of {WORD_BYTES}, at most {most}")
    if not a.capacity or a.capacity % BLOCK:
        return ErrorCode.SHAPE, f"capacity {a.capacity}; it must be a multiple of {BLOCK}"
    addresses = {f"operand {name}: {field}": getattr(o, field) for name, o in operands.items()
                 for field in ("base", "row_stride", "position_stride")}
    addresses |= {"cache": a.cache, "slot_stride": a.slot_stride}
    for name, value in addresses.items():
        if value % WORD_BYTES:
            return ErrorCode.ALIGN, _unaligned(name, value, WORD_BYTES)
    if a.sinks % ELEMENT_BYTES:
        return ErrorCode.ALIGN, _unaligned("sinks", a.sinks, ELEMENT_BYTES)
    return None
