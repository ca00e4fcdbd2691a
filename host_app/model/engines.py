"""What programs are compiled for: a lutcore device, or float32 weights in numpy."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from lutcore.driver.contract import Geometry, GroupCode, Lmma, PackedMatrix, preset
from lutcore.driver.contract.checks import check
from lutcore.driver.contract.execute import inputs_of, rounded_to_int8
from lutcore.driver.contract.instructions import MAX_ROWS, Each, Instruction, Quant, Type
from lutcore.driver.contract.isa import output_words
from lutcore.driver.contract.routing import chosen, patched
from lutcore.driver.doorbells import parts_of, rung
from lutcore.driver.executor import runner as executor
from lutcore.driver.steps import KINDS, HostMemory, compiled_programs, execute, kind_of

if TYPE_CHECKING:
    from lutcore.driver import Device, Matrix
    from lutcore.driver.resources import Allocation
    from lutcore.driver.steps import Program

Observer = Callable[[list[int], np.ndarray], None]  # ids of the arrays; their inputs [M, K]


class DeviceEngine:
    """A device: packed matrices stay in its memory, and its LMMAs multiply."""

    sums = Type.I32

    def __init__(self, device: Device, host_tables: bool = False) -> None:
        """host_tables: the host computes the lookup tables."""
        self.device, self.host_tables = device, host_tables
        self.chunk_rows = device.geometry.rows
        self._held: list[Any] = []

    def allocate(self, nbytes: int) -> Allocation:
        """A buffer for operands; see `Device.allocate`. Raises DeviceMemoryError."""
        self._held.append(self.device.allocate(nbytes))
        return self._held[-1]

    def load(self, matrices: Sequence[PackedMatrix]) -> DeviceMatrix:
        """Matrices of one format and K, side by side. Raises DeviceMemoryError."""
        matrix = self.device.load(*matrices)
        self._held.append(matrix)
        return DeviceMatrix(self.device.geometry, matrix, self.host_tables)

    def program(self, instructions: Sequence[Instruction]) -> Program:
        """A program to run."""
        return self.device.program(instructions)

    def free(self) -> None:
        """Give the device's memory back."""
        while self._held:
            self._held.pop().free()


class DeviceMatrix:
    """A matrix in a device's memory, and the descriptors that multiply with it."""

    def __init__(self, geometry: Geometry, matrix: Matrix, host_tables: bool) -> None:
        self.matrix, self.host_tables, self._geometry = matrix, host_tables, geometry
        resident = matrix.resident
        self.n, self.k = resident.n, resident.k
        self.ternary = resident.format.ternary
        self.column_scale, self.column_offset = resident.column_scale, resident.column_offset
        self.columns = resident.shape.columns * geometry.lanes
        self.activation_key = f"{resident.slices} {self.ternary}"
        self.address = resident.address

    def activation_words(self, rows: int) -> int:
        """Words of the activation buffer for so many rows."""
        return rows * self.matrix.resident.slices * self._geometry.row_words(self.host_tables)

    def lmma(self, rows: int, activations: int, output: int) -> Lmma:
        """The descriptor for `rows` rows."""
        resident = self.matrix.resident
        layout = resident.format.layout
        return Lmma(
            planes=layout.planes, group=layout.group, explicit=layout.explicit,
            zero=resident.format.zero or 0, ternary=layout.ternary, rows=rows,
            columns=resident.shape.columns,
            slices=resident.slices, weights=resident.address, stream_words=resident.shape.words,
            stride=resident.shape.stride, host_tables=self.host_tables,
            activations=activations,
            activation_words=self.activation_words(rows), output=output,
            output_words=output_words(self.columns, rows))


# Float32 weights ----------------------------------------------------------------------------------


class FloatBuffer:
    """Memory of a FloatEngine."""

    def __init__(self, address: int, nbytes: int) -> None:
        self.address = address
        self.array = np.zeros(nbytes, np.uint8)

    def flush(self, nbytes: int | None = None) -> None:
        """Nothing: there is no other side."""

    def invalidate(self, nbytes: int | None = None) -> None:
        """Nothing: there is no other side."""

    def free(self) -> None:
        """Nothing: numpy frees it."""


