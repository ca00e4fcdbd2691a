"""A Hugging Face Llama folder: config.json, safetensors in one file or several, tokenizer.json.

Everything is checked when the folder is opened; tensors are mapped and read when asked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from lutcore.driver.spec import WeightFormat
from lutcore.host_app.config import Config, matrix_shapes, tensor_shapes
from lutcore.host_app.errors import (
    ModelFileDamaged,
    ModelFileMissing,
    TensorMissing,
    TensorShapeError,
    TensorTypeError,
)
from lutcore.host_app.tensors import TensorFile, widen
from lutcore.host_app.tokenizer import Tokenizer

WEIGHTS   = "model.safetensors"
INDEX     = "model.safetensors.index.json"
EMBEDDING = "model.embed_tokens.weight"
HEAD      = "lm_head.weight"


@dataclass(frozen=True)
class ModelData:
    """All that a model needs to run, wherever it came from."""

    config:    Config
    tokenizer: Tokenizer
    tensors:   Mapping[str, np.ndarray]          # tensor_shapes(config), in the checkpoint's type
    matrices:  Mapping[str, Any]                 # matrix_shapes(config): what a Backend loads
    format:    WeightFormat | None               # of the matrices; None: float32


class Checkpoint:
    """An opened model folder.

    Raises ModelFileMissing, ModelFileDamaged, UnsupportedModel, ConfigError, TokenizerDamaged,
    TokenizerMismatch, TensorMissing, TensorShapeError, TensorTypeError.
    """

    def __init__(self, folder: Path):
        self.config    = Config.from_dict(_read_config(folder))
        self.tokenizer = Tokenizer(_read_text(folder / "tokenizer.json"), self.config)
        self._files    = _open_tensors(folder)
        self._folder   = folder
        shapes: dict[str, tuple[int, ...]] = {
            **tensor_shapes(self.config), **matrix_shapes(self.config)}
        for name, shape in shapes.items():
            self._check(name, shape)

    def float_model(self) -> ModelData:
        """The model as it is, its matrices in float32."""
        matrices = {name: self.matrix(name) for name in matrix_shapes(self.config)}
        return ModelData(self.config, self.tokenizer, self.tensors(), matrices, None)

    def tensors(self) -> dict[str, np.ndarray]:
        """The embedding and the norms, in the type of the file (bfloat16 as uint16)."""
        return {name: self._array(name) for name in tensor_shapes(self.config)}

    def matrix(self, name: str) -> np.ndarray:
        """One matrix of `matrix_shapes`, float32 [N, K]."""
        return widen(self._array(name))

    def _array(self, name: str) -> np.ndarray:
        if name == HEAD and self.config.tie_word_embeddings:
            name = EMBEDDING
        if name not in self._files:
            raise TensorMissing(f"{self._folder} has no tensor {name}; copy the whole model again")
        return self._files[name].array(name)

    def _check(self, name: str, shape: tuple[int, ...]) -> None:
        array = self._array(name)
        if array.shape != shape:
            raise TensorShapeError(
                f"{name} is {list(array.shape)}, and config.json gives {list(shape)}")
        if array.dtype == np.uint8:
            raise TensorTypeError(f"{name} holds bytes; float32, float16 and bfloat16 are read")


def _open_tensors(folder: Path) -> dict[str, TensorFile]:
    """The file that holds each tensor, by the tensor's name."""
    if not (folder / INDEX).is_file():
        if not (folder / WEIGHTS).is_file():
            raise ModelFileMissing(f"{folder} has neither {WEIGHTS} nor {INDEX}")
        file = TensorFile(folder / WEIGHTS)
        return dict.fromkeys(file.names, file)
    weight_map = _read_object(folder / INDEX).get("weight_map")
    if not isinstance(weight_map, Mapping):
        raise ModelFileDamaged(f"{folder / INDEX} has no weight_map; copy it again")
    files = {shard: TensorFile(folder / _plain_name(folder, shard))
        for shard in sorted(set(map(str, weight_map.values())))}
    return {name: files[str(shard)] for name, shard in weight_map.items()}


def _plain_name(folder: Path, shard: str) -> str:
    """The name, refused if it could lead out of the folder."""
    if Path(shard).name != shard or "\\" in shard or not shard.endswith(".safetensors"):
        raise ModelFileDamaged(
            f"{folder / INDEX} names {shard!r}, which is no plain .safetensors file name")
    return shard


def _read_config(folder: Path) -> dict[str, Any]:
    """config.json, with the two facts that Hugging Face keeps in files of their own."""
    raw        = _read_object(folder / "config.json")
    generation = _read_optional(folder / "generation_config.json")
    tokenizer  = _read_optional(folder / "tokenizer_config.json")
    if generation.get("eos_token_id") is not None:
        raw["eos_token_id"] = generation["eos_token_id"]
    raw["add_bos_token"] = tokenizer.get("add_bos_token", False)
    return raw


def _read_optional(path: Path) -> dict[str, Any]:
    return _read_object(path) if path.is_file() else {}


def _read_object(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(_read_text(path))
    except (json.JSONDecodeError, RecursionError) as error:
        raise ModelFileDamaged(f"{path} is no JSON ({error}); copy it again") from error
    if not isinstance(value, dict):
        raise ModelFileDamaged(f"{path} holds no JSON object; copy it again")
    return value


def _read_text(path: Path) -> str:
    if not path.is_file():
        raise ModelFileMissing(f"{path} is missing; copy the whole model again")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ModelFileDamaged(f"{path} is no UTF-8 text; copy it again") from error
