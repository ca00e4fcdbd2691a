"""A SoC's bus over UDP; tests/gateware/soc has the board's side and lost packets."""

from __future__ import annotations

import json
import socket

import pytest
from python_soc import Soc, soc_map

from lutcore.driver import open_device
from lutcore.driver.bundles.soc_map import Etherbone, SocMap
from lutcore.driver.errors import DeviceLostError, DeviceUnavailableError
from lutcore.driver.litex import etherbone
from lutcore.driver.litex.etherbone import UdpLink
from lutcore.driver.litex.opening import open_board


@pytest.mark.parametrize("words", [None, 16, 256])
def test_packets_are_as_large_as_the_map_says(network, words) -> None:
    """A map without an entry is that of a bitstream with LiteX's own sizes."""
    soc = Soc(soc_map(etherbone=Etherbone(words or 16)))
    if words is None:
        fields = json.loads(soc.map.encode())
        del fields["etherbone"]
        soc.map = SocMap.decode(json.dumps(fields))
    board = network(soc)
    transport = open_board(None, board.address)
    buffer = transport.allocate(4000)
    buffer.flush()
    buffer.invalidate()
    assert board.largest == (words or 16) - 1
    transport.close()


def test_nobody_on_the_network(network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(etherbone, "ANSWER", 0.2)
    board = network(Soc(soc_map()))
    board.lose = lambda what: True
    with pytest.raises(DeviceLostError, match="does not answer"):
        open_device("litex", server=board.address)
    with pytest.raises(DeviceLostError, match="udp://127.0.0.2:9999 does not answer"):
        open_device("litex", server="udp://127.0.0.2:9999")     # the port is closed


def test_a_port_that_is_taken(network) -> None:
    board = network(Soc(soc_map()))
    transport = open_board(None, board.address)
    with pytest.raises(DeviceUnavailableError, match="end the litex_server"):
        open_board(None, board.address)
    transport.close()
    open_board(None, board.address).close()


def test_packets_of_others_are_no_answers(network) -> None:
    board = network(Soc(soc_map()))
    host, port = board.address.removeprefix("udp://").split(":")
    link = UdpLink(host, int(port))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
        stranger.sendto(b"to nobody", ("127.0.0.1", int(port)))
        assert link.receive(link.now() + 0.05) is None
    link.close()
