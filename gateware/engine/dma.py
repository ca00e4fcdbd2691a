"""Linear reads over AXI3 or AXI4, counted in beats of the port, and what writes share with them.

Bursts are as long as the bus allows and naturally aligned, so that none crosses 4 KiB. A read is
requested only when there is room for its data, so the R channel is never held up.
"""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from litex.soc.interconnect.axi import BURST_INCR, AXIInterface
from migen import C, Case, Cat, If, Mux, Record, Signal, bits_for, log2_int

from lutcore.driver.contract.registers import PAGE_BITS, PAGES
from lutcore.gateware.engine.common import WORD_BITS, transfer_layout
from lutcore.gateware.engine.fifo import BlockFIFO

# AXI Port -----------------------------------------------------------------------------------------

def axi_port(geometry):
    """Return an AXI master interface of the kind and width that the geometry says.

    One port may have eight Readers: of descriptors, activations, weights, and the units'.
    """
    return AXIInterface(
        data_width    = geometry.port_width,
        address_width = 32,
        id_width      = 3 if geometry.vector_lanes else 2,
        version       = geometry.port_kind,
    )

def burst_layout(geometry):
    """A burst: its byte address and number of beats."""
    return [("address", 32), ("beats", bits_for(geometry.max_burst))]

def word_beats(geometry):
    """Beats per 128-bit word."""
    return WORD_BITS // geometry.port_width

def tie_off_writes(bus):
    """Return statements that drive the write channels of a port that only reads."""
    return [
        bus.aw.valid.eq(0), bus.w.valid.eq(0), bus.b.ready.eq(1), bus.w.last.eq(0),
        *[getattr(bus.aw, name).eq(0) for name in ("addr", "burst", "len", "size", "cache", "id")],
        *[getattr(bus.w, name).eq(0) for name in ("data", "strb")],
        *([bus.w.id.eq(0)] if bus.version == "axi3" else []),
        *tie_off(bus.aw),
    ]

def tie_off(channel):
    """Return statements that drive the address fields which are 0 in every burst."""
    return [channel.lock.eq(0), channel.prot.eq(0), channel.qos.eq(0), channel.region.eq(0)]

def window_layout():
    """First and last page, of 4 KiB, that bursts may touch."""
    return [("base", 32 - PAGE_BITS), ("last", 32 - PAGE_BITS)]

# Splitter -----------------------------------------------------------------------------------------

class BurstSplitter(LiteXModule):
    """Splitter of a linear transfer into naturally aligned bursts of at most `limit` beats.

    Each Reader and each Writer has one, between its transfers and its requests.

    Parameters
    ----------
    limit : int
        Beats of the longest burst, a power of two.

    part, parts : int
        Offer, and check, only one of `parts` bursts that follow each other, that number `part`. The
        other ones are for other ports, unless `whole` is high.

    Attributes
    ----------
    sink : stream.Endpoint(transfer_layout()), in
        A transfer; the next one is taken when this one has been split up.

    source : stream.Endpoint(burst_layout), out
        Bursts in address order.

    window : Record(window_layout()), in
        Pages that bursts may touch; all of memory if nothing drives it. It may change while `idle`.

    refused : Signal(), out
        The burst at `address` lies outside the window and was not offered. The transfer ends there;
        until `flush` no other one is taken.

    address : Signal(32), out
        Where the next burst starts.

    flush : Signal(), in
        Forget the transfer. A burst that is on offer stays on offer.

    idle : Signal(), out
        Nothing is left to split, and no burst is on offer.

    whole : Signal(), in
        Offer all bursts of the transfer.
    """
    def __init__(self, geometry, limit, part=0, parts=1):
        self.sink    = stream.Endpoint(transfer_layout())
        self.source  = stream.Endpoint(burst_layout(geometry))
        self.window  = Record(window_layout())
        self.refused = Signal()
        self.address = Signal(32, reset_less=True)
        self.flush   = Signal()
        self.idle    = Signal()
        self.whole   = Signal()
        self.window.last.reset = PAGES - 1

        # # #

        # A burst takes three clocks to compute; the shortest one whose speed counts has 16 beats.
        size    = log2_int(geometry.port_width // 8)
        address = self.address
        left    = Signal(32, reset_less=True)
        busy    = Signal()
        phase   = Signal(2)
        room    = Signal(bits_for(limit), reset_less=True) # Beats to the next boundary.
        far     = Signal(reset_less=True)                  # The transfer crosses the boundary.
        outside = Signal(reset_less=True)
        beats   = Signal(bits_for(limit), reset_less=True)
        low     = left[:bits_for(limit)]
        page    = address[PAGE_BITS:] # All of a burst lies in one page.
        self.comb += [
            self.idle.eq(~busy & ~self.source.valid),
            self.sink.ready.eq(~busy & ~self.refused),
        ]
        go_on = [
            address.eq(address + Cat(C(0, size), beats)),
            left.eq(left - beats),
            busy.eq(far),
            phase.eq(0),
        ]
        offer = If(outside,
            self.refused.eq(1),
            busy.eq(0),
        ).Elif(~self.source.valid,
            self.source.valid.eq(1),
            self.source.address.eq(address),
            self.source.beats.eq(beats),
            *go_on,
        )
        if parts > 1:
            others = Signal(max=parts) # Bursts for other ports before the next one for this port.
            offer  = If(others != 0, others.eq(others - 1), *go_on).Else(offer)
            self.sync += [
                If(self.sink.valid & self.sink.ready,
                    others.eq(part)
                ).Elif(busy & (phase == 2) & (others == 0) & ~self.source.valid,
                    others.eq(parts - 1)
                ),
            ]
            if geometry.vector_lanes:
                self.sync += If(self.whole, others.eq(0))
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
                        outside.eq((page < self.window.base) | (page > self.window.last)),
                        phase.eq(1),
                    ],
                    1: [
                        far.eq(far | (low > room)),
                        beats.eq(Mux(far | (low > room), room, low)),
                        phase.eq(2),
                    ],
                    2: offer,
                }),
            ),
            If(self.flush,
                busy.eq(0),
                self.refused.eq(0),
            ),
        ]

