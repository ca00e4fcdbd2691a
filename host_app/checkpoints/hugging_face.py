"""A Hugging Face model folder: config.json, safetensors in one file or several, tokenizer.json.

Everything is checked when the folder is opened; tensors are mapped, and read on demand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from lutcore.host_app.checkpoints.chat_template import ChatTemplate, read_chat
from lutcore.host_app.checkpoints.hf_bitnet import bitnet_method
from lutcore.host_app.checkpoints.hf_names import Places
from lutcore.host_app.checkpoints.hf_quantised import (
    auto_round_method,
    awq_method,
    compressed_method,
    gptq_method,
    hqq_method,
)
from lutcore.host_app.checkpoints.hf_small_floats import (
    fp8_method,
    modelopt_method,
    mxfp4_method,
)
from lutcore.host_app.checkpoints.source import Coded, Method
from lutcore.host_app.checkpoints.tensors import TensorFolder, read_object, read_text
from lutcore.host_app.checkpoints.tokenizer import Tokenizer
from lutcore.host_app.errors import UnsupportedModelError
from lutcore.host_app.model.config import Config
from lutcore.host_app.model.tensors import EMBEDDING, HEAD, matrix_shapes, tensor_shapes

# By config.json's quant_method: the function that turns its quantization_config into a `Method`.
METHODS: dict[str, Callable[[Mapping[str, Any]], Method]] = {
    "bitnet":             bitnet_method,
    "gptq":               gptq_method,
    "awq":                awq_method,
    "hqq":                hqq_method,
    "compressed-tensors": compressed_method,
    "auto-round":         auto_round_method,
    "mxfp4":              mxfp4_method,
    "modelopt":           modelopt_method,
    "fp8":                fp8_method,
}


class Checkpoint:
    """An opened model folder: a `Source`. `opening.open_source` makes it.

    Raises ModelFileMissingError, ModelFileDamagedError, PickledWeightsError, UnsupportedModelError,
    ConfigError, TokenizerDamagedError, TokenizerMismatchError, ChatTemplateError,
    TensorMissingError, TensorShapeError, TensorTypeError.
    """

    def __init__(self, folder: Path) -> None:
        self.config, self._method = read_config(folder)
        self.tokenizer  = Tokenizer(read_text(folder / "tokenizer.json"), self.config)
        self.chat: ChatTemplate | None = read_chat(folder)
        self._tensors   = TensorFolder(folder)
        self.quantised  = self._method is not TensorFolder.floats
        self._shapes    = matrix_shapes(self.config)
        self._places    = Places(self.config, self._tensors)
        self._embedding = self._places.floats(
            EMBEDDING, (self.config.vocab_size, self.config.hidden_size))
        for name, shape in tensor_shapes(self.config).items():
            self._places.floats(name, shape)
        if not self.quantised:
            for name in self._shapes:
                self.matrix(name)

    def embedding(self) -> np.ndarray:
        """Return the embedding, in the type of the file (bfloat16 as uint16)."""
        return self._embedding

    def tensors(self) -> dict[str, np.ndarray]:
        """Return norms and biases, in the type of the file (bfloat16 as uint16)."""
        return {name: self._places.floats(name, shape)
                for name, shape in tensor_shapes(self.config).items()}

    def matrix(self, name: str) -> np.ndarray | Coded:
        """Return one matrix of `matrix_shapes`: an array in the type of the file, or `Coded`."""
        shape = self._shapes[name]
        if name == HEAD and self.config.tie_word_embeddings:
            return self._embedding
        return self._places.matrix(self._method, name, shape)


def read_config(folder: Path) -> tuple[Config, Method]:
    """Return what config.json says, and how it stores matrices; no other file need be there.

    Raises ModelFileMissingError, ModelFileDamagedError, UnsupportedModelError, ConfigError.
    """
    raw = _read_config(folder)
    return Config.from_dict(raw), _method(raw.get("quantization_config"))


def _method(quantization: Any) -> Method:
    """Return how this quantization_config stores matrices. Raises UnsupportedModelError."""
    if not quantization:
        return TensorFolder.floats
    name = _method_name(quantization)
    if not isinstance(name, str) or name not in METHODS:
        raise UnsupportedModelError(f"weights quantised by {name!r} are not read; "
                                    f"{', '.join(METHODS)} are, and so is the original float "
                                    "checkpoint")
    return METHODS[name](quantization)


def _read_config(folder: Path) -> dict[str, Any]:
    """Return config.json with the facts that Hugging Face keeps in other files."""
    raw        = read_object(folder / "config.json")
    generation = _read_optional(folder / "generation_config.json")
    tokenizer  = _read_optional(folder / "tokenizer_config.json")
    if generation.get("eos_token_id") is not None:
        raw["eos_token_id"] = generation["eos_token_id"]
    raw["add_bos_token"]    = tokenizer.get("add_bos_token", False)
    own = _read_optional(folder / "hf_quant_config.json").get("quantization")
    if isinstance(own, Mapping):        # older files of ModelOpt say it only there
        raw.setdefault("quantization_config", {"quant_method": "modelopt", **own})
    raw["int8_activations"] = _method_name(raw.get("quantization_config")) == "bitnet"
    return raw


def _method_name(quantization: Any) -> Any:
    return quantization.get("quant_method") if isinstance(quantization, Mapping) else None


def _read_optional(path: Path) -> dict[str, Any]:
    return read_object(path) if path.is_file() else {}
