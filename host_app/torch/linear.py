"""A linear layer whose low-bit weights lie in a lutcore device, in the place of `nn.Linear`.

    nn.Linear, codes or a state dict -> PackedMatrix (buffers) -> Placed (device) -> products
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import torch
from torch import nn

from lutcore.driver import Device
from lutcore.driver.contract import PackedMatrix, WeightFormat, dequantise
from lutcore.driver.errors import FormatError
from lutcore.host_app.errors import GradientError, LayerError
from lutcore.host_app.quantise.rounding import quantise_matrix
from lutcore.torch.placed import Placed, SharedDevice, shared_device

DTYPES = (torch.float32, torch.float16, torch.bfloat16)

# The packed arrays in a state dict, beside the bias. `format` is int32: bits, group, zero (-1:
# explicit offsets), ternary, N, K. `order` is that of `Coded`.
ARRAYS = ("format", "stream", "column_scale", "column_offset", "order")


class Linear(nn.Module):
    """y = x W^T + b for x [..., K]; W as the engine has it, b in float32. Inference only.

    x: float32, float16 or bfloat16, on any device; y has its type, and lies where x lies.

    `of` and `from_float` make it, and `replace_linear` for all layers of a model. The packed arrays
    are buffers, so state dicts have them. They stay on the host in their own types when the model
    moves or changes its type.

    Raises (forward) FormatError, NonFiniteActivationsError and the device's errors; GradientError
    when a gradient is asked for.
    """

    def __init__(self, in_features: int, out_features: int, bias: bool = True,
                 device: str | Device | SharedDevice = "auto",
                 dtype: torch.dtype | None = None) -> None:
        """Make a layer without weights; `take` or `load_state_dict` gives it some.

        dtype: of the bias. Raises what `open_device` raises.
        """
        super().__init__()
        self.in_features, self.out_features = in_features, out_features
        self._shared = shared_device(device)
        self._placed: Placed | None = None
        for name in ARRAYS:
            self.register_buffer(name, None)
        self.bias = nn.Parameter(torch.zeros(out_features, dtype=dtype),
                                 requires_grad=False) if bias else None

    @classmethod
    def of(cls, packed: PackedMatrix, device: str | Device | SharedDevice = "auto",
           bias: torch.Tensor | None = None, order: np.ndarray | None = None) -> Linear:
        """Return a layer with these weights. order: `Coded.order`. Raises DeviceMemoryError."""
        layer = cls(packed.k, packed.n, False, device)
        if bias is not None:
            layer.bias = nn.Parameter(bias.detach().clone(), requires_grad=False)
        layer.take(packed, order)
        return layer

    @classmethod
    def from_float(cls, layer: nn.Linear, device: str | Device | SharedDevice,
                   fmt: WeightFormat) -> Linear:
        """Return an nn.Linear with its weights quantised by rounding.

        Raises FormatError, NonFiniteWeightsError, DeviceMemoryError.
        """
        return cls.of(quantise_matrix(array_of(layer.weight), fmt), device, layer.bias)

    def take(self, packed: PackedMatrix, order: np.ndarray | None = None) -> None:
        """Put weights into the device, in the place of those that the layer has.

        Raises FormatError (another shape), DeviceMemoryError.
        """
        if (packed.n, packed.k) != (self.out_features, self.in_features):
            raise FormatError(f"weights of {packed.n} x {packed.k} for a layer of "
                              f"{self.out_features} x {self.in_features}")
        if order is not None and not np.array_equal(np.sort(order), np.arange(packed.k)):
            raise FormatError(f"the order of inputs is no permutation of {packed.k}")
        self._placed = Placed(self._shared, packed)
        fmt = packed.format
        facts = (fmt.bits, fmt.group, -1 if fmt.zero is None else fmt.zero, fmt.ternary,
                 packed.n, packed.k)
        values = (np.array(facts, np.int32), packed.stream, packed.column_scale,
                  packed.column_offset, order)
        for name, value in zip(ARRAYS, values, strict=True):
            self._buffers[name] = None if value is None else torch.from_numpy(np.array(value))

    def packed(self) -> PackedMatrix:
        """Return the weights. Raises LayerError."""
        if self._placed is None:
            raise LayerError("the layer has no weights yet; give it some with take() or "
                             "load_state_dict()")
        return packed_of({name: value.numpy() for name, value in self._buffers.items()
                          if value is not None})

    def dequantised(self) -> torch.Tensor:
        """Return the weights that the layer stands for, float32 [N, K]. Raises LayerError."""
        weights = dequantise(self.packed()).astype(np.float32)
        order = self._buffers["order"]
        return torch.from_numpy(weights if order is None else weights[:, np.argsort(order)])

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return y [..., N] for x [..., K]."""
        if self._placed is None:
            self.packed()               # says what to do
        if x.dtype not in DTYPES:
            raise FormatError(f"inputs of {x.dtype}; a lutcore layer takes float32, float16 and "
                              "bfloat16, so convert them, as with x.float()")
        if x.ndim < 1 or x.shape[-1] != self.in_features:
            raise FormatError(f"inputs of shape {list(x.shape)}; the layer takes "
                              f"[..., {self.in_features}]")
        y: torch.Tensor = _Product.apply(x, self._placed, self._buffers["order"], self.bias)
        return y

    def extra_repr(self) -> str:
        """Return sizes, weight format and device."""
        weights = "no weights" if self._placed is None else self.packed().format.name
        return (f"in_features={self.in_features}, out_features={self.out_features}, "
                f"bias={self.bias is not None}, {weights} on {self._shared.device.name}")

    # The packed arrays in state dicts -------------------------------------------------------------

    def _apply(self, fn: Callable[[torch.Tensor], torch.Tensor], recurse: bool = True) -> Linear:
        """Move or convert the bias alone: the arrays are bits, and their copy is in the device."""
        arrays = dict(self._buffers)
        self._buffers.clear()
        try:
            super()._apply(fn, recurse)
        finally:
            self._buffers.update(arrays)
        return self

    def _load_from_state_dict(self, state_dict: Mapping[str, Any], prefix: str,
                              local_metadata: Any, strict: bool, missing_keys: list[str],
                              unexpected_keys: list[str], error_msgs: list[str]) -> None:
        names = {prefix + name: name for name in ARRAYS}
        arrays = {names[key]: value.numpy() for key, value in state_dict.items() if key in names}
        missing = [prefix + name for name in ("format", "stream", "column_scale")
                   if name not in arrays]
        if missing:
            missing_keys.extend(missing)
        else:
            try:
                self.take(packed_of(arrays), arrays.get("order"))
            except FormatError as error:
                error_msgs.append(f"{prefix.rstrip('.')}: {error}")
        others = {key: value for key, value in state_dict.items() if key not in names}
        arrays_here = dict(self._buffers)
        self._buffers.clear()
        try:
            super()._load_from_state_dict(others, prefix, local_metadata, strict, missing_keys,
                                          unexpected_keys, error_msgs)
        finally:
            self._buffers.update(arrays_here)


