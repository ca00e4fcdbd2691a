"""Segments of numbers whose largest is known before the first leaves, and their integer codes."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, Cat, If, Mux, NextState, NextValue, Signal, bits_for

from lutcore.driver.contract.execute import KEY_STEPS, SHARE_STEPS
from lutcore.driver.contract.floating import F32
from lutcore.gateware.engine.common import delayed, selected
from lutcore.gateware.engine.vector.division import FloatDivider
from lutcore.gateware.engine.vector.functions import ordered
from lutcore.gateware.engine.vector.integers import FloatToInt
from lutcore.gateware.engine.vector.microprogram import bits
from lutcore.gateware.engine.vector.operators import BITS, TINY, FloatMultiplier, exponent, flushed

ONE = bits(1.0)

# Division -----------------------------------------------------------------------------------------

class Division:
    """A block's way to SharedDivider: `sink` asks for a / b, `source` gives it."""

    def __init__(self):
        self.sink   = stream.Endpoint([("a", BITS), ("b", BITS)])
        self.source = stream.Endpoint([("data", BITS)])

class SharedDivider(LiteXModule):
    """One FloatDivider for several blocks; the first of those that ask is served first.

    Parameters
    ----------
    clients : list of Division
        The blocks' ends. Each takes its quotient at once.
    """
    def __init__(self, clients):
        self.divider = divider = FloatDivider()
        chosen = Signal(max=max(2, len(clients)))
        turn   = Signal.like(chosen)
        for i, client in reversed(list(enumerate(clients))):
            self.comb += If(client.sink.valid, turn.eq(i))
            self.comb += [
                client.sink.ready.eq(divider.sink.ready & (turn == i)),
                client.source.valid.eq(divider.source.valid & (chosen == i)),
                client.source.data.eq(divider.source.data),
            ]
        self.comb += [
            divider.sink.valid.eq(selected(turn, [c.sink.valid for c in clients])),
            divider.sink.a.eq(selected(turn, [c.sink.a for c in clients])),
            divider.sink.b.eq(selected(turn, [c.sink.b for c in clients])),
            divider.source.ready.eq(1),
        ]
        self.sync += If(divider.sink.valid & divider.sink.ready, chosen.eq(turn))

# Largest Ahead ------------------------------------------------------------------------------------

