"""Where a slot's keys, values and scales lie, and the order in which a head's blocks are read."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, C, Cat, If, Mux, NextState, NextValue, Signal, bits_for

from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.instructions import BLOCK
from lutcore.gateware.engine.attention.mixer import mix_layout
from lutcore.gateware.engine.attention.products import BLOCK_BITS, PAIR, PASS_BITS, product_layout
from lutcore.gateware.engine.attention.ranges import ADDRESS
from lutcore.gateware.engine.attention.serial import SerialProduct
from lutcore.gateware.engine.attention.softmax import block_layout
from lutcore.gateware.engine.attention.tables import WORD
from lutcore.gateware.engine.common import log2, transfer_layout
from lutcore.gateware.engine.vector.operators import BITS

AHEAD    = 2  # Blocks whose keys are read before the values of an earlier one.
ALIGNED  = 16 # Positions: scales, keys and values begin on words at their multiples.

# Walk ---------------------------------------------------------------------------------------------

def pass_layout(heads):
    """Some query heads of a key/value head, for a row.

    `low` and `position` are the first and the last position that are meant; `keys` and `scales` are
    where the head's keys and their scales begin. The codes of its `heads` queries are in the bank
    `queries`.
    """
    return [("low", ADDRESS), ("position", ADDRESS), ("keys", ADDRESS), ("scales", ADDRESS),
            ("heads", bits_for(heads)), ("queries", PASS_BITS)]

class BlockWalk(LiteXModule):
    """Walk over the blocks that each pass sees.

        for pass: for block:
            ask for the block's scales, of keys and of values, and for its keys
            ask for the values of the block AHEAD of it, which may be one of an earlier pass

    So keys stream while the softmax of the blocks before is made, and the last values of a pass
    wait for the first keys of the next one. Nothing is asked for beyond the row's own position, but
    for what fills a pair, or a word of scales.

    It stands between the unit's control, the Readers, Products, Softmax and Mixer. Golden model:
    the loop of `execute.attend`.

    Parameters
    ----------
    lanes, heads : int
        As of Products: each lane's keys and values are a range of their own.

    Attributes
    ----------
    job : stream.Endpoint(pass_layout(heads)), in
        A pass.

    settled : Signal(), in
        What the ATTN appends may be read.

    single : Signal(), in
        It appends to the block of the pass's position only; those before are read at once.

    more : Signal(), in
        There is a pass, or there will be one.

    shared : Signal(), in
        There are shares for the next values; otherwise those wait for keys to come.

    size : Signal(), in
        Elements of a head, a multiple of 16. Steady.

    planes, scale_planes : Signal(32), in
        Bytes from keys to their values, and from scales of keys to those of values. Steady.

    scales : stream.Endpoint(transfer_layout()), out
        Ranges of scales, two for a block, in words.

    transfers : list of stream.Endpoint(transfer_layout()), out
        Ranges of keys and of values, for each lane.

    products, blocks, mixes : stream.Endpoint, out
        The runs of Products in their order, the blocks of Softmax, and those of Mixer.
    """
    def __init__(self, lanes=1, heads=4, size=256):
        self.job          = stream.Endpoint(pass_layout(heads))
        self.settled      = Signal()
        self.single       = Signal()
        self.more         = Signal()
        self.shared       = Signal()
        self.size         = Signal(bits_for(size))
        self.planes       = Signal(ADDRESS)
        self.scale_planes = Signal(ADDRESS)
        self.scales       = stream.Endpoint(transfer_layout())
        self.transfers    = [stream.Endpoint(transfer_layout()) for _ in range(lanes)]
        self.products     = stream.Endpoint(product_layout())
        self.blocks       = stream.Endpoint(block_layout(heads))
        self.mixes        = stream.Endpoint(mix_layout(heads))

        # # #

        self.product = product = SerialProduct()
        job     = self.job
        shift   = log2(BLOCK)
        final   = job.position[shift:]
        whole   = Signal(ADDRESS - shift, reset_less=True)  # The block.
        opens   = Signal()                                  # It is the first one of its pass.
        bank    = Signal(BLOCK_BITS)
        closes  = whole == final
        begin   = Signal(ADDRESS, reset_less=True)
        skip    = Signal(log2(ALIGNED), reset_less=True)
        end     = Signal(bits_for(BLOCK), reset_less=True)
        share   = Signal(bits_for(BLOCK), reset_less=True)  # Positions of a lane.
        beats   = Signal(bits_for(BLOCK*size // WORD_BYTES), reset_less=True)
        address = Signal(ADDRESS, reset_less=True)
        from_   = Signal(ADDRESS)
        further = Signal(ADDRESS)
        move    = Signal()
        values  = Signal()                                  # Ranges of values are asked for.
        within  = Signal()                                  # A pass is under way, ...
        paused  = Signal()                                  # ... whose next block waits.
        lane    = Signal(log2(max(2, lanes)))
        step    = PAIR*lanes
        aligned = ALIGNED.bit_length() - 1
        # Values of blocks whose keys have been asked for.
        waits   = [("address", ADDRESS), ("beats", len(beats)), ("share", len(share)),
                   ("skip", len(skip)), ("end", len(end)), *mix_layout(heads)]
        self.waiting = waiting = stream.SyncFIFO(waits, 4)
        kept    = waiting.source
        self.comb += [
            from_.eq(address),
            waiting.sink.address.eq(address),
            waiting.sink.beats.eq(beats),
            waiting.sink.share.eq(share),
            waiting.sink.skip.eq(skip),
            waiting.sink.end.eq(end),
            waiting.sink.bank.eq(bank),
            waiting.sink.queries.eq(job.queries),
            waiting.sink.heads.eq(job.heads),
            waiting.sink.opens.eq(opens),
            waiting.sink.closes.eq(closes),
        ]
        self.sync += [
            begin.eq(Cat(C(0, shift), whole)),
            skip.eq(0),
            If(opens,
                begin.eq(Cat(C(0, aligned), job.low[aligned:])),
                skip.eq(job.low[:aligned]),
            ),
            end.eq(Mux(closes, job.position[:shift] + 1, BLOCK) - begin[:shift]),
            share.eq(Cat(C(0, 1), (end + step - 1)[log2(step):])),
        ]
        self.fsm = fsm = FSM(reset_state="IDLE")
        # A pass, or the last values when there is none to come.
        fsm.act("IDLE",
            NextValue(whole, job.low[shift:]),
            NextValue(opens, 1),
            If(job.valid,
                NextState("BEGIN"),
            ).Elif(kept.valid & (self.shared | ~self.more),
                NextState("VALUES"),
            ),
        )
        fsm.act("BEGIN",
            NextValue(paused, 0),
            If(self.settled | (self.single & ~closes),
                NextState("END"),
            ).Elif(kept.valid & self.shared,
                NextValue(paused, 1),
                NextState("VALUES"),
            ),
        )
        fsm.act("END", NextState("SHARE"))
        fsm.act("SHARE", NextState("WORDS"))
        product.steps(fsm, "WORDS", share, self.size[log2(WORD_BYTES):], 0, beats, "SCALES")
        product.steps(fsm, "SCALES", begin, BITS // 8, job.scales, address, "KEY-SCALES")
        for name, then in (("KEY-SCALES", "VALUE-SCALES"), ("VALUE-SCALES", "BLOCK")):
            fsm.act(name,
                self.scales.valid.eq(1),
                further.eq(self.scale_planes),
                If(self.scales.ready,
                    move.eq(1),
                    NextState(then),
                ),
            )
        fsm.act("BLOCK",
            self.blocks.valid.eq(1),
            If(self.blocks.ready, NextState("KEYS")),
        )
        product.steps(fsm, "KEYS", begin, self.size, job.keys, address, "KEEP")
        fsm.act("KEEP",
            waiting.sink.valid.eq(1),
            NextState("RANGE"),
        )
        fsm.act("RANGE",
            further.eq(Cat(C(0, log2(WORD_BYTES)), beats)),
            *[If(lane == i,
                transfer.valid.eq(1),
                If(transfer.ready,
                    move.eq(1),
                    NextValue(lane, 0 if i == lanes - 1 else i + 1),
                    NextState("RUN" if i == lanes - 1 else "RANGE"),
                ),
            ) for i, transfer in enumerate(self.transfers)],
        )
        fsm.act("RUN",
            self.products.valid.eq(1),
            If(self.products.ready,
                NextState("NEXT"),
                If(values, NextState("MIX")),
            ),
        )
        # Some blocks whose keys have been asked for wait for the keys of the next.
        fsm.act("NEXT",
            NextValue(bank, bank + 1),
            NextState("ONWARD"),
            If(waiting.level > AHEAD, NextState("VALUES")),
        )
        fsm.act("VALUES",
            NextValue(values, 1),
            NextValue(beats, kept.beats),
            from_.eq(kept.address),
            further.eq(self.planes),
            move.eq(1),
            NextState("RANGE"),
        )
        fsm.act("MIX",
            self.mixes.valid.eq(1),
            If(self.mixes.ready,
                kept.ready.eq(1),
                NextValue(values, 0),
                NextState("IDLE"),
                If(within, NextState("ONWARD")),
                If(paused, NextState("BEGIN")),
            ),
        )
        fsm.act("ONWARD",
            NextValue(whole, whole + 1),
            NextValue(opens, 0),
            NextState("BEGIN"),
            If(closes,
                job.ready.eq(1),
                NextState("IDLE"),
            ),
        )
        for transfer in self.transfers:
            self.comb += [transfer.address.eq(address), transfer.beats.eq(beats)]
        self.comb += [
            self.scales.address.eq(address),
            self.scales.beats.eq((end + WORD - 1)[log2(WORD):]),
            self.products.values.eq(values),
            self.products.bank.eq(Mux(values, kept.bank, bank)),
            self.products.queries.eq(job.queries),
            self.products.count.eq(Mux(values, kept.share[1:], share)),
            self.products.skip.eq(kept.skip),
            self.products.end.eq(kept.end),
            self.blocks.bank.eq(bank),
            self.blocks.queries.eq(job.queries),
            self.blocks.heads.eq(job.heads),
            self.blocks.count.eq(share),
            self.blocks.skip.eq(skip),
            self.blocks.end.eq(end),
            *[getattr(self.mixes, name).eq(getattr(kept, name)) for name, _ in mix_layout(heads)],
        ]
        # Addresses move on by one adder.
        self.sync += If(move, address.eq(from_ + further))
        self.sync += [
            If(fsm.ongoing("BEGIN"), within.eq(1)),
            If(fsm.ongoing("IDLE"), within.eq(0)),
        ]
