"""The seam between checkpoint formats and everything else: what a reader of checkpoints gives.

A reader opens one kind of checkpoint and offers a `Source`: the configuration, the tokenizer, the
tensors that stay on the host, and the matrices by name, each either float or `Coded`. `pack_model`
quantises the float ones and takes the others over as they are; nothing else knows file formats.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from lutcore.driver.contract import WeightFormat
from lutcore.host_app.checkpoints.chat_template import ChatTemplate
from lutcore.host_app.checkpoints.tensors import TensorFolder, widen
from lutcore.host_app.checkpoints.tokenizer import Tokenizer
from lutcore.host_app.model.config import Config, matrix_shapes


@dataclass(frozen=True)
class Coded:
    """A matrix [N, K] that is quantised already: w = scale * code + offset in groups along K.

    codes:  uint8 [N, K], below format.levels
    scale:  float [N, G], G = format.groups(K)
    offset: float [N, G]; None where format.zero implies it
    order:  int32 [K], the input that each column of codes belongs to; None: its own
    """

    format: WeightFormat
    codes: np.ndarray
    scale: np.ndarray
    offset: np.ndarray | None = None
    order: np.ndarray | None = None

    def dequantised(self) -> np.ndarray:
        """float32 [N, K], its columns in the order of the inputs."""
        size   = self.format.group or self.codes.shape[1]
        group  = np.arange(self.codes.shape[1]) // size
        scale  = np.asarray(self.scale, np.float32)
        offset = self.offset
        if offset is None:
            offset = -scale * np.float32(self.format.zero / 2 ** (8 - self.format.bits))
        weights = scale[:, group] * self.codes + np.asarray(offset, np.float32)[:, group]
        return weights if self.order is None else weights[:, np.argsort(self.order)]


# How a Hugging Face folder stores a matrix: reads one, by its name and shape (N, K). A matrix that
# the folder holds in float is an array.
Method = Callable[[TensorFolder, str, tuple[int, int]], np.ndarray | Coded]


class Source(Protocol):
    """An opened checkpoint, everything checked that can be without reading the matrices."""

    config: Config
    tokenizer: Tokenizer
    chat: ChatTemplate | None
    quantised: bool                     # some matrices are `Coded`

    def tensors(self) -> dict[str, np.ndarray]:
        """`tensor_shapes(config)`, in any type that `widen` reads."""

    def matrix(self, name: str) -> np.ndarray | Coded:
        """One matrix of `matrix_shapes(config)`; an array [N, K] of a type that `widen` reads.

        Several threads may ask at the same time.
        """

    def notes(self) -> list[str]:
        """Lines for the user about the matrices read so far."""


@dataclass(frozen=True)
class ModelData:
    """All that a model needs to run, wherever it came from."""

    config: Config
    tokenizer: Tokenizer
    tensors: Mapping[str, np.ndarray]   # `Source.tensors`, and NAME + ORDER where needed
    matrices: Mapping[str, Any]         # matrix_shapes(config): what a Backend loads
    format: WeightFormat | None         # of most weights; None: float32
    chat: ChatTemplate | None = None
    notes: tuple[str, ...] = ()         # `Source.notes`


def float_model(source: Source) -> ModelData:
    """The model in float32, for a `FloatBackend`; what is quantised already is dequantised."""
    matrices = {}
    for name in matrix_shapes(source.config):
        matrix = source.matrix(name)
        matrices[name] = matrix.dequantised() if isinstance(matrix, Coded) else widen(matrix)
    return ModelData(
        source.config, source.tokenizer, source.tensors(), matrices, None, source.chat)
