"""GGUF files: the metadata, and the tensors as mapped bytes.

The `gguf` package decodes the blocks (see blocks) and writes the tests' files. Its reader is
not used: it makes an object of every array element, runs on for ever in arrays of damaged files,
and refuses tensors of types that it does not know, such as bitnet.cpp's I2_S.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType, GGUFValueType

from lutcore.host_app.errors import (
    GgufByteOrderError,
    GgufVersionError,
    ModelFileDamagedError,
    ModelFileMissingError,
    TensorMissingError,
    TensorShapeError,
)

MAGIC     = b"GGUF"
VERSIONS  = (2, 3)                      # 1 had 32-bit lengths and is long gone
ALIGNMENT = 32                          # of the data, where the metadata names no other
I2_S      = 36                          # bitnet.cpp's ternary type; no type of llama.cpp
I2_S_TAIL = 32                          # bytes after the codes of an I2_S tensor

MAX_DIMENSIONS = 4
MAX_NESTING    = 4                      # of arrays of arrays
SCALARS = {
    GGUFValueType.UINT8:   "<u1", GGUFValueType.INT8:    "<i1", GGUFValueType.UINT16:  "<u2",
    GGUFValueType.INT16:   "<i2", GGUFValueType.UINT32:  "<u4", GGUFValueType.INT32:   "<i4",
    GGUFValueType.FLOAT32: "<f4", GGUFValueType.UINT64:  "<u8", GGUFValueType.INT64:   "<i8",
    GGUFValueType.FLOAT64: "<f8", GGUFValueType.BOOL:    "?",
}


@dataclass(frozen=True)
class GgufTensor:
    """One tensor, as it lies in the file.

    type:  number of its GGML type
    shape: as numpy has it, rows first
    data:  uint8, all its bytes; empty where the type's size is not known
    """

    name: str
    type: int
    shape: tuple[int, ...]
    data: np.ndarray


class GgufFile:
    """A file's metadata by key and tensors by name.

    metadata: numbers, strings and lists; arrays of numbers are numpy arrays
    Raises ModelFileMissingError, ModelFileDamagedError, GgufByteOrderError, GgufVersionError.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise ModelFileMissingError(f"{path} is missing")
        self.path = path
        raw = np.memmap(path, np.uint8, "r") if path.stat().st_size else np.empty(0, np.uint8)
        try:
            self.metadata, self.tensors = _read(np.asarray(raw), path)
        except _DamagedError as error:
            raise ModelFileDamagedError(
                f"{path} is no complete GGUF file ({error}); copy it again") from error

    def tensor(self, name: str, shape: tuple[int, ...]) -> GgufTensor:
        """Raises TensorMissingError, TensorShapeError."""
        if name not in self.tensors:
            raise TensorMissingError(f"{self.path} has no tensor {name}")
        found = self.tensors[name]
        if found.shape != shape:
            raise TensorShapeError(f"{name} in {self.path} is {list(found.shape)}, and the "
                                   f"metadata asks for {list(shape)}")
        return found


class _DamagedError(Exception):
    """What does not fit in the file."""


