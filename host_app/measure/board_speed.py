"""`lutcore bench model --board`: tokens per second of a model on a board, predicted.

    model --compiled as it runs--> programs --> LMMAs: cycles of every shape on the virtual board
                                            --> QUANT, VEC, ATTN: instructions of the processor
                                            --> doorbells: bytes and calls

Parts of a step follow one another, as they do on a board, so that a step takes their sum. The
weights do not matter: a model of shapes will do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from lutcore.driver.bundles.find import resolve_geometry
from lutcore.driver.contract import Geometry, Lmma
from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.instructions import CacheType, Instruction
from lutcore.driver.device import Device
from lutcore.driver.errors import UsageError
from lutcore.host_app.errors import (
    BoardMemoryError,
    PromptTooLongError,
    UnsupportedModelError,
)
from lutcore.host_app.measure import fits
from lutcore.host_app.measure.boards import Board
from lutcore.host_app.measure.host import MatrixShape, NullEngine, NullTransport
from lutcore.host_app.measure.host_cost import host_seconds, transfer_seconds
from lutcore.host_app.measure.simulated_products import Figures, SimulatedProducts
from lutcore.host_app.model.compiler import Compiler
from lutcore.host_app.model.engines import DeviceMatrix
from lutcore.host_app.model.model import BLOCK
from lutcore.host_app.model.workspace import ROWS

if TYPE_CHECKING:
    from lutcore.driver.progress import Progress
    from lutcore.host_app.checkpoints.source import ModelData

DOUBT   = 2.0                           # factor by which the host's part may be off: `range`
HELD_UP = 0.1                           # share of cycles in which neither weights move nor lack
SIMULATED, ESTIMATED = "simulated", "estimated"

Doorbell = tuple[MatrixShape, tuple[int, ...]]      # a matrix, and the rows of every LMMA


@dataclass(frozen=True)
class Pass:
    """A body or a head for some rows: its instructions, and the position of every row."""

    code: Sequence[Instruction]
    positions: Sequence[int]

    @property
    def doorbells(self) -> list[list[Lmma]]:
        """LMMAs that follow one another: the device rings once for them."""
        return [[x for x in run if isinstance(x, Lmma)] for lmma, run in groupby(
            self.code, key=lambda x: isinstance(x, Lmma)) if lmma]


@dataclass
class Spent:
    """Seconds of some passes, and what the engine counts meanwhile."""

    seconds: dict[str, float] = field(default_factory=dict)     # by part of a step
    figures: Figures = field(default_factory=Figures)
    late: float = 0.0                   # seconds of `products` in which the DRAM is the limit


class ShapeEngine(NullEngine):
    """A NullEngine that knows which matrix an LMMA multiplies with."""

    def __init__(self, device: Device) -> None:
        super().__init__(device)
        self.shapes: dict[tuple[Any, ...], MatrixShape] = {}

    def load(self, matrices: Sequence[Any]) -> DeviceMatrix:
        """Return matrices of one format and K, side by side, and note their shape."""
        loaded = super().load(matrices)
        shape = MatrixShape(matrices[0].format, loaded.n, loaded.k)
        self.shapes.setdefault(_key(loaded.lmma(1, 0, 0)), shape)
        return loaded


def _key(lmma: Lmma) -> tuple[Any, ...]:
    """Return what an engine's cycles depend on beside the rows."""
    return lmma.layout, lmma.columns, lmma.slices


