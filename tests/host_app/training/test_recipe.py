"""The recipe: its learning rates, and a config.json that `Config` reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lutcore.host_app.model.config import Config
from lutcore.host_app.training.recipe import Recipe, Shape

RECIPE = Recipe(steps=1000, warmup=50, cooldown=0.5)


def test_the_rate_rises_stays_and_falls_to_zero():
    rates = [RECIPE.rate(step) for step in range(1000)]
    assert rates[:50] == sorted(rates[:50]) and rates[0] == pytest.approx(1 / 50)
    assert set(rates[49:501]) == {1.0}
    assert rates[500:] == sorted(rates[500:], reverse=True)
    assert rates[750] == pytest.approx(0.5) and rates[-1] == pytest.approx(1 / 500)


@pytest.mark.parametrize("steps", [1, 20, 60, 99, 2000])
def test_no_length_has_a_rate_outside_zero_to_one(steps):
    recipe = replace(RECIPE, steps=steps)
    assert all(0 < recipe.rate(step) <= 1 for step in range(steps))


def test_the_length_may_change_until_the_rate_falls():
    longer = replace(RECIPE, steps=1600)
    assert [RECIPE.rate(step) for step in range(501)] == [longer.rate(step) for step in range(501)]
    assert RECIPE.rate(501) < longer.rate(501)


def test_the_loader_knows_what_the_model_is():
    shape  = Shape()
    config = Config.from_dict(shape.to_dict() | {"add_bos_token": True})
    assert config.architecture == "BitNetForCausalLM" and config.hidden_act == "relu2"
    assert config.tie_word_embeddings
    assert (config.hidden_size, config.head_dim) == (256, shape.head_dim)
    assert config.eos_token_id == (1,)
