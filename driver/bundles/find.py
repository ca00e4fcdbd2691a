"""Search for bundles: folders with an engine, for a board or for the virtual board.

The folders in $LUTCORE_BITSTREAMS (separated like those of $PATH) come first, then the package
lutcore.bitstreams. Every subfolder with a manifest is a bundle. Devices find their engine here.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lutcore.driver.bundles.manifest import (
    BITSTREAM,
    HARDWARE,
    MANIFEST,
    VERILOG,
    Manifest,
    file_digest,
    read_file,
)
from lutcore.driver.cache import cache_folder
from lutcore.driver.contract import PRESETS, Geometry
from lutcore.driver.errors import BundleError, BundleFormatError, GeometryError
from lutcore.driver.files import write_whole

PATH_VARIABLE  = "LUTCORE_BITSTREAMS"
DEFAULT_PRESET = "demo"
TWINS          = {"pynqz1": "pynqz2"}   # boards with the same part and pins: one bitstream for both


@dataclass(frozen=True)
class Bundle:
    """A folder with an engine, and its manifest; `find_bundle` makes it."""

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        """Name of the bundle."""
        return self.manifest.name

    @property
    def geometry(self) -> Geometry:
        """Geometry of the engine."""
        return self.manifest.geometry

    @property
    def verilog(self) -> Path:
        """Verilog of the engine, for the virtual board; only bundles of kind "virtual" have it."""
        return self.folder / VERILOG

    @property
    def bitstream(self) -> Path:
        """Bitstream of the engine; only bundles for a board have it.

        A packed bitstream is unpacked into the cache, with the .hwh that pynq looks for beside it.

        Raises BundleError if that fails.
        """
        path = self.folder / BITSTREAM
        return path if path.is_file() else _unpacked(self)

    @property
    def hardware(self) -> Path:
        """The .hwh file that pynq reads beside the bitstream."""
        return self.folder / HARDWARE


def find_bundle(kind: str, geometry: str | Geometry | None = None,
                board: str | None = None) -> Bundle:
    """Return the first bundle of a kind ("virtual", "board" or "litex"), after checking its files.

    geometry: a preset's name, a `Geometry.name`, a bundle's name or a Geometry; None takes "demo",
    or any geometry if `board` is given.
    board: only bundles for this board.

    Raises BundleError (no such bundle, or files that its manifest does not describe).
    """
    if geometry is None and board is None:
        geometry = DEFAULT_PRESET
    damaged: tuple[Path, BundleFormatError] | None = None
    for folder in _folders():
        try:
            manifest = Manifest.read(folder)
        except BundleFormatError as error:
            damaged = damaged or (folder, error)
            continue
        if manifest.kind == kind and _matches(manifest, geometry) and _is_for(manifest, board):
            return _checked(Bundle(folder, manifest), geometry)
    if damaged:
        folder, cause = damaged
        raise BundleError(f"{folder}: {cause}; {_remedy(kind, geometry)}") from cause
    target = f" for board {board}" if board else ""
    raise BundleError(f"no {kind} bundle of geometry {_label(geometry)}{target}; "
                      f"{_remedy(kind, geometry)}")


def list_bundles(kind: str, geometry: str | Geometry | None = None) -> list[Bundle]:
    """Return all readable bundles of a kind in search order, without checking their files.

    geometry: only bundles with this geometry, named as in `find_bundle`.
    """
    return [bundle for bundle in _readable()
            if bundle.manifest.kind == kind and _matches(bundle.manifest, geometry)]


def resolve_geometry(geometry: str | Geometry | None) -> Geometry:
    """Return the geometry that is named as in `find_bundle`; no bundle needs to have it.

    Raises GeometryError.
    """
    if isinstance(geometry, Geometry):
        return geometry
    name = geometry or DEFAULT_PRESET
    if name in PRESETS:
        return PRESETS[name]
    named = [g for g in PRESETS.values() if g.name == name]
    named += [b.geometry for b in _readable() if name in (b.name, b.geometry.name)]
    if not named:
        raise GeometryError(f"no geometry {name!r}; there are the presets {', '.join(PRESETS)} and "
                            "the names of bundles")
    return named[0]


def _folders() -> Iterator[Path]:
    roots = [Path(p) for p in os.environ.get(PATH_VARIABLE, "").split(os.pathsep) if p]
    roots.append(Path(str(importlib.resources.files("lutcore.bitstreams"))))
    for root in roots:
        if root.is_dir():
            yield from (f for f in sorted(root.iterdir()) if (f / MANIFEST).is_file())


def _readable() -> Iterator[Bundle]:
    for folder in _folders():
        try:
            yield Bundle(folder, Manifest.read(folder))
        except BundleFormatError:
            continue                    # `find_bundle` reports it if nothing else fits


def _matches(manifest: Manifest, geometry: str | Geometry | None) -> bool:
    if isinstance(geometry, Geometry):
        return manifest.geometry.digest == geometry.digest
    if geometry is None or geometry in (manifest.name, manifest.geometry.name):
        return True
    return geometry in PRESETS and manifest.geometry.digest == PRESETS[geometry].digest


def _is_for(manifest: Manifest, board: str | None) -> bool:
    """Return whether a bundle is for `board`: "Pynq-Z2" for PYNQ, "pynq_z2" for a preset."""
    return board is None or _plain(manifest.board) == _plain(board)


def _plain(name: str) -> str:
    plain = "".join(filter(str.isalnum, name)).lower()
    return TWINS.get(plain, plain)


def _checked(bundle: Bundle, geometry: str | Geometry | None) -> Bundle:
    try:
        bundle.manifest.check_files(bundle.folder)
    except BundleFormatError as error:
        raise BundleError(f"{error}; {_remedy(bundle.manifest.kind, geometry)}") from error
    return bundle


def _unpacked(bundle: Bundle) -> Path:
    """Return the bundle's bitstream in the cache, in a folder named after the files' content."""
    names = [name for name in (HARDWARE, BITSTREAM) if name in bundle.manifest.sha256]
    digests = [bundle.manifest.sha256[name] for name in names]
    try:
        folder = cache_folder("bitstreams") / hashlib.sha256("".join(digests).encode()).hexdigest()
        folder.mkdir(exist_ok=True)
        for name, digest in zip(names, digests, strict=True):
            path = folder / name
            if path.is_file() and file_digest(path) == digest:
                continue
            write_whole(path, read_file(bundle.folder / name))
    except (OSError, BundleFormatError) as error:
        raise BundleError(f"the bitstream of {bundle.name} cannot be unpacked: {error}") from error
    return folder / BITSTREAM


def _label(geometry: str | Geometry | None) -> str:
    return geometry.name if isinstance(geometry, Geometry) else geometry or "any"


def _remedy(kind: str, geometry: str | Geometry | None) -> str:
    target = kind if kind == "virtual" else "BOARD"
    name = _label(geometry) if geometry else "NAME"
    return f"build it: lutcore build {target} --geometry {name}"
