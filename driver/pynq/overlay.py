"""The engine as pynq sees it: its IP driver, its overlay, and the transport over both."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from lutcore.driver.bundles.find import Bundle
from lutcore.driver.bundles.manifest import BITSTREAM
from lutcore.driver.contract.geometry import CONTRACT_VERSION
from lutcore.driver.contract.isa import ALIGNMENT
from lutcore.driver.contract.registers import BY_NAME, MAGIC, VLNV, Register, extract
from lutcore.driver.direct import Direct
from lutcore.driver.errors import (
    DeviceError,
    DeviceLostError,
    DeviceMemoryError,
    DeviceMismatchError,
)
from lutcore.driver.pynq.clock import checked_clock, forget_clocks
from lutcore.driver.pynq.staging import STAGED, import_pynq
from lutcore.driver.transport import Clock, stop_engine

BOARD_PAUSE   = 1e-3                    # most seconds between polls of a board
BOARD_WORDS   = 1e6                     # words per second: 16 MB/s, far below any memory port
WATCHDOG      = 25_000_000              # clocks: a quarter of a second at 100 MHz
STOP_SECONDS  = 1.0                     # for an engine to empty its ports
LEAST_BYTES   = 8192                    # XRT 2.17 gives buffers up to 4 KiB addresses above 4 GiB
VIRTUAL_WORDS = 5e3                     # words per second: a large engine on a slow computer


@lru_cache(maxsize=1)
def overlay_classes() -> tuple[type, type]:
    """Return (LutcoreIP, LutcoreOverlay), which derive from pynq's classes.

    Raises DeviceUnavailableError without pynq.
    """
    pynq = import_pynq()
    default_ip: Any = pynq.DefaultIP
    pynq_overlay: Any = pynq.Overlay

    class LutcoreIP(default_ip):
        """The engine's registers as properties; pynq binds it to the core by its VLNV."""

        bindto = [VLNV]

    for register in BY_NAME.values():
        setattr(LutcoreIP, register.name, _register_property(register))

    class LutcoreOverlay(pynq_overlay):
        """A loaded bundle. `engine` is its LutcoreIP."""

        def __init__(self, bundle: Bundle, bitfile: Path | None = None, device: Any = None,
                     download: bool = True) -> None:
            """Load `bundle`. The parameters are those of `load_overlay`.

            Raises DeviceMismatchError.
            """
            forget_clocks()
            super().__init__(str(bitfile or bundle.bitstream), device=device, download=download)
            self.bundle = bundle
            names = [name for name, ip in self.ip_dict.items() if ip["type"] == VLNV]
            if len(names) != 1:
                raise DeviceMismatchError(f"overlay {bundle.name} has {len(names)} cores {VLNV}, "
                                          "want one; build the bundle again")
            self.engine = getattr(self, names[0])

    return LutcoreIP, LutcoreOverlay


def load_overlay(bundle: Bundle, bitfile: Path | None = None, device: Any = None) -> Any:
    """Load a bundle and return its LutcoreOverlay.

    bitfile: the .bit to load, with a .hwh beside it, under a name that its content has alone;
    None is the bundle's own. device: a pynq device; None is the board that runs this program.
    There, an engine of ours that is loaded is stopped, so that its ports are quiet, and used if it
    is this bundle's. Raises DeviceUnavailableError without pynq, DeviceMismatchError.

    Of boards over the network this computer has one record for all. Two processes that load at the
    same time may leave one's bitstream and the other's addresses in it, so it is not used.
    """
    overlay = overlay_classes()[1]
    bitfile = bitfile or bundle.bitstream
    if device is not None:
        _forget_loaded()
        return overlay(bundle, bitfile, device)
    loaded = _loaded_bitstream()
    if loaded:
        with suppress(DeviceMismatchError):         # an engine of another name
            old = overlay(bundle, loaded, device, download=False)
            if (_stopped(old.engine) and loaded == bitfile
                    and old.engine.version == CONTRACT_VERSION
                    and old.engine.digest == bundle.geometry.digest):
                return old
        _forget_loaded()
    return overlay(bundle, bitfile, device)


def _loaded_bitstream() -> Path | None:
    """Return our bitstream that this board was last configured with, as pynq's record says.

    Where pynq has none, as after a start of the board, reading a register could stop the processor.
    A record that cannot be read is removed: pynq 3.0.1 reads the bitstream that it names, which may
    be gone, and would load no other one until the board is restarted.
    """
    from pynq.pl_server import global_state
    with suppress(OSError):             # drops an old record where the fabric is not configured
        global_state.initial_global_state_file_boot_check()
    if not global_state.global_state_file_exists():
        return None
    try:
        path = Path(global_state.load_global_state().bitfile_name)
    except (OSError, TypeError, ValueError):
        _forget_loaded()
        return None
    ours = path.name == BITSTREAM or path.name.startswith(STAGED)
    return path if ours and path.is_file() and path.with_suffix(".hwh").is_file() else None


def _forget_loaded() -> None:
    """Remove pynq's record, so that it reads the .hwh beside the next bitstream.

    pynq keeps what it read, and takes it for every bitstream of the same bits: that of a bundle for
    another clock would never be read.
    """
    from pynq.pl_server import global_state
    with suppress(FileNotFoundError):   # another process removed it at the same time
        global_state.clear_global_state()


