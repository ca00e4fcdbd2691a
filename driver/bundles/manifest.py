"""What a bundle folder says of itself: ``manifest.json``.

A bundle is a folder of files with fixed names, so that nothing in it can point outside it:

    manifest.json    this
    lutcore.v        the engine, for the virtual board and for projects
    lutcore.bit      the engine, for a board
    lutcore.hwh      what pynq reads beside a bitstream
    soc.json         what the driver must know of a LiteX SoC (see soc.py)
    registers.md     the register map

A bitstream may be packed as ``lutcore.bit.xz``; the manifest is that of the unpacked one. A project
is everything for a board but the bitstream; it has the toolchain's files besides.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import lzma
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lutcore.driver.contract.decode import decode_dataclass
from lutcore.driver.contract.errors import BundleFormatError
from lutcore.driver.contract.geometry import Geometry
from lutcore.driver.files import write_whole

FORMAT    = 2                           # of manifest.json
MANIFEST  = "manifest.json"
VERILOG   = "lutcore.v"
BITSTREAM = "lutcore.bit"
HARDWARE  = "lutcore.hwh"
REGISTERS = "registers.md"
SOC       = "soc.json"
PACKED    = ".xz"                       # behind the name of a file that is packed
LIMIT     = 64 << 20                    # bytes of a packed file; the largest bitstream has 20 MB

FILES = {                               # files that a bundle must have, by kind
    "virtual": (VERILOG, HARDWARE, REGISTERS),
    "board":   (BITSTREAM, HARDWARE, REGISTERS),
    "litex":   (BITSTREAM, SOC, REGISTERS),
    "project": (REGISTERS,),
}
RESOURCES = ("LUT", "FF", "BRAM", "DSP")


@dataclass(frozen=True)
class Build:
    """What a toolchain made of a design for a board."""

    toolchain: str
    seed: int | None                    # of placement; None where the toolchain takes none
    reported_mhz: float | None          # after routing, as the tool says; None if not routed
    reached_mhz: float | None           # what that is worth: less what the tool does not see
    utilisation: Mapping[str, float]    # of each of RESOURCES
    sources: Mapping[str, str] = dataclasses.field(default_factory=dict)
                                        # generated Verilog: file name to hexadecimal digest

    def __post_init__(self) -> None:
        if set(self.utilisation) != set(RESOURCES):
            raise BundleFormatError(f"{MANIFEST}: build: utilisation of "
                                    f"{', '.join(sorted(self.utilisation)) or 'nothing'}; it must "
                                    f"be of {', '.join(RESOURCES)}")


@dataclass(frozen=True)
class Manifest:
    """One bundle. Raises BundleFormatError if the fields do not fit together."""

    name: str                           # of the bundle and its folder
    kind: str                           # a key of FILES
    board: str                          # board it was built for; "virtual" for the virtual board
    geometry: Geometry
    sha256: Mapping[str, str]           # file name to hexadecimal digest
    tools: Mapping[str, str]            # name to version of what built it
    clock_mhz: float                    # clock of the engine: what was asked for, and is set
    build: Build | None = None          # of boards and projects whose toolchain has run

    def __post_init__(self) -> None:
        if self.kind not in FILES:
            raise BundleFormatError(f"bundle kind {self.kind!r}; there are: {', '.join(FILES)}")
        if not set(FILES[self.kind]) <= set(self.sha256):
            raise BundleFormatError(f"bundle files {sorted(self.sha256)}; a {self.kind} bundle has "
                                    f"{', '.join(FILES[self.kind])}")
        for name in self.sha256:
            if not re.fullmatch(r"\w[\w.-]*", name):
                raise BundleFormatError(f"bundle file {name!r} is not in the bundle's folder")

    @classmethod
    def of_folder(cls, folder: Path, *, name: str, kind: str, board: str, geometry: Geometry,
                  tools: Mapping[str, str], clock_mhz: float, build: Build | None = None,
                  more: Iterable[str] = ()) -> Manifest:
        """The manifest of the files in `folder`: those of the kind and `more`.

        Raises BundleFormatError if one is missing.
        """
        files = (*FILES.get(kind, ()), *more)
        sha256 = {file: file_digest(folder / file) for file in files}
        return cls(name, kind, board, geometry, sha256, dict(tools), clock_mhz, build)

    def encode(self) -> str:
        """The text of ``manifest.json``."""
        fields = {"format": FORMAT, "digest": f"{self.geometry.digest:08x}",
                  **dataclasses.asdict(self)}
        return json.dumps(fields, indent=2, sort_keys=True) + "\n"

    @classmethod
    def decode(cls, text: str) -> Manifest:
        """The inverse of `encode`. Raises BundleFormatError, saying what is wrong."""
        try:
            fields = json.loads(text)
        except ValueError as error:
            raise BundleFormatError(f"{MANIFEST} is not JSON: {error}") from error
        found = fields.pop("format", None) if isinstance(fields, dict) else fields
        if found != FORMAT:
            raise BundleFormatError(f"{MANIFEST} has format {found!r}, this version reads {FORMAT}")
        digest = fields.pop("digest", None)
        manifest = decode_dataclass(cls, fields, BundleFormatError, MANIFEST)
        geometry = manifest.geometry
        if digest != f"{geometry.digest:08x}":
            raise BundleFormatError(f"{MANIFEST} has digest {digest!r}, but its geometry "
                                    f"{geometry.name} has {geometry.digest:08x} in this version")
        return manifest

    def write(self, folder: Path) -> Path:
        """Write ``manifest.json`` into `folder`, whole or not at all; returns its path."""
        return write_whole(folder / MANIFEST, self.encode())

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest of `folder`. Raises BundleFormatError."""
        try:
            return cls.decode((folder / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise BundleFormatError(f"{folder / MANIFEST} cannot be read: {error}") from error

    def check_files(self, folder: Path) -> None:
        """Raise BundleFormatError if a file of the bundle is missing or was changed."""
        for name, wanted in self.sha256.items():
            found = file_digest(folder / name)
            if found != wanted:
                raise BundleFormatError(f"{folder / name} has SHA-256 {found[:16]}..., the "
                                        f"manifest says {wanted[:16]}...")


def file_digest(path: Path) -> str:
    """Hexadecimal SHA-256 of what `read_file` gives. Raises BundleFormatError."""
    return hashlib.sha256(read_file(path)).hexdigest()


def read_file(path: Path) -> bytes:
    """Content of a bundle's file, unpacked where only the packed one is there.

    Raises BundleFormatError if it cannot be read.
    """
    packed = path.with_name(path.name + PACKED)
    try:
        if path.exists() or not packed.exists():
            return path.read_bytes()
        unpacker = lzma.LZMADecompressor()
        data = unpacker.decompress(packed.read_bytes(), max_length=LIMIT)
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise BundleFormatError(f"{path} cannot be read: {error}") from error
    if not unpacker.eof:
        raise BundleFormatError(f"{packed} is cut short, or of more than {LIMIT >> 20} MB")
    return data


def pack_file(path: Path) -> None:
    """Replace a file by its packed form; the same bytes give the same bytes."""
    packed = path.with_name(path.name + PACKED)
    packed.write_bytes(lzma.compress(path.read_bytes(), preset=9 | lzma.PRESET_EXTREME))
    path.unlink()