# Reader -------------------------------------------------------------------------------------------

class Reader(LiteXModule):
    """Client of a ReadPort: linear transfers in, a stream of words out.

    LutCore has one for descriptors, one for activations, one per memory port for weights, and five
    for its units.

    Parameters
    ----------
    depth : int
        Beats of prefetch, at least two bursts. A request goes out when there is room for its beats.

    width : int
        Bits of a word: one or more beats.

    Attributes
    ----------
    sink : stream.Endpoint(transfer_layout()), in
        Transfers to read. They may follow each other without a gap.

    source : stream.Endpoint([("data", width)]), out
        The words.

    request : stream.Endpoint(burst_layout), out
        Bursts for the read port.

    data : stream.Endpoint, in
        Beats from the read port. Always ready.

    expecting : Signal(), out
        A beat that was requested has not arrived. A beat that comes while it is low is dropped.

    flush : Signal(), in
        Drop everything that was requested. Hold it until `idle`, and take nothing from `source`
        meanwhile.

    idle : Signal(), out
        Nothing is requested, under way or left to take.
    """
    def __init__(self, geometry, depth, width=WORD_BITS):
        self.sink    = stream.Endpoint(transfer_layout())
        self.source  = stream.Endpoint([("data", width)])
        self.request = stream.Endpoint(burst_layout(geometry))
        self.data    = stream.Endpoint([("data", geometry.port_width)])
        self.flush   = Signal()
        self.idle    = Signal()
        self.expecting = Signal()

        # # #

        # Requests: a burst goes out when there is room for its beats ------------------------------
        self.splitter = splitter = BurstSplitter(geometry, geometry.max_burst)
        assert depth >= 2*geometry.max_burst
        ratio    = width // geometry.port_width
        reserved = Signal(max=depth + 1)   # Places in the FIFO: beats requested and not yet taken.
        flying   = Signal(max=depth + 1)   # Beats requested and not yet arrived.
        fits     = Signal()
        send     = Signal()
        take     = Signal()
        taken    = Signal()
        beat     = Signal()
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
        self.comb += [
            self.expecting.eq(flying != 0),
            beat.eq(self.data.valid & self.expecting),
        ]
        self.sync += Case(Cat(send, beat), {
            1: flying.eq(flying + self.request.beats),
            2: flying.eq(flying - 1),
            3: flying.eq(flying + self.request.beats - 1),
        })

        # Data -------------------------------------------------------------------------------------
        self.fifo = fifo = BlockFIFO(width, depth // ratio)
        self.comb += self.data.ready.eq(1)
        if ratio == 1:
            entry = fifo.sink
        else:
            self.converter = stream.Converter(geometry.port_width, width)
            entry = self.converter.sink
            self.comb += [
                self.converter.source.connect(fifo.sink, omit={"first", "last"}),
            ]
        self.comb += [
            entry.valid.eq(beat),
            entry.data.eq(self.data.data),
            fifo.source.connect(self.source, omit={"ready"}),
            fifo.source.ready.eq(self.source.ready | self.flush),
            take.eq(fifo.source.valid & fifo.source.ready),
            self.idle.eq(splitter.idle & (reserved == 0)),
        ]

# Read Port ----------------------------------------------------------------------------------------

class ReadPort(LiteXModule):
    """Arbiter of an AXI port's AR and R channels: Reader i has ID i, and lower IDs go first.

    LutCore has one per memory port. R is always ready: what nobody asked for, as a port may still
    hold after the fabric was configured anew, is dropped.

    Attributes
    ----------
    errors : list of Signal(), out
        A beat that reader i had requested has arrived with an error response.

    stray : Signal(), out
        A beat has arrived that no reader had requested.
    """
    def __init__(self, geometry, bus, readers):
        self.errors = [Signal() for _ in readers]
        self.stray  = Signal()

        # # #

        # AR: a request, once chosen, stays until it is taken --------------------------------------
        ar     = bus.ar
        free   = Signal()
        choice = Signal(max=max(2, len(readers)))
        self.comb += free.eq(~ar.valid) # Not `| ar.ready`, which arrives late from outside.
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

        # R: the ID names the reader, which has room for every beat --------------------------------
        self.comb += bus.r.ready.eq(1)
        data  = Signal(geometry.port_width, reset_less=True)
        bad   = Signal(reset_less=True)
        valid = Signal()
        known = Signal()
        self.sync += [
            data.eq(bus.r.data),
            bad.eq(bus.r.resp != 0),
            valid.eq(bus.r.valid),
            self.stray.eq(valid & ~known),
        ]
        for i, reader in enumerate(readers):
            arrived = Signal()
            self.sync += arrived.eq(bus.r.valid & (bus.r.id == i))
            self.comb += [
                reader.data.valid.eq(arrived),
                reader.data.data.eq(data),
                If(arrived & reader.expecting,
                    known.eq(1),
                    self.errors[i].eq(bad),
                ),
            ]
