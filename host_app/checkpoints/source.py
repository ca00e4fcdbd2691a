"""The seam between checkpoint formats and everything else: what a reader of checkpoints offers.

A reader opens one kind of checkpoint and offers a `Source`: the configuration, the tokenizer, the
tensors that stay on the host, and the matrices by name, each either float or `Coded`. `pack_model`
quantises the float matrices and takes the others over as they are. The embedding is only ever read
row by row, so it stays in the type that the checkpoint has. Nothing behind this seam knows a file
format.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from lutcore.driver.contract import PackedMatrix, WeightFormat, dequantise
from lutcore.host_app.checkpoints.chat_template import ChatTemplate
from lutcore.host_app.checkpoints.tensors import TensorFolder, widen
from lutcore.host_app.checkpoints.tokenizer import Tokenizer
from lutcore.host_app.model.config import Config
from lutcore.host_app.model.tensors import matrix_shapes

Rows = slice | np.ndarray               # outputs of a matrix: a range of them, or their numbers
Part = tuple[np.ndarray, np.ndarray, np.ndarray | None]

BLOCK_WEIGHTS = 1 << 18                 # weights that are dequantised at once


@dataclass(frozen=True)
class Coded:
    """A matrix [N, K] that is quantised already: w = scale * code + offset in groups along K.

    A `Source` makes it from a quantised checkpoint; `pack_model` turns it into words of the engine,
    a few outputs at a time, so that its codes need not be in memory.

    part: returns of some outputs the codes uint8 [R, K], below format.levels; scale float [R, G],
        G = format.groups(K); offset float [R, G], or None where format.zero implies it. Several
        threads may call it at the same time
    order: int32 [K], the input that each column of codes belongs to; None: column i is input i
    """

    format: WeightFormat
    n: int
    k: int
    part: Callable[[Rows], Part]
    order: np.ndarray | None = None

    @classmethod
    def of(cls, fmt: WeightFormat, codes: np.ndarray, scale: np.ndarray,
           offset: np.ndarray | None = None, order: np.ndarray | None = None) -> Coded:
        """Return a matrix whose codes are in memory; the arrays are those of `part`, with R = N."""
        n, k = codes.shape
        return cls(fmt, n, k, lambda rows: (
            codes[rows], scale[rows], None if offset is None else offset[rows]), order)

    def whole(self) -> Part:
        """Return codes, scale and offset of all outputs."""
        return self.part(slice(0, self.n))

    def outputs(self, numbers: np.ndarray) -> Coded:
        """Return the matrix of some outputs, by their numbers."""
        return replace(self, n=len(numbers), part=lambda rows: self.part(numbers[rows]))

    def dequantised(self) -> np.ndarray:
        """Return float32 [N, K], the columns in the order of the inputs."""
        weights = np.empty((self.n, self.k), np.float32)
        step = max(1, BLOCK_WEIGHTS // self.k)
        for top in range(0, self.n, step):
            rows = slice(top, min(top + step, self.n))
            weights[rows] = self.rows(rows)
        return weights

    def rows(self, rows: Rows) -> np.ndarray:
        """Return some outputs of `dequantised`."""
        codes, scale, offset = self.part(rows)
        group = np.arange(self.k) // (self.format.group or self.k)
        scale = np.asarray(scale, np.float32)
        if offset is None:
            assert self.format.zero is not None     # without an implied offset there is an explicit
            offset = -scale * np.float32(self.format.zero / 2 ** (8 - self.format.bits))
        weights = scale[:, group] * codes + np.asarray(offset, np.float32)[:, group]
        return weights if self.order is None else weights[:, np.argsort(self.order)]


# An embedding [V, D]: of a type for `widen`, or quantised, as a checkpoint or a packed file has it.
Embedding = np.ndarray | Coded | PackedMatrix


def embedded(embedding: Embedding, tokens: np.ndarray) -> np.ndarray:
    """Return the rows of some tokens, float32 [M, D]."""
    if isinstance(embedding, np.ndarray):
        return widen(embedding[tokens])
    if isinstance(embedding, Coded):
        return embedding.rows(tokens)
    rows = [dequantise(embedding, token, token + 1) for token in tokens.tolist()]
    return np.concatenate(rows).astype(np.float32)


# Reads one matrix of a Hugging Face folder, by its name and shape (N, K), as one library stores it.
# A matrix that the folder holds in float is an array.
Method = Callable[[TensorFolder, str, tuple[int, int]], np.ndarray | Coded]


class Source(Protocol):
    """An opened checkpoint; everything is checked that can be without reading the matrices.

    `Checkpoint` (a Hugging Face folder), `GgufModel` and `CalibratedSource` are such; `pack_model`
    and `float_model` read them.
    """

    config: Config
    tokenizer: Tokenizer
    chat: ChatTemplate | None
    quantised: bool                     # whether some matrices are `Coded`

    def embedding(self) -> Embedding:
        """Return the embedding."""

    def tensors(self) -> dict[str, np.ndarray]:
        """Return the tensors of `tensor_shapes(config)`, in any type that `widen` reads."""

    def matrix(self, name: str) -> np.ndarray | Coded:
        """Return one matrix of `matrix_shapes(config)`; an array [N, K] is of a type for `widen`.

        Several threads may call this at the same time.
        """


@dataclass(frozen=True)
class ModelData:
    """All that a model needs to run, wherever it came from.

    `pack_model`, `read_packed` and `float_model` make it; `Model` is built from it.
    """

    config: Config
    tokenizer: Tokenizer
    embedding: Embedding
    tensors: Mapping[str, np.ndarray]   # `Source.tensors`, and NAME + ORDER for matrices with one
    matrices: Mapping[str, Any]         # by name: PackedMatrix, or float32 [N, K] for FloatEngine
    format: WeightFormat | None         # of most weights; None: float32
    chat: ChatTemplate | None = None


def float_model(source: Source) -> ModelData:
    """Return the model in float32, for a `FloatEngine`; quantised matrices are dequantised."""
    matrices = {}
    for name in matrix_shapes(source.config):
        matrix = source.matrix(name)
        matrices[name] = matrix.dequantised() if isinstance(matrix, Coded) else widen(matrix)
    return ModelData(source.config, source.tokenizer, source.embedding(), source.tensors(),
                     matrices, None, source.chat)
