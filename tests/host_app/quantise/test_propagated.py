"""Layers that make up for those before them: the streams, the least squares, and what it gains."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import pack_model
from lutcore.host_app.checkpoints.source import Coded, Source, float_model
from lutcore.host_app.errors import NonFiniteWeightsError, QuantisationError
from lutcore.host_app.model.engines import FloatEngine
from lutcore.host_app.model.model import Model
from lutcore.host_app.model.tensors import HEAD, STEERING, matrix_shapes
from lutcore.host_app.quantise import calibrated, propagated
from lutcore.host_app.quantise.methods import CALIBRATED
from lutcore.host_app.quantise.propagated import PropagatedSource, Sums, stages
from lutcore.host_app.quantise.rounding import CAREFUL, MXFP4, quantise, weight_format
from lutcore.host_app.quantise.streams import Layer, embedded_text, normed

VARIANTS = ["llama_random", "mistral_window", "gemma3", "granite4", "qwen3_moe", "qwen3_5",
            "gpt_oss", "lfm2", "phi3_longrope"]
FIRST    = "model.layers.0.self_attn."


def quiet(_done: int, _total: int) -> None:
    pass


def texts(lengths: tuple[int, ...], seed: int = 1) -> list[list[int]]:
    rng = np.random.default_rng(seed)
    return [rng.integers(0, 60, length).tolist() for length in lengths]


def layers_of(source: Source, windows: list[list[int]]) -> list[Layer]:
    weights = float_model(source).matrices
    return [Layer(source, index, {name: matrix for name, matrix in weights.items()
                                  if name.startswith(f"model.layers.{index}.")}, windows)
            for index in range(source.config.num_hidden_layers)]


def logits_of(model, windows: list[list[int]]) -> np.ndarray:
    (slot,) = Model(model, FloatEngine(), "float32").slots(1, max(map(len, windows)))
    found   = []
    for window in windows:
        slot.truncate(0)
        found.append(slot.forward_all(window))
    return np.concatenate(found)


# Streams ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("variant", VARIANTS)
def test_layer_by_layer_is_the_model(golden: Path, variant: str) -> None:
    """In windows that take one pass and several, of which none sees another."""
    source  = Checkpoint(golden / variant)
    windows = texts((9, 90, 20))
    x = embedded_text(source, windows)
    for layer in layers_of(source, windows):
        layer.run(x)
    model    = float_model(source)
    expected = logits_of(model, windows) * source.config.logits_scaling
    found    = normed(source, x) @ model.matrices[HEAD].T
    np.testing.assert_allclose(found, expected, atol=2e-4 * np.abs(expected).max())


def test_weights_that_are_replaced_count_from_then_on(folder: Path) -> None:
    source  = Checkpoint(folder)
    windows = texts((9, 70))
    (layer, _), x = layers_of(source, windows), embedded_text(source, windows)
    value = layer.products[0]
    before = layer.inputs(x, layer.products[1])
    assert [*before[0]] == layer.products[:2]           # and nothing behind the last one
    weights = [source.matrix(name).astype(np.float32) for name in value]
    layer.replace(value, [*weights[:2], 2 * weights[2]])
    for old, new in zip(before, layer.inputs(x, layer.products[1]), strict=True):
        np.testing.assert_array_equal(new[value], old[value])
        np.testing.assert_allclose(new[layer.products[1]], 2 * old[layer.products[1]], rtol=1e-5,
                                   atol=1e-6)
    np.testing.assert_array_equal(x, embedded_text(source, windows))


# Least squares ------------------------------------------------------------------------------------


def test_the_correction_is_least_squares(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole, and with codes so fine that they cost nothing: half of the way otherwise."""
    rng = np.random.default_rng(0)
    w   = rng.standard_normal((8, 32)).astype(np.float32)
    y   = rng.standard_normal((500, 32)).astype(np.float32)
    x   = (y @ (np.eye(32) + 0.2 * rng.standard_normal((32, 32))) +
           0.1 * rng.standard_normal((500, 32))).astype(np.float32)
    best = np.linalg.lstsq(y, x @ w.T, rcond=None)[0].T
    monkeypatch.setattr(calibrated, "DAMPING", 1e-6)
    fmt  = weight_format("int8", "32")
    for share in (1.0, 0.5):
        monkeypatch.setattr(propagated, "SHARE", share)
        sums = Sums(32)
        for half in (slice(0, 200), slice(200, 500)):
            sums.add(x[half], y[half])
        found = sums.quantise("some", w, fmt).dequantised()
        np.testing.assert_allclose(found, w + share * (best - w), atol=0.03)


