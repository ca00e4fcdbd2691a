"""A stand-in bitstream: the container that pynq expects of a .bit, around nothing.

pynq caches what it knows of an overlay under the hash of the .bit alone, so a stand-in must differ
whenever its design or .hwh does: the digests of both are in the header's design field.
"""

from __future__ import annotations

import hashlib
import os
import re
import struct
from pathlib import Path

from lutcore.driver.errors import BundleError

_PREAMBLE = struct.pack(">h9sh", 9, b"\x0f\xf0" * 4 + b"\0", 1)
_SYNC     = bytes.fromhex("ffffffffaa995566")
_NOOP     = bytes.fromhex("20000000")
_DIGEST   = re.compile(rb"a..[^\0]*;verilog=([0-9a-f]{64});", re.DOTALL)


def render_bit(verilog_digest: str, hwh: str, part: str = "xc7z020clg400") -> bytes:
    """A .bit that is unique for a Verilog digest (SHA-256, hexadecimal) and the text of a .hwh."""
    hwh_digest = hashlib.sha256(hwh.encode()).hexdigest()
    design = f"lutcore;verilog={verilog_digest};hwh={hwh_digest};Version=virtual"
    fields = [("a", design), ("b", part), ("c", "2000/01/01"), ("d", "00:00:00")]
    header = b"".join(tag.encode() + struct.pack(">h", len(text) + 1) + text.encode() + b"\0"
                      for tag, text in fields)
    payload = _SYNC + 6 * _NOOP         # a multiple of 4 bytes, which pynq demands
    return _PREAMBLE + header + b"e" + struct.pack(">i", len(payload)) + payload


def verilog_digest(bit: Path) -> str:
    """The digest of the Verilog that a stand-in stands for. Raises BundleError."""
    found = _DIGEST.search(bit.read_bytes()[:4096])
    if not found:
        raise BundleError(f"{bit}: not a virtual board's bitstream; build the bundle again")
    return found[1].decode()


def write_overlay(folder: Path, design_digest: str, hwh: str) -> Path:
    """Writes ``lutcore.bit`` and ``lutcore.hwh`` and returns the path of the .bit, which names
    both to pynq."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "lutcore.hwh", hwh.encode())
    return _write(folder / "lutcore.bit", render_bit(design_digest, hwh))


def _write(path: Path, content: bytes) -> Path:
    if not path.is_file() or path.read_bytes() != content:
        partial = path.with_name(f"{path.name}.{os.getpid()}")
        partial.write_bytes(content)
        os.replace(partial, path)
    return path
