"""The engine on this computer, bit for bit: the definition of correct, and the fallback.

Products are those of `spec.reference` in numpy, or of `fast` in compiled code where numba is
installed: the same bits, many times sooner, from weights that stay packed.

Registers answer as the register table says and a doorbell runs its descriptors to the end before it
returns. Device memory is a second copy of every buffer, so that a missing flush or invalidate
shows, and an access outside every buffer is a bus error. There is no clock: `cycles` and the
stall counters read 0; `stream_words` is the real count.
"""

from __future__ import annotations

import bisect
import os
from collections.abc import Callable, Hashable
from typing import Any

import numpy as np

from lutcore.driver.contract import Geometry, GroupCode, Lmma, preset
from lutcore.driver.contract.activations import unpack_activations
from lutcore.driver.contract.geometry import (
    CONTRACT_VERSION,
    MAX_COLUMNS,
    MAX_PLANES,
    MAX_SLICES,
    WORD_BYTES,
)
from lutcore.driver.contract.isa import (
    ALIGNMENT,
    DESCRIPTOR_BYTES,
    DESCRIPTOR_MAGIC,
    LENGTHS,
    Opcode,
    output_pitch,
    output_words,
    port_bytes,
    stream_words,
)
from lutcore.driver.contract.reference import DecodedStream, lookups, prepare, products
from lutcore.driver.contract.registers import BY_NAME, MAGIC, STALLS, ErrorCode
from lutcore.driver.contract.streams import gather, gather_words
from lutcore.driver.emulator.fast import products as fast
from lutcore.driver.errors import DeviceError, DeviceUnavailableError, UsageError

MEMORY_BASE = 0x1000_0000               # address of the first buffer
MEMORY_END  = 1 << 32                   # descriptors hold 32-bit addresses
PAGE        = 4096                      # bytes; buffers start on one, and one stays free between
CACHE_BYTES = 2 << 30                   # decoded streams kept

ARITHMETIC          = ("compiled", "numpy")
ARITHMETIC_VARIABLE = "LUTCORE_EMULATOR"            # one of them
THREADS_VARIABLE    = "LUTCORE_THREADS"             # a number


class Emulator:
    """Transport to an engine that is computed. Nothing fails but what the caller causes."""

    name = "emulator"
    pause = 0.0
    words_per_second = 1e5

    def __init__(self, geometry: Geometry | None = None, *,
                 memory_bytes: int = MEMORY_END - MEMORY_BASE,
                 cache_bytes: int = CACHE_BYTES, arithmetic: str | None = None,
                 threads: int | None = None) -> None:
        """An engine of `geometry` (default: preset "demo") with `memory_bytes` of address space.

        arithmetic: one of ARITHMETIC; None: $LUTCORE_EMULATOR, else compiled if numba is there.
        threads: that compiled products use; None: $LUTCORE_THREADS, else one for each processor.
        Raises UsageError, DeviceUnavailableError (compiled without numba).
        """
        self.geometry = geometry or preset("demo")
        self.arithmetic = _arithmetic(arithmetic or os.environ.get(ARITHMETIC_VARIABLE) or None)
        self.threads = _threads(os.environ.get(THREADS_VARIABLE) if threads is None else threads)
        self._cache = _Cache(cache_bytes)
        self._memory = _Memory(memory_bytes, self._cache)
        self._registers = dict.fromkeys(BY_NAME, 0) | {
            "magic": MAGIC, "version": CONTRACT_VERSION, "digest": self.geometry.digest}

    def read(self, register: str) -> int:
        """The value of a register."""
        return self._registers[register]

    def write(self, register: str, value: int) -> None:
        """`count` runs the program; the engine is never busy, so control.abort finds nothing."""
        if register == "program":
            self._registers[register] = int(value)
        elif register == "count" and int(value) & 0xFFFF:     # 0 is ignored
            self._run(int(value) & 0xFFFF)

    def allocate(self, nbytes: int) -> EmulatorBuffer:
        """A buffer in host memory and its image in device memory. Raises MemoryError."""
        return self._memory.allocate(nbytes)

    def close(self) -> None:
        """Drop memory and cache."""
        self._memory.clear()

    def _run(self, count: int) -> None:
        done, words, code = 0, 0, ErrorCode.NONE
        try:
            while done < count:
                words += self._execute(self._registers["program"] + DESCRIPTOR_BYTES * done)
                done += 1
        except _StoppedError as stop:
            code = stop.code
        status = 1 << BY_NAME["status"].field("done").offset
        status |= (code != ErrorCode.NONE) << BY_NAME["status"].field("error").offset
        status |= code << BY_NAME["status"].field("code").offset
        self._registers |= {"status": status, "completed": done, "stream_words": words,
                            "cycles": 0, **dict.fromkeys(STALLS, 0)}

    def _execute(self, address: int) -> int:
        """Run the descriptor at `address`; returns the stream words it took. Raises _StoppedError."""
        if address % ALIGNMENT:
            raise _StoppedError(ErrorCode.ALIGN)
        d = Lmma.decode(self._memory.read(address, DESCRIPTOR_BYTES).tobytes())
        code = refusal(d, self.geometry)
        if code is not ErrorCode.NONE:
            raise _StoppedError(code)
        result = np.zeros(4 * d.output_words, np.int32)
        columns = d.columns * self.geometry.lanes
        acc = result[:columns * output_pitch(d.rows)].reshape(columns, -1)[:, :d.rows]
        acc[:] = self._product(d)
        self._memory.write(d.output, result.view(np.uint8))
        return d.stream_words * self.geometry.lanes

    def _product(self, d: Lmma) -> np.ndarray:
        """acc int32 [columns * lanes, rows]. Raises _StoppedError."""
        values, sums, shift = self._activations(d)
        if d.host_tables:
            return lookups(self._decoded(d), values, sums, shift, self.geometry)
        if self.arithmetic == "compiled" and fast.fits(values, sums, shift):
            return fast.products(self._packed(d), values, sums, shift, self.threads)
        return products(self._decoded(d), values, sums, shift)

    def _activations(self, d: Lmma) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        def decode(data: np.ndarray) -> tuple[tuple[np.ndarray, ...], int]:
            parts = unpack_activations(data, d.rows, d.slices, self.geometry, bool(d.host_tables),
                                       bool(d.ternary))
            return parts, sum(part.nbytes for part in parts)
        return self._memory.decoded(d.activations, WORD_BYTES * d.activation_words,
                                    ("activations", d.rows, d.slices, d.host_tables, d.ternary),
                                    decode)

    def _decoded(self, d: Lmma) -> DecodedStream:
        """The weights of `d` for `spec.reference`."""
        return self._stream(d, DecodedStream, lambda data: prepare(
            *gather(data, d, self.geometry), d.planes, d.zero, bool(d.ternary)))

    def _packed(self, d: Lmma) -> fast.FastStream:
        """The weights of `d` for `fast`."""
        return self._stream(d, fast.FastStream, lambda data: fast.prepare(
            *gather_words(data, d, self.geometry), d.planes, d.zero, bool(d.ternary)))

    def _stream(self, d: Lmma, kind: type, decode: Callable[[np.ndarray], Any]) -> Any:
        layout = (kind, d.columns, d.slices, d.planes, d.group, d.explicit, d.zero, d.ternary,
                  d.stride)

        def sized(data: np.ndarray) -> tuple[Any, int]:
            stream = decode(data)
            return stream, stream.nbytes
        nbytes = d.stride * (self.geometry.ports - 1) + port_bytes(d.stream_words, self.geometry)
        return self._memory.decoded(d.weights, nbytes, layout, sized)


