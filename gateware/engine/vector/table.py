"""The table of rows in the engine: where each row of a VEC belongs."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import If, Memory, Signal

from lutcore.driver.contract.registers import TABLE_ROWS
from lutcore.gateware.engine.common import WORD_BITS, log2, word_layout
from lutcore.gateware.engine.vector.operands import table_layout

# Row Table ----------------------------------------------------------------------------------------

class RowTable(LiteXModule):
    """The table of rows, read anew with every doorbell that names one.

    It stands between the descriptors' Reader, whose first words are the table's, and VectorUnit.

    Attributes
    ----------
    begin : Signal(), in / present : Signal(), in
        A doorbell was taken; collect its table, if it has one.

    busy : Signal(), out
        The next words of the Reader are the table's.

    known : Signal(), out
        The doorbell has a table.

    sink : stream.Endpoint(word_layout()), in
        The words, one for each row.

    row : Signal(), in / entry : dict of str to Signal(32), out
        The entry of a row, in the same clock.
    """
    def __init__(self):
        self.begin   = Signal()
        self.present = Signal()
        self.busy    = Signal()
        self.known   = Signal()
        self.sink    = stream.Endpoint(word_layout())
        self.row     = Signal(log2(TABLE_ROWS))
        self.entry   = {}

        # # #

        memory = Memory(WORD_BITS, TABLE_ROWS)
        writer = memory.get_port(write_capable=True)
        reader = memory.get_port(async_read=True)
        self.specials += memory, writer, reader
        at = 0
        for name, size in table_layout():
            self.entry[name] = reader.dat_r[at:at + size]
            at += size
        self.comb += [
            self.sink.ready.eq(self.busy),
            writer.we.eq(self.sink.valid & self.sink.ready),
            writer.dat_w.eq(self.sink.data),
            reader.adr.eq(self.row),
        ]
        self.sync += [
            If(writer.we,
                writer.adr.eq(writer.adr + 1),
                If(writer.adr == TABLE_ROWS - 1, self.busy.eq(0)),
            ),
            If(self.begin,
                writer.adr.eq(0),
                self.busy.eq(self.present),
                self.known.eq(self.present),
            ),
        ]
