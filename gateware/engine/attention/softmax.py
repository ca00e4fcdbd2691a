"""Scores of a block of positions to shares of 16 bits, with a running maximum and total."""

from litex.gen import LiteXModule, Reduce
from litex.soc.interconnect import stream
from migen import FSM, Cat, If, Mux, NextState, NextValue, Record, Signal, bits_for

from lutcore.driver.contract.instructions import BLOCK
from lutcore.gateware.engine.attention.adders import Port
from lutcore.gateware.engine.attention.exponential import Exponential
from lutcore.gateware.engine.attention.products import (
    BLOCK_BITS,
    BLOCKS,
    PASS_BITS,
    PASSES,
    SHARE_BITS,
    place_layout,
)
from lutcore.gateware.engine.attention.segments import Coder, LargestAhead
from lutcore.gateware.engine.attention.sums import SEGMENTS, OrderedSum
from lutcore.gateware.engine.attention.tables import ScaleTable, Table, scale_layout
from lutcore.gateware.engine.common import delayed, log2
from lutcore.gateware.engine.vector.conversions import IntToFloat
from lutcore.gateware.engine.vector.operators import BITS, FloatAdder, FloatMultiplier

# Layouts ------------------------------------------------------------------------------------------

def block_layout(heads):
    """A block's scores: `bank` has them, and its scales; each lane has `count` positions of it.

    Positions `skip` to `end` - 1 are meant, at least one, for each of `heads` heads, whose own
    numbers are in the bank `queries`.
    """
    return [("bank", BLOCK_BITS), ("count", bits_for(BLOCK)), ("skip", log2(BLOCK)),
            ("end", bits_for(BLOCK)), ("heads", bits_for(heads)), ("queries", PASS_BITS)]

def head_layout(heads):
    """What a head begins with: the value of a unit of its scores, the first maximum and total."""
    return [("head", log2(max(2, heads))), ("queries", PASS_BITS), ("unit", BITS), ("peak", BITS),
            ("total", BITS)]

# Softmax ------------------------------------------------------------------------------------------

