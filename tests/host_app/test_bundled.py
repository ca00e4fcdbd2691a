"""The bundled model: docs/model.md describes it truly, and it knows its stories."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from lutcore.driver import open_device
from lutcore.driver.contract.packing import TERNARY
from lutcore.host_app.checkpoints.packed import read_packed
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.model.model import Slot
from lutcore.host_app.model.tensors import HEAD
from lutcore.host_app.named import BUNDLED
from lutcore.host_app.training.recipe import Recipe
from lutcore.host_app.training.stories import HELD_OUT, stories
from lutcore.host_app.training.vocabulary import EOS, train_tokenizer

DOCUMENT = (Path(__file__).parents[2] / "docs" / "model.md").read_text()


@pytest.fixture(scope="module")
def model() -> ModelData:
    return read_packed(BUNDLED)


def test_the_document_is_about_this_file() -> None:
    assert sha256(BUNDLED.read_bytes()).hexdigest() in DOCUMENT
    assert BUNDLED.stat().st_size <= 3_000_000


def test_the_recipe_is_that_of_the_log() -> None:
    log = list(csv.DictReader((BUNDLED.parent / "loss.csv").open()))
    recipe = Recipe()
    assert int(log[-1]["step"]) == recipe.steps
    assert [float(row["rate"]) for row in log] \
        == [round(recipe.rate(int(row["step"]) - 1), 4) for row in log]
    shown = re.findall(r"^\| (\d+) \| ([\d,]+) \| ([\d.]+) \| ([\d.]+) \|$", DOCUMENT, re.M)
    logged = {row["step"]: (row["loss"], row["held_out"]) for row in log}
    assert len(shown) >= 10
    assert all(tuple(map(float, row[2:])) == tuple(map(float, logged[row[0]])) for row in shown)


def test_its_matrices_are_natively_ternary_and_its_shapes_the_recipe(model: ModelData) -> None:
    shape = Recipe().shape
    formats = {name: matrix.format for name, matrix in model.matrices.items()}
    assert formats.pop(HEAD).bits == 8
    assert set(formats.values()) == {TERNARY} and len(formats) == 7 * shape.num_hidden_layers
    written = shape.to_dict()
    found   = json.loads(json.dumps(model.config.to_dict()))
    for name in ("hidden_size", "intermediate_size", "num_hidden_layers", "vocab_size",
                 "num_attention_heads", "num_key_value_heads", "max_position_embeddings"):
        assert found[name] == written[name]


@pytest.mark.slow
def test_its_tokenizer_is_that_of_the_grammar(model: ModelData) -> None:
    assert json.loads(train_tokenizer(Recipe().shape.vocab_size).to_str()) \
        == json.loads(model.tokenizer.json)


@pytest.mark.parametrize("geometry", ["ternary", "demo"])
def test_it_knows_stories_that_it_was_not_trained_on(
        model: ModelData, geometry: str, slot_of: Callable[..., Slot]) -> None:
    """The mean loss in nats per token; the whole measurement is in the document."""
    end = json.loads(model.tokenizer.json)["model"]["vocab"][EOS]
    losses = []
    with open_device("emulator", geometry) as device:
        slot = slot_of(model, device, context=256)
        for text in stories(HELD_OUT, 2):
            ids    = [*model.tokenizer.encode(text), end]
            slot.truncate(0)
            logits = slot.forward_all(ids[:-1]).astype(np.float64)
            norm   = np.log(np.exp(logits).sum(axis=1))
            losses.extend(norm - logits[np.arange(len(logits)), ids[1:]])
    assert 0.2 < np.mean(losses) < 0.5
