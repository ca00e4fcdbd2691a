"""`lutcore bench decode`: the linear layers of one pass through a large model, counted in cycles.

The number of cycles follows from the shapes alone, so the weights are random, and all layers use
the same matrices. Attention, norms and the output head are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lutcore.driver.contract import PackedMatrix, WeightFormat, pack_matrix
from lutcore.driver.contract.geometry import TILE, WORD_BYTES
from lutcore.driver.contract.packing import TERNARY
from lutcore.driver.devices import figures_of
from lutcore.driver.power import meter_for
from lutcore.host_app.measure.products import efficiency
from lutcore.host_app.quantise.rounding import weight_format
from lutcore.host_app.running import difference

if TYPE_CHECKING:
    from lutcore.driver import Device

INT4 = weight_format("int4", "128")
Q4_0 = weight_format("int4", "32")      # what GGUF calls the same


@dataclass(frozen=True)
class Shapes:
    """Sizes of a model, and the weights of its linear layers."""

    layers: int
    hidden: int
    feed: int                           # inner size of the feed-forward
    readers: int                        # outputs of k, and of v
    size: int                           # elements of a head
    vocabulary: int
    format: WeightFormat
    geometry: str                       # default on the virtual board: one that suits the weights
    architecture: str = "LlamaForCausalLM"

    @property
    def products(self) -> dict[str, tuple[int, int]]:
        """Outputs and inputs of a layer's products; matrices with the same inputs are one."""
        return {
            "q, k, v":  (self.hidden + 2 * self.readers, self.hidden),
            "output":   (self.hidden, self.hidden),
            "gate, up": (2 * self.feed, self.hidden),
            "down":     (self.hidden, self.feed),
        }


BITNET = "BitNetForCausalLM"
SHAPES = {                              # layers, hidden, feed, readers, size, vocabulary
    "bitnet-0.7b":  Shapes(24, 1536,  4096, 1536,  96,  32002, TERNARY, "ternary", BITNET),
    "bitnet-2b":    Shapes(30, 2560,  6912,  640, 128, 128256, TERNARY, "ternary", BITNET),
    "smollm2-135m": Shapes(30,  576,  1536,  192,  64,  49152, Q4_0, "demo"),
    "llama-3.2-1b": Shapes(16, 2048,  8192,  512,  64, 128256, INT4, "demo"),
    "llama-7b":     Shapes(32, 4096, 11008, 4096, 128,  32000, INT4, "demo"),
}


def measure_step(shapes: Shapes, device: Device, *, rows: int = 1, layers: int | None = None,
                 clock_mhz: float | None = None, bandwidth: float | None = None,
                 memory: str | None = None,
                 progress: Callable[[int, int], None] = lambda done, total: None) -> dict[str, Any]:
    """Run one pass of `rows` activation rows (tokens) and return the command's JSON.

    layers:    layers to run, from which the figures are scaled to the model; None runs all
    clock_mhz: clock for tokens_per_second; None: the device's
    bandwidth: of the memory for weights, in 10**9 bytes per second, for tokens_per_second; None:
               unlimited
    memory:    that of the device, if it is the virtual board; a real one has its own
    progress:  called with the layers done and in total

    Raises the driver's errors.
    """
    run      = min(layers or shapes.layers, shapes.layers)
    scale    = shapes.layers / run
    random   = np.random.default_rng(0)
    loaded   = {name: device.load(random_packed(n, k, shapes.format, random))
                for name, (n, k) in shapes.products.items()}
    before   = asdict(device.counters)
    meter    = meter_for(device)
    meter.rest()
    progress(0, run)
    with meter.running():
        for layer in range(run):
            for name, matrix in loaded.items():
                x = random.standard_normal((rows, shapes.products[name][1]), np.float32)
                device.products([matrix], x)
            progress(layer + 1, run)
    engine   = difference(asdict(device.counters), before)
    clock    = clock_mhz or device.clock_mhz
    computed = engine["cycles"] * scale / (clock * 1e6)                # seconds
    streamed = engine["stream_words"] * scale * WORD_BYTES / (bandwidth * 1e9) if bandwidth else 0.0
    return {
        "figures":           figures_of(device.name),
        "device":            device.name,
        "geometry":          device.geometry.name,
        "memory":            memory if device.name == "virtual" else None,
        "weights":           shapes.format.name,
        "rows":              rows,
        "layers":            shapes.layers,
        "layers_run":        run,       # the figures below are scaled from these layers
        "cycles":            round(engine["cycles"] * scale),
        "cycles_per_token":  engine["cycles"] * scale / rows,
        "stream_words":      round(engine["stream_words"] * scale),
        "stream_efficiency": efficiency(engine, device),
        "stall_cycles":      {name: round(cycles * scale)
                              for name, cycles in engine["stall_cycles"].items()},
        "clock_mhz":         clock,
        "clock":             "given" if clock_mhz else device.clock.origin,
        "bandwidth_gbs":     bandwidth,
        "limited_by":        "memory" if streamed > computed else "engine",
        "tokens_per_second": rows / max(computed, streamed),
        "seconds":           engine["seconds"],
        "power":             meter.per(rows / scale, "token"),
    }


def random_packed(n: int, k: int, fmt: WeightFormat, random: np.random.Generator) -> PackedMatrix:
    """Return an N x K matrix of random codes and scales; one tile is repeated."""
    columns = min(n, TILE)
    codes   = random.integers(0, fmt.levels, (columns, k), dtype=np.uint8)
    scale   = random.uniform(0.5, 1.0, (columns, fmt.groups(k)))
    offset  = -scale * (fmt.levels - 1) / 2 if fmt.zero is None else None
    tile    = pack_matrix(codes, scale, offset, fmt)
    words   = fmt.layout.words(n, tile.slices)
    return PackedMatrix(fmt, n, k, np.resize(tile.stream, words * WORD_BYTES),
                        np.resize(tile.column_scale, n))
