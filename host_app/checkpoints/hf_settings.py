"""Settings of quantised Hugging Face folders, which the readers of several libraries look at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from lutcore.driver.contract import WeightFormat
from lutcore.driver.contract.packing import GROUPS
from lutcore.driver.errors import FormatError
from lutcore.host_app.checkpoints.source import Coded, Method
from lutcore.host_app.checkpoints.tensors import FLOATS, TensorFolder
from lutcore.host_app.errors import UnsupportedModelError


def unless_float(method: Method) -> Method:
    """Return `method` for quantised matrices; those left in float, as heads are, become arrays."""
    def matrix(tensors: TensorFolder, name: str, shape: tuple[int, int]) -> np.ndarray | Coded:
        if name in tensors and tensors.array(name).dtype in FLOATS:
            return tensors.floats(name, shape)
        return method(tensors, name.removesuffix(".weight"), shape)
    return matrix


def choice(config: Mapping[str, Any], name: str, known: tuple[Any, ...], other: str = "") -> Any:
    """Return a setting that must be one of `known`; `other` is a second name for it."""
    value = config.get(name, config.get(other))
    if value not in known:
        raise UnsupportedModelError(f"quantised weights with {name} {value!r} are not read; "
                                    f"{', '.join(map(str, known))} are")
    return value


def group_size(config: Mapping[str, Any], other: str = "") -> int:
    """Return the inputs of a group; 0 stands for whole-row groups. `other` is a second name."""
    value = config.get("group_size", config.get(other))
    if value in (None, -1, 0):
        return 0
    try:
        if isinstance(value, int) and value > max(GROUPS) and value % max(GROUPS) == 0:
            return value
        WeightFormat(4, value, None)
    except FormatError as error:
        raise UnsupportedModelError(f"quantised weights in {error}") from error
    return value
