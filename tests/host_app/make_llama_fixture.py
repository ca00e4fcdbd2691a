"""Records what transformers answers, so that the tests need neither transformers nor torch.

Run once, in an environment of its own, and commit the two folders it writes:

    python -m venv /tmp/hf && /tmp/hf/bin/pip install torch==2.13.0 transformers==5.23.0
    /tmp/hf/bin/python tests/host_app/make_llama_fixture.py

tests/golden/llama_random        grouped heads, untied head, rope_theta 50000, float32
tests/golden/llama_rope_scaling  llama3 rope scaling, tied embeddings, head_dim not hidden / heads
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import tokenizers
import torch
from transformers import LlamaConfig, LlamaForCausalLM

GOLDEN = Path(__file__).parents[1] / "golden"
TOKENS = 40

COMMON = dict(
    vocab_size=96, num_hidden_layers=2, max_position_embeddings=128, bos_token_id=1,
    eos_token_id=2, initializer_range=0.2,
)
VARIANTS = {
    "llama_random": dict(
        hidden_size=48, intermediate_size=112, num_attention_heads=6, num_key_value_heads=2,
        rms_norm_eps=1e-5, tie_word_embeddings=False,
        rope_parameters={"rope_type": "default", "rope_theta": 50000.0},
    ),
    "llama_rope_scaling": dict(
        hidden_size=40, intermediate_size=72, num_attention_heads=4, num_key_value_heads=4,
        head_dim=16, rms_norm_eps=1e-6, tie_word_embeddings=True,
        rope_parameters={
            "rope_type": "llama3", "rope_theta": 10000.0, "factor": 8.0, "low_freq_factor": 1.0,
            "high_freq_factor": 4.0, "original_max_position_embeddings": 32,
        },
    ),
}


def character_tokenizer() -> tokenizers.Tokenizer:
    """One token for each of the first printable ASCII characters, after <unk>, <s> and </s>."""
    characters = [chr(code) for code in range(32, 32 + COMMON["vocab_size"] - 3)]
    vocabulary = {token: id for id, token in enumerate(["<unk>", "<s>", "</s>", *characters])}
    tokenizer = tokenizers.Tokenizer(
        tokenizers.models.BPE(vocab=vocabulary, merges=[], unk_token="<unk>"))
    tokenizer.add_special_tokens(["<unk>", "<s>", "</s>"])
    tokenizer.decoder = tokenizers.decoders.Fuse()
    return tokenizer


def record(name: str, values: dict) -> None:
    """Writes the model folder, tokens.npy int64 [T] and logits.npy float32 [T, V]."""
    torch.manual_seed(20240)
    model = LlamaForCausalLM(LlamaConfig(**COMMON, **values)).float().eval()
    for parameter in model.parameters():         # norms are all ones otherwise
        if parameter.ndim == 1:
            torch.nn.init.normal_(parameter, 1.0, 0.2)
    tokens = np.random.default_rng(7).integers(3, COMMON["vocab_size"], TOKENS)
    with torch.no_grad():
        logits = model(torch.tensor(tokens)[None]).logits[0].numpy()
    folder = GOLDEN / name
    model.save_pretrained(folder)
    (folder / "model.safetensors").chmod(0o644)
    character_tokenizer().save(str(folder / "tokenizer.json"))
    np.save(folder / "tokens.npy", tokens)
    np.save(folder / "logits.npy", logits.astype(np.float32))
    print(folder, "logits", logits.std())


if __name__ == "__main__":
    for name, values in VARIANTS.items():
        record(name, values)
