"""Adders of binary32 numbers for operands of which something is known, so that they are smaller."""

from litex.gen import LiteXModule
from migen import C, Cat, If, Mux, Signal

from lutcore.gateware.engine.common import delayed
from lutcore.gateware.engine.vector.operators import (
    BELOW,
    BITS,
    FRACTION,
    PRECISION,
    FloatAdder,
    Rounding,
    aligned,
    exponent,
    is_nan,
    significand,
)

# Sharing ------------------------------------------------------------------------------------------

class Port:
    """A block's use of an operator that lies outside it, with its latency.

    inputs: names of the operands, 32 bits each.
    """
    def __init__(self, *inputs):
        self.inputs = inputs
        self.result = Signal(BITS)
        for name in inputs:
            setattr(self, name, Signal(BITS))

    def connect(self, operator):
        """Return the statements that give the port an operator of its own."""
        return [self.result.eq(operator.result),
                *[getattr(operator, name).eq(getattr(self, name)) for name in self.inputs]]

def share(operator, lent, first, second):
    """Return the statements that give `operator` to the Port `first` while it is `lent`."""
    return [port.result.eq(operator.result) for port in (first, second)] + [
        getattr(operator, name).eq(Mux(lent, getattr(first, name), getattr(second, name)))
        for name in first.inputs]

# Alignment ----------------------------------------------------------------------------------------

def add_aligned(module, large, small, far, differ=None):
    """Add a smaller number to a larger one, or take it off; at least a quarter of it is left.

    large, small : Signal(24), significands, small's less by 2**-far. differ: their signs do,
    None if they never do.

    Returns the sum's significand with three bits below the last place, three clocks later, and how
    much its exponent is above large's one, 0 to 2, less one.
    """
    first, moved = aligned(module, large, small, far)
    total  = Signal(PRECISION + BELOW + 1, reset_less=True)
    normal = Signal(PRECISION + BELOW, reset_less=True)
    above  = Signal(2, reset_less=True)
    module.sync += [
        total.eq(first + moved),
        If(delayed(module, differ, 1), total.eq(first - moved)) if differ is not None else [],
        # What is shifted out of the last place must still count.
        If(total[-1],
            normal.eq(Cat(total[0] | total[1], total[2:])),
            above.eq(2),
        ).Elif(total[-2],
            normal.eq(total[:-1]),
            above.eq(1),
        ).Else(
            normal.eq(Cat(C(0, 1), total[:-2])),
            above.eq(0),
        ),
    ]
    return normal, above

# Adders -------------------------------------------------------------------------------------------

class PositiveAdder(LiteXModule):
    """Sum of two numbers that are not negative and not infinite.

    Golden model: numpy's float32.

    Attributes
    ----------
    a, b : Signal(32), in
        The operands.

    result : Signal(32), out
        a + b, `latency` clocks later.
    """
    latency = 5

    def __init__(self):
        self.a      = Signal(BITS)
        self.b      = Signal(BITS)
        self.result = Signal(BITS)

        # # #

        a, b  = self.a, self.b
        swap  = Signal()
        large = Signal(BITS, reset_less=True)
        small = Signal(BITS, reset_less=True)
        far   = Signal(8)
        self.comb += [
            swap.eq(b[:-1] > a[:-1]),
            far.eq(exponent(large) - exponent(small)),
        ]
        self.sync += [
            large.eq(Mux(swap, b, a)),
            small.eq(Mux(swap, a, b)),
        ]
        value, above = add_aligned(self, significand(large), significand(small), far)
        self.rounding = rounding = Rounding()
        wait = self.latency - 2
        self.comb += [
            rounding.exponent.eq(delayed(self, exponent(large), wait) + above - 1),
            rounding.zero.eq(delayed(self, exponent(large) == 0, wait)),
            rounding.nan.eq(delayed(self, is_nan(large), wait)),
            rounding.significand.eq(value[-PRECISION:]),
            rounding.half.eq(value[BELOW - 1]),
            rounding.rest.eq(value[:BELOW - 1] != 0),
            self.result.eq(rounding.result),
        ]

class StepAdder(LiteXModule):
    """Sum of a positive number and one of at most half its magnitude, as Horner's rule has them.

    Golden model: numpy's float32.

    Attributes
    ----------
    a, b : Signal(32), in
        Any finite number, and the positive one.

    result : Signal(32), out
        a + b, `latency` clocks later.
    """
    latency = FloatAdder.latency

    def __init__(self):
        self.a      = Signal(BITS)
        self.b      = Signal(BITS)
        self.result = Signal(BITS, reset_less=True)

        # # #

        large = Signal(BITS - 1, reset_less=True)
        small = Signal(PRECISION, reset_less=True)
        minus = Signal(reset_less=True)
        far   = Signal(8, reset_less=True)
        self.sync += [
            large.eq(self.b),
            small.eq(significand(self.a)),
            minus.eq(self.a[-1]),
            far.eq(exponent(self.b) - exponent(self.a)),
        ]
        value, above = add_aligned(self, Cat(large[:FRACTION], C(1, 1)), small, far, minus)
        number = Signal(BITS, reset_less=True)
        up     = Signal(reset_less=True)
        power  = delayed(self, exponent(large), 3)
        self.sync += [
            number.eq(Cat(value[BELOW:-1], (power + above - 1)[:8])),
            up.eq(value[BELOW - 1] & (value[BELOW] | (value[:BELOW - 1] != 0))),
            self.result.eq(number + up),
        ]
