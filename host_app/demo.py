"""`lutcore demo`: the bundled model tells a story on the engine, and the emulator checks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lutcore.driver.errors import BundleError, DeviceUnavailableError
from lutcore.host_app.checkpoints.packed import read_packed
from lutcore.host_app.console import note
from lutcore.host_app.errors import NotBitExactError
from lutcore.host_app.model.sampler import Sampling
from lutcore.host_app.running import Report, run

if TYPE_CHECKING:
    from lutcore.driver import Device, Geometry

# Opens a device by name and geometry; None: the device's own geometry.
Opener = Callable[[str, "str | Geometry | None"], "Device"]

BUNDLED  = Path(__file__).parent / "models" / "stories" / "stories.safetensors"
PROMPT   = "Once upon a time"
NATIVE   = "ternary"                             # the geometry with native ternary weights
WARMTH   = 0.7                                   # temperature: other seeds, other stories


@dataclass(frozen=True)
class Story:
    """What is to be told, and how much of it."""

    prompt:     str = PROMPT
    seed:       int = 0
    max_tokens: int = 256

    @property
    def sampling(self) -> Sampling:
        return Sampling(WARMTH, seed=self.seed)


def run_demo(opener: Opener, device: str, geometry: str | None, story: Story,
             emit: Callable[[str], None]) -> dict[str, Any]:
    """Tells the story, to `emit` as it comes, and gives facts for the table.

    Raises NotBitExactError if the emulator tells another one, and the driver's errors.
    """
    if geometry is None and device in ("virtual", "emulator"):
        geometry = NATIVE
    try:
        report, engine = _tell(opener, device, geometry, story, emit)
    except (DeviceUnavailableError, BundleError) as error:
        note(f"{device} cannot be opened ({error}); the emulator runs instead.")
        report, engine = _tell(opener, "emulator", geometry, story, emit)
    if report.device == "emulator":
        return _facts(report, "not compared: this was the emulator")
    again, _ = _tell(opener, "emulator", engine, story, lambda text: None)
    if report.tokens != again.tokens:
        raise NotBitExactError(f"{report.device} gives {report.tokens} and the emulator {again.tokens}; "
                               "report this")
    return _facts(report, f"yes, all {len(report.tokens)} tokens")


def _tell(opener: Opener, name: str, geometry: str | Geometry | None, story: Story,
          emit: Callable[[str], None]) -> tuple[Report, Geometry]:
    with opener(name, geometry) as device:
        report = run(
            read_packed(BUNDLED), device, story.prompt, story.sampling, story.max_tokens, emit)
        return report, device.geometry


def _facts(report: Report, agreement: str) -> dict[str, Any]:
    engine, seconds = report.engine, report.prefill["seconds"] + report.decode["seconds"]
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
        "same on emulator": agreement,
    }


def _rate(phase: dict[str, Any]) -> float:
    return phase["tokens"] / phase["seconds"] if phase["seconds"] else 0.0
