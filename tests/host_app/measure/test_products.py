"""Benchmarks: their operands, and figures that agree with the counters."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from lutcore.driver import Device, Geometry, WeightFormat, open_device
from lutcore.driver.contract.activations import INPUT_TYPES
from lutcore.driver.contract.packing import GROUPS as FORMAT_GROUPS
from lutcore.driver.contract.packing import TERNARY
from lutcore.driver.transport import Clock
from lutcore.driver.virtual.memory import MEMORIES
from lutcore.driver.virtual.served import BOARDS
from lutcore.host_app.commands import boards, engines, models, options
from lutcore.host_app.commands.options import GROUPS, LOW_BIT
from lutcore.host_app.errors import PackageMissingError
from lutcore.host_app.measure.decode_step import INT4, SHAPES, Shapes, measure_step, random_packed
from lutcore.host_app.measure.products import LARGEST, Product, measure
from lutcore.host_app.quantise.rounding import METHODS, NAMED, ZERO, weight_format

SMALL = Shapes(layers=3, hidden=200, feed=150, readers=100, size=20, vocabulary=300, format=INT4,
               geometry="demo")


def test_the_command_line_knows_all_choices() -> None:
    assert {*LOW_BIT} == {*(f"int{bits}" for bits in ZERO), *NAMED}
    assert {*engines.INPUTS} == {*LARGEST} == {*INPUT_TYPES}
    assert {*engines.SHAPES} == {*SHAPES}
    assert models.METHODS == METHODS
    assert {*boards.BOARDS} == {*BOARDS}
    assert {*options.MEMORIES} == {*MEMORIES}
    assert {weight_format("int4", group).group for group in GROUPS} == {*FORMAT_GROUPS}


# Products -----------------------------------------------------------------------------------------

@pytest.mark.parametrize("outliers", [1.0, 40.0, 1e6])
@pytest.mark.parametrize("name", LARGEST)
def test_activations_are_of_their_type_and_range(name: str, outliers: float) -> None:
    pytest.importorskip("ml_dtypes")
    x = Product(3, 1, 256, INT4, name, 0, outliers=outliers).operands()[1]
    values = x.astype(np.float64)
    assert x.dtype.name == name and x.shape == (3, 256)
    assert np.isfinite(values).all() and np.abs(values).max() <= LARGEST[name]
    if name.startswith("int"):                   # the whole range is used
        assert np.abs(values).max() == LARGEST[name]
    if outliers > 1:
        others = np.delete(values, np.s_[::64], axis=1)
        assert np.abs(values[:, ::64]).mean() > 0.5 * outliers * np.abs(others).mean()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = np.dtype

    def without(name):
        if name == "bfloat16":
            raise TypeError
        return real(name)

    monkeypatch.setattr(np, "dtype", without)
    monkeypatch.setitem(sys.modules, "ml_dtypes", None)
    remedy = r"bfloat16 need ml_dtypes: pip install 'lutcore\[ben"
    with pytest.raises(PackageMissingError, match=remedy):
        Product(1, 1, 128, INT4, "bfloat16", 0).operands()


# Slices with outliers are scaled to them, so the step of 12-bit tables is coarser for the rest.
@pytest.mark.parametrize("outliers, bound", [(1.0, 1e-5), (40.0, 2e-5)])
@pytest.mark.parametrize("weights", LOW_BIT)
@pytest.mark.parametrize("activations", LARGEST)
def test_the_error_is_small_for_every_type(weights: str, activations: str, outliers: float,
                                           bound: float) -> None:
    pytest.importorskip("ml_dtypes")
    product = Product(3, 40, 4096, weight_format(weights, default_group="128"), activations, 1,
                      outliers=outliers)
    with open_device("emulator", "ternary") as device, open_device("emulator", "ternary") as again:
        result = measure(product, device, again)
    assert result["bit_exact"] and result["nmse"] <= bound
    assert result["nmse_epilogue"] <= 1e-6


@pytest.mark.parametrize("table_mode", ["fabric", "host"])
@pytest.mark.parametrize("weights", LOW_BIT)
def test_wider_tables_bear_outliers(weights: str, table_mode: str) -> None:
    product = Product(3, 40, 600, weight_format(weights, default_group="128"), "float32", 1,
                      host_tables=table_mode == "host", outliers=40.0)
    geometry = Geometry(table_width=16, cut=5, ternary=True)
    with open_device("emulator", geometry) as device, open_device("emulator", geometry) as again:
        result = measure(product, device, again)
    assert result["bit_exact"] and result["nmse"] <= 1e-6
    assert (result["nmse_epilogue"] is None) == (table_mode == "host")


# Decoding -----------------------------------------------------------------------------------------

def test_products_of_a_layer() -> None:
    """Their sizes add up to the parameters of the model's layers."""
    sizes = {name: shapes.layers * sum(n * k for n, k in shapes.products.values())
             for name, shapes in SHAPES.items()}
    assert sizes["bitnet-0.7b"] == 24 * (4 * 1536 ** 2 + 3 * 1536 * 4096)
    assert sizes["llama-7b"] == 32 * (4 * 4096 ** 2 + 3 * 4096 * 11008)
    assert sizes["bitnet-2b"] / 1e9 == pytest.approx(2.085, abs=0.01)
    assert sizes["llama-3.2-1b"] / 1e9 == pytest.approx(0.973, abs=0.01)


