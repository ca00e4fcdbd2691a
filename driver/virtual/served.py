"""A virtual board for clients in other processes: files, a bus, memory, bitstreams to load.

`server` puts pynq's services in front of it. A client's files are kept in memory: none of them
touches the host's file system.
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
from lutcore.driver.contract.registers import BY_NAME, CONTROL_RANGE, extract, registers_of
from lutcore.driver.errors import BundleError, DeviceError, RegisterAccessError, UsageError
from lutcore.driver.pages import PageAllocator
from lutcore.driver.progress import Progress
from lutcore.driver.virtual.bitfile import firmware_digest, write_overlay
from lutcore.driver.virtual.board import ARCHITECTURES, CYCLES_PER_ACCESS
from lutcore.driver.virtual.design import Design
from lutcore.driver.virtual.fabric import Fabric
from lutcore.driver.virtual.simulator import SimulatedBoard
from lutcore.driver.virtual.verilate import library_folder

BOARDS = {"Pynq-Z1": "zynq7", "Pynq-Z2": "zynq7", "KV260": "zynqmp"}    # PS family by name
LEDS   = Core("leds_gpio", "xilinx.com:ip:axi_gpio:2.0", CONTROL_RANGE)  # after the engine

BOARD_NODE   = "/proc/device-tree/chosen/pynq_board"
VIRTUAL_NODE = "/proc/device-tree/chosen/lutcore,virtual"   # the bundle that it started with

_FIRMWARE = "/lib/firmware/"
_MANAGER  = "/sys/class/fpga_manager/fpga0/"
_WRITABLE = (_FIRMWARE, "/tmp/", f"{_MANAGER}firmware", f"{_MANAGER}flags")
_VERSIONS = {"zynq7":  b"Linux version 5.15 (arm-linux-gnueabihf-gcc) armv7l\n",
             "zynqmp": b"Linux version 5.15 (aarch64-linux-gnu-gcc) aarch64\n"}
_FAMILIES = {architecture: family for family, architecture in ARCHITECTURES.items()}
STOP_CYCLES = 100_000                   # for the engine to stop after an abort
FILE_BYTES  = 64 << 20                  # largest file; no bitstream here is as large
FILES_BYTES = 256 << 20                 # all files together


def overlay_for(source: Bundle, family: str) -> Path:
    """Return the .bit, a .hwh beside it, that makes a served board of `family` run a bundle.

    source: a virtual bundle. Raises BundleError, VirtualBoardUnavailableError (no cache folder).
    """
    hwh = render_hwh(registers_of(source.geometry.vector_lanes), family,
                     clock_mhz=source.manifest.clock_mhz,
                     port_width=source.geometry.port_width, others=(LEDS,))
    return write_overlay(library_folder() / "overlays", Design.load(source.folder).digest, hwh)


def find_served_overlay(device: Any,
                        geometry: str | Geometry | None) -> tuple[Bundle, Path] | None:
    """Return the bundle and the .bit to load for a remote device, or None if it is a real board.

    device: pynq's. geometry: None takes the bundle that the board started with. Raises BundleError,
    DeviceLostError, VirtualBoardUnavailableError (no cache folder).
    """
    if not device.exists_file(VIRTUAL_NODE).exists:
        return None
    started_with = device.read_file(VIRTUAL_NODE).decode().strip("\0\n ")
    bundle = find_bundle("virtual", geometry or started_with)
    return bundle, overlay_for(bundle, _FAMILIES[device.arch])


class Leds:
    """The AXI GPIO of four LEDs: channel 1, outputs only."""

    def __init__(self) -> None:
        self.data = 0

    def read(self, offset: int) -> int:
        """Return the LEDs at offset 0, and 0 elsewhere."""
        return self.data if offset == 0 else 0

    def write(self, offset: int, value: int) -> None:
        """Set the LEDs at offset 0; writes to the direction and to channel 2 change nothing."""
        if offset == 0:
            self.data = value & 0xF


class ServedBoard:
    """One board, which a RemoteServer serves.

    Every method is atomic between threads, and raises no errors but LutcoreErrors.
    """

    def __init__(self, source: Bundle, name: str = "Pynq-Z2", *,
                 cycles_per_access: int = CYCLES_PER_ACCESS, progress: Progress | None = None,
                 **ddr: Any) -> None:
        """Boot the board `name`, one of BOARDS, with the virtual bundle `source`.

        The other keywords are fields of DdrConfig. Raises UsageError, BundleError,
        VirtualBoardUnavailableError, VirtualBoardBuildError.
        """
        if name not in BOARDS:
            raise UsageError(f"no board {name!r} to imitate; there are: {', '.join(BOARDS)}")
        self.name, self.family = name, BOARDS[name]
        ddr = {"clock_mhz": source.manifest.clock_mhz, **ddr}
        self._cycles, self._ddr = cycles_per_access, ddr
        self._lock = threading.RLock()
        self._files = {
            BOARD_NODE: name.encode() + b"\0", VIRTUAL_NODE: source.name.encode() + b"\0",
            "/proc/version": _VERSIONS[self.family],
            f"{_MANAGER}state": b"operating\n", f"{_MANAGER}flags": b"0\n",
        }
        self._buffers: dict[str, tuple[int, int]] = {}  # (address, bytes), by id
        self._ids = itertools.count()
        self._leds = Leds()
        self.faults: list[str] = []     # of the engine, found when clients had gone
        self._board = SimulatedBoard(source.folder, progress=progress, **ddr)
        config = self._board.config
        self._pages = PageAllocator(config.base, config.size)
        self._fabric = Fabric(self._board, self.family, cycles_per_access, self._pages)

    def vacate(self) -> None:
        """Stop the engine, then free all buffers: their client is gone.

        An engine that does not stop is reset. Its faults up to then are in `faults`.
        """
        base, control = FAMILIES[self.family].base, BY_NAME["control"]
        with self._lock:
            try:
                self._fabric.write(base + control.offset, 1 << control.field("abort").offset)
                self._board.step(STOP_CYCLES, until_irq=True)
                if extract("status", "busy", self._fabric.read(base + BY_NAME["status"].offset)):
                    self._board.reset()
            except DeviceError as error:
                self.faults.append(str(error))
                self._board.reset()
            for buffer in list(self._buffers):
                self.free(buffer)

    def close(self) -> None:
        """Free the simulator; a second call is harmless."""
        with self._lock:
            self._board.close()

    # Files ----------------------------------------------------------------------------------------

    def has_file(self, path: str) -> bool:
        """Return whether there is a file `path`."""
        with self._lock:
            return path in self._files

    def read_file(self, path: str) -> bytes:
        """Return the content of a file. Raises DeviceError if it is not there."""
        with self._lock:
            if path not in self._files:
                raise DeviceError(f"{path}: the virtual board has no such file")
            return self._files[path]

    def write_file(self, path: str, chunks: Iterable[bytes]) -> None:
        """Write a file, whole or not at all. A firmware's name in the FPGA manager's file loads it.

        Raises DeviceError (a folder that cannot be written, no room), BundleError (the firmware is
        not a virtual board's, or no bundle here has its design).
        """
        if not path.startswith(_WRITABLE):
            raise DeviceError(f"{path}: the virtual board takes files in {', '.join(_WRITABLE)}")
        content = bytearray()
        for chunk in chunks:
            content += chunk
            if len(content) > FILE_BYTES:
                raise DeviceError(f"{path}: more than {FILE_BYTES} bytes; this is not a bitstream")
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
        for bundle in list_bundles("virtual"):
            design = Design.load(bundle.folder)
            if design.digest == digest:
                self._replace(design)
                return
        raise BundleError(f"{firmware} holds design {digest[:16]}, which no virtual bundle "
                          "here has; build the client's and the server's bundles from the same "
                          "gateware")

    def _replace(self, design: Design) -> None:
        """Put another engine into the fabric. Buffers keep their bytes, as on a board."""
        board = SimulatedBoard(design, config=self._board.config)
        for address, nbytes in self._buffers.values():
            board.view(address, nbytes)[:] = self._board.view(address, nbytes)
        self._board.close()
        self._board = board
        self._fabric = Fabric(board, self.family, self._cycles, self._pages)

    # Bus ------------------------------------------------------------------------------------------

    def read(self, address: int) -> int:
        """Return the 32-bit register at a bus address. Raises what Fabric.read does."""
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
        """Return the id of a new buffer. Raises DeviceMemoryError, DeviceError (no bytes)."""
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
        """Return the bus address of a buffer. Raises DeviceError."""
        return self._find(buffer)[0]

    def read_memory(self, buffer: str, start: int, nbytes: int) -> bytes:
        """Return at most `nbytes` bytes of a buffer, from byte `start` on. Raises DeviceError."""
        with self._lock:
            address, size = self._find(buffer)
            start = min(start, size)
            return self._board.view(address + start, min(nbytes, size - start)).tobytes()

    def write_memory(self, buffer: str, start: int, data: bytes) -> None:
        """Write `data` to a buffer from byte `start` on. Raises DeviceError if it does not fit."""
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
