"""A mix of formats: each matrix gets the one in which its bits do most for the predictions.

    mixer  = Mixer(source, windows)
    packed = mixer.pack(3.2, "gptq")

What a format costs in quality is measured (quantise/costs.py), with the method that will round the
weights. What it costs in bits are the words of its stream, with scales, offsets and padding, as
`bits_per_weight` counts them; the output layer is one of the matrices, and the embedding is not.
The choice within a budget is a knapsack (quantise/knapsack.py).

It takes for granted that costs add up, which they do less and less as they grow. So the mix is
quantised beside the uniform formats of no more words that should cost least, all predict the
calibration text, and the best is taken.

Experts of one layer share a format: a text reaches each of them too seldom to measure it alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lutcore.driver import open_device
from lutcore.driver.contract import WeightFormat
from lutcore.host_app.checkpoints.packed import pack_model
from lutcore.host_app.checkpoints.source import Coded, ModelData, Source, float_model
from lutcore.host_app.errors import MixBitsError
from lutcore.host_app.model.engines import DeviceEngine, FloatEngine
from lutcore.host_app.model.tensors import STEERING, matrix_shapes
from lutcore.host_app.quantise.costs import (
    CANDIDATES,
    TOKENS,
    Windows,
    divergence,
    first_tokens,
    measured,
    predictions,
    words,
)
from lutcore.host_app.quantise.derived import DerivedSource
from lutcore.host_app.quantise.knapsack import Offer, cheapest
from lutcore.host_app.quantise.methods import CALIBRATED
from lutcore.host_app.quantise.rounding import CAREFUL, NEAREST

RIVALS  = 2                             # uniform formats that a mix is compared with
COMPARE = 2048                          # most tokens of the calibration that this is done on

_EXPERT = re.compile(r"(?<=\.experts\.)\d+(?=\.)")

Formats = dict[str, WeightFormat]       # of matrices, by name


@dataclass(frozen=True)
class Mix:
    """A mix of this many bits per weight, where a format is expected; `Mixer` makes it."""

    bits: float

    @property
    def name(self) -> str:
        """Short name, beside those of `WeightFormat`."""
        return f"mix of {self.bits:g} bits"


class Mixed(DerivedSource):
    """A `Source` in which matrices that are to get another format than their own are float.

    formats: of the matrices by name; those without one stay as they are
    """

    def __init__(self, source: Source, formats: Mapping[str, WeightFormat]) -> None:
        super().__init__(source)
        self._formats = formats

    def matrix(self, name: str) -> np.ndarray | Coded:
        """Return one matrix: its codes if they have the wanted format, else its weights."""
        matrix = self._source.matrix(name)
        if isinstance(matrix, Coded) and self._formats.get(name, matrix.format) != matrix.format:
            return matrix.dequantised()
        return matrix


class Mixer:
    """Formats of a source's matrices for any mean of bits; see the module.

    windows: tokens of the calibration, each list a text of its own

    Raises CalibrationTooShortError.
    """

    def __init__(self, source: Source, windows: Windows) -> None:
        first_tokens(windows, TOKENS)
        self._source  = source
        self._windows = windows
        self._shapes  = matrix_shapes(source.config)
        self._units   = units(self._shapes)
        self._weights = sum(n * k for n, k in self._shapes.values())
        chosen        = {name for names in self._units for name in names}
        self._fixed   = sum(words(self._shapes[name], CAREFUL) for name in self._shapes
                            if name not in chosen)
        self._offers: dict[str, list[list[Offer]]] = {}     # of each unit, by method
        self._truth: np.ndarray | None = None               # predictions of the whole model

    def check(self, bits: float) -> None:
        """Raise MixBitsError if no mix has this mean; it takes no time."""
        sizes = [[sum(words(self._shapes[name], fmt) for name in names) for fmt in CANDIDATES]
                 for names in self._units]
        least, most = (self._bits(sum(map(choose, sizes))) for choose in (min, max))
        if not least <= bits <= most:
            low, high = np.ceil(100 * least) / 100, np.floor(100 * most) / 100
            raise MixBitsError(f"a mix of {bits:g} bits per weight; with scales and padding this "
                               f"model can have {low:.2f} to {high:.2f}")

    def pack(self, bits: float, method: str = NEAREST,
             progress: Callable[[str, float], None] = lambda step, fraction: None) -> ModelData:
        """Return the model with at most this mean. The first call of a method measures.

        method: of rounding
        progress: takes the current step and the fraction of it done

        Raises MixBitsError and what `pack_model` and the source's matrices raise.
        """
        self.check(bits)
        if method not in self._offers:
            self._offers[method] = measured(
                self._source, self._units, self._windows, method,
                lambda done, total: progress("measuring", done / total))
        room   = int(bits * self._weights / 128) - self._fixed
        chosen = self._candidates(room, self._offers[method])
        packed = []
        for number, formats in enumerate(chosen):
            def show(done: int, total: int, number: int = number) -> None:
                progress("packing", (number + done / total) / len(chosen))

            source: Source = Mixed(self._source, formats)
            if method in CALIBRATED:
                source = CALIBRATED[method](source, formats, self._windows)
            packed.append(pack_model(source, formats, show))
        return min(packed, key=self._loss) if len(packed) > 1 else packed[0]

    def _candidates(self, room: int, offers: Sequence[Sequence[Offer]]) -> list[Formats]:
        """Return the mix for so many words, and the uniform formats within them that cost least."""
        uniform = {}
        for fmt in CANDIDATES:
            costs = [offer for unit in offers for offer in unit if offer.format == fmt]
            if sum(offer.words for offer in costs) <= room:
                uniform[fmt] = sum(offer.loss for offer in costs)
        rivals = sorted(uniform, key=uniform.__getitem__)[:RIVALS]
        found  = [self._named([offer.format for offer in cheapest(offers, room)])]
        for fmt in rivals:
            formats = self._named([fmt] * len(offers))
            found  += [formats] if formats not in found else []
        return found

    def _named(self, formats: Sequence[WeightFormat]) -> Formats:
        """Return the formats of all matrices by name, of those of the units."""
        return dict.fromkeys(self._shapes, CAREFUL) | {
            name: fmt for names, fmt in zip(self._units, formats, strict=True) for name in names}

    def _loss(self, model: ModelData) -> float:
        """Return the divergence of a packed model's predictions, in nats per token."""
        few = first_tokens(self._windows, COMPARE)
        if self._truth is None:
            self._truth = predictions(float_model(self._source), FloatEngine(), few)
        with open_device("emulator") as device:
            return divergence(self._truth, predictions(model, DeviceEngine(device), few))

    def _bits(self, chosen: int) -> float:
        return 128 * (chosen + self._fixed) / self._weights


def units(shapes: Mapping[str, tuple[int, int]]) -> list[list[str]]:
    """Return the names of matrices that get a format together; those that steer are in none."""
    found: dict[str, list[str]] = {}
    for name in shapes:
        if not name.endswith(STEERING):
            found.setdefault(_EXPERT.sub("*", name), []).append(name)
    return list(found.values())


def composition(model: ModelData) -> str:
    """Return which share of the weights has which format, the largest share first."""
    shares: Counter[str] = Counter()
    for matrix in model.matrices.values():
        shares[matrix.format.name] += matrix.n * matrix.k
    return ", ".join(f"{name} {count / shares.total():.0%}" for name, count in shares.most_common())
