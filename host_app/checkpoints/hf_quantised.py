"""Hugging Face folders that are quantised already: how each library stores a matrix [N, K].

    gptq                 qweight int32, codes along K of each column; qzeros, scales [G, N], g_idx
    awq                  qweight int32 [K, N / 8], eight columns in a shuffled order; qzeros, scales
    hqq                  W_q uint8, parts of the list of groups in one byte; scale, zero per group
    compressed-tensors   weight_packed int32 [N, words] or uint8 (MXFP4), or weight int8; scales
    auto-round           as gptq or awq, by its packing_format

Codes stay as they are. The zero is implied where a matrix has one for all its groups.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from lutcore.driver.contract import WeightFormat
from lutcore.driver.contract.packing import GROUPS
from lutcore.driver.errors import FormatError
from lutcore.host_app.checkpoints.source import Coded, Method
from lutcore.host_app.checkpoints.tensors import TensorFolder, widen
from lutcore.host_app.errors import ModelFileDamagedError, UnsupportedModelError
from lutcore.host_app.quantise.rounding import MXFP4

WORD_BITS   = 32
AWQ_COLUMNS = (0, 2, 4, 6, 1, 3, 5, 7)             # column of each nibble, lowest first
HQQ_VALUES  = {8: 1, 4: 2, 2: 4, 1: 8, 3: 10}      # in one element of W_q, by bits
E2M1        = np.array([0, 1, 2, 3, 4, 6, 8, 12])  # twice the magnitudes


def gptq_method(config: Mapping[str, Any]) -> Method:
    """Raises UnsupportedModelError, as the others do."""
    bits, group = _choice(config, "bits", (2, 3, 4, 8)), _size(config)
    shift = 0 if config.get("checkpoint_format") == "gptq_v2" else 1

    def matrix(tensors: TensorFolder, base: str, shape: tuple[int, int]) -> Coded:
        n, k   = shape
        size   = group or k
        groups = -(-k // size)
        words  = tensors.integers(f"{base}.qweight", (k * bits // WORD_BITS, n), np.int32)
        zeros  = tensors.integers(f"{base}.qzeros", (groups, n * bits // WORD_BITS), np.int32)
        zeros  = (_stream(zeros, bits) + shift) & (1 << bits) - 1      # [G, N]; wraps, as AutoGPTQ
        scale  = widen(tensors.floats(f"{base}.scales", (groups, n))).T
        codes, order = _stream(words.T, bits), None
        if f"{base}.g_idx" in tensors:
            order = _order(tensors.integers(f"{base}.g_idx", (k,), np.int32), size, base)
        if order is not None:
            codes = codes[:, order]
        return _coded(codes, scale, zeros.T, bits, size, order)

    return _unless_float(matrix)


def awq_method(config: Mapping[str, Any]) -> Method:
    bits, group = _choice(config, "bits", (4,), "w_bit"), _size(config, "q_group_size")
    version = str(config.get("version", "gemm")).lower()
    if version != "gemm":
        raise UnsupportedModelError(f"AWQ weights of version {version!r} are not read; gemm is")

    def matrix(tensors: TensorFolder, base: str, shape: tuple[int, int]) -> Coded:
        n, k   = shape
        size   = group or k
        groups = -(-k // size)
        codes  = _awq(tensors.integers(f"{base}.qweight", (k, n // 8), np.int32))
        zeros  = _awq(tensors.integers(f"{base}.qzeros", (groups, n // 8), np.int32))
        scale  = widen(tensors.floats(f"{base}.scales", (groups, n)))
        return _coded(codes.T, scale.T, zeros.T, bits, size)

    return _unless_float(matrix)


def hqq_method(config: Mapping[str, Any]) -> Method:
    raw  = config.get("quant_config")
    if not isinstance(raw, Mapping) or not isinstance(raw.get("weight_quant_params"), Mapping):
        raise UnsupportedModelError("HQQ weights with settings for every layer are not read; those with "
                                    "one for all are")
    raw  = raw["weight_quant_params"]
    bits, size = _choice(raw, "nbits", tuple(HQQ_VALUES)), _size(raw)
    if raw.get("axis") != 1:
        raise UnsupportedModelError(f"HQQ groups along axis {raw.get('axis')} are not read, as the "
                                    "engine's lie along the inputs; quantise the model again with axis 1")

    def matrix(tensors: TensorFolder, base: str, shape: tuple[int, int]) -> Coded:
        n, k   = shape
        group  = size or k
        rows   = n * k // group
        count  = HQQ_VALUES[bits]
        dtype  = np.int32 if bits == 3 else np.uint8
        packed = tensors.integers(f"{base}.W_q", (-(-rows // count), group), dtype)
        shifts = [bits * place for place in reversed(range(count))]
        codes  = np.concatenate([packed >> dtype(shift) & dtype((1 << bits) - 1)
                                 for shift in shifts])[:rows]
        scale, zero = (widen(tensors.floats(f"{base}.{name}", (rows, 1))).reshape(n, -1)
                       for name in ("scale", "zero"))
        return _coded(codes.astype(np.uint8).reshape(n, k), scale, zero, bits, group)

    return _unless_float(matrix)


def compressed_method(config: Mapping[str, Any]) -> Method:
    weights = _only_group(config)
    kind    = config.get("format")
    makers  = {"pack-quantized": _packed_integers, "int-quantized": _plain_integers,
               "mxfp4-pack-quantized": _mxfp4}
    if kind not in makers:
        raise UnsupportedModelError(f"compressed-tensors of format {kind!r} are not read; "
                                    f"{', '.join(makers)} are")
    return _unless_float(makers[kind](weights))


def auto_round_method(config: Mapping[str, Any]) -> Method:
    packing = str(config.get("packing_format", "auto_round"))
    if "awq" in packing:
        return awq_method(config)
    if "gptq" in packing or packing == "auto_round":
        return gptq_method(config)
    raise UnsupportedModelError(f"AutoRound weights packed as {packing!r} are not read; export them as "
                                "auto_round or auto_gptq")


# compressed-tensors -------------------------------------------------------------------------------

def _only_group(config: Mapping[str, Any]) -> Mapping[str, Any]:
    groups = config.get("config_groups")
    found  = list(groups.values()) if isinstance(groups, Mapping) else []
    if len(found) != 1 or not isinstance(found[0], Mapping) \
            or not isinstance(found[0].get("weights"), Mapping):
        raise UnsupportedModelError(f"compressed-tensors with {len(found)} kinds of layers are not "
                                    "read; those with one are")
    return found[0]["weights"]


def _packed_integers(weights: Mapping[str, Any]) -> Method:
    bits, group = _choice(weights, "num_bits", (2, 4, 8)), _size(weights)
    per_word    = WORD_BITS // bits

    def matrix(tensors: TensorFolder, base: str, shape: tuple[int, int]) -> Coded:
        n, k  = shape
        size  = group or k
        words = tensors.integers(f"{base}.weight_packed", (n, -(-k // per_word)), np.int32)
        codes = _stream(words, bits)[:, :k]
        scale = widen(tensors.floats(f"{base}.weight_scale", (n, -(-k // size))))
        zeros = np.full(scale.shape, 1 << bits - 1, np.uint8)
        if f"{base}.weight_zero_point" in tensors:
            packed = tensors.integers(f"{base}.weight_zero_point",
                                      (-(-n // per_word), scale.shape[1]), np.int32)
            zeros  = _stream(packed.T, bits)[:, :n].T
        order = None
        if f"{base}.weight_g_idx" in tensors:
            order = _order(tensors.integers(f"{base}.weight_g_idx", (k,), np.int32), size, base)
            codes = codes if order is None else codes[:, order]
        return _coded(codes, scale, zeros, bits, size, order)

    return matrix


def _plain_integers(weights: Mapping[str, Any]) -> Method:
    bits, group = _choice(weights, "num_bits", (8,)), _size(weights)
    if not weights.get("symmetric", True):
        raise UnsupportedModelError("int-quantized weights with zero points are not read; symmetric are")

    def matrix(tensors: TensorFolder, base: str, shape: tuple[int, int]) -> Coded:
        n, k  = shape
        size  = group or k
        codes = tensors.integers(f"{base}.weight", shape, np.int8).view(np.uint8) ^ np.uint8(128)
        scale = widen(tensors.floats(f"{base}.weight_scale", (n, -(-k // size))))
        return _coded(codes, scale, np.full(scale.shape, 128, np.uint8), bits, size)

    return matrix


def _mxfp4(weights: Mapping[str, Any]) -> Method:
    _choice(weights, "group_size", (32,))

    def matrix(tensors: TensorFolder, base: str, shape: tuple[int, int]) -> Coded:
        n, k   = shape
        packed = tensors.integers(f"{base}.weight_packed", (n, k // 2), np.uint8)
        scale  = tensors.integers(f"{base}.weight_scale", (n, k // 32), np.uint8)
        fours  = np.stack((packed & 15, packed >> 4), axis=-1).reshape(n, k)
        codes  = 12 + np.where(fours & 8, -E2M1[fours & 7], E2M1[fours & 7])
        return Coded(MXFP4, codes.astype(np.uint8),
                     np.ldexp(np.float32(0.5), scale.astype(np.int32) - 127))

    return matrix


# Common -------------------------------------------------------------------------------------------

def _unless_float(method: Method) -> Method:
    """The method, but for matrices that were left in float, as heads are."""
    def matrix(tensors: TensorFolder, name: str, shape: tuple[int, int]) -> np.ndarray | Coded:
        if name in tensors and tensors.array(name).dtype != np.int8:
            return tensors.floats(name, shape)
        return method(tensors, name.removesuffix(".weight"), shape)
    return matrix


def _stream(words: np.ndarray, bits: int) -> np.ndarray:
    """Codes uint8 [R, 32 W / bits] of int32 [R, W]: one after the other, lowest bits first."""
    rows = np.ascontiguousarray(words).view(np.uint8).reshape(len(words), -1)
    flat = np.unpackbits(rows, axis=1, bitorder="little")
    flat = flat[:, :flat.shape[1] // bits * bits].reshape(len(words), -1, bits)
    codes = np.zeros(flat.shape[:2], np.uint8)
    for place in range(bits):
        codes |= flat[:, :, place] << np.uint8(place)
    return codes


def _awq(words: np.ndarray) -> np.ndarray:
    """Codes uint8 [R, 8 W] of int32 [R, W]."""
    return _stream(words, 4).reshape(len(words), -1, 8)[:, :, np.argsort(AWQ_COLUMNS)].reshape(
        len(words), -1)


def _order(index: np.ndarray, size: int, base: str) -> np.ndarray | None:
    """The inputs group by group, of the group that each belongs to; None if they lie so already."""
    natural = np.arange(len(index)) // size
    order   = np.argsort(index, kind="stable").astype(np.int32)
    if not np.array_equal(index[order], natural):
        raise ModelFileDamagedError(f"{base} has groups that are not of {size} inputs each; "
                                    "copy the model again")
    return None if np.array_equal(index, natural) else order


def _coded(codes: np.ndarray, scale: np.ndarray, zeros: np.ndarray, bits: int, size: int,
           order: np.ndarray | None = None) -> Coded:
    """scale * (code - zero) with groups of `size`; scale and zeros [N, G]."""
    codes, k = np.ascontiguousarray(codes), codes.shape[1]
    group    = 0 if size >= k else size
    if group > max(GROUPS) and group % max(GROUPS) == 0:               # the same scale repeated
        parts = size // max(GROUPS)
        count = -(-k // max(GROUPS))
        scale, zeros = (np.repeat(part, parts, axis=1)[:, :count] for part in (scale, zeros))
        group = max(GROUPS)
    implied  = float(zeros.flat[0]) * 2 ** (8 - bits)
    constant = implied.is_integer() and 0 <= implied <= 255 and (zeros == zeros.flat[0]).all()
    scale    = np.asarray(scale, np.float32)
    fmt      = WeightFormat(bits, group, int(implied) if constant else None)
    return Coded(fmt, codes, scale, None if constant else -scale * zeros, order)


def _choice(config: Mapping[str, Any], name: str, known: tuple[int, ...], other: str = "") -> int:
    value = config.get(name, config.get(other))
    if value not in known:
        raise UnsupportedModelError(f"quantised weights with {name} {value!r} are not read; "
                                    f"{', '.join(map(str, known))} are")
    return value


def _size(config: Mapping[str, Any], other: str = "") -> int:
    """Inputs of a group; 0 is the whole row."""
    value = config.get("group_size", config.get(other))
    if value in (None, -1, 0):
        return 0
    try:
        if isinstance(value, int) and value > max(GROUPS) and value % max(GROUPS) == 0:
            return value
        WeightFormat(4, value, None)
    except FormatError as error:
        raise UnsupportedModelError(f"quantised weights in {error}") from error
    return value
