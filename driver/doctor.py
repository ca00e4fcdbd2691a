"""`lutcore doctor`: this computer, the device that it would take, and what that device delivers.

    findings = examine(name)            # of one device by name; None: a real board, if there is one

Nothing is opened while this computer has a problem that would make it fail.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from lutcore.driver.contract import WeightFormat
from lutcore.driver.contract.geometry import CONTRACT_VERSION, TILE, WORD_BYTES
from lutcore.driver.contract.isa import output_pitch
from lutcore.driver.device import Device
from lutcore.driver.devices import KINDS, Kind, figures_of, list_devices
from lutcore.driver.errors import DeviceBusyError, DeviceError, LutcoreError
from lutcore.driver.executor import library
from lutcore.driver.lock import owner_of
from lutcore.driver.probes import (
    MIB,
    OK,
    PROBLEM,
    WARNING,
    Finding,
    Machine,
    available_memory,
    look,
)
from lutcore.driver.pynq.network import REMOTE_VARIABLE
from lutcore.driver.selftest import Product
from lutcore.driver.unit_patterns import check_units

SLICES = 8                              # of the product whose weights are timed: a short one
SLOW   = 0.5                            # share of the ports' rate below which something is wrong
INT4   = WeightFormat(4, 128, 128)

Opener = Callable[[str], Device]


def examine(name: str | None, open_device: Opener, machine: Machine) -> list[Finding]:
    """Return the findings of this computer and of a device.

    name: of a device; None: the board that commands take, but no simulation of one. open_device:
    opens a device by name.
    """
    findings = [*look(machine), compiler(), *executor(machine), *choice()]
    kind = next((kind for kind in KINDS if kind.name == name), None) if name else _board()
    if kind is None:
        return findings
    owner = _owner(kind)
    findings += [owner] if owner else []
    here = kind.name == "pynq" and not os.environ.get(REMOTE_VARIABLE)
    if kind.figures == "measured" and not here:
        findings.append(Finding("its system", "not looked at: the board is at the other end of a "
                                              "network or cable"))
    stopped = [finding.name for finding in (findings if here else [owner] if owner else [])
               if finding.state == PROBLEM]
    if stopped:
        findings.append(Finding("device", f"{kind.name}, not opened", WARNING,
                                f"solve first: {', '.join(stopped)}"))
        return findings
    return [*findings, *device(kind.name, open_device)]


def _board() -> Kind | None:
    """Return the kind of the first device that is a real board and available."""
    return next((kind for kind in KINDS
                 if kind.figures == "measured" and kind.info().available), None)


# This computer ------------------------------------------------------------------------------------


def compiler() -> Finding:
    """Say whether programs run in compiled code here."""
    found = library.compiler()
    if found:
        return Finding("compiler", str(found))
    return Finding("compiler", "none", WARNING, "numpy runs what is between the products, many "
                                                "times slower: apt-get install g++")


def executor(machine: Machine) -> Iterator[Finding]:
    """Say whether the compiled code is there, or can be built."""
    if library.compiler() is None:
        return
    if library.is_built():
        yield Finding("executor", "compiled")
        return
    room = available_memory(machine)
    value = "not compiled yet: the next command does it, which takes minutes, on a PYNQ-Z2 up to "\
            "an hour"
    if room is not None and room < library.COMPILER_BYTES:
        needed = library.COMPILER_BYTES / MIB
        yield Finding("executor", value, WARNING,
                      f"it takes {needed:.0f} MiB, and {room / MIB:.0f} are free, swap included: "
                      "end notebooks, or add swap")
        return
    yield Finding("executor", value)


def choice() -> Iterator[Finding]:
    """Say which device `--device auto` tries first, and why not a better one."""
    infos = list_devices()
    best = next(info for info in infos if info.available)
    yield Finding("auto takes", f"{best.name}: {best.detail}")
    for info in infos[:infos.index(best)]:
        yield Finding(f"not {info.name}", info.detail)


def _owner(kind: Kind) -> Finding | None:
    """Say who uses a device's board; None where a device is not shared."""
    board = kind.board({})
    if board is None:
        return None
    owner = owner_of(board)
    if owner is None:
        return Finding("owner", f"nobody uses {board}")
    return Finding("owner", f"{board} is used by {owner}", PROBLEM, "close the device there, or "
                                                                    "end that process")


