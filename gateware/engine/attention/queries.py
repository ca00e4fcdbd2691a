"""The queries of a pass on their way to the blocks that it attends to."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, C, Cat, If, Mux, NextState, NextValue, Signal, bits_for

from lutcore.driver.contract.floating import F32
from lutcore.gateware.engine.attention.products import PASS_BITS, SHARE_BITS, code_layout
from lutcore.gateware.engine.attention.ranges import ADDRESS, BEATS, ELEMENTS, SINK, range_layout
from lutcore.gateware.engine.attention.segments import ONE
from lutcore.gateware.engine.attention.softmax import head_layout
from lutcore.gateware.engine.attention.tables import WORD, Table
from lutcore.gateware.engine.common import WORD_BITS, log2, selected
from lutcore.gateware.engine.vector.microprogram import bits
from lutcore.gateware.engine.vector.operators import BITS, flushed

LEAST = bits(F32("-inf"))

# Queries ------------------------------------------------------------------------------------------

class Queries(LiteXModule):
    """Reader of the sinks and queries of a pass, which go to Softmax and Products.

        for head: ask for the word with its sink                     if the ATTN has sinks
        ask for q
        for head: of Coder, its unit -> Softmax, with the sink as first maximum
                            its codes -> Products

    It stands between Coder and Blocks. Golden model: the codes of queries in `execute.attend`.

    Parameters
    ----------
    descriptor : Descriptor
        The ATTN.

    heads : int
        Most heads of a pass.

    numbers : int
        Codes of a beat.

    Attributes
    ----------
    start : Signal(), in
        Begin. What is below is steady until `idle`.

    first : Signal(16), in / count : Signal(), in
        The pass's first query head, and its heads.

    bank : Signal(), in
        Where their codes go.

    address : Signal(32), in / length : Signal(22), in
        The pass's q, in words.

    ask : stream.Endpoint(range_layout()), out
        Ranges of sinks and of q.

    word : Signal(128), in / arrived : Signal(), in
        A word, which has the sink that was asked for.

    sink : stream.Endpoint([("data", 32*numbers)]), in
        The unit of each head, then its codes, as of Coder.

    head : stream.Endpoint(head_layout(heads)), out
        What a head begins with.

    codes : stream.Endpoint(code_layout(heads, numbers)), out
        The codes.

    idle : Signal(), out
        All codes have been sent.
    """
    def __init__(self, descriptor, heads=4, numbers=1):
        self.start   = Signal()
        self.first   = Signal(16)
        self.count   = Signal(bits_for(heads))
        self.bank    = Signal(PASS_BITS)
        self.address = Signal(ADDRESS)
        self.length  = Signal(BEATS)
        self.ask     = stream.Endpoint(range_layout())
        self.word    = Signal(WORD_BITS)
        self.arrived = Signal()
        self.sink    = stream.Endpoint([("data", numbers*BITS)])
        self.head    = stream.Endpoint(head_layout(heads))
        self.codes   = stream.Endpoint(code_layout(heads, numbers))
        self.idle    = Signal()

        # # #

        self.sinks = sinks = Table(heads)
        taken  = Signal.like(self.count)             # Head whose codes come.
        kept   = Signal(log2(max(2, heads)))         # Head whose sink comes, ...
        place  = Signal(ADDRESS, reset_less=True)    # ... and where it lies.
        number = Signal(BITS)
        some   = descriptor["sinks"] != 0
        unit   = self.sink.first
        self.comb += [
            self.ask.kind.eq(ELEMENTS),
            self.ask.address.eq(self.address),
            self.ask.beats.eq(self.length),
            number.eq(selected(place[2:4], [self.word[i*BITS:(i + 1)*BITS] for i in range(WORD)])),
            sinks.value.eq(flushed(number)),
            sinks.written.eq(kept),
            sinks.address[0].eq(taken),
            self.head.head.eq(taken),
            self.head.queries.eq(self.bank),
            self.head.unit.eq(self.sink.data[:BITS]),
            self.head.peak.eq(Mux(some, sinks.data[0], LEAST)),
            self.head.total.eq(Mux(some, ONE, 0)),
            self.codes.bank.eq(self.bank),
            self.codes.head.eq(taken),
            self.codes.data.eq(Cat(*[self.sink.data[i*BITS:i*BITS + SHARE_BITS]
                                     for i in range(numbers)])),
            self.codes.last.eq(self.sink.last),
            self.head.valid.eq(self.sink.valid & unit),
            self.codes.valid.eq(self.sink.valid & ~unit),
            self.sink.ready.eq(Mux(unit, self.head.ready, self.codes.ready)),
        ]
        self.fsm = fsm = FSM(reset_state="IDLE")
        fsm.act("IDLE",
            self.idle.eq(~self.start),
            NextValue(taken, 0),
            NextValue(kept, 0),
            NextValue(place, descriptor["sinks"] + Cat(C(0, 2), self.first)),
            If(self.start,
                NextState("READ"),
                If(some, NextState("SINK")),
            ),
        )
        fsm.act("SINK",
            self.ask.valid.eq(1),
            self.ask.kind.eq(SINK),
            self.ask.address.eq(Cat(C(0, 4), place[4:])),
            self.ask.beats.eq(1),
            If(self.ask.ready, NextState("SINK-WORD")),
        )
        fsm.act("SINK-WORD",
            sinks.we.eq(self.arrived),
            If(self.arrived,
                NextValue(place, place + BITS // 8),
                NextValue(kept, kept + 1),
                NextState("SINK"),
                If(kept == self.count - 1, NextState("READ")),
            ),
        )
        fsm.act("READ",
            self.ask.valid.eq(1),
            If(self.ask.ready, NextState("CODES")),
        )
        fsm.act("CODES",
            If(self.codes.valid & self.sink.last,
                NextValue(taken, taken + 1),
                If(taken == self.count - 1, NextState("IDLE")),
            ),
        )
