"""The way from a worker's thread to the event loop: events of the answers to one request."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import suppress

from lutcore.host_app.errors import RequestTimeoutError
from lutcore.host_app.serve.answer import Event


class Listener:
    """Gathers the events of several answers, and wakes its reader.

    every:   wake it for every event, for a stream; otherwise only for the last one of an answer
    seconds: from now to the end of the last answer
    """

    def __init__(self, count: int, every: bool, seconds: float) -> None:
        self._loop    = asyncio.get_running_loop()
        self._seconds = seconds
        self._end     = self._loop.time() + seconds
        self._count, self._every = count, every
        self._lock    = threading.Lock()
        self._events: list[tuple[int, Event]] = []
        self._woken   = False
        self._ready   = asyncio.Event()

    def deliver(self, index: int) -> Callable[[Event], None]:
        """The function that takes the events of answer `index`, in any thread."""
        def take(event: Event) -> None:
            with self._lock:
                self._events.append((index, event))
                wake = not self._woken and (self._every or event.last)
                self._woken |= wake
            if wake:
                with suppress(RuntimeError):    # the loop has closed: nobody listens any more
                    self._loop.call_soon_threadsafe(self._ready.set)
        return take

    async def batches(self) -> AsyncIterator[list[tuple[int, Event]]]:
        """Yield the events with the numbers of their answers, until every answer has ended.

        Raises RequestTimeoutError.
        """
        open_ = self._count
        while open_:
            try:
                await asyncio.wait_for(self._ready.wait(), self._end - self._loop.time())
            except asyncio.TimeoutError:
                raise RequestTimeoutError(
                    f"the request was not complete after {self._seconds:g} s; ask for fewer "
                    "tokens, or start the server with a larger --timeout") from None
            with self._lock:
                batch, self._events = self._events, []
                self._woken = False
                self._ready.clear()
            open_ -= sum(event.last for _, event in batch)
            yield batch
