"""Names of models on the hub."""

from __future__ import annotations

from pathlib import Path

import pytest

from lutcore.host_app.errors import HubNameError
from lutcore.host_app.hub.names import HubName, cached_name, is_plain
from lutcore.host_app.named import name_of


@pytest.mark.parametrize("text, name", [
    ("org/name", HubName("org/name")),
    ("hf:Org-1/Name_2.5-B", HubName("Org-1/Name_2.5-B")),
    ("org/name:Q4_0", HubName("org/name", "Q4_0")),
    ("org/name:sub/a b.gguf@refs/pr/1", HubName("org/name", "sub/a b.gguf", "refs/pr/1")),
    ("org/name@v1.0", HubName("org/name", None, "v1.0"))])
def test_names_are_read(text: str, name: HubName) -> None:
    assert HubName.parse(text) == name
    assert HubName.parse(str(name)) == name == HubName.parse(name.of_file(name.file))


@pytest.mark.parametrize("text", [
    "", "/", "org/", "/name", "a/b/c", "org/name:", "org/name@", "org/name:a:b", "a b/c", "../name",
    "org/..", "a--b/c", "org/name:../x.gguf", "org/name:/etc/x.gguf", "org/name:a//b",
    "org/name@../../main", "org/name@/main", "org/name:a\\b.gguf", "org/na\nme",
    "https://huggingface.co/a/b"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(HubNameError, match="is no name on the hub"):
        HubName.parse(text)


def test_a_name_without_a_slash_hints_at_what_needs_no_hub() -> None:
    with pytest.raises(HubNameError, match="stories and smollm2"):
        HubName.parse("llama")


@pytest.mark.parametrize("path", ["..", "a/../b", "/a", "a/", "./a", "a\\b", "a\0", ""])
def test_paths_that_lead_elsewhere(path: str) -> None:
    assert not is_plain(path) and is_plain("a/b.c")


def test_models_in_the_cache_are_called_as_on_the_hub(tmp_path: Path) -> None:
    """A snapshot is a folder named after a commit, and its files are links to hashes."""
    snapshot = tmp_path / "models--org--Some-1.5B" / "snapshots" / ("0" * 40)
    (snapshot / "sub").mkdir(parents=True)
    blob = tmp_path / "models--org--Some-1.5B" / "abc"
    blob.touch()
    (snapshot / "Some-1.5B-Q4_0.gguf").symlink_to(blob)
    assert name_of(snapshot) == "Some-1.5B"
    assert name_of(snapshot / "Some-1.5B-Q4_0.gguf") == "Some-1.5B-Q4_0"
    assert cached_name(snapshot / "sub" / "x.gguf") == "x"
    assert cached_name(tmp_path / "models--org--Some-1.5B") is None
    assert cached_name(Path("model.gguf")) is None
