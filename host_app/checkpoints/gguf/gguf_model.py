"""A GGUF file as a `Source`: metadata as a config.json, tensors under Hugging Face's names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from gguf import GGMLQuantizationType as Type

from lutcore.host_app.checkpoints.chat_template import ChatTemplate
from lutcore.host_app.checkpoints.gguf import blocks
from lutcore.host_app.checkpoints.gguf.block_types import I2_S, type_name
from lutcore.host_app.checkpoints.gguf.gguf_file import GgufFile, GgufTensor
from lutcore.host_app.checkpoints.gguf.gguf_tokenizer import adds_bos, tokenizer_json
from lutcore.host_app.checkpoints.source import Coded, Part, Rows
from lutcore.host_app.checkpoints.tensors import widen
from lutcore.host_app.checkpoints.tokenizer import Tokenizer
from lutcore.host_app.errors import (
    ConfigError,
    NonFiniteWeightsError,
    TensorTypeError,
    UnsupportedModelError,
)
from lutcore.host_app.model.config import (
    EMBEDDING,
    HEAD,
    MAX_LAYERS,
    NORM,
    SLIDING,
    Config,
    matrix_shapes,
    tensor_shapes,
)

# Hugging Face's architecture and activation, by general.architecture.
GGUF_ARCHITECTURES = {
    "llama":        ("LlamaForCausalLM",  "silu"),
    "qwen2":        ("Qwen2ForCausalLM",  "silu"),
    "qwen3":        ("Qwen3ForCausalLM",  "silu"),
    "bitnet":       ("BitNetForCausalLM", "silu"),   # as llama.cpp runs it
    "bitnet-25":    ("BitNetForCausalLM", "relu2"),  # as bitnet.cpp runs it
    "bitnet-b1.58": ("BitNetForCausalLM", "relu2"),
}
INTERLEAVED = ("llama",)                # in these, the pairs of the rotation are neighbours

LAYER_NAMES = {                         # GGUF's names of the parts of a layer, by Hugging Face's
    "input_layernorm":          "attn_norm",
    "post_attention_layernorm": "ffn_norm",
    "self_attn.q_proj":         "attn_q",
    "self_attn.k_proj":         "attn_k",
    "self_attn.v_proj":         "attn_v",
    "self_attn.o_proj":         "attn_output",
    "self_attn.q_norm":         "attn_q_norm",
    "self_attn.k_norm":         "attn_k_norm",
    "self_attn.attn_sub_norm":  "attn_sub_norm",
    "mlp.gate_proj":            "ffn_gate",
    "mlp.up_proj":              "ffn_up",
    "mlp.down_proj":            "ffn_down",
    "mlp.ffn_sub_norm":         "ffn_sub_norm",
}
MODEL_NAMES = {EMBEDDING: "token_embd.weight", HEAD: "output.weight", NORM: "output_norm.weight"}

ROTATED      = "prism.hadamard."        # keys of the metadata
ROPE_FACTORS = "rope_freqs.weight"      # the divisor of each rotary frequency
END_TOKENS   = ("eos", "eot", "eom")


class GgufModel:
    """An opened GGUF file: a `Source`. `opening.open_source` makes it.

    Raises the errors of `GgufFile`, UnsupportedModelError, ConfigError, TokenizerDamagedError,
    TokenizerMismatchError, ChatTemplateError, TensorMissingError, TensorShapeError,
    TensorTypeError.
    """

    def __init__(self, path: Path) -> None:
        self._file      = GgufFile(path)
        self.config     = Config.from_dict(_config(self._file))
        self.tokenizer  = Tokenizer(tokenizer_json(self._file.metadata), self.config)
        self.chat       = _chat(self._file.metadata)
        self._shapes    = matrix_shapes(self.config)
        matrices        = [self._tensor(name, shape) for name, shape in self._shapes.items()]
        self.quantised  = any(tensor.type not in blocks.FLOAT_TYPES for tensor in matrices)
        for tensor in matrices:
            blocks.check(tensor)
        self._embedding = self._tensor(
            EMBEDDING, (self.config.vocab_size, self.config.hidden_size))
        blocks.check(self._embedding)
        for name, shape in tensor_shapes(self.config).items():
            blocks.check(self._tensor(name, shape))

    def embedding(self) -> np.ndarray | Coded:
        """Return the embedding in the type of the file."""
        return blocks.matrix(self._embedding)

    def tensors(self) -> dict[str, np.ndarray]:
        """Return norms and biases; float32 where the file has them quantised."""
        return {name: self._reordered(name, blocks.floats(self._tensor(name, shape)))
                for name, shape in tensor_shapes(self.config).items()}

    def matrix(self, name: str) -> np.ndarray | Coded:
        """Return one matrix of `matrix_shapes`: an array in the type of the file, or `Coded`."""
        tensor  = self._tensor(name, self._shapes[name])
        weights = blocks.matrix(tensor)
        if isinstance(weights, np.ndarray):
            return self._reordered(name, weights)
        order, factor = self._order(name, weights.n), self._factor(tensor)

        def part(rows: Rows) -> Part:
            rows = rows if order is None else order[rows]
            codes, scale, offset = weights.part(rows)
            return codes, scale * factor, None if offset is None else offset * factor

        return Coded(weights.format, weights.n, weights.k, part)

    def _tensor(self, name: str, shape: tuple[int, ...]) -> GgufTensor:
        """Return a tensor by its Hugging Face name; the embedding for a head that is tied to it."""
        if name == HEAD and self.config.tie_word_embeddings:
            name = EMBEDDING
        return self._file.tensor(_gguf_name(name), shape)

    def _factor(self, tensor: GgufTensor) -> np.float32:
        """Return the factor that BitNet and NVFP4 files keep in a tensor beside a matrix, or 1.

        Raises TensorTypeError, NonFiniteWeightsError.
        """
        name = tensor.name.removesuffix("weight") + "scale"
        has_one = tensor.name.startswith("blk.") or \
            (tensor.name == MODEL_NAMES[HEAD] and tensor.type == Type.NVFP4)
        if not has_one or name not in self._file.tensors:
            return np.float32(1)
        stored = self._file.tensors[name]
        if stored.type not in blocks.FLOAT_TYPES or np.prod(stored.shape) != 1:
            raise TensorTypeError(
                f"{name} is {list(stored.shape)} of GGUF type {type_name(stored.type)}, and "
                "must be one float; convert the model again")
        value = widen(blocks.floats(stored)).item()
        if not np.isfinite(value):
            raise NonFiniteWeightsError(f"{name} is {value}; copy the model again")
        return np.float32(value)

    def _reordered(self, name: str, rows: np.ndarray) -> np.ndarray:
        """Return rows of q and k in Hugging Face's order; those of other tensors as they are."""
        order = self._order(name, len(rows))
        return rows if order is None else rows[order]

    def _order(self, name: str, count: int) -> np.ndarray | None:
        """Return the numbers of the file's rows in Hugging Face's order; None: it is the same.

        Hugging Face has the first elements of all pairs of a head, then the second ones.
        """
        arch  = self._file.metadata["general.architecture"]
        heads = {"q_proj": self.config.num_attention_heads,
                 "k_proj": self.config.num_key_value_heads}.get(name.split(".")[-2])
        if heads is None or arch not in INTERLEAVED:
            return None
        return np.arange(count).reshape(heads, -1, 2).swapaxes(1, 2).reshape(-1)


