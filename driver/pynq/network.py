"""A PYNQ board over the network, through pynq's own remote device.

pynq's remote calls have no deadline, and raise gRPC's errors. `connect` gives every call that pynq
makes to the board from then on a deadline and our errors, so that losing the board blocks nobody.
pynq reads PYNQ_REMOTE_DEVICES, which may name several boards, when it is imported.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from lutcore.driver.bundles.find import Bundle, find_bundle
from lutcore.driver.contract import Geometry
from lutcore.driver.errors import (
    DeviceBusyError,
    DeviceError,
    DeviceLostError,
    DeviceMemoryError,
    DeviceUnavailableError,
)
from lutcore.driver.lock import owner_text
from lutcore.driver.pynq.staging import import_pynq, stage_bundle

REMOTE_VARIABLE = "PYNQ_REMOTE_DEVICES"  # pynq's own: addresses of boards
HOLD            = "/lutcore.Board/Hold"  # call of our own servers: see `virtual.lease`
CALL_SECONDS    = 30.0                  # for a call that moves a few bytes
STREAM_SECONDS  = 600.0                 # for a call that moves a buffer, or loads a bitstream


def connect(address: str) -> Any:
    """Return pynq's remote device, whose calls have deadlines and raise our errors.

    address: one of those in PYNQ_REMOTE_DEVICES

    A server of ours lends the board to one client at a time, until it dies or calls `release`.
    Raises DeviceUnavailableError, DeviceBusyError.
    """
    pynq = import_pynq()
    try:
        devices = pynq.Device.devices
    except Exception as error:          # RuntimeError of pynq, or RpcError of gRPC
        raise DeviceUnavailableError(
            f"no board answers at {os.environ.get(REMOTE_VARIABLE)} ({error}); is it on, or "
            "`lutcore board serve` running there?") from error
    device = next((one for one in devices if getattr(one, "ip_addr", None) == address), None)
    if device is None:
        raise DeviceUnavailableError(f"board {address} is not among pynq's; name it in "
                                     f"${REMOTE_VARIABLE} before pynq is imported")
    device.lutcore_hold = _hold(device)
    link = _Link(device.ip_addr)
    stubs = device._stub                # noqa: SLF001, pynq has no other way to its gRPC calls
    device._stub = {name: _Stub(getattr(stub, "bare", stub), link)  # noqa: SLF001
                    for name, stub in stubs.items()}
    return device


def release(device: Any) -> None:
    """Give a board back that `connect` returned.

    The call that holds it must not live until Python ends: its destructor takes a lock that gRPC's
    thread may hold, and that thread stands still by then.
    """
    hold, device.lutcore_hold = device.lutcore_hold, None
    if hold is not None:
        hold.cancel()


def find_overlay(device: Any, geometry: str | Geometry | None) -> tuple[Bundle, Path]:
    """Return the bundle for a remote board and the .bit to load, named by its content.

    Raises BundleError, DeviceUnavailableError (no cache folder).
    """
    bundle = find_bundle("board", geometry, device.name)
    return bundle, stage_bundle(bundle)


def _hold(device: Any) -> Any:
    """Return the call that lasts as long as a served board is ours. Raises DeviceBusyError.

    A real board does not know this call, and is ours by the lock of this computer alone.
    """
    import grpc
    hold = device.client.channel.unary_stream(HOLD)(owner_text().encode())
    try:
        next(hold)
    except grpc.RpcError as error:
        if error.code() is grpc.StatusCode.FAILED_PRECONDITION:
            raise DeviceBusyError(f"board {device.ip_addr} is {error.details()}") from error
    return hold


class _Link:
    """The connection to one board. After it is lost, every call fails at once."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.lost: str | None = None    # why, once it is lost

    def call(self, method: Any, request: Any) -> Any:
        """Send a request or an iterator of requests; return the response or the list of responses.

        Raises DeviceLostError, DeviceMemoryError, DeviceError (with the board's message).
        """
        import grpc
        if self.lost:
            raise DeviceLostError(self.lost)
        short = isinstance(method, grpc.UnaryUnaryMultiCallable)
        try:
            response = method(request, timeout=CALL_SECONDS if short else STREAM_SECONDS)
            if isinstance(method, grpc.UnaryStreamMultiCallable):
                return list(response)
        except grpc.RpcError as error:
            raise self._translated(error.code(), error.details()) from error
        if getattr(response, "msg", ""):
            raise DeviceError(f"board {self.address}: {response.msg}")
        return response

    def _translated(self, code: Any, details: str) -> DeviceError:
        import grpc
        lost_codes = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED,
                      grpc.StatusCode.CANCELLED)
        if code in lost_codes:
            self.lost = (f"the board at {self.address} no longer answers ({code.name}: {details}); "
                         "start it again and open the device again")
            return DeviceLostError(self.lost)
        full = code is grpc.StatusCode.RESOURCE_EXHAUSTED
        return (DeviceMemoryError if full else DeviceError)(f"board {self.address}: {details}")


class _Stub:
    """One of pynq's gRPC stubs, whose calls all go through a link."""

    def __init__(self, bare: Any, link: _Link) -> None:
        self.bare, self._link = bare, link

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.bare, name)
        return lambda request: self._link.call(method, request)
