"""The rules of a token program: the texts of their refusals, and what a table of rows must keep.

`checks` applies them to instructions. Executors in compiled code take the texts from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

import numpy as np

from lutcore.driver.contract.errors import DescriptorError
from lutcore.driver.contract.execute import POSITION, SLOT, SOURCE
from lutcore.driver.contract.instructions import MAX_ROWS

# The texts of all refusals, for C++ too: {} stands for a number, {:#x} for one in hexadecimal.
RULES = {
    "lost":        "{} bytes at {:#x} lie in no buffer; compile the model again",
    "rows":        "{} rows from row {} on; a table has 1 to {}",
    "aligned":     "address {:#x} is not a multiple of {}",
    # operands
    "missing":     "the operand is missing",
    "type":        "type {}; there are 0 to {}",
    "strides":     "base and strides must be multiples of {}",
    "result":      "a result must be float32 or float16, element beside element",
    "swapped":     "heads of {} cannot be swapped; they must be even",
    "apart":       "the result overlaps it without being the same elements",
    # LMMA
    "sums":        "the output overlaps what is read",
    "no_quant":    "no QUANT before it makes its activations at {:#x}",
    # QUANT
    "length":      "length {}; it must be 1 to {}",
    "no_ternary":  "cut for native ternary weights, which this engine does not have",
    "buffer":      "activation_words = {}, but the shape needs {}",
    "order":       "an order needs a plain operand",
    "entry":       "entry {} of the order is negative",
    "read":        "a result overlaps an input",
    "two_results": "two results overlap",
    # VEC
    "empty":       "length 0",
    "function":    "function {}; there are 0 to {}",
    "prefactor":   "prefactor {}; there are 0 to {}",
    "reduction":   "reduction {}; there are 0 to {}",
    "scalars":     "the result overlaps the prefactors",
    "reduced":     "the result overlaps the reductions",
    "reduced_in":  "the reductions overlap an operand",
    "reduced_by":  "the reductions overlap the prefactors",
    # ATTN
    "heads":       "{} heads, {} of keys and values; these must divide those",
    "size":        "heads of {} elements; they must be even, 2 to {}",
    "cache_type":  "cache type {}; there are 0 to {}",
    "capacity":    "capacity {}; it must be a multiple of {}",
    "no_slots":    "no slots",
    "slots":       "slots overlap: they take {} bytes each, {} apart",
    "cache":       "the cache overlaps an operand",
    "appended":    "the result overlaps the keys or the values",
    "sunk":        "the sinks overlap the cache or the result",
    # DELTA
    "key_heads":   "{} heads of values, {} of keys; these must divide those",
    "elements":    "heads of {} and {} elements; 1 to {}, and those of values a multiple of {}",
    "state":       "the states overlap an operand",
    # ROUTE, CONV and EACH
    "experts":     "{} of {} experts; there may be 1 to {}, and at least one is chosen",
    "taps":        "no taps",
    "repeated":    "repeats {} instructions, and {} follow",
    "nested":      "repeats an EACH",
    "times":       "{} experts; there are 1 to {}",
    "place":       "word {} behind it is no address that experts may have of their own",
    # tables of rows
    "few_rows":    "a table of {} rows; the program needs {}",
    "position":    "row {} of the table: position {}; there is room for {}",
    "slot":        "row {} of the table: slot {}; there are {}",
    "source":      "row {} of the table: source {}; there are at most {} rows",
    "outside":     "row {} of the table: source {} at position {} lies outside the buffer of "
                   "instruction {}",
}


@dataclass(frozen=True)
class Named:
    """Elements of a row that the table of rows names: each table decides where they lie."""

    base: int
    row_stride: int
    position_stride: int
    last: int                           # bytes from a row's begin to its end
    end: int                            # of the buffer
    first: int
    rows: int
    instruction: int


@dataclass
class Limits:
    """What a table of rows must keep."""

    positions: list[int]                # of each row: how many there are
    slots: list[int]                    # of each row
    named: list[Named]

    def check(self, rows: np.ndarray) -> None:
        """Raise DescriptorError if a table uint32 [R, 4] leads outside."""
        if rows.ndim != 2 or rows.shape[1] != 4:
            raise DescriptorError(f"a table of rows of shape {list(rows.shape)}; want [R, 4]")
        if len(rows) < len(self.positions):
            refuse("few_rows", len(rows), len(self.positions))
        for r, (positions, slots) in enumerate(zip(self.positions, self.slots, strict=True)):
            position, slot, source = (int(rows[r, i]) for i in (POSITION, SLOT, SOURCE))
            if position >= positions:
                refuse("position", r, position, positions)
            if slot >= slots:
                refuse("slot", r, slot, slots)
            if source >= MAX_ROWS:
                refuse("source", r, source, MAX_ROWS)
        for n in self.named:
            for r in range(n.first, n.first + n.rows):
                position, source = int(rows[r, POSITION]), int(rows[r, SOURCE])
                at = n.base + source * n.row_stride + position * n.position_stride
                if at + n.last > n.end:
                    refuse("outside", r, source, position, n.instruction)


def refuse(rule: str, *values: int) -> NoReturn:
    """Raise DescriptorError with the text of a rule."""
    raise DescriptorError(RULES[rule].format(*values))


def need(holds: bool, where: str, rule: str, *values: int) -> None:
    """Raise DescriptorError, with the place in front, unless a rule holds."""
    if not holds:
        raise DescriptorError(f"{where}: {RULES[rule].format(*values)}")
