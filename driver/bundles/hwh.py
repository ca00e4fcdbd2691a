"""The hardware handoff (.hwh) that pynq reads beside a bitstream, made from the register table.

Vivado writes such a file from a block design, but lutcore's designs have none. This one holds the
least that pynq 3.0 to 4.0 needs to find the core, its registers and the clock. pynq's parser fails
in obscure ways if a part is missing, so take nothing away. Builders of bundles call `render_hwh`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from lutcore.driver.contract.errors import GeometryError
from lutcore.driver.contract.registers import CONTROL_RANGE, VLNV, Register

_AXI      = "xilinx.com:interface:aximm:1.0"
_ACCESS   = {"ro": "read-only", "rw": "read-write", "wo": "write-only"}
_DIVIDERS = range(1, 64)                # the processing system's clock dividers have 6 bits


@dataclass(frozen=True)
class ProcessingSystem:
    """The hard processor of one family of chips, in pynq's terms."""

    module: str                         # MODTYPE
    vlnv: str
    master: str                         # interface that reaches the registers
    base: int                           # bus address of the registers
    pll_mhz: float                      # frequency of the PLL that is divided to the fabric clock
    parameters: Callable[[float, int], dict[str, object]]  # from clock in MHz, bits of memory ports


def _clocks(pll_mhz: float) -> dict[tuple[int, int], float]:
    """Return the clocks in MHz that a PLL is divided to, by the pair of dividers."""
    return {(first, second): pll_mhz / (first * second)
            for first in _DIVIDERS for second in _DIVIDERS}


def _dividers(pll_mhz: float, clock_mhz: float) -> tuple[int, int]:
    """Return the pair of dividers that comes closest to the clock."""
    clocks = _clocks(pll_mhz)
    return min(clocks, key=lambda pair: abs(clocks[pair] - clock_mhz))


def clock_below(family: str, limit_mhz: float) -> float:
    """Return the fastest fabric clock, in MHz, that a family's processor makes up to a limit."""
    clocks = _clocks(FAMILIES[family].pll_mhz).values()
    return round(max(clock for clock in clocks if clock <= limit_mhz), 3)


def _zynq7_parameters(clock_mhz: float, _port_width: int) -> dict[str, object]:
    first, second = _dividers(FAMILIES["zynq7"].pll_mhz, clock_mhz)
    parameters: dict[str, object] = {}
    for i in range(4):                  # pynq needs all four, enabled or not
        parameters[f"PCW_FPGA_FCLK{i}_ENABLE"]         = int(i == 0)
        parameters[f"PCW_FCLK{i}_PERIPHERAL_DIVISOR0"] = first
        parameters[f"PCW_FCLK{i}_PERIPHERAL_DIVISOR1"] = second
        parameters[f"PCW_FCLK{i}_PERIPHERAL_CLKSRC"]   = "IO PLL"
    # pynq 4.0.0 looks for the ZynqMP name on Zynq-7000 too, and cannot download without it.
    parameters["PSU__CRL_APB__PL0_REF_CTRL__ACT_FREQMHZ"] = clock_mhz
    return parameters


def _zynqmp_parameters(clock_mhz: float, port_width: int) -> dict[str, object]:
    first, second = _dividers(FAMILIES["zynqmp"].pll_mhz, clock_mhz)
    parameters: dict[str, object] = {}
    for i in range(4):
        parameters[f"PSU__FPGA_PL{i}_ENABLE"]                    = int(i == 0)
        parameters[f"PSU__CRL_APB__PL{i}_REF_CTRL__DIVISOR0"]    = first
        parameters[f"PSU__CRL_APB__PL{i}_REF_CTRL__DIVISOR1"]    = second
        parameters[f"PSU__CRL_APB__PL{i}_REF_CTRL__SRCSEL"]      = "IOPLL"
        parameters[f"PSU__CRL_APB__PL{i}_REF_CTRL__ACT_FREQMHZ"] = clock_mhz
    # With these pynq programs the port widths, which the boot loader may have set otherwise.
    parameters["C_MAXIGP0_DATA_WIDTH"] = 32
    for i in range(2, 6):               # SAXIGP2 to 5 are the ports called HP0 to HP3
        parameters[f"C_SAXIGP{i}_DATA_WIDTH"] = port_width
    return parameters


FAMILIES = {
    "zynq7": ProcessingSystem("processing_system7", "xilinx.com:ip:processing_system7:5.5",
                              "M_AXI_GP0", 0x4000_0000, 1000.0, _zynq7_parameters),
    "zynqmp": ProcessingSystem("zynq_ultra_ps_e", "xilinx.com:ip:zynq_ultra_ps_e:3.5",
                               "M_AXI_HPM0_FPD", 0xA000_0000, 1500.0, _zynqmp_parameters),
}


