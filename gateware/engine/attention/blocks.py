"""The way of a head's blocks through Products, Softmax, Products again, and Mixer."""

from litex.gen import LiteXModule, Reduce
from litex.soc.interconnect import stream
from migen import Cat, If, Mux, Signal, bits_for

from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.gateware.engine.attention.adders import share
from lutcore.gateware.engine.attention.cache import BlockWalk
from lutcore.gateware.engine.attention.mixer import Mixer, mix_layout
from lutcore.gateware.engine.attention.products import BLOCKS, Products, product_layout
from lutcore.gateware.engine.attention.softmax import Softmax, block_layout
from lutcore.gateware.engine.common import delayed, log2, word_layout
from lutcore.gateware.engine.multiplier import Multiplier
from lutcore.gateware.engine.vector.conversions import IntToFloat
from lutcore.gateware.engine.vector.operators import FloatAdder

# Credits ------------------------------------------------------------------------------------------

class Credits(LiteXModule):
    """Count of what is there: `more` adds one, `less` takes one, `some` says that there is one."""

    def __init__(self, first=0):
        self.more = Signal()
        self.less = Signal()
        self.some = Signal()

        # # #

        count = Signal(bits_for(BLOCKS), reset=first)
        self.comb += self.some.eq(count != 0)
        self.sync += count.eq(count + self.more - self.less)

# Blocks -------------------------------------------------------------------------------------------

class Blocks(LiteXModule):
    """Attention of some query heads of one key/value head, over all blocks that a row sees.

        for pass: for block: BlockWalk asks for it:
            keys   -> Products: scores -> Softmax: shares     while the keys of the next one stream
            values -> Products: sums   -> Mixer -> y, behind the pass's last block

    Each arrow waits until there is a bank for what it brings. AttentionUnit sends the codes of a
    pass's queries to `products` and their units to `softmax` before it gives the pass to `walk`,
    while the pass before is under way. Golden model: `execute.attend`.

    Parameters
    ----------
    lanes, heads, size, turns, multiplier
        As of AttentionUnit.

    numbers : int
        Codes of queries, and elements of the mixture, in a clock: 1, or 2 if `turns` is 1.

    Attributes
    ----------
    size : Signal(), in
        Elements of a head. Steady.

    words : stream.Endpoint(word_layout()), in
        The scales that `walk` asks for; `last` marks the end of a range.

    cache_words : list of stream.Endpoint(word_layout()), in
        The keys and values that `walk` asks for, for each lane.

    finished : Signal(), out
        Pulse: a pass has been mixed; its `queries` may be written again.
    """
    def __init__(self, lanes, heads, size, turns, numbers, multiplier=Multiplier):
        self.size        = Signal(bits_for(size))
        self.words       = stream.Endpoint(word_layout())
        self.cache_words = [stream.Endpoint(word_layout()) for _ in range(lanes)]
        self.finished    = Signal()

        # # #

        self.walk     = walk     = BlockWalk(lanes, heads, size)
        self.products = products = Products(lanes, heads, size, numbers, multiplier)
        self.softmax  = softmax  = Softmax(lanes, heads, turns)
        self.mixer    = mixer    = Mixer(heads, size, numbers)
        self.comb += [
            walk.size.eq(self.size),
            products.chunks.eq(self.size[log2(WORD_BYTES):]),
            mixer.elements.eq(self.size),
        ]

        # Scales: a block's are taken when there is a bank for them --------------------------------
        self.scale_room = room   = Credits(BLOCKS)
        self.scaled     = scaled = Credits()
        values = Signal()
        bank   = Signal.like(softmax.scales.bank)
        line   = Signal.like(softmax.scales.line)
        open_  = Signal()
        take   = Signal()
        ends   = Signal()
        self.comb += [
            take.eq(open_ & self.words.valid),
            ends.eq(take & self.words.last & values),
            self.words.ready.eq(take),
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
            open_.eq(room.some & ~ends),
            If(take,
                line.eq(line + 1),
                If(self.words.last,
                    line.eq(0),
                    values.eq(~values),
                    If(values, bank.eq(bank + 1)),
                ),
            ),
        ]

        # Runs of Products -------------------------------------------------------------------------
        self.runs        = runs       = stream.SyncFIFO(product_layout(), BLOCKS)
        self.score_room  = score_room = Credits(BLOCKS)
        self.sum_room    = sum_room   = Credits(products.sum_banks)
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
            walk.shared.eq(shared.some & ~runs.source.valid),
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
        self.blocks      = blocks      = stream.SyncFIFO(block_layout(heads), BLOCKS)
        self.factor_room = factor_room = Credits(BLOCKS)
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

        # Operators that Softmax and Mixer share, if a position has several clocks -----------------
        # A score and a sum are converted as long after they were chosen.
        assert products.sum_latency == softmax.converted
        self.adder   = adder   = FloatAdder()
        self.convert = convert = IntToFloat()
        if turns > 1:
            self.comb += [
                *share(adder, mixer.adds, mixer.adding[0], softmax.less),
                *share(convert, delayed(self, mixer.blend, softmax.converted),
                       mixer.convert[0], softmax.convert),
                softmax.lent.eq(mixer.adds),
                softmax.held.eq(mixer.blend),
                mixer.open.eq(~softmax.waits
                    | (softmax.phase != (softmax.slot - mixer.added) % turns)),
            ]
        else:
            self.comb += [
                *softmax.less.connect(adder),
                *softmax.convert.connect(convert),
                mixer.open.eq(1),
            ]
            for ports, operator in ((mixer.adding, FloatAdder), (mixer.convert, IntToFloat)):
                for i, port in enumerate(ports):
                    own = operator()
                    self.add_module(name=f"mixer_{operator.__name__.lower()}{i}", module=own)
                    self.comb += port.connect(own)

        # Mixer ------------------------------------------------------------------------------------
        self.valued = valued = Credits() # Blocks whose sums are there.
        self.mixes  = mixes  = stream.SyncFIFO(mix_layout(heads), BLOCKS)
        blended = Signal()
        self.comb += [
            walk.mixes.connect(mixes.sink),
            mixer.keep.eq(softmax.keep),
            mixer.unit.eq(softmax.unit),
            mixer.total.eq(softmax.total),
            softmax.number.eq(mixer.number),
            softmax.bank.eq(mixer.bank),
            softmax.owner.eq(mixer.owner),
            products.sum_bank.eq(mixer.bank[0]),
            products.sum_head.eq(mixer.number),
            products.sum_element.eq(mixer.element),
            *[mine.eq(its) for mine, its in zip(mixer.sums, products.sums, strict=True)],
            valued.more.eq(products.done & products.done_values),
            mixes.source.connect(mixer.job, omit={"valid", "ready"}),
            mixer.job.valid.eq(mixes.source.valid & valued.some),
            mixes.source.ready.eq(mixer.job.ready),
            blended.eq(mixer.job.ready),
            valued.less.eq(blended),
            sum_room.more.eq(blended),
            factor_room.more.eq(blended),
            self.finished.eq(blended & mixer.job.closes),
        ]
