"""Find and run outside programs: Yosys, nextpnr, Vivado, Verilator, compilers, apt.

Everything in lutcore that starts such a program starts it here, so that a missing program, one that
fails and one that hangs are reported in the same way everywhere.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO

from lutcore.driver.errors import ToolFailedError, ToolMissingError

__all__ = ["ToolFailedError", "ToolMissingError", "find_tool", "look_for", "run_tool",
           "tool_version"]

TIMEOUT = 4 * 3600                      # seconds; place and route of a full device takes hours
VERSION_TIMEOUT = 300                   # seconds to print a version; YoWASP's first start compiles

# Lines of a tool's output that say why it failed: most tools', apt's, dpkg's.
_REASON = re.compile(r"\berror\b|^E: |^dpkg-deb: ", re.IGNORECASE)
_REASONS = 3                            # lines quoted in an error message

# Find ---------------------------------------------------------------------------------------------


def look_for(*names: str) -> str | None:
    """Return the path of the first of these programs that is installed, or None.

    Programs beside this Python count as well: those of a virtual environment that is not activated.
    """
    beside = str(Path(sys.executable).parent)
    for folder in (None, beside):       # None: the folders of $PATH
        for name in names:
            path = shutil.which(name, path=folder)
            if path is not None:
                return path
    return None


def find_tool(*names: str, advice: str) -> str:
    """Return the path of the first of these programs that is installed.

    advice: how to install it, for example "pip install 'lutcore[ecp5]'"

    Raises ToolMissingError (none of them is installed; the message ends with `advice`).
    """
    path = look_for(*names)
    if path is None:
        raise ToolMissingError(f"{names[0]} is not installed; {advice}")
    return path


# Run ----------------------------------------------------------------------------------------------


def run_tool(command: Sequence[str | Path], folder: Path | None = None, log: str | None = None, *,
             env: Mapping[str, str] | None = None, timeout: float = TIMEOUT) -> str:
    """Run a program to its end and return what it printed.

    command: the program and its arguments
    folder: where it runs; by default the current folder
    log: name of a file in `folder` for everything that it prints; without one nothing is kept, and
        only standard output is returned, or standard error where standard output is empty
    env: environment variables to set besides those of this process
    timeout: seconds, after which it is ended

    Raises ToolFailedError (it does not start, fails or takes too long; the message quotes the lines
    of its output that say why, and names the log).
    """
    words = [str(word) for word in command]
    name = Path(words[0]).name
    path = None if log is None else (folder or Path()) / log
    try:
        if path is None:
            done = _start(words, folder, env, timeout, subprocess.PIPE, subprocess.PIPE)
            output, errors = (text.decode(errors="replace") for text in (done.stdout, done.stderr))
        else:
            with path.open("wb") as file:
                done = _start(words, folder, env, timeout, file, subprocess.STDOUT)
            output, errors = path.read_text(errors="replace"), ""
    except subprocess.TimeoutExpired as error:
        raise ToolFailedError(f"{name} did not end within {timeout:g} s{_see(path)}") from error
    except OSError as error:
        raise ToolFailedError(f"{name} cannot be run: {error}") from error
    if done.returncode:
        raise ToolFailedError(f"{name} ended with {done.returncode}: "
                              f"{_reason(errors or output)}{_see(path)}")
    return output or errors


@cache
def tool_version(path: str) -> str:
    """Return the first line that a program prints when it is asked for its version.

    path: the program, as `find_tool` returns it

    Raises ToolFailedError (it fails, or prints nothing).
    """
    lines = run_tool([path, "--version"], timeout=VERSION_TIMEOUT).strip().splitlines()
    if not lines:
        raise ToolFailedError(f"{Path(path).name} --version printed nothing")
    return lines[0]


def _start(words: list[str], folder: Path | None, env: Mapping[str, str] | None, timeout: float,
           stdout: int | IO[bytes], stderr: int) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(words, cwd=folder, env=None if env is None else {**os.environ, **env},
                          stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, timeout=timeout,
                          check=False)


def _reason(output: str) -> str:
    """Return the lines that name an error, else the last ones, in one line."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if _REASON.search(line)][:_REASONS]
    return " | ".join(errors or lines[-_REASONS:]) or "it printed nothing"


def _see(path: Path | None) -> str:
    return "" if path is None else f"; see {path}"