# The device ---------------------------------------------------------------------------------------


def device(name: str, open_device: Opener) -> Iterator[Finding]:
    """Open a device and say what it is and what it delivers."""
    try:
        with open_device(name) as opened:
            yield Finding("device", f"{opened.name} with {opened.geometry.name}, contract "
                                    f"{CONTRACT_VERSION}")
            yield clock(opened)
            if opened.clock_mhz and figures_of(name) != "emulated":
                yield weights(opened)
                yield outputs(opened)
                if opened.geometry.vector_lanes:
                    yield units(opened)
    except DeviceBusyError as error:
        yield Finding("owner", "another process", PROBLEM, str(error))
    except LutcoreError as error:
        yield Finding("device", f"{name} does not work", PROBLEM, str(error))


def clock(device: Device) -> Finding:
    """Say at which clock the engine runs, and whether it was built for it."""
    found = device.clock
    if found.slower:
        return Finding("clock", str(found), WARNING, "results are right, only later; the "
                       "processor's PLL has no divider that is nearer (docs/boards)")
    if found.read_mhz is None and device.name == "pynq":
        return Finding("clock", str(found), WARNING, "it could not be read, so figures per second "
                                                     "are as built; run this on the board itself")
    return Finding("clock", str(found))


def weights(device: Device) -> Finding:
    """Time the weights of a short product."""
    geometry = device.geometry
    words, cycles = _run(device, Product(INT4, TILE * geometry.lanes, 128 * SLICES, 1))
    rate = words / max(1, cycles)
    together = rate * WORD_BYTES * device.clock_mhz / 1e3
    each = (f"; {geometry.ports} ports in step, {together / geometry.ports:.2f} GB/s each"
            if geometry.ports > 1 else "")
    value = (f"{rate:.2f} of {geometry.words_per_cycle:g} words per cycle, {together:.2f} GB/s, "
             f"{figures_of(device.name)}{each}")
    if rate < SLOW * geometry.words_per_cycle:
        return Finding("weights", value, WARNING, "something else uses the memory, or the ports "
                       "are narrower than the design says; `lutcore selftest` checks each path")
    return Finding("weights", value)


def outputs(device: Device) -> Finding:
    """Time the results of a product with few inputs and all rows; they leave by their own port."""
    geometry = device.geometry
    product = Product(INT4, TILE * geometry.lanes, 128, geometry.rows)
    _, cycles = _run(device, product)
    nbytes = 4 * product.n * output_pitch(product.m)
    rate = nbytes / max(1, cycles) * device.clock_mhz / 1e3
    return Finding("results", f"{rate:.2f} GB/s at least, {figures_of(device.name)}")


def units(device: Device) -> Finding:
    """Run every unit of the engine once."""
    packed, _ = Product(INT4, 8, 128, 1).operands()
    try:
        return Finding("units", check_units(device, packed))
    except DeviceError as error:
        return Finding("units", str(error), PROBLEM, "load the bitstream again; `lutcore selftest` "
                                                     "checks everything else")


def _run(device: Device, product: Product) -> tuple[int, int]:
    """Return the stream words and cycles of a product."""
    packed, x = product.operands()
    matrix, counters = device.load(packed), device.counters
    try:
        words, cycles = counters.stream_words, counters.cycles
        device.matmul(matrix, x)
        return counters.stream_words - words, counters.cycles - cycles
    finally:
        matrix.free()


def worst(findings: list[Finding]) -> str:
    """Return the worst state among findings."""
    states = {finding.state for finding in findings}
    return next((state for state in (PROBLEM, WARNING) if state in states), OK)
