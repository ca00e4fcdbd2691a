"""Tokenizers read from GGUF metadata, compared with those from which it was written."""

from __future__ import annotations

import json

import numpy as np
import pytest
import tokenizers
from tokenizers import Regex, decoders, models, pre_tokenizers, trainers

from lutcore.host_app import errors
from lutcore.host_app.checkpoints.gguf.gguf_tokenizer import SPLITS, adds_bos, tokenizer_json

CORPUS = ["Once upon a time there was a tiny cat. It's 1234 years old!", "The cat said: hello?\n\n",
          "They've 42 hats, don't they\tand many more cats than hats\n"] * 4
TEXTS  = ["Once upon a time", "\u00e9 \u4e2d!",
          "12345 cats' hats\n\n  don't", "<|end|>cat<|start|>"]


def trained(split: str) -> tokenizers.Tokenizer:
    """Return a small byte-level BPE that splits text as models of this kind do."""
    made = tokenizers.Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.Sequence([
        *(pre_tokenizers.Split(Regex(regex), "isolated") for regex in SPLITS[split]),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    made.decoder = decoders.ByteLevel()
    made.train_from_iterator(CORPUS, trainers.BpeTrainer(
        vocab_size=330, show_progress=False, special_tokens=["<|start|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    made.add_special_tokens(["<|end|>"])
    return made


def metadata(made: tokenizers.Tokenizer, split: str) -> dict:
    raw    = json.loads(made.to_str())
    tokens = [made.id_to_token(index) for index in range(made.get_vocab_size())]
    types  = [3 if token.startswith("<|") else 1 for token in tokens]
    return {"tokenizer.ggml.model": "gpt2", "tokenizer.ggml.pre": split,
            "tokenizer.ggml.tokens": tokens, "tokenizer.ggml.token_type": np.array(types),
            "tokenizer.ggml.merges": [" ".join(merge) for merge in raw["model"]["merges"]]}


@pytest.mark.parametrize("split", ["gpt-2", "llama-bpe", "qwen2", "smollm", "tekken"])
def test_byte_level_tokens_are_the_same(split):
    made  = trained(split)
    found = tokenizers.Tokenizer.from_str(tokenizer_json(metadata(made, split)))
    for text in (*TEXTS, *CORPUS[:3]):
        ids = made.encode(text).ids
        assert found.encode(text).ids == ids
        assert found.decode(ids) == made.decode(ids)


def test_gpt2_splits_as_the_library_does():
    made = pre_tokenizers.Split(Regex(SPLITS["gpt-2"][0]), "isolated")
    own  = pre_tokenizers.ByteLevel(add_prefix_space=False)
    for text in CORPUS[:3]:
        assert [span for _, span in made.pre_tokenize_str(text)] == [
            span for _, span in own.pre_tokenize_str(text)]


@pytest.mark.parametrize("kind, split, given, expected", [
    ("llama", None, None, True), ("gpt2", "gpt-2", None, False), ("gpt2", "llama-bpe", None, True),
    ("llama", None, False, False), ("gpt2", "qwen2", True, True)])
def test_who_begins_with_bos(kind, split, given, expected):
    data = {"tokenizer.ggml.model": kind, "tokenizer.ggml.pre": split,
            "tokenizer.ggml.add_bos_token": given}
    assert adds_bos({key: value for key, value in data.items() if value is not None}) is expected


@pytest.mark.parametrize("change, error, word", [
    ({"model": "bert"},             errors.UnsupportedModelError, "bert"),
    ({"pre": "klingon"},            errors.UnsupportedModelError, "klingon"),
    ({"merges": None},              errors.TokenizerDamagedError, "merges"),
    ({"merges": ["a b c"]},         errors.TokenizerDamagedError, "merges"),
    ({"merges": ["never ever"]},    errors.TokenizerDamagedError, "merges"),
    ({"tokens": None},              errors.TokenizerDamagedError, "tokens"),
    ({"tokens": ["a", "a"]},        errors.TokenizerDamagedError, "twice"),
    ({"tokens": ["a", "b"]},        errors.TokenizerDamagedError, "token_type"),
    ({"token_type": np.ones(3)},    errors.TokenizerDamagedError, "token_type"),
    ({"token_type": [1]},           errors.TokenizerDamagedError, "token_type"),
    ({"model": "llama", "scores": np.ones(2)},       errors.TokenizerDamagedError, "scores"),
    ({"model": "llama", "unknown_token_id": 9999},   errors.TokenizerDamagedError, "9999"),
])
def test_metadata_that_makes_no_sense(change, error, word):
    data = metadata(trained("gpt-2"), "gpt-2")
    data |= {f"tokenizer.ggml.{key}": value for key, value in change.items()}
    with pytest.raises(error, match=word):
        tokenizer_json({key: value for key, value in data.items() if value is not None})
