"""Sums in the contract's order, of at most one number a clock."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, Array, Cat, If, Memory, Mux, NextState, NextValue, Signal, bits_for

from lutcore.driver.contract.floating import PARTIAL
from lutcore.gateware.engine.attention.adders import PositiveAdder
from lutcore.gateware.engine.common import delayed, log2
from lutcore.gateware.engine.vector.operators import BITS

SEGMENTS = 2 # Segments that may be under way.

# Ordered Sum --------------------------------------------------------------------------------------

class OrderedSum(LiteXModule):
    """Sums of segments, each with one more number, in the contract's order, with one adder.

        for number: partial[i % 16] += number
        for width in 8, 4, 2, 1: partial[:width] += partial[width:]
        partial[0] + addend

    The numbers of the next segment may follow at once: a tree's additions take the clocks in which
    none comes. Golden model: `floating.ordered_sum`.

    Attributes
    ----------
    sink : stream.Endpoint([("data", 32)]), in
        Numbers, not negative; `last` ends a segment. Always ready, for at most two segments.

    addend : stream.Endpoint([("data", 32)]), in
        What is added to each segment, not negative; within 32 clocks of its last number.

    source : stream.Endpoint([("data", 32)]), out
        The sums, a pulse each.
    """
    # Additions of a tree, and the clocks between its levels.
    additions = PARTIAL
    pauses    = (log2(PARTIAL) + 2)*(PositiveAdder.latency + 2)

    @classmethod
    def gap(cls, every):
        """Return the clocks from a segment's last number to the first one that may take its place.

        Others bring a number `every` so many clocks. Their tree may have to end before.
        """
        if every == 1:
            return cls.additions + cls.pauses # There must be no others.
        return SEGMENTS*(every*cls.additions + cls.pauses)

    def __init__(self):
        self.sink   = stream.Endpoint([("data", BITS)])
        self.addend = stream.Endpoint([("data", BITS)])
        self.source = stream.Endpoint([("data", BITS)])

        # # #

        self.adder = adder = PositiveAdder()
        memory = Memory(BITS, SEGMENTS*PARTIAL)
        put    = memory.get_port(write_capable=True)
        lower, upper = (memory.get_port(async_read=True) for _ in range(2))
        self.specials += memory, put, lower, upper
        place  = Signal(log2(PARTIAL))           # Partial sum of the number that comes, ...
        count  = Signal(bits_for(PARTIAL))       # ... and how many partial sums there are.
        held   = Array(Signal(bits_for(PARTIAL), reset_less=True) for _ in range(SEGMENTS))
        extra  = Array(Signal(BITS, reset_less=True) for _ in range(SEGMENTS))
        bank   = Signal()                        # Place of the segment that comes,
        told   = Signal()                        # that of the next addend,
        tree   = Signal()                        # and that of the tree.
        ended  = Signal(bits_for(SEGMENTS))      # Segments whose tree has not ended.
        at     = Signal(log2(PARTIAL))
        width  = Signal(bits_for(PARTIAL))       # Sums of this level of the tree; 0: the addend.
        there  = Signal(bits_for(PARTIAL), reset_less=True) # Partial sums of it that there are.
        wait   = Signal(max=adder.latency + 2)
        number = self.sink.valid
        fresh  = count != PARTIAL
        add    = Signal()
        done   = Signal()
        where  = Signal(log2(SEGMENTS*PARTIAL))
        other  = at + width
        self.comb += [
            self.sink.ready.eq(1),
            self.addend.ready.eq(1),
            where.eq(Mux(number, Cat(place, bank), Cat(at, tree))),
            lower.adr.eq(where),
            upper.adr.eq(Cat(other[:log2(PARTIAL)], tree)),
            adder.a.eq(lower.dat_r),
            adder.b.eq(upper.dat_r),
            If(number & fresh | ~number & (at >= there), adder.a.eq(0)),
            If(other >= there, adder.b.eq(0)),
            If(width == 0, adder.b.eq(extra[tree])),
            If(number, adder.b.eq(self.sink.data)),
            put.adr.eq(delayed(self, where, adder.latency)),
            put.we.eq(delayed(self, number | add, adder.latency, reset_less=False)),
            put.dat_w.eq(adder.result),
            self.source.valid.eq(delayed(self, done, adder.latency, reset_less=False)),
            self.source.data.eq(adder.result),
        ]
        self.sync += [
            If(number,
                place.eq(place + 1),
                If(fresh, count.eq(count + 1)),
                If(self.sink.last,
                    place.eq(0),
                    count.eq(0),
                    held[bank].eq(count + fresh),
                    bank.eq(~bank),
                ),
            ),
            If(self.addend.valid,
                extra[told].eq(self.addend.data),
                told.eq(~told),
            ),
            ended.eq(ended + (number & self.sink.last) - done),
        ]

        # Tree -------------------------------------------------------------------------------------
        self.fsm = fsm = FSM(reset_state="IDLE")
        fsm.act("IDLE",
            NextValue(at, 0),
            NextValue(width, PARTIAL // 2),
            NextValue(wait, adder.latency + 1),
            NextValue(there, held[tree]),
            If(ended != 0, NextState("WAIT")),
        )
        fsm.act("WAIT",
            NextValue(wait, wait - 1),
            If(wait == 0, NextState("ADD")),
        )
        fsm.act("ADD",
            If(~number,
                NextValue(at, at + 1),
                If(width == 0,
                    done.eq(1),
                    NextValue(tree, ~tree),
                    NextState("IDLE"),
                ).Else(
                    add.eq(1),
                    If(at == width - 1,
                        NextValue(at, 0),
                        NextValue(width, width >> 1),
                        NextValue(wait, adder.latency + 1),
                        If(width == PARTIAL // 2, NextValue(there, PARTIAL // 2)),
                        NextState("WAIT"),
                    ),
                ),
            ),
        )
