"""What QUANT, VEC and ATTN compute, bit for bit: their definition in numpy, slow but executable.

`reference` has the LMMA. A memory is anything that reads and writes bytes by address; `rows` is the
table of rows, uint32 [R, 4].
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from lutcore.driver.contract.activations import Activations, quantise_activations
from lutcore.driver.contract.errors import NonFiniteActivationsError
from lutcore.driver.contract.floating import (
    F32,
    TINY,
    clamp,
    exp,
    flush,
    gelu_tanh,
    ordered_sum,
    rsqrt,
    sigmoid,
    silu,
    squared_relu,
)
from lutcore.driver.contract.geometry import Geometry
from lutcore.driver.contract.instructions import (
    BLOCK,
    Attn,
    CacheType,
    Function,
    Operand,
    Prefactor,
    Quant,
    Reduction,
    Type,
    Vec,
)

POSITION, SLOT, SOURCE = 0, 1, 2        # columns of the table of rows

KEY_STEPS     = F32(127)                # int8 keys and values are -127 to 127
SHARE_STEPS   = F32(32767)              # queries and shares are 16 bits
LEAST_MAXIMUM = F32(1e-5)               # of a row rounded to int8, as BitNet has it

_FUNCTIONS = {
    Function.IDENTITY:     lambda x: x,
    Function.SILU:         silu,
    Function.SQUARED_RELU: squared_relu,
    Function.GELU_TANH:    gelu_tanh,
    Function.SIGMOID:      sigmoid,
}
_DTYPES: dict[Type, Any] = {Type.F32: "<f4", Type.F16: "<f2", Type.I32: "<i4"}


class Memory(Protocol):
    """Bytes by address."""

    def read(self, address: int, nbytes: int) -> np.ndarray:
        """uint8 [nbytes], not to be written to."""

    def write(self, address: int, data: np.ndarray) -> None:
        """Write bytes uint8 [n]."""


# Operands -----------------------------------------------------------------------------------------


def load(memory: Memory, operand: Operand, rows: np.ndarray, first: int, count: int, length: int,
         head: int = 0) -> np.ndarray:
    """The elements of an operand, float32 [count, length], without what is below TINY."""
    index = operand.index(length, head) * operand.element_stride
    out = np.empty((count, length), F32)
    for i in range(count):
        at = address_of(operand, rows, first, i)
        span = memory.read(at, int(index.max()) + operand.nbytes)
        places = index[:, None] + np.arange(operand.nbytes)
        out[i] = span[places].view(_DTYPES[operand.type])[:, 0]
    return flush(out)


def address_of(operand: Operand, rows: np.ndarray, first: int, i: int) -> int:
    """Byte address of element 0 for the i-th row of an instruction."""
    position = int(rows[first + i, POSITION])
    if operand.type is Type.I32:        # sums begin with the instruction's first row
        row = i
    else:
        row = int(rows[first + i, SOURCE]) if operand.gather else first + i
    return operand.base + row * operand.row_stride + position * operand.position_stride


def store(memory: Memory, operand: Operand, rows: np.ndarray, first: int, y: np.ndarray) -> None:
    """Write float32 y [count, length] to where a plain operand lies, in its type."""
    with np.errstate(over="ignore"):
        y = y.astype(_DTYPES[operand.type])
    for i in range(len(y)):
        memory.write(address_of(operand, rows, first, i), np.ascontiguousarray(y[i]).view(np.uint8))


def numbers(memory: Memory, address: int, count: int) -> np.ndarray:
    """float32 numbers, one behind the other."""
    return memory.read(address, 4 * count).view("<f4")


# VEC ----------------------------------------------------------------------------------------------


def vec(v: Vec, memory: Memory, rows: np.ndarray) -> None:
    """y = f(p * a) * b + c * d, every operation rounded; then the reductions of y."""

    def operand(o: Operand) -> np.ndarray:
        return load(memory, o, rows, v.first, v.rows, v.length, v.head)

    with np.errstate(all="ignore"):
        t = operand(v.a)
        if v.prefactor is not Prefactor.NONE:
            t = _prefactors(v, memory, rows) * t
        if v.function is Function.CLAMP:
            y = flush(clamp(t, F32(v.low), F32(v.high)))
        else:
            y = flush(_FUNCTIONS[v.function](t))
        if v.b.present:
            y = y * operand(v.b)
        if v.c.present:
            c = operand(v.c)
            y = y + (c * operand(v.d) if v.d.present else c)
        y = flush(y)
        store(memory, v.y, rows, v.first, y)
        if v.reduction is not Reduction.NONE:
            reduced = _reductions(v, y)
            memory.write(v.reduced + 4 * v.segments * v.first, reduced.reshape(-1).view(np.uint8))


def _prefactors(v: Vec, memory: Memory, rows: np.ndarray) -> np.ndarray:
    """float32 [rows, length]: what every element of a is multiplied with."""
    count = v.segments
    factors = np.empty((v.rows, count), F32)
    for i in range(v.rows):
        row = int(rows[v.first + i, SOURCE]) if v.a.gather else v.first + i
        factors[i] = numbers(memory, v.scalar + 4 * count * row, count)
    factors = flush(factors)
    if v.prefactor is Prefactor.NORM:
        factors = rsqrt(factors * F32(v.inverse) + F32(v.epsilon))
    return np.repeat(factors, v.segment or v.length, axis=1)[:, :v.length]


def _reductions(v: Vec, y: np.ndarray) -> np.ndarray:
    """float32 [rows, segments]."""
    size = v.segment or v.length
    padded = np.zeros((v.rows, v.segments * size), F32)
    padded[:, :v.length] = y
    parts = padded.reshape(v.rows, v.segments, size)
    if v.reduction is Reduction.MAXIMUM:
        return np.asarray(np.abs(parts).max(axis=-1))
    return flush(ordered_sum(parts * parts))


# QUANT --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class QuantisedRows:
    """What a QUANT makes: the activation buffer's content, and two numbers for every row."""

    activations: Activations
    scale: np.ndarray                   # float32 [rows]
    total: np.ndarray                   # float32 [rows]


