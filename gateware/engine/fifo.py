"""A FIFO in block RAM that runs at the clock of the logic around it."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import READ_FIRST, Case, Cat, If, Memory, Signal

from lutcore.gateware.engine.common import delayed

# Block FIFO ---------------------------------------------------------------------------------------

class BlockFIFO(LiteXModule):
    """FIFO whose data passes registers on its way out of the memory.

    Block RAM is slow to read and lies where the device has it, and `ready` comes from far away. So
    words leave the memory as long as a small queue has a place for them, through registers that
    nothing holds up, and only the queue's few counters know `ready`.

        memory -> register -> register -> queue (LUTRAM)

    Memory and queue are never read where they are written in the same clock.

    Parameters
    ----------
    depth : int
        Words of memory. Who writes sees to it that they are enough: `sink` is always ready.

    Attributes
    ----------
    sink, source : stream.Endpoint([("data", width)])
    """
    queue   = 16 # Words; more than the eight clocks from a place in the queue to its next word.
    latency = 3  # Clocks from the memory's address to the queue.

    def __init__(self, width, depth):
        self.sink   = stream.Endpoint([("data", width)])
        self.source = stream.Endpoint([("data", width)])

        # # #

        # Memory: `stored` words that have not been fetched ----------------------------------------
        memory  = Memory(width, depth)
        writer  = memory.get_port(write_capable=True)
        reader  = memory.get_port(mode=READ_FIRST)
        produce = Signal(max=depth)
        consume = Signal(max=depth)
        stored  = Signal(max=depth + 1)
        places  = Signal(max=self.queue + 1, reset=self.queue) # In the queue, for words to come.
        fetch   = Signal() # Registered: when it is decided, the last one has not been counted.
        pop     = Signal()
        popped  = Signal()
        self.specials += memory, writer, reader
        self.comb += [
            self.sink.ready.eq(1),
            writer.adr.eq(produce),
            writer.dat_w.eq(self.sink.data),
            writer.we.eq(self.sink.valid),
            reader.adr.eq(consume),
        ]
        self.sync += [
            If(self.sink.valid, produce.eq(produce + 1)),
            If(fetch,           consume.eq(consume + 1)),
            Case(Cat(self.sink.valid, fetch), {1: stored.eq(stored + 1), 2: stored.eq(stored - 1)}),
            popped.eq(pop),
            Case(Cat(popped, fetch), {1: places.eq(places + 1), 2: places.eq(places - 1)}),
            fetch.eq((stored > fetch) & (places > fetch)),
        ]

        # Queue: what has been fetched -------------------------------------------------------------
        queue  = Memory(width, self.queue)
        tail   = queue.get_port(write_capable=True)
        head   = queue.get_port(async_read=True)
        queued = Signal(max=self.queue + 1)
        data   = delayed(self, reader.dat_r, self.latency - 1)
        valid  = delayed(self, fetch, self.latency, reset_less=False)
        self.specials += queue, tail, head
        self.comb += [
            tail.dat_w.eq(data),
            tail.we.eq(valid),
            self.source.data.eq(head.dat_r),
            pop.eq(self.source.valid & self.source.ready),
        ]
        self.sync += [
            If(valid, tail.adr.eq(tail.adr + 1)),
            If(pop,   head.adr.eq(head.adr + 1)),
            queued.eq(queued + valid - pop),
            If(valid,
                self.source.valid.eq(1)
            ).Elif(pop & (queued == 1),
                self.source.valid.eq(0)
            ),
        ]
