"""Where the operands of a token program lie, and which bytes they may touch.

`checks` asks for every operand of every instruction. Rows whose elements the table of rows places
leave limits for it, which `rules.Limits` keeps.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np

from lutcore.driver.contract.instructions import (
    MAX_ROWS,
    Attn,
    Conv,
    Delta,
    Instruction,
    Operand,
    Type,
    Vec,
)
from lutcore.driver.contract.isa import Lmma
from lutcore.driver.contract.rules import Limits, Named, need

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


def overlap(a: Range, b: Range) -> bool:
    """Whether two ranges share a byte."""
    return a[0] < b[1] and b[0] < a[1]


def apart(y: Operand, at_y: Range, last_y: int, x: Operand, at_x: Range, last_x: int) -> bool:
    """Whether a result and an input never share a byte but where they are the same element."""
    if not overlap(at_y, at_x):
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


def end_of(o: Operand, length: int, head: int) -> int:
    """Return the bytes from a row's first element to the end of its last."""
    return o.last_index(length, head) * o.element_stride + o.nbytes


class Places:
    """The regions that a program may use, and what its tables of rows must keep.

    Raises DescriptorError where a place breaks a rule.
    """

    def __init__(self, instructions: Sequence[Instruction], regions: Iterable[Region]) -> None:
        self._regions = sorted(regions, key=lambda region: region.address)
        self._starts = [region.address for region in self._regions]
        count = max((x.first + x.rows for x in instructions if not isinstance(x, Lmma)), default=0)
        self._capacity = min((x.capacity for x in instructions if isinstance(x, Attn)),
                             default=NO_LIMIT)
        self.limits = Limits([self._capacity] * count, [1 << 32] * count, [])

    def find(self, address: int, nbytes: int, where: str) -> tuple[Region, int]:
        """Return the region that holds a range, and the region's end."""
        index = bisect_right(self._starts, address) - 1
        if index >= 0:
            region = self._regions[index]
            end = region.address + len(region.array)
            if address + nbytes <= end:
                return region, end
        need(False, where, "lost", nbytes, address)
        raise AssertionError

    def place(self, o: Operand, where: str, index: int, first: int, rows: int, length: int,
              head: int, written: bool = False) -> Range:
        """Return the bytes that an operand of some rows may touch."""
        need(o.present, where, "missing")
        need(0 <= o.type <= max(Type), where, "type", o.type, max(Type))
        size = o.nbytes
        need(not any(x % size for x in (o.base, o.row_stride, o.position_stride,
                                        o.element_stride)), where, "strides", size)
        if written:
            need(o.type is not Type.I32 and o.element_stride == size
                 and not (o.period or o.gather or o.swap), where, "result")
        need(not o.swap or (head >= 2 and head % 2 == 0), where, "swapped", head)
        last = end_of(o, length, head)
        named = o.gather and o.type is not Type.I32
        low = o.base + (0 if o.type is Type.I32 or named else first) * o.row_stride
        high = low + (0 if named else (rows - 1) * o.row_stride) + last
        _, end = self.find(low, high - low, where)
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

    def numbers(self, address: int, each: int, first: int, rows: int, where: str) -> Range:
        """Return the bytes of float32 numbers, `each` for every row."""
        need(address % 4 == 0, where, "aligned", address, 4)
        low, nbytes = address + 4 * each * first, 4 * each * rows
        self.find(low, nbytes, where)
        return low, low + nbytes

    def prefactors(self, v: Vec, index: int, where: str) -> Range:
        """Return the bytes of a VEC's prefactors, those of all its segments for every row."""
        nbytes = 4 * v.segments
        if not v.a.gather:
            return self.numbers(v.scalar, v.segments, v.first, v.rows, where)
        need(v.scalar % 4 == 0, where, "aligned", v.scalar, 4)
        _, end = self.find(v.scalar, nbytes, where)
        self.limits.named.append(Named(v.scalar, nbytes, 0, nbytes, end, v.first, v.rows, index))
        return v.scalar, min(end, v.scalar + nbytes * MAX_ROWS)

    def slots(self, x: Attn | Conv | Delta, address: int, each: int, where: str, what: str
              ) -> Range:
        """Return the bytes of all slots, of `each` bytes; rows may name no other slot."""
        need(x.slots >= 1, where, "no_slots")
        for value in (address, x.slot_stride):
            need(value % 4 == 0, f"{where}, {what}", "aligned", value, 4)
        need(x.slots == 1 or x.slot_stride >= each, where, "slots", each, x.slot_stride)
        nbytes = x.slot_stride * (x.slots - 1) + each
        self.find(address, nbytes, f"{where}, {what}")
        slots = self.limits.slots
        for r in range(x.first, x.first + x.rows):
            slots[r] = min(slots[r], x.slots)
        return address, address + nbytes

    def words(self, address: int, count: int, where: str) -> np.ndarray:
        """Return uint32 [count] at an address."""
        need(address % 4 == 0, where, "aligned", address, 4)
        region, _ = self.find(address, 4 * count, where)
        start = address - region.address
        return region.array[start:start + 4 * count].view("<u4").copy()
