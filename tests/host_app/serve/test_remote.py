"""`lutcore chat` with a server: the same answers, the same errors."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from lutcore.driver import open_device
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.conversation import Conversation
from lutcore.host_app.errors import PromptTooLongError, ServerError
from lutcore.host_app.model.model import Model, engine_for
from lutcore.host_app.model.sampler import Sampling
from lutcore.host_app.remote_conversation import KEY, RemoteConversation
from lutcore.host_app.serve.guards import LOOPBACK

QUESTIONS = ("Once upon a time", "and then", "the dog")


def test_answers_are_those_of_a_conversation_here(server: SimpleNamespace, bundled: ModelData
                                                  ) -> None:
    with open_device("emulator") as device:
        (slot,) = Model(bundled, engine_for(device), "int8").slots(1)
        here  = Conversation(bundled, slot, Sampling(), "be kind")
        there = RemoteConversation(server.url, Sampling(), "be kind")
        for question in QUESTIONS:
            said = "".join(here.answer(question, 8))
            assert said == "".join(there.answer(question, 8))
        assert here.messages == there.messages
        assert there.usage["prompt_tokens_details"]["cached_tokens"] > 20
        pieces = there.answer("more", 8)
        next(pieces)
        pieces.close()
        assert [message["role"] for message in there.messages[-2:]] == ["user", "assistant"]
        there.reset()
        assert there.messages == [{"role": "system", "content": "be kind"}]


def test_errors(serving: Callable[..., Any], bundled: ModelData, monkeypatch: pytest.MonkeyPatch
                ) -> None:
    with serving(bundled, key="secret", hosts=LOOPBACK) as server:
        with pytest.raises(ServerError, match="key is missing"):
            RemoteConversation(server.url, Sampling(), None)
        monkeypatch.setenv(KEY, "secret")
        talk = RemoteConversation(server.url + "/v1", Sampling(), None)
        with pytest.raises(PromptTooLongError, match="Shorten the prompt"):
            talk.answer("far too long " * 200, 5)
        assert talk.messages == []
        with pytest.raises(ServerError, match="404|Not Found"):
            RemoteConversation(server.url + "/other", Sampling(), None)
    with pytest.raises(ServerError, match="does not answer"):
        RemoteConversation(server.url, Sampling(), None)
    with pytest.raises(ServerError, match="is not the address"):
        RemoteConversation("ftp://x", Sampling(), None)
