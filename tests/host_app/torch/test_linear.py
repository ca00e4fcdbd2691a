"""A layer gives `Device.matmul`'s results, and its weights survive casts, copies and files."""

from __future__ import annotations

import copy
import gc
import pickle
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from lutcore.driver import Device, open_device
from lutcore.driver.errors import DeviceClosedError, FormatError, NonFiniteActivationsError
from lutcore.host_app.errors import GradientError, LayerError
from lutcore.host_app.quantise.rounding import quantise_matrix, weight_format

torch = pytest.importorskip("torch", reason="needs pip install -e '.[torch]'")
nn = torch.nn

from lutcore.torch import Linear, shared_device  # noqa: E402
from lutcore.torch import placed as placed_module  # noqa: E402

INT4 = weight_format("int4")


@pytest.fixture
def layer(emulator: Device) -> Linear:
    torch.manual_seed(1)
    return Linear.from_float(nn.Linear(200, 96), emulator, INT4)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float16, torch.bfloat16])
@pytest.mark.parametrize("shape", [(200,), (1, 200), (2, 5, 200), (0, 200)])
def test_results_are_matmuls(emulator: Device, layer: Linear, dtype: torch.dtype,
                             shape: tuple[int, ...]) -> None:
    x = torch.randn(shape).to(dtype)
    y = layer(x)
    assert y.dtype == dtype and y.shape == (*shape[:-1], 96)
    rows = x.reshape(-1, 200).float().numpy()
    if len(rows):
        with open_device("emulator") as other:
            exact = other.matmul(other.load(layer.packed()), rows) + layer.bias.numpy()
        np.testing.assert_array_equal(y.reshape(-1, 96).float().numpy(),
                                      torch.from_numpy(exact).to(dtype).float().numpy())


@pytest.mark.parametrize("spelling", [("int4", "row", False), ("int2", "64", True),
                                      ("int3", "row", True), ("ternary", None, False),
                                      ("mxfp4", None, False), ("int8", "16", False)])
@pytest.mark.parametrize("k", [1, 75, 200])
def test_every_format_and_any_k(emulator: Device, spelling: tuple[str, str | None, bool], k: int
                                ) -> None:
    """K need not be a multiple of anything: the packed stream is padded."""
    layer = Linear.from_float(nn.Linear(k, 3), emulator, weight_format(*spelling))
    x = torch.randn(4, k)
    expected = x @ layer.dequantised().T + layer.bias
    assert ((layer(x) - expected) ** 2).sum() <= 1e-4 * (expected ** 2).sum()


def test_bfloat16_weights_are_read_bit_for_bit(emulator: Device) -> None:
    made = nn.Linear(64, 8).bfloat16()
    same = nn.Linear(64, 8)
    same.load_state_dict({name: value.float() for name, value in made.state_dict().items()})
    ours, theirs = (Linear.from_float(one, emulator, INT4).packed() for one in (made, same))
    np.testing.assert_array_equal(ours.stream, theirs.stream)