def quant(q: Quant, memory: Memory, rows: np.ndarray, geometry: Geometry) -> QuantisedRows:
    """Quantise the rows of `a`; writes `scale` and `total`, returns the buffer's content.

    Raises NonFiniteActivationsError.
    """
    x = inputs_of(q, memory, rows)
    made = quantise_rows(x, geometry, q.ternary, q.int8, q.host_tables)
    memory.write(q.scale + 4 * q.first, made.scale.view(np.uint8))
    memory.write(q.total + 4 * q.first, made.total.view(np.uint8))
    return made


def inputs_of(q: Quant, memory: Memory, rows: np.ndarray) -> np.ndarray:
    """The elements of `a` in the order of the matrices' inputs, float32 [rows, K]."""
    if not q.order:
        return load(memory, q.a, rows, q.first, q.rows, q.length)
    order = memory.read(q.order, 4 * q.length).view("<i4")
    whole = load(memory, q.a, rows, q.first, q.rows, int(order.max()) + 1)
    return np.asarray(whole[:, order])


def rounded_to_int8(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """x float32 [rows, K] as int8, a row's largest magnitude as 127; float32 [rows]: one unit."""
    largest = np.maximum(np.abs(x).max(axis=1), LEAST_MAXIMUM)
    return np.rint(x * (KEY_STEPS / largest)[:, None]).astype(np.int8), largest / KEY_STEPS


def quantise_rows(x: np.ndarray, geometry: Geometry, ternary: bool = False, int8: bool = False,
                  host_tables: bool = False) -> QuantisedRows:
    """Activations of x float32 [rows, K]: a sum times `scale` is the product's value.

    int8: x is rounded to integers first, the largest magnitude of a row to 127. Raises
    NonFiniteActivationsError.
    """
    if not np.isfinite(x).all():
        row, column = np.argwhere(~np.isfinite(x))[0]
        raise NonFiniteActivationsError(f"activation [{row}, {column}] is {x[row, column]}; the "
                                        "model or its input is damaged")
    back = np.ones(len(x), F32)
    if int8:
        x, back = rounded_to_int8(x)
    activations = quantise_activations(x, geometry, host_tables, ternary)
    scale = np.ldexp(F32(1), activations.exponent).astype(F32) * back
    total = activations.total * back
    return QuantisedRows(activations, flush(scale), flush(total))


# ATTN ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CacheLayout:
    """Where a slot's keys and values lie; R key/value heads, T positions, D elements of a head.

        keys     [R][T][D] int8, float16 or float32
        values   int8: [R][T / 2][D][2]; else [R][T][D]
        scales   int8 only: float32 [R][T] of the keys, then of the values

    Two neighbouring positions of an int8 value lie side by side, because processors multiply two
    16-bit shares with two such values and add the products in one instruction.
    """

    heads: int
    capacity: int
    size: int
    type: CacheType

    @property
    def plane(self) -> int:
        """Bytes of the keys, or of the values."""
        each = {CacheType.F32: 4, CacheType.F16: 2, CacheType.INT8: 1}[self.type]
        return self.heads * self.capacity * self.size * each

    @property
    def scales(self) -> int:
        """Bytes of the keys' scales, or of the values'."""
        return 4 * self.heads * self.capacity if self.type is CacheType.INT8 else 0

    @property
    def nbytes(self) -> int:
        """Bytes of a slot."""
        return 2 * (self.plane + self.scales)


def attn(a: Attn, memory: Memory, rows: np.ndarray) -> None:
    """Append k and v of all rows to their slots, then attend with every row in turn."""
    layout = CacheLayout(a.kv_heads, a.capacity, a.size, a.cache_type)

    def vectors(operand: Operand, heads: int) -> np.ndarray:
        x = load(memory, operand, rows, a.first, a.rows, heads * a.size)
        return x.reshape(a.rows, heads, a.size)

    with np.errstate(all="ignore"):
        keys, values = vectors(a.k, a.kv_heads), vectors(a.v, a.kv_heads)
        for i in range(a.rows):
            position, slot, _, _ = map(int, rows[a.first + i])
            _append(memory, a.cache + slot * a.slot_stride, layout, position, keys[i], values[i])
        queries = vectors(a.q, a.heads)
        sinks = flush(numbers(memory, a.sinks, a.heads)) if a.sinks else None
        out = np.empty((a.rows, a.heads * a.size), F32)
        for i in range(a.rows):
            position, slot, _, _ = map(int, rows[a.first + i])
            low = max(0, position + 1 - a.window) if a.window else 0
            cache = _Slot(memory, a.cache + slot * a.slot_stride, layout)
            out[i] = attend(queries[i], cache, low, position + 1, F32(a.scale),
                            sinks).reshape(-1)
        store(memory, a.y, rows, a.first, flush(out))


def _append(memory: Memory, base: int, layout: CacheLayout, position: int, keys: np.ndarray,
            values: np.ndarray) -> None:
    """Write keys and values float32 [R, D] of one position."""
    t, d = layout.capacity, layout.size
    for plane, x in ((base, keys), (base + layout.plane, values)):
        if layout.type is not CacheType.INT8:
            x = x.astype("<f2" if layout.type is CacheType.F16 else "<f4")
            for head in range(layout.heads):
                memory.write(plane + (head * t + position) * d * x.itemsize,
                             np.ascontiguousarray(x[head]).view(np.uint8))
            continue
        largest = np.abs(x).max(axis=1)
        codes = np.rint(x * steps_for(largest, KEY_STEPS)[:, None]).astype(np.int8)
        scales = base + 2 * layout.plane + (0 if plane == base else layout.scales)
        for head in range(layout.heads):
            one = (largest[head] * (F32(1) / KEY_STEPS)).reshape(1)
            memory.write(scales + 4 * (head * t + position), flush(one).view(np.uint8))
            if plane == base:
                memory.write(plane + (head * t + position) * d, codes[head].view(np.uint8))
                continue
            pair = plane + (head * t + position // 2 * 2) * d
            both = memory.read(pair, 2 * d).copy()
            both[position % 2::2] = codes[head].view(np.uint8)
            memory.write(pair, both)


def steps_for(largest: np.ndarray, steps: np.float32) -> np.ndarray:
    """Steps per unit so that `largest` float32 [...] becomes `steps`; 0 for zeros."""
    return np.where(largest < TINY, F32(0), steps / np.maximum(largest, TINY))


class _Slot:
    """One slot's keys and values for reading."""

    def __init__(self, memory: Memory, base: int, layout: CacheLayout) -> None:
        self.layout = layout
        r, t, d = layout.heads, layout.capacity, layout.size
        dtype = {CacheType.F32: "<f4", CacheType.F16: "<f2", CacheType.INT8: "i1"}[layout.type]
        raw = memory.read(base, layout.nbytes)
        self.keys = raw[:layout.plane].view(dtype).reshape(r, t, d)
        values = raw[layout.plane:2 * layout.plane].view(dtype)
        if layout.type is CacheType.INT8:
            values = values.reshape(r, t // 2, d, 2).swapaxes(2, 3)
            scales = raw[2 * layout.plane:].view("<f4").reshape(2, r, t)
            self.key_scales, self.value_scales = scales
        self.values = values.reshape(r, t, d)


def attend(queries: np.ndarray, slot: _Slot, low: int, high: int, scale: np.float32,
           sinks: np.ndarray | None = None) -> np.ndarray:
    """Softmax of the scores times the values, float32 [H, D], of positions low to high - 1.

    Blocks of positions, aligned to BLOCK, with a running maximum (FlashAttention, Dao et al. 2022):

        for block:  s = scores; m' = max(m, max s); keep = exp(m - m'); p = exp(s - m')
                    total = total * keep + sum p;  mixed = mixed * keep + p . values;  m = m'
        mixed * (1 / total)

    sinks: float32 [H], a score of each head that has no value: the first m, with total = 1
    """
    heads, size = queries.shape
    readers = slot.layout.heads
    q = queries.reshape(readers, heads // readers, size)
    peak = np.full((readers, heads // readers, 1), -np.inf, F32)
    total, mixed = np.zeros_like(peak), np.zeros_like(q)
    if sinks is not None:
        peak, total = sinks.reshape(peak.shape), total + F32(1)
    integers = slot.layout.type is CacheType.INT8
    if integers:
        largest = np.abs(q).max(axis=-1, keepdims=True)
        codes = np.rint(q * steps_for(largest, SHARE_STEPS)).astype(np.float64)
        unit = flush((largest * (F32(1) / SHARE_STEPS)) * scale)
    for start in range(low // BLOCK * BLOCK, high, BLOCK):
        part = slice(max(start, low), min(start + BLOCK, high))
        keys, values = slot.keys[:, part], slot.values[:, part]
        if integers:
            dots = codes @ keys.swapaxes(1, 2).astype(np.float64)
            s = dots.astype(F32) * (unit * flush(slot.key_scales[:, None, part]))
        else:
            products = q[:, :, None] * flush(keys.astype(F32))[:, None]
            s = ordered_sum(products) * scale
        before, peak = peak, np.maximum(peak, s.max(axis=-1, keepdims=True))
        keep, p = exp(before - peak), exp(s - peak)
        total = total * keep + ordered_sum(p)[..., None]
        mixed = flush(mixed * keep)
        if integers:
            w = p * flush(slot.value_scales[:, None, part])
            most = w.max(axis=-1, keepdims=True)
            shares = np.rint(w * steps_for(most, SHARE_STEPS)).astype(np.float64)
            sums = (shares @ values.astype(np.float64)).astype(F32)
            mixed = mixed + sums * (most * (F32(1) / SHARE_STEPS))
            continue
        rounded = flush(values.astype(F32))
        for t in range(p.shape[-1]):
            mixed = mixed + p[..., t:t + 1] * rounded[:, None, t]
    return np.asarray(mixed * (F32(1) / total)).reshape(heads, size)
