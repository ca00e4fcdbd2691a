"""The attention unit, which executes an ATTN on a cache of int8."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, C, Cat, If, Mux, NextState, NextValue, Signal, bits_for

from lutcore.driver.contract.floating import F32
from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.gateware.engine.attention.addresses import ROW_BITS, Addresses, Descriptor
from lutcore.gateware.engine.attention.append import Append, strobed_layout
from lutcore.gateware.engine.attention.blocks import Blocks
from lutcore.gateware.engine.attention.cache import ADDRESS, SerialProduct, pass_layout
from lutcore.gateware.engine.attention.segments import ONE, Coder, SharedDivider
from lutcore.gateware.engine.attention.tables import WORD, Table
from lutcore.gateware.engine.common import WORD_BITS, log2, transfer_layout, word_layout
from lutcore.gateware.engine.multiplier import Multiplier
from lutcore.gateware.engine.vector.microprogram import bits
from lutcore.gateware.engine.vector.operators import BITS, flushed

LEAST  = bits(F32("-inf"))
RANGES = 8  # Ranges of the Reader of vectors that may be under way.
BEATS  = 22 # Bits of the words of a range: 65,535 heads of 256 elements.

# What a range is for.
ELEMENTS, SCALES, SINK = range(3)

def range_layout():
    """A range of the Reader of vectors, in words, and what it is for."""
    return [("kind", 2), ("address", ADDRESS), ("beats", BEATS)]

# Attention Unit -----------------------------------------------------------------------------------

class AttentionUnit(LiteXModule):
    """The attention unit: appends keys and values, then attends with every row in turn.

        for row: append k, then v: vectors -> Coder -> Append -> Writer
        wait for the last write
        for row: for key/value head: for `heads` of its query heads:    a pass
            q: vectors -> Coder -> Blocks                               during the pass before
            keys and values of all blocks -> Blocks -> y -> Writer

    It stands between the fetch of descriptors, which has checked them
    (`contract.units.attn_fault`), Readers and a Writer. Golden model: `contract.execute.attn`, with
    an int8 cache.

    Parameters
    ----------
    lanes : int
        Words of the cache in a clock: 1, 2 or 4. Each lane has a Reader of its own.

    heads : int
        Query heads that are worked on at once; of more that share a key/value head there are
        several passes.

    size : int
        Most elements of a head, a power of two.

    turns : int
        Clocks of a position in Softmax: 1, 2, 3 or 6.

    Attributes
    ----------
    start : Signal(), in
        Execute `descriptor`, which then holds until `idle`.

    descriptor : Descriptor
        The ATTN.

    row : Signal(12), out / entry : dict of Signal(32), in
        The entry of the table of rows that is read; it is there in the same clock.

    transfer : stream.Endpoint(transfer_layout()), out / words : stream.Endpoint(word_layout()), in
        Ranges of q, k, v, sinks and scales, in words; and their words, in order.

    cache_transfers, cache_words : lists of the same
        Ranges of cached keys and values, for each lane.

    write : stream.Endpoint(transfer_layout()), out
        Ranges to write, in words.

    written : stream.Endpoint(strobed_layout()), out
        Their words, with a strobe for each byte.

    writer_idle : Signal(), in
        All that was written has been acknowledged.

    idle : Signal(), out
        The instruction has ended; nothing waits to be written.
    """
    def __init__(self, lanes=1, heads=4, size=256, turns=3, multiplier=Multiplier):
        self.start       = Signal()
        self.descriptor  = Descriptor()
        self.transfer    = stream.Endpoint(transfer_layout())
        self.words       = stream.Endpoint(word_layout())
        self.cache_transfers = [stream.Endpoint(transfer_layout()) for _ in range(lanes)]
        self.cache_words     = [stream.Endpoint(word_layout()) for _ in range(lanes)]
        self.write       = stream.Endpoint(transfer_layout())
        self.written     = stream.Endpoint(strobed_layout())
        self.writer_idle = Signal()
        self.idle        = Signal()

        # # #

        self.heads    = heads
        self.blocks   = blocks = Blocks(lanes, heads, size, turns, multiplier)
        self.coder    = Coder(size, scaled=True)
        self.append   = Append(size)
        self.divider  = SharedDivider([
            blocks.softmax.division, blocks.mixer.division, self.coder.division])
        self.number   = Signal(ROW_BITS) # Row of the instruction.
        self.comb += blocks.size.eq(self.descriptor["size"])
        for i in range(lanes):
            self.comb += [
                blocks.walk.transfers[i].connect(self.cache_transfers[i]),
                self.cache_words[i].connect(blocks.cache_words[i]),
            ]
        self.add_addresses()
        self.add_ranges()
        self.add_vectors()
        self.add_results()
        self.add_control()

    def add_addresses(self):
        """Add what computes addresses of operands and of the cache."""
        d = self.descriptor
        self.product = SerialProduct()
        self.asks    = {name: Addresses.Ask(d[f"{name}.base"], d[f"{name}.row_stride"],
                                            d[f"{name}.position_stride"], d[f"{name}.gather"])
                        for name in "qkvy"}
        self.addresses = addresses = Addresses(d["first"], list(self.asks.values()))
        self.row, self.entry = addresses.row, addresses.entry
        for ask in self.asks.values():
            self.comb += ask.number.eq(self.number)

    def add_ranges(self):
        """Add the way of ranges to the Reader of vectors, and of their words to who asked."""
        scales = self.blocks.walk.scales
        self.ask   = ask = stream.Endpoint(range_layout()) # The control's ranges.
        self.tags  = tags = stream.SyncFIFO([("kind", 2), ("beats", BEATS)], RANGES)
        self.sink_word = Signal() # `words` has a sink.
        own    = Signal() # It is the control's turn; who is served stays until the end.
        valid  = Mux(own, ask.valid, scales.valid)
        beat   = Signal(BEATS)
        kind   = tags.source.kind
        here   = self.words.valid & tags.source.valid
        last   = beat == tags.source.beats - 1
        moved  = Signal()
        self.vectors = vectors = stream.Converter(WORD_BITS, BITS)
        self.comb += [
            self.transfer.valid.eq(valid & tags.sink.ready),
            self.transfer.address.eq(Mux(own, ask.address, scales.address)),
            self.transfer.beats.eq(tags.sink.beats),
            tags.sink.valid.eq(valid & self.transfer.ready),
            tags.sink.kind.eq(Mux(own, ask.kind, SCALES)),
            tags.sink.beats.eq(Mux(own, ask.beats, scales.beats)),
            ask.ready.eq(own & self.transfer.ready & tags.sink.ready),
            scales.ready.eq(~own & self.transfer.ready & tags.sink.ready),
            vectors.sink.data.eq(self.words.data),
            vectors.sink.valid.eq(here & (kind == ELEMENTS)),
            self.blocks.words.data.eq(self.words.data),
            self.blocks.words.valid.eq(here & (kind == SCALES)),
            self.blocks.words.last.eq(last),
            self.sink_word.eq(here & (kind == SINK)),
            moved.eq((vectors.sink.valid & vectors.sink.ready)
                | (self.blocks.words.valid & self.blocks.words.ready) | self.sink_word),
            self.words.ready.eq(moved),
            tags.source.ready.eq(moved & last),
        ]
        self.sync += [
            If(~valid, own.eq(~own)),
            If(moved, beat.eq(beat + 1), If(last, beat.eq(0))),
        ]

    def add_vectors(self):
        """Send elements to Coder, a segment for each head."""
        size, coder, vectors = self.descriptor["size"], self.coder, self.vectors
        element = Signal.like(size)
        last    = element == size - 1
        take    = Signal()
        self.comb += [
            take.eq(vectors.source.valid & coder.room),
            vectors.source.ready.eq(coder.room),
            coder.reserve.eq(take),
            coder.sink.valid.eq(take),
            coder.sink.data.eq(flushed(vectors.source.data)),
            coder.sink.last.eq(last),
        ]
        self.sync += If(take, element.eq(element + 1), If(last, element.eq(0)))

    def add_results(self):
        """Make words of y."""
        self.results = results = stream.Converter(BITS, WORD_BITS)
        self.giving  = Signal() # Words of y are written, not those of Append.
        append, write, written = self.append, self.write, self.written
        self.out = out = stream.Endpoint(transfer_layout()) # The range of y.
        self.comb += [
            self.blocks.mixer.source.connect(results.sink),
            If(self.giving,
                out.connect(write),
                written.valid.eq(results.source.valid),
                written.data.eq(results.source.data),
                written.strobe.eq((1 << WORD_BYTES) - 1),
                results.source.ready.eq(written.ready),
            ).Else(
                append.transfer.connect(write),
                append.words.connect(written),
            ),
        ]

    def add_control(self):
        """Add the order of everything."""
        d, product, append, coder = self.descriptor, self.product, self.append, self.coder
        blocks, ask = self.blocks, self.ask
        walk, softmax, products = blocks.walk, blocks.softmax, blocks.products
        size, rows, readers, capacity = d["size"], d["rows"], d["kv_heads"], d["capacity"]
        position, slot = self.entry["position"], self.entry["slot"]

        def register(bits_=ADDRESS):
            return Signal(bits_, reset_less=True)
        group   = register(16)    # Query heads of a key/value head,
        rest    = register(16)    # those of it that are left,
        reader  = register(16)    # and key/value heads that are left.
        head    = register(16)    # Query head.
        keys    = register()      # Bytes: of a head's keys,
        planes  = register()      # of all keys,
        scales  = register()      # and of all keys' scales.
        length  = register(BEATS) # Words of k, or of v; of the pass's q.
        base    = register()      # The slot's keys, or values; a head's keys.
        marks   = register()      # Their scales.
        codes   = register()      # Those of the row that is appended, ...
        mark    = register()      # ... and their scales.
        source, target = register(), register() # Addresses of vectors that are read, and of y.
        values  = Signal()        # v is appended.
        count   = Signal(bits_for(self.heads)) # Query heads of the pass.
        taken   = Signal.like(count)
        queries = Signal()        # Bank of the pass.
        coming  = Signal()        # There are passes to come, ...
        flying  = Signal(2)       # ... and passes that have not been mixed.
        entered = Signal()
        sinks   = Table(self.heads)
        self.sinks = sinks
        number  = Signal(BITS)    # A sink, ...
        kept    = register(log2(max(2, self.heads)))
        place   = register()      # ... and where it lies.
        low     = register()      # First position that the row sees.
        self.passes = passes = stream.Buffer(pass_layout(self.heads))
        self.comb += [
            self.idle.eq(0),
            coder.scale.eq(Mux(coder.fine, d["scale"], ONE)),
            append.values.eq(values),
            append.odd.eq(position[0]),
            append.heads.eq(readers),
            append.size.eq(size),
            append.codes.eq(codes),
            append.scales.eq(mark),
            append.head_bytes.eq(keys),
            append.scale_bytes.eq(capacity << 2),
            passes.sink.low.eq(low),
            passes.sink.position.eq(position),
            passes.sink.keys.eq(base),
            passes.sink.scales.eq(marks),
            passes.sink.heads.eq(count),
            passes.sink.queries.eq(queries),
            passes.source.connect(walk.job),
            walk.more.eq(coming),
            walk.planes.eq(planes),
            walk.scale_planes.eq(scales),
        ]
        self.sync += flying.eq(flying + entered - blocks.finished)
        self.fsm = fsm = FSM(reset_state="IDLE")
        fsm.act("IDLE",
            self.idle.eq(~self.start),
            NextValue(self.number, 0),
            NextValue(self.giving, 0),
            NextValue(rest, d["heads"]),
            NextValue(group, 0),
            If(self.start, NextState("GROUP")),
        )
        fsm.act("GROUP",
            NextValue(rest, rest - readers),
            NextValue(group, group + 1),
            If(rest <= readers, NextState("HEAD")),
        )
        product.steps(fsm, "HEAD",   capacity, size, 0, keys, "PLANES")
        product.steps(fsm, "PLANES", keys, readers, 0, planes, "SCALES")
        product.steps(fsm, "SCALES", capacity << 2, readers, 0, scales, "LENGTH")
        product.steps(fsm, "LENGTH", size[log2(WORD):], readers, 0, length, "SLOT")

        # A row's slot, for its append or its attention --------------------------------------------
        product.steps(fsm, "SLOT", d["slot_stride"], slot, d["cache"], base, "MARKS")
        product.steps(fsm, "MARKS", planes, 2, base, marks, "ROW")
        fsm.act("ROW",
            NextState("APPEND"),
            If(self.giving, NextState("WINDOW")),
        )

        # Appends ----------------------------------------------------------------------------------
        even = Cat(position[0] & ~values, position[1:])
        product.steps(fsm, "APPEND", even, size, base, codes, "MARK")
        product.steps(fsm, "MARK", position, BITS // 8, marks, mark, "ASK")
        fsm.act("ASK",
            *[If(values == i,
                self.asks[name].valid.eq(1),
                If(self.asks[name].ready, NextState("READ")),
            ) for i, name in enumerate("kv")],
            NextValue(source, self.addresses.address), # It only stays for a clock.
        )
        fsm.act("READ",
            ask.valid.eq(1),
            append.start.eq(ask.ready),
            If(ask.ready, NextState("CODES")),
        )
        fsm.act("CODES",
            coder.source.connect(append.sink),
            If(append.idle,
                NextValue(values, ~values),
                NextValue(base, base + planes),
                NextValue(marks, marks + scales),
                NextState("APPEND"),
                If(values,
                    NextValue(self.number, self.number + 1),
                    NextState("SLOT"),
                    If(self.number == rows - 1, NextState("SETTLE")),
                ),
            ),
        )
        fsm.act("SETTLE", NextState("SETTLED")) # The Writer is idle when it has had its last word.
        fsm.act("SETTLED",
            NextValue(self.number, 0),
            NextValue(coming, 1),
            NextValue(self.giving, 1),
            If(self.writer_idle, NextState("SLOT")),
        )

        # Rows -------------------------------------------------------------------------------------
        fsm.act("WINDOW",
            NextValue(head, 0),
            NextValue(reader, readers),
            NextValue(rest, group),
            NextValue(low, position + 1 - d["window"]),
            If((d["window"] == 0) | (d["window"] > position), NextValue(low, 0)),
            NextState("ASK-Q"),
        )
        for name, to, then in (("q", source, "ASK-Y"), ("y", target, "PASS")):
            fsm.act(f"ASK-{name.upper()}",
                self.asks[name].valid.eq(1),
                NextValue(to, self.addresses.address),
                If(self.asks[name].ready, NextState(then)),
            )

        # Passes: the queries of one while the one before is under way -----------------------------
        fsm.act("PASS",
            NextValue(count, Mux(rest < self.heads, rest, self.heads)),
            NextValue(taken, 0),
            NextValue(kept, 0),
            NextValue(place, d["sinks"] + Cat(C(0, 2), head)),
            If(flying != 2,
                entered.eq(1),
                NextState("QUERIES"),
                If(d["sinks"] != 0, NextState("SINK")),
            ),
        )
        fsm.act("SINK",
            ask.valid.eq(1),
            If(ask.ready, NextState("SINK-WORD")),
        )
        self.comb += [
            *[If(place[2:4] == i, number.eq(self.words.data[i*BITS:(i + 1)*BITS]))
              for i in range(WORD)],
            sinks.value.eq(flushed(number)),
            sinks.written.eq(kept),
            sinks.address[0].eq(taken),
        ]
        fsm.act("SINK-WORD",
            sinks.we.eq(self.sink_word),
            If(self.sink_word,
                NextValue(place, place + BITS // 8),
                NextValue(kept, kept + 1),
                NextState("SINK"),
                If(kept == count - 1, NextState("QUERIES")),
            ),
        )
        product.steps(fsm, "QUERIES", size[log2(WORD):], count, 0, length, "WRITE")
        fsm.act("WRITE",
            self.out.valid.eq(1),
            If(self.out.ready, NextState("READ-Q")),
        )
        fsm.act("READ-Q",
            ask.valid.eq(1),
            If(ask.ready, NextState("CODES-Q")),
        )
        code = coder.source
        self.comb += [
            self.out.address.eq(target),
            self.out.beats.eq(length),
            ask.kind.eq(Mux(fsm.ongoing("SINK"), SINK, ELEMENTS)),
            ask.address.eq(Mux(fsm.ongoing("SINK"), Cat(C(0, 4), place[4:]), source)),
            ask.beats.eq(Mux(fsm.ongoing("SINK"), 1, length)),
            coder.fine.eq(self.giving),
            softmax.head.head.eq(taken),
            softmax.head.queries.eq(queries),
            softmax.head.unit.eq(code.data),
            softmax.head.peak.eq(Mux(d["sinks"] != 0, sinks.data[0], LEAST)),
            softmax.head.total.eq(Mux(d["sinks"] != 0, ONE, 0)),
            products.codes.bank.eq(queries),
            products.codes.head.eq(taken),
            products.codes.data.eq(code.data),
            products.codes.last.eq(code.last),
        ]
        fsm.act("CODES-Q",
            code.ready.eq(1),
            softmax.head.valid.eq(code.valid & code.first),
            products.codes.valid.eq(code.valid & ~code.first),
            If(code.valid & code.last,
                NextValue(taken, taken + 1),
                If(taken == count - 1, NextState("HAND")),
            ),
        )
        passed = Cat(C(0, log2(WORD_BYTES)), length)
        final  = (rest == count) & (reader == 1)
        fsm.act("HAND",
            passes.sink.valid.eq(1),
            If(passes.sink.ready,
                If(final & (self.number == rows - 1), NextValue(coming, 0)),
                NextState("NEXT"),
            ),
        )
        fsm.act("NEXT",
            NextValue(queries, ~queries),
            NextValue(source, source + passed),
            NextValue(target, target + passed),
            NextValue(head, head + count),
            NextValue(rest, rest - count),
            NextState("PASS"),
            If(rest == count,
                NextValue(rest, group),
                NextValue(reader, reader - 1),
                NextValue(base, base + keys),
                NextValue(marks, marks + (capacity << 2)),
            ),
            If(final,
                NextValue(self.number, self.number + 1),
                NextState("SLOT"),
                If(self.number == rows - 1, NextState("DRAIN")),
            ),
        )
        fsm.act("DRAIN",
            If((flying == 0) & blocks.mixer.empty & ~self.results.source.valid, NextState("IDLE")),
        )
