"""Segments of numbers whose largest is known before the first leaves, and their integer codes."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, Cat, If, Mux, NextState, NextValue, Signal, bits_for

from lutcore.driver.contract.execute import KEY_STEPS, SHARE_STEPS
from lutcore.driver.contract.floating import F32
from lutcore.gateware.engine.common import delayed
from lutcore.gateware.engine.vector.division import FloatDivider
from lutcore.gateware.engine.vector.functions import ordered
from lutcore.gateware.engine.vector.integers import FloatToInt
from lutcore.gateware.engine.vector.microprogram import bits
from lutcore.gateware.engine.vector.operators import BITS, TINY, FloatMultiplier, exponent, flushed

ONE = bits(1.0)

# Largest Ahead ------------------------------------------------------------------------------------

class LargestAhead(LiteXModule):
    """FIFO of segments; a segment leaves when its largest number, or magnitude, is known.

    Who sends numbers through a pipeline reserves a place for each beforehand, so `sink` is always
    ready. NaN is larger than any number.

    Parameters
    ----------
    depth : int
        Numbers that it holds, at least those of a segment.

    magnitude : bool
        Signs do not count, and `largest` has none.

    Attributes
    ----------
    reserve : Signal(), in / room : Signal(), out
        A place is taken; whether there is one.

    sink : stream.Endpoint([("data", 32)]), in
        Numbers; `last` ends a segment.

    largest : Signal(32), out / complete : Signal(), out
        The largest so far, that of `sink` included. That of a segment, when its last one comes.

    source : stream.Endpoint([("data", 32), ("largest", 32)]), out
        The numbers with the largest of their segment; `first` and `last` mark its ends.
    """
    segments = 16 # Complete ones that may wait; half of them are for those under way.

    def __init__(self, depth, magnitude):
        self.reserve  = Signal()
        self.room     = Signal()
        self.sink     = stream.Endpoint([("data", BITS)])
        self.largest  = Signal(BITS)
        self.complete = Signal()
        self.source   = stream.Endpoint([("data", BITS), ("largest", BITS)])

        # # #

        self.numbers = numbers = stream.SyncFIFO([("data", BITS)], depth, buffered=True)
        self.ends    = ends    = stream.SyncFIFO([("data", BITS)], self.segments)
        kept  = Signal(BITS, reset_less=True)
        begun = Signal() # `kept` is of this segment.
        value  = Signal(BITS)
        larger = Signal()
        taken  = Signal()
        first  = Signal(reset=1)
        self.comb += [
            value.eq(Cat(self.sink.data[:-1], 0) if magnitude else self.sink.data),
            larger.eq(value > kept if magnitude else ordered(value) > ordered(kept)),
            self.largest.eq(Mux(begun & ~larger, kept, value)),
            self.complete.eq(self.sink.valid & self.sink.last),
            self.sink.ready.eq(1),
            numbers.sink.valid.eq(self.sink.valid),
            numbers.sink.data.eq(self.sink.data),
            numbers.sink.last.eq(self.sink.last),
            ends.sink.valid.eq(self.complete),
            ends.sink.data.eq(self.largest),
            self.source.valid.eq(numbers.source.valid & ends.source.valid),
            self.source.data.eq(numbers.source.data),
            self.source.largest.eq(ends.source.data),
            self.source.last.eq(numbers.source.last),
            self.source.first.eq(first),
            taken.eq(self.source.valid & self.source.ready),
            numbers.source.ready.eq(taken),
            ends.source.ready.eq(taken & self.source.last),
        ]
        self.sync += [
            If(self.sink.valid,
                kept.eq(self.largest),
                begun.eq(~self.sink.last),
            ),
            If(taken, first.eq(self.source.last)),
        ]

        # Places, of segments too: a segment is taken up when the queue of ends has room for it ----
        places = Signal(bits_for(depth), reset=depth)
        self.comb += self.room.eq((places != 0) & (ends.level < self.segments // 2))
        self.sync += places.eq(places + taken - self.reserve)

# Coder --------------------------------------------------------------------------------------------

class Coder(LiteXModule):
    """Numbers to integers, the largest magnitude of a segment to `steps`; and the value of a unit.

        unit = largest * (1 / steps) * scale
        for number of the segment: code = rint(number * (steps / largest))

    Codes of queries, keys, values and shares are all made like this. Segments follow one another
    with about 40 clocks between them, for the division. Golden model: `execute.steps_for` and what
    it is used for in `execute.attend` and `execute.attn`.

    Parameters
    ----------
    depth : int
        Numbers that wait; at least those of a segment.

    flush : bool
        A unit below TINY is 0.

    Attributes
    ----------
    fine : Signal(), in
        32767 steps; otherwise 127. Steady while a segment is under way.

    scale : Signal(32), in
        Factor of the unit. Steady likewise.

    reserve, room, sink
        As of LargestAhead.

    source : stream.Endpoint([("data", 32)]), out
        First the unit, then the codes, int32; `first` and `last` mark the ends.
    """
    queue = 16 # Results; more than are under way.

    def __init__(self, depth, flush):
        self.fine    = Signal()
        self.scale   = Signal(BITS)
        self.reserve = Signal()
        self.room    = Signal()
        self.sink    = stream.Endpoint([("data", BITS)])
        self.source  = stream.Endpoint([("data", BITS)])

        # # #

        self.segments   = segments   = LargestAhead(depth, magnitude=True)
        self.divider    = divider    = FloatDivider()
        self.multiplier = multiplier = FloatMultiplier()
        self.integer    = integer    = FloatToInt()
        self.fifo       = fifo       = stream.SyncFIFO([("data", BITS)], self.queue)
        numbers = segments.source
        steps   = Signal(BITS, reset_less=True)
        unit    = Signal(BITS, reset_less=True)
        inverse = [bits(F32(1) / x) for x in (KEY_STEPS, SHARE_STEPS)]
        self.comb += [
            segments.reserve.eq(self.reserve),
            self.room.eq(segments.room),
            self.sink.connect(segments.sink),
            divider.sink.a.eq(Mux(self.fine, bits(SHARE_STEPS), bits(KEY_STEPS))),
            divider.sink.b.eq(numbers.largest),
            fifo.source.connect(self.source),
        ]

        # Unit, while the division goes on; then the codes -----------------------------------------
        issue  = Signal()
        told   = Signal() # The unit is given away.
        wait   = Signal(max=multiplier.latency + 1)
        places = Signal(bits_for(self.queue), reset=self.queue)
        latency = multiplier.latency + integer.latency
        self.fsm = fsm = FSM(reset_state="IDLE")
        fsm.act("IDLE",
            divider.sink.valid.eq(numbers.valid),
            NextValue(wait, multiplier.latency),
            If(numbers.valid, NextState("UNIT")),
        )
        fsm.act("UNIT",
            multiplier.a.eq(numbers.largest),
            multiplier.b.eq(Mux(self.fine, inverse[1], inverse[0])),
            NextValue(wait, wait - 1),
            If(wait == 0,
                NextValue(wait, multiplier.latency),
                NextValue(unit, multiplier.result),
                NextState("SCALE"),
            ),
        )
        fsm.act("SCALE",
            multiplier.a.eq(unit),
            multiplier.b.eq(self.scale),
            NextValue(wait, wait - 1),
            If(wait == 0,
                NextValue(unit, flushed(multiplier.result) if flush else multiplier.result),
                NextState("DIVIDE"),
            ),
        )
        fsm.act("DIVIDE",
            divider.source.ready.eq(places == self.queue),
            NextValue(steps, Mux(exponent(numbers.largest) < TINY, 0, divider.source.data)),
            If(divider.source.valid & (places == self.queue),
                told.eq(1),
                NextState("CODES"),
            ),
        )
        fsm.act("CODES",
            multiplier.a.eq(numbers.data),
            multiplier.b.eq(steps),
            issue.eq(numbers.valid & (places > 1)),
            numbers.ready.eq(issue),
            If(issue & numbers.last, NextState("IDLE")),
        )
        self.comb += [
            integer.a.eq(multiplier.result),
            fifo.sink.valid.eq(told | delayed(self, issue, latency, reset_less=False)),
            fifo.sink.data.eq(Mux(told, unit, integer.result)),
            fifo.sink.first.eq(told),
            fifo.sink.last.eq(~told & delayed(self, numbers.last, latency)),
        ]
        self.sync += places.eq(places + (self.source.valid & self.source.ready) - (issue | told))