def _gguf_name(name: str) -> str:
    """Return GGUF's name: blk.3.attn_q.weight for model.layers.3.self_attn.q_proj.weight."""
    if name in MODEL_NAMES:
        return MODEL_NAMES[name]
    _, _, layer, rest = name.split(".", 3)
    part, _, weight_or_bias = rest.rpartition(".")
    return f"blk.{layer}.{LAYER_NAMES[part]}.{weight_or_bias}"


# Metadata -----------------------------------------------------------------------------------------


def _config(file: GgufFile) -> dict[str, Any]:
    """Return what config.json would say. Raises UnsupportedModelError, ConfigError."""
    data = file.metadata
    arch = data.get("general.architecture")
    if not isinstance(arch, str) or arch not in GGUF_ARCHITECTURES:
        raise UnsupportedModelError(f"GGUF architecture {arch!r} is not implemented; "
                                    f"{', '.join(GGUF_ARCHITECTURES)} are")
    if data.get(f"{arch}.expert_count"):
        raise UnsupportedModelError(f"{file.path} is a mixture of experts, which is not "
                                    "implemented; take a model without experts")
    if any(key.startswith(ROTATED) for key in data):
        raise UnsupportedModelError(f"{file.path} has weights for activations that a Hadamard "
                                    f"transform has rotated ({ROTATED}*), which is not "
                                    "implemented; take a model without it")
    name, activation = GGUF_ARCHITECTURES[arch]
    embedding = file.tensors.get(MODEL_NAMES[EMBEDDING])
    if embedding is None or len(embedding.shape) != 2:
        raise ConfigError(f"{file.path} has no matrix {MODEL_NAMES[EMBEDDING]}; convert the model "
                          "again")
    raw: dict[str, Any] = {
        "architectures":           [name],
        "hidden_act":              activation,
        "vocab_size":              embedding.shape[0],
        "num_attention_heads":     data.get(f"{arch}.attention.head_count"),
        "head_dim":                data.get(f"{arch}.attention.key_length"),
        "tie_word_embeddings":     MODEL_NAMES[HEAD] not in file.tensors,
        "attention_bias":          "blk.0.attn_output.bias" in file.tensors,
        "mlp_bias":                "blk.0.ffn_down.bias" in file.tensors,
        "int8_activations":        arch.startswith("bitnet") or _has_i2_s(file),
        "add_bos_token":           adds_bos(data),
        "bos_token_id":            data.get("tokenizer.ggml.bos_token_id"),
        "eos_token_id":            _end_tokens(data),
        "rope_parameters":         _rope(file, arch),
    }
    for field, key in _FIELDS.items():
        if (value := data.get(f"{arch}.{key}")) is not None:
            raw[field] = value
    if raw.get("sliding_window") and isinstance(raw.get("num_hidden_layers"), int):
        raw["layer_types"] = [SLIDING] * min(raw["num_hidden_layers"], MAX_LAYERS)
    return raw


