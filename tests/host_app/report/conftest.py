"""Figures and assumptions of a report that nobody measured."""

from __future__ import annotations

import pytest

from lutcore.host_app.report.assumptions import Assumptions, read_assumptions
from lutcore.host_app.report.figures import (
    FORMAT,
    Bitstream,
    Fact,
    Figure,
    Figures,
    Part,
    Point,
    Quality,
    Roof,
    Split,
    Trial,
)


def speed(value: float, kind: str, command: str) -> Figure:
    return Figure("Answer", value, "tokens/s", kind, command, "")


@pytest.fixture(scope="session")
def figures() -> Figures:
    """Figures of every kind."""
    board, here = "lutcore bench model M --board kv260", "lutcore bench model M"
    return Figures(
        format=FORMAT, model="m.gguf", weights="int4 g32", board="kv260", board_title="KV260",
        source="predicted", engine="r8", clock_mhz=200.0,
        model_facts=(Fact("Layers", "16"),), board_facts=(Fact("Clock", "200 MHz"),),
        speed={"board.decode": speed(15.0, "estimated", board),
               "board.prefill": speed(100.0, "estimated", board),
               "pc.decode": speed(40.0, "measured", here),
               "pc.prefill": speed(160.0, "measured", here)},
        limited_by="memory",
        splits=(Split("Board", board, (Part("products", 60.0, "simulated"),
                                       Part("host", 6.0, "estimated"))),
                Split("This computer alone", here, (Part("products", 25.0, "measured"),))),
        roof=Roof(200.0, 12.8, (Point("Answer, one row", 3.5, 30.0, "estimated"),
                                Point("Prompt, 8 rows", 28.0, 180.0, "estimated")), board),
        quality=Quality("lutcore eval M TEXT", "", "TEXT", 1000, 32000, False, (
            Trial("float32", 32.0, 10.0, 1.0, False), Trial("int4 g32", 4.6, 10.3, 0.95, True),
            Trial("int2 g32a", 3.1, 45.0, 0.31, False))),
        bitstream=Bitstream("", "no bitstream", "", "", 0.0, 0.0, {}, "lutcore build kv260"),
        energy={}, computer="a computer")


@pytest.fixture(scope="session")
def given() -> Assumptions:
    """The assumptions of the package."""
    return read_assumptions()
