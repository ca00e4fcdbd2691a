"""The packed file: it is read as it was written, and damage is named."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import load_file, save_file

from lutcore.host_app import errors
from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import VERSION, pack_model, read_packed, write_packed
from lutcore.host_app.model.tensors import EMBEDDING
from lutcore.host_app.quantise.rounding import weight_format


def packed(folder: Path, weights="int4", group="32", asymmetric=False):
    return pack_model(Checkpoint(folder), weight_format(weights, group, asymmetric),
                      lambda done, total: None)


@pytest.fixture
def file(folder, tmp_path) -> Path:
    write_packed(packed(folder), tmp_path / "x.safetensors")
    return tmp_path / "x.safetensors"


def rewrite(file: Path, metadata: dict | None = None, tensors: dict | None = None) -> None:
    """Change metadata and tensors of the file; None removes an entry."""
    with safe_open(file, framework="numpy") as opened:
        old = opened.metadata()
    keep = lambda values: {k: v for k, v in values.items() if v is not None}    # noqa: E731
    save_file(keep(load_file(file) | (tensors or {})), file, metadata=keep(old | (metadata or {})))


@pytest.mark.parametrize("weights, group, asymmetric", [
    ("int1", "32", False), ("int2", "64", True), ("int4", "row", False), ("int4", "row", True),
    ("ternary", None, False), ("mxfp4", None, False),
])
def test_a_file_comes_back_as_it_was(golden, tmp_path, weights, group, asymmetric):
    model = packed(golden / "llama_rope_scaling", weights, group, asymmetric)
    write_packed(model, tmp_path / "x.safetensors")
    again = read_packed(tmp_path / "x.safetensors")
    assert again.config == model.config and again.format == model.format
    assert again.tokenizer.encode("Hello") == model.tokenizer.encode("Hello")
    assert again.matrices.keys() == model.matrices.keys()
    for name, matrix in model.matrices.items():
        found = again.matrices[name]
        assert (found.format, found.n, found.k) == (matrix.format, matrix.n, matrix.k)
        np.testing.assert_array_equal(found.stream, matrix.stream)
        np.testing.assert_array_equal(found.column_scale, matrix.column_scale)
        assert (found.column_offset is None) == (matrix.column_offset is None)
    for name, tensor in model.tensors.items():
        np.testing.assert_array_equal(again.tensors[name], tensor)


@pytest.mark.parametrize("name", ["smollm3", "phi3_longrope", "gemma3", "granite4", "hunyuan"])
def test_a_config_comes_back_as_it_was(golden, tmp_path, name):
    model = packed(golden / name)
    write_packed(model, tmp_path / "x.safetensors")
    assert read_packed(tmp_path / "x.safetensors").config == model.config


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.uint16])
def test_the_embedding_keeps_its_type(folder, edit_tensors, tmp_path, dtype):
    if dtype != np.uint16:              # uint16 holds the bits of bfloat16
        edit_tensors(lambda tensors: tensors.update(
            {EMBEDDING: tensors[EMBEDDING].astype(dtype)}))
    else:
        edit_tensors(lambda tensors: tensors.update(
            {EMBEDDING: (tensors[EMBEDDING].view(np.uint32) >> 16).astype(np.uint16)}))
    before = Checkpoint(folder).embedding()
    write_packed(packed(folder), tmp_path / "x.safetensors")
    after = read_packed(tmp_path / "x.safetensors").embedding
    assert after.dtype == before.dtype == dtype
    np.testing.assert_array_equal(after, before)


def test_progress_counts_weights(golden):
    seen = []
    pack_model(Checkpoint(golden / "llama_random"), weight_format("int1", "row"),
               lambda done, total: seen.append((done, total)))
    total = 2 * (48 * 48 * 2 + 16 * 48 * 2 + 3 * 112 * 48) + 96 * 48
    assert seen[0] == (0, total) and seen[-1] == (total, total)
    assert seen == sorted(seen)


def test_streams_stay_in_the_file(file):
    stream = read_packed(file).matrices["lm_head.weight"].stream
    assert not stream.flags.owndata and not stream.flags.writeable


def test_a_failed_write_leaves_the_old_file(folder, tmp_path, monkeypatch):
    target = tmp_path / "x.safetensors"
    target.write_text("old")

    def refuse(*args):
        raise PermissionError("no")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(errors.OutputError, match="no"):
        write_packed(packed(folder), target)
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["x.safetensors"]


def test_places_that_cannot_be_written(folder, tmp_path):
    with pytest.raises(errors.OutputError, match="folder"):
        write_packed(packed(folder), tmp_path)
    with pytest.raises(errors.OutputError, match="nowhere"):
        write_packed(packed(folder), tmp_path / "nowhere" / "x.safetensors")


# Damage -------------------------------------------------------------------------------------------


def test_other_safetensors_files_are_refused(folder):
    with pytest.raises(errors.NotPackedFileError, match="lutcore pack"):
        read_packed(folder / "model.safetensors")


@pytest.mark.parametrize("version", ["1", "3", None])
def test_other_versions_are_refused(file, version):
    rewrite(file, {"version": version})
    with pytest.raises(errors.PackedVersionError, match=f"reads {VERSION}"):
        read_packed(file)


@pytest.mark.parametrize("keep", [0, 9, 4000, -1])
def test_a_truncated_file_is_refused(file, keep):
    file.write_bytes(file.read_bytes()[:keep])
    with pytest.raises(errors.ModelFileDamagedError, match="x.safetensors"):
        read_packed(file)


@pytest.mark.parametrize("metadata", [
    {"config": None}, {"config": "{"}, {"config": "[]"}, {"config": '{"model_type": "llama"}'},
    {"tokenizer": None}, {"tokenizer": "{}"}, {"matrices": "{}"}, {"matrices": "3"},
])
def test_damaged_metadata_is_refused(file, metadata):
    rewrite(file, metadata)
    with pytest.raises(errors.PackedFileDamagedError, match="pack it again"):
        read_packed(file)


@pytest.mark.parametrize("facts", [{"bits": 9}, {"bits": "4"}, {"group": 33}, {"n": 95},
                                   {"k": None}, {"zero": None}, {"zero": 999}, {"bits": 3},
                                   {"ternary": True}, {"ternary": None, "bits": 1}])
def test_facts_that_do_not_fit_the_streams_are_refused(file, facts):
    with safe_open(file, framework="numpy") as opened:
        matrices = json.loads(opened.metadata()["matrices"])
    matrices["lm_head.weight"] |= facts
    rewrite(file, {"matrices": json.dumps(matrices)})
    with pytest.raises(errors.PackedFileDamagedError):
        read_packed(file)


@pytest.mark.parametrize("name, value", [
    ("lm_head.weight.stream",       None),
    ("lm_head.weight.stream",       np.zeros(16, np.uint8)),
    ("lm_head.weight.column_scale", np.zeros(96, np.float16)),
    ("lm_head.weight.column_scale", np.zeros(95, np.float32)),
    ("model.norm.weight",           None),
    ("model.norm.weight",           np.zeros(47, np.float32)),
    ("model.norm.weight",           np.zeros(48, np.uint8)),
])
def test_tensors_that_do_not_fit_are_refused(file, name, value):
    rewrite(file, tensors={name: value})
    with pytest.raises(errors.PackedFileDamagedError):
        read_packed(file)


def test_weights_that_are_no_numbers_are_named(folder, edit_tensors):
    edit_tensors(lambda tensors: tensors["lm_head.weight"].__setitem__((0, 0), np.nan))
    with pytest.raises(errors.NonFiniteWeightsError, match="lm_head.weight"):
        packed(folder)
