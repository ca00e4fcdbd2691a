"""Random programs with their memory, and their definition in numpy."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lutcore.driver import Device
from lutcore.driver.contract import Geometry, Lmma, WeightFormat
from lutcore.driver.contract.activations import pack_activations, unpack_activations
from lutcore.driver.contract.convolution import conv
from lutcore.driver.contract.delta import StateLayout, delta
from lutcore.driver.contract.execute import CacheLayout, attn, quant, vec
from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.instructions import (
    ABSENT,
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
from lutcore.driver.contract.isa import output_pitch, output_words, port_bytes
from lutcore.driver.contract.packing import TERNARY, pack_matrix
from lutcore.driver.contract.program import encode
from lutcore.driver.contract.reference import DecodedStream, products
from lutcore.driver.contract.routing import PATCHED, chosen, patched, route, words_of
from lutcore.driver.contract.streams import StreamShape, arrange, gather
from lutcore.driver.steps import HostMemory

BASE = 0x1000_0000


@dataclass
class Buffer:
    """Memory at a device address."""

    address: int
    array: np.ndarray


@dataclass
class Case:
    """A program with its memory."""

    geometry: Geometry
    instructions: list[Instruction] = field(default_factory=list)
    buffers: list[Any] = field(default_factory=list)
    private: list[tuple[int, int]] = field(default_factory=list)    # (address, bytes)
    rows: np.ndarray = field(default_factory=lambda: np.zeros((1, 4), np.uint32))
    device: Device | None = None        # whose memory is taken

    def place(self, data: np.ndarray | int) -> int:
        """The address of new memory with these bytes, or so many zeros."""
        raw = np.zeros(data, np.uint8) if isinstance(data, int) else data.view(np.uint8).reshape(-1)
        if self.device:
            buffer = self.device.allocate(len(raw))
            buffer.array[:] = raw
            buffer.flush()
            self.buffers.append(buffer)
            return buffer.address
        at = BASE if not self.buffers else -(-(self.buffers[-1].address + len(
            self.buffers[-1].array) + 64) // 64) * 64
        self.buffers.append(Buffer(at, raw.copy()))
        return at

    @property
    def encoded(self) -> bytes:
        """The program."""
        return b"".join(map(encode, self.instructions))

    def copy(self) -> Case:
        """The same with memory of its own."""
        return dataclasses.replace(self, device=None, buffers=[Buffer(b.address, b.array.copy())
                                                  for b in self.buffers])

    def visible(self) -> list[np.ndarray]:
        """Memory without what is private to the device."""
        if self.device:
            for buffer in self.buffers:
                buffer.invalidate()
        memory = HostMemory(self.copy().buffers)
        for address, nbytes in self.private:
            memory.write(address, np.zeros(nbytes, np.uint8))
        return [b.array for b in memory._buffers]


def run_lmma(d: Lmma, memory: HostMemory, geometry: Geometry) -> None:
    """An LMMA in numpy."""
    nbytes = d.stride * (geometry.ports - 1) + port_bytes(d.stream_words, geometry)
    weights = DecodedStream.of_codes(*gather(memory.read(d.weights, nbytes), d, geometry),
                                     d.layout, d.zero)
    parts = unpack_activations(memory.read(d.activations, WORD_BYTES * d.activation_words), d.rows,
                               d.slices, geometry, False, bool(d.ternary))
    result = np.zeros(4 * d.output_words, np.int32)
    columns = d.columns * geometry.lanes
    result[:columns * output_pitch(d.rows)].reshape(columns, -1)[:, :d.rows] = products(
        weights, *parts)
    memory.write(d.output, result.view(np.uint8))


def run_numpy(case: Case, first: int = 0, last: int | None = None) -> None:
    """Run instructions by the definition."""
    run_code(case, case.instructions[first:last], HostMemory(case.buffers))


def run_code(case: Case, code: Sequence[Instruction], memory: HostMemory) -> None:
    """Run instructions by the definition."""
    at = 0
    while at < len(code):
        x = code[at]
        at += 1
        if isinstance(x, Lmma):
            run_lmma(x, memory, case.geometry)
        elif isinstance(x, Each):
            body = code[at:at + x.count]
            at += x.count
            for expert in chosen(x, memory):
                run_code(case, patched(x, body, memory, expert), memory)
        elif isinstance(x, Route):
            route(x, memory, case.rows)
        elif isinstance(x, Conv):
            conv(x, memory, case.rows)
        elif isinstance(x, Delta):
            delta(x, memory, case.rows)
        elif isinstance(x, Quant):
            packed = pack_activations(quant(x, memory, case.rows, case.geometry).activations,
                                      case.geometry)
            memory.write(x.activations, packed)
        elif isinstance(x, Vec):
            vec(x, memory, case.rows)
        else:
            attn(x, memory, case.rows)


class Builder:
    """Makes random programs."""

    def __init__(self, rng: np.random.Generator, geometry: Geometry, rows: int,
                 device: Device | None = None) -> None:
        self.rng, self.geometry, self.r = rng, geometry, rows
        self.case = Case(geometry, device=device)
        self._others: dict[tuple[int, int], list[int]] = {}
        self.capacity, self.slots = 256, 2
        table = np.zeros((rows, 4), np.uint32)
        table[:, 0] = rng.integers(0, 200, rows)
        if rng.random() < 0.5:
            table[:, 0] = rng.integers(0, 100) + np.arange(rows)
        table[:, 1] = rng.integers(0, self.slots, rows)
        table[:, 2] = rng.integers(0, rows, rows)
        self.case.rows = table

    def numbers(self, *shape: int) -> np.ndarray:
        """float32 of any size, with zeros, halves and tiny ones among them."""
        rng = self.rng
        x = rng.standard_normal(shape).astype(np.float32)
        kind = rng.integers(0, 6)
        if kind == 0:
            x *= np.exp2(rng.integers(-40, 20, shape)).astype(np.float32)
        elif kind == 1:
            x[rng.random(shape) < 0.5] = 0
        elif kind == 2:
            x = (np.rint(x * 8) / 8).astype(np.float32)
        elif kind == 3:
            x *= np.float32(1e-19)
        elif kind == 4:
            x.reshape(-1)[rng.integers(0, x.size)] = 1e6
        return x

    def floats(self, length: int, *, plain: bool = False, rows: int | None = None,
               x: np.ndarray | None = None) -> Operand:
        """An operand of new numbers in a random shape."""
        rng, rows = self.rng, rows or self.r
        type_ = Type.F16 if rng.random() < 0.25 else Type.F32
        dtype, size = (np.float16, 2) if type_ is Type.F16 else (np.float32, 4)
        kind = "plain" if plain else rng.choice(
            ["plain", "plain", "broadcast", "period", "position", "stride", "gather", "shared"])
        if x is None:
            x = self.numbers(rows, length)
        with np.errstate(over="ignore"):
            x = np.clip(x, -6e4, 6e4).astype(dtype)
        if kind == "broadcast":
            return Operand(self.case.place(x[:, :1].copy()), size, 0, 0, type_)
        if kind == "period":
            period = int(rng.integers(1, length + 3))
            y = np.zeros((rows, max(period, length)), dtype)
            y[:, :length] = x
            return Operand(self.case.place(y), y.shape[1] * size, 0, size, type_, period)
        if kind == "position":
            y = self.numbers(256, length).clip(-6e4, 6e4).astype(dtype)
            return Operand(self.case.place(y), 0, length * size, size, type_)
        if kind == "stride":
            y = np.repeat(x, 3, axis=1)
            return Operand(self.case.place(y), 3 * length * size, 0, 3 * size, type_)
        if kind == "gather":
            return Operand(self.case.place(x), length * size, 0, size, type_, gather=True)
        if kind == "shared":
            return Operand(self.case.place(x[:1].copy()), 0, 0, size, type_)
        return Operand(self.case.place(x), length * size, 0, size, type_)

    def result(self, length: int) -> Operand:
        """An operand to write to."""
        type_ = Type.F16 if self.rng.random() < 0.25 else Type.F32
        size = 2 if type_ is Type.F16 else 4
        stride = length + int(self.rng.integers(0, 5))
        at = self.case.place(self.r * stride * size)
        return Operand(at, stride * size, 0, size, type_)

    def vec(self, length: int, a: Operand | None = None, first: int = 0,
            rows: int | None = None) -> Vec:
        """A random VEC."""
        rng, rows = self.rng, rows or self.r
        segment = int(rng.choice([0, 0, length, rng.integers(1, length + 4)]))
        head = 2 * int(rng.integers(1, 20))
        segments = -(-length // segment) if segment else 1
        def maybe(p: float) -> Operand:
            return self.floats(length) if rng.random() < p else ABSENT
        a = a or self.floats(length)
        b, c = maybe(0.6), maybe(0.6)
        d = maybe(0.5) if c.present else ABSENT
        if c.present and c.type is not Type.I32 and rng.random() < 0.4:
            x = self.numbers(self.r, length + head)
            c = Operand(self.case.place(x), 4 * (length + head), swap=True)
        y = self.result(length)
        if rng.random() < 0.2 and a.element_stride == a.nbytes and not (
                a.period or a.swap or a.gather or a.position_stride or a.type is Type.I32
                or not a.row_stride):
            y = a
        scalars = self.case.place(np.abs(self.numbers(self.r, segments)))
        reduced = scalars if rng.random() < 0.2 and not a.gather else self.case.place(
            4 * self.r * segments)
        return Vec(rows=rows, first=first, length=length, y=y, a=a, b=b, c=c, d=d,
                   function=Function(rng.integers(0, 6)), prefactor=Prefactor(rng.integers(0, 3)),
                   reduction=Reduction(rng.integers(0, 3)), head=head, segment=segment,
                   scalar=scalars, reduced=reduced, inverse=float(np.float32(1 / length)),
                   epsilon=1e-5, low=-0.5, high=float(rng.choice([0.5, np.inf])))

    def attn(self) -> Attn:
        """A random ATTN."""
        rng = self.rng
        kv, each = int(rng.integers(1, 4)), int(rng.integers(1, 7))
        size = 2 * int(rng.integers(1, 40))     # loops of their own have 64, 96 and 128
        size = int(rng.choice([size, 64, 96, 128, 256], p=[0.4, 0.18, 0.18, 0.18, 0.06]))
        type_ = CacheType(rng.integers(0, 3))
        layout = CacheLayout(kv, self.capacity, size, type_)
        stride = -(-layout.nbytes // 64) * 64
        image = rng.integers(0, 256, (self.slots, stride), np.uint8)
        if type_ is CacheType.F32:
            image = rng.standard_normal((self.slots, stride // 4)).astype("<f4")
        elif type_ is CacheType.F16:
            image = rng.standard_normal((self.slots, stride // 2)).astype("<f2")
        else:
            image[:, 2 * layout.plane:layout.nbytes] = rng.random(
                (self.slots, layout.scales // 2)).astype("<f4").view(np.uint8)
            np.maximum(image[:, :2 * layout.plane].view(np.int8), -127,
                       out=image[:, :2 * layout.plane].view(np.int8))
        window = int(rng.choice([0, rng.integers(1, 250)]))
        sinks = self.case.place(self.numbers(kv * each)) if rng.random() < 0.3 else 0
        return Attn(rows=self.r, heads=kv * each, kv_heads=kv, size=size,
                    q=self.floats(kv * each * size, plain=rng.random() < 0.5),
                    k=self.floats(kv * size, plain=True), v=self.floats(kv * size, plain=True),
                    y=self.result(kv * each * size), cache=self.case.place(image),
                    slot_stride=stride, capacity=self.capacity, slots=self.slots,
                    scale=float(np.float32(1 / np.sqrt(size))), window=window, cache_type=type_,
                    sinks=sinks)

    def route(self) -> Route:
        """A random ROUTE."""
        rng = self.rng
        experts = int(rng.choice([rng.integers(1, 20), 32, 128, 200]))
        return Route(rows=self.r, experts=experts, chosen=int(rng.integers(1, experts + 1)),
                     normalised=bool(rng.random() < 0.5), a=self.floats(experts),
                     y=self.result(experts))

    def conv(self) -> Conv:
        """A random CONV."""
        length, taps = int(self.rng.choice([3, 16, 70, 600])), int(self.rng.integers(1, 5))
        capacity = int(self.rng.choice([self.capacity, 23]))
        history = self.numbers(self.slots, capacity, length)
        return Conv(rows=self.r, length=length, taps=taps, a=self.floats(length),
                    weights=self.case.place(self.numbers(taps, length)), y=self.result(length),
                    cache=self.case.place(history), slot_stride=4 * capacity * length,
                    capacity=capacity, slots=self.slots)

    def delta(self) -> Delta:
        """A random DELTA, of rows that begin a sequence, too."""
        rng = self.rng
        if rng.random() < 0.5:
            self.case.rows[rng.integers(0, self.r), 0] = 0
        key_heads, each = int(rng.integers(1, 4)), int(rng.integers(1, 4))
        heads = key_heads * each
        keys, values = int(rng.choice([1, 7, 16, 24, 128])), int(rng.choice([16, 32, 128]))
        stride = StateLayout(heads, keys, values).nbytes
        rates = -np.exp(rng.uniform(-3, 3, heads)).astype(np.float32)
        return Delta(rows=self.r, heads=heads, key_heads=key_heads, keys=keys, values=values,
                     a=self.floats(2 * key_heads * keys + heads * values), b=self.floats(heads),
                     c=self.floats(heads), y=self.result(heads * values),
                     rates=self.case.place(rates), biases=self.case.place(self.numbers(heads)),
                     state=self.case.place(self.numbers(self.slots, stride // 4)),
                     slot_stride=stride, slots=self.slots, scale=float(np.float32(keys**-0.5)),
                     epsilon=1e-6)

    def experts(self) -> None:
        """A ROUTE, and the products of every expert that it chooses."""
        rng, count = self.rng, int(self.rng.integers(2, 5))
        y = Operand(self.case.place(4 * self.r * count), 4 * count)
        code = self.case.instructions
        code.append(Route(rows=self.r, experts=count, chosen=1, a=self.floats(count), y=y))
        at = len(code)
        self.product()
        body = code[at:]
        own = [(word, self.others(body, index, field, count))
               for word, index, field in words_of(body)
               if rng.random() < 0.8 and self.has_others(body[index], field)]
        table = np.array([words for _, words in own], "<u4").reshape(-1, count).T
        places = np.array([word for word, _ in own], "<u4")
        code.insert(at, Each(
            rows=self.r, count=len(body), times=count, numbers=y.base, stride=4 * count,
            patches=len(own), places=self.case.place(places if len(own) else 4),
            table=self.case.place(np.ascontiguousarray(table) if len(own) else 4)))

    def has_others(self, x: Instruction, field: str) -> bool:
        """Whether a field of PATCHED can be another expert's."""
        assert field in PATCHED[type(x)]
        if isinstance(x, Vec):
            return bool(getattr(x, field[0]).present)
        return not isinstance(x, Quant) or bool(x.order)

    def others(self, body: Sequence[Instruction], index: int, field: str, count: int) -> list[int]:
        """The words of all experts in the place of an address: copies of what lies there, mixed."""
        x = body[index]
        at = x.weights if isinstance(x, Lmma) else x.order if isinstance(x, Quant) else \
            getattr(x, field[0]).base
        key = (at, count)
        if key not in self._others:     # instructions that share something go on sharing it
            buffer = next(b for b in self.case.buffers
                          if b.address <= at < b.address + len(b.array))
            whole = buffer.array.copy()
            unit = 64 if isinstance(x, Lmma) else 4
            words = [at]
            for _ in range(count - 1):
                rows = whole[:len(whole) // unit * unit].reshape(-1, unit)
                mixed = whole.copy()
                mixed[:rows.size] = self.rng.permutation(rows).reshape(-1)
                words.append(self.case.place(mixed) + at - buffer.address)
            self._others[key] = words
        return self._others[key]

    def quant(self, length: int, *, ternary: bool = False, first: int = 0,
              rows: int | None = None, a: Operand | None = None, scale: int = 0,
              total: int = 0, order: int | None = None, int8: bool | None = None) -> Quant:
        """A random QUANT."""
        rng, g = self.rng, self.geometry
        rows = rows or self.r
        if order is None:
            order = 0
            if rng.random() < 0.3:
                order = self.case.place(rng.permutation(length).astype("<i4"))
        slices = -(-length // (75 if ternary else 128))
        words = slices * rows * g.row_words(False)
        at = self.case.place(words * WORD_BYTES)
        self.case.private.append((at, words * WORD_BYTES))
        a = a or self.floats(length, plain=bool(order))
        return Quant(rows=rows, first=first, length=length, a=a, activations=at,
                     activation_words=words, scale=scale or self.case.place(4 * self.r),
                     total=total or self.case.place(4 * self.r), ternary=ternary, order=order,
                     int8=bool(rng.random() < 0.3) if int8 is None else int8)

    def format(self) -> WeightFormat:
        """A random format."""
        rng = self.rng
        if self.geometry.ternary and rng.random() < 0.25:
            return TERNARY
        group = int(rng.choice([0, 32, 64, 128, 256] + [16] * (not self.geometry.symmetric)))
        explicit = group and rng.random() < 0.4
        return WeightFormat(int(rng.integers(1, 9)), group,
                            None if explicit else int(rng.integers(0, 256)))

    def matrix(self, fmt: WeightFormat, n: int, k: int) -> tuple[int, StreamShape]:
        """Random weights in memory."""
        rng = self.rng
        codes = rng.integers(0, fmt.levels, (n, k), np.uint8)
        scale = rng.standard_normal((n, fmt.groups(k)))
        offset = rng.standard_normal((n, fmt.groups(k))) if fmt.zero is None else None
        packed = pack_matrix(codes, scale, offset, fmt)
        shape = StreamShape.of(fmt, n, k, self.geometry)
        return self.case.place(arrange(packed, self.geometry)), shape

    def product(self) -> None:
        """QUANTs of all rows, LMMAs of some matrices, VECs that read the sums."""
        rng, g = self.rng, self.geometry
        fmt, k = self.format(), int(rng.integers(1, 420))
        order = 0 if rng.random() < 0.7 else self.case.place(rng.permutation(k).astype("<i4"))
        int8, a = bool(rng.random() < 0.3), self.floats(k, plain=True)
        scale, total = self.case.place(4 * self.r), self.case.place(4 * self.r)
        chunks = [(at, min(g.rows, self.r - at)) for at in range(0, self.r, g.rows)]
        quants = [self.quant(k, ternary=fmt.ternary, first=at, rows=count, a=a, order=order,
                             int8=int8, scale=scale, total=total) for at, count in chunks]
        self.case.instructions += quants
        readers = []
        for _ in range(rng.integers(1, 4)):
            n = int(rng.integers(1, 60))
            at, shape = self.matrix(fmt, n, k)
            y = self.result(n)
            for q, (first, count) in zip(quants, chunks, strict=True):
                words = output_words(shape.columns * g.lanes, count)
                output = self.case.place(words * WORD_BYTES)
                self.case.private.append((output, words * WORD_BYTES))
                self.case.instructions.append(Lmma(
                    planes=fmt.layout.planes, group=fmt.layout.group, explicit=fmt.layout.explicit,
                    zero=fmt.zero or 0, rows=count, columns=shape.columns, slices=fmt.slices(k),
                    weights=at, activations=q.activations, output=output, stream_words=shape.words,
                    activation_words=q.activation_words, output_words=words, stride=shape.stride,
                    ternary=fmt.ternary))
                pitch = output_pitch(count)
                column = int(rng.integers(0, n))
                sums = Operand(output + 4 * pitch * column, 4, 0, 4 * pitch, Type.I32)
                readers.append(dataclasses.replace(
                    self.vec(n - column, sums, first, count), y=y, scalar=scale,
                    prefactor=Prefactor.SCALE, segment=0,
                    reduced=self.case.place(4 * self.r)))
        self.case.instructions += readers


def unit_case(rng: np.random.Generator, geometry: Geometry, device: Device | None = None
              ) -> Case:
    """A program of one row: QUANT, LMMA, VECs and ATTN that units take, but for some VECs."""
    b = Builder(rng, geometry, 1, device)
    code, place = b.case.instructions, b.case.place

    def floats(length: int) -> Operand:
        return Operand(place(b.numbers(1, -(-length // 4) * 4 + 4)), 0)

    x = floats(int(rng.integers(1, 300)))
    k = (len(b.case.buffers[-1].array) // 4) - 4
    for _ in range(3):
        fmt, n = b.format(), int(rng.integers(1, 60))
        at, shape = b.matrix(fmt, n, k)
        q = b.quant(k, ternary=fmt.ternary, a=x, order=0)
        words = output_words(shape.columns * geometry.lanes, 1)
        sums, squares = place(words * WORD_BYTES), place(4)
        b.case.private.append((sums, words * WORD_BYTES))
        y, z = floats(n), floats(n)
        code += [q, Lmma(
            planes=fmt.layout.planes, group=fmt.layout.group, explicit=fmt.layout.explicit,
            zero=fmt.zero or 0, rows=1, columns=shape.columns, slices=fmt.slices(k), weights=at,
            activations=q.activations, output=sums, stream_words=shape.words,
            activation_words=q.activation_words, output_words=words, stride=shape.stride,
            ternary=fmt.ternary)]
        code.append(Vec(
            rows=1, length=n, y=y, a=Operand(sums, 4, type=Type.I32), b=floats(n),
            c=y if rng.random() < 0.5 else floats(n), scalar=q.scale, prefactor=Prefactor.SCALE,
            reduction=Reduction.SQUARES, reduced=squares))
        for _ in range(rng.integers(0, 3)):
            code.append(Vec(
                rows=1, length=n, y=z, a=y, b=floats(n), scalar=squares,
                prefactor=Prefactor(rng.integers(0, 3)), inverse=float(np.float32(1 / n)),
                epsilon=1e-5, function=Function(rng.integers(0, 5)), low=-1.0, high=1.0))
        code.append(Vec(rows=1, length=n, y=z, a=y, function=Function.CLAMP, low=-1.0, high=1.0))
        if rng.random() < 0.5:          # the vector unit does not have float16
            code.append(Vec(rows=1, length=n, a=z, y=Operand(place(2 * n), 0, element_stride=2,
                                                            type=Type.F16)))
        x, k = z, n
        if rng.random() < 0.7:
            a = b.attn()
            size, kv = 16 * int(rng.integers(1, 4)), int(rng.integers(1, 3))
            layout = CacheLayout(kv, b.capacity, size, CacheType.INT8)
            image = np.zeros((b.slots, layout.nbytes), np.uint8)
            image[:, :2 * layout.plane] = rng.integers(
                -127, 128, (b.slots, 2 * layout.plane)).astype(np.int8).view(np.uint8)
            image[:, 2 * layout.plane:] = rng.random(
                (b.slots, layout.scales // 2)).astype("<f4").view(np.uint8)
            k = 2 * kv * size
            x = floats(k)
            code.append(dataclasses.replace(
                a, heads=2 * kv, kv_heads=kv, size=size, q=floats(k), k=floats(kv * size),
                v=floats(kv * size), y=x, cache=place(image), slot_stride=layout.nbytes,
                cache_type=CacheType.INT8, sinks=place(b.numbers(k)) if a.sinks else 0))
    return b.case


def random_case(seed: int, geometry: Geometry, device: Device | None = None) -> Case:
    """A program of a few instructions."""
    rng = np.random.default_rng(seed)
    b = Builder(rng, geometry, int(rng.choice([1, 1, 2, 3, 5, 9, 19])), device)
    for _ in range(rng.integers(1, 5)):
        kind = rng.integers(0, 10)
        if kind == 0:
            b.case.instructions.append(b.attn())
        elif kind == 6:
            b.case.instructions.append(b.route())
        elif kind == 8:
            b.case.instructions.append(b.conv())
        elif kind == 9:
            b.case.instructions.append(b.delta())
        elif kind == 7:
            b.experts()
        elif kind == 1:
            ternary = geometry.ternary and rng.random() < 0.3
            b.case.instructions.append(b.quant(int(rng.integers(1, 300)), ternary=ternary))
        elif kind in (2, 3):
            b.case.instructions.append(b.vec(int(rng.integers(1, 130))))
        else:
            b.product()
    return b.case


def long_case(seed: int, geometry: Geometry) -> Case:
    """QUANTs and VECs of a few rows that are long enough for threads to share one."""
    rng = np.random.default_rng(seed)
    b = Builder(rng, geometry, int(rng.choice([1, 1, 1, 2, 5, 9])))
    for _ in range(rng.integers(1, 4)):
        length = int(rng.choice([500, 700, 2000, 8200, 9001, 12288, 20000]))
        if rng.random() < 0.5:
            ternary = geometry.ternary and rng.random() < 0.5
            b.case.instructions.append(b.quant(length, ternary=ternary))
            continue
        v = b.vec(length)
        if rng.random() < 0.3:
            segment = int(rng.choice([64, 128, 1000]))
            segments = -(-length // segment)
            v = dataclasses.replace(
                v, segment=segment, scalar=b.case.place(np.abs(b.numbers(b.r, segments))),
                reduced=b.case.place(4 * b.r * segments))
        b.case.instructions.append(v)
    return b.case
