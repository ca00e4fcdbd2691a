"""Functions of numbers as sequences of multiplications and additions, on all lanes at once."""

from itertools import accumulate

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import Array, C, Case, Cat, If, Memory, Mux, Signal, bits_for

from lutcore.driver.contract import floating
from lutcore.gateware.engine.common import delayed, log2
from lutcore.gateware.engine.vector.microprogram import (
    STEPS,
    Addend,
    Argument,
    Factor,
    Limits,
    Program,
    X,
    bits,
)
from lutcore.gateware.engine.vector.operators import (
    BITS,
    FRACTION,
    FloatAdder,
    FloatMultiplier,
    exponent,
    is_nan,
)

BATCH     = 16 # Beats that go round together; a result is written before its step's turn ends.
REGISTERS = 4
INFINITY  = float("inf")

# Interfaces ---------------------------------------------------------------------------------------

def step_layout():
    """What the lanes do in a step."""
    return [
        ("a", log2(REGISTERS)), ("b", log2(REGISTERS)), ("to", log2(REGISTERS)), ("final", 1),
        ("x", log2(len(Argument))), ("negative", 1), ("zero", 1), ("limits", log2(len(Limits) + 1)),
        ("plain_y", 1), ("estimate", 1), ("root", 1), ("plain_z", 1),
        ("factor", BITS), ("addend", BITS), ("inverse", 1), ("epsilon", 1),
    ]

def encoded(step):
    """Return a step's value for each field of `step_layout`."""
    return {
        "a": step.a, "b": step.b, "to": step.to or 0, "final": step.to is None,
        "x": step.x, "negative": step.negative, "zero": step.zero, "limits": step.limits,
        "plain_y": step.y is Factor.PLAIN, "plain_z": step.z is Addend.PLAIN,
        "estimate": step.y in (Factor.RECIPROCAL, Factor.RSQRT), "root": step.y is Factor.RSQRT,
        "factor": bits(step.factor), "addend": bits(step.addend),
        "inverse": step.y is Factor.INVERSE, "epsilon": step.z is Addend.EPSILON,
    }

def ordered(x):
    """Return an unsigned integer that is as much larger as the number x is; not for NaN."""
    return Cat(x[:-1], C(1, 1)) ^ Mux(x[-1], (1 << BITS) - 1, 0)

# Lane ---------------------------------------------------------------------------------------------

