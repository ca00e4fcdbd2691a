"""The host application's errors, one class per cause.

Exit codes are those of lutcore.driver.errors; most errors here are bad input, code 3.
"""

from __future__ import annotations

from lutcore.driver.errors import LutcoreError


class HostError(LutcoreError):
    """Base of the host application's errors."""

    exit_code = 3


# Model folders ------------------------------------------------------------------------------------


class ModelNotFoundError(HostError):
    """A path that is not a model folder, a GGUF file or a packed file."""


class ModelFileMissingError(HostError):
    """A model folder that lacks one of its files."""


class ModelFileDamagedError(HostError):
    """A model file that is truncated or not in the format that its name promises."""


class GgufByteOrderError(HostError):
    """A GGUF file in big-endian byte order."""


class GgufVersionError(HostError):
    """A GGUF file of a version that lutcore does not read."""


class GgufPartError(HostError):
    """A part of a GGUF file that is not the first, or not one of the same file."""


class PickledWeightsError(HostError):
    """Weights in a Python pickle, which could run any program and is never opened."""


class UnsupportedModelError(HostError):
    """A model whose architecture, or one of whose features, is not implemented."""


class ConfigError(HostError):
    """A config.json whose values are missing, of the wrong type, or contradict each other."""


class TensorMissingError(HostError):
    """A model that lacks a tensor its configuration requires."""


class TensorShapeError(HostError):
    """A tensor whose shape contradicts the configuration."""


class TensorTypeError(HostError):
    """A tensor of a number type that lutcore does not read."""


class NonFiniteWeightsError(HostError):
    """NaN or infinity among the weights."""


# The Hugging Face hub -----------------------------------------------------------------------------


class HubNameError(HostError):
    """A text that is not the name of a model on the hub."""


class HubChoiceError(HostError):
    """A repository with several models, of which none was chosen.

    sizes: bytes of each by what it is called behind the colon of a name; None where not known
    """

    def __init__(self, message: str, sizes: dict[str, int | None]) -> None:
        super().__init__(message)
        self.sizes = sizes


class HubModelMissingError(HostError):
    """A repository that the hub does not have, or does not show to everybody."""


class HubRevisionMissingError(HostError):
    """A revision that a repository does not have."""


class HubFileMissingError(HostError):
    """A file that a repository does not have."""


class HubAccessError(HostError):
    """A repository whose conditions must be accepted first, or that a token does not open."""


class HubUnreachableError(HostError):
    """No connection to the hub, and the model is not in its cache."""

    exit_code = 5


class HubInterruptedError(HostError):
    """A download that ended before its end, from where the next one goes on."""

    exit_code = 5


class HubAnswerError(HostError):
    """An answer of the hub that makes no sense, or says that it has a problem."""

    exit_code = 5


class HubDamagedError(HostError):
    """A downloaded file that is not the one that the hub describes."""


class DiskSpaceError(HostError):
    """A disk that is too full for a model."""

    exit_code = 5


# Tokenizer ----------------------------------------------------------------------------------------


class TokenizerDamagedError(HostError):
    """A tokenizer.json that the tokenizers library cannot read."""


class TokenizerMismatchError(HostError):
    """A tokenizer with more tokens than the model has embeddings."""


# Packed files -------------------------------------------------------------------------------------


class NotPackedFileError(HostError):
    """A file that `lutcore pack` did not write."""


class PackedVersionError(HostError):
    """A packed file of a version that lutcore does not read."""


class PackedFileDamagedError(HostError):
    """A packed file that is truncated or contradicts itself."""


class WeightsContradictionError(HostError):
    """A choice of weights that contradicts the packed file, or itself."""


class OutputError(HostError):
    """A place where a packed file or a plot cannot be written."""


class QuantisationError(HostError):
    """A weight format that the quantiser cannot produce."""


class MixBitsError(HostError):
    """A mean of bits per weight that no mix of formats has."""


class CalibrationTooShortError(HostError):
    """A calibration text with fewer tokens than a mix is measured on."""


class NoChatTemplateError(HostError):
    """A model without a chat template, which a conversation needs."""


class ChatTemplateError(HostError):
    """A chat template that does not parse, or fails on a conversation."""


# Generation ---------------------------------------------------------------------------------------


class PromptError(HostError):
    """A prompt that is not text, or that has no tokens."""


class PromptTooLongError(HostError):
    """A prompt that leaves no room for an answer in the context."""


class SlotError(HostError):
    """A slot that does not exist, is given twice, or cannot do what is asked."""
    exit_code = 3


class SamplingError(HostError):
    """A sampling parameter outside its range."""


class NonFiniteLogitsError(HostError):
    """NaN or infinity among the model's logits."""


# Evaluation ---------------------------------------------------------------------------------------


class BoardMemoryError(HostError):
    """A model that does not fit into a board's memory."""


class EvaluationError(HostError):
    """A text that is too short or not text, or options that contradict each other."""


# Report -------------------------------------------------------------------------------------------


class AssumptionsError(HostError):
    """A file of assumptions that is not YAML, or whose keys or values make no sense."""


class FiguresError(HostError):
    """A file of figures that `lutcore report` did not write, or that is damaged."""


# Environment --------------------------------------------------------------------------------------


class PackageMissingError(HostError, ImportError):
    """A missing Python package that only some features need."""

    exit_code = 5


# Devices ------------------------------------------------------------------------------------------


class NotBitExactError(HostError):
    """A device whose results differ from the emulator's."""

    exit_code = 4


# PyTorch ------------------------------------------------------------------------------------------


class LayerError(HostError):
    """A layer of a PyTorch model that cannot be used or replaced as it is."""


class GradientError(HostError):
    """A gradient through a layer that has none."""


# Server -------------------------------------------------------------------------------------------


class GrammarError(HostError):
    """A schema or grammar that does not parse, or that cannot be followed."""


class OverloadedError(HostError):
    """More requests than may wait."""


class RequestTimeoutError(HostError):
    """A request that took longer than it may."""


class ServerClosingError(HostError):
    """A server that takes no requests, because it closes or has no device left."""


class UnknownModelError(HostError):
    """A request for a model that the server does not have."""


class RequestError(HostError):
    """A request that contradicts itself, or asks for what the server does not do."""


class ToolError(HostError):
    """Tools or a choice of tools that make no sense."""


class ServerAddressError(HostError):
    """An address on which the server cannot listen."""

    exit_code = 5


class ServerError(HostError):
    """A server that does not answer, or that refuses a request."""

    exit_code = 5
