"""What the contract refuses. Kept here because the contract imports nothing of the project."""

from __future__ import annotations


class LutcoreError(Exception):
    """Base of everything lutcore raises on purpose; the message names the value and the remedy."""

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
