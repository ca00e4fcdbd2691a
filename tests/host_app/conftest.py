"""Models for tests, and a device that needs no engine."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from lutcore.driver import Device, open_device
from lutcore.driver.contract import PackedMatrix, dequantise, pack_matrix, preset, unpack_matrix
from lutcore.driver.transport import Clock
from lutcore.host_app.checkpoints.source import Coded, ModelData
from lutcore.host_app.model.model import Model, Slot, engine_for

TESTS   = Path(__file__).parents[1]
STORIES = TESTS.parents[1] / "shared" / "models" / "stories260K"


@pytest.fixture(scope="session")
def stories() -> Path:
    """The trained checkpoint."""
    if not STORIES.is_dir():
        pytest.skip(f"{STORIES} is not here; it is no part of the repository")
    return STORIES


@pytest.fixture(scope="session")
def golden() -> Path:
    return TESTS / "golden"


@pytest.fixture
def folder(golden: Path, tmp_path: Path) -> Path:
    """A copy of a small random Llama, which a test may damage."""
    return Path(shutil.copytree(golden / "llama_random", tmp_path / "model"))


@pytest.fixture
def edit_config(folder: Path) -> Callable[..., None]:
    """edit_config(name=value) in the folder's config.json; None removes the field."""
    def edit(**changes) -> None:
        path = folder / "config.json"
        raw = json.loads(path.read_text()) | changes
        path.write_text(json.dumps({k: v for k, v in raw.items() if v is not None}))
    return edit


@pytest.fixture
def edit_tensors(folder: Path) -> Callable[[Callable[[dict], None]], None]:
    """edit_tensors(function) changes the folder's dictionary of tensors in place."""
    def edit(change: Callable[[dict], None]) -> None:
        path = folder / "model.safetensors"
        tensors = load_file(path)
        change(tensors)
        save_file(tensors, path)
    return edit


@dataclass
class Counters:
    matmuls: int = 0
    cycles: int = 0
    stream_words: int = 0
    stall_cycles: dict = field(default_factory=lambda: {"memory": 0})
    seconds: float = 0.0


class FakeDevice:
    """Multiplies in float64 with the dequantised weights."""

    name     = "fake"
    fallback_reason = None
    geometry = preset("demo")
    clock    = Clock(geometry.clock_mhz)

    def __init__(self) -> None:
        self.counters = Counters()

    @property
    def clock_mhz(self) -> float:
        return self.clock.mhz

    def __enter__(self) -> FakeDevice:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def load(self, packed: PackedMatrix) -> tuple[int, np.ndarray]:
        return packed.words, dequantise(packed)

    def products(self, handles: Sequence[tuple[int, np.ndarray]], x: np.ndarray,
                 host_tables: bool = False) -> list[np.ndarray]:
        self.counters.matmuls      += len(handles)
        self.counters.cycles       += 2 * sum(words for words, _ in handles)
        self.counters.seconds      += 1e-6
        self.counters.stream_words += sum(words for words, _ in handles)
        return [(x.astype(np.float64) @ matrix.T).astype(np.float32) for _, matrix in handles]

    def matmul(self, handle: tuple[int, np.ndarray], x: np.ndarray, host_tables: bool = False
               ) -> np.ndarray:
        return self.products([handle], x, host_tables)[0]


@pytest.fixture(scope="session")
def close_when_packed() -> Callable[[Coded, np.ndarray], None]:
    """close_when_packed(coded, weights) asserts that packing keeps codes, and weights in 16 bits.

    Weights may differ by 2**-15 of the largest weight in their matrix row. With explicit offsets,
    both terms of scale * code + offset are rounded, and the largest term counts.
    """
    def check(coded: Coded, expected: np.ndarray) -> None:
        codes, scale, offset = coded.whole()
        packed = pack_matrix(codes, scale, offset, coded.format)
        found  = dequantise(packed)
        if coded.order is not None:
            found = found[:, np.argsort(coded.order)]
        np.testing.assert_array_equal(unpack_matrix(packed)[0], codes)
        largest = np.abs(scale).max(axis=1) * coded.format.levels
        error   = np.abs(found - expected).max(axis=1)
        if offset is None:
            assert (error <= np.abs(expected).max(axis=1) * (2.0 ** -15 + 1e-6)).all()
        else:
            largest = np.maximum(largest, np.abs(offset).max(axis=1))
            assert (error <= largest * (2.0 ** -15 + 1e-6)).all()

    return check


@pytest.fixture
def failing_device(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], Device]:
    """failing_device(error): an emulator that raises `error` when it is to run a program."""
    def make(error: BaseException) -> Device:
        def fail(*args: object) -> None:
            raise error

        device = open_device("emulator")
        monkeypatch.setattr("lutcore.driver.steps.Program.run", fail)
        return device
    return make


@pytest.fixture(scope="session")
def slot_of() -> Callable[..., Slot]:
    """slot_of(data, device=None, context=64, cache="float32"): an empty slot of a model."""
    def make(data: ModelData, device: Device | None = None, context: int = 64,
             cache: str = "float32") -> Slot:
        return Model(data, engine_for(device), cache).slots(1, context)[0]
    return make


@pytest.fixture
def fake_device() -> FakeDevice:
    return FakeDevice()
