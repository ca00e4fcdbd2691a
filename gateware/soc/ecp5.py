"""The SoC of ECP5 boards with DDR3 memory."""

from litedram.phy import ECP5DDRPHY

from lutcore.gateware.engine.multiplier import Ecp5Multiplier
from lutcore.gateware.soc.litedram import EngineSoC


class Ddr3SoC(EngineSoC):
    """A SoC with 16 bits of DDR3; its clock generator `crg` also makes the PHY's clocks."""
    def add_ddr3(self, module, rtt_nom=None, **options):
        """Add the memory, a LiteDRAM module, and the engine; `options` go to the PHY."""
        pins = self.platform.request("ddram")
        phy  = ECP5DDRPHY(pins, sys_clk_freq=self.sys_clk_freq, **options)
        if rtt_nom is not None:
            phy.settings.rtt_nom = rtt_nom
        self.comb += [
            self.crg.stop.eq(phy.init.stop),
            self.crg.reset.eq(phy.init.reset),
            *[getattr(pins, name).eq(level) for name, level in (("vccio", ~0), ("gnd", 0))
              if hasattr(pins, name)], # Spare pins of the bank are tied to its supply.
        ]
        self.add_memory_and_engine(phy, module(self.sys_clk_freq, "1:2"), Ecp5Multiplier)
