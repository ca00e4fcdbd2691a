"""Which files of a repository lutcore needs, by their names; pickles are never among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from lutcore.host_app.checkpoints.gguf.gguf_file import PART, parts_of
from lutcore.host_app.checkpoints.tensors import INDEX, PICKLES, WEIGHTS
from lutcore.host_app.errors import (
    HubChoiceError,
    HubFileMissingError,
    ModelNotFoundError,
    PickledWeightsError,
)

CONFIG  = "config.json"
SETTING = ("generation_config.json", "tokenizer.json", "tokenizer_config.json",
           "chat_template.jinja")       # read where they are there, beside config.json

_SHARD   = re.compile(r"model-\d+-of-\d+\.safetensors")
_BESIDE  = ("mmproj", "imatrix")        # in names of GGUF files that hold no language model
_COMMON  = ("Q4_0", "Q4_K_M", "Q8_0")   # that the error proposes, if they are there


Sizes = Mapping[str, int | None]        # the bytes of every file of a repository, where known


@dataclass(frozen=True)
class Choice:
    """What is to be fetched, and what of it is the model's path."""

    files: tuple[str, ...]
    entry: str | None                   # the model's file, of several parts the first; None: folder


def choose(repo: str, files: Sizes, wanted: str | None) -> Choice:
    """Return the files of a model.

    files:  all that the repository has
    wanted: one of them, or the quantisation in a GGUF file's name; None: a repository with
            config.json and safetensors is a folder, and a single GGUF file is the model

    Raises HubChoiceError (several GGUF files), HubFileMissingError, PickledWeightsError,
    ModelNotFoundError (no weights).
    """
    if wanted is not None:
        return _wanted(repo, files, wanted)
    weights = [name for name in files if name == WEIGHTS or _SHARD.fullmatch(name)]
    if CONFIG in files and weights:
        shards = [INDEX, *sorted(name for name in weights if name != WEIGHTS)] \
            if INDEX in files else [WEIGHTS]
        return Choice((CONFIG, *(name for name in SETTING if name in files), *shards), None)
    models = gguf_models(files)
    if len(models) == 1:
        return _gguf(repo, files, models[0])
    if models:
        raise _choice(repo, files, models)
    pickles = sorted(name for name in files if name.endswith(PICKLES))
    if pickles:
        raise PickledWeightsError(
            f"{repo} has its weights only as pickles ({pickles[0]}), which can run any program "
            "when they are read, so they are not even fetched; look for a repository with "
            "safetensors or GGUF files")
    raise ModelNotFoundError(f"{repo} has neither {CONFIG} with safetensors nor a GGUF file; look "
                             "for a repository that has")


def gguf_models(files: Iterable[str]) -> list[str]:
    """Return the GGUF files that are language models; of a model in parts, the first."""
    models = []
    for name in sorted(files):
        part = PART.search(name)
        beside = any(word in PurePosixPath(name).name.lower() for word in _BESIDE)
        if name.endswith(".gguf") and not beside and (part is None or int(part[1]) == 1):
            models.append(name)
    return models


def tag_of(name: str, models: Iterable[str]) -> str:
    """Return the shortest FILE for a GGUF file: its quantisation, or else its whole name."""
    tag = re.split(r"[-.]", PurePosixPath(_stem(name)).name)[-1]
    return tag if [model for model in models if _has_tag(model, tag)] == [name] else name


def _wanted(repo: str, files: Sizes, wanted: str) -> Choice:
    """Return the choice of a file by its name, or by its quantisation."""
    if wanted.endswith(PICKLES):
        raise PickledWeightsError(f"{wanted} is a pickle, which can run any program when it is "
                                  "read, so it is not fetched; take safetensors or GGUF files")
    if wanted in files and wanted.endswith(".gguf"):
        return _gguf(repo, files, parts_of(wanted)[0])
    if wanted in files and wanted.endswith(".safetensors"):
        return Choice((wanted,), wanted)
    models = gguf_models(files)
    tagged = [name for name in models if _has_tag(name, wanted)]
    if len(tagged) == 1:
        return _gguf(repo, files, tagged[0])
    if tagged:
        raise _choice(repo, files, tagged)
    there = f"; it has {', '.join(tag_of(name, models) for name in models)}" if models else ""
    raise HubFileMissingError(f"{repo} has no model file {wanted}{there}")


def _gguf(repo: str, files: Sizes, first: str) -> Choice:
    """Return the choice of all parts of a GGUF file. Raises HubFileMissingError."""
    parts = parts_of(first)
    missing = [name for name in parts if name not in files]
    if missing:
        raise HubFileMissingError(f"{repo} lacks {missing[0]}, a part of {first}; take another "
                                  "quantisation or repository")
    return Choice(parts, first)


def _choice(repo: str, files: Sizes, models: list[str]) -> HubChoiceError:
    tags = {tag_of(name, gguf_models(files)): size_of(files, parts_of(name)) for name in models}
    one  = next((tag for tag in _COMMON if tag in tags), next(iter(tags)))
    return HubChoiceError(f"{repo} has {len(models)} GGUF files, which lutcore pull lists; choose "
                          f"one, such as {repo}:{one}", tags)


def size_of(files: Sizes, names: Iterable[str]) -> int | None:
    """Return the bytes of some files together; None where one is not known."""
    sizes = [files.get(name) for name in names]
    return None if None in sizes else sum(size for size in sizes if size is not None)


def _has_tag(name: str, tag: str) -> bool:
    """Return whether a name has the quantisation as a word: Q4_K is not one of ...-Q4_K_M."""
    word = re.compile(rf"(^|[-./]){re.escape(tag)}($|[-./])", re.IGNORECASE)
    return word.search(_stem(name)) is not None


def _stem(name: str) -> str:
    return PART.sub("", name).removesuffix(".gguf")
