"""Where the time of a token goes, by kind of instruction.

The code that runs a program adds up the time of each kind (`Program.seconds`). `measure_parts`
reads it before and after a step; what a step takes beside its program is the host's part.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from lutcore.driver.coherence import Side
from lutcore.driver.contract.instructions import Instruction
from lutcore.driver.steps import kind_of
from lutcore.host_app.model.engines import DeviceEngine
from lutcore.host_app.model.model import PARTS as KINDS
from lutcore.host_app.model.model import Slot
from lutcore.host_app.model.sampler import Sampler, Sampling

if TYPE_CHECKING:
    from lutcore.driver.resources import Allocation

PARTS  = (*KINDS.values(), "transfers", "host", "sampling")
METHOD = ("products, quantiser, vector and attention as the program counts them while it runs, a "
          "doorbell's whole time as products; host and sampling are beside them")


@dataclass
class Transfers:
    """Buffers that were handed over between host and device."""

    calls: int = 0
    flushed: int = 0                    # bytes
    invalidated: int = 0                # bytes
    seconds: float = 0.0


class WatchedEngine(DeviceEngine):
    """A device engine that can count what passes between the host and the device.

    `transfers` counts while a block of `watching` runs; outside of it, buffers are as they were.
    """

    def __init__(self, device: Any) -> None:
        super().__init__(device)
        self.buffers: list[Allocation] = []     # every buffer of operands
        self.transfers = Transfers()

    def allocate(self, nbytes: int) -> Allocation:
        """Return a buffer for operands. Raises DeviceMemoryError."""
        self.buffers.append(super().allocate(nbytes))
        return self.buffers[-1]

    @property
    def live(self) -> list[Allocation]:
        """Buffers that were not freed."""
        return [buffer for buffer in self.buffers if len(buffer.array)]

    @contextmanager
    def watching(self) -> Iterator[Transfers]:
        """Count the transfers of a block, from zero."""
        self.transfers = Transfers()
        live = self.live
        for buffer in live:
            buffer.transfer = self._counted(buffer.transfer)    # type: ignore
        try:
            yield self.transfers
        finally:
            for buffer in live:
                del buffer.transfer

    def _counted(self, transfer: Callable[[int, int], None]) -> Callable[[int, int], None]:
        def counted(side: int, nbytes: int) -> None:
            start = time.perf_counter()
            transfer(side, nbytes)
            self.transfers.seconds += time.perf_counter() - start
            self.transfers.calls   += 1
            if side == Side.ENGINE:
                self.transfers.flushed += nbytes
            else:
                self.transfers.invalidated += nbytes
        return counted


@dataclass
class TokenTime:
    """Milliseconds of one decode step; medians of several."""

    step: float                         # measured as a step runs, with sampling
    parts: dict[str, float] = field(default_factory=dict)
    instructions: dict[str, int] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object for JSON."""
        return {**asdict(self), "sum_of_parts": sum(self.parts.values()), "method": METHOD}


def measure_parts(slot: Slot, engine: WatchedEngine, token: int, repeats: int) -> TokenTime:
    """Time a decode step at the slot's length, and its parts; the slot stays as it is.

    Raises the device's errors.
    """
    model, position = slot.model, slot.length
    sampler = Sampler(Sampling())
    slot.forward([token])               # the caches grow here, and so move, before the compilation
    code: list[Instruction] = [x for _, part in model.program() for x in part]
    kinds = [KINDS[kind_of(instruction)] for instruction in code]
    rows = np.array([[position, slot.index, 0, 0]], np.uint32)
    program = engine.program(code)
    samples: list[dict[str, float]] = []
    for _ in range(repeats + 1):
        slot.length = position          # of a slot with states, too: the values do not matter
        logits, forward = timed(slot.forward, [token])
        _, sampling = timed(sampler, logits)
        slot.length = position
        sample = _parts(program, rows, engine)
        host = max(forward - sum(sample.values()), 0.0)
        samples.append(sample | {"host": host, "sampling": sampling, "step": forward + sampling})
    program.free()
    medians = {name: 1e3 * median(sample[name] for sample in samples[1:])   # the first one warms up
               for name in (*PARTS, "step")}
    return TokenTime(medians.pop("step"), medians, {kind: kinds.count(kind)
                                                    for kind in KINDS.values()})


def _parts(program: Any, rows: np.ndarray, engine: WatchedEngine) -> dict[str, float]:
    """Return seconds by part of one run of a program."""
    before = program.seconds()
    with engine.watching() as transfers:
        program.run(rows)
    parts = {KINDS[kind]: seconds - before[kind] for kind, seconds in program.seconds().items()}
    return parts | {"transfers": transfers.seconds}


def timed(action: Callable[..., Any], *arguments: Any) -> tuple[Any, float]:
    """Return an action's result and its seconds."""
    start = time.perf_counter()
    result = action(*arguments)
    return result, time.perf_counter() - start
