"""lutcore as a quantiser of transformers: `from_pretrained` leaves the linear layers on a device.

    float folder        from_pretrained(folder, quantization_config=LutcoreConfig(...))
    quantised folder    from_pretrained(folder, config=quantised_config(folder, ...)): its codes
                        stay as they are, read by `checkpoints.hf_quantised`
    saved by lutcore    save_pretrained writes the packed arrays; either way opens them again

Importing this module registers the quantiser.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from transformers import AutoConfig
from transformers.quantizers import HfQuantizer, register_quantization_config, register_quantizer
from transformers.utils.quantization_config import QuantizationConfigMixin

from lutcore.driver import Device
from lutcore.driver.contract.packing import pack_parts
from lutcore.host_app.checkpoints.hugging_face import METHODS
from lutcore.host_app.checkpoints.source import Coded, Method
from lutcore.host_app.checkpoints.tensors import FLOATS, TensorFolder
from lutcore.host_app.errors import LayerError, UnsupportedModelError
from lutcore.host_app.quantise.rounding import weight_format
from lutcore.torch.linear import ARRAYS, Linear, packed_of
from lutcore.torch.placed import SharedDevice, shared_device
from lutcore.torch.replace import SKIP, Replaced, replace_linear

NAME = "lutcore"
IGNORED = "_keys_to_ignore_on_load_unexpected"   # of a model: patterns that cause no warning
READ = ("gptq", "awq", "hqq", "compressed-tensors", "auto-round")   # methods that are taken over


@register_quantization_config(NAME)
class LutcoreConfig(QuantizationConfigMixin):
    """How transformers puts a model on a device; `quantization_config` of `from_pretrained`.

    weights, group, asymmetric: as on the command line, such as "int4", 32 or "row"
    device, geometry: as `open_device` has them; device may be an open device as well. They are not
        saved with a model
    skip: layers, or parts of the model, that stay as they are
    checkpoint: quantization_config of a folder that another library quantised; `quantised_config`
        fills it in

    Raises QuantisationError, FormatError.
    """

    def __init__(self, weights: str = "int4", group: int | str | None = None,
                 asymmetric: bool = False, device: str | Device | SharedDevice = "auto",
                 geometry: str | None = None, skip: Sequence[str] = SKIP,
                 checkpoint: Mapping[str, Any] | None = None, quant_method: str = NAME) -> None:
        weight_format(weights, None if group is None else str(group), asymmetric)
        self.quant_method = quant_method
        self.weights, self.group, self.asymmetric = weights, group, asymmetric
        self.device   = shared_device(device) if isinstance(device, Device) else device
        self.geometry = geometry
        self.skip     = list(skip)
        self.checkpoint = checkpoint

    def to_dict(self) -> dict[str, Any]:
        """Return what is saved with a model: all but the device."""
        return {"quant_method": self.quant_method, "weights": self.weights, "group": self.group,
                "asymmetric": self.asymmetric, "skip": list(self.skip)}

    def open(self) -> SharedDevice:
        """Return the device. Raises what `open_device` raises."""
        options = {} if self.geometry is None else {"geometry": self.geometry}
        return shared_device(self.device, **options)


def quantised_config(folder: str | Path, device: str | Device | SharedDevice = "auto",
                     geometry: str | None = None, skip: Sequence[str] = (), **options: Any) -> Any:
    """Return the model's configuration, changed so that its codes go to a device as they are.

    Pass it to `from_pretrained(folder, config=...)`. The folder is one that GPTQ, AWQ, HQQ,
    AutoRound or compressed-tensors quantised, or that a model on lutcore was saved to.

    options: those of AutoConfig.from_pretrained

    Raises UnsupportedModelError (not quantised, or in a way that is not read).
    """
    config = AutoConfig.from_pretrained(folder, **options)
    found = getattr(config, "quantization_config", None)
    if not found:
        raise UnsupportedModelError(f"{folder} is not quantised; give from_pretrained a "
                                    "quantization_config=LutcoreConfig(...) instead")
    mine = {"quant_method": NAME, "device": device, "geometry": geometry, "skip": list(skip)}
    if isinstance(device, Device):
        mine["device"] = shared_device(device)
    if found["quant_method"] == NAME:
        config.quantization_config = {**found, **mine}
    elif found["quant_method"] in READ:
        METHODS[found["quant_method"]](found)       # refuses what is not read
        config.quantization_config = {**mine, "checkpoint": dict(found)}
    else:
        raise UnsupportedModelError(f"weights quantised by {found['quant_method']!r} are not taken "
                                    f"over; those of {', '.join(READ)} are")
    return config


@register_quantizer(NAME)
class LutcoreQuantizer(HfQuantizer):
    """Puts a model's linear layers on a device while transformers loads it; see LutcoreConfig.

    Float layers are quantised once all weights are there. Layers of a quantised folder are empty
    while transformers loads the rest; then their codes are read from the folder.
    """

    requires_calibration = False
    quantization_config: LutcoreConfig

    def __init__(self, quantization_config: LutcoreConfig, **options: Any) -> None:
        super().__init__(quantization_config, **options)
        self.replaced: Replaced | None = None
        self._empty: dict[str, Linear] = {}
        self._folder: TensorFolder | None = None

    def validate_environment(self, *args: Any, **options: Any) -> None:
        """Open the device, before the model is read."""
        self._shared = self.quantization_config.open()      # kept: the layers will share it

    def _process_model_before_weight_loading(self, model: Any, checkpoint_files: Any = None,
                                             **options: Any) -> Any:
        if not self.pre_quantized:
            return model
        if not checkpoint_files:
            raise LayerError("the model is not read from a folder; give from_pretrained the folder "
                             "alone")
        self._folder = TensorFolder(Path(checkpoint_files[0]).parent)
        for name, module in list(model.named_modules()):
            if type(module) is nn.Linear and self._is_coded(name):
                with torch.device("meta"):
                    layer = Linear(module.in_features, module.out_features,
                                   module.bias is not None, self._shared, model.dtype)
                model.set_submodule(name, layer)
                self._empty[name] = layer
        if not self._empty:
            raise LayerError(f"{type(model).__name__}: the folder has no quantised layers")
        coded = sorted({key for key in self._folder.names if key.rpartition(".")[0] in self._empty
                        and not key.endswith(".bias")})
        ignored = getattr(model, IGNORED, None) or set()
        setattr(model, IGNORED, {*ignored, *(f"^{re.escape(key)}$" for key in coded)})
        return model

    def _process_model_after_weight_loading(self, model: Any, **options: Any) -> Any:
        config = self.quantization_config
        if not self.pre_quantized:
            self.replaced = replace_linear(model, self._shared, config.weights,
                                           config.group, asymmetric=config.asymmetric,
                                           skip=config.skip)
            return model
        assert self._folder is not None     # of `_process_model_before_weight_loading`
        method = METHODS[config.checkpoint["quant_method"]](config.checkpoint) \
            if config.checkpoint else None
        for name, layer in self._empty.items():
            layer.to(model.device)
            _fill(layer, self._folder, name, method)
        self._empty, self._folder = {}, None
        return model

    def _is_coded(self, name: str) -> bool:
        assert self._folder is not None
        weight = f"{name}.weight"
        held = weight in self._folder and self._folder.array(weight).dtype in FLOATS
        return not held and any(key.startswith(f"{name}.") for key in self._folder.names)

    def is_serializable(self, *args: Any, **options: Any) -> bool:
        """Whether save_pretrained works: it writes the packed arrays."""
        return True

    @property
    def is_trainable(self) -> bool:
        """Whether the model can be trained."""
        return False


def _fill(layer: Linear, folder: TensorFolder, name: str, method: Method | None) -> None:
    """Give a layer the codes that the folder has for it. method: None for lutcore's own arrays."""
    if method is None:
        arrays = {key: np.array(folder.array(f"{name}.{key}")) for key in ARRAYS
                  if f"{name}.{key}" in folder}
        layer.take(packed_of(arrays), arrays.get("order"))
        return
    coded = method(folder, f"{name}.weight", (layer.out_features, layer.in_features))
    if not isinstance(coded, Coded):
        raise UnsupportedModelError(f"{name} is stored as numbers that are no codes of the engine; "
                                    "open the original float folder with LutcoreConfig instead")
    layer.take(pack_parts(coded.n, coded.k, coded.format, coded.part), coded.order)
