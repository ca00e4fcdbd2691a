"""LMMA, the engine's one instruction: a 64-byte descriptor in memory.

    lmma.m{rows}n{columns}k{slices*128}.bfp{T}.{weights}.i32

computes, for one matrix and up to `Geometry.rows` activation rows, in every lane at once,

    for tile in columns by TILE:
        for slice in slices:                      # tables of all rows are filled
            for block in tile:                    # [one scale word, unless unscaled]
                for column in block:
                    for turn in turns:            # two for groups of 16, otherwise one
                        for plane in planes:      # one stream word: look up, add, shift
                    for piece in slice:           # scaled with the piece's scale and offset
                    acc[column, lane, row] += round(sum of pieces / 2**PRODUCT_SHIFT)
        write acc[tile] as int32 [column, lane, output_pitch(rows)]

Column c of lane l is column c * lanes + l of the matrix. A native ternary stream has one word per
column and slice; its digits 0, 1 and 2 stand for -s, 0 and s. `stream_layout` has the words.

The driver makes descriptors (`program`), the engine runs them. The table LAYOUT is the only place
where their layout is written; encoding, gateware and documentation are made from it.
"""

from __future__ import annotations

import dataclasses
import enum
from dataclasses import dataclass
from typing import Any

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
from lutcore.driver.contract.registers import ErrorCode, mask
from lutcore.driver.contract.stream_layout import GroupCode, StreamLayout

DESCRIPTOR_BYTES = 64
DESCRIPTOR_MAGIC = 0x4D4C               # "LM", little endian
ALIGNMENT        = 64                   # bytes, of every address in a descriptor


class Opcode(enum.IntEnum):
    """Instructions of the engine."""

    LMMA = 1


