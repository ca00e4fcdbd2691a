"""The engine as a module of a LiteX SoC: `add_lutcore`.

    soc.lutcore    LutCore: its registers are CSRs of the SoC, its interrupt is `soc.lutcore.ev`
    soc.sdram      LiteDRAM: the engine's memory ports are native ports of its crossbar

The CSRs lie at the contract's offsets from the start of `soc.lutcore`'s region, so the driver finds
them by that one address, and `csr.csv`, `csr.json` and the SVD file name every register and field.
"""

from lutcore.driver.contract.errors import GeometryError
from lutcore.gateware.engine.core import LutCore
from lutcore.gateware.engine.multiplier import Multiplier
from lutcore.gateware.errors import SocError
from lutcore.gateware.soc.native import ReadAdapter, WriteAdapter

NAME       = "lutcore"
BYTES      = 128 // 8 # Width of the engine's ports: that of LiteDRAM's for a 16-bit DDR3.
READ_PORTS = 2        # LiteDRAM's ports per bus: a DRAM row is opened while another one is read.

# Checks -------------------------------------------------------------------------------------------

def check_ports(geometry):
    """Raise GeometryError if the engine's memory ports do not fit LiteDRAM's."""
    if (geometry.port_kind, geometry.port_width) != ("axi4", 8*BYTES):
        raise GeometryError(
            f"geometry: port_kind = {geometry.port_kind!r}, port_width = {geometry.port_width}; "
            f"LiteDRAM needs axi4 of {8*BYTES} bits: --set port_kind=axi4 "
            f"--set port_width={8*BYTES}")

def check_soc(soc):
    """Raise SocError if a SoC has no LiteDRAM, or CSRs that are not words of 32 bits."""
    if not hasattr(soc, "sdram"):
        raise SocError("the SoC has no LiteDRAM, which is the engine's memory; call add_sdram "
                       "before add_lutcore")
    if soc.csr.data_width != 32:
        raise SocError(f"the SoC's CSRs are {soc.csr.data_width} bits wide; the engine's registers "
                       "need csr_data_width=32")

# Engine -------------------------------------------------------------------------------------------

def add_lutcore(soc, geometry, multiplier=Multiplier):
    """Add the engine to a SoC that has `sdram`, as `soc.lutcore`.

    A SoC with a processor that takes interrupts gets the engine's too. Raises GeometryError if the
    memory ports do not fit LiteDRAM's, and SocError if the SoC cannot have the engine.
    """
    check_ports(geometry)
    check_soc(soc)
    core = LutCore(geometry, multiplier)
    soc.add_module(name=NAME, module=core)
    if soc.irq.enabled:
        soc.irq.add(NAME, use_loc_if_exists=True)

    # Memory: all buses read, some write results ---------------------------------------------------
    for i, bus in enumerate(core.buses):
        soc.add_module(name=f"{NAME}_read{i}", module=read_adapter(soc, bus))
        if i in geometry.result_buses:
            name = f"{NAME}_write{'' if i == core.side_bus else i}"
            soc.add_module(name=name, module=write_adapter(soc, bus))

def read_adapter(soc, bus, ports=READ_PORTS):
    """Return a ReadAdapter between `bus` and so many new ports of the SoC's LiteDRAM."""
    settings = soc.sdram.controller.settings
    width    = _width(soc)
    row      = 2**settings.geom.colbits*settings.phy.databits // width
    return ReadAdapter(bus, [soc.sdram.crossbar.get_port("read", width) for _ in range(ports)], row,
        soc.bus.regions["main_ram"].origin)

def write_adapter(soc, bus):
    """Return a WriteAdapter between `bus` and a new port of the SoC's LiteDRAM."""
    return WriteAdapter(bus, soc.sdram.crossbar.get_port("write", _width(soc)),
        soc.bus.regions["main_ram"].origin)

def _width(soc):
    """Return the bits of a native port that the engine uses."""
    return min(8*BYTES, soc.sdram.crossbar.controller.data_width)
