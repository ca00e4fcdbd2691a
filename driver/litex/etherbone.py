"""Etherbone over UDP: a SoC's bus behind LiteEth, where the network may lose any packet.

Every packet ends with a read, so that the board answers each one. The answer carries a number that
the host chose, and shows that the packet's writes were done, because the board writes first. A
packet without an answer is sent again. This needs nothing of the board but LiteX's own Etherbone.

LiteEth reads the number's own address first where a packet writes and reads, and then expects one
word less. So the number of such a packet is an address that is harmless to read, in the page of
registers that holds the SoC's identity, and no other address follows.
"""

from __future__ import annotations

import random
import socket
import struct
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from lutcore.driver.bundles.soc_map import Etherbone, SocMap
from lutcore.driver.errors import DeviceUnavailableError
from lutcore.driver.litex.bus import Line

PORT   = 1234                           # UDP port of the board, and of the host: it answers there
RETRY  = 5e-3                           # seconds until a packet is sent again; doubled each time
SLOWEST = 0.1                           # most seconds between two copies of a packet
ANSWER = 3.0                            # seconds without an answer until the board counts as lost
LINGER = 0.05                           # seconds that a copy may be under way in the network

COUNT  = 255                            # most reads or writes of a packet: a field of 8 bits
PAGE   = 0x800                          # bytes of a page of LiteX's registers
BYTES  = 2048                           # more than an Ethernet frame carries
_HEAD  = struct.Struct(">HBB4xBBBB")    # magic, version, sizes; flags, byte enables, writes, reads
_FIXED = (0x4E6F, 0x10, 0x44, 0, 0x0F)  # version 1; addresses and data of 4 bytes; all bytes


# Packets ------------------------------------------------------------------------------------------


@dataclass
class _Request:
    """A packet that waits for its answer: words written from an address on, or reads."""

    reads: Sequence[int] = ()           # addresses, if it writes nothing
    address: int = 0
    words: np.ndarray = field(default_factory=lambda: np.empty(0, np.uint32))
    answer: np.ndarray | None = None
    copies: int = 0                     # sent
    since: float = 0.0                  # when the first copy was sent
    due: float = 0.0                    # when it is sent again

    def encode(self, number: int) -> bytes:
        """Return the packet; its answer carries `number`."""
        parts = [_HEAD.pack(*_FIXED, len(self.words), len(self.reads) or 1)]
        if len(self.words):
            parts += [struct.pack(">I", self.address), self.words.astype(">u4").tobytes()]
        parts.append(struct.pack(">I", number))
        if not len(self.words):
            parts.append(np.array(self.reads, ">u4").tobytes())
        return b"".join(parts)


def _decode(packet: bytes) -> tuple[int, np.ndarray] | None:
    """Return the number and the words of an answer, or None if the packet is none."""
    if len(packet) < _HEAD.size or packet[:2] != _HEAD.pack(*_FIXED, 0, 0)[:2]:
        return None
    count, words = packet[10], np.frombuffer(packet[_HEAD.size:len(packet) & ~3], ">u4")
    if not count or len(words) < 1 + count:
        return None
    return int(words[0]), words[1:1 + count].astype(np.uint32)


# Link ---------------------------------------------------------------------------------------------


class Link(Protocol):
    """Way of packets to a board and back; tests have one to a simulated board, with its own time.

    Methods raise OSError if packets cannot be sent at all.
    """

    def now(self) -> float:
        """Return the time in seconds."""

    def send(self, packet: bytes) -> None:
        """Send a packet, which may be lost."""

    def receive(self, until: float) -> bytes | None:
        """Return the next packet, or None if none comes until `now()` is `until`."""

    def close(self) -> None:
        """Let go of the network."""


class UdpLink:
    """Link through a UDP socket. The board answers to the host's port of the same number."""

    now = staticmethod(time.monotonic)

    def __init__(self, host: str, port: int = PORT) -> None:
        """Take the port. Raises DeviceUnavailableError."""
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
                probe.connect((host, port))     # sends nothing, finds this computer's address
                own = probe.getsockname()[0]
            self._socket.bind((own, port))
            self._socket.connect((host, port))
        except OSError as error:
            self._socket.close()
            raise DeviceUnavailableError(
                f"UDP port {port} to the board at {host} cannot be used ({error}); end the "
                "litex_server --udp or the lutcore that has it, and see that the host's network is "
                "the board's") from error

    def send(self, packet: bytes) -> None:
        """Send a packet."""
        with suppress(ConnectionRefusedError):  # an earlier packet's: nobody listens there yet
            self._socket.send(packet)

    def receive(self, until: float) -> bytes | None:
        """Return the next packet from the board."""
        while (left := until - self.now()) > 0:
            self._socket.settimeout(left)
            try:
                return self._socket.recv(BYTES)
            except TimeoutError:
                pass
            except ConnectionRefusedError:
                time.sleep(min(left, RETRY))
        return None

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()