def _arithmetic(name: str | None) -> str:
    if name is None:
        return "compiled" if fast.available() else "numpy"
    if name not in ARITHMETIC:
        raise UsageError(f"emulator: arithmetic {name!r}; there are: {', '.join(ARITHMETIC)}")
    if name == "compiled" and not fast.available():
        raise DeviceUnavailableError("emulator: compiled arithmetic needs numba: "
                                     "pip install 'lutcore[fast]'")
    return name


def _threads(number: int | str | None) -> int:
    if number in (None, ""):
        return fast.cores()
    if not str(number).isdecimal() or int(number) < 1:
        raise UsageError(f"emulator: {number!r} threads; want a number from 1")
    return int(number)


def refusal(d: Lmma, geometry: Geometry) -> ErrorCode:
    """Why an engine of `geometry` refuses `d`, in the order it looks; NONE if it does not.

    Lmma.check says the same in words.
    """
    if (d.magic, d.version, d.opcode) != (DESCRIPTOR_MAGIC, CONTRACT_VERSION, Opcode.LMMA):
        return ErrorCode.MAGIC
    group = GroupCode(d.group)
    if not 1 <= d.planes <= MAX_PLANES or (d.explicit and group is GroupCode.UNSCALED):
        return ErrorCode.TYPE
    if d.ternary and (not geometry.ternary or d.planes != 1 or group is not GroupCode.UNSCALED):
        return ErrorCode.TYPE
    if not (1 <= d.rows <= geometry.rows and 1 <= d.columns <= MAX_COLUMNS
            and 1 <= d.slices <= MAX_SLICES):
        return ErrorCode.SHAPE
    if (d.weights | d.activations | d.output | d.stride) % ALIGNMENT:
        return ErrorCode.ALIGN
    wanted = (stream_words(d.columns, d.slices, d.planes, group, bool(d.explicit)),
              d.slices * d.rows * geometry.row_words(bool(d.host_tables)),
              output_words(d.columns * geometry.lanes, d.rows))
    if (d.stream_words, d.activation_words, d.output_words) != wanted:
        return ErrorCode.LENGTH
    if max(d.end(name, geometry) for name in LENGTHS) > MEMORY_END:
        return ErrorCode.LENGTH
    return ErrorCode.NONE


