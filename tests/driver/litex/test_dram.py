"""The start of a SoC's memory: power-up, read delays, the test of its lines."""

from __future__ import annotations

import random

import numpy as np
import pytest
from python_soc import DRAM, LEVELING, STEPS, Soc, soc_map

from lutcore.driver.bundles.soc_map import Leveling
from lutcore.driver.errors import DeviceError
from lutcore.driver.litex.opening import open_board


def test_memory_is_started_once_as_litedram_says(serve) -> None:
    soc = Soc(soc_map())
    server = serve(soc)
    for _ in range(2):
        transport = open_board(None, server)
        transport.close()
    assert soc.steps == [(s.address, s.bank, s.command, s.control) for s in STEPS]
    assert soc.registers[soc.map.ready] == 1 and soc.registers[DRAM.control] == 1


def test_read_delays_go_to_the_middle_of_the_widest_window(serve) -> None:
    soc = Soc(soc_map(LEVELING))
    soc.windows = {0: {0: range(1), 1: range(2, 7), 3: range(6, 8)}, 1: {2: range(0, 3)}}
    transport = open_board(None, serve(soc))
    transport.close()
    assert soc.slips == [1, 2] and soc.delays == [4, 1]
    assert soc.registers[soc.map.ready] == 1


def test_a_strobe_that_was_not_seen_counts_as_wrong(serve) -> None:
    soc = Soc(soc_map(LEVELING))
    seen = soc._level

    def blind(address: int, leveling: Leveling) -> None:    # lane 0 needs delays from 5 on
        seen(address, leveling)
        if soc.delays[0] < 5:
            soc.registers[leveling.burst_seen] &= ~1
    soc._level = blind
    transport = open_board(None, serve(soc))
    transport.close()
    assert soc.delays[0] == 6 and soc.delays[1] == 4


@pytest.mark.parametrize("spoil, message", [
    (lambda soc: soc.windows.update({1: {}}), "no read delay suits byte lane 1"),
    (lambda soc: setattr(soc, "stuck", (3, 0x10)), "no read delay suits byte lane 1")])
def test_memory_that_no_delay_suits(serve, spoil, message) -> None:
    soc = Soc(soc_map(LEVELING))
    spoil(soc)
    with pytest.raises(DeviceError, match=message):
        open_board(None, serve(soc))
    assert soc.registers[soc.map.ready] == 0


def test_a_stuck_data_line_is_found(serve) -> None:
    soc = Soc(soc_map())
    soc.stuck = (2, 0x80)
    with pytest.raises(DeviceError, match="memory at 0x40000.* holds"):
        open_board(None, serve(soc))


def test_a_missing_address_line_is_found(serve) -> None:
    soc = Soc(soc_map())
    store, word = soc._store, soc._word

    def without(address: int) -> int:
        return address & ~(1 << 12) if soc._in_memory(address) else address
    soc._store = lambda address, value: store(without(address), value)
    soc._word = lambda address: word(without(address))
    with pytest.raises(DeviceError, match="memory at 0x40000000 holds"):
        open_board(None, serve(soc))


def test_read_delays_and_memory_with_losses(network) -> None:
    """5 % lost each way: each lane gets the delay that it gets without losses."""
    soc = Soc(soc_map(LEVELING))
    soc.windows = {0: {0: range(1), 1: range(2, 7), 3: range(6, 8)}, 1: {2: range(0, 3)}}
    board, chance, lost = network(soc), random.Random(1), []

    def lose(what: str) -> bool:
        if chance.random() < 0.05:
            lost.append(what)
            return True
        return False
    board.lose = lose
    transport = open_board(None, board.address)
    assert soc.slips == [1, 2] and soc.delays == [4, 1] and soc.registers[soc.map.ready] == 1
    buffer = transport.allocate(4000)
    buffer.array[:] = np.random.default_rng(1).integers(0, 256, len(buffer.array))
    sent = buffer.array.copy()
    buffer.flush()
    buffer.array[:] = 0
    buffer.invalidate()
    assert np.array_equal(buffer.array, sent) and {"packet", "answer"} <= set(lost)
    transport.close()