@pytest.mark.parametrize("fmt", [INT4, TERNARY, weight_format("int2", "32", True)],
                         ids=lambda fmt: fmt.name)
@pytest.mark.parametrize("n", [5, 1024, 2600])
def test_random_matrices_run(fmt: WeightFormat, n: int) -> None:
    if fmt.zero is None:
        fmt = replace(fmt, zero=0)
    packed = random_packed(n, 300, fmt, np.random.default_rng(0))
    assert (packed.n, packed.k, packed.format) == (n, 300, fmt)
    with open_device("emulator", "ternary") as device:
        y = device.matmul(device.load(packed), np.ones((1, 300), np.float32))
    assert np.isfinite(y).all() and np.unique(y).size > min(n, 1024) // 4


@pytest.mark.parametrize("fmt", [INT4, TERNARY], ids=lambda fmt: fmt.name)
def test_a_step_is_counted(shared_devices: Callable[[str], Device], fmt: WeightFormat) -> None:
    from lutcore.driver.virtual.board import virtual_available
    usable, missing = virtual_available()
    if not usable:
        pytest.skip(f"the virtual board needs {missing}")
    device, shapes, seen = shared_devices("virtual-ternary"), replace(SMALL, format=fmt), []
    whole = measure_step(shapes, device, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]
    words = 3 * sum(random_packed(n, k, fmt, np.random.default_rng(0)).words
                    for n, k in shapes.products.values())
    assert whole["figures"] == "simulated" and whole["layers_run"] == 3
    assert whole["stream_words"] == words
    assert whole["cycles"] == words + sum(whole["stall_cycles"].values())
    assert whole["stream_efficiency"] == pytest.approx(words / whole["cycles"])
    assert whole["cycles_per_token"] == whole["cycles"]
    assert whole["tokens_per_second"] == pytest.approx(1e8 / whole["cycles"])
    assert (whole["clock_mhz"], whole["clock"]) == (100.0, "as built")
    part = measure_step(shapes, device, layers=1, rows=4, clock_mhz=50.0)
    assert part["clock"] == "given"
    assert part["layers_run"] == 1 and part["stream_words"] == words    # four rows share a pass
    assert part["cycles_per_token"] == pytest.approx(part["cycles"] / 4, abs=1)
    assert part["tokens_per_second"] == pytest.approx(4 * 5e7 / part["cycles"], rel=1e-4)


def test_the_memory_can_be_the_limit(fake_device: Any) -> None:
    free = measure_step(SMALL, fake_device, clock_mhz=100.0)
    assert free["limited_by"] == "engine" and free["bandwidth_gbs"] is None
    assert free["cycles"] == 2 * free["stream_words"]
    slow = measure_step(SMALL, fake_device, clock_mhz=100.0, bandwidth=0.4)
    assert slow["limited_by"] == "memory"
    assert slow["tokens_per_second"] == pytest.approx(4e8 / (16 * free["stream_words"]))
    fast = measure_step(SMALL, fake_device, clock_mhz=100.0, bandwidth=0.9)
    assert fast["limited_by"] == "engine"
    assert fast["tokens_per_second"] == free["tokens_per_second"]


def test_a_step_is_timed_by_the_clock_that_was_read(fake_device: Any) -> None:
    fake_device.clock = Clock(200.0, 125.0)
    found = measure_step(SMALL, fake_device)
    assert (found["clock_mhz"], found["clock"]) == (125.0, "read back")
    assert found["tokens_per_second"] == pytest.approx(125e6 / found["cycles"])
