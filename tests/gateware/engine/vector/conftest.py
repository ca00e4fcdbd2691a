"""Runs one pipeline of the vector unit on arrays, in Verilator."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from litex.gen import LiteXModule
from migen.fhdl.verilog import convert

from lutcore.driver.virtual.verilate import build_model, toolchain_available

HARNESS = Path(__file__).with_name("pipeline.cpp")


@pytest.fixture(scope="session")
def pipeline() -> Callable[..., Callable[..., np.ndarray]]:
    """pipeline(block): a function from operands, uint32 [n], to the block's results uint32 [n]."""
    usable, missing = toolchain_available()
    if not usable:
        pytest.skip(f"the simulation needs {missing}")

    def make(block: LiteXModule) -> Callable[..., np.ndarray]:
        pins = {name: getattr(block, name) for name in ("a", "b", "result") if hasattr(block, name)}
        for name, signal in pins.items():
            signal.name_override = name
        text = str(convert(block, set(pins.values()), name="pipeline"))
        library: Any = ctypes.CDLL(str(build_model(text, "pipeline", HARNESS,
                                                   ("-DTWO",) if "b" in pins else ())))

        def run(a: np.ndarray, b: np.ndarray | None = None) -> np.ndarray:
            a = np.ascontiguousarray(a, np.uint32)
            b = a if b is None else np.ascontiguousarray(b, np.uint32)
            out = np.empty(len(a), np.uint32)
            library.run(*(x.ctypes.data_as(ctypes.c_void_p) for x in (a, b, out)),
                        ctypes.c_uint64(len(a)), ctypes.c_uint64(block.latency))
            return out
        return run
    return make
