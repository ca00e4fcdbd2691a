"""Where a slot's keys, values and scales lie, and the order in which a head's blocks are read."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, C, Cat, If, Mux, NextState, NextValue, Signal, bits_for

from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.instructions import BLOCK
from lutcore.gateware.engine.attention.products import PAIR, product_layout
from lutcore.gateware.engine.attention.softmax import WORD, block_layout
from lutcore.gateware.engine.common import log2, transfer_layout

ADDRESS  = 32
ALIGNED  = 16 # Positions: scales, keys and values begin on words at their multiples.

# Product ------------------------------------------------------------------------------------------

class SerialProduct(LiteXModule):
    """a * b + c of 32 bits, a bit of b in a clock; low numbers take few clocks.

    Attributes
    ----------
    a, b, c : Signal(32), in
        The operands, taken with `start`.

    start : Signal(), in / done : Signal(), out
        `done` is high when `result` is there, until the next start.
    """
    def __init__(self):
        self.a, self.b, self.c = (Signal(ADDRESS) for _ in range(3))
        self.start  = Signal()
        self.done   = Signal()
        self.result = Signal(ADDRESS, reset_less=True)

        # # #

        shifted = Signal(ADDRESS, reset_less=True)
        left    = Signal(ADDRESS)
        self.comb += self.done.eq(left == 0)
        self.sync += [
            If(left[0], self.result.eq(self.result + shifted)),
            shifted.eq(shifted << 1),
            left.eq(left >> 1),
            If(self.start,
                self.result.eq(self.c),
                shifted.eq(self.a),
                left.eq(self.b),
            ),
        ]

    def steps(self, fsm, name, a, b, c, result, then):
        """Add the states that put a * b + c into `result`; `name` is the first, `then` follows."""
        fsm.act(name,
            self.a.eq(a),
            self.b.eq(b),
            self.c.eq(c),
            self.start.eq(1),
            NextState(f"{name}-WAIT"),
        )
        fsm.act(f"{name}-WAIT",
            NextValue(result, self.result),
            If(self.done, NextState(then)),
        )

# Walk ---------------------------------------------------------------------------------------------

class BlockWalk(LiteXModule):
    """Walk over the blocks of one key/value head that a row sees.

        for block, and once more:
            ask for the block's scales, of keys and of values, and for its keys
            ask for the values of the block before

    So keys stream while the softmax of the block before is made. Nothing is asked for beyond the
    row's own position, but for what fills a pair, or a word of scales.

    It stands between the unit's control, the Readers, Products and Softmax. Golden model: the loop
    of `execute.attend`.

    Parameters
    ----------
    lanes : int
        As of Products: each lane's keys and values are a range of their own.

    Attributes
    ----------
    start : Signal(), in
        Begin. What is below is steady until `idle`.

    low, position : Signal(32), in
        The first and the last position that are meant.

    size : Signal(), in
        Elements of a head, a multiple of 16.

    keys, values, key_scales, value_scales : Signal(32), in
        Where those of the head begin.

    scales : stream.Endpoint(transfer_layout()), out
        Ranges of scales, two for a block, in words.

    lines : stream.Endpoint([("count", ...)]), out
        Words of each of both ranges.

    transfers : list of stream.Endpoint(transfer_layout()), out
        Ranges of keys and of values, for each lane.

    products, blocks : stream.Endpoint, out
        The runs of Products in their order, and the blocks of Softmax.

    count : Signal(), out
        Blocks.

    idle : Signal(), out
        All has been handed on.
    """
    def __init__(self, lanes=1, size=256):
        self.start        = Signal()
        self.low          = Signal(ADDRESS)
        self.position     = Signal(ADDRESS)
        self.size         = Signal(bits_for(size))
        self.keys         = Signal(ADDRESS)
        self.values       = Signal(ADDRESS)
        self.key_scales   = Signal(ADDRESS)
        self.value_scales = Signal(ADDRESS)
        self.scales       = stream.Endpoint(transfer_layout())
        self.lines        = stream.Endpoint([("count", bits_for(BLOCK // WORD))])
        self.transfers    = [stream.Endpoint(transfer_layout()) for _ in range(lanes)]
        self.products     = stream.Endpoint(product_layout())
        self.blocks       = stream.Endpoint(block_layout())
        self.count        = Signal(ADDRESS - log2(BLOCK) + 1)
        self.idle         = Signal()

        # # #

        self.product = product = SerialProduct()
        shift   = log2(BLOCK)
        first   = self.low[shift:]
        final   = self.position[shift:]
        blocks  = [Signal(ADDRESS - shift + 1) for _ in range(2)] # Next one of keys, of values.
        values  = Signal()                                       # It is the turn of values.
        current = Signal.like(blocks[0])
        begin   = Signal(ADDRESS, reset_less=True)
        skip    = Signal(log2(ALIGNED), reset_less=True)
        end     = Signal(bits_for(BLOCK), reset_less=True)
        share   = Signal(bits_for(BLOCK), reset_less=True) # Positions of a lane.
        words   = Signal(ADDRESS, reset_less=True)
        address = Signal(ADDRESS, reset_less=True)
        lane    = Signal(log2(max(2, lanes)))
        place   = Signal(ADDRESS, reset_less=True) # The lane's first position.
        step    = PAIR*lanes
        aligned = ALIGNED.bit_length() - 1
        self.comb += [
            current.eq(Mux(values, blocks[1], blocks[0])),
            self.count.eq(final - first + 1),
        ]
        self.sync += [
            begin.eq(Cat(C(0, shift), current)),
            skip.eq(0),
            If(current == first,
                begin.eq(Cat(C(0, aligned), self.low[aligned:])),
                skip.eq(self.low[:aligned]),
            ),
            end.eq(Mux(current == final, self.position + 1, Cat(C(0, shift), current + 1)) - begin),
            share.eq(Cat(C(0, 1), (end + step - 1)[log2(step):])),
        ]
        self.fsm = fsm = FSM(reset_state="IDLE")
        fsm.act("IDLE",
            self.idle.eq(~self.start),
            *[NextValue(block, first) for block in blocks],
            If(self.start, NextState("TURN")),
        )
        # Keys are a block ahead of values.
        fsm.act("TURN",
            NextValue(values, (blocks[0] > final) | (blocks[0] == blocks[1] + 2)),
            NextState("BEGIN"),
            If(blocks[1] > final, NextState("IDLE")),
        )
        fsm.act("BEGIN", NextState("END"))
        fsm.act("END", NextState("SHARE"))
        fsm.act("SHARE", NextState("WORDS"))
        product.steps(fsm, "WORDS", share, self.size[log2(WORD_BYTES):], 0, words, "CHOOSE")
        fsm.act("CHOOSE",
            NextValue(lane, 0),
            NextValue(place, begin),
            NextState("KEY-SCALES"),
            If(values, NextState("LANE")),
        )
        for name, base, then in (("KEY-SCALES", self.key_scales, "VALUE-SCALES"),
                                 ("VALUE-SCALES", self.value_scales, "LINES")):
            fsm.act(name,
                self.scales.valid.eq(1),
                self.scales.address.eq(base + Cat(C(0, 2), begin)),
                If(self.scales.ready, NextState(then)),
            )
        fsm.act("LINES",
            self.lines.valid.eq(1),
            If(self.lines.ready, NextState("BLOCK")),
        )
        fsm.act("BLOCK",
            self.blocks.valid.eq(1),
            If(self.blocks.ready, NextState("LANE")),
        )
        product.steps(fsm, "LANE", place, self.size, Mux(values, self.values, self.keys), address,
                      "RANGE")
        fsm.act("RANGE",
            *[If(lane == i,
                transfer.valid.eq(1),
                If(transfer.ready,
                    NextValue(lane, lane + 1),
                    NextValue(place, place + share),
                    NextState("RUN" if i == lanes - 1 else "LANE"),
                ),
            ) for i, transfer in enumerate(self.transfers)],
        )
        fsm.act("RUN",
            self.products.valid.eq(1),
            If(self.products.ready,
                NextState("TURN"),
                *[If(values == i, NextValue(block, block + 1)) for i, block in enumerate(blocks)],
            ),
        )
        for transfer in self.transfers:
            self.comb += [transfer.address.eq(address), transfer.beats.eq(words)]
        self.comb += [
            self.lines.count.eq((end + WORD - 1)[log2(WORD):]),
            self.scales.beats.eq(self.lines.count),
            self.products.values.eq(values),
            self.products.bank.eq(current[0]),
            self.products.count.eq(Mux(values, share[1:], share)),
            self.products.skip.eq(skip),
            self.products.end.eq(end),
            self.blocks.bank.eq(current[0]),
            self.blocks.count.eq(share),
            self.blocks.skip.eq(skip),
            self.blocks.end.eq(end),
        ]
