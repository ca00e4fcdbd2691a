"""`lutcore demo`: the bundled model tells a story on a device, and the emulator checks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from lutcore.driver.errors import BundleError, DeviceUnavailableError
from lutcore.host_app.checkpoints.packed import read_packed
from lutcore.host_app.console import note
from lutcore.host_app.errors import NotBitExactError
from lutcore.host_app.model.sampler import Sampling
from lutcore.host_app.named import BUNDLED
from lutcore.host_app.running import Report, run

if TYPE_CHECKING:
    from lutcore.driver import Device, Geometry

    # opens a device by its name, with a geometry or None for the device's own
    Opener = Callable[[str, str | Geometry | None], Device]

PROMPT      = "Once upon a time"
GEOMETRY    = "ternary"                 # computes ternary weights natively
TEMPERATURE = 0.7                       # above 0, so that other seeds give other stories


@dataclass(frozen=True)
class Story:
    """How a story begins and how long it may become; the command makes it from its options."""

    prompt:     str = PROMPT
    seed:       int = 0                 # of the sampling
    max_tokens: int = 256

    @property
    def sampling(self) -> Sampling:
        """How its tokens are chosen."""
        return Sampling(TEMPERATURE, seed=self.seed)


@dataclass(frozen=True)
class Result:
    """The report of a story, and the tokens of the emulator's story for comparison.

    emulated: None if the emulator told the story itself
    """

    report:   Report
    emulated: list[int] | None

    @property
    def same_on_emulator(self) -> bool | None:
        """Whether the emulator gave the same tokens; None if there was nothing to compare."""
        return None if self.emulated is None else self.report.tokens == self.emulated

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON of the command: the fields of the report, and `same_on_emulator`."""
        return {**asdict(self.report), "same_on_emulator": self.same_on_emulator}

    def facts(self) -> dict[str, Any]:
        """Return the lines of the command's table."""
        report  = self.report
        engine  = report.engine
        assert engine is not None       # a device told the story
        seconds = report.prefill["seconds"] + report.decode["seconds"]
        return {
            "device":           f"{report.device}, {report.geometry}",
            "weights":          f"{report.weights}, the bundled model's",
            "prefill":          f"{_rate(report.prefill):.1f} tokens/s",
            "decode":           f"{_rate(report.decode):.1f} tokens/s",
            "host":             f"{100 * report.host_seconds / seconds:.0f} % of the time",
            "matrix products":  engine["matmuls"],
            "engine cycles":    engine["cycles"],
            "stream words":     engine["stream_words"],
            "stall cycles":     engine["stall_cycles"],
            "same on emulator": {
                None:  "not compared: the emulator told this story",
                True:  f"yes, all {len(report.tokens)} tokens",
                False: "NO",
            }[self.same_on_emulator],
        }

    def verify(self) -> None:
        """Raise NotBitExactError if the emulator gave other tokens."""
        if self.same_on_emulator is False:
            raise NotBitExactError(f"the {self.report.device} gives the tokens "
                                   f"{self.report.tokens} and the emulator {self.emulated}; "
                                   "please report this")


def run_demo(open_device: Opener, device: str, geometry: str | Geometry | None, story: Story,
             emit: Callable[[str], None]) -> Result:
    """Tell the story, giving `emit` its text as it comes, and tell it again on the emulator.

    Raises the driver's errors.
    """
    if geometry is None and device in ("virtual", "emulator"):
        geometry = GEOMETRY
    try:
        report, engine = _tell(open_device, device, geometry, story, emit)
    except (DeviceUnavailableError, BundleError) as error:
        note(f"{device} cannot be opened ({error}); using the emulator")
        report, engine = _tell(open_device, "emulator", geometry, story, emit)
    if report.device == "emulator":
        return Result(report, None)
    repeated, _ = _tell(open_device, "emulator", engine, story, lambda text: None)
    return Result(report, repeated.tokens)


def _tell(open_device: Opener, name: str, geometry: str | Geometry | None, story: Story,
          emit: Callable[[str], None]) -> tuple[Report, Geometry]:
    """Return the report of the story, and the geometry of the device that told it."""
    with open_device(name, geometry) as device:
        report = run(read_packed(BUNDLED), device, story.prompt, story.sampling, story.max_tokens,
                     emit)
        return report, device.geometry


def _rate(phase: dict[str, Any]) -> float:
    return phase["tokens"] / phase["seconds"] if phase["seconds"] else 0.0
