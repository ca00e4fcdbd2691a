"""The virtual board as a pynq device, so that pynq.Overlay, MMIO and allocate work unmodified.

    with virtual_device("bitstreams/demo") as device:
        overlay = pynq.Overlay(str(device.bitfile), device=device)
        buffer  = pynq.allocate((1024,), "u1", target=device)

pynq is imported when the first device is made, not with this module.
"""

from __future__ import annotations

import ctypes
import importlib.util
import itertools
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from lutcore.driver.bundles.hwh import FAMILIES
from lutcore.driver.errors import BundleError, DeviceError
from lutcore.driver.pages import PageAllocator
from lutcore.driver.progress import Progress
from lutcore.driver.pynq.clock import forget_clocks
from lutcore.driver.pynq.staging import import_pynq
from lutcore.driver.virtual.bitfile import verilog_digest, write_overlay
from lutcore.driver.virtual.fabric import Fabric
from lutcore.driver.virtual.simulator import DdrConfig, SimulatedBoard
from lutcore.driver.virtual.verilate import library_folder, toolchain_available

CYCLES_PER_ACCESS = 2000                # clock cycles that pass when a register is polled

ARCHITECTURES = {"zynq7": "armv7l", "zynqmp": "aarch64"}  # pynq chooses clock registers by it
_tags = itertools.count()               # numbers for devices' tags, which must differ


def virtual_available() -> tuple[bool, str]:
    """Return whether a virtual board can be opened here, and what is missing and how to get it."""
    missing = [toolchain_available()[1]]
    if not importlib.util.find_spec("pynq"):
        missing.append("pynq: pip install 'lutcore[virtual]'")
    missing = [reason for reason in missing if reason]
    return not missing, "; ".join(missing)


def virtual_device(bundle: str | Path, *, config: DdrConfig | None = None,
                   cycles_per_access: int = CYCLES_PER_ACCESS, progress: Progress | None = None,
                   **ddr: Any) -> Any:
    """Return a pynq.pl_server.Device whose fabric is the Verilated design of a bundle folder.

    bundle: folder with one Verilog file and one .hwh. The other keywords are fields of DdrConfig,
    and replace those of `config`. The device's `bitfile` is the .bit for pynq.Overlay, its `board`
    the SimulatedBoard. Raises BundleError, DeviceUnavailableError (no pynq, or a tool is missing),
    VirtualBoardBuildError.
    """
    folder = Path(bundle)
    hwh = _read_hwh(folder)
    device = _device_class()
    board = SimulatedBoard(folder, config=config, progress=progress, **ddr)
    return device(board, hwh, cycles_per_access)


def _read_hwh(folder: Path) -> str:
    files = sorted(folder.glob("*.hwh"))
    if len(files) != 1:
        raise BundleError(f"{folder}: want exactly one .hwh file, found {len(files)}; "
                          "build the bundle again")
    return files[0].read_text()


def _family(hwh: str) -> str:
    for name, ps in FAMILIES.items():
        if f'MODTYPE="{ps.module}"' in hwh:
            return name
    raise BundleError(f"the .hwh names none of the processing systems {', '.join(FAMILIES)}; "
                      "build the bundle again")


def _metadata(hwh: Path) -> Any:
    from pynqmetadata.frontends import Metadata
    try:
        from pynqmetadata.views.runtime import RuntimeMetadataParser
    except ImportError:                 # pynq 3 has a copy of its own
        from pynq.metadata.runtime_metadata_parser import RuntimeMetadataParser
    return RuntimeMetadataParser(Metadata(input=str(hwh)))


def _bytes_at(address: int, nbytes: int) -> np.ndarray:
    return np.ctypeslib.as_array((ctypes.c_uint8 * nbytes).from_address(address))


