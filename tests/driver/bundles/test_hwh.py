"""The handoff as pynqmetadata reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lutcore.driver.bundles.hwh import FAMILIES, Core, render_hwh
from lutcore.driver.contract.errors import GeometryError
from lutcore.driver.contract.registers import CONTROL_RANGE, REGISTERS, VLNV, Field, Register

LOCAL = (
    Register(0, "first", "ro", "Only <read> & seen.", (Field("value", 32, "All."),)),
    Register(3, "second", "wo", "", (Field("low", 4, "", 0), Field("high", 8, "\"top\"", 24))),
)
ACCESS = {"ro": "read-only", "rw": "read-write", "wo": "write-only"}


def _parse(folder: Path, text: str) -> Any:
    pytest.importorskip("pynqmetadata")
    from pynqmetadata.frontends import Metadata
    from pynqmetadata.views.runtime import RuntimeMetadataParser
    (folder / "x.hwh").write_text(text)
    return RuntimeMetadataParser(Metadata(input=str(folder / "x.hwh")))


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("registers", [LOCAL, REGISTERS], ids=["local", "spec"])
def test_registers_and_fields(tmp_path, family, registers):
    core = _parse(tmp_path, render_hwh(registers, family)).ip_dict["lutcore"]
    assert core["phys_addr"] == {"zynq7": 0x4000_0000, "zynqmp": 0xA000_0000}[family]
    assert (core["addr_range"], core["type"]) == (CONTROL_RANGE, VLNV)
    assert len(core["registers"]) == len(registers)
    for register in registers:
        parsed = core["registers"][register.name]
        assert parsed["address_offset"] == 4 * register.index
        assert parsed["access"] == ACCESS[register.access]
        assert parsed["description"] == register.doc
        assert len(parsed["fields"]) == len(register.fields)
        for field in register.fields:
            bits = parsed["fields"][field.name]
            assert (bits["bit_offset"], bits["bit_width"]) == (field.offset, field.size)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("mhz", [50.0, 100.0, 125.0])
def test_the_clock_that_pynq_will_set(tmp_path, family, mhz):
    clocks = _parse(tmp_path, render_hwh(LOCAL, family, clock_mhz=mhz)).clock_dict
    assert [clocks[i]["enable"] for i in range(4)] == [1, 0, 0, 0]
    assert clocks[0]["frequency"] == pytest.approx(mhz)
    divided = FAMILIES[family].pll_mhz / (clocks[0]["divisor0"] * clocks[0]["divisor1"])
    assert divided == pytest.approx(mhz, rel=0.01)


def test_port_widths_for_the_boot_registers(tmp_path):
    parser = _parse(tmp_path, render_hwh(LOCAL, "zynqmp", port_width=128))
    parameters = parser.ip_dict[parser.ps_name]["parameters"]
    assert parameters["C_SAXIGP2_DATA_WIDTH"] == "128"
    assert parameters["C_MAXIGP0_DATA_WIDTH"] == "32"
    assert parser.family_ps == "zynq_ultra_ps_e"


def test_unknown_family():
    with pytest.raises(GeometryError, match="versal.*zynq7, zynqmp"):
        render_hwh(LOCAL, "versal")


def test_same_input_same_text():
    assert render_hwh(REGISTERS) == render_hwh(REGISTERS)


@pytest.mark.parametrize("family", FAMILIES)
def test_other_cores_beside_it(tmp_path, family):
    other = Core("leds", "xilinx.com:ip:axi_gpio:2.0", CONTROL_RANGE, LOCAL)
    cores = _parse(tmp_path, render_hwh(REGISTERS, family, others=[other])).ip_dict
    assert cores["leds"]["phys_addr"] == cores["lutcore"]["phys_addr"] + CONTROL_RANGE
    assert cores["leds"]["type"] == other.vlnv and set(cores["leds"]["registers"]) == {"first",
                                                                                       "second"}
