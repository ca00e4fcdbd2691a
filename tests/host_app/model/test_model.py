"""Models against logits recorded from transformers; slots and steps; devices compared."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lutcore.driver import open_device
from lutcore.driver.contract import Lmma, dequantise
from lutcore.driver.errors import DeviceMemoryError
from lutcore.driver.virtual.board import virtual_available
from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import pack_model
from lutcore.host_app.checkpoints.source import float_model
from lutcore.host_app.errors import NonFiniteLogitsError, PromptTooLongError, SlotError
from lutcore.host_app.model import model as model_module
from lutcore.host_app.model.engines import FloatEngine
from lutcore.host_app.model.model import CACHE_TYPES, Model, engine_for
from lutcore.host_app.quantise.rounding import weight_format

ARCHITECTURES = ["smollm3", "phi3_longrope", "gemma3", "granite", "granite4", "hunyuan",
                 "qwen3_moe", "gpt_oss", "lfm2", "qwen3_5", "qwen3_5_moe", "qwen3_next"]
VARIANTS = ["llama_random", "llama_rope_scaling", "llama_biases", "llama_bitlinear",
            "mistral_window", "qwen2_upper_window", "qwen3", "bitnet_online", "bitnet_packed",
            *ARCHITECTURES]


@pytest.fixture
def float_slot(golden, slot_of):
    """float_slot(variant, context=128): an empty slot of a golden model with float weights."""
    def make(variant, context=128):
        return slot_of(float_model(Checkpoint(golden / variant)), context=context)
    return make


def relative(result, expected):
    return np.linalg.norm(result - expected) / np.linalg.norm(expected)


@pytest.mark.parametrize("variant", VARIANTS)
def test_logits_equal_those_of_transformers(golden, float_slot, variant):
    tokens, logits = (np.load(golden / variant / f"{name}.npy") for name in ("tokens", "logits"))
    slot = float_slot(variant)
    for token, expected in zip(tokens, logits, strict=True):
        assert relative(slot.forward([token]), expected) < 1e-4


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("rows", [1, 3, 7, 64])
def test_prefill_in_chunks_gives_the_same_logits(golden, float_slot, variant, rows, monkeypatch):
    monkeypatch.setattr("lutcore.host_app.model.model.ROWS", rows)
    tokens, logits = (np.load(golden / variant / f"{name}.npy") for name in ("tokens", "logits"))
    slot = float_slot(variant)
    half = len(tokens) // 2 + 1
    assert relative(slot.forward(tokens[:half]), logits[half - 1]) < 1e-4
    assert relative(slot.forward(tokens[half:]), logits[-1]) < 1e-4


def test_the_original_context_has_its_own_factors(golden, float_slot):
    """longrope: a slot for no more than the original context rotates by the short factors."""
    tokens, logits = (np.load(golden / "phi3_longrope" / f"{name}.npy")
                      for name in ("tokens", "short"))
    slot = float_slot("phi3_longrope", len(logits))
    assert relative(slot.forward_all(tokens[:len(logits)]), logits) < 1e-4


@pytest.mark.parametrize("variant", ARCHITECTURES)
def test_int4_weights_on_the_engine_are_those_in_float(golden, slot_of, variant):
    """The logits are those of the dequantised weights; in one pass, then token by token."""
    tokens = np.load(golden / variant / "tokens.npy")
    data = pack_model(Checkpoint(golden / variant), weight_format("int4", "32"),
                      lambda done, total: None)
    exact = replace(data, format=None, matrices={
        name: dequantise(matrix).astype(np.float32) for name, matrix in data.matrices.items()})
    expected = slot_of(exact, context=128).forward_all(tokens)
    with open_device("emulator") as device:
        slot = slot_of(data, device, context=128)
        found = [slot.forward_all(tokens[:30])]
        found += [slot.forward_all([token]) for token in tokens[30:]]
    assert relative(np.concatenate(found), expected) ** 2 < 1e-4


@pytest.mark.parametrize("variant", VARIANTS)
def test_float_weights_have_the_same_bits_without_compiled_code(golden, slot_of, variant,
                                                                monkeypatch):
    data   = float_model(Checkpoint(golden / variant))
    tokens = np.load(golden / variant / "tokens.npy")[:30]
    found  = []
    for way in ("", "numpy"):
        monkeypatch.setenv("LUTCORE_EMULATOR", way)
        slot = slot_of(data)
        found.append(np.concatenate([slot.forward_all(tokens[:7]), slot.forward_all(tokens[7:])]))
    np.testing.assert_array_equal(*found)


def test_the_head_sees_only_the_last_row(golden):
    """And matrices that read the same vector are one product."""
    data, calls = float_model(Checkpoint(golden / "llama_random")), []
    engine = FloatEngine(lambda members, x: calls.append((len(members), x.shape)))
    (slot,) = Model(data, engine, "float32").slots(1)
    slot.forward(range(3, 13))
    layer = [(3, (10, 48)), (1, (10, 48)), (2, (10, 48)), (1, (10, 112))]
    assert calls == [*layer, *layer, (1, (1, 48))]


def test_large_gates_do_not_overflow(golden, slot_of):
    data = float_model(Checkpoint(golden / "llama_random"))
    matrices = {name: matrix * (1000 if "gate" in name else 1)
                for name, matrix in data.matrices.items()}
    slot = slot_of(replace(data, matrices=matrices))
    with np.errstate(all="raise", under="ignore"):
        assert np.isfinite(slot.forward([5, 6])).all()


def test_a_full_context_is_refused(float_slot):
    slot = float_slot("llama_random", context=4)
    slot.forward([3, 4, 5])
    with pytest.raises(PromptTooLongError, match="2 tokens after 3"):
        slot.forward([6, 7])
    assert slot.length == 3


def test_logits_that_are_not_finite_are_refused(golden, slot_of):
    data = float_model(Checkpoint(golden / "llama_random"))
    matrices = dict(data.matrices) | {"lm_head.weight": np.full((96, 48), np.nan, np.float32)}
    with pytest.raises(NonFiniteLogitsError):
        slot_of(replace(data, matrices=matrices)).forward([5])


def test_eight_bits_on_a_device_are_close_to_float(golden, slot_of):
    tokens, logits = (
        np.load(golden / "llama_random" / f"{name}.npy") for name in ("tokens", "logits"))
    data = pack_model(Checkpoint(golden / "llama_random"), weight_format("int8", "32"),
                      lambda done, total: None)
    with open_device("emulator") as device:
        slot = slot_of(data, device)
        assert relative(slot.forward(tokens[:4]), logits[3]) < 0.05
        assert device.counters.matmuls == 2 * 4 + 1


def test_only_the_chosen_experts_are_streamed(golden, slot_of):
    """By the emulator's counters: two of six for a token; for more tokens, those of each."""
    data = pack_model(Checkpoint(golden / "qwen3_moe"), weight_format("int4", "32"),
                      lambda done, total: None)
    with open_device("emulator") as device:
        slot = slot_of(data, device)

        def streamed(tokens):
            before = device.counters.stream_words
            slot.forward(tokens)
            return device.counters.stream_words - before

        stream = [x.stream_words for _, part in slot.model.program(1) for x in part
                  if isinstance(x, Lmma)]
        lanes, expert = device.geometry.lanes, stream[-3:-1]    # repeated; behind it only the head
        least = lanes * (sum(stream) + sum(expert))
        for token in (5, 6, 7):
            assert streamed([token]) == least
        several = streamed([8, 9, 10, 11])
        assert least < several <= least + 4 * lanes * sum(expert)
        assert (several - least) % (lanes * sum(expert)) == 0


