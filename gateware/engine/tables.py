"""The loader that fills the lookup tables of every row from the activation buffer."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import FSM, Array, Case, Cat, If, Mux, NextState, NextValue, Signal, bits_for

from lutcore.driver.contract.geometry import MAX_SLICES, SEGMENT_SLOTS, SEGMENTS, TRITS
from lutcore.gateware.engine.common import (
    WORD_BITS,
    chosen_by,
    delayed,
    log2,
    next_bank,
    word_layout,
)
from lutcore.gateware.engine.pieces import PieceParameters

# Interfaces ---------------------------------------------------------------------------------------

def table_write_layout(geometry):
    """One entry of each table of `fill` segments, for one row and bank."""
    return [
        ("valid",    1),        # A bit of `we` is set.
        ("we",       geometry.rows),
        ("bank",     1),
        ("segments", SEGMENTS), # One bit each; segment s takes part s % fill of `data`.
        ("address",  geometry.address_bits),
        ("data",     geometry.fill * SEGMENT_SLOTS * geometry.table_width),
    ]

# Table Loader -------------------------------------------------------------------------------------

class TableLoader(LiteXModule):
    """Generator of table entries from the activation words, row after row and bank after bank.

    It stands between the activations' Reader and the LookupRows; the headers go through its
    PieceParameters to the epilogue. Issue tells it when a bank is free. Golden model:
    `contract.reference`.

        for slice of every tile:
            wait until the bank is free
            for row:
                take the header, of one word or two
                if host_tables: for segment: for entry:
                    take a word: this entry of all tables of the segment
                else: for segments, `fill` at once:
                    take the words with their mantissas
                    for entry, in Gray-code order (of bits, or of trits): one addition per table

    Parameters
    ----------
    write : Record(table_write_layout), out
        Table entries for the array.

    pieces : Record(piece_write_layout), out
        Parameters for the epilogue.

    Attributes
    ----------
    start : Signal(), in
        Run for `tiles` tiles, with the descriptor's `rows`, `slices`, `planes`, `group`, `zero`,
        `ternary` and `host_tables` as they are now.

    sink : stream.Endpoint(word_layout()), in
        The activation buffer, once per tile.

    full : Signal(banks), out
        Banks whose tables are ready.

    release : Signal(banks), in
        Banks that may be filled again.

    idle : Signal(), out
        The tables of all slices of all tiles have been filled.
    """
    def __init__(self, geometry, write, pieces):
        self.start       = Signal()
        self.rows        = Signal(8)
        self.slices      = Signal(bits_for(MAX_SLICES))
        self.tiles       = Signal(16)
        self.group       = Signal(3)
        self.zero        = Signal(8)
        self.planes      = Signal(4)
        self.ternary     = Signal()
        self.host_tables = Signal()
        self.sink        = stream.Endpoint(word_layout())
        self.full        = Signal(geometry.banks)
        self.release     = Signal(geometry.banks)
        self.idle        = Signal()

        # # #

        fill          = geometry.fill
        segment_words = fill * SEGMENT_SLOTS * geometry.slot_bits // WORD_BITS
        bank    = Signal()
        row     = Signal(geometry.rows, reset=1)   # One-hot.
        rows    = Signal(8)
        slices  = Signal.like(self.slices)
        tiles   = Signal(16)
        segment = Signal(log2(SEGMENTS))
        word    = Signal(max=segment_words)
        entry   = Signal(geometry.address_bits)
        filled  = Signal(geometry.banks)
        taking  = Signal() # The words that come are mantissas.
        self.sync += self.full.eq((self.full | filled) & ~self.release)

        # Mantissas of the segments: a word is stored the clock after it was taken -----------------
        # The slot is rewritten every clock until the word arrives; gating it with `valid` is too
        # slow, and nothing reads the slot before.
        store = Signal(segment_words * WORD_BITS, reset_less=True)
        fresh = Signal(WORD_BITS, reset_less=True)
        head  = geometry.header_words
        load  = Signal(segment_words, reset_less=True)
        self.sync += [
            fresh.eq(self.sink.data),
            load.eq(Mux(taking, 1 << word, 0)),
        ]
        for i in range(segment_words):
            self.sync += If(load[i], store[i*WORD_BITS:(i + 1)*WORD_BITS].eq(fresh))

        # Generators: the next entry is this one plus or minus one mantissa ------------------------
        # The Gray code is looked up two clocks before its addition, the mantissa one clock before.
        # These registers need no reset: one lasts longer than a step takes, and every table is
        # filled anew before it is read.
        width   = geometry.mantissa_bits
        entries = [Signal((geometry.table_width, True), reset_less=True)
                   for _ in range(fill*SEGMENT_SLOTS)]
        clear   = Signal()                    # High until the last word of mantissas is here.
        negate  = Signal()                    # Symmetric: subtract mantissa `entry` from entry 0.
        step    = Signal()
        code    = Signal(geometry.address_bits)
        digit   = Signal(max=geometry.cut)
        up      = Signal()
        steps   = {False: gray_steps(2, geometry.address_bits)}
        if geometry.ternary:
            steps[True] = gray_steps(3, TRITS)
        self.comb += [
            If(self.ternary == ternary, Case(entry, {
                i: [code.eq(values[0]), digit.eq(values[1]), up.eq(values[2])]
                for i, values in enumerate(order)}))
            for ternary, order in steps.items()
        ]
        moved   = Signal(max=geometry.cut, reset_less=True) # Mantissa that leads to the next entry.
        gray    = delayed(self, code, 2)
        adds    = delayed(self, up & ~negate, 2)            # The mantissa is added, not subtracted.
        stepped = delayed(self, step, 1)
        doubles = delayed(self, stepped, 1)
        changes = delayed(self, step | negate, 2)
        cleared = delayed(self, clear, 1)
        self.sync += moved.eq(Mux(negate, entry, digit))
        for slot, value in enumerate(entries):
            base   = slot * geometry.slot_bits
            fields = [store[base + i*width:base + i*width + geometry.table_width]
                      for i in range(geometry.cut)]
            picked = Signal((geometry.table_width, True), reset_less=True)
            change = Signal((geometry.table_width + 1, True))
            self.comb += change.eq(Mux(doubles, picked << 1, picked) if geometry.symmetric
                                   else picked)
            self.sync += [
                picked.eq(Array(fields)[moved]),
                If(changes, value.eq(Mux(adds, value + change, value - change))),
                If(cleared, value.eq(0)),
            ]

        # Writes: registered because of their large fan-out; steps write two clocks late -----------
        take = Signal() # The word that is taken is one entry of each table.
        host = [self.sink.data[16*i:16*i + geometry.table_width] for i in range(SEGMENT_SLOTS)]
        self.sync += If(self.host_tables,
            write.valid.eq(take),
            write.we.eq(Mux(take, row, 0)),
            write.bank.eq(bank),
            write.segments.eq(1 << segment),
            write.address.eq(entry),
            write.data.eq(Cat(*host*fill)),
        ).Else(
            write.valid.eq(doubles),
            write.we.eq(Mux(doubles, delayed(self, row, 2), 0)),
            write.bank.eq(delayed(self, bank, 2)),
            write.segments.eq(((1 << fill) - 1) << delayed(self, segment, 2)),
            write.address.eq(gray),
            write.data.eq(Cat(*entries)),
        )
        first  = Signal(WORD_BITS, reset_less=True) # The first of a header's two words.
        header = Signal() # The last word of a header is taken; it is in `fresh` a clock later.
        self.parameters = parameters = PieceParameters(geometry, pieces)
        self.sync += parameters.start.eq(header)
        self.comb += [
            parameters.header.eq(Cat(first, fresh) if head > 1 else fresh),
            parameters.row.eq(row),
            parameters.odd.eq(slices[0] ^ self.slices[0]),
            parameters.bank.eq(bank),
            parameters.group.eq(self.group),
            parameters.zero.eq(self.zero),
            parameters.planes.eq(self.planes),
        ]

        # Control ----------------------------------------------------------------------------------
        bank_full = Signal()
        self.comb += bank_full.eq(chosen_by(bank, self.full))
        last_entry   = Signal()
        last_segment = Signal() # One clock late, but long before it is used, as is `last_row`.
        last_row     = Signal()
        self.sync += [
            last_segment.eq(segment == SEGMENTS - Mux(self.host_tables, 1, fill)),
            last_row.eq(rows == 1),
        ]
        first_state  = "HEADER" if head == 1 else "FIRST"
        next_segment = [
            NextValue(segment, segment + Mux(self.host_tables, 1, fill)),
            NextValue(entry, 0),
            If(~last_segment,
                NextState("SEGMENT")
            ).Elif(~last_row,
                NextValue(rows, rows - 1),
                NextValue(row, row << 1),
                NextState(first_state)
            ).Else(
                NextState("SETTLE")
            ),
        ]
        self.comb += last_entry.eq(entry == Mux(self.ternary & ~self.host_tables,
            3**TRITS - 1, geometry.entries - 1))
        self.fsm = fsm = FSM(reset_state="IDLE")
        fsm.act("IDLE",
            self.idle.eq(~self.start),
            If(self.start,
                NextValue(tiles, self.tiles),
                NextValue(slices, self.slices),
                NextValue(bank, 0),
                NextState("WAIT")
            )
        )
        fsm.act("WAIT",
            NextValue(row, 1),
            NextValue(rows, self.rows),
            If(~bank_full,
                NextState(first_state)
            )
        )
        if head > 1:
            came = Signal()
            self.sync += If(delayed(self, came, 1), first.eq(fresh))
            fsm.act("FIRST",
                self.sink.ready.eq(1),
                came.eq(self.sink.valid),
                If(came, NextState("HEADER"))
            )
        fsm.act("HEADER",
            self.sink.ready.eq(~parameters.busy),
            header.eq(self.sink.valid & ~parameters.busy),
            If(header, NextState("SEGMENT"))
        )
        fsm.act("SEGMENT",
            self.sink.ready.eq(1),
            taking.eq(1), # The last steps have read their mantissas before a new one is stored.
            clear.eq(word == segment_words - 1),
            If(self.sink.valid,
                If(self.host_tables,
                    take.eq(1),
                    NextValue(entry, entry + 1),
                    If(last_entry, *next_segment)
                ).Else(
                    NextValue(word, word + 1),
                    If(word == segment_words - 1,
                        NextValue(word, 0),
                        NextState("NEGATE" if geometry.symmetric else "GENERATE")
                    )
                )
            )
        )
        if geometry.symmetric:
            fsm.act("NEGATE", # Entry 0 is minus the sum of all inputs.
                negate.eq(1),
                NextValue(entry, entry + 1),
                If(entry == geometry.cut - 1,
                    NextValue(entry, 0),
                    NextState("GENERATE")
                )
            )
        fsm.act("GENERATE",
            step.eq(1),
            NextValue(entry, entry + 1),
            If(last_entry, *next_segment)
        )
        fsm.delayed_enter("SETTLE", "FILLED", 5) # The last entry is on its way to the tables.
        fsm.act("FILLED",
            If(~parameters.busy,
                filled.eq(1 << bank),
                NextValue(bank, next_bank(geometry, bank)),
                NextValue(slices, slices - 1),
                NextState("WAIT"),
                If(slices == 1,
                    NextValue(slices, self.slices),
                    NextValue(tiles, tiles - 1),
                    If(tiles == 1, NextState("IDLE"))
                )
            )
        )

def gray_steps(base, digits):
    """Return a reflected Gray code as tuples (code, digit that changes next, whether it grows).

    A code is sum(digit[i] * base**i). The change after the last code has no meaning.
    """
    codes = [[]]
    for _ in range(digits):
        codes = [
            code + [digit]
            for digit in range(base)
            for code in (codes if digit % 2 == 0 else codes[::-1])
        ]
    steps = []
    for now, after in zip(codes, codes[1:] + codes[:1], strict=True):
        digit = next(i for i in range(digits) if now[i] != after[i])
        code  = sum(d * base**i for i, d in enumerate(now))
        steps.append((code, digit, now[digit] < after[digit]))
    return steps
