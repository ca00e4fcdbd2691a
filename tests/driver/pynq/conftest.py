"""Served virtual boards: in this process, and an address for each."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Callable
from typing import Any

import pytest

from lutcore.driver.bundles import find as bundle
from lutcore.driver.virtual.board import available
from lutcore.driver.virtual.served import ServedBoard

MIB      = 1 << 20
_numbers = itertools.count(1)


@pytest.fixture(scope="session", autouse=True)
def virtual_board() -> None:
    """Skips everything here where there can be none."""
    possible, reason = available()
    if not possible:
        pytest.skip(reason)
    if sys.platform != "linux":
        pytest.skip("wants all of 127.0.0.0/8 to be loopback")


@pytest.fixture(scope="session")
def own_address() -> Callable[[], str]:
    """A loopback address that no other test on this computer uses: pynq's port is always 7967."""
    def make() -> str:
        pid = os.getpid()
        return f"127.{1 + pid // 250 % 250}.{1 + pid % 250}.{next(_numbers)}"
    return make


@pytest.fixture
def make_board(request: pytest.FixtureRequest) -> Callable[..., ServedBoard]:
    def make(name: str = "Pynq-Z2", geometry: str = "tiny", **ddr: Any) -> ServedBoard:
        board = ServedBoard(bundle.find("virtual", geometry), name, **{"size": MIB, **ddr})
        request.addfinalizer(board.close)
        return board
    return make
