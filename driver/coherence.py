"""Which copy of a buffer is newer, the host's or the engine's, and what is handed over when.

A host's caches and an engine's memory are two copies of the same bytes. Of every buffer that
programs use it is known up to which byte the copy of a side is ahead, because that side wrote:

    claim       who is about to use a buffer gets what the other side has ahead; who writes to it is
                ahead from then on
    flush       `Allocation.flush`: somebody beside all programs wrote to the host's copy
    invalidate  `Allocation.invalidate`: somebody beside all programs is about to read it

So what one side alone uses is never handed over: constants but once, sums only to the host, the
vectors and caches between an engine's instructions not at all. It does not matter which programs
wrote and read, only that each claims what its parts touch. A buffer with bytes of both sides goes
back and forth whole, up to the last byte that was written.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from lutcore.driver.contract.delta import StateLayout
from lutcore.driver.contract.execute import CacheLayout
from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.instructions import (
    Attn,
    Conv,
    Delta,
    Each,
    Instruction,
    Operand,
    Prefactor,
    Quant,
    Reduction,
    Route,
    Type,
    Vec,
)
from lutcore.driver.contract.isa import Lmma
from lutcore.driver.contract.places import end_of
from lutcore.driver.contract.units import operands_of
from lutcore.driver.resources import Allocation
from lutcore.driver.transport import Buffer


class Side(enum.IntEnum):
    """Who has a copy of a buffer: an index into `Allocation.ahead`."""

    HOST   = 0
    ENGINE = 1


@dataclass(frozen=True)
class Claim:
    """A buffer that a part of a program uses, and up to which byte it writes there."""

    buffer: Allocation
    end: int


class Finder(Protocol):
    """Memory that knows its buffers."""

    def find(self, address: int, nbytes: int) -> tuple[Buffer, int]:
        """The buffer that holds a range, and the range's offset in it. Raises DescriptorError."""


def take(claims: Iterable[Claim], side: Side) -> None:
    """Hand over to a side what it claims. `doorbells.h` does the same. Raises DeviceError."""
    other = 1 - side
    for x in claims:
        ahead = x.buffer.ahead
        if ahead[other]:
            x.buffer.transfer(side, ahead[other])
            ahead[other] = 0
        if x.end > ahead[side]:
            ahead[side] = x.end


def claims_of(code: Sequence[Instruction], memory: Finder, weights: Iterable[int] = ()
              ) -> list[Claim]:
    """Return what a part of a program claims; weights: addresses of those that experts have."""
    ends: dict[int, tuple[Allocation, int]] = {}
    for low, high, written in (*(touch for x in code for touch in _touched(x)),
                               *((address, None, False) for address in weights)):
        buffer, offset = memory.find(low, 1)
        if not isinstance(buffer, Allocation):      # a matrix, which the engine has from `load` on
            continue
        end = len(buffer.array) if high is None else min(len(buffer.array), offset + high - low)
        before = ends.get(buffer.address, (buffer, 0))[1]
        ends[buffer.address] = buffer, max(before, end if written else 0)
    return [Claim(buffer, end) for buffer, end in ends.values()]


# What an instruction touches ----------------------------------------------------------------------

Touch = tuple[int, int | None, bool]    # first byte, the one behind the last or None where a table
                                        # of rows or an order says, and whether it is written


def _touched(x: Instruction) -> Iterator[Touch]:
    """Yield the bytes that an instruction reads or writes."""
    if isinstance(x, Lmma):
        yield x.weights, None, False
        yield x.activations, x.activations + WORD_BYTES * x.activation_words, False
        yield x.output, x.output + WORD_BYTES * x.output_words, True
    elif isinstance(x, Quant):
        yield from _quant(x)
    elif isinstance(x, Vec):
        for name, o in operands_of(x).items():
            yield _operand(o, x, x.length, x.head, name == "y")
        if x.prefactor is not Prefactor.NONE:
            yield (x.scalar, None, False) if x.a.gather else _numbers(x.scalar, x, x.segments)
        if x.reduction is not Reduction.NONE:
            yield _numbers(x.reduced, x, x.segments, True)
    elif isinstance(x, Attn):
        for name, heads in (("q", x.heads), ("k", x.kv_heads), ("v", x.kv_heads), ("y", x.heads)):
            yield _operand(getattr(x, name), x, heads * x.size, 0, name == "y")
        layout = CacheLayout(x.kv_heads, x.capacity, x.size, x.cache_type)
        yield _slots(x, x.cache, layout.nbytes)
        if x.sinks:
            yield x.sinks, x.sinks + 4 * x.heads, False
    elif isinstance(x, Route):
        for name in "ya":
            yield _operand(getattr(x, name), x, x.experts, 0, name == "y")
    elif isinstance(x, Conv):
        for name in "ya":
            yield _operand(getattr(x, name), x, x.length, 0, name == "y")
        yield _slots(x, x.cache, 4 * x.capacity * x.length)
        yield x.weights, x.weights + 4 * x.taps * x.length, False
    elif isinstance(x, Delta):
        for name, length in (("y", x.length), ("a", 2 * x.keyed + x.length), ("b", x.heads),
                             ("c", x.heads)):
            yield _operand(getattr(x, name), x, length, 0, name == "y")
        yield _slots(x, x.state, StateLayout(x.heads, x.keys, x.values).nbytes)
        for address in (x.rates, x.biases):
            yield address, address + 4 * x.heads, False
    else:
        assert isinstance(x, Each)
        low = x.numbers + x.stride * x.first
        yield low, low + x.stride * (x.rows - 1) + 4 * x.times, False
        if x.patches:
            yield x.places, x.places + 4 * x.patches, False
            yield x.table, x.table + 4 * x.times * x.patches, False


def _quant(q: Quant) -> Iterator[Touch]:
    low, high, _ = _operand(q.a, q, q.length, 0)
    yield low, None if q.order else high, False
    if q.order:
        yield q.order, q.order + 4 * q.length, False
    yield q.activations, q.activations + WORD_BYTES * q.activation_words, True
    yield _numbers(q.scale, q, 1, True)
    yield _numbers(q.total, q, 1, True)


def _operand(o: Operand, x: Quant | Vec | Attn | Route | Conv | Delta, length: int, head: int,
             written: bool = False) -> Touch:
    sums = o.type is Type.I32           # which begin with the instruction's first row
    low = o.base + (0 if sums or o.gather else x.first * o.row_stride)
    if not sums and (o.gather or o.position_stride):
        return low, None, written
    return low, low + (x.rows - 1) * o.row_stride + end_of(o, length, head), written


def _numbers(address: int, x: Quant | Vec, each: int, written: bool = False) -> Touch:
    low = address + 4 * each * x.first
    return low, low + 4 * each * x.rows, written


def _slots(x: Attn | Conv | Delta, address: int, each: int) -> Touch:
    return address, address + x.slot_stride * (x.slots - 1) + each, True
