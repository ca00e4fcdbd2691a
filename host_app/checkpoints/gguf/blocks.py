"""A GGUF tensor as codes of the contract: w = scale * code + offset, exactly."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from gguf import GGMLQuantizationType as Type

from lutcore.driver.contract.packing import TERNARY
from lutcore.host_app.checkpoints.gguf.block_types import (
    BLOCK_TYPES,
    I2_S,
    BlockType,
    blocks_of,
    type_name,
)
from lutcore.host_app.checkpoints.gguf.gguf_file import GgufTensor
from lutcore.host_app.checkpoints.source import Coded, Part, Rows
from lutcore.host_app.errors import ModelFileDamagedError, TensorTypeError

FLOAT_TYPES = {Type.F32: "<f4", Type.F16: "<f2", Type.BF16: "<u2"}      # as `widen` reads them
KNOWN       = (*FLOAT_TYPES, *BLOCK_TYPES, I2_S)
ROWS_BYTES  = 1 << 22                   # bytes decoded in one step: bounds the float temporaries
I2_S_BLOCK  = 128                       # weights in 32 bytes; a byte holds weights i, i + 32, ...


def matrix(tensor: GgufTensor) -> np.ndarray | Coded:
    """Return a tensor [N, K]: an array that `widen` reads, or codes.

    Codes are decoded when they are asked for. Raises TensorTypeError, ModelFileDamagedError; so
    does `Coded.part`.
    """
    check(tensor)
    if tensor.type == I2_S:
        return _i2_s(tensor)
    if tensor.type in FLOAT_TYPES:
        return tensor.data.view(FLOAT_TYPES[Type(tensor.type)]).reshape(tensor.shape)
    return _coded(tensor, BLOCK_TYPES[tensor.type])


def check(tensor: GgufTensor) -> None:
    """Refuse a type that `matrix` does not read. Raises TensorTypeError."""
    if tensor.type not in KNOWN:
        raise TensorTypeError(f"{tensor.name} is of GGUF type {type_name(tensor.type)}; "
                              f"{', '.join(map(type_name, KNOWN))} are read")


def floats(tensor: GgufTensor) -> np.ndarray:
    """Return any tensor in a type that `widen` reads: float32 if it is quantised."""
    weights = matrix(tensor)
    return weights.dequantised() if isinstance(weights, Coded) else weights


def _bytes(tensor: GgufTensor) -> np.ndarray:
    """Return the bytes of every output, uint8 [N, bytes of a row], as they lie in the file."""
    return tensor.data.reshape(tensor.shape[0], -1)


def _rows(tensor: GgufTensor) -> Iterator[np.ndarray]:
    """Yield the bytes of a few outputs at a time, uint8 [rows, bytes of a row]."""
    rows = _bytes(tensor)
    step = max(1, ROWS_BYTES // rows.shape[1])
    for top in range(0, len(rows), step):
        yield rows[top:top + step]


def _coded(tensor: GgufTensor, block_type: BlockType) -> Coded:
    """Return the codes of a tensor of blocks."""
    n, k   = tensor.shape
    native = block_type.ternary and _one_scale_for_each_row(tensor, block_type)

    def part(rows: Rows) -> Part:
        data  = _bytes(tensor)[rows]
        codes = block_type.codes(data)
        if block_type.ternary:
            _check_ternary(tensor, codes)
        scale, offset = block_type.scales(blocks_of(data, tensor.type))
        scale = scale.reshape(len(data), -1)
        return (codes, scale[:, :1] if native else scale,
                None if offset is None else offset.reshape(len(data), -1))

    return Coded(TERNARY if native else block_type.format, n, k, part)


def _one_scale_for_each_row(tensor: GgufTensor, block_type: BlockType) -> bool:
    scales = (block_type.scales(blocks_of(rows, tensor.type))[0].reshape(len(rows), -1)
              for rows in _rows(tensor))
    return all((scale == scale[:, :1]).all() for scale in scales)


def _check_ternary(tensor: GgufTensor, codes: np.ndarray) -> None:
    """Refuse codes of 3. Raises ModelFileDamagedError."""
    if codes.max() >= TERNARY.levels:
        raise ModelFileDamagedError(f"{tensor.name} holds ternary codes of 3; copy the model again")


def _i2_s(tensor: GgufTensor) -> Coded:
    """Decode bitnet.cpp's type: one float32 scale after all codes, four codes a byte.

    The highest bits of a byte hold the first code.

    Raises ModelFileDamagedError.
    """
    n, k = tensor.shape
    if k % I2_S_BLOCK:
        raise ModelFileDamagedError(f"{tensor.name} is {n} x {k}, and K is not a multiple of "
                                    f"{I2_S_BLOCK}, as bitnet.cpp needs it; copy the model again")
    count  = n * k // 4
    blocks = tensor.data[:count].reshape(n, -1, 1, I2_S_BLOCK // 4)
    scale  = tensor.data[count:count + 4].view("<f4")[0]

    def part(rows: Rows) -> Part:
        codes = (blocks[rows] >> np.array([6, 4, 2, 0], np.uint8)[:, None]) & np.uint8(3)
        _check_ternary(tensor, codes)
        return codes.reshape(len(codes), k), np.full((len(codes), 1), scale, np.float32), None

    return Coded(TERNARY, n, k, part)
