"""An open device: it keeps matrices in its memory and multiplies activations with them.

`Device` conducts every product: it quantises the activations, plans the descriptors (`program`),
uploads both, rings the doorbell and scales the results.
"""

from __future__ import annotations

import time
import warnings
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import TracebackType
from typing import TypeVar

import numpy as np

from lutcore.driver.contract import Geometry, Lmma, PackedMatrix
from lutcore.driver.contract.activations import quantise_activations
from lutcore.driver.contract.instructions import Instruction
from lutcore.driver.contract.isa import DESCRIPTOR_BYTES
from lutcore.driver.contract.streams import StreamShape, arrange
from lutcore.driver.contract.views import weights_for
from lutcore.driver.control import QUEUE, EngineControl, Queue
from lutcore.driver.direct import Engine
from lutcore.driver.endings import guard, halt_and_release, release
from lutcore.driver.errors import (
    DescriptorError,
    DeviceClosedError,
    DeviceMemoryError,
    FormatError,
    MatrixNotLoadedError,
)
from lutcore.driver.executor import runner as executor
from lutcore.driver.program import Resident, descriptors, input_parts, make_plan, results
from lutcore.driver.resources import Allocation, Counters, Matrix
from lutcore.driver.steps import Program
from lutcore.driver.transport import Buffer, Clock, Transport

MIN_SCRATCH = 1 << 16                   # bytes of the smallest work buffer

T = TypeVar("T")

_LEAKED: list[Buffer] = []              # memory that an engine may still write to


