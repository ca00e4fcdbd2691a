"""LiteX boards: which of them is there, and the transport to its engine.

    LUTCORE_LITEX=udp://192.168.1.50 lutcore selftest --device litex
"""

from __future__ import annotations

from lutcore.driver.bundles.find import Bundle, list_bundles
from lutcore.driver.bundles.soc_map import SocMap
from lutcore.driver.contract import Geometry
from lutcore.driver.errors import DeviceUnavailableError
from lutcore.driver.litex.address import SCHEME, split_address
from lutcore.driver.litex.bus import Bus
from lutcore.driver.litex.etherbone import PORT, EtherboneBus, UdpLink
from lutcore.driver.litex.remote import RemoteBus
from lutcore.driver.litex.transport import KIND, LitexTransport


def open_board(geometry: str | Geometry | None, server: str) -> LitexTransport:
    """Open a board on the network or behind a litex_server; `open_device` calls this.

    geometry: only bundles with this one, as `find_bundle` takes it. server: udp://host or
    host:port. The bundle is the one whose identity the board answers with. Raises
    DeviceUnavailableError, BundleError, DeviceMismatchError, DeviceLostError, DeviceError.
    """
    bus = _connect(server)
    try:
        bundle, soc = _identify(bus, geometry)
        bus.know(soc)
        return LitexTransport(bundle, soc, bus)
    except BaseException:
        bus.close()
        raise


def _connect(server: str) -> Bus:
    """Return the bus at udp://host[:port] or host:port."""
    if not server.startswith(SCHEME):
        return RemoteBus(server)
    name = server.removeprefix(SCHEME)
    host, port = split_address(name if ":" in name else f"{name}:{PORT}")
    return EtherboneBus(UdpLink(host, port), server)


def _identify(bus: Bus, geometry: str | Geometry | None) -> tuple[Bundle, SocMap]:
    """Return the bundle that the board was configured from."""
    mismatches = []
    for candidate in list_bundles(KIND, geometry):
        soc = SocMap.read(candidate.folder)
        value = int(bus.read(soc.identity)[0])
        if value == soc.identity_value:
            candidate.manifest.check_files(candidate.folder)
            return candidate, soc
        mismatches.append(f"{candidate.name} has {soc.identity_value:#010x}, read {value:#010x}")
    raise DeviceUnavailableError(
        f"the board behind {bus.board} matches no bundle for LiteX boards: "
        f"{'; '.join(mismatches) or 'there are none'}; load a bundle's bitstream, or build one: "
        "lutcore build BOARD")
