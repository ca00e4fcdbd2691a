"""Puts a device under a PyTorch model: its linear layers become `Linear`, all else stays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn

from lutcore.driver import Device
from lutcore.driver.contract import PackedMatrix, WeightFormat
from lutcore.driver.contract.packing import pack_matrix
from lutcore.driver.errors import FormatError
from lutcore.host_app.checkpoints.packed import MAX_THREADS
from lutcore.host_app.checkpoints.tensors import widen
from lutcore.host_app.console import counting_bar
from lutcore.host_app.errors import LayerError, NonFiniteWeightsError
from lutcore.host_app.quantise.calibrated import Moment, quantise_against
from lutcore.host_app.quantise.rounding import quantise_matrix, weight_format
from lutcore.torch.calibrate import moments_in_turn
from lutcore.torch.linear import Linear, array_of
from lutcore.torch.placed import SharedDevice, shared_device

SKIP = ("lm_head",)                     # output layers lose the most by quantisation


@dataclass(frozen=True)
class Replaced:
    """What `replace_linear` did."""

    layers: tuple[str, ...]             # names of the layers that are on the device now
    kept: Mapping[str, str]             # names of linear layers that are not, and why
    format: WeightFormat
    device: str
    weights: int                        # of all replaced layers
    nbytes: int                         # that they take, packed

    def __str__(self) -> str:
        bits = 8 * self.nbytes / max(self.weights, 1)
        kept = "; ".join(f"{name}: {reason}" for name, reason in self.kept.items())
        return (f"{len(self.layers)} layers with {self.weights:,} weights on {self.device} as "
                f"{self.format.name}, {bits:.2f} bits each" + (f"; left: {kept}" if kept else ""))


def replace_linear(model: nn.Module, device: str | Device | SharedDevice = "auto",
                   weights: str = "int4", group: int | str | None = None, *,
                   asymmetric: bool = False, skip: Iterable[str] = SKIP,
                   calibration: Iterable[Any] | None = None,
                   progress: Callable[[int, int], None] | None = None) -> Replaced:
    """Replace a model's linear layers by layers on a device, all or none; the model is changed.

    device, weights, group: as on the command line, such as "emulator", "int4", 32 or "row"
    skip: names of layers or of parts of the model that stay; "lm_head" also means "x.lm_head"
    calibration: inputs of the model (a tensor, or a mapping of arguments, each), to choose codes by
        their effect on them (gptq); None: weights are rounded
    progress: takes weights done and weights in all; None: a bar, on a terminal

    Raises QuantisationError, FormatError, LayerError (nothing to replace), NonFiniteWeightsError,
    DeviceMemoryError and what `open_device` raises.
    """
    fmt = weight_format(weights, None if group is None else str(group), asymmetric)
    chosen, kept = _choose(model, tuple(skip))
    if not chosen:
        raise LayerError(f"{type(model).__name__} has no linear layer to replace"
                         + (f" but {', '.join(kept)}" if kept else ""))
    shared = shared_device(device)
    modules = {id(module): (name, module) for name, module in chosen.items()}
    made: dict[int, Linear] = {}
    bar = counting_bar("packing") if progress is None else nullcontext(progress)
    with bar as show:
        total = sum(_shape(module)[0] * _shape(module)[1] for _, module in modules.values())
        done = 0
        show(done, total)
        for key, name, packed in _packed(model, modules, fmt, calibration):
            with _naming(name):
                made[key] = Linear.of(packed, shared, modules[key][1].bias)
            done += packed.n * packed.k
            show(done, total)
    for name, module in chosen.items():
        model.set_submodule(name, made[id(module)].train(module.training))
    return Replaced(tuple(chosen), kept, fmt, shared.device.name, total,
                    sum(len(layer.packed().stream) for layer in made.values()))


def _choose(model: nn.Module, skip: tuple[str, ...]
            ) -> tuple[dict[str, nn.Module], dict[str, str]]:
    """Return the layers to replace by name, and those that stay with the reason."""
    chosen: dict[str, nn.Module] = {}
    kept: dict[str, str] = {}
    for name, module in model.named_modules(remove_duplicate=False):
        if not isinstance(module, nn.Linear) and not _is_conv1d(module):
            continue
        if type(module) is not nn.Linear and not _is_conv1d(module):
            kept[name] = f"a {type(module).__name__}"       # what it computes is not known here
        elif not name:
            raise LayerError("the model is a single layer, which cannot be replaced in itself; use "
                             "Linear.from_float")
        elif any(f".{part}." in f".{name}." for part in skip):
            kept[name] = "skipped"
        else:
            chosen[name] = module
    return chosen, kept


def _is_conv1d(module: nn.Module) -> bool:
    """Return whether this is the linear layer of GPT-2 in transformers: its weight is [K, N]."""
    kind = type(module)
    return kind.__name__ == "Conv1D" and kind.__module__ == "transformers.pytorch_utils"


def _matrix(module: nn.Module) -> torch.Tensor:
    """Return the weight [N, K]."""
    weight: torch.Tensor = module.weight
    return weight.T if _is_conv1d(module) else weight


def _shape(module: nn.Module) -> tuple[int, int]:
    n, k = _matrix(module).shape
    return n, k


def _packed(model: nn.Module, modules: Mapping[int, tuple[str, nn.Module]], fmt: WeightFormat,
            calibration: Iterable[Any] | None) -> Iterator[tuple[int, str, PackedMatrix]]:
    """Yield key, name and packed weights of all layers, several threads at work."""
    def pack(key: int, moment: np.ndarray | None) -> tuple[int, str, PackedMatrix]:
        name, module = modules[key]
        with _naming(name):
            weights = array_of(_matrix(module))
            if moment is None:
                return key, name, quantise_matrix(weights, fmt)
            return key, name, pack_matrix(
                *quantise_against(widen(weights), Moment(moment), fmt), fmt)

    threads = ThreadPoolExecutor(min(MAX_THREADS, os.cpu_count() or 1))
    try:
        if calibration is None:
            yield from threads.map(lambda key: pack(key, None), modules)
        else:
            named = {key: module for key, (_, module) in modules.items()}
            for moments in moments_in_turn(model, named, list(calibration)):
                yield from threads.map(lambda pair: pack(*pair), moments.items())
    finally:
        threads.shutdown(cancel_futures=True)


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Errors of the block that concern weights say which layer has them."""
    try:
        yield
    except (FormatError, NonFiniteWeightsError, LayerError) as error:
        raise type(error)(f"{name}: {error}") from error
