"""The virtual board without pynq: a Verilated engine, its clock and its DDR, through ctypes."""

from __future__ import annotations

import ctypes
import dataclasses
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from lutcore.driver.errors import (
    BoardHangError,
    BundleError,
    DeviceClosedError,
    DeviceError,
    ProtocolError,
    RegisterAccessError,
)
from lutcore.driver.pages import PAGE
from lutcore.driver.progress import Progress
from lutcore.driver.virtual.design import Design
from lutcore.driver.virtual.memory import SIZES, Timing, timing
from lutcore.driver.virtual.verilate import build_library

RESET_CYCLES  = 16                      # clock cycles that reset is held
ACCESS_CYCLES = 1000                    # cycles without an answer until a register access fails
STEP_CYCLES   = 100_000                 # cycles per call of the library; Ctrl-C works between calls

_TIMEOUT   = -1                         # as in simulator.cpp
_CHANNELS  = {"read": 0, "write": 1}
_RESPONSES = {2: "SLVERR", 3: "DECERR"}


@dataclass(frozen=True)
class DdrConfig:
    """The modelled memory and its behaviour on every port. Raises DeviceError (bad field).

    A `memory` other than "ideal" is that of a board, which all ports share; a beat then moves when
    that memory and the latencies here allow it.
    """

    base: int = 0x1000_0000             # bus address of the first byte, a multiple of 4096
    size: int = 0                       # bytes, a multiple of 4096; used as it is touched. 0: as
                                        # much as the board of this memory has for an engine
    read_latency: int = 64              # cycles from an accepted AR to the first beat, at least 1
    write_latency: int = 16             # cycles from the last accepted W to B, at least 1
    outstanding: int = 64               # open read bursts per port, 1 to 256; then ARREADY is low
    refresh_interval: int = 780         # cycles from refresh to refresh: 7.8 us at 100 MHz
    refresh_cycles: int = 16            # cycles of a refresh: 160 ns, tRFC of a 2 Gb DDR3
    back_pressure: float = 0.0          # probability that a channel is not ready in a cycle
    extra_latency: int = 0              # cycles: each burst waits a random 0 to extra_latency more
    seed: int = 1                       # seed of back_pressure and extra_latency
    memory: str = "ideal"               # a key of memory.MEMORIES
    clock_mhz: float = 100.0            # clock of the engine, from which a memory's times follow

    def __post_init__(self) -> None:
        if self.size == 0:
            object.__setattr__(self, "size", SIZES.get(self.memory, SIZES["ideal"]))
        for valid, field, rule in (
            (self.size > 0 and self.size % PAGE == 0, "size", "a positive multiple of 4096"),
            (self.base >= 0 and self.base % PAGE == 0, "base", "a multiple of 4096"),
            (self.base + self.size <= 1 << 32, "size", "such that base + size fits in 32 bits"),
            (self.read_latency >= 1, "read_latency", "at least 1"),
            (self.write_latency >= 1, "write_latency", "at least 1"),
            (1 <= self.outstanding <= 256, "outstanding", "from 1 to 256"),
            (0 <= self.refresh_cycles < self.refresh_interval, "refresh_cycles",
             "from 0 to refresh_interval - 1"),
            (0.0 <= self.back_pressure <= 1.0, "back_pressure", "from 0 to 1"),
            (self.extra_latency >= 0, "extra_latency", "at least 0"),
            (self.seed >= 0, "seed", "at least 0"),
            (1.0 <= self.clock_mhz <= 1000.0, "clock_mhz", "from 1 to 1000"),
        ):
            if not valid:
                raise DeviceError(f"virtual DDR: {field} = {getattr(self, field)}; it must be "
                                  f"{rule}")
        self.timing                     # noqa: B018, an unknown memory is refused here

    @property
    def timing(self) -> Timing:
        """The times of `memory`. Raises UsageError."""
        return timing(self.memory, self.clock_mhz)


@dataclass(frozen=True)
class PortStatistics:
    """Traffic of one AXI port since the last reset."""

    read_beats: int
    write_beats: int
    read_bursts: int
    write_bursts: int
    busy_cycles: int                    # cycles with at least one burst under way


def _fields(dataclass_type: type, *without: str) -> list[tuple[str, type]]:
    return [(field.name, ctypes.c_uint64) for field in dataclasses.fields(dataclass_type)
            if field.name not in without]


class _Timing(ctypes.Structure):
    _fields_ = _fields(Timing)


class _Config(ctypes.Structure):
    _fields_ = [*_fields(DdrConfig, "memory", "clock_mhz"), ("timing", _Timing)]


class _Statistics(ctypes.Structure):
    _fields_ = _fields(PortStatistics)


