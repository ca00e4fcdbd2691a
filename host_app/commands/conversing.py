"""`lutcore chat`: takes questions from the terminal, a pipe or options and prints the answers."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from lutcore.host_app.console import note
from lutcore.host_app.errors import PromptTooLongError

PROMPT = "> "
QUIT   = "/quit"
HELP   = f"""\
/help           show this
/reset          start a new conversation
/system TEXT    start a new one with these instructions; without TEXT, with none
/stats          show the tokens and the speed of the last answer
/save FILE      write the conversation to a new file, as JSON
{QUIT}           end the chat; so does Ctrl-D. Ctrl-C stops an answer"""


class Talker(Protocol):
    """A Conversation or a RemoteConversation."""

    @property
    def messages(self) -> list[dict[str, str]]: ...

    def answer(self, text: str, max_tokens: int) -> Iterator[str]: ...

    def reset(self) -> None: ...

    def instruct(self, system: str) -> None: ...


def questions() -> Iterator[str]:
    """Yield the lines of stdin up to its end or /quit; a terminal gets line editing."""
    for line in _typed() if sys.stdin.isatty() else sys.stdin:
        if line.strip() == QUIT:
            return
        if line.strip():
            yield line.strip()


def _typed() -> Iterator[str]:
    with suppress(ImportError):
        import readline  # noqa: F401  # importing it gives input() line editing
    note("/help shows what can be typed beside questions")
    with suppress(EOFError):
        while True:
            yield input(PROMPT)


class Chat:
    """Answers questions and obeys commands.

    emit: called with the text of answers, piece by piece
    """

    def __init__(self, talker: Talker, max_tokens: int, emit: Callable[[str], None]) -> None:
        self._talker, self._max_tokens, self._emit = talker, max_tokens, emit
        self._stats = "no answer yet"

    def run(self, texts: Iterable[str]) -> None:
        """Take every text. A conversation that has filled the context is started again."""
        for text in texts:
            if text.startswith("/"):
                self._obey(*text.split(maxsplit=1))
            else:
                self._answer(text)

    def _answer(self, text: str) -> None:
        try:
            pieces = self._talker.answer(text, self._max_tokens)
        except PromptTooLongError as error:
            self._talker.reset()
            pieces = self._talker.answer(text, self._max_tokens)
            note(f"starting a new conversation: {error}")
        self._print(pieces)

    def _print(self, pieces: Iterator[str]) -> None:
        """Emit an answer as it comes. Ctrl-C on a terminal ends the answer, not the chat."""
        started, first, count = time.perf_counter(), 0.0, 0
        try:
            for piece in pieces:
                first = first or time.perf_counter()
                count += bool(piece)
                self._emit(piece)
        except KeyboardInterrupt:
            if not sys.stdin.isatty():
                raise
        finally:
            self._emit("\n")
        now = time.perf_counter()
        if count > 1:
            self._stats = (f"{count} pieces of text, the first after {first - started:.2f} s, then "
                           f"{(count - 1) / (now - first):.1f} a second")

    # Commands -------------------------------------------------------------------------------------

    def _obey(self, command: str, rest: str = "") -> None:
        if command == "/reset":
            self._talker.reset()
        elif command == "/system":
            self._talker.instruct(rest)
        elif command == "/stats":
            note(self._stats)
        elif command == "/save":
            self._save(rest)
        elif command == "/help":
            note(HELP)
        else:
            note(f"there is no {command}; /help shows what there is")

    def _save(self, name: str) -> None:
        if not name:
            note("give the name of a new file: /save FILE")
            return
        try:
            with Path(name).expanduser().open("x", encoding="utf-8") as file:
                json.dump(self._talker.messages, file, ensure_ascii=False, indent=2)
        except OSError as error:
            note(f"{name} cannot be written: {error.strerror}; give the name of a new file")
        else:
            note(f"saved {len(self._talker.messages)} messages to {name}")