class FunctionLane(LiteXModule):
    """Registers of one lane's elements, a multiplier and an adder.

        read a and b -> make x, y and z of them -> multiply -> add -> write

    FunctionUnit drives all lanes alike.

    Parameters
    ----------
    step : Record(step_layout())
        The step of the element `place`, in the clock in which its registers are read; `late` is
        the same a clock later, with the limits (`low`, `high`) and constants that belong to it.

    Attributes
    ----------
    we, data : Signal, in
        `data` is the element `place` of a new batch.

    write : Signal(), in / written : Signal(), in
        The result is written, to the register and element at address `written`.

    result : Signal(32), out
        The result of a step, `latency` clocks after its registers were read.
    """
    latency = 2 + FloatMultiplier.latency + FloatAdder.latency

    def __init__(self, place, step, late, low, high):
        self.we      = Signal()
        self.data    = Signal(BITS)
        self.write   = Signal()
        self.written = Signal(log2(REGISTERS*BATCH))
        self.result  = Signal(BITS)

        # # #

        # Registers --------------------------------------------------------------------------------
        memory = Memory(BITS, REGISTERS*BATCH)
        writer = memory.get_port(write_capable=True)
        ports  = [memory.get_port(async_read=True) for _ in range(2)]
        self.specials += memory, writer, *ports
        a, b = (Signal(BITS, reset_less=True) for _ in range(2))
        self.comb += [
            writer.we.eq(self.we | self.write),
            writer.adr.eq(Mux(self.we, Cat(place, C(X, log2(REGISTERS))), self.written)),
            writer.dat_w.eq(Mux(self.we, self.data, self.result)),
            ports[0].adr.eq(Cat(place, step.a)),
            ports[1].adr.eq(Cat(place, step.b)),
        ]
        self.sync += [a.eq(ports[0].dat_r), b.eq(ports[1].dat_r)]

        # Operands ---------------------------------------------------------------------------------
        below   = Signal()
        above   = Signal()
        clamped = Signal(BITS)
        value   = Signal(BITS)
        self.comb += [
            value.eq(Cat(a[:-1], a[-1] ^ (late.x == Argument.NEGATE))),
            below.eq((ordered(value) < ordered(low)) & ~is_nan(value)),
            above.eq(((ordered(value) > ordered(high)) & ~is_nan(value))
                | (below & (ordered(low) > ordered(high)))),
            clamped.eq(Mux(above, high, Mux(below, low, value))),
        ]
        # Elements that exp(-a) is too large for: a bit of each, written where z is made.
        flags    = Signal(BATCH)
        clamping = (late.x == Argument.CLAMP) | (late.x == Argument.NEGATE)
        at       = delayed(self, place, 1)
        flag     = Signal(reset_less=True)
        self.sync += [
            flag.eq(Array(flags)[place]),
            If(late.x == Argument.NEGATE, Array(flags)[at].eq(above)),
        ]
        x, y, z = (Signal(BITS, reset_less=True) for _ in range(3))
        factor  = Signal(BITS)
        self.comb += [
            factor.eq(late.factor),
            If(late.plain_y, factor.eq(b)),
            If(late.estimate, factor.eq(
                Mux(late.root, floating.RSQRT_SEED, floating.RECIPROCAL_SEED)
                - Mux(late.root, Cat(b[1:], b[-1]), b))),
            If(late.zero & Mux(late.limits == Limits.EXP, flag, below), factor.eq(0)),
        ]
        self.sync += [
            x.eq(a),
            If(clamping, x.eq(clamped)),
            If(late.x == Argument.POWER,
                x.eq(Cat(a[:FRACTION], (exponent(a) + b[:8])[:8], a[-1]))
            ),
            y.eq(factor ^ Cat(C(0, BITS - 1), late.negative)),
            z.eq(late.addend),
            If(late.plain_z, z.eq(b)),
        ]

        # Multiply and add -------------------------------------------------------------------------
        self.multiplier = multiplier = FloatMultiplier()
        self.adder      = adder      = FloatAdder()
        self.comb += [
            multiplier.a.eq(x),
            multiplier.b.eq(y),
            adder.a.eq(multiplier.result),
            adder.b.eq(delayed(self, z, multiplier.latency)),
            self.result.eq(adder.result),
        ]

# Function Unit ------------------------------------------------------------------------------------

