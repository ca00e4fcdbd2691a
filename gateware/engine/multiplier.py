"""Products with registers before and behind them, in the form that suits a device."""

from litex.gen import LiteXModule
from migen import ClockSignal, If, Instance, Signal

# Multiplier ---------------------------------------------------------------------------------------

class Multiplier(LiteXModule):
    """A signed product, two clocks after its operands. For all devices: tools that know how take
    the registers into the device's block.

    Parameters
    ----------
    a, b : Signal((n, True)), in

    enable : Signal(), in
        Low: operands and product stay as they are.

    Attributes
    ----------
    product : Signal((len(a) + len(b), True)), out
    """
    def __init__(self, a, b, enable):
        self.product = Signal((len(a) + len(b), True), reset_less=True)

        # # #

        operands = [Signal.like(operand, reset_less=True) for operand in (a, b)]
        self.sync += If(enable,
            operands[0].eq(a),
            operands[1].eq(b),
            self.product.eq(operands[0] * operands[1]),
        )

# ECP5 ---------------------------------------------------------------------------------------------

class Ecp5Multiplier(LiteXModule):
    """The same for the ECP5: one MULT18X18D (Lattice FPGA-TN-02205) with its own registers.

    Yosys uses the block without them. Then wire, block and wire are one path, 8 ns long.
    """
    bits = 18 # Of an operand, at most.

    def __init__(self, a, b, enable):
        self.product = Signal((len(a) + len(b), True))

        # # #

        # Unsigned, though they are sign-extended: Yosys elaborates a module again that connects
        # signed signals to a block which it knows only later, and fails.
        operands = {"A": Signal(self.bits), "B": Signal(self.bits)}
        product  = Signal(2*self.bits)
        self.comb += [
            operands["A"].eq(a),
            operands["B"].eq(b),
            self.product.eq(product),
        ]
        self.specials += Instance("MULT18X18D",
            p_REG_INPUTA_CLK = "CLK0",
            p_REG_INPUTB_CLK = "CLK0",
            p_REG_OUTPUT_CLK = "CLK0",
            i_CLK0    = ClockSignal(),
            i_CE0     = enable,
            i_RST0    = 0,
            i_SIGNEDA = 1,
            i_SIGNEDB = 1,
            **{f"i_{name}{bit}": operand[bit]
               for name, operand in operands.items() for bit in range(self.bits)},
            **{f"o_P{bit}": product[bit] for bit in range(2*self.bits)},
        )
