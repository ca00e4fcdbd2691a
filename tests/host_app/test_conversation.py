"""Conversations: answers are those of a model that reads everything, but it reads nothing twice."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path

import pytest
from click.testing import CliRunner

from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.source import ModelData, float_model
from lutcore.host_app.cli import cli
from lutcore.host_app.commands.conversing import Chat
from lutcore.host_app.conversation import Conversation
from lutcore.host_app.errors import ChatTemplateError, NoChatTemplateError, PromptTooLongError
from lutcore.host_app.model.model import Model, engine_for
from lutcore.host_app.model.sampler import Sampling

TEMPLATE = ("{% for message in messages %}{{ message['role'] }}: {{ message['content'] }} . "
            "{% endfor %}assistant: ")
QUESTIONS = ["the old mill", "a small goat", "is red"]


@pytest.fixture
def model(folder: Path) -> ModelData:
    (folder / "tokenizer_config.json").write_text(json.dumps({"chat_template": TEMPLATE}))
    return float_model(Checkpoint(folder))


def begin(model: ModelData, system: str | None = None, context: int = 256) -> Conversation:
    (slot,) = Model(model, engine_for(None), "float32").slots(1, context)
    return Conversation(model, slot, Sampling(temperature=1.0), system)


def test_answers_are_those_of_a_model_that_reads_everything_again(model: ModelData) -> None:
    conversation = begin(model, "be brief")
    for question in QUESTIONS:
        fresh = begin(model)
        fresh._messages = list(conversation._messages)
        fresh._sampler  = deepcopy(conversation._sampler)
        read = conversation.timing.prefill.tokens
        said = "".join(conversation.answer(question, 6))
        assert said and "".join(fresh.answer(question, 6)) == said
        assert conversation._messages == fresh._messages
    roles = [message["role"] for message in conversation._messages]
    assert roles == ["system"] + ["user", "assistant"] * 3
    assert conversation.timing.prefill.tokens - read < fresh.timing.prefill.tokens / 2


def test_an_answer_that_is_left_is_remembered_as_far_as_it_went(model: ModelData) -> None:
    conversation = begin(model)
    pieces = conversation.answer(QUESTIONS[0], 6)
    next(pieces)
    pieces.close()
    assert conversation._messages[-1]["role"] == "assistant"
    assert "".join(conversation.answer(QUESTIONS[1], 6))


def test_a_full_conversation_begins_anew(model: ModelData, capsys: pytest.CaptureFixture) -> None:
    conversation = begin(model, context=48)
    written = []
    Chat(conversation, 6, written.append).run([*QUESTIONS, *QUESTIONS, *QUESTIONS])
    assert "".join(written).count("\n") >= 9
    assert "a new conversation: the conversation has" in capsys.readouterr().err
    with pytest.raises(PromptTooLongError, match="the context of 48 must hold it"):
        conversation.answer("the old mill " * 40, 6)


def test_a_reset_forgets(model: ModelData) -> None:
    conversation = begin(model)
    first = "".join(conversation.answer(QUESTIONS[0], 6))
    "".join(conversation.answer(QUESTIONS[1], 6))
    conversation.reset()
    conversation._sampler = begin(model)._sampler
    assert "".join(conversation.answer(QUESTIONS[0], 6)) == first


def test_errors(model: ModelData, folder: Path) -> None:
    (folder / "tokenizer_config.json").write_text("{}")
    with pytest.raises(NoChatTemplateError, match="use lutcore generate"):
        begin(float_model(Checkpoint(folder)))
    refusing = "{% if messages[0].role == 'system' %}{{ raise_exception('no system') }}{% endif %}"
    (folder / "tokenizer_config.json").write_text(json.dumps({"chat_template": refusing}))
    with pytest.raises(ChatTemplateError, match="no system"):
        begin(float_model(Checkpoint(folder)), "be brief").answer("hi", 2)


def test_the_command(model: ModelData, folder: Path) -> None:
    def run(*more: str, stdin: str = "") -> str:
        done = CliRunner().invoke(cli, ["chat", str(folder), "--device", "emulator",
                                        "--max-tokens", "4", *more], input=stdin)
        assert done.exit_code == 0, done.stderr
        return done.stdout
    asked = run("--message", QUESTIONS[0], "--message", QUESTIONS[1])
    typed = run(stdin=f"{QUESTIONS[0]}\n\n{QUESTIONS[1]}\n/quit\n{QUESTIONS[2]}\n")
    assert asked == typed and asked.count("\n") >= 2
    again = run(stdin=f"{QUESTIONS[0]}\n/reset\n{QUESTIONS[0]}\n")
    half = len(again) // 2
    assert again[:half] == again[half:]
    packed = folder.parent / "packed"
    assert CliRunner().invoke(cli, ["pack", str(folder), "-o", str(packed)]).exit_code == 0
    done = CliRunner().invoke(cli, ["chat", str(packed), "--device", "emulator", "--max-tokens",
                                    "4", "--message", QUESTIONS[0]])
    assert asked.startswith(done.stdout)


def test_a_model_without_a_template(folder: Path) -> None:
    done = CliRunner().invoke(cli, ["chat", str(folder), "--device", "emulator", "--message", "a"])
    assert done.exit_code == 3 and "no chat template" in done.stderr
