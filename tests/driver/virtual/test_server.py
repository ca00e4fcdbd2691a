"""pynq's services in this process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from lutcore.driver.contract.registers import BY_NAME
from lutcore.driver.errors import DeviceError, DeviceUnavailableError
from lutcore.driver.pynq.staging import import_pynq
from lutcore.driver.virtual.server import RemoteServer

BASE = 0x4000_0000                      # bus address of the PYNQ-Z2's registers


@pytest.fixture
def services(make_board, own_address) -> Iterator[SimpleNamespace]:
    """pynq's remote device in this process, on a board of 1 MiB."""
    import_pynq()
    remote_device = pytest.importorskip("pynq.pl_server.remote_device")
    address = own_address()
    board = make_board()
    with RemoteServer(board, address) as server:
        device = remote_device.RemoteDevice(0, address)
        yield SimpleNamespace(device=device, server=server, address=address)
        device.client.channel.close()


def test_registers_over_the_network(services):
    pynq = import_pynq()
    mmio = pynq.MMIO(BASE, 0x40, device=services.device)
    mmio.write(BY_NAME["program"].offset, 0xFEDC_BA40)
    value = mmio.read(BY_NAME["program"].offset)            # signed in pynq 3.1
    assert value & 0xFFFF_FFFF == 0xFEDC_BA40
    assert mmio.read(BY_NAME["program"].offset, 1) == 0x40
    for use, message in ((lambda: mmio.read(0x40), "4 bytes at 0x40 of a window of 0x40"),
                         (lambda: mmio.write(0x3C, bytes(8)), "8 bytes at 0x3c"),
                         (lambda: mmio.read(0, 8), "want at most 4")):
        with pytest.raises(RuntimeError, match=message):
            use()
    outside = pynq.MMIO(0x5000_0000, 4, device=services.device)
    with pytest.raises(RuntimeError, match="nothing answers at 0x50000000"):
        outside.read(0)


def test_buffers_over_the_network(services):
    buffer = services.device.allocate((3 << 18,), "u1")         # takes several messages
    buffer[:] = 7
    buffer.flush()
    buffer[:] = 0
    buffer.invalidate()
    assert buffer.tobytes() == bytes([7]) * len(buffer)
    assert buffer.device_address == 0x1000_0000
    import grpc
    with pytest.raises(grpc.RpcError, match="RESOURCE_EXHAUSTED"):
        services.device.allocate((1 << 19,), "u1")
    buffer.freebuffer()
    services.device.allocate((1 << 19,), "u1").freebuffer()
    with pytest.raises(RuntimeError, match="was freed"):
        buffer.flush()
    with pytest.raises(grpc.RpcError, match="no such file"):
        services.device.read_file("/etc/passwd")


def test_a_port_is_served_once(services, make_board):
    board = make_board()
    with pytest.raises(DeviceUnavailableError, match=f"cannot listen at {services.address}:7967"):
        RemoteServer(board, services.address)
    with pytest.raises(DeviceError):
        board.read(BASE)
    services.server.close()
    services.server.close()
    RemoteServer(make_board(), services.address).close()


def when_free(action):
    """Do this once the server has seen that the board's last holder is gone."""
    import grpc
    end = time.monotonic() + 10
    while True:
        try:
            return action()
        except grpc.RpcError as error:
            if "in use by" not in error.details() or time.monotonic() > end:
                raise
            time.sleep(0.01)


def test_a_board_is_lent_to_one_client_at_a_time(services, monkeypatch):
    """Two connections; what the first one sends late is not heard any more."""
    import grpc

    from lutcore.driver.pynq import network
    from lutcore.driver.virtual import lease
    monkeypatch.setattr(lease, "PATIENCE", 0.1)

    def connect():
        channel = grpc.insecure_channel(f"{services.address}:7967",
                                        options=[("grpc.use_local_subchannel_pool", 1)])
        return channel, channel.unary_stream(network.HOLD)
    (first, hold_first), (second, hold_second) = connect(), connect()
    kept = hold_first(b"the first")
    assert next(kept) == b"held"
    with pytest.raises(grpc.RpcError, match="in use by the first"):
        next(hold_second(b"the second"))
    buffer = services.device                    # a third client, which did not ask
    with pytest.raises(grpc.RpcError, match="in use by the first"):
        buffer.allocate((100,), "u1")
    kept.cancel()
    monkeypatch.setattr(lease, "PATIENCE", 5.0)
    assert next(hold_second(b"the second")) == b"held"
    first.close()
    second.close()
    when_free(lambda: services.device.allocate((1 << 19,), "u1")).freebuffer()
