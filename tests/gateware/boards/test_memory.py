"""The table of models that fit has the memory and the geometry that the boards are built with."""

from __future__ import annotations

import pytest

from lutcore.driver.contract import preset
from lutcore.gateware.boards import find_target
from lutcore.gateware.flows.litex_target import LitexTarget
from lutcore.host_app.measure.fits import BOARDS, MIB


@pytest.mark.parametrize("board, entry", [
    (name, entry) for entry in BOARDS for name in entry.boards],
    ids=lambda value: value if isinstance(value, str) else f"{value.mib} MiB")
def test_the_table_has_the_board(board: str, entry) -> None:
    target = find_target(board)
    assert entry.preset == target.preset
    if isinstance(target, LitexTarget):
        soc = target.soc(preset(target.preset))
        assert soc.bus.regions["main_ram"].size == entry.mib * MIB