@dataclass(frozen=True)
class Core:
    """An IP core on the processor's bus, where it has CONTROL_RANGE bytes."""

    instance: str
    vlnv: str
    offset: int                         # bytes from the processing system's `base`
    registers: tuple[Register, ...] = ()


def render_hwh(registers: Iterable[Register], family: str = "zynq7", *, clock_mhz: float = 100.0,
               port_width: int = 64, instance: str = "lutcore", vlnv: str = VLNV,
               others: Iterable[Core] = ()) -> str:
    """Return the text of a .hwh: one core at the base address of `family`, and `others`.

    family: "zynq7" or "zynqmp".
    clock_mhz: clock that the design is built for; pynq sets the fabric clock near it.
    port_width: data bits of the memory ports.

    Raises GeometryError for another family.
    """
    if family not in FAMILIES:
        raise GeometryError(f"no processing system {family!r}; there are: {', '.join(FAMILIES)}")
    ps = FAMILIES[family]
    root = Element("EDKSYSTEM", EDWVERSION="1.2")
    SubElement(root, "SYSTEMINFO", NAME=instance)
    SubElement(root, "EXTERNALPORTS")
    SubElement(root, "EXTERNALINTERFACES")
    modules = SubElement(root, "MODULES")
    cores = [Core(instance, vlnv, 0, tuple(registers)), *others]
    _add_ps(modules, ps, cores, ps.parameters(clock_mhz, port_width))
    for core in cores:
        _add_core(modules, core)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _add_module(parent: Element, instance: str, kind: str, vlnv: str, **more: str) -> Element:
    return SubElement(parent, "MODULE", {"FULLNAME": f"/{instance}", "INSTANCE": instance,
                                         "MODTYPE": kind, "IPTYPE": "PERIPHERAL", "VLNV": vlnv,
                                         **more})


def _add_interface(module: Element, name: str, kind: str) -> None:
    SubElement(SubElement(module, "BUSINTERFACES"), "BUSINTERFACE", NAME=name, TYPE=kind,
               VLNV=_AXI)


def _add_ps(modules: Element, ps: ProcessingSystem, cores: Iterable[Core],
            parameters: dict[str, object]) -> None:
    # pynqmetadata 0.1 (on PYNQ-Z2 images) recognises the processor by IS_PL, 0.2 by MODTYPE.
    module = _add_module(modules, f"{ps.module}_0", ps.module, ps.vlnv, IS_PL="FALSE")
    added = SubElement(module, "PARAMETERS")
    for name, value in parameters.items():
        SubElement(added, "PARAMETER", NAME=name, VALUE=str(value))
    _add_interface(module, ps.master, "MASTER")
    memory_map = SubElement(module, "MEMORYMAP")
    for core in cores:
        base = ps.base + core.offset
        SubElement(memory_map, "MEMRANGE", ADDRESSBLOCK="registers", BASEVALUE=f"0x{base:08X}",
                   HIGHVALUE=f"0x{base + CONTROL_RANGE - 1:08X}", INSTANCE=core.instance,
                   MASTERBUSINTERFACE=ps.master, SLAVEBUSINTERFACE="S_AXI", MEMTYPE="REGISTER")


def _add_core(modules: Element, core: Core) -> None:
    module = _add_module(modules, core.instance, core.vlnv.split(":")[2], core.vlnv)
    block = SubElement(SubElement(module, "ADDRESSBLOCKS"), "ADDRESSBLOCK", INTERFACE="S_AXI",
                       NAME="registers", RANGE=str(CONTROL_RANGE), USAGE="register")
    added = SubElement(block, "REGISTERS")
    for register in core.registers:
        element = SubElement(added, "REGISTER", NAME=register.name)
        _add_properties(element, DESCRIPTION=register.doc,
                        ADDRESS_OFFSET=f"0x{4 * register.index:x}", SIZE=32,
                        ACCESS=_ACCESS[register.access])
        fields = SubElement(element, "FIELDS")
        for field in register.fields:
            _add_properties(SubElement(fields, "FIELD", NAME=field.name), DESCRIPTION=field.doc,
                            BIT_OFFSET=field.offset, BIT_WIDTH=field.size,
                            ACCESS=_ACCESS[register.access])
    _add_interface(module, "S_AXI", "SLAVE")


def _add_properties(element: Element, **properties: object) -> None:
    for name, value in properties.items():
        SubElement(element, "PROPERTY", NAME=name, VALUE=str(value))
