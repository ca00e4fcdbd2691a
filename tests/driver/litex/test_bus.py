"""The LiteX transport through LiteX's own server, and over UDP, against a SoC in Python.

The SoC keeps memory as a real board does: unusable until LiteDRAM's sequence has run, and read
wrongly by every byte lane whose delay does not suit it.
"""

from __future__ import annotations

import builtins
import json
import random
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("litex", reason="needs litex: pip install 'lutcore[litex]'")

from litex.tools.litex_server import RemoteServer

from lutcore.driver import open_device
from lutcore.driver.bundles.find import PATH_VARIABLE
from lutcore.driver.bundles.manifest import BITSTREAM, REGISTERS, SOC, Manifest
from lutcore.driver.bundles.soc_map import Dram, Etherbone, Leveling, SocMap, Step
from lutcore.driver.contract import preset
from lutcore.driver.contract.geometry import CONTRACT_VERSION
from lutcore.driver.contract.registers import BY_NAME, MAGIC
from lutcore.driver.errors import (
    BundleFormatError,
    DeviceError,
    DeviceLostError,
    DeviceMemoryError,
    DeviceUnavailableError,
    UsageError,
)
from lutcore.driver.litex import bus, etherbone
from lutcore.driver.litex.bus import SERVER_VARIABLE, open_board
from lutcore.driver.litex.etherbone import UdpLink

GEOMETRY = preset("tiny")
LANES, DELAYS, SLIPS = 2, 8, 4
STEPS = (Step(0, 0, 0, 12, 50), Step(0, 0, 0, 14, 10), Step(0x200, 2, 15, 0, 0),
         Step(0x400, 0, 3, 0, 20))
DRAM = Dram(control=0x1000, command=0x1004, issue=0x1008, address=0x100C, bank=0x1010,
            steps=STEPS, leveling=None)
LEVELING = Leveling(lanes=LANES, delays=DELAYS, bitslips=SLIPS, select=0x1800, delay_reset=0x1804,
                    delay_step=0x1808, slip_reset=0x180C, slip_step=0x1810, burst_clear=0x1814,
                    burst_seen=0x1818)


def soc_map(leveling: Leveling | None = None, **changes: Any) -> SocMap:
    fields = {"registers": 0x8000_0000, "memory": 0x4000_0000, "memory_bytes": 1 << 20,
              "clock_mhz": 75.0, "identity": 0x800, "identity_value": 0xC0FFEE, "ready": 0x804,
              "written": 0x808,
              "dram": Dram(**{**vars(DRAM), "leveling": leveling})}
    return SocMap(**{**fields, **changes})


