"""Runs token programs on a device: the engine has what it takes, the host what lies between.

    program = device.program(instructions)      # encoded into device memory, once
    program.run(rows)                           # a step; rows: uint32 [R, 4], see contract.program

Operands lie in buffers of `Device.allocate`; the host's bytes of a buffer (`array`) are what it
works on. `doorbells` says what the engine takes, and `coherence` what is handed over between them.
"""

from __future__ import annotations

import os
import time
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from lutcore.driver.coherence import Claim, Side, claims_of, take
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
from lutcore.driver.control import Queue
from lutcore.driver.direct import Direct, Section
from lutcore.driver.doorbells import Ring, parts_of, rung, words_of
from lutcore.driver.errors import DescriptorError
from lutcore.driver.executor import runner as executor
from lutcore.driver.resources import Allocation
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
    Weights, and what an order of inputs names, must not change after the program is made. Who reads
    or writes other operands beside programs tells their buffers; see `Allocation`.
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
        self._parts = parts_of(instructions, self._rung)
        self._part_at = dict(self._parts)
        self._seconds: dict[type[Instruction], float] = dict.fromkeys(KINDS, 0.0)
        self._lmmas = [x for x in instructions if isinstance(x, Lmma)]
        self._each = [i for i, x in enumerate(instructions) if isinstance(x, Each)]
        tables = any(getattr(x, "host_tables", False) for x in instructions)
        compiled = not tables and compiled_programs()
        self._emulated: bool = getattr(device.transport, "runs_programs", False)
        self._whole = compiled and self._emulated
        self._threads: int | None = getattr(device.transport, "threads", None)
        self._compiled: executor.Program | None = None
        self._tally = self._count()
        if compiled:
            self._compiled = executor.Program(device.memory_map(), device.geometry, instructions,
                                              self._whole, self._rung)
        else:
            self._check()
        self._descriptors: Allocation | None = None
        self._table: Allocation | None = None   # of rows, where the engine runs more than LMMAs
        self._rings: dict[int, Ring] = {}       # by their first instruction
        self._claims: dict[int, list[Claim]] = {}   # of the host's parts
        self._direct: Direct | None = None
        if not self._whole:
            try:
                self._place()
                self._link()
            except BaseException:       # its memory would be taken until the device is closed
                self.free()
                raise

    def run(self, rows: np.ndarray) -> None:
        """Run a step.

        rows: uint32 [R, 4]

        Raises DescriptorError (rows outside the program's limits), NonFiniteActivationsError,
        EngineError, EngineTimeoutError, DeviceClosedError.
        """
        self._device.check_open()
        if self._whole:
            self._run_whole(rows)
            return
        direct = None if self._device.counting else self._direct    # which checks them itself
        if not self._compiled:
            self._check().check(rows)
        elif self._table is not None and not direct:
            self._compiled.run(rows, last=0)
        if self._table is not None:
            held = rows[:TABLE_ROWS].astype("<u4").reshape(-1)[:4 * TABLE_ROWS].view(np.uint8)
            self._table.array[:held.size] = held
            self._table.flush(held.size)
        if direct:
            self._run_direct(direct, rows)
        else:
            self._run_parts(0, len(self._instructions), rows)

    def _run_parts(self, first: int, last: int, rows: np.ndarray,
                   of: tuple[int, int] | None = None) -> None:
        """Run instructions first to last - 1; of: the EACH that repeats them, and the expert."""
        at = first
        while at < last:
            part = self._part_at[at]
            end = at + len(part)
            if not self._rung[at]:
                take(self._claims[at], Side.HOST)
            if isinstance(part[0], Each):
                begin, end = end, end + part[0].count
                for expert in chosen(part[0], self._memory):
                    if self._compiled:
                        self._compiled.choose(at, expert)
                    self._run_parts(begin, end, rows, (at, expert))
            elif self._rung[at]:
                self._ring(self._rings[at], of[1] if of else 0)
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
        counters, (products, words) = self._device.counters, self._done(self._compiled)
        counters.matmuls += products
        counters.stream_words += self._device.geometry.lanes * words
        counters.seconds += time.perf_counter() - started

    def _count(self) -> np.ndarray:
        """Return int64 [2, 1 + EACHs]: products with matrices, and words of weights of a lane.

        Those of a run come first, then those of every expert that an EACH runs. LMMAs of one
        doorbell, or of a program that runs whole, that have one matrix are one product.
        """
        tally = np.zeros((2, 1 + len(self._each)), np.int64)
        each = {i: number for number, at in enumerate(self._each, 1) for i in self._repeated(at)}
        seen: set[tuple[int, int]] = set()
        for first, part in self._parts:
            number = each.get(first, 0)
            together = number if self._whole else first
            for x in part:
                if isinstance(x, Lmma):
                    tally[:, number] += (together, x.weights) not in seen, x.stream_words
                    seen.add((together, x.weights))
        return tally

    def _done(self, compiled: executor.Program) -> list[int]:
        """Return the products of the last run, and their words; see `_count`."""
        done = self._tally[:, 0]
        if self._each:
            done = done + self._tally[:, 1:] @ compiled.turns()
        found: list[int] = done.tolist()
        return found

    def _repeated(self, each: int) -> range:
        """Return the numbers of the instructions that an EACH repeats."""
        x = self._instructions[each]
        assert isinstance(x, Each)
        return range(each + 1, each + 1 + x.count)

    def _place(self) -> None:
        """Write the engine's descriptors to device memory, and find what each part claims."""
        times = repeats(self._instructions)
        each = {i: at for at in self._each for i in self._repeated(at)}
        mine = [(x, times[i]) for i, x in enumerate(self._instructions)
                if isinstance(x, Rung) and self._rung[i]]
        nbytes = DESCRIPTOR_BYTES * sum(pieces(x) * turns for x, turns in mine)
        self._descriptors = self._device.allocate(max(1, nbytes))
        shared = [Claim(self._descriptors, 0)]
        if not all(isinstance(x, Lmma) for x, _ in mine):
            self._table = self._device.allocate(ROW_BYTES * TABLE_ROWS)
            shared.append(Claim(self._table, 0))
        address = self._descriptors.address
        for first, part in self._parts:
            if not self._rung[first]:
                self._claims[first] = claims_of(part, self._memory)
                continue
            code = [x for x in part if isinstance(x, Rung)]
            own = self._own_weights(first, len(code), each.get(first))
            claims = claims_of(part, self._memory, chain(*own.values()))
            queue = Queue.of(code, address, sum(map(words_of, code)), self._device.geometry)
            step = DESCRIPTOR_BYTES * queue.pieces
            self._rings[first] = Ring(queue, first, step, [*shared, *claims])
            self._write(address, code, times[first], own)
            address += step * times[first]
        self._descriptors.flush()

    def _own_weights(self, first: int, count: int, each: int | None) -> dict[int, list[int]]:
        """Return which LMMAs of a part an EACH repeats with other weights, and those of experts."""
        if each is None:
            return {}
        x, body = self._instructions[each], self._repeated(each)
        assert isinstance(x, Each)
        own = own_words(x, self._instructions[body.start:body.stop], self._memory)
        return {i: own[first + i - body.start, "weights"].tolist() for i in range(count)
                if (first + i - body.start, "weights") in own}

    def _write(self, address: int, code: Sequence[Rung], times: int, own: dict[int, list[int]]
               ) -> None:
        """Write the descriptors of a doorbell, for every expert if an EACH repeats its LMMAs."""
        data = np.frombuffer(b"".join(map(encode, code)), "<u4")
        data = np.tile(data.reshape(1, -1, DESCRIPTOR_BYTES // 4), (times, 1, 1))
        for i, words in own.items():
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
        engine = self._device.engine
        sections = [Section(first, claims) for first, claims in self._claims.items()]
        sections += [Section(first, ring.claims, ring.queue.pieces, ring.queue.address, ring.step,
                             engine.work_seconds(ring.queue), engine.limit(ring.queue))
                     for first, ring in self._rings.items()]
        self._compiled.ring_with(direct, sorted(sections, key=lambda x: x.instruction))

    def _run_direct(self, direct: Direct, rows: np.ndarray) -> None:
        compiled, engine = self._compiled, direct.engine
        assert compiled is not None
        self._device.run_direct(engine, lambda: compiled.run(rows),
                                lambda: self._rings[engine.instruction].queue,
                                self._table_address)
        self._device.counters.matmuls += self._done(compiled)[0]

    @property
    def _table_address(self) -> int:
        return 0 if self._table is None else self._table.address

    def _ring(self, ring: Ring, expert: int) -> None:
        take(ring.claims, Side.ENGINE)
        started = time.perf_counter()
        queue = ring.queue
        if expert:
            queue = replace(queue, address=queue.address + ring.step * expert)
        self._device.ring(queue, ring.matrices, self._table_address)
        self._seconds[Lmma] += time.perf_counter() - started


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


def kind_of(instruction: Instruction) -> type[Instruction]:
    """The one of KINDS that an instruction's time is counted as."""
    if isinstance(instruction, Delta):
        return Attn
    return Vec if isinstance(instruction, (Route, Each, Conv)) else type(instruction)