@pytest.mark.parametrize("variant", ["qwen3_moe", "gpt_oss", "qwen3_5"])
def test_numpy_and_compiled_code_give_the_same_logits(golden, slot_of, monkeypatch, variant):
    tokens = np.load(golden / variant / "tokens.npy")
    data = pack_model(Checkpoint(golden / variant), None, lambda done, total: None)
    logits = []
    for emulator in ("", "numpy"):
        monkeypatch.setenv("LUTCORE_EMULATOR", emulator)
        with open_device("emulator") as device:
            slot = slot_of(data, device, cache="int8")
            logits.append([slot.forward(tokens[:11]), slot.forward(tokens[11:12])])
    np.testing.assert_array_equal(*logits)


# Several sequences --------------------------------------------------------------------------------


@pytest.mark.parametrize("cache", CACHE_TYPES)
@pytest.mark.parametrize("variant", ["llama_random", "mistral_window", "qwen3", "bitnet_packed",
                                     "lfm2", "qwen3_moe", "qwen3_5"])
def test_sequences_in_one_step_are_as_alone(golden, slot_of, variant, cache):
    """On the engine, bit for bit, whatever else is in the step."""
    data = pack_model(Checkpoint(golden / variant), None, lambda done, total: None)
    prompts = [[3, 4, 5, 6, 7], [8], [9, 10, 11]]
    with open_device("emulator", "ternary") as device:
        alone = []
        for prompt in prompts:
            slot = slot_of(data, device, cache=cache)
            alone.append([slot.forward(prompt), *(slot.forward([token]) for token in (12, 13))])
        model = Model(data, engine_for(device), cache)
        slots = model.slots(3, 64)
        steps = [model.step(list(zip(slots, prompts, strict=True)))]
        steps += [model.step([(slot, [token]) for slot in slots]) for token in (12, 13)]
    for step, logits in enumerate(steps):
        for sequence in range(3):
            assert np.array_equal(logits[sequence], alone[sequence][step])


