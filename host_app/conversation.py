"""A conversation with a model: takes messages, gives answers, and processes no token twice.

The chat template writes out the whole conversation for every answer. The model runs only on tokens
that are not in its cache yet, usually those of the last question.
"""

from __future__ import annotations

from collections.abc import Iterator

from lutcore.host_app.checkpoints.chat_template import ChatTemplate
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.checkpoints.tokenizer import TextStream
from lutcore.host_app.errors import NoChatTemplateError, PromptTooLongError
from lutcore.host_app.model.generate import Timing, generate
from lutcore.host_app.model.model import Slot, common_prefix
from lutcore.host_app.model.sampler import Sampler, Sampling
from lutcore.host_app.transcript import Transcript


def template_of(model: ModelData) -> ChatTemplate:
    """Return the model's chat template. Raises NoChatTemplateError."""
    if model.chat is None:
        raise NoChatTemplateError("the model has no chat template, so it was not trained for "
                                  "conversations; use lutcore generate")
    return model.chat


class Conversation(Transcript):
    """A model with a memory of the messages so far; `lutcore chat` keeps one.

    slot:   place for the tokens of all messages, from `Model.slots`
    system: instructions that precede all messages; None leaves them to the chat template

    Raises NoChatTemplateError.
    """

    def __init__(self, model: ModelData, slot: Slot, sampling: Sampling,
                 system: str | None) -> None:
        super().__init__(system)
        self.timing     = Timing()
        self._template  = template_of(model)
        self._tokenizer = model.tokenizer
        self._sampler   = Sampler(sampling)
        self._slot      = slot
        self._cached: list[int] = []    # tokens whose keys and values are in the slot

    def answer(self, text: str, max_tokens: int) -> Iterator[str]:
        """Return an iterator over the answer to a message, piece by piece.

        Message and answer are remembered when the iterator ends; if it is closed early, the answer
        as far as it went. Raises ChatTemplateError and PromptTooLongError, which leave the
        conversation as it was.
        """
        messages = [*self._messages, {"role": "user", "content": text}]
        ids      = self._tokenizer.encode_as_written(self._template.render(messages))
        if len(ids) >= self._slot.context:
            raise PromptTooLongError(
                f"the conversation has {len(ids)} tokens, and the context of "
                f"{self._slot.context} must hold it and an answer; shorten the message, or give a "
                "larger --context")
        return self._generate(messages, ids, max_tokens)

    def _generate(self, messages: list[dict[str, str]], ids: list[int], max_tokens: int
                  ) -> Iterator[str]:
        tokens: list[int] = []
        stream = TextStream(self._tokenizer)
        known  = self._slot.truncate(min(common_prefix(self._cached, ids), len(ids) - 1))
        try:
            for token in generate(self._slot, ids[known:], self._sampler, max_tokens,
                                  self.timing):
                tokens.append(token)
                yield stream.push([token])
            yield stream.flush()
        finally:
            self._cached   = (ids + tokens)[:self._slot.length]
            self._messages = [*messages,
                              {"role": "assistant", "content": self._tokenizer.decode(tokens)}]