class Soc:
    """A SoC's bus, which litex_server calls a comm.

    windows: the delays that suit, by lane and bit slip.
    """

    def __init__(self, soc: SocMap) -> None:
        self.map = soc
        self.memory = np.zeros(soc.memory_bytes, np.uint8)
        self.registers = {soc.identity: soc.identity_value, soc.ready: 0, soc.written: 0,
                          soc.dram.control: 1}
        for name, value in (("magic", MAGIC), ("version", CONTRACT_VERSION),
                            ("digest", GEOMETRY.digest)):
            self.registers[soc.registers + BY_NAME[name].offset] = value
        self.steps: list[tuple[int, ...]] = []
        self.windows = {lane: {1: range(2, 7), 2: range(4, 5)} for lane in range(LANES)}
        self.delays, self.slips = [0] * LANES, [0] * LANES
        self.lose: Callable[[int], bool] = lambda packet: False
        self.stuck: tuple[int, int] | None = None   # (byte, bits that are always set)
        self.silent = False
        self.packets = 0
        self.rung: list[tuple[int, int]] = []       # (program, count) of every doorbell
        self.release = threading.Event()

    def open(self) -> None:
        pass

    def close(self) -> None:
        self.release.set()

    @property
    def started(self) -> bool:
        wanted = [(s.address, s.bank, s.command, s.control) for s in STEPS]
        return self.steps[-len(wanted):] == wanted and self.registers[self.map.dram.control] == 1

    def read(self, address: int, length: int | None = None, burst: str = "incr") -> list[int]:
        if self.silent:
            self.release.wait(20)
        if burst == "fixed":
            return [self._word(address)] * length
        words = [self._word(address + 4 * i) for i in range(length or 1)]
        return words if length else words[0]

    def _word(self, address: int) -> int:
        if not self._in_memory(address):
            return self.registers.get(address, 0)
        at = address - self.map.memory
        word = self.memory[at:at + 4].copy() if self.started else np.full(4, 0x5A, np.uint8)
        if self.map.dram.leveling:
            for lane in range(LANES):
                if self.delays[lane] not in self.windows[lane].get(self.slips[lane], ()):
                    word[lane::LANES] ^= 0xA5
        if self.stuck:
            word[self.stuck[0]] |= self.stuck[1]
        return int(word.view("<u4")[0])

    def write(self, address: int, data: list[int]) -> None:
        self.packets += 1
        if self._in_memory(address) and self.lose(self.packets):
            return
        for i, value in enumerate(data):
            self._store(address + 4 * i, value)

    def _store(self, address: int, value: int) -> None:
        dram, leveling, r = self.map.dram, self.map.dram.leveling, self.registers
        if self._in_memory(address):
            r[self.map.written] = (r[self.map.written] + 1) & 0xFFFF_FFFF
            at = address - self.map.memory
            self.memory[at:at + 4] = np.array([value], "<u4").view(np.uint8)
            return
        r[address] = value
        if address == self.map.registers + BY_NAME["count"].offset:
            self.rung.append((r[self.map.registers + BY_NAME["program"].offset], value))
        pins = (r.get(dram.address, 0), r.get(dram.bank, 0))
        if address == dram.issue:
            self.steps.append((*pins, r[dram.command], 0))
        elif address == dram.control and value != 1:
            self.steps.append((*pins, 0, value))
        elif leveling:
            self._level(address, leveling)

    def _level(self, address: int, leveling: Leveling) -> None:
        chosen = [lane for lane in range(LANES)
                  if self.registers.get(leveling.select, 0) >> lane & 1]
        for setting, reset, step, count in (
                (self.delays, leveling.delay_reset, leveling.delay_step, DELAYS),
                (self.slips, leveling.slip_reset, leveling.slip_step, SLIPS)):
            for lane in chosen:
                if address == reset:
                    setting[lane] = 0
                elif address == step:
                    setting[lane] = (setting[lane] + 1) % count
        self.registers[leveling.burst_seen] = (1 << LANES) - 1

    def _in_memory(self, address: int) -> bool:
        return 0 <= address - self.map.memory < self.map.memory_bytes


class Server(RemoteServer):
    """litex_server without its traceback at the end."""

    def _serve_thread(self) -> None:
        with suppress(OSError, AttributeError):     # the socket is closed
            super()._serve_thread()


class Udp:
    """LiteEth's Etherbone on 127.0.0.2, in front of a SoC, with a network that loses packets.

    lose: called with "packet" or "answer"; whether it is lost.
    """

    def __init__(self, soc: Soc) -> None:
        self.lose: Callable[[str], bool] = lambda what: False
        self.largest = 0                # most reads or writes of a packet
        self._soc = soc
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.2", 0))
        self.address = f"udp://127.0.0.2:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def close(self) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
            last.sendto(b"", self._socket.getsockname())
        self._thread.join(10)
        self._socket.close()

    def _run(self) -> None:
        while True:
            packet, host = self._socket.recvfrom(2048)
            if not packet:
                return
            if self.lose("packet"):
                continue
            answer = self._answer(packet)
            if not self.lose("answer"):
                self._socket.sendto(answer, host)

    def _answer(self, packet: bytes) -> bytes:
        assert packet[:4] == bytes([0x4E, 0x6F, 0x10, 0x44])
        writes, reads = packet[10], packet[11]
        fields = list(struct.unpack(f">{len(packet) // 4 - 3}I", packet[12:]))
        self.largest = max(self.largest, writes, reads)
        if writes:
            address = fields.pop(0)
            self._soc.write(address, fields[:writes])
            fields = fields[writes:]
        number, *addresses = fields
        if writes:                      # LiteEth reads the number's own address
            addresses = [number]
        assert len(addresses) == reads
        words = [self._soc.read(at) for at in addresses]
        return packet[:8] + struct.pack(f">BBBB{1 + reads}I", 0, 15, reads, 0, number, *words)


