"""The tokenizer of the bundled model: byte-level BPE over text of the grammar."""

from __future__ import annotations

import tokenizers

from lutcore.host_app.training.stories import stories

BOS, EOS      = "<s>", "</s>"           # tokens 0 and 1
SAMPLE        = 20_000                  # stories from which the merges are learnt


def train_tokenizer(vocabulary: int, sample: int = SAMPLE) -> tokenizers.Tokenizer:
    """Train a tokenizer of `vocabulary` tokens: BOS, EOS, 256 bytes, and merges.

    It puts BOS before every text.
    """
    tokenizer = tokenizers.Tokenizer(tokenizers.models.BPE())
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder       = tokenizers.decoders.ByteLevel()
    trainer = tokenizers.trainers.BpeTrainer(
        vocab_size       = vocabulary,
        special_tokens   = [BOS, EOS],
        initial_alphabet = sorted(tokenizers.pre_tokenizers.ByteLevel.alphabet()),
        show_progress    = False,
    )
    tokenizer.train_from_iterator(stories(0, sample), trainer)
    tokenizer.post_processor = tokenizers.processors.TemplateProcessing(
        single=f"{BOS} $A", special_tokens=[(BOS, 0)])
    return tokenizer
