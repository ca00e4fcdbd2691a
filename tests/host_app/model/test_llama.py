"""The transformer, compared with logits recorded from transformers, and in chunks with itself."""

from __future__ import annotations

import numpy as np
import pytest

from lutcore.driver import open_device
from lutcore.driver.contract.packing import TERNARY
from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import pack_model
from lutcore.host_app.checkpoints.source import float_model
from lutcore.host_app.errors import NonFiniteLogitsError, PromptTooLongError
from lutcore.host_app.model.linear import DeviceBackend, FloatBackend
from lutcore.host_app.model.llama import Llama
from lutcore.host_app.quantise.rounding import quantise_matrix, weight_format

VARIANTS = ["llama_random", "llama_rope_scaling", "llama_biases", "llama_bitlinear",
            "mistral_window", "qwen2_upper_window", "qwen3", "bitnet_online", "bitnet_packed"]


def float_llama(folder, context=128, backend=None):
    data = float_model(Checkpoint(folder))
    return Llama(data.config, data.tensors, data.matrices, backend or FloatBackend(), context)


def relative(result, expected):
    return np.linalg.norm(result - expected) / np.linalg.norm(expected)


@pytest.mark.parametrize("variant", VARIANTS)
def test_logits_equal_those_of_transformers(golden, variant):
    tokens, logits = (np.load(golden / variant / f"{name}.npy") for name in ("tokens", "logits"))
    llama = float_llama(golden / variant)
    for token, expected in zip(tokens, logits, strict=True):
        assert relative(llama.forward([token]), expected) < 1e-4


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("rows", [1, 3, 7, 64])
def test_prefill_in_chunks_gives_the_same_logits(golden, variant, rows, monkeypatch):
    monkeypatch.setattr("lutcore.host_app.model.llama.PREFILL_ROWS", rows)
    tokens, logits = (np.load(golden / variant / f"{name}.npy") for name in ("tokens", "logits"))
    llama = float_llama(golden / variant)
    half  = len(tokens) // 2 + 1
    assert relative(llama.forward(tokens[:half]), logits[half - 1]) < 1e-4
    assert relative(llama.forward(tokens[half:]), logits[-1]) < 1e-4


def test_the_head_sees_only_the_last_row(golden):
    class Recorder(FloatBackend):
        calls = []

        def apply(self, handle, x):
            self.calls.append((len(handle), x.shape))
            return super().apply(handle, x)

    llama = float_llama(golden / "llama_random", backend=Recorder())
    llama.forward(range(3, 13))
    layer = [(3, (10, 48)), (1, (10, 48)), (2, (10, 48)), (1, (10, 112))]
    assert Recorder.calls == [*layer, *layer, (1, (1, 48))]


def test_large_gates_do_not_overflow(golden):
    data = float_model(Checkpoint(golden / "llama_random"))
    matrices = {name: matrix * (1000 if "gate" in name else 1)
                for name, matrix in data.matrices.items()}
    llama = Llama(data.config, data.tensors, matrices, FloatBackend(), 8)
    with np.errstate(all="raise", under="ignore"):
        assert np.isfinite(llama.forward([5, 6])).all()


def test_a_full_context_is_refused(golden):
    llama = float_llama(golden / "llama_random", context=4)
    llama.forward([3, 4, 5])
    with pytest.raises(PromptTooLongError, match="2 tokens after 3"):
        llama.forward([6, 7])


def test_logits_that_are_no_numbers_are_refused(golden):
    data = float_model(Checkpoint(golden / "llama_random"))
    matrices = dict(data.matrices) | {"lm_head.weight": np.full((96, 48), np.nan, np.float32)}
    llama = Llama(data.config, data.tensors, matrices, FloatBackend(), 8)
    with pytest.raises(NonFiniteLogitsError):
        llama.forward([5])


def test_eight_bits_on_a_device_are_close_to_float(golden, fake_device):
    tokens, logits = (
        np.load(golden / "llama_random" / f"{name}.npy") for name in ("tokens", "logits"))
    data = pack_model(Checkpoint(golden / "llama_random"), weight_format("int8", "32"),
                      lambda done, total: None)
    llama = Llama(data.config, data.tensors, data.matrices, DeviceBackend(fake_device), 64)
    assert relative(llama.forward(tokens), logits[-1]) < 0.05
    assert fake_device.counters.matmuls == 2 * 4 + 1


def test_matrices_that_are_applied_together_are_one_on_the_device(fake_device):
    """Neighbours of the same format become one matrix; the results are those of each alone."""
    random  = np.random.default_rng(0)
    formats = [weight_format("int4", "32")] * 2 + [TERNARY, weight_format("int4", "32")]
    packed  = [quantise_matrix(random.standard_normal((n, 96), np.float32), fmt)
               for n, fmt in zip((5, 7, 3, 2), formats, strict=True)]
    x       = random.standard_normal((4, 96), np.float32)
    backend = DeviceBackend(fake_device)
    handle  = backend.load(packed)
    assert len(handle.parts) == 3
    results = backend.apply(handle, x)
    assert fake_device.counters.matmuls == 3
    for result, matrix in zip(results, packed, strict=True):
        (alone,) = backend.apply(backend.load([matrix]), x)
        np.testing.assert_allclose(result, alone, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("weights", ["int4", "ternary"])
def test_fusing_changes_no_bit(golden, weights):
    """Every matrix loaded alone gives the same logits on the engine."""
    class Alone(DeviceBackend):
        def load(self, matrices):
            return [super(Alone, self).load([matrix]) for matrix in matrices]

        def apply(self, handle, x):
            return [super(Alone, self).apply(part, x)[0] for part in handle]

    data = pack_model(Checkpoint(golden / "llama_random"), weight_format(weights, None),
                      lambda done, total: None)
    logits = []
    for backend in (DeviceBackend, Alone):
        with open_device("emulator", "ternary") as device:
            llama = Llama(data.config, data.tensors, data.matrices, backend(device), 64)
            logits.append([llama.forward(ids) for ids in ([3, 4, 5, 6, 7, 8], [9], [10])])
    np.testing.assert_array_equal(*logits)
