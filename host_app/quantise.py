"""Float weights to low-bit codes, by rounding to nearest with the best clipping of each group.

Per group of K the largest weight is a poor choice of scale at 2 to 4 bits: a smaller one clips a
few weights and rounds all others finer. So a grid of clipping ratios is tried, the one of least
squared error wins, and its scale is fitted once more to its own codes by least squares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from lutcore.driver.spec import PackedMatrix, WeightFormat, pack_matrix
from lutcore.host_app.errors import NonFiniteWeights, QuantisationError

# o = -s * zero / 2**(8 - bits). Up to 4 bits the levels lie symmetrically about zero, half a step
# off it (1 bit: -a and +a); with 8 bits zero itself is a level.
ZERO = {1: 64, 2: 96, 3: 112, 4: 120, 8: 128}

# Below 0.3 only whole rows of thousands of weights gain anything; 1 is plain rounding.
CLIP_RATIOS = np.linspace(0.3, 1.0, 15, dtype=np.float32)

BLOCK_WEIGHTS = 1 << 18                          # of one step: keeps the temporaries in the cache


def weight_format(weights: str, group: str, asymmetric: bool = False) -> WeightFormat:
    """The format of command-line spellings: weights `int4`, group `64` or `row`.

    Raises QuantisationError for weights that the quantiser does not make, FormatError for groups.
    """
    bits = {f"int{bits}": bits for bits in ZERO}.get(weights)
    if bits is None:
        raise QuantisationError(
            f"weights {weights!r}; the quantiser makes {', '.join(f'int{bits}' for bits in ZERO)}")
    if group != "row" and not group.isdecimal():
        raise QuantisationError(f"group {group!r}; it is a number of weights, or row")
    return WeightFormat(
        bits, 0 if group == "row" else int(group), None if asymmetric else ZERO[bits])


def quantise_matrix(weights: np.ndarray, fmt: WeightFormat) -> PackedMatrix:
    """float32 [N, K] quantised and packed. Raises NonFiniteWeights."""
    return pack_matrix(*quantise(weights, fmt), fmt)


def quantise(weights: np.ndarray, fmt: WeightFormat
        ) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
    """Codes uint8 [N, K], scale float32 [N, G], and offset float32 [N, G] where it is explicit.

    The last group is short where K is no multiple of the group. Raises NonFiniteWeights.
    """
    n, k   = weights.shape
    codes  = np.empty((n, k), np.uint8)
    scale  = np.empty((n, fmt.groups(k)), np.float32)
    offset = np.empty_like(scale)
    rows   = max(1, BLOCK_WEIGHTS // k)
    for top in range(0, n, rows):
        block = slice(top, top + rows)
        if not np.isfinite(weights[block]).all():
            raise NonFiniteWeights("the weights hold NaN or infinity; the checkpoint is damaged")
        for columns, groups, size in _spans(k, fmt.group):
            part = weights[block, columns]
            part = part.reshape(len(part), -1, size)                   # [rows, G, size]
            fitted = _symmetric(part, fmt) if fmt.zero is not None else _asymmetric(part, fmt)
            codes[block, columns] = fitted[0].reshape(len(part), -1)
            scale[block, groups], offset[block, groups] = fitted[1], fitted[2]
    return codes, scale, offset if fmt.zero is None else None


def _spans(k: int, group: int) -> Iterator[tuple[slice, slice, int]]:
    """(columns, groups, size): the full groups, then the short one at the end."""
    group = group or k
    full  = k // group
    if full:
        yield slice(0, full * group), slice(0, full), group
    if k % group:
        yield slice(full * group, k), slice(full, full + 1), k % group


def _symmetric(part: np.ndarray, fmt: WeightFormat
        ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Codes [rows, G, size], scale [rows, G] and the implied offset, of weights [rows, G, size]."""
    top    = (1 << fmt.bits) - 1
    centre = np.float32(fmt.zero / 2 ** (8 - fmt.bits))
    limit  = np.abs(part).max(axis=-1, keepdims=True) / (top - centre)
    if fmt.bits == 1:                            # the optimum has a closed form: a = mean |w|
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
    """As _symmetric, with the offset fitted: the range is clipped towards the mean."""
    top    = (1 << fmt.bits) - 1
    middle = part.mean(axis=-1, keepdims=True)
    part   = part - middle
    low    = part.min(axis=-1, keepdims=True)
    limit  = (part.max(axis=-1, keepdims=True) - low) / np.float32(top)
    centre = _ratio(-low, limit)                                       # the code of the mean
    scale  = _best(part, limit, lambda scale: _nearest(part, scale, centre, top) - centre)
    codes  = _nearest(part, scale, centre, top)
    # Least squares of the line part = scale * codes + offset; a constant group has scale 0.
    mean   = codes.mean(axis=-1, keepdims=True)
    spread = codes - mean
    scale  = _ratio((part * spread).sum(axis=-1, keepdims=True),
        (spread * spread).sum(axis=-1, keepdims=True))
    offset = middle - scale * mean
    return codes.astype(np.uint8), scale[..., 0], offset[..., 0]


def _best(part: np.ndarray, limit: np.ndarray,
        levels: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """The scale of least squared error among limit * CLIP_RATIOS, per group [rows, G, 1]."""
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
    """The nearest codes, float32; the middle one where the scale is 0."""
    codes = part * _ratio(np.float32(1), scale)
    codes += centre
    np.rint(codes, out=codes)
    return np.clip(codes, 0, top, out=codes)


def _ratio(top: np.ndarray | np.float32, bottom: np.ndarray) -> np.ndarray:
    """top / bottom, and 0 where bottom is next to nothing: 1 / bottom would overflow."""
    return np.divide(top, bottom, out=np.zeros_like(bottom), where=np.abs(bottom) > 1e-30)
