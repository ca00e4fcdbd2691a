"""The description of a bundle folder: ``manifest.json``.

A bundle is a folder of files with fixed names, so that nothing in it can point outside it:

    manifest.json    the description
    lutcore.v        the engine, for the virtual board and for projects
    lutcore.bit      the engine, for a board
    lutcore.hwh      hardware handoff, which pynq reads beside a bitstream
    soc.json         addresses in a LiteX SoC (see soc_map)
    registers.md     the register map

A bitstream may be packed as ``lutcore.bit.xz``; the manifest describes the unpacked one. A project
holds everything for a board except the bitstream, and the toolchain's input files. `lutcore build`
writes bundles, `find_bundle` reads them.
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

FORMAT    = 3                           # version of manifest.json
MANIFEST  = "manifest.json"
VERILOG   = "lutcore.v"
BITSTREAM = "lutcore.bit"
HARDWARE  = "lutcore.hwh"
REGISTERS = "registers.md"
SOC       = "soc.json"
PACKED    = ".xz"                       # suffix of a packed file
LIMIT     = 64 << 20                    # bytes of a packed file; the largest bitstream has 20 MB

FILES = {                               # files that a bundle of each kind must have
    "virtual": (VERILOG, HARDWARE, REGISTERS),
    "board":   (BITSTREAM, HARDWARE, REGISTERS),
    "litex":   (BITSTREAM, SOC, REGISTERS),
    "project": (REGISTERS,),
}
RESOURCES = ("LUT", "FF", "BRAM", "DSP")


@dataclass(frozen=True)
class TimedPath:
    """The slowest path of a kind that the toolchain does not time: an estimate, in nanoseconds."""

    kind: str                           # for example "from PS7"
    start: str                          # CELL/PIN whose clock starts it
    end: str                            # CELL/PIN whose clock ends it
    vendor_ns: float                    # clock-to-out and set-up of the vendor's blocks
    logic_ns: float                     # registers, lookup tables and carry chains, by the tool
    route_ns: float                     # wires, by the tool
    total_ns: float                     # the sum; what the tool says is derated as its clock is


@dataclass(frozen=True)
class Build:
    """The result of a toolchain's run on a design for a board."""

    toolchain: str
    seed: int | None                    # placement seed; None where the toolchain takes none
    reported_mhz: float | None          # reported by the tool after routing; None if not routed
    reached_mhz: float | None           # the same derated, or what `paths` allow if that is less
    utilisation: Mapping[str, float]    # amount of each of RESOURCES
    sources: Mapping[str, str] = dataclasses.field(default_factory=dict)
                                        # file name of generated Verilog to hexadecimal digest
    paths: tuple[TimedPath, ...] = ()   # what the tool does not time; () where it times everything

    def __post_init__(self) -> None:
        if set(self.utilisation) != set(RESOURCES):
            raise BundleFormatError(f"{MANIFEST}: build: utilisation of "
                                    f"{', '.join(sorted(self.utilisation)) or 'nothing'}; it must "
                                    f"be of {', '.join(RESOURCES)}")


@dataclass(frozen=True)
class Manifest:
    """One bundle's manifest. Raises BundleFormatError if the fields do not fit together."""

    name: str                           # name of the bundle and of its folder
    kind: str                           # a key of FILES
    board: str                          # board it was built for; "virtual" for the virtual board
    geometry: Geometry
    sha256: Mapping[str, str]           # file name to hexadecimal digest
    tools: Mapping[str, str]            # name to version of each tool that built it
    clock_mhz: float                    # clock of the engine, which pynq or the SoC sets
    build: Build | None = None          # present if a toolchain has run

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
        """Return the manifest of the files in `folder`: those of the kind, and `more`.

        Raises BundleFormatError if a file is missing.
        """
        files = (*FILES.get(kind, ()), *more)
        sha256 = {file: file_digest(folder / file) for file in files}
        return cls(name, kind, board, geometry, sha256, dict(tools), clock_mhz, build)

    def encode(self) -> str:
        """Return the text of ``manifest.json``."""
        fields = {"format": FORMAT, "digest": f"{self.geometry.digest:08x}",
                  **dataclasses.asdict(self), "geometry": self.geometry.to_dict()}
        return json.dumps(fields, indent=2, sort_keys=True) + "\n"

    @classmethod
    def decode(cls, text: str) -> Manifest:
        """Return the inverse of `encode`. Raises BundleFormatError, which names the fault."""
        try:
            fields = json.loads(text)
        except ValueError as error:
            raise BundleFormatError(f"{MANIFEST} is not JSON: {error}") from error
        version = fields.pop("format", None) if isinstance(fields, dict) else fields
        if version != FORMAT:
            raise BundleFormatError(f"{MANIFEST} has format {version!r}, this version reads "
                                    f"{FORMAT}")
        digest = fields.pop("digest", None)
        manifest = decode_dataclass(cls, fields, BundleFormatError, MANIFEST)
        geometry = manifest.geometry
        if digest != f"{geometry.digest:08x}":
            raise BundleFormatError(f"{MANIFEST} has digest {digest!r}, but its geometry "
                                    f"{geometry.name} has {geometry.digest:08x} in this version")
        return manifest

    def write(self, folder: Path) -> Path:
        """Write ``manifest.json`` into `folder`, whole or not at all. Return its path."""
        return write_whole(folder / MANIFEST, self.encode())

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Return the manifest of `folder`. Raises BundleFormatError."""
        try:
            return cls.decode((folder / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise BundleFormatError(f"{folder / MANIFEST} cannot be read: {error}") from error

    def check_files(self, folder: Path) -> None:
        """Raise BundleFormatError if a file of the bundle is missing or was changed."""
        for name, expected in self.sha256.items():
            digest = file_digest(folder / name)
            if digest != expected:
                raise BundleFormatError(f"{folder / name} has SHA-256 {digest[:16]}..., the "
                                        f"manifest says {expected[:16]}...")


def file_digest(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file, unpacked. Raises BundleFormatError."""
    return hashlib.sha256(read_file(path)).hexdigest()


def read_file(path: Path) -> bytes:
    """Return the content of a bundle's file, unpacked if only its packed form is there.

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
        raise BundleFormatError(f"{packed} is cut short, or has more than {LIMIT >> 20} MB")
    return data


def pack_file(path: Path) -> None:
    """Replace a file by its packed form, which depends on nothing but its content."""
    packed = path.with_name(path.name + PACKED)
    packed.write_bytes(lzma.compress(path.read_bytes(), preset=9 | lzma.PRESET_EXTREME))
    path.unlink()
