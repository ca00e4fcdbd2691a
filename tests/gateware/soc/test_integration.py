"""The engine as a module of a LiteX SoC: registers, interrupt, probes."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from litedram.phy.model import SDRAMPHYModel
from litex.build.generic_platform import Pins
from litex.build.io import CRG
from litex.build.sim import SimPlatform
from litex.gen import LiteXModule
from litex.soc.integration.export import get_csr_csv, get_csr_json, get_csr_svd
from litex.soc.integration.soc_core import SoCMini
from litex.soc.interconnect import csr_bus
from migen import Cat, Signal
from migen.fhdl.verilog import convert

from lutcore.driver.contract import Geometry, preset
from lutcore.driver.contract.errors import GeometryError
from lutcore.driver.contract.registers import REGISTERS, ErrorCode, extract
from lutcore.gateware.engine.core import LutCore
from lutcore.gateware.errors import SocError
from lutcore.gateware.soc.integration import add_lutcore
from lutcore.gateware.soc.simulated import MEMORIES

SMALL  = Geometry(rows=1, table_width=8, cut=4, stream_depth=128)
EVENTS = ("ev_status", "ev_pending", "ev_enable")   # behind the contract's registers


class UserSoC(SoCMini):
    """A SoC as a user of LiteX writes it. Its processor is nothing but interrupts, on pins."""

    def __init__(self) -> None:
        platform = SimPlatform("SIM", [("sys_clk", 0, Pins(1)), ("interrupts", 0, Pins(32))])
        SoCMini.__init__(self, platform, clk_freq=100e6)
        self.crg = CRG(platform.request("sys_clk"))
        self.cpu.interrupt, self.cpu.interrupts = platform.request("interrupts"), {}
        self.irq.enable()
        memory = MEMORIES["sdr"]
        module = memory.module(100e6, memory.rate)
        self.add_sdram("sdram", module=module, l2_cache_size=0, phy=SDRAMPHYModel(
            module, memory.settings(100e6), clk_freq=100e6))
        add_lutcore(self, SMALL)


@pytest.fixture(scope="module")
def soc() -> UserSoC:
    made = UserSoC()
    made.finalize()
    return made


def base(soc: UserSoC) -> int:
    return soc.csr.regions["lutcore"].origin


def tables(soc: UserSoC) -> tuple[dict, dict, dict]:
    return soc.csr_regions, soc.constants, soc.mem_regions


# Registers ----------------------------------------------------------------------------------------


def test_csr_files_have_the_contracts_registers(soc) -> None:
    registers = json.loads(get_csr_json(*tables(soc)))["csr_registers"]
    rows = {row[1]: row for row in csv.reader(get_csr_csv(*tables(soc)).splitlines())
            if row[0] == "csr_register"}
    for register in REGISTERS:
        name, address = f"lutcore_{register.name}", base(soc) + register.offset
        assert registers[name] == {"addr": address, "size": 1,
                                   "type": "ro" if register.access == "ro" else "rw"}
        assert int(rows[name][2], 16) == address
    assert {name for name in registers if name.startswith("lutcore_")} == {
        f"lutcore_{name}" for name in (*(r.name for r in REGISTERS), *EVENTS)}


def test_the_svd_has_the_contracts_fields(soc) -> None:
    svd = ElementTree.fromstring(get_csr_svd(soc))
    peripheral, = (p for p in svd.iter("peripheral") if p.findtext("name") == "LUTCORE")
    assert int(peripheral.findtext("baseAddress"), 16) == base(soc)
    found = {r.findtext("name").lower(): r for r in peripheral.iter("register")}
    for register in REGISTERS:
        described = found[register.name]
        assert int(described.findtext("addressOffset"), 16) == register.offset
        fields = {f.findtext("name"): f for f in described.iter("field")}
        for field in register.fields:
            bits = fields[field.name].findtext("bitRange")
            assert bits == f"[{field.offset + field.size - 1}:{field.offset}]"
            text = " ".join(fields[field.name].findtext("description").split())
            assert field.doc in text


# Interrupt ----------------------------------------------------------------------------------------


class Registers(LiteXModule):
    """An engine whose memory never answers, and its bank of CSRs."""

    def __init__(self) -> None:
        self.core = LutCore(SMALL)
        self.names = [csr.name for csr in self.core.get_csrs(sort=True)]
        self.bus = csr_bus.Interface(data_width=32, address_width=12)
        self.bank = csr_bus.CSRBank(self.core.get_csrs(sort=True), bus=self.bus)

    def write(self, name: str, value: int) -> Iterator:
        yield from self.bus.write(self.names.index(name), value)
        yield

    def read(self, name: str) -> Iterator:
        yield self.bus.adr.eq(self.names.index(name))
        yield self.bus.re.eq(1)
        yield
        yield self.bus.re.eq(0)
        yield
        return (yield self.bus.dat_r)


def test_the_end_of_a_program_is_an_event(bench) -> None:
    """A program at a bad address ends at once; the event stays until it is cleared."""
    it = bench()
    dut = Registers()
    assert dut.names == [*(register.name for register in REGISTERS), *EVENTS]
    irq = dut.core.ev.irq

    def program() -> Iterator:
        yield from dut.write("program", 4)
        yield from dut.write("count", 1)
        yield from it.until(dut.core.irq)
        status = yield from dut.read("status")
        assert extract("status", "code", status) == ErrorCode.ALIGN

    def main() -> Iterator:
        yield from program()
        assert (yield from dut.read("ev_pending")) == 1
        assert not (yield irq), "the event is not enabled"
        yield from dut.write("ev_enable", 1)
        assert (yield irq)
        yield from dut.write("ev_pending", 1)
        yield
        assert not (yield irq) and (yield from dut.read("ev_pending")) == 0
        assert (yield dut.core.irq), "status.done is a level"
        yield from program()
        yield
        assert (yield irq)
    it.run(dut, main())


def test_a_processor_gets_the_interrupt(soc) -> None:
    line = soc.irq.locs["lutcore"]
    assert soc.constants["LUTCORE_INTERRUPT"] == line
    verilog = str(soc.platform.get_verilog(soc, name="soc"))
    irq, = re.findall(rf"interrupts\[{line}\] <= (\w+);|assign interrupts = (\w+);", verilog)
    assert "irq" in "".join(irq)


# Probes and ports ---------------------------------------------------------------------------------


@pytest.mark.parametrize("geometry", [SMALL, preset("pynq_z2_open")], ids=lambda g: g.name)
def test_probes_are_signals_of_the_engine(geometry) -> None:
    core = LutCore(geometry)
    probes = core.probes()
    assert len(set(map(id, probes))) == len(probes)
    for bus in core.buses:
        assert any(probe is bus.ar.valid for probe in probes)
    assert any(probe is core.buses[core.side_bus].aw.valid for probe in probes)
    core.seen = Signal(sum(map(len, probes)))
    core.comb += core.seen.eq(Cat(*probes))
    assert "seen" in str(convert(core, {core.seen}))


def test_memories_are_told_to_yosys() -> None:
    verilog = str(convert(LutCore(SMALL)))
    memories = re.findall(r"^(.*)reg (?:\[\d+:0\] )?\w+\[0:\d+\];", verilog, re.MULTILINE)
    assert memories and set(memories) == {"(* no_rw_check = 1 *) "}


def test_a_soc_that_cannot_have_the_engine() -> None:
    soc = UserSoC()
    with pytest.raises(GeometryError, match="LiteDRAM needs axi4 of 128 bits"):
        add_lutcore(soc, preset("pynq_z2_open"))
    soc.csr.data_width = 8
    with pytest.raises(SocError, match="CSRs are 8 bits wide; .* csr_data_width=32"):
        add_lutcore(soc, SMALL)
    del soc.sdram
    with pytest.raises(SocError, match="no LiteDRAM"):
        add_lutcore(soc, SMALL)