def write_bundle(folder: Path, soc: SocMap) -> None:
    folder.mkdir()
    for name in (BITSTREAM, REGISTERS):
        (folder / name).write_text(name)
    (folder / SOC).write_text(soc.encode())
    Manifest.of_folder(folder, name=folder.name, kind="litex", board="toy", geometry=GEOMETRY,
                       tools={}, clock_mhz=75.0).write(folder)


@pytest.fixture
def network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Soc], Udp]]:
    """network(soc): puts a SoC on the network, and writes its bundle."""
    boards: list[Udp] = []

    def start(soc: Soc) -> Udp:
        write_bundle(tmp_path / f"board{len(boards)}", soc.map)
        monkeypatch.setenv(PATH_VARIABLE, str(tmp_path))
        boards.append(Udp(soc))
        return boards[-1]
    yield start
    for board in boards:
        board.close()


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Soc], str]]:
    """serve(soc): starts a litex_server, writes the SoC's bundle and returns host:port."""
    servers = []

    def start(soc: Soc) -> str:
        write_bundle(tmp_path / f"board{len(servers)}", soc.map)
        server = Server(soc, "127.0.0.1", 0)
        server.open()
        server.start(1)
        servers.append((soc, server))
        monkeypatch.setenv(PATH_VARIABLE, str(tmp_path))
        return f"127.0.0.1:{server.socket.getsockname()[1]}"
    yield start
    for soc, server in servers:
        soc.release.set()
        server.close()


# Memory -------------------------------------------------------------------------------------------


def test_memory_is_started_once_as_litedram_says(serve) -> None:
    soc = Soc(soc_map())
    server = serve(soc)
    for _ in range(2):
        transport = open_board(None, server)
        transport.close()
    assert soc.steps == [(s.address, s.bank, s.command, s.control) for s in STEPS]
    assert soc.registers[soc.map.ready] == 1 and soc.registers[DRAM.control] == 1


def test_read_delays_go_to_the_middle_of_the_widest_window(serve) -> None:
    soc = Soc(soc_map(LEVELING))
    soc.windows = {0: {0: range(1), 1: range(2, 7), 3: range(6, 8)}, 1: {2: range(0, 3)}}
    transport = open_board(None, serve(soc))
    transport.close()
    assert soc.slips == [1, 2] and soc.delays == [4, 1]
    assert soc.registers[soc.map.ready] == 1


def test_a_strobe_that_was_not_seen_counts_as_wrong(serve) -> None:
    soc = Soc(soc_map(LEVELING))
    seen = soc._level

    def blind(address: int, leveling: Leveling) -> None:    # lane 0 needs delays from 5 on
        seen(address, leveling)
        if soc.delays[0] < 5:
            soc.registers[leveling.burst_seen] &= ~1
    soc._level = blind
    transport = open_board(None, serve(soc))
    transport.close()
    assert soc.delays[0] == 6 and soc.delays[1] == 4


@pytest.mark.parametrize("spoil, message", [
    (lambda soc: soc.windows.update({1: {}}), "no read delay suits byte lane 1"),
    (lambda soc: setattr(soc, "stuck", (3, 0x10)), "no read delay suits byte lane 1")])
def test_memory_that_no_delay_suits(serve, spoil, message) -> None:
    soc = Soc(soc_map(LEVELING))
    spoil(soc)
    with pytest.raises(DeviceError, match=message):
        open_board(None, serve(soc))
    assert soc.registers[soc.map.ready] == 0