class FloatEngine:
    """float32 matrices [N, K] in numpy: the model as its checkpoint has it, without a device.

    It runs the same programs: a QUANT passes the vectors on (rounded to int8 where the model asks
    for it) and an LMMA is a float32 product, whose results are float32 as well.
    """

    sums = Type.F32
    chunk_rows = MAX_ROWS

    def __init__(self, observe: Observer | None = None) -> None:
        """observe: is told of every product's matrices and inputs."""
        self.observe = observe
        self.matrices: dict[int, np.ndarray] = {}   # by a number in the place of an address
        self.members: dict[int, list[int]] = {}     # id of each array that a matrix is made of
        self.buffers: list[FloatBuffer] = []
        self._map: executor.Memory | None = None
        self._end = 1 << 12

    def allocate(self, nbytes: int) -> FloatBuffer:
        """A buffer of zeros."""
        buffer = FloatBuffer(self._end, nbytes)
        self._end += -(-max(nbytes, 1) // 4096) * 4096 + 4096
        self.buffers.append(buffer)
        return buffer

    def load(self, matrices: Sequence[np.ndarray]) -> FloatMatrix:
        """float32 matrices of one K, one above the other."""
        number = 64 * (len(self.matrices) + 1)
        whole = np.concatenate(matrices) if len(matrices) > 1 else matrices[0]
        self.matrices[number] = whole
        self.members[number] = [id(matrix) for matrix in matrices]
        return FloatMatrix(number, whole)

    def program(self, instructions: Sequence[Instruction]) -> FloatProgram:
        """A program to run."""
        return FloatProgram(self, instructions)

    def memory_map(self) -> executor.Memory:
        """The map of all buffers, for compiled code."""
        if self._map is None:
            self._map = executor.Memory()
        self._map.sync({buffer.address: buffer.array for buffer in self.buffers})
        return self._map

    def free(self) -> None:
        """Forget everything."""
        self.matrices.clear()
        self.buffers.clear()


class FloatMatrix:
    """A float32 matrix; see DeviceMatrix."""

    ternary = host_tables = False
    column_offset = None

    def __init__(self, number: int, matrix: np.ndarray) -> None:
        self._number = self.address = number
        self.n, self.k = matrix.shape
        self.columns = self.n
        self.column_scale = np.ones(self.n, np.float32)
        self.activation_key = f"{self.k}"

    def activation_words(self, rows: int) -> int:
        """Words that the vectors would take."""
        return -(-rows * self.k // 4)

    def lmma(self, rows: int, activations: int, output: int) -> Lmma:
        """A product of `rows` rows: `weights` is the matrix's number."""
        return Lmma(planes=8, group=GroupCode.UNSCALED, explicit=False, zero=0,
                    rows=min(rows, 255), columns=self.n, slices=1, weights=self._number,
                    activations=activations, output=output, stream_words=0,
                    activation_words=0, output_words=0)


class FloatProgram:
    """A program of a FloatEngine: compiled code runs what is not a product, if it can be had."""

    def __init__(self, engine: FloatEngine, instructions: Sequence[Instruction]) -> None:
        self._engine, self._instructions = engine, instructions
        self._memory = HostMemory(engine.buffers)
        self._limits = check(instructions, engine.buffers, None)
        self._vectors: dict[int, np.ndarray] = {}   # of the last QUANT, by activation address
        self._seconds: dict[type[Instruction], float] = dict.fromkeys(KINDS, 0.0)
        # Parts that compiled code runs, by the first instruction and the expert whose they are.
        self._compiled: dict[tuple[int, int], executor.Program] = {}
        self._host_parts = dict(_host_parts(instructions)) if compiled_programs() else {}

    def seconds(self) -> dict[type[Instruction], float]:
        """Return how long each kind of instruction took in all runs."""
        more = [part.seconds() for part in self._compiled.values()]
        return {kind: self._seconds[kind] + sum(one[i] for one in more)
                for i, kind in enumerate(KINDS)}

    def run(self, rows: np.ndarray) -> None:
        """Run a step; see `driver.steps.Program`."""
        self._limits.check(rows)
        self._run(0, self._instructions, rows, 0)

    def _run(self, first: int, code: Sequence[Instruction], rows: np.ndarray, expert: int) -> None:
        """Run instructions from one on, as an expert has them if they are repeated."""
        at = 0
        while at < len(code):
            if first + at in self._host_parts:
                part = code[at:at + len(self._host_parts[first + at])]
                self._part(first + at, part, expert).run(rows)
                at += len(part)
                continue
            instruction = code[at]
            at += 1
            started = time.perf_counter()
            if isinstance(instruction, Each):
                body = code[at:at + instruction.count]
                for number in chosen(instruction, self._memory):
                    own = patched(instruction, body, self._memory, number)
                    self._run(first + at, own, rows, number)
                at += instruction.count
                continue
            if isinstance(instruction, Quant):
                self._pass_on(instruction, rows)
            elif isinstance(instruction, Lmma):
                self._multiply(instruction)
            else:
                execute(instruction, self._memory, rows)
            self._seconds[kind_of(instruction)] += time.perf_counter() - started

    def _part(self, first: int, part: Sequence[Instruction], expert: int) -> executor.Program:
        if (first, expert) not in self._compiled:
            geometry = preset("demo")   # no part uses it
            self._compiled[first, expert] = executor.Program(self._engine.memory_map(), geometry,
                                                             part, whole=False)
        return self._compiled[first, expert]

    def _multiply(self, d: Lmma) -> None:
        x, engine = self._vectors[d.activations], self._engine
        if engine.observe:
            engine.observe(engine.members[d.weights], x)
        y = x @ engine.matrices[d.weights].T
        self._memory.write(d.output, y.reshape(-1).view(np.uint8))

    def _pass_on(self, q: Quant, rows: np.ndarray) -> None:
        x, scale = inputs_of(q, self._memory, rows), np.ones(q.rows, np.float32)
        if q.int8:
            codes, scale = rounded_to_int8(x)
            x = codes.astype(np.float32)
        self._vectors[q.activations] = x
        self._memory.write(q.scale + 4 * q.first, scale.view(np.uint8))

    def free(self) -> None:
        """Nothing: there is nothing in a device."""


def _host_parts(instructions: Sequence[Instruction]) -> Iterator[tuple[int, list[Instruction]]]:
    """Yield what lies between products, QUANTs and EACHs, with the numbers of the first ones."""
    for first, part in parts_of(instructions, rung(instructions, None)):
        for others, group in groupby(part, key=lambda x: not isinstance(x, (Lmma, Quant, Each))):
            found = list(group)
            if others:
                yield first, found
            first += len(found)
