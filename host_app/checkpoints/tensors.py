"""Safetensors files, memory-mapped: a single file, or the shards of a folder.

numpy has no bfloat16, and the numpy reader of safetensors refuses it. So the library only checks
the file (header, offsets, length), and this module maps the arrays; a bfloat16 array becomes a
uint16 array of its bits, and one of E4M3 (8 bits) a uint8 array. `widen` turns any other float type
into float32.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
from safetensors import SafetensorError, safe_open

from lutcore.host_app.errors import (
    ModelFileDamagedError,
    ModelFileMissingError,
    PickledWeightsError,
    TensorMissingError,
    TensorShapeError,
    TensorTypeError,
)

WEIGHTS = "model.safetensors"
INDEX   = "model.safetensors.index.json"
PICKLES = (".bin", ".pt", ".pth", ".ckpt")  # file name endings of PyTorch's pickles

DTYPES: dict[str, np.dtype[Any]] = {
    "F32":  np.dtype("<f4"),
    "F16":  np.dtype("<f2"),
    "BF16": np.dtype("<u2"),
    "U16":  np.dtype("<u2"),
    "U8":   np.dtype("u1"),
    "F8_E4M3": np.dtype("u1"),          # its bits
    "I8":   np.dtype("i1"),
    "I16":  np.dtype("<i2"),
    "I32":  np.dtype("<i4"),
    "I64":  np.dtype("<i8"),
}
FLOATS = (np.float32, np.float16, np.uint16)  # types that `widen` takes

HEADER_LENGTH_BYTES = 8                 # the file's first bytes: length of its JSON header


class TensorFile:
    """The tensors of one file by name, as read-only views of the mapped file.

    A packed model is one such file; `TensorFolder` makes one for each shard.

    Raises ModelFileMissingError, ModelFileDamagedError, TensorMissingError, TensorTypeError.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise ModelFileMissingError(f"{path} is missing; copy the whole model again")
        try:
            with safe_open(path, framework="numpy") as checked:
                self.metadata: dict[str, str] = checked.metadata() or {}
        except SafetensorError as error:
            raise ModelFileDamagedError(
                f"{path} is not a complete safetensors file ({error}); copy it again") from error
        self.path     = path
        raw           = np.asarray(np.memmap(path, dtype=np.uint8, mode="r"))
        length        = int(raw[:HEADER_LENGTH_BYTES].view("<u8")[0])
        start         = HEADER_LENGTH_BYTES + length
        self._entries = json.loads(raw[HEADER_LENGTH_BYTES:start].tobytes())
        self._entries.pop("__metadata__", None)
        self._data    = raw[start:]

    @property
    def names(self) -> frozenset[str]:
        """All tensors of the file."""
        return frozenset(self._entries)

    def array(self, name: str) -> np.ndarray:
        """Return a tensor in the type that it has in the file; bfloat16 as its bits, uint16."""
        if name not in self._entries:
            raise TensorMissingError(
                f"{self.path} has no tensor {name}; copy the whole model again")
        entry = self._entries[name]
        if entry["dtype"] not in DTYPES:
            raise TensorTypeError(
                f"{name} in {self.path} is {entry['dtype']}, which is not read; convert it to "
                "float32, float16 or bfloat16")
        first, last = entry["data_offsets"]
        return self._data[first:last].view(DTYPES[entry["dtype"]]).reshape(entry["shape"])