def test_prompts_beside_running_answers(float_slot):
    model = float_slot("llama_random").model
    first, second = model.slots(2, 64)
    one = first.forward([3, 4, 5])
    both = model.step([(first, [6]), (second, [3, 4, 5])])
    assert relative(both[1], one) < 1e-5
    assert (first.length, second.length) == (4, 3)


@pytest.mark.parametrize("variant, caches", [("llama_random", [*CACHE_TYPES]),
                                             ("lfm2", ["float32"])])
def test_a_slot_grows_and_is_cut_without_a_trace(golden, slot_of, variant, caches):
    """Beyond its first memory; what is forgotten leaves the same logits when it is read again."""
    data = float_model(Checkpoint(golden / variant))
    data = replace(data, config=replace(data.config, max_position_embeddings=1024))
    tokens = np.random.default_rng(1).integers(3, 60, 600).tolist()
    for cache in caches:
        slot = slot_of(data, context=700, cache=cache)
        slot.forward(tokens[:100])
        grown = slot.forward(tokens[100:])
        slot.truncate(90)
        assert relative(slot.forward(tokens[90:]), grown) < 1e-6
        slot.truncate(0)
        assert relative(slot.forward(tokens), grown) < 1e-5


@pytest.mark.parametrize("fails, error", [("move", KeyboardInterrupt()),
                                          ("allocate", DeviceMemoryError("no room"))])
def test_a_slot_that_could_not_grow_still_holds_its_tokens(golden, slot_of, monkeypatch, fails,
                                                           error):
    """Half a move was taken for what the slot held, and its memory was lost."""
    data = float_model(Checkpoint(golden / "llama_random"))
    data = replace(data, config=replace(data.config, max_position_embeddings=1024))
    tokens = np.random.default_rng(1).integers(3, 60, 300).tolist()
    expected = slot_of(data, context=700)
    expected.forward(tokens[:100])
    slot = slot_of(data, context=700)
    slot.forward(tokens[:100])
    engine, made, freed = slot.model._engine, [], []
    place = model_module if fails == "move" else engine
    whole, calls = getattr(place, fails), []

    def failing(*arguments):
        calls.append(None)
        if len(calls) == 2:
            raise error
        return whole(*arguments)

    def watched(nbytes, allocate=engine.allocate):
        buffer = failing(nbytes) if fails == "allocate" else allocate(nbytes)
        made.append(buffer)
        monkeypatch.setattr(buffer, "free", lambda: freed.append(buffer))
        return buffer

    with monkeypatch.context() as patch:
        patch.setattr(place, fails, failing)
        patch.setattr(engine, "allocate", watched)
        with pytest.raises(type(error)):
            slot.forward(tokens[100:])
    assert slot.length == 100
    assert np.array_equal(slot.forward(tokens[100:]), expected.forward(tokens[100:]))
    assert made and freed == made


