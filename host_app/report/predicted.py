"""How fast a board runs a model: predicted, or from a measurement on a real one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lutcore.driver.contract import Geometry, preset
from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.measure.fits import footprint
from lutcore.host_app.model.config import matrix_shapes
from lutcore.host_app.report.figures import Fact, Figure, Part, Point, Roof, Split

if TYPE_CHECKING:
    from lutcore.driver import Device

SHARE = 0.9                             # of the ports' rate that weights arrive at, where estimated


@dataclass(frozen=True)
class Subject:
    """The model and the board whose speed is asked for."""

    data: ModelData
    words: str                          # model and weights as words of a command line
    board: str                          # as `lutcore build` calls it
    preset: str
    prompt: int                         # tokens
    speeds: str                         # options of a measurement


@dataclass(frozen=True)
class BoardSpeed:
    """What a report says of a board's speed."""

    decode: Figure
    prefill: Figure
    split: Split
    limited_by: str
    roof: Roof
    engine: str                         # geometry
    clock_mhz: float
    facts: tuple[Fact, ...] = ()
    sequences: Mapping[str, Figure] = field(default_factory=dict)
    energy: Mapping[str, Figure] = field(default_factory=dict)


def predicted(subject: Subject, progress: Callable[[float], None]) -> BoardSpeed:
    """Return the speed without a board."""
    progress(0.0)
    geometry = preset(subject.preset)
    command  = f"lutcore report {subject.words} --board {subject.board}"
    size     = footprint(subject.data, geometry).weights
    seconds  = size / (SHARE * bandwidth(geometry) * 1e9)
    note     = "the memory's time for all weights; attention and vectors are left out"
    decode   = Figure("Answer", 1 / seconds, "tokens/s", "estimated", command, note)
    prefill  = Figure("Prompt", geometry.rows / seconds, "tokens/s", "estimated", command, note)
    split    = Split("Board", command, (Part("products", 1e3 * seconds, "estimated"),))
    return BoardSpeed(decode, prefill, split, "memory",
                      roof_of(subject.data, geometry, decode, prefill, command), geometry.name,
                      geometry.clock_mhz, engine_facts(geometry, geometry.clock_mhz))


def measured(subject: Subject, result: dict[str, Any], device: Device) -> BoardSpeed:
    """Return the speed that `measure_speed` has found on a real board."""
    command = f"lutcore bench model {subject.words} --device {device.name} {subject.speeds}"
    decode  = Figure("Answer", result["decode"], "tokens/s", "measured", command, "best run")
    prefill = Figure("Prompt", result["prefill"], "tokens/s", "measured", command, "best run")
    parts   = tuple(Part(label, milliseconds, "measured")
                    for label, milliseconds in result["token"]["parts"].items())
    power   = result["power"]
    energy  = {} if power is None else {"board": Figure(
        "Board, above idle", power["joules_per_token"], "J/token", "measured", command,
        f"by {power['sensor']}")}
    limit   = max(parts, key=lambda part: part.milliseconds).label
    return BoardSpeed(decode, prefill, Split("Board", command, parts), limit,
                      roof_of(subject.data, device.geometry, decode, prefill, command),
                      device.geometry.name, float(device.clock_mhz),
                      engine_facts(device.geometry, float(device.clock_mhz)), energy=energy)


def engine_facts(geometry: Geometry, clock_mhz: float) -> tuple[Fact, ...]:
    """Return what an engine is."""
    lanes = f"{geometry.lanes} lanes" if geometry.lanes > 1 else "one lane"
    return (
        Fact("Engine", f"{geometry.name}: {geometry.rows} rows, {lanes}"),
        Fact("Clock", f"{clock_mhz:g} MHz"),
        Fact("Weights arrive by", f"{geometry.ports} x {geometry.port_width} bits, "
             f"{bandwidth(geometry, clock_mhz):.2f} GB/s"),
    )


def bandwidth(geometry: Geometry, clock_mhz: float | None = None) -> float:
    """Return the rate of the ports for weights, in 10**9 bytes per second."""
    clock = clock_mhz or geometry.clock_mhz
    return geometry.words_per_cycle * WORD_BYTES * clock * 1e6 / 1e9


def roof_of(data: ModelData, geometry: Geometry, decode: Figure, prefill: Figure, command: str
            ) -> Roof:
    """Return the roofline: operations count as two for each weight and row."""
    weights = sum(n * k for n, k in matrix_shapes(data.config).values())
    size    = footprint(data, geometry).weights
    per_word = weights / (size / WORD_BYTES)
    peak    = 2 * per_word * geometry.lanes * geometry.rows * geometry.clock_mhz * 1e6 / 1e9
    return Roof(peak, bandwidth(geometry), (
        Point("Answer, one row", 2 * weights / size, 2 * weights * decode.value / 1e9,
              decode.kind),
        Point(f"Prompt, {geometry.rows} rows", 2 * weights * geometry.rows / size,
              2 * weights * prefill.value / 1e9, prefill.kind)), command)
