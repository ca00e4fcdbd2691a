"""Where a LiteX SoC has the engine and its memory, and how its DRAM is started: ``soc.json``.

A SoC without a processor has nobody to start its DRAM but the host. Addresses are those of the
SoC's bus, in bytes; registers are LiteX CSRs of 32 bits.
"""

from __future__ import annotations

import dataclasses
import json
import typing
from dataclasses import dataclass
from pathlib import Path

from lutcore.driver.bundles.manifest import SOC
from lutcore.driver.contract.errors import BundleFormatError
from lutcore.driver.contract.registers import CONTROL_RANGE

HARDWARE_ON = 1                         # of dfii_control: LiteDRAM's controller drives the DRAM


@dataclass(frozen=True)
class Step:
    """One step of the DRAM's power-up."""

    address: int                        # on the DRAM's pins
    bank: int
    command: int                        # for dfii_pi0_command; 0 where the step sets `control`
    control: int                        # for dfii_control; 0 where the step is a command
    clocks: int                         # of the controller, to wait afterwards


@dataclass(frozen=True)
class Leveling:
    """How the delay of each byte lane's reads is found: registers of the PHY, and their ranges."""

    lanes: int                          # bytes of the DRAM's data pins
    delays: int
    bitslips: int
    select: int                         # a bit per lane, for the next four
    delay_reset: int
    delay_step: int
    slip_reset: int
    slip_step: int
    burst_clear: int                    # ECP5: whether the strobe was seen; 0 where there is none
    burst_seen: int


@dataclass(frozen=True)
class Dram:
    """LiteDRAM's registers and what to write there."""

    control: int                        # dfii_control
    command: int                        # dfii_pi0_command
    issue: int                          # dfii_pi0_command_issue
    address: int                        # dfii_pi0_address
    bank: int                           # dfii_pi0_baddress
    steps: tuple[Step, ...]
    leveling: Leveling | None           # None where reads need none


@dataclass(frozen=True)
class SocMap:
    """A SoC as the host sees it. Raises BundleFormatError where that cannot be."""

    registers: int                      # the engine's register window
    memory: int                         # where main memory starts, for host and engine alike
    memory_bytes: int
    clock_mhz: float                    # of the bus and of LiteDRAM's controller
    identity: int                       # register that tells SoCs apart
    identity_value: int                 # what this one answers
    ready: int                          # register that the host sets when memory has been started
    written: int                        # counts the words that the host has written to memory
    dram: Dram

    def __post_init__(self) -> None:
        for name, start, size in (("registers", self.registers, CONTROL_RANGE),
                                  ("memory", self.memory, self.memory_bytes)):
            if size <= 0 or start % 64 or start + size > 1 << 32:
                raise BundleFormatError(f"{SOC}: {name} at {start:#x}, {size} bytes; it must be "
                                        "aligned to 64 bytes and end below 4 GiB")
        if not 1 <= self.clock_mhz <= 1000:
            raise BundleFormatError(f"{SOC}: clock_mhz = {self.clock_mhz}; it must be from 1 to "
                                    "1000")

    def encode(self) -> str:
        """The text of ``soc.json``."""
        return json.dumps(dataclasses.asdict(self), indent=1) + "\n"

    @classmethod
    def decode(cls, text: str) -> SocMap:
        """The inverse of `encode`. Raises BundleFormatError, saying what is wrong."""
        try:
            fields = json.loads(text)
        except ValueError as error:
            raise BundleFormatError(f"{SOC} is not JSON: {error}") from error
        return _made(cls, fields, "it")

    @classmethod
    def read(cls, folder: Path) -> SocMap:
        """The map in a bundle's folder. Raises BundleFormatError."""
        try:
            return cls.decode((folder / SOC).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise BundleFormatError(f"{folder / SOC} cannot be read: {error}") from error


def _made(kind: typing.Any, value: object, where: str) -> typing.Any:
    """`value` as a `kind`: a number, one of the classes above, or a tuple of one, or None."""
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is tuple and isinstance(value, list):
        return tuple(_made(arguments[0], item, f"{where}[{i}]") for i, item in enumerate(value))
    if type(None) in arguments:
        return None if value is None else _made(arguments[0], value, where)
    if dataclasses.is_dataclass(kind) and isinstance(value, dict):
        types = typing.get_type_hints(kind)
        if set(value) != set(types):
            odd = ", ".join(sorted(set(value) ^ set(types)))
            raise BundleFormatError(f"{SOC}: {where} has missing or unknown fields: {odd}")
        return kind(**{name: _made(types[name], value[name], name) for name in types})
    if kind is float and type(value) in (int, float):
        return float(value)
    if kind is int and type(value) is int and 0 <= value < 1 << 32:
        return value
    raise BundleFormatError(f"{SOC}: {where} is {value!r}, which is no {kind.__name__}"
                            if isinstance(kind, type) else f"{SOC}: {where} is {value!r}")
