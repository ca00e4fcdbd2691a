"""Signals that end a process: the engines of its open devices are stopped first.

An engine knows nothing of the process that rang it. On a board, the memory of a dead process soon
belongs to somebody else, so SIGTERM (kill, systemd, a notebook's kernel) and SIGHUP (a terminal
that closes) are caught while devices are open: engines stop, their ports become quiet, and the
process dies by the signal as it would have. Nothing can catch SIGKILL; the engine's watchdog and
its address window are for that.
"""

from __future__ import annotations

import os
import signal
import threading
from types import FrameType
from typing import Any

from lutcore.driver.control import ABORT_TIMEOUT, halt
from lutcore.driver.transport import Transport

SIGNALS  = (signal.SIGTERM, signal.SIGHUP)
PATIENCE = ABORT_TIMEOUT + 1.0          # seconds, for all engines together

_live: dict[int, Transport] = {}        # of open devices with an engine that runs by itself
_before: dict[int, Any] = {}            # handlers by signal, while ours are in their place
_owner = os.getpid()                    # a fork has the handlers too, but not the devices


def guard(transport: Transport) -> None:
    """Stop this transport's engine when a signal ends the process, until `release`.

    An engine without a watchdog is simulated by this process and ends with it. Python has handlers
    in the main thread only; elsewhere the next device of the main thread sets them. A signal that
    is ignored, as under nohup, stays so.
    """
    global _owner
    if not transport.watchdog:
        return
    if _owner != os.getpid():
        _owner = os.getpid()
        _live.clear()
    _live[id(transport)] = transport
    if threading.current_thread() is threading.main_thread():
        for number in SIGNALS:
            before = signal.getsignal(number)
            if before not in (_end, signal.SIG_IGN, None):
                _before[number] = signal.signal(number, _end)


def release(transport: Transport) -> None:
    """Forget a transport; the last one gives the signals back, unless somebody took them since."""
    _live.pop(id(transport), None)
    if not _live and threading.current_thread() is threading.main_thread():
        for number in list(_before):
            if signal.getsignal(number) is _end:
                signal.signal(number, _before.pop(number))


def halt_and_release(transport: Transport) -> None:
    """Stop an engine that nobody will wait for, and forget its transport."""
    halt(transport)
    release(transport)


def _end(number: int, frame: FrameType | None) -> None:
    """Stop all engines, then do what would have been done without devices."""
    installed = signal.getsignal(number)        # this, or a handler that called it
    if _owner == os.getpid() and _live:
        # The interrupted code may hold a lock that the way to an engine needs. If it is not one
        # that this thread may take again, the second signal ends the process all the same.
        signal.signal(number, signal.SIG_DFL)
        second = threading.Timer(PATIENCE, os.kill, (os.getpid(), number))
        second.daemon = True
        second.start()
        for transport in list(_live.values()):
            halt(transport)
        second.cancel()
    before = _before.pop(number, signal.SIG_DFL)        # that handler may call this one
    if callable(before):
        signal.signal(number, installed)
        before(number, frame)
        _before.setdefault(number, before)
        return
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
