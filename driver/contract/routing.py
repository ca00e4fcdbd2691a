"""What ROUTE and EACH do, bit for bit: experts that are chosen on the way.

A model with experts runs a few of them for each token. ROUTE chooses them by the router's scores
and gives each a share, 0 for those that are not chosen. EACH runs the instructions of an expert for
all that some row has chosen, one after the other, so that only their weights are streamed. They are
written once, as those of expert 0; what is another's is a table of words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

import numpy as np

from lutcore.driver.contract.execute import Memory, load, numbers, store
from lutcore.driver.contract.floating import F32, exp, flush, ordered_sum
from lutcore.driver.contract.instructions import Each, Instruction, Quant, Route, Vec
from lutcore.driver.contract.isa import DESCRIPTOR_BYTES, Lmma
from lutcore.driver.contract.isa import LAYOUT as LMMA_LAYOUT


def route(r: Route, memory: Memory, rows: np.ndarray) -> None:
    """Write the experts' shares of every row: the softmax of the scores, 0 for the others.

        m = max s;  p = exp(s - m);  y = p * (1 / sum p)   for the `chosen` largest scores

    Of equal scores the first is the larger. The sum is over the chosen experts where `normalised`
    is set, else over all. Where a score is not finite, all shares of the row are NaN.
    """
    scores = load(memory, r.a, rows, r.first, r.rows, r.experts)
    store(memory, r.y, rows, r.first, shares(scores, r.chosen, r.normalised))


def shares(scores: np.ndarray, chosen: int, normalised: bool) -> np.ndarray:
    """The experts' shares float32 [rows, experts] of scores of that shape."""
    keep = np.zeros(scores.shape, bool)
    best = np.argsort(-scores, axis=1, kind="stable")[:, :chosen]
    np.put_along_axis(keep, best, True, axis=1)
    with np.errstate(all="ignore"):
        p = exp(scores - scores.max(axis=1, keepdims=True))
        total = ordered_sum(np.where(keep, p, F32(0)) if normalised else p)
        y = np.where(keep, p * (F32(1) / total)[:, None], F32(0))
    finite = np.isfinite(scores).all(axis=1, keepdims=True)
    return np.where(finite, flush(y), F32(np.nan))


def chosen(x: Each, memory: Memory) -> list[int]:
    """The experts that some row has chosen, in order: those whose number is not 0 everywhere."""
    rows = [numbers(memory, x.numbers + x.stride * row, x.times)
            for row in range(x.first, x.first + x.rows)]
    return [int(expert) for expert in np.flatnonzero((np.array(rows) != 0).any(axis=0))]


# Fields whose words may be an expert's own, by kind of instruction.
PATCHED: dict[Any, tuple[str, ...]] = {
    Lmma: ("weights",), Quant: ("order",), Vec: ("b.base", "c.base")}


def words_of(body: Sequence[Instruction]) -> Iterator[tuple[int, int, str]]:
    """Yield the words of instructions that may be an expert's own: (word, instruction, field)."""
    start = 0
    for index, x in enumerate(body):
        for field in PATCHED.get(type(x), ()):
            yield start + _WORDS[type(x), field], index, field
        start += (DESCRIPTOR_BYTES if isinstance(x, Lmma) else x.BYTES) // 4


_WORDS = {(kind, name): word for kind, fields in PATCHED.items()
          for name, word, *_ in (LMMA_LAYOUT if kind is Lmma else kind.LAYOUT) if name in fields}


def own_words(x: Each, body: Sequence[Instruction], memory: Memory
              ) -> dict[tuple[int, str], np.ndarray]:
    """The words that experts have of their own, uint32 [times], by instruction and field.

    body: the instructions behind the EACH, as those of expert 0
    """
    places = memory.read(x.places, 4 * x.patches).view("<u4").tolist()
    table = memory.read(x.table, 4 * x.times * x.patches).view("<u4").reshape(x.times, x.patches)
    fields = {word: (index, field) for word, index, field in words_of(body)}
    return {fields[place]: table[:, column] for column, place in enumerate(places)}


def patched(x: Each, body: Sequence[Instruction], memory: Memory, expert: int
            ) -> list[Instruction]:
    """The instructions of an expert; see `own_words`."""
    code = list(body)
    for (index, field), words in own_words(x, body, memory).items():
        code[index] = with_word(code[index], field, int(words[expert]))
    return code


def word_of(instruction: Instruction, field: str) -> int:
    """The value of one of the fields of PATCHED."""
    return int(attrgetter(field)(instruction))


def with_word(instruction: Instruction, field: str, word: int) -> Any:
    """An instruction with another value in one of the fields of PATCHED."""
    operand, dot, _ = field.partition(".")
    changes: Any = {operand: replace(getattr(instruction, operand), base=word) if dot else word}
    return replace(instruction, **changes)


def repeats(instructions: Sequence[Instruction]) -> list[int]:
    """How often each instruction is run at most: once, or as often as there are experts."""
    times = [1] * len(instructions)
    for at, x in enumerate(instructions):
        if isinstance(x, Each):
            times[at + 1:at + 1 + x.count] = [x.times] * x.count
    return times
