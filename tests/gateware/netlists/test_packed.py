"""nextpnr's packed cells come back as primitives; what cannot be one circuit is refused."""

from __future__ import annotations

import copy

import pytest

from lutcore.driver.contract import preset
from lutcore.gateware.errors import NetlistError
from lutcore.gateware.netlists.models import models
from lutcore.gateware.netlists.packed import unpack
from lutcore.gateware.netlists.processor import FABRIC, cut_processor, wrapper
from lutcore.gateware.netlists.verilog import find_module, render


def cell(kind: str, original: str | None, pins: dict[str, tuple[str, list, str]], place: str = "",
         **parameters: str) -> dict:
    """Return a cell as nextpnr writes it. pins: its pin to (direction, nets, the primitive's)."""
    return {
        "type": kind, "parameters": parameters,
        "attributes": {"NEXTPNR_BEL": f"X1Y1/{place or kind}",
                       **({"X_ORIG_TYPE": original} if original else {}),
                       **{f"X_ORIG_PORT_{pin}": name for pin, (_, _, name) in pins.items()
                          if name}},
        "port_directions": {pin: about[0] for pin, about in pins.items()},
        "connections": {pin: about[1] for pin, about in pins.items()},
    }


GROUND, POWER = 90, 91
PACKED = {
    "ports": {"led": {"direction": "output", "bits": [20]}},
    "cells": {
        "gnd": cell("PSEUDO_GND", None, {"Y": ("output", [GROUND], "")}),
        "vcc": cell("PSEUDO_VCC", None, {"Y": ("output", [POWER], "")}),
        "led": cell("PAD", "PAD", {"PAD": ("inout", [20], "PAD")}),
        "table": cell("SLICE_LUTX", "LUT3", {
            "A1": ("input", [1], "I2"), "A4": ("input", [2], "I0"), "A5": ("input", [3], "I1"),
            "A6": ("input", [POWER], ""), "O6": ("output", [10], "O")}, "A6LUT", INIT="10010110"),
        "half": cell("SLICE_LUTX", "LUT1", {
            "A1": ("input", [1], "I0"), "A4": ("input", [], ""), "O5": ("output", [11], "O")},
            "A5LUT", INIT="01"),
        "ff": cell("SLICE_FFX", "FDRE", {
            "CK": ("input", [30], "C"), "CE": ("input", [], "CE"), "SR": ("input", [], "R"),
            "D": ("input", [10], "D"), "Q": ("output", [12], "Q")}, INIT="x"),
        "ram": cell("RAMB36E1_RAMB36E1", "RAMB36E1", {
            "WEBWEU0": ("input", [13], "WEBWE[0]"), "WEBWEL0": ("input", [13], "WEBWE[0]"),
            "WEBWEU1": ("input", [GROUND], "WEBWE[1]"), "ENBWRENL": ("input", [POWER], "ENBWREN"),
            "RSTRAMBL": ("input", [POWER], "RSTRAMB"), "DOADO1": ("output", [14], "DOADO[1]"),
            "DOADO0": ("output", [], "DOADO[0]"), "DOBDO0": ("output", [], "DOBDO[0]")},
            IS_RSTRAMB_INVERTED="00000001", RAM_MODE="TDP"),
    },
}


def test_cells_become_the_primitives_that_they_were() -> None:
    cells = unpack(PACKED)["cells"]
    assert cells.keys() == {"table", "half", "ff", "ram"}
    assert cells["table"] == {"type": "LUT3", "parameters": {"INIT": "10010110"}, "connections": {
        "I0": [2], "I1": [3], "I2": [1], "O": [10]}}
    assert cells["ff"]["connections"] == {"C": [30], "CE": ["1"], "R": ["0"], "D": [10], "Q": [12]}
    assert cells["ram"]["connections"] == {"WEBWE": [13, "0"], "ENBWREN": ["1"], "RSTRAMB": ["1"],
                                           "DOADO": [None, 14]}


def test_pins_with_a_tie_of_their_own_read_0() -> None:
    pins = {"CARRYINSEL0": ("input", [GROUND], "CARRYINSEL[0]"),
            "CARRYINSEL2": ("input", [], "CARRYINSEL[2]"), "D3": ("input", [], "D[3]"),
            "ACIN1": ("input", [], "ACIN[1]")}
    cells = {**PACKED["cells"], "dsp": cell("DSP48E1_DSP48E1", "DSP48E1", pins)}
    assert unpack({**PACKED, "cells": cells})["cells"]["dsp"]["connections"] == {
        "CARRYINSEL": ["0", "0", "0"], "D": ["0"] * 4, "ACIN": ["1", "1"]}


