"""Every way the driver can fail: one class per cause, with the exit code the command line gives it.

Codes: 1 unspecified, 2 usage (click's own), 3 bad input, 4 device, 5 environment.
"""

from __future__ import annotations

from lutcore.driver.contract.errors import (
    BundleFormatError,
    DescriptorError,
    FormatError,
    GeometryError,
    LutcoreError,
    NonFiniteActivations,
)

__all__ = [
    "BoardHang", "BundleError", "BundleFormatError", "DescriptorError", "DeviceClosed",
    "DeviceError", "DeviceLost", "DeviceMemoryError", "DeviceMismatch", "DeviceUnavailable",
    "EngineError", "EngineTimeout", "FormatError", "GeometryError", "LutcoreError",
    "MatrixNotLoaded", "NonFiniteActivations", "ProtocolViolation", "RegisterAccessError",
    "SelftestFailed", "UsageError", "VirtualBoardBuildError", "VirtualBoardUnavailable",
]

# Usage --------------------------------------------------------------------------------------------


class UsageError(LutcoreError):
    """A device or option that does not exist, or an option that the device does not have."""

    exit_code = 2


# Device -------------------------------------------------------------------------------------------


class DeviceError(LutcoreError):
    """A device that does not answer as it should."""

    exit_code = 4


class EngineError(DeviceError):
    """The engine stopped with an error code."""


class EngineTimeout(DeviceError):
    """The engine did not finish in time."""


class DeviceMemoryError(DeviceError, MemoryError):
    """A buffer that does not fit in the device's memory."""


class DeviceMismatch(DeviceError):
    """A core that is not the one expected: another core, version or geometry."""


class DeviceClosed(DeviceError):
    """Use of a device after `close`."""


class DeviceLost(DeviceError):
    """A board over the network that no longer answers."""


class MatrixNotLoaded(DeviceError):
    """A matrix that was freed, or that lies in another device."""


class BoardHang(DeviceError):
    """A register access that the fabric never answered; on a real board the whole system hangs."""


class RegisterAccessError(DeviceError):
    """A register access that the fabric answered with an error response."""


class SelftestFailed(DeviceError):
    """A device that does not pass `lutcore selftest`."""


class ProtocolViolation(DeviceError):
    """The gateware broke a rule of AXI on the virtual board."""


# Environment --------------------------------------------------------------------------------------


class BundleError(LutcoreError):
    """A bundle that is missing, damaged, or made for another geometry."""

    exit_code = 5


class DeviceUnavailable(LutcoreError):
    """A device that cannot be opened here."""

    exit_code = 5


class VirtualBoardUnavailable(DeviceUnavailable):
    """A program or package that the virtual board needs is missing."""


class VirtualBoardBuildError(DeviceUnavailable):
    """Verilator or the C++ compiler refused the design."""
