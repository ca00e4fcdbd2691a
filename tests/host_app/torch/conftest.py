"""PyTorch and transformers, where they are; they are gigabytes and no part of the extra dev."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lutcore.driver import Device, open_device


@pytest.fixture(scope="module")
def emulator() -> Iterator[Device]:
    with open_device("emulator") as device:
        yield device
