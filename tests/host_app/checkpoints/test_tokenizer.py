"""Text to tokens, and back; a stream returns the same text as one decoding of all tokens."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import tokenizers
from hypothesis import given
from hypothesis import strategies as st

from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.tokenizer import TextStream, Tokenizer
from lutcore.host_app.errors import PromptError, TokenizerDamagedError, TokenizerMismatchError
from lutcore.host_app.model.config import Config


def byte_tokenizer() -> tokenizers.Tokenizer:
    """Return a byte-level BPE without merges: BOS, EOS and a token for each byte."""
    specials   = ["<s>", "</s>"]
    letters    = sorted(tokenizers.pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {token: index for index, token in enumerate(specials + letters)}
    tokenizer  = tokenizers.Tokenizer(tokenizers.models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder       = tokenizers.decoders.ByteLevel()
    tokenizer.add_special_tokens(specials)
    return tokenizer


def byte_config(vocabulary: int) -> Config:
    """Return the configuration of a small model with BOS 0 and EOS 1."""
    return Config.from_dict({
        "architectures": ["LlamaForCausalLM"], "hidden_size": 64, "intermediate_size": 128,
        "num_hidden_layers": 1, "num_attention_heads": 2, "vocab_size": vocabulary,
        "bos_token_id": 0, "eos_token_id": 1, "add_bos_token": True})


BYTES = Tokenizer(byte_tokenizer().to_str(), byte_config(258))


def sentencepiece_like() -> Tokenizer:
    """Return a tokenizer with spaces as U+2581 and bytes as <0x..>, as in Llama 2."""
    pieces = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)),
              "\u2581", *"abcdefghijklmnopqrstuvwxyz"]
    tokenizer = tokenizers.Tokenizer(tokenizers.models.BPE(
        vocab={piece: id for id, piece in enumerate(pieces)}, merges=[], unk_token="<unk>",
        fuse_unk=True, byte_fallback=True))
    tokenizer.normalizer = tokenizers.normalizers.Sequence([
        tokenizers.normalizers.Prepend("\u2581"), tokenizers.normalizers.Replace(" ", "\u2581")])
    tokenizer.decoder = tokenizers.decoders.Sequence([
        tokenizers.decoders.Replace("\u2581", " "), tokenizers.decoders.ByteFallback(),
        tokenizers.decoders.Fuse(), tokenizers.decoders.Strip(" ", 1, 0)])
    tokenizer.add_special_tokens(["<unk>", "<s>", "</s>"])
    return Tokenizer(tokenizer.to_str(), config(len(pieces)))


def config(vocabulary: int) -> Config:
    return replace(byte_config(vocabulary), bos_token_id=1, eos_token_id=(2,))


PIECES = sentencepiece_like()


def streamed(tokenizer: Tokenizer, ids: list[int], first: int) -> list[str]:
    stream = TextStream(tokenizer)
    return [stream.push(ids[:first]), *(stream.push([id]) for id in ids[first:]), stream.flush()]


# "<" could begin a special token, which decodes to nothing.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="<\ufffd\u2581"))


@pytest.mark.parametrize("tokenizer", [BYTES, PIECES], ids=["byte_level", "sentencepiece"])
@given(text=TEXTS, first=st.integers(1, 5))
def test_the_stream_gives_the_whole_text(tokenizer, text, first):
    ids   = tokenizer.encode(text)
    parts = streamed(tokenizer, ids, first)
    assert "".join(parts) == tokenizer.decode(ids) == text
    assert not any("\ufffd" in part for part in parts)


def test_half_a_character_is_held_back_and_flushed_at_the_end():
    ids = BYTES.encode("a\u20ac")
    assert streamed(BYTES, ids, 1) == ["", "a", "", "", "\u20ac", ""]
    assert streamed(BYTES, ids[:-1], 1) == ["", "a", "", "", "\ufffd"]


def test_spaces_stay_where_they_are():
    assert streamed(PIECES, PIECES.encode("a b"), 2) == ["", "a", " ", "b", ""]


def test_bos_comes_first_and_once(stories):
    tokenizer = Checkpoint(stories).tokenizer
    assert tokenizer.encode("Once")[0] == 1
    assert tokenizer.encode("Once").count(1) == 1
    assert tokenizer.decode(tokenizer.encode("Once upon")) == "Once upon"


def test_bos_is_left_out_where_the_model_wants_none():
    without = Tokenizer(BYTES.json, replace(byte_config(258), add_bos_token=False))
    assert without.encode("ab") == BYTES.encode("ab")[1:]
    with pytest.raises(PromptError, match="empty"):
        without.encode("")


def test_a_prompt_that_is_no_text_is_refused():
    with pytest.raises(PromptError, match="UTF-8"):
        BYTES.encode("a\udcff")


@pytest.mark.parametrize("text", ["", "{}", "[1]", json.dumps({"version": "1.0"})])
def test_a_damaged_tokenizer_is_refused(text):
    with pytest.raises(TokenizerDamagedError):
        Tokenizer(text, byte_config(258))


def test_a_tokenizer_of_a_larger_vocabulary_is_refused():
    with pytest.raises(TokenizerMismatchError, match="257.*256"):
        Tokenizer(BYTES.json, byte_config(257))