class Device:
    """An engine behind a transport; `open_device` makes it.

    A context manager; only one thread may use it at a time.

    fallback_reason: why `open_device("auto")` took no better device, or None.
    counting: whether programs read the engine's counters after every doorbell. A board's registers
    are slow, so there it is off unless somebody asks; `products` always counts.
    """

    def __init__(self, transport: Transport, *, timeout: float | None = None,
                 fallback_reason: str | None = None,
                 on_close: Callable[[], None] | None = None) -> None:
        """Take over `transport` and check that its core is the one it claims to be.

        timeout: seconds for one doorbell; None derives a generous one from the work. on_close:
        called after the transport was closed.

        Raises DeviceMismatchError, DeviceError (an engine that runs already and does not stop),
        after closing the transport.
        """
        self.fallback_reason = fallback_reason
        self.counting = transport.pause == 0.0
        self._transport = transport
        self.engine = EngineControl(transport, timeout)
        self._buffers: dict[Matrix, Buffer] = {}  # streams of the matrices that are loaded
        self._map: executor.Memory | None = None  # of allocations and streams, for programs
        self._scratch: dict[tuple[str, int], Buffer] = {}
        self._allocations: dict[int, Allocation] = {}  # of `allocate`, by address
        self._open = True
        self._moved = True              # buffers came or went since the engine's window was set
        self._on_close = on_close
        # Runs when the device is collected and at exit, before any buffer is freed.
        self._finalizer = weakref.finalize(self, halt_and_release, transport)
        guard(transport)
        try:
            self.engine.check()
            self.engine.settle()        # what the last owner left running
            if transport.watchdog:
                transport.write("watchdog", transport.watchdog)
        except BaseException:
            self.close()
            raise

    @property
    def name(self) -> str:
        """Name of its kind, as `open_device` takes it: ``emulator`` for example."""
        return self._transport.name

    @property
    def geometry(self) -> Geometry:
        """Sizes of the engine."""
        return self._transport.geometry

    @property
    def clock(self) -> Clock:
        """The engine's clock: read back where the device can be asked, else as built."""
        return self._transport.clock

    @property
    def clock_mhz(self) -> float:
        """Clock of the engine, for every figure per second."""
        return self.clock.mhz

    @property
    def counters(self) -> Counters:
        """Work and cycles since the last reset."""
        return self.engine.counters

    @property
    def transport(self) -> Transport:
        """Access to its registers and memory, for diagnosis only."""
        return self._transport

    @property
    def memory_in_use(self) -> int:
        """Bytes of device memory held by matrices and work buffers."""
        return (sum(matrix.nbytes for matrix in self._buffers)
                + sum(allocation.nbytes for allocation in self._allocations.values())
                + sum(size for _, size in self._scratch))

    # Matrices -------------------------------------------------------------------------------------

    def load(self, *matrices: PackedMatrix) -> Matrix:
        """Upload a matrix, or several side by side as one; it stays until it is freed.

        Needs less than 8 MB beside the matrix and the device's buffer. Raises DeviceMemoryError,
        FormatError (matrices of different formats or K).
        """
        self.check_open()
        weights = weights_for(matrices, self.geometry.ternary)
        nbytes = StreamShape.of(weights.format, weights.n, weights.k, self.geometry).nbytes
        buffer = self._with_room(lambda: self._new_buffer(nbytes), nbytes)
        try:
            arrange(weights, self.geometry, buffer.array[:nbytes])
            buffer.flush(nbytes)
        except BaseException:
            buffer.free()
            raise
        matrix = Matrix(self, Resident.of(weights, buffer.address, self.geometry), nbytes)
        self._buffers[matrix] = buffer
        return matrix

    def free(self, matrix: Matrix) -> None:
        """Give a matrix's memory back; does nothing if the matrix is not loaded here."""
        buffer = self._buffers.pop(matrix, None)
        if buffer is not None:
            self._moved = True
            if self._map is not None:
                self._map.remove(buffer.address)
            buffer.free()

    # Products -------------------------------------------------------------------------------------

    def matmul(self, matrix: Matrix, x: np.ndarray, host_tables: bool = False) -> np.ndarray:
        """Return float32 [M, N] for x [M, K]; see `products`."""
        return self.products([matrix], x, host_tables)[0]

    def products(self, matrices: Sequence[Matrix], x: np.ndarray,
                 host_tables: bool = False) -> list[np.ndarray]:
        """Return x times each transposed matrix, float32 [M, N] each.

        The activations are quantised and uploaded once, and one doorbell runs everything.

        x: [M, K], one of activations.INPUT_TYPES.
        host_tables: the host computes the lookup tables instead of the fabric.

        Raises FormatError, NonFiniteActivationsError, MatrixNotLoadedError, DescriptorError (the
        engine would refuse the work), DeviceMemoryError, EngineError, EngineTimeoutError.
        """
        started = time.perf_counter()
        self.check_open()
        x = np.asarray(x)
        if not matrices:
            return []
        self._check_operands(matrices, x)
        plan = make_plan([m.resident for m in matrices], len(x), self.geometry, host_tables)
        activations = [quantise_activations(x, self.geometry, host_tables, ternary)
                       for ternary in plan.cuts]
        inputs, output = self._work_buffers(plan.input_bytes, plan.output_bytes)
        program = descriptors(plan, inputs.address, output.address)
        for descriptor, step in zip(program, plan.passes, strict=True):
            descriptor.check(self.geometry)
            self._check_ranges(descriptor, {"weights": self._buffers[matrices[step.matrix]],
                                            "activations": inputs, "output": output})
        self._upload(inputs, input_parts(plan, program, activations))
        self._open_window()
        for first in range(0, len(program), QUEUE):
            self.engine.run(Queue.of(program[first:first + QUEUE], inputs.address
                                     + DESCRIPTOR_BYTES * first, plan.words, self.geometry))
        y = results(plan, self._download(output, plan.output_bytes), activations)
        self.counters.matmuls += len(matrices)
        self.counters.seconds += time.perf_counter() - started
        return y

    # Programs -------------------------------------------------------------------------------------

    def allocate(self, nbytes: int) -> Allocation:
        """Return a buffer for operands of programs, zeros, until it is freed or the device closed.

        Programs read and write its `array`. Who writes to it beside them calls `flush` afterwards,
        and who reads it, `invalidate` before. Raises DeviceMemoryError.
        """
        self.check_open()
        buffer = self._with_room(lambda: self._new_buffer(nbytes), nbytes)
        allocation = Allocation(self, buffer, nbytes)
        self._allocations[allocation.address] = allocation
        return allocation

    def forget(self, allocation: Allocation) -> None:
        """Drop an allocation that was freed; `Allocation.free` calls this."""
        self._moved = True
        self._allocations.pop(allocation.address, None)
        if self._map is not None:
            self._map.remove(allocation.address)

    def program(self, instructions: Sequence[Instruction]) -> Program:
        """Check a token program and place it in device memory; see `contract.program`.

        Operands lie in buffers of `allocate` and in loaded matrices. Raises DescriptorError,
        DeviceMemoryError.
        """
        return Program(self, instructions)

    def program_buffers(self) -> list[Buffer]:
        """Return what programs may use: allocations, and the streams of loaded matrices."""
        return [*self._allocations.values(), *self._buffers.values()]

    def memory_map(self) -> executor.Memory:
        """Return the map of what programs may use, for compiled code; it follows every change."""
        if self._map is None:
            self._map = executor.Memory()
        self._map.sync({buffer.address: buffer.array for buffer in self.program_buffers()})
        return self._map

    def ring(self, queue: Queue, matrices: int, table: int = 0) -> None:
        """Run instructions of a program; wait for the end.

        matrices: how many they multiply with. table: address of the table of rows, 0 for none.

        Raises EngineError, EngineTimeoutError, NonFiniteActivationsError.
        """
        started = time.perf_counter()
        self.check_open()
        self._open_window()
        self.engine.run(queue, self.counting, table)
        self.counters.matmuls += matrices
        self.counters.seconds += time.perf_counter() - started

    def run_direct(self, engine: Engine, run: Callable[[], executor.Stop | None],
                   at: Callable[[], Queue], table: int = 0) -> None:
        """Run a program in compiled code that rings the engine; see `EngineControl.run_direct`."""
        self.check_open()
        self._open_window()
        self.engine.run_direct(engine, run, at, table)

    # Lifetime -------------------------------------------------------------------------------------

    def close(self) -> None:
        """Free all matrices and close the transport; a second call does nothing."""
        if not self._open:
            return
        self._open = False
        self._finalizer.detach()
        try:
            if self.engine.stuck:
                self.engine.abort()
            if self.engine.stuck:
                self._leak()
                return
            for matrix in list(self._buffers):
                self.free(matrix)
            self._drop_scratch()
            for allocation in list(self._allocations.values()):
                allocation.free()
        finally:
            self._transport.close()
            release(self._transport)
            if self._on_close:
                self._on_close()

    def _leak(self) -> None:
        """Keep the memory of an engine that does not stop: it must not become anybody else's."""
        _LEAKED.extend((*self._buffers.values(), *self._scratch.values(),
                        *self._allocations.values()))
        warnings.warn(f"{self.name}: the engine does not stop; its memory, {self.memory_in_use} "
                      "bytes, stays taken until this process ends: end it, and configure the "
                      "board again", RuntimeWarning, stacklevel=3)

    def __enter__(self) -> Device:
        return self

    def __exit__(self, error_type: type[BaseException] | None, error: BaseException | None,
                 traceback: TracebackType | None) -> None:
        self.close()

    # Checks ---------------------------------------------------------------------------------------

    def check_open(self) -> None:
        """Raise DeviceClosedError, or DeviceError for an engine that does not stop."""
        if not self._open:
            raise DeviceClosedError(f"device {self.name} is closed; open it again")
        if self.engine.stuck:
            self.engine.settle()

    def _check_operands(self, matrices: Sequence[Matrix], x: np.ndarray) -> None:
        for matrix in matrices:
            if matrix not in self._buffers:
                raise MatrixNotLoadedError(f"a {matrix.n} x {matrix.k} matrix was freed or lies in "
                                           "another device; load it into this one")
            if x.ndim != 2 or matrix.k != x.shape[1]:
                raise FormatError(f"activations of shape {list(x.shape)} for a matrix with "
                                  f"K = {matrix.k}; it must be [M, {matrix.k}]")

    def _check_ranges(self, descriptor: Lmma, buffers: Mapping[str, Buffer]) -> None:
        for name, buffer in buffers.items():
            start, end = getattr(descriptor, name), descriptor.end(name, self.geometry)
            limit = buffer.address + len(buffer.array)
            if not buffer.address <= start <= end <= limit:
                raise DescriptorError(f"descriptor: {name} at {start:#x} to {end:#x}, outside "
                                      f"their buffer at {buffer.address:#x} to {limit:#x}; load "
                                      "the matrix again")

    def _open_window(self) -> None:
        """Let the engine reach all live buffers, and what lies between them."""
        if self._moved:
            self.engine.open_window((*self._buffers.values(), *self._scratch.values(),
                                     *self._allocations.values()))
            self._moved = False

    # Memory ---------------------------------------------------------------------------------------

    def _work_buffers(self, input_bytes: int, output_bytes: int) -> tuple[Buffer, Buffer]:
        """Return the input and output buffer of one doorbell.

        They are kept, one of every power of two that was needed: some transports flush a buffer
        whole, so that a small doorbell must not use a large one.
        """
        input_size, output_size = _power(input_bytes), _power(output_bytes)
        return self._with_room(lambda: (self._work_buffer("input", input_size),
                                        self._work_buffer("output", output_size)),
                               input_size + output_size)

    def _work_buffer(self, use: str, size: int) -> Buffer:
        if (use, size) not in self._scratch:
            self._scratch[use, size] = self._new_buffer(size)
        return self._scratch[use, size]

    def _new_buffer(self, nbytes: int) -> Buffer:
        self._moved = True
        return self._transport.allocate(nbytes)

    def _drop_scratch(self) -> None:
        self._moved = True
        while self._scratch:
            self._scratch.popitem()[1].free()

    def _with_room(self, allocate: Callable[[], T], nbytes: int) -> T:
        """Return allocate(), called again without the old work buffers if memory is short."""
        reason: MemoryError | None = None
        for _ in range(2):
            try:
                return allocate()
            except MemoryError as error:
                reason = error
                self._drop_scratch()
        raise DeviceMemoryError(
            f"{self.name}: no room for {nbytes} bytes, {self.memory_in_use} are in use; free "
            "matrices, use fewer bits per weight, or fewer rows at once") from reason

    def _upload(self, buffer: Buffer, parts: Iterable[tuple[int, np.ndarray]]) -> None:
        """Copy data into a buffer and flush it; `load` arranges matrices in theirs.

        parts: byte offsets and uint8 arrays.
        """
        end = 0
        for offset, data in parts:
            buffer.array[offset:offset + len(data)] = data
            end = max(end, offset + len(data))
        buffer.flush(end)

    def _download(self, buffer: Buffer, nbytes: int) -> np.ndarray:
        """Return the bytes of a buffer, valid until the next doorbell; only here are any read."""
        buffer.invalidate(nbytes)
        return buffer.array

def _power(nbytes: int) -> int:
    return max(MIN_SCRATCH, 1 << (nbytes - 1).bit_length())
