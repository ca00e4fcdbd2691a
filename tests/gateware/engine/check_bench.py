"""The checks of an instruction, driven with descriptors and compared with the contract."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from litex.gen import LiteXModule
from migen import Signal, run_simulation

from lutcore.driver.contract.instructions import FLOAT
from lutcore.driver.contract.program import encode
from lutcore.driver.contract.registers import ErrorCode
from lutcore.driver.contract.units import Fault

CODES = {code.value for code in (ErrorCode.NONE, ErrorCode.TYPE, ErrorCode.SHAPE, ErrorCode.ALIGN)}


def changed(rng: np.random.Generator, instruction: Any, values: Mapping[str, Sequence[Any]],
            most: int) -> Any:
    """An instruction of which up to `most` fields have another one of their `values`."""
    names = [name for name, *_, size, _ in instruction.LAYOUT
             if size != FLOAT and name.rpartition(".")[2] in values]
    for name in rng.choice(names, rng.integers(0, most + 1)):
        holder, _, field = str(name).rpartition(".")
        change = {field: values[field][rng.integers(len(values[field]))]}
        if holder:
            change = {holder: dataclasses.replace(getattr(instruction, holder), **change)}
        instruction = dataclasses.replace(instruction, **change)
    return instruction


def compare(kind: Any, block_of: Callable[[dict[str, Signal]], LiteXModule],
            instructions: Iterable[Any], fault_of: Callable[[Any], Fault | None],
            result: Callable[[Any], Iterator[Any]], least: int) -> None:
    """Compare the faults of a block and of the contract; each kind must come `least` times.

    result: the simulation from the clock in which the fields are there until the block's `fault`
    is theirs.
    """
    fields = {name: Signal(size or 32, name=name.replace(".", "_"))
              for name, _, _, size, _ in kind.LAYOUT}
    block, seen = block_of(fields), Counter[int]()

    def bench() -> Iterator[Any]:
        for instruction in instructions:
            words = np.frombuffer(encode(instruction), "<u4")
            for name, word, offset, size, _ in kind.LAYOUT:
                yield fields[name].eq(int(words[word]) >> offset & (1 << (size or 32)) - 1)
            yield from result(block)
            fault = fault_of(instruction)
            code = fault[0].value if fault else ErrorCode.NONE.value
            assert (yield block.fault) == code, instruction
            seen[code] += 1

    run_simulation(block, bench())
    assert set(seen) == CODES
    assert min(seen.values()) >= least


def behind(block: Any) -> Iterator[Any]:
    """Wait for a fault that comes `latency` clocks behind the fields."""
    for _ in range(block.latency + 1):
        yield