def test_a_slot_with_states_goes_back_to_its_beginning_only(golden, slot_of):
    """It grows, and its history goes round; what it forgets, it forgets whole."""
    data = float_model(Checkpoint(golden / "qwen3_5"))
    data = replace(data, config=replace(data.config, max_position_embeddings=1024))
    tokens = np.random.default_rng(1).integers(3, 60, 400).tolist()
    slot = slot_of(data, context=500)
    slot.forward(tokens[:100])
    grown = slot.forward(tokens[100:])
    assert slot.truncate(400) == slot.length == 400
    assert (slot.kept(399), slot.length) == (0, 400)
    assert slot.truncate(399) == slot.length == 0
    for at in range(0, 390, 13):
        slot.forward(tokens[at:at + 13])
    assert relative(slot.forward(tokens[390:]), grown) < 1e-5


def test_a_step_that_fails_leaves_no_half_of_a_state(golden, slot_of, monkeypatch):
    data = float_model(Checkpoint(golden / "qwen3_5"))
    slot = slot_of(data)
    slot.forward([3, 4, 5])
    expected = slot_of(data).forward([3, 4, 5, 6])

    def fail(*args):
        raise RuntimeError("lost")

    with monkeypatch.context() as patch:
        patch.setattr(slot.model, "_run", fail)
        with pytest.raises(RuntimeError, match="lost"):
            slot.forward([6])
    assert slot.length == 0
    assert relative(slot.forward([3, 4, 5, 6]), expected) < 1e-6


def test_the_cache_costs_little(golden, slot_of):
    tokens, logits = (np.load(golden / "qwen3" / f"{name}.npy") for name in ("tokens", "logits"))
    data = float_model(Checkpoint(golden / "qwen3"))
    error = {cache: relative(slot_of(data, cache=cache).forward_all(tokens), logits)
             for cache in CACHE_TYPES}
    assert error["float32"] < 1e-5 < error["float16"] < 1e-3 < error["int8"] < 0.03


def test_what_is_no_step_is_refused(float_slot):
    model = float_slot("llama_random").model
    old, = model.slots(1, 8)
    slot, other = model.slots(2, 8)
    stranger = float_slot("qwen3")
    for sequences, words in (([], "no sequences"), ([(slot, [3]), (slot, [4])], "given twice"),
                             ([(slot, [])], "without a token"), ([(old, [3])], "before the last"),
                             ([(stranger, [3])], "another model")):
        with pytest.raises(SlotError, match=words):
            model.step(sequences)
    with pytest.raises(SlotError, match="cannot keep 1"):
        other.truncate(1)
    with pytest.raises(SlotError, match="0 slots"):
        model.slots(0)


# Devices ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("variant, weights", [
    ("llama_random", "int4"), ("llama_random", "ternary"), ("qwen3_moe", "int4")])
def test_the_gateware_gives_the_emulators_logits(golden, slot_of, shared_devices, variant, weights):
    usable, missing = virtual_available()
    if not usable:
        pytest.skip(f"the virtual board needs {missing}")
    data = pack_model(Checkpoint(golden / variant), weight_format(weights, None),
                      lambda done, total: None)
    logits = []
    for label in ("emulator-ternary", "virtual-ternary"):
        slot = slot_of(data, shared_devices(label), cache="int8")
        logits.append([slot.forward(ids) for ids in ([3, 4, 5, 6, 7, 8], [9], [10])])
        slot.model.free()
    np.testing.assert_array_equal(*logits)


@pytest.mark.parametrize("weights", ["int4", "ternary"])
def test_fusing_changes_no_bit(golden, slot_of, weights, monkeypatch):
    """Every matrix loaded alone gives the same logits on the engine."""
    data = pack_model(Checkpoint(golden / "llama_random"), weight_format(weights, None),
                      lambda done, total: None)
    logits = []
    for alone in (False, True):
        if alone:
            monkeypatch.setattr("lutcore.host_app.model.workspace.groupby", one_by_one)
        with open_device("emulator", "ternary") as device:
            slot = slot_of(data, device)
            logits.append([slot.forward(ids) for ids in ([3, 4, 5, 6, 7, 8], [9], [10])])
    np.testing.assert_array_equal(*logits)


def one_by_one(names, key):
    return [(key(name), [name]) for name in names]
