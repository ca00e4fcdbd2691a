"""Integer products of cached keys and values with query codes and shares."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import READ_FIRST, Array, Cat, If, Memory, Mux, Record, Signal, bits_for

from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.instructions import BLOCK
from lutcore.gateware.engine.common import WORD_BITS, adder_tree, delayed, log2
from lutcore.gateware.engine.multiplier import Multiplier

CODE_BITS  = 8            # A cached key or value.
SHARE_BITS = 16           # A query's code, or a position's share.
SUM_BITS   = 32
PAIR       = 2            # Positions whose values lie side by side.
ELEMENTS   = WORD_BYTES // PAIR # Values of a pair of positions in a word.

# Layouts ------------------------------------------------------------------------------------------

def product_layout():
    """A run of products, of a block's keys or of its values.

    `values` says of which; `bank` is where the scores go, or the shares are. Each lane takes
    `count` positions of keys, or pairs of positions of values. The shares of positions below
    `skip`, and from `end` on, count as 0.
    """
    return [("values", 1), ("bank", 1), ("count", bits_for(BLOCK)), ("skip", log2(BLOCK)),
            ("end", bits_for(BLOCK))]

def place_layout(lanes, heads):
    """A head's number at the `place`-th position of a lane."""
    return [("bank", 1), ("head", log2(max(2, heads))), ("lane", log2(max(2, lanes))),
            ("place", log2(BLOCK // lanes))]

# Products -----------------------------------------------------------------------------------------

class Products(LiteXModule):
    """16 products for each of `heads` query heads and each of `lanes` cached words, in every clock.

        keys:    for position of the lane: for chunk of 16 elements, a word:
                     score[head][position] += key[16] . code[head][chunk][16]
        values:  for pair of the lane's positions: for chunk of 8 elements, a word:
                     sum[head][chunk][8] += value[8][2] . share[head][pair][2]

    Lane i has the i-th part of a block's positions: `count` keys, or pairs of values, from the i-th
    multiple on. All lanes work in step: a word of each is taken, or none. Nothing behind `words`
    ever waits, so whoever asks for a run sees to it that the bank of scores is free, or that the
    sums are. Codes may be written while no run of keys is under way.

    It stands between the cache's Readers, Softmax and Mixer. Golden model: the integer products of
    `execute.attend`.

    Parameters
    ----------
    lanes : int
        Words of a clock: 1, 2 or 4.

    heads : int
        Query heads that share a key/value head.

    size : int
        Most elements of a head, a power of two.

    Attributes
    ----------
    chunks : Signal(), in
        Words of a key: the elements of a head / 16. Steady.

    job : stream.Endpoint(product_layout()), in
        A run. It is taken when the words of the one before have been.

    words : stream.Endpoint([("data", 128*lanes)]), in
        The words.

    codes : stream.Endpoint([("head", ...), ("data", 16)]), in
        Query codes, element by element; `last` ends a head. Always ready.

    share : stream.Endpoint([*place_layout(lanes, heads), ("data", 16)]), in
        Shares, for a run to come. Always ready.

    done, done_values : Signal(), out
        Pulse: all results of a run are in place; it was one of values.

    score_at : Record(place_layout(lanes, heads)), in / score : Signal((32, True)), out
        Which score is read, and the score `latency` clocks later.

    sum_head, sum_element : Signal(), in / sum : Signal((32, True)), out
        Which sum is read, and the sum `latency` clocks later; while no run of values is under way.
    """
    latency = 2

    def __init__(self, lanes=1, heads=4, size=256, multiplier=Multiplier):
        lines            = size // WORD_BYTES
        part             = BLOCK // lanes # Most positions of a lane.
        self.chunks      = Signal(bits_for(lines))
        self.job         = stream.Endpoint(product_layout())
        self.words       = stream.Endpoint([("data", lanes*WORD_BITS)])
        self.codes       = stream.Endpoint([("head", log2(max(2, heads))), ("data", SHARE_BITS)])
        self.share       = stream.Endpoint([*place_layout(lanes, heads), ("data", SHARE_BITS)])
        self.done        = Signal()
        self.done_values = Signal()
        self.score_at    = Record(place_layout(lanes, heads))
        self.score       = Signal((SUM_BITS, True), reset_less=True)
        self.sum_head    = Signal(log2(max(2, heads)))
        self.sum_element = Signal(max=size)
        self.sum         = Signal((SUM_BITS, True), reset_less=True)

        # # #

        # Loops: place (position or pair), then chunk ----------------------------------------------
        run    = Record(product_layout())
        busy   = Signal()
        place  = Signal(bits_for(part), reset_less=True)
        chunk  = Signal(log2(2*lines), reset_less=True)
        top    = Signal(log2(2*lines), reset_less=True) # The last chunk.
        take   = Signal()
        begin  = Signal()
        ends   = Signal()
        self.comb += [
            self.job.ready.eq(~busy),
            self.words.ready.eq(busy),
            take.eq(self.words.valid & busy),
            begin.eq(self.job.valid & ~busy),
            ends.eq(take & (chunk == top) & (place == run.count - 1)),
        ]
        self.sync += [
            If(take,
                chunk.eq(chunk + 1),
                If(chunk == top,
                    chunk.eq(0),
                    place.eq(place + 1),
                ),
                If(ends, busy.eq(0)),
            ),
            If(begin,
                busy.eq(1),
                *[getattr(run, name).eq(getattr(self.job, name)) for name, _ in product_layout()],
                place.eq(0),
                chunk.eq(0),
                top.eq(Mux(self.job.values, self.chunks << 1, self.chunks) - 1),
            ),
        ]

        # Codes: a line of 16 is written when it is complete ---------------------------------------
        collected = Signal(WORD_BYTES*SHARE_BITS, reset_less=True)
        element   = Signal(max=size)
        full      = Signal()
        owner     = Signal.like(self.codes.head, reset_less=True)
        line      = Signal(log2(lines), reset_less=True)
        self.comb += [self.codes.ready.eq(1), self.share.ready.eq(1)]
        self.sync += [
            full.eq(self.codes.valid & (element[:log2(WORD_BYTES)] == WORD_BYTES - 1)),
            If(self.codes.valid,
                collected.eq(Cat(collected[SHARE_BITS:], self.codes.data)),
                element.eq(element + 1),
                owner.eq(self.codes.head),
                line.eq(element[log2(WORD_BYTES):]),
                If(self.codes.last, element.eq(0)),
            ),
        ]

        # Shares that count ------------------------------------------------------------------------
        live = [[Signal(reset_less=True) for _ in range(PAIR)] for _ in range(lanes)]
        for i in range(lanes):
            start = Signal(bits_for(BLOCK), reset_less=True) # The lane's first position.
            self.sync += If(begin, start.eq(i*PAIR*self.job.count))
            for j in range(PAIR):
                position = Signal(bits_for(2*BLOCK))
                self.comb += position.eq(start + PAIR*place + j)
                self.sync += live[i][j].eq((position >= run.skip) & (position < run.end))

        # Products, and the sums of two that are neighbours in a word ------------------------------
        word   = delayed(self, self.words.data, 1)
        values = delayed(self, run.values, 1)
        pairs  = [] # [head][lane][pair]
        for g in range(heads):
            memory   = Memory(WORD_BYTES*SHARE_BITS, lines)
            put, get = memory.get_port(write_capable=True), memory.get_port(async_read=True)
            self.specials += memory, put, get
            self.comb += [
                put.adr.eq(line),
                put.dat_w.eq(collected),
                put.we.eq(full & (owner == g)),
                get.adr.eq(chunk),
            ]
            codes = delayed(self, get.dat_r, 1)
            pairs.append([])
            for i in range(lanes):
                shares = []
                for j in range(PAIR):
                    memory   = Memory(SHARE_BITS, part) # Both banks, for every second position.
                    put, get = memory.get_port(write_capable=True), memory.get_port(async_read=True)
                    self.specials += memory, put, get
                    mine = (self.share.head == g) & (self.share.lane == i)
                    self.comb += [
                        put.adr.eq(Cat(self.share.place[1:], self.share.bank)),
                        put.dat_w.eq(self.share.data),
                        put.we.eq(self.share.valid & mine & (self.share.place[0] == j)),
                        get.adr.eq(Cat(place[:log2(part // PAIR)], run.bank)),
                    ]
                    shares.append(Mux(live[i][j], delayed(self, get.dat_r, 1), 0))
                products = []
                for e in range(WORD_BYTES):
                    cached = Signal((CODE_BITS, True))
                    factor = Signal((SHARE_BITS, True))
                    at     = i*WORD_BYTES + e
                    self.comb += [
                        cached.eq(word[at*CODE_BITS:(at + 1)*CODE_BITS]),
                        factor.eq(Mux(values, shares[e % PAIR],
                                      codes[e*SHARE_BITS:(e + 1)*SHARE_BITS])),
                    ]
                    product = multiplier(cached, factor, 1)
                    self.add_module(name=f"product{g}_{i}_{e}", module=product)
                    products.append(product.product[:CODE_BITS + SHARE_BITS])
                pairs[g].append([])
                for e in range(0, WORD_BYTES, PAIR):
                    both = Signal((CODE_BITS + SHARE_BITS + 1, True), reset_less=True)
                    low, high = (Signal((CODE_BITS + SHARE_BITS, True)) for _ in range(PAIR))
                    self.comb += [low.eq(products[e]), high.eq(products[e + 1])]
                    self.sync += both.eq(low + high)
                    pairs[g][i].append(both)
        summed = 1 + Multiplier.latency + 1 # Clocks from a word to these sums.

        # Scores -----------------------------------------------------------------------------------
        levels = log2(ELEMENTS)
        dotted = summed + levels
        first  = delayed(self, chunk == 0, dotted)
        valid  = delayed(self, take & ~run.values, dotted, reset_less=False)
        final  = delayed(self, chunk == top, dotted)
        where  = delayed(self, Cat(place[:log2(part)], run.bank), dotted)
        scores = []
        for g in range(heads):
            for i in range(lanes):
                dot   = adder_tree(self, pairs[g][i], [1]*levels)
                total = Signal((SUM_BITS, True), reset_less=True)
                added = Signal((SUM_BITS, True))
                memory   = Memory(SUM_BITS, 2*part)
                put, get = memory.get_port(write_capable=True), memory.get_port(mode=READ_FIRST)
                self.specials += memory, put, get
                self.comb += [
                    added.eq(Mux(first, 0, total) + dot),
                    put.adr.eq(where),
                    put.dat_w.eq(added),
                    put.we.eq(valid & final),
                    get.adr.eq(Cat(self.score_at.place, self.score_at.bank)),
                ]
                self.sync += If(valid, total.eq(added))
                scores.append(get.dat_r)
        choice = Signal(max=max(2, heads*lanes))
        self.comb += choice.eq(self.score_at.head*lanes + self.score_at.lane)
        self.sync += self.score.eq(Array(scores)[delayed(self, choice, 1)])

        # Sums: a line is read, added to and written in one clock ----------------------------------
        levels = log2(lanes) if lanes > 1 else 0
        ready  = summed + levels
        first  = delayed(self, place == 0, ready)
        valid  = delayed(self, take & run.values, ready, reset_less=False)
        where  = delayed(self, chunk, ready)
        within = self.sum_element[:log2(ELEMENTS)]
        sums   = []
        for g in range(heads):
            memory   = Memory(ELEMENTS*SUM_BITS, 2*lines)
            put, get = memory.get_port(write_capable=True), memory.get_port(async_read=True)
            self.specials += memory, put, get
            self.comb += [
                get.adr.eq(Mux(valid, where, self.sum_element[log2(ELEMENTS):])),
                put.adr.eq(where),
                put.we.eq(valid),
            ]
            kept = []
            for e in range(ELEMENTS):
                new = adder_tree(self, [pairs[g][i][e] for i in range(lanes)], [1]*levels)
                old = Signal((SUM_BITS, True))
                self.comb += [
                    old.eq(get.dat_r[e*SUM_BITS:(e + 1)*SUM_BITS]),
                    put.dat_w[e*SUM_BITS:(e + 1)*SUM_BITS].eq(Mux(first, 0, old) + new),
                ]
                kept.append(old)
            chosen = Signal((SUM_BITS, True), reset_less=True)
            self.sync += chosen.eq(Array(kept)[within])
            sums.append(chosen)
        self.sync += self.sum.eq(Array(sums)[delayed(self, self.sum_head, 1)])
        wait = max(dotted, ready) + 1
        self.comb += [
            self.done.eq(delayed(self, ends, wait, reset_less=False)),
            self.done_values.eq(delayed(self, run.values, wait)),
        ]
