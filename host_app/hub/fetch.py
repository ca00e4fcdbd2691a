"""Fetches models from the hub into its own cache, through `huggingface_hub`; or finds them there.

$HF_HOME, $HF_ENDPOINT, $HF_TOKEN and $HF_HUB_OFFLINE mean what they mean to that library. It starts
an interrupted file from the beginning, so the large ones (those with a SHA-256) are fetched here,
by its function for one request, into a file beside the cache's own that the next run goes on with.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from lutcore.driver.files import write_whole
from lutcore.host_app.checkpoints.hugging_face import read_config
from lutcore.host_app.errors import (
    DiskSpaceError,
    HostError,
    HubAccessError,
    HubAnswerError,
    HubChoiceError,
    HubDamagedError,
    HubFileMissingError,
    HubInterruptedError,
    HubModelMissingError,
    HubRevisionMissingError,
    HubUnreachableError,
    PackageMissingError,
)
from lutcore.host_app.hub.files import CONFIG, Choice, choose
from lutcore.host_app.hub.names import HubName, is_plain

Progress = Callable[[int, int], None]   # bytes that are there, and in total

NO_HUB = "{} does not answer as the hub does; check HF_ENDPOINT and the proxy"

_COMMIT = re.compile(r"[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_BLOCK  = 1 << 20                       # bytes that are hashed at a time


@dataclass(frozen=True)
class Fetched:
    """A model in the hub's cache."""

    path: Path                          # a folder or a file, as `open_model` takes it
    files: tuple[Path, ...]
    commit: str
    entry: str | None                   # the model's file in the repository; None: the folder

    @property
    def nbytes(self) -> int:
        """Bytes of all its files."""
        return sum(path.stat().st_size for path in self.files)


@dataclass(frozen=True)
class _File:
    size: int | None
    sha256: str | None                  # of a large file


def fetch(name: HubName, progress: Progress) -> Fetched:
    """Return the path of a model, which is fetched where the cache lacks it.

    Without a connection the model comes from the cache as it was fetched last.

    Raises PackageMissingError, HubUnreachableError (and not in the cache), HubModelMissingError,
    HubRevisionMissingError, HubFileMissingError, HubAccessError, HubInterruptedError,
    HubAnswerError, HubDamagedError, DiskSpaceError and the errors of `choose`; and where the model
    is a folder those of `read_config`, before its weights are fetched.
    """
    folder = _cache(name)
    try:
        with _translated(name):
            commit, files = _listing(name)
    except (HubUnreachableError, HubAnswerError):
        cached = _cached(name, folder)
        if cached is None:
            raise
        return cached
    choice = choose(name.repo, {path: file.size for path, file in files.items()}, name.file)
    wanted = {path: files[path] for path in choice.files}
    with _translated(name, fetching=True):
        if choice.entry is None:        # what lutcore cannot run is not worth gigabytes
            _download(name, folder, commit, {CONFIG: files[CONFIG]}, lambda done, total: None)
            read_config(folder / "snapshots" / commit)
        _download(name, folder, commit, wanted, progress)
    # as the library does for a branch or a tag; here last, so that offline finds whole models
    if name.revision != commit:
        reference = folder / "refs" / name.revision
        reference.parent.mkdir(parents=True, exist_ok=True)
        write_whole(reference, commit)
    return _fetched(folder, commit, choice)


# The cache ----------------------------------------------------------------------------------------


def _cache(name: HubName) -> Path:
    """Return the repository's folder in the hub's cache. Raises PackageMissingError."""
    try:
        from huggingface_hub import constants
        from huggingface_hub.file_download import repo_folder_name
        from huggingface_hub.utils import disable_progress_bars, logging
    except ImportError as error:
        raise PackageMissingError(f"models of the Hugging Face hub need the package {error.name}; "
                                  "install it with: pip install 'lutcore[hub]'") from error
    logging.set_verbosity_error()       # its warnings are errors here, or of no use
    disable_progress_bars()
    return Path(constants.HF_HUB_CACHE) / repo_folder_name(repo_id=name.repo, repo_type="model")