def test_they_are_written_with_their_inversions() -> None:
    text = render("unit", unpack(PACKED))
    assert "assign n10 = 8'b10010110 >> {n1, n3, n2};" in text
    assert ".RSTRAMB(1'b0)" in text and "INVERTED" not in text
    assert "wire c3_DOADO_0;" in text and ".DOADO({n14, c3_DOADO_0})" in text
    assert "FDRE #(.INIT(1'b0)) c2 (.C(n30), .CE(1'b1), .R(1'b0), .D(n10), .Q(n12));" in text


def test_a_netlist_of_yosys_stays_as_it_is() -> None:
    module = {"ports": {}, "cells": {"a": {"type": "INV", "connections": {"I": [1], "O": [2]},
                                           "parameters": {}, "attributes": {}}}}
    assert unpack(module) is module


def nameless(cells: dict) -> None:
    del cells["ff"]["attributes"]["X_ORIG_TYPE"]


def halves_differ(cells: dict) -> None:
    cells["ram"]["connections"]["WEBWEL0"] = [1]


def inputs_differ(cells: dict) -> None:
    cells["half"]["connections"]["A1"] = [2]


@pytest.mark.parametrize("damage, message", [
    (nameless, "without X_ORIG_TYPE"),
    (halves_differ, r"two pins are WEBWE\[0\]"),
    (inputs_differ, "share a lookup table, but not the net at its pin A1")])
def test_what_cannot_be_one_circuit_is_refused(damage, message: str) -> None:
    wrong = copy.deepcopy(PACKED)
    damage(wrong["cells"])
    with pytest.raises(NetlistError, match=message):
        unpack(wrong)


def test_an_inverted_pin_without_a_net_is_refused() -> None:
    module = {"ports": {}, "cells": {"a": {"type": "FDRE", "connections": {"D": [1], "Q": [2]},
                                           "parameters": {"IS_R_INVERTED": "1"}}}}
    with pytest.raises(NetlistError, match="pin R is not connected"):
        render("unit", module)


def test_unknown_modules_and_cells_are_refused(tmp_path) -> None:
    with pytest.raises(NetlistError, match="no module a in the netlist; it has: b"):
        find_module({"modules": {"b": {}}}, "a")
    with pytest.raises(NetlistError, match="no simulation models of cells beside"):
        models("xc7", ["FDRE"], [str(tmp_path / "bin" / "yosys")])
    (tmp_path / "share" / "yosys" / "xilinx").mkdir(parents=True)
    (tmp_path / "share" / "yosys" / "xilinx" / "cells_sim.v").write_text(
        "module FDRE (input D);\nspecify\nendspecify\nendmodule\n")
    with pytest.raises(NetlistError, match="no simulation model of URAM288 for xc7"):
        models("xc7", ["FDRE", "URAM288"], [str(tmp_path / "bin" / "yosys")])
    assert "specify" not in models("xc7", ["FDRE"], [str(tmp_path / "bin" / "yosys")])


def test_the_processor_becomes_the_edge() -> None:
    pins = {"FCLKCLK": [1, 2, 3, 4], "FCLKRESETN": [5, 6, 7, 8], "IRQF2P": [9, *["0"] * 19],
            "MAXIGP0ARADDR": list(range(40, 72)), "SAXIHP0ARVALID": [10]}
    module = {"ports": {}, "cells": {"ps": {"type": "PS7", "connections": pins, "parameters": {}}}}
    fabric = cut_processor(module)
    assert not fabric["cells"]
    directions = {pin: about["direction"] for pin, about in fabric["ports"].items()}
    assert directions == {"FCLKCLK": "input", "FCLKRESETN": "input", "IRQF2P": "output",
                          "MAXIGP0ARADDR": "input", "SAXIHP0ARVALID": "output"}
    text = wrapper(preset("pynq_z2_open"), fabric)
    assert f"{FABRIC} netlist" in text and ".FCLKCLK({3'd0, sys_clk})" in text
    assert ".MAXIGP0ARADDR(32'h40000000 | s_axil_araddr)" in text
    with pytest.raises(NetlistError, match="has 0 PS7"):
        cut_processor({"ports": {}, "cells": {}})
