"""The figures of a report, each with what kind it is and the command that gives it.

They are kept as a file, `figures.json`, from which the same report comes again without measuring:
with other prices, or on another computer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from lutcore.driver.contract.decode import decode_dataclass
from lutcore.host_app.errors import FiguresError

FORMAT = 1                              # version of figures.json
LIMIT  = 4 << 20                        # bytes of figures.json; a usual one has 20,000

# Kinds of figures, and what each word means in the report.
KINDS = {
    "measured":  "timed or read from a sensor on the device that the figure is about",
    "simulated": "counted in cycles of the engine's own Verilog on the virtual board",
    "estimated": "calculated from other figures; nothing of the kind was run",
    "computed":  "follows exactly from the files, or from figures and assumptions by arithmetic",
    "assumed":   "given in the file of assumptions",
}


@dataclass(frozen=True)
class Figure:
    """A number of the report."""

    label: str
    value: float
    unit: str
    kind: str                           # a key of KINDS
    command: str                        # that gives it
    note: str

    def __post_init__(self) -> None:
        _kind(self.kind)


@dataclass(frozen=True)
class Fact:
    """A property in words, or a count, read from a file."""

    label: str
    text: str


@dataclass(frozen=True)
class Part:
    """A part of the time of a token."""

    label: str
    milliseconds: float
    kind: str

    def __post_init__(self) -> None:
        _kind(self.kind)


@dataclass(frozen=True)
class Split:
    """The time of a token by part, on one device."""

    device: str
    command: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Point:
    """A kind of step on the roofline."""

    label: str
    intensity: float                    # operations for each byte of weights
    gops: float                         # 10**9 operations per second
    kind: str

    def __post_init__(self) -> None:
        _kind(self.kind)


@dataclass(frozen=True)
class Roof:
    """What an engine could reach, and what it does."""

    peak_gops: float                    # all rows busy in every clock
    bandwidth: float                    # 10**9 bytes per second, of the memory
    points: tuple[Point, ...]
    command: str


@dataclass(frozen=True)
class Trial:
    """A line of `lutcore eval`."""

    label: str
    bits: float                         # per weight in memory
    perplexity: float
    agreement: float                    # share of tokens with float32's most likely one
    own: bool                           # whether it is the format that this report is about


@dataclass(frozen=True)
class Quality:
    """The outcome of `lutcore eval`, or why there is none."""

    command: str                        # that measures it
    reason: str                         # why nothing was measured; "": it was
    text: str                           # what was read
    tokens: int                         # predicted
    vocabulary: int
    requantised: bool                   # lines but the own one quantise quantised weights again
    trials: tuple[Trial, ...]

    @property
    def reference(self) -> Trial | None:
        """The line of float32."""
        return next((line for line in self.trials if line.label == "float32"), None)

    @property
    def own(self) -> Trial | None:
        """The line of the format that the report is about."""
        return next((line for line in self.trials if line.own), None)

    @property
    def meaningless(self) -> bool:
        """Whether the float model itself is hardly better than chance, as random weights are."""
        return self.reference is not None and self.reference.perplexity > self.vocabulary / 4


@dataclass(frozen=True)
class Bitstream:
    """The resources of the board's bitstream, or why there is none."""

    name: str
    reason: str                         # why there is none; "": there is
    geometry: str
    toolchain: str
    clock_mhz: float
    reached_mhz: float
    resources: Mapping[str, float]
    command: str


@dataclass(frozen=True)
class Figures:
    """Everything that was collected for a report."""

    format: int
    model: str
    weights: str
    board: str                          # as `lutcore build` calls it
    board_title: str
    source: str                         # "predicted" or "measured": where the board's speed is from
    engine: str                         # geometry that the speed is of
    clock_mhz: float                    # of that engine
    model_facts: tuple[Fact, ...]
    board_facts: tuple[Fact, ...]
    speed: Mapping[str, Figure]         # "board.decode", "pc.prefill", ...
    limited_by: str
    splits: tuple[Split, ...]
    roof: Roof
    quality: Quality
    bitstream: Bitstream
    energy: Mapping[str, Figure]        # of sensors; {}: none
    computer: str                       # what "this computer" was

    def __post_init__(self) -> None:
        missing = {"board.decode", "board.prefill", "pc.decode", "pc.prefill"} - set(self.speed)
        if missing:
            raise FiguresError(f"no speed {', '.join(sorted(missing))}")
        for name, figure in self.speed.items():
            if not figure.value > 0:
                raise FiguresError(f"speed {name} = {figure.value}; it must be above 0")

    def to_json(self) -> str:
        """Return the content of figures.json."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"


def read_figures(path: Path) -> Figures:
    """Read figures.json. Raises FiguresError, OSError."""
    if path.stat().st_size > LIMIT:
        raise FiguresError(f"{path} is larger than {LIMIT >> 20} MiB, so it is no file of figures")
    try:
        value = json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise FiguresError(f"{path} is not JSON ({error}); give the figures.json that lutcore "
                           "report wrote") from error
    version = value.get("format") if isinstance(value, dict) else None
    if version != FORMAT:
        raise FiguresError(f"{path}: format {version!r}, and this lutcore reads {FORMAT}; make "
                           "the report again without --figures")
    return decode_dataclass(Figures, value, FiguresError, str(path))


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no number")


def _kind(kind: str) -> None:
    if kind not in KINDS:
        raise FiguresError(f"kind {kind!r}; there are: {', '.join(KINDS)}")
