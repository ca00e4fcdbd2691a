"""What synthesis made of an engine runs products and gives the emulator's bits; a fault shows."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from lutcore.driver.contract import Geometry, WeightFormat, preset
from lutcore.driver.contract.packing import TERNARY
from lutcore.driver.contract.registers import ErrorCode, extract
from lutcore.driver.tools import ToolMissingError
from lutcore.driver.virtual.design import Design
from lutcore.driver.virtual.simulator import SimulatedBoard
from lutcore.driver.virtual.verilate import toolchain_available
from lutcore.gateware.flows.target import find_open_tool, work_folder
from lutcore.gateware.netlists import boards
from lutcore.gateware.netlists.verilog import find_module

# Not "tiny": with one row and one small port it takes half the time to synthesise.
SMALL = Geometry(rows=1, table_width=8, cut=5, double_buffer=False, fill=1, port_kind="axi3",
                 port_width=64, stream_depth=32)
FORMATS = (WeightFormat(1, 0, 0), WeightFormat(2, 32, None), WeightFormat(3, 64, 4),
           WeightFormat(4, 128, 8), WeightFormat(8, 0, 128))
CASES = [
    pytest.param(SMALL, "xc7", id="xc7"),
    pytest.param(SMALL, "ecp5", id="ecp5", marks=pytest.mark.slow),
    pytest.param(preset("tiny"), "xc7", id="xc7-tiny", marks=pytest.mark.slow),
    pytest.param(preset("pynq_z2_open"), "xc7", id="xc7-pynq_z2", marks=pytest.mark.slow),
    pytest.param(preset("ecp5"), "ecp5", id="ecp5-ecp5", marks=pytest.mark.slow),
]

usable, reason = toolchain_available()
pytestmark = pytest.mark.skipif(not usable, reason=reason)


@cache
def netlist(geometry: Geometry, family: str) -> dict:
    try:
        yosys = find_open_tool("yosys", "ecp5")
    except ToolMissingError as error:
        pytest.skip(str(error))
    folder = work_folder(f"netlist_{family}_{geometry.name}")
    return boards.synthesise_engine(folder, geometry, family, [yosys])


def open_board(module: dict, family: str, **ddr: float) -> SimulatedBoard:
    verilog = boards.engine_verilog(module, family, [find_open_tool("yosys", "ecp5")])
    (folder := work_folder("netlist_verilog")).joinpath("lutcore.v").write_text(verilog)
    return SimulatedBoard(Design.load(folder), size=4 << 20, **ddr)


def products(geometry: Geometry, random_product: Callable, count: int | None = None) -> list:
    rng, formats = np.random.default_rng(1), list(FORMATS)
    if geometry.ternary:
        formats.append(TERNARY)
    return [random_product(rng, geometry, 1 + i % geometry.rows, 33 + i, 260, fmt,
                           host_tables=fmt.bits == 4)
            for i, fmt in enumerate(formats[:count])]


@pytest.mark.parametrize("geometry, family", CASES)
def test_a_synthesised_engine_gives_the_emulators_bits(
        geometry: Geometry, family: str, engine_on, random_product) -> None:
    with open_board(netlist(geometry, family), family, back_pressure=0.2, seed=3) as board:
        it = engine_on(board, geometry)
        assert it.registers()["digest"] == geometry.digest
        wanted = products(geometry, random_product)
        descriptors = [it.descriptor(product) for product in wanted]
        status = it.run(descriptors)["status"]      # a breach of AXI's rules raises ProtocolError
        assert not extract("status", "error", status)
        for descriptor, product in zip(descriptors, wanted, strict=True):
            assert np.array_equal(it.result(descriptor, product), product.expected)

        board.inject_error("read", nth=9)           # and what follows an error is right again
        assert extract("status", "code", it.run(descriptors[:2])["status"]) == ErrorCode.READ
        board.view(descriptors[1].output, 16 * descriptors[1].output_words)[:] = 0
        assert not extract("status", "error", it.run(descriptors[:2])["status"])
        assert np.array_equal(it.result(descriptors[1], wanted[1]), wanted[1].expected)


# Faults -------------------------------------------------------------------------------------------


def flip_bit(module: dict) -> None:
    """Flip a bit of the lookup table whose output reaches the most cells: no dead logic."""
    uses: dict[int, int] = {}
    for cell in module["cells"].values():
        for bits in cell["connections"].values():
            for net in bits:
                uses[net] = uses.get(net, 0) + 1
    table = max((cell for cell in module["cells"].values() if cell["type"] == "LUT6"),
                key=lambda cell: uses[cell["connections"]["O"][0]])
    init = table["parameters"]["INIT"]
    table["parameters"]["INIT"] = init[:-1] + ("0" if init[-1] == "1" else "1")


def swap_nets(module: dict) -> None:
    """Swap two bits of the product of a multiplier."""
    multiplier = [cell for cell in module["cells"].values() if cell["type"] == "DSP48E1"][-1]
    nets = multiplier["connections"]["P"]
    nets[14], nets[15] = nets[15], nets[14]


@pytest.mark.slow
@pytest.mark.parametrize("damage", [flip_bit, swap_nets])
def test_a_fault_shows(damage: Callable[[dict], None], engine_on, random_product) -> None:
    wrong = copy.deepcopy(netlist(SMALL, "xc7"))
    damage(find_module(wrong, boards.ENGINE))
    with open_board(wrong, "xc7") as board:
        it = engine_on(board, SMALL)
        wanted = products(SMALL, random_product)
        descriptors = [it.descriptor(product) for product in wanted]
        try:
            it.run(descriptors, cycles=20_000)
        except Exception:                           # a rule of AXI broken, or no end
            return
        assert any(not np.array_equal(it.result(descriptor, product), product.expected)
                   for descriptor, product in zip(descriptors, wanted, strict=True))
