"""How a user names a LiteX board: udp://host, or host:port of a litex_server."""

from __future__ import annotations

from lutcore.driver.errors import UsageError

SERVER_VARIABLE = "LUTCORE_LITEX"       # udp://host of a board, or host:port of a litex_server
SCHEME          = "udp://"
DEFAULT_SERVER  = "localhost:1234"


def split_address(server: str) -> tuple[str, int]:
    """Return host and port of host:port. Raises UsageError."""
    host, _, port = server.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 1 << 16:
        raise UsageError(f"{server!r} is not the address of a litex_server: want host:port, for "
                         f"example {DEFAULT_SERVER}, or {SCHEME}host for a board on the network")
    return host, int(port)
