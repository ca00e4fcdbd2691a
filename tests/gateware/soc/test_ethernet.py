"""A host on the wire: the driver's Etherbone through the boards' LiteEth, simulated by Verilator.

Frames go over a Gigabit line that does not wait, and a network that loses and reorders them. Times
are simulated.
"""

from __future__ import annotations

import ctypes
import heapq
import random
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from liteeth.common import eth_phy_description
from liteeth.frontend.etherbone import LiteEthEtherbone
from litex.build.generic_platform import Pins, Subsignal
from litex.build.sim import SimPlatform
from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from litex.soc.interconnect.packet import PacketFIFO
from migen import ClockDomain

from lutcore.driver.bundles.soc_map import Etherbone
from lutcore.driver.bundles.verilog import inline_memories
from lutcore.driver.contract import preset
from lutcore.driver.contract.registers import BY_NAME
from lutcore.driver.errors import DeviceLostError
from lutcore.driver.litex import etherbone
from lutcore.driver.litex.etherbone import EtherboneBus
from lutcore.driver.litex.transport import LitexTransport
from lutcore.driver.virtual.verilate import build_model, toolchain_available
from lutcore.gateware.soc import ethernet
from lutcore.gateware.soc.ethernet import (
    HOLDS,
    IP_ADDRESS,
    MAC_ADDRESS,
    PORT,
    HostEthernet,
    store_once,
)

MODEL     = Path(__file__).with_name("ethernet_wire.cpp")
PREAMBLE  = bytes([0x55] * 7 + [0xD5])
BOARD_MAC = MAC_ADDRESS.to_bytes(6, "big")
HOST_MAC  = bytes.fromhex("02a0b1c2d3e4")
BOARD_IP, HOST_IP = (bytes(map(int, ip.split("."))) for ip in (IP_ADDRESS, "192.168.1.100"))
ARP, IPV4 = 0x0806, 0x0800
ICMP, UDP = 1, 17
PS        = 1e-12
ROOM      = 2048                        # bytes of a frame at most
PULSES    = 0x8000_0000                 # address of the register that counts its writes
WORDS     = 1 << 21                     # of memory, from address 0 on
COMMITTED = Etherbone()                 # LiteX's own sizes, as bitstreams without an entry have
ROUND     = 0.2e-3                      # seconds from host to board and back


# Board --------------------------------------------------------------------------------------------


_io = [
    ("sys_clk", 0, Pins(1)), ("eth_clk", 0, Pins(1)), ("rst", 0, Pins(1)),
    *[(f"wire_{name}", 0, Subsignal("valid", Pins(1)), Subsignal("ready", Pins(1)),
       Subsignal("last", Pins(1)), Subsignal("data", Pins(8))) for name in ("sink", "source")],
    ("bus", 0, *[Subsignal(name, Pins(width)) for name, width in (
        ("adr", 30), ("dat_w", 32), ("dat_r", 32), ("cyc", 1), ("stb", 1), ("ack", 1),
        ("we", 1))]),
]


class Line(LiteXModule):
    """A PHY whose line is a pair of streams on pins."""

    dw = 8

    def __init__(self, platform: SimPlatform) -> None:
        self.sink   = stream.Endpoint(eth_phy_description(8))
        self.source = stream.Endpoint(eth_phy_description(8))

        # # #

        sink, source = platform.request("wire_sink"), platform.request("wire_source")
        self.comb += [
            *[getattr(sink, name).eq(getattr(self.sink, name)) for name in ("valid", "last",
                                                                           "data")],
            self.sink.ready.eq(sink.ready),
            *[getattr(self.source, name).eq(getattr(source, name)) for name in ("valid", "last",
                                                                               "data")],
            self.source.last_be.eq(source.last),
        ]


class Board(LiteXModule):
    """The boards' HostEthernet, with its line and its bus on pins."""

    def __init__(self, platform: SimPlatform) -> None:
        reset, line = platform.request("rst"), platform.request("eth_clk")
        for name, clock in (("sys", platform.request("sys_clk")), ("eth_rx", line),
                            ("eth_tx", line)):
            domain = ClockDomain(name)
            setattr(self, f"cd_{name}", domain)
            self.comb += [domain.clk.eq(clock), domain.rst.eq(reset)]
        self.line     = Line(platform)
        self.ethernet = HostEthernet(self.line, 75e6)
        pins, bus     = platform.request("bus"), self.ethernet.bus
        self.comb += [
            *[getattr(pins, name).eq(getattr(bus, name)) for name in ("adr", "dat_w", "cyc", "stb",
                                                                     "we")],
            bus.dat_r.eq(pins.dat_r),
            bus.ack.eq(pins.ack),
        ]


