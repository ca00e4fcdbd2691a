"""The engine in a LiteX SoC without a processor: LiteDRAM is its memory, the host has a bridge.

A board's SoC is an `EngineSoC` with clocks, a PHY and a bridge of its own. `add_engine` puts the
engine into any other LiteX SoC.
"""

import hashlib
import json

from litedram.init import get_sdram_phy_init_sequence
from litex.gen import LiteXModule
from litex.soc.integration.export import get_csr_json
from litex.soc.integration.soc import SoCRegion
from litex.soc.integration.soc_core import SoCMini
from litex.soc.interconnect.axi import AXILiteInterface
from litex.soc.interconnect.csr import CSRField, CSRStatus, CSRStorage
from migen import ClockSignal, If, Instance, ResetSignal, Signal

from lutcore.driver.bundles.soc_map import Dram, Leveling, SocMap, Step
from lutcore.driver.contract.errors import GeometryError
from lutcore.driver.contract.registers import CONTROL_RANGE
from lutcore.gateware.engine.bridge import ADDRESS_BITS
from lutcore.gateware.engine.dma import axi_port
from lutcore.gateware.engine.pins import engine_pins
from lutcore.gateware.soc.ethernet import HOLDS, HostEthernet
from lutcore.gateware.soc.native import ReadAdapter, WriteAdapter

ENGINE = 0x8000_0000 # Byte address of the engine's registers.
BYTES  = 128 // 8    # Width of the engine's ports: that of LiteDRAM's for a 16-bit DDR3.

# Host Port ----------------------------------------------------------------------------------------

class HostPort(LiteXModule):
    """Registers with which the host uses memory over a bridge that may lose packets, as UDP does.

    Parameters
    ----------
    bus : wishbone.Interface
        The memory's slave interface on the SoC's bus.

    identity : int
        32 bits by which the host recognises the SoC.
    """
    def __init__(self, bus, identity):
        self._identity = CSRStatus(32, reset=identity, description="Tells SoCs apart.")
        self._ready = CSRStorage(fields=[CSRField("memory", size=1,
            description="Set by the host when it has started memory; 0 after configuration.")])
        self._written = CSRStatus(32, description="Words written to memory from the bus.")

        # # #

        written = Signal()
        self.sync += [
            written.eq(bus.cyc & bus.stb & bus.we & bus.ack),
            If(written, self._written.status.eq(self._written.status + 1)),
        ]

# Engine -------------------------------------------------------------------------------------------

def check_ports(geometry):
    """Raise GeometryError if the engine's memory ports do not fit LiteDRAM's."""
    if (geometry.port_kind, geometry.port_width) != ("axi4", 8*BYTES):
        raise GeometryError(
            f"geometry: port_kind = {geometry.port_kind!r}, port_width = {geometry.port_width}; "
            f"LiteDRAM needs axi4 of {8*BYTES} bits: --set port_kind=axi4 "
            f"--set port_width={8*BYTES}")

def add_engine(soc, geometry, origin=ENGINE):
    """Add the engine to a SoC that has `sdram`, and return its interrupt.

    Its registers are at byte address `origin`, its memory ports are native ports of LiteDRAM. The
    engine is an instance of module `lutcore`; the caller adds that module's Verilog to the sources
    of the platform. Raises GeometryError if the ports do not fit.
    """
    check_ports(geometry)
    irq  = Signal()
    pins = {"i_sys_clk": ClockSignal("sys"), "i_sys_rst": ResetSignal("sys"), "o_irq": irq}

    # Registers ------------------------------------------------------------------------------------
    axil = AXILiteInterface(data_width=32, address_width=32)
    soc.bus.add_slave("lutcore", axil, SoCRegion(origin=origin, size=CONTROL_RANGE, cached=False))
    pins.update(engine_pins("s_axil", axil, master=False))
    for channel in ("aw", "ar"):
        pins[f"i_s_axil_{channel}addr"] = getattr(axil, channel).addr[:ADDRESS_BITS]

    # Memory: one bus reads and writes, the others only read ---------------------------------------
    crossbar, base = soc.sdram.crossbar, soc.bus.regions["main_ram"].origin
    common = geometry.buses - 1 if geometry.side_port else 0
    width  = min(8*BYTES, crossbar.controller.data_width)
    geom   = soc.sdram.controller.settings.geom
    row    = 2**geom.colbits*soc.sdram.controller.settings.phy.databits // width
    for i in range(geometry.buses):
        bus = axi_port(geometry)
        pins.update(engine_pins(f"m{i}_axi", bus, master=True))
        ports = [crossbar.get_port("read", width) for _ in range(2)]
        soc.add_module(name=f"lutcore_read{i}", module=ReadAdapter(bus, ports, row, base))
        if i == common:
            soc.add_module(name="lutcore_write",
                module=WriteAdapter(bus, crossbar.get_port("write", width), base))
    soc.specials += Instance("lutcore", name="lutcore", **pins)
    return irq

