"""Cycles of products on the virtual board, by shape: weights are random, and results are kept.

    with SimulatedProducts("kv260", "kv260") as products:
        figures = products.figures(MatrixShape(fmt, n, k), (8, 8))      # two LMMAs, one doorbell

How long a product takes follows from its shape, so a shape is simulated once. Beyond LONGEST words
of weights, and for more than two LMMAs, the rest is a straight line through two simulated sizes:
the engine is in a steady state there.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from lutcore.driver import open_device
from lutcore.driver.bundles.find import find_bundle
from lutcore.driver.bundles.manifest import VERILOG
from lutcore.driver.cache import cache_folder
from lutcore.driver.contract.geometry import TILE
from lutcore.driver.contract.registers import STALLS
from lutcore.driver.files import write_whole
from lutcore.driver.virtual.memory import timing
from lutcore.driver.virtual.verilate import MODEL
from lutcore.host_app.measure.decode_step import random_packed
from lutcore.host_app.measure.host import MatrixShape

if TYPE_CHECKING:
    from lutcore.driver import Device
    from lutcore.driver.contract import Geometry
    from lutcore.driver.progress import Progress

LONGEST = 1 << 18                       # words of a lane's weights in one simulated product
FOLDER  = "predicted"                   # of the cache


@dataclass(frozen=True)
class Figures:
    """What the engine counts from a doorbell to its end; sums and multiples are figures, too."""

    cycles: float = 0.0
    stream_words: float = 0.0
    stall_weights: float = 0.0
    stall_tables: float = 0.0
    stall_output: float = 0.0
    stall_issue: float = 0.0
    stall_control: float = 0.0

    def __add__(self, other: Figures) -> Figures:
        mine, others = asdict(self), asdict(other)
        return Figures(**{name: mine[name] + others[name] for name in mine})

    def __mul__(self, factor: float) -> Figures:
        return Figures(**{name: factor * value for name, value in asdict(self).items()})


class SimulatedProducts:
    """The virtual board of a geometry and a memory; it is opened when a shape is new."""

    def __init__(self, geometry: str | Geometry, memory: str, clock_mhz: float | None = None,
                 progress: Progress | None = None) -> None:
        """geometry: as `open_device` takes it. clock_mhz: the engine's, on which the memory's times
        depend; None: as it was built.

        Raises BundleError (no engine of this geometry was built for the virtual board).
        """
        self.bundle = find_bundle("virtual", geometry)
        self.geometry, self.memory = self.bundle.geometry, memory
        self.clock_mhz = clock_mhz or self.bundle.manifest.clock_mhz
        self.simulated = 0              # products that were run, not found in the cache
        self._progress = progress
        self._device: Device | None = None
        self._known: dict[str, Figures] = {}
        self._basis = self._digest()

    def __enter__(self) -> SimulatedProducts:
        return self

    def __exit__(self, *error: object) -> None:
        if self._device is not None:
            self._device.close()
            self._device = None

    def figures(self, shape: MatrixShape, rows: tuple[int, ...]) -> Figures:
        """Return the figures of a doorbell: one LMMA of a matrix for each number of rows.

        All but the last have the same number, that of the engine. Raises the driver's errors.
        """
        if len(rows) > 2:
            one, two = self.figures(shape, rows[:1]), self.figures(shape, rows[:2])
            return self.figures(shape, rows[-2:]) + (two + one * -1.0) * (len(rows) - 2)
        lanes = self.geometry.lanes
        column = shape.format.layout.words(TILE, shape.format.slices(shape.k)) / TILE
        tiles = max(2, int(LONGEST / column / TILE)) // 2 * 2
        most = tiles * TILE * lanes
        if shape.n <= most:
            return self._simulated(shape, rows)
        whole = self._simulated(MatrixShape(shape.format, most, shape.k), rows)
        half  = self._simulated(MatrixShape(shape.format, most // 2, shape.k), rows)
        return whole + (whole + half * -1.0) * ((shape.n - most) / (most - most // 2))

    def _simulated(self, shape: MatrixShape, rows: tuple[int, ...]) -> Figures:
        text = json.dumps([self._basis, asdict(shape.format), shape.n, shape.k, rows])
        key = hashlib.sha256(text.encode()).hexdigest()
        if key not in self._known:
            path = cache_folder(FOLDER) / f"{key}.json"
            found = _read(path)
            if found is None:
                found = self._run(shape, sum(rows))
                write_whole(path, json.dumps(asdict(found)))
            self._known[key] = found
        return self._known[key]

    def _run(self, shape: MatrixShape, rows: int) -> Figures:
        if self._device is None:
            self._device = open_device("virtual", self.geometry, memory=self.memory,
                                       clock_mhz=self.clock_mhz, progress=self._progress)
        device, random = self._device, np.random.default_rng(0)
        matrix = device.load(random_packed(shape.n, shape.k, shape.format, random))
        device.counters.reset()
        device.products([matrix], random.standard_normal((rows, shape.k), np.float32))
        counters = device.counters
        matrix.free()
        self.simulated += 1
        stalls = {name: counters.stall_cycles[name.removeprefix("stall_")] for name in STALLS}
        return Figures(counters.cycles, counters.stream_words, **stalls)

    def _digest(self) -> str:
        """Return what cycles depend on beside the shape: engine, memory, simulator."""
        sources = [path.read_text(encoding="utf-8")
                   for path in (MODEL, *sorted(MODEL.parent.glob("*.h")))]
        times = asdict(timing(self.memory, self.clock_mhz))
        parts: list[Any] = [self.bundle.manifest.sha256[VERILOG], times, self.memory, *sources]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _read(path: Path) -> Figures | None:
    """Return figures that an earlier run has kept; None if there are none, or damaged ones."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return Figures(**{name: float(values[name]) for name in asdict(Figures())})
    except (OSError, ValueError, KeyError, TypeError):
        return None