_FIELDS = {                             # keys of the metadata, behind the architecture's name
    "hidden_size":             "embedding_length",
    "intermediate_size":       "feed_forward_length",
    "num_hidden_layers":       "block_count",
    "num_key_value_heads":     "attention.head_count_kv",
    "max_position_embeddings": "context_length",
    "rms_norm_eps":            "attention.layer_norm_rms_epsilon",
    "sliding_window":          "attention.sliding_window",
}


def _has_i2_s(file: GgufFile) -> bool:
    """Return whether the file is one of bitnet.cpp, whatever its architecture is called."""
    return any(tensor.type == I2_S for tensor in file.tensors.values())


def _rope(file: GgufFile, arch: str) -> dict[str, Any]:
    """Return config.json's rope_parameters."""
    data = file.metadata
    base = {"rope_theta": data.get(f"{arch}.rope.freq_base", 10000.0)}
    if ROPE_FACTORS in file.tensors:
        factors = widen(blocks.floats(file.tensors[ROPE_FACTORS])).reshape(-1)
        return base | {"rope_type": "factors", "factors": factors.tolist()}
    scaling = data.get(f"{arch}.rope.scaling.type", "none")
    if scaling == "none":
        return base
    return base | {"rope_type": scaling, "factor": data.get(f"{arch}.rope.scaling.factor")}


def _end_tokens(data: Mapping[str, Any]) -> list[int]:
    """Return the tokens that end a text, each once."""
    ids = [data.get(f"tokenizer.ggml.{name}_token_id") for name in END_TOKENS]
    return sorted({id for id in ids if id is not None}, key=ids.index)


def _chat(data: Mapping[str, Any]) -> ChatTemplate | None:
    """Return the chat template; None if the file has none. Raises ChatTemplateError."""
    source = data.get("tokenizer.chat_template")
    if not isinstance(source, str):
        return None
    texts  = data["tokenizer.ggml.tokens"]
    named  = {"bos_token": "bos", "eos_token": "eos", "unk_token": "unknown",
              "pad_token": "padding"}
    ids    = {name: data.get(f"tokenizer.ggml.{key}_token_id") for name, key in named.items()}
    return ChatTemplate(source, {name: texts[id] for name, id in ids.items()
                                 if isinstance(id, int) and 0 <= id < len(texts)})