def test_a_stuck_data_line_is_found(serve) -> None:
    soc = Soc(soc_map())
    soc.stuck = (2, 0x80)
    with pytest.raises(DeviceError, match="memory at 0x40000.* holds"):
        open_board(None, serve(soc))


def test_a_missing_address_line_is_found(serve) -> None:
    soc = Soc(soc_map())
    store, word = soc._store, soc._word

    def without(address: int) -> int:
        return address & ~(1 << 12) if soc._in_memory(address) else address
    soc._store = lambda address, value: store(without(address), value)
    soc._word = lambda address: word(without(address))
    with pytest.raises(DeviceError, match="memory at 0x40000000 holds"):
        open_board(None, serve(soc))


# Buffers ------------------------------------------------------------------------------------------


def test_bytes_arrive_and_come_back_as_far_as_asked(serve) -> None:
    soc = Soc(soc_map())
    transport = open_board(None, serve(soc))
    rng = np.random.default_rng(0)
    first, second = transport.allocate(10_001), transport.allocate(100)
    assert first.address % 64 == second.address % 64 == 0
    assert second.address >= first.address + len(first.array) >= first.address + 10_001
    first.array[:] = rng.integers(0, 256, len(first.array))
    first.flush()
    at = first.address - soc.map.memory
    assert np.array_equal(soc.memory[at:at + len(first.array)], first.array)
    written = soc.registers[soc.map.written]
    first.array[:] = 7
    first.flush(5)
    assert soc.registers[soc.map.written] - written == 2
    assert list(soc.memory[at:at + 9]) == [7] * 8 + [soc.memory[at + 8]]
    soc.memory[at:at + 3000] = 9
    first.invalidate(2000)
    assert set(first.array[:2000]) == {9} and set(first.array[2000:]) == {7}
    first.free()
    first.free()
    with pytest.raises(DeviceError, match="freed"):
        first.flush()
    with pytest.raises(DeviceMemoryError):
        transport.allocate(1 << 20)
    transport.close()


def test_lost_packets_are_sent_again(serve) -> None:
    soc = Soc(soc_map())
    transport = open_board(None, serve(soc))
    rng = np.random.default_rng(1)
    buffer = transport.allocate(100_000)
    buffer.array[:] = rng.integers(0, 256, len(buffer.array))
    lost = []
    soc.lose = lambda packet: packet % 13 == 5 and not lost.append(packet)
    buffer.flush()
    at = buffer.address - soc.map.memory
    assert lost and np.array_equal(soc.memory[at:at + len(buffer.array)], buffer.array)
    soc.lose = lambda packet: True
    with pytest.raises(DeviceError, match="0 of 25 words arrived"):
        buffer.flush(100)
    transport.close()


# Opening ------------------------------------------------------------------------------------------


def test_the_device_opens_by_name(serve, monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve(Soc(soc_map()))
    with open_device("litex", server=server) as device:
        assert device.name == "litex" and device.geometry == GEOMETRY
    monkeypatch.setenv(SERVER_VARIABLE, server)
    with open_device("auto") as device:
        assert device.name == "litex" and "pynq" in device.fallback_reason


def test_the_bundle_is_the_one_the_board_was_built_with(serve) -> None:
    serve(Soc(soc_map(identity_value=1)))
    server = serve(Soc(soc_map(identity_value=2, memory_bytes=1 << 21)))
    transport = open_board(GEOMETRY, server)
    assert transport.allocate(3 << 19).address == 0x4000_0000
    transport.close()


def test_another_board_is_refused(serve) -> None:
    soc = Soc(soc_map())
    server = serve(soc)
    soc.registers[soc.map.identity] = 0x1234
    with pytest.raises(DeviceUnavailableError, match="board0 has 0x00c0ffee, read 0x00001234"):
        open_board(None, server)


def test_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SERVER_VARIABLE, "127.0.0.1:9")
    with pytest.raises(DeviceUnavailableError, match="no litex_server at 127.0.0.1:9"):
        open_device("litex")


