"""The plainest scaling epilogue that a product in the engine's arithmetic can do with.

The same for the lookup array and for every integer baseline, so that they compare. It leaves out
what the engine's own epilogue adds: group sizes chosen at run time and shifts per slice.
"""

from litex.gen import LiteXModule
from migen import READ_FIRST, Cat, Memory, Mux, Signal

SCALE_BITS       = 16
VALUE_BITS       = 25 # A wide port of a DSP48 multiplier.
UNIT_BITS        = 18
PRODUCT_SHIFT    = 12
ACCUMULATOR_BITS = 32
COLUMNS          = 1024

class PlaneSum(LiteXModule):
    """Adds up to `planes` bit planes, least significant first; the result is left-aligned.

    Attributes
    ----------
    first : Signal(), in
        `value` is a column's first plane.

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
    """acc[column] += round((scale * (value - zero) + offset * unit) / 2**PRODUCT_SHIFT).

    One column per clock. What a sequencer shared by all rows would deliver comes in by pins, at
    the stage that uses it: scale, offset with the difference, `clear` with the sum, columns with
    the accumulator's ports.

    Parameters
    ----------
    value : Signal((width, True)), in
        A dot product, at most VALUE_BITS wide.

    Attributes
    ----------
    zero, unit, scale, offset : Signal, in
        zero * S, S as scaled by the driver, and the group's mantissas.

    old : Signal((32, True)), out
        The accumulator read.
    """
    latency = 5 # From value to the accumulator's write port.

    def __init__(self, value):
        assert len(value) <= VALUE_BITS
        self.zero   = Signal((len(value), True))
        self.scale  = Signal((SCALE_BITS, True))
        self.offset = Signal((SCALE_BITS, True))
        self.unit   = Signal((UNIT_BITS, True))
        self.clear  = Signal()
        self.enable = Signal()
        self.read_column  = Signal(max=COLUMNS)
        self.write_column = Signal(max=COLUMNS)
        self.old    = Signal((ACCUMULATOR_BITS, True), reset_less=True)

        # # #

        product_bits = VALUE_BITS + SCALE_BITS
        difference = Signal((len(value), True),       reset_less=True)
        scaled     = Signal((product_bits, True),     reset_less=True)
        moved      = Signal((SCALE_BITS + UNIT_BITS, True), reset_less=True)
        both       = Signal((product_bits + 1, True), reset_less=True)
        new        = Signal((ACCUMULATOR_BITS, True), reset_less=True)
        rounded    = Signal((ACCUMULATOR_BITS, True), reset_less=True)
        memory = Memory(ACCUMULATOR_BITS, COLUMNS)
        reader = memory.get_port(mode=READ_FIRST)
        writer = memory.get_port(write_capable=True, mode=READ_FIRST)
        self.specials += memory, reader, writer
        self.sync += [
            difference.eq(value - self.zero),
            scaled.eq(difference * self.scale),
            moved.eq(self.unit * self.offset),
            both.eq(scaled + moved),
            rounded.eq((both + (1 << PRODUCT_SHIFT - 1)) >> PRODUCT_SHIFT),
            self.old.eq(reader.dat_r),
            new.eq(Mux(self.clear, 0, self.old) + rounded),
        ]
        self.comb += [
            reader.adr.eq(self.read_column),
            writer.adr.eq(self.write_column),
            writer.dat_w.eq(new),
            writer.we.eq(self.enable),
        ]
        self.ios = {self.zero, self.scale, self.offset, self.unit, self.clear, self.enable,
                    self.read_column, self.write_column, self.old}

class Scaled(LiteXModule):
    """A unit with `sums`, its plane adder where weights come plane by plane, and an epilogue each.

    Parameters
    ----------
    unit : Dot or the like
        With `sums`, `ios` and `products`.

    planes : int
        Bit planes to combine; 1: none, the unit has done it.
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
