"""Addresses of rows of operands."""

from litex.gen import LiteXModule
from migen import Array, If, Mux, Signal, bits_for

from lutcore.driver.contract.instructions import MAX_ROWS
from lutcore.gateware.engine.vector.operands import table_layout

ROW_BITS = bits_for(MAX_ROWS - 1)

# Addresses ----------------------------------------------------------------------------------------

class Addresses(LiteXModule):
    """Addresses of rows, one at a time: base + row * row_stride + position * position_stride.

    It stands between the table of rows and the blocks that read and write rows. Both products are
    made at once, a bit of row and position in a clock; low numbers take few clocks. Golden model:
    `execute.address_of`.

    Attributes
    ----------
    first : Signal(16), in
        The instruction's first entry of the table.

    row : Signal(12), out / entry : Record(table_layout()), in
        The entry that is read; it is there in the same clock.

    asks : list of Ask
        One for each block; of several, the first is served first.
    """
    class Ask:
        """A block's question: `valid`, `number` (row of the instruction), and what is fixed."""
        def __init__(self, base, row_stride, position_stride=0, gather=0, own=0):
            self.base, self.row_stride, self.position_stride = base, row_stride, position_stride
            self.gather = gather
            self.own    = own         # Rows count from the instruction's first one.
            self.valid  = Signal()
            self.number = Signal(ROW_BITS)
            self.ready  = Signal()    # The address is there; high for a clock.

    def __init__(self, first, asks):
        self.row     = Signal(ROW_BITS)
        self.entry   = {name: Signal(size, name=name) for name, size in table_layout()}
        self.address = Signal(32, reset_less=True)

        # # #

        busy     = Signal()
        chosen   = Signal(max=max(2, len(asks)))
        turn     = Signal.like(chosen)
        some     = Signal()
        rows     = Signal(32, reset_less=True)
        position = Signal(32, reset_less=True)
        strides  = [Signal(32, reset_less=True) for _ in range(2)]
        ends     = Signal()
        for i, ask in reversed(list(enumerate(asks))):
            self.comb += If(ask.valid & ~ask.ready, some.eq(1), turn.eq(i))

        def of(name, at):
            return Array([getattr(ask, name) for ask in asks])[at]
        self.comb += [
            self.row.eq(first + of("number", turn)),
            ends.eq(busy & (rows == 0) & (position == 0)),
        ]
        self.sync += [
            If(~busy,
                chosen.eq(turn),
                busy.eq(some),
                self.address.eq(of("base", turn)),
                strides[0].eq(of("row_stride", turn)),
                strides[1].eq(of("position_stride", turn)),
                rows.eq(Mux(of("own", turn), of("number", turn), Mux(of("gather", turn),
                    self.entry["source"], self.row))),
                position.eq(Mux(of("position_stride", turn) == 0, 0, self.entry["position"])),
            ).Else(
                self.address.eq(self.address + Mux(rows[0], strides[0], 0)
                    + Mux(position[0], strides[1], 0)),
                rows.eq(rows >> 1),
                position.eq(position >> 1),
                *[stride.eq(stride << 1) for stride in strides],
                busy.eq(~ends),
            ),
            *[ask.ready.eq(ends & (chosen == i)) for i, ask in enumerate(asks)],
        ]
