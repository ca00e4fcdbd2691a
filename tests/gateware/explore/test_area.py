"""Counting: every primitive at its weight, tables that merge into carry chains."""

from __future__ import annotations

import pytest

from lutcore.gateware.errors import NetlistError
from lutcore.gateware.explore.area import count
from lutcore.gateware.flows.netlist import LUTS


def cell(kind: str, inputs: dict, outputs: dict, **parameters: str) -> dict:
    pins = {**inputs, **outputs}
    return {
        "type": kind, "parameters": parameters,
        "port_directions": {pin: "input" if pin in inputs else "output" for pin in pins},
        "connections": {pin: bits if isinstance(bits, list) else [bits]
                        for pin, bits in pins.items()},
    }


def counted(*cells: dict):
    return count({"modules": {"top": {"cells": {str(i): c for i, c in enumerate(cells)}}}}, "top")


def table(output: int, *inputs: int, **parameters: str) -> dict:
    pins = {f"I{i}": bit for i, bit in enumerate(inputs)}
    return cell(f"LUT{len(inputs)}", pins, {"O": output}, **parameters)


def carry(selects: list, data: list) -> dict:
    return cell("CARRY4", {"S": selects, "DI": data, "CI": "0"},
                {"O": [90, 91, 92, 93], "CO": [94, 95, 96, 97]})


@pytest.mark.parametrize(("kind", "luts", "memory"), [
    ("LUT1", 1, 0), ("LUT6", 1, 0), ("LUT6_2", 1, 0), ("INV", 1, 0), ("SRL16E", 1, 0),
    ("RAM32X1S", 1, 1), ("RAM64X1S", 1, 1), ("RAM32X1D", 2, 2), ("RAM64X1D", 2, 2),
    ("RAM32M", 4, 4), ("RAM64M", 4, 4), ("RAM32M16", 8, 8), ("RAM64M8", 8, 8),
    ("CCU2C", 2, 0), ("TRELLIS_DPR16X4", 6, 6), ("CARRY4", 0, 0), ("MUXF7", 0, 0),
])
def test_weight_of_a_primitive(kind: str, luts: int, memory: int) -> None:
    pins  = {"CARRY4": {"S": [], "DI": []},
             "CCU2C":  {f"{name}{half}": "0" for name in "AB" for half in "01"}}
    found = counted(cell(kind, pins.get(kind, {}), {}))
    assert (found.luts, found.packed, found.memory_luts) == (luts, luts, memory)
    assert found.cells == {kind: 1}


def test_registers_dsps_and_block_rams() -> None:
    kinds = ["FDRE"]*3 + ["DSP48E1", "RAMB36E1", "RAMB18E1"]
    found = counted(*[cell(kind, {}, {}) for kind in kinds])
    assert (found.registers, found.beside, found.dsps, found.block_rams) == (3, 2, 1, 1.5)
    found = counted(*[cell(kind, {}, {}) for kind in ["TRELLIS_FF"]*3 + ["MULT18X18D", "DP16KD"]])
    assert (found.registers, found.beside, found.dsps, found.block_rams) == (3, 3, 1, 1)


def test_unknown_primitive() -> None:
    with pytest.raises(NetlistError, match="URAM288; add them"):
        counted(cell("URAM288", {}, {}))
    assert "URAM288" not in LUTS


def test_gated_operand_merges() -> None:
    """sum = a & x + b & y: the gate of a drives DI, and is computed again for S."""
    gate = table(10, 1, 2)                              # a & x
    both = table(11, 10, 3, 4)                          # gate xor (b & y)
    found = counted(gate, both, carry([11, "0", "0", "0"], [10, "0", "0", "0"]))
    assert (found.luts, found.packed) == (2, 1)


def test_operand_with_another_reader_stays() -> None:
    gate, both, other = table(10, 1, 2), table(11, 10, 3, 4), table(12, 10, 5)
    found = counted(gate, both, other, carry([11, "0", "0", "0"], [10, "0", "0", "0"]))
    assert (found.luts, found.packed) == (3, 3)


def test_six_inputs_do_not_merge() -> None:
    """O5 and O6 of a table have five inputs together."""
    gate, both = table(10, 1, 2, 5, 6), table(11, 10, 3, 4)
    found = counted(gate, both, carry([11, "0", "0", "0"], [10, "0", "0", "0"]))
    assert (found.luts, found.packed) == (2, 2)


def test_carry_input_from_a_register_passes_a_table() -> None:
    register = cell("FDRE", {"D": 1}, {"Q": 10})
    found = counted(register, carry([10, "0", "1", "x"], ["0", "0", "0", "0"]))
    assert (found.luts, found.packed) == (0, 1)


@pytest.mark.parametrize(("init", "merged"), [
    ("1000", 1),                                        # An AND.
    ("0001", 0),                                        # A NOR: 1 where all are 0.
])
def test_ecp5_gate_merges_if_it_is_zero_at_zero(init: str, merged: int) -> None:
    gate  = cell("LUT4", {"A": 1, "B": 2, "C": "0", "D": "0"}, {"Z": 10}, INIT=init.zfill(16))
    chain = cell("CCU2C", {"A0": 10, "B0": 3, "A1": "0", "B1": "0"}, {"S0": 20})
    found = counted(gate, chain)
    assert (found.luts, found.packed) == (3, 3 - merged)
