"""The vector unit, which executes a VEC."""

from litex.gen import LiteXModule, Reduce
from litex.soc.interconnect import stream
from migen import C, Case, Cat, If, Mux, Signal, bits_for

from lutcore.driver.contract.instructions import Function, Prefactor, Reduction
from lutcore.driver.contract.units import MAX_SEGMENTS
from lutcore.gateware.engine.common import transfer_layout, word_layout
from lutcore.gateware.engine.vector.functions import BATCH, FunctionUnit
from lutcore.gateware.engine.vector.lanes import Back, Front, elements
from lutcore.gateware.engine.vector.microprogram import NOTHING, Program, bits
from lutcore.gateware.engine.vector.operands import (
    LENGTH_BITS,
    READS,
    Descriptor,
    Feeder,
    Ranges,
)
from lutcore.gateware.engine.vector.operators import BITS, flushed
from lutcore.gateware.engine.vector.reduction import Largest, Squares
from lutcore.gateware.engine.vector.store import Store

PROGRAMS = {
    Function.SILU:         Program.SILU,
    Function.SQUARED_RELU: Program.SQUARED_RELU,
    Function.GELU_TANH:    Program.GELU_TANH,
    Function.CLAMP:        Program.CLAMP,
}

# Vector Unit --------------------------------------------------------------------------------------

