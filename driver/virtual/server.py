"""The virtual board behind pynq's own gRPC services, for an unmodified pynq in another process.

    with RemoteServer(ServedBoard(find_bundle("virtual", "demo"))) as server:
        server.wait()

The client sets PYNQ_REMOTE_DEVICES before it imports pynq, which then connects to port 7967 of
these addresses. The messages are those that pynq ships; pynq is imported when a server is created.
There is no authentication: any client that reaches the port can use the board, and nothing else.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from concurrent import futures
from types import TracebackType
from typing import Any

from lutcore.driver.errors import (
    DeviceMemoryError,
    DeviceUnavailableError,
    LutcoreError,
    VirtualBoardUnavailableError,
)
from lutcore.driver.pynq.staging import import_pynq
from lutcore.driver.virtual.lease import Lease
from lutcore.driver.virtual.served import ServedBoard

ADDRESS = "127.0.0.1"
PORT    = 7967                          # where pynq looks for boards that the environment names
CHUNK   = 1 << 20                       # bytes per message of a stream
GRACE   = 1.0                           # seconds for calls to end when the server closes
THREADS = 8                             # one waits for as long as a client holds the board
CALLS   = 64                            # calls under way at once; more are refused


def _services() -> list[tuple[type, str, Any, Any]]:
    """Return (implementation, pynq's name of the service, messages, stubs) of each service.

    Raises DeviceUnavailableError, VirtualBoardUnavailableError (this pynq cannot be remote).
    """
    import_pynq()
    try:
        from pynq.remote import (
            buffer_pb2,
            buffer_pb2_grpc,
            mmio_pb2,
            mmio_pb2_grpc,
            remote_device_pb2,
            remote_device_pb2_grpc,
        )
    except ImportError as error:
        raise VirtualBoardUnavailableError(f"this pynq cannot be remote ({error}); 3.1 and "
                                           "later can: pip install 'lutcore[virtual]'") from error
    return [(_Device, "RemoteDevice", remote_device_pb2, remote_device_pb2_grpc),
            (_Mmio, "Mmio", mmio_pb2, mmio_pb2_grpc),
            (_Buffer, "RemoteBuffer", buffer_pb2, buffer_pb2_grpc)]


@contextlib.contextmanager
def _aborting(context: Any) -> Iterator[None]:
    """End the call with a gRPC status on an error, where the response has no field for it."""
    import grpc
    try:
        yield
    except DeviceMemoryError as error:
        context.abort(grpc.StatusCode.RESOURCE_EXHAUSTED, str(error))
    except LutcoreError as error:
        context.abort(grpc.StatusCode.FAILED_PRECONDITION, str(error))


def _reply(response: type, work: Callable[[], dict[str, Any] | None]) -> Any:
    """Return a response with the fields that `work` returns, or an error's message in `msg`."""
    try:
        return response(**(work() or {}))
    except LutcoreError as error:
        return response(msg=str(error))


class _BadRequestError(LutcoreError):
    """A request that pynq never sends."""


class _Service:
    """Base of the services. pynq's classes answer UNIMPLEMENTED to calls that are not here."""

    def __init__(self, board: ServedBoard, messages: Any) -> None:
        self._board, self._messages = board, messages


class _Device(_Service):
    """Files, which also load the bitstream."""

    def existsfile(self, request: Any, context: Any) -> Any:
        return self._messages.ExistsFileResponse(exists=self._board.has_file(request.file_path))

    def readfile(self, request: Any, context: Any) -> Iterator[Any]:
        with _aborting(context):
            content = self._board.read_file(request.file_path)
        for start in range(0, len(content), CHUNK):
            yield self._messages.ReadFileResponse(data=content[start:start + CHUNK])

    def writefile(self, requests: Iterator[Any], context: Any) -> Any:
        first = next(requests, None)
        if first is not None:           # pynq sends no request for an empty file
            def chunks() -> Iterator[bytes]:
                yield first.data
                yield from (request.data for request in requests)
            with _aborting(context):
                self._board.write_file(first.file_path, chunks())
        return self._messages.WriteFileResponse()

    def set_bitstream_attrs(self, request: Any, context: Any) -> Any:
        return self._messages.SetBitstreamAttrsResponse(status=True)


class _Mmio(_Service):
    """Registers. A window's id says where it is, so the server keeps nothing for a client."""

    def get_mmio(self, request: Any, context: Any) -> Any:
        return self._messages.GetMmioResponse(
            status=True, mmio_id=f"{request.base_addr:#x}+{request.length:#x}")

    def read(self, request: Any, context: Any) -> Any:
        def work() -> dict[str, Any]:
            address = self._address(request, min(request.length, 4))
            if request.length > 4:      # the response has 32 bits
                raise _BadRequestError(f"a read of {request.length} bytes; want at most 4")
            value = self._board.read(address) & (1 << 8 * request.length) - 1
            field = self._messages.ReadResponse.DESCRIPTOR.fields_by_name["data"]
            if field.type == field.TYPE_INT32 and value >> 31:      # pynq 3.1
                value -= 1 << 32
            return {"status": True, "data": value}
        return _reply(self._messages.ReadResponse, work)

    def write(self, request: Any, context: Any) -> Any:
        def work() -> dict[str, Any]:
            address = self._address(request, len(request.data))
            for i in range(0, len(request.data), 4):
                self._board.write(address + i, int.from_bytes(request.data[i:i + 4], "little"))
            return {"status": True}
        return _reply(self._messages.WriteResponse, work)

    @staticmethod
    def _address(request: Any, nbytes: int) -> int:
        try:
            base, length = (int(part, 16) for part in request.mmio_id.split("+"))
        except ValueError:
            raise _BadRequestError(f"no window {request.mmio_id!r}; call get_mmio first") from None
        if request.offset + nbytes > length:
            raise _BadRequestError(f"{nbytes} bytes at {request.offset:#x} of a window of "
                                   f"{length:#x}")
        return base + request.offset


class _Buffer(_Service):
    """Memory as the engine sees it; the client has a copy of its own."""

    def allocate(self, request: Any, context: Any) -> Any:
        with _aborting(context):        # pynq ignores the response's msg
            return self._messages.AllocateResponse(buffer_id=self._board.allocate(request.size))

    def write(self, requests: Iterator[Any], context: Any) -> Any:
        def work() -> None:
            at = 0
            for request in requests:
                self._board.write_memory(request.buffer_id, at, request.data)
                at += len(request.data)
        return _reply(self._messages.BufferWriteResponse, work)

    def read(self, request: Any, context: Any) -> Iterator[Any]:
        at = 0
        while True:
            with _aborting(context):
                data = self._board.read_memory(request.buffer_id, at, CHUNK)
            if not data:
                return
            yield self._messages.BufferReadResponse(data=data)
            at += len(data)

    def flush(self, request: Any, context: Any) -> Any:
        return self._check(self._messages.FlushResponse, request)

    def invalidate(self, request: Any, context: Any) -> Any:
        return self._check(self._messages.InvalidateResponse, request)

    def freebuffer(self, request: Any, context: Any) -> Any:
        return _reply(self._messages.FreeBufferResponse,
                      lambda: self._board.free(request.buffer_id))

    def physical_address(self, request: Any, context: Any) -> Any:
        return _reply(self._messages.AddressResponse,
                      lambda: {"address": self._board.address(request.buffer_id)})

    def _check(self, response: type, request: Any) -> Any:
        """Check that the buffer exists; there are no caches to flush."""
        def work() -> None:
            self._board.address(request.buffer_id)
        return _reply(response, work)


class RemoteServer:
    """A ServedBoard behind an open port, as `lutcore board serve` starts it. Owns the board."""

    def __init__(self, board: ServedBoard, address: str = ADDRESS, port: int = PORT) -> None:
        """Listen at `address`, an IP address or host name.

        Raises VirtualBoardUnavailableError (this pynq cannot be remote), DeviceUnavailableError (no
        pynq, the port is taken); the board is closed then.
        """
        try:
            self.target = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
            self._board  = board
            self._server = self._listen()
        except BaseException:
            board.close()
            raise

    def _listen(self) -> Any:
        services = _services()
        import grpc
        server = grpc.server(
            futures.ThreadPoolExecutor(THREADS), maximum_concurrent_rpcs=CALLS,
            options=[("grpc.so_reuseport", 0)])     # a second server must not share it
        lease = Lease(self._board.vacate)
        server.add_generic_rpc_handlers((lease.handler(),))
        for service, name, messages, stubs in services:
            servicer = type(name, (lease.guarded(service), getattr(stubs, f"{name}Servicer")), {})
            getattr(stubs, f"add_{name}Servicer_to_server")(servicer(self._board, messages), server)
        try:
            bound = server.add_insecure_port(self.target)
        except RuntimeError:            # grpc from 1.60 on; before, it returned 0
            bound = 0
        if not bound:
            raise DeviceUnavailableError(f"cannot listen at {self.target}: it is taken, or not "
                                         "an address of this computer; choose another, for "
                                         "instance 127.0.0.2")
        server.start()
        return server

    def wait(self) -> None:
        """Block until the server is closed, or a signal arrives."""
        self._server.wait_for_termination()

    def close(self) -> None:
        """Stop listening, end calls under way and close the board; a second call is harmless."""
        self._server.stop(GRACE).wait()
        self._board.close()

    def __enter__(self) -> RemoteServer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 traceback: TracebackType | None) -> None:
        self.close()
