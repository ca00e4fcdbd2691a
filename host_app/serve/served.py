"""A model that is served: turns requests into tokens and checks them, before they are queued."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from lutcore.driver import Device
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.errors import PromptTooLongError, RequestError
from lutcore.host_app.model.model import Model, default_cache, engine_for
from lutcore.host_app.model.sampler import Sampling
from lutcore.host_app.serve import tools
from lutcore.host_app.serve.answer import Answer, Event, Request
from lutcore.host_app.serve.grammar import Grammar, Vocabulary
from lutcore.host_app.serve.pool import Pool
from lutcore.host_app.serve.requests import (
    ChatRequest,
    CompletionRequest,
    EmbeddingRequest,
    Generation,
)
from lutcore.host_app.serve.worker import Worker


@dataclass(frozen=True)
class Limits:
    """What one request may take."""

    slots: int = 16                     # answers at once, for each device
    context: int | None = None          # tokens of a sequence; None: the model's limit
    queue: int = 256                    # answers that may wait, for each model
    seconds: float = 600.0              # from the request to its end
    body: int = 4 << 20                 # bytes of a request


@dataclass(frozen=True)
class Replica:
    """A device, its name for people, and the lock of those that run on it."""

    name: str
    device: Device | None               # None: float32, on the host
    turn: threading.Lock


class Served:
    """One model on all replicas."""

    def __init__(self, name: str, data: ModelData, replicas: Sequence[Replica], limits: Limits,
                 cache: str | None = None) -> None:
        """Raises DeviceMemoryError."""
        self.name, self.data, self.limits = name, data, limits
        self.created = int(time.time())
        self.pool    = Pool(limits.queue)
        self.context = min(limits.context or data.config.max_position_embeddings,
                           data.config.max_position_embeddings)
        self.vocabulary = Vocabulary(data.tokenizer, data.config.vocab_size,
                                     data.config.eos_token_id)
        models = [Model(data, engine_for(replica.device), cache or default_cache(data))
                  for replica in replicas]
        self.workers = [Worker(replica.name, model, replica.device, self.pool, limits.slots,
                               self.context, replica.turn)
                        for replica, model in zip(replicas, models, strict=True)]

    def start(self) -> None:
        """Begin to answer."""
        for worker in self.workers:
            worker.start()

    def close(self, seconds: float) -> None:
        """Take no more requests, and wait for the answers that run."""
        self.pool.close()
        end = time.monotonic() + seconds
        for worker in self.workers:
            worker.join(max(0.0, end - time.monotonic()))

    # Requests -------------------------------------------------------------------------------------

    def completion(self, body: CompletionRequest) -> list[Request]:
        """One request for each prompt and choice. Raises RequestError, PromptError and others."""
        if body.suffix:
            raise RequestError("suffix is not supported; leave it out")
        if body.best_of not in (None, body.n):
            raise RequestError("best_of is not supported; leave it out")
        grammar = Grammar.of_lark(self.vocabulary, body.grammar) if body.grammar else None
        scored = bool(body.echo) and body.logprobs is not None
        return [self._request(body, ids, choice, grammar, body.max_tokens or 16, body.logprobs,
                              scored)
                for ids in self._prompts(body.prompt) for choice in range(body.n)]

    def chat(self, body: ChatRequest) -> list[Request]:
        """One request for each choice. Raises RequestError, ChatTemplateError and others."""
        plan = tools.plan(body, self.data)
        ids = self.data.tokenizer.encode_as_written(plan.text)
        grammar = self._grammar(body, plan)
        wanted = (body.top_logprobs or 0) if body.logprobs else None
        if body.top_logprobs and not body.logprobs:
            raise RequestError("top_logprobs needs logprobs: true")
        most = body.max_completion_tokens or body.max_tokens or self.context
        return [self._request(body, ids, choice, grammar, most, wanted)
                for choice in range(body.n)]

    def embeddings(self, body: EmbeddingRequest) -> list[Request]:
        """One request for each text. Raises RequestError, PromptError, PromptTooLongError."""
        if body.dimensions not in (None, self.data.config.hidden_size):
            raise RequestError(f"dimensions {body.dimensions}; this model's embeddings have "
                               f"{self.data.config.hidden_size}")
        prompts = [self._checked(ids, 0) for ids in self._prompts(body.input)]
        return [Request(ids, Sampling(), 0, pooled=True) for ids in prompts]

    def answer(self, request: Request, deliver: Callable[[Event], None]) -> Answer:
        """Return the answer to be queued."""
        return Answer(request, self.data.tokenizer, self.data.config.eos_token_id, deliver)

    def _grammar(self, body: ChatRequest, plan: tools.Plan) -> Grammar | None:
        form = body.response_format
        asked = [bool(body.grammar), bool(form and form.type != "text"), plan.lark is not None]
        if sum(asked) > 1:
            raise RequestError("a grammar, a response_format and a required tool exclude each "
                               "other; give one")
        if plan.lark is not None:
            return Grammar.of_lark(self.vocabulary, plan.lark)
        if body.grammar:
            return Grammar.of_lark(self.vocabulary, body.grammar)
        if form and form.type == "json_object":
            return Grammar.of_schema(self.vocabulary, {"type": "object"})
        if form and form.type == "json_schema":
            if not form.json_schema or form.json_schema.schema_ is None:
                raise RequestError("response_format json_schema has no json_schema.schema")
            return Grammar.of_schema(self.vocabulary, form.json_schema.schema_)
        return None

    def _request(self, body: Generation, ids: Sequence[int], choice: int, grammar: Grammar | None,
                 most: int, logprobs: int | None, scored: bool = False) -> Request:
        prompt = self._checked(ids, 1)
        seed = secrets.randbits(63) if body.seed is None else body.seed % (1 << 63)
        sampling = Sampling(
            temperature=1.0 if body.temperature is None else body.temperature,
            top_k=body.top_k or 0, top_p=1.0 if body.top_p is None else body.top_p,
            min_p=body.min_p or 0.0, seed=seed + choice,
            repetition_penalty=body.repetition_penalty or 1.0,
            presence_penalty=body.presence_penalty or 0.0,
            frequency_penalty=body.frequency_penalty or 0.0,
            logit_bias={int(token): bias for token, bias in (body.logit_bias or {}).items()})
        return Request(prompt, sampling, min(most, self.context - len(prompt)), body.stops,
                       logprobs, grammar, scored=scored)

    def _prompts(self, given: Any) -> list[list[int]]:
        """Every prompt's tokens, of texts or tokens."""
        if isinstance(given, str):
            return [self.data.tokenizer.encode(given)]
        if not given:
            raise RequestError("there is no prompt; give a text")
        if isinstance(given[0], int):
            return [list(given)]
        return [self.data.tokenizer.encode(one) if isinstance(one, str) else list(one)
                for one in given]

    def _checked(self, ids: Sequence[int], room: int) -> tuple[int, ...]:
        """The prompt. Raises PromptTooLongError, RequestError."""
        if not ids:
            raise RequestError("a prompt is empty; give at least one token")
        size = self.data.config.vocab_size
        if max(ids) >= size:
            raise RequestError(f"token {max(ids)} is not in the vocabulary of {size}")
        if len(ids) + room > self.context:
            over = len(ids) + room - self.context
            raise PromptTooLongError(
                f"the prompt has {len(ids)} tokens; with {room} for the answer that is {over} more "
                f"than this server's context of {self.context}. Shorten the prompt")
        return tuple(ids)
