"""GGUF files: the metadata, and the tensors as mapped bytes.

The reader of the `gguf` package is not used, though block_types.py uses its decoders: it makes an
object of every array element, runs on for ever in arrays of damaged files, and refuses tensors of
types that it does not know, such as bitnet.cpp's I2_S.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from gguf import GGUFValueType

from lutcore.host_app.checkpoints.gguf.block_types import I2_S, PQ2_0, Q2_0, SIZES, type_name
from lutcore.host_app.errors import (
    GgufByteOrderError,
    GgufPartError,
    GgufVersionError,
    ModelFileDamagedError,
    ModelFileMissingError,
    TensorMissingError,
    TensorShapeError,
)

PART = re.compile(r"-(\d{5})-of-(\d{5})\.gguf$")   # end of a part's name: which, of how many

MAGIC     = b"GGUF"
VERSIONS  = (2, 3)                      # version 1 had 32-bit lengths and is long gone
ALIGNMENT = 32                          # bytes; of tensors, where the metadata names no other
I2_S_TAIL = 32                          # bytes after the codes of an I2_S tensor

MAX_DIMENSIONS = 4
MAX_NESTING    = 4                      # levels of arrays in arrays
SCALARS = {
    GGUFValueType.UINT8:   "<u1", GGUFValueType.INT8:    "<i1", GGUFValueType.UINT16:  "<u2",
    GGUFValueType.INT16:   "<i2", GGUFValueType.UINT32:  "<u4", GGUFValueType.INT32:   "<i4",
    GGUFValueType.FLOAT32: "<f4", GGUFValueType.UINT64:  "<u8", GGUFValueType.INT64:   "<i8",
    GGUFValueType.FLOAT64: "<f8", GGUFValueType.BOOL:    "?",
}

# Name, shape (as in numpy), number of the type, and offset of a tensor.
Entry = tuple[str, tuple[int, ...], int, int]


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

    path: the file, or the first of its parts, which are named NAME-00001-of-00003.gguf
    metadata: numbers, strings and lists; arrays of numbers are numpy arrays

    Raises ModelFileMissingError, ModelFileDamagedError, GgufByteOrderError, GgufVersionError,
    GgufPartError.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.metadata, self.tensors = _mapped(path)
        number, count = _part(path, self.metadata)
        if number:
            raise GgufPartError(f"{path} is part {number + 1} of {count}; give the first part")
        for index, part in enumerate(_further_parts(path, count), 1):
            metadata, tensors = _mapped(part)
            if _part(part, metadata) != (index, count) or tensors.keys() & self.tensors.keys():
                raise GgufPartError(f"{part} is not part {index + 1} of {count} of {path}; copy "
                                    "the model again")
            self.tensors |= tensors

    def tensor(self, name: str, shape: tuple[int, ...]) -> GgufTensor:
        """Return a tensor of this shape. Raises TensorMissingError, TensorShapeError."""
        if name not in self.tensors:
            raise TensorMissingError(f"{self.path} has no tensor {name}; convert the model again")
        tensor = self.tensors[name]
        if tensor.shape != shape:
            raise TensorShapeError(f"{name} in {self.path} is {list(tensor.shape)}, and the "
                                   f"metadata asks for {list(shape)}; convert the model again")
        return tensor


def _mapped(path: Path) -> tuple[dict[str, Any], dict[str, GgufTensor]]:
    """Return metadata by key and tensors by name of one file; see `GgufFile`."""
    if not path.is_file():
        raise ModelFileMissingError(f"{path} is missing; copy the model again")
    raw = np.memmap(path, np.uint8, "r") if path.stat().st_size else np.empty(0, np.uint8)
    try:
        return _read(np.asarray(raw), path)
    except _DamagedError as error:
        raise ModelFileDamagedError(
            f"{path} is not a complete GGUF file ({error}); copy it again") from error


def _part(path: Path, metadata: Mapping[str, Any]) -> tuple[int, int]:
    """Return which part of how many a file is; the first is 0. Raises GgufPartError."""
    number, count = metadata.get("split.no", 0), metadata.get("split.count", 1) or 1
    if not isinstance(number, int) or not isinstance(count, int) or not 0 <= number < count:
        raise GgufPartError(f"{path} says that it is part {number!r} of {count!r}, counted from 0; "
                            "copy the model again")
    return number, count


def parts_of(name: str) -> tuple[str, ...]:
    """Return the names of all parts of the file that one part is; of a whole file, its own."""
    part = PART.search(name)
    if part is None:
        return (name,)
    stem, count = name[:part.start()], int(part[2])
    return tuple(f"{stem}-{i + 1:05}-of-{count:05}.gguf" for i in range(count))


def _further_parts(path: Path, count: int) -> list[Path]:
    """Return all parts but the first. Raises GgufPartError (the first has another name)."""
    names = parts_of(path.name)
    if count > 1 and (names[0] != path.name or len(names) != count):
        raise GgufPartError(f"{path} is the first of {count} parts, and its name does not end in "
                            f"-00001-of-{count:05}.gguf; give all parts the names that they had")
    return [path.with_name(name) for name in names[1:]] if count > 1 else []


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
    for name, shape, number, offset in _renamed(entries, len(raw) - start, align):
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


def _renamed(entries: list[Entry], end: int, align: int) -> list[Entry]:
    """Return the entries of a file; PQ2_0 where an older file says Q2_0 of it.

    Blocks of PQ2_0 are larger and fewer: the room up to the next tensor tells which they are.

    end: bytes of all tensors
    """
    offsets = sorted({offset for *_, offset in entries} | {end})
    rooms   = {offset: after - offset for offset, after in pairwise(offsets)}

    def fits(number: int) -> bool:
        for _, shape, found, offset in entries:
            if found == Q2_0:
                weights, size = SIZES[number]
                need = math.prod(shape) // weights * size
                if shape[-1:] == () or shape[-1] % weights or not \
                        need <= rooms.get(offset, 0) <= -(-need // align) * align:
                    return False
        return True

    if fits(Q2_0) or not fits(PQ2_0):
        return entries
    return [(name, shape, PQ2_0 if number == Q2_0 else number, offset)
            for name, shape, number, offset in entries]


def _entry(reader: _Reader) -> Entry:
    """Return the entry of a tensor."""
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
    if number not in SIZES:
        return 0
    block, size = SIZES[number]
    if count % block or (shape and shape[-1] % block):
        raise _DamagedError(f"{name} has rows of {shape[-1] if shape else 1} weights, and its type "
                            f"{type_name(number)} has blocks of {block}")
    return count // block * size
