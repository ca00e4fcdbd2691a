"""`lutcore chat`: questions from the terminal, a pipe or the command line; answers on stdout."""

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
    """Lines from stdin up to its end or /quit, with line editing on a terminal."""
    for line in _typed() if sys.stdin.isatty() else sys.stdin:
        if line.strip() == QUIT:
            return
        if line.strip():
            yield line.strip()


def _typed() -> Iterator[str]:
    with suppress(ImportError):
        import readline  # noqa: F401  importing it makes input() edit lines
    note(f"{RESET} begins a new conversation; {QUIT} or Ctrl-D ends, Ctrl-C ends an answer")
    with suppress(EOFError):
        while True:
            yield input(PROMPT)


def talk(conversation: Conversation, asked: Iterable[str], max_tokens: int,
         emit: Callable[[str], None]) -> None:
    """Answers every question. A conversation that is full begins anew, and says so."""
    for text in asked:
        if text == RESET:
            conversation.reset()
            continue
        try:
            pieces = conversation.answer(text, max_tokens)
        except PromptTooLongError as error:
            conversation.reset()
            pieces = conversation.answer(text, max_tokens)
            note(f"the conversation begins anew: {error}")
        _say(pieces, emit)


def _say(pieces: Iterator[str], emit: Callable[[str], None]) -> None:
    try:
        for piece in pieces:
            emit(piece)
    except KeyboardInterrupt:
        if not sys.stdin.isatty():
            raise
    finally:
        emit("\n")
