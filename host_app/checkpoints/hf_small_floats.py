"""Hugging Face folders whose weights are floats of 4 or 8 bits.

    MXFP4   weight_packed uint8 [N, K / 2]; weight_scale uint8 [N, K / 32], powers of two
    NVFP4   compressed-tensors: weight_packed; weight_scale E4M3 [N, K / 16], and
            weight_global_scale, which divides it
            modelopt: weight uint8 [N, K / 2]; weight_scale, and weight_scale_2, a factor of it
    FP8     weight E4M3 [N, K]; a factor for the matrix, each output, or each block of weights:
            weight_scale, or weight_scale_inv, which is a factor in spite of its name

Numbers E2M1 stay as they are: twice such a number is an integer from -12 to 12. Numbers E4M3 have
too many sizes for that, so FP8 weights become float32, and are quantised as a float matrix is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from lutcore.driver.contract import WeightFormat
from lutcore.host_app.checkpoints.hf_settings import choice, unless_float
from lutcore.host_app.checkpoints.source import Coded, Method
from lutcore.host_app.checkpoints.tensors import TensorFolder, widen
from lutcore.host_app.errors import UnsupportedModelError
from lutcore.host_app.quantise.rounding import MXFP4

NVFP4 = WeightFormat(bits=5, group=16, zero=96)
E2M1  = np.array([0, 1, 2, 3, 4, 6, 8, 12])     # twice the magnitude of each code


def _e4m3() -> np.ndarray:
    """Return the float32 of each byte: a sign, four bits of exponent, three of mantissa."""
    byte = np.arange(256)
    exponent, mantissa = byte >> 3 & 15, byte & 7
    size = np.where(exponent == 0, mantissa * 2.0 ** -9,
                    (8 + mantissa) * 2.0 ** (exponent - 10))
    size = np.where(byte & 127 == 127, np.nan, size)
    return np.where(byte & 128, -size, size).astype(np.float32)


E4M3 = _e4m3()


def mxfp4(packed: np.ndarray, scale: np.ndarray) -> Coded:
    """Return the codes of packed uint8 [N, K / 2], the lower four bits first; scale [N, K / 32]."""
    return Coded.of(MXFP4, _codes(packed), np.ldexp(np.float32(0.5), scale.astype(np.int32) - 127))


def mxfp4_method(_config: Mapping[str, Any]) -> Method:
    """Return how gpt-oss stores all matrices but the experts' (see hf_names): in float."""
    return lambda tensors, name, shape: tensors.floats(name, shape)


def modelopt_method(config: Mapping[str, Any]) -> Method:
    """Return how NVIDIA's ModelOpt stores a matrix. Raises UnsupportedModelError."""
    if choice(config, "quant_algo", ("NVFP4", "FP8")) == "FP8":
        return unless_float(_fp8("weight_scale", None))

    def matrix(tensors: TensorFolder, base: str, shape: tuple[int, int]) -> Coded:
        return _nvfp4(tensors, f"{base}.weight", base, shape,
                      _one(tensors, f"{base}.weight_scale_2"))

    return unless_float(matrix)


def fp8_method(config: Mapping[str, Any]) -> Method:
    """Return how fine-grained FP8 stores a matrix. Raises UnsupportedModelError."""
    choice(config, "fmt", ("e4m3", None))
    block = _block(config.get("weight_block_size"))
    return unless_float(_fp8("weight_scale_inv" if block else "weight_scale", block))


# Formats of compressed-tensors, from the settings of its weights ----------------------------------


def compressed_mxfp4(weights: Mapping[str, Any]) -> Method:
    """Return how MXFP4 is stored. Raises UnsupportedModelError."""
    choice(weights, "group_size", (32,))

    def matrix(tensors: TensorFolder, base: str, shape: tuple[int, int]) -> Coded:
        n, k   = shape
        packed = tensors.integers(f"{base}.weight_packed", (n, k // 2), np.uint8)
        return mxfp4(packed, tensors.integers(f"{base}.weight_scale", (n, k // 32), np.uint8))

    return matrix


def compressed_nvfp4(weights: Mapping[str, Any]) -> Method:
    """Return how NVFP4 is stored. Raises UnsupportedModelError."""
    choice(weights, "group_size", (16,))

    def matrix(tensors: TensorFolder, base: str, shape: tuple[int, int]) -> Coded:
        inverse = _one(tensors, f"{base}.weight_global_scale")
        return _nvfp4(tensors, f"{base}.weight_packed", base, shape, np.float32(1) / inverse)

    return matrix


def compressed_fp8(weights: Mapping[str, Any]) -> Method:
    """Return how FP8 is stored. Raises UnsupportedModelError."""
    choice(weights, "num_bits", (8,))
    strategy = choice(weights, "strategy", ("tensor", "channel", "block"))
    block = _block(weights.get("block_structure")) if strategy == "block" else None
    return _fp8("weight_scale", block)


# Numbers ------------------------------------------------------------------------------------------


def _codes(packed: np.ndarray) -> np.ndarray:
    """Return the codes 12 + 2 x of numbers x, uint8 [N, K], of bytes [N, K / 2]."""
    fours = np.stack((packed & 15, packed >> 4), axis=-1).reshape(len(packed), -1)
    return (12 + np.where(fours & 8, -E2M1[fours & 7], E2M1[fours & 7])).astype(np.uint8)


def _nvfp4(tensors: TensorFolder, packed: str, base: str, shape: tuple[int, int],
           factor: np.float32) -> Coded:
    n, k  = shape
    codes = _codes(tensors.integers(packed, (n, k // 2), np.uint8))
    scale = E4M3[tensors.integers(f"{base}.weight_scale", (n, k // 16), np.uint8)]
    return Coded.of(NVFP4, codes, scale * factor / 2)


def _fp8(name: str, block: tuple[int, int] | None) -> Method:
    """Return how FP8 is stored.

    name: of the factors; block: outputs and inputs of each; None: one for all or for each output
    """
    def matrix(tensors: TensorFolder, base: str, shape: tuple[int, int]) -> np.ndarray:
        n, k    = shape
        weights = E4M3[tensors.integers(f"{base}.weight", shape, np.uint8)]
        if block is None:
            stored = tensors.array(f"{base}.{name}")
            if stored.size == 1:
                return weights * _one(tensors, f"{base}.{name}")
            return weights * widen(tensors.floats(f"{base}.{name}", (n, 1)))
        high, wide = block
        factors = widen(tensors.floats(f"{base}.{name}", (-(-n // high), -(-k // wide))))
        for top in range(0, n, high):   # no array of all factors
            weights[top:top + high] *= np.repeat(factors[top // high], wide)[:k]
        return weights

    return matrix


def _one(tensors: TensorFolder, name: str) -> np.float32:
    """Return a tensor of one float. Raises what `TensorFolder.floats` does."""
    shape = tensors.array(name).shape
    return np.float32(widen(tensors.floats(name, shape if np.prod(shape) == 1 else (1,))).item())


def _block(value: Any) -> tuple[int, int] | None:
    """Return outputs and inputs of a block. Raises UnsupportedModelError."""
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 \
            or not all(isinstance(size, int) and size > 0 for size in value):
        raise UnsupportedModelError(f"FP8 weights in blocks of {value!r} are not read; blocks of "
                                    "two numbers are")
    return value[0], value[1]
