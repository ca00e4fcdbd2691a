"""What models take of boards' memory."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lutcore.driver.contract import Geometry, preset
from lutcore.driver.device import Device
from lutcore.driver.pages import PAGE
from lutcore.driver.transport import Buffer
from lutcore.host_app.checkpoints.packed import read_packed
from lutcore.host_app.measure.decode_step import SHAPES
from lutcore.host_app.measure.fits import BOARDS, MIB, Footprint, cell, footprint, pages, render
from lutcore.host_app.measure.host import NullTransport, model_of
from lutcore.host_app.model.engines import DeviceEngine
from lutcore.host_app.model.model import FIRST_CAPACITY, Model
from lutcore.host_app.named import BUNDLED

BY_TITLE = {board.title: board for board in BOARDS}
PYNQ     = BY_TITLE["PYNQ-Z1, Z2"]


def test_a_llama_by_hand() -> None:
    """int4g128 takes 4 bits a weight and 16 for every 128; the engine has one lane and one port."""
    size = footprint(model_of(SHAPES["llama-3.2-1b"], 2048), preset("demo"))
    weights = 16 * (2 * 2048 * 2048 + 2 * 512 * 2048 + 3 * 8192 * 2048) + 128256 * 2048
    assert size.weights == weights * (4 + 16 / 128) / 8
    # 8 heads of 64 elements and a float32 scale; keys and values; 1,024 tokens, and 512 before
    assert size.caches == 16 * 2 * 8 * (64 + 4) * (1024 + 512)
    logits, inner = 4 * 64 * 128256, 4 * 64 * 8192
    assert logits + 2 * inner < size.others < 2 * logits
    assert size.total == size.weights + size.caches + size.others


def test_ternary_weights_without_a_ternary_engine() -> None:
    """1.6 bits a weight become two planes; the head and the caches stay as they are."""
    data = model_of(SHAPES["bitnet-2b"], 2048)
    native, planes = (footprint(data, preset(name)) for name in ("ternary", "demo"))
    layers = 30 * (2 * 2560 * 2560 + 2 * 640 * 2560 + 3 * 6912 * 2560)
    head = planes.weights - layers * 2 / 8
    assert head == pytest.approx(128256 * 2560 * (8 + 16 / 32) / 8, rel=0.01)
    assert native.weights - head == pytest.approx(layers * 1.6 / 8, rel=0.10)
    assert native.caches == planes.caches


def test_a_model_that_is_too_large_is_marked() -> None:
    size = Footprint(weights=128 * MIB, caches=1, others=0)
    assert size.verdict(PYNQ) == "no" and cell(size, PYNQ) == "no, 129"
    assert replace(size, caches=0).verdict(PYNQ) == "barely"
    assert replace(size, weights=121 * MIB).verdict(PYNQ) == "fits"
    row = render({"llama-7b": (model_of(SHAPES["llama-7b"], 2048), "int4g128")})[-1]
    assert row.count("| no, 3,") == len(BOARDS) and "fits" not in row


class WatchedTransport(NullTransport):
    """A NullTransport that keeps the largest number of bytes that were taken at once, in pages."""

    def __init__(self, geometry: Geometry) -> None:
        super().__init__(geometry)
        self.most = 0
        self._taken: dict[int, int] = {}

    def allocate(self, nbytes: int) -> Buffer:
        buffer = super().allocate(nbytes)
        self._taken[buffer.address] = pages(nbytes)
        self.most = max(self.most, sum(self._taken.values()))
        return buffer

    def release(self, address: int) -> None:
        super().release(address)
        del self._taken[address]


@pytest.mark.parametrize("context", [FIRST_CAPACITY, 1024])
def test_it_is_what_a_model_takes_at_most(context: int) -> None:
    """The bundled model with its real matrices; caches of 1,024 tokens grow while it runs."""
    data = read_packed(BUNDLED)
    data = replace(data, config=replace(data.config, max_position_embeddings=context))
    transport = WatchedTransport(preset("ternary"))
    with Device(transport) as device:
        counted = footprint(data, device.geometry)
        model = Model(data, DeviceEngine(device), "int8")
        (slot,) = model.slots(1)
        slot.forward([1] * (context // 2))
        slot.forward([1] * (context // 2))
        old = model.cache_bytes // 2 if context > FIRST_CAPACITY else 0
        assert model.cache_bytes + old == pytest.approx(counted.caches, abs=2 * PAGE)
        assert transport.most == pytest.approx(counted.total, rel=0.01)
        model.free()
