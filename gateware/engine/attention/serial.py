"""Products of addresses, a bit in a clock."""

from litex.gen import LiteXModule
from migen import If, NextState, NextValue, Signal

from lutcore.gateware.engine.common import selected

ADDRESS = 32

# Product ------------------------------------------------------------------------------------------

class SerialProduct(LiteXModule):
    """a * b + c of 32 bits, a bit of b in a clock; low numbers take few clocks.

    It stands beside an FSM, whose states give it operands by `steps`.

    Attributes
    ----------
    start : Signal(), in / done : Signal(), out
        The operands are taken; `done` is high when `result` is there, until the next start.
    """
    def __init__(self):
        self.start   = Signal()
        self.done    = Signal()
        self.result  = Signal(ADDRESS, reset_less=True)
        self.sources = {name: [] for name in "abc"} # What each operand may be,
        self.choices = {name: Signal(4) for name in "abc"} # and which it is.

    def choose(self, name, source):
        """Return the statement that makes `source` the operand `name`."""
        sources = self.sources[name]
        known   = [i for i, other in enumerate(sources) if other is source]
        if not known:
            sources.append(source)
        return self.choices[name].eq(known[0] if known else len(sources) - 1)

    def steps(self, fsm, name, a, b, c, result, then):
        """Add the states that put a * b + c into `result`; `name` is the first, `then` follows."""
        fsm.act(name,
            *[self.choose(*operand) for operand in zip("abc", (a, b, c), strict=True)],
            self.start.eq(1),
            NextState(f"{name}-WAIT"),
        )
        fsm.act(f"{name}-WAIT",
            NextValue(result, self.result),
            If(self.done, NextState(then)),
        )

    def do_finalize(self):
        a, b, c = (selected(self.choices[name], self.sources[name]) for name in "abc")
        shifted = Signal(ADDRESS, reset_less=True)
        left    = Signal(ADDRESS)
        self.comb += self.done.eq(left == 0)
        self.sync += [
            If(left[0], self.result.eq(self.result + shifted)),
            shifted.eq(shifted << 1),
            left.eq(left >> 1),
            If(self.start,
                self.result.eq(c),
                shifted.eq(a),
                left.eq(b),
            ),
        ]
