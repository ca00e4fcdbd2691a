"""Products of addresses, a bit in a clock, and what is made of them."""

from litex.gen import LiteXModule, Reduce
from migen import If, Mux, NextState, NextValue, Signal, bits_for

from lutcore.driver.contract.instructions import MAX_ROWS
from lutcore.gateware.engine.attention.ranges import ADDRESS, BEATS
from lutcore.gateware.engine.attention.tables import WORD
from lutcore.gateware.engine.common import log2, selected

ROW_BITS = bits_for(MAX_ROWS - 1)

# Product ------------------------------------------------------------------------------------------

class SerialProduct(LiteXModule):
    """a * b + c of 32 bits, a bit of b in a clock; low numbers take few clocks.

    c may be `result`, that of the product before. The block stands beside FSMs, whose states give
    it operands by `steps`; one at a time.

    Attributes
    ----------
    start : Signal(), in / done : Signal(), out
        The operands are taken; `done` is high when `result` is there, until the next start.
    """
    def __init__(self):
        self.start   = Signal()
        self.done    = Signal()
        self.result  = Signal(ADDRESS, reset_less=True)
        self.sources = {name: [] for name in "abc"} # What each operand may be.
        # Signals of each FSM, since two that drove the same ones would share a process: whether it
        # starts a product, and which operands it chooses.
        self.starts  = {}
        self.choices = {}

    def choose(self, fsm, name, source):
        """Return the statement that makes `source` the operand `name`."""
        sources = self.sources[name]
        known   = [i for i, other in enumerate(sources) if other is source]
        if not known:
            sources.append(source)
        choice = self.choices.setdefault((fsm, name), Signal(5))
        return choice.eq(known[0] if known else len(sources) - 1)

    def steps(self, fsm, name, a, b, c, result, then):
        """Add the states that put a * b + c into `result`; `name` is the first, `then` follows."""
        fsm.act(name,
            *[self.choose(fsm, *operand) for operand in zip("abc", (a, b, c), strict=True)],
            self.starts.setdefault(fsm, Signal()).eq(1),
            NextState(f"{name}-WAIT"),
        )
        fsm.act(f"{name}-WAIT",
            NextValue(result, self.result),
            If(self.done, NextState(then)),
        )

    def do_finalize(self):
        a, b, c = (selected(Reduce("OR", [choice for (_, of), choice in self.choices.items()
                                          if of == name]), self.sources[name]) for name in "abc")
        shifted = Signal(ADDRESS, reset_less=True)
        left    = Signal(ADDRESS)
        self.comb += [
            self.start.eq(Reduce("OR", list(self.starts.values()))),
            self.done.eq(left == 0),
        ]
        self.sync += [
            If(left[0], self.result.eq(self.result + shifted)),
            shifted.eq(shifted << 1),
            left.eq(left >> 1),
            If(self.start,
                self.result.eq(c),
                shifted.eq(a),
                left.eq(b),
            ),
        ]

# Addresses ----------------------------------------------------------------------------------------

class Shape:
    """Sizes of an ATTN's cache and vectors, in registers.

    Attributes
    ----------
    group : Signal(16)
        Query heads of a key/value head.

    keys, marks, planes, scales : Signal(32)
        Bytes of a head's keys, of their scales, of all keys, and of all keys' scales.

    words, length : Signal
        Words of a head of a row, and of all of its k, or of its v.
    """
    def __init__(self, descriptor):
        self.descriptor = descriptor
        self.group  = Signal(16, reset_less=True)
        self.keys, self.planes, self.scales = (Signal(ADDRESS, reset_less=True) for _ in range(3))
        self.length = Signal(BEATS, reset_less=True)
        self.marks  = descriptor["capacity"] << 2
        self.words  = descriptor["size"][log2(WORD):]

    def steps(self, fsm, name, product, then):
        """Add the states that fill the registers; `name` is the first, `then` follows."""
        d    = self.descriptor
        size, readers = d["size"], d["kv_heads"]
        rest = Signal(16, reset_less=True) # Query heads that are left.
        fsm.act(name,
            NextValue(rest, d["heads"]),
            NextValue(self.group, 0),
            NextState("GROUP"),
        )
        fsm.act("GROUP",
            NextValue(rest, rest - readers),
            NextValue(self.group, self.group + 1),
            If(rest <= readers, NextState("HEAD")),
        )
        product.steps(fsm, "HEAD",   d["capacity"], size, 0, self.keys, "PLANES")
        product.steps(fsm, "PLANES", self.keys, readers, 0, self.planes, "SCALES")
        product.steps(fsm, "SCALES", self.marks, readers, 0, self.scales, "LENGTH")
        product.steps(fsm, "LENGTH", self.words, readers, 0, self.length, then)

class Places:
    """Addresses of slots, and of rows of k, v, q and y.

        slot:  cache + slot * slot_stride, and its scales behind keys and values
        row:   base + row * row_stride + position * position_stride

    Parameters
    ----------
    shape : Shape
        The ATTN.

    entry : dict of Signal
        The entry of the table of rows.

    row : Signal(12)
        Its number.

    Attributes
    ----------
    which : Signal(2)
        Whose row it is: one of "kvqy".
    """
    def __init__(self, shape, entry, row):
        self.shape, self.entry = shape, entry
        self.which   = Signal(2)
        operand      = {field: selected(self.which, [shape.descriptor[f"{name}.{field}"]
                                                     for name in "kvqy"])
                        for field in ("base", "row_stride", "position_stride", "gather")}
        self.operand = operand
        self.row     = Mux(operand["gather"], entry["source"], row)

    def slot_steps(self, product, fsm, name, base, marks, then):
        """Add the states that put where the slot and its scales begin into `base` and `marks`."""
        d, entry = self.shape.descriptor, self.entry
        product.steps(fsm, name, d["slot_stride"], entry["slot"], d["cache"], base, "MARKS")
        product.steps(fsm, "MARKS", self.shape.planes, 2, product.result, marks, then)

    def row_steps(self, product, fsm, name, result, then):
        """Add the states that put where the row of `which` begins into `result`."""
        o, position = self.operand, self.entry["position"]
        product.steps(fsm, name, o["row_stride"], self.row, o["base"], result, "MOVED")
        product.steps(fsm, "MOVED", o["position_stride"], position, product.result, result, then)
