"""What can go wrong while gateware is generated and built: one class per cause.

Missing and failing programs are in lutcore.driver.tools. The exit codes are those of the command
line: 2 usage, 3 bad input, 5 environment.
"""

from lutcore.driver.contract.errors import LutcoreError


class BuildError(LutcoreError):
    """An unknown board, or a toolchain that the board does not have."""
    exit_code = 2

class SocError(LutcoreError):
    """A LiteX SoC that cannot have the engine as it is."""
    exit_code = 3

class CoreConfigError(LutcoreError):
    """A configuration of `lutcore core` that cannot be read, or that has an unknown field."""
    exit_code = 3

class TimingError(LutcoreError):
    """A design that is slower than its clock."""
    exit_code = 3

class NetlistError(LutcoreError):
    """A netlist with a cell that is not known here, or a netlist of another build."""
    exit_code = 5

class PackageMissingError(LutcoreError):
    """A Python package that a command needs and that is not installed."""
    exit_code = 5
