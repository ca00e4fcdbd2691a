"""One owner per board: a lock that its process holds, and loses when it dies in any way."""

from __future__ import annotations

import fcntl
import json
import os
import re
import sys
import tempfile
import time
from pathlib import Path

from lutcore.driver.errors import DeviceBusyError, DeviceUnavailableError

_SHARED = Path("/run/lock")             # for all users of a board


def owner_text() -> str:
    """Return who this process is: its number, its command and the time."""
    command = " ".join([Path(sys.argv[0] or "python").name, *sys.argv[1:]])[:200]
    return f"process {os.getpid()} ({command}) since {time.strftime('%Y-%m-%d %H:%M:%S')}"


class BoardLock:
    """The right to use a board, from its making until `release`; `open_device` takes one."""

    def __init__(self, board: str) -> None:
        """board: tells it from others, "pynq" or an address.

        Raises DeviceBusyError (with the owner), DeviceUnavailableError (no lock file).
        """
        path = _path(board)
        try:
            self._file: int | None = _opened(path)
        except OSError as error:
            raise DeviceUnavailableError(f"no lock file for board {board}: {error}; remove it, or "
                                         "run as its owner") from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = _owner(os.pread(self._file, 4096, 0))
            self.release()
            raise DeviceBusyError(f"board {board} is in use by {owner}; close the device there, or "
                                  "end that process") from None
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, json.dumps({"owner": owner_text()}).encode(), 0)

    def release(self) -> None:
        """Let go of the board; a second call is harmless."""
        file, self._file = self._file, None
        if file is not None:
            os.close(file)


def owner_of(board: str) -> str | None:
    """Return who uses a board now, without taking it; None: nobody on this computer."""
    try:
        file = os.open(_path(board), os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _owner(os.pread(file, 4096, 0))
    finally:
        os.close(file)
    return None


def _path(board: str) -> Path:
    folder = _SHARED if os.access(_SHARED, os.W_OK) else Path(tempfile.gettempdir())
    return folder / f"lutcore-{re.sub(r'[^A-Za-z0-9.]', '-', board)}.lock"


def _opened(path: Path) -> int:
    """Open a lock file, made if it is not there: root may not open another's with O_CREAT."""
    try:
        return os.open(path, os.O_RDWR | os.O_NOFOLLOW)
    except FileNotFoundError:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        os.fchmod(file, 0o666)          # whatever the umask: others must be told who the owner is
        return file


def _owner(content: bytes) -> str:
    try:
        return str(json.loads(content)["owner"])
    except (ValueError, KeyError, TypeError):
        return "another process"
