"""A device's engine: its doorbell, its end and its stops.

    engine = EngineControl(transport, timeout=None)
    engine.check()                              # it is the engine that the bundle promises
    engine.settle()                             # and idle
    engine.open_window(buffers)
    engine.run(queue)                           # rings, waits; faults become errors

`Device` has one, and passes on what programs need.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from lutcore.driver.contract.geometry import CONTRACT_VERSION, Geometry
from lutcore.driver.contract.program import disassemble
from lutcore.driver.contract.registers import (
    BY_NAME,
    MAGIC,
    PAGE_BITS,
    PAGES,
    WORKS,
    Client,
    ErrorCode,
    extract,
    mask,
)
from lutcore.driver.contract.units import Rung, least_clocks, pieces
from lutcore.driver.direct import FIRST_PAUSE, SHORT_WORK, SPIN, TURN, WORK_SLEEP, Engine
from lutcore.driver.errors import (
    DeviceError,
    DeviceMismatchError,
    EngineError,
    EngineTimeoutError,
    LutcoreError,
    NonFiniteActivationsError,
)
from lutcore.driver.executor import runner as executor
from lutcore.driver.resources import Counters
from lutcore.driver.transport import Buffer, Transport, stop_engine

QUEUE         = mask(BY_NAME["count"].field("descriptors").size)  # most descriptors per doorbell
TIMEOUT_FLOOR = 10.0                    # seconds granted to any doorbell
ABORT_TIMEOUT = 2.0                     # seconds for the engine to drain after control.abort

_REMEDIES = {
    ErrorCode.READ:  "it read outside the device's memory, or the memory port is broken",
    ErrorCode.WRITE: "it wrote outside the device's memory, or the memory port is broken",
    ErrorCode.WINDOW: "it was to go outside the buffers of this device, and did not",
    ErrorCode.WATCHDOG: "this program did not poll it in time; was it suspended? Run it again",
    ErrorCode.STRAY: "data came that it had not asked for; run it again",
    ErrorCode.ABORT: "something else stopped it; run it again",
}
_MISFIT = "driver and engine disagree; build the bundle again with this version of lutcore"


@dataclass(frozen=True)
class Queue:
    """Instructions that one doorbell runs, as their descriptors lie in memory."""

    code: Sequence[Rung]
    address: int
    pieces: int                         # descriptors, at most QUEUE
    clocks: int                         # that they take at least
    words: int                          # of memory traffic, for the time limit

    @classmethod
    def of(cls, code: Sequence[Rung], address: int, words: int, geometry: Geometry) -> Queue:
        """Count what the instructions are."""
        return cls(code, address, sum(map(pieces, code)),
                   sum(least_clocks(x, geometry) for x in code), words)


class EngineControl:
    """The engine behind a transport; a `Device` has one.

    counters: what the device has done so far. stuck: it did not stop when it was told to; the next
    `settle` tries again.
    """

    def __init__(self, transport: Transport, timeout: float | None) -> None:
        """timeout: seconds for one doorbell; None derives a generous one from the work."""
        self._transport, self._timeout, self._name = transport, timeout, transport.name
        self.counters = Counters()
        self._window: tuple[int, int] | None = None   # pages; as the engine has it
        self._table: int | None = None  # address of the table of rows; as the engine has it
        self.stuck = False

    def check(self) -> None:
        """Raise DeviceMismatchError unless the engine is the one that its bundle promises."""
        geometry = self._transport.geometry
        for register, expected, remedy in (
                ("magic", MAGIC, "this is not a lutcore engine; load its bitstream"),
                ("version", CONTRACT_VERSION, _MISFIT),
                ("digest", geometry.digest,
                 f"the engine is not {geometry.name}; load the bitstream of its bundle")):
            value = self._transport.read(register)
            if value != expected:
                raise DeviceMismatchError(f"{self._name}: register {register} reads {value:#x}, "
                                          f"expected {expected:#x}: {remedy}")

    def run_direct(self, engine: Engine, run: Callable[[], executor.Stop | None],
                   at: Callable[[], Queue], table: int = 0) -> None:
        """Run a program in compiled code that rings the engine itself.

        engine: as compiled code sees it. run: runs the program. at: the doorbell where it stopped.
        table: address of the table of rows, 0 for none.

        Raises DescriptorError, NonFiniteActivationsError, EngineError, EngineTimeoutError,
        DeviceError (cache maintenance failed).
        """
        self.open_table(table)
        seconds = engine.seconds
        try:
            stop = run()
            if stop is executor.Stop.TIMEOUT:
                raise self._timeout_error(at(), engine.status)
        finally:
            if engine.ringing:          # a timeout or KeyboardInterrupt: it must not run on
                self.abort()
                engine.ringing = 0
            self.counters.seconds += engine.seconds - seconds
        if stop is executor.Stop.ENGINE_FAULT:
            raise self._engine_error(engine.status, at())
        if stop is executor.Stop.SYNC_FAULT:
            raise DeviceError(f"{self._name}: cache maintenance failed with {engine.failure:#x}; "
                              "close the device and open it again")

    def work_seconds(self, queue: Queue) -> float:
        """Return the least time that a doorbell takes."""
        return queue.clocks / (1e6 * self._transport.clock.mhz)

    def limit(self, queue: Queue) -> float:
        """Return the seconds that a doorbell may take."""
        if self._timeout is not None:
            return self._timeout
        return TIMEOUT_FLOOR + queue.words / self._transport.words_per_second

    def run(self, queue: Queue, counting: bool = True, table: int = 0) -> None:
        """Ring for instructions, and wait until they are done.

        counting: read the engine's counters afterwards. table: address of the table of rows, 0 for
        none.

        Raises EngineError, EngineTimeoutError, NonFiniteActivationsError (found by the engine).
        """
        self.open_table(table)
        self._transport.write("program", queue.address)
        try:
            self._transport.write("count", queue.pieces)
            status = self._wait(queue)
        except BaseException:           # also KeyboardInterrupt: the engine must not run on
            self.abort()
            raise
        if extract("status", "error", status):
            raise self._engine_error(status, queue)
        if counting:
            self._count()

    def _wait(self, queue: Queue) -> int:
        """Return the status when the engine is done. Raises EngineTimeoutError after its limit.

        The work's least time is known: most of it is slept, then the status is read without a
        pause for a moment, then with pauses that double. `doorbells.h` waits in the same way.
        """
        read, longest = self._transport.read, self._transport.pause
        work, limit = self.work_seconds(queue), self.limit(queue)
        started = time.monotonic()
        deadline = started + limit
        if longest and work > SHORT_WORK:
            wake = started + min(WORK_SLEEP * work, limit)
            while (left := wake - time.monotonic()) > 0:
                time.sleep(min(left, TURN))
                read("status")          # the watchdog's food
        calm = time.monotonic() + SPIN
        pause = FIRST_PAUSE
        while True:
            now = time.monotonic()
            status = read("status")
            if extract("status", "done", status):
                return status
            if now > deadline:
                raise self._timeout_error(queue, status)
            if longest and now > calm:
                time.sleep(min(pause, longest))
                pause = min(longest, 2 * pause)

    def _timeout_error(self, queue: Queue, status: int) -> EngineTimeoutError:
        return EngineTimeoutError(
            f"{self._name}: not done after {self.limit(queue):.3g} s: at {self._reached(queue)}, "
            f"status {status:#x}; if the device is only slow, open it with a longer timeout")

    def open_window(self, buffers: Iterable[Buffer]) -> None:
        """Tell the engine which pages all of these buffers lie in, if that has changed."""
        ends = [(b.address, b.address + len(b.array) - 1) for b in buffers if len(b.array)]
        window = (min((start for start, _ in ends), default=(PAGES - 1) << PAGE_BITS) >> PAGE_BITS,
                  max((last for _, last in ends), default=0) >> PAGE_BITS)
        if window != self._window:
            self._transport.write("window_base", window[0] << PAGE_BITS)
            self._transport.write("window_limit", window[1] << PAGE_BITS)
            self._window = window

    def open_table(self, table: int) -> None:
        """Tell an engine with units where the table of rows is, if that has changed."""
        if self._transport.geometry.vector_lanes and table != self._table:
            self._transport.write("rows", table)
            self._table = table

    def abort(self) -> None:
        """Stop the engine; if it does not stop, the next use of the device tries again."""
        self.stuck = True
        self.stuck = not _stop(self._transport)

    def settle(self) -> None:
        """Stop an engine that still runs. Raises DeviceError if it does not stop."""
        if extract("status", "busy", self._transport.read("status")):
            self.abort()
        else:
            self.stuck = False
        if self.stuck:
            raise DeviceError(f"{self._name}: the engine did not stop within {ABORT_TIMEOUT:g} s; "
                              "close the device and open it again")

    def _engine_error(self, status: int, queue: Queue) -> LutcoreError:
        value = extract("status", "code", status)
        code = ErrorCode.of(value)
        name = code.name if code is not None else f"code {value}"
        remedy = _REMEDIES.get(code, _MISFIT) if code is not None else _MISFIT
        text = self._reached(queue)
        if code is ErrorCode.NONFINITE:
            return NonFiniteActivationsError(
                f"{self._name}: {text} read an activation that is not finite; the model or its "
                "input is damaged")
        return EngineError(f"{self._name}: the engine stopped with {name} at {text}"
                           f"{self._access(code)}: {remedy}")

    def _reached(self, queue: Queue) -> str:
        """Say which descriptor the engine has come to."""
        index = self._transport.read("completed")
        each = [x for x in queue.code for _ in range(pieces(x))]
        text = (disassemble(each[index], self._transport.geometry) if index < len(each)
                else "not in its queue")
        return f"descriptor {index} of {len(each)} ({text})"

    def _access(self, code: ErrorCode | None) -> str:
        """Say who asked the memory for what, where it could not be had; the emulator does not."""
        address = self._transport.read("error_address")
        if code not in (ErrorCode.READ, ErrorCode.WRITE, ErrorCode.WINDOW) or not address:
            return ""
        source = self._transport.read("error_source")
        who = {int(x): x.name.lower() for x in Client}.get(
            extract("error_source", "client", source), "unknown")
        where = "at" if code is ErrorCode.WINDOW else "before"
        return f", {who}, port m{extract('error_source', 'port', source)}, {where} {address:#x}"

    def _count(self) -> None:
        read, counters = self._transport.read, self.counters
        counters.cycles += read("cycles")
        counters.stream_words += read("stream_words")
        for name in counters.stall_cycles:
            counters.stall_cycles[name] += read(f"stall_{name}")
        if self._transport.geometry.vector_lanes:
            for name in WORKS:
                cycles = getattr(counters, f"{name}_cycles") + read(name)
                setattr(counters, f"{name}_cycles", cycles)


def _stop(transport: Transport) -> bool:
    return stop_engine(transport.read, transport.write, transport.pause, ABORT_TIMEOUT)


def halt(transport: Transport) -> None:
    """Stop an engine that nobody will wait for."""
    with suppress(LutcoreError, OSError, RuntimeError):
        if extract("status", "busy", transport.read("status")):
            _stop(transport)
