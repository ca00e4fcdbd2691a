"""Fixtures: the copier, a stand-in for the engine with its ports, as design, bundle and board; and
served virtual boards in this process, with a loopback address for each.
"""

from __future__ import annotations

import itertools
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lutcore.driver.bundles.find import find_bundle
from lutcore.driver.bundles.hwh import render_hwh
from lutcore.driver.contract.registers import Field, Register
from lutcore.driver.virtual.board import virtual_available
from lutcore.driver.virtual.served import ServedBoard
from lutcore.driver.virtual.simulator import SimulatedBoard
from lutcore.driver.virtual.verilate import toolchain_available

MIB  = 1 << 20
HERE = Path(__file__).parent
ROM  = 0x434F_5059                      # value of register `id`
VLNV = "lutcore.org:test:copier:1.0"

_numbers = itertools.count(1)           # last bytes of loopback addresses
_NAMES = ("id", "control", "length", "src", "dst", "cycles", "latency", "scratch", "mode",
          "fault", "checksum")
_CONTROL = (Field("busy", 1, "Running; write 1 to start.", 0), Field("done", 1, "Ended.", 1),
            Field("error", 1, "A burst was answered with an error.", 2),
            Field("irq_enable", 1, "Interrupt when done.", 3),
            Field("response", 2, "The error.", 4))
REGISTERS = tuple(
    Register(i, name, "ro" if name in ("id", "cycles") else "rw", f"Register {name}.",
             _CONTROL if name == "control" else (Field("value", 32, "All of it."),))
    for i, name in enumerate(_NAMES))
OFFSET = {register.name: register.offset for register in REGISTERS}


@dataclass
class Copier:
    """A driver for the copier on a SimulatedBoard."""

    board: SimulatedBoard

    def read(self, name: str) -> int:
        return self.board.read32(OFFSET[name])

    def write(self, **registers: int) -> None:
        for name, value in registers.items():
            self.board.write32(OFFSET[name], value)

    def start(self, src: int, dst: int, length: int, mode: int = 0, fault: int = 0) -> None:
        """Start a copy. Addresses are bytes from the start of memory."""
        base = self.board.config.base
        self.write(src=base + src, dst=base + dst, length=length, mode=mode, fault=fault)
        self.write(control=9)

    def run(self, *args: int, cycles: int = 200_000, **more: int) -> dict[str, int]:
        """Start a copy and wait; return the fields of `control`, busy cycles and latency."""
        self.start(*args, **more)
        self.board.step(cycles, until_irq=True)
        control = self.read("control")
        fields = {f.name: control >> f.offset & (1 << f.size) - 1 for f in _CONTROL}
        return {**fields, "cycles": self.read("cycles"), "latency": self.read("latency")}

    def fill(self, length: int) -> np.ndarray:
        """Fill the start of memory with random bytes; return a copy of them."""
        self.board.memory[:length] = np.random.default_rng(1).integers(0, 256, length, np.uint8)
        return self.board.memory[:length].copy()


def _wide(verilog: str) -> str:
    """Return the copier with AXI4 ports of 128 bits."""
    for old, new in (("[63:0]", "[127:0]"), ("[7:0]  m0_axi_wstrb", "[15:0] m0_axi_wstrb"),
                     ("[3:0]  m0_axi_arlen", "[7:0]  m0_axi_arlen"),
                     ("[3:0]  m0_axi_awlen", "[7:0]  m0_axi_awlen"),
                     ("localparam BYTES = 8", "localparam BYTES = 16")):
        assert old in verilog
        verilog = verilog.replace(old, new)
    return re.sub(r".*\bm0_axi_wid\b.*\n", "", verilog)


def _twin(verilog: str) -> str:
    """Return two copiers with a port each; both are written, the first one is read."""
    ports = re.search(r"module lutcore \((.*?)\);", verilog, re.DOTALL)[1].split(",")
    names = [re.search(r"(\w+)\s*$", port)[1] for port in ports]
    second = [port.replace("m0_", "m1_") for port in ports if "m0_" in port]
    bind = {0: [f".{name}({name})" for name in names], 1: []}
    for name, port in zip(names, ports, strict=True):
        if "m0_" in name:
            bind[1].append(f".{name}({name.replace('m0_', 'm1_')})")
        elif "input" in port:
            bind[1].append(f".{name}({name})")
    top = ",".join(ports + second).replace("output reg ", "output wire")
    return (verilog.replace("module lutcore", "module copier")
            + f"\nmodule lutcore ({top});\ncopier a ({', '.join(bind[0])});\n"
            + f"copier b ({', '.join(bind[1])});\nendmodule\n")


def _needs_tools() -> None:
    usable, reason = toolchain_available()
    if not usable:
        pytest.skip(reason)


@pytest.fixture(scope="session")
def make_bundle(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """make_bundle(change, family): writes a bundle folder; change: function of the Verilog."""
    def make(change: Callable[[str], str] = str, family: str = "zynq7") -> Path:
        folder = tmp_path_factory.mktemp("bundle")
        (folder / "lutcore.v").write_text(change((HERE / "copier.v").read_text()))
        (folder / "copier_rom.init").write_bytes((HERE / "copier_rom.init").read_bytes())
        (folder / "copier.hwh").write_text(render_hwh(REGISTERS, family, vlnv=VLNV))
        return folder
    return make


@pytest.fixture(scope="session")
def bundles(make_bundle: Callable[..., Path]) -> dict[str, Path]:
    """Bundles of the copier: "axi3" (64 bits), "axi4" (128 bits), "twin" (two AXI3 ports)."""
    return {"axi3": make_bundle(), "axi4": make_bundle(_wide), "twin": make_bundle(_twin)}


@pytest.fixture
def copier(bundles: dict[str, Path], request: pytest.FixtureRequest) -> Callable[..., Copier]:
    """copier(kind, **fields of DdrConfig): a Copier on a new board, closed after the test."""
    _needs_tools()

    def make(kind: str = "axi3", **ddr: float) -> Copier:
        board = SimulatedBoard(bundles[kind], **{"size": MIB, **ddr})
        request.addfinalizer(board.close)
        return Copier(board)
    return make


@pytest.fixture(scope="session")
def virtual_board() -> None:
    """Skip where a virtual board cannot be served."""
    possible, reason = virtual_available()
    if not possible:
        pytest.skip(reason)
    if sys.platform != "linux":
        pytest.skip("all of 127.0.0.0/8 must be loopback")


@pytest.fixture(scope="session")
def own_address(virtual_board: None) -> Callable[[], str]:
    """own_address(): a loopback address that no other test uses, as pynq's port is always 7967."""
    def make() -> str:
        pid = os.getpid()
        return f"127.{1 + pid // 250 % 250}.{1 + pid % 250}.{next(_numbers)}"
    return make


@pytest.fixture
def make_board(virtual_board: None, request: pytest.FixtureRequest) -> Callable[..., ServedBoard]:
    """make_board(name, geometry, **fields of DdrConfig): a ServedBoard, closed after the test."""
    def make(name: str = "Pynq-Z2", geometry: str = "tiny", **ddr: Any) -> ServedBoard:
        board = ServedBoard(find_bundle("virtual", geometry), name, **{"size": MIB, **ddr})
        request.addfinalizer(board.close)
        return board
    return make


@pytest.fixture
def plant(tmp_path: Path) -> Callable[[dict[str, object]], Path]:
    """plant(files): writes a made-up /sys, /proc or /etc, by path; returns its folder."""
    def write(files: dict[str, object]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{content}\n")
        return tmp_path
    return write
