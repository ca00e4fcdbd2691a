"""The control of the engine: it runs descriptors, up to three at once, or stops with a code."""

import enum

from litex.gen import LiteXModule, Reduce
from migen import FSM, If, Mux, NextState, NextValue, Signal

from lutcore.driver.contract.isa import ALIGNMENT
from lutcore.driver.contract.registers import ErrorCode
from lutcore.gateware.engine.common import log2

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

# Stages -------------------------------------------------------------------------------------------

class Scope(enum.Enum):
    """Which descriptor in flight a fault belongs to: the one whose ... are on their way."""
    LOAD   = enum.auto() # Activations.
    STREAM = enum.auto() # Weights.
    STORE  = enum.auto() # Results; faults that belong to no descriptor count here as well.

class Stages(LiteXModule):
    """Record of the descriptors in flight: one may be in each of three stages.

        load:    TableLoader reads activations and fills tables
        compute: the weights stream, Issue sends them to the array
        store:   Drain and Writer write results

    It stands between Control and the blocks. A descriptor enters a stage when the one before it
    has left; the first and the last tables, and the first and the last results, belong to `compute`
    as well. What comes for a block while it works for an older descriptor waits in the block before
    it: tables in their banks, results in their ring.

    Attributes
    ----------
    start : Signal(), in
        A descriptor enters `load`.

    halt : Signal(), in
        Let nothing enter `compute`: a descriptor in flight has failed.

    flush : Signal(), in
        Forget all descriptors.

    streamed, computed, stored : Signal(), in
        The last weight word has been issued, and none is left over; its results are in the ring;
        Drain and Writer have nothing to do.

    weights, compute, store : Signal(), out
        High for a clock: read the weights of the descriptor in `load`; it enters `compute`; that
        one enters `store`.

    completed : Signal(), out
        High for a clock: the descriptor in `store` is done.

    loading, asked : Signal(), out
        `compute` has yet to take the descriptor in `load`. Its weights have been asked for; this
        stays high until its computing has begun.

    empty : Signal(), out
        No descriptor is in flight.

    oldest : dict of Scope to Signal(), out
        No descriptor is older than the one in this scope.
    """
    def __init__(self):
        self.start     = Signal()
        self.halt      = Signal()
        self.flush     = Signal()
        self.streamed  = Signal()
        self.computed  = Signal()
        self.stored    = Signal()
        self.weights   = Signal()
        self.compute   = Signal()
        self.store     = Signal()
        self.completed = Signal()
        self.loading   = Signal()
        self.asked     = Signal()
        self.empty     = Signal()
        self.oldest    = {scope: Signal() for scope in Scope}

        # # #

        computing = Signal() # `store` has yet to take the descriptor in `compute`.
        storing   = Signal()
        stored    = Signal() # One clock late, since the last response may be an error.
        older     = computing | storing # There are descriptors older than the one in `load`.
        self.comb += [
            self.empty.eq(~self.loading & ~computing & ~storing),
            self.oldest[Scope.LOAD].eq(~Mux(self.loading, older, computing & storing)),
            self.oldest[Scope.STREAM].eq(
                ~Mux(self.loading & self.asked, older, computing & storing)),
            self.oldest[Scope.STORE].eq(1),
        ]
        self.sync += [
            self.weights.eq(
                self.loading & self.streamed & ~self.asked & ~self.weights & ~self.halt),
            self.compute.eq(self.loading & self.computed & self.asked & ~computing & ~self.compute
                & ~self.halt),
            self.store.eq(computing & ~storing & ~self.store),
            stored.eq(storing & self.stored),
            self.completed.eq(storing & stored & ~self.completed),
            If(self.start, self.loading.eq(1)),
            If(self.weights, self.asked.eq(1)),
            If(self.compute,
                self.loading.eq(0),
                computing.eq(1),
            ),
            If(~self.loading & ~self.computed, self.asked.eq(0)),
            If(self.store,
                computing.eq(0),
                storing.eq(1),
            ),
            If(self.completed, storing.eq(0)),
            If(self.flush,
                self.loading.eq(0),
                self.asked.eq(0),
                computing.eq(0),
                storing.eq(0),
            ),
        ]

# Control ------------------------------------------------------------------------------------------

