"""Processors that run the executor here, under qemu or without, and cases for their runner."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from random_programs import Case

from lutcore.driver.cache import cache_folder
from lutcore.driver.contract.isa import DESCRIPTOR_BYTES, Lmma
from lutcore.driver.executor import library, runner
from lutcore.driver.files import whole_file
from lutcore.driver.tools import look_for, run_tool, tool_version

RUNNER = Path(__file__).parent / "foreign.cpp"


@dataclass(frozen=True)
class Machine:
    """A processor: how to compile for it, and what runs its programs here."""

    compiler: tuple[str, ...]           # names, the first that is installed counts
    flags: tuple[str, ...] | None       # None: those of the library that this computer uses
    emulator: tuple[str, ...] = ()      # the command in front of a program

    def missing(self) -> str | None:
        """Return the programs that are not installed, or None."""
        names = [*([] if look_for(*self.compiler) else self.compiler[:1]),
                 *([] if not self.emulator or look_for(self.emulator[0]) else self.emulator[:1])]
        return " and ".join(names) or None

    def programs(self) -> Path:
        """Return the runner, linked to its library; build them if the cache has none."""
        compiler = look_for(*self.compiler)
        assert compiler is not None
        parts = [RUNNER.read_text(encoding="utf-8"), tool_version(compiler)]
        if self.flags is None:
            parts.append(str(library.library_path()))
        else:
            sources = (*library.FOLDER.glob("*.h"), *library.FOLDER.glob("*.cpp"))
            parts += [library.layout_header(), *library.FLAGS, *self.flags,
                      *(path.read_text(encoding="utf-8") for path in sorted(sources))]
        key = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
        folder = cache_folder("executor") / f"foreign-{key}"
        folder.mkdir(exist_ok=True)
        program, shared = folder / "foreign", folder / "liblutcore.so"
        if not program.is_file():
            if self.flags is None:
                shared = library.library_path()
            else:
                library.build(compiler, self.flags, shared)
            with whole_file(program) as partial:    # it finds the library by its whole path
                run_tool([compiler, "-std=c++17", "-O2", *(self.flags or ()), RUNNER, shared,
                          "-pthread", "-o", partial], timeout=library.TIME_LIMIT)
        return program


MACHINES = {
    "this processor": Machine(("g++", "clang++", "c++"), None),
    "x86-64 without AVX": Machine(("x86_64-linux-gnu-g++",), ("-march=x86-64",)),
    "x86-64 with AVX2": Machine(("x86_64-linux-gnu-g++",), ("-march=haswell",),
                                ("qemu-x86_64", "-cpu", "max")),
    "aarch64": Machine(("aarch64-linux-gnu-g++",), (),
                       ("qemu-aarch64", "-L", "/usr/aarch64-linux-gnu")),
    "armv7": Machine(("arm-linux-gnueabihf-g++",), ("-march=armv7-a", "-mfpu=neon"),
                     ("qemu-arm", "-L", "/usr/arm-linux-gnueabihf")),
}


def encoded_case(case: Case, whole: bool = True, first: int = 0, last: int = 1 << 30,
                 threads: int = 1) -> bytes:
    """Return instructions first to last - 1 of a program with its memory, for foreign.cpp."""
    rows = np.ascontiguousarray(case.rows, "<u4")
    sizes = runner._Sizes.of(case.geometry)
    values = [getattr(sizes, name) for name, _ in runner._Sizes._fields_]
    head = [len(values), *values, first, last, threads, len(case.buffers)]
    rung = b"" if whole else bytes(isinstance(x, Lmma) for x in case.instructions).ljust(
        len(case.encoded) // DESCRIPTOR_BYTES, b"\0")
    parts = [words(*head), words(len(case.encoded)), _padded(case.encoded), words(len(rung)),
             _padded(rung), words(len(rows)), _padded(rows.tobytes())]
    for buffer in case.buffers:
        parts += [words(buffer.address, len(buffer.array)), _padded(buffer.array.tobytes())]
    return b"".join(parts)


def words(*values: int) -> bytes:
    """Return numbers as foreign.cpp reads them."""
    return b"".join(struct.pack("<Ii", value & 0xFFFF_FFFF, 0) for value in values)


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 8)
