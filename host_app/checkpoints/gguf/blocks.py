"""GGUF's block types as codes of the contract: w = scale * code + offset, exactly.

Codes come from the `gguf` package's own dequantisation: with its scale set to 1 and its offset to 0
a block dequantises to its levels, whatever way the type packs them. Groups of 16 (Q2_K, Q3_K,
Q6_K) are smaller than the contract's; these are quantised again, with more bits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from gguf import GGML_QUANT_SIZES
from gguf import GGMLQuantizationType as Type
from gguf.quants import Q4_K, dequantize

from lutcore.driver.contract import WeightFormat
from lutcore.driver.contract.packing import TERNARY
from lutcore.host_app.checkpoints.gguf.gguf_file import I2_S, GgufTensor
from lutcore.host_app.checkpoints.source import Coded
from lutcore.host_app.errors import ModelFileDamagedError, TensorTypeError
from lutcore.host_app.quantise.rounding import MXFP4, quantise, weight_format

FLOAT_TYPES = {Type.F32: "<f4", Type.F16: "<f2", Type.BF16: "<u2"}      # as `widen` reads them
ONE         = np.frombuffer(np.float16(1).tobytes(), np.uint8)
UNIT_SHARES = np.array([1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1], np.uint8)  # all scales 1, all minima 0
ROWS_BYTES  = 1 << 22                   # of one step: bounds the float temporaries


@dataclass(frozen=True)
class Layout:
    """A type whose groups the contract holds; places are byte offsets in a block."""

    format: WeightFormat
    lowest: int                         # level of code 0, in steps of the scale
    scale: int                          # place of the float16 scale
    offset: int | None = None           # of the float16 offset
    shares: int | None = None           # of the twelve bytes that share both among groups
    ternary: bool = False               # codes 0, 1, 2


LAYOUTS = {
    Type.Q8_0:  Layout(WeightFormat(8, 32, 128), -128, 0),
    Type.Q4_0:  Layout(WeightFormat(4, 32, 128), -8, 0),
    Type.Q5_0:  Layout(WeightFormat(5, 32, 128), -16, 0),
    Type.Q4_1:  Layout(WeightFormat(4, 32, None), 0, 0, offset=2),
    Type.Q5_1:  Layout(WeightFormat(5, 32, None), 0, 0, offset=2),
    Type.Q4_K:  Layout(WeightFormat(4, 32, None), 0, 0, offset=2, shares=4),
    Type.Q5_K:  Layout(WeightFormat(5, 32, None), 0, 0, offset=2, shares=4),
    Type.TQ1_0: Layout(WeightFormat(2, 256, 64), -1, 52, ternary=True),
    Type.TQ2_0: Layout(WeightFormat(2, 256, 64), -1, 64, ternary=True),
}
AGAIN = {                               # quantised again, to these
    Type.Q2_K: weight_format("int4", "32", True),
    Type.Q3_K: weight_format("int5", "32"),
    Type.Q6_K: weight_format("int8", "32"),
}
I2_S_BLOCK = 128                        # weights in 32 bytes, every 32nd in one byte


def matrix(tensor: GgufTensor) -> np.ndarray | Coded:
    """A tensor [N, K]: an array that `widen` reads, or codes. Raises TensorTypeError."""
    if tensor.type in FLOAT_TYPES:
        return tensor.data.view(FLOAT_TYPES[tensor.type]).reshape(tensor.shape)
    if tensor.type == I2_S:
        return _i2_s(tensor)
    if tensor.type == Type.MXFP4:
        return _mxfp4(tensor)
    if tensor.type in LAYOUTS:
        return _coded(tensor, LAYOUTS[tensor.type])
    check(tensor)
    fmt = AGAIN[tensor.type]
    return Coded(fmt, *quantise(floats(tensor), fmt))


def check(tensor: GgufTensor) -> None:
    """Raises TensorTypeError for a type that `matrix` does not read."""
    if tensor.type not in (*FLOAT_TYPES, *LAYOUTS, Type.MXFP4, I2_S, *AGAIN):
        raise TensorTypeError(f"{tensor.name} is of GGUF type {type_name(tensor.type)}; "
                              f"{', '.join(map(type_name, (*FLOAT_TYPES, *LAYOUTS, Type.MXFP4, I2_S, *AGAIN)))} "
                              "are read")


def floats(tensor: GgufTensor) -> np.ndarray:
    """Any tensor, in a type that `widen` reads: float32 where it is quantised."""
    if tensor.type in AGAIN:
        return np.concatenate([dequantize(rows, Type(tensor.type)) for rows in _rows(tensor)])
    found = matrix(tensor)
    return found.dequantised() if isinstance(found, Coded) else found


def type_name(number: int) -> str:
    """Q4_K for 12; the number where it has no name."""
    names = {kind.value: kind.name for kind in Type} | {I2_S: "I2_S"}
    return names.get(int(number), str(number))


def _rows(tensor: GgufTensor) -> Iterator[np.ndarray]:
    """uint8 [rows, bytes of a row], a few rows at a time."""
    rows = tensor.data.reshape(tensor.shape[0], -1)
    step = max(1, ROWS_BYTES // rows.shape[1])
    for top in range(0, len(rows), step):
        yield rows[top:top + step]


def _coded(tensor: GgufTensor, layout: Layout) -> Coded:
    parts = [_step(rows, Type(tensor.type), layout) for rows in _rows(tensor)]
    codes, scale, offset = (None if part[0] is None else np.concatenate(part)
                            for part in zip(*parts, strict=True))
    if codes.max() >= (TERNARY.levels if layout.ternary else layout.format.levels):
        raise ModelFileDamagedError(f"{tensor.name} holds ternary codes of 3; copy the model again")
    if layout.ternary and (scale == scale[:, :1]).all():
        return Coded(TERNARY, codes, scale[:, :1])
    return Coded(layout.format, codes, scale, offset)


def _step(rows: np.ndarray, kind: Type, layout: Layout
        ) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
    """Codes [rows, K], scale and offset [rows, G] of some rows."""
    blocks = rows.reshape(-1, GGML_QUANT_SIZES[kind][1])
    scale  = _half(blocks, layout.scale)                               # [blocks, 1]
    offset = None if layout.offset is None else _half(blocks, layout.offset)
    unit   = blocks.copy()
    unit[:, layout.scale:layout.scale + 2] = ONE
    if layout.offset is not None:
        unit[:, layout.offset:layout.offset + 2] = 0
    if layout.shares is not None:
        at = slice(layout.shares, layout.shares + len(UNIT_SHARES))
        of_scale, of_offset = Q4_K.get_scale_min(np.ascontiguousarray(blocks[:, at]))
        scale, offset = scale * of_scale, -offset * of_offset          # [blocks, 8]
        unit[:, at] = UNIT_SHARES
    levels = dequantize(unit.reshape(rows.shape), kind)
    return ((levels - layout.lowest).astype(np.uint8), scale.reshape(len(rows), -1),
            None if offset is None else offset.reshape(len(rows), -1))


def _half(blocks: np.ndarray, place: int) -> np.ndarray:
    """float32 [blocks, 1] of the float16 at this place."""
    return np.ascontiguousarray(blocks[:, place:place + 2]).view("<f2").astype(np.float32)


def _mxfp4(tensor: GgufTensor) -> Coded:
    """A power of two for 32 numbers E2M1: code 12 + 2 x."""
    codes, scales = [], []
    for rows in _rows(tensor):
        unit = rows.reshape(-1, GGML_QUANT_SIZES[Type.MXFP4][1]).copy()
        exponent   = unit[:, 0].astype(np.int32).reshape(len(rows), -1)
        scales.append(np.ldexp(np.float32(1), exponent - 128))
        unit[:, 0] = 128                # the exponent of steps of 1
        codes.append((dequantize(unit.reshape(rows.shape), Type.MXFP4) + 12).astype(np.uint8))
    return Coded(MXFP4, np.concatenate(codes), np.concatenate(scales))


def _i2_s(tensor: GgufTensor) -> Coded:
    """bitnet.cpp's type: one float32 scale after the codes, the highest bits first."""
    n, k = tensor.shape
    if n * k % I2_S_BLOCK:
        raise ModelFileDamagedError(f"{tensor.name} is {n} x {k}, no multiple of {I2_S_BLOCK} weights")
    count  = n * k // 4
    blocks = tensor.data[:count].reshape(-1, 1, I2_S_BLOCK // 4)
    codes  = blocks >> np.array([6, 4, 2, 0], np.uint8)[:, None] & np.uint8(3)
    if codes.max() > 2:
        raise ModelFileDamagedError(f"{tensor.name} holds ternary codes of 3; copy the model again")
    scale = tensor.data[count:count + 4].view("<f4")[0]
    return Coded(TERNARY, codes.reshape(n, k), np.full((n, 1), scale, np.float32))
