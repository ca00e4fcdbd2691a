"""A mix of formats: each matrix gets the one in which its bits do most for the predictions.

    mixer   = Mixer(source, windows)
    packed  = mixer.pack(3.2)                   # in the formats of mixer.formats(3.2)

What a format costs in quality is measured. One matrix at a time is quantised in two formats
(ANCHORS) while all others stay as they are, and the emulator runs the calibration's first tokens:
the cost is the Kullback-Leibler divergence of the predictions from those of the whole model, in
nats per token. That is the growth of the cross-entropy on texts that the model would write, and it
needs far fewer tokens than the growth on a given text. The other formats lie on a straight line
through both measurements, log cost against log error of the outputs, and that error is measured for
every format: the sum of |E x|**2 over the inputs x of the calibration.

What a format costs in bits are the words of its stream, with scales, offsets and padding, as
`bits_per_weight` counts them; the output layer is one of the matrices, and the embedding is not.
Costs add up, so the cheapest set of formats within a budget is a knapsack. Each step takes the
exchange that saves most per word (the lower convex hull of every matrix's formats).

Experts of one layer share a format: a text reaches each of them too seldom to measure it alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from lutcore.driver import Device, open_device
from lutcore.driver.contract import WeightFormat
from lutcore.host_app.checkpoints.packed import CAREFUL, pack_model
from lutcore.host_app.checkpoints.source import Coded, Embedding, ModelData, Source, float_model
from lutcore.host_app.checkpoints.tensors import widen
from lutcore.host_app.errors import CalibrationTooShortError, MixBitsError
from lutcore.host_app.model.config import STEERING, matrix_shapes
from lutcore.host_app.model.engines import DeviceEngine, DeviceMatrix
from lutcore.host_app.model.model import Model
from lutcore.host_app.quantise.calibrated import CalibratedSource, in_chunks, moments
from lutcore.host_app.quantise.rounding import (
    FEEDBACK,
    MXFP4,
    NEAREST,
    all_formats,
    quantise,
    quantise_matrix,
    weight_format,
)

ANCHORS    = (weight_format("int2"), weight_format("int4"))    # formats whose cost is measured
CANDIDATES = tuple(fmt for fmt in all_formats() if fmt != MXFP4)
TOKENS     = 256                        # of the calibration that are run for every measurement
SAMPLE     = 128                        # outputs of a matrix whose errors are measured
SLOPES     = (0.5, 2.0)                 # least and largest exponent of cost against error
NOISE      = 1e-6                       # nats per token: less is the noise of the activations

_EXPERT = re.compile(r"(?<=\.experts\.)\d+(?=\.)")

Windows  = Sequence[Sequence[int]]      # tokens
Progress = Callable[[int, int], None]   # takes matrices done and in total


@dataclass(frozen=True)
class Mix:
    """A mix of this many bits per weight, where a format is expected; `Mixer` makes it."""

    bits: float

    @property
    def name(self) -> str:
        """Short name, beside those of `WeightFormat`."""
        return f"mix of {self.bits:g} bits"


@dataclass(frozen=True)
class Offer:
    """A format for some matrices, and what it costs."""

    format: WeightFormat
    words: int                          # of the streams
    loss: float                         # nats per token


class Mixed:
    """A `Source` in which matrices that are to get another format than their own are float.

    formats: of the matrices by name; those without one stay as they are
    """

    quantised = True

    def __init__(self, source: Source, formats: Mapping[str, WeightFormat]) -> None:
        self.config    = source.config
        self.tokenizer = source.tokenizer
        self.chat      = source.chat
        self._source   = source
        self._formats  = formats

    def embedding(self) -> Embedding:
        """Return the embedding of the other source."""
        return self._source.embedding()

    def tensors(self) -> dict[str, np.ndarray]:
        """Return the tensors of the other source."""
        return self._source.tensors()

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
        self._source  = source
        self._all     = windows
        self._windows = first_tokens(windows)
        self._shapes  = matrix_shapes(source.config)
        self._units   = units(self._shapes)
        self._weights = sum(n * k for n, k in self._shapes.values())
        chosen        = {name for names in self._units for name in names}
        self._fixed   = sum(words(self._shapes[name], CAREFUL) for name in self._shapes
                            if name not in chosen)
        self._offers: list[list[Offer]] = []    # of each unit; empty until they are measured

    def check(self, bits: float) -> None:
        """Raise MixBitsError if no mix has this mean; it takes no time."""
        sizes = [[sum(words(self._shapes[name], fmt) for name in names) for fmt in CANDIDATES]
                 for names in self._units]
        least, most = (self._bits(sum(map(choose, sizes))) for choose in (min, max))
        if not least <= bits <= most:
            low, high = np.ceil(100 * least) / 100, np.floor(100 * most) / 100
            raise MixBitsError(f"a mix of {bits:g} bits per weight; with scales and padding this "
                               f"model can have {low:.2f} to {high:.2f}")

    def formats(self, bits: float, progress: Progress = lambda done, total: None
                ) -> dict[str, WeightFormat]:
        """Return the formats, by name, of a mix with at most this mean. The first call measures.

        Raises MixBitsError and what the source's matrices raise.
        """
        self.check(bits)
        if not self._offers:
            self._offers = measured(self._source, self._units, self._windows, progress)
        room   = int(bits * self._weights / 128) - self._fixed
        chosen = cheapest(self._offers, room)
        return dict.fromkeys(self._shapes, CAREFUL) | {
            name: offer.format for names, offer in zip(self._units, chosen, strict=True)
            for name in names}

    def pack(self, bits: float, method: str = NEAREST,
             progress: Callable[[str, float], None] = lambda step, fraction: None) -> ModelData:
        """Return the model in these formats. method: of rounding; the choice is that for NEAREST.

        progress: takes the current step and the fraction of it done

        Raises what `formats` and `pack_model` raise.
        """
        def step(name: str) -> Progress:
            return lambda done, total: progress(name, done / total)

        formats = self.formats(bits, step("measuring"))
        source: Source = Mixed(self._source, formats)
        if method == FEEDBACK:
            source = CalibratedSource(source, formats, self._all, step("calibrating"))
        return pack_model(source, formats, step("packing"))

    def _bits(self, chosen: int) -> float:
        return 128 * (chosen + self._fixed) / self._weights


def first_tokens(windows: Windows) -> list[Sequence[int]]:
    """Return the first TOKENS tokens. Raises CalibrationTooShortError."""
    taken: list[Sequence[int]] = []
    left = TOKENS
    for window in windows:
        taken += [window[:left]] if min(left, len(window)) > 1 else []
        left  -= len(window[:left])
    if left:
        raise CalibrationTooShortError(
            f"the calibration text has {TOKENS - left} tokens, and a mix is measured on {TOKENS}; "
            "give a longer text")
    return taken


def units(shapes: Mapping[str, tuple[int, int]]) -> list[list[str]]:
    """Return the names of matrices that get a format together; those that steer are in none."""
    found: dict[str, list[str]] = {}
    for name in shapes:
        if not name.endswith(STEERING):
            found.setdefault(_EXPERT.sub("*", name), []).append(name)
    return list(found.values())


def words(shape: tuple[int, int], fmt: WeightFormat) -> int:
    """Return the words of a matrix's stream."""
    n, k = shape
    return fmt.layout.words(n, fmt.slices(k))


