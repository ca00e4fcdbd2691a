"""The simplest epilogue that scales a dot product as the engine's arithmetic demands.

The lookup array and every integer baseline get this same epilogue, so that they can be compared. It
lacks three features of the engine's own: group sizes chosen at run time, shifts per slice, and
implied offsets.
"""

from litex.gen import LiteXModule
from migen import READ_FIRST, C, Cat, If, Memory, Mux, Signal

SCALE_BITS       = 16
VALUE_BITS       = 25 # Width of the wide port of a DSP48 multiplier.
UNIT_BITS        = 18
PRODUCT_SHIFT    = 12
ACCUMULATOR_BITS = 32
COLUMNS          = 1024

class PlaneSum(LiteXModule):
    """Adds up to `planes` bit planes, the least significant first; the result is left-aligned.

    Attributes
    ----------
    first : Signal(), in
        `value` is the first plane of a column.

    sum : Signal((width, True)), out
    """
    def __init__(self, value, planes):
        self.first = Signal()
        self.sum   = Signal((len(value) + planes, True), reset_less=True)

        # # #

        upper = Signal((len(value) + 1, True))
        self.comb += upper.eq(Mux(self.first, 0, self.sum >> planes) + value)
        self.sync += self.sum.eq(Cat(Mux(self.first, 0, self.sum[1:planes]), upper))
        self.ios = {self.first}

class PlainEpilogue(LiteXModule):
    """acc[column] += round((scale * value + offset * unit) / 2**PRODUCT_SHIFT).

    It takes one column per clock and fits into two DSP slices: the first one adds the accumulator,
    with the rounding constant below its binary point. A sequencer that all rows share would deliver
    the inputs; here they are pins, and each arrives at the stage that uses it: scale with the
    value, `clear` and offset when the accumulator has been read.

    Parameters
    ----------
    value : Signal((width, True)), in
        A dot product, at most VALUE_BITS wide.

    Attributes
    ----------
    scale, offset, unit : Signal, in
        The group's mantissas, and the sum of its activations as the driver scales it.

    old : Signal((32, True)), out
        The accumulator as it was read.
    """
    latency = 2 # Clocks from value to the accumulator's write port.

    def __init__(self, value):
        assert len(value) <= VALUE_BITS
        self.scale  = Signal((SCALE_BITS, True))
        self.offset = Signal((SCALE_BITS, True))
        self.unit   = Signal((UNIT_BITS, True))
        self.clear  = Signal()
        self.enable = Signal()
        self.read_column  = Signal(max=COLUMNS)
        self.write_column = Signal(max=COLUMNS)
        self.old    = Signal((ACCUMULATOR_BITS, True), reset_less=True)

        # # #

        width  = ACCUMULATOR_BITS + PRODUCT_SHIFT
        scaled = Signal((VALUE_BITS + SCALE_BITS, True), reset_less=True)
        before = Signal((width, True))
        moved  = Signal((width, True), reset_less=True)
        total  = Signal((width, True), reset_less=True)
        memory = Memory(ACCUMULATOR_BITS, COLUMNS)
        reader = memory.get_port(mode=READ_FIRST)
        writer = memory.get_port(write_capable=True, mode=READ_FIRST)
        self.specials += memory, reader, writer
        self.sync += [
            self.old.eq(reader.dat_r),
            If(self.clear, self.old.eq(0)),
            moved.eq(self.unit * self.offset + before),
            scaled.eq(value * self.scale),
            total.eq(scaled + moved),
        ]
        self.comb += [
            before.eq(Cat(C(1 << PRODUCT_SHIFT - 1, PRODUCT_SHIFT), self.old)),
            reader.adr.eq(self.read_column),
            writer.adr.eq(self.write_column),
            writer.dat_w.eq(total[PRODUCT_SHIFT:]),
            writer.we.eq(self.enable),
        ]
        self.ios = {self.scale, self.offset, self.unit, self.clear, self.enable,
                    self.read_column, self.write_column, self.old}

class Scaled(LiteXModule):
    """A unit with an epilogue for each of its sums, and a plane adder where it needs one.

    Parameters
    ----------
    unit : Dot, or a module with the same `sums`, `ios` and `products`

    planes : int
        Bit planes to combine; 1 where the unit combines them itself.
    """
    def __init__(self, unit, planes=1):
        self.unit     = unit
        self.products = unit.products
        self.ios      = set(unit.ios) - set(unit.sums)
        for i, value in enumerate(unit.sums):
            if planes > 1:
                combined = PlaneSum(value, planes)
                self.add_module(name=f"planes{i}", module=combined)
                self.ios |= combined.ios
                value = combined.sum
            epilogue = PlainEpilogue(value)
            self.add_module(name=f"epilogue{i}", module=epilogue)
            self.ios |= epilogue.ios
