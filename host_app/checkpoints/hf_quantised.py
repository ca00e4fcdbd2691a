"""Hugging Face folders that are quantised already: how each library stores a matrix [N, K].

    gptq                 qweight int32, codes along K for each output; qzeros, scales [G, N], g_idx
    awq                  gemm: qweight int32 [K, N / 8], eight outputs a word, in a shuffled order;
                         gemv: qweight int32 [N, K / 8] in sequence; qzeros, scales
    hqq                  W_q uint8, whose bytes hold codes of rows far apart; scale and zero of
                         each group. A row is a group (axis 1) or has one weight of each (axis 0)
    compressed-tensors   weight_packed int32 [N, words], or weight int8; scales
    auto-round           stored as gptq or as awq does, which its packing_format says

Codes stay as they are. Where all groups of a matrix have the same zero, the format implies it. Only
codes of HQQ's axis 0 cannot stay, whose groups lie across outputs: such matrices become float32,
and are quantised as a float matrix is.

This module only reads what such libraries wrote. The method that `lutcore pack --method gptq` uses
to choose codes is in quantise/calibrated.py; BitNet's folders are in hf_bitnet.py, weights that are
floats of 4 or 8 bits in hf_small_floats.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from lutcore.driver.contract import WeightFormat
from lutcore.driver.contract.packing import GROUPS
from lutcore.host_app.checkpoints.hf_settings import choice, group_size, unless_float
from lutcore.host_app.checkpoints.hf_small_floats import (
    compressed_fp8,
    compressed_mxfp4,
    compressed_nvfp4,
)
from lutcore.host_app.checkpoints.source import Coded, Method
from lutcore.host_app.checkpoints.tensors import TensorFolder, widen
from lutcore.host_app.errors import ModelFileDamagedError, UnsupportedModelError

WORD_BITS   = 32
AWQ_OUTPUTS = (0, 2, 4, 6, 1, 3, 5, 7)             # output of each nibble, lowest nibble first
HQQ_CODES   = {8: 1, 4: 2, 2: 4, 1: 8, 3: 10}      # codes in one element of W_q, by bits


def gptq_method(config: Mapping[str, Any]) -> Method:
    """Return how GPTQ's libraries store a matrix. Raises UnsupportedModelError."""
    bits, group = choice(config, "bits", (2, 3, 4, 8)), group_size(config)
    shift = 0 if config.get("checkpoint_format") == "gptq_v2" else 1

    def matrix(tensors: TensorFolder, base: str, shape: tuple[int, int]) -> Coded:
        n, k   = shape
        size   = group or k
        groups = -(-k // size)
        words  = tensors.integers(f"{base}.qweight", (k * bits // WORD_BITS, n), np.int32)
        zeros  = tensors.integers(f"{base}.qzeros", (groups, n * bits // WORD_BITS), np.int32)
        zeros  = (_unpacked(zeros, bits) + shift) & ((1 << bits) - 1)  # [G, N]; wraps, as AutoGPTQ
        scale  = widen(tensors.floats(f"{base}.scales", (groups, n))).T
        codes, order = _unpacked(words.T, bits), None
        if f"{base}.g_idx" in tensors:
            order = _order(tensors.integers(f"{base}.g_idx", (k,), np.int32), size, base)
        if order is not None:
            codes = codes[:, order]
        return _coded(codes, scale, zeros.T, bits, size, order)

    return unless_float(matrix)


def awq_method(config: Mapping[str, Any]) -> Method:
    """Return how AWQ's libraries store a matrix. Raises UnsupportedModelError."""
    bits, group = choice(config, "bits", (4,), "w_bit"), group_size(config, "q_group_size")
    version = str(config.get("version", "gemm")).lower()
    if version not in ("gemm", "gemv"):
        raise UnsupportedModelError(f"AWQ weights of version {version!r} are not read; gemm and "
                                    "gemv are")

    def by_output(tensors: TensorFolder, base: str, shape: tuple[int, int]) -> Coded:
        n, k   = shape
        size   = group or k
        words  = _gemv_words(k // size, size)
        codes  = _unpacked(tensors.integers(f"{base}.qweight", (n, k // 8), np.int32), bits)
        zeros  = _unpacked(tensors.integers(f"{base}.qzeros", (n, words), np.int32), bits)
        scale  = widen(tensors.floats(f"{base}.scales", (n, 8 * words)))
        return _coded(codes, scale[:, :k // size], zeros[:, :k // size], bits, size)

    def matrix(tensors: TensorFolder, base: str, shape: tuple[int, int]) -> Coded:
        n, k   = shape
        size   = group or k
        groups = -(-k // size)
        codes  = _unpacked_awq(tensors.integers(f"{base}.qweight", (k, n // 8), np.int32))
        zeros  = _unpacked_awq(tensors.integers(f"{base}.qzeros", (groups, n // 8), np.int32))
        scale  = widen(tensors.floats(f"{base}.scales", (groups, n)))
        return _coded(codes.T, scale.T, zeros.T, bits, size)

    return unless_float(matrix if version == "gemm" else by_output)


def hqq_method(config: Mapping[str, Any]) -> Method:
    """Return how HQQ stores a matrix. Raises UnsupportedModelError."""
    quant_config = config.get("quant_config")
    params = quant_config.get("weight_quant_params") if isinstance(quant_config, Mapping) else None
    if not isinstance(params, Mapping):
        raise UnsupportedModelError("HQQ weights with settings for every layer are not read; those "
                                    "with the same settings for all layers are")
    bits, size = choice(params, "nbits", tuple(HQQ_CODES)), group_size(params)
    axis = choice(params, "axis", (0, 1))

    def matrix(tensors: TensorFolder, base: str, shape: tuple[int, int]) -> np.ndarray | Coded:
        n, k  = shape
        group = size or shape[axis]
        if shape[axis] % group:
            raise UnsupportedModelError(f"{base} is {n} x {k}, and HQQ's groups of {group} weights "
                                        "do not divide that; quantise it with smaller groups")
        each   = (n * k // group, 1) if axis else (1, n * k // group)   # group of the whole matrix
        rows, columns = (each[0], group) if axis else (group, each[1])
        count  = HQQ_CODES[bits]
        dtype  = np.int32 if bits == 3 else np.uint8
        packed = tensors.integers(f"{base}.W_q", (-(-rows // count), columns), dtype)
        shifts = [bits * place for place in reversed(range(count))]
        codes  = np.concatenate([(packed >> dtype(shift)) & dtype((1 << bits) - 1)
                                 for shift in shifts])[:rows].astype(np.uint8)
        scale, zero = (widen(tensors.floats(f"{base}.{name}", each)) for name in ("scale", "zero"))
        if axis == 0:
            return ((codes - zero) * scale).reshape(n, k)
        return _coded(codes.reshape(n, k), scale.reshape(n, -1), zero.reshape(n, -1), bits, group)

    return unless_float(matrix)


def compressed_method(config: Mapping[str, Any]) -> Method:
    """Return how compressed-tensors stores a matrix. Raises UnsupportedModelError."""
    weights = _only_group(config)
    name    = config.get("format")
    formats = {"pack-quantized": _packed_integers, "int-quantized": _plain_integers,
               "mxfp4-pack-quantized": compressed_mxfp4, "nvfp4-pack-quantized": compressed_nvfp4,
               "float-quantized": compressed_fp8}
    if not isinstance(name, str) or name not in formats:
        raise UnsupportedModelError(f"compressed-tensors of format {name!r} are not read; "
                                    f"{', '.join(formats)} are")
    return unless_float(formats[name](weights))


def auto_round_method(config: Mapping[str, Any]) -> Method:
    """Return how AutoRound stores a matrix. Raises UnsupportedModelError."""
    packing = str(config.get("packing_format", "auto_round"))
    if "awq" in packing:
        return awq_method(config)
    if "gptq" in packing or packing == "auto_round":
        return gptq_method(config)
    raise UnsupportedModelError(f"AutoRound weights packed as {packing!r} are not read; export "
                                "them as auto_round or auto_gptq")


# compressed-tensors -------------------------------------------------------------------------------


def _only_group(config: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the settings of the weights, where all layers have the same."""
    by_name = config.get("config_groups")
    groups  = list(by_name.values()) if isinstance(by_name, Mapping) else []
    if len(groups) != 1 or not isinstance(groups[0], Mapping) \
            or not isinstance(groups[0].get("weights"), Mapping):
        raise UnsupportedModelError(f"compressed-tensors with {len(groups)} kinds of layers are "
                                    "not read; those with one kind are")
    return groups[0]["weights"]


def _packed_integers(weights: Mapping[str, Any]) -> Method:
    bits, group = choice(weights, "num_bits", (2, 4, 8)), group_size(weights)
    per_word    = WORD_BITS // bits

    def matrix(tensors: TensorFolder, base: str, shape: tuple[int, int]) -> Coded:
        n, k  = shape
        size  = group or k
        words = tensors.integers(f"{base}.weight_packed", (n, -(-k // per_word)), np.int32)
        codes = _unpacked(words, bits)[:, :k]
        scale = widen(tensors.floats(f"{base}.weight_scale", (n, -(-k // size))))
        zeros = np.full(scale.shape, 1 << (bits - 1), np.uint8)
        if f"{base}.weight_zero_point" in tensors:
            packed = tensors.integers(f"{base}.weight_zero_point",
                                      (-(-n // per_word), scale.shape[1]), np.int32)
            zeros  = _unpacked(packed.T, bits)[:, :n].T
        order = None
        if f"{base}.weight_g_idx" in tensors:
            order = _order(tensors.integers(f"{base}.weight_g_idx", (k,), np.int32), size, base)
            codes = codes if order is None else codes[:, order]
        return _coded(codes, scale, zeros, bits, size, order)

    return matrix


def _plain_integers(weights: Mapping[str, Any]) -> Method:
    bits, group = choice(weights, "num_bits", (8,)), group_size(weights)
    if not weights.get("symmetric", True):
        raise UnsupportedModelError("int-quantized weights with zero points are not read; "
                                    "symmetric ones are")

    def matrix(tensors: TensorFolder, base: str, shape: tuple[int, int]) -> Coded:
        n, k  = shape
        size  = group or k
        codes = tensors.integers(f"{base}.weight", shape, np.int8).view(np.uint8) ^ np.uint8(128)
        scale = widen(tensors.floats(f"{base}.weight_scale", (n, -(-k // size))))
        return _coded(codes, scale, np.full(scale.shape, 128, np.uint8), bits, size)

    return matrix


# What the libraries have in common ----------------------------------------------------------------


def _unpacked(words: np.ndarray, bits: int) -> np.ndarray:
    """Unpack int32 [R, W] to codes uint8 [R, 32 W / bits]: in sequence, the lowest bits first.

    A code may lie across two words.
    """
    rows = np.ascontiguousarray(words).view(np.uint8).reshape(len(words), -1)
    flat = np.unpackbits(rows, axis=1, bitorder="little")
    flat = flat[:, :flat.shape[1] // bits * bits].reshape(len(words), -1, bits)
    codes = np.zeros(flat.shape[:2], np.uint8)
    for place in range(bits):
        codes |= flat[:, :, place] << np.uint8(place)
    return codes


def _gemv_words(groups: int, size: int) -> int:
    """Return the words of an output's zeros in AWQ's gemv, which are padded for smaller groups."""
    multiple = max(1, 128 // size)
    return -(-groups // (8 * multiple)) * multiple


def _unpacked_awq(words: np.ndarray) -> np.ndarray:
    """Unpack int32 [R, W] in AWQ's order to codes uint8 [R, 8 W]."""
    codes = _unpacked(words, 4).reshape(len(words), -1, 8)
    return codes[:, :, np.argsort(AWQ_OUTPUTS)].reshape(len(words), -1)


def _order(index: np.ndarray, size: int, base: str) -> np.ndarray | None:
    """Return the inputs ordered by group; None if that is their own order.

    index: [K], the group of each input

    Raises ModelFileDamagedError (groups of another size).
    """
    natural = np.arange(len(index)) // size
    order   = np.argsort(index, kind="stable").astype(np.int32)
    if not np.array_equal(index[order], natural):
        raise ModelFileDamagedError(f"{base} has groups that are not of {size} inputs each; "
                                    "copy the model again")
    return None if np.array_equal(index, natural) else order


def _coded(codes: np.ndarray, scale: np.ndarray, zeros: np.ndarray, bits: int, size: int,
           order: np.ndarray | None = None) -> Coded:
    """Return weights scale * (code - zero), in groups of `size` inputs; scale and zeros [N, G].

    Groups of a multiple of the largest that the engine takes become several with the same scale.
    """
    codes, k = np.ascontiguousarray(codes), codes.shape[1]
    group    = 0 if size >= k else size
    largest  = max(GROUPS)
    if group > largest and group % largest == 0:
        count = -(-k // largest)
        scale, zeros = (np.repeat(values, size // largest, axis=1)[:, :count]
                        for values in (scale, zeros))
        group = largest
    implied  = float(zeros.flat[0]) * 2 ** (8 - bits)
    constant = implied.is_integer() and 0 <= implied <= 255 and (zeros == zeros.flat[0]).all()
    scale    = np.asarray(scale, np.float32)
    fmt      = WeightFormat(bits, group, int(implied) if constant else None)
    return Coded.of(fmt, codes, scale, None if constant else -scale * zeros, order)
