"""The attention unit, which executes an ATTN on a cache of int8."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, C, Cat, If, Mux, NextState, NextValue, Signal, bits_for

from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.gateware.engine.attention.append import Append, strobed_layout
from lutcore.gateware.engine.attention.blocks import Blocks
from lutcore.gateware.engine.attention.cache import pass_layout
from lutcore.gateware.engine.attention.descriptor import Descriptor
from lutcore.gateware.engine.attention.products import PASS_BITS, PASSES
from lutcore.gateware.engine.attention.queries import Queries
from lutcore.gateware.engine.attention.ranges import ADDRESS, BEATS, ELEMENTS, Ranges
from lutcore.gateware.engine.attention.segments import ONE, Coder, SharedDivider
from lutcore.gateware.engine.attention.serial import ROW_BITS, Places, SerialProduct, Shape
from lutcore.gateware.engine.attention.tables import WORD
from lutcore.gateware.engine.common import (
    WORD_BITS,
    transfer_layout,
    word_layout,
)
from lutcore.gateware.engine.multiplier import Multiplier
from lutcore.gateware.engine.vector.operands import table_layout
from lutcore.gateware.engine.vector.operators import BITS, flushed

# Attention Unit -----------------------------------------------------------------------------------

class AttentionUnit(LiteXModule):
    """The attention unit: appends keys and values, and attends with every row in turn.

        for row: for key/value head: for `heads` of its query heads:    a pass
            q: vectors -> Coder -> Blocks                               during the pass before
            behind the first pass's q, for all rows:
                append k, then v: vectors -> Coder -> Append -> Writer
            keys and values of all blocks -> Blocks -> y -> Writer

    The blocks wait for the last write of what is appended; with one row, only the block that has
    its position.

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
        self.y_bits   = bits_for(heads*size // WORD)
        self.numbers  = numbers = 2 if turns == 1 else 1 # Elements of q, k, v, y in a clock.
        self.entry    = {name: Signal(size, name=name) for name, size in table_layout()}
        self.blocks   = blocks = Blocks(lanes, heads, size, turns, numbers, multiplier)
        self.coder    = Coder(size // numbers, scaled=True, numbers=numbers)
        self.divider  = SharedDivider([
            blocks.softmax.division, blocks.mixer.division, self.coder.division])
        self.product  = SerialProduct()
        self.shape    = Shape(self.descriptor)
        self.row      = Signal(ROW_BITS)
        self.places   = Places(self.shape, self.entry, self.row)
        self.append   = Append(self.places, self.product, numbers)
        self.queries  = Queries(self.descriptor, heads, numbers)
        self.ranges   = ranges = Ranges()
        self.number   = Signal(ROW_BITS) # Row of the instruction.
        self.comb += [
            blocks.size.eq(self.descriptor["size"]),
            self.row.eq(self.descriptor["first"]
                + Mux(self.append.idle, self.number, self.append.number)),
            blocks.walk.scales.connect(ranges.scales),
            ranges.transfer.connect(self.transfer),
            self.words.connect(ranges.words),
            ranges.scale_words.connect(blocks.words),
        ]
        for i in range(lanes):
            self.comb += [
                blocks.walk.transfers[i].connect(self.cache_transfers[i]),
                self.cache_words[i].connect(blocks.cache_words[i]),
            ]
        self.add_vectors()
        self.add_results()
        self.add_control()

    def add_vectors(self):
        """Send elements to Coder, a segment for each head, and what becomes of them onward."""
        size, coder, ranges = self.descriptor["size"], self.coder, self.ranges
        append, queries = self.append, self.queries
        self.vectors = vectors = stream.Converter(WORD_BITS, self.numbers*BITS)
        element = Signal.like(size)
        last    = element == size - self.numbers
        take    = Signal()
        self.comb += [
            ranges.elements.connect(vectors.sink, omit={"first", "last"}),
            take.eq(vectors.source.valid & coder.room),
            vectors.source.ready.eq(coder.room),
            coder.reserve.eq(take),
            coder.sink.valid.eq(take),
            coder.sink.data.eq(Cat(*[flushed(vectors.source.data[i*BITS:(i + 1)*BITS])
                                     for i in range(self.numbers)])),
            coder.sink.last.eq(last),
            coder.fine.eq(append.idle),
            coder.scale.eq(Mux(coder.fine, self.descriptor["scale"], ONE)),
            If(append.idle,
                queries.ask.connect(ranges.ask),
                coder.source.connect(queries.sink),
            ).Else(
                append.ask.connect(ranges.ask),
                ranges.ask.kind.eq(ELEMENTS),
                coder.source.connect(append.sink),
            ),
            queries.word.eq(self.words.data),
            queries.arrived.eq(ranges.sink),
            queries.head.connect(self.blocks.softmax.head),
            queries.codes.connect(self.blocks.products.codes),
        ]
        self.sync += If(take, element.eq(element + self.numbers), If(last, element.eq(0)))

    def add_results(self):
        """Make words of y, and of what is appended."""
        self.results = results = stream.Converter(self.numbers*BITS, WORD_BITS)
        self.settled = Signal() # What has been appended may be read.
        self.giving  = Signal() # y is written, and all has been appended.
        append, write, written = self.append, self.write, self.written
        # Ranges of y: a pass is not held up by those before, whose values may wait for its keys.
        self.out = out = stream.SyncFIFO([("address", ADDRESS), ("beats", self.y_bits)], PASSES)
        self.comb += [
            If(self.giving,
                out.source.connect(write, omit={"valid", "ready"}),
                write.valid.eq(out.source.valid & self.settled),
                out.source.ready.eq(write.ready & self.settled),
                self.blocks.mixer.source.connect(results.sink),
                written.strobe.eq((1 << WORD_BYTES) - 1),
            ).Else(
                append.transfer.connect(write),
                append.source.connect(results.sink),
                written.strobe.eq(append.strobe),
            ),
            append.free.eq(~results.source.valid),
            written.valid.eq(results.source.valid),
            written.data.eq(results.source.data),
            results.source.ready.eq(written.ready),
        ]

    def add_control(self):
        """Add the order of everything."""
        d, product, append = self.descriptor, self.product, self.append
        blocks, queries, shape, places = self.blocks, self.queries, self.shape, self.places
        walk, position = blocks.walk, self.entry["position"]

        def register(bits_=ADDRESS):
            return Signal(bits_, reset_less=True)
        rest    = register(16)    # Query heads of the key/value head that are left,
        reader  = register(16)    # and key/value heads that are left.
        head    = register(16)    # Query head.
        length  = register(BEATS) # Words of the pass's q.
        base    = register()      # A head's keys,
        marks   = register()      # and their scales.
        which   = Signal()        # The address of y is computed, not of q.
        source, target = register(), register() # Addresses of q and y.
        count   = Signal(bits_for(self.heads)) # Query heads of the pass.
        bank    = Signal(PASS_BITS) # Bank of the pass's queries.
        coming  = Signal()        # There are passes to come, ...
        flying  = Signal(bits_for(PASSES)) # ... and passes that have not been mixed.
        entered = Signal()
        low     = register()      # First position that the row sees.
        self.passes = passes = stream.Buffer(pass_layout(self.heads))
        final   = (rest == count) & (reader == 1)
        ended   = self.number == d["rows"] - 1
        self.comb += [
            self.idle.eq(0),
            places.which.eq(Mux(append.idle, Cat(which, C(1, 1)), append.which)),
            queries.first.eq(head),
            queries.count.eq(count),
            queries.bank.eq(bank),
            queries.address.eq(source),
            queries.length.eq(length),
            self.out.sink.address.eq(target),
            self.out.sink.beats.eq(length),
            passes.sink.low.eq(low),
            passes.sink.position.eq(position),
            passes.sink.keys.eq(base),
            passes.sink.scales.eq(marks),
            passes.sink.heads.eq(count),
            passes.sink.queries.eq(bank),
            passes.source.connect(walk.job),
            walk.settled.eq(self.settled),
            walk.single.eq(d["rows"] == 1),
            walk.more.eq(coming),
            walk.planes.eq(shape.planes),
            walk.scale_planes.eq(shape.scales),
        ]
        self.sync += [
            flying.eq(flying + entered - blocks.finished),
            self.settled.eq(self.giving & (self.settled | self.writer_idle)),
        ]
        self.fsm = fsm = FSM(reset_state="IDLE")
        fsm.act("IDLE",
            self.idle.eq(~self.start),
            NextValue(self.number, 0),
            NextValue(self.giving, 0),
            NextValue(coming, self.start),
            If(self.start, NextState("SHAPE")),
        )
        shape.steps(fsm, "SHAPE", product, "SLOT")

        # A row ------------------------------------------------------------------------------------
        places.slot_steps(product, fsm, "SLOT", base, marks, "WINDOW")
        fsm.act("WINDOW",
            NextValue(head, 0),
            NextValue(reader, d["kv_heads"]),
            NextValue(rest, shape.group),
            NextValue(low, position + 1 - d["window"]),
            If((d["window"] == 0) | (d["window"] > position), NextValue(low, 0)),
            NextState("VECTOR"),
        )
        places.row_steps(product, fsm, "VECTOR", target, "MET")
        fsm.act("MET",
            NextValue(which, ~which),
            NextState("PASS"),
            If(~which,
                NextValue(source, target),
                NextState("VECTOR"),
            ),
        )

        # Passes: the queries of one while the one before is under way -----------------------------
        fsm.act("PASS",
            NextValue(count, Mux(rest < self.heads, rest, self.heads)),
            If(flying != PASSES,
                entered.eq(1),
                NextState("PASS-LENGTH"),
            ),
        )
        product.steps(fsm, "PASS-LENGTH", shape.words, count, 0, length, "WRITE")
        fsm.act("WRITE",
            self.out.sink.valid.eq(1),
            If(self.out.sink.ready, NextState("QUERIES")),
        )
        fsm.act("QUERIES",
            queries.start.eq(1),
            NextState("CODES"),
        )
        fsm.act("CODES",
            If(queries.idle, NextState("HAND")),
        )
        fsm.act("HAND",
            passes.sink.valid.eq(1),
            If(passes.sink.ready,
                If(final & ended, NextValue(coming, 0)),
                NextState("NEXT"),
                If(~self.giving, NextState("APPEND")),
            ),
        )
        fsm.act("APPEND",
            append.start.eq(1),
            NextState("APPENDS"),
        )
        fsm.act("APPENDS",
            If(append.idle, # The Writer is idle when it has had its last word.
                NextValue(self.giving, 1),
                NextState("NEXT"),
            ),
        )
        fsm.act("NEXT",
            NextValue(bank, bank + 1),
            NextValue(head, head + count),
            NextValue(rest, rest - count),
            NextState("PASS-Q"),
            If(rest == count,
                NextValue(rest, shape.group),
                NextValue(reader, reader - 1),
                NextState("PASS-KEYS"),
            ),
            If(final,
                NextValue(self.number, self.number + 1),
                NextState("SLOT"),
                If(ended, NextState("DRAIN")),
            ),
        )
        product.steps(fsm, "PASS-KEYS", shape.keys, 1, base, base, "PASS-MARKS")
        product.steps(fsm, "PASS-MARKS", shape.marks, 1, marks, marks, "PASS-Q")
        product.steps(fsm, "PASS-Q", length, WORD_BYTES, source, source, "PASS-Y")
        product.steps(fsm, "PASS-Y", length, WORD_BYTES, target, target, "PASS")
        fsm.act("DRAIN",
            If((flying == 0) & blocks.mixer.empty & ~self.results.source.valid, NextState("IDLE")),
        )
