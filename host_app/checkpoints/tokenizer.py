"""Text to tokens and back, the way back also token by token.

The work is done by Hugging Face `tokenizers`; this adds the check against the model, BOS, and a
stream that never prints half a character.
"""

from __future__ import annotations

from collections.abc import Sequence

import tokenizers

from lutcore.host_app.errors import PromptError, TokenizerDamagedError, TokenizerMismatchError
from lutcore.host_app.model.config import Config

INCOMPLETE = "\ufffd"                   # what the bytes of a half character decode to


class Tokenizer:
    """The tokenizer of a model.

    json: the content of tokenizer.json
    Raises TokenizerDamagedError, or TokenizerMismatchError if the model lacks embeddings for some tokens.
    """

    def __init__(self, json: str, config: Config) -> None:
        self.json = json
        try:
            self._tokenizer = tokenizers.Tokenizer.from_str(json)
        except Exception as error:      # the library raises bare Exception
            raise TokenizerDamagedError(f"tokenizer.json is not readable ({error})") from error
        self._bos = config.bos_token_id if config.add_bos_token else None
        largest = max(self._tokenizer.get_vocab().values(), default=-1)
        if largest >= config.vocab_size:
            raise TokenizerMismatchError(
                f"the tokenizer has a token {largest}, and the model's vocabulary ends at "
                f"{config.vocab_size - 1}; they belong to different models")

    def encode(self, prompt: str) -> list[int]:
        """The prompt's tokens, BOS first where the model wants one. Raises PromptError."""
        ids = self._encode(prompt, special=True)
        if self._bos is not None and ids[:1] != [self._bos]:
            ids = [self._bos, *ids]
        if not ids:
            raise PromptError("the prompt is empty, and the model has no BOS token to begin with")
        return ids

    def encode_as_written(self, text: str) -> list[int]:
        """The tokens of a text that spells its special tokens out, BOS too. Raises PromptError."""
        return self._encode(text, special=False)

    def _encode(self, text: str, special: bool) -> list[int]:
        try:
            return self._tokenizer.encode(text, add_special_tokens=special).ids
        except (TypeError, UnicodeEncodeError) as error:
            raise PromptError("the prompt is no valid text; give it in UTF-8") from error

    def decode(self, ids: Sequence[int]) -> str:
        """The text of the tokens, without BOS, EOS and other special tokens."""
        return self._tokenizer.decode(list(ids), skip_special_tokens=True)


class TextStream:
    """Decodes tokens as they come.

    Tokens do not decode one by one: a space may belong to the first token only, a character may be
    spread over several. So each new text is the difference between two decodings that begin at the
    same token, and it is held back while it ends in half a character.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._ids: list[int] = []       # begins with the tokens of the last text given
        self._given = 0                 # so many of _ids are printed already

    def push(self, ids: Sequence[int]) -> str:
        """The text that is complete now and was not before; often empty."""
        return self._take(ids, hold=True)

    def flush(self) -> str:
        """What was held back, at the end of the text."""
        return self._take((), hold=False)

    def _take(self, ids: Sequence[int], hold: bool) -> str:
        self._ids.extend(ids)
        before = self._tokenizer.decode(self._ids[:self._given])
        after  = self._tokenizer.decode(self._ids)
        if len(after) <= len(before) or (hold and after.endswith(INCOMPLETE)):
            return ""
        self._ids   = self._ids[self._given:]
        self._given = len(self._ids)
        return after[len(before):]
