"""The exponent of a slice: as small as the sums of its tables allow."""

from litex.gen import LiteXModule, Reduce
from litex.soc.interconnect import stream
from migen import Case, If, Mux, Signal

from lutcore.gateware.engine.common import delayed
from lutcore.gateware.engine.quantiser.tables import lanes_of, table_layout
from lutcore.gateware.engine.vector.operators import PRECISION, exponent, significand

SUM_BITS    = PRECISION + 3 # Bits of the sum of a table's inputs, at most six.
BIASED_BITS = 9

# Exponents ----------------------------------------------------------------------------------------

class Exponents(LiteXModule):
    """Exponents of slices, from integer sums of their tables' inputs.

        for table: top = the largest exponent;  integer of each input = 24 bits of it under top
                   peak = the larger of the sums of positive and negative ones   (symmetric: of all)
                   e = the smallest one with peak <= entry_limit * 2**e
        e of the slice = the largest one

    It stands beside Rounder, which waits for the exponent. Golden model: `activations._upper` and
    `_exponents`.

    Attributes
    ----------
    sink : stream.Endpoint(table_layout()), in / row_last : Signal(), in
        Tables, which are always taken.

    source : stream.Endpoint([("biased", 9), ("close", 1)]), out
        For each slice `e + BIAS - 2 + T`, or 0 where all inputs are zero; and whether rounding
        could make an entry too large. `last` is high in the last slice of a row.
    """
    waiting = 4 # Slices that are complete and not taken.

    def __init__(self, geometry, ternary):
        self.sink     = stream.Endpoint(table_layout(geometry))
        self.row_last = Signal()
        self.source   = stream.Endpoint([("biased", BIASED_BITS), ("close", 1)])

        # # #

        # The largest exponent of the table --------------------------------------------------------
        lanes = lanes_of(self.sink.data)
        tops  = [exponent(x) for x in lanes]
        while len(tops) > 1:
            pairs = [tops[i:i + 2] for i in range(0, len(tops), 2)]
            tops  = []
            for pair in pairs:
                top = Signal(8)
                self.comb += top.eq(Mux(pair[0] > pair[-1], pair[0], pair[-1]))
                tops.append(top)
        top   = delayed(self, tops[0], 1)
        lanes = [delayed(self, x, 1) for x in lanes]

        # Integers, and their sums -----------------------------------------------------------------
        parts = []
        for x in lanes:
            below  = Signal(8)
            kept   = Signal(PRECISION)
            number = Signal(PRECISION, reset_less=True)
            self.comb += [
                below.eq(top - exponent(x)),
                kept.eq(significand(x) >> below[:5]),
            ]
            self.sync += number.eq(Mux(below[5:] != 0, 0, kept))
            parts.append((number, delayed(self, x[-1], 1)))
        peak = Signal(SUM_BITS, reset_less=True)
        if geometry.symmetric:
            total = Signal(SUM_BITS, reset_less=True)
            self.sync += [
                total.eq(Reduce("ADD", [number for number, _ in parts])),
                peak.eq(total),
            ]
        else:
            up   = Signal(SUM_BITS, reset_less=True)
            down = Signal(SUM_BITS, reset_less=True)
            self.sync += [
                up.eq(Reduce("ADD", [Mux(negative, 0, number) for number, negative in parts])),
                down.eq(Reduce("ADD", [Mux(negative, number, 0) for number, negative in parts])),
                peak.eq(Mux(up > down, up, down)),
            ]

        # The exponent: of the highest bit; one more if the bits of an entry would not do ----------
        bits   = geometry.table_width - 1
        spare  = SUM_BITS - PRECISION
        shift  = Signal(max=spare + 1)
        number = Signal(SUM_BITS)
        full   = Signal()
        rest   = Signal()
        before = Signal(BIASED_BITS)
        biased = Signal(BIASED_BITS, reset_less=True)
        close  = Signal(reset_less=True)
        upper  = number[-bits:]
        power  = delayed(self, top, 3)
        self.comb += [
            [If(peak[PRECISION + i], shift.eq(i + 1)) for i in range(spare)],
            Case(shift, {i: number.eq(peak << (spare - i)) for i in range(spare + 1)}),
            full.eq(upper == (1 << bits) - 1),
            rest.eq(number[:-bits] != 0),
            before.eq(power + shift),
        ]
        self.sync += [
            biased.eq(Mux(power == 0, 0, before + (full & rest) + ternary)),
            close.eq((upper[2:] == (1 << (bits - 2)) - 1) & ~(full & rest)),
        ]

        # The largest one of the slice -------------------------------------------------------------
        valid  = delayed(self, self.sink.valid, 5, reset_less=False)
        first  = delayed(self, self.sink.first, 5)
        most   = Signal(BIASED_BITS, reset_less=True)
        risk   = Signal(reset_less=True)
        self.sync += If(valid,
            If(first | (biased > most),
                most.eq(biased),
                risk.eq(close),
            ).Elif(biased == most,
                risk.eq(risk | close),
            ),
        )
        self.fifo = fifo = stream.SyncFIFO(self.source.description, self.waiting)
        self.comb += [
            fifo.sink.valid.eq(delayed(self, valid & delayed(self, self.sink.last, 5), 1,
                                       reset_less=False)),
            fifo.sink.biased.eq(most),
            fifo.sink.close.eq(risk),
            fifo.sink.last.eq(delayed(self, self.row_last, 6)),
            fifo.source.connect(self.source),
        ]
