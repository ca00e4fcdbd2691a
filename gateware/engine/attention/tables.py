"""Small tables of numbers: of heads in LUTRAM, and of positions' scales in block RAM."""

from litex.gen import LiteXModule
from migen import READ_FIRST, Cat, Memory, Record, Signal

from lutcore.driver.contract.instructions import BLOCK
from lutcore.gateware.engine.attention.products import BLOCK_BITS, BLOCKS, block_memory
from lutcore.gateware.engine.common import WORD_BITS, delayed, log2, selected
from lutcore.gateware.engine.vector.operators import BITS, flushed

WORD = WORD_BITS // BITS # Numbers of a word.

# Layout -------------------------------------------------------------------------------------------

def scale_layout():
    """Scales of four positions, the first of which is 4 * line: of keys, or of values."""
    return [("values", 1), ("bank", BLOCK_BITS), ("line", log2(BLOCK // WORD)), ("data", WORD_BITS)]

# Table --------------------------------------------------------------------------------------------

class Table(LiteXModule):
    """A few numbers in LUTRAM; `data` is the one at `address`, in the same clock."""

    def __init__(self, depth, reads=1):
        self.we      = Signal()
        self.written = Signal(log2(max(2, depth)))
        self.value   = Signal(BITS)
        self.address = [Signal(log2(max(2, depth))) for _ in range(reads)]
        self.data    = [Signal(BITS) for _ in range(reads)]

        # # #

        memory = Memory(BITS, max(2, depth))
        put    = memory.get_port(write_capable=True)
        self.specials += memory, put
        self.comb += [put.we.eq(self.we), put.adr.eq(self.written), put.dat_w.eq(self.value)]
        for address, data in zip(self.address, self.data, strict=True):
            get = memory.get_port(async_read=True)
            self.specials += get
            self.comb += [get.adr.eq(address), data.eq(get.dat_r)]

class ScaleTable(LiteXModule):
    """Scales of the blocks' positions, without what is tiny, `latency` clocks later."""
    latency = 2

    def __init__(self):
        self.we   = Signal()
        self.sink = Record(scale_layout())
        self.bank = Signal(BLOCK_BITS)
        self.position = Signal(log2(BLOCK))
        self.data = Signal(BITS, reset_less=True)

        # # #

        memory = block_memory(WORD_BITS, BLOCKS*BLOCK // WORD)
        put    = memory.get_port(write_capable=True)
        get    = memory.get_port(mode=READ_FIRST)
        self.specials += memory, put, get
        number = Signal(BITS)
        self.comb += [
            put.we.eq(self.we),
            put.adr.eq(Cat(self.sink.line, self.sink.bank)),
            put.dat_w.eq(self.sink.data),
            get.adr.eq(Cat(self.position[log2(WORD):], self.bank)),
            number.eq(selected(delayed(self, self.position[:log2(WORD)], 1),
                [get.dat_r[i*BITS:(i + 1)*BITS] for i in range(WORD)])),
        ]
        self.sync += self.data.eq(flushed(number))
