"""Where lutcore keeps what it builds: $LUTCORE_CACHE, else $XDG_CACHE_HOME/lutcore, else
~/.cache/lutcore. Every folder in it may be deleted at any time."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder(name: str) -> Path:
    """The folder `name` of the cache; made if it is not there. Raises OSError."""
    base = os.environ.get("LUTCORE_CACHE")
    if not base:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "lutcore"
    folder = Path(base).expanduser().resolve() / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
