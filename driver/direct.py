"""Access to an engine without Python: what a transport may offer to compiled programs.

A transport whose registers and caches C code can reach has a method `direct() -> Direct | None`,
and `handle`, the number that `sync` takes, on its buffers. `doorbells.h` is the other side.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lutcore.driver.coherence import Claim

# How a doorbell is waited for, in compiled code and in Python alike.
SHORT_WORK  = 100e-6                    # seconds of work that are not worth a sleep
WORK_SLEEP  = 0.8                       # share of the work's time that is slept first
SPIN        = 300e-6                    # seconds of reading the status without a pause
FIRST_PAUSE = 20e-6                     # seconds of the first pause after that; they double
TURN        = 20e-3                     # most seconds of sleep: the watchdog waits for 0.1 or more

READ_TYPE  = ctypes.CFUNCTYPE(ctypes.c_uint32, ctypes.c_void_p, ctypes.c_uint32)
WRITE_TYPE = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint32)
SYNC_TYPE  = ctypes.CFUNCTYPE(ctypes.c_uint32, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int,
                              ctypes.c_size_t, ctypes.c_size_t)


class Engine(ctypes.Structure):
    """`Engine` of doorbells.h: how to reach an engine, what was done, where a run stopped."""

    _fields_ = [("page", ctypes.c_void_p), ("read_register", ctypes.c_void_p),
                ("write_register", ctypes.c_void_p), ("context", ctypes.c_void_p),
                ("sync", ctypes.c_void_p), ("device", ctypes.c_void_p),
                ("pause", ctypes.c_double),
                *((name, ctypes.c_uint64) for name in (
                    "accesses", "doorbells", "syncs", "flushed", "invalidated")),
                ("seconds", ctypes.c_double),
                *((name, ctypes.c_uint32) for name in (
                    "instruction", "status", "failure")),
                ("ringing", ctypes.c_int32)]


class Direct:
    """A way to an engine for compiled code: registers, and how caches are written back or dropped.

    `engine` counts what compiled code does with it.
    """

    def __init__(self, *, page: int = 0, functions: tuple[Any, Any] | None = None, sync: Any = None,
                 device: int = 0, pause: float = 0.0, keep: Any = None) -> None:
        """Describe an engine; one of `page` and `functions` must be given.

        page: address of the mapped registers. functions: READ_TYPE and WRITE_TYPE. sync: a C
        function with the arguments of XRT's xclSyncBO, which gets `device`; None where the host's
        caches need no maintenance. pause: as in Transport. keep: what must live as long as this.
        """
        self._keep = (keep, functions, sync)
        read, write = functions or (None, None)
        self.engine = Engine(page=page, read_register=_pointer(read),
                             write_register=_pointer(write), sync=_pointer(sync), device=device,
                             pause=pause)


@dataclass(frozen=True)
class Section:
    """A doorbell of a program, or what the host runs until the next one.

    `Section` of doorbells.h.
    """

    instruction: int                    # its first
    claims: Sequence[Claim]
    count: int = 0                      # descriptors of a doorbell
    address: int = 0                    # where they lie
    step: int = 0                       # bytes from those of an expert to the next one's
    work: float = 0.0                   # seconds that it should take
    limit: float = 0.0                  # seconds that it may take


class SectionStruct(ctypes.Structure):
    """`Section` of doorbells.h."""

    _fields_ = [("instruction", ctypes.c_int32), ("count", ctypes.c_int32),
                ("address", ctypes.c_uint32), ("step", ctypes.c_uint32),
                ("claims", ctypes.c_uint64), ("work", ctypes.c_double), ("limit", ctypes.c_double)]


class ClaimStruct(ctypes.Structure):
    """`Claim` of doorbells.h."""

    _fields_ = [("ahead", ctypes.c_void_p), ("end", ctypes.c_uint64), ("buffer", ctypes.c_uint32)]


def arrays(sections: Sequence[Section]) -> tuple[ctypes.Array, ctypes.Array]:
    """Return the sections and all their claims for C."""
    claims = [ClaimStruct(ctypes.addressof(x.buffer.ahead), x.end, x.buffer.handle)
              for section in sections for x in section.claims]
    structs = [SectionStruct(x.instruction, x.count, x.address, x.step, len(x.claims), x.work,
                             x.limit) for x in sections]
    return (SectionStruct * len(structs))(*structs), (ClaimStruct * len(claims))(*claims)


def _pointer(function: Any) -> int | None:
    return ctypes.cast(function, ctypes.c_void_p).value if function else None
