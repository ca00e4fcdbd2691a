"""The callback that reports how far a long step is: building a simulator, for example."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, float], None]  # name of the step under way, fraction that is done, 0 to 1
