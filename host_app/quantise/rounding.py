"""Quantisation by rounding: float weights to low-bit codes, each weight by itself.

Integers are rounded to nearest, and each group along K is clipped as suits it best. To fit the
scale to the largest weight is a poor choice at 2 to 4 bits: a smaller scale clips a few weights and
rounds all others more finely. So a grid of clipping ratios is tried, the one with the least squared
error wins, and its scale is fitted once more to its own codes by least squares.

Ternary weights are those of BitNet b1.58: -s, 0 and s, where s is the mean magnitude of an output's
weights. MXFP4 is the OCP microscaling format: groups of 32 numbers E2M1 that share a power of two.

quantise/calibrated.py chooses codes by their effect on a text instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from lutcore.driver.contract import PackedMatrix, WeightFormat
from lutcore.driver.contract.packing import TERNARY, pack_parts
from lutcore.host_app.checkpoints.tensors import widen
from lutcore.host_app.errors import NonFiniteWeightsError, QuantisationError
from lutcore.host_app.model.tensors import STEERING

# The implied offset by bits: o = -s * zero / 2**(8 - bits). Up to 7 bits the levels lie
# symmetrically about zero, which is half a step from two of them (1 bit: -a and +a); with 8 bits
# zero itself is a level.
ZERO = {bits: 128 - (128 >> bits) for bits in range(1, 9)}

MXFP4 = WeightFormat(bits=5, group=32, zero=96)  # the code of x is 12 + 2 x; |x| = 0, 0.5 ... 6
NAMED = {"ternary": TERNARY, "mxfp4": MXFP4}     # formats that imply the group

# Only whole-row groups of thousands of weights gain from ratios below 0.3; 1 is plain rounding.
CLIP_RATIOS = np.linspace(0.3, 1.0, 15, dtype=np.float32)

# Methods: this module, quantise/calibrated.py and quantise/propagated.py.
NEAREST, FEEDBACK, PROPAGATION = METHODS = ("nearest", "gptq", "qep")

DEFAULT_GROUP = "32"                    # weights per group of integers
Formats = WeightFormat | Mapping[str, WeightFormat]     # of all matrices, or by name

BLOCK_WEIGHTS = 1 << 18                 # weights of one step: keeps the temporaries in the cache


def weight_format(weights: str, group: str | None = None, asymmetric: bool = False,
                  default_group: str = DEFAULT_GROUP) -> WeightFormat:
    """Return the format that the command line spells as weights `int4`, group `64` or `row`.

    default_group: for integers, where group is None

    Raises QuantisationError (unknown weights), FormatError (a group that the engine does not take).
    """
    if weights in NAMED:
        return _named(weights, group, asymmetric)
    bits = {f"int{bits}": bits for bits in ZERO}.get(weights)
    if bits is None:
        raise QuantisationError(f"weights {weights!r}; the quantiser makes "
                                f"{', '.join((*(f'int{bits}' for bits in ZERO), *NAMED))}")
    group = group or default_group
    if group != "row" and not group.isdecimal():
        raise QuantisationError(f"group {group!r}; it must be a number of weights, or row")
    return WeightFormat(
        bits, 0 if group == "row" else int(group), None if asymmetric else ZERO[bits])


CAREFUL = weight_format("int8")         # for the matrices that a quantised checkpoint has in float,
                                        # and for those that steer all others


def all_formats() -> list[WeightFormat]:
    """Return one format of every kind that the quantiser produces, from few bits to many."""
    choices: list[tuple[str, str | None, bool]] = [("ternary", None, False), ("mxfp4", None, False)]
    choices += [(f"int{bits}", group, False) for bits in (1, 2, 3, 4, 5, 6, 8)
                for group in ("row", "128", "32")]
    choices += [(f"int{bits}", group, True) for bits in (2, 3, 4) for group in ("128", "32")]
    return [weight_format(*choice) for choice in choices]


def format_of(formats: Formats, name: str) -> WeightFormat:
    """Return the format of a matrix; those that steer all others have CAREFUL."""
    if name.endswith(STEERING):
        return CAREFUL
    return formats if isinstance(formats, WeightFormat) else formats[name]


def spelling(fmt: WeightFormat) -> tuple[str, str, bool]:
    """Return the weights, group and asymmetry from which `weight_format` makes this format."""
    names = {named: name for name, named in NAMED.items()}
    return names.get(fmt, f"int{fmt.bits}"), str(fmt.group or "row"), fmt.zero is None


def describe(fmt: WeightFormat | None) -> dict[str, Any]:
    """Return weights, group and asymmetric as the commands' JSON has them; None is float32."""
    if fmt is None:
        return {"weights": "float32", "group": None, "asymmetric": False}
    weights, _, asymmetric = spelling(fmt)
    return {"weights": weights, "group": fmt.group or "row", "asymmetric": asymmetric}


