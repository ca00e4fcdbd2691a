"""Binary32 numbers to integers."""

from litex.gen import LiteXModule, Reduce
from migen import C, Cat, If, Mux, Signal

from lutcore.gateware.engine.common import delayed
from lutcore.gateware.engine.vector.operators import BIAS, BITS, PRECISION, exponent, significand

# Float to Integer ---------------------------------------------------------------------------------

class FloatToInt(LiteXModule):
    """The integer nearest to a number, the even one of two, as numpy's rint has it.

    Attributes
    ----------
    a : Signal(32), in
        The number, less than 32768 in magnitude. Of NaN and infinity, 0 is made.

    result : Signal((17, True)), out
        The integer, `latency` clocks later.
    """
    latency = 2
    places  = 16 # Bits of the magnitude.

    def __init__(self):
        self.a      = Signal(BITS)
        self.result = Signal((self.places + 1, True), reset_less=True)

        # # #

        # Align: one place below the point is half, and what lies below that is only counted -------
        top      = BIAS + self.places - 1 # The exponent of the largest magnitudes.
        shift    = Signal(9)
        spare    = self.places + 2
        number   = Signal(PRECISION)
        wide     = Signal(PRECISION + spare)
        low      = len(wide) - self.places
        whole    = Signal(self.places, reset_less=True)
        half     = Signal(reset_less=True)
        rest     = Signal(reset_less=True)
        self.comb += [
            shift.eq(top - exponent(self.a)),
            number.eq(significand(self.a)),
            wide.eq(Cat(C(0, spare), number) >> shift[:5]),
        ]
        # Below half lie the lowest bits of the number, and one more for each place of the shift.
        below = low - 1 - spare
        lost  = [number[i] if i < below else number[i] & (shift[:5] > i - below)
                 for i in range(PRECISION)]
        self.sync += [
            whole.eq(wide[low:]),
            half.eq(wide[low - 1]),
            rest.eq(Reduce("OR", lost)),
            If((exponent(self.a) > top) | (exponent(self.a) < BIAS - 1),
                whole.eq(0),
                half.eq(0),
            ),
        ]

        # Round ------------------------------------------------------------------------------------
        magnitude = Signal(self.places)
        self.comb += magnitude.eq(whole + (half & (rest | whole[0])))
        self.sync += self.result.eq(
            Mux(delayed(self, self.a[-1], 1), -magnitude, magnitude))
