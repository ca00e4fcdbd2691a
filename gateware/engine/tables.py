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
        Run for `tiles` tiles, with the descriptor's `rows`, `slices`, `planes`, `group`,
        `explicit`, `zero`, `ternary` and `host_tables` as they are now.

    sink : stream.Endpoint(word_layout()), in
        The activation buffer, once per tile.

    full : Signal(banks), out
        Banks whose tables are ready.

    release : Signal(banks), in
        Banks that may be filled again.

    idle : Signal(), out
        The tables of all slices of all tiles have been filled.
    """
    latency = 3 # Clocks from a step to its entry in `write`: mantissa, addition, and the register.
    storage = 2 # Clocks from `write` to the tables: the register of `row_write`, and the memory's.

    def __init__(self, geometry, write, pieces):
        self.start       = Signal()
        self.rows        = Signal(8)
        self.slices      = Signal(bits_for(MAX_SLICES))
        self.tiles       = Signal(16)
        self.group       = Signal(3)
        self.explicit    = Signal()
        self.zero        = Signal(8)
        self.planes      = Signal(4)
        self.ternary     = Signal()
        self.host_tables = Signal()
        self.sink        = stream.Endpoint(word_layout())
        self.full        = Signal(geometry.banks)
        self.release     = Signal(geometry.banks)
        self.idle        = Signal()

        # # #

        self.geometry    = geometry
        self.bank        = Signal()
        self.row         = Signal(geometry.rows, reset=1)   # One-hot.
        self.rows_left   = Signal(8)
        self.slices_left = Signal.like(self.slices)
        self.tiles_left  = Signal(16)
        self.segment     = Signal(log2(SEGMENTS))
        self.word        = Signal(max=geometry.fill*SEGMENT_SLOTS*geometry.slot_bits // WORD_BITS)
        self.entry       = Signal(geometry.address_bits)
        self.filled      = Signal(geometry.banks)           # Banks that are ready in this clock.
        self.sync += self.full.eq((self.full | self.filled) & ~self.release)
        self.add_mantissas()
        self.add_gray_code()
        self.add_generators()
        self.add_writes(write)
        self.add_parameters(pieces)
        self.add_counter_ends()
        self.add_fsm()

    # Entries --------------------------------------------------------------------------------------

    def add_mantissas(self):
        """Add the store of the segments' mantissas: a word is stored the clock after it was taken.

        The slot is rewritten every clock until the word arrives; gating it with `valid` is too
        slow, and nothing reads the slot before.
        """
        words              = self.geometry.fill*SEGMENT_SLOTS*self.geometry.slot_bits // WORD_BITS
        self.load          = Signal() # The words that come are mantissas.
        self.mantissas     = Signal(words * WORD_BITS, reset_less=True)
        self.data_d        = Signal(WORD_BITS,         reset_less=True)
        self.last_mantissa = self.word == words - 1 # The word is the last one with mantissas.
        we = Signal(words, reset_less=True)
        self.sync += [
            self.data_d.eq(self.sink.data),
            we.eq(Mux(self.load, 1 << self.word, 0)),
        ]
        for i in range(words):
            self.sync += If(we[i],
                self.mantissas[i*WORD_BITS:(i + 1)*WORD_BITS].eq(self.data_d))

    def add_gray_code(self):
        """Look up the Gray code of `entry`, and the step from there to the next code."""
        geometry = self.geometry
        self.entries = [Signal((geometry.table_width, True), reset_less=True)
                        for _ in range(geometry.fill*SEGMENT_SLOTS)]
        self.clear   = Signal() # High until the last word of mantissas is here.
        self.negate  = Signal() # Symmetric: subtract mantissa `entry` from entry 0.
        self.step    = Signal()
        self.code    = Signal(geometry.address_bits)
        self.digit   = Signal(max=geometry.cut)
        self.up      = Signal()
        steps = {False: gray_steps(2, geometry.address_bits)}
        if geometry.ternary:
            steps[True] = gray_steps(3, TRITS)
        self.comb += [
            If(self.ternary == ternary, Case(self.entry, {
                i: [self.code.eq(code), self.digit.eq(digit), self.up.eq(up)]
                for i, (code, digit, up) in enumerate(order)}))
            for ternary, order in steps.items()
        ]

    def add_generators(self):
        """Add a generator per table: the next entry is this one plus or minus one mantissa.

        The Gray code is looked up two clocks before its addition, the mantissa one clock before.
        These registers need no reset: one lasts longer than a step takes, and every table is
        filled anew before it is read.
        """
        geometry = self.geometry
        lookup   = self.latency - 1 # Clocks from a step to its addition.
        index    = Signal(max=geometry.cut, reset_less=True) # The mantissa to add or subtract.
        self.code_d = delayed(self, self.code, lookup)
        add_d       = delayed(self, self.up & ~self.negate, lookup)
        step_d1     = delayed(self, self.step, lookup - 1)
        self.step_d = delayed(self, step_d1, 1)
        change_d    = delayed(self, self.step | self.negate, lookup)
        clear_d     = delayed(self, self.clear, lookup - 1)
        self.sync  += index.eq(Mux(self.negate, self.entry, self.digit))
        for slot, entry in enumerate(self.entries):
            base   = slot * geometry.slot_bits
            fields = [self.mantissas[first:first + geometry.table_width]
                      for first in range(base, base + geometry.cut*geometry.mantissa_bits,
                                         geometry.mantissa_bits)]
            mantissa = Signal((geometry.table_width, True), reset_less=True)
            change   = Signal((geometry.table_width + 1, True))
            self.comb += change.eq(Mux(self.step_d, mantissa << 1, mantissa) if geometry.symmetric
                                   else mantissa)
            self.sync += [
                mantissa.eq(Array(fields)[index]),
                If(change_d, entry.eq(Mux(add_d, entry + change, entry - change))),
                If(clear_d, entry.eq(0)),
            ]

    def add_writes(self, write):
        """Register the entries, the host's or generated ones: `write` has a large fan-out."""
        fill, lookup    = self.geometry.fill, self.latency - 1
        self.take_entry = Signal() # The word that is taken is one entry of each table.
        host_entries    = [self.sink.data[16*i:16*i + self.geometry.table_width]
                           for i in range(SEGMENT_SLOTS)]
        self.sync += If(self.host_tables,
            write.valid.eq(self.take_entry),
            write.we.eq(Mux(self.take_entry, self.row, 0)),
            write.bank.eq(self.bank),
            write.segments.eq(1 << self.segment),
            write.address.eq(self.entry),
            write.data.eq(Cat(*host_entries*fill)),
        ).Else(
            write.valid.eq(self.step_d),
            write.we.eq(Mux(self.step_d, delayed(self, self.row, lookup), 0)),
            write.bank.eq(delayed(self, self.bank, lookup)),
            write.segments.eq(((1 << fill) - 1) << delayed(self, self.segment, lookup)),
            write.address.eq(self.code_d),
            write.data.eq(Cat(*self.entries)),
        )

    def add_parameters(self, pieces):
        """Add PieceParameters, which takes each row's header when its last word is in `data_d`."""
        self.header_low   = Signal(WORD_BITS, reset_less=True) # The first of a header's two words.
        self.header_taken = Signal()                           # The last word of a header is taken.
        self.parameters   = parameters = PieceParameters(self.geometry, pieces)
        two_words         = self.geometry.header_words > 1
        self.sync += parameters.start.eq(self.header_taken)
        self.comb += [
            parameters.header.eq(Cat(self.header_low, self.data_d) if two_words else self.data_d),
            parameters.row.eq(self.row),
            parameters.odd.eq(self.slices_left[0] ^ self.slices[0]),
            parameters.bank.eq(self.bank),
            parameters.group.eq(self.group),
            parameters.explicit.eq(self.explicit),
            parameters.zero.eq(self.zero),
            parameters.planes.eq(self.planes),
        ]

    # Control --------------------------------------------------------------------------------------

    def add_counter_ends(self):
        """Compare the counters with their ends.

        `last_segment` and `last_row` are one clock late, but long steady before they are used.
        """
        self.bank_full = Signal()
        self.comb += self.bank_full.eq(chosen_by(self.bank, self.full))
        self.last_entry   = Signal()
        self.last_segment = Signal()
        self.last_row     = Signal()
        self.segment_step = Mux(self.host_tables, 1, self.geometry.fill)
        self.sync += [
            self.last_segment.eq(self.segment == SEGMENTS - self.segment_step),
            self.last_row.eq(self.rows_left == 1),
        ]
        self.comb += self.last_entry.eq(self.entry == Mux(self.ternary & ~self.host_tables,
            3**TRITS - 1, self.geometry.entries - 1))

    def add_fsm(self):
        """Add the state machine, which walks the loop nest."""
        geometry, parameters = self.geometry, self.parameters
        header_state = "HEADER" if geometry.header_words == 1 else "HEADER_LOW"
        next_segment = [
            NextValue(self.segment, self.segment + self.segment_step),
            NextValue(self.entry, 0),
            If(~self.last_segment,
                NextState("SEGMENT")
            ).Elif(~self.last_row,
                NextValue(self.rows_left, self.rows_left - 1),
                NextValue(self.row, self.row << 1),
                NextState(header_state)
            ).Else(
                NextState("SETTLE")
            ),
        ]
        self.fsm = fsm = FSM(reset_state="IDLE")
        fsm.act("IDLE",
            self.idle.eq(~self.start),
            If(self.start,
                NextValue(self.tiles_left, self.tiles),
                NextValue(self.slices_left, self.slices),
                NextState("WAIT")
            )
        )
        fsm.act("WAIT",
            NextValue(self.row, 1),
            NextValue(self.rows_left, self.rows),
            If(~self.bank_full,
                NextState(header_state)
            )
        )
        if geometry.header_words > 1:
            low_taken = Signal()
            self.sync += If(delayed(self, low_taken, 1), self.header_low.eq(self.data_d))
            fsm.act("HEADER_LOW",
                self.sink.ready.eq(1),
                low_taken.eq(self.sink.valid),
                If(low_taken, NextState("HEADER"))
            )
        fsm.act("HEADER",
            self.sink.ready.eq(~parameters.busy),
            self.header_taken.eq(self.sink.valid & ~parameters.busy),
            If(self.header_taken, NextState("SEGMENT"))
        )
        fsm.act("SEGMENT",
            self.sink.ready.eq(1),
            self.load.eq(1), # The last steps have read their mantissas before a new one is stored.
            self.clear.eq(self.last_mantissa),
            If(self.sink.valid,
                If(self.host_tables,
                    self.take_entry.eq(1),
                    NextValue(self.entry, self.entry + 1),
                    If(self.last_entry, *next_segment)
                ).Else(
                    NextValue(self.word, self.word + 1),
                    If(self.last_mantissa,
                        NextValue(self.word, 0),
                        NextState("NEGATE" if geometry.symmetric else "GENERATE")
                    )
                )
            )
        )
        if geometry.symmetric:
            fsm.act("NEGATE", # Entry 0 is minus the sum of all inputs.
                self.negate.eq(1),
                NextValue(self.entry, self.entry + 1),
                If(self.entry == geometry.cut - 1,
                    NextValue(self.entry, 0),
                    NextState("GENERATE")
                )
            )
        fsm.act("GENERATE",
            self.step.eq(1),
            NextValue(self.entry, self.entry + 1),
            If(self.last_entry, *next_segment)
        )
        # The last entry is on its way to the tables.
        fsm.delayed_enter("SETTLE", "FILLED", self.latency + self.storage)
        fsm.act("FILLED",
            If(~parameters.busy,
                self.filled.eq(1 << self.bank),
                NextValue(self.bank, next_bank(geometry, self.bank)),
                NextValue(self.slices_left, self.slices_left - 1),
                NextState("WAIT"),
                If(self.slices_left == 1,
                    NextValue(self.slices_left, self.slices),
                    NextValue(self.tiles_left, self.tiles_left - 1),
                    If(self.tiles_left == 1, NextState("IDLE"))
                )
            )
        )

# Gray Code ----------------------------------------------------------------------------------------

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
