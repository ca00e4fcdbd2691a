"""The table of the hub's models: its shapes against what the models' makers state."""

from __future__ import annotations

import pytest

from lutcore.driver.contract import preset
from lutcore.host_app.hub.names import HubName
from lutcore.host_app.measure.decode_step import SHAPES
from lutcore.host_app.measure.fits import BOARDS, MIB, footprint, footprints, packed_bytes
from lutcore.host_app.measure.host import LEAST_CONTEXT, model_of
from lutcore.host_app.measure.hub_models import HUB_MODELS, HubModel

BY_NAME = {model.name.split("/")[1]: model for model in HUB_MODELS}


@pytest.mark.parametrize("model", HUB_MODELS, ids=lambda model: model.name)
def test_shapes_give_the_parameters_that_the_makers_state(model: HubModel) -> None:
    assert model.counted == pytest.approx(model.parameters, rel=0.01)
    assert str(HubName.parse(model.name)) == model.name


def test_every_model_is_there_once() -> None:
    assert len({model.name for model in HUB_MODELS}) == len(HUB_MODELS)


@pytest.mark.parametrize("name, gigabytes", [
    ("Bonsai-4B-gguf", 0.57), ("Ternary-Bonsai-1.7B-gguf", 0.46)])
def test_bytes_are_those_of_published_files(name: str, gigabytes: float) -> None:
    """The heads of these are the embedding, so that their files hold just the matrices."""
    assert packed_bytes(BY_NAME[name].data) / 1e9 == pytest.approx(gigabytes, rel=0.02)


def test_weights_of_parts() -> None:
    oss, qwen = BY_NAME["gpt-oss-20b"], BY_NAME["Qwen3-30B-A3B"]
    expert, router = ("model.layers.0.mlp.experts.31.up_proj.weight",
                      "model.layers.0.mlp.gate.weight")
    assert [oss.format_of(name).bits for name in (expert, router, "lm_head.weight")] == [5, 8, 8]
    assert [qwen.format_of(name).bits for name in (expert, router, "lm_head.weight")] == [4, 8, 4]
    assert expert in oss.data.matrices and router in qwen.data.matrices


def test_bitnet_is_the_one_of_the_other_table() -> None:
    other = model_of(SHAPES["bitnet-2b"], LEAST_CONTEXT)
    assert footprint(BY_NAME["bitnet-b1.58-2B-4T"].data, preset("kv260")) \
        == footprint(other, preset("kv260"))


def test_of_models_that_no_board_holds_only_the_matrices_count() -> None:
    large, small = BY_NAME["Qwen3-30B-A3B"].data, BY_NAME["SmolLM2-135M-Instruct"].data
    sizes = footprints(large)
    assert {*sizes} == {board.preset for board in BOARDS}
    assert {size.total for size in sizes.values()} == {packed_bytes(large)}
    assert all(sizes[board.preset].verdict(board) == "no" for board in BOARDS)
    assert packed_bytes(large) > max(board.mib for board in BOARDS) * MIB
    assert footprints(small)["kv260"] == footprint(small, preset("kv260"))
