"""A FIFO in block RAM that runs at the clock of the logic around it."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import READ_FIRST, Case, Cat, If, Memory, Signal

from lutcore.gateware.engine.common import delayed

# Block FIFO ---------------------------------------------------------------------------------------

class BlockFIFO(LiteXModule):
    """FIFO of a Reader's prefetched words, which pass registers on their way out of the memory.

        memory -> register -> register -> queue (LUTRAM)

    Block RAM is slow to read, its place on the device is fixed, and `ready` arrives late. So words
    leave the memory whenever the small queue has room, through registers that nothing holds up, and
    `ready` reaches only the queue's few counters.

    No address of memory or queue is ever read and written in the same clock.

    Parameters
    ----------
    depth : int
        Words of memory. `sink` is always ready; the writer must not overrun the memory.

    Attributes
    ----------
    sink, source : stream.Endpoint([("data", width)])
        The words, in order.
    """
    queue   = 16 # Words; more than the 8 clocks from a free place to the word that takes it.
    latency = 3  # Clocks from the memory's address to the queue.

    def __init__(self, width, depth):
        self.sink   = stream.Endpoint([("data", width)])
        self.source = stream.Endpoint([("data", width)])

        # # #

        # Memory: `stored` words wait in it --------------------------------------------------------
        memory  = Memory(width, depth)
        writer  = memory.get_port(write_capable=True)
        reader  = memory.get_port(mode=READ_FIRST)
        produce = Signal(max=depth)
        consume = Signal(max=depth)
        stored  = Signal(max=depth + 1)
        places  = Signal(max=self.queue + 1, reset=self.queue) # Free places in the queue.
        fetch   = Signal() # Registered, so the counters below lag behind it by a clock.
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

        # Queue: words that have been fetched ------------------------------------------------------
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
