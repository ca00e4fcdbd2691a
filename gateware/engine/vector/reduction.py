"""Reductions of a segment's elements: the sum of their squares, or the largest magnitude."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, Array, C, If, Memory, Mux, NextState, NextValue, Signal, bits_for

from lutcore.driver.contract.floating import PARTIAL
from lutcore.gateware.engine.common import delayed, log2
from lutcore.gateware.engine.vector.lanes import beat_layout, elements
from lutcore.gateware.engine.vector.operators import (
    BITS,
    NAN,
    FloatAdder,
    FloatMultiplier,
    flushed,
    is_nan,
)

# Squares ------------------------------------------------------------------------------------------

class Squares(LiteXModule):
    """Sum of the squares of a segment, in the contract's order: 16 partial sums, then a tree.

        for beat: partial[i % 16] += y * y              a partial sum is free again after 7 clocks
        for width in 8, 4, 2, 1: partial[:width] += partial[width:]

    It stands behind the lanes. While it adds up, it takes no beats. Golden model:
    `floating.ordered_sum`.

    Attributes
    ----------
    sink : stream.Endpoint(beat_layout(lanes)), in
        y, with zeros behind the row's end.

    source : stream.Endpoint([("data", 32)]), out
        The sums; `last` is high in the last one of a row.
    """
    def __init__(self, lanes):
        self.sink   = stream.Endpoint(beat_layout(lanes))
        self.source = stream.Endpoint([("data", BITS)])

        # # #

        # Partial sums: slot i // lanes % slots of lane i % lanes ----------------------------------
        slots   = PARTIAL // lanes
        slot    = Signal(log2(slots))
        busy    = Signal(slots)             # The next addition to the slot would come too early.
        fresh   = Signal(slots, reset=(1 << slots) - 1) # The slot has no sum of this segment.
        taken   = Signal()
        closed  = Signal()                  # The segment has ended.
        folding = Signal()                  # The tree reads the partial sums.
        read    = Signal(log2(PARTIAL))     # The partial sum that the tree reads.
        begin   = FloatMultiplier.latency   # Clocks from a beat to the addition of its squares.
        ends    = begin + FloatAdder.latency
        free    = ends - begin              # The sum is written a clock before it is read again.
        at      = {wait: delayed(self, slot, wait) for wait in (begin, free, ends)}
        going   = {wait: delayed(self, taken, wait, reset_less=False) for wait in (free, ends)}
        first   = delayed(self, Array(fresh)[slot], begin)
        partial, adders = [], []
        lower   = Signal(BITS, reset_less=True) # The operands of the tree's addition.
        value   = Signal(BITS)
        self.comb += [
            self.sink.ready.eq(~Array(busy)[slot] & ~closed),
            taken.eq(self.sink.valid & self.sink.ready),
        ]
        self.sync += [
            If(going[free], Array(busy)[at[free]].eq(0)),
            If(taken,
                Array(busy)[slot].eq(1),
                Array(fresh)[slot].eq(0),
                slot.eq(slot + 1),
            ),
        ]
        for i, y in enumerate(elements(self.sink.data)):
            square = FloatMultiplier()
            adder  = FloatAdder()
            memory = Memory(BITS, slots)
            reader = memory.get_port(async_read=True)
            writer = memory.get_port(write_capable=True)
            self.add_module(name=f"square{i}", module=square)
            self.add_module(name=f"adder{i}", module=adder)
            self.specials += memory, reader, writer
            self.comb += [
                square.a.eq(y),
                square.b.eq(y),
                reader.adr.eq(Mux(folding, read[lanes.bit_length() - 1:], at[begin])),
                adder.a.eq(square.result),
                adder.b.eq(Mux(first, 0, reader.dat_r)),
                writer.we.eq(going[ends]),
                writer.adr.eq(at[ends]),
                writer.dat_w.eq(adder.result),
            ]
            partial.append(reader.dat_r)
            adders.append(adder)
        self.comb += If(folding, # The first lane's adder has the tree too.
            adders[0].a.eq(lower),
            adders[0].b.eq(value),
        )

        # Tree: an addition is begun in every other clock, since its two values are read in turn ---
        # Its sums lie in a memory of their own, at the place of their first operand.
        half    = PARTIAL // 2
        sums    = Memory(BITS, half)
        get     = sums.get_port(async_read=True)
        put     = sums.get_port(write_capable=True)
        self.specials += sums, get, put
        width   = Signal(bits_for(half))    # Sums of this level.
        place   = Signal(log2(half))
        upper   = Signal()                  # The second operand is read.
        begun   = Signal()
        never   = Signal.like(fresh)        # Slots that no beat of the segment came to.
        row     = Signal()
        wait    = Signal(4)
        done    = delayed(self, begun, FloatAdder.latency, reset_less=False)
        lane    = read[:lanes.bit_length() - 1] if lanes > 1 else C(0, 1)
        self.comb += [
            read.eq(place + Mux(upper, width, 0)),
            get.adr.eq(read),
            value.eq(get.dat_r),
            If(width == half,
                value.eq(Mux(Array(never)[read[lanes.bit_length() - 1:]], 0, Array(partial)[lane]))
            ),
            put.we.eq(done),
            put.adr.eq(delayed(self, place, FloatAdder.latency)),
            put.dat_w.eq(adders[0].result),
            self.source.data.eq(flushed(get.dat_r)),
            self.source.last.eq(row),
        ]
        self.fsm = fsm = FSM(reset_state="TAKE")
        self.comb += [
            closed.eq(~fsm.ongoing("TAKE")),
            folding.eq(fsm.ongoing("ADD")),
        ]
        fsm.act("TAKE",
            NextValue(width, half),
            NextValue(place, 0),
            NextValue(upper, 0),
            NextValue(wait, ends),
            If(taken & self.sink.segment,
                NextValue(row, self.sink.last),
                NextState("SETTLE")
            )
        )
        fsm.act("SETTLE", # The last squares are added.
            NextValue(wait, wait - 1),
            NextValue(never, fresh),
            If(wait == 0, NextState("ADD"))
        )
        fsm.act("ADD",
            NextValue(lower, value),
            NextValue(upper, ~upper),
            NextValue(wait, FloatAdder.latency),
            If(upper,
                begun.eq(1),
                NextValue(place, place + 1),
                If(place == (width - 1)[:log2(half)],
                    NextValue(place, 0),
                    NextState("LEVEL")
                )
            )
        )
        fsm.act("LEVEL", # The last sum of the level is written.
            NextValue(wait, wait - 1),
            If(wait == 0,
                NextValue(width, width >> 1),
                NextState("ADD"),
                If(width == 1, NextState("GIVE"))
            )
        )
        fsm.act("GIVE",
            self.source.valid.eq(1),
            If(self.source.ready, NextState("CLEAR"))
        )
        fsm.act("CLEAR",
            NextState("TAKE")
        )
        self.sync += If(fsm.ongoing("CLEAR"),
            fresh.eq((1 << slots) - 1),
            slot.eq(0),
        )

# Largest ------------------------------------------------------------------------------------------

class Largest(LiteXModule):
    """Largest magnitude of a segment; NaN, if there is one.

    It stands behind the lanes. The bits of magnitudes have their order, and NaN is above all.

    Attributes
    ----------
    sink, source : stream.Endpoint
        As those of Squares.
    """
    def __init__(self, lanes):
        self.sink   = stream.Endpoint(beat_layout(lanes))
        self.source = stream.Endpoint([("data", BITS)])

        # # #

        largest = Signal(BITS - 1)
        beat    = [y[:-1] for y in elements(self.sink.data)]
        while len(beat) > 1:
            beat = [Mux(beat[i] > beat[i + 1], beat[i], beat[i + 1])
                    for i in range(0, len(beat), 2)]
        new     = Signal(BITS - 1, reset_less=True) # The beat's largest magnitude.
        valid   = Signal()
        segment = Signal(reset_less=True)
        row     = Signal(reset_less=True)
        both    = Signal(BITS - 1)
        full    = Signal() # The source waits.
        self.comb += [
            full.eq(self.source.valid & ~self.source.ready),
            self.sink.ready.eq(~full & ~(valid & segment)),
            both.eq(Mux(new > largest, new, largest)),
        ]
        self.sync += [
            valid.eq(self.sink.valid & self.sink.ready),
            new.eq(beat[0]),
            segment.eq(self.sink.segment),
            row.eq(self.sink.last),
            If(self.source.ready, self.source.valid.eq(0)),
            If(valid,
                largest.eq(both),
                If(segment,
                    largest.eq(0),
                    self.source.valid.eq(1),
                    self.source.last.eq(row),
                    self.source.data.eq(Mux(is_nan(both), NAN, both)),
                ),
            ),
        ]
