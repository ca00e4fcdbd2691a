"""The control of the engine: fetch a descriptor, check it, run it, go on or stop with a code."""

from litex.gen import LiteXModule
from migen import FSM, C, Cat, If, NextState, NextValue, Record, Signal

from lutcore.driver.contract.geometry import (
    CONTRACT_VERSION,
    MAX_PLANES,
    MAX_SLICES,
    WORD_BYTES,
)
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
from lutcore.gateware.engine.common import WORD_BITS, descriptor_layout, log2

TOP = 1 << (32 - 3) # End of the address space, 4 GiB, in units of 8 bytes.

# Descriptor Fetch ---------------------------------------------------------------------------------

class DescriptorFetch(LiteXModule):
    """Register for the descriptor that runs, and the checks of whether this engine can run it.

    It stands between the descriptors' Reader, whose stream is `sink`, and Control. Golden model of
    the checks: `contract.Lmma.fault`.

    Attributes
    ----------
    take : Signal(), in
        Collect the next descriptor of the stream.

    done : Signal(), out
        `descriptor` is complete; it stays so until the next `take`.

    descriptor : Record(descriptor_layout()), out
        The fields of the descriptor.

    fault : Signal(8), out
        ErrorCode of the first check that fails, or NONE; valid four clocks after `done`.
    """
    def __init__(self, geometry, sink):
        self.take       = Signal()
        self.done       = Signal(reset=1)
        self.descriptor = Record(descriptor_layout())
        self.fault      = Signal(8)

        # # #

        words = DESCRIPTOR_BYTES // WORD_BYTES
        store = Signal(8*DESCRIPTOR_BYTES, reset_less=True)
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
            self.comb += getattr(d, name).eq(store[32*word + offset:32*word + offset + size])

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

# Watchdog -----------------------------------------------------------------------------------------

class Watchdog(LiteXModule):
    """Timer that stops a program whose host has died.

    It stands between the registers and Control. The host feeds it by polling the end of a program.

    Attributes
    ----------
    period : Signal(32), in
        Clocks that may pass without `feed` while `busy`; 0 for no limit.

    feed : Signal(), in
        The host is alive.

    busy : Signal(), in
        A program runs.

    expired : Signal(), out
        The host was away for too long; high for a clock.
    """
    def __init__(self):
        self.period  = Signal(32)
        self.feed    = Signal()
        self.busy    = Signal()
        self.expired = Signal()

        # # #

        left = Signal(32)
        used = Signal()
        self.sync += [
            left.eq(left - 1),
            If(self.feed | ~self.busy,
                left.eq(self.period)
            ),
            used.eq(self.period != 0),
            self.expired.eq((left == 0) & used & self.busy & ~self.feed),
        ]

# Control ------------------------------------------------------------------------------------------

