"""Error feedback brings outputs nearer to the exact ones, on inputs like the calibration's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import pack_model
from lutcore.host_app.checkpoints.source import Coded, float_model
from lutcore.host_app.errors import NonFiniteWeightsError, QuantisationError
from lutcore.host_app.model.tensors import matrix_shapes
from lutcore.host_app.quantise import calibrated as gptq
from lutcore.host_app.quantise.calibrated import CalibratedSource, Moment, moments, quantise_against
from lutcore.host_app.quantise.rounding import MXFP4, quantise, weight_format

N, K = 96, 300                          # not a multiple of any group or block
UNIT = Moment(np.eye(K, dtype=np.float32))
FORMATS = [("int4", "32", False), ("int4", "128", True), ("int3", "64", False),
           ("int3", "row", True), ("int2", "32", True), ("int2", "256", False),
           ("int1", "32", False), ("ternary", None, False)]


def quiet(_done: int, _total: int) -> None:
    pass


@pytest.fixture(scope="module")
def case() -> tuple[np.ndarray, np.ndarray]:
    """Return weights [N, K], and the moment [K, K] of correlated inputs of different magnitudes."""
    rng = np.random.default_rng(0)
    x   = rng.standard_normal((2000, K)) @ (rng.standard_normal((K, K))
                                            * np.geomspace(1, 0.02, K)[:, None])
    return rng.standard_normal((N, K)).astype(np.float32), (x.T @ x).astype(np.float32)


def cost(parts, weights, moment, fmt) -> float:
    """Return the squared error of the outputs."""
    error = Coded.of(fmt, *parts).dequantised() - weights
    return float(np.einsum("nk,kl,nl->", error, moment, error, optimize=True))


@pytest.mark.parametrize("weights, group, asymmetric", FORMATS)
def test_outputs_are_nearer_than_by_rounding(case, weights, group, asymmetric) -> None:
    matrix, moment = case
    fmt    = weight_format(weights, group, asymmetric)
    parts  = quantise_against(matrix, Moment(moment), fmt)
    assert parts[0].dtype == np.uint8 and parts[0].max() < fmt.levels
    nearest, found = (cost(p, matrix, moment, fmt) for p in (quantise(matrix, fmt), parts))
    assert found < 0.7 * nearest


@pytest.mark.parametrize("weights, group, asymmetric", FORMATS)
def test_uncorrelated_inputs_change_next_to_nothing(case, weights, group, asymmetric) -> None:
    """A weight halfway between two codes may get the other one."""
    fmt = weight_format(weights, group, asymmetric)
    plain, found = quantise(case[0], fmt), quantise_against(case[0], UNIT, fmt)
    assert (plain[0] != found[0]).mean() < 0.02
    np.testing.assert_allclose(found[1], plain[1], rtol=1e-5)


@pytest.mark.parametrize("moment", [
    np.zeros((K, K), np.float32),       # there were no inputs
    np.ones((K, K), np.float32),        # all inputs are equal, so there is no inverse
    np.diag(np.arange(K) % 2).astype(np.float32)])
def test_poor_calibrations_still_quantise(case, moment: np.ndarray) -> None:
    fmt   = weight_format("int4", "32")
    parts = quantise_against(case[0], Moment(moment), fmt)
    error = Coded.of(fmt, *parts).dequantised() - case[0]
    assert np.isfinite(error).all() and (error ** 2).mean() < 0.1


def test_a_group_of_zeros_stays_zero(case) -> None:
    matrix = case[0].copy()
    matrix[:, 32:64] = 0
    fmt    = weight_format("int4", "32")
    parts  = quantise_against(matrix, UNIT, fmt)
    assert not Coded.of(fmt, *parts).dequantised()[:, 32:64].any()


def test_damaged_weights(case) -> None:
    matrix = case[0].copy()
    matrix[3, 4] = np.nan
    with pytest.raises(NonFiniteWeightsError, match="NaN or infinity"):
        quantise_against(matrix, UNIT, weight_format("int4"))


# Sources ------------------------------------------------------------------------------------------


@pytest.fixture
def windows() -> list[list[int]]:
    rng = np.random.default_rng(1)
    return [rng.integers(0, 60, 24).tolist() for _ in range(3)]


def test_moments_are_those_of_the_inputs(folder: Path, windows) -> None:
    model = float_model(Checkpoint(folder))
    found = moments(model, windows, list(model.matrices))
    first = "model.layers.0."
    x = [model.embedding[window].astype(np.float64)
         for window in windows]
    weight = model.tensors[first + "input_layernorm.weight"]
    x = np.concatenate([v / np.sqrt((v * v).mean(axis=1, keepdims=True)
                                    + model.config.rms_norm_eps) * weight for v in x])
    np.testing.assert_allclose(found[first + "self_attn.q_proj.weight"].sums, x.T @ x, rtol=1e-3,
                               atol=1e-3)
    assert found[first + "self_attn.q_proj.weight"] is found[first + "self_attn.v_proj.weight"]
    assert found["lm_head.weight"].sums.any()


@pytest.mark.parametrize("limit", [1, 1 << 30])
def test_a_model_is_packed_in_one_pass_or_several(folder: Path, windows, limit: int,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    passes = []
    monkeypatch.setattr(gptq, "MOMENT_BYTES", limit)
    fmt    = weight_format("int3", "32")
    source = CalibratedSource(Checkpoint(folder), fmt, windows,
                              lambda done, total: passes.append(done) if done == total else None)
    packed = pack_model(source, None, quiet)
    shapes = matrix_shapes(source.config)
    assert {m.format for m in packed.matrices.values()} == {fmt}
    assert len(passes) == (len(shapes) if limit == 1 else 1)
    plain = pack_model(Checkpoint(folder), fmt, quiet)
    assert any(not np.array_equal(packed.matrices[name].stream, plain.matrices[name].stream)
               for name in shapes)


def test_codes_that_are_not_evenly_spaced(folder: Path, windows) -> None:
    with pytest.raises(QuantisationError, match="mxfp4"):
        CalibratedSource(Checkpoint(folder), MXFP4, windows)
