"""The executor's library as Python objects: threads, memory, programs, products.

    memory = Memory()                           # host arrays by device address
    memory.add(address, array)
    program = Program(memory, geometry, instructions, whole=True)
    program.run(rows)                           # no Python until the step is done
"""

from __future__ import annotations

import ctypes
import os
import warnings
from collections.abc import Sequence
from enum import IntEnum
from functools import cache

import numpy as np

from lutcore.driver.contract.geometry import Geometry
from lutcore.driver.contract.instructions import Each, Instruction, Quant
from lutcore.driver.contract.isa import DESCRIPTOR_BYTES, Lmma
from lutcore.driver.contract.program import encode
from lutcore.driver.direct import Direct, Section, arrays
from lutcore.driver.errors import (
    DescriptorError,
    ExecutorUnavailableError,
    NonFiniteActivationsError,
    UsageError,
)
from lutcore.driver.executor.library import compiler, is_built, library_path
from lutcore.driver.progress import Progress

THREADS_VARIABLE = "LUTCORE_THREADS"    # a number
_TEXT            = 400                  # bytes of a message


class Stop(IntEnum):
    """Why compiled code stopped at a doorbell: `Outcome` of doorbells.h."""

    ENGINE_FAULT = 3
    TIMEOUT      = 4
    PAUSED       = 5
    SYNC_FAULT   = 6


class _Sizes(ctypes.Structure):
    """`Sizes` of geometry.h."""

    _fields_ = [(name, ctypes.c_int32) for name in (
        "rows", "lanes", "ports", "share_bytes", "cut", "ternary", "symmetric", "segment_tables",
        "entry_limit", "slot_bits", "mantissa_bits", "sum_bits", "header_words",
        "row_words", "table_words")]

    @classmethod
    def of(cls, geometry: Geometry) -> _Sizes:
        g = geometry
        return cls(g.rows, g.lanes, g.ports, g.share_bits // 8, g.cut, g.ternary, g.symmetric,
                   g.segment_tables, g.entry_limit, g.slot_bits, g.mantissa_bits, g.sum_bits,
                   g.header_words, g.row_words(False), g.row_words(True))


class _Error(ctypes.Structure):
    """`Error` of program.h."""

    _fields_ = [("code", ctypes.c_int32), ("instruction", ctypes.c_int32),
                ("row", ctypes.c_int32), ("column", ctypes.c_int32), ("value", ctypes.c_float),
                ("text", ctypes.c_char * _TEXT)]


@cache
def _library() -> ctypes.CDLL:
    """Return the library with its functions' types. Raises ExecutorUnavailableError."""
    try:
        library = ctypes.CDLL(str(library_path()))
    except OSError as error:
        raise ExecutorUnavailableError(f"the executor's library cannot be loaded: {error}; delete "
                                       "the cache folder") from error
    p, i, u64, size = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint64, ctypes.c_size_t
    for name, result, arguments in (
            ("threads_new", p, (i, p, size)), ("threads_free", None, (p,)),
            ("memory_new", p, ()), ("memory_free", None, (p,)),
            ("memory_add", None, (p, u64, p, u64)), ("memory_remove", None, (p, u64)),
            ("memory_weights", u64, (p,)),
            ("program_new", p, (p, p, p, size, p, p, size)), ("program_free", None, (p,)),
            ("program_seconds", None, (p, p)), ("program_chosen", None, (p, p)),
            ("program_choose", i, (p, i, ctypes.c_uint32, p, size)),
            ("program_run", None, (p, p, i, i, p, ctypes.c_uint32, p)),
            ("program_resume", None, (p, p, p, p)),
            ("program_ring_with", i, (p, p, p, size, p, size, p, size)),
            ("weights_new", p, (p, p, p, p, size)), ("weights_free", None, (p,)),
            ("weights_bytes", u64, (p,)),
            ("products", i, (p, p, p, p, p, p, i, p, p, size)), ("native_bytes", i, ())):
        function = getattr(library, f"lutcore_{name}")
        function.restype, function.argtypes = result, arguments
    return library


@cache
def available() -> bool:
    """Return whether the library is there or can be built; builds it.

    Warns where there is a compiler that fails: what runs instead is many times slower.
    """
    try:
        _library()
    except ExecutorUnavailableError as error:
        if compiler():
            warnings.warn(f"{error}; numpy runs instead, many times slower. A computer with little "
                          "memory compiles when other programs are ended", RuntimeWarning,
                          stacklevel=2)
        return False
    return True


def prepare(progress: Progress | None) -> None:
    """Build the library if it can be and is not there; the first program would otherwise wait."""
    if progress and not is_built():
        progress("compiling the executor", 0.0)
    available()


