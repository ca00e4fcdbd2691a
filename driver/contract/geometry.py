"""Every width and depth of an engine, decided in one frozen place.

Sizes that the packed weights depend on are constants of the contract, so that one packed file
serves every geometry; everything else is a field of `Geometry`.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lutcore.driver.contract.decode import ADDED, decode_dataclass, parse_fields
from lutcore.driver.contract.errors import GeometryError

CONTRACT_VERSION = 4      # raised when descriptors, streams or arithmetic change; in every digest

WORD_BYTES    = 16        # one stream word: 128 bits
SLICE         = 128       # inputs (k) per stream word of a bit plane
TRITS         = 3         # inputs per 5-bit code of a native ternary word
TRIT_CODES    = 25        # codes per word: 128 // 5
TRIT_SLICE    = TRITS * TRIT_CODES
SEGMENTS      = 4         # a slice is four segments of 32 inputs, whose sums the array keeps apart
SEGMENT       = SLICE // SEGMENTS
HALVES        = 8         # half segments of 16 inputs, the smallest weight group
HALF          = SLICE // HALVES
SEGMENT_SLOTS = 8         # table slots per segment in an activation buffer; a cut may use fewer
TILE          = 1024      # columns accumulated on chip before they are written back
MAX_PLANES    = 8         # weight bits
MAX_SLICES    = 1023      # K up to 130,944; the bound that keeps the accumulators from overflowing
MAX_COLUMNS   = (1 << 24) - 1   # per lane

MULTIPLIER_BITS = 18      # signed width of a scaled group sum: fits one DSP slice of every family
SCALE_BITS      = 16      # signed width of a scale or offset mantissa
PRODUCT_SHIFT   = 12      # fraction bits dropped, with rounding, before a product is accumulated
MAX_SHIFT       = 31      # largest shift that aligns a slice with its row's exponent


def _require(holds: bool, field: str, value: object, demand: str) -> None:
    if not holds:
        raise GeometryError(f"geometry: {field} = {value!r}; it must be {demand}")


@dataclass(frozen=True)
class TableCut:
    """The inputs of a slice, cut into consecutive sets, one for each table."""

    sets: tuple[tuple[int, int], ...]   # (first input, inputs) of each table

    @property
    def inputs(self) -> int:
        """Inputs per slice."""
        start, size = self.sets[-1]
        return start + size


@dataclass(frozen=True)
class Geometry:
    """Sizes of one engine; every generator, bundle and device has one.

    Two engines with equal geometries are interchangeable bit for bit.
    """

    rows: int = 4                 # activation rows that share one pass over the weights
    lanes: int = 1                # stream words per cycle, one for each of 1, 2 or 4 columns
    table_width: int = 12         # bits per table entry (T), signed
    cut: int = 4                  # inputs per table: 4, 5 or 6, so 2**cut entries
    double_buffer: bool = True    # fill the tables of the next slice while this one streams
    fill: int = 4                 # segments whose tables are filled at once: 1, 2 or 4
    ternary: bool = False         # take native ternary weights too; needs cut 5
    symmetric: bool = False       # half tables; the upload folds the signs into the weights
    ports: int = 1                # memory ports that share the weight stream: 1, 2 or 4
    side_port: bool = False       # one more port for everything but weights, which never wait then
    port_kind: str = "axi4"       # "axi3" (Zynq-7000 HP) or "axi4"
    port_width: int = 128         # data bits of a memory port: 64 or 128
    stream_depth: int = 512       # beats of weight prefetch per port; covers its latency
    clock_mhz: float = 100.0      # clock that the design is built for
    result_ports: int = dataclasses.field(default=1, metadata=ADDED)  # ports of results: 1, 2 or 4
    # Elements of a VEC in a clock: 1, 2 or 4; 0: no units, the host executes all but products.
    vector_lanes: int = dataclasses.field(default=0, metadata=ADDED)
    # Words of a cache that an ATTN takes in a clock: 1, 2 or 4; 0: the host executes ATTNs.
    attention_words: int = dataclasses.field(default=0, metadata=ADDED)
    attention_heads: int = dataclasses.field(default=4, metadata=ADDED)  # query heads at once

    def __post_init__(self) -> None:
        object.__setattr__(self, "clock_mhz", float(self.clock_mhz))  # 100 and 100.0: one digest
        _require(1 <= self.rows <= 64, "rows", self.rows, "from 1 to 64")
        _require(self.lanes in (1, 2, 4), "lanes", self.lanes, "1, 2 or 4")
        _require(8 <= self.table_width <= 16, "table_width", self.table_width, "from 8 to 16")
        _require(self.cut in (4, 5, 6), "cut", self.cut, "4, 5 or 6: other cuts need more slots")
        _require(self.fill in (1, 2, 4), "fill", self.fill, "1, 2 or 4")
        _require(not self.ternary or self.cut == 5, "ternary with cut", self.cut,
                 "5: a code of three trits is a five-bit address")
        _require(not (self.ternary and self.symmetric), "symmetric", self.symmetric,
                 "false with ternary: a half table has no room for 27 entries")
        _require(self.ports in (1, 2, 4), "ports", self.ports, "1, 2 or 4")
        _require(self.port_kind in ("axi3", "axi4"), "port_kind", self.port_kind, "axi3 or axi4")
        _require(self.port_width in (64, 128), "port_width", self.port_width, "64 or 128")
        _require(self.share_bits in (64, 128), "ports", self.ports,
                 f"such that each carries 64 or 128 bits of a {128 * self.lanes}-bit beat")
        _require(self.port_width <= self.share_bits, "port_width", self.port_width,
                 f"at most the {self.share_bits} bits that a port carries of a beat")
        depth = self.stream_depth
        least = 2 * self.max_burst
        _require(least <= depth <= 4096 and depth & (depth - 1) == 0, "stream_depth", depth,
                 f"a power of two from two bursts, {least} beats, to 4096")
        _require(1.0 <= self.clock_mhz <= 1000.0, "clock_mhz", self.clock_mhz, "from 1 to 1000")
        results = self.result_ports
        _require(results in (1, 2, 4), "result_ports", results, "1, 2 or 4")
        _require(results <= self.buses, "result_ports", results,
                 f"at most the {self.buses} memory ports that there are")
        _require(results == 1 or results * self.port_width <= 128 * self.lanes, "result_ports",
                 results, f"such that they carry at most {128 * self.lanes} bits, a word per lane")
        _require(self.vector_lanes in (0, 1, 2, 4), "vector_lanes", self.vector_lanes,
                 "0, 1, 2 or 4")
        words = self.attention_words
        _require(words in (0, 1, 2, 4), "attention_words", words, "0, 1, 2 or 4")
        _require(words <= self.buses, "attention_words", words,
                 f"at most the {self.buses} memory ports that there are")
        _require(not words or self.vector_lanes > 0, "attention_words", words,
                 "0 without vector_lanes, whose readers it shares")
        _require(1 <= self.attention_heads <= 8, "attention_heads", self.attention_heads,
                 "from 1 to 8")

    # Tables ---------------------------------------------------------------------------------------

    @property
    def segment_tables(self) -> int:
        """Tables per segment and row."""
        return -(-SEGMENT // self.cut)

    @property
    def tables(self) -> int:
        """Tables per row."""
        return SEGMENTS * self.segment_tables

    def table_cut(self, ternary: bool = False) -> TableCut:
        """Return how a slice is cut into tables, for plane words or native ternary words.

        For planes, segments of 32 inputs are cut as evenly as possible; cut 5 gives 5,5,5,5,4,4,4.
        """
        if ternary:
            return TableCut(tuple((TRITS * t, TRITS) for t in range(TRIT_CODES)))
        small, more = divmod(SEGMENT, self.segment_tables)
        sizes = ((small + 1,) * more + (small,) * (self.segment_tables - more)) * SEGMENTS
        return TableCut(tuple((sum(sizes[:i]), size) for i, size in enumerate(sizes)))

    @property
    def address_bits(self) -> int:
        """Address bits of a table; in a symmetric one the last input's bit is the sign instead."""
        return self.cut - self.symmetric

    @property
    def entries(self) -> int:
        """Entries per table."""
        return 1 << self.address_bits

    @property
    def banks(self) -> int:
        """Table banks: two where filling overlaps streaming."""
        return 2 if self.double_buffer else 1

    @property
    def entry_limit(self) -> int:
        """Largest magnitude of a table entry."""
        return (1 << (self.table_width - 1)) - 1

    # Activation buffer ----------------------------------------------------------------------------

    @property
    def slot_bits(self) -> int:
        """Bits of one table's mantissas in an activation buffer: half a word or a whole one."""
        return 64 if self.table_width <= 64 // self.cut else 128

    @property
    def mantissa_bits(self) -> int:
        """Field width of one mantissa in a slot."""
        return min(16, self.slot_bits // self.cut)

    @property
    def sum_bits(self) -> int:
        """Field width of a half segment's sum in a header; four entries or fewer make it up."""
        return 14 if self.table_width <= 12 else 28

    @property
    def header_words(self) -> int:
        """Words of a row's header; each has two parts of 8 bits and as many sums as fit 56."""
        return HALVES * self.sum_bits // 112

    def row_words(self, host_tables: bool) -> int:
        """Return the words of one row of one slice: a header, then mantissas or table entries."""
        body = self.entries if host_tables else SEGMENT_SLOTS * self.slot_bits // 128
        return self.header_words + SEGMENTS * body

    # Memory ports ---------------------------------------------------------------------------------

    @property
    def buses(self) -> int:
        """Number of all memory ports."""
        return self.ports + self.side_port

    @property
    def side_bus(self) -> int:
        """Number of the port that also reads descriptors and activations."""
        return self.buses - 1 if self.side_port else 0

    @property
    def result_buses(self) -> tuple[int, ...]:
        """Numbers of the ports that write results; bursts go to them in turn.

        On a Zynq the one before `side_bus` goes to another port of the memory controller.
        """
        return tuple((self.side_bus - i) % self.buses for i in range(self.result_ports))

    @property
    def result_words(self) -> int:
        """Words of results that leave in a clock at most."""
        return max(1, self.result_ports * self.port_width // 128)

    @property
    def result_beats(self) -> int:
        """Beats per burst of results: few, since results are few and latency counts."""
        return min(16 * 128 // self.port_width, self.max_burst)

    @property
    def share_bits(self) -> int:
        """Bits of every beat of the engine (`lanes` words) that one port carries."""
        return 128 * self.lanes // self.ports

    @property
    def words_per_cycle(self) -> float:
        """Stream words the memory ports can deliver per cycle."""
        return self.ports * self.port_width / 128

    @property
    def max_burst(self) -> int:
        """Beats per burst: 16 is AXI3's limit; AXI4 has 64, so that channels take turns.

        A ZynqMP cuts them to 16 on their way to the memory (UG1085, PS-PL AXI interfaces), which
        costs nothing.
        """
        return 16 if self.port_kind == "axi3" else 64

    # Identity -------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """Short name, for example ``r4t12c4d_axi4x128``, ``r16l4t12c5dn_4axi4x128``."""
        lanes = f"l{self.lanes}" if self.lanes > 1 else ""
        ports = self.ports if self.ports > 1 else ""
        results = f"w{self.result_ports}" if self.result_ports > 1 else ""
        units = f"v{self.vector_lanes}" if self.vector_lanes else ""
        if self.attention_words:
            units += f"a{self.attention_words}"
            units += f"g{self.attention_heads}" if self.attention_heads != 4 else ""
        fill = f"f{self.fill}" if self.fill != 4 else ""
        flags = "".join(letter for letter, on in (
            ("d", self.double_buffer), ("n", self.ternary), ("h", self.symmetric)) if on) or "s"
        return (f"r{self.rows}{lanes}t{self.table_width}c{self.cut}{flags}{fill}"
                f"_{ports}{self.port_kind}x{self.port_width}{'s' if self.side_port else ''}"
                f"{results}{units}")

    @property
    def digest(self) -> int:
        """32-bit hash of every field and the contract version; the engine has it in a register."""
        text = json.dumps([CONTRACT_VERSION, self.to_dict()], sort_keys=True)
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "little")

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as JSON types.

        Fields that came later are left out at their defaults, so an engine's digest stays.
        """
        later = {f.name: f.default for f in dataclasses.fields(self) if f.metadata}
        return {name: value for name, value in dataclasses.asdict(self).items()
                if name not in later or value != later[name]}

    @classmethod
    def from_dict(cls, fields: Mapping[str, object]) -> Geometry:
        """Return the inverse of `to_dict`.

        Raises GeometryError on unknown, missing or mistyped fields.
        """
        return decode_dataclass(cls, fields, GeometryError, "geometry")

    def with_settings(self, assignments: Iterable[str]) -> Geometry:
        """Return this geometry with settings such as ``rows=8``. Raises GeometryError."""
        return dataclasses.replace(self, **parse_fields(Geometry, assignments, GeometryError))


PRESETS = {
    "demo":    Geometry(rows=4),
    "tiny":    Geometry(rows=2, table_width=8, cut=5, double_buffer=False, fill=1,
                        stream_depth=128),
    "ternary": Geometry(rows=4, cut=5, ternary=True),
    "pynq_z2": Geometry(rows=16, cut=5, ternary=True, ports=2, side_port=True, port_kind="axi3",
                        port_width=64, result_ports=2),
    "pynq_z2_open": Geometry(rows=4, cut=5, ternary=True, ports=2, side_port=True,
                             port_kind="axi3", port_width=64),
    "ecp5":    Geometry(rows=4, clock_mhz=75.0),
    "arty":    Geometry(rows=8, cut=5, ternary=True),
    "kv260":   Geometry(rows=8, lanes=4, cut=5, ternary=True, ports=4, clock_mhz=200.0,
                        result_ports=4),
    # With all units: a token stays on the engine.
    "pynq_z2_units": Geometry(rows=8, cut=5, ternary=True, ports=2, side_port=True,
                              port_kind="axi3", port_width=64, result_ports=2, vector_lanes=2,
                              attention_words=1),
    "kv260_units": Geometry(rows=8, lanes=4, cut=5, ternary=True, ports=4, clock_mhz=200.0,
                            result_ports=4, vector_lanes=4, attention_words=4),
}


def preset(name: str) -> Geometry:
    """Return the preset called `name`. Raises GeometryError, which lists the presets."""
    if name not in PRESETS:
        raise GeometryError(f"no geometry {name!r}; there are: {', '.join(PRESETS)}")
    return PRESETS[name]

