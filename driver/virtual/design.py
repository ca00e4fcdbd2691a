"""The generated Verilog of one engine, and the facts about it that its simulator needs."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from lutcore.driver.bundles.verilog import NETLIST, inline_memories
from lutcore.driver.errors import BundleError

TOP       = "lutcore"                   # name of the top module
MAX_PORTS = 5                           # AXI masters that simulator.cpp can bind

# gateware/engine/pins.py names the pins.
_DATA_PORT = re.compile(r"\[(\d+):0\]\s*m(\d+)_axi_wdata\b")


@dataclass(frozen=True)
class Design:
    """A Verilog text without references to other files, and its memory ports.

    Read from a bundle; `build_library` makes a simulator from it.
    """

    verilog: str                        # complete text with the contents of memories
    ports: int                          # AXI masters
    port_bytes: int                     # bytes per beat: 8 or 16
    axi3: bool                          # there is a WID, and bursts have at most 16 beats

    @property
    def is_netlist(self) -> bool:
        """Whether the Verilog is a netlist, which is many times as long as the engine's source."""
        return self.verilog.startswith(NETLIST)

    @property
    def digest(self) -> str:
        """SHA-256 of the Verilog, hexadecimal."""
        return hashlib.sha256(self.verilog.encode()).hexdigest()

    @classmethod
    def load(cls, path: str | Path) -> Design:
        """Read a Verilog file, or the one in a bundle folder.

        Raises BundleError if there is no such file or its ports are not those of an engine.
        """
        file = _verilog_file(Path(path))
        text = inline_memories(file.read_text(), lambda name: _memory_contents(file.parent / name))
        widths = {int(port): int(msb) + 1 for msb, port in _DATA_PORT.findall(text)}
        if not widths or sorted(widths) != list(range(len(widths))) or len(widths) > MAX_PORTS:
            raise BundleError(f"{file}: want AXI masters m0_axi_ to m{MAX_PORTS - 1}_axi_ without "
                              f"gaps, found {sorted(widths) or 'none'}; generate it again")
        if set(widths.values()) not in ({64}, {128}):
            raise BundleError(f"{file}: want AXI data widths all 64 or all 128, "
                              f"found {sorted(widths.values())}; generate it again")
        axi3 = re.search(r"\bm0_axi_wid\b", text) is not None
        return cls(text, len(widths), widths[0] // 8, axi3)


def _verilog_file(path: Path) -> Path:
    if path.is_file():
        return path
    files = sorted(path.glob("*.v"))
    if len(files) != 1:
        raise BundleError(f"{path}: want exactly one Verilog file, found {len(files)}; "
                          "name the file, or build the bundle again")
    return files[0]


def _memory_contents(file: Path) -> str:
    if not file.is_file():
        raise BundleError(f"{file}: the Verilog reads this file, but it is missing; build the "
                          "bundle again")
    return file.read_text()
