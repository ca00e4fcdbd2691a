"""The devices that there are, and opening them by name.

KINDS is the one list of them; `open_device`, selftest, benchmarks and the command line read it.
This module must stay light, because the command line imports it for every --help: what a device
needs is imported in the functions that look for it or open it.
"""

from __future__ import annotations

import dataclasses
import functools
import importlib.util
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lutcore.driver.errors import DeviceUnavailableError, LutcoreError, UsageError
from lutcore.driver.progress import Progress

if TYPE_CHECKING:
    from lutcore.driver.contract import Geometry
    from lutcore.driver.device import Device
    from lutcore.driver.transport import Transport

BOARD_FILE     = Path("/proc/device-tree/chosen/pynq_board")    # on PYNQ images
BOARD_VARIABLE = "BOARD"                            # set on PYNQ images
SIMULATED      = "simulated"                        # figures of the virtual board


@dataclass(frozen=True)
class DeviceInfo:
    """A device that can be named, and whether it can be opened here."""

    name: str
    available: bool
    detail: str                         # description, or the reason why it is not available
    geometries: list[str]               # names that `open_device` takes


@dataclass(frozen=True)
class Request:
    """The arguments of `open_device` that concern the device; a `Kind` gets them to open one."""

    geometry: str | Geometry | None
    progress: Progress | None
    options: Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """A kind of device: one line of KINDS."""

    name: str                           # as `open_device` takes it
    figures: str                        # origin of its times and counters
    options: Callable[[], frozenset[str]]           # keyword arguments of `open_device` it takes
    info: Callable[[], DeviceInfo]      # looks at files and variables only
    open: Callable[[Request], Transport]
    board: Callable[[Mapping[str, Any]], str | None]    # what to lock, by options; None: nothing


def list_devices() -> list[DeviceInfo]:
    """Return all devices, the best first.

    Looks at files and variables only: opens nothing, does not import pynq.
    """
    return [kind.info() for kind in KINDS]


def open_device(name: str = "auto", geometry: str | Geometry | None = None, *,
                read_latency: int | None = None, timeout: float | None = None,
                progress: Progress | None = None, simulate: bool = True, **options: Any) -> Device:
    """Open ``pynq``, ``litex``, ``virtual``, ``emulator``, or with ``auto`` the best that works.

    geometry: a preset's name, a `Geometry.name`, a bundle's name or a Geometry; default "demo", or
    the one that the board's bundle has.
    read_latency: latency of the virtual board's memory, in cycles.
    timeout: seconds per doorbell; None derives it from the work.
    progress: called while the virtual board or the executor is built.
    simulate: whether ``auto`` may take the virtual board, which is exact, and slow.
    options: those of `Emulator`; fields of the virtual board's DdrConfig; server, a LiteX board's
    udp://host, or the host:port of its litex_server; board, one of the addresses in
    PYNQ_REMOTE_DEVICES. ``auto`` passes on those that the device has.

    Raises UsageError, DeviceUnavailableError, BundleError, GeometryError, DeviceMismatchError,
    DeviceBusyError (another process has the board).
    """
    if read_latency is not None:
        options["read_latency"] = read_latency
    if name == "auto":
        kinds = [kind for kind in KINDS if simulate or kind.figures != SIMULATED]
        return _open_best(kinds, geometry, timeout, progress, options)
    kind = next((kind for kind in KINDS if kind.name == name), None)
    if kind is None:
        raise UsageError(f"no device {name!r}; there are: auto, "
                         f"{', '.join(kind.name for kind in KINDS)}")
    _check_options(f"device {name}", options, kind.options())
    return _opened(kind, Request(geometry, progress, options), timeout, None)


def boards_of(name: str) -> list[dict[str, Any]]:
    """Return the options of `open_device` for every board that the environment names.

    PYNQ_REMOTE_DEVICES may name several boards, and so may LUTCORE_LITEX; otherwise there is one,
    without options.
    """
    from lutcore.driver.litex.address import SERVER_VARIABLE
    from lutcore.driver.pynq.network import REMOTE_VARIABLE
    named = {"pynq": ("board", REMOTE_VARIABLE), "litex": ("server", SERVER_VARIABLE)}
    option, variable = named.get(name, ("", ""))
    return [{option: address} for address in _addresses(variable)] or [{}]


def _addresses(variable: str) -> list[str]:
    """Return the addresses that an environment variable lists, with commas between them."""
    return [one.strip() for one in os.environ.get(variable, "").split(",") if one.strip()]


def figures_of(name: str) -> str:
    """Return the origin of the figures of a device: measured, simulated or emulated.

    A transport that is not in KINDS counts as hardware.
    """
    return next((kind.figures for kind in KINDS if kind.name == name), "measured")


