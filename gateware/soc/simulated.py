"""A whole LiteX SoC for simulation: bus, LiteDRAM and engine as on the boards, with model pins.

The DRAM is LiteDRAM's own model, with the rows, latencies and refresh of the chips. The UART is a
stream of bytes, which does not take the time of a serial line.
"""

from dataclasses import dataclass

from litedram.common import PhySettings, get_default_cl_cwl, get_sys_latency, get_sys_phase
from litedram.modules import MT41K256M16, MT48LC16M16
from litedram.phy.model import SDRAMPHYModel, get_sdram_phy_settings
from litex.build.generic_platform import Pins, Subsignal
from litex.build.sim import SimPlatform
from litex.gen import LiteXModule
from litex.soc.cores.uart import RS232PHYModel, UARTBone
from migen import ClockDomain

from lutcore.driver.bundles.verilog import inline_memories
from lutcore.gateware.soc.litedram import EngineSoC

TOP = "soc"

_io = [
    ("sys_clk", 0, Pins(1)),
    ("sys_rst", 0, Pins(1)),
    ("serial", 0,
        Subsignal("source_valid", Pins(1)), # To the host.
        Subsignal("source_ready", Pins(1)),
        Subsignal("source_data",  Pins(8)),
        Subsignal("sink_valid",   Pins(1)), # From the host.
        Subsignal("sink_ready",   Pins(1)),
        Subsignal("sink_data",    Pins(8)),
    ),
]

# Memories -----------------------------------------------------------------------------------------

class _DDR3(MT41K256M16):
    """DDR3 with fewer rows: 32 MiB, which a simulator holds easily."""
    nrows = 2048

class _SDR(MT48LC16M16):
    """SDR, of 32 MiB."""

@dataclass(frozen=True)
class Memory:
    """A DRAM and the PHY in front of it.

    Parameters
    ----------
    module : class
        LiteDRAM's description of the chip.

    rate : str
        Clock of the controller to clock of the DRAM, such as "1:4".

    clocks : int
        Clocks of the controller per burst of a DRAM row: the bandwidth of the DRAM's pins.

    ecp5 : bool
        Model the ECP5's PHY, with its two phases and its latencies.
    """
    module: type
    rate: str
    clocks: int
    ecp5: bool = False

    def settings(self, clk_freq):
        """Return LiteDRAM's PhySettings for 16 data pins and a controller clock in Hz."""
        if not self.ecp5:
            return get_sdram_phy_settings(self.module.memtype, 16, clk_freq)
        cl, cwl = get_default_cl_cwl("DDR3", 2/(2*2*clk_freq))
        reads, writes = get_sys_latency(2, cl), get_sys_latency(2, cwl)
        return PhySettings(
            phytype       = "SDRAMPHYModel",
            memtype       = "DDR3",
            databits      = 16,
            dfi_databits  = 64,
            nphases       = 2,
            rdphase       = get_sys_phase(2, reads, cl),
            wrphase       = get_sys_phase(2, writes, cwl),
            cl            = cl,
            cwl           = cwl,
            read_latency  = reads + 10,
            write_latency = writes,
        )

MEMORIES = {
    "ddr3":      Memory(_DDR3, "1:4", 1),            # Artix-7: a burst per clock.
    "ddr3_ecp5": Memory(_DDR3, "1:2", 2, ecp5=True), # ECP5: a burst in two clocks.
    "sdr":       Memory(_SDR,  "1:1", 1),            # 16 bits per clock.
}

# SoC ----------------------------------------------------------------------------------------------

class _CRG(LiteXModule):
    """Clock and reset from the pins."""
    def __init__(self, platform):
        self.cd_sys = ClockDomain()

        # # #

        self.comb += [
            self.cd_sys.clk.eq(platform.request("sys_clk")),
            self.cd_sys.rst.eq(platform.request("sys_rst")),
        ]

class SimulatedSoC(EngineSoC):
    """EngineSoC with the pins sys_clk, sys_rst and serial_*, which the simulator drives."""
    def __init__(self, geometry, memory="ddr3"):
        platform = SimPlatform("SIM", _io)
        EngineSoC.__init__(self, platform, f"simulated_{memory}", geometry)
        self.crg = _CRG(platform)
        self.uart_phy = RS232PHYModel(platform.request("serial"))
        self.uartbone = UARTBone(self.uart_phy, self.sys_clk_freq)
        self.bus.add_master("uartbone", self.uartbone.wishbone)
        memory = MEMORIES[memory]
        self.add_memory_and_engine(
            SDRAMPHYModel(memory.module(self.sys_clk_freq, memory.rate),
                memory.settings(self.sys_clk_freq), clk_freq=self.sys_clk_freq),
            memory.module(self.sys_clk_freq, memory.rate))

def generate(geometry, memory="ddr3"):
    """Return (Verilog of module `soc`, SocMap) of a simulated SoC; the Verilog reads no file."""
    soc = SimulatedSoC(geometry, memory)
    soc.finalize()
    output  = soc.platform.get_verilog(soc, name=TOP)
    return inline_memories(output.main_source, output.data_files.__getitem__), soc.map()
