"""Every way the host application can fail: one class per cause.

Exit codes as in lutcore.driver.errors: 3 for bad input, which most are.
"""

from __future__ import annotations

from lutcore.driver.errors import LutcoreError


class HostError(LutcoreError):
    """Base of the host application's errors."""

    exit_code = 3


# Model folders ------------------------------------------------------------------------------------


class ModelNotFoundError(HostError):
    """A path that is neither a model folder nor a packed file."""


class ModelFileMissingError(HostError):
    """A model folder without one of its files."""


class ModelFileDamagedError(HostError):
    """A model file that is truncated or not of its format."""


class GgufByteOrderError(HostError):
    """A GGUF file of the other byte order."""


class GgufVersionError(HostError):
    """A GGUF file of a version that is not read."""


class PickledWeightsError(HostError):
    """Weights in a Python pickle, which is a program and never run."""


class UnsupportedModelError(HostError):
    """A model of an architecture, or with a feature, that is not implemented."""


class ConfigError(HostError):
    """A config.json whose values are missing, of the wrong type, or contradict each other."""


class TensorMissingError(HostError):
    """A model without a tensor that its configuration asks for."""


class TensorShapeError(HostError):
    """A tensor whose shape is not the one its configuration gives."""


class TensorTypeError(HostError):
    """A tensor of a number format that is not read."""


class NonFiniteWeightsError(HostError):
    """NaN or infinity among the weights."""


# Tokenizer ----------------------------------------------------------------------------------------


class TokenizerDamagedError(HostError):
    """A tokenizer.json that the tokenizers library does not read."""


class TokenizerMismatchError(HostError):
    """A tokenizer with more tokens than the model has embeddings."""


# Packed files -------------------------------------------------------------------------------------


class NotPackedFileError(HostError):
    """A file that `lutcore pack` did not write."""


class PackedVersionError(HostError):
    """A packed file of another version."""


class PackedFileDamagedError(HostError):
    """A packed file that is truncated or contradicts itself."""


class WeightsContradictionError(HostError):
    """Weights asked for that are not those of the packed file."""


class OutputError(HostError):
    """A place where the packed file cannot be written."""


class QuantisationError(HostError):
    """A weight format that the quantiser does not make."""


class NoChatTemplateError(HostError):
    """A model that is not told how to write a conversation."""


class ChatTemplateError(HostError):
    """A chat template that does not parse, or fails on a conversation."""


# Generation ---------------------------------------------------------------------------------------


class PromptError(HostError):
    """A prompt that is no text, or has no tokens at all."""


class PromptTooLongError(HostError):
    """A prompt that leaves no room in the context."""


class SamplingError(HostError):
    """A sampling parameter out of its range."""


class NonFiniteLogitsError(HostError):
    """NaN or infinity where the model's answer should be."""


# Evaluation ---------------------------------------------------------------------------------------


class EvaluationError(HostError):
    """A text that is too short or no text, or a choice of options that contradict each other."""


# Environment --------------------------------------------------------------------------------------


class PackageMissingError(HostError):
    """A Python package that only some features need."""

    exit_code = 5


# Devices ------------------------------------------------------------------------------------------


class NotBitExactError(HostError):
    """A device that computes something else than the emulator."""

    exit_code = 4
