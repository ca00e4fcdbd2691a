"""LiteX boards: the engine's registers and memory over Ethernet, or behind a litex_server.

    LUTCORE_LITEX=udp://192.168.1.50 lutcore selftest --device litex

    litex_server --uart --uart-port /dev/ttyUSB1        # boards with a serial port
    LUTCORE_LITEX=localhost:1234 lutcore selftest --device litex

The package litex is imported inside a function: only boards with a serial port need it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any, Protocol

import numpy as np

from lutcore.driver.bundles.find import Bundle, list_bundles
from lutcore.driver.bundles.soc_map import SocMap
from lutcore.driver.contract import Geometry
from lutcore.driver.contract.registers import BY_NAME, REGISTERS, extract
from lutcore.driver.errors import DeviceError, DeviceLostError, DeviceUnavailableError, UsageError
from lutcore.driver.litex import dram
from lutcore.driver.litex.etherbone import PORT as UDP_PORT
from lutcore.driver.litex.etherbone import EtherboneBus, UdpLink
from lutcore.driver.pages import PageAllocator
from lutcore.driver.transport import Clock

SERVER_VARIABLE = "LUTCORE_LITEX"       # udp://host of a board, or host:port of a litex_server
SCHEME          = "udp://"
DEFAULT_SERVER  = "localhost:1234"
KIND            = "litex"               # kind of the bundles for these boards

PACKET  = 255                           # most words in a packet to litex_server
WINDOW  = 8 * PACKET                    # words sent before the board's count is checked
RETRIES = 5                             # more attempts to send a window
RINGS   = 50                            # attempts to ring the doorbell
ANSWER  = 15.0                          # seconds for one answer; litex_server gives up after 10
PAUSE   = 1e-3                          # most seconds between polls
WORDS   = 1e5                           # 16-byte words per second: fewer than any DRAM moves
_UNRUNG = 0xFFFF_FFFF                   # inverts `program`: an address that no engine runs


# Buses --------------------------------------------------------------------------------------------


class Bus(dram.Bus, Protocol):
    """What a transport needs of an `EtherboneBus` or a `RemoteBus`."""

    board: str                          # how to call it in messages

    def know(self, soc: SocMap) -> None:
        """Take what the bus needs from the SoC's map; called before anything is uploaded."""

    def upload(self, address: int, words: np.ndarray) -> None:
        """Write uint32 [words] to memory, and see that they arrive."""

    def close(self) -> None:
        """Let go of the board."""


class RemoteBus:
    """A SoC's bus behind a litex_server, for boards with a serial port.

    After the board is lost, every call fails at once.
    """

    def __init__(self, server: str) -> None:
        """Connect to `server`, host:port. Raises DeviceUnavailableError, UsageError."""
        host, port = _address(server)
        self.server = server
        self.board = f"litex_server {server}"
        self._lost: str | None = None
        self._written: int | None = None
        try:
            self._client = _client_class()(host, port)
            self._client.open()
        except OSError as error:
            raise DeviceUnavailableError(
                f"no litex_server at {server} ({error}); start one for the board, for example "
                "litex_server --uart --uart-port /dev/ttyUSB1, or name another with "
                f"${SERVER_VARIABLE}; a board on the network is {SCHEME}192.168.1.50") from error
        self._client.socket.settimeout(ANSWER)

    def read(self, address: int, words: int = 1) -> np.ndarray:
        """Return uint32 [words] from a byte address on. Raises DeviceLostError."""
        parts = []
        for at in range(0, words, PACKET):
            count = min(PACKET, words - at)
            part = self._call(self._client.read, address + 4 * at, count)
            if len(part) != count:
                raise self._lost_error(f"{len(part)} of {count} words came")
            parts.append(np.array(part, np.uint32))
        return np.concatenate(parts) if parts else np.empty(0, np.uint32)

    def write(self, address: int, words: np.ndarray | int) -> None:
        """Write one word, or uint32 [words], from a byte address on. Raises DeviceLostError.

        The board does not confirm what arrived: see `upload`.
        """
        values = np.atleast_1d(np.asarray(words, np.uint32)).tolist()
        for at in range(0, len(values), PACKET):
            self._call(self._client.write, address + 4 * at, values[at:at + PACKET])

    def once(self, address: int, words: np.ndarray | int, times: int = 1) -> bool:
        """Write words `times` times; a serial line loses nothing. Return True."""
        for _ in range(times):
            self.write(address, words)
        return True

    def know(self, soc: SocMap) -> None:
        """Take from the SoC's map where it counts the words that arrive in memory."""
        self._written = soc.written

    def upload(self, address: int, words: np.ndarray) -> None:
        """Write uint32 [words] to memory, and again until the board has counted all of them.

        Raises DeviceError (after RETRIES), DeviceLostError.
        """
        for at in range(0, len(words), WINDOW):
            window = words[at:at + WINDOW]
            for _ in range(1 + RETRIES):
                before = self._count()
                self.write(address + 4 * at, window)
                arrived = (self._count() - before) & 0xFFFF_FFFF
                if arrived == len(window):
                    break
            else:
                raise DeviceError(f"after {RETRIES} retries, {arrived} of {len(window)} words "
                                  f"arrived at {address + 4 * at:#x}; the line to the board loses "
                                  "bytes, or another program writes to it")

    def _count(self) -> int:
        assert self._written is not None
        return int(self.read(self._written)[0])

    def close(self) -> None:
        """Let go of the server."""
        with suppress(OSError):
            self._client.close()

    def _call(self, method: Any, *arguments: Any) -> Any:
        if self._lost:
            raise DeviceLostError(self._lost)
        try:
            return method(*arguments)
        except OSError as error:
            raise self._lost_error(str(error)) from error

    def _lost_error(self, why: str) -> DeviceLostError:
        self._lost = (f"the board behind {self.board} does not answer ({why}); is it "
                      "on, configured with lutcore's bitstream, and the server's cable or address "
                      "right? Then open the device again")
        return DeviceLostError(self._lost)


