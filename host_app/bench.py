"""`lutcore bench mpgemm`: one random product on a device, checked against the emulator."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lutcore.driver.spec import PackedMatrix, WeightFormat, dequantise
from lutcore.host_app.errors import NotBitExact
from lutcore.host_app.quantise import quantise_matrix
from lutcore.host_app.runtime import describe, difference

if TYPE_CHECKING:
    from lutcore.driver import Device


@dataclass(frozen=True)
class Product:
    """Y[M, N] = X[M, K] . W[N, K]^T with random W and X."""

    m:           int
    n:           int
    k:           int
    format:      WeightFormat
    activations: str                             # float32, float16 or int8
    seed:        int

    def operands(self) -> tuple[PackedMatrix, np.ndarray]:
        """W packed, and X [M, K] in the type of the activations."""
        random  = np.random.default_rng(self.seed)
        weights = random.standard_normal((self.n, self.k), np.float32)
        if self.activations == "int8":
            x = random.integers(-128, 128, (self.m, self.k), np.int8)
        else:
            x = random.standard_normal((self.m, self.k), np.float32).astype(self.activations)
        return quantise_matrix(weights, self.format), x


def measure(product: Product, device: Device, emulator: Device) -> dict[str, Any]:
    """The JSON of the command.

    bit_exact:         the device's float32 results equal the emulator's
    nmse:              of the device's results, against float64 of the same weights and activations
    stream_efficiency: stream words per cycle, as a share of what the geometry can take
    seconds:           of the product, with the matrix loaded before
    """
    packed, x = product.operands()
    handle    = device.load(packed)
    before    = asdict(device.counters)
    result    = device.matmul(handle, x)
    engine    = difference(asdict(device.counters), before)
    expected  = emulator.matmul(emulator.load(packed), x)
    exact     = x.astype(np.float64) @ dequantise(packed).T
    peak      = engine["cycles"] * device.geometry.words_per_cycle
    return {
        "device":            device.name,
        "geometry":          device.geometry.name,
        "m":                 product.m,
        "n":                 product.n,
        "k":                 product.k,
        **describe(product.format),
        "activations":       product.activations,
        "seed":              product.seed,
        "bit_exact":         bool(np.array_equal(result, expected)),
        "nmse":              nmse(result, exact),
        "cycles":            engine["cycles"],
        "stream_words":      engine["stream_words"],
        "stream_efficiency": engine["stream_words"] / peak if peak else None,
        "stall_cycles":      engine["stall_cycles"],
        "seconds":           engine["seconds"],
    }


def check_exact(result: dict[str, Any]) -> None:
    """Raises NotBitExact if the device's results were not the emulator's."""
    if not result["bit_exact"]:
        raise NotBitExact(f"{result['device']} with {result['geometry']} gives other bits than the "
            "emulator; report this with the command's --json")


def nmse(result: np.ndarray, exact: np.ndarray) -> float:
    """Squared error over squared size; 0 where both are nothing."""
    error, size = ((result - exact) ** 2).sum(), (exact ** 2).sum()
    return float(error / size) if size else float(error)
