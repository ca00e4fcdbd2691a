"""A stand-in bitstream: the container that pynq expects of a .bit, around nothing but a digest.

pynq caches what it knows of an overlay under the hash of the .bit alone, so a stand-in must differ
whenever its design or .hwh does: the digests of both are in the header's design field. pynq strips
the header before it sends a bitstream to a remote board, so the design's digest is in the
configuration words too: written to AXSS, the register that bitstreams leave notes in.
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
_NOTE     = _SYNC + _NOOP + _AXSS       # what the digest's 32 bytes follow
_START    = 4096                        # bytes that hold header and digest of a stand-in


def render_bit(verilog_digest: str, hwh: str, part: str = "xc7z020clg400") -> bytes:
    """A .bit that is unique for a Verilog digest (SHA-256, hexadecimal) and the text of a .hwh."""
    hwh_digest = hashlib.sha256(hwh.encode()).hexdigest()
    design = f"lutcore;verilog={verilog_digest};hwh={hwh_digest};Version=virtual"
    fields = [("a", design), ("b", part), ("c", "2000/01/01"), ("d", "00:00:00")]
    header = b"".join(tag.encode() + struct.pack(">h", len(text) + 1) + text.encode() + b"\0"
                      for tag, text in fields)
    payload = _NOTE + bytes.fromhex(verilog_digest) + _NOOP  # a multiple of 4 bytes: pynq demands
    return _PREAMBLE + header + b"e" + struct.pack(">i", len(payload)) + payload


def verilog_digest(bit: Path) -> str:
    """The digest of the Verilog that a stand-in stands for. Raises BundleError."""
    with bit.open("rb") as file:
        return _digest(file.read(_START), str(bit))


def firmware_digest(firmware: bytes, name: str) -> str:
    """The same of what pynq makes of a .bit for Linux: no header, the bytes of each word swapped.

    Raises BundleError, which calls the firmware `name`.
    """
    words = np.frombuffer(firmware[:_START], np.uint32, count=min(len(firmware), _START) // 4)
    return _digest(words.byteswap().tobytes(), name)


def _digest(start: bytes, name: str) -> str:
    _, note, digest = start.partition(_NOTE)
    if not note or len(digest) < 32:
        raise BundleError(f"{name}: not a virtual board's bitstream; build the bundle again, or "
                          "give it to the board it was made for")
    return digest[:32].hex()


def write_overlay(folder: Path, design_digest: str, hwh: str) -> Path:
    """Writes a stand-in and its .hwh into `folder`; returns the path of the .bit, which names both
    to pynq."""
    return stage(folder, render_bit(design_digest, hwh), hwh.encode())
