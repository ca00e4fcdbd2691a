"""Where a VEC's operands lie: the ranges that are read and written, and beats of their words."""

from litex.gen import LiteXModule
from litex.soc.interconnect import stream
from migen import (
    FSM,
    Array,
    C,
    Case,
    Cat,
    If,
    Memory,
    Mux,
    NextState,
    NextValue,
    Replicate,
    Signal,
    bits_for,
)

from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.instructions import MAX_LENGTH, OPERAND, VEC_LAYOUT, Type, Vec
from lutcore.driver.contract.registers import TABLE_ROWS
from lutcore.driver.contract.units import WORD_ELEMENTS
from lutcore.gateware.engine.common import WORD_BITS, log2, transfer_layout, word_layout
from lutcore.gateware.engine.vector.operators import BITS

LENGTH_BITS = bits_for(MAX_LENGTH)
ROW_BITS    = log2(TABLE_ROWS)
OFFSET_BITS = log2(WORD_ELEMENTS)
WORDS       = Vec.BYTES // WORD_BYTES

# What ranges are for: the descriptor's operands, which have a word of it each, the prefactors, and
# the reductions. The number is that of the word; those of `p` and `n` share one.
PLACES  = {name: word // WORD_ELEMENTS for name, word, *_ in VEC_LAYOUT if name.endswith(".base")}
PLACES  = {"p": 0, **{name[0]: word for name, word in PLACES.items()}, "n": 7}
NUMBERS = 1 # The word with the addresses of p and n.
READS   = ("p", "a", "b", "c", "d")

def table_layout():
    """An entry of the table of rows."""
    return [("position", 32), ("slot", 32), ("source", 32), ("zero", 32)]

# Descriptor ---------------------------------------------------------------------------------------

class Descriptor(LiteXModule):
    """Store of a VEC's descriptor, and of the fields that all blocks use at once.

    It stands between the fetch of descriptors and the blocks of the vector unit.

    Attributes
    ----------
    sink : stream.Endpoint(word_layout()), in
        The descriptor's words.

    busy : Signal(), in
        The instruction runs; the next one waits.

    taken : Signal(), out
        The last word is taken.

    fields : dict of str to Signal, out
        Fields of the header and of CLAMP, under the contract's names.

    present, single : dict of str to Signal(), out
        Of the operands: whether they are not left out, and whether one element serves a row.

    integers : Signal(), out
        a is of int32.

    place : Signal(3), in / operand : dict of str to Signal, out
        A word of the descriptor, as an operand's fields, in the same clock; `word` is all of it.
    """
    def __init__(self):
        self.sink     = stream.Endpoint(word_layout())
        self.busy     = Signal()
        self.taken    = Signal()
        self.place    = Signal(log2(WORDS))
        self.fields   = {}
        self.present  = {name: Signal(name=f"present_{name}") for name in "abcdy"}
        self.single   = {name: Signal(name=f"single_{name}")  for name in "abcdy"}
        self.integers = Signal()

        # # #

        memory = Memory(WORD_BITS, WORDS)
        writer = memory.get_port(write_capable=True)
        reader = memory.get_port(async_read=True)
        self.specials += memory, writer, reader
        number    = Signal(log2(WORDS))
        put       = Signal()
        data      = self.sink.data
        self.word = reader.dat_r
        self.comb += [
            self.sink.ready.eq(~self.busy),
            put.eq(self.sink.valid & self.sink.ready),
            writer.we.eq(put),
            writer.adr.eq(number),
            writer.dat_w.eq(data),
            reader.adr.eq(self.place),
        ]
        self.sync += [
            If(put, number.eq(number + 1)),
            self.taken.eq(put & (number == WORDS - 1)),
        ]
        kept = {}
        for name, word, offset, size, _ in VEC_LAYOUT:
            if "." not in name and name not in ("magic", "version", "opcode", "scalar", "reduced"):
                field = self.fields[name] = Signal(size or BITS, name=name, reset_less=True)
                start = 32*(word % WORD_ELEMENTS) + offset
                kept.setdefault(word // WORD_ELEMENTS, []).append(
                    field.eq(data[start:start + len(field)]))

        def operand(bits):
            return {name: bits[32*word + offset:32*word + offset + size]
                    for name, word, offset, size, _ in OPERAND}
        self.operand = operand(self.word)
        fields       = operand(data)
        for name in "abcdy":
            statements = kept.setdefault(PLACES[name], [])
            statements += [
                self.present[name].eq(fields["present"]),
                self.single[name].eq(fields["element_stride"] == 0),
            ]
            if name == "a":
                statements.append(self.integers.eq(fields["type"] == Type.I32))
        self.sync += If(put, Case(number, kept))

# Ranges -------------------------------------------------------------------------------------------

class Ranges(LiteXModule):
    """Ranges of all operands, of y and of the reductions: the rows of each, cut into linear pieces.

        for ever: the next operand that can take a range and has rows left:
            its row has just begun: address = base + row * row_stride + position * position_stride,
                                    a bit of row and position in a clock
            plain:  the whole row                 swap: for head: its second half, then its first
            period: the same range again and again, until the row is covered

    It stands between Descriptor and the Readers and the Writer. Operands take turns, so none waits
    for another one's data. Golden model: `execute.address_of`, `Operand.index`.

    Attributes
    ----------
    start : Signal(), in
        Begin; the fields have been steady for a clock.

    segments : Signal(), in
        Prefactors and reductions of a row.

    wanted : dict of str to Signal(), in
        What has ranges at all.

    row : Signal(), out / entry : dict of str to Signal(32), in
        The entry of the table of rows that is read; it is there in the same clock.

    sources : dict of stream.Endpoint(transfer_layout()), out
        The ranges, in words.

    offsets : dict of stream.Endpoint([("offset", 2)]), out
        For each row: which element of its first word is the first one.

    idle : Signal(), out
        Nothing is left to be asked for.
    """
    def __init__(self, descriptor, segments):
        self.start   = Signal()
        self.wanted  = {name: Signal(name=f"wanted_{name}") for name in PLACES}
        self.row     = Signal(ROW_BITS)
        self.entry   = {name: Signal(size, name=name) for name, size in table_layout()}
        self.sources = {name: stream.Endpoint(transfer_layout()) for name in PLACES}
        self.offsets = {name: stream.Endpoint([("offset", OFFSET_BITS)]) for name in PLACES}
        self.idle    = Signal()

        # # #

        fields, operand = descriptor.fields, descriptor.operand

        # State of each: where it goes on ----------------------------------------------------------
        layout = [("here", 32), ("left", LENGTH_BITS), ("second", 1), ("number", ROW_BITS + 1)]
        memory = Memory(sum(size for _, size in layout), WORDS)
        reader = memory.get_port(async_read=True)
        writer = memory.get_port(write_capable=True)
        self.specials += memory, reader, writer
        old = {name: Signal(size, name=f"old_{name}") for name, size in layout}
        new = {name: Signal(size, name=f"new_{name}") for name, size in layout}
        active = Signal(WORDS)              # Rows are left.
        begun  = Signal(WORDS)              # A row has begun.
        ready  = Signal(WORDS)              # A range can be given, and a row begun.
        turn   = Signal(log2(WORDS))
        self.comb += [
            Cat(*old.values()).eq(reader.dat_r),
            reader.adr.eq(turn),
            writer.adr.eq(turn),
            writer.dat_w.eq(Cat(*new.values())),
        ]

        # The operand whose turn it is -------------------------------------------------------------
        is_p     = turn == PLACES["p"]
        is_n     = turn == PLACES["n"]
        plain    = is_p | is_n
        single   = ~plain & (operand["element_stride"] == 0)
        count    = Signal(LENGTH_BITS)      # Elements of a row.
        strides  = [Signal(32, reset_less=True) for _ in range(2)]
        row      = Signal(ROW_BITS + 1)
        numbers  = Signal(32, reset_less=True)
        position = Signal(32, reset_less=True)
        address  = Signal(32, reset_less=True)
        left     = Signal(LENGTH_BITS, reset_less=True) # Words of the row.
        piece    = Signal(LENGTH_BITS, reset_less=True)
        second   = Signal()
        cyclic   = ~plain & (operand["period"] != 0) & (operand["period"] < fields["length"])
        swapped  = ~plain & ~single & operand["swap"]
        last     = Signal()
        step     = Cat(C(0, 4), piece)
        gathers  = Signal()
        gather_a = Signal()                 # Prefactors are those of a's row.
        self.comb += [
            descriptor.place.eq(Mux(plain, NUMBERS, turn)),
            row.eq(fields["first"] + old["number"]),
            self.row.eq(row),
            count.eq(Mux(plain, segments, Mux(single, 1, fields["length"]))),
            gathers.eq(Mux(plain, is_p & gather_a, operand["gather"])),
            last.eq(left <= piece),
        ]
        give = [If(turn == place,
            self.sources[name].valid.eq(1),
            self.sources[name].address.eq(address + Mux(swapped & ~second, step, 0)),
            self.sources[name].beats.eq(Mux(last, left, piece)),
        ) for name, place in PLACES.items()]
        for name, place in PLACES.items():
            fifo   = stream.SyncFIFO([("offset", OFFSET_BITS)], 4)
            source = self.sources[name]
            self.add_module(name=f"offsets_{name}", module=fifo)
            self.sync += [
                If(source.ready, source.valid.eq(0)),
                If(self.start, active[place].eq(self.wanted[name])),
            ]
            self.comb += [
                ready[place].eq(active[place] & ~source.valid
                    & (begun[place] | fifo.sink.ready)),
                fifo.sink.offset.eq(address[2:4]),
                fifo.source.connect(self.offsets[name]),
            ]
        self.offset_fifos = fifos = {name: getattr(self, f"offsets_{name}") for name in PLACES}

        # Work -------------------------------------------------------------------------------------
        self.fsm = fsm = FSM(reset_state="NEXT")
        self.comb += self.idle.eq((active == 0) & fsm.ongoing("NEXT") & ~self.start)
        fsm.act("NEXT",
            If(self.start,
                NextValue(turn, 0),
                NextState("CLEAR")
            ).Elif(Array(ready)[turn],
                NextValue(address, old["here"]),
                NextValue(left, old["left"]),
                NextValue(second, old["second"]),
                NextState("ROW"),
                If(Array(begun)[turn], NextState("PIECE"))
            ).Else(
                NextValue(turn, turn + 1)
            )
        )
        fsm.act("CLEAR", # All begin with the first row. Word 2 tells whether a gathers.
            writer.we.eq(1),
            NextValue(turn, turn + 1),
            If(turn == PLACES["a"], NextValue(gather_a, operand["gather"])),
            If(turn == WORDS - 1, NextState("NEXT"))
        )
        fsm.act("ROW",
            NextValue(address, Mux(is_n, descriptor.word[32:64], operand["base"])),
            NextValue(strides[0], Mux(plain, Cat(C(0, 2), segments), operand["row_stride"])),
            NextValue(strides[1], operand["position_stride"]),
            NextValue(numbers, row),
            If(gathers, NextValue(numbers, self.entry["source"])),
            If(~plain & (operand["type"] == Type.I32), NextValue(numbers, old["number"])),
            NextValue(position, self.entry["position"]),
            If(plain | (operand["position_stride"] == 0), NextValue(position, 0)),
            NextState("ADDRESS")
        )
        fsm.act("ADDRESS",
            NextValue(address, address + Mux(numbers[0], strides[0], 0)
                + Mux(position[0], strides[1], 0)),
            NextValue(numbers, numbers >> 1),
            NextValue(position, position >> 1),
            *[NextValue(stride, stride << 1) for stride in strides],
            If((numbers == 0) & (position == 0), NextState("BEGIN"))
        )
        fsm.act("BEGIN",
            NextValue(left, (count + address[2:4] + WORD_ELEMENTS - 1)[OFFSET_BITS:]),
            NextValue(address, Cat(C(0, 4), address[4:])),
            NextValue(second, 0),
            Case(turn, {place: fifos[name].sink.valid.eq(1) for name, place in PLACES.items()}),
            NextState("PIECE")
        )
        fsm.act("PIECE",
            NextValue(piece, left),
            If(~single & cyclic, NextValue(piece, operand["period"][OFFSET_BITS:])),
            If(swapped, NextValue(piece, fields["head"][OFFSET_BITS + 1:])),
            NextState("GIVE")
        )
        fsm.act("GIVE",
            writer.we.eq(1),
            new["here"].eq(address + Mux(swapped & second, step << 1, 0)),
            new["left"].eq(left - piece),
            new["second"].eq(~second),
            new["number"].eq(old["number"] + last),
            NextValue(turn, turn + 1),
            NextState("NEXT")
        )
        giving = fsm.ongoing("GIVE")
        self.sync += If(giving,
            *give,
            Array(begun)[turn].eq(~last),
            If(last & (new["number"] == fields["rows"]), Array(active)[turn].eq(0)),
        )

# Feeder -------------------------------------------------------------------------------------------

class Feeder(LiteXModule):
    """Feeder of one operand: beats of elements, made of words.

    It stands between a Reader and the lanes.

    Parameters
    ----------
    lanes : int
        Elements of a beat.

    absent : int
        The bits of an element where the operand is left out.

    Attributes
    ----------
    sink : stream.Endpoint(word_layout()), in
        Words of ranges. A row begins with a word of its own.

    offsets : stream.Endpoint([("offset", 2)]), in
        Those of Ranges.

    single : Signal(), in
        A row has one element; all lanes get it, in every beat.

    present : Signal(), in
        The operand is not left out.

    valid : Signal(), out / data : Signal(32*lanes), out
        A beat.

    step, ends : Signal(), in
        The beat is taken; it is the row's last one.
    """
    def __init__(self, lanes, absent=0):
        self.sink    = stream.Endpoint(word_layout())
        self.offsets = stream.Endpoint([("offset", OFFSET_BITS)])
        self.single  = Signal()
        self.present = Signal()
        self.valid   = Signal()
        self.data    = Signal(BITS*lanes)
        self.step    = Signal()
        self.ends    = Signal()

        # # #

        moved    = Signal(OFFSET_BITS)      # Elements of the word that have been taken.
        at       = Signal(OFFSET_BITS)
        over     = Signal()                 # The next beat is in the next word.
        shift    = lanes.bit_length() - 1
        elements = [self.sink.data[BITS*i:BITS*(i + 1)] for i in range(WORD_ELEMENTS)]
        beats    = [Cat(*elements[i:i + lanes]) for i in range(0, WORD_ELEMENTS, lanes)]
        self.comb += [
            at.eq(self.offsets.offset + moved),
            over.eq(at[shift:] == WORD_ELEMENTS // lanes - 1 if lanes < WORD_ELEMENTS else 1),
            self.valid.eq((self.sink.valid & self.offsets.valid) | ~self.present),
            self.data.eq(Mux(self.single, Replicate(Array(elements)[at], lanes),
                             Array(beats)[at[shift:]] if lanes < WORD_ELEMENTS else beats[0])),
            If(~self.present, self.data.eq(Replicate(C(absent, BITS), lanes))),
            self.offsets.ready.eq(self.step & self.ends & self.present),
            self.sink.ready.eq(self.step & self.present & (self.ends | (over & ~self.single))),
        ]
        self.sync += If(self.step & self.present,
            moved.eq(Mux(self.ends | self.single, 0, moved + lanes))
        )
