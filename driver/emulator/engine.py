"""The engine's registers and descriptors on this computer, bit for bit.

It defines what is correct, and runs where there is no other device. The products are those of
`contract.reference` in numpy. Where there is a C++ compiler, `driver.executor` computes the same
bits much sooner, and runs whole token programs.

A doorbell runs its descriptors to the end before the register write returns. An access outside
every buffer is a bus error. There is no clock: `cycles` and the stall counters read 0;
`stream_words` is the real count.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable
from types import SimpleNamespace
from typing import Any

import numpy as np

from lutcore.driver.contract import Geometry, Lmma, preset
from lutcore.driver.contract.activations import pack_activations, unpack_activations
from lutcore.driver.contract.errors import NonFiniteActivationsError
from lutcore.driver.contract.execute import attn, quant, vec
from lutcore.driver.contract.geometry import CONTRACT_VERSION, WORD_BYTES
from lutcore.driver.contract.instructions import ATTN, QUANT, ROW_BYTES, VEC, Attn, Quant, Vec
from lutcore.driver.contract.isa import (
    ALIGNMENT,
    DESCRIPTOR_BYTES,
    DESCRIPTOR_MAGIC,
    output_pitch,
    port_bytes,
)
from lutcore.driver.contract.program import as_written
from lutcore.driver.contract.reference import DecodedStream, lookups, products
from lutcore.driver.contract.registers import (
    BY_NAME,
    MAGIC,
    PAGE_BITS,
    STALLS,
    TABLE_ROWS,
    ErrorCode,
    registers_of,
)
from lutcore.driver.contract.streams import gather
from lutcore.driver.contract.units import Rung, attn_fault, pieces, quant_fault, vec_fault
from lutcore.driver.emulator.cache import DecodedCache
from lutcore.driver.emulator.memory import (
    MEMORY_BASE,
    MEMORY_END,
    EmulatorBuffer,
    Memory,
    StoppedError,
)
from lutcore.driver.errors import DeviceUnavailableError, UsageError
from lutcore.driver.executor import runner
from lutcore.driver.transport import Clock

_KEPT = ("program", "watchdog", "window_base", "window_limit", "rows")  # hold what is written
CACHE_BYTES = 2 << 30                   # for decoded streams

ARITHMETIC          = ("compiled", "numpy")
ARITHMETIC_VARIABLE = "LUTCORE_EMULATOR"            # one of ARITHMETIC


class Emulator:
    """Transport to an emulated engine. It fails only where a caller made a mistake."""

    name = "emulator"
    pause = 0.0
    watchdog = 0
    words_per_second = 1e5

    def __init__(self, geometry: Geometry | None = None, *,
                 memory_bytes: int = MEMORY_END - MEMORY_BASE,
                 cache_bytes: int = CACHE_BYTES, arithmetic: str | None = None,
                 threads: int | str | None = None) -> None:
        """Make an engine of `geometry`, by default preset "demo".

        memory_bytes: size of the address space. cache_bytes: limit for decoded streams. arithmetic:
        one of ARITHMETIC; None is $LUTCORE_EMULATOR, else compiled if there is a compiler. threads:
        number for compiled code; None is $LUTCORE_THREADS, else one per processor. Raises
        UsageError, DeviceUnavailableError (compiled without a compiler).
        """
        self.geometry = geometry or preset("demo")
        self.clock = Clock(self.geometry.clock_mhz)
        self.arithmetic = _arithmetic(arithmetic or os.environ.get(ARITHMETIC_VARIABLE) or None)
        self.threads = _threads(threads)
        self._cache = DecodedCache(cache_bytes)
        self._memory = Memory(memory_bytes, self._cache.drop)
        self._vectors = SimpleNamespace(read=self._read, write=self._write)     # of the units
        self._units: dict[int, type[Quant | Vec | Attn]] = {}       # by opcode
        if self.geometry.vector_lanes:
            self._units |= {VEC: Vec, QUANT: Quant}
        if self.geometry.attention_words:
            self._units[ATTN] = Attn
        self._registers = {r.name: sum(f.reset << f.offset for f in r.fields)
                           for r in registers_of(self.geometry.vector_lanes)} | {
            "magic": MAGIC, "version": CONTRACT_VERSION, "digest": self.geometry.digest}

    @property
    def runs_programs(self) -> bool:
        """Whether token programs run whole on the host's bytes, without doorbells."""
        return self.arithmetic == "compiled"

    def read(self, register: str) -> int:
        """Return the value of a register."""
        return self._registers[register]

    def write(self, register: str, value: int) -> None:
        """Write a register. `count` runs the program to its end, so control.abort stops nothing."""
        if register in _KEPT and register in self._registers:
            self._registers[register] = int(value)
        elif register == "count" and int(value) & 0xFFFF:     # 0 is ignored
            self._run(int(value) & 0xFFFF)

    def allocate(self, nbytes: int) -> EmulatorBuffer:
        """Return a buffer in host and device memory. Raises DeviceMemoryError."""
        return self._memory.allocate(nbytes)

    def close(self) -> None:
        """Drop the memory and the cache."""
        self._memory.clear()

    def _run(self, count: int) -> None:
        done, words, code = 0, 0, ErrorCode.NONE
        program = self._registers["program"]
        try:
            if program % ALIGNMENT or self._registers.get("rows", 0) % ALIGNMENT:
                raise StoppedError(ErrorCode.ALIGN)
            table = self._table()
            while done < count:
                x = self._descriptor(program + DESCRIPTOR_BYTES * done, count - done)
                if isinstance(x, Lmma):
                    words += self._execute(x)
                else:
                    self._execute_in_a_unit(x, table)
                done += pieces(x)
        except StoppedError as stop:
            code = stop.code
        status = 1 << BY_NAME["status"].field("done").offset
        status |= (code != ErrorCode.NONE) << BY_NAME["status"].field("error").offset
        status |= code << BY_NAME["status"].field("code").offset
        self._registers |= {"status": status, "completed": done, "stream_words": words,
                            "cycles": 0, **dict.fromkeys(STALLS, 0)}

    def _table(self) -> np.ndarray | None:
        """Return the table of rows, if there is one. Raises StoppedError."""
        address = self._registers.get("rows", 0)
        if not address:
            return None
        table = self._read(address, ROW_BYTES * TABLE_ROWS).view("<u4")
        return table.reshape(TABLE_ROWS, -1).copy()

    def _descriptor(self, address: int, left: int) -> Rung:
        """Return the instruction at `address`, of `left` descriptors. Raises StoppedError."""
        d = Lmma.decode(self._read(address, DESCRIPTOR_BYTES).tobytes())
        kind = self._units.get(d.opcode)
        if kind is None or (d.magic, d.version) != (DESCRIPTOR_MAGIC, CONTRACT_VERSION):
            return d
        if left * DESCRIPTOR_BYTES < kind.BYTES:
            raise StoppedError(ErrorCode.LENGTH)
        x: Quant | Vec | Attn = as_written(kind, self._read(address, kind.BYTES).tobytes())
        return x

    def _execute_in_a_unit(self, x: Quant | Vec | Attn, table: np.ndarray | None) -> None:
        """Run what is not an LMMA. Raises StoppedError."""
        if table is None:
            raise StoppedError(ErrorCode.SHAPE)
        fault = (vec_fault(x) if isinstance(x, Vec) else attn_fault(x) if isinstance(x, Attn)
                 else quant_fault(x, self.geometry))
        if fault:
            raise StoppedError(fault[0])
        if isinstance(x, Vec):
            vec(x, self._vectors, table)
        elif isinstance(x, Attn):
            attn(x, self._vectors, table)
        else:
            try:
                made = quant(x, self._vectors, table, self.geometry)
            except NonFiniteActivationsError as error:
                raise StoppedError(ErrorCode.NONFINITE) from error
            self._write(x.activations, pack_activations(made.activations, self.geometry))

    def _execute(self, d: Lmma) -> int:
        """Run an LMMA; return its stream words. Raises StoppedError."""
        fault = d.fault(self.geometry)
        if fault:
            raise StoppedError(fault[0])
        result = np.zeros(4 * d.output_words, np.int32)
        columns = d.columns * self.geometry.lanes
        acc = result[:columns * output_pitch(d.rows)].reshape(columns, -1)[:, :d.rows]
        acc[:] = self._product(d)
        self._write(d.output, result.view(np.uint8))
        return d.stream_words * self.geometry.lanes

    def _product(self, d: Lmma) -> np.ndarray:
        """Return acc, int32 [columns * lanes, rows]. Raises StoppedError."""
        values, sums, shift = self._activations(d)
        if d.host_tables:
            return lookups(self._decoded(d), values, sums, shift, self.geometry)
        if self.arithmetic == "compiled":
            acc = self._packed(d).products(values, sums, shift, runner.threads(self.threads))
            if acc is not None:
                return acc
        return products(self._decoded(d), values, sums, shift)

    def _activations(self, d: Lmma) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        def decode(data: np.ndarray) -> tuple[tuple[np.ndarray, ...], int]:
            arrays = unpack_activations(data, d.rows, d.slices, self.geometry, d.host_tables,
                                        d.ternary)
            return arrays, sum(array.nbytes for array in arrays)
        return self._kept(d.activations, WORD_BYTES * d.activation_words,
                          ("activations", d.rows, d.slices, d.host_tables, d.ternary), decode)

    def _decoded(self, d: Lmma) -> DecodedStream:
        """Return the weights of `d` for `contract.reference`. Raises StoppedError."""
        return self._stream(d, DecodedStream, lambda data: DecodedStream.of_codes(
            *gather(data, d, self.geometry), d.layout, d.zero))

    def _packed(self, d: Lmma) -> runner.Weights:
        """Return the weights of `d` for compiled code. Raises StoppedError."""
        return self._stream(d, runner.Weights, lambda data: runner.Weights(d, self.geometry, data))

    def _stream(self, d: Lmma, kind: type, decode: Callable[[np.ndarray], Any]) -> Any:
        layout = (kind, d.columns, d.slices, d.layout, d.zero, d.stride)

        def sized(data: np.ndarray) -> tuple[Any, int]:
            stream = decode(data)
            return stream, stream.nbytes
        nbytes = d.stride * (self.geometry.ports - 1) + port_bytes(d.stream_words, self.geometry)
        return self._kept(d.weights, nbytes, layout, sized)

    def _read(self, address: int, nbytes: int) -> np.ndarray:
        self._check_window(address, nbytes)
        return self._memory.read(address, nbytes)

    def _write(self, address: int, data: np.ndarray) -> None:
        self._check_window(address, len(data))
        self._memory.write(address, data)

    def _check_window(self, address: int, nbytes: int) -> None:
        first, last = (self._registers[name] >> PAGE_BITS for name in
                       ("window_base", "window_limit"))
        if address >> PAGE_BITS < first or address + nbytes - 1 >> PAGE_BITS > last:
            raise StoppedError(ErrorCode.WINDOW)

    def _kept(self, address: int, nbytes: int, layout: Hashable,
              decode: Callable[[np.ndarray], tuple[Any, int]]) -> Any:
        """Return `decode(bytes)` of a range of memory, from the cache until the bytes change.

        layout: tells apart the values that the same bytes can decode to. decode: from uint8
        [nbytes] to a value and its size in bytes. Raises StoppedError.
        """
        data = self._read(address, nbytes)
        key = (address, nbytes, layout)
        value = self._cache.get(key)
        if value is None:
            value, size = decode(data)
            self._cache.put(key, value, size, self._memory.find(address, nbytes))
        return value


def _arithmetic(name: str | None) -> str:
    if name is None:
        return "compiled" if runner.available() else "numpy"
    if name not in ARITHMETIC:
        raise UsageError(f"emulator: arithmetic {name!r}; there are: {', '.join(ARITHMETIC)}")
    if name == "compiled" and not runner.available():
        raise DeviceUnavailableError("emulator: compiled arithmetic needs a C++ compiler: "
                                     "apt-get install g++")
    return name


def _threads(number: int | str | None) -> int:
    if number in (None, ""):
        return runner.default_threads()
    if not str(number).isdecimal() or int(str(number)) < 1:
        raise UsageError(f"emulator: {number!r} threads; want a number from 1")
    return int(str(number))
