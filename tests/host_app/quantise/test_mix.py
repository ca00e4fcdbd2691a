"""A mix spends bits where the predictions need them, within its budget, always in the same way."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from lutcore.driver import open_device
from lutcore.driver.contract import WeightFormat
from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import CAREFUL, pack_model, read_packed, write_packed
from lutcore.host_app.checkpoints.source import Coded, ModelData
from lutcore.host_app.errors import CalibrationTooShortError, MixBitsError
from lutcore.host_app.measure.trials import bits_per_weight, run_trials, trials
from lutcore.host_app.model.engines import DeviceEngine
from lutcore.host_app.model.tensors import ROUTER, matrix_shapes
from lutcore.host_app.quantise import costs, knapsack, mix
from lutcore.host_app.quantise.calibrated import Moment
from lutcore.host_app.quantise.knapsack import Offer
from lutcore.host_app.quantise.mix import Mix, Mixed, Mixer
from lutcore.host_app.quantise.rounding import METHODS, quantise, quantise_matrix, weight_format

VALUE = "model.layers.0.self_attn.v_proj.weight"
INT4  = weight_format("int4")


def quiet(_done: int, _total: int) -> None:
    pass


def formats_of(model: ModelData) -> dict[str, WeightFormat]:
    return {name: matrix.format for name, matrix in model.matrices.items()}


@pytest.fixture
def windows() -> list[list[int]]:
    rng = np.random.default_rng(2)
    return [rng.integers(0, 60, 60).tolist() for _ in range(6)]


# Choosing -----------------------------------------------------------------------------------------


@pytest.fixture
def offers() -> list[list[Offer]]:
    rng = np.random.default_rng(3)
    return [[Offer(INT4, int(words), float(loss))
             for words, loss in zip(rng.integers(1, 40, 6), rng.random(6), strict=True)]
            for _ in range(4)]


def test_no_set_of_formats_is_cheaper(offers: list[list[Offer]]) -> None:
    """At most one exchange is missing, the one that did not fit; where all fit, nothing is."""
    sets  = [(sum(o.words for o in chosen), sum(o.loss for o in chosen))
             for chosen in product(*offers)]
    least = min(words for words, _ in sets)
    exact = 0
    for room in range(least, 160):
        chosen = knapsack.cheapest(offers, room)
        loss   = sum(offer.loss for offer in chosen)
        best   = min(loss for words, loss in sets if words <= room)
        assert sum(offer.words for offer in chosen) <= room
        largest = max(a.loss - b.loss for part in map(knapsack.hull, offers)
                      for a, b in zip(part, part[1:], strict=False))
        assert best - 1e-12 <= loss <= best + largest
        exact += loss < best + 1e-12
    assert exact > 80                   # of 150 or so


def test_a_hull_is_convex_and_holds_both_ends(offers: list[list[Offer]]) -> None:
    for part in offers:
        found = knapsack.hull(part)
        gains = [(a.loss - b.loss) / (b.words - a.words)
                 for a, b in zip(found, found[1:], strict=False)]
        assert gains == sorted(gains, reverse=True) and all(gain > 0 for gain in gains)
        assert found[0].words == min(offer.words for offer in part)
        assert found[-1].loss == min(offer.loss for offer in part)


# Measuring ----------------------------------------------------------------------------------------


def test_costs_lie_on_a_line_through_both_measurements() -> None:
    line = costs.line_through((100.0, 0.5), (1.0, 0.002))
    assert line(100.0) == pytest.approx(0.5) and line(1.0) == pytest.approx(0.002)
    assert 0.002 < line(10.0) < 0.5 and line(0.0) == 0.0
    noisy = costs.line_through((100.0, 0.5), (1.0, costs.NOISE / 3))
    assert noisy(1.0) == pytest.approx(0.005)           # the cost grows as the error


def test_divergence_is_that_of_kullback_and_leibler() -> None:
    p, q = np.array([[0.5, 0.25, 0.25]]), np.array([[0.25, 0.25, 0.5]])
    assert costs.divergence(np.log(p), np.log(p)) == 0
    assert costs.divergence(np.log(p), np.log(q)) == pytest.approx(0.25 * np.log(2))


def test_the_first_tokens_of_a_text() -> None:
    taken = costs.first_tokens([[1] * 200, [2] * 200], costs.TOKENS)
    assert [len(window) for window in taken] == [200, costs.TOKENS - 200]
    with pytest.raises(CalibrationTooShortError, match="has 30 tokens, and a mix is measured on"):
        costs.first_tokens([[1] * 30], costs.TOKENS)


def test_kept_matrices_change_no_prediction(folder: Path, windows: list[list[int]]) -> None:
    """A model that differs in one matrix gives the bits that it gives on a fresh device."""
    source = Checkpoint(folder)
    model  = pack_model(source, CAREFUL, quiet)
    other  = replace(model, matrices={
        **model.matrices, VALUE: quantise_matrix(source.matrix(VALUE), weight_format("int2"))})
    with open_device("emulator") as device:
        engine = costs.KeepingEngine(device)
        before = costs.predictions(model, engine, windows)
        engine.keep()
        loaded = len(device._allocations)
        found  = costs.predictions(other, engine, windows)
        assert len(device._allocations) == loaded
        again  = costs.predictions(model, engine, windows)
    with open_device("emulator") as device:
        fresh = costs.predictions(other, DeviceEngine(device), windows)
    assert np.array_equal(found, fresh) and np.array_equal(before, again)
    assert not np.array_equal(before, found)


# Models -------------------------------------------------------------------------------------------


def test_a_mix_keeps_its_budget_and_is_always_the_same(folder: Path, windows: list[list[int]],
                                                       tmp_path: Path) -> None:
    source, seen = Checkpoint(folder), []
    mixer  = Mixer(source, windows)
    packed = mixer.pack(6.0, progress=lambda step, fraction: seen.append((step, fraction)))
    assert 5 < bits_per_weight(packed) <= 6.0
    assert {step for step, _ in seen} == {"measuring", "packing"}
    assert seen == sorted(seen) and seen[-1] == ("packing", 1.0)
    more = mixer.pack(7.0)              # nothing is measured again
    assert bits_per_weight(packed) < bits_per_weight(more) <= 7.0
    assert formats_of(Mixer(source, windows).pack(6.0)) == formats_of(packed)
    write_packed(packed, tmp_path / "mix")
    assert formats_of(read_packed(tmp_path / "mix")) == formats_of(packed)


def test_a_mix_that_is_worse_than_one_format_is_not_taken(
        folder: Path, windows: list[list[int]], monkeypatch: pytest.MonkeyPatch) -> None:
    """A choice of the fewest words is as bad as can be, and smaller than what there is room for."""
    source = Checkpoint(folder)
    shapes = matrix_shapes(source.config)
    monkeypatch.setattr(mix, "measured", lambda source, parts, windows, method, progress: [
        [Offer(fmt, sum(costs.words(shapes[name], fmt) for name in names), 2.0 ** -fmt.bits)
         for fmt in costs.CANDIDATES] for names in parts])
    monkeypatch.setattr(mix, "cheapest", lambda offers, room: [
        min(part, key=lambda offer: offer.words) for part in offers])
    found = formats_of(Mixer(source, windows).pack(9.0, "gptq"))
    assert len({*found.values()}) == 1 and found[VALUE].bits >= 3


def test_costs_are_those_of_the_method() -> None:
    """Inputs that are alike make up for each other's errors, which rounding to nearest cannot."""
    rng    = np.random.default_rng(4)
    x      = rng.standard_normal((300, 64)) @ rng.standard_normal((64, 64))
    moment = Moment((x.T @ x).astype(np.float32))
    w      = rng.standard_normal((300, 64)).astype(np.float32)
    nearest, gptq, qep = (costs.output_error(w, moment, INT4, method) for method in METHODS)
    assert gptq == qep < 0.8 * nearest


