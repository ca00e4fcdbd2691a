"""The memories that a virtual board can have: what memory_model.h needs to know of each.

    ideal     every port has a memory of its own that answers at a fixed latency and full rate: what
              the engine itself can do. Functional tests use it.
    kv260     four 16-bit DDR4 chips of 8 Gb at 2133 MT/s behind the Zynq UltraScale+
    pynq_z2   one 16-bit DDR3 chip of 4 Gb at 1050 MT/s behind the Zynq-7000; the PYNQ-Z1 has it too

A board's ports share its DRAM. `kv260` reproduces a published sweep of start addresses: 19 of 20
times within 10 % (tests/driver/virtual/test_memory.py has the sweep and its source). For `pynq_z2`
none is published: its DRAM is the data sheet's, its controller the other one's; an estimate.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from lutcore.driver.contract.geometry import PRESETS, Geometry
from lutcore.driver.errors import UsageError


@dataclass(frozen=True)
class Timing:
    """A DRAM, its controller and the ports to it; in clocks of the controller unless it says else.

    The controller has half the DRAM's clock. memory_model.h has the same fields in the same order,
    and says what each means; 0 everywhere: no memory is modelled.
    """

    memory_khz: int = 0
    fabric_khz: int = 0                 # set by `timing`
    burst_bytes: int = 0                # bytes of eight beats of the DRAM's bus
    row_bytes: int = 0                  # bytes
    banks: int = 0
    bank_groups: int = 0
    same_group: int = 0                 # tCCD_L
    other_group: int = 0                # tCCD_S: eight beats
    activate: int = 0                   # tRCD
    precharge: int = 0                  # tRP
    row_open: int = 0                   # tRAS
    row_close: int = 0                  # tRTP
    write_recovery: int = 0             # CWL + 4 + tWR
    row_to_row: int = 0                 # tRRD
    four_rows: int = 0                  # tFAW
    read_to_write: int = 0              # CL - CWL + 6
    write_to_read: int = 0              # CWL + 4 + tWTR
    refresh: int = 0                    # tRFC
    refresh_interval: int = 0           # tREFI
    read_queue: int = 0                 # bursts
    write_queue: int = 0                # bursts
    write_start: int = 0                # bursts
    write_stop: int = 0                 # bursts
    turn: int = 0                       # bursts
    commands: int = 0
    beats: int = 0                      # beats of the port
    chunk_beats: int = 0                # beats of the port
    request: int = 0
    answer: int = 0
    groups: int = 0


# Both families: 8 commands and 128 beats a port, bursts cut to 16 beats (UG585 "AXI_HP Interfaces",
# UG1085 "PS-PL Interfaces"). The controller turns to a write at once: published on the KV260 are
# 7 % less bandwidth through writes of 64 bytes that are 0.6 % of the traffic.
_PORTS = {"commands": 8, "beats": 128, "chunk_beats": 16, "write_queue": 32, "write_start": 1,
          "write_stop": 0}

MEMORIES = {
    "ideal": Timing(),
    # DRAM: Micron MT40A512M16 at 1,067 MHz; rows of 1 K columns, 64 bits wide. Published times
    # repeat modulo 64 KiB, which is 8 banks of one row each. HP1 and HP2 share a port of the
    # controller (UG1085, table "PS-PL Interfaces"); the engine's ports are HP0, HP3, HP1 and HP2
    # (gateware/soc/zynq.py). Fitted to the sweep: the queue of reads, the turn, the ways there and
    # back, and tRFC (125, data sheet 187), which makes up for what a real controller does better.
    "kv260": Timing(
        memory_khz=533_333, burst_bytes=64, row_bytes=8192, banks=8, bank_groups=2, same_group=3,
        other_group=2, activate=7, precharge=7, row_open=17, row_close=2, write_recovery=16,
        row_to_row=2, four_rows=16, read_to_write=5, write_to_read=10, refresh=125,
        refresh_interval=4160, read_queue=24, turn=20, request=15, answer=22, groups=0x1120,
        **_PORTS),
    # DRAM: Micron MT41K256M16RE-125 at 525 MHz; rows of 1 K columns, 16 bits wide. HP0 and HP1
    # share a port of the controller (UG585, "Interconnect"), HP2 and HP3 the other; the engine's
    # weights come over HP0 and HP2, the rest over HP1 (gateware/soc/zynq.py).
    "pynq_z2": Timing(
        memory_khz=262_500, burst_bytes=16, row_bytes=2048, banks=8, bank_groups=1, same_group=2,
        other_group=2, activate=4, precharge=4, row_open=10, row_close=2, write_recovery=9,
        row_to_row=3, four_rows=13, read_to_write=4, write_to_read=7, refresh=68,
        refresh_interval=2047, read_queue=24, turn=20, request=15, answer=25, groups=0x1010,
        **_PORTS),
}


# Bytes of the modelled memory: what a board has for an engine is less (measure/fits.py).
SIZES = {"ideal": 512 << 20, "kv260": 1 << 30, "pynq_z2": 512 << 20}

# The memory of the board that a geometry is made for, by preset; others are on no board here.
OF_GEOMETRY = {"kv260": "kv260", "kv260_units": "kv260", "pynq_z2": "pynq_z2",
               "pynq_z2_open": "pynq_z2", "pynq_z2_units": "pynq_z2"}


def memory_of(geometry: Geometry) -> str:
    """Return the memory of the board that a geometry is made for; "ideal" if there is none."""
    return next((memory for name, memory in OF_GEOMETRY.items() if PRESETS[name] == geometry),
                "ideal")


def timing(name: str, clock_mhz: float) -> Timing:
    """Return the memory called `name` behind ports of a clock. Raises UsageError."""
    if name not in MEMORIES:
        raise UsageError(f"no memory {name!r} for the virtual board; there are: "
                         f"{', '.join(MEMORIES)}")
    return dataclasses.replace(MEMORIES[name], fabric_khz=round(1000 * clock_mhz))
