"""How fast a board runs a model: predicted, or from a measurement on a real one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lutcore.driver.bundles.find import find_bundle
from lutcore.driver.bundles.manifest import Manifest
from lutcore.driver.contract import Geometry, preset
from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.errors import BundleError
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.measure.board_speed import predict
from lutcore.host_app.measure.boards import board
from lutcore.host_app.measure.fits import footprint
from lutcore.host_app.model.tensors import matrix_shapes
from lutcore.host_app.report.figures import Fact, Figure, Part, Point, Roof, Split

if TYPE_CHECKING:
    from lutcore.driver import Device
    from lutcore.driver.progress import Progress

POSITION = 200                          # tokens before those of an answer that is predicted


@dataclass(frozen=True)
class Subject:
    """The model and the board whose speed is asked for."""

    data: ModelData
    words: str                          # model and weights as words of a command line
    board: str                          # as `lutcore build` calls it
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


def predicted(subject: Subject, progress: Progress) -> BoardSpeed:
    """Return the speed without a board: of its bitstream where there is one, else as it is built.

    Raises BoardMemoryError, PromptTooLongError, BundleError (no such engine for the virtual board)
    and the driver's errors.
    """
    where    = board(subject.board)
    manifest = bitstream_manifest(subject.board)
    geometry = manifest.geometry if manifest else preset(where.geometry)
    clock    = manifest.clock_mhz if manifest else None
    position = min(POSITION, subject.data.config.max_position_embeddings - 1)
    result   = predict(subject.data, where, geometry=geometry, clock_mhz=clock, position=position,
                       prompt=subject.prompt, progress=progress)
    words    = f" --geometry {geometry.name} --clock {clock:g}" if clock else ""
    command  = (f"lutcore bench model {subject.words} --board {subject.board}{words} --position "
                f"{position} --prompt {subject.prompt}")
    decode, prefill, together = (result[name] for name in ("decode", "prefill", "sequences"))
    parts = tuple(Part(name, part["milliseconds"], part["figures"])
                  for name, part in decode["parts"].items())
    figures = _outcome("Answer", decode, command), _outcome("Prompt", prefill, command)
    several = _outcome(f"{together['tokens']} answers at once, together", together, command)
    extra = {} if together["tokens"] == 1 else {"sequences": several}
    return BoardSpeed(
        *figures, split=Split("Board", command, parts), limited_by=decode["limited_by"],
        roof=roof_of(subject.data, geometry, result["clock_mhz"], where.bandwidth, command,
                     (("Answer, one row", 1, figures[0]),
                      (f"{together['tokens']} answers", together["tokens"], several),
                      (f"Prompt, {geometry.rows} rows", geometry.rows, figures[1]))),
        engine=geometry.name, clock_mhz=result["clock_mhz"], sequences=extra,
        facts=(*engine_facts(geometry, result["clock_mhz"]),
               Fact("Beside the engine", result["host"]), Fact("Between them", result["link"])))


def bitstream_manifest(board: str) -> Manifest | None:
    """Return what is known of the bitstream for a board that lutcore brings or was built."""
    for kind in ("board", "litex"):
        with suppress(BundleError):
            return find_bundle(kind, board=board).manifest
    return None


def _outcome(label: str, outcome: dict[str, Any], command: str) -> Figure:
    share = sum(part["share"] for part in outcome["parts"].values()
                if part["figures"] == "simulated")
    note  = f"{100 * share:.0f} % of the time simulated, the rest estimated"
    return Figure(label, outcome["tokens_per_second"], "tokens/s", "estimated", command, note)


def measured(subject: Subject, result: dict[str, Any], device: Device) -> BoardSpeed:
    """Return the speed that `measure_speed` has found on a real board."""
    command = f"lutcore bench model {subject.words} --device {device.name} {subject.speeds}"
    geometry, clock = device.geometry, float(device.clock_mhz)
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
                      roof_of(subject.data, geometry, clock, None, command,
                              (("Answer, one row", 1, decode),
                               (f"Prompt, {geometry.rows} rows", geometry.rows, prefill))),
                      geometry.name, clock,
                      engine_facts(geometry, clock), energy=energy)


def engine_facts(geometry: Geometry, clock_mhz: float) -> tuple[Fact, ...]:
    """Return what an engine is."""
    lanes = f"{geometry.lanes} lanes" if geometry.lanes > 1 else "one lane"
    return (
        Fact("Engine", f"{geometry.name}: {geometry.rows} rows, {lanes}"),
        Fact("Clock", f"{clock_mhz:g} MHz"),
        Fact("Weights arrive by", f"{geometry.ports} x {geometry.port_width} bits, "
             f"{bandwidth(geometry, clock_mhz):.2f} GB/s"),
    )


def bandwidth(geometry: Geometry, clock_mhz: float) -> float:
    """Return the rate of the ports for weights, in 10**9 bytes per second."""
    return geometry.words_per_cycle * WORD_BYTES * clock_mhz * 1e6 / 1e9


def roof_of(data: ModelData, geometry: Geometry, clock_mhz: float, dram: float | None,
            command: str, steps: Sequence[tuple[str, int, Figure]]) -> Roof:
    """Return the roofline: operations count as two for each weight and row.

    dram:  bytes per second that the memory delivers; None: as much as the ports take
    steps: label, rows that share a read of the weights, tokens per second
    """
    weights = sum(n * k for n, k in matrix_shapes(data.config).values())
    size    = footprint(data, geometry).weights
    words   = geometry.lanes * geometry.rows * clock_mhz * 1e6          # a second, all rows busy
    rate    = bandwidth(geometry, clock_mhz)
    return Roof(2 * weights / size * WORD_BYTES * words / 1e9,
                rate if dram is None else min(rate, dram / 1e9),
                tuple(Point(label, 2 * weights * rows / size, 2 * weights * figure.value / 1e9,
                            figure.kind) for label, rows, figure in steps), command)
