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
from lutcore.host_app.checkpoints.gguf.gguf_architectures import (
    GGUF_ARCHITECTURES,
    IN_TURNS,
    MODEL_NAMES,
    fields_of,
    find,
    scaling_of,
)
from lutcore.host_app.checkpoints.gguf.gguf_file import GgufFile, GgufTensor
from lutcore.host_app.checkpoints.gguf.gguf_tokenizer import adds_bos, tokenizer_json
from lutcore.host_app.checkpoints.parts import head_outputs, outputs_in_turns, tiled_outputs
from lutcore.host_app.checkpoints.source import Coded, Part, Rows
from lutcore.host_app.checkpoints.tensors import widen
from lutcore.host_app.checkpoints.tokenizer import Tokenizer
from lutcore.host_app.errors import (
    ConfigError,
    NonFiniteWeightsError,
    TensorTypeError,
    UnsupportedModelError,
)
from lutcore.host_app.model.architectures import ARCHITECTURES
from lutcore.host_app.model.config import MAX_LAYERS, SLIDING, Config
from lutcore.host_app.model.tensors import (
    DECAYS,
    EMBEDDING,
    HEAD,
    MIXER,
    RATES,
    RENEWALS,
    matrix_shapes,
    tensor_shapes,
)
from lutcore.host_app.model.values import is_int

ROTATED      = "prism.hadamard."        # keys of the metadata
ROPE_FACTORS = "rope_freqs.weight"      # the divisor of each rotary frequency
LONG_FACTORS = {"rope_factors_long.weight": "long_factor",
                "rope_factors_short.weight": "short_factor"}
MIXED        = MIXER + "out_proj.weight"
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
        return {name: self._floats(name, shape)
                for name, shape in tensor_shapes(self.config).items()}

    def _floats(self, name: str, shape: tuple[int, ...]) -> np.ndarray:
        """Return one of the tensors. Raises NonFiniteWeightsError."""
        found = blocks.floats(self._tensor(name, shape))
        if name.endswith(RATES):
            rates = widen(found)
            if not (rates < 0).all():
                raise NonFiniteWeightsError(f"the decays of {name} are not all negative; copy the "
                                            "model again")
            found = np.log(-rates)
        order = self._order(name, shape[0])
        return found if order is None else found[order]

    def matrix(self, name: str) -> np.ndarray | Coded:
        """Return one matrix of `matrix_shapes`: an array in the type of the file, or `Coded`."""
        n, k    = self._shapes[name]
        tensor  = self._tensor(name, (n, k))
        weights = blocks.matrix(tensor)
        order   = self._order(name, n)
        inputs  = None
        if name.endswith(MIXED) and self.config.architecture != IN_TURNS:
            inputs = tiled_outputs(self.config, "out_proj")
        if isinstance(weights, np.ndarray):
            weights = weights if order is None else weights[order]
            return weights if inputs is None else weights[:, inputs]
        factor = self._factor(tensor)

        def part(rows: Rows) -> Part:
            rows = rows if order is None else order[rows]
            codes, scale, offset = weights.part(rows)
            return codes, scale * factor, None if offset is None else offset * factor

        return Coded(weights.format, n, k, part,
                     None if inputs is None else np.argsort(inputs).astype(np.int32))

    def _tensor(self, name: str, shape: tuple[int, ...]) -> GgufTensor:
        """Return a tensor by its Hugging Face name; the embedding for a head that is tied to it."""
        if name == HEAD and self.config.tie_word_embeddings:
            name = EMBEDDING
        return find(self._file, self.config, name, shape)

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

    def _order(self, name: str, count: int) -> np.ndarray | None:
        """Return the numbers of the file's rows in Hugging Face's order; None: it is the same.

        Hugging Face has the first elements of all pairs of a head, then the second ones.
        """
        arch  = self._file.metadata["general.architecture"]
        parts = [part for part in name.split(".") if part not in ("weight", "bias")]
        heads = {"q_proj": self.config.num_attention_heads,
                 "k_proj": self.config.num_key_value_heads}.get(parts[-1])
        if heads is not None and GGUF_ARCHITECTURES[arch].interleaved:
            return np.arange(count).reshape(heads, -1, 2).swapaxes(1, 2).reshape(-1)
        if MIXER in name and self.config.architecture == IN_TURNS:
            return outputs_in_turns(self.config, parts[-1])[0] \
                if name.endswith((DECAYS, RENEWALS)) else None
        if MIXER in name:
            return None if name.endswith(MIXED) else tiled_outputs(self.config, parts[-1])
        return head_outputs(self.config, parts[-1], count)


# Metadata -----------------------------------------------------------------------------------------


def _config(file: GgufFile) -> dict[str, Any]:
    """Return what config.json would say. Raises UnsupportedModelError, ConfigError."""
    data = file.metadata
    arch = data.get("general.architecture")
    if not isinstance(arch, str) or arch not in GGUF_ARCHITECTURES:
        raise UnsupportedModelError(f"GGUF architecture {arch!r} is not implemented; "
                                    f"{', '.join(GGUF_ARCHITECTURES)} are")
    facts = ARCHITECTURES[GGUF_ARCHITECTURES[arch].name]
    if data.get(f"{arch}.expert_count") and not facts.experts:
        raise UnsupportedModelError(f"{file.path} is a mixture of experts, which is not "
                                    "implemented for {arch}; take a model without experts")
    if any(key.startswith(ROTATED) for key in data):
        raise UnsupportedModelError(f"{file.path} has weights for activations that a Hadamard "
                                    f"transform has rotated ({ROTATED}*), which is not "
                                    "implemented; take a model without it")
    embedding = file.tensors.get(MODEL_NAMES[EMBEDDING])
    if embedding is None or len(embedding.shape) != 2:
        raise ConfigError(f"{file.path} has no matrix {MODEL_NAMES[EMBEDDING]}; convert the model "
                          "again")
    raw: dict[str, Any] = {
        "architectures":           [GGUF_ARCHITECTURES[arch].name],
        "hidden_act":              GGUF_ARCHITECTURES[arch].activation,
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
        value = data.get(f"{arch}.{key}")
        if value is not None and not isinstance(value, np.ndarray):
            raw[field] = value
    raw |= fields_of(data, arch)
    layers: Any = raw.get("num_hidden_layers")
    if facts.experts and is_int(layers):
        raw["dense_layers"] = [layer for layer in range(min(layers, MAX_LAYERS))
                               if f"blk.{layer}.ffn_gate_inp.weight" not in file.tensors]
    if facts.windowed != "pattern" and raw.get("sliding_window") and isinstance(layers, int):
        raw["layer_types"] = [SLIDING] * min(layers, MAX_LAYERS)
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
    theta = data.get(f"{arch}.rope.freq_base", 10000.0)
    base = {"rope_theta": theta, **scaling_of(data, arch)}

    def factors(name: str) -> list[float]:
        return widen(blocks.floats(file.tensors[name])).reshape(-1).tolist()

    if ROPE_FACTORS in file.tensors:
        return base | {"rope_type": "factors", "factors": factors(ROPE_FACTORS)}
    if set(LONG_FACTORS) <= file.tensors.keys():
        return base | {"rope_type": "longrope",
                       **{name: factors(tensor) for tensor, name in LONG_FACTORS.items()}}
    return base


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
