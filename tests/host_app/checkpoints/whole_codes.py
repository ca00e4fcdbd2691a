"""Folders whose weights are integers as AWQ's gemv and HQQ store them, written for tests."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

GROUP = 16                              # divides all widths of the small models
KINDS = {                               # quantization_config by the name of a kind
    "awq gemv": {"quant_method": "awq", "bits": 4, "group_size": GROUP, "version": "gemv"},
    **{f"hqq {bits} bits, axis {axis}": {"quant_method": "hqq", "quant_config": {
        "weight_quant_params": {"nbits": bits, "group_size": GROUP, "axis": axis}}}
       for bits, axis in ((4, 1), (3, 1), (4, 0))},
}


def rewrite_as_codes(folder: Path, kind: str) -> None:
    """Give the layers' matrices of a folder random codes, scales and zeros."""
    path, random = folder / "model.safetensors", np.random.default_rng(0)
    tensors = load_file(path)
    for name in [name for name in tensors if ".layers." in name and tensors[name].ndim == 2]:
        n, k = tensors.pop(name).shape
        base = name.removesuffix("weight")
        tensors |= {base + part: array for part, array in (
            _gemv(n, k, random) if kind == "awq gemv" else _hqq(n, k, kind, random)).items()}
    save_file(tensors, path)
    config = folder / "config.json"
    config.write_text(json.dumps(
        json.loads(config.read_text()) | {"quantization_config": KINDS[kind]}))


def _gemv(n: int, k: int, random: np.random.Generator) -> dict[str, np.ndarray]:
    words = -(-k // GROUP // 64) * 8    # of zeros: eight in each, padded to groups of 128 weights
    return {"qweight": random.integers(0, 1 << 31, (n, k // 8), np.int32),
            "qzeros":  random.integers(0, 1 << 31, (n, words), np.int32),
            "scales":  random.uniform(0.001, 0.01, (n, 8 * words)).astype(np.float16)}


def _hqq(n: int, k: int, kind: str, random: np.random.Generator) -> dict[str, np.ndarray]:
    params = KINDS[kind]["quant_config"]["weight_quant_params"]
    axis, groups = params["axis"], n * k // GROUP
    rows, columns = (groups, GROUP) if axis else (GROUP, groups)
    count, dtype = (10, np.int32) if params["nbits"] == 3 else (2, np.uint8)
    shape = (groups, 1) if axis else (1, groups)
    return {"W_q":   random.integers(0, 100, (-(-rows // count), columns), dtype),
            "scale": random.uniform(0.001, 0.01, shape).astype(np.float16),
            "zero":  random.uniform(0, 8, shape).astype(np.float16)}