class Softmax(LiteXModule):
    """Shares of a block's positions, head by head; and what the block before is worth beside it.

        for head: for position:   s = score * (unit * key scale)        ─► FIFO, largest
        for head:                 m' = max(m, s);  keep = exp(m - m')
                  for position:   p = exp(s - m');  w = p * value scale ─► FIFO, largest
                                  total = total * keep + sum p
        for head: for position:   share = rint(w * (32767 / max w))

    The three loops work on different heads at once. m is the first number of a head's segment, so
    it takes part in the maximum and its exp is `keep`.

    It stands between Products, which holds scores and shares, and Mixer. Golden model: the softmax
    of `execute.attend`.

    Parameters
    ----------
    lanes, heads : int
        As of Products.

    turns : int
        Clocks of a position, as of Exponential.

    Attributes
    ----------
    head : stream.Endpoint(head_layout(heads)), in
        A head begins; not while a block of the same `queries` is under way.

    scales : stream.Endpoint(scale_layout()), in
        Scales of a block to come. Always ready.

    job : stream.Endpoint(block_layout(heads)), in
        A block, whose scores and scales are there.

    score_at : Record(place_layout(lanes, heads)), out / score : Signal((32, True)), in
        Which score is read, and the score two clocks later.

    share : stream.Endpoint([*place_layout(lanes, heads), ("data", 16)]), out
        The shares. Nothing holds them up.

    done : Signal(), out
        Pulse: a block's shares have been sent, its factors are known.

    bank, number : Signal(), in / keep, unit : Signal(32), out
        Factors of head `number` in the block of `bank`, in the same clock.

    owner : Signal(), in / total : Signal(32), out
        Total of the head that `owner` says, Cat(head, queries), in the same clock.

    division : Division
        To the divider.

    less : Port
        To an adder. It is needed when `phase`, a Signal, is the number `slot`, while `waits` says
        that there are numbers; not while it is `lent`.

    convert : Port
        To an IntToFloat, for the score that is read; none is while it is `held`.
    """
    depth = 512 # Numbers of a FIFO: two heads, and those that are under way.

    def __init__(self, lanes=1, heads=4, turns=3):
        self.head     = stream.Endpoint(head_layout(heads))
        self.scales   = stream.Endpoint(scale_layout())
        self.job      = stream.Endpoint(block_layout(heads))
        self.score_at = Record(place_layout(lanes, heads))
        self.score    = Signal((BITS, True))
        self.share    = stream.Endpoint([*place_layout(lanes, heads), ("data", SHARE_BITS)])
        self.done     = Signal()
        self.bank     = Signal(BLOCK_BITS)
        self.number   = Signal(log2(max(2, heads)))
        self.keep     = Signal(BITS)
        self.unit     = Signal(BITS)
        self.waits    = Signal()
        self.lent     = Signal()
        self.held     = Signal()
        self.owner    = Signal(log2(max(2, heads)) + PASS_BITS)
        self.total    = Signal(BITS)

        # # #

        # What is kept of each head, and of each position ------------------------------------------
        choice = log2(max(2, heads))
        begun  = Cat(self.head.head, self.head.queries)
        enters = Signal() # A head begins; its tables have one port for writing.
        self.units  = units  = Table(PASSES << choice)
        self.peaks  = peaks  = Table(PASSES << choice)
        self.totals = totals = Table(PASSES << choice, reads=2)
        self.keeps  = keeps  = Table(BLOCKS << choice)
        self.worths = worths = Table(BLOCKS << choice)
        self.keys   = keys   = ScaleTable()
        self.values = values = ScaleTable()
        self.comb += [
            self.scales.ready.eq(1),
            units.we.eq(enters),
            units.written.eq(begun),
            units.value.eq(self.head.unit),
            *[getattr(table.sink, name).eq(getattr(self.scales, name))
              for table in (keys, values) for name, _ in scale_layout()],
            keys.we.eq(self.scales.valid & ~self.scales.values),
            values.we.eq(self.scales.valid & self.scales.values),
            keeps.address[0].eq(Cat(self.number, self.bank)),
            worths.address[0].eq(Cat(self.number, self.bank)),
            totals.address[1].eq(self.owner),
            self.keep.eq(keeps.data[0]),
            self.unit.eq(worths.data[0]),
            self.total.eq(totals.data[1]),
        ]

        # Scores: the first place that is meant is looked for, each head's are read from there on --
        self.scored = scored = LargestAhead(self.depth, magnitude=False)
        info   = [*block_layout(heads), ("lane", len(self.score_at.lane)),
                  ("place", len(self.score_at.place))]
        self.exits  = exits  = stream.SyncFIFO(info, 4)
        self.shares = shares = stream.SyncFIFO(info, 4)
        job    = self.job
        head   = Signal(choice)
        at     = Signal(bits_for(BLOCK))
        lane, place = Signal.like(self.score_at.lane), Signal.like(self.score_at.place)
        start  = Record([("lane", len(lane)), ("place", len(place))])
        issue  = Signal()
        old    = Signal() # It is the head's old maximum.
        last   = Signal()
        onward = [
            NextValue(at, at + 1),
            NextValue(place, place + 1),
            If(place == job.count - 1,
                NextValue(place, 0),
                NextValue(lane, lane + 1),
            ),
        ]
        self.comb += [
            *[getattr(fifo.sink, name).eq(getattr(job, name))
              for fifo in (exits, shares) for name, _ in block_layout(heads)],
            *[getattr(fifo.sink, name).eq(getattr(start, name))
              for fifo in (exits, shares) for name in ("lane", "place")],
            self.score_at.raw_bits().eq(Cat(job.bank, head, lane, place)),
            scored.reserve.eq(issue),
        ]
        self.scan = scan = FSM(reset_state="IDLE")
        scan.act("IDLE",
            NextValue(head, 0),
            NextValue(at, 0),
            NextValue(lane, 0),
            NextValue(place, 0),
            If(job.valid & exits.sink.ready & shares.sink.ready, NextState("SKIP")),
        )
        scan.act("SKIP",
            If(at == job.skip,
                NextValue(start.lane, lane),
                NextValue(start.place, place),
                NextState("TELL"),
            ).Else(*onward),
        )
        scan.act("TELL",
            exits.sink.valid.eq(1),
            shares.sink.valid.eq(1),
            NextState("OLD"),
        )
        scan.act("OLD",
            NextValue(at, job.skip),
            NextValue(lane, start.lane),
            NextValue(place, start.place),
            old.eq(1),
            issue.eq(scored.room & ~self.held),
            If(issue, NextState("SCORES")),
        )
        scan.act("SCORES",
            last.eq(at == job.end - 1),
            issue.eq(scored.room & ~self.held),
            If(issue,
                *onward,
                If(last,
                    NextValue(head, head + 1),
                    NextState("OLD"),
                    If(head == job.heads - 1,
                        job.ready.eq(1),
                        NextState("IDLE"),
                    ),
                ),
            ),
        )

        # s = score * (unit * key scale) -----------------------------------------------------------
        self.convert   = convert = Port("a")
        self.scaling   = scaling = FloatMultiplier()
        self.scoring   = scoring = FloatMultiplier()
        read = 2 # Clocks to the score.
        wait = ScaleTable.latency + scaling.latency + scoring.latency
        # Clocks from the choice of a score to its conversion.
        self.converted = ScaleTable.latency + scaling.latency - IntToFloat.latency
        self.comb += [
            keys.bank.eq(job.bank),
            keys.position.eq(at),
            units.address[0].eq(delayed(self, Cat(head, job.queries), ScaleTable.latency)),
            scaling.a.eq(units.data[0]),
            scaling.b.eq(keys.data),
            convert.a.eq(delayed(self, self.score, self.converted - read)),
            scoring.a.eq(convert.result),
            scoring.b.eq(scaling.result),
            peaks.address[0].eq(delayed(self, Cat(head, job.queries), wait)),
            scored.sink.mark.eq(delayed(self, job.heads == 1, wait)),
            scored.sink.valid.eq(delayed(self, issue, wait, reset_less=False)),
            scored.sink.last.eq(delayed(self, last, wait)),
            scored.sink.data.eq(Mux(delayed(self, old, wait), peaks.data[0], scoring.result)),
            peaks.we.eq(enters | scored.complete),
            peaks.written.eq(Mux(enters, begun, peaks.address[0])),
            peaks.value.eq(Mux(enters, self.head.peak, scored.largest)),
        ]

        # p = exp(s - m'): two heads' sums may be under way ----------------------------------------
        self.less        = less        = Port("a", "b")
        self.exponential = exponential = Exponential(turns)
        self.weighted    = weighted    = Coder(self.depth, scaled=False)
        self.division    = weighted.division
        # A position in every clock leaves a tree no additions, so heads take turns.
        self.sums        = sums        = [OrderedSum() for _ in range(2 if turns == 1 else 1)]
        for i, ordered in enumerate(sums):
            self.add_module(name=f"sum{i}", module=ordered)
        pop    = Signal()
        entry  = Signal() # Which place has the head that enters, ...
        leave  = Signal() # ... and of the one that leaves.
        gap    = OrderedSum.gap(turns)
        pauses = [Signal(max=gap + 1) for _ in range(SEGMENTS)] # Clocks until each place is free.
        free   = [pause == 0 for pause in pauses]
        self.phase = exponential.phase
        self.slot  = -FloatAdder.latency % turns
        turn  = self.phase == self.slot
        self.comb += [
            # A single head needs its own last total, so the other sum as well.
            self.waits.eq(scored.source.valid & scored.ends.valid),
            pop.eq(self.waits & turn & ~self.lent & weighted.room
                & (~scored.source.first | (Mux(entry, free[1], free[0])
                    & (~scored.source.mark | (free[0] & free[1]))))),
            scored.source.ready.eq(pop),
            scored.ends.ready.eq(pop & scored.source.last),
            weighted.reserve.eq(pop & ~scored.source.first),
            less.a.eq(scored.source.data),
            less.b.eq(scored.ends.data ^ (1 << (BITS - 1))),
            exponential.sink.valid.eq(delayed(self, pop, FloatAdder.latency, reset_less=False)),
            exponential.sink.data.eq(less.result),
            exponential.sink.first.eq(delayed(self, scored.source.first, FloatAdder.latency)),
            exponential.sink.last.eq(delayed(self, scored.source.last, FloatAdder.latency)),
        ]
        self.sync += [
            *[If(pause != 0, pause.eq(pause - 1)) for pause in pauses],
            If(pop & scored.source.last,
                entry.eq(~entry),
                *[If(entry == i, pause.eq(gap)) for i, pause in enumerate(pauses)],
            ),
        ]

        # keep, w = p * value scale, and total * keep ----------------------------------------------
        self.weighing = weighing = FloatMultiplier()
        p       = exponential.source
        leaving = Signal(choice)       # Head of p.
        position = Signal(log2(BLOCK))
        wait    = ScaleTable.latency + weighing.latency
        final   = leaving == exits.source.heads - 1
        begins  = p.valid & p.first
        number  = p.valid & ~p.first
        self.comb += [
            keeps.we.eq(begins),
            keeps.written.eq(Cat(leaving, exits.source.bank)),
            keeps.value.eq(p.data),
            totals.address[0].eq(delayed(self, Cat(leaving, exits.source.queries),
                                         ScaleTable.latency)),
            values.bank.eq(exits.source.bank),
            values.position.eq(position),
            exits.source.ready.eq(p.valid & p.last & final),
            weighing.a.eq(delayed(self, p.data, ScaleTable.latency)),
            weighing.b.eq(Mux(delayed(self, p.first, ScaleTable.latency), totals.data[0],
                              values.data)),
            weighted.fine.eq(1),
            weighted.sink.valid.eq(delayed(self, number, wait, reset_less=False)),
            weighted.sink.last.eq(delayed(self, p.last, wait)),
            weighted.sink.data.eq(weighing.result),
        ]
        product = delayed(self, begins, wait, reset_less=False)
        whose   = delayed(self, leave, wait)
        for i, ordered in enumerate(sums):
            mine, its = (leave == i, whose == i) if len(sums) > 1 else (1, 1)
            self.comb += [
                ordered.sink.valid.eq(number & mine),
                ordered.sink.last.eq(p.last),
                ordered.sink.data.eq(p.data),
                ordered.addend.valid.eq(product & its),
                ordered.addend.data.eq(weighing.result),
            ]
        self.sync += [
            If(begins, position.eq(exits.source.skip)),
            If(number, position.eq(position + 1)),
            If(p.valid & p.last,
                leave.eq(~leave),
                leaving.eq(Mux(final, 0, leaving + 1)),
            ),
        ]

        # Totals -----------------------------------------------------------------------------------
        # They come in the heads' order.
        self.owed = owed = stream.SyncFIFO([("owner", len(self.owner)), ("final", 1)], 4)
        total  = Signal()
        known  = Signal(bits_for(BLOCKS)) # Blocks not done whose totals are known.
        self.comb += [
            total.eq(Reduce("OR", [ordered.source.valid for ordered in sums])),
            self.head.ready.eq(~total & ~scored.complete),
            enters.eq(self.head.valid & self.head.ready),
            owed.sink.valid.eq(p.valid & p.last),
            owed.sink.owner.eq(Cat(leaving, exits.source.queries)),
            owed.sink.final.eq(final),
            owed.source.ready.eq(total),
            totals.we.eq(enters | total),
            totals.written.eq(Mux(enters, begun, owed.source.owner)),
            totals.value.eq(Mux(enters, self.head.total,
                Mux(sums[-1].source.valid, sums[-1].source.data, sums[0].source.data))),
        ]

        # Shares -----------------------------------------------------------------------------------
        code   = weighted.source
        owner  = Signal(choice)
        last_owner = owner == shares.source.heads - 1
        ended  = Signal()
        coded  = Signal(bits_for(BLOCKS)) # Blocks not done whose shares have been sent.
        to     = Record([("lane", len(lane)), ("place", len(place))])
        self.comb += [
            code.ready.eq(1),
            worths.we.eq(code.valid & code.first),
            worths.written.eq(Cat(owner, shares.source.bank)),
            worths.value.eq(code.data),
            self.share.valid.eq(code.valid & ~code.first),
            self.share.bank.eq(shares.source.bank),
            self.share.head.eq(owner),
            self.share.lane.eq(to.lane),
            self.share.place.eq(to.place),
            self.share.data.eq(code.data),
            ended.eq(code.valid & code.last & last_owner),
            shares.source.ready.eq(ended),
            self.done.eq((known != 0) & (coded != 0)),
        ]
        self.sync += [
            If(code.valid,
                to.place.eq(to.place + 1),
                If(to.place == shares.source.count - 1,
                    to.place.eq(0),
                    to.lane.eq(to.lane + 1),
                ),
                If(code.first, to.raw_bits().eq(Cat(shares.source.lane, shares.source.place))),
                If(code.last, owner.eq(Mux(last_owner, 0, owner + 1))),
            ),
            known.eq(known + (total & owed.source.final) - self.done),
            coded.eq(coded + ended - self.done),
        ]
