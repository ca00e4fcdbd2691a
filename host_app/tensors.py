"""One safetensors file, memory-mapped.

numpy has no bfloat16, and safetensors' numpy reader refuses it. So the library checks the file
(header, offsets, length) and the arrays are mapped here; a bfloat16 array is a uint16 array of its
bits. `widen` turns any of them into float32.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open

from lutcore.host_app.errors import (
    ModelFileDamaged,
    ModelFileMissing,
    TensorMissing,
    TensorTypeError,
)

DTYPES = {
    "F32":  np.dtype("<f4"),
    "F16":  np.dtype("<f2"),
    "BF16": np.dtype("<u2"),
    "U16":  np.dtype("<u2"),
    "U8":   np.dtype("u1"),
}

HEADER_LENGTH_BYTES = 8                          # little-endian, before the JSON header


class TensorFile:
    """The tensors of one file by name, as read-only views of the mapped file.

    Raises ModelFileMissing, ModelFileDamaged, TensorMissing, TensorTypeError.
    """

    def __init__(self, path: Path):
        if not path.is_file():
            raise ModelFileMissing(f"{path} is missing; copy the whole model again")
        try:
            with safe_open(path, framework="numpy") as checked:
                self.metadata: dict[str, str] = checked.metadata() or {}
        except SafetensorError as error:
            raise ModelFileDamaged(
                f"{path} is no complete safetensors file ({error}); copy it again") from error
        self.path     = path
        raw           = np.asarray(np.memmap(path, dtype=np.uint8, mode="r"))
        length        = int(raw[:HEADER_LENGTH_BYTES].view("<u8")[0])
        start         = HEADER_LENGTH_BYTES + length
        self._entries = json.loads(raw[HEADER_LENGTH_BYTES:start].tobytes())
        self._entries.pop("__metadata__", None)
        self._data    = raw[start:]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._entries)

    def array(self, name: str) -> np.ndarray:
        """The tensor in the type it has in the file; bfloat16 as its bits, uint16."""
        if name not in self._entries:
            raise TensorMissing(f"{self.path} has no tensor {name}")
        entry = self._entries[name]
        if entry["dtype"] not in DTYPES:
            raise TensorTypeError(
                f"{name} in {self.path} is {entry['dtype']}; "
                "float32, float16 and bfloat16 are read")
        first, last = entry["data_offsets"]
        return self._data[first:last].view(DTYPES[entry["dtype"]]).reshape(entry["shape"])


def widen(array: np.ndarray) -> np.ndarray:
    """float32 of a float32, float16 or (as uint16) bfloat16 array; float32 is not copied."""
    if array.dtype == np.uint16:
        return (array.astype(np.uint32) << 16).view(np.float32)
    return array.astype(np.float32, copy=False)
