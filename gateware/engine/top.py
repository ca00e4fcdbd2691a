"""`LutCoreTop`, the top of the engine's Verilog: `LutCore` with AXI pins."""

from litex.gen import LiteXModule
from litex.soc.interconnect import csr_bus
from migen import ClockDomain

from lutcore.driver.contract.registers import registers_of
from lutcore.gateware.engine.bridge import RegisterBridge
from lutcore.gateware.engine.core import LutCore
from lutcore.gateware.engine.multiplier import Multiplier
from lutcore.gateware.engine.pins import axi_signals, pin_name

# Top ----------------------------------------------------------------------------------------------

class LutCoreTop(LiteXModule):
    """The engine as module `lutcore`, the top of its Verilog; `generate_verilog` converts it.

    Its pins are sys_clk, sys_rst, irq, s_axil_* (registers) and m0_axi_*, m1_axi_*, ... (memory).

    Attributes
    ----------
    ios : set of Signal
        The pins, with their names.
    """
    def __init__(self, geometry, multiplier=Multiplier):
        self.cd_sys = ClockDomain()
        self.core   = core = LutCore(geometry, multiplier, with_events=False)

        # # #

        # Registers: one bank at address 0 ---------------------------------------------------------
        registers   = registers_of(geometry.vector_lanes)
        csrs = core.get_csrs(sort=True)
        self.bridge = bridge = RegisterBridge(len(registers))
        self.bank   = bank   = csr_bus.CSRBank(csrs, bus=csr_bus.Interface.like(bridge.csr))
        self.comb += bridge.csr.connect(bank.bus)
        assert [csr.name for csr in csrs] == [register.name for register in registers]
        assert len(bank.simple_csrs) == len(registers) # Each takes one word of the bus.

        # Pins -------------------------------------------------------------------------------------
        self.ios = {self.cd_sys.clk, self.cd_sys.rst, core.irq}
        core.irq.name_override = "irq"
        self.add_pins("s_axil", bridge.axil)
        for i, bus in enumerate(core.buses):
            self.add_pins(f"m{i}_axi", bus)

    def add_pins(self, prefix, bus):
        """Make pins of the signals of an AXI bus, named as AXI names them, behind `prefix`."""
        for channel, name, signal in axi_signals(bus):
            signal.name_override = pin_name(prefix, channel, name)
            self.ios.add(signal)
