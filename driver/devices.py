"""Which devices there are, and opening them by name."""

from __future__ import annotations

import dataclasses
import importlib.util
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lutcore.driver.bundles.find import find_bundle, list_bundles, resolve_geometry
from lutcore.driver.contract import PRESETS, Geometry
from lutcore.driver.device import Device
from lutcore.driver.emulator.engine import Emulator
from lutcore.driver.errors import DeviceUnavailableError, LutcoreError, UsageError
from lutcore.driver.litex import bus as litex
from lutcore.driver.progress import Progress
from lutcore.driver.pynq import network
from lutcore.driver.pynq.network import REMOTE_VARIABLE
from lutcore.driver.pynq.overlay import PynqTransport, load_overlay
from lutcore.driver.transport import Transport
from lutcore.driver.virtual.board import virtual_available, virtual_device
from lutcore.driver.virtual.served import find_served_overlay
from lutcore.driver.virtual.simulator import DdrConfig

BOARD_FILE      = Path("/proc/device-tree/chosen/pynq_board")   # on PYNQ images
BOARD_VARIABLE  = "BOARD"                           # set on PYNQ images


@dataclass(frozen=True)
class DeviceInfo:
    """A device that can be named, and whether it can be opened here."""

    name: str
    available: bool
    detail: str                         # what it is, or why it is not available
    geometries: list[str]               # names that `open_device` takes


def list_devices() -> list[DeviceInfo]:
    """All devices, the best first. Looks at files only: opens nothing, does not import pynq."""
    return [_pynq_info(), _litex_info(), _virtual_info(), _emulator_info()]


def open_device(name: str = "auto", geometry: str | Geometry | None = None, *,
                read_latency: int | None = None, timeout: float | None = None,
                progress: Progress | None = None, **options: Any) -> Device:
    """Open ``emulator``, ``virtual``, ``pynq``, ``litex``, or with ``auto`` the best that works.

    geometry: a preset's name, a `Geometry.name`, a bundle's name or a Geometry; default "demo", or
    what there is for the board. read_latency: cycles, of the virtual board's memory. timeout:
    seconds per doorbell; None derives it from the work. progress is called while the virtual board
    is built. options: those of `Emulator`; the virtual board's DdrConfig; server (host:port), of a
    LiteX board; ``auto`` applies those that the device has. Raises UsageError, DeviceUnavailableError,
    BundleError, GeometryError, DeviceMismatchError.
    """
    if read_latency is not None:
        options["read_latency"] = read_latency
    if name == "auto":
        return _open_best(geometry, timeout, progress, options)
    if name not in _OPENERS:
        raise UsageError(f"no device {name!r}; there are: auto, {', '.join(_OPENERS)}")
    _check_options(f"device {name}", options, _OPTIONS[name])
    return Device(_OPENERS[name](geometry, progress, options), timeout=timeout)


def _open_best(geometry: str | Geometry | None, timeout: float | None,
               progress: Progress | None, options: dict[str, Any]) -> Device:
    _check_options("no device", options, frozenset().union(*_OPTIONS.values()))
    reasons = []
    for info in (_pynq_info(), _litex_info(), _virtual_info()):
        if not info.available:
            reasons.append(f"{info.name}: {info.detail}")
            continue
        try:
            transport = _OPENERS[info.name](geometry, progress, _applicable(info.name, options))
            return Device(transport, timeout=timeout, fallback_reason="; ".join(reasons) or None)
        except LutcoreError as error:
            reasons.append(f"{info.name}: {error}")
    emulator = _open_emulator(geometry, progress, _applicable("emulator", options))
    return Device(emulator, timeout=timeout, fallback_reason="; ".join(reasons))


def _applicable(name: str, options: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in options.items() if key in _OPTIONS[name]}


def _check_options(who: str, options: dict[str, Any], known: frozenset[str]) -> None:
    unknown = sorted(set(options) - known)
    if unknown:
        raise UsageError(f"{who}: no option {', '.join(unknown)}; it has: "
                         f"{', '.join(sorted(known)) or 'none'}")


# Emulator -----------------------------------------------------------------------------------------


def _open_emulator(geometry: str | Geometry | None, progress: Progress | None,
                   options: dict[str, Any]) -> Transport:
    return Emulator(resolve_geometry(geometry), **options)