def _cached(name: HubName, folder: Path) -> Fetched | None:
    """Return the model as it was fetched last, or None. Raises HubChoiceError."""
    reference = folder / "refs" / name.revision
    commit = reference.read_text().strip() if reference.is_file() else name.revision
    snapshot = folder / "snapshots" / commit
    if not _COMMIT.fullmatch(commit) or not snapshot.is_dir():
        return None
    files = {path.relative_to(snapshot).as_posix(): path.stat().st_size
             for path in snapshot.rglob("*") if path.is_file()}
    try:
        return _fetched(folder, commit, choose(name.repo, files, name.file))
    except HubChoiceError:
        raise
    except HostError:                   # what is missing here may be on the hub
        return None


def _fetched(folder: Path, commit: str, choice: Choice) -> Fetched:
    snapshot = folder / "snapshots" / commit
    return Fetched(snapshot / choice.entry if choice.entry else snapshot,
                   tuple(snapshot / name for name in choice.files), commit, choice.entry)


# The hub ------------------------------------------------------------------------------------------


def _listing(name: HubName) -> tuple[str, dict[str, _File]]:
    """Return the commit of the revision, and its files. Raises HubAnswerError."""
    from huggingface_hub import HfApi, constants
    try:
        info  = HfApi().model_info(name.repo, revision=name.revision, files_metadata=True)
        files = {}
        for sibling in info.siblings or ():
            size   = sibling.size if isinstance(sibling.size, int) else None
            sha256 = sibling.lfs.sha256 if sibling.lfs else None
            if is_plain(sibling.rfilename):
                files[sibling.rfilename] = _File(
                    size, sha256 if _SHA256.fullmatch(sha256 or "") else None)
        commit = info.sha
        if commit is None or not _COMMIT.fullmatch(commit):
            raise ValueError(f"commit {commit!r}")
    except (AttributeError, KeyError, TypeError, ValueError) as error:  # of the answer's content
        raise HubAnswerError(NO_HUB.format(constants.ENDPOINT)) from error
    return commit, files


def _download(name: HubName, folder: Path, commit: str, files: dict[str, _File],
              progress: Progress) -> None:
    """Fetch the files that the cache lacks, small ones first."""
    from huggingface_hub import constants, hf_hub_download
    missing = {path: file for path, file in files.items()
               if not (folder / "snapshots" / commit / path).exists()}
    _check_space(name, folder, missing)
    total = sum(file.size or 0 for file in missing.values())
    done  = 0
    for path, file in sorted(missing.items(), key=lambda item: item[1].size or 0):
        # what has more than 50 GB the hub sends in another way, which the library knows
        if file.sha256 and (file.size or 0) <= constants.MAX_HTTP_DOWNLOAD_SIZE:
            _fetch_large(name, folder, commit, path, file,
                         partial(_shown, progress, done, max(total, 1)))
        hf_hub_download(name.repo, path, revision=commit)
        done += file.size or 0
        progress(done, max(total, 1))


def _shown(progress: Progress, before: int, total: int, count: int) -> None:
    progress(min(before + count, total), total)


def _fetch_large(name: HubName, folder: Path, commit: str, path: str, file: _File,
                 progress: Callable[[int], None]) -> None:
    """Fetch a file to where the library looks for it first: under its SHA-256.

    Raises HubDamagedError.
    """
    from huggingface_hub import hf_hub_url
    from huggingface_hub.file_download import http_get
    from huggingface_hub.utils import WeakFileLock, build_hf_headers
    assert file.sha256 is not None
    blob, begun = _blob(folder, file), _partial(folder, file)
    blob.parent.mkdir(parents=True, exist_ok=True)
    lock = folder.parent / ".locks" / folder.name / f"{file.sha256}.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    with WeakFileLock(lock):
        if blob.exists():
            return
        if begun.exists() and begun.stat().st_size > (file.size or 0):
            begun.unlink()
        with begun.open("ab") as opened:
            start = opened.tell()
            progress(start)
            # other servers that this one sends us to get no token: the client drops it
            http_get(hf_hub_url(name.repo, path, revision=commit),
                     cast("BinaryIO", _Counted(opened, progress)), resume_size=start,
                     headers=build_hf_headers(), expected_size=file.size)
        if _sha256_of(begun) != file.sha256:
            begun.unlink()
            raise HubDamagedError(f"{path} of {name.repo} does not have the SHA-256 that the hub "
                                  "names, so it was removed; fetch it again")
        begun.replace(blob)


