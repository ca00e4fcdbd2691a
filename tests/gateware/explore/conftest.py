"""Fake tools, so that what runs them is tested without them."""

from __future__ import annotations

from pathlib import Path

import pytest

from lutcore.driver import tools

YOSYS = """#!/bin/sh
if [ "$1" = --version ]; then echo "Yosys 0.0 fake"; exit 0; fi
echo run >> "$FAKE_LOG"
if [ -n "$FAKE_FAIL" ]; then echo "ERROR: $FAKE_FAIL"; exit 1; fi
cp "$FAKE_NETLIST" netlist.json
"""

NEXTPNR = """#!/bin/sh
if [ "$1" = --version ]; then echo "nextpnr 0.0 fake"; exit 0; fi
cp "$FAKE_REPORT" report.json
"""

NETLIST = """{"modules": {"unit": {"cells": {
    "a": {"type": "LUT2", "port_directions": {"I0": "input", "O": "output"},
          "connections": {"I0": [2], "O": [3]}},
    "b": {"type": "FDRE", "port_directions": {"D": "input", "Q": "output"},
          "connections": {"D": [3], "Q": [4]}}}}}}"""

REPORT = """{"fmax": {"$glbnet$clk": {"achieved": 123.456, "constraint": 150}},
    "critical_paths": [
        {"from": "<async>", "to": "posedge $glbnet$clk", "path": []},
        {"from": "posedge $glbnet$clk", "to": "posedge $glbnet$clk", "path": [
            {"type": "clk-to-q", "delay": 0.5, "from": {"cell": "a_ff"}, "to": {"cell": "a_ff"}},
            {"type": "routing", "delay": 1.25, "net": "a_net", "from": {"cell": "a_ff"},
             "to": {"cell": "b_lut"}},
            {"type": "logic", "delay": 0.25, "from": {"cell": "b_lut"}, "to": {"cell": "b_lut"}},
            {"type": "setup", "delay": 0.125, "from": {"cell": "b_lut"}, "to": {"cell": "c_ff"}}]}],
    "utilization": {"TRELLIS_COMB": {"used": 7, "available": 83640},
                    "DCCA": {"used": 0, "available": 56}}}"""


class FakeTools:
    """Yosys and nextpnr that answer with files, and count their runs."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.monkeypatch = folder, monkeypatch
        self.cache = folder / "cache" / "explore"
        for name, text in (("yosys", YOSYS), ("nextpnr-ecp5", NEXTPNR)):
            (folder / "bin").mkdir(exist_ok=True)
            (folder / "bin" / name).write_text(text)
            (folder / "bin" / name).chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder / 'bin'}:/usr/bin:/bin")
        monkeypatch.setenv("LUTCORE_CACHE", str(folder / "cache"))
        for name, text in (("NETLIST", NETLIST), ("REPORT", REPORT), ("LOG", "")):
            (folder / name).write_text(text)
            monkeypatch.setenv(f"FAKE_{name}", str(folder / name))

    @property
    def runs(self) -> int:
        return len((self.folder / "LOG").read_text().splitlines())

    def fail(self, message: str) -> None:
        self.monkeypatch.setenv("FAKE_FAIL", message)

    def remove(self) -> None:
        """As on a machine without the extra."""
        self.monkeypatch.setenv("PATH", str(self.folder / "empty"))
        self.monkeypatch.setattr(tools.sys, "executable", str(self.folder / "empty" / "python"))


@pytest.fixture
def fake_tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeTools:
    return FakeTools(tmp_path, monkeypatch)
