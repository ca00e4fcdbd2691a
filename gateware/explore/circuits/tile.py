"""Baseline: the paper's own tile, with tables in registers and a multiplexer per column and row.

Options of this tile also make the conventional (UNPU style) lookup unit, and the steps from there
to the paper's: all 16 entries; 8 entries with an inverter and a negation; the inverter folded into
the weights offline; the precompute unit shared and therefore outside.
"""

from litex.gen import LiteXModule
from migen import Array, C, Cat, If, Mux, Signal, bits_for

from lutcore.gateware.explore.circuits.dot import ACTIVATION_BITS
from lutcore.gateware.explore.circuits.scaling import VALUE_BITS

INPUTS = 4  # K of the tile.
STEPS  = 32 # Steps of K for a group of 128 weights.
PLANES = 4  # Bit planes, the most significant first.

class Tile(LiteXModule):
    """M x N x 4 products of one weight bit per clock, plane after plane of a group of 128.

        acc[m][n] = (2 * acc[m][n] at a plane's first step, else acc[m][n]) + table[m][weights[n]]

    Parameters
    ----------
    symmetric : bool
        Whether tables have 8 entries for bits of -1 and +1, and a conditional negation. Otherwise
        they have 16 entries for bits of 0 and 1.

    inverter : bool
        Whether a symmetric tile itself inverts an index whose highest bit is set; otherwise that
        happens offline.

    precompute : bool
        Whether the tile takes activations and computes its tables. Otherwise it takes tables.

    entry_bits : int
        10 bits hold the sums of four 8-bit activations exactly; 8 are the paper's quantised table.

    Attributes
    ----------
    load : Signal(), in
        Take new tables, for use one clock later.

    weights : Signal(N * 4), in
    first, double : Signal(), in
        This is the first step of a group; of another plane.

    capture : Signal(), in / select : Signal, in / sum : Signal, out
        Keep all sums of a finished group; read one of them, a clock later.
    """
    def __init__(self, rows=2, columns=64, symmetric=True, inverter=False, precompute=False,
                 entry_bits=8):
        self.rows, self.columns, self.symmetric = rows, columns, symmetric
        self.load     = Signal()
        self.weights  = Signal(columns * INPUTS)
        self.first    = Signal()
        self.double   = Signal()
        self.capture  = Signal()
        self.select   = Signal(bits_for(rows*columns - 1))
        self.products = rows * columns * INPUTS
        self.entries  = 1 << INPUTS - symmetric
        width = entry_bits + (STEPS - 1).bit_length() + PLANES
        assert width <= VALUE_BITS
        self.sum = Signal((width, True), reset_less=True)
        self.ios = {self.load, self.weights, self.first, self.double, self.capture, self.select,
                    self.sum}

        # # #

        # Tables -----------------------------------------------------------------------------------
        tables = []
        self.sources = [] # Activations or entries of each row.
        for _ in range(rows):
            table = [Signal((entry_bits, True), reset_less=True) for _ in range(self.entries)]
            if precompute:
                source  = [Signal((ACTIVATION_BITS, True)) for _ in range(INPUTS)]
                entries = self._precompute(source)
            else:
                source = entries = [Signal((entry_bits, True)) for _ in table]
            self.sync += [If(self.load, held.eq(new))
                          for held, new in zip(table, entries, strict=True)]
            self.sources.append(source)
            self.ios |= set(source)
            tables.append(table)

        # Units ------------------------------------------------------------------------------------
        keeps = []
        for table in tables:
            for column in range(columns):
                bits = self.weights[INPUTS*column:INPUTS*(column + 1)]
                keeps.append(self._unit(table, bits, inverter, width))
        self.sync += self.sum.eq(Array(keeps)[self.select])

    def _precompute(self, inputs):
        """Return the entries by address, from the sums of pairs of inputs."""
        a, b, c, d = inputs
        if self.symmetric: # The highest bit is clear, which stands for -d.
            low  = [-a - b, a - b, b - a, a + b]
            high = [-c - d, c - d]
        else:
            low  = [0, a, b, a + b]
            high = [0, c, d, c + d]
        pairs = []
        for values in (low, high):
            signals = [Signal((ACTIVATION_BITS + 1, True)) for _ in values]
            self.comb += [s.eq(v) for s, v in zip(signals, values, strict=True)]
            pairs.append(signals)
        return [x + y for y in pairs[1] for x in pairs[0]]

    def _unit(self, table, bits, inverter, width):
        entry = Signal.like(table[0])
        total = Signal((width, True), reset_less=True)
        kept  = Signal((width, True), reset_less=True)
        before, term, carry = Signal((width, True)), Signal((width, True)), Signal()
        whole = Signal(width + 1)
        if self.symmetric:
            sign  = bits[INPUTS - 1]
            index = bits[:INPUTS - 1]
            if inverter:
                index = index ^ Cat(*[sign]*(INPUTS - 1))
            self.comb += term.eq(entry ^ Cat(*[sign]*width)), carry.eq(sign)
        else:
            index = bits
            self.comb += term.eq(entry)
        self.comb += [
            entry.eq(Array(table)[index]),
            before.eq(Mux(self.first, 0, Mux(self.double, total << 1, total))),
            whole.eq(Cat(C(1, 1), before) + Cat(carry, term)), # The lowest bit carries in.
        ]
        self.sync += [
            total.eq(whole[1:]),
            If(self.capture, kept.eq(total)),
        ]
        return kept

    @property
    def sums(self):
        """The sum that is read out."""
        return [self.sum]