def computes_here(name: str) -> bool:
    """Return whether a device's work takes this computer's power: a board's own, the emulator's.

    The virtual board's does too, but it is a simulation, whose power says nothing.
    """
    from lutcore.driver.pynq.network import REMOTE_VARIABLE
    return name == "emulator" or (name == "pynq" and not os.environ.get(REMOTE_VARIABLE))


def _open_best(kinds: Sequence[Kind], geometry: str | Geometry | None, timeout: float | None,
               progress: Progress | None, options: dict[str, Any]) -> Device:
    known = {kind.name: kind.options() for kind in KINDS}
    _check_options("no device", options, frozenset().union(*known.values()))
    reasons: list[str] = []
    for kind in kinds:
        request = Request(geometry, progress, {option: value for option, value in options.items()
                                               if option in known[kind.name]})
        if kind is KINDS[-1]:           # the emulator always works; its errors are the caller's
            return _opened(kind, request, timeout, "; ".join(reasons))
        info = kind.info()
        if not info.available:
            reasons.append(f"{kind.name}: {info.detail}")
            continue
        try:
            return _opened(kind, request, timeout, "; ".join(reasons) or None)
        except LutcoreError as error:
            reasons.append(f"{kind.name}: {error}")
    raise AssertionError("no kinds")


def _opened(kind: Kind, request: Request, timeout: float | None, reason: str | None) -> Device:
    from lutcore.driver.device import Device
    from lutcore.driver.executor.runner import prepare
    from lutcore.driver.lock import BoardLock
    board = kind.board(request.options)
    lock = BoardLock(board) if board else None
    try:
        prepare(request.progress)       # first: the emulator would compile without a word
        transport = kind.open(request)
    except BaseException:
        if lock:
            lock.release()
        raise
    return Device(transport, timeout=timeout, fallback_reason=reason,
                  on_close=lock.release if lock else None)


def _check_options(owner: str, options: Mapping[str, Any], known: frozenset[str]) -> None:
    unknown = sorted(set(options) - known)
    if unknown:
        raise UsageError(f"{owner}: no option {', '.join(unknown)}; it has: "
                         f"{', '.join(sorted(known)) or 'none'}")


# PYNQ boards --------------------------------------------------------------------------------------


def _pynq_info() -> DeviceInfo:
    from lutcore.driver.bundles.find import list_bundles
    from lutcore.driver.pynq.network import REMOTE_VARIABLE
    names = [bundle.name for bundle in list_bundles("board")]
    board = board_name()
    if not board and not os.environ.get(REMOTE_VARIABLE):
        return DeviceInfo("pynq", False, f"this is not a PYNQ board, and ${REMOTE_VARIABLE} is not "
                                         "set", names)
    if not importlib.util.find_spec("pynq"):
        return DeviceInfo("pynq", False, "pynq is not installed", names)
    return DeviceInfo("pynq", True, board or f"remote: {os.environ[REMOTE_VARIABLE]}", names)


def _open_pynq(request: Request) -> Transport:
    from lutcore.driver.bundles.find import find_bundle
    from lutcore.driver.pynq import network
    from lutcore.driver.pynq.overlay import PynqTransport, load_overlay
    from lutcore.driver.pynq.staging import stage_bundle
    from lutcore.driver.virtual.served import find_served_overlay
    address = _pynq_address(request.options)
    if address:
        board = network.connect(address)
        bundle, bitfile = (find_served_overlay(board, request.geometry)
                           or network.find_overlay(board, request.geometry))
        needs = "a remote board needs its pynq.remote server, and pynq's folder to be writable here"
    else:
        bundle = find_bundle("board", request.geometry, board_name())
        board, bitfile = None, stage_bundle(bundle)
        needs = "on a PYNQ board this needs root and the XRT environment"
    try:
        return PynqTransport(load_overlay(bundle, bitfile, board),
                             functools.partial(network.release, board) if board else None)
    except (RuntimeError, OSError) as error:        # pynq's own: no device, not root
        raise DeviceUnavailableError(f"pynq cannot load {bundle.name} ({error}); "
                                     f"{needs}") from error


def _pynq_address(options: Mapping[str, Any]) -> str | None:
    """Return the address of the board: as chosen, or the first one; None: this computer is it."""
    from lutcore.driver.pynq.network import REMOTE_VARIABLE
    return options.get("board") or next(iter(_addresses(REMOTE_VARIABLE)), None)


def _pynq_board(options: Mapping[str, Any]) -> str:
    return f"pynq-{_pynq_address(options) or 'here'}"


