"""A SoC's bus behind a litex_server, for boards with a serial port.

    litex_server --uart --uart-port /dev/ttyUSB1
    LUTCORE_LITEX=localhost:1234 lutcore selftest --device litex

The package litex is imported inside a function: only these boards need it.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import numpy as np

from lutcore.driver.bundles.soc_map import SocMap
from lutcore.driver.errors import DeviceError, DeviceUnavailableError
from lutcore.driver.litex.address import SCHEME, SERVER_VARIABLE, split_address
from lutcore.driver.litex.bus import Line

PACKET  = 255                           # most words in a packet to litex_server
WINDOW  = 8 * PACKET                    # words sent before the board's count is checked
RETRIES = 5                             # more attempts to send a window
ANSWER  = 15.0                          # seconds for one answer; litex_server gives up after 10


class RemoteBus:
    """A SoC's bus behind a litex_server, for boards with a serial port.

    After the board is lost, every call fails at once.
    """

    def __init__(self, server: str) -> None:
        """Connect to `server`, host:port. Raises DeviceUnavailableError, UsageError."""
        host, port = split_address(server)
        self.server = server
        self.board = f"litex_server {server}"
        # After a lost byte litex_server waits for it for ever, and answers nobody else.
        self._line = Line(f"behind {self.board}", "and the server's cable or address right",
                          "restart litex_server, and open the device again")
        self._written: int | None = None
        self._packet = PACKET
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
        for at in range(0, words, self._packet):
            count = min(self._packet, words - at)
            part = self._line.call(self._client.read, address + 4 * at, count)
            if len(part) != count:
                raise self._line.lost(f"{len(part)} of {count} words came")
            parts.append(np.array(part, np.uint32))
        return np.concatenate(parts) if parts else np.empty(0, np.uint32)

    def write(self, address: int, words: np.ndarray | int) -> None:
        """Write one word, or uint32 [words], from a byte address on. Raises DeviceLostError.

        The board does not confirm what arrived: see `upload`.
        """
        values = np.atleast_1d(np.asarray(words, np.uint32)).tolist()
        for at in range(0, len(values), self._packet):
            self._line.call(self._client.write, address + 4 * at, values[at:at + self._packet])

    def once(self, address: int, words: np.ndarray | int, times: int = 1) -> bool:
        """Write words `times` times; a serial line loses nothing. Return True."""
        for _ in range(times):
            self.write(address, words)
        return True

    def know(self, soc: SocMap) -> None:
        """Take from the SoC's map where it counts the words that arrive in memory.

        A litex_server may stand before a board's Ethernet, which holds only so many words.
        """
        self._written = soc.written
        if soc.etherbone:
            self._packet = min(PACKET, soc.etherbone.words)

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
