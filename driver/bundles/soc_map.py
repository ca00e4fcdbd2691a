"""Addresses of the engine and memory in a LiteX SoC, and the start of its DRAM: ``soc.json``.

A SoC without a processor leaves the start of its DRAM to the host. Addresses are those of the SoC's
bus, in bytes; registers are LiteX CSRs of 32 bits. LiteX builders write the map; `driver/litex`
reads it.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path

from lutcore.driver.bundles.manifest import SOC
from lutcore.driver.contract.decode import decode_dataclass
from lutcore.driver.contract.errors import BundleFormatError
from lutcore.driver.contract.registers import CONTROL_RANGE

HARDWARE_ON = 1                         # dfii_control: LiteDRAM's controller drives the DRAM


@dataclass(frozen=True)
class Step:
    """One step of the DRAM's power-up."""

    address: int                        # value of the DRAM's address pins
    bank: int
    command: int                        # value of dfii_pi0_command; 0 if the step sets `control`
    control: int                        # value of dfii_control; 0 if the step is a command
    clocks: int                         # controller clocks to wait afterwards

    def __post_init__(self) -> None:
        _check_words(self)


@dataclass(frozen=True)
class Leveling:
    """Registers of the PHY that calibrate the read delay of each byte lane, and their ranges."""

    lanes: int                          # bytes of the DRAM's data pins
    delays: int
    bitslips: int
    select: int                         # a bit per lane, which the next four registers act on
    delay_reset: int
    delay_step: int
    slip_reset: int
    slip_step: int
    burst_clear: int                    # ECP5: forgets strobes; 0 for a PHY without this register
    burst_seen: int                     # ECP5: whether a strobe was seen since; 0 without it

    def __post_init__(self) -> None:
        _check_words(self)


@dataclass(frozen=True)
class Dram:
    """LiteDRAM's registers, and the values to write there to start the DRAM."""

    control: int                        # dfii_control
    command: int                        # dfii_pi0_command
    issue: int                          # dfii_pi0_command_issue
    address: int                        # dfii_pi0_address
    bank: int                           # dfii_pi0_baddress
    steps: tuple[Step, ...]
    leveling: Leveling | None           # None for a PHY that needs no calibration

    def __post_init__(self) -> None:
        _check_words(self)


@dataclass(frozen=True)
class Etherbone:
    """What a SoC takes over Ethernet. The defaults hold where a map says nothing: LiteX's own."""

    words: int = 16                     # of a packet: addresses and data, but for one address
    packets: int = 1                    # that may be under way: LiteEth alone mixes two of them up

    def __post_init__(self) -> None:
        for name, value, most in (("words", self.words, 256), ("packets", self.packets, 1024)):
            if not 1 <= value <= most:
                raise BundleFormatError(f"{SOC}: etherbone: {name} = {value}; it must be from 1 to "
                                        f"{most}")


@dataclass(frozen=True)
class SocMap:
    """A SoC as the host sees it. Raises BundleFormatError for addresses out of range."""

    registers: int                      # the engine's register window
    memory: int                         # where main memory starts, for host and engine alike
    memory_bytes: int
    clock_mhz: float                    # clock of the bus and of LiteDRAM's controller
    identity: int                       # register that tells SoCs apart
    identity_value: int                 # value of that register in this SoC
    ready: int                          # register that the host sets when memory has been started
    written: int                        # register: words that the host has written to memory
    dram: Dram
    etherbone: Etherbone | None = Etherbone()   # None: the host has no Ethernet to the SoC

    def __post_init__(self) -> None:
        _check_words(self)
        for name, start, size in (("registers", self.registers, CONTROL_RANGE),
                                  ("memory", self.memory, self.memory_bytes)):
            if size <= 0 or start % 64 or start + size > 1 << 32:
                raise BundleFormatError(f"{SOC}: {name} at {start:#x}, {size} bytes; it must be "
                                        "aligned to 64 bytes and end below 4 GiB")
        if not 1 <= self.clock_mhz <= 1000:
            raise BundleFormatError(f"{SOC}: clock_mhz = {self.clock_mhz}; it must be from 1 to "
                                    "1000")

    def encode(self) -> str:
        """Return the text of ``soc.json``."""
        return json.dumps(dataclasses.asdict(self), indent=1) + "\n"

    @classmethod
    def decode(cls, text: str) -> SocMap:
        """Return the inverse of `encode`. Raises BundleFormatError, which names the fault."""
        try:
            fields = json.loads(text)
        except ValueError as error:
            raise BundleFormatError(f"{SOC} is not JSON: {error}") from error
        if isinstance(fields, dict):
            fields.setdefault("etherbone", dataclasses.asdict(Etherbone()))
        return decode_dataclass(cls, fields, BundleFormatError, SOC)

    @classmethod
    def read(cls, folder: Path) -> SocMap:
        """Return the map in a bundle's folder. Raises BundleFormatError."""
        try:
            return cls.decode((folder / SOC).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise BundleFormatError(f"{folder / SOC} cannot be read: {error}") from error


def _check_words(table: Step | Leveling | Dram | SocMap) -> None:
    """Raise BundleFormatError if an integer of the table does not fit 32 bits."""
    for field in dataclasses.fields(table):
        value = getattr(table, field.name)
        if isinstance(value, int) and not 0 <= value < 1 << 32:
            raise BundleFormatError(f"{SOC}: {field.name} = {value}; it must fit 32 bits")
