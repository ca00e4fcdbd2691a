"""GGUF files: the metadata, and the tensors as mapped bytes.

The reader of the `gguf` package is not used, though blocks.py uses its decoders: it makes an object
of every array element, runs on for ever in arrays of damaged files, and refuses tensors of types
that it does not know, such as bitnet.cpp's I2_S.
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
VERSIONS  = (2, 3)                      # version 1 had 32-bit lengths and is long gone
ALIGNMENT = 32                          # bytes; of tensors, where the metadata names no other
I2_S      = 36                          # bitnet.cpp's ternary type, which llama.cpp does not have
I2_S_TAIL = 32                          # bytes after the codes of an I2_S tensor

MAX_DIMENSIONS = 4
MAX_NESTING    = 4                      # levels of arrays in arrays
SCALARS = {
    GGUFValueType.UINT8:   "<u1", GGUFValueType.INT8:    "<i1", GGUFValueType.UINT16:  "<u2",
    GGUFValueType.INT16:   "<i2", GGUFValueType.UINT32:  "<u4", GGUFValueType.INT32:   "<i4",
    GGUFValueType.FLOAT32: "<f4", GGUFValueType.UINT64:  "<u8", GGUFValueType.INT64:   "<i8",
    GGUFValueType.FLOAT64: "<f8", GGUFValueType.BOOL:    "?",
}


@dataclass(frozen=True)
class GgufTensor:
    """One tensor, as it lies in the file; `GgufFile` makes it, and blocks.py decodes it.

    type: number of its GGML type
    shape: as in numpy: the dimension that varies fastest is the last
    data: uint8, all its bytes; empty if the type is unknown, and so its size
    """

    name: str
    type: int
    shape: tuple[int, ...]
    data: np.ndarray


class GgufFile:
    """A file's metadata by key and tensors by name; a `GgufModel` reads one.

    metadata: numbers, strings and lists; arrays of numbers are numpy arrays

    Raises ModelFileMissingError, ModelFileDamagedError, GgufByteOrderError, GgufVersionError.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise ModelFileMissingError(f"{path} is missing; copy the model again")
        self.path = path
        raw = np.memmap(path, np.uint8, "r") if path.stat().st_size else np.empty(0, np.uint8)
        try:
            self.metadata, self.tensors = _read(np.asarray(raw), path)
        except _DamagedError as error:
            raise ModelFileDamagedError(
                f"{path} is not a complete GGUF file ({error}); copy it again") from error

    def tensor(self, name: str, shape: tuple[int, ...]) -> GgufTensor:
        """Return a tensor of this shape. Raises TensorMissingError, TensorShapeError."""
        if name not in self.tensors:
            raise TensorMissingError(f"{self.path} has no tensor {name}; convert the model again")
        tensor = self.tensors[name]
        if tensor.shape != shape:
            raise TensorShapeError(f"{name} in {self.path} is {list(tensor.shape)}, and the "
                                   f"metadata asks for {list(shape)}; convert the model again")
        return tensor


class _DamagedError(Exception):
    """A value that contradicts the file's size or its format; `GgufFile` adds the path."""


class _Reader:
    """A cursor that takes value after value from the file. Raises _DamagedError past its end."""

    def __init__(self, raw: np.ndarray) -> None:
        self._raw, self.at = raw, 0

    def bytes(self, count: int) -> np.ndarray:
        if count > len(self._raw) - self.at:
            raise _DamagedError(
                f"{count} bytes at {self.at} reach past the end at {len(self._raw)}")
        self.at += count
        return self._raw[self.at - count:self.at]

    def number(self, form: str) -> int:
        return struct.unpack(form, self.bytes(struct.calcsize(form)).tobytes())[0]

    def count(self, least: int) -> int:
        """Take a number of entries, each of which takes at least `least` bytes."""
        count = self.number("<Q")
        if count * least > len(self._raw) - self.at:
            raise _DamagedError(
                f"{count} entries at {self.at} reach past the end at {len(self._raw)}")
        return count

    def text(self) -> str:
        try:
            return self.bytes(self.number("<Q")).tobytes().decode()
        except UnicodeDecodeError as error:
            raise _DamagedError(f"the text before {self.at} is not UTF-8") from error

    def value_type(self) -> GGUFValueType:
        number = self.number("<I")
        try:
            return GGUFValueType(number)
        except ValueError as error:
            raise _DamagedError(f"the type before {self.at} is {number}, which is none") from error

    def value(self, value_type: GGUFValueType, depth: int = 0) -> Any:
        if value_type == GGUFValueType.STRING:
            return self.text()
        if value_type in SCALARS:
            return self.scalars(value_type, 1)[0].item()
        if depth == MAX_NESTING:
            raise _DamagedError(f"there are more than {MAX_NESTING} levels of arrays in arrays "
                                f"at {self.at}")
        element = self.value_type()
        if element in SCALARS:
            return self.scalars(element, self.count(np.dtype(SCALARS[element]).itemsize))
        return [self.value(element, depth + 1) for _ in range(self.count(8))]

    def scalars(self, value_type: GGUFValueType, count: int) -> np.ndarray:
        dtype = np.dtype(SCALARS[value_type])
        return np.frombuffer(self.bytes(count * dtype.itemsize).tobytes(), dtype)


