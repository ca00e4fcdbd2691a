"""What a step costs the host, estimated: instructions of a processor for each element of a vector.

INSTRUCTIONS are rounded counts of compiled code under qemu, between those of BitNet-0.73B's shapes
and of SmolLM2-135M's: `pytest -s -m slow tests/driver/executor/test_instructions.py` counts again,
and fails where the table is off by more than a sixth. GCC 12 compiled them. CLAMP is taken for a
squared ReLU, a sigmoid for a SiLU.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lutcore.driver.contract import Lmma
from lutcore.driver.contract.geometry import SLICE, WORD_BYTES
from lutcore.driver.contract.instructions import Attn, Function, Instruction, Quant, Vec
from lutcore.host_app.measure.boards import Host, Link
from lutcore.host_app.model.model import PARTS


@dataclass(frozen=True)
class Rates:
    """Instructions for each element of a row."""

    quant: float                        # QUANT
    quant_int8: float                   # QUANT that rounds to int8 first
    vec: dict[Function, float]          # VEC
    swapped: float                      # VEC with a swapped operand
    attention: float                    # ATTN, for each element of a query
    position: float                     # ATTN, for each of them and each position it sees


INSTRUCTIONS = {
    "x86-64 with AVX2": Rates(21, 17, {
        Function.IDENTITY: 4.4, Function.SQUARED_RELU: 4.1, Function.CLAMP: 4.1,
        Function.SILU: 10.8, Function.SIGMOID: 10.8, Function.GELU_TANH: 11.3}, 11, 30, 0.75),
    "aarch64": Rates(33, 23, {
        Function.IDENTITY: 8.5, Function.SQUARED_RELU: 8.6, Function.CLAMP: 8.6,
        Function.SILU: 23.8, Function.SIGMOID: 23.8, Function.GELU_TANH: 26}, 18, 42, 1.86),
    "ARMv7 with NEON": Rates(168, 47, {
        Function.IDENTITY: 42, Function.SQUARED_RELU: 57, Function.CLAMP: 57,
        Function.SILU: 106, Function.SIGMOID: 106, Function.GELU_TANH: 108}, 81, 140, 3.8),
}

@dataclass(frozen=True)
class Sharing:
    """What cores share of QUANT and VEC; as in executor/program.cpp."""

    small: int                          # elements of VECs that one core takes alone
    small_quant: int                    # of QUANTs
    part: int                           # elements of a VEC that are a part of a row
    part_slices: int                    # of a QUANT


SHARING = {"x86-64 with AVX2": Sharing(8192, 8192, 16384, 32),
           "aarch64": Sharing(1024, 256, 512, 1), "ARMv7 with NEON": Sharing(256, 128, 256, 1)}
FEW    = 8                              # rows that are cut into parts; of more, none is
PYTHON = 1.5e6                          # around a pass: 0.25 ms of an EPYC core (`bench host`)
ALONE_BYTES = 32 << 10                  # of a cache that one core reads; as in executor/program.cpp


@dataclass(frozen=True)
class Work:
    """What an instruction of a program costs, and into how many pieces cores may share it."""

    part: str                           # a value of model.PARTS
    instructions: float
    pieces: int
    loops: int = 1                      # that cores share, if there are pieces

    def seconds(self, host: Host) -> float:
        """Return how long the host takes."""
        turns = -(-self.pieces // host.cores)
        shared = self.loops * host.loop if self.pieces > 1 and host.cores > 1 else 0.0
        return self.instructions / host.instructions_per_second * turns / self.pieces + shared


def _work(part: str, x: Quant | Vec, rate: float, processor: str) -> Work:
    """Return the work of a QUANT or VEC with so many instructions for each element."""
    sharing, quant = SHARING[processor], isinstance(x, Quant)
    elements = x.rows * x.length
    step = SLICE * sharing.part_slices if quant else sharing.part
    parts = -(-x.length // step) if x.rows < FEW else 1
    alone = elements <= (sharing.small_quant if quant else sharing.small)
    return Work(part, elements * rate, 1 if alone else x.rows * parts,
                2 if quant and parts > 1 else 1)


def work_of(code: Sequence[Instruction], positions: Sequence[int], processor: str
            ) -> Iterator[Work]:
    """Yield the work of a program's QUANTs, VECs and ATTNs.

    positions: of every row of the pass; processor: a key of INSTRUCTIONS
    """
    rates = INSTRUCTIONS[processor]
    for x in code:
        if isinstance(x, Quant):
            rate = rates.quant_int8 if x.int8 else rates.quant
            yield _work(PARTS[Quant], x, rate, processor)
        elif isinstance(x, Vec):
            swapped = any(operand.swap for operand in (x.a, x.b, x.c, x.d))
            rate = rates.swapped if swapped else rates.vec[x.function]
            yield _work(PARTS[Vec], x, rate, processor)
        elif isinstance(x, Attn):
            rows = positions[x.first:x.first + x.rows]
            seen = sum(min(position + 1, x.window or position + 1) for position in rows)
            alone = x.rows == 1 and rows[0] * x.kv_heads * x.size < ALONE_BYTES
            yield Work(PARTS[Attn], x.heads * x.size * (
                x.rows * rates.attention + seen * rates.position),
                1 if alone else x.rows * x.kv_heads)


def host_seconds(code: Sequence[Instruction], positions: Sequence[int], host: Host
                 ) -> dict[str, float]:
    """Return the seconds of a program's QUANTs, VECs and ATTNs, and of Python around it."""
    seconds = dict.fromkeys((PARTS[Quant], PARTS[Vec], PARTS[Attn]), 0.0)
    for work in work_of(code, positions, host.processor):
        seconds[work.part] += work.seconds(host)
    return seconds | {"host": PYTHON / host.instructions_per_second}


def transfer_seconds(doorbells: Sequence[Sequence[Lmma]], link: Link) -> float:
    """Return the seconds in which activations go to the engine and sums come back."""
    sums = sum(WORD_BYTES * x.output_words for lmmas in doorbells for x in lmmas)
    sent = sum(WORD_BYTES * x.activation_words for lmmas in doorbells for x in lmmas)
    return len(doorbells) * link.calls * link.call + sent / link.sent + sums / link.received
