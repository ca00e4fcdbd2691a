"""A model that runs one layer at a time in float32, for all tokens of a calibration text at once.

    stream = Stream(source, windows)            # stream.x: float32 [tokens, C], the embeddings
    layer  = Layer(source, 0, weights, windows)
    seen   = layer.run(stream.x, layer.products[0])

So two models can run side by side, a float one and one whose matrices are replaced by quantised
ones as soon as they are known: what a product reads then depends on all matrices before it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lutcore.driver.contract import Lmma
from lutcore.driver.contract.instructions import BLOCK, CacheType, Each, Instruction
from lutcore.host_app.checkpoints.source import Source, embedded
from lutcore.host_app.checkpoints.tensors import widen
from lutcore.host_app.model.compiler import Compiler
from lutcore.host_app.model.engines import FloatEngine, FloatProgram
from lutcore.host_app.model.tensors import NORM
from lutcore.host_app.model.workspace import ROWS

Windows = Sequence[Sequence[int]]       # tokens
Product = tuple[str, ...]               # matrices that read the same inputs, side by side
Inputs  = dict[Product, np.ndarray]     # float32 [M, K] of the products of a pass


def embedded_text(source: Source, windows: Windows) -> np.ndarray:
    """Return what enters the first layer, float32 [tokens of all windows, C]."""
    x = embedded(source.embedding(), np.concatenate([np.asarray(window) for window in windows]))
    return x * np.float32(source.config.embedding_multiplier)


def normed(source: Source, x: np.ndarray) -> np.ndarray:
    """Return what the output layer reads, float32 [tokens, C], of what leaves the last layer."""
    weight = widen(source.tensors()[NORM]).astype(np.float32)
    mean   = np.mean(x * x, axis=1, keepdims=True)
    return x / np.sqrt(mean + np.float32(source.config.rms_norm_eps)) * weight


class Layer:
    """One layer of a model, on float32 weights that may be replaced between runs.

    weights: float32 [N, K] by name, of the matrices of this layer; `replace` writes to them
    windows: the tokens of `embedded_text`; only their lengths count
    """

    def __init__(self, source: Source, index: int, weights: dict[str, np.ndarray],
                 windows: Windows) -> None:
        longest         = max(map(len, windows))
        self._engine    = FloatEngine(self._saw)
        self._index     = index
        self._names     = {id(matrix): name for name, matrix in weights.items()}
        self._compiler  = Compiler(source.config, source.tensors(), weights, self._engine,
                                   CacheType.F32)
        capacity        = -(-longest // BLOCK) * BLOCK
        caches          = [self._engine.allocate(nbytes)
                           for nbytes in self._compiler.cache_bytes(1, capacity)]
        self._compiler.set_cache(1, capacity, [x.address for x in caches], longest)
        self._passes    = [np.arange(at, min(at + ROWS, len(window)))
                           for window in windows for at in range(0, len(window), ROWS)]
        self._programs: dict[tuple[int, int], FloatProgram] = {}
        self._inputs: Inputs = {}               # of the current pass
        self._compiler.layer(index, 1)          # loads the matrices
        self._numbers = {self._product(members): number
                         for number, members in self._engine.members.items()}

    @property
    def products(self) -> list[Product]:
        """All products of the layer, in the order in which they run; experts' come last."""
        return list(self._numbers)

    def replace(self, product: Product, weights: Sequence[np.ndarray]) -> None:
        """Run with other weights [N, K] from now on, in the order of the product's names."""
        self._engine.matrices[self._numbers[product]][:] = np.concatenate(weights)

    def inputs(self, x: np.ndarray, last: Product) -> list[Inputs]:
        """Return what the products up to `last` read, of every pass.

        x: float32 [tokens, C], what enters the layer

        An expert that no row of a pass has chosen reads nothing in it.
        """
        return self._run(x.copy(), last)

    def run(self, x: np.ndarray) -> list[Inputs]:
        """Take x, float32 [tokens, C], through the whole layer, in place; see `inputs`."""
        return self._run(x, None)

    def _run(self, x: np.ndarray, last: Product | None) -> list[Inputs]:
        at, seen = 0, []
        stream = self._compiler.input.array.view(np.float32)
        for positions in self._passes:
            part = x[at:at + len(positions)]
            rows = np.zeros((len(positions), 4), np.uint32)
            rows[:, 0] = positions
            stream[:part.size] = part.reshape(-1)
            self._inputs = {}
            self._program(len(positions), last).run(rows)
            part[:] = stream[:part.size].reshape(part.shape)
            seen.append(self._inputs)
            at += len(positions)
        return seen

    def _program(self, rows: int, last: Product | None) -> FloatProgram:
        """Return the program for so many rows that ends with the product `last`; None: all."""
        number = self._numbers[last] if last else 0
        if (rows, number) not in self._programs:
            code = self._compiler.layer(self._index, rows)
            self._programs[rows, number] = self._engine.program(code[:_end(code, number)])
        return self._programs[rows, number]

    def _saw(self, members: list[int], x: np.ndarray) -> None:
        self._inputs[self._product(members)] = x.copy()

    def _product(self, members: list[int]) -> Product:
        return tuple(self._names[member] for member in members)


def _end(code: Sequence[Instruction], weights: int) -> int:
    """Return how much of a layer is needed up to the product with these weights; 0: all.

    Of the experts, whose instructions are repeated, all run, and the first one's are in the code.
    """
    ends  = [i + 1 for i, x in enumerate(code) if isinstance(x, Lmma) and x.weights == weights]
    loops = [(i, i + 1 + x.count) for i, x in enumerate(code) if isinstance(x, Each)]
    if not weights or not ends:
        return loops[-1][1] if weights else len(code)
    return max([ends[-1], *(end for begin, end in loops if begin < ends[-1])])
