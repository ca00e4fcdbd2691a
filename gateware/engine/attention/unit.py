"""The attention unit, which executes an ATTN on a cache of int8."""

from litex.gen import LiteXModule, Reduce
from litex.soc.interconnect import stream
from migen import FSM, C, Cat, If, Mux, NextState, NextValue, Signal, bits_for

from lutcore.driver.contract.floating import F32
from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.gateware.engine.attention.addresses import ROW_BITS, Addresses, Descriptor
from lutcore.gateware.engine.attention.append import Append, strobed_layout
from lutcore.gateware.engine.attention.cache import ADDRESS, BlockWalk, SerialProduct
from lutcore.gateware.engine.attention.mixer import Mixer
from lutcore.gateware.engine.attention.products import Products, product_layout
from lutcore.gateware.engine.attention.segments import ONE, Coder
from lutcore.gateware.engine.attention.softmax import WORD, Softmax, Table, block_layout
from lutcore.gateware.engine.common import WORD_BITS, log2, transfer_layout, word_layout
from lutcore.gateware.engine.multiplier import Multiplier
from lutcore.gateware.engine.vector.microprogram import bits
from lutcore.gateware.engine.vector.operators import BITS, flushed

LEAST = bits(F32("-inf"))
BANKS = 2

class Credits(LiteXModule):
    """Count of what is there: `more` adds one, `less` takes one, `some` says that there is one."""

    def __init__(self, first=0):
        self.more = Signal()
        self.less = Signal()
        self.some = Signal()

        # # #

        count = Signal(bits_for(2*BANKS), reset=first)
        self.comb += self.some.eq(count != 0)
        self.sync += count.eq(count + self.more - self.less)

# Attention Unit -----------------------------------------------------------------------------------