class TensorFolder:
    """The tensors of a model folder by name, from one file or from the shards that its index names.

    `Checkpoint` makes it and hands it to the functions that know how matrices are stored.

    Raises ModelFileMissingError, ModelFileDamagedError, PickledWeightsError, TensorMissingError,
    TensorTypeError.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files  = _open_shards(folder) if (folder / INDEX).is_file() else _open_one(folder)

    def __contains__(self, name: str) -> bool:
        return name in self._files

    @property
    def names(self) -> frozenset[str]:
        """All tensors of the folder."""
        return frozenset(self._files)

    def array(self, name: str) -> np.ndarray:
        """Return a tensor in the type that it has in its file; bfloat16 as its bits, uint16."""
        if name not in self._files:
            raise TensorMissingError(
                f"{self._folder} has no tensor {name}; copy the whole model again")
        return self._files[name].array(name)

    def floats(self, name: str, shape: tuple[int, ...]) -> np.ndarray:
        """Return a tensor that `widen` reads.

        Raises TensorMissingError, TensorTypeError, TensorShapeError.
        """
        array = self.array(name)
        if array.dtype not in FLOATS:
            raise TensorTypeError(
                f"{name} holds {array.dtype}; float32, float16 and bfloat16 are read")
        return self._checked(name, array, shape)

    def integers(self, name: str, shape: tuple[int, ...], dtype: type) -> np.ndarray:
        """Return a tensor of integers of one type.

        Raises TensorMissingError, TensorTypeError, TensorShapeError.
        """
        array = self.array(name)
        if array.dtype != dtype:
            raise TensorTypeError(f"{name} holds {array.dtype}, and must hold {np.dtype(dtype)}; "
                                  "copy the model again")
        return self._checked(name, array, shape)

    @staticmethod
    def _checked(name: str, array: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
        if array.shape != shape:
            raise TensorShapeError(
                f"{name} is {list(array.shape)}, and config.json asks for {list(shape)}")
        return array


def _open_one(folder: Path) -> dict[str, TensorFile]:
    """Return the folder's only file, by the name of each tensor in it."""
    if not (folder / WEIGHTS).is_file():
        pickles = sorted(path.name for path in folder.iterdir() if path.suffix in PICKLES)
        if pickles:
            refuse_pickle(folder / pickles[0])
        raise ModelFileMissingError(
            f"{folder} has neither {WEIGHTS} nor {INDEX}; copy the whole model again")
    file = TensorFile(folder / WEIGHTS)
    return dict.fromkeys(file.names, file)


def _open_shards(folder: Path) -> dict[str, TensorFile]:
    """Return the shard that holds each tensor, by the tensor's name."""
    weight_map = read_object(folder / INDEX).get("weight_map")
    if not isinstance(weight_map, Mapping):
        raise ModelFileDamagedError(f"{folder / INDEX} has no weight_map; copy it again")
    files = {shard: TensorFile(folder / _plain_name(folder, shard))
             for shard in sorted(set(map(str, weight_map.values())))}
    return {name: files[str(shard)] for name, shard in weight_map.items()}


def _plain_name(folder: Path, shard: str) -> str:
    """Return a shard's file name. Refuse one that could lead out of the folder."""
    if shard.endswith(PICKLES):
        refuse_pickle(folder / shard)
    if Path(shard).name != shard or "\\" in shard or not shard.endswith(".safetensors"):
        raise ModelFileDamagedError(
            f"{folder / INDEX} names {shard!r}, which is not a plain .safetensors file name; "
            "copy it again")
    return shard


def refuse_pickle(path: Path) -> NoReturn:
    """Say why pickles are not read. Raises PickledWeightsError."""
    raise PickledWeightsError(
        f"{path} is a pickle, which can run any program when it is read, so it never is; take the "
        "model's safetensors files, or let transformers write them: "
        "AutoModelForCausalLM.from_pretrained(...).save_pretrained(...)")


def read_object(path: Path) -> dict[str, Any]:
    """Return a file's JSON object. Raises ModelFileMissingError, ModelFileDamagedError."""
    try:
        value = json.loads(read_text(path))
    except (json.JSONDecodeError, RecursionError) as error:
        raise ModelFileDamagedError(f"{path} is not JSON ({error}); copy it again") from error
    if not isinstance(value, dict):
        raise ModelFileDamagedError(f"{path} holds no JSON object; copy it again")
    return value


def read_text(path: Path) -> str:
    """Return a file's UTF-8 text. Raises ModelFileMissingError, ModelFileDamagedError."""
    if not path.is_file():
        raise ModelFileMissingError(f"{path} is missing; copy the whole model again")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ModelFileDamagedError(f"{path} is not UTF-8 text; copy it again") from error


def widen(array: np.ndarray) -> np.ndarray:
    """Return float32 of a float32, float16 or (as uint16) bfloat16 array; float32 is not copied."""
    if array.dtype == np.uint16:
        return (array.astype(np.uint32) << 16).view(np.float32)
    return array.astype(np.float32, copy=False)
