"""The queue of a model, and its replicas: what came first is answered first, whoever is free."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from lutcore.host_app.errors import OverloadedError, ServerClosingError
from lutcore.host_app.serve.answer import Answer


@dataclass
class Totals:
    """What a model has done since it was loaded."""

    prompt_tokens: int = 0              # read by the model
    cached_tokens: int = 0              # that a slot held already
    generated_tokens: int = 0
    finished: int = 0
    cancelled: int = 0
    failed: int = 0
    moved: int = 0                      # answers that went on with another device
    steps: int = 0
    rows: int = 0                       # of all steps
    step_seconds: float = 0.0


class Pool:
    """A queue that HTTP fills and workers empty. Every method may be called from any thread.

    limit: answers that may wait; more are refused
    """

    def __init__(self, limit: int) -> None:
        self.totals  = Totals()
        self.lock    = threading.Condition()
        self._limit  = limit
        self._queue: deque[Answer] = deque()
        self._workers = 0
        self._closing = False

    # The clients' side ----------------------------------------------------------------------------

    def submit(self, answers: Iterable[Answer]) -> None:
        """Queue the answers of a request, all or none.

        Raises OverloadedError, ServerClosingError.
        """
        answers = list(answers)
        with self.lock:
            if self._closing:
                raise ServerClosingError("the server is closing; ask again later")
            if not self._workers:
                raise ServerClosingError("no device is left to answer; the server must be started "
                                         "again")
            self._forget()
            if len(self._queue) + len(answers) > self._limit:
                raise OverloadedError(f"{len(self._queue)} requests are waiting, and "
                                      f"{self._limit} may; ask again later")
            self._queue.extend(answers)
            self.lock.notify_all()

    @property
    def waiting(self) -> int:
        """Answers in the queue."""
        with self.lock:
            self._forget()
            return len(self._queue)

    @property
    def workers(self) -> int:
        """Devices that answer."""
        with self.lock:
            return self._workers

    def close(self) -> None:
        """Take no more requests. Workers end when all answers have."""
        with self.lock:
            self._closing = True
            self.lock.notify_all()

    # The workers' side ----------------------------------------------------------------------------

    def join(self) -> None:
        """A worker begins."""
        with self.lock:
            self._workers += 1

    def leave(self, answers: Iterable[Answer], error: Exception) -> None:
        """A worker ends: others go on with its answers, before all that wait.

        Without others, they and all that wait fail with `error`.
        """
        with self.lock:
            self._workers -= 1
            left = [answer for answer in answers if not answer.done]
            self.totals.moved += len(left) if self._workers else 0
            self._queue.extendleft(reversed(left))
            lost = [] if self._workers else list(self._queue)
            if lost:
                self._queue.clear()
            self.totals.failed += len(lost)
            self.lock.notify_all()
        for answer in lost:
            answer.fail(error)

    def take(self, count: int, wait: bool) -> list[Answer] | None:
        """Return up to `count` answers in their order; None when there will be no more.

        wait: until there is one, if nothing else is to be done
        """
        with self.lock:
            while True:
                self._forget()
                taken = [self._queue.popleft() for _ in range(min(count, len(self._queue)))]
                if taken or not wait:
                    return taken
                if self._closing:
                    return None
                self.lock.wait()

    def _forget(self) -> None:
        """Take out what nobody waits for any more."""
        kept = [answer for answer in self._queue if not answer.cancelled]
        self.totals.cancelled += len(self._queue) - len(kept)
        self._queue = deque(kept)
