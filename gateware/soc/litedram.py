"""The SoC of a LiteX board, without a processor: LiteDRAM is its memory, the host has a bridge.

A board's SoC is an `EngineSoC` with clocks, a PHY and a bridge of its own.
"""

import hashlib
import json

from litedram.init import get_sdram_phy_init_sequence
from litex.gen import LiteXModule
from litex.soc.integration.export import get_csr_json
from litex.soc.integration.soc_core import SoCMini
from litex.soc.interconnect.csr import CSRField, CSRStatus, CSRStorage
from migen import If, Signal

from lutcore.driver.bundles.soc_map import Dram, Leveling, SocMap, Step
from lutcore.gateware.engine.multiplier import Multiplier
from lutcore.gateware.soc.ethernet import HOLDS, HostEthernet
from lutcore.gateware.soc.integration import NAME, add_lutcore, check_ports

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

    def add_memory_and_engine(self, phy, module, multiplier=Multiplier, name="ddrphy"):
        """Add LiteDRAM with `phy` and the DRAM `module`, and the engine.

        There is no cache: the engine must see the host's writes, and the host reads little back.
        """
        self.add_module(name=name, module=phy)
        self.add_sdram("sdram", phy=phy, module=module, l2_cache_size=0)
        self.host = HostPort(self.bus.slaves["main_ram"], self.identity)
        add_lutcore(self, self.geometry, multiplier)

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
            registers      = self.csr.regions[NAME].origin,
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
