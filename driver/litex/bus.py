"""What a SoC's bus does for the driver, and what becomes of a board that no longer answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import numpy as np

from lutcore.driver.bundles.soc_map import SocMap
from lutcore.driver.errors import DeviceLostError

T = TypeVar("T")


class Bus(Protocol):
    """A SoC's bus: a `RemoteBus`, an `EtherboneBus`, or a model of one in tests."""

    board: str                          # how to call it in messages

    def read(self, address: int, words: int = 1) -> np.ndarray:
        """Return uint32 [words] from a byte address on."""

    def write(self, address: int, words: np.ndarray | int) -> None:
        """Write one word, or uint32 [words], from a byte address on; twice does no harm."""

    def once(self, address: int, words: np.ndarray | int, times: int = 1) -> bool:
        """Write words `times` times, and never more; False if it may have been fewer."""

    def know(self, soc: SocMap) -> None:
        """Take what the bus needs from the SoC's map; called before anything is uploaded."""

    def upload(self, address: int, words: np.ndarray) -> None:
        """Write uint32 [words] to memory, and see that they arrive."""

    def close(self) -> None:
        """Let go of the board."""


class Line:
    """The way to a board, which can be lost; after that, every call fails at once.

    A bus has one, and sends and receives in its `call`.
    """

    def __init__(self, board: str, check: str, then: str = "open the device again") -> None:
        """`board` is its name in messages; `check`, what to look at, `then`, what to do after."""
        self._board, self._check, self._then = board, check, then
        self._lost: str | None = None

    def call(self, action: Callable[..., T], *arguments: Any) -> T:
        """Return what `action` returns; an OSError means that the board is lost.

        Raises DeviceLostError.
        """
        if self._lost:
            raise DeviceLostError(self._lost)
        try:
            return action(*arguments)
        except OSError as error:
            raise self.lost(str(error)) from error

    def lost(self, why: str) -> DeviceLostError:
        """Count the board as lost; return the error to raise."""
        self._lost = (f"the board {self._board} does not answer ({why}); is it on, configured with "
                      f"lutcore's bitstream, {self._check}? Then {self._then}")
        return DeviceLostError(self._lost)