@lru_cache(maxsize=1)
def _device_class() -> type:
    """Return the pynq device class. It is made on first use, because it derives from pynq's."""
    pynq = import_pynq()
    pynq_buffer: Any = pynq.buffer.PynqBuffer
    pynq_device: Any = pynq.pl_server.Device

    class VirtualBuffer(pynq_buffer):
        """Host memory with a copy in the modelled DDR, which slices share, until it is freed."""

        owner = False

        def freebuffer(self) -> None:
            """Give the device memory back; the host memory stays until the last reference goes."""
            if self.owner:
                self.owner = False
                self.device.pages.release(self.bo)

    # It has no _probe_: pynq would list it, and warn of devices with equal priorities.
    class VirtualDevice(pynq_device):
        """A virtual board. Host buffers and DDR are apart, so a missing flush shows."""

        def __init__(self, board: SimulatedBoard, hwh: str, cycles_per_access: int) -> None:
            super().__init__(f"lutcore-virtual-{next(_tags)}")
            family = _family(hwh)
            self.board = board
            self.name = "lutcore-virtual"
            self.arch = ARCHITECTURES[family]
            self.capabilities = {"REGISTER_RW": True}
            self.pages = PageAllocator(board.config.base, board.config.size)
            self.fabric = Fabric(board, family, cycles_per_access, self.pages)
            self.bitfile = write_overlay(library_folder() / "overlays", board.design.digest,
                                         hwh)

        def read_registers(self, address: int, length: int) -> bytes:
            words = (self.fabric.read(address + i) for i in range(0, length, 4))
            return b"".join(word.to_bytes(4, "little") for word in words)[:length]

        def write_registers(self, address: int, data: bytes) -> None:
            for i, word in enumerate(np.frombuffer(bytes(data), "<u4")):
                self.fabric.write(address + 4 * i, int(word))

        def get_bitfile_metadata(self, bitfile_name: str, partial: bool = False) -> Any:
            parser = _metadata(Path(bitfile_name).with_suffix(".hwh"))
            config = self.board.config
            parser.mem_dict["PSDDR"] = {
                "base_address": config.base, "size": config.size, "type": "DDR4", "tag": "PSDDR",
                "raw_type": 2, "used": 1, "streaming": False, "idx": 0,
            }
            parser.refresh_hierarchy_dict()
            return parser

        def set_bitfile_name(self, bitfile_name: str) -> None:
            super().set_bitfile_name(bitfile_name)
            forget_clocks()

        def download(self, bitstream: Any, parser: Any = None) -> None:
            digest = verilog_digest(Path(bitstream.bitfile_name))
            if digest != self.board.design.digest:
                raise BundleError(f"{bitstream.bitfile_name} is of design {digest[:16]}, this "
                                  f"board of {self.board.design.digest[:16]}; open another device")
            self.board.reset()
            self.post_download(bitstream, parser, self.name)

        def gen_cache(self, bitstream: Any, parser: Any = None) -> None:
            """Do nothing: pynq's cache lies in site-packages, and confuses equal bitstreams."""

        def get_memory(self, description: dict) -> Any:
            return self

        def allocate(self, shape: Any, dtype: Any = "u4", **options: Any) -> np.ndarray:
            """Return a zeroed buffer on pages of its own. Raises DeviceMemoryError."""
            nbytes = int(np.prod(shape)) * np.dtype(dtype).itemsize
            address = self.pages.allocate(nbytes)
            buffer = VirtualBuffer(shape, dtype, device=self, device_address=address, bo=address,
                                   buffer=np.zeros(max(1, nbytes), np.uint8))
            buffer.owner = True
            return buffer

        def flush(self, bo: int, offset: int, vaddr: int, nbytes: int) -> None:
            self._ddr(bo, offset, nbytes)[:] = _bytes_at(vaddr, nbytes)

        def invalidate(self, bo: int, offset: int, vaddr: int, nbytes: int) -> None:
            _bytes_at(vaddr, nbytes)[:] = self._ddr(bo, offset, nbytes)

        def _ddr(self, bo: int, offset: int, nbytes: int) -> np.ndarray:
            if offset + nbytes > self.pages.size(bo):
                raise DeviceError(f"buffer at {bo:#x} was freed; allocate another")
            return self.board.view(bo + offset, nbytes)

        def close(self) -> None:
            self.board.close()

        def __enter__(self) -> VirtualDevice:
            return self

        def __exit__(self, *error: object) -> None:
            self.close()

    return VirtualDevice