def _address(server: str) -> tuple[str, int]:
    host, _, port = server.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 1 << 16:
        raise UsageError(f"{server!r} is not the address of a litex_server: want host:port, for "
                         f"example {DEFAULT_SERVER}, or {SCHEME}host for a board on the network")
    return host, int(port)


def _client_class() -> Any:
    """Return a subclass of LiteX's RemoteClient, which itself reads zeros if no answer comes.

    Raises DeviceUnavailableError without litex.
    """
    try:
        from litex.tools.litex_client import RemoteClient
    except ImportError as error:
        raise DeviceUnavailableError(f"litex cannot be imported ({error}); pip install "
                                     "'lutcore[litex]'") from error

    class Client(RemoteClient):
        """RemoteClient that raises OSError when no answer comes."""

        def __init__(self, host: str, port: int) -> None:
            # RemoteClient.__init__ is not called: it reads any csr.csv in the working directory.
            self.host, self.port, self.base_address = host, port, 0
            self.csr_data_width = self.csr_bus_address_width = 32
            self.debug = self.binded = False

        def receive_packet(self, *arguments: Any) -> bytes:
            packet = super().receive_packet(*arguments)
            if not packet:
                raise OSError(f"no answer within {ANSWER:g} s, or the server closed the connection")
            return packet

    return Client


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
        last = REGISTERS[-1] if register == "status" else first
        values = self.bus.read(self._soc.registers + first.offset, last.index - first.index + 1)
        if register == "status" and extract("status", "done", int(values[0])):
            self._counters = {known.name: int(value) for known, value in
                              zip(REGISTERS[first.index + 1:], values[1:], strict=True)}
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


# Opening ------------------------------------------------------------------------------------------


def open_board(geometry: str | Geometry | None, server: str | None = None) -> LitexTransport:
    """Open a board on the network or behind a litex_server; `open_device` calls this.

    geometry: only bundles with this one, as `find_bundle` takes it. server: udp://host or
    host:port; None is $LUTCORE_LITEX, else localhost:1234. The bundle is the one whose
    identity the board answers with. Raises DeviceUnavailableError, BundleError,
    DeviceMismatchError, DeviceLostError, DeviceError.
    """
    server = server or os.environ.get(SERVER_VARIABLE) or DEFAULT_SERVER
    bus = _connect(server)
    try:
        bundle, soc = _identify(bus, geometry)
        bus.know(soc)
        return LitexTransport(bundle, soc, bus)
    except BaseException:
        bus.close()
        raise


def _connect(server: str) -> Bus:
    """Return the bus at udp://host[:port] or host:port."""
    if not server.startswith(SCHEME):
        return RemoteBus(server)
    name = server.removeprefix(SCHEME)
    host, port = _address(name if ":" in name else f"{name}:{UDP_PORT}")
    return EtherboneBus(UdpLink(host, port), server)


def _identify(bus: Bus, geometry: str | Geometry | None) -> tuple[Bundle, SocMap]:
    """Return the bundle that the board was configured from."""
    mismatches = []
    for candidate in list_bundles(KIND, geometry):
        soc = SocMap.read(candidate.folder)
        value = int(bus.read(soc.identity)[0])
        if value == soc.identity_value:
            candidate.manifest.check_files(candidate.folder)
            return candidate, soc
        mismatches.append(f"{candidate.name} has {soc.identity_value:#010x}, read {value:#010x}")
    raise DeviceUnavailableError(
        f"the board behind {bus.board} matches no bundle for LiteX boards: "
        f"{'; '.join(mismatches) or 'there are none'}; load a bundle's bitstream, or build one: "
        "lutcore build BOARD")
