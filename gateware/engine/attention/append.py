"""New keys and values on their way to a slot: codes and scales, in words with byte strobes."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, C, Cat, If, Mux, NextState, NextValue, Replicate, Signal, bits_for

from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.gateware.engine.attention.products import CODE_BITS, ELEMENTS, PAIR
from lutcore.gateware.engine.attention.serial import ADDRESS
from lutcore.gateware.engine.common import WORD_BITS, log2, transfer_layout
from lutcore.gateware.engine.vector.operators import BITS

# Interfaces ---------------------------------------------------------------------------------------

def strobed_layout():
    """A word to write, with a strobe for each byte."""
    return [("data", WORD_BITS), ("strobe", WORD_BYTES)]

# Append -------------------------------------------------------------------------------------------

class Append(LiteXModule):
    """Writer of one position's keys, or values, of all heads of a row.

        for head:  keys:    a range of size / 16 words, each of 16 codes
                   values:  a range of size / 8 words; 8 codes in every second byte of each
                   a range of one word, four bytes of which are the scale

    It stands between Coder and the Writer. Golden model: `execute._append`.

    Attributes
    ----------
    start : Signal(), in
        Begin. What is below is steady until `idle`.

    values, odd : Signal(), in
        Values are written, not keys; to an odd position.

    heads, size : Signal(), in
        Heads, and the elements of one, a multiple of 16.

    codes, scales : Signal(32), in
        Where those of the first head go. For values: the word of the pair of positions.

    head_bytes, scale_bytes : Signal(32), in
        Bytes from a head to the next.

    sink : stream.Endpoint([("data", 32)]), in
        Of each head the scale, then the codes, as of Coder.

    transfer : stream.Endpoint(transfer_layout()), out
        Ranges, in words.

    source : stream.Endpoint([("data", 32)]), out
        Quarters of their words.

    strobe : Signal(16), out / free : Signal(), in
        Which bytes of a word are meant, until it is `free` of a word that waits.

    idle : Signal(), out
        All words have been taken.
    """
    def __init__(self, size=256):
        self.start       = Signal()
        self.values      = Signal()
        self.odd         = Signal()
        self.heads       = Signal(16)
        self.size        = Signal(bits_for(size))
        self.codes       = Signal(ADDRESS)
        self.scales      = Signal(ADDRESS)
        self.head_bytes  = Signal(ADDRESS)
        self.scale_bytes = Signal(ADDRESS)
        self.sink        = stream.Endpoint([("data", BITS)])
        self.transfer    = stream.Endpoint(transfer_layout())
        self.source      = stream.Endpoint([("data", BITS)])
        self.strobe      = Signal(WORD_BYTES)
        self.free        = Signal()
        self.idle        = Signal()

        # # #

        at      = Signal(ADDRESS, reset_less=True) # Codes of the head,
        scale   = Signal(ADDRESS, reset_less=True) # and its scale.
        left    = Signal(16)
        unit    = Signal(BITS, reset_less=True)
        held    = Signal(BITS - CODE_BITS, reset_less=True) # The codes before.
        count   = Signal(log2(BITS // CODE_BITS)) # Codes, or quarters, of a word.
        marking = Signal() # The scale is written.
        code    = self.sink.data[:CODE_BITS]
        full    = (count == BITS // CODE_BITS - 1) | (self.values & count[0])
        taken   = self.sink.valid & self.sink.ready
        self.comb += [
            self.source.data.eq(Cat(held, code)),
            If(self.values, self.source.data.eq(
                Cat(Replicate(held[-CODE_BITS:], PAIR), Replicate(code, PAIR)))),
            If(marking, self.source.data.eq(unit)),
            self.strobe.eq((1 << WORD_BYTES) - 1),
            If(self.values, self.strobe.eq(
                Mux(self.odd, Replicate(C(2, PAIR), ELEMENTS), Replicate(C(1, PAIR), ELEMENTS)))),
            If(marking, self.strobe.eq(0xF << Cat(C(0, 2), scale[2:4]))),
        ]
        self.fsm = fsm = FSM(reset_state="IDLE")
        fsm.act("IDLE",
            self.idle.eq(~self.start),
            NextValue(at, self.codes),
            NextValue(scale, self.scales),
            NextValue(left, self.heads),
            If(self.start, NextState("UNIT")),
        )
        fsm.act("UNIT",
            self.sink.ready.eq(1),
            NextValue(unit, self.sink.data),
            NextValue(count, 0),
            If(self.sink.valid, NextState("CODES-RANGE")),
        )
        fsm.act("CODES-RANGE",
            self.transfer.valid.eq(1),
            self.transfer.address.eq(at),
            self.transfer.beats.eq(Mux(self.values, self.size[log2(ELEMENTS):],
                                       self.size[log2(WORD_BYTES):])),
            If(self.transfer.ready, NextState("CODES")),
        )
        fsm.act("CODES",
            self.source.valid.eq(self.sink.valid & full),
            self.sink.ready.eq(self.source.ready | ~full),
            If(taken,
                NextValue(held, Cat(held[CODE_BITS:], code)),
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
                If(count == WORD_BITS // BITS - 1, NextState("SCALED")),
            ),
        )
        fsm.act("SCALED",
            marking.eq(1),
            If(self.free,
                NextValue(at, at + self.head_bytes),
                NextValue(scale, scale + self.scale_bytes),
                NextValue(left, left - 1),
                NextState("UNIT"),
                If(left == 1, NextState("IDLE")),
            ),
        )
