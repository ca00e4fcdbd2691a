"""A conversation with a model: messages in, answers out, nothing read twice.

The chat template writes the whole conversation for every answer; what the cache holds already,
usually all but the last question, is not run through the model again.
"""

from __future__ import annotations

from collections.abc import Iterator

from lutcore.host_app.checkpoints.chat_template import ChatTemplate
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.checkpoints.tokenizer import TextStream
from lutcore.host_app.errors import NoChatTemplateError, PromptTooLongError
from lutcore.host_app.model.generate import Timing, generate
from lutcore.host_app.model.linear import Backend
from lutcore.host_app.model.llama import Llama
from lutcore.host_app.model.sampler import Sampler, Sampling


def template_of(model: ModelData) -> ChatTemplate:
    """Raises NoChatTemplateError."""
    if model.chat is None:
        raise NoChatTemplateError("the model has no chat template, so it was not trained for "
                                  "conversations; use lutcore generate")
    return model.chat


class Conversation:
    """A model that remembers what was said. Raises NoChatTemplateError.

    system:  what the model is told about its task; None: what its template says
    context: tokens of all messages together, at most the model's limit
    """

    def __init__(self, model: ModelData, backend: Backend, sampling: Sampling,
                 system: str | None, context: int, int8_cache: bool = False):
        self.timing     = Timing()
        self._template  = template_of(model)
        self._tokenizer = model.tokenizer
        self._sampler   = Sampler(sampling)
        self._system    = [{"role": "system", "content": system}] if system else []
        self._messages  = list(self._system)
        self._llama     = Llama(model.config, model.tensors, model.matrices, backend, context,
                                int8_cache)
        self._cached: list[int] = []             # the tokens in the model's cache

    def reset(self) -> None:
        """Forgets all messages but the system's."""
        self._messages = list(self._system)

    def answer(self, text: str, max_tokens: int) -> Iterator[str]:
        """The answer to a message, piece by piece; both are remembered once it is complete.

        What was said of an answer that its reader left early is remembered too. Raises
        ChatTemplateError and PromptTooLongError, which leave the conversation as it was.
        """
        messages = [*self._messages, {"role": "user", "content": text}]
        ids      = self._tokenizer.encode_as_written(self._template.render(messages))
        if len(ids) >= self._llama.context:
            raise PromptTooLongError(
                f"the conversation has {len(ids)} tokens, and the context of "
                f"{self._llama.context} must hold it and an answer; shorten the message, or give a "
                "larger --context")
        return self._said(messages, ids, max_tokens)

    def _said(self, messages: list[dict[str, str]], ids: list[int], max_tokens: int
            ) -> Iterator[str]:
        tokens, stream = [], TextStream(self._tokenizer)
        known = min(_shared(self._cached, ids), len(ids) - 1)
        self._llama.length = known
        try:
            for token in generate(self._llama, ids[known:], self._sampler, max_tokens,
                                  self.timing):
                tokens.append(token)
                yield stream.push([token])
            yield stream.flush()
        finally:
            self._cached   = (ids + tokens)[:self._llama.length]
            self._messages = [*messages,
                              {"role": "assistant", "content": self._tokenizer.decode(tokens)}]


def _shared(a: list[int], b: list[int]) -> int:
    """How many tokens two lists begin with alike."""
    for at, (one, other) in enumerate(zip(a, b, strict=False)):
        if one != other:
            return at
    return min(len(a), len(b))
