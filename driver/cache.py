"""The folder for everything that lutcore builds and may build again.

It is $LUTCORE_CACHE, else $XDG_CACHE_HOME/lutcore, else ~/.cache/lutcore. Every folder in it may be
deleted at any time.
"""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder(name: str) -> Path:
    """Return the folder `name` of the cache; make it if it is not there. Raises OSError."""
    base = os.environ.get("LUTCORE_CACHE") or os.path.join(
        os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "lutcore")
    folder = Path(base).expanduser().resolve() / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