def test_what_has_no_effect_gets_the_fewest_bits(folder: Path, windows: list[list[int]],
                                                 edit_tensors) -> None:
    """The values of layer 0 go nowhere if its output projection is zero."""
    def cut(tensors: dict) -> None:
        tensors["model.layers.0.self_attn.o_proj.weight"][:] = 0

    edit_tensors(cut)
    source  = Checkpoint(folder)
    formats = formats_of(Mixer(source, windows).pack(8.0))
    shapes  = matrix_shapes(source.config)
    sizes   = {name: costs.words(shapes[name], fmt) / (shapes[name][0] * shapes[name][1])
               for name, fmt in formats.items()}
    assert sizes[VALUE] <= min(sizes.values())
    assert sizes[VALUE] < sizes["model.layers.1.self_attn.v_proj.weight"]


@pytest.mark.parametrize("bits", [0.0, 0.5, 40.0, float("nan"), float("inf"), -3.0])
def test_a_mean_that_no_mix_has(folder: Path, windows: list[list[int]], bits: float) -> None:
    mixer = Mixer(Checkpoint(folder), windows)
    with pytest.raises(MixBitsError, match=r"can have \d+\.\d\d to \d+\.\d\d$") as caught:
        mixer.pack(bits)
    low, high = (float(word) for word in str(caught.value).split()[-3::2])
    mixer.check(low)
    mixer.check(high)


def test_experts_share_a_format_and_routers_keep_theirs(golden: Path) -> None:
    source = Checkpoint(golden / "qwen3_moe")
    shapes = matrix_shapes(source.config)
    units  = mix.units(shapes)
    named  = [name for names in units for name in names]
    assert sorted(named) == sorted(name for name in shapes if not name.endswith(ROUTER))
    assert {len(names) for names in units if ".experts." in names[0]} \
        == {source.config.num_experts}


def test_quantised_matrices_stay_where_they_keep_their_format(folder: Path) -> None:
    packed = pack_model(Checkpoint(folder), INT4, quiet)

    class Quantised(Checkpoint):
        def matrix(self, name):
            codes = quantise(super().matrix(name).astype(np.float32), INT4)
            return Coded.of(INT4, *codes)

    formats = dict.fromkeys(packed.matrices, INT4) | {VALUE: weight_format("int2")}
    mixed   = pack_model(Mixed(Quantised(folder), formats), formats, quiet)
    for name, matrix in mixed.matrices.items():
        assert matrix.format == formats[name]
        assert np.array_equal(matrix.stream, packed.matrices[name].stream) == (name != VALUE)
    own = costs._as_it_is(Quantised(folder), [VALUE])
    assert own == {INT4: 0.0} and not costs._as_it_is(Checkpoint(folder), [VALUE])


def test_a_mix_is_better_than_one_format_of_its_bits(stories: Path) -> None:
    source  = Checkpoint(stories)
    ids     = source.tokenizer.encode("Once upon a time there was a little goat. He lived behind "
                                      "the old mill and liked to play in the sun. " * 40)
    planned = trials([weight_format("int3", "32"), Mix(6.62)])
    _, uniform, mixed = run_trials(source, planned, [ids[:256]],
                                   lambda width: open_device("emulator"),
                                   calibration=[ids[256:512]])
    assert mixed["weights"] == "mix" and mixed["bits_per_weight"] <= 6.62
    assert mixed["perplexity"] < uniform["perplexity"]
