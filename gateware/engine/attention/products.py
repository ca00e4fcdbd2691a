"""Integer products of cached keys and values with query codes and shares."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import READ_FIRST, Cat, If, Memory, Mux, Record, Replicate, Signal, bits_for

from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.instructions import BLOCK
from lutcore.gateware.engine.common import WORD_BITS, adder_tree, delayed, log2, selected
from lutcore.gateware.engine.multiplier import Multiplier

CODE_BITS  = 8            # A cached key or value.
SHARE_BITS = 16           # A query's code, or a position's share.
SUM_BITS   = 32
PAIR       = 2            # Positions whose values lie side by side.
PAIRS      = WORD_BYTES // PAIR # Pairs of values, or of elements, in a word.

# Memories have banks, one for each block, or pass, that may be under way.
BLOCKS     = 4
PASSES     = 4
BLOCK_BITS = log2(BLOCKS)
PASS_BITS  = log2(PASSES)

# Layouts ------------------------------------------------------------------------------------------

def product_layout():
    """A run of products, of a block's keys or of its values.

    `values` says of which; `bank` is where the scores go, or the shares are, and `queries` where
    the codes of keys' queries are. Each lane takes `count` positions of keys, or pairs of positions
    of values. The shares of positions below `skip`, and from `end` on, count as 0.
    """
    return [("values", 1), ("bank", BLOCK_BITS), ("queries", PASS_BITS), ("count", bits_for(BLOCK)),
            ("skip", log2(BLOCK)), ("end", bits_for(BLOCK))]

def place_layout(lanes, heads):
    """A head's number at the `place`-th position of a lane."""
    return [("bank", BLOCK_BITS), ("head", log2(max(2, heads))), ("lane", log2(max(2, lanes))),
            ("place", log2(BLOCK // lanes))]

def code_layout(heads, numbers):
    """Codes of a query head, whose pass has the bank `bank`."""
    return [("bank", PASS_BITS), ("head", log2(max(2, heads))), ("data", numbers*SHARE_BITS)]

# Memory -------------------------------------------------------------------------------------------

def block_memory(width, depth):
    """Return a Memory for block RAM, of which there is more to spare than of LUTs."""
    memory      = Memory(width, depth)
    memory.attr = {("ram_style", "block"), ("no_rw_check", 1)}
    return memory

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
    sums are. The codes of one bank may be written while runs read those of the other.

    The products of both modes come out of the same DSP slices, whose pre-adder takes a code or a
    share, of which the other is 0. A value's product is added to the sum that was there, and to
    those of its pair and of the other lanes, on a way from slice to slice:

        sum ─► + value[e][0] * share ─► + value[e][1] * share ─► the next lane ... ─► sum

    Only the eight sums of pairs of a key's elements go through an adder tree.

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

    numbers : int
        Codes that come, and sums that are read, in a clock: 1 or 2.

    Attributes
    ----------
    chunks : Signal(), in
        Words of a key: the elements of a head / 16. Steady.

    job : stream.Endpoint(product_layout()), in
        A run. It is taken when the words of the one before have been.

    words : stream.Endpoint([("data", 128*lanes)]), in
        The words.

    codes : stream.Endpoint(code_layout(heads, numbers)), in
        Query codes in the elements' order; `last` ends a head. Always ready.

    share : stream.Endpoint([*place_layout(lanes, heads), ("data", 16)]), in
        Shares, for a run to come. Always ready.

    done, done_values : Signal(), out
        Pulse: all results of a run are in place; it was one of values.

    score_at : Record(place_layout(lanes, heads)), in / score : Signal((32, True)), out
        Which score is read, and the score `latency` clocks later.

    sum_bank, sum_head, sum_element : Signal(), in / sums : list of Signal((32, True)), out
        Which sums are read, the lowest bit of their run's bank included, and the sums `sum_latency`
        clocks later; while no run of values is under way that is within `sum_banks` - 1 of it.

    sum_banks : int
        Runs of values whose sums there is a place for, 1 or 2.
    """
    latency     = 2
    sum_latency = 3
    slow        = 8 # Heads, for each lane, whose sums are read in the time of their keys.

    def __init__(self, lanes=1, heads=4, size=256, numbers=1, multiplier=Multiplier):
        lines            = size // WORD_BYTES
        part             = BLOCK // lanes # Most positions of a lane.
        self.chunks      = Signal(bits_for(lines))
        self.job         = stream.Endpoint(product_layout())
        self.words       = stream.Endpoint([("data", lanes*WORD_BITS)])
        self.codes       = stream.Endpoint(code_layout(heads, numbers))
        self.share       = stream.Endpoint([*place_layout(lanes, heads), ("data", SHARE_BITS)])
        self.done        = Signal()
        self.done_values = Signal()
        self.score_at    = Record(place_layout(lanes, heads))
        self.score       = Signal((SUM_BITS, True), reset_less=True)
        self.sum_banks   = 2 if heads*lanes > self.slow else 1
        self.sum_bank    = Signal()
        self.sum_head    = Signal(log2(max(2, heads)))
        self.sum_element = Signal(max=size)
        self.sums        = [Signal((SUM_BITS, True), reset_less=True) for _ in range(numbers)]

        # # #

        # Loops: place (position or pair), then chunk ----------------------------------------------
        # A lane's products of values are `skew` clocks behind those of the lane before. A sum is
        # read again `turn` clocks after it was at the earliest, when the new one is there.
        skew   = PAIR + 1
        behind = skew*(lanes - 1)
        turn   = Multiplier.latency + skew + behind
        run    = Record(product_layout())
        busy   = Signal()
        place  = Signal(bits_for(part), reset_less=True)
        chunk  = Signal(log2(2*lines), reset_less=True)
        top    = Signal(log2(2*lines), reset_less=True) # The last chunk.
        rest   = Signal(max=turn, reset_less=True) # Clocks between the turns of short heads,
        hold   = Signal(max=turn)       # and those that are left.
        tail   = Signal(max=behind + 2)    # Clocks until values have passed all lanes.
        take   = Signal()
        begin  = Signal()
        ends   = Signal()
        valued = Signal()
        self.comb += [
            valued.eq(busy & run.values),
            self.job.ready.eq(~busy & (self.job.values | (tail == 0))),
            self.words.ready.eq(busy & (hold == 0)),
            take.eq(self.words.valid & self.words.ready),
            begin.eq(self.job.valid & self.job.ready),
            ends.eq(take & (chunk == top) & (place == run.count - 1)),
        ]
        self.sync += [
            If(hold != 0, hold.eq(hold - 1)),
            If(tail != 0, tail.eq(tail - 1)),
            If(take,
                chunk.eq(chunk + 1),
                If(chunk == top,
                    chunk.eq(0),
                    hold.eq(rest),
                    place.eq(place + 1),
                ),
                If(run.values, tail.eq(behind)),
                If(ends, busy.eq(0)),
            ),
            If(begin,
                busy.eq(1),
                *[getattr(run, name).eq(getattr(self.job, name)) for name, _ in product_layout()],
                place.eq(0),
                chunk.eq(0),
                top.eq(Mux(self.job.values, self.chunks << 1, self.chunks) - 1),
                rest.eq(Mux(self.job.values & (self.chunks < -(-turn // PAIR)),
                            turn - (self.chunks << 1), 0)),
            ),
        ]

        # Codes: a line of 16 is written when it is complete ---------------------------------------
        collected = Signal(WORD_BYTES*SHARE_BITS, reset_less=True)
        element   = Signal(max=size)
        full      = Signal()
        owner     = Signal.like(self.codes.head, reset_less=True)
        line      = Signal(log2(lines) + PASS_BITS, reset_less=True)
        self.comb += [self.codes.ready.eq(1), self.share.ready.eq(1)]
        self.sync += [
            full.eq(self.codes.valid & (element[:log2(WORD_BYTES)] == WORD_BYTES - numbers)),
            If(self.codes.valid,
                collected.eq(Cat(collected[numbers*SHARE_BITS:], self.codes.data)),
                element.eq(element + numbers),
                owner.eq(self.codes.head),
                line.eq(Cat(element[log2(WORD_BYTES):], self.codes.bank)),
                If(self.codes.last, element.eq(0)),
            ),
        ]

        # Operands: odd elements a clock behind even ones, lanes of values behind one another ------
        loaded = 2 # Clocks from a word to its operands.
        codes  = [] # [head][element]
        for g in range(heads):
            codes.append([None]*WORD_BYTES)
            for j in range(PAIR):
                memory   = block_memory(PAIRS*SHARE_BITS, PASSES*lines)
                put, get = memory.get_port(write_capable=True), memory.get_port(mode=READ_FIRST)
                self.specials += memory, put, get
                self.comb += [
                    put.adr.eq(line),
                    put.dat_w.eq(Cat(*[collected[e*SHARE_BITS:(e + 1)*SHARE_BITS]
                                       for e in range(j, WORD_BYTES, PAIR)])),
                    put.we.eq(full & (owner == g)),
                    get.adr.eq(delayed(self, Cat(chunk[:log2(lines)], run.queries), j)),
                ]
                code = Signal(PAIRS*SHARE_BITS, reset_less=True)
                self.sync += If(delayed(self, valued | (tail != 0), j + 1), code.eq(0)).Else(
                    code.eq(get.dat_r))
                for e in range(PAIRS):
                    codes[g][PAIR*e + j] = code[e*SHARE_BITS:(e + 1)*SHARE_BITS]
        shares, words = [], [] # [lane][parity][head], [lane][element]
        for i in range(lanes):
            start = Signal(bits_for(BLOCK), reset_less=True) # The lane's first position.
            self.sync += If(begin, start.eq(i*PAIR*self.job.count))
            shares.append([])
            for j in range(PAIR):
                position = Signal(bits_for(2*BLOCK))
                live     = Signal(reset_less=True)
                self.comb += position.eq(start + PAIR*place + j)
                self.sync += live.eq((position >= run.skip) & (position < run.end) & valued)
                memory   = block_memory(heads*SHARE_BITS, BLOCKS*part // PAIR)
                put      = memory.get_port(write_capable=True, we_granularity=SHARE_BITS)
                get      = memory.get_port(mode=READ_FIRST)
                self.specials += memory, put, get
                mine = (self.share.valid & (self.share.lane == i) & (self.share.place[0] == j))
                self.comb += [
                    put.adr.eq(Cat(self.share.place[1:], self.share.bank)),
                    put.dat_w.eq(Replicate(self.share.data, heads)),
                    put.we.eq(Cat(*[mine & (self.share.head == g) for g in range(heads)])),
                    get.adr.eq(delayed(self, Cat(place[:log2(part // PAIR)], run.bank),
                                       skew*i + j)),
                ]
                share = Signal(heads*SHARE_BITS, reset_less=True)
                self.sync += If(delayed(self, live, skew*i + j), share.eq(get.dat_r)).Else(
                    share.eq(0))
                shares[i].append([share[g*SHARE_BITS:(g + 1)*SHARE_BITS] for g in range(heads)])
            word   = self.words.data[i*WORD_BITS:(i + 1)*WORD_BITS]
            chosen = Signal(WORD_BITS)
            self.comb += chosen.eq(
                Mux(delayed(self, valued, skew*i), delayed(self, word, skew*i), word))
            words.append([delayed(self, chosen[e*CODE_BITS:(e + 1)*CODE_BITS], loaded + e % PAIR)
                          for e in range(WORD_BYTES)])

        # Products, and their sums from slice to slice ---------------------------------------------
        paired = loaded + Multiplier.latency + PAIR # Clocks from a lane's word to its pairs' sums.
        before = paired - PAIR - 1                  # Clocks to the register that holds the old sum.
        summed = paired + behind
        read   = Signal()
        # A sum is read for the mixture while others are made, if that takes longer than keys do.
        banked = self.sum_banks > 1
        which  = Cat(chunk, run.bank[0]) if banked else chunk
        asked  = self.sum_element[log2(PAIRS):]
        where  = delayed(self, which, before - 1)
        fresh  = delayed(self, (place == 0) | ~valued, before)
        self.comb += read.eq(delayed(self, take & run.values, before - 1, reset_less=False))
        pairs, sums = [], [] # [head][lane][pair], [head][pair]
        for g in range(heads):
            memory   = block_memory(PAIRS*SUM_BITS, (4 if banked else 2)*lines)
            put, get = memory.get_port(write_capable=True), memory.get_port(mode=READ_FIRST)
            show     = memory.get_port(mode=READ_FIRST) if banked else get
            self.specials += {memory, put, get, show}
            self.comb += [
                [get.adr.eq(where), show.adr.eq(Cat(asked, self.sum_bank))] if banked else
                get.adr.eq(Mux(read, where, asked)),
                put.adr.eq(delayed(self, where, summed - before + 1)),
                put.we.eq(delayed(self, read, summed - before + 1, reset_less=False)),
            ]
            sums.append([show.dat_r[e*SUM_BITS:(e + 1)*SUM_BITS] for e in range(PAIRS)])
            pairs.append([[] for _ in range(lanes)])
            for e in range(PAIRS):
                total = Mux(fresh, 0, get.dat_r[e*SUM_BITS:(e + 1)*SUM_BITS])
                for i in range(lanes):
                    if i:
                        total = Mux(delayed(self, valued, before + skew*i), total, 0)
                    old   = Signal((SUM_BITS, True), reset_less=True)
                    self.sync += old.eq(total)
                    total = old
                    for j in range(PAIR):
                        at      = PAIR*e + j
                        cached  = Signal((CODE_BITS, True))
                        code    = Signal((SHARE_BITS, True))
                        share   = Signal((SHARE_BITS, True))
                        factor  = Signal((SHARE_BITS + 1, True))
                        product = multiplier(cached, factor, 1)
                        new     = Signal((SUM_BITS, True), reset_less=True)
                        self.add_module(name=f"product{g}_{i}_{at}", module=product)
                        self.comb += [
                            cached.eq(words[i][at]),
                            code.eq(codes[g][at]),
                            share.eq(shares[i][j][g]),
                            factor.eq(code + share),
                        ]
                        self.sync += new.eq(product.product + total)
                        total = new
                    both = Signal((CODE_BITS + SHARE_BITS, True))
                    self.comb += both.eq(total)
                    pairs[g][i].append(both)
                self.comb += put.dat_w[e*SUM_BITS:(e + 1)*SUM_BITS].eq(total)

        # Scores -----------------------------------------------------------------------------------
        levels = log2(PAIRS)
        dotted = paired + levels
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
                memory   = Memory(SUM_BITS, BLOCKS*part)
                put, get = memory.get_port(write_capable=True), memory.get_port(mode=READ_FIRST)
                self.specials += memory, put, get
                self.comb += [
                    added.eq(dot + Mux(first, 0, total)),
                    put.adr.eq(where),
                    put.dat_w.eq(added),
                    put.we.eq(valid & final),
                    get.adr.eq(Cat(self.score_at.place, self.score_at.bank)),
                ]
                self.sync += If(valid, total.eq(added))
                scores.append(get.dat_r)
        choice = Signal(max=max(2, heads*lanes))
        self.comb += choice.eq(self.score_at.head*lanes + self.score_at.lane)
        self.sync += self.score.eq(selected(delayed(self, choice, 1), scores))

        # What is read, and the end of a run -------------------------------------------------------
        lowest = numbers.bit_length() - 1
        within = delayed(self, self.sum_element[lowest:log2(PAIRS)], 1)
        owner  = delayed(self, self.sum_head, 2)
        for i, number in enumerate(self.sums):
            chosen = [Signal((SUM_BITS, True), reset_less=True) for _ in range(heads)]
            self.sync += [
                *[chosen[g].eq(selected(within, sums[g][i::numbers])) for g in range(heads)],
                number.eq(selected(owner, chosen)),
            ]
        wait = max(dotted, summed) + 1
        self.comb += [
            self.done.eq(delayed(self, ends, wait, reset_less=False)),
            self.done_values.eq(delayed(self, run.values, wait)),
        ]
