"""The fetch of a descriptor, and the checks of whether this engine can run it."""

from litex.gen import LiteXModule, Reduce
from litex.soc.interconnect import stream
from migen import C, Cat, If, Mux, Record, Signal

from lutcore.driver.contract.geometry import (
    CONTRACT_VERSION,
    MAX_PLANES,
    MAX_SLICES,
    WORD_BYTES,
)
from lutcore.driver.contract.instructions import (
    ATTN,
    ATTN_LAYOUT,
    HEADER,
    QUANT,
    QUANT_LAYOUT,
    VEC,
    VEC_LAYOUT,
    Attn,
    Quant,
    Vec,
)
from lutcore.driver.contract.isa import (
    ALIGNMENT,
    DESCRIPTOR_BYTES,
    DESCRIPTOR_MAGIC,
    LAYOUT,
    LENGTHS,
    Opcode,
)
from lutcore.driver.contract.registers import WORKS, ErrorCode
from lutcore.driver.contract.stream_layout import GroupCode
from lutcore.driver.contract.units import MAX_CACHED_HEAD
from lutcore.gateware.engine.attention.check import AttnCheck
from lutcore.gateware.engine.common import WORD_BITS, descriptor_layout, log2, word_layout
from lutcore.gateware.engine.quantiser.check import QuantCheck
from lutcore.gateware.engine.vector.check import VecCheck

# What each of the units executes, by the counter of its clocks.
UNITS = dict(zip(WORKS, ((VEC, Vec), (QUANT, Quant), (ATTN, Attn)), strict=True))

TOP = 1 << (32 - 3) # End of the address space, 4 GiB, in units of 8 bytes.

# Descriptor Fetch ---------------------------------------------------------------------------------

class DescriptorFetch(LiteXModule):
    """Register for the descriptor that is loaded, and the checks of whether this engine can run it.

    It stands between the descriptors' Reader, whose stream is `sink`, and Control. Golden models of
    the checks: `contract.Lmma.fault` and, in an engine with units, `contract.units`.

        word of 64 bytes, or of the second 64 ─► upper half of the store ─► lower half
                        words for a unit ◄─ source ◄─ from the lower end ─┘

    Attributes
    ----------
    take : Signal(), in
        Collect the next descriptor of the stream.

    done : Signal(), out
        `descriptor` is complete; it stays so until the next `take`.

    descriptor : Record(descriptor_layout()), out
        The fields of the descriptor.

    fault : Signal(8), out
        ErrorCode of the first check that fails, or NONE; valid `latency` clocks after `done`, not
        counting those in which `checking` is high.

    checking : Signal(), out
        The checks take longer.

    unit, double : Signal(), out
        The descriptor, all of it, is one for a unit, and `descriptor` means nothing. It counts for
        two.

    works : dict of str to Signal(), out
        Which unit: that whose counter has this name. Steady from the checks to the next `take`.

    last : Signal(), in
        No more than an LMMA is left of the program: there is no second half.

    tabled : Signal(), in
        There is a table of rows.

    bits : Signal(1024), out
        All of the descriptor, from `done` to the next `take`, if it is handed on to nobody.

    give : Signal(), in / source : stream.Endpoint(word_layout()), out / given : Signal(), out
        Hand the words of a VEC or a QUANT on; all have been taken.

    flush : Signal(), in
        Hand no more of them on.
    """
    latency = 4 # Clocks: a transfer's length, its end, the checks, and the first of them.

    def __init__(self, geometry, sink):
        self.take       = Signal()
        self.done       = Signal(reset=1)
        self.descriptor = Record(descriptor_layout())
        self.fault      = Signal(8)
        self.checking   = Signal()
        self.unit       = Signal()
        self.double     = Signal()
        self.works      = {work: Signal(name=f"works_{work}") for work in WORKS}
        self.last       = Signal()
        self.tabled     = Signal()
        self.give       = Signal()
        self.source     = stream.Endpoint(word_layout())
        self.given      = Signal()
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
            self.add_units(geometry, store, sink, count)

    def add_units(self, geometry, store, sink, count):
        """Collect the second half, if there is one, check what is for units, and hand its words on.

        A QUANT lies in the upper half; so four words go before its own, and are dropped.
        """
        def fields(layout, at=0):
            return {name: store[at + 32*word + offset:at + 32*word + offset + (size or 32)]
                    for name, word, offset, size, _ in layout}
        half   = 8*DESCRIPTOR_BYTES
        header = {name: sink.data[offset:offset + size]
                  for name, word, offset, size, _ in HEADER if word == 0}
        self.checks = {
            "vector":   VecCheck(fields(VEC_LAYOUT)),
            "quantise": QuantCheck(geometry, fields(QUANT_LAYOUT, half)),
        }
        if geometry.attention_words:
            self.checks["attention"] = AttnCheck(fields(ATTN_LAYOUT), MAX_CACHED_HEAD)
        kinds  = {work: Signal(name=f"is_{work}") for work in self.checks} # By the first word.
        short  = [work for work, (_, kind) in UNITS.items() if kind.BYTES == DESCRIPTOR_BYTES]
        long   = Signal() # What is collected has two halves.
        second = Signal() # The second one is collected, or is there.
        left   = Signal(max=Vec.BYTES // WORD_BYTES + 1) # Words to hand on.
        put    = sink.valid & sink.ready
        plain  = self.fault
        self.fault = Signal(8)
        self.bits  = store
        self.comb += [
            long.eq(Reduce("OR", [kinds[work] for work in kinds if work not in short])),
            self.double.eq(second),
            self.unit.eq(Reduce("OR", [self.works[work] for work in kinds])),
            self.given.eq(left == 0),
            self.source.valid.eq(~self.given & (second | (left <= Quant.BYTES // WORD_BYTES))),
            self.source.data.eq(store[:WORD_BITS]),
            self.fault.eq(plain),
            If(long & ~second, self.fault.eq(ErrorCode.LENGTH.value)),
        ]
        for work, check in self.checks.items():
            self.add_module(name=f"{work}_check", module=check)
            opcode, _ = UNITS[work]
            self.comb += [
                self.works[work].eq(kinds[work] & (second | C(work in short))),
                If(self.works[work],
                    self.fault.eq(Mux(self.tabled, check.fault, ErrorCode.SHAPE.value))
                ),
            ]
            self.sync += If(put & count[0] & ~second,
                kinds[work].eq((header["magic"] == DESCRIPTOR_MAGIC)
                    & (header["version"] == CONTRACT_VERSION)
                    & (header["opcode"] == opcode)),
            )
        self.sync += [
            If(put & count[-1] & long & ~second & ~self.last,
                second.eq(1),
                count.eq(1),
                self.done.eq(0),
            ),
            If(self.take,
                second.eq(0),
                *[kind.eq(0) for kind in kinds.values()],
            ),
            If(~self.given & (self.source.ready | ~self.source.valid),
                left.eq(left - 1),
                store.eq(store[WORD_BITS:]),
            ),
            If(self.give & ~self.works["attention"], left.eq(Vec.BYTES // WORD_BYTES)),
            If(self.flush, left.eq(0)),
        ]
        if geometry.attention_words:
            check = self.checks["attention"]
            self.comb += self.checking.eq(~check.done)
            self.sync += check.start.eq(put & count[-1] & kinds["attention"] & second)
