"""Grammars: which tokens may come next. The library llguidance does the work.

A Grammar is compiled once for a request; every answer to it has a matcher of its own.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from lutcore.host_app.checkpoints.tokenizer import Tokenizer
from lutcore.host_app.errors import GrammarError, PackageMissingError

# Small models, left free, may write white space for ever.
JSON_FORM = {"whitespace_flexible": False, "item_separator": ", ", "key_separator": ": "}


class Vocabulary:
    """A tokenizer as llguidance takes it; made when the first grammar is asked for."""

    def __init__(self, tokenizer: Tokenizer, size: int, ends: Sequence[int]) -> None:
        """size: rows of the logits. ends: end tokens of the model."""
        self._tokenizer, self._size, self._ends = tokenizer, size, list(ends)

    @cached_property
    def native(self) -> Any:
        """llguidance's tokenizer. Raises PackageMissingError, GrammarError."""
        try:
            import llguidance
        except ImportError as error:
            raise PackageMissingError("schemas and grammars need the package llguidance; install "
                                      "it with: pip install 'lutcore[serve]'") from error
        if not self._ends:
            raise GrammarError("the model has no end token, which a grammar needs to end a text")
        try:
            return llguidance.LLTokenizer(self._tokenizer.json, n_vocab=self._size,
                                          eos_token=self._ends)
        except Exception as error:      # the library raises bare exceptions
            raise GrammarError(f"no grammar fits this model's tokenizer ({error})") from error


class Grammar:
    """A checked grammar for one vocabulary. Raises GrammarError, PackageMissingError."""

    def __init__(self, vocabulary: Vocabulary, text: str) -> None:
        """text: in llguidance's own form, as `of_schema` and others write it."""
        import llguidance
        self._native, self._text = vocabulary.native, text
        message = llguidance.LLMatcher.validate_grammar(text, self._native)
        if message:
            raise GrammarError(f"the grammar is not usable: {message.splitlines()[0]}")

    @classmethod
    def of_schema(cls, vocabulary: Vocabulary, schema: Any) -> Grammar:
        """JSON that follows a schema (JSON Schema, as an object)."""
        return cls._made(vocabulary, "grammar_from_json_schema", json.dumps(schema),
                         overrides=JSON_FORM)

    @classmethod
    def of_regex(cls, vocabulary: Vocabulary, regex: str) -> Grammar:
        """Text that matches a regular expression."""
        return cls._made(vocabulary, "grammar_from_regex", regex)

    @classmethod
    def of_lark(cls, vocabulary: Vocabulary, lark: str) -> Grammar:
        """Text of a context-free grammar, in Lark's notation as llguidance documents it."""
        return cls._made(vocabulary, "grammar_from_lark", lark)

    @classmethod
    def _made(cls, vocabulary: Vocabulary, maker: str, text: str, **options: Any) -> Grammar:
        _ = vocabulary.native           # the package is there, or its absence is an error
        import llguidance
        try:
            return cls(vocabulary, getattr(llguidance.LLMatcher, maker)(text, **options))
        except GrammarError:
            raise
        except Exception as error:      # the library raises bare exceptions
            raise GrammarError(f"the grammar is not usable: {error}") from error

    def matcher(self) -> Matcher:
        """A place in the grammar, at its beginning."""
        import llguidance
        return Matcher(llguidance.LLMatcher(self._native, self._text))


class Matcher:
    """A place in a grammar that moves with every token."""

    def __init__(self, native: Any) -> None:
        self._native = native

    def allowed(self, size: int) -> np.ndarray:
        """Return bool [size]: the tokens that may come next. Raises GrammarError."""
        bits = np.frombuffer(self._native.compute_bitmask(), np.uint8)
        self._check()
        mask = np.zeros(size, bool)
        known = np.unpackbits(bits, bitorder="little")[:size]
        mask[:len(known)] = known
        return mask

    def consume(self, token: int) -> None:
        """Move on by a token that was allowed. Raises GrammarError."""
        self._native.consume_token(token)
        self._check()

    @property
    def ended(self) -> bool:
        """Whether nothing but the end can come."""
        return bool(self._native.is_stopped())

    def _check(self) -> None:
        if self._native.is_error():
            raise GrammarError(f"the grammar failed: {self._native.get_error()}")
