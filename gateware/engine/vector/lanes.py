"""The lanes: t = p * a, and y = f * b + c * d, as pipelines that never stop."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import Cat, If, Mux, Signal

from lutcore.gateware.engine.common import delayed
from lutcore.gateware.engine.vector.conversions import IntToFloat
from lutcore.gateware.engine.vector.operators import BITS, FloatAdder, FloatMultiplier, flushed

QUEUE = 16 # Beats behind a pipeline: as many as are under way in it, and until it hears of a place.

# Interfaces ---------------------------------------------------------------------------------------

def beat_layout(lanes):
    """A beat of elements, and where it stands; `last` is high in a row's last beat."""
    return [("data", BITS*lanes), ("segment", 1)]

def elements(data):
    """Return the numbers of a beat."""
    return [data[i:i + BITS] for i in range(0, len(data), BITS)]

# Queue --------------------------------------------------------------------------------------------

class Queue(LiteXModule):
    """Queue behind a pipeline that never stops: what enters the pipeline has a place in it.

    Parameters
    ----------
    latency : int
        Clocks of the pipeline.

    Attributes
    ----------
    room : Signal(), out
        A beat may enter the pipeline.

    enter, last, segment : Signal(), in
        One does, and what is known of it.

    data : Signal(), in
        What leaves the pipeline.

    source : stream.Endpoint(beat_layout(lanes)), out
        The beats.
    """
    def __init__(self, lanes, latency):
        self.room    = Signal()
        self.enter   = Signal()
        self.last    = Signal()
        self.segment = Signal()
        self.data    = Signal(BITS*lanes)
        self.source  = stream.Endpoint(beat_layout(lanes))

        # # #

        assert latency + 3 <= QUEUE
        places = Signal(max=QUEUE + 1, reset=QUEUE)
        taken  = Signal()
        self.fifo = fifo = stream.SyncFIFO(beat_layout(lanes), QUEUE)
        self.comb += [
            self.room.eq(places != 0),
            taken.eq(self.source.valid & self.source.ready),
            fifo.sink.valid.eq(delayed(self, self.enter, latency, reset_less=False)),
            fifo.sink.data.eq(self.data),
            Cat(fifo.sink.last, fifo.sink.segment).eq(
                delayed(self, Cat(self.last, self.segment), latency)),
            fifo.source.connect(self.source),
        ]
        self.sync += places.eq(places - self.enter + taken)

# Front --------------------------------------------------------------------------------------------

class Front(LiteXModule):
    """First half of the lanes: t = p * a, where a may be sums of an LMMA.

    It stands between the Feeders of a and p, and FunctionUnit or Back. It knows how long rows and
    segments are, and labels every beat.

    Attributes
    ----------
    start : Signal(), in
        Begin; what follows is steady.

    rows, length, segment : Signal(), in
        Rows; elements of each; elements of a segment, 0 for the whole row.

    integers : Signal(), in
        a is of int32.

    a, p : Signal(), in / valid : Signal(), in
        A beat and its prefactor; both are there.

    step, last, segment_last : Signal(), out
        The beat is taken; it is the row's last one, or the last one of its segment.

    idle : Signal(), out
        All rows have been taken.

    source : stream.Endpoint(beat_layout(lanes)), out
        t.
    """
    latency = IntToFloat.latency + FloatMultiplier.latency

    def __init__(self, lanes, rows, length, segment):
        self.start        = Signal()
        self.integers     = Signal()
        self.a            = Signal(BITS*lanes)
        self.p            = Signal(BITS)
        self.valid        = Signal()
        self.step         = Signal()
        self.last         = Signal()
        self.segment_last = Signal()
        self.idle         = Signal()
        self.source       = stream.Endpoint(beat_layout(lanes))

        # # #

        # Rows and segments ------------------------------------------------------------------------
        rows_left = Signal.like(rows)
        left      = Signal.like(length)  # Elements of the row, this beat's included.
        part      = Signal.like(segment) # Elements of the segment.
        self.queue = queue = Queue(lanes, self.latency)
        self.comb += [
            self.idle.eq((rows_left == 0) & ~self.start),
            self.last.eq(left <= lanes),
            self.segment_last.eq(self.last | ((segment != 0) & (part <= lanes))),
            self.step.eq(self.valid & queue.room & (rows_left != 0)),
            queue.enter.eq(self.step),
            queue.last.eq(self.last),
            queue.segment.eq(self.segment_last),
            queue.source.connect(self.source),
        ]
        self.sync += [
            If(self.step,
                left.eq(left - lanes),
                part.eq(part - lanes),
                If(self.segment_last, part.eq(segment)),
                If(self.last,
                    left.eq(length),
                    rows_left.eq(rows_left - 1),
                ),
            ),
            If(self.start,
                rows_left.eq(rows),
                left.eq(length),
                part.eq(segment),
            ),
        ]

        # Arithmetic -------------------------------------------------------------------------------
        p = delayed(self, flushed(self.p), IntToFloat.latency)
        for i, a in enumerate(elements(self.a)):
            convert  = IntToFloat()
            multiply = FloatMultiplier()
            self.add_module(name=f"convert{i}", module=convert)
            self.add_module(name=f"multiply{i}", module=multiply)
            self.comb += [
                convert.a.eq(a),
                multiply.a.eq(Mux(self.integers, convert.result,
                                  delayed(self, flushed(a), IntToFloat.latency))),
                multiply.b.eq(p),
                elements(queue.data)[i].eq(multiply.result),
            ]

# Back ---------------------------------------------------------------------------------------------

class Back(LiteXModule):
    """Second half of the lanes: y = f * b + c * d.

    It stands between what made f, with the Feeders of b, c and d, and what stores and reduces y.

    Attributes
    ----------
    sink : stream.Endpoint(beat_layout(lanes)), in
        f.

    b, c, d : Signal(), in / valid : Signal(), in
        Beats of the operands; all are there.

    step : Signal(), out
        A beat of all is taken.

    source : stream.Endpoint(beat_layout(lanes)), out
        y, without what is below TINY.
    """
    latency = FloatMultiplier.latency + FloatAdder.latency

    def __init__(self, lanes):
        self.sink   = stream.Endpoint(beat_layout(lanes))
        self.b      = Signal(BITS*lanes)
        self.c      = Signal(BITS*lanes)
        self.d      = Signal(BITS*lanes)
        self.valid  = Signal()
        self.step   = Signal()
        self.source = stream.Endpoint(beat_layout(lanes))

        # # #

        self.queue = queue = Queue(lanes, self.latency)
        self.comb += [
            self.step.eq(self.sink.valid & self.valid & queue.room),
            self.sink.ready.eq(self.step),
            queue.enter.eq(self.step),
            queue.last.eq(self.sink.last),
            queue.segment.eq(self.sink.segment),
            queue.source.connect(self.source),
        ]
        beats = zip(*(elements(x) for x in (self.sink.data, self.b, self.c, self.d)), strict=True)
        for i, (f, b, c, d) in enumerate(beats):
            products = [FloatMultiplier() for _ in range(2)]
            total    = FloatAdder()
            self.add_module(name=f"product{i}", module=products[0])
            self.add_module(name=f"addend{i}", module=products[1])
            self.add_module(name=f"total{i}", module=total)
            self.comb += [
                products[0].a.eq(flushed(f)),
                products[0].b.eq(flushed(b)),
                products[1].a.eq(flushed(c)),
                products[1].b.eq(flushed(d)),
                total.a.eq(products[0].result),
                total.b.eq(products[1].result),
                elements(queue.data)[i].eq(flushed(total.result)),
            ]
