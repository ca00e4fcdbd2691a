"""The smallest GGUF files that lutcore opens: a Llama of one layer with random weights."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np

HIDDEN, FEED, TOKENS = 64, 128, 300
SHAPES = {
    "token_embd": (TOKENS, HIDDEN), "output_norm": (HIDDEN,), "blk.0.attn_norm": (HIDDEN,),
    "blk.0.ffn_norm": (HIDDEN,), "blk.0.attn_q": (HIDDEN, HIDDEN),
    "blk.0.attn_k": (HIDDEN, HIDDEN), "blk.0.attn_v": (HIDDEN, HIDDEN),
    "blk.0.attn_output": (HIDDEN, HIDDEN),
    "blk.0.ffn_gate": (FEED, HIDDEN), "blk.0.ffn_up": (FEED, HIDDEN),
    "blk.0.ffn_down": (HIDDEN, FEED),
}


def tiny_gguf(folder: Path, name: str, arch: str = "llama", parts: bool = False
              ) -> dict[str, bytes]:
    """Return the content of a file by its name; with `parts`, of several files."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = gguf.GGUFWriter(folder / name, arch, split_max_tensors=6 if parts else 0)
    writer.add_block_count(1)
    writer.add_context_length(64)
    writer.add_embedding_length(HIDDEN)
    writer.add_feed_forward_length(FEED)
    writer.add_head_count(1)
    writer.add_head_count_kv(1)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_tokenizer_model("llama")
    texts = ["<unk>", "<s>", "</s>", *(f"<0x{i:02X}>" for i in range(256))]
    writer.add_token_list(texts + [chr(0x3b1 + i) for i in range(TOKENS - len(texts))])
    writer.add_token_types([2, 3, 3] + [6] * 256 + [1] * (TOKENS - len(texts)))
    writer.add_token_scores([0.0] * TOKENS)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    random = np.random.default_rng(0)
    for tensor, shape in SHAPES.items():
        writer.add_tensor(f"{tensor}.weight", random.standard_normal(shape, np.float32) / 8)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
