"""A LiteX SoC in Python, behind LiteX's own server or on the network.

The SoC keeps memory as a real board does: unusable until LiteDRAM's sequence has run, and read
wrongly by every byte lane whose delay does not suit it.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from litex.tools.litex_server import RemoteServer

from lutcore.driver.bundles.manifest import BITSTREAM, REGISTERS, SOC, Manifest
from lutcore.driver.bundles.soc_map import Dram, Leveling, SocMap, Step
from lutcore.driver.contract import preset
from lutcore.driver.contract.geometry import CONTRACT_VERSION
from lutcore.driver.contract.registers import BY_NAME, MAGIC

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
        self.fetched = 0                # words read from memory
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
        self.fetched += 1
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
