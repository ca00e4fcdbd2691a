"""The engine on a Zynq, around the processor's primitive: one netlist for every toolchain.

The first-stage boot loader has configured memory, pins and clocks before a bitstream is loaded. So
only the primitive's ports to the fabric are connected, and no vendor IP is needed.
"""

from dataclasses import dataclass

from litex.gen import LiteXModule
from migen import Cat, ClockDomain, Constant, Instance, Signal

from lutcore.driver.bundles.hwh import FAMILIES
from lutcore.driver.contract.errors import GeometryError
from lutcore.gateware.engine.dma import axi_port
from lutcore.gateware.engine.pins import engine_pins
from lutcore.gateware.soc.zynq_ports import (
    ProcessorPort,
    RegisteredPort,
    RegisterPort,
)

# Processors ---------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Processor:
    """The hard processor of a family of chips.

    Parameters
    ----------
    primitive : str
        Name of the primitive in every toolchain.

    family : str
        Key of `bundles.hwh.FAMILIES`.

    control : ProcessorPort
        The port to the registers, with the processor as master.

    memory : tuple of ProcessorPort
        The ports to memory, with the fabric as master, in the order in which the engine takes them:
        weights first, then the side port.
    """
    primitive: str
    family: str
    control: ProcessorPort
    memory: tuple

    def check(self, board, geometry):
        """Raise GeometryError if the engine's ports do not fit the processor's."""
        kind, width = self.memory[0].version, self.memory[0].data_width
        if (geometry.port_kind, geometry.port_width) != (kind, width):
            raise GeometryError(
                f"geometry: port_kind = {geometry.port_kind!r}, port_width = {geometry.port_width};"
                f" the memory ports of {board} are {kind} of {width} bits:"
                f" --set port_kind={kind} --set port_width={width}")
        if geometry.buses > len(self.memory):
            raise GeometryError(f"geometry: {geometry.buses} memory ports; {board} has "
                                f"{len(self.memory)}: choose fewer ports, or side_port=false")

PS7 = Processor(
    primitive = "PS7",
    family    = "zynq7",
    control   = ProcessorPort("MAXIGP0", ("ACLK",), True, "axi3", 12, 32, 32),
    # HP0 and HP1 share a port of the DDR controller, HP2 and HP3 another: two weight ports get one
    # each, and the side port, which is mostly idle, comes third.
    memory    = tuple(ProcessorPort(f"SAXIHP{i}", ("ACLK",), False, "axi3", 6, 32, 64)
                      for i in (0, 2, 1, 3)),
)
PS8 = Processor(
    primitive = "PS8",
    family    = "zynqmp",
    control   = ProcessorPort("MAXIGP0", ("ACLK",), True, "axi4", 16, 40, 32), # pynq sets 32 bits.
    # SAXIGP2 to 5 are HP0 to HP3. HP1 and HP2 share a port of the DDR controller, so two weight
    # ports take HP0 and HP3; HP0 shares one with DisplayPort, which a headless board leaves idle.
    memory    = tuple(ProcessorPort(f"SAXIGP{i}", ("RCLK", "WCLK"), False, "axi4", 6, 49, 128)
                      for i in (2, 5, 3, 4)),
)

# Clock and Reset ----------------------------------------------------------------------------------

class _CRG(LiteXModule):
    """Clock from the processor; reset after configuration, and while `ready` is low."""
    def __init__(self, buffer, clock, ready):
        self.cd_sys = ClockDomain()
        self.cd_raw = ClockDomain(reset_less=True)

        # # #

        stages = Signal(16, reset=0xFFFF)
        self.cd_raw.clk = self.cd_sys.clk
        self.specials += Instance(buffer, i_I=clock, o_O=self.cd_sys.clk)
        self.sync.raw += stages.eq(Cat(~ready, stages[:-1]))
        self.comb     += self.cd_sys.rst.eq(stages[-1])

# SoC ----------------------------------------------------------------------------------------------

class ZynqSoC(LiteXModule):
    """SoC of processor, register slices and engine; a Zynq board's design is made from it.

    The engine is an instance of module `lutcore`, with the same Verilog as on the virtual board.

    Parameters
    ----------
    processor : Processor
        PS7 or PS8.

    geometry : contract.Geometry
        Sizes of the engine.

    leds : sequence of Signal
        Two pins, if the board has LEDs: the first blinks while the clock runs, the second is on
        while the engine is done and has not been started again.
    """
    def __init__(self, processor, geometry, leds=()):
        irq   = Signal()
        clock = Signal(4)
        pins  = {}
        if processor is PS7:
            ready = Signal(4)
            pins.update(o_FCLKCLK=clock, o_FCLKRESETN=ready, i_IRQF2P=Cat(irq, Constant(0, 19)))
            self.crg = _CRG("BUFG", clock[0], ready[0])
        else: # PS8's resets come from a GPIO controller, which not every boot loader sets up.
            pins.update(o_PLCLK=clock, i_PLPSIRQ0=Cat(irq, Constant(0, 7)))
            self.crg = _CRG("BUFG_PS", clock[0], Constant(1))
        clk = self.crg.cd_sys.clk

        # Registers --------------------------------------------------------------------------------
        self.control   = control   = RegisteredPort(processor.control, clk)
        self.registers = registers = RegisterPort(control, FAMILIES[processor.family].base)
        pins.update(control.pins)

        # Memory -----------------------------------------------------------------------------------
        buses = [axi_port(geometry) for _ in range(geometry.buses)]
        for i, (bus, port) in enumerate(zip(buses, processor.memory, strict=False)):
            memory = RegisteredPort(port, clk)
            self.add_module(name=f"memory{i}", module=memory)
            self.comb += memory.connect_master(bus)
            pins.update(memory.pins)

        # Instances --------------------------------------------------------------------------------
        engine = {"i_sys_clk": clk, "i_sys_rst": self.crg.cd_sys.rst, "o_irq": irq}
        engine.update(engine_pins("s_axil", registers.axil, master=False))
        for i, bus in enumerate(buses):
            engine.update(engine_pins(f"m{i}_axi", bus, master=True))
        self.specials += [
            Instance(processor.primitive, name="processor", **pins),
            Instance("lutcore", name="engine", **engine),
        ]

        # LEDs -------------------------------------------------------------------------------------
        if leds:
            beat = Signal(26)
            self.sync += beat.eq(beat + 1)
            self.comb += [leds[0].eq(beat[-1]), leds[1].eq(irq)]
