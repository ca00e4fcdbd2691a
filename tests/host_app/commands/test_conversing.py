"""What can be typed in a chat beside questions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from lutcore.host_app.commands.conversing import Chat


class Echo:
    """Says what it is asked."""

    def __init__(self) -> None:
        self.messages: list[dict[str, str]] = []

    def answer(self, text: str, max_tokens: int) -> Iterator[str]:
        self.messages += [{"role": "user", "content": text}]
        yield from text.split()[:max_tokens]

    def reset(self) -> None:
        self.messages = []

    def instruct(self, system: str) -> None:
        self.messages = [{"role": "system", "content": system}] if system else []


@pytest.fixture
def told() -> list[str]:
    return []


def chatting(told: list[str], *texts: str) -> Echo:
    echo = Echo()
    Chat(echo, 5, told.append).run(texts)
    return echo


def test_questions_and_commands(told: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    echo = chatting(told, "/stats", "one two three", "/stats", "/system be brief", "again",
                    "/nonsense", "/help")
    assert told == ["one", "two", "three", "\n", "again", "\n"]
    assert echo.messages == [{"role": "system", "content": "be brief"},
                             {"role": "user", "content": "again"}]
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "no answer yet" and said[1].startswith("3 pieces of text")
    assert "there is no /nonsense" in said[2] and said[3].startswith("/help")
    assert chatting(told, "a", "/reset").messages == []
    assert chatting(told, "/system x", "/system").messages == []


def test_a_conversation_is_saved_once(told: list[str], tmp_path: Path,
                                      capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a talk.json"
    echo = chatting(told, "hello", f"/save {file}", "more", f"/save {file}", "/save",
                    f"/save {tmp_path}/none/x")
    assert json.loads(file.read_text()) == echo.messages[:1]
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("saved 1 messages") and "File exists" in said[1]
    assert "/save FILE" in said[2] and "cannot be written" in said[3]