def composition(model: ModelData) -> str:
    """Return which share of the weights has which format, the largest share first."""
    shares: Counter[str] = Counter()
    for matrix in model.matrices.values():
        shares[matrix.format.name] += matrix.n * matrix.k
    return ", ".join(f"{name} {count / shares.total():.0%}" for name, count in shares.most_common())


# Measuring ----------------------------------------------------------------------------------------


def measured(source: Source, parts: Sequence[Sequence[str]], windows: Windows,
             progress: Progress) -> list[list[Offer]]:
    """Return what every format costs each part of the model; see the module."""
    total  = 2 * len(parts)
    shapes = matrix_shapes(source.config)
    model  = float_model(source)
    rows   = []
    for done, found in enumerate(_errors(source, model, parts, windows)):
        progress(done, total)
        rows.append(found)
    model  = pack_model(source, CAREFUL, lambda done, total: None)
    offers = []
    with open_device("emulator") as device:
        engine = _Keeping(device)
        truth  = _predictions(model, engine, windows)
        engine.keep()
        for done, (names, errors) in enumerate(zip(parts, rows, strict=True)):
            progress(len(parts) + done, total)
            anchors = []
            for fmt in ANCHORS:
                changed = {name: quantise_matrix(_weights(source, name), fmt) for name in names}
                other   = replace(model, matrices={**model.matrices, **changed})
                anchors.append((errors[fmt],
                                divergence(truth, _predictions(other, engine, windows))))
            line = line_through(*anchors)
            losses = {fmt: line(error) for fmt, error in errors.items()} | _as_it_is(source, names)
            offers.append([Offer(fmt, sum(words(shapes[name], fmt) for name in names), loss)
                           for fmt, loss in losses.items()])
    progress(total, total)
    return offers


def _weights(source: Source, name: str) -> np.ndarray:
    matrix = source.matrix(name)
    return matrix.dequantised() if isinstance(matrix, Coded) else widen(matrix)


def _as_it_is(source: Source, names: Sequence[str]) -> dict[WeightFormat, float]:
    """Return the format that quantised matrices have already, at no cost; else nothing."""
    found = [source.matrix(name) for name in names]
    kept  = {matrix.format for matrix in found if isinstance(matrix, Coded)}
    coded = all(isinstance(matrix, Coded) for matrix in found)
    return dict.fromkeys(kept, 0.0) if coded and len(kept) == 1 else {}