def test_an_order_of_inputs(emulator: Device, layer: Linear) -> None:
    order = np.random.default_rng(0).permutation(200).astype(np.int32)
    ordered = Linear.of(layer.packed(), emulator, layer.bias, order)
    x = torch.randn(3, 200)
    assert torch.equal(ordered(x), layer(x[:, order]))
    assert torch.equal(ordered.dequantised()[:, order], layer.dequantised())
    with pytest.raises(FormatError, match="no permutation"):
        Linear.of(layer.packed(), emulator, None, order // 2)


# What becomes of the weights ----------------------------------------------------------------------


@pytest.mark.parametrize("spelling", [("int4", "32", False), ("int3", "row", True)])
def test_state_dicts_by_safetensors(emulator: Device, tmp_path: Path,
                                    spelling: tuple[str, str, bool]) -> None:
    from safetensors.torch import load_file as load_torch
    from safetensors.torch import save_file
    torch.manual_seed(2)
    layer = Linear.from_float(nn.Linear(200, 96), emulator, weight_format(*spelling))
    save_file(layer.state_dict(), tmp_path / "layer.safetensors")
    assert ("column_offset" in load_file(tmp_path / "layer.safetensors")) == spelling[2]
    empty = Linear(200, 96, True, emulator)
    with pytest.raises(LayerError, match="no weights yet"):
        empty(torch.zeros(1, 200))
    assert not any(empty.load_state_dict(load_torch(tmp_path / "layer.safetensors")))
    x = torch.randn(3, 200)
    assert torch.equal(empty(x), layer(x))


def test_other_weights_replace_those_that_are_there(emulator: Device, layer: Linear) -> None:
    other = Linear.from_float(nn.Linear(200, 96), emulator, weight_format("int2", "64", True))
    layer.load_state_dict(other.state_dict())
    x = torch.randn(3, 200)
    assert torch.equal(layer(x), other(x))


@pytest.mark.parametrize("change, message", [
    ({"format": torch.zeros(3, dtype=torch.int32)}, "format is int32"),
    ({"stream": torch.zeros(16, dtype=torch.uint8)}, "stream of 16 bytes"),
    ({"format": torch.tensor([9, 32, 128, 0, 96, 200], dtype=torch.int32)}, "9 bits"),
    ({"order": torch.zeros(200, dtype=torch.int32)}, "no permutation")])
def test_a_damaged_state_dict_changes_nothing(layer: Linear, change: dict, message: str) -> None:
    x = torch.randn(3, 200)
    before = layer(x)
    with pytest.raises(RuntimeError, match=message):
        layer.load_state_dict({**layer.state_dict(), **change})
    assert torch.equal(layer(x), before)


def test_a_state_dict_that_lacks_something(layer: Linear) -> None:
    arrays = {name: value for name, value in layer.state_dict().items() if name != "stream"}
    with pytest.raises(RuntimeError, match=r"Missing key.*stream"):
        layer.load_state_dict(arrays)
    with pytest.raises(RuntimeError, match=r"Unexpected key.*weight"):
        layer.load_state_dict({**layer.state_dict(), "weight": torch.zeros(2)})


def test_casts_leave_the_weights_alone(layer: Linear) -> None:
    x = torch.randn(3, 200)
    before = layer(x)
    arrays = {name: value.clone() for name, value in layer.state_dict().items() if name != "bias"}
    layer.half()
    assert layer.bias.dtype == torch.float16
    layer.to(torch.float64).float()
    for name, value in arrays.items():
        assert value.dtype == layer.state_dict()[name].dtype
        assert torch.equal(value, layer.state_dict()[name])
    np.testing.assert_allclose(layer(x).numpy(), before.numpy(), atol=1e-4)    # bias was float16


def test_copies_share_the_matrix(emulator: Device, layer: Linear) -> None:
    used = emulator.memory_in_use
    x = torch.randn(3, 200)
    twin = copy.deepcopy(layer)
    assert emulator.memory_in_use == used and torch.equal(twin(x), layer(x))
    twin.load_state_dict(Linear.from_float(nn.Linear(200, 96), emulator, INT4).state_dict())
    assert not torch.equal(twin(x), layer(x))


def test_memory_is_given_back() -> None:
    with open_device("emulator") as device:
        shared = shared_device(device)
        layer = Linear.from_float(nn.Linear(200, 96), shared, INT4)
        keep = Linear.from_float(nn.Linear(10, 10), shared, INT4)
        used = device.memory_in_use
        nbytes = layer._placed._matrix.nbytes
        del layer
        gc.collect()
        keep(torch.zeros(1, 10))
        assert device.memory_in_use < used + (1 << 18) - nbytes and len(device._buffers) == 1


# What is refused ----------------------------------------------------------------------------------


def test_no_gradient(layer: Linear) -> None:
    x = torch.randn(3, 200, requires_grad=True)
    y = layer(x)                        # models are run without no_grad, too
    with pytest.raises(GradientError, match="inference"):
        y.sum().backward()


@pytest.mark.parametrize("x, message", [
    (torch.zeros(3, 200, dtype=torch.float64), r"torch\.float64; .* x\.float\(\)"),
    (torch.zeros(3, 200, dtype=torch.int64), r"torch\.int64"),
    (torch.zeros(3, 199), r"shape \[3, 199\]; the layer takes \[\.\.\., 200\]"),
    (torch.tensor(1.0), r"shape \[\]")])
def test_inputs_that_are_refused(layer: Linear, x: torch.Tensor, message: str) -> None:
    with pytest.raises(FormatError, match=message) as error:
        layer(x)
    assert "\n" not in str(error.value)


def test_errors_of_the_device_come_through(layer: Linear) -> None:
    with pytest.raises(NonFiniteActivationsError):
        layer(torch.full((1, 200), float("nan")))
    with open_device("emulator") as device:
        closed = Linear.of(layer.packed(), device)
    with pytest.raises(DeviceClosedError):
        closed(torch.zeros(1, 200))


def test_weights_that_are_refused(emulator: Device) -> None:
    with pytest.raises(FormatError, match=r"torch\.float64; .*model\.float\(\)"):
        Linear.from_float(nn.Linear(32, 8).double(), emulator, INT4)
    with pytest.raises(FormatError, match="weights of 8 x 32 for a layer of 8 x 16"):
        Linear(16, 8, False, emulator).take(quantise_matrix(np.ones((8, 32), np.float32), INT4))
    with pytest.raises(LayerError, match="no weights yet"), torch.device("meta"):
        Linear.from_float(nn.Linear(32, 8), emulator, INT4)


def test_pickling_says_what_to_do(layer: Linear) -> None:
    with pytest.raises(LayerError, match="state_dict"):
        pickle.dumps(layer)


# Devices ------------------------------------------------------------------------------------------


def test_a_name_is_one_device_while_it_is_used() -> None:
    first, second = shared_device("emulator"), shared_device("emulator")
    assert first is second and shared_device("emulator", geometry="tiny") is not first
    with open_device("emulator") as device:
        assert shared_device(device) is shared_device(device)


def test_large_batches_are_cut(emulator: Device, layer: Linear, monkeypatch: pytest.MonkeyPatch
                               ) -> None:
    x = torch.randn(50, 200)
    whole = layer(x)
    monkeypatch.setattr(placed_module, "OUTPUTS", 7 * 96)
    counted = emulator.counters.matmuls
    assert torch.equal(layer(x), whole) and emulator.counters.matmuls - counted == 8


def test_threads_take_turns(layer: Linear) -> None:
    from concurrent.futures import ThreadPoolExecutor
    inputs = [torch.randn(4, 200) for _ in range(40)]
    expected = [layer(x) for x in inputs]
    with ThreadPoolExecutor(8) as threads:
        for y, z in zip(threads.map(layer, inputs), expected, strict=True):
            assert torch.equal(y, z)


def test_every_device_gives_the_emulators_bits(device: Device, layer: Linear) -> None:
    x = torch.randn(9, 200)
    y = Linear.of(layer.packed(), device, layer.bias)(x)
    with open_device("emulator", device.geometry) as emulated:
        assert torch.equal(y, Linear.of(layer.packed(), emulated, layer.bias)(x))