def _named(weights: str, group: str | None, asymmetric: bool) -> WeightFormat:
    """Return a format of NAMED; refuse another group than its own, and offsets."""
    own = spelling(NAMED[weights])[1]
    if group not in (None, own) or asymmetric:
        raise QuantisationError(f"{weights} weights have scales for group {own} and no offsets; "
                                "leave group and offsets out")
    return NAMED[weights]


def quantise_matrix(weights: np.ndarray, fmt: WeightFormat) -> PackedMatrix:
    """Quantise [N, K] of a type for `widen`, and pack it. Raises NonFiniteWeightsError."""
    n, k = weights.shape
    return pack_parts(n, k, fmt, lambda rows: quantise(widen(weights[rows]), fmt))


def quantise(weights: np.ndarray, fmt: WeightFormat
             ) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
    """Return codes uint8 [N, K], scale float32 [N, G], and an explicit offset float32 [N, G].

    The last group is short where K is not a multiple of the group. Raises NonFiniteWeightsError.
    """
    n, k   = weights.shape
    codes  = np.empty((n, k), np.uint8)
    scale  = np.empty((n, fmt.groups(k)), np.float32)
    offset = np.empty_like(scale)
    rows   = max(1, BLOCK_WEIGHTS // k)
    for top in range(0, n, rows):
        block = slice(top, top + rows)
        if not np.isfinite(weights[block]).all():
            raise NonFiniteWeightsError(
                "the weights hold NaN or infinity; the checkpoint is damaged, so copy it again")
        for columns, groups, size in _spans(k, fmt.group):
            part = weights[block, columns]
            part = part.reshape(len(part), -1, size)                   # [rows, G, size]
            fitted = fit(part, fmt)
            codes[block, columns] = fitted[0].reshape(len(part), -1)
            scale[block, groups], offset[block, groups] = fitted[1], fitted[2]
    return codes, scale, offset if fmt.zero is None else None


def _spans(k: int, group: int) -> Iterator[tuple[slice, slice, int]]:
    """Yield (columns, groups, size) of the full groups, then of the short one at the end."""
    group = group or k
    full  = k // group
    if full:
        yield slice(0, full * group), slice(0, full), group
    if k % group:
        yield slice(full * group, k), slice(full, full + 1), k % group


def fit(part: np.ndarray, fmt: WeightFormat
        ) -> tuple[np.ndarray, np.ndarray, np.ndarray | float]:
    """Return codes [rows, G, size], scale [rows, G] and offset of weights [rows, G, size].

    The offset means nothing where the format implies it.
    """
    if fmt.ternary:
        return _ternary(part)
    if fmt == MXFP4:
        return _mxfp4(part)
    return _asymmetric(part, fmt) if fmt.zero is None else _symmetric(part, fmt)


def _ternary(part: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Fit BitNet's ternary weights; see `fit`."""
    scale = np.abs(part).mean(axis=-1, keepdims=True)
    return _nearest(part, scale, np.float32(1), 2).astype(np.uint8), scale[..., 0], 0.0


def _mxfp4(part: np.ndarray) -> tuple[np.ndarray, np.ndarray, float]:
    """Fit MXFP4; see `fit`. The group's largest weight gets E2M1's largest exponent, 2."""
    limit    = np.abs(part).max(axis=-1, keepdims=True)
    exponent = np.frexp(limit)[1] - 1 - 2
    size     = np.ldexp(np.abs(part), -exponent)                       # 0 to 8
    step     = np.select([size < 2, size < 4], [0.5, 1.0], 2.0)
    doubled  = np.minimum(2 * step * np.rint(size / step), 12)
    codes    = 12 + np.copysign(doubled, part)
    scale    = np.where(limit > 0, np.ldexp(np.float32(0.5), exponent), 0)
    return codes.astype(np.uint8), scale[..., 0], 0.0


def _symmetric(part: np.ndarray, fmt: WeightFormat
               ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Fit integers whose offset is implied; see `fit`."""
    top    = (1 << fmt.bits) - 1
    centre = np.float32(fmt.zero / 2 ** (8 - fmt.bits))
    limit  = np.abs(part).max(axis=-1, keepdims=True) / (top - centre)
    if fmt.bits == 1:                   # here the optimum has a closed form: a = mean |w|
        scale = 2 * np.abs(part).mean(axis=-1, keepdims=True)
    else:
        scale = _best(part, limit, lambda scale: _nearest(part, scale, centre, top) - centre)
    codes = _nearest(part, scale, centre, top)
    if fmt.bits > 1:
        levels = codes - centre
        scale  = _ratio((part * levels).sum(axis=-1, keepdims=True),
                        (levels * levels).sum(axis=-1, keepdims=True))
    return codes.astype(np.uint8), scale[..., 0], -centre * scale[..., 0]


def _asymmetric(part: np.ndarray, fmt: WeightFormat
                ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Fit integers and their offset; see `fit`. The range is clipped towards the mean."""
    top    = (1 << fmt.bits) - 1
    middle = part.mean(axis=-1, keepdims=True)
    part   = part - middle
    low    = part.min(axis=-1, keepdims=True)
    limit  = (part.max(axis=-1, keepdims=True) - low) / np.float32(top)
    centre = _ratio(-low, limit)                                       # the code of the mean
    scale  = _best(part, limit, lambda scale: _nearest(part, scale, centre, top) - centre)
    codes  = _nearest(part, scale, centre, top)
    # Fit the line part = scale * codes + offset by least squares; a constant group has scale 0.
    mean   = codes.mean(axis=-1, keepdims=True)
    spread = codes - mean
    scale  = _ratio((part * spread).sum(axis=-1, keepdims=True),
                    (spread * spread).sum(axis=-1, keepdims=True))
    offset = middle - scale * mean
    return codes.astype(np.uint8), scale[..., 0], offset[..., 0]


def _best(part: np.ndarray, limit: np.ndarray,
          levels: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Return the scale with the least squared error among limit * CLIP_RATIOS, [rows, G, 1].

    limit: scale at which the group's largest weight is not clipped
    levels: turns a scale into the nearest levels, in steps of that scale
    """
    best  = limit
    least = np.full(limit.shape, np.inf, np.float32)
    for ratio in CLIP_RATIOS:
        scale = limit * ratio
        error = part - scale * levels(scale)
        error = np.einsum("rgk,rgk->rg", error, error)[..., None]
        best  = np.where(error < least, scale, best)
        least = np.minimum(error, least)
    return best


def _nearest(part: np.ndarray, scale: np.ndarray, centre: np.ndarray | np.float32,
             top: int) -> np.ndarray:
    """Return the nearest codes as float32; the middle one where the scale is 0."""
    codes = part * _ratio(np.float32(1), scale)
    codes += centre
    np.rint(codes, out=codes)
    return np.clip(codes, 0, top, out=codes)


def _ratio(top: np.ndarray | np.float32, bottom: np.ndarray) -> np.ndarray:
    """Return top / bottom, and 0 where bottom is so small that 1 / bottom would overflow."""
    return np.divide(top, bottom, out=np.zeros_like(bottom), where=np.abs(bottom) > 1e-30)
