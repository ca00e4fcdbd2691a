"""The engine of a LiteX SoC: its registers and memory, over the SoC's bus."""

from __future__ import annotations

import numpy as np

from lutcore.driver.bundles.find import Bundle
from lutcore.driver.bundles.soc_map import SocMap
from lutcore.driver.contract.registers import BY_NAME, extract, registers_of
from lutcore.driver.errors import DeviceError
from lutcore.driver.litex import dram
from lutcore.driver.litex.bus import Bus
from lutcore.driver.pages import PageAllocator
from lutcore.driver.transport import Clock

KIND  = "litex"                         # kind of the bundles for these boards
RINGS = 50                              # attempts to ring the doorbell
PAUSE = 1e-3                            # most seconds between polls
WORDS = 1e5                             # 16-byte words per second: fewer than any DRAM moves
_UNRUNG = 0xFFFF_FFFF                   # inverts `program`: an address that no engine runs


# Memory -------------------------------------------------------------------------------------------


class LitexBuffer:
    """The host's copy of a block of the board's memory, made by `LitexTransport.allocate`."""

    def __init__(self, transport: LitexTransport, address: int, nbytes: int) -> None:
        self.address = address
        self.array = np.zeros(-(-nbytes // 64) * 64, np.uint8)
        self._transport: LitexTransport | None = transport

    def flush(self, nbytes: int | None = None) -> None:
        """Send the first `nbytes`, by default all, to the board."""
        self._owner().bus.upload(self.address, self._words(nbytes))

    def invalidate(self, nbytes: int | None = None) -> None:
        """Fetch the first `nbytes`, by default all, from the board."""
        words = self._words(nbytes)
        words[:] = self._owner().bus.read(self.address, len(words))

    def free(self) -> None:
        """Give the memory back; a second call is harmless."""
        transport, self._transport = self._transport, None
        if transport:
            transport.release(self.address)

    def _owner(self) -> LitexTransport:
        if not self._transport:
            raise DeviceError(f"buffer at {self.address:#x} was freed; allocate another")
        return self._transport

    def _words(self, nbytes: int | None) -> np.ndarray:
        words = self.array.view("<u4")
        return words if nbytes is None else words[:-(-nbytes // 4)]


# Transport ----------------------------------------------------------------------------------------


class LitexTransport:
    """Transport to the engine of a LiteX SoC that has been configured."""

    name = KIND
    pause = PAUSE
    watchdog = 0                        # its memory is nobody else's
    words_per_second = WORDS

    def __init__(self, bundle: Bundle, soc: SocMap, bus: Bus) -> None:
        """Start the board's memory, unless it runs. Raises DeviceError, DeviceLostError."""
        self.geometry = bundle.geometry
        self.clock = Clock(self.geometry.clock_mhz)     # of the SoC, which cannot be changed
        self.bus = bus
        self._soc = soc
        self._counters: dict[str, int] = {}     # behind the last status that was "done"
        self._program: int | None = None        # to be written, together with the doorbell
        self._pages = PageAllocator(soc.memory, soc.memory_bytes)
        dram.start(bus, soc)

    def read(self, register: str) -> int:
        """Return the value of a register.

        The status is read in one packet with the counters behind it, which stand still once the
        engine is done; they come from there until something is written.
        """
        if register in self._counters:
            return self._counters[register]
        first = BY_NAME[register]
        if register == "program" and self._program is not None:
            self.bus.write(self._soc.registers + first.offset, self._program)
        registers = registers_of(self.geometry.vector_lanes)
        last = registers[-1] if register == "status" else first
        values = self.bus.read(self._soc.registers + first.offset, last.index - first.index + 1)
        if register == "status" and extract("status", "done", int(values[0])):
            self._counters = {known.name: int(value) for known, value in
                              zip(registers[first.index + 1:], values[1:], strict=True)}
        return int(values[0])

    def write(self, register: str, value: int) -> None:
        """Write a register; `program` when it is read, or with the doorbell."""
        self._counters = {}
        if register == "program":
            self._program = int(value)
        elif register == "count":
            self._ring(int(value))
        else:
            self.bus.write(self._soc.registers + BY_NAME[register].offset, int(value))

    def _ring(self, count: int) -> None:
        """Run `count` descriptors, once, though the network may lose a packet or its answer.

        A second doorbell would run the program on what the first one left. So `program` and the
        doorbell behind it are one packet: if no answer comes, `program` shows whether it arrived.
        """
        address = self._soc.registers + BY_NAME["program"].offset
        program = self._program if self._program is not None else self.read("program")
        self.bus.write(address, program ^ _UNRUNG)
        for _ in range(RINGS):
            if (self.bus.once(address, np.array([program, count], np.uint32))
                    or int(self.bus.read(address)[0]) == program):
                return
        raise DeviceError(f"the doorbell was lost {RINGS} times; the network to the board loses "
                          "too many packets: use a direct cable")

    def allocate(self, nbytes: int) -> LitexBuffer:
        """Return a buffer in the board's memory. Raises DeviceMemoryError."""
        return LitexBuffer(self, self._pages.allocate(nbytes), nbytes)

    def release(self, address: int) -> None:
        """Give a buffer's memory back; `LitexBuffer.free` calls this."""
        self._pages.release(address)

    def close(self) -> None:
        """Close the connection; the board stays as it is."""
        self.bus.close()
