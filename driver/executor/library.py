"""The executor's shared library: built by the C++ compiler on first use, cached by content.

The folder ``executor`` of the cache (see cache.py) holds one library per source, compiler and
processor. The contract's constants and layouts come from Python, as `layout.h`, so that they are
written in one place.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from lutcore.driver import direct
from lutcore.driver.cache import cache_folder
from lutcore.driver.contract import (
    execute,
    floating,
    geometry,
    instructions,
    isa,
    packing,
    registers,
    rules,
)
from lutcore.driver.errors import ExecutorUnavailableError, ToolFailedError
from lutcore.driver.files import whole_file
from lutcore.driver.tools import look_for, run_tool, tool_version

FOLDER     = Path(__file__).parent
MEMORY     = Path("/proc/meminfo")
SOURCES    = tuple(FOLDER / f"{name}.cpp"
                   for name in ("attention", "checks", "decode", "executor", "products"))
JOBS       = 3                          # compilers at once, where there is memory for them
COMPILER_BYTES = 400 << 20              # that one takes: g++ 12 took 350 MB for ARMv7
TIME_LIMIT = 2 * 3600                   # seconds for a compiler to finish: 51 on a PC, but 15 to 30
                                        # times as many on a Cortex-A9, and more while it swaps

# No -ffast-math and no contraction to fused operations: every operation is rounded by itself.
FLAGS = ("-std=c++17", "-O3", "-fPIC", "-fvisibility=hidden", "-pthread", "-ffp-contract=off",
         "-fno-math-errno", "-Wno-ignored-attributes", "-Wno-psabi")
NATIVE = ("-march=native",)

_INTEGERS = {
    geometry: ("CONTRACT_VERSION", "WORD_BYTES", "SLICE", "TRITS", "TRIT_CODES", "TRIT_SLICE",
               "SEGMENTS", "SEGMENT", "HALVES", "HALF", "SEGMENT_SLOTS", "TILE",
               "MAX_PLANES", "MAX_SLICES", "MAX_COLUMNS", "PRODUCT_SHIFT", "MAX_SHIFT"),
    isa: ("DESCRIPTOR_MAGIC", "DESCRIPTOR_BYTES", "ALIGNMENT"),
    instructions: ("MAX_ROWS", "MAX_HEAD", "MAX_EXPERTS", "BLOCK", "COLUMNS"),
    floating: ("RECIPROCAL_SEED", "RSQRT_SEED", "NEWTON_STEPS"),
    packing: ("UNIT_SCALE",),
}
_FLOATS = {
    floating: ("TINY", "EXP_LOW", "EXP_HIGH", "LOG2_E", "LN2_HIGH", "LN2_LOW", "GELU_LINEAR",
               "GELU_CUBIC"),
    execute: ("KEY_STEPS", "SHARE_STEPS", "LEAST_MAXIMUM"),
}
_WAITING = ("SHORT_WORK", "WORK_SLEEP", "SPIN", "FIRST_PAUSE", "TURN")
_LAYOUTS = {
    "LMMA": isa.LAYOUT, "QUANT": instructions.QUANT_LAYOUT, "VEC": instructions.VEC_LAYOUT,
    "ATTN": instructions.ATTN_LAYOUT, "ROUTE": instructions.ROUTE_LAYOUT,
    "EACH": instructions.EACH_LAYOUT, "CONV": instructions.CONV_LAYOUT,
    "DELTA": instructions.DELTA_LAYOUT, "OPERAND": instructions.OPERAND,
}


def compiler() -> str | None:
    """Return the C++ compiler: $CXX, or the first one on PATH; None if there is none."""
    names = [os.environ["CXX"]] if os.environ.get("CXX") else ["g++", "clang++", "c++"]
    return look_for(*names)


def layout_header() -> str:
    """Return `layout.h`: the contract's constants and fields for C++."""
    lines = ["// Made by library.py from the contract.", "#pragma once", "#include <cstdint>",
             "#include <cstdio>", "namespace lutcore {",
             "struct Field { int word, offset, size; };"]
    for module, names in _INTEGERS.items():
        lines += [f"constexpr int {name} = {int(getattr(module, name)):#x};" for name in names]
    limit = (1 << (geometry.MULTIPLIER_BITS - 1)) - 1
    lines.append(f"constexpr int MULTIPLIER_LIMIT = {limit};")
    for module, names in _FLOATS.items():
        lines += [f"constexpr float {name} = {_hex(getattr(module, name))};" for name in names]
    lines += [f"constexpr double {name} = {getattr(direct, name).hex()};" for name in _WAITING]
    for name in ("EXP_POLY", "ATANH_POLY"):
        poly = ", ".join(_hex(float(c)) for c in getattr(floating, name))
        lines.append(f"constexpr float {name}[] = {{{poly}}};")
    lines += [f'constexpr const char* RULE_{name} = "{text}";'
              for name, text in rules.RULES.items()]
    for title, fields in _LAYOUTS.items():
        for name, word, offset, size, _ in fields:
            bits = 32 if size == instructions.FLOAT else size
            lines.append(f"constexpr Field {title}_{name.replace('.', '_')} = "
                         f"{{{word}, {offset}, {bits}}};")
    for register in registers.BY_NAME.values():
        lines += [f"constexpr Field REGISTER_{register.name}"
                  f"{'' if f.name == 'value' else '_' + f.name} = "
                  f"{{{register.index}, {f.offset}, {f.size}}};" for f in register.fields]
    return "\n".join([*lines, "}", ""])


