"""A `Source` made of another one: whatever happens to its matrices, all else stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from lutcore.host_app.checkpoints.source import Embedding, Source
from lutcore.host_app.errors import QuantisationError
from lutcore.host_app.quantise.rounding import MXFP4, Formats


class DerivedSource:
    """All of another source but its matrices; classes below say what becomes of those."""

    quantised = True

    def __init__(self, source: Source) -> None:
        self.config    = source.config
        self.tokenizer = source.tokenizer
        self.chat      = source.chat
        self._source   = source

    def embedding(self) -> Embedding:
        """Return the embedding of the other source."""
        return self._source.embedding()

    def tensors(self) -> dict[str, np.ndarray]:
        """Return the tensors of the other source."""
        return self._source.tensors()


class TextSource(DerivedSource):
    """A source that quantises the float matrices of another one to `fmt`, against a text.

    windows: tokens, each list a text of its own that fits the model's context
    progress: takes steps done and steps in all

    Raises QuantisationError (a format whose codes are not evenly spaced).
    """

    def __init__(self, source: Source, fmt: Formats, windows: Sequence[Sequence[int]],
                 progress: Callable[[int, int], None] = lambda done, total: None) -> None:
        if fmt == MXFP4:
            raise QuantisationError("mxfp4 weights are rounded to nearest only; leave the method "
                                    "out, or take int4")
        super().__init__(source)
        self._format   = fmt
        self._windows  = windows
        self._progress = progress
