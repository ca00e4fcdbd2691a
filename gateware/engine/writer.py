"""Writes of results over AXI3 or AXI4, on one port or dealt to several."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from litex.soc.interconnect.axi import BURST_INCR
from migen import Array, Cat, If, Memory, Mux, Signal, bits_for, log2_int

from lutcore.gateware.engine.attention.append import strobed_layout
from lutcore.gateware.engine.common import WORD_BITS, result_layout, transfer_layout, word_layout
from lutcore.gateware.engine.dma import BurstSplitter, tie_off, word_beats

# FIFO ---------------------------------------------------------------------------------------------

class WideFIFO(LiteXModule):
    """FIFO that takes up to `width` words at once and gives one at a time.

    Each Writer has one where results come several words at a time.

        several words at once: they fill a row of the memory
        one word at a time (`single`): it has a row of its own

    Parameters
    ----------
    depth : int
        Words that it holds; a multiple of `width`.

    Attributes
    ----------
    sink : stream.Endpoint, in
        The first `count` of `width` words. All are taken but those at the end of a range.

    source : stream.Endpoint(word_layout()), out
        The words in their order.

    level : Signal(), out
        Words that it holds.

    restart : Signal(), in
        A new range begins: the next words come first, as after a reset. It is empty then.

    single : Signal(), in
        Words come one at a time, with strobes. It changes only while the FIFO is empty.
    """
    def __init__(self, width, depth, strobes=False):
        layout       = strobed_layout() if strobes else word_layout()
        self.sink    = stream.Endpoint([("data", width*WORD_BITS), ("count", bits_for(width)),
            *layout[1:]])
        self.source  = stream.Endpoint(layout)
        self.level   = Signal(max=depth + 1)
        self.restart = Signal()
        self.single  = Signal()

        # # #

        extra  = sum(size for _, size in layout[1:])
        memory = Memory(width*WORD_BITS + extra, depth // width)
        writer = memory.get_port(write_capable=True)
        reader = memory.get_port(async_read=True)
        self.specials += memory, writer, reader
        produce = Signal(max=depth // width)
        consume = Signal(max=depth) # Row of the memory and, below it, word of the row.
        put     = Signal()
        get     = Signal()
        self.comb += [
            self.sink.ready.eq(self.level <= (
                Mux(self.single, depth // width - 1, depth - width) if strobes else depth - width)),
            put.eq(self.sink.valid & self.sink.ready),
            get.eq(self.source.valid & self.source.ready),
            writer.we.eq(put),
            writer.adr.eq(produce),
            writer.dat_w.eq(Cat(self.sink.data, self.sink.strobe) if strobes else self.sink.data),
            reader.adr.eq(consume[log2_int(width):]),
            self.source.valid.eq(self.level != 0),
            self.source.data.eq(Array(
                reader.dat_r[i*WORD_BITS:(i + 1)*WORD_BITS] for i in range(width)
            )[consume[:log2_int(width)]]),
        ]
        self.sync += [
            self.level.eq(self.level + Mux(put, self.sink.count, 0) - get),
            If(put, produce.eq(produce + 1)),
            If(get, consume.eq(consume + 1)),
        ]
        restart = self.restart
        if strobes:
            before = Signal()
            self.comb += self.source.strobe.eq(reader.dat_r[width*WORD_BITS:])
            self.sync += [
                before.eq(self.single),
                If(get & self.single, consume.eq(consume + width)),
            ]
            restart = (self.restart & ~self.single) | (self.single != before)
        self.sync += [
            If(restart,
                produce.eq(0),
                consume.eq(0),
            ),
        ]

# Dealer -------------------------------------------------------------------------------------------

class Dealer(LiteXModule):
    """Dealer of a range's words to several Writers: the words of a burst to each, in turn.

        for burst of the range: for word of the burst: to Writer `turn`;  turn = the next one

    It stands between Drain and the Writers, whose BurstSplitters deal the bursts alike. A range
    begins at a multiple of 64 bytes, so what comes in a clock always belongs to one burst.

    Parameters
    ----------
    writers : list of Writer

    Attributes
    ----------
    sink : stream.Endpoint(transfer_layout()), in
        The range, for all Writers at once. They take it when all of them are idle.

    words : stream.Endpoint(result_layout()), in
        Its words, a clock later or more. The Writers have room: Drain is held when one is almost
        full.
    """
    def __init__(self, geometry, writers):
        self.sink  = stream.Endpoint(transfer_layout())
        self.words = stream.Endpoint(result_layout(geometry))

        # # #

        low   = log2_int(geometry.result_words*WORD_BITS // 8) # Bits of an address in the words of
        high  = log2_int(geometry.result_beats*geometry.port_width // 8) # a clock, and of a burst.
        place = Signal(high - low)
        turn  = Signal(max=len(writers))
        self.sync += [
            If(self.words.valid,
                Cat(place, turn).eq(Cat(place, turn) + 1)
            ),
            If(self.sink.valid,
                place.eq(self.sink.address[low:high]),
                turn.eq(0),
            ),
        ]
        self.comb += self.words.ready.eq(1)
        for i, writer in enumerate(writers):
            self.comb += [
                self.sink.connect(writer.sink, omit={"ready"}),
                self.words.connect(writer.words, omit={"valid", "ready"}),
                writer.words.valid.eq(self.words.valid & (turn == i)),
            ]

# Writer -------------------------------------------------------------------------------------------

class Writer(LiteXModule):
    """Writer of a stream of words to a linear range. It starts a burst when it has all its words.

    A burst is announced while the one before it is sent, so the beats of bursts follow each other
    without a gap.

    It stands between Drain, or the Dealer behind it, and the write channels of an AXI port. Of
    several Writers each gets the whole range, and the words of its own bursts. In an engine with
    units the first Writer also writes what they make, and that alone.

    Parameters
    ----------
    part : int
        Number of the Writer: its bursts are `part`, `part + result_ports`, ... of the range.

    Attributes
    ----------
    sink : stream.Endpoint(transfer_layout()), in
        The range.

    words : stream.Endpoint(result_layout()), in
        The words. None is ever written beyond the range; surplus words wait, see `excess`.

    almost_full : Signal(), out
        There is room for fewer than `slack` times the words that may come in a clock.

    flush : Signal(), in
        Finish the burst under way and drop the rest. Hold it until `idle`.

    idle : Signal(), out
        The range is written and acknowledged, and no word is left over.

    starved : Signal(), out
        The next burst waits for words.

    excess : Signal(), out
        A word is left over that does not fit into the range.

    error : Signal(), out
        A burst was answered with an error response.

    stray : Signal(), out
        A response has arrived, but no burst waited for one. It is dropped.

    unit : Signal(), in
        Take ranges and words of a unit instead. It changes only while idle.

    ranges : stream.Endpoint(transfer_layout()), in / stores : stream.Endpoint(strobed_layout()), in
        Those of a unit, in words, and its words.
    """
    slack = 8
    depth = 64 # Words of the FIFO: four bursts or more.

    def __init__(self, geometry, bus, part=0):
        self.sink        = stream.Endpoint(transfer_layout())
        self.words       = stream.Endpoint(result_layout(geometry))
        self.almost_full = Signal()
        self.flush       = Signal()
        self.idle        = Signal()
        self.starved     = Signal()
        self.excess      = Signal()
        self.error       = Signal()
        self.stray       = Signal()
        self.unit        = Signal()
        self.ranges      = stream.Endpoint(transfer_layout())
        self.stores      = stream.Endpoint(strobed_layout())

        # # #

        ratio = word_beats(geometry)
        limit = geometry.result_beats
        width = geometry.result_words
        both  = geometry.vector_lanes > 0 and part == 0 # Units use this Writer, too.
        self.splitter = splitter = BurstSplitter(geometry, limit, part, geometry.result_ports)
        if width == 1:
            self.fifo = fifo = stream.SyncFIFO(strobed_layout() if both else word_layout(),
                self.depth)
        else:
            self.fifo = fifo = WideFIFO(width, self.depth, strobes=both)
            self.comb += fifo.restart.eq(self.sink.valid & self.sink.ready)
        beats   = Signal(bits_for(limit)) # Beats of the burst that are still to be sent.
        queued  = Signal(bits_for(limit)) # Beats of the burst behind it, which has been announced.
        pending = Signal(8)               # Bursts without a response.
        spare   = Signal(max=self.depth + 1) # Words of no burst yet.
        sending = (beats != 0) | (queued != 0)
        enough  = Signal()                # All words of the next burst are in the FIFO.
        start   = Signal()
        sent    = Signal()
        drop    = Signal()
        wanted  = splitter.source.beats[log2_int(ratio):] # Words of the next burst.
        slack   = self.slack*min(width, 2) # A burst has no more words; the next are for others.
        arrived = fifo.sink.valid & fifo.sink.ready
        if width > 1:
            arrived = Mux(arrived, fifo.sink.count, 0)
        aw, w   = bus.aw, bus.w
        ranges, words = self.sink.connect(splitter.sink), self.words.connect(fifo.sink)
        if both:
            ranges = If(self.unit,
                self.ranges.connect(splitter.sink, omit={"beats"}),
                splitter.sink.beats.eq(self.ranges.beats * ratio),
                splitter.whole.eq(1),
            ).Else(ranges)
            words = If(self.unit,
                self.stores.connect(fifo.sink),
                *([fifo.sink.count.eq(1), fifo.single.eq(1)] if width > 1 else []),
            ).Else(
                words,
                fifo.sink.strobe.eq((1 << len(fifo.sink.strobe)) - 1),
            )
        self.comb += [
            ranges,
            splitter.flush.eq(self.flush),
            words,
            self.almost_full.eq(fifo.level > self.depth - slack),
            start.eq(enough & ~aw.valid & ~pending[-1] & ~self.flush),
            splitter.source.ready.eq(start | self.flush),
            self.idle.eq(splitter.idle & ~sending & ~aw.valid & (pending == 0)
                & ~fifo.source.valid),
            self.starved.eq(splitter.source.valid & ~sending & (spare < wanted)),
            self.excess.eq(splitter.idle & ~sending & fifo.source.valid),
            sent.eq(w.valid & w.ready & (beats == 1)),
            drop.eq(self.flush & ~sending),
        ]
        self.sync += [
            enough.eq(splitter.source.valid & (spare >= wanted) & (queued == 0) & ~start
                & ~self.flush),
            spare.eq(spare + arrived - Mux(start, wanted, 0)),
            If(drop, spare.eq(0)),
        ]

        # AW ---------------------------------------------------------------------------------------
        self.sync += [
            If(aw.ready, aw.valid.eq(0)),
            If(start,
                aw.valid.eq(1),
                aw.addr.eq(splitter.source.address),
                aw.len.eq(splitter.source.beats - 1),
                queued.eq(splitter.source.beats),
            ),
            If(w.valid & w.ready, beats.eq(beats - 1)),
            If((beats == 0) | sent,
                beats.eq(queued),
                If(~start, queued.eq(0)),
            ),
        ]
        self.comb += [
            aw.size.eq(log2_int(geometry.port_width // 8)),
            aw.burst.eq(BURST_INCR),
            aw.cache.eq(0b0011),
            aw.id.eq(0),
            *tie_off(aw),
        ]

        # W ----------------------------------------------------------------------------------------
        self.comb += [
            w.valid.eq(beats != 0),
            w.last.eq(beats == 1),
            *([w.id.eq(0)] if bus.version == "axi3" else []),
        ]
        if both:
            strobes = fifo.source.strobe
            half    = len(strobes) // 2
            self.comb += w.strb.eq(
                strobes if ratio == 1 else Mux(beats[0], strobes[half:], strobes[:half]))
        else:
            self.comb += w.strb.eq((1 << (geometry.port_width // 8)) - 1)
        if ratio == 1:
            self.comb += [
                w.data.eq(fifo.source.data),
                fifo.source.ready.eq((w.valid & w.ready) | drop),
            ]
        else:
            self.comb += [
                w.data.eq(Mux(beats[0], fifo.source.data[64:], fifo.source.data[:64])),
                fifo.source.ready.eq((w.valid & w.ready & beats[0]) | drop),
            ]

        # B ----------------------------------------------------------------------------------------
        answered = Signal()
        self.comb += [
            bus.b.ready.eq(1),
            answered.eq(bus.b.valid & (pending != 0)),
        ]
        self.sync += [
            pending.eq(pending + start - answered),
            self.error.eq(answered & (bus.b.resp != 0)),
            self.stray.eq(bus.b.valid & ~answered),
        ]
