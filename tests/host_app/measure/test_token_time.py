"""Where the time of a token goes, and what a step costs the host: structure and counts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lutcore.driver import Device, open_device
from lutcore.driver.coherence import Side
from lutcore.driver.contract import Lmma, preset
from lutcore.driver.contract.instructions import CacheType
from lutcore.driver.contract.packing import TERNARY
from lutcore.driver.steps import HostMemory
from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import pack_model
from lutcore.host_app.errors import PromptTooLongError
from lutcore.host_app.measure.decode_step import BITNET, INT4, Shapes
from lutcore.host_app.measure.host import (
    NullEngine,
    NullTransport,
    count_calls,
    fill_sums,
    measure_host,
    model_of,
)
from lutcore.host_app.measure.model_speed import measure_speed, prompt_of
from lutcore.host_app.measure.token_time import KINDS, PARTS, WatchedEngine, measure_parts
from lutcore.host_app.model.model import CACHE_TYPES, Model
from lutcore.host_app.model.workspace import ROWS

SMALL = Shapes(layers=2, hidden=128, feed=192, readers=64, size=32, vocabulary=100, format=INT4,
               geometry="demo")
SMALL_BITNET = Shapes(layers=2, hidden=128, feed=192, readers=128, size=32, vocabulary=100,
                      format=TERNARY, geometry="ternary", architecture=BITNET)


@pytest.fixture
def data(golden: Path):
    return pack_model(Checkpoint(golden / "llama_random"), None, lambda done, total: None)


# Parts of a token ---------------------------------------------------------------------------------


def test_the_parts_are_those_of_the_program(data):
    with open_device("emulator") as device:
        engine = WatchedEngine(device)
        (slot,) = Model(data, engine, "int8").slots(1, 64)
        before = slot.forward([3, 4, 5])
        time = measure_parts(slot, engine, 6, 3)
        assert slot.length == 3
        assert set(time.parts) == {*PARTS} and min(time.parts.values()) >= 0 and time.step > 0
        code = [x for _, part in slot.model.program() for x in part]
        assert time.instructions == {name: sum(type(x) is kind for x in code)
                                     for kind, name in KINDS.items()}
        slot.truncate(0)
        assert np.array_equal(slot.forward([3, 4, 5]), before)
    assert time.to_dict()["sum_of_parts"] == pytest.approx(sum(time.parts.values()))


@pytest.mark.parametrize("variant", ["lfm2", "qwen3_moe", "qwen3_5"])
def test_every_instruction_has_a_part(golden, variant):
    """Convolutions, routes and experts count as vectors, and states as attention."""
    data = pack_model(Checkpoint(golden / variant), None, lambda done, total: None)
    with open_device("emulator") as device:
        engine = WatchedEngine(device)
        (slot,) = Model(data, engine, "int8").slots(1, 64)
        slot.forward([3, 4, 5])
        time = measure_parts(slot, engine, 6, 1)
        code = [x for _, part in slot.model.program() for x in part]
    assert sum(time.instructions.values()) == len(code) and slot.length == 3
    layers = data.config.layer_types or ("full_attention",) * data.config.num_hidden_layers
    assert time.instructions["attention"] == len(layers) - layers.count("conv")


@pytest.mark.parametrize("compiled", [True, False])
def test_a_program_counts_its_seconds_by_kind(data, compiled, monkeypatch):
    if not compiled:
        monkeypatch.setenv("LUTCORE_EMULATOR", "numpy")
    with open_device("emulator", "tiny") as device:
        engine = WatchedEngine(device)
        (slot,) = Model(data, engine, "int8").slots(1, 64)
        slot.forward([5])
        program = engine.program([x for _, part in slot.model.program() for x in part])
        assert program.seconds() == dict.fromkeys(KINDS, 0)
        program.run(np.zeros((1, 4), np.uint32))
        once = program.seconds()
        assert min(once.values()) > 0
        program.run(np.zeros((1, 4), np.uint32))
        assert all(program.seconds()[kind] > once[kind] for kind in KINDS)


def test_transfers_are_counted_while_they_are_watched(data):
    with open_device("emulator") as device:
        engine = WatchedEngine(device)
        (slot,) = Model(data, engine, "int8").slots(1, 64)
        buffer = engine.allocate(100)
        with engine.watching() as transfers:
            for side, nbytes in ((Side.ENGINE, 100), (Side.ENGINE, 64), (Side.HOST, 100)):
                buffer.transfer(side, nbytes)
        assert (transfers.calls, transfers.flushed, transfers.invalidated) == (3, 164, 100)
        buffer.transfer(Side.ENGINE, 100)
        assert transfers.calls == 3
        slot.forward([3])


# Tokens per second --------------------------------------------------------------------------------


def test_the_prompt_is_that_of_other_programs() -> None:
    assert prompt_of(4, 1000) == [1, 260, 261, 262]
    assert prompt_of(255, 1000)[200:203] == [459, 260, 261]
    assert max(prompt_of(255, 96)) < 96 and prompt_of(1, 96) == [1]


def test_the_speed_of_a_model(data):
    with open_device("emulator") as device:
        result = measure_speed(data, device, prompt=20, tokens=3, repeats=2)
        assert result["cache"] == "int8" and result["token"]["position"] == 23
        assert result["prefill"] >= result["prefill_median"] > 0
        assert result["decode"] >= result["decode_median"] > 0
        with pytest.raises(PromptTooLongError, match="126 and 3 tokens do not fit"):
            measure_speed(data, device, prompt=126, tokens=3, repeats=1)


# The host -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("cache", CACHE_TYPES)
@pytest.mark.parametrize("shapes", [SMALL, SMALL_BITNET])
def test_the_cost_of_a_step(shapes, cache):
    result = measure_host(shapes, preset(shapes.geometry), position=200, cache=cache, repeats=1)
    assert result["doorbells"] == 4 * shapes.layers + 1
    assert result["accesses_per_doorbell"] == result["register_accesses"] / result["doorbells"] > 2
    assert result["python_calls"] > 0 and result["builtin_calls"] > 0
    assert result["bytes_flushed"] > 0 and result["bytes_invalidated"] > 0
    assert set(result["token"]["parts"]) == {*PARTS}
    assert result["token"]["instructions"]["products"] == result["doorbells"]


@pytest.mark.parametrize("shapes", [SMALL, SMALL_BITNET])
def test_a_step_of_an_engine_with_units_costs_the_host_little(shapes):
    """One doorbell, three accesses, three transfers; no more calls for more layers."""
    geometry = replace(preset("ternary"), vector_lanes=1, attention_words=1)
    few, many = (measure_host(replace(shapes, layers=layers), geometry, position=200, cache="int8",
                              repeats=1) for layers in (2, 9))
    for result in (few, many):
        assert (result["doorbells"], result["register_accesses"]) == (1, 3)
        assert result["transfers"] == 3     # the row's vector, the table of rows, the logits
        assert result["bytes_flushed"] == 4 * shapes.hidden + 16
        assert result["bytes_invalidated"] == 4 * shapes.vocabulary
    assert few["python_calls"] == many["python_calls"] <= 100
    plain = measure_host(replace(shapes, layers=9), preset("ternary"), position=200, cache="int8",
                         repeats=1)
    assert plain["doorbells"] == 4 * 9 + 1 and plain["python_calls"] <= 100


def test_ternary_shapes_on_an_engine_without_native_ternary():
    result = measure_host(SMALL_BITNET, preset("demo"), position=0, cache="int8", repeats=1)
    assert result["doorbells"] == 9


def test_the_model_of_shapes_is_a_bitnet():
    config = model_of(SMALL_BITNET, 300).config
    assert (config.head_dim, config.num_attention_heads, config.num_key_value_heads) == (32, 4, 4)
    assert config.int8_activations and config.facts.sub_norms and config.hidden_act == "relu2"
    config = model_of(SMALL, 300).config
    assert (config.num_attention_heads, config.num_key_value_heads) == (4, 2)
    assert not config.int8_activations


def test_the_null_transport_counts_accesses():
    transport = NullTransport(preset("demo"))
    with Device(transport) as device:
        assert transport.engine.accesses == 4   # magic, version, digest and status
        engine = NullEngine(device)
        model = Model(model_of(SMALL, 300), engine, "int8")
        (slot,) = model.slots(1)
        slot.forward([1])
        assert transport.engine.doorbells == 9
        fill_sums([x for _, part in model.program() for x in part if isinstance(x, Lmma)],
                  HostMemory(engine.buffers))
        logits = slot.forward([1])
        assert np.isfinite(logits).all() and logits.std() > 0
        attention = next(x for _, part in model.program() for x in part if hasattr(x, "cache_type"))
        assert attention.cache_type is CacheType.INT8


def test_calls_are_counted():
    def called() -> None:
        len("")

    assert count_calls(called) == (1, 1)
    assert count_calls(lambda: [called() for _ in range(10)])[0] in (11, 12)   # 12 before 3.12


def test_the_command_line_knows_the_limit_of_rows() -> None:
    from lutcore.driver.executor import runner
    from lutcore.host_app.commands import programs, timing
    assert programs.ROWS == ROWS
    assert timing.THREADS_VARIABLE == runner.THREADS_VARIABLE
