"""The tokenizer in a GGUF file's metadata, as a tokenizer.json of Hugging Face `tokenizers`.

There are two models of tokenizers. "llama" is SentencePiece's BPE: tokens with scores. "gpt2" is
byte-level BPE: tokens with merges, and a name for how the text is split before the merging.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from lutcore.host_app.errors import TokenizerDamagedError, UnsupportedModelError

SPACE = "\u2581"                        # how SentencePiece writes a space
NORMAL, UNKNOWN, CONTROL, USER = 1, 2, 3, 4  # types of tokens

_WORDS  = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
_CASED  = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}%s"
           r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
_MARKED = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}"
           r"| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
_UPPER  = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"
_LOWER  = r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
_TEKKEN = (rf"[^\r\n\p{{L}}\p{{N}}]?{_UPPER}*{_LOWER}+|[^\r\n\p{{L}}\p{{N}}]?{_UPPER}+{_LOWER}*"
           r"|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+")

# The regular expressions that split a text, one after the other, by names in tokenizer.ggml.pre.
SPLITS: dict[str, tuple[str, ...]] = {
    "default":   (_WORDS,),
    "gpt-2":     (_WORDS,),
    "olmo":      (_WORDS,),
    "llama-bpe": (_CASED % "{1,3}",),
    "llama3":    (_CASED % "{1,3}",),
    "llama-v3":  (_CASED % "{1,3}",),
    "qwen2":     (_CASED % "",),
    "qwen35":    (_MARKED,),
    "deepseek-r1-qwen": (_CASED % "",),
    "stablelm2": (_CASED % "",),
    "smollm":    (r"\p{N}", _WORDS),
    "starcoder": (r"\p{N}", _WORDS),
    "tekken":    (_TEKKEN,),
}
# With these splits BOS is added by default, and a word that is itself a token is never merged.
LLAMA3_LIKE = ("llama-bpe", "llama3", "llama-v3", "tekken")


def tokenizer_json(metadata: Mapping[str, Any]) -> str:
    """Return the content of a tokenizer.json.

    Raises TokenizerDamagedError, UnsupportedModelError.
    """
    model  = metadata.get("tokenizer.ggml.model")
    models = {"llama": _sentencepiece, "gpt2": _byte_level}
    if model not in models:
        raise UnsupportedModelError(f"the GGUF tokenizer model {model!r} is not implemented; "
                                    f"{' and '.join(models)} are")
    tokens = _texts(metadata, "tokens")
    if len(set(tokens)) != len(tokens):
        raise TokenizerDamagedError("the GGUF file's tokenizer has a token twice; convert it again")
    types  = _numbers(metadata, "token_type", len(tokens), NORMAL)
    parts  = models[model](metadata, tokens)
    return json.dumps({"version": "1.0", "truncation": None, "padding": None,
                       "added_tokens": _added(tokens, types), "post_processor": None, **parts})


def adds_bos(metadata: Mapping[str, Any]) -> bool:
    """Return whether BOS goes before the prompt."""
    by_default = metadata.get("tokenizer.ggml.model") == "llama" \
        or metadata.get("tokenizer.ggml.pre") in LLAMA3_LIKE
    return bool(metadata.get("tokenizer.ggml.add_bos_token", by_default))


def _sentencepiece(metadata: Mapping[str, Any], tokens: Sequence[str]) -> dict[str, Any]:
    """Return the parts of a tokenizer.json for tokens with scores."""
    scores  = _numbers(metadata, "scores", len(tokens), 0.0)
    unknown = metadata.get("tokenizer.ggml.unknown_token_id", 0)
    if not isinstance(unknown, int) or not 0 <= unknown < len(tokens):
        raise TokenizerDamagedError(
            f"the GGUF file's unknown token is {unknown!r}, which is not one of its {len(tokens)} "
            "tokens; convert it again")
    prefix  = bool(metadata.get("tokenizer.ggml.add_space_prefix", True))
    begin   = [{"type": "Prepend", "prepend": SPACE}] if prefix else []
    end     = [{"type": "Strip", "content": " ", "start": 1, "stop": 0}] if prefix else []
    return {
        "normalizer": {"type": "Sequence", "normalizers": [
            *begin, {"type": "Replace", "pattern": {"String": " "}, "content": SPACE}]},
        "pre_tokenizer": None,
        "decoder": {"type": "Sequence", "decoders": [
            {"type": "Replace", "pattern": {"String": SPACE}, "content": " "},
            {"type": "ByteFallback"}, {"type": "Fuse"}, *end]},
        "model": _bpe(tokens, _merges(tokens, scores), unk_token=tokens[unknown], fuse_unk=True,
                      byte_fallback=True),
    }


def _merges(tokens: Sequence[str], scores: Sequence[float]) -> list[tuple[str, str]]:
    """Return every way to join two tokens to a third, those with the best score first."""
    place = {token: index for index, token in enumerate(tokens)}
    joins = [(-score, place[token[:cut]], place[token[cut:]], token, cut)
             for token, score in zip(tokens, scores, strict=True) for cut in range(1, len(token))
             if token[:cut] in place and token[cut:] in place]
    return [(token[:cut], token[cut:]) for *_, token, cut in sorted(joins)]


def _byte_level(metadata: Mapping[str, Any], tokens: Sequence[str]) -> dict[str, Any]:
    """Return the parts of a tokenizer.json for tokens with merges."""
    name = metadata.get("tokenizer.ggml.pre", "default")
    if name not in SPLITS:
        raise UnsupportedModelError(
            f"splitting text as for {name!r} is not implemented; {', '.join(SPLITS)} are; take the "
            "model's Hugging Face folder")
    merges = [merge.split(" ") for merge in _texts(metadata, "merges")]
    known  = set(tokens)
    if not all(len(merge) == 2 and {*merge, "".join(merge)} <= known for merge in merges):
        raise TokenizerDamagedError("the GGUF file's merges are not pairs of its tokens; convert "
                                    "the model again")
    bytes_ = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True,
              "use_regex": False}
    splits = [{"type": "Split", "pattern": {"Regex": regex}, "behavior": "Isolated",
               "invert": False} for regex in SPLITS[name]]
    return {
        "normalizer": None,
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [*splits, bytes_]},
        "decoder": bytes_,
        "model": _bpe(tokens, merges, ignore_merges=name in LLAMA3_LIKE),
    }


def _bpe(tokens: Sequence[str], merges: Iterable[Sequence[str]], **options: Any) -> dict[str, Any]:
    """Return the "model" of a tokenizer.json."""
    return {"type": "BPE", "vocab": {token: index for index, token in enumerate(tokens)},
            "merges": [list(merge) for merge in merges], **options}


def _added(tokens: Sequence[str], types: Sequence[float]) -> list[dict[str, Any]]:
    """Return the tokens that are cut out of a text before anything else is done with it."""
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    return [{"id": index, "content": token, "special": token_type != USER, **flags}
            for index, (token, token_type) in enumerate(zip(tokens, types, strict=True))
            if token_type in (UNKNOWN, CONTROL, USER)]


def _texts(metadata: Mapping[str, Any], name: str) -> list[str]:
    """Return a list of texts in the metadata. Raises TokenizerDamagedError."""
    texts = metadata.get(f"tokenizer.ggml.{name}")
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise TokenizerDamagedError(f"the GGUF file's tokenizer.ggml.{name} is not a list of "
                                    "texts; convert the model again, with its tokenizer")
    return texts


def _numbers(metadata: Mapping[str, Any], name: str, count: int, default: float) -> list[float]:
    """Return a number for each token; `default` if the metadata has none.

    Raises TokenizerDamagedError.
    """
    numbers = metadata.get(f"tokenizer.ggml.{name}")
    if numbers is None:
        return [default] * count
    if not isinstance(numbers, np.ndarray) or len(numbers) != count:
        raise TokenizerDamagedError(f"the GGUF file's tokenizer.ggml.{name} does not have a number "
                                    f"for each of {count} tokens; convert the model again")
    return numbers.tolist()
