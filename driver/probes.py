"""What `lutcore doctor` looks at in this computer: one small function for each line.

A probe takes a `Machine` and returns a `Finding`, or None where its question does not arise. All
files are read below `Machine.root`, so that tests can plant those of a board.

Images: PYNQ-Z1 and Z2 have PYNQ's own (3.0.1: Ubuntu 22.04, Python 3.10; sdbuild/packages of
github.com/Xilinx/PYNQ), the KV260 Ubuntu 22.04 with github.com/Xilinx/Kria-PYNQ. On all of them
pynq lives in a virtual environment of root.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path

from lutcore.driver.devices import board_name
from lutcore.driver.litex.address import SCHEME, SERVER_VARIABLE
from lutcore.driver.sensors import SUPPLY, power_sensor, temperatures, voltages

OK, WARNING, PROBLEM = "ok", "warning", "problem"

VENV    = Path("usr/local/share/pynq-venv")
ENTER   = "`sudo -i`, then `source /etc/profile.d/pynq_venv.sh`"
OLDEST  = (3, 0, 1)                     # pynq that was read and tried
CHIPS   = {"xlnx,zynq-7000": "Zynq-7000", "xlnx,zynqmp": "Zynq UltraScale+"}
MIB     = 1 << 20
LEAST_CMA    = 100 * MIB                # bytes; the images reserve 128 MiB and more
LEAST_MEMORY = 64 * MIB                 # bytes that the host needs for activations and caches
BUSY    = 0.5                           # load per processor at which figures are no longer ours
WARM, HOT = 80.0, 85.0                  # degrees; commercial parts are made for 85 (DS187, DS925)
CHIP_SENSORS = re.compile("xadc|ams")

# Volts of the Zynq-7000, to within 5 % (DS187, recommended operating conditions).
RAILS     = {"vccint": 1.0, "vccbram": 1.0, "vccaux": 1.8, "vccpint": 1.0, "vccpaux": 1.8}
SUPPLIES  = {"ina260_u14": 5.0}         # volts of a supply by its sensor; KV260: the K26 (DS987)
TOLERANCE = 0.05


@dataclass(frozen=True)
class Finding:
    """One line of the report."""

    name: str
    value: str
    state: str = OK                     # OK, WARNING or PROBLEM
    remedy: str = ""                    # what to do, where it is not OK


def _version_of(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


@dataclass(frozen=True)
class Machine:
    """The computer that is examined: this one, or a made-up one."""

    root: Path                          = Path("/")
    environment: Mapping[str, str]      = field(default_factory=lambda: os.environ)
    superuser: bool                     = field(default_factory=lambda: os.geteuid() == 0)
    prefix: Path                        = Path(sys.prefix)  # of the Python that runs
    version_of: Callable[[str], str | None] = _version_of   # of an installed package

    @property
    def board(self) -> str | None:
        """Name of the PYNQ board that it is, or None."""
        return board_name(self.root, self.environment)

    @property
    def chip(self) -> str | None:
        """Name of its Zynq, or None."""
        names = self.text("proc/device-tree/compatible").split("\0")
        return next((chip for name, chip in CHIPS.items() if name in names), None)

    def text(self, path: str) -> str:
        """Return the content of a file; empty if it cannot be read."""
        try:
            return (self.root / path).read_text(errors="replace")
        except OSError:
            return ""


# The image ----------------------------------------------------------------------------------------


def board(machine: Machine) -> Finding:
    """Say which board this is, and whether its environment says so."""
    name, chip = machine.board, machine.chip
    if name == "Unknown" or (chip and not name):
        return Finding("board", f"{chip or 'unknown'}, without a name", PROBLEM,
                       f"enter the image's environment, {ENTER}, or set $BOARD, for example to "
                       "KV260")
    return Finding("board", name or "none: this is not a PYNQ board")


def image(machine: Machine) -> Finding | None:
    """Say which system the board runs."""
    if not machine.board:
        return None
    system = re.search(r'^PRETTY_NAME="?(.*?)"?$', machine.text("etc/os-release"), re.MULTILINE)
    release = re.search(r"^Release\s+(\S+)", machine.text("home/xilinx/REVISION"), re.MULTILINE)
    parts = [f"PYNQ {release[1]}"] if release else []
    parts += [system[1]] if system else []
    return Finding("image", ", ".join(parts) or "unknown")


def python(machine: Machine) -> Finding | None:
    """Say whether the Python that runs is the one that the image has pynq in."""
    venv = machine.root / VENV
    value = f"{platform.python_version()} in {machine.prefix}"
    if not venv.is_dir() or machine.prefix == venv:
        return Finding("python", value)
    return Finding("python", value, PROBLEM, f"this is not the image's /{VENV}; {ENTER}, and "
                                             "install lutcore there")


def pynq(machine: Machine) -> Finding:
    """Say which pynq is installed, and whether it knows this board."""
    version = machine.version_of("pynq")
    if version is None:
        if machine.board or machine.chip:
            return Finding("pynq", "not installed", PROBLEM,
                           f"the image has it in an environment of its own: {ENTER}")
        return Finding("pynq", "not installed", WARNING, "the virtual board and PYNQ boards over "
                       "the network need it: pip install '.[virtual]' in a checkout")
    numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:3])
    if numbers < OLDEST:
        return Finding("pynq", version, WARNING, "lutcore was written for 3.0.1 and later; take "
                                                 "a newer image")
    if numbers >= (4,) and machine.chip == "Zynq-7000":
        return Finding("pynq", version, PROBLEM, "pynq 4 no longer knows this board: take an image "
                                                 "of 3.0 or 3.1, or pip install 'pynq<4'")
    return Finding("pynq", version)


def xrt(machine: Machine) -> Finding | None:
    """Say whether pynq will find its device: it looks for none without $XILINX_XRT."""
    if not machine.board:
        return None
    value = machine.environment.get("XILINX_XRT")
    if value:
        return Finding("XRT", value)
    return Finding("XRT", "$XILINX_XRT is not set", PROBLEM,
                   "`source /etc/profile.d/xrt_setup.sh` (KV260: pynq_venv.sh); `sudo` alone "
                   "drops it, `sudo -i` does not")


def rights(machine: Machine) -> Finding | None:
    """Say whether this user may reach the board's registers."""
    if not machine.board:
        return None
    if machine.superuser:
        return Finding("user", "root")
    return Finding("user", "not root", PROBLEM, f"pynq maps /dev/mem, which is root's: {ENTER}")