class AttentionUnit(LiteXModule):
    """The attention unit: appends keys and values, then attends with every row in turn.

        for row: append k, then v: vectors -> Coder -> Append -> Writer
        wait for the last write
        for row: for key/value head: for `heads` of its query heads:
            q: vectors -> Coder -> Products, Softmax
            for block: BlockWalk asks for it:
                keys   -> Products: scores -> Softmax: shares     while the next keys stream
                values -> Products: sums   -> Mixer
            Mixer -> y -> Writer

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
        self.products = Products(lanes, heads, size, multiplier)
        self.softmax  = Softmax(lanes, heads, turns)
        self.mixer    = Mixer(heads, size)
        self.coder    = Coder(size, flush=True)
        self.append   = Append(size)
        self.walk     = BlockWalk(lanes, size)
        self.number   = Signal(ROW_BITS)      # Row of the instruction.
        self.count    = Signal(bits_for(heads)) # Query heads of the pass.
        self.add_addresses()
        self.add_vectors()
        self.add_scales()
        self.add_blocks()
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

    def add_scales(self):
        """Send words of scales to Softmax, a block's when there is a bank for it."""
        softmax = self.softmax
        self.lines   = lines = stream.SyncFIFO(self.walk.lines.description, 4)
        self.scaling = Signal() # Words are scales.
        self.scale_room = room = Credits(BANKS)
        self.scaled     = scaled = Credits()
        values, bank = Signal(), Signal()
        line  = Signal.like(softmax.scales.line)
        going = Signal()
        last  = line == lines.source.count - 1
        take  = Signal()
        ends  = Signal()
        self.comb += [
            self.walk.lines.connect(lines.sink),
            take.eq(self.scaling & going & self.words.valid),
            ends.eq(take & last & values),
            lines.source.ready.eq(ends),
            softmax.scales.valid.eq(take),
            softmax.scales.values.eq(values),
            softmax.scales.bank.eq(bank),
            softmax.scales.line.eq(line),
            softmax.scales.data.eq(self.words.data),
            room.less.eq(ends),
            room.more.eq(softmax.done),
            scaled.more.eq(ends),
        ]
        self.sync += [
            going.eq(lines.source.valid & room.some & ~ends),
            If(take,
                line.eq(line + 1),
                If(last,
                    line.eq(0),
                    values.eq(~values),
                    If(values, bank.eq(~bank)),
                ),
            ),
            If(~self.scaling, bank.eq(self.walk.low[7])),
        ]

    def add_blocks(self):
        """Let each block pass through Products, Softmax, Products and Mixer, two at a time."""
        products, softmax, mixer, walk = self.products, self.softmax, self.mixer, self.walk
        d = self.descriptor
        self.runs   = runs   = stream.SyncFIFO(product_layout(), 4)
        self.blocks = blocks = stream.SyncFIFO(block_layout(), 4)
        self.score_room  = score_room  = Credits(BANKS)
        self.factor_room = factor_room = Credits(BANKS)
        self.sum_room    = sum_room    = Credits(1)
        self.keyed       = keyed       = Credits() # Blocks whose scores are there,
        self.shared      = shared      = Credits() # whose shares are,
        self.valued      = valued      = Credits() # and whose sums are.
        self.mixing      = Signal()    # A block's sums are added up.
        self.mixed       = Signal.like(walk.count)
        go, begun, blended = Signal(), Signal(), Signal()
        run = runs.source
        self.comb += [
            products.chunks.eq(d["size"][log2(WORD_BYTES):]),
            walk.products.connect(runs.sink),
            walk.blocks.connect(blocks.sink),
            *[source.connect(sink) for source, sink in zip(
                walk.transfers, self.cache_transfers, strict=True)],
            products.words.data.eq(Cat(*[words.data for words in self.cache_words])),
            products.words.valid.eq(Reduce("AND", [words.valid for words in self.cache_words])),
            *[words.ready.eq(products.words.valid & products.words.ready)
              for words in self.cache_words],

            # Runs of Products
            go.eq(Mux(run.values, shared.some & sum_room.some, score_room.some)),
            run.connect(products.job, omit={"valid", "ready"}),
            products.job.valid.eq(run.valid & go),
            run.ready.eq(products.job.ready & go),
            score_room.less.eq(run.valid & run.ready & ~run.values),
            score_room.more.eq(softmax.done),
            shared.less.eq(run.valid & run.ready & run.values),
            sum_room.less.eq(shared.less),
            keyed.more.eq(products.done & ~products.done_values),
            valued.more.eq(products.done & products.done_values),

            # Softmax
            softmax.count.eq(self.count),
            begun.eq(blocks.source.valid & keyed.some & self.scaled.some & factor_room.some),
            blocks.source.connect(softmax.job, omit={"valid", "ready"}),
            softmax.job.valid.eq(begun),
            blocks.source.ready.eq(softmax.job.ready),
            keyed.less.eq(softmax.job.ready),
            self.scaled.less.eq(softmax.job.ready),
            factor_room.less.eq(softmax.job.ready),
            softmax.score.eq(products.score),
            products.score_at.raw_bits().eq(softmax.score_at.raw_bits()),
            softmax.share.connect(products.share),
            shared.more.eq(softmax.done),

            # Mixer
            mixer.count.eq(self.count),
            mixer.elements.eq(d["size"]),
            mixer.keep.eq(softmax.keep),
            mixer.unit.eq(softmax.unit),
            mixer.total.eq(softmax.total),
            softmax.number.eq(mixer.number),
            softmax.bank.eq(mixer.bank),
            products.sum_head.eq(mixer.number),
            products.sum_element.eq(mixer.element),
            mixer.sum.eq(products.sum),
            self.mixing.eq(valued.some),
            blended.eq(mixer.job.valid & mixer.job.ready & ~mixer.job.finish),
            valued.less.eq(blended),
            sum_room.more.eq(blended),
            factor_room.more.eq(blended),
            mixer.job.first.eq(self.mixed == 0),
            mixer.job.bank.eq(self.mixed[0] ^ walk.low[7]),
        ]
        self.sync += [
            If(blended, self.mixed.eq(self.mixed + 1)),
            If(walk.start, self.mixed.eq(0)),
        ]

    def add_results(self):
        """Make words of y."""
        self.results = results = stream.Converter(BITS, WORD_BITS)
        self.giving  = Signal() # Words of y are written, not those of Append.
        append, write, written = self.append, self.write, self.written
        self.out = out = stream.Endpoint(transfer_layout()) # The range of y.
        self.comb += [
            self.mixer.source.connect(results.sink),
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
        d, product, walk, append = self.descriptor, self.product, self.walk, self.append
        softmax, mixer, coder = self.softmax, self.mixer, self.coder
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
        offset  = register()      # Of the row's position in a head's keys.
        source, target = register(), register() # Of vectors that are read, and of y.
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
            walk.size.eq(size),
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
            self.products.codes.head.eq(taken),
            self.products.codes.data.eq(code.data),
            self.products.codes.last.eq(code.last),
        ]
        fsm.act("CODES-Q",
            self.encoding.eq(1),
            self.words.ready.eq(self.vectors.sink.ready),
            coder.fine.eq(1),
            code.ready.eq(1),
            softmax.head.valid.eq(code.valid & code.first),
            self.products.codes.valid.eq(code.valid & ~code.first),
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
            self.scaling.eq(1),
            walk.scales.connect(self.transfer),
            self.words.ready.eq(softmax.scales.valid),
            mixer.job.valid.eq(self.mixing),
            If(walk.idle & (self.mixed == walk.count), NextState("WRITE")),
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
            mixer.job.valid.eq(1),
            mixer.job.finish.eq(1),
            If(mixer.job.ready, NextState("DRAIN")),
        )
        fsm.act("DRAIN",
            self.giving.eq(1),
            If(~self.mixer.source.valid & ~self.results.source.valid, NextState("NEXT")),
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
