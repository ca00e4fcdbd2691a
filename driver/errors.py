"""Every way the driver can fail: one class per cause, with the exit code the command line gives it.

Codes: 1 unspecified, 2 usage (click's own), 3 bad input, 4 device, 5 environment.
"""

from __future__ import annotations

from lutcore.driver.spec.errors import (
    DescriptorError,
    FormatError,
    GeometryError,
    LutcoreError,
    NonFiniteActivations,
)

# Device -------------------------------------------------------------------------------------------


class DeviceError(LutcoreError):
    """A device that does not answer as it should."""

    exit_code = 4


class EngineError(DeviceError):
    """The engine stopped with an error code."""


class EngineTimeout(DeviceError):
    """The engine did not finish in time."""


class DeviceMemoryError(DeviceError):
    """A buffer that does not fit in the device's memory."""


# Environment --------------------------------------------------------------------------------------


class BundleError(LutcoreError):
    """A bundle that is missing, damaged, or made for another geometry."""

    exit_code = 5


class DeviceUnavailable(LutcoreError):
    """A device that cannot be opened here."""

    exit_code = 5