class Control(LiteXModule):
    """State machine of the engine: takes the doorbell, and fetches, checks and starts descriptors.

        for descriptor of the program:
            FETCH: collect it; CHECK: refuse it, or start its loading
            LOAD: wait until all its tables are filled, while older ones compute and store
            or, for a unit, ORDER: wait until all before it are done; UNIT: until it is
        END: wait until all are done
        REFUSED: wait until all before the refused one are done
        FLUSH after an error: empty the blocks, then stop

    It stands between the registers, DescriptorFetch, Stages and all other blocks of `LutCore`. A
    fault ends the program when all descriptors before its own are done.

    Parameters
    ----------
    fetch : DescriptorFetch
        The descriptor and its checks.

    faults : list of (ErrorCode, Scope, Signal())
        Errors that blocks report while they run, a clock each or longer. Of several at once, the
        first in the list counts.

    units : bool
        There are units: doorbells may have a table of rows, and programs more than LMMAs.

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
        Blocks may be at work.

    start : Signal(), out
        Load the descriptor. Registered because of its large fan-out.

    flush : Signal(), out
        Readers and writer drop what they have, everything else is reset. Registered because of its
        large fan-out.

    loaded : Signal(), in
        All tables of the descriptor have been filled, and no activations are left over.

    quiet : Signal(), in
        Readers and writer have nothing under way.

    table : Signal(32), in
        Byte address of the table of rows, or 0: read it before the program.

    read_table : Signal(), out / taken : Signal(), in
        Read it; the Reader can take another range, so `read` may wait for that.

    unit, worked : Signal(), out and in
        A unit runs; it is done, a clock late.

    execute : Signal(), out
        Hand the descriptor to the unit that it is for, which runs from the next clock on.
    """
    def __init__(self, fetch, faults, units=False):
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
        self.loaded    = Signal()
        self.quiet     = Signal()
        self.table      = Signal(32)
        self.read_table = Signal()
        self.taken      = Signal()
        self.unit       = Signal()
        self.worked     = Signal()
        self.execute    = Signal()

        # # #

        self.stages = stages = Stages()
        rung    = Signal()   # The doorbell, registered.
        settle  = Signal(max=fetch.latency + 1) # Clocks since the descriptor is complete.
        checked = Signal()
        left    = Signal(16) # Descriptors that have not been loaded.
        last    = Signal()   # One clock late; `left` has long been steady when it counts.
        loaded  = Signal()
        quiet   = Signal()   # One clock late; ignores `quiet` left over from an earlier flush.
        heard   = self.doorbell & (self.count != 0) & ~self.busy
        self.sync += [
            rung.eq(heard),
            If(heard, self.done.eq(0)), # Without delay, since `done` is the interrupt.
            last.eq(left == 1),
            loaded.eq(self.loaded),
            quiet.eq(self.quiet & self.flush & ~quiet),
        ]

        # Faults: kept until all older descriptors are done ----------------------------------------
        stop, kept = [], []
        for code, scope, fault in reversed([(ErrorCode.ABORT, Scope.STORE, self.abort), *faults]):
            keep = Signal()
            kept.append(keep)
            self.sync += keep.eq((fault | keep) & self.busy)
            stop.append(If(keep & stages.oldest[scope],
                NextValue(self.code, code.value),
                NextState("FLUSH")
            ))

        # States -----------------------------------------------------------------------------------
        self.fsm = fsm = FSM(reset_state="IDLE")
        self.comb += [
            self.busy.eq(rung | ~fsm.ongoing("IDLE")),
            self.run.eq(~fsm.ongoing("IDLE") & ~fsm.ongoing("FLUSH")),
            stages.start.eq(self.start),
            stages.halt.eq(Reduce("OR", kept)),
            stages.flush.eq(fsm.ongoing("FLUSH")),
        ]
        check  = fsm.ongoing("CHECK") & (settle == fetch.latency)
        starts = check & (fetch.fault == 0) & ~stages.halt
        if units:
            starts = starts & ~fetch.unit
        self.sync += [
            self.flush.eq(fsm.ongoing("FLUSH") & ~quiet),
            checked.eq(check),
            self.start.eq(starts),
            If(stages.completed & self.run, self.completed.eq(self.completed + 1)),
            If(self.begin, self.completed.eq(0)),
        ]
        misaligned = self.program[:log2(ALIGNMENT)] != 0
        begin      = [
            self.read.eq(1),
            fetch.take.eq(1),
            NextValue(self.code, ErrorCode.NONE.value),
            NextState("FETCH"),
        ]
        if units:
            self.add_units(fetch, left, last, stop)
            misaligned |= self.table[:log2(ALIGNMENT)] != 0
            begin = [If(self.table != 0,
                self.read_table.eq(1),
                NextValue(self.code, ErrorCode.NONE.value),
                NextState("TABLE")
            ).Else(*begin)]
        fsm.act("IDLE",
            If(rung,
                self.begin.eq(1),
                NextValue(left, self.count),
                If(misaligned,
                    NextValue(self.code, ErrorCode.ALIGN.value),
                    NextState("FLUSH")
                ).Else(
                    *begin,
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
            *([If(fetch.checking, NextValue(settle, settle))] if units else []),
            If(self.start,
                NextState("LOAD")
            ).Elif(checked,
                NextState("REFUSED")
            ),
            *([If(checked & fetch.unit & (fetch.fault == 0), NextState("ORDER"))] if units else []),
            *stop
        )
        fsm.act("LOAD",
            If(loaded & ~stages.loading,
                NextValue(left, left - 1),
                If(last,
                    NextState("END")
                ).Else(
                    fetch.take.eq(1),
                    NextState("FETCH")
                )
            ),
            *stop
        )
        fsm.act("END",
            If(stages.empty,
                NextValue(self.done, 1),
                NextState("IDLE")
            ),
            *stop
        )
        fsm.act("REFUSED",
            If(stages.empty,
                NextValue(self.code, fetch.fault),
                NextState("FLUSH")
            ),
            *stop
        )
        fsm.act("FLUSH",
            If(quiet,
                NextValue(self.done, 1),
                NextState("IDLE")
            )
        )

    def add_units(self, fetch, left, last, stop):
        """Read the table of rows first, and run units one by one, behind the LMMAs before them."""
        fsm, stages = self.fsm, self.stages
        pieces = Signal(2) # Descriptors that the instruction counts for.
        self.comb += [
            self.unit.eq(fsm.ongoing("UNIT")),
            fetch.last.eq(last),
            pieces.eq(Mux(fetch.double, 2, 1)),
        ]
        self.sync += If(self.unit & self.worked & ~stages.halt,
            self.completed.eq(self.completed + pieces)
        )
        fsm.act("TABLE",
            self.read.eq(1),
            If(self.taken,
                fetch.take.eq(1),
                NextState("FETCH")
            ),
            *stop
        )
        fsm.act("ORDER",
            If(stages.empty,
                self.execute.eq(1),
                NextState("UNIT")
            ),
            *stop
        )
        fsm.act("UNIT",
            If(self.worked,
                NextValue(left, left - pieces),
                If(left == pieces,
                    NextState("END")
                ).Else(
                    fetch.take.eq(1),
                    NextState("FETCH")
                )
            ),
            *stop
        )
