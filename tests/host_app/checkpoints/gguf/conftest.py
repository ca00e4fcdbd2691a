"""GGUF files for tests, made of Hugging Face folders with the gguf package's writer."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import gguf
import numpy as np
import pytest
from gguf import GGMLQuantizationType as Type
from gguf.quants import quantize

from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.source import Coded
from lutcore.host_app.checkpoints.tensors import widen
from lutcore.host_app.model.tensors import EMBEDDING, HEAD, matrix_shapes

from .written import BY_HAND, HALVES, add_blocks, blocks

KINDS = {"LlamaForCausalLM": "llama", "MistralForCausalLM": "llama", "Qwen2ForCausalLM": "qwen2",
         "Qwen3ForCausalLM": "qwen3", "BitNetForCausalLM": "bitnet-b1.58"}


def permuted(rows: np.ndarray, heads: int) -> np.ndarray:
    """Return the rows of q or k in llama.cpp's order: the two of a pair are neighbours."""
    halves = rows.reshape(heads, 2, rows.shape[0] // heads // 2, *rows.shape[1:])
    return halves.swapaxes(1, 2).reshape(rows.shape)


@pytest.fixture(scope="session")
def write_gguf() -> Callable[..., Path]:
    """Return `convert`."""
    return convert


def convert(folder: Path, path: Path, kind: int = Type.F32,
            change: Callable[[gguf.GGUFWriter], None] = lambda writer: None,
            part: int = 0, skip: str = "") -> Path:
    """Write a folder's model as llama.cpp's converter does, with all matrices of one type.

    part: tensors of each file, which has several parts then
    skip: a tensor that `change` writes
    """
    checkpoint = Checkpoint(folder)
    config     = checkpoint.config
    arch       = KINDS[config.architecture]
    writer     = gguf.GGUFWriter(path, arch, split_max_tensors=part)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_key_length(config.head_dim)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_rope_freq_base(config.rope_theta)
    if config.sliding_window and set(config.layer_types) == {"sliding_attention"}:
        writer.add_sliding_window(config.sliding_window)
    add_tokenizer(writer, json.loads((folder / "tokenizer.json").read_text()))
    writer.add_bos_token_id(config.bos_token_id)
    writer.add_eos_token_id(config.eos_token_id[0])
    change(writer)
    matrices, tensors = matrix_shapes(config), checkpoint.tensors()
    tensors[EMBEDDING] = checkpoint.embedding()
    if config.tie_word_embeddings:
        del matrices[HEAD]
    table = gguf.get_tensor_name_map(gguf.MODEL_ARCH.LLAMA, config.num_hidden_layers)
    matrices.pop(skip, None)
    tensors.pop(skip, None)
    for name in (*matrices, *tensors):
        array = checkpoint.matrix(name) if name in matrices else tensors[name]
        array = array.dequantised() if isinstance(array, Coded) else widen(array)
        if arch == "llama" and name.split(".")[-2] in ("q_proj", "k_proj"):
            heads = config.num_attention_heads if ".q_proj." in name \
                else config.num_key_value_heads
            array = permuted(array, heads)
        add(writer, gguf_name(name, table), array, kind if array.ndim == 2 else Type.F32)
    write(writer)
    return path


def add(writer: gguf.GGUFWriter, name: str, array: np.ndarray, kind: int) -> None:
    """Add a tensor; random blocks in its place if the package does not write the type."""
    if kind == Type.F32:
        writer.add_tensor(name, array)
    elif kind in (*BY_HAND, *HALVES):
        add_blocks(writer, name, blocks(kind, *array.shape), array.shape[1], kind)
    else:
        writer.add_tensor(name, quantize(array, Type(kind)), raw_dtype=Type(kind))


def write(writer: gguf.GGUFWriter) -> None:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def gguf_name(name: str, table: gguf.TensorNameMap) -> str:
    """Return GGUF's name of a tensor: by the gguf package's table for Llama, or by `more`."""
    more  = {"attn_sub_norm": "attn_sub_norm", "ffn_sub_norm": "ffn_sub_norm",
             "q_norm": "attn_q_norm", "k_norm": "attn_k_norm"}
    parts = name.split(".")
    if len(parts) > 2 and parts[-2] in more:
        return f"blk.{parts[2]}.{more[parts[-2]]}.{parts[-1]}"
    return table.get_name(name, try_suffixes=(".weight", ".bias"))


def add_tokenizer(writer: gguf.GGUFWriter, raw: dict) -> None:
    """Add a tokenizer like SentencePiece's, whose scores are the ranks of the merges."""
    vocabulary = sorted(raw["model"]["vocab"], key=raw["model"]["vocab"].__getitem__)
    special    = {token["content"]: token["special"] for token in raw["added_tokens"]}
    writer.add_tokenizer_model("llama")
    vocabulary += [token for token in special if token not in raw["model"]["vocab"]]
    writer.add_token_list(vocabulary)
    writer.add_token_types([3 if special.get(token) else 4 if token in special else 1
                            for token in vocabulary])
    merges = [merge if isinstance(merge, str) else " ".join(merge)
              for merge in raw["model"]["merges"]]
    ranks = {merge.replace(" ", ""): rank for rank, merge in enumerate(merges)}
    writer.add_token_scores([-float(ranks.get(token, 1e6)) for token in vocabulary])
