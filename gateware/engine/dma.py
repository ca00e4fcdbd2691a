"""Linear reads and writes over AXI3 or AXI4, counted in beats of the port.

Bursts are as long as the bus allows and naturally aligned, so that none crosses 4 KiB. Reads are
requested only when their data has a place, so the R channel is never held up.
"""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from litex.soc.interconnect.axi import BURST_INCR, AXIInterface
from migen import C, Case, Cat, If, Mux, Signal, bits_for, log2_int

from lutcore.gateware.engine.common import WORD_BITS, transfer_layout, word_layout
from lutcore.gateware.engine.fifo import BlockFIFO

# AXI Port -----------------------------------------------------------------------------------------

def axi_port(geometry):
    """An AXI master interface of the geometry's kind."""
    return AXIInterface(
        data_width    = geometry.port_width,
        address_width = 32,
        id_width      = 2,
        version       = geometry.port_kind,
    )

def burst_layout(geometry):
    """A burst: byte address and number of beats."""
    return [("address", 32), ("beats", bits_for(geometry.max_burst))]

def word_beats(geometry):
    """Beats per 128-bit word."""
    return WORD_BITS // geometry.port_width

def tie_off_writes(bus):
    """Drives the write channels of a port that is only read."""
    return [
        bus.aw.valid.eq(0), bus.w.valid.eq(0), bus.b.ready.eq(1), bus.w.last.eq(0),
        *[getattr(bus.aw, name).eq(0) for name in ("addr", "burst", "len", "size", "cache", "id")],
        *[getattr(bus.w, name).eq(0) for name in ("data", "strb")],
        *([bus.w.id.eq(0)] if bus.version == "axi3" else []),
        *tie_off(bus.aw),
    ]

def tie_off(channel):
    """Address channel fields that are the same in every burst."""
    return [channel.lock.eq(0), channel.prot.eq(0), channel.qos.eq(0), channel.region.eq(0)]

# Splitter -----------------------------------------------------------------------------------------