class VectorUnit(LiteXModule):
    """The vector unit: y = f(p * a) * b + c * d, with a reduction of y.

        for row: Ranges: where its operands lie; a few rows ahead
        for beat: Front: t = p * a -> FunctionUnit: f(t), but for the identity -> Back: y
                  -> Store, and Squares or Largest

    It stands between the fetch of descriptors, which has checked them (`contract.units.vec_fault`),
    Readers and a Writer. Golden model: `contract.execute.vec`.

    Parameters
    ----------
    lanes : int
        Elements of a beat: 1, 2 or 4.

    Attributes
    ----------
    descriptor : Descriptor
        Its `sink` takes the words of a VEC, which begins with the last one.

    row : Signal(), out / entry : dict of Signal(32), in
        The entry of the table of rows that is read; it is there in the same clock.

    transfers : dict of stream.Endpoint(transfer_layout()), out
        Of p, a, b, c and d: ranges to read, in words.

    words : dict of stream.Endpoint(word_layout()), in
        Their words, in order.

    store : Store
        Its `transfer` and `words` are for the Writer.

    idle : Signal(), out
        All words have been handed to the Writer; a descriptor that has not ended does not count.
    """
    def __init__(self, lanes):
        self.transfers  = {name: stream.Endpoint(transfer_layout()) for name in READS}
        self.words      = {name: stream.Endpoint(word_layout()) for name in READS}
        self.idle       = Signal()

        # # #

        self.lanes = lanes
        self.begin = Signal() # Everything begins; what depends on the descriptor is steady.
        self.descriptor = Descriptor()
        self.fields     = self.descriptor.fields
        self.add_segments()
        self.add_ranges()
        self.add_feeders()
        self.add_lanes()
        self.add_functions()
        self.add_store()

    def add_segments(self):
        """Count the segments of a row, one a clock, before everything begins."""
        d        = self.fields
        left     = Signal(LENGTH_BITS)
        counting = Signal()
        last     = Signal()
        self.segments = segments = Signal(bits_for(MAX_SEGMENTS))
        self.comb += [
            last.eq((d["segment"] == 0) | (left <= d["segment"])),
            self.descriptor.busy.eq(~self.idle),
        ]
        self.sync += [
            self.begin.eq(counting & last),
            If(counting,
                segments.eq(segments + 1),
                left.eq(left - d["segment"]),
                counting.eq(~last),
            ),
            If(self.descriptor.taken,
                segments.eq(0),
                left.eq(d["length"]),
                counting.eq(1),
            ),
        ]
        self.opening = self.descriptor.taken | counting | self.begin

    def add_ranges(self):
        """Add Ranges of all operands, of y and of the reductions."""
        d, given = self.fields, self.descriptor.present
        self.ranges = ranges = Ranges(self.descriptor, self.segments)
        self.row, self.entry = ranges.row, ranges.entry
        self.present = {"p": d["prefactor"] != Prefactor.NONE, "a": C(1), "b": given["b"],
                        "c": given["c"], "d": given["c"] & given["d"]}
        self.comb += [
            ranges.start.eq(self.begin),
            *[ranges.wanted[name].eq(self.present[name]) for name in READS],
            ranges.wanted["y"].eq(1),
            ranges.wanted["n"].eq(d["reduction"] != Reduction.NONE),
            *[ranges.sources[name].connect(self.transfers[name]) for name in READS],
        ]

    def add_feeders(self):
        """Add the Feeders, which make beats of the words that are read."""
        self.feeders = {}
        for name in READS:
            feeder = Feeder(1 if name == "p" else self.lanes,
                            bits(NOTHING) if name == "c" else bits(1.0))
            self.add_module(name=f"feeder_{name}", module=feeder)
            self.feeders[name] = feeder
            self.comb += [
                self.words[name].connect(feeder.sink),
                self.ranges.offsets[name].connect(feeder.offsets),
                feeder.present.eq(self.present[name]),
                feeder.single.eq(self.descriptor.single.get(name, 0)),
            ]

    def add_lanes(self):
        """Add both halves of the lanes."""
        d, feeders = self.fields, self.feeders
        self.front = front = Front(self.lanes, d["rows"], d["length"], d["segment"])
        self.back  = back  = Back(self.lanes)
        self.prefactor = stream.Endpoint([("data", BITS)]) # NORM's factors, from FunctionUnit.
        self.normal    = normal = d["prefactor"] == Prefactor.NORM
        p = feeders["p"]
        self.comb += [
            front.start.eq(self.begin),
            front.integers.eq(self.descriptor.integers),
            front.a.eq(feeders["a"].data),
            front.p.eq(Mux(normal, self.prefactor.data, p.data)),
            front.valid.eq(feeders["a"].valid & Mux(normal, self.prefactor.valid, p.valid)),
            feeders["a"].step.eq(front.step),
            feeders["a"].ends.eq(front.last),
            self.prefactor.ready.eq(front.step & front.segment_last & normal),
            back.valid.eq(Reduce("AND", [feeders[name].valid for name in "bcd"])),
            *[getattr(back, name).eq(feeders[name].data) for name in "bcd"],
            *[feeders[name].step.eq(back.step) for name in "bcd"],
            *[feeders[name].ends.eq(back.sink.last) for name in "bcd"],
        ]

    def add_functions(self):
        """Add FunctionUnit: between Front and Back, and for the prefactors of NORM, which go first.

        A prefactor enters only if there is a place for its result, or elements behind it would wait
        for ever for the prefactors of others.
        """
        d, front, back = self.fields, self.front, self.back
        self.functions = functions = FunctionUnit(self.lanes, tag=2)
        self.queue     = queue = stream.SyncFIFO([("data", BITS)], 2*BATCH)
        p        = self.feeders["p"]
        left     = Signal.like(self.segments) # Prefactors of the row that have not entered.
        open_    = Signal(max=2*BATCH + 1)    # Prefactors that have entered and are not used up.
        begun    = Signal()                   # A batch has begun ...
        owner    = Signal()                   # ... of prefactors.
        chosen   = Signal()
        taken    = Signal()
        direct   = d["function"] == Function.IDENTITY
        self.comb += [
            functions.inverse.eq(d["inverse"]),
            functions.epsilon.eq(d["epsilon"]),
            functions.low.eq(d["low"]),
            functions.high.eq(d["high"]),
            chosen.eq(Mux(begun, owner, self.normal & p.valid & (open_ <= BATCH))),
            functions.sink.tag.eq(Cat(chosen, front.source.segment)),
            If(chosen,
                functions.sink.valid.eq(p.valid),
                functions.sink.data.eq(flushed(p.data)),
                functions.sink.last.eq(left == 1),
                functions.sink.program.eq(Program.RSQRT.value),
            ).Else(
                functions.sink.valid.eq(front.source.valid & ~direct),
                functions.sink.data.eq(front.source.data),
                functions.sink.last.eq(front.source.last),
                Case(d["function"], {function.value: functions.sink.program.eq(program.value)
                                     for function, program in PROGRAMS.items()}),
            ),
            taken.eq(functions.sink.valid & functions.sink.ready),
            p.step.eq(Mux(self.normal, taken & chosen, front.step & front.segment_last)),
            p.ends.eq(Mux(self.normal, left == 1, front.last)),
            queue.source.connect(self.prefactor),
        ]
        self.sync += [
            open_.eq(open_ + (taken & chosen) - (self.prefactor.valid & self.prefactor.ready)),
            If(taken,
                owner.eq(chosen),
                begun.eq(~functions.sink.last & ~functions.full),
                If(chosen, left.eq(Mux(left == 1, self.segments, left - 1))),
            ).Elif(functions.close,
                begun.eq(0)
            ),
            If(self.begin, left.eq(self.segments)),
        ]
        # A batch of elements does not wait for others that wait for prefactors.
        self.comb += functions.close.eq(begun & ~owner & ~taken & self.normal & p.valid
            & ~self.prefactor.valid)

        # Results ----------------------------------------------------------------------------------
        source = functions.source
        self.comb += [
            queue.sink.data.eq(source.data[:BITS]),
            back.sink.data.eq(source.data),
            back.sink.last.eq(source.last),
            back.sink.segment.eq(source.tag[1]),
            If(source.tag[0],
                queue.sink.valid.eq(source.valid),
                source.ready.eq(queue.sink.ready),
            ).Else(
                back.sink.valid.eq(source.valid),
                source.ready.eq(back.sink.ready & ~direct),
            ),
            front.source.ready.eq(~chosen & functions.sink.ready),
            If(direct, front.source.connect(back.sink)),
        ]

    def add_store(self):
        """Add the Store of y, and the reductions, which see zeros behind a row's end."""
        d, source = self.fields, self.back.source
        self.squares = squares = Squares(self.lanes)
        self.largest = largest = Largest(self.lanes)
        self.store   = store = Store(self.lanes)
        tail    = d["length"][:2] & (self.lanes - 1)
        reduces = {Reduction.SQUARES: squares, Reduction.MAXIMUM: largest}
        ready   = Signal()
        kept    = [Mux(source.last & (tail != 0) & (tail <= i), 0, y)
                   for i, y in enumerate(elements(source.data))]
        self.comb += [
            self.idle.eq(store.idle & ~self.opening),
            *[self.ranges.sources[name].connect(store.ranges[name]) for name in "yn"],
            *[self.ranges.offsets[name].connect(store.offsets[name]) for name in "yn"],
            store.start.eq(self.begin),
            store.rows.eq(d["rows"]),
            store.reduces.eq(d["reduction"] != Reduction.NONE),
            store.tail.eq(tail),
            ready.eq(1),
            source.connect(store.sink, omit={"valid", "ready"}),
            store.sink.valid.eq(source.valid & ready),
            source.ready.eq(store.sink.ready & ready),
        ]
        for reduction, block in reduces.items():
            self.comb += [
                block.sink.data.eq(Cat(*kept)),
                block.sink.last.eq(source.last),
                block.sink.segment.eq(source.segment),
                If(d["reduction"] == reduction,
                    ready.eq(block.sink.ready),
                    block.sink.valid.eq(source.valid & store.sink.ready),
                    block.source.connect(store.reduced),
                ),
            ]
