"""Texts to measure or calibrate with, cut into windows of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lutcore.host_app.checkpoints.source import ModelData, Source
from lutcore.host_app.checkpoints.tokenizer import Tokenizer
from lutcore.host_app.errors import EvaluationError
from lutcore.host_app.quantise.rounding import METHODS, NEAREST

CONTEXT = 512                           # tokens of a window, unless the model takes fewer
NO_TEXT_FOR_MIX = ("a mix is chosen by what each format does to the predictions on a text; give "
                   "one with --calibration")


def read_texts(path: Path, separate: bool = False) -> list[str]:
    """Read a text file in UTF-8.

    separate: the file holds several texts, separated by empty lines

    Raises EvaluationError (not text, or empty), OSError.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path} is not text in UTF-8 ({error.reason} at byte "
                              f"{error.start}); convert it first") from error
    texts = [part.strip("\n") for part in text.split("\n\n")] if separate else [text]
    texts = [text for text in texts if text.strip()]
    if not texts:
        raise EvaluationError(f"{path} is empty; give a text of a few hundred words")
    return texts


def windows_of(texts: Sequence[str], tokenizer: Tokenizer, longest: int,
               context: int | None = None, tokens: int | None = None) -> list[list[int]]:
    """Return the tokens of the texts in windows; each window belongs to one text.

    longest: tokens that the model takes
    context: tokens per window; None: CONTEXT, or fewer if model or texts have fewer
    tokens:  use only this many tokens of the texts; None: all

    Raises EvaluationError (the texts are too short, or the context is too long).
    """
    encoded   = []
    remaining = tokens
    for text in texts:
        encoded.append(tokenizer.encode(text)[:remaining])
        remaining = None if remaining is None else remaining - len(encoded[-1])
    available = max(map(len, encoded))  # tokens of the longest text
    if available < 2:
        raise EvaluationError(f"the text has {available} tokens; at least 2 are needed")
    if context is None:
        context = min(CONTEXT, longest, available)
    if context > longest:
        raise EvaluationError(f"a context of {context}; the model takes {longest} tokens at most")
    if context > available:
        raise EvaluationError(f"the text has {available} tokens, and the context is {context}; "
                              "give a longer text or a shorter context")
    windows = [ids[at:at + context] for ids in encoded for at in range(0, len(ids), context)]
    return [window for window in windows if len(window) > 1]


def no_calibration(method: str) -> str:
    """Return the message for a method that has no text."""
    return f"the method {method} needs a text to calibrate with; give one with --calibration"


def check_calibration(methods: Sequence[str], path: Path | None, mixes: bool = False) -> None:
    """Raise EvaluationError if a method or a mix has no text, or nothing reads the text."""
    if mixes and path is None:
        raise EvaluationError(NO_TEXT_FOR_MIX)
    needing = [method for method in methods if method != NEAREST]
    if needing and path is None:
        raise EvaluationError(no_calibration(needing[0]))
    if path is not None and not needing and not mixes:
        raise EvaluationError(f"{path}: a calibration text is used by the methods "
                              f"{' and '.join(METHODS[1:])} and by mixes only; give --method "
                              f"{METHODS[1]} or --weights mix, or leave the text out")


def calibration_windows(source: Source | ModelData, path: Path, separate: bool = False
                        ) -> list[list[int]]:
    """Read a calibration text and cut it into windows that the model takes.

    Raises EvaluationError (no usable text), OSError.
    """
    return windows_of(read_texts(path, separate), source.tokenizer,
                      source.config.max_position_embeddings)
