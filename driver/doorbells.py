"""The doorbells of a token program: neighbouring instructions that the engine takes.

Each has the buffers that are flushed before it and invalidated after it. Sums and activations are
those of LMMAs. Of a VEC's operands

    constants       were flushed when the program was made
    sums            the host does not write to, nor to what this doorbell itself wrote before
    all others      are flushed up to their end
    results         are invalidated; what else lies in their buffer is flushed, or it would be lost
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from lutcore.driver.contract import Geometry, Lmma
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
    Type,
    Vec,
)
from lutcore.driver.contract.isa import LENGTHS
from lutcore.driver.contract.units import Rung, engine_takes, operands_of, pieces
from lutcore.driver.control import QUEUE
from lutcore.driver.transport import Buffer

Ends = dict[int, tuple[Buffer, int]]    # buffers by address, and up to which byte


class Finder(Protocol):
    """Memory that knows its buffers."""

    def find(self, address: int, nbytes: int) -> tuple[Buffer, int]:
        """The buffer that holds a range, and the range's offset in it. Raises DescriptorError."""


@dataclass(frozen=True)
class Ring:
    """A doorbell, and what the host does for it."""

    code: list[Rung]
    first: int                          # instruction
    address: int                        # of their descriptors
    step: int                           # bytes to those of the next expert
    inputs: list[tuple[Buffer, int]]    # to flush, and up to which byte
    outputs: list[tuple[Buffer, int]]   # to invalidate

    @cached_property
    def matrices(self) -> int:
        """How many matrices are multiplied."""
        return len({x.weights for x in self.code if isinstance(x, Lmma)})

    @cached_property
    def pieces(self) -> int:
        """Descriptors, as `count` counts them."""
        return sum(map(pieces, self.code))

    @cached_property
    def words(self) -> int:
        """Words of memory traffic."""
        return sum(x.stream_words + x.activation_words + x.output_words if isinstance(x, Lmma)
                   else x.rows * (len(operands_of(x)) * x.length + x.segments) for x in self.code)


# Which instructions -------------------------------------------------------------------------------


def rung(instructions: Sequence[Instruction], geometry: Geometry | None) -> list[bool]:
    """Return for each instruction whether the engine runs it; geometry: None takes LMMAs alone.

    VECs ride along: without an LMMA beside them the host is sooner done than a doorbell. What an
    EACH repeats is the host's but for LMMAs, and so are more VECs than a doorbell has room for.
    """
    takes = [isinstance(x, Lmma) or (geometry is not None and engine_takes(x, geometry))
             for x in instructions]
    for at, x in enumerate(instructions):
        if isinstance(x, Each):
            for i in range(at + 1, at + 1 + x.count):
                takes[i] = isinstance(instructions[i], Lmma)
    at = 0
    while at < len(takes):
        end = at + 1
        while end < len(takes) and takes[end] == takes[at]:
            end += 1
        run = [x for x in instructions[at:end] if isinstance(x, (Lmma, Vec))]
        lone = not any(isinstance(x, Lmma) for x in run)
        if takes[at] and (lone or sum(map(pieces, run)) > QUEUE):
            takes[at:end] = [isinstance(x, Lmma) for x in instructions[at:end]]
        at = end
    return takes


def parts_of(instructions: Sequence[Instruction], geometry: Geometry | None = None
             ) -> list[tuple[int, list[Instruction]]]:
    """Runs of what the engine takes, each one doorbell, single EACHs, and runs of everything else.

    Each has the number of its first instruction. What an EACH repeats is whole parts.
    """
    behind = {i + 1 + x.count for i, x in enumerate(instructions) if isinstance(x, Each)}
    parts: list[tuple[int, list[Instruction]]] = []
    before = None
    for i, (x, rings) in enumerate(zip(instructions, rung(instructions, geometry), strict=True)):
        kind = Each if isinstance(x, Each) else Ring if rings else None
        if not parts or kind is not before or kind is Each or i in behind:
            parts.append((i, []))
        parts[-1][1].append(x)
        before = kind
    return parts


# Which buffers ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reach:
    """Bytes that a VEC reads or writes."""

    low: int                            # address of the first one
    high: int | None                    # of the one behind the last; None: the table of rows says
    whole: bool = True                  # no byte between them is left out


