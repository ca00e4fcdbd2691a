"""Every way the host application can fail: one class per cause.

Exit codes as in lutcore.driver.errors: 3 for bad input, which most are.
"""

from __future__ import annotations

from lutcore.driver.errors import LutcoreError


class HostError(LutcoreError):
    """Base of the host application's errors."""

    exit_code = 3


# Model folders ------------------------------------------------------------------------------------


class ModelNotFound(HostError):
    """A path that is neither a model folder nor a packed file."""


class ModelFileMissing(HostError):
    """A model folder without one of its files."""


class ModelFileDamaged(HostError):
    """A model file that is truncated or not of its format."""


class GgufByteOrder(HostError):
    """A GGUF file of the other byte order."""


class GgufVersionError(HostError):
    """A GGUF file of a version that is not read."""


class PickledWeights(HostError):
    """Weights in a Python pickle, which is a program and never run."""


class UnsupportedModel(HostError):
    """A model of an architecture, or with a feature, that is not implemented."""


class ConfigError(HostError):
    """A config.json whose values are missing, of the wrong type, or contradict each other."""


class TensorMissing(HostError):
    """A model without a tensor that its configuration asks for."""


class TensorShapeError(HostError):
    """A tensor whose shape is not the one its configuration gives."""


class TensorTypeError(HostError):
    """A tensor of a number format that is not read."""


class NonFiniteWeights(HostError):
    """NaN or infinity among the weights."""


# Tokenizer ----------------------------------------------------------------------------------------


class TokenizerDamaged(HostError):
    """A tokenizer.json that the tokenizers library does not read."""


class TokenizerMismatch(HostError):
    """A tokenizer with more tokens than the model has embeddings."""


# Packed files -------------------------------------------------------------------------------------


class NotPackedFile(HostError):
    """A file that `lutcore pack` did not write."""


class PackedVersionError(HostError):
    """A packed file of another version."""


class PackedFileDamaged(HostError):
    """A packed file that is truncated or contradicts itself."""


class WeightsContradiction(HostError):
    """Weights asked for that are not those of the packed file."""


class OutputError(HostError):
    """A place where the packed file cannot be written."""


class QuantisationError(HostError):
    """A weight format that the quantiser does not make."""


class NoChatTemplate(HostError):
    """A model that is not told how to write a conversation."""


class ChatTemplateError(HostError):
    """A chat template that does not parse, or fails on a conversation."""


# Generation ---------------------------------------------------------------------------------------


class PromptError(HostError):
    """A prompt that is no text, or has no tokens at all."""


class PromptTooLong(HostError):
    """A prompt that leaves no room in the context."""


class SamplingError(HostError):
    """A sampling parameter out of its range."""


class NonFiniteLogits(HostError):
    """NaN or infinity where the model's answer should be."""


# Evaluation ---------------------------------------------------------------------------------------


class EvaluationError(HostError):
    """A text that is too short or no text, or a choice of options that contradict each other."""


# Environment --------------------------------------------------------------------------------------


class PackageMissing(HostError):
    """A Python package that only some features need."""

    exit_code = 5


# Devices ------------------------------------------------------------------------------------------


class NotBitExact(HostError):
    """A device that computes something else than the emulator."""

    exit_code = 4
