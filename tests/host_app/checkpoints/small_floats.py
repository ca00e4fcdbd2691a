"""Folders whose weights are floats of 4 or 8 bits, written for tests."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

import ml_dtypes
import numpy as np
from safetensors.numpy import load_file, save_file

KINDS = {                               # quantization_config by the name of a kind
    "compressed nvfp4": {"quant_method": "compressed-tensors", "format": "nvfp4-pack-quantized",
                         "config_groups": {"group_0": {"weights": {"group_size": 16}}}},
    "modelopt nvfp4":   {"quant_method": "modelopt", "quant_algo": "NVFP4"},
    "modelopt fp8":     {"quant_method": "modelopt", "quant_algo": "FP8"},
    "fp8 in blocks":    {"quant_method": "fp8", "weight_block_size": [24, 40]},
}


def save(path: Path, tensors: dict[str, np.ndarray], e4m3: Collection[str]) -> None:
    """Write a file in which some uint8 tensors are E4M3, which numpy's writer does not know."""
    save_file(tensors, path)
    data   = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8:8 + length])
    for name in e4m3:
        assert header[name]["dtype"] == "U8"
        header[name]["dtype"] = "F8_E4M3"
    written = json.dumps(header).encode()
    written += b" " * (-len(written) % 8)
    path.write_bytes(len(written).to_bytes(8, "little") + written + data[8 + length:])


def rewrite(folder: Path, kind: str, said_in: str = "config.json") -> None:
    """Quantise the layers' matrices of a folder; of NVFP4 with random codes and scales."""
    path, config = folder / "model.safetensors", KINDS[kind]
    tensors, e4m3, random = load_file(path), [], np.random.default_rng(0)
    for name in [name for name in tensors if ".layers." in name and tensors[name].ndim == 2]:
        weights, scale = tensors.pop(name), name.replace(".weight", ".weight_scale")
        n, k = weights.shape
        whole = np.abs(weights).max() / 448
        if "nvfp4" in kind:
            packed = name.replace(".weight", ".weight_packed") if "compressed" in kind else name
            tensors[packed] = random.integers(0, 256, (n, k // 2), np.uint8)
            tensors[scale]  = random.integers(0x38, 0x40, (n, k // 16), np.uint8)
            if "compressed" in kind:
                tensors[name.replace(".weight", ".weight_global_scale")] = np.float32([20])
            else:
                tensors[f"{scale}_2"] = np.array(0.05, np.float32)
            e4m3.append(scale)
        else:
            tensors[name] = (weights / whole).astype(ml_dtypes.float8_e4m3fn).view(np.uint8)
            if "blocks" in kind:
                tensors[f"{scale}_inv"] = np.full((-(-n // 24), -(-k // 40)), whole, np.float32)
            else:
                tensors[scale] = np.array(whole, np.float32)
            e4m3.append(name)
    save(path, tensors, e4m3)
    raw = json.loads((folder / "config.json").read_text())
    if said_in == "config.json":
        raw["quantization_config"] = config
    else:
        said = {key: value for key, value in config.items() if key != "quant_method"}
        (folder / said_in).write_text(json.dumps({"quantization": said}))
    (folder / "config.json").write_text(json.dumps(raw))
