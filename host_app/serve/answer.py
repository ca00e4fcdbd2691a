"""A request on its way to an answer: its tokens, its sampler, its text, and who listens to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from lutcore.host_app.checkpoints.tokenizer import TextStream, Tokenizer
from lutcore.host_app.model.sampler import Sampler, Sampling, log_probabilities
from lutcore.host_app.serve.grammar import Grammar


class Finish(str, Enum):
    """Why an answer ended, in OpenAI's words."""

    STOP   = "stop"                     # an end token, a stop text, or the end of a grammar
    LENGTH = "length"                   # max_tokens, or the end of the context


@dataclass(frozen=True)
class Request:
    """What a client asks of a model, in tokens."""

    prompt: tuple[int, ...]
    sampling: Sampling
    max_tokens: int
    stop: tuple[str, ...] = ()          # texts that end the answer; they are not part of it
    logprobs: int | None = None         # alternatives for each token; None: no probabilities
    grammar: Grammar | None = None
    pooled: bool = False                # an embedding is asked for, no text
    scored: bool = False                # probabilities of the prompt's tokens are asked for, too


@dataclass(frozen=True)
class Chosen:
    """A generated token with its probability and the likeliest tokens in its place."""

    token: int
    logprob: float
    top: tuple[tuple[int, float], ...]  # tokens and natural logarithms, the likeliest first


@dataclass(frozen=True)
class Event:
    """What a step did for an answer; the last one has `finish`, `error` or `vector`."""

    text: str = ""
    chosen: tuple[Chosen, ...] = ()     # only where the request asks for probabilities
    finish: Finish | None = None
    error: Exception | None = None
    vector: np.ndarray | None = None    # float32 [D]: the embedding

    @property
    def last(self) -> bool:
        return self.finish is not None or self.error is not None or self.vector is not None


class StopText:
    """A text on its way out: holds back what may become one of the stop texts."""

    def __init__(self, stops: Sequence[str]) -> None:
        self._stops = stops
        self._held  = ""
        self.found  = False

    def push(self, text: str) -> str:
        """Add text; return what may be shown."""
        self._held += text
        at = min((place for place in (self._held.find(stop) for stop in self._stops)
                  if place >= 0), default=-1)
        if at >= 0:
            shown, self._held, self.found = self._held[:at], "", True
            return shown
        keep = max((size for stop in self._stops for size in range(1, len(stop))
                    if self._held.endswith(stop[:size])), default=0)
        shown = self._held[:len(self._held) - keep]
        self._held = self._held[len(self._held) - keep:]
        return shown

    def flush(self) -> str:
        """Return what was held back; no text follows."""
        held, self._held = self._held, ""
        return held


class Answer:
    """A request and what has become of it; a Worker moves it on, `deliver` tells its client.

    deliver: called with every Event, in the worker's thread; must not wait
    """

    def __init__(self, request: Request, tokenizer: Tokenizer, ends: Sequence[int],
                 deliver: Callable[[Event], None]) -> None:
        """ends: end tokens of the model."""
        self.request   = request
        self.deliver   = deliver
        self.cancelled = False          # set by the client's side; the worker drops the answer
        self.arrived   = time.monotonic()
        self.first: float | None = None # time of the first token
        self.cached    = 0              # tokens of the prompt that a slot held already
        self.tokens: list[int] = []     # generated
        self.sequence  = list(request.prompt)   # with them: what comes before the next token
        self.done      = False
        self.pooled: list[np.ndarray] = []
        self.scores: list[Chosen] = []  # of the prompt's tokens, from the second on
        self._ends     = frozenset(ends)
        self._sampler  = Sampler(request.sampling, request.prompt)
        self._matcher  = request.grammar.matcher() if request.grammar else None
        self._stream   = TextStream(tokenizer)
        self._stops    = StopText(request.stop)

    @property
    def scoring(self) -> bool:
        """Whether the logits after every token of the prompt are needed."""
        return self.request.scored and self.first is None

    def score(self, rows: np.ndarray) -> None:
        """Take float32 [R, V], the logits after the next R tokens of the prompt."""
        prompt = self.request.prompt
        for logits in rows[:len(prompt) - 1 - len(self.scores)]:
            self.scores += self._chosen(logits, prompt[len(self.scores) + 1])

    def push(self, logits: np.ndarray) -> Event:
        """Choose a token by float32 [V] logits, and return the event for the client."""
        allowed = self._matcher.allowed(len(logits)) if self._matcher else None
        token   = self._sampler(logits, allowed)
        if self.first is None:
            self.first = time.monotonic()
        self.tokens.append(token)
        self.sequence.append(token)
        if self._matcher:
            self._matcher.consume(token)
        if token in self._ends:
            # Those who score prompts ask for one token, and drop the last one of the list.
            return self._end(Finish.STOP, "", self._chosen(logits, token) if self.request.scored
                             else ())
        text   = self._stops.push(self._stream.push([token]))
        chosen = self._chosen(logits, token)
        if self._stops.found:
            return Event(text, chosen, self._finished(Finish.STOP))
        if self._matcher and self._matcher.ended:
            return self._end(Finish.STOP, text, chosen)
        if len(self.tokens) >= self.request.max_tokens:
            return self._end(Finish.LENGTH, text, chosen)
        return Event(text, chosen)

    def full(self) -> Event:
        """Return the last event of an answer that fills its context."""
        return self._end(Finish.LENGTH, "")

    def fail(self, error: Exception) -> None:
        """End with an error, and tell the client."""
        if not self.done:
            self.done = True
            self.deliver(Event(error=error))

    def _finished(self, finish: Finish) -> Finish:
        self.done = True
        return finish

    def _end(self, finish: Finish, text: str, chosen: tuple[Chosen, ...] = ()) -> Event:
        rest = self._stops.push(self._stream.flush()) + self._stops.flush()
        return Event(text + rest, chosen, self._finished(finish))

    def _chosen(self, logits: np.ndarray, token: int) -> tuple[Chosen, ...]:
        count = self.request.logprobs
        if count is None:
            return ()
        logs = log_probabilities(logits)
        best = np.argsort(-logs, kind="stable")[:count]
        return (Chosen(token, float(logs[token]), tuple((int(i), float(logs[i])) for i in best)),)
