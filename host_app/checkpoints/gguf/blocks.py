"""GGUF's block types as codes of the contract: w = scale * code + offset, exactly.

The `gguf` package dequantises every type, however the type packs its codes. So a block whose scale
is set to 1 and whose offset is set to 0 dequantises to its levels, and these give the codes.
Groups of 16 (Q2_K, Q3_K, Q6_K) are smaller than the contract allows: such matrices are quantised
again, with more bits.
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
from lutcore.host_app.checkpoints.source import Coded, Part, Rows
from lutcore.host_app.errors import ModelFileDamagedError, TensorTypeError
from lutcore.host_app.quantise.rounding import MXFP4, quantise, weight_format

FLOAT_TYPES  = {Type.F32: "<f4", Type.F16: "<f2", Type.BF16: "<u2"}     # as `widen` reads them
ONE          = np.frombuffer(np.float16(1).tobytes(), np.uint8)
UNIT_FACTORS = np.array([1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1], np.uint8)  # scales 1, minima 0
ROWS_BYTES   = 1 << 22                  # bytes decoded in one step: bounds the float temporaries


@dataclass(frozen=True)
class Layout:
    """A block type that the contract can hold as it is; all places are byte offsets in a block."""

    format: WeightFormat
    lowest: int                         # level of code 0, in steps of the scale
    scale: int                          # place of the float16 scale
    offset: int | None = None           # place of the float16 offset; None: the type has none
    factors: int | None = None          # place of the groups' factors of scale and offset, 12 bytes
    ternary: bool = False               # codes are 0, 1 and 2 only


LAYOUTS = {
    Type.Q8_0:  Layout(WeightFormat(8, 32, 128), -128, 0),
    Type.Q4_0:  Layout(WeightFormat(4, 32, 128), -8, 0),
    Type.Q5_0:  Layout(WeightFormat(5, 32, 128), -16, 0),
    Type.Q4_1:  Layout(WeightFormat(4, 32, None), 0, 0, offset=2),
    Type.Q5_1:  Layout(WeightFormat(5, 32, None), 0, 0, offset=2),
    Type.Q4_K:  Layout(WeightFormat(4, 32, None), 0, 0, offset=2, factors=4),
    Type.Q5_K:  Layout(WeightFormat(5, 32, None), 0, 0, offset=2, factors=4),
    Type.TQ1_0: Layout(WeightFormat(2, 256, 64), -1, 52, ternary=True),
    Type.TQ2_0: Layout(WeightFormat(2, 256, 64), -1, 64, ternary=True),
}
REQUANTISED = {                         # types that are quantised again, and the new format
    Type.Q2_K: weight_format("int4", "32", True),
    Type.Q3_K: weight_format("int5", "32"),
    Type.Q6_K: weight_format("int8", "32"),
}
I2_S_BLOCK = 128                        # weights in 32 bytes; a byte holds weights i, i + 32, ...


def matrix(tensor: GgufTensor) -> np.ndarray | Coded:
    """Return a tensor [N, K]: an array that `widen` reads, or codes.

    Codes are decoded when they are asked for. Raises TensorTypeError, ModelFileDamagedError; so
    does `Coded.part`.
    """
    check(tensor)
    if tensor.type == I2_S:
        return _i2_s(tensor)
    block_type = Type(tensor.type)
    if block_type in FLOAT_TYPES:
        return tensor.data.view(FLOAT_TYPES[block_type]).reshape(tensor.shape)
    if block_type == Type.MXFP4:
        return _mxfp4(tensor)
    if block_type in LAYOUTS:
        return _coded(tensor, LAYOUTS[block_type])
    fmt, (n, k) = REQUANTISED[block_type], tensor.shape
    return Coded(fmt, n, k, lambda rows: quantise(dequantize(_bytes(tensor)[rows], block_type),
                                                  fmt))


def check(tensor: GgufTensor) -> None:
    """Refuse a type that `matrix` does not read. Raises TensorTypeError."""
    known = (*FLOAT_TYPES, *LAYOUTS, Type.MXFP4, I2_S, *REQUANTISED)
    if tensor.type not in known:
        raise TensorTypeError(f"{tensor.name} is of GGUF type {type_name(tensor.type)}; "
                              f"{', '.join(map(type_name, known))} are read")


def floats(tensor: GgufTensor, rows: Rows = slice(None)) -> np.ndarray:
    """Return outputs of any tensor in a type that `widen` reads: float32 if it is quantised."""
    if tensor.type in REQUANTISED:
        return dequantize(_bytes(tensor)[rows], Type(tensor.type))
    weights = matrix(tensor)
    return weights.dequantised()[rows] if isinstance(weights, Coded) else weights[rows]


def type_name(number: int) -> str:
    """Return the name of a GGML type: Q4_K for 12; the number itself if the type is unknown."""
    names = {known.value: known.name for known in Type} | {I2_S: "I2_S"}
    return names.get(int(number), str(number))


def _bytes(tensor: GgufTensor) -> np.ndarray:
    """Return the bytes of every output, uint8 [N, bytes of a row], as they lie in the file."""
    return tensor.data.reshape(tensor.shape[0], -1)


def _rows(tensor: GgufTensor) -> Iterator[np.ndarray]:
    """Yield the bytes of a few outputs at a time, uint8 [rows, bytes of a row]."""
    rows = _bytes(tensor)
    step = max(1, ROWS_BYTES // rows.shape[1])
    for top in range(0, len(rows), step):
        yield rows[top:top + step]


def _coded(tensor: GgufTensor, layout: Layout) -> Coded:
    """Return the codes of a type that the contract can hold."""
    (n, k), block_type = tensor.shape, Type(tensor.type)
    native = layout.ternary and _one_scale_for_each_row(tensor, layout)

    def part(rows: Rows) -> Part:
        codes, scale, offset = _decoded(_bytes(tensor)[rows], block_type, layout)
        if layout.ternary and codes.max() >= TERNARY.levels:
            raise ModelFileDamagedError(f"{tensor.name} holds ternary codes of 3; copy the model "
                                        "again")
        return codes, scale[:, :1] if native else scale, offset

    return Coded(TERNARY if native else layout.format, n, k, part)


def _one_scale_for_each_row(tensor: GgufTensor, layout: Layout) -> bool:
    size = GGML_QUANT_SIZES[Type(tensor.type)][1]
    scales = (_float16_at(rows.reshape(-1, size), layout.scale).reshape(len(rows), -1)
              for rows in _rows(tensor))
    return all((scale == scale[:, :1]).all() for scale in scales)


def _decoded(rows: np.ndarray, block_type: Type, layout: Layout
             ) -> Part:
    """Return codes [rows, K], scale and offset [rows, G] of some outputs."""
    blocks = rows.reshape(-1, GGML_QUANT_SIZES[block_type][1])
    scale  = _float16_at(blocks, layout.scale)                         # [blocks, 1]
    offset = None if layout.offset is None else _float16_at(blocks, layout.offset)
    unit   = blocks.copy()
    unit[:, layout.scale:layout.scale + 2] = ONE
    if layout.offset is not None:
        unit[:, layout.offset:layout.offset + 2] = 0
    if layout.factors is not None and offset is not None:
        at = slice(layout.factors, layout.factors + len(UNIT_FACTORS))
        of_scale, of_offset = Q4_K.get_scale_min(np.ascontiguousarray(blocks[:, at]))
        scale, offset = scale * of_scale, -offset * of_offset          # [blocks, 8]
        unit[:, at] = UNIT_FACTORS
    levels = dequantize(unit.reshape(rows.shape), block_type)
    return ((levels - layout.lowest).astype(np.uint8), scale.reshape(len(rows), -1),
            None if offset is None else offset.reshape(len(rows), -1))


def _float16_at(blocks: np.ndarray, place: int) -> np.ndarray:
    """Return the float16 at this place of each block, as float32 [blocks, 1]."""
    return np.ascontiguousarray(blocks[:, place:place + 2]).view("<f2").astype(np.float32)


def _mxfp4(tensor: GgufTensor) -> Coded:
    """Decode groups of 32 numbers E2M1 with a power of two each: the code of x is 12 + 2 x."""
    n, k = tensor.shape

    def part(rows: Rows) -> Part:
        data = _bytes(tensor)[rows]
        unit = data.reshape(-1, GGML_QUANT_SIZES[Type.MXFP4][1]).copy()
        exponent   = unit[:, 0].astype(np.int32).reshape(len(data), -1)
        unit[:, 0] = 128                # the exponent with which levels are integers
        levels = dequantize(unit.reshape(data.shape), Type.MXFP4)
        return (levels + 12).astype(np.uint8), np.ldexp(np.float32(1), exponent - 128), None

    return Coded(MXFP4, n, k, part)


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
        if codes.max() > 2:
            raise ModelFileDamagedError(f"{tensor.name} holds ternary codes of 3; copy the model "
                                        "again")
        return codes.reshape(len(codes), k), np.full((len(codes), 1), scale, np.float32), None

    return Coded(TERNARY, n, k, part)
