"""Every test of this folder has pynq load a virtual board."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def every_test_needs_a_virtual_board(virtual_board: None) -> None:
    """Skip the whole folder where a virtual board cannot be served."""
