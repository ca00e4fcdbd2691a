"""The running mixture of values, block by block, and what leaves in the end."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, READ_FIRST, Cat, If, Memory, Mux, NextState, NextValue, Signal, bits_for

from lutcore.gateware.engine.attention.products import Products
from lutcore.gateware.engine.attention.segments import ONE
from lutcore.gateware.engine.common import delayed, log2
from lutcore.gateware.engine.vector.division import FloatDivider
from lutcore.gateware.engine.vector.operators import (
    BITS,
    FloatAdder,
    FloatMultiplier,
    IntToFloat,
    flushed,
)

# Mixer --------------------------------------------------------------------------------------------

class Mixer(LiteXModule):
    """Mixture of the values of all blocks of a head.

        block:   for head: for element:  mixed = flush(mixed * keep) + sum * unit
        finish:  for head: for element:  y = flush(mixed * (1 / total))

    Before the `first` block of a head, mixed is 0. It stands between Products, whose sums it reads,
    Softmax, whose factors it reads, and the Writer. Golden model: `execute.attend`.

    Parameters
    ----------
    heads, size : int
        As of Products.

    Attributes
    ----------
    count, elements : Signal(), in
        Heads and elements of a head. Steady.

    job : stream.Endpoint([("finish", 1), ("bank", 1)]), in
        A block whose sums are there, the `first` one of a head or not, or the end. Taken when the
        work is done.

    number, bank : Signal(), out / keep, unit, total : Signal(32), in
        Whose factors are read, and the factors in the same clock.

    element : Signal(), out / sum : Signal((32, True)), in
        Which sum of head `number` is read, and the sum `Products.sum_latency` clocks later.

    source : stream.Endpoint([("data", 32)]), out
        y.
    """
    queue = 16 # Results; more than are under way.

    def __init__(self, heads=4, size=256):
        self.count    = Signal(bits_for(heads))
        self.elements = Signal(bits_for(size))
        self.job      = stream.Endpoint([("finish", 1), ("bank", 1)])
        self.number   = Signal(log2(max(2, heads)))
        self.bank     = Signal()
        self.keep     = Signal(BITS)
        self.unit     = Signal(BITS)
        self.total    = Signal(BITS)
        self.element  = Signal(max=size)
        self.sum      = Signal((BITS, True))
        self.source   = stream.Endpoint([("data", BITS)])

        # # #

        self.convert = convert = IntToFloat()
        self.keeping = keeping = FloatMultiplier()
        self.valuing = valuing = FloatMultiplier()
        self.adding  = adding  = FloatAdder()
        self.divider = divider = FloatDivider()
        self.fifo    = fifo    = stream.SyncFIFO([("data", BITS)], self.queue)
        memory = Memory(BITS, heads*size)
        put    = memory.get_port(write_capable=True)
        get    = memory.get_port(mode=READ_FIRST)
        self.specials += memory, put, get
        read   = Products.sum_latency
        added  = read + convert.latency + valuing.latency # Clocks to the addition.
        mixed  = added + adding.latency
        kept   = read + keeping.latency
        blend  = Signal()
        give   = Signal()
        inverse = Signal(BITS, reset_less=True)
        where  = Cat(self.element, self.number)
        before = Mux(delayed(self, self.job.first, read), 0, delayed(self, get.dat_r, read - 1))
        places = Signal(bits_for(self.queue), reset=self.queue)
        self.comb += [
            self.bank.eq(self.job.bank),
            get.adr.eq(where),
            keeping.a.eq(Mux(self.job.finish, delayed(self, get.dat_r, read - 1), before)),
            keeping.b.eq(delayed(self, Mux(self.job.finish, inverse, self.keep), read)),
            convert.a.eq(self.sum),
            valuing.a.eq(convert.result),
            valuing.b.eq(delayed(self, self.unit, read + convert.latency)),
            adding.a.eq(delayed(self, flushed(keeping.result), added - kept)),
            adding.b.eq(valuing.result),
            put.adr.eq(delayed(self, where, mixed)),
            put.dat_w.eq(adding.result),
            put.we.eq(delayed(self, blend, mixed, reset_less=False)),
            fifo.sink.valid.eq(delayed(self, give, kept, reset_less=False)),
            fifo.sink.data.eq(flushed(keeping.result)),
            fifo.source.connect(self.source),
            divider.sink.a.eq(ONE),
            divider.sink.b.eq(self.total),
        ]
        self.sync += places.eq(places + (self.source.valid & self.source.ready) - give)

        # Control ----------------------------------------------------------------------------------
        wait  = Signal(max=mixed + 1)
        ends  = self.element == self.elements - 1
        final = self.number == self.count - 1
        self.fsm = fsm = FSM(reset_state="IDLE")
        fsm.act("IDLE",
            NextValue(self.number, 0),
            NextValue(self.element, 0),
            NextValue(wait, mixed),
            If(self.job.valid, NextState("BLEND"), If(self.job.finish, NextState("DIVIDE"))),
        )
        fsm.act("BLEND",
            blend.eq(1),
            NextValue(self.element, self.element + 1),
            If(ends,
                NextValue(self.element, 0),
                NextValue(self.number, self.number + 1),
                If(final, NextState("WAIT")),
            ),
        )
        fsm.act("WAIT",
            NextValue(wait, wait - 1),
            If(wait == 0,
                self.job.ready.eq(1),
                NextState("IDLE"),
            ),
        )
        fsm.act("DIVIDE",
            divider.sink.valid.eq(1),
            divider.source.ready.eq(1),
            NextValue(inverse, divider.source.data),
            If(divider.source.valid, NextState("GIVE")),
        )
        fsm.act("GIVE",
            give.eq(places != 0),
            If(give,
                NextValue(self.element, self.element + 1),
                If(ends,
                    NextValue(self.element, 0),
                    NextValue(self.number, self.number + 1),
                    NextState("DIVIDE"),
                    If(final, NextState("WAIT")),
                ),
            ),
        )
