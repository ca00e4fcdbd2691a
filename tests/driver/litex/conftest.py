"""Fixtures: a SoC in Python behind a litex_server, or on the network."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("litex", reason="needs litex: pip install 'lutcore[litex]'")

from lutcore.driver.bundles.find import PATH_VARIABLE

sys.path.insert(0, str(Path(__file__).parent))      # the SoC is a module beside the tests

from python_soc import Server, Soc, Udp, write_bundle


@pytest.fixture
def network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Soc], Udp]]:
    """network(soc): puts a SoC on the network, and writes its bundle."""
    boards: list[Udp] = []

    def start(soc: Soc) -> Udp:
        write_bundle(tmp_path / f"board{len(boards)}", soc.map)
        monkeypatch.setenv(PATH_VARIABLE, str(tmp_path))
        boards.append(Udp(soc))
        return boards[-1]
    yield start
    for board in boards:
        board.close()


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Soc], str]]:
    """serve(soc): starts a litex_server, writes the SoC's bundle and returns host:port."""
    servers = []

    def start(soc: Soc) -> str:
        write_bundle(tmp_path / f"board{len(servers)}", soc.map)
        server = Server(soc, "127.0.0.1", 0)
        server.open()
        server.start(1)
        servers.append((soc, server))
        monkeypatch.setenv(PATH_VARIABLE, str(tmp_path))
        return f"127.0.0.1:{server.socket.getsockname()[1]}"
    yield start
    for soc, server in servers:
        soc.release.set()
        server.close()
