"""FASM to configuration frames: what place and route chose, as bits of a 7-series bitstream.

FASM ("FPGA assembly", what nextpnr writes) is a list of features of tiles:

    CLBLL_L_X2Y0.SLICEL_X0.AFFMUX.O6                  a feature
    CLBLL_L_X2Y0.SLICEL_X0.ALUT.INIT[63:0] = 64'b01   INIT[0]: where it has ones

Project X-Ray's database says which bits a feature sets and clears (segbits), counted from the first
frame and word of its tile (tilegrid), and which features take none (pseudo pips). A frame is 101
words of 32 bits, kept as one integer here: word w, bit b is bit 32 w + b.

Not done: the STEPDOWN of a whole bank that low-voltage outputs need, which is refused.
"""

import json
import re
from collections import defaultdict

from lutcore.driver.tools import ToolFailedError

WORD_BITS = 32
WORDS     = 101            # Per frame.
ECC       = 0x1FFF << 50*WORD_BITS # Bits that the bitstream's writer works out.

_LINE = re.compile(r"\s*(?P<tile>\w+)\.(?P<feature>[\w.]+)"
                   r"(?:\[(?P<high>\d+)(?::(?P<low>\d+))?\])?"
                   r"(?:\s*=\s*(?:(?P<width>\d+)'(?P<base>[bhd]))?(?P<value>[0-9a-fA-F_]+))?\s*")
_BASES = {"b": 2, "h": 16, "d": 10, None: 10}

# FASM ---------------------------------------------------------------------------------------------

def features(text):
    """(tile, feature, index) of every feature that a FASM text sets.

    index: int, or None where the feature has none. Raises ToolFailedError at a line that is no FASM.
    """
    for number, line in enumerate(text.splitlines(), 1):
        line = line.partition("#")[0]
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise ToolFailedError(f"FASM line {number} is not understood: {line.strip()!r}")
        tile, feature, high, low = match.group("tile", "feature", "high", "low")
        value = 1 if match["value"] is None else int(match["value"], _BASES[match["base"]])
        if high is None:
            if value:
                yield tile, feature, None
            continue
        first = int(low if low is not None else high)
        if value >> int(high) - first + 1:
            raise ToolFailedError(f"FASM line {number}: {match['value']} is wider than "
                             f"[{high}:{first}]")
        while value:
            lowest = (value & -value).bit_length() - 1
            yield tile, feature, first + lowest
            value &= value - 1

# Database -----------------------------------------------------------------------------------------

class Database:
    """Project X-Ray's database of a family, as far as one fabric needs it.

    Parameters
    ----------
    folder : Path
        Of the family, "zynq7" for example.

    fabric : str
        "xc7z020" for example.
    """
    def __init__(self, folder, fabric):
        self._folder   = folder
        self._tiles    = json.loads((folder / fabric / "tilegrid.json").read_text())
        self._segments = {}

    def bits(self, tile, feature, index):
        """(frame address, bit in the frame, value) of each bit of a feature. Raises ToolFailedError."""
        found = self._tiles.get(tile)
        if found is None:
            raise ToolFailedError(f"tile {tile} is not in the database")
        places = found["bits"]
        table, alias = self._table(found["type"]), next(
            (place["alias"] for place in places.values() if "alias" in place), None)
        name = (feature, index or 0)
        if alias and name not in table:
            table = self._table(alias["type"])
            site, dot, rest = feature.partition(".")
            name = (alias["sites"].get(site, site) + dot + rest, index or 0)
        if name not in table:
            raise ToolFailedError(f"{tile}.{feature}, index {index}, is not in the database of "
                             f"{found['type']} tiles")
        for block, column, offset, value in table[name]:
            place = places[block]
            start = place["offset"] - (place["alias"]["start_offset"] if alias else 0)
            yield int(place["baseaddr"], 16) + column, start*WORD_BITS + offset, value

    def _table(self, kind):
        """(feature, index) to a list of (block, frame, bit, value), of one type of tile."""
        if kind not in self._segments:
            self._segments[kind] = table = {}
            for block, suffix in (("CLB_IO_CLK", ""), ("BLOCK_RAM", ".block_ram")):
                for words in self._lines(f"segbits_{kind.lower()}{suffix}.db"):
                    table[_name(words[0])] = [(block, *_bit(word)) for word in words[1:]]
            for words in self._lines(f"ppips_{kind.lower()}.db"):
                table.setdefault(_name(words[0]), [])
        return self._segments[kind]

    def _lines(self, name):
        path = self._folder / name
        if path.is_file():
            yield from (line.split() for line in path.read_text().splitlines() if line)

def _name(text):
    """ "TYPE.FEATURE[05]" as (FEATURE, 5); without an index it is 0."""
    feature, _, index = text.partition(".")[2].partition("[")
    return feature, int(index[:-1] or 0) if index else 0

def _bit(text):
    """ "!28_05" as (28, 5, False)."""
    column, _, offset = text.lstrip("!").partition("_")
    return int(column), int(offset), not text.startswith("!")

# Frames -------------------------------------------------------------------------------------------

def assemble(text, database):
    """Frames of a FASM text: {address: int}.

    Raises ToolFailedError for unknown features, and where one sets a bit that another clears.
    """
    ones, zeros = defaultdict(int), defaultdict(int)
    for tile, feature, index in features(text):
        if "STEPDOWN" in feature:
            raise ToolFailedError(f"{tile}.{feature}: outputs below 2.5 V are not supported")
        for address, place, value in database.bits(tile, feature, index):
            (ones if value else zeros)[address] |= 1 << place
    for address, bits in ones.items():
        if bits & zeros[address]:
            place = (bits & zeros[address]).bit_length() - 1
            raise ToolFailedError(f"features contradict each other at frame {address:#010x}, word "
                             f"{place // WORD_BITS}, bit {place % WORD_BITS}")
    return dict(ones)

def frames_of(path, tools):
    """Frames of a FASM file, with the features that every bitstream of the part must have."""
    required = tools.part_file.with_name("required_features.fasm")
    text     = path.read_text() + "\n" + (required.read_text() if required.is_file() else "")
    return assemble(text, Database(tools.database, tools.fabric))

def write_frames(frames, path):
    """Write frames as xc7frames2bit reads them: address and words, a line each."""
    with open(path, "w") as file:
        for address, bits in sorted(frames.items()):
            words = (bits >> WORD_BITS*i & 0xFFFF_FFFF for i in range(WORDS))
            file.write(f"{address:#010x} {','.join(f'{word:#010x}' for word in words)}\n")

def decode(text):
    """Frames of what `bitread -y` says of a bitstream: bit_ADDRESS_WORD_BIT, a line each."""
    frames = defaultdict(int)
    for address, word, bit in re.findall(r"^bit_([0-9a-f]{8})_(\d{3})_(\d{2})$", text,
                                         re.MULTILINE):
        frames[int(address, 16)] |= 1 << WORD_BITS*int(word) + int(bit)
    return dict(frames)

def differences(frames, others):
    """Bits, in words, that are in one of them only; the writer's own ones do not count."""
    def meaningful(which):
        return {address: bits & ~ECC for address, bits in which.items() if bits & ~ECC}
    one, other = meaningful(frames), meaningful(others)
    return sum((one.get(address, 0) ^ other.get(address, 0)).bit_count()
               for address in one.keys() | other.keys())