def _errors(source: Source, model: ModelData, parts: Sequence[Sequence[str]], windows: Windows
            ) -> Iterator[dict[WeightFormat, float]]:
    """Yield of each part the sum of |E x|**2 by format."""
    shapes = matrix_shapes(source.config)
    chunks = in_chunks({i: sum(shapes[name][1] for name in part) for i, part in enumerate(parts)})
    for chunk in chunks:
        found = moments(model, windows, [name for i in chunk for name in parts[i]])
        for i in chunk:
            yield {fmt: sum(output_error(model.matrices[name], found[name], fmt)
                            for name in parts[i]) for fmt in CANDIDATES}


def output_error(weights: np.ndarray, moment: np.ndarray, fmt: WeightFormat) -> float:
    """Return the sum of |E x|**2 of a sample of outputs, where x has this moment."""
    sample = weights[::-(-len(weights) // SAMPLE)]
    error  = Coded.of(fmt, *quantise(sample, fmt)).dequantised() - sample
    return float(np.vdot(error @ moment, error)) * len(weights) / len(sample)


class _Keeping(DeviceEngine):
    """A device that keeps the matrices of a model when the next model differs in few of them."""

    def __init__(self, device: Device) -> None:
        super().__init__(device)
        self._loaded: dict[tuple[int, ...], DeviceMatrix] = {}
        self._keeps = True

    def keep(self) -> None:
        """Keep what was loaded until now, and nothing from now on."""
        self._keeps = False

    def load(self, matrices: Sequence[Any]) -> DeviceMatrix:
        """Matrices of one format and K, side by side. Raises DeviceMemoryError."""
        key = tuple(map(id, matrices))
        if key in self._loaded:
            return self._loaded[key]
        loaded = super().load(matrices)
        if self._keeps:
            self._loaded[key] = loaded
            self._held.pop()            # so that `free` does not take it
        return loaded


def _predictions(model: ModelData, engine: DeviceEngine, windows: Windows) -> np.ndarray:
    """Return log p of every token, float32 [tokens, V]."""
    running = Model(model, engine, "float32")
    (slot,) = running.slots(1, max(map(len, windows)))
    found   = []
    for window in windows:
        slot.truncate(0)
        logits  = slot.forward_all(window)
        logits -= logits.max(axis=1, keepdims=True)
        found.append(logits - np.log(np.exp(logits).sum(axis=1, keepdims=True)))
    running.free()
    return np.concatenate(found)


def divergence(truth: np.ndarray, found: np.ndarray) -> float:
    """Return the mean Kullback-Leibler divergence of log p, [tokens, V], in nats per token."""
    return float(np.einsum("mv,mv->m", np.exp(truth), truth - found, dtype=np.float64).mean())


def line_through(*points: tuple[float, float]) -> Callable[[float], float]:
    """Return the cost by error: log cost is a line through two points (error, cost).

    A cost below NOISE says nothing: then the cost grows as the error does, as it does near zero.
    """
    (error1, cost1), (error0, cost0) = sorted(points)[-1], sorted(points)[0]
    slope = 1.0
    if error0 > 0 and cost0 > NOISE and cost1 > NOISE and error1 > 1.01 * error0:
        slope = float(np.clip(np.log(cost1 / cost0) / np.log(error1 / error0), *SLOPES))
    return lambda error: max(cost1, NOISE) * (error / error1) ** slope if error1 else 0.0


# Choosing -----------------------------------------------------------------------------------------


def cheapest(offers: Sequence[Sequence[Offer]], room: int) -> list[Offer]:
    """Return one offer for each part, with at most `room` words in all and little loss.

    Starts with the fewest words; exchanges then follow the hulls, the best per word first, as far
    as there is room.
    """
    hulls     = [hull(part) for part in offers]
    chosen    = [0] * len(hulls)
    left      = room - sum(steps[0].words for steps in hulls)
    exchanges = [(-_gain(steps[to - 1], steps[to]), part, to)
                 for part, steps in enumerate(hulls) for to in range(1, len(steps))]
    for _, part, to in sorted(exchanges):           # of one part in the order of its hull
        more = hulls[part][to].words - hulls[part][chosen[part]].words
        if more <= left:
            chosen[part] = to
            left -= more
    return [steps[at] for steps, at in zip(hulls, chosen, strict=True)]


def hull(offers: Sequence[Offer]) -> list[Offer]:
    """Return the lower convex hull: from few words to many, each step gains less per word."""
    found: list[Offer] = []
    for offer in sorted(offers, key=lambda offer: (offer.words, offer.loss)):
        if found and offer.loss >= found[-1].loss:
            continue
        while len(found) > 1 and _gain(found[-2], found[-1]) <= _gain(found[-1], offer):
            found.pop()
        found.append(offer)
    return found


def _gain(a: Offer, b: Offer) -> float:
    """Return how much less loss b has, per word more."""
    return (a.loss - b.loss) / (b.words - a.words)
