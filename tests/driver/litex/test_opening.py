"""Which LiteX board is there."""

from __future__ import annotations

import pytest
from python_soc import GEOMETRY, Soc, soc_map

from lutcore.driver import open_device
from lutcore.driver.errors import DeviceUnavailableError, UsageError
from lutcore.driver.litex.address import SERVER_VARIABLE
from lutcore.driver.litex.opening import open_board


def test_the_device_opens_by_name(serve, monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve(Soc(soc_map()))
    with open_device("litex", server=server) as device:
        assert device.name == "litex" and device.geometry == GEOMETRY
    monkeypatch.setenv(SERVER_VARIABLE, server)
    with open_device("auto") as device:
        assert device.name == "litex" and "pynq" in device.fallback_reason


def test_the_bundle_is_the_one_the_board_was_built_with(serve) -> None:
    serve(Soc(soc_map(identity_value=1)))
    server = serve(Soc(soc_map(identity_value=2, memory_bytes=1 << 21)))
    transport = open_board(GEOMETRY, server)
    assert transport.allocate(3 << 19).address == 0x4000_0000
    transport.close()


def test_another_board_is_refused(serve) -> None:
    soc = Soc(soc_map())
    server = serve(soc)
    soc.registers[soc.map.identity] = 0x1234
    with pytest.raises(DeviceUnavailableError, match="board0 has 0x00c0ffee, read 0x00001234"):
        open_board(None, server)


@pytest.mark.parametrize("server", ["localhost", "localhost:", ":1", "a:b", "a:0", "a:65536"])
def test_a_bad_address(server: str) -> None:
    with pytest.raises(UsageError, match="want host:port"):
        open_device("litex", server=server)
