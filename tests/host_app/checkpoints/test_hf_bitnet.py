"""The ways in which BitNet folders store three values, and the errors for damaged ones."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
from safetensors.numpy import save_file

from lutcore.driver import open_device
from lutcore.driver.contract import unpack_matrix
from lutcore.driver.contract.packing import TERNARY
from lutcore.host_app import errors
from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import pack_model, read_packed, write_packed
from lutcore.host_app.checkpoints.source import float_model
from lutcore.host_app.checkpoints.tensors import FLOATS, TensorFile, widen
from lutcore.host_app.model.tensors import HEAD

DOWN = "model.layers.1.mlp.down_proj.weight"
STORED = ["bitnet_packed", "bitnet_online", "llama_bitlinear"]


def packed(folder):
    return pack_model(Checkpoint(folder), None, lambda done, total: None)


@pytest.fixture
def copy(golden, tmp_path):
    return shutil.copytree(golden / "bitnet_packed", tmp_path / "model")


@pytest.fixture
def damage(copy):
    """Return damage(name=array), which replaces tensors of the copy."""
    def change(**arrays):
        file    = TensorFile(copy / "model.safetensors")
        tensors = {name: file.array(name).copy() for name in file.names}
        tensors = {name: widen(array) if array.dtype in FLOATS else array
                   for name, array in tensors.items()}
        save_file(tensors | arrays, file.path)
    return change


@pytest.mark.parametrize("name", STORED)
def test_weights_stay_as_they_are(golden, name):
    checkpoint, model = Checkpoint(golden / name), packed(golden / name)
    coded = checkpoint.matrix(DOWN)
    codes, scale, _ = unpack_matrix(model.matrices[DOWN])
    assert model.format == model.matrices[DOWN].format == TERNARY
    np.testing.assert_array_equal(codes, coded.whole()[0])
    np.testing.assert_allclose(scale, coded.whole()[1], rtol=1e-7)
    assert set(np.unique(coded.whole()[0])) == {0, 1, 2}


def test_the_head_is_in_eight_bits(golden):
    assert packed(golden / "bitnet_packed").matrices[HEAD].format.name == "int8g32"


@pytest.mark.parametrize("name", STORED)
def test_the_engine_gives_the_logits_of_transformers(golden, name, tmp_path, slot_of):
    """Integer activations are exact on the engine, so only the head's eight bits differ."""
    tokens, logits = (np.load(golden / name / f"{part}.npy") for part in ("tokens", "logits"))
    write_packed(packed(golden / name), tmp_path / "x.safetensors")
    model = read_packed(tmp_path / "x.safetensors")
    assert model.config.int8_activations
    with open_device("emulator", "ternary") as device:
        slot = slot_of(model, device, context=32)
        found = slot.forward_all(tokens)
    assert np.linalg.norm(found - logits) / np.linalg.norm(logits) < 0.01


def test_floats_of_three_values_are_read(copy, damage, golden):
    """The checkpoint is stored again, with unpacked weights."""
    codes = Checkpoint(copy).matrix(DOWN).whole()[0]
    damage(**{DOWN: codes.astype(np.float32) - 1})
    np.testing.assert_array_equal(Checkpoint(copy).matrix(DOWN).whole()[0], codes)


@pytest.mark.parametrize("array, error, word", [
    (np.full((8, 56), 0xFF, np.uint8),     errors.ModelFileDamagedError, "code 3"),
    (np.zeros((7, 56), np.uint8),          errors.TensorShapeError, r"\[7, 56\]"),
    (np.full((32, 56), 0.5, np.float32),   errors.ModelFileDamagedError, "not -1, 0 or 1"),
    (np.zeros((32, 55), np.float32),       errors.TensorShapeError, r"\[32, 55\]"),
    (np.zeros((32, 56), np.int32),         errors.TensorTypeError,  "int32"),
])
def test_other_weights_are_refused(copy, damage, array, error, word):
    damage(**{DOWN: array})
    with pytest.raises(error, match=word):
        packed(copy)


@pytest.mark.parametrize("scale", [0.0, -1.0, np.nan, np.inf])
def test_scales_that_are_none(copy, damage, scale):
    damage(**{DOWN + "_scale": np.array([scale], np.float32)})
    with pytest.raises(errors.ModelFileDamagedError, match="positive"):
        packed(copy)


@pytest.mark.parametrize("change, word", [
    ({"linear_class": "bitblas"}, "bitblas"), ({"quantization_mode": "x"}, "'x'"),
    ({"use_rms_norm": True}, "use_rms_norm"),
])
def test_layers_that_are_not_implemented(copy, change, word):
    raw = json.loads((copy / "config.json").read_text())
    raw["quantization_config"] |= change
    (copy / "config.json").write_text(json.dumps(raw))
    with pytest.raises(errors.UnsupportedModelError, match=word):
        Checkpoint(copy)


def test_float_models_have_the_three_values(golden):
    weights = float_model(Checkpoint(golden / "bitnet_online")).matrices[DOWN]
    assert len(np.unique(weights)) == 3
