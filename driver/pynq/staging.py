"""pynq itself, imported without its warnings, and the files that it takes a bitstream from."""

from __future__ import annotations

import hashlib
import warnings
from pathlib import Path
from types import ModuleType

from lutcore.driver.bundles.find import Bundle
from lutcore.driver.cache import cache_folder
from lutcore.driver.errors import DeviceUnavailableError
from lutcore.driver.files import write_whole

STAGED = "lutcore_"                     # begins the names of staged bitstreams


def import_pynq() -> ModuleType:
    """Return pynq, without the warnings that it gives on a machine that is not a board.

    Raises DeviceUnavailableError where it is not installed.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import pynq
            import pynq.lib  # Overlay would import it, with the warnings
        except ImportError as error:
            raise DeviceUnavailableError(f"pynq cannot be imported ({error}); it is part of a "
                                         "board's image, elsewhere: pip install "
                                         "'lutcore[virtual]'") from error
    return pynq


def overlays_folder() -> Path:
    """Return the cache folder of the bitstreams that pynq loads.

    Raises DeviceUnavailableError if it cannot be made.
    """
    try:
        return cache_folder("overlays")
    except OSError as error:
        raise DeviceUnavailableError(f"no cache folder: {error}; set $LUTCORE_CACHE to a folder "
                                     "that can be written") from error


def stage_bundle(bundle: Bundle) -> Path:
    """Return the bitstream of a bundle for a board, named by its content, with its .hwh beside it.

    Raises BundleError, DeviceUnavailableError (no cache folder).
    """
    return stage(overlays_folder(), bundle.bitstream.read_bytes(), bundle.hardware.read_bytes())


def stage(folder: Path, bit: bytes, hwh: bytes) -> Path:
    """Write a .bit and its .hwh side by side, named by their content; return the path of the .bit.

    A remote board keeps a bitstream under its name, and pynq does not send that name again. On the
    board itself, a name tells what is loaded, when a bundle is built again in its folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{STAGED}{hashlib.sha256(bit + hwh).hexdigest()[:16]}"
    _write(folder / f"{name}.hwh", hwh)
    return _write(folder / f"{name}.bit", bit)


def _write(path: Path, content: bytes) -> Path:
    if not path.is_file() or path.read_bytes() != content:
        write_whole(path, content)
    return path
