"""Devices and random matrices for all tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import pytest
from hypothesis import HealthCheck, settings

from lutcore.driver import Device, open_device
from lutcore.driver.contract import PackedMatrix, WeightFormat, pack_matrix
from lutcore.driver.contract.reference import DecodedStream
from lutcore.driver.virtual.board import virtual_available

settings.register_profile("lutcore", deadline=None, max_examples=30, derandomize=True,
                          suppress_health_check=[HealthCheck.too_slow,
                                                 HealthCheck.function_scoped_fixture])
settings.load_profile("lutcore")

DEVICES = ("emulator-demo", "emulator-tiny", "emulator-ternary", "virtual-demo", "virtual-tiny",
           "virtual-ternary")


@pytest.fixture(scope="session")
def shared_devices() -> Iterator[Callable[[str], Device]]:
    """Opens each device once: building and resetting a virtual board takes long."""
    opened = {}

    def get(label: str) -> Device:
        if label not in opened:
            opened[label] = open_device(*label.split("-"))
        return opened[label]

    yield get
    for device in opened.values():
        device.close()


@pytest.fixture(params=DEVICES)
def device(request: pytest.FixtureRequest, shared_devices: Callable[[str], Device]) -> Device:
    """Every device with every geometry that is built for tests; open, and to be left usable."""
    if request.param.startswith("virtual"):
        usable, missing = virtual_available()
        if not usable:
            pytest.skip(f"the virtual board needs {missing}")
    return shared_devices(request.param)


@pytest.fixture(scope="session")
def random_matrix() -> Callable[..., PackedMatrix]:
    """random_matrix(n, k, fmt, seed=0): a packed matrix as real ones are, scales of any sign."""

    @cache
    def make(n: int, k: int, fmt: WeightFormat, seed: int = 0) -> PackedMatrix:
        rng = np.random.default_rng(seed)
        codes = rng.integers(0, fmt.levels, (n, k), dtype=np.uint8)
        scale = rng.uniform(0.002, 0.02, (n, fmt.groups(k))) * rng.choice([-1, 1], (n, 1))
        offset = None
        if fmt.zero is None:
            offset = -scale * rng.uniform(0, (1 << fmt.bits) - 1, scale.shape)
        return pack_matrix(codes, scale, offset, fmt)

    return make


@pytest.fixture(scope="session")
def decoded() -> Callable[[PackedMatrix], DecodedStream]:
    """decoded(packed): ready for `reference.products` and `lookups`, read from the packed file."""

    return DecodedStream.of