class _Reader:
    """Values from the front of the file, each within it."""

    def __init__(self, raw: np.ndarray) -> None:
        self._raw, self.at = raw, 0

    def bytes(self, count: int) -> np.ndarray:
        if count > len(self._raw) - self.at:
            raise _DamagedError(f"{count} bytes at {self.at} reach past the end of {len(self._raw)}")
        self.at += count
        return self._raw[self.at - count:self.at]

    def number(self, form: str) -> int:
        return struct.unpack(form, self.bytes(struct.calcsize(form)).tobytes())[0]

    def count(self, least: int) -> int:
        """A number of things that take `least` bytes each."""
        count = self.number("<Q")
        if count * least > len(self._raw) - self.at:
            raise _DamagedError(f"{count} entries at {self.at} reach past the end of {len(self._raw)}")
        return count

    def text(self) -> str:
        try:
            return self.bytes(self.number("<Q")).tobytes().decode()
        except UnicodeDecodeError as error:
            raise _DamagedError(f"text before {self.at} is no UTF-8") from error

    def kind(self) -> GGUFValueType:
        number = self.number("<I")
        try:
            return GGUFValueType(number)
        except ValueError as error:
            raise _DamagedError(f"type {number} before {self.at}") from error

    def value(self, kind: GGUFValueType, depth: int = 0) -> Any:
        if kind == GGUFValueType.STRING:
            return self.text()
        if kind in SCALARS:
            return self.scalars(kind, 1)[0].item()
        if depth == MAX_NESTING:
            raise _DamagedError(f"arrays in arrays at {self.at}")
        kind = self.kind()
        if kind in SCALARS:
            return self.scalars(kind, self.count(np.dtype(SCALARS[kind]).itemsize))
        return [self.value(kind, depth + 1) for _ in range(self.count(8))]

    def scalars(self, kind: GGUFValueType, count: int) -> np.ndarray:
        dtype = np.dtype(SCALARS[kind])
        return np.frombuffer(self.bytes(count * dtype.itemsize).tobytes(), dtype)


def _read(raw: np.ndarray, path: Path) -> tuple[dict[str, Any], dict[str, GgufTensor]]:
    reader = _Reader(raw)
    if reader.bytes(len(MAGIC)).tobytes() != MAGIC:
        raise _DamagedError("it does not begin with GGUF")
    _check_version(reader.number("<I"), path)
    tensors, pairs = reader.count(24), reader.count(13)
    metadata: dict[str, Any] = {}
    for _ in range(pairs):
        key = reader.text()
        if key in metadata:
            raise _DamagedError(f"two values for {key}")
        metadata[key] = reader.value(reader.kind())
    entries = [_entry(reader) for _ in range(tensors)]
    align   = metadata.get("general.alignment", ALIGNMENT)
    if not isinstance(align, int) or align < 1 or align & (align - 1):
        raise _DamagedError(f"alignment {align}")
    start = -(-reader.at // align) * align
    found: dict[str, GgufTensor] = {}
    for name, shape, kind, offset in entries:
        if name in found:
            raise _DamagedError(f"two tensors {name}")
        found[name] = GgufTensor(name, kind, shape, _data(raw, name, shape, kind, start + offset))
    return metadata, found


def _check_version(version: int, path: Path) -> None:
    if version & 0xFFFF == 0:
        raise GgufByteOrderError(f"{path} is big-endian; convert it with the gguf package: "
                                 f"gguf-convert-endian {path} little")
    if version not in VERSIONS:
        raise GgufVersionError(f"{path} is GGUF version {version}, and "
                               f"{' and '.join(map(str, VERSIONS))} are read; convert the model again")


def _entry(reader: _Reader) -> tuple[str, tuple[int, ...], int, int]:
    """Name, shape (rows first), type and offset of a tensor."""
    name, dimensions = reader.text(), reader.number("<I")
    if dimensions > MAX_DIMENSIONS:
        raise _DamagedError(f"{name} has {dimensions} dimensions")
    shape = tuple(reader.number("<Q") for _ in range(dimensions))[::-1]
    return name, shape, reader.number("<I"), reader.number("<Q")


def _data(raw: np.ndarray, name: str, shape: tuple[int, ...], kind: int, first: int) -> np.ndarray:
    size = _size(name, shape, kind)
    if first + size > len(raw):
        raise _DamagedError(f"{name} reaches past the end")
    return raw[first:first + size]


def _size(name: str, shape: tuple[int, ...], kind: int) -> int:
    """Bytes of a tensor; 0 for types that nobody here knows."""
    count = math.prod(shape)
    if kind == I2_S:
        return -(-count // 4) + I2_S_TAIL
    try:
        block, size = GGML_QUANT_SIZES[GGMLQuantizationType(kind)]
    except ValueError:
        return 0
    if count % block or (shape and shape[-1] % block):
        raise _DamagedError(f"{name} has rows of {shape[-1] if shape else 1}, its blocks {block}")
    return count // block * size
