"""The packed model: one safetensors file that needs nothing beside it.

    metadata   format and version, plain text; as JSON: config (as config.json), tokenizer (as
               tokenizer.json), matrices ({name: {bits, group, zero, ternary, n, k}}), and
               chat ({source, tokens}) if the model has a template
    tensors    NAME.stream uint8 [words * 16], NAME.column_scale float32 [N],
               NAME.column_offset float32 [N] (whole-row groups with explicit offsets only),
               NAME.order int32 [K] (only where columns are not in the order of the inputs),
               embedding, norms and biases as in the checkpoint (bfloat16 as its bits in uint16)

A quantised embedding is one more matrix; where the head is tied to it, the head's is the only one.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import save_file

from lutcore.driver.contract import PackedMatrix, WeightFormat
from lutcore.driver.contract.packing import pack_parts
from lutcore.driver.errors import FormatError
from lutcore.driver.files import whole_file
from lutcore.host_app.checkpoints.chat_template import ChatTemplate
from lutcore.host_app.checkpoints.source import Coded, Embedding, ModelData, Source
from lutcore.host_app.checkpoints.tensors import FLOATS, TensorFile
from lutcore.host_app.checkpoints.tokenizer import Tokenizer
from lutcore.host_app.errors import (
    ChatTemplateError,
    ConfigError,
    NonFiniteWeightsError,
    NotPackedFileError,
    OutputError,
    PackedFileDamagedError,
    PackedVersionError,
    TensorMissingError,
    TensorTypeError,
    TokenizerDamagedError,
    TokenizerMismatchError,
    UnsupportedModelError,
)
from lutcore.host_app.model.config import Config
from lutcore.host_app.model.tensors import (
    EMBEDDING,
    HEAD,
    ORDER,
    largest_first,
    matrix_shapes,
    tensor_shapes,
)
from lutcore.host_app.quantise.rounding import (
    CAREFUL,
    Formats,
    format_of,
    quantise_matrix,
    weight_format,
)

FORMAT  = "lutcore.packed"
VERSION = "2"

DEFAULT = weight_format("int4")         # for float checkpoints

MAX_THREADS = 4                         # of packing: more gain little


def pack_model(source: Source, fmt: Formats | None,
               progress: Callable[[int, int], None]) -> ModelData:
    """Quantise the float matrices of a checkpoint, and pack all matrices.

    fmt: for the float matrices; None: DEFAULT, or CAREFUL in a quantised checkpoint
    progress: takes weights done and weights in all

    Raises NonFiniteWeightsError and the errors of the source.
    """
    shapes = matrix_shapes(source.config)
    float_format = fmt or (CAREFUL if source.quantised else DEFAULT)
    total  = sum(n * k for n, k in shapes.values())
    packed: dict[str, PackedMatrix] = {}
    orders: dict[str, np.ndarray]   = {}
    names  = largest_first(shapes)
    done   = 0
    progress(done, total)
    # Threads gain time: numpy releases the interpreter's lock.
    threads = ThreadPoolExecutor(min(MAX_THREADS, os.cpu_count() or 1))
    try:
        pairs = threads.map(lambda name: _read_and_pack(
            source, name, format_of(float_format, name)), names)
        for name, (matrix, order) in zip(names, pairs, strict=True):
            packed[name] = matrix
            if order is not None:
                orders[name + ORDER] = order
            done += shapes[name][0] * shapes[name][1]
            progress(done, total)
    finally:
        threads.shutdown(cancel_futures=True)
    matrices = {name: packed[name] for name in shapes}
    return ModelData(source.config, source.tokenizer, source.embedding(),
                     {**source.tensors(), **orders}, matrices, _commonest_format(matrices),
                     source.chat)


def _read_and_pack(source: Source, name: str, fmt: WeightFormat
                   ) -> tuple[PackedMatrix, np.ndarray | None]:
    """Return a packed matrix, and its `Coded.order`."""
    matrix = source.matrix(name)
    return _packed(name, matrix, fmt), matrix.order if isinstance(matrix, Coded) else None


def _packed(name: str, matrix: np.ndarray | Coded, fmt: WeightFormat) -> PackedMatrix:
    """Pack a matrix; a float one is quantised first.

    Raises NonFiniteWeightsError (with the matrix's name).
    """
    try:
        if isinstance(matrix, Coded):
            return pack_parts(matrix.n, matrix.k, matrix.format, matrix.part)
        return quantise_matrix(matrix, fmt)
    except (FormatError, NonFiniteWeightsError) as error:
        raise NonFiniteWeightsError(f"{name}: {error}") from error


def _commonest_format(matrices: Mapping[str, PackedMatrix]) -> WeightFormat:
    """Return the format that most of the weights have."""
    weights: Counter[WeightFormat] = Counter()
    for matrix in matrices.values():
        weights[matrix.format] += matrix.n * matrix.k
    return max(weights, key=weights.__getitem__)


def check_output(path: Path) -> None:
    """Check that a file can be written here; call it before the long work. Raises OutputError."""
    if path.is_dir():
        raise OutputError(f"{path} is a folder; name a file in it")
    if not path.parent.is_dir():
        raise OutputError(f"{path.parent} is not a folder; make it first")


def write_packed(model: ModelData, path: Path) -> None:
    """Write a model to a file, whole or not at all. Raises OutputError."""
    check_output(path)
    tensors, matrices = dict(model.tensors), dict(model.matrices)
    if isinstance(model.embedding, np.ndarray):
        tensors[EMBEDDING] = model.embedding
    elif not _is_head(model):
        matrices[EMBEDDING] = _packed(EMBEDDING, model.embedding, DEFAULT) \
            if isinstance(model.embedding, Coded) else model.embedding
    for name, matrix in matrices.items():
        tensors[f"{name}.stream"]       = matrix.stream
        tensors[f"{name}.column_scale"] = matrix.column_scale
        if matrix.column_offset is not None:
            tensors[f"{name}.column_offset"] = matrix.column_offset
    metadata = {
        "format":    FORMAT,
        "version":   VERSION,
        "config":    json.dumps(model.config.to_dict()),
        "tokenizer": model.tokenizer.json,
        "matrices":  json.dumps({name: asdict(matrix.format) | {"n": matrix.n, "k": matrix.k}
                                 for name, matrix in matrices.items()}),
        **({"chat": json.dumps(asdict(model.chat))} if model.chat else {}),
    }
    try:
        with whole_file(path) as partial:
            save_file(tensors, partial, metadata=metadata)
    except (SafetensorError, OSError) as error:
        raise OutputError(f"{path} cannot be written ({error}); free some space, or name another "
                          "place") from error


def _is_head(model: ModelData) -> bool:
    """Return whether the quantised embedding is the matrix of the head."""
    assert not isinstance(model.embedding, np.ndarray)
    return model.config.tie_word_embeddings \
        and model.matrices[HEAD].format == model.embedding.format


def read_packed(path: Path) -> ModelData:
    """Open a packed file. It is mapped: streams are read when a device loads them.

    Raises NotPackedFileError, PackedVersionError, PackedFileDamagedError, ModelFileMissingError,
    ModelFileDamagedError (truncated).
    """
    file = TensorFile(path)
    if file.metadata.get("format") != FORMAT:
        raise NotPackedFileError(f"{path} was not written by `lutcore pack`; give the model's "
                                 "folder, or a packed file")
    version = file.metadata.get("version")
    if version != VERSION:
        raise PackedVersionError(
            f"{path} has version {version}, and this lutcore reads {VERSION}; pack it again")
    try:
        config   = Config.from_dict(json.loads(file.metadata["config"]))
        facts    = json.loads(file.metadata["matrices"])
        matrices = {name: _matrix(file, name, facts[name], shape)
                    for name, shape in matrix_shapes(config).items()}
        embedding = _embedding(file, config, facts, matrices)
        tensors  = {name: _tensor(file, name, shape)
                    for name, shape in tensor_shapes(config).items()}
        tensors |= {name + ORDER: _order(file, name + ORDER, matrix.k)
                    for name, matrix in matrices.items() if name + ORDER in file.names}
        tokenizer = Tokenizer(file.metadata["tokenizer"], config)
        chat      = file.metadata.get("chat")
        template  = ChatTemplate(**json.loads(chat)) if chat else None
    except (ValueError, KeyError, TypeError, RecursionError, ChatTemplateError, ConfigError,
            FormatError, TensorMissingError, TensorTypeError, TokenizerDamagedError,
            TokenizerMismatchError, UnsupportedModelError) as error:
        raise PackedFileDamagedError(f"{path} is damaged ({error}); pack it again") from error
    return ModelData(config, tokenizer, embedding, tensors, matrices, _commonest_format(matrices),
                     template)


def _embedding(file: TensorFile, config: Config, facts: dict[str, Any],
               matrices: Mapping[str, PackedMatrix]) -> Embedding:
    """Return the embedding: a tensor, a matrix, or the head's matrix. Raises ValueError."""
    shape = config.vocab_size, config.hidden_size
    if EMBEDDING in facts:
        return _matrix(file, EMBEDDING, facts[EMBEDDING], shape)
    if EMBEDDING in file.names or not config.tie_word_embeddings:
        return _tensor(file, EMBEDDING, shape)
    return matrices[HEAD]


def _matrix(file: TensorFile, name: str, facts: dict[str, Any],
            shape: tuple[int, int]) -> PackedMatrix:
    """Return one packed matrix. Raises ValueError (another shape)."""
    if (facts["n"], facts["k"]) != shape:
        raise ValueError(
            f"{name} is {facts['n']} x {facts['k']}, and its config says {list(shape)}")
    offset = f"{name}.column_offset"
    return PackedMatrix(
        WeightFormat(facts["bits"], facts["group"], facts["zero"], facts["ternary"]), *shape,
        stream        = file.array(f"{name}.stream"),
        column_scale  = file.array(f"{name}.column_scale"),
        column_offset = file.array(offset) if offset in file.names else None,
    )


def _tensor(file: TensorFile, name: str, shape: tuple[int, ...]) -> np.ndarray:
    """Return a tensor of floats. Raises ValueError (another shape or type)."""
    array = file.array(name)
    if array.shape != shape or array.dtype not in FLOATS:
        raise ValueError(f"{name} is {array.dtype} {list(array.shape)}, and its config says "
                         f"{list(shape)}")
    return array


def _order(file: TensorFile, name: str, k: int) -> np.ndarray:
    """Return a matrix's `Coded.order`. Raises ValueError (not a permutation)."""
    array = file.array(name)
    if array.dtype != np.int32 or not np.array_equal(np.sort(array), np.arange(k)):
        raise ValueError(f"{name} does not hold each of {k} inputs once")
    return array
