"""Writing files and folders whole or not at all, so that no reader ever sees half of one.

Everything is written beside its final place, under a hidden name, and moved there when it is
complete. After an error the old content is still there, and nothing is left beside it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_whole(path: Path, content: bytes | str) -> Path:
    """Write a file; text as UTF-8, line ends as they are. Return its path.

    Raises OSError.
    """
    with whole_file(path) as partial:
        partial.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield a path to write to; it becomes `path` when the block ends without an error.

    For what some other code writes, a linker for example; see `write_whole`. Raises OSError.
    """
    with _hidden_folder(path) as folder:
        partial = folder / path.name
        yield partial
        os.replace(partial, path)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Yield an empty folder; it becomes `path` when the block ends without an error.

    Makes the parents of `path`. An old folder at `path` is replaced, and stays if that fails.
    Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _hidden_folder(path) as folder:
        yield folder
        folder.chmod(0o755)             # tempfile makes folders that only their owner may read
        _replace_folder(folder, path)


@contextmanager
def _hidden_folder(path: Path) -> Iterator[Path]:
    """Yield a temporary folder on the file system of `path`, where a move is one step."""
    folder = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _replace_folder(folder: Path, path: Path) -> None:
    """Move `folder` to `path`; the old folder there comes back if that fails."""
    aside = folder.with_name(f"{folder.name}.old")
    if path.exists():
        os.replace(path, aside)
    try:
        os.replace(folder, path)
    except BaseException:
        if aside.exists():
            os.replace(aside, path)
        raise
    shutil.rmtree(aside, ignore_errors=True)
