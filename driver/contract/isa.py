"""LMMA, the engine's one instruction: a 64-byte descriptor in memory.

    lmma.m{rows}n{columns}k{slices*128}.bfp{T}.{weights}.i32

computes, for one matrix and up to `Geometry.rows` activation rows, in every lane at once,

    for tile in columns by TILE:
        for slice in slices:                      # tables of all rows are filled
            for block in tile:                    # [one scale word, unless unscaled]
                for column in block:
                    for plane in planes:          # one stream word: look up, add, shift
                    for piece in slice:           # scaled with the piece's scale and offset
                    acc[column, lane, row] += round(sum of pieces / 2**PRODUCT_SHIFT)
        write acc[tile] as int32 [column, lane, output_pitch(rows)]

Column c of lane l is column c * lanes + l of the matrix. A native ternary stream has one word per
column and slice, of 25 five-bit codes t0 + 3 t1 + 9 t2 of three inputs each; t = 0, 1, 2 for -s, 0
and s.

The field table below is the only place where the layout is written.
"""

from __future__ import annotations

import dataclasses
import enum
from dataclasses import dataclass

from lutcore.driver.contract.errors import DescriptorError
from lutcore.driver.contract.geometry import (
    CONTRACT_VERSION,
    MAX_COLUMNS,
    MAX_PLANES,
    MAX_SLICES,
    SLICE,
    TRIT_SLICE,
    WORD_BYTES,
    Geometry,
)

DESCRIPTOR_BYTES = 64
DESCRIPTOR_MAGIC = 0x4D4C               # "LM", little endian
ALIGNMENT        = 64                   # bytes, of every address in a descriptor


class Opcode(enum.IntEnum):
    """Instructions."""

    LMMA = 1


class GroupCode(enum.IntEnum):
    """Pieces that a slice of 128 is scaled in."""

    UNSCALED = 0                        # one piece, scale 2**14, no scale words
    G32      = 1                        # four pieces
    G64      = 2                        # two pieces
    G128     = 3                        # one piece

    @property
    def pieces(self) -> int:
        """Pieces per slice."""
        return (1, 4, 2, 1)[self]


# (field, 32-bit word, offset, size, meaning)
LAYOUT = (
    ("magic",            0,  0, 16, "DESCRIPTOR_MAGIC"),
    ("version",          0, 16,  8, "CONTRACT_VERSION"),
    ("opcode",           0, 24,  8, "Opcode"),
    ("planes",           1,  0,  4, "weight bits, 1 to 8"),
    ("group",            1,  4,  2, "GroupCode"),
    ("explicit",         1,  6,  1, "an offset follows every scale"),
    ("host_tables",      1,  7,  1, "the activation buffer holds tables, not mantissas"),
    ("zero",             1,  8,  8, "implied offset, in units of 2**-(8 - planes); 0 if explicit"),
    ("rows",             1, 16,  8, "activation rows"),
    ("ternary",          1, 24,  1, "native ternary words; slices are of 75 inputs"),
    ("columns",          2,  0, 24, "output columns of each lane"),
    ("slices",           3,  0, 10, "slices of 128 (or 75) inputs"),
    ("tag",              3, 16, 16, "free for the host"),
    ("weights",          4,  0, 32, "byte address of the stream"),
    ("activations",      5,  0, 32, "byte address of the activation buffer"),
    ("output",           6,  0, 32, "byte address of the result"),
    ("stream_words",     7,  0, 32, "words of each lane's stream"),
    ("activation_words", 8,  0, 32, "words of the activation buffer"),
    ("output_words",     9,  0, 32, "words of the result"),
    ("stride",          10,  0, 32, "bytes from one port's part of the stream to the next port's"),
)

# The length field, in words, that belongs to an address field.
LENGTHS = {
    "weights":     "stream_words",
    "activations": "activation_words",
    "output":      "output_words",
}


