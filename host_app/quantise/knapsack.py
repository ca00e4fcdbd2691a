"""The choice of formats within a budget of words: a knapsack, solved along convex hulls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lutcore.driver.contract import WeightFormat


@dataclass(frozen=True)
class Offer:
    """A format for some matrices, and what it costs."""

    format: WeightFormat
    words: int                          # of the streams
    loss: float                         # nats per token


def cheapest(offers: Sequence[Sequence[Offer]], room: int) -> list[Offer]:
    """Return one offer for each part, with at most `room` words in all and little loss.

    Starts with the fewest words; exchanges then follow the hulls, the best per word first, as far
    as there is room.
    """
    hulls     = [hull(part) for part in offers]
    chosen    = [0] * len(hulls)
    left      = room - sum(steps[0].words for steps in hulls)
    exchanges = [(-_gain(steps[to - 1], steps[to]), part, to)
                 for part, steps in enumerate(hulls) for to in range(1, len(steps))]
    for _, part, to in sorted(exchanges):           # of one part in the order of its hull
        more = hulls[part][to].words - hulls[part][chosen[part]].words
        if more <= left:
            chosen[part] = to
            left -= more
    return [steps[at] for steps, at in zip(hulls, chosen, strict=True)]


def hull(offers: Sequence[Offer]) -> list[Offer]:
    """Return the lower convex hull: from few words to many, each step gains less per word."""
    found: list[Offer] = []
    for offer in sorted(offers, key=lambda offer: (offer.words, offer.loss)):
        if found and offer.loss >= found[-1].loss:
            continue
        while len(found) > 1 and _gain(found[-2], found[-1]) <= _gain(found[-1], offer):
            found.pop()
        found.append(offer)
    return found


def _gain(a: Offer, b: Offer) -> float:
    """Return how much less loss b has, per word more."""
    return (a.loss - b.loss) / (b.words - a.words)
