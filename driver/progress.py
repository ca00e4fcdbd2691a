"""How a long step reports its progress, from the virtual board's build to the command line's bar."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, float], None]  # name of the step under way, fraction that is done, 0 to 1