class Programs:
    """The passes of a model on an engine of a geometry, compiled as the model compiles them."""

    def __init__(self, data: ModelData, geometry: Geometry, slots: int, context: int) -> None:
        self._device = Device(NullTransport(geometry))
        self.engine = ShapeEngine(self._device)
        self._compiler = Compiler(data.config, data.tensors, data.matrices, self.engine,
                                  CacheType.INT8)
        self._compiler.set_cache(slots, -(-context // BLOCK) * BLOCK, (0, 0), context)
        for part in (self._compiler.body, self._compiler.head):
            part(1)                     # loads its matrices

    def step(self, positions: Sequence[int]) -> list[Pass]:
        """Return a step whose rows have these positions, and all want logits."""
        return [Pass(self._compiler.body(len(positions)), positions),
                Pass(self._compiler.head(len(positions)), positions)]

    def prompt(self, length: int) -> list[Pass]:
        """Return the passes that read a prompt; its last row wants logits."""
        pieces = [range(at, min(at + ROWS, length)) for at in range(0, length, ROWS)]
        return [*(Pass(self._compiler.body(len(rows)), rows) for rows in pieces),
                Pass(self._compiler.head(1), [length - 1])]

    def doorbells(self, passes: Sequence[Pass]) -> Counter[Doorbell]:
        """Return how often each kind of doorbell rings."""
        return Counter((self.engine.shapes[_key(lmmas[0])], tuple(x.rows for x in lmmas))
                       for one in passes for lmmas in one.doorbells)

    def close(self) -> None:
        """Give the memory back."""
        self.engine.free()
        self._device.close()


def predict(data: ModelData, board: Board, *, geometry: str | Geometry | None = None,
            clock_mhz: float | None = None, position: int = 200, sequences: int | None = None,
            prompt: int = 255, progress: Progress | None = None) -> dict[str, Any]:
    """Return tokens per second of a model on a board and how they come about: the command's JSON.

    data:      a model, or `host.model_of` shapes
    geometry:  of the engine; None: the board's
    clock_mhz: of the engine; None: as it is built
    position:  tokens before those that decoding computes
    sequences: answers that are decoded together; None: the engine's rows, or what fits
    prompt:    tokens of the prompt that is read
    progress:  called while products are simulated

    Raises BoardMemoryError, PromptTooLongError, UnsupportedModelError (experts, states), UsageError
    (float32 weights, too many sequences), BundleError (no such engine for the virtual board),
    GeometryError and the driver's errors.
    """
    chosen = geometry or board.geometry
    engine = resolve_geometry(chosen)
    context = max(position + 1, prompt)
    _check(data, sequences or 1, context)
    memory = fitting(data, board, engine, sequences, context)
    sequences = memory["sequences"]
    with closing(Programs(data, engine, sequences, context)) as programs:
        loads = {"decode": (1, programs.step([position])),
                 "sequences": (sequences, programs.step([position] * sequences)),
                 "prefill": (prompt, programs.prompt(prompt))}
        rung = {name: programs.doorbells(passes) for name, (_, passes) in loads.items()}
    report = progress or (lambda step, fraction: None)
    kinds = sorted(set().union(*rung.values()), key=lambda kind: (kind[0].n, kind[0].k, kind[1]))
    known: dict[Doorbell, Figures] = {}
    with SimulatedProducts(chosen, board.memory, clock_mhz, progress) as products:
        for done, kind in enumerate(kinds):
            report(f"simulating {kind[0].n} x {kind[0].k}", done / len(kinds))
            known[kind] = products.figures(*kind)
        clock = 1e6 * products.clock_mhz
    return {
        "figures":   "predicted: products simulated, all else estimated; nothing was measured",
        "board":     board.name,
        "geometry":  engine.name,
        "memory":    board.memory,
        "clock_mhz": clock / 1e6,
        "dram_gbs":  board.peak / 1e9,
        "host":      board.host.title,
        "link":      board.link.title,
        "weights":   data.format.name if data.format else None,
        "cache":     "int8",
        "position":  position,
        "mib":       memory,
        **{name: _outcome(board, engine, tokens, _spent(passes, rung[name], known, board, clock),
                          _table(rung[name], known, engine))
           for name, (tokens, passes) in loads.items()},
    }


def _check(data: ModelData, sequences: int, context: int) -> None:
    if data.format is None:
        raise UsageError("float32 weights use no engine; choose low-bit ones with --weights")
    if data.config.num_experts:
        raise UnsupportedModelError(
            "which experts a step reads depends on the text, so the speed of a model with experts "
            "is not predicted; measure it on a board")
    if data.config.has_states:
        raise UnsupportedModelError(
            "what a board's processor takes for states (Gated DeltaNet) was not counted, so the "
            "speed of this model is not predicted; measure it on a board")
    if not 1 <= sequences <= ROWS:
        raise UsageError(f"{sequences} sequences do not fit in a step; give 1 to {ROWS}")
    limit = data.config.max_position_embeddings
    if context > limit:
        raise PromptTooLongError(f"{context} tokens do not fit in the model's context of {limit}; "
                                 "give a lower position or a shorter prompt")


def fitting(data: ModelData, board: Board, geometry: Geometry, sequences: int | None, context: int
            ) -> dict[str, int]:
    """Return the MiB that a model takes by part, what the board has, and how many sequences fit.

    sequences: with a cache of `context` tokens each; None: those that fit, at most the engine's
    rows

    Raises BoardMemoryError if they do not fit.
    """
    size = fits.footprint(data, geometry, context)
    has  = max((one for one in fits.BOARDS if board.name in one.boards), key=lambda one: one.mib)
    if sequences is None:
        room = has.mib * fits.MIB - size.weights - size.others
        sequences = min(max(room // size.caches, 1), geometry.rows)
    parts = {"weights": size.weights, "caches": sequences * size.caches, "others": size.others}
    mib   = {name: -(-nbytes // fits.MIB) for name, nbytes in parts.items()}
    total = -(-sum(parts.values()) // fits.MIB)
    if total > has.mib:
        text = ", ".join(f"{name} {number:,}" for name, number in mib.items())
        raise BoardMemoryError(
            f"the model takes {total:,} MiB ({text}) with {sequences} x {context} tokens, and "
            f"{has.title} has {has.mib:,}; use fewer bits per weight, fewer sequences or another "
            "board")
    return {**mib, "total": total, "board": has.mib, "sequences": sequences}


def _spent(passes: Sequence[Pass], rung: Counter[Doorbell], known: dict[Doorbell, Figures],
           board: Board, clock: float) -> Spent:
    """Return what passes take, part by part."""
    spent = Spent({"products": 0.0, "transfers": 0.0})
    for kind, count in rung.items():
        figures = known[kind] * count
        computed = figures.cycles / clock
        streamed = WORD_BYTES * figures.stream_words / board.bandwidth if board.bandwidth else 0.0
        spent.seconds["products"] += max(computed, streamed)
        spent.late += streamed if streamed > computed else 0.0
        spent.figures += figures
    for one in passes:
        parts = host_seconds(one.code, one.positions, board.host)
        parts["transfers"] = transfer_seconds(one.doorbells, board.link)
        for name, seconds in parts.items():
            spent.seconds[name] = spent.seconds.get(name, 0.0) + seconds
    return spent


def _outcome(board: Board, geometry: Geometry, tokens: int, spent: Spent,
             table: list[dict[str, Any]]) -> dict[str, Any]:
    total, products = sum(spent.seconds.values()), spent.seconds["products"]
    figures = spent.figures
    return {
        "tokens":            tokens,
        "tokens_per_second": tokens / total,
        "range":             [tokens / (products + (total - products) * factor)
                              for factor in (DOUBT, 1 / DOUBT)],
        "milliseconds":      1e3 * total,
        "parts": {name: {"milliseconds": 1e3 * seconds, "share": seconds / total,
                         "figures": SIMULATED if name == "products" and not spent.late
                         else ESTIMATED}
                  for name, seconds in spent.seconds.items()},
        "limited_by":        _limit(spent),
        "cycles":            round(figures.cycles),
        "stream_efficiency": figures.stream_words / figures.cycles / geometry.words_per_cycle,
        "dram_share":        WORD_BYTES * figures.stream_words / total / board.peak,
        "products":          table,
    }


def _limit(spent: Spent) -> str:
    """Return what a faster one of would help most: memory, engine, host or transfers."""
    seconds = spent.seconds
    host = sum(value for name, value in seconds.items() if name not in ("products", "transfers"))
    if max(host, seconds["transfers"]) > seconds["products"]:
        return "host" if host > seconds["transfers"] else "transfers"
    figures = spent.figures
    held = (figures.stall_tables + figures.stall_output + figures.stall_issue
            + figures.stall_control)
    return "engine" if held > HELD_UP * figures.cycles and not spent.late else "memory"


def _table(rung: Counter[Doorbell], known: dict[Doorbell, Figures], geometry: Geometry
           ) -> list[dict[str, Any]]:
    """Return a line for each kind of doorbell.

    Matrices that the engine pads to the same size count as one of them.
    """
    return [{"n": shape.n, "k": shape.k, "weights": shape.format.name, "rows": list(rows),
             "doorbells": count, "cycles": known[shape, rows].cycles,
             "stream_efficiency": known[shape, rows].stream_words / known[shape, rows].cycles
             / geometry.words_per_cycle}
            for (shape, rows), count in rung.items()]