class _Counted:
    """A file that tells how long it is whenever it grows."""

    def __init__(self, file: BinaryIO, progress: Callable[[int], None]) -> None:
        self._file, self._progress = file, progress

    def write(self, data: bytes) -> int:
        """Write, flush and tell."""
        count = self._file.write(data)
        self._file.flush()
        self._progress(self._file.tell())
        return count

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def _blob(folder: Path, file: _File) -> Path:
    return folder / "blobs" / str(file.sha256)


def _partial(folder: Path, file: _File) -> Path:
    return folder / "blobs" / f"{file.sha256}.incomplete"


def _sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _check_space(name: HubName, folder: Path, files: dict[str, _File]) -> None:
    """Raise DiskSpaceError where the files do not fit on the disk."""
    there = sum(_partial(folder, file).stat().st_size for file in files.values()
                if file.sha256 and _partial(folder, file).exists())
    needed = sum(file.size or 0 for file in files.values()) - there
    place = folder
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    if needed > free:
        raise DiskSpaceError(f"{name} needs {needed / 1e9:.1f} GB more, and {place} has "
                             f"{free / 1e9:.1f} GB left; make room, or set HF_HOME to a folder on "
                             "another disk")


# Errors -------------------------------------------------------------------------------------------


@contextmanager
def _translated(name: HubName, fetching: bool = False) -> Iterator[None]:
    """Turn the library's errors into ours, which have one line and no token or signed address."""
    from huggingface_hub import constants, errors
    try:
        yield
    except errors.GatedRepoError as error:
        raise HubAccessError(
            f"{name.repo} is gated: accept its conditions at {constants.ENDPOINT}/{name.repo}, "
            "then log in with: hf auth login, or set HF_TOKEN") from error
    except errors.RevisionNotFoundError as error:
        raise HubRevisionMissingError(f"{name.repo} has no revision {name.revision}; leave it out, "
                                      "or look at the repository's page") from error
    except errors.RemoteEntryNotFoundError as error:
        raise HubFileMissingError(f"a file of {name} has gone while it was fetched; run the "
                                  "command again") from error
    except errors.RepositoryNotFoundError as error:
        raise HubModelMissingError(
            f"the hub has no model {name.repo}, or it is private: check the name; for a private "
            "one log in with: hf auth login, or set HF_TOKEN") from error
    except errors.OfflineModeIsEnabled as error:
        raise HubUnreachableError(f"{name} is not in the cache, and HF_HUB_OFFLINE is set; fetch "
                                  "it without") from error
    except errors.HfHubHTTPError as error:
        status = error.response.status_code
        if status in (401, 403):
            raise HubAccessError(f"the hub does not let this token read {name.repo} (status "
                                 f"{status}); log in again with: hf auth login") from error
        raise HubAnswerError(f"the hub answered with status {status}; try again "
                             "later") from error
    except (errors.HTTPError, errors.LocalEntryNotFoundError) as error:
        raise _unreachable(name, fetching) from error
    except errors.FileMetadataError as error:
        raise HubAnswerError(NO_HUB.format(constants.ENDPOINT)) from error
    except OSError as error:
        if not str(error).startswith("Consistency check failed"):
            raise
        raise _unreachable(name, fetching) from error


def _unreachable(name: HubName, fetching: bool) -> HubInterruptedError | HubUnreachableError:
    if fetching:
        return HubInterruptedError(f"the connection broke while {name} was fetched; the same "
                                   "command goes on from there")
    return HubUnreachableError(f"the hub cannot be reached, and {name} is not in the cache; check "
                               "the network, or give a file that is here")
