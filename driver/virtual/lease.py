"""A served board belongs to one client at a time, for as long as a call of that client lasts.

gRPC ends the call when the client dies in whatever way. Then the engine is stopped, the client's
buffers are freed, and nothing that it sent before is heard any more. A client that never asks for
the board, pynq alone for example, may use it while nobody holds it.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from lutcore.driver.pynq.network import HOLD

PATIENCE = 5.0                          # seconds for the last holder's end to be seen


class Lease:
    """Who holds a board; a RemoteServer has one and asks it at every call."""

    def __init__(self, vacate: Callable[[], None]) -> None:
        """vacate: called after a holder has gone, before the next one comes."""
        self._vacate = vacate
        self._changed = threading.Condition(threading.RLock())
        self._holder: Any = None        # context of the call that holds the board
        self._owner = ""
        self._gone: deque[str] = deque(maxlen=1000)     # connections of former holders

    def handler(self) -> Any:
        """Return the gRPC handler of the call that holds the board."""
        import grpc
        service, method = HOLD.strip("/").split("/")
        return grpc.method_handlers_generic_handler(
            service, {method: grpc.unary_stream_rpc_method_handler(self._hold)})

    def guarded(self, service: type) -> type:
        """Return a subclass of a service whose calls are only for the holder, if there is one."""
        names = [name for name in vars(service) if not name.startswith("_")]
        return type(service.__name__, (service,),
                    {name: self._guarded(getattr(service, name)) for name in names})

    def _guarded(self, call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def checked(service: Any, request: Any, context: Any) -> Any:
            if hasattr(request, "DESCRIPTOR"):
                with self._changed:     # the holder cannot go between the check and the call
                    self._check(context)
                    return call(service, request, context)
            self._check(context)        # a stream, which may take long; it reaches buffers only
            return call(service, request, context)
        return checked

    def _check(self, context: Any) -> None:
        with self._changed:
            peer = context.peer()
            if self._holder and self._holder.peer() != peer:
                self._refuse(context, f"in use by {self._owner}")
            if peer in self._gone:
                self._refuse(context, "no longer this client's; open it again")

    def _hold(self, request: bytes, context: Any) -> Iterator[bytes]:
        ended = threading.Event()
        with self._changed:
            if self._holder and self._holder.peer() == context.peer():
                self._end(self._holder)
            deadline = time.monotonic() + PATIENCE
            while self._holder and time.monotonic() < deadline:
                self._changed.wait(deadline - time.monotonic())
            if self._holder:
                self._refuse(context, f"in use by {self._owner}; close the device there")
            self._holder, self._owner = context, request.decode(errors="replace")
            if context.peer() in self._gone:
                self._gone.remove(context.peer())

        def end() -> None:
            self._end(context)
            ended.set()
        if not context.add_callback(end):
            end()
        yield b"held"
        ended.wait()

    def _end(self, holder: Any) -> None:
        with self._changed:
            if self._holder is holder:
                self._gone.append(holder.peer())
                self._vacate()
                self._holder = None
                self._changed.notify_all()

    @staticmethod
    def _refuse(context: Any, why: str) -> None:
        import grpc
        context.abort(grpc.StatusCode.FAILED_PRECONDITION, why)
