"""The engine's reads of LiteDRAM, whose controller and model of the DRAM Verilator simulates."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pytest
from litex.build.generic_platform import Pins
from litex.gen import LiteXModule
from migen import If, Signal

from lutcore.driver.bundles.verilog import inline_memories
from lutcore.driver.contract import Geometry
from lutcore.driver.virtual.verilate import build_model
from lutcore.gateware.engine.dma import axi_port
from lutcore.gateware.soc import litedram, simulated
from lutcore.gateware.soc.integration import BYTES, read_adapter
from lutcore.gateware.soc.simulated import TOP, SimulatedSoC

HARNESS = Path(__file__).with_name("litedram_reads.cpp")
CLOCKS  = 40_000                        # some 50 times the time between two refreshes
BEATS   = 64                            # of a burst, as the engine's stream has them


class Stream(LiteXModule):
    """Bursts one behind the other, as of the engine's weight stream; it counts the beats."""

    def __init__(self, soc: SimulatedSoC, geometry: Geometry, ports: int) -> None:
        bus = axi_port(geometry)
        self.adapter = read_adapter(soc, bus, ports)
        pins    = soc.platform.request("beats")
        address = Signal(32, reset=soc.bus.regions["main_ram"].origin)

        # # #

        self.comb += [
            bus.ar.valid.eq(1),
            bus.ar.addr.eq(address),
            bus.ar.len.eq(BEATS - 1),
            bus.r.ready.eq(1),
        ]
        self.sync += [
            If(bus.ar.ready, address.eq(address + BEATS*BYTES)),
            If(bus.r.valid, pins.eq(pins + 1)),
        ]


def rate(memory: str, ports: int) -> float:
    """Return the beats per clock of a stream over `ports` ports of LiteDRAM."""
    def add(soc: SimulatedSoC, geometry: Geometry, multiplier: type) -> None:
        soc.stream = Stream(soc, geometry, ports)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(simulated, "_io", [*simulated._io, ("beats", 0, Pins(32))])
        patch.setattr(litedram, "add_lutcore", add)
        soc = SimulatedSoC(Geometry(), memory)
    soc.finalize()
    output = soc.platform.get_verilog(soc, name=TOP)
    verilog = inline_memories(output.main_source, output.data_files.__getitem__)
    library = ctypes.CDLL(str(build_model(verilog, TOP, HARNESS)))
    library.reads_run.restype, library.reads_run.argtypes = ctypes.c_uint64, [ctypes.c_uint64]
    return library.reads_run(CLOCKS) / (CLOCKS // 2)


@pytest.mark.slow
@pytest.mark.parametrize("memory, most", [("ddr3", 1), ("ddr3_ecp5", 1 / 2), ("sdr", 1 / 8)])
def test_two_ports_read_more_than_one(simulator_tools, memory, most) -> None:
    """A row is opened while another one is read. `most`: beats per clock of the DRAM's pins."""
    one, two = (rate(memory, ports) / most for ports in (1, 2))
    print(f"{memory}: {100 * one:.1f} % of what the pins carry with one port, {100 * two:.1f} % "
          "with two")
    assert one < two < 1 and two > 0.85