# SoC ----------------------------------------------------------------------------------------------

class EngineSoC(SoCMini):
    """SoC of bus, LiteDRAM and engine, all with one clock; a board's SoC is made from it.

    The engine takes a word per clock at most, and LiteDRAM delivers no more, so a second clock
    would gain nothing.

    Parameters
    ----------
    board : str
        Name of the board.

    geometry : contract.Geometry
        Sizes and clock of the engine.
    """
    def __init__(self, platform, board, geometry):
        check_ports(geometry)
        self.geometry = geometry
        self.etherbone = None # What the host may send over Ethernet.
        self.title    = f"lutcore {board} {geometry.name} {geometry.digest:08x}"
        SoCMini.__init__(self, platform, int(geometry.clock_mhz*1e6), ident=self.title)

    @property
    def identity(self):
        """32 bits that differ between boards and between geometries."""
        return int.from_bytes(hashlib.sha256(self.title.encode()).digest()[:4], "little")

    def add_memory_and_engine(self, phy, module, name="ddrphy"):
        """Add LiteDRAM with `phy` and the DRAM `module`, and the engine; return its interrupt.

        There is no cache: the engine must see the host's writes, and the host reads little back.
        """
        self.add_module(name=name, module=phy)
        self.add_sdram("sdram", phy=phy, module=module, l2_cache_size=0)
        self.host = HostPort(self.bus.slaves["main_ram"], self.identity)
        return add_engine(self, self.geometry)

    def add_host_ethernet(self, phy):
        """Let the host reach the bus through this Ethernet PHY."""
        self.ethphy    = phy
        self.ethernet  = HostEthernet(phy, self.sys_clk_freq)
        self.etherbone = HOLDS
        self.bus.add_master("ethernet", self.ethernet.bus)
        self.platform.add_period_constraint(phy.crg.cd_eth_rx.clk, 1e9/phy.rx_clk_freq)

    def map(self):
        """Return the `bundles.soc_map.SocMap` of the finalized SoC, from which the host uses it."""
        registers = {name: register["addr"] for name, register in json.loads(get_csr_json(
            self.csr_regions, self.constants, self.mem_regions))["csr_registers"].items()}
        memory = self.bus.regions["main_ram"]
        return SocMap(
            registers      = self.bus.regions["lutcore"].origin,
            memory         = memory.origin,
            memory_bytes   = memory.size,
            clock_mhz      = self.geometry.clock_mhz,
            identity       = registers["host_identity"],
            identity_value = self.identity,
            ready          = registers["host_ready"],
            written        = registers["host_written"],
            dram           = _dram(self.sdram.controller.settings, registers),
            etherbone      = self.etherbone,
        )

# Map ----------------------------------------------------------------------------------------------

def _dram(settings, registers):
    """Return the steps that start LiteDRAM with these settings."""
    sequence, _ = get_sdram_phy_init_sequence(settings.phy, settings.timing)
    return Dram(
        control  = registers["sdram_dfii_control"],
        command  = registers["sdram_dfii_pi0_command"],
        issue    = registers["sdram_dfii_pi0_command_issue"],
        address  = registers["sdram_dfii_pi0_address"],
        bank     = registers["sdram_dfii_pi0_baddress"],
        steps    = tuple(_step(*step[1:]) for step in sequence),
        leveling = _leveling(settings.phy, registers) if settings.phy.read_leveling else None,
    )

_BITS = { # The values in LiteDRAM's generated headers.
    "DFII_CONTROL_SEL": 1, "DFII_CONTROL_CKE": 2, "DFII_CONTROL_ODT": 4, "DFII_CONTROL_RESET_N": 8,
    "DFII_COMMAND_CS":  1, "DFII_COMMAND_WE":  2, "DFII_COMMAND_CAS": 4, "DFII_COMMAND_RAS":     8,
}

def _step(address, bank, names, clocks):
    """Return a step of LiteDRAM's sequence; `names` are joined by "|", all of one register."""
    bits    = sum(_BITS[name] for name in names.split("|"))
    control = names.startswith("DFII_CONTROL")
    return Step(address, bank, 0 if control else bits, bits if control else 0, clocks)

def _leveling(phy, registers):
    """Return the registers and limits for the host's read leveling."""
    def register(name):
        return registers[f"ddrphy_{name}"]
    ecp5 = "ddrphy_burstdet_clr" in registers
    return Leveling(
        lanes       = phy.databits // 8,
        delays      = phy.delays,
        bitslips    = phy.bitslips,
        select      = register("dly_sel"),
        delay_reset = register("rdly_dq_rst"),
        delay_step  = register("rdly_dq_inc"),
        slip_reset  = register("rdly_dq_bitslip_rst"),
        slip_step   = register("rdly_dq_bitslip"),
        burst_clear = register("burstdet_clr") if ecp5 else 0,
        burst_seen  = register("burstdet_seen") if ecp5 else 0,
    )
