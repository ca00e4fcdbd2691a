"""The fetch of a descriptor, and the checks of whether this engine can run it."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import C, Cat, If, Mux, Record, Signal

from lutcore.driver.contract.geometry import (
    CONTRACT_VERSION,
    MAX_PLANES,
    MAX_SLICES,
    WORD_BYTES,
)
from lutcore.driver.contract.instructions import VEC, VEC_LAYOUT, Vec
from lutcore.driver.contract.isa import (
    ALIGNMENT,
    DESCRIPTOR_BYTES,
    DESCRIPTOR_MAGIC,
    LAYOUT,
    LENGTHS,
    Opcode,
)
from lutcore.driver.contract.registers import ErrorCode
from lutcore.driver.contract.stream_layout import GroupCode
from lutcore.gateware.engine.common import WORD_BITS, descriptor_layout, log2, word_layout
from lutcore.gateware.engine.vector.check import VecCheck

TOP = 1 << (32 - 3) # End of the address space, 4 GiB, in units of 8 bytes.

# Descriptor Fetch ---------------------------------------------------------------------------------

class DescriptorFetch(LiteXModule):
    """Register for the descriptor that is loaded, and the checks of whether this engine can run it.

    It stands between the descriptors' Reader, whose stream is `sink`, and Control. Golden models of
    the checks: `contract.Lmma.fault` and, in an engine with a vector unit, `contract.units`.

        word of an LMMA, or of a VEC's second half  ─► upper half of the store ─► lower half
                                      a VEC's words ◄─ source ◄─ from the lower end ─┘

    Attributes
    ----------
    take : Signal(), in
        Collect the next descriptor of the stream.

    done : Signal(), out
        `descriptor` is complete; it stays so until the next `take`.

    descriptor : Record(descriptor_layout()), out
        The fields of the descriptor.

    fault : Signal(8), out
        ErrorCode of the first check that fails, or NONE; valid `latency` clocks after `done`.

    vector : Signal(), out
        The descriptor is a VEC, all of it, and `descriptor` means nothing.

    last : Signal(), in
        No more than an LMMA is left of the program: a VEC has no second half.

    tabled : Signal(), in
        There is a table of rows.

    give : Signal(), in / source : stream.Endpoint(word_layout()), out
        Hand the words of a VEC on.

    flush : Signal(), in
        Hand no more of them on.
    """
    latency = 4 # Clocks: a transfer's length, its end, the checks, and the first of them.

    def __init__(self, geometry, sink):
        self.take       = Signal()
        self.done       = Signal(reset=1)
        self.descriptor = Record(descriptor_layout())
        self.fault      = Signal(8)
        self.vector     = Signal()
        self.last       = Signal()
        self.tabled     = Signal()
        self.give       = Signal()
        self.source     = stream.Endpoint(word_layout())
        self.flush      = Signal()

        # # #

        words = DESCRIPTOR_BYTES // WORD_BYTES
        lower = 8*(Vec.BYTES - DESCRIPTOR_BYTES) if geometry.vector_lanes else 0
        store = Signal(8*DESCRIPTOR_BYTES + lower, reset_less=True)
        count = Signal(words) # One-hot: the word that comes next. 0 while `done`.
        self.comb += sink.ready.eq(~self.done)
        self.sync += [
            If(sink.valid & sink.ready,
                store.eq(Cat(store[WORD_BITS:], sink.data)),
                count.eq(count << 1),
                self.done.eq(count[-1]),
            ),
            If(self.take,
                count.eq(1),
                self.done.eq(0),
            ),
        ]
        d = self.descriptor
        for name, word, offset, size, _ in LAYOUT:
            at = lower + 32*word + offset
            self.comb += getattr(d, name).eq(store[at:at + size])

        # Checks, in the order of ErrorCode: the first one that fails gives the code --------------
        low   = log2(ALIGNMENT)
        wraps = []
        for name, length in LENGTHS.items():
            end = Signal(37) # First address behind the transfer, in units of 8 bytes.
            if name == "weights":
                share = geometry.share_bits // 64
                size  = (d.stride >> 3)*(geometry.ports - 1) + d.stream_words*share
            else:
                size  = getattr(d, length)*(WORD_BYTES // 8)
            total = Signal(37)
            self.sync += [
                total.eq(size),
                end.eq((getattr(d, name) >> 3) + total),
            ]
            wraps.append(end > TOP)
        checks = [
            (ErrorCode.MAGIC, (d.magic != DESCRIPTOR_MAGIC) | (d.version != CONTRACT_VERSION)
                            | (d.opcode != Opcode.LMMA.value)),
            (ErrorCode.TYPE,  (d.planes == 0) | (d.planes > MAX_PLANES)
                            | (d.group > max(GroupCode).value)
                            | (C(geometry.symmetric) & (d.group == GroupCode.G16.value))
                            | (d.explicit & (d.group == GroupCode.UNSCALED.value))
                            | (d.ternary & (C(not geometry.ternary) | (d.planes != 1)
                                | (d.group != GroupCode.UNSCALED.value)))),
            (ErrorCode.SHAPE, (d.rows == 0) | (d.rows > geometry.rows) | (d.columns == 0)
                            | (d.slices == 0) | (d.slices > MAX_SLICES)),
            (ErrorCode.ALIGN, (d.weights[:low] != 0) | (d.activations[:low] != 0)
                            | (d.output[:low] != 0) | (d.stride[:low] != 0)),
            (ErrorCode.LENGTH, wraps[0] | wraps[1] | wraps[2]),
        ]
        self.sync += self.fault.eq(ErrorCode.NONE.value)
        for code, failed in reversed(checks):
            found = Signal(reset_less=True)
            self.sync += [
                found.eq(failed),
                If(found, self.fault.eq(code.value)),
            ]
        if geometry.vector_lanes:
            self.add_vectors(store, sink, count)

    def add_vectors(self, store, sink, count):
        """Collect a VEC's second half, check it, and hand its words on."""
        fields  = {name: store[32*word + offset:32*word + offset + (size or 32)]
                   for name, word, offset, size, _ in VEC_LAYOUT}
        header  = {name: sink.data[offset:offset + size]
                   for name, word, offset, size, _ in VEC_LAYOUT if word == 0}
        vec     = Signal() # The first word is a VEC's.
        second  = Signal() # Its second half is collected, or is there.
        left    = Signal(max=Vec.BYTES // WORD_BYTES + 1) # Words to hand on.
        put     = sink.valid & sink.ready
        plain   = self.fault
        self.fault  = Signal(8)
        self.check  = check = VecCheck(fields)
        self.comb += [
            self.vector.eq(vec & second),
            self.source.valid.eq(left != 0),
            self.source.data.eq(store[:WORD_BITS]),
            self.fault.eq(plain),
            If(self.vector,
                self.fault.eq(Mux(self.tabled, check.fault, ErrorCode.SHAPE.value)),
            ).Elif(vec,
                self.fault.eq(ErrorCode.LENGTH.value),
            ),
        ]
        self.sync += [
            If(put & count[0] & ~second,
                vec.eq((header["magic"] == DESCRIPTOR_MAGIC) & (header["opcode"] == VEC)
                    & (header["version"] == CONTRACT_VERSION)),
            ),
            If(put & count[-1] & vec & ~second & ~self.last,
                second.eq(1),
                count.eq(1),
                self.done.eq(0),
            ),
            If(self.take,
                vec.eq(0),
                second.eq(0),
            ),
            If(self.give, left.eq(Vec.BYTES // WORD_BYTES)),
            If(self.source.valid & self.source.ready,
                left.eq(left - 1),
                store.eq(store[WORD_BITS:]),
            ),
            If(self.flush, left.eq(0)),
        ]
