"""GGUF's block types: how a block's bytes become codes of the contract, scales and offsets.

In every type w = scale * code + offset, exactly: a scale of two parts (a float16 and an integer of
at most 8 bits) has at most 19 significant bits, and times a code it still fits float32's 24.

The `gguf` package dequantises most types, however they pack their codes. So a block whose scale
is set to 1 and whose offset is set to 0 dequantises to its levels, and these give the codes. The
types that the package does not know are decoded here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from gguf import GGML_QUANT_SIZES
from gguf import GGMLQuantizationType as Type
from gguf.quants import NVFP4, Q4_K, dequantize

from lutcore.driver.contract import WeightFormat
from lutcore.host_app.quantise.rounding import MXFP4

# Types that the package does not name. Before llama.cpp had Q2_0, with groups of 64, files had
# PQ2_0 under its number; gguf_file.py tells the two apart.
I2_S, Q2_0, PQ2_0, PTQ1_0 = 36, 42, 142, 143
NAMES: dict[int, str] = {int(known): known.name for known in Type} | {
    I2_S: "I2_S", Q2_0: "Q2_0", PQ2_0: "PQ2_0", PTQ1_0: "PTQ1_0"}

# Weights and bytes of a block. I2_S has no blocks: its scale lies behind all codes.
SIZES: dict[int, tuple[int, int]] = {int(known): size for known, size in GGML_QUANT_SIZES.items()} \
    | {Q2_0: (64, 18), PQ2_0: (128, 34), PTQ1_0: (128, 28)}

ONE  = np.float16(1).tobytes()
NONE = bytes(2)

Decoded = tuple[np.ndarray, np.ndarray | None]


@dataclass(frozen=True)
class BlockType:
    """A type as the contract can hold it; blocks.py decodes tensors with it.

    codes: of rows uint8 [R, bytes of a row], uint8 [R, K]
    scales: of blocks uint8 [B, bytes of a block], scale and offset float32 [B, groups of a block];
        offset is None where the format implies it
    ternary: codes are 0, 1 and 2 only
    """

    format: WeightFormat
    codes: Callable[[np.ndarray], np.ndarray]
    scales: Callable[[np.ndarray], Decoded]
    ternary: bool = False


def type_name(number: int) -> str:
    """Return the name of a GGML type: Q4_K for 12; the number itself if the type is unknown."""
    return NAMES.get(int(number), str(number))


def blocks_of(rows: np.ndarray, number: int) -> np.ndarray:
    """Return the blocks of some rows, uint8 [B, bytes of a block]."""
    return rows.reshape(-1, SIZES[number][1])


# Codes --------------------------------------------------------------------------------------------


def _unit(kind: Type, lowest: int, unit: Mapping[int, bytes]) -> Callable[[np.ndarray], np.ndarray]:
    """Return `BlockType.codes` by way of the package.

    lowest: level of code 0, in steps of the scale
    unit: bytes by their place in a block, with which its weights are its levels
    """
    def codes(rows: np.ndarray) -> np.ndarray:
        blocks = blocks_of(rows, kind).copy()
        for place, value in unit.items():
            blocks[:, place:place + len(value)] = np.frombuffer(value, np.uint8)
        levels = dequantize(blocks.reshape(rows.shape), kind)
        return (levels - lowest).astype(np.uint8)

    return codes


def _bits(rows: np.ndarray) -> np.ndarray:
    """Return the codes of Q1_0: the lowest bit of a byte is its first weight."""
    codes = np.unpackbits(blocks_of(rows, Type.Q1_0)[:, 2:], axis=1, bitorder="little")
    return codes.reshape(len(rows), -1)


def _pairs(number: int) -> Callable[[np.ndarray], np.ndarray]:
    """Return `BlockType.codes` of Q2_0 or PQ2_0: a byte's two lowest bits are its first weight."""
    def codes(rows: np.ndarray) -> np.ndarray:
        data = blocks_of(rows, number)[:, 2:, None]
        return (data >> np.array([0, 2, 4, 6], np.uint8) & np.uint8(3)).reshape(len(rows), -1)

    return codes


