"""The start of a LiteX SoC's DRAM without a processor: power-up, read delays, a first test.

On a SoC with a processor, LiteX's BIOS does the same. Where reads have adjustable delays, the right
ones are searched: a pattern is written once, and read with each of them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from lutcore.driver.bundles.soc_map import HARDWARE_ON, Dram, Leveling, SocMap
from lutcore.driver.errors import DeviceError
from lutcore.driver.litex.bus import Bus

ATTEMPTS   = 1000                       # to make a row of steps of which none is lost
TEST_WORDS = 64                         # 32-bit words of a pattern


def start(bus: Bus, soc: SocMap) -> None:
    """Start the memory, unless that was done since the board was configured.

    Raises DeviceError (the memory does not hold what was written), DeviceLostError.
    """
    if int(bus.read(soc.ready)[0]) & 1:
        return
    _power_up(bus, soc.dram, 1e-6 / soc.clock_mhz)
    if soc.dram.leveling:
        _level(bus, soc, soc.dram.leveling)
    _test(bus, soc)
    bus.write(soc.ready, 1)
    bus.read(soc.ready)                 # an answer shows that the write has arrived


def _power_up(bus: Bus, dram: Dram, clock: float) -> None:
    """Go through LiteDRAM's start sequence, then give the DRAM to its controller.

    clock: period of the SoC's clock in seconds.
    """
    for step in dram.steps:
        bus.write(dram.address, step.address)
        bus.write(dram.bank, step.bank)
        if step.control:
            bus.write(dram.control, step.control)
        else:
            bus.write(dram.command, step.command)
            bus.write(dram.issue, 1)
        bus.read(dram.control)          # an answer shows that the writes have arrived
        time.sleep(step.clocks * clock)
    bus.write(dram.control, HARDWARE_ON)


# Read delays --------------------------------------------------------------------------------------


def _level(bus: Bus, soc: SocMap, leveling: Leveling) -> None:
    """Set every byte lane to the middle of its longest run of delays that read correctly."""
    pattern = np.random.default_rng(1).integers(0, 1 << 32, TEST_WORDS, dtype=np.uint32)
    bus.write(soc.memory, pattern)

    def reads_correctly(lane: int) -> bool:
        if leveling.burst_clear:
            bus.write(leveling.burst_clear, 1)
        words = bus.read(soc.memory, TEST_WORDS)
        seen = not leveling.burst_seen or int(bus.read(leveling.burst_seen)[0]) >> lane & 1
        return bool(seen) and _same_lane(words, pattern, lane, leveling.lanes)

    for lane in range(leveling.lanes):
        runs = []
        for slip in range(leveling.bitslips):
            good = []
            for delay in range(leveling.delays):
                if not delay or not _step(bus, leveling, lane):
                    _set(bus, leveling, lane, slip, delay)
                good.append(reads_correctly(lane))
            length, first = _longest_run(good)
            runs.append((length, slip, first + length // 2))
        length, slip, delay = max(runs, key=lambda run: run[0])
        if not length:
            raise DeviceError(f"memory: no read delay suits byte lane {lane}; load the bitstream "
                              "again, and if that does not help, build it with a slower clock_mhz")
        _set(bus, leveling, lane, slip, delay)


def _step(bus: Bus, leveling: Leveling, lane: int) -> bool:
    """Make the delay of a lane one longer. Return False if it may not have been."""
    with _selected(bus, leveling, lane):
        return bus.once(leveling.delay_step, 1)


def _set(bus: Bus, leveling: Leveling, lane: int, slip: int, delay: int) -> None:
    """Set a lane from its reset on, again and again until no step was lost."""
    with _selected(bus, leveling, lane):
        for reset, step, count in ((leveling.slip_reset, leveling.slip_step, slip),
                                   (leveling.delay_reset, leveling.delay_step, delay)):
            for _ in range(ATTEMPTS):
                bus.write(reset, 1)
                if bus.once(step, 1, count):
                    break
            else:
                raise DeviceError(f"read delay of byte lane {lane}: a step was lost in each of "
                                  f"{ATTEMPTS} attempts; the network to the board loses too many "
                                  "packets: use a direct cable")


@contextmanager
def _selected(bus: Bus, leveling: Leveling, lane: int) -> Iterator[None]:
    """Let the registers act on one lane."""
    bus.write(leveling.select, 1 << lane)
    yield
    if leveling.burst_clear:            # ECP5: all strobe blocks restart together
        bus.write(leveling.select, (1 << leveling.lanes) - 1)
    bus.write(leveling.select, 0)


def _same_lane(words: np.ndarray, pattern: np.ndarray, lane: int, lanes: int) -> bool:
    return np.array_equal(words.view(np.uint8)[lane::lanes], pattern.view(np.uint8)[lane::lanes])


def _longest_run(good: list[bool]) -> tuple[int, int]:
    """Return (length, first index) of the longest run of True."""
    best, length = (0, 0), 0
    for i, ok in enumerate(good):
        length = length + 1 if ok else 0
        best = max(best, (length, i + 1 - length), key=lambda run: run[0])
    return best


# Test ---------------------------------------------------------------------------------------------


def _test(bus: Bus, soc: SocMap) -> None:
    """Test data lines with random words, and address lines with a word at each power of two."""
    rng = np.random.default_rng(2)
    block = rng.integers(0, 1 << 32, TEST_WORDS, dtype=np.uint32)
    addresses = [soc.memory]
    addresses += [soc.memory + (1 << bit) for bit in range(2, soc.memory_bytes.bit_length() - 1)]
    marks = rng.integers(0, 1 << 32, len(addresses), dtype=np.uint32)
    _write_and_compare(bus, [(soc.memory, block)])
    _write_and_compare(bus, [(address, marks[i:i + 1]) for i, address in enumerate(addresses)])


def _write_and_compare(bus: Bus, written: list[tuple[int, np.ndarray]]) -> None:
    for address, words in written:
        bus.write(address, words)
    for address, words in written:
        read = bus.read(address, len(words))
        wrong = np.flatnonzero(read != words)
        if len(wrong):
            at = int(wrong[0])
            raise DeviceError(f"memory at {address + 4 * at:#x} holds {int(read[at]):#010x}, "
                              f"{int(words[at]):#010x} was written; load the bitstream again, and "
                              "if that does not help, build it with a slower clock_mhz")


