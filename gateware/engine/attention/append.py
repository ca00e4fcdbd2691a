"""New keys and values on their way to a slot: codes and scales, in words with byte strobes."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, C, Cat, If, Mux, NextState, NextValue, Replicate, Signal

from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.gateware.engine.attention.products import CODE_BITS, PAIR, PAIRS
from lutcore.gateware.engine.attention.ranges import ADDRESS
from lutcore.gateware.engine.attention.serial import ROW_BITS
from lutcore.gateware.engine.common import WORD_BITS, log2, transfer_layout
from lutcore.gateware.engine.vector.operators import BITS

# Interfaces ---------------------------------------------------------------------------------------

def strobed_layout():
    """A word to write, with a strobe for each byte."""
    return [("data", WORD_BITS), ("strobe", WORD_BYTES)]

# Append -------------------------------------------------------------------------------------------

class Append(LiteXModule):
    """Writer of new keys and values of an ATTN's rows to their slots.

        for row: ask for its k and its v
                 for keys, then values: for head:
                     keys:    a range of size / 16 words, each of 16 codes
                     values:  a range of size / 8 words; 8 codes in every second byte of each
                     a range of one word, four bytes of which are the scale

    It stands between Coder and the Writer, and has the way of AttentionUnit's vectors, and its
    product, until it is idle. Golden model: `execute._append`.

    Parameters
    ----------
    places : Places
        The ATTN, and the entry of the table of rows for `number`.

    product : SerialProduct
        The product of addresses.

    numbers : int
        Codes of a beat: 1 or 2.

    Attributes
    ----------
    start : Signal(), in
        Begin. The ATTN is steady until `idle`.

    number : Signal(12), out / which : Signal(), out
        Row of the instruction whose entry is read, and whether its v is meant, not its k.

    ask : stream.Endpoint(transfer_layout()), out
        Ranges of k and v.

    sink : stream.Endpoint([("data", 32*numbers)]), in
        The scale of each head, then its codes, as of Coder.

    transfer : stream.Endpoint(transfer_layout()), out
        Ranges, in words.

    source : stream.Endpoint([("data", 32*numbers)]), out
        Parts of their words.

    strobe : Signal(16), out / free : Signal(), in
        Which bytes of a word are meant, until it is `free` of a word that waits.

    idle : Signal(), out
        All words have been taken.
    """
    def __init__(self, places, product, numbers=1):
        self.start    = Signal()
        self.number   = Signal(ROW_BITS)
        self.which    = Signal()
        self.ask      = stream.Endpoint(transfer_layout())
        self.sink     = stream.Endpoint([("data", numbers*BITS)])
        self.transfer = stream.Endpoint(transfer_layout())
        self.source   = stream.Endpoint([("data", numbers*BITS)])
        self.strobe   = Signal(WORD_BYTES)
        self.free     = Signal()
        self.idle     = Signal()

        # # #

        shape    = places.shape
        d        = shape.descriptor
        size     = d["size"]
        position = places.entry["position"]
        base     = Signal(ADDRESS, reset_less=True) # The slot's keys, or values,
        marks    = Signal(ADDRESS, reset_less=True) # and their scales.
        vector   = Signal(ADDRESS, reset_less=True) # The row's k, or v.
        at       = Signal(ADDRESS, reset_less=True) # Codes of the head,
        scale    = Signal(ADDRESS, reset_less=True) # and its scale.
        values   = Signal() # v is appended.
        left     = Signal(16, reset_less=True)
        unit     = Signal(BITS, reset_less=True)
        held     = Signal(numbers*(BITS - CODE_BITS), reset_less=True) # The codes before.
        count    = Signal(log2(BITS // CODE_BITS)) # Beats of a part, or parts of a word.
        marking  = Signal() # The scale is written.
        codes    = [self.sink.data[i*BITS:i*BITS + CODE_BITS] for i in range(numbers)]
        before   = held[-numbers*CODE_BITS:]
        late     = [before[i*CODE_BITS:(i + 1)*CODE_BITS] for i in range(numbers)]
        full     = (count == BITS // CODE_BITS - 1) | (values & count[0])
        taken    = self.sink.valid & self.sink.ready
        self.comb += [
            self.ask.address.eq(vector),
            self.ask.beats.eq(shape.length),
            self.source.data.eq(Cat(held, *codes)),
            If(values, self.source.data.eq(Cat(*[Replicate(code, PAIR) for code in late + codes]))),
            If(marking, self.source.data.eq(Replicate(unit, numbers))),
            self.strobe.eq((1 << WORD_BYTES) - 1),
            If(values, self.strobe.eq(
                Mux(position[0], Replicate(C(2, PAIR), PAIRS), Replicate(C(1, PAIR), PAIRS)))),
            If(marking, self.strobe.eq(0xF << Cat(C(0, 2), scale[2:4]))),
        ]
        self.fsm = fsm = FSM(reset_state="IDLE")
        fsm.act("IDLE",
            self.idle.eq(~self.start),
            NextValue(self.number, 0),
            If(self.start, NextState("SLOT")),
        )

        # Where a row's k and v are, and where they go ---------------------------------------------
        places.slot_steps(product, fsm, "SLOT", base, marks, "VECTOR")
        places.row_steps(product, fsm, "VECTOR", vector, "READ")
        fsm.act("READ",
            self.ask.valid.eq(1),
            If(self.ask.ready,
                NextValue(self.which, ~self.which),
                NextState("VECTOR"),
                If(self.which, NextState("PLACE")),
            ),
        )
        even = Cat(position[0] & ~values, position[1:])
        product.steps(fsm, "PLACE", even, size, base, at, "MARK")
        product.steps(fsm, "MARK", position, BITS // 8, marks, scale, "HEADS")
        fsm.act("HEADS",
            NextValue(left, d["kv_heads"]),
            NextState("UNIT"),
        )

        # A head -----------------------------------------------------------------------------------
        fsm.act("UNIT",
            self.sink.ready.eq(1),
            NextValue(unit, self.sink.data[:BITS]),
            NextValue(count, 0),
            If(self.sink.valid, NextState("CODES-RANGE")),
        )
        fsm.act("CODES-RANGE",
            self.transfer.valid.eq(1),
            self.transfer.address.eq(at),
            self.transfer.beats.eq(Mux(values, size[log2(PAIRS):], size[log2(WORD_BYTES):])),
            If(self.transfer.ready, NextState("CODES")),
        )
        fsm.act("CODES",
            self.source.valid.eq(self.sink.valid & full),
            self.sink.ready.eq(self.source.ready | ~full),
            If(taken,
                NextValue(held, Cat(held[numbers*CODE_BITS:], *codes)),
                NextValue(count, Mux(full, 0, count + 1)),
                If(self.sink.last, NextState("CODED")),
            ),
        )
        fsm.act("CODED",
            If(self.free, NextState("SCALE-RANGE")),
        )
        fsm.act("SCALE-RANGE",
            self.transfer.valid.eq(1),
            self.transfer.address.eq(Cat(C(0, 4), scale[4:])),
            self.transfer.beats.eq(1),
            If(self.transfer.ready, NextState("SCALE")),
        )
        fsm.act("SCALE",
            marking.eq(1),
            self.source.valid.eq(1),
            If(self.source.ready,
                NextValue(count, count + 1),
                If(count == WORD_BITS // BITS // numbers - 1, NextState("SCALED")),
            ),
        )
        fsm.act("SCALED",
            marking.eq(1),
            If(self.free,
                NextValue(at, at + shape.keys),
                NextValue(scale, scale + shape.marks),
                NextValue(left, left - 1),
                NextState("UNIT"),
                If(left == 1, NextState("VALUES")),
            ),
        )

        # Values behind keys, the next row behind values -------------------------------------------
        product.steps(fsm, "VALUES", shape.planes, 1, base, base, "VALUE-MARKS")
        product.steps(fsm, "VALUE-MARKS", shape.scales, 1, marks, marks, "NEXT")
        fsm.act("NEXT",
            NextValue(values, ~values),
            NextState("PLACE"),
            If(values,
                NextValue(self.number, self.number + 1),
                NextState("SLOT"),
                If(self.number == d["rows"] - 1, NextState("IDLE")),
            ),
        )