class EmulatorBuffer:
    """The host's bytes (`array`) and the device's image of them."""

    def __init__(self, memory: _Memory, address: int, nbytes: int) -> None:
        self.address = address
        self.array = np.zeros(nbytes, np.uint8)
        self.image = np.zeros(nbytes, np.uint8)
        self.keys: set[Hashable] = set()            # of what the cache holds of it
        self._memory = memory

    def flush(self, nbytes: int | None = None) -> None:
        """Copy the host's bytes to the device."""
        self._memory.check_live(self)
        self._memory.changed(self)
        self.image[:] = self.array

    def invalidate(self, nbytes: int | None = None) -> None:
        """Copy the device's bytes to the host."""
        self._memory.check_live(self)
        self.array[:] = self.image

    def free(self) -> None:
        """Give the address range back; again is harmless."""
        self._memory.release(self)


class _StoppedError(Exception):
    """The engine stops with an error code."""

    def __init__(self, code: ErrorCode) -> None:
        super().__init__(code.name)
        self.code = code


class _Memory:
    """Buffers by address."""

    def __init__(self, size: int, cache: _Cache) -> None:
        self._end = min(MEMORY_BASE + size, MEMORY_END)
        self._cache = cache
        self._buffers: list[EmulatorBuffer] = []    # by address
        self._starts: list[int] = []

    def allocate(self, nbytes: int) -> EmulatorBuffer:
        """First fit. Raises MemoryError."""
        size = -(-max(nbytes, 1) // PAGE) * PAGE
        at = MEMORY_BASE
        for buffer in self._buffers:
            if buffer.address - at >= size + PAGE:
                break
            at = buffer.address + -(-len(buffer.array) // PAGE) * PAGE + PAGE
        if at + size > self._end:
            raise MemoryError(f"no gap of {size} bytes below {self._end:#x}")
        buffer = EmulatorBuffer(self, at, nbytes)
        index = bisect.bisect(self._starts, at)
        self._buffers.insert(index, buffer)
        self._starts.insert(index, at)
        return buffer

    def release(self, buffer: EmulatorBuffer) -> None:
        """Forget a buffer, if it is known."""
        if buffer in self._buffers:
            self.changed(buffer)
            index = self._buffers.index(buffer)
            del self._buffers[index], self._starts[index]

    def clear(self) -> None:
        """Forget all buffers."""
        for buffer in list(self._buffers):
            self.release(buffer)

    def check_live(self, buffer: EmulatorBuffer) -> None:
        """Raise DeviceError after `release`."""
        if self._find(buffer.address, 0) is not buffer:
            raise DeviceError(f"buffer at {buffer.address:#x} was freed; allocate another")

    def changed(self, buffer: EmulatorBuffer) -> None:
        """What was decoded from a buffer no longer holds."""
        self._cache.drop(buffer)

    def read(self, address: int, nbytes: int) -> np.ndarray:
        """The device's bytes, uint8 [nbytes]. Raises _StoppedError."""
        buffer = self._find(address, nbytes)
        if buffer is None:
            raise _StoppedError(ErrorCode.READ)
        start = address - buffer.address
        return buffer.image[start:start + nbytes]

    def write(self, address: int, data: np.ndarray) -> None:
        """Write the device's bytes. Raises _StoppedError."""
        buffer = self._find(address, len(data))
        if buffer is None:
            raise _StoppedError(ErrorCode.WRITE)
        self.changed(buffer)
        start = address - buffer.address
        buffer.image[start:start + len(data)] = data

    def decoded(self, address: int, nbytes: int, layout: Hashable,
                decode: Callable[[np.ndarray], tuple[Any, int]]) -> Any:
        """What `decode` makes of a range of bytes, kept as long as they do not change."""
        data = self.read(address, nbytes)
        key = (address, nbytes, layout)
        value = self._cache.get(key)
        if value is None:
            value, size = decode(data)
            self._cache.put(key, value, size, self._find(address, nbytes))
        return value

    def _find(self, address: int, nbytes: int) -> EmulatorBuffer | None:
        index = bisect.bisect_right(self._starts, address) - 1
        if index < 0:
            return None
        buffer = self._buffers[index]
        return buffer if address + nbytes <= buffer.address + len(buffer.array) else None


class _Cache:
    """Decoded values up to a number of bytes; what comes when it is full is not kept.

    Models go through their matrices in turn: throwing out the oldest would never find any.
    """

    def __init__(self, limit: int) -> None:
        self._limit, self._held = limit, 0
        self._entries: dict[Hashable, tuple[Any, int, EmulatorBuffer]] = {}

    def get(self, key: Hashable) -> Any:
        """The value, or None."""
        return self._entries[key][0] if key in self._entries else None

    def put(self, key: Hashable, value: Any, size: int, source: EmulatorBuffer) -> None:
        """Keep a value of `size` bytes that was decoded from `source`, if there is room."""
        if self._held + size > self._limit:
            return
        self._entries[key] = (value, size, source)
        source.keys.add(key)
        self._held += size

    def drop(self, source: EmulatorBuffer) -> None:
        """Forget everything decoded from `source`."""
        while source.keys:
            _, size, _ = self._entries.pop(source.keys.pop())
            self._held -= size