@pytest.mark.parametrize("server", ["localhost", "localhost:", ":1", "a:b", "a:0", "a:65536"])
def test_a_bad_address(server: str) -> None:
    with pytest.raises(UsageError, match="want host:port"):
        open_device("litex", server=server)


def test_without_litex(monkeypatch: pytest.MonkeyPatch) -> None:
    genuine = builtins.__import__

    def without(name: str, *arguments: Any, **more: Any) -> Any:
        if name.startswith("litex"):
            raise ImportError("no module litex")
        return genuine(name, *arguments, **more)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(DeviceUnavailableError, match="pip install 'lutcore"):
        open_device("litex")


# A board that does not answer ---------------------------------------------------------------------


@pytest.mark.parametrize("when", ["opening", "later"])
def test_a_board_that_does_not_answer(serve, monkeypatch: pytest.MonkeyPatch, when: str) -> None:
    monkeypatch.setattr(bus, "ANSWER", 0.3)
    soc = Soc(soc_map())
    server = serve(soc)
    soc.silent = when == "opening"
    with pytest.raises(DeviceLostError, match=r"does not answer \(no answer within 0.3 s"):
        transport = open_board(None, server)
        soc.silent = True
        transport.read("magic")
    if when == "later":                 # a second call does not wait again
        monkeypatch.setattr(transport.bus._client, "read", lambda *a: pytest.fail("asked again"))
        with pytest.raises(DeviceLostError):
            transport.read("magic")
        transport.close()


def test_a_server_that_goes_away(serve) -> None:
    soc = Soc(soc_map())
    transport = open_board(None, serve(soc))

    def fail(*arguments: Any) -> None:
        raise OSError("the cable")
    soc.read = fail                     # litex_server drops the connection then
    with pytest.raises(DeviceLostError, match="closed the connection"):
        transport.read("status")
    transport.close()


# A board on the network ---------------------------------------------------------------------------


def losses(*pattern: str) -> Callable[[str], bool]:
    """Lose what the pattern names, in its order; "-" passes a packet with its answer."""
    left = list(pattern)

    def lose(what: str) -> bool:
        if not left:
            return False
        if left[0] == what:
            left.pop(0)
            return True
        if what == "answer" and left[0] == "-":
            left.pop(0)
        return False
    return lose


@pytest.mark.parametrize("pattern", [
    (), ("-", "packet"), ("-", "answer"), ("-", "packet", "packet", "answer"),
    ("-", "answer", "answer"), ("packet", "answer", "-", "packet", "-", "answer")])
def test_a_doorbell_rings_once(network, pattern) -> None:
    """The first packet is the mark in `program`, the second one the doorbell."""
    soc = Soc(soc_map())
    board = network(soc)
    transport = open_board(None, board.address)
    for program, count in ((0x4000_0040, 3), (0x4000_0040, 3), (0x4000_0080, 5)):
        soc.rung.clear()
        board.lose = losses(*pattern)
        transport.write("program", program)
        transport.write("count", count)
        assert soc.rung == [(program, count)]
    transport.close()


def test_program_is_read_as_it_was_written(network) -> None:
    transport = open_board(None, network(Soc(soc_map())).address)
    for value in (0x40, 0xFFFF_FFC0):
        transport.write("program", value)
        assert transport.read("program") == value
    transport.close()


def test_a_network_that_loses_every_doorbell(network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bus, "RINGS", 3)
    monkeypatch.setattr(etherbone, "LINGER", 0.01)
    soc = Soc(soc_map())
    transport = open_board(None, network(soc).address)
    monkeypatch.setattr(transport.bus, "once", lambda *arguments: False)
    with pytest.raises(DeviceError, match="doorbell was lost 3 times"):
        transport.write("count", 1)
    assert not soc.rung
    transport.close()