class BurstSplitter(LiteXModule):
    """Cuts a linear transfer into naturally aligned bursts of at most `limit` beats.

    Attributes
    ----------
    sink : stream.Endpoint(transfer_layout()), in
        A transfer; taken when the one before has been cut up.

    source : stream.Endpoint(burst_layout), out
        Bursts in address order.

    flush : Signal(), in
        Forget the transfer. A burst that was offered is still offered.

    idle : Signal(), out
        Nothing left to cut.
    """
    def __init__(self, geometry, limit):
        self.sink   = stream.Endpoint(transfer_layout())
        self.source = stream.Endpoint(burst_layout(geometry))
        self.flush  = Signal()
        self.idle   = Signal()

        # # #

        # A burst takes three clocks to work out; the shortest that matters has 16 beats.
        size    = log2_int(geometry.port_width // 8)
        address = Signal(32, reset_less=True)
        left    = Signal(32, reset_less=True)
        busy    = Signal()
        phase   = Signal(2)
        room    = Signal(bits_for(limit), reset_less=True) # Beats to the next boundary.
        far     = Signal(reset_less=True)                  # The transfer goes beyond it.
        beats   = Signal(bits_for(limit), reset_less=True)
        low     = left[:bits_for(limit)]
        self.comb += [
            self.idle.eq(~busy & ~self.source.valid),
            self.sink.ready.eq(~busy),
        ]
        self.sync += [
            If(self.source.ready,
                self.source.valid.eq(0)
            ),
            If(self.sink.valid & self.sink.ready,
                address.eq(self.sink.address),
                left.eq(self.sink.beats),
                busy.eq(self.sink.beats != 0),
                phase.eq(0),
            ).Elif(busy,
                Case(phase, {
                    0: [
                        room.eq(limit - address[size:size + log2_int(limit)]),
                        far.eq(left[bits_for(limit):] != 0),
                        phase.eq(1),
                    ],
                    1: [
                        far.eq(far | (low > room)),
                        beats.eq(Mux(far | (low > room), room, low)),
                        phase.eq(2),
                    ],
                    2: If(~self.source.valid,
                        self.source.valid.eq(1),
                        self.source.address.eq(address),
                        self.source.beats.eq(beats),
                        address.eq(address + Cat(C(0, size), beats)),
                        left.eq(left - beats),
                        busy.eq(far),
                        phase.eq(0),
                    ),
                }),
            ),
            If(self.flush,
                busy.eq(0)
            ),
        ]

# Reader -------------------------------------------------------------------------------------------

class Reader(LiteXModule):
    """One client of the read port: a linear transfer in, a stream of words out.

    Parameters
    ----------
    depth : int
        Beats of prefetch, at least two bursts. Requests go out while their beats have a place.

    width : int
        Bits of a word, one or more beats.

    Attributes
    ----------
    sink : stream.Endpoint(transfer_layout()), in
        What to read. Transfers may follow each other without a gap.

    source : stream.Endpoint([("data", width)]), out
        The words.

    request : stream.Endpoint(burst_layout), out / data : stream.Endpoint, in
        To and from the read port. `data` is always ready.

    flush : Signal(), in
        Hold until `idle`: drops what was asked for. Nobody may take what `source` offers then.

    idle : Signal(), out
        Nothing asked for, nothing under way, nothing left to take.
    """
    def __init__(self, geometry, depth, width=WORD_BITS):
        self.sink    = stream.Endpoint(transfer_layout())
        self.source  = stream.Endpoint([("data", width)])
        self.request = stream.Endpoint(burst_layout(geometry))
        self.data    = stream.Endpoint([("data", geometry.port_width)])
        self.flush   = Signal()
        self.idle    = Signal()

        # # #

        # Requests: a burst goes out when its beats have a place -----------------------------------
        self.splitter = splitter = BurstSplitter(geometry, geometry.max_burst)
        assert depth >= 2*geometry.max_burst
        ratio    = width // geometry.port_width
        reserved = Signal(max=depth + 1)   # Beats asked for and not yet taken.
        fits     = Signal()
        send     = Signal()
        take     = Signal()
        taken    = Signal()
        self.comb += [
            self.sink.connect(splitter.sink),
            splitter.flush.eq(self.flush),
            self.request.valid.eq(splitter.source.valid & fits),
            self.request.address.eq(splitter.source.address),
            self.request.beats.eq(splitter.source.beats),
            splitter.source.ready.eq(self.request.ready & fits),
            send.eq(self.request.valid & self.request.ready),
        ]
        self.sync += [
            fits.eq((reserved <= depth - geometry.max_burst) & ~send),
            taken.eq(take),
        ]
        self.sync += Case(Cat(send, taken), {
            1: reserved.eq(reserved + self.request.beats),
            2: reserved.eq(reserved - ratio),
            3: reserved.eq(reserved + self.request.beats - ratio),
        })

        # Data -------------------------------------------------------------------------------------
        self.fifo = fifo = BlockFIFO(width, depth // ratio)
        if ratio == 1:
            self.comb += self.data.connect(fifo.sink)
        else:
            self.converter = stream.Converter(geometry.port_width, width)
            self.comb += [
                self.data.connect(self.converter.sink),
                self.converter.source.connect(fifo.sink, omit={"first", "last"}),
            ]
        self.comb += [
            fifo.source.connect(self.source, omit={"ready"}),
            fifo.source.ready.eq(self.source.ready | self.flush),
            take.eq(fifo.source.valid & fifo.source.ready),
            self.idle.eq(splitter.idle & (reserved == 0)),
        ]

# Read Port ----------------------------------------------------------------------------------------

class ReadPort(LiteXModule):
    """Shares the AR and R channels of an AXI port: client i is served with ID i, lower i first.

    Attributes
    ----------
    error : Signal(), out
        A beat arrived with an error response.
    """
    def __init__(self, geometry, bus, readers):
        self.error = Signal()

        # # #

        # AR: chosen once, then stable until taken -------------------------------------------------
        ar     = bus.ar
        free   = Signal()
        choice = Signal(max=max(2, len(readers)))
        self.comb += free.eq(~ar.valid) # Whether it is taken now would come late, from outside.
        self.sync += If(ar.ready, ar.valid.eq(0))
        for i, reader in reversed(list(enumerate(readers))):
            self.comb += If(reader.request.valid, choice.eq(i))
        for i, reader in enumerate(readers):
            granted = Signal()
            self.comb += [
                granted.eq(free & (choice == i)),
                reader.request.ready.eq(granted),
            ]
            self.sync += If(granted & reader.request.valid,
                ar.valid.eq(1),
                ar.addr.eq(reader.request.address),
                ar.len.eq(reader.request.beats - 1),
                ar.id.eq(i),
            )
        self.comb += [
            ar.size.eq(log2_int(geometry.port_width // 8)),
            ar.burst.eq(BURST_INCR),
            ar.cache.eq(0b0011), # Bufferable, modifiable: the interconnect may merge.
            *tie_off(ar),
        ]

        # R: by ID; every beat has a place ---------------------------------------------------------
        self.comb += bus.r.ready.eq(1)
        data = Signal(geometry.port_width, reset_less=True)
        self.sync += [
            data.eq(bus.r.data),
            self.error.eq(bus.r.valid & (bus.r.resp != 0)),
        ]
        for i, reader in enumerate(readers):
            arrived = Signal()
            self.sync += arrived.eq(bus.r.valid & (bus.r.id == i))
            self.comb += [
                reader.data.valid.eq(arrived),
                reader.data.data.eq(data),
            ]

# Writer -------------------------------------------------------------------------------------------

class Writer(LiteXModule):
    """Writes a stream of words to a linear range. A burst starts when all its words are at hand.

    Attributes
    ----------
    sink : stream.Endpoint(transfer_layout()), in
        The range.

    words : stream.Endpoint(word_layout()), in
        The words. Never written beyond the range: `words` is not ready then.

    almost_full : Signal(), out
        Fewer than `slack` words fit.

    flush : Signal(), in
        Hold until `idle`: finishes the burst under way, drops the rest.

    idle : Signal(), out
        The range is written and acknowledged, no word is left over.

    starved : Signal(), out
        The next burst waits for words.

    excess : Signal(), out
        A word is at hand that the range has no place for.

    error : Signal(), out
        A burst was answered with an error response.
    """
    slack = 8
    burst = 16 # Words; short, since results are few and latency counts.

    def __init__(self, geometry, bus):
        self.sink        = stream.Endpoint(transfer_layout())
        self.words       = stream.Endpoint(word_layout())
        self.almost_full = Signal()
        self.flush       = Signal()
        self.idle        = Signal()
        self.starved     = Signal()
        self.excess      = Signal()
        self.error       = Signal()

        # # #

        ratio = word_beats(geometry)
        limit = min(self.burst*ratio, geometry.max_burst)
        self.splitter = splitter = BurstSplitter(geometry, limit)
        self.fifo     = fifo     = stream.SyncFIFO(word_layout(), 4*self.burst)
        beats   = Signal(bits_for(limit)) # Of the burst, still to be sent.
        pending = Signal(8)               # Bursts without a response.
        enough  = Signal()                # All words of the next burst are at hand.
        start   = Signal()
        wanted  = splitter.source.beats[log2_int(ratio):] # Words of the next burst.
        aw, w   = bus.aw, bus.w
        self.comb += [
            self.sink.connect(splitter.sink),
            splitter.flush.eq(self.flush),
            self.words.connect(fifo.sink),
            self.almost_full.eq(fifo.level > 4*self.burst - self.slack),
            start.eq(enough & ~aw.valid & ~pending[-1] & ~self.flush),
            splitter.source.ready.eq(start | self.flush),
            self.idle.eq(splitter.idle & (beats == 0) & ~aw.valid & (pending == 0)
                & ~fifo.source.valid),
            self.starved.eq(splitter.source.valid & (beats == 0)
                & (fifo.level < wanted)),
            self.excess.eq(splitter.idle & (beats == 0) & fifo.source.valid),
        ]

        self.sync += enough.eq(splitter.source.valid & (fifo.level >= wanted) & (beats == 0)
            & ~start & ~self.flush)

        # AW ---------------------------------------------------------------------------------------
        self.sync += [
            If(aw.ready, aw.valid.eq(0)),
            If(start,
                aw.valid.eq(1),
                aw.addr.eq(splitter.source.address),
                aw.len.eq(splitter.source.beats - 1),
                beats.eq(splitter.source.beats),
            ).Elif(w.valid & w.ready,
                beats.eq(beats - 1),
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
        drop = Signal()
        self.comb += [
            drop.eq(self.flush & (beats == 0)),
            w.valid.eq(beats != 0),
            w.last.eq(beats == 1),
            *([w.id.eq(0)] if bus.version == "axi3" else []),
            w.strb.eq((1 << geometry.port_width // 8) - 1),
        ]
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
        self.comb += bus.b.ready.eq(1)
        self.sync += [
            pending.eq(pending + start - bus.b.valid),
            self.error.eq(bus.b.valid & (bus.b.resp != 0)),
        ]
