"""Names of models on the hub: ORG/NAME, with a file and a revision where they are wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from lutcore.host_app.errors import HubNameError

PREFIX  = "hf:"                         # before such a name where paths are accepted too
DEFAULT = "main"                        # the revision of a name without one

_PART = r"[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?"
_NAME = re.compile(rf"(?P<repo>{_PART}/{_PART})(?::(?P<file>[^@:]+))?(?:@(?P<revision>[^@:]+))?")


@dataclass(frozen=True)
class HubName:
    """A model on the hub, as the user named it; `fetch` makes a path of it.

    file: a file of the repository, or the quantisation in a file's name, such as Q4_0
    """

    repo: str
    file: str | None = None
    revision: str = DEFAULT             # a branch, a tag or a commit

    @classmethod
    def parse(cls, text: str) -> HubName:
        """Read ORG/NAME[:FILE][@REVISION], with or without `hf:`. Raises HubNameError."""
        found = _NAME.fullmatch(text.removeprefix(PREFIX))
        if found is None:
            hint = "" if "/" in text else "; stories and smollm2 are names that need no download"
            raise HubNameError(f"{text!r} is no name on the hub: those are ORG/NAME, "
                               f"ORG/NAME:FILE or ORG/NAME:FILE@REVISION{hint}")
        name = cls(found["repo"], found["file"], found["revision"] or DEFAULT)
        parts = [name.revision] + ([name.file] if name.file else [])
        if "--" in name.repo or ".." in name.repo or not all(map(is_plain, parts)):
            raise HubNameError(f"{text!r} is no name on the hub: it could lead out of the cache")
        return name

    def __str__(self) -> str:
        file = f":{self.file}" if self.file else ""
        return f"{self.repo}{file}" + (f"@{self.revision}" if self.revision != DEFAULT else "")

    def of_file(self, file: str | None) -> str:
        """Return the name of one file, or of the repository, as commands take it."""
        return f"{PREFIX}{HubName(self.repo, file, self.revision)}"


def is_plain(path: str) -> bool:
    """Return whether a path from a repository stays below the folder that it is put into."""
    return not (set(path) & {"\\", "\0"}) and \
        all(part not in ("", ".", "..") for part in path.split("/"))


def cached_name(path: Path) -> str | None:
    """Return what a model in the hub's cache is called; None for a path elsewhere.

    In .../models--ORG--NAME/snapshots/COMMIT a folder is called NAME, and a file by its own name.
    """
    parts = path.absolute().parts
    for i, part in enumerate(parts[:-2]):
        if part.startswith("models--") and parts[i + 1] == "snapshots":
            return part.split("--")[-1] if len(parts) == i + 3 else path.stem
    return None
