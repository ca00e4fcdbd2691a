"""A host on the wire resolves the board's address, pings it, and reads and writes its bus."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import pytest
from liteeth.common import eth_phy_description
from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from litex.tools.remote.etherbone import (
    EtherbonePacket,
    EtherboneReads,
    EtherboneRecord,
    EtherboneWrites,
)
from migen import ClockDomain, run_simulation
from migen.sim import passive

from lutcore.gateware.soc.ethernet import IP_ADDRESS, MAC_ADDRESS, PORT, HostEthernet

pytestmark = pytest.mark.slow           # LiteEth's checksums take Migen's simulator minutes

PREAMBLE  = bytes([0x55] * 7 + [0xD5])
BOARD_MAC = MAC_ADDRESS.to_bytes(6, "big")
HOST_MAC  = bytes.fromhex("02a0b1c2d3e4")
BOARD_IP, HOST_IP = (bytes(map(int, ip.split("."))) for ip in (IP_ADDRESS, "192.168.1.100"))
ARP, IPV4 = 0x0806, 0x0800
ICMP, UDP = 1, 17


class Wire(LiteXModule):
    """A PHY whose line is a pair of streams."""

    dw = 8

    def __init__(self) -> None:
        self.sink   = stream.Endpoint(eth_phy_description(8))
        self.source = stream.Endpoint(eth_phy_description(8))


class Board(LiteXModule):
    """The board's HostEthernet on a Wire."""

    def __init__(self) -> None:
        self.cd_sys   = ClockDomain()
        self.wire     = Wire()
        self.ethernet = HostEthernet(self.wire, 75e6)


def frame(kind: int, payload: bytes, to: bytes = BOARD_MAC) -> bytes:
    """Return a frame with preamble, padding and checksum, as on the line."""
    content = (to + HOST_MAC + struct.pack(">H", kind) + payload).ljust(60, b"\0")
    return PREAMBLE + content + zlib.crc32(content).to_bytes(4, "little")


def arp(operation: int, to: bytes) -> bytes:
    return frame(ARP, struct.pack(">HHBBH", 1, IPV4, 6, 4, operation) + HOST_MAC + HOST_IP
                 + bytes(6) + BOARD_IP, to)


def ipv4(protocol: int, payload: bytes) -> bytes:
    head = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(payload), 0, 0, 64, protocol, 0)
    head += HOST_IP + BOARD_IP
    return frame(IPV4, head[:10] + checksum(head) + head[12:] + payload)


def checksum(data: bytes) -> bytes:
    """Return the Internet checksum of RFC 1071."""
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return (~total & 0xFFFF).to_bytes(2, "big")


def ping(data: bytes) -> bytes:
    head = struct.pack(">BBHHH", 8, 0, 0, 0x1234, 7)
    return ipv4(ICMP, head[:2] + checksum(head + data) + head[4:] + data)


def etherbone(writes: EtherboneWrites | None = None, reads: EtherboneReads | None = None) -> bytes:
    record = EtherboneRecord()
    record.writes, record.reads = writes, reads
    packet = EtherbonePacket()
    packet.records = [record]
    packet.encode()
    content = bytes(packet.bytes)
    return ipv4(UDP, struct.pack(">HHHH", PORT, PORT, 8 + len(content), 0) + content)


class Host:
    """Host that sends frames one after the other and answers ARP requests for its address."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.waiting: list[bytes] = []
        self.answers: list[tuple[int, bytes]] = []  # protocol and what it carries
        self.addresses = 0                          # ARP replies from the board
        self.memory: dict[int, int] = {}

    @passive
    def send(self) -> Iterator:
        source = self.board.wire.source
        while True:
            if not self.waiting:
                yield
                continue
            data = self.waiting.pop(0)
            for i, byte in enumerate(data):
                yield source.data.eq(byte)
                yield source.last.eq(i == len(data) - 1)
                yield source.last_be.eq(i == len(data) - 1)
                yield source.valid.eq(1)
                yield
                while not (yield source.ready):
                    yield
            yield source.valid.eq(0)
            for _ in range(12):
                yield

    @passive
    def receive(self) -> Iterator:
        sink, data = self.board.wire.sink, bytearray()
        yield sink.ready.eq(1)
        while True:
            if (yield sink.valid):
                data.append((yield sink.data))
                if (yield sink.last):
                    self.take(bytes(data))
                    data.clear()
            yield

    def take(self, data: bytes) -> None:
        content, check = data[8:-4], data[-4:]
        assert data[:8] == PREAMBLE and zlib.crc32(content).to_bytes(4, "little") == check
        assert content[6:12] == BOARD_MAC and len(content) >= 60
        kind, payload = int.from_bytes(content[12:14], "big"), content[14:]
        if kind == ARP and payload[7] == 1:
            assert payload[24:28] == HOST_IP
            self.waiting.append(arp(2, BOARD_MAC))
        elif kind == ARP:
            assert payload[8:18] == BOARD_MAC + BOARD_IP
            self.addresses += 1
        else:
            length = int.from_bytes(payload[2:4], "big")
            assert checksum(payload[:20]) == bytes(2) and payload[16:20] == HOST_IP
            self.answers.append((payload[9], payload[20:length]))

    @passive
    def bus(self) -> Iterator:
        """Model a slow memory on the board's bus."""
        bus = self.board.ethernet.bus
        while True:
            if (yield bus.cyc) and (yield bus.stb):
                address = (yield bus.adr)
                for _ in range(3):
                    yield
                if (yield bus.we):
                    self.memory[address] = (yield bus.dat_w)
                yield bus.dat_r.eq(self.memory.get(address, 0))
                yield bus.ack.eq(1)
                yield
                yield bus.ack.eq(0)
            yield

    def run(self, frames: list[bytes], answers: int, cycles: int = 8000) -> None:
        """Send frames and simulate until `answers` answers have come."""
        self.waiting += frames

        def until_answered() -> Iterator:
            for _ in range(cycles):
                if len(self.answers) >= answers and self.addresses:
                    return
                yield
            raise AssertionError(f"{len(self.answers)} of {answers} answers in {cycles} cycles")
        run_simulation(self.board, {
            "sys": [until_answered(), self.bus()], "eth_rx": [self.send()],
            "eth_tx": [self.receive()],
        }, clocks={"sys": 13, "eth_rx": 8, "eth_tx": 8, "etherbone": 13})


@pytest.fixture
def host() -> Host:
    return Host(Board())


def test_ping(host):
    """Two pings: the second one waits in the registers while the first is answered."""
    data = bytes(range(56))
    host.run([arp(1, b"\xff" * 6), ping(data), ping(data[::-1])], answers=2)
    for (protocol, echo), sent in zip(host.answers, (data, data[::-1]), strict=True):
        assert protocol == ICMP and echo[0] == 0 and checksum(echo) == bytes(2)
        assert echo[4:] == struct.pack(">HH", 0x1234, 7) + sent


def test_registers_are_written_and_read(host):
    words = [0x1234_5678, 0xDEAD_BEEF, 7, 0x8000_0001]
    writes = EtherboneWrites(base_addr=0x100, datas=words)
    reads  = EtherboneReads(addrs=[0x100 + 4 * i for i in (3, 2, 1, 0)])
    host.run([arp(1, b"\xff" * 6), etherbone(writes=writes), etherbone(reads=reads)], answers=1)
    assert host.memory == {0x40 + i: word for i, word in enumerate(words)}
    (protocol, answer), = host.answers
    packet = EtherbonePacket(init=answer[8:])
    packet.decode()
    assert protocol == UDP and packet.records[0].writes.get_datas() == words[::-1]
