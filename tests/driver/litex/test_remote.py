"""A SoC's bus behind LiteX's own server, which may fall silent."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np
import pytest
from python_soc import Soc, soc_map

from lutcore.driver import open_device
from lutcore.driver.bundles.soc_map import Etherbone
from lutcore.driver.errors import DeviceError, DeviceLostError, DeviceUnavailableError
from lutcore.driver.litex import remote
from lutcore.driver.litex.address import SERVER_VARIABLE
from lutcore.driver.litex.opening import open_board


def test_lost_packets_are_sent_again(serve) -> None:
    soc = Soc(soc_map(etherbone=None))
    transport = open_board(None, serve(soc))
    rng = np.random.default_rng(1)
    buffer = transport.allocate(100_000)
    buffer.array[:] = rng.integers(0, 256, len(buffer.array))
    lost = []
    soc.lose = lambda packet: packet % 13 == 5 and not lost.append(packet)
    buffer.flush()
    at = buffer.address - soc.map.memory
    assert lost and np.array_equal(soc.memory[at:at + len(buffer.array)], buffer.array)
    soc.lose = lambda packet: True
    with pytest.raises(DeviceError, match="0 of 25 words arrived"):
        buffer.flush(100)
    transport.close()


@pytest.mark.parametrize("etherbone, longest", [(None, 255), (Etherbone(), 16),
                                                (Etherbone(words=100), 100)])
def test_packets_are_no_longer_than_the_board_takes(serve, etherbone: Etherbone | None,
                                                    longest: int) -> None:
    soc = Soc(soc_map(etherbone=etherbone))
    transport = open_board(None, serve(soc))
    lengths = []
    write = transport.bus._client.write
    transport.bus._client.write = lambda address, values: (lengths.append(len(values)),
                                                           write(address, values))
    buffer = transport.allocate(4000)
    buffer.flush()
    assert max(lengths) == longest
    transport.close()


def test_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SERVER_VARIABLE, "127.0.0.1:9")
    with pytest.raises(DeviceUnavailableError, match="no litex_server at 127.0.0.1:9"):
        open_device("litex")


def test_without_litex(monkeypatch: pytest.MonkeyPatch) -> None:
    genuine = builtins.__import__

    def without(name: str, *arguments: Any, **more: Any) -> Any:
        if name.startswith("litex"):
            raise ImportError("no module litex")
        return genuine(name, *arguments, **more)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(DeviceUnavailableError, match="pip install 'lutcore"):
        open_device("litex")


@pytest.mark.parametrize("when", ["opening", "later"])
def test_a_board_that_does_not_answer(serve, monkeypatch: pytest.MonkeyPatch, when: str) -> None:
    monkeypatch.setattr(remote, "ANSWER", 0.3)
    soc = Soc(soc_map())
    server = serve(soc)
    soc.silent = when == "opening"
    with pytest.raises(DeviceLostError, match=r"does not answer \(no answer within 0\.3 s"
                                              r".*restart litex_server"):
        transport = open_board(None, server)
        soc.silent = True
        transport.read("magic")
    if when == "later":                 # a second call does not wait again
        monkeypatch.setattr(transport.bus._client, "read", lambda *a: pytest.fail("asked again"))
        with pytest.raises(DeviceLostError):
            transport.read("magic")
        transport.close()


def test_a_server_that_goes_away(serve) -> None:
    soc = Soc(soc_map())
    transport = open_board(None, serve(soc))

    def fail(*arguments: Any) -> None:
        raise OSError("the cable")
    soc.read = fail                     # litex_server drops the connection then
    with pytest.raises(DeviceLostError, match="closed the connection"):
        transport.read("status")
    transport.close()