def default_threads() -> int:
    """Return $LUTCORE_THREADS, or the processors that this process may use. Raises UsageError."""
    number = os.environ.get(THREADS_VARIABLE)
    if number:
        if not number.isdecimal() or int(number) < 1:
            raise UsageError(f"${THREADS_VARIABLE} = {number!r}; it must be a number from 1")
        return int(number)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Handle:
    """An object of the library, freed with this one."""

    _free = ""

    def __init__(self, handle: int | None, message: ctypes.Array | None = None) -> None:
        self.handle = handle
        self._release = getattr(_library(), self._free)
        if not handle:
            raise DescriptorError(message.value.decode() if message else "no memory")

    def __del__(self) -> None:
        if getattr(self, "handle", None):
            self._release(self.handle)
            self.handle = None


class Threads(_Handle):
    """Threads that run programs and products, one of them the caller's."""

    _free = "lutcore_threads_free"

    def __init__(self, count: int) -> None:
        """Start count - 1 threads; they sleep between runs."""
        self.count = count
        message = ctypes.create_string_buffer(_TEXT)
        super().__init__(_library().lutcore_threads_new(count, message, _TEXT), message)


_pools: dict[int, Threads] = {}


def threads(count: int | None = None) -> Threads:
    """Return the process's threads, `count` of them; None: `default_threads`."""
    number = count or default_threads()
    if number not in _pools:
        _pools[number] = Threads(number)
    return _pools[number]


def _forget_threads() -> None:
    for pool in _pools.values():
        pool.handle = None
    _pools.clear()


if hasattr(os, "register_at_fork"):     # threads do not come along
    os.register_at_fork(after_in_child=_forget_threads)


class Memory(_Handle):
    """Host arrays by device address, and the weights that programs took from them."""

    _free = "lutcore_memory_free"

    def __init__(self) -> None:
        self._arrays: dict[int, np.ndarray] = {}
        super().__init__(_library().lutcore_memory_new())

    def add(self, address: int, array: np.ndarray) -> None:
        """Map a device address to an array uint8 [n], which is kept alive."""
        if self._arrays.get(address) is array:
            return
        _library().lutcore_memory_add(self.handle, address, array.ctypes.data, array.nbytes)
        self._arrays[address] = array

    def remove(self, address: int) -> None:
        """Forget an address and the weights there; programs that use it no longer run."""
        _library().lutcore_memory_remove(self.handle, address)
        self._arrays.pop(address, None)

    def sync(self, arrays: dict[int, np.ndarray]) -> None:
        """Make the map be exactly `arrays`, by address."""
        for address in [x for x in self._arrays if x not in arrays]:
            self.remove(address)
        for address, array in arrays.items():
            self.add(address, array)

    @property
    def weight_bytes(self) -> int:
        """Bytes of the weights that were taken."""
        return _library().lutcore_memory_weights(self.handle)


