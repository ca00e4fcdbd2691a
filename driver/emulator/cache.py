"""Decoded weights and activations that the emulator keeps from one descriptor to the next."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any


class DecodedCache:
    """Decoded values, up to a number of bytes. Once it is full, new values are not kept.

    A model goes through its matrices in turn: if the oldest value were thrown out for a new one,
    no value would ever be there when it is needed again.
    """

    def __init__(self, limit: int) -> None:
        """limit: bytes of all values together."""
        self._limit, self._held = limit, 0
        self._entries: dict[Hashable, tuple[Any, int]] = {}     # value, its bytes
        self._keys: dict[Hashable, set[Hashable]] = {}          # by the buffer they came from

    def get(self, key: Hashable) -> Any:
        """Return the value, or None."""
        return self._entries[key][0] if key in self._entries else None

    def put(self, key: Hashable, value: Any, nbytes: int, buffer: Hashable) -> None:
        """Keep a value of `nbytes` that was decoded from `buffer`, if there is room."""
        if self._held + nbytes > self._limit:
            return
        self._entries[key] = (value, nbytes)
        self._keys.setdefault(buffer, set()).add(key)
        self._held += nbytes

    def drop(self, buffer: Hashable) -> None:
        """Forget everything that was decoded from `buffer`: its bytes change."""
        for key in self._keys.pop(buffer, ()):
            self._held -= self._entries.pop(key)[1]