class SimulatedBoard:
    """One board: registers, memory, time. Every method is atomic between threads.

    VirtualDevice and ServedBoard put pynq in front of it; gateware tests use it directly. After an
    error of the gateware (ProtocolError, BoardHangError) only `reset` helps.
    """

    def __init__(self, design: Design | str | Path, *, ports: int | None = None,
                 port_bytes: int | None = None, config: DdrConfig | None = None,
                 progress: Progress | None = None, **ddr: Any) -> None:
        """Build the simulator of a design, unless the cache has it, and reset the board.

        design: a Design, a Verilog file or a bundle folder. ports, port_bytes: those that it must
        have. progress: called while the simulator is built. The other keywords are fields of
        DdrConfig, and replace those of `config`. Raises BundleError, DeviceError,
        VirtualBoardUnavailableError, VirtualBoardBuildError.
        """
        self.design = design if isinstance(design, Design) else Design.load(design)
        for field, expected in (("ports", ports), ("port_bytes", port_bytes)):
            if expected not in (None, getattr(self.design, field)):
                raise BundleError(f"{field} = {expected}, but the Verilog has "
                                  f"{getattr(self.design, field)}; build the bundle again")
        self.config = dataclasses.replace(config, **ddr) if config else DdrConfig(**ddr)
        self.memory = np.zeros(self.config.size, np.uint8)
        self._lock = threading.RLock()
        self._library = _open_library(build_library(self.design, progress))
        self._board = self._library.board_create(_raw(self.config), self.memory.ctypes.data)
        if not self._board:
            raise DeviceError("the virtual board could not be created; see the message above")
        self.reset()

    # Registers ------------------------------------------------------------------------------------

    def read32(self, offset: int) -> int:
        """Return the register at byte `offset`.

        Raises BoardHangError, RegisterAccessError, ProtocolError.
        """
        data = ctypes.c_uint32()
        with self._lock:
            response = self._library.board_read(self._handle, offset, data, ACCESS_CYCLES)
            self._check("read of", offset, response)
        return data.value

    def write32(self, offset: int, value: int) -> None:
        """Write the register at byte `offset`. Raises what `read32` does."""
        with self._lock:
            response = self._library.board_write(self._handle, offset, value & 0xFFFF_FFFF,
                                                 ACCESS_CYCLES)
            self._check("write to", offset, response)

    @property
    def irq(self) -> bool:
        """Whether the interrupt output is high."""
        return bool(self._library.board_irq(self._handle))

    # Time -----------------------------------------------------------------------------------------

    def reset(self, cycles: int = RESET_CYCLES) -> None:
        """Reset the engine and the ports; clear statistics and faults. Memory keeps its bytes."""
        with self._lock:
            self._library.board_reset(self._handle, cycles)
            self._check_protocol()

    def step(self, cycles: int, until_irq: bool = False) -> int:
        """Simulate `cycles` clock cycles, and return how many. Raises ProtocolError.

        until_irq: stop before if the interrupt output is or goes high.
        """
        done = passed = chunk = 0
        with self._lock:
            while passed == chunk and done < cycles:
                chunk = min(cycles - done, STEP_CYCLES)
                passed = self._library.board_step(self._handle, chunk, until_irq)
                done += passed
                self._check_protocol()
        return done

    @property
    def cycles(self) -> int:
        """Clock cycles since the board was created."""
        return self._library.board_cycles(self._handle)

    # Memory ---------------------------------------------------------------------------------------

    def view(self, address: int, length: int) -> np.ndarray:
        """Return uint8 [length]: memory from a bus address on, shared with the simulator.

        Raises DeviceError.
        """
        start = address - self.config.base
        if start < 0 or length < 0 or start + length > self.config.size:
            raise DeviceError(f"{length} bytes at {address:#x} are outside the virtual DDR "
                              f"({self.config.size} bytes at {self.config.base:#x})")
        return self.memory[start:start + length]

    @property
    def statistics(self) -> tuple[PortStatistics, ...]:
        """Traffic since the last reset, one entry per AXI port."""
        raw = _Statistics()
        ports = []
        for port in range(self.design.ports):
            self._library.board_statistics(self._handle, port, raw)
            ports.append(PortStatistics(*(getattr(raw, name) for name, _ in raw._fields_)))
        return tuple(ports)

    # Faults ---------------------------------------------------------------------------------------

    def inject_error(self, channel: str, nth: int = 1, port: int = 0) -> None:
        """Answer the `nth` burst from now (1: next) on channel "read" or "write" with SLVERR."""
        self._inject(channel, nth, port, hang=False)

    def inject_hang(self, channel: str, nth: int = 1, port: int = 0) -> None:
        """Answer no burst from the `nth` from now on (1: next) on channel "read" or "write"."""
        self._inject(channel, nth, port, hang=True)

    def inject_strays(self, beats: int, port: int = 0, reader: int = 0) -> None:
        """Send read data that nobody asked for, with ID `reader`, when no other is under way."""
        with self._lock:
            self._library.board_stray(self._handle, port, reader, beats)

    def stick(self, channel: str, port: int = 0, *, ones: int = 0, zeros: int = 0) -> None:
        """Make data bits of a port always one or always zero, on channel "read" or "write".

        ones, zeros: masks of a beat; they replace those of an earlier call, until `reset`.
        """
        width = self.design.port_bytes
        with self._lock:
            self._library.board_stick(self._handle, port, self._channel(channel, port),
                                      ones.to_bytes(width, "little"),
                                      zeros.to_bytes(width, "little"))

    def guard(self, blocks: Iterable[tuple[int, int]]) -> None:
        """From now on take a write outside these blocks (address, bytes) for a fault.

        It stops the clock until `reset`, as a breach of the protocol does.
        """
        ranges = [edge for address, nbytes in sorted(blocks)
                  for edge in (address, address + nbytes)]
        with self._lock:
            self._library.board_guard(self._handle, (ctypes.c_uint64 * len(ranges))(*ranges),
                                      len(ranges) // 2)

    def _inject(self, channel: str, nth: int, port: int, hang: bool) -> None:
        if nth < 1:
            raise DeviceError(f"no fault at burst {nth}: want at least 1")
        with self._lock:
            self._library.board_inject(self._handle, port, self._channel(channel, port), hang, nth)

    def _channel(self, channel: str, port: int) -> int:
        if channel not in _CHANNELS or not 0 <= port < self.design.ports:
            raise DeviceError(f"no fault on channel {channel!r}, port {port}: want read or write, "
                              f"below {self.design.ports}")
        return _CHANNELS[channel]

    # Lifetime -------------------------------------------------------------------------------------

    def close(self) -> None:
        """Free the simulator and its memory; a second call is harmless."""
        with self._lock:
            if self._board:
                self._library.board_destroy(self._board)
            self._board = None
            self.memory = np.zeros(0, np.uint8)

    def __enter__(self) -> SimulatedBoard:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 traceback: TracebackType | None) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_board", None):
            self.close()

    @property
    def _handle(self) -> int:
        if not self._board:
            raise DeviceClosedError("the virtual board is closed; open it again")
        return self._board

    def _check(self, access: str, offset: int, response: int) -> None:
        self._check_protocol()
        if response == _TIMEOUT:
            raise BoardHangError(f"{access} register {offset:#x}: no answer in {ACCESS_CYCLES} "
                                 "cycles; reset the board (on hardware: power-cycle it)")
        if response:
            raise RegisterAccessError(f"{access} register {offset:#x}: answered "
                                      f"{_RESPONSES.get(response, response)}; is there a register?")

    def _check_protocol(self) -> None:
        message = self._library.board_violation(self._handle).decode()
        if message:
            raise ProtocolError(f"{message}; the gateware is at fault, or the program that "
                                "it was given; reset the board")