def build() -> Path:
    """Return the library of the board as `ethernet` makes it now."""
    platform = SimPlatform("SIM", _io)
    board = Board(platform)
    output = platform.get_verilog(board, name="ethernet")
    text = inline_memories(output.main_source, output.data_files.__getitem__)
    return build_model(re.sub(r"//.*", "", text), "ethernet", MODEL)    # comments have the date


# Host ---------------------------------------------------------------------------------------------


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


def udp(payload: bytes) -> bytes:
    return ipv4(UDP, struct.pack(">HHHH", PORT, PORT, 8 + len(payload), 0) + payload)


def checksum(data: bytes) -> bytes:
    """Return the Internet checksum of RFC 1071."""
    total = sum(struct.unpack(f">{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return (~total & 0xFFFF).to_bytes(2, "big")


def ping(data: bytes) -> bytes:
    head = struct.pack(">BBHHH", 8, 0, 0, 0x1234, 7)
    return ipv4(ICMP, head[:2] + checksum(head + data) + head[4:] + data)


class Network:
    """The driver's Link to the simulated board.

    loss: probability that a packet is lost, in each direction. jitter: seconds, so that packets
    overtake each other: each takes up to as much longer.
    """

    def __init__(self, library: Path) -> None:
        self._lib = ctypes.CDLL(str(library))
        handle, number = ctypes.c_void_p, ctypes.c_uint64
        for name, result, arguments in (
                ("create", handle, []), ("destroy", None, [handle]), ("now", number, [handle]),
                ("pulses", ctypes.c_uint32, [handle]),
                ("memory", ctypes.POINTER(ctypes.c_uint32), [handle]),
                ("send", None, [handle, ctypes.c_char_p, number, number]),
                ("run", number, [handle, number, ctypes.c_char_p, number])):
            function = getattr(self._lib, f"wire_{name}")
            function.restype, function.argtypes = result, arguments
        self._wire = self._lib.wire_create()
        self._frame = ctypes.create_string_buffer(ROOM)
        self._random = random.Random(1)
        self.loss = self.jitter = 0.0
        self.lost = 0
        self.largest = 0                            # bytes of a UDP payload to the board
        self.arriving: list[tuple[float, int, bytes]] = []      # payloads on their way to the host
        self.echoes: list[bytes] = []               # ICMP from the board
        self._order = 0
        self.memory = np.ctypeslib.as_array(self._lib.wire_memory(self._wire), (WORDS,))

    @property
    def pulses(self) -> int:
        return self._lib.wire_pulses(self._wire)

    def now(self) -> float:
        return self._lib.wire_now(self._wire) * PS

    def send(self, packet: bytes) -> None:
        self.largest = max(self.largest, len(packet))
        if not self._loses():
            self.put(udp(packet), self._delay())

    def put(self, on_line: bytes, delay: float = 0.0) -> None:
        """Put a frame on the line."""
        at = round((self.now() + delay) / PS)
        self._lib.wire_send(self._wire, on_line, len(on_line), at)

    def receive(self, until: float) -> bytes | None:
        while True:
            now = self.now()
            if self.arriving and self.arriving[0][0] <= now:
                return heapq.heappop(self.arriving)[2]
            if now >= until:
                return None
            target = min([until, *(entry[0] for entry in self.arriving[:1])])
            length = self._lib.wire_run(self._wire, round(target / PS) + 1, self._frame, ROOM)
            if length:
                self._take(self._frame.raw[:length])

    def close(self) -> None:
        self._lib.wire_destroy(self._wire)

    def _take(self, data: bytes) -> None:
        content, check = data[8:-4], data[-4:]
        assert data[:8] == PREAMBLE and zlib.crc32(content).to_bytes(4, "little") == check
        assert content[6:12] == BOARD_MAC and len(content) >= 60
        kind, payload = int.from_bytes(content[12:14], "big"), content[14:]
        if kind == ARP and payload[7] == 1:
            assert payload[24:28] == HOST_IP
            self.put(arp(2, BOARD_MAC))
        elif kind == IPV4:
            assert checksum(payload[:20]) == bytes(2) and payload[16:20] == HOST_IP
            body = payload[20:int.from_bytes(payload[2:4], "big")]
            if payload[9] == ICMP:
                self.echoes.append(body)
            elif not self._loses():
                self._order += 1
                heapq.heappush(self.arriving, (self.now() + self._delay(), self._order, body[8:]))

    def _loses(self) -> bool:
        lost = self._random.random() < self.loss
        self.lost += lost
        return lost

    def _delay(self) -> float:
        return ROUND / 2 + self.jitter * self._random.random()


built: dict[bool, Path] = {}


@pytest.fixture
def networks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Network]]:
    """networks(committed=False): a network to a new board, with the circuit of LiteX's own sizes if
    `committed`."""
    usable, missing = toolchain_available()
    if not usable:
        pytest.skip(f"the simulated board needs {missing}")
    monkeypatch.setattr(etherbone, "ANSWER", 0.3)   # three seconds would be simulated for minutes
    monkeypatch.setattr(etherbone, "RETRY", 2e-3)
    monkeypatch.setattr(etherbone, "LINGER", 3e-3)  # no packet here is older
    made = []

    def get(committed: bool = False) -> Network:
        if committed in built:
            made.append(Network(built[committed]))
            return made[-1]
        with pytest.MonkeyPatch.context() as patch:
            if committed:
                patch.setattr(ethernet, "RECORD_WORDS", 16)
                patch.setattr(ethernet, "PacketEtherbone", LiteEthEtherbone)
                patch.setattr(ethernet, "PacketBuffer", lambda layout, *depth, **packets:
                              stream.Buffer(layout, pipe_ready=True))
            built[committed] = build()
        return get(committed)
    yield get
    for network in made:
        network.close()