def board_name(root: Path = Path("/"),
               environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the name of the PYNQ board that this is, or None; root: where /proc lies."""
    file = root / BOARD_FILE.relative_to("/")
    name = environment.get(BOARD_VARIABLE)
    if not name and file.is_file():
        name = file.read_text().strip("\0\n ")
    return name or None


# LiteX boards -------------------------------------------------------------------------------------


def _litex_info() -> DeviceInfo:
    from lutcore.driver.bundles.find import list_bundles
    from lutcore.driver.litex.address import SCHEME, SERVER_VARIABLE
    from lutcore.driver.litex.transport import KIND
    names = [bundle.name for bundle in list_bundles(KIND)]
    server = os.environ.get(SERVER_VARIABLE)
    if not server:
        return DeviceInfo("litex", False, f"${SERVER_VARIABLE} is not set: {SCHEME}192.168.1.50, "
                                          "or host:port of a litex_server", names)
    if server.startswith(SCHEME):
        return DeviceInfo("litex", True, f"a LiteX board at {server}", names)
    if not importlib.util.find_spec("litex"):
        return DeviceInfo("litex", False, "litex is not installed: pip install 'lutcore[litex]'",
                          names)
    return DeviceInfo("litex", True, f"a LiteX board behind litex_server {server}", names)


def _open_litex(request: Request) -> Transport:
    from lutcore.driver.litex.opening import open_board
    return open_board(request.geometry, _litex_server(request.options))


def _litex_board(options: Mapping[str, Any]) -> str:
    return f"litex-{_litex_server(options)}"


def _litex_server(options: Mapping[str, Any]) -> str:
    """Return the address of the board: as chosen, or the first one."""
    from lutcore.driver.litex.address import DEFAULT_SERVER, SERVER_VARIABLE
    return options.get("server") or next(iter(_addresses(SERVER_VARIABLE)), DEFAULT_SERVER)


# Virtual board ------------------------------------------------------------------------------------


def _virtual_info() -> DeviceInfo:
    from lutcore.driver.bundles.find import list_bundles
    from lutcore.driver.virtual.board import virtual_available
    usable, missing = virtual_available()
    names = [bundle.name for bundle in list_bundles("virtual")]
    if usable and not names:
        missing = "no bundle; build it: lutcore build virtual --geometry demo"
    detail = missing or "the gateware, simulated cycle by cycle behind pynq"
    return DeviceInfo("virtual", not missing, detail, names)


def _virtual_options() -> frozenset[str]:
    from lutcore.driver.virtual.simulator import DdrConfig
    return frozenset({"cycles_per_access", *(f.name for f in dataclasses.fields(DdrConfig))})


def _open_virtual(request: Request) -> Transport:
    from lutcore.driver.bundles.find import find_bundle
    from lutcore.driver.pynq.overlay import PynqTransport, load_overlay
    from lutcore.driver.virtual.board import virtual_device
    bundle = find_bundle("virtual", request.geometry)
    options = {"clock_mhz": bundle.manifest.clock_mhz, **request.options}
    board = virtual_device(bundle.folder, progress=request.progress, **options)
    try:
        return PynqTransport(load_overlay(bundle, board.bitfile, board), board.close)
    except BaseException:
        board.close()
        raise


# Emulator -----------------------------------------------------------------------------------------


def _emulator_info() -> DeviceInfo:
    from lutcore.driver.contract.geometry import PRESETS
    from lutcore.driver.executor import library
    how = ("compiled" if library.compiler()
           else "in numpy; with a C++ compiler (apt-get install g++) it is many times faster")
    return DeviceInfo("emulator", True, f"bit-exact engine on this computer, {how}", list(PRESETS))


def _open_emulator(request: Request) -> Transport:
    from lutcore.driver.bundles.find import resolve_geometry
    from lutcore.driver.emulator.engine import Emulator
    return Emulator(resolve_geometry(request.geometry), **request.options)


# The table ----------------------------------------------------------------------------------------


KINDS = (                               # best first; the last one works everywhere
    Kind("pynq",     "measured",  lambda: frozenset({"board"}), _pynq_info, _open_pynq,
         _pynq_board),
    Kind("litex",    "measured",  lambda: frozenset({"server"}), _litex_info, _open_litex,
         _litex_board),
    Kind("virtual",  SIMULATED,   _virtual_options, _virtual_info, _open_virtual,
         lambda options: None),
    Kind("emulator", "emulated",
         lambda: frozenset({"memory_bytes", "cache_bytes", "arithmetic", "threads"}),
         _emulator_info, _open_emulator, lambda options: None),
)
