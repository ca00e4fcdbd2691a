"""The thread that answers: a model on a device, its slots, and the rows of every step.

    while there are answers, or will be:
        free slots take answers from the queue, each the slot that knows most of its prompt
        a step: one row of every running answer, the rest for prompts
        every answer that has read all gets its next token
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from lutcore.driver import Device
from lutcore.driver.devices import figures_of
from lutcore.host_app.model.model import Model, Slot, common_prefix
from lutcore.host_app.model.workspace import ROWS
from lutcore.host_app.serve.answer import Answer, Event
from lutcore.host_app.serve.pool import Pool

REFRESH = 0.5                           # seconds between readings of an engine's counters


@dataclass
class Place:
    """A slot, the tokens that it holds, and the answer that uses it."""

    slot: Slot
    tokens: list[int] = field(default_factory=list)
    answer: Answer | None = None
    used: float = 0.0                   # time of its last answer

    def take(self, answer: Answer) -> None:
        """Begin an answer: keep what it shares with the slot, at most all but its last token."""
        sequence = answer.sequence
        whole = answer.request.pooled or answer.scoring     # every row's result is needed
        known = 0 if whole else min(common_prefix(self.tokens, sequence), len(sequence) - 1)
        known = self.slot.truncate(known)
        self.tokens = self.tokens[:known]
        self.answer = answer
        answer.pooled.clear()           # of a device that was lost on the way
        if answer.first is None:
            answer.scores.clear()
            answer.cached = known

    @property
    def unread(self) -> int:
        """Number of tokens that the model has not read."""
        assert self.answer is not None
        return len(self.answer.sequence) - len(self.tokens)

    def next(self, count: int) -> list[int]:
        """The next tokens to read, at most `count`."""
        assert self.answer is not None
        return self.answer.sequence[len(self.tokens):len(self.tokens) + count]


class Worker(threading.Thread):
    """One model on one device. Start it; it ends when the pool closes or the device is lost.

    device: the model's; None: float32, on the host
    turn:   held during a step, by all workers of the same device
    """

    def __init__(self, name: str, model: Model, device: Device | None, pool: Pool, slots: int,
                 context: int | None, turn: threading.Lock) -> None:
        super().__init__(name=f"worker of {name}", daemon=True)
        self.device_name = name
        self.lost: Exception | None = None
        self._model, self._device, self._pool, self._turn = model, device, pool, turn
        self._measured: dict[str, Any] = {}     # of this thread, which alone may ask the device
        self._read_at = 0.0
        self._seconds = 0.0             # of all steps
        self._places = [Place(slot) for slot in model.slots(slots, context)]
        pool.join()

    @property
    def running(self) -> int:
        """Answers that have a slot."""
        return sum(place.answer is not None for place in self._places)

    def figures(self) -> dict[str, Any]:
        """Return facts and figures for JSON."""
        device = self._device
        return {
            "name": self.device_name, "up": self.lost is None and self.is_alive(),
            "running": self.running, "slots": len(self._places),
            "cache_bytes": self._model.cache_bytes,
            "device": device.name if device else None,
            "geometry": device.geometry.name if device else None,
            "figures": figures_of(device.name) if device else "measured",
            "clock_mhz": device.clock_mhz if device else None,
            "words_per_cycle": device.geometry.words_per_cycle if device else None,
            **self._measured,
        }

    def run(self) -> None:
        """Answer until the pool closes. A lost device's answers go back to the pool."""
        try:
            self._measure()
            while self._admit():
                self._drop()
                busy = [place for place in self._places if place.answer]
                if busy:
                    with self._turn:
                        self._step(busy)
                if not self.running or time.monotonic() > self._read_at + REFRESH:
                    self._measure()
            self._pool.leave((), RuntimeError("closed"))
        except Exception as error:      # whatever it is, clients must not wait for ever
            self.lost = error
            self._pool.leave([place.answer for place in self._places if place.answer], error)

    def _measure(self) -> None:
        engine = asdict(self._device.counters) if self._device else None
        self._measured = {"parts": self._model.seconds(), "engine": engine,
                          "step_seconds": self._seconds}
        self._read_at = time.monotonic()

    def _admit(self) -> bool:
        """Give free slots to waiting answers; whether there is or will be something to do."""
        free = [place for place in self._places if not place.answer]
        taken = self._pool.take(len(free), wait=len(free) == len(self._places)) if free else []
        if taken is None:
            return False
        for answer in taken:
            place = max(free, key=lambda place: (
                place.slot.kept(common_prefix(place.tokens, answer.request.prompt)), -place.used))
            free.remove(place)
            place.take(answer)
        return True

    def _drop(self) -> None:
        """End answers that nobody waits for any more."""
        for place in self._places:
            if place.answer and place.answer.cancelled:
                self._release(place, "cancelled")

    def _release(self, place: Place, outcome: str) -> None:
        totals = self._pool.totals
        with self._pool.lock:
            setattr(totals, outcome, getattr(totals, outcome) + 1)
        place.answer, place.used = None, time.monotonic()

    # Steps ----------------------------------------------------------------------------------------

    def _step(self, busy: Sequence[Place]) -> None:
        pooled = next((place for place in busy if place.answer and place.answer.request.pooled),
                      None)
        if pooled:
            self._pool_rows(pooled)
        plan = self._rows([place for place in busy
                           if place.answer and not place.answer.request.pooled])
        if not plan:
            return
        ready = [len(tokens) == place.unread for place, tokens in plan]
        scoring = [place.answer is not None and place.answer.scoring for place, _ in plan]
        counts = [len(tokens) if scores else int(ends)      # rows of logits
                  for (_, tokens), ends, scores in zip(plan, ready, scoring, strict=True)]
        started = time.perf_counter()
        logits = self._model.step([(place.slot, tokens) for place, tokens in plan],
                                  everywhere=scoring, wanted=[count > 0 for count in counts])
        self._count(plan, time.perf_counter() - started)
        parts = np.split(logits, np.cumsum(counts)[:-1])
        for (place, tokens), ends, scores, rows in zip(plan, ready, scoring, parts, strict=True):
            place.tokens.extend(tokens)
            if scores and place.answer:
                place.answer.score(rows)
            if ends:
                self._advance(place, rows[-1])

    def _rows(self, busy: Sequence[Place]) -> list[tuple[Place, list[int]]]:
        """The tokens of a step: one for every running answer, then prompts in equal shares."""
        plan = [(place, place.next(1)) for place in busy if place.unread == 1][:ROWS]
        reading = [place for place in busy if place.unread > 1]
        room = ROWS - len(plan)
        for number, place in enumerate(reading):
            tokens = place.next(room // (len(reading) - number))
            room -= len(tokens)
            if tokens:
                plan.append((place, tokens))
        return plan

    def _count(self, plan: Sequence[tuple[Place, list[int]]], seconds: float) -> None:
        self._seconds += seconds
        totals = self._pool.totals
        rows = sum(len(tokens) for _, tokens in plan)
        read = sum(len(tokens) for place, tokens in plan
                   if place.answer and len(place.tokens) < len(place.answer.request.prompt))
        with self._pool.lock:
            totals.steps += 1
            totals.rows += rows
            totals.step_seconds += seconds
            totals.prompt_tokens += read

    def _advance(self, place: Place, logits: np.ndarray) -> None:
        """Choose an answer's next token and tell its client."""
        answer = place.answer
        assert answer is not None
        try:
            event = answer.push(logits)
        except Exception as error:      # a grammar that fails is its own client's matter
            answer.fail(error)
            self._release(place, "failed")
            return
        if not event.last and place.slot.length >= place.slot.context:
            end = answer.full()
            event = Event(event.text + end.text, event.chosen, end.finish)
        with self._pool.lock:
            self._pool.totals.generated_tokens += 1
            if len(answer.tokens) == 1:
                self._pool.totals.cached_tokens += answer.cached
        answer.deliver(event)
        if event.last:
            self._release(place, "finished")

    def _pool_rows(self, place: Place) -> None:
        """Read at most ROWS tokens of an embedding's text."""
        answer = place.answer
        assert answer is not None
        tokens = place.next(ROWS)
        answer.pooled.append(self._model.hidden(place.slot, tokens).sum(axis=0))
        place.tokens.extend(tokens)
        with self._pool.lock:
            self._pool.totals.prompt_tokens += len(tokens)
        if not place.unread:
            total = np.sum(answer.pooled, axis=0)
            answer.done = True
            answer.deliver(Event(vector=total / max(float(np.linalg.norm(total)), 1e-12)))
            self._release(place, "finished")


