"""The virtual board's stand-in for a bitstream: a .bit file that holds only digests.

pynq caches its knowledge of an overlay under the hash of the .bit alone, so a stand-in must differ
whenever its design or its .hwh does: the header's design field holds the digests of both. pynq
strips the header before it sends a bitstream to a remote board, so the configuration words hold the
design's digest as well: they write it to AXSS, the register for a user's notes.
"""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

import numpy as np

from lutcore.driver.errors import BundleError
from lutcore.driver.pynq.staging import stage

_PREAMBLE = struct.pack(">h9sh", 9, b"\x0f\xf0" * 4 + b"\0", 1)
_SYNC     = bytes.fromhex("ffffffffaa995566")
_NOOP     = bytes.fromhex("20000000")
_AXSS     = bytes.fromhex("3001a008")   # type 1 packet: write 8 words to register 13
_NOTE     = _SYNC + _NOOP + _AXSS       # the digest's 32 bytes come next
_START    = 4096                        # bytes at the start of a file that hold header and digest


def render_bit(verilog_digest: str, hwh: str, part: str = "xc7z020clg400") -> bytes:
    """Return a .bit that is unique for a Verilog digest (SHA-256, hexadecimal) and a .hwh."""
    hwh_digest = hashlib.sha256(hwh.encode()).hexdigest()
    design = f"lutcore;verilog={verilog_digest};hwh={hwh_digest};Version=virtual"
    fields = [("a", design), ("b", part), ("c", "2000/01/01"), ("d", "00:00:00")]
    header = b"".join(tag.encode() + struct.pack(">h", len(text) + 1) + text.encode() + b"\0"
                      for tag, text in fields)
    payload = _NOTE + bytes.fromhex(verilog_digest) + _NOOP  # whole words, or pynq refuses it
    return _PREAMBLE + header + b"e" + struct.pack(">i", len(payload)) + payload


def verilog_digest(bit: Path) -> str:
    """Return the Verilog digest in a stand-in. Raises BundleError."""
    with bit.open("rb") as file:
        return _digest(file.read(_START), str(bit))


def firmware_digest(firmware: bytes, name: str) -> str:
    """Return the Verilog digest in a firmware: a .bit as pynq converts it for a board's Linux.

    The header is gone, and the bytes of each word are swapped. name: the firmware's, for
    BundleError, which is raised if it is not a stand-in.
    """
    words = np.frombuffer(firmware[:_START], np.uint32, count=min(len(firmware), _START) // 4)
    return _digest(words.byteswap().tobytes(), name)


def _digest(start: bytes, name: str) -> str:
    _, note, digest = start.partition(_NOTE)
    if not note or len(digest) < 32:
        raise BundleError(f"{name}: not a virtual board's bitstream; build the bundle again, or "
                          "load it on the board it was built for")
    return digest[:32].hex()


def write_overlay(folder: Path, design_digest: str, hwh: str) -> Path:
    """Write a stand-in and its .hwh into `folder`; return the path of the .bit, for pynq."""
    return stage(folder, render_bit(design_digest, hwh), hwh.encode())