def opened(network: Network, holds: Etherbone = HOLDS) -> EtherboneBus:
    bus = EtherboneBus(network, "the simulated board")
    bus.holds = holds
    return bus


def words(count: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 1 << 32, count, dtype=np.uint32)


# Whole packets ------------------------------------------------------------------------------------


def test_ping(networks) -> None:
    """Two pings: the second one waits in the registers while the first is answered."""
    network, data = networks(), bytes(range(56))
    for sent in (arp(1, b"\xff" * 6), ping(data), ping(data[::-1])):
        network.put(sent)
    network.receive(network.now() + 1e-3)
    for echo, sent in zip(network.echoes, (data, data[::-1]), strict=True):
        assert echo[0] == 0 and checksum(echo) == bytes(2)
        assert echo[4:] == struct.pack(">HH", 0x1234, 7) + sent


def test_words_arrive_in_their_order(networks) -> None:
    network = networks()
    bus, sent = opened(network), words(4)
    bus.write(0x100, sent)
    assert np.array_equal(network.memory[0x40:0x44], sent)
    assert np.array_equal(bus.read(0x104, 2), sent[1:3])


def test_255_words_in_one_packet(networks) -> None:
    network = networks()
    bus, sent = opened(network), words(255)
    network.memory[:255] = sent
    assert np.array_equal(bus.read(0, 255), sent)
    assert network.largest == 12 + 4 + 4 * 255   # heads, number, addresses: one packet
    network.send(struct.pack(">HBB4xBBBBI", 0x4E6F, 0x10, 0x44, 0, 0xF, 255, 0, 0x1000)
                 + sent.astype(">u4").tobytes())    # writes alone, which nobody answers
    network.receive(network.now() + 1e-3)
    assert np.array_equal(network.memory[0x400:0x4FF], sent)


@pytest.mark.parametrize("count", [1, 14, 15, 16, 31, 254, 255, 256, 1000])
@pytest.mark.parametrize("committed", [False, True])
def test_uploads_of_every_size(networks, committed, count) -> None:
    network = networks(committed)
    bus, sent = opened(network, COMMITTED if committed else HOLDS), words(count, count)
    bus.write(0x40, sent)
    assert np.array_equal(bus.read(0x40, count), sent)
    assert not network.memory[0x10 + count:].any() and network.lost == 0


def test_what_the_board_cannot_hold_stops_it_for_ever(networks, monkeypatch) -> None:
    """A board with LiteX's own sizes, and packets of 64 words: what a driver must never send."""
    monkeypatch.setattr(etherbone, "ANSWER", 0.05)
    network = networks(committed=True)
    opened(network, COMMITTED).write(0, words(15))
    with pytest.raises(DeviceLostError):
        opened(network, Etherbone(65, 1)).write(0x100, words(64))
    with pytest.raises(DeviceLostError):
        opened(network, COMMITTED).read(0)
    assert not network.memory[0x40:].any()


def test_a_frame_with_a_wrong_checksum_writes_nothing(networks) -> None:
    network = networks()
    bus = opened(network)
    bus.write(0, words(4))
    spoilt = bytearray(udp(struct.pack(">HBB4xBBBBI4I", 0x4E6F, 0x10, 0x44, 0, 0xF, 4, 0, 0x1000,
                                       1, 2, 3, 4)))
    spoilt[-20] ^= 1
    network.put(bytes(spoilt))
    network.receive(network.now() + 1e-3)
    assert not network.memory[0x400:0x404].any()
    bus.write(0x1000, words(4, 2))
    assert np.array_equal(network.memory[0x400:0x404], words(4, 2))


# Several packets ----------------------------------------------------------------------------------