# A byte of PTQ1_0 is a fraction of 256 in base 3: its first digit is the integer part of three
# times the fraction, and what remains is the fraction of the next digit.
_POWERS = np.array([1, 3, 9, 27, 81], np.uint8)
_TRITS  = ((np.arange(256, dtype=np.uint8)[:, None] * _POWERS).astype(np.uint16) * 3 >> 8
           ).astype(np.uint8)           # [byte, digit]
_PARTS  = ((0, 16, 5), (16, 24, 5), (24, 26, 4))    # first byte, end, digits of each byte


def _trits(rows: np.ndarray) -> np.ndarray:
    """Return the codes of PTQ1_0: in each of three parts, first all bytes' first digits, and so on.
    """
    blocks = blocks_of(rows, PTQ1_0)
    parts  = [_TRITS[blocks[:, first:end], :digits].swapaxes(1, 2).reshape(len(blocks), -1)
              for first, end, digits in _PARTS]
    return np.concatenate(parts, axis=1).reshape(len(rows), -1)


# Scales -------------------------------------------------------------------------------------------


def _half(blocks: np.ndarray, place: int) -> np.ndarray:
    """Return the float16 at this place of each block, as float32 [B, 1]."""
    return np.ascontiguousarray(blocks[:, place:place + 2]).view("<f2").astype(np.float32)


def _scale(place: int, factor: int = 1) -> Callable[[np.ndarray], Decoded]:
    """Return `BlockType.scales` of a block with one float16; `factor` steps are one scale."""
    return lambda blocks: (_half(blocks, place) * np.float32(factor), None)


def _scale_and_offset(blocks: np.ndarray) -> Decoded:
    return _half(blocks, 0), _half(blocks, 2)


def _six_bit_pairs(blocks: np.ndarray) -> Decoded:
    """Return what Q4_K and Q5_K have for each of 8 groups."""
    of_scale, of_offset = Q4_K.get_scale_min(np.ascontiguousarray(blocks[:, 4:16]))
    return _half(blocks, 0) * of_scale, -_half(blocks, 2) * of_offset


def _q2_k(blocks: np.ndarray) -> Decoded:
    """Return what Q2_K has for each of 16 groups: a nibble for the scale and one for the offset."""
    factors = blocks[:, :16]
    return _half(blocks, 80) * (factors & 15), -_half(blocks, 82) * (factors >> 4)


def _q3_k(blocks: np.ndarray) -> Decoded:
    """Return what Q3_K has for each of 16 groups: 6 bits, of which the upper two lie elsewhere."""
    low, high = blocks[:, 96:104], blocks[:, 104:108]
    factors   = np.hstack([low & 15, low >> 4]) \
        | np.hstack([high >> shift & 3 for shift in (0, 2, 4, 6)]) << 4
    return _half(blocks, 108) * (factors.astype(np.float32) - 32), None


def _q6_k(blocks: np.ndarray) -> Decoded:
    """Return what Q6_K has for each of 16 groups: a signed byte."""
    return _half(blocks, 208) * blocks[:, 192:208].astype(np.int8), None


def _iq4_xs(blocks: np.ndarray) -> Decoded:
    """Return what IQ4_XS has for each of 8 groups: 6 bits, of which the upper two lie elsewhere."""
    high = np.ascontiguousarray(blocks[:, 2:4]).view("<u2") >> np.arange(0, 16, 2, np.uint16) & 3
    low  = np.stack([blocks[:, 4:8] & 15, blocks[:, 4:8] >> 4], axis=-1).reshape(-1, 8)
    return _half(blocks, 0) * ((low | high << 4).astype(np.float32) - 32), None


def _power_of_two(blocks: np.ndarray) -> Decoded:
    """Return MXFP4's scale; levels are doubled E2M1 numbers, so it is halved."""
    return np.ldexp(np.float32(1), blocks[:, :1].astype(np.int32) - 128), None


def _e4m3(blocks: np.ndarray) -> Decoded:
    """Return what NVFP4 has for each of 4 groups, halved: a positive number E4M3."""
    return NVFP4.ue4m3_to_fp32(blocks[:, :4]).astype(np.float32), None