def results_of(x: Instruction) -> Iterator[int]:
    """Yield where the results begin that the host writes; an LMMA and an EACH have none."""
    if isinstance(x, (Lmma, Each)):
        return
    if isinstance(x, Quant):
        yield from (x.activations, x.scale + 4 * x.first, x.total + 4 * x.first)
        return
    yield x.y.base + x.first * x.y.row_stride
    if isinstance(x, (Attn, Conv)):
        yield x.cache
    elif isinstance(x, Delta):
        yield x.state
    elif isinstance(x, Vec) and x.reduction is not Reduction.NONE:
        yield x.reduced + 4 * x.segments * x.first


def reads_of(v: Vec) -> Iterator[Reach]:
    """Yield what a VEC reads, but for sums."""
    for name, o in operands_of(v).items():
        if name != "y" and o.type is not Type.I32:
            yield _reach(o, v)
    if v.prefactor is not Prefactor.NONE:
        yield _numbers(v.scalar, v)


def writes_of(v: Vec) -> Iterator[Reach]:
    """Yield what a VEC writes."""
    yield _reach(v.y, v)
    if v.reduction is not Reduction.NONE:
        yield _numbers(v.reduced, v)


def _reach(o: Operand, v: Vec) -> Reach:
    last = o.last_index(v.length, v.head) * o.element_stride + o.nbytes
    if o.gather or o.position_stride:
        return Reach(o.base, None)
    low = o.base + v.first * o.row_stride
    return Reach(low, low + (v.rows - 1) * o.row_stride + last, v.rows == 1 or o.row_stride == last)


def _numbers(address: int, v: Vec) -> Reach:
    low = address + 4 * v.segments * v.first
    return Reach(low, low + 4 * v.segments * v.rows)


def syncs(code: Sequence[Rung], memory: Finder, written: set[int]
          ) -> tuple[list[tuple[Buffer, int]], list[tuple[Buffer, int]]]:
    """Return what to flush before a doorbell and to invalidate after it, and up to which bytes.

    written: addresses of the buffers that the host's instructions write to
    """
    lmmas = [x for x in code if isinstance(x, Lmma)]
    outputs = _ends(lmmas, "output", memory)
    inputs = _ends(lmmas, "activations", memory)
    for buffer, end in outputs.values():
        if buffer.address in written:
            _extend(inputs, buffer, end)
    made: list[Reach] = []              # in this doorbell
    for x in code:
        if isinstance(x, Lmma):
            continue
        for read in reads_of(x):
            buffer, end = _place(read, memory)
            if not getattr(buffer, "constant", False) and not _covered(read, made):
                _extend(inputs, buffer, end)
        for write in writes_of(x):
            buffer, end = _place(write, memory)
            if write.high is None or write.low > buffer.address or not write.whole:
                _extend(inputs, buffer, end)
            _extend(outputs, buffer, end)
            made.append(write)
    return list(inputs.values()), list(outputs.values())


def constants(code: Sequence[Instruction], memory: Finder) -> list[tuple[Buffer, int]]:
    """Return the constants that VECs read, to be flushed once, and up to which bytes."""
    ends: Ends = {}
    for x in code:
        for read in reads_of(x) if isinstance(x, Vec) else ():
            buffer, end = _place(read, memory)
            if getattr(buffer, "constant", False):
                _extend(ends, buffer, end)
    return list(ends.values())


def _covered(read: Reach, made: Sequence[Reach]) -> bool:
    return read.high is not None and any(
        w.whole and w.high is not None and w.low <= read.low and read.high <= w.high for w in made)


def _place(reach: Reach, memory: Finder) -> tuple[Buffer, int]:
    buffer, offset = memory.find(reach.low, 1)
    if reach.high is None:
        return buffer, len(buffer.array)
    return buffer, min(len(buffer.array), offset + reach.high - reach.low)


def _extend(ends: Ends, buffer: Buffer, end: int) -> None:
    before = ends.get(buffer.address, (buffer, 0))[1]
    ends[buffer.address] = (buffer, max(before, end))


def _ends(lmmas: Sequence[Lmma], name: str, memory: Finder) -> Ends:
    """Return the buffers that a field of the descriptors points into, and how far."""
    ends: Ends = {}
    for x in lmmas:
        buffer, offset = memory.find(getattr(x, name), 1)
        _extend(ends, buffer, offset + WORD_BYTES * getattr(x, LENGTHS[name]))
    return ends
