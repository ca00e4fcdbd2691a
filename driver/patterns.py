"""Toggling patterns on every path between host, memory and engine; they say which path fails.

    registers   all data bits of a register that takes any value; every pair of addresses in turn
    reads       weights over every port, activations over the port that all else shares
    writes      results over that port, or every port that they are dealt to

Words alternate between all ones and all zeros or between two checkerboards, or hold a one or a zero
that walks, so every wire toggles and is once alone. What comes back is arithmetic, so one fault can
show in several tests; `check_memory` names the path that explains all of it. `selftest` calls this.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from lutcore.driver.coherence import Claim, Side, take
from lutcore.driver.contract import Geometry, PackedMatrix, WeightFormat, pack_matrix
from lutcore.driver.contract.activations import (
    Activations,
    pack_activations,
    quantise_activations,
)
from lutcore.driver.contract.geometry import SLICE, WORD_BYTES
from lutcore.driver.contract.isa import port_bytes
from lutcore.driver.contract.streams import StreamShape, arrange
from lutcore.driver.control import Queue
from lutcore.driver.device import Device
from lutcore.driver.errors import DeviceError, EngineError
from lutcore.driver.program import Plan, descriptors, input_parts, make_plan, results
from lutcore.driver.resources import Matrix

ROUNDS  = 16                            # times that a board repeats each test; a simulation: once
FORMAT  = WeightFormat(8, 0, 0)         # a word for each bit of the codes, and no scales
SCALED  = WeightFormat(8, SLICE, 128)   # factors -128 to 127, a scale for each 128
COLUMNS = 64                            # of the matrix of patterns
UNIT    = 83                            # no pattern is a multiple of it, and no power of two
DIGIT   = 64                            # of results: factor * 1 + factors * DIGIT

_WALK  = [1 << i for i in range(32)]
_DATA  = [0xFFFF_FFFF, 0] * 4 + [0x5555_5555, 0xAAAA_AAAA] * 4 + [
    value for one in _WALK for value in (one, one ^ 0xFFFF_FFFF)]


# Registers ----------------------------------------------------------------------------------------


def check_registers(device: Device) -> str:
    """Toggle data and address lines of the registers. Raises DeviceError, which names the bits."""
    read, write = device.transport.read, device.transport.write
    held = ("program", "watchdog", "window_base", "window_limit")
    before = {name: read(name) for name in held}
    try:
        wrong = 0
        for value in _DATA:
            write("watchdog", value)
            wrong |= read("watchdog") ^ value
        if wrong:
            raise DeviceError(f"registers, data lines: bits {wrong:#010x} of `watchdog` do not "
                              "hold what was written")
        values = {name: (index + 1) * 0x1240_0000 for index, name in enumerate(held)}
        for name, value in values.items():
            write(name, value)
        names = ("magic", "version", "digest", *held)
        alone = {name: read(name) for name in names}
        if any(alone[name] != value for name, value in values.items()):
            raise DeviceError(f"registers, address or data lines: {_listed(alone)}, after "
                              f"{_listed(values)} were written")
        for first in names:
            for second in names:        # every pair of addresses follows each other
                turn = {first: read(first), second: read(second)}
                if any(alone[name] != value for name, value in turn.items()):
                    raise DeviceError(f"registers, address lines: {_listed(turn)}, read in turn; "
                                      f"they held {_listed(alone)}")
    finally:
        for name, value in before.items():
            write(name, value)
    return f"{len(_DATA)} patterns, {len(names)} addresses in turn"


def _listed(values: dict[str, int]) -> str:
    return ", ".join(f"{name} {value:#x}" for name, value in values.items())


# Memory -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wrong:
    """Bits that one port carried wrong."""

    port: int
    width: int                          # of the port
    mask: int                           # of a beat of the port
    beats: int                          # with a wrong bit

    @classmethod
    def of(cls, port: int, width: int, seen: np.ndarray, expected: np.ndarray) -> Wrong:
        """Compare bytes that a port of `width` bits carried, uint8 [n]."""
        beats = (seen ^ expected).reshape(-1, width // 8)
        mask = int.from_bytes(np.bitwise_or.reduce(beats, axis=0).tobytes(), "little")
        return cls(port, width, mask, int(beats.any(axis=1).sum()))

    def few(self, share: int) -> bool:
        """Return whether at most one bit in `share` is wrong: so wires fail, but not sums."""
        return self.mask.bit_count() <= self.width // share

    def __str__(self) -> str:
        return f"port m{self.port}, bits {self.mask:#x} in {self.beats} beats"


def check_memory(device: Device, emulator: Device) -> str:
    """Send patterns through every port and direction. Raises DeviceError, which names the path."""
    rounds = ROUNDS if device.transport.pause else 1
    geometry = device.geometry
    shared = geometry.side_bus
    try:
        for _ in range(rounds):
            writes = _results(device, emulator)
            weights, codes = _weights(device)
            activations = _activations(device, shared)
            bad, unwritten = ([one for one in some if one.mask] for some in (weights, writes))
            if bad and codes and all(one.few(4) for one in bad):
                raise DeviceError(f"reads of weights: {'; '.join(map(str, bad))}")
            if unwritten and all(one.few(8) for one in unwritten):
                raise DeviceError(f"writes of results: {'; '.join(map(str, unwritten))}")
            if activations.mask and activations.few(4):
                raise DeviceError(f"reads of activations: {activations}")
            if bad or unwritten or activations.mask:
                raise DeviceError(f"reads or writes of port m{shared}, or many bits of any: no "
                                  "single path explains the results; as writes: "
                                  f"{'; '.join(map(str, writes))}; as "
                                  f"reads: {'; '.join(map(str, (*weights, activations)))}")
    except EngineError as error:
        raise DeviceError(f"reads of descriptors, port m{shared}: the engine refuses what the host "
                          f"has checked: {error}") from error
    return (f"{rounds} x weights over {geometry.ports} ports, activations over port m{shared}, "
            f"results over {', '.join(f'm{port}' for port in geometry.result_buses)}")


def _weights(device: Device) -> tuple[list[Wrong], bool]:
    """Read a matrix of patterns, code by code.

    Returns what each port did, and whether all that came back are codes: multiples of UNIT. If not,
    it is not the weights that are wrong, or not only.
    """
    codes = pattern_codes()
    with _loaded(device, _unscaled(codes)) as matrix:
        y = device.matmul(matrix, UNIT * np.eye(SLICE, dtype=np.int16)).T
    seen = y / UNIT
    valid = bool(((seen == np.rint(seen)) & (seen >= 0) & (seen <= 255)).all())
    seen = np.clip(np.rint(seen), 0, 255).astype(np.uint8)
    geometry = device.geometry
    shape = StreamShape.of(FORMAT, COLUMNS, SLICE, geometry)
    size = port_bytes(shape.words, geometry)
    streams = [arrange(_unscaled(some), geometry) for some in (seen, codes)]
    return [Wrong.of(port, geometry.port_width,
                     *(stream[port * shape.stride:][:size] for stream in streams))
            for port in range(geometry.ports)], valid


def _activations(device: Device, port: int) -> Wrong:
    """Multiply rows of patterns with the unit matrix: the mantissas must come back."""
    geometry = device.geometry
    sent = _unshifted(pattern_rows(geometry), geometry)
    with _loaded(device, _unscaled(np.eye(SLICE, dtype=np.uint8))) as matrix:
        plan, output = _raw(device, matrix, sent)
    low, high = -1 << geometry.mantissa_bits - 1, (1 << geometry.mantissa_bits - 1) - 1
    y    = np.array(results(plan, output, [sent])[0])
    seen = np.clip(y, low, high).astype(np.int32)[:, None]
    packed = [pack_activations(one, geometry)
              for one in (dataclasses.replace(sent, mantissa=seen), sent)]
    return Wrong.of(port, geometry.port_width, *packed)


def _results(device: Device, emulator: Device) -> list[Wrong]:
    """Calculate results that are patterns, and compare their bytes with the emulator's.

    Returns what each port did that writes results.
    """
    weights, x = pattern_results()
    seen = []
    for one in (device, emulator):
        with _loaded(one, weights) as matrix:
            plan, output = _raw(one, matrix, _unshifted(x, one.geometry))
            seen.append(output[:plan.passes[0].words * WORD_BYTES])
    geometry = device.geometry
    burst = geometry.result_beats * geometry.port_width // 8
    written = []
    for part, port in enumerate(geometry.result_buses):
        starts = range(part * burst, len(seen[0]), geometry.result_ports * burst)
        written.append(Wrong.of(port, geometry.port_width, *(
            np.concatenate([one[at:at + burst] for at in starts]) for one in seen)))
    return written


def _unshifted(x: np.ndarray, geometry: Geometry) -> Activations:
    """Quantise integers, and take them whole: with these weights no sum is too large."""
    rows = quantise_activations(x, geometry)
    return dataclasses.replace(rows, shift=rows.shift * 0, exponent=rows.exponent * 0)


def _raw(device: Device, matrix: Matrix, rows: Activations) -> tuple[Plan, np.ndarray]:
    """Return the bytes that the engine writes, and the plan that says where they belong."""
    plan = make_plan([matrix.resident], rows.rows, device.geometry)
    inputs, output = device.allocate(plan.input_bytes), device.allocate(plan.output_bytes)
    try:
        program = descriptors(plan, inputs.address, output.address)
        for offset, part in input_parts(plan, program, [rows]):
            inputs.array[offset:offset + len(part)] = part
        inputs.flush()
        take([Claim(inputs, 0), Claim(output, plan.output_bytes)], Side.ENGINE)
        device.ring(Queue.of(program, inputs.address, plan.words, device.geometry), 1)
        output.invalidate()
        return plan, output.array[:plan.output_bytes].copy()
    finally:
        inputs.free()
        output.free()


def _unscaled(codes: np.ndarray) -> PackedMatrix:
    return pack_matrix(codes, np.ones((len(codes), 1)), None, FORMAT)


@contextmanager
def _loaded(device: Device, weights: PackedMatrix) -> Iterator[Matrix]:
    matrix = device.load(weights)
    try:
        yield matrix
    finally:
        matrix.free()


# Patterns -----------------------------------------------------------------------------------------


def pattern_codes() -> np.ndarray:
    """Return codes uint8 [COLUMNS, 128] whose bits, word by word, are the patterns.

    A word has one bit of 128 codes; eight words are a column.
    """
    index = np.arange(SLICE)
    words = [index * 0 + i % 2 for i in range(128)] + [(index + i) % 2 for i in range(128)]
    words += [index == i for i in range(SLICE)] + [index != i for i in range(SLICE)]
    planes = np.stack(words).reshape(COLUMNS, 8, SLICE).astype(np.uint8)
    return np.packbits(planes, axis=1, bitorder="little")[:, 0]


def pattern_rows(geometry: Geometry) -> np.ndarray:
    """Return int16 [M, 128] whose mantissas are the patterns, as large as tables can hold."""
    limit = min(geometry.entry_limit // geometry.cut, (1 << geometry.mantissa_bits - 1) - 1)
    bits  = (limit + 1).bit_length() - 1
    index = np.arange(SLICE)
    pairs = [(0, -1), (0x55 & (1 << bits) - 1, ~0x55 | -1 << bits)]
    rows  = [np.where((index >> shift) % 2, *pair) for pair in pairs for shift in (0, 3)]
    for i in range(bits):
        one = 1 << (index + i) % bits
        rows += [one, ~one]
    return np.array(rows, np.int16)


def pattern_results() -> tuple[PackedMatrix, np.ndarray]:
    """Return a matrix N x 256 and a row int16 [1, 256] whose product, unscaled, is the patterns.

    A result is 4 times the sum of the first 128 inputs, plus that of the others, whose scale is a
    quarter. It has 19 bits and their sign, so the upper bits are all ones or all zeros.
    """
    walk   = [value for i in range(19) for value in (1 << i, 0, ~(1 << i), -1)]
    values = np.array([*([0] * 4 + [-1] * 4) * 16, *[0, -1] * 16,
                       *[0x55555, 0x2AAAA] * 16, *walk])
    x = np.zeros((1, 2 * SLICE), np.int16)
    x[0, 8:SLICE:8], x[0, [0, SLICE]] = DIGIT, 1
    low   = values % 4
    units = ((values - low) // 4 + DIGIT // 2) % DIGIT - DIGIT // 2
    left  = ((values - low) // 4 - units) // DIGIT
    factors = np.zeros((len(values), 2 * SLICE), np.int64)
    factors[:, 0], factors[:, SLICE] = units, low
    for k in range(8, SLICE, 8):
        factors[:, k] = np.clip(left, -128, 127)
        left -= factors[:, k]
    scale = np.tile([1, 0.25], (len(values), 1))
    return pack_matrix((factors + 128).astype(np.uint8), scale, None, SCALED), x
