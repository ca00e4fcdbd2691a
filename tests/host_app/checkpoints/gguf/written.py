"""Blocks of every GGUF type: those that the gguf package does not write are written here.

PQ2_0, PTQ1_0, Q1_0 and Q2_0 are written weight by weight, as their definition says; of the others
that the package only reads, random bytes with sensible float16 numbers are blocks.
"""

from __future__ import annotations

import gguf
import numpy as np
from gguf import GGMLQuantizationType as Type
from gguf.quants import dequantize, quantize

from lutcore.host_app.checkpoints.gguf.block_types import PQ2_0, PTQ1_0, Q2_0

# Weights of a block and number of codes.
BY_HAND = {Type.Q1_0: (128, 2), Q2_0: (64, 4), PQ2_0: (128, 4), PTQ1_0: (128, 3)}

# Places of the float16 numbers in blocks of the types that the package only reads.
HALVES = {Type.Q4_K: (0, 2), Type.Q5_K: (0, 2), Type.Q2_K: (80, 82), Type.Q3_K: (108,),
          Type.Q6_K: (208,), Type.IQ4_NL: (0,), Type.IQ4_XS: (0,), Type.NVFP4: ()}


def blocks(kind: int, n: int, k: int, seed: int = 0) -> np.ndarray:
    """Return the blocks of random weights, uint8 [N, bytes of a row]."""
    random = np.random.default_rng(seed)
    if kind in BY_HAND:
        return by_hand(kind, *drawn(kind, n * k, random)).reshape(n, -1)
    if kind not in HALVES:
        return quantize(random.standard_normal((n, k)).astype(np.float32) * 0.02, Type(kind))
    block, size = gguf.GGML_QUANT_SIZES[kind]
    data = random.integers(0, 256, (n * k // block, size), np.uint8)
    if kind == Type.NVFP4:              # scales of 1/32 to 1/16
        data[:, :4] = 0x10 + data[:, :4] % 8
    for place in HALVES[kind]:
        scales = random.uniform(0.001, 0.002, len(data)).astype(np.float16)
        data[:, place:place + 2] = scales.view(np.uint8).reshape(-1, 2)
    return data.reshape(n, -1)


def weights(kind: int, data: np.ndarray) -> np.ndarray:
    """Return the weights of some blocks, float32 [N, K], by a reading that is not ours."""
    if kind not in BY_HAND:
        return dequantize(data, Type(kind))
    group, size = {Type.Q1_0: (128, 18), Q2_0: (64, 18), PQ2_0: (128, 34), PTQ1_0: (128, 28)}[kind]
    return np.stack([weights_of(kind, block.tobytes(), group)
                     for block in data.reshape(-1, size)]).reshape(len(data), -1)


def drawn(kind: int, count: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return random codes [B, weights of a block] and scales float16 [B] of `count` weights."""
    group, levels = BY_HAND[kind]
    return (random.integers(0, levels, (count // group, group), np.uint8),
            random.uniform(-0.02, 0.02, count // group).astype(np.float16))


def by_hand(kind: int, codes: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """Return blocks with these codes and scales, uint8 [all bytes]."""
    return np.frombuffer(b"".join(
        trits(block) + scale.tobytes() if kind == PTQ1_0 else
        scale.tobytes() + bits(block, 1 if kind == Type.Q1_0 else 2)
        for block, scale in zip(codes, scales, strict=True)), np.uint8)


def bits(codes: np.ndarray, width: int) -> bytes:
    """Return codes of so many bits one after the other, the lowest bits of a byte first."""
    number = sum(int(code) << index * width for index, code in enumerate(codes))
    return number.to_bytes(len(codes) * width // 8, "little")


# First weight, bytes, and digits in base 3 of each byte, of the three parts of a block of PTQ1_0.
PARTS = ((0, 16, 5), (80, 8, 5), (120, 2, 4))


def trits(codes: np.ndarray) -> bytes:
    """Return a block of PTQ1_0 without its scale."""
    out = []
    for first, count, digits in PARTS:
        for byte in range(count):
            value = 0
            for digit in range(digits):
                value = 3 * value + int(codes[first + digit * count + byte])
            value *= 3 ** (5 - digits)
            out.append(-(-value * 256 // 243))      # the next fraction of 256 above value / 243
    return bytes(out)


def weights_of(kind: int, block: bytes, group: int) -> np.ndarray:
    """Return the weights of one block, float32, one weight at a time."""
    if kind == PTQ1_0:
        scale, levels, at = np.frombuffer(block[26:], "<f2")[0], [0] * group, 0
        for first, count, digits in PARTS:
            for byte in range(count):
                value = block[at]
                for digit in range(digits):
                    levels[first + digit * count + byte] = value * 3 // 256 - 1
                    value = value * 3 % 256
                at += 1
    else:
        scale, number = np.frombuffer(block[:2], "<f2")[0], int.from_bytes(block[2:], "little")
        levels = [2 * (number >> i & 1) - 1 if kind == Type.Q1_0 else (number >> 2 * i & 3) - 1
                  for i in range(group)]
    return np.array(levels, np.float32) * np.float32(scale)


def add_blocks(writer: gguf.GGUFWriter, name: str, data: np.ndarray, k: int, kind: int) -> None:
    """Add a matrix of blocks uint8 [N, bytes of a row], also of types that the package lacks."""
    writer.add_tensor(name, np.ascontiguousarray(data), raw_dtype=Type.I8)
    entry = writer.tensors[-1][name]
    entry.shape, entry.dtype = (len(data), k), kind
