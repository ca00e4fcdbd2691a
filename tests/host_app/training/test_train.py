"""Quantisation-aware training of a small model: roundings, batches, stopping and resuming."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from lutcore.host_app.training.recipe import Recipe, Shape

torch = pytest.importorskip("torch", reason="PyTorch is in the extra `train` only")

from lutcore.host_app.training import torch_model as bitnet  # noqa: E402
from lutcore.host_app.training import train as training  # noqa: E402
from lutcore.host_app.training.torch_model import BitLinear, BitNet  # noqa: E402

SMALL = Recipe(
    Shape(hidden_size=128, intermediate_size=128, num_hidden_layers=1, num_attention_heads=4,
          num_key_value_heads=2, vocab_size=384, max_position_embeddings=512),
    steps=6, rows=2, warmup=2, checkpoint=3, log=1, examples=2)


def test_weights_are_ternary_and_activations_int8():
    torch.manual_seed(0)
    layer, x = BitLinear(64, 32), torch.randn(5, 64)
    coarse   = layer.weight.abs().mean()
    weights  = (layer.weight / coarse).round().clamp(-1, 1) * coarse
    fine     = x.abs().amax(dim=1, keepdim=True) / 127
    expected = (x / fine).round() * fine @ weights.T
    assert torch.allclose(layer(x), expected, rtol=1e-4, atol=1e-5)
    assert set((weights / coarse).round().flatten().tolist()) == {-1.0, 0.0, 1.0}


def test_gradients_pass_the_roundings():
    x = torch.linspace(-3, 3, 50, requires_grad=True)
    bitnet.through(x, (-1, 1)).sum().backward()
    assert bool((x.grad == 1).all())
    layer = BitLinear(16, 8)
    layer(torch.randn(4, 16)).square().sum().backward()
    assert layer.weight.grad.count_nonzero() == layer.weight.numel()


def test_a_token_sees_only_those_before_it():
    torch.manual_seed(0)
    model = BitNet(SMALL.shape)
    ids   = torch.randint(0, 384, (1, 20))
    other = ids.clone()
    other[0, 12] = (ids[0, 12] + 1) % 384
    with torch.no_grad():
        same = (model(ids) == model(other)).all(dim=-1)[0]
    assert same[:12].all() and not same[12:].any()


def test_rows_are_whole_stories_of_similar_length():
    tokenizer = training.train_tokenizer(384, 200)
    seen = []
    for step in range(training.POOL):
        ids, targets = training.batch(tokenizer, SMALL, step)
        assert ids.shape == targets.shape and ids.shape[1] % training.WIDTH == 0
        assert bool((ids[:, 0] == 0).all())
        for row in targets:
            told = row[row != training.IGNORED]
            assert told[-1] == 1 and not (told[:-1] == 1).any()
            seen.append(tokenizer.decode(told.tolist()))
    assert sorted(seen) == sorted(training.stories(0, len(seen)))


def test_training_learns_and_goes_on_where_it_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(training, "train_tokenizer",
                        lambda size, train=training.train_tokenizer: train(size, 200))
    lines: list[str] = []
    whole = training.train(tmp_path / "whole", SMALL, lines.append, compiled=False)
    log = list(csv.DictReader((tmp_path / "whole" / "loss.csv").open()))
    assert [int(row["step"]) for row in log] == [1, 2, 3, 4, 5, 6] and len(lines) == 6
    assert float(log[-1]["loss"]) < float(log[0]["loss"])
    assert float(log[5]["held_out"]) < float(log[2]["held_out"])

    class StoppedError(Exception):
        """Stands for a power failure."""

    def stop(line: str) -> None:
        if line.startswith("step 5"):
            raise StoppedError
    with pytest.raises(StoppedError):
        training.train(tmp_path / "parts", SMALL, stop, compiled=False)
    parts = training.train(tmp_path / "parts", SMALL, lines.append, compiled=False)
    assert (parts / "model.safetensors").read_bytes() == (whole / "model.safetensors").read_bytes()
    again = list(csv.DictReader((tmp_path / "parts" / "loss.csv").open()))
    assert [row["loss"] for row in again] == [row["loss"] for row in log]


def test_the_result_is_a_bitnet_folder_for_the_loader(tmp_path):
    from lutcore.host_app.checkpoints.hugging_face import Checkpoint
    model  = BitNet(SMALL.shape)
    folder = training.export(model, training.train_tokenizer(384, 200), tmp_path / "model")
    opened = Checkpoint(folder)
    assert json.loads((folder / "config.json").read_text())["hidden_act"] == "relu2"
    assert opened.config.add_bos_token and opened.config.eos_token_id == (1,)
    name   = "model.layers.0.mlp.down_proj.weight"
    weight = dict(model.named_parameters())[name.removeprefix("model.")].detach()
    coarse = bitnet.weight_step(weight)
    codes  = (weight / coarse).round().clamp(-1, 1).numpy() + 1
    coded  = opened.matrix(name)
    assert (coded.whole()[0] == codes).all() and coded.format.ternary
    assert coded.whole()[1] == pytest.approx(float(coarse), rel=1e-6)


def test_a_checkpoint_is_not_half_written(tmp_path, monkeypatch):
    monkeypatch.setattr(training, "train_tokenizer",
                        lambda size, train=training.train_tokenizer: train(size, 200))
    short = replace(SMALL, steps=3)
    training.train(tmp_path, short, lambda line: None, compiled=False)
    before = (tmp_path / training.STATE).read_bytes()

    def fail(tensors, path: Path, metadata):
        path.write_bytes(b"half")
        raise OSError("disk full")
    monkeypatch.setattr(training, "save_file", fail)
    with pytest.raises(OSError, match="disk full"):
        training.train(tmp_path, replace(SMALL, steps=6), lambda line: None, compiled=False)
    assert (tmp_path / training.STATE).read_bytes() == before