def build(command: str, flags: Sequence[str], library: Path) -> None:
    """Compile the library with a compiler and more flags; for other processors too.

    Raises ExecutorUnavailableError with the compiler's words.
    """
    with tempfile.TemporaryDirectory(prefix="lutcore-") as name, whole_file(library) as partial:
        folder = Path(name)
        (folder / "layout.h").write_text(layout_header(), encoding="utf-8")

        def compiled(source: Path) -> Path:
            part = folder / f"{source.stem}.o"
            run_tool([command, *FLAGS, *flags, f"-I{folder}", "-c", source, "-o", part],
                     timeout=TIME_LIMIT)
            return part

        try:
            with ThreadPoolExecutor(_jobs()) as pool:
                parts = list(pool.map(compiled, SOURCES))
            run_tool([command, "-shared", "-pthread", *parts, "-o", partial], timeout=TIME_LIMIT)
        except ToolFailedError as error:
            raise ExecutorUnavailableError(f"compiled programs: {error}") from error


@cache
def library_path() -> Path:
    """Return the library for this processor; build it if the cache does not have it.

    Raises ExecutorUnavailableError without a compiler or a cache folder, or with the compiler's
    words.
    """
    command, library = _place()
    if not library.is_file():
        build(command, _native_flags(), library)
    return library


def is_built() -> bool:
    """Return whether the cache has the library for this processor."""
    try:
        return _place()[1].is_file()
    except ExecutorUnavailableError:
        return False


def _place() -> tuple[str, Path]:
    """Return the compiler, and where the library lies that it makes."""
    command = compiler()
    if command is None:
        raise ExecutorUnavailableError("compiled programs need a C++ compiler: apt-get install g++")
    try:
        folder = cache_folder("executor")
    except OSError as error:
        raise ExecutorUnavailableError(f"no cache folder: {error}; set $LUTCORE_CACHE to a folder "
                                       "that can be written") from error
    return command, folder / f"{_key(command)}.so"


def _jobs() -> int:
    """Return how many compilers run at once: a board with 512 MB has memory for one."""
    try:
        text = MEMORY.read_text(encoding="utf-8")
    except OSError:
        text = ""
    found = re.search(r"^MemAvailable:\s+(\d+) kB$", text, re.MULTILINE)
    room = (int(found[1]) << 10) // COMPILER_BYTES if found else JOBS
    return max(1, min(JOBS, os.cpu_count() or 1, room))


def _native_flags() -> tuple[str, ...]:
    """Return the flags that make code for this processor."""
    return ("-mcpu=native",) if platform.machine().startswith(("arm", "aarch")) else NATIVE


def _key(command: str) -> str:
    sources = sorted(path for path in FOLDER.iterdir() if path.suffix in (".h", ".cpp"))
    parts = [layout_header(), *FLAGS, *(path.read_text(encoding="utf-8") for path in sources),
             tool_version(command), platform.machine(), _processor()]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _processor() -> str:
    """Return what tells one processor's instructions from another's: a cache may be shared."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return "".join(sorted({line for line in lines
                           if line.lower().startswith(("flags", "features"))}))


def _hex(value: float) -> str:
    return f"{float(value).hex()}f"
