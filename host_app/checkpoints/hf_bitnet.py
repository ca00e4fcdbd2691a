"""BitNet b1.58 in Hugging Face folders: weights -s, 0 and s, with one s for the whole matrix.

A folder stores them in one of three ways, which its quantization_config names:

    bitlinear                   weight uint8 [N / 4, K]; weight_scale is 1 / s
    autobitlinear, offline      weight uint8 [N / 4, K], or float [N, K] of -1, 0 and 1;
                                weight_scale is s
    autobitlinear, online       weight float [N, K], the weights before the rounding: s is their
                                mean magnitude, and each is rounded to the nearest of -s, 0 and s

Byte [r, k] holds the codes of outputs r, r + N/4, r + 2N/4 and r + 3N/4, two bits each, the first
in the lowest bits.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from lutcore.driver.contract.packing import TERNARY
from lutcore.host_app.checkpoints.source import Coded, Method
from lutcore.host_app.checkpoints.tensors import FLOATS, TensorFolder, widen
from lutcore.host_app.errors import (
    ModelFileDamagedError,
    TensorShapeError,
    UnsupportedModelError,
)
from lutcore.host_app.model.tensors import HEAD

CODES_PER_BYTE = 4
LEAST_SCALE   = np.float32(1e-5)        # least mean magnitude, as in the training


def bitnet_method(quantization: Mapping[str, Any]) -> Method:
    """Return how a folder with this quantization_config stores its matrices.

    Raises UnsupportedModelError.
    """
    linear = quantization.get("linear_class", "bitlinear")
    mode   = quantization.get("quantization_mode", "offline")
    if linear not in ("bitlinear", "autobitlinear") or mode not in ("offline", "online"):
        raise UnsupportedModelError(f"BitNet layers of class {linear!r}, {mode!r}, are not "
                                    "implemented; bitlinear and autobitlinear, offline and online, "
                                    "are")
    if quantization.get("use_rms_norm"):
        raise UnsupportedModelError("BitNet layers with a norm of their own (use_rms_norm) are not "
                                    "implemented; those of microsoft/bitnet-b1.58-2B-4T are")
    online  = linear == "autobitlinear" and mode == "online"
    inverse = linear == "bitlinear"

    def matrix(tensors: TensorFolder, name: str, shape: tuple[int, int]) -> np.ndarray | Coded:
        if name == HEAD:                # the head is never quantised
            return tensors.floats(name, shape)
        if online:
            return _rounded(widen(tensors.floats(name, shape)))
        stored = tensors.array(name)
        codes  = _unpacked(stored, name, shape) if stored.dtype == np.uint8 \
            else _ternary_codes(widen(tensors.floats(name, shape)), name)
        return _coded(codes, _scale(tensors, name.replace("weight", "weight_scale"), inverse))

    return matrix


def _coded(codes: np.ndarray, scale: np.float32) -> Coded:
    return Coded.of(TERNARY, codes, np.full((len(codes), 1), scale, np.float32))


def _rounded(weights: np.ndarray) -> Coded:
    """Round float32 [N, K] to ternary weights, as the training does in each pass."""
    scale = np.float32(1) / np.maximum(np.abs(weights).mean(dtype=np.float32), LEAST_SCALE)
    codes = np.rint(weights * scale)
    np.clip(codes, -1, 1, out=codes)
    codes += 1
    return _coded(codes.astype(np.uint8), np.float32(1) / scale)


def _unpacked(stored: np.ndarray, name: str, shape: tuple[int, int]) -> np.ndarray:
    """Unpack bytes [N / 4, K] to codes uint8 [N, K].

    Raises TensorShapeError, ModelFileDamagedError (a code 3).
    """
    n, k = shape
    if n % CODES_PER_BYTE or stored.shape != (n // CODES_PER_BYTE, k):
        raise TensorShapeError(f"{name} is {list(stored.shape)} bytes of {CODES_PER_BYTE} weights, "
                               f"and config.json asks for {list(shape)} weights; copy the model "
                               "again")
    codes = np.concatenate([(stored >> np.uint8(2 * place)) & np.uint8(3)
                            for place in range(CODES_PER_BYTE)])
    if codes.max() >= TERNARY.levels:
        raise ModelFileDamagedError(f"{name} holds a code 3, and ternary weights have 0 to 2; "
                                    "copy the model again")
    return codes


def _ternary_codes(weights: np.ndarray, name: str) -> np.ndarray:
    """Turn weights -1, 0 and 1 into codes. Raises ModelFileDamagedError (other weights)."""
    if not np.isin(weights, (-1, 0, 1)).all():
        raise ModelFileDamagedError(
            f"{name} holds weights that are not -1, 0 or 1; copy the model again")
    return (weights + 1).astype(np.uint8)


def _scale(tensors: TensorFolder, name: str, inverse: bool) -> np.float32:
    """Return s. Raises TensorShapeError, ModelFileDamagedError (not a positive number)."""
    stored = tensors.array(name)
    if stored.dtype not in FLOATS or stored.size != 1:
        raise TensorShapeError(f"{name} is {stored.dtype} {list(stored.shape)}; it must be one "
                               "float; copy the model again")
    value = np.float32(widen(stored).item())
    if not np.isfinite(value) or value <= 0:
        raise ModelFileDamagedError(
            f"{name} is {value}, and must be a positive number; copy the model again")
    return np.float32(1) / value if inverse else value
