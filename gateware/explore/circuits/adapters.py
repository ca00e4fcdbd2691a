"""The engine's own blocks as units to synthesise; only this file knows their interfaces.

A row is a unit. The word cutter and the table loader, which all rows share, are units of their own,
and a row's connections to shared blocks are pins. Registers lie between them, so the units can be
synthesised apart without a loss.
"""

from types import SimpleNamespace

from litex.gen import LiteXModule
from migen import Record, Signal

from lutcore.driver.contract.geometry import MAX_PLANES, SEGMENTS, TILE, Geometry, preset
from lutcore.gateware.engine.array import LookupRow, Replay, WordCutter, row_write
from lutcore.gateware.engine.common import WORD_BITS
from lutcore.gateware.engine.epilogue import RowEpilogue, RowParameters
from lutcore.gateware.engine.multiplier import Ecp5Multiplier, Multiplier
from lutcore.gateware.engine.pieces import piece_write_layout
from lutcore.gateware.engine.sequencer import Stage, piece_layout, plane_layout
from lutcore.gateware.engine.tables import TableLoader, table_write_layout
from lutcore.gateware.engine.verilog import generate_verilog
from lutcore.gateware.explore.circuits.dot import tree

# Geometries ---------------------------------------------------------------------------------------

def row_geometry(cut, table_width, double_buffer=False, **options):
    """Return the geometry of an engine with one row."""
    return Geometry(rows=1, cut=cut, table_width=table_width, double_buffer=double_buffer,
                    **options)

def engine_geometry(name, **changes):
    """Return a preset with changed fields."""
    return Geometry.from_dict({**preset(name).to_dict(), **changes})

def engine_verilog(geometry, family):
    """Return the Verilog of the engine, module `lutcore`, as boards of an FPGA family have it."""
    return generate_verilog(geometry, Ecp5Multiplier if family == "ecp5" else Multiplier)

# Rows ---------------------------------------------------------------------------------------------

class LookupArray(LiteXModule):
    """The tables and lookup array of one row, with one sum per segment."""
    products = WORD_BITS

    def __init__(self, geometry):
        write  = Record(table_write_layout(geometry))
        cutter = SimpleNamespace(
            addresses = [Signal(geometry.address_bits) for _ in range(geometry.tables)],
            signs     = [Signal() for _ in range(geometry.tables)],
        )
        bank   = Signal()
        enable = Signal(LookupRow.latency)
        self.row  = LookupRow(geometry, write, 0, cutter, bank, enable)
        self.sums = self.row.sums
        self.pins = {*write.flatten(), *cutter.addresses, *cutter.signs, bank, enable}
        self.ios  = self.pins | set(self.sums)

class LookupSum(LiteXModule):
    """A `LookupArray` with its segments added up, for an epilogue with one group per slice."""
    products = WORD_BITS

    def __init__(self, geometry):
        self.array = array = LookupArray(geometry)
        total, _   = tree(self, array.sums)
        self.sums  = [total]
        self.ios   = array.pins | {total}

class EngineRow(LiteXModule):
    """One row of the engine: tables, lookup array and the full epilogue."""
    products = WORD_BITS

    def __init__(self, geometry):
        self.array = array = LookupArray(geometry)
        pieces    = Record(piece_write_layout(geometry))
        sequencer = SimpleNamespace(
            planes   = [Record(plane_layout()) for _ in range(LookupRow.latency + 2)],
            pieces   = [Record(piece_layout()) for _ in range(len(Stage))],
            mine     = Signal(SEGMENTS),
            two      = Signal(),
            result   = Signal(),
            place    = Signal(max=TILE),
        )
        scales  = SimpleNamespace(scale=Signal((16, True)), other=Signal((16, True)))
        enabled, place  = Signal(), Signal(max=TILE)
        self.parameters = RowParameters(geometry, pieces, 0, sequencer)
        self.epilogue   = RowEpilogue(geometry, array.sums, self.parameters, sequencer, scales,
                                      enabled, place)
        self.ios = array.pins | {
            *pieces.flatten(), sequencer.mine, sequencer.two, scales.scale, scales.other,
            enabled, place, sequencer.result, sequencer.place, self.epilogue.result,
            *(signal for record in sequencer.planes + sequencer.pieces
              for signal in record.flatten()),
        }

# What rows share ----------------------------------------------------------------------------------

class Cutting(LiteXModule):
    """Replay and word cutter, and the registers that table writes pass on their way to the rows."""
    def __init__(self, geometry):
        write   = Record(table_write_layout(geometry))
        word    = Signal(WORD_BITS)
        ternary = Signal()
        late    = row_write(self, geometry, write)
        turns, turn, plane = Signal(), Signal(), Signal(max=MAX_PLANES)
        self.replay = replay = Replay(geometry, word, turns, turn, plane)
        self.cutter = cutter = WordCutter(geometry, replay.word, ternary, write, replay.keep)
        self.ios = {*write.flatten(), *late.flatten(), word, ternary, turns, turn, plane,
                    *cutter.addresses,
                    *cutter.signs}

class TableFill(LiteXModule):
    """The table loader with its generators."""
    def __init__(self, geometry):
        write  = Record(table_write_layout(geometry))
        pieces = Record(piece_write_layout(geometry))
        self.loader = loader = TableLoader(geometry, write, pieces)
        self.ios = {
            *write.flatten(), *pieces.flatten(), *loader.sink.flatten(), loader.start, loader.rows,
            loader.slices, loader.tiles, loader.planes, loader.group, loader.explicit,
            loader.zero, loader.ternary, loader.host_tables, loader.full, loader.release,
            loader.idle,
        }
