"""Turn FASM into configuration frames: what place and route chose, as bits of the bitstream.

FASM ("FPGA assembly", what nextpnr writes) is a list of features of tiles:

    CLBLL_L_X2Y0.SLICEL_X0.AFFMUX.O6                  a feature
    CLBLL_L_X2Y0.SLICEL_X0.ALUT.INIT[63:0] = 64'b01   INIT[0]: where it has ones

Project X-Ray's database says which bits a feature sets and clears (segbits), counted from the first
frame and word of its tile (tilegrid), and which features have no bits (pseudo pips). A frame is 101
words of 32 bits, here one integer: bit b of word w is bit 32 w + b.

Outputs of low voltage are refused: they need a STEPDOWN of their whole bank, which is not
implemented.
"""

import json
import re
from collections import defaultdict

from lutcore.driver.tools import ToolFailedError

WORD_BITS = 32
WORDS     = 101                    # Words per frame.
ECC       = 0x1FFF << 50*WORD_BITS # Bits that xc7frames2bit computes itself.

_LINE = re.compile(r"\s*(?P<tile>\w+)\.(?P<feature>[\w.]+)"
                   r"(?:\[(?P<high>\d+)(?::(?P<low>\d+))?\])?"
                   r"(?:\s*=\s*(?:(?P<width>\d+)'(?P<base>[bhd]))?(?P<value>[0-9a-fA-F_]+))?\s*")
_BASES = {"b": 2, "h": 16, "d": 10, None: 10}

# FASM ---------------------------------------------------------------------------------------------

def features(text):
    """Yield (tile, feature, index) for every feature that a FASM text sets.

    `index` is None where the feature has none. Raises ToolFailedError at a line that is not FASM.
    """
    for number, line in enumerate(text.splitlines(), 1):
        line = line.partition("#")[0]
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise ToolFailedError(f"FASM line {number} cannot be read: {line.strip()!r}")
        tile, feature, high, low = match.group("tile", "feature", "high", "low")
        value = 1 if match["value"] is None else int(match["value"], _BASES[match["base"]])
        if high is None:
            if value:
                yield tile, feature, None
            continue
        first = int(low if low is not None else high)
        if value >> int(high) - first + 1:
            raise ToolFailedError(
                f"FASM line {number}: {match['value']} is wider than [{high}:{first}]")
        while value:
            lowest = (value & -value).bit_length() - 1
            yield tile, feature, first + lowest
            value &= value - 1

# Database -----------------------------------------------------------------------------------------

class Database:
    """Project X-Ray's database of a family, read as far as one fabric needs it.

    Parameters
    ----------
    folder : Path
        Folder of the family, for example ".../zynq7".

    fabric : str
        Name of the silicon, for example "xc7z020".
    """
    def __init__(self, folder, fabric):
        self._folder   = folder
        self._tiles    = json.loads((folder / fabric / "tilegrid.json").read_text())
        self._segments = {}

    def bits(self, tile, feature, index):
        """Yield (frame address, bit in the frame, value) for each bit of a feature.

        Raises ToolFailedError where the database does not have the feature.
        """
        entry = self._tiles.get(tile)
        if entry is None:
            raise ToolFailedError(f"tile {tile} is not in the database")
        places = entry["bits"]
        table  = self._table(entry["type"])
        alias  = next((place["alias"] for place in places.values() if "alias" in place), None)
        name = (feature, index or 0)
        if alias and name not in table:
            table = self._table(alias["type"])
            site, dot, rest = feature.partition(".")
            name = (alias["sites"].get(site, site) + dot + rest, index or 0)
        if name not in table:
            raise ToolFailedError(f"{tile}.{feature}, index {index}, is not in the database of "
                f"{entry['type']} tiles")
        for block, column, offset, value in table[name]:
            place = places[block]
            start = place["offset"] - (place["alias"]["start_offset"] if alias else 0)
            yield int(place["baseaddr"], 16) + column, start*WORD_BITS + offset, value

    def _table(self, tile_type):
        """Return (feature, index) to a list of (block, frame, bit, value) for a type of tile."""
        if tile_type not in self._segments:
            self._segments[tile_type] = table = {}
            for block, suffix in (("CLB_IO_CLK", ""), ("BLOCK_RAM", ".block_ram")):
                for words in self._lines(f"segbits_{tile_type.lower()}{suffix}.db"):
                    table[_name(words[0])] = [(block, *_bit(word)) for word in words[1:]]
            for words in self._lines(f"ppips_{tile_type.lower()}.db"):
                table.setdefault(_name(words[0]), [])
        return self._segments[tile_type]

    def _lines(self, name):
        path = self._folder / name
        if path.is_file():
            yield from (line.split() for line in path.read_text().splitlines() if line)

def _name(text):
    """Return "TYPE.FEATURE[05]" as (FEATURE, 5); a missing index is 0."""
    feature, _, index = text.partition(".")[2].partition("[")
    return feature, int(index[:-1] or 0) if index else 0

def _bit(text):
    """Return "!28_05" as (28, 5, False): frame, bit, value."""
    column, _, offset = text.lstrip("!").partition("_")
    return int(column), int(offset), not text.startswith("!")

# Frames -------------------------------------------------------------------------------------------

def assemble(text, database):
    """Return the frames of a FASM text, as integers by address.

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
    """Return the frames of a FASM file and of the features that every bitstream of the part has."""
    required = tools.part_file.with_name("required_features.fasm")
    text     = path.read_text() + "\n" + (required.read_text() if required.is_file() else "")
    return assemble(text, Database(tools.database, tools.fabric))

def write_frames(frames, path):
    """Write frames as xc7frames2bit reads them: address and words, one frame a line."""
    with open(path, "w") as file:
        for address, bits in sorted(frames.items()):
            words = (bits >> WORD_BITS*i & 0xFFFF_FFFF for i in range(WORDS))
            file.write(f"{address:#010x} {','.join(f'{word:#010x}' for word in words)}\n")

def decode(text):
    """Return the frames in the output of `bitread -y`: lines bit_ADDRESS_WORD_BIT."""
    frames = defaultdict(int)
    for address, word, bit in re.findall(r"^bit_([0-9a-f]{8})_(\d{3})_(\d{2})$", text,
                                         re.MULTILINE):
        frames[int(address, 16)] |= 1 << WORD_BITS*int(word) + int(bit)
    return dict(frames)

def differences(frames, others):
    """Return in how many bits two sets of frames differ; error correction (ECC) does not count."""
    return sum(((frames.get(address, 0) ^ others.get(address, 0)) & ~ECC).bit_count()
               for address in frames.keys() | others.keys())