class FunctionUnit(LiteXModule):
    """Functions of elements, batch by batch: what VEC calls f, and the prefactors of NORM.

        for batch of at most 16 beats: collect them
            for step of the program: for beat: step      16 clocks, also for fewer beats

    A result is in its register before the next step reads it. Golden model: `contract.floating`;
    the programs are in `microprogram`.

    Parameters
    ----------
    lanes : int
        Elements of a beat.

    Attributes
    ----------
    sink : stream.Endpoint([("data", 32*lanes), ("program", 3), ("tag", tag)]), in
        Elements. `last` ends a batch before it has 16 beats. A batch has one `program`.

    close : Signal(), in / full : Signal(), out
        End the batch with the beats that it has. The next beat is its sixteenth, and ends it.

    source : stream.Endpoint([("data", 32*lanes), ("tag", tag)]), out
        The results in order, with the tags and `last` of their elements.

    inverse, epsilon, low, high : Signal(32), in
        Numbers of the descriptor, for RSQRT and CLAMP.
    """
    def __init__(self, lanes, tag=1):
        layout       = [("data", BITS*lanes), ("tag", tag)]
        self.sink    = stream.Endpoint([*layout, ("program", log2(len(Program)))])
        self.close   = Signal()
        self.full    = Signal()
        self.source  = stream.Endpoint(layout)
        self.inverse = Signal(BITS)
        self.epsilon = Signal(BITS)
        self.low     = Signal(BITS)
        self.high    = Signal(BITS)

        # # #

        # Control ----------------------------------------------------------------------------------
        steps  = [step for program in Program for step in STEPS[program]]
        starts = [0, *accumulate(len(STEPS[program]) for program in Program)]
        place  = Signal(log2(BATCH))
        count  = Signal(bits_for(BATCH))      # Beats of the batch.
        number = Signal(bits_for(len(steps))) # Step.
        busy   = Signal()                     # The batch goes round.
        turn   = Signal()                     # A step of an element begins.
        ends   = Signal()                     # It is the step's last one.
        taken  = Signal()
        self.fifo = fifo = stream.SyncFIFO(layout, BATCH)
        self.step = step = stream.Endpoint(step_layout())
        self.late = late = stream.Endpoint(step_layout())
        self.comb += [
            self.sink.ready.eq(~busy),
            taken.eq(self.sink.valid & self.sink.ready),
            self.full.eq(place == BATCH - 1),
            # The last step begins when there is room for all results.
            turn.eq(busy & ~(step.final & (place == 0) & fifo.source.valid)),
            ends.eq(turn & self.full),
            Case(number, {i: [getattr(step, name).eq(int(value))
                              for name, value in encoded(one).items()]
                          for i, one in enumerate(steps)}),
        ]
        self.sync += [
            If(taken | turn, place.eq(place + 1)),
            If(taken,
                count.eq(place + 1),
                If(place == 0,
                    Case(self.sink.program, {
                        program.value: number.eq(starts[i]) for i, program in enumerate(Program)})
                ),
            ),
            If((taken & (self.sink.last | self.full)) | (self.close & (place != 0) & ~busy),
                busy.eq(1),
                place.eq(0),
            ),
            If(ends,
                number.eq(number + 1),
                If(step.final, busy.eq(0)),
            ),
        ]

        # Constants, a clock behind the registers' addresses ---------------------------------------
        low, high = Signal(BITS, reset_less=True), Signal(BITS, reset_less=True)
        self.sync += [
            *[getattr(late, name).eq(getattr(step, name)) for name, _ in step_layout()],
            If(step.inverse, late.factor.eq(self.inverse)),
            If(step.epsilon, late.addend.eq(self.epsilon)),
            low.eq(Array([C(bits(floating.EXP_LOW), BITS), self.low, C(0, BITS)])[step.limits]),
            high.eq(Array([C(bits(floating.EXP_HIGH), BITS), self.high, C(bits(INFINITY), BITS)])[
                step.limits]),
        ]

        # Lanes ------------------------------------------------------------------------------------
        wait  = FunctionLane.latency
        write = delayed(self, turn & ~step.final, wait, reset_less=False)
        where = delayed(self, Cat(place, step.to), wait)
        for i in range(lanes):
            lane = FunctionLane(place, step, late, low, high)
            self.add_module(name=f"lane{i}", module=lane)
            self.comb += [
                lane.we.eq(taken),
                lane.data.eq(self.sink.data[BITS*i:BITS*(i + 1)]),
                lane.write.eq(write),
                lane.written.eq(where),
                fifo.sink.data[BITS*i:BITS*(i + 1)].eq(lane.result),
            ]

        # Results ----------------------------------------------------------------------------------
        tags = Memory(tag + 1, BATCH)
        put  = tags.get_port(write_capable=True)
        get  = tags.get_port(async_read=True)
        self.specials += tags, put, get
        self.comb += [
            put.we.eq(taken),
            put.adr.eq(place),
            put.dat_w.eq(Cat(self.sink.last, self.sink.tag)),
            get.adr.eq(place),
            fifo.sink.valid.eq(
                delayed(self, turn & step.final & (place < count), wait, reset_less=False)),
            Cat(fifo.sink.last, fifo.sink.tag).eq(delayed(self, get.dat_r, wait)),
            fifo.source.connect(self.source),
        ]

assert FunctionLane.latency < BATCH
