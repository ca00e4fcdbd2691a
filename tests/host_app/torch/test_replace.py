"""A device under any model: what is replaced, what stays, and how close results are."""

from __future__ import annotations

import gc

import pytest

from lutcore.driver import Device, open_device
from lutcore.driver.errors import FormatError
from lutcore.host_app.errors import LayerError, NonFiniteWeightsError, QuantisationError

torch = pytest.importorskip("torch", reason="needs pip install -e '.[torch]'")
nn = torch.nn

from lutcore.torch import Linear, replace_linear  # noqa: E402


def nmse(y: torch.Tensor, z: torch.Tensor) -> float:
    """Squared error of y against z, in parts of z's power."""
    return float(((y - z) ** 2).sum().detach() / (z ** 2).sum().detach())


def perceptron() -> nn.Module:
    torch.manual_seed(3)
    model = nn.Sequential(nn.Linear(70, 128), nn.GELU(), nn.Sequential(nn.Linear(128, 50)))
    model.add_module("lm_head", nn.Linear(50, 9))
    return model.eval()


def dequantised(model: nn.Module) -> nn.Module:
    """The model in float, with the weights that its layers on the device stand for."""
    for name, layer in list(model.named_modules()):
        if isinstance(layer, Linear):
            plain = nn.Linear(layer.in_features, layer.out_features, layer.bias is not None)
            plain.weight.data = layer.dequantised()
            plain.bias = layer.bias
            model.set_submodule(name, plain)
    return model


def test_what_is_replaced_and_said(emulator: Device) -> None:
    model, steps = perceptron(), []
    done = replace_linear(model, emulator, progress=lambda *step: steps.append(step))
    assert [name for name, x in model.named_modules() if isinstance(x, Linear)] == ["0", "2.0"]
    assert done.layers == ("0", "2.0") and done.kept == {"lm_head": "skipped"}
    total = 70 * 128 + 128 * 50
    assert done.weights == total and steps[0] == (0, total) and steps[-1] == (total, total)
    assert "2 layers with 15,360 weights on emulator as int4g32" in str(done)
    assert "left: lm_head: skipped" in str(done)
    x = torch.randn(5, 70)
    assert nmse(model(x), dequantised(model)(x)) < 1e-5


@pytest.mark.parametrize("skip, left", [((), []), (("2",), ["2.0"]), (("0", "lm_head"),
                                                                    ["0", "2.0", "lm_head"])])
def test_skip(emulator: Device, skip: tuple[str, ...], left: list[str]) -> None:
    """A part of a name stands for all that lies in it, not for names that begin alike."""
    model = perceptron()
    if "0" in skip:
        with pytest.raises(LayerError, match=r"no linear layer to replace but 0, 2\.0, lm_head"):
            replace_linear(model, emulator, skip=skip)
    else:
        assert list(replace_linear(model, emulator, skip=skip).kept) == left


def test_a_layer_in_two_places_stays_one(emulator: Device) -> None:
    shared = nn.Linear(32, 32)
    model = nn.ModuleDict({"a": shared, "b": nn.Sequential(shared)})
    done = replace_linear(model, emulator)
    assert model["a"] is model["b"][0] and done.weights == 32 * 32 and len(done.layers) == 2


def test_subclasses_of_linear_stay(emulator: Device) -> None:
    """torch's own attention reads the weight of its output layer."""
    model = nn.ModuleDict({"attention": nn.MultiheadAttention(32, 2), "out": nn.Linear(32, 8)})
    done = replace_linear(model, emulator)
    assert done.layers == ("out",)
    assert done.kept == {"attention.out_proj": "a NonDynamicallyQuantizableLinear"}
    x = torch.randn(3, 1, 32)
    model["attention"](x, x, x)


def test_other_formats(emulator: Device) -> None:
    x, errors = torch.randn(20, 70), []
    exact = perceptron()(x)
    for weights, group in (("int8", 32), ("int4", 16), ("int4", "row"), ("int2", 32)):
        model = perceptron()
        replace_linear(model, emulator, weights, group, skip=())
        errors.append(nmse(model(x), exact))
    assert errors == sorted(errors) and errors[0] < 1e-4 < errors[2]


def test_calibration_chooses_better_codes(emulator: Device) -> None:
    """The codes of `lutcore pack --method gptq`, chosen by the inputs of the layers."""
    torch.manual_seed(4)
    inputs = torch.randn(300, 70) @ torch.randn(70, 70) / 8      # correlated, as real inputs are
    exact = perceptron()(inputs)
    plain, chosen = perceptron(), perceptron()
    replace_linear(plain, emulator, "int2", skip=())
    replace_linear(chosen, emulator, "int2", skip=(), calibration=[inputs[:150],
                                                                   {"input": inputs[150:]}])
    assert nmse(chosen(inputs), exact) < 0.7 * nmse(plain(inputs), exact)


# Errors leave the model as it was -----------------------------------------------------------------


def test_errors_name_the_layer_and_leave_the_model(emulator: Device) -> None:
    model = perceptron()
    with torch.no_grad():
        model[2][0].weight[3, 4] = float("nan")
    with pytest.raises(NonFiniteWeightsError, match=r"2\.0: .*NaN"):
        replace_linear(model, emulator)
    assert not any(isinstance(layer, Linear) for layer in model.modules())
    with pytest.raises(FormatError, match=r"0: weights of torch\.float64"):
        replace_linear(perceptron().double(), emulator)
    with pytest.raises(QuantisationError, match="int9"):
        replace_linear(perceptron(), emulator, "int9")
    with pytest.raises(FormatError, match="groups of 48"):
        replace_linear(perceptron(), emulator, group=48)
    with pytest.raises(LayerError, match="Linear.from_float"):
        replace_linear(nn.Linear(3, 3), emulator)


def test_no_room_leaves_the_model() -> None:
    model = perceptron()
    with open_device("emulator", memory_bytes=1 << 12) as small:
        with pytest.raises(MemoryError):
            replace_linear(model, small)
        assert not any(isinstance(layer, Linear) for layer in model.modules())
        gc.collect()


def test_training_mode_is_kept(emulator: Device) -> None:
    model = perceptron().train()
    replace_linear(model, emulator)
    assert model[0].training