# Bus ----------------------------------------------------------------------------------------------


class EtherboneBus:
    """A SoC's bus over a Link.

    At most `holds.packets` packets are under way at a time, and overtake each other. A copy of a
    packet that was sent twice may come late; so writes end only when each copy is answered, or too
    old to come: the next call's writes are not overtaken.
    """

    def __init__(self, link: Link, board: str) -> None:
        """`board` is its name in messages."""
        self.board = board
        self.holds = Etherbone()        # until the SoC's map is known
        self.page = 0                   # of registers; `know` sets it before anything is written
        self._link = link
        self._number = random.randrange(1 << 32)    # answers to an earlier process are not ours
        self._line = Line(f"at {board}", "its cable plugged in, and its address in the host's "
                          "network")

    def read(self, address: int, words: int = 1) -> np.ndarray:
        """Return uint32 [words] from a byte address on. Raises DeviceLostError."""
        most = min(COUNT, self.holds.words - 1)
        addresses = [address + 4 * i for i in range(words)]
        requests = [_Request(addresses[at:at + most]) for at in range(0, words, most)]
        self._exchange(requests)
        parts = [request.answer for request in requests if request.answer is not None]
        return np.concatenate(parts) if parts else np.empty(0, np.uint32)

    def write(self, address: int, words: np.ndarray | int) -> None:
        """Write one word, or uint32 [words], from a byte address on. Raises DeviceLostError.

        All of it has arrived when this returns. Some words may have been written twice.
        """
        values = np.atleast_1d(np.asarray(words, np.uint32))
        most = min(COUNT, self.holds.words - 1)     # beside them, address and number
        requests = [_Request((), address + 4 * at, values[at:at + most])
                    for at in range(0, len(values), most)]
        waiting = self._exchange(requests)
        self._outlive(waiting)

    upload = write

    def know(self, soc: SocMap) -> None:
        """Take from the SoC's map what its Etherbone holds, and where its identity is."""
        self.page = soc.identity & ~(PAGE - 1)
        self.holds = soc.etherbone or Etherbone()

    def once(self, address: int, words: np.ndarray | int, times: int = 1) -> bool:
        """Write words that one packet holds, `times` times. Return False if it may have been fewer.

        Nothing is sent a second time: the caller decides. No packet is under way when this returns.
        Raises DeviceLostError.
        """
        values = np.atleast_1d(np.asarray(words, np.uint32))
        waiting = self._exchange([_Request((), address, values) for _ in range(times)], again=False)
        self._outlive(waiting)
        return not waiting

    def close(self) -> None:
        """Let go of the network; the board stays as it is."""
        self._link.close()

    # Exchange -------------------------------------------------------------------------------------

    def _exchange(self, requests: list[_Request], again: bool = True) -> dict[int, int]:
        """Send requests and collect their answers.

        again: send what is not answered again, until it is; else give it up. Returns how many
        copies are not answered, by number. Raises DeviceLostError.
        """
        waiting, open_, missing = deque(requests), dict[int, _Request](), dict[int, int]()

        def send(number: int, request: _Request) -> None:
            self._link.send(request.encode(number))
            now = self._link.now()
            if not request.copies:
                request.since = now
            request.due = now + min(SLOWEST, RETRY * 2 ** request.copies)
            request.copies += 1
            missing[number] = missing.get(number, 0) + 1

        def step() -> None:
            while waiting and len(open_) < self.holds.packets:
                request = waiting.popleft()
                self._number = (self._number + 1) & 0xFFFF_FFFF
                number = self._number
                if len(request.words):
                    number = self.page | number % PAGE
                open_[number] = request
                send(number, request)
            self._take(open_, missing, min(request.due for request in open_.values()))
            now = self._link.now()
            for number, request in list(open_.items()):
                if now < request.due:
                    continue
                if not again:
                    del open_[number]
                elif now - request.since > ANSWER:
                    raise self._line.lost(f"no answer within {ANSWER:g} s")
                else:
                    send(number, request)
        while waiting or open_:
            self._line.call(step)
        return missing

    def _outlive(self, missing: dict[int, int]) -> None:
        """Wait until no copy of a packet can be under way."""
        until = self._link.now() + LINGER
        while missing and self._link.now() < until:
            self._line.call(lambda: self._take({}, missing, until))

    def _take(self, open_: dict[int, _Request], missing: dict[int, int], until: float) -> None:
        """Receive one packet; strike its request from `open_` and a copy from `missing`."""
        packet = self._link.receive(until)
        answer = _decode(packet) if packet else None
        if answer is None or answer[0] not in missing:
            return
        number, words = answer
        if number in open_ and len(words) == (len(open_[number].reads) or 1):
            open_.pop(number).answer = words
        missing[number] -= 1
        if not missing[number]:
            del missing[number]