class Program(_Handle):
    """A token program, checked and linked."""

    _free = "lutcore_program_free"

    def __init__(self, memory: Memory, geometry: Geometry, instructions: Sequence[Instruction],
                 whole: bool, rung: Sequence[bool] | None = None) -> None:
        """Check a program against a map of memory, as `contract.checks` does.

        whole: LMMAs run here; else an engine runs them, and QUANT and VEC read and write its
        buffers. rung: which instructions the engine runs; None: the LMMAs. Raises DescriptorError.
        """
        for x in instructions:
            if isinstance(x, Lmma):
                x.check(geometry)
            if isinstance(x, (Lmma, Quant)) and x.host_tables:
                raise DescriptorError("tables made by the host are not compiled; set "
                                      "LUTCORE_EMULATOR=numpy")
        encoded = b"".join(map(encode, instructions))
        if rung is None:
            rung = [isinstance(x, Lmma) for x in instructions]
        rings = bytes(rung).ljust(len(encoded) // DESCRIPTOR_BYTES, b"\0")
        self._memory, self._sizes = memory, _Sizes.of(geometry)
        self._times = [x.times for x in instructions if isinstance(x, Each)]
        message = ctypes.create_string_buffer(_TEXT)
        super().__init__(_library().lutcore_program_new(
            memory.handle, ctypes.byref(self._sizes), encoded, len(encoded),
            None if whole else rings, message, _TEXT), message)

    def ring_with(self, direct: Direct, sections: Sequence[Section]) -> None:
        """Ring an engine for what it runs, which a run otherwise passes over.

        sections: all of the program, in its order
        """
        self._direct = direct, sections    # C code keeps addresses of them
        structs, claims = arrays(sections)
        message = ctypes.create_string_buffer(_TEXT)
        if not _library().lutcore_program_ring_with(
                self.handle, ctypes.byref(direct.engine), structs, len(structs), claims,
                len(claims), message, _TEXT):
            raise MemoryError(message.value.decode())

    def seconds(self) -> list[float]:
        """Return the seconds of all runs so far of LMMA, QUANT, VEC and ATTN."""
        seconds = (ctypes.c_double * 4)()
        _library().lutcore_program_seconds(self.handle, seconds)
        return list(seconds)

    def choose(self, each: int, expert: int) -> None:
        """Make what an EACH repeats the instructions of one expert, for runs of a part of them.

        Raises DescriptorError.
        """
        message = ctypes.create_string_buffer(_TEXT)
        if not _library().lutcore_program_choose(self.handle, each, expert, message, _TEXT):
            raise DescriptorError(message.value.decode())

    def turns(self) -> np.ndarray:
        """Return of every EACH how many experts the last run had, int64 [EACHs]; there is one."""
        ran = np.zeros(sum(self._times), np.uint8)
        _library().lutcore_program_chosen(self.handle, ran.ctypes.data)
        starts = np.cumsum([0, *self._times[:-1]])
        return np.asarray(np.add.reduceat(ran, starts, dtype=np.int64))

    def run(self, rows: np.ndarray, first: int = 0, last: int = 1 << 30,
            workers: Threads | None = None) -> Stop | None:
        """Run instructions first to last - 1 with a table of rows uint32 [R, 4].

        Return None, or why an engine stopped the run; the engine's `instruction` and
        `status` say more. Signals are handled between slices of the run.

        Raises DescriptorError (a table that does not fit), NonFiniteActivationsError.
        """
        rows = np.ascontiguousarray(rows, np.uint32)
        if rows.ndim != 2 or rows.shape[1] != 4:
            raise DescriptorError(f"a table of rows of shape {list(rows.shape)}; want [R, 4]")
        error, pool, table = _Error(), (workers or threads()).handle, rows.ctypes.data
        _library().lutcore_program_run(self.handle, pool, first, last, table, len(rows),
                                       ctypes.byref(error))
        while error.code == Stop.PAUSED:
            _library().lutcore_program_resume(self.handle, pool, table, ctypes.byref(error))
        if error.code == 2:
            raise NonFiniteActivationsError(
                f"activation [{error.row}, {error.column}] is {np.float32(error.value)}; the model "
                "or its input is damaged")
        if error.code == 1:
            raise DescriptorError(error.text.decode())
        return Stop(error.code) if error.code else None


class Weights(_Handle):
    """A weight stream repacked for products."""

    _free = "lutcore_weights_free"

    def __init__(self, d: Lmma, geometry: Geometry, stream: np.ndarray) -> None:
        """Take the stream uint8 of a descriptor, from d.weights on; it is not kept."""
        self._sizes = _Sizes.of(geometry)
        self.columns = d.columns * geometry.lanes
        fields = np.array([d.planes, d.group, d.explicit, d.zero, d.ternary, d.columns, d.slices,
                           d.stream_words, d.stride], np.uint32)
        stream = np.ascontiguousarray(stream)
        message = ctypes.create_string_buffer(_TEXT)
        super().__init__(_library().lutcore_weights_new(
            ctypes.byref(self._sizes), fields.ctypes.data, stream.ctypes.data, message, _TEXT),
            message)

    @property
    def nbytes(self) -> int:
        """Memory held."""
        return _library().lutcore_weights_bytes(self.handle)

    def products(self, mantissa: np.ndarray, sums: np.ndarray, shift: np.ndarray,
                 workers: Threads | None = None) -> np.ndarray | None:
        """Return acc int32 [N, M]; None for activations beyond the contract's bounds.

        mantissa: int32 [M, J, I]. sums: int32 [M, J, 8]. shift: int32 [M, J]. QUANT makes none
        beyond the bounds, but others may lie in memory all the same.
        """
        arrays = [np.ascontiguousarray(x, np.int32) for x in (mantissa, sums, shift)]
        acc = np.empty((self.columns, len(mantissa)), np.int32)
        message = ctypes.create_string_buffer(_TEXT)
        code = _library().lutcore_products(
            self.handle, ctypes.byref(self._sizes), (workers or threads()).handle,
            *(x.ctypes.data for x in arrays), len(mantissa), acc.ctypes.data, message, _TEXT)
        if not code:
            raise MemoryError(message.value.decode())
        return acc if code == 1 else None
