"""The running mixture of values, block by block, and what leaves in the end."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, READ_FIRST, Cat, If, Memory, Mux, NextState, NextValue, Signal, bits_for

from lutcore.gateware.engine.attention.adders import Port
from lutcore.gateware.engine.attention.products import BLOCK_BITS, PASS_BITS, Products
from lutcore.gateware.engine.attention.segments import ONE, Division
from lutcore.gateware.engine.common import delayed, log2
from lutcore.gateware.engine.vector.conversions import IntToFloat
from lutcore.gateware.engine.vector.operators import BITS, FloatAdder, FloatMultiplier, flushed

# Layout -------------------------------------------------------------------------------------------

def mix_layout(heads):
    """A block whose sums are there: `bank` has its factors, and `queries` its heads' totals."""
    return [("bank", BLOCK_BITS), ("queries", PASS_BITS), ("heads", bits_for(heads)), ("opens", 1),
            ("closes", 1)]

# Mixer --------------------------------------------------------------------------------------------

class Mixer(LiteXModule):
    """Mixture of the values of all blocks of a head.

        for block: for head: for `numbers` elements at once:
            mixed = flush(mixed * keep) + sum * unit        in the first block of a head: mixed = 0
            after its last block: y = flush(mixed * (1 / total))

    The reciprocals of the totals are made a head ahead. It stands between Products, whose sums it
    reads, Softmax, whose factors it reads, and the Writer. Golden model: `execute.attend`.

    Parameters
    ----------
    heads, size, numbers : int
        As of Products.

    Attributes
    ----------
    elements : Signal(), in
        Elements of a head. Steady.

    job : stream.Endpoint(mix_layout(heads)), in
        A block whose sums are there; it `opens` its heads, or `closes` them. Taken when all sums
        and factors have been read.

    number, bank : Signal(), out / keep, unit : Signal(32), in
        Whose factors are read, and the factors in the same clock.

    owner : Signal(), out / total : Signal(32), in
        Which total is read, Cat(head, queries), and the total in the same clock.

    element : Signal(), out / sums : list of Signal((32, True)), in
        Which sums of head `number` are read, and the sums `Products.sum_latency` clocks later.

    division : Division
        To the divider.

    adding : list of Port
        To adders; they are needed `added` clocks behind each element.

    open : Signal(), in
        An element may be taken.

    adds : Signal(), out
        The adders are needed.

    convert : list of Port
        To an IntToFloat each, for the sums of elements that are taken: `blend`, a Signal.

    source : stream.Endpoint([("data", 32*numbers)]), out
        y.

    empty : Signal(), out
        All of y has left.
    """
    queue = 32 # Results; more than are under way.

    def __init__(self, heads=4, size=256, numbers=1):
        self.elements = Signal(bits_for(size))
        self.job      = stream.Endpoint(mix_layout(heads))
        self.number   = Signal(log2(max(2, heads)))
        self.bank     = Signal(BLOCK_BITS)
        self.keep     = Signal(BITS)
        self.unit     = Signal(BITS)
        self.owner    = Signal(len(self.number) + PASS_BITS)
        self.total    = Signal(BITS)
        self.element  = Signal(max=size)
        self.sums     = [Signal((BITS, True)) for _ in range(numbers)]
        self.division = division = Division()
        self.source   = stream.Endpoint([("data", numbers*BITS)])
        self.empty    = Signal()
        self.open     = Signal()
        self.adds     = Signal()

        # # #

        # mixed * keep + sum * unit, and * (1 / total) ---------------------------------------------
        self.convert = [Port("a") for _ in range(numbers)]
        self.adding  = [Port("a", "b") for _ in range(numbers)]
        self.fifo    = fifo    = stream.SyncFIFO([("data", numbers*BITS)], self.queue)
        memory = Memory(numbers*BITS, heads*size // numbers)
        put    = memory.get_port(write_capable=True)
        get    = memory.get_port(mode=READ_FIRST)
        self.specials += memory, put, get
        read   = Products.sum_latency
        added  = read + IntToFloat.latency + FloatMultiplier.latency # Clocks to the addition.
        mixed  = added + FloatAdder.latency
        self.added = added
        kept   = read + FloatMultiplier.latency
        given  = mixed + FloatMultiplier.latency
        self.blend = blend = Signal()
        begins = Signal() # A head's first element.
        inverse = Signal(BITS, reset_less=True)
        factor  = Signal(BITS, reset_less=True) # It stays for what is under way.
        where  = Cat(self.element[numbers.bit_length() - 1:], self.number)
        places = Signal(bits_for(self.queue), reset=self.queue)
        give   = blend & self.job.closes
        self.comb += [
            self.bank.eq(self.job.bank),
            get.adr.eq(where),
            self.adds.eq(delayed(self, blend, added, reset_less=False)),
            put.adr.eq(delayed(self, where, mixed)),
            put.we.eq(delayed(self, blend, mixed, reset_less=False)),
            fifo.sink.valid.eq(delayed(self, give, given, reset_less=False)),
            fifo.source.connect(self.source),
            self.empty.eq(places == self.queue),
        ]
        opens  = delayed(self, self.job.opens, read)
        before = delayed(self, get.dat_r, read - 1)
        keep   = delayed(self, self.keep, read)
        unit   = delayed(self, self.unit, read + IntToFloat.latency)
        for i, (convert, adding) in enumerate(zip(self.convert, self.adding, strict=True)):
            keeping, valuing, closing = (FloatMultiplier() for _ in range(3))
            self.add_module(name=f"keeping{i}", module=keeping)
            self.add_module(name=f"valuing{i}", module=valuing)
            self.add_module(name=f"closing{i}", module=closing)
            part = slice(i*BITS, (i + 1)*BITS)
            self.comb += [
                keeping.a.eq(Mux(opens, 0, before[part])),
                keeping.b.eq(keep),
                convert.a.eq(self.sums[i]),
                valuing.a.eq(convert.result),
                valuing.b.eq(unit),
                adding.a.eq(delayed(self, flushed(keeping.result), added - kept)),
                adding.b.eq(valuing.result),
                put.dat_w[part].eq(adding.result),
                closing.a.eq(adding.result),
                closing.b.eq(factor),
                fifo.sink.data[part].eq(flushed(closing.result)),
            ]
        self.sync += [
            If(delayed(self, begins, mixed - 1), factor.eq(inverse)),
            places.eq(places + (self.source.valid & self.source.ready) - give),
        ]

        # Reciprocals, a head ahead ----------------------------------------------------------------
        upcoming = Signal(BITS, reset_less=True)
        known    = Signal() # `upcoming` is that of the next head.
        asked    = Signal()
        divided  = Signal.like(self.job.heads) # Heads of the block that have been asked for.
        self.comb += [
            self.owner.eq(Cat(divided[:len(self.number)], self.job.queries)),
            division.sink.valid.eq(self.job.valid & self.job.closes & ~known & ~asked
                & (divided != self.job.heads)),
            division.sink.a.eq(ONE),
            division.sink.b.eq(self.total),
            division.source.ready.eq(1),
        ]
        self.sync += [
            If(division.sink.valid & division.sink.ready,
                asked.eq(1),
                divided.eq(divided + 1),
            ),
            If(division.source.valid,
                asked.eq(0),
                known.eq(1),
                upcoming.eq(division.source.data),
            ),
            If(begins,
                known.eq(0),
                inverse.eq(upcoming),
            ),
            If(self.job.ready, divided.eq(0)),
        ]

        # Control ----------------------------------------------------------------------------------
        # Even if a block has few elements, each is written before the next block reads it.
        least = 16 // numbers
        pause = max(read, mixed - least)
        wait  = Signal(max=pause + 1)
        ends  = self.element == self.elements - numbers
        final = self.number == self.job.heads - 1
        first = self.element == 0
        self.comb += begins.eq(blend & first & self.job.closes)
        self.fsm = fsm = FSM(reset_state="BLEND")
        fsm.act("BLEND",
            blend.eq(self.job.valid & self.open
                & (~self.job.closes | ((places != 0) & (known | ~first)))),
            NextValue(wait, pause),
            If(blend,
                NextValue(self.element, self.element + numbers),
                If(ends,
                    NextValue(self.element, 0),
                    NextValue(self.number, self.number + 1),
                    If(final,
                        NextValue(self.number, 0),
                        NextState("WAIT"),
                    ),
                ),
            ),
        )
        fsm.act("WAIT",
            NextValue(wait, wait - 1),
            If(wait == 0,
                self.job.ready.eq(1),
                NextState("BLEND"),
            ),
        )
