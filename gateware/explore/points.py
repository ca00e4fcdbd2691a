"""The designs of the study: what is synthesised, and what each of them is compared with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from migen.fhdl.verilog import convert

from lutcore.gateware.boards.parts import K26, XC7Z020, ecp5_85f
from lutcore.gateware.explore.circuits import adapters
from lutcore.gateware.explore.circuits.dot import (
    ClearedDot,
    ClearedMultiplierDot,
    DspDot,
    GatedDot,
    MultiplesDot,
    MultiplierDot,
)
from lutcore.gateware.explore.circuits.floating import Dequantiser, FloatDot, FloatScaled
from lutcore.gateware.explore.circuits.scaling import Scaled
from lutcore.gateware.explore.circuits.symmetric import HalfCutter, HalfTables
from lutcore.gateware.explore.circuits.tile import PLANES, Tile

XILINX = ("xc7", "xcup")
ALL    = (*XILINX, "ecp5")
ROWS   = 4 # Rows that share a cutter and a table loader.

# A point has one or two scopes. In "plain" the products are added up, the planes combined, and
# scaling.py's epilogue applies scale and offset and accumulates. "engine" has the engine's own
# epilogue instead.

@dataclass(frozen=True)
class Point:
    """One design of the fabric study.

    `scopes` maps a scope to a function that makes a row. `shared` makes the block that ROWS rows
    share and weights pass; `loader` makes the block that they share to fill their tables.
    """
    name: str
    label: str
    types: str # Types of weights and activations, for example "W4A8".
    rival: str # The kind of baseline, or "" for a lookup array.
    scopes: dict[str, Callable[[], Any]]
    shared: Callable[[], Any] | None = None
    loader: Callable[[], Any] | None = None
    families: tuple[str, ...] = ALL

def unit_verilog(unit):
    """Return the Verilog of a unit as module `unit`, the same text for the same unit."""
    return str(convert(unit, unit.ios, name="unit"))

# Lookup arrays ------------------------------------------------------------------------------------

# The paper quantises tables to eight bits per entry. Eleven bits hold the sums of five 8-bit
# activations exactly.

def lookup(cut, table_width, engine=False, **options):
    """Return the Point of the engine's array; `engine` adds its epilogue and its table loader."""
    geometry = adapters.row_geometry(cut, table_width, **options)
    words    = [word.replace("_", " ") for word in options]
    scopes   = {"plain": lambda: Scaled(adapters.LookupSum(geometry), PLANES)}
    if engine:
        scopes["engine"] = lambda: adapters.EngineRow(geometry)
    return Point("-".join(["lookup", f"c{cut}t{table_width}", *options]),
                 ", ".join([f"lookup, sets of {cut}, T={table_width}", *words]),
                 lookup_types(table_width), "", scopes,
                 lambda: adapters.Cutting(geometry),
                 (lambda: adapters.TableFill(geometry)) if engine else None)

def half_tables(cut, table_width):
    """Return the Point of the candidate with odd half tables, which has one sum per slice."""
    return Point(f"half-c{cut}t{table_width}", f"odd half tables, sets of {cut}, T={table_width}",
                 lookup_types(table_width), "",
                 {"plain": lambda: Scaled(HalfTables(cut, table_width), PLANES)},
                 lambda: HalfCutter(cut))

def lookup_types(table_width):
    return "W1..4, table INT8" if table_width == 8 else "W1..4 A8"

LOOKUPS = [
    *[lookup(cut, 8, engine=cut < 6) for cut in (4, 5, 6)],
    *[lookup(cut, 12, engine=cut == 5) for cut in (4, 5, 6)],
    lookup(4, 8, double_buffer=True),
    lookup(4, 12, engine=True, double_buffer=True),
    lookup(5, 12, engine=True, ternary=True),
    *[lookup(cut, 8, symmetric=True) for cut in (5, 6)],
    *[half_tables(*size) for size in ((5, 8), (6, 8), (6, 12))],
]

# Baselines ----------------------------------------------------------------------------------------

def dot(kind, weight_bits, name, label, rival, families=ALL):
    return Point(f"{name}-w{weight_bits}a8", label, f"W{weight_bits}A8", rival, {
        "plain": lambda: Scaled(kind(weight_bits)),
    }, families=families)

def floating(name, label, **options):
    return Point(name, label, "W4A16", name, {
        "plain": lambda: FloatScaled(FloatDot(**options)),
    }, Dequantiser)

def tile(name, label, rival, **options):
    types = "W1..4 A8" if options.get("entry_bits") == 10 else "W1..4, table INT8"
    return Point(name, label, types, rival, {
        "plain": lambda: Scaled(Tile(**options)),
    })

BASELINES = [
    *[dot(MultiplierDot, bits, "multipliers", "multiplier per weight", "multipliers")
      for bits in (4, 2)],
    *[dot(ClearedMultiplierDot, bits, "cleared-multipliers",
          "multiplier per weight, gates in registers", "multipliers") for bits in (4, 2)],
    *[dot(GatedDot, bits, "gated", "gated adders", "gated") for bits in (4, 2, 1)],
    *[dot(ClearedDot, bits, "cleared", "gated adders, gates in registers", "gated")
      for bits in (4, 2, 1)],
    *[dot(MultiplesDot, bits, "multiples", "stored multiples a, 2a, 3a", "multiples")
      for bits in (4, 2)],
    *[dot(DspDot, bits, "dsp", "DSP, two products each", "dsp", XILINX) for bits in (4, 2)],
    floating("fp16", "FP16 multiply-add"),
    floating("fp16-dsp", "FP16 multiply-add, DSP multipliers", dsp=True),
    floating("fp16-int4", "INT4 x FP16 multiplier, FP16 add", exact_weights=True),
    tile("tile", "the paper's tile M2N64K4", "tile"),
    tile("unpu", "conventional LUT unit", "unpu", symmetric=False, precompute=True, entry_bits=10),
    tile("unpu-reinterpreted", "+ weight reinterpretation", "unpu", inverter=True, precompute=True,
         entry_bits=10),
    tile("unpu-folded", "+ no negation circuit", "unpu", precompute=True, entry_bits=10),
    tile("unpu-shared", "+ shared precompute", "unpu", entry_bits=10),
]

FABRIC = [*LOOKUPS, *BASELINES]

# Engines ------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Engine:
    """A whole engine on the FPGA of its family.

    `make` returns its geometry. With `placed` it is also placed and routed, for its clock.
    """
    name: str
    family: str
    make: Callable[[], Any]
    placed: bool = False

SHARE = 0.75 # Share of an FPGA that an engine may take.
PARTS = {"xc7": XC7Z020, "xcup": K26, "ecp5": ecp5_85f("LFE5U-85F")}

ENGINES = [
    Engine("demo",    "xc7",  lambda: adapters.engine_geometry("demo")),
    Engine("pynq_z2", "xc7",  lambda: adapters.engine_geometry("pynq_z2")),
    Engine("kv260",   "xcup", lambda: adapters.engine_geometry("kv260")),
    Engine("demo",    "ecp5", lambda: adapters.engine_geometry("demo"), placed=True),
]

# Targets ------------------------------------------------------------------------------------------

# How many times denser than these baselines a lookup array should be.
TARGETS = {"multipliers-w4a8": 4, "multipliers-w2a8": 4, "gated-w1a8": 3, "fp16": 15}
