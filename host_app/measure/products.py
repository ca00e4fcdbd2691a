"""`lutcore bench mpgemm`: one random product on a device, checked against the emulator."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lutcore.driver.contract import PackedMatrix, WeightFormat, dequantise
from lutcore.driver.contract.activations import quantise_activations
from lutcore.driver.power import power_of
from lutcore.host_app.errors import NotBitExactError, PackageMissingError
from lutcore.host_app.quantise.rounding import describe, quantise_matrix
from lutcore.host_app.running import difference

if TYPE_CHECKING:
    from lutcore.driver import Device

# The largest value of each type of activations.
LARGEST = {
    "float32": 2.0 ** 127, "float16": 65504.0, "bfloat16": 2.0 ** 127, "float8_e4m3fn": 448.0,
    "float8_e5m2": 57344.0, "int16": 32767.0, "int8": 127.0,
}
OUTLIER_PERIOD = 64                     # inputs from one outlier to the next


@dataclass(frozen=True)
class Product:
    """The product Y[M, N] = X[M, K] . W[N, K]^T with random W and X; made from the options."""

    m: int
    n: int
    k: int
    format: WeightFormat
    activations: str                    # a key of LARGEST
    seed: int
    host_tables: bool = False           # the host computes the lookup tables
    outliers: float = 1.0               # factor by which every 64th activation is larger

    def operands(self) -> tuple[PackedMatrix, np.ndarray]:
        """Return W packed and X [M, K] in its type. Raises PackageMissingError."""
        random  = np.random.default_rng(self.seed)
        weights = random.standard_normal((self.n, self.k), np.float32)
        x       = random.standard_normal((self.m, self.k), np.float32)
        x[:, ::OUTLIER_PERIOD] *= np.float32(self.outliers)
        return quantise_matrix(weights, self.format), _converted(x, self.activations)


def _converted(x: np.ndarray, name: str) -> np.ndarray:
    """Convert x; integers are scaled to fill their range, floats scaled down if they exceed it."""
    factor = LARGEST[name] / np.abs(x).max()
    if name.startswith("int"):
        return np.rint(x * factor).astype(name)
    return (x * np.float32(min(1.0, factor))).astype(_float_type(name))


def _float_type(name: str) -> np.dtype:
    try:
        return np.dtype(name)
    except TypeError:
        pass
    try:
        import ml_dtypes
    except ImportError as error:
        raise PackageMissingError(f"activations of type {name} need ml_dtypes: "
                                  "pip install 'lutcore[bench]'") from error
    return np.dtype(getattr(ml_dtypes, name))


def measure(product: Product, device: Device, emulator: Device,
            memory: str | None = None) -> dict[str, Any]:
    """Multiply on both devices and return the command's JSON, with these fields among others.

    memory:            that of the device, if it is the virtual board; a real one has its own
    bit_exact:         whether the device's float32 results equal the emulator's
    nmse:              normalised squared error of the device's results against float64 results of
                       the same weights and activations
    nmse_epilogue:     the part of it that the device's fixed-point arithmetic adds: the error
                       against float64 results of the activations as quantised for the device; None
                       if the host computes the tables
    stream_efficiency: stream words per cycle, as a fraction of what the geometry can take
    seconds:           time of the product, without loading the matrix
    power:             joules of a product above idle, repeated for two seconds; None: not measured

    Raises PackageMissingError and the driver's errors.
    """
    packed, x = product.operands()
    handle    = device.load(packed)
    before    = asdict(device.counters)
    result    = device.matmul(handle, x, product.host_tables)
    engine    = difference(asdict(device.counters), before)
    power     = power_of(device, lambda: device.matmul(handle, x, product.host_tables), "product")
    expected  = emulator.matmul(emulator.load(packed), x, product.host_tables)
    weights   = dequantise(packed)
    quantised = _as_quantised(x, product, device)
    return {
        "device":            device.name,
        "geometry":          device.geometry.name,
        "memory":            memory if device.name == "virtual" else None,
        "m":                 product.m,
        "n":                 product.n,
        "k":                 product.k,
        **describe(product.format),
        "bits_per_weight":   packed.bits_per_weight,
        "activations":       product.activations,
        "outliers":          product.outliers,
        "table_mode":        "host" if product.host_tables else "fabric",
        "seed":              product.seed,
        "bit_exact":         bool(np.array_equal(result, expected)),
        "nmse":              nmse(result, x.astype(np.float64) @ weights.T),
        "nmse_epilogue":     None if quantised is None else nmse(result, quantised @ weights.T),
        "cycles":            engine["cycles"],
        "stream_words":      engine["stream_words"],
        "stream_efficiency": efficiency(engine, device),
        "stall_cycles":      engine["stall_cycles"],
        "seconds":           engine["seconds"],
        "power":             power,
    }


def _as_quantised(x: np.ndarray, product: Product, device: Device) -> np.ndarray | None:
    """Return the activations with which the device computes, float64 [M, K].

    None if the host computes the tables: they are not quantised then.
    """
    if product.host_tables:
        return None
    ternary     = product.format.ternary and device.geometry.ternary
    activations = quantise_activations(x, device.geometry, ternary=ternary)
    assert activations.mantissa is not None     # None only in host table mode
    exponent    = activations.exponent[:, None] - activations.shift    # [M, slices]
    values      = np.ldexp(activations.mantissa.astype(np.float64), exponent[:, :, None])
    return values.reshape(len(x), -1)[:, :x.shape[1]]


def efficiency(engine: dict[str, Any], device: Device) -> float | None:
    """Return stream words per cycle, as a fraction of the ports' peak; None without a clock."""
    peak = engine["cycles"] * device.geometry.words_per_cycle
    return engine["stream_words"] / peak if peak else None


def check_exact(result: dict[str, Any]) -> None:
    """Raise NotBitExactError if the device's results differ from the emulator's."""
    if not result["bit_exact"]:
        raise NotBitExactError(
            f"{result['device']} with {result['geometry']} gives other bits than the emulator; "
            "please report this with the output of --json")


def nmse(result: np.ndarray, exact: np.ndarray) -> float:
    """Return the sum of squared errors over that of squares; the numerator if all are 0."""
    error, size = ((result - exact) ** 2).sum(), (exact ** 2).sum()
    return float(error / size) if size else float(error)
