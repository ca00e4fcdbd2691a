"""BitNet b1.58 in Hugging Face folders: matrices of -s, 0 and s, one s for the whole matrix.

Three ways to store them, by quantization_config:

    bitlinear                   weight uint8 [N / 4, K], weight_scale 1 / s
    autobitlinear, offline      weight uint8 [N / 4, K], or float [N, K] of -1, 0 and 1; and s
    autobitlinear, online       weight float [N, K], the master weights of the training: s is their
                                mean magnitude, and they are rounded to the nearest of the three

Row r of the bytes holds rows r, r + N/4, r + 2N/4 and r + 3N/4 in two bits each, lowest first.
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
from lutcore.host_app.model.config import HEAD

ROWS_PER_BYTE = 4
LEAST_SCALE   = np.float32(1e-5)        # of the mean magnitude, as in the training


def bitnet_method(quantization: Mapping[str, Any]) -> Method:
    """How a folder with this quantization_config stores its matrices. Raises UnsupportedModelError."""
    kind = quantization.get("linear_class", "bitlinear")
    mode = quantization.get("quantization_mode", "offline")
    if kind not in ("bitlinear", "autobitlinear") or mode not in ("offline", "online"):
        raise UnsupportedModelError(f"BitNet layers of class {kind!r}, {mode!r}, are not implemented; "
                                    "bitlinear and autobitlinear, offline and online, are")
    if quantization.get("use_rms_norm"):
        raise UnsupportedModelError("BitNet layers with a norm of their own (use_rms_norm) are not "
                                    "implemented; those of microsoft/bitnet-b1.58-2B-4T are")
    online, inverse = kind == "autobitlinear" and mode == "online", kind == "bitlinear"

    def matrix(tensors: TensorFolder, name: str, shape: tuple[int, int]) -> np.ndarray | Coded:
        if name == HEAD:                # is never quantised
            return tensors.floats(name, shape)
        if online:
            return _rounded(widen(tensors.floats(name, shape)))
        stored = tensors.array(name)
        codes  = _unpacked(stored, name, shape) if stored.dtype == np.uint8 \
            else _ternary_codes(widen(tensors.floats(name, shape)), name)
        return _coded(codes, _scale(tensors, name.replace("weight", "weight_scale"), inverse))

    return matrix


def _coded(codes: np.ndarray, scale: np.float32) -> Coded:
    return Coded(TERNARY, codes, np.full((len(codes), 1), scale, np.float32))


def _rounded(weights: np.ndarray) -> Coded:
    """The ternary weights that float32 [N, K] is trained to become."""
    scale = np.float32(1) / np.maximum(np.abs(weights).mean(dtype=np.float32), LEAST_SCALE)
    codes = np.rint(weights * scale)
    np.clip(codes, -1, 1, out=codes)
    codes += 1
    return _coded(codes.astype(np.uint8), np.float32(1) / scale)


def _unpacked(stored: np.ndarray, name: str, shape: tuple[int, int]) -> np.ndarray:
    """Codes uint8 [N, K] of bytes [N / 4, K]."""
    n, k = shape
    if n % ROWS_PER_BYTE or stored.shape != (n // ROWS_PER_BYTE, k):
        raise TensorShapeError(f"{name} is {list(stored.shape)} bytes of {ROWS_PER_BYTE} weights, "
                               f"and config.json gives {list(shape)} weights")
    codes = np.concatenate([stored >> np.uint8(2 * part) & np.uint8(3)
                            for part in range(ROWS_PER_BYTE)])
    if codes.max() >= TERNARY.levels:
        raise ModelFileDamagedError(f"{name} holds a code 3, and ternary weights have 0 to 2; "
                                    "copy the model again")
    return codes


def _ternary_codes(weights: np.ndarray, name: str) -> np.ndarray:
    if not np.isin(weights, (-1, 0, 1)).all():
        raise ModelFileDamagedError(
            f"{name} holds weights that are not -1, 0 or 1; copy the model again")
    return (weights + 1).astype(np.uint8)


def _scale(tensors: TensorFolder, name: str, inverse: bool) -> np.float32:
    stored = tensors.array(name)
    if stored.dtype not in FLOATS or stored.size != 1:
        raise TensorShapeError(f"{name} is {stored.dtype} {list(stored.shape)}; one number is read")
    value = widen(stored).reshape(())
    if not np.isfinite(value) or value <= 0:
        raise ModelFileDamagedError(f"{name} is {value}; a positive number is needed")
    return np.float32(1) / value if inverse else value