# Types --------------------------------------------------------------------------------------------


BLOCK_TYPES: dict[int, BlockType] = {
    Type.Q8_0: BlockType(WeightFormat(8, 32, 128), _unit(Type.Q8_0, -128, {0: ONE}), _scale(0)),
    Type.Q4_0: BlockType(WeightFormat(4, 32, 128), _unit(Type.Q4_0, -8, {0: ONE}), _scale(0)),
    Type.Q5_0: BlockType(WeightFormat(5, 32, 128), _unit(Type.Q5_0, -16, {0: ONE}), _scale(0)),
    Type.Q4_1: BlockType(WeightFormat(4, 32, None), _unit(Type.Q4_1, 0, {0: ONE + NONE}),
                         _scale_and_offset),
    Type.Q5_1: BlockType(WeightFormat(5, 32, None), _unit(Type.Q5_1, 0, {0: ONE + NONE}),
                         _scale_and_offset),
    # Factors of the scales are 1, those of the offsets 0.
    Type.Q4_K: BlockType(WeightFormat(4, 32, None), _unit(
        Type.Q4_K, 0, {0: ONE + NONE + b"\1\1\1\1\0\0\0\0\1\1\1\1"}), _six_bit_pairs),
    Type.Q5_K: BlockType(WeightFormat(5, 32, None), _unit(
        Type.Q5_K, 0, {0: ONE + NONE + b"\1\1\1\1\0\0\0\0\1\1\1\1"}), _six_bit_pairs),
    Type.Q2_K: BlockType(WeightFormat(2, 16, None), _unit(
        Type.Q2_K, 0, {0: b"\1" * 16, 80: ONE + NONE}), _q2_k),
    # Factors of Q3_K and IQ4_XS are stored plus 32: one of 1 is 33, binary 10 0001.
    Type.Q3_K: BlockType(WeightFormat(3, 16, 128), _unit(
        Type.Q3_K, -4, {96: b"\x11" * 8 + b"\xaa" * 4 + ONE}), _q3_k),
    Type.Q6_K: BlockType(WeightFormat(6, 16, 128), _unit(
        Type.Q6_K, -32, {192: b"\1" * 16 + ONE}), _q6_k),
    # The sixteen values of IQ4 are integers of 8 bits.
    Type.IQ4_NL: BlockType(WeightFormat(8, 32, 128), _unit(Type.IQ4_NL, -128, {0: ONE}), _scale(0)),
    Type.IQ4_XS: BlockType(WeightFormat(8, 32, 128), _unit(
        Type.IQ4_XS, -128, {0: ONE + b"\xaa" * 2 + b"\x11" * 4}), _iq4_xs),
    # The code of x is 12 + 2 x; these bytes are the scales with which 2 x is the weight.
    Type.MXFP4: BlockType(MXFP4, _unit(Type.MXFP4, -12, {0: b"\x80"}), _power_of_two),
    Type.NVFP4: BlockType(WeightFormat(5, 16, 96), _unit(Type.NVFP4, -12, {0: b"\x40" * 4}), _e4m3),
    Type.TQ1_0: BlockType(WeightFormat(2, 256, 64), _unit(Type.TQ1_0, -1, {52: ONE}), _scale(52),
                          ternary=True),
    Type.TQ2_0: BlockType(WeightFormat(2, 256, 64), _unit(Type.TQ2_0, -1, {64: ONE}), _scale(64),
                          ternary=True),
    # The levels of Q1_0 are -1 and 1, which is one step of 2.
    Type.Q1_0: BlockType(WeightFormat(1, 128, 64), _bits, _scale(0, factor=2)),
    Q2_0:   BlockType(WeightFormat(2, 64, 64), _pairs(Q2_0), _scale(0)),
    PQ2_0:  BlockType(WeightFormat(2, 128, 64), _pairs(PQ2_0), _scale(0)),
    PTQ1_0: BlockType(WeightFormat(2, 128, 64), _trits, _scale(26), ternary=True),
}
