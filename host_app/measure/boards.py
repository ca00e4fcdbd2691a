"""The boards whose speed is predicted: engine, memory, and the host beside it.

A host is a processor on the board, or a computer behind a cable. What a table entry says about one
is an assumption or somebody's figure, and stands beside it; nothing was measured on a board.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lutcore.driver.errors import UsageError
from lutcore.driver.virtual.memory import MEMORIES


@dataclass(frozen=True)
class Host:
    """What executes QUANT, VEC and ATTN: see `host_cost`."""

    title: str
    processor: str                      # a key of host_cost.INSTRUCTIONS
    cores: int
    instructions_per_second: float      # of a core; assumed: clock times instructions per clock
    loop: float                         # seconds that a loop shared by cores takes beside its work


@dataclass(frozen=True)
class Link:
    """The way between host and engine; a doorbell takes `calls` round trips or system calls."""

    title: str
    call: float                         # seconds
    calls: int                          # for a doorbell
    sent: float                         # bytes per second: activations
    received: float                     # bytes per second: sums


@dataclass(frozen=True)
class Board:
    """A board as `lutcore build` calls it."""

    name: str
    geometry: str                       # a preset: what `lutcore build` takes for the board
    memory: str                         # of the virtual board, a key of memory.MEMORIES
    peak: float                         # bytes per second of the DRAM's pins
    host: Host
    link: Link
    share: float = 1.0                  # of `peak` that a stream gets; counts with "ideal" memory

    @property
    def bandwidth(self) -> float | None:
        """Bytes per second that a stream gets; None where `memory` models the board's."""
        return self.peak * self.share if self.memory == "ideal" else None


# Instructions per clock are guesses at compiled loops of short vectors; clocks are those that the
# boards' images set. On two cores of an EPYC a shared loop took 1.5 to 2.5 us beside its work, the
# wake of the other core behind a doorbell included; the others are guesses from it.
A9  = Host("2 x Cortex-A9 at 650 MHz, 0.5 instructions a clock", "ARMv7 with NEON", 2,
           650e6 * 0.5, 15e-6)
A53 = Host("4 x Cortex-A53 at 1,333 MHz, 0.8 instructions a clock", "aarch64", 4, 1333e6 * 0.8,
           6e-6)
PC  = Host("a PC: 4 cores at 3 GHz, 2 instructions a clock", "x86-64 with AVX2", 4, 3e9 * 2,
           2.5e-6)

# On a Zynq a doorbell flushes activations and invalidates sums, a system call each, and cleans or
# drops the cache line by line. Calls and rates are assumptions.
CACHES_A9  = Link("cache maintenance: 10 us a call, 0.5 GB/s", 10e-6, 2, 0.5e9, 0.5e9)
CACHES_A53 = Link("cache maintenance: 5 us a call, 2 GB/s", 5e-6, 2, 2e9, 2e9)
# Simulated (docs/boards/ecpix5.md): seven packets under way, a round trip of 0.2 ms. A doorbell is
# an upload of activations, two packets for `program` and `count`, a poll, and a read of the sums.
ETHERNET = Link("Etherbone: 0.2 ms a round trip, 23 MB/s there, 21 MB/s back", 0.2e-3, 5,
                23e6, 21e6)
ETHERNET_100 = Link("Etherbone at 100 Mbit/s: 0.2 ms a round trip, 10 MB/s", 0.2e-3, 5, 10e6, 10e6)
UART     = Link("UART: 1 ms a round trip, 0.1 MB/s", 1e-3, 5, 0.1e6, 0.1e6)


def _dram(memory: str) -> float:
    """Return the peak of a modelled memory, in bytes per second."""
    timing = MEMORIES[memory]
    return 1e3 * timing.memory_khz * timing.burst_bytes / timing.other_group


# Shares behind LiteDRAM: simulated with its model of the memory (docs/generator.md).
_PYNQ_Z2 = Board("pynq_z2", "pynq_z2", "pynq_z2", _dram("pynq_z2"), A9, CACHES_A9)
_ECPIX5  = Board("ecpix5", "ecp5", "ideal", 600e6, PC, ETHERNET, share=0.856)

BOARDS = {board.name: board for board in (
    _PYNQ_Z2,
    replace(_PYNQ_Z2, name="pynq_z1"),
    Board("kv260", "kv260", "kv260", _dram("kv260"), A53, CACHES_A53),
    _ECPIX5,
    replace(_ECPIX5, name="butterstick"),
    replace(_ECPIX5, name="orangecrab", link=UART),
    Board("ulx3s", "ecp5", "ideal", 150e6, PC, UART, share=0.977),
    Board("arty", "arty", "ideal", 1600e6, PC, ETHERNET_100, share=0.918),
)}


def board(name: str) -> Board:
    """Return the board called `name`. Raises UsageError, which lists the boards."""
    if name not in BOARDS:
        raise UsageError(f"no board {name!r} to predict for; there are: {', '.join(BOARDS)}")
    return BOARDS[name]
