"""Runs token programs on a device: the engine has what it takes, the host what lies between.

    program = device.program(instructions)      # encoded into device memory, once
    program.run(rows)                           # a step; rows: uint32 [R, 4], see contract.program

Operands lie in buffers of `Device.allocate`; the host's bytes of a buffer (`array`) are what it
works on. `doorbells` says what the engine takes, and what is flushed and invalidated around it.
Sums are not flushed: the host does not write to their buffer, so that no line of its caches can be
written back over them; behind a cable a flush would be half of all that is sent.
"""

from __future__ import annotations

import os
import time
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from lutcore.driver.contract import Geometry, Lmma
from lutcore.driver.contract.activations import pack_activations
from lutcore.driver.contract.checks import check
from lutcore.driver.contract.convolution import conv
from lutcore.driver.contract.delta import delta
from lutcore.driver.contract.execute import attn, quant, vec
from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.instructions import (
    ROW_BYTES,
    Attn,
    Conv,
    Delta,
    Each,
    Instruction,
    Quant,
    Route,
    Vec,
)
from lutcore.driver.contract.isa import DESCRIPTOR_BYTES, LAYOUT
from lutcore.driver.contract.program import encode
from lutcore.driver.contract.registers import TABLE_ROWS
from lutcore.driver.contract.routing import chosen, own_words, patched, repeats, route
from lutcore.driver.contract.rules import Limits
from lutcore.driver.contract.units import Rung, pieces
from lutcore.driver.direct import Direct, Doorbell, Sync
from lutcore.driver.doorbells import Ring, constants, parts_of, results_of, rung, syncs
from lutcore.driver.errors import DescriptorError
from lutcore.driver.executor import runner as executor
from lutcore.driver.transport import Buffer

if TYPE_CHECKING:
    from lutcore.driver.device import Device


WEIGHTS_WORD = next(word for name, word, *_ in LAYOUT if name == "weights")     # of an LMMA
KINDS: tuple[type[Instruction], ...] = (Lmma, Quant, Vec, Attn)     # as compiled code counts them


class HostMemory:
    """The host's bytes of a device's buffers, by device address: a `contract.execute.Memory`."""

    def __init__(self, buffers: Sequence[Buffer]) -> None:
        self._buffers = sorted(buffers, key=lambda buffer: buffer.address)
        self._starts = [buffer.address for buffer in self._buffers]

    def find(self, address: int, nbytes: int) -> tuple[Buffer, int]:
        """The buffer that holds a range, and the range's offset in it. Raises DescriptorError."""
        index = bisect_right(self._starts, address) - 1
        if index >= 0:
            buffer = self._buffers[index]
            offset = address - buffer.address
            if offset + nbytes <= len(buffer.array):
                return buffer, offset
        raise DescriptorError(f"program: {nbytes} bytes at {address:#x} lie in no buffer; compile "
                              "the model again")

    def read(self, address: int, nbytes: int) -> np.ndarray:
        """The host's bytes. Raises DescriptorError."""
        buffer, offset = self.find(address, nbytes)
        return buffer.array[offset:offset + nbytes]

    def write(self, address: int, data: np.ndarray) -> None:
        """Write the host's bytes. Raises DescriptorError."""
        self.read(address, len(data))[:] = data