def test_the_same_inputs_need_no_correction() -> None:
    rng  = np.random.default_rng(0)
    w    = rng.standard_normal((8, 64)).astype(np.float32)
    y    = rng.standard_normal((500, 64)).astype(np.float32)
    sums = Sums(64)
    sums.add(y, y)
    fmt   = weight_format("int3", "32")
    codes = calibrated.quantise_against(w, sums.moment, fmt)[0]
    np.testing.assert_array_equal(sums.quantise("some", w, fmt).whole()[0], codes)


# Sources ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("variant, weights, group", [
    ("llama_random", "int3", "32"), ("llama_random", "int2", "row"), ("qwen3", "int3", "row")])
def test_logits_are_nearer_than_by_gptq(golden: Path, variant: str, weights: str, group: str
                                        ) -> None:
    """On a text that is not the calibration."""
    source = Checkpoint(golden / variant)
    given, other = texts((64,) * 30), texts((64,) * 8, seed=2)
    truth  = logits_of(float_model(source), other)
    errors = []
    for method in ("gptq", "qep"):
        coded = CALIBRATED[method](source, weight_format(weights, group), given)
        errors.append(((logits_of(float_model(coded), other) - truth) ** 2).mean())
    assert errors[1] < 0.97 * errors[0]


@pytest.mark.parametrize("method", CALIBRATED)
def test_matrices_that_steer_stay_careful(golden: Path, method: str) -> None:
    fmt    = weight_format("int3", "32")
    source = CALIBRATED[method](Checkpoint(golden / "qwen3_moe"), fmt, texts((40, 70)))
    packed = pack_model(source, fmt, quiet)
    for name, matrix in packed.matrices.items():
        assert matrix.format == (CAREFUL if name.endswith(STEERING) else fmt), name


def test_experts_of_a_kind_are_one_stage_unless_they_are_large(
        golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Checkpoint(golden / "qwen3_moe")
    layer  = layers_of(source, texts((20,)))[-1]
    shapes = matrix_shapes(source.config)
    found  = stages(layer.products, shapes)
    assert [len(stage) for stage in found] == [1, 1, 1, source.config.num_experts,
                                               source.config.num_experts]
    assert sorted(product for stage in found for product in stage) == sorted(layer.products)
    monkeypatch.setattr(calibrated, "MOMENT_BYTES", 1)
    assert all(len(stage) == 1 for stage in stages(layer.products, shapes))


def test_quantised_matrices_stay(folder: Path) -> None:
    int4 = weight_format("int4")
    kept = FIRST + "k_proj.weight"

    class Quantised(Checkpoint):
        def matrix(self, name):
            matrix = super().matrix(name).astype(np.float32)
            return Coded.of(int4, *quantise(matrix, int4)) if name == kept else matrix

    fmt   = weight_format("int3", "row")
    steps = []
    found = PropagatedSource(Quantised(folder), fmt, texts((40, 70)),
                             lambda done, total: steps.append((done, total)))
    for name in matrix_shapes(found.config):
        assert found.matrix(name).format == (int4 if name == kept else fmt)
    np.testing.assert_array_equal(found.matrix(kept).whole()[0],
                                  Quantised(folder).matrix(kept).whole()[0])
    assert steps == [(0, 2), (1, 2), (2, 2)]            # in one go


def test_what_is_refused(folder: Path, edit_tensors) -> None:
    with pytest.raises(QuantisationError, match="mxfp4"):
        PropagatedSource(Checkpoint(folder), MXFP4, texts((20,)))

    def damage(tensors: dict) -> None:
        tensors[FIRST + "k_proj.weight"][3, 4] = np.nan

    edit_tensors(damage)
    source = PropagatedSource(Checkpoint(folder), weight_format("int4"), texts((20,)))
    with np.errstate(all="ignore"), pytest.raises(NonFiniteWeightsError, match=r"layers\.0\..*NaN"):
        pack_model(source, None, quiet)
