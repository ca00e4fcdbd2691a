"""A virtual board as a client elsewhere sees it: files, a bus, memory, and a bitstream to load.

`remote` puts pynq's services in front of it. Nothing here touches the host's file system.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from lutcore.driver.bundles.find import Bundle, find_bundle, list_bundles
from lutcore.driver.bundles.hwh import FAMILIES, Core, render_hwh
from lutcore.driver.contract import Geometry
from lutcore.driver.contract.registers import CONTROL_RANGE, REGISTERS
from lutcore.driver.errors import BundleError, DeviceError, RegisterAccessError, UsageError
from lutcore.driver.pages import PageAllocator
from lutcore.driver.progress import Progress
from lutcore.driver.virtual.bitfile import firmware_digest, write_overlay
from lutcore.driver.virtual.board import ARCHITECTURES, CYCLES_PER_ACCESS
from lutcore.driver.virtual.design import Design
from lutcore.driver.virtual.fabric import Fabric
from lutcore.driver.virtual.simulator import SimulatedBoard
from lutcore.driver.virtual.verilate import library_folder

BOARDS = {"Pynq-Z1": "zynq7", "Pynq-Z2": "zynq7", "KV260": "zynqmp"}    # name to PS family
LEDS   = Core("leds_gpio", "xilinx.com:ip:axi_gpio:2.0", CONTROL_RANGE)  # right after the engine

BOARD_NODE   = "/proc/device-tree/chosen/pynq_board"
VIRTUAL_NODE = "/proc/device-tree/chosen/lutcore,virtual"   # the bundle it started with

_FIRMWARE = "/lib/firmware/"
_MANAGER  = "/sys/class/fpga_manager/fpga0/"
_WRITABLE = (_FIRMWARE, "/tmp/", f"{_MANAGER}firmware", f"{_MANAGER}flags")
_VERSIONS = {"zynq7":  b"Linux version 5.15 (arm-linux-gnueabihf-gcc) armv7l\n",
             "zynqmp": b"Linux version 5.15 (aarch64-linux-gnu-gcc) aarch64\n"}
_FAMILIES = {architecture: family for family, architecture in ARCHITECTURES.items()}
FILE_BYTES  = 64 << 20                  # of one file: more than any bitstream of these families
FILES_BYTES = 256 << 20                 # of all files


def overlay_for(source: Bundle, family: str) -> Path:
    """The .bit (a .hwh beside it) that has a served board of `family` run a virtual bundle.

    Raises BundleError, VirtualBoardUnavailableError if there is no place for it.
    """
    hwh = render_hwh(REGISTERS, family, clock_mhz=source.manifest.clock_mhz,
                     port_width=source.geometry.port_width, others=(LEDS,))
    return write_overlay(library_folder() / "overlays", Design.load(source.folder).digest, hwh)


def find_served_overlay(device: Any,
                        geometry: str | Geometry | None) -> tuple[Bundle, Path] | None:
    """Return the bundle and the .bit to load for a remote device that is a served virtual board.

    None if it is another board. Without a geometry: the bundle that the board started with. Raises
    BundleError, DeviceLostError, VirtualBoardUnavailableError (no cache folder).
    """
    if not device.exists_file(VIRTUAL_NODE).exists:
        return None
    started_with = device.read_file(VIRTUAL_NODE).decode().strip("\0\n ")
    bundle = find_bundle("virtual", geometry or started_with)
    return bundle, overlay_for(bundle, _FAMILIES[device.arch])


class Leds:
    """The AXI GPIO that four LEDs hang on: channel 1, outputs only."""

    def __init__(self) -> None:
        self.data = 0

    def read(self, offset: int) -> int:
        """The LEDs at offset 0; else 0."""
        return self.data if offset == 0 else 0

    def write(self, offset: int, value: int) -> None:
        """Set the LEDs at offset 0; direction and the absent channel 2 ignore it."""
        if offset == 0:
            self.data = value & 0xF


class ServedBoard:
    """One board. Every method is atomic between threads; all raise LutcoreErrors only."""

    def __init__(self, source: Bundle, name: str = "Pynq-Z2", *,
                 cycles_per_access: int = CYCLES_PER_ACCESS, progress: Progress | None = None,
                 **ddr: int | float) -> None:
        """A board called `name`, of BOARDS, that has booted with the virtual bundle `source`.

        Keywords beyond these are fields of DdrConfig. Raises UsageError, BundleError,
        VirtualBoardUnavailableError, VirtualBoardBuildError.
        """
        if name not in BOARDS:
            raise UsageError(f"no board {name!r} to be; there are: {', '.join(BOARDS)}")
        self.name, self.family = name, BOARDS[name]
        self._cycles, self._ddr = cycles_per_access, ddr
        self._lock = threading.RLock()
        self._files = {
            BOARD_NODE: name.encode() + b"\0", VIRTUAL_NODE: source.name.encode() + b"\0",
            "/proc/version": _VERSIONS[self.family],
            f"{_MANAGER}state": b"operating\n", f"{_MANAGER}flags": b"0\n",
        }
        self._buffers: dict[str, tuple[int, int]] = {}  # id: (address, bytes)
        self._ids = itertools.count()
        self._leds = Leds()
        self._board = SimulatedBoard(source.folder, progress=progress, **ddr)
        self._fabric = Fabric(self._board, self.family, cycles_per_access)
        config = self._board.config
        self._pages = PageAllocator(config.base, config.size)

    def close(self) -> None:
        """Free the model; again is harmless."""
        with self._lock:
            self._board.close()

    # Files ----------------------------------------------------------------------------------------

    def has_file(self, path: str) -> bool:
        """Whether there is a file `path`."""
        with self._lock:
            return path in self._files

    def read_file(self, path: str) -> bytes:
        """The content of a file. Raises DeviceError."""
        with self._lock:
            if path not in self._files:
                raise DeviceError(f"{path}: the virtual board has no such file")
            return self._files[path]

    def write_file(self, path: str, chunks: Iterable[bytes]) -> None:
        """Write a file, whole or not at all. Naming a firmware to the FPGA manager loads it.

        Raises DeviceError for a place that is not written to or no room, and BundleError for a
        bitstream that is no virtual board's or of a bundle that is not here.
        """
        if not path.startswith(_WRITABLE):
            raise DeviceError(f"{path}: the virtual board takes files in {', '.join(_WRITABLE)}")
        content = bytearray()
        for chunk in chunks:
            content += chunk
            if len(content) > FILE_BYTES:
                raise DeviceError(f"{path}: more than {FILE_BYTES} bytes; this is no bitstream")
        with self._lock:
            others = sum(len(data) for name, data in self._files.items() if name != path)
            if others + len(content) > FILES_BYTES:
                raise DeviceError(f"{path}: no room, files take {others} bytes; start the virtual "
                                  "board again")
            if path == f"{_MANAGER}firmware":
                self._load(bytes(content).decode(errors="replace").strip())
            self._files[path] = bytes(content)

    def _load(self, firmware: str) -> None:
        if self._files[f"{_MANAGER}flags"].strip() not in (b"", b"0"):
            raise BundleError(f"{firmware}: the virtual board cannot be reconfigured in part; "
                              "load a whole overlay")
        digest = firmware_digest(self.read_file(_FIRMWARE + firmware), firmware)
        if digest == self._board.design.digest:
            self._board.reset()
            return
        for found in list_bundles("virtual"):
            design = Design.load(found.folder)
            if design.digest == digest:
                self._replace(design)
                return
        raise BundleError(f"{firmware} is of design {digest[:16]}, which no virtual bundle here is "
                          "of; build client's and server's bundles from the same gateware")

    def _replace(self, design: Design) -> None:
        """Another engine in the fabric: memory keeps its bytes, as on a board."""
        board = SimulatedBoard(design, config=self._board.config)
        for address, nbytes in self._buffers.values():
            board.view(address, nbytes)[:] = self._board.view(address, nbytes)
        self._board.close()
        self._board = board
        self._fabric = Fabric(board, self.family, self._cycles)

    # Bus ------------------------------------------------------------------------------------------

    def read(self, address: int) -> int:
        """The 32-bit register at a bus address. Raises what Fabric.read does."""
        with self._lock:
            target, address = self._decode(address)
            return target.read(address)

    def write(self, address: int, value: int) -> None:
        """Write the 32-bit register at a bus address. Raises what Fabric.write does."""
        with self._lock:
            target, address = self._decode(address)
            target.write(address, value)

    def _decode(self, address: int) -> tuple[Leds | Fabric, int]:
        if address % 4:
            raise RegisterAccessError(f"register access at {address:#x}; want a multiple of 4")
        offset = address - FAMILIES[self.family].base - LEDS.offset
        if 0 <= offset < CONTROL_RANGE:
            return self._leds, offset
        return self._fabric, address

    # Memory ---------------------------------------------------------------------------------------

    def allocate(self, nbytes: int) -> str:
        """The id of a new buffer. Raises DeviceMemoryError, DeviceError for less than a byte."""
        if nbytes < 1:
            raise DeviceError(f"a buffer of {nbytes} bytes; want at least 1, and less than 2 GiB")
        with self._lock:
            name = f"buffer{next(self._ids)}"
            self._buffers[name] = self._pages.allocate(nbytes), nbytes
            return name

    def free(self, buffer: str) -> None:
        """Give a buffer's memory back. Raises DeviceError."""
        with self._lock:
            self._pages.release(self.address(buffer))
            del self._buffers[buffer]

    def address(self, buffer: str) -> int:
        """The bus address of a buffer. Raises DeviceError."""
        return self._find(buffer)[0]

    def read_memory(self, buffer: str, start: int, nbytes: int) -> bytes:
        """At most `nbytes` bytes of a buffer from `start` on. Raises DeviceError."""
        with self._lock:
            address, size = self._find(buffer)
            start = min(start, size)
            return self._board.view(address + start, min(nbytes, size - start)).tobytes()

    def write_memory(self, buffer: str, start: int, data: bytes) -> None:
        """Write a buffer from byte `start` on. Raises DeviceError if it does not fit."""
        with self._lock:
            address, size = self._find(buffer)
            if start + len(data) > size:
                raise DeviceError(f"{len(data)} bytes at {start} of a buffer of {size} bytes; "
                                  "allocate a larger one")
            self._board.view(address + start, len(data))[:] = np.frombuffer(data, np.uint8)

    def _find(self, buffer: str) -> tuple[int, int]:
        with self._lock:
            if buffer not in self._buffers:
                raise DeviceError(f"no buffer {buffer!r}; it was freed: allocate another")
            return self._buffers[buffer]
