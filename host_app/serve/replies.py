"""What the server says: OpenAI's objects, whole or piece by piece, made from an answer's events."""

from __future__ import annotations

import base64
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lutcore.host_app.checkpoints.tokenizer import Tokenizer
from lutcore.host_app.serve.answer import Answer, Chosen, Event
from lutcore.host_app.serve.tools import MARKS, calls_in


def usage(answers: Sequence[Answer], prompts: int = 1) -> dict[str, Any]:
    """Tokens of a request. prompts: every `len(answers) / prompts` answers share a prompt."""
    share = max(1, len(answers) // prompts)
    read  = sum(len(answer.request.prompt) for answer in answers[::share])
    made  = sum(len(answer.tokens) for answer in answers)
    return {"prompt_tokens": read, "completion_tokens": made, "total_tokens": read + made,
            "prompt_tokens_details": {
                "cached_tokens": sum(answer.cached for answer in answers[::share])}}


@dataclass
class Head:
    """The fields that all objects of a reply begin with."""

    model: str
    kind: str                           # "cmpl" or "chatcmpl"
    name: str                           # of the object
    id: str = field(init=False)
    created: int = field(default_factory=lambda: int(time.time()))

    def __post_init__(self) -> None:
        self.id = f"{self.kind}-{secrets.token_hex(12)}"

    def to_dict(self, chunk: str = "") -> dict[str, Any]:
        """Return the fields. chunk: added to the name of the object."""
        return {"id": self.id, "object": self.name + chunk, "created": self.created,
                "model": self.model}


# Completions --------------------------------------------------------------------------------------


class TextChoice:
    """A choice of /v1/completions."""

    def __init__(self, index: int, answer: Answer, tokenizer: Tokenizer, echo: bool) -> None:
        self.index, self.answer = index, answer
        self._tokenizer = tokenizer
        self._offset = 0
        self._before = tokenizer.decode(answer.request.prompt) if echo else ""
        self._scores_due = answer.request.scored            # of the prompt, in the first piece

    def chunks(self, event: Event) -> list[dict[str, Any]]:
        """Return the pieces for an event: one, or none where nothing is to be said."""
        text, self._before = self._before + event.text, ""
        if not text and not event.chosen and event.finish is None:
            return []
        return [self._object(text, event.chosen, event.finish)]

    def whole(self, events: Sequence[Event]) -> dict[str, Any]:
        """Return the choice of a complete answer."""
        chosen = [one for event in events for one in event.chosen]
        return self._object(self._before + "".join(event.text for event in events), chosen,
                            events[-1].finish)

    def _object(self, text: str, chosen: Sequence[Chosen], finish: Any) -> dict[str, Any]:
        logprobs = None if self.answer.request.logprobs is None else self._logprobs(chosen)
        return {"index": self.index, "text": text, "logprobs": logprobs, "finish_reason": finish}

    def _logprobs(self, chosen: Sequence[Chosen]) -> dict[str, Any]:
        """Probabilities of tokens; nothing comes before a prompt's first, so its are null."""
        text_of, first = self._tokenizer.text_of, []
        if self._scores_due:
            self._scores_due = False
            first, chosen = [self.answer.request.prompt[0]], [*self.answer.scores, *chosen]
        tokens = [text_of(token) for token in (*first, *(one.token for one in chosen))]
        offsets = []
        for text in tokens:
            offsets.append(self._offset)
            self._offset += len(text)
        none = [None] * len(first)
        return {"tokens": tokens,
                "token_logprobs": [*none, *(one.logprob for one in chosen)],
                "top_logprobs": [*none, *({text_of(token): value for token, value in one.top}
                                          for one in chosen)],
                "text_offset": offsets}


# Conversations ------------------------------------------------------------------------------------


class ChatChoice:
    """A choice of /v1/chat/completions. Text that may be a tool call is held back."""

    def __init__(self, index: int, answer: Answer, tokenizer: Tokenizer, tools: Sequence[str]
                 ) -> None:
        """tools: names of the functions that may be called."""
        self.index, self.answer = index, answer
        self._tokenizer, self._tools = tokenizer, tools
        self._begun = False
        self._text  = ""                # held back

    def chunks(self, event: Event) -> list[dict[str, Any]]:
        """Return the pieces for an event: usually one; the first has the role."""
        out = []
        if not self._begun:
            self._begun = True
            out.append(self._chunk({"role": "assistant", "content": ""}))
        text, calls, finish = self._shown(event)
        if text or event.chosen:
            out.append(self._chunk({"content": text}, event.chosen))
        if calls:
            out.append(self._chunk({"tool_calls": [{"index": i, **call}
                                                   for i, call in enumerate(calls)]}))
        if finish is not None:
            out.append(self._chunk({}, finish=finish))
        return out

    def whole(self, events: Sequence[Event]) -> dict[str, Any]:
        """Return the choice of a complete answer."""
        text, calls = calls_in("".join(event.text for event in events), self._tools)
        message: dict[str, Any] = {"role": "assistant", "content": text or (None if calls else ""),
                                   "refusal": None}
        if calls:
            message["tool_calls"] = [call.to_dict() for call in calls]
        chosen = [one for event in events for one in event.chosen]
        return {"index": self.index, "message": message, "logprobs": self._logprobs(chosen),
                "finish_reason": "tool_calls" if calls else events[-1].finish}

    def _shown(self, event: Event) -> tuple[str, list[dict[str, Any]], Any]:
        """Text that may be sent, calls, and the reason of the end."""
        if not self._tools:
            return event.text, [], event.finish
        self._text += event.text
        if event.finish is not None:
            text, calls = calls_in(self._text, self._tools)
            return text, [call.to_dict() for call in calls], "tool_calls" if calls else event.finish
        held = self._held()
        text, self._text = self._text[:held], self._text[held:]
        return text, [], None

    def _held(self) -> int:
        """The place in the text from which a call may begin."""
        if self._text.lstrip()[:1] in ("{", "["):
            return 0
        places = [self._text.find(mark) for mark in MARKS]
        places += [len(self._text) - size for mark in MARKS for size in range(1, len(mark))
                   if self._text.endswith(mark[:size])]
        return min((place for place in places if place >= 0), default=len(self._text))

    def _chunk(self, delta: dict[str, Any], chosen: Sequence[Chosen] = (), finish: Any = None
               ) -> dict[str, Any]:
        return {"index": self.index, "delta": delta, "logprobs": self._logprobs(chosen),
                "finish_reason": finish}

    def _logprobs(self, chosen: Sequence[Chosen]) -> dict[str, Any] | None:
        if self.answer.request.logprobs is None:
            return None
        return {"content": [{**self._token(one.token, one.logprob),
                             "top_logprobs": [self._token(*pair) for pair in one.top]}
                            for one in chosen], "refusal": None}

    def _token(self, token: int, logprob: float) -> dict[str, Any]:
        text = self._tokenizer.text_of(token)
        return {"token": text, "logprob": logprob, "bytes": list(text.encode())}


# Embeddings ---------------------------------------------------------------------------------------


def embeddings(model: str, answers: Sequence[Answer], vectors: Sequence[np.ndarray], packed: bool
               ) -> dict[str, Any]:
    """Return the reply with float32 [D] vectors. packed: base64 of the little-endian floats."""
    def written(vector: np.ndarray) -> Any:
        raw = vector.astype("<f4")
        return base64.b64encode(raw.tobytes()).decode() if packed else raw.tolist()
    read = sum(len(answer.request.prompt) for answer in answers)
    return {"object": "list", "model": model,
            "data": [{"object": "embedding", "index": i, "embedding": written(vector)}
                     for i, vector in enumerate(vectors)],
            "usage": {"prompt_tokens": read, "total_tokens": read}}