def _read(raw: np.ndarray, path: Path) -> tuple[dict[str, Any], dict[str, GgufTensor]]:
    """Return metadata by key and tensors by name.

    Raises _DamagedError, GgufByteOrderError, GgufVersionError.
    """
    reader = _Reader(raw)
    if reader.bytes(len(MAGIC)).tobytes() != MAGIC:
        raise _DamagedError("it does not begin with GGUF")
    _check_version(reader.number("<I"), path)
    tensors, pairs = reader.count(24), reader.count(13)
    metadata: dict[str, Any] = {}
    for _ in range(pairs):
        key = reader.text()
        if key in metadata:
            raise _DamagedError(f"it has two values for {key}")
        metadata[key] = reader.value(reader.value_type())
    entries = [_entry(reader) for _ in range(tensors)]
    align   = metadata.get("general.alignment", ALIGNMENT)
    if not isinstance(align, int) or align < 1 or align & (align - 1):
        raise _DamagedError(f"its alignment is {align}, which is not a power of two")
    start = -(-reader.at // align) * align
    by_name: dict[str, GgufTensor] = {}
    for name, shape, number, offset in entries:
        if name in by_name:
            raise _DamagedError(f"it has two tensors {name}")
        data = _data(raw, name, shape, number, start + offset)
        by_name[name] = GgufTensor(name, number, shape, data)
    return metadata, by_name


def _check_version(version: int, path: Path) -> None:
    """Refuse other versions. Raises GgufByteOrderError, GgufVersionError."""
    if version & 0xFFFF == 0:
        raise GgufByteOrderError(f"{path} is big-endian; convert it with the gguf package: "
                                 f"gguf-convert-endian {path} little")
    if version not in VERSIONS:
        raise GgufVersionError(f"{path} is GGUF version {version}, and versions "
                               f"{' and '.join(map(str, VERSIONS))} are read; convert the model "
                               "again")


def _entry(reader: _Reader) -> tuple[str, tuple[int, ...], int, int]:
    """Return name, shape (as in numpy), number of the type, and offset of a tensor."""
    name, dimensions = reader.text(), reader.number("<I")
    if dimensions > MAX_DIMENSIONS:
        raise _DamagedError(f"{name} has {dimensions} dimensions")
    shape = tuple(reader.number("<Q") for _ in range(dimensions))[::-1]
    return name, shape, reader.number("<I"), reader.number("<Q")


def _data(raw: np.ndarray, name: str, shape: tuple[int, ...], number: int, first: int
          ) -> np.ndarray:
    """Return the bytes of a tensor that begins at `first`."""
    size = _size(name, shape, number)
    if first + size > len(raw):
        raise _DamagedError(f"{name} reaches past the end")
    return raw[first:first + size]


def _size(name: str, shape: tuple[int, ...], number: int) -> int:
    """Return the bytes of a tensor whose type has this number; 0 for an unknown type."""
    count = math.prod(shape)
    if number == I2_S:
        return -(-count // 4) + I2_S_TAIL
    try:
        block, size = GGML_QUANT_SIZES[GGMLQuantizationType(number)]
    except ValueError:
        return 0
    if count % block or (shape and shape[-1] % block):
        raise _DamagedError(f"{name} has rows of {shape[-1] if shape else 1} weights, and its type "
                            f"has blocks of {block}")
    return count // block * size
