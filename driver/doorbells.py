"""The doorbells of a token program: neighbouring instructions that the engine takes.

A program becomes parts: each is one doorbell, or what the host runs until the next one. What a part
hands over before it begins is `coherence`'s business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lutcore.driver.coherence import Claim
from lutcore.driver.contract import Geometry, Lmma
from lutcore.driver.contract.execute import CacheLayout
from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.instructions import Attn, Each, Instruction, Quant, Vec
from lutcore.driver.contract.units import Rung, engine_takes, operands_of, pieces
from lutcore.driver.control import QUEUE, Queue


@dataclass(frozen=True)
class Ring:
    """A doorbell, and what the host does for it."""

    queue: Queue
    first: int                          # instruction
    step: int                           # bytes to the descriptors of the next expert
    claims: list[Claim]                 # of the engine

    @cached_property
    def matrices(self) -> int:
        """How many matrices are multiplied."""
        return len({x.weights for x in self.queue.code if isinstance(x, Lmma)})


def words_of(x: Rung) -> int:
    """Return the words of an instruction's traffic at most, or elements where those take longer."""
    if isinstance(x, Lmma):
        return x.stream_words + x.activation_words + x.output_words
    if isinstance(x, Vec):
        return x.rows * (len(operands_of(x)) * x.length + x.segments)
    if isinstance(x, Quant):
        return 2 * x.rows * x.length + x.activation_words
    cache = CacheLayout(x.kv_heads, x.capacity, x.size, x.cache_type).nbytes // WORD_BYTES
    return x.rows * (cache * (x.heads // x.kv_heads) + 2 * (x.heads + x.kv_heads) * x.size)


def rung(instructions: Sequence[Instruction], geometry: Geometry | None) -> list[bool]:
    """Return for each instruction whether the engine runs it; geometry: None takes LMMAs alone.

    LMMAs are the engine's, and ATTNs that it takes: so their caches are its own. QUANTs and VECs
    ride along with those beside them: without one the host is sooner done than a doorbell. What an
    EACH repeats is the host's but for LMMAs.
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
        if not any(isinstance(x, (Lmma, Attn)) for x in instructions[at:end]):
            takes[at:end] = [False] * (end - at)
        at = end
    return takes


def parts_of(instructions: Sequence[Instruction], rings: Sequence[bool]
             ) -> list[tuple[int, list[Instruction]]]:
    """Runs of what the engine takes, each one doorbell, single EACHs, and runs of everything else.

    rings: of each instruction, as `rung` says

    Each has the number of its first instruction. What an EACH repeats is whole parts. A doorbell
    that would have more than QUEUE descriptors is several.
    """
    behind = {i + 1 + x.count for i, x in enumerate(instructions) if isinstance(x, Each)}
    parts: list[tuple[int, list[Instruction]]] = []
    before, count = None, 0
    for i, (x, taken) in enumerate(zip(instructions, rings, strict=True)):
        kind = Each if isinstance(x, Each) else Ring if taken else None
        more = pieces(x) if isinstance(x, Rung) and taken else 0
        if (not parts or kind is not before or kind is Each or i in behind
                or count + more > QUEUE):
            parts.append((i, []))
            count = 0
        parts[-1][1].append(x)
        before, count = kind, count + more
    return parts
