"""The register table, from which CSRs, .hwh, register map and documentation are made.

Registers are 32 bits wide at byte offset 4 x index; indices are contiguous.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

PAGE_BITS = 12                          # no burst crosses 4 KiB, so windows are whole pages
PAGES     = 1 << (32 - PAGE_BITS)       # of the address space

MAGIC = 0x4354554C                      # "LUTC", little endian
VLNV  = "lutcore.org:lutcore:lutcore:1.0"

CONTROL_RANGE = 0x1_0000                # bytes of the register window
TABLE_ROWS    = 64                      # entries of the table of rows that an engine holds


class ErrorCode(enum.IntEnum):
    """Reasons for the engine to stop; the status register holds one."""

    NONE   = 0                          # no error
    MAGIC  = 1                          # not a descriptor, or one of another version
    TYPE   = 2                          # a type of weights that the engine does not have
    SHAPE  = 3                          # rows, columns or slices outside the geometry
    ALIGN  = 4                          # an address that is not a multiple of 64
    LENGTH = 5                          # a length that does not fit the shape or the address space
    READ   = 6                          # a read burst was answered with an error
    WRITE  = 7                          # a write burst was answered with an error
    ABORT  = 8                          # stopped by control.abort
    WINDOW = 9                          # a burst outside the address window; it was not issued
    WATCHDOG = 10                       # the host did not read `status` in time
    STRAY  = 11                         # data or a response came that nobody had asked for
    NONFINITE = 12                      # a QUANT of a number that is NaN or infinite

    @classmethod
    def of(cls, value: int) -> ErrorCode | None:
        """Return the code with this value, or None for a value that no engine has."""
        return next((code for code in cls if code == value), None)


class Client(enum.IntEnum):
    """Parts of the engine that use the memory ports; field `client` of `error_source`."""

    DESCRIPTORS = 0
    ACTIVATIONS = 1                     # or what a VEC, a QUANT or an ATTN reads
    WEIGHTS     = 2
    RESULTS     = 3


@dataclass(frozen=True)
class Field:
    """Bits [offset, offset + size) of a register."""

    name: str
    size: int
    doc: str
    offset: int = 0
    reset: int = 0                      # value after reset


@dataclass(frozen=True)
class Register:
    """One 32-bit register of the table REGISTERS, as the host sees it."""

    index: int
    name: str
    access: str                         # "ro", "rw", or "wo": a write is an event
    doc: str
    fields: tuple[Field, ...]

    @property
    def offset(self) -> int:
        """Byte offset in the register window."""
        return 4 * self.index

    def field(self, name: str) -> Field:
        """Return the field called `name`."""
        return next(f for f in self.fields if f.name == name)


def _table(*rows: tuple[str, str, str, tuple[Field, ...]], first: int = 0
           ) -> tuple[Register, ...]:
    return tuple(Register(i, *row) for i, row in enumerate(rows, first))


def _whole(doc: str) -> tuple[Field, ...]:
    return (Field("value", 32, doc),)


_CODES   = ", ".join(f"{c.value} {c.name}" for c in ErrorCode if c is not ErrorCode.NONFINITE)
_CLIENTS = ", ".join(f"{c.value} {c.name}" for c in Client)

REGISTERS = _table(
    ("magic",   "ro", "Identifies the core.",              _whole(f"Reads {MAGIC:#010x}.")),
    ("version", "ro", "Contract version.",                 _whole("CONTRACT_VERSION.")),
    ("digest",  "ro", "Digest of the geometry.",           _whole("Geometry.digest.")),
    ("control", "wo", "Stops the engine.", (
        Field("abort", 1, "Write 1: drop what runs, empty the ports, end with code ABORT."),)),
    ("program", "rw", "Where the descriptors are.",
        _whole("Byte address of the first descriptor, a multiple of 64.")),
    ("count",   "wo", "Doorbell.", (
        Field("descriptors", 16, "Write n: run n descriptors from `program` on. "
                                 "Ignored while busy."),)),
    ("status",  "ro", "What the engine is doing.", (
        Field("busy",  1, "Descriptors are running.",                 0),
        Field("done",  1, "The last doorbell's work has ended.",      1),
        Field("error", 1, "It ended with an error; see `code`.",      2),
        Field("code",  8, f"Why: {_CODES}.",                          8))),
    ("completed", "ro", "Progress.",
        _whole("Descriptors completed since the doorbell; after an error, index of the bad one.")),
    ("cycles",        "ro", "Counter.", _whole("Clock cycles from doorbell to done.")),
    ("stream_words",  "ro", "Counter.", _whole("Weight-stream words consumed.")),
    ("stall_weights", "ro", "Counter.", _whole("Cycles without a weight word at hand.")),
    ("stall_tables",  "ro", "Counter.", _whole("Cycles waiting for tables to be filled.")),
    ("stall_output",  "ro", "Counter.",
        _whole("Cycles without room for more results, because the ports take them more slowly.")),
    ("stall_issue",   "ro", "Counter.",
        _whole("Cycles the epilogue needs for the groups of a column with few planes, "
               "and second turns of groups of 16.")),
    ("stall_control", "ro", "Counter.",
        _whole("Cycles to fetch descriptors, and to drain the pipeline and the last writes.")),
    ("watchdog", "rw", "Watchdog.", (
        Field("period", 32, "Clocks within which the host must read `status`, or write this "
                            "register or `count`, while a program runs; else the engine stops "
                            "with code WATCHDOG. 0: no limit."),)),
    ("window_base", "rw", "Address window.", (
        Field("page", 20, "First 4 KiB page of it. The engine stops with code WINDOW instead of "
                          "issuing a burst, read or write, outside the window.", PAGE_BITS),)),
    ("window_limit", "rw", "Address window.", (
        Field("page", 20, "Last 4 KiB page of it. At reset all of memory is inside.", PAGE_BITS,
              PAGES - 1),)),
    ("error_address", "ro", "Place of the first error since the doorbell.",
        _whole("With code WINDOW, address of the burst that was not issued. With READ and WRITE, "
               "first address that its client had not asked for; the failed burst lies before.")),
    ("error_source", "ro", "Place of the first error since the doorbell.", (
        Field("port",   4, "Number of the memory port, with codes READ, WRITE, WINDOW, STRAY.", 0),
        Field("client", 4, f"Who asked: {_CLIENTS}. Not with STRAY.", 8))),
    ("strays", "ro", "Counter.",
        _whole("Clocks since reset with read data or a write response that nobody had asked for. "
               "They are dropped.")),
)
# Those that come behind them in an engine with units.
UNIT_REGISTERS = _table(
    ("rows", "rw", "Where the table of rows is.",
        _whole(f"Byte address of {TABLE_ROWS} entries, a multiple of 64; 0: there is none. Every "
               "doorbell reads it. In `count` and `completed` a VEC or an ATTN is two "
               "descriptors.")),
    ("vector",   "ro", "Counter.", _whole("Cycles in which a VEC runs.")),
    ("quantise", "ro", "Counter.",
        _whole("Cycles in which a QUANT runs. One that reads NaN or infinity ends the program with "
               f"code {ErrorCode.NONFINITE} NONFINITE.")),
    ("attention", "ro", "Counter.", _whole("Cycles in which an ATTN runs.")),
    first=len(REGISTERS),
)

BY_NAME = {r.name: r for r in (*REGISTERS, *UNIT_REGISTERS)}
STALLS  = tuple(r.name for r in REGISTERS if r.name.startswith("stall_"))
WORKS   = ("vector", "quantise", "attention")
# Every busy cycle is counted once: cycles == stream_words / lanes + sum of the STALLS and WORKS.


def registers_of(vector_lanes: int) -> tuple[Register, ...]:
    """Return the registers of an engine with so many `Geometry.vector_lanes`."""
    return (*REGISTERS, *UNIT_REGISTERS) if vector_lanes else REGISTERS


def mask(size: int) -> int:
    """Return `size` ones: the largest value of a field of that many bits."""
    return (1 << size) - 1


def extract(name: str, field: str, value: int) -> int:
    """Return the field `field` of register `name`, whose value is `value`."""
    f = BY_NAME[name].field(field)
    return (value >> f.offset) & mask(f.size)


def render_markdown(registers: Sequence[Register] = REGISTERS) -> str:
    """Return a register map as a Markdown table."""
    lines = ["| offset | register | access | bits | field | meaning |", "|---|---|---|---|---|---|"]
    for r in registers:
        for f in r.fields:
            bits = f"{f.offset + f.size - 1}:{f.offset}" if f.size > 1 else str(f.offset)
            lines.append(f"| {r.offset:#04x} | `{r.name}` | {r.access} | {bits} | `{f.name}` "
                         f"| {r.doc} {f.doc} |")
    return "\n".join(lines) + "\n"
