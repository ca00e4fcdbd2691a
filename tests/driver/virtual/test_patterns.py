"""Stuck wires on a virtual board: the selftest names the port, the direction and the bits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lutcore.driver import Device
from lutcore.driver.contract import Geometry
from lutcore.driver.devices import open_device
from lutcore.driver.errors import DeviceError
from lutcore.driver.patterns import check_memory
from lutcore.driver.virtual.simulator import SimulatedBoard
from lutcore.gateware.build import write_virtual_bundle

GEOMETRY = Geometry(rows=2, table_width=8, cut=5, double_buffer=False, fill=1, stream_depth=128,
                    ports=2, side_port=True, port_kind="axi3", port_width=64, result_ports=2)


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory, virtual_board: None) -> Iterator[Device]:
    """A board like the PYNQ-Z2, with fewer rows: weights over m0 and m1, the rest over m2.

    Results leave over m2 and m1.
    """
    folder = tmp_path_factory.mktemp("bundles")
    write_virtual_bundle(folder, "ports", GEOMETRY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUTCORE_BITSTREAMS", str(folder))
        with open_device("virtual", "ports") as opened:
            yield opened


@pytest.fixture
def board(device: Device) -> Iterator[SimulatedBoard]:
    """The simulator behind it; faults are gone after the test."""
    board = device.transport._overlay.device.board
    yield board
    for port in range(GEOMETRY.buses):
        for channel in ("read", "write"):
            board.stick(channel, port)
    with open_device("emulator", GEOMETRY) as emulator:
        check_memory(device, emulator)          # the board works again




@pytest.mark.parametrize("channel, port, fault, words", [
    ("read", 0, {"ones": 1 << 9}, r"reads of weights: port m0, bits 0x200 in \d+ beats"),
    ("read", 1, {"zeros": 1 << 63 | 1}, r"reads of weights: port m1, bits 0x8000000000000001 in"),
    ("read", 2, {"ones": 1}, "reads of descriptors, port m2: .* stopped with MAGIC"),
    ("read", 2, {"zeros": 1 << 31}, r"reads of activations: port m2, bits 0x\w*8000000\d? in"),
    ("read", 2, {"zeros": 1 << 9}, "reads or writes of port m2, or many bits of any: no single"),
    ("write", 2, {"ones": 1 << 40}, r"writes of results: port m2, bits 0x10000000000 in \d+ beats"),
    ("write", 2, {"zeros": 1 << 32}, r"writes of results: port m2, bits 0x100000000 in"),
    ("write", 1, {"ones": 1 << 40}, r"writes of results: port m1, bits 0x10000000000 in \d+ beats"),
])
def test_the_path_is_named(device: Device, board: SimulatedBoard, channel: str, port: int,
                           fault: dict[str, int], words: str) -> None:
    board.stick(channel, port, **fault)
    with open_device("emulator", device.geometry) as emulator, \
            pytest.raises(DeviceError, match=words):
        check_memory(device, emulator)