def _stopped(engine: Any) -> bool:
    """Stop an engine; return whether it is one and all its ports are quiet."""
    if engine.magic != MAGIC:
        return False
    return not extract("status", "busy", engine.status) or stop_engine(
        partial(getattr, engine), partial(setattr, engine), BOARD_PAUSE, STOP_SECONDS)


def _register_property(register: Register) -> property:
    def get(ip: Any) -> int:
        return int(ip.read(register.offset)) & 0xFFFF_FFFF  # remote, pynq 3.1 returns signed values

    def put(ip: Any, value: int) -> None:
        ip.write(register.offset, int(value))               # pynq refuses numpy integers

    return property(get if "r" in register.access else None,
                    put if "w" in register.access else None, doc=register.doc)


def _xcl_sync() -> Any:
    """Return XRT's xclSyncBO of the library that pynq 3 has loaded; None for other pynqs."""
    xrt = sys.modules.get("pynq._3rdparty.xrt")
    return getattr(getattr(xrt, "libc", None), "xclSyncBO", None)


class PynqBuffer:
    """A pynq buffer behind a plain numpy array, made by `PynqTransport`.

    pynq's own is an array whose slices and sums are buffers too, with a destructor that frees: the
    driver must never slice it or calculate with it.
    """

    def __init__(self, buffer: Any, nbytes: int | None = None) -> None:
        """Take over a buffer, of which the first `nbytes` are wanted, by default all.

        Raises DeviceError and frees it if the engine cannot address it.
        """
        self.address = int(buffer.device_address)
        self.array = buffer.view(np.ndarray)[:nbytes]
        self._buffer = buffer
        self.handle = buffer.bo if isinstance(getattr(buffer, "bo", None), int) else 0
        end = self.address + len(self.array)
        if self.address % ALIGNMENT or end > 1 << 32:
            self.free()
            raise DeviceError(f"pynq allocated {self.address:#x} to {end:#x}; the engine needs "
                              f"addresses below 4 GiB that are multiples of {ALIGNMENT}")

    def flush(self, nbytes: int | None = None) -> None:
        """Write the host's caches back, for the bytes in use."""
        self._sync("flush", nbytes)

    def invalidate(self, nbytes: int | None = None) -> None:
        """Drop the host's caches, for the bytes in use."""
        self._sync("invalidate", nbytes)

    def _sync(self, what: str, nbytes: int | None) -> None:
        buffer = self._buffer
        if not hasattr(buffer.device, what):    # a board over the network: its buffer knows how
            getattr(buffer, what)()
        elif not buffer.coherent:               # the buffer's own methods take all of its bytes
            getattr(buffer.device, what)(buffer.bo, buffer.offset, buffer.virtual_address,
                                         buffer.nbytes if nbytes is None else nbytes)

    def free(self) -> None:
        """Give the memory back; a second call is harmless, and so is a lost board."""
        buffer, self._buffer = self._buffer, None
        self.array = np.empty(0, np.uint8)          # the memory may be unmapped
        if buffer is not None:
            with suppress(DeviceLostError):
                buffer.freebuffer()


class PynqTransport:
    """Transport to the engine of a LutcoreOverlay, on a real or a virtual board."""

    def __init__(self, overlay: Any, on_close: Callable[[], None] | None = None) -> None:
        """Read the clock of an overlay that was just loaded, or is used again.

        on_close: called once by `close`. Raises ClockError, DeviceLostError.
        """
        self.geometry = overlay.bundle.geometry
        simulated = overlay.bundle.manifest.kind == "virtual"
        self.name = "virtual" if simulated else "pynq"
        self.pause = 0.0 if simulated else BOARD_PAUSE
        self.watchdog = WATCHDOG
        built = overlay.bundle.manifest.clock_mhz
        self.clock = Clock(built) if simulated else checked_clock(built)
        self.words_per_second = VIRTUAL_WORDS if simulated else BOARD_WORDS
        self._overlay, self._on_close = overlay, on_close

    def read(self, register: str) -> int:
        """Return the value of a register."""
        return getattr(self._overlay.engine, register)

    def write(self, register: str, value: int) -> None:
        """Write a register."""
        setattr(self._overlay.engine, register, value)

    def allocate(self, nbytes: int) -> PynqBuffer:
        """Return a buffer on the overlay's device. Raises MemoryError, DeviceError."""
        import pynq
        size = max(nbytes, LEAST_BYTES)
        try:
            buffer = pynq.allocate((size,), "u1", target=self._overlay.device, cacheable=1)
        except (RuntimeError, ValueError, DeviceMemoryError) as error:  # pynq's; 2 GiB
            raise MemoryError(str(error)) from error
        return PynqBuffer(buffer, nbytes)

    def direct(self) -> Direct | None:
        """Return the way for compiled code, on a board with mapped registers and pynq 3's XRT.

        pynq 3 maintains caches with xclSyncBO. pynq 4 has no C function with a plain handle, and a
        board over the network or a virtual one has no mapped registers: for these it is None.
        """
        device, registers = self._overlay.device, self._overlay.engine.mmio.array
        sync = _xcl_sync()
        if (not device.has_capability("MEMORY_MAPPED") or sync is None
                or not isinstance(registers, np.ndarray)):
            return None
        handle = ctypes.cast(device.handle, ctypes.c_void_p).value or 0
        return Direct(page=registers.ctypes.data, sync=sync, device=handle, pause=self.pause,
                      keep=registers)

    def close(self) -> None:
        """Let go of the board; the bitstream stays loaded."""
        on_close, self._on_close = self._on_close, None
        if on_close:
            on_close()
