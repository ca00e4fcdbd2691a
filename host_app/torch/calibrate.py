"""Second moments of layers' inputs, for `quantise_against`: the model runs, and hooks add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import nn

from lutcore.host_app.quantise.calibrated import in_chunks


def moments_in_turn(model: nn.Module, modules: Mapping[int, nn.Module], batches: Sequence[Any]
                    ) -> Iterator[dict[int, np.ndarray]]:
    """Yield the sums of x x^T over all inputs x of modules, float32 [K, K] by the modules' keys.

    The model runs over all batches for every MOMENT_BYTES of moments. batches: a tensor, or a
    mapping of arguments, each
    """
    for keys in in_chunks({key: _inputs(module) for key, module in modules.items()}):
        sums: dict[int, torch.Tensor] = {}
        hooks = [modules[key].register_forward_pre_hook(_adder(sums, key)) for key in keys]
        try:
            with torch.no_grad():
                for batch in batches:
                    model(**batch) if isinstance(batch, Mapping) else model(batch)
        finally:
            for hook in hooks:
                hook.remove()
        # A layer that no batch reaches has no moment: each weight then counts the same.
        yield {key: sums[key].numpy() if key in sums
               else np.zeros((_inputs(modules[key]),) * 2, np.float32) for key in keys}


def _adder(sums: dict[int, torch.Tensor], key: int) -> Any:
    def add(_: nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
        x = inputs[0].detach().reshape(-1, inputs[0].shape[-1]).to("cpu", torch.float32)
        moment = x.T @ x
        sums[key] = sums[key] + moment if key in sums else moment
    return add


def _inputs(module: Any) -> int:
    """K of an nn.Linear, or of a Conv1D."""
    return int(module.in_features if isinstance(module, nn.Linear) else module.nx)