@dataclass(frozen=True)
class Lmma:
    """One descriptor; see LAYOUT for the meaning of the fields."""

    planes: int
    group: int
    explicit: int
    zero: int
    rows: int
    columns: int
    slices: int
    weights: int
    activations: int
    output: int
    stream_words: int
    activation_words: int
    output_words: int
    stride: int = 0
    ternary: int = 0
    host_tables: int = 0
    tag: int = 0
    magic: int = DESCRIPTOR_MAGIC
    version: int = CONTRACT_VERSION
    opcode: int = Opcode.LMMA

    def encode(self) -> bytes:
        """The 64 bytes. Raises DescriptorError if a value does not fit its field."""
        words = [0] * (DESCRIPTOR_BYTES // 4)
        for name, word, offset, size, _ in LAYOUT:
            value = int(getattr(self, name))
            if not 0 <= value < 1 << size:
                raise DescriptorError(f"descriptor field {name} = {value} does not fit {size} bits")
            words[word] |= value << offset
        return b"".join(w.to_bytes(4, "little") for w in words)

    @classmethod
    def decode(cls, data: bytes) -> Lmma:
        """The inverse of `encode`; takes any 64 bytes, see `check`."""
        words = [int.from_bytes(data[i:i + 4], "little") for i in range(0, DESCRIPTOR_BYTES, 4)]
        return cls(**{name: words[word] >> offset & (1 << size) - 1
                      for name, word, offset, size, _ in LAYOUT})

    def check(self, geometry: Geometry) -> None:
        """Raise DescriptorError if an engine of this geometry would refuse the descriptor."""
        if (self.magic, self.version, self.opcode) != (
                DESCRIPTOR_MAGIC, CONTRACT_VERSION, Opcode.LMMA):
            raise DescriptorError(f"not an LMMA descriptor of version {CONTRACT_VERSION}: magic "
                                  f"{self.magic:#x}, version {self.version}, opcode {self.opcode}")
        for name, low, high in (("planes", 1, MAX_PLANES), ("rows", 1, geometry.rows),
                                ("columns", 1, MAX_COLUMNS), ("slices", 1, MAX_SLICES)):
            value = getattr(self, name)
            if not low <= value <= high:
                raise DescriptorError(f"descriptor: {name} = {value}, the engine "
                                      f"{geometry.name} takes {low} to {high}")
        for name in (*LENGTHS, "stride"):
            if getattr(self, name) % ALIGNMENT:
                raise DescriptorError(f"descriptor: {name} {getattr(self, name):#x} "
                                      f"is not a multiple of {ALIGNMENT}")
        if self.explicit and self.group == GroupCode.UNSCALED:
            raise DescriptorError("descriptor: explicit offsets need groups; an unscaled stream "
                                  "has no place for them")
        if self.ternary and not geometry.ternary:
            raise DescriptorError(f"descriptor: native ternary weights, which {geometry.name} does "
                                  "not have; load the matrix as planes")
        if self.ternary and (self.group != GroupCode.UNSCALED or self.planes != 1):
            raise DescriptorError(f"descriptor: native ternary weights have no scales and one word "
                                  f"per column; group {self.group}, planes {self.planes}")
        self._check_lengths(geometry)

    def _check_lengths(self, geometry: Geometry) -> None:
        row_words = geometry.row_words(bool(self.host_tables))
        wanted = {
            "stream_words": stream_words(self.columns, self.slices, self.planes,
                                         GroupCode(self.group), bool(self.explicit)),
            "activation_words": self.slices * self.rows * row_words,
            "output_words": output_words(self.columns * geometry.lanes, self.rows),
        }
        for name, value in wanted.items():
            if getattr(self, name) != value:
                raise DescriptorError(f"descriptor: {name} = {getattr(self, name)}, but the shape "
                                      f"needs {value}")
        for name in LENGTHS:
            end = self.end(name, geometry)
            if end > 1 << 32:
                raise DescriptorError(f"descriptor: {name} end at {end:#x}; addresses have 32 bits")

    def end(self, name: str, geometry: Geometry) -> int:
        """The byte address behind the data that address field `name` points to."""
        if name == "weights":
            return (self.weights + self.stride * (geometry.ports - 1)
                    + port_bytes(self.stream_words, geometry))
        return getattr(self, name) + WORD_BYTES * getattr(self, LENGTHS[name])

    def disassemble(self, geometry: Geometry) -> str:
        """One line of text, as in the paper (LUT Tensor Core, ISCA 2025, section 3.3)."""
        group = GroupCode(self.group).name.lower()
        offset = "explicit" if self.explicit else f"z{self.zero}"
        mode = "table" if self.host_tables else "bfp"
        inputs = self.slices * (TRIT_SLICE if self.ternary else SLICE)
        weights = "t" if self.ternary else f"w{self.planes}{group}.{offset}"
        return (f"lmma.m{self.rows}n{self.columns * geometry.lanes}k{inputs}"
                f".{mode}{geometry.table_width}.{weights}.i32"
                f" weights={self.weights:#x}+{self.stream_words}"
                f" activations={self.activations:#x}+{self.activation_words}"
                f" output={self.output:#x}+{self.output_words} tag={self.tag}")


def columns_per_scale_word(group: GroupCode, explicit: bool) -> int:
    """Columns that share one scale word of eight mantissas; 0 if there are no scale words."""
    if group is GroupCode.UNSCALED:
        return 0
    return 8 // (group.pieces * (2 if explicit else 1))


def stream_words(columns: int, slices: int, planes: int, group: GroupCode, explicit: bool) -> int:
    """Words of a lane's stream. TILE is a multiple of every block, so tiles do not show."""
    block = columns_per_scale_word(group, explicit)
    scales = -(-columns // block) if block else 0
    return slices * (columns * planes + scales)


def port_bytes(words: int, geometry: Geometry) -> int:
    """Bytes of one port's part of a stream of `words` words per lane."""
    return words * geometry.share_bits // 8


def output_pitch(rows: int) -> int:
    """int32 values per column of the result: rows, rounded up to 1, 2 or a multiple of 4."""
    return rows if rows <= 2 else -(-rows // 4) * 4


def output_words(columns: int, rows: int) -> int:
    """Words of the result, the last one padded."""
    return -(-columns * output_pitch(rows) // 4)


def render_markdown() -> str:
    """The descriptor layout as a Markdown table."""
    lines = ["| byte | bits | field | meaning |", "|---|---|---|---|"]
    lines += [f"| {4 * word} | {offset + size - 1}:{offset} | `{name}` | {doc} |"
              for name, word, offset, size, doc in LAYOUT]
    return "\n".join(lines) + "\n"


assert {f.name for f in dataclasses.fields(Lmma)} == {row[0] for row in LAYOUT}
