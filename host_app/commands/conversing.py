"""`lutcore chat`: takes questions from the terminal, a pipe or options and prints the answers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from lutcore.host_app.console import note
from lutcore.host_app.conversation import Conversation
from lutcore.host_app.errors import PromptTooLongError

PROMPT = "> "
RESET  = "/reset"
QUIT   = "/quit"


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
    note(f"{RESET} starts a new conversation; {QUIT} or Ctrl-D ends the chat; Ctrl-C stops an "
         "answer")
    with suppress(EOFError):
        while True:
            yield input(PROMPT)


def talk(conversation: Conversation, texts: Iterable[str], max_tokens: int,
         emit: Callable[[str], None]) -> None:
    """Answer every question. A conversation that has filled the context is started again."""
    for text in texts:
        if text == RESET:
            conversation.reset()
            continue
        try:
            pieces = conversation.answer(text, max_tokens)
        except PromptTooLongError as error:
            conversation.reset()
            pieces = conversation.answer(text, max_tokens)
            note(f"starting a new conversation: {error}")
        _print(pieces, emit)


def _print(pieces: Iterator[str], emit: Callable[[str], None]) -> None:
    """Emit an answer as it comes. Ctrl-C on a terminal ends the answer, not the chat."""
    try:
        for piece in pieces:
            emit(piece)
    except KeyboardInterrupt:
        if not sys.stdin.isatty():
            raise
    finally:
        emit("\n")
