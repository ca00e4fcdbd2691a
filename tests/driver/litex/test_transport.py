"""Buffers and registers of a LiteX board, doorbells above all."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from python_soc import Soc, soc_map

from lutcore.driver import open_device
from lutcore.driver.contract import Lmma
from lutcore.driver.contract.registers import BY_NAME
from lutcore.driver.errors import DeviceError, DeviceMemoryError
from lutcore.driver.litex import etherbone
from lutcore.driver.litex import transport as transport_module
from lutcore.driver.litex.opening import open_board
from lutcore.host_app.measure.decode_step import INT4, Shapes
from lutcore.host_app.measure.host import NullEngine, model_of
from lutcore.host_app.model.model import Model

SMALL = Shapes(layers=2, hidden=64, feed=96, readers=32, size=16, vocabulary=100, format=INT4,
               geometry="tiny")


def test_bytes_arrive_and_come_back_as_far_as_asked(serve) -> None:
    soc = Soc(soc_map())
    transport = open_board(None, serve(soc))
    rng = np.random.default_rng(0)
    first, second = transport.allocate(10_001), transport.allocate(100)
    assert first.address % 64 == second.address % 64 == 0
    assert second.address >= first.address + len(first.array) >= first.address + 10_001
    first.array[:] = rng.integers(0, 256, len(first.array))
    first.flush()
    at = first.address - soc.map.memory
    assert np.array_equal(soc.memory[at:at + len(first.array)], first.array)
    written = soc.registers[soc.map.written]
    first.array[:] = 7
    first.flush(5)
    assert soc.registers[soc.map.written] - written == 2
    assert list(soc.memory[at:at + 9]) == [7] * 8 + [soc.memory[at + 8]]
    soc.memory[at:at + 3000] = 9
    first.invalidate(2000)
    assert set(first.array[:2000]) == {9} and set(first.array[2000:]) == {7}
    first.free()
    first.free()
    with pytest.raises(DeviceError, match="freed"):
        first.flush()
    with pytest.raises(DeviceMemoryError):
        transport.allocate(1 << 20)
    transport.close()


@pytest.mark.parametrize("way", ["network", "server"])
def test_words_of_a_step(way: str, network, serve) -> None:
    """Activations go to the board and sums come back; their place is not sent."""
    soc = Soc(soc_map(memory_bytes=1 << 23))
    soc.registers[soc.map.registers + BY_NAME["status"].offset] = (
        1 << BY_NAME["status"].field("done").offset)
    address = network(soc).address if way == "network" else serve(soc)
    with open_device("litex", server=address) as device:
        device.counting = False
        model = Model(model_of(SMALL, 128), NullEngine(device), "int8")
        (slot,) = model.slots(1)
        slot.forward([1])
        lmmas = [x for _, part in model.program(1) for x in part if isinstance(x, Lmma)]
        sent, fetched = soc.registers[soc.map.written], soc.fetched
        slot.forward([1])
        assert len(lmmas) == 2 * 4 + 1
        assert soc.registers[soc.map.written] - sent == sum(4 * x.activation_words for x in lmmas)
        assert soc.fetched - fetched == sum(4 * x.output_words for x in lmmas)
        model.free()


def losses(*pattern: str) -> Callable[[str], bool]:
    """Lose what the pattern names, in its order; "-" passes a packet with its answer."""
    left = list(pattern)

    def lose(what: str) -> bool:
        if not left:
            return False
        if left[0] == what:
            left.pop(0)
            return True
        if what == "answer" and left[0] == "-":
            left.pop(0)
        return False
    return lose


@pytest.mark.parametrize("pattern", [
    (), ("-", "packet"), ("-", "answer"), ("-", "packet", "packet", "answer"),
    ("-", "answer", "answer"), ("packet", "answer", "-", "packet", "-", "answer")])
def test_a_doorbell_rings_once(network, pattern) -> None:
    """The first packet is the mark in `program`, the second one the doorbell."""
    soc = Soc(soc_map())
    board = network(soc)
    transport = open_board(None, board.address)
    for program, count in ((0x4000_0040, 3), (0x4000_0040, 3), (0x4000_0080, 5)):
        soc.rung.clear()
        board.lose = losses(*pattern)
        transport.write("program", program)
        transport.write("count", count)
        assert soc.rung == [(program, count)]
    transport.close()


def test_program_is_read_as_it_was_written(network) -> None:
    transport = open_board(None, network(Soc(soc_map())).address)
    for value in (0x40, 0xFFFF_FFC0):
        transport.write("program", value)
        assert transport.read("program") == value
    transport.close()


def test_a_network_that_loses_every_doorbell(network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport_module, "RINGS", 3)
    monkeypatch.setattr(etherbone, "LINGER", 0.01)
    soc = Soc(soc_map())
    transport = open_board(None, network(soc).address)
    monkeypatch.setattr(transport.bus, "once", lambda *arguments: False)
    with pytest.raises(DeviceError, match="doorbell was lost 3 times"):
        transport.write("count", 1)
    assert not soc.rung
    transport.close()
