"""A GGUF file as a `Source`: metadata as a config.json, tensors under Hugging Face's names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from lutcore.host_app.checkpoints.chat_template import ChatTemplate
from lutcore.host_app.checkpoints.gguf import blocks
from lutcore.host_app.checkpoints.gguf.gguf_file import I2_S, GgufFile, GgufTensor
from lutcore.host_app.checkpoints.gguf.gguf_tokenizer import adds_bos, tokenizer_json
from lutcore.host_app.checkpoints.source import Coded
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

ARCHITECTURES = {                       # general.architecture: name, activation
    "llama":        ("LlamaForCausalLM",  "silu"),
    "qwen2":        ("Qwen2ForCausalLM",  "silu"),
    "qwen3":        ("Qwen3ForCausalLM",  "silu"),
    "bitnet":       ("BitNetForCausalLM", "silu"),   # as llama.cpp runs it
    "bitnet-25":    ("BitNetForCausalLM", "relu2"),  # as bitnet.cpp does
    "bitnet-b1.58": ("BitNetForCausalLM", "relu2"),
}
INTERLEAVED = ("llama",)                # pairs of the rotation are neighbours in q and k

NAMES = {                               # of the parts of a layer
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
WHOLE = {EMBEDDING: "token_embd.weight", HEAD: "output.weight", NORM: "output_norm.weight"}

ROPE_FACTORS = "rope_freqs.weight"      # what every rotary frequency is divided by
END_TOKENS   = ("eos", "eot", "eom")


class GgufModel:
    """An opened GGUF file: a `Source`.

    Raises ModelFileMissingError, ModelFileDamagedError, GgufByteOrderError, GgufVersionError, UnsupportedModelError,
    ConfigError, TokenizerDamagedError, TokenizerMismatchError, ChatTemplateError, TensorMissingError,
    TensorShapeError, TensorTypeError.
    """

    def __init__(self, path: Path) -> None:
        self._file      = GgufFile(path)
        self.config     = Config.from_dict(_config(self._file))
        self.tokenizer  = Tokenizer(tokenizer_json(self._file.metadata), self.config)
        self.chat       = _chat(self._file.metadata)
        self._shapes    = matrix_shapes(self.config)
        matrices        = [self._tensor(name, shape) for name, shape in self._shapes.items()]
        self.quantised  = any(tensor.type not in blocks.FLOAT_TYPES for tensor in matrices)
        self._lock      = Lock()
        self._again: dict[str, tuple[float, float]] = {}  # type: squared error, squared size
        for tensor in matrices:
            blocks.check(tensor)
        for name, shape in tensor_shapes(self.config).items():
            blocks.check(self._tensor(name, shape))

    def tensors(self) -> dict[str, np.ndarray]:
        """Embedding, norms and biases; float32 where the file has them quantised."""
        return {name: self._unwound(name, blocks.floats(self._tensor(name, shape)))
                for name, shape in tensor_shapes(self.config).items()}

    def matrix(self, name: str) -> np.ndarray | Coded:
        """One matrix of `matrix_shapes`, in the type of the file, or `Coded`."""
        tensor = self._tensor(name, self._shapes[name])
        found  = blocks.matrix(tensor)
        if isinstance(found, np.ndarray):
            return self._unwound(name, found)
        if tensor.type in blocks.AGAIN:
            self._note(tensor, found)
        scale = found.scale * self._scale(tensor)
        return Coded(found.format, self._unwound(name, found.codes), self._unwound(name, scale),
                     None if found.offset is None else self._unwound(name, found.offset))

    def notes(self) -> list[str]:
        """How much error was added to the matrices read so far that were quantised again."""
        formats = {blocks.type_name(kind): fmt.name for kind, fmt in blocks.AGAIN.items()}
        return [f"{kind} weights were quantised again, to {formats[kind]}: that adds an error of "
                f"{error / size:.1e} of their squared size"
                for kind, (error, size) in self._again.items()]

    def _note(self, tensor: GgufTensor, found: Coded) -> None:
        kind  = blocks.type_name(tensor.type)
        exact = blocks.floats(tensor)
        error = float(((found.dequantised() - exact) ** 2).sum())
        size  = float((exact ** 2).sum())
        with self._lock:                # matrices are read by several threads
            before = self._again.get(kind, (0.0, 0.0))
            self._again[kind] = before[0] + error, before[1] + size

    def _tensor(self, name: str, shape: tuple[int, ...]) -> GgufTensor:
        if name == HEAD and self.config.tie_word_embeddings:
            name = EMBEDDING
        return self._file.tensor(_name(name), shape)

    def _scale(self, tensor: GgufTensor) -> np.float32:
        """bitnet's own factor of a matrix, in a tensor beside it; 1 where there is none."""
        name = tensor.name.removesuffix("weight") + "scale"
        if not tensor.name.startswith("blk.") or name not in self._file.tensors:
            return np.float32(1)
        found = self._file.tensors[name]
        if found.type not in blocks.FLOAT_TYPES or np.prod(found.shape) != 1:
            raise TensorTypeError(f"{name} is {list(found.shape)}; one float is read")
        value = widen(blocks.floats(found)).reshape(())
        if not np.isfinite(value):
            raise NonFiniteWeightsError(f"{name} is {value}; the file is damaged")
        return np.float32(value)

    def _unwound(self, name: str, rows: np.ndarray) -> np.ndarray:
        """The rows of q and k in Hugging Face's order: first the one halves of all pairs."""
        kind  = self._file.metadata["general.architecture"]
        heads = {"q_proj": self.config.num_attention_heads,
                 "k_proj": self.config.num_key_value_heads}.get(name.split(".")[-2])
        if heads is None or kind not in INTERLEAVED:
            return rows
        parts = rows.reshape(heads, self.config.head_dim // 2, 2, *rows.shape[1:])
        return parts.swapaxes(1, 2).reshape(rows.shape)


def _name(name: str) -> str:
    """GGUF's name of a tensor: blk.3.attn_q.weight for model.layers.3.self_attn.q_proj.weight."""
    if name in WHOLE:
        return WHOLE[name]
    _, _, layer, part = name.split(".", 3)
    part, _, kind = part.rpartition(".")
    return f"blk.{layer}.{NAMES[part]}.{kind}"


# Metadata -----------------------------------------------------------------------------------------

def _config(file: GgufFile) -> dict[str, Any]:
    """What config.json would say. Raises UnsupportedModelError, ConfigError."""
    data = file.metadata
    kind = data.get("general.architecture")
    if not isinstance(kind, str) or kind not in ARCHITECTURES:
        raise UnsupportedModelError(f"GGUF architecture {kind!r} is not implemented; "
                                    f"{', '.join(ARCHITECTURES)} are")
    if data.get("split.count", 1) not in (0, 1):
        raise UnsupportedModelError(f"{file.path} is one of {data['split.count']} parts; join them: "
                                    "llama-gguf-split --merge FIRST_PART JOINED.gguf")
    if data.get(f"{kind}.expert_count"):
        raise UnsupportedModelError("mixtures of experts are not implemented")
    name, activation = ARCHITECTURES[kind]
    embedding = file.tensors.get(WHOLE[EMBEDDING])
    if embedding is None or len(embedding.shape) != 2:
        raise ConfigError(f"{file.path} has no matrix {WHOLE[EMBEDDING]}")
    heads = data.get(f"{kind}.attention.head_count")
    raw = {
        "architectures":           [name],
        "hidden_act":              activation,
        "vocab_size":              embedding.shape[0],
        "num_attention_heads":     heads,
        "head_dim":                data.get(f"{kind}.attention.key_length"),
        "tie_word_embeddings":     WHOLE[HEAD] not in file.tensors,
        "attention_bias":          "blk.0.attn_output.bias" in file.tensors,
        "mlp_bias":                "blk.0.ffn_down.bias" in file.tensors,
        "int8_activations":        kind.startswith("bitnet") or _has_i2_s(file),
        "add_bos_token":           adds_bos(data),
        "bos_token_id":            data.get("tokenizer.ggml.bos_token_id"),
        "eos_token_id":            _end_tokens(data),
        "rope_parameters":         _rope(file, kind),
    }
    for ours, theirs in _FIELDS.items():
        if (value := data.get(f"{kind}.{theirs}")) is not None:
            raw[ours] = value
    if raw.get("sliding_window") and isinstance(raw.get("num_hidden_layers"), int):
        raw["layer_types"] = [SLIDING] * min(raw["num_hidden_layers"], MAX_LAYERS)
    return raw


_FIELDS = {
    "hidden_size":             "embedding_length",
    "intermediate_size":       "feed_forward_length",
    "num_hidden_layers":       "block_count",
    "num_key_value_heads":     "attention.head_count_kv",
    "max_position_embeddings": "context_length",
    "rms_norm_eps":            "attention.layer_norm_rms_epsilon",
    "sliding_window":          "attention.sliding_window",
}


def _has_i2_s(file: GgufFile) -> bool:
    return any(tensor.type == I2_S for tensor in file.tensors.values())


def _rope(file: GgufFile, kind: str) -> dict[str, Any]:
    data  = file.metadata
    found = {"rope_theta": data.get(f"{kind}.rope.freq_base", 10000.0)}
    if ROPE_FACTORS in file.tensors:
        factors = widen(blocks.floats(file.tensors[ROPE_FACTORS])).reshape(-1)
        return found | {"rope_type": "factors", "factors": factors.tolist()}
    scaling = data.get(f"{kind}.rope.scaling.type", "none")
    if scaling == "none":
        return found
    return found | {"rope_type": scaling, "factor": data.get(f"{kind}.rope.scaling.factor")}


def _end_tokens(data: Mapping[str, Any]) -> list[int]:
    ids = [data.get(f"tokenizer.ggml.{name}_token_id") for name in END_TOKENS]
    return sorted({id for id in ids if id is not None}, key=ids.index)


def _chat(data: Mapping[str, Any]) -> ChatTemplate | None:
    source = data.get("tokenizer.chat_template")
    if not isinstance(source, str):
        return None
    texts  = data["tokenizer.ggml.tokens"]
    named  = {"bos_token": "bos", "eos_token": "eos", "unk_token": "unknown",
              "pad_token": "padding"}
    ids    = {name: data.get(f"tokenizer.ggml.{key}_token_id") for name, key in named.items()}
    return ChatTemplate(source, {name: texts[id] for name, id in ids.items()
                                 if isinstance(id, int) and 0 <= id < len(texts)})
