"""The attention unit, which executes an ATTN on a cache of int8."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, C, Cat, If, Mux, NextState, NextValue, Signal

from lutcore.driver.contract.floating import F32
from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.gateware.engine.attention.addresses import ROW_BITS, Addresses, Descriptor
from lutcore.gateware.engine.attention.append import Append, strobed_layout
from lutcore.gateware.engine.attention.blocks import Blocks
from lutcore.gateware.engine.attention.cache import ADDRESS, SerialProduct
from lutcore.gateware.engine.attention.segments import ONE, Coder
from lutcore.gateware.engine.attention.softmax import WORD, Table
from lutcore.gateware.engine.common import WORD_BITS, log2, transfer_layout, word_layout
from lutcore.gateware.engine.multiplier import Multiplier
from lutcore.gateware.engine.vector.microprogram import bits
from lutcore.gateware.engine.vector.operators import BITS, flushed

LEAST = bits(F32("-inf"))

# Attention Unit -----------------------------------------------------------------------------------

class AttentionUnit(LiteXModule):
    """The attention unit: appends keys and values, then attends with every row in turn.

        for row: append k, then v: vectors -> Coder -> Append -> Writer
        wait for the last write
        for row: for key/value head: for `heads` of its query heads:
            q: vectors -> Coder -> Blocks
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
        self.coder    = Coder(size, flush=True)
        self.append   = Append(size)
        self.number   = Signal(ROW_BITS) # Row of the instruction.
        self.count    = blocks.count     # Query heads of the pass.
        self.comb += blocks.size.eq(self.descriptor["size"])
        for i in range(lanes):
            self.comb += [
                blocks.walk.transfers[i].connect(self.cache_transfers[i]),
                self.cache_words[i].connect(blocks.cache_words[i]),
            ]
        self.add_addresses()
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

    def add_vectors(self):
        """Cut words into elements, and send them to Coder, a segment for each head."""
        size, coder = self.descriptor["size"], self.coder
        self.vectors  = vectors = stream.Converter(WORD_BITS, BITS)
        self.encoding = Signal() # Words are elements of q, k or v.
        element = Signal.like(size)
        last    = element == size - 1
        take    = Signal()
        self.comb += [
            vectors.sink.data.eq(self.words.data),
            vectors.sink.valid.eq(self.words.valid & self.encoding),
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
        blocks = self.blocks
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
        length  = register()      # Words of k, or of v; of the pass's q.
        base    = register()      # The slot.
        offset  = register()      # Bytes from a head's keys to the row's position.
        source, target = register(), register() # Addresses of vectors that are read, and of y.
        values  = Signal()        # v is appended.
        taken   = Signal.like(self.count)
        sinks   = Table(self.heads)
        self.sinks = sinks
        number  = Signal(BITS)    # A sink, ...
        kept    = register(log2(max(2, self.heads)))
        place   = register()      # ... and where it lies.
        low     = register()      # First position that the row sees.
        pair    = Mux(position[0], size, 0)
        self.comb += [
            self.idle.eq(0),
            coder.scale.eq(Mux(coder.fine, d["scale"], ONE)),
            append.values.eq(values),
            append.odd.eq(position[0]),
            append.heads.eq(readers),
            append.size.eq(size),
            append.head_bytes.eq(keys),
            append.scale_bytes.eq(capacity << 2),
            walk.position.eq(position),
            walk.low.eq(low),
        ]
        self.fsm = fsm = FSM(reset_state="IDLE")
        fsm.act("IDLE",
            self.idle.eq(~self.start),
            NextValue(self.number, 0),
            NextValue(values, 0),
            NextValue(rest, d["heads"]),
            NextValue(group, 0),
            If(self.start, NextState("GROUP")),
        )
        fsm.act("GROUP",
            NextValue(rest, rest - readers),
            NextValue(group, group + 1),
            If(rest <= readers, NextState("KEYS")),
        )
        product.steps(fsm, "KEYS",   capacity, size, 0, keys, "PLANES")
        product.steps(fsm, "PLANES", keys, readers, 0, planes, "SCALES")
        product.steps(fsm, "SCALES", capacity << 2, readers, 0, scales, "LENGTH")
        product.steps(fsm, "LENGTH", size[log2(WORD):], readers, 0, length, "APPEND")

        # Appends ----------------------------------------------------------------------------------
        product.steps(fsm, "APPEND", d["slot_stride"], slot, d["cache"], base, "OFFSET")
        product.steps(fsm, "OFFSET", position, size, 0, offset, "ASK")
        fsm.act("ASK",
            *[If(values == i,
                self.asks[name].valid.eq(1),
                If(self.asks[name].ready, NextState("READ")),
            ) for i, name in enumerate("kv")],
            NextValue(source, self.addresses.address), # It only stays for a clock.
        )
        fsm.act("READ",
            self.transfer.valid.eq(1),
            self.transfer.address.eq(source),
            self.transfer.beats.eq(length),
            append.start.eq(self.transfer.ready),
            If(values,
                append.codes.eq(base + planes + offset - pair),
                append.scales.eq(base + (planes << 1) + scales + (position << 2)),
            ).Else(
                append.codes.eq(base + offset),
                append.scales.eq(base + (planes << 1) + (position << 2)),
            ),
            If(self.transfer.ready, NextState("CODES")),
        )
        fsm.act("CODES",
            self.encoding.eq(1),
            self.words.ready.eq(self.vectors.sink.ready),
            coder.source.connect(append.sink),
            If(append.idle,
                NextValue(values, ~values),
                NextState("ASK"),
                If(values,
                    NextValue(self.number, self.number + 1),
                    NextState("APPEND"),
                    If(self.number == rows - 1, NextState("SETTLE")),
                ),
            ),
        )
        fsm.act("SETTLE", NextState("SETTLED")) # The Writer is idle when it has had its last word.
        fsm.act("SETTLED",
            NextValue(self.number, 0),
            If(self.writer_idle, NextState("ROW")),
        )

        # Rows -------------------------------------------------------------------------------------
        product.steps(fsm, "ROW", d["slot_stride"], slot, d["cache"], base, "WINDOW")
        fsm.act("WINDOW",
            NextValue(head, 0),
            NextValue(reader, readers),
            NextValue(rest, group),
            NextValue(low, position + 1 - d["window"]),
            If((d["window"] == 0) | (d["window"] > position), NextValue(low, 0)),
            NextValue(walk.keys, base),
            NextValue(walk.values, base + planes),
            NextValue(walk.key_scales, base + (planes << 1)),
            NextValue(walk.value_scales, base + (planes << 1) + scales),
            NextState("ASK-Q"),
        )
        for name, to, then in (("q", source, "ASK-Y"), ("y", target, "PASS")):
            fsm.act(f"ASK-{name.upper()}",
                self.asks[name].valid.eq(1),
                NextValue(to, self.addresses.address),
                If(self.asks[name].ready, NextState(then)),
            )

        # Heads ------------------------------------------------------------------------------------
        fsm.act("PASS",
            NextValue(self.count, Mux(rest < self.heads, rest, self.heads)),
            NextValue(taken, 0),
            NextValue(kept, 0),
            NextValue(place, d["sinks"] + Cat(C(0, 2), head)),
            NextState("QUERIES"),
            If(d["sinks"] != 0, NextState("SINK")),
        )
        fsm.act("SINK",
            self.transfer.valid.eq(1),
            self.transfer.address.eq(Cat(C(0, 4), place[4:])),
            self.transfer.beats.eq(1),
            If(self.transfer.ready, NextState("SINK-WORD")),
        )
        self.comb += [
            *[If(place[2:4] == i, number.eq(self.words.data[i*BITS:(i + 1)*BITS]))
              for i in range(WORD)],
            sinks.value.eq(flushed(number)),
            sinks.written.eq(kept),
            sinks.address[0].eq(taken),
        ]
        fsm.act("SINK-WORD",
            self.words.ready.eq(1),
            sinks.we.eq(self.words.valid),
            If(self.words.valid,
                NextValue(place, place + BITS // 8),
                NextValue(kept, kept + 1),
                NextState("SINK"),
                If(kept == self.count - 1, NextState("QUERIES")),
            ),
        )
        product.steps(fsm, "QUERIES", size[log2(WORD):], self.count, 0, length, "READ-Q")
        fsm.act("READ-Q",
            self.transfer.valid.eq(1),
            self.transfer.address.eq(source),
            self.transfer.beats.eq(length),
            If(self.transfer.ready, NextState("CODES-Q")),
        )
        code = coder.source
        self.comb += [
            softmax.head.head.eq(taken),
            softmax.head.unit.eq(code.data),
            softmax.head.peak.eq(Mux(d["sinks"] != 0, sinks.data[0], LEAST)),
            softmax.head.total.eq(Mux(d["sinks"] != 0, ONE, 0)),
            products.codes.head.eq(taken),
            products.codes.data.eq(code.data),
            products.codes.last.eq(code.last),
        ]
        fsm.act("CODES-Q",
            self.encoding.eq(1),
            self.words.ready.eq(self.vectors.sink.ready),
            coder.fine.eq(1),
            code.ready.eq(1),
            softmax.head.valid.eq(code.valid & code.first),
            products.codes.valid.eq(code.valid & ~code.first),
            If(code.valid & code.last,
                NextValue(taken, taken + 1),
                If(taken == self.count - 1, NextState("WALK")),
            ),
        )
        fsm.act("WALK",
            walk.start.eq(1),
            NextState("BLOCKS"),
        )
        fsm.act("BLOCKS",
            blocks.going.eq(1),
            walk.scales.connect(self.transfer),
            self.words.connect(blocks.words),
            If(blocks.done, NextState("WRITE")),
        )
        fsm.act("WRITE",
            self.giving.eq(1),
            self.out.valid.eq(1),
            self.out.address.eq(target),
            self.out.beats.eq(length),
            If(self.out.ready, NextState("RESULTS")),
        )
        fsm.act("RESULTS",
            self.giving.eq(1),
            blocks.finish.eq(1),
            If(blocks.finished, NextState("DRAIN")),
        )
        fsm.act("DRAIN",
            self.giving.eq(1),
            If(~blocks.mixer.source.valid & ~self.results.source.valid, NextState("NEXT")),
        )
        passed = Cat(C(0, log2(WORD_BYTES)), length)
        fsm.act("NEXT",
            NextValue(source, source + passed),
            NextValue(target, target + passed),
            NextValue(head, head + self.count),
            NextValue(rest, rest - self.count),
            NextState("PASS"),
            If(rest == self.count,
                NextValue(rest, group),
                NextValue(reader, reader - 1),
                NextValue(walk.keys, walk.keys + keys),
                NextValue(walk.values, walk.values + keys),
                NextValue(walk.key_scales, walk.key_scales + (capacity << 2)),
                NextValue(walk.value_scales, walk.value_scales + (capacity << 2)),
                If(reader == 1,
                    NextValue(self.number, self.number + 1),
                    NextState("ROW"),
                    If(self.number == rows - 1, NextState("IDLE")),
                ),
            ),
        )