# (field, 32-bit word, offset, size, meaning)
LAYOUT = (
    ("magic",            0,  0, 16, "DESCRIPTOR_MAGIC"),
    ("version",          0, 16,  8, "CONTRACT_VERSION"),
    ("opcode",           0, 24,  8, "Opcode"),
    ("planes",           1,  0,  4, "weight bits, 1 to 8"),
    ("group",            1,  4,  3, "GroupCode"),
    ("explicit",         1,  7,  1, "an offset follows every scale"),
    ("zero",             1,  8,  8, "implied offset, in units of 2**-(8 - planes); 0 if explicit"),
    ("rows",             1, 16,  8, "activation rows"),
    ("ternary",          1, 24,  1, "native ternary words; slices are of 75 inputs"),
    ("host_tables",      1, 25,  1, "the activation buffer holds tables, not mantissas"),
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
    group: GroupCode
    explicit: bool
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
    ternary: bool = False
    host_tables: bool = False
    tag: int = 0
    magic: int = DESCRIPTOR_MAGIC
    version: int = CONTRACT_VERSION
    opcode: int = Opcode.LMMA

    @property
    def layout(self) -> StreamLayout:
        """Layout of the weight stream."""
        return StreamLayout(self.planes, self.group, self.explicit, self.ternary)

    def encode(self) -> bytes:
        """Return the 64 bytes. Raises DescriptorError if a value does not fit its field."""
        words = [0] * (DESCRIPTOR_BYTES // 4)
        for name, word, offset, size, _ in LAYOUT:
            value = int(getattr(self, name))
            if not 0 <= value <= mask(size):
                raise DescriptorError(f"descriptor field {name} = {value} does not fit {size} bits")
            words[word] |= value << offset
        return b"".join(w.to_bytes(4, "little") for w in words)

    @classmethod
    def decode(cls, data: bytes) -> Lmma:
        """Return the descriptor in any 64 bytes, also one that `check` refuses."""
        words = [int.from_bytes(data[i:i + 4], "little") for i in range(0, DESCRIPTOR_BYTES, 4)]
        values: dict[str, Any] = {name: (words[word] >> offset) & mask(size)
                                  for name, word, offset, size, _ in LAYOUT}
        if values["group"] in GroupCode._value2member_map_:
            values["group"] = GroupCode(values["group"])
        for name in ("explicit", "ternary", "host_tables"):
            values[name] = bool(values[name])
        return cls(**values)

    def fault(self, geometry: Geometry) -> tuple[ErrorCode, str] | None:
        """Return why an engine of this geometry refuses the descriptor, or None if it runs it.

        The checks come in the engine's order, that of ErrorCode, and the first that fails counts.
        Lengths that do not fit the shape show in the engine only while it runs.
        """
        return (self._identity_fault() or self._type_fault(geometry) or self._shape_fault(geometry)
                or self._alignment_fault() or self._length_fault(geometry))

    def check(self, geometry: Geometry) -> None:
        """Raise DescriptorError if an engine of this geometry would refuse the descriptor."""
        fault = self.fault(geometry)
        if fault:
            raise DescriptorError(f"descriptor: {fault[1]}")

    def _identity_fault(self) -> tuple[ErrorCode, str] | None:
        if (self.magic, self.version, self.opcode) == (
                DESCRIPTOR_MAGIC, CONTRACT_VERSION, Opcode.LMMA):
            return None
        return ErrorCode.MAGIC, (f"not an LMMA of version {CONTRACT_VERSION}: magic "
                                 f"{self.magic:#x}, version {self.version}, opcode {self.opcode}")

    def _type_fault(self, geometry: Geometry) -> tuple[ErrorCode, str] | None:
        if not 1 <= self.planes <= MAX_PLANES:
            return ErrorCode.TYPE, (f"planes = {self.planes}, the engine {geometry.name} takes "
                                    f"1 to {MAX_PLANES}")
        if not isinstance(self.group, GroupCode):
            return ErrorCode.TYPE, f"group = {self.group}; there are 0 to {max(GroupCode):d}"
        if self.group is GroupCode.G16 and geometry.symmetric:
            return ErrorCode.TYPE, (f"groups of 16, but the symmetric tables of {geometry.name} "
                                    "have no entry for inputs that are left out; use groups of 32")
        if self.explicit and self.group is GroupCode.UNSCALED:
            return ErrorCode.TYPE, ("explicit offsets need groups; an unscaled stream has no place "
                                    "for them")
        if self.ternary and not geometry.ternary:
            return ErrorCode.TYPE, (f"native ternary weights, which {geometry.name} does not have; "
                                    "load the matrix as planes")
        if self.ternary and (self.group is not GroupCode.UNSCALED or self.planes != 1):
            return ErrorCode.TYPE, ("native ternary weights have no scales and one word per "
                                    f"column; group {self.group:d}, planes {self.planes}")
        return None

    def _shape_fault(self, geometry: Geometry) -> tuple[ErrorCode, str] | None:
        for name, most in (("rows", geometry.rows), ("columns", MAX_COLUMNS),
                           ("slices", MAX_SLICES)):
            value = getattr(self, name)
            if not 1 <= value <= most:
                return ErrorCode.SHAPE, (f"{name} = {value}, the engine {geometry.name} takes "
                                         f"1 to {most}")
        return None

    def _alignment_fault(self) -> tuple[ErrorCode, str] | None:
        for name in (*LENGTHS, "stride"):
            value = getattr(self, name)
            if value % ALIGNMENT:
                return ErrorCode.ALIGN, f"{name} {value:#x} is not a multiple of {ALIGNMENT}"
        return None

    def _length_fault(self, geometry: Geometry) -> tuple[ErrorCode, str] | None:
        for name, needed in (
                ("stream_words", self.layout.words(self.columns, self.slices)),
                ("activation_words",
                 self.slices * self.rows * geometry.row_words(self.host_tables)),
                ("output_words", output_words(self.columns * geometry.lanes, self.rows))):
            value = getattr(self, name)
            if value != needed:
                return ErrorCode.LENGTH, f"{name} = {value}, but the shape needs {needed}"
        for name in LENGTHS:
            end = self.end(name, geometry)
            if end > 1 << 32:
                return ErrorCode.LENGTH, f"{name} end at {end:#x}; addresses have 32 bits"
        return None

    def end(self, name: str, geometry: Geometry) -> int:
        """Return the byte address behind the data that the address field `name` points to."""
        if name == "weights":
            return (self.weights + self.stride * (geometry.ports - 1)
                    + port_bytes(self.stream_words, geometry))
        return int(getattr(self, name) + WORD_BYTES * getattr(self, LENGTHS[name]))

    def disassemble(self, geometry: Geometry) -> str:
        """Return a line of text, as in the paper (LUT Tensor Core, ISCA 2025, section 3.3)."""
        group = self.group.name.lower() if isinstance(self.group, GroupCode) \
            else f"group{self.group}"
        offset = "explicit" if self.explicit else f"z{self.zero}"
        mode = "table" if self.host_tables else "bfp"
        inputs = self.slices * (TRIT_SLICE if self.ternary else SLICE)
        weights = "t" if self.ternary else f"w{self.planes}{group}.{offset}"
        return (f"lmma.m{self.rows}n{self.columns * geometry.lanes}k{inputs}"
                f".{mode}{geometry.table_width}.{weights}.i32"
                f" weights={self.weights:#x}+{self.stream_words}"
                f" activations={self.activations:#x}+{self.activation_words}"
                f" output={self.output:#x}+{self.output_words} tag={self.tag}")


def port_bytes(words: int, geometry: Geometry) -> int:
    """Return the bytes of one port's part of a stream of `words` words per lane."""
    return words * geometry.share_bits // 8


def output_pitch(rows: int) -> int:
    """Return int32 values per column of the result: rows, rounded up to 1, 2, 4, 8, 12, ..."""
    return rows if rows <= 2 else -(-rows // 4) * 4


def output_words(columns: int, rows: int) -> int:
    """Return the words of the result, the last one padded."""
    return -(-columns * output_pitch(rows) // 4)


def render_markdown() -> str:
    """Return the descriptor layout as a Markdown table."""
    lines = ["| byte | bits | field | meaning |", "|---|---|---|---|"]
    lines += [f"| {4 * word} | {offset + size - 1}:{offset} | `{name}` | {doc} |"
              for name, word, offset, size, doc in LAYOUT]
    return "\n".join(lines) + "\n"


assert {f.name for f in dataclasses.fields(Lmma)} == {row[0] for row in LAYOUT}