# A cable to a LiteX board ------------------------------------------------------------------------


def serial(machine: Machine) -> Finding | None:
    """Say whether the serial ports of this computer hand over what comes at once.

    FTDI's chips keep up to 62 bytes until a timer of 16 ms runs out, so that every register that is
    read takes as long.
    """
    server = machine.environment.get(SERVER_VARIABLE, "")
    if not server or server.startswith(SCHEME):
        return None
    timers = {file.parent.name: file.read_text().strip() for file in sorted(
        (machine.root / "sys/bus/usb-serial/devices").glob("*/latency_timer"))}
    if not timers:
        return None
    value = ", ".join(f"{port} waits {timer} ms" for port, timer in timers.items())
    slow = [port for port, timer in timers.items() if timer != "1"]
    if not slow:
        return Finding("serial", value)
    return Finding("serial", value, WARNING, "every read of a register waits as long: echo 1 | "
                   f"sudo tee /sys/bus/usb-serial/devices/{slow[0]}/latency_timer")


# Memory and processor -----------------------------------------------------------------------------


def contiguous(machine: Machine) -> Finding | None:
    """Say how much memory there is for matrices."""
    if not machine.board:
        return None
    sizes = _meminfo(machine)
    total, free = sizes.get("CmaTotal", 0), sizes.get("CmaFree", 0)
    value = f"{free / MIB:.0f} of {total / MIB:.0f} MiB free"
    if not total:
        return Finding("CMA", "none", PROBLEM, "the kernel reserves no memory for devices; add "
                                               "cma=128M to its command line")
    if total < LEAST_CMA:
        return Finding("CMA", value, WARNING, "few models fit; cma=256M on the kernel's command "
                                              "line makes it larger (docs/boards/models.md)")
    if free < total / 4:
        return Finding("CMA", value, WARNING, "close notebooks and programs that hold buffers; "
                                              "files that Linux keeps there make room by "
                                              "themselves")
    return Finding("CMA", value)


