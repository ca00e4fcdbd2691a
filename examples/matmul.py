"""One product of a random int4 matrix with random activations, on a device of your choice.

    python examples/matmul.py                   # on the emulator
    python examples/matmul.py virtual           # on the virtual board; or pynq, litex

Shows how weights are quantised and packed, how they are loaded once and used often, what the engine
counts, and how far the result is from float64.
"""

import sys

import numpy as np

from lutcore.driver import open_device
from lutcore.driver.contract import WeightFormat, pack_matrix

N, K, ROWS = 300, 512, 3                # outputs, inputs, rows of activations
GROUP      = 128                        # inputs that share one scale


def quantise(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Round float weights [N, K] to codes 0 to 15 and scales: w = scale * (code - 8)."""
    groups = weights.reshape(len(weights), -1, GROUP)
    scale = np.abs(groups).max(axis=-1) / 7.5
    codes = np.clip(np.rint(groups / scale[..., None]) + 8, 0, 15)
    return codes.reshape(weights.shape).astype(np.uint8), scale


def main(device_name: str = "emulator") -> None:
    rng = np.random.default_rng(0)
    weights = rng.standard_normal((N, K))
    x = rng.standard_normal((ROWS, K)).astype(np.float32)

    codes, scale = quantise(weights)
    # The offset of a code is 8 scales; the format holds it in units of 1/16 of a scale: zero = 128.
    packed = pack_matrix(codes, scale, None, WeightFormat(bits=4, group=GROUP, zero=128))

    with open_device(device_name) as device:
        matrix = device.load(packed)    # stays in the device's memory until it is freed
        y = device.matmul(matrix, x)    # float32 [ROWS, N]
        counters = device.counters

    dequantised = (codes - 8.0) * np.repeat(scale, GROUP, axis=1)
    exact = x.astype(np.float64) @ dequantised.T
    error = np.sqrt(np.mean((y - exact) ** 2) / np.mean(exact ** 2))
    print(f"{ROWS} x {K} times {K} x {N} on {device_name}: relative error {error:.1e}")
    print(counters)


if __name__ == "__main__":
    main(*sys.argv[1:2])