class Control(LiteXModule):
    """State machine of the engine: it takes the doorbell and starts every block per descriptor.

        for descriptor of the program:
            FETCH: collect it; CHECK: refuse it, or start the blocks; RUN: wait until they finish
        FLUSH after an error: empty the blocks, then stop

    It stands between the registers, DescriptorFetch and all other blocks of `LutCore`.

    Parameters
    ----------
    fetch : DescriptorFetch
        The descriptor and its checks.

    faults : list of (ErrorCode, Signal())
        Errors that blocks report while they run, a clock each or longer. Of several at once, the
        first in the list counts.

    Attributes
    ----------
    doorbell, program, count : Signal, in
        Run `count` descriptors, from byte address `program` on. Ignored while busy.

    abort : Signal(), in
        Stop with ErrorCode.ABORT.

    busy, done, code, completed : Signal, out
        Fields of the registers `status` and `completed`.

    begin : Signal(), out
        A doorbell was taken; counters start from zero.

    read : Signal(), out
        Read the descriptors. High together with `begin`, unless the program is misaligned.

    run : Signal(), out
        The blocks work on the descriptor.

    start : Signal(), out
        High in the clock before `run`. Registered because of its large fan-out.

    flush : Signal(), out
        Readers and writer drop what they have, everything else is reset. Registered because of its
        large fan-out.

    finished : Signal(), in
        All blocks are done with the descriptor.

    quiet : Signal(), in
        Readers and writer have nothing under way.
    """
    def __init__(self, fetch, faults):
        self.doorbell  = Signal()
        self.program   = Signal(32)
        self.count     = Signal(16)
        self.abort     = Signal()
        self.busy      = Signal()
        self.done      = Signal()
        self.code      = Signal(8)
        self.completed = Signal(16)
        self.begin     = Signal()
        self.read      = Signal()
        self.run       = Signal()
        self.start     = Signal()
        self.flush     = Signal()
        self.finished  = Signal()
        self.quiet     = Signal()

        # # #

        rung    = Signal()   # The doorbell, registered.
        settle  = Signal(3)  # Clocks since the descriptor is complete.
        checked = Signal()
        left    = Signal(16) # Descriptors that have not finished.
        last    = Signal()   # One clock late; `left` has long been steady when a descriptor ends.
        quiet   = Signal()   # One clock late; ignores `quiet` left over from an earlier flush.
        aborted = Signal()   # An abort, kept until a state that can act on it.
        heard = self.doorbell & (self.count != 0) & ~self.busy
        self.sync += [
            rung.eq(heard),
            If(heard, self.done.eq(0)), # Without delay, since `done` is the interrupt.
            aborted.eq((aborted | self.abort) & self.busy),
            last.eq(left == 1),
            quiet.eq(self.quiet & self.flush & ~quiet),
        ]
        stop = []
        for code, signal in reversed([(ErrorCode.ABORT, aborted), *faults]):
            held = Signal() # A prefetch may fail in a state that cannot act on it.
            self.sync += held.eq((signal | held) & self.busy)
            stop.append(If(signal | held, NextValue(self.code, code.value), NextState("FLUSH")))

        self.fsm = fsm = FSM(reset_state="IDLE")
        self.comb += [
            self.busy.eq(rung | ~fsm.ongoing("IDLE")),
            self.run.eq(fsm.ongoing("RUN")),
        ]
        self.sync += [
            self.flush.eq(fsm.ongoing("FLUSH") & ~quiet),
            checked.eq(fsm.ongoing("CHECK") & (settle == 4)),
            self.start.eq(fsm.ongoing("CHECK") & (settle == 4) & (fetch.fault == 0)),
        ]
        fsm.act("IDLE",
            If(rung,
                self.begin.eq(1),
                NextValue(self.completed, 0),
                NextValue(left, self.count),
                If(self.program[:log2(ALIGNMENT)] != 0,
                    NextValue(self.code, ErrorCode.ALIGN.value),
                    NextState("FLUSH")
                ).Else(
                    self.read.eq(1),
                    fetch.take.eq(1),
                    NextValue(self.code, ErrorCode.NONE.value),
                    NextState("FETCH")
                )
            )
        )
        fsm.act("FETCH",
            NextValue(settle, 0),
            If(fetch.done, NextState("CHECK")),
            *stop
        )
        fsm.act("CHECK", # Waits for the checks and for registers that follow the descriptor.
            NextValue(settle, settle + 1),
            If(self.start,
                NextState("RUN")
            ).Elif(checked,
                NextValue(self.code, fetch.fault),
                NextState("FLUSH")
            )
        )
        fsm.act("RUN",
            If(self.finished,
                NextValue(self.completed, self.completed + 1),
                NextValue(left, left - 1),
                If(last,
                    NextValue(self.done, 1),
                    NextState("IDLE")
                ).Else(
                    fetch.take.eq(1),
                    NextState("FETCH")
                )
            ),
            *stop
        )
        fsm.act("FLUSH",
            If(quiet,
                NextValue(self.done, 1),
                NextState("IDLE")
            )
        )
