"""One doorbell that uses every unit of an engine once, against numpy; `selftest` calls this.

An LMMA, which the others ride along with, then a VEC of every function, a QUANT of each kind that
the engine takes, and an ATTN of rows that follow one another. What the engine does not have, the
host runs: then it checks the host.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lutcore.driver.contract import Geometry, PackedMatrix
from lutcore.driver.contract.execute import CacheLayout
from lutcore.driver.contract.geometry import SLICE, TRIT_SLICE, WORD_BYTES
from lutcore.driver.contract.instructions import (
    ABSENT,
    BLOCK,
    Attn,
    CacheType,
    Function,
    Instruction,
    Operand,
    Quant,
    Vec,
)
from lutcore.driver.contract.units import LAST_FUNCTION, quant_fault
from lutcore.driver.device import Device
from lutcore.driver.errors import DeviceError
from lutcore.driver.program import descriptors, make_plan
from lutcore.driver.resources import Allocation
from lutcore.driver.steps import HostMemory, execute

LENGTH  = 300                           # elements of the vectors
ROWS    = 3                             # of the ATTN, at positions that follow one another
READERS = 2                             # heads of keys; twice as many of queries
SIZE    = 32                            # elements of a head
STRIDE  = 4 * 512                       # bytes from vector to vector
MADE    = 3 << 12                       # bytes for all activation buffers
CACHE   = CacheLayout(READERS, BLOCK, SIZE, CacheType.INT8)


def check_units(device: Device, packed: PackedMatrix) -> str:
    """Run the doorbell and say how many numbers were right. Raises DeviceError if one is not.

    packed: of one row of weights or more, for the LMMA
    """
    matrix = device.load(packed)
    plan = make_plan([matrix.resident], 1, device.geometry)
    held = [device.allocate(nbytes) for nbytes in (
        plan.input_bytes, plan.output_bytes, STRIDE * (ROWS + 4 + len(Function)),
        CACHE.nbytes, MADE)]
    inputs, output, *checked = held
    try:
        code = [*_code(device.geometry, *checked)]
        _fill(checked[0])
        before = [buffer.array.copy() for buffer in checked]
        program = device.program([*descriptors(plan, inputs.address, output.address), *code])
        table = np.zeros((ROWS, 4), np.uint32)
        table[:, 0] = np.arange(ROWS)
        program.run(table)
        for buffer in checked:
            buffer.invalidate()
        got = [buffer.array.copy() for buffer in checked]
        program.free()
        for buffer, data in zip(checked, before, strict=True):
            buffer.array[:] = data
        for x in code:
            execute(x, HostMemory(checked), table, device.geometry)
        wrong = _wrong([x != buffer.array for x, buffer in zip(got, checked, strict=True)])
        numbers = sum(int((x != y).reshape(-1, 4).any(axis=1).sum())
                      for x, y in zip(got, before, strict=True))
    finally:
        for buffer in held:
            buffer.free()
        matrix.free()
    if wrong:
        raise DeviceError(f"{wrong} differ from numpy's")
    return f"bit-exact, {numbers} words"


def _wrong(differ: list[np.ndarray]) -> str:
    """Say how many words of each instruction are wrong; differ: the bytes of the three buffers."""
    vectors, cache, made = (bytes_.reshape(-1, 4).any(axis=1) for bytes_ in differ)
    attn = STRIDE * ROWS // 4           # the vectors' rows that an ATTN writes to come first
    counts = {"VECs": vectors[attn:].sum(), "QUANTs": made.sum(),
              "ATTN": vectors[:attn].sum() + cache.sum()}
    return ", ".join(f"{count} words of {name}" for name, count in counts.items() if count)


def _fill(vectors: Allocation) -> None:
    random = np.random.default_rng(3)
    numbers = random.standard_normal((ROWS + 2, STRIDE // 4)).astype(np.float32)
    vectors.array[:numbers.nbytes] = numbers.reshape(-1).view(np.uint8)
    vectors.flush()


def _code(geometry: Geometry, vectors: Allocation, cache: Allocation, made: Allocation
          ) -> Iterator[Instruction]:
    at = [Operand(vectors.address + STRIDE * i, STRIDE) for i in range(ROWS + 4 + len(Function))]
    x, w, *results = (at[0], at[1], *at[2 * ROWS:])
    for function, y in zip(Function, results, strict=False):
        if function <= LAST_FUNCTION:
            yield Vec(rows=1, length=LENGTH, y=y, a=x, b=w, c=x if function else ABSENT,
                      function=function, low=-1.0, high=1.0)
    address = made.address
    for ternary in (False, True):
        for int8 in (False, True):
            slices = -(-LENGTH // (TRIT_SLICE if ternary else SLICE))
            words = slices * geometry.row_words(False)
            q = Quant(rows=1, length=LENGTH, a=x, int8=int8, ternary=ternary, scale=address,
                      total=address + 4, activations=address + 64, activation_words=words)
            if quant_fault(q, geometry) is None:
                yield q
                address += -(-(64 + WORD_BYTES * words) // 64) * 64
    wide = 4 * SIZE * READERS
    queries, k, v, y = (Operand(vectors.address + place * wide, STRIDE) for place in (0, 2, 3, 4))
    yield Attn(rows=ROWS, heads=2 * READERS, kv_heads=READERS, size=SIZE, q=queries, k=k, v=v, y=y,
               cache=cache.address, slot_stride=CACHE.nbytes, slots=1, capacity=BLOCK,
               scale=SIZE ** -0.5)
