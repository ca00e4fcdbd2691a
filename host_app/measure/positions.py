"""`lutcore bench positions`: the time of a token and the memory of its caches against position."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import TYPE_CHECKING, Any

from lutcore.driver.steps import HostMemory
from lutcore.host_app.errors import PromptTooLongError
from lutcore.host_app.measure.host import fill_caches
from lutcore.host_app.measure.model_speed import TOKEN
from lutcore.host_app.measure.token_time import WatchedEngine, timed
from lutcore.host_app.model.model import Model

if TYPE_CHECKING:
    from lutcore.driver import Device
    from lutcore.host_app.checkpoints.source import ModelData


def positions_until(last: int, count: int) -> list[int]:
    """Return `count` positions at equal distances from 0 to `last`."""
    return sorted({round(last * i / max(1, count - 1)) for i in range(count)})


def measure_positions(data: ModelData, device: Device, positions: Sequence[int], *, cache: str,
                      repeats: int) -> Iterator[dict[str, Any]]:
    """Yield milliseconds of a decode step and bytes of the caches at each position, in order.

    The tokens before a position are not computed: random keys and values stand in for theirs.

    positions: ascending
    cache:     type of the cached keys and values

    Raises PromptTooLongError (a position beyond the model's context), and the errors of
    `Model.step`.
    """
    limit = data.config.max_position_embeddings
    if positions[-1] >= limit:
        raise PromptTooLongError(f"position {positions[-1]:,} lies outside the model's context of "
                                 f"{limit:,}; give a smaller one")
    engine  = WatchedEngine(device)
    model   = Model(data, engine, cache)
    (slot,) = model.slots(1)
    token   = TOKEN % data.config.vocab_size

    def step() -> None:
        slot.length = position
        slot.forward([token])

    filled = 0                          # bytes of the caches when they were filled
    for position in positions:
        step()
        if model.cache_bytes != filled:
            filled = model.cache_bytes
            fill_caches([x for _, part in model.program() for x in part], HostMemory(engine.live))
            step()
        seconds = [timed(step)[1] for _ in range(repeats)]
        yield {"position": position, "cache": cache, "milliseconds": 1e3 * min(seconds),
               "milliseconds_median": 1e3 * median(seconds), "cache_bytes": model.cache_bytes}
    model.free()
