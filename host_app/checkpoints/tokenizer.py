"""Text to tokens, and back: all tokens at once, or one by one as they are generated.

Hugging Face `tokenizers` does the work. This module adds the check against the model, the BOS
token, and a stream that never prints half a character.
"""

from __future__ import annotations

from collections.abc import Sequence

import tokenizers

from lutcore.host_app.errors import PromptError, TokenizerDamagedError, TokenizerMismatchError
from lutcore.host_app.model.config import Config

INCOMPLETE = "\ufffd"                   # the bytes of half a character decode to this


class Tokenizer:
    """The tokenizer of a model; every `Source` makes one.

    json: content of tokenizer.json

    Raises TokenizerDamagedError, TokenizerMismatchError (a token without an embedding).
    """

    def __init__(self, json: str, config: Config) -> None:
        self.json = json
        try:
            self._tokenizer = tokenizers.Tokenizer.from_str(json)
        except Exception as error:      # the library raises bare Exception
            raise TokenizerDamagedError(
                f"tokenizer.json is not readable ({error}); copy it again") from error
        self._bos = config.bos_token_id if config.add_bos_token else None
        largest = max(self._tokenizer.get_vocab().values(), default=-1)
        if largest >= config.vocab_size:
            raise TokenizerMismatchError(
                f"the tokenizer has a token {largest}, and the model's vocabulary ends at "
                f"{config.vocab_size - 1}; they belong to different models, so copy the whole "
                "model again")

    def encode(self, prompt: str) -> list[int]:
        """Return the prompt's tokens, BOS first where the model wants one. Raises PromptError."""
        ids = self._encode(prompt, special=True)
        if self._bos is not None and ids[:1] != [self._bos]:
            ids = [self._bos, *ids]
        if not ids:
            raise PromptError("the prompt is empty, and the model has no BOS token to begin with; "
                              "give a prompt")
        return ids

    def encode_as_written(self, text: str) -> list[int]:
        """Return the tokens of a text that itself spells out its special tokens, BOS included.

        Chat templates write such texts. Raises PromptError.
        """
        return self._encode(text, special=False)

    def _encode(self, text: str, special: bool) -> list[int]:
        try:
            return self._tokenizer.encode(text, add_special_tokens=special).ids
        except (TypeError, UnicodeEncodeError) as error:
            raise PromptError("the prompt is not valid text; give it in UTF-8") from error

    def decode(self, ids: Sequence[int]) -> str:
        """Return the text of the tokens, without BOS, EOS and other special tokens."""
        return self._tokenizer.decode(list(ids), skip_special_tokens=True)

    def text_of(self, token: int) -> str:
        """Return what a token adds to a text, special tokens included.

        It is decoded behind itself, because decoders drop a space in front of the first token.
        """
        once, twice = (self._tokenizer.decode([token] * count, skip_special_tokens=False)
                       for count in (1, 2))
        return twice[len(once):]


class TextStream:
    """A decoder of tokens as they come; `running` and `Conversation` print what it returns.

    Tokens cannot be decoded one by one: a leading space may be dropped from the first token of a
    decoding, and a character may be spread over several tokens. So each new text is the difference
    between two decodings that begin at the same token, and it is held back while it ends in half a
    character.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._ids: list[int] = []       # the tokens of the last text returned, then the new ones
        self._printed = 0               # number of tokens in `_ids` whose text was returned

    def push(self, ids: Sequence[int]) -> str:
        """Add tokens; return the text that they complete, often an empty one."""
        return self._take(ids, hold=True)

    def flush(self) -> str:
        """Return the text that was held back; no tokens follow."""
        return self._take((), hold=False)

    def _take(self, ids: Sequence[int], hold: bool) -> str:
        self._ids.extend(ids)
        before = self._tokenizer.decode(self._ids[:self._printed])
        after  = self._tokenizer.decode(self._ids)
        if len(after) <= len(before) or (hold and after.endswith(INCOMPLETE)):
            return ""
        self._ids     = self._ids[self._printed:]
        self._printed = len(self._ids)
        return after[len(before):]
