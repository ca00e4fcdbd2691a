"""Multipliers with registers before and behind them, one class per kind of device."""

from litex.gen import LiteXModule
from migen import ClockSignal, If, Instance, Signal

# Multiplier ---------------------------------------------------------------------------------------

class Multiplier(LiteXModule):
    """Signed product, `latency` clocks behind its operands; each RowEpilogue has two.

    This class suits every device: Xilinx's tools move its registers into the DSP block.

    Parameters
    ----------
    a, b : Signal((n, True)), in
        The operands.

    enable : Signal(), in
        While it is low, the registers keep their values.

    Attributes
    ----------
    product : Signal((len(a) + len(b), True)), out
        The product.
    """
    latency = 2

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
    """Multiplier for the ECP5: one block MULT18X18D (Lattice FPGA-TN-02205) with its own registers.

    From `Multiplier` Yosys makes a block without registers. Then the wires to it, the block and the
    wires from it are a single path of 8 ns.
    """
    bits = 18 # Width of the block's operands.

    def __init__(self, a, b, enable):
        self.product = Signal((len(a) + len(b), True))

        # # #

        # Unsigned signals hold the sign-extended values, because Yosys fails on a signed signal at
        # a block whose definition it reads only later.
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
