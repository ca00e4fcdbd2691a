"""What ROUTE and SKIP compute, bit for bit: experts that are chosen on the way.

A model with experts runs a few of them for each token. ROUTE chooses them by the router's scores
and gives each a share, 0 for those that are not chosen. SKIP passes over the instructions of an
expert that no row has chosen, so that its weights are not streamed.
"""

from __future__ import annotations

import numpy as np

from lutcore.driver.contract.execute import Memory, load, numbers, store
from lutcore.driver.contract.floating import F32, exp, flush, ordered_sum
from lutcore.driver.contract.instructions import Route, Skip


def route(r: Route, memory: Memory, rows: np.ndarray) -> None:
    """Write the experts' shares of every row: the softmax of the scores, 0 for the others.

        m = max s;  p = exp(s - m);  y = p * (1 / sum p)   for the `chosen` largest scores

    Of equal scores the first is the larger. The sum is over the chosen experts where `normalised`
    is set, else over all. Where a score is not finite, all shares of the row are NaN.
    """
    scores = load(memory, r.a, rows, r.first, r.rows, r.experts)
    store(memory, r.y, rows, r.first, shares(scores, r.chosen, r.normalised))


def shares(scores: np.ndarray, chosen: int, normalised: bool) -> np.ndarray:
    """The experts' shares float32 [rows, experts] of scores of that shape."""
    keep = np.zeros(scores.shape, bool)
    best = np.argsort(-scores, axis=1, kind="stable")[:, :chosen]
    np.put_along_axis(keep, best, True, axis=1)
    with np.errstate(all="ignore"):
        p = exp(scores - scores.max(axis=1, keepdims=True))
        total = ordered_sum(np.where(keep, p, F32(0)) if normalised else p)
        y = np.where(keep, p * (F32(1) / total)[:, None], F32(0))
    finite = np.isfinite(scores).all(axis=1, keepdims=True)
    return np.where(finite, flush(y), F32(np.nan))


def skips(s: Skip, memory: Memory) -> bool:
    """Whether the number of every row is 0, so that the instructions behind are passed over."""
    return all(numbers(memory, s.numbers + s.stride * row, 1)[0] == 0
               for row in range(s.first, s.first + s.rows))
