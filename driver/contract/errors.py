"""Errors of the contract, and the base of all others.

They are here because the contract imports nothing else of the project. `driver.errors` has them as
well.
"""

from __future__ import annotations


class LutcoreError(Exception):
    """Base of everything that lutcore raises on purpose.

    The message names the value and the remedy; `exit_code` is that of the command line.
    """

    exit_code = 1


class GeometryError(LutcoreError):
    """A geometry that cannot work, or one that no preset or bundle has."""

    exit_code = 3


class FormatError(LutcoreError):
    """A weight format, shape or array that the contract cannot hold."""

    exit_code = 3


class NonFiniteActivationsError(LutcoreError):
    """NaN or infinity among the activations."""

    exit_code = 3


class DescriptorError(LutcoreError):
    """A descriptor that the engine cannot run."""

    exit_code = 3


class BundleFormatError(LutcoreError):
    """A manifest that cannot be read, or files that are not the ones it names."""

    exit_code = 5
