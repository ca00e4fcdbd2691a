"""All errors of the driver: one class for each cause, with the exit code of the command line.

Codes: 1 unspecified, 2 usage (as click has it), 3 bad input, 4 device, 5 environment.
"""

from __future__ import annotations

from lutcore.driver.contract.errors import (
    BundleFormatError,
    DescriptorError,
    FormatError,
    GeometryError,
    LutcoreError,
    NonFiniteActivationsError,
)

__all__ = [
    "BoardHangError", "BundleError", "BundleFormatError", "ClockError", "DescriptorError",
    "DeviceBusyError", "DeviceClosedError", "DeviceError", "DeviceLostError", "DeviceMemoryError",
    "DeviceMismatchError", "DeviceUnavailableError", "EngineError", "EngineTimeoutError",
    "ExecutorUnavailableError", "FormatError", "GeometryError", "LutcoreError",
    "MatrixNotLoadedError", "NonFiniteActivationsError", "ProtocolError", "RegisterAccessError",
    "SelftestError",
    "ToolFailedError", "ToolMissingError", "UsageError", "VirtualBoardBuildError",
    "VirtualBoardUnavailableError",
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


class EngineTimeoutError(DeviceError):
    """The engine did not finish in time."""


class DeviceMemoryError(DeviceError, MemoryError):
    """A buffer that does not fit in the device's memory."""


class DeviceMismatchError(DeviceError):
    """Another core, version or geometry than the driver expects."""


class ClockError(DeviceError):
    """A clock above what the bitstream is built for, which cannot be lowered."""


class DeviceClosedError(DeviceError):
    """Use of a device after `close`."""


class DeviceBusyError(DeviceError):
    """A board that another process, or another device of this one, uses."""


class DeviceLostError(DeviceError):
    """A board over the network that no longer answers."""


class MatrixNotLoadedError(DeviceError):
    """A matrix that was freed, or that lies in another device."""


class BoardHangError(DeviceError):
    """A register access without an answer from the fabric; a real board would hang altogether."""


class RegisterAccessError(DeviceError):
    """A register access that the fabric answered with an error response."""


class SelftestError(DeviceError):
    """A device that does not pass `lutcore selftest`."""


class ProtocolError(DeviceError):
    """The gateware broke a rule of AXI on the virtual board."""


# Environment --------------------------------------------------------------------------------------


class BundleError(LutcoreError):
    """A bundle that is missing, damaged, or for another geometry."""

    exit_code = 5


class DeviceUnavailableError(LutcoreError):
    """A device that cannot be opened here."""

    exit_code = 5


class ToolMissingError(LutcoreError):
    """An outside program that is not installed."""

    exit_code = 5


class ToolFailedError(LutcoreError):
    """An outside program that ended with an error, or did not end in time."""

    exit_code = 5


class VirtualBoardUnavailableError(DeviceUnavailableError):
    """A program or package that the virtual board needs is missing."""


class VirtualBoardBuildError(DeviceUnavailableError):
    """Verilator or the C++ compiler refused the design."""


class ExecutorUnavailableError(DeviceUnavailableError):
    """Compiled programs cannot be built here: no compiler, or it failed; numpy runs them."""