def memory(machine: Machine) -> Finding | None:
    """Say how much memory the host has left."""
    free = _meminfo(machine).get("MemAvailable")
    if free is None:
        return None
    value = f"{free / MIB:,.0f} MiB available"
    if free < LEAST_MEMORY:
        return Finding("memory", value, WARNING, "end programs that are not needed, such as "
                                                 "notebooks")
    return Finding("memory", value)


def available_memory(machine: Machine) -> int | None:
    """Return the bytes that a program may take, swap included; None where nobody says."""
    sizes = _meminfo(machine)
    free = sizes.get("MemAvailable")
    return None if free is None else free + sizes.get("SwapFree", 0)


def _meminfo(machine: Machine) -> dict[str, int]:
    """Return bytes by the name of the line."""
    return {name: int(size) << 10 for name, size in re.findall(
        r"^(\w+):\s+(\d+) kB$", machine.text("proc/meminfo"), re.MULTILINE)}


def load(machine: Machine) -> Finding | None:
    """Say whether other programs use the processors."""
    words = machine.text("proc/loadavg").split()
    processors = len(re.findall(r"^cpu\d", machine.text("proc/stat"), re.MULTILINE))
    if not words or not processors:
        return None
    value = f"{float(words[0]):.2f} on {processors} processors"
    if float(words[0]) > BUSY * processors:
        return Finding("load", value, WARNING, "other programs run, so figures will be low; see "
                                               "`top`")
    return Finding("load", value)


# Sensors ------------------------------------------------------------------------------------------


def temperature(machine: Machine) -> Finding | None:
    """Say how warm the board is."""
    if not machine.board:
        return None
    found = temperatures(machine.root / "sys")
    if not found:
        return Finding("temperature", "not measured: no sensor")
    value = ", ".join(f"{name} {degrees:.0f} C" for name, degrees in found.items())
    chip = max((t for name, t in found.items() if CHIP_SENSORS.search(name)), default=0.0)
    if chip >= HOT:
        return Finding("temperature", value, PROBLEM, f"above {HOT:g} C results may be wrong; cool "
                                                      "the board, and look at its fan")
    if chip >= WARM:
        return Finding("temperature", value, WARNING, f"close to the limit of {HOT:g} C; cool the "
                                                      "board")
    return Finding("temperature", value)


def supply(machine: Machine) -> Finding | None:
    """Say whether voltages are within what the chip is specified for."""
    if not machine.board:
        return None
    sys_folder = machine.root / "sys"
    found = {name: (volts, RAILS[name]) for name, volts in voltages(sys_folder).items()
             if name in RAILS and machine.chip == "Zynq-7000"}
    sensor = power_sensor(sys_folder)
    volts = sensor.volts() if sensor and sensor.name in SUPPLIES else None
    if sensor and volts is not None:
        found[sensor.name] = volts, SUPPLIES[sensor.name]
    if not found:
        return Finding("supply", "not measured: no sensor")
    value = ", ".join(f"{name} {volts:.2f} V" for name, (volts, _) in found.items())
    wrong = [f"{name} must be {nominal:g} V" for name, (volts, nominal) in found.items()
             if abs(volts - nominal) > TOLERANCE * nominal]
    if wrong:
        return Finding("supply", value, PROBLEM, f"{', '.join(wrong)}, within 5 %: take a stronger "
                                                 "power supply and a short cable")
    return Finding("supply", value)


def power(machine: Machine) -> Finding | None:
    """Say whether energy can be measured here."""
    if not machine.board:
        return None
    sensor = power_sensor(machine.root / "sys")
    if sensor is None:
        return Finding("power", "not measured: no sensor")
    watts = sensor.watts()
    if watts is None:
        return Finding("power", f"{sensor.name} cannot be read", WARNING,
                       "joules will be missing; restart the board if it stays so")
    whole = "" if sensor.name in SUPPLY else ", perhaps not of the whole board"
    return Finding("power", f"{watts:.2f} W by {sensor.name}{whole}")


PROBES = (board, image, python, pynq, xrt, rights, serial, contiguous, memory, load, temperature,
          supply, power)


def look(machine: Machine) -> list[Finding]:
    """Return what all probes find, in their order."""
    return [finding for probe in PROBES if (finding := probe(machine)) is not None]