class Program:
    """A program in a device's memory. `Device.program` makes it; its model's buffers outlive it.

    Where there is a C++ compiler, compiled code runs it: all of it on the emulator and where the
    transport offers a `direct` way to the engine, and else what lies between two doorbells. Without
    one, and for tables made by the host, numpy does.
    Weights, constants, and what an order of inputs names, must not change after the program is
    made. Buffers of sums are the engine's: one that an instruction of the host writes to is flushed
    before every doorbell, and who else writes to one must flush it.
    """

    def __init__(self, device: Device, instructions: Sequence[Instruction]) -> None:
        """Check a program and place what the engine reads of it.

        Raises DescriptorError, DeviceMemoryError.
        """
        self._device, self._instructions = device, instructions
        self._buffers = device.program_buffers()
        self._memory = HostMemory(self._buffers)
        self._limits: Limits | None = None          # in numpy
        self._rung = rung(instructions, device.geometry)
        self._parts = parts_of(instructions, device.geometry)
        self._part_at = dict(self._parts)
        self._seconds: dict[type[Instruction], float] = dict.fromkeys(KINDS, 0.0)
        self._lmmas = [x for x in instructions if isinstance(x, Lmma)]
        self._lmmas_at = [i for i, x in enumerate(instructions) if isinstance(x, Lmma)]
        self._each = [i for i, x in enumerate(instructions) if isinstance(x, Each)]
        tables = any(getattr(x, "host_tables", False) for x in instructions)
        compiled = not tables and compiled_programs()
        self._emulated: bool = getattr(device.transport, "runs_programs", False)
        self._whole = compiled and self._emulated
        self._threads: int | None = getattr(device.transport, "threads", None)
        self._compiled: executor.Program | None = None
        if compiled:
            self._compiled = executor.Program(device.memory_map(), device.geometry, instructions,
                                              self._whole, self._rung)
        else:
            self._check()
        self._descriptors: Buffer | None = None
        self._table: Buffer | None = None       # of rows, where the engine runs VECs
        self._doorbells: list[Ring] = []
        self._direct: Direct | None = None
        if not self._whole:
            self._place()
            self._link()

    def run(self, rows: np.ndarray) -> None:
        """Run a step.

        rows: uint32 [R, 4]

        Raises DescriptorError (rows outside the program's limits), NonFiniteActivationsError,
        EngineError, EngineTimeoutError.
        """
        if self._whole:
            self._run_whole(rows)
            return
        if self._table is not None:
            self._send(rows, self._table)
        if self._direct and not self._device.counting:
            self._run_direct(self._direct, rows)
            return
        if not self._compiled:
            self._check().check(rows)
        self._run_parts(0, len(self._instructions), rows)

    def _send(self, rows: np.ndarray, table: Buffer) -> None:
        """Check a table of rows, and give it to the engine."""
        if self._compiled:
            self._compiled.run(rows, last=0)
        else:
            self._check().check(rows)
        held = rows[:TABLE_ROWS].astype("<u4").reshape(-1).view(np.uint8)
        table.array[:held.size] = held
        table.flush()

    def _run_parts(self, first: int, last: int, rows: np.ndarray,
                   of: tuple[int, int] | None = None) -> None:
        """Run instructions first to last - 1; of: the EACH that repeats them, and the expert."""
        at = first
        while at < last:
            part = self._part_at[at]
            end = at + len(part)
            if isinstance(part[0], Each):
                begin, end = end, end + part[0].count
                for expert in chosen(part[0], self._memory):
                    if self._compiled:
                        self._compiled.choose(at, expert)
                    self._run_parts(begin, end, rows, (at, expert))
            elif self._rung[at]:
                self._ring(self._doorbell_at[at], of[1] if of else 0)
            elif self._compiled:
                self._compiled.run(rows, at, end)
            else:
                self._interpret(self._own(at, end, *of) if of else part, rows)
            at = end

    def _own(self, first: int, last: int, each: int, expert: int) -> Sequence[Instruction]:
        """Return instructions first to last - 1 as an expert has them."""
        x = self._instructions[each]
        assert isinstance(x, Each)
        begin = each + 1
        body = self._instructions[begin:begin + x.count]
        return patched(x, body, self._memory, expert)[first - begin:last - begin]

    def seconds(self) -> dict[type[Instruction], float]:
        """Return how long each kind of instruction took in all runs, waiting included."""
        compiled = self._compiled.seconds() if self._compiled else [0.0] * len(KINDS)
        return {kind: self._seconds[kind] + more
                for kind, more in zip(KINDS, compiled, strict=True)}

    def _check(self) -> Limits:
        """Return what tables must keep; the program is checked anew if buffers came or went."""
        buffers = self._device.program_buffers()
        if self._limits is None or buffers != self._buffers:
            self._limits = check(self._instructions, buffers, self._device.geometry,
                                 self._emulated)
            self._buffers, self._memory = buffers, HostMemory(buffers)
        return self._limits

    def _interpret(self, part: Sequence[Instruction], rows: np.ndarray) -> None:
        for instruction in part:
            started = time.perf_counter()
            execute(instruction, self._memory, rows, self._device.geometry)
            self._seconds[kind_of(instruction)] += time.perf_counter() - started

    def free(self) -> None:
        """Give the descriptors' memory back; a second call does nothing."""
        self._compiled = None
        for buffer in (self._descriptors, self._table):
            if buffer is not None:
                buffer.free()
        self._descriptors = self._table = None

    def _run_whole(self, rows: np.ndarray) -> None:
        started = time.perf_counter()
        assert self._compiled is not None
        self._compiled.run(rows, workers=executor.threads(self._threads))
        counters, turns = self._device.counters, self._turns()
        lmmas = [(x, turn) for i, x in zip(self._lmmas_at, self._lmmas, strict=True)
                 for turn in turns.get(i, (0,))]
        counters.matmuls += len({(x.weights, turn) for x, turn in lmmas})
        counters.stream_words += self._device.geometry.lanes * sum(x.stream_words for x, _ in lmmas)
        counters.seconds += time.perf_counter() - started

    def _turns(self) -> dict[int, Sequence[int]]:
        """Return the experts that each repeated instruction had in the last run."""
        if not self._each or self._compiled is None:
            return {}
        return {i: experts.tolist()
                for at, experts in zip(self._each, self._compiled.chosen(), strict=True)
                for i in self._repeated(at)}

    def _repeated(self, each: int) -> range:
        """Return the numbers of the instructions that an EACH repeats."""
        x = self._instructions[each]
        assert isinstance(x, Each)
        return range(each + 1, each + 1 + x.count)

    def _place(self) -> None:
        """Write the engine's descriptors to device memory."""
        times = repeats(self._instructions)
        each = {i: at for at in self._each for i in self._repeated(at)}
        mine = [(x, times[i]) for i, x in enumerate(self._instructions)
                if isinstance(x, (Lmma, Vec)) and self._rung[i]]
        nbytes = DESCRIPTOR_BYTES * sum(pieces(x) * turns for x, turns in mine)
        self._descriptors = self._device.allocate(max(1, nbytes))
        if any(isinstance(x, Vec) for x, _ in mine):
            self._table = self._device.allocate(ROW_BYTES * TABLE_ROWS)
        address = self._descriptors.address
        written = {self._memory.find(at, 1)[0].address
                   for x, rings in zip(self._instructions, self._rung, strict=True) if not rings
                   for at in results_of(x)}
        for first, part in self._parts:
            code = [x for x in part if isinstance(x, (Lmma, Vec))]
            if not self._rung[first]:
                continue
            step = DESCRIPTOR_BYTES * sum(map(pieces, code))
            self._doorbells.append(Ring(code, first, address, step,
                                        *syncs(code, self._memory, written)))
            self._write(address, first, code, times[first], each.get(first))
            address += step * times[first]
        self._descriptors.flush()
        for buffer, end in constants([x for x, _ in mine], self._memory):
            buffer.flush(end)
        self._doorbell_at = {d.first: d for d in self._doorbells}

    def _write(self, address: int, first: int, code: Sequence[Rung], times: int,
               each: int | None) -> None:
        """Write the descriptors of a doorbell, for every expert if an EACH repeats its LMMAs."""
        data = np.frombuffer(b"".join(map(encode, code)), "<u4")
        data = np.tile(data.reshape(1, -1, DESCRIPTOR_BYTES // 4), (times, 1, 1))
        if each is not None:
            x, body = self._instructions[each], self._repeated(each)
            assert isinstance(x, Each)
            own = own_words(x, self._instructions[body.start:body.stop], self._memory)
            for i in range(len(code)):
                words = own.get((first + i - body.start, "weights"))
                if words is not None:
                    data[:, i, WEIGHTS_WORD] = words
        assert self._descriptors is not None
        at = address - self._descriptors.address
        self._descriptors.array[at:at + data.nbytes] = data.reshape(-1).view(np.uint8)

    def _link(self) -> None:
        """Let compiled code ring the engine, where the transport has a way for it."""
        offer = getattr(self._device.transport, "direct", None)
        direct = offer() if offer and self._compiled else None
        if direct is None or self._compiled is None:
            return
        self._direct = direct
        self._compiled.ring_with(direct, [
            Doorbell(d.first, d.pieces, d.address, d.step, _syncs(d.inputs), _syncs(d.outputs),
                     self._device.engine.work_seconds(d.code), self._device.engine.limit(d.words))
            for d in self._doorbells])

    def _run_direct(self, direct: Direct, rows: np.ndarray) -> None:
        compiled, engine = self._compiled, direct.engine
        assert compiled is not None

        def at() -> tuple[Sequence[Rung], float]:
            doorbell = next(d for d in self._doorbells if d.first == engine.instruction)
            return doorbell.code, self._device.engine.limit(doorbell.words)

        self._device.run_direct(engine, lambda: compiled.run(rows), at, self._table_address)
        turns = self._turns()
        self._device.counters.matmuls += sum(d.matrices * len(turns.get(d.first, (0,)))
                                             for d in self._doorbells)

    @property
    def _table_address(self) -> int:
        return 0 if self._table is None else self._table.address

    def _ring(self, doorbell: Ring, expert: int) -> None:
        for buffer, end in doorbell.inputs:
            buffer.flush(end)
        started = time.perf_counter()
        self._device.ring(doorbell.code, doorbell.address + doorbell.step * expert,
                          doorbell.words, self._table_address)
        self._seconds[Lmma] += time.perf_counter() - started
        for buffer, end in doorbell.outputs:
            buffer.invalidate(end)


def compiled_programs() -> bool:
    """Return whether programs run in compiled code here: $LUTCORE_EMULATOR = numpy forbids it."""
    return os.environ.get("LUTCORE_EMULATOR") != "numpy" and executor.available()


def execute(instruction: Instruction, memory: HostMemory, rows: np.ndarray,
            geometry: Geometry | None = None) -> None:
    """Run an instruction of the host on its bytes, in numpy; geometry: for a QUANT."""
    if isinstance(instruction, Quant):
        assert geometry is not None
        made = quant(instruction, memory, rows, geometry)
        packed = pack_activations(made.activations, geometry)
        assert len(packed) == WORD_BYTES * instruction.activation_words
        memory.write(instruction.activations, packed)
    elif isinstance(instruction, Vec):
        vec(instruction, memory, rows)
    elif isinstance(instruction, Route):
        route(instruction, memory, rows)
    elif isinstance(instruction, Conv):
        conv(instruction, memory, rows)
    elif isinstance(instruction, Delta):
        delta(instruction, memory, rows)
    else:
        assert isinstance(instruction, Attn)
        attn(instruction, memory, rows)


def _syncs(ends: Sequence[tuple[Buffer, int]]) -> list[Sync]:
    return [Sync(getattr(buffer, "handle", 0), end) for buffer, end in ends]


def kind_of(instruction: Instruction) -> type[Instruction]:
    """The one of KINDS that an instruction's time is counted as."""
    if isinstance(instruction, Delta):
        return Attn
    return Vec if isinstance(instruction, (Route, Each, Conv)) else type(instruction)
