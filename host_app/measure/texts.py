"""Texts to measure or calibrate with, cut into windows of tokens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lutcore.host_app.checkpoints.source import ModelData, Source
from lutcore.host_app.checkpoints.tokenizer import Tokenizer
from lutcore.host_app.errors import EvaluationError
from lutcore.host_app.quantise.rounding import FEEDBACK

CONTEXT = 512                           # tokens of a window, unless the model takes fewer
NO_CALIBRATION = "the method gptq needs a text to calibrate with; give one with --calibration"


def read_texts(path: Path, separate: bool = False) -> list[str]:
    """A text file in UTF-8; separate: one text up to every empty line.

    Raises EvaluationError, OSError.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path} is no text in UTF-8 ({error.reason} at byte "
                              f"{error.start}); convert it first") from error
    texts = [part.strip("\n") for part in text.split("\n\n")] if separate else [text]
    texts = [text for text in texts if text.strip()]
    if not texts:
        raise EvaluationError(f"{path} is empty; give a text of some hundred words")
    return texts


def windows_of(texts: Sequence[str], tokenizer: Tokenizer, longest: int,
               context: int | None = None, tokens: int | None = None) -> list[list[int]]:
    """The texts' first `tokens` tokens (None: all) in windows of `context`, none over two texts.

    longest: tokens that the model takes; context None: CONTEXT, or as many as there are.
    Raises EvaluationError where the texts are too short or the context too long.
    """
    encoded, left = [], tokens
    for text in texts:
        encoded.append(tokenizer.encode(text)[:left])
        left = None if left is None else left - len(encoded[-1])
    found = max(map(len, encoded))
    if found < 2:
        raise EvaluationError(f"the text has {found} tokens; it takes two to predict one")
    if context is None:
        context = min(CONTEXT, longest, found)
    if context > longest:
        raise EvaluationError(f"a context of {context}; the model takes {longest} tokens at most")
    if context > found:
        raise EvaluationError(f"the text has {found} tokens, and the context is {context}; give "
                              "a longer text or a shorter context")
    windows = [ids[at:at + context] for ids in encoded for at in range(0, len(ids), context)]
    return [window for window in windows if len(window) > 1]


def check_calibration(methods: Sequence[str], path: Path | None) -> None:
    """Raises EvaluationError if gptq lacks a text, or the text a method that reads it."""
    if FEEDBACK in methods and path is None:
        raise EvaluationError(NO_CALIBRATION)
    if path is not None and FEEDBACK not in methods:
        raise EvaluationError(f"{path}: a text to calibrate with is read by the method gptq only; "
                              "give --method gptq, or leave the text out")


def calibration_windows(source: Source | ModelData, path: Path, separate: bool = False
                        ) -> list[list[int]]:
    """Read a calibration text and cut it into windows that the checkpoint's model takes.

    Raises EvaluationError (no usable text), OSError.
    """
    return windows_of(read_texts(path, separate), source.tokenizer,
                      source.config.max_position_embeddings)
