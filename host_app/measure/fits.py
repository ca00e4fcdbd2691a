"""What a model takes of a board's memory, and on which boards it fits.

Matrices count as `Device.load` stores them. Everything else is what the compiler asks for when it
compiles a model's programs for an engine that does nothing: caches, workspace, constants.
`docs/generate.py` writes the table of all models and boards to `docs/boards/models.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lutcore.driver.contract import Geometry, Lmma, preset
from lutcore.driver.contract.geometry import WORD_BYTES
from lutcore.driver.contract.instructions import CacheType
from lutcore.driver.contract.isa import DESCRIPTOR_BYTES
from lutcore.driver.contract.routing import repeats
from lutcore.driver.device import Device
from lutcore.driver.pages import PAGE
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.measure.host import NullEngine, NullTransport
from lutcore.host_app.model.compiler import Compiler
from lutcore.host_app.model.engines import DeviceMatrix
from lutcore.host_app.model.model import FIRST_CAPACITY
from lutcore.host_app.model.workspace import ROWS

CONTEXT = 1024                          # tokens of the one slot that the table counts
MARGIN  = 0.05                          # share of a memory that drivers and gaps may take
MIB     = 1 << 20


@dataclass(frozen=True)
class BoardMemory:
    """The memory of a board that lutcore can use, and the preset that a build for it takes."""

    title: str
    boards: tuple[str, ...]             # as `lutcore build` calls them
    preset: str
    mib: int
    source: str                         # who says so, in Markdown


_IMAGE = "PYNQ image's CMA, `grep Cma /proc/meminfo`"
_DRAM  = "the board's DRAM"
BOARDS = (
    BoardMemory("PYNQ-Z1, Z2", ("pynq_z1", "pynq_z2"), "pynq_z2", 128, f"the {_IMAGE}"),
    BoardMemory("PYNQ-Z1, Z2 with `cma=256M`", ("pynq_z1", "pynq_z2"), "pynq_z2", 256,
                "half of the board's DRAM; Linux keeps the rest"),
    BoardMemory("KV260", ("kv260",), "kv260", 1000,
                "CMA of AMD's Ubuntu for Kria as users report it ([1008 MiB on a "
                "KR260](https://github.com/alexforencich/verilog-ethernet/issues/146)); not "
                "checked by us"),
    BoardMemory("ECPIX-5", ("ecpix5",), "ecp5", 512, _DRAM),
    BoardMemory("ButterStick", ("butterstick",), "ecp5", 256, _DRAM),
    BoardMemory("Arty A7", ("arty",), "arty", 256, _DRAM),
    BoardMemory("OrangeCrab", ("orangecrab",), "ecp5", 128, _DRAM),
    BoardMemory("ULX3S", ("ulx3s",), "ecp5", 32, f"{_DRAM}, of boards with 64 MiB the half"),
)


@dataclass(frozen=True)
class Footprint:
    """Bytes of device memory that a model takes, in whole pages."""

    weights: int                        # all matrices, that of the head included
    caches: int                         # of one slot, and its old caches while they are moved
    others: int                         # workspace, scales, norms, rotations, descriptors

    @property
    def total(self) -> int:
        """All of them."""
        return self.weights + self.caches + self.others

    def verdict(self, board: BoardMemory) -> str:
        """Return whether the board has so much memory: `fits`, `barely` or `no`."""
        if self.total > board.mib * MIB:
            return "no"
        return "fits" if self.total <= (1 - MARGIN) * board.mib * MIB else "barely"


class CountingEngine(NullEngine):
    """A NullEngine that adds up what is asked of it."""

    def __init__(self, device: Device) -> None:
        super().__init__(device)
        self.weights = self.others = 0

    def load(self, matrices: Sequence[Any]) -> DeviceMatrix:
        """Count matrices of one format and K, side by side."""
        before = self.others            # the stream that all matrices share is none of the model's
        loaded = super().load(matrices)
        self.others = before
        self.weights += pages(loaded.matrix.resident.shape.nbytes)
        return loaded

    def allocate(self, nbytes: int) -> Any:
        """Count a buffer."""
        self.others += pages(nbytes)
        return super().allocate(nbytes)


def footprint(data: ModelData, geometry: Geometry, context: int = CONTEXT) -> Footprint:
    """Return what a model takes with one slot of `context` tokens, cached in 8 bits.

    Caches double as the text grows, and the old half lives until its content has moved: that is the
    moment that counts. context: at most the model's.
    """
    capacity = min(context, data.config.max_position_embeddings)
    with Device(NullTransport(geometry)) as device:
        engine   = CountingEngine(device)
        compiler = Compiler(data.config, data.tensors, data.matrices, engine, CacheType.INT8)
        kept = [capacity, capacity // 2] if capacity > FIRST_CAPACITY else [capacity]
        caches = [sum(map(pages, compiler.cache_bytes(1, size))) for size in kept]
        compiler.set_cache(1, capacity, (0, 0), capacity)
        for program in (compiler.body(ROWS), compiler.step(1), compiler.head(1)):
            lmmas = sum(isinstance(instruction, Lmma) * times for instruction, times in
                        zip(program, repeats(program), strict=True))
            engine.others += pages(lmmas * DESCRIPTOR_BYTES)
        counted = Footprint(engine.weights, sum(caches), engine.others)
        engine.free()
    return counted


def packed_bytes(data: ModelData) -> int:
    """Return the bytes of all matrices as a packed file has them, the head's included."""
    return sum(WORD_BYTES * matrix.format.layout.words(matrix.n, matrix.format.slices(matrix.k))
               for matrix in data.matrices.values())


def footprints(data: ModelData) -> dict[str, Footprint]:
    """Return what a model takes on the engine of each of BOARDS, by its preset.

    Where the matrices alone are larger than every memory they are all that is counted: to compile
    programs for thousands of experts takes long.
    """
    least, presets = packed_bytes(data), {board.preset for board in BOARDS}
    if least > max(board.mib for board in BOARDS) * MIB:
        return dict.fromkeys(presets, Footprint(least, caches=0, others=0))
    return {name: footprint(data, preset(name)) for name in presets}


def render(models: dict[str, tuple[ModelData, str]]) -> list[str]:
    """Return the lines of the table: a row for each model, MiB and a verdict for each board.

    models: a model and what its weights are, by name
    """
    lines = ["| model | weights | " + " | ".join(board.title for board in BOARDS) + " |",
             "|---|---|" + "---|" * len(BOARDS),
             "| *usable, MiB* | | " + " | ".join(f"*{board.mib:,}*" for board in BOARDS) + " |"]
    for model, (data, weights) in models.items():
        sizes = footprints(data)
        cells = (cell(sizes[board.preset], board) for board in BOARDS)
        lines.append(f"| {model} | {weights} | " + " | ".join(cells) + " |")
    return lines


def cell(size: Footprint, board: BoardMemory) -> str:
    """Return the verdict and the MiB of a model on a board."""
    verdict = size.verdict(board)
    return f"{f'**{verdict}**' if verdict != 'no' else verdict}, {-(-size.total // MIB):,}"


def pages(nbytes: int) -> int:
    """Return nbytes, rounded up to whole pages."""
    return -(-nbytes // PAGE) * PAGE
