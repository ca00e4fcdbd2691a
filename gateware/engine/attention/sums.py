"""Sums in the contract's order, of one number a clock."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, If, Memory, Mux, NextState, NextValue, Signal, bits_for

from lutcore.driver.contract.floating import PARTIAL
from lutcore.gateware.engine.common import delayed, log2
from lutcore.gateware.engine.vector.operators import BITS, FloatAdder

# Ordered Sum --------------------------------------------------------------------------------------

class OrderedSum(LiteXModule):
    """Sum of a segment and of one more number, in the contract's order, with one adder.

        for number: partial[i % 16] += number
        for width in 8, 4, 2, 1: partial[:width] += partial[width:]
        partial[0] + addend

    Golden model: `floating.ordered_sum`.

    Attributes
    ----------
    sink : stream.Endpoint([("data", 32)]), in
        Numbers, no -0 among them; `last` ends a segment. The next one may begin `gap` clocks later.

    addend : Signal(32), in
        Added at the end. Steady from the last number on.

    source : stream.Endpoint([("data", 32)]), out
        The sum, a pulse.
    """
    # The last number, four levels and the addend: the numbers of each, and the adder behind them.
    gap = 6*(FloatAdder.latency + 3) + PARTIAL

    def __init__(self):
        self.sink   = stream.Endpoint([("data", BITS)])
        self.addend = Signal(BITS)
        self.source = stream.Endpoint([("data", BITS)])

        # # #

        self.adder = adder = FloatAdder()
        memory = Memory(BITS, PARTIAL)
        put    = memory.get_port(write_capable=True)
        lower, upper = (memory.get_port(async_read=True) for _ in range(2))
        self.specials += memory, put, lower, upper
        place  = Signal(log2(PARTIAL))
        count  = Signal(bits_for(PARTIAL))    # Partial sums that have a number.
        width  = Signal(bits_for(PARTIAL))    # Sums of this level of the tree; 0: the addend.
        wait   = Signal(max=adder.latency + 1)
        issue  = Signal()
        ends  = Signal()
        self.comb += [
            self.sink.ready.eq(1),
            lower.adr.eq(place),
            upper.adr.eq(place + width),
            put.adr.eq(delayed(self, place, adder.latency)),
            put.we.eq(delayed(self, issue, adder.latency, reset_less=False)),
            put.dat_w.eq(adder.result),
            self.source.valid.eq(delayed(self, ends, adder.latency, reset_less=False)),
            self.source.data.eq(adder.result),
        ]
        self.fsm = fsm = FSM(reset_state="COLLECT")
        fsm.act("COLLECT",
            adder.a.eq(Mux(count == PARTIAL, lower.dat_r, 0)),
            adder.b.eq(self.sink.data),
            issue.eq(self.sink.valid),
            If(issue,
                NextValue(place, place + 1),
                If(count != PARTIAL, NextValue(count, count + 1)),
                If(self.sink.last,
                    NextValue(place, 0),
                    NextValue(width, PARTIAL // 2),
                    NextValue(wait, adder.latency),
                    NextState("WAIT"),
                ),
            ),
        )
        fsm.act("WAIT",
            NextValue(wait, wait - 1),
            If(wait == 0, NextState("ADD")),
        )
        fsm.act("ADD",
            adder.a.eq(Mux(place < count, lower.dat_r, 0)),
            adder.b.eq(Mux(place + width < count, upper.dat_r, 0)),
            issue.eq(width != 0),
            NextValue(place, place + 1),
            If(width == 0,
                adder.b.eq(self.addend),
                ends.eq(1),
                NextValue(place, 0),
                NextValue(count, 0),
                NextState("COLLECT"),
            ).Elif(place == width - 1,
                NextValue(place, 0),
                NextValue(width, width >> 1),
                NextValue(wait, adder.latency),
                If(width == PARTIAL // 2, NextValue(count, PARTIAL // 2)),
                NextState("WAIT"),
            ),
        )