def _raw(config: DdrConfig) -> _Config:
    fields = dataclasses.asdict(config)
    del fields["memory"], fields["clock_mhz"]
    fields["back_pressure"] = round(4096 * config.back_pressure)
    return _Config(**fields, timing=_Timing(**dataclasses.asdict(config.timing)))


def _open_library(path: Path) -> ctypes.CDLL:
    library = ctypes.CDLL(str(path))
    board, word, long, integer = (ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint64, ctypes.c_int)
    for name, result, *arguments in (
        ("create", board, ctypes.POINTER(_Config), ctypes.c_void_p),
        ("destroy", None, board),
        ("reset", None, board, long),
        ("step", long, board, long, integer),
        ("read", integer, board, word, ctypes.POINTER(word), long),
        ("write", integer, board, word, word, long),
        ("irq", integer, board),
        ("cycles", long, board),
        ("violation", ctypes.c_char_p, board),
        ("inject", None, board, ctypes.c_uint, ctypes.c_uint, integer, long),
        ("stray", None, board, ctypes.c_uint, ctypes.c_uint, long),
        ("stick", None, board, ctypes.c_uint, ctypes.c_uint, ctypes.c_char_p, ctypes.c_char_p),
        ("guard", None, board, ctypes.POINTER(long), long),
        ("statistics", None, board, ctypes.c_uint, ctypes.POINTER(_Statistics)),
    ):
        function = getattr(library, f"board_{name}")
        function.restype, function.argtypes = result, arguments
    return library