def _emulator_info() -> DeviceInfo:
    how = ("compiled" if importlib.util.find_spec("numba")
           else "in numpy; pip install 'lutcore[fast]' makes it many times faster")
    return DeviceInfo("emulator", True, f"bit-exact engine on this computer, {how}", list(PRESETS))


# Virtual board ------------------------------------------------------------------------------------


def _open_virtual(geometry: str | Geometry | None, progress: Progress | None,
                  options: dict[str, Any]) -> Transport:
    found = find_bundle("virtual", geometry)
    board = virtual_device(found.folder, progress=progress, **options)
    try:
        overlay = load_overlay(found, board.bitfile, board)
        return PynqTransport(overlay, board.close)
    except BaseException:
        board.close()
        raise


def _virtual_info() -> DeviceInfo:
    usable, missing = virtual_available()
    names = [b.name for b in list_bundles("virtual")]
    if usable and not names:
        missing = "no bundle; build it: python -m lutcore.gateware.build virtual --geometry demo"
    detail = missing or "the gateware, simulated cycle by cycle behind pynq"
    return DeviceInfo("virtual", not missing, detail, names)


# LiteX boards -------------------------------------------------------------------------------------


def _open_litex(geometry: str | Geometry | None, progress: Progress | None,
                options: dict[str, Any]) -> Transport:
    return litex.open_board(geometry, **options)


def _litex_info() -> DeviceInfo:
    names = [b.name for b in list_bundles(litex.KIND)]
    server = os.environ.get(litex.SERVER_VARIABLE)
    if not importlib.util.find_spec("litex"):
        return DeviceInfo("litex", False, "litex is not installed: pip install 'lutcore[litex]'",
                          names)
    if not server:
        return DeviceInfo("litex", False, f"${litex.SERVER_VARIABLE} is not set: host:port of a "
                                          "litex_server", names)
    return DeviceInfo("litex", True, f"a LiteX board behind litex_server {server}", names)


# PYNQ boards --------------------------------------------------------------------------------------


def _open_pynq(geometry: str | Geometry | None, progress: Progress | None,
               options: dict[str, Any]) -> Transport:
    if os.environ.get(REMOTE_VARIABLE):
        board = network.connect()
        found, bitfile = (find_served_overlay(board, geometry)
                          or network.find_overlay(board, geometry))
        needs = "a remote board needs its pynq.remote server, and pynq's folder to be writable here"
    else:
        board, bitfile = None, None
        found = find_bundle("board", geometry, _board_name())
        needs = "on a PYNQ board this needs root and the XRT environment"
    try:
        return PynqTransport(load_overlay(found, bitfile, board))
    except (RuntimeError, OSError) as error:        # pynq's own: no device, not root
        raise DeviceUnavailableError(f"pynq cannot load {bitfile or found.bitstream} ({error}); "
                                     f"{needs}") from error


def _pynq_info() -> DeviceInfo:
    names = [b.name for b in list_bundles("board")]
    board = _board_name()
    if not board and not os.environ.get(REMOTE_VARIABLE):
        return DeviceInfo("pynq", False, "this is no PYNQ board, and $PYNQ_REMOTE_DEVICES is not "
                                         "set", names)
    if not importlib.util.find_spec("pynq"):
        return DeviceInfo("pynq", False, "pynq is not installed", names)
    return DeviceInfo("pynq", True, board or f"remote: {os.environ[REMOTE_VARIABLE]}", names)


def _board_name() -> str | None:
    """The PYNQ board this is, or None."""
    name = os.environ.get(BOARD_VARIABLE)
    if not name and BOARD_FILE.is_file():
        name = BOARD_FILE.read_text().strip("\0\n ")
    return name or None


_OPENERS: dict[str, Callable[[str | Geometry | None, Progress | None, dict[str, Any]],
                             Transport]] = {
    "pynq": _open_pynq, "litex": _open_litex, "virtual": _open_virtual,
    "emulator": _open_emulator,
}
_OPTIONS: dict[str, frozenset[str]] = {
    "pynq":     frozenset(),
    "litex":    frozenset({"server"}),
    "virtual":  frozenset({"cycles_per_access", *(f.name for f in dataclasses.fields(DdrConfig))}),
    "emulator": frozenset({"memory_bytes", "cache_bytes", "arithmetic", "threads"}),
}
