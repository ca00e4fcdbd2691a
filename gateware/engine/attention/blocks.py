"""The way of a head's blocks through Products, Softmax, Products again, and Mixer."""

from litex.gen import LiteXModule, Reduce
from litex.soc.interconnect import stream
from migen import Cat, If, Mux, Signal, bits_for

from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.instructions import BLOCK
from lutcore.gateware.engine.attention.cache import BlockWalk
from lutcore.gateware.engine.attention.mixer import Mixer
from lutcore.gateware.engine.attention.products import Products, product_layout
from lutcore.gateware.engine.attention.softmax import Softmax, block_layout
from lutcore.gateware.engine.common import log2, word_layout
from lutcore.gateware.engine.multiplier import Multiplier

BANKS = 2 # Banks of scores, scales, shares and factors, one for each block under way.

# Credits ------------------------------------------------------------------------------------------

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

# Blocks -------------------------------------------------------------------------------------------

class Blocks(LiteXModule):
    """Attention of some query heads of one key/value head, over all blocks that a row sees.

        for block: BlockWalk asks for it:
            keys   -> Products: scores -> Softmax: shares     while the keys of the next one stream
            values -> Products: sums   -> Mixer

    Each arrow waits until there is a bank for what it brings. AttentionUnit sends the codes of the
    queries to `products` and their units to `softmax`, starts `walk`, and has `mixer` finish when
    all blocks are `done`. Golden model: `execute.attend`.

    Parameters
    ----------
    lanes, heads, size, turns, multiplier
        As of AttentionUnit.

    Attributes
    ----------
    count, size : Signal(), in
        Query heads, and elements of a head. Steady.

    words : stream.Endpoint(word_layout()), in
        The scales that `walk` asks for, while `going`.

    going : Signal(), in
        Blocks are under way, or may be.

    cache_words : list of stream.Endpoint(word_layout()), in
        The keys and values that `walk` asks for, for each lane.

    finish : Signal(), in / finished : Signal(), out
        Give y of all heads, when all blocks are done; it has been given. Hold it until then.

    done : Signal(), out
        No block of the walk is left.
    """
    def __init__(self, lanes, heads, size, turns, multiplier=Multiplier):
        self.count       = Signal(bits_for(heads))
        self.size        = Signal(bits_for(size))
        self.words       = stream.Endpoint(word_layout())
        self.going       = Signal()
        self.cache_words = [stream.Endpoint(word_layout()) for _ in range(lanes)]
        self.finish      = Signal()
        self.finished    = Signal()
        self.done        = Signal()

        # # #

        self.walk     = walk     = BlockWalk(lanes, size)
        self.products = products = Products(lanes, heads, size, multiplier)
        self.softmax  = softmax  = Softmax(lanes, heads, turns)
        self.mixer    = mixer    = Mixer(heads, size)
        self.comb += [
            walk.size.eq(self.size),
            products.chunks.eq(self.size[log2(WORD_BYTES):]),
            softmax.count.eq(self.count),
            mixer.count.eq(self.count),
            mixer.elements.eq(self.size),
        ]

        # Scales: a block's are taken when there is a bank for them --------------------------------
        self.lines      = lines  = stream.SyncFIFO(walk.lines.description, 2*BANKS)
        self.scale_room = room   = Credits(BANKS)
        self.scaled     = scaled = Credits()
        first  = walk.low[log2(BLOCK)]  # Bank of the first block.
        values = Signal()
        bank   = Signal()
        line   = Signal.like(softmax.scales.line)
        open_  = Signal()
        last   = line == lines.source.count - 1
        take   = Signal()
        ends   = Signal()
        self.comb += [
            walk.lines.connect(lines.sink),
            take.eq(open_ & self.words.valid),
            ends.eq(take & last & values),
            self.words.ready.eq(take),
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
            open_.eq(lines.source.valid & room.some & ~ends),
            If(take,
                line.eq(line + 1),
                If(last,
                    line.eq(0),
                    values.eq(~values),
                    If(values, bank.eq(~bank)),
                ),
            ),
            If(~self.going, bank.eq(first)),
        ]

        # Runs of Products -------------------------------------------------------------------------
        self.runs        = runs       = stream.SyncFIFO(product_layout(), 2*BANKS)
        self.score_room  = score_room = Credits(BANKS)
        self.sum_room    = sum_room   = Credits(1)
        self.shared      = shared     = Credits() # Blocks whose shares are there.
        run  = runs.source
        go   = Signal()
        goes = run.valid & run.ready
        self.comb += [
            products.words.data.eq(Cat(*[words.data for words in self.cache_words])),
            products.words.valid.eq(Reduce("AND", [words.valid for words in self.cache_words])),
            *[words.ready.eq(products.words.valid & products.words.ready)
              for words in self.cache_words],
            walk.products.connect(runs.sink),
            go.eq(Mux(run.values, shared.some & sum_room.some, score_room.some)),
            run.connect(products.job, omit={"valid", "ready"}),
            products.job.valid.eq(run.valid & go),
            run.ready.eq(products.job.ready & go),
            score_room.less.eq(goes & ~run.values),
            score_room.more.eq(softmax.done),
            shared.less.eq(goes & run.values),
            sum_room.less.eq(goes & run.values),
        ]

        # Softmax ----------------------------------------------------------------------------------
        self.blocks      = blocks      = stream.SyncFIFO(block_layout(), 2*BANKS)
        self.factor_room = factor_room = Credits(BANKS)
        self.keyed       = keyed       = Credits() # Blocks whose scores are there.
        begun = blocks.source.ready
        self.comb += [
            walk.blocks.connect(blocks.sink),
            keyed.more.eq(products.done & ~products.done_values),
            blocks.source.connect(softmax.job, omit={"valid", "ready"}),
            softmax.job.valid.eq(blocks.source.valid & keyed.some & scaled.some & factor_room.some),
            begun.eq(softmax.job.ready),
            keyed.less.eq(begun),
            scaled.less.eq(begun),
            factor_room.less.eq(begun),
            softmax.score.eq(products.score),
            products.score_at.raw_bits().eq(softmax.score_at.raw_bits()),
            softmax.share.connect(products.share),
            shared.more.eq(softmax.done),
        ]

        # Mixer ------------------------------------------------------------------------------------
        self.valued = valued = Credits() # Blocks whose sums are there.
        mixed   = Signal.like(walk.count)
        blended = Signal()
        self.comb += [
            mixer.keep.eq(softmax.keep),
            mixer.unit.eq(softmax.unit),
            mixer.total.eq(softmax.total),
            softmax.number.eq(mixer.number),
            softmax.bank.eq(mixer.bank),
            products.sum_head.eq(mixer.number),
            products.sum_element.eq(mixer.element),
            mixer.sum.eq(products.sum),
            valued.more.eq(products.done & products.done_values),
            blended.eq(mixer.job.valid & mixer.job.ready & ~mixer.job.finish),
            valued.less.eq(blended),
            sum_room.more.eq(blended),
            factor_room.more.eq(blended),
            mixer.job.valid.eq(valued.some | self.finish),
            mixer.job.finish.eq(self.finish),
            mixer.job.first.eq(mixed == 0),
            mixer.job.bank.eq(mixed[0] ^ first),
            self.finished.eq(mixer.job.ready & self.finish),
            self.done.eq(walk.idle & (mixed == walk.count)),
        ]
        self.sync += [
            If(blended, mixed.eq(mixed + 1)),
            If(walk.start, mixed.eq(0)),
        ]