@pytest.mark.parametrize("mended", [False, True])
def test_parameters_of_a_packet_that_waits_are_stored_once(bench, mended) -> None:
    """What LiteX's PacketFIFO does where the last word waits, and what `store_once` mends."""
    it = bench(1)
    layout = stream.EndpointDescription([("data", 8)], [("packet", 8)])
    dut = PacketFIFO(layout, payload_depth=4, param_depth=1, buffered=True)
    if mended:
        store_once(dut)
    sent = [{"data": 16 * packet + i, "packet": packet, "last": int(i == 3)}
            for packet in range(6) for i in range(4)]
    got = it.receive(dut.source, "data", "packet", "last", stall=0.8, stable=False)
    it.run(dut, it.send(dut.sink, sent, idle=0.0), it.clocks(300))
    right = [(word["data"], word["packet"], word["last"]) for word in sent]
    assert (got == right) is mended


@pytest.mark.parametrize("packets", [2, HOLDS.packets, 2 * HOLDS.packets])
def test_packets_meet_in_the_board(networks, packets) -> None:
    """Full packets, one behind the other on the line; twice what the board holds is lost whole."""
    network = networks()
    bus, sent = opened(network, Etherbone(HOLDS.words, packets)), words(30 * 255)
    bus.write(0x40, sent)
    assert np.array_equal(network.memory[0x10:0x10 + len(sent)], sent)
    assert not network.memory[0x10 + len(sent):].any() and not network.memory[:0x10].any()
    assert np.array_equal(bus.read(0x40, len(sent)), sent)
    bus.write(PULSES, np.ones(1, np.uint32))
    assert network.pulses == 1


# Losses -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("committed", [False, True])
def test_lost_and_reordered_packets(networks, committed) -> None:
    """5 % lost each way, and up to 0.5 ms of disorder: uploads, results, doorbells."""
    network = networks(committed)
    bus = opened(network, COMMITTED if committed else HOLDS)
    network.loss, network.jitter = 0.05, 0.5e-3
    sent = words(300 if committed else 5000)
    bus.write(0, sent)
    assert np.array_equal(network.memory[:len(sent)], sent)
    assert np.array_equal(bus.read(0, len(sent)), sent)
    for value in range(10):             # a word that changes: no old copy comes late
        bus.write(0x100, value)
        assert bus.read(0x100)[0] == value
    for _ in range(10):
        before = network.pulses
        sure = bus.once(PULSES, 1, 5)
        done = network.pulses - before
        assert done == 5 if sure else done <= 5
    assert network.lost


@pytest.mark.parametrize("committed", [False, True])
def test_every_doorbell_rings_once(networks, committed) -> None:
    """10 % lost each way; the bench's register that counts its writes is the doorbell."""
    network = networks(committed)
    bus = opened(network, COMMITTED if committed else HOLDS)
    network.memory[0] = 1               # memory runs
    soc = SimpleNamespace(registers=PULSES - BY_NAME["count"].offset, ready=0, memory=0x1000,
                          memory_bytes=0x1000)
    transport = LitexTransport(SimpleNamespace(geometry=preset("demo")), soc, bus)
    network.loss, network.jitter = 0.1, 0.5e-3
    for rung in range(30):
        transport.write("program", 0x40)
        transport.write("count", 1)
        assert network.pulses == rung + 1
    assert network.lost


@pytest.mark.slow
def test_4_mb_with_losses(networks) -> None:
    network = networks()
    bus, sent = opened(network), words(1 << 20)
    network.loss, network.jitter = 0.05, 0.5e-3
    started = network.now()
    bus.write(0, sent)
    seconds = network.now() - started
    assert np.array_equal(network.memory[:1 << 20], sent) and not network.memory[1 << 20:].any()
    print(f"{network.lost} packets lost; 4 MB in {seconds:.2f} simulated s")
    assert np.array_equal(bus.read(0, 1 << 16), sent[:1 << 16])


@pytest.mark.slow
def test_words_per_second(networks) -> None:
    """Results and uploads, with a round trip of 0.2 ms and no losses; the bus takes 13 clocks."""
    for label, committed, holds, count in (
            ("LiteX's own sizes", True, COMMITTED, 5000),
            ("one packet at a time", False, Etherbone(HOLDS.words, 1), 100_000),
            (f"{HOLDS.packets} packets at a time", False, HOLDS, 400_000)):
        network = networks(committed)
        bus, results, uploads = opened(network, holds), words(count), words(count, 2)
        bus.read(0)                     # ARP
        network.memory[:count] = results
        times = [network.now()]
        assert np.array_equal(bus.read(0, count), results)
        times.append(network.now())
        bus.write(0, uploads)
        times.append(network.now())
        assert np.array_equal(network.memory[:count], uploads)
        rates = count / np.diff(times)
        print(f"{label}: {rates[0]:.0f} results, {rates[1]:.0f} uploaded words per simulated s")