class LargestAhead(LiteXModule):
    """FIFO of segments; a segment leaves when its largest number, or magnitude, is known.

    Who sends numbers through a pipeline reserves a place for each beforehand, so `sink` is always
    ready. NaN is larger than any number.

    Parameters
    ----------
    depth : int
        Beats that it holds, at least those of a segment.

    magnitude : bool
        Signs do not count, and `largest` has none.

    numbers : int
        Numbers of a beat; more than one only as magnitudes.

    Attributes
    ----------
    reserve : Signal(), in / room : Signal(), out
        A place is taken; whether there is one.

    sink : stream.Endpoint([("data", 32*numbers), ("mark", 1)]), in
        Numbers, and a bit that goes with each beat; `last` ends a segment.

    largest : Signal(32), out / complete : Signal(), out
        The largest so far, that of `sink` included. That of a segment, when its last one comes.

    ends : stream.Endpoint([("data", 32)]), out
        The largest of each segment that is complete.

    source : stream.Endpoint([("data", 32*numbers), ("mark", 1)]), out
        The numbers; `first` and `last` mark a segment's ends. Who takes them waits for its end.
    """
    segments = 16 # Complete ones that may wait; half of them are for those under way.

    def __init__(self, depth, magnitude, numbers=1):
        self.reserve  = Signal()
        self.room     = Signal()
        self.sink     = stream.Endpoint([("data", numbers*BITS), ("mark", 1)])
        self.largest  = Signal(BITS)
        self.complete = Signal()
        self.ends     = stream.Endpoint([("data", BITS)])
        self.source   = stream.Endpoint([("data", numbers*BITS), ("mark", 1)])

        # # #

        # The larger of two numbers is found a clock before it is compared with those before -------
        value = Signal(BITS, reset_less=True)
        if numbers == 1:
            come = self.sink
            self.comb += value.eq(Cat(self.sink.data[:-1], 0) if magnitude else self.sink.data)
        else:
            self.stage = stage = stream.Buffer(self.sink.description)
            come  = stage.source
            sides = [self.sink.data[i*BITS:(i + 1)*BITS - 1] for i in range(2)]
            self.comb += [
                self.sink.connect(stage.sink, omit={"ready"}),
                come.ready.eq(1),
            ]
            self.sync += value.eq(Mux(sides[1] > sides[0], sides[1], sides[0]))

        self.fifo     = fifo     = stream.SyncFIFO(self.sink.description, depth, buffered=True)
        self.largests = largests = stream.SyncFIFO([("data", BITS)], self.segments)
        kept  = Signal(BITS, reset_less=True)
        begun = Signal() # `kept` is of this segment.
        larger = Signal()
        taken  = Signal()
        first  = Signal(reset=1)
        self.comb += [
            larger.eq(value > kept if magnitude else ordered(value) > ordered(kept)),
            self.largest.eq(Mux(begun & ~larger, kept, value)),
            self.complete.eq(come.valid & come.last),
            self.sink.ready.eq(1),
            come.connect(fifo.sink, omit={"ready"}),
            largests.sink.valid.eq(self.complete),
            largests.sink.data.eq(self.largest),
            largests.source.connect(self.ends),
            fifo.source.connect(self.source, omit={"first"}),
            self.source.first.eq(first),
            taken.eq(self.source.valid & self.source.ready),
        ]
        self.sync += [
            If(come.valid,
                kept.eq(self.largest),
                begun.eq(~come.last),
            ),
            If(taken, first.eq(self.source.last)),
        ]

        # Places, of segments too: a segment is taken up when the queue of ends has room for it ----
        places = Signal(bits_for(depth), reset=depth)
        self.comb += self.room.eq((places != 0) & (largests.level < self.segments // 2))
        self.sync += places.eq(places + taken - self.reserve)

# Coder --------------------------------------------------------------------------------------------

class Coder(LiteXModule):
    """Numbers to integers, the largest magnitude of a segment to `steps`; and the value of a unit.

        unit = largest * (1 / steps) * scale
        for number of the segment: code = rint(number * (steps / largest))

    Codes of queries, keys, values and shares are all made like this. The division for a segment,
    and its unit, are made while the codes of the one before leave. Golden model:
    `execute.steps_for` and what it is used for in `execute.attend` and `execute.attn`.

    Parameters
    ----------
    depth : int
        Beats that wait; at least those of a segment.

    scaled : bool
        There is a scale, and a unit below TINY is 0.

    numbers : int
        Numbers of a beat: 1 or 2.

    Attributes
    ----------
    fine : Signal(), in
        32767 steps; otherwise 127. Steady while a segment is under way.

    scale : Signal(32), in
        Factor of the unit, where there is one. Steady likewise.

    reserve, room, sink
        As of LargestAhead.

    division : Division
        To the divider.

    source : stream.Endpoint([("data", 32*numbers)]), out
        First the unit, in the lowest 32 bits, then the codes, int32; `first` and `last` mark the
        ends.
    """
    queue = 16 # Results; more than are under way.

    def __init__(self, depth, scaled, numbers=1):
        self.fine     = Signal()
        self.scale    = Signal(BITS)
        self.reserve  = Signal()
        self.room     = Signal()
        self.sink     = stream.Endpoint([("data", numbers*BITS), ("mark", 1)])
        self.division = division = Division()
        self.source   = stream.Endpoint([("data", numbers*BITS)])

        # # #

        self.segments   = segments   = LargestAhead(depth, magnitude=True, numbers=numbers)
        self.multiplier = multiplier = FloatMultiplier()
        self.fifo       = fifo       = stream.SyncFIFO([("data", numbers*BITS)], self.queue)
        ends, beats = segments.ends, segments.source
        inverse = [bits(F32(1) / x) for x in (KEY_STEPS, SHARE_STEPS)]
        self.comb += [
            segments.reserve.eq(self.reserve),
            self.room.eq(segments.room),
            self.sink.connect(segments.sink),
            division.sink.a.eq(Mux(self.fine, bits(SHARE_STEPS), bits(KEY_STEPS))),
            division.sink.b.eq(ends.data),
            division.source.ready.eq(1),
            fifo.source.connect(self.source),
        ]

        # The next segment's steps and unit: products have the multiplier first --------------------
        steps   = Signal(BITS, reset_less=True)
        unit    = Signal(BITS, reset_less=True)
        divided = Signal()
        wait    = Signal(max=multiplier.latency + 1)
        scaling = Signal() # The multiplier is needed for a unit.
        ready   = Signal() # Steps and unit are there, ...
        begin   = Signal() # ... and taken.
        other   = Signal(BITS) # What a unit is multiplied by.
        quotient = Mux(exponent(ends.data) < TINY, 0, division.source.data)
        result  = flushed(multiplier.result) if scaled else multiplier.result
        self.sync += [
            If(division.source.valid,
                divided.eq(1),
                steps.eq(quotient),
            ),
            If(begin, divided.eq(0)),
        ]
        self.fsm = fsm = FSM(reset_state="ASK")
        fsm.act("ASK",
            division.sink.valid.eq(ends.valid),
            NextValue(unit, ends.data),
            NextValue(wait, multiplier.latency),
            If(ends.valid & division.sink.ready, NextState("UNIT")),
        )
        fsm.act("UNIT",
            scaling.eq(wait == multiplier.latency),
            other.eq(Mux(self.fine, inverse[1], inverse[0])),
            NextValue(wait, wait - 1),
            If(wait == 0,
                NextValue(wait, multiplier.latency),
                NextValue(unit, multiplier.result),
                NextState("SCALE" if scaled else "READY"),
            ),
        )
        if scaled:
            fsm.act("SCALE",
                scaling.eq(wait == multiplier.latency),
                other.eq(self.scale),
                NextValue(wait, wait - 1),
                If(wait == 0,
                    NextValue(unit, result),
                    NextState("READY"),
                ),
            )
        fsm.act("READY",
            ready.eq(divided),
            ends.ready.eq(begin),
            If(begin, NextState("ASK")),
        )

        # This segment's unit and codes ------------------------------------------------------------
        factor  = Signal(BITS, reset_less=True)
        told    = Signal(BITS, reset_less=True)
        open_   = Signal() # Codes leave.
        issue   = Signal()
        places  = Signal(bits_for(self.queue), reset=self.queue)
        latency = multiplier.latency + FloatToInt.latency
        self.comb += [
            begin.eq(ready & ~open_ & (places != 0)),
            issue.eq(open_ & beats.valid & (places != 0) & ~scaling),
            beats.ready.eq(issue),
            multiplier.a.eq(Mux(scaling, unit, beats.data[:BITS])),
            multiplier.b.eq(Mux(scaling, other, factor)),
            fifo.sink.valid.eq(delayed(self, issue | begin, latency, reset_less=False)),
            fifo.sink.first.eq(delayed(self, begin, latency)),
            fifo.sink.last.eq(delayed(self, issue & beats.last, latency)),
        ]
        for i in range(numbers):
            part   = slice(i*BITS, (i + 1)*BITS)
            factored, integer = FloatMultiplier() if i else multiplier, FloatToInt()
            self.add_module(name=f"integer{i}", module=integer)
            self.comb += [
                integer.a.eq(factored.result),
                fifo.sink.data[part].eq(integer.result),
            ]
            if i:
                self.add_module(name=f"multiplier{i}", module=factored)
                self.comb += [
                    factored.a.eq(beats.data[part]),
                    factored.b.eq(factor),
                ]
        self.comb += If(fifo.sink.first, fifo.sink.data[:BITS].eq(told))
        self.sync += [
            places.eq(places + (self.source.valid & self.source.ready) - (issue | begin)),
            If(begin,
                open_.eq(1),
                factor.eq(steps),
                told.eq(unit),
            ),
            If(issue & beats.last, open_.eq(0)),
        ]