def packed_of(arrays: Mapping[str, np.ndarray]) -> PackedMatrix:
    """Return the matrix of a state dict's ARRAYS. Raises FormatError."""
    facts = arrays["format"]
    if facts.shape != (6,) or facts.dtype != np.int32:
        raise FormatError(f"format is {facts.dtype} {list(facts.shape)}, and must be int32 [6]")
    bits, group, zero, ternary, n, k = facts.tolist()
    fmt = WeightFormat(bits, group, None if zero < 0 else zero, bool(ternary))
    return PackedMatrix(fmt, n, k, arrays["stream"], arrays["column_scale"],
                        arrays.get("column_offset"))


def array_of(weight: torch.Tensor) -> np.ndarray:
    """Return a tensor [N, K] as an array for `widen`: bfloat16 as its bits. Raises FormatError."""
    if weight.is_meta:
        raise LayerError("the model has no weights yet; load them first")
    if weight.dtype not in DTYPES:
        raise FormatError(f"weights of {weight.dtype}; float32, float16 and bfloat16 are packed, "
                          "so convert the model, as with model.float()")
    weight = weight.detach().cpu().contiguous()
    if weight.dtype == torch.bfloat16:
        return weight.view(torch.int16).numpy().view(np.uint16)
    return weight.numpy()


class _Product(torch.autograd.Function):
    """The product as PyTorch's graph sees it: forward on the device, and no way back."""

    @staticmethod
    @torch.compiler.disable
    def forward(ctx: Any, x: torch.Tensor, placed: Placed, order: torch.Tensor | None,
                bias: torch.Tensor | None) -> torch.Tensor:
        rows = x.detach().reshape(-1, x.shape[-1])
        rows = rows.to(device="cpu", dtype=torch.float32)    # exact for all of DTYPES
        if order is not None:
            rows = rows[:, order]
        n = placed.outputs
        y = torch.from_numpy(placed.matmul(rows.numpy())) if len(rows) else rows.new_zeros(0, n)
        if bias is not None:
            y = y + bias.detach().to(device="cpu", dtype=torch.float32)
        return y.to(dtype=x.dtype).reshape(*x.shape[:-1], n).to(x.device)

    @staticmethod
    def backward(ctx: Any, *gradients: torch.Tensor) -> Any:
        raise GradientError("no gradient passes a lutcore layer, which is for inference; train the "
                            "model before its layers are replaced")