def test_read_delays_and_memory_with_losses(network) -> None:
    """5 % lost each way: each lane gets the delay that it gets without losses."""
    soc = Soc(soc_map(LEVELING))
    soc.windows = {0: {0: range(1), 1: range(2, 7), 3: range(6, 8)}, 1: {2: range(0, 3)}}
    board, chance, lost = network(soc), random.Random(1), []

    def lose(what: str) -> bool:
        if chance.random() < 0.05:
            lost.append(what)
            return True
        return False
    board.lose = lose
    transport = open_board(None, board.address)
    assert soc.slips == [1, 2] and soc.delays == [4, 1] and soc.registers[soc.map.ready] == 1
    buffer = transport.allocate(4000)
    buffer.array[:] = np.random.default_rng(1).integers(0, 256, len(buffer.array))
    sent = buffer.array.copy()
    buffer.flush()
    buffer.array[:] = 0
    buffer.invalidate()
    assert np.array_equal(buffer.array, sent) and {"packet", "answer"} <= set(lost)
    transport.close()


@pytest.mark.parametrize("words", [None, 16, 256])
def test_packets_are_as_large_as_the_map_says(network, words) -> None:
    """A map without an entry is that of a bitstream with LiteX's own sizes."""
    soc = Soc(soc_map(etherbone=Etherbone(words or 16)))
    if words is None:
        fields = json.loads(soc.map.encode())
        del fields["etherbone"]
        soc.map = SocMap.decode(json.dumps(fields))
    board = network(soc)
    transport = open_board(None, board.address)
    buffer = transport.allocate(4000)
    buffer.flush()
    buffer.invalidate()
    assert board.largest == (words or 16) - 1
    transport.close()


def test_nobody_on_the_network(network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(etherbone, "ANSWER", 0.2)
    board = network(Soc(soc_map()))
    board.lose = lambda what: True
    with pytest.raises(DeviceLostError, match="does not answer"):
        open_device("litex", server=board.address)
    with pytest.raises(DeviceLostError, match="udp://127.0.0.2:9999 does not answer"):
        open_device("litex", server="udp://127.0.0.2:9999")     # the port is closed


def test_a_port_that_is_taken(network) -> None:
    board = network(Soc(soc_map()))
    transport = open_board(None, board.address)
    with pytest.raises(DeviceUnavailableError, match="end the litex_server"):
        open_board(None, board.address)
    transport.close()
    open_board(None, board.address).close()


def test_packets_of_others_are_no_answers(network) -> None:
    board = network(Soc(soc_map()))
    host, port = board.address.removeprefix("udp://").split(":")
    link = UdpLink(host, int(port))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
        stranger.sendto(b"to nobody", ("127.0.0.1", int(port)))
        assert link.receive(link.now() + 0.05) is None
    link.close()


# Map ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("leveling", [None, LEVELING])
def test_the_map_survives_its_file(leveling) -> None:
    soc = soc_map(leveling)
    assert SocMap.decode(soc.encode()) == soc


@pytest.mark.parametrize("old, new, message", [
    ("{", "[", "not JSON"),
    ('"memory": 1073741824', '"memory": "1073741824"',
     "memory = '1073741824'; it must be an integer"),
    ('"memory": 1073741824', '"memory": true', "memory = True"),
    ('"memory": 1073741824', '"memory": -64', "memory = -64; it must fit 32 bits"),
    ('"memory": 1073741824', '"memory": 1073741825', "aligned to 64"),
    ('"memory_bytes": 1048576', '"memory_bytes": 4294967295', "end below 4 GiB"),
    ('"clock_mhz": 75.0', '"clock_mhz": 0', "clock_mhz = 0"),
    ('"ready"', '"reddy"', "ready, reddy"),
    ('"words": 16', '"words": 257', "etherbone: words = 257; it must be from 1 to 256"),
    ('"packets": 1', '"packets": 0', "etherbone: packets = 0"),
    ('"leveling": null', '"leveling": 3', "leveling: 3 is not an object"),
    ('"bank": 2', '"bank": null', "bank = None")])
def test_a_damaged_map(old: str, new: str, message: str) -> None:
    text = soc_map().encode()
    assert old in text
    with pytest.raises(BundleFormatError, match=message):
        SocMap.decode(text.replace(old, new, 1))
