"""The map of a LiteX SoC in its file, and damaged ones."""

from __future__ import annotations

import pytest

from lutcore.driver.bundles.soc_map import Dram, Leveling, SocMap, Step
from lutcore.driver.errors import BundleFormatError

LEVELING = Leveling(lanes=2, delays=8, bitslips=4, select=0x1800, delay_reset=0x1804,
                    delay_step=0x1808, slip_reset=0x180C, slip_step=0x1810, burst_clear=0x1814,
                    burst_seen=0x1818)


def soc_map(leveling: Leveling | None = None) -> SocMap:
    return SocMap(registers=0x8000_0000, memory=0x4000_0000, memory_bytes=1 << 20, clock_mhz=75.0,
                  identity=0x800, identity_value=0xC0FFEE, ready=0x804, written=0x808,
                  dram=Dram(control=0x1000, command=0x1004, issue=0x1008, address=0x100C,
                            bank=0x1010, steps=(Step(0x200, 2, 15, 0, 0),), leveling=leveling))


@pytest.mark.parametrize("leveling", [None, LEVELING])
def test_the_map_survives_its_file(leveling) -> None:
    soc = soc_map(leveling)
    assert SocMap.decode(soc.encode()) == soc


@pytest.mark.parametrize("old, new, message", [
    ("{", "[", "not JSON"),
    ('"memory": 1073741824', '"memory": "1073741824"',
     "memory = '1073741824'; it must be an integer"),
    ('"memory": 1073741824', '"memory": true', "memory = True"),
    ('"memory": 1073741824', '"memory": -64', "memory = -64; it must fit 32 bits"),
    ('"memory": 1073741824', '"memory": 1073741825', "aligned to 64"),
    ('"memory_bytes": 1048576', '"memory_bytes": 4294967295', "end below 4 GiB"),
    ('"clock_mhz": 75.0', '"clock_mhz": 0', "clock_mhz = 0"),
    ('"ready"', '"reddy"', "ready, reddy"),
    ('"words": 16', '"words": 257', "etherbone: words = 257; it must be from 1 to 256"),
    ('"packets": 1', '"packets": 0', "etherbone: packets = 0"),
    ('"leveling": null', '"leveling": 3', "leveling: 3 is not an object"),
    ('"bank": 2', '"bank": null', "bank = None")])
def test_a_damaged_map(old: str, new: str, message: str) -> None:
    text = soc_map().encode()
    assert old in text
    with pytest.raises(BundleFormatError, match=message):
        SocMap.decode(text.replace(old, new, 1))
