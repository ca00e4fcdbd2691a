"""The engine between independent bus models: cocotbext-axi, under cocotb and Verilator."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from lutcore.driver.contract import Geometry, WeightFormat, preset
from lutcore.driver.contract.packing import TERNARY
from lutcore.driver.contract.registers import BY_NAME, STALLS, extract
from lutcore.driver.virtual.simulator import DdrConfig
from lutcore.driver.virtual.verilate import find_toolchain

HERE = Path(__file__).parent
SIZE = 1 << 18                          # bytes of memory
READ = ("status", "completed", "stream_words", "cycles", *STALLS)

GEOMETRIES = (
    Geometry(rows=2, ports=2, side_port=True, port_kind="axi3", port_width=64, cut=5,
             ternary=True, stream_depth=64),
    Geometry(rows=2, lanes=2, ports=2, side_port=True, table_width=8, double_buffer=False,
             stream_depth=128, result_ports=2),
    pytest.param(preset("tiny"), marks=pytest.mark.slow),
)


class Plan:
    """A stand-in for a SimulatedBoard that holds memory and records register writes."""

    def __init__(self) -> None:
        self.config = DdrConfig(size=SIZE)
        self.memory = np.zeros(SIZE, np.uint8)
        self.writes: list[tuple[int, int]] = []

    def view(self, address: int, length: int) -> np.ndarray:
        at = address - self.config.base
        assert 0 <= at <= SIZE - length
        return self.memory[at:at + length]

    def write32(self, offset: int, value: int) -> None:
        self.writes.append((offset, value))


def as_axi4(verilog: str) -> str:
    """Give AXI3's pins the widths of AXI4, the only ones that cocotbext-axi accepts."""
    for name, bits in (("len", 8), ("size", 3), ("lock", 1)):
        verilog = re.sub(rf"\[\d:0\] (m\d_axi_a[rw]{name},)", rf"[{bits - 1}:0] \1", verilog)
    return verilog


@pytest.fixture(scope="module", params=GEOMETRIES, ids=lambda g: g.name)
def simulator(request: pytest.FixtureRequest, verilog, tmp_path_factory):
    """(geometry, cocotb runner, build folder) of an engine that Verilator has compiled."""
    runners = pytest.importorskip("cocotb_tools.runner")
    if not all(map(shutil.which, ("make", "perl", "g++"))):
        pytest.skip("cocotb needs make, perl and g++ to build a simulator")
    tools = find_toolchain()
    folder = tmp_path_factory.mktemp("cocotb")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{Path(tools.verilator).parent}{os.pathsep}{os.environ['PATH']}")
        patch.setenv("VERILATOR_ROOT", str(tools.root))
        # The wheel's makefile names another machine's compiler. Little is simulated, so the time
        # to compile counts.
        patch.setenv("MAKEFLAGS", " -- CXX=g++ LINK=g++ CFG_CXXFLAGS_PCH_I=-include "
                                  "OPT_FAST=-O0 OPT_SLOW=-O0 OPT_GLOBAL=-O0")
        source = folder / "lutcore.v"
        source.write_text(as_axi4(verilog(request.param).read_text()))
        runner = runners.get_runner("verilator")
        runner.build(sources=[source], hdl_toplevel="lutcore", build_dir=folder,
                     build_args=["-Wno-fatal", "-Wno-lint", "-Wno-style"],
                     log_file=folder / "build.log")
        yield request.param, runner, folder


@pytest.mark.parametrize("pause", [0.0, 0.5])
def test_a_product_through_an_independent_bus_model(simulator, engine_on, random_product,
                                                    tmp_path, monkeypatch, pause: float) -> None:
    from cocotb_tools.runner import get_results

    monkeypatch.syspath_prepend(HERE)               # the runner passes it on to the simulator
    geometry, runner, folder = simulator
    rng, plan = np.random.default_rng(int(10 * pause)), Plan()
    it = engine_on(plan, geometry)
    formats = [WeightFormat(3, 32, None), TERNARY if geometry.ternary else WeightFormat(2, 0, 64)]
    products = [random_product(rng, geometry, 2, n, 300, fmt)
                for n, fmt in zip((37, 20), formats, strict=True)]
    descriptors = [it.descriptor(product) for product in products]
    it.start(descriptors)
    job = {"memory": tmp_path / "memory.bin", "result": tmp_path / "result.bin",
           "ports": geometry.buses, "max_burst": geometry.max_burst, "writes": plan.writes,
           "reads": [BY_NAME[name].offset for name in READ], "seed": 1, "pause": pause}
    plan.memory.tofile(job["memory"])
    (tmp_path / "job.json").write_text(json.dumps(job, default=str))
    results = runner.test(
        hdl_toplevel="lutcore", test_module="bus_bench", build_dir=folder, test_dir=tmp_path,
        extra_env={"LUTCORE_JOB": str(tmp_path / "job.json"), "COCOTB_LOG_LEVEL": "WARNING"})
    assert get_results(results) == (1, 0)

    values = json.loads((tmp_path / "result.json").read_text())
    registers = {name: values[str(BY_NAME[name].offset)] for name in READ}
    assert extract("status", "done", registers["status"])
    assert not extract("status", "error", registers["status"])
    assert registers["completed"] == 2
    beats = sum(descriptor.stream_words for descriptor in descriptors)
    assert registers["cycles"] == beats + sum(registers[stall] for stall in STALLS)
    before = plan.memory.copy()
    plan.memory[:] = np.fromfile(job["result"], np.uint8)
    for descriptor, product in zip(descriptors, products, strict=True):
        assert np.array_equal(it.result(descriptor, product), product.expected)
        plan.view(descriptor.output, 16 * descriptor.output_words)[:] = 0xAA
    assert np.array_equal(plan.memory, before)          # nothing else was written
